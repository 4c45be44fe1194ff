//! Why there is no page, in a sentence, and what to try instead.

use axum::http::StatusCode;

/// Why a request has no answer.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
    /// What to try: words, and where they lead.
    pub(crate) hints: Vec<(String, Option<String>)>,
}

impl Problem {
    /// There is nothing at this address.
    pub(crate) fn missing(message: impl Into<String>) -> Problem {
        Problem { status: StatusCode::NOT_FOUND, message: message.into(), hints: Vec::new() }
    }

    /// A fault of ours.
    pub(crate) fn fault(message: impl Into<String>) -> Problem {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Problem { status, message: message.into(), hints: Vec::new() }
    }

    /// With something to try instead.
    pub(crate) fn hint(mut self, words: impl Into<String>, address: Option<String>) -> Problem {
        self.hints.push((words.into(), address));
        self
    }
}

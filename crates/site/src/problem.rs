//! Why there is no page, in a sentence, and what to try instead.

use axum::http::StatusCode;
use scrutineer_report::{Error, See};

use crate::parts::in_address;

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

    /// What is asked makes no sense.
    pub(crate) fn wrong(message: impl Into<String>) -> Problem {
        Problem::with_status(StatusCode::UNPROCESSABLE_ENTITY, message)
    }

    /// A request that is not put as requests are.
    pub(crate) fn malformed(message: impl Into<String>) -> Problem {
        Problem::with_status(StatusCode::BAD_REQUEST, message)
    }

    /// A request with this status.
    pub(crate) fn with_status(status: StatusCode, message: impl Into<String>) -> Problem {
        Problem { status, ..Problem::missing(message) }
    }

    /// A fault of ours.
    pub(crate) fn fault(message: impl Into<String>) -> Problem {
        Problem::with_status(StatusCode::INTERNAL_SERVER_ERROR, message)
    }

    /// A name in an address that makes no sense: there is no such page.
    pub(crate) fn of_address(self) -> Problem {
        match self.status {
            StatusCode::UNPROCESSABLE_ENTITY => Problem { status: StatusCode::NOT_FOUND, ..self },
            _ => self,
        }
    }

    /// With something to try instead.
    pub(crate) fn hint(mut self, words: impl Into<String>, address: Option<String>) -> Problem {
        self.hints.push((words.into(), address));
        self
    }
}

/// What is said where a request was refused by its status alone.
pub(crate) fn bare(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "there is nothing at this address",
        StatusCode::METHOD_NOT_ALLOWED => "this address is not asked in this way",
        StatusCode::PAYLOAD_TOO_LARGE => "that is more than is read",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "it was not sent as what is read here",
        _ => "the request cannot be read",
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        let problem = if error.is_unknown() { Problem::missing } else { Problem::wrong };
        let hints = error.hints().iter();
        hints.fold(problem(error.message()), |problem, hint| {
            problem.hint(hint.words.clone(), hint.see.as_ref().and_then(address))
        })
    }
}

/// Where an answer is that a hint leads to.
fn address(see: &See) -> Option<String> {
    match see {
        See::Vote(name) => Some(format!("/votes/{}", in_address(name))),
        See::Member(name) => Some(format!("/members/{}", in_address(name))),
        See::Group(name) => Some(format!("/groups/{}", in_address(name))),
        See::Topics => None,
    }
}

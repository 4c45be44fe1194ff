//! The error of the program: what went wrong, what to try, and the exit status.

use std::fmt;

use scrutineer_report::{Hint, See};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done, whatever the verdicts.
    Done,
    /// `check --fail-on` found what it was to look for.
    Found,
    /// The request or the input is wrong.
    WrongRequest,
    /// The book is damaged.
    DamagedBook,
    /// A fault of ours.
    Fault,
}

impl Status {
    /// The exit status.
    pub(crate) fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::Found => 1,
            Status::WrongRequest => 2,
            Status::DamagedBook => 3,
            Status::Fault => 70,
        }
    }
}

/// Why a command could not do what was asked, in a sentence, and what to try instead.
#[derive(Debug)]
pub(crate) struct Error {
    message: String,
    hints: Vec<String>,
    status: Status,
}

impl Error {
    /// The request or the input is wrong.
    pub(crate) fn request(message: impl Into<String>) -> Error {
        Error { message: message.into(), hints: Vec::new(), status: Status::WrongRequest }
    }

    /// The book is damaged.
    pub(crate) fn book(message: impl Into<String>) -> Error {
        Error { message: message.into(), hints: Vec::new(), status: Status::DamagedBook }
    }

    /// A fault of ours.
    pub(crate) fn fault(message: impl Into<String>) -> Error {
        Error { message: message.into(), hints: Vec::new(), status: Status::Fault }
    }

    /// This program was built without something, which a feature has in it.
    #[allow(dead_code, reason = "a program that was built with all features has everything")]
    pub(crate) fn built_without(what: &str, feature: &str) -> Error {
        Error::request(format!("this program was built without {what}")).hint(format!(
            "build it with: cargo install --path crates/cli --locked --features {feature}"
        ))
    }

    /// With something to try instead.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Error {
        self.hints.push(hint.into());
        self
    }

    /// How the program ends.
    pub(crate) fn status(&self) -> Status {
        self.status
    }

    /// What went wrong, without the hints.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// What to try, each hint one sentence or one row.
    pub(crate) fn hints(&self) -> &[String] {
        &self.hints
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<scrutineer_report::Error> for Error {
    fn from(error: scrutineer_report::Error) -> Error {
        let hint = |hint: &Hint| match &hint.see {
            Some(see) if !hint.named => format!("{}: {}", hint.words, command(see)),
            _ => hint.words.clone(),
        };
        Error {
            message: error.message().to_owned(),
            hints: error.hints().iter().map(hint).collect(),
            status: Status::WrongRequest,
        }
    }
}

/// The command that shows an answer.
fn command(see: &See) -> String {
    match see {
        See::Vote(symbol) => format!("scrutineer show {symbol}"),
        See::Member(name) => format!("scrutineer member \"{name}\""),
        See::Group(name) => format!("scrutineer group \"{name}\""),
        See::Topics => "scrutineer topics".to_owned(),
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::fault(format!("the result cannot be written as JSON: {error}"))
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Error {
        Error::fault(format!("the result cannot be written as CSV: {error}"))
    }
}

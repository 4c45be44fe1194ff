//! Why a process of the cluster could not begin, or ended.

use std::fmt;

/// Why a process of the cluster could not begin, or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    message: String,
    remedy: Option<&'static str>,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error { message: message.into(), remedy: None }
    }

    pub(crate) fn remedy_is(self, remedy: &'static str) -> Error {
        Error { remedy: Some(remedy), ..self }
    }

    /// What to do about it, if that is known.
    pub fn remedy(&self) -> Option<&'static str> {
        self.remedy
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

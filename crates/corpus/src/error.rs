//! The error of this crate.

use std::fmt;
use std::io;
use std::path::Path;

/// Why an archive could not be checked: what failed and where, and what to do about it.
///
/// What is wrong with single documents is no error: it stands in their rows.
#[derive(Debug)]
pub struct Error {
    message: String,
    remedy: Option<String>,
    source: Option<io::Error>,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error { message: message.into(), remedy: None, source: None }
    }

    /// A file or directory with which something could not be done.
    pub(crate) fn io(path: &Path, doing: &str, why: io::Error) -> Error {
        let message = format!("{} cannot be {doing}: {why}", path.display());
        Error { message, remedy: None, source: Some(why) }
    }

    /// The same, with what to do about it.
    pub(crate) fn remedy_is(mut self, remedy: impl Into<String>) -> Error {
        self.remedy = Some(remedy.into());
        self
    }

    /// What to do about it, if there is more to do than to look at the file.
    pub fn remedy(&self) -> Option<&str> {
        self.remedy.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|why| why as _)
    }
}

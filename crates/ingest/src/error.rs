//! The error of this crate.

use std::fmt;
use std::io;

use crate::Format;

/// Why a file could not be read at all: what it is, what is wrong, and what to do about it.
///
/// What is wrong with single rows is no error: it becomes a [`Defect`](scrutineer_record::Defect).
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    file: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Io { doing: &'static str, why: io::Error },
    Wrong { what: String, remedy: String },
    OtherFormat { asked: Format, found: Format },
}

impl Error {
    /// A file that cannot be read or unpacked.
    pub(crate) fn io(file: &str, doing: &'static str, why: io::Error) -> Error {
        Error::new(file, Kind::Io { doing, why })
    }

    /// A file that is not what can be imported: what it is, and what to do.
    pub(crate) fn wrong(file: &str, what: impl Into<String>, remedy: impl Into<String>) -> Error {
        Error::new(file, Kind::Wrong { what: what.into(), remedy: remedy.into() })
    }

    /// A file of another format than was asked for.
    pub(crate) fn other_format(file: &str, asked: Format, found: Format) -> Error {
        Error::new(file, Kind::OtherFormat { asked, found })
    }

    fn new(file: &str, kind: Kind) -> Error {
        Error(Box::new(Inner { file: file.to_owned(), kind }))
    }

    /// What to do about it, if there is more to do than to look at the file.
    pub fn remedy(&self) -> Option<String> {
        match &self.0.kind {
            Kind::Io { .. } => None,
            Kind::Wrong { remedy, .. } => Some(remedy.clone()).filter(|remedy| !remedy.is_empty()),
            Kind::OtherFormat { found, .. } => {
                Some(format!("write \"{found}\" for the format, or leave it out"))
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.0.file;
        match &self.0.kind {
            Kind::Io { doing, why } => write!(out, "{file} cannot be {doing}: {why}"),
            Kind::Wrong { what, .. } => write!(out, "{file} {what}"),
            Kind::OtherFormat { asked, found } => {
                write!(out, "{file} is not in the format {asked}: it is {found}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            Kind::Io { why, .. } => Some(why),
            _ => None,
        }
    }
}

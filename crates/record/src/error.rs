//! The error of this crate.

use std::fmt;

use crate::symbol::SymbolError;

/// What cannot be made into a part of the record, and why.
///
/// Defects of a source are not errors: they are [`Defect`](crate::Defect)s and travel with the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Date(String),
    Symbol(SymbolError),
    Unknown { what: &'static str, name: String },
    Twice { what: &'static str, name: String },
    TooManyMembers(usize),
    Vote { id: String, why: String },
}

impl Error {
    pub(crate) fn date(text: &str) -> Error {
        Error(Kind::Date(text.to_owned()))
    }

    pub(crate) fn unknown(what: &'static str, name: &str) -> Error {
        Error(Kind::Unknown { what, name: name.to_owned() })
    }

    pub(crate) fn twice(what: &'static str, name: &str) -> Error {
        Error(Kind::Twice { what, name: name.to_owned() })
    }

    pub(crate) fn too_many_members(found: usize) -> Error {
        Error(Kind::TooManyMembers(found))
    }

    pub(crate) fn vote(id: &str, why: impl Into<String>) -> Error {
        Error(Kind::Vote { id: id.to_owned(), why: why.into() })
    }
}

impl From<SymbolError> for Error {
    fn from(error: SymbolError) -> Error {
        Error(Kind::Symbol(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Date(text) => write!(
                out,
                "\"{text}\" is not a date: write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known"
            ),
            Kind::Symbol(error) => error.fmt(out),
            Kind::Unknown { what, name } => write!(out, "there is no {what} \"{name}\""),
            Kind::Twice { what, name } => write!(out, "the {what} \"{name}\" stands twice"),
            Kind::TooManyMembers(found) => write!(
                out,
                "{found} members are more than the {} that a record can hold",
                crate::MemberId::CAPACITY
            ),
            Kind::Vote { id, why } => write!(out, "vote {id}: {why}"),
        }
    }
}

impl std::error::Error for Error {}

//! Why a question has no answer, and what to ask instead.

use std::fmt;

/// Why a question has no answer: in a sentence, with hints at what to ask instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    message: String,
    hints: Vec<Hint>,
    is_unknown: bool,
}

/// What to ask instead: one sentence or one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The words.
    pub words: String,
    /// The answer to look at, which each surface has at its own address.
    pub see: Option<See>,
    /// Whether the words name that answer, so that nobody needs to be told how to ask for it.
    pub named: bool,
}

/// An answer that a hint leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum See {
    /// A vote or a text, by its symbol or id.
    Vote(String),
    /// A member, by a name.
    Member(String),
    /// A group, by a name.
    Group(String),
    /// The list of topics.
    Topics,
}

impl Error {
    /// The question makes no sense.
    pub fn wrong(message: impl Into<String>) -> Error {
        Error { message: message.into(), hints: Vec::new(), is_unknown: false }
    }

    /// The question makes sense, and this book does not know what it is about.
    pub fn unknown(message: impl Into<String>) -> Error {
        Error { is_unknown: true, ..Error::wrong(message) }
    }

    /// With something to ask instead.
    pub fn hint(mut self, words: impl Into<String>) -> Error {
        self.hints.push(Hint { words: words.into(), see: None, named: false });
        self
    }

    /// With an answer to look at instead.
    pub fn see(mut self, words: impl Into<String>, see: See) -> Error {
        self.hints.push(Hint { words: words.into(), see: Some(see), named: false });
        self
    }

    /// With an answer that may have been meant, in words that name it.
    pub(crate) fn named(mut self, words: impl Into<String>, see: See) -> Error {
        self.hints.push(Hint { words: words.into(), see: Some(see), named: true });
        self
    }

    /// With the names that may have been meant, of members or of groups.
    pub(crate) fn meant_as<'n>(
        self,
        names: impl IntoIterator<Item = &'n str>,
        see: fn(String) -> See,
    ) -> Error {
        names.into_iter().fold(self, |error, name| {
            error.named(format!("did you mean {name}?"), see(name.to_owned()))
        })
    }

    /// With the names that may have been meant.
    pub(crate) fn meant<'n>(self, names: impl IntoIterator<Item = &'n str>) -> Error {
        names.into_iter().fold(self, |error, name| error.hint(format!("did you mean {name}?")))
    }

    /// What is wrong, without the hints.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to ask instead.
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }

    /// Whether the question makes sense, and is about what this book does not know.
    pub fn is_unknown(&self) -> bool {
        self.is_unknown
    }
}

/// A text that cannot be read, with what to do about it.
impl From<scrutineer_ingest::Error> for Error {
    fn from(error: scrutineer_ingest::Error) -> Error {
        let told = Error::wrong(error.to_string());
        match error.remedy() {
            Some(remedy) => told.hint(remedy),
            None => told,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

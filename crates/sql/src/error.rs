//! Why a statement has no answer, or a process of a cluster ended, where the fault lies, and what to try instead.

use std::fmt;

use datafusion::common::Diagnostic;
use datafusion::error::DataFusionError;

use crate::catalog::ON_DISK;

/// Why a statement has no answer, or a process of a cluster ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    message: String,
    hints: Vec<String>,
}

impl Error {
    /// What is wrong, in a sentence.
    pub fn new(message: impl Into<String>) -> Error {
        Error { message: message.into(), hints: Vec::new() }
    }

    /// With something to try instead.
    #[must_use]
    pub fn hint(mut self, words: impl Into<String>) -> Error {
        self.hints.push(words.into());
        self
    }

    /// What is wrong, in a sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to try instead.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }

    /// An error of the engine, with the place in the statement where it knows it and the remedy for its kind.
    pub(crate) fn of(error: &DataFusionError) -> Error {
        let place = error.diagnostic().and_then(place).unwrap_or_default();
        let root = error.find_root();
        let told = Error::new(format!("{}{place}", words(root)));
        let helps = error.diagnostic().map(|of| of.helps.as_slice()).unwrap_or_default();
        let told = helps.iter().fold(told, |told, help| told.hint(help.message.clone()));
        match remedy(root) {
            Some(remedy) => told.hint(remedy),
            None => told,
        }
    }

    /// An error of an engine whose statements run elsewhere.
    pub(crate) fn from_elsewhere(error: &DataFusionError) -> Error {
        if let Some(told) = from_afar(error.find_root()) {
            return told;
        }
        let told = Error::of(error);
        let words = error.find_root().message().into_owned();
        let of_files = |(name, _): &(&str, &str)| words.contains(&format!("{name}' not found"));
        if !ON_DISK.iter().any(of_files) {
            return told;
        }
        let names = ON_DISK.map(|(name, _)| name).join(", ");
        told.hint(format!(
            "what is read from the files of a book ({names}) is there without --cluster"
        ))
    }
}

/// Where in the statement the fault lies.
fn place(of: &Diagnostic) -> Option<String> {
    let start = of.span?.start;
    Some(format!(", at line {}, column {}", start.line, start.column))
}

/// The words of an error, without those that name the part of the engine from which it comes.
fn words(error: &DataFusionError) -> String {
    match error {
        DataFusionError::SQL(why, _) => {
            let words = why.to_string();
            words.strip_prefix("sql parser error: ").unwrap_or(&words).to_owned()
        }
        DataFusionError::External(why) => why.to_string(),
        other => other.message().into_owned(),
    }
}

/// An error of a cluster, which tells what was wrong inside of what went wrong for it.
fn from_afar(error: &DataFusionError) -> Option<Error> {
    let told = error.to_string();
    if let Some((_, status)) = told.split_once("Status { code:") {
        // … message: "Could not parse plan: DataFusion error: Error during planning: another book", metadata …
        let message =
            status.split_once("message: \"").and_then(|(_, rest)| rest.split_once("\", "));
        let message = message.map_or(status, |(message, _)| message);
        let inner = message.rsplit_once("Error during planning: ").map_or(message, |(_, why)| why);
        let error = Error::new(inner.replace("\\\"", "\""));
        return Some(error.hint("the scheduler of the cluster said so, or did not answer"));
    }
    if told.contains("tonic::transport") {
        let error = Error::new("the scheduler of the cluster does not answer");
        return Some(
            error.hint("start it, and name where it listens: scrutineer cluster scheduler"),
        );
    }
    let (job, why) = told.split_once("Job ")?.1.split_once(" failed: ")?;
    // The innermost error stands last: … Execution("\"Atlantis\" is no member")))
    let inner = why.rsplit_once("(\"").map_or(why, |(_, inner)| inner);
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, ')' | '"' | '.');
    let inner = inner.trim_end_matches(ends).replace("\\\"", "\"");
    Some(Error::new(inner).hint(format!("it went wrong on the cluster, in job {job}")))
}

fn remedy(error: &DataFusionError) -> Option<&'static str> {
    let words = error.message();
    match error {
        DataFusionError::ResourcesExhausted(_) => {
            Some("ask for less at once, or allow more memory: --memory MB")
        }
        DataFusionError::Plan(_) if words.contains("not supported") => {
            Some("only statements that read are answered: SELECT, EXPLAIN, SHOW TABLES, DESCRIBE")
        }
        DataFusionError::Plan(_) if words.contains("table") && words.contains("not found") => {
            Some("the tables: SHOW TABLES; their columns: SELECT * FROM columns")
        }
        DataFusionError::Plan(_) if words.contains("nvalid function") => {
            Some("our functions: SELECT * FROM functions; all: SHOW FUNCTIONS")
        }
        DataFusionError::SchemaError(..) => Some(
            "the columns of a table: DESCRIBE votes; of all, with what they say: SELECT * FROM columns",
        ),
        _ => None,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<DataFusionError> for Error {
    fn from(error: DataFusionError) -> Error {
        Error::of(&error)
    }
}

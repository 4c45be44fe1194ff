//! What a run has written, for whoever reads its tables.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::run::{RUN, Results, Run, SCHEMA, whole_parts};
use crate::tables::FINDINGS;

/// What a run has written: the parts of its tables that are whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The book against which it was checked.
    pub book: String,
    /// The form of the tables.
    pub results: Results,
    /// How many documents they hold.
    pub documents: usize,
    /// Files of the table of findings, in order.
    pub findings: Vec<PathBuf>,
}

/// What [`crate::check`] has written into a directory.
///
/// # Errors
/// If it is no such directory, holds tables of another version of the program, or cannot be read.
pub fn written(directory: &Path) -> Result<Written, Error> {
    let path = directory.join(RUN);
    let again = "check the archive again: scrutineer corpus check PATH -o DIR --anew";
    let bytes = fs::read(&path).map_err(|why| match why.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Error::new(format!("{} holds no results of \"corpus check\"", directory.display()))
                .remedy_is("check the archive first: scrutineer corpus check PATH -o DIR")
        }
        _ => Error::io(&path, "read", why),
    })?;
    let run: Run = serde_json::from_slice(&bytes).map_err(|why| {
        Error::new(format!("{} is damaged: {why}", path.display())).remedy_is(again)
    })?;
    if run.schema != SCHEMA {
        let message = format!(
            "{} holds tables of another form: {} and not {SCHEMA}, which says of every claim how its day is known",
            directory.display(),
            run.schema
        );
        return Err(Error::new(message).remedy_is(again));
    }
    let parts = whole_parts(directory)?.unwrap_or_default();
    let prefix = format!("{}-", FINDINGS.name);
    let files = parts.iter().flat_map(|part| &part.files);
    let findings = files.filter(|file| file.name.starts_with(&prefix));
    Ok(Written {
        book: run.book,
        results: run.results,
        documents: parts.iter().map(|part| part.documents).sum(),
        findings: findings.map(|file| directory.join(&file.name)).collect(),
    })
}

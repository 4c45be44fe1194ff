//! `check --with FILE`: pasted votes beside the book.

use std::collections::HashMap;

use scrutineer_book::{Book, With};
use scrutineer_claims::Finding;
use scrutineer_ingest::{Progress, read};

use crate::commands::book::input;
use crate::error::Error;
use crate::terminal::wrap::plain;

/// The book with the votes of some files, and what is to be told of these.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) book: Book,
    pub(super) warnings: Vec<Error>,
    /// The file in which a vote stands, by the id of the vote.
    files: HashMap<String, String>,
}

/// Reads the files, and puts their votes beside those of the book; nothing if there are no files.
pub(super) fn joined(book: &Book, files: &[String]) -> Result<Option<Joined>, Error> {
    let mut joined: Option<Joined> = None;
    for file in files {
        let before = joined.as_ref().map_or(book, |joined| &joined.book);
        let With { book, added, held, defects } = with(before, file)?;
        let mut all = joined
            .take()
            .map_or_else(|| (Vec::new(), HashMap::new()), |joined| (joined.warnings, joined.files));
        let told = held.into_iter().chain(defects);
        all.0.extend(told.map(|what| Error::request(format!("{}: {}", plain(file), plain(&what)))));
        all.1.extend(added.into_iter().map(|id| (id, file.clone())));
        joined = Some(Joined { book, warnings: all.0, files: all.1 });
    }
    Ok(joined)
}

fn with(book: &Book, file: &str) -> Result<With, Error> {
    let members = book.record.members();
    let imported = read(vec![input(file)?], None, members, &Progress::default());
    let imported = imported.map_err(|error| Error::from(scrutineer_book::Error::from(error)))?;
    let votes: usize = imported.batches.iter().map(|(_, batch)| batch.accounts.len()).sum();
    if votes == 0 {
        let error =
            Error::request(format!("{} holds no vote with its lists of names", plain(file)));
        let defects = imported.batches.iter().flat_map(|(_, batch)| &batch.defects);
        let error = defects.fold(error, |error, defect| error.hint(plain(&defect.to_string())));
        return Err(error.hint(
            "paste the vote as the press release or the record of the meeting prints it: \
             \"In favour: …\", \"Against: …\", \"Abstaining: …\"",
        ));
    }
    Ok(book.with(&plain(file), imported)?)
}

impl Joined {
    /// Says of a finding that rests on a vote of a file that it does, and how it is seen again.
    pub(super) fn tell(&self, source: &str, finding: &mut Finding) {
        for vote in &finding.votes {
            let Some(file) = self.files.get(&vote.id) else { continue };
            let said = format!(" {} stands in {}, not in the book.", vote.symbol, plain(file));
            finding.explanation.push_str(&said);
            finding.reproduce = format!("scrutineer check {source} --with {file}");
        }
    }
}

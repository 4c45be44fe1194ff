//! `book defects`: what is wrong in the sources, and what is known to be wrong with them.

use std::collections::HashSet;

use schemars::JsonSchema;
use scrutineer_book::{Book, DefectRow};
use scrutineer_ingest::{KnownError, known_errors};
use scrutineer_record::{Defect, Session, Vote};
use serde::Serialize;

use crate::flat::{FlatTable, cell};

/// What is wrong in the sources of a book.
pub struct Defects<'b> {
    /// What was found when they were read.
    pub found: Vec<&'b DefectRow>,
    /// What was known of them before.
    pub known: Vec<&'static KnownError>,
}

impl<'b> Defects<'b> {
    /// Of all sources, or of one format.
    pub fn of(book: &Book, found: &'b [DefectRow], format: Option<&str>) -> Defects<'b> {
        let wanted = |source: &str| format.is_none_or(|asked| asked == source);
        // Votes that are built in lie over the book, and come from none of its sources.
        let imported = book.record.votes().filter(|vote| vote.source.file.format != "builtin");
        let sessions: HashSet<u8> = imported.filter_map(regular_session).collect();
        let is_of_the_book = |known: &&KnownError| {
            let format = known.format.code();
            wanted(format)
                && book.info.sources.iter().any(|source| source.format == format)
                && known.concerns(sessions.iter().copied())
        };
        Defects {
            found: found.iter().filter(|row| wanted(&row.format)).collect(),
            known: known_errors().iter().filter(is_of_the_book).collect(),
        }
    }

    /// As JSON.
    pub fn report(&self) -> DefectsReport<'b> {
        DefectsReport {
            defects: self.found.iter().map(|row| DefectReport::of(row)).collect(),
            known_errors: self.known.iter().map(|known| KnownErrorReport::of(known)).collect(),
        }
    }

    /// A row for each that was found.
    pub fn flat(&self) -> FlatTable {
        let header = ["format", "vote", "file", "line", "column", "read", "defect"];
        let row = |row: &&DefectRow| {
            let of_source = [row.format.clone(), cell(row.vote.as_ref())];
            of_source.into_iter().chain(cells(&row.defect))
        };
        FlatTable::of(header, self.found.iter().map(row))
    }
}

/// The number of the regular session in which a vote fell, or during which a special one met.
fn regular_session(vote: Vote<'_>) -> Option<u8> {
    let day = vote.date.ends().0;
    let session = match vote.session {
        Session::Regular(_) => vote.session,
        _ => Session::regular_on(day.year(), day.month()?, day.day()?)?,
    };
    Some(session.number())
}

/// A defect as cells: file, line, column, what was read, what is wrong.
pub fn cells(defect: &Defect) -> [String; 5] {
    match defect {
        Defect::Read { file, line, column, read, why } => {
            [file.clone(), cell(line.as_ref()), cell(column.as_ref()), read.clone(), why.clone()]
        }
        other => {
            let nothing = String::new;
            [nothing(), nothing(), nothing(), nothing(), other.to_string()]
        }
    }
}

/// What is wrong in the sources.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Defects")]
pub struct DefectsReport<'r> {
    /// What was found when they were read.
    pub defects: Vec<DefectReport<'r>>,
    /// What was known of them before.
    pub known_errors: Vec<KnownErrorReport<'r>>,
}

/// Something wrong in a source.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Defect")]
pub struct DefectReport<'r> {
    /// The name of its format.
    pub format: &'r str,
    /// The id of the account to which it belongs.
    pub vote: Option<&'r str>,
    /// What is wrong, in words.
    pub defect: String,
}

impl DefectReport<'_> {
    fn of(row: &DefectRow) -> DefectReport<'_> {
        let DefectRow { format, vote, defect } = row;
        DefectReport { format, vote: vote.as_deref(), defect: defect.to_string() }
    }
}

/// An error of a source that is known.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KnownError")]
pub struct KnownErrorReport<'r> {
    /// The name of its format.
    pub format: &'static str,
    /// What is done about it.
    pub kind: &'r str,
    /// From this session.
    pub from_session: Option<u8>,
    /// To this session.
    pub to_session: Option<u8>,
    /// What it is about.
    pub subject: &'r str,
    /// What is wrong.
    pub what: &'r str,
    /// How that is known.
    pub reason: &'r str,
}

impl KnownErrorReport<'_> {
    fn of(known: &KnownError) -> KnownErrorReport<'_> {
        KnownErrorReport {
            format: known.format.code(),
            kind: &known.kind,
            from_session: known.from_session,
            to_session: known.to_session,
            subject: &known.subject,
            what: &known.what,
            reason: &known.reason,
        }
    }
}

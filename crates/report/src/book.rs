//! `book info` and `book import` as JSON: what a book holds and was made from, and what an import added.

use schemars::JsonSchema;
use scrutineer_book::{FileEntry, ImportReport, Info, PairEntry, SourceInfo};
use serde::Serialize;

use crate::date;
use crate::schema::DateText;

/// What a book holds, and what it was made from.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BookInfo")]
pub struct BookReport<'b> {
    /// The checksum of what it holds: two books with one id hold the same record.
    pub id: &'b str,
    /// Whether it is the book that is part of the program.
    pub built_in: bool,
    /// The version of its layout.
    pub format: u32,
    /// How many votes.
    pub votes: usize,
    /// The date of the last of them.
    #[schemars(with = "Option<DateText>")]
    pub until: Option<String>,
    /// What it was made from.
    pub sources: Vec<SourceReport<'b>>,
    /// How far its sources agree; null where there is only one.
    pub reconciled: Option<ReconciledReport<'b>>,
    /// When it was made, in UTC.
    pub made: Option<&'b str>,
    /// The command that made it.
    pub command: Option<&'b str>,
}

impl<'b> BookReport<'b> {
    /// Of what is known about a book.
    pub fn of(info: &'b Info) -> BookReport<'b> {
        BookReport {
            id: &info.id,
            built_in: info.built_in,
            format: info.format,
            votes: info.votes,
            until: date(info.until),
            sources: info.sources.iter().map(SourceReport::of).collect(),
            reconciled: ReconciledReport::of(&info.reconciled),
            made: info.made.as_deref(),
            command: info.command.as_deref(),
        }
    }
}

/// One source and what came from it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BookSource")]
pub struct SourceReport<'b> {
    /// The name of the format.
    pub format: &'b str,
    /// Its files.
    pub files: Vec<&'b str>,
    /// How many votes.
    pub votes: usize,
    /// How many positions.
    pub positions: usize,
    /// How many texts of which it states no positions.
    pub texts: usize,
    /// How many defects were found.
    pub defects: usize,
    /// The files that were read.
    pub read: Vec<FileReport<'b>>,
}

/// A file that was read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SourceFile")]
pub struct FileReport<'b> {
    /// Its name.
    pub name: &'b str,
    /// How long it is.
    pub bytes: u64,
    /// How many rows it has.
    pub rows: u64,
    /// Its checksum.
    pub blake3: &'b str,
    /// The day on which it was fetched.
    pub retrieved: Option<&'b str>,
    /// When it was imported, in UTC.
    pub imported: &'b str,
}

impl<'b> SourceReport<'b> {
    /// Of what a book knows of it.
    pub fn of(source: &'b SourceInfo) -> SourceReport<'b> {
        let SourceInfo { format, files, votes, positions, texts, defects } = source;
        let read = files.iter().filter(|file| !file.blake3.is_empty());
        SourceReport {
            format,
            files: names(files),
            votes: *votes,
            positions: *positions,
            texts: *texts,
            defects: *defects,
            read: read
                .map(|file| FileReport {
                    name: &file.name,
                    bytes: file.bytes,
                    rows: file.rows,
                    blake3: &file.blake3,
                    retrieved: file.retrieved.as_deref(),
                    imported: &file.imported,
                })
                .collect(),
        }
    }
}

/// How far the sources agree, in all and by pairs.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reconciled")]
pub struct ReconciledReport<'b> {
    /// Votes of which both have an account, joined one to one by symbol.
    pub votes_in_common: usize,
    /// Positions of members in these votes.
    pub positions_in_common: usize,
    /// Of these positions, those that differ.
    pub positions_differing: usize,
    /// Votes joined in other ways.
    pub otherwise_joined: usize,
    /// The same by pairs of sources.
    pub pairs: Vec<PairReport<'b>>,
}

/// How far two sources agree.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SourcePair")]
pub struct PairReport<'b> {
    /// The two.
    pub sources: &'b [String; 2],
    /// Votes of which both have an account, joined one to one by symbol.
    pub votes_in_common: usize,
    /// Positions of members in these votes.
    pub positions_in_common: usize,
    /// Of these positions, those that differ.
    pub positions_differing: usize,
    /// Votes joined in other ways.
    pub otherwise_joined: usize,
    /// The same by session.
    pub sessions: Vec<SessionReport<'b>>,
}

/// How far two sources agree on one session.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SourcePairSession")]
pub struct SessionReport<'b> {
    /// The session.
    pub session: &'b str,
    /// How many votes.
    pub votes: usize,
    /// Votes in which a position differs.
    pub votes_differing: usize,
    /// How many positions.
    pub positions: usize,
    /// Of these positions, those that differ.
    pub positions_differing: usize,
}

impl<'b> ReconciledReport<'b> {
    /// Of the pairs of sources; nothing where there is only one source.
    pub fn of(pairs: &'b [PairEntry]) -> Option<ReconciledReport<'b>> {
        let sum = |of: fn(&PairEntry) -> usize| pairs.iter().map(of).sum();
        (!pairs.is_empty()).then(|| ReconciledReport {
            votes_in_common: sum(|pair| pair.votes_in_common),
            positions_in_common: sum(|pair| pair.positions_in_common),
            positions_differing: sum(|pair| pair.positions_differing),
            otherwise_joined: sum(|pair| pair.otherwise_joined),
            pairs: pairs.iter().map(PairReport::of).collect(),
        })
    }
}

impl<'b> PairReport<'b> {
    fn of(pair: &'b PairEntry) -> PairReport<'b> {
        let sessions = pair.sessions.iter().map(|row| SessionReport {
            session: &row.session,
            votes: row.votes,
            votes_differing: row.votes_differing,
            positions: row.positions,
            positions_differing: row.positions_differing,
        });
        PairReport {
            sources: &pair.sources,
            votes_in_common: pair.votes_in_common,
            positions_in_common: pair.positions_in_common,
            positions_differing: pair.positions_differing,
            otherwise_joined: pair.otherwise_joined,
            sessions: sessions.collect(),
        }
    }
}

/// The names of files.
pub fn names(files: &[FileEntry]) -> Vec<&str> {
    files.iter().map(|file| file.name.as_str()).collect()
}

/// What an import did.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Imported")]
pub struct ImportedReport<'b> {
    /// The checksum of what the book holds now.
    pub book: &'b str,
    /// How many votes that are.
    pub votes: usize,
    /// Votes that the book did not have from this source.
    pub added: usize,
    /// Votes that it had from an earlier import of the same source, and has anew.
    pub replaced: usize,
    /// The files that were read.
    pub files: Vec<ImportedFile<'b>>,
    /// What the book was made from.
    pub sources: Vec<SourceReport<'b>>,
    /// What is wrong in what was read.
    pub defects: Vec<String>,
}

/// A file that was read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportedFile<'b> {
    /// Its name.
    pub name: &'b str,
    /// The name of its format.
    pub format: &'static str,
    /// How long it is.
    pub bytes: u64,
    /// How many rows, records or blocks it holds.
    pub rows: u64,
    /// Its checksum.
    pub blake3: Option<&'b str>,
}

impl<'b> ImportedReport<'b> {
    /// Of an import.
    pub fn of(report: &'b ImportReport) -> ImportedReport<'b> {
        let files = report.files.iter().map(|read| ImportedFile {
            name: &read.file.name,
            format: read.format.code(),
            bytes: read.bytes,
            rows: read.rows,
            blake3: read.file.checksum.as_deref(),
        });
        ImportedReport {
            book: &report.info.id,
            votes: report.info.votes,
            added: report.added,
            replaced: report.replaced,
            files: files.collect(),
            sources: report.info.sources.iter().map(SourceReport::of).collect(),
            defects: report.defects.iter().map(ToString::to_string).collect(),
        }
    }
}

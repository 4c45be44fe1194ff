//! The manifest of a snapshot: what it holds, what it was made from, and the sums of its files.

use serde::{Deserialize, Serialize};

use super::checked::Sums;

/// Version of the layout of books on disk. A newer program reads every older one.
pub(crate) const FORMAT: u32 = 1;

/// What a snapshot holds and was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Version of the layout. It stands first, so that an older program can read so much.
    pub(crate) format: u32,
    /// The program that wrote it.
    pub(crate) program: String,
    /// Made from the content of the tables: two books with one id hold the same record.
    pub(crate) id: String,
    /// When it was made, in UTC.
    pub(crate) made: String,
    /// The command that made it.
    pub(crate) command: String,
    /// How many votes are shown, to which date.
    pub(crate) votes: usize,
    pub(crate) until: Option<String>,
    pub(crate) sources: Vec<SourceEntry>,
    #[serde(default)]
    pub(crate) reconciled: Vec<PairEntry>,
    pub(crate) tables: Vec<TableEntry>,
}

/// All that a program must understand of a manifest to know whether it understands the rest.
#[derive(Debug, Deserialize)]
pub(crate) struct Version {
    pub(crate) format: u32,
    #[serde(default)]
    pub(crate) program: String,
}

/// One source and what came from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SourceEntry {
    pub(crate) format: String,
    pub(crate) files: Vec<FileEntry>,
    pub(crate) votes: usize,
    pub(crate) positions: usize,
    pub(crate) texts: usize,
    pub(crate) defects: usize,
}

/// A file that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// How long it is as given, in bytes.
    pub bytes: u64,
    /// How many rows, records or blocks it holds.
    pub rows: u64,
    /// Its checksum as given, BLAKE3.
    pub blake3: String,
    /// When it was retrieved, if that is known.
    pub retrieved: Option<String>,
    /// When it was imported, in UTC.
    pub imported: String,
}

impl FileEntry {
    /// A table that is compiled into the program.
    pub(crate) fn built_in(name: &str) -> FileEntry {
        FileEntry {
            name: name.to_owned(),
            bytes: 0,
            rows: 0,
            blake3: String::new(),
            retrieved: None,
            imported: String::new(),
        }
    }
}

/// How far two sources agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairEntry {
    /// The formats of the two; the first is the one that is shown where both have a vote.
    pub sources: [String; 2],
    /// Votes on whole texts of sessions 30 to 74, joined one to one by symbol.
    pub votes_in_common: usize,
    /// Positions in those votes: members with yes, no or abstain in at least one of the two.
    pub positions_in_common: usize,
    /// Those of them that differ.
    pub positions_differing: usize,
    /// Votes found to be the same in other ways, which the other counts leave out.
    pub otherwise_joined: usize,
    /// The counts by session.
    pub sessions: Vec<SessionEntry>,
}

/// The same, of one session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEntry {
    /// The session.
    pub session: String,
    /// Votes in common.
    pub votes: usize,
    /// Those of them with a difference.
    pub votes_differing: usize,
    /// Positions in common.
    pub positions: usize,
    /// Those of them that differ.
    pub positions_differing: usize,
}

/// A table's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TableEntry {
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) rows: usize,
    pub(crate) bytes: u64,
    pub(crate) blake3: String,
    /// BLAKE3 of each 64 KiB of the file.
    pub(crate) blocks: Vec<String>,
}

impl TableEntry {
    pub(crate) fn sums(&self) -> Sums {
        Sums { length: self.bytes, whole: self.blake3.clone(), blocks: self.blocks.clone() }
    }
}

//! What is known about the making of a book.

use scrutineer_record::{Date, Record};

use crate::CITATION;
use crate::disk::{FileEntry, Manifest, PairEntry, SourceEntry};

/// Version of the layout of books, so that a later program knows what it reads.
pub(crate) const LAYOUT: u32 = crate::disk::FORMAT;

/// The id of the built-in book: the checksum of its tables, cut to 16 digits.
///
/// It stands here rather than being computed, so that no start of the program pays for it. A test computes
/// it, and says what to write here, whenever a table has changed.
const BUILT_IN: &str = "built-in-086247a0ccf9a5b6";

/// How to cite what was imported, and on which terms.
const VOETEN: &str = "Erik Voeten, Anton Strezhnev and Michael Bailey, United Nations General Assembly Voting \
                      Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ; CC0";
const UNVOTES: &str = "The R package unvotes by David Robinson, after Erik Voeten, United Nations General \
                       Assembly Voting Data, doi:10.7910/DVN/LEJUQZ; CC0";
const VOTE_BLOCK: &str =
    "Press releases and meeting records of the United Nations, © United Nations";

/// What is known about the making of a book.
///
/// ```
/// let info = scrutineer_book::built_in()?.info;
/// assert!(info.id.starts_with("built-in-"));
/// for source in &info.sources {
///     println!("{}: {} votes, {} positions", source.format, source.votes, source.positions);
/// }
/// # Ok::<(), scrutineer_book::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// The stable id, made from the content: two books with one id hold the same record.
    pub id: String,
    /// Whether it is the book that is compiled into the program.
    pub built_in: bool,
    /// Version of the layout of the book.
    pub format: u32,
    /// How many votes it holds.
    pub votes: usize,
    /// The date of the last of them.
    pub until: Option<Date>,
    /// What it was made from.
    pub sources: Vec<SourceInfo>,
    /// How far its sources agree, by pairs.
    pub reconciled: Vec<PairEntry>,
    /// When it was made, in UTC; `None` for the built-in one.
    pub made: Option<String>,
    /// The command that made it.
    pub command: Option<String>,
    /// Files whose votes stand beside those of the book for this run.
    pub with: Vec<String>,
}

/// One source of a book, and what came from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceInfo {
    /// Name of the format: `builtin`.
    pub format: String,
    /// The files.
    pub files: Vec<FileEntry>,
    /// How many votes.
    pub votes: usize,
    /// How many positions the source states, absences that it lists included.
    pub positions: usize,
    /// How many texts of which it states no positions.
    pub texts: usize,
    /// How many defects were found.
    pub defects: usize,
}

impl Info {
    /// How to cite the sources of the book, each once, and on which terms.
    pub fn citations(&self) -> Vec<&'static str> {
        let mut citations = Vec::new();
        for source in &self.sources {
            let citation = match source.format.as_str() {
                "voeten" => VOETEN,
                "unvotes" => UNVOTES,
                "vote-block" => VOTE_BLOCK,
                _ => CITATION,
            };
            if !citations.contains(&citation) {
                citations.push(citation);
            }
        }
        citations
    }

    pub(crate) fn of_built_in(record: &Record) -> Info {
        Info {
            id: BUILT_IN.to_owned(),
            built_in: true,
            format: LAYOUT,
            votes: record.votes().len(),
            until: record.until(),
            sources: vec![SourceInfo {
                format: crate::votes::FORMAT.to_owned(),
                files: ["votes.csv", "positions.csv"].map(FileEntry::built_in).into(),
                texts: 0,
                votes: record.votes().len(),
                positions: record.votes().map(|vote| usize::from(vote.tally().roll())).sum(),
                defects: record.votes().map(|vote| vote.defects.len()).sum(),
            }],
            reconciled: Vec::new(),
            made: None,
            command: None,
            with: Vec::new(),
        }
    }

    pub(crate) fn of(manifest: &Manifest) -> Info {
        let source = |source: &SourceEntry| SourceInfo {
            format: source.format.clone(),
            files: source.files.clone(),
            votes: source.votes,
            positions: source.positions,
            texts: source.texts,
            defects: source.defects,
        };
        Info {
            with: Vec::new(),
            id: manifest.id.clone(),
            built_in: false,
            format: manifest.format,
            votes: manifest.votes,
            until: manifest.until.as_deref().and_then(|until| until.parse().ok()),
            sources: manifest.sources.iter().map(source).collect(),
            reconciled: manifest.reconciled.clone(),
            made: Some(manifest.made.clone()),
            command: Some(manifest.command.clone()),
        }
    }
}

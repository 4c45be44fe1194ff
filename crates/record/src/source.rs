//! Where a fact comes from, how well it stands, and what is wrong with it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::{Date, Error, Position};

/// A file or table that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Name of the format: `builtin`, `undl`, `unvotes`.
    pub format: String,
    /// Name of the file or table.
    pub name: String,
    /// Checksum of the file as it was given: BLAKE3, in hexadecimal.
    pub checksum: Option<String>,
    /// When the file was retrieved or compiled.
    pub retrieved: Option<Date>,
}

/// Where a fact comes from: the place in the file that was read and the document that it restates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file, shared by all that was read from it.
    pub file: Arc<SourceFile>,
    /// Line in it, from 1, where the file has lines.
    pub line: Option<u64>,
    /// What the source itself calls the vote or the text, where that is no symbol or is not to be trusted
    /// as one: `R/1/66`.
    pub reference: Option<String>,
    /// The United Nations document in which the fact stands: usually the meeting record.
    pub document: Option<String>,
    /// Address of the page about it.
    pub url: Option<String>,
}

/// How well a fact stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Not checked against any document. Never decides a verdict alone.
    Unverified,
    /// A page that is named says so.
    Reported,
    /// It stands in the voting record, and was checked there.
    Recorded,
}

impl Standing {
    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Unverified => "unverified",
            Standing::Reported => "reported",
            Standing::Recorded => "recorded",
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Standing {
    type Err = Error;

    fn from_str(text: &str) -> Result<Standing, Error> {
        [Standing::Unverified, Standing::Reported, Standing::Recorded]
            .into_iter()
            .find(|standing| standing.code() == text)
            .ok_or_else(|| Error::unknown("standing", text))
    }
}

/// A fact with how well it stands and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What is stated.
    pub value: T,
    /// How well it stands.
    pub standing: Standing,
    /// The document or page.
    pub source: String,
}

impl<T> Fact<T> {
    /// Whether the fact is good enough to decide a verdict.
    pub fn decides(&self) -> bool {
        self.standing > Standing::Unverified
    }
}

/// Something wrong in a source, found when it was read: a value that travels with the record, not an
/// error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defect {
    /// The positions do not add up to the printed tally.
    TallyDiffers {
        /// Yes, no, abstain as counted.
        counted: String,
        /// Yes, no, abstain as printed.
        printed: String,
    },
    /// A position stands for a member that did not sit at the date.
    NotAMember {
        /// Code of the member.
        member: String,
        /// The position.
        position: Position,
    },
    /// Members are missing from the roll.
    MissingFromRoll {
        /// Codes of the members, in the order of the table.
        members: Vec<String>,
    },
    /// A row, a cell or a passage that does not say what it should.
    Read {
        /// Name of the file.
        file: String,
        /// Line in it, from 1.
        line: Option<u64>,
        /// The column or field, where the fault lies in one.
        column: Option<String>,
        /// What was read.
        read: String,
        /// What is wrong with it, and what was made of it.
        why: String,
    },
    /// Anything else, in words, with what was read.
    Other(String),
}

impl fmt::Display for Defect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Defect::TallyDiffers { counted, printed } => {
                write!(out, "the positions add up to {counted}, the source prints {printed}")
            }
            Defect::NotAMember { member, position } => {
                write!(out, "{member} stands as \"{position}\" but was not a member then")
            }
            Defect::MissingFromRoll { members } => match members.as_slice() {
                [one] => write!(out, "{one} is missing from the roll"),
                several => {
                    let codes = several.join(", ");
                    write!(out, "{} members are missing from the roll: {codes}", several.len())
                }
            },
            Defect::Read { file, line, column, read, why } => {
                out.write_str(file)?;
                if let Some(line) = line {
                    write!(out, ", line {line}")?;
                }
                if let Some(column) = column {
                    write!(out, ", {column}")?;
                }
                write!(out, ": found \"{read}\"; {why}")
            }
            Defect::Other(words) => out.write_str(words),
        }
    }
}

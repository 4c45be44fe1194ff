//! What comes out of a source: accounts of votes, texts without one, and what could not be read.

use std::sync::Arc;

use scrutineer_record::{
    Defect, MemberId, Position, Proposal, RecordedVote, Roll, Source, SourceFile,
};

use crate::Format;

/// What one source says of one vote.
///
/// Two sources of a vote give two accounts, which are kept side by side.
#[derive(Clone, Debug)]
pub struct Account {
    /// Everything but the positions. Its defects are those that were found while reading.
    pub vote: RecordedVote,
    /// Who took which position, each member once.
    pub cast: Vec<(MemberId, Position)>,
    /// What the list of positions covers.
    pub roll: Roll,
    /// How many rows or entries of the source state a position in this vote, unreadable ones included.
    pub stated: usize,
}

/// What was read from the files of one source.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Votes with everyone's position.
    pub accounts: Vec<Account>,
    /// Texts of which no positions are known: adopted without a vote, or by a vote of which only the totals
    /// were kept.
    pub texts: Vec<Proposal>,
    /// What is wrong with the source and belongs to no vote.
    pub defects: Vec<Defect>,
}

impl Batch {
    /// Puts files as they are known after reading, with their checksums, in place of what was known before:
    /// each pair is what the reader was handed and what the file turned out to be. Two files can have one
    /// name.
    pub(crate) fn settle(&mut self, files: &[(Arc<SourceFile>, Arc<SourceFile>)]) {
        let settle = |source: &mut Source| {
            let of_file = files.iter().find(|(before, _)| Arc::ptr_eq(before, &source.file));
            if let Some((_, after)) = of_file {
                source.file = Arc::clone(after);
            }
        };
        for account in &mut self.accounts {
            settle(&mut account.vote.source);
            account.vote.intended.iter_mut().for_each(|intended| settle(&mut intended.source));
        }
        self.texts.iter_mut().filter_map(|text| text.imported.as_mut()).for_each(settle);
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Its format.
    pub format: Format,
    /// Its name, checksum and time.
    pub file: Arc<SourceFile>,
    /// How long it is as given, in bytes.
    pub bytes: u64,
    /// How many rows, records or blocks it holds, without the header.
    pub rows: u64,
}

/// Everything that was read from some files.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The files, in the order in which they were given.
    pub files: Vec<FileRead>,
    /// What they say, by format.
    pub batches: Vec<(Format, Batch)>,
}

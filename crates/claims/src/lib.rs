//! Claims about votes: from a text to findings. (Essay to be written.)
mod clause;
mod cues;
mod document;
mod finding;
mod frame;
mod judge;
mod left_out;
mod lexicon;
mod link;
mod predicate;
mod sentence;
mod text;
mod words;

pub use finding::{
    Agent, Claim, ClaimKind, DateBasis, Definition, Evidence, Finding, Findings, LeftOut, Span,
    Verdict, VoteRef,
};

use scrutineer_record::{Date, Record};

/// Checks statements against a record.
#[derive(Debug)]
pub struct Checker<'r> {
    reader: document::Reader<'r>,
}

impl<'r> Checker<'r> {
    /// A checker on this record. It prepares its lexicon, so make one and use it for many texts.
    pub fn new(record: &'r Record) -> Checker<'r> {
        Checker { reader: document::Reader::new(record) }
    }

    /// The findings for one document. `text` is UTF-8 as far as it can be read; spans are bytes of it.
    /// `date` is the day of the document, if it is known.
    pub fn check(&self, text: &[u8], date: Option<Date>) -> Findings {
        self.reader.read(text, date)
    }
}

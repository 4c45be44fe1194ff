//! Claims about votes: from a text to findings.
//!
//! A [`Checker`] reads a statement, finds every clause that claims something about a vote, works out which
//! vote is meant and says from the record whether the claim holds. The way has five stages, a module each:
//!
//! 1. `text` cleans the input and cuts it into sentences; every offset leads back to the bytes as given.
//! 2. `lexicon` finds names, numbers and the words of votes (`vocabulary`) by their first words (`phrases`).
//! 3. `predicate`, `clause` and `frame` read a sentence: what was done, who is said to have done it, how many
//!    they were, and whether it is said to have happened at all.
//! 4. `link` weighs every vote of the record by symbol, title, nickname, sponsor, day and what the document
//!    spoke of before. The claimed tally weighs little, so that a false one is found out.
//! 5. `judge` decides, one function a kind of claim, over `scrutineer-measures`; `left_out` adds by rule what
//!    the statement does not say.
//!
//! ```
//! use scrutineer_claims::{Checker, Verdict};
//!
//! let book = scrutineer_book::built_in()?;
//! let text = "The General Assembly adopted the Russian resolution on information security on 12 December \
//!     2019 by 129 votes to 6. Only Canada and the United States voted against it.";
//! let findings = Checker::new(&book.record).check(text.as_bytes(), None).findings;
//!
//! assert_eq!(findings[0].verdict, Verdict::Supported);
//! assert_eq!(findings[0].votes[0].symbol, "A/RES/74/29");
//! assert_eq!(findings[1].verdict, Verdict::Contradicted);
//! assert!(findings[1].explanation.contains("6 voted no: Canada, Georgia, Israel, Ukraine"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this crate does not do: it reads no files and no clock, asks no network, and never answers a claim
//! about one body from the vote of another. A claim whose vote the record does not hold is `NotInRecord`,
//! and a sentence that speaks of votes and was not understood is listed as unread: silence never looks like
//! a clean result. It reads plain text; `scrutineer-ingest` makes that of pages and Markdown.

mod agents;
mod asides;
mod clause;
mod cues;
mod document;
mod finding;
mod frame;
mod gate;
mod idioms;
mod judge;
mod left_out;
mod letters;
mod lexicon;
mod link;
mod modality;
mod motions;
mod openings;
mod own_subject;
mod phrases;
mod pins;
mod predicate;
mod press;
mod quantity;
mod reading;
mod remedy;
mod sentence;
mod speech;
mod spoken;
mod subject;
mod text;
mod time;
mod titles;
mod vocabulary;
mod voters;
mod words;

pub use finding::{
    Agent, Atom, Claim, ClaimKind, DateBasis, Definition, Evidence, Finding, Findings, Fix,
    LeftOut, Span, Verdict, VoteRef,
};
pub use gate::cues;

pub use pins::Pins;
pub use text::Text;

/// What is read of a document before it is known which votes are meant.
pub mod frames {
    pub use crate::agents::Agents;
    pub use crate::document::{Elsewhere, OtherBody};
    pub use crate::frame::{
        Base, Citation, CitedBody, Comparison, Count, Direction, Extreme, Factor, Frame, History,
        Margin, Point, Run, Subject,
    };
    pub use crate::link::Clues;
    pub use crate::quantity::{Bound, Number, Part, Quantity};
    pub use crate::reading::{Read, Reading};
    pub use crate::spoken::Open;
    pub use crate::time::When;
}
pub use speech::{AssertedBy, Attribution, Manner, Speech};

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

    /// The same checker for claims of these kinds alone; of all kinds if none is given. Sentences that were not
    /// understood are then not listed, and [`Findings::only`] says so.
    #[must_use]
    pub fn only(mut self, kinds: Vec<ClaimKind>) -> Checker<'r> {
        self.reader.only = kinds;
        self
    }

    /// The findings for one document.
    ///
    /// `text` is UTF-8 as far as it can be read; spans are bytes of it. `date` is the day of the document, if
    /// it is known: "last year" and "the resolution" are read from there. Without it the date is taken from
    /// the text, or inferred from the votes that the text speaks of, and [`Findings::date_basis`] says which.
    pub fn check(&self, text: &[u8], date: Option<Date>) -> Findings {
        self.check_with(text, date, &Pins::default())
    }

    /// As [`Checker::check`], with what a reader settled: [`Finding::pinned`] says where it was used.
    pub fn check_with(&self, text: &[u8], date: Option<Date>, pins: &Pins) -> Findings {
        self.reader.read(text, date, pins)
    }
}

/// Reading and judging apart, so that another program can read.
impl<'r> Checker<'r> {
    /// What is read of a document, with what tells the votes that are meant.
    pub fn read<'t>(&self, text: &'t Text) -> frames::Reading<'t> {
        self.reader.extract(text)
    }

    /// The findings of what was read, by whomever; `date` and `pins` as for [`Checker::check_with`].
    pub fn judge(
        &self,
        text: &Text,
        reading: &frames::Reading<'_>,
        date: Option<Date>,
        pins: &Pins,
    ) -> Findings {
        self.reader.judge(text, reading, date, pins)
    }

    /// A sentence of a document, of which nothing is read yet.
    pub fn sentence<'t>(&self, text: &'t Text, span: Span) -> frames::Read<'t> {
        self.reader.sentence(text, span)
    }

    /// The place of a name in a sentence or before it, which means this member or group of the record, or what its
    /// words mean. `None` where they name nobody.
    pub fn name(
        &self,
        read: &mut frames::Read<'r>,
        span: Span,
        means: Option<&Agent>,
    ) -> Option<usize> {
        self.reader.take_name(read, span, means)
    }
}

/// The sentences of a document as the checker cuts it, in order.
pub fn sentences(text: &[u8]) -> Vec<Span> {
    let text = text::Text::new(text);
    text.sentences().into_iter().map(|sentence| text.span(sentence)).collect()
}

//! The JSON of the contract: one type a shape, and the flat tables that go with them.
//!
//! Commands, pages and whatever else hands out findings and votes take them from here, so that one fact
//! has one shape everywhere. Fields stand in the order in which they are written, with the words of the
//! glossary; what is not known is null.
//!
//! ```
//! use scrutineer_claims::Checker;
//! use scrutineer_ingest::article::Article;
//! use scrutineer_report::findings::{Document, FindingsReport};
//!
//! let book = scrutineer_book::built_in()?;
//! let article = Article::of_text("Ukraine voted against resolution A/RES/74/29.");
//! let found = Checker::new(&book.record).check(article.text.as_bytes(), None);
//! let documents = [Document { source: "remark".to_owned(), article, found }];
//!
//! let json = serde_json::to_value(FindingsReport::of(&book, &documents))?;
//! assert_eq!(json["documents"][0]["findings"][0]["verdict"], "supported");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this crate does not do: it prints nothing, and judges nothing.

pub mod agreement;
pub mod blocs;
pub mod book;
pub mod claim_review;
pub mod compare;
pub mod defects;
pub mod edits;
mod error;
pub mod filter;
pub mod find;
pub mod findings;
mod flat;
pub mod frames;
pub mod grounds;
pub mod group;
pub mod ideal;
pub mod mail;
pub mod mandates;
pub mod member;
pub mod picture;
pub mod quote;
pub mod resolve;
pub mod schema;
pub mod series;
pub mod sessions;
pub mod similar;
mod stand;
mod suggest;
mod target;
pub mod topics;
pub mod vote;
pub mod words;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use scrutineer_measures::Share;
use scrutineer_record::{Date, Decision, PrintedTally, Proposal, Record, Source, Tally, Vote};
use serde::Serialize;

pub use error::{Error, Hint, See};
pub use flat::FlatTable;
use schema::{BodyCode, DateText, DecisionCode, OutcomeCode, StandingCode};
pub use target::{Target, UNTITLED};

/// Positions, counted.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Tally")]
pub struct TallyReport {
    /// In favour.
    pub yes: u16,
    /// Against.
    pub no: u16,
    /// Abstaining.
    pub abstain: u16,
    /// On the roll, and no vote of it in the record.
    pub non_voting: u16,
}

impl From<Tally> for TallyReport {
    fn from(tally: Tally) -> TallyReport {
        let Tally { yes, no, abstain, non_voting } = tally;
        TallyReport { yes, no, abstain, non_voting }
    }
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Share")]
pub struct ShareReport {
    /// Those that are meant.
    pub count: u32,
    /// All of them.
    pub n: u32,
}

impl From<Share> for ShareReport {
    fn from(Share { count, n }: Share) -> ShareReport {
        ShareReport { count, n }
    }
}

/// A tally as a source prints it.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "PrintedTally")]
pub struct PrintedReport {
    /// In favour.
    pub yes: u16,
    /// Against.
    pub no: u16,
    /// Abstaining.
    pub abstain: Option<u16>,
}

impl From<PrintedTally> for PrintedReport {
    fn from(tally: PrintedTally) -> PrintedReport {
        let PrintedTally { yes, no, abstain } = tally;
        PrintedReport { yes, no, abstain }
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub struct SourceReport {
    /// The name of the format: `undl`, `builtin`.
    pub format: String,
    /// The file.
    pub file: Option<String>,
    /// The line in it.
    pub line: Option<u64>,
    /// The checksum of the file.
    pub checksum: Option<String>,
    /// The day on which it was fetched.
    pub retrieved: Option<String>,
    /// The document in which the fact stands.
    pub document: Option<String>,
    /// The page on which it stands.
    pub url: Option<String>,
}

impl From<&Source> for SourceReport {
    fn from(source: &Source) -> SourceReport {
        SourceReport {
            format: source.file.format.clone(),
            file: Some(source.file.name.clone()).filter(|file| !file.is_empty()),
            line: source.line,
            checksum: source.file.checksum.clone(),
            retrieved: source.file.retrieved.map(|date| date.to_string()),
            document: source.document.clone(),
            url: source.url.clone(),
        }
    }
}

impl SourceReport {
    /// The source of a text: documents and addresses with bars between them.
    pub fn of_text(text: &Proposal) -> SourceReport {
        let (pages, documents): (Vec<_>, Vec<_>) = text
            .source
            .split(" | ")
            .filter(|part| !part.is_empty())
            .partition(|part| part.starts_with("http"));
        SourceReport {
            format: "builtin".to_owned(),
            document: Some(documents.join(" | ")).filter(|documents| !documents.is_empty()),
            url: pages.first().map(|page| (*page).to_owned()),
            ..SourceReport::default()
        }
    }
}

/// One vote or text in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "VoteLine")]
pub struct Line<'r> {
    /// The id of the vote; of a text without a vote, its symbol.
    pub id: String,
    /// The symbol; null for votes that have none.
    pub symbol: Option<String>,
    /// The title.
    pub title: &'r str,
    /// The body that decided.
    #[schemars(with = "BodyCode")]
    pub body: &'static str,
    /// The session.
    pub session: String,
    /// The day.
    #[schemars(with = "Option<DateText>")]
    pub date: Option<String>,
    /// How it was decided.
    #[schemars(with = "DecisionCode")]
    pub decision: &'static str,
    /// What came of it.
    #[schemars(with = "OutcomeCode")]
    pub outcome: &'static str,
    /// The tally; null without a recorded vote.
    pub tally: Option<TallyReport>,
    /// How well it stands that the text exists and was decided so; a recorded vote is recorded.
    #[schemars(with = "StandingCode")]
    pub standing: &'static str,
    /// What was put to the vote.
    pub motion: &'static str,
    /// The words that name the part, the amendment or the motion; null for the whole text.
    pub motion_words: Option<&'r str>,
}

impl<'r> Line<'r> {
    /// Of a vote or a text.
    pub fn of(target: Target<'r>) -> Line<'r> {
        match target {
            Target::Vote(vote) => Line::of_vote(vote),
            Target::Text(text) => Line {
                id: text.symbol.to_string(),
                symbol: Some(text.symbol.to_string()),
                title: &text.title,
                body: text.symbol.body().code(),
                session: text.session.to_string(),
                date: date(text.date),
                decision: text.decision.code(),
                outcome: text.outcome.code(),
                tally: None,
                standing: text.standing.code(),
                motion: "whole",
                motion_words: None,
            },
        }
    }

    fn of_vote(vote: Vote<'r>) -> Line<'r> {
        let facts = vote.facts();
        let (motion, motion_words) = vote::motion(&facts.motion);
        Line {
            id: facts.id.clone(),
            symbol: facts.symbol.as_ref().map(ToString::to_string),
            title: &facts.title,
            body: facts.body.code(),
            session: facts.session.to_string(),
            date: date(Some(facts.date)),
            decision: if vote.is_by_name() { Decision::Recorded } else { Decision::NonRecorded }
                .code(),
            outcome: facts.outcome.code(),
            tally: vote.is_by_name().then(|| vote.tally().into()),
            standing: "recorded",
            motion,
            motion_words,
        }
    }

    /// The header of a CSV table of lines.
    pub const HEADER: [&'static str; 13] = [
        "id",
        "symbol",
        "date",
        "session",
        "body",
        "decision",
        "outcome",
        "yes",
        "no",
        "abstain",
        "non_voting",
        "title",
        "motion",
    ];

    /// The line as a row of a CSV table.
    pub fn row(&self) -> Vec<String> {
        let count = |of: fn(&TallyReport) -> u16| {
            self.tally.as_ref().map_or_else(String::new, |tally| of(tally).to_string())
        };
        vec![
            self.id.clone(),
            self.symbol.clone().unwrap_or_default(),
            self.date.clone().unwrap_or_default(),
            self.session.clone(),
            self.body.to_owned(),
            self.decision.to_owned(),
            self.outcome.to_owned(),
            count(|tally| tally.yes),
            count(|tally| tally.no),
            count(|tally| tally.abstain),
            count(|tally| tally.non_voting),
            self.title.to_owned(),
            self.motion.to_owned(),
        ]
    }
}

/// A date as JSON has it.
pub fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// Everyone's position, by code.
pub fn positions<'r>(record: &'r Record, vote: Vote<'r>) -> BTreeMap<&'r str, &'static str> {
    let positions = vote.positions();
    let of = |id| Some((record.members()[id].code.as_str(), positions.of(id)?.code()));
    positions.roll.iter().filter_map(of).collect()
}

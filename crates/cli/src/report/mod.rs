//! The shapes of the JSON, by the names of the contract. Fields stand in the order in which they are
//! printed.

pub(crate) mod findings;
pub(crate) mod vote;

use std::collections::BTreeMap;

use scrutineer_claims::DateBasis;
use scrutineer_record::{Date, Decision, PrintedTally, Proposal, Record, Source, Tally, Vote};
use serde::Serialize;

use crate::resolve::Target;

/// Positions, counted.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct TallyReport {
    yes: u16,
    no: u16,
    abstain: u16,
    non_voting: u16,
}

impl From<Tally> for TallyReport {
    fn from(tally: Tally) -> TallyReport {
        let Tally { yes, no, abstain, non_voting } = tally;
        TallyReport { yes, no, abstain, non_voting }
    }
}

/// A tally as a source prints it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct PrintedReport {
    yes: u16,
    no: u16,
    abstain: Option<u16>,
}

impl From<PrintedTally> for PrintedReport {
    fn from(tally: PrintedTally) -> PrintedReport {
        let PrintedTally { yes, no, abstain } = tally;
        PrintedReport { yes, no, abstain }
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SourceReport {
    format: String,
    file: Option<String>,
    line: Option<u64>,
    checksum: Option<String>,
    retrieved: Option<String>,
    document: Option<String>,
    url: Option<String>,
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
    pub(crate) fn of_text(text: &Proposal) -> SourceReport {
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
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line<'r> {
    id: String,
    symbol: Option<String>,
    title: &'r str,
    body: &'static str,
    session: String,
    date: Option<String>,
    decision: &'static str,
    outcome: &'static str,
    tally: Option<TallyReport>,
    /// How well it stands that the text exists and was decided so; a recorded vote is recorded.
    standing: &'static str,
}

impl<'r> Line<'r> {
    /// Of a vote or a text.
    pub(crate) fn of(target: Target<'r>) -> Line<'r> {
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
            },
        }
    }

    fn of_vote(vote: Vote<'r>) -> Line<'r> {
        let facts = vote.facts();
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
        }
    }

    /// The header of a CSV table of lines.
    pub(crate) const HEADER: [&'static str; 12] = [
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
    ];

    /// The line as a row of a CSV table.
    pub(crate) fn row(&self) -> Vec<String> {
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
        ]
    }
}

/// A date as JSON has it.
pub(crate) fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// Everyone's position, by code.
pub(crate) fn positions<'r>(record: &'r Record, vote: Vote<'r>) -> BTreeMap<&'r str, &'static str> {
    let positions = vote.positions();
    let of = |id| Some((record.members()[id].code.as_str(), positions.of(id)?.code()));
    positions.roll.iter().filter_map(of).collect()
}

/// How the date of a document is known.
pub(crate) fn date_basis(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Given => "given",
        DateBasis::Read => "read",
        DateBasis::Inferred => "inferred",
        DateBasis::Unknown => "unknown",
    }
}

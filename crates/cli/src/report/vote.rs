//! `show` as JSON: one vote, or a text without one.

use std::collections::BTreeMap;

use scrutineer_record::{
    Decision, Fact, Majority, MemberId, Motion, Proposal, Record, Series, Sponsors, Stage, Vote,
};
use serde::Serialize;

use super::{Line, PrintedReport, SourceReport, TallyReport, date, positions};
use crate::resolve::{Target, by_symbol};

/// One vote with all that is known about it.
#[derive(Debug, Serialize)]
pub(crate) struct VoteReport<'r> {
    symbol: Option<String>,
    title: &'r str,
    body: &'static str,
    session: String,
    date: Option<String>,
    decision: &'static str,
    outcome: &'static str,
    /// The majority that the source names, else the one that the rules ask for where nothing else is said.
    majority: Option<&'static str>,
    tally: Option<TallyReport>,
    printed_tally: Option<PrintedReport>,
    positions: BTreeMap<&'r str, &'static str>,
    intended: BTreeMap<&'r str, &'static str>,
    defects: Vec<String>,
    source: SourceReport,
    id: String,
    meeting: Option<String>,
    motion: &'static str,
    /// The words that name the part, the amendment or the motion; null for the whole text.
    motion_words: Option<&'r str>,
    /// Which majorities the tally reaches; null without a recorded vote.
    majorities: Option<Majorities>,
    standing: &'static str,
    decides: Option<&'r str>,
    lead: Option<MembersReport<'r>>,
    sponsors: Vec<SponsorsReport<'r>>,
    stages: Vec<StageReport<'r>>,
    series: Option<SeriesReport<'r>>,
    rivals: Vec<Line<'r>>,
    /// Separate votes on the same text: paragraphs, amendments.
    other_votes: Vec<Line<'r>>,
    note: Option<&'r str>,
    /// What a reader must know about the vote, where `note` speaks of the text.
    vote_note: Option<&'r str>,
}

#[derive(Debug, Serialize)]
struct Majorities {
    simple: bool,
    two_thirds: bool,
    two_thirds_of_members: bool,
}

#[derive(Debug, Serialize)]
struct MembersReport<'r> {
    members: Vec<&'r str>,
    standing: &'static str,
    source: &'r str,
}

#[derive(Debug, Serialize)]
struct SponsorsReport<'r> {
    draft: &'r str,
    role: &'r str,
    count: Option<u16>,
    #[serde(flatten)]
    listed: MembersReport<'r>,
}

#[derive(Debug, Serialize)]
struct StageReport<'r> {
    body: &'static str,
    document: Option<String>,
    decision: &'static str,
    printed_tally: Option<PrintedReport>,
    date: Option<String>,
    standing: &'static str,
    source: &'r str,
    note: Option<&'r str>,
}

#[derive(Debug, Serialize)]
struct SeriesReport<'r> {
    id: &'r str,
    name: &'r str,
    /// How many texts are known.
    texts: usize,
    previous: Option<Line<'r>>,
    next: Option<Line<'r>>,
}

impl<'r> VoteReport<'r> {
    /// Of a vote or a text.
    pub(crate) fn of(record: &'r Record, target: Target<'r>) -> VoteReport<'r> {
        match target {
            Target::Vote(vote) => VoteReport::of_vote(record, vote),
            Target::Text(text) => VoteReport::of_text(record, text),
        }
    }

    fn of_vote(record: &'r Record, vote: Vote<'r>) -> VoteReport<'r> {
        let facts = vote.facts();
        let tally = vote.tally();
        let text = facts.symbol.as_ref().and_then(|symbol| record.proposal(symbol));
        let code = |id: MemberId| record.members()[id].code.as_str();
        let (motion, motion_words) = motion(&facts.motion);
        VoteReport {
            symbol: facts.symbol.as_ref().map(ToString::to_string),
            title: &facts.title,
            body: facts.body.code(),
            session: facts.session.to_string(),
            date: date(Some(facts.date)),
            decision: if vote.is_by_name() { Decision::Recorded } else { Decision::NonRecorded }
                .code(),
            outcome: facts.outcome.code(),
            majority: Some(facts.majority.unwrap_or(Majority::Simple).code()),
            tally: vote.is_by_name().then(|| tally.into()),
            printed_tally: facts.printed.map(PrintedReport::from),
            positions: positions(record, vote),
            intended: facts
                .intended
                .iter()
                .map(|intended| (code(intended.member), intended.position.code()))
                .collect(),
            defects: facts.defects.iter().map(ToString::to_string).collect(),
            source: (&facts.source).into(),
            id: facts.id.clone(),
            meeting: facts.meeting.as_ref().map(ToString::to_string),
            motion,
            motion_words,
            majorities: vote.is_by_name().then(|| Majorities {
                simple: Majority::Simple.reached_by(tally),
                two_thirds: Majority::TwoThirds.reached_by(tally),
                two_thirds_of_members: Majority::TwoThirdsOfMembers.reached_by(tally),
            }),
            standing: "recorded",
            decides: text.and_then(|text| text.decides.as_deref()),
            lead: text.and_then(|text| lead(record, text)),
            sponsors: text.map_or_else(Vec::new, |text| sponsors(record, text)),
            stages: text.map_or_else(Vec::new, stages),
            series: vote.series().map(|series| SeriesReport {
                previous: vote.previous().map(|vote| Line::of(Target::Vote(vote))),
                next: vote.next().map(|vote| Line::of(Target::Vote(vote))),
                ..SeriesReport::of(series)
            }),
            rivals: rivals(record, Target::Vote(vote)),
            other_votes: other_votes(record, vote),
            note: text.map(|text| text.note.as_str()).filter(|note| !note.is_empty()),
            vote_note: Some(facts.note.as_str()).filter(|note| !note.is_empty()),
        }
    }

    fn of_text(record: &'r Record, text: &'r Proposal) -> VoteReport<'r> {
        VoteReport {
            symbol: Some(text.symbol.to_string()),
            title: &text.title,
            body: text.symbol.body().code(),
            session: text.session.to_string(),
            date: date(text.date),
            decision: text.decision.code(),
            outcome: text.outcome.code(),
            majority: None,
            tally: None,
            printed_tally: None,
            positions: BTreeMap::new(),
            intended: BTreeMap::new(),
            defects: Vec::new(),
            source: SourceReport::of_text(text),
            id: text.symbol.to_string(),
            meeting: None,
            motion: "whole",
            motion_words: None,
            majorities: None,
            standing: text.standing.code(),
            decides: text.decides.as_deref(),
            lead: lead(record, text),
            sponsors: sponsors(record, text),
            stages: stages(text),
            series: record.series_of(&text.symbol).map(SeriesReport::of),
            rivals: rivals(record, Target::Text(text)),
            other_votes: Vec::new(),
            note: Some(text.note.as_str()).filter(|note| !note.is_empty()),
            vote_note: None,
        }
    }
}

impl<'r> SeriesReport<'r> {
    fn of(series: &'r Series) -> SeriesReport<'r> {
        let Series { id, name, texts, .. } = series;
        SeriesReport { id, name, texts: texts.len(), previous: None, next: None }
    }
}

/// The code of a motion and the words that name it.
fn motion(motion: &Motion) -> (&'static str, Option<&str>) {
    match motion {
        Motion::Whole => ("whole", None),
        Motion::Part(what) => ("part", Some(what)),
        Motion::Amendment(what) => ("amendment", Some(what)),
        Motion::Procedure(what) => ("procedure", Some(what)),
    }
}

fn facts_of<'r>(record: &'r Record, fact: &'r Fact<Vec<MemberId>>) -> MembersReport<'r> {
    MembersReport {
        members: fact.value.iter().map(|id| record.members()[*id].code.as_str()).collect(),
        standing: fact.standing.code(),
        source: &fact.source,
    }
}

fn lead<'r>(record: &'r Record, text: &'r Proposal) -> Option<MembersReport<'r>> {
    text.lead.as_ref().map(|lead| facts_of(record, lead))
}

fn sponsors<'r>(record: &'r Record, text: &'r Proposal) -> Vec<SponsorsReport<'r>> {
    let report = |list: &'r Sponsors| SponsorsReport {
        draft: &list.draft,
        role: &list.role,
        count: list.count,
        listed: facts_of(record, &list.members),
    };
    text.sponsors.iter().map(report).collect()
}

fn stages(text: &Proposal) -> Vec<StageReport<'_>> {
    fn report(stage: &Stage) -> StageReport<'_> {
        StageReport {
            body: stage.body.code(),
            document: stage.document.as_ref().map(ToString::to_string),
            decision: stage.decision.code(),
            printed_tally: stage.printed.map(PrintedReport::from),
            date: date(stage.date),
            standing: stage.standing.code(),
            source: &stage.source,
            note: Some(stage.note.as_str()).filter(|note| !note.is_empty()),
        }
    }
    text.stages.iter().map(report).collect()
}

fn rivals<'r>(record: &'r Record, target: Target<'r>) -> Vec<Line<'r>> {
    let Some(symbol) = target.symbol() else { return Vec::new() };
    record.rivals_of(symbol).filter_map(|rival| by_symbol(record, rival)).map(Line::of).collect()
}

fn other_votes<'r>(record: &'r Record, vote: Vote<'r>) -> Vec<Line<'r>> {
    let Some(symbol) = &vote.facts().symbol else { return Vec::new() };
    let others = record.votes_on(symbol).filter(|other| *other != vote);
    others.map(|other| Line::of(Target::Vote(other))).collect()
}

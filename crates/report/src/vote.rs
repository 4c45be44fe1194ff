//! `show` as JSON: one vote, or a text without one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use scrutineer_record::{
    Decision, Fact, Majority, MemberId, Motion, Outcome, Proposal, Record, Series, Sponsors, Stage,
    Vote,
};
use serde::Serialize;

use crate::flat::{FlatTable, cell};
use crate::schema::{
    BodyCode, DateText, DecisionCode, MajorityCode, OutcomeCode, PositionCode, StandingCode,
};
use crate::{Line, PrintedReport, SourceReport, TallyReport, Target, date, positions};

/// Groups whose split is shown with every vote, by code.
pub const GROUPS: [&str; 9] =
    ["EU", "NATO", "BRICS", "SCO", "CSTO", "ASEAN", "AFRICAN_GROUP", "ARAB_LEAGUE", "GRULAC"];

/// The outcome, and what the tally would have been enough for: the sources do not say what applied.
pub fn outcome(vote: Vote<'_>) -> String {
    let tally = vote.tally();
    let of_voting = format!("{} of the {} that voted yes or no", tally.yes, tally.voting());
    let also = if Majority::TwoThirds.reached_by(tally) { "also" } else { "not" };
    match (vote.outcome, vote.majority) {
        (Outcome::Adopted, Some(Majority::TwoThirds)) => {
            format!("adopted by two thirds ({of_voting})")
        }
        (Outcome::Adopted, Some(Majority::TwoThirdsOfMembers)) => {
            format!("adopted by two thirds of the members ({} of {})", tally.yes, tally.roll())
        }
        (Outcome::Adopted, _) if Majority::Simple.reached_by(tally) => {
            format!("adopted by simple majority; would {also} meet two thirds ({of_voting})")
        }
        (Outcome::Unknown, _) => {
            format!("what became of it the source does not say ({of_voting})")
        }
        (outcome, _) => format!("{outcome} ({of_voting})"),
    }
}

/// A row for each member on the roll; none for a text without a vote.
pub fn flat(record: &Record, target: Target<'_>) -> FlatTable {
    let header = ["id", "symbol", "date", "member", "name", "position"];
    let Target::Vote(vote) = target else { return FlatTable::of(header, [[]; 0]) };
    let positions = vote.positions();
    let rows = positions.roll.iter().map(|id| {
        let member = &record.members()[id];
        [
            vote.id.clone(),
            cell(vote.symbol.as_ref()),
            vote.date.to_string(),
            member.code.clone(),
            member.press_name.clone(),
            cell(positions.of(id)),
        ]
    });
    FlatTable::of(header, rows)
}

/// One vote with all that is known about it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "VoteInFull")]
pub struct VoteReport<'r> {
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
    /// The majority that the source names, else the one that the rules ask for where nothing else is said.
    #[schemars(with = "Option<MajorityCode>")]
    pub majority: Option<&'static str>,
    /// The tally, counted from the positions; null without a recorded vote.
    pub tally: Option<TallyReport>,
    /// The tally as the source prints it.
    pub printed_tally: Option<PrintedReport>,
    /// The position of everyone on the roll, by code.
    #[schemars(with = "BTreeMap<String, PositionCode>")]
    pub positions: BTreeMap<&'r str, &'static str>,
    /// What delegations said afterwards they had meant, by code.
    #[schemars(with = "BTreeMap<String, PositionCode>")]
    pub intended: BTreeMap<&'r str, &'static str>,
    /// What is wrong with the vote in its source.
    pub defects: Vec<String>,
    /// Where it comes from.
    pub source: SourceReport,
    /// The id of the vote; of a text without a vote, its symbol.
    pub id: String,
    /// The record of the meeting.
    pub meeting: Option<String>,
    /// What was put to the vote.
    pub motion: &'static str,
    /// The words that name the part, the amendment or the motion; null for the whole text.
    pub motion_words: Option<&'r str>,
    /// Which majorities the tally reaches; null without a recorded vote.
    pub majorities: Option<Majorities>,
    /// How well it stands.
    #[schemars(with = "StandingCode")]
    pub standing: &'static str,
    /// What the text decides.
    pub decides: Option<&'r str>,
    /// Who put the text forward.
    pub lead: Option<MembersReport<'r>>,
    /// Who sponsored it, by draft.
    pub sponsors: Vec<SponsorsReport<'r>>,
    /// Its way through the stages.
    pub stages: Vec<StageReport<'r>>,
    /// The series to which it belongs.
    pub series: Option<SeriesReport<'r>>,
    /// The texts on the same matter in the same session.
    pub rivals: Vec<Line<'r>>,
    /// Separate votes on the same text: paragraphs, amendments.
    pub other_votes: Vec<Line<'r>>,
    /// What a reader must know about the text.
    pub note: Option<&'r str>,
    /// What a reader must know about the vote, where `note` speaks of the text.
    pub vote_note: Option<&'r str>,
}

/// Which majorities a tally reaches.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Majorities {
    /// More yes than no.
    pub simple: bool,
    /// Two thirds of those voting yes or no.
    pub two_thirds: bool,
    /// Two thirds of the members.
    pub two_thirds_of_members: bool,
}

/// Members, and where that is known from.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MembersAndSource")]
pub struct MembersReport<'r> {
    /// The members, by code.
    pub members: Vec<&'r str>,
    /// How well it stands.
    #[schemars(with = "StandingCode")]
    pub standing: &'static str,
    /// Where that is known from.
    pub source: &'r str,
}

/// The sponsors of one draft.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Sponsors")]
pub struct SponsorsReport<'r> {
    /// The draft.
    pub draft: &'r str,
    /// As what they are listed.
    pub role: &'r str,
    /// How many the source says they are.
    pub count: Option<u16>,
    /// Those that are listed.
    #[serde(flatten)]
    pub listed: MembersReport<'r>,
}

/// One step of a text on its way.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Stage")]
pub struct StageReport<'r> {
    /// The body that decided.
    #[schemars(with = "BodyCode")]
    pub body: &'static str,
    /// The document of the stage.
    pub document: Option<String>,
    /// How it was decided.
    #[schemars(with = "DecisionCode")]
    pub decision: &'static str,
    /// The tally as the source prints it.
    pub printed_tally: Option<PrintedReport>,
    /// The day.
    #[schemars(with = "Option<DateText>")]
    pub date: Option<String>,
    /// How well it stands.
    #[schemars(with = "StandingCode")]
    pub standing: &'static str,
    /// Where that is known from.
    pub source: &'r str,
    /// What a reader must know about the text.
    pub note: Option<&'r str>,
}

/// The series of a text, and its neighbours in it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SeriesOfVote")]
pub struct SeriesReport<'r> {
    /// The id of the series.
    pub id: &'r str,
    /// The name of the series.
    pub name: &'r str,
    /// How many texts are known.
    pub texts: usize,
    /// The vote before this one.
    pub previous: Option<Line<'r>>,
    /// The vote after it.
    pub next: Option<Line<'r>>,
}

impl<'r> VoteReport<'r> {
    /// Of a vote or a text.
    pub fn of(record: &'r Record, target: Target<'r>) -> VoteReport<'r> {
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
pub fn motion(motion: &Motion) -> (&'static str, Option<&str>) {
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
    record
        .rivals_of(symbol)
        .filter_map(|rival| Target::by_symbol(record, rival))
        .map(Line::of)
        .collect()
}

fn other_votes<'r>(record: &'r Record, vote: Vote<'r>) -> Vec<Line<'r>> {
    let Some(symbol) = &vote.facts().symbol else { return Vec::new() };
    let others = record.votes_on(symbol).filter(|other| *other != vote);
    others.map(|other| Line::of(Target::Vote(other))).collect()
}

//! `mandates`: the organs that resolutions set up.

use schemars::JsonSchema;
use scrutineer_record::{OrganSession, Record, SubsidiaryOrgan};
use serde::Serialize;

use crate::date;
use crate::flat::{FlatTable, cell};
use crate::schema::{DateText, StandingCode};

/// The organs as JSON.
pub fn report(record: &Record) -> MandatesReport<'_> {
    let organs = record.facts().organs.iter();
    MandatesReport { organs: organs.map(|organ| OrganReport::of(record, organ)).collect() }
}

const HEADER: [&str; 13] = [
    "id", "name", "kind", "from", "to", "mandates", "chair", "size", "sessions", "report",
    "outcome", "standing", "source",
];

/// A row for each organ.
pub fn flat(record: &Record) -> FlatTable {
    FlatTable::of(HEADER, record.facts().organs.iter().map(row))
}

fn row(organ: &SubsidiaryOrgan) -> [String; 13] {
    let mandates: Vec<_> = organ.mandates.iter().map(ToString::to_string).collect();
    [
        organ.id.clone(),
        organ.name.clone(),
        organ.kind.clone(),
        cell(organ.from),
        cell(organ.to),
        mandates.join(" "),
        organ.chair.clone(),
        organ.size.clone(),
        organ.sessions.iter().filter(|session| session.held).count().to_string(),
        organ.report.clone(),
        organ.outcome.clone(),
        organ.standing.code().to_owned(),
        organ.source.clone(),
    ]
}

/// The organs that resolutions set up.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Mandates")]
pub struct MandatesReport<'r> {
    /// Every organ that is known.
    pub organs: Vec<OrganReport<'r>>,
}

/// An organ that a resolution set up.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Organ")]
pub struct OrganReport<'r> {
    /// The id.
    pub id: &'r str,
    /// The name.
    pub name: &'r str,
    /// What it is: a working group of all members, a group of experts.
    pub kind: &'r str,
    /// From this day.
    #[schemars(with = "Option<DateText>")]
    pub from: Option<String>,
    /// To this day.
    #[schemars(with = "Option<DateText>")]
    pub to: Option<String>,
    /// The texts that set it up, by symbol.
    pub mandates: Vec<String>,
    /// Who chairs it.
    pub chair: &'r str,
    /// Of which member, by code.
    pub chair_member: Option<&'r str>,
    /// How large it is, in words.
    pub size: &'r str,
    /// Its members, by code; empty where all are members.
    pub members: Vec<&'r str>,
    /// Its sessions.
    pub sessions: Vec<OrganSessionReport<'r>>,
    /// Its report.
    pub report: &'r str,
    /// What came of it.
    pub outcome: &'r str,
    /// How well that stands.
    #[schemars(with = "StandingCode")]
    pub standing: &'static str,
    /// Where that is known from.
    pub source: &'r str,
    /// What a reader must know about it.
    pub note: &'r str,
}

/// A session of an organ.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OrganSession")]
pub struct OrganSessionReport<'r> {
    /// What it is called.
    pub name: &'r str,
    /// Whether it was held.
    pub held: bool,
    /// Its first day.
    #[schemars(with = "DateText")]
    pub from: String,
    /// Its last day.
    #[schemars(with = "Option<DateText>")]
    pub to: Option<String>,
    /// Where.
    pub place: &'r str,
    /// How well that stands.
    #[schemars(with = "StandingCode")]
    pub standing: &'static str,
    /// Where that is known from.
    pub source: &'r str,
    /// What a reader must know about it.
    pub note: &'r str,
}

impl<'r> OrganReport<'r> {
    fn of(record: &'r Record, organ: &'r SubsidiaryOrgan) -> OrganReport<'r> {
        let members = record.members();
        OrganReport {
            id: &organ.id,
            name: &organ.name,
            kind: &organ.kind,
            from: date(organ.from),
            to: date(organ.to),
            mandates: organ.mandates.iter().map(ToString::to_string).collect(),
            chair: &organ.chair,
            chair_member: organ.chair_member.map(|id| members[id].code.as_str()),
            size: &organ.size,
            members: members.codes(organ.members.iter().copied().collect()),
            sessions: organ.sessions.iter().map(OrganSessionReport::of).collect(),
            report: &organ.report,
            outcome: &organ.outcome,
            standing: organ.standing.code(),
            source: &organ.source,
            note: &organ.note,
        }
    }
}

impl<'r> OrganSessionReport<'r> {
    fn of(session: &'r OrganSession) -> OrganSessionReport<'r> {
        OrganSessionReport {
            name: &session.name,
            held: session.held,
            from: session.from.to_string(),
            to: date(session.to),
            place: &session.place,
            standing: session.standing.code(),
            source: &session.source,
            note: &session.note,
        }
    }
}

//! `scrutineer mandates`: the organs that resolutions set up.

use scrutineer_record::{Date, OrganSession, Record, Standing, SubsidiaryOrgan};
use scrutineer_report::date;
use serde::Serialize;

use crate::args::Format;
use crate::error::Error;
use crate::names::listed;
use crate::output::{Output, cell};
use crate::pages::{joined, mark, marked};
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};

/// What was typed: nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Lists the organs. As CSV: a row for each.
pub(crate) fn run(record: &Record, format: Format) -> Result<Output, Error> {
    let organs = &record.facts().organs;
    match format {
        Format::Text => Ok(Output::page(page(record, organs))),
        Format::Json => {
            let organs = organs.iter().map(|organ| OrganReport::of(record, organ)).collect();
            Output::json(&Report { organs })
        }
        Format::Csv => csv(organs),
    }
}

fn page(record: &Record, organs: &[SubsidiaryOrgan]) -> Page {
    let mut page = Page::new();
    for organ in organs {
        page.gap();
        page.prose(0, &marked(&bold(&organ.name), organ.standing));
        let mut table = Table::new("ll");
        let mut add = |lead: &str, text: String| {
            if !text.is_empty() {
                table.row([lead.to_owned(), text]);
            }
        };
        add("kind", organ.kind.replace('_', " "));
        add("period", period(organ));
        let mandates: Vec<_> = organ.mandates.iter().map(ToString::to_string).collect();
        add("mandate", mandates.join(", "));
        let chair = match organ.chair_member {
            Some(id) if !organ.chair.is_empty() => {
                format!("{} ({})", organ.chair, record.members()[id].press_name)
            }
            _ => organ.chair.clone(),
        };
        add("chair", chair);
        add(
            "members",
            match organ.members.as_slice() {
                [] => organ.size.clone(),
                members => format!(
                    "{}: {}",
                    members.len(),
                    listed(record.members(), members.iter().copied().collect())
                ),
            },
        );
        add("report", organ.report.clone());
        add("outcome", organ.outcome.clone());
        add("note", organ.note.clone());
        add("source", dim(&organ.source));
        page.table(2, &table);
        if !organ.sessions.is_empty() {
            let standing = one_standing(&organ.sessions);
            let all = standing.map_or_else(String::new, mark);
            page.line(format!("  sessions {all}"));
            let mut table = Table::new("lll");
            for session in &organ.sessions {
                let own = if standing.is_none() { mark(session.standing) } else { String::new() };
                let place = [session.place.as_str(), &own];
                let place = place.into_iter().filter(|part| !part.is_empty());
                let rest = joined([place.collect::<Vec<_>>().join(" "), session.note.clone()]);
                let held = if session.held { "" } else { ", not held" };
                table.row([format!("{}{held}", session.name), days(session), rest]);
            }
            page.table(4, &table);
        }
    }
    page
}

/// How well the sessions stand, if all stand alike.
fn one_standing(sessions: &[OrganSession]) -> Option<Standing> {
    let (first, rest) = sessions.split_first()?;
    let alike = rest.iter().all(|session| session.standing == first.standing);
    alike.then_some(first.standing)
}

fn period(organ: &SubsidiaryOrgan) -> String {
    let words = |date: Option<Date>| date.map(|date| date.in_short_words()).unwrap_or_default();
    match (organ.from, organ.to) {
        (None, None) => String::new(),
        (from, to) => format!("{} – {}", words(from), words(to)),
    }
}

/// The days of a session: `5–6 Dec 2019`.
fn days(session: &OrganSession) -> String {
    let from = session.from;
    let Some(to) = session.to.filter(|to| *to != from) else { return from.in_short_words() };
    let (first, last) = (from.in_short_words(), to.in_short_words());
    match (from.day(), from.year() == to.year(), from.month() == to.month()) {
        (Some(day), true, true) => format!("{day}–{last}"),
        (_, true, _) => {
            let year = format!(" {}", from.year());
            format!("{} – {last}", first.trim_end_matches(&year))
        }
        _ => format!("{first} – {last}"),
    }
}

fn csv(organs: &[SubsidiaryOrgan]) -> Result<Output, Error> {
    let header = [
        "id", "name", "kind", "from", "to", "mandates", "chair", "size", "sessions", "report",
        "outcome", "standing", "source",
    ];
    let rows = organs.iter().map(|organ| {
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
    });
    Output::csv(&header, rows)
}

#[derive(Serialize)]
struct Report<'r> {
    organs: Vec<OrganReport<'r>>,
}

#[derive(Serialize)]
struct OrganReport<'r> {
    id: &'r str,
    name: &'r str,
    kind: &'r str,
    from: Option<String>,
    to: Option<String>,
    mandates: Vec<String>,
    chair: &'r str,
    chair_member: Option<&'r str>,
    size: &'r str,
    members: Vec<&'r str>,
    sessions: Vec<SessionReport<'r>>,
    report: &'r str,
    outcome: &'r str,
    standing: &'static str,
    source: &'r str,
    note: &'r str,
}

#[derive(Serialize)]
struct SessionReport<'r> {
    name: &'r str,
    held: bool,
    from: String,
    to: Option<String>,
    place: &'r str,
    standing: &'static str,
    source: &'r str,
    note: &'r str,
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
            sessions: organ.sessions.iter().map(SessionReport::of).collect(),
            report: &organ.report,
            outcome: &organ.outcome,
            standing: organ.standing.code(),
            source: &organ.source,
            note: &organ.note,
        }
    }
}

impl<'r> SessionReport<'r> {
    fn of(session: &'r OrganSession) -> SessionReport<'r> {
        SessionReport {
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

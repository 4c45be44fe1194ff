//! `scrutineer mandates`: the organs that resolutions set up.

use scrutineer_record::{Date, OrganSession, Record, Standing, SubsidiaryOrgan};
use scrutineer_report::mandates;

use crate::args::Format;
use crate::error::Error;
use crate::names::listed;
use crate::output::Output;
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
        Format::Json => Output::json(&mandates::report(record)),
        Format::Csv => Output::table(&mandates::flat(record)),
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

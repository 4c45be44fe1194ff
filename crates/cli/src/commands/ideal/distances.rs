//! `ideal --distances`: how far apart members stood, session by session.

use scrutineer_ideal::{Distance, Who};
use scrutineer_record::{MemberId, Record};
use serde::Serialize;

use super::settled;
use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};
use scrutineer_report::ideal::{Fitted, state, states};

/// How many members a page shows that are nearest, and how many that are furthest.
const SHOWN: usize = 10;

const HEADER: [&str; 11] = [
    "session", "year", "member_a", "ccode_a", "member_b", "ccode_b", "distance", "se", "q05",
    "q50", "q95",
];

/// Two members in a session.
struct Pair<'f> {
    one: &'f Who,
    other: &'f Who,
    distance: Distance,
}

#[derive(Serialize)]
struct Row<'r> {
    session: u8,
    year: u16,
    member_a: &'r str,
    ccode_a: Option<u16>,
    member_b: &'r str,
    ccode_b: Option<u16>,
    distance: f64,
    se: f64,
    q05: f64,
    q50: f64,
    q95: f64,
}

/// Each pair of a session once. Of those asked for, if any: with one, its pairs with all others; with more, the
/// pairs among them.
pub(super) fn run(
    record: &Record,
    format: Format,
    fitted: &Fitted,
    asked: &[MemberId],
) -> Result<Output, Error> {
    let pairs = pairs(fitted, asked);
    if pairs.is_empty() {
        let error = Error::request("no two of these members have a point in one session");
        return Err(
            error.hint("a member that follows another is the same state: ask for one of them")
        );
    }
    let output = match format {
        Format::Text => Output::votes(page(record, &pairs, asked)?),
        Format::Json => {
            let rows: Vec<Row<'_>> = pairs.iter().map(|pair| Row::of(record, pair)).collect();
            Output::json(&rows)?
        }
        Format::Csv => {
            Output::csv(&HEADER, pairs.iter().map(|pair| Row::of(record, pair).cells()))?
        }
    };
    Ok(settled(output, fitted.fit.converged))
}

/// By session, the members by code.
fn pairs<'f>(fitted: &'f Fitted, asked: &[MemberId]) -> Vec<Pair<'f>> {
    let asked = states(fitted.prepared.who.iter(), asked);
    let is_asked = |who: &Who| asked.contains(&Some(state(who)));
    let wanted = |one: &Who, other: &Who| match asked.len() {
        0 => true,
        1 => is_asked(one) || is_asked(other),
        _ => is_asked(one) && is_asked(other),
    };
    let mut points: Vec<_> = fitted.prepared.who.iter().zip(&fitted.fit.points).collect();
    points.sort_by_key(|(who, _)| (who.session, who.member));
    let mut pairs = Vec::new();
    for (place, (one, at)) in points.iter().enumerate() {
        let others = points.iter().skip(place + 1);
        for (other, there) in others.take_while(|(other, _)| other.session == one.session) {
            if wanted(one, other) {
                let distance = Distance::of(**at, **there);
                // The one that was asked for stands first.
                let turned = asked.len() == 1 && !is_asked(one);
                let (one, other) = if turned { (other, one) } else { (one, other) };
                pairs.push(Pair { one, other, distance });
            }
        }
    }
    pairs
}

impl<'r> Row<'r> {
    fn of(record: &'r Record, Pair { one, other, distance }: &Pair<'_>) -> Row<'r> {
        let round = |value: f64| (value * 1e6).round() / 1e6;
        Row {
            session: one.session,
            year: one.year(),
            member_a: &record.members()[one.member].code,
            ccode_a: one.ccode,
            member_b: &record.members()[other.member].code,
            ccode_b: other.ccode,
            distance: round(distance.between),
            se: round(distance.se),
            q05: round(distance.quantile(0.05)),
            q50: round(distance.quantile(0.5)),
            q95: round(distance.quantile(0.95)),
        }
    }

    fn cells(&self) -> [String; 11] {
        [
            self.session.to_string(),
            self.year.to_string(),
            self.member_a.to_owned(),
            cell(self.ccode_a),
            self.member_b.to_owned(),
            cell(self.ccode_b),
            self.distance.to_string(),
            self.se.to_string(),
            self.q05.to_string(),
            self.q50.to_string(),
            self.q95.to_string(),
        ]
    }
}

fn page(record: &Record, pairs: &[Pair<'_>], asked: &[MemberId]) -> Result<Page, Error> {
    let mut page = Page::new();
    match asked {
        [member] => nearest(&mut page, record, pairs, *member),
        [one, other] => over_time(&mut page, record, pairs, [*one, *other]),
        _ => {
            return Err(Error::request("there are too many pairs for a page")
                .hint("name one member, or two: --member USA,GBR")
                .hint("all pairs as CSV: --format csv"));
        }
    }
    page.gap();
    page.prose(
        2,
        "Distances on the line of the ideal points, on which all member-sessions have standard deviation 1; intervals are of \
         90 %, if the model is right.",
    );
    Ok(page)
}

/// A distance with its interval.
fn told(distance: &Distance) -> [String; 2] {
    let interval = format!("{:.2} to {:.2}", distance.quantile(0.05), distance.quantile(0.95));
    [format!("{:.2}", distance.between), dim(&interval)]
}

/// In the last session: who stands nearest to a member, and who furthest.
fn nearest(page: &mut Page, record: &Record, pairs: &[Pair<'_>], member: MemberId) {
    let last = pairs.iter().map(|pair| pair.one.session).max().unwrap_or(0);
    let mut pairs: Vec<&Pair<'_>> = pairs.iter().filter(|it| it.one.session == last).collect();
    pairs.sort_by(|one, other| one.distance.between.total_cmp(&other.distance.between));
    let name = &record.members()[member].press_name;
    page.line(format!("{}  {name} in session {last}", bold("distances")));
    let from_end: Vec<&Pair<'_>> = pairs.iter().rev().take(SHOWN).rev().copied().collect();
    let from_start: Vec<&Pair<'_>> = pairs.iter().take(SHOWN).copied().collect();
    for (heading, pairs) in [("nearest", from_start), ("furthest", from_end)] {
        page.heading(heading);
        let mut table = Table::new("rrll");
        for pair in pairs {
            let there = &record.members()[pair.other.member];
            let row = told(&pair.distance).into_iter();
            table.row(row.chain([there.code.clone(), there.press_name.clone()]));
        }
        page.table(2, &table);
    }
}

/// Two members, session by session.
fn over_time(page: &mut Page, record: &Record, pairs: &[Pair<'_>], members: [MemberId; 2]) {
    let [one, other] = members.map(|member| record.members()[member].press_name.as_str());
    page.line(format!("{}  {one} and {other}", bold("distances")));
    page.gap();
    let mut table = Table::new("rrrr");
    table.row(["session", "year", "", ""].map(dim));
    for pair in pairs {
        let when = [pair.one.session.to_string(), pair.one.year().to_string()];
        table.row(when.into_iter().chain(told(&pair.distance)));
    }
    page.table(2, &table);
}

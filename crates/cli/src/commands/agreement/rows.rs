//! All pairs as CSV and JSON: made part by part while they are written.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::*;
use scrutineer_ideal::{Belief, Distance, Links, Rules, Settings, ccodes, fast, prepare};
use scrutineer_measures::Agreement;
use scrutineer_record::{MemberId, Position, Record};
use serde::Serialize;

use super::{By, Period, Wanted};
use crate::output::Output;

const HEADER: &str = "session,year,member_a,ccode_a,member_b,ccode_b,n,agree,s,kappa,pi,coincidence,\
                      ideal_point_distance\n";

/// A state in a regular session: by its number in the Correlates of War, or itself if it has none.
type StateInSession = (u8, Option<u16>, Option<MemberId>);

fn state(session: u8, ccode: Option<u16>, member: MemberId) -> StateInSession {
    (session, ccode, ccode.is_none().then_some(member))
}

/// Where every state stands in every session, by the fast estimator over all votes.
fn points(record: &Record) -> HashMap<StateInSession, Belief> {
    let prepared = prepare(record, &Rules::default(), &Links::Series);
    let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
    let points = prepared.who.iter().zip(&fit.points);
    points.map(|(who, of)| (state(who.session, who.ccode, who.member), *of)).collect()
}

/// A period with what stands beside its members.
struct Part {
    period: Period,
    /// By the places of members: their numbers in the Correlates of War, and where they stand.
    ccodes: Vec<Option<u16>>,
    points: Vec<Option<Belief>>,
    /// The codes of all members.
    codes: Arc<[String]>,
    /// The one member that is asked for beside all others.
    only: Option<MemberId>,
}

/// A pair in a period.
struct Row<'p> {
    part: &'p Part,
    a: MemberId,
    b: MemberId,
    found: Agreement,
}

impl Part {
    /// Every pair with a vote in common.
    fn each(&self, mut row: impl FnMut(Row<'_>)) {
        for (a, b, found) in self.period.pairs().iter() {
            let asked = self.only.is_none_or(|only| a == only || b == only);
            if asked && found.n() > 0 {
                row(Row { part: self, a, b, found });
            }
        }
    }
}

impl Row<'_> {
    fn code(&self, member: MemberId) -> &str {
        self.part.codes.get(member.place()).map_or("", String::as_str)
    }

    fn ccode(&self, member: MemberId) -> Option<u16> {
        self.part.ccodes.get(member.place()).copied().flatten()
    }

    fn distance(&self) -> Option<f64> {
        let point = |member: MemberId| self.part.points.get(member.place()).copied().flatten();
        Some(Distance::of(point(self.a)?, point(self.b)?).between)
    }

    fn write(&self, lead: &str, out: &mut String) -> std::fmt::Result {
        let Row { a, b, found, .. } = self;
        out.push_str(lead);
        for member in [*a, *b] {
            write!(out, ",{},", self.code(member))?;
            if let Some(ccode) = self.ccode(member) {
                write!(out, "{ccode}")?;
            }
        }
        write!(out, ",{}", found.n())?;
        let numbers = [
            found.identical().ratio(),
            found.s(),
            found.kappa(),
            found.pi(),
            found.coincidence().ratio(),
            self.distance(),
        ];
        for number in numbers {
            out.push(',');
            if let Some(number) = number {
                write!(out, "{number:.6}")?;
            }
        }
        out.push('\n');
        Ok(())
    }
}

fn parts(wanted: &Wanted<'_>, periods: Vec<Period>) -> Vec<Part> {
    let record = wanted.record;
    let with_points = wanted.args.by == By::Session && !wanted.args.without_distance;
    let points = if with_points { points(record) } else { HashMap::new() };
    let rules = Rules::default();
    let ccode = ccodes(record.members(), &rules);
    let codes: Arc<[String]> =
        record.members().iter().map(|(_, member)| member.code.clone()).collect();
    let part = |period: Period| {
        let members = || record.members().iter().map(|(member, _)| member);
        let point = |member: MemberId| {
            let session = period.of_points?;
            points.get(&state(session, ccode(session, member), member)).copied()
        };
        Part {
            ccodes: members().map(|member| ccode(period.regular, member)).collect(),
            points: members().map(point).collect(),
            codes: Arc::clone(&codes),
            only: wanted.only(),
            period,
        }
    };
    periods.into_iter().map(part).collect()
}

/// The text of each part in order, some parts at a time on all cores.
fn written(
    parts: Vec<Part>,
    write: impl Fn(&Part) -> String + Send + Sync + 'static,
) -> impl Iterator<Item = String> {
    let mut rest = parts.into_iter();
    let some_at_a_time = std::iter::from_fn(move || {
        let some: Vec<_> = rest.by_ref().take(2 * rayon::current_num_threads()).collect();
        let texts = || some.par_iter().map(&write).collect::<Vec<_>>();
        (!some.is_empty()).then(texts)
    });
    some_at_a_time.flatten()
}

/// A row for each pair and period.
pub(super) fn csv(wanted: &Wanted<'_>, periods: Vec<Period>) -> Output {
    let text = |part: &Part| {
        let cell = |of: Option<String>| of.unwrap_or_default();
        let session = cell(part.period.session.map(|session| session.to_string()));
        let lead = format!("{session},{}", cell(part.period.year.map(|year| year.to_string())));
        let mut out = String::new();
        part.each(|row| {
            // Nothing can fail that writes to a string.
            let _ = row.write(&lead, &mut out);
        });
        out
    };
    let rows = written(parts(wanted, periods), text);
    Output::parts(std::iter::once(HEADER.to_owned()).chain(rows))
}

#[derive(Serialize)]
struct PairReport<'p> {
    session: Option<String>,
    year: Option<i16>,
    member_a: &'p str,
    ccode_a: Option<u16>,
    member_b: &'p str,
    ccode_b: Option<u16>,
    n: u32,
    /// Rows: yes, abstain, no of the first; columns: of the second.
    table: [[u32; 3]; 3],
    /// The share of identical positions, with its interval.
    agree: Option<f64>,
    agree_low: Option<f64>,
    agree_high: Option<f64>,
    half_way: Option<f64>,
    s: Option<f64>,
    kappa: Option<f64>,
    pi: Option<f64>,
    kappa_half_way: Option<f64>,
    pi_half_way: Option<f64>,
    coincidence: Option<f64>,
    coincidence_low: Option<f64>,
    coincidence_high: Option<f64>,
    /// Votes in which neither abstained.
    coincidence_n: u32,
    ideal_point_distance: Option<f64>,
}

/// To six places, as in the table.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

impl<'p> PairReport<'p> {
    fn of(row: &'p Row<'p>) -> PairReport<'p> {
        const CAST: [Position; 3] = [Position::Yes, Position::Abstain, Position::No];
        let found = &row.found;
        let (same, coincident) = (found.identical(), found.coincidence());
        let (agree_low, agree_high) = same.interval().unzip();
        let (coincidence_low, coincidence_high) = coincident.interval().unzip();
        let round = |value: Option<f64>| value.map(round);
        PairReport {
            session: row.part.period.session.map(|session| session.to_string()),
            year: row.part.period.year,
            member_a: row.code(row.a),
            ccode_a: row.ccode(row.a),
            member_b: row.code(row.b),
            ccode_b: row.ccode(row.b),
            n: found.n(),
            table: CAST.map(|first| CAST.map(|second| found.count(first, second))),
            agree: round(same.ratio()),
            agree_low: round(agree_low),
            agree_high: round(agree_high),
            half_way: round(found.half_way()),
            s: round(found.s()),
            kappa: round(found.kappa()),
            pi: round(found.pi()),
            kappa_half_way: round(found.kappa_half_way()),
            pi_half_way: round(found.pi_half_way()),
            coincidence: round(coincident.ratio()),
            coincidence_low: round(coincidence_low),
            coincidence_high: round(coincidence_high),
            coincidence_n: coincident.n,
            ideal_point_distance: round(row.distance()),
        }
    }
}

/// A line for each pair and period, inside an array.
pub(super) fn json(wanted: &Wanted<'_>, periods: Vec<Period>) -> Output {
    let votes: usize = periods.iter().map(|period| period.votes.len()).sum();
    let head = format!("{{\n  \"votes\": {votes},\n  \"pairs\": [");
    let text = |part: &Part| {
        let mut out = String::new();
        part.each(|row| {
            // Numbers and names cannot fail to be JSON.
            let row = serde_json::to_string(&PairReport::of(&row)).unwrap_or_default();
            out += "\n    ";
            out += &row;
            out.push(',');
        });
        out
    };
    let mut rows = written(parts(wanted, periods), text).filter(|text| !text.is_empty()).peekable();
    let mut done = false;
    let body = std::iter::from_fn(move || match rows.next() {
        Some(mut text) => {
            if rows.peek().is_none() {
                // No comma after the last.
                text.pop();
            }
            Some(text)
        }
        None => (!std::mem::replace(&mut done, true)).then(|| "\n  ]\n}\n".to_owned()),
    });
    Output::parts(std::iter::once(head).chain(body))
}

//! All pairs as CSV and JSON: made part by part, since there can be millions.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use schemars::JsonSchema;
use scrutineer_ideal::{
    Belief, Distance, Fit, Links, Prepared, Rules, Settings, ccodes, fast, prepare,
};
use scrutineer_measures::Agreement;
use scrutineer_record::{MemberId, Position, Record};
use serde::Serialize;

use super::{Agreements, By, Period};

const HEADER: &str = "session,year,member_a,ccode_a,member_b,ccode_b,n,agree,s,kappa,pi,coincidence,\
                      ideal_point_distance\n";

/// A state in a regular session: by its number in the Correlates of War, or itself if it has none.
type StateInSession = (u8, Option<u16>, Option<MemberId>);

fn state(session: u8, ccode: Option<u16>, member: MemberId) -> StateInSession {
    (session, ccode, ccode.is_none().then_some(member))
}

/// Where every state stands in every session, by the fast estimator over all votes: what distances are told by.
#[derive(Clone, Debug, Default)]
pub struct Distances(HashMap<StateInSession, Belief>);

impl Distances {
    /// Estimated from a record, in about a second.
    pub fn of(record: &Record) -> Distances {
        let prepared = prepare(record, &Rules::default(), &Links::Series);
        let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
        Distances::by(&prepared, &fit)
    }

    /// By an estimate over all votes.
    pub fn by(prepared: &Prepared, fit: &Fit) -> Distances {
        let points = prepared.who.iter().zip(&fit.points);
        Distances(
            points.map(|(who, of)| (state(who.session, who.ccode, who.member), *of)).collect(),
        )
    }
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
    /// What every line of it begins with.
    fn lead(&self) -> String {
        let cell = |of: Option<String>| of.unwrap_or_default();
        let session = cell(self.period.session.map(|session| session.to_string()));
        format!("{session},{}", cell(self.period.year.map(|year| year.to_string())))
    }

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

/// The text of each part in order, some parts at a time on all cores.
pub(super) fn written<P: Send + Sync + 'static>(
    parts: Vec<P>,
    write: impl Fn(&P) -> String + Send + Sync + 'static,
) -> impl Iterator<Item = String> {
    let mut rest = parts.into_iter();
    let some_at_a_time = std::iter::from_fn(move || {
        let some: Vec<_> = rest.by_ref().take(2 * rayon::current_num_threads()).collect();
        let texts = || some.par_iter().map(&write).collect::<Vec<_>>();
        (!some.is_empty()).then(texts)
    });
    some_at_a_time.flatten()
}

impl Agreements<'_> {
    /// Whether rows have distances: of the votes of a session alone there are ideal points.
    pub fn has_distances(&self) -> bool {
        self.by == By::Session
    }

    fn parts(self, distances: &Distances) -> Vec<Part> {
        let (record, only) = (self.record, self.only());
        let rules = Rules::default();
        let ccode = ccodes(record.members(), &rules);
        let codes: Arc<[String]> =
            record.members().iter().map(|(_, member)| member.code.clone()).collect();
        let part = |period: Period| {
            let members = || record.members().iter().map(|(member, _)| member);
            let point = |member: MemberId| {
                let session = period.of_points?;
                distances.0.get(&state(session, ccode(session, member), member)).copied()
            };
            Part {
                ccodes: members().map(|member| ccode(period.regular, member)).collect(),
                points: members().map(point).collect(),
                codes: Arc::clone(&codes),
                only,
                period,
            }
        };
        self.periods.into_iter().map(part).collect()
    }

    /// As CSV, in parts: a row for each pair and period.
    pub fn csv(self, distances: &Distances) -> impl Iterator<Item = String> + use<> {
        let text = |part: &Part| {
            let lead = part.lead();
            let mut out = String::new();
            part.each(|row| {
                // Nothing can fail that writes to a string.
                let _ = row.write(&lead, &mut out);
            });
            out
        };
        let rows = written(self.parts(distances), text);
        std::iter::once(HEADER.to_owned()).chain(rows)
    }

    /// As JSON, in parts: a line for each pair and period, inside an array.
    pub fn json(self, distances: &Distances) -> impl Iterator<Item = String> + use<> {
        let head = format!("{{\n  \"votes\": {},\n  \"pairs\": [", self.votes());
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
        let rows = written(self.parts(distances), text);
        let mut rows = rows.filter(|text| !text.is_empty()).peekable();
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
        std::iter::once(head).chain(body)
    }

    /// How many votes count.
    pub fn votes(&self) -> usize {
        self.periods.iter().map(|period| period.votes.len()).sum()
    }

    /// A stretch of the same rows, and whether more follow.
    pub fn stretch(self, distances: &Distances, rows: Range<usize>) -> (PairsReport, bool) {
        let (votes, mut pairs) = (self.votes(), Vec::new());
        let more = self.walk(distances, rows, |_, row| pairs.push(PairReport::of(row)));
        (PairsReport { votes, pairs }, more)
    }

    /// The same as CSV.
    pub fn stretch_csv(self, distances: &Distances, rows: Range<usize>) -> (String, bool) {
        let mut out = HEADER.to_owned();
        let more = self.walk(distances, rows, |lead, row| {
            // Nothing can fail that writes to a string.
            let _ = row.write(lead, &mut out);
        });
        (out, more)
    }

    /// Goes through some of the rows; whether more follow.
    fn walk(
        self,
        distances: &Distances,
        rows: Range<usize>,
        mut see: impl FnMut(&str, &Row<'_>),
    ) -> bool {
        let mut place = 0;
        for part in self.parts(distances) {
            let lead = part.lead();
            part.each(|row| {
                if rows.contains(&place) {
                    see(&lead, &row);
                }
                place += 1;
            });
            if place > rows.end {
                return true;
            }
        }
        false
    }
}

/// How often members agree.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Agreement")]
pub struct PairsReport {
    /// How many votes count.
    pub votes: usize,
    /// A row for each pair and period.
    pub pairs: Vec<PairReport>,
}

/// How often two members agree in a period.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Pair")]
pub struct PairReport {
    /// The session; null where votes of several are counted together.
    pub session: Option<String>,
    /// The year in which it opened, or that of the votes.
    pub year: Option<i16>,
    /// One member, by code.
    pub member_a: String,
    /// Its number in the Correlates of War.
    pub ccode_a: Option<u16>,
    /// The other, by code.
    pub member_b: String,
    /// Its number in the Correlates of War.
    pub ccode_b: Option<u16>,
    /// Votes in which both cast a yes, a no or an abstention.
    pub n: u32,
    /// Rows: yes, abstain, no of the first; columns: of the second.
    pub table: [[u32; 3]; 3],
    /// The share of identical positions.
    pub agree: Option<f64>,
    /// The lower end of its interval.
    pub agree_low: Option<f64>,
    /// The upper end.
    pub agree_high: Option<f64>,
    /// The same, an abstention half a yes and half a no.
    pub half_way: Option<f64>,
    /// Signorino and Ritter: 1 always alike, -1 always opposed.
    pub s: Option<f64>,
    /// Cohen: identical positions beyond what chance gives two that vote so.
    pub kappa: Option<f64>,
    /// Scott: the same, as if both voted alike often.
    pub pi: Option<f64>,
    /// Cohen, an abstention half a yes and half a no.
    pub kappa_half_way: Option<f64>,
    /// Scott, an abstention half a yes and half a no.
    pub pi_half_way: Option<f64>,
    /// Voted alike, of the votes in which neither abstained.
    pub coincidence: Option<f64>,
    /// The lower end of its interval.
    pub coincidence_low: Option<f64>,
    /// The upper end.
    pub coincidence_high: Option<f64>,
    /// Votes in which neither abstained.
    pub coincidence_n: u32,
    /// How far apart the ideal points of the two are in the session.
    pub ideal_point_distance: Option<f64>,
}

/// To six places, as in the table.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

impl PairReport {
    fn of(row: &Row<'_>) -> PairReport {
        const CAST: [Position; 3] = [Position::Yes, Position::Abstain, Position::No];
        let found = &row.found;
        let (same, coincident) = (found.identical(), found.coincidence());
        let (agree_low, agree_high) = same.interval().unzip();
        let (coincidence_low, coincidence_high) = coincident.interval().unzip();
        let round = |value: Option<f64>| value.map(round);
        PairReport {
            session: row.part.period.session.map(|session| session.to_string()),
            year: row.part.period.year,
            member_a: row.code(row.a).to_owned(),
            ccode_a: row.ccode(row.a),
            member_b: row.code(row.b).to_owned(),
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

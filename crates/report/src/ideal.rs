//! `ideal`: where members stand, session by session.

mod estimate;
mod matches;
mod plane;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use scrutineer_ideal::{Belief, Fit, Prepared, Who};
use scrutineer_record::{MemberId, Record};
use serde::Serialize;

use crate::flat::{FlatTable, cell};

pub use self::estimate::{
    Agreement, Asked, Draws, Estimate, Fitted, Model, Placed, Sampler, by_normal, unsettled,
};
pub use self::matches::Matches;
pub use self::plane::{ExplainedReport, Place, PlaceReport, Places, PlacesReport};

/// A member's ideal point in a session.
#[derive(Clone, Debug)]
pub struct Point {
    /// Whose, in which session.
    pub who: Who,
    /// Over how many votes.
    pub votes: usize,
    /// The point, and how sure it is.
    pub belief: Belief,
    /// Of 5, 50 and 95 %.
    pub quantiles: [f64; 3],
}

/// The points of those that are wanted, with the quantiles of a normal distribution.
pub fn points(prepared: &Prepared, fit: &Fit, wanted: impl Fn(&Who) -> bool) -> Vec<Point> {
    let all = prepared.who.iter().zip(&fit.points).enumerate();
    let wanted = all.filter(|(_, (who, _))| wanted(who));
    let point = |(place, (who, belief)): (usize, (&Who, &Belief))| {
        let [low, high] = belief.middle_90();
        Point {
            who: who.clone(),
            votes: prepared.ballots.votes_of(place),
            belief: *belief,
            quantiles: [low, belief.mean, high],
        }
    };
    wanted.map(point).collect()
}

/// What a state keeps over time: its number, or itself where it has none.
pub type State = (Option<u16>, Option<MemberId>);

/// The state whose point it is.
pub fn state(who: &Who) -> State {
    (who.ccode, who.ccode.is_none().then_some(who.member))
}

/// For each member, the state that it was: the Soviet Union's points are Russia's too. Of a member that was counted
/// under another's number for a while, as Germany in the session in which it united, the state that it was longest.
pub fn states<'w>(
    all: impl Iterator<Item = &'w Who> + Clone,
    asked: &[MemberId],
) -> Vec<Option<State>> {
    let of = |member: &MemberId| {
        let own = all.clone().filter(|who| who.member == *member);
        let mut sessions: BTreeMap<State, usize> = BTreeMap::new();
        own.for_each(|who| *sessions.entry(state(who)).or_default() += 1);
        sessions.into_iter().max_by_key(|(_, count)| *count).map(|(state, _)| state)
    };
    asked.iter().map(of).collect()
}

/// The header of a table of points.
pub const HEADER: [&str; 10] =
    ["member", "ccode", "session", "year", "n_votes", "ideal_point", "se", "q05", "q50", "q95"];

/// A row for each member and session.
pub fn flat(record: &Record, points: &[Point]) -> FlatTable {
    FlatTable::of(HEADER, points.iter().map(|point| row(record, point)))
}

/// A point as a row of such a table.
pub fn row(record: &Record, point: &Point) -> [String; 10] {
    let Point { who, votes, belief, quantiles: [q05, q50, q95] } = point;
    let number = |value: f64| format!("{value:.6}");
    [
        record.members()[who.member].code.clone(),
        cell(who.ccode),
        who.session.to_string(),
        who.year().to_string(),
        votes.to_string(),
        number(belief.mean),
        number(belief.sd),
        number(*q05),
        number(*q50),
        number(*q95),
    ]
}

/// Where members stand.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "IdealPoints")]
pub struct PointsReport<'r> {
    /// The model.
    pub model: String,
    /// The estimator.
    pub estimator: String,
    /// How many votes count.
    pub votes: usize,
    /// On how many items they are.
    pub items: usize,
    /// Whether the estimate came to its end.
    pub converged: bool,
    /// How well the sampler's chains agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chains: Option<ChainsReport>,
    /// The points, member by member.
    pub points: Vec<PointReport<'r>>,
}

/// How well the sampler's chains agree: the worst of all ideal points.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Chains")]
pub struct ChainsReport {
    /// How many chains.
    pub count: usize,
    /// How many times each went over everything.
    pub iterations: u64,
    /// How many draws were kept.
    pub draws: usize,
    /// How far chains differ among each other, beside themselves: 1 if not at all.
    pub rhat: Option<f64>,
    /// As how many independent draws they count.
    pub effective_sample_size: Option<f64>,
}

/// A member's ideal point in a session.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "IdealPoint")]
pub struct PointReport<'r> {
    /// The member, by code.
    pub member: &'r str,
    /// Its number in the Correlates of War.
    pub ccode: Option<u16>,
    /// The session.
    pub session: u8,
    /// The year in which it opened.
    pub year: u16,
    /// Over how many votes.
    pub n_votes: usize,
    /// The point.
    pub ideal_point: f64,
    /// Its standard error.
    pub se: f64,
    /// Below it lies the point with a probability of 5 %.
    pub q05: f64,
    /// The middle.
    pub q50: f64,
    /// Below it lies the point with a probability of 95 %.
    pub q95: f64,
}

/// To six places, as in the table.
pub fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

impl<'r> PointReport<'r> {
    /// Of a point.
    pub fn of(record: &'r Record, point: &Point) -> PointReport<'r> {
        let Point { who, votes, belief, quantiles: [q05, q50, q95] } = point;
        PointReport {
            member: &record.members()[who.member].code,
            ccode: who.ccode,
            session: who.session,
            year: who.year(),
            n_votes: *votes,
            ideal_point: round(belief.mean),
            se: round(belief.sd),
            q05: round(*q05),
            q50: round(*q50),
            q95: round(*q95),
        }
    }
}

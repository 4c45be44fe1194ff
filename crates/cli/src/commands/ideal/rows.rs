//! Ideal points as CSV and as JSON.

use scrutineer_record::Record;
use serde::Serialize;

use super::estimate::{Estimate, Point};
use super::{Args, TWENTIETH, typed};
use crate::output::cell;

pub(super) const HEADER: [&str; 10] =
    ["member", "ccode", "session", "year", "n_votes", "ideal_point", "se", "q05", "q50", "q95"];

pub(super) fn row(record: &Record, point: &Point) -> [String; 10] {
    let Point { who, votes, belief } = point;
    let number = |value: f64| format!("{value:.6}");
    [
        record.members()[who.member].code.clone(),
        cell(who.ccode),
        who.session.to_string(),
        who.year().to_string(),
        votes.to_string(),
        number(belief.mean),
        number(belief.sd),
        number(belief.mean - TWENTIETH * belief.sd),
        number(belief.mean),
        number(belief.mean + TWENTIETH * belief.sd),
    ]
}

#[derive(Serialize)]
pub(super) struct Report<'r> {
    model: String,
    estimator: String,
    votes: usize,
    items: usize,
    converged: bool,
    points: Vec<PointReport<'r>>,
}

#[derive(Serialize)]
struct PointReport<'r> {
    member: &'r str,
    ccode: Option<u16>,
    session: u8,
    year: u16,
    n_votes: usize,
    ideal_point: f64,
    se: f64,
    q05: f64,
    q50: f64,
    q95: f64,
}

impl<'r> Report<'r> {
    pub(super) fn of(record: &'r Record, args: &Args, estimate: &Estimate) -> Report<'r> {
        let round = |value: f64| (value * 1e6).round() / 1e6;
        let point = |Point { who, votes, belief }: &Point| PointReport {
            member: &record.members()[who.member].code,
            ccode: who.ccode,
            session: who.session,
            year: who.year(),
            n_votes: *votes,
            ideal_point: round(belief.mean),
            se: round(belief.sd),
            q05: round(belief.mean - TWENTIETH * belief.sd),
            q50: round(belief.mean),
            q95: round(belief.mean + TWENTIETH * belief.sd),
        };
        Report {
            model: typed(&args.model),
            estimator: typed(&args.estimator),
            votes: estimate.votes,
            items: estimate.items,
            converged: estimate.converged,
            points: estimate.points.iter().map(point).collect(),
        }
    }
}

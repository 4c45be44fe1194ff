//! Ideal points as CSV and as JSON.

use scrutineer_record::Record;
use serde::Serialize;

use super::estimate::{Estimate, Point};
use super::{Args, typed};
use crate::output::cell;

pub(super) const HEADER: [&str; 10] =
    ["member", "ccode", "session", "year", "n_votes", "ideal_point", "se", "q05", "q50", "q95"];

pub(super) fn row(record: &Record, point: &Point) -> [String; 10] {
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

#[derive(Serialize)]
pub(super) struct Report<'r> {
    model: String,
    estimator: String,
    votes: usize,
    items: usize,
    converged: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    chains: Option<ChainsReport>,
    points: Vec<PointReport<'r>>,
}

/// How well the sampler's chains agree: the worst of all ideal points.
#[derive(Serialize)]
struct ChainsReport {
    count: usize,
    iterations: u64,
    draws: usize,
    rhat: Option<f64>,
    effective_sample_size: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct PointReport<'r> {
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

impl<'r> PointReport<'r> {
    pub(super) fn of(record: &'r Record, point: &Point) -> PointReport<'r> {
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

/// Six digits after the point.
pub(super) fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

impl<'r> Report<'r> {
    pub(super) fn of(record: &'r Record, args: &Args, estimate: &Estimate) -> Report<'r> {
        Report {
            model: typed(&args.model),
            estimator: typed(&args.estimator),
            votes: estimate.votes,
            items: estimate.items,
            converged: estimate.converged,
            chains: estimate.agreement.map(|it| ChainsReport {
                count: it.chains,
                iterations: it.iterations,
                draws: it.draws,
                rhat: it.rhat.map(round),
                effective_sample_size: it.effective.map(f64::round),
            }),
            points: estimate.points.iter().map(|point| PointReport::of(record, point)).collect(),
        }
    }
}

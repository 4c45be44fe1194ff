//! Why a member stands where it does: which votes of a session moved it, and how far.

use rayon::prelude::*;
use scrutineer_record::Record;

use crate::ballots::Choice;
use crate::expected::Rest;
use crate::fast::{Fit, Settings, fast_from};
use crate::prepare::{Prepared, VoteOnItem};

/// How far one vote moved a member: its ideal point less what it is without the vote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// The vote's place in the record.
    pub vote: usize,
    /// What the member chose.
    pub choice: Choice,
    /// Told from the member's own choice, by one step of Newton's method.
    pub nearly: f64,
    /// Told by the whole estimate, made again without the vote.
    pub exactly: f64,
}

/// Nothing may move further than this in a sweep: influences are small.
const TOLERANCE: f64 = 2e-5;

/// The votes that moved a point most, the largest first: so many as nearly moved it most, with the estimate made
/// again without each of them.
pub fn influences(
    record: &Record,
    prepared: &Prepared,
    fit: &Fit,
    point: usize,
    most: usize,
) -> Vec<Influence> {
    let settings = Settings { tolerance: TOLERANCE, ..Settings::default() };
    let fit = fast_from(&prepared.ballots, &prepared.poles, &settings, fit);
    let mean = |of: &Fit| of.points.get(point).map_or(0.0, |it| it.mean);
    let mut found = nearly(record, prepared, &fit, point);
    found.sort_by(|one, other| other.nearly.abs().total_cmp(&one.nearly.abs()));
    found.truncate(most);
    found.par_iter_mut().for_each(|it| {
        let ballots = prepared.without(record, it.vote);
        it.exactly = mean(&fit) - mean(&fast_from(&ballots, &prepared.poles, &settings, &fit));
    });
    found.sort_by(|one, other| other.exactly.abs().total_cmp(&one.exactly.abs()));
    found
}

/// What one step tells of every vote of the point.
fn nearly(record: &Record, prepared: &Prepared, fit: &Fit, point: usize) -> Vec<Influence> {
    let rest = Rest::of(&prepared.ballots, fit);
    let (Some(here), Some(at)) = (fit.points.get(point), prepared.who.get(point)) else {
        return Vec::new();
    };
    let votes: Vec<_> = record.votes().collect();
    let of_session = prepared.votes.iter().filter(|on| on.session == at.session);
    let of = |on: &VoteOnItem| {
        let mut choices = prepared.choices(*votes.get(on.vote)?, on.session);
        let (.., choice) = choices.find(|(_, place, _)| *place == point)?;
        let nearly = here.mean - rest.without_vote(on.item, point, choice).mean;
        Some(Influence { vote: on.vote, choice, nearly, exactly: nearly })
    };
    of_session.filter_map(of).collect()
}

//! A member's way through the plane: the walk of one dimension along either axis, smoothed exactly.

use super::Place;
use super::pair::{Pair, Symmetric, plus};
use crate::path::Walk;

/// No step moves an ideal point further than this along an axis.
const LONGEST_STEP: f64 = 1.0;

/// What the votes of one session say of a member.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Local {
    pub(super) session: u8,
    pub(super) at: Pair,
    pub(super) slope: Pair,
    pub(super) bend: Symmetric,
}

/// One step of Newton's method for the whole path.
pub(super) fn smooth(walk: Walk, path: &[Local]) -> Vec<Place> {
    let couplings = path.windows(2).map(|pair| match pair {
        [one, next] => walk.between(one.session, next.session),
        _ => 0.0,
    });
    let couplings: Vec<f64> = couplings.collect();
    // Forward: what the sessions before leave of each one.
    let mut left: Vec<(Symmetric, Pair, f64)> = Vec::with_capacity(path.len());
    for (place, local) in path.iter().enumerate() {
        let next = couplings.get(place).copied().unwrap_or(0.0);
        let before =
            place.checked_sub(1).and_then(|before| path.get(before).zip(couplings.get(before)));
        let hold = before.map_or(walk.first, |(_, coupling)| *coupling) + next;
        let mut slope = local.slope;
        match before {
            None => slope = plus(slope, local.at, -walk.first),
            Some((other, coupling)) => {
                slope = plus(slope, plus(other.at, local.at, -1.0), *coupling)
            }
        }
        if let Some(other) = path.get(place + 1) {
            slope = plus(slope, plus(other.at, local.at, -1.0), next);
        }
        let mut pivot = local.bend.plus(Symmetric::diagonal(hold), 1.0);
        if let Some((before, of_before, coupling)) = left.last() {
            let inverse = before.inverse();
            slope = plus(slope, inverse.times(*of_before), *coupling);
            pivot = pivot.plus(inverse, -coupling * coupling);
        }
        left.push((pivot, slope, next));
    }
    // Back: what the sessions after say.
    let mut smoothed = Vec::with_capacity(path.len());
    let (mut step, mut covariance) = ([0.0; 2], Symmetric::default());
    for (local, (pivot, slope, coupling)) in path.iter().zip(left).rev() {
        let inverse = pivot.inverse();
        step = inverse.times(plus(slope, step, coupling));
        covariance = inverse.plus(inverse.around(covariance), coupling * coupling);
        let within = step.map(|it| it.clamp(-LONGEST_STEP, LONGEST_STEP));
        smoothed.push(Place { mean: plus(local.at, within, 1.0), covariance });
    }
    smoothed.reverse();
    smoothed
}

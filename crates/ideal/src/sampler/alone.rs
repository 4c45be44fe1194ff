//! Moves of one ideal point at a time, with the utilities left out.
//!
//! Utilities pin an ideal point down far more than the votes do that they stand for, most of all where a member stands
//! further out than nearly all items ask: given them it moves by small steps. A step of Metropolis with the votes
//! themselves goes as far as these let it.

use rayon::prelude::*;

use super::lanes::{self, LANES};
use super::own::Priors;
use super::random::{POINTS, Source, Stream};
use crate::ballots::{Ballots, MemberSession, Sides, as_place};
use crate::fast::Fit;
use crate::item::Item;

/// The part of the proposals that should be accepted, for one number.
const WANTED: f64 = 0.44;
/// How wide proposals are before they have learnt, in standard errors of the estimate.
const FIRST_WIDTH: f64 = 2.0;
/// So far beyond a cut point a choice is certain.
const CERTAIN: f64 = 40.0;

/// How far the proposals for each ideal point go.
#[derive(Clone, Debug)]
pub(super) struct Alone {
    pub(super) widths: Vec<f64>,
}

/// How probable a member's choices in a session are at one place: of those that chose a side by how far the cut point
/// is, of the abstentions by how far both are.
#[derive(Default)]
struct Chances {
    reach: Vec<f64>,
    probability: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
    probability_between: Vec<f64>,
}

impl Chances {
    fn weigh(&mut self, sides: Sides<'_>, items: &[Item], at: f64) {
        let Chances { reach, probability, lower, upper, probability_between } = self;
        let on = |places: &[u32], of: fn(&Item) -> f64, sign: f64, into: &mut Vec<f64>| {
            let of_items = places.iter().filter_map(|place| items.get(as_place(*place)));
            into.extend(of_items.map(|item| sign * (of(item) - item.discrimination * at)));
        };
        let fill = |list: &mut Vec<f64>, with: f64| {
            list.resize(list.len().next_multiple_of(LANES), with);
        };
        for list in [&mut *reach, &mut *lower, &mut *upper] {
            list.clear();
        }
        on(sides.yes, |item| item.low, 1.0, reach);
        on(sides.no, |item| item.high, -1.0, reach);
        fill(reach, CERTAIN);
        probability.resize(reach.len(), 0.0);
        lanes::cdfs(reach, probability);
        on(sides.abstain, |item| item.low, 1.0, lower);
        on(sides.abstain, |item| item.high, 1.0, upper);
        fill(lower, -CERTAIN);
        fill(upper, CERTAIN);
        probability_between.resize(lower.len(), 0.0);
        lanes::probabilities_between(lower, upper, probability_between);
    }

    /// The logarithm of how much more probable the choices are than elsewhere.
    fn log_quotient(&self, elsewhere: &Chances) -> f64 {
        lanes::log_of_quotients(&self.probability, &elsewhere.probability)
            + lanes::log_of_quotients(&self.probability_between, &elsewhere.probability_between)
    }
}

/// One path, as it is moved.
struct Path<'p> {
    points: &'p [MemberSession],
    theta: &'p mut [f64],
    priors: Priors,
}

impl Path<'_> {
    /// The logarithm of the prior of one ideal point, given those before and after it.
    fn log_prior(&self, place: usize, at: f64) -> f64 {
        let Priors { walk, hold } = self.priors;
        let first = if place == 0 { walk.first } else { 0.0 };
        let session = self.points.get(place).map_or(0, |point| point.session);
        let beside = [place.checked_sub(1), Some(place + 1)].into_iter().flatten();
        let step = |beside: usize| {
            let (point, of) = self.points.get(beside).zip(self.theta.get(beside))?;
            let (one, next) = (session.min(point.session), session.max(point.session));
            Some(walk.between(one, next) * (at - of).powi(2))
        };
        -0.5 * ((hold + first) * at * at + beside.filter_map(step).sum::<f64>())
    }

    /// Proposes another place for an ideal point and takes it or not.
    fn move_point(
        &mut self,
        place: usize,
        (sides, items): (Sides<'_>, &[Item]),
        width: f64,
        [now, next]: &mut [Chances; 2],
        stream: &mut Stream,
    ) -> bool {
        let Some(at) = self.theta.get(place).copied() else { return false };
        let proposed = at + width * stream.normal();
        now.weigh(sides, items, at);
        next.weigh(sides, items, proposed);
        let log_quotient =
            next.log_quotient(now) + self.log_prior(place, proposed) - self.log_prior(place, at);
        let accepted = stream.uniform().ln() < log_quotient;
        if let Some(at) = self.theta.get_mut(place).filter(|_| accepted) {
            *at = proposed;
        }
        accepted
    }
}

impl Alone {
    pub(super) fn new(near: &Fit) -> Alone {
        Alone { widths: near.points.iter().map(|point| FIRST_WIDTH * point.sd).collect() }
    }

    /// Moves each ideal point, session after session. While `follows`, the proposals learn how far they can go.
    pub(super) fn move_all(
        &mut self,
        ballots: &Ballots,
        priors: Priors,
        (theta, items): (&mut [f64], &[Item]),
        (source, iteration): (Source, u64),
        follows: bool,
    ) {
        let (mut rest, mut rest_widths) = (theta, self.widths.as_mut_slice());
        let mut paths = Vec::with_capacity(ballots.paths().len());
        for path in ballots.paths() {
            let (theta, others) = rest.split_at_mut(path.len());
            let (widths, other_widths) = rest_widths.split_at_mut(path.len());
            (rest, rest_widths) = (others, other_widths);
            let points = ballots.points().get(path.clone()).unwrap_or_default();
            paths.push((path.start, Path { points, theta, priors }, widths));
        }
        let learns = if follows { 1.0 / (iteration as f64).sqrt() } else { 0.0 };
        let move_path = |chances: &mut [Chances; 2], (part, (start, mut path, widths))| {
            let mut stream = source.stream(iteration, POINTS + part as u64);
            let widths: &mut [f64] = widths;
            for (place, width) in widths.iter_mut().enumerate() {
                let votes = (ballots.of_point(start + place), items);
                let accepted =
                    Path::move_point(&mut path, place, votes, *width, chances, &mut stream);
                *width *= (learns * (f64::from(u8::from(accepted)) - WANTED)).exp();
            }
        };
        paths.into_par_iter().enumerate().for_each_init(Default::default, move_path);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]
mod tests {
    use super::*;
    use crate::normal::cdf;
    use crate::path::Walk;

    #[test]
    fn votes_are_as_probable_as_the_normal_distribution_says() {
        let item = |discrimination, low, high| Item { discrimination, low, high };
        let items = [item(1.0, -0.3, 0.4), item(-2.0, 0.5, 0.6), item(0.2, -1.0, 3.0)];
        let sides = Sides { yes: &[0, 2], abstain: &[1], no: &[1, 0, 2] };
        let mut chances: [Chances; 2] = Default::default();
        let places = [0.7, -0.4];
        let likelihood = places.map(|at| {
            let [one, two, three] =
                items.map(|it| [it.low, it.high].map(|cut| cdf(cut - it.discrimination * at)));
            one[0]
                * three[0]
                * (two[1] - two[0])
                * (1.0 - two[1])
                * (1.0 - one[1])
                * (1.0 - three[1])
        });
        for (chances, at) in chances.iter_mut().zip(places) {
            chances.weigh(sides, &items, at);
        }
        let found = chances[0].log_quotient(&chances[1]);
        assert!((found - (likelihood[0] / likelihood[1]).ln()).abs() < 1e-7, "{found}");
    }

    #[test]
    fn the_prior_of_a_point_is_that_of_its_path() {
        let points: Vec<MemberSession> =
            [1, 2, 5].map(|session| MemberSession { state: 1, session }).into();
        let priors = Priors { walk: Walk { first: 0.7, step: 0.25 }, hold: 0.3 };
        // The logarithm of the prior of a whole path, from session 2 to 5 three steps.
        let whole = |[a, b, c]: [f64; 3]| {
            let hold = 0.3 * (a * a + b * b + c * c);
            -0.5 * (hold + 0.7 * a * a + (b - a).powi(2) / 0.25 + (c - b).powi(2) / 0.75)
        };
        let from = [0.4, -0.2, 1.1];
        for place in 0..3 {
            let mut to = from;
            to[place] = 0.9;
            let mut theta = from;
            let path = Path { points: &points, theta: &mut theta, priors };
            let found = path.log_prior(place, 0.9) - path.log_prior(place, from[place]);
            assert!((found - (whole(to) - whole(from))).abs() < 1e-12, "{place}: {found}");
        }
    }
}

//! The scheme of the published code, step by step, so that its table can be reproduced: what its choices are is
//! described in `METHODS.md`, not defended.

use super::desk::{Desk, Sums, Weights};
use super::lanes::{self, LANES};
use super::random::{PATHS, Source, Stream};
use super::{TOGETHER, mean_and_sd};
use crate::ballots::{Ballots, Sides, as_place};
use crate::fast::Poles;
use crate::item::Item;
use rayon::prelude::*;

/// Standard deviation of the proposals for a cut point.
const PROPOSAL: f64 = 0.2 / 3.0;
/// No cut point lies further out.
const BOUND: f64 = 7.0;
/// No ideal point is drawn further out, before the draws are standardised.
const FURTHEST: f64 = 5.0;
/// No utility lies further out.
const FURTHEST_UTILITY: f64 = 9.0;
/// Where the poles start; everybody else starts at 0.
const START: [f64; 2] = [3.0, -2.0];

/// The prior of an ideal point.
#[derive(Clone, Copy)]
struct Prior {
    /// Of which other point the mean before is its own, if of any.
    follows: Option<usize>,
    precision: f64,
}

/// What the scheme knows beyond ideal points and items.
pub(super) struct Published {
    priors: Vec<Prior>,
    /// The means from which the ideal points were drawn the last time.
    pub(super) means: Vec<f64>,
}

/// Where an item begins: the shares of the choices along a line from -1 to 1, and which way the two poles that come
/// first voted on it. From the second iteration on its discrimination is drawn.
pub(super) fn start(ballots: &Ballots, item: usize, poles: &Poles) -> Item {
    let [yes, abstained, no] = ballots.tally(item).map(|count| count as f64);
    let along = |count: f64| 2.0 * count / (yes + abstained + no).max(1.0) - 1.0;
    let [high, low] =
        [&poles.high, &poles.low].map(|pole| first_choice(ballots.on_item(item), ballots, pole));
    let discrimination =
        high.zip(low).map_or(0.0, |(high, low)| f64::from(high - low).clamp(-1.0, 1.0));
    Item { discrimination, low: along(yes), high: along(yes + abstained) }
}

/// What the first state of a pole chose on an item, the first time that it voted on it: yes, abstention and no in order.
fn first_choice(sides: Sides<'_>, ballots: &Ballots, pole: &[u32]) -> Option<i8> {
    let state = pole.first()?;
    let of = |choice: i8, points: &[u32]| {
        let sessions = points.iter().filter_map(|point| ballots.points().get(as_place(*point)));
        let own = sessions.filter(|point| point.state == *state).map(|point| point.session);
        own.min().map(|session| (session, choice))
    };
    let all = [of(1, sides.yes), of(2, sides.abstain), of(3, sides.no)];
    all.into_iter().flatten().min().map(|(_, choice)| choice)
}

/// Draws the cut points by a step of Metropolis, then the utilities, then the discrimination, if it is not to stay;
/// gives the item with the cut points alone drawn, around which the utilities lie, and the discrimination.
pub(super) fn move_item(
    desk: &mut Desk,
    [now, next]: &mut [Weights; 2],
    mut item: Item,
    stays: bool,
    stream: &mut Stream,
) -> (Item, f64) {
    let proposed = propose(item, stream);
    desk.weigh(item, now);
    desk.weigh(proposed, next);
    let log_quotient = desk.log_quotient(next, now) + log_asymmetry(item, proposed);
    if stream.uniform().ln() < log_quotient {
        std::mem::swap(now, next);
        item = proposed;
    }
    desk.draw_utilities(item, now, stream);
    desk.bound_utilities(item, FURTHEST_UTILITY);
    let discrimination =
        if stays { item.discrimination } else { desk.draw_discrimination(item, stream) };
    (item, discrimination)
}

fn propose(item: Item, stream: &mut Stream) -> Item {
    // One of the bounds is never near: every second draw at least lies within.
    let mut draw = |mean: f64, from: f64, to: f64| loop {
        let drawn = mean + PROPOSAL * stream.normal();
        if from < drawn && drawn < to {
            return drawn;
        }
    };
    let low = draw(item.low, -BOUND, item.high);
    Item { low, high: draw(item.high, low, BOUND), ..item }
}

/// The logarithm of how much more probable the way back is than the way there: the part of it for which the published
/// code corrects.
fn log_asymmetry(from: Item, to: Item) -> f64 {
    let above = |bound: f64, mean: f64| lanes::cdf((mean - bound) / PROPOSAL);
    (above(to.low, from.high) / above(from.low, to.high)).ln()
}

impl Published {
    pub(super) fn new(ballots: &Ballots, poles: &Poles) -> Published {
        let mut priors = vec![Prior { follows: None, precision: 4.0 }; ballots.points().len()];
        for path in ballots.paths() {
            for (place, prior) in path.clone().zip(priors.get_mut(path.clone()).unwrap_or_default())
            {
                // The first session goes by the second.
                let other = if place == path.start { place + 1 } else { place - 1 };
                if path.contains(&other) {
                    let [own, others] = [place, other].map(|it| ballots.votes_of(it) as f64);
                    let variance = 0.5 * own / (own + others);
                    *prior = Prior { follows: Some(other), precision: 1.0 / variance };
                }
            }
        }
        let [high, low] = START;
        let start = |state: u32| {
            if poles.high.contains(&state) {
                high
            } else if poles.low.contains(&state) {
                low
            } else {
                0.0
            }
        };
        let means = ballots.points().iter().map(|point| start(point.state)).collect();
        Published { priors, means }
    }

    /// Draws the ideal points, given the utilities, and standardises them.
    pub(super) fn move_points(
        &mut self,
        sums: &[Sums],
        theta: &mut [f64],
        (source, iteration): (Source, u64),
    ) {
        let before = &self.means;
        let mut means = vec![0.0; before.len()];
        theta
            .par_chunks_mut(TOGETHER)
            .zip(means.par_chunks_mut(TOGETHER))
            .zip(self.priors.par_chunks(TOGETHER).zip(sums.par_chunks(TOGETHER)))
            .enumerate()
            .for_each(|(part, ((theta, means), (priors, sums)))| {
                let mut stream = source.stream(iteration, PATHS + part as u64);
                let mut uniform = vec![0.5; theta.len().next_multiple_of(LANES)];
                stream.fill(&mut uniform);
                let mut normal = vec![0.0; uniform.len()];
                lanes::quantiles(&uniform, &mut normal);
                let normals = normal.iter();
                for ((((theta, mean), prior), sums), normal) in
                    theta.iter_mut().zip(means).zip(priors).zip(sums).zip(normals)
                {
                    let [utilities, squares] = sums;
                    let from = prior.follows.and_then(|other| before.get(other)).unwrap_or(&0.0);
                    let precision = squares + prior.precision;
                    *mean = (utilities + prior.precision * from) / precision;
                    *theta = (*mean + normal / precision.sqrt()).clamp(-FURTHEST, FURTHEST);
                }
            });
        self.means = means;
        let (mean, sd) = mean_and_sd(theta);
        theta.iter_mut().for_each(|it| *it = (*it - mean) / sd);
    }
}

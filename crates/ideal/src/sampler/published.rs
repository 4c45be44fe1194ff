//! The scheme of the published code, step by step, so that its table can be reproduced: what its choices are is
//! described in `METHODS.md`, not defended.

use super::desk::{Desk, Sums, Weights};
use super::lanes::{self, LANES};
use super::random::{PATHS, Source, Stream};
use super::{TOGETHER, mean_and_sd};
use crate::ballots::Ballots;
use crate::item::Item;
use rayon::prelude::*;

/// Standard deviation of the proposals for a cut point.
const PROPOSAL: f64 = 0.2 / 3.0;
/// No cut point lies further out.
const BOUND: f64 = 7.0;
/// No ideal point is drawn further out, before the draws are standardised.
const FURTHEST: f64 = 5.0;

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
    means: Vec<f64>,
}

/// An item within the bounds.
pub(super) fn start(item: Item) -> Item {
    let low = item.low.clamp(-0.9 * BOUND, 0.8 * BOUND);
    let high = item.high.clamp(low + 0.01, 0.9 * BOUND);
    Item { low, high, ..item }
}

/// Draws the cut points by a step of Metropolis, then the utilities, then the discrimination; gives the item with
/// the cut points alone drawn, around which the utilities lie, and the new discrimination.
pub(super) fn move_item(
    desk: &mut Desk,
    [now, next]: &mut [Weights; 2],
    mut item: Item,
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
    let discrimination = desk.draw_discrimination(item, stream);
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

/// The logarithm of how much more probable the way back is than the way there.
fn log_asymmetry(from: Item, to: Item) -> f64 {
    let bounds = [
        (from.high - from.low, -BOUND - from.low),
        (BOUND - from.high, to.low - from.high),
        (to.high - to.low, -BOUND - to.low),
        (BOUND - to.high, from.low - to.high),
    ];
    let [one, two, three, four] =
        bounds.map(|(above, below)| lanes::cdf(above / PROPOSAL) - lanes::cdf(below / PROPOSAL));
    ((one * two) / (three * four)).ln()
}

impl Published {
    pub(super) fn new(ballots: &Ballots, start: &[f64]) -> Published {
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
        Published { priors, means: start.to_vec() }
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

//! Draws from the posterior of the model, iteration by iteration.
//!
//! Every vote is given a utility z = βθ + e within the bounds of its choice (Albert & Chib 1993); given those, ideal
//! points are normal. Items are drawn in blocks that do not depend on the number of threads, each with random numbers
//! of its own, and all sums run in a fixed order: a seed gives the same draws on any machine.

mod alone;
mod chains;
mod desk;
mod diagnose;
mod lanes;
mod own;
mod published;
mod random;
mod state;
mod stretch;

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::chains::{Draw, Drawn, Goal, Sampling, Schedule};
pub use self::diagnose::{Diagnosis, diagnose};
pub use self::state::Unresumed;

use self::alone::Alone;
use self::desk::{Desk, Sums, Weights};
use self::own::{Anchor, Own, Priors};
use self::published::Published;
use self::random::Source;
pub(crate) use self::random::mix;
use self::stretch::Stretches;
use crate::ballots::Ballots;
use crate::fast::{Fit, Poles};
use crate::item::{Belief, Item};

/// So many blocks of items, whatever the number of threads.
const BLOCKS: usize = 32;
/// So many ideal points are added up at once.
const TOGETHER: usize = 1024;

/// How everything is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// The walk exactly; what hangs together moves together.
    #[default]
    Own,
    /// As the published code does it.
    Published,
}

/// One chain of draws.
struct Chain<'b> {
    ballots: &'b Ballots,
    source: Source,
    iteration: u64,
    /// Until here the proposals learn where they belong.
    burn_in: u64,
    theta: Vec<f64>,
    items: Vec<Item>,
    blocks: Vec<Block>,
    sums: Vec<Sums>,
    paths: Paths,
    /// The side that is high.
    near: Vec<f64>,
}

/// Items that are drawn one after another, and what their votes say of the ideal points.
struct Block {
    items: Range<usize>,
    anchors: Vec<Anchor>,
    sums: Vec<Sums>,
    desk: Desk,
    weights: [Weights; 2],
}

/// How ideal points are drawn.
enum Paths {
    Own(Own),
    Published(Published),
}

impl<'b> Chain<'b> {
    /// A chain that starts in the neighbourhood of what was estimated, or where the published code starts.
    fn new(
        ballots: &'b Ballots,
        poles: &Poles,
        near: &Fit,
        schedule: &Schedule,
        chain: u64,
    ) -> Chain<'b> {
        let source = Source { seed: schedule.seed, chain };
        let (theta, items, paths): (_, Vec<Item>, _) = match schedule.scheme {
            Scheme::Own => (
                scattered(&near.points, source),
                near.items.iter().map(|item| item.mean).collect(),
                Paths::Own(Own {
                    priors: Priors::new(ballots, schedule.step, near),
                    stretches: Stretches::new(ballots, near),
                    alone: Alone::new(near),
                }),
            ),
            Scheme::Published => (
                vec![0.0; ballots.points().len()],
                (0..ballots.items()).map(|item| published::start(ballots, item, poles)).collect(),
                Paths::Published(Published::new(ballots, poles)),
            ),
        };
        let anchor = |place| {
            let item = items.get(place)?;
            Some(Anchor::at(*item, ballots.tally(place)))
        };
        let block = |range: Range<usize>| Block {
            anchors: range.clone().filter_map(anchor).collect(),
            items: range,
            sums: vec![[0.0; 2]; ballots.points().len()],
            desk: Desk::default(),
            weights: Default::default(),
        };
        let blocks = blocks(ballots).into_iter().map(block).collect();
        Chain {
            ballots,
            source,
            iteration: 0,
            burn_in: schedule.burn_in,
            items,
            blocks,
            sums: vec![[0.0; 2]; ballots.points().len()],
            paths,
            theta,
            near: near.points.iter().map(|point| point.mean).collect(),
        }
    }

    /// From where the centres of the items' proposals are sought, item by item.
    fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        self.blocks.iter().flat_map(|block| &block.anchors)
    }

    /// Draws everything once.
    fn iterate(&mut self) {
        self.iteration += 1;
        self.move_items();
        self.add_up();
        let at = (self.source, self.iteration);
        match &mut self.paths {
            Paths::Published(published) => published.move_points(&self.sums, &mut self.theta, at),
            Paths::Own(own) => {
                let Chain { ballots, sums, theta, items, .. } = self;
                own::move_paths(ballots, own.priors, sums, theta, at);
                own::move_whole(ballots, own.priors, theta, items, at);
                let follows = self.iteration <= self.burn_in;
                own.alone.move_all(ballots, own.priors, (theta, items), at, follows);
                own.stretches.move_all(ballots, own.priors, (theta, items), at, follows);
            }
        }
    }

    /// What was drawn last, on the scale on which ideal points are told: mean 0, standard deviation 1, the sign that
    /// of the estimate near which the chain began.
    fn draw(&self, with_items: bool) -> Draw {
        let (mean, sd) = mean_and_sd(&self.theta);
        let along: f64 =
            self.theta.iter().zip(&self.near).map(|(it, near)| (it - mean) * near).sum();
        let scale = if along < 0.0 { -sd } else { sd };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "seven digits are more than draws are good for"
        )]
        let short = |number: f64| number as f32;
        let item = |item: &Item| {
            let by = item.discrimination * mean;
            [item.discrimination * scale, item.low - by, item.high - by].map(short)
        };
        Draw {
            points: self.theta.iter().map(|it| short((it - mean) / scale)).collect(),
            items: self.items.iter().filter(|_| with_items).map(item).collect(),
        }
    }

    fn move_items(&mut self) {
        let (ballots, theta) = (self.ballots, &self.theta);
        let (source, iteration, follows) =
            (self.source, self.iteration, self.iteration <= self.burn_in);
        let is_own = matches!(self.paths, Paths::Own(_));
        let mut rest = self.items.as_mut_slice();
        let mut work = Vec::with_capacity(self.blocks.len());
        for block in &mut self.blocks {
            let (items, others) = rest.split_at_mut(block.items.len());
            rest = others;
            work.push((block, items));
        }
        work.into_par_iter().enumerate().for_each(|(part, (block, items))| {
            let mut stream = source.stream(iteration, part as u64);
            let Block { items: places, anchors, sums, desk, weights } = block;
            sums.fill([0.0; 2]);
            for ((place, item), anchor) in places.clone().zip(items).zip(anchors) {
                let sides = ballots.on_item(place);
                desk.seat(sides, theta);
                let (around, discrimination) = if is_own {
                    let drawn =
                        own::move_item(desk, weights, *item, (anchor, follows), &mut stream);
                    (drawn, drawn.discrimination)
                } else {
                    published::move_item(desk, weights, *item, iteration == 1, &mut stream)
                };
                desk.tell(sides, around, discrimination, sums);
                *item = Item { discrimination, ..around };
            }
        });
    }

    /// Adds up what the blocks say, in their order.
    fn add_up(&mut self) {
        let blocks = &self.blocks;
        self.sums.par_chunks_mut(TOGETHER).enumerate().for_each(|(part, sums)| {
            sums.fill([0.0; 2]);
            for block in blocks {
                let of = block.sums.get(part * TOGETHER..).unwrap_or_default();
                for ([utilities, squares], [more, more_squares]) in sums.iter_mut().zip(of) {
                    *utilities += more;
                    *squares += more_squares;
                }
            }
        });
    }
}

/// Where a chain starts: about twice as far apart as it will end, so that chains that agree have found each other.
fn scattered(near: &[Belief], source: Source) -> Vec<f64> {
    let mut stream = source.stream(0, 0);
    near.iter().map(|point| point.mean + 2.0 * point.sd * stream.normal()).collect()
}

fn mean_and_sd(of: &[f64]) -> (f64, f64) {
    let n = of.len().max(1) as f64;
    let mean = of.iter().sum::<f64>() / n;
    let sd = (of.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / n).sqrt();
    (mean, if sd.is_normal() { sd } else { 1.0 })
}

/// The items in as many blocks of nearly as many votes.
fn blocks(ballots: &Ballots) -> Vec<Range<usize>> {
    let each = ballots.votes().div_ceil(BLOCKS).max(1);
    let mut blocks = Vec::new();
    let (mut from, mut votes) = (0, 0);
    for item in 0..ballots.items() {
        votes += ballots.on_item(item).len();
        if votes >= each || item + 1 == ballots.items() {
            blocks.push(from..item + 1);
            (from, votes) = (item + 1, 0);
        }
    }
    blocks
}

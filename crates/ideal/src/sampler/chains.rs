//! Several chains side by side, and what they say together.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::diagnose::{Diagnosis, at_share, diagnose};
use super::{Chain, Scheme};
use crate::ballots::Ballots;
use crate::fast::{Fit, Poles};

/// How chains are run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// How everything is drawn.
    pub scheme: Scheme,
    /// Variance of a step from one session to the next; the published scheme has its own.
    pub step: f64,
    /// How many chains.
    pub chains: u64,
    /// The random numbers.
    pub seed: u64,
    /// So many iterations are not kept.
    pub burn_in: u64,
    /// So many come after them at most.
    pub iterations: u64,
    /// Of so many iterations one is kept.
    pub every: u64,
    /// Whether the draws of the items are kept too, which take more room than those of the ideal points.
    pub items: bool,
    /// Good enough, when this is reached.
    pub until: Option<Goal>,
}

/// When draws are good enough: for every ideal point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// R̂ at most.
    pub rhat: f64,
    /// Effective sample size at least, in bulk and in the tails.
    pub effective: f64,
}

/// Whether the goal is reached is asked after so many more draws of each chain.
const BETWEEN_LOOKS: u64 = 50;

/// Chains that are being run.
pub struct Sampling<'b> {
    pub(super) ballots: &'b Ballots,
    pub(super) schedule: Schedule,
    pub(super) chains: Vec<Run<'b>>,
    pub(super) reached: bool,
}

/// One chain with the draws that were kept.
pub(super) struct Run<'b> {
    pub(super) chain: Chain<'b>,
    pub(super) draws: Vec<Draw>,
}

/// One draw of everything, on the scale on which ideal points are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draw {
    /// The ideal points, in the order of the ballots' member-sessions.
    pub points: Vec<f32>,
    /// Of each item the discrimination, the lower and the upper cut point, if these are kept.
    pub items: Vec<[f32; 3]>,
}

/// What the draws say of one number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drawn {
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub sd: f64,
    /// Their 5 % quantile,
    pub q05: f64,
    /// the middle one,
    pub q50: f64,
    /// and their 95 % quantile.
    pub q95: f64,
    /// Whether the chains agree; `None` where there are too few draws.
    pub diagnosis: Option<Diagnosis>,
}

impl<'b> Sampling<'b> {
    /// Chains at their starts: scattered around what was estimated, or all where the published code starts.
    pub fn new(
        ballots: &'b Ballots,
        poles: &Poles,
        near: &Fit,
        schedule: Schedule,
    ) -> Sampling<'b> {
        let chain = |chain| Chain::new(ballots, poles, near, &schedule, chain);
        let run = |number| Run { chain: chain(number), draws: Vec::new() };
        let chains = (0..schedule.chains).map(run).collect();
        Sampling { ballots, schedule, chains, reached: false }
    }

    /// Draws so many times more at most: not beyond the end, nor beyond the next look at how good the draws are.
    pub fn advance(&mut self, iterations: u64) {
        let Schedule { burn_in, every, items, .. } = self.schedule;
        let look = BETWEEN_LOOKS * every.max(1);
        let next_look = match self.iteration().checked_sub(burn_in) {
            Some(after) => burn_in + (after / look + 1) * look,
            None => burn_in + look,
        };
        let left = self.last().min(next_look).saturating_sub(self.iteration()).min(iterations);
        self.chains.par_iter_mut().for_each(|run| {
            for _ in 0..left {
                run.chain.iterate();
                let after = run.chain.iteration.saturating_sub(burn_in);
                if after > 0 && after.is_multiple_of(every.max(1)) {
                    run.draws.push(run.chain.draw(items));
                }
            }
        });
        if let Some(goal) = self.schedule.until
            && self.iteration() == next_look
        {
            self.reached = self.reaches(goal);
        }
    }

    /// The last iteration that there may be.
    pub fn last(&self) -> u64 {
        self.schedule.burn_in + self.schedule.iterations
    }

    /// The iteration at which the chains are.
    pub fn iteration(&self) -> u64 {
        self.chains.first().map_or(0, |run| run.chain.iteration)
    }

    /// The iteration from which a draw was kept, by its place among those of its chain.
    pub fn iteration_of(&self, draw: usize) -> u64 {
        self.schedule.burn_in + (draw as u64 + 1) * self.schedule.every.max(1)
    }

    /// Whether there is nothing left to do.
    pub fn is_done(&self) -> bool {
        self.reached || self.iteration() >= self.last() || self.chains.is_empty()
    }

    /// Whether the goal was reached, or none was set.
    pub fn is_good(&self) -> bool {
        self.reached || self.schedule.until.is_none()
    }

    /// What was kept of every chain.
    pub fn draws(&self) -> impl Iterator<Item = &[Draw]> {
        self.chains.iter().map(|run| run.draws.as_slice())
    }

    /// What the draws say of the ideal points.
    pub fn points(&self) -> Vec<Drawn> {
        let count = self.chains.first().map_or(0, |run| run.chain.theta.len());
        let of = |point: usize| self.drawn(|draw| draw.points.get(point).copied());
        (0..count).into_par_iter().map(of).collect()
    }

    /// What the draws say of the items: discriminations, lower and upper cut points.
    pub fn items(&self) -> Vec<[Drawn; 3]> {
        let count = self.chains.first().map_or(0, |run| run.chain.items.len());
        let of = |item: usize| {
            [0, 1, 2].map(|part| self.drawn(|draw| draw.items.get(item)?.get(part).copied()))
        };
        (0..count).into_par_iter().map(of).collect()
    }

    /// Whether the goal is reached; looked at no further than to the first ideal point that is not good enough.
    fn reaches(&self, goal: Goal) -> bool {
        let good = |it: Diagnosis| it.rhat <= goal.rhat && it.bulk.min(it.tail) >= goal.effective;
        let of = |point| self.drawn(|draw| draw.points.get(point).copied()).diagnosis;
        let count = self.chains.first().map_or(0, |run| run.chain.theta.len());
        (0..count).into_par_iter().all(|point| of(point).is_some_and(good))
    }

    /// What the draws say of one number.
    fn drawn(&self, number: impl Fn(&Draw) -> Option<f32>) -> Drawn {
        let of = |run: &Run<'_>| run.draws.iter().filter_map(&number).map(f64::from).collect();
        let chains: Vec<Vec<f64>> = self.chains.iter().map(of).collect();
        let mut all = chains.concat();
        all.sort_unstable_by(f64::total_cmp);
        let n = all.len() as f64;
        let mean = all.iter().sum::<f64>() / n;
        let sd = (all.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        let [q05, q50, q95] = [0.05, 0.5, 0.95].map(|share| at_share(&all, share));
        Drawn { mean, sd, q05, q50, q95, diagnosis: diagnose(&chains) }
    }
}

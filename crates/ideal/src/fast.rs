//! The fast estimator: variational Bayes over the whole history.
//!
//! The posterior is approached by independent normal distributions: one of each member's path through the
//! sessions, one of each item's three parameters. One sweep moves every item and then every path towards the
//! distribution that is nearest to the posterior given the others (Kullback–Leibler; Opper & Archambeau 2009,
//! "The Variational Gaussian Approximation Revisited", *Neural Computation* 21). Sweeps are mixed by Anderson
//! acceleration until nothing moves. Sums run in a fixed order, so that the number of threads changes nothing.

use std::ops::Range;

use rayon::prelude::*;

use crate::anderson::Anderson;
use crate::ballots::{Ballots, as_place};
use crate::item::{Belief, Item, ItemBelief, Push};
use crate::normal::Normal;
use crate::path::{Local, Walk};

/// Who stands on which side, by which the sign of the scale is told.
#[derive(Clone, Debug, Default)]
pub struct Poles {
    /// States whose ideal points are high.
    pub high: Vec<u32>,
    /// States whose ideal points are low.
    pub low: Vec<u32>,
}

/// How the fast estimator works.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Variance of an ideal point's step from one session to the next.
    pub step: f64,
    /// It ends when no ideal point moves further than this in a sweep.
    pub tolerance: f64,
    /// It ends after so many sweeps at the latest.
    pub most_sweeps: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { step: 0.25, tolerance: 2e-3, most_sweeps: 500 }
    }
}

/// What was estimated.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The ideal points, as the member-sessions stand in the ballots.
    pub points: Vec<Belief>,
    /// The items.
    pub items: Vec<ItemBelief>,
    /// The precision of every ideal point around 0 that holds the scale, as a part of the information in its votes.
    pub(crate) hold: f64,
    /// How many sweeps it took.
    pub sweeps: usize,
    /// Whether the tolerance was reached.
    pub converged: bool,
}

/// Precision of the first session of a path around 0, on the scale on which ideal points have variance 1.
pub(crate) const FIRST: f64 = 1.0;
/// The longest way of an ideal point in one sweep.
const LONGEST_STEP: f64 = 1.0;
/// Sweeps before the first mix.
const PLAIN_SWEEPS: usize = 4;
/// Fewer items than this are not worth a thread.
const LEAST_WORK: usize = 8;
/// The hold with which the sweeps begin; near what comes out for the whole history.
const FIRST_HOLD: f64 = 0.006;
const LEAST_HOLD: f64 = 1e-4;
const MOST_HOLD: f64 = 1.0;
/// How often a hold is tried in a sweep, and how near to 1 is near enough.
const MOST_SECANTS: usize = 5;
const NEARLY_ONE: f64 = 1e-5;

struct State<'b> {
    ballots: &'b Ballots,
    normal: Normal,
    walk: Walk,
    beliefs: Vec<Belief>,
    items: Vec<ItemBelief>,
    /// What holds the scale: the precision of every ideal point around 0, as a part of the information in its
    /// votes. It is such that the standard deviation of all ideal points is 1.
    hold: f64,
}

/// Estimates the model. High is the side of the high pole; the ideal points of all member-sessions have mean
/// 0 and standard deviation 1.
pub fn fast(ballots: &Ballots, poles: &Poles, settings: &Settings) -> Fit {
    State::start(ballots, poles, settings).settle(poles, settings)
}

/// The same, beginning where another estimate ended: one of the same member-sessions and items, and nearly the same
/// votes.
pub fn fast_from(ballots: &Ballots, poles: &Poles, settings: &Settings, from: &Fit) -> Fit {
    let state = State {
        ballots,
        normal: Normal::new(),
        walk: Walk { first: FIRST, step: settings.step },
        beliefs: from.points.clone(),
        items: from.items.clone(),
        hold: from.hold,
    };
    state.settle(poles, settings)
}

impl<'b> State<'b> {
    fn start(ballots: &'b Ballots, poles: &Poles, settings: &Settings) -> State<'b> {
        let mut state = State {
            ballots,
            normal: Normal::new(),
            walk: Walk { first: FIRST, step: settings.step },
            beliefs: starting_points(ballots, poles),
            items: (0..ballots.items())
                .map(|item| ItemBelief::start(ballots.tally(item)))
                .collect(),
            hold: FIRST_HOLD,
        };
        for _ in 0..3 {
            state.move_items();
        }
        state
    }

    /// Sweeps until nothing moves, and fixes the sign.
    fn settle(mut self, poles: &Poles, settings: &Settings) -> Fit {
        let mut mix = Anderson::default();
        let (mut sweeps, mut converged) = (0, self.ballots.votes() == 0);
        while sweeps < settings.most_sweeps && !converged {
            let before = self.means();
            self.sweep();
            sweeps += 1;
            let residual: Vec<f64> =
                self.means().iter().zip(&before).map(|(now, before)| now - before).collect();
            let furthest = residual.iter().fold(0.0, |far: f64, way| far.max(way.abs()));
            converged = furthest < settings.tolerance;
            if sweeps >= PLAIN_SWEEPS && !converged {
                let next = mix.next(self.packed(), residual);
                self.unpack(&next);
            }
        }
        self.turn(poles);
        let State { beliefs, items, hold, .. } = self;
        Fit { points: beliefs, items, hold, sweeps, converged }
    }

    fn sweep(&mut self) {
        self.move_items();
        self.move_paths();
        self.rescale();
    }

    fn move_items(&mut self) {
        let (ballots, normal, beliefs) = (self.ballots, &self.normal, &self.beliefs);
        self.items = self
            .items
            .par_iter()
            .with_min_len(LEAST_WORK)
            .enumerate()
            .map(|(place, item)| item.step(normal, ballots.on_item(place), beliefs))
            .collect();
    }

    fn move_paths(&mut self) {
        let paths = self.ballots.paths();
        let local = |path: &Range<usize>| path.clone().map(|point| self.local(point)).collect();
        let locals: Vec<Vec<Local>> = paths.par_iter().map(local).collect();
        self.hold = self.holding(&locals);
        self.beliefs = self.smoothed(&locals, self.hold);
    }

    fn smoothed(&self, locals: &[Vec<Local>], hold: f64) -> Vec<Belief> {
        let paths = locals.iter().flat_map(|path| self.walk.smooth(path, hold, LONGEST_STEP));
        paths.map(|it| Belief { mean: it.mean, sd: it.variance.sqrt() }).collect()
    }

    /// The hold with which the standard deviation of all ideal points comes out as 1, by the secant method; 0
    /// where they would be nearer together without.
    fn holding(&self, locals: &[Vec<Local>]) -> f64 {
        let excess = |hold: f64| mean_and_sd(&self.smoothed(locals, hold)).1 - 1.0;
        let (mut one, mut other) = (0.0, self.hold.max(LEAST_HOLD));
        let (mut of_one, mut of_other) = (excess(one), excess(other));
        if of_one <= 0.0 {
            return 0.0;
        }
        for _ in 0..MOST_SECANTS {
            if of_other.abs() < NEARLY_ONE || of_one <= of_other {
                break;
            }
            let next =
                (other + of_other * (other - one) / (of_one - of_other)).clamp(0.0, MOST_HOLD);
            (one, of_one, other, of_other) = (other, of_other, next, excess(next));
            if one > other {
                (one, of_one, other, of_other) = (other, of_other, one, of_one);
            }
        }
        if of_one.abs() < of_other.abs() { one } else { other }
    }

    /// What a member's votes in a session say of its ideal point.
    fn local(&self, point: usize) -> Local {
        let belief = self.beliefs.get(point).copied().unwrap_or_default();
        let session = self.ballots.points().get(point).map_or(0, |point| point.session);
        let sides = self.ballots.of_point(point);
        let mut sum = Push::default();
        let mut add = |push: Push| sum.add(push);
        let normal = &self.normal;
        let items =
            |places: &'b [u32]| places.iter().filter_map(|place| self.items.get(as_place(*place)));
        items(sides.yes).for_each(|item| add(item.push_of_yes(normal, belief)));
        items(sides.no).for_each(|item| add(item.push_of_no(normal, belief)));
        items(sides.abstain).for_each(|item| add(item.push_of_abstention(normal, belief)));
        let Push { slope, bend, information } = sum;
        Local { session, at: belief.mean, slope, bend, information }
    }

    /// Puts 0 to `mean` and makes `sd` 1. The items follow, so that no vote becomes more or less probable.
    fn shift_and_scale(&mut self, mean: f64, sd: f64) {
        for belief in &mut self.beliefs {
            *belief = Belief { mean: (belief.mean - mean) / sd, sd: belief.sd / sd };
        }
        for item in &mut self.items {
            *item = item.rescaled(mean, sd);
        }
    }

    /// Fixes the scale.
    fn rescale(&mut self) {
        let (mean, sd) = mean_and_sd(&self.beliefs);
        self.shift_and_scale(mean, if sd.is_normal() { sd } else { 1.0 });
    }

    /// Fixes the sign.
    fn turn(&mut self, poles: &Poles) {
        let mean_of = |states: &[u32]| {
            let points = self.ballots.points().iter().zip(&self.beliefs);
            let of = points.filter(|(point, _)| states.contains(&point.state));
            let (n, sum) = of.fold((0.0, 0.0), |(n, sum), (_, it)| (n + 1.0, sum + it.mean));
            if n > 0.0 { sum / n } else { 0.0 }
        };
        if mean_of(&poles.high) < mean_of(&poles.low) {
            self.beliefs.iter_mut().for_each(|belief| belief.mean = -belief.mean);
            self.items.iter_mut().for_each(|item| *item = item.turned());
        }
    }

    fn means(&self) -> Vec<f64> {
        self.beliefs.iter().map(|belief| belief.mean).collect()
    }

    /// The state as one list of numbers of which any mix is a state again.
    fn packed(&self) -> Vec<f64> {
        let items = self.items.iter().flat_map(|item| {
            let Item { discrimination, low, high } = item.mean;
            [discrimination, low, (high - low).ln()]
        });
        self.means().into_iter().chain(items).collect()
    }

    fn unpack(&mut self, packed: &[f64]) {
        let Some((means, items)) = packed.split_at_checked(self.beliefs.len()) else { return };
        for (belief, mean) in self.beliefs.iter_mut().zip(means) {
            belief.mean = *mean;
        }
        for (item, numbers) in self.items.iter_mut().zip(items.chunks_exact(3)) {
            if let [discrimination, low, apart] = *numbers {
                let high = low + apart.clamp(-12.0, 3.0).exp();
                item.mean = Item { discrimination, low, high };
            }
        }
        self.rescale();
    }
}

fn mean_and_sd(beliefs: &[Belief]) -> (f64, f64) {
    let n = beliefs.len().max(1) as f64;
    let mean = beliefs.iter().map(|belief| belief.mean).sum::<f64>() / n;
    let square = |belief: &Belief| (belief.mean - mean).powi(2);
    (mean, (beliefs.iter().map(square).sum::<f64>() / n).sqrt())
}

/// Where the ideal points begin: how much a member's votes were like those of the high pole and unlike those
/// of the low one, within each session.
fn starting_points(ballots: &Ballots, poles: &Poles) -> Vec<Belief> {
    let of = |point: usize| ballots.points().get(point);
    let polarity: Vec<f64> = (0..ballots.items())
        .map(|item| {
            let sides = ballots.on_item(item);
            let lean = |points: &[u32]| -> f64 {
                points
                    .iter()
                    .filter_map(|point| of(as_place(*point)))
                    .map(|point| {
                        let high = poles.high.contains(&point.state);
                        let low = poles.low.contains(&point.state);
                        f64::from(i8::from(high) - i8::from(low))
                    })
                    .sum()
            };
            lean(sides.no) - lean(sides.yes)
        })
        .collect();
    let mut scores: Vec<f64> = (0..ballots.points().len())
        .map(|point| {
            let sides = ballots.of_point(point);
            let sum = |items: &[u32]| -> f64 {
                items.iter().filter_map(|item| polarity.get(as_place(*item))).sum()
            };
            (sum(sides.no) - sum(sides.yes)) / (sides.len().max(1) as f64)
        })
        .collect();
    centre_sessions(ballots, &mut scores);
    scores.into_iter().map(|mean| Belief { mean, sd: 0.3 }).collect()
}

/// Gives the scores of every session mean 0 and standard deviation 1.
fn centre_sessions(ballots: &Ballots, scores: &mut [f64]) {
    let mut sums = [(0.0, 0.0, 0.0); 256];
    for (point, score) in ballots.points().iter().zip(scores.iter()) {
        if let Some((n, sum, squares)) = sums.get_mut(usize::from(point.session)) {
            *n += 1.0;
            *sum += score;
            *squares += score * score;
        }
    }
    for (point, score) in ballots.points().iter().zip(scores) {
        let Some((n, sum, squares)) = sums.get(usize::from(point.session)) else { continue };
        let mean = sum / n;
        let sd = (squares / n - mean * mean).sqrt();
        *score = if sd.is_normal() { (*score - mean) / sd } else { 0.0 };
    }
}

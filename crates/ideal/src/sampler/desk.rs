//! The votes on one item laid out for work on many at once.

use std::ops::Range;

use super::lanes::{self, LANES};
use super::random::Stream;
use crate::ballots::{Sides, as_place};
use crate::item::{Item, Pull};

/// What the utilities of a member in a session add up to: βz, and β².
pub(super) type Sums = [f64; 2];

/// The votes on one item. Those that chose a side come first, yes and then no; abstentions stand apart. Every list
/// is as long as a multiple of [`LANES`], for the speed of it; what lies beyond the votes counts nowhere.
#[derive(Default)]
pub(super) struct Desk {
    yes: usize,
    chose: usize,
    abstained: usize,
    /// Where those stand that chose a side, and those that abstained.
    theta: Vec<f64>,
    theta_between: Vec<f64>,
    uniform: Vec<f64>,
    /// How far each utility is from its mean.
    away: Vec<f64>,
    away_between: Vec<f64>,
    /// Slopes, curvatures, and those times θ.
    slopes: [Vec<f64>; 3],
}

/// How probable the choices are, given an item.
#[derive(Default)]
pub(super) struct Weights {
    /// How far the cut point is from those that chose a side, on the side of their choice.
    reach: Vec<f64>,
    probability: Vec<f64>,
    /// How far the lower cut point is from those that abstained.
    reach_between: Vec<f64>,
    probability_between: Vec<f64>,
}

fn gather(into: &mut Vec<f64>, points: [&[u32]; 2], theta: &[f64]) -> usize {
    into.clear();
    for points in points {
        into.extend(points.iter().map(|point| theta.get(as_place(*point)).copied().unwrap_or(0.0)));
    }
    let count = into.len();
    into.resize(count.next_multiple_of(LANES), 0.0);
    count
}

/// What votes on one side of a cut point say of it and of the discrimination.
#[derive(Clone, Copy, Default)]
struct Side {
    first: f64,
    second: f64,
    first_theta: f64,
    second_theta: f64,
    second_theta_theta: f64,
}

/// The first so many.
fn first(of: &[f64], count: usize) -> &[f64] {
    of.get(..count).unwrap_or(of)
}

fn side(theta: &[f64], [first, second, moment]: &[Vec<f64>; 3], range: Range<usize>) -> Side {
    let [theta, first, second, moment] =
        [theta, first, second, moment].map(|list| list.get(range.clone()).unwrap_or_default());
    Side {
        first: first.iter().sum(),
        second: second.iter().sum(),
        first_theta: lanes::dot(first, theta),
        second_theta: moment.iter().sum(),
        second_theta_theta: lanes::dot(moment, theta),
    }
}

impl Desk {
    /// Lays out the votes on an item.
    pub(super) fn seat(&mut self, sides: Sides<'_>, theta: &[f64]) {
        self.yes = sides.yes.len();
        self.chose = gather(&mut self.theta, [sides.yes, sides.no], theta);
        self.abstained = gather(&mut self.theta_between, [sides.abstain, &[]], theta);
        self.away.resize(self.theta.len(), 0.0);
        self.away_between.resize(self.theta_between.len(), 0.0);
        self.uniform.resize(self.theta.len().max(self.theta_between.len()), 0.5);
    }

    /// How probable the choices are.
    pub(super) fn weigh(&self, item: Item, weights: &mut Weights) {
        let Item { discrimination, low, high } = item;
        let Weights { reach, probability, reach_between, probability_between } = weights;
        reach.clear();
        let (yes, no) = self.theta.split_at(self.yes);
        reach.extend(yes.iter().map(|at| low - discrimination * at));
        reach.extend(no.iter().map(|at| discrimination * at - high));
        probability.resize(reach.len(), 0.0);
        lanes::cdfs(reach, probability);
        reach_between.clear();
        reach_between.extend(self.theta_between.iter().map(|at| low - discrimination * at));
        probability_between.resize(reach_between.len(), 0.0);
        lanes::probabilities_within(reach_between, high - low, probability_between);
    }

    /// Σθ² of all who voted.
    pub(super) fn squares(&self) -> f64 {
        let of = |list, count| lanes::dot(first(list, count), first(list, count));
        of(&self.theta, self.chose) + of(&self.theta_between, self.abstained)
    }

    /// How the likelihood of the choices pulls at the item; the weights are used as room.
    pub(super) fn pull(&mut self, item: Item, weights: &mut Weights) -> Pull {
        let Item { discrimination, low, high } = item;
        let Weights { reach, reach_between, .. } = weights;
        reach.clear();
        let (yes, no) = self.theta.split_at(self.yes);
        reach.extend(yes.iter().map(|at| low - discrimination * at));
        reach.extend(no.iter().map(|at| discrimination * at - high));
        reach_between.clear();
        reach_between.extend(self.theta_between.iter().map(|at| low - discrimination * at));

        for list in &mut self.slopes {
            list.resize(self.theta.len().max(self.theta_between.len()), 0.0);
        }
        let [first, second, moment] = &mut self.slopes;
        lanes::slopes(reach, first, second);
        moment
            .iter_mut()
            .zip(second.iter())
            .zip(&self.theta)
            .for_each(|((it, x), at)| *it = x * at);
        let yes = side(&self.theta, &self.slopes, 0..self.yes);
        let no = side(&self.theta, &self.slopes, self.yes..self.chose);

        let [lower, upper, _] = &mut self.slopes;
        lanes::edges(reach_between, high - low, lower, upper);
        let mut pull = Pull {
            slope: [yes.first, -no.first, no.first_theta - yes.first_theta],
            bend: [
                yes.second,
                0.0,
                -yes.second_theta,
                no.second,
                -no.second_theta,
                yes.second_theta_theta + no.second_theta_theta,
            ],
        };
        let between =
            reach_between.iter().zip(&self.theta_between).zip(lower.iter().zip(upper.iter()));
        for ((reach, theta), (lower, upper)) in between.take(self.abstained) {
            let (low_low, low_high) = (lower * (lower - reach), -lower * upper);
            let high_high = upper * (upper + reach + high - low);
            let (of_low, of_high) = (low_low + low_high, low_high + high_high);
            let [by_low, by_high, by_beta] = &mut pull.slope;
            *by_low -= lower;
            *by_high += upper;
            *by_beta -= theta * (upper - lower);
            let more = [
                low_low,
                low_high,
                -theta * of_low,
                high_high,
                -theta * of_high,
                theta * theta * (of_low + of_high),
            ];
            pull.bend.iter_mut().zip(more).for_each(|(it, more)| *it += more);
        }
        pull
    }

    /// The logarithm of how much more probable the choices are by one item than by another.
    pub(super) fn log_quotient(&self, one: &Weights, other: &Weights) -> f64 {
        let of =
            |one, other, count| lanes::log_of_quotients(first(one, count), first(other, count));
        of(&one.probability, &other.probability, self.chose)
            + of(&one.probability_between, &other.probability_between, self.abstained)
    }

    /// Draws by how much each utility differs from its mean, given the choices and the item.
    pub(super) fn draw_utilities(&mut self, item: Item, weights: &Weights, stream: &mut Stream) {
        stream.fill(self.uniform.get_mut(..self.chose).unwrap_or_default());
        lanes::draw_below(&weights.reach, &weights.probability, &self.uniform, &mut self.away);
        // Those against were drawn as if turned.
        let against = self.away.get_mut(self.yes..self.chose).unwrap_or_default();
        against.iter_mut().for_each(|it| *it = -*it);
        stream.fill(self.uniform.get_mut(..self.abstained).unwrap_or_default());
        let apart = item.high - item.low;
        lanes::draw_within(&weights.reach_between, apart, &self.uniform, &mut self.away_between);
    }

    /// Puts the utilities that lie too far out to the bound.
    pub(super) fn bound_utilities(&mut self, item: Item, bound: f64) {
        let within = |theta: &[f64], away: &mut [f64]| {
            for (theta, away) in theta.iter().zip(away) {
                let mean = item.discrimination * theta;
                *away = away.clamp(-bound - mean, bound - mean);
            }
        };
        within(&self.theta, &mut self.away);
        within(&self.theta_between, &mut self.away_between);
    }

    /// Draws the discrimination, given the utilities, which were drawn around the item's own.
    pub(super) fn draw_discrimination(&self, item: Item, stream: &mut Stream) -> f64 {
        let dot = |one, other, count| lanes::dot(first(one, count), first(other, count));
        let squares = self.squares();
        let away = dot(&self.theta, &self.away, self.chose)
            + dot(&self.theta_between, &self.away_between, self.abstained);
        let precision = squares + 1.0;
        (item.discrimination * squares + away) / precision + stream.normal() / precision.sqrt()
    }

    /// Adds what the utilities say of those who voted; they were drawn around those of the item.
    pub(super) fn tell(
        &self,
        sides: Sides<'_>,
        item: Item,
        discrimination: f64,
        sums: &mut [Sums],
    ) {
        let mut add = |points: &[u32], theta: &[f64], away: &[f64]| {
            for ((point, theta), away) in points.iter().zip(theta).zip(away) {
                if let Some([utilities, squares]) = sums.get_mut(as_place(*point)) {
                    *utilities += discrimination * (item.discrimination * theta + away);
                    *squares += discrimination * discrimination;
                }
            }
        };
        let (yes_at, no_at) = self.theta.split_at(self.yes);
        let (yes, no) = self.away.split_at(self.yes);
        add(sides.yes, yes_at, yes);
        add(sides.no, no_at, no);
        add(sides.abstain, &self.theta_between, &self.away_between);
    }
}

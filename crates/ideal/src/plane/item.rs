//! An item in the plane, and how votes move it.

use super::Place;
use super::pair::{Pair, Symmetric, dot, plus};
use crate::ballots::{Choice, Sides, as_place};
use crate::item::{CUT_VARIANCE, DISCRIMINATION_VARIANCE, ItemBelief};
use crate::normal::{Normal, cdf};

/// No step moves a parameter further than this.
const LONGEST_STEP: f64 = 1.0;

/// An item whose discrimination has a direction: a vote is the more for no, the further along it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaneItem {
    /// How much the vote tells members apart along either axis.
    pub discrimination: [f64; 2],
    /// Between yes and abstention.
    pub low: f64,
    /// Between abstention and no.
    pub high: f64,
}

/// The slope of the likelihood of one vote in the two cut points, and its curvature with the sign turned. In the
/// member's place along the discrimination both are the same sums with the sign turned.
#[derive(Clone, Copy, Default)]
pub(super) struct Slopes {
    low: f64,
    high: f64,
    low_low: f64,
    low_high: f64,
    high_high: f64,
}

impl Slopes {
    /// By the place along the discrimination.
    pub(super) fn along(self) -> f64 {
        -(self.low + self.high)
    }

    pub(super) fn bend_along(self) -> f64 {
        self.low_low + 2.0 * self.low_high + self.high_high
    }
}

impl PlaneItem {
    /// With the discrimination of one dimension along the first axis, and of the second a given one.
    pub(super) fn start(belief: &ItemBelief, second: f64) -> PlaneItem {
        let item = belief.mean;
        PlaneItem { discrimination: [item.discrimination, second], low: item.low, high: item.high }
    }

    /// What a vote says where a member stands so far along the discrimination.
    pub(super) fn slopes(&self, normal: &Normal, choice: Choice, at: f64) -> Slopes {
        match choice {
            Choice::Yes => {
                let it = normal.slope(self.low - at);
                Slopes { low: it.first, low_low: it.second, ..Slopes::default() }
            }
            Choice::No => {
                let it = normal.slope(at - self.high);
                Slopes { high: -it.first, high_high: it.second, ..Slopes::default() }
            }
            Choice::Abstain => {
                let it = normal.between(self.low - at, self.high - at);
                Slopes {
                    low: it.by_low,
                    high: it.by_high,
                    low_low: it.low_low,
                    low_high: it.low_high,
                    high_high: it.high_high,
                }
            }
        }
    }

    /// Two places that stand for all that is believed of a member: its mean and its variance along the discrimination
    /// are theirs.
    pub(super) fn nodes(&self, place: &Place) -> [Pair; 2] {
        let towards = place.covariance.times(self.discrimination);
        let sd = dot(self.discrimination, towards).max(f64::MIN_POSITIVE).sqrt();
        [plus(place.mean, towards, 1.0 / sd), plus(place.mean, towards, -1.0 / sd)]
    }

    /// How probable each choice is of a member at a place.
    pub(super) fn probabilities(&self, at: Pair) -> [f64; 3] {
        let along = dot(self.discrimination, at);
        let [yes, not_no] = [self.low, self.high].map(|cut| cdf(cut - along));
        [yes, not_no - yes, cdf(along - self.high)]
    }

    /// One step of Newton's method towards the most probable item, given what is believed of those who voted.
    pub(super) fn step(&self, normal: &Normal, sides: Sides<'_>, places: &[Place]) -> PlaneItem {
        let mut sums = Sums::default();
        for (choice, points) in sides.by_choice() {
            for place in points.iter().filter_map(|point| places.get(as_place(*point))) {
                for node in self.nodes(place) {
                    let at = dot(self.discrimination, node);
                    sums.add(self.slopes(normal, choice, at), node);
                }
            }
        }
        self.moved(sums.with_priors(self).step())
    }

    /// The item a step further, as far as the cut points keep their order.
    fn moved(&self, [low, high, one, two]: [f64; 4]) -> PlaneItem {
        let longest = [low, high, one, two].iter().fold(LONGEST_STEP, |far, it| it.abs().max(far));
        let mut part = LONGEST_STEP / longest;
        let apart = self.high - self.low;
        if apart + part * (high - low) < 0.3 * apart {
            part = 0.7 * apart / (low - high);
        }
        PlaneItem {
            discrimination: plus(self.discrimination, [one, two], part),
            low: self.low + part * low,
            high: self.high + part * high,
        }
    }
}

/// The slope of the posterior in (γ₁, γ₂, β), and its curvature with the sign turned, in four parts.
#[derive(Default)]
struct Sums {
    cuts: Pair,
    beta: Pair,
    of_cuts: Symmetric,
    of_beta: Symmetric,
    /// Of γ₁ with β, and of γ₂ with β.
    between: [Pair; 2],
}

impl Sums {
    /// A node is half a vote.
    fn add(&mut self, it: Slopes, node: Pair) {
        self.cuts = plus(self.cuts, [it.low, it.high], 0.5);
        self.beta = plus(self.beta, node, 0.5 * it.along());
        let of_cuts = Symmetric { one: it.low_low, both: it.low_high, two: it.high_high };
        self.of_cuts = self.of_cuts.plus(of_cuts, 0.5);
        self.of_beta = self.of_beta.plus(Symmetric::square(node), 0.5 * it.bend_along());
        let [low, high] = self.between;
        self.between = [
            plus(low, node, -0.5 * (it.low_low + it.low_high)),
            plus(high, node, -0.5 * (it.low_high + it.high_high)),
        ];
    }

    /// With the priors of one dimension, that of the gap of the cut points included.
    fn with_priors(mut self, item: &PlaneItem) -> Sums {
        let apart = 1.0 / (item.high - item.low);
        self.cuts = plus(self.cuts, [item.low, item.high], -1.0 / CUT_VARIANCE);
        self.cuts = plus(self.cuts, [-apart, apart], 1.0);
        let gap = Symmetric::square([apart, -apart]);
        self.of_cuts =
            self.of_cuts.plus(Symmetric::diagonal(1.0 / CUT_VARIANCE), 1.0).plus(gap, 1.0);
        self.beta = plus(self.beta, item.discrimination, -1.0 / DISCRIMINATION_VARIANCE);
        self.of_beta = self.of_beta.plus(Symmetric::diagonal(1.0 / DISCRIMINATION_VARIANCE), 1.0);
        self
    }

    /// What Newton's method adds to the cut points and to the discrimination: the latter from what the cut points leave.
    fn step(&self) -> [f64; 4] {
        let Sums { cuts, beta, of_cuts, of_beta, between: [low, high] } = *self;
        let inverse = of_cuts.inverse();
        let [to_low, to_high] = inverse.times(cuts);
        let Symmetric { one, both, two } = inverse;
        let cross = |[a, b]: Pair, [x, y]: Pair| Symmetric {
            one: a * x,
            both: 0.5 * (a * y + b * x),
            two: b * y,
        };
        let left = of_beta
            .plus(Symmetric::square(low), -one)
            .plus(cross(low, high), -2.0 * both)
            .plus(Symmetric::square(high), -two);
        let pull = plus(plus(beta, low, -to_low), high, -to_high);
        let step @ [along, across] = left.inverse().times(pull);
        let back = [dot(low, step), dot(high, step)];
        let [of_low, of_high] = inverse.times(back);
        [to_low - of_low, to_high - of_high, along, across]
    }
}

//! An item in the plane, and how votes move it.

use super::Place;
use super::blocks::Blocks;
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
    /// Halfway between two.
    fn mean(self, other: Slopes) -> Slopes {
        let mean = |one: f64, other: f64| 0.5 * (one + other);
        Slopes {
            low: mean(self.low, other.low),
            high: mean(self.high, other.high),
            low_low: mean(self.low_low, other.low_low),
            low_high: mean(self.low_high, other.low_high),
            high_high: mean(self.high_high, other.high_high),
        }
    }

    /// By the place along the discrimination.
    pub(super) fn along(self) -> f64 {
        -(self.low + self.high)
    }

    pub(super) fn bend_along(self) -> f64 {
        self.low_low + 2.0 * self.low_high + self.high_high
    }
}

impl PlaneItem {
    /// With the discrimination of one dimension along the first axis, and along the second a given one.
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

    /// How probable each choice is of a member at a place.
    pub(super) fn probabilities(&self, at: Pair) -> [f64; 3] {
        let along = dot(self.discrimination, at);
        let [yes, not_no] = [self.low, self.high].map(|cut| cdf(cut - along));
        [yes, not_no - yes, cdf(along - self.high)]
    }

    /// The item a step further, as far as the cut points keep their order.
    fn moved(&self, ([low, high], [one, two]): (Pair, Pair)) -> PlaneItem {
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

/// What is believed of an item: a normal distribution of its cut points and its discrimination.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaneItemBelief {
    pub(super) mean: PlaneItem,
    pub(super) covariance: Blocks,
}

/// How unsure it is how far a member stands from a cut point, γ − β·θ: the standard deviation, and half of how the
/// variance grows with θ.
struct Spread {
    sd: f64,
    growth: Pair,
}

/// What a vote says of the one who cast it.
pub(super) struct Push {
    pub(super) slope: Pair,
    pub(super) bend: Symmetric,
    /// What it would say if the member's utility were seen and not only its choice.
    pub(super) information: Symmetric,
}

impl PlaneItemBelief {
    pub(super) fn start(mean: PlaneItem) -> PlaneItemBelief {
        PlaneItemBelief { mean, covariance: Blocks::default() }
    }

    /// As in one dimension: of an abstention between those of the two cut points, nearer to the one that is known better.
    fn spread(&self, choice: Choice, place: &Place) -> Spread {
        let Blocks { cuts, beta, between: [of_low, of_high] } = self.covariance;
        let (cut, with_beta) = match choice {
            Choice::Yes => (cuts.one, of_low),
            Choice::No => (cuts.two, of_high),
            Choice::Abstain => {
                let both = (cuts.one + cuts.two).max(f64::MIN_POSITIVE);
                let mixed = plus(of_low.map(|it| it * cuts.two), of_high, cuts.one);
                (2.0 * cuts.one * cuts.two / both, mixed.map(|it| it / both))
            }
        };
        let around = beta.times(place.mean);
        let of_place =
            dot(self.mean.discrimination, place.covariance.times(self.mean.discrimination));
        let of_item = cut - 2.0 * dot(place.mean, with_beta) + dot(place.mean, around);
        let all = of_place + of_item + beta.trace_with(place.covariance);
        Spread { sd: all.max(0.0).sqrt(), growth: plus(around, with_beta, -1.0) }
    }

    /// The mean slopes over all that is believed of the item and the member, by two nodes.
    fn slopes(&self, normal: &Normal, choice: Choice, place: &Place) -> (Slopes, Pair) {
        let Spread { sd, growth } = self.spread(choice, place);
        let at = dot(self.mean.discrimination, place.mean);
        let node = |at: f64| self.mean.slopes(normal, choice, at);
        (node(at - sd).mean(node(at + sd)), growth)
    }

    /// What a choice says of the one who made it.
    pub(super) fn push(&self, normal: &Normal, choice: Choice, place: &Place) -> Push {
        let (it, growth) = self.slopes(normal, choice, place);
        let beta = self.mean.discrimination;
        let information = Symmetric::square(beta).plus(self.covariance.beta, 1.0);
        let bend = it.bend_along();
        Push {
            slope: plus(beta.map(|of_axis| of_axis * it.along()), growth, -bend),
            bend: Symmetric::default().plus(information, bend),
            information,
        }
    }

    /// One step of Newton's method towards the normal distribution that is nearest to the posterior, given what is
    /// believed of those who voted.
    pub(super) fn step(
        &self,
        normal: &Normal,
        sides: Sides<'_>,
        places: &[Place],
    ) -> PlaneItemBelief {
        let mut pull = Pull::default();
        for (choice, points) in sides.by_choice() {
            for place in points.iter().filter_map(|point| places.get(as_place(*point))) {
                let (slopes, _) = self.slopes(normal, choice, place);
                pull.add(slopes, place, self.mean.discrimination);
            }
        }
        let Pull { cuts, beta, bend } = pull.with_priors(&self.mean);
        let inverse = bend.inverse();
        PlaneItemBelief {
            mean: self.mean.moved(inverse.times(cuts, beta)),
            // Half of the way: what is known depends on the covariance itself, and would swing to and fro.
            covariance: self.covariance.mean(inverse),
        }
    }
}

/// The slope of the posterior in (γ₁, γ₂, β), and its curvature with the sign turned.
#[derive(Default)]
struct Pull {
    cuts: Pair,
    beta: Pair,
    bend: Blocks,
}

impl Pull {
    fn add(&mut self, it: Slopes, place: &Place, discrimination: Pair) {
        let along = it.bend_along();
        self.cuts = plus(self.cuts, [it.low, it.high], 1.0);
        self.beta = plus(self.beta, place.mean, it.along());
        self.beta = plus(self.beta, place.covariance.times(discrimination), -along);
        let cuts = Symmetric { one: it.low_low, both: it.low_high, two: it.high_high };
        self.bend.cuts = self.bend.cuts.plus(cuts, 1.0);
        let square = Symmetric::square(place.mean).plus(place.covariance, 1.0);
        self.bend.beta = self.bend.beta.plus(square, along);
        let [low, high] = self.bend.between;
        self.bend.between = [
            plus(low, place.mean, -(it.low_low + it.low_high)),
            plus(high, place.mean, -(it.low_high + it.high_high)),
        ];
    }

    /// With the priors of one dimension, that of the gap of the cut points included.
    fn with_priors(mut self, item: &PlaneItem) -> Pull {
        let apart = 1.0 / (item.high - item.low);
        self.cuts = plus(self.cuts, [item.low, item.high], -1.0 / CUT_VARIANCE);
        self.cuts = plus(self.cuts, [-apart, apart], 1.0);
        let gap = Symmetric::square([apart, -apart]);
        self.bend.cuts =
            self.bend.cuts.plus(Symmetric::diagonal(1.0 / CUT_VARIANCE), 1.0).plus(gap, 1.0);
        self.beta = plus(self.beta, item.discrimination, -1.0 / DISCRIMINATION_VARIANCE);
        self.bend.beta =
            self.bend.beta.plus(Symmetric::diagonal(1.0 / DISCRIMINATION_VARIANCE), 1.0);
        self
    }
}

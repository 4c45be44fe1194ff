//! The parameters of an item, and how the votes on it move them.

use crate::ballots::{Choice, Sides, as_place};
use crate::expected::Expected;
use crate::normal::{Between, Normal, Slope, cdf};

/// Variance of the normal prior of both cut points: wide, so that it tells only where no vote does, as in an
/// item on which nobody voted no.
pub(crate) const CUT_VARIANCE: f64 = 25.0;
/// Variance of the normal prior of the discrimination, as in the published model.
pub(crate) const DISCRIMINATION_VARIANCE: f64 = 1.0;
/// No step moves a parameter further than this.
const LONGEST_STEP: f64 = 1.0;

/// An item: a text that was voted on, once or again in later sessions.
///
/// A member at θ has z = βθ + e with e ~ N(0, 1), and votes yes if z < γ₁, abstains between γ₁ and γ₂, and
/// votes no above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// β: how much the vote tells members apart, and which side is which.
    pub discrimination: f64,
    /// γ₁, between yes and abstention.
    pub low: f64,
    /// γ₂, between abstention and no.
    pub high: f64,
}

/// What is believed of an ideal point: a normal distribution.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Belief {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
}

/// A standard error on either side of the mean that leaves a twentieth beyond it.
pub const TWENTIETH: f64 = 1.644_853_626_951_472_7;

impl Belief {
    /// Where the middle 90 % lie.
    pub fn middle_90(self) -> [f64; 2] {
        [self.mean - TWENTIETH * self.sd, self.mean + TWENTIETH * self.sd]
    }
}

/// What is believed of an item: a normal distribution of its three parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemBelief {
    /// Its mean.
    pub mean: Item,
    /// Its covariances, in the order of [`Pull::bend`].
    pub(crate) covariance: [f64; 6],
}

/// How unsure it is how far a member stands from a cut point, γ − βθ: the standard deviation, and half of how
/// the variance grows with θ.
#[derive(Clone, Copy, Debug)]
struct Spread {
    sd: f64,
    growth: f64,
}

/// The slope of the likelihood of an item's votes in (γ₁, γ₂, β), and its curvature with the sign turned.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pull {
    pub(crate) slope: [f64; 3],
    /// Of (γ₁, γ₁), (γ₁, γ₂), (γ₁, β), (γ₂, γ₂), (γ₂, β), (β, β).
    pub(crate) bend: [f64; 6],
}

/// The slope of the likelihood of one vote in θ, and its curvature with the sign turned.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Push {
    pub(crate) slope: f64,
    pub(crate) bend: f64,
    /// What it would say if the member's utility were seen and not only its choice: β².
    pub(crate) information: f64,
}

impl Push {
    pub(crate) fn add(&mut self, other: Push) {
        self.slope += other.slope;
        self.bend += other.bend;
        self.information += other.information;
    }
}

/// What two nodes say together.
fn mean_slope(normal: &Normal, mean: f64, sd: f64) -> Slope {
    let (one, other) = (normal.slope(mean - sd), normal.slope(mean + sd));
    Slope { first: 0.5 * (one.first + other.first), second: 0.5 * (one.second + other.second) }
}

fn mean_between(normal: &Normal, low: f64, high: f64, sd: f64) -> Between {
    let (one, other) = (normal.between(low - sd, high - sd), normal.between(low + sd, high + sd));
    Between {
        by_low: 0.5 * (one.by_low + other.by_low),
        by_high: 0.5 * (one.by_high + other.by_high),
        low_low: 0.5 * (one.low_low + other.low_low),
        low_high: 0.5 * (one.low_high + other.low_high),
        high_high: 0.5 * (one.high_high + other.high_high),
    }
}

impl ItemBelief {
    /// With what an item begins of which nothing is known but how many voted how.
    pub(crate) fn start([yes, abstain, no]: [usize; 3]) -> ItemBelief {
        let share = |count: usize| (count as f64 + 0.5) / ((yes + abstain + no) as f64 + 1.5);
        // A logistic quantile is near enough.
        let quantile = |share: f64| 0.6 * (share / (1.0 - share)).ln();
        let low = quantile(share(yes));
        let high = quantile(1.0 - share(no)).max(low + 0.1);
        ItemBelief { mean: Item { discrimination: 0.0, low, high }, covariance: [0.0; 6] }
    }

    /// The standard errors of the three parameters.
    pub fn sd(&self) -> Item {
        let [low, _, _, high, _, discrimination] = self.covariance.map(|it| it.max(0.0).sqrt());
        Item { discrimination, low, high }
    }

    #[inline]
    fn spread(&self, theta: Belief, cut: f64, with_beta: f64) -> Spread {
        let [.., of_beta] = self.covariance;
        let (beta, variance) = (self.mean.discrimination, theta.sd * theta.sd);
        let square = theta.mean * theta.mean + variance;
        let all = beta * beta * variance + cut - 2.0 * theta.mean * with_beta + square * of_beta;
        Spread { sd: all.max(0.0).sqrt(), growth: theta.mean * of_beta - with_beta }
    }

    #[inline]
    fn spread_of_yes(&self, theta: Belief) -> Spread {
        let [cut, _, with_beta, ..] = self.covariance;
        self.spread(theta, cut, with_beta)
    }

    #[inline]
    fn spread_of_no(&self, theta: Belief) -> Spread {
        let [_, _, _, cut, with_beta, _] = self.covariance;
        self.spread(theta, cut, with_beta)
    }

    /// Of an abstention: between those of the two cut points, nearer to the one that is known better. Where
    /// nobody voted no, the upper one is anywhere above.
    #[inline]
    fn spread_of_abstention(&self, theta: Belief) -> Spread {
        let [low, _, low_beta, high, high_beta, _] = self.covariance;
        let both = (low + high).max(f64::MIN_POSITIVE);
        let cut = 2.0 * low * high / both;
        self.spread(theta, cut, (low_beta * high + high_beta * low) / both)
    }

    /// What a yes says of the one who cast it.
    #[inline]
    pub(crate) fn push_of_yes(&self, normal: &Normal, theta: Belief) -> Push {
        let Item { discrimination, low, .. } = self.mean;
        let away = low - discrimination * theta.mean;
        let Spread { sd, growth } = self.spread_of_yes(theta);
        let Slope { first, second } = mean_slope(normal, away, sd);
        self.push(first, second, growth)
    }

    /// What a no says.
    #[inline]
    pub(crate) fn push_of_no(&self, normal: &Normal, theta: Belief) -> Push {
        let Item { discrimination, high, .. } = self.mean;
        let away = discrimination * theta.mean - high;
        let Spread { sd, growth } = self.spread_of_no(theta);
        let Slope { first, second } = mean_slope(normal, away, sd);
        self.push(-first, second, growth)
    }

    /// What an abstention says.
    #[inline]
    pub(crate) fn push_of_abstention(&self, normal: &Normal, theta: Belief) -> Push {
        let Item { discrimination, low, high } = self.mean;
        let at = discrimination * theta.mean;
        let Spread { sd, growth } = self.spread_of_abstention(theta);
        let it = mean_between(normal, low - at, high - at, sd);
        let second = it.low_low + 2.0 * it.low_high + it.high_high;
        self.push(it.by_low + it.by_high, second, growth)
    }

    /// What a choice says of the one who made it.
    pub(crate) fn push_of(&self, normal: &Normal, choice: Choice, theta: Belief) -> Push {
        match choice {
            Choice::Yes => self.push_of_yes(normal, theta),
            Choice::Abstain => self.push_of_abstention(normal, theta),
            Choice::No => self.push_of_no(normal, theta),
        }
    }

    /// How probable each choice of somebody is of whom this is believed: z, θ and the cut point are normal, and so
    /// the probability that one lies below the other is a value of Φ. The product βθ is taken for normal.
    pub fn expected(&self, theta: Belief) -> Expected {
        let Item { discrimination, low, high } = self.mean;
        let at = discrimination * theta.mean;
        let wide = |spread: Spread| (1.0 + spread.sd * spread.sd).sqrt();
        let yes = cdf((low - at) / wide(self.spread_of_yes(theta)));
        let no = cdf((at - high) / wide(self.spread_of_no(theta)));
        let between = wide(self.spread_of_abstention(theta));
        let abstain = cdf((high - at) / between) - cdf((low - at) / between);
        // Each has an uncertainty of its own, and so they come to 1 only nearly.
        let all = yes + abstain + no;
        Expected { yes: yes / all, abstain: abstain / all, no: no / all }
    }

    /// What is believed of the item without a choice of somebody of whom this is believed.
    pub(crate) fn without(&self, normal: &Normal, choice: Choice, theta: Belief) -> ItemBelief {
        let only: &[u32] = &[0];
        let none = Sides { yes: &[], abstain: &[], no: &[] };
        let sides = match choice {
            Choice::Yes => Sides { yes: only, ..none },
            Choice::Abstain => Sides { abstain: only, ..none },
            Choice::No => Sides { no: only, ..none },
        };
        let Pull { slope, bend } = self.pull(normal, sides, &[theta]);
        let mut precision = inverse(self.covariance);
        precision.iter_mut().zip(bend).for_each(|(of_all, of_one)| *of_all -= of_one);
        let covariance = inverse(precision);
        let [low, _, _, high, _, discrimination] = covariance;
        if ![low, high, discrimination].into_iter().all(|variance| variance > 0.0) {
            return *self;
        }
        let step = times(covariance, slope).map(|it| -it);
        ItemBelief { mean: self.mean.moved(step), covariance }
    }

    /// From derivatives by γ to those by θ. That a vote tells less where the item is known less pulls to where
    /// it is known best.
    #[inline]
    fn push(&self, first: f64, second: f64, growth: f64) -> Push {
        let [.., variance] = self.covariance;
        let beta = self.mean.discrimination;
        let square = beta * beta + variance;
        Push { slope: -beta * first - growth * second, bend: square * second, information: square }
    }

    /// The likelihood's pull, the mean over what is believed of those who voted.
    fn pull(&self, normal: &Normal, sides: Sides<'_>, beliefs: &[Belief]) -> Pull {
        let Item { discrimination, low, high } = self.mean;
        let mut pull = Pull::default();
        for theta in among(sides.yes, beliefs) {
            let away = low - discrimination * theta.mean;
            let Slope { first, second } = mean_slope(normal, away, self.spread_of_yes(theta).sd);
            let [by_low, _, by_beta] = &mut pull.slope;
            let [low_low, _, low_beta, _, _, beta_beta] = &mut pull.bend;
            let spread = theta.sd * theta.sd;
            *by_low += first;
            *by_beta -= theta.mean * first + discrimination * spread * second;
            *low_low += second;
            *low_beta -= theta.mean * second;
            *beta_beta += (theta.mean * theta.mean + spread) * second;
        }
        for theta in among(sides.no, beliefs) {
            let away = discrimination * theta.mean - high;
            let Slope { first, second } = mean_slope(normal, away, self.spread_of_no(theta).sd);
            let [_, by_high, by_beta] = &mut pull.slope;
            let [_, _, _, high_high, high_beta, beta_beta] = &mut pull.bend;
            let spread = theta.sd * theta.sd;
            *by_high -= first;
            *by_beta += theta.mean * first - discrimination * spread * second;
            *high_high += second;
            *high_beta -= theta.mean * second;
            *beta_beta += (theta.mean * theta.mean + spread) * second;
        }
        for theta in among(sides.abstain, beliefs) {
            let at = discrimination * theta.mean;
            let it = mean_between(normal, low - at, high - at, self.spread_of_abstention(theta).sd);
            let (of_low, of_high) = (it.low_low + it.low_high, it.low_high + it.high_high);
            let (first, second) = (it.by_low + it.by_high, of_low + of_high);
            let [by_low, by_high, by_beta] = &mut pull.slope;
            let [low_low, low_high, low_beta, high_high, high_beta, beta_beta] = &mut pull.bend;
            let spread = theta.sd * theta.sd;
            *by_low += it.by_low;
            *by_high += it.by_high;
            *by_beta -= theta.mean * first + discrimination * spread * second;
            *low_low += it.low_low;
            *low_high += it.low_high;
            *low_beta -= theta.mean * of_low;
            *high_high += it.high_high;
            *high_beta -= theta.mean * of_high;
            *beta_beta += (theta.mean * theta.mean + spread) * second;
        }
        pull
    }

    /// One step of Newton's method towards the normal distribution that is nearest to the posterior, given
    /// what is believed of those who voted.
    pub(crate) fn step(&self, normal: &Normal, sides: Sides<'_>, beliefs: &[Belief]) -> ItemBelief {
        let pull = self.mean.with_priors(self.pull(normal, sides, beliefs));
        let inverse = inverse(pull.bend);
        let mut covariance = self.covariance;
        // Half of the way: what is known depends on the covariance itself, and would swing to and fro.
        covariance.iter_mut().zip(inverse).for_each(|(it, to)| *it = 0.5 * (*it + to));
        ItemBelief { mean: self.mean.moved(times(inverse, pull.slope)), covariance }
    }

    /// The same item on a scale that runs the other way.
    pub(crate) fn turned(&self) -> ItemBelief {
        let [a, b, c, d, e, f] = self.covariance;
        let discrimination = -self.mean.discrimination;
        let mean = Item { discrimination, ..self.mean };
        ItemBelief { mean, covariance: [a, b, -c, d, -e, f] }
    }

    /// The same item on a scale of which 0 lies at `mean` of this one and 1 is `sd` of it.
    pub(crate) fn rescaled(&self, mean: f64, sd: f64) -> ItemBelief {
        let Item { discrimination, low, high } = self.mean;
        let shift = discrimination * mean;
        let [a, b, c, d, e, f] = self.covariance;
        ItemBelief {
            mean: Item {
                discrimination: discrimination * sd,
                low: low - shift,
                high: high - shift,
            },
            covariance: [
                a - 2.0 * mean * c + mean * mean * f,
                b - mean * (c + e) + mean * mean * f,
                (c - mean * f) * sd,
                d - 2.0 * mean * e + mean * mean * f,
                (e - mean * f) * sd,
                f * sd * sd,
            ],
        }
    }
}

impl Item {
    /// The pull of likelihood and priors together. The cut points have a flat prior on their order; its
    /// term log (γ₂ − γ₁) makes the mode what the mean would be where nobody abstained.
    fn with_priors(self, pull: Pull) -> Pull {
        let Pull { slope: [low, high, beta], bend: [ll, lh, lb, hh, hb, bb] } = pull;
        let apart = self.high - self.low;
        let (push, hold) = (1.0 / apart, 1.0 / (apart * apart));
        Pull {
            slope: [
                low - self.low / CUT_VARIANCE - push,
                high - self.high / CUT_VARIANCE + push,
                beta - self.discrimination / DISCRIMINATION_VARIANCE,
            ],
            bend: [
                ll + 1.0 / CUT_VARIANCE + hold,
                lh - hold,
                lb,
                hh + 1.0 / CUT_VARIANCE + hold,
                hb,
                bb + 1.0 / DISCRIMINATION_VARIANCE,
            ],
        }
    }

    /// The item a step further, as far as the cut points keep their order.
    fn moved(self, [low, high, beta]: [f64; 3]) -> Item {
        let longest = low.abs().max(high.abs()).max(beta.abs());
        let mut part = (LONGEST_STEP / longest).min(1.0);
        let apart = self.high - self.low;
        if apart + part * (high - low) < 0.3 * apart {
            part = 0.7 * apart / (low - high);
        }
        Item {
            discrimination: self.discrimination + part * beta,
            low: self.low + part * low,
            high: self.high + part * high,
        }
    }
}

/// What is believed of these points.
fn among<'b>(points: &'b [u32], beliefs: &'b [Belief]) -> impl Iterator<Item = Belief> + 'b {
    points.iter().filter_map(|point| beliefs.get(as_place(*point)).copied())
}

/// The inverse of a symmetric positive definite matrix, given and told by its upper half.
fn inverse([a, b, c, d, e, f]: [f64; 6]) -> [f64; 6] {
    let (x, y, z) = (d * f - e * e, c * e - b * f, b * e - c * d);
    let over = 1.0 / (a * x + b * y + c * z);
    [x, y, z, a * f - c * c, b * c - a * e, a * d - b * b].map(|it| it * over)
}

fn times([a, b, c, d, e, f]: [f64; 6], [x, y, z]: [f64; 3]) -> [f64; 3] {
    [a * x + b * y + c * z, b * x + d * y + e * z, c * x + e * y + f * z]
}

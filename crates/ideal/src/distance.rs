//! How far apart two members stand.

use crate::item::Belief;
use crate::normal::{cdf, density};

/// How far apart two points lie, whichever is the higher.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// Between the two means.
    pub between: f64,
    /// The standard error of the difference.
    pub se: f64,
}

/// So near to a quantile, in standard errors, is near enough.
const NEAR: f64 = 1e-7;
/// Steps towards a quantile at the most; a few are enough.
const MOST_STEPS: usize = 60;

impl Distance {
    /// Between the points of two states. What is believed of two paths is independent in the estimate; of two points
    /// of one path it is not, and this is not for them.
    pub fn of(one: Belief, other: Belief) -> Distance {
        Distance { between: (one.mean - other.mean).abs(), se: one.sd.hypot(other.sd) }
    }

    /// A quantile of the distance: the difference is normal, and its sign is dropped.
    pub fn quantile(&self, part: f64) -> f64 {
        // In standard errors. Newton's method, kept between two bounds that draw together.
        let at = self.between / self.se;
        let below = |far: f64| cdf(far - at) - cdf(-far - at);
        let (mut low, mut high, mut far) = (0.0, at + 10.0, at.max(0.5));
        for _ in 0..MOST_STEPS {
            let too_much = below(far) - part;
            if too_much < 0.0 {
                low = far;
            } else {
                high = far;
            }
            let next = far - too_much / (density(far - at) + density(far + at));
            let next = if next > low && next < high { next } else { 0.5 * (low + high) };
            let step = (next - far).abs();
            far = next;
            if step < NEAR {
                break;
            }
        }
        far * self.se
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_has_no_sign_and_its_quantiles_none_either() {
        let at = |mean, sd| Belief { mean, sd };
        for (one, other, part, expect) in [
            // Far apart it is the normal distribution: 5 ∓ 1.6449 · 0.5.
            (at(-2.0, 0.3), at(3.0, 0.4), 0.05, 4.177_573),
            (at(3.0, 0.4), at(-2.0, 0.3), 0.95, 5.822_427),
            (at(0.0, 0.3), at(5.0, 0.4), 0.5, 5.0),
            // In one place it is half of one: the median of |N(0, ½)| is 0.6745 · 0.5.
            (at(1.0, 0.3), at(1.0, 0.4), 0.5, 0.337_245),
            (at(1.0, 0.3), at(1.0, 0.4), 0.05, 0.031_353),
            // Where Newton's method alone would leave the line.
            (at(0.0, 0.3), at(4.0, 0.4), 0.000_01, 1.867_555),
            (at(0.0, 0.3), at(0.2, 0.4), 0.999, 1.752_281),
        ] {
            let found = Distance::of(one, other).quantile(part);
            assert!((found - expect).abs() < 1e-5, "{one:?} {other:?} {part}: {found}");
        }
    }
}

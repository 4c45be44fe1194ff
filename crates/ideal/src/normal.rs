//! The normal distribution where the likelihood of ordered votes needs it: the logarithm of Φ and its first
//! two derivatives, in the tails too, several times faster than from `erfc`.
//!
//! Both functions are cubic Hermite interpolations between nodes at which `libm` gave the exact values; a test
//! holds the error. Below the first node stands the asymptotic series (Abramowitz & Stegun 26.2.12).

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// The first node. Below it the asymptotic series has nine digits.
const FIRST: f64 = -12.0;
/// Above this log Φ and its derivatives are 0 to fourteen digits.
const LAST: f64 = 8.0;
/// Nodes a unit.
const DENSITY: f64 = 32.0;

/// The distribution function.
pub(crate) fn cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The density.
pub(crate) fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / (2.0 * PI).sqrt()
}

/// φ / Φ, which is the derivative of log Φ.
fn exact_hazard(x: f64) -> f64 {
    density(x) / cdf(x)
}

/// A derivative of log Φ and, with the sign turned, the second one: both are positive.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Slope {
    /// φ / Φ: how much the likelihood grows.
    pub(crate) first: f64,
    /// How much that falls off.
    pub(crate) second: f64,
}

/// The derivatives of log (Φ(b) − Φ(a)) by a and by b, and with the sign turned the second ones.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Between {
    pub(crate) by_low: f64,
    pub(crate) by_high: f64,
    pub(crate) low_low: f64,
    pub(crate) low_high: f64,
    pub(crate) high_high: f64,
}

/// Coefficients of the cubics from node to node.
pub(crate) struct Normal {
    hazard: Vec<[f64; 4]>,
    log: Vec<[f64; 4]>,
}

impl Normal {
    pub(crate) fn new() -> Normal {
        let step = 1.0 / DENSITY;
        let node = |x: f64| {
            let hazard = exact_hazard(x);
            (cdf(x).ln(), hazard, -hazard * (hazard + x))
        };
        let (mut hazards, mut logs) = (Vec::new(), Vec::new());
        let mut x = FIRST;
        while x < LAST {
            let ((log, hazard, bend), (next_log, next_hazard, next_bend)) =
                (node(x), node(x + step));
            hazards.push(cubic((hazard, bend * step), (next_hazard, next_bend * step)));
            logs.push(cubic((log, hazard * step), (next_log, next_hazard * step)));
            x += step;
        }
        Normal { hazard: hazards, log: logs }
    }

    /// φ / Φ.
    #[inline]
    fn hazard(&self, x: f64) -> f64 {
        if x < FIRST { -x / series(x) } else { at(&self.hazard, x) }
    }

    /// log Φ.
    #[inline]
    fn log(&self, x: f64) -> f64 {
        if x < FIRST {
            return -0.5 * x * x - 0.5 * (2.0 * PI).ln() - (-x).ln() + series(x).ln();
        }
        at(&self.log, x)
    }

    /// The derivatives of log Φ.
    #[inline]
    pub(crate) fn slope(&self, x: f64) -> Slope {
        let first = self.hazard(x);
        Slope { first, second: first * (first + x) }
    }

    /// The derivatives of log (Φ(b) − Φ(a)), for a < b.
    #[inline]
    pub(crate) fn between(&self, a: f64, b: f64) -> Between {
        // In the upper half both are near 1 and their difference would be lost.
        if a + b > 0.0 {
            let turned = self.below(-b, -a);
            return Between {
                by_low: -turned.by_high,
                by_high: -turned.by_low,
                low_low: turned.high_high,
                low_high: turned.low_high,
                high_high: turned.low_low,
            };
        }
        self.below(a, b)
    }

    fn below(&self, a: f64, b: f64) -> Between {
        let between = -(self.log(a) - self.log(b)).exp_m1();
        let by_high = self.hazard(b) / between;
        let by_low = -self.hazard(a) * (1.0 - between) / between;
        Between {
            by_low,
            by_high,
            low_low: by_low * (by_low + a),
            low_high: by_low * by_high,
            high_high: by_high * (by_high + b),
        }
    }
}

/// The cubic with these values and slopes at 0 and at 1.
fn cubic((from, leaves): (f64, f64), (to, arrives): (f64, f64)) -> [f64; 4] {
    let rise = to - from;
    [from, leaves, 3.0 * rise - 2.0 * leaves - arrives, leaves + arrives - 2.0 * rise]
}

/// The interpolated value; 0 above the last node.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "x is not below the first node, and what is too large is no place"
)]
fn at(cubics: &[[f64; 4]], x: f64) -> f64 {
    let along = (x - FIRST) * DENSITY;
    let place = along as usize;
    let Some([zero, one, two, three]) = cubics.get(place) else { return 0.0 };
    let t = along - place as f64;
    zero + t * (one + t * (two + t * three))
}

/// −x Φ(x) / φ(x) far below 0.
fn series(x: f64) -> f64 {
    let r = 1.0 / (x * x);
    1.0 - r * (1.0 - 3.0 * r * (1.0 - 5.0 * r * (1.0 - 7.0 * r * (1.0 - 9.0 * r))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expect: f64, error: f64, what: &str) {
        let off = (found - expect).abs();
        assert!(off <= error * (1.0 + expect.abs()), "{what}: {found} for {expect}");
    }

    #[test]
    fn log_and_its_derivatives_are_exact_to_eight_digits() {
        let normal = Normal::new();
        for place in -37_000..=10_000 {
            let x = f64::from(place) / 1000.0;
            let hazard = exact_hazard(x);
            let slope = normal.slope(x);
            close(slope.first, hazard, 1e-8, &format!("φ/Φ at {x}"));
            close(slope.second, hazard * (hazard + x), 2e-7, &format!("its bend at {x}"));
            close(normal.log(x), cdf(x).ln(), 1e-8, &format!("log Φ at {x}"));
        }
    }

    #[test]
    fn derivatives_between_two_points_are_differences() {
        let normal = Normal::new();
        let log = |a: f64, b: f64| {
            let (a, b) = if a + b > 0.0 { (-b, -a) } else { (a, b) };
            (cdf(b) - cdf(a)).ln()
        };
        for (a, b) in [(-1.0, 0.5), (-0.2, 0.3), (-3.0, 2.0), (1.0, 1.2), (3.0, 4.0), (-6.0, -5.5)]
        {
            let found = normal.between(a, b);
            let h = 1e-4;
            let (low, high) = (log(a + h, b) - log(a - h, b), log(a, b + h) - log(a, b - h));
            close(found.by_low, low / (2.0 * h), 1e-5, "by the lower");
            close(found.by_high, high / (2.0 * h), 1e-5, "by the upper");
            let bend = |up: f64, down: f64| -(up + down - 2.0 * log(a, b)) / (h * h);
            close(found.low_low, bend(log(a + h, b), log(a - h, b)), 1e-4, "twice by the lower");
            close(found.high_high, bend(log(a, b + h), log(a, b - h)), 1e-4, "twice by the upper");
            let mixed =
                log(a + h, b + h) - log(a + h, b - h) - log(a - h, b + h) + log(a - h, b - h);
            close(found.low_high, -mixed / (4.0 * h * h), 1e-4, "by both");
        }
    }
}

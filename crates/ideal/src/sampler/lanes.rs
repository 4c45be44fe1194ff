//! Φ and Φ⁻¹ over whole arrays, without branches and calls, so that the compiler makes them work on as many numbers
//! at once as the processor can, which is asked when the program runs.
//!
//! Only sums, products, quotients and roots are used, each of which IEEE 754 rounds in one way, and they are never
//! fused: every processor gives the same bits. The rational approximations are minimax fits of this project; tests
//! hold their errors against `libm`. Slices are as long as the shorter one, and quickest if that is a multiple of
//! [`LANES`].

use multiversion::multiversion;

/// As many numbers as the widest processors take at once.
pub(super) const LANES: usize = 8;

/// Further out than this Φ is as at this place, 10⁻³⁰³: nobody is drawn from there.
const FURTHEST: f64 = 37.2;
/// Smaller probabilities are taken for this one.
const LEAST: f64 = 1e-300;

/// Added to a number, it leaves the nearest integer in the last bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// exp, from −708 to 0; relative error 2·10⁻¹⁰.
#[inline(always)]
fn exp(x: f64) -> f64 {
    let shifted = x * std::f64::consts::LOG2_E + ROUNDER;
    let twos = shifted - ROUNDER;
    // ln 2 in two parts, of which the first times a small integer is exact.
    let rest = x - twos * 0.693_147_180_369_123_8 - twos * 1.908_214_929_270_587_7e-10;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest
                            * (1.0 / 6.0
                                + rest
                                    * (1.0 / 24.0
                                        + rest
                                            * (1.0 / 120.0
                                                + rest
                                                    * (1.0 / 720.0
                                                        + rest
                                                            * (1.0 / 5040.0 + rest / 40320.0)))))));
    f64::from_bits(series.to_bits().wrapping_add(shifted.to_bits() << 52))
}

/// ln, of positive numbers that are not subnormal; absolute error 10⁻¹⁰.
#[inline(always)]
fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    // 2⁵² and the exponent, as a number.
    let exponent = f64::from_bits((bits >> 52) | 0x4330_0000_0000_0000) - 4_503_599_627_371_519.0;
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    let high = mantissa > std::f64::consts::SQRT_2;
    let mantissa = if high { 0.5 * mantissa } else { mantissa };
    let exponent = if high { exponent + 1.0 } else { exponent };
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let r = s * s;
    let series = 1.0
        + r * (1.0 / 3.0 + r * (1.0 / 5.0 + r * (1.0 / 7.0 + r * (1.0 / 9.0 + r * (1.0 / 11.0)))));
    exponent * std::f64::consts::LN_2 + 2.0 * s * series
}

/// 1 / √2π.
const PEAK: f64 = 0.398_942_280_401_432_7;

/// exp (−x² / 2), and what Φ (−|x|) is as a part of it: Mills' ratio / √2π.
#[inline(always)]
fn tail(x: f64) -> (f64, f64) {
    let a = x.abs().min(FURTHEST);
    let above = 0.499_999_999_803_924_57
        + a * (0.531_176_727_801_311_1
            + a * (0.272_141_264_714_631_6
                + a * (0.080_635_920_403_718_38
                    + a * (0.013_798_966_503_625_894 + a * 0.001_122_363_546_979_094))));
    let below = 1.0
        + a * (1.860_237_981_949_829
            + a * (1.528_538_179_410_119
                + a * (0.716_708_731_289_614_6
                    + a * (0.204_939_114_829_636_1
                        + a * (0.034_588_846_883_139_25 + a * 0.002_813_348_495_487_853)))));
    (exp(-0.5 * a * a), above / below)
}

/// Φ; relative error 10⁻⁹, in the tails too.
#[inline(always)]
pub(super) fn cdf(x: f64) -> f64 {
    let (height, part) = tail(x);
    if x < 0.0 { height * part } else { 1.0 - height * part }
}

/// φ / Φ.
#[inline(always)]
fn hazard(x: f64) -> f64 {
    let (height, part) = tail(x);
    let lower = x < 0.0;
    PEAK * if lower { 1.0 } else { height } / if lower { part } else { 1.0 - height * part }
}

/// Φ⁻¹; absolute error below 2·10⁻⁸.
#[inline(always)]
pub(super) fn quantile(p: f64) -> f64 {
    let q = p.min(1.0 - p).max(LEAST);
    let s = (-2.0 * ln(q)).sqrt();
    let above = 3.288_605_453_570_715
        + s * (12.419_103_838_450_688
            + s * (7.746_746_621_940_786
                + s * (1.290_256_703_720_404
                    + s * (0.050_564_289_656_994_54 + s * 0.000_307_680_228_570_133_4))));
    let below = 1.0
        + s * (6.781_814_338_913_823
            + s * (8.311_297_819_007_574
                + s * (3.074_382_659_300_178
                    + s * (0.342_613_004_911_125_1
                        + s * (0.009_519_362_387_135_082 + s * 0.000_039_466_883_661_172_35)))));
    let x = s - above / below;
    if p < 0.5 { -x } else { x }
}

/// Sums of as many parts as there are lanes, added up in the same order everywhere.
#[inline(always)]
fn in_lanes(
    one: &[f64],
    other: &[f64],
    mut step: impl FnMut(&mut f64, f64, f64),
    from: f64,
) -> [f64; LANES] {
    let mut lanes = [from; LANES];
    let (ones, rest) = one.as_chunks::<LANES>();
    let (others, other_rest) = other.as_chunks::<LANES>();
    for (one, other) in ones.iter().zip(others) {
        for ((lane, one), other) in lanes.iter_mut().zip(one).zip(other) {
            step(lane, *one, *other);
        }
    }
    for ((lane, one), other) in lanes.iter_mut().zip(rest).zip(other_rest) {
        step(lane, *one, *other);
    }
    lanes
}

/// The sum of the products.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    let lanes = in_lanes(one, other, |lane, one, other| *lane += one * other, 0.0);
    lanes.into_iter().sum()
}

/// Φ of each.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn cdfs(x: &[f64], out: &mut [f64]) {
    for (out, x) in out.iter_mut().zip(x) {
        *out = cdf(*x);
    }
}

/// Φ⁻¹ of each.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn quantiles(p: &[f64], out: &mut [f64]) {
    for (out, p) in out.iter_mut().zip(p) {
        *out = quantile(*p);
    }
}

/// Normal numbers below each `x`, of which `p` is Φ, from uniform ones.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn draw_below(x: &[f64], p: &[f64], uniform: &[f64], out: &mut [f64]) {
    for (((out, x), p), uniform) in out.iter_mut().zip(x).zip(p).zip(uniform) {
        *out = quantile(uniform * p).min(*x);
    }
}

/// The probability between two bounds, with what draws from there need: the lower half of the line, where no
/// digits are lost, and which side was turned onto it.
#[derive(Clone, Copy)]
struct Between {
    turn: f64,
    below: f64,
    within: f64,
}

#[inline(always)]
fn between(low: f64, high: f64) -> Between {
    let upper = low + high > 0.0;
    let (one, other) = if upper { (-high, -low) } else { (low, high) };
    let below = cdf(one);
    Between { turn: if upper { -1.0 } else { 1.0 }, below, within: (cdf(other) - below).max(LEAST) }
}

/// Φ(x + apart) − Φ(x) of each.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn probabilities_within(x: &[f64], apart: f64, out: &mut [f64]) {
    for (out, x) in out.iter_mut().zip(x) {
        *out = between(*x, x + apart).within;
    }
}

/// Φ(upper) − Φ(lower) of each.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn probabilities_between(lower: &[f64], upper: &[f64], out: &mut [f64]) {
    for ((out, lower), upper) in out.iter_mut().zip(lower).zip(upper) {
        *out = between(*lower, *upper).within;
    }
}

/// Normal numbers between each `x` and `x + apart`, from uniform ones.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn draw_within(x: &[f64], apart: f64, uniform: &[f64], out: &mut [f64]) {
    for ((out, x), uniform) in out.iter_mut().zip(x).zip(uniform) {
        let Between { turn, below, within } = between(*x, x + apart);
        *out = (turn * quantile(below + uniform * within)).max(*x).min(x + apart);
    }
}

/// The slope of log Φ at each `x`, and its curvature with the sign turned.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn slopes(x: &[f64], first: &mut [f64], second: &mut [f64]) {
    for ((first, second), x) in first.iter_mut().zip(second).zip(x) {
        let of = hazard(*x);
        (*first, *second) = (of, of * (of + x));
    }
}

/// φ (x) and φ (x + apart), each as a part of the probability between.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn edges(x: &[f64], apart: f64, lower: &mut [f64], upper: &mut [f64]) {
    for ((lower, upper), x) in lower.iter_mut().zip(upper).zip(x) {
        let high = x + apart;
        let over = PEAK / between(*x, high).within;
        *lower = over * exp((-0.5 * x * x).max(-690.0));
        *upper = over * exp((-0.5 * high * high).max(-690.0));
    }
}

/// The logarithm of the product of the quotients. Quotients beyond e^±22 would need more room than there is.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx+avx2"))]
pub(super) fn log_of_quotients(above: &[f64], below: &[f64]) -> f64 {
    const AT_ONCE: usize = 32 * LANES;
    let mut sum = 0.0;
    for (above, below) in above.chunks(AT_ONCE).zip(below.chunks(AT_ONCE)) {
        let lanes = in_lanes(above, below, |lane, above, below| *lane *= above / below, 1.0);
        sum += lanes.into_iter().map(ln).sum::<f64>();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal;

    #[test]
    fn the_distribution_function_has_nine_digits() {
        for place in -37_000..=37_000 {
            let x = f64::from(place) / 1000.0;
            let (found, expect) = (cdf(x), normal::cdf(x));
            assert!((found / expect - 1.0).abs() < 1e-9, "{x}: {found} for {expect}");
        }
        assert!(cdf(-1e9) > 0.0 && cdf(-1e9) < 1e-299 && (cdf(1e9) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn the_quantile_has_eight_digits() {
        for place in -37_000..=6_000 {
            let x = f64::from(place) / 1000.0;
            let found = quantile(normal::cdf(x));
            assert!((found - x).abs() < 2e-8, "{found} for {x}");
        }
        assert!(quantile(0.0).is_finite() && quantile(1.0).is_finite());
    }

    #[test]
    fn slopes_are_those_of_the_logarithm() {
        let x: Vec<f64> = (-300..=80).map(|place| f64::from(place) / 10.0).collect();
        let (mut first, mut second) = (vec![0.0; x.len()], vec![0.0; x.len()]);
        slopes(&x, &mut first, &mut second);
        for ((x, first), second) in x.iter().zip(first).zip(second) {
            let expect = (-0.5 * x * x).exp() * PEAK / normal::cdf(*x);
            assert!((first / expect - 1.0).abs() < 1e-9, "{x}: {first} for {expect}");
            assert!((second - expect * (expect + x)).abs() < 1e-6, "{x}: {second}");
        }
        let (mut lower, mut upper) = ([0.0; 3], [0.0; 3]);
        edges(&[-0.3, 4.0, -6.0], 0.5, &mut lower, &mut upper);
        for ((x, lower), upper) in [-0.3_f64, 4.0, -6.0].into_iter().zip(lower).zip(upper) {
            let (a, b) = if x > 0.0 { (-x - 0.5, -x) } else { (x, x + 0.5) };
            let within = normal::cdf(b) - normal::cdf(a);
            let density = |x: f64| (-0.5 * x * x).exp() * PEAK / within;
            assert!((lower / density(x) - 1.0).abs() < 1e-7, "{x}: {lower}");
            assert!((upper / density(x + 0.5) - 1.0).abs() < 1e-7, "{x}: {upper}");
        }
    }

    #[test]
    fn logarithms_have_ten_digits() {
        for place in 1..100_000 {
            let x = f64::from(place) / 777.0;
            assert!((ln(x) - x.ln()).abs() < 1e-10, "{x}");
            let of = -x * 5.0;
            assert!((exp(of) / of.exp() - 1.0).abs() < 3e-10, "{of}");
        }
    }

    #[test]
    fn what_is_drawn_lies_within_its_bounds_however_far_out() {
        let (x, uniform) = ([-60.0, -5.0, 0.0, 3.0, 50.0, 7.9], [1e-16, 0.3, 0.5, 0.999, 0.1, 1.0]);
        let mut out = [f64::NAN; 6];
        draw_within(&x, 0.1, &uniform, &mut out);
        for (out, x) in out.iter().zip(x) {
            assert!((x..=x + 0.1).contains(out), "{out} from {x}");
        }
        let mut p = [0.0; 6];
        cdfs(&x, &mut p);
        draw_below(&x, &p, &uniform, &mut out);
        for (out, x) in out.iter().zip(x) {
            assert!(out.is_finite() && *out <= x, "{out} below {x}");
        }
    }
}

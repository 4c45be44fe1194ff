//! The distribution of Kendall's S if nothing changes with time: how often chance alone gives so much.

use std::collections::BTreeMap;

/// Up to this many values the distribution is counted out; beyond, the normal curve stands for it.
const COUNTED_UP_TO: usize = 20;

/// How many values are equal, value by value: 5, 7, 5 is `[2, 1]`.
pub(crate) fn ties<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<usize> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0) += 1;
    }
    counts.into_values().collect()
}

/// The distribution of S over all orders of the values.
pub(crate) enum Distribution {
    /// In how many orders S falls short of its largest value by 0, 2, 4 …
    Counted(Vec<i64>),
    /// The variance of S.
    Normal(f64),
}

impl Distribution {
    /// The distribution for values of which so many are equal, at points in time of which so many are equal.
    ///
    /// It is counted out if the values or the times are all different, and few enough.
    pub(crate) fn of(values: &[usize], times: &[usize]) -> Distribution {
        let n: usize = values.iter().sum();
        let distinct = |ties: &[usize]| ties.len() == n;
        if n > COUNTED_UP_TO || !(distinct(values) || distinct(times)) {
            return Distribution::Normal(variance(values, times));
        }
        Distribution::Counted(orders_by_inversions(if distinct(values) { times } else { values }))
    }

    /// The probability of an |S| at least this large.
    pub(crate) fn two_sided(&self, s: i64) -> f64 {
        match self {
            Distribution::Counted(orders) => {
                let all: i64 = orders.iter().sum();
                let pairs = i64::try_from(orders.len()).unwrap_or(i64::MAX) - 1;
                let of_each_s = (0..).map(|inversions| pairs - 2 * inversions).zip(orders);
                let as_far = of_each_s.filter(|(other, _)| other.abs() >= s.abs());
                as_far.map(|(_, orders)| orders).sum::<i64>() as f64 / all as f64
            }
            // S moves in steps of 2: the curve is cut half a step before.
            Distribution::Normal(variance) if *variance > 0.0 => {
                let z = (s.abs() - 1).max(0) as f64 / variance.sqrt();
                normal_two_sided(z)
            }
            Distribution::Normal(_) => 1.0,
        }
    }
}

/// In how many orders of values, of which so many are equal, 0, 1, 2 … pairs stand the wrong way round.
///
/// Without ties that is (1)(1 + q)(1 + q + q²)…, read by powers of q; each group of equal values divides out
/// the orders among themselves (MacMahon 1915).
fn orders_by_inversions(ties: &[usize]) -> Vec<i64> {
    let n: usize = ties.iter().sum();
    let all = (1..=n).fold(vec![1], |orders, run| times_run(&orders, run));
    ties.iter().flat_map(|equal| 1..=*equal).fold(all, over_run)
}

/// The product with 1 + q + … + q^(run − 1).
fn times_run(factor: &[i64], run: usize) -> Vec<i64> {
    let mut product = vec![0; factor.len() + run - 1];
    for shift in 0..run {
        for (sum, term) in product.iter_mut().skip(shift).zip(factor) {
            *sum += term;
        }
    }
    product
}

/// The quotient by 1 + q + … + q^(run − 1), which must divide it.
fn over_run(mut product: Vec<i64>, run: usize) -> Vec<i64> {
    let length = product.len() + 1 - run;
    let mut quotient = Vec::with_capacity(length);
    for place in 0..length {
        let term = product.get(place).copied().unwrap_or_default();
        for rest in product.iter_mut().skip(place).take(run) {
            *rest -= term;
        }
        quotient.push(term);
    }
    quotient
}

/// The variance of S with ties in both rankings (Kendall 1975).
fn variance(values: &[usize], times: &[usize]) -> f64 {
    let over = |ties: &[usize], term: fn(f64) -> f64| -> f64 {
        ties.iter().map(|equal| term(*equal as f64)).sum()
    };
    let main = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let triples = |t: f64| t * (t - 1.0) * (t - 2.0);
    let pairs = |t: f64| t * (t - 1.0);
    let n = values.iter().sum::<usize>() as f64;
    if n < 3.0 {
        return 0.0;
    }
    (main(n) - over(values, main) - over(times, main)) / 18.0
        + over(values, triples) * over(times, triples) / (9.0 * triples(n))
        + over(values, pairs) * over(times, pairs) / (2.0 * pairs(n))
}

/// The probability that a standard normal variable lies at least `z` from 0.
fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every order of the values, and S of each, counted the long way.
    fn plain_two_sided(values: &[i32], times: &[i32]) -> f64 {
        let all = orders(values);
        let observed = s(values, times).abs();
        let extreme = all.iter().filter(|order| s(order, times).abs() >= observed).count();
        extreme as f64 / all.len() as f64
    }

    fn orders(values: &[i32]) -> Vec<Vec<i32>> {
        if values.is_empty() {
            return vec![Vec::new()];
        }
        let mut all = Vec::new();
        for place in 0..values.len() {
            let mut rest = values.to_vec();
            let first = rest.remove(place);
            all.extend(orders(&rest).into_iter().map(|order| [vec![first], order].concat()));
        }
        all
    }

    fn s(values: &[i32], times: &[i32]) -> i64 {
        let mut s = 0;
        for later in 0..values.len() {
            for earlier in 0..later {
                let rise = (values[later] - values[earlier]) * (times[later] - times[earlier]);
                s += i64::from(rise.signum());
            }
        }
        s
    }

    fn check(values: &[i32], times: &[i32]) {
        let found = Distribution::of(&ties(values), &ties(times));
        assert!(matches!(found, Distribution::Counted(_)));
        let (found, plain) = (found.two_sided(s(values, times)), plain_two_sided(values, times));
        assert!((found - plain).abs() < 1e-12, "{values:?} at {times:?}: {found}, plainly {plain}");
    }

    #[test]
    fn counted_as_by_going_through_every_order() {
        let times = [1, 2, 3, 4, 5, 6, 7];
        check(&[3, 1, 2, 4, 5, 7, 6], &times);
        check(&[1, 2, 3, 4, 5, 6, 7], &times);
        check(&[5, 5, 5, 5, 5, 5, 5], &times);
        check(&[1, 1, 2, 2, 3, 3, 3], &times);
        check(&[2, 1, 1, 3, 2, 5, 4], &times);
        check(&[3, 1, 2, 4, 5, 7, 6], &[1, 1, 2, 3, 3, 3, 4]);
        check(&[4, 2, 1, 3], &[1, 2, 3, 4]);
        check(&[1], &[1]);
        check(&[], &[]);
    }

    /// The upper tail of Kendall's tables (1975, appendix table 1), doubled.
    #[test]
    fn counted_as_in_the_published_table() {
        let check = |n: usize, s, upper_tail: f64| {
            let found = Distribution::of(&vec![1; n], &vec![1; n]).two_sided(s);
            assert!((found - 2.0 * upper_tail).abs() < 1.01e-3, "n {n}, S {s}: {found}");
        };
        check(4, 6, 0.042);
        check(5, 8, 0.042);
        check(5, 10, 0.0083);
        check(8, 16, 0.031);
        check(10, 21, 0.036);
        check(10, 23, 0.023);
    }

    #[test]
    fn the_normal_curve_comes_close_where_both_are_known() {
        let untied = vec![1; COUNTED_UP_TO];
        let counted = Distribution::of(&untied, &untied);
        let normal = Distribution::Normal(variance(&untied, &untied));
        for s in (0..=100).step_by(10) {
            assert!((counted.two_sided(s) - normal.two_sided(s)).abs() < 0.01, "S {s}");
        }
    }

    #[test]
    fn the_normal_curve() {
        for (z, p) in [(0.0, 1.0), (1.0, 0.317_310_5), (1.959_964, 0.05), (3.290_527, 0.001)] {
            assert!((normal_two_sided(z) - p).abs() < 1e-6, "{z}");
        }
    }

    /// The variance is that of S over every order, counted the long way, with ties in both rankings.
    #[test]
    fn the_variance_with_ties_in_both() {
        let (values, times) = ([1, 1, 2, 3, 3, 3, 4], [1, 2, 2, 3, 4, 4, 4]);
        let squares: Vec<f64> =
            orders(&values).iter().map(|order| (s(order, &times) as f64).powi(2)).collect();
        let plain = squares.iter().sum::<f64>() / squares.len() as f64;
        let found = variance(&ties(values), &ties(times));
        assert!((found - plain).abs() < 1e-9, "{found}, plainly {plain}");
    }
}

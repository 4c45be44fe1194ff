//! Whether chains of draws agree, and how many independent draws they are worth: rank-normalised split R̂, bulk and
//! tail effective sample size (Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021, *Bayesian Analysis* 16).

use super::lanes::quantile;

/// What several chains say of one parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diagnosis {
    /// How much further apart all draws are than those of one chain: near 1 where the chains agree.
    pub rhat: f64,
    /// How many independent draws would tell the middle of the distribution as well.
    pub bulk: f64,
    /// How many would tell its 5 % and 95 % quantiles as well.
    pub tail: f64,
}

/// Of fewer draws a half chain says nothing.
const LEAST_DRAWS: usize = 4;

/// Diagnoses a parameter from its draws, chain by chain. Nothing is said of chains with fewer than eight draws, and a
/// parameter that never moves has no R̂.
pub fn diagnose(chains: &[Vec<f64>]) -> Option<Diagnosis> {
    let halves = halves(chains)?;
    let normal = rank_normalised(&halves);
    let mut all: Vec<f64> = halves.concat();
    all.sort_unstable_by(f64::total_cmp);
    let median = at_share(&all, 0.5);
    let folded = map(&halves, |x| (x - median).abs());
    let beyond = |share: f64| {
        let bound = at_share(&all, share);
        effective(&map(&halves, |x| f64::from(u8::from(x <= bound))))
    };
    Some(Diagnosis {
        rhat: potential(&normal)?.max(potential(&rank_normalised(&folded))?),
        bulk: effective(&normal)?,
        tail: beyond(0.05)?.min(beyond(0.95)?),
    })
}

/// Each chain cut in two, all equally long.
fn halves(chains: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let half = chains.iter().map(Vec::len).min()? / 2;
    if half < LEAST_DRAWS {
        return None;
    }
    let cut = |chain: &Vec<f64>| {
        let (first, _) = chain.split_at_checked(half)?;
        let (_, last) = chain.split_at_checked(chain.len() - half)?;
        Some([first.to_vec(), last.to_vec()])
    };
    let pairs = chains.iter().map(cut).collect::<Option<Vec<_>>>()?;
    Some(pairs.into_iter().flatten().collect())
}

fn map(chains: &[Vec<f64>], of: impl Fn(f64) -> f64) -> Vec<Vec<f64>> {
    chains.iter().map(|chain| chain.iter().map(|x| of(*x)).collect()).collect()
}

/// What stands at a share of the sorted draws.
pub(super) fn at_share(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1) as f64;
    let along = share * last;
    // A place in a list of draws is small, and not below 0.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list"
    )]
    let place = along as usize;
    match sorted.get(place..) {
        Some([one, next, ..]) => one + (along - along.floor()) * (next - one),
        Some([one]) => *one,
        _ => f64::NAN,
    }
}

/// Every draw replaced by the normal quantile of its rank among all; of equal draws each has their mean rank.
fn rank_normalised(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut places: Vec<(f64, usize)> = chains.concat().into_iter().zip(0..).collect();
    places.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let count = places.len() as f64;
    let mut scores = vec![0.0; places.len()];
    let mut before = 0.0;
    for equal in places.chunk_by(|one, other| one.0 == other.0) {
        let rank = before + 0.5 * (equal.len() as f64 + 1.0);
        before += equal.len() as f64;
        for (_, place) in equal {
            if let Some(score) = scores.get_mut(*place) {
                *score = quantile((rank - 0.375) / (count + 0.25));
            }
        }
    }
    let mut scores = scores.into_iter();
    chains.iter().map(|chain| scores.by_ref().take(chain.len()).collect()).collect()
}

fn mean(of: &[f64]) -> f64 {
    of.iter().sum::<f64>() / of.len() as f64
}

/// With n − 1.
fn variance(of: &[f64]) -> f64 {
    let mean = mean(of);
    of.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (of.len() as f64 - 1.0)
}

/// The mean variance within chains, and what they tell together of the variance of the distribution.
fn variances(chains: &[Vec<f64>]) -> Option<(f64, f64)> {
    let n = chains.first()?.len() as f64;
    let within = mean(&chains.iter().map(|chain| variance(chain)).collect::<Vec<_>>());
    let between = variance(&chains.iter().map(|chain| mean(chain)).collect::<Vec<_>>());
    let between = if between.is_nan() { 0.0 } else { between };
    (within > 0.0).then_some((within, within * (n - 1.0) / n + between))
}

/// The potential scale reduction, R̂.
fn potential(chains: &[Vec<f64>]) -> Option<f64> {
    variances(chains).map(|(within, all)| (all / within).sqrt())
}

/// The effective sample size: autocorrelations are summed up by pairs as long as those are positive and fall (Geyer
/// 1992).
fn effective(chains: &[Vec<f64>]) -> Option<f64> {
    let length = chains.first()?.len();
    let count = (chains.len() * length) as f64;
    // A parameter that never goes beyond a bound has nothing to tell of it.
    let Some((within, all)) = variances(chains) else { return Some(count) };
    let centred: Vec<Vec<f64>> = chains
        .iter()
        .map(|chain| {
            let mean = mean(chain);
            chain.iter().map(|x| x - mean).collect()
        })
        .collect();
    let correlation = |lag: usize| {
        let of = |chain: &Vec<f64>| {
            let products = chain.iter().zip(chain.iter().skip(lag)).map(|(one, later)| one * later);
            products.sum::<f64>() / length as f64
        };
        let covariance = centred.iter().map(of).sum::<f64>() / centred.len() as f64;
        1.0 - (within * (length as f64 - 1.0) / length as f64 - covariance) / all
    };
    let (mut sum, mut least) = (0.0, f64::INFINITY);
    for lag in (0..length - 1).step_by(2) {
        let pair = correlation(lag) + correlation(lag + 1);
        if pair <= 0.0 {
            break;
        }
        least = least.min(pair);
        sum += least;
    }
    let time = (2.0 * sum - 1.0).max(1.0 / count.log10());
    Some(count / time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(random: &mut fastrand::Rng) -> f64 {
        quantile(random.f64().max(1e-12))
    }

    /// Chains in which each draw keeps a part of the one before.
    fn chains(count: usize, length: usize, keeps: f64, seed: u64) -> Vec<Vec<f64>> {
        let mut random = fastrand::Rng::with_seed(seed);
        let fresh = (1.0 - keeps * keeps).sqrt();
        (0..count)
            .map(|_| {
                let mut at = normal(&mut random);
                let next = |_| {
                    at = keeps * at + fresh * normal(&mut random);
                    at
                };
                (0..length).map(next).collect()
            })
            .collect()
    }

    #[test]
    fn draws_are_worth_as_many_as_their_autocorrelation_leaves() {
        for (keeps, seed) in [(0.0, 1), (0.5, 2), (0.9, 3), (-0.5, 4)] {
            let found = diagnose(&chains(4, 5000, keeps, seed)).unwrap();
            let expect = 20_000.0 * (1.0 - keeps) / (1.0 + keeps);
            assert!((found.bulk / expect - 1.0).abs() < 0.15, "{keeps}: {found:?} for {expect}");
            assert!(found.rhat < 1.01, "{keeps}: {found:?}");
            assert!(found.tail > 0.3 * expect.min(20_000.0), "{keeps}: {found:?}");
        }
    }

    #[test]
    fn chains_that_differ_in_place_or_in_width_are_told() {
        let mut apart = chains(4, 1000, 0.3, 5);
        apart[0].iter_mut().for_each(|x| *x += 1.0);
        assert!(diagnose(&apart).unwrap().rhat > 1.1);
        let mut wide = chains(4, 1000, 0.3, 6);
        wide[0].iter_mut().for_each(|x| *x *= 3.0);
        assert!(diagnose(&wide).unwrap().rhat > 1.05);
        // One chain that drifts differs from itself.
        let drifts = vec![(0..1000).map(|x| f64::from(x) + f64::from(x % 7)).collect()];
        assert!(diagnose(&drifts).unwrap().rhat > 1.5);
    }

    #[test]
    fn ranks_make_the_scale_of_a_parameter_count_for_nothing() {
        let plain = chains(4, 500, 0.4, 7);
        let (one, other) =
            (diagnose(&plain).unwrap(), diagnose(&map(&plain, |x| (3.0 * x).exp())).unwrap());
        assert!((one.bulk - other.bulk).abs() < 1e-6 && (one.tail - other.tail).abs() < 1e-6);
    }

    #[test]
    fn of_few_draws_or_of_none_that_move_nothing_is_said() {
        assert_eq!(diagnose(&[]), None);
        assert_eq!(diagnose(&[vec![1.0; 7], vec![2.0; 7]]), None);
        assert_eq!(diagnose(&[vec![1.0; 100]]), None);
    }
}

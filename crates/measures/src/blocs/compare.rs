//! Two partitions of the same members, two sets of members.

use std::collections::BTreeMap;

use scrutineer_record::MemberSet;

use crate::Share;

/// How far two partitions of the same things are one: 1 if they are the same, 0 on the average if they have nothing to
/// do with each other, and below that if they have less (Hubert and Arabie 1985). The two give for each thing the
/// number of its part. `None` if both are one part, or both nothing but single things: then it says nothing.
///
/// ```
/// use scrutineer_measures::adjusted_rand;
/// assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[5, 5, 7, 7]), Some(1.0));
/// assert_eq!(adjusted_rand(&[0, 0, 0, 0], &[0, 1, 2, 3]), Some(0.0));
/// ```
pub fn adjusted_rand(one: &[usize], other: &[usize]) -> Option<f64> {
    let n = one.len().min(other.len());
    let pairs_in = |counts: BTreeMap<(usize, usize), u64>| {
        counts.values().map(|count| pairs(*count)).sum::<f64>()
    };
    let count = |of: &dyn Fn(usize, usize) -> (usize, usize)| {
        let mut counts = BTreeMap::new();
        for (a, b) in one.iter().zip(other) {
            *counts.entry(of(*a, *b)).or_insert(0) += 1;
        }
        pairs_in(counts)
    };
    let (both, in_one, in_other) =
        (count(&|a, b| (a, b)), count(&|a, _| (a, 0)), count(&|_, b| (0, b)));
    let all = pairs(n as u64);
    let by_chance = in_one * in_other / all;
    let most = f64::midpoint(in_one, in_other);
    (all > 0.0 && most > by_chance).then(|| (both - by_chance) / (most - by_chance))
}

/// How many pairs so many things make.
fn pairs(count: u64) -> f64 {
    let count = count as f64;
    count * (count - 1.0) / 2.0
}

/// How many are in both of two sets, of those that are in either: Jaccard's index (1901).
pub fn overlap(one: MemberSet, other: MemberSet) -> Share {
    Share { count: (one & other).len().into(), n: (one | other).len().into() }
}

//! Blocs whose members agree more than is to be expected of them.

use super::{AgreementGraph, Blocs, Dendrogram};

/// Two values of modularity no further apart are equal.
pub(super) const EQUAL: f64 = 1e-12;

/// The search also starts from the dendrogram cut into up to so many.
const STARTS: usize = 12;

impl Blocs {
    /// The blocs with the highest modularity that is found: members change blocs and blocs are joined as long as that
    /// makes it higher (Blondel et al. 2008), starting from every member by itself and from the dendrogram cut into one
    /// to twelve; the best end of these is taken.
    pub fn by_modularity(graph: &AgreementGraph) -> Blocs {
        let n = graph.members().len();
        let excess = Excess::of(graph);
        let dendrogram = Dendrogram::of(graph);
        let starts = std::iter::once((0..n).collect());
        let starts = starts.chain((1..=STARTS).map(|count| dendrogram.labels(n, count)));
        let ends = starts.map(|start| excess.climbed(start));
        let best =
            ends.reduce(
                |best, end| {
                    if excess.kept(&end) > excess.kept(&best) + EQUAL { end } else { best }
                },
            );
        Blocs::of(graph, &best.unwrap_or_default())
    }
}

/// The agreement beyond the expected between members of the same bloc, as a part of all agreement (Newman 2006).
pub(super) fn modularity(graph: &AgreementGraph, labels: &[usize]) -> f64 {
    let excess = Excess::of(graph);
    if excess.all > 0.0 { excess.kept(labels) / excess.all } else { 0.0 }
}

/// How much more every two members agree than is to be expected of how much each agrees with everybody.
///
/// What is expected of two members is the sum of a number for each of them, such that everybody's expected agreement with
/// the others adds up to what it is. An unanimous vote raises all agreement alike, and so changes no bloc.
pub(super) struct Excess {
    n: usize,
    /// Row by row; nothing between a member and itself.
    between: Vec<f64>,
    /// The agreement of all pairs together.
    all: f64,
}

impl Excess {
    pub(super) fn of(graph: &AgreementGraph) -> Excess {
        let n = graph.members().len();
        let others = |a: usize| (0..n).filter(move |b| *b != a);
        let sums: Vec<f64> = (0..n).map(|a| others(a).map(|b| graph.between(a, b)).sum()).collect();
        let all = sums.iter().sum::<f64>() / 2.0;
        if n < 3 {
            return Excess { n, between: vec![0.0; n * n], all };
        }
        // Of row sums r with (n − 2) x + Σx = r, so that Σx = Σr / (2n − 2).
        let total = 2.0 * all / (2.0 * n as f64 - 2.0);
        let own = |place: usize| {
            (sums.get(place).copied().unwrap_or_default() - total) / (n as f64 - 2.0)
        };
        let excess = |a: usize, b: usize| {
            if a == b { 0.0 } else { graph.between(a, b) - own(a) - own(b) }
        };
        let between = (0..n).flat_map(|a| (0..n).map(move |b| (a, b)));
        Excess { n, between: between.map(|(a, b)| excess(a, b)).collect(), all }
    }

    /// How much more than expected a member agrees with everyone.
    pub(super) fn row(&self, place: usize) -> &[f64] {
        self.between.get(place * self.n..(place + 1) * self.n).unwrap_or_default()
    }

    /// The excess between members of the same bloc.
    fn kept(&self, labels: &[usize]) -> f64 {
        let of = |(place, label): (usize, &usize)| {
            let others = self.row(place).iter().zip(labels).filter(|(_, other)| *other == label);
            others.map(|(excess, _)| excess).sum::<f64>()
        };
        labels.iter().enumerate().map(of).sum::<f64>() / 2.0
    }

    /// The excess between a member and every bloc, by its number; that of numbers without members is 0.
    fn beside(&self, place: usize, labels: &[usize]) -> Vec<f64> {
        let mut sums = vec![0.0; labels.iter().max().map_or(0, |most| most + 2)];
        for (excess, label) in self.row(place).iter().zip(labels) {
            if let Some(sum) = sums.get_mut(*label) {
                *sum += excess;
            }
        }
        sums
    }

    /// The partition to which moves and joins lead, as long as each makes it better.
    fn climbed(&self, mut labels: Vec<usize>) -> Vec<usize> {
        while self.moved(&mut labels) || self.joined(&mut labels) {}
        labels
    }

    /// Moves every member to the bloc where its excess is highest, or to one of its own; whether any moved.
    fn moved(&self, labels: &mut [usize]) -> bool {
        let mut any = false;
        for place in 0..self.n {
            let sums = self.beside(place, labels);
            let Some(label) = labels.get_mut(place) else { continue };
            let own = sums.get(*label).copied().unwrap_or_default();
            let (bloc, excess) = highest(&sums);
            if excess > own + EQUAL {
                *label = bloc;
                any = true;
            }
        }
        any
    }

    /// Joins the two blocs with the highest excess between them, if it is any; whether it did.
    fn joined(&self, labels: &mut [usize]) -> bool {
        let mut best = (0.0, 0, 0);
        for one in numbers(labels) {
            let members = labels.iter().enumerate().filter(|(_, label)| **label == one);
            let rows = members.map(|(place, _)| self.beside(place, labels));
            let mut sums = rows.reduce(plus).unwrap_or_default();
            // Each pair once, and none with itself.
            sums.iter_mut().take(one + 1).for_each(|sum| *sum = 0.0);
            let (other, excess) = highest(&sums);
            if excess > best.0 + EQUAL {
                best = (excess, one, other);
            }
        }
        let (excess, one, other) = best;
        labels.iter_mut().filter(|label| **label == other).for_each(|label| *label = one);
        excess > 0.0
    }
}

/// The first of the highest sums, with its place.
fn highest(sums: &[f64]) -> (usize, f64) {
    let all = sums.iter().copied().enumerate();
    all.reduce(|best, next| if next.1 > best.1 + EQUAL { next } else { best }).unwrap_or_default()
}

fn plus(one: Vec<f64>, other: Vec<f64>) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one + other).collect()
}

/// The numbers of all blocs.
fn numbers(labels: &[usize]) -> Vec<usize> {
    let mut numbers = labels.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

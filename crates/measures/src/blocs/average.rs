//! Blocs by hierarchical clustering.

use kodama::{Method, linkage};

use super::modularity::{EQUAL, Excess};
use super::{AgreementGraph, Blocs};

/// Which members and blocs were joined in which order, the closest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dendrogram {
    /// One merge fewer than there are members.
    pub merges: Vec<Merge>,
}

/// Two members or blocs joined. Numbers below the number of members are members, by their place in the graph; the next
/// is the first merge, and so on: as in SciPy and R's `hclust`, but from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// One of the two.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// One less the mean agreement of a member of the one with a member of the other.
    pub distance: f64,
    /// How many members they have together.
    pub size: usize,
}

impl Dendrogram {
    /// Average linkage (UPGMA): those are joined next of which the members agree most on the average.
    pub fn of(graph: &AgreementGraph) -> Dendrogram {
        let n = graph.members().len();
        if n < 2 {
            return Dendrogram::default();
        }
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        let mut distances: Vec<f64> = pairs.map(|(a, b)| 1.0 - graph.between(a, b)).collect();
        let joined = linkage(&mut distances, n, Method::Average);
        let merge = |step: &kodama::Step<f64>| Merge {
            one: step.cluster1,
            other: step.cluster2,
            distance: step.dissimilarity,
            size: step.size,
        };
        Dendrogram { merges: joined.steps().iter().map(merge).collect() }
    }

    /// The blocs that are left when it is cut into `count`; without a count, into as many as have the highest
    /// modularity, and the fewest of these.
    pub fn cut(&self, graph: &AgreementGraph, count: Option<usize>) -> Blocs {
        let n = graph.members().len();
        Blocs::of(graph, &self.labels(n, count.unwrap_or_else(|| self.best_count(graph))))
    }

    fn best_count(&self, graph: &AgreementGraph) -> usize {
        let n = graph.members().len();
        let excess = Excess::of(graph);
        // The excess between every two of the members and of the blocs so far.
        let mut between: Vec<Vec<f64>> = (0..n).map(|place| excess.row(place).to_vec()).collect();
        let (mut kept, mut best) = (0.0, (0.0, n));
        for (place, merge) in self.merges.iter().enumerate() {
            let [one, other] =
                [merge.one, merge.other].map(|of| between.get(of).cloned().unwrap_or_default());
            kept += one.get(merge.other).copied().unwrap_or_default();
            let both: Vec<f64> = one.iter().zip(&other).map(|(one, other)| one + other).collect();
            for (row, both) in between.iter_mut().zip(&both) {
                row.push(*both);
            }
            between.push(both.into_iter().chain([0.0]).collect());
            if kept >= best.0 - EQUAL {
                best = (kept, n - place - 1);
            }
        }
        best.1
    }

    /// For each of `n` members the number of its bloc, if there are to be `count`.
    pub(super) fn labels(&self, n: usize, count: usize) -> Vec<usize> {
        let mut labels: Vec<usize> = (0..n).collect();
        for (place, merge) in self.merges.iter().take(n.saturating_sub(count.max(1))).enumerate() {
            merge.make(n + place, &mut labels);
        }
        labels
    }
}

impl Merge {
    /// Gives the members of both one number.
    fn make(&self, number: usize, labels: &mut [usize]) {
        let both = labels.iter_mut().filter(|label| [self.one, self.other].contains(label));
        both.for_each(|label| *label = number);
    }
}

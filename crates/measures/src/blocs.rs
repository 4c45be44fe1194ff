//! Blocs: members that voted alike, found from the votes alone.

mod average;
mod compare;
mod follow;
mod graph;
mod modularity;

use scrutineer_record::{MemberId, MemberSet};

pub use average::{Dendrogram, Merge};
pub use compare::{adjusted_rand, overlap};
pub use follow::{BlocsOfSession, CLEAR, LEAST_OVERLAP, MEMORY, Named, follow};
pub use graph::{AgreementGraph, FEWEST, LEAST_PART};

/// Members that voted more alike than others.
#[derive(Clone, Debug, PartialEq)]
pub struct Bloc {
    /// Who they are.
    pub members: MemberSet,
    /// The one that agrees most with the others; of two members, the first by code.
    pub central: MemberId,
    /// The mean agreement of two of them; none of a member alone.
    pub within: Option<f64>,
    /// The mean agreement of one of them with one outside; none if there is nobody outside.
    pub outside: Option<f64>,
}

/// The blocs of some votes, the largest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blocs {
    /// Every member of the graph is in one of them.
    pub list: Vec<Bloc>,
    /// How much more than expected the members of a bloc agree, as a part of all agreement.
    pub modularity: f64,
}

impl Blocs {
    /// The blocs of a partition: for each member of the graph, in its order, the number of its bloc.
    fn of(graph: &AgreementGraph, labels: &[usize]) -> Blocs {
        let mut list: Vec<Bloc> =
            parts(labels).iter().filter_map(|part| bloc(graph, part)).collect();
        // The order within one size is that of the first members.
        list.sort_by_key(|bloc| std::cmp::Reverse(bloc.members.len()));
        Blocs { list, modularity: modularity::modularity(graph, labels) }
    }

    /// All that are in a bloc.
    pub fn members(&self) -> MemberSet {
        self.list.iter().fold(MemberSet::EMPTY, |all, bloc| all | bloc.members)
    }

    /// The place of the bloc in which a member is.
    pub fn of_member(&self, member: MemberId) -> Option<usize> {
        self.list.iter().position(|bloc| bloc.members.contains(member))
    }
}

/// The places with each number, in the order in which the numbers come up.
fn parts(labels: &[usize]) -> Vec<Vec<usize>> {
    let mut parts: Vec<(usize, Vec<usize>)> = Vec::new();
    for (place, label) in labels.iter().enumerate() {
        match parts.iter_mut().find(|(of, _)| of == label) {
            Some((_, part)) => part.push(place),
            None => parts.push((*label, vec![place])),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

fn bloc(graph: &AgreementGraph, part: &[usize]) -> Option<Bloc> {
    let n = graph.members().len();
    let mut inside = vec![false; n];
    for place in part {
        if let Some(inside) = inside.get_mut(*place) {
            *inside = true;
        }
    }
    let with = |of: usize, within: bool| -> Mean {
        let others = graph.row(of).iter().zip(&inside).enumerate();
        let others = others.filter(|(place, (_, inside))| *place != of && **inside == within);
        others.map(|(_, (agreement, _))| *agreement).collect()
    };
    let of_all =
        |within| part.iter().map(|place| with(*place, within)).fold(Mean::default(), Mean::and);
    let closeness = |place: usize| with(place, true).value().unwrap_or(1.0);
    let central = part
        .iter()
        .copied()
        .reduce(|best, place| if closeness(place) > closeness(best) { place } else { best })?;
    let member = |place: usize| graph.members().get(place).copied();
    Some(Bloc {
        members: part.iter().filter_map(|place| member(*place)).collect(),
        central: member(central)?,
        within: of_all(true).value(),
        outside: of_all(false).value(),
    })
}

/// A mean in the making.
#[derive(Clone, Copy, Default)]
struct Mean {
    sum: f64,
    count: f64,
}

impl Mean {
    fn and(self, other: Mean) -> Mean {
        Mean { sum: self.sum + other.sum, count: self.count + other.count }
    }

    fn value(self) -> Option<f64> {
        (self.count > 0.0).then(|| self.sum / self.count)
    }
}

impl FromIterator<f64> for Mean {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Mean {
        values.into_iter().map(|sum| Mean { sum, count: 1.0 }).fold(Mean::default(), Mean::and)
    }
}

#[cfg(test)]
mod tests;

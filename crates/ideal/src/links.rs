//! Which votes are on one item. That the same text is voted on again years later ties the sessions together.

use std::collections::{BTreeMap, HashMap, HashSet};

use scrutineer_record::{Record, Vote};

/// Which votes are on one item.
#[derive(Clone, Debug, Default)]
pub enum Links {
    /// Every vote is on an item of its own.
    None,
    /// Votes on whole texts of one series of the record.
    #[default]
    Series,
    /// Pairs of roll calls, by the numbers that Voeten's data and those of unvotes give them: those of the
    /// published file of matches.
    Pairs(Pairs),
}

/// Pairs of roll calls on the same text.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    /// The numbers of the two.
    pub pairs: Vec<(u32, u32)>,
    /// The numbers of votes whose ids do not tell them, by id: the record shows them as another source has them.
    pub numbers: HashMap<String, u32>,
}

impl From<Vec<(u32, u32)>> for Pairs {
    fn from(pairs: Vec<(u32, u32)>) -> Pairs {
        Pairs { pairs, numbers: HashMap::new() }
    }
}

impl Pairs {
    /// The number of a vote.
    fn number(&self, vote: Vote<'_>) -> Option<u32> {
        number(&vote.facts().id).or_else(|| self.numbers.get(&vote.facts().id).copied())
    }
}

impl Links {
    /// For every vote of the record the place of the vote that stands for its item.
    pub(crate) fn firsts(&self, record: &Record) -> Vec<usize> {
        let own = record.votes().map(|vote| vote.place());
        match self {
            Links::None => own.collect(),
            Links::Series => {
                let mut first: HashMap<&str, usize> = HashMap::new();
                let of = |vote: Vote<'_>| vote.place();
                record
                    .votes()
                    .map(|vote| match vote.series().filter(|_| vote.motion.is_whole()) {
                        Some(series) => *first.entry(&series.id).or_insert_with(|| of(vote)),
                        None => of(vote),
                    })
                    .collect()
            }
            Links::Pairs(pairs) => {
                let places: HashMap<u32, usize> = record
                    .votes()
                    .filter_map(|vote| Some((pairs.number(vote)?, vote.place())))
                    .collect();
                let parents = parents(&pairs.pairs);
                record
                    .votes()
                    .map(|vote| {
                        let root = pairs.number(vote).map(|number| root(&parents, number));
                        root.and_then(|root| places.get(&root).copied()).unwrap_or(vote.place())
                    })
                    .collect()
            }
        }
    }

    /// How many of the pairs name two votes of the record; `None` where there are no pairs.
    pub fn found(&self, record: &Record) -> Option<usize> {
        let Links::Pairs(pairs) = self else { return None };
        let known: HashSet<u32> = record.votes().filter_map(|vote| pairs.number(vote)).collect();
        Some(
            pairs
                .pairs
                .iter()
                .filter(|(one, two)| known.contains(one) && known.contains(two))
                .count(),
        )
    }
}

/// The number that an id tells: that of a roll call in Voeten's data and those of unvotes, which is its key.
pub fn number(id: &str) -> Option<u32> {
    let (source, key) = id.split_once(':')?;
    matches!(source, "unvotes" | "voeten").then(|| key.parse().ok()).flatten()
}

/// For the second of each pair, the smallest first.
fn parents(pairs: &[(u32, u32)]) -> BTreeMap<u32, u32> {
    let mut parents = BTreeMap::new();
    for (one, two) in pairs {
        let parent = parents.entry(*two).or_insert(*one);
        *parent = (*parent).min(*one);
    }
    parents
}

/// Where a chain of pairs begins. The published code goes through the second of each pair from the highest to
/// the lowest, and so a chain goes on only as long as its numbers fall.
fn root(parents: &BTreeMap<u32, u32>, number: u32) -> u32 {
    let mut at = number;
    while let Some(parent) = parents.get(&at).copied() {
        if parent >= at {
            return parent;
        }
        at = parent;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_lead_to_their_earliest_vote() {
        let parents = parents(&[(3, 7), (7, 12), (5, 12), (12, 20), (30, 25), (25, 26)]);
        for (number, expect) in [(3, 3), (7, 3), (12, 5), (20, 5), (25, 30), (26, 30), (99, 99)] {
            assert_eq!(root(&parents, number), expect, "{number}");
        }
    }
}

//! Which votes are on one item. That the same text is voted on again years later ties the sessions together.

use std::collections::{BTreeMap, HashMap};

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
    Pairs(Vec<(u32, u32)>),
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
                let places: HashMap<u32, usize> =
                    record.votes().filter_map(|vote| Some((number(vote)?, vote.place()))).collect();
                let parents = parents(pairs);
                record
                    .votes()
                    .map(|vote| {
                        let root = number(vote).map(|number| root(&parents, number));
                        root.and_then(|root| places.get(&root).copied()).unwrap_or(vote.place())
                    })
                    .collect()
            }
        }
    }

    /// How many of the pairs name two votes of the record; `None` where there are no pairs.
    pub fn found(&self, record: &Record) -> Option<usize> {
        let Links::Pairs(pairs) = self else { return None };
        let known: std::collections::HashSet<u32> = record.votes().filter_map(number).collect();
        Some(pairs.iter().filter(|(one, two)| known.contains(one) && known.contains(two)).count())
    }
}

/// The number of a roll call in Voeten's data and those of unvotes, which is the key of its id.
fn number(vote: Vote<'_>) -> Option<u32> {
    let (source, key) = vote.facts().id.split_once(':')?;
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

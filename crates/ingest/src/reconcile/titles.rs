//! How much two titles have in common.

use std::collections::HashMap;

use super::Account;

/// Words are compared by their beginning, since one source writes "disarmament" where the other has
/// "disarming", and shorter ones are left out.
const STEM: usize = 6;
const SHORTEST_WORD: usize = 4;

/// The words of all titles and descriptions, with their weights.
pub(super) struct Titles {
    /// By place of the account, sorted.
    words: Vec<Vec<usize>>,
    /// By word: the rarer, the heavier.
    weights: Vec<f64>,
}

impl Titles {
    pub(super) fn of(accounts: &[Account<'_>]) -> Titles {
        let mut numbers = HashMap::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut words = Vec::with_capacity(accounts.len());
        for account in accounts {
            let texts = [&account.facts.title, &account.facts.about.description];
            let mut own: Vec<usize> = texts
                .into_iter()
                .flat_map(|text| stems(text))
                .map(|stem| {
                    let next = numbers.len();
                    *numbers.entry(stem).or_insert(next)
                })
                .collect();
            own.sort_unstable();
            own.dedup();
            counts.resize(numbers.len(), 0);
            for word in &own {
                counts.get_mut(*word).into_iter().for_each(|count| *count += 1);
            }
            words.push(own);
        }
        let all = f64::from(u32::try_from(accounts.len()).unwrap_or(u32::MAX));
        let weights = counts.into_iter().map(|count| (all / f64::from(count)).ln()).collect();
        Titles { words, weights }
    }

    /// The share of the words of the shorter title that the other one has, from 0 to 1.
    pub(super) fn in_common(&self, one: &Account<'_>, other: &Account<'_>) -> f64 {
        let (one, other) = (self.words_of(one), self.words_of(other));
        let common: Vec<_> =
            one.iter().copied().filter(|word| other.binary_search(word).is_ok()).collect();
        let shorter = self.weight(one).min(self.weight(other));
        // A title of one or two commonplace words says nothing.
        self.weight(&common) / shorter.max(1.0)
    }

    fn words_of(&self, account: &Account<'_>) -> &[usize] {
        self.words.get(account.place).map_or(&[], Vec::as_slice)
    }

    fn weight(&self, words: &[usize]) -> f64 {
        words.iter().filter_map(|word| self.weights.get(*word)).sum()
    }
}

fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|sign: char| !sign.is_alphabetic())
        .filter(|word| word.chars().count() >= SHORTEST_WORD)
        .map(|word| word.chars().take(STEM).flat_map(char::to_lowercase).collect())
}

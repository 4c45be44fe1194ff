//! Finding many fixed phrases in running text: names, cues, nicknames.
//!
//! Phrases begin where words begin, so that a look-up of each word of the text among the first words of the
//! phrases is enough. That is made in a fraction of the time of an automaton over all phrases, which most runs
//! would build for one article, and reads at the speed of hashing words.

use std::collections::HashMap;
use std::ops::Range;

/// Phrases by their first words. Letters of ASCII are found in either case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    phrases: Vec<String>,
    /// Places of the phrases that begin with a word, longest first.
    by_first_word: HashMap<String, Vec<usize>>,
}

impl Phrases {
    pub(crate) fn new(phrases: impl IntoIterator<Item = String>) -> Phrases {
        let phrases: Vec<String> =
            phrases.into_iter().map(|phrase| phrase.to_ascii_lowercase()).collect();
        let mut by_first_word: HashMap<String, Vec<usize>> = HashMap::with_capacity(phrases.len());
        for (place, phrase) in phrases.iter().enumerate() {
            by_first_word.entry(first_word(phrase).to_owned()).or_default().push(place);
        }
        let length = |place: &usize| phrases.get(*place).map_or(0, String::len);
        for places in by_first_word.values_mut() {
            places.sort_by_key(|place| std::cmp::Reverse(length(place)));
        }
        Phrases { phrases, by_first_word }
    }

    /// The phrases in a text, each with its place in the list they were made of: leftmost first, and of those
    /// that begin at one word the longest that `fits`. What is found does not overlap.
    pub(crate) fn find(
        &self,
        text: &str,
        fits: impl Fn(usize, Range<usize>) -> bool,
    ) -> Vec<(Range<usize>, usize)> {
        let lower = text.to_ascii_lowercase();
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        let mut end = 0;
        for (start, word) in words(&lower) {
            if start < end {
                continue;
            }
            let phrase = self.by_first_word.get(word).into_iter().flatten().find_map(|place| {
                let phrase = self.phrases.get(*place)?;
                let range = start..start + phrase.len();
                let here = lower.get(range.clone()) == Some(phrase.as_str());
                let whole = here && ends_word(&lower, &range);
                (whole && fits(*place, range.clone())).then_some((range, *place))
            });
            if let Some((range, place)) = phrase {
                end = range.end;
                found.push((range, place));
            }
        }
        found
    }
}

/// The word with which a text begins.
fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// The words of a text with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let word = first_word(text.get(start..)?);
        at = start + word.len();
        Some((start, word))
    })
}

/// Whether a word ends where the range ends.
fn ends_word(text: &str, range: &Range<usize>) -> bool {
    let ends_in_mark = text.get(range.clone()).is_some_and(|phrase| phrase.ends_with('.'));
    let next = text.get(range.end..).and_then(|rest| rest.chars().next());
    ends_in_mark || !next.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let phrases = Phrases::new(phrases.iter().map(|phrase| (*phrase).to_owned()));
        let found = phrases.find(text, |_, _| true);
        found.into_iter().map(|(range, _)| text.get(range).unwrap().to_owned()).collect()
    }

    #[test]
    fn leftmost_and_longest_at_whole_words() {
        let phrases = ["the UN", "United States", "united", "U.S.", "Niger", "côte d'ivoire"];
        assert_eq!(found(&phrases, "the United States"), ["United States"]);
        assert_eq!(found(&phrases, "the UN and Nigeria"), ["the UN"]);
        assert_eq!(found(&phrases, "U.S. and Niger's"), ["U.S.", "Niger"]);
        assert_eq!(found(&phrases, "CôTE D'IVOIRE, united"), ["CôTE D'IVOIRE", "united"]);
    }

    proptest! {
        #[test]
        fn what_is_found_is_a_phrase_where_it_stands(text in "[abé .']{0,40}") {
            let phrases = ["a", "a b", "b", "é a", "ab.", "b'a b"];
            for words in found(&phrases, &text) {
                prop_assert!(phrases.contains(&words.to_ascii_lowercase().as_str()));
            }
        }
    }
}

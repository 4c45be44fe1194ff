//! Finding many fixed phrases in running text: names, cues, nicknames.
//!
//! Phrases begin where words begin, so that a look-up of each word of the text among the first words of the
//! phrases is enough. That is made in a fraction of the time of an automaton over all phrases, which most runs
//! would build for one article, and reads at the speed of hashing words.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use crate::letters::Letters;

/// Phrases by their first words. Letters of ASCII are found in either case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    phrases: Vec<String>,
    /// The phrases that begin with a word, by its hash, longest first. Words of one hash share a list: what is
    /// found there is compared.
    by_first_word: HashMap<u64, Vec<Candidate>>,
    /// What is known of the hashes without looking them up: most words of a text begin no phrase.
    first_words: Sieve,
}

/// A set of hashes, in which others can seem to be that are not.
#[derive(Clone, Debug, Default)]
struct Sieve {
    bits: Vec<u64>,
}

impl Sieve {
    /// So many bits for each hash.
    const ROOM: usize = 16;

    fn of<'h>(hashes: impl ExactSizeIterator<Item = &'h u64>) -> Sieve {
        let words = (hashes.len() * Sieve::ROOM).div_ceil(64).next_power_of_two();
        let mut sieve = Sieve { bits: vec![0; words] };
        for hash in hashes {
            let (word, bit) = sieve.place(*hash);
            if let Some(bits) = sieve.bits.get_mut(word) {
                *bits |= bit;
            }
        }
        sieve
    }

    #[inline]
    fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The word, by the upper half of the hash, whose bits are the better ones, and the bit in it.
    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 32) as usize & self.bits.len().wrapping_sub(1), 1 << (hash >> 58))
    }
}

/// A phrase that can stand where its first word does.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    place: usize,
    /// The hash of its second word, if it has one: of the many phrases that begin with "the" few go on alike.
    second: Option<u64>,
}

impl Phrases {
    pub(crate) fn new(phrases: impl IntoIterator<Item = String>) -> Phrases {
        let phrases: Vec<String> =
            phrases.into_iter().map(|phrase| phrase.to_ascii_lowercase()).collect();
        let mut by_first_word: HashMap<u64, Vec<Candidate>> = HashMap::with_capacity(phrases.len());
        for (place, phrase) in phrases.iter().enumerate() {
            let mut words = words(phrase);
            if let Some(word) = words.next().filter(|word| word.range.start == 0) {
                let second = words.next().map(|word| word.hash);
                by_first_word.entry(word.hash).or_default().push(Candidate { place, second });
            }
        }
        let length = |it: &Candidate| phrases.get(it.place).map_or(0, String::len);
        for candidates in by_first_word.values_mut() {
            candidates.sort_by_key(|candidate| std::cmp::Reverse(length(candidate)));
        }
        let first_words = Sieve::of(by_first_word.keys());
        Phrases { phrases, by_first_word, first_words }
    }

    /// The phrases in a text, each with its place in the list they were made of: leftmost first, and of those
    /// that begin at one word the longest that `fits`. What is found does not overlap.
    pub(crate) fn find(
        &self,
        Words { text, words }: &Words<'_>,
        fits: impl Fn(usize, Range<usize>) -> bool,
    ) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        let mut end = 0;
        for (place, word) in words.iter().enumerate() {
            let start = word.range.start;
            if start < end || !self.first_words.may_hold(word.hash) {
                continue;
            }
            let Some(candidates) = self.by_first_word.get(&word.hash) else { continue };
            let next = words.get(place + 1).map(|next| next.hash);
            let phrase = candidates.iter().find_map(|candidate| {
                if candidate.second.is_some() && candidate.second != next {
                    return None;
                }
                let phrase = self.phrases.get(candidate.place)?;
                let range = start..start + phrase.len();
                let stands = stands(text, phrase, range.clone());
                (stands && fits(candidate.place, range.clone())).then_some((range, candidate.place))
            });
            if let Some((range, place)) = phrase {
                end = range.end;
                found.push((range, place));
            }
        }
        found
    }
}

/// Whether the phrase stands in this place, as whole words.
fn stands(text: &str, phrase: &str, range: Range<usize>) -> bool {
    let here = text.as_bytes().get(range.clone());
    here.is_some_and(|here| here.eq_ignore_ascii_case(phrase.as_bytes()))
        && (phrase.ends_with('.') || !starts_with_letter(text.get(range.end..)))
}

fn starts_with_letter(text: Option<&str>) -> bool {
    text.and_then(|text| text.chars().next()).is_some_and(char::is_alphanumeric)
}

/// A text with its words, found once for all phrases that are looked for.
#[derive(Clone, Debug)]
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    words: Vec<Word>,
}

impl<'t> Words<'t> {
    pub(crate) fn of(text: &'t str) -> Words<'t> {
        let mut all = Vec::with_capacity(text.len() / 5);
        all.extend(words(text));
        Words { text, words: all }
    }

    /// Those that begin in a stretch of the text.
    pub(crate) fn within(&self, stretch: &Range<usize>) -> &[Word] {
        let place = |at: usize| self.words.partition_point(|word| word.range.start < at);
        self.words.get(place(stretch.start)..place(stretch.end)).unwrap_or_default()
    }

    /// How many they are.
    pub(crate) fn count(&self) -> usize {
        self.words.len()
    }
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Of its letters, those of ASCII in lower case.
    pub(crate) hash: u64,
}

/// The words of a text: letters and digits up to the next that is neither.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> {
    static LETTERS: Letters = Letters::with(b"", |_| false);
    let bytes = text.as_bytes();
    let hashed = |range: Range<usize>| Word {
        hash: hash(bytes.get(range.clone()).unwrap_or_default()),
        range,
    };
    LETTERS.words(text).map(hashed)
}

/// The hash of a word, eight bytes at a time, whatever the case of its letters of ASCII.
fn hash(word: &[u8]) -> u64 {
    // Of letters and digits this bit tells only the case.
    const LOWER: u64 = 0x2020_2020_2020_2020;
    let (eights, rest) = word.as_chunks::<8>();
    let all = eights.iter().map(|eight| u64::from_le_bytes(*eight) | LOWER);
    let mixed_in = all.fold(0, mixed);
    let last = rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte | 0x20));
    mixed(mixed_in, last)
}

fn mixed(hash: u64, letters: u64) -> u64 {
    // An odd number without a pattern, so that every letter counts in every bit above it.
    (hash.rotate_left(29) ^ letters).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let phrases = Phrases::new(phrases.iter().map(|phrase| (*phrase).to_owned()));
        let found = phrases.find(&Words::of(text), |_, _| true);
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

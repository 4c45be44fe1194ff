//! How much of a title stands in running text.

use std::borrow::Cow;
use std::collections::HashMap;

use scrutineer_record::fold;

/// Distinct titles as sets of words, with how much each word tells.
#[derive(Debug, Default)]
pub(crate) struct Titles {
    titles: Vec<Title>,
    places: HashMap<String, usize>,
    /// Inverse document frequency of each word, and the titles in which it stands.
    words: Vec<Word>,
}

#[derive(Debug)]
struct Title {
    words: Vec<usize>,
    /// What all its words tell together.
    tells: f64,
}

#[derive(Debug, Default)]
struct Word {
    tells: f64,
    /// In how many titles it stands.
    frequency: u16,
    /// The titles that are known by it, among other words.
    titles: Vec<usize>,
}

/// A title tells at least so much, counted in words that stand in no other title: the one word of "Jerusalem"
/// is not worth as much as all words of a longer title.
const LEAST_TOLD: f64 = 1.25;

/// A single word that tells so much of a title stands for it: the place in "Status of Jerusalem".
const MOST: f64 = 0.5;

impl Titles {
    /// The titles, and for each that was given which of the distinct ones it is.
    pub(crate) fn new<'r>(titles: impl Iterator<Item = &'r str>) -> (Titles, Vec<usize>) {
        let mut index = Titles::default();
        let mut as_written: HashMap<&str, usize> = HashMap::new();
        let mut folded: HashMap<String, usize> = HashMap::new();
        let mut of_vote = Vec::new();
        for title in titles {
            let place = *as_written.entry(title).or_insert_with(|| {
                let title = fold(title);
                folded.get(&title).copied().unwrap_or_else(|| {
                    let place = index.add(&title);
                    folded.insert(title, place);
                    place
                })
            });
            of_vote.push(place);
        }
        index.weigh();
        (index, of_vote)
    }

    fn add(&mut self, folded: &str) -> usize {
        let place = self.titles.len();
        let (mut all, mut telling) = (Vec::new(), Vec::new());
        for (word, tells) in words_of(folded) {
            let word = self.place_of(&word);
            if !all.contains(&word) {
                all.push(word);
            }
            if tells && !telling.contains(&word) {
                telling.push(word);
            }
        }
        for word in &all {
            if let Some(word) = self.words.get_mut(*word) {
                word.frequency = word.frequency.saturating_add(1);
            }
        }
        // Of "International Year for Human Rights" only the year would be left: such a title is known by all
        // of its words.
        let words = if telling.len() < 2 { all } else { telling };
        for word in &words {
            if let Some(word) = self.words.get_mut(*word) {
                word.titles.push(place);
            }
        }
        self.titles.push(Title { words, tells: 0.0 });
        place
    }

    fn place_of(&mut self, word: &str) -> usize {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        self.words.push(Word::default());
        self.places.insert(word.to_owned(), self.words.len() - 1);
        self.words.len() - 1
    }

    /// A word that stands in few titles tells much.
    #[expect(clippy::cast_precision_loss, reason = "some thousands of titles")]
    fn weigh(&mut self) {
        let total = self.titles.len().max(1) as f64;
        for word in &mut self.words {
            word.tells = (1.0 + total / f64::from(word.frequency)).ln();
        }
        let least = LEAST_TOLD * (1.0 + total).ln();
        for place in 0..self.titles.len() {
            let tells = self.titles.get(place).map(|title| self.tell(&title.words));
            if let Some((title, tells)) = self.titles.get_mut(place).zip(tells) {
                title.tells = f64::max(tells, least);
            }
        }
    }

    fn tell(&self, words: &[usize]) -> f64 {
        words.iter().filter_map(|word| self.words.get(*word)).map(|word| word.tells).sum()
    }

    /// The known words of a text.
    pub(crate) fn known(&self, text: &str) -> Vec<usize> {
        let folded = fold(text);
        let words = words_of(&folded);
        let mut words: Vec<usize> =
            words.filter_map(|(word, _)| self.places.get(word.as_ref()).copied()).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// How much of a title stands in a text, 0 to 1, if at least two of its words do or, where a lone word is
    /// a sign, one that tells most of it.
    pub(crate) fn overlap(&self, known: &[usize], title: usize, lone: bool) -> f64 {
        let Some(title) = self.titles.get(title) else { return 0.0 };
        let is_known = |word: &usize| known.binary_search(word).is_ok();
        let common: Vec<usize> = title.words.iter().copied().filter(is_known).collect();
        let told = self.tell(&common);
        let enough = common.len() > 1 || lone && told >= MOST * title.tells;
        if title.tells == 0.0 || !enough {
            return 0.0;
        }
        told / title.tells
    }

    /// How much of each title stands in a text, where it is this much or more; else 0.
    pub(crate) fn overlaps(&self, known: &[usize], least: f64, lone: bool) -> Vec<f64> {
        let mut told = vec![0.0; self.titles.len()];
        for word in known.iter().filter_map(|word| self.words.get(*word)) {
            for title in &word.titles {
                if let Some(told) = told.get_mut(*title) {
                    *told += word.tells;
                }
            }
        }
        for (place, (title, told)) in self.titles.iter().zip(&mut told).enumerate() {
            // The words were added up in another order than theirs: a little less may be as much.
            let overlap = if *told > 0.0 && *told >= (least - 0.01) * title.tells {
                self.overlap(known, place, lone)
            } else {
                0.0
            };
            *told = if overlap >= least { overlap } else { 0.0 };
        }
        told
    }
}

/// The words of a folded text, cut to their stems roughly, and whether they tell something.
fn words_of(folded: &str) -> impl Iterator<Item = (Cow<'_, str>, bool)> {
    const EMPTY: [&str; 30] = [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "other",
        "into",
        "its",
        "their",
        "all",
        "against",
        "united",
        "nations",
        "states",
        "general",
        "assembly",
        "resolution",
        "which",
        "was",
        "were",
        "have",
        "has",
        "countries",
        "members",
        "international",
        "human",
        "rights",
        "vote",
    ];
    folded.split(' ').filter(|word| word.len() > 2).map(|word| {
        let stem = word.strip_suffix('s').unwrap_or(word);
        let stem =
            if stem.contains("our") { stem.replace("our", "or").into() } else { stem.into() };
        (stem, !EMPTY.contains(&word))
    })
}

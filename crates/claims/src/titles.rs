//! How much of a title stands in running text.

use std::collections::HashMap;

use scrutineer_record::fold;

/// Distinct titles as sets of words, with how much each word tells.
#[derive(Debug, Default)]
pub(crate) struct Titles {
    words: Vec<Vec<usize>>,
    places: HashMap<String, usize>,
    /// Inverse document frequency of each word.
    tells: Vec<f64>,
}

impl Titles {
    pub(crate) fn new<'r>(titles: impl Iterator<Item = &'r str>) -> (Titles, Vec<usize>) {
        let mut index = Titles::default();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut of_vote = Vec::new();
        let mut frequency: Vec<f64> = Vec::new();
        for title in titles {
            let folded = fold(title);
            let place = match seen.get(&folded) {
                Some(place) => *place,
                None => {
                    let mut words = Vec::new();
                    for word in content_words(&folded) {
                        let next = index.places.len();
                        let word = *index.places.entry(word).or_insert(next);
                        if !words.contains(&word) {
                            words.push(word);
                        }
                    }
                    frequency.resize(index.places.len(), 0.0);
                    for word in &words {
                        if let Some(count) = frequency.get_mut(*word) {
                            *count += 1.0;
                        }
                    }
                    index.words.push(words);
                    seen.insert(folded, index.words.len() - 1);
                    index.words.len() - 1
                }
            };
            of_vote.push(place);
        }
        let total = index.words.len().max(1);
        #[expect(clippy::cast_precision_loss, reason = "some thousands of titles")]
        let total = total as f64;
        index.tells = frequency.into_iter().map(|count| (1.0 + total / count).ln()).collect();
        (index, of_vote)
    }

    /// The known words of a text.
    pub(crate) fn known(&self, text: &str) -> Vec<usize> {
        let mut words: Vec<usize> =
            content_words(&fold(text)).filter_map(|word| self.places.get(&word).copied()).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// How much of a title stands in a text, 0 to 1, if at least two of its words do.
    pub(crate) fn overlap(&self, known: &[usize], title: usize) -> f64 {
        let Some(words) = self.words.get(title) else { return 0.0 };
        let tell = |word: &usize| self.tells.get(*word).copied().unwrap_or(0.0);
        let common: Vec<&usize> =
            words.iter().filter(|word| known.binary_search(word).is_ok()).collect();
        let whole: f64 = words.iter().map(tell).sum();
        if common.len() < 2.min(words.len()) || whole == 0.0 {
            return 0.0;
        }
        common.into_iter().map(tell).sum::<f64>() / whole
    }
}

/// The words of a folded text that tell something, cut to their stems roughly.
fn content_words(folded: &str) -> impl Iterator<Item = String> + '_ {
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
    folded
        .split(' ')
        .filter(|word| word.len() > 2 && !EMPTY.contains(word))
        .map(|word| word.strip_suffix('s').unwrap_or(word).replace("our", "or"))
}

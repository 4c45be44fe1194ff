//! A text as words with their places.

use std::collections::HashMap;
use std::ops::Range;

use scrutineer_record::fold;

/// The words of a text in order. Equal words have equal numbers, also in the text that was read with it.
#[derive(Clone, Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    folded: Vec<u32>,
    places: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    /// The words of two texts.
    pub(super) fn of(one: &'t str, other: &'t str) -> (Words<'t>, Words<'t>) {
        let mut known = HashMap::new();
        (Words::read(one, &mut known), Words::read(other, &mut known))
    }

    fn read(text: &'t str, known: &mut HashMap<String, u32>) -> Words<'t> {
        let mut words = Words { text, folded: Vec::new(), places: Vec::new() };
        for place in places(text) {
            let word = folded(text.get(place.clone()).unwrap_or_default());
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            words.folded.push(*known.entry(word).or_insert(next));
            words.places.push(place);
        }
        words
    }

    pub(super) fn len(&self) -> usize {
        self.folded.len()
    }

    /// The words as numbers.
    pub(super) fn folded(&self) -> &[u32] {
        &self.folded
    }

    /// The bytes of a stretch of words; of no words, the place before the next one.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.places.get(words.start).map_or(self.text.len(), |place| place.start);
        let last = words.end.checked_sub(1).filter(|last| *last >= words.start);
        let end = last.and_then(|last| self.places.get(last)).map_or(start, |place| place.end);
        start..end
    }

    /// The bytes of what is left when these stretches of words are taken out, cut where paragraphs end.
    pub(super) fn left(&self, taken: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
        let mut taken: Vec<_> = taken.collect();
        taken.sort_by_key(|stretch| stretch.start);
        taken.push(self.len()..self.len());
        let (mut left, mut start) = (Vec::new(), 0);
        for stretch in taken {
            self.cut(start..stretch.start, &mut left);
            start = stretch.end;
        }
        left
    }

    fn cut(&self, words: Range<usize>, into: &mut Vec<Range<usize>>) {
        let mut start = words.start;
        for end in words.start + 1..=words.end {
            if end == words.end || self.ends_paragraph(end) {
                into.push(self.bytes(start..end));
                start = end;
            }
        }
    }

    /// Whether an empty line stands before this word.
    fn ends_paragraph(&self, word: usize) -> bool {
        let end_of = |word: usize| Some(self.places.get(word)?.end);
        let between = word.checked_sub(1).and_then(end_of).zip(self.places.get(word));
        let between = between.and_then(|(end, next)| self.text.get(end..next.start));
        between.is_some_and(|between| between.matches('\n').count() > 1)
    }
}

/// Where the words of a text stand, each from its first letter to its last.
fn places(text: &str) -> impl Iterator<Item = Range<usize>> {
    let parts = |letter: char| !letter.is_alphanumeric() && !joins(letter);
    let is_edge = |letter: char| !letter.is_alphanumeric();
    let mut end = 0;
    text.split_inclusive(parts).filter_map(move |piece| {
        end += piece.len();
        let word = piece.trim_start_matches(is_edge);
        let start = end - word.len();
        let word = word.trim_end_matches(is_edge);
        (!word.is_empty()).then(|| start..start + word.len())
    })
}

/// What stands within a word without parting it: apostrophes, full stops of abbreviations, accents by
/// themselves, soft hyphens and the like.
fn joins(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | 'ʼ' | '`' | '.' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'
            | '\u{feff}' | '\u{300}'..='\u{36f}'
    )
}

fn folded(word: &str) -> String {
    let folded = fold(word);
    if folded.contains(' ') { folded.replace(' ', "") } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_by_what_matters_of_them() {
        let text = "The U.S.A. – “co\u{ad}operate”, Côte, d’Ivoire's\n\nCo\u{302}te. 3.";
        let (words, _) = Words::of(text, "");
        let shown: Vec<_> =
            words.places.iter().map(|place| text.get(place.clone()).unwrap()).collect();
        assert_eq!(
            shown,
            ["The", "U.S.A", "co\u{ad}operate", "Côte", "d’Ivoire's", "Co\u{302}te", "3"]
        );
        assert_eq!(words.folded, [0, 1, 2, 3, 4, 3, 5]);
        let left = words.left(std::iter::once(1..3));
        let left: Vec<_> = left.into_iter().map(|place| text.get(place).unwrap()).collect();
        assert_eq!(left, ["The", "Côte, d’Ivoire's", "Co\u{302}te. 3"]);
        assert!(words.left(std::iter::once(0..7)).is_empty());
    }
}

//! Text cut into runs of letters: what belongs to a word, and what parts words.
//!
//! Every byte of a text passes through here, some of them several times: a table tells what it is.

use std::ops::Range;

/// Which letters belong to a word: those of ASCII by a table, since nearly all are.
pub(crate) struct Letters {
    kinds: [Kind; 256],
    beyond_ascii: fn(char) -> bool,
}

/// Some of all bytes.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    /// Those from the first to the last.
    #[expect(clippy::indexing_slicing, reason = "there is a place for every byte")]
    pub(crate) const fn between(first: u8, last: u8) -> ByteSet {
        let mut holds = [false; 256];
        let mut place = first as usize;
        while place <= last as usize {
            holds[place] = true;
            place += 1;
        }
        ByteSet(holds)
    }

    /// The same without these.
    #[expect(clippy::indexing_slicing, reason = "there is a place for every byte")]
    pub(crate) const fn but(mut self, bytes: &[u8]) -> ByteSet {
        let mut place = 0;
        while place < bytes.len() {
            self.0[bytes[place] as usize] = false;
            place += 1;
        }
        self
    }

    /// How many bytes at the start are all of the set.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "there is a place for every byte")]
    pub(crate) fn run(&self, bytes: &[u8]) -> usize {
        bytes.iter().position(|byte| !self.0[usize::from(*byte)]).unwrap_or(bytes.len())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    OfWord,
    Parts,
    BeyondAscii,
}

impl Letters {
    /// Letters and digits, and these marks of ASCII with others beyond it.
    #[expect(clippy::indexing_slicing, reason = "there is a place for every byte")]
    pub(crate) const fn with(marks: &[u8], beyond_ascii: fn(char) -> bool) -> Letters {
        let mut kinds = [Kind::BeyondAscii; 256];
        let mut byte: u8 = 0;
        while byte.is_ascii() {
            let of_word = byte.is_ascii_alphanumeric();
            kinds[byte as usize] = if of_word { Kind::OfWord } else { Kind::Parts };
            byte += 1;
        }
        let mut place = 0;
        while place < marks.len() {
            kinds[marks[place] as usize] = Kind::OfWord;
            place += 1;
        }
        Letters { kinds, beyond_ascii }
    }

    /// Where the words of a text stand.
    pub(crate) fn words<'t>(
        &'static self,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + 't {
        let mut end = 0;
        std::iter::from_fn(move || {
            let start = self.end_of(text, end, Kind::Parts);
            end = self.end_of(text, start, Kind::OfWord);
            (start < end).then_some(start..end)
        })
    }

    /// Where the letters of one kind end that begin at a place.
    #[inline]
    fn end_of(&self, text: &str, start: usize, kind: Kind) -> usize {
        let bytes = text.as_bytes();
        let mut at = start;
        loop {
            let Some(byte) = bytes.get(at) else { return at };
            let here = self.kind_of(*byte);
            if here == kind {
                at += 1;
            } else if here != Kind::BeyondAscii {
                return at;
            } else {
                match self.beyond_ascii_at(text, at) {
                    Some((length, other)) if other == kind => at += length,
                    _ => return at,
                }
            }
        }
    }

    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "there is a place for every byte")]
    fn kind_of(&self, byte: u8) -> Kind {
        self.kinds[usize::from(byte)]
    }

    /// How many bytes the letter beyond ASCII at a place has, and of which kind it is.
    #[cold]
    fn beyond_ascii_at(&self, text: &str, at: usize) -> Option<(usize, Kind)> {
        text.as_bytes().get(at).filter(|byte| !byte.is_ascii())?;
        let letter = text.get(at..)?.chars().next()?;
        let of_word = letter.is_alphanumeric() || (self.beyond_ascii)(letter);
        Some((letter.len_utf8(), if of_word { Kind::OfWord } else { Kind::Parts }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_run_ends_before_the_first_byte_that_is_not_of_the_set(bytes in prop::collection::vec(0u8..6, 0..12)) {
            let set = ByteSet::between(1, 4).but(&[3]);
            let run = bytes.iter().take_while(|byte| matches!(byte, 1 | 2 | 4)).count();
            prop_assert_eq!(set.run(&bytes), run);
        }

        #[test]
        fn words_are_what_lies_between_that_which_parts_them(text in "[a-cé’' .]{0,20}") {
            static LETTERS: Letters = Letters::with(b"'", |letter| letter == '’');
            let words = LETTERS.words(&text).map(|at| text.get(at).unwrap().to_owned());
            let parts = |letter: char| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’'));
            let plain = text.split(parts).filter(|word| !word.is_empty());
            prop_assert_eq!(words.collect::<Vec<_>>(), plain.collect::<Vec<_>>());
        }
    }
}

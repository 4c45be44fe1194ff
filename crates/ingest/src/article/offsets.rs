//! The way from the letters of a text back to the bytes that they were read from.

use std::ops::Range;

/// Where each letter of a text stands in what it was read from, kept as runs of letters of one width: a text
/// that was taken over as it is has one run, whatever its length.
///
/// Both sides run forwards: what stands later in the text stands later, or in the same place, in the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offsets {
    runs: Vec<Run>,
    /// How long the text and the original are so far.
    text: usize,
    original: usize,
}

/// Letters one after the other that have one width in the text and one in the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: usize,
    original: usize,
    text_width: usize,
    original_width: usize,
}

impl Run {
    /// Where the letter at `text` begins in the original, and where it ends.
    fn letter(&self, text: usize) -> (usize, usize) {
        let letter = text.saturating_sub(self.text) / self.text_width.max(1);
        let start = self.original + letter * self.original_width;
        (start, start + self.original_width)
    }
}

impl Offsets {
    /// The next `length` bytes of the text stand as they are in the original, from `original` on.
    pub(crate) fn same(&mut self, length: usize, original: usize) {
        if length > 0 {
            self.run(length, original, 1, 1);
        }
    }

    /// The next letter, of `width` bytes, is what `original` was read as.
    pub(crate) fn letter(&mut self, width: usize, original: Range<usize>) {
        if width > 0 {
            let (width_there, start) = (original.len(), original.start);
            let same = width == width_there;
            let (each, there) = if same { (1, 1) } else { (width, width_there) };
            self.run(width, start, each, there);
        }
    }

    fn run(&mut self, length: usize, original: usize, text_width: usize, original_width: usize) {
        let original = original.max(self.original);
        let goes_on = original == self.original
            && self.runs.last().is_some_and(|run| {
                run.text_width == text_width && run.original_width == original_width
            });
        if !goes_on {
            self.runs.push(Run { text: self.text, original, text_width, original_width });
        }
        self.text += length;
        self.original = original + length / text_width.max(1) * original_width;
    }

    /// Takes over the places of a stretch of another text.
    pub(crate) fn take(&mut self, other: &Offsets, stretch: Range<usize>) {
        let mut at = stretch.start;
        let first = other.runs.partition_point(|run| run.text <= at).saturating_sub(1);
        let mut runs = other.runs.iter().skip(first).peekable();
        while let Some(run) = runs.next().filter(|_| at < stretch.end) {
            let end = runs.peek().map_or(other.text, |next| next.text).min(stretch.end);
            if end > at {
                self.run(end - at, run.letter(at).0, run.text_width, run.original_width);
                at = end;
            }
        }
    }

    /// Forgets all letters from `text` on.
    pub(crate) fn cut(&mut self, text: usize) {
        self.runs.truncate(self.runs.partition_point(|run| run.text < text));
        self.text = self.text.min(text);
        self.original = self.runs.last().map_or(0, |run| run.letter(self.text.saturating_sub(1)).1);
    }

    /// How much of the original has been read.
    pub(crate) fn original_end(&self) -> usize {
        self.original
    }

    /// Where a stretch of the text stands in the original: from the beginning of its first letter to the end
    /// of its last.
    pub(crate) fn original(&self, stretch: Range<usize>) -> Range<usize> {
        let (start, end) = (stretch.start.min(self.text), stretch.end.min(self.text));
        let first = self.at(start).map_or(self.original, |run| run.letter(start).0);
        if end <= start {
            return first..first;
        }
        let last = self.at(end - 1).map_or(self.original, |run| run.letter(end - 1).1);
        first.min(self.original)..last.min(self.original).max(first)
    }

    /// The run of a letter, unless it stands at the very end.
    fn at(&self, text: usize) -> Option<&Run> {
        let place = self.runs.partition_point(|run| run.text <= text).checked_sub(1)?;
        self.runs.get(place).filter(|_| text < self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_lead_back_whatever_their_widths() {
        let mut offsets = Offsets::default();
        offsets.same(3, 5); // "abc" from byte 5
        offsets.letter(1, 8..13); // "&" from "&amp;"
        offsets.letter(2, 13..14); // two Cyrillic letters of one byte each
        offsets.letter(2, 14..15);
        offsets.letter(1, 20..20); // a space that stands nowhere
        offsets.same(2, 22);
        let at = |from, to| offsets.original(from..to);
        assert_eq!(at(0, 3), 5..8);
        assert_eq!(at(2, 4), 7..13);
        assert_eq!(at(4, 6), 13..14);
        assert_eq!(at(6, 8), 14..15);
        assert_eq!(at(6, 9), 14..20);
        assert_eq!(at(9, 11), 22..24);
        assert_eq!(at(11, 11), 24..24);
        assert_eq!(at(3, 3), 8..8);
        assert_eq!(offsets.runs.len(), 5);
    }

    proptest! {
        #[test]
        fn taken_over_piece_by_piece_they_are_the_same(
            letters in prop::collection::vec((1usize..4, 0usize..4, 0usize..3), 1..40),
            cut in 0usize..40,
        ) {
            let (mut offsets, mut original, mut length) = (Offsets::default(), 0, 0);
            let mut ends = vec![0];
            for (width, there, gap) in letters {
                original += gap;
                offsets.letter(width, original..original + there);
                original += there;
                length += width;
                ends.push(length);
            }
            let cut = ends[cut % ends.len()];
            let mut taken = Offsets::default();
            taken.take(&offsets, 0..cut);
            taken.take(&offsets, cut..length);
            let mut last = 0..0;
            for at in 0..length {
                let place = offsets.original(at..at + 1);
                prop_assert_eq!(&place, &taken.original(at..at + 1));
                prop_assert!(last.start <= place.start && last.end <= place.end);
                prop_assert!(place.start <= place.end && place.end <= original);
                last = place;
            }
        }
    }
}

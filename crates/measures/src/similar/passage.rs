//! A passage that two texts have in common, word by word.

use std::ops::Range;

use super::chains::Chain;
use super::words::Words;

/// A stretch of one text and the stretch of another that says nearly the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the first text, in bytes.
    pub one: Range<usize>,
    /// Where it stands in the other.
    pub other: Range<usize>,
    /// How many words are the same in both.
    pub alike: u32,
    /// How many words it has in the first text.
    pub one_words: u32,
    /// How many words it has in the other.
    pub other_words: u32,
    /// All of it in order, what is the same and what differs by turns.
    pub pieces: Vec<Piece>,
}

/// A part of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Whether its words are the same in both texts.
    pub same: bool,
    /// Its bytes in the first text; empty, and where it would stand, if only the other has it.
    pub one: Range<usize>,
    /// Its bytes in the other text, likewise.
    pub other: Range<usize>,
}

impl Passage {
    pub(super) fn of(chain: &Chain, a: &Words<'_>, b: &Words<'_>) -> Passage {
        let (one, other) = (chain.one(), chain.other());
        let matches = matches(chain, a.folded(), b.folded());
        let count = |words: usize| u32::try_from(words).unwrap_or(u32::MAX);
        Passage {
            alike: count(matches.len()),
            one_words: count(one.len()),
            other_words: count(other.len()),
            pieces: pieces(&matches, a, b),
            one: a.bytes(one),
            other: b.bytes(other),
        }
    }

    /// The same with the texts exchanged.
    pub(super) fn turned(self) -> Passage {
        let turn = |piece: Piece| Piece { one: piece.other, other: piece.one, ..piece };
        Passage {
            one: self.other,
            other: self.one,
            one_words: self.other_words,
            other_words: self.one_words,
            alike: self.alike,
            pieces: self.pieces.into_iter().map(turn).collect(),
        }
    }

    /// Whether every word is the same.
    pub fn is_identical(&self) -> bool {
        self.pieces.iter().all(|piece| piece.same)
    }
}

/// The words that are the same in both: those of the stretches, and single ones between them.
fn matches(chain: &Chain, one: &[u32], other: &[u32]) -> Vec<(usize, usize)> {
    let mut matches = Vec::new();
    let mut end: Option<(usize, usize)> = None;
    for block in chain.blocks() {
        if let Some((a, b)) = end {
            let part = |words: &'_ [u32], range: Range<usize>| {
                words.get(range).map(<[u32]>::to_vec).unwrap_or_default()
            };
            let between = common(&part(one, a..block.one), &part(other, b..block.other));
            matches.extend(between.into_iter().map(|(x, y)| (a + x, b + y)));
        }
        matches.extend((0..block.len).map(|word| (block.one + word, block.other + word)));
        end = Some((block.one + block.len, block.other + block.len));
    }
    matches
}

/// The longest common subsequence of two short rows of words, as places.
fn common(one: &[u32], other: &[u32]) -> Vec<(usize, usize)> {
    // From the end, so that it can be read from the beginning.
    let mut longest = vec![vec![0_u32; other.len() + 1]; one.len() + 1];
    let at = |longest: &[Vec<u32>], a: usize, b: usize| {
        longest.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0)
    };
    for (a, word) in one.iter().enumerate().rev() {
        for (b, of_other) in other.iter().enumerate().rev() {
            let best = match word == of_other {
                true => at(&longest, a + 1, b + 1) + 1,
                false => at(&longest, a + 1, b).max(at(&longest, a, b + 1)),
            };
            if let Some(cell) = longest.get_mut(a).and_then(|row| row.get_mut(b)) {
                *cell = best;
            }
        }
    }
    let (mut a, mut b, mut common) = (0, 0, Vec::new());
    while let (Some(word), Some(of_other)) = (one.get(a), other.get(b)) {
        if word == of_other {
            common.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if at(&longest, a + 1, b) >= at(&longest, a, b + 1) {
            a += 1;
        } else {
            b += 1;
        }
    }
    common
}

/// What is the same and what lies between, by turns.
fn pieces(matches: &[(usize, usize)], a: &Words<'_>, b: &Words<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut end: Option<(usize, usize)> = None;
    for run in matches.chunk_by(|from, to| (from.0 + 1, from.1 + 1) == *to) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let piece = |same, one, other| Piece { same, one: a.bytes(one), other: b.bytes(other) };
        if let Some((x, y)) = end {
            pieces.push(piece(false, x..first.0, y..first.1));
        }
        pieces.push(piece(true, first.0..last.0 + 1, first.1..last.1 + 1));
        end = Some((last.0 + 1, last.1 + 1));
    }
    pieces
}

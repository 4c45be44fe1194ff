//! How much of one text stands in another, passage by passage.

mod chains;
mod free;
mod passage;
mod seeds;
mod words;

use std::ops::Range;

use crate::Share;
use chains::Chain;
use words::Words;

pub use passage::{Passage, Piece};

/// So many words in a row that both texts have begin a passage.
///
/// Three words are often a turn of phrase that any two texts share ("in accordance with"), five find little of a
/// passage in which every sixth word was replaced.
pub const SHINGLE: usize = 4;

/// A passage of fewer words in common is chance or formula, and is none; unless one of the texts is that short.
pub const LEAST: usize = 8;

/// Within a passage, at most so many words in a row of either text may differ.
pub const GAP: usize = 12;

/// How much of each of two texts stands in the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Similarity {
    /// Of the first text, what stands in the other.
    pub one: InOther,
    /// Of the other text, what stands in the first.
    pub other: InOther,
    /// What they have in common, in the order of the first text. No word is in two passages.
    pub passages: Vec<Passage>,
}

/// What of a text stands in another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InOther {
    /// How many of its words.
    pub share: Share,
    /// The stretches that are in no passage, as bytes of the text, in order; a paragraph ends a stretch.
    pub only: Vec<Range<usize>>,
}

/// How much of each of two texts stands in the other.
///
/// Words are the same if they [fold](scrutineer_record::fold) to the same. A passage is a row of places where
/// the texts have [`SHINGLE`] words or more in common, with at most [`GAP`] words between them that differ; a
/// few words at its ends may be fewer. So it is found where it was moved to, and where some of its words were replaced. Longer passages are taken
/// first, and every word is counted once. Time grows with the length of the texts, not with its square.
///
/// ```
/// use scrutineer_measures::similarity;
/// let draft = "Urges all States to report each year on how they protect the networks of hospitals.";
/// let rival = "Further urges all States to report every year on how they protect the networks of hospitals and schools.";
/// let found = similarity(draft, rival);
/// assert_eq!(found.one.share.to_string(), "14 of 15");
/// assert_eq!(found.other.share.to_string(), "14 of 18");
/// let [passage] = found.passages.as_slice() else { return };
/// let changed: Vec<_> = passage.pieces.iter().filter(|piece| !piece.same).collect();
/// assert_eq!(&draft[changed[0].one.clone()], "each");
/// assert_eq!(&rival[changed[0].other.clone()], "every");
/// ```
pub fn similarity(one: &str, other: &str) -> Similarity {
    // Which text comes first decides nothing: the search is always made in the same direction.
    if (one.len(), one) <= (other.len(), other) {
        return search(one, other);
    }
    let Similarity { one, other, passages } = search(other, one);
    let mut passages: Vec<_> = passages.into_iter().map(Passage::turned).collect();
    passages.sort_by_key(|passage| passage.one.start);
    Similarity { one: other, other: one, passages }
}

fn search(one: &str, other: &str) -> Similarity {
    let (a, b) = Words::of(one, other);
    let shorter = a.len().min(b.len());
    let blocks = seeds::blocks(a.folded(), b.folded(), SHINGLE.min(shorter));
    let chains = chains::chains(&blocks, [a.folded(), b.folded()], LEAST.min(shorter));
    let passages: Vec<_> = chains.iter().map(|chain| Passage::of(chain, &a, &b)).collect();
    let alike = passages.iter().map(|passage| passage.alike).sum();
    let in_other = |words: &Words<'_>, taken: &dyn Fn(&Chain) -> Range<usize>| {
        let n = u32::try_from(words.len()).unwrap_or(u32::MAX);
        InOther { share: Share { count: alike, n }, only: words.left(chains.iter().map(taken)) }
    };
    let (in_b, in_a) = (in_other(&a, &Chain::one), in_other(&b, &Chain::other));
    Similarity { one: in_b, other: in_a, passages }
}

#[cfg(test)]
mod tests;

//! Stretches in common, joined across words that differ.

use std::cmp::Reverse;
use std::ops::Range;

use super::GAP;
use super::free::Free;
use super::seeds::Block;

/// How many stretches before one are looked at for the one that leads to it. More stand near each other only in
/// texts that say the same over and over.
const NEAR: usize = 64;

/// Stretches in the order of both texts, few words between them: never empty.
#[derive(Clone, Debug)]
pub(super) struct Chain(pub(super) Vec<Block>);

impl Chain {
    /// The stretches that are the same.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.0
    }

    /// The words of the first text, those that differ included.
    pub(super) fn one(&self) -> Range<usize> {
        self.reach(|block| block.one)
    }

    /// The words of the other text.
    pub(super) fn other(&self) -> Range<usize> {
        self.reach(|block| block.other)
    }

    fn reach(&self, start: impl Fn(&Block) -> usize) -> Range<usize> {
        let first = self.0.first().map_or(0, &start);
        first..self.0.last().map_or(first, |last| start(last) + last.len)
    }

    fn alike(&self) -> usize {
        self.0.iter().map(|block| block.len).sum()
    }
}

/// The best way to a stretch: what it scores, and over which stretch it leads.
#[derive(Clone, Copy, Debug)]
struct Way {
    score: usize,
    before: Option<usize>,
}

/// Chains of `least` words in common or more, the best first in choosing, in the order of the first text. No word
/// is in two of them.
pub(super) fn chains(blocks: &[Block], texts: [&[u32]; 2], least: usize) -> Vec<Chain> {
    let ways = ways(blocks);
    let mut ends: Vec<usize> = (0..blocks.len()).collect();
    ends.sort_by_key(|end| Reverse(ways.get(*end).map_or(0, |way| way.score)));
    let mut free = Free::of(texts);
    let mut passed = vec![false; blocks.len()];
    let mut chains = Vec::new();
    for end in ends {
        for mut chain in free.parts(&walked(end, blocks, &ways, &mut passed)) {
            if chain.alike() >= least.max(1) {
                free.grow(&mut chain);
                free.take(&chain);
                chains.push(chain);
            }
        }
    }
    chains.sort_by_key(|chain| chain.one().start);
    chains
}

/// The best way to every stretch. A word in common scores two; a gap costs one for each of its words, in the text
/// in which there are more.
fn ways(blocks: &[Block]) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::with_capacity(blocks.len());
    let mut near: Vec<usize> = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        let reaches = |before: &Block| before.one + before.len + GAP >= block.one;
        near.retain(|before| blocks.get(*before).is_some_and(reaches));
        let mut best = Way { score: 2 * block.len, before: None };
        for before in near.iter().rev().take(NEAR) {
            let way = ways.get(*before).zip(blocks.get(*before));
            let score = way.and_then(|(way, found)| {
                Some((way.score + 2 * block.len).saturating_sub(cost(found, block)?))
            });
            if let Some(score) = score.filter(|score| *score > best.score) {
                best = Way { score, before: Some(*before) };
            }
        }
        ways.push(best);
        near.push(place);
    }
    ways
}

/// What it costs to go on from one stretch to another; `None` if it is too far, or leads backwards.
fn cost(from: &Block, to: &Block) -> Option<usize> {
    let overlap = overlap(from, to);
    if overlap >= to.len || to.one < from.one || to.other < from.other {
        return None;
    }
    let gap = |start: usize, end: usize| (start + overlap).saturating_sub(end);
    let gap = gap(to.one, from.one + from.len).max(gap(to.other, from.other + from.len));
    (gap <= GAP).then_some(2 * overlap + gap)
}

/// How many words at the beginning of a stretch belong to the one before already.
fn overlap(from: &Block, to: &Block) -> usize {
    let of = |end: usize, start: usize| end.saturating_sub(start);
    of(from.one + from.len, to.one).max(of(from.other + from.len, to.other))
}

/// The stretches on the best way to one, as far as no better way has passed them, none overlapping.
fn walked(end: usize, blocks: &[Block], ways: &[Way], passed: &mut [bool]) -> Vec<Block> {
    let mut walked: Vec<Block> = Vec::new();
    let mut next = Some(end);
    while let Some(place) = next {
        let (Some(block), Some(passed)) = (blocks.get(place), passed.get_mut(place)) else { break };
        if std::mem::replace(passed, true) {
            break;
        }
        walked.push(*block);
        next = ways.get(place).and_then(|way| way.before);
    }
    walked.reverse();
    for place in 1..walked.len() {
        if let [.., from, to] = walked.get_mut(..=place).unwrap_or_default() {
            let overlap = overlap(from, to);
            *to = Block { one: to.one + overlap, other: to.other + overlap, len: to.len - overlap };
        }
    }
    walked
}

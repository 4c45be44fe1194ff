//! Which words are free for a passage, and what may still be added to one.

use std::cmp::Reverse;
use std::ops::Range;

use super::GAP;
use super::chains::Chain;
use super::seeds::Block;

/// What a few words beyond the end of a passage must score to belong to it: two a word in common, less one for each
/// word of the gap before them. Two words next but one do, or three next but three.
const GAIN: usize = 3;

/// Which words of two texts are in no passage yet.
pub(super) struct Free<'t> {
    texts: [&'t [u32]; 2],
    one: Vec<bool>,
    other: Vec<bool>,
}

/// The way in which words beyond a passage are looked at.
#[derive(Clone, Copy)]
enum Way {
    On,
    Back,
}

impl<'t> Free<'t> {
    /// All words.
    pub(super) fn of(texts: [&'t [u32]; 2]) -> Free<'t> {
        let [one, other] = texts.map(|words| vec![true; words.len()]);
        Free { texts, one, other }
    }

    /// What of a chain is free, in parts where it is interrupted.
    pub(super) fn parts(&self, blocks: &[Block]) -> Vec<Chain> {
        let mut parts: Vec<Chain> = Vec::new();
        for block in blocks.iter().flat_map(|block| self.runs(*block)) {
            match parts.last_mut().filter(|part| self.follows(part, &block)) {
                Some(part) => part.0.push(block),
                None => parts.push(Chain(vec![block])),
            }
        }
        parts
    }

    /// The parts of a stretch whose words are free in both texts.
    fn runs(&self, block: Block) -> Vec<Block> {
        let mut runs: Vec<Block> = Vec::new();
        for word in 0..block.len {
            let (one, other) = (block.one + word, block.other + word);
            if !self.are_free(one..one + 1, other..other + 1) {
                continue;
            }
            match runs.last_mut().filter(|run| run.one + run.len == one) {
                Some(run) => run.len += 1,
                None => runs.push(Block { one, other, len: 1 }),
            }
        }
        runs
    }

    /// Whether the stretch goes on with the chain: near enough, and all between them free.
    fn follows(&self, chain: &Chain, block: &Block) -> bool {
        let (one, other) = (chain.one().end..block.one, chain.other().end..block.other);
        one.len().max(other.len()) <= GAP && self.are_free(one, other)
    }

    fn are_free(&self, one: Range<usize>, other: Range<usize>) -> bool {
        let all = |free: &[bool], range| {
            free.get(range).is_some_and(|free: &[bool]| free.iter().all(|free| *free))
        };
        all(&self.one, one) && all(&self.other, other)
    }

    /// These words are in a passage now.
    pub(super) fn take(&mut self, chain: &Chain) {
        for (free, range) in [(&mut self.one, chain.one()), (&mut self.other, chain.other())] {
            if let Some(free) = free.get_mut(range) {
                free.fill(false);
            }
        }
    }

    /// Adds the words at either end that go on with a passage, though they are too few to begin one.
    pub(super) fn grow(&self, chain: &mut Chain) {
        while let Some(block) = self.beyond((chain.one().end, chain.other().end), Way::On) {
            chain.0.push(block);
        }
        while let Some(block) = self.beyond((chain.one().start, chain.other().start), Way::Back) {
            chain.0.insert(0, block);
        }
    }

    /// The best stretch near an end, if there is one.
    fn beyond(&self, end: (usize, usize), way: Way) -> Option<Block> {
        let gaps = (0..=GAP).flat_map(|a| (0..=GAP).map(move |b| (a, b)));
        let scored = gaps.filter_map(|(a, b)| {
            let len =
                (0..GAP).take_while(|word| self.alike(end, (a + word, b + word), way)).count();
            let score = (2 * len).checked_sub(a.max(b)).filter(|score| *score >= GAIN)?;
            Some((score, Reverse(a + b), (a, b, len)))
        });
        let (.., (a, b, len)) = scored.max_by_key(|(score, near, _)| (*score, *near))?;
        let block = match way {
            Way::On => Block { one: end.0 + a, other: end.1 + b, len },
            Way::Back => Block { one: end.0 - a - len, other: end.1 - b - len, len },
        };
        let between = match way {
            Way::On => (end.0..block.one, end.1..block.other),
            Way::Back => (block.one + len..end.0, block.other + len..end.1),
        };
        self.are_free(between.0, between.1).then_some(block)
    }

    /// Whether the words so many steps beyond an end are the same, and free.
    fn alike(&self, end: (usize, usize), steps: (usize, usize), way: Way) -> bool {
        let place = |end: usize, steps: usize| match way {
            Way::On => Some(end + steps),
            Way::Back => end.checked_sub(steps + 1),
        };
        let [one, other] = self.texts;
        let (Some(a), Some(b)) = (place(end.0, steps.0), place(end.1, steps.1)) else {
            return false;
        };
        let words = one.get(a).zip(other.get(b));
        words.is_some_and(|(a, b)| a == b) && self.are_free(a..a + 1, b..b + 1)
    }
}

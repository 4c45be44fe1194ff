//! Where in a text the lists of names stand, and which sentence belongs to which of them.

use scrutineer_record::{Outcome, Position};

use super::lines::{Kind, Line, head, is_prose};
use super::names::{Names, is_none};
use super::sentence::{Said, sentences};

/// Lists of names under their heads, which together are one vote.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Places of its first head and its last name among the lines.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The number of the line of its first head.
    pub(super) line: u64,
    /// The lists: position, lines with their numbers.
    pub(super) lists: Vec<(Position, Vec<(u64, String)>)>,
    /// The sentence about it.
    pub(super) said: Option<Said>,
}

impl Block {
    pub(super) fn has(&self, position: Position) -> bool {
        self.lists.iter().any(|(own, _)| *own == position)
    }

    /// What the text says of the vote: the sentence and the lists.
    pub(super) fn own_text(&self) -> impl Iterator<Item = String> {
        let of_list = |(position, list): &(Position, Vec<(u64, String)>)| {
            let lines: Vec<_> = list.iter().map(|(_, line)| line.as_str()).collect();
            format!("{position} {}", lines.join(" "))
        };
        self.said.iter().map(|said| said.text.clone()).chain(self.lists.iter().map(of_list))
    }
}

/// The blocks of a text, and the sentences about votes that belong to none of them, each with the number of
/// blocks that stand before it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) blocks: Vec<Block>,
    pub(super) alone: Vec<(usize, Said)>,
}

/// Finds the blocks of a text.
pub(super) fn find(lines: &[Line], names: &Names<'_>) -> Found {
    let mut blocks = scan(lines, names);
    blocks.retain(|block| block.lists.iter().any(|(_, list)| !list.is_empty()));
    let alone = claim(&mut blocks, lines);
    Found { blocks, alone }
}

/// Walks over the lines.
fn scan(lines: &[Line], names: &Names<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut in_list = false;
    let is_list = |text: &str| names.is_list(text);
    for (place, line) in lines.iter().enumerate() {
        if line.kind != Kind::Text {
            continue;
        }
        if let Some((position, rest)) = head(&line.text, &is_list) {
            let begins = blocks.last().is_none_or(|block| begins_anew(block, position, in_list));
            if begins {
                blocks.push(Block {
                    first: place,
                    last: place,
                    line: line.number,
                    ..Block::default()
                });
            }
            let Some(block) = blocks.last_mut() else { continue };
            let list =
                if rest.is_empty() { Vec::new() } else { vec![(line.number, rest.to_owned())] };
            block.lists.push((position, list));
            block.last = place;
            in_list = true;
            continue;
        }
        let Some(block) = blocks.last_mut().filter(|_| in_list) else { continue };
        let Some((_, list)) = block.lists.last_mut() else { continue };
        in_list = belongs(list, &line.text, names);
        if in_list {
            list.push((line.number, line.text.clone()));
            block.last = place;
        }
    }
    blocks
}

/// Whether a head begins another vote than the one before it.
fn begins_anew(block: &Block, position: Position, in_list: bool) -> bool {
    position == Position::Yes || block.has(position) || !in_list
}

/// Whether a line goes on with a list.
fn belongs(list: &[(u64, String)], line: &str, names: &Names<'_>) -> bool {
    if is_prose(line) {
        return false;
    }
    if !list.is_empty() {
        names.continues(list, line)
    } else {
        // Right after a head even the beginning of a name is one: "Iran (Islamic".
        is_none(line) || line.starts_with(char::is_uppercase) || names.is_list(line)
    }
}

/// Gives each block the sentence about it: the one that leads to it, or else the one that follows.
fn claim(blocks: &mut [Block], lines: &[Line]) -> Vec<(usize, Said)> {
    let mut gaps: Vec<Vec<Said>> = Vec::new();
    let mut from = 0;
    for block in &*blocks {
        gaps.push(said_in(lines.get(from..block.first).unwrap_or_default()));
        from = block.last + 1;
    }
    gaps.push(said_in(lines.get(from..).unwrap_or_default()));
    for (place, block) in blocks.iter_mut().enumerate() {
        let leading = take(&mut gaps, place, &|gap| {
            gap.iter().rposition(|said| said.leads && said.votes.is_some())
        });
        let following = || {
            let votes = |said: &Said| said.votes.is_some() && !said.leads;
            move |gap: &[Said]| {
                let with_votes = gap.iter().take(NEAR).position(votes);
                with_votes.or_else(|| gap.iter().take(1).position(|said| !said.leads))
            }
        };
        let before = |gap: &[Said]| gap.iter().rposition(|said| said.votes.is_some());
        block.said = leading
            .or_else(|| take(&mut gaps, place + 1, &following()))
            .or_else(|| take(&mut gaps, place, &before));
    }
    let alone = gaps.into_iter().enumerate();
    alone.flat_map(|(place, gap)| gap.into_iter().map(move |said| (place, said))).collect()
}

/// So many sentences about votes after a list are looked at.
const NEAR: usize = 3;

/// Takes a sentence out of a gap. What one sentence counts and the next decides goes together: "It received
/// 14 votes in favour. It has been adopted."
fn take(
    gaps: &mut [Vec<Said>],
    place: usize,
    choose: &dyn Fn(&[Said]) -> Option<usize>,
) -> Option<Said> {
    let gap = gaps.get_mut(place)?;
    let at = choose(gap)?;
    let mut said = gap.remove(at);
    let decides =
        |next: &&Said| said.outcome.is_none() && next.votes.is_none() && next.outcome.is_some();
    if let Some(next) = gap.get(at).filter(decides) {
        said.outcome = next.outcome;
        said.motion = next.motion.clone();
        said.text = format!("{} {}", said.text, next.text);
        said.last = next.last;
        gap.remove(at);
    }
    Some(said)
}

fn said_in(lines: &[Line]) -> Vec<Said> {
    let sentences = sentences(lines);
    let said = sentences.iter().filter_map(Said::read);
    said.filter(|said| said.votes.is_some() || said.outcome != Some(Outcome::Unknown)).collect()
}

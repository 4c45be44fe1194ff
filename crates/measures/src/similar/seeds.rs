//! Where two texts have words in a row in common.

/// A shingle that occurs oftener, as a product over both texts, is a formula: it is not tried in all places.
const MOST_PAIRS: usize = 16;

/// A stretch of words that is the same in both texts and cannot be made longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Block {
    /// Its first word in either text.
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) len: usize,
}

/// The stretches that both have in common, by their place in the first, then in the other. `shingle` words or more,
/// up to four.
pub(super) fn blocks(one: &[u32], other: &[u32], shingle: usize) -> Vec<Block> {
    let mut seeds = seeds(&shingles(one, shingle), &shingles(other, shingle));
    // Seeds of one stretch stand behind each other, at one distance.
    seeds.sort_unstable_by_key(|(a, b)| (b.wrapping_sub(*a), *a));
    let mut blocks: Vec<Block> = Vec::new();
    for (a, b) in seeds {
        let within = |last: &&Block| {
            last.other.wrapping_sub(last.one) == b.wrapping_sub(a) && a < last.one + last.len
        };
        if blocks.last().filter(within).is_none() {
            blocks.push(grown(one, other, (a, b)));
        }
    }
    blocks.sort_unstable();
    blocks
}

/// Every row of so many words with its place, those of the same words behind each other.
fn shingles(words: &[u32], shingle: usize) -> Vec<(u128, usize)> {
    if shingle == 0 {
        return Vec::new();
    }
    let key = |row: &[u32]| row.iter().fold(0, |key, word| key << 32 | u128::from(*word));
    let mut shingles: Vec<_> =
        words.windows(shingle).enumerate().map(|(at, row)| (key(row), at)).collect();
    shingles.sort_unstable();
    shingles
}

/// The places that have a shingle in common.
fn seeds(one: &[(u128, usize)], other: &[(u128, usize)]) -> Vec<(usize, usize)> {
    let mut seeds = Vec::new();
    let mut others = other.chunk_by(|a, b| a.0 == b.0).peekable();
    for places in one.chunk_by(|a, b| a.0 == b.0) {
        let key = |places: &[(u128, usize)]| places.first().map(|(key, _)| *key);
        while others.next_if(|next| key(next) < key(places)).is_some() {}
        if let Some(found) = others.next_if(|next| key(next) == key(places)) {
            pair(places, found, &mut seeds);
        }
    }
    seeds
}

/// Each place with each; of a formula the first with the first and the last with the last, and so on.
fn pair(one: &[(u128, usize)], other: &[(u128, usize)], into: &mut Vec<(usize, usize)>) {
    if one.len() * other.len() <= MOST_PAIRS {
        into.extend(one.iter().flat_map(|(_, a)| other.iter().map(move |(_, b)| (*a, *b))));
        return;
    }
    let both = one.iter().zip(other).chain(one.iter().rev().zip(other.iter().rev()));
    into.extend(both.map(|((_, a), (_, b))| (*a, *b)));
}

/// The longest stretch in common around a place.
fn grown(one: &[u32], other: &[u32], (a, b): (usize, usize)) -> Block {
    let (before_a, after_a) = one.split_at_checked(a).unwrap_or_default();
    let (before_b, after_b) = other.split_at_checked(b).unwrap_or_default();
    let before = before_a.iter().rev().zip(before_b.iter().rev());
    let before = before.take_while(|(a, b)| a == b).count();
    let after = after_a.iter().zip(after_b).take_while(|(a, b)| a == b).count();
    Block { one: a - before, other: b - before, len: before + after }
}

//! Sets of members as bits, so that a tally is a population count and a shift is an `and`.

use std::fmt;
use std::ops::{BitAnd, BitOr, BitOrAssign, Not, Sub};

use crate::MemberId;

const WORDS: usize = 4;

/// A set of members of one [`Members`](crate::Members) table, one bit each: 32 bytes, copied freely.
///
/// ```
/// # use scrutineer_record::{MemberSet, Positions};
/// # fn on(last_year: Positions, this_year: Positions) {
/// let from_no_to_abstain: MemberSet = last_year.no & this_year.abstain;
/// println!("{} members moved", from_no_to_abstain.len());
/// # }
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct MemberSet([u64; WORDS]);

impl MemberSet {
    /// How many members can be told apart.
    pub const CAPACITY: usize = WORDS * 64;
    /// No member.
    pub const EMPTY: MemberSet = MemberSet([0; WORDS]);

    /// How many members are in the set.
    pub fn len(self) -> u16 {
        let bits: u32 = self.0.iter().map(|word| word.count_ones()).sum();
        u16::try_from(bits).unwrap_or(u16::MAX)
    }

    /// Whether no member is in the set.
    pub fn is_empty(self) -> bool {
        self == MemberSet::EMPTY
    }

    /// Whether the member is in the set.
    pub fn contains(self, id: MemberId) -> bool {
        let (word, bit) = place_of(id);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Whether every member of this set is in `other`.
    pub fn is_subset(self, other: MemberSet) -> bool {
        (self - other).is_empty()
    }

    /// Adds a member.
    pub fn insert(&mut self, id: MemberId) {
        let (word, bit) = place_of(id);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// The bits, 64 members of the table a word, the first in the lowest bit.
    pub fn words(self) -> [u64; MemberSet::CAPACITY / 64] {
        self.0
    }

    /// The members, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = MemberId> {
        (0..WORDS).zip(self.0).flat_map(|(word, mut bits)| {
            std::iter::from_fn(move || {
                let bit = usize::try_from(bits.trailing_zeros()).ok().filter(|bit| *bit < 64)?;
                bits &= bits - 1;
                MemberId::new(word * 64 + bit)
            })
        })
    }

    fn zip(self, other: MemberSet, with: impl Fn(u64, u64) -> u64) -> MemberSet {
        let [a, b, c, d] = self.0;
        let [e, f, g, h] = other.0;
        MemberSet([with(a, e), with(b, f), with(c, g), with(d, h)])
    }
}

/// The word in which a member's bit stands, and the bit.
fn place_of(id: MemberId) -> (usize, u64) {
    (id.place() / 64, 1 << (id.place() % 64))
}

impl From<MemberId> for MemberSet {
    fn from(id: MemberId) -> MemberSet {
        let mut set = MemberSet::EMPTY;
        set.insert(id);
        set
    }
}

impl FromIterator<MemberId> for MemberSet {
    fn from_iter<I: IntoIterator<Item = MemberId>>(ids: I) -> MemberSet {
        let mut set = MemberSet::EMPTY;
        ids.into_iter().for_each(|id| set.insert(id));
        set
    }
}

impl BitAnd for MemberSet {
    type Output = MemberSet;
    /// Those in both.
    fn bitand(self, other: MemberSet) -> MemberSet {
        self.zip(other, |a, b| a & b)
    }
}

impl BitOr for MemberSet {
    type Output = MemberSet;
    /// Those in either.
    fn bitor(self, other: MemberSet) -> MemberSet {
        self.zip(other, |a, b| a | b)
    }
}

impl BitOrAssign for MemberSet {
    fn bitor_assign(&mut self, other: MemberSet) {
        *self = *self | other;
    }
}

impl Sub for MemberSet {
    type Output = MemberSet;
    /// Those in this set and not in the other.
    fn sub(self, other: MemberSet) -> MemberSet {
        self.zip(other, |a, b| a & !b)
    }
}

impl Not for MemberSet {
    type Output = MemberSet;
    /// Every place of the table that is not in the set, used or not.
    fn not(self) -> MemberSet {
        self.zip(self, |a, _| !a)
    }
}

impl fmt::Debug for MemberSet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.iter().map(MemberId::place)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn set(places: &BTreeSet<u8>) -> MemberSet {
        places.iter().filter_map(|place| MemberId::new(usize::from(*place))).collect()
    }

    fn places(set: MemberSet) -> BTreeSet<u8> {
        set.iter().filter_map(|id| u8::try_from(id.place()).ok()).collect()
    }

    proptest! {
        #[test]
        fn sets_of_bits_are_sets(a: BTreeSet<u8>, b: BTreeSet<u8>) {
            let (x, y) = (set(&a), set(&b));
            prop_assert_eq!(places(x), a.clone());
            prop_assert_eq!(usize::from(x.len()), a.len());
            for place in 0..=u8::MAX {
                let id = MemberId::new(usize::from(place)).unwrap();
                prop_assert_eq!(x.contains(id), a.contains(&place));
            }
            prop_assert_eq!(places(x & y), &a & &b);
            prop_assert_eq!(places(x | y), &a | &b);
            prop_assert_eq!(places(x - y), &a - &b);
            prop_assert_eq!(x - y, x & !y);
            prop_assert_eq!(x.is_subset(y), a.is_subset(&b));
        }
    }
}

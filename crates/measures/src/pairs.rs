//! How often every two of many members agree, counted 64 votes at a time.

use multiversion::multiversion;
use rayon::prelude::*;
use scrutineer_record::{MemberId, MemberSet, Positions, Vote};

use crate::Agreement;

/// Votes in a word.
const VOTES: usize = u64::BITS as usize;
/// Yes, abstain, no: the order of an [`Agreement`].
const POSITIONS: usize = 3;
/// Words of pairs that are worth a thread of their own.
const WORTH_A_THREAD: usize = 1 << 16;

/// The agreement of every two members over the same votes: what [`agreement`](crate::agreement) gives for
/// each pair, all at once.
///
/// ```
/// use scrutineer_measures::{Pairs, agreement};
/// let book = scrutineer_book::built_in()?;
/// let votes: Vec<_> = book.record.votes().collect();
/// let pairs = Pairs::of(&votes);
/// let (a, b, found) = pairs.iter().next().ok_or("no pair")?;
/// assert_eq!(found, agreement(a, b, &votes));
/// assert_eq!(pairs.get(b, a), found.turned());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    members: Vec<MemberId>,
    /// For each member its counts beside itself and those after it: first how often both voted yes, member by
    /// member, then how often it voted yes and they abstained, and so on, cell by cell.
    rows: Vec<Vec<u32>>,
}

impl Pairs {
    /// Every pair of those that cast a vote in any of these votes.
    pub fn of(votes: &[Vote<'_>]) -> Pairs {
        Pairs::of_positions(votes.iter().map(Vote::positions))
    }

    /// Every pair of those that cast a vote, where only some of the members of each vote are to count:
    /// [`Positions::among`] them.
    pub fn of_positions(votes: impl IntoIterator<Item = Positions>) -> Pairs {
        let planes = Planes::of(votes);
        let n = planes.members.len();
        let at_once = WORTH_A_THREAD / (n * planes.words.len()).max(1) + 1;
        let rows = (0..n).into_par_iter().with_min_len(at_once);
        let rows = rows.map(|place| planes.row(place)).collect();
        Pairs { rows, members: planes.members }
    }

    /// Those that cast a vote, in the order of the table of members.
    pub fn members(&self) -> &[MemberId] {
        &self.members
    }

    /// The agreement of two members, of which either may have cast no vote.
    pub fn get(&self, a: MemberId, b: MemberId) -> Agreement {
        let place = |member| self.members.binary_search(&member).ok();
        match (place(a), place(b)) {
            (Some(a), Some(b)) if a <= b => self.at(a, b),
            (Some(a), Some(b)) => self.at(b, a).turned(),
            _ => Agreement::default(),
        }
    }

    /// Every pair once, that with a vote in common or without, in the order of the table of members.
    pub fn iter(&self) -> impl Iterator<Item = (MemberId, MemberId, Agreement)> {
        let members = || self.members.iter().copied().enumerate();
        members().flat_map(move |(row, a)| {
            members().skip(row + 1).map(move |(column, b)| (a, b, self.at(row, column)))
        })
    }

    /// The pair of the member at one place with that at another, which does not come before it.
    fn at(&self, row: usize, column: usize) -> Agreement {
        let width = self.members.len() - row;
        let counts = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        let mut cells = counts.iter().skip(column - row).step_by(width).copied();
        let mut next = || cells.next().unwrap_or_default();
        Agreement::of([
            [next(), next(), next()],
            [next(), next(), next()],
            [next(), next(), next()],
        ])
    }
}

/// The positions of many members in many votes as bits.
struct Planes {
    members: Vec<MemberId>,
    /// For every 64 votes the words of all members, by position.
    words: Vec<[Vec<u64>; POSITIONS]>,
}

impl Planes {
    fn of(votes: impl IntoIterator<Item = Positions>) -> Planes {
        let votes: Vec<[MemberSet; POSITIONS]> = votes
            .into_iter()
            .map(|positions| [positions.yes, positions.abstain, positions.no])
            .collect();
        let cast = votes.iter().flatten().fold(MemberSet::EMPTY, |all, who| all | *who);
        let members: Vec<_> = cast.iter().collect();
        let words = votes.chunks(VOTES).map(|votes| words(votes, &members)).collect();
        Planes { members, words }
    }

    /// One member's counts beside itself and all after it.
    fn row(&self, place: usize) -> Vec<u32> {
        let width = self.members.len() - place;
        let mut counts = vec![0; POSITIONS * POSITIONS * width];
        for planes in &self.words {
            let others = || planes.iter().filter_map(|plane| plane.get(place..));
            let own = others().filter_map(<[u64]>::first).copied();
            let pairs = own.flat_map(|own| others().map(move |others| (own, others)));
            for (cell, (own, others)) in counts.chunks_exact_mut(width).zip(pairs) {
                count(cell, own, others);
            }
        }
        counts
    }
}

/// Up to 64 votes as a word for each member, by position.
fn words(votes: &[[MemberSet; POSITIONS]], members: &[MemberId]) -> [Vec<u64>; POSITIONS] {
    let mut planes: [Vec<u64>; POSITIONS] = Default::default();
    for (place, plane) in planes.iter_mut().enumerate() {
        let sets: Vec<_> =
            votes.iter().filter_map(|vote| vote.get(place)).map(|set| set.words()).collect();
        let mut all = Vec::with_capacity(MemberSet::CAPACITY);
        for word in 0..MemberSet::CAPACITY / VOTES {
            let mut square = [0; VOTES];
            for (row, set) in square.iter_mut().zip(&sets) {
                *row = set.get(word).copied().unwrap_or_default();
            }
            transpose(&mut square);
            all.extend(square);
        }
        plane.extend(members.iter().filter_map(|member| all.get(member.place())));
    }
    planes
}

/// Makes rows of bits columns: squares of half the size change places, then of a quarter, down to bits.
fn transpose(square: &mut [u64; VOTES]) {
    let mut side = VOTES / 2;
    let mut low = u64::MAX >> side;
    while side > 0 {
        for rows in square.chunks_exact_mut(2 * side) {
            let (upper, lower) = rows.split_at_mut(side);
            for (upper, lower) in upper.iter_mut().zip(lower) {
                let differ = ((*upper >> side) ^ *lower) & low;
                *upper ^= differ << side;
                *lower ^= differ;
            }
        }
        side /= 2;
        low ^= low << side;
    }
}

/// Adds in how many of 64 votes one member took a position, its bits, while each of the others took another.
#[multiversion(targets(
    "x86_64+avx512f+avx512bw+avx512dq+avx512vl+avx512vpopcntdq",
    "x86_64+avx2+popcnt",
    "x86_64+popcnt"
))]
fn count(cell: &mut [u32], own: u64, others: &[u64]) {
    for (count, other) in cell.iter_mut().zip(others) {
        *count += (own & other).count_ones();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scrutineer_record::Record;

    use super::*;
    use crate::agreement;
    use crate::testing::{built_in, records, sets};

    /// Every two members, each pair counted by itself.
    fn check_against_each_pair(record: &Record, votes: &[Vote<'_>]) {
        let pairs = Pairs::of(votes);
        for (a, _) in record.members().iter() {
            for (b, _) in record.members().iter() {
                assert_eq!(pairs.get(a, b), agreement(a, b, votes), "{a:?} and {b:?}");
            }
        }
        let n = pairs.members().len();
        assert_eq!(pairs.iter().count(), n * n.saturating_sub(1) / 2);
        assert!(pairs.iter().all(|(a, b, found)| a < b && found == pairs.get(a, b)));
    }

    proptest! {
        #[test]
        fn as_each_pair_counted(record in records()) {
            check_against_each_pair(&record, &record.votes().collect::<Vec<_>>());
        }

        #[test]
        fn the_order_of_votes_does_not_matter(record in records()) {
            let votes: Vec<_> = record.votes().collect();
            let reversed: Vec<_> = votes.iter().rev().copied().collect();
            let all = |votes: &[Vote<'_>]| Pairs::of(votes).iter().collect::<Vec<_>>();
            prop_assert_eq!(all(&votes), all(&reversed));
        }

        /// What two members have in common does not depend on who else is counted.
        #[test]
        fn others_do_not_matter(record in records(), members in sets()) {
            let votes: Vec<_> = record.votes().collect();
            let (all, some) = (
                Pairs::of(&votes),
                Pairs::of_positions(votes.iter().map(|vote| vote.positions().among(members))),
            );
            prop_assert!(some.members().iter().all(|member| members.contains(*member)));
            for (a, b, found) in some.iter() {
                prop_assert_eq!(found, all.get(a, b));
            }
        }

        #[test]
        fn rows_become_columns(rows in proptest::collection::vec(any::<u64>(), VOTES)) {
            let mut square: [u64; VOTES] = rows.clone().try_into().unwrap();
            transpose(&mut square);
            for (row, bits) in rows.iter().enumerate() {
                for (column, turned) in square.iter().enumerate() {
                    prop_assert_eq!(bits >> column & 1, turned >> row & 1);
                }
            }
        }
    }

    /// More votes than fit a word, and more members than fit a register.
    #[test]
    fn the_built_in_record_as_each_pair_counted() {
        let record = built_in();
        let votes: Vec<_> = record.votes().collect();
        check_against_each_pair(&record, &votes);
        check_against_each_pair(&record, &[votes.clone(), votes].concat());
        check_against_each_pair(&record, &[]);
    }
}

//! Which votes have two counts that are claimed. One count alone leads to no vote: too many have it.

use scrutineer_record::{Position, Tally};

use super::Clues;
use super::score::AtMost;
use crate::frame::Count;
use crate::quantity::Bound;

const POSITIONS: [Position; 3] = [Position::Yes, Position::No, Position::Abstain];

/// Votes by the counts of two positions.
#[derive(Clone, Debug, Default)]
pub(super) struct ByCount {
    tallies: Vec<Tally>,
    pairs: Vec<Pairs>,
}

/// Both counts of two positions with the place of the vote, sorted.
#[derive(Clone, Debug)]
struct Pairs {
    positions: [Position; 2],
    places: Vec<([u16; 2], usize)>,
}

impl Pairs {
    fn of(positions: [Position; 2], tallies: &[Tally]) -> Pairs {
        let counts = tallies.iter().map(|tally| positions.map(|position| tally.of(position)));
        let mut places: Vec<_> = counts.zip(0..).collect();
        places.sort_unstable();
        Pairs { positions, places }
    }
}

impl ByCount {
    /// Of these tallies, in the order of their places.
    pub(super) fn of(tallies: impl Iterator<Item = Tally>) -> ByCount {
        let tallies: Vec<Tally> = tallies.collect();
        let two = POSITIONS.into_iter().flat_map(|one| {
            let others = POSITIONS.into_iter().filter(move |other| *other != one);
            others.map(move |other| [one, other])
        });
        let pairs = two.map(|positions| Pairs::of(positions, &tallies)).collect();
        ByCount { tallies, pairs }
    }

    /// Adds the votes that any two of the counts fit, without points.
    pub(super) fn add_fitting(&self, clues: &Clues, at_most: &mut AtMost) {
        let counts: Vec<&Count> = clues.counts.iter().chain(&clues.beside).collect();
        let mut rest = counts.as_slice();
        while let [one, others @ ..] = rest {
            rest = others;
            for other in others {
                self.add_fitting_both(one, other, at_most);
            }
        }
    }

    fn add_fitting_both(&self, one: &Count, other: &Count, at_most: &mut AtMost) {
        let fits = |place: &usize| {
            let fits = |count: &Count, tally: &Tally| {
                count.number.fits(u32::from(tally.of(count.position)))
            };
            self.tallies.get(*place).is_some_and(|tally| fits(one, tally) && fits(other, tally))
        };
        match self.led_by(one, other).or_else(|| self.led_by(other, one)) {
            Some(places) => {
                at_most.add(0.0, places.iter().map(|(_, place)| *place).filter(fits));
            }
            None => at_most.add(0.0, (0..self.tallies.len()).filter(fits)),
        }
    }

    /// The votes that have just the first count, and just the second if that is told exactly as well.
    fn led_by(&self, first: &Count, second: &Count) -> Option<&[([u16; 2], usize)]> {
        let count = exact(first)?;
        let (least, most) = exact(second).map_or((0, u16::MAX), |count| (count, count));
        let positions = [first.position, second.position];
        let pairs = self.pairs.iter().find(|pairs| pairs.positions == positions)?;
        let start = pairs.places.partition_point(|(counts, _)| *counts < [count, least]);
        let end = pairs.places.partition_point(|(counts, _)| *counts <= [count, most]);
        pairs.places.get(start..end)
    }
}

/// The count, where it is told exactly.
fn exact(count: &Count) -> Option<u16> {
    let exact = count.number.bound == Bound::Exactly;
    u16::try_from(count.number.value).ok().filter(|_| exact)
}

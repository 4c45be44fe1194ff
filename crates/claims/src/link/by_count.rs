//! Which votes have two counts that are claimed. One count alone leads to no vote: too many have it.

use scrutineer_record::{Position, Tally};

use super::Clues;
use super::candidates::AtMost;
use crate::frame::Count;

const POSITIONS: [Position; 3] = [Position::Yes, Position::No, Position::Abstain];

/// Two positions, as a tally tells them one after the other.
pub(super) const IN_ORDER: [[Position; 2]; 3] = [
    [Position::Yes, Position::No],
    [Position::Yes, Position::Abstain],
    [Position::No, Position::Abstain],
];

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

    /// Whether there is a vote that all the counts fit, of which there are at least two.
    pub(super) fn any_fits(&self, clues: &Clues) -> bool {
        let counts: Vec<&Count> = clues.counts.iter().chain(&clues.beside).collect();
        let [one, other, ..] = counts.as_slice() else { return false };
        let fits = |place: &usize| {
            let fits = |tally: &Tally| counts.iter().all(|count| count_fits(count, *tally));
            self.tallies.get(*place).is_some_and(fits)
        };
        match self.led_by_either(one, other) {
            Some(fewer) => fewer.iter().any(|(_, place)| fits(place)),
            None => (0..self.tallies.len()).any(|place| fits(&place)),
        }
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
            let fits = |tally: &Tally| count_fits(one, *tally) && count_fits(other, *tally);
            self.tallies.get(*place).is_some_and(fits)
        };
        match self.led_by_either(one, other) {
            Some(fewer) => at_most.add(0.0, fewer.iter().map(|(_, place)| *place).filter(fits)),
            None => at_most.add(0.0, (0..self.tallies.len()).filter(fits)),
        }
    }

    /// The votes in which just so many took each of the two positions.
    pub(super) fn with_both(
        &self,
        positions: [Position; 2],
        counts: [u32; 2],
    ) -> impl Iterator<Item = usize> {
        let counts = counts.map(|count| u16::try_from(count).unwrap_or(u16::MAX));
        let pairs = self.pairs.iter().find(|pairs| pairs.positions == positions);
        let all = pairs.map_or(&[][..], |pairs| pairs.places.as_slice());
        let start = all.partition_point(|(known, _)| *known < counts);
        let end = all.partition_point(|(known, _)| *known <= counts);
        all.get(start..end).unwrap_or_default().iter().map(|(_, place)| *place)
    }

    /// The fewest votes among which are all that both counts fit; `None` if these cannot be told apart.
    fn led_by_either(&self, one: &Count, other: &Count) -> Option<&[([u16; 2], usize)]> {
        let led = [self.led_by(one, other), self.led_by(other, one)];
        led.into_iter().flatten().min_by_key(|places| places.len())
    }

    /// The votes that the first count fits, and the second if the first is told exactly.
    fn led_by(&self, first: &Count, second: &Count) -> Option<&[([u16; 2], usize)]> {
        let positions = [first.position, second.position];
        let pairs = self.pairs.iter().find(|pairs| pairs.positions == positions)?;
        let (from, to) = first.number.range();
        let (least, most) = if from == to { second.number.range() } else { (0, u16::MAX) };
        let start = pairs.places.partition_point(|(counts, _)| *counts < [from, least]);
        let end = pairs.places.partition_point(|(counts, _)| *counts <= [to, most]);
        pairs.places.get(start..end)
    }
}

fn count_fits(count: &Count, tally: Tally) -> bool {
    count.number.fits(u32::from(tally.of(count.position)))
}

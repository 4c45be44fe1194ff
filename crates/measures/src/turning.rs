//! Where a series turns: from rising to falling, or back.

use crate::Point;

/// On how many votes to either side a turning point has to stand out.
const EITHER_SIDE: usize = 2;

/// A vote at which yes votes turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurningPoint<'r> {
    /// The vote: the first of several in a row with as many yes votes.
    pub point: Point<'r>,
    /// Whether yes votes rose before and fell after, or the other way round.
    pub is_peak: bool,
}

/// Where yes votes turned in a series, by the rule of Bry and Boschan (1971), as Harding and Pagan (2002)
/// state it: a peak has more yes votes than the two votes before and the two after, a trough fewer; peaks and
/// troughs alternate, and of two peaks without a trough between them the higher counts.
///
/// Votes in a row with as many yes votes are one. So the first two and the last two are never turning points: a
/// turn is known only afterwards. The rule describes and does not test; whether a series rises or falls
/// beyond chance is asked by its [`trend`](crate::trend).
///
/// ```
/// use scrutineer_measures::{trend, turning_points};
/// let book = scrutineer_book::built_in()?;
/// let series = book.record.series("ict-security").ok_or("no such series")?;
/// for turn in turning_points(&trend(&book.record.votes_of(series)).points) {
///     println!("{} {}", if turn.is_peak { "most" } else { "fewest" }, turn.point.vote.label());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn turning_points<'r>(points: &[Point<'r>]) -> Vec<TurningPoint<'r>> {
    let mut levels: Vec<Point<'r>> = points.to_vec();
    levels.dedup_by_key(|point| point.tally.yes);
    let mut turns: Vec<TurningPoint<'r>> = Vec::new();
    for window in levels.windows(2 * EITHER_SIDE + 1) {
        let Some(turn) = turn_in_the_middle(window) else { continue };
        match turns.last_mut().filter(|last| last.is_peak == turn.is_peak) {
            Some(last) if is_beyond(&turn, last) => *last = turn,
            Some(_) => {}
            None => turns.push(turn),
        }
    }
    turns
}

fn turn_in_the_middle<'r>(window: &[Point<'r>]) -> Option<TurningPoint<'r>> {
    let point = *window.get(EITHER_SIDE)?;
    let yes = |point: &Point<'_>| point.tally.yes;
    let others = || window.iter().enumerate().filter(|(place, _)| *place != EITHER_SIDE);
    let is_peak = others().all(|(_, other)| yes(other) < yes(&point));
    let is_trough = others().all(|(_, other)| yes(other) > yes(&point));
    (is_peak || is_trough).then_some(TurningPoint { point, is_peak })
}

/// Whether one peak is higher than another, or one trough lower.
fn is_beyond(turn: &TurningPoint<'_>, other: &TurningPoint<'_>) -> bool {
    let (yes, of_other) = (turn.point.tally.yes, other.point.tally.yes);
    if turn.is_peak { yes > of_other } else { yes < of_other }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scrutineer_record::{Date, Position, Record, Roll};

    use super::*;
    use crate::testing::{members, record, records};
    use crate::trend;

    /// A record of one vote a year with so many yes votes each.
    fn yes_votes(counts: &[usize]) -> Record {
        let ids: Vec<_> = members().iter().map(|(id, _)| id).collect();
        let votes = counts.iter().zip(1970..).map(|(count, year)| {
            let cast = ids.iter().take(*count).map(|id| (*id, Position::Yes)).collect();
            (Date::ymd(year, 1, 1).unwrap(), Roll::Listed, cast)
        });
        record(votes.collect())
    }

    /// The years since the first of the peaks and of the troughs.
    fn check(counts: &[usize], expect: &[(i16, &str)]) {
        let record = yes_votes(counts);
        let points = trend(&record.votes().collect::<Vec<_>>()).points;
        let found = turning_points(&points);
        let found: Vec<_> = found
            .iter()
            .map(|turn| {
                (turn.point.vote.date.year() - 1970, if turn.is_peak { "peak" } else { "trough" })
            })
            .collect();
        assert_eq!(found, expect, "{counts:?}");
    }

    #[test]
    fn peaks_and_troughs() {
        check(&[1, 2, 5, 4, 3], &[(2, "peak")]);
        check(&[5, 4, 1, 2, 3], &[(2, "trough")]);
        check(&[1, 2, 6, 4, 3, 1, 2, 5, 7], &[(2, "peak"), (5, "trough")]);
        check(&[1, 2, 3, 4, 5, 6], &[]);
        check(&[1, 2, 5, 4], &[]);
        check(&[], &[]);
        // A single step back is no turn.
        check(&[1, 3, 2, 4, 6, 8], &[]);
        // As many in a row are one vote, named by the first.
        check(&[1, 2, 5, 5, 5, 4, 3], &[(2, "peak")]);
        check(&[4, 4, 4, 4, 4, 4], &[]);
        // Two peaks without a trough between them: the higher.
        check(&[1, 2, 6, 4, 3, 9, 2, 1], &[(5, "peak")]);
    }

    proptest! {
        #[test]
        fn they_alternate_and_stand_out(counts in proptest::collection::vec(0..13_usize, 0..30)) {
            let record = yes_votes(&counts);
            let points = trend(&record.votes().collect::<Vec<_>>()).points;
            let turns = turning_points(&points);
            prop_assert!(turns.windows(2).all(|pair| pair[0].is_peak != pair[1].is_peak));
            for turn in turns {
                let place = points.iter().position(|point| *point == turn.point).unwrap();
                prop_assert!(place >= 2 && place + 2 < points.len());
                let near = &points[place - 2..place];
                prop_assert!(near.iter().all(|other| turn.is_peak == (other.tally.yes < turn.point.tally.yes)));
            }
        }

        #[test]
        fn any_votes_have_an_answer(record in records()) {
            let points = trend(&record.votes().collect::<Vec<_>>()).points;
            prop_assert!(turning_points(&points).len() < points.len().max(1));
        }
    }
}

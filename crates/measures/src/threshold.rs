//! What words such as "most", "overwhelming" and "unanimous" ask of a tally.
//!
//! Majorities that the rules of procedure know are [`Majority`] in the record crate: more yes than no, two
//! thirds of those voting, two thirds of the members. Here is what the press says besides.

use scrutineer_record::{Majority, Position, Tally};

use crate::Share;

/// "Most members": yes from more than half of the roll. Abstaining and absent members are not for it.
///
/// ```
/// use scrutineer_measures::most_members;
/// use scrutineer_record::Tally;
/// assert!(most_members(Tally { yes: 97, no: 0, abstain: 0, non_voting: 96 }));
/// assert!(!most_members(Tally { yes: 94, no: 59, abstain: 33, non_voting: 7 })); // A/RES/73/187
/// ```
pub fn most_members(tally: Tally) -> bool {
    Share::of_members(tally, Position::Yes).is_most()
}

/// "Overwhelming": yes from two thirds of the members; or 80 per cent of yes and no together, and yes from
/// [most members](most_members).
///
/// The word has no fixed meaning; this is a working definition.
///
/// ```
/// use scrutineer_measures::overwhelming;
/// use scrutineer_record::Tally;
/// // A/RES/68/262: 90 per cent of those voting, and 100 of 193 members.
/// assert!(overwhelming(Tally { yes: 100, no: 11, abstain: 58, non_voting: 24 }));
/// // A/RES/62/243: 85 per cent of those voting, but only 39 of 192 members.
/// assert!(!overwhelming(Tally { yes: 39, no: 7, abstain: 100, non_voting: 46 }));
/// ```
pub fn overwhelming(tally: Tally) -> bool {
    let of_voting = 5 * u32::from(tally.yes) >= 4 * u32::from(tally.voting());
    Majority::TwoThirdsOfMembers.reached_by(tally) || (of_voting && most_members(tally))
}

/// "Unanimous": every vote cast was a yes, with no vote against and no abstention. Absent members do not
/// count, and a tally without a yes is not unanimous.
///
/// It says nothing of texts adopted without a vote, which have no tally.
///
/// ```
/// use scrutineer_measures::unanimous;
/// use scrutineer_record::Tally;
/// assert!(unanimous(Tally { yes: 180, no: 0, abstain: 0, non_voting: 13 }));
/// assert!(!unanimous(Tally { yes: 191, no: 0, abstain: 2, non_voting: 0 })); // A/RES/71/5
/// ```
pub fn unanimous(tally: Tally) -> bool {
    tally.yes > 0 && tally.yes == tally.cast()
}

/// The position that more than half of those that cast a vote took, abstentions counted as votes cast; `None`
/// if no position has such a majority.
///
/// This is how "the majority" of a group or of the Assembly is read. It is not what adopts a text: for that
/// see [`Majority`].
///
/// ```
/// use scrutineer_measures::majority_position;
/// use scrutineer_record::{Position, Tally};
/// let adopted_by_a_minority = Tally { yes: 59, no: 3, abstain: 71, non_voting: 46 }; // A/RES/47/19
/// assert_eq!(majority_position(adopted_by_a_minority), Some(Position::Abstain));
/// let divided = Tally { yes: 70, no: 26, abstain: 77, non_voting: 20 }; // A/RES/71/205
/// assert_eq!(majority_position(divided), None);
/// ```
pub fn majority_position(tally: Tally) -> Option<Position> {
    [Position::Yes, Position::No, Position::Abstain]
        .into_iter()
        .find(|position| 2 * u32::from(tally.of(*position)) > u32::from(tally.cast()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(yes: u16, no: u16, abstain: u16, non_voting: u16) -> Tally {
        Tally { yes, no, abstain, non_voting }
    }

    #[test]
    fn most_members_at_the_edge() {
        assert!(most_members(tally(97, 96, 0, 0)));
        assert!(!most_members(tally(96, 0, 0, 97)));
        assert!(!most_members(tally(96, 0, 0, 96)), "half is not most");
        assert!(!most_members(tally(0, 0, 0, 0)));
    }

    #[test]
    fn overwhelming_at_the_edges() {
        let check = |counts: Tally, expect| assert_eq!(overwhelming(counts), expect, "{counts}");
        check(tally(129, 64, 0, 0), true); // two thirds of 193 members, with a third against
        check(tally(128, 65, 0, 0), false);
        check(tally(128, 0, 65, 0), true); // nobody against, and most members
        check(tally(100, 25, 68, 0), true); // exactly 80 per cent of those voting
        check(tally(100, 26, 67, 0), false);
        check(tally(97, 0, 96, 0), true);
        check(tally(96, 0, 97, 0), false); // less than half of the members
        check(tally(0, 0, 193, 0), false);
        check(tally(0, 0, 0, 0), false);
        check(tally(119, 46, 14, 14), false); // A/RES/73/27
        check(tally(129, 6, 45, 13), true); // A/RES/74/29
    }

    #[test]
    fn unanimous_is_among_those_that_voted() {
        assert!(unanimous(tally(1, 0, 0, 192)));
        assert!(!unanimous(tally(192, 1, 0, 0)));
        assert!(!unanimous(tally(192, 0, 1, 0)));
        assert!(!unanimous(tally(0, 0, 0, 193)));
    }

    #[test]
    fn a_majority_is_more_than_half_of_the_votes_cast() {
        let check =
            |counts: Tally, expect| assert_eq!(majority_position(counts), expect, "{counts}");
        check(tally(2, 1, 0, 100), Some(Position::Yes));
        check(tally(2, 1, 1, 0), None);
        check(tally(2, 2, 0, 0), None);
        check(tally(1, 3, 1, 0), Some(Position::No));
        check(tally(0, 0, 1, 5), Some(Position::Abstain));
        check(tally(0, 0, 0, 5), None);
    }
}

//! Outcomes by the rules of procedure: Charter articles 18 and 27, General Assembly rules 83 to 86 and 95.
//!
//! The record of a vote does not say which majority applied. Both are computed, and the outcome is the
//! source's: a text in a file of adopted resolutions was adopted, whatever the tally suggests.

use std::fmt;

use crate::{MemberSet, Positions, Tally};

/// What became of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Adopted.
    Adopted,
    /// Not adopted.
    Rejected,
    /// The source does not say.
    Unknown,
}

impl Outcome {
    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Adopted => "adopted",
            Outcome::Rejected => "rejected",
            Outcome::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// A majority that a motion needs in the General Assembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Majority {
    /// More yes than no (rules 85 and 86). A tie is a rejection (rule 95).
    Simple,
    /// Two thirds of yes and no together: important questions (Charter 18(2), rule 83).
    TwoThirds,
    /// Two thirds of all members: changes of the Charter (article 108), and by resolution 53/30 of the
    /// Security Council's membership.
    TwoThirdsOfMembers,
}

impl Majority {
    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Majority::Simple => "simple",
            Majority::TwoThirds => "two_thirds",
            Majority::TwoThirdsOfMembers => "two_thirds_of_members",
        }
    }

    /// Whether the tally reaches this majority.
    ///
    /// Abstentions and absences do not count as votes; nothing is adopted without a single yes.
    ///
    /// ```
    /// use scrutineer_record::{Majority, Tally};
    /// let tally = Tally { yes: 94, no: 59, abstain: 33, non_voting: 7 };
    /// assert!(Majority::Simple.reached_by(tally));
    /// assert!(!Majority::TwoThirds.reached_by(tally)); // 94 of 153 is less than two thirds
    /// ```
    pub fn reached_by(self, tally: Tally) -> bool {
        let (yes, no) = (u32::from(tally.yes), u32::from(tally.no));
        match self {
            Majority::Simple => yes > no,
            Majority::TwoThirds => yes > 0 && yes >= 2 * no,
            Majority::TwoThirdsOfMembers => yes > 0 && 3 * yes >= 2 * u32::from(tally.roll()),
        }
    }
}

/// What the rules of the Security Council make of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CouncilOutcome {
    /// Enough votes, and no veto.
    Adopted,
    /// Enough votes, and a permanent member against: the members that cast the veto.
    Vetoed(MemberSet),
    /// Too few votes; a permanent member's no is then not called a veto.
    TooFewVotes,
}

/// The outcome of a vote in the Security Council on a matter that is not procedural (Charter 27(3)): nine
/// votes in favour (seven while the Council had eleven members, to the end of 1965), and no permanent
/// member against. A permanent member that abstains or stays away casts no veto.
///
/// `permanent` are the permanent members, in the seats of the date.
pub fn council_outcome(positions: &Positions, permanent: MemberSet) -> CouncilOutcome {
    let needed = if positions.roll.len() > 11 { 9 } else { 7 };
    if positions.yes.len() < needed {
        return CouncilOutcome::TooFewVotes;
    }
    match positions.no & permanent {
        MemberSet::EMPTY => CouncilOutcome::Adopted,
        vetoes => CouncilOutcome::Vetoed(vetoes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemberId;

    /// Outcomes by (simple, two thirds, two thirds of members).
    fn check(yes: u16, no: u16, abstain: u16, non_voting: u16, expect: (bool, bool, bool)) {
        let tally = Tally { yes, no, abstain, non_voting };
        let found = (
            Majority::Simple.reached_by(tally),
            Majority::TwoThirds.reached_by(tally),
            Majority::TwoThirdsOfMembers.reached_by(tally),
        );
        assert_eq!(found, expect, "{tally}");
    }

    #[test]
    fn majorities_of_real_votes_and_at_the_edges() {
        check(39, 7, 100, 46, (true, true, false)); // A/RES/62/243
        check(14, 11, 105, 62, (true, false, false)); // A/RES/62/249
        check(105, 15, 52, 21, (true, true, false)); // A/RES/71/248
        check(141, 5, 35, 12, (true, true, true)); // A/RES/ES-11/1
        check(64, 1, 0, 127, (true, true, false)); // A/RES/63/13
        check(50, 50, 0, 93, (false, false, false)); // a tie is a rejection
        check(0, 0, 193, 0, (false, false, false)); // nothing was ever adopted by abstentions
        check(2, 1, 0, 0, (true, true, true)); // exactly two thirds is enough
        check(129, 64, 0, 0, (true, true, true)); // two thirds of 193, rounded up
        check(128, 64, 0, 1, (true, true, false));
    }

    fn set(places: std::ops::Range<usize>) -> MemberSet {
        places.filter_map(MemberId::new).collect()
    }

    #[test]
    fn council() {
        let permanent = set(0..5);
        let vote = |yes, no| Positions { yes, no, abstain: MemberSet::EMPTY, roll: set(0..15) };
        let veto = set(0..1);
        assert_eq!(council_outcome(&vote(set(1..15), veto), permanent), {
            CouncilOutcome::Vetoed(veto)
        });
        assert_eq!(council_outcome(&vote(set(3..12), set(12..15)), permanent), {
            CouncilOutcome::Adopted // two permanent members did not vote
        });
        assert_eq!(council_outcome(&vote(set(5..13), veto), permanent), {
            CouncilOutcome::TooFewVotes // eight votes: the no is not a veto
        });
        let eleven = Positions { yes: set(0..7), roll: set(0..11), ..Positions::default() };
        assert_eq!(council_outcome(&eleven, permanent), CouncilOutcome::Adopted);
    }
}

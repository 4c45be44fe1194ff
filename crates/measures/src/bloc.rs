//! How a group voted, and how much as one.

use scrutineer_record::{GroupId, MemberSet, Position, Positions, Tally, Vote};

use crate::{Share, majority_position};

/// How far those that cast a vote voted as one, by two measures.
///
/// Both run from 0 (evenly divided among the positions they count) to 1 (all alike), and neither counts
/// absent members. The Rice index leaves out abstentions, the agreement index takes them for a third
/// position. Neither is a number without its n: one member alone is always of one mind.
///
/// ```
/// use scrutineer_measures::Cohesion;
/// use scrutineer_record::Tally;
/// // The European Union on A/RES/74/29: the United Kingdom against, all others abstaining.
/// let cohesion = Cohesion::of(Tally { yes: 0, no: 1, abstain: 27, non_voting: 0 });
/// assert_eq!((cohesion.rice, cohesion.rice_n), (Some(1.0), 1));
/// assert!(cohesion.agreement.is_some_and(|index| (index - 0.946).abs() < 0.001));
/// assert_eq!(cohesion.agreement_n, 28);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cohesion {
    /// |Y − N| / (Y + N) (Rice 1925); `None` if nobody voted yes or no.
    pub rice: Option<f64>,
    /// Those that voted yes or no.
    pub rice_n: u16,
    /// (max − ½(total − max)) / total over yes, no and abstain (Hix, Noury and Roland 2005); `None` if nobody
    /// cast a vote.
    pub agreement: Option<f64>,
    /// Those that voted yes, no or abstained.
    pub agreement_n: u16,
}

impl Cohesion {
    /// The cohesion of those counted in the tally.
    pub fn of(tally: Tally) -> Cohesion {
        Cohesion {
            rice: rice(tally),
            rice_n: tally.voting(),
            agreement: agreement_index(tally),
            agreement_n: tally.cast(),
        }
    }
}

fn rice(tally: Tally) -> Option<f64> {
    Share { count: tally.yes.abs_diff(tally.no).into(), n: tally.voting().into() }.ratio()
}

fn agreement_index(tally: Tally) -> Option<f64> {
    let total = f64::from(tally.cast());
    let max = f64::from(tally.yes.max(tally.no).max(tally.abstain));
    (total > 0.0).then(|| (max - 0.5 * (total - max)) / total)
}

/// How a group voted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupVote {
    /// The group, unless it is an arbitrary set of members.
    pub group: Option<GroupId>,
    /// Its members at the date of the vote, in the seats of that date.
    pub members: MemberSet,
    /// The vote among those of them that were on the roll.
    pub positions: Positions,
    /// How far they voted as one.
    pub cohesion: Cohesion,
}

impl GroupVote {
    /// How many of the group's members on the roll took this position.
    pub fn share(&self, position: Position) -> Share {
        Share::of_members(self.positions.tally(), position)
    }

    /// The group's [`majority_position`].
    pub fn majority(&self) -> Option<Position> {
        majority_position(self.positions.tally())
    }

    /// The position that every member of the group on the roll took, `None` if they took several. Absence
    /// is not a position to hold in common.
    pub fn united(&self) -> Option<Position> {
        let share_is_all = |position: &Position| {
            let share = self.share(*position);
            share.n > 0 && share.count == share.n
        };
        self.majority().filter(share_is_all)
    }
}

/// How a group voted, by its membership at the date of the vote.
///
/// Members of the group that were not on the roll, as in the Security Council, are in
/// [`GroupVote::members`] and in no count.
///
/// ```
/// use scrutineer_measures::group_vote;
/// use scrutineer_record::Position;
///
/// let book = scrutineer_book::built_in()?;
/// let symbol = "A/RES/74/29".parse()?;
/// let vote = book.record.vote_on(&symbol).ok_or("not built in")?;
/// let nato = book.record.groups().by_code("NATO").ok_or("no such group")?;
/// let nato = group_vote(vote, nato);
/// assert_eq!(nato.majority(), Some(Position::Abstain));
/// assert_eq!(nato.share(Position::Abstain).to_string(), "26 of 29");
/// assert_eq!(nato.cohesion.agreement_n, 29);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn group_vote(vote: Vote<'_>, group: GroupId) -> GroupVote {
    let record = vote.record();
    let members = record.groups().members_at(group, vote.date, record.members());
    GroupVote { group: Some(group), ..bloc_vote(vote, members) }
}

/// How any set of members voted; they are to be named in the seats of the vote's date.
pub fn bloc_vote(vote: Vote<'_>, members: MemberSet) -> GroupVote {
    let positions = vote.positions().among(members);
    GroupVote { group: None, members, positions, cohesion: Cohesion::of(positions.tally()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scrutineer_record::Position::{Abstain, No, NonVoting, Yes};

    use super::*;
    use crate::testing::{Roster, built_in, codes, plain_positions, records, sets, vote};

    /// The bloc's vote, each member asked in turn.
    fn check_against_each_member(bloc: GroupVote, roll: &Roster) {
        let plain: Vec<_> =
            bloc.members.iter().filter_map(|member| roll.get(&member)).copied().collect();
        let count = |wanted| plain.iter().filter(|position| **position == wanted).count() as f64;
        let (yes, no, abstain) = (count(Yes), count(No), count(Abstain));
        for position in Position::ALL {
            let share = bloc.share(position);
            assert_eq!(f64::from(share.count), count(position));
            assert_eq!(share.n as usize, plain.len());
        }
        let (voting, total) = (yes + no, yes + no + abstain);
        let rice = (voting > 0.0).then(|| (yes - no).abs() / voting);
        // The agreement index in its other form: 1 − 1.5 · the part outside the largest position.
        let outside = total - [yes, no, abstain].into_iter().fold(0.0, f64::max);
        let agreement = (total > 0.0).then(|| 1.0 - 1.5 * outside / total);
        assert_near(bloc.cohesion.rice, rice);
        assert_near(bloc.cohesion.agreement, agreement);
        let first = plain.first().copied().filter(|first| *first != NonVoting);
        let all_alike = first.filter(|first| plain.iter().all(|position| position == first));
        assert_eq!(bloc.united(), all_alike);
    }

    fn assert_near(found: Option<f64>, expect: Option<f64>) {
        match (found, expect) {
            (Some(found), Some(expect)) => {
                assert!((found - expect).abs() < 1e-12, "{found}, not {expect}");
                assert!((0.0..=1.0).contains(&found));
            }
            (found, expect) => assert_eq!(found, expect),
        }
    }

    proptest! {
        #[test]
        fn as_each_member_voted(record in records(), members in sets()) {
            for vote in record.votes() {
                check_against_each_member(bloc_vote(vote, members), &plain_positions(vote));
            }
        }

        #[test]
        fn cohesion_does_not_know_yes_from_no(yes in 0..99_u16, no in 0..99_u16, abstain in 0..99_u16) {
            let one = Tally { yes, no, abstain, non_voting: 0 };
            let other = Tally { yes: no, no: yes, abstain, non_voting: 50 };
            prop_assert_eq!(Cohesion::of(one), Cohesion::of(other));
        }
    }

    #[test]
    fn every_group_in_the_built_in_record_as_each_member_voted() {
        let record = built_in();
        for vote in record.votes() {
            let roll = plain_positions(vote);
            for (group, _) in record.groups().iter() {
                let found = group_vote(vote, group);
                check_against_each_member(found, &roll);
                assert_eq!(found.group, Some(group));
            }
        }
    }

    /// Published splits: yes, no, abstain, not voting.
    #[test]
    fn published_group_splits() {
        let record = built_in();
        let check = |number, group, expect: [u16; 4]| {
            let id = record.groups().by_code(group).unwrap();
            let found = group_vote(vote(&record, number), id);
            let tally = found.positions.tally();
            assert_eq!(Position::ALL.map(|at| tally.of(at)), expect, "{group} on {number}");
            assert_eq!(tally.roll(), found.members.len());
        };
        check("73/27", "SCO", [7, 0, 0, 1]);
        check("74/29", "SCO", [8, 0, 0, 0]);
        check("73/266", "SCO", [4, 2, 1, 1]);
        check("74/28", "SCO", [6, 2, 0, 0]);
        check("73/27", "BRICS", [4, 0, 1, 0]);
        check("74/29", "BRICS", [5, 0, 0, 0]);
        check("73/266", "BRICS", [3, 2, 0, 0]);
        check("74/247", "BRICS", [4, 0, 1, 0]);
        check("73/27", "CSTO", [6, 0, 0, 0]);
        check("74/29", "CSTO", [6, 0, 0, 0]);
        check("73/27", "EU", [0, 28, 0, 0]);
        check("73/266", "EU", [28, 0, 0, 0]);
        check("74/29", "EU", [0, 1, 27, 0]);
        check("74/247", "EU", [0, 28, 0, 0]);
        check("73/27", "NATO", [0, 28, 1, 0]);
        check("73/266", "NATO", [29, 0, 0, 0]);
        check("73/27", "ASEAN", [10, 0, 0, 0]);
        check("73/27", "FIVE_EYES", [0, 5, 0, 0]);
        check("74/29", "FIVE_EYES", [0, 3, 2, 0]);
    }

    #[test]
    fn who_stood_apart() {
        let record = built_in();
        let of = |number, group| {
            let id = record.groups().by_code(group).unwrap();
            group_vote(vote(&record, number), id)
        };
        let sco = of("73/27", "SCO");
        assert_eq!(codes(&record, sco.positions.non_voting()), "UZB");
        assert_eq!((sco.majority(), sco.united()), (Some(Yes), None));
        assert_eq!(of("74/29", "SCO").united(), Some(Yes));
        assert_eq!(codes(&record, of("73/27", "NATO").positions.abstain), "TUR");
        assert_eq!(codes(&record, of("73/27", "BRICS").positions.abstain), "BRA");
        assert_eq!(codes(&record, of("73/266", "BRICS").positions.no), "CHN RUS");
        assert_eq!(codes(&record, of("74/29", "EU").positions.no), "GBR");
        assert_eq!(codes(&record, of("74/29", "FIVE_EYES").positions.no), "CAN GBR USA");
    }

    #[test]
    fn cohesion_at_the_edges() {
        let check = |yes, no, abstain, rice, agreement| {
            let found = Cohesion::of(Tally { yes, no, abstain, non_voting: 3 });
            assert_near(found.rice, rice);
            assert_near(found.agreement, agreement);
            assert_eq!((found.rice_n, found.agreement_n), (yes + no, yes + no + abstain));
        };
        check(0, 0, 0, None, None);
        check(0, 0, 7, None, Some(1.0));
        check(9, 0, 0, Some(1.0), Some(1.0));
        check(5, 5, 0, Some(0.0), Some(0.25));
        check(5, 5, 5, Some(0.0), Some(0.0));
        check(6, 2, 2, Some(0.5), Some(0.4));
    }
}

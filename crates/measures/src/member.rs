//! A member's record.

use scrutineer_record::{MemberId, MemberSet, Position, Record, Vote};

use crate::{Share, majority_position};

/// How many members, itself included, may share a position that is still called lone or nearly lone.
pub const NEARLY_LONE: u16 = 3;

/// A position that a member took alone or nearly so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LonePosition<'r> {
    /// The vote.
    pub vote: Vote<'r>,
    /// The position.
    pub position: Position,
    /// All that took it, the member included: 1 to [`NEARLY_LONE`] of them.
    pub members: MemberSet,
}

/// How a member voted, over every vote on whose roll it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberRecord<'r> {
    /// In favour, of the votes on whose roll it was.
    pub yes: Share,
    /// Against, of the same n.
    pub no: Share,
    /// Abstaining, of the same n.
    pub abstain: Share,
    /// On the roll without a vote, of the same n.
    pub non_voting: Share,
    /// Votes in which it stood with the [`majority_position`] of all, out of those in which it cast a vote and
    /// there was such a majority.
    pub with_majority: Share,
    /// Votes in which at most [`NEARLY_LONE`] members took its position, fewer than half of those voting, in
    /// the order of time. Being absent is no such position.
    pub lone: Vec<LonePosition<'r>>,
}

impl<'r> MemberRecord<'r> {
    /// How often it took this position, of the votes on whose roll it was.
    pub fn of(&self, position: Position) -> Share {
        match position {
            Position::Yes => self.yes,
            Position::No => self.no,
            Position::Abstain => self.abstain,
            Position::NonVoting => self.non_voting,
        }
    }

    fn count_in(&mut self, vote: Vote<'r>, position: Position) {
        self.yes.count_in(position == Position::Yes);
        self.no.count_in(position == Position::No);
        self.abstain.count_in(position == Position::Abstain);
        self.non_voting.count_in(position == Position::NonVoting);
        if position == Position::NonVoting {
            return;
        }
        let positions = vote.positions();
        let tally = positions.tally();
        if let Some(majority) = majority_position(tally) {
            self.with_majority.count_in(position == majority);
        }
        let alike = tally.of(position);
        if alike <= NEARLY_LONE && 2 * alike < tally.cast() {
            self.lone.push(LonePosition { vote, position, members: positions.who(position) });
        }
    }
}

/// How a member voted in all votes of the record on whose roll it was.
///
/// A member here is itself and not its seat: the votes of the Soviet Union are not in Russia's record, nor
/// those of the Republic of China in that of the People's Republic.
///
/// ```
/// use scrutineer_measures::member_record;
/// let book = scrutineer_book::built_in()?;
/// let usa = book.record.members().by_code("USA").ok_or("no such member")?;
/// let usa = member_record(&book.record, usa);
/// let alone = usa.lone.iter().find(|lone| lone.vote.label() == "A/RES/60/45");
/// assert_eq!(alone.map(|lone| lone.members.len()), Some(1));
/// println!("United States: yes in {}, with the majority in {}", usa.yes, usa.with_majority);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn member_record(record: &Record, member: MemberId) -> MemberRecord<'_> {
    let mut of = MemberRecord::default();
    for vote in record.votes() {
        if let Some(position) = vote.positions().of(member) {
            of.count_in(vote, position);
        }
    }
    of.lone.sort_by_key(|lone| lone.vote.date);
    of
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{built_in, id, pairs, plain_positions, records};

    /// A member's record, each position counted on its own.
    fn check_against_each_vote(record: &Record, member: MemberId) {
        let found = member_record(record, member);
        let votes: Vec<_> = record.votes().map(|vote| (vote, plain_positions(vote))).collect();
        let on_roll: Vec<_> =
            votes.iter().filter_map(|(_, all)| Some((all, *all.get(&member)?))).collect();
        for position in Position::ALL {
            let share = found.of(position);
            assert_eq!(share.n as usize, on_roll.len());
            let took = on_roll.iter().filter(|(_, own)| *own == position).count();
            assert_eq!(share.count as usize, took);
        }
        let (mut with_majority, mut lone) = (Share::default(), 0);
        for (all, own) in on_roll.iter().filter(|(_, own)| *own != Position::NonVoting) {
            let count = |wanted| all.values().filter(|other| **other == wanted).count();
            let cast = all.len() - count(Position::NonVoting);
            with_majority.n += u32::from(
                [Position::Yes, Position::No, Position::Abstain]
                    .iter()
                    .any(|position| 2 * count(*position) > cast),
            );
            with_majority.count += u32::from(2 * count(*own) > cast);
            lone += usize::from(count(*own) <= 3 && 2 * count(*own) < cast);
        }
        assert_eq!(found.with_majority, with_majority);
        assert_eq!(found.lone.len(), lone);
        assert!(found.lone.is_sorted_by_key(|lone| lone.vote.date));
        for own in &found.lone {
            assert!(own.members.contains(member) && own.members.len() <= NEARLY_LONE);
            assert_eq!(own.members, own.vote.positions().who(own.position));
        }
    }

    proptest! {
        #[test]
        fn as_each_vote_counted(record in records(), (member, _) in pairs()) {
            check_against_each_vote(&record, member);
        }
    }

    #[test]
    fn every_member_of_the_built_in_record_as_each_vote_counted() {
        let record = built_in();
        for code in ["USA", "RUS", "SUN", "CHN", "CHN_ROC", "BRA", "SYR", "NRU", "EAZ"] {
            check_against_each_vote(&record, id(&record, code));
        }
    }

    /// Counted from the built-in rolls apart from this program.
    #[test]
    fn the_record_of_the_united_states() {
        let record = built_in();
        let found = member_record(&record, id(&record, "USA"));
        assert_eq!(found.yes.to_string(), "36 of 97");
        assert_eq!(found.no.to_string(), "58 of 97");
        assert_eq!(found.abstain.to_string(), "3 of 97");
        assert_eq!(found.non_voting.to_string(), "0 of 97");
        assert_eq!(found.with_majority.to_string(), "27 of 87");
        let alone: Vec<_> = found.lone.iter().filter(|lone| lone.members.len() == 1).collect();
        let alone: Vec<_> = alone.iter().map(|lone| lone.vote.label()).collect();
        assert_eq!(alone, ["A/RES/60/45", "A/RES/61/54", "A/RES/62/17", "A/RES/63/37"]);
        assert_eq!(found.lone.len(), 23);
    }

    #[test]
    fn a_member_is_not_its_predecessor() {
        let record = built_in();
        let n = |code| member_record(&record, id(&record, code)).yes.n;
        assert_eq!((n("SUN"), n("RUS")), (10, 87));
        assert_eq!((n("CHN_ROC"), n("CHN")), (2, 95));
    }
}

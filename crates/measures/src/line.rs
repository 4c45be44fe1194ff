//! The line of a group: how far it was held to over many votes, and by whom.

use scrutineer_record::{MemberId, MemberSet, Position, Tally, Vote};

use crate::{GroupVote, Share};

/// How far a group voted as one over several votes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CohesionOver {
    /// The mean of the agreement index over the votes in which two of the group or more cast one; `None` if
    /// there is no such vote.
    pub agreement: Option<f64>,
    /// How many votes that is.
    pub agreement_votes: u32,
    /// The mean of the Rice index over the votes in which two or more voted yes or no.
    pub rice: Option<f64>,
    /// How many votes that is.
    pub rice_votes: u32,
    /// Votes cast by members of the group that left its line, of those that they cast where it had one.
    pub left: Share,
}

impl CohesionOver {
    /// Over these votes of a group, each of them counting the same.
    ///
    /// ```
    /// use scrutineer_measures::{CohesionOver, group_vote};
    /// let book = scrutineer_book::built_in()?;
    /// let nato = book.record.groups().by_code("NATO").ok_or("no such group")?;
    /// let votes: Vec<_> = book.record.votes().map(|vote| group_vote(vote, nato)).collect();
    /// let over = CohesionOver::of(&votes);
    /// assert!(over.agreement.is_some_and(|index| index > 0.5) && over.left.n > 1000);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(votes: &[GroupVote]) -> CohesionOver {
        let several = |n: u16, index: Option<f64>| index.filter(|_| n > 1);
        let agreement =
            votes.iter().filter_map(|of| several(of.cohesion.agreement_n, of.cohesion.agreement));
        let rice = votes.iter().filter_map(|of| several(of.cohesion.rice_n, of.cohesion.rice));
        let (agreement, agreement_votes) = mean(agreement);
        let (rice, rice_votes) = mean(rice);
        let mut left = Share::default();
        for of in votes.iter().filter(|of| of.majority().is_some()) {
            left.count += u32::from(of.left().len());
            left.n += u32::from(of.positions.tally().cast());
        }
        CohesionOver { agreement, agreement_votes, rice, rice_votes, left }
    }
}

impl GroupVote {
    /// Those that left the group's line: they cast a vote other than the [`GroupVote::majority`]. Nobody where
    /// there is no majority; who was absent has not left it.
    pub fn left(&self) -> MemberSet {
        self.majority()
            .map_or(MemberSet::EMPTY, |line| self.positions.cast() - self.positions.who(line))
    }
}

/// How a member voted beside a group, its own or another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BesideGroup {
    /// Votes in which it took the group's majority position, of those in which it cast a vote and the group
    /// had such a position.
    pub with_line: Share,
    /// How far it stood from the others of the group: the mean difference to each of them, yes 1, abstain ½,
    /// no 0, and of that the mean over the votes in which it and one of them cast a vote. From 0 (as all
    /// others, always) to 1 (opposed to all, always); `None` without such a vote.
    pub distance: Option<f64>,
    /// How many votes that is.
    pub distance_votes: u32,
}

/// How a member voted beside a group in these votes of it.
///
/// The distance is 1 less the mean agreement of three categories
/// ([`Agreement::half_way`](crate::Agreement::half_way)) with the others, each vote counting the same.
///
/// ```
/// use scrutineer_measures::{beside_group, group_vote};
/// let book = scrutineer_book::built_in()?;
/// let eu = book.record.groups().by_code("EU").ok_or("no such group")?;
/// let votes: Vec<_> = book.record.votes().map(|vote| (vote, group_vote(vote, eu))).collect();
/// let of = |code| book.record.members().by_code(code).map(|member| beside_group(member, &votes));
/// let (hungary, russia) = (of("HUN").ok_or("?")?, of("RUS").ok_or("?")?);
/// assert!(hungary.distance < russia.distance);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn beside_group<'v, 'r: 'v>(
    member: MemberId,
    votes: impl IntoIterator<Item = &'v (Vote<'r>, GroupVote)>,
) -> BesideGroup {
    let mut with_line = Share::default();
    let mut distances = Vec::new();
    for (vote, of) in votes {
        let own = vote.positions().of(member).filter(|own| *own != Position::NonVoting);
        let Some(own) = own else { continue };
        if let Some(line) = of.majority() {
            with_line.count_in(own == line);
        }
        let others = of.positions.among(of.members - member.into()).tally();
        distances.extend(mean_difference(own, others));
    }
    let (distance, distance_votes) = mean(distances.into_iter());
    BesideGroup { with_line, distance, distance_votes }
}

/// The mean difference of a position to those of others that cast a vote.
fn mean_difference(own: Position, others: Tally) -> Option<f64> {
    let of = |position: Position| f64::from(others.of(position));
    let (yes, no, abstain) = (of(Position::Yes), of(Position::No), of(Position::Abstain));
    let sum = match own {
        Position::Yes => no + 0.5 * abstain,
        Position::No => yes + 0.5 * abstain,
        Position::Abstain => 0.5 * (yes + no),
        Position::NonVoting => return None,
    };
    (others.cast() > 0).then(|| sum / f64::from(others.cast()))
}

/// The mean, and of how many values.
fn mean(values: impl Iterator<Item = f64>) -> (Option<f64>, u32) {
    let (sum, n) = values.fold((0.0, 0), |(sum, n), value| (sum + value, n + 1));
    ((n > 0).then(|| sum / f64::from(n)), n)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scrutineer_record::Record;

    use super::*;
    use crate::testing::{Roster, built_in, codes, id, pairs, plain_positions, records, sets};
    use crate::{bloc_vote, group_vote};

    fn code(position: Option<&Position>) -> Option<f64> {
        match position? {
            Position::Yes => Some(1.0),
            Position::Abstain => Some(0.5),
            Position::No => Some(0.0),
            Position::NonVoting => None,
        }
    }

    /// The position that more than half of those took that cast a vote, member by member.
    fn plain_line(roll: &Roster, members: MemberSet) -> Option<f64> {
        let cast: Vec<f64> = members.iter().filter_map(|member| code(roll.get(&member))).collect();
        let most = |wanted: f64| cast.iter().filter(|of| **of == wanted).count() * 2 > cast.len();
        [1.0, 0.5, 0.0].into_iter().find(|wanted| most(*wanted))
    }

    fn near(found: Option<f64>, values: &[f64]) {
        match found {
            Some(found) => {
                let mean = values.iter().sum::<f64>() / values.len() as f64;
                assert!((found - mean).abs() < 1e-12, "{found}, not {mean}");
                assert!((0.0..=1.0).contains(&found));
            }
            None => assert!(values.is_empty()),
        }
    }

    /// One member beside a set of members, vote by vote and member by member.
    fn check_against_each_member(record: &Record, member: MemberId, members: MemberSet) {
        let votes: Vec<_> = record.votes().map(|vote| (vote, bloc_vote(vote, members))).collect();
        let found = beside_group(member, &votes);
        let (mut with, mut of, mut distances) = (0, 0, Vec::new());
        let (mut left, mut cast) = (0, 0);
        for (vote, group) in &votes {
            let roll = plain_positions(*vote);
            let line = plain_line(&roll, members);
            let in_group = members.iter().filter_map(|of| Some((of, code(roll.get(&of))?)));
            let in_group: Vec<_> = in_group.collect();
            if let Some(line) = line {
                left += in_group.iter().filter(|(_, of)| *of != line).count();
                cast += in_group.len();
                assert!(
                    in_group.iter().all(|(who, of)| group.left().contains(*who) == (*of != line))
                );
            } else {
                assert!(group.left().is_empty());
            }
            let Some(own) = code(roll.get(&member)) else { continue };
            of += usize::from(line.is_some());
            with += usize::from(line == Some(own));
            let others: Vec<f64> = in_group
                .iter()
                .filter(|(who, _)| *who != member)
                .map(|(_, of)| (of - own).abs())
                .collect();
            if !others.is_empty() {
                distances.push(others.iter().sum::<f64>() / others.len() as f64);
            }
        }
        assert_eq!((found.with_line.count as usize, found.with_line.n as usize), (with, of));
        assert_eq!(found.distance_votes as usize, distances.len());
        near(found.distance, &distances);
        let groups: Vec<_> = votes.iter().map(|(_, of)| *of).collect();
        let over = CohesionOver::of(&groups);
        assert_eq!((over.left.count as usize, over.left.n as usize), (left, cast));
    }

    proptest! {
        #[test]
        fn as_each_member_voted(record in records(), (member, _) in pairs(), members in sets()) {
            check_against_each_member(&record, member, members);
        }

        #[test]
        fn a_member_alone_is_at_no_distance_from_itself(record in records(), (member, _) in pairs()) {
            let alone: MemberSet = member.into();
            let votes: Vec<_> = record.votes().map(|vote| (vote, bloc_vote(vote, alone))).collect();
            let found = beside_group(member, &votes);
            prop_assert_eq!((found.distance, found.distance_votes), (None, 0));
            prop_assert_eq!(found.with_line.count, found.with_line.n);
            let votes: Vec<_> = votes.into_iter().map(|(_, of)| of).collect();
            prop_assert_eq!(CohesionOver::of(&votes).agreement, None);
        }
    }

    /// The European Union on A/RES/74/29: the United Kingdom against, all others abstaining.
    #[test]
    fn who_left_the_line() {
        let record = built_in();
        let eu = record.groups().by_code("EU").unwrap();
        let vote = crate::testing::vote(&record, "74/29");
        let of = group_vote(vote, eu);
        assert_eq!(codes(&record, of.left()), "GBR");
        let votes = [(vote, of)];
        let britain = beside_group(id(&record, "GBR"), &votes);
        assert_eq!(
            (britain.with_line.to_string().as_str(), britain.distance),
            ("0 of 1", Some(0.5))
        );
        let france = beside_group(id(&record, "FRA"), &votes);
        assert_eq!((france.with_line.count, france.distance), (1, Some(0.5 / 27.0)));
        let russia = beside_group(id(&record, "RUS"), &votes);
        assert_eq!((russia.with_line.count, russia.distance_votes), (0, 1));
        let over = CohesionOver::of(&[of]);
        assert_eq!(
            (over.left.to_string().as_str(), over.agreement),
            ("1 of 28", of.cohesion.agreement)
        );
        assert_eq!((over.rice, over.rice_votes), (None, 0)); // one alone voted yes or no
    }

    #[test]
    fn groups_of_the_built_in_record_as_each_member_voted() {
        let record = built_in();
        for (code, member) in [("EU", "GBR"), ("BRICS", "BRA"), ("NATO", "RUS")] {
            let group = record.groups().by_code(code).unwrap();
            let date = record.until().unwrap();
            let members = record.groups().members_at(group, date, record.members());
            check_against_each_member(&record, id(&record, member), members);
        }
    }
}

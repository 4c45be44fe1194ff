//! The votes of a model in the two orders in which estimators run through them: by item, and by member and
//! session; in either, those who voted yes, abstained and voted no stand apart, so that no loop asks.

use std::ops::Range;

use scrutineer_record::Position;

/// What a member chose, in the order of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// In favour.
    Yes,
    /// Recorded as abstaining.
    Abstain,
    /// Against.
    No,
}

impl Choice {
    /// The choice that a position is; absence is none.
    pub fn of(position: Position) -> Option<Choice> {
        match position {
            Position::Yes => Some(Choice::Yes),
            Position::Abstain => Some(Choice::Abstain),
            Position::No => Some(Choice::No),
            Position::NonVoting => None,
        }
    }

    /// The position that it is in the record.
    pub fn position(self) -> Position {
        match self {
            Choice::Yes => Position::Yes,
            Choice::Abstain => Position::Abstain,
            Choice::No => Position::No,
        }
    }

    pub(crate) fn place(self) -> usize {
        match self {
            Choice::Yes => 0,
            Choice::Abstain => 1,
            Choice::No => 2,
        }
    }
}

/// A vote of the model: on which item, by which member-session, and what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Place of the item.
    pub item: u32,
    /// Place of the member-session.
    pub point: u32,
    /// What was chosen.
    pub choice: Choice,
}

/// A state in a session, which has one ideal point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberSession {
    /// Whose it is: a number that the member keeps over time.
    pub state: u32,
    /// The session.
    pub session: u8,
}

/// Every vote of a model.
#[derive(Clone, Debug)]
pub struct Ballots {
    points: Vec<MemberSession>,
    paths: Vec<Range<usize>>,
    by_item: Grouped,
    by_point: Grouped,
}

/// Whom or what the votes of one item or one point are by or on, the choices apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides<'b> {
    pub(crate) yes: &'b [u32],
    pub(crate) abstain: &'b [u32],
    pub(crate) no: &'b [u32],
}

impl Ballots {
    /// The votes in both orders. The member-sessions are sorted by state and session, each once; a vote that
    /// names one beyond the last is left out.
    pub fn new(points: Vec<MemberSession>, items: usize, votes: &[Ballot]) -> Ballots {
        debug_assert!(points.is_sorted(), "member-sessions must be sorted");
        let is_known =
            |vote: &&Ballot| as_place(vote.point) < points.len() && as_place(vote.item) < items;
        let known = || votes.iter().filter(is_known);
        let by_item = Grouped::new(items, known().map(|vote| (vote.item, vote.point, vote.choice)));
        let by_point =
            Grouped::new(points.len(), known().map(|vote| (vote.point, vote.item, vote.choice)));
        Ballots { paths: paths(&points), by_item, by_point, points }
    }

    /// The member-sessions, by state and session.
    pub fn points(&self) -> &[MemberSession] {
        &self.points
    }

    /// The member-sessions of each state, session after session.
    pub fn paths(&self) -> &[Range<usize>] {
        &self.paths
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.by_item.len()
    }

    /// How many votes there are.
    pub fn votes(&self) -> usize {
        self.by_item.others.len()
    }

    /// How many votes a member cast in a session.
    pub fn votes_of(&self, point: usize) -> usize {
        self.by_point.sides(point).len()
    }

    /// How many yes votes, abstentions and no votes there were on an item.
    pub fn tally(&self, item: usize) -> [usize; 3] {
        let Sides { yes, abstain, no } = self.on_item(item);
        [yes.len(), abstain.len(), no.len()]
    }

    pub(crate) fn on_item(&self, item: usize) -> Sides<'_> {
        self.by_item.sides(item)
    }

    pub(crate) fn of_point(&self, point: usize) -> Sides<'_> {
        self.by_point.sides(point)
    }
}

impl<'b> Sides<'b> {
    /// Each choice with whom or what it is by or on.
    pub(crate) fn by_choice(self) -> [(Choice, &'b [u32]); 3] {
        [(Choice::Yes, self.yes), (Choice::Abstain, self.abstain), (Choice::No, self.no)]
    }

    pub(crate) fn len(self) -> usize {
        self.yes.len() + self.abstain.len() + self.no.len()
    }
}

/// A number as a place in a list.
pub(crate) fn as_place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The ranges of equal states.
fn paths(points: &[MemberSession]) -> Vec<Range<usize>> {
    let mut paths = Vec::new();
    let mut from = 0;
    for path in points.chunk_by(|one, next| one.state == next.state) {
        paths.push(from..from + path.len());
        from += path.len();
    }
    paths
}

/// Lists of numbers in groups, each group in three parts.
#[derive(Clone, Debug)]
struct Grouped {
    /// Where each part begins; at the end, where the last one ends.
    begins: Vec<usize>,
    others: Vec<u32>,
}

impl Grouped {
    /// Sorts by counting.
    fn new(groups: usize, votes: impl Iterator<Item = (u32, u32, Choice)> + Clone) -> Grouped {
        let part = |group: u32, choice: Choice| 3 * as_place(group) + choice.place();
        let mut begins = vec![0; 3 * groups + 1];
        for (group, _, choice) in votes.clone() {
            if let Some(count) = begins.get_mut(part(group, choice) + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for begin in &mut begins {
            total += *begin;
            *begin = total;
        }
        let mut next = begins.clone();
        let mut others = vec![0; total];
        for (group, other, choice) in votes {
            let Some(place) = next.get_mut(part(group, choice)) else { continue };
            if let Some(slot) = others.get_mut(*place) {
                *slot = other;
            }
            *place += 1;
        }
        Grouped { begins, others }
    }

    fn len(&self) -> usize {
        self.begins.len() / 3
    }

    fn part(&self, part: usize) -> &[u32] {
        let range = self.begins.get(part).zip(self.begins.get(part + 1));
        range.and_then(|(from, to)| self.others.get(*from..*to)).unwrap_or_default()
    }

    fn sides(&self, group: usize) -> Sides<'_> {
        let [yes, abstain, no] = [0, 1, 2].map(|side| self.part(3 * group + side));
        Sides { yes, abstain, no }
    }
}

//! Records that look wrong: positions that nobody would have expected, neighbours in a list whose rows were
//! exchanged, members that were lost. Told from the votes alone.
//!
//! The three kinds stand in one order by *surprise*: minus the logarithm of how probable such a thing would be if
//! the record were right, less the logarithm of how many such things were looked at. At 0 one of them would come
//! about by chance.

mod absences;
mod habits;
mod positions;
mod swapped;

use scrutineer_record::{MemberId, Record, Vote};

use crate::ballots::{Choice, MemberSession};
use crate::expected::{Expected, Rest};
use crate::fast::Fit;
use crate::prepare::{Prepared, VoteOnItem};

use habits::Habits;

/// Something in the record that may be wrong, or that happened against all expectation.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspicion {
    /// How surprising it is, in natural logarithms.
    pub surprise: f64,
    /// The session.
    pub session: u8,
    /// What it is.
    pub what: Suspect,
}

/// What may be wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Suspect {
    /// A position that is improbable given everything else.
    Position {
        /// Whose.
        member: MemberId,
        /// The vote's place in the record.
        vote: usize,
        /// What it chose.
        choice: Choice,
        /// How probable each choice was.
        expected: Expected,
    },
    /// Two members that stand beside each other in a list and whose positions fit better exchanged.
    Swapped {
        /// Which.
        members: [MemberId; 2],
        /// In how many votes of the stretch their positions differ.
        differing: usize,
        /// The first and the last vote of the stretch, by place in the record.
        stretch: [usize; 2],
    },
    /// A member that hardly voted in a session, and did before and after.
    Lost {
        /// Which.
        member: MemberId,
        /// In how many votes it cast one.
        cast: usize,
        /// On how many rolls it was.
        of: usize,
        /// What part of the votes it cast around the session.
        around: f64,
    },
}

/// What the search goes by.
struct Grounds<'g, 'r> {
    prepared: &'g Prepared,
    rest: Rest<'g>,
    fit: &'g Fit,
    habits: Habits,
    votes: Vec<Vote<'r>>,
}

/// Everything suspicious, the most surprising first: whatever is more surprising than what chance alone would
/// bring about once.
pub fn suspicions(record: &Record, prepared: &Prepared, fit: &Fit) -> Vec<Suspicion> {
    let votes: Vec<Vote<'_>> = record.votes().collect();
    let rest = Rest::of(&prepared.ballots, fit);
    let cast = positions::cast(prepared, &votes, &rest);
    let habits = Habits::of(prepared, &cast);
    let grounds = Grounds { prepared, rest, fit, habits, votes };
    let mut found = swapped::swapped(record, &grounds);
    found.extend(absences::lost(&grounds));
    let known = |session: u8, of: MemberId| {
        found.iter().any(|it| it.session == session && it.what.is_about(of))
    };
    let positions: Vec<Suspicion> = positions::improbable(&grounds, &cast)
        .into_iter()
        .filter(|it| !it.what.members().iter().any(|member| known(it.session, *member)))
        .collect();
    found.extend(positions);
    found.retain(|it| it.surprise > 0.0);
    found.sort_by(|one, other| other.surprise.total_cmp(&one.surprise));
    found
}

impl Suspect {
    /// Whom it is about.
    pub fn members(&self) -> &[MemberId] {
        match self {
            Suspect::Position { member, .. } | Suspect::Lost { member, .. } => {
                std::slice::from_ref(member)
            }
            Suspect::Swapped { members, .. } => members,
        }
    }

    fn is_about(&self, member: MemberId) -> bool {
        self.members().contains(&member)
    }
}

impl<'r> Grounds<'_, 'r> {
    fn vote(&self, on: VoteOnItem) -> Option<Vote<'r>> {
        self.votes.get(on.vote).copied()
    }

    /// The votes of each session in which any divide.
    fn sessions(&self) -> Vec<(u8, Vec<VoteOnItem>)> {
        let mut by_session = vec![Vec::new(); usize::from(u8::MAX) + 1];
        for on in &self.prepared.votes {
            if let Some(of) = by_session.get_mut(usize::from(on.session)) {
                of.push(*on);
            }
        }
        (0..=u8::MAX).zip(by_session).filter(|(_, votes)| !votes.is_empty()).collect()
    }

    fn at(&self, point: usize) -> MemberSession {
        let nowhere = MemberSession { state: u32::MAX, session: 0 };
        self.prepared.ballots.points().get(point).copied().unwrap_or(nowhere)
    }
}

/// How surprising something is of which so many were looked at.
fn surprise(against: f64, looked_at: usize) -> f64 {
    against - (looked_at.max(1) as f64).ln()
}

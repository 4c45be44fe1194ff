//! How well two sources agree, by the definitions that are fixed for comparison.

use std::collections::BTreeMap;

use super::join::WholeTexts;
use super::{Account, Group, Rank, differing};
use crate::Format;

/// The sessions in which the symbols of all sources can be relied on and that the shortest source reaches.
const SESSIONS: std::ops::RangeInclusive<u8> = 30..=74;

/// How well two sources agree.
///
/// Compared are the votes on whole texts of the sessions 30 to 74 that are joined one to one by symbol. A
/// position in common is that of a member with yes, no or abstain in at least one of the two accounts; it
/// differs if it is not the same one of yes, no, abstain and none in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairCount {
    /// The source of the higher rank; the two formats of the Library count as [`Format::Undl`].
    pub first: Format,
    /// The other source.
    pub second: Format,
    /// Votes in common.
    pub votes_in_common: usize,
    /// Positions in common.
    pub positions_in_common: usize,
    /// Those of them that differ.
    pub positions_differing: usize,
    /// Votes that were joined in other ways: by roll, or by symbol in other sessions, or by the symbol of a
    /// section (`50/38B-IX`), which is no text of its own: several can repeat the roll of one vote.
    pub otherwise_joined: usize,
    /// The counts by session.
    pub sessions: Vec<SessionCount>,
}

/// How well two sources agree in one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionCount {
    /// The regular session to which the votes count.
    pub session: u8,
    /// Votes in common.
    pub votes: usize,
    /// Those of them with a difference.
    pub votes_differing: usize,
    /// Positions in common.
    pub positions: usize,
    /// Those of them that differ.
    pub differing: usize,
}

#[derive(Default)]
struct Counted {
    sessions: BTreeMap<u8, SessionCount>,
    otherwise: usize,
}

/// The counts of each two sources that have votes in common.
pub(super) fn pairs<'a>(groups: &[Group<'a>], texts: &WholeTexts<'a>) -> Vec<PairCount> {
    let mut pairs: BTreeMap<(Rank, Rank), Counted> = BTreeMap::new();
    for (one, other) in groups.iter().flat_map(couples) {
        let (Some(first), Some(second)) = (one.rank, other.rank) else { continue };
        let counted = pairs.entry((first, second)).or_default();
        match comparable(one, other, texts) {
            Some(session) => count(&mut counted.sessions, session, one, other),
            None => counted.otherwise += 1,
        }
    }
    pairs.into_iter().map(|((first, second), counted)| sum(first, second, counted)).collect()
}

/// Each two accounts of a vote.
fn couples<'a>(group: &Group<'a>) -> Vec<(&'a Account<'a>, &'a Account<'a>)> {
    let each = group.accounts().enumerate();
    each.flat_map(|(at, one)| group.accounts().skip(at + 1).map(move |other| (one, other)))
        .collect()
}

/// The session to which two accounts count, if they are to be compared.
fn comparable<'a>(one: &Account<'a>, other: &Account<'a>, texts: &WholeTexts<'a>) -> Option<u8> {
    let is_section = one.facts.symbol.as_ref().and_then(|symbol| symbol.part());
    let is_section = is_section.is_some_and(|part| part.to_string().contains('-'));
    let session = one.regular_session()?;
    (texts.join(one, other) && !is_section && SESSIONS.contains(&session)).then_some(session)
}

fn count(
    sessions: &mut BTreeMap<u8, SessionCount>,
    session: u8,
    one: &Account<'_>,
    other: &Account<'_>,
) {
    let none = SessionCount { session, votes: 0, votes_differing: 0, positions: 0, differing: 0 };
    let sums = sessions.entry(session).or_insert(none);
    let differ = usize::from(differing(&one.positions, &other.positions).len());
    sums.votes += 1;
    sums.votes_differing += usize::from(differ > 0);
    sums.positions += usize::from((one.positions.cast() | other.positions.cast()).len());
    sums.differing += differ;
}

fn sum(Rank(first): Rank, Rank(second): Rank, counted: Counted) -> PairCount {
    let sessions: Vec<_> = counted.sessions.into_values().collect();
    let sum = |of: fn(&SessionCount) -> usize| sessions.iter().map(of).sum();
    PairCount {
        first,
        second,
        votes_in_common: sum(|session| session.votes),
        positions_in_common: sum(|session| session.positions),
        positions_differing: sum(|session| session.differing),
        otherwise_joined: counted.otherwise,
        sessions,
    }
}

//! Members joined by how often they agree.

use scrutineer_record::{MemberId, Members, Positions, Vote};

use crate::Pairs;

/// Two members that stand in the graph have at least so many votes in common, …
pub const FEWEST: u32 = 10;

/// … and at least one in so many of all votes.
pub const LEAST_PART: u32 = 4;

/// Every two of some members with how often they agree.
///
/// Agreement is [`Agreement::half_way`](crate::Agreement::half_way), over the votes in which both cast one. So that
/// there is no pair of which little is known, members are left out, those with the fewest votes first, until every
/// two of the rest have [`FEWEST`] votes in common, and one in [`LEAST_PART`] of all. The members stand in the order
/// of their codes: whatever order the table of members has, the same comes out.
#[derive(Clone, Debug, Default)]
pub struct AgreementGraph {
    members: Vec<MemberId>,
    left_out: Vec<MemberId>,
    /// Row by row.
    agreement: Vec<f64>,
}

impl AgreementGraph {
    /// The graph of those that cast a vote in any of these votes.
    pub fn of(members: &Members, votes: &[Vote<'_>]) -> AgreementGraph {
        AgreementGraph::of_positions(members, votes.iter().map(Vote::positions))
    }

    /// The same, of votes as the positions taken in them.
    pub fn of_positions(
        members: &Members,
        votes: impl IntoIterator<Item = Positions>,
    ) -> AgreementGraph {
        let votes: Vec<Positions> = votes.into_iter().collect();
        let pairs = Pairs::of_positions(votes.iter().copied());
        let count = u32::try_from(votes.len()).unwrap_or(u32::MAX);
        let least = FEWEST.max(count.div_ceil(LEAST_PART));
        let mut kept = pairs.members().to_vec();
        kept.sort_by_key(|id| members[*id].code.as_str());
        let mut left_out = scarce(&kept, &pairs, least);
        kept.retain(|id| !left_out.contains(id));
        let between = |a: &MemberId, b: &MemberId| pairs.get(*a, *b).half_way().unwrap_or_default();
        let agreement = kept.iter().flat_map(|a| kept.iter().map(move |b| between(a, b))).collect();
        left_out.sort_by_key(|id| members[*id].code.as_str());
        AgreementGraph { members: kept, left_out, agreement }
    }

    /// The members, in the order of their codes.
    pub fn members(&self) -> &[MemberId] {
        &self.members
    }

    /// Those that cast a vote but have too few in common with others.
    pub fn left_out(&self) -> &[MemberId] {
        &self.left_out
    }

    /// How often the member at a place agrees with everyone.
    pub(super) fn row(&self, place: usize) -> &[f64] {
        let n = self.members.len();
        self.agreement.get(place * n..(place + 1) * n).unwrap_or_default()
    }

    /// How often the members at two places agree, from 0 to 1.
    pub fn between(&self, a: usize, b: usize) -> f64 {
        self.row(a).get(b).copied().unwrap_or_default()
    }
}

/// Who has to be left out, so that every two of the rest have `least` votes in common: as long as some two have not, of
/// those the one that cast the fewest votes, and of several the last.
fn scarce(members: &[MemberId], pairs: &Pairs, least: u32) -> Vec<MemberId> {
    let lacks = |a: MemberId, b: MemberId| pairs.get(a, b).n() < least;
    let lacking = |a: &MemberId| members.iter().copied().filter(|b| lacks(*a, *b)).collect();
    // Beside itself a member has in common what it cast.
    let mut all: Vec<(u32, MemberId, Vec<MemberId>)> =
        members.iter().map(|a| (pairs.get(*a, *a).n(), *a, lacking(a))).collect();
    let mut scarce = Vec::new();
    loop {
        let candidates = all.iter().rev().filter(|(.., lacking)| !lacking.is_empty());
        let Some(next) = candidates.min_by_key(|(cast, ..)| *cast).map(|(_, id, _)| *id) else {
            return scarce;
        };
        all.retain(|(_, id, _)| *id != next);
        all.iter_mut().for_each(|(.., lacking)| lacking.retain(|id| *id != next));
        scarce.push(next);
    }
}

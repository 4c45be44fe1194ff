//! States that a source says were no members when by the dates of membership they sat. One can be said so in
//! hundreds of roll calls on end, which is one defect.

use std::collections::BTreeMap;

use scrutineer_record::{Date, Defect, MemberId, MemberSet, Members, Position};

/// Who was left out, and in which roll calls.
#[derive(Default)]
pub(super) struct Exclusions {
    by_member: BTreeMap<MemberId, Exclusion>,
}

struct Exclusion {
    roll_calls: usize,
    first: (Date, String),
    last: (Date, String),
}

impl Exclusions {
    /// Adds a roll call in which the source says of some that they were no members.
    pub(super) fn add(
        &mut self,
        members: &Members,
        cast: &[(MemberId, Position)],
        excluded: MemberSet,
        id: &str,
        date: Date,
    ) {
        // If it lists nobody else, the roll call was not filled in.
        if cast.is_empty() {
            return;
        }
        let (first, last) = date.ends();
        for member in excluded.iter() {
            if members.sat_at(member, first) && members.sat_at(member, last) {
                self.add_one(member, (date, id.to_owned()));
            }
        }
    }

    fn add_one(&mut self, member: MemberId, at: (Date, String)) {
        let exclusion = self.by_member.entry(member).or_insert_with(|| Exclusion {
            roll_calls: 0,
            first: at.clone(),
            last: at.clone(),
        });
        exclusion.roll_calls += 1;
        if at < exclusion.first {
            exclusion.first = at;
        } else if at > exclusion.last {
            exclusion.last = at;
        }
    }

    /// A defect for each member.
    pub(super) fn defects(self, members: &Members) -> impl Iterator<Item = Defect> {
        self.by_member.into_iter().map(|(member, Exclusion { roll_calls, first, last })| {
            Defect::Other(format!(
                "{} stands as no member in {roll_calls} roll calls from {} ({}) to {} ({}), but it sat then",
                members[member].code, first.0, first.1, last.0, last.1
            ))
        })
    }
}

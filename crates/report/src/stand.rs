//! Who took which position: `--member USA --position no`, `--where USA=no`.

use scrutineer_measures::group_vote;
use scrutineer_record::{GroupId, MemberId, Position, Record, Vote};

use crate::error::Error;
use crate::resolve;

/// A member, or most of a group.
#[derive(Clone, Copy, Debug)]
enum Voter {
    Member(MemberId),
    Group(GroupId),
}

/// A voter that took a position, or any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand {
    voter: Voter,
    position: Option<Position>,
}

impl Stand {
    pub(crate) fn of_member(member: MemberId, position: Option<Position>) -> Stand {
        Stand { voter: Voter::Member(member), position }
    }

    pub(crate) fn of_group(group: GroupId, position: Option<Position>) -> Stand {
        Stand { voter: Voter::Group(group), position }
    }

    /// Reads `USA=no`, `European Union=abstain`.
    pub(crate) fn read(record: &Record, typed: &str) -> Result<Stand, Error> {
        let Some((who, position)) = typed.split_once('=') else {
            let why = format!("\"{}\" does not say who took which position", typed.trim());
            return Err(
                Error::wrong(why).hint("write a member or a group, =, and a position: USA=no")
            );
        };
        let position = Some(resolve::position(position)?);
        if let Some(readings) = record.groups().lookup(who) {
            return Ok(Stand::of_group(readings.preferred, position));
        }
        Ok(Stand::of_member(resolve::member(record, who)?, position))
    }

    /// Whether it was so in a vote: the member took the position, or more than half of the group, at that date.
    pub(crate) fn was_taken(&self, vote: Vote<'_>) -> bool {
        match self.voter {
            Voter::Member(member) => {
                let found = vote.position_of(member);
                self.position.map_or(found.is_some(), |position| found == Some(position))
            }
            Voter::Group(group) => {
                let of_group = group_vote(vote, group);
                let is_most = |position| {
                    let share = of_group.share(position);
                    2 * share.count > share.n
                };
                !of_group.positions.roll.is_empty() && self.position.is_none_or(is_most)
            }
        }
    }
}

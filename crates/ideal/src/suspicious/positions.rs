//! Positions that are improbable given everything else.

use rayon::prelude::*;
use scrutineer_record::{MemberId, Vote};

use super::{Grounds, Suspect, Suspicion, surprise};
use crate::ballots::Choice;
use crate::expected::{Expected, Rest};
use crate::prepare::{Prepared, VoteOnItem};

/// One member's choice in one vote, with what was expected once it is left out.
pub(super) struct Cast {
    pub(super) on: VoteOnItem,
    pub(super) member: MemberId,
    pub(super) point: usize,
    pub(super) choice: Choice,
    pub(super) expected: Expected,
}

/// Every choice in every vote.
pub(super) fn cast(prepared: &Prepared, votes: &[Vote<'_>], rest: &Rest<'_>) -> Vec<Cast> {
    let of = |on: &VoteOnItem| {
        let vote = votes.get(on.vote);
        let choices = vote.into_iter().flat_map(|vote| prepared.choices(*vote, on.session));
        let cast = choices.map(|(member, point, choice)| {
            let expected = rest.expected(on.item, point, Some(choice));
            Cast { on: *on, member, point, choice, expected }
        });
        cast.collect::<Vec<_>>()
    };
    prepared.votes.par_iter().flat_map_iter(of).collect()
}

/// Those that would not be seen once by chance.
pub(super) fn improbable(grounds: &Grounds<'_, '_>, cast: &[Cast]) -> Vec<Suspicion> {
    let of = |it: &Cast| {
        let state = grounds.at(it.point).state;
        let by_habit = grounds.habits.of_member(it.on, state);
        let against = -by_habit.probability(&it.expected, it.choice).ln();
        let what = Suspect::Position {
            member: it.member,
            vote: it.on.vote,
            choice: it.choice,
            expected: it.expected,
        };
        let surprise = surprise(against, cast.len());
        (surprise > 0.0).then_some(Suspicion { surprise, session: it.on.session, what })
    };
    cast.par_iter().filter_map(of).collect()
}

//! Members that stand beside each other in a list, and whose positions fit better exchanged: somebody slipped by a
//! row.

use std::collections::BTreeSet;

use rayon::prelude::*;
use scrutineer_record::{MemberId, Record};

use super::habits::Habit;
use super::{Grounds, Suspect, Suspicion, surprise};
use crate::ballots::Choice;
use crate::expected::Expected;
use crate::item::Belief;
use crate::prepare::VoteOnItem;

/// Each of the two must fit better by itself, by odds of twenty to one: a member that changes its mind fits
/// another better without that one fitting it.
const EACH_ALONE: f64 = 3.0;

/// The pairs that fit better exchanged. A pair counts in the session in which it shows most: those beside are
/// measured by that one, and so is whoever else stands beside them.
pub(super) fn swapped(record: &Record, grounds: &Grounds<'_, '_>) -> Vec<Suspicion> {
    let sessions = grounds.sessions();
    let pairs: Vec<(u8, &[VoteOnItem], [MemberId; 2])> = sessions
        .iter()
        .flat_map(|(session, votes)| {
            let pairs = neighbours(record, grounds, *session).into_iter();
            pairs.map(|pair| (*session, votes.as_slice(), pair))
        })
        .collect();
    let looked_at = pairs.len();
    let found = pairs.par_iter().filter_map(|(session, votes, pair)| {
        let exchange = Exchange::of(grounds, *session, *pair)?.best(grounds, votes)?;
        let surprise = surprise(exchange.gain, looked_at);
        let what = Suspect::Swapped {
            members: *pair,
            differing: exchange.differing,
            stretch: [exchange.from, exchange.to],
        };
        (surprise > 0.0).then_some(Suspicion { surprise, session: *session, what })
    });
    let mut found: Vec<Suspicion> = found.collect();
    found.sort_by(|one, other| other.surprise.total_cmp(&one.surprise));
    let mut kept: Vec<Suspicion> = Vec::new();
    for it in found {
        let beside = |other: &Suspicion| {
            other.session.abs_diff(it.session) <= 1
                && it.what.members().iter().any(|member| other.what.is_about(*member))
        };
        if !kept.iter().any(beside) {
            kept.push(it);
        }
    }
    kept
}

/// Who stands beside whom among those that voted in a session: by name, by the name that the press uses, and by
/// number.
fn neighbours(record: &Record, grounds: &Grounds<'_, '_>, session: u8) -> BTreeSet<[MemberId; 2]> {
    let members = record.members();
    let voted = members.iter().map(|(member, _)| member);
    let voted = voted.filter(|member| grounds.prepared.point(session, *member).is_some());
    let mut voted: Vec<MemberId> = voted.collect();
    let mut pairs = BTreeSet::new();
    let mut beside = |sorted: &[MemberId]| {
        pairs.extend(
            sorted
                .iter()
                .zip(sorted.iter().skip(1))
                .map(|(one, other)| if one < other { [*one, *other] } else { [*other, *one] }),
        );
    };
    voted.sort_by_key(|member| &members[*member].name);
    beside(&voted);
    voted.sort_by_key(|member| &members[*member].press_name);
    beside(&voted);
    voted.sort_by_key(|member| {
        grounds.prepared.point(session, *member).map(|it| grounds.at(it).state)
    });
    beside(&voted);
    pairs
}

/// Two members of whom it is asked whether they were exchanged.
struct Exchange {
    members: [MemberId; 2],
    states: [u32; 2],
    /// Where they stand without the votes of the session.
    beliefs: [Belief; 2],
}

/// A stretch of votes that is more probable with the two exchanged.
#[derive(Clone, Copy, Debug, Default)]
struct Stretch {
    /// The logarithm of how much more probable, of each of the two.
    gains: [f64; 2],
    gain: f64,
    differing: usize,
    from: usize,
    to: usize,
}

impl Exchange {
    fn of(grounds: &Grounds<'_, '_>, session: u8, members: [MemberId; 2]) -> Option<Exchange> {
        let [one, other] = members.map(|member| grounds.prepared.point(session, member));
        let points = [one?, other?];
        Some(Exchange {
            members,
            states: points.map(|point| grounds.at(point).state),
            beliefs: points.map(|point| grounds.rest.without_session(point)),
        })
    }

    /// The stretch of votes in a row that gains most, if both gain in it.
    fn best(&self, grounds: &Grounds<'_, '_>, votes: &[VoteOnItem]) -> Option<Stretch> {
        let (mut run, mut best) = (Stretch::default(), None::<Stretch>);
        for on in votes {
            let Some([one, other]) = self.gains(grounds, *on) else { continue };
            if run.gain + one + other <= 0.0 {
                run = Stretch::default();
                continue;
            }
            let from = if run.differing == 0 { on.vote } else { run.from };
            let [of_one, of_other] = run.gains;
            run = Stretch {
                gains: [of_one + one, of_other + other],
                gain: run.gain + one + other,
                differing: run.differing + 1,
                from,
                to: on.vote,
            };
            let each = run.gains.iter().all(|gain| *gain > EACH_ALONE);
            if each && best.is_none_or(|best| run.gain > best.gain) {
                best = Some(run);
            }
        }
        best
    }

    /// What each of the two gains in a vote in which they differ.
    fn gains(&self, grounds: &Grounds<'_, '_>, on: VoteOnItem) -> Option<[f64; 2]> {
        let positions = grounds.vote(on)?.positions();
        let [one, other] = self.members.map(|member| positions.of(member).and_then(Choice::of));
        let (one, other) = (one?, other?);
        if one == other {
            return None;
        }
        let item = grounds.fit.items.get(on.item)?;
        let [expected_one, expected_other] = self.beliefs.map(|theta| item.expected(theta));
        let [habit_one, habit_other] = self.states.map(|it| grounds.habits.of_member(on, it));
        let gain = |habit: Habit, expected: Expected, own: Choice, of_other: Choice| {
            (habit.at_least_stray(&expected, of_other) / habit.at_least_stray(&expected, own)).ln()
        };
        Some([
            gain(habit_one, expected_one, one, other),
            gain(habit_other, expected_other, other, one),
        ])
    }
}

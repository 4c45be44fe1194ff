//! What members did when the same item was voted on before and after. They mostly do it again, even where their
//! place on the line would not tell.

use super::positions::Cast;
use crate::ballots::Choice;
use crate::expected::Expected;
use crate::prepare::{Prepared, VoteOnItem};

/// Rounds of expectation and maximisation; the shares stand still long before.
const ROUNDS: usize = 30;
/// With what the shares begin.
const FIRST_SHARE: f64 = 0.5;
const FIRST_STRAY: f64 = 0.01;

/// Who chose what on each item, session after session, and how far that tells.
pub(super) struct Habits {
    /// Item, state, session, choice: sorted.
    made: Vec<(usize, u32, u8, u8)>,
    /// How often members go by one other choice on the item, and by two.
    shares: [f64; 2],
    /// How often they do anything at all.
    pub(super) stray: f64,
}

/// What one member did on an item in the nearest sessions before and after, and how much that tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habit {
    around: [Option<Choice>; 2],
    share: f64,
    stray: f64,
}

fn coded(choice: Choice) -> u8 {
    match choice {
        Choice::Yes => 0,
        Choice::Abstain => 1,
        Choice::No => 2,
    }
}

fn decoded(code: u8) -> Choice {
    match code {
        0 => Choice::Yes,
        1 => Choice::Abstain,
        _ => Choice::No,
    }
}

impl Habits {
    /// Reads them off the votes. The shares are those with which the votes are most probable.
    pub(super) fn of(prepared: &Prepared, cast: &[Cast]) -> Habits {
        let state = |point: usize| prepared.ballots.points().get(point).map_or(0, |it| it.state);
        let of = |it: &Cast| (it.on.item, state(it.point), it.on.session, coded(it.choice));
        let mut made: Vec<_> = cast.iter().map(of).collect();
        made.sort_unstable();
        let mut habits = Habits { made, shares: [FIRST_SHARE; 2], stray: FIRST_STRAY };
        let seen: Vec<(usize, f64, f64)> = cast
            .iter()
            .map(|it| {
                let habit = habits.of_member(it.on, state(it.point));
                (habit.known(), habit.agreeing(it.choice), it.expected.of(it.choice))
            })
            .collect();
        for _ in 0..ROUNDS {
            habits.learn(&seen);
        }
        habits
    }

    /// One round: how many neighbours are known, the part of them that agrees, and what the model says.
    fn learn(&mut self, seen: &[(usize, f64, f64)]) {
        let (mut by_habit, mut n, mut stray) = ([0.0; 2], [0.0; 2], 0.0);
        for (known, agreeing, expected) in seen {
            let place = known.checked_sub(1);
            let share = place.and_then(|it| self.shares.get(it)).copied().unwrap_or(0.0);
            let model = (1.0 - self.stray) * (1.0 - share) * expected;
            let habit = (1.0 - self.stray) * share * agreeing;
            let all = model + habit + self.stray / 3.0;
            stray += self.stray / 3.0 / all;
            if let Some((of, n)) = place.and_then(|it| by_habit.get_mut(it).zip(n.get_mut(it))) {
                *of += habit / all;
                *n += (model + habit) / all;
            }
        }
        for ((share, of), n) in self.shares.iter_mut().zip(by_habit).zip(n) {
            *share = if n > 0.0 { of / n } else { *share };
        }
        self.stray = stray / (seen.len().max(1) as f64);
    }

    /// What a member did on the item of a vote in the nearest session before and in the nearest after.
    pub(super) fn of_member(&self, on: VoteOnItem, state: u32) -> Habit {
        let from = self.made.partition_point(|it| *it < (on.item, state, on.session, 0));
        let to = self.made.partition_point(|it| *it <= (on.item, state, on.session, u8::MAX));
        let own = |it: &&(usize, u32, u8, u8)| it.0 == on.item && it.1 == state;
        let before = from.checked_sub(1).and_then(|it| self.made.get(it)).filter(own);
        let after = self.made.get(to).filter(own);
        let around = [before, after].map(|it| it.map(|it| decoded(it.3)));
        let known = around.iter().flatten().count();
        let share = known.checked_sub(1).and_then(|it| self.shares.get(it)).copied();
        Habit { around, share: share.unwrap_or(0.0), stray: self.stray }
    }
}

impl Habit {
    fn known(&self) -> usize {
        self.around.iter().flatten().count()
    }

    /// The part of the choices around that are this one.
    fn agreeing(&self, choice: Choice) -> f64 {
        let same = self.around.iter().flatten().filter(|it| **it == choice).count();
        same as f64 / (self.known().max(1) as f64)
    }

    /// How probable a choice is by the model and by habit.
    pub(super) fn probability(&self, expected: &Expected, choice: Choice) -> f64 {
        let sum = (1.0 - self.share) * expected.of(choice) + self.share * self.agreeing(choice);
        sum.max(f64::MIN_POSITIVE)
    }

    /// The same of somebody who now and then does anything at all, so that no single vote decides.
    pub(super) fn at_least_stray(&self, expected: &Expected, choice: Choice) -> f64 {
        (1.0 - self.stray) * self.probability(expected, choice) + self.stray / 3.0
    }
}

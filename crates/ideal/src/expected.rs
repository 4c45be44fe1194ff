//! Who was expected to vote how, in closed form, and what is believed of a member or an item once some votes are
//! left out.

use scrutineer_record::{MemberId, Position, Vote};

use crate::ballots::{Ballots, Choice, Sides, as_place};
use crate::fast::Fit;
use crate::item::{Belief, Push};
use crate::normal::Normal;
use crate::prepare::{Prepared, VoteOnItem};

/// How probable each choice is, together 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Expected {
    /// A yes.
    pub yes: f64,
    /// An abstention.
    pub abstain: f64,
    /// A no.
    pub no: f64,
}

impl Expected {
    /// The most probable choice.
    pub fn likeliest(&self) -> Choice {
        let all = [Choice::Yes, Choice::Abstain, Choice::No];
        let order = |one: &Choice, other: &Choice| self.of(*one).total_cmp(&self.of(*other));
        all.into_iter().max_by(order).unwrap_or(Choice::Yes)
    }

    /// How probable a choice is.
    pub fn of(&self, choice: Choice) -> f64 {
        match choice {
            Choice::Yes => self.yes,
            Choice::Abstain => self.abstain,
            Choice::No => self.no,
        }
    }
}

/// What one member on the roll of a vote was expected to do, and did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// The member.
    pub member: MemberId,
    /// What it did.
    pub position: Position,
    /// What was expected, from all else.
    pub expected: Expected,
    /// How probable its position was; nothing if it took none.
    pub of_position: Option<f64>,
}

impl Case {
    /// Whether it did what was most probable.
    pub fn as_expected(&self) -> bool {
        Choice::of(self.position) == Some(self.expected.likeliest())
    }
}

/// Those on the roll of a vote that have an ideal point, the least expected first, those that did not vote last.
/// None if the vote is not of the estimate.
pub fn cases(prepared: &Prepared, fit: &Fit, vote: Vote<'_>) -> Option<(VoteOnItem, Vec<Case>)> {
    let on = prepared.votes.iter().find(|on| on.vote == vote.place()).copied()?;
    let rest = Rest::of(&prepared.ballots, fit);
    let positions = vote.positions();
    let case = |member: MemberId| {
        let point = prepared.point(on.session, member)?;
        let position = positions.of(member)?;
        let choice = Choice::of(position);
        let expected = rest.expected(on.item, point, choice);
        let of_position = choice.map(|choice| expected.of(choice));
        Some(Case { member, position, expected, of_position })
    };
    let mut cases: Vec<Case> = positions.roll.iter().filter_map(case).collect();
    let order = |case: &Case| case.of_position.unwrap_or(f64::INFINITY);
    cases.sort_by(|one, other| order(one).total_cmp(&order(other)));
    Some((on, cases))
}

/// Everything that is believed, with some of the votes left out.
pub struct Rest<'f> {
    ballots: &'f Ballots,
    fit: &'f Fit,
    normal: Normal,
}

impl<'f> Rest<'f> {
    /// Of a fit and the votes from which it was made.
    pub fn of(ballots: &'f Ballots, fit: &'f Fit) -> Rest<'f> {
        Rest { ballots, fit, normal: Normal::new() }
    }

    /// How a member was expected to vote on an item, from everything else: the choice that it made there, if it
    /// made one, is left out.
    pub fn expected(&self, item: usize, point: usize, made: Option<Choice>) -> Expected {
        let (Some(of_item), Some(theta)) = (self.fit.items.get(item), self.fit.points.get(point))
        else {
            return Expected::default();
        };
        let Some(choice) = made else { return of_item.expected(*theta) };
        let push = of_item.push_of(&self.normal, choice, *theta);
        let theta_without = self.without(*theta, push);
        of_item.without(&self.normal, choice, *theta).expected(theta_without)
    }

    /// What is believed of a point without what its member voted on an item.
    pub fn without_vote(&self, item: usize, point: usize, choice: Choice) -> Belief {
        let theta = self.fit.points.get(point).copied().unwrap_or_default();
        let push = self.fit.items.get(item).map(|it| it.push_of(&self.normal, choice, theta));
        self.without(theta, push.unwrap_or_default())
    }

    /// What is believed of a point without any vote that its member cast in the session: what the sessions before
    /// and after say.
    pub fn without_session(&self, point: usize) -> Belief {
        let theta = self.fit.points.get(point).copied().unwrap_or_default();
        let Sides { yes, abstain, no } = self.ballots.of_point(point);
        let mut sum = Push::default();
        for (choice, items) in [(Choice::Yes, yes), (Choice::Abstain, abstain), (Choice::No, no)] {
            for item in items.iter().filter_map(|item| self.fit.items.get(as_place(*item))) {
                sum.add(item.push_of(&self.normal, choice, theta));
            }
        }
        self.without(theta, sum)
    }

    /// Takes away what votes say of a point: their slope and bend there, and the hold of their information. One
    /// step of Newton's method, exact where the likelihood is normal.
    fn without(&self, theta: Belief, push: Push) -> Belief {
        let held = self.fit.hold * push.information;
        let (slope, bend) = (push.slope - held * theta.mean, push.bend + held);
        let precision = 1.0 / (theta.sd * theta.sd);
        // The rest always holds something: the walk does.
        let rest = (precision - bend).max(LEAST_REST * precision);
        Belief { mean: theta.mean - slope / rest, sd: rest.sqrt().recip() }
    }
}

/// The part of a precision that is left at the least.
const LEAST_REST: f64 = 1e-3;

//! Moves of all that lies on one side of a moment.
//!
//! How wide the sessions after a moment are beside those before it, and how high they lie, is told by the walk, by the
//! priors of the items and by texts voted on both before and after: by little, beside what holds each ideal point to its
//! items and each item to its ideal points. Drawn one after another these would move it by small steps only. Here all
//! later ideal points and items move at once, along which no vote becomes more or less probable but those of the texts
//! that came back (Liu & Sabatti 2000 on such moves).

use std::sync::Arc;

use rayon::prelude::*;

use super::desk::{Desk, Weights};
use super::own::Priors;
use super::random::{STRETCHES, Source, Stream};
use crate::ballots::{Ballots, Sides, as_place};
use crate::fast::Fit;
use crate::item::{CUT_VARIANCE, DISCRIMINATION_VARIANCE, Item};

/// The part of the proposals that should be accepted, for two numbers at once.
const WANTED: f64 = 0.35;
/// How wide proposals are before they have learnt.
const FIRST_WIDTH: f64 = 0.02;
/// So many votes are looked at by one thread at a time.
const AT_ONCE: usize = 4096;

/// A moment between two sessions.
#[derive(Debug)]
struct Moment {
    /// For each path the first point after it.
    begins: Vec<usize>,
    /// Whether an item has most of its votes after it, and so moves along.
    moves: Vec<bool>,
    /// Votes on the other side than most of their item's, in portions.
    across: Vec<Vec<Across>>,
    /// The mean of the ideal points just after it, around which these are made wider.
    middle: f64,
}

/// The votes on an item that are on the other side than most of them.
#[derive(Debug)]
struct Across {
    item: usize,
    /// Yes votes, abstentions and no votes.
    points: [Vec<u32>; 3],
}

/// Every moment, with how far the proposals go.
#[derive(Clone, Debug)]
pub(super) struct Stretches {
    moments: Arc<[Moment]>,
    pub(super) widths: Vec<f64>,
}

/// θ becomes aθ + b.
#[derive(Clone, Copy)]
struct Change {
    a: f64,
    b: f64,
}

impl Change {
    /// The item that makes of the changed ideal points what this one makes of them now.
    fn along(self, item: Item) -> Item {
        let discrimination = item.discrimination / self.a;
        let by = discrimination * self.b;
        Item { discrimination, low: item.low + by, high: item.high + by }
    }

    /// The item that makes of the ideal points now what this one makes of the changed ones.
    fn back(self, item: Item) -> Item {
        let by = item.discrimination * self.b;
        Item {
            discrimination: item.discrimination * self.a,
            low: item.low - by,
            high: item.high - by,
        }
    }
}

/// Σ w (ax + b − t)², for any a and b.
#[derive(Clone, Copy, Default)]
struct Squares {
    w: f64,
    x: f64,
    xx: f64,
    t: f64,
    tt: f64,
    xt: f64,
}

impl Squares {
    fn add(&mut self, weight: f64, x: f64, t: f64) {
        self.w += weight;
        self.x += weight * x;
        self.xx += weight * x * x;
        self.t += weight * t;
        self.tt += weight * t * t;
        self.xt += weight * x * t;
    }

    fn at(self, Change { a, b }: Change) -> f64 {
        let Squares { w, x, xx, t, tt, xt } = self;
        a * a * xx + 2.0 * a * b * x + b * b * w - 2.0 * (a * xt + b * t) + tt
    }
}

impl Stretches {
    pub(super) fn new(ballots: &Ballots, near: &Fit) -> Stretches {
        let mut sessions: Vec<u8> = ballots.points().iter().map(|point| point.session).collect();
        sessions.sort_unstable();
        sessions.dedup();
        let moments: Vec<Moment> = sessions
            .par_iter()
            .skip(1)
            .map(|session| Moment::before(*session, ballots, near))
            .collect();
        Stretches { widths: vec![FIRST_WIDTH; moments.len()], moments: moments.into() }
    }

    /// Moves everything after each moment, one moment after another. While `follows`, the proposals learn how far they
    /// can go.
    pub(super) fn move_all(
        &mut self,
        ballots: &Ballots,
        priors: Priors,
        (theta, items): (&mut [f64], &mut [Item]),
        (source, iteration): (Source, u64),
        follows: bool,
    ) {
        let mut stream = source.stream(iteration, STRETCHES);
        for (moment, width) in self.moments.iter().zip(&mut self.widths) {
            let accepted = moment.pass(ballots, priors, (theta, items), *width, &mut stream);
            if follows {
                let part = f64::from(u8::from(accepted)) - WANTED;
                *width *= (part / (iteration as f64).sqrt()).exp();
            }
        }
    }
}

impl Moment {
    fn before(session: u8, ballots: &Ballots, near: &Fit) -> Moment {
        let is_after = |point: &usize| {
            ballots.points().get(*point).is_some_and(|point| point.session >= session)
        };
        let begins =
            ballots.paths().iter().map(|path| path.clone().find(is_after).unwrap_or(path.end));
        let mut moves = Vec::with_capacity(ballots.items());
        let mut across: Vec<Vec<Across>> = Vec::new();
        let mut votes = AT_ONCE;
        for item in 0..ballots.items() {
            let Sides { yes, abstain, no } = ballots.on_item(item);
            let sides = [yes, abstain, no];
            let after =
                sides.iter().copied().flatten().filter(|it| is_after(&as_place(**it))).count();
            let all = ballots.on_item(item).len();
            let moved = 2 * after > all;
            moves.push(moved);
            let count = if moved { all - after } else { after };
            if count == 0 {
                continue;
            }
            let is_across = |point: &&u32| is_after(&as_place(**point)) != moved;
            let points = sides.map(|points| points.iter().filter(is_across).copied().collect());
            if votes >= AT_ONCE {
                across.push(Vec::new());
                votes = 0;
            }
            votes += count;
            if let Some(portion) = across.last_mut() {
                portion.push(Across { item, points });
            }
        }
        let points = ballots.points().iter().zip(&near.points);
        let (mut n, mut sum) = (0.0, 0.0);
        for (_, belief) in points.filter(|(point, _)| point.session == session) {
            n += 1.0;
            sum += belief.mean;
        }
        let middle = if n > 0.0 { sum / n } else { 0.0 };
        Moment { begins: begins.collect(), moves, across, middle }
    }

    /// Proposes a change and takes it or not.
    fn pass(
        &self,
        ballots: &Ballots,
        priors: Priors,
        (theta, items): (&mut [f64], &mut [Item]),
        width: f64,
        stream: &mut Stream,
    ) -> bool {
        let a = (width * stream.normal()).exp();
        // By the root of a: so the way back is as probable as the way there.
        let up = a.sqrt() * width * stream.normal();
        let change = Change { a, b: self.middle * (1.0 - a) + up };
        let log_quotient = self.log_of_priors(ballots, priors, (theta, items), change)
            + self.log_of_votes((theta, items), change);
        let accepted = stream.uniform().ln() < log_quotient;
        if accepted {
            self.change(ballots, (theta, items), change);
        }
        accepted
    }

    /// Changes all that lies after the moment.
    fn change(&self, ballots: &Ballots, (theta, items): (&mut [f64], &mut [Item]), change: Change) {
        for (path, begin) in ballots.paths().iter().zip(&self.begins) {
            let later = theta.get_mut(*begin..path.end).unwrap_or_default();
            later.iter_mut().for_each(|it| *it = change.a * *it + change.b);
        }
        for (item, _) in items.iter_mut().zip(&self.moves).filter(|(_, moves)| **moves) {
            *item = change.along(*item);
        }
    }

    /// By how much the change makes all more probable by their priors, with how much room it gives them.
    fn log_of_priors(
        &self,
        ballots: &Ballots,
        priors: Priors,
        (theta, items): (&[f64], &[Item]),
        change: Change,
    ) -> f64 {
        let (of_points, more) = self.squares_of_points(ballots, priors, theta);
        let (mut of_cuts, mut squares, mut fewer) = (Squares::default(), 0.0, 0.0);
        for (item, _) in items.iter().zip(&self.moves).filter(|(_, moves)| **moves) {
            fewer += 1.0;
            squares += item.discrimination * item.discrimination / DISCRIMINATION_VARIANCE;
            of_cuts.add(1.0 / CUT_VARIANCE, item.discrimination, -item.low);
            of_cuts.add(1.0 / CUT_VARIANCE, item.discrimination, -item.high);
        }
        let Change { a, b } = change;
        let of_points = of_points.at(change) - of_points.at(Change { a: 1.0, b: 0.0 });
        let along = |part: f64| of_cuts.at(Change { a: part, b: 0.0 });
        let of_items = along(b / a) - along(0.0) + squares * (1.0 / (a * a) - 1.0);
        (more - fewer) * a.ln() - 0.5 * (of_points + of_items)
    }

    /// The squares of the prior of the later ideal points, and how many of these there are.
    fn squares_of_points(
        &self,
        ballots: &Ballots,
        Priors { walk, hold }: Priors,
        theta: &[f64],
    ) -> (Squares, f64) {
        let (mut squares, mut count) = (Squares::default(), 0.0);
        for (path, begin) in ballots.paths().iter().zip(&self.begins) {
            let later = theta.get(*begin..path.end).unwrap_or_default();
            count += later.len() as f64;
            later.iter().for_each(|it| squares.add(hold, *it, 0.0));
            let is_new = *begin == path.start;
            if let Some(first) = later.first().filter(|_| is_new) {
                squares.add(walk.first, *first, 0.0);
            }
            let from = if is_new { *begin } else { begin.saturating_sub(1) };
            let points = ballots.points().get(from..path.end).unwrap_or_default();
            let drawn = theta.get(from..path.end).unwrap_or_default();
            for (place, (points, drawn)) in points.windows(2).zip(drawn.windows(2)).enumerate() {
                let ([one, next], [at, to]) = (points, drawn) else { continue };
                let weight = walk.between(one.session, next.session);
                if place == 0 && !is_new {
                    squares.add(weight, *to, *at);
                } else {
                    squares.xx += weight * (to - at) * (to - at);
                }
            }
        }
        (squares, count)
    }

    /// By how much the change makes the votes more probable: those on the other side than their items.
    fn log_of_votes(&self, (theta, items): (&[f64], &[Item]), change: Change) -> f64 {
        let of = |portion: &Vec<Across>| -> f64 {
            let (mut desk, mut now, mut next) =
                (Desk::default(), Weights::default(), Weights::default());
            let mut sum = 0.0;
            for Across { item, points: [yes, abstain, no] } in portion {
                let Some((of_now, moves)) = items.get(*item).zip(self.moves.get(*item)) else {
                    continue;
                };
                desk.seat(Sides { yes, abstain, no }, theta);
                desk.weigh(*of_now, &mut now);
                let changed = if *moves { change.along(*of_now) } else { change.back(*of_now) };
                desk.weigh(changed, &mut next);
                sum += desk.log_quotient(&next, &now);
            }
            sum
        };
        self.across.par_iter().map(of).collect::<Vec<f64>>().iter().sum()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]
mod tests {
    use super::*;
    use crate::ballots::{Ballot, Choice, MemberSession};
    use crate::fast::{Poles, Settings, fast};
    use crate::normal::cdf;

    /// Votes of three sessions, some on items that came back.
    fn history() -> Ballots {
        let mut random = fastrand::Rng::with_seed(1);
        // The last state comes in session 2.
        let points: Vec<MemberSession> = (0..8)
            .flat_map(|state| (1..=3).map(move |session| MemberSession { state, session }))
            .filter(|point| point.state < 7 || point.session > 1)
            .collect();
        let mut votes = Vec::new();
        for (place, point) in (0..).zip(&points) {
            // Items 0 to 3 in session 1, 3 to 6 in session 2, 6 to 9 and 0 in session 3.
            let from = 3 * (u32::from(point.session) - 1);
            let again = (point.session == 3).then_some(0);
            for item in (from..from + 4).chain(again) {
                let choice = random.choice([Choice::Yes, Choice::Abstain, Choice::No]).unwrap();
                votes.push(Ballot { item, point: place, choice });
            }
        }
        Ballots::new(points, 10, &votes)
    }

    /// The logarithm of the posterior, up to a constant, straight from its definition.
    fn log_posterior(ballots: &Ballots, priors: Priors, theta: &[f64], items: &[Item]) -> f64 {
        let Priors { walk, hold } = priors;
        let mut sum = -0.5 * hold * theta.iter().map(|it| it * it).sum::<f64>();
        for path in ballots.paths() {
            sum -= 0.5 * walk.first * theta[path.start].powi(2);
            for place in path.start + 1..path.end {
                sum -= 0.5 * (theta[place] - theta[place - 1]).powi(2) / walk.step;
            }
        }
        for (place, item) in items.iter().enumerate() {
            let Item { discrimination, low, high } = *item;
            sum -= 0.5 * (low * low + high * high) / CUT_VARIANCE;
            sum -= 0.5 * discrimination * discrimination / DISCRIMINATION_VARIANCE;
            let Sides { yes, abstain, no } = ballots.on_item(place);
            let below = |cut: f64, point: &u32| cdf(cut - discrimination * theta[*point as usize]);
            sum += yes.iter().map(|it| below(low, it).ln()).sum::<f64>();
            sum += abstain.iter().map(|it| (below(high, it) - below(low, it)).ln()).sum::<f64>();
            sum += no.iter().map(|it| (1.0 - below(high, it)).ln()).sum::<f64>();
        }
        sum
    }

    #[test]
    fn a_change_is_as_probable_as_the_posterior_says_and_can_be_undone() {
        let ballots = history();
        let near = fast(&ballots, &Poles::default(), &Settings::default());
        let priors = Priors::new(&ballots, 0.25, &near);
        let theta: Vec<f64> = near.points.iter().map(|it| it.mean).collect();
        let items: Vec<Item> = near.items.iter().map(|it| it.mean).collect();
        let stretches = Stretches::new(&ballots, &near);
        assert_eq!(stretches.moments.len(), 2);
        for moment in stretches.moments.iter() {
            assert!(moment.across.iter().flatten().count() > 0);
            let change = Change { a: 1.3, b: -0.4 };
            let expected = moment.log_of_priors(&ballots, priors, (&theta, &items), change)
                + moment.log_of_votes((&theta, &items), change);
            let (mut moved, mut items_moved) = (theta.clone(), items.clone());
            moment.change(&ballots, (&mut moved, &mut items_moved), change);
            let room = moved.iter().zip(&theta).filter(|(one, other)| one != other).count() as f64
                - moment.moves.iter().filter(|moves| **moves).count() as f64;
            let found = log_posterior(&ballots, priors, &moved, &items_moved)
                - log_posterior(&ballots, priors, &theta, &items)
                + room * change.a.ln();
            assert!((found - expected).abs() < 1e-6, "{found} for {expected}");
            let back = Change { a: 1.0 / change.a, b: -change.b / change.a };
            moment.change(&ballots, (&mut moved, &mut items_moved), back);
            assert!(moved.iter().zip(&theta).all(|(one, other)| (one - other).abs() < 1e-12));
            assert!(
                items_moved
                    .iter()
                    .zip(&items)
                    .all(|(one, other)| (one.low - other.low).abs() < 1e-12)
            );
        }
    }
}

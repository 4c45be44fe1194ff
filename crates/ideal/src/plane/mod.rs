//! Two dimensions: members in a plane, items with a direction in it.
//!
//! The posterior of every member's path through the plane is approached by a normal distribution, as in one dimension
//! (`fast.rs`), and so is that of every item. The estimate of one dimension is the start of the
//! first axis, and what it leaves unexplained that of the second.

mod blocks;
mod item;
mod pair;
mod path;
mod turn;

use std::ops::Range;

use rayon::prelude::*;

pub use self::item::PlaneItem;
use self::item::{PlaneItemBelief, Push};
use self::pair::{Pair, Symmetric, plus};
use self::path::{Local, smooth};
use crate::anderson::Anderson;
use crate::ballots::{Ballots, Choice, as_place};
use crate::fast::{FIRST, Fit, Settings};
use crate::item::Belief;
use crate::normal::Normal;
use crate::path::Walk;

/// What is believed of a member in a session.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    mean: Pair,
    covariance: Symmetric,
}

/// An estimate in two dimensions.
#[derive(Clone, Debug)]
pub struct Plane {
    /// The ideal points along the first and the second axis, as the member-sessions stand in the ballots.
    pub points: Vec<[Belief; 2]>,
    /// The items.
    pub items: Vec<PlaneItem>,
    /// How many sweeps it took.
    pub sweeps: usize,
    /// Whether the tolerance was reached.
    pub converged: bool,
}

/// How much of the votes a model explains, each ideal point and item put where it is most probable.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Explained {
    /// How many votes there are.
    pub votes: usize,
    /// Of how many the choice was the most probable one.
    pub right: usize,
    /// The sum of the logarithms of how probable the choices were.
    pub log_likelihood: f64,
}

/// So often what is left unexplained is looked at for a second axis.
const ROUNDS: usize = 20;
/// How far out members stand on the second axis at the start.
const START: f64 = 0.5;
/// How sure their places are at the start.
const FIRST_VARIANCE: f64 = 0.05;
/// Sweeps before the first mix.
const PLAIN_SWEEPS: usize = 8;

/// Estimates two dimensions from the votes and their estimate in one.
pub fn plane(ballots: &Ballots, near: &Fit, settings: &Settings) -> Plane {
    let mut state = State::start(ballots, near, settings);
    let mut mix = Anderson::default();
    let (mut sweeps, mut converged) = (0, ballots.votes() == 0);
    while sweeps < settings.most_sweeps && !converged {
        let before = state.means();
        state.sweep(near);
        sweeps += 1;
        let residual: Vec<f64> =
            state.means().iter().zip(&before).map(|(now, before)| now - before).collect();
        let furthest = residual.iter().fold(0.0, |far: f64, way| far.max(way.abs()));
        converged = furthest < settings.tolerance;
        if sweeps >= PLAIN_SWEEPS && !converged {
            let next = mix.next(state.packed(), residual);
            state.unpack(&next);
        }
    }
    let State { places, items, .. } = state;
    let of = |place: Place| {
        let Place { mean: [one, two], covariance } = place;
        let belief = |mean: f64, variance: f64| Belief { mean, sd: variance.max(0.0).sqrt() };
        [belief(one, covariance.one), belief(two, covariance.two)]
    };
    let items = items.into_iter().map(|item| item.mean).collect();
    Plane { points: places.into_iter().map(of).collect(), items, sweeps, converged }
}

impl Plane {
    /// How much of the votes two dimensions explain.
    pub fn explained(&self, ballots: &Ballots) -> Explained {
        explained(ballots, |item, point| {
            let [one, two] = self.points.get(point)?;
            Some(self.items.get(item)?.probabilities([one.mean, two.mean]))
        })
    }
}

impl Explained {
    /// How much of the votes one dimension explains.
    pub fn by_one(ballots: &Ballots, fit: &Fit) -> Explained {
        explained(ballots, |item, point| {
            let item = PlaneItem::start(fit.items.get(item)?, 0.0);
            Some(item.probabilities([fit.points.get(point)?.mean, 0.0]))
        })
    }

    /// How much the shares of the choices on each item explain.
    pub fn by_none(ballots: &Ballots) -> Explained {
        explained(ballots, |item, _| {
            let tally = ballots.tally(item).map(|count| count as f64);
            let all: f64 = tally.iter().sum();
            Some(tally.map(|count| count / all))
        })
    }
}

fn explained(
    ballots: &Ballots,
    probabilities: impl Fn(usize, usize) -> Option<[f64; 3]> + Sync,
) -> Explained {
    let of_item = |item: usize| {
        let mut sum = Explained::default();
        for ((choice, points), place) in ballots.on_item(item).by_choice().into_iter().zip(0..) {
            debug_assert_eq!(choice.place(), place);
            for point in points {
                let Some(all) = probabilities(item, as_place(*point)) else { continue };
                let of_choice = all.get(place).copied().unwrap_or(0.0);
                sum.votes += 1;
                sum.right += usize::from(all.iter().all(|it| *it <= of_choice));
                sum.log_likelihood += of_choice.max(f64::MIN_POSITIVE).ln();
            }
        }
        sum
    };
    let all: Vec<Explained> = (0..ballots.items()).into_par_iter().map(of_item).collect();
    all.iter().fold(Explained::default(), |sum, it| Explained {
        votes: sum.votes + it.votes,
        right: sum.right + it.right,
        log_likelihood: sum.log_likelihood + it.log_likelihood,
    })
}

struct State<'b> {
    ballots: &'b Ballots,
    normal: Normal,
    walk: Walk,
    /// As in one dimension: the precision of every ideal point around 0, as a part of the information in its votes.
    hold: f64,
    places: Vec<Place>,
    items: Vec<PlaneItemBelief>,
}

impl<'b> State<'b> {
    fn start(ballots: &'b Ballots, near: &Fit, settings: &Settings) -> State<'b> {
        let normal = Normal::new();
        let (points, items) = second_axis(ballots, &normal, near);
        let covariance = Symmetric::diagonal(FIRST_VARIANCE);
        let place =
            |(first, second): (&Belief, f64)| Place { mean: [first.mean, second], covariance };
        let mut state = State {
            ballots,
            normal,
            walk: Walk { first: FIRST, step: settings.step },
            hold: near.hold,
            places: near.points.iter().zip(points).map(place).collect(),
            items: near
                .items
                .iter()
                .zip(items)
                .map(|(it, second)| PlaneItemBelief::start(PlaneItem::start(it, second)))
                .collect(),
        };
        for _ in 0..3 {
            state.move_items();
        }
        state
    }

    fn sweep(&mut self, near: &Fit) {
        self.move_items();
        self.move_paths();
        self.turn(near);
    }

    fn move_items(&mut self) {
        let State { ballots, normal, places, items, .. } = self;
        *items = items
            .par_iter()
            .enumerate()
            .map(|(place, item)| item.step(normal, ballots.on_item(place), places))
            .collect();
    }

    fn move_paths(&mut self) {
        let local = |path: &Range<usize>| -> Vec<Place> {
            let locals: Vec<Local> = path.clone().map(|point| self.local(point)).collect();
            smooth(self.walk, &locals)
        };
        let paths: Vec<Vec<Place>> = self.ballots.paths().par_iter().map(local).collect();
        self.places = paths.concat();
    }

    /// What a member's votes in a session say of its ideal point.
    fn local(&self, point: usize) -> Local {
        let place = self.places.get(point).copied().unwrap_or_default();
        let session = self.ballots.points().get(point).map_or(0, |point| point.session);
        let mut local = Local { session, at: place.mean, ..Local::default() };
        for (choice, items) in self.ballots.of_point(point).by_choice() {
            for item in items.iter().filter_map(|item| self.items.get(as_place(*item))) {
                let Push { slope, bend, information } = item.push(&self.normal, choice, &place);
                local.slope = plus(local.slope, slope, 1.0);
                local.slope = plus(local.slope, information.times(place.mean), -self.hold);
                local.bend = local.bend.plus(bend, 1.0).plus(information, self.hold);
            }
        }
        local
    }

    fn means(&self) -> Vec<f64> {
        self.places.iter().flat_map(|place| place.mean).collect()
    }

    /// The state as one list of numbers of which any mix is a state again.
    fn packed(&self) -> Vec<f64> {
        let item = |item: &PlaneItemBelief| {
            let PlaneItem { discrimination: [one, two], low, high } = item.mean;
            [one, two, low, (high - low).ln()]
        };
        self.means().into_iter().chain(self.items.iter().flat_map(item)).collect()
    }

    fn unpack(&mut self, packed: &[f64]) {
        let Some((means, items)) = packed.split_at_checked(2 * self.places.len()) else { return };
        for (place, mean) in self.places.iter_mut().zip(means.as_chunks::<2>().0) {
            place.mean = *mean;
        }
        for (item, numbers) in self.items.iter_mut().zip(items.as_chunks::<4>().0) {
            let [one, two, low, apart] = *numbers;
            let high = low + apart.clamp(-12.0, 3.0).exp();
            item.mean = PlaneItem { discrimination: [one, two], low, high };
        }
    }
}

/// The second axis that explains most of what one dimension leaves over, by the power method: ideal points, each joined
/// with those of the sessions beside it, and discriminations. It begins with how far members stand from the middle, so
/// that the order of members and votes counts for nothing.
fn second_axis(ballots: &Ballots, normal: &Normal, near: &Fit) -> (Vec<f64>, Vec<f64>) {
    let rest = |item: usize, choice: Choice, point: u32| {
        let of_item = near.items.get(item).map(|it| PlaneItem::start(it, 0.0))?;
        let at = near.points.get(as_place(point))?.mean;
        let [one, _] = of_item.discrimination;
        Some(of_item.slopes(normal, choice, one * at).along())
    };
    let mut points: Vec<f64> = near.points.iter().map(|point| point.mean * point.mean).collect();
    standardise(&mut points);
    let mut items = vec![0.0; ballots.items()];
    for _ in 0..ROUNDS {
        items = (0..ballots.items())
            .into_par_iter()
            .map(|item| {
                let (mut sum, mut squares) = (0.0, 1.0);
                for (choice, voters) in ballots.on_item(item).by_choice() {
                    for point in voters {
                        let at = points.get(as_place(*point)).copied().unwrap_or(0.0);
                        sum += at * rest(item, choice, *point).unwrap_or(0.0);
                        squares += at * at;
                    }
                }
                sum / squares
            })
            .collect();
        let of_point = |point: usize| {
            let (mut sum, mut count) = (0.0, 1.0);
            for (choice, on) in ballots.of_point(point).by_choice() {
                for item in on.iter().map(|item| as_place(*item)) {
                    let number = u32::try_from(point).unwrap_or(u32::MAX);
                    let beta = items.get(item).copied().unwrap_or(0.0);
                    sum += beta * rest(item, choice, number).unwrap_or(0.0);
                    count += 1.0;
                }
            }
            sum / count
        };
        let own: Vec<f64> = (0..points.len()).into_par_iter().map(of_point).collect();
        for path in ballots.paths() {
            let own = own.get(path.clone()).unwrap_or_default();
            for (place, point) in path.clone().enumerate() {
                let beside = own.get(place.saturating_sub(1)..(place + 2).min(own.len()));
                let beside = beside.unwrap_or_default();
                if let Some(at) = points.get_mut(point) {
                    *at = beside.iter().sum::<f64>() / beside.len().max(1) as f64;
                }
            }
        }
        standardise(&mut points);
    }
    points.iter_mut().for_each(|it| *it *= START);
    items.iter_mut().for_each(|it| *it /= START);
    (points, items)
}

/// Mean 0 and standard deviation 1.
fn standardise(of: &mut [f64]) {
    let n = of.len().max(1) as f64;
    let mean = of.iter().sum::<f64>() / n;
    let sd = (of.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / n).sqrt();
    let sd = if sd.is_normal() { sd } else { 1.0 };
    of.iter_mut().for_each(|it| *it = (*it - mean) / sd);
}

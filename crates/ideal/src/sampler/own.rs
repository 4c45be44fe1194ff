//! Our own scheme, of the same model with the walk exact and priors that are proper.
//!
//! Each item's three parameters are proposed together from the normal distribution that is nearest to what the votes
//! say of them, the utilities left out, so that they move as far as they can in one iteration (Holmes & Held 2006 on
//! why that is needed). Each member's whole path is drawn at once, given the utilities, and then point by point without
//! them ([`Alone`]). What votes do not fix, the place and the scale of everything, moves by itself (Liu & Sabatti 2000),
//! and so do those of all sessions after a moment, which they fix by little ([`Stretches`]).

use std::f64::consts::LN_2;
use std::ops::Range;

use rayon::prelude::*;

use super::alone::Alone;
use super::desk::{Desk, Sums, Weights};
use super::random::{PATHS, Source, Stream, WHOLE};
use super::stretch::Stretches;
use crate::ballots::{Ballots, Sides, as_place};
use crate::fast::{FIRST, Fit};
use crate::item::{CUT_VARIANCE, DISCRIMINATION_VARIANCE, Item, Pull};
use crate::path::Walk;

/// The proposals are a mixture of two normal distributions, as parts of one with the right width: one nearly so, and a
/// wide one, so that the tails are never missed.
const NEAR: (f64, f64) = (0.9, 1.1);
const WIDE: (f64, f64) = (0.1, 2.5);
/// How often an item is proposed around where it is instead, and how much wider: so that it does not stay where the
/// proposals are too rare.
const LOCAL: (f64, f64) = (0.2, 1.4);
/// No centre of proposals is further from where it is sought.
const LONGEST_STEP: f64 = 1.0;
/// How much of the way the places from which centres are sought go in an iteration.
const FOLLOW: f64 = 0.1;

/// What the scheme knows beyond ideal points and items.
pub(super) struct Own {
    pub(super) priors: Priors,
    pub(super) stretches: Stretches,
    pub(super) alone: Alone,
}

/// The priors of paths, and what holds the scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Priors {
    pub(super) walk: Walk,
    /// The precision of every ideal point around 0, beside what the walk says.
    pub(super) hold: f64,
}

impl Priors {
    /// With the hold that has on the scale of everything the force of the estimate's own, which is a part of Σβ².
    pub(super) fn new(ballots: &Ballots, step: f64, near: &Fit) -> Priors {
        let square =
            |place: &u32| near.items.get(as_place(*place)).map(|it| it.mean.discrimination.powi(2));
        let (mut force, mut squares) = (0.0, 0.0);
        for (point, belief) in near.points.iter().enumerate() {
            let Sides { yes, abstain, no } = ballots.of_point(point);
            let of_items: f64 = [yes, abstain, no].into_iter().flatten().filter_map(square).sum();
            force += near.hold * of_items * belief.mean * belief.mean;
            squares += belief.mean * belief.mean;
        }
        let hold = if squares > 0.0 { force / squares } else { 0.0 };
        Priors { walk: Walk { first: FIRST, step }, hold }
    }
}

/// An item as proposals see it: one cut point, the logarithm of how far the other one is from it, discrimination.
type Place = [f64; 3];

/// From where the centre of an item's proposals is sought. It follows while the chain is young and then stays, so that
/// proposals do not depend on where the chain is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) place: Place,
    /// Which cut point is told: the one beyond which more voted. Where nobody voted no, the upper one is anywhere.
    by: Cut,
}

#[derive(Clone, Copy, Debug)]
enum Cut {
    Low,
    High,
}

impl Cut {
    fn place_of(self, item: Item) -> Place {
        let cut = match self {
            Cut::Low => item.low,
            Cut::High => item.high,
        };
        [cut, (item.high - item.low).ln(), item.discrimination]
    }

    fn item_at(self, [cut, apart, discrimination]: Place) -> Item {
        match self {
            Cut::Low => Item { discrimination, low: cut, high: cut + apart.exp() },
            Cut::High => Item { discrimination, low: cut - apart.exp(), high: cut },
        }
    }
}

impl Anchor {
    pub(super) fn at(item: Item, [yes, _, no]: [usize; 3]) -> Anchor {
        let by = if yes < no { Cut::High } else { Cut::Low };
        Anchor { place: by.place_of(item), by }
    }
}

/// The logarithm of the priors, with that of the volume by which the logarithm of the distance is measured.
fn log_prior(item: Item) -> f64 {
    let Item { discrimination, low, high } = item;
    let cuts = (low * low + high * high) / CUT_VARIANCE;
    -0.5 * (cuts + discrimination * discrimination / DISCRIMINATION_VARIANCE) + (high - low).ln()
}

/// A normal distribution of an item: its centre, and the Cholesky factor of its precision by rows.
struct Proposal {
    centre: Place,
    factor: [f64; 6],
}

impl Proposal {
    /// Newton's method from the anchor.
    fn from(anchor: Anchor, pull: Pull) -> Proposal {
        let item = anchor.by.item_at(anchor.place);
        let apart = item.high - item.low;
        let Pull { slope: [low, high, beta], bend: [ll, lh, lb, hh, hb, bb] } = pull;
        let (low, high) = (low - item.low / CUT_VARIANCE, high - item.high / CUT_VARIANCE);
        let (ll, hh) = (ll + 1.0 / CUT_VARIANCE, hh + 1.0 / CUT_VARIANCE);
        let beta = beta - item.discrimination / DISCRIMINATION_VARIANCE;
        // The other cut point alone moves with the distance.
        let (away, with_both, with_beta, alone) = match anchor.by {
            Cut::Low => (apart, lh + hh, hb, (high, hh)),
            Cut::High => (-apart, ll + lh, lb, (low, ll)),
        };
        let (pull, curve) = alone;
        let slope = [low + high, away * pull + 1.0, beta];
        // Far below the mode the logarithm of the distance is hardly curved at all, and the step would be endless.
        let own = (-away * pull).max(0.3);
        let bend = [
            ll + 2.0 * lh + hh,
            away * with_both,
            lb + hb,
            away * away * curve + own,
            away * with_beta,
            bb + 1.0 / DISCRIMINATION_VARIANCE,
        ];
        let factor = cholesky(bend);
        let step = solve(factor, slope);
        let longest = step.iter().fold(LONGEST_STEP, |far: f64, it| far.max(it.abs()));
        let mut centre = anchor.place;
        centre.iter_mut().zip(step).for_each(|(it, step)| *it += step * LONGEST_STEP / longest);
        Proposal { centre, factor }
    }

    fn draw(&self, stream: &mut Stream) -> Place {
        let width = if stream.uniform() < NEAR.0 { NEAR.1 } else { WIDE.1 };
        self.around(self.centre, width, stream)
    }

    /// Draws from around another place.
    fn around(&self, mut place: Place, width: f64, stream: &mut Stream) -> Place {
        let away = solve_upper(self.factor, [stream.normal(), stream.normal(), stream.normal()]);
        place.iter_mut().zip(away).for_each(|(it, away)| *it += width * away);
        place
    }

    fn log_density(&self, place: Place) -> f64 {
        let [x, y, z] = place;
        let [a, b, c] = self.centre;
        let (x, y, z) = (x - a, y - b, z - c);
        let [xx, yx, yy, zx, zy, zz] = self.factor;
        let away = [xx * x + yx * y + zx * z, yy * y + zy * z, zz * z];
        let square: f64 = away.into_iter().map(|it| it * it).sum();
        let part = |(share, width): (f64, f64)| {
            share / (width * width * width) * (-0.5 * square / (width * width)).exp()
        };
        (part(NEAR) + part(WIDE)).max(f64::MIN_POSITIVE).ln()
    }
}

/// The lower factor, by rows, of a symmetric matrix told by its upper half.
fn cholesky([a, b, c, d, e, f]: [f64; 6]) -> [f64; 6] {
    let root = |square: f64| square.max(1e-8).sqrt();
    let xx = root(a);
    let (yx, zx) = (b / xx, c / xx);
    let yy = root(d - yx * yx);
    let zy = (e - zx * yx) / yy;
    [xx, yx, yy, zx, zy, root(f - zx * zx - zy * zy)]
}

/// What the transpose of the factor makes into this.
fn solve_upper([xx, yx, yy, zx, zy, zz]: [f64; 6], [x, y, z]: [f64; 3]) -> [f64; 3] {
    let z = z / zz;
    let y = (y - zy * z) / yy;
    [(x - yx * y - zx * z) / xx, y, z]
}

/// What the matrix makes into this.
fn solve(factor: [f64; 6], [x, y, z]: [f64; 3]) -> [f64; 3] {
    let [xx, yx, yy, zx, zy, zz] = factor;
    let x = x / xx;
    let y = (y - yx * x) / yy;
    solve_upper(factor, [x, y, (z - zx * x - zy * y) / zz])
}

/// Draws an item by a step of Metropolis and Hastings with the utilities left out, then the utilities around it.
pub(super) fn move_item(
    desk: &mut Desk,
    [now, next]: &mut [Weights; 2],
    item: Item,
    (anchor, follows): (&mut Anchor, bool),
    stream: &mut Stream,
) -> Item {
    let proposal = Proposal::from(*anchor, desk.pull(anchor.by.item_at(anchor.place), now));
    let place = anchor.by.place_of(item);
    let is_local = stream.uniform() < LOCAL.0;
    let proposed =
        if is_local { proposal.around(place, LOCAL.1, stream) } else { proposal.draw(stream) };
    let proposed_item = anchor.by.item_at(proposed);
    desk.weigh(item, now);
    desk.weigh(proposed_item, next);
    let mut log_quotient =
        desk.log_quotient(next, now) + log_prior(proposed_item) - log_prior(item);
    if !is_local {
        log_quotient += proposal.log_density(place) - proposal.log_density(proposed);
    }
    let accepted = stream.uniform().ln() < log_quotient;
    if accepted {
        std::mem::swap(now, next);
    }
    if follows {
        let way = anchor.place.iter_mut().zip(proposal.centre);
        way.for_each(|(it, centre)| *it += FOLLOW * (centre - *it));
    }
    let item = if accepted { proposed_item } else { item };
    desk.draw_utilities(item, now, stream);
    item
}

/// Draws all paths, given the utilities.
pub(super) fn move_paths(
    ballots: &Ballots,
    Priors { walk, hold }: Priors,
    sums: &[Sums],
    theta: &mut [f64],
    (source, iteration): (Source, u64),
) {
    let mut rest = theta;
    let mut paths: Vec<(&Range<usize>, &mut [f64])> = Vec::with_capacity(ballots.paths().len());
    for path in ballots.paths() {
        let (own, others) = rest.split_at_mut(path.len());
        rest = others;
        paths.push((path, own));
    }
    paths.into_par_iter().enumerate().for_each(|(part, (path, theta))| {
        let mut stream = source.stream(iteration, PATHS + part as u64);
        let points = ballots.points().get(path.clone()).unwrap_or_default();
        let sums = sums.get(path.clone()).unwrap_or_default();
        let mut left: Vec<(f64, f64, f64)> = Vec::with_capacity(path.len());
        // Forward: what is known of each session from those before and its own votes.
        let mut before: Option<(f64, f64, u8)> = None;
        for (point, [utilities, squares]) in points.iter().zip(sums) {
            let (mean, variance) = match before {
                None => (0.0, 1.0 / walk.first),
                Some((mean, variance, session)) => {
                    (mean, variance + 1.0 / walk.between(session, point.session))
                }
            };
            let known = 1.0 / (1.0 / variance + hold + squares);
            let mean = known * (mean / variance + utilities);
            let step =
                before.map_or(0.0, |(.., session)| 1.0 / walk.between(session, point.session));
            left.push((mean, known, step));
            before = Some((mean, known, point.session));
        }
        // Back: each is drawn given the one after it.
        let mut after: Option<(f64, f64)> = None;
        for (theta, (mean, variance, step)) in theta.iter_mut().zip(left).rev() {
            let (mean, variance) = match after {
                None => (mean, variance),
                Some((drawn, to_it)) => {
                    let gain = variance / (variance + to_it);
                    (mean + gain * (drawn - mean), variance * (1.0 - gain))
                }
            };
            *theta = mean + variance.sqrt() * stream.normal();
            after = Some((*theta, step));
        }
    });
}

/// What a place and a scale of everything would change of the priors: the likelihood does not know them.
pub(super) fn move_whole(
    ballots: &Ballots,
    priors: Priors,
    theta: &mut [f64],
    items: &mut [Item],
    (source, iteration): (Source, u64),
) {
    let mut stream = source.stream(iteration, WHOLE);
    shift(ballots, priors, theta, items, &mut stream);
    scale(ballots, priors, theta, items, &mut stream);
}

/// Draws by how much everything lies higher: θ + c, γ + cβ.
fn shift(
    ballots: &Ballots,
    Priors { walk, hold }: Priors,
    theta: &mut [f64],
    items: &mut [Item],
    stream: &mut Stream,
) {
    let mut precision = hold * theta.len() as f64;
    let mut pull = -hold * theta.iter().sum::<f64>();
    for first in ballots.paths().iter().filter_map(|path| theta.get(path.start)) {
        precision += walk.first;
        pull -= walk.first * first;
    }
    for Item { discrimination, low, high } in items.iter() {
        precision += 2.0 * discrimination * discrimination / CUT_VARIANCE;
        pull -= discrimination * (low + high) / CUT_VARIANCE;
    }
    if precision <= 0.0 {
        return;
    }
    let by = pull / precision + stream.normal() / precision.sqrt();
    theta.iter_mut().for_each(|it| *it += by);
    for item in items {
        item.low += by * item.discrimination;
        item.high += by * item.discrimination;
    }
}

/// Draws by what everything is wider: aθ, β/a. Its logarithm u has the density n u − ½ (S e²ᵘ + B e⁻²ᵘ), from which it
/// is drawn by a step of Metropolis and Hastings around the mode.
fn scale(
    ballots: &Ballots,
    Priors { walk, hold }: Priors,
    theta: &mut [f64],
    items: &mut [Item],
    stream: &mut Stream,
) {
    let mut steps = hold * theta.iter().map(|it| it * it).sum::<f64>();
    for path in ballots.paths() {
        let points = ballots.points().get(path.clone()).unwrap_or_default();
        let drawn = theta.get(path.clone()).unwrap_or_default();
        steps += drawn.first().map_or(0.0, |first| walk.first * first * first);
        for (points, drawn) in points.windows(2).zip(drawn.windows(2)) {
            if let ([one, next], [from, to]) = (points, drawn) {
                steps += walk.between(one.session, next.session) * (to - from) * (to - from);
            }
        }
    }
    let squares: f64 = items.iter().map(|item| item.discrimination.powi(2)).sum();
    let squares = squares / DISCRIMINATION_VARIANCE;
    if steps <= 0.0 || squares <= 0.0 {
        return;
    }
    let more = theta.len() as f64 - items.len() as f64;
    let log_density =
        |u: f64| more * u - 0.5 * (steps * (2.0 * u).exp() + squares * (-2.0 * u).exp());
    // Where S e²ᵘ − B e⁻²ᵘ = n.
    let mode = 0.5 * ((more + (more * more + 4.0 * steps * squares).sqrt()) / (2.0 * steps)).ln();
    let bend = 2.0 * (steps * (2.0 * mode).exp() + squares * (-2.0 * mode).exp());
    let width = 1.1 / bend.sqrt();
    let away = stream.normal();
    let u = mode + width * away;
    let of_now = -mode / width;
    let log_quotient = log_density(u) - log_density(0.0) + 0.5 * (away * away - of_now * of_now);
    if u.abs() < LN_2 && stream.uniform().ln() < log_quotient {
        let by = u.exp();
        theta.iter_mut().for_each(|it| *it *= by);
        items.iter_mut().for_each(|item| item.discrimination /= by);
    }
}

//! Votes drawn from the model itself, so that the truth is known.

use scrutineer_ideal::{Ballot, Ballots, Choice, Item, MemberSession, Poles};

/// How large a history is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) states: u32,
    pub(crate) sessions: u8,
    /// Items a session.
    pub(crate) items: u32,
    /// Variance of a step.
    pub(crate) step: f64,
}

/// A drawn history.
pub(crate) struct Drawn {
    pub(crate) points: Vec<MemberSession>,
    pub(crate) items: usize,
    pub(crate) votes: Vec<Ballot>,
    /// The ideal points, with mean 0 and standard deviation 1.
    pub(crate) truth: Vec<f64>,
    pub(crate) poles: Poles,
}

impl Drawn {
    pub(crate) fn ballots(&self) -> Ballots {
        Ballots::new(self.points.clone(), self.items, &self.votes)
    }
}

/// A standard normal number (Box & Muller).
pub(crate) fn normal(random: &mut fastrand::Rng) -> f64 {
    let radius = (-2.0 * (1.0 - random.f64()).ln()).sqrt();
    radius * (std::f64::consts::TAU * random.f64()).cos()
}

/// Draws a history: members walk, one in eight of them comes later, items are as divisive as those of the
/// General Assembly, and every fifth comes back in the next session.
pub(crate) fn draw(size: Size, seed: u64) -> Drawn {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut points = Vec::new();
    let mut truth = Vec::new();
    for state in 0..size.states {
        let first = if state % 8 == 7 { random.u8(0..size.sessions.div_ceil(2)) } else { 0 };
        let mut at = normal(&mut random);
        for session in first..size.sessions {
            points.push(MemberSession { state, session: session + 1 });
            truth.push(at);
            at += size.step.sqrt() * normal(&mut random);
        }
    }
    standardise(&mut truth);
    let mut votes = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for session in 1..=size.sessions {
        for number in 0..size.items {
            let returns = session > 1 && number % 5 == 0;
            let item = if returns { items.len() - size.items as usize } else { items.len() };
            if !returns || item >= items.len() {
                items.push(draw_item(&mut random));
            }
            let Item { discrimination, low, high } = items[item];
            for (point, _) in points.iter().enumerate().filter(|(_, it)| it.session == session) {
                if random.f64() < 0.1 {
                    continue;
                }
                let utility = discrimination * truth[point] + normal(&mut random);
                let choice = match utility {
                    z if z < low => Choice::Yes,
                    z if z < high => Choice::Abstain,
                    _ => Choice::No,
                };
                votes.push(Ballot { item: item as u32, point: point as u32, choice });
            }
        }
    }
    let last = |high: bool| {
        let mean = |state: u32| -> f64 {
            let of = points.iter().zip(&truth).filter(|(point, _)| point.state == state);
            let (n, sum) = of.fold((0.0, 0.0), |(n, sum), (_, it)| (n + 1.0, sum + it));
            sum / n
        };
        let order = |one: &u32, other: &u32| mean(*one).total_cmp(&mean(*other));
        let states = 0..size.states;
        if high { states.max_by(order) } else { states.min_by(order) }
    };
    let poles =
        Poles { high: last(true).into_iter().collect(), low: last(false).into_iter().collect() };
    Drawn { items: items.len(), points, votes, truth, poles }
}

/// An item as divisive as those of the General Assembly.
pub(crate) fn draw_item(random: &mut fastrand::Rng) -> Item {
    let low = 0.9 + 0.8 * normal(random);
    Item { discrimination: normal(random), low, high: low + 0.2 + 0.8 * random.f64() }
}

/// Mean 0 and standard deviation 1.
pub(crate) fn standardise(numbers: &mut [f64]) {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let sd = (numbers.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / n).sqrt();
    numbers.iter_mut().for_each(|it| *it = (*it - mean) / sd);
}

/// The correlation.
pub(crate) fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let (mut one, mut other) = (one.to_vec(), other.to_vec());
    standardise(&mut one);
    standardise(&mut other);
    one.iter().zip(&other).map(|(one, other)| one * other).sum::<f64>() / one.len() as f64
}

//! Chains as bytes, so that a run that was cut short goes on to the very draws that it would have come to.

use serde::{Deserialize, Serialize};

use super::chains::{Draw, Run, Sampling, Schedule};
use super::mix;
use super::own::Own;
use super::{Chain, Paths};
use crate::ballots::{Ballots, Sides};
use crate::fast::{Fit, Poles};
use crate::item::Item;

/// How the bytes begin; another version of what follows has another number.
const BEGINS: &[u8; 24] = b"scrutineer sampling 1  \n";

/// Why chains cannot go on from what was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresumed {
    /// It is not what a sampler saved, or not all of it.
    Damaged,
    /// It is what another version of this program saved.
    OtherVersion,
    /// The votes were others: of another book, or by other rules.
    OtherVotes,
    /// This was another in the schedule.
    OtherSchedule(&'static str),
}

/// What is saved.
#[derive(Serialize, Deserialize)]
struct Saved<D> {
    votes: u64,
    schedule: Schedule,
    reached: bool,
    runs: Vec<SavedRun<D>>,
}

#[derive(Serialize, Deserialize)]
struct SavedRun<D> {
    iteration: u64,
    theta: Vec<f64>,
    items: Vec<[f64; 3]>,
    /// From where the centres of proposals are sought; of the published scheme nothing.
    anchors: Vec<[f64; 3]>,
    paths: SavedPaths,
    draws: D,
}

#[derive(Serialize, Deserialize)]
enum SavedPaths {
    Own { hold: f64, of_stretches: Vec<f64>, alone: Vec<f64> },
    Published { means: Vec<f64> },
}

impl<'r> SavedRun<&'r [Draw]> {
    fn of(run: &'r Run<'_>) -> SavedRun<&'r [Draw]> {
        let Run { chain, draws } = run;
        SavedRun {
            iteration: chain.iteration,
            theta: chain.theta.clone(),
            items: chain.items.iter().map(numbers).collect(),
            anchors: chain.anchors().map(|anchor| anchor.place).collect(),
            paths: match &chain.paths {
                Paths::Own(Own { priors, stretches, alone }) => SavedPaths::Own {
                    hold: priors.hold,
                    of_stretches: stretches.widths.clone(),
                    alone: alone.widths.clone(),
                },
                Paths::Published(published) => {
                    SavedPaths::Published { means: published.means.clone() }
                }
            },
            draws,
        }
    }
}

impl<'b> Sampling<'b> {
    /// All that it takes to go on from here.
    pub fn save(&self) -> Vec<u8> {
        let saved = Saved {
            votes: fingerprint(self.ballots),
            schedule: self.schedule,
            reached: self.reached,
            runs: self.chains.iter().map(SavedRun::of).collect(),
        };
        let mut bytes = BEGINS.to_vec();
        // Into memory nothing fails.
        bytes = postcard::to_extend(&saved, bytes).unwrap_or_default();
        bytes.extend(check(&bytes).to_le_bytes());
        bytes
    }

    /// Goes on from what was saved, of the same votes by the same schedule; only its end may be another.
    ///
    /// # Errors
    /// If it was saved by something else, or of something else.
    pub fn resume(
        ballots: &'b Ballots,
        poles: &Poles,
        near: &Fit,
        schedule: Schedule,
        saved: &[u8],
    ) -> Result<Sampling<'b>, Unresumed> {
        let saved = opened(saved)?;
        if saved.votes != fingerprint(ballots) {
            return Err(Unresumed::OtherVotes);
        }
        differs(schedule, saved.schedule)
            .map_or(Ok(()), |what| Err(Unresumed::OtherSchedule(what)))?;
        let mut sampling = Sampling::new(ballots, poles, near, schedule);
        // Another goal may not be reached where this one was.
        sampling.reached = saved.reached && saved.schedule.until == schedule.until;
        if sampling.chains.len() != saved.runs.len() {
            return Err(Unresumed::Damaged);
        }
        for (run, saved) in sampling.chains.iter_mut().zip(saved.runs) {
            run.chain.restore(&saved)?;
            run.draws = saved.draws;
        }
        Ok(sampling)
    }
}

impl Chain<'_> {
    /// Puts a chain where another one was.
    fn restore<D>(&mut self, saved: &SavedRun<D>) -> Result<(), Unresumed> {
        self.iteration = saved.iteration;
        fill(&mut self.theta, &saved.theta)?;
        let items: Vec<Item> = saved.items.iter().map(item).collect();
        fill(&mut self.items, &items)?;
        if saved.anchors.len() != self.items.len() {
            return Err(Unresumed::Damaged);
        }
        let anchors = self.blocks.iter_mut().flat_map(|block| &mut block.anchors);
        anchors.zip(&saved.anchors).for_each(|(anchor, place)| anchor.place = *place);
        match (&mut self.paths, &saved.paths) {
            (Paths::Own(own), SavedPaths::Own { hold, of_stretches, alone }) => {
                own.priors.hold = *hold;
                fill(&mut own.stretches.widths, of_stretches)?;
                fill(&mut own.alone.widths, alone)
            }
            (Paths::Published(published), SavedPaths::Published { means }) => {
                fill(&mut published.means, means)
            }
            _ => Err(Unresumed::Damaged),
        }
    }
}

fn fill<T: Copy>(of: &mut [T], with: &[T]) -> Result<(), Unresumed> {
    if of.len() != with.len() {
        return Err(Unresumed::Damaged);
    }
    of.copy_from_slice(with);
    Ok(())
}

fn numbers(item: &Item) -> [f64; 3] {
    [item.discrimination, item.low, item.high]
}

fn item([discrimination, low, high]: &[f64; 3]) -> Item {
    Item { discrimination: *discrimination, low: *low, high: *high }
}

/// What was saved, if it is whole.
fn opened(bytes: &[u8]) -> Result<Saved<Vec<Draw>>, Unresumed> {
    let (before, sum) = bytes.split_last_chunk::<8>().ok_or(Unresumed::Damaged)?;
    let (begins, body) = before.split_first_chunk::<24>().ok_or(Unresumed::Damaged)?;
    let kind = |begins: &[u8; 24]| begins.split_first_chunk::<19>().map(|(kind, _)| *kind);
    if kind(begins) != kind(BEGINS) || check(before) != u64::from_le_bytes(*sum) {
        return Err(Unresumed::Damaged);
    }
    if begins != BEGINS {
        return Err(Unresumed::OtherVersion);
    }
    postcard::from_bytes(body).map_err(|_| Unresumed::Damaged)
}

/// What of the schedule differs beside its end.
fn differs(one: Schedule, other: Schedule) -> Option<&'static str> {
    let parts = [
        (one.scheme == other.scheme, "scheme"),
        (one.seed == other.seed, "seed"),
        (one.chains == other.chains, "number of chains"),
        (one.burn_in == other.burn_in, "burn-in"),
        (one.every == other.every, "distance of the draws that are kept"),
        (one.step.to_bits() == other.step.to_bits(), "variance of a step"),
    ];
    parts.into_iter().find(|(same, _)| !same).map(|(_, what)| what)
}

/// A number that is another if any vote is.
fn fingerprint(ballots: &Ballots) -> u64 {
    let mut sum = 0;
    let mut add = |number: u64| sum = mix(sum ^ number);
    for point in ballots.points() {
        add(u64::from(point.state) << 8 | u64::from(point.session));
    }
    for place in 0..ballots.items() {
        let Sides { yes, abstain, no } = ballots.on_item(place);
        for side in [yes, abstain, no] {
            add(side.len() as u64);
            side.iter().for_each(|point| add(u64::from(*point)));
        }
    }
    sum
}

/// A number that is another if any byte is.
fn check(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let rest = rest.iter().fold(1, |sum, byte| sum << 8 | u64::from(*byte));
    words.iter().fold(mix(rest), |sum, word| mix(sum ^ u64::from_le_bytes(*word)))
}

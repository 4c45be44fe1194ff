//! How much ideal points depend on which votes there happened to be: the votes drawn anew, again and again.
//!
//! A replicate has as many votes in each session as there were, drawn from those of the session with replacement, each
//! with the positions of all who took one (Efron & Tibshirani 1993, *An Introduction to the Bootstrap*: the unit is
//! the vote, since positions in one vote depend on each other). It is estimated like the record itself. Each has its
//! random numbers from the seed and its own number, so that it is the same wherever and in whatever order it is made.

use std::collections::BTreeMap;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use scrutineer_record::{Record, Vote};

use crate::ballots::{Ballot, Ballots};
use crate::fast::{Fit, Settings, fast, fast_from};
use crate::prepare::Prepared;
use crate::sampler::mix;

/// What replicates are drawn from: the votes of a model, one by one, and the estimate from all of them.
#[derive(Debug)]
pub struct Bootstrap {
    prepared: Prepared,
    settings: Settings,
    fit: Fit,
    /// The ballots of each vote, and the votes of each session.
    votes: Vec<Vec<Ballot>>,
    sessions: Vec<Vec<usize>>,
}

impl Bootstrap {
    /// From the votes of a model.
    pub fn of(record: &Record, prepared: Prepared, settings: Settings) -> Bootstrap {
        let all: Vec<Vote<'_>> = record.votes().collect();
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let mut votes = Vec::with_capacity(prepared.votes.len());
        let mut sessions: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for on in &prepared.votes {
            let Some(vote) = all.get(on.vote) else { continue };
            let choices = prepared.choices(*vote, on.session);
            let ballots = choices.map(|(_, point, choice)| Ballot {
                item: number(on.item),
                point: number(point),
                choice,
            });
            sessions.entry(on.session).or_default().push(votes.len());
            votes.push(ballots.collect());
        }
        let fit = fast(&prepared.ballots, &prepared.poles, &settings);
        Bootstrap { prepared, settings, fit, votes, sessions: sessions.into_values().collect() }
    }

    /// The model, which says whose each point is.
    pub fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    /// The estimate from the votes as they were.
    pub fn fit(&self) -> &Fit {
        &self.fit
    }

    /// The replicate of this number.
    pub fn replicate(&self, seed: u64, number: u64) -> Fit {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(mix(mix(seed) ^ number));
        let mut drawn = Vec::with_capacity(self.prepared.ballots.votes());
        for votes in &self.sessions {
            for _ in votes {
                let vote = votes.get(below(&mut random, votes.len()));
                let ballots = vote.and_then(|vote| self.votes.get(*vote));
                drawn.extend(ballots.into_iter().flatten().copied());
            }
        }
        let points = self.prepared.ballots.points().to_vec();
        let ballots = Ballots::new(points, self.prepared.ballots.items(), &drawn);
        // Most of the way from nothing is the way from nothing to the record, which is the same for all.
        fast_from(&ballots, &self.prepared.poles, &self.settings, &self.fit)
    }
}

/// A number below another, all with the same chance but for one part in 2⁴⁰ of those of a session.
fn below(random: &mut Xoshiro256PlusPlus, end: usize) -> usize {
    let end = u64::try_from(end).unwrap_or(u64::MAX);
    let wide = u128::from(random.next_u64()) * u128::from(end);
    usize::try_from(wide >> 64).unwrap_or_default()
}

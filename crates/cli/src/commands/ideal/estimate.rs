//! What was asked for, estimated.

use scrutineer_book::Book;
use scrutineer_ideal::{
    Belief, Drawn, Fit, Links, Prepared, Rules, Sampling, Settings, TWENTIETH, fast, prepare,
};
use scrutineer_record::Record;
pub(super) use scrutineer_report::ideal::{Point, state, states};

use super::sampler::{self, Runs};
use super::{Args, Estimator, Model, nothing};
use crate::error::Error;

/// All that was estimated.
pub(super) struct Estimate {
    pub(super) points: Vec<Point>,
    pub(super) votes: usize,
    pub(super) items: usize,
    pub(super) converged: bool,
    /// Of the sampler's chains.
    pub(super) agreement: Option<Agreement>,
}

/// One estimate, with the votes from which it was made.
pub(super) struct Fitted {
    pub(super) prepared: Prepared,
    pub(super) fit: Fit,
}

impl Fitted {
    /// The estimate that was asked for, for all that looks into one.
    pub(super) fn of(record: &Record, args: &Args, links: &Links) -> Result<Fitted, Error> {
        if args.model == Model::Static {
            let hint = if args.suspicious {
                "leave out --model static"
            } else {
                "leave out --model static, and name the session: --sessions 74"
            };
            let text = "the static model is an estimate for every session by itself";
            return Err(Error::request(text).hint(hint));
        }
        let fitted = Fitted::by(record, &rules(args), links);
        if fitted.prepared.who.is_empty() { Err(nothing(record, args)) } else { Ok(fitted) }
    }

    fn by(record: &Record, rules: &Rules, links: &Links) -> Fitted {
        let prepared = prepare(record, rules, links);
        let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
        Fitted { prepared, fit }
    }
}

/// How well chains agree: the worst of all ideal points.
#[derive(Clone, Copy)]
pub(super) struct Agreement {
    pub(super) chains: usize,
    pub(super) iterations: u64,
    pub(super) draws: usize,
    pub(super) rhat: Option<f64>,
    pub(super) effective: Option<f64>,
}

impl Agreement {
    /// Of two models of which each has its own chains, the worse.
    fn worse(self, other: Agreement) -> Agreement {
        let of = |one: Option<f64>, other: Option<f64>, worse: fn(f64, f64) -> f64| {
            one.zip(other).map(|(one, other)| worse(one, other))
        };
        Agreement {
            iterations: self.iterations.max(other.iterations),
            draws: self.draws.min(other.draws),
            rhat: of(self.rhat, other.rhat, f64::max),
            effective: of(self.effective, other.effective, f64::min),
            ..self
        }
    }
}

/// R̂ beyond which chains are not taken to agree (Vehtari et al. 2021 ask for 1.01; this is what shows in a figure).
const AGREES: f64 = 1.05;

fn rules(args: &Args) -> Rules {
    Rules {
        sessions: args.sessions.as_ref().map_or(1..=u8::MAX, |sessions| sessions.0.clone()),
        motions: args.votes.motions(),
        issue: args.issue,
        abstentions: args.model != Model::Binary,
        ..Rules::default()
    }
}

pub(super) fn estimate(book: &Book, args: &Args, links: &Links) -> Result<Estimate, Error> {
    let rules = rules(args);
    let mut runs = Runs::default();
    let all = match args.model {
        Model::Static => by_session(book, &rules, links, args, &mut runs)?,
        Model::Dynamic | Model::Binary => {
            estimate_once(book, &rules, links, None, args, &mut runs)?
        }
    };
    runs.finish()?;
    Ok(all)
}

/// Every session by itself.
fn by_session<'b>(
    book: &'b Book,
    rules: &Rules,
    links: &Links,
    args: &Args,
    runs: &mut Runs<'b>,
) -> Result<Estimate, Error> {
    // The largest number of any session is that of a regular one.
    let last = book.record.votes().map(|vote| vote.session.number()).max().unwrap_or(0);
    let sessions = *rules.sessions.start()..=last.min(*rules.sessions.end());
    let mut all =
        Estimate { points: Vec::new(), votes: 0, items: 0, converged: true, agreement: None };
    for session in sessions {
        let rules = Rules { sessions: session..=session, ..rules.clone() };
        let of = estimate_once(book, &rules, links, Some(session), args, runs)?;
        if of.points.is_empty() {
            continue;
        }
        all.points.extend(of.points);
        all.votes += of.votes;
        all.items += of.items;
        all.converged &= of.converged;
        all.agreement = match (all.agreement, of.agreement) {
            (Some(one), Some(other)) => Some(one.worse(other)),
            (one, other) => one.or(other),
        };
    }
    all.points.sort_by_key(|point| (state(&point.who), point.who.session));
    Ok(all)
}

/// An ideal point with its quantiles.
pub(super) type Placed = (Belief, [f64; 3]);

/// Of one session among others, or of all that there are.
fn estimate_once<'b>(
    book: &'b Book,
    rules: &Rules,
    links: &Links,
    session: Option<u8>,
    args: &Args,
    runs: &mut Runs<'b>,
) -> Result<Estimate, Error> {
    let fitted = Fitted::by(&book.record, rules, links);
    let (placed, converged, agreement) = match args.estimator {
        Estimator::Fast => {
            let placed = fitted.fit.points.iter().copied().map(by_normal).collect();
            (placed, fitted.fit.converged, None)
        }
        // Of no votes there is nothing to draw, nor to write.
        Estimator::Sampler if fitted.prepared.who.is_empty() => (Vec::new(), true, None),
        Estimator::Sampler => {
            let sampling = runs.sample(book, &fitted, session, &args.sampler)?;
            sampled(&sampling)
        }
    };
    let Fitted { prepared, .. } = fitted;
    let points = prepared.who.into_iter().zip(placed).enumerate();
    Ok(Estimate {
        points: points
            .map(|(place, (who, (belief, quantiles)))| Point {
                who,
                votes: prepared.ballots.votes_of(place),
                belief,
                quantiles,
            })
            .collect(),
        votes: prepared.ballots.votes(),
        items: prepared.ballots.items(),
        converged,
        agreement,
    })
}

/// With the quantiles of the normal distribution.
pub(super) fn by_normal(belief: Belief) -> Placed {
    let Belief { mean, sd } = belief;
    (belief, [mean - TWENTIETH * sd, mean, mean + TWENTIETH * sd])
}

/// What was drawn, whether the chains agree, and how well.
type Sampled = (Vec<Placed>, bool, Option<Agreement>);

fn sampled(sampling: &Sampling<'_>) -> Sampled {
    let drawn = sampling.points();
    let agreement = sampler::agreement(sampling, &drawn);
    let place = |it: Drawn| (Belief { mean: it.mean, sd: it.sd }, [it.q05, it.q50, it.q95]);
    let agrees = sampling.is_good() && agreement.rhat.is_some_and(|rhat| rhat < AGREES);
    (drawn.into_iter().map(place).collect(), agrees, Some(agreement))
}

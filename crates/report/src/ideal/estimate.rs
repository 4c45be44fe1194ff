//! Ideal points as they are asked for: by which model, of which votes, estimated or drawn.

use std::fmt;
use std::ops::RangeInclusive;

use scrutineer_ideal::{
    Belief, Drawn, Fit, Goal, Links, Motions, Prepared, Rules, Sampling, Schedule, Scheme,
    Settings, TWENTIETH, Who, fast, prepare,
};
use scrutineer_record::{Issue, Record};

use super::{ChainsReport, Point, PointReport, PointsReport, round, state};
use crate::error::Error;

/// Who is related to whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Model {
    /// Over all sessions.
    #[default]
    Dynamic,
    /// Every session by itself.
    Static,
    /// Over all sessions, without abstentions.
    Binary,
}

impl Model {
    /// All of them.
    pub const ALL: [Model; 3] = [Model::Dynamic, Model::Static, Model::Binary];

    /// As it is typed.
    pub fn code(self) -> &'static str {
        match self {
            Model::Dynamic => "dynamic",
            Model::Static => "static",
            Model::Binary => "binary",
        }
    }

    /// Over whom points are scaled.
    pub fn scale(self) -> &'static str {
        match self {
            Model::Static => "the members of a session",
            Model::Dynamic | Model::Binary => "all members in all of these sessions",
        }
    }

    /// Which votes are on one item, where nobody says it.
    pub fn links(self) -> Links {
        if self == Model::Static { Links::None } else { Links::Series }
    }
}

/// Of which votes.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The model.
    pub model: Model,
    /// Only votes of these regular sessions.
    pub sessions: Option<RangeInclusive<u8>>,
    /// Which motions count.
    pub motions: Motions,
    /// Only votes of this issue.
    pub issue: Option<Issue>,
}

impl Asked {
    /// Whether it is all votes by the model that is taken when nobody says one.
    pub fn is_plain(&self) -> bool {
        let Asked { model, sessions, motions, issue } = self;
        *model == Model::Dynamic
            && sessions.is_none()
            && *motions == Motions::All
            && issue.is_none()
    }

    /// What the model goes by.
    pub fn rules(&self) -> Rules {
        Rules {
            sessions: self.sessions.clone().unwrap_or(1..=u8::MAX),
            motions: self.motions,
            issue: self.issue,
            abstentions: self.model != Model::Binary,
            ..Rules::default()
        }
    }

    /// Why there are no points.
    pub fn nothing(&self, record: &Record) -> Error {
        let held = record.votes().map(|vote| vote.session.number()).max().unwrap_or(0);
        let error = Error::wrong("there are no votes here that tell members apart");
        match (&self.sessions, self.issue) {
            (Some(_), _) => error.hint(format!("the book goes to session {held}")),
            (_, Some(_)) => {
                error.hint("issues are told by Voeten's data and those of unvotes alone")
            }
            _ => error,
        }
    }
}

/// How the sampler works, as far as somebody says it.
#[derive(Clone, Debug, Default)]
pub struct Draws {
    /// Step by step as the published ideal points were drawn.
    pub published: bool,
    /// How many chains.
    pub chains: Option<u64>,
    /// Iterations that are not kept.
    pub burn_in: Option<u64>,
    /// Iterations after that, at most.
    pub iterations: Option<u64>,
    /// Of so many iterations one is kept.
    pub every: Option<u64>,
    /// End as soon as R̂ is so low for every ideal point.
    pub until_rhat: Option<f64>,
    /// The random numbers.
    pub seed: Option<u64>,
}

/// R̂ by which chains agree (Vehtari et al. 2021).
const AGREED: f64 = 1.01;
/// So many draws tell a 5 % quantile to a tenth of a standard deviation (Vehtari et al. 2021).
const ENOUGH: f64 = 400.0;
/// More chains tell nothing more of whether they agree.
const MOST_CHAINS: u64 = 64;
/// So much memory draws may take; by default those of the whole history take a sixth of one gigabyte.
const MOST_BYTES: u64 = 2 * GIGABYTE;
const GIGABYTE: u64 = 1_000_000_000;

impl Draws {
    fn in_bounds(&self, schedule: &Schedule) -> Result<(), Error> {
        if !(1..=MOST_CHAINS).contains(&schedule.chains) {
            return Err(Error::wrong(format!("chains are 1 to {MOST_CHAINS}")));
        }
        if schedule.iterations == 0 || schedule.every == 0 {
            return Err(Error::wrong("of no iterations nothing can be kept")
                .hint("ask for one or more, and keep one of so many"));
        }
        if self.until_rhat.is_some_and(|rhat| !(rhat > 1.0 && rhat < 2.0)) {
            return Err(Error::wrong("R-hat is a number a little above 1, as 1.01"));
        }
        Ok(())
    }

    /// With what goes without saying.
    ///
    /// # Errors
    /// If a number makes no sense, or if so many draws of so many points would take more memory than anybody means them to: they all stay there, since
    /// R̂ is told of all of them.
    pub fn schedule(&self, points: usize) -> Result<Schedule, Error> {
        let (scheme, [chains, burn_in, iterations, every], until) = if self.published {
            (Scheme::Published, [1, 4000, 20_000, 50], None)
        } else {
            (Scheme::Own, [4, 500, 10_000, 10], Some(AGREED))
        };
        let schedule = Schedule {
            scheme,
            step: Settings::default().step,
            chains: self.chains.unwrap_or(chains),
            seed: self.seed.unwrap_or(1),
            burn_in: self.burn_in.unwrap_or(burn_in),
            iterations: self.iterations.unwrap_or(iterations),
            every: self.every.unwrap_or(every),
            items: false,
            until: self.until_rhat.or(until).map(|rhat| Goal { rhat, effective: ENOUGH }),
        };
        self.in_bounds(&schedule)?;
        let kept = schedule.iterations / schedule.every.max(1);
        let numbers = kept.saturating_mul(schedule.chains).saturating_mul(points as u64);
        let bytes = numbers.saturating_mul(size_of::<f32>() as u64);
        if bytes <= MOST_BYTES {
            return Ok(schedule);
        }
        let error = format!(
            "so many draws would take {} GB of memory, and there may be {}",
            bytes.div_ceil(GIGABYTE),
            MOST_BYTES / GIGABYTE
        );
        Err(Error::wrong(error).hint("keep fewer (every 50th, say), or ask for fewer iterations"))
    }
}

/// One estimate, with the votes from which it was made.
pub struct Fitted {
    /// The votes.
    pub prepared: Prepared,
    /// The estimate.
    pub fit: Fit,
}

impl fmt::Debug for Fitted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Fitted").field("votes", &self.prepared.ballots.votes()).finish()
    }
}

impl Fitted {
    /// By the fast estimator.
    pub fn by(record: &Record, rules: &Rules, links: &Links) -> Fitted {
        let prepared = prepare(record, rules, links);
        let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
        Fitted { prepared, fit }
    }
}

/// All that was estimated.
#[derive(Debug)]
pub struct Estimate {
    /// Where members stand, by state and session.
    pub points: Vec<Point>,
    /// How many votes counted.
    pub votes: usize,
    /// On how many items they are.
    pub items: usize,
    /// Whether the estimate settled, or the chains agree.
    pub converged: bool,
    /// Of the sampler's chains.
    pub agreement: Option<Agreement>,
}

/// How well chains agree: the worst of all ideal points.
#[derive(Clone, Copy, Debug)]
pub struct Agreement {
    /// How many chains.
    pub chains: usize,
    /// How many iterations of each.
    pub iterations: u64,
    /// How many draws were kept.
    pub draws: usize,
    /// The highest R̂.
    pub rhat: Option<f64>,
    /// The lowest effective sample size.
    pub effective: Option<f64>,
}

/// R̂ beyond which chains are not taken to agree (Vehtari et al. 2021 ask for 1.01; this is what shows in a figure).
const AGREES: f64 = 1.05;

impl Agreement {
    fn of(sampling: &Sampling<'_>, points: &[Drawn]) -> Agreement {
        let of = || points.iter().filter_map(|point| point.diagnosis);
        Agreement {
            chains: sampling.draws().count(),
            iterations: sampling.iteration(),
            draws: sampling.draws().map(<[_]>::len).sum(),
            rhat: of().map(|it| it.rhat).reduce(f64::max),
            effective: of().map(|it| it.bulk.min(it.tail)).reduce(f64::min),
        }
    }

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

/// Runs the sampler on what was estimated, to its end. A run of one session among others is told by it.
pub type Sampler<'s, E> = dyn for<'p> FnMut(&'p Fitted, Option<u8>) -> Result<Sampling<'p>, E> + 's;

impl Estimate {
    /// What was asked for: by the fast estimator, or drawn by a sampler.
    ///
    /// # Errors
    /// Those of the sampler.
    pub fn of<E>(
        record: &Record,
        asked: &Asked,
        links: &Links,
        sampler: Option<&mut Sampler<'_, E>>,
    ) -> Result<Estimate, E> {
        match asked.model {
            Model::Static => Estimate::by_session(record, &asked.rules(), links, sampler),
            Model::Dynamic | Model::Binary => {
                Estimate::once(record, &asked.rules(), links, None, sampler)
            }
        }
    }

    /// Every session by itself.
    fn by_session<E>(
        record: &Record,
        rules: &Rules,
        links: &Links,
        mut sampler: Option<&mut Sampler<'_, E>>,
    ) -> Result<Estimate, E> {
        // The largest number of any session is that of a regular one.
        let last = record.votes().map(|vote| vote.session.number()).max().unwrap_or(0);
        let mut all =
            Estimate { points: Vec::new(), votes: 0, items: 0, converged: true, agreement: None };
        for session in *rules.sessions.start()..=last.min(*rules.sessions.end()) {
            let rules = Rules { sessions: session..=session, ..rules.clone() };
            let sampler = sampler.as_deref_mut();
            all.add(Estimate::once(record, &rules, links, Some(session), sampler)?);
        }
        all.points.sort_by_key(|point| (state(&point.who), point.who.session));
        Ok(all)
    }

    /// With one of another session.
    fn add(&mut self, of: Estimate) {
        if of.points.is_empty() {
            return;
        }
        self.points.extend(of.points);
        self.votes += of.votes;
        self.items += of.items;
        self.converged &= of.converged;
        self.agreement = match (self.agreement, of.agreement) {
            (Some(one), Some(other)) => Some(one.worse(other)),
            (one, other) => one.or(other),
        };
    }

    /// Of one session among others, or of all that there are.
    fn once<E>(
        record: &Record,
        rules: &Rules,
        links: &Links,
        session: Option<u8>,
        sampler: Option<&mut Sampler<'_, E>>,
    ) -> Result<Estimate, E> {
        let fitted = Fitted::by(record, rules, links);
        let (placed, converged, agreement) = match sampler {
            None => return Ok(fitted.estimate()),
            // Of no votes there is nothing to draw, nor to write.
            Some(_) if fitted.prepared.who.is_empty() => (Vec::new(), true, None),
            Some(sampler) => sampled(&sampler(&fitted, session)?),
        };
        Ok(fitted.with(placed, converged, agreement))
    }

    /// The same as JSON, member by member.
    pub fn report<'r>(&self, record: &'r Record, asked: &Asked) -> PointsReport<'r> {
        PointsReport {
            model: asked.model.code().to_owned(),
            estimator: self.estimator().to_owned(),
            votes: self.votes,
            items: self.items,
            converged: self.converged,
            chains: self.agreement.map(|it| ChainsReport {
                count: it.chains,
                iterations: it.iterations,
                draws: it.draws,
                rhat: it.rhat.map(round),
                effective_sample_size: it.effective.map(f64::round),
            }),
            points: self.points.iter().map(|point| PointReport::of(record, point)).collect(),
        }
    }

    /// The estimator, as it is typed.
    pub fn estimator(&self) -> &'static str {
        if self.agreement.is_some() { "sampler" } else { "fast" }
    }

    /// What a reader should know before taking the numbers, if there is anything.
    pub fn warning(&self) -> Option<Error> {
        match (self.converged, self.agreement) {
            (true, _) => None,
            (false, None) => Some(unsettled()),
            (false, Some(_)) => Some(
                Error::wrong("the chains do not agree yet: take the intervals with caution")
                    .hint("give them more iterations, or look at a longer burn-in"),
            ),
        }
    }
}

/// That the fast estimate did not come to its end.
pub fn unsettled() -> Error {
    Error::wrong("the estimate did not settle: take its last digits with caution")
}

impl Fitted {
    /// The ideal points with their quantiles.
    pub fn estimate(&self) -> Estimate {
        let placed = self.fit.points.iter().copied().map(by_normal).collect();
        self.with(placed, self.fit.converged, None)
    }

    fn with(&self, placed: Vec<Placed>, converged: bool, agreement: Option<Agreement>) -> Estimate {
        let Prepared { ballots, who, .. } = &self.prepared;
        let points = who.iter().zip(placed).enumerate();
        let point = |(place, (who, (belief, quantiles))): (usize, (&Who, Placed))| {
            let votes = ballots.votes_of(place);
            Point { who: who.clone(), votes, belief, quantiles }
        };
        Estimate {
            points: points.map(point).collect(),
            votes: ballots.votes(),
            items: ballots.items(),
            converged,
            agreement,
        }
    }
}

/// An ideal point with its quantiles.
pub type Placed = (Belief, [f64; 3]);

/// With the quantiles of the normal distribution.
pub fn by_normal(belief: Belief) -> Placed {
    let Belief { mean, sd } = belief;
    (belief, [mean - TWENTIETH * sd, mean, mean + TWENTIETH * sd])
}

/// What was drawn, whether the chains agree, and how well.
fn sampled(sampling: &Sampling<'_>) -> (Vec<Placed>, bool, Option<Agreement>) {
    let drawn = sampling.points();
    let agreement = Agreement::of(sampling, &drawn);
    let place = |it: Drawn| (Belief { mean: it.mean, sd: it.sd }, [it.q05, it.q50, it.q95]);
    let agrees = sampling.is_good() && agreement.rhat.is_some_and(|rhat| rhat < AGREES);
    (drawn.into_iter().map(place).collect(), agrees, Some(agreement))
}

//! The sampler, watched on standard error.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use scrutineer_book::Book;
use scrutineer_ideal::{Fit, Prepared, Sampling, Schedule, Unresumed};
use scrutineer_report::ideal::{self, Fitted};

use super::Estimator;
use super::draws::Draws;
use crate::error::Error;
use crate::files::{beside, disk, shown, write_whole};

/// What was typed for the sampler.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "With --estimator sampler")]
pub(super) struct Args {
    /// own: mixes well; published: step by step as the published ideal points were drawn
    #[arg(long, value_enum, value_name = "SCHEME")]
    scheme: Option<SchemeName>,
    /// How many chains, by which is told whether they agree [own: 4, published: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=64))]
    chains: Option<u64>,
    /// Iterations that are not kept [own: 500, published: 4000]
    #[arg(long, value_name = "N")]
    burn_in: Option<u64>,
    /// Iterations after that, at most [own: 10000, published: 20000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    iterations: Option<u64>,
    /// Of so many iterations one is kept [own: 10, published: 50]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    every: Option<u64>,
    /// End as soon as R-hat is so low for every ideal point, and 400 draws' worth is there [own: 1.01]
    #[arg(long, value_name = "R", value_parser = rhat)]
    until_rhat: Option<f64>,
    /// The random numbers; the same seed gives the same draws on any machine [otherwise: 1]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Writes every draw of every ideal point into a new file, .parquet or .csv
    #[arg(long, value_name = "FILE")]
    draws: Option<PathBuf>,
    /// Saves the run in this file every few seconds; a run that was cut short goes on from it to the same draws.
    /// With --model static every session has a file of its own: FILE.74
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum SchemeName {
    Own,
    Published,
}

/// The state is saved so often at most, and so many times less often than it takes to save it.
const BETWEEN_SAVES: Duration = Duration::from_secs(1);
const RARELY: u32 = 20;
/// So many iterations pass between two looks at the clock.
const AT_ONCE: u64 = 10;

fn rhat(typed: &str) -> Result<f64, String> {
    let number = typed.parse().ok().filter(|number: &f64| *number > 1.0 && *number < 2.0);
    number.ok_or_else(|| "write a number a little above 1, as 1.01".to_owned())
}

impl Args {
    /// An error if something was typed that another estimator makes nothing of.
    pub(super) fn belong_to(&self, estimator: Estimator) -> Result<(), Error> {
        let Args { scheme, chains, burn_in, iterations, every, until_rhat, seed, draws, resume } =
            self;
        let typed = [
            (scheme.is_some(), "--scheme"),
            (chains.is_some(), "--chains"),
            (burn_in.is_some(), "--burn-in"),
            (iterations.is_some(), "--iterations"),
            (every.is_some(), "--every"),
            (until_rhat.is_some(), "--until-rhat"),
            (seed.is_some(), "--seed"),
            (draws.is_some(), "--draws"),
            (resume.is_some(), "--resume"),
        ];
        match typed.into_iter().find(|(typed, _)| *typed && estimator != Estimator::Sampler) {
            Some((_, name)) => Err(Error::request(format!("{name} says how the sampler works"))
                .hint(format!("add --estimator sampler, or leave out {name}"))),
            None => Ok(()),
        }
    }

    fn asked(&self) -> ideal::Draws {
        ideal::Draws {
            published: self.scheme == Some(SchemeName::Published),
            chains: self.chains,
            burn_in: self.burn_in,
            iterations: self.iterations,
            every: self.every,
            until_rhat: self.until_rhat,
            seed: self.seed,
        }
    }
}

/// What several runs have in common, of which each is of a session by itself: the file of their draws.
#[derive(Default)]
pub(super) struct Runs<'b> {
    draws: Option<Draws<'b>>,
}

impl<'b> Runs<'b> {
    /// Samples until the schedule or the goal is reached. A run of one session among others is told by it.
    pub(super) fn sample<'p>(
        &mut self,
        book: &'b Book,
        Fitted { prepared, fit }: &'p Fitted,
        session: Option<u8>,
        args: &Args,
    ) -> Result<Sampling<'p>, Error> {
        let state = args.resume.as_deref().map(|path| of_session(path, session));
        let schedule = args.asked().schedule(prepared.who.len())?;
        let mut sampling = start(prepared, fit, schedule, state.as_deref())?;
        let mut saving = state.as_deref().map(Saving::to);
        if let (None, Some(path)) = (&self.draws, &args.draws) {
            self.draws = Some(Draws::begin(path, book)?);
        }
        let mut draws = self.draws.as_mut().map(|draws| draws.of(prepared));
        let bar = progress(&sampling, session);
        loop {
            if let Some(draws) = &mut draws {
                draws.add(&sampling)?;
            }
            if let Some(saving) = &mut saving {
                saving.save_if_due(&sampling)?;
            }
            if sampling.is_done() {
                break;
            }
            sampling.advance(AT_ONCE);
            bar.set_position(sampling.iteration());
        }
        bar.finish_and_clear();
        Ok(sampling)
    }

    /// Puts the draws in their place.
    pub(super) fn finish(self) -> Result<(), Error> {
        self.draws.map_or(Ok(()), Draws::finish)
    }
}

fn progress(sampling: &Sampling<'_>, session: Option<u8>) -> ProgressBar {
    let bar = ProgressBar::new(sampling.last());
    let template = "{prefix}{bar:30} {pos} of {len} iterations, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.with_prefix(session.map(|number| format!("session {number} ")).unwrap_or_default())
}

/// Where the run of one session among others is saved.
fn of_session(path: &Path, session: Option<u8>) -> PathBuf {
    match session {
        Some(number) => beside(path, &format!(".{number}")),
        None => path.to_owned(),
    }
}

/// Chains at their starts, or where they were when the run was cut short.
fn start<'p>(
    prepared: &'p Prepared,
    near: &Fit,
    schedule: Schedule,
    state: Option<&Path>,
) -> Result<Sampling<'p>, Error> {
    let Prepared { ballots, poles, .. } = prepared;
    match state {
        Some(path) if path.exists() => {
            let saved = fs::read(path).map_err(|error| disk("read", path, &error))?;
            let resumed = Sampling::resume(ballots, poles, near, schedule, &saved);
            resumed.map_err(|why| unresumed(path, why))
        }
        _ => Ok(Sampling::new(ballots, poles, near, schedule)),
    }
}

fn unresumed(path: &Path, why: Unresumed) -> Error {
    let name = shown(path);
    let (what, hint) = match why {
        Unresumed::Damaged => (
            format!("{name} is no saved run of the sampler, or not all of it"),
            "name another file for --resume; the run begins anew there",
        ),
        Unresumed::OtherVersion => (
            format!("{name} was saved by another version of scrutineer"),
            "go on with that version, or name another file to begin anew",
        ),
        Unresumed::OtherVotes => (
            format!("{name} is a run on other votes than these"),
            "ask for the same --book, --sessions, --votes, --issue, --model and --matches as then, or name another file",
        ),
        Unresumed::OtherSchedule(part) => (
            format!("{name} is a run with another {part}"),
            "ask for the same as then, or name another file to begin anew",
        ),
    };
    Error::request(what).hint(hint)
}

/// The file in which a run is saved.
struct Saving<'p> {
    path: &'p Path,
    saved: Option<Instant>,
    took: Duration,
}

impl<'p> Saving<'p> {
    fn to(path: &'p Path) -> Saving<'p> {
        Saving { path, saved: None, took: Duration::ZERO }
    }

    /// Saves the run at its start, at its end, and every now and then.
    fn save_if_due(&mut self, sampling: &Sampling<'_>) -> Result<(), Error> {
        let pause = BETWEEN_SAVES.max(RARELY * self.took);
        if !sampling.is_done() && self.saved.is_some_and(|saved| saved.elapsed() < pause) {
            return Ok(());
        }
        let now = Instant::now();
        write_whole(self.path, &sampling.save())?;
        (self.saved, self.took) = (Some(Instant::now()), now.elapsed());
        Ok(())
    }
}

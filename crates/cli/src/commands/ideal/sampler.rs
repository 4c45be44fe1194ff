//! The sampler, watched on standard error.

use indicatif::{ProgressBar, ProgressStyle};
use scrutineer_ideal::{Fit, Goal, Prepared, Sampling, Schedule, Scheme, Settings};

use super::Estimator;
use super::estimate::Agreement;
use crate::error::Error;

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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum SchemeName {
    Own,
    Published,
}

/// R̂ by which chains agree (Vehtari et al. 2021).
const AGREED: f64 = 1.01;
/// So many draws tell a 5 % quantile to a tenth of a standard deviation (Vehtari et al. 2021).
const ENOUGH: f64 = 400.0;
/// So many iterations pass between two looks at the clock.
const AT_ONCE: u64 = 10;

fn rhat(typed: &str) -> Result<f64, String> {
    let number = typed.parse().ok().filter(|number: &f64| *number > 1.0 && *number < 2.0);
    number.ok_or_else(|| "write a number a little above 1, as 1.01".to_owned())
}

impl Args {
    /// An error if something was typed that another estimator makes nothing of.
    pub(super) fn belong_to(&self, estimator: Estimator) -> Result<(), Error> {
        let Args { scheme, chains, burn_in, iterations, every, until_rhat, seed } = self;
        let typed = [
            (scheme.is_some(), "--scheme"),
            (chains.is_some(), "--chains"),
            (burn_in.is_some(), "--burn-in"),
            (iterations.is_some(), "--iterations"),
            (every.is_some(), "--every"),
            (until_rhat.is_some(), "--until-rhat"),
            (seed.is_some(), "--seed"),
        ];
        match typed.into_iter().find(|(typed, _)| *typed && estimator != Estimator::Sampler) {
            Some((_, name)) => Err(Error::request(format!("{name} says how the sampler works"))
                .hint(format!("add --estimator sampler, or leave out {name}"))),
            None => Ok(()),
        }
    }

    fn schedule(&self) -> Schedule {
        let scheme = match self.scheme {
            Some(SchemeName::Published) => Scheme::Published,
            Some(SchemeName::Own) | None => Scheme::Own,
        };
        let ([chains, burn_in, iterations, every], until) = match scheme {
            Scheme::Own => ([4, 500, 10_000, 10], Some(AGREED)),
            Scheme::Published => ([1, 4000, 20_000, 50], None),
        };
        Schedule {
            scheme,
            step: Settings::default().step,
            chains: self.chains.unwrap_or(chains),
            seed: self.seed.unwrap_or(1),
            burn_in: self.burn_in.unwrap_or(burn_in),
            iterations: self.iterations.unwrap_or(iterations),
            every: self.every.unwrap_or(every),
            until: self.until_rhat.or(until).map(|rhat| Goal { rhat, effective: ENOUGH }),
        }
    }
}

/// Samples until the schedule or the goal is reached.
pub(super) fn sample<'p>(prepared: &'p Prepared, near: &Fit, args: &Args) -> Sampling<'p> {
    let mut sampling = Sampling::new(&prepared.ballots, &prepared.poles, near, args.schedule());
    let bar = ProgressBar::new(sampling.last());
    if let Ok(style) =
        ProgressStyle::with_template("{bar:30} {pos} of {len} iterations, {eta} left")
    {
        bar.set_style(style);
    }
    while !sampling.is_done() {
        sampling.advance(AT_ONCE);
        bar.set_position(sampling.iteration());
    }
    bar.finish_and_clear();
    sampling
}

/// How well the chains agree about the ideal points.
pub(super) fn agreement(sampling: &Sampling<'_>, points: &[scrutineer_ideal::Drawn]) -> Agreement {
    let of = || points.iter().filter_map(|point| point.diagnosis);
    Agreement {
        chains: sampling.draws().count(),
        iterations: sampling.iteration(),
        draws: sampling.draws().map(<[_]>::len).sum(),
        rhat: of().map(|it| it.rhat).reduce(f64::max),
        effective: of().map(|it| it.bulk.min(it.tail)).reduce(f64::min),
    }
}

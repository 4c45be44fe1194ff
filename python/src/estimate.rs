//! Ideal points as they are asked for: the model, of which votes, estimated or drawn.

use pyo3::prelude::*;
use scrutineer_ideal::{Motions, Sampling};
use scrutineer_record::Record;
use scrutineer_report::ideal::{Asked, Draws, Estimate, Fitted, Model};
use scrutineer_report::sessions::RegularSessions;
use scrutineer_report::{Error, resolve};

use crate::error::{RequestError, request};
use crate::work::Watch;

/// So many iterations pass between two looks at whether anybody waits.
const AT_ONCE: u64 = 10;

/// Which model of which votes.
pub(crate) fn asked(
    model: &str,
    sessions: Option<&str>,
    votes: &str,
    issue: Option<&str>,
) -> PyResult<Asked> {
    let found = Model::ALL.into_iter().find(|known| known.code() == model);
    let unknown = || RequestError::new_err("model is dynamic, static or binary");
    let sessions = sessions.map(str::parse).transpose().map_err(request)?;
    Ok(Asked {
        model: found.ok_or_else(unknown)?,
        sessions: sessions.map(|RegularSessions(range)| range),
        motions: motions(votes)?,
        issue: issue.map(resolve::issue).transpose().map_err(request)?,
    })
}

/// Which motions count.
pub(crate) fn motions(votes: &str) -> PyResult<Motions> {
    match votes {
        "all" => Ok(Motions::All),
        "final-passage" => Ok(Motions::FinalPassage),
        _ => Err(RequestError::new_err("votes is all or final-passage")),
    }
}

/// Whether points are drawn as the published ones were.
pub(crate) fn is_published(scheme: &str) -> PyResult<bool> {
    match scheme {
        "own" => Ok(false),
        "published" => Ok(true),
        _ => Err(RequestError::new_err("scheme is own or published")),
    }
}

/// Draws ideal points from the posterior, until the chains agree or nobody waits any more.
pub(crate) fn drawn(
    record: &Record,
    asked: &Asked,
    draws: &Draws,
    watch: &Watch,
) -> Result<Estimate, Error> {
    let links = asked.model.links();
    Estimate::of(record, asked, &links, Some(&mut |fitted, _| sample(fitted, draws, watch)))
}

fn sample<'p>(
    Fitted { prepared, fit }: &'p Fitted,
    draws: &Draws,
    watch: &Watch,
) -> Result<Sampling<'p>, Error> {
    let schedule = draws.schedule(prepared.who.len())?;
    let mut sampling = Sampling::new(&prepared.ballots, &prepared.poles, fit, schedule);
    while !sampling.is_done() {
        if watch.is_stopped() {
            return Err(Error::wrong("nobody waits any more"));
        }
        sampling.advance(AT_ONCE);
        watch.at(sampling.iteration(), sampling.last());
    }
    Ok(sampling)
}

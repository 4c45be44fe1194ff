//! Ideal points as they are asked for: the model, of which votes, on a line or in a plane, estimated or drawn.

use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;
use scrutineer_ideal::{Links, Motions, Sampling};
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

/// A number of things: a negative one, or one beyond all bounds, is a question that makes no sense.
#[derive(Clone, Copy)]
pub(crate) struct Count(pub(crate) u64);

impl<'a, 'py> FromPyObject<'a, 'py> for Count {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Count> {
        given.extract().map(Count).map_err(|why: PyErr| {
            if why.is_instance_of::<PyOverflowError>(given.py()) {
                return RequestError::new_err(format!("{} is no number of things", *given));
            }
            why
        })
    }
}

/// On what members stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// Ideal points of one dimension.
    Line,
    /// Of two.
    Plane,
}

impl Space {
    /// Of so many dimensions, by a model that has them.
    pub(crate) fn of(dimensions: i64, model: Model) -> PyResult<Space> {
        match (dimensions, model) {
            (1, _) => Ok(Space::Line),
            (2, Model::Static) => Err(RequestError::new_err(
                "the static model is an estimate for every session by itself, on a line\n\
                 - take another model for two dimensions, and name the session: sessions=\"74\"",
            )),
            (2, _) => Ok(Space::Plane),
            _ => Err(RequestError::new_err("dimensions is 1 or 2")),
        }
    }
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
    links: &Links,
    draws: &Draws,
    watch: &Watch,
) -> Result<Estimate, Error> {
    Estimate::of(record, asked, links, Some(&mut |fitted, _| sample(fitted, draws, watch)))
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

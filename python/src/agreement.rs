//! Agreement as it is asked for, and as a square.

use std::collections::BTreeSet;

use pyo3::prelude::*;
use scrutineer_report::agreement::{By, PairReport, Request};
use scrutineer_report::sessions::Sessions;
use scrutineer_report::{Error, resolve};

use crate::error::{RequestError, request};
use crate::estimate::motions;

/// Of whom, counted over what, within which group, and of which votes.
pub(crate) fn asked(
    members: Vec<String>,
    sessions: &[String],
    by: &str,
    group: Option<String>,
    issue: Option<&str>,
    votes: &str,
    divided: bool,
) -> PyResult<Request> {
    Ok(Request {
        members,
        sessions: sessions_of(sessions).map_err(request)?,
        by: match by {
            "session" => By::Session,
            "year" => By::Year,
            "all" => By::All,
            _ => return Err(RequestError::new_err("by is session, year or all")),
        },
        group,
        issue: issue.map(resolve::issue).transpose().map_err(request)?,
        motions: motions(votes)?,
        divided,
        ..Request::default()
    })
}

/// The whole of a session.
pub(crate) fn of_session(session: &str) -> PyResult<Request> {
    let sessions = sessions_of(&[session.to_owned()]).map_err(request)?;
    Ok(Request { sessions, ..Request::default() })
}

fn sessions_of(typed: &[String]) -> Result<Vec<Sessions>, Error> {
    typed.iter().map(|typed| typed.parse()).collect()
}

/// The agreement of every two members as a square.
pub(crate) fn square(pairs: &[PairReport]) -> (Vec<String>, Vec<Vec<f64>>) {
    let codes = pairs.iter().flat_map(|pair| [&pair.member_a, &pair.member_b]);
    let codes: Vec<String> = codes.collect::<BTreeSet<_>>().into_iter().cloned().collect();
    let mut matrix = vec![vec![f64::NAN; codes.len()]; codes.len()];
    let place = |code: &String| codes.binary_search(code).ok();
    for pair in pairs {
        let (a, b) = (place(&pair.member_a), place(&pair.member_b));
        for (row, column) in [(a, b), (b, a)] {
            let row = row.and_then(|row| matrix.get_mut(row));
            if let Some(cell) = row.zip(column).and_then(|(row, column)| row.get_mut(column)) {
                *cell = pair.agree.unwrap_or(f64::NAN);
            }
        }
    }
    for (place, row) in matrix.iter_mut().enumerate() {
        if let Some(own) = row.get_mut(place) {
            *own = 1.0;
        }
    }
    (codes, matrix)
}

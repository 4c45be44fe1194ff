//! A book with what can be asked of it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use numpy::PyArray2;
use pyo3::prelude::*;
use scrutineer_book::Shelf;
use scrutineer_claims::{Checker, ClaimKind};
use scrutineer_figures::{IdealPoint, Svg, ideal_points, series_tallies, shift_flow, vote_map};
use scrutineer_ideal::{Fit, Links, Prepared, Rules, Settings, fast, prepare};
use scrutineer_ingest::article::Article;
use scrutineer_record::{MemberId, Record};
use scrutineer_report::agreement::{Agreements, By, Distances, PairReport, Request};
use scrutineer_report::compare::Comparison;
use scrutineer_report::findings::{Document, DocumentReport};
use scrutineer_report::ideal::{self, Point, PointReport};
use scrutineer_report::series::Course;
use scrutineer_report::vote::VoteReport;
use scrutineer_report::words::citations;
use scrutineer_report::{Error, Target, resolve};
use serde::Serialize;

use crate::error::{RequestError, book, fault, request};
use crate::figure::Figure;
use crate::rows;
use crate::table::Table;
use crate::work::done;

/// How wide pictures are.
const WIDTH: f64 = 960.0;

/// The record of how states vote at the United Nations.
///
/// >>> book = scrutineer.Book.built_in()
/// >>> book.show("A/RES/74/29")["tally"]
/// {'yes': 129, 'no': 6, 'abstain': 45, 'non_voting': 13}
#[pyclass(frozen, module = "scrutineer")]
pub(crate) struct Book {
    kept: Arc<Kept>,
}

/// A book, and what is worked out from it once.
struct Kept {
    book: scrutineer_book::Book,
    citation: String,
    estimate: OnceLock<Estimate>,
}

struct Estimate {
    prepared: Prepared,
    fit: Fit,
    distances: Distances,
}

impl Kept {
    fn record(&self) -> &Record {
        &self.book.record
    }

    /// The ideal points by the fast estimator: a second for the first who asks, nothing for those after.
    fn estimate(&self) -> &Estimate {
        self.estimate.get_or_init(|| {
            let prepared = prepare(self.record(), &Rules::default(), &Links::Series);
            let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
            let distances = Distances::by(&prepared, &fit);
            Estimate { prepared, fit, distances }
        })
    }

    fn pairs(&self, request: &Request) -> Result<Vec<PairReport>, Error> {
        let found = Agreements::of(self.record(), request)?;
        let none = Distances::default();
        let wanted = found.has_distances();
        let distances = if wanted { &self.estimate().distances } else { &none };
        Ok(found.stretch(distances, 0..usize::MAX).0.pairs)
    }

    fn points(&self, members: &[String]) -> Result<Vec<Point>, Error> {
        let members = resolve::members(self.record(), members)?;
        let Estimate { prepared, fit, .. } = self.estimate();
        let states = ideal::states(prepared.who.iter(), &members);
        Ok(ideal::points(prepared, fit, |who| {
            members.is_empty() || states.contains(&Some(ideal::state(who)))
        }))
    }
}

impl Book {
    fn of(book: scrutineer_book::Book) -> Book {
        let citation = citations(&book.info).join("\n");
        Book { kept: Arc::new(Kept { book, citation, estimate: OnceLock::new() }) }
    }

    /// Works something out while other threads go on.
    fn answer<T: Send + 'static>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&Kept) -> Result<T, Error> + Send + 'static,
    ) -> PyResult<T> {
        let kept = self.kept.clone();
        done(py, move || work(&kept))?.map_err(request)
    }

    fn figure(
        &self,
        py: Python<'_>,
        draw: impl FnOnce(&Kept) -> Result<Svg, Error> + Send + 'static,
    ) -> PyResult<Figure> {
        Ok(Figure::of(&self.answer(py, draw)?))
    }
}

#[pymethods]
impl Book {
    /// The 97 much-quoted votes that need no download.
    #[staticmethod]
    fn built_in(py: Python<'_>) -> PyResult<Book> {
        Ok(Book::of(done(py, scrutineer_book::built_in)?.map_err(book)?))
    }

    /// The book in a directory, as `scrutineer book import --book DIRECTORY` made it.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Book> {
        let opened = done(py, move || Shelf::at(&path).book())?.map_err(book)?;
        for warning in &opened.warnings {
            let warning = std::ffi::CString::new(warning.to_string()).map_err(fault)?;
            PyErr::warn(py, &py.get_type::<pyo3::exceptions::PyUserWarning>(), &warning, 2)?;
        }
        Ok(Book::of(opened.value))
    }

    /// The checksum of what it holds: two books with one id hold the same record.
    #[getter]
    fn id(&self) -> &str {
        &self.kept.book.info.id
    }

    /// The date of the last vote.
    #[getter]
    fn until(&self) -> Option<String> {
        self.kept.book.info.until.map(|until| until.to_string())
    }

    /// How to cite the data, and on which terms.
    #[getter]
    fn citation(&self) -> &str {
        &self.kept.citation
    }

    /// How many votes it holds.
    fn __len__(&self) -> usize {
        self.kept.book.info.votes
    }

    fn __repr__(&self) -> String {
        format!("<scrutineer.Book: {}>", scrutineer_report::words::book_line(&self.kept.book.info))
    }

    /// Judges every claim about a vote in a text, as `scrutineer check` does. `date` is the day of the text, where
    /// it does not tell it; `only` keeps claims of some kinds.
    ///
    /// >>> found = scrutineer.Book.built_in().check("Ukraine abstained on resolution A/RES/74/29.")
    /// >>> [(f["verdict"], f["explanation"]) for f in found["findings"]]
    /// [('contradicted', 'On A/RES/74/29 (12 Dec 2019) Ukraine voted no.')]
    #[pyo3(signature = (text, date = None, *, only = Vec::new()))]
    fn check<'py>(
        &self,
        py: Python<'py>,
        text: String,
        date: Option<String>,
        only: Vec<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let only = only.iter().map(|code| kind(code)).collect::<PyResult<Vec<_>>>()?;
        let json = self.answer(py, move |kept| {
            let date = date.as_deref().map(resolve::date).transpose()?;
            let article = Article::read("the text", text, None)?;
            let checker = Checker::new(kept.record()).only(only);
            let document = Document::checked("text".to_owned(), article, date, |text, date| {
                checker.check(text, date)
            });
            json(&DocumentReport::of(kept.record(), &document))
        })?;
        loaded(py, &json)
    }

    /// One vote with all that is known about it, by symbol or id, as `scrutineer show` tells it.
    fn show<'py>(&self, py: Python<'py>, vote: String) -> PyResult<Bound<'py, PyAny>> {
        let json = self.answer(py, move |kept| {
            let target = resolve::target(kept.record(), &vote)?;
            json(&VoteReport::of(kept.record(), target))
        })?;
        loaded(py, &json)
    }

    /// Two or more votes beside each other, every member in its cell, as `scrutineer compare` tells it.
    #[pyo3(signature = (*votes))]
    fn compare<'py>(&self, py: Python<'py>, votes: Vec<String>) -> PyResult<Bound<'py, PyAny>> {
        if votes.len() < 2 {
            return Err(RequestError::new_err("a comparison is of two or more votes\n- name them"));
        }
        let json =
            self.answer(py, move |kept| json(&Comparison::of(kept.record(), &votes)?.report()))?;
        loaded(py, &json)
    }

    /// Every vote, one a row.
    ///
    /// >>> len(scrutineer.Book.built_in().votes())
    /// 97
    fn votes(&self, py: Python<'_>) -> PyResult<Table> {
        let columns = self.answer(py, |kept| Ok(rows::votes(kept.record())))?;
        Table::of(columns, &self.kept.citation)
    }

    /// Everyone's position in every vote, one a row; absences included.
    fn positions(&self, py: Python<'_>) -> PyResult<Table> {
        let columns = self.answer(py, |kept| Ok(rows::positions(kept.record())))?;
        Table::of(columns, &self.kept.citation)
    }

    /// How often members agree, one pair and period a row, as `scrutineer agreement` counts it: `by` session, year or
    /// all; only some members or sessions ("74", "50-74", "ES-10").
    #[pyo3(signature = (members = Vec::new(), *, sessions = Vec::new(), by = "session"))]
    fn agreement(
        &self,
        py: Python<'_>,
        members: Vec<String>,
        sessions: Vec<String>,
        by: &str,
    ) -> PyResult<Table> {
        let asked = asked(members, &sessions, by)?;
        let columns = self.answer(py, move |kept| Ok(rows::pairs(&kept.pairs(&asked)?)))?;
        Table::of(columns, &self.kept.citation)
    }

    /// The codes of the members of a session, and the share of identical positions of every two of them as a matrix
    /// of numpy; nan where two have no vote in common.
    fn agreement_matrix<'py>(
        &self,
        py: Python<'py>,
        session: String,
    ) -> PyResult<(Vec<String>, Bound<'py, PyArray2<f64>>)> {
        let asked = asked(Vec::new(), &[session], "session")?;
        let (codes, matrix) = self.answer(py, move |kept| Ok(square(&kept.pairs(&asked)?)))?;
        Ok((codes, PyArray2::from_vec2(py, &matrix).map_err(fault)?))
    }

    /// Where members stand on a line, one member and session a row, as `scrutineer ideal` estimates it from all votes.
    #[pyo3(signature = (members = Vec::new()))]
    fn ideal_points(&self, py: Python<'_>, members: Vec<String>) -> PyResult<Table> {
        let columns = self.answer(py, move |kept| {
            let points = kept.points(&members)?;
            let points: Vec<_> =
                points.iter().map(|point| PointReport::of(kept.record(), point)).collect();
            Ok(rows::points(&points))
        })?;
        Table::of(columns, &self.kept.citation)
    }

    /// The map of who voted how.
    fn plot_vote(&self, py: Python<'_>, vote: String) -> PyResult<Figure> {
        self.figure(py, move |kept| match resolve::target(kept.record(), &vote)? {
            Target::Vote(vote) => vote_map(vote, WIDTH).ok_or_else(nobody),
            Target::Text(_) => Err(nobody()),
        })
    }

    /// Who moved between two votes.
    fn plot_compare(&self, py: Python<'_>, one: String, other: String) -> PyResult<Figure> {
        self.figure(py, move |kept| {
            let (one, other) =
                (resolve::vote(kept.record(), &one)?, resolve::vote(kept.record(), &other)?);
            Ok(shift_flow(one, other, WIDTH))
        })
    }

    /// The tallies of the series to which a vote belongs.
    fn plot_series(&self, py: Python<'_>, vote: String) -> PyResult<Figure> {
        self.figure(py, move |kept| {
            let course = Course::of(kept.record(), &vote)?;
            Ok(series_tallies(kept.record(), course.series, WIDTH))
        })
    }

    /// Ideal points over the sessions, some members picked out; else the permanent members of the Security Council.
    #[pyo3(signature = (members = Vec::new()))]
    fn plot_ideal_points(&self, py: Python<'_>, members: Vec<String>) -> PyResult<Figure> {
        self.figure(py, move |kept| {
            let picked: Vec<MemberId> = resolve::members(kept.record(), &members)?;
            let points: Vec<_> = kept.points(&[])?.iter().map(drawn).collect();
            let ballots = &kept.estimate().prepared.ballots;
            let about = format!(
                "{} votes on {} items · dynamic model, fast estimator",
                ballots.votes(),
                ballots.items()
            );
            Ok(ideal_points(kept.record(), &points, &picked, &about, WIDTH))
        })
    }
}

fn drawn(point: &Point) -> IdealPoint {
    let [low, middle, high] = point.quantiles;
    IdealPoint { who: point.who.clone(), middle, interval: [low, high] }
}

fn nobody() -> Error {
    Error::wrong("the book does not know who voted how: there is nothing to draw")
}

fn kind(code: &str) -> PyResult<ClaimKind> {
    ClaimKind::ALL.into_iter().find(|kind| kind.code() == code).ok_or_else(|| {
        let codes = ClaimKind::ALL.map(ClaimKind::code).join(", ");
        RequestError::new_err(format!("there is no kind of claim \"{code}\"\n- there are {codes}"))
    })
}

fn asked(members: Vec<String>, sessions: &[String], by: &str) -> PyResult<Request> {
    let sessions = sessions.iter().map(|typed| typed.parse());
    Ok(Request {
        members,
        sessions: sessions.collect::<Result<_, Error>>().map_err(request)?,
        by: match by {
            "session" => By::Session,
            "year" => By::Year,
            "all" => By::All,
            _ => return Err(RequestError::new_err("by is session, year or all")),
        },
        ..Request::default()
    })
}

/// The agreement of every two members as a square.
fn square(pairs: &[PairReport]) -> (Vec<String>, Vec<Vec<f64>>) {
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

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|why| Error::wrong(format!("a fault of ours: {why}")))
}

fn loaded<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

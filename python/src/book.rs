//! A book with what can be asked of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use numpy::PyArray2;
use pyo3::prelude::*;
use scrutineer_book::Shelf;
use scrutineer_claims::{Checker, ClaimKind};
use scrutineer_figures::{Svg, series_tallies, shift_flow};
use scrutineer_ideal::Links;
use scrutineer_ingest::article::Article;
use scrutineer_record::{Record, Vote};
use scrutineer_report::agreement::{Agreements, Distances, PairReport, Request};
use scrutineer_report::blocs::{self, History};
use scrutineer_report::compare::Comparison;
use scrutineer_report::filter::Filter;
use scrutineer_report::findings::{Document, DocumentReport};
use scrutineer_report::group::OfGroup;
use scrutineer_report::ideal::{
    Asked, Draws, Estimate, Fitted, Matches, Model, PlaceReport, Places, PointReport, state, states,
};
use scrutineer_report::series::Course;
use scrutineer_report::vote::VoteReport;
use scrutineer_report::words::citations;
use scrutineer_report::{Error, picture, resolve};
use serde::Serialize;

use crate::error::{BookError, RequestError, book, fault, request, warn};
use crate::estimate::{Count, Space};
use crate::figure::Figure;
use crate::json::{json, loaded};
use crate::table::Table;
use crate::work::{done, watched};
use crate::{agreement, estimate, rows};

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
    /// Where it is, unless it is built in.
    shelf: Option<Shelf>,
    citations: Vec<String>,
    citation: String,
    fitted: OnceLock<(Fitted, Distances)>,
}

impl Kept {
    fn record(&self) -> &Record {
        &self.book.record
    }

    /// The ideal points by the fast estimator: a second for the first who asks, nothing for those after.
    fn fitted(&self) -> &(Fitted, Distances) {
        self.fitted.get_or_init(|| {
            let asked = Asked::default();
            let fitted = Fitted::by(self.record(), &asked.rules(), &asked.model.links());
            let distances = Distances::by(&fitted.prepared, &fitted.fit);
            (fitted, distances)
        })
    }

    fn pairs(&self, request: &Request) -> Result<Vec<PairReport>, Error> {
        let found = Agreements::of(self.record(), request)?;
        let none = Distances::default();
        let distances = if found.has_distances() { &self.fitted().1 } else { &none };
        Ok(found.stretch(distances, 0..usize::MAX).0.pairs)
    }

    /// On a line. Without `links` those that go without saying.
    fn estimate(&self, asked: &Asked, links: Option<&Links>) -> Result<Estimate, Error> {
        let estimate = match links {
            None if asked.is_plain() => self.fitted().0.estimate(),
            None => Estimate::of::<Error>(self.record(), asked, &asked.model.links(), None)?,
            Some(links) => Estimate::of::<Error>(self.record(), asked, links, None)?,
        };
        let is_empty = estimate.points.is_empty();
        if is_empty { Err(asked.nothing(self.record())) } else { Ok(estimate) }
    }

    /// In a plane.
    fn places(&self, asked: &Asked, links: Option<&Links>) -> Result<Places, Error> {
        let own = asked.model.links();
        let fitted = match links {
            None if asked.is_plain() => return Ok(Places::of(&self.fitted().0)),
            links => Fitted::by(self.record(), &asked.rules(), links.unwrap_or(&own)),
        };
        let is_empty = fitted.prepared.who.is_empty();
        if is_empty { Err(asked.nothing(self.record())) } else { Ok(Places::of(&fitted)) }
    }

    /// The links that a file makes.
    fn matched(&self, model: Model, file: &Path) -> PyResult<Links> {
        let name = file.display().to_string();
        let bytes = fs::read(file)
            .map_err(|why| RequestError::new_err(format!("cannot read {name}: {why}")))?;
        let matches = Matches { name: &name, bytes: &bytes };
        matches.links(self.record(), model, self.joined()?).map_err(request)
    }

    /// The ids of accounts that stand beside another, each with that one.
    fn joined(&self) -> PyResult<Vec<(String, String)>> {
        let Some(shelf) = &self.shelf else { return Ok(Vec::new()) };
        if shelf.info().map_err(book)?.value.id != self.book.info.id {
            let why = "the book on disk is another by now\n- open it again";
            return Err(BookError::new_err(why));
        }
        Ok(shelf.joined().map_err(book)?.value)
    }

    /// Of all members, or of some.
    fn points(&self, estimate: &Estimate, members: &[String]) -> Result<rows::Columns, Error> {
        let members = resolve::members(self.record(), members)?;
        let states = states(estimate.points.iter().map(|point| &point.who), &members);
        let all = estimate.points.iter();
        let wanted = all.filter(|it| members.is_empty() || states.contains(&Some(state(&it.who))));
        let points: Vec<_> = wanted.map(|point| PointReport::of(self.record(), point)).collect();
        Ok(rows::points(&points))
    }

    /// The votes that match.
    fn votes(&self, filter: &Filter) -> Result<Vec<Vote<'_>>, Error> {
        let wanted = filter.read(self.record())?;
        Ok(self.record().votes().filter(|vote| wanted.vote(*vote)).collect())
    }
}

impl Book {
    fn of(book: scrutineer_book::Book, shelf: Option<Shelf>) -> Book {
        let citations = citations(&book.info);
        let citation = citations.join("\n");
        let fitted = OnceLock::new();
        Book { kept: Arc::new(Kept { book, shelf, citations, citation, fitted }) }
    }

    /// The links that a file makes, if there is one.
    fn links(
        &self,
        py: Python<'_>,
        model: Model,
        matches: Option<PathBuf>,
    ) -> PyResult<Option<Links>> {
        let Some(file) = matches else { return Ok(None) };
        let kept = self.kept.clone();
        done(py, move || kept.matched(model, &file))?.map(Some)
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

    /// The same as Python's own values, of the JSON that comes out.
    fn told<'py>(
        &self,
        py: Python<'py>,
        work: impl FnOnce(&Kept) -> Result<String, Error> + Send + 'static,
    ) -> PyResult<Bound<'py, PyAny>> {
        loaded(py, &self.answer(py, work)?)
    }

    fn figure(
        &self,
        py: Python<'_>,
        draw: impl FnOnce(&Kept) -> Result<Svg, Error> + Send + 'static,
    ) -> PyResult<Figure> {
        Ok(Figure::of(&self.answer(py, draw)?.with_source(&self.kept.citations)))
    }
}

#[pymethods]
impl Book {
    /// The 97 much-quoted votes that need no download.
    #[staticmethod]
    fn built_in(py: Python<'_>) -> PyResult<Book> {
        Ok(Book::of(done(py, scrutineer_book::built_in)?.map_err(book)?, None))
    }

    /// The book in a directory, as `scrutineer book import --book DIRECTORY` made it.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Book> {
        let shelf = Shelf::at(&path);
        let own = shelf.clone();
        let opened = done(py, move || own.book())?.map_err(book)?;
        warn(py, &opened.warnings)?;
        Ok(Book::of(opened.value, Some(shelf)))
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
        self.told(py, move |kept| {
            let date = date.as_deref().map(resolve::date).transpose()?;
            let article = Article::read("the text", text, None)?;
            let checker = Checker::new(kept.record()).only(only);
            let document = Document::checked("text".to_owned(), article, date, |text, date| {
                checker.check(text, date)
            });
            told(&DocumentReport::of(kept.record(), &document))
        })
    }

    /// One vote with all that is known about it, by symbol or id, as `scrutineer show` tells it.
    fn show<'py>(&self, py: Python<'py>, vote: String) -> PyResult<Bound<'py, PyAny>> {
        self.told(py, move |kept| {
            let target = resolve::target(kept.record(), &vote)?;
            told(&VoteReport::of(kept.record(), target))
        })
    }

    /// Two or more votes beside each other, every member in its cell, as `scrutineer compare` tells it.
    #[pyo3(signature = (*votes))]
    fn compare<'py>(&self, py: Python<'py>, votes: Vec<String>) -> PyResult<Bound<'py, PyAny>> {
        if votes.len() < 2 {
            return Err(RequestError::new_err("a comparison is of two or more votes\n- name them"));
        }
        self.told(py, move |kept| told(&Comparison::of(kept.record(), &votes)?.report()))
    }

    /// The series to which a vote belongs, or that is named, as `scrutineer series` tells it.
    fn series<'py>(&self, py: Python<'py>, vote: String) -> PyResult<Bound<'py, PyAny>> {
        self.told(py, move |kept| told(&Course::of(kept.record(), &vote)?.report()))
    }

    /// How a group voted and how united it was, as `scrutineer group` tells it; or in one vote.
    #[pyo3(signature = (name, *, vote = None))]
    fn group<'py>(
        &self,
        py: Python<'py>,
        name: String,
        vote: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.told(py, move |kept| {
            told(&OfGroup::of(kept.record(), &name, vote.as_deref())?.report())
        })
    }

    /// Who voted alike in a session, as `scrutineer blocs` finds it; without one, in the last.
    #[pyo3(signature = (session = None))]
    fn blocs<'py>(&self, py: Python<'py>, session: Option<String>) -> PyResult<Bound<'py, PyAny>> {
        self.told(py, move |kept| {
            let sessions = session.map(|typed| typed.parse()).transpose()?;
            let history = History::of(kept.record(), &blocs::Request::default())?;
            told(&history.only(sessions.as_slice())?.report())
        })
    }

    /// Votes, one a row: all, or those that have all these words, in the title, series, topic or nickname, that were
    /// taken `from_` a date `to` a date, and in this `body`.
    ///
    /// >>> len(scrutineer.Book.built_in().votes())
    /// 97
    #[pyo3(signature = (*words, from_ = None, to = None, body = None))]
    fn votes(
        &self,
        py: Python<'_>,
        words: Vec<String>,
        from_: Option<String>,
        to: Option<String>,
        body: Option<String>,
    ) -> PyResult<Table> {
        let filter = Filter { words, from: from_, to, body };
        let columns = self.answer(py, move |kept| Ok(rows::votes(&kept.votes(&filter)?)))?;
        Table::of(columns, &self.kept.citation)
    }

    /// Everyone's position in these votes, one a row; absences included.
    #[pyo3(signature = (*words, from_ = None, to = None, body = None))]
    fn positions(
        &self,
        py: Python<'_>,
        words: Vec<String>,
        from_: Option<String>,
        to: Option<String>,
        body: Option<String>,
    ) -> PyResult<Table> {
        let filter = Filter { words, from: from_, to, body };
        let columns =
            self.answer(py, move |kept| Ok(rows::positions(kept.record(), &kept.votes(&filter)?)))?;
        Table::of(columns, &self.kept.citation)
    }

    /// How often members agree, one pair and period a row, as `scrutineer agreement` counts it: `by` session, year or
    /// all; only some members or sessions ("74", "50-74", "ES-10"), within a `group`, on an `issue` of Voeten's data
    /// ("me"), of `votes` on whole texts alone ("final-passage"), or of `divided` votes.
    #[pyo3(signature = (members = Vec::new(), *, sessions = Vec::new(), by = "session", group = None, issue = None, votes = "all", divided = false))]
    #[expect(clippy::too_many_arguments, reason = "what may be said, by name")]
    fn agreement(
        &self,
        py: Python<'_>,
        members: Vec<String>,
        sessions: Vec<String>,
        by: &str,
        group: Option<String>,
        issue: Option<&str>,
        votes: &str,
        divided: bool,
    ) -> PyResult<Table> {
        let asked = agreement::asked(members, &sessions, by, group, issue, votes, divided)?;
        let columns = self.answer(py, move |kept| Ok(rows::pairs(&kept.pairs(&asked)?)))?;
        Table::of(columns, &self.kept.citation)
    }

    /// The codes of the members of a session, and the share of identical positions of every two of them as a matrix
    /// of numpy; nan where two have no vote in common.
    fn agreement_matrix<'py>(
        &self,
        py: Python<'py>,
        session: &str,
    ) -> PyResult<(Vec<String>, Bound<'py, PyArray2<f64>>)> {
        let asked = agreement::of_session(session)?;
        let square = move |kept: &Kept| Ok(agreement::square(&kept.pairs(&asked)?));
        let (codes, matrix) = self.answer(py, square)?;
        Ok((codes, PyArray2::from_vec2(py, &matrix).map_err(fault)?))
    }

    /// Where members stand on a line, one member and session a row, as `scrutineer ideal` estimates it: by a `model`
    /// (dynamic, static, binary), of all votes or of some sessions ("50-74"), of votes on whole texts ("final-passage")
    /// or on an issue ("me"). Sessions are tied together by the series of the book, or by the pairs of roll calls in a
    /// file of `matches` (columns rcid1, rcid2). With 2 `dimensions` members stand in a plane, and two columns more tell
    /// their place along the second axis.
    ///
    /// >>> book = scrutineer.Book.built_in()
    /// >>> book.ideal_points(["USA"], sessions="74", model="static")
    /// <scrutineer.Table: 1 rows of member, ccode, session, year, n_votes, ideal_point, se, q05, q50, q95>
    /// >>> book.ideal_points(["USA"], sessions="74", dimensions=2).column_names[-2:]
    /// ['ideal_point_2', 'se_2']
    #[pyo3(signature = (members = Vec::new(), *, model = "dynamic", sessions = None, votes = "all", issue = None, matches = None, dimensions = 1))]
    #[expect(clippy::too_many_arguments, reason = "what may be said, by name")]
    fn ideal_points(
        &self,
        py: Python<'_>,
        members: Vec<String>,
        model: &str,
        sessions: Option<&str>,
        votes: &str,
        issue: Option<&str>,
        matches: Option<PathBuf>,
        dimensions: i64,
    ) -> PyResult<Table> {
        let asked = estimate::asked(model, sessions, votes, issue)?;
        let space = Space::of(dimensions, asked.model)?;
        let links = self.links(py, asked.model, matches)?;
        let (columns, warning) = self.answer(py, move |kept| match space {
            Space::Line => {
                let estimate = kept.estimate(&asked, links.as_ref())?;
                Ok((kept.points(&estimate, &members)?, estimate.warning()))
            }
            Space::Plane => {
                let mut plane = kept.places(&asked, links.as_ref())?;
                plane.keep(&resolve::members(kept.record(), &members)?);
                let places = plane.places.iter();
                let places: Vec<_> = places.map(|it| PlaceReport::of(kept.record(), it)).collect();
                Ok((rows::places(&places), plane.warning()))
            }
        })?;
        warn(py, warning.as_slice())?;
        Table::of(columns, &self.kept.citation)
    }

    /// The same drawn from the posterior, with a check of how sure it is: minutes for all votes since 1946. `progress` is
    /// called now and then with how many iterations are done, and of how many at most; after Ctrl-C the drawing ends.
    /// Where the chains do not agree, a warning says so.
    ///
    /// >>> drawn = scrutineer.Book.built_in().sampled_ideal_points(["USA"], sessions="74", seed=7)
    /// >>> len(drawn)
    /// 1
    #[pyo3(signature = (members = Vec::new(), *, model = "dynamic", sessions = None, votes = "all", issue = None, matches = None, scheme = "own", chains = None, burn_in = None, iterations = None, every = None, until_rhat = None, seed = None, progress = None))]
    #[expect(clippy::too_many_arguments, reason = "what may be said, by name")]
    fn sampled_ideal_points(
        &self,
        py: Python<'_>,
        members: Vec<String>,
        model: &str,
        sessions: Option<&str>,
        votes: &str,
        issue: Option<&str>,
        matches: Option<PathBuf>,
        scheme: &str,
        chains: Option<Count>,
        burn_in: Option<Count>,
        iterations: Option<Count>,
        every: Option<Count>,
        until_rhat: Option<f64>,
        seed: Option<Count>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Table> {
        let asked = estimate::asked(model, sessions, votes, issue)?;
        let published = estimate::is_published(scheme)?;
        let links = self.links(py, asked.model, matches)?;
        let links = links.unwrap_or_else(|| asked.model.links());
        let [chains, burn_in, iterations, every, seed] =
            [chains, burn_in, iterations, every, seed].map(|given| given.map(|Count(it)| it));
        let draws = Draws { published, chains, burn_in, iterations, every, until_rhat, seed };
        let kept = self.kept.clone();
        let drawn = watched(py, progress.as_ref(), move |watch| {
            let estimate = estimate::drawn(kept.record(), &asked, &links, &draws, watch)?;
            Ok((kept.points(&estimate, &members)?, estimate.warning()))
        });
        let (columns, warning) = drawn?.map_err(request)?;
        warn(py, warning.as_slice())?;
        Table::of(columns, &self.kept.citation)
    }

    /// The map of who voted how.
    fn plot_vote(&self, py: Python<'_>, vote: String) -> PyResult<Figure> {
        self.figure(py, move |kept| picture::of_vote(resolve::target(kept.record(), &vote)?, WIDTH))
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

    /// How united a group was over time; or on the map how its members voted in one vote.
    #[pyo3(signature = (name, *, vote = None))]
    fn plot_group(&self, py: Python<'_>, name: String, vote: Option<String>) -> PyResult<Figure> {
        self.figure(py, move |kept| {
            picture::of_group(&OfGroup::of(kept.record(), &name, vote.as_deref())?, WIDTH)
        })
    }

    /// Agreement: of two members over time, of one with all others on the map, or of everyone by cluster.
    #[pyo3(signature = (members = Vec::new(), *, sessions = Vec::new(), by = "session", group = None, issue = None, votes = "all", divided = false))]
    #[expect(clippy::too_many_arguments, reason = "what may be said, by name")]
    fn plot_agreement(
        &self,
        py: Python<'_>,
        members: Vec<String>,
        sessions: Vec<String>,
        by: &str,
        group: Option<String>,
        issue: Option<&str>,
        votes: &str,
        divided: bool,
    ) -> PyResult<Figure> {
        let asked = agreement::asked(members, &sessions, by, group, issue, votes, divided)?;
        self.figure(py, move |kept| {
            let found = Agreements::of(kept.record(), &asked)?;
            picture::of_agreement(kept.record(), &found, WIDTH)
        })
    }

    /// The tree of who voted alike in a session.
    fn plot_blocs(&self, py: Python<'_>, session: String) -> PyResult<Figure> {
        self.figure(py, move |kept| {
            let history = History::of(kept.record(), &blocs::Request::default())?;
            picture::of_blocs(kept.record(), &history.only(&[session.parse()?])?, WIDTH)
        })
    }

    /// Ideal points over the sessions, some members picked out; else the permanent members of the Security Council. With
    /// 2 `dimensions` the members of the last session in a plane.
    #[pyo3(signature = (members = Vec::new(), *, model = "dynamic", sessions = None, votes = "all", issue = None, matches = None, dimensions = 1))]
    #[expect(clippy::too_many_arguments, reason = "what may be said, by name")]
    fn plot_ideal_points(
        &self,
        py: Python<'_>,
        members: Vec<String>,
        model: &str,
        sessions: Option<&str>,
        votes: &str,
        issue: Option<&str>,
        matches: Option<PathBuf>,
        dimensions: i64,
    ) -> PyResult<Figure> {
        let asked = estimate::asked(model, sessions, votes, issue)?;
        let space = Space::of(dimensions, asked.model)?;
        let links = self.links(py, asked.model, matches)?;
        self.figure(py, move |kept| {
            let picked = resolve::members(kept.record(), &members)?;
            Ok(match space {
                Space::Line => {
                    let estimate = kept.estimate(&asked, links.as_ref())?;
                    picture::of_points(kept.record(), &asked, &estimate, &picked, WIDTH)
                }
                Space::Plane => {
                    let plane = kept.places(&asked, links.as_ref())?;
                    picture::of_places(kept.record(), &plane, &picked, WIDTH)
                }
            })
        })
    }
}

/// An answer as JSON, which lives no longer than the book is held.
fn told(answer: &impl Serialize) -> Result<String, Error> {
    json(answer).map_err(|why| Error::wrong(format!("a fault of this package: {why}")))
}

fn kind(code: &str) -> PyResult<ClaimKind> {
    ClaimKind::ALL.into_iter().find(|kind| kind.code() == code).ok_or_else(|| {
        let codes = ClaimKind::ALL.map(ClaimKind::code).join(", ");
        RequestError::new_err(format!("there is no kind of claim \"{code}\"\n- there are {codes}"))
    })
}

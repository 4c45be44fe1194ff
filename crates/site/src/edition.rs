//! The book that is shown now, and what is worked out from it once for all readers.

use std::fmt;
use std::num::NonZero;
use std::slice;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use scrutineer_book::{Book, DefectRow};
use scrutineer_claims::Checker;
use scrutineer_ideal::{Belief, Fit, Links, Prepared, Rules, Settings, Who, fast, prepare};
use scrutineer_measures::Pairs;
use scrutineer_record::{Body, Record, Session, Vote};
use scrutineer_report::Error;
use scrutineer_report::agreement::Distances;
use scrutineer_report::blocs::{History, Request};
use self_cell::self_cell;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::kept::Kept;
use crate::problem::Problem;

/// A book as the site shows it. What takes long is worked out when it is first asked for, and goes when the
/// book goes.
#[derive(Debug)]
pub(crate) struct Edition {
    pub(crate) book: Arc<Book>,
    /// Where the world sees the site, as addresses begin; empty if it was not told.
    pub(crate) origin: Arc<str>,
    /// What was found wrong in its sources.
    pub(crate) defects: Vec<DefectRow>,
    /// What was answered from it.
    pub(crate) kept: Kept,
    ideal: OnceLock<Estimate>,
    binary: OnceLock<Estimate>,
    by_session: OnceLock<Vec<Estimate>>,
    distances: OnceLock<Distances>,
    agreement: OnceLock<Agreements>,
    tools: Tools,
}

self_cell! {
    /// What looks into the book to which it belongs.
    struct Tools {
        owner: Arc<Book>,
        #[not_covariant]
        dependent: OfBook,
    }
}

/// What is made from a book and looks into it.
#[derive(Default)]
struct OfBook<'b> {
    checker: OnceLock<Checker<'b>>,
    blocs: OnceLock<Result<History<'b>, Error>>,
}

impl fmt::Debug for Tools {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Tools").finish_non_exhaustive()
    }
}

/// Over how many sessions members are told to vote alike.
pub(crate) const SESSIONS: u8 = 10;

/// How often every two members agreed in the last sessions.
#[derive(Debug)]
pub(crate) struct Agreements {
    pub(crate) pairs: Pairs,
    pub(crate) votes: usize,
}

impl Agreements {
    fn of(record: &Record) -> Agreements {
        let session = |vote: &Vote<'_>| match vote.session {
            Session::Regular(number) if vote.body == Body::GeneralAssembly => Some(number),
            _ => None,
        };
        let last = record.unselected_votes().filter_map(|vote| session(&vote)).max().unwrap_or(0);
        let votes = record.unselected_votes();
        let recent = votes.filter(|vote| session(vote).is_some_and(|it| it + SESSIONS > last));
        let votes: Vec<_> = recent.collect();
        Agreements { pairs: Pairs::of(&votes), votes: votes.len() }
    }
}

/// Ideal points by the fast estimator, as `ideal` prints them, with the votes from which they were made.
#[derive(Debug)]
pub(crate) struct Estimate {
    pub(crate) prepared: Prepared,
    pub(crate) fit: Fit,
}

/// Over what ideal points are estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Model {
    /// All sessions together.
    Dynamic,
    /// Every session by itself.
    Static,
    /// All sessions together, abstentions left out.
    Binary,
}

impl Estimate {
    fn by(record: &Record, rules: &Rules, links: &Links) -> Estimate {
        let prepared = prepare(record, rules, links);
        let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
        Estimate { prepared, fit }
    }

    /// Whose points there are, with what is believed of each.
    pub(crate) fn points(&self) -> impl Iterator<Item = (&Who, Belief)> {
        self.prepared.who.iter().zip(self.fit.points.iter().copied())
    }

    /// From what they were estimated, and over whom they are scaled.
    pub(crate) fn about(&self) -> String {
        format!(
            "{} votes on {} items · dynamic model, fast estimator · mean 0 and standard deviation 1 over all members in \
             all of these sessions",
            self.prepared.ballots.votes(),
            self.prepared.ballots.items()
        )
    }
}

impl Edition {
    fn new(book: Book, defects: Vec<DefectRow>, origin: Arc<str>) -> Edition {
        let book = Arc::new(book);
        Edition {
            tools: Tools::new(book.clone(), |_| OfBook::default()),
            book,
            origin,
            defects,
            kept: Kept::default(),
            ideal: OnceLock::new(),
            binary: OnceLock::new(),
            by_session: OnceLock::new(),
            distances: OnceLock::new(),
            agreement: OnceLock::new(),
        }
    }

    /// What distances between members are told by.
    pub(crate) fn distances(&self) -> &Distances {
        let Estimate { prepared, fit } = self.ideal();
        self.distances.get_or_init(|| Distances::by(prepared, fit))
    }

    /// How often every two members agreed of late.
    pub(crate) fn agreement(&self) -> &Agreements {
        self.agreement.get_or_init(|| Agreements::of(&self.book.record))
    }

    /// Checks statements, by a lexicon that is made once.
    pub(crate) fn with_checker<T>(&self, check: impl FnOnce(&Checker<'_>) -> T) -> T {
        self.tools.with_dependent(|book, tools| {
            check(tools.checker.get_or_init(|| Checker::new(&book.record)))
        })
    }

    /// The blocs of every session: worked out once as they are found unless something else is asked for.
    pub(crate) fn with_blocs<T>(
        &self,
        request: &Request,
        show: impl FnOnce(&History<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        if *request != Request::default() {
            return show(&History::of(&self.book.record, request)?);
        }
        self.tools.with_dependent(|book, tools| {
            let blocs = tools.blocs.get_or_init(|| History::of(&book.record, request));
            show(blocs.as_ref().map_err(|error| Problem::from(error.clone()))?)
        })
    }

    /// Works out what takes long, so that nobody waits for it.
    pub(crate) fn warm(&self) {
        self.with_checker(|_| ());
        self.ideal();
        self.agreement();
        let _ = self.with_blocs(&Request::default(), |_| Ok(()));
    }

    /// The ideal points: about a second for the first who asks, nothing for those after.
    pub(crate) fn ideal(&self) -> &Estimate {
        self.ideal
            .get_or_init(|| Estimate::by(&self.book.record, &Rules::default(), &Links::Series))
    }

    /// The estimates of a model: one, or one for every session.
    pub(crate) fn estimates(&self, model: Model) -> &[Estimate] {
        let record = &self.book.record;
        match model {
            Model::Dynamic => slice::from_ref(self.ideal()),
            Model::Binary => slice::from_ref(self.binary.get_or_init(|| {
                let rules = Rules { abstentions: false, ..Rules::default() };
                Estimate::by(record, &rules, &Links::Series)
            })),
            Model::Static => self.by_session.get_or_init(|| {
                let last = record.votes().map(|vote| vote.session.number()).max().unwrap_or(0);
                let of = |session| {
                    let rules = Rules { sessions: session..=session, ..Rules::default() };
                    Estimate::by(record, &rules, &Links::None)
                };
                (1..=last).map(of).filter(|of| !of.prepared.who.is_empty()).collect()
            }),
        }
    }
}

/// What every page is made from: the book, which can be replaced while readers are served.
#[derive(Clone, Debug)]
pub struct Site {
    current: Arc<RwLock<Arc<Edition>>>,
    /// Turns at work that takes more than a moment: one for each core, so that such work does not hold up the rest.
    turns: Arc<Semaphore>,
}

impl Site {
    /// A site that shows a book, with what was found wrong in its sources. `origin` is how the addresses begin at which
    /// the world sees it, `https://example.org`, if that is known: other sites ask for whole addresses of pictures.
    pub fn new(book: Book, defects: Vec<DefectRow>, origin: Option<&str>) -> Site {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let edition = Arc::new(Edition::new(book, defects, origin.unwrap_or_default().into()));
        Site { current: Arc::new(RwLock::new(edition)), turns: Arc::new(Semaphore::new(cores)) }
    }

    /// Shows another book from now on, when what takes long is worked out from it. Requests that have begun by then are
    /// answered from the one before.
    pub fn replace(&self, book: Book, defects: Vec<DefectRow>) {
        let edition = Arc::new(Edition::new(book, defects, self.edition().origin.clone()));
        edition.warm();
        // The lock is held for one assignment, in which nothing can go wrong half-way.
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = edition;
    }

    /// Waits for a turn at work that takes more than a moment. It lasts as long as what is given back.
    pub(crate) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        self.turns.clone().acquire_owned().await.ok()
    }

    /// What is shown now.
    pub(crate) fn edition(&self) -> Arc<Edition> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

//! The book that is shown now, and what is worked out from it once for all readers.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use scrutineer_book::Book;
use scrutineer_ideal::{Belief, Fit, Links, Prepared, Rules, Settings, Who, fast, prepare};
use scrutineer_measures::Pairs;
use scrutineer_record::{Body, Record, Session, Vote};

/// A book as the site shows it. What takes long is worked out when it is first asked for, and goes when the
/// book goes.
#[derive(Debug)]
pub(crate) struct Edition {
    pub(crate) book: Book,
    ideal: OnceLock<Estimate>,
    agreement: OnceLock<Agreements>,
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

impl Estimate {
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
    fn new(book: Book) -> Edition {
        Edition { book, ideal: OnceLock::new(), agreement: OnceLock::new() }
    }

    /// How often every two members agreed of late.
    pub(crate) fn agreement(&self) -> &Agreements {
        self.agreement.get_or_init(|| Agreements::of(&self.book.record))
    }

    /// The ideal points: about a second for the first who asks, nothing for those after.
    pub(crate) fn ideal(&self) -> &Estimate {
        self.ideal.get_or_init(|| {
            let prepared = prepare(&self.book.record, &Rules::default(), &Links::Series);
            let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
            Estimate { prepared, fit }
        })
    }
}

/// What every page is made from: the book, which can be replaced while readers are served.
#[derive(Clone, Debug)]
pub struct Site {
    current: Arc<RwLock<Arc<Edition>>>,
}

impl Site {
    /// A site that shows a book.
    pub fn new(book: Book) -> Site {
        Site { current: Arc::new(RwLock::new(Arc::new(Edition::new(book)))) }
    }

    /// Shows another book from now on. Requests that have begun are answered from the one before.
    pub fn replace(&self, book: Book) {
        let edition = Arc::new(Edition::new(book));
        // The lock is held for one assignment, in which nothing can go wrong half-way.
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = edition;
    }

    /// What is shown now.
    pub(crate) fn edition(&self) -> Arc<Edition> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

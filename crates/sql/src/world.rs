//! What tables and functions look into: a book, with what is worked out from it once.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use datafusion::error::DataFusionError;
use scrutineer_book::{Book, DefectRow, Stored};
use scrutineer_claims::Checker;
use scrutineer_ideal::Bootstrap;
use scrutineer_record::Record;
use self_cell::self_cell;

/// A book as statements see it.
pub struct World {
    /// The book.
    pub book: Arc<Book>,
    /// What is wrong with its sources.
    pub defects: Vec<DefectRow>,
    /// Its tables as they stand on disk; none of the built-in one.
    pub stored: Vec<Stored>,
    checker: WithChecker,
    /// From what replicates of ideal points were drawn last.
    bootstrap: Mutex<Option<(RangeInclusive<u8>, Arc<Bootstrap>)>>,
}

self_cell! {
    /// The checker, which looks into the book to which it belongs.
    struct WithChecker {
        owner: Arc<Book>,
        #[not_covariant]
        dependent: Lazy,
    }
}

type Lazy<'b> = OnceLock<Checker<'b>>;

impl World {
    /// Of a book.
    pub fn new(book: Book, defects: Vec<DefectRow>, stored: Vec<Stored>) -> World {
        let book = Arc::new(book);
        let checker = WithChecker::new(Arc::clone(&book), |_| OnceLock::new());
        World { book, defects, stored, checker, bootstrap: Mutex::default() }
    }

    /// The built-in book, whose defects are those of its votes.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn built_in() -> Result<World, scrutineer_book::Error> {
        let book = scrutineer_book::built_in()?;
        let defects = book.record.votes().flat_map(|vote| {
            let facts = vote.facts();
            facts.defects.iter().map(|defect| DefectRow {
                format: facts.source.file.format.clone(),
                vote: Some(facts.id.clone()),
                defect: defect.clone(),
            })
        });
        let defects = defects.collect();
        Ok(World::new(book, defects, Vec::new()))
    }

    /// The same without the tables that are read from files: those are in the memory of one process alone.
    #[must_use]
    pub fn without_files(self) -> World {
        World { stored: Vec::new(), ..self }
    }

    /// Refuses what was told of another book.
    pub(crate) fn is_book(&self, book: &str) -> Result<(), DataFusionError> {
        let own = &self.book.info.id;
        if book == own {
            return Ok(());
        }
        let message = format!(
            "another book: the statement is about {book}, and this process of the cluster holds {own}; \
             start it with the same --book"
        );
        Err(DataFusionError::Plan(message))
    }

    /// The record.
    pub(crate) fn record(&self) -> &Record {
        &self.book.record
    }

    /// From what replicates are drawn of the votes of these sessions; it is made when it was not asked for last.
    pub(crate) fn bootstrap(
        &self,
        sessions: &RangeInclusive<u8>,
        make: impl FnOnce(&Record) -> Bootstrap,
    ) -> Arc<Bootstrap> {
        // Others wait for it meanwhile: they would make the same. Nothing is half done where one broke down.
        let mut last = self.bootstrap.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, bootstrap)) = &*last
            && of == sessions
        {
            return Arc::clone(bootstrap);
        }
        let bootstrap = Arc::new(make(self.record()));
        *last = Some((sessions.clone(), Arc::clone(&bootstrap)));
        bootstrap
    }

    /// Asks the checker, which is made when it is first asked for.
    pub(crate) fn with_checker<T>(&self, ask: impl FnOnce(&Checker<'_>) -> T) -> T {
        self.checker
            .with_dependent(|book, lazy| ask(lazy.get_or_init(|| Checker::new(&book.record))))
    }
}

impl fmt::Debug for World {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("World").field("book", &self.book.info.id).finish_non_exhaustive()
    }
}

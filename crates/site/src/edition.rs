//! The book that is shown now, and what is worked out from it once for all readers.

use std::sync::{Arc, PoisonError, RwLock};

use scrutineer_book::Book;

/// A book as the site shows it. What takes long is worked out when it is first asked for, and goes when the
/// book goes.
#[derive(Debug)]
pub(crate) struct Edition {
    pub(crate) book: Book,
}

/// What every page is made from: the book, which can be replaced while readers are served.
#[derive(Clone, Debug)]
pub struct Site {
    current: Arc<RwLock<Arc<Edition>>>,
}

impl Site {
    /// A site that shows a book.
    pub fn new(book: Book) -> Site {
        Site { current: Arc::new(RwLock::new(Arc::new(Edition { book }))) }
    }

    /// Shows another book from now on. Requests that have begun are answered from the one before.
    pub fn replace(&self, book: Book) {
        let edition = Arc::new(Edition { book });
        // The lock is held for one assignment, in which nothing can go wrong half-way.
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = edition;
    }

    /// What is shown now.
    pub(crate) fn edition(&self) -> Arc<Edition> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

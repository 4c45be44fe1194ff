//! One hierarchy of exceptions: what is wrong with the question, what with the book.

use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyUserWarning};
use pyo3::prelude::*;
use scrutineer_report::Hint;

create_exception!(scrutineer, ScrutineerError, PyException, "Whatever goes wrong here.");
create_exception!(
    scrutineer,
    RequestError,
    ScrutineerError,
    "The question makes no sense, or is about what the book does not know; the message says what to ask instead."
);
create_exception!(scrutineer, BookError, ScrutineerError, "The book is damaged, or is not there.");

/// A question without an answer, with what to ask instead.
pub(crate) fn request(error: scrutineer_report::Error) -> PyErr {
    let hints = error.hints().iter().map(|Hint { words, .. }| format!("\n- {words}"));
    RequestError::new_err(format!("{}{}", error.message(), hints.collect::<String>()))
}

/// A book that cannot be read, with what to do.
pub(crate) fn book(error: scrutineer_book::Error) -> PyErr {
    let remedy = error.remedy().map(|remedy| format!("\n- {remedy}"));
    BookError::new_err(format!("{error}{}", remedy.unwrap_or_default()))
}

/// A file that is no source of votes, with what is.
pub(crate) fn unread(error: &scrutineer_book::Error) -> PyErr {
    let remedy = error.remedy().map(|remedy| format!("\n- {remedy}"));
    RequestError::new_err(format!("{error}{}", remedy.unwrap_or_default()))
}

/// What a reader should know of an answer, as warnings.
pub(crate) fn warn(py: Python<'_>, warnings: &[impl std::fmt::Display]) -> PyResult<()> {
    for warning in warnings {
        let warning = std::ffi::CString::new(warning.to_string()).map_err(fault)?;
        PyErr::warn(py, &py.get_type::<PyUserWarning>(), &warning, 1)?;
    }
    Ok(())
}

/// A fault of ours.
pub(crate) fn fault(why: impl std::fmt::Display) -> PyErr {
    ScrutineerError::new_err(format!("a fault of this package: {why}"))
}

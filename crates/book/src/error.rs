//! The error of this crate.

use std::fmt;

/// What cannot be read from a table, where it stands, and what to do about it.
///
/// ```
/// // The built-in tables are held whole by tests, so that this error shows only while they are edited.
/// if let Err(error) = scrutineer_book::built_in() {
///     eprintln!("{error}");
/// }
/// ```
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
enum Kind {
    Quotes { place: Place },
    Ragged { place: Place, found: usize, columns: usize },
    NoColumn { table: &'static str, column: String },
    Cell { place: Place, column: String, read: String, why: String },
    Table { table: &'static str, why: scrutineer_record::Error },
    Row { place: Place, why: scrutineer_record::Error },
}

/// A line of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Name of the table.
    pub(crate) table: &'static str,
    /// The line, from 1.
    pub(crate) line: u64,
}

impl Error {
    /// A line whose quotes do not pair.
    pub(crate) fn quotes(place: Place) -> Error {
        Error(Box::new(Kind::Quotes { place }))
    }

    /// A line with more or fewer cells than there are columns.
    pub(crate) fn ragged(place: Place, found: usize, columns: usize) -> Error {
        Error(Box::new(Kind::Ragged { place, found, columns }))
    }

    pub(crate) fn no_column(table: &'static str, column: &str) -> Error {
        Error(Box::new(Kind::NoColumn { table, column: column.to_owned() }))
    }

    /// A cell that says what it must not; `why` names the remedy.
    pub(crate) fn cell(place: Place, column: &str, read: &str, why: impl Into<String>) -> Error {
        let (column, read) = (column.to_owned(), read.to_owned());
        Error(Box::new(Kind::Cell { place, column, read, why: why.into() }))
    }

    /// A table whose rows are sound one by one and wrong together.
    pub(crate) fn table(table: &'static str, why: scrutineer_record::Error) -> Error {
        Error(Box::new(Kind::Table { table, why }))
    }

    /// A row whose cells are sound one by one and wrong together.
    pub(crate) fn row(place: Place, why: scrutineer_record::Error) -> Error {
        Error(Box::new(Kind::Row { place, why }))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, line {}", self.table, self.line)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Quotes { place } => {
                write!(
                    out,
                    "{place}: the quotes of a cell are not closed, or not followed by a comma"
                )
            }
            Kind::Ragged { place, found, columns } => {
                write!(
                    out,
                    "{place}: {found} cells for {columns} columns; put a cell that has commas into quotes"
                )
            }
            Kind::NoColumn { table, column } => {
                write!(out, "{table} has no column \"{column}\": add it to the first line")
            }
            Kind::Cell { place, column, read, why } => {
                write!(out, "{place}, column \"{column}\": found \"{read}\"; {why}")
            }
            Kind::Table { table, why } => write!(out, "{table}: {why}"),
            Kind::Row { place, why } => write!(out, "{place}: {why}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Table { why, .. } | Kind::Row { why, .. } => Some(why),
            _ => None,
        }
    }
}

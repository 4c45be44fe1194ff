//! The error of this crate.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

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
    Read { path: PathBuf, why: io::Error },
    Write { path: PathBuf, why: io::Error },
    Damaged { path: PathBuf, why: String },
    Unsynced { path: PathBuf, why: io::Error },
    Export { path: PathBuf, why: io::Error },
    NotABook { path: PathBuf, holds: Option<String> },
    Newer { path: PathBuf, layout: u32, program: String },
    Ingest(scrutineer_ingest::Error),
    Record(scrutineer_record::Error),
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
    /// A file of a book that cannot be read, or is not what was written.
    pub(crate) fn unreadable(path: &Path, why: io::Error) -> Error {
        let path = path.to_owned();
        let kind = match why.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                Kind::Damaged { path, why: why.to_string() }
            }
            io::ErrorKind::NotFound => Kind::Damaged { path, why: "it is missing".to_owned() },
            _ => Kind::Read { path, why },
        };
        Error(Box::new(kind))
    }

    /// A file of a book that cannot be read as a table.
    pub(crate) fn parquet(path: &Path, why: parquet::errors::ParquetError) -> Error {
        match why {
            parquet::errors::ParquetError::External(why) => match why.downcast::<io::Error>() {
                Ok(why) => Error::unreadable(path, *why),
                Err(why) => Error::damaged(path, &why.to_string()),
            },
            why => Error::damaged(path, &why.to_string()),
        }
    }

    /// A file or directory that cannot be written.
    pub(crate) fn unwritable(path: &Path, why: io::Error) -> Error {
        Error(Box::new(Kind::Write { path: path.to_owned(), why }))
    }

    /// The same, after the new snapshot has become the one that counts.
    pub(crate) fn after_the_switch(self) -> Error {
        match *self.0 {
            Kind::Write { path, why } => Error(Box::new(Kind::Unsynced { path, why })),
            kind => Error(Box::new(kind)),
        }
    }

    /// A file that cannot be exported.
    pub(crate) fn unexported(path: &Path, why: io::Error) -> Error {
        Error(Box::new(Kind::Export { path: path.to_owned(), why }))
    }

    /// A file of a book that is not what was written.
    pub(crate) fn damaged(path: &Path, why: &str) -> Error {
        Error(Box::new(Kind::Damaged { path: path.to_owned(), why: why.to_owned() }))
    }

    /// A directory that holds something else.
    pub(crate) fn not_a_book(path: &Path, holds: Option<&str>) -> Error {
        let holds = holds.map(str::to_owned);
        Error(Box::new(Kind::NotABook { path: path.to_owned(), holds }))
    }

    /// A book of a later layout than this program knows.
    pub(crate) fn newer(path: &Path, layout: u32, program: &str) -> Error {
        let program = program.to_owned();
        Error(Box::new(Kind::Newer { path: path.to_owned(), layout, program }))
    }

    /// A thread that broke down while reading.
    pub(crate) fn broken_down(path: &Path) -> Error {
        Error::damaged(path, "reading it broke down")
    }

    /// Whether a book on disk is not what was written: the remedy is not another request.
    pub fn is_damage(&self) -> bool {
        matches!(
            &*self.0,
            Kind::Damaged { .. }
                | Kind::Quotes { .. }
                | Kind::Ragged { .. }
                | Kind::NoColumn { .. }
                | Kind::Cell { .. }
                | Kind::Table { .. }
                | Kind::Row { .. }
        )
    }

    /// What to do about it, if there is something.
    pub fn remedy(&self) -> Option<String> {
        match &*self.0 {
            Kind::Damaged { .. } => Some(
                "see all that is wrong with it: scrutineer book verify; to make it anew from its \
                 sources: scrutineer book import --anew FILE…"
                    .to_owned(),
            ),
            Kind::NotABook { holds: Some(_), .. } => {
                Some("name an empty directory, or one that does not exist yet".to_owned())
            }
            Kind::NotABook { holds: None, .. } => Some(
                "make one: scrutineer book import FILE…; or leave --book out for the built-in one"
                    .to_owned(),
            ),
            Kind::Newer { .. } => Some("update this program".to_owned()),
            Kind::Write { why, .. } if why.kind() == io::ErrorKind::StorageFull => {
                Some("the book is as it was; make room and try again".to_owned())
            }
            Kind::Write { .. } => Some("the book is as it was".to_owned()),
            Kind::Unsynced { .. } => Some(
                "the import is done, but may be lost if the system goes down now: import again"
                    .to_owned(),
            ),
            Kind::Export { .. } => {
                Some("name an empty directory, or one that does not exist yet".to_owned())
            }
            Kind::Ingest(why) => why.remedy(),
            _ => None,
        }
    }

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
            Kind::Read { path, why } => write!(out, "{} cannot be read: {why}", path.display()),
            Kind::Write { path, why } => write!(out, "{} cannot be written: {why}", path.display()),
            Kind::Unsynced { path, why } => {
                write!(out, "{} may not have reached the disk: {why}", path.display())
            }
            Kind::Export { path, why } => {
                write!(out, "{} cannot be written: {why}", path.display())
            }
            Kind::Damaged { path, why } => write!(out, "{} is damaged: {why}", path.display()),
            Kind::NotABook { path, holds: Some(holds) } => {
                write!(out, "{} is no book: it holds \"{holds}\"", path.display())
            }
            Kind::NotABook { path, holds: None } => {
                write!(out, "there is no book in {}", path.display())
            }
            Kind::Newer { path, layout, program } => write!(
                out,
                "{} was written by {program} in layout {layout}; this program reads layouts up to {}",
                path.display(),
                crate::LAYOUT
            ),
            Kind::Ingest(why) => why.fmt(out),
            Kind::Record(why) => why.fmt(out),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Table { why, .. } | Kind::Row { why, .. } | Kind::Record(why) => Some(why),
            Kind::Read { why, .. }
            | Kind::Write { why, .. }
            | Kind::Unsynced { why, .. }
            | Kind::Export { why, .. } => Some(why),
            Kind::Ingest(why) => Some(why),
            _ => None,
        }
    }
}

impl From<scrutineer_ingest::Error> for Error {
    fn from(why: scrutineer_ingest::Error) -> Error {
        Error(Box::new(Kind::Ingest(why)))
    }
}

impl From<scrutineer_record::Error> for Error {
    fn from(why: scrutineer_record::Error) -> Error {
        Error(Box::new(Kind::Record(why)))
    }
}

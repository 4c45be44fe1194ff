//! Where the book is: compiled in, or in a directory. It is opened as far as a command needs it.

use std::collections::HashMap;
use std::path::PathBuf;

use directories::ProjectDirs;
use scrutineer_book::{Book, Opened, Shelf};
use scrutineer_record::Symbol;

use crate::error::Error;
use crate::output::Output;
use crate::terminal::wrap::plain;

/// What stands for the book that is compiled in.
pub(crate) const BUILT_IN: &str = "built-in";

/// Where the book is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// Compiled in.
    BuiltIn,
    /// In a directory, in which there may be none yet.
    Shelf(Shelf),
}

impl Place {
    /// What was asked for; else the user's own book, if there is one; else the built-in one.
    pub(crate) fn of(asked: Option<&str>) -> Place {
        match asked.filter(|asked| !asked.is_empty()) {
            Some(BUILT_IN) => Place::BuiltIn,
            Some(path) => Place::Shelf(Shelf::at(path.as_ref())),
            None => own().filter(Shelf::exists).map_or(Place::BuiltIn, Place::Shelf),
        }
    }

    /// Where an import goes: what was asked for, else the user's own book.
    pub(crate) fn to_write(asked: Option<&str>) -> Result<Shelf, Error> {
        match asked.filter(|asked| !asked.is_empty()) {
            Some(BUILT_IN) => Err(Error::request("the built-in book cannot be changed")
                .hint("name a directory: --book DIR")),
            Some(path) => Ok(Shelf::at(path.as_ref())),
            None => own().ok_or_else(|| {
                Error::request("no directory for the book: this system names none for data")
                    .hint("name one: --book DIR")
            }),
        }
    }

    /// The book on disk; the built-in one has no files.
    pub(crate) fn shelf(&self) -> Result<&Shelf, Error> {
        match self {
            Place::Shelf(shelf) => Ok(shelf),
            Place::BuiltIn => Err(Error::request("the built-in book has one source and no files")
                .hint("make a book of your own: scrutineer book import FILE…")
                .hint("or name one: --book DIR")),
        }
    }

    /// The whole book, and what was found damaged on the way.
    pub(crate) fn book(&self) -> Result<(Book, Vec<Error>), Error> {
        match self {
            Place::BuiltIn => Ok((built_in()?, Vec::new())),
            Place::Shelf(shelf) => opened(shelf.book()),
        }
    }

    /// The ids of the accounts that are kept beside another of the same vote, each with the id of that one.
    pub(crate) fn joined(&self) -> Result<Vec<(String, String)>, Error> {
        match self {
            Place::BuiltIn => Ok(Vec::new()),
            Place::Shelf(shelf) => Ok(opened(shelf.joined())?.0),
        }
    }

    /// Puts the id of the account that is shown in the place of one that is kept beside it, each time with a line that
    /// says so.
    pub(crate) fn shown<'t>(
        &self,
        typed: impl Iterator<Item = &'t mut String>,
    ) -> Result<Vec<Error>, Error> {
        let ids: Vec<&mut String> = typed.filter(|typed| typed.contains(':')).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let joined: HashMap<String, String> = self.joined()?.into_iter().collect();
        let lead = |id: &mut String| {
            let shown = joined.get(id)?;
            let words = format!("{} is kept beside {shown}, of the same vote", plain(id));
            let hint = format!("where they differ: scrutineer book differences {shown}");
            id.clone_from(shown);
            Some(Error::request(words).hint(hint))
        };
        Ok(ids.into_iter().filter_map(lead).collect())
    }

    /// Runs a command on the part of the book that is about what was typed and, if that is not enough for
    /// it, on the whole.
    pub(crate) fn with(
        &self,
        typed: &[&str],
        run: impl Fn(&Book) -> Result<Output, Error>,
    ) -> Result<Output, Error> {
        if let Place::Shelf(shelf) = self
            && let Some(part) = part(shelf, typed)
            && let Ok((book, warnings)) = opened(part)
            && let Ok(output) = run(&book)
        {
            return Ok(output.cited(&book.info).with(warnings));
        }
        let (book, warnings) = self.book()?;
        Ok(run(&book)?.cited(&book.info).with(warnings))
    }
}

/// The part of a book that is about these votes, if they are ids or symbols of what was adopted: of a draft
/// or a name only the whole book can say what is meant. Of an id the symbol is looked up first, since what
/// belongs to the vote hangs on it.
fn part(shelf: &Shelf, typed: &[&str]) -> Option<Result<Opened<Book>, scrutineer_book::Error>> {
    let (ids, names): (Vec<&str>, Vec<&str>) = typed.iter().partition(|typed| typed.contains(':'));
    let adopted = |name: &str| {
        Symbol::parse(name).ok().filter(|symbol| symbol.is_resolution() || symbol.is_decision())
    };
    let mut symbols = names.into_iter().map(adopted).collect::<Option<Vec<Symbol>>>()?;
    if !ids.is_empty() {
        let found = shelf.part(&ids, &[]).ok()?.value.record;
        let of_id = |id: &&str| found.by_id(id)?.facts().symbol.clone();
        symbols.extend(ids.iter().filter_map(of_id));
    }
    Some(shelf.part(&ids, &symbols))
}

/// The built-in book.
pub(crate) fn built_in() -> Result<Book, Error> {
    scrutineer_book::built_in()
        .map_err(|error| Error::book(format!("the built-in book is damaged: {error}")))
}

/// What was opened, with its warnings as those of a command.
pub(crate) fn opened<T>(
    opened: Result<Opened<T>, scrutineer_book::Error>,
) -> Result<(T, Vec<Error>), Error> {
    Ok(warned(
        opened?,
        "the snapshot before it was read instead: it may lack what was imported last",
    ))
}

/// What was opened, and its warnings; where an older snapshot had to do, with what that means.
pub(crate) fn warned<T>(opened: Opened<T>, older: &str) -> (T, Vec<Error>) {
    let warn = |error| {
        let warning = Error::from(error);
        if opened.older { warning.hint(older) } else { warning }
    };
    (opened.value, opened.warnings.into_iter().map(warn).collect())
}

impl From<scrutineer_book::Error> for Error {
    fn from(error: scrutineer_book::Error) -> Error {
        let words = plain(&error.to_string());
        let told = if error.is_damage() { Error::book(words) } else { Error::request(words) };
        match error.remedy() {
            Some(remedy) => told.hint(remedy),
            None => told,
        }
    }
}

/// The user's own book: where this system keeps data of programs.
fn own() -> Option<Shelf> {
    let dirs = ProjectDirs::from("", "", "scrutineer")?;
    let path: PathBuf = dirs.data_dir().join("book");
    Some(Shelf::at(&path))
}

#[cfg(test)]
mod tests;

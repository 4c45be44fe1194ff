//! The commands, one file each: what was typed, and what is done about it.

pub(crate) mod book;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod find;
pub(crate) mod group;
pub(crate) mod mandates;
pub(crate) mod member;
pub(crate) mod series;
pub(crate) mod show;
pub(crate) mod topics;

use scrutineer_book::Book;

use crate::args::{Command, Format};
use crate::error::Error;
use crate::output::Output;

/// Runs a command on a book.
pub(crate) fn run(command: &Command, book: &Book, format: Format) -> Result<Output, Error> {
    let record = &book.record;
    match command {
        Command::Check(args) => check::run(book, format, args),
        Command::Show(args) => show::run(record, format, args),
        Command::Find(args) => find::run(record, format, args),
        Command::Compare(args) => compare::run(record, format, args),
        Command::Series(args) => series::run(record, format, args),
        Command::Member(args) => member::run(record, format, args),
        Command::Group(args) => group::run(record, format, args),
        Command::Mandates(_) => mandates::run(record, format),
        Command::Topics(args) => topics::run(record, format, args),
        Command::Book(book::Book::Info) => book::info(book, format),
    }
}

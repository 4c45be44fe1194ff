//! The commands, one file each: what was typed, and what is done about it.

pub(crate) mod agreement;
pub(crate) mod blocs;
pub(crate) mod book;
pub(crate) mod check;
pub(crate) mod cluster;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod corpus;
pub(crate) mod find;
pub(crate) mod group;
pub(crate) mod ideal;
pub(crate) mod man;
pub(crate) mod mandates;
pub(crate) mod mcp;
pub(crate) mod member;
pub(crate) mod schema;
pub(crate) mod series;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod similar;
pub(crate) mod sql;
pub(crate) mod topics;

use scrutineer_book::Book;

use crate::args::{Command, Form, Options};
use crate::commands::corpus::Corpus;
use crate::error::Error;
use crate::output::Output;
use crate::place::Place;

/// Runs a command. The book is opened as far as the command needs it.
pub(crate) fn run(command: &Command, options: &Options) -> Result<Output, Error> {
    let place = Place::of(options.book.as_deref());
    let format = || options.format.format();
    match command {
        Command::Show(args) => {
            let mut args = args.clone();
            let notes = place.shown(args.typed_mut())?;
            let run = |book: &Book| show::run(&book.record, format()?, &args);
            Ok(place.with(&args.typed(), run)?.with(notes))
        }
        Command::Compare(args) => {
            let mut args = args.clone();
            let notes = place.shown(args.typed_mut())?;
            let run = |book: &Book| compare::run(&book.record, format()?, &args);
            Ok(place.with(&args.typed(), run)?.with(notes))
        }
        Command::Series(args) => {
            let mut args = args.clone();
            let notes = place.shown(args.typed_mut())?;
            let run = |book: &Book| series::run(&book.record, format()?, &args);
            Ok(place.with(&args.typed(), run)?.with(notes))
        }
        Command::Book(command) => book::run(command, options),
        Command::Serve(args) => serve::run(&place, args),
        Command::Mcp => mcp::run(&place),
        Command::Cluster(command) => cluster::run(&place, command),
        Command::Sql(args) => sql::run(&place, options.format, args),
        Command::Completions(args) => {
            options.format.only(Form::Text, "completions are for the shell, and come")?;
            Ok(completions::run(args))
        }
        Command::Man(args) => {
            options.format.only(Form::Text, "the manual is for man, and comes")?;
            man::run(args)
        }
        Command::Schema(args) => {
            options.format.only(Form::Json, "a schema is JSON, and comes")?;
            schema::run(args)
        }
        Command::Similar(args) => similar::run(format()?, args),
        Command::Check(args) => whole(&place, |book| check::run(book, options.format, args)),
        Command::Corpus(Corpus::Check(args)) => corpus::check(&place, format()?, args),
        Command::Corpus(Corpus::Spread(args)) => corpus::follow(&place, options.format, args),
        Command::Find(args) => whole(&place, |book| find::run(&book.record, format()?, args)),
        Command::Member(args) => whole(&place, |book| member::run(&book.record, format()?, args)),
        Command::Group(args) => whole(&place, |book| group::run(&book.record, format()?, args)),
        Command::Agreement(args) => {
            whole(&place, |book| agreement::run(&book.record, format()?, args))
        }
        Command::Blocs(args) => whole(&place, |book| blocs::run(&book.record, format()?, args)),
        Command::Ideal(args) => whole(&place, |book| ideal::run(book, &place, format()?, args)),
        Command::Mandates(_) => whole(&place, |book| mandates::run(&book.record, format()?)),
        Command::Topics(args) => whole(&place, |book| topics::run(&book.record, format()?, args)),
    }
}

/// Runs a command on the whole book.
fn whole(place: &Place, run: impl FnOnce(&Book) -> Result<Output, Error>) -> Result<Output, Error> {
    let (book, warnings) = place.book()?;
    // The program ends after this: to give back the memory of thousands of votes piece by piece costs time
    // and helps nobody.
    let book = std::mem::ManuallyDrop::new(book);
    Ok(run(&book)?.cited(&book.info).with(warnings))
}

//! `scrutineer book`: the record on disk.

mod defects;
mod differences;
mod export;
mod fetch;
mod import;
mod info;
mod verify;

pub(super) use import::input;

use clap::Subcommand;

use crate::args::Options;
use crate::error::Error;
use crate::output::Output;
use crate::place::Place;

/// What was typed.
#[derive(Debug, Subcommand)]
pub(crate) enum Book {
    /// Read files of votes into the book
    Import(import::Args),
    /// Show what the book holds and where it comes from
    Info,
    /// Read every byte of the book and say what is wrong with it
    Verify,
    /// Show where the sources of the book differ, and why
    Differences(differences::Args),
    /// Show what is wrong in the sources of the book
    Defects(defects::Args),
    /// Write the tables of the book as CSV, Parquet or JSON
    Export(export::Args),
    /// Download a source that may be fetched by programs, after asking
    Fetch(fetch::Args),
}

/// Runs a command about the book itself.
pub(crate) fn run(command: &Book, options: &Options) -> Result<Output, Error> {
    let asked = options.book.as_deref();
    let (place, format) = (Place::of(asked), options.format.format()?);
    match command {
        Book::Import(args) => import::run(asked, format, args),
        Book::Info => info::run(&place, format),
        Book::Verify => verify::run(&place, format),
        Book::Differences(args) => differences::run(&place, format, args),
        Book::Defects(args) => defects::run(&place, format, args),
        Book::Export(args) => export::run(&place, format, args),
        Book::Fetch(args) => fetch::run(asked, format, args),
    }
}

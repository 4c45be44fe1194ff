//! `scrutineer sql`: statements in SQL over the tables of the book.

#[cfg(feature = "sql")]
pub(crate) mod answers;
#[cfg(feature = "sql")]
mod prompt;

use std::path::PathBuf;

use crate::args::{Address, Form};
use crate::error::Error;
use crate::output::Output;
use crate::place::Place;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// One statement or several with ";" between them; "-" for standard input; none for a prompt. SHOW TABLES lists
    /// what can be asked
    #[arg(value_name = "STATEMENT")]
    pub(crate) statement: Option<String>,
    /// Statements of a file
    #[arg(short, long, value_name = "FILE", conflicts_with = "statement")]
    pub(crate) file: Option<PathBuf>,
    /// Write the answer here and not to standard output; .csv, .json or .parquet says in which form
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Memory for sorting, joining and grouping, in MB; what needs more goes to temporary files
    #[arg(long, value_name = "MB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) memory: u32,
    /// Have the statements run by the cluster whose scheduler listens there
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) cluster: Option<Address>,
}

/// Answers the statements.
#[cfg(feature = "sql")]
pub(crate) fn run(place: &Place, form: Form, args: &Args) -> Result<Output, Error> {
    answers::run(place, form, args)
}

/// Says how to get a program that has it.
#[cfg(not(feature = "sql"))]
pub(crate) fn run(_: &Place, _: Form, args: &Args) -> Result<Output, Error> {
    let Args { statement: _, file: _, output: _, memory: _, cluster: _ } = args;
    Err(Error::built_without("SQL", "sql"))
}

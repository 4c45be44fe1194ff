//! `scrutineer schema`: what the JSON looks like, for programs that read or check it.

use clap::ValueEnum;
use scrutineer_report::schema;

use crate::error::Error;
use crate::output::Output;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Of what: "findings" is what check writes, "frames" what check --emit frames writes and --frames takes
    #[arg(value_enum)]
    shape: Shape,
}

/// The shapes that have a schema. (The variants have no comments: clap would print them at length.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shape {
    Findings,
    Frames,
}

/// Prints a schema, which is JSON whatever the format.
pub(crate) fn run(args: &Args) -> Result<Output, Error> {
    match args.shape {
        Shape::Findings => Output::json(&schema::findings()),
        Shape::Frames => Output::json(&schema::frames()),
    }
}

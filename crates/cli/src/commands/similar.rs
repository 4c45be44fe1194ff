//! `scrutineer similar`: how much of one text stands in another.

use scrutineer_report::similar::{Likeness, Source};

use crate::args::Format;
use crate::articles::Reading;
use crate::error::Error;
use crate::output::Output;
use crate::pages;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Two texts, as pages, Markdown or plain text; "-" for standard input
    #[arg(required = true, num_args = 2, value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    reading: Reading,
}

/// Compares two texts. As CSV: a row for each stretch of words.
pub(crate) fn run(format: Format, args: &Args) -> Result<Output, Error> {
    let [one, other] = args.files.as_slice() else {
        return Err(Error::request("two texts are needed"));
    };
    if one == "-" && other == "-" {
        let error = Error::request("standard input can be one of the texts, not both");
        return Err(error.hint("name a file for the other"));
    }
    let sources = [args.source(one)?, args.source(other)?];
    let found = Likeness::of(sources).map_err(|error| {
        Error::from(error).hint("say with --as what it is, if it was read wrongly")
    })?;
    match format {
        Format::Text => Ok(Output::page(pages::similar::page(&found.sources, &found.found))),
        Format::Json => Output::json(&found.report()),
        Format::Csv => Output::table(&found.flat()),
    }
}

impl Args {
    fn source(&self, name: &str) -> Result<Source, Error> {
        Ok(Source { name: name.to_owned(), article: self.reading.read(name)? })
    }
}

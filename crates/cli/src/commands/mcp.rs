//! `scrutineer mcp`: the record for language models, on standard input and output.

use crate::error::Error;
use crate::output::Output;
use crate::place::Place;

/// Answers until the input ends. Standard output is the client's until then, so nothing is left to print.
#[cfg(feature = "mcp")]
pub(crate) fn run(place: &Place) -> Result<Output, Error> {
    let (book, warnings) = place.book()?;
    // Told before the conversation and not after.
    warnings.iter().for_each(|warning| eprintln!("warning: {warning}"));
    scrutineer_mcp::serve(book)
        .map_err(|error| Error::request(format!("the conversation ended: {error}")))?;
    Ok(Output::whole(String::new()))
}

/// Says how to get a program that has it.
#[cfg(not(feature = "mcp"))]
pub(crate) fn run(_: &Place) -> Result<Output, Error> {
    Err(Error::built_without("the server for language models", "mcp"))
}

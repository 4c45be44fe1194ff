//! Which votes are on one item: the series of the book, or the pairs of a file.

use std::fs;

use scrutineer_ideal::Links;
use scrutineer_record::Record;
use scrutineer_report::ideal::Matches;

use super::Args;
use crate::error::Error;
use crate::place::Place;
use crate::terminal::wrap::plain;

pub(super) fn links(record: &Record, place: &Place, args: &Args) -> Result<Links, Error> {
    let model = args.model.of();
    let Some(file) = &args.matches else { return Ok(model.links()) };
    let name = file.display().to_string();
    let bytes = fs::read(file)
        .map_err(|error| Error::request(format!("cannot read {}: {error}", plain(&name))))?;
    let matches = Matches { name: &name, bytes: &bytes };
    Ok(matches.links(record, model, place.joined()?)?)
}

//! Which votes are on one item: the series of the book, or the pairs of a file.

use std::fs;
use std::path::Path;

use scrutineer_ideal::{Links, Pairs, number};
use scrutineer_record::Record;

use super::{Args, Model};
use crate::error::Error;
use crate::place::Place;
use crate::terminal::wrap::plain;

pub(super) fn links(record: &Record, place: &Place, args: &Args) -> Result<Links, Error> {
    let Some(file) = &args.matches else {
        return Ok(if args.model == Model::Static { Links::None } else { Links::Series });
    };
    if args.model == Model::Static {
        return Err(Error::request(
            "--matches links sessions, and the static model has none linked",
        )
        .hint("leave out --matches, or --model static"));
    }
    let joined = place.joined()?;
    let numbers = joined.into_iter().filter_map(|(other, shown)| Some((shown, number(&other)?)));
    let links = Links::Pairs(Pairs { pairs: matches(file)?, numbers: numbers.collect() });
    if links.found(record) == Some(0) {
        let file = plain(&file.display().to_string());
        return Err(Error::request(format!("no pair in {file} names two votes of this book"))
            .hint(
                "the numbers are those of Voeten's roll calls: import his data or those of unvotes",
            ));
    }
    Ok(links)
}

/// The pairs in a file of matches.
fn matches(file: &Path) -> Result<Vec<(u32, u32)>, Error> {
    let name = plain(&file.display().to_string());
    let bytes =
        fs::read(file).map_err(|error| Error::request(format!("cannot read {name}: {error}")))?;
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    let wrong = |line: Option<u64>, why: &str| {
        let line = line.map_or_else(String::new, |line| format!(", line {line}"));
        Error::request(format!("{name}{line}: {why}"))
            .hint("a file of matches is CSV with the columns rcid1 and rcid2, one pair a line")
    };
    if std::str::from_utf8(&bytes).is_err() {
        return Err(wrong(None, "it is not text"));
    }
    let header = table.headers().map_err(|error| wrong(Some(1), &error.to_string()))?.clone();
    let column = |of: &str| {
        let place = header.iter().position(|name| name.trim().eq_ignore_ascii_case(of));
        place.ok_or_else(|| wrong(Some(1), &format!("there is no column \"{of}\"")))
    };
    let (one, two) = (column("rcid1")?, column("rcid2")?);
    let pair = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.map_err(|error| wrong(None, &error.to_string()))?;
        let line = row.position().map(csv::Position::line);
        let number = |place: usize| {
            let cell = row.get(place).unwrap_or_default().trim();
            cell.parse().map_err(|_| {
                wrong(line, &format!("\"{}\" is no number of a roll call", plain(cell)))
            })
        };
        Ok((number(one)?, number(two)?))
    };
    table.records().map(pair).collect()
}

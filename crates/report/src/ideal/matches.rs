//! Which votes are on one item, as a file of pairs tells it.

use scrutineer_ideal::{Links, Pairs, number};
use scrutineer_record::Record;

use super::Model;
use crate::error::Error;
use crate::words::plain;

/// A file of pairs of roll calls on the same text, as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Matches<'f> {
    /// What the file is called.
    pub name: &'f str,
    /// CSV with the columns `rcid1` and `rcid2`.
    pub bytes: &'f [u8],
}

impl Matches<'_> {
    /// The links that it makes. `joined` has the ids of accounts that stand beside another, each with that one: their
    /// numbers are those of the vote that is shown.
    ///
    /// # Errors
    /// If the model links nothing, if the file is no such table, or if it names no two votes of the record.
    pub fn links(
        self,
        record: &Record,
        model: Model,
        joined: Vec<(String, String)>,
    ) -> Result<Links, Error> {
        if model == Model::Static {
            let error = Error::wrong("matches link sessions, and the static model has none linked");
            return Err(error.hint("leave out the matches, or the static model"));
        }
        let numbers = joined.into_iter();
        let numbers = numbers.filter_map(|(other, shown)| Some((shown, number(&other)?)));
        let links = Links::Pairs(Pairs { pairs: self.pairs()?, numbers: numbers.collect() });
        if links.found(record) == Some(0) {
            let name = plain(self.name);
            return Err(Error::wrong(format!("no pair in {name} names two votes of this book"))
                .hint(
                    "the numbers are those of Voeten's roll calls: import his data or those of unvotes",
                ));
        }
        Ok(links)
    }

    fn pairs(self) -> Result<Vec<(u32, u32)>, Error> {
        let mut table = csv::Reader::from_reader(self.bytes);
        if std::str::from_utf8(self.bytes).is_err() {
            return Err(self.wrong(None, "it is not text"));
        }
        let header = table.headers().map_err(|why| self.wrong(Some(1), &why.to_string()))?.clone();
        let column = |of: &str| {
            let place = header.iter().position(|name| name.trim().eq_ignore_ascii_case(of));
            place.ok_or_else(|| self.wrong(Some(1), &format!("there is no column \"{of}\"")))
        };
        let (one, two) = (column("rcid1")?, column("rcid2")?);
        let pair = |row: Result<csv::StringRecord, csv::Error>| {
            let row = row.map_err(|why| self.wrong(None, &why.to_string()))?;
            let line = row.position().map(csv::Position::line);
            let number = |place: usize| {
                let cell = row.get(place).unwrap_or_default().trim();
                cell.parse().map_err(|_| {
                    self.wrong(line, &format!("\"{}\" is no number of a roll call", plain(cell)))
                })
            };
            Ok((number(one)?, number(two)?))
        };
        table.records().map(pair).collect()
    }

    fn wrong(self, line: Option<u64>, why: &str) -> Error {
        let line = line.map_or_else(String::new, |line| format!(", line {line}"));
        Error::wrong(format!("{}{line}: {why}", plain(self.name)))
            .hint("a file of matches is CSV with the columns rcid1 and rcid2, one pair a line")
    }
}

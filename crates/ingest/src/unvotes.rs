//! The three tables of the R package unvotes, in any order: who voted how, the roll calls, their issues.
//!
//! Its table of votes has no row for a member that did not vote, so everyone that sat is on the roll.

use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{Issue, Members, Position, Roll, SourceFile};

use crate::format::Layout;
use crate::read::Reader;
use crate::roll_calls::{Cast, Columns, Facts, RollCalls, is_missing, number};
use crate::table::Table;
use crate::{Batch, Error, Format};

/// The schemes by which the table names members. The name comes first: three have no code.
const SCHEMES: [&str; 2] = ["unvotes_name", "unvotes_code"];
const NAME: usize = 0;
const CODE: usize = 1;

pub(crate) struct Unvotes<'m> {
    calls: RollCalls<'m>,
    /// Names of the files that hold each of the two tables without which there is nothing to tell.
    votes: Option<String>,
    roll_calls: Option<String>,
    /// The name of the first file.
    first: String,
}

impl<'m> Unvotes<'m> {
    pub(crate) fn new(members: &'m Members) -> Unvotes<'m> {
        Unvotes {
            calls: RollCalls::new(Format::Unvotes, members, &SCHEMES),
            votes: None,
            roll_calls: None,
            first: String::new(),
        }
    }

    fn read_votes<R: Read>(
        &mut self,
        table: &mut Table<R>,
        batch: &mut Batch,
    ) -> Result<(), Error> {
        let rcid = table.needed(&["rcid"])?;
        let vote = table.needed(&["vote"])?;
        let name = table.column(&["country"]);
        let code = table.column(&["country_code"]);
        let header = table.header().clone();
        let file = self.calls.file();
        while let Some(row) = table.next(&mut batch.defects)? {
            let Some(number) = number(row.bytes(rcid)) else {
                let why = "it is no number of a roll call; the row was left out";
                batch.defects.push(header.defect(row.line, Some(rcid), &row.text(rcid), why));
                continue;
            };
            let cell = |column: Option<usize>| column.map(|at| row.bytes(at)).unwrap_or_default();
            let by_name = self.calls.speakers.find(NAME, cell(name));
            let speaker = by_name.or_else(|| self.calls.speakers.find(CODE, cell(code)));
            let position = position(row.bytes(vote));
            let Some(call) = self.calls.call(number) else { continue };
            match (speaker, position) {
                (Some(speaker), Some(position)) => {
                    call.ballot.take(speaker, Cast::Took(position), file, row.line);
                }
                (None, _) => {
                    let why = "it names no member that is known; the row was left out";
                    let column = name.or(code);
                    let read = row.optional(column);
                    call.defects.push(header.defect(row.line, column, &read, why));
                    call.ballot.take_unreadable();
                }
                (_, None) => {
                    let why = "it is neither yes, no nor abstain; the row was left out";
                    call.defects.push(header.defect(row.line, Some(vote), &row.text(vote), why));
                    call.ballot.take_unreadable();
                }
            }
        }
        Ok(())
    }

    fn read_roll_calls<R: Read>(
        &mut self,
        table: &mut Table<R>,
        file: &Arc<SourceFile>,
        batch: &mut Batch,
    ) -> Result<(), Error> {
        let columns = Columns::of(table)?;
        let header = table.header().clone();
        while let Some(row) = table.next(&mut batch.defects)? {
            let rcid = columns.rcid;
            let defect = |why| header.defect(row.line, Some(rcid), &row.text(rcid), why);
            let Some(number) = number(row.bytes(rcid)) else {
                let why = "it is no number of a roll call; the row was left out";
                batch.defects.push(defect(why));
                continue;
            };
            let facts = Facts::read(Format::Unvotes, &columns, &header, row, file);
            let Some(call) = self.calls.call(number) else { continue };
            match facts {
                Err(defect) => {
                    call.is_told = true;
                    batch.defects.push(defect);
                }
                Ok(_) if call.facts.is_some() => {
                    call.defects.push(defect("a second row of one roll call; the first one stays"));
                }
                Ok(facts) => call.facts = Some(facts),
            }
        }
        Ok(())
    }

    fn read_issues<R: Read>(
        &mut self,
        table: &mut Table<R>,
        batch: &mut Batch,
    ) -> Result<(), Error> {
        let rcid = table.needed(&["rcid"])?;
        let code = table.needed(&["short_name"])?;
        let header = table.header().clone();
        while let Some(row) = table.next(&mut batch.defects)? {
            let issue = row.text(code).trim().parse::<Issue>().ok();
            let Some((issue, number)) = issue.zip(number(row.bytes(rcid))) else {
                if !is_missing(row.bytes(code)) {
                    let why = "it is no issue of a roll call; the row was left out";
                    batch.defects.push(header.defect(row.line, Some(code), &row.text(code), why));
                }
                continue;
            };
            if let Some(call) = self.calls.call(number) {
                call.issues.insert(issue);
            }
        }
        Ok(())
    }
}

impl Reader for Unvotes<'_> {
    fn read(
        &mut self,
        layout: Layout,
        file: &Arc<SourceFile>,
        text: &mut dyn Read,
        batch: &mut Batch,
    ) -> Result<u64, Error> {
        if self.first.is_empty() {
            self.first.clone_from(&file.name);
        }
        self.calls.begin(file);
        let mut table = Table::open(&file.name, text)?;
        match layout {
            Layout::UnvotesRollCalls => {
                self.roll_calls = Some(file.name.clone());
                self.read_roll_calls(&mut table, file, batch)?;
            }
            Layout::UnvotesIssues => self.read_issues(&mut table, batch)?,
            _ => {
                self.votes = Some(file.name.clone());
                self.read_votes(&mut table, batch)?;
            }
        }
        table.counted()
    }

    fn finish(&mut self, batch: &mut Batch) -> Result<(), Error> {
        let missing = |of: &str, what, give| {
            let what = format!("is only a part of the data of unvotes: {what}");
            Err(Error::wrong(of, what, format!("give {give} in the same import")))
        };
        match (&self.votes, &self.roll_calls) {
            (Some(_), Some(_)) => {
                self.calls.finish(Roll::Sitting, batch);
                Ok(())
            }
            (Some(votes), None) => missing(
                votes,
                "the table of roll calls, with their dates and symbols, is missing",
                "un_roll_calls.csv (roll_calls.csv of TidyTuesday)",
            ),
            (None, Some(roll_calls)) => missing(
                roll_calls,
                "the table of votes is missing",
                "un_votes.csv (unvotes.csv of TidyTuesday)",
            ),
            (None, None) => missing(
                &self.first,
                "the tables of votes and of roll calls are missing",
                "un_votes.csv and un_roll_calls.csv",
            ),
        }
    }
}

/// The position that a cell states.
fn position(cell: &[u8]) -> Option<Position> {
    let cell = cell.trim_ascii();
    [(&b"yes"[..], Position::Yes), (b"no", Position::No), (b"abstain", Position::Abstain)]
        .into_iter()
        .find_map(|(word, position)| cell.eq_ignore_ascii_case(word).then_some(position))
}

#[cfg(test)]
mod tests;

//! Voeten's roll calls, UNVotes, in every order of columns in which they were published: one row a state and
//! roll call, absences and states that were no members included.
//!
//! Every row repeats the facts of its roll call. They are taken from the first one; where another differs,
//! that is a defect.

use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{Defect, Members, Position, Roll, SourceFile};

use crate::format::Layout;
use crate::read::Reader;
use crate::roll_calls::{Cast, Columns, Facts, RollCalls, Speaker, number};
use crate::table::{Header, Row, Table};
use crate::{Batch, Error, Format};

/// Cells that differ from row to row within a roll call.
const OWN: [&str; 9] =
    ["rcid", "ccode", "vote", "member", "country", "countryname", "yes", "no", "abstain"];

pub(crate) struct Voeten<'m> {
    calls: RollCalls<'m>,
}

/// Where a table has what its rows say of a state, and of the roll call.
struct Layer {
    ccode: usize,
    vote: usize,
    member: Option<usize>,
    facts: Columns,
    /// How many cells from the first on can differ within a roll call.
    own: usize,
}

/// The facts of the roll call to which the row before belongs, as they stand in its first row.
#[derive(Default)]
struct Before {
    rcid: Option<u32>,
    cells: Vec<(usize, Vec<u8>)>,
    differs: bool,
}

/// Rows that say 1 for a member and 9 for its vote.
#[derive(Default)]
struct Contradictions {
    rows: u64,
    first: Option<u64>,
}

impl<'m> Voeten<'m> {
    pub(crate) fn new(members: &'m Members) -> Voeten<'m> {
        Voeten { calls: RollCalls::new(Format::Voeten, members, &["cow"]) }
    }

    /// Keeps the facts of a roll call that begins with this row; of another row of it, sees that it has the
    /// same ones.
    fn facts(
        &mut self,
        rcid: u32,
        row: &Row,
        layer: &Layer,
        header: &Header,
        file: &Arc<SourceFile>,
        before: &mut Before,
    ) -> Result<(), Defect> {
        if before.rcid == Some(rcid) {
            let call = self.calls.call(rcid).filter(|_| !before.differs);
            if let (Some(call), Some(at)) = (call, before.differing(row)) {
                before.differs = true;
                let why = "the first row of the roll call says otherwise, and was followed";
                call.defects.push(header.defect(row.line, Some(at), &row.text(at), why));
            }
            return Ok(());
        }
        *before = Before::of(rcid, row, &layer.facts);
        let Some(call) = self.calls.call(rcid).filter(|call| call.facts.is_none()) else {
            return Ok(());
        };
        let facts = Facts::read(Format::Voeten, &layer.facts, header, row, file);
        call.is_told |= facts.is_err();
        call.facts = Some(facts?);
        Ok(())
    }

    /// Whom a cell means: a number, in some releases written as a float.
    fn speaker(&self, ccode: &[u8]) -> Option<Speaker> {
        let speakers = &self.calls.speakers;
        speakers.find(0, ccode).or_else(|| speakers.find(0, number(ccode)?.to_string().as_bytes()))
    }

    fn position(&mut self, rcid: u32, row: &Row, layer: &Layer, header: &Header) {
        let file = self.calls.file();
        let speaker = self.speaker(row.bytes(layer.ccode));
        let cast = cast(row.bytes(layer.vote));
        let Some(call) = self.calls.call(rcid) else { return };
        let mut unreadable = |column, why| {
            call.defects.push(header.defect(row.line, Some(column), &row.text(column), why));
        };
        match (speaker, cast) {
            (Some(speaker), Some(cast)) => call.ballot.take(speaker, cast, file, row.line),
            (None, Some(Cast::NotAMember)) => {}
            (None, _) => {
                unreadable(
                    layer.ccode,
                    "it is the code of no member that is known; the row was left out",
                );
                call.ballot.take_unreadable();
            }
            (_, None) => {
                unreadable(layer.vote, "it is neither 1, 2, 3, 8 nor 9; the row was left out");
                call.ballot.take_unreadable();
            }
        }
    }
}

impl Reader for Voeten<'_> {
    fn read(
        &mut self,
        _layout: Layout,
        file: &Arc<SourceFile>,
        text: &mut dyn Read,
        batch: &mut Batch,
    ) -> Result<u64, Error> {
        self.calls.begin(file);
        let mut table = Table::open(&file.name, text)?;
        let layer = Layer::of(&table)?;
        let header = table.header().clone();
        let (mut before, mut contradictions) = (Before::default(), Contradictions::default());
        while let Some(next) = table.next_beside(layer.own, &mut batch.defects)? {
            let (own, rcid) = (next.own, layer.facts.rcid);
            let Some(number) = number(own.bytes(rcid)) else {
                let why = "it is no number of a roll call; the row was left out";
                batch.defects.push(header.defect(own.line, Some(rcid), &own.text(rcid), why));
                continue;
            };
            if !next.repeats || before.rcid != Some(number) {
                let facts = self.facts(number, next.whole, &layer, &header, file, &mut before);
                batch.defects.extend(facts.err());
            }
            contradictions.add(own, &layer);
            self.position(number, own, &layer, &header);
        }
        batch.defects.extend(contradictions.defect(&layer, &header));
        batch.defects.extend(layer.defect(&header, &table.columns().join(",")));
        table.counted()
    }

    fn finish(&mut self, batch: &mut Batch) -> Result<(), Error> {
        self.calls.finish(Roll::Listed, batch);
        Ok(())
    }
}

impl Layer {
    fn of<R: Read>(table: &Table<R>) -> Result<Layer, Error> {
        let own = OWN.iter().filter_map(|name| table.column(&[name])).max();
        Ok(Layer {
            ccode: table.needed(&["ccode"])?,
            vote: table.needed(&["vote"])?,
            member: table.column(&["member"]),
            facts: Columns::of(table)?,
            own: own.map_or(0, |last| last + 1),
        })
    }

    /// What is said of a file that does not tell what was put to the vote.
    fn defect(&self, header: &Header, columns: &str) -> Option<Defect> {
        let why = "there are no columns \"amend\" and \"para\": votes on amendments and paragraphs look like votes \
                   on whole texts";
        (!self.facts.tell_motions()).then(|| header.defect(1, None, columns, why))
    }
}

impl Before {
    fn of(rcid: u32, row: &Row, columns: &Columns) -> Before {
        let cells = columns.all().map(|at| (at, row.bytes(at).to_vec())).collect();
        Before { rcid: Some(rcid), cells, differs: false }
    }

    /// The first column in which a row says otherwise.
    fn differing(&self, row: &Row) -> Option<usize> {
        let differing = self.cells.iter().find(|(at, cell)| row.bytes(*at) != cell.as_slice());
        differing.map(|(at, _)| *at)
    }
}

impl Contradictions {
    fn add(&mut self, row: &Row, layer: &Layer) {
        let member = layer.member.and_then(|at| number(row.bytes(at)));
        if member == Some(1) && number(row.bytes(layer.vote)) == Some(9) {
            self.rows += 1;
            self.first = self.first.or(Some(row.line));
        }
    }

    fn defect(&self, layer: &Layer, header: &Header) -> Option<Defect> {
        let why = format!(
            "{} rows from this one on say both that the state was a member and, with vote 9, that it was not; \
             the vote was followed",
            self.rows
        );
        self.first.map(|line| header.defect(line, layer.member, "1", why))
    }
}

/// What a cell says of a state.
fn cast(cell: &[u8]) -> Option<Cast> {
    match number(cell)? {
        1 => Some(Cast::Took(Position::Yes)),
        2 => Some(Cast::Took(Position::Abstain)),
        3 => Some(Cast::Took(Position::No)),
        8 => Some(Cast::Took(Position::NonVoting)),
        9 => Some(Cast::NotAMember),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

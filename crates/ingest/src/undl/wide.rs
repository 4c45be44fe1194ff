//! Files with a row for each resolution and a column for each member.

use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{Body, SourceFile};

use super::codes::Codes;
use super::columns::Columns;
use super::gathered::{Gathered, Origin, Stated};
use crate::table::{Row, Table};
use crate::{Batch, Error};

/// Reads a file of votes of the General Assembly. An empty cell is that of a state that was no member.
pub(super) fn read<R: Read>(
    table: &mut Table<R>,
    file: &Arc<SourceFile>,
    codes: &Codes<'_>,
    batch: &mut Batch,
) -> Result<(), Error> {
    let columns = Columns::of(table)?;
    let header = table.header().clone();
    let origin = Origin { file, header, columns, body: Body::GeneralAssembly };
    let mut of_members = Vec::new();
    for (place, name) in table.columns().iter().enumerate() {
        if codes.knows(name) {
            of_members.push((place, name.clone()));
        } else if name.len() == 3 && origin.columns.yes != Some(place) {
            let why = "no member has this code; the column was left out";
            batch.defects.push(origin.header.defect(1, Some(place), name, why));
        }
    }
    while let Some(row) = table.next(&mut batch.defects)? {
        if origin.columns.key(|at| row.bytes(at)).is_empty() {
            let why = "the row has no number of a record; it was left out";
            let read = row.text(origin.columns.symbol);
            batch.defects.push(origin.header.defect(row.line, None, &read, why));
            continue;
        }
        match gather(&origin, row, &of_members, codes).account(&origin) {
            Ok(account) => batch.accounts.push(account),
            Err(defect) => batch.defects.push(defect),
        }
    }
    Ok(())
}

/// The vote of a row.
fn gather(
    origin: &Origin<'_>,
    row: &Row,
    of_members: &[(usize, String)],
    codes: &Codes<'_>,
) -> Gathered {
    let mut vote = Gathered::start(origin, origin.columns.key(|at| row.bytes(at)), row);
    for (place, code) in of_members {
        let position = row.bytes(*place).trim_ascii();
        if position.is_empty() {
            continue;
        }
        let stated = Stated {
            header: &origin.header,
            line: row.line,
            code: code.as_bytes(),
            code_at: *place,
            name: b"",
            position,
            position_at: *place,
        };
        vote.take(&stated, codes);
    }
    vote
}

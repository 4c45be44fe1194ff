//! Files with a row for each resolution and a column for each member.

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{Body, SourceFile};

use super::codes::Codes;
use super::columns::Columns;
use super::gathered::{Gathered, Origin, Stated};
use crate::table::{Row, Table};
use crate::{Account, Batch, Error};

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
    let mut first_line = FirstLine::default();
    while let Some(row) = table.next(&mut batch.defects)? {
        if origin.columns.key(|at| row.bytes(at)).is_empty() {
            let why = "the row has no number of a record; it was left out";
            let read = row.text(origin.columns.symbol);
            batch.defects.push(origin.header.defect(row.line, None, &read, why));
            continue;
        }
        let account = gather(&origin, row, &of_members, codes).account(&origin);
        match account.map(|account| (first_line.insert(&account, row.line), account)) {
            Ok((None, account)) => batch.accounts.push(account),
            Ok((Some(first), account)) => {
                let why = format!("the vote stands twice; its row in line {first} is kept");
                let id = &account.vote.id;
                batch.defects.push(origin.header.defect(row.line, None, id, why));
            }
            Err(defect) => batch.defects.push(defect),
        }
    }
    Ok(())
}

/// The line in which each vote stands first.
#[derive(Default)]
struct FirstLine(HashMap<String, u64>);

impl FirstLine {
    /// The earlier line of a vote that is read again.
    fn insert(&mut self, account: &Account, line: u64) -> Option<u64> {
        let id = &account.vote.id;
        let before = self.0.get(id).copied();
        if before.is_none() {
            self.0.insert(id.clone(), line);
        }
        before
    }
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

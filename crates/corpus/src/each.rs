//! Archives checked for somebody who takes what comes out as it comes, instead of a directory.

use scrutineer_book::{Cell, Column, Kind, Table};
use scrutineer_claims::Checker;
use scrutineer_ingest::Progress;
use serde_json::Value;

use crate::Error;
use crate::document::Fields;
use crate::pieces::Piece;
use crate::run::{Request, read_piece, unreadable};
use crate::tables::{DOCUMENTS, DocumentRow, FINDINGS, FindingRow};
use crate::work::in_order;

/// What came of some documents of an archive, in their order.
#[derive(Debug)]
pub struct Found {
    /// Rows of [`DOCUMENTS`].
    pub documents: Vec<DocumentRow>,
    /// Rows of [`FINDINGS`].
    pub findings: Vec<FindingRow>,
}

/// Checks the documents of a piece of an archive, as [`crate::check`] does, on so many threads, and hands on what came
/// of them instead of writing it; `false`: no more are wanted.
///
/// # Errors
/// If the file cannot be read or unpacked, or it is all of the archive and none of its first documents has any words.
pub fn each(
    checker: &Checker<'_>,
    piece: &Piece,
    fields: &Fields,
    threads: usize,
    mut take: impl FnMut(Found) -> bool,
) -> Result<(), Error> {
    let request = Request { fields: fields.clone(), ..Request::new(Vec::new(), "".into()) };
    let names = [piece.name.clone()];
    let progress = Progress::default();
    // Others may have words.
    let (mut any_read, mut enough) = (!piece.is_all, false);
    let mut first_failure = None;
    let read = |batches| read_piece(piece, &request, &progress, batches);
    let ended = in_order(checker, fields, &names, threads, read, |checked| {
        any_read |= checked.any_read;
        first_failure = first_failure.take().or(checked.first_failure);
        if let Some(ended) = checked.ends.filter(|_| !any_read) {
            return Err(unreadable(&ended, first_failure.as_deref()));
        }
        enough = !take(Found { documents: checked.documents, findings: checked.findings });
        if enough { Err(Error::new("no more documents are wanted")) } else { Ok(()) }
    });
    if enough { Ok(()) } else { ended }
}

/// A document that was checked: its row, and those of its claims.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedDocument {
    /// Its row of [`DOCUMENTS`].
    pub document: DocumentRow,
    /// Its rows of [`FINDINGS`].
    pub findings: Vec<FindingRow>,
}

impl Found {
    /// Document by document.
    pub fn by_document(self) -> impl Iterator<Item = CheckedDocument> {
        let mut findings = self.findings.into_iter().peekable();
        self.documents.into_iter().map(move |document| {
            let mut of_it = Vec::new();
            while let Some(finding) = findings.next_if(|finding| of_one(finding, &document)) {
                of_it.push(finding);
            }
            CheckedDocument { document, findings: of_it }
        })
    }
}

impl CheckedDocument {
    /// Both as JSON, to be read where the tables are the same.
    pub fn to_json(&self) -> String {
        let findings = self.findings.iter().map(|row| values(row)).collect();
        Value::Array(vec![values(&self.document), Value::Array(findings)]).to_string()
    }

    /// What [`CheckedDocument::to_json`] gave; `None` if it is something else.
    pub fn of_json(json: &str) -> Option<CheckedDocument> {
        let Value::Array(both) = serde_json::from_str(json).ok()? else { return None };
        let [document, Value::Array(findings)] = both.as_slice() else { return None };
        let document = cells(&DOCUMENTS, document)?;
        let findings = findings.iter().map(|row| cells(&FINDINGS, row)).collect::<Option<_>>()?;
        Some(CheckedDocument { document, findings })
    }
}

/// Whether a claim stands in a document: both rows begin with file and row, and all stand in the same order.
fn of_one(finding: &FindingRow, document: &DocumentRow) -> bool {
    let ([file, row, ..], [of_file, of_row, ..]) = (finding, document);
    (file, row) == (of_file, of_row)
}

fn values(row: &[Cell]) -> Value {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Int(number) => (*number).into(),
        Cell::Long(number) => (*number).into(),
        Cell::Real(number) => (*number).into(),
        Cell::Flag(flag) => (*flag).into(),
    };
    Value::Array(row.iter().map(value).collect())
}

fn cells<const N: usize>(table: &Table, row: &Value) -> Option<[Cell; N]> {
    let values = row.as_array()?;
    let cell = |(column, value): (&Column, &Value)| {
        Some(match (column.kind, value) {
            (_, Value::Null) => Cell::Empty,
            (Kind::Text | Kind::Day, Value::String(text)) => text.as_str().into(),
            (Kind::Int, Value::Number(number)) => Cell::Int(i32::try_from(number.as_i64()?).ok()?),
            (Kind::Long, Value::Number(number)) => Cell::Long(number.as_i64()?),
            (Kind::Real, Value::Number(number)) => Cell::Real(number.as_f64()?),
            (Kind::Flag, Value::Bool(flag)) => Cell::Flag(*flag),
            _ => return None,
        })
    };
    let whole = values.len() == table.columns.len();
    let cells: Option<Vec<Cell>> = table.columns.iter().zip(values).map(cell).collect();
    cells.filter(|_| whole)?.try_into().ok()
}

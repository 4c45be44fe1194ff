//! Documents that were checked elsewhere, written as if they had been checked here.

use scrutineer_book::{Book, Cell, Table};
use scrutineer_claims::Verdict;

use crate::Error;
use crate::each::CheckedDocument;
use crate::files::files;
use crate::run::{Request, Run, Summary, Writer, open};
use crate::tables::{DOCUMENTS, FINDINGS, FindingRow};
use crate::work::{Checked, Counts, PartEnd};

/// Writes documents that were checked elsewhere, in the order in which they come, into the directory that is asked for.
/// What is there of an earlier run of this kind is begun anew when the first document has come, since nobody knows in
/// which order they do.
///
/// # Errors
/// If the directory holds something else or cannot be written, or the documents end with an error.
pub fn gather<E: From<Error>>(
    book: &Book,
    request: &Request,
    documents: impl IntoIterator<Item = Result<CheckedDocument, E>>,
) -> Result<Summary, E> {
    let files = files(&request.inputs)?;
    let run = Run::of(book, request, &files).on_a_cluster();
    let opened = open(request, &run)?;
    let mut documents = documents.into_iter().peekable();
    // What is there stays until somebody has an answer: the cluster may have none.
    if let Some(Err(why)) = documents.next_if(Result::is_err) {
        return Err(why);
    }
    let _lock = opened.begin_anew()?;
    let mut writer = Writer::new(request, &[]);
    let (mut part, mut bytes) = (Checked::default(), 0);
    let mut number = 1;
    for document in documents {
        let CheckedDocument { document, findings } = document?;
        bytes += long(&DOCUMENTS, &document, "bytes");
        count(&mut part, &document, &findings);
        part.documents.push(document);
        part.findings.extend(findings);
        if part.documents.len() >= request.part || bytes >= request.part_bytes {
            writer.add(ended(std::mem::take(&mut part), number))?;
            (number, bytes) = (number + 1, 0);
        }
    }
    if !part.documents.is_empty() {
        writer.add(ended(part, number))?;
    }
    Ok(writer.summary)
}

/// The verdict with this code, as it stands in the table of findings.
pub fn verdict_of(code: &str) -> Option<Verdict> {
    Verdict::ALL.into_iter().find(|verdict| verdict.code() == code)
}

/// The end of a part of which nobody asks again what was read for it.
fn ended(mut part: Checked, number: usize) -> Checked {
    let documents = part.documents.len();
    part.ends = Some(PartEnd { part: number, documents, checksum: String::new() });
    part
}

fn count(part: &mut Checked, document: &[Cell], findings: &[FindingRow]) {
    let mut counts = Counts { documents: 1, ..Counts::default() };
    match cell(&DOCUMENTS, document, "error") {
        Some(Cell::Text(why)) => {
            counts.failed = 1;
            part.first_failure.get_or_insert_with(|| why.clone());
        }
        _ => part.any_read = true,
    }
    for finding in findings {
        let Some(Cell::Text(verdict)) = cell(&FINDINGS, finding, "verdict") else { continue };
        match verdict_of(verdict) {
            Some(verdict) => counts.add_verdict(verdict),
            None => counts.unread += 1,
        }
    }
    part.counts.add(counts);
}

fn long(table: &Table, row: &[Cell], name: &str) -> usize {
    match cell(table, row, name) {
        Some(Cell::Long(number)) => usize::try_from(*number).unwrap_or_default(),
        _ => 0,
    }
}

fn cell<'r>(table: &Table, row: &'r [Cell], name: &str) -> Option<&'r Cell> {
    let place = table.columns.iter().position(|column| column.name == name)?;
    row.get(place)
}

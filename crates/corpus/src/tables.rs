//! The tables that come out, every column with its description.

use scrutineer_book::{Cell, Kind, Table, column, optional};
use scrutineer_claims::{Agent, Finding, Findings, Span, VoteRef};

use crate::document::{Document, Place};

/// Between the values of a column that holds several.
const BETWEEN: &str = " | ";

use Kind::{Flag, Int, Long, Text};

/// One row for each document.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    about: "One row for each document, whatever became of it.",
    columns: &[
        column(Text, "file", "path of the file, as given"),
        column(Long, "row", "line or row of the document in the file, from 1"),
        optional(Text, "id", "what the archive calls it"),
        optional(Text, "source", "the outlet"),
        optional(Text, "date", "its day: as the archive says, as read in it, or as inferred"),
        column(Text, "date_basis", "how the day is known: given, read, inferred, unknown"),
        column(Long, "bytes", "length of headline and words in UTF-8"),
        column(Int, "findings", "claims found in it"),
        column(Int, "unread", "sentences about votes that were not understood"),
        optional(Text, "error", "why it could not be checked"),
        optional(Text, "note", "what about it could not be read, though it was checked"),
    ],
};

/// One row for each claim.
pub const FINDINGS: Table = Table {
    name: "findings",
    about: "One row for each claim, and one for each sentence that was not understood.",
    columns: &[
        column(Text, "file", "path of the file, as given"),
        column(Long, "row", "line or row of the document in the file, from 1"),
        optional(Text, "id", "what the archive calls the document"),
        optional(Text, "source", "the outlet"),
        optional(Text, "date", "day of the document"),
        column(Text, "field", "where the words stand: title or text"),
        column(Long, "start", "first byte of the words in that field"),
        column(Long, "end", "first byte after them"),
        column(Text, "text", "the words that carry the claim"),
        optional(Text, "kind", "kind of the claim"),
        optional(Text, "speaker", "who says it, where the text names one"),
        column(Flag, "quoted", "whether the words stand in quotation marks"),
        optional(Text, "agents", "whom it is about: codes of members, group:CODE"),
        optional(Text, "position", "the position claimed"),
        optional(Text, "from", "in a shift, the position before"),
        optional(Text, "to", "in a shift, the position after"),
        optional(Long, "count", "the number claimed"),
        optional(Text, "comparison", "more, fewer, same"),
        column(Flag, "negated", "whether it is denied"),
        column(
            Text,
            "verdict",
            "supported, contradicted, partly, ambiguous, not_in_record; unread: not understood",
        ),
        optional(Text, "votes", "symbols of the votes judged"),
        optional(Text, "vote_ids", "their ids"),
        optional(Text, "alternatives", "symbols of other votes that could be meant"),
        optional(Text, "explanation", "why, in a sentence or two"),
        optional(Text, "correction", "the smallest replacement that would make it true"),
        optional(Text, "reproduce", "the command that shows the evidence"),
    ],
};

/// A row of [`DOCUMENTS`].
pub type DocumentRow = [Cell; 11];
/// A row of [`FINDINGS`].
pub type FindingRow = [Cell; 26];

/// The row of a document that was checked.
pub(crate) fn document_row(
    file: &str,
    place: Place,
    document: &Document,
    found: &Findings,
) -> DocumentRow {
    [
        file.into(),
        place.row.into(),
        document.id.clone().into(),
        document.source.clone().into(),
        found.date.map(|date| date.to_string()).into(),
        found.date_basis.code().into(),
        long(document.whole_length()),
        count(found.findings.len()),
        count(found.unread.len()),
        Cell::Empty,
        document.note.clone().into(),
    ]
}

/// The row of a document that could not be read or checked.
pub(crate) fn failed_row(file: &str, place: Place, id: Option<String>, why: String) -> DocumentRow {
    [
        file.into(),
        place.row.into(),
        id.into(),
        Cell::Empty,
        Cell::Empty,
        "unknown".into(),
        Cell::Long(0),
        Cell::Int(0),
        Cell::Int(0),
        why.into(),
        Cell::Empty,
    ]
}

/// The rows of what was found in a document, in the order of the text.
pub(crate) fn finding_rows(
    file: &str,
    place: Place,
    document: &Document,
    whole: &str,
    found: &Findings,
) -> Vec<FindingRow> {
    let start = |span: Span| -> [Cell; 9] {
        let (field, start) = document.field(span.start);
        let words = whole.get(span.start..span.end).unwrap_or_default();
        [
            file.into(),
            place.row.into(),
            document.id.clone().into(),
            document.source.clone().into(),
            found.date.map(|date| date.to_string()).into(),
            field.into(),
            long(start),
            long(start + (span.end - span.start)),
            words.into(),
        ]
    };
    let claims = found.findings.iter().map(|finding| {
        let [a, b, c, d, e, f, g, h, i] = start(finding.span);
        let [j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z] = judged(finding);
        [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]
    });
    let unread = found.unread.iter().map(|span| {
        let [a, b, c, d, e, f, g, h, i] = start(*span);
        let none = || Cell::Empty;
        [
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
            i,
            none(),
            none(),
            false.into(),
            none(),
            none(),
            none(),
            none(),
            none(),
            none(),
            false.into(),
            "unread".into(),
            none(),
            none(),
            none(),
            none(),
            none(),
            none(),
        ]
    });
    claims.chain(unread).collect()
}

/// What was claimed, and what the record says.
fn judged(finding: &Finding) -> [Cell; 17] {
    let claim = &finding.claim;
    let symbols = |votes: &[VoteRef]| joined(votes.iter().map(|vote| vote.symbol.clone()));
    [
        claim.kind.code().into(),
        claim.speaker().map(str::to_owned).into(),
        claim.quoted.into(),
        joined(claim.agents.iter().map(Agent::to_string)),
        claim.position.map(|position| position.code()).into(),
        claim.from.map(|position| position.code()).into(),
        claim.to.map(|position| position.code()).into(),
        claim.count.map(u64::from).into(),
        claim.comparison.into(),
        claim.negated.into(),
        finding.verdict.code().into(),
        symbols(&finding.votes),
        joined(finding.votes.iter().map(|vote| vote.id.clone())),
        symbols(&finding.alternatives),
        finding.explanation.as_str().into(),
        finding.correction.clone().into(),
        finding.reproduce.as_str().into(),
    ]
}

fn joined(values: impl Iterator<Item = String>) -> Cell {
    let values: Vec<String> = values.collect();
    if values.is_empty() { Cell::Empty } else { values.join(BETWEEN).into() }
}

fn count(number: usize) -> Cell {
    Cell::Int(i32::try_from(number).unwrap_or(i32::MAX))
}

fn long(number: usize) -> Cell {
    Cell::Long(i64::try_from(number).unwrap_or(i64::MAX))
}

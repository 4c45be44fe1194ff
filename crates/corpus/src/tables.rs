//! The tables that come out, every column with its description.

use scrutineer_book::{Cell, Kind, Table, column, optional};
use scrutineer_claims::{Agent, Atom, Finding, Findings, Span, VoteRef};

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
        column(Text, "date_basis", "how that day is known: given, read, inferred, unknown"),
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
        optional(Text, "about", "of what the claim tells: members, groups, sides, the outcome"),
        optional(
            Text,
            "atoms",
            "what it tells of each: claims of one kind about the same votes with the same atoms and verdict are one claim",
        ),
    ],
};

/// A row of [`DOCUMENTS`].
pub type DocumentRow = [Cell; 11];
/// A row of [`FINDINGS`].
pub type FindingRow = [Cell; 29];

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
    let start = |span: Span| -> [Cell; 10] {
        let (field, start) = document.field(span.start);
        let words = whole.get(span.start..span.end).unwrap_or_default();
        [
            file.into(),
            place.row.into(),
            document.id.clone().into(),
            document.source.clone().into(),
            found.date.map(|date| date.to_string()).into(),
            found.date_basis.code().into(),
            field.into(),
            long(start),
            long(start + (span.end - span.start)),
            words.into(),
        ]
    };
    let claims = found.findings.iter().map(|finding| {
        let words = whole.get(finding.span.start..finding.span.end).unwrap_or_default();
        row(start(finding.span), judged(finding, words))
    });
    let unread = found.unread.iter().map(|span| row(start(*span), not_understood()));
    claims.chain(unread).collect()
}

/// Where the words stand, and what became of them, as one row.
fn row(place: [Cell; 10], rest: [Cell; 19]) -> FindingRow {
    let mut cells = place.into_iter().chain(rest);
    std::array::from_fn(|_| cells.next().unwrap_or(Cell::Empty))
}

/// Of words that were not understood nothing is known but that.
fn not_understood() -> [Cell; 19] {
    let mut cells = [const { Cell::Empty }; 19];
    let [_, _, quoted, _, _, _, _, _, _, negated, verdict, ..] = &mut cells;
    (*quoted, *negated, *verdict) = (false.into(), false.into(), "unread".into());
    cells
}

/// What was claimed, and what the record says.
fn judged(finding: &Finding, words: &str) -> [Cell; 19] {
    let claim = &finding.claim;
    let (about, atoms) = identity(finding, words);
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
        about,
        atoms,
    ]
}

/// Of what a claim tells, and what. Where its kind does not say that in atoms, its words do, whatever their case and
/// punctuation; where no vote is known of which it tells, nothing does.
fn identity(finding: &Finding, words: &str) -> (Cell, Cell) {
    let claim = &finding.claim;
    if finding.votes.is_empty() {
        return (Cell::Empty, Cell::Empty);
    }
    if claim.atoms.is_empty() {
        let words = words.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        return (claim.kind.code().into(), words.join(" ").to_lowercase().into());
    }
    let mut about: Vec<_> = claim.atoms.iter().map(|atom| atom.about.clone()).collect();
    about.dedup();
    (joined(about.into_iter()), joined(claim.atoms.iter().map(Atom::to_string)))
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

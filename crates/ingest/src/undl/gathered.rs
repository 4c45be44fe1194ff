//! One vote while its rows are gathered, and the account that is made of it.

use std::sync::Arc;

use scrutineer_record::{
    Body, Date, Decision, Defect, MemberId, MemberSet, Motion, Outcome, Position, Proposal,
    RecordedVote, Roll, Source, SourceFile, Stage, Standing, Symbol,
};

use super::codes::Codes;
use super::columns::Columns;
use super::facts::Cells;
use crate::table::{Header, Row, decoded};
use crate::{Account, Format};

/// A key as the text of an id. Bytes that are no UTF-8 are written out, so that two keys never have one name.
fn named(key: &[u8]) -> String {
    let mut name = String::new();
    for chunk in key.utf8_chunks() {
        name.push_str(chunk.valid());
        name.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    name
}

/// What is known of the file from which votes are made.
pub(super) struct Origin<'f> {
    pub(super) file: &'f Arc<SourceFile>,
    pub(super) header: Header,
    pub(super) columns: Columns,
    pub(super) body: Body,
}

/// A vote of which rows, or cells, state positions.
pub(super) struct Gathered {
    key: String,
    /// The first row: the facts of the vote are read from it at the end.
    first: Row,
    /// When, where that can be read: without a date no code means a member.
    date: Option<Date>,
    pub(super) decision: Option<Decision>,
    cast: Vec<(MemberId, Position)>,
    seen: MemberSet,
    stated: usize,
    defects: Vec<Defect>,
    /// Columns in which a later row says something else than the first.
    differing: Vec<usize>,
}

impl Gathered {
    pub(super) fn start(origin: &Origin<'_>, key: &[u8], row: &Row) -> Gathered {
        let mut defects = Vec::new();
        let mut cells = origin.cells(row, &mut defects);
        let (date, decision) = (cells.date(), cells.decision());
        Gathered {
            key: named(key),
            first: row.clone(),
            date,
            decision,
            cast: Vec::new(),
            seen: MemberSet::EMPTY,
            stated: 0,
            defects,
            differing: Vec::new(),
        }
    }

    /// Holds what a further row says of the vote against the first.
    pub(super) fn compare(&mut self, origin: &Origin<'_>, row: &Row, shared: &[usize]) {
        for column in shared {
            if row.bytes(*column) == self.first.bytes(*column) || self.differing.contains(column) {
                continue;
            }
            self.differing.push(*column);
            let why = format!(
                "the first row of the vote, in line {}, says \"{}\": that one is kept",
                self.first.line,
                self.first.text(*column)
            );
            let read = row.text(*column);
            self.defects.push(origin.header.defect(row.line, Some(*column), &read, why));
        }
    }

    /// Takes what is stated of one member.
    pub(super) fn take(&mut self, stated: &Stated<'_>, codes: &Codes<'_>) {
        // Without a vote there are no positions, whatever the rows say.
        if self.decision == Some(Decision::WithoutVote) {
            return;
        }
        self.stated += 1;
        let Some(date) = self.date else { return };
        let Some(member) = codes.member(stated.code, date) else {
            let why = stated.without_member(codes, date);
            return self.defects.push(stated.defect(stated.code_at, &stated.who(), why));
        };
        let Some(position) = super::codes::position(stated.position) else {
            let read = decoded(stated.position);
            let why = format!("is no position; that of {} stays open", codes.name(member));
            return self.defects.push(stated.defect(stated.position_at, &read, why));
        };
        if self.seen.contains(member) {
            let why = "the member stands twice in this vote; the first row is kept";
            return self.defects.push(stated.defect(stated.code_at, &stated.who(), why));
        }
        self.seen.insert(member);
        self.cast.push((member, position));
    }

    /// Makes the account. Without a date or a session there is none: then the defect says so.
    pub(super) fn account(mut self, origin: &Origin<'_>) -> Result<Account, Defect> {
        let mut defects = std::mem::take(&mut self.defects);
        let mut cells = origin.cells(&self.first, &mut defects);
        let (symbol, reference) = symbol_or_reference(&mut cells);
        let session = cells.session(symbol.as_ref(), self.date);
        let (Some(date), Some(session)) = (self.date, session) else {
            return Err(self.left_out(origin));
        };
        let (meeting, document) = cells.meeting();
        let mut source = cells.source(origin.file, document);
        source.reference = reference;
        // Both files hold adopted texts. What has neither symbol nor reference is not known to be one.
        let adopted = symbol.is_some() || source.reference.is_some();
        let vote = RecordedVote {
            id: format!("{}:{}", Format::Undl.id_prefix(), self.key),
            title: cells.title(),
            body: origin.body,
            session,
            date,
            meeting,
            motion: Motion::Whole,
            printed: cells.printed(),
            outcome: if adopted { Outcome::Adopted } else { Outcome::Unknown },
            majority: None,
            intended: Vec::new(),
            about: cells.about(),
            note: cells.note(),
            symbol,
            source,
            defects,
        };
        Ok(self.with_roll(vote))
    }

    /// A list on which nobody voted is no list of absent members: the source has none of this vote.
    fn with_roll(self, mut vote: RecordedVote) -> Account {
        let Gathered { mut cast, stated, .. } = self;
        let roll = match cast.iter().any(|(_, position)| *position != Position::NonVoting) {
            true => Roll::Listed,
            false => Roll::Unknown,
        };
        if roll == Roll::Unknown && !cast.is_empty() {
            let why = "members of the roll as not voting, and nobody as voting: who voted how is not known";
            vote.defects.push(Defect::Other(format!("the source lists {} {why}", cast.len())));
            cast.clear();
        }
        Account { vote, cast, roll, stated }
    }

    fn left_out(&self, origin: &Origin<'_>) -> Defect {
        let column = origin.columns.date;
        let why = format!(
            "neither the date nor the session of the vote {} can be told: its {} positions were left out",
            self.key, self.stated
        );
        origin.header.defect(self.first.line, Some(column), &self.first.text(column), why)
    }

    /// The text, where there was no vote on it.
    pub(super) fn text(&self, origin: &Origin<'_>, defects: &mut Vec<Defect>) -> Option<Proposal> {
        defects.extend(self.defects.iter().cloned());
        origin.text(&self.first, defects)
    }
}

/// What a row or a cell states of one member.
pub(super) struct Stated<'a> {
    pub(super) header: &'a Header,
    pub(super) line: u64,
    pub(super) code: &'a [u8],
    pub(super) code_at: usize,
    pub(super) name: &'a [u8],
    pub(super) position: &'a [u8],
    pub(super) position_at: usize,
}

impl Stated<'_> {
    /// The code and the name, as they stand.
    fn who(&self) -> String {
        format!("{} {}", decoded(self.code), decoded(self.name)).trim().to_owned()
    }

    fn defect(&self, column: usize, read: &str, why: impl Into<String>) -> Defect {
        self.header.defect(self.line, Some(column), read, why)
    }

    /// Why a row whose code means nobody does not count, and whom it may mean all the same.
    fn without_member(&self, codes: &Codes<'_>, date: Date) -> String {
        let why = match self.code.trim_ascii() {
            [] => "the row has no code of a member and was left out",
            _ => "no member has this code at the date; the row was left out",
        };
        match codes.behind_stray_letters(decoded(self.name).trim(), date) {
            Some(member) => format!(
                "{why}; it seems to be that of {}, with letters of a position before the name, but which \
                 position it took is not to be told from it",
                codes.name(member)
            ),
            None => why.to_owned(),
        }
    }
}

/// The symbol of the text that was voted, or what stands in its place.
fn symbol_or_reference(cells: &mut Cells<'_>) -> (Option<Symbol>, Option<String>) {
    let column = Some(cells.columns.symbol);
    match cells.symbol() {
        Ok(Some(symbol)) => (Some(symbol), None),
        Ok(None) => {
            cells.wrong(column, "the vote has no symbol of a resolution");
            (None, None)
        }
        Err(error) => {
            cells.wrong(column, format!("kept as the source's own reference: {error}"));
            (None, Some(cells.text(column).into_owned()))
        }
    }
}

impl Origin<'_> {
    fn cells<'a>(&'a self, row: &'a Row, defects: &'a mut Vec<Defect>) -> Cells<'a> {
        Cells { row, columns: &self.columns, header: &self.header, defects }
    }

    /// The text of a row, with the decision on it as its only stage.
    pub(super) fn text(&self, row: &Row, defects: &mut Vec<Defect>) -> Option<Proposal> {
        let mut cells = self.cells(row, defects);
        let symbol = match cells.symbol() {
            Ok(Some(symbol)) => symbol,
            Ok(None) => return cells.left_out(self.columns.symbol, "the text has no symbol"),
            Err(error) => return cells.left_out(self.columns.symbol, &error.to_string()),
        };
        let date = cells.date();
        let Some(session) = cells.session(Some(&symbol), date) else {
            return cells.left_out(self.columns.date, "neither date nor session can be told");
        };
        let (_, document) = cells.meeting();
        let imported = cells.source(self.file, document);
        let stage = self.stage(&mut cells, &imported);
        Some(Proposal {
            title: cells.title(),
            session,
            date,
            decision: stage.decision,
            outcome: Outcome::Adopted,
            lead: None,
            sponsors: Vec::new(),
            decides: None,
            standing: Standing::Recorded,
            source: stage.source.clone(),
            stages: vec![stage],
            imported: Some(imported),
            note: String::new(),
            symbol,
        })
    }

    /// How the body decided on a text.
    fn stage(&self, cells: &mut Cells<'_>, imported: &Source) -> Stage {
        let decision = cells.decision().unwrap_or(Decision::Unknown);
        let stated = [imported.document.as_deref(), imported.url.as_deref()];
        Stage {
            body: self.body,
            document: cells.about().documents.into_iter().next(),
            decision,
            printed: cells.printed().filter(|_| decision != Decision::WithoutVote),
            date: cells.date(),
            standing: Standing::Recorded,
            source: stated.into_iter().flatten().collect::<Vec<_>>().join(" | "),
            note: cells.note(),
        }
    }
}

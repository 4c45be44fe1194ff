//! Texts, defects and differences as rows, and back.

use std::collections::HashMap;

use scrutineer_record::{
    Body, Date, Decision, Defect, Position, PrintedTally, Proposal, Source, Stage, Standing, Symbol,
};

use super::accounts::{Files, SourceColumns, date_cells, date_of, outcome_of};
use super::sheet::{Cells, Sheet, columns};
use super::tables::{BETWEEN, DEFECTS, TEXTS};

/// Texts as rows.
pub(crate) fn texts_sheet<'t>(texts: impl IntoIterator<Item = &'t Proposal>) -> Sheet {
    let mut sheet = Sheet::new(&TEXTS);
    for text in texts {
        let stage = text.stages.first();
        let printed = stage.and_then(|stage| stage.printed);
        let source = text.imported.clone().unwrap_or_default();
        let [date, date_precision] = date_cells(text.date);
        sheet.row([
            text.symbol.to_string().into(),
            text.title.as_str().into(),
            text.session.to_string().into(),
            date,
            date_precision,
            stage.map_or(Body::GeneralAssembly, |stage| stage.body).code().into(),
            text.decision.code().into(),
            text.outcome.code().into(),
            printed.map(|printed| printed.yes).into(),
            printed.map(|printed| printed.no).into(),
            printed.and_then(|printed| printed.abstain).into(),
            stage.and_then(|stage| stage.document.as_ref()).map(Symbol::to_string).into(),
            text.source.as_str().into(),
            source.file.format.as_str().into(),
            source.file.name.as_str().into(),
            source.file.checksum.as_deref().into(),
            source.file.retrieved.map(|date| date.to_string()).into(),
            source.line.into(),
            source.url.as_deref().into(),
            Some(text.note.as_str()).filter(|note| !note.is_empty()).into(),
        ]);
    }
    sheet
}

columns!(TextColumns: symbol, title, session, date, date_precision, body, decision, outcome,
    printed_yes, printed_no, printed_abstain, draft, source, note);

/// Texts from rows. What says nothing to this program, because another wrote it, is left out.
pub(crate) fn texts(sheet: &Sheet, files: &mut Files) -> Vec<Proposal> {
    let (columns, sources) = (TextColumns::of(sheet), SourceColumns::of(sheet));
    let text = |row| columns.text(row, sources.source(row, files));
    (0..sheet.rows()).filter_map(text).collect()
}

impl TextColumns<'_> {
    fn text(&self, row: usize, imported: Source) -> Option<Proposal> {
        let date = date_of(self.date.number(row), self.date_precision.text(row));
        let decision = self.decision.text(row)?.parse().unwrap_or(Decision::Unknown);
        Some(Proposal {
            symbol: Symbol::parse(self.symbol.text(row)?).ok()?,
            title: self.title.owned(row),
            session: self.session.text(row)?.parse().ok()?,
            date,
            decision,
            outcome: outcome_of(self.outcome.text(row)?),
            stages: vec![self.stage(row, date, decision)],
            lead: None,
            sponsors: Vec::new(),
            decides: None,
            standing: Standing::Recorded,
            source: self.source.owned(row),
            imported: Some(imported),
            note: self.note.owned(row),
        })
    }

    fn stage(&self, row: usize, date: Option<Date>, decision: Decision) -> Stage {
        let small = |cells: &Cells<'_>| u16::try_from(cells.number(row)?).ok();
        let printed = || {
            Some(PrintedTally {
                yes: small(&self.printed_yes)?,
                no: small(&self.printed_no)?,
                abstain: small(&self.printed_abstain),
            })
        };
        let body = self.body.text(row).and_then(|body| body.parse().ok());
        Stage {
            body: body.unwrap_or(Body::GeneralAssembly),
            document: self.draft.text(row).and_then(|text| Symbol::parse(text).ok()),
            decision,
            printed: printed(),
            date,
            standing: Standing::Recorded,
            source: self.source.owned(row),
            note: String::new(),
        }
    }
}

/// A defect of a source, with the account to which it belongs, if it belongs to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filed {
    pub(crate) format: String,
    pub(crate) vote: Option<String>,
    pub(crate) defect: Defect,
}

/// Defects as rows.
pub(crate) fn defects_sheet<'d>(defects: impl IntoIterator<Item = &'d Filed>) -> Sheet {
    let mut sheet = Sheet::new(&DEFECTS);
    for Filed { format, vote, defect } in defects {
        let codes;
        let blank = Row::default();
        let row = match defect {
            Defect::TallyDiffers { counted, printed } => {
                Row { kind: "tally_differs", read: Some(printed), words: counted, ..blank }
            }
            Defect::NotAMember { member, position } => Row {
                kind: "not_a_member",
                member: Some(member),
                position: Some(position.code()),
                ..blank
            },
            Defect::MissingFromRoll { members } => {
                codes = members.join(BETWEEN);
                Row { kind: "missing_from_roll", member: Some(&codes), ..blank }
            }
            Defect::Read { file, line, column, read, why } => Row {
                kind: "read",
                file: Some(file),
                line: *line,
                column: column.as_deref(),
                read: Some(read),
                words: why,
                ..blank
            },
            Defect::Other(words) => Row { kind: "other", words, ..blank },
        };
        sheet.row([
            format.as_str().into(),
            vote.as_deref().into(),
            row.kind.into(),
            row.file.into(),
            row.line.into(),
            row.column.into(),
            row.read.into(),
            row.words.into(),
            row.member.into(),
            row.position.into(),
        ]);
    }
    sheet
}

/// A row of the table `defects`.
#[derive(Default)]
struct Row<'d> {
    kind: &'static str,
    file: Option<&'d str>,
    line: Option<u64>,
    column: Option<&'d str>,
    read: Option<&'d str>,
    words: &'d str,
    member: Option<&'d str>,
    position: Option<&'static str>,
}

columns!(DefectColumns: format, vote, kind, file, line, column, read, words, member, position);

/// Defects from rows.
pub(crate) fn defects(sheet: &Sheet) -> Vec<Filed> {
    let columns = DefectColumns::of(sheet);
    let of_row = |row| Filed {
        format: columns.format.owned(row),
        vote: columns.vote.text(row).map(str::to_owned),
        defect: columns.defect(row),
    };
    (0..sheet.rows()).map(of_row).collect()
}

impl DefectColumns<'_> {
    fn defect(&self, row: usize) -> Defect {
        let (words, read, member) =
            (self.words.owned(row), self.read.owned(row), self.member.owned(row));
        match self.kind.text(row) {
            Some("tally_differs") => Defect::TallyDiffers { counted: words, printed: read },
            Some("not_a_member") => {
                let position = self.position.text(row).and_then(|position| position.parse().ok());
                Defect::NotAMember { member, position: position.unwrap_or(Position::NonVoting) }
            }
            Some("missing_from_roll") => Defect::MissingFromRoll {
                members: member.split(BETWEEN).map(str::to_owned).collect(),
            },
            Some("read") => Defect::Read {
                file: self.file.owned(row),
                line: self.line.number(row).and_then(|line| u64::try_from(line).ok()),
                column: self.column.text(row).map(str::to_owned),
                read,
                why: words,
            },
            _ => Defect::Other(words),
        }
    }
}

/// The defects by the id of their account.
pub(crate) fn by_vote(defects: Vec<Filed>) -> HashMap<String, Vec<Defect>> {
    let mut votes: HashMap<String, Vec<Defect>> = HashMap::new();
    for Filed { vote, defect, .. } in defects {
        if let Some(vote) = vote {
            votes.entry(vote).or_default().push(defect);
        }
    }
    votes
}

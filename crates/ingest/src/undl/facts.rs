//! The facts of a text or a vote, out of the cells of one row.

use std::borrow::Cow;
use std::sync::Arc;

use scrutineer_record::symbol::{SymbolError, mentions};
use scrutineer_record::{
    About, Date, Decision, Defect, PrintedTally, Session, Source, SourceFile, Symbol,
};

use super::columns::Columns;
use crate::table::{Header, Row};
use crate::title;

/// One row of a table, where its columns stand, and where its defects go.
pub(super) struct Cells<'a> {
    pub(super) row: &'a Row,
    pub(super) columns: &'a Columns,
    pub(super) header: &'a Header,
    pub(super) defects: &'a mut Vec<Defect>,
}

impl<'a> Cells<'a> {
    /// A cell without white space around it; "N/A" is empty.
    pub(super) fn text(&self, column: Option<usize>) -> Cow<'a, str> {
        let text = self.row.optional(column);
        if text.eq_ignore_ascii_case("n/a") { Cow::Borrowed("") } else { text }
    }

    /// The values of a cell, apart by strokes.
    fn values(&self, column: Option<usize>) -> Vec<String> {
        let text = self.text(column);
        let values = text.split('|').map(str::trim);
        let stated = values.filter(|value| !value.is_empty() && !value.eq_ignore_ascii_case("n/a"));
        stated.map(str::to_owned).collect()
    }

    pub(super) fn wrong(&mut self, column: Option<usize>, why: impl Into<String>) {
        let read = column.map(|column| self.row.text(column)).unwrap_or_default();
        self.defects.push(self.header.defect(self.row.line, column, &read, why));
    }

    /// Says why nothing is made of the row.
    pub(super) fn left_out<T>(&mut self, column: usize, why: &str) -> Option<T> {
        self.wrong(Some(column), format!("the row was left out: {why}"));
        None
    }

    /// The symbol of the text, if the cell is not empty.
    pub(super) fn symbol(&self) -> Result<Option<Symbol>, SymbolError> {
        let text = self.text(Some(self.columns.symbol));
        if text.is_empty() { Ok(None) } else { Symbol::parse(&text).map(Some) }
    }

    /// The date, if the cell holds one.
    pub(super) fn date(&self) -> Option<Date> {
        self.text(Some(self.columns.date)).parse().ok()
    }

    /// The session: the row's, else that of the symbol, else the regular one of the date.
    pub(super) fn session(
        &mut self,
        symbol: Option<&Symbol>,
        date: Option<Date>,
    ) -> Option<Session> {
        let text = self.text(self.columns.session);
        let stated = text.parse().ok();
        if stated.is_none() && !text.is_empty() {
            self.wrong(self.columns.session, "is no session; the symbol or the date tells it");
        }
        stated.or_else(|| symbol.and_then(Symbol::session)).or_else(|| date.and_then(regular_on))
    }

    pub(super) fn title(&self) -> String {
        title::of_text(&self.text(self.columns.title)).to_owned()
    }

    pub(super) fn note(&self) -> String {
        self.text(self.columns.note).into_owned()
    }

    /// What the text is about: drafts and reports, agenda items, subjects.
    pub(super) fn about(&mut self) -> About {
        let mut documents = self.symbols(self.columns.drafts);
        documents.append(&mut self.symbols(self.columns.reports));
        About {
            documents,
            agenda: self.values(self.columns.agenda),
            subjects: self.values(self.columns.subjects),
            ..About::default()
        }
    }

    /// The symbols of a cell that can hold several.
    fn symbols(&mut self, column: Option<usize>) -> Vec<Symbol> {
        let text = self.text(column);
        let mut symbols = Vec::new();
        for symbol in Symbol::parse_list(&text) {
            match symbol {
                Ok(symbol) => symbols.push(symbol),
                Err(error) => self.wrong(column, format!("left out: {error}")),
            }
        }
        symbols
    }

    /// The meeting, and how to name it: as it is written, where that is no symbol.
    pub(super) fn meeting(&mut self) -> (Option<Symbol>, Option<String>) {
        let text = self.text(self.columns.meeting);
        if text.is_empty() {
            return (None, None);
        }
        match Symbol::parse(&text) {
            Ok(meeting) => {
                let document = meeting.to_string();
                (Some(meeting), Some(document))
            }
            Err(error) => {
                let meeting = first_meeting(&text);
                let read =
                    meeting.as_ref().map_or("left out".to_owned(), |it| format!("read as {it}"));
                self.wrong(self.columns.meeting, format!("{read}: {error}"));
                (meeting, Some(text.into_owned()))
            }
        }
    }

    /// The totals, if yes and no are there. All zero is how some layouts say that nothing was counted.
    pub(super) fn printed(&mut self) -> Option<PrintedTally> {
        let [yes, no, abstain] = [self.columns.yes, self.columns.no, self.columns.abstain]
            .map(|column| self.total(column));
        let printed = PrintedTally { yes: yes?, no: no?, abstain };
        let counted =
            printed.yes > 0 || printed.no > 0 || abstain.is_some_and(|abstain| abstain > 0);
        counted.then_some(printed)
    }

    /// A number, which some layouts write with decimals: `120.0`.
    fn total(&mut self, column: Option<usize>) -> Option<u16> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let number = whole_number(&text);
        if number.is_none() {
            self.wrong(column, "is no number of votes");
        }
        number
    }

    /// How the source says that it was decided; `None` where it does not say.
    pub(super) fn decision(&mut self) -> Option<Decision> {
        let text = self.text(self.columns.modality).to_lowercase();
        let has = |word: &str| text.contains(word);
        if has("without") {
            Some(Decision::WithoutVote)
        } else if has("non-recorded") || has("non recorded") || has("nonrecorded") {
            Some(Decision::NonRecorded)
        } else if has("vote") {
            Some(Decision::Recorded)
        } else {
            if !text.is_empty() {
                self.wrong(self.columns.modality, "is no way to decide that is known");
            }
            None
        }
    }

    /// Where the row stands and what it restates.
    pub(super) fn source(&self, file: &Arc<SourceFile>, document: Option<String>) -> Source {
        let url = self.text(self.columns.link);
        Source {
            file: Arc::clone(file),
            line: Some(self.row.line),
            reference: None,
            document,
            url: (!url.is_empty()).then(|| url.into_owned()),
        }
    }
}

/// The first meeting of which a cell speaks in more than a symbol.
fn first_meeting(text: &str) -> Option<Symbol> {
    let cited = mentions(text);
    cited.iter().filter_map(|it| it.cited.symbol()).find(|symbol| symbol.is_meeting()).cloned()
}

/// The regular session in which a day falls.
fn regular_on(date: Date) -> Option<Session> {
    let first = date.first_day();
    Session::regular_on(first.year(), first.month(), first.day())
}

fn whole_number(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    decimals.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_with_and_without_decimals() {
        for (text, expect) in [
            ("120.0", Some(120)),
            ("120", Some(120)),
            ("0.00", Some(0)),
            ("12.5", None),
            ("-1", None),
            ("70000", None),
            (".0", None),
            ("many", None),
        ] {
            assert_eq!(whole_number(text), expect, "{text}");
        }
    }
}

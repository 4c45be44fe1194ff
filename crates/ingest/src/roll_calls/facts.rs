//! The facts of a roll call: when, on what, of which kind.

use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{Date, Defect, Issue, Issues, Precision, Session, SourceFile, Symbol};

use super::words;
use crate::known::known;
use crate::table::{Header, Row, Table};
use crate::{Error, Format};

/// Where the facts stand in a table. All but the number of the roll call may be missing.
pub(crate) struct Columns {
    pub(crate) rcid: usize,
    session: Option<usize>,
    date: Option<usize>,
    year: Option<usize>,
    unres: Option<usize>,
    amend: Option<usize>,
    para: Option<usize>,
    short: Option<usize>,
    descr: Option<usize>,
    important: Option<usize>,
    issues: [Option<usize>; 6],
}

/// The facts of one roll call, as a row states them.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(super) file: Arc<SourceFile>,
    pub(super) line: u64,
    /// The number of the regular session to which the source counts it.
    pub(super) session: u8,
    pub(super) date: Date,
    /// What the source writes for the symbol; empty if it is missing.
    pub(super) written: String,
    /// Whether the source tells amendments and paragraphs from whole texts at all.
    pub(super) tells_motions: bool,
    pub(super) amendment: Option<bool>,
    pub(super) paragraph: Option<bool>,
    pub(super) short: String,
    pub(super) description: String,
    pub(super) important: Option<bool>,
    pub(super) issues: Issues,
    pub(super) defects: Vec<Defect>,
}

impl Columns {
    /// Finds the columns by their names, whatever their order.
    pub(crate) fn of<R: Read>(table: &Table<R>) -> Result<Columns, Error> {
        let at = |name| table.column(&[name]);
        Ok(Columns {
            rcid: table.needed(&["rcid"])?,
            session: at("session"),
            date: at("date"),
            year: at("year"),
            unres: at("unres"),
            amend: at("amend"),
            para: at("para"),
            short: at("short"),
            descr: at("descr"),
            important: at("importantvote"),
            issues: Issue::ALL.map(|issue| at(issue.code())),
        })
    }

    /// Whether amendments and paragraphs are told from whole texts.
    pub(crate) fn tell_motions(&self) -> bool {
        self.amend.is_some() && self.para.is_some()
    }

    /// Every column of facts that the table has, but for the number of the roll call.
    pub(crate) fn all(&self) -> impl Iterator<Item = usize> {
        let Columns { session, date, year, unres, amend, para, short, descr, important, .. } =
            *self;
        [session, date, year, unres, amend, para, short, descr, important]
            .into_iter()
            .chain(self.issues)
            .flatten()
    }
}

impl Facts {
    /// Reads the facts of a row.
    ///
    /// # Errors
    /// If neither session nor date can be made out: then there is nothing to hang a vote on.
    pub(crate) fn read(
        format: Format,
        columns: &Columns,
        header: &Header,
        row: &Row,
        file: &Arc<SourceFile>,
    ) -> Result<Facts, Defect> {
        let mut cells = Cells { header, row, defects: Vec::new() };
        let stated = cells.read(columns.date, "it is no date", date);
        let year = cells.read(columns.year, "it is no year", |text| year(text.as_bytes()));
        let session = cells.read(columns.session, "it is no session", |text| {
            number(text.as_bytes()).and_then(|it| u8::try_from(it).ok()).filter(|it| *it > 0)
        });
        let date = stated.or(year).or_else(|| opening_year(session?));
        let session = session.or_else(|| session_on(date?));
        let (Some(date), Some(session)) = (date, session) else {
            let why =
                "neither its date nor its session can be made out; the roll call was left out";
            return Err(header.defect(row.line, Some(columns.rcid), &row.text(columns.rcid), why));
        };
        let (short, description) =
            words::tidy_both(&cells.text(columns.short), &cells.text(columns.descr));
        let issues = Issue::ALL.into_iter().zip(columns.issues);
        Ok(Facts {
            file: Arc::clone(file),
            line: row.line,
            session,
            date: trusted(format, date, session),
            written: cells.text(columns.unres),
            tells_motions: columns.tell_motions(),
            amendment: cells.flag(columns.amend),
            paragraph: cells.flag(columns.para),
            short,
            description,
            important: cells.flag(columns.important),
            issues: issues
                .filter_map(|(issue, at)| cells.flag(at).filter(|set| *set).map(|_| issue))
                .collect(),
            defects: cells.defects,
        })
    }

    /// Whether all that is said in words is a piece of minutes.
    pub(super) fn is_unnamed(&self) -> bool {
        self.short.is_empty() && words::is_of_minutes(&self.description)
    }

    /// The symbol of the text, where what is written for it is one. What should be one and cannot be read
    /// becomes a defect.
    pub(super) fn symbol(&mut self, format: Format) -> Option<Symbol> {
        let session = Session::Regular(self.session);
        if self.written.is_empty() || known(format, "reference_only", Some(session)) {
            return None;
        }
        // "R/34/449" stands for decisions too, of which the number tells; not so while resolutions were
        // numbered through.
        let bare = self.written.strip_prefix("R/").filter(|_| self.session > 30);
        let decision = bare.and_then(|bare| Symbol::parse(bare).ok()).filter(Symbol::is_decision);
        match decision.map_or_else(|| Symbol::parse(&self.written), Ok) {
            Ok(symbol) => Some(symbol),
            Err(why) => {
                self.defects.push(Defect::Read {
                    file: self.file.name.clone(),
                    line: Some(self.line),
                    column: Some("unres".to_owned()),
                    read: self.written.clone(),
                    why: format!("{why}; it was kept as a reference"),
                });
                None
            }
        }
    }
}

/// The cells of a row, with what is wrong with them.
struct Cells<'r> {
    header: &'r Header,
    row: &'r Row,
    defects: Vec<Defect>,
}

impl Cells<'_> {
    /// A cell as text; empty if it is missing.
    fn text(&self, column: Option<usize>) -> String {
        let text = self.row.optional(column);
        if is_missing(text.as_bytes()) { String::new() } else { text.into_owned() }
    }

    fn read<T>(
        &mut self,
        column: Option<usize>,
        why: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(column);
        let value = read(&text);
        if value.is_none() && !text.is_empty() {
            self.defects.push(self.header.defect(self.row.line, column, &text, why));
        }
        value
    }

    /// A cell that says 1 or 0. Stray quotes and backslashes around it are a defect, but do not hide it.
    fn flag(&mut self, column: Option<usize>) -> Option<bool> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let set = flag(&text);
        let mended = set.or_else(|| flag(text.trim_matches(['\\', '"'])));
        if set.is_none() {
            let why = match mended {
                Some(set) => format!("it was read as {}", u8::from(set)),
                None => "it is neither 1 nor 0".to_owned(),
            };
            self.defects.push(self.header.defect(self.row.line, column, &text, why));
        }
        mended
    }
}

/// Whether a cell says nothing.
pub(crate) fn is_missing(cell: &[u8]) -> bool {
    matches!(cell.trim_ascii(), b"" | b"NA" | b"NaN" | b".")
}

/// A whole number, also where it is written as a float: `6073`, `6073.0`.
pub(crate) fn number(cell: &[u8]) -> Option<u32> {
    let cell = cell.trim_ascii();
    let point = cell.iter().position(|byte| *byte == b'.').unwrap_or(cell.len());
    let (whole, rest) = cell.split_at_checked(point)?;
    if whole.is_empty() || !rest.iter().skip(1).all(|byte| *byte == b'0') {
        return None;
    }
    whole.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

fn flag(text: &str) -> Option<bool> {
    match number(text.as_bytes()) {
        Some(0) => Some(false),
        Some(1) => Some(true),
        _ => None,
    }
}

/// A date as releases write it: `2018-12-05`, with or without a time, or `12/5/2018`.
fn date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    if !day.contains('/') {
        return day.parse().ok();
    }
    let mut parts = day.split('/').map(str::parse::<i16>);
    let mut part = || parts.next()?.ok();
    let (month, of_month, year) = (part()?, part()?, part()?);
    let small = |number: i16| i8::try_from(number).ok();
    Date::ymd(year, small(month)?, small(of_month)?)
        .filter(|_| year >= 1000 && parts.next().is_none())
}

fn year(cell: &[u8]) -> Option<Date> {
    i16::try_from(number(cell)?).ok().and_then(Date::year_of)
}

fn opening_year(session: u8) -> Option<Date> {
    let year = Session::Regular(session).opening_year()?;
    i16::try_from(year).ok().and_then(Date::year_of)
}

/// The number of the regular session to which the first possible day belongs.
fn session_on(date: Date) -> Option<u8> {
    let first = date.first_day();
    Session::regular_on(first.year(), first.month(), first.day()).map(Session::number)
}

/// The date as far as it can be trusted.
fn trusted(format: Format, date: Date, session: u8) -> Date {
    let session = Some(Session::Regular(session));
    if date.precision() == Precision::Day && known(format, "month_only", session) {
        return date.month().and_then(|month| Date::month_of(date.year(), month)).unwrap_or(date);
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_dumps_write_them() {
        for (cell, expect) in [
            ("6073", Some(6073)),
            (" 6073.0 ", Some(6073)),
            ("6073.", Some(6073)),
            ("6073.5", None),
            (".0", None),
            ("-1", None),
            ("NA", None),
            ("99999999999", None),
        ] {
            assert_eq!(number(cell.as_bytes()), expect, "{cell}");
        }
    }

    #[test]
    fn dates_are_read_in_either_order() {
        for (text, expect) in [
            ("2031-12-05", "2031-12-05"),
            ("12/5/2031", "2031-12-05"),
            ("2031-12-05 00:00:00", "2031-12-05"),
            ("2031-12-05T00:00:00Z", "2031-12-05"),
            ("13/5/2031", ""),
            ("12/5/31", ""),
            ("12/5", ""),
            ("12/5/2031/1", ""),
            ("soon", ""),
        ] {
            let read = date(text).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(read, expect, "{text}");
        }
    }
}

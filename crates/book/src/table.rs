//! A CSV table whose cells are asked for by the name of their column and the type of their content.
//!
//! ```text
//! table!("group_members.csv")?.rows(|row| {
//!     Ok(Span { member: row.member("member", members)?, period: row.period("from", "to")?, … })
//! })
//! ```

use std::borrow::Cow;
use std::collections::HashMap;
use std::str::Lines;

use scrutineer_record::{
    Body, Committee, Date, Decision, GroupKind, MemberId, Members, Motion, NameKind, Outcome,
    Period, Position, Session, Standing, Symbol,
};

use crate::Error;
use crate::error::Place;
use crate::line::{Cells, cut};

/// The table with this name, which is compiled in.
macro_rules! table {
    ($name:literal) => {
        crate::table::Table::new($name, include_str!(concat!("../tables/", $name)))
    };
}
pub(crate) use table;

/// A table, its first line read. No cell goes over the end of its line.
pub(crate) struct Table {
    name: &'static str,
    columns: Cells<'static>,
    lines: Lines<'static>,
}

impl Table {
    pub(crate) fn new(name: &'static str, text: &'static str) -> Result<Table, Error> {
        let mut lines = text.lines();
        let mut columns = Cells::new();
        cut(lines.next().unwrap_or_default(), &mut columns)
            .ok_or_else(|| Error::quotes(Place { table: name, line: 1 }))?;
        Ok(Table { name, columns, lines })
    }

    /// What `read` makes of each row, first to last.
    pub(crate) fn rows<T>(
        self,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let Table { name, columns, lines } = self;
        let mut cells = Cells::with_capacity(columns.len());
        let mut rows = Vec::new();
        for (line, text) in (2..).zip(lines) {
            let place = Place { table: name, line };
            cells.clear();
            cut(text, &mut cells).ok_or_else(|| Error::quotes(place))?;
            if cells.len() != columns.len() {
                return Err(Error::ragged(place, cells.len(), columns.len()));
            }
            rows.push(read(&Row { place, columns: &columns, cells: &cells })?);
        }
        Ok(rows)
    }

    /// What `read` makes of each row, gathered under the text in the column `key`.
    pub(crate) fn by_key<T>(
        self,
        key: &'static str,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Gathered<T>, Error> {
        let mut rows: HashMap<String, (Place, Vec<T>)> = HashMap::new();
        self.rows(|row| {
            let value = read(row)?;
            let new = || (row.place, Vec::new());
            rows.entry(row.string(key)?).or_insert_with(new).1.push(value);
            Ok(())
        })?;
        Ok(Gathered { key, rows })
    }
}

/// Rows gathered under the row of another table to which they belong.
pub(crate) struct Gathered<T> {
    key: &'static str,
    rows: HashMap<String, (Place, Vec<T>)>,
}

impl<T> Gathered<T> {
    /// Takes out the rows that belong to `owner`.
    pub(crate) fn take(&mut self, owner: &str) -> Vec<T> {
        self.rows.remove(owner).map_or_else(Vec::new, |(_, rows)| rows)
    }

    /// Makes sure that no row is left over: each has found its owner in the table `owners`.
    pub(crate) fn all_taken(self, owners: &str) -> Result<(), Error> {
        match self.rows.into_iter().min_by_key(|(_, (place, _))| place.line) {
            None => Ok(()),
            Some((owner, (place, _))) => Err(Error::cell(
                place,
                self.key,
                &owner,
                format!("{owners} does not have it: add it there"),
            )),
        }
    }
}

/// One row of a table.
pub(crate) struct Row<'t> {
    pub(crate) place: Place,
    columns: &'t [Cow<'static, str>],
    cells: &'t [Cow<'static, str>],
}

impl<'t> Row<'t> {
    /// The cell as it stands, which may be empty.
    pub(crate) fn text(&self, column: &str) -> Result<&'t str, Error> {
        let place = self.columns.iter().position(|name| name == column);
        let cell = place.and_then(|place| self.cells.get(place)).map(Cow::as_ref);
        cell.ok_or_else(|| Error::no_column(self.place.table, column))
    }

    /// The cell as it stands, in memory of its own.
    pub(crate) fn string(&self, column: &str) -> Result<String, Error> {
        Ok(self.text(column)?.to_owned())
    }

    /// The cell, which must hold a `T`.
    pub(crate) fn cell<T: Cell>(&self, column: &str) -> Result<T, Error> {
        self.read(column, self.text(column)?)
    }

    /// The cell, which holds a `T` or nothing.
    pub(crate) fn optional<T: Cell>(&self, column: &str) -> Result<Option<T>, Error> {
        let text = self.text(column)?;
        if text.is_empty() { Ok(None) } else { self.read(column, text).map(Some) }
    }

    /// Each `T` of a cell that holds several, with bars between them.
    pub(crate) fn list<T: Cell>(&self, column: &str) -> Result<Vec<T>, Error> {
        let texts = self.text(column)?.split('|').map(str::trim);
        texts.filter(|text| !text.is_empty()).map(|text| self.read(column, text)).collect()
    }

    /// The dates in a cell, with blanks between them.
    pub(crate) fn dates(&self, column: &str) -> Result<Vec<Date>, Error> {
        self.text(column)?.split_whitespace().map(|text| self.read(column, text)).collect()
    }

    /// The codes in a cell, with blanks between them.
    pub(crate) fn codes(&self, column: &str) -> Result<Vec<String>, Error> {
        Ok(self.text(column)?.split_whitespace().map(str::to_owned).collect())
    }

    /// The time from the one column to the other.
    pub(crate) fn period(&self, from: &str, to: &str) -> Result<Period, Error> {
        Ok(Period { from: self.optional(from)?, to: self.optional(to)? })
    }

    /// The member whose code is in the cell.
    pub(crate) fn member(&self, column: &str, members: &Members) -> Result<MemberId, Error> {
        self.member_of(column, self.text(column)?, members)
    }

    /// The members whose codes are in the cell, with blanks between them.
    pub(crate) fn members(&self, column: &str, members: &Members) -> Result<Vec<MemberId>, Error> {
        let codes = self.text(column)?.split_ascii_whitespace();
        codes.map(|code| self.member_of(column, code, members)).collect()
    }

    fn member_of(&self, column: &str, code: &str, members: &Members) -> Result<MemberId, Error> {
        let why = "write the code of a member that is in members.csv";
        members.by_code(code).ok_or_else(|| Error::cell(self.place, column, code, why))
    }

    fn read<T: Cell>(&self, column: &str, text: &str) -> Result<T, Error> {
        let why = || format!("write {}", T::EXPECTED);
        T::read(text).ok_or_else(|| Error::cell(self.place, column, text, why()))
    }
}

/// What a cell can hold.
pub(crate) trait Cell: Sized {
    /// What to write into the cell, for the message about one that holds something else.
    const EXPECTED: &'static str;

    /// The value that `text` stands for, if it does.
    fn read(text: &str) -> Option<Self>;
}

/// What the record reads by itself is read so from a cell.
macro_rules! cells_that_parse {
    ($($type:ty: $expected:literal,)*) => {$(
        impl Cell for $type {
            const EXPECTED: &'static str = $expected;

            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

cells_that_parse! {
    u16: "a whole number up to 65535",
    u64: "a whole number",
    String: "words",
    Date: "a date: YYYY-MM-DD, YYYY-MM or YYYY",
    Symbol: "a document symbol such as A/RES/73/27",
    Session: "a session such as 73 or ES-11",
    Body: "a body such as general_assembly",
    Decision: "recorded, non_recorded, without_vote or unknown",
    Position: "yes, no, abstain or non_voting",
    Standing: "recorded, reported or unverified",
}

impl Cell for bool {
    const EXPECTED: &'static str = "yes or no";

    fn read(text: &str) -> Option<bool> {
        match text {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }
}

impl Cell for Outcome {
    const EXPECTED: &'static str = "adopted, rejected or unknown";

    fn read(text: &str) -> Option<Outcome> {
        let all = [Outcome::Adopted, Outcome::Rejected, Outcome::Unknown];
        all.into_iter().find(|outcome| outcome.code() == text)
    }
}

impl Cell for Committee {
    const EXPECTED: &'static str = "first, second, third, fourth, fifth or sixth";

    fn read(text: &str) -> Option<Committee> {
        let names = ["first", "second", "third", "fourth", "fifth", "sixth"];
        let number = (1..).zip(names).find(|(_, name)| *name == text)?.0;
        Committee::from_number(number)
    }
}

impl Cell for Motion {
    // The built-in book has only votes on whole texts; the other motions come with imported books.
    const EXPECTED: &'static str = "whole";

    fn read(text: &str) -> Option<Motion> {
        (text == "whole").then_some(Motion::Whole)
    }
}

impl Cell for NameKind {
    const EXPECTED: &'static str =
        "short, name, press, official, alias, adjective, people, capital or loose";

    fn read(text: &str) -> Option<NameKind> {
        Some(match text {
            "short" | "name" => NameKind::Short,
            "press" => NameKind::Press,
            "official" => NameKind::Official,
            "alias" => NameKind::Alias,
            "adjective" => NameKind::Adjective,
            "people" => NameKind::People,
            "capital" => NameKind::Capital,
            "loose" => NameKind::Loose,
            _ => return None,
        })
    }
}

impl Cell for GroupKind {
    const EXPECTED: &'static str = "organisation, un_group, list or working_definition";

    fn read(text: &str) -> Option<GroupKind> {
        Some(match text {
            "organisation" => GroupKind::Organisation,
            "un_group" => GroupKind::ElectoralGroup,
            "list" => GroupKind::List,
            "working_definition" => GroupKind::WorkingDefinition,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of reading a date from the column "date" of a table.
    fn dates(text: &'static str) -> Result<Vec<Option<Date>>, String> {
        let table = Table::new("days.csv", text).map_err(|error| error.to_string())?;
        table.rows(|row| row.optional("date")).map_err(|error| error.to_string())
    }

    #[test]
    fn columns_are_found_by_name_and_empty_cells_are_nothing() {
        let found = dates("note,date\nx,2018-12-05\ny,\n").unwrap();
        assert_eq!(found, [Date::ymd(2018, 12, 5), None]);
    }

    #[test]
    fn errors_name_the_place_what_was_read_and_the_remedy() {
        assert_eq!(
            dates("note,date\nx,2018-12-05\ny,yesterday\n").unwrap_err(),
            "days.csv, line 3, column \"date\": found \"yesterday\"; \
             write a date: YYYY-MM-DD, YYYY-MM or YYYY"
        );
        assert_eq!(
            dates("note\nx\n").unwrap_err(),
            "days.csv has no column \"date\": add it to the first line"
        );
        assert_eq!(
            dates("note,date\nx\n").unwrap_err(),
            "days.csv, line 2: 1 cells for 2 columns; put a cell that has commas into quotes"
        );
        for broken in ["note,date\n\"x,2018\n", "note,date\n\"x\"y,2018\n"] {
            assert_eq!(
                dates(broken).unwrap_err(),
                "days.csv, line 2: the quotes of a cell are not closed, or not followed by a comma"
            );
        }
    }

    #[test]
    fn a_list_has_bars_and_codes_have_blanks_between_them() {
        let table = Table::new("t.csv", "a,b\n1|22 | 3,USA  SUN\n,\n").unwrap();
        let rows = table.rows(|row| Ok((row.list::<u16>("a")?, row.codes("b")?))).unwrap();
        assert_eq!(rows[0].0, [1, 22, 3]);
        assert_eq!(rows[0].1, ["USA", "SUN"]);
        assert!(rows[1].0.is_empty() && rows[1].1.is_empty());
    }

    #[test]
    fn gathered_rows_must_find_their_owner() {
        let table = Table::new("t.csv", "of,n\na,1\nb,2\na,3\n").unwrap();
        let mut gathered = table.by_key("of", |row| row.cell::<u16>("n")).unwrap();
        assert_eq!(gathered.take("a"), [1, 3]);
        assert!(gathered.take("c").is_empty());
        assert_eq!(
            gathered.all_taken("owners.csv").unwrap_err().to_string(),
            "t.csv, line 3, column \"of\": found \"b\"; owners.csv does not have it: add it there"
        );
    }

    #[test]
    fn a_code_that_is_no_member_is_an_error() {
        let table = Table::new("t.csv", "lead\nUSA\n").unwrap();
        let error = table.rows(|row| row.members("lead", &Members::default())).unwrap_err();
        assert_eq!(
            error.to_string(),
            "t.csv, line 2, column \"lead\": found \"USA\"; \
             write the code of a member that is in members.csv"
        );
    }
}

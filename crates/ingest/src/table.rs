//! Tables of text: comma or tab, columns in any order, and broken rows that do not take the rest of the file
//! with them.
//!
//! To a plain CSV reader a quote that is opened and never closed swallows everything up to the next one, and
//! quotes within quotes that are not doubled shift the cells. Here the first costs its own row, and the
//! second nothing: a quote closes a cell only where a separator or the end of the row follows. Of what is
//! sound CSV both make the same (a property test holds that).

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;

use memchr::memchr;
use scrutineer_record::Defect;

use crate::Error;

/// Lines that one row may span: titles and descriptions with line breaks in them are short.
const LINES_OF_A_ROW: usize = 40;

/// So many broken rows are told one by one; the others are counted, so that a file which is broken throughout
/// does not fill the memory.
const TOLD: u64 = 100;

/// The longest line in bytes. A longer one is cut there, and is broken then.
const LONGEST_LINE: usize = 8 * 1024 * 1024;

/// The longest row of several lines in bytes: more is not looked at to close a quote.
const LONGEST_ROW: usize = 1024 * 1024;

/// With so many columns a line that splits into as many cells is a row, not a piece of a longer cell.
const TELLING_COLUMNS: usize = 4;

/// A table that is read row by row.
pub(crate) struct Table<R> {
    header: Header,
    from: BufReader<R>,
    separator: u8,
    /// Number of the last line that was taken.
    at: u64,
    /// How many rows were taken, broken ones included.
    rows: u64,
    /// How many of them were broken.
    broken: u64,
    /// Lines that were looked at and given back.
    waiting: VecDeque<Vec<u8>>,
    row: Row,
    /// Where in `row` that part begins that the next rows may repeat; `None` if they cannot.
    tail: Option<usize>,
    /// A row that repeats the tail of `row`: only what stands before it is split.
    short: Row,
}

/// What the header of a [`Table`] says, kept apart so that defects can be told while a row is held.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    file: String,
    columns: Vec<String>,
}

/// A row of a table in which rows that follow each other have most cells in common.
pub(crate) struct Next<'t> {
    /// The row itself: its own cells, and of one that repeats the others nothing more.
    pub(crate) own: &'t Row,
    /// The row that has all cells: itself, or the one that it repeats.
    pub(crate) whole: &'t Row,
    /// Whether all but the row's own cells are those of the row before.
    pub(crate) repeats: bool,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Number of its first line, from 1.
    pub(crate) line: u64,
    /// The row as it stands, without the line end; after it the cells that were rewritten.
    text: Vec<u8>,
    length: usize,
    cells: Vec<Range<usize>>,
}

impl<R: Read> Table<R> {
    /// Reads the header.
    pub(crate) fn open(file: &str, from: R) -> Result<Table<R>, Error> {
        let mut table = Table {
            header: Header { file: file.to_owned(), columns: Vec::new() },
            from: BufReader::with_capacity(256 * 1024, from),
            separator: b',',
            at: 0,
            rows: 0,
            broken: 0,
            waiting: VecDeque::new(),
            row: Row::default(),
            tail: None,
            short: Row::default(),
        };
        let mut header = Row::default();
        table.line(&mut header.text)?;
        if header.text.trim_ascii_end().contains(&b'\r') {
            return Err(Error::wrong(
                file,
                "ends its lines with a carriage return alone, as spreadsheets for old Macintoshes do",
                "save it as CSV with the line ends of Unix or Windows",
            ));
        }
        if header.text.starts_with(b"\xef\xbb\xbf") {
            header.text.drain(..3);
        }
        if header.text.contains(&b'\t') {
            table.separator = b'\t';
        }
        header.length = header.text.len();
        header.split(table.separator);
        table.header.columns =
            (0..header.cells.len()).map(|at| header.text(at).trim().to_lowercase()).collect();
        Ok(table)
    }

    /// The names of the columns, in small letters.
    pub(crate) fn columns(&self) -> &[String] {
        &self.header.columns
    }

    /// The names of the file and the columns.
    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    /// How many rows there were, broken ones included.
    ///
    /// # Errors
    /// If there was none at all.
    pub(crate) fn counted(&self) -> Result<u64, Error> {
        if self.rows == 0 {
            let what = "has no row below its header";
            return Err(Error::wrong(&self.header.file, what, "download it again"));
        }
        Ok(self.rows)
    }

    /// The place of the column that has one of these names, in small letters; the first name wins.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns().iter().position(|column| column == name))
    }

    /// The place of a column without which nothing can be read.
    pub(crate) fn needed(&self, names: &[&str]) -> Result<usize, Error> {
        self.column(names).ok_or_else(|| {
            Error::wrong(
                &self.header.file,
                format!("has no column \"{}\"", names.join("\" or \"")),
                "download it again: its first line must name the columns",
            )
        })
    }

    /// The next row. One that cannot be split into as many cells as there are columns becomes a defect.
    pub(crate) fn next(&mut self, defects: &mut Vec<Defect>) -> Result<Option<&Row>, Error> {
        Ok(self.next_beside(0, defects)?.map(|next| next.whole))
    }

    /// The next row, where the first `own` cells are a row's own and the rest is often that of the row
    /// before: such a row is compared, not split. With 0 every row is split.
    pub(crate) fn next_beside(
        &mut self,
        own: usize,
        defects: &mut Vec<Defect>,
    ) -> Result<Option<Next<'_>>, Error> {
        while self.take()? {
            let tail = self.short.split_first(own, self.separator);
            if tail.is_some_and(|tail| self.repeats(tail)) {
                self.rows += 1;
                return Ok(Some(Next { own: &self.short, whole: &self.row, repeats: true }));
            }
            std::mem::swap(&mut self.row, &mut self.short);
            self.tail = None;
            self.split()?;
            if self.row.cells.len() == self.columns().len() {
                self.rows += 1;
                self.tail = tail;
                return Ok(Some(Next { own: &self.row, whole: &self.row, repeats: false }));
            }
            if self.row.raw().iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            self.rows += 1;
            self.broken += 1;
            if self.broken <= TOLD {
                let (found, columns) = (self.row.cells.len(), self.columns().len());
                let why = format!("{found} cells for {columns} columns; the row was left out");
                defects.push(self.defect(&self.row, None, &decoded(self.row.raw()), why));
            }
        }
        if self.broken > TOLD {
            let more = self.broken - TOLD;
            let why = "rows like those before were left out up to here";
            defects.push(self.defect(&self.row, None, &format!("{more} more"), why));
            self.broken = TOLD;
        }
        Ok(None)
    }

    /// Whether the line just taken repeats the row before it from `tail` on.
    fn repeats(&self, tail: usize) -> bool {
        self.tail.is_some_and(|before| self.short.raw().get(tail..) == self.row.raw().get(before..))
    }

    /// A defect of this row, or of one cell of it.
    pub(crate) fn defect(
        &self,
        row: &Row,
        column: Option<usize>,
        read: &str,
        why: impl Into<String>,
    ) -> Defect {
        self.header.defect(row.line, column, read, why)
    }

    /// Takes the next line as a row that is not split yet; false at the end.
    fn take(&mut self) -> Result<bool, Error> {
        let mut line = std::mem::take(&mut self.short);
        line.text.clear();
        let more = self.line(&mut line.text);
        line.line = self.at;
        line.length = line.text.len();
        self.short = line;
        more
    }

    /// Splits the row, with the lines that follow if a quote is open.
    fn split(&mut self) -> Result<(), Error> {
        if !self.row.split(self.separator) {
            let mut row = std::mem::take(&mut self.row);
            let lengthened = self.lengthen(&mut row);
            self.row = row;
            lengthened?;
        }
        Ok(())
    }

    /// A quote is open at the end of the line. If the lines that follow make a whole row of it, they belong
    /// to it; else, and where one of them is a whole row already, the quote is a slip, and they are rows of
    /// their own.
    fn lengthen(&mut self, row: &mut Row) -> Result<(), Error> {
        let mut taken = VecDeque::new();
        let mut length = row.length;
        let mut is_closed = false;
        while !is_closed && taken.len() + 1 < LINES_OF_A_ROW && length < LONGEST_ROW {
            let mut line = Vec::new();
            if !self.line(&mut line)? {
                break;
            }
            length += line.len() + 1;
            let is_row = self.is_whole(&line);
            is_closed = !is_row && self.closes(&line);
            taken.push_back(line);
            if is_row {
                break;
            }
        }
        if is_closed && length <= LONGEST_ROW {
            let longer = self.joined(row, &taken);
            if longer.cells.len() == self.columns().len() {
                *row = longer;
                return Ok(());
            }
        }
        self.at -= u64::try_from(taken.len()).unwrap_or_default();
        taken.append(&mut self.waiting);
        self.waiting = taken;
        Ok(())
    }

    /// A row with the lines that follow it, split.
    fn joined(&self, row: &Row, following: &VecDeque<Vec<u8>>) -> Row {
        let mut text = row.raw().to_vec();
        for line in following {
            text.push(b'\n');
            text.extend_from_slice(line);
        }
        let mut joined = Row { line: row.line, length: text.len(), text, ..Row::default() };
        joined.split(self.separator);
        joined
    }

    /// Whether no quote is open at the end of a line before which one is.
    fn closes(&self, line: &[u8]) -> bool {
        let text = [b"\"", line].concat();
        Row { length: text.len(), text, ..Row::default() }.split(self.separator)
    }

    /// Whether a line makes a row with no other. Of tables with few columns it says nothing: there a line of
    /// prose with a comma can look so.
    fn is_whole(&self, line: &[u8]) -> bool {
        let mut row = Row { text: line.to_vec(), length: line.len(), ..Row::default() };
        self.columns().len() >= TELLING_COLUMNS
            && row.split(self.separator)
            && row.cells.len() == self.columns().len()
    }

    /// Appends the next line, without its end; false if there is none.
    fn line(&mut self, into: &mut Vec<u8>) -> Result<bool, Error> {
        if let Some(line) = self.waiting.pop_front() {
            into.extend_from_slice(&line);
            self.at += 1;
            return Ok(true);
        }
        if !self.read_line(into).map_err(|why| Error::io(&self.header.file, "read", why))? {
            return Ok(false);
        }
        self.at += 1;
        if into.last() == Some(&b'\n') {
            into.pop();
        }
        if into.last() == Some(&b'\r') {
            into.pop();
        }
        Ok(true)
    }

    /// Appends the next line with its end; false if there is none. As `read_until`, with the quicker search.
    fn read_line(&mut self, into: &mut Vec<u8>) -> io::Result<bool> {
        let before = into.len();
        loop {
            let waiting = match self.from.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                waiting => waiting?,
            };
            let end = memchr(b'\n', waiting);
            let taken = end.map_or(waiting.len(), |end| end + 1);
            into.extend_from_slice(waiting.get(..taken).unwrap_or_default());
            self.from.consume(taken);
            if end.is_some() || taken == 0 || into.len() - before >= LONGEST_LINE {
                return Ok(into.len() > before);
            }
        }
    }
}

impl<'t> Next<'t> {
    /// The bytes of a cell: the row's own, or of the row that it repeats.
    pub(crate) fn bytes(&self, column: usize) -> &'t [u8] {
        let row = if column < self.own.cells.len() { self.own } else { self.whole };
        row.bytes(column)
    }
}

impl Header {
    /// A defect of the row that begins in this line, or of one cell of it.
    pub(crate) fn defect(
        &self,
        line: u64,
        column: Option<usize>,
        read: &str,
        why: impl Into<String>,
    ) -> Defect {
        Defect::Read {
            file: self.file.clone(),
            line: Some(line),
            column: column.and_then(|at| self.columns.get(at)).cloned(),
            read: shortened(read),
            why: why.into(),
        }
    }
}

impl Row {
    /// The row as it stands in the file.
    pub(crate) fn raw(&self) -> &[u8] {
        self.text.get(..self.length).unwrap_or_default()
    }

    /// The bytes of a cell; nothing where there is no such cell.
    pub(crate) fn bytes(&self, column: usize) -> &[u8] {
        self.cells.get(column).and_then(|cell| self.text.get(cell.clone())).unwrap_or_default()
    }

    /// A cell as text.
    pub(crate) fn text(&self, column: usize) -> Cow<'_, str> {
        decoded(self.bytes(column))
    }

    /// A cell of a column that not every layout has, without white space around it; empty if it is not there.
    pub(crate) fn optional(&self, column: Option<usize>) -> Cow<'_, str> {
        match column.map(|column| self.text(column)) {
            Some(Cow::Borrowed(text)) => Cow::Borrowed(text.trim()),
            Some(Cow::Owned(text)) => Cow::Owned(text.trim().to_owned()),
            None => Cow::Borrowed(""),
        }
    }

    /// Finds the cells; false if a quote is open at the end, and the last cell then is all that follows it.
    fn split(&mut self, separator: u8) -> bool {
        self.cells.clear();
        self.text.truncate(self.length);
        let mut start = 0;
        loop {
            let (cell, next, closed) = self.cell(start, separator);
            self.cells.push(cell);
            match next {
                Some(next) => start = next,
                None => return closed,
            }
        }
    }

    /// Finds the first cells alone. Where the rest of the row begins; `None` if there is none.
    fn split_first(&mut self, count: usize, separator: u8) -> Option<usize> {
        self.cells.clear();
        self.text.truncate(self.length);
        let mut start = None;
        for _ in 0..count {
            let (cell, next, _) = self.cell(start.unwrap_or_default(), separator);
            self.cells.push(cell);
            start = Some(next?);
        }
        start
    }

    /// The cell that begins at `start`, where the next one begins if there is one, and whether its quotes
    /// are closed.
    fn cell(&mut self, start: usize, separator: u8) -> (Range<usize>, Option<usize>, bool) {
        let rest = self.raw().get(start..).unwrap_or_default();
        if rest.first() != Some(&b'"') {
            return match memchr(separator, rest) {
                Some(end) => (start..start + end, Some(start + end + 1), true),
                None => (start..self.length, None, true),
            };
        }
        let mut doubled = false;
        let mut at = 1;
        loop {
            let quote = rest.get(at..).and_then(|rest| memchr(b'"', rest));
            let Some(quote) = quote.map(|found| at + found) else {
                return (start + 1..self.length, None, false);
            };
            match rest.get(quote + 1) {
                Some(b'"') => {
                    doubled = true;
                    at = quote + 2;
                }
                Some(next) if *next != separator => at = quote + 1,
                next => {
                    let following = next.map(|_| start + quote + 2);
                    let inner = start + 1..start + quote;
                    let inner = if doubled { self.undoubled(inner) } else { inner };
                    return (inner, following, true);
                }
            }
        }
    }

    /// Puts a cell with single quotes for doubled ones behind the row.
    fn undoubled(&mut self, cell: Range<usize>) -> Range<usize> {
        let start = self.text.len();
        let mut quoted = false;
        for at in cell {
            let byte = self.text.get(at).copied().unwrap_or_default();
            quoted = byte == b'"' && !quoted;
            if !quoted {
                self.text.push(byte);
            }
        }
        start..self.text.len()
    }
}

/// Text of a file that should be UTF-8, and where it is not is Windows-1252.
pub(crate) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
    }
}

/// A byte of Windows-1252: Latin-1, with other signs where that has control characters.
fn windows_1252(byte: u8) -> char {
    const SIGNS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let sign = usize::from(byte).checked_sub(0x80).and_then(|at| SIGNS.get(at));
    sign.copied().unwrap_or(char::from(byte))
}

/// What is shown of a text that may be long.
pub(crate) fn shortened(text: &str) -> String {
    const SHOWN: usize = 80;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rows of a table, and the defects, one a line.
    fn read(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let mut defects = Vec::new();
        let mut table = Table::open("t.csv", text.as_bytes()).unwrap();
        let columns = table.columns().len();
        let mut rows = Vec::new();
        while let Some(row) = table.next(&mut defects).unwrap() {
            rows.push((0..columns).map(|at| row.text(at).into_owned()).collect());
        }
        (rows, defects.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn reads_what_is_sound() {
        let (rows, defects) = read("\u{feff}A,b\r\n1,\"x, \"\"y\"\"\"\n\n\"two\nlines\",\n");
        assert_eq!(rows, [["1", "x, \"y\""], ["two\nlines", ""]]);
        assert!(defects.is_empty(), "{defects:?}");
        assert_eq!(read("a\tb\n1\t2,3\n").0, [["1", "2,3"]]);
    }

    #[test]
    fn a_broken_row_costs_itself_alone() {
        let text =
            "a,b,c,d\n1,2,3,4\n3,4,5,\"open\n4,5,6,7\n6\n7,8,9,1,2\n1,2,3,\"a \"b\" c, d\"\n";
        let (rows, defects) = read(text);
        let last: Vec<_> = rows.iter().map(|row| row[3].as_str()).collect();
        assert_eq!(last, ["4", "open", "7", "a \"b\" c, d"]);
        assert_eq!(defects.len(), 2);
        assert!(
            defects[0].contains("t.csv, line 5") && defects[0].contains("\"6\""),
            "{defects:?}"
        );
    }

    #[test]
    fn a_file_that_is_broken_throughout_fills_no_memory() {
        let text = format!("a,b\n{}1,2\n", "broken\n".repeat(1000));
        let (rows, defects) = read(&text);
        assert_eq!(rows, [["1", "2"]]);
        assert_eq!(defects.len(), 101);
        assert!(defects[100].contains("900 more"), "{}", defects[100]);
        let long = "x".repeat(3 * LONGEST_LINE);
        assert_eq!(read(&format!("a,b\n{long}\n1,2\n")).0, [["1", "2"]]);
    }

    #[test]
    fn a_quote_left_open_costs_little() {
        // Lines of which each could go on with all before it.
        let line = format!("1,\"{}", "x".repeat(LONGEST_ROW / 4));
        let text = format!("a,b\n{}", format!("{line}\n").repeat(12));
        let mut table = Table::open("t.csv", text.as_bytes()).unwrap();
        for _ in 0..12 {
            assert!(table.next(&mut Vec::new()).unwrap().is_some());
            let waiting: usize = table.waiting.iter().map(Vec::len).sum();
            assert!(waiting <= LONGEST_ROW + line.len(), "{waiting}");
        }
        // A row of several lines is one up to that length, and not beyond it.
        let row = |length: usize| format!("a,b\n1,\"{}\n{}\"\n", "x".repeat(length), "y".repeat(9));
        assert_eq!(read(&row(LONGEST_ROW - 14)).0.len(), 1);
        assert_eq!(read(&row(LONGEST_ROW - 13)).0[0][1].len(), LONGEST_ROW - 13);
    }

    #[test]
    fn a_table_without_rows_is_an_error() {
        let error = |text: &str| {
            let mut table = Table::open("t.csv", text.as_bytes())?;
            while table.next(&mut Vec::new())?.is_some() {}
            table.counted()
        };
        for text in ["a,b", "a,b\n", "a,b\r\n\r\n\n"] {
            let error = error(text).unwrap_err();
            assert_eq!(error.to_string(), "t.csv has no row below its header", "{text:?}");
        }
        for text in ["a,b\r1,2\r3,4\r", "a,b\r1,2\n"] {
            let error = error(text).unwrap_err();
            assert!(error.to_string().contains("carriage return alone"), "{error}");
            assert!(error.remedy().is_some_and(|remedy| remedy.contains("line ends")), "{error:?}");
        }
        assert_eq!(error("a,b\r\n1,2\r\n").unwrap(), 1);
    }

    #[test]
    fn other_encodings_are_read() {
        assert_eq!(decoded(b"S\xe3o Tom\xe9 \x96"), "São Tomé –");
    }

    proptest! {
        #[test]
        fn sound_csv_is_read_as_the_csv_crate_reads_it(
            cells in proptest::collection::vec(proptest::collection::vec("[a-z\",\n é]{0,6}", 3), 1..6)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["x", "y", "z"]).unwrap();
            cells.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let expect: Vec<Vec<String>> = csv::Reader::from_reader(text.as_bytes())
                .into_records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(read(&text).0, expect);
        }

        #[test]
        fn rows_that_are_compared_are_read_as_those_that_are_split(
            own in 0..4usize,
            rows in proptest::collection::vec(("[ab\"\n]{0,2}", "[ab]", 0..3usize), 1..12),
        ) {
            let tails = ["x,y", "\"x, \"\"z\"\"\",y", "\"x\ny\","];
            let line = |(one, two, tail): &(String, String, usize)| format!("{one},{two},{}\n", tails[*tail]);
            let text = format!("a,b,c,d\n{}", rows.iter().map(line).collect::<String>());
            let mut defects = Vec::new();
            let mut table = Table::open("t.csv", text.as_bytes()).unwrap();
            let mut found = Vec::new();
            while let Some(next) = table.next_beside(own, &mut defects).unwrap() {
                let cell = |at| decoded(next.bytes(at)).into_owned();
                found.push((0..4).map(cell).collect::<Vec<_>>());
            }
            let (expect, expect_defects) = read(&text);
            prop_assert_eq!(found, expect);
            prop_assert_eq!(defects.iter().map(ToString::to_string).collect::<Vec<_>>(), expect_defects);
        }

        #[test]
        fn nothing_makes_it_panic(text in "[a,\"\n]{0,60}") {
            let _ = read(&text);
        }
    }
}

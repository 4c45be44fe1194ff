//! The tables of a book as files for others: CSV, Parquet or JSON, with the description of every column.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use parquet::file::metadata::KeyValue;
use parquet::file::writer::SerializedFileWriter;
use serde_json::{Map, Value, json};

use super::sheet::{Cell, Sheet, writer};
use super::snapshot::Snapshot;
use super::tables::{self, Column, Kind, MEMBERS, POSITIONS, TABLES, Table, VOTES};
use super::{Opened, Shelf};
use crate::{Error, Info};

/// The form of exported tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated values, with the descriptions in `columns.csv`.
    Csv,
    /// Parquet, with the descriptions among the metadata of each file.
    Parquet,
    /// One JSON object a table: its descriptions and its rows.
    Json,
}

impl ExportFormat {
    /// Every form.
    pub const ALL: [ExportFormat; 3] =
        [ExportFormat::Csv, ExportFormat::Parquet, ExportFormat::Json];

    /// The name on the command line, which is the ending of the files too.
    pub fn code(self) -> &'static str {
        match self {
            ExportFormat::Csv => "csv",
            ExportFormat::Parquet => "parquet",
            ExportFormat::Json => "json",
        }
    }
}

impl FromStr for ExportFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<ExportFormat, String> {
        let found = ExportFormat::ALL.into_iter().find(|format| format.code() == text);
        found.ok_or_else(|| "write csv, parquet or json".to_owned())
    }
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Its path.
    pub path: PathBuf,
    /// What a row of a table is, or what a file beside the tables holds.
    pub about: &'static str,
    /// How many rows a table has; none for files beside the tables.
    pub rows: Option<usize>,
}

/// The file that says what the columns are.
const COLUMNS_FILE: &str = "columns.csv";

/// The file that says how to cite.
const CITATION_FILE: &str = "CITATION.txt";

/// Positions as they are exported: with names for numbers.
const NAMED_POSITIONS: Table = Table {
    name: "positions",
    about: "One row for each member on the roll of each account.",
    columns: &[
        tables::column(Kind::Text, "vote", "id of the account, as in the table votes"),
        tables::column(Kind::Text, "member", "code of the member, as in the table members"),
        tables::column(Kind::Text, "position", "yes, no, abstain or non_voting"),
    ],
};

impl Shelf {
    /// Writes every table of the book into a directory, which is made if need be.
    ///
    /// # Errors
    /// If the book cannot be read, a file of one of the names is there already, in which case none is written, or it
    /// cannot be written.
    pub fn export(&self, to: &Path, format: ExportFormat) -> Result<Opened<Vec<Exported>>, Error> {
        let sheets = self.read(|snapshot| {
            let sheets = TABLES.iter().map(|table| {
                if table.name == POSITIONS.name {
                    named_positions(snapshot)
                } else {
                    snapshot.table(table)
                }
            });
            Ok((sheets.collect::<Result<Vec<_>, Error>>()?, Info::of(&snapshot.manifest)))
        })?;
        let Opened { value: (sheets, info), warnings, older } = sheets;
        let (id, citation) = (info.id.as_str(), info.citations().join("\n"));
        let citation = citation.as_str();
        fs::create_dir_all(to).map_err(|why| Error::unexported(to, why))?;
        let names = sheets.iter().map(|sheet| file_of(sheet, format));
        let described = (format == ExportFormat::Csv).then(|| COLUMNS_FILE.to_owned());
        let names = names.chain(described).chain([CITATION_FILE.to_owned()]);
        are_free(names.map(|name| to.join(name)))?;
        let mut exported = Vec::new();
        for sheet in &sheets {
            let path = to.join(file_of(sheet, format));
            write_new(&path, |file| match format {
                ExportFormat::Csv => csv(sheet, file),
                ExportFormat::Parquet => parquet(sheet, id, citation, file),
                ExportFormat::Json => json(sheet, id, citation, file),
            })?;
            exported.push(Exported { path, about: sheet.table.about, rows: Some(sheet.rows()) });
        }
        if format == ExportFormat::Csv {
            let path = to.join(COLUMNS_FILE);
            write_new(&path, |file| columns(&sheets, file))?;
            exported.push(Exported { path, about: "What the columns say.", rows: None });
        }
        let path = to.join(CITATION_FILE);
        write_new(&path, |file| writeln!(file, "{citation}\nBook {id}."))?;
        exported.push(Exported {
            path,
            about: "How to cite the data, and on which terms.",
            rows: None,
        });
        Ok(Opened { value: exported, warnings, older })
    }
}

/// Positions with the ids of votes and the codes of members.
fn named_positions(snapshot: &Snapshot) -> Result<Sheet, Error> {
    let votes = snapshot.table(&VOTES)?;
    let ids: Vec<&str> = votes.texts("id").collect();
    let members = snapshot.table(&MEMBERS)?;
    let mut codes = std::collections::HashMap::new();
    for (number, code) in members.ints("number").iter().zip(members.texts("code")) {
        codes.insert(*number, code);
    }
    let positions = snapshot.table(&POSITIONS)?;
    let mut named = Sheet::new(&NAMED_POSITIONS);
    let rows = positions.ints("vote").iter().zip(positions.ints("member"));
    for ((vote, member), position) in rows.zip(positions.ints("position")) {
        let vote = usize::try_from(*vote).ok().and_then(|vote| ids.get(vote));
        let position = match position {
            0 => "yes",
            1 => "no",
            2 => "abstain",
            _ => "non_voting",
        };
        named.row([
            (*vote.unwrap_or(&"")).into(),
            codes.get(member).copied().unwrap_or_default().into(),
            position.into(),
        ]);
    }
    Ok(named)
}

/// The file of a table.
fn file_of(sheet: &Sheet, format: ExportFormat) -> String {
    format!("{}.{}", sheet.table.name, format.code())
}

/// Looks at every name before the first is written, so that an export that meets one of its files leaves nothing
/// behind.
///
/// # Errors
/// If one is taken.
pub(crate) fn are_free(mut paths: impl Iterator<Item = PathBuf>) -> Result<(), Error> {
    // A link that leads nowhere takes its name too.
    let taken = paths.find(|path| path.symlink_metadata().is_ok());
    let why = || io::Error::from(io::ErrorKind::AlreadyExists);
    taken.map_or(Ok(()), |path| Err(Error::unexported(&path, why())))
}

/// Writes a file that is not there yet.
pub(crate) fn write_new(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Error> {
    let file = File::create_new(path).map_err(|why| Error::unexported(path, why))?;
    let mut file = BufWriter::new(file);
    write(&mut file).and_then(|()| file.flush()).map_err(|why| Error::unexported(path, why))
}

/// A cell as text and as JSON.
fn texts_of(sheet: &Sheet) -> Vec<Vec<Cell>> {
    let columns = sheet.table.columns.iter();
    columns.map(|column| cells(sheet, column)).collect()
}

fn cells(sheet: &Sheet, column: &Column) -> Vec<Cell> {
    let cells = sheet.column(column.name);
    let cell = |row| match column.kind {
        Kind::Text => cells.text(row).into(),
        Kind::Day => cells.number(row).and_then(day_text).into(),
        Kind::Flag => cells.number(row).map(|flag| flag != 0).into(),
        Kind::Int | Kind::Long => cells.number(row).map_or(Cell::Empty, Cell::Long),
        Kind::Real => cells.real(row).into(),
    };
    (0..sheet.rows()).map(cell).collect()
}

fn day_text(day: i64) -> Option<String> {
    super::accounts::date_of(Some(day), Some("day")).map(|date| date.to_string())
}

fn csv(sheet: &Sheet, file: &mut BufWriter<File>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record(sheet.table.columns.iter().map(|column| column.name))?;
    let columns = texts_of(sheet);
    for row in 0..sheet.rows() {
        for column in &columns {
            match column.get(row) {
                Some(Cell::Text(text)) => writer.write_field(text)?,
                Some(Cell::Int(number)) => writer.write_field(number.to_string())?,
                Some(Cell::Long(number)) => writer.write_field(number.to_string())?,
                Some(Cell::Real(number)) => writer.write_field(number.to_string())?,
                Some(Cell::Flag(flag)) => writer.write_field(flag.to_string())?,
                Some(Cell::Empty) | None => writer.write_field("")?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Which book the rows come from, for a file's metadata.
fn origin(id: &str, citation: &str) -> Vec<KeyValue> {
    vec![
        KeyValue::new("scrutineer.book".to_owned(), id.to_owned()),
        KeyValue::new("scrutineer.citation".to_owned(), citation.to_owned()),
    ]
}

fn parquet(sheet: &Sheet, id: &str, citation: &str, file: &mut BufWriter<File>) -> io::Result<()> {
    let about = origin(id, citation);
    let groups: Vec<usize> =
        (1..=sheet.rows() / ROWS_OF_A_GROUP).map(|n| n * ROWS_OF_A_GROUP).collect();
    let bytes = sheet.write(Vec::new(), &groups, about).map_err(io::Error::other)?;
    file.write_all(&bytes)
}

/// Rows of a row group.
const ROWS_OF_A_GROUP: usize = 128 * 1024;

fn json(sheet: &Sheet, id: &str, citation: &str, file: &mut BufWriter<File>) -> io::Result<()> {
    let described: Map<String, Value> = sheet
        .table
        .columns
        .iter()
        .map(|column| (column.name.to_owned(), column.about.into()))
        .collect();
    let table = sheet.table;
    let head = json!({"table": table.name, "about": table.about, "book": id, "citation": citation,
        "columns": described});
    // The rows are written one by one: as one value they would fill the memory.
    let head = head.to_string();
    write!(file, "{},\"rows\":[", head.strip_suffix('}').unwrap_or(&head))?;
    for (place, row) in json_rows(sheet).enumerate() {
        let between = if place == 0 { "\n" } else { ",\n" };
        write!(file, "{between}{row}")?;
    }
    writeln!(file, "\n]}}")
}

/// The rows of a sheet as JSON objects, one by one.
fn json_rows(sheet: &Sheet) -> impl Iterator<Item = Value> {
    let columns = texts_of(sheet);
    (0..sheet.rows()).map(move |row| {
        let cells = sheet.table.columns.iter().zip(&columns).map(|(column, values)| {
            let value = match values.get(row) {
                Some(Cell::Text(text)) => text.as_str().into(),
                Some(Cell::Int(number)) => (*number).into(),
                Some(Cell::Long(number)) => (*number).into(),
                Some(Cell::Real(number)) => (*number).into(),
                Some(Cell::Flag(flag)) => (*flag).into(),
                Some(Cell::Empty) | None => Value::Null,
            };
            (column.name.to_owned(), value)
        });
        Value::Object(cells.collect())
    })
}

impl Sheet {
    /// Writes the sheet as a Parquet file that is not there yet, with the book from which it was made.
    ///
    /// # Errors
    /// If there is a file of that name, or it cannot be written.
    pub fn write_parquet(&self, path: &Path, info: &Info) -> Result<(), Error> {
        let citation = info.citations().join("\n");
        write_new(path, |file| parquet(self, &info.id, &citation, file))
    }

    /// Writes the rows as JSON lines: an object a row, with every column by name.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_json_lines(&self, to: &mut impl Write) -> io::Result<()> {
        json_rows(self).try_for_each(|row| writeln!(to, "{row}"))
    }
}

/// A Parquet file that is written part by part, where all rows at once would fill the memory.
pub struct Parts {
    path: PathBuf,
    writer: SerializedFileWriter<BufWriter<File>>,
}

impl Parts {
    /// Begins a file that is not there yet, with the book from which it is made.
    ///
    /// # Errors
    /// If there is a file of that name, or it cannot be written.
    pub fn create(path: &Path, table: &Table, info: &Info) -> Result<Parts, Error> {
        let file = File::create_new(path).map_err(|why| Error::unexported(path, why))?;
        let about = origin(&info.id, &info.citations().join("\n"));
        let writer = writer(table, BufWriter::new(file), about);
        let writer = writer.map_err(|why| Error::unexported(path, io::Error::other(why)))?;
        Ok(Parts { path: path.to_owned(), writer })
    }

    /// Writes the rows of a sheet of the same table behind those before.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&mut self, sheet: &Sheet) -> Result<(), Error> {
        let written = sheet.write_group(&mut self.writer, 0..sheet.rows());
        written.map_err(|why| Error::unexported(&self.path, io::Error::other(why)))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> Result<(), Error> {
        let Parts { path, writer } = self;
        let flushed =
            writer.into_inner().map_err(io::Error::other).and_then(|mut file| file.flush());
        flushed.map_err(|why| Error::unexported(&path, why))
    }
}

/// The descriptions of all columns as a table of their own.
fn columns(sheets: &[Sheet], file: &mut BufWriter<File>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record(["table", "column", "type", "description"])?;
    for sheet in sheets {
        for column in sheet.table.columns {
            let kind = match column.kind {
                Kind::Text => "text",
                Kind::Int | Kind::Long | Kind::Real => "number",
                Kind::Day => "date",
                Kind::Flag => "true or false",
            };
            writer.write_record([sheet.table.name, column.name, kind, column.about])?;
        }
    }
    writer.flush()
}

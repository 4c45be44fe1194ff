//! A table in memory, column by column, on its way to or from a Parquet file.

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use parquet::basic::{
    Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel,
};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::FileReader;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::tables::{Column, Kind, Table};

/// Rows of a page: what is read at least to see one row.
const ROWS_OF_A_PAGE: usize = 4096;

/// A table in memory.
#[derive(Debug)]
pub struct Sheet {
    pub(crate) table: &'static Table,
    columns: Vec<Values>,
    rows: usize,
}

/// The values of a column: those that are there, and for each row whether it has one.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    data: Data,
    /// 1 where a row has a value, 0 where not; empty for a column in which every row has one.
    present: Vec<i16>,
}

#[derive(Clone, Debug)]
enum Data {
    Text(Vec<ByteArray>),
    Int(Vec<i32>),
    Long(Vec<i64>),
    Real(Vec<f64>),
    Flag(Vec<bool>),
}

/// A cell to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// No value.
    Empty,
    /// Text.
    Text(String),
    /// A whole number in 32 bits.
    Int(i32),
    /// A whole number in 64 bits.
    Long(i64),
    /// A real number in 64 bits.
    Real(f64),
    /// Yes or no.
    Flag(bool),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<u16> for Cell {
    fn from(number: u16) -> Cell {
        Cell::Int(i32::from(number))
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Cell {
        Cell::Long(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Cell {
        Cell::Real(number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Cell {
        Cell::Flag(flag)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, Into::into)
    }
}

impl Values {
    fn of(column: &Column) -> Values {
        let data = match column.kind {
            Kind::Text => Data::Text(Vec::new()),
            Kind::Int | Kind::Day => Data::Int(Vec::new()),
            Kind::Long => Data::Long(Vec::new()),
            Kind::Real => Data::Real(Vec::new()),
            Kind::Flag => Data::Flag(Vec::new()),
        };
        Values { data, present: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        let Values { data, present } = self;
        present.is_empty()
            && match data {
                Data::Text(values) => values.is_empty(),
                Data::Int(values) => values.is_empty(),
                Data::Long(values) => values.is_empty(),
                Data::Real(values) => values.is_empty(),
                Data::Flag(values) => values.is_empty(),
            }
    }

    fn push(&mut self, column: &Column, cell: Cell) {
        if column.optional {
            self.present.push(i16::from(!matches!(cell, Cell::Empty)));
        }
        match (&mut self.data, cell) {
            (Data::Text(values), Cell::Text(text)) => {
                values.push(ByteArray::from(text.into_bytes()))
            }
            (Data::Int(values), Cell::Int(number)) => values.push(number),
            (Data::Long(values), Cell::Long(number)) => values.push(number),
            (Data::Real(values), Cell::Real(number)) => values.push(number),
            (Data::Flag(values), Cell::Flag(flag)) => values.push(flag),
            (_, Cell::Empty) if column.optional => {}
            // A required cell without a value: the neutral one, so that rows stay rows.
            (Data::Text(values), _) => values.push(ByteArray::from(Vec::new())),
            (Data::Int(values), _) => values.push(0),
            (Data::Long(values), _) => values.push(0),
            (Data::Real(values), _) => values.push(0.0),
            (Data::Flag(values), _) => values.push(false),
        }
    }

    /// The values of some rows: which of the values are theirs, and their marks.
    fn part(&self, rows: Range<usize>) -> (Range<usize>, Option<&[i16]>) {
        if self.present.is_empty() {
            return (rows, None);
        }
        let count = |range: Range<usize>| {
            let marks = self.present.get(range).unwrap_or_default();
            marks.iter().filter(|mark| **mark == 1).count()
        };
        let start = count(0..rows.start);
        let end = start + count(rows.clone());
        (start..end, self.present.get(rows))
    }

    /// For each row its place among the values, where it has one.
    fn places(&self) -> Vec<Option<u32>> {
        let mut next = 0;
        let place = |mark: &i16| {
            let place = (*mark == 1).then_some(next);
            next += u32::from(*mark == 1);
            place
        };
        self.present.iter().map(place).collect()
    }
}

/// A column to look cells up in, row by row.
#[derive(Debug)]
pub(crate) struct Cells<'s> {
    data: Option<&'s Data>,
    /// Where the value of each row is; empty for a column in which every row has one.
    places: Vec<Option<u32>>,
}

impl<'s> Cells<'s> {
    fn place(&self, row: usize) -> Option<(&'s Data, usize)> {
        let data = self.data?;
        if self.places.is_empty() {
            return Some((data, row));
        }
        let place = self.places.get(row).copied().flatten()?;
        Some((data, usize::try_from(place).ok()?))
    }

    /// The text in a row, if there is one.
    pub(crate) fn text(&self, row: usize) -> Option<&'s str> {
        match self.place(row)? {
            (Data::Text(texts), place) => std::str::from_utf8(texts.get(place)?.data()).ok(),
            _ => None,
        }
    }

    /// The text in a row, to keep; empty if there is none.
    pub(crate) fn owned(&self, row: usize) -> String {
        self.text(row).unwrap_or_default().to_owned()
    }

    /// The number in a row, if there is one.
    pub(crate) fn number(&self, row: usize) -> Option<i64> {
        match self.place(row)? {
            (Data::Int(numbers), place) => numbers.get(place).copied().map(i64::from),
            (Data::Long(numbers), place) => numbers.get(place).copied(),
            (Data::Flag(flags), place) => flags.get(place).copied().map(i64::from),
            (Data::Text(_) | Data::Real(_), _) => None,
        }
    }

    /// The real number in a row, if there is one.
    pub(crate) fn real(&self, row: usize) -> Option<f64> {
        match self.place(row)? {
            (Data::Real(numbers), place) => numbers.get(place).copied(),
            _ => None,
        }
    }
}

/// Columns that are read together.
pub(crate) trait Columns {
    /// Their names.
    const NAMES: &'static [&'static str];
}

/// Columns of a [`Sheet`] by name, each a [`Cells`].
macro_rules! columns {
    ($name:ident: $($column:ident),+ $(,)?) => {
        pub(super) struct $name<'s> {
            $($column: $crate::disk::sheet::Cells<'s>),+
        }

        impl $crate::disk::sheet::Columns for $name<'_> {
            const NAMES: &'static [&'static str] = &[$(stringify!($column)),+];
        }

        impl<'s> $name<'s> {
            pub(super) fn of(sheet: &'s $crate::disk::sheet::Sheet) -> $name<'s> {
                $name { $($column: sheet.column(stringify!($column))),+ }
            }
        }
    };
}

pub(crate) use columns;

impl Sheet {
    /// A sheet without rows.
    pub fn new(table: &'static Table) -> Sheet {
        let columns = table.columns.iter().map(Values::of).collect();
        Sheet { table, columns, rows: 0 }
    }

    /// Adds a row: a cell for each column, in order.
    pub fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        debug_assert_eq!(N, self.table.columns.len());
        let columns = self.columns.iter_mut().zip(self.table.columns);
        for ((values, column), cell) in columns.zip(cells) {
            values.push(column, cell);
        }
        self.rows += 1;
    }

    /// The table whose rows these are.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A column; one without cells if it was not read.
    pub(crate) fn column(&self, name: &str) -> Cells<'_> {
        let values = self.values(name);
        Cells {
            data: values.map(|values| &values.data),
            places: values.map(Values::places).unwrap_or_default(),
        }
    }

    /// The texts of a column, row by row; an empty one where there is no value.
    pub(crate) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let cells = self.column(name);
        (0..self.rows).map(move |row| cells.text(row).unwrap_or_default())
    }

    /// The numbers of a column in which every row has one, as they are stored.
    pub(crate) fn ints(&self, name: &str) -> &[i32] {
        match self.values(name).map(|values| &values.data) {
            Some(Data::Int(numbers)) => numbers,
            _ => &[],
        }
    }

    fn values(&self, name: &str) -> Option<&Values> {
        let place = self.table.columns.iter().position(|column| column.name == name)?;
        self.columns.get(place)
    }

    /// Writes the sheet as a Parquet file. `groups` are the numbers of rows after which a new row group
    /// begins; `about` goes into the file's metadata, beside the descriptions of the columns.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write<W: Write + Send>(
        &self,
        to: W,
        groups: &[usize],
        about: Vec<KeyValue>,
    ) -> Result<W> {
        let mut writer = writer(self.table, to, about)?;
        let mut start = 0;
        for end in groups.iter().map(|end| self.rows.min(*end)).chain([self.rows]) {
            if end > start || (self.rows == 0 && end == 0 && start == 0) {
                self.write_group(&mut writer, start..end)?;
                start = end;
            }
            if self.rows == 0 {
                break;
            }
        }
        writer.into_inner()
    }

    pub(crate) fn write_group<W: Write + Send>(
        &self,
        writer: &mut SerializedFileWriter<W>,
        rows: Range<usize>,
    ) -> Result<()> {
        let mut group = writer.next_row_group()?;
        let mut columns = self.columns.iter();
        while let (Some(mut column), Some(values)) = (group.next_column()?, columns.next()) {
            let (range, marks) = values.part(rows.clone());
            match (column.untyped(), &values.data) {
                (ColumnWriter::ByteArrayColumnWriter(writer), Data::Text(values)) => {
                    writer.write_batch(values.get(range).unwrap_or_default(), marks, None)?;
                }
                (ColumnWriter::Int32ColumnWriter(writer), Data::Int(values)) => {
                    writer.write_batch(values.get(range).unwrap_or_default(), marks, None)?;
                }
                (ColumnWriter::Int64ColumnWriter(writer), Data::Long(values)) => {
                    writer.write_batch(values.get(range).unwrap_or_default(), marks, None)?;
                }
                (ColumnWriter::DoubleColumnWriter(writer), Data::Real(values)) => {
                    writer.write_batch(values.get(range).unwrap_or_default(), marks, None)?;
                }
                (ColumnWriter::BoolColumnWriter(writer), Data::Flag(values)) => {
                    writer.write_batch(values.get(range).unwrap_or_default(), marks, None)?;
                }
                _ => return Err(ParquetError::General("a column of another type".to_owned())),
            }
            column.close()?;
        }
        group.close()?;
        Ok(())
    }

    /// Reads some rows of some columns; those that are not asked for stay without values.
    ///
    /// A column that the file does not have, because an older program wrote it, reads as empty.
    pub(crate) fn read(
        table: &'static Table,
        from: &dyn FileReader,
        wanted: &[&str],
        rows: Range<usize>,
    ) -> Result<Sheet> {
        let mut sheet = Sheet::new(table);
        Reading::new(table, from, wanted).add(&mut sheet, rows)?;
        sheet.fill(wanted);
        Ok(sheet)
    }

    /// Gives the columns that were asked for and are not in the file an empty cell in every row.
    fn fill(&mut self, wanted: &[&str]) {
        for (values, column) in self.columns.iter_mut().zip(self.table.columns) {
            if wanted.contains(&column.name) && values.is_empty() {
                (0..self.rows).for_each(|_| values.push(column, Cell::Empty));
            }
        }
    }
}

/// A file from which rows are read in several goes, first to last: what is unpacked for one of them is not
/// unpacked again for the next.
pub(crate) struct Reading<'f> {
    table: &'static Table,
    from: &'f dyn FileReader,
    wanted: Vec<&'f str>,
    /// The row group that is being read, as rows of the file.
    group: Range<usize>,
    /// Number of the row group after it.
    next_group: usize,
    /// The row at which the columns stand.
    at: usize,
    /// The columns of the row group, each with its place in the table.
    columns: Vec<(usize, ColumnReader)>,
}

impl<'f> Reading<'f> {
    pub(crate) fn new(
        table: &'static Table,
        from: &'f dyn FileReader,
        wanted: &[&'f str],
    ) -> Reading<'f> {
        let wanted = wanted.to_vec();
        Reading { table, from, wanted, group: 0..0, next_group: 0, at: 0, columns: Vec::new() }
    }

    /// Adds rows to a sheet. They must not lie before those read last.
    pub(crate) fn add(&mut self, sheet: &mut Sheet, rows: Range<usize>) -> Result<()> {
        let mut start = rows.start;
        while start < rows.end {
            while start >= self.group.end {
                self.turn_to_next_group()?;
            }
            let end = rows.end.min(self.group.end);
            let skipped = start.checked_sub(self.at).ok_or_else(|| lacking("going back"))?;
            for (place, reader) in &mut self.columns {
                if let Some(values) = sheet.columns.get_mut(*place) {
                    read_column(reader, values, skipped, end - start)?;
                }
            }
            (self.at, start) = (end, end);
        }
        sheet.rows += rows.len();
        Ok(())
    }

    fn turn_to_next_group(&mut self) -> Result<()> {
        if self.next_group >= self.from.num_row_groups() {
            return Err(lacking("fewer rows than announced"));
        }
        let metadata = self.from.metadata().row_group(self.next_group);
        let long = usize::try_from(metadata.num_rows()).unwrap_or_default();
        self.group = self.group.end..self.group.end + long;
        self.at = self.group.start;
        let reader = self.from.get_row_group(self.next_group)?;
        let schema = metadata.schema_descr();
        self.columns.clear();
        for place in 0..schema.num_columns() {
            let column = schema.column(place);
            let name = column.name();
            let in_table = self.table.columns.iter().position(|column| column.name == name);
            if let Some(in_table) = in_table.filter(|_| self.wanted.contains(&name)) {
                self.columns.push((in_table, reader.get_column_reader(place)?));
            }
        }
        self.next_group += 1;
        Ok(())
    }
}

fn lacking(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

fn read_column(
    reader: &mut ColumnReader,
    values: &mut Values,
    skipped: usize,
    rows: usize,
) -> Result<()> {
    let present = &mut values.present;
    match (reader, &mut values.data) {
        (ColumnReader::ByteArrayColumnReader(reader), Data::Text(data)) => {
            read_values(reader, data, present, skipped, rows)
        }
        (ColumnReader::Int32ColumnReader(reader), Data::Int(data)) => {
            read_values(reader, data, present, skipped, rows)
        }
        (ColumnReader::Int64ColumnReader(reader), Data::Long(data)) => {
            read_values(reader, data, present, skipped, rows)
        }
        (ColumnReader::DoubleColumnReader(reader), Data::Real(data)) => {
            read_values(reader, data, present, skipped, rows)
        }
        (ColumnReader::BoolColumnReader(reader), Data::Flag(data)) => {
            read_values(reader, data, present, skipped, rows)
        }
        _ => Err(lacking("a column of another type")),
    }
}

fn read_values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    data: &mut Vec<T::T>,
    present: &mut Vec<i16>,
    skipped: usize,
    rows: usize,
) -> Result<()> {
    if reader.skip_records(skipped)? < skipped {
        return Err(lacking("fewer rows than announced"));
    }
    let mut left = rows;
    while left > 0 {
        let (read, _, _) = reader.read_records(left, Some(present), None, data)?;
        if read == 0 {
            return Err(lacking("fewer rows than announced"));
        }
        left -= read;
    }
    Ok(())
}

/// A Parquet file of a table, into which row groups are written one by one.
pub(crate) fn writer<W: Write + Send>(
    table: &Table,
    to: W,
    about: Vec<KeyValue>,
) -> Result<SerializedFileWriter<W>> {
    let level = ZstdLevel::try_new(3)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_data_page_row_count_limit(ROWS_OF_A_PAGE)
        .set_write_batch_size(ROWS_OF_A_PAGE)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by(concat!("scrutineer ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(described(table, about)))
        .build();
    SerializedFileWriter::new(to, schema(table)?, Arc::new(properties))
}

/// What the table and its columns are, for the file.
fn described(table: &Table, mut about: Vec<KeyValue>) -> Vec<KeyValue> {
    let mut add = |key: String, value: &str| about.push(KeyValue::new(key, value.to_owned()));
    add("scrutineer.table".to_owned(), table.about);
    for column in table.columns {
        add(format!("scrutineer.column.{}", column.name), column.about);
    }
    about
}

fn schema(table: &Table) -> Result<TypePtr> {
    let fields = table.columns.iter().map(field).collect::<Result<Vec<_>>>()?;
    Ok(Arc::new(Type::group_type_builder(table.name).with_fields(fields).build()?))
}

fn field(column: &Column) -> Result<TypePtr> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Int => (Physical::INT32, None),
        Kind::Long => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Flag => (Physical::BOOLEAN, None),
    };
    let repetition = if column.optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let field = Type::primitive_type_builder(column.name, physical)
        .with_repetition(repetition)
        .with_converted_type(ConvertedType::NONE)
        .with_logical_type(logical)
        .build()?;
    Ok(Arc::new(field))
}

#[cfg(test)]
mod tests;

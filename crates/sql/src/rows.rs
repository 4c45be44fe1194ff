//! Rows as Arrow batches: the columns of a table as a schema, and rows into its builders.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder,
    RecordBatch, StringBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::error::Result;
use scrutineer_book::{Cell, Column, Kind, Table};
use scrutineer_record::Date;

/// The columns of a table, each with its description among its metadata.
pub(crate) fn schema_of(table: &Table) -> SchemaRef {
    let field = |column: &Column| {
        let about = HashMap::from([("about".to_owned(), column.about.to_owned())]);
        Field::new(column.name, type_of(column.kind), column.optional).with_metadata(about)
    };
    Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()))
}

fn type_of(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Int => DataType::Int32,
        Kind::Long => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Day => DataType::Date32,
        Kind::Flag => DataType::Boolean,
    }
}

/// A cell of a row, not copied before it stands in its column.
#[derive(Debug)]
pub(crate) enum Value<'v> {
    Empty,
    Text(Cow<'v, str>),
    Number(i64),
    Real(f64),
    Flag(bool),
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Value<'v> {
        Value::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl From<u16> for Value<'_> {
    fn from(number: u16) -> Self {
        Value::Number(number.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl From<Date> for Value<'_> {
    /// The first day that the date can mean, as days since 1970.
    fn from(date: Date) -> Self {
        let epoch = Date::ymd(1970, 1, 1);
        epoch.map_or(Value::Empty, |epoch| Value::Number(epoch.days_until(date).into()))
    }
}

impl From<Cell> for Value<'_> {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Empty => Value::Empty,
            Cell::Text(text) => text.into(),
            Cell::Int(number) => Value::Number(number.into()),
            Cell::Long(number) => Value::Number(number),
            Cell::Real(number) => Value::Real(number),
            Cell::Flag(flag) => Value::Flag(flag),
        }
    }
}

impl<'v, T: Into<Value<'v>>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Empty, Into::into)
    }
}

/// Text that is there only if it is not empty.
pub(crate) fn filled(text: &str) -> Value<'_> {
    if text.is_empty() { Value::Empty } else { text.into() }
}

/// Takes batches as they become full; `false`: no more are wanted.
pub(crate) type Taker<'t> = dyn FnMut(RecordBatch) -> bool + 't;

/// Rows on their way into batches of a table.
pub(crate) struct Rows<'t> {
    schema: SchemaRef,
    columns: Vec<Builder>,
    rows: usize,
    take: &'t mut Taker<'t>,
    /// Whether more are wanted.
    open: bool,
}

/// So many rows go together.
const ROWS_OF_A_BATCH: usize = 8192;

impl<'t> Rows<'t> {
    pub(crate) fn new(table: &Table, take: &'t mut Taker<'t>) -> Rows<'t> {
        let columns = table.columns.iter().map(|column| Builder::of(column.kind)).collect();
        Rows { schema: schema_of(table), columns, rows: 0, take, open: true }
    }

    /// Adds a row: a value for each column, in order. `false`: no more are wanted.
    pub(crate) fn add<const N: usize>(&mut self, values: [Value<'_>; N]) -> Result<bool> {
        debug_assert_eq!(N, self.columns.len());
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
        self.rows += 1;
        if self.rows == ROWS_OF_A_BATCH {
            self.send()?;
        }
        Ok(self.open)
    }

    /// Hands on the rows that are left.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.send()
    }

    fn send(&mut self) -> Result<()> {
        let columns = self.columns.iter_mut().map(Builder::finish).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
        self.rows = 0;
        self.open = (self.take)(batch);
        Ok(())
    }
}

/// The builder of a column.
enum Builder {
    Text(StringBuilder),
    Int(Int32Builder),
    Long(Int64Builder),
    Real(Float64Builder),
    Day(Date32Builder),
    Flag(BooleanBuilder),
}

impl Builder {
    fn of(kind: Kind) -> Builder {
        match kind {
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Int => Builder::Int(Int32Builder::new()),
            Kind::Long => Builder::Long(Int64Builder::new()),
            Kind::Real => Builder::Real(Float64Builder::new()),
            Kind::Day => Builder::Day(Date32Builder::new()),
            Kind::Flag => Builder::Flag(BooleanBuilder::new()),
        }
    }

    /// Adds a value. One of another kind than the column counts as missing, which a column that must have one refuses.
    fn push(&mut self, value: Value<'_>) {
        let narrow = |number: i64| i32::try_from(number).ok();
        match (self, value) {
            (Builder::Text(column), Value::Text(text)) => column.append_value(text),
            (Builder::Text(column), _) => column.append_null(),
            (Builder::Int(column), Value::Number(number)) => column.append_option(narrow(number)),
            (Builder::Int(column), _) => column.append_null(),
            (Builder::Long(column), Value::Number(number)) => column.append_value(number),
            (Builder::Long(column), _) => column.append_null(),
            (Builder::Real(column), Value::Real(number)) => column.append_value(number),
            (Builder::Real(column), _) => column.append_null(),
            (Builder::Day(column), Value::Number(day)) => column.append_option(narrow(day)),
            (Builder::Day(column), _) => column.append_null(),
            (Builder::Flag(column), Value::Flag(flag)) => column.append_value(flag),
            (Builder::Flag(column), _) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(column) => Arc::new(column.finish()),
            Builder::Int(column) => Arc::new(column.finish()),
            Builder::Long(column) => Arc::new(column.finish()),
            Builder::Real(column) => Arc::new(column.finish()),
            Builder::Day(column) => Arc::new(column.finish()),
            Builder::Flag(column) => Arc::new(column.finish()),
        }
    }
}

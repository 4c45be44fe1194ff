//! Answers as text for people, CSV, JSON and Parquet.

use std::io::Write;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray, StructArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::display::FormatOptions;
use datafusion::arrow::util::pretty::pretty_format_batches_with_options;
use datafusion::arrow::{csv as arrow_csv, json as arrow_json};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::WriterProperties;

use crate::Answer;
use crate::error::Error;

/// As a table for people, with how many rows it has.
///
/// # Errors
/// If the statement fails, or its answer is larger than memory allows.
pub fn table(answer: Answer<'_>) -> Result<String, Error> {
    let (schema, batches) = answer.gathered()?;
    let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
    let batches = if batches.is_empty() { vec![RecordBatch::new_empty(schema)] } else { batches };
    let options = FormatOptions::default().with_display_error(true);
    let table = pretty_format_batches_with_options(&batches, &options).map_err(unwritable)?;
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    Ok(format!("{table}\n{rows}\n"))
}

/// As CSV with a header. Lists and structs stand in it as JSON.
///
/// # Errors
/// If the statement fails, or the answer cannot be written.
pub fn csv(answer: Answer<'_>, out: &mut impl Write) -> Result<(), Error> {
    let header = RecordBatch::new_empty(flat_schema(&answer.schema()));
    let mut writer = arrow_csv::Writer::new(out);
    writer.write(&header).map_err(unwritable)?;
    for batch in answer {
        let flat = flat(&batch?).map_err(unwritable)?;
        writer.write(&flat).map_err(unwritable)?;
    }
    Ok(())
}

/// As JSON: an array with an object a row.
///
/// # Errors
/// If the statement fails, or the answer cannot be written.
pub fn json(answer: Answer<'_>, out: &mut impl Write) -> Result<(), Error> {
    let builder = arrow_json::WriterBuilder::new().with_explicit_nulls(true);
    let mut writer = builder.build::<_, arrow_json::writer::JsonArray>(&mut *out);
    for batch in answer {
        writer.write(&batch?).map_err(unwritable)?;
    }
    writer.finish().map_err(unwritable)?;
    drop(writer);
    writeln!(out).map_err(|why| Error::new(format!("the answer cannot be written: {why}")))
}

/// As Parquet, compressed with zstd.
///
/// # Errors
/// If the statement fails, or the answer cannot be written.
pub fn parquet(answer: Answer<'_>, out: impl Write + Send) -> Result<(), Error> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    let schema = answer.schema();
    let mut writer = ArrowWriter::try_new(out, schema, Some(properties)).map_err(unpacked)?;
    for batch in answer {
        writer.write(&batch?).map_err(unpacked)?;
    }
    writer.close().map_err(unpacked)?;
    Ok(())
}

fn unwritable(why: ArrowError) -> Error {
    Error::new(format!("the answer cannot be written: {why}"))
}

fn unpacked(why: ParquetError) -> Error {
    Error::new(format!("the answer cannot be written: {why}"))
}

fn flat_schema(schema: &Schema) -> SchemaRef {
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        of if of.is_nested() => Arc::new(Field::new(field.name(), DataType::Utf8, true)),
        _ => Arc::clone(field),
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// The same rows with JSON in the place of lists and structs, of which CSV has none.
fn flat(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let columns = batch.columns().iter().map(|column| {
        if column.data_type().is_nested() { as_json(column) } else { Ok(Arc::clone(column)) }
    });
    RecordBatch::try_new(flat_schema(&batch.schema()), columns.collect::<Result<_, _>>()?)
}

/// Each value of a column as JSON.
fn as_json(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let field = Arc::new(Field::new("of", column.data_type().clone(), true));
    let value = |row: usize| -> Result<Option<String>, ArrowError> {
        if column.is_null(row) {
            return Ok(None);
        }
        let one =
            StructArray::new(vec![Arc::clone(&field)].into(), vec![column.slice(row, 1)], None);
        let mut writer = arrow_json::LineDelimitedWriter::new(Vec::new());
        writer.write(&RecordBatch::from(one))?;
        writer.finish()?;
        let line = String::from_utf8_lossy(&writer.into_inner()).into_owned();
        let line = line.trim_end();
        Ok(line.strip_prefix("{\"of\":").and_then(|rest| rest.strip_suffix('}')).map(str::to_owned))
    };
    let values: Result<Vec<_>, _> = (0..column.len()).map(value).collect();
    Ok(Arc::new(StringArray::from(values?)))
}

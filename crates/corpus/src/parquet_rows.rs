//! Parquet files, row by row, of which only the columns that are wanted are read.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use scrutineer_ingest::Progress;
use scrutineer_record::Date;

use crate::Error;
use crate::document::{Document, Fields, Place};
use crate::files::File;
use crate::work::{Raw, Sink};

/// Into how many groups of rows a file is cut, each of which can be read by itself.
pub(crate) fn groups(path: &Path) -> Result<usize, Error> {
    let opened = fs::File::open(path).map_err(|why| Error::io(path, "opened", why))?;
    let reader = SerializedFileReader::new(opened).map_err(|why| unreadable(path, &why))?;
    Ok(reader.num_row_groups())
}

fn unreadable(path: &Path, why: &ParquetError) -> Error {
    Error::new(format!("{} cannot be read as Parquet: {why}", path.display()))
}

/// Gives every row to the sink, or those of some groups alone.
pub(crate) fn read(
    file: &File,
    number: usize,
    wanted: Option<&Range<usize>>,
    fields: &Fields,
    progress: &Progress,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let failed = |why: ParquetError| unreadable(&file.path, &why);
    let opened = fs::File::open(&file.path).map_err(|why| Error::io(&file.path, "opened", why))?;
    let reader = SerializedFileReader::new(opened).map_err(failed)?;
    let columns = columns(reader.metadata().file_metadata().schema(), fields).map_err(failed)?;
    let mut row = 0;
    for number_of_group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number_of_group).map_err(failed)?;
        if wanted.is_some_and(|wanted| !wanted.contains(&number_of_group)) {
            // Rows are numbered in their file, whoever reads which.
            row += u64::try_from(group.metadata().num_rows()).unwrap_or_default();
            continue;
        }
        let columns = Some(columns.clone());
        let rows = RowIter::from_row_group(columns, group.as_ref()).map_err(failed)?;
        for values in rows {
            row += 1;
            let values = values.map_err(failed)?;
            let document = document(fields, &values);
            let raw = document.map_or_else(Raw::Failed, |document| Raw::Read(Box::new(document)));
            if !sink.take(Place { file: number, row }, raw)? {
                return Ok(());
            }
        }
        progress.add(u64::try_from(group.metadata().compressed_size()).unwrap_or_default());
    }
    Ok(())
}

/// The columns that hold something of a document. If there is none with words, all of them by name, so that
/// the message can tell them.
fn columns(schema: &Type, fields: &Fields) -> Result<Type, ParquetError> {
    let names =
        [fields.of_text(), fields.of_title(), fields.of_date(), fields.of_id(), fields.of_source()]
            .concat();
    let columns = schema.get_fields().iter().filter(|column| column.is_primitive());
    let has_text = columns.clone().any(|column| fields.of_text().contains(&column.name()));
    let kept = columns.filter(|column| !has_text || names.contains(&column.name()));
    Type::group_type_builder(schema.name()).with_fields(kept.map(Arc::clone).collect()).build()
}

fn document(fields: &Fields, row: &Row) -> Result<Document, String> {
    let value = |name: &str| {
        let (_, field) = row.get_column_iter().find(|(column, _)| *column == name)?;
        words(field)
    };
    let names = || row.get_column_iter().map(|(name, _)| name.clone()).collect();
    Document::of_values(fields, value, names)
}

/// A value as text: words, a number, a day.
fn words(field: &Field) -> Option<String> {
    match field {
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok().map(str::to_owned),
        Field::Int(number) => Some(number.to_string()),
        Field::Long(number) => Some(number.to_string()),
        Field::UInt(number) => Some(number.to_string()),
        Field::ULong(number) => Some(number.to_string()),
        Field::Date(days) => day(i64::from(*days)),
        Field::TimestampMillis(time) => day(time.div_euclid(86_400_000)),
        Field::TimestampMicros(time) => day(time.div_euclid(86_400_000_000)),
        _ => None,
    }
}

/// The day so many days after the first of January 1970.
fn day(days: i64) -> Option<String> {
    let epoch = Date::ymd(1970, 1, 1)?;
    epoch.plus_days(i32::try_from(days).ok()?).map(|date| date.to_string())
}

//! Findings as Arrow: the types of the report, whose JSON Schemas say what the columns are.

use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::{DataType, Field, Fields, Schema};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::json::ReaderBuilder;
use datafusion::common::exec_datafusion_err;
use datafusion::error::Result;
use schemars::{JsonSchema, schema_for};
use scrutineer_ingest::article::Article;
use scrutineer_record::Date;
use scrutineer_report::findings::{Document, FindingReport, SpanReport};
use serde::Serialize;
use serde_json::Value;

use crate::world::World;

/// The type of a list of findings.
pub(crate) fn of_findings() -> DataType {
    list_of::<FindingReport<'static>>()
}

/// The type of a list of sentences that were not understood.
pub(crate) fn of_spans() -> DataType {
    list_of::<SpanReport<'static>>()
}

fn list_of<T: JsonSchema>() -> DataType {
    let schema = schema_for!(T).to_value();
    list(data_type(&schema, &schema).0)
}

fn list(of: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(of, true)))
}

/// The type that a JSON Schema describes, and whether it can be null. `root` has what it refers to.
fn data_type(of: &Value, root: &Value) -> (DataType, bool) {
    if let Some(of) = of.get("$ref").and_then(Value::as_str) {
        let named = of.strip_prefix('#').and_then(|place| root.pointer(place));
        return named.map_or((DataType::Utf8, true), |named| data_type(named, root));
    }
    if let Some(choices) = of.get("anyOf").and_then(Value::as_array) {
        let chosen = choices.iter().find(|choice| !is_type(choice, "null"));
        return chosen.map_or((DataType::Utf8, true), |chosen| (data_type(chosen, root).0, true));
    }
    let inner = |key: &str| of.get(key).filter(|inner| inner.is_object());
    let plain = if let Some(items) = inner("items") {
        list(data_type(items, root).0)
    } else if let Some(values) = inner("additionalProperties") {
        map(data_type(values, root).0)
    } else if let Some(properties) = of.get("properties").and_then(Value::as_object) {
        let field = |(name, of): (&String, &Value)| {
            let (of, nullable) = data_type(of, root);
            Field::new(name, of, nullable)
        };
        DataType::Struct(properties.iter().map(field).collect())
    } else if is_type(of, "integer") {
        DataType::Int64
    } else if is_type(of, "number") {
        DataType::Float64
    } else if is_type(of, "boolean") {
        DataType::Boolean
    } else {
        DataType::Utf8
    };
    (plain, is_type(of, "null"))
}

/// Whether a JSON Schema allows this type.
fn is_type(of: &Value, name: &str) -> bool {
    match of.get("type") {
        Some(Value::String(one)) => one == name,
        Some(Value::Array(several)) => several.iter().any(|one| one == name),
        _ => false,
    }
}

fn map(values: DataType) -> DataType {
    let entry = vec![Field::new("keys", DataType::Utf8, false), Field::new("values", values, true)];
    let entries = Field::new("entries", DataType::Struct(Fields::from(entry)), false);
    DataType::Map(Arc::new(entries), false)
}

/// A text as `check` takes one that is given on standard input.
pub(crate) fn checked(world: &World, text: &str, date: Option<Date>) -> Result<Document> {
    let article = Article::read("the statement", text, None);
    let article = article.map_err(|why| exec_datafusion_err!("{why}"))?;
    Ok(Document::checked("statement".to_owned(), article, date, |text, date| {
        world.with_checker(|checker| checker.check(text, date))
    }))
}

/// The findings of each document; null for none.
pub(crate) fn findings(world: &World, of: &[Option<Document>]) -> Result<ArrayRef> {
    let found = of.iter().map(|document| {
        let document = document.as_ref()?;
        let findings = document.found.findings.iter();
        Some(findings.map(|found| FindingReport::of(world.record(), document, found)).collect())
    });
    column(of_findings(), found.collect())
}

/// The sentences of each document that speak of votes and were not understood.
pub(crate) fn unread(of: &[Option<Document>]) -> Result<ArrayRef> {
    let spans = of.iter().map(|document| {
        let document = document.as_ref()?;
        Some(document.found.unread.iter().map(|span| SpanReport::of(document, *span)).collect())
    });
    column(of_spans(), spans.collect())
}

/// A row of the column that is made.
#[derive(Serialize)]
struct Row<T> {
    of: Option<Vec<T>>,
}

fn column<T: Serialize>(of: DataType, lists: Vec<Option<Vec<T>>>) -> Result<ArrayRef> {
    let schema = Arc::new(Schema::new(vec![Field::new("of", of, true)]));
    let rows: Vec<_> = lists.into_iter().map(|of| Row { of }).collect();
    let decoded = || -> Result<_, ArrowError> {
        let mut decoder = ReaderBuilder::new(schema).with_batch_size(rows.len()).build_decoder()?;
        decoder.serialize(&rows)?;
        decoder.flush()
    };
    let batch = decoded()?.ok_or_else(|| exec_datafusion_err!("no rows to check"))?;
    Ok(Arc::clone(batch.column(0)))
}

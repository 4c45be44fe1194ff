//! The OpenAPI document, made from the table of endpoints and the types that are written.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::ROOT;
use super::endpoints::{ENDPOINTS, Endpoint, Kind, Parameter};
use super::respond::{Answer, Document};
use crate::problem::Problem;

/// The document.
pub(super) fn answer() -> Result<Answer, Problem> {
    let mut settings = SchemaSettings::draft2020_12().for_serialize();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut generator = settings.into_generator();
    let problem = generator.subschema_for::<Document<'_>>().to_value();
    let mut paths = Map::new();
    for endpoint in &ENDPOINTS {
        let method = if endpoint.takes_statement { "post" } else { "get" };
        let operation = operation(endpoint, &mut generator, &problem);
        paths.insert(endpoint.path(), json!({ (method): operation }));
    }
    Answer::json(&json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Scrutineer",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "How states vote at the United Nations, and whether what is said about it is so.",
        },
        "servers": [{ "url": ROOT }],
        "paths": paths,
        "components": { "schemas": generator.take_definitions(true) },
    }))
}

fn operation(endpoint: &Endpoint, generator: &mut SchemaGenerator, problem: &Value) -> Value {
    let mut operation = object(json!({
        "operationId": endpoint.id,
        "summary": endpoint.about,
        "parameters": parameters(endpoint),
    }));
    if endpoint.takes_statement {
        let text = json!({ "schema": { "type": "string", "minLength": 1 } });
        let body = json!({
            "required": true,
            "description": "The statement.",
            "content": { "text/plain": text, "text/html": text, "text/markdown": text },
        });
        operation.insert("requestBody".to_owned(), body);
    }
    let schema = (endpoint.schema)(generator).to_value();
    operation.insert("responses".to_owned(), responses(endpoint, &schema, problem).into());
    operation.into()
}

fn responses(endpoint: &Endpoint, schema: &Value, problem: &Value) -> Map<String, Value> {
    let mut content = object(json!({ "application/json": { "schema": schema } }));
    if endpoint.has_table {
        content.insert("text/csv".to_owned(), json!({ "schema": { "type": "string" } }));
    }
    let answer = json!({
        "description": endpoint.about,
        "headers": headers(endpoint),
        "content": content,
    });
    let mut responses = object(json!({
        "200": answer,
        "304": { "description": "What was sent before still holds." },
    }));
    let mut refused = |status: &str, about: &str| {
        let content = json!({ "application/problem+json": { "schema": problem } });
        let response = json!({ "description": about, "content": content });
        responses.insert(status.to_owned(), response);
    };
    refused("400", "A parameter is missing, unknown, or cannot be so.");
    refused("404", "The book does not hold what was asked for.");
    refused("422", "What was asked makes no sense.");
    refused("503", "The answer took too long.");
    if endpoint.takes_statement {
        refused("413", "The statement is too long.");
        refused("415", "The statement is neither text nor a page nor Markdown.");
    }
    responses
}

fn headers(endpoint: &Endpoint) -> Value {
    let text = json!({ "type": "string" });
    let mut headers =
        object(json!({ "ETag": { "description": "Of this answer.", "schema": text } }));
    if !endpoint.parts.is_empty() {
        let about = "Where the next part is, if there is one.";
        headers.insert("Link".to_owned(), json!({ "description": about, "schema": text }));
    }
    headers.into()
}

/// The entries of a value that is written as an object.
fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(entries) => entries,
        _ => Map::new(),
    }
}

fn parameters(endpoint: &Endpoint) -> Vec<Value> {
    let in_path = endpoint.name.iter().map(|name| parameter(name, "path"));
    in_path.chain(endpoint.parameters().map(|of| parameter(of, "query"))).collect()
}

fn parameter(of: &Parameter, place: &str) -> Value {
    let schema = match &of.kind {
        Kind::Text | Kind::List => json!({ "type": "string" }),
        Kind::OneOf(codes) => json!({ "type": "string", "enum": codes() }),
        Kind::Number { least, most } => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
    };
    let mut parameter = object(json!({
        "name": of.name,
        "in": place,
        "description": of.about,
        "required": of.required,
        "schema": schema,
    }));
    if let Some(example) = of.example {
        parameter.insert("example".to_owned(), json!(example));
    }
    parameter.into()
}

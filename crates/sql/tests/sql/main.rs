//! Statements over the built-in book: what they answer, that it is what the commands answer, and what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod agree;
mod described;
mod files;
mod memory;
mod refused;
mod spread;

use scrutineer_sql::{Engine, Error, Limits, World, csv, json};
use serde_json::Value;

/// An engine over the built-in book.
fn engine() -> Engine {
    Engine::new(World::built_in().unwrap(), Limits { threads: 2, ..Limits::default() }).unwrap()
}

/// The answer to one statement as CSV.
fn asked(engine: &Engine, sql: &str) -> Result<String, Error> {
    let mut out = Vec::new();
    for answer in engine.answers(sql)? {
        csv(answer?, &mut out)?;
    }
    Ok(String::from_utf8(out).unwrap())
}

/// The answer to one statement as JSON.
fn rows(engine: &Engine, sql: &str) -> Vec<Value> {
    let mut out = Vec::new();
    for answer in engine.answers(sql).unwrap() {
        json(answer.unwrap(), &mut out).unwrap();
    }
    serde_json::from_slice(&out).unwrap()
}

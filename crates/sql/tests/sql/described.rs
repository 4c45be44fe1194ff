//! Every table and function says what it is, once, and the reference says so too.

use std::collections::HashSet;
use std::path::Path;

use scrutineer_sql::{FUNCTIONS, reference};

use super::{asked, engine, rows};

#[test]
fn every_function_is_described_and_its_example_runs() {
    let engine = engine();
    let mut names = HashSet::new();
    for function in FUNCTIONS {
        assert!(names.insert(function.name), "{} stands twice", function.name);
        assert!(function.about.len() > 20, "{} is not described", function.name);
        assert!(function.arguments.iter().all(|(_, about)| about.len() > 5), "{}", function.name);
        assert!(function.example.contains(function.name), "{}: another example", function.name);
        // Archives are not here.
        if !function.example.contains("articles.jsonl") {
            let answer = asked(&engine, function.example).unwrap();
            assert!(answer.lines().count() > 1, "{}: {answer}", function.name);
        }
    }
}

/// A function that is registered past the list would not be described.
#[test]
fn only_functions_of_the_list_are_added() {
    let engine = engine();
    let listed: HashSet<String> = FUNCTIONS.iter().map(|of| of.name.to_owned()).collect();
    let rows = rows(&engine, "SELECT name FROM functions");
    let told = rows.iter().map(|row| row["name"].as_str().unwrap().to_owned());
    assert_eq!(told.collect::<HashSet<_>>(), listed);
}

#[test]
fn the_reference_is_what_tables_and_functions_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sql-reference.md");
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        std::fs::write(&path, reference()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(
        written == reference(),
        "docs/sql-reference.md is out of date: UPDATE_REFERENCE=1 cargo test"
    );
}

/// Rows have a value for each column, of its type: tables are read whole.
#[test]
fn every_table_can_be_read_whole() {
    let engine = engine();
    for row in rows(&engine, "SELECT DISTINCT table_name FROM columns") {
        let table = row["table_name"].as_str().unwrap();
        let answer = asked(&engine, &format!("SELECT * FROM {table}")).unwrap();
        let header = answer.lines().next().unwrap().split(',').count();
        let listed = rows(&engine, &format!("SELECT * FROM columns WHERE table_name = '{table}'"));
        assert_eq!(header, listed.len(), "{table}");
    }
}

#[test]
fn every_statement_of_the_guide_runs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sql.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let engine = engine();
    let statements = guide.split("```sql\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut run = 0;
    for statement in statements {
        let answer = asked(&engine, statement).unwrap_or_else(|why| panic!("{statement}: {why}"));
        assert!(answer.lines().count() > 1, "{statement}: no rows");
        run += 1;
    }
    assert!(run >= 5, "only {run} statements");
}

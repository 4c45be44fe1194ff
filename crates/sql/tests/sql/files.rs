//! The cases of `cases/*.slt`, in the format of sqllogictest, which engines of many makers run.

use std::path::Path;

use scrutineer_sql::{Engine, Error};
use sqllogictest::{DB, DBOutput, DefaultColumnType, Runner};

use super::{engine, rows};

struct Asked(Engine);

impl DB for Asked {
    type Error = Error;
    type ColumnType = DefaultColumnType;

    fn run(&mut self, sql: &str) -> Result<DBOutput<DefaultColumnType>, Error> {
        // Faults come as errors, whose words the cases expect.
        super::asked(&self.0, sql)?;
        let rows = rows(&self.0, sql);
        let cell = |value: &serde_json::Value| match value {
            serde_json::Value::Null => "NULL".to_owned(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.as_object().unwrap().values().map(cell).collect()).collect();
        let width = rows.first().map_or(0, Vec::len);
        Ok(DBOutput::Rows { types: vec![DefaultColumnType::Any; width], rows })
    }
}

#[test]
fn the_cases_of_every_file_hold() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut read = 0;
    for file in std::fs::read_dir(&cases).unwrap() {
        let file = file.unwrap().path();
        let mut runner = Runner::new(|| async { Ok(Asked(engine())) });
        runner.run_file(&file).unwrap_or_else(|why| panic!("{why}"));
        read += 1;
    }
    assert!(read >= 3, "only {read} files");
}

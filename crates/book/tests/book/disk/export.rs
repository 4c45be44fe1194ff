//! Exported tables: every column described, and the same rows in every form.

use std::fs::{self, File};
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use scrutineer_book::{CITATION, ExportFormat, Shelf, TABLES, Table};
use scrutineer_ingest::Format;
use serde_json::Value;

use super::import::{undl, unvotes};
use super::{directory, import, rich, shelf};

fn book(name: &str) -> Shelf {
    let shelf = shelf(name);
    import(&shelf, undl());
    import(&shelf, unvotes());
    import(&shelf, rich(Format::Voeten, "rich.csv"));
    shelf
}

/// A table in one form: the rows as texts, and what each column is said to be.
struct Read {
    rows: Vec<Vec<String>>,
    columns: Vec<(String, String)>,
}

fn of_csv(folder: &Path, table: &Table) -> Read {
    let path = folder.join(format!("{}.csv", table.name));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    let mut described = csv::Reader::from_path(folder.join("columns.csv")).unwrap();
    let described: Vec<_> = described.records().map(Result::unwrap).collect();
    let about = |column: &String| {
        let row = described.iter().find(|row| &row[0] == table.name && row[1] == *column);
        row.map(|row| row[3].to_owned()).unwrap_or_default()
    };
    Read {
        rows: rows.collect(),
        columns: header.iter().map(|name| (name.clone(), about(name))).collect(),
    }
}

/// The book has votes of the Library, of unvotes and of Voeten.
fn assert_cites_each_on_its_terms(citation: &str) {
    let lines: Vec<_> = citation.lines().collect();
    assert!(lines.contains(&CITATION), "{citation}");
    assert_eq!(lines.len(), 3, "{citation}");
    assert_eq!(lines.iter().filter(|line| line.ends_with("CC0")).count(), 2, "{citation}");
}

fn of_parquet(folder: &Path, table: &Table) -> Read {
    let path = folder.join(format!("{}.parquet", table.name));
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let metadata = reader.metadata().file_metadata();
    let pairs = metadata.key_value_metadata().unwrap();
    let value = |key: &str| {
        let pair = pairs.iter().find(|pair| pair.key == key);
        pair.and_then(|pair| pair.value.clone()).unwrap_or_default()
    };
    assert_cites_each_on_its_terms(&value("scrutineer.citation"));
    assert!(!value("scrutineer.table").is_empty() && !value("scrutineer.book").is_empty());
    let names = metadata.schema_descr().columns().iter().map(|column| column.name().to_owned());
    let columns = names.map(|name| (name.clone(), value(&format!("scrutineer.column.{name}"))));
    let cell = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Int(number) => number.to_string(),
        Field::Long(number) => number.to_string(),
        Field::Bool(flag) => flag.to_string(),
        Field::Date(day) => {
            scrutineer_record::Date::ymd(1970, 1, 1).unwrap().plus_days(*day).unwrap().to_string()
        }
        other => panic!("{other:?}"),
    };
    let rows = reader.get_row_iter(None).unwrap();
    let rows =
        rows.map(|row| row.unwrap().get_column_iter().map(|(_, field)| cell(field)).collect());
    Read { rows: rows.collect(), columns: columns.collect() }
}

fn of_json(folder: &Path, table: &Table) -> Read {
    let text = fs::read_to_string(folder.join(format!("{}.json", table.name))).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["table"], table.name);
    assert_cites_each_on_its_terms(value["citation"].as_str().unwrap());
    let described = value["columns"].as_object().unwrap();
    let columns =
        described.iter().map(|(name, about)| (name.clone(), about.as_str().unwrap().to_owned()));
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let rows = value["rows"].as_array().unwrap().iter();
    let rows = rows.map(|row| row.as_object().unwrap().values().map(cell).collect());
    Read { rows: rows.collect(), columns: columns.collect() }
}

#[test]
fn every_form_has_the_same_rows_and_every_column_is_described() {
    let shelf = book("export");
    let exported = directory("exported");
    let folders = ExportFormat::ALL.map(|format| {
        let folder = exported.join(format.code());
        let files = shelf.export(&folder, format).unwrap().value;
        assert!(files.iter().all(|file| file.path.exists() && !file.about.is_empty()));
        for table in TABLES {
            let path = folder.join(format!("{}.{}", table.name, format.code()));
            let rows = files.iter().find(|file| file.path == path).unwrap().rows;
            assert!(rows > Some(0), "{} is empty: nothing is tried", table.name);
        }
        folder
    });
    for table in TABLES {
        let forms = [
            of_csv(&folders[0], table),
            of_parquet(&folders[1], table),
            of_json(&folders[2], table),
        ];
        for form in &forms {
            assert_eq!(form.columns, forms[0].columns, "{}", table.name);
            assert!(form.columns.iter().all(|(_, about)| about.len() > 5), "{:?}", form.columns);
            assert_eq!(form.rows.len(), forms[0].rows.len(), "{}", table.name);
            for (one, other) in form.rows.iter().zip(&forms[0].rows) {
                assert_eq!(one, other, "{}", table.name);
            }
        }
    }
    // Positions go by the names that the other tables use.
    let positions = of_csv(&folders[0], TABLES[1]);
    assert_eq!(
        positions.columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["vote", "member", "position"]
    );
    assert!(positions.rows.contains(&["voeten:920", "CHN", "abstain"].map(str::to_owned).into()));
}

#[test]
fn nothing_is_overwritten() {
    let shelf = book("export-twice");
    let folder = directory("exported-twice");
    fs::write(folder.join("members.csv"), "mine").unwrap();
    let error = shelf.export(&folder, ExportFormat::Csv).unwrap_err();
    assert!(error.to_string().contains("members.csv cannot be written"), "{error}");
    assert!(!error.is_damage());
    assert_eq!(fs::read_to_string(folder.join("members.csv")).unwrap(), "mine");
}

#[test]
fn an_export_that_meets_any_of_its_files_writes_none() {
    let shelf = book("export-met");
    for name in ["members.csv", "columns.csv", "CITATION.txt"] {
        let to = directory("met").join(name);
        fs::create_dir_all(&to).unwrap();
        fs::write(to.join(name), "mine").unwrap();
        let error = shelf.export(&to, ExportFormat::Csv).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(fs::read_dir(&to).unwrap().count(), 1, "{name}");
    }
}

//! Books of other programs: older ones open, newer ones say so.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::types::Type;
use scrutineer_book::{ExportFormat, Shelf, TABLES};
use scrutineer_ingest::Format;
use scrutineer_record::Position;
use serde_json::{Value, json};

use super::import::{newest, undl};
use super::{directory, import, member, request, rich, shelf};

/// Changes the manifest of a snapshot as a program would have written it: its sum stands in `current`.
pub(super) fn rewrite(book: &Path, snapshot: &Path, change: impl Fn(&mut Value)) {
    let path = snapshot.join("manifest.json");
    let old = fs::read(&path).unwrap();
    let mut manifest = serde_json::from_slice(&old).unwrap();
    change(&mut manifest);
    let new = serde_json::to_vec_pretty(&manifest).unwrap();
    fs::write(&path, &new).unwrap();
    let (old, new) = (blake3::hash(&old).to_hex(), blake3::hash(&new).to_hex());
    let current = fs::read_to_string(book.join("current")).unwrap();
    let current = current.replace(old.as_str(), new.as_str());
    let (head, _) = current.rsplit_once("sum ").unwrap();
    let lines = head.split_once('\n').unwrap().1;
    let sum = blake3::hash(lines.as_bytes()).to_hex();
    fs::write(book.join("current"), format!("{head}sum {sum}\n")).unwrap();
}

/// Puts another file in the place of a table, with its sums.
pub(super) fn exchange(book: &Path, snapshot: &Path, table: &str, bytes: &[u8]) {
    fs::write(snapshot.join(format!("{table}.parquet")), bytes).unwrap();
    rewrite(book, snapshot, |manifest| {
        let tables = manifest["tables"].as_array_mut().unwrap();
        let entry = tables.iter_mut().find(|entry| entry["name"] == table).unwrap();
        entry["bytes"] = json!(bytes.len());
        entry["blake3"] = json!(blake3::hash(bytes).to_hex().as_str());
        let blocks: Vec<_> =
            bytes.chunks(64 * 1024).map(|block| blake3::hash(block).to_hex().to_string()).collect();
        entry["blocks"] = json!(blocks);
    });
}

/// A book of one snapshot, and that snapshot.
fn book(name: &str) -> (Shelf, PathBuf) {
    let shelf = shelf(name);
    import(&shelf, rich(Format::Undl, "rich.csv"));
    let snapshot = newest(shelf.path());
    (shelf, snapshot)
}

/// A cell of a table as another program might have it.
#[derive(Clone, Debug)]
enum Cell {
    Empty,
    Text(String),
    Int(i32),
}

/// A table as another program might have written it: each column by name with its cells.
type Columns = Vec<(String, Vec<Cell>)>;

/// The texts and 32-bit numbers of a table.
fn columns(path: &Path) -> Columns {
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let mut columns: Columns = Vec::new();
    for row in reader.get_row_iter(None).unwrap() {
        for (place, (name, field)) in row.unwrap().get_column_iter().enumerate() {
            if columns.len() <= place {
                columns.push((name.clone(), Vec::new()));
            }
            columns[place].1.push(match field {
                Field::Str(text) => Cell::Text(text.clone()),
                Field::Int(number) => Cell::Int(*number),
                Field::Date(day) => Cell::Int(*day),
                _ => Cell::Empty,
            });
        }
    }
    // A column without a value could be of any type.
    columns.retain(|(_, cells)| cells.iter().any(|cell| !matches!(cell, Cell::Empty)));
    columns
}

/// A Parquet file with these columns, all of them optional.
fn parquet(columns: &Columns) -> Vec<u8> {
    let is_int = |cells: &[Cell]| cells.iter().any(|cell| matches!(cell, Cell::Int(_)));
    let field = |(name, cells): &(String, Vec<Cell>)| {
        let physical = if is_int(cells) { Physical::INT32 } else { Physical::BYTE_ARRAY };
        let field = Type::primitive_type_builder(name, physical);
        Arc::new(field.with_repetition(Repetition::OPTIONAL).build().unwrap())
    };
    let fields = columns.iter().map(field).collect();
    let schema = Type::group_type_builder("other").with_fields(fields).build().unwrap();
    let zstd = Compression::ZSTD(ZstdLevel::try_new(1).unwrap());
    let properties = WriterProperties::builder().set_compression(zstd).build();
    let mut writer =
        SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties)).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for (_, cells) in columns {
        let mut column = group.next_column().unwrap().unwrap();
        let marks: Vec<i16> =
            cells.iter().map(|cell| i16::from(!matches!(cell, Cell::Empty))).collect();
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        for cell in cells {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => texts.push(ByteArray::from(text.as_str())),
                Cell::Int(number) => numbers.push(*number),
            }
        }
        if is_int(cells) {
            column.typed::<Int32Type>().write_batch(&numbers, Some(&marks), None).unwrap();
        } else {
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&marks), None).unwrap();
        }
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

/// Writes a table of a snapshot anew, changed.
fn remake(shelf: &Shelf, snapshot: &Path, table: &str, change: impl Fn(&mut Columns)) {
    let mut columns = columns(&snapshot.join(format!("{table}.parquet")));
    change(&mut columns);
    exchange(shelf.path(), snapshot, table, &parquet(&columns));
}

#[test]
fn a_book_of_a_newer_layout_says_who_wrote_it() {
    let (shelf, snapshot) = book("newer");
    rewrite(shelf.path(), &snapshot, |manifest| {
        *manifest = json!({"format": 99, "program": "scrutineer 12.3", "otherwise": ["arranged"]});
    });
    let refused = [
        shelf.book().unwrap_err(),
        shelf.info().unwrap_err(),
        shelf.verify().unwrap_err(),
        shelf.part(&["undl:905"], &[]).unwrap_err(),
        shelf.export(&directory("newer-export"), ExportFormat::Csv).unwrap_err(),
        shelf.import(undl(), &request("")).unwrap_err(),
    ];
    for error in refused {
        let words = error.to_string();
        assert!(words.contains("scrutineer 12.3") && words.contains("layout 99"), "{words}");
        assert!(!error.is_damage());
        assert_eq!(error.remedy().as_deref(), Some("update this program"));
    }
    // Not even beside a sound older snapshot is the newer one passed over.
    let (shelf, _) = book("newer-beside");
    import(&shelf, undl());
    rewrite(shelf.path(), &newest(shelf.path()), |manifest| manifest["format"] = json!(2));
    assert!(shelf.book().unwrap_err().to_string().contains("layout 2"));
}

#[test]
fn a_book_of_an_older_program_opens_without_what_that_did_not_write() {
    let (shelf, snapshot) = book("older");
    let new = shelf.book().unwrap().value;
    // An older program knew fewer columns, and other tables were not there yet.
    remake(&shelf, &snapshot, "votes", |columns| {
        let unknown =
            ["note", "important", "majority", "issues", "reference", "url", "stated", "line"];
        columns.retain(|(name, _)| !unknown.contains(&name.as_str()));
        columns.reverse();
    });
    remake(&shelf, &snapshot, "defects", |columns| columns.retain(|(name, _)| name != "position"));
    rewrite(shelf.path(), &snapshot, |manifest| {
        let tables = manifest["tables"].as_array_mut().unwrap();
        tables.retain(|table| table["name"] != "intended" && table["name"] != "differences");
        manifest.as_object_mut().unwrap().remove("reconciled");
    });
    let opened = shelf.book().unwrap();
    assert!(opened.warnings.is_empty(), "{:?}", opened.warnings);
    let old = opened.value;
    assert_eq!(old.record.votes().len(), new.record.votes().len());
    for (old, new) in old.record.votes().zip(new.record.votes()) {
        assert_eq!((&old.id, &old.symbol, old.date), (&new.id, &new.symbol, new.date));
        assert_eq!((&old.title, &old.motion, old.outcome), (&new.title, &new.motion, new.outcome));
        assert_eq!(old.positions(), new.positions());
    }
    let full = old.record.by_id("undl:905").unwrap();
    assert_eq!((full.majority, full.note.as_str(), full.intended.len()), (None, "", 0));
    assert_eq!(full.about.agenda, new.record.by_id("undl:905").unwrap().about.agenda);
    assert!(shelf.part(&["undl:905"], &[]).unwrap().warnings.is_empty());
    assert_eq!(shelf.differences().unwrap().value, []);
    assert!(shelf.verify().unwrap().faults.is_empty());
    // It is exported with the columns of today, and an import makes it a book of today.
    for format in ExportFormat::ALL {
        let files =
            shelf.export(&directory(&format!("older-{}", format.code())), format).unwrap().value;
        assert!(files.len() > TABLES.len());
    }
    import(&shelf, rich(Format::Undl, "rich.csv"));
    assert_eq!(shelf.info().unwrap().value.id, new.info.id);
}

#[test]
fn what_a_program_does_not_know_in_a_book_it_leaves_aside() {
    let (shelf, snapshot) = book("unknown");
    let sound = shelf.book().unwrap().value;
    // A column more, in the middle.
    remake(&shelf, &snapshot, "positions", |columns| {
        let rows = columns[0].1.len();
        columns.insert(1, ("seat".to_owned(), vec![Cell::Text("back row".to_owned()); rows]));
    });
    // A table more.
    rewrite(shelf.path(), &snapshot, |manifest| {
        manifest["weather"] = json!("fair");
        let tables = manifest["tables"].as_array_mut().unwrap();
        let mut more = tables[0].clone();
        more["name"] = json!("speeches");
        tables.push(more);
    });
    let book = shelf.book().unwrap();
    assert!(book.warnings.is_empty());
    for (one, other) in book.value.record.votes().zip(sound.record.votes()) {
        assert_eq!((one.facts(), one.positions()), (other.facts(), other.positions()));
    }
    // A member that this program does not know: the others stay where they are.
    remake(&shelf, &snapshot, "members", |columns| {
        let codes = &mut columns.iter_mut().find(|(name, _)| name == "code").unwrap().1;
        for code in codes.iter_mut() {
            if matches!(code, Cell::Text(text) if text == "FRA") {
                *code = Cell::Text("GAUL".to_owned());
            }
        }
    });
    let book = shelf.book().unwrap().value;
    let find = |record: &scrutineer_record::Record| {
        let vote = record.by_id("undl:900").unwrap();
        (vote.positions().of(member("FRA")), vote.positions().of(member("GBR")))
    };
    let (_, of_britain) = find(&sound.record);
    assert_eq!(find(&book.record), (None::<Position>, of_britain));
}

use bytes::Bytes;
use parquet::file::serialized_reader::SerializedFileReader;
use proptest::prelude::*;

use super::*;
use crate::disk::tables::TEXTS;

/// A table with columns of every kind.
const ALL: Table = Table {
    name: "all",
    about: "",
    columns: &[
        column(Kind::Text, "text", false),
        column(Kind::Text, "words", true),
        column(Kind::Int, "int", false),
        column(Kind::Day, "day", true),
        column(Kind::Long, "long", true),
        column(Kind::Flag, "flag", true),
        column(Kind::Real, "real", true),
    ],
};

const fn column(kind: Kind, name: &'static str, optional: bool) -> Column {
    Column { name, kind, optional, about: "" }
}

/// The cells of a row, from its number: every third, fourth, … is empty.
fn row(number: usize) -> [Cell; 7] {
    let int = i32::try_from(number).unwrap();
    let some = |every: usize, cell| if number.is_multiple_of(every) { Cell::Empty } else { cell };
    [
        format!("text {}", number % 50).into(),
        some(3, format!("wörds {number}").into()),
        Cell::Int(-int),
        some(4, Cell::Int(int)),
        some(5, Cell::Long(i64::from(int) << 20)),
        some(2, Cell::Flag(number % 4 == 1)),
        some(6, Cell::Real(f64::from(int) / 8.0)),
    ]
}

fn sheet(rows: usize) -> Sheet {
    let mut sheet = Sheet::new(&ALL);
    (0..rows).for_each(|number| sheet.row(row(number)));
    sheet
}

fn file(sheet: &Sheet, groups: &[usize]) -> SerializedFileReader<Bytes> {
    let bytes = sheet.write(Vec::new(), groups, Vec::new()).unwrap();
    SerializedFileReader::new(Bytes::from(bytes)).unwrap()
}

/// The rows of a sheet are these, in the columns that were asked for.
fn check(sheet: &Sheet, rows: Range<usize>, wanted: &[&str]) {
    assert_eq!(sheet.rows(), rows.len());
    for (place, column) in ALL.columns.iter().enumerate() {
        let cells = sheet.column(column.name);
        for (at, number) in rows.clone().enumerate() {
            let is = (cells.text(at).map(str::to_owned), cells.number(at), cells.real(at));
            let expected = match row(number).into_iter().nth(place).unwrap() {
                _ if !wanted.contains(&column.name) => (None, None, None),
                Cell::Empty => (None, None, None),
                Cell::Text(text) => (Some(text), None, None),
                Cell::Int(number) => (None, Some(i64::from(number)), None),
                Cell::Long(number) => (None, Some(number), None),
                Cell::Real(number) => (None, None, Some(number)),
                Cell::Flag(flag) => (None, Some(i64::from(flag)), None),
            };
            assert_eq!(is, expected, "row {number} of {}", column.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_rows_of_any_columns_are_read_as_they_were_written(
        rows in 1usize..12_000,
        group in 1usize..9_000,
        ends in any::<[prop::sample::Index; 2]>(),
        columns in prop::sample::subsequence(vec!["text", "words", "int", "day", "long", "flag", "real"], 1..7),
    ) {
        let groups: Vec<usize> = (1..=rows / group).map(|number| number * group).collect();
        let file = file(&sheet(rows), &groups);
        let (a, b) = (ends[0].index(rows + 1), ends[1].index(rows + 1));
        let range = a.min(b)..a.max(b);
        let read = Sheet::read(&ALL, &file, &columns, range.clone()).unwrap();
        check(&read, range, &columns);
        prop_assert!(Sheet::read(&ALL, &file, &columns, 0..rows + 1).is_err());
    }
}

#[test]
fn a_sheet_without_rows_is_a_file_too() {
    let file = file(&sheet(0), &[]);
    assert_eq!(Sheet::read(&ALL, &file, &["text", "long"], 0..0).unwrap().rows(), 0);
}

#[test]
fn columns_that_a_file_lacks_are_empty_and_can_be_written() {
    // The file of another table has but the columns that happen to be called the same: none.
    let file = file(&sheet(3), &[]);
    let wanted: Vec<_> = TEXTS.columns.iter().map(|column| column.name).collect();
    let read = Sheet::read(&TEXTS, &file, &wanted, 0..3).unwrap();
    assert_eq!(read.column("note").text(1), None);
    assert_eq!(read.column("title").text(1), Some(""));
    let again = read.write(Vec::new(), &[], Vec::new()).unwrap();
    let again = SerializedFileReader::new(Bytes::from(again)).unwrap();
    assert_eq!(Sheet::read(&TEXTS, &again, &wanted, 0..3).unwrap().rows(), 3);
}

//! What must hold of the built-in book: checked, not believed.

mod facts;
mod groups;
mod members;
mod reference;
mod votes;

use std::sync::LazyLock;

use scrutineer_book::Book;
use scrutineer_record::{Date, MemberId, MemberSet, Record, Symbol};

/// The book under test, read once.
static BOOK: LazyLock<Book> = LazyLock::new(|| match scrutineer_book::built_in() {
    Ok(book) => book,
    Err(error) => panic!("{error}"),
});

fn record() -> &'static Record {
    &BOOK.record
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn symbol(text: &str) -> Symbol {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The member with this code.
fn member(code: &str) -> MemberId {
    record().members().by_code(code).unwrap_or_else(|| panic!("no member {code}"))
}

fn code(member: MemberId) -> &'static str {
    &record().members()[member].code
}

/// The codes of a set, sorted and with blanks between them.
fn codes(set: MemberSet) -> String {
    let mut codes: Vec<_> = set.iter().map(code).collect();
    codes.sort_unstable();
    codes.join(" ")
}

#[test]
fn info_says_what_the_book_holds() {
    let info = &BOOK.info;
    assert!(info.built_in);
    assert_eq!((info.format, info.votes, info.until), (1, 97, Date::ymd(2023, 12, 22)));
    let [source] = info.sources.as_slice() else { panic!("{} sources", info.sources.len()) };
    assert_eq!((source.format.as_str(), source.votes, source.defects), ("builtin", 97, 0));
    let stated: u16 = record().votes().map(|vote| vote.positions().roll.len()).sum();
    assert_eq!(source.positions, usize::from(stated));
}

/// The id is written into the program, so that no start has to compute it; here it is computed.
#[test]
fn the_id_is_the_checksum_of_the_tables() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tables");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut tables: Vec<_> =
        files.filter(|path| path.extension() == Some("csv".as_ref())).collect();
    tables.sort();
    let mut checksum = blake3::Hasher::new();
    for table in tables {
        checksum.update(table.file_name().unwrap().as_encoded_bytes());
        checksum.update(&[0]);
        checksum.update(std::fs::read_to_string(table).unwrap().replace("\r\n", "\n").as_bytes());
        checksum.update(&[0]);
    }
    let checksum = checksum.finalize().to_hex();
    let id = format!("built-in-{}", checksum.get(..16).unwrap());
    assert_eq!(BOOK.info.id, id, "the tables have changed: write {id} in src/info.rs");
}

//! How long a full book takes to open, and its parts: `cargo bench -p scrutineer-book --bench open`.
//!
//! The book is invented: two sources of the size of the real ones, 11 600 accounts of 7100 votes, written to
//! a directory for temporary files. Prints medians; no time decides a test.

#![allow(clippy::expect_used, reason = "a benchmark without its book has nothing to time")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use scrutineer_book::{ImportRequest, Shelf};
use scrutineer_ingest::{Account, Batch, FileRead, Format, Imported};
use scrutineer_record::{
    About, Body, Date, MemberId, Members, Motion, Outcome, Position, RecordedVote, Roll, Session,
    Source, SourceFile, Symbol,
};

/// Votes of each source; the second has the last ones of the first as well.
const FIRST: u32 = 5400;
const SECOND: u32 = 6200;
const IN_BOTH: u32 = 4500;

/// Votes of a session.
const A_SESSION: u32 = 120;

fn main() {
    let dir = std::env::temp_dir().join(format!("scrutineer-bench-open-{}", std::process::id()));
    let members = scrutineer_book::members().expect("the members");
    let shelf = Shelf::at(&dir);
    let start = Instant::now();
    shelf
        .import(
            invented(&members),
            &ImportRequest {
                now: "2026-01-01T00:00:00Z",
                command: "bench",
                anew: false,
                waiting: &|| (),
            },
        )
        .expect("an import into a new directory");
    report("import", start.elapsed());
    times(&shelf);
    remove(&dir);
}

fn times(shelf: &Shelf) {
    let opened = || shelf.book().expect("the book").value;
    assert!(opened().record.votes().len() > 7000);
    let symbol: Symbol = "A/RES/74/100".parse().expect("a symbol");
    report("members alone", median(|| drop(black_box(scrutineer_book::members()))));
    report("the built-in book alone", median(|| drop(black_box(scrutineer_book::built_in()))));
    report("the manifest: info()", median(|| drop(black_box(shelf.info()))));
    let part = || shelf.part(&[], std::slice::from_ref(&symbol));
    report("one vote: part()", median(|| drop(black_box(part()))));
    report("everything: book()", median(|| std::mem::forget(black_box(opened()))));
    report("everything, and its memory given back", median(|| drop(black_box(opened()))));
}

fn invented(members: &Members) -> Imported {
    let formats =
        [(Format::Undl, 0..FIRST), (Format::Unvotes, FIRST - IN_BOTH..FIRST - IN_BOTH + SECOND)];
    let mut imported = Imported::default();
    for (format, numbers) in formats {
        let file = Arc::new(SourceFile {
            format: format.code().to_owned(),
            name: format!("{format}.csv"),
            checksum: Some("0".repeat(64)),
            retrieved: None,
        });
        let accounts: Vec<Account> =
            numbers.map(|number| account(members, format, &file, number)).collect();
        let rows = accounts.iter().map(|account| account.stated).sum::<usize>() as u64;
        imported.files.push(FileRead { format, file, bytes: 100 * rows, rows });
        imported.batches.push((format, Batch { accounts, ..Batch::default() }));
    }
    imported
}

/// The vote with this number: four or so to a day, 120 to a session.
fn account(members: &Members, format: Format, file: &Arc<SourceFile>, number: u32) -> Account {
    let session = u8::try_from(31 + number / A_SESSION).unwrap_or(u8::MAX);
    let date = Date::ymd(
        1945 + i16::from(session),
        12,
        i8::try_from(1 + number % A_SESSION / 5).unwrap_or(1),
    )
    .expect("a day of December");
    let cast: Vec<(MemberId, Position)> = members
        .sitting_at(date)
        .iter()
        .enumerate()
        .map(|(place, member)| (member, position(number, place)))
        .collect();
    let words = |count: u32, of: u32| {
        (0..count)
            .map(|place| format!("matter{}", (number * of + place * 7) % 900))
            .collect::<Vec<_>>()
    };
    let vote = RecordedVote {
        id: format!("{}:9{number:06}", format.id_prefix()),
        symbol: format!("A/RES/{session}/{}", 1 + number % A_SESSION).parse().ok(),
        title: format!("Question of {}", words(8, 3).join(" ")),
        body: Body::GeneralAssembly,
        session: Session::Regular(session),
        date,
        meeting: format!("A/{session}/PV.{}", 1 + number % 90).parse().ok(),
        motion: Motion::Whole,
        printed: None,
        outcome: Outcome::Adopted,
        majority: None,
        intended: Vec::new(),
        defects: Vec::new(),
        about: About {
            documents: format!("A/{session}/L.{}", 1 + number % 80).parse().into_iter().collect(),
            agenda: words(1, 5),
            subjects: words(2, 11),
            ..About::default()
        },
        source: Source {
            file: Arc::clone(file),
            line: Some(u64::from(number) * 193),
            url: Some(format!("https://example.org/record/9{number:06}")),
            ..Source::default()
        },
        note: String::new(),
    };
    Account { vote, stated: cast.len(), cast, roll: Roll::Listed }
}

/// Most agree, and who does not changes from vote to vote.
fn position(number: u32, place: usize) -> Position {
    let mixed =
        u64::from(number).wrapping_mul(2_654_435_761).wrapping_add(place as u64 * 40_503) >> 7;
    match mixed % 12 {
        0 => Position::No,
        1 | 2 => Position::Abstain,
        3 => Position::NonVoting,
        _ => Position::Yes,
    }
}

/// The median of as many runs as make it steady.
fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..31)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn report(what: &str, time: Duration) {
    println!("open/{what}: {:.2} ms", time.as_secs_f64() * 1000.0);
}

fn remove(dir: &Path) {
    if let Err(why) = std::fs::remove_dir_all(dir) {
        eprintln!("{} is left: {why}", dir.display());
    }
}

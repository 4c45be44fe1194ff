//! What a check costs: `cargo bench -p scrutineer-claims -- [--book DIR] [PART]…`.
//!
//! The parts: `start` (loading and making a checker, one statement), `plain` (text without a vote cue, and a bare
//! scan for the cues), `dense` (every sentence about a vote), `books` (records of different sizes), `long` (one
//! document, ever longer). All of them if none is named. `counted` is for counting instructions, see METHODS.md. The votes are those of `--book`, else of `SCRUTINEER_BOOK`, else the built-in ones. What
//! is printed is the least processor time of some runs of this one thread, so that other work on the machine
//! disturbs little; no time decides a test.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a program for measuring: a fault in its tables must stop it"
)]

mod books;
mod cost;
mod texts;

// What makes the statements of the dense text.
#[allow(dead_code, reason = "a part of the program that scores its statements")]
#[path = "../../examples/generated/cases.rs"]
mod cases;
#[allow(dead_code, reason = "as above")]
#[path = "../../examples/generated/drafts/mod.rs"]
mod drafts;
#[allow(dead_code, reason = "as above")]
#[path = "../../examples/generated/phrasings.rs"]
mod phrasings;
#[allow(dead_code, reason = "as above")]
#[path = "../../examples/generated/pool.rs"]
mod pool;
#[allow(dead_code, reason = "as above")]
#[path = "../../examples/generated/truth.rs"]
mod truth;

use std::hint::black_box;

use aho_corasick::AhoCorasick;
use scrutineer_book::Shelf;
use scrutineer_claims::{Checker, Findings};
use scrutineer_record::Record;

use crate::cost::{least, rate, resident};
use crate::texts::Article;

/// What a check costs is what it costs in the program, whose allocator this is.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const STATEMENT: &str = "UNITED NATIONS, 13 December 2019. The General Assembly adopted the Russian \
    resolution on information security by 129 votes to 6, with 45 abstentions. Western countries that \
    voted against it last year abstained this year. Only Canada and the United States voted against. \
    Delegates then left for the holidays, and the chair thanked the interpreters for their patience. \
    Snow was expected in the evening, and the cafeteria closed an hour before its usual time.\n\n";

const MEGABYTE: usize = 1_000_000;

fn main() {
    let mut given = std::env::args().skip(1).filter(|word| word != "--bench");
    let mut book = std::env::var("SCRUTINEER_BOOK").ok();
    let mut parts: Vec<String> = Vec::new();
    while let Some(word) = given.next() {
        if word == "--book" {
            book = given.next();
        } else {
            parts.push(word);
        }
    }
    let built_in = || scrutineer_book::built_in().expect("the built-in book").record;
    let record = match &book {
        Some(book) if book != "built-in" => {
            Shelf::at(book.as_ref()).book().expect("a book").value.record
        }
        _ => built_in(),
    };
    let own = book.as_ref().is_some_and(|book| book != "built-in");
    let name = if own { "the whole record" } else { "built-in" };
    println!("{} votes, {name}", record.votes().len());
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    if wanted("start") {
        start(&record);
    }
    if wanted("plain") {
        plain(&record);
    }
    if wanted("dense") {
        dense(&record);
    }
    if wanted("books") {
        sizes(&built_in());
    }
    if wanted("long") {
        long(&record);
    }
    if parts.iter().any(|part| part == "counted") {
        let articles = texts::dense(&record, 800);
        // What a checker does once is done before.
        let checker = Checker::new(&record);
        check_all(&checker, &articles);
        let length: usize = articles.iter().map(|article| article.text.len()).sum();
        println!("{length} bytes, {} articles", counted(&checker, &articles).len());
    }
}

fn start(record: &Record) {
    let checker = Checker::new(record);
    let built_in = least(9, || drop(black_box(scrutineer_book::built_in())));
    report("load the built-in record", built_in, 0);
    report("make a checker", least(5, || drop(black_box(Checker::new(record)))), 0);
    let check = |text: &str| drop(black_box(checker.check(text.as_bytes(), None)));
    report("check one statement", least(31, || check(STATEMENT)), 0);
}

/// Prose that no word of which speaks of votes.
fn plain(record: &Record) {
    let checker = Checker::new(record);
    let text = texts::plain(4 * MEGABYTE);
    let findings = checker.check(text.as_bytes(), None);
    let listed = findings.unread.first().map(|at| &text[at.start..at.end]);
    assert!(findings.findings.is_empty() && listed.is_none(), "plain text: {listed:?}");
    let time = least(3, || drop(black_box(checker.check(text.as_bytes(), None))));
    report("text without a cue", time, text.len());
    let scan = AhoCorasick::builder().ascii_case_insensitive(true).build(scrutineer_claims::cues());
    let scan = scan.expect("an automaton");
    let time = least(3, || {
        black_box(scan.find_iter(&text).count());
    });
    report("the same scanned for the same cues", time, text.len());
}

/// Articles of which every sentence speaks of a vote.
fn dense(record: &Record) {
    let articles = texts::dense(record, 6000);
    let length = articles.iter().map(|article| article.text.len()).sum();
    let checker = Checker::new(record);
    let findings = check_all(&checker, &articles);
    let count = |of: fn(&Findings) -> usize| findings.iter().map(of).sum::<usize>();
    println!(
        "{} articles, {} findings, {} not understood",
        articles.len(),
        count(|it| it.findings.len()),
        count(|it| it.unread.len()),
    );
    // So often that what was free before is little beside it.
    const OFTEN: usize = 10;
    let before = resident();
    let held: Vec<_> = (0..OFTEN).map(|_| check_all(&checker, &articles)).collect();
    let a_byte = (resident() - before) / (OFTEN * length) as f64;
    println!("{a_byte:.0} bytes of memory for the findings of a byte of dense text");
    drop(held);
    let time = least(5, || drop(black_box(check_all(&checker, &articles))));
    report("dense text, articles", time, length);
}

fn check_all(checker: &Checker<'_>, articles: &[Article]) -> Vec<Findings> {
    articles.iter().map(|it| checker.check(it.text.as_bytes(), Some(it.date))).collect()
}

/// By its name a profiler tells this run from all that is done before it.
#[inline(never)]
fn counted(checker: &Checker<'_>, articles: &[Article]) -> Vec<Findings> {
    check_all(checker, articles)
}

/// The same text on records of ever more votes.
fn sizes(record: &Record) {
    let articles = texts::dense(record, 2000);
    let length = articles.iter().map(|article| article.text.len()).sum();
    for votes in [0, 6_000, 60_000, 600_000] {
        let record = books::enlarged(record, votes);
        let checker = Checker::new(&record);
        check_all(&checker, &articles);
        let time = least(3, || drop(black_box(check_all(&checker, &articles))));
        report(&format!("dense text, {} votes", record.votes().len()), time, length);
    }
}

/// One document, ever longer.
fn long(record: &Record) {
    let articles = texts::dense(record, 8000);
    let all: String = articles.iter().map(|article| format!("{}\n\n", article.text)).collect();
    let checker = Checker::new(record);
    for dated in [true, false] {
        for megabytes in [1, 2, 4, 8] {
            let size = megabytes * MEGABYTE;
            let text: Vec<u8> = all.bytes().cycle().take(size).collect();
            let date = articles.first().map(|it| it.date).filter(|_| dated);
            let time = least(2, || drop(black_box(checker.check(&text, date))));
            let how = if dated { "" } else { ", no date" };
            report(&format!("one document of {megabytes} MB{how}"), time, size);
        }
    }
}

fn report(what: &str, seconds: f64, length: usize) {
    let rate = if length > 0 { rate(length, seconds) } else { String::new() };
    println!("{what:<40} {:>10.3} ms {rate}", seconds * 1000.0);
}

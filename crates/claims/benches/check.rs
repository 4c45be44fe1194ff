//! Times of a check, phase by phase: `cargo bench -p scrutineer-claims`.
//!
//! Loading the built-in record, making a checker, one short statement, and the statement a thousand times
//! over as one document. Prints medians; no time decides a test.

#![allow(clippy::expect_used, reason = "a benchmark without its record has nothing to time")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use scrutineer_claims::Checker;

const STATEMENT: &str = "UNITED NATIONS, 13 December 2019. The General Assembly adopted the Russian \
    resolution on information security by 129 votes to 6, with 45 abstentions. Western countries that \
    voted against it last year abstained this year. Only Canada and the United States voted against. \
    Delegates then left for the holidays, and the chair thanked the interpreters for their patience. \
    Snow was expected in the evening, and the cafeteria closed an hour before its usual time.\n\n";

fn main() {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let checker = Checker::new(&book.record);
    let long = STATEMENT.repeat(1000);
    report("load the built-in record", median(31, || drop(black_box(scrutineer_book::built_in()))));
    report("make a checker", median(31, || drop(black_box(Checker::new(&book.record)))));
    report(
        "check one statement",
        median(31, || {
            drop(black_box(checker.check(STATEMENT.as_bytes(), None)));
        }),
    );
    let time = median(3, || drop(black_box(checker.check(long.as_bytes(), None))));
    report("check a thousand in one document", time);
    let rate = f64::from(u32::try_from(long.len()).unwrap_or(u32::MAX)) / time.as_secs_f64() / 1e6;
    println!("{:<40} {rate:>10.2} MB/s", "");
}

fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(runs / 2).copied().unwrap_or_default()
}

fn report(what: &str, time: Duration) {
    println!("{what:<40} {:>10.3} ms", time.as_secs_f64() * 1000.0);
}

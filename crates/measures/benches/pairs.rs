//! The agreement of every two members in every session: 64 votes at a time on all cores, on one core, and vote
//! by vote. All must give the same answer.
//!
//! `cargo bench -p scrutineer-measures --bench pairs -- [--book DIR]`: on made-up votes, as many as there are
//! and ten times as many, and on those of the book. What is printed is the time of the fastest of some runs.

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use rayon::prelude::*;
use scrutineer_book::Shelf;
use scrutineer_measures::{Agreement, Pairs};
use scrutineer_record::{MemberId, Position, Record, Session, Vote};

#[path = "synthetic/mod.rs"]
mod synthetic;

use synthetic::{VOTES, synthetic};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().collect();
    let book = words.iter().skip_while(|word| *word != "--book").nth(1);
    if let Some(book) = book {
        measure("the whole record", &Shelf::at(book.as_ref()).book()?.value.record)?;
    }
    measure("made up", &synthetic(VOTES)?)?;
    measure("made up", &synthetic(10 * VOTES)?)
}

fn measure(what: &str, record: &Record) -> Result<(), Box<dyn Error>> {
    let mut sessions: BTreeMap<Session, Vec<Vote<'_>>> = BTreeMap::new();
    for vote in record.votes() {
        sessions.entry(vote.session).or_default().push(vote);
    }
    let sessions: Vec<_> = sessions.into_values().collect();
    let all: Vec<Vec<Vote<'_>>> = vec![record.votes().collect()];
    println!("{what}: {} votes in {} sessions", record.votes().len(), sessions.len());
    compare("every pair of every session", &sessions)?;
    compare("every pair over all votes", &all)
}

/// Pairs, votes in common, identical ones.
type Sum = (u64, u64, u64);

fn compare(task: &str, votes: &[Vec<Vote<'_>>]) -> Result<(), Box<dyn Error>> {
    let sum_of = |votes: &Vec<Vote<'_>>| sum(Pairs::of(votes).iter().map(|(.., found)| found));
    let found = votes.iter().map(sum_of).fold(Sum::default(), plus);
    let by_vote = fastest(2, || vote_by_vote(votes));
    if found != by_vote.0 {
        return Err(format!("{task}: {found:?}, vote by vote {:?}", by_vote.0).into());
    }
    // What is counted of a session is let go before the next one is: memory that is new costs more than counting.
    let count = |votes: &Vec<Vote<'_>>| black_box(Pairs::of(votes)).members().len();
    let by_words = || votes.par_iter().map(count).sum::<usize>();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let runs = if votes.iter().map(Vec::len).sum::<usize>() > 10_000 { 20 } else { 300 };
    let (_, all_cores) = fastest(runs, by_words);
    let (_, one_core) = fastest(runs, || one.install(by_words));
    println!(
        "  {task:28} {:8} pairs  {all_cores:7.2} ms  one core {one_core:7.2} ms  vote by vote {:8.1} ms",
        found.0, by_vote.1
    );
    Ok(())
}

/// The result, and the milliseconds of the fastest run: on a busy machine one of many runs is left in peace.
fn fastest<T>(runs: u32, task: impl Fn() -> T) -> (T, f64) {
    let timed = || {
        let start = Instant::now();
        let result = black_box(task());
        (result, start.elapsed().as_secs_f64() * 1000.0)
    };
    let mut best = timed();
    for _ in 1..runs {
        let next = timed();
        best.1 = best.1.min(next.1);
    }
    best
}

fn sum(found: impl Iterator<Item = Agreement>) -> Sum {
    let one = |found: Agreement| (1, found.n().into(), found.identical().count.into());
    found.map(one).fold(Sum::default(), plus)
}

fn plus(one: Sum, other: Sum) -> Sum {
    (one.0 + other.0, one.1 + other.1, one.2 + other.2)
}

/// As a plain program counts: positions as bytes, every pair and every vote in turn.
fn vote_by_vote(sessions: &[Vec<Vote<'_>>]) -> Sum {
    sessions.iter().map(|votes| plain_session(votes)).fold(Sum::default(), plus)
}

fn plain_session(votes: &[Vote<'_>]) -> Sum {
    let Some(record) = votes.first().map(Vote::record) else { return Sum::default() };
    let bytes = |member: MemberId| -> Vec<u8> {
        votes.iter().map(|vote| byte(vote.positions().of(member))).collect()
    };
    let columns = record.members().iter().map(|(member, _)| bytes(member));
    let columns: Vec<Vec<u8>> = columns.filter(|column| column.iter().any(|of| *of < 3)).collect();
    let pairs = columns
        .iter()
        .enumerate()
        .flat_map(|(place, a)| columns.iter().skip(place + 1).map(move |b| plain_pair(a, b)));
    sum(pairs)
}

fn plain_pair(a: &[u8], b: &[u8]) -> Agreement {
    let mut cells = [[0; 3]; 3];
    for (a, b) in a.iter().zip(b) {
        if let Some(cell) =
            cells.get_mut(usize::from(*a)).and_then(|row| row.get_mut(usize::from(*b)))
        {
            *cell += 1;
        }
    }
    Agreement::of(cells)
}

fn byte(position: Option<Position>) -> u8 {
    match position {
        Some(Position::Yes) => 0,
        Some(Position::Abstain) => 1,
        Some(Position::No) => 2,
        Some(Position::NonVoting) | None => 3,
    }
}

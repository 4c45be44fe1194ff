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
        measure(book, &Shelf::at(book.as_ref()).book()?.value.record)?;
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

/// What a run gives: pairs, votes in common, identical ones.
type Sum = (u64, u64, u64);

fn compare(task: &str, votes: &[Vec<Vote<'_>>]) -> Result<(), Box<dyn Error>> {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let (sum, all_cores) = fastest(15, || by_words(votes));
    let (same, one_core) = fastest(15, || one.install(|| by_words(votes)));
    let (plain, vote_by_vote) = fastest(2, || vote_by_vote(votes));
    if sum != same || sum != plain {
        return Err(format!("{task}: {sum:?}, on one core {same:?}, vote by vote {plain:?}").into());
    }
    println!(
        "  {task:28} {:8} pairs  {all_cores:8.2} ms  one core {one_core:8.2} ms  vote by vote {vote_by_vote:8.1} ms",
        sum.0
    );
    Ok(())
}

/// The result, and the milliseconds of the fastest run.
fn fastest(runs: u32, task: impl Fn() -> Sum) -> (Sum, f64) {
    let mut fastest = f64::INFINITY;
    let mut result = Sum::default();
    for _ in 0..runs {
        let start = Instant::now();
        result = black_box(task());
        fastest = fastest.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    (result, fastest)
}

fn by_words(sessions: &[Vec<Vote<'_>>]) -> Sum {
    let of = |votes: &Vec<Vote<'_>>| sum(Pairs::of(votes).iter().map(|(.., found)| found));
    sessions.par_iter().map(of).reduce(Sum::default, plus)
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

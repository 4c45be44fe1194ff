//! The measures on sets of bits against the same counted member by member, on as many votes as the General
//! Assembly has recorded since 1946. Each pair of runs must give the same answer.
//!
//! `cargo bench -p scrutineer-measures`

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use scrutineer_measures::{agreement, cross_table};
use scrutineer_record::{MemberId, Position, Vote};

#[path = "synthetic/mod.rs"]
mod synthetic;

use synthetic::{MEMBERS, VOTES, synthetic};

/// A roll as a plain program would hold it.
type Plain = HashMap<MemberId, Position>;

fn main() -> Result<(), Box<dyn Error>> {
    let record = synthetic(VOTES)?;
    let votes: Vec<_> = record.votes().collect();
    let plain: Vec<Plain> = votes.iter().map(|vote| plain_roll(*vote)).collect();
    println!("{VOTES} votes, {MEMBERS} members");

    compare(
        "tally of every vote",
        || votes.iter().map(|vote| u32::from(vote.tally().yes)).sum(),
        || plain.iter().map(|roll| plain_count(roll, Position::Yes)).sum(),
    )?;
    compare(
        "shift of every two votes in a row",
        || votes.windows(2).map(|pair| u32::from(cross_table(pair).moved().len())).sum(),
        || plain.windows(2).map(plain_moved).sum(),
    )?;
    let mut ids = record.members().iter().map(|(id, _)| id);
    let (Some(a), Some(b)) = (ids.next(), ids.next()) else { return Err("no members".into()) };
    compare(
        "agreement of one pair over every vote",
        || agreement(a, b, &votes).identical().count,
        || plain_agree(&plain, a, b),
    )
}

/// Runs both, prints how long each takes, and fails if they differ.
fn compare(
    task: &str,
    sets: impl Fn() -> u32,
    plain: impl Fn() -> u32,
) -> Result<(), Box<dyn Error>> {
    let (by_sets, sets_took) = timed(sets);
    let (by_members, members_took) = timed(plain);
    if by_sets != by_members {
        return Err(format!("{task}: {by_sets} by sets, {by_members} member by member").into());
    }
    let times = members_took / sets_took;
    println!("{task:40} sets {sets_took:9.3} ms   plain {members_took:9.3} ms   {times:6.1} times");
    Ok(())
}

/// The result, and the milliseconds of the fastest of five runs.
fn timed(task: impl Fn() -> u32) -> (u32, f64) {
    let mut fastest = f64::INFINITY;
    let mut result = 0;
    for _ in 0..5 {
        let start = Instant::now();
        result = black_box(task());
        fastest = fastest.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    (result, fastest)
}

fn plain_roll(vote: Vote<'_>) -> Plain {
    let ids = vote.record().members().iter().map(|(id, _)| id);
    ids.filter_map(|id| Some((id, vote.positions().of(id)?))).collect()
}

fn plain_count(roll: &Plain, wanted: Position) -> u32 {
    roll.values().map(|position| u32::from(*position == wanted)).sum()
}

fn plain_moved(pair: &[Plain]) -> u32 {
    let [then, now] = pair else { return 0 };
    let mut cells: HashMap<(Position, Position), Vec<MemberId>> = HashMap::new();
    for (id, from) in then {
        if let Some(to) = now.get(id) {
            cells.entry((*from, *to)).or_default().push(*id);
        }
    }
    let moves = cells.iter().filter(|((from, to), _)| {
        from != to && *from != Position::NonVoting && *to != Position::NonVoting
    });
    moves.map(|(_, members)| u32::try_from(members.len()).unwrap_or(u32::MAX)).sum()
}

fn plain_agree(rolls: &[Plain], a: MemberId, b: MemberId) -> u32 {
    let both = rolls.iter().filter_map(|roll| Some((roll.get(&a)?, roll.get(&b)?)));
    both.map(|(a, b)| u32::from(a == b && *a != Position::NonVoting)).sum()
}

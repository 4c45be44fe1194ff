//! The measures on sets of bits against the same counted member by member, on as many votes as the General
//! Assembly has recorded since 1946. Each pair of runs must give the same answer.
//!
//! `cargo bench -p scrutineer-measures`

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use scrutineer_measures::{agreement, cross_table};
use scrutineer_record::{
    About, Body, Date, Groups, Member, MemberId, Members, Motion, Outcome, Period, Position,
    Record, RecordBuilder, RecordedVote, Roll, Session, Source, Vote,
};

const VOTES: u32 = 7000;
const MEMBERS: u32 = 193;

/// A roll as a plain program would hold it.
type Plain = HashMap<MemberId, Position>;

fn main() -> Result<(), Box<dyn Error>> {
    let record = synthetic()?;
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
        || agreement(a, b, &votes).agree,
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

/// A record of made-up votes, always the same.
fn synthetic() -> Result<Record, Box<dyn Error>> {
    let members = Members::new((0..MEMBERS).map(member).collect(), Vec::new(), Vec::new())?;
    let ids: Vec<_> = members.iter().map(|(id, _)| id).collect();
    let mut record = RecordBuilder::new(members, Groups::default(), Default::default());
    let start = Date::ymd(1946, 1, 10).ok_or("no such day")?;
    let mut random: u64 = 1;
    for place in 0..VOTES {
        let date = start.plus_days(i32::try_from(place)? * 4).ok_or("no such day")?;
        let cast: Vec<_> = ids.iter().map(|id| (*id, position(&mut random))).collect();
        record.add(vote(place, date), cast, Roll::Listed)?;
    }
    Ok(record.finish())
}

/// Positions about as frequent as in the record: four yes to one of each other.
fn position(random: &mut u64) -> Position {
    // Knuth's linear congruential generator; its high bits are good enough.
    *random =
        random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    match *random >> 61 {
        0 => Position::No,
        1 => Position::Abstain,
        2 => Position::NonVoting,
        _ => Position::Yes,
    }
}

fn member(place: u32) -> Member {
    let code = format!("M{place}");
    Member {
        name: code.clone(),
        press_name: code.clone(),
        official_name: code.clone(),
        admitted: None,
        sat: vec![Period::default()],
        seat: Some(code.clone()),
        predecessors: Vec::new(),
        successors: Vec::new(),
        confidence: String::new(),
        note: String::new(),
        code,
    }
}

fn vote(place: u32, date: Date) -> RecordedVote {
    RecordedVote {
        id: format!("made-up:{place}"),
        symbol: None,
        title: String::new(),
        body: Body::GeneralAssembly,
        session: Session::Regular(1),
        date,
        meeting: None,
        motion: Motion::Whole,
        printed: None,
        outcome: Outcome::Unknown,
        majority: None,
        intended: Vec::new(),
        defects: Vec::new(),
        about: About::default(),
        source: Source::default(),
        note: String::new(),
    }
}

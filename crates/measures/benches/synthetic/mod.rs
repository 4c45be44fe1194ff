//! Made-up votes, as many as the General Assembly has recorded since 1946 or more.

use std::error::Error;

use scrutineer_record::{
    Body, Date, Groups, Member, Members, Period, Position, Record, RecordBuilder, RecordedVote,
    Roll, Session,
};

/// About as many votes as there are.
pub(crate) const VOTES: u32 = 7000;
/// As many members as there are.
pub(crate) const MEMBERS: u32 = 193;
/// As many sessions as there were, each with as many votes.
const SESSIONS: u32 = 75;

/// A record of this many made-up votes, always the same.
pub(crate) fn synthetic(votes: u32) -> Result<Record, Box<dyn Error>> {
    let members = Members::new((0..MEMBERS).map(member).collect(), Vec::new(), Vec::new())?;
    let ids: Vec<_> = members.iter().map(|(id, _)| id).collect();
    let mut record = RecordBuilder::new(members, Groups::default(), Default::default());
    let start = Date::ymd(1946, 1, 10).ok_or("no such day")?;
    let mut random: u64 = 1;
    for place in 0..votes {
        let date = start.plus_days(i32::try_from(place)? % (75 * 365)).ok_or("no such day")?;
        let cast: Vec<_> = ids.iter().map(|id| (*id, position(&mut random))).collect();
        let session = u8::try_from(1 + place * SESSIONS / votes)?;
        record.add(vote(place, session, date), cast, Roll::Listed)?;
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

fn vote(place: u32, session: u8, date: Date) -> RecordedVote {
    RecordedVote::new(
        format!("made-up:{place}"),
        Body::GeneralAssembly,
        Session::Regular(session),
        date,
    )
}

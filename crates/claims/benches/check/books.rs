//! Records of any size: a real one with invented votes around it.

use fastrand::Rng;
use scrutineer_record::{
    Body, Date, Facts, MemberId, MemberSet, Position, Positions, Record, RecordBuilder,
    RecordedVote, Session, Symbol,
};

/// The sessions from which numbers count anew, to the last.
const SESSIONS: std::ops::RangeInclusive<u8> = 31..=80;

/// The record with so many more votes: titles that come back every session, positions as those of real votes with
/// some members elsewhere.
pub(crate) fn enlarged(record: &Record, votes: usize) -> Record {
    let facts: Facts = record.facts().clone();
    let mut builder = RecordBuilder::new(record.members().clone(), record.groups().clone(), facts);
    let real: Vec<(RecordedVote, Positions)> =
        record.votes().map(|vote| (vote.facts().clone(), vote.positions())).collect();
    let (mut all, mut positions): (Vec<_>, Vec<_>) = real.iter().cloned().unzip();
    let mut rng = Rng::with_seed(7);
    let a_session = votes.div_ceil(SESSIONS.count());
    let titles: Vec<String> = (0..a_session).map(|number| title(number, &mut rng)).collect();
    for place in 0..votes {
        let session = SESSIONS.start() + u8::try_from(place / a_session).expect("fifty sessions");
        let number = place % a_session;
        let (like, cast) = rng.choice(&real).expect("a record with votes");
        let symbol = format!("A/RES/{session}/{}", 1000 + number);
        all.push(RecordedVote {
            id: format!("invented:{symbol}"),
            symbol: Some(symbol.parse::<Symbol>().expect("a symbol")),
            title: titles[number].clone(),
            body: Body::GeneralAssembly,
            session: Session::Regular(session),
            date: day(session, number),
            ..like.clone()
        });
        positions.push(moved(*cast, &mut rng));
    }
    builder.restore_all(all, &positions).expect("votes of different symbols");
    builder.finish()
}

/// Sessions vote from October to December.
fn day(session: u8, number: usize) -> Date {
    let number = i8::try_from(number % 84).expect("less than 84");
    Date::ymd(1945 + i16::from(session), 10 + number / 28, 1 + number % 28).expect("a day")
}

/// Some twenty members take other positions.
fn moved(cast: Positions, rng: &mut Rng) -> Positions {
    let mut positions = cast;
    let members: Vec<MemberId> = cast.roll.iter().collect();
    for _ in 0..20 {
        let Some(member) = rng.choice(&members).copied() else { break };
        let one = MemberSet::from(member);
        positions = Positions {
            roll: cast.roll,
            yes: positions.yes - one,
            no: positions.no - one,
            abstain: positions.abstain - one,
        };
        match *rng.choice(&Position::ALL).expect("four positions") {
            Position::Yes => positions.yes.insert(member),
            Position::No => positions.no.insert(member),
            Position::Abstain => positions.abstain.insert(member),
            Position::NonVoting => {}
        }
    }
    positions
}

/// A title as titles are: what about what, where.
fn title(number: usize, rng: &mut Rng) -> String {
    let mut some = |of: &[&str]| (*rng.choice(of).expect("words")).to_owned();
    let (act, matter, other, place) = (some(&ACTS), some(&MATTERS), some(&MATTERS), some(&PLACES));
    match number % 4 {
        0 => format!("{act} {matter} and {other}"),
        1 => format!("{act} {matter} in {place}"),
        2 => format!("{act} {matter}: {other} in {place}"),
        _ => format!("{act} {matter} and {other} in {place}, series {}", number / 997),
    }
}

const ACTS: [&str; 16] = [
    "Question of",
    "Prevention of",
    "Promotion of",
    "Strengthening of",
    "Report on",
    "Cooperation for",
    "Effects of",
    "Elimination of",
    "Protection of",
    "Implementation of the Convention on",
    "Review of",
    "Use of",
    "The right to",
    "Measures against",
    "Follow-up to the Declaration on",
    "International law and",
];

const MATTERS: [&str; 40] = [
    "nuclear weapons",
    "information security",
    "human rights",
    "foreign occupation",
    "self-determination",
    "outer space",
    "economic coercion",
    "the environment",
    "small arms",
    "missiles",
    "racial discrimination",
    "mercenaries",
    "refugees",
    "trade and development",
    "external debt",
    "torture",
    "children",
    "migrants",
    "women",
    "water",
    "food",
    "fisheries",
    "decolonization",
    "apartheid",
    "terrorism",
    "cybercrime",
    "chemical weapons",
    "disarmament",
    "peacekeeping operations",
    "natural resources",
    "settlements",
    "sovereignty",
    "religious intolerance",
    "the death penalty",
    "culture",
    "science and technology",
    "commodities",
    "climate",
    "transit",
    "archives",
];

const PLACES: [&str; 30] = [
    "Palestine",
    "the Syrian Golan",
    "Jerusalem",
    "Western Sahara",
    "Cyprus",
    "Namibia",
    "Southern Africa",
    "the Middle East",
    "the Indian Ocean",
    "Central America",
    "Afghanistan",
    "Ukraine",
    "Crimea",
    "Georgia",
    "Korea",
    "Myanmar",
    "Iran",
    "Cuba",
    "New Caledonia",
    "Guam",
    "the Falkland Islands",
    "East Timor",
    "Cambodia",
    "Lebanon",
    "Iraq",
    "Haiti",
    "Bosnia",
    "Kosovo",
    "Africa",
    "the Arctic",
];

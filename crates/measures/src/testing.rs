//! What the tests share: votes of the built-in record, small random records, and everything counted again
//! the long way, member by member.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use scrutineer_record::{
    Body, Date, Groups, Member, MemberId, MemberSet, Members, Period, Position, Record,
    RecordBuilder, RecordedVote, Roll, Session, Vote,
};

pub(crate) fn built_in() -> Record {
    scrutineer_book::built_in().unwrap().record
}

/// The vote on `A/RES/…`.
pub(crate) fn vote<'r>(record: &'r Record, number: &str) -> Vote<'r> {
    record.vote_on(&format!("A/RES/{number}").parse().unwrap()).unwrap()
}

pub(crate) fn votes<'r>(record: &'r Record, numbers: &[&str]) -> Vec<Vote<'r>> {
    numbers.iter().map(|number| vote(record, number)).collect()
}

pub(crate) fn id(record: &Record, code: &str) -> MemberId {
    record.members().by_code(code).unwrap()
}

/// Codes, in the order of the table and with blanks between.
pub(crate) fn codes(record: &Record, members: MemberSet) -> String {
    let codes: Vec<_> = members.iter().map(|id| record.members()[id].code.as_str()).collect();
    codes.join(" ")
}

/// Code, first year, year after the last, who holds the seat today. `N1` continues `O1`; `N2` unites `O2`
/// and `P2`, of which it continues one; the seat of `X` has ended.
const MEMBERS: [(&str, i16, i16, &str); 13] = [
    ("A", 1946, 9999, "A"),
    ("B", 1946, 9999, "B"),
    ("C", 1946, 9999, "C"),
    ("D", 1960, 9999, "D"),
    ("E", 1975, 9999, "E"),
    ("F", 1995, 9999, "F"),
    ("N1", 1992, 9999, "N1"),
    ("N2", 1985, 9999, "N2"),
    ("O1", 1946, 1992, "N1"),
    ("O2", 1946, 1985, "N2"),
    ("P2", 1950, 1985, ""),
    ("X", 1946, 2000, ""),
    ("Y", 2000, 2010, ""),
];

pub(crate) fn members() -> Members {
    members_in_order(0..MEMBERS.len())
}

/// The same members, the table in another order.
pub(crate) fn members_in_order(order: impl IntoIterator<Item = usize>) -> Members {
    let member = |(code, from, to, seat): (&str, i16, i16, &str)| Member {
        code: code.to_owned(),
        name: code.to_owned(),
        press_name: code.to_owned(),
        official_name: code.to_owned(),
        admitted: None,
        sat: vec![Period { from: Date::year_of(from), to: Date::year_of(to) }],
        seat: (!seat.is_empty()).then(|| seat.to_owned()),
        predecessors: Vec::new(),
        successors: Vec::new(),
        confidence: String::new(),
        note: String::new(),
    };
    let list = order.into_iter().map(|place| member(MEMBERS[place])).collect();
    Members::new(list, Vec::new(), Vec::new()).unwrap()
}

/// One vote to add: when, how the roll is given, each listed member's position.
pub(crate) type Cast = (Date, Roll, Vec<(MemberId, Position)>);

pub(crate) fn record(votes: Vec<Cast>) -> Record {
    let mut record = RecordBuilder::new(members(), Groups::default(), Default::default());
    for (place, (date, roll, cast)) in votes.into_iter().enumerate() {
        record.add(recorded(place, date), cast, roll).unwrap();
    }
    record.finish()
}

fn recorded(place: usize, date: Date) -> RecordedVote {
    RecordedVote::new(format!("test:{place}"), Body::GeneralAssembly, Session::Regular(1), date)
}

/// Records of up to eight votes, some of them with members on the roll that did not sit then.
pub(crate) fn records() -> impl Strategy<Value = Record> {
    let position = prop_oneof![
        3 => Just(None),
        12 => prop::sample::select(&Position::ALL[..]).prop_map(Some),
    ];
    let date = (1970..2020_i16, 1..=12_i8).prop_map(|(year, month)| Date::ymd(year, month, 1));
    let listed = (vec(position, MEMBERS.len()), prop::bool::weighted(0.2));
    let one = (date, any::<bool>(), listed).prop_map(|(date, sitting, (positions, any_member))| {
        let date = date.unwrap();
        let members = members();
        let ids = members.iter().map(|(id, _)| id).zip(positions);
        let cast = ids
            .filter_map(|(id, position)| Some((id, position?)))
            .filter(|(id, _)| any_member || members.sat_at(*id, date))
            .collect();
        (date, if sitting { Roll::Sitting } else { Roll::Listed }, cast)
    });
    vec(one, 0..8).prop_map(record)
}

/// Two members' ids.
pub(crate) fn pairs() -> impl Strategy<Value = (MemberId, MemberId)> {
    let ids: Vec<_> = members().iter().map(|(id, _)| id).collect();
    (prop::sample::select(ids.clone()), prop::sample::select(ids))
}

/// Any set of members.
pub(crate) fn sets() -> impl Strategy<Value = MemberSet> {
    let ids: Vec<_> = members().iter().map(|(id, _)| id).collect();
    prop::sample::subsequence(ids, 0..=MEMBERS.len()).prop_map(MemberSet::from_iter)
}

/// Everyone's position in one vote.
pub(crate) type Roster = BTreeMap<MemberId, Position>;

/// Everyone's position in one vote, asked member by member.
pub(crate) fn plain_positions(vote: Vote<'_>) -> Roster {
    let positions = vote.positions();
    let ids = vote.record().members().iter().map(|(id, _)| id);
    ids.filter_map(|id| Some((id, positions.of(id)?))).collect()
}

/// A cross-table counted row by row: who took which positions.
pub(crate) fn plain_cross_table(
    votes: &[Vote<'_>],
) -> BTreeMap<Vec<Option<Position>>, BTreeSet<MemberId>> {
    let Some(last) = votes.iter().max_by_key(|vote| vote.date) else { return BTreeMap::new() };
    let last_roll = plain_positions(*last);
    let mut rows: BTreeMap<MemberId, Vec<Option<Position>>> = BTreeMap::new();
    for (place, vote) in votes.iter().enumerate() {
        let roll = plain_positions(*vote);
        for (id, position) in &roll {
            let id = match last_roll.contains_key(id) {
                true => *id,
                false => plain_row(*id, *vote, &roll, last.date),
            };
            rows.entry(id).or_insert(vec![None; votes.len()])[place] = Some(*position);
        }
    }
    let mut cells: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (id, row) in rows {
        cells.entry(row).or_default().insert(id);
    }
    cells
}

/// Under whose name the position of a member stands that was not on the last roll.
fn plain_row(id: MemberId, vote: Vote<'_>, roll: &Roster, last: Date) -> MemberId {
    let members = vote.record().members();
    match members.in_seat_at(id, last) {
        Some(holder) if roll.contains_key(&holder) => id,
        Some(holder) if members.in_seat_at(holder, vote.date) == Some(id) => holder,
        _ => id,
    }
}

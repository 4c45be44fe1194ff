//! The recorded votes.

use scrutineer_record::{Motion, Outcome, Position};

use super::{codes, member, record, symbol};

/// The tally of the vote on a text, as counted and as printed.
fn check(text: &str, expected: &str) {
    let vote = record().vote_on(&symbol(text)).unwrap_or_else(|| panic!("no vote on {text}"));
    assert_eq!(vote.tally().to_string(), expected, "{text} as counted");
    assert_eq!(vote.printed.map(|tally| tally.to_string()).as_deref(), Some(expected), "{text}");
}

#[test]
fn tallies_that_are_beyond_doubt() {
    check("A/RES/73/27", "119-46-14");
    check("A/RES/74/29", "129-6-45");
    check("A/RES/73/266", "138-12-16");
    check("A/RES/74/28", "163-10-6");
    check("A/RES/75/240", "92-50-21");
    check("A/RES/73/187", "94-59-33");
    check("A/RES/74/247", "79-60-33");
    check("A/RES/ES-11/1", "141-5-35");
    check("A/RES/2758(XXVI)", "76-35-17");
}

#[test]
fn every_vote_adds_up() {
    assert_eq!(record().votes().len(), 97);
    for vote in record().votes() {
        let id = &vote.id;
        assert_eq!(vote.defects, [], "{id}");
        assert!(vote.printed.is_some_and(|printed| printed.agrees_with(vote.tally())), "{id}");
        let positions = vote.positions();
        assert_eq!(positions.roll, record().members().sitting_at(vote.date), "{id}");
        let apart = Position::ALL.iter().map(|position| positions.who(*position).len());
        assert_eq!(apart.sum::<u16>(), positions.roll.len(), "{id}: a member stands twice");
    }
}

#[test]
fn every_vote_says_what_it_is_and_where_it_stands() {
    for vote in record().votes() {
        let id = &vote.id;
        assert_eq!(record().by_id(id), Some(vote));
        let text = vote.symbol.as_ref().unwrap_or_else(|| panic!("{id} has no symbol"));
        assert_eq!(record().vote_on(text), Some(vote), "{id}");
        assert!(!vote.title.is_empty(), "{id} has no title");
        assert_eq!((&vote.motion, vote.outcome), (&Motion::Whole, Outcome::Adopted), "{id}");
        assert!(vote.majority.is_none(), "{id}: no source says which majority applied");
        assert!(vote.source.line.is_some_and(|line| line > 1), "{id}");
        let document = vote.source.document.as_deref().map(symbol);
        assert_eq!(document, vote.meeting, "{id}");
        let unknown = id == "builtin:A/RES/ES-11/5"; // its record leaves the meeting blank
        assert_eq!(document.is_none(), unknown, "{id}: its meeting");
        let page = vote.source.url.as_deref().unwrap_or_default();
        assert!(page.starts_with("https://digitallibrary.un.org/record/"), "{id}: {page}");
    }
}

#[test]
fn every_vote_was_checked_in_the_voting_record() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tables/votes.csv");
    let mut table = csv::Reader::from_path(path).unwrap();
    let standing = table.headers().unwrap().iter().position(|column| column == "standing").unwrap();
    let standings: Vec<_> = table.records().map(|row| row.unwrap()[standing].to_owned()).collect();
    assert_eq!(standings, vec!["recorded"; record().votes().len()]);
}

#[test]
fn a_vote_says_what_a_reader_must_know() {
    let note = |text: &str| record().vote_on(&symbol(text)).unwrap().note.clone();
    assert_eq!(note("A/RES/71/28"), "Some tables print 180 in favour: they lack Zimbabwe.");
    assert_eq!(note("A/RES/73/27"), "");
}

#[test]
fn ids_are_the_source_and_the_symbol() {
    let vote = record().by_id("builtin:A/RES/73/27").unwrap();
    assert_eq!(vote.source.file.format, "builtin");
    assert_eq!(vote.source.file.name, "votes.csv");
    assert_eq!(vote.source.document.as_deref(), Some("A/73/PV.45"));
    assert_eq!(vote.source.url.as_deref(), Some("https://digitallibrary.un.org/record/1655128"));
}

#[test]
fn who_moved_between_2018_and_2019() {
    let on = |text: &str| record().vote_on(&symbol(text)).unwrap();
    let (then, now) = (on("A/RES/73/27"), on("A/RES/74/29"));
    let no = then.positions().no;
    assert_eq!((no & now.positions().abstain).len(), 38);
    assert_eq!(codes(no & now.positions().no), "CAN GBR GEO ISR UKR USA");
    assert_eq!(codes(no & now.positions().yes), "LIE");
    assert_eq!(codes(no & now.positions().non_voting()), "MHL");
    assert_eq!(now.previous(), Some(then));
    assert_eq!(now.rivals(), [on("A/RES/74/28")]);
}

#[test]
fn a_seat_keeps_its_votes_whoever_held_it() {
    let vote = record().vote_on(&symbol("A/RES/2758(XXVI)")).unwrap();
    assert_eq!(vote.position_of(member("RUS")), Some(Position::Yes)); // the Soviet Union's
    assert_eq!(vote.position_of(member("CHN")), Some(Position::NonVoting)); // the Republic's
    assert_eq!(vote.position_of(member("DEU")), None);
}

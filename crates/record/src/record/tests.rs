use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::testing::{codes, date, id, member, members};
use crate::{Decision, Fact, Motion, Outcome, PrintedTally, Session, Standing};

const DETENTE: &str = "1980-01-14";
const TODAY: &str = "2019-12-12";

fn symbol(text: &str) -> Symbol {
    text.parse().unwrap()
}

/// A vote of the General Assembly on the whole of a text.
fn vote(text: &str, day: &str) -> RecordedVote {
    RecordedVote {
        symbol: text.parse().ok(),
        title: text.to_owned(),
        outcome: Outcome::Adopted,
        ..RecordedVote::new(
            format!("test:{text}"),
            Body::GeneralAssembly,
            Session::Regular(1),
            date(day),
        )
    }
}

fn proposal(text: &str) -> Proposal {
    Proposal {
        symbol: symbol(text),
        title: text.to_owned(),
        session: Session::Regular(1),
        date: None,
        decision: Decision::Recorded,
        outcome: Outcome::Adopted,
        stages: Vec::new(),
        lead: None::<Fact<Vec<MemberId>>>,
        sponsors: Vec::new(),
        decides: None,
        standing: Standing::Recorded,
        source: String::new(),
        imported: None,
        note: String::new(),
    }
}

fn builder(facts: Facts) -> RecordBuilder {
    RecordBuilder::new(members(), Groups::default(), facts)
}

/// Positions in short: `USA yes, SUN no`.
fn cast(members: &Members, positions: &str) -> Vec<(MemberId, Position)> {
    let pairs = positions.split(", ").filter_map(|pair| pair.split_once(' '));
    pairs.map(|(code, position)| (id(members, code), position.parse().unwrap())).collect()
}

/// Adds one vote to an empty record.
fn add_one(vote: RecordedVote, positions: &str, roll: Roll) -> Result<Record, Error> {
    let mut builder = builder(Facts::default());
    let cast = cast(builder.members(), positions);
    builder.add(vote, cast, roll)?;
    Ok(builder.finish())
}

/// The defects of a vote with these positions, in words.
fn defects(vote: RecordedVote, positions: &str, roll: Roll) -> Vec<String> {
    let record = add_one(vote, positions, roll).unwrap();
    record.votes().flat_map(|vote| &vote.facts().defects).map(ToString::to_string).collect()
}

/// The roll of a vote with these positions.
fn roll_of(vote: RecordedVote, positions: &str, roll: Roll) -> String {
    let record = add_one(vote, positions, roll).unwrap();
    let vote = record.votes().next().unwrap();
    codes(record.members(), vote.positions().roll)
}

const EVERYONE: &str = "USA yes, SUN no, FRG abstain, DDR non_voting";

#[test]
fn a_vote_that_adds_up_has_no_defects() {
    let printed = PrintedTally { yes: 1, no: 1, abstain: Some(1) };
    let vote = RecordedVote { printed: Some(printed), ..vote("A/RES/34/1", DETENTE) };
    assert!(defects(vote, EVERYONE, Roll::Listed).is_empty());
}

#[test]
fn a_position_of_one_that_did_not_sit_is_a_defect() {
    let found = defects(vote("A/RES/34/1", DETENTE), "DEU yes", Roll::Sitting);
    assert_eq!(found, ["DEU stands as \"yes\" but was not a member then"]);
}

#[test]
fn a_gap_in_a_full_list_is_a_defect() {
    let found = defects(vote("A/RES/34/1", DETENTE), "USA yes, SUN no, DDR no", Roll::Listed);
    assert_eq!(found, ["FRG is missing from the roll"]);
    let found = defects(vote("A/RES/34/1", DETENTE), "USA yes, SUN no, DDR no", Roll::Sitting);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_printed_tally_that_is_not_the_count_is_a_defect_and_changes_nothing() {
    let printed = PrintedTally { yes: 2, no: 1, abstain: None };
    let vote = RecordedVote { printed: Some(printed), ..vote("A/RES/34/1", DETENTE) };
    let record = add_one(vote, EVERYONE, Roll::Listed).unwrap();
    let vote = record.votes().next().unwrap();
    let differs = Defect::TallyDiffers { counted: "1-1-1".to_owned(), printed: "2-1".to_owned() };
    assert_eq!(vote.defects, [differs]);
    assert_eq!((vote.tally().to_string(), vote.printed), ("1-1-1".to_owned(), Some(printed)));
}

#[test]
fn defects_of_the_source_are_kept() {
    let known = Defect::Other("the page is torn".to_owned());
    let vote = RecordedVote { defects: vec![known], ..vote("A/RES/34/1", DETENTE) };
    let found = defects(vote, "USA yes, DEU no", Roll::Sitting);
    assert_eq!(found, ["the page is torn", "DEU stands as \"no\" but was not a member then"]);
}

#[test]
fn nobody_takes_two_positions_and_no_id_stands_twice() {
    let twice = add_one(vote("A/RES/34/1", DETENTE), "USA yes, SUN no, USA no", Roll::Sitting);
    assert_eq!(twice.unwrap_err().to_string(), "vote test:A/RES/34/1: USA stands twice");
    let mut builder = builder(Facts::default());
    builder.add(vote("A/RES/34/1", DETENTE), Vec::new(), Roll::Sitting).unwrap();
    let again = builder.add(vote("A/RES/34/1", TODAY), Vec::new(), Roll::Sitting);
    assert_eq!(again.unwrap_err().to_string(), "the vote \"test:A/RES/34/1\" stands twice");
}

#[test]
fn many_votes_are_restored_as_one_by_one() {
    let usa = id(builder(Facts::default()).members(), "USA");
    let mut positions = Positions::default();
    positions.yes.insert(usa);
    positions.roll.insert(usa);
    let votes = || vec![vote("A/RES/34/1", DETENTE), vote("A/RES/34/2", DETENTE)];
    let both = [positions, Positions::default()];

    let mut at_once = builder(Facts::default());
    at_once.restore_all(votes(), &both).unwrap();
    let mut singly = builder(Facts::default());
    for (vote, positions) in votes().into_iter().zip(both) {
        singly.restore(vote, positions).unwrap();
    }
    let told = |builder: &RecordBuilder| {
        let record = builder.clone().finish();
        let of = |vote: Vote<'_>| (vote.facts().clone(), vote.positions());
        (record.votes().map(of).collect::<Vec<_>>(), record.by_id("test:A/RES/34/2").map(of))
    };
    assert_eq!(told(&at_once), told(&singly));

    let again = at_once.restore_all(votes(), &both);
    assert_eq!(again.unwrap_err().to_string(), "the vote \"test:A/RES/34/1\" stands twice");
    let twice = vec![vote("A/RES/34/3", DETENTE), vote("A/RES/34/3", TODAY)];
    assert!(at_once.restore_all(twice, &both).is_err());
    assert_eq!(at_once.finish().votes().len(), 2, "what cannot all be added is not added in part");
}

#[test]
fn the_roll_is_who_sat_or_who_is_listed() {
    let on = |day| vote("A/RES/34/1", day);
    assert_eq!(roll_of(on(DETENTE), "USA yes", Roll::Sitting), "DDR FRG SUN USA");
    assert_eq!(roll_of(on(TODAY), "USA yes", Roll::Sitting), "DEU RUS USA");
    assert_eq!(roll_of(on(DETENTE), "USA yes, SUN non_voting", Roll::Listed), "SUN USA");
    // Who cast a vote is on the roll, rightly or not.
    assert_eq!(roll_of(on(DETENTE), "DEU yes", Roll::Sitting), "DDR DEU FRG SUN USA");
}

#[test]
fn a_council_has_no_roll_but_its_list() {
    let council = || RecordedVote { body: Body::SecurityCouncil, ..vote("S/RES/242(1967)", TODAY) };
    assert_eq!(roll_of(council(), "USA yes, SUN no", Roll::Sitting), "SUN USA");
    assert!(defects(council(), "USA yes, SUN no", Roll::Listed).is_empty());
}

#[test]
fn a_seat_votes_whoever_held_it() {
    let record = add_one(vote("A/RES/34/1", DETENTE), EVERYONE, Roll::Listed).unwrap();
    let vote = record.votes().next().unwrap();
    let position = |code| vote.position_of(id(record.members(), code));
    assert_eq!(position("SUN"), Some(Position::No));
    assert_eq!(position("RUS"), Some(Position::No));
    assert_eq!(position("DEU"), Some(Position::Abstain));
    assert_eq!(position("DDR"), Some(Position::NonVoting));
    let record = add_one(self::vote("A/RES/74/1", TODAY), "USA yes", Roll::Sitting).unwrap();
    let vote = record.votes().next().unwrap();
    assert_eq!(vote.position_of(id(record.members(), "DDR")), None);
}

/// Three texts of one series, of which one was not voted on, and rivals of two of them.
fn record() -> Record {
    let series = Series {
        id: "ict-security".to_owned(),
        name: "Information security".to_owned(),
        // Not in the order of time, as little as the votes below.
        texts: ["A/RES/74/29", "A/RES/76/19", "A/RES/75/240", "A/RES/73/27"].map(symbol).into(),
        by_title: Vec::new(),
        note: String::new(),
    };
    let rivals = [
        ("A/RES/73/27", "A/RES/73/266"),
        ("A/RES/74/28", "A/RES/74/29"),
        ("A/RES/74/29", "A/RES/74/28"),
        ("A/RES/74/29", "A/RES/74/247"),
    ];
    let mut builder = builder(Facts {
        proposals: vec![proposal("A/RES/76/19")],
        series: vec![series],
        rivals: rivals.map(|(one, other)| (symbol(one), symbol(other))).into(),
        ..Facts::default()
    });
    let paragraph = RecordedVote {
        id: "test:paragraph".to_owned(),
        motion: Motion::Part("paragraph 5".to_owned()),
        ..vote("A/RES/74/29", "2019-12-12")
    };
    let without_symbol =
        RecordedVote { symbol: None, id: "test:old".to_owned(), ..vote("", "1946-01-26") };
    for vote in [
        vote("A/RES/75/240", "2020-12-31"),
        paragraph,
        vote("A/RES/74/29", "2019-12-12"),
        vote("A/RES/73/27", "2018-12-05"),
        vote("A/RES/74/28", "2019-12-12"),
        without_symbol,
    ] {
        builder.add(vote, Vec::new(), Roll::Sitting).unwrap();
    }
    builder.finish()
}

fn ids<'r>(votes: impl IntoIterator<Item = Vote<'r>>) -> Vec<&'r str> {
    votes.into_iter().map(|vote| vote.facts().id.as_str()).collect()
}

#[test]
fn votes_are_found_by_symbol_and_id() {
    let record = record();
    assert_eq!(
        ids(record.votes_on(&symbol("A/RES/74/29"))),
        ["test:paragraph", "test:A/RES/74/29"]
    );
    assert_eq!(ids(record.vote_on(&symbol("A/RES/74/29"))), ["test:A/RES/74/29"]);
    assert!(record.vote_on(&symbol("A/RES/76/19")).is_none());
    let old = record.by_id("test:old").unwrap();
    assert_eq!((old.label().as_str(), old.series()), ("test:old", None));
    assert!(old.previous().is_none() && old.rivals().is_empty());
    assert_eq!(record.by_id("test:paragraph").unwrap().label(), "A/RES/74/29");
    assert!(record.by_id("A/RES/74/29").is_none());
    assert_eq!((record.votes().len(), record.until()), (6, Some(date("2020-12-31"))));
}

#[test]
fn texts_are_found_whether_or_not_they_were_voted_on() {
    let record = record();
    let text = symbol("A/RES/76/19");
    assert_eq!(record.proposal(&text).map(|text| &text.symbol), Some(&text));
    assert_eq!(record.proposal(&symbol("A/RES/74/29")), None);
    assert_eq!(record.series_of(&text), record.series("ict-security"));
    assert_eq!(record.series("unknown"), None);
    assert_eq!(record.series_of(&symbol("A/RES/74/28")), None);
}

#[test]
fn a_series_goes_from_vote_to_vote_in_the_order_of_time() {
    let record = record();
    let series = record.series("ict-security").unwrap();
    let votes = ["test:A/RES/73/27", "test:A/RES/74/29", "test:A/RES/75/240"];
    assert_eq!(ids(record.votes_of(series)), votes);
    let [first, second, last] = votes.map(|id| record.by_id(id).unwrap());
    assert_eq!((first.previous(), first.next()), (None, Some(second)));
    assert_eq!((second.previous(), second.next()), (Some(first), Some(last)));
    assert_eq!((last.previous(), last.next()), (Some(second), None));
    let paragraph = record.by_id("test:paragraph").unwrap();
    assert_eq!((paragraph.previous(), paragraph.next()), (Some(first), Some(last)));
}

#[test]
fn rivals_are_rivals_of_each_other_and_stand_once() {
    let record = record();
    let rivals =
        |text| -> Vec<_> { record.rivals_of(&symbol(text)).map(ToString::to_string).collect() };
    assert_eq!(rivals("A/RES/74/29"), ["A/RES/74/28", "A/RES/74/247"]);
    assert_eq!(rivals("A/RES/74/28"), ["A/RES/74/29"]);
    assert_eq!(rivals("A/RES/73/266"), ["A/RES/73/27"]);
    assert!(rivals("A/RES/75/240").is_empty());
    // Of the rivals only those that were voted on have a vote.
    let vote = record.by_id("test:A/RES/74/29").unwrap();
    assert_eq!(ids(vote.rivals()), ["test:A/RES/74/28"]);
    assert!(record.by_id("test:A/RES/73/27").unwrap().rivals().is_empty());
}

/// So many members that their bits stand in all four words of a set.
const MANY: usize = 200;

/// One position for each of [`MANY`] members; those without one are not on the list.
fn any_positions() -> impl Strategy<Value = Vec<Option<Position>>> {
    vec(proptest::option::weighted(0.9, prop::sample::select(&Position::ALL[..])), MANY)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn what_is_packed_is_what_was_added(plain in vec(any_positions(), 100..120)) {
        let since = [("1945-10-24", "")];
        let list = (0..MANY).map(|place| member(&place.to_string(), &since, None)).collect();
        let members = Members::new(list, Vec::new(), Vec::new()).unwrap();
        let all: Vec<MemberId> = members.iter().map(|(id, _)| id).collect();
        let mut builder = RecordBuilder::new(members, Groups::default(), Facts::default());
        for (place, positions) in plain.iter().enumerate() {
            let listed = all.iter().copied().zip(positions);
            let listed = listed.filter_map(|(id, position)| Some((id, (*position)?)));
            builder.add(vote(&place.to_string(), TODAY), listed, Roll::Listed).unwrap();
        }
        let record = builder.finish();
        prop_assert_eq!(record.votes().len(), plain.len());
        for (vote, positions) in record.votes().zip(&plain) {
            let packed = vote.positions();
            let found: Vec<_> = all.iter().map(|id| packed.of(*id)).collect();
            prop_assert_eq!(&found, positions);
            for position in Position::ALL {
                let count = positions.iter().filter(|of| **of == Some(position)).count();
                prop_assert_eq!(usize::from(vote.tally().of(position)), count);
            }
            let absent = positions.iter().filter(|of| of.is_none()).count();
            let missing = vote.defects.iter().map(|defect| match defect {
                Defect::MissingFromRoll { members } => members.len(),
                other => panic!("{other}"),
            });
            prop_assert_eq!(missing.sum::<usize>(), absent);
        }
    }
}

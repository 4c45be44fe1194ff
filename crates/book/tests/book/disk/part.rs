//! A part of a book says of its votes what the whole says.

use std::collections::BTreeSet;

use scrutineer_book::Shelf;
use scrutineer_ingest::{Batch, Format};
use scrutineer_record::{Decision, Record, Roll, Session, Symbol};

use super::{Dice, date, file, import, imported, rich, shelf, symbol, text, thrown, vote};

/// A book with votes and texts of a known series, with rivals, and thousands around them.
fn book(name: &str) -> Shelf {
    let shelf = shelf(name);
    import(&shelf, rich(Format::Undl, "rich.csv"));
    let (file, mut dice) = (file(Format::Undl, "series.csv", 1), Dice(9));
    let mut accounts = Vec::new();
    for (number, (text, day)) in (1..).zip([
        ("A/RES/73/27", "2018-12-05"),
        ("A/RES/74/29", "2019-12-12"),
        ("A/RES/74/28", "2019-12-12"),
        ("A/RES/73/266", "2018-12-22"),
    ]) {
        let symbol = symbol(text);
        let session = Session::Regular(if day < "2019" { 73 } else { 74 });
        let facts = scrutineer_record::RecordedVote {
            symbol: Some(symbol),
            session,
            date: date(day),
            ..vote(Format::Undl, &file, number)
        };
        accounts.push(thrown(facts, Roll::Listed, &mut dice));
    }
    accounts.extend((1000..1400).map(|number| {
        let mut facts = vote(Format::Undl, &file, number);
        facts.date = date("2031-12-05").plus_days(i32::try_from(number % 7).unwrap()).unwrap();
        thrown(facts, Roll::Sitting, &mut dice)
    }));
    let texts = (2000..2300).map(|number| text(&file, number, Decision::WithoutVote)).collect();
    import(&shelf, imported(Format::Undl, &file, Batch { accounts, texts, ..Batch::default() }));
    shelf
}

/// Of these votes and texts the part says what the whole does.
fn check(shelf: &Shelf, whole: &Record, ids: &[&str], symbols: &[Symbol]) {
    let opened = shelf.part(ids, symbols).unwrap();
    assert!(opened.warnings.is_empty());
    let part = opened.value.record;
    let found = |record: &Record| {
        let mut found: BTreeSet<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        found.extend(
            symbols.iter().flat_map(|symbol| record.votes_on(symbol)).map(|vote| vote.id.clone()),
        );
        found
    };
    assert_eq!(found(&part), found(whole), "{ids:?} {symbols:?}");
    for id in found(whole) {
        let (one, other) = (part.by_id(&id).unwrap(), whole.by_id(&id).unwrap());
        assert_eq!((one.facts(), one.positions()), (other.facts(), other.positions()), "{id}");
    }
    for symbol in symbols {
        assert_eq!(part.proposal(symbol), whole.proposal(symbol), "{symbol}");
        let neighbours = |record: &Record| {
            let vote = record.vote_on(symbol)?;
            let rivals: Vec<_> = vote.rivals().iter().map(|vote| vote.id.clone()).collect();
            let id = |vote: scrutineer_record::Vote<'_>| vote.id.clone();
            Some((vote.previous().map(id), vote.next().map(id), rivals))
        };
        assert_eq!(neighbours(&part), neighbours(whole), "{symbol}");
    }
}

#[test]
fn of_every_vote_and_text() {
    let shelf = book("part");
    let whole = shelf.book().unwrap().value.record;
    // The last and the first, those at the edges of pages, and some between.
    let votes: Vec<_> = whole.votes().collect();
    for vote in votes.iter().step_by(41).chain(votes.last()) {
        check(&shelf, &whole, &[vote.id.as_str()], &[]);
        check(&shelf, &whole, &[], vote.symbol.as_slice());
    }
    for name in [
        "A/RES/73/27",
        "A/RES/74/29",
        "A/RES/86/900",
        "A/RES/86/950",
        "A/RES/86/2299",
        "A/RES/99/1",
    ] {
        check(&shelf, &whole, &[], &[symbol(name)]);
    }
    check(
        &shelf,
        &whole,
        &["undl:1007", "undl:920"],
        &[symbol("A/RES/86/1399"), symbol("A/RES/60/45")],
    );
}

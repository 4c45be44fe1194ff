//! What was imported is what is read.

use scrutineer_book::Shelf;
use scrutineer_ingest::{Batch, Format, Imported};
use scrutineer_record::{Facts, Groups, Record, RecordBuilder, Roll, Session};

use super::{
    Dice, MEMBERS, date, directory, file, import, imported, rich, shelf, symbol, thrown, vote,
};

/// The record of an import, made without a book.
fn record_of(imported: &Imported) -> Record {
    let mut record = RecordBuilder::new(MEMBERS.clone(), Groups::default(), Facts::default());
    for account in imported.batches.iter().flat_map(|(_, batch)| &batch.accounts) {
        record.add(account.vote.clone(), account.cast.iter().copied(), account.roll).unwrap();
    }
    record.finish()
}

/// Everything that the record says of its votes is what the book says of them.
fn assert_holds(shelf: &Shelf, expected: &Record) {
    let opened = shelf.book().unwrap();
    assert!(opened.warnings.is_empty(), "{:?}", opened.warnings);
    for vote in expected.votes() {
        let found = opened.value.record.by_id(&vote.id).unwrap_or_else(|| panic!("no {}", vote.id));
        assert_eq!(found.facts(), vote.facts());
        assert_eq!(found.positions(), vote.positions(), "{}", vote.id);
    }
}

#[test]
fn every_field_comes_back() {
    let shelf = shelf("every-field");
    let given = rich(Format::Undl, "rich.csv");
    let expected = record_of(&given);
    let texts = given.batches[0].1.texts.clone();
    let report = import(&shelf, given);
    let all = expected.votes().len();
    assert_eq!((report.added, report.replaced, report.info.votes), (all, 0, all));
    assert_holds(&shelf, &expected);

    let book = shelf.book().unwrap().value;
    for text in texts {
        assert_eq!(book.record.proposal(&text.symbol), Some(&text));
    }
    assert_eq!(book.info, report.info);
    assert_eq!(shelf.info().unwrap().value, report.info);
    let source = &book.info.sources[0];
    let defects: usize = expected.votes().map(|vote| vote.defects.len()).sum::<usize>() + 2;
    assert_eq!(defects, 7);
    assert_eq!((source.votes, source.texts, source.defects), (all, 2, defects));
    assert_eq!(shelf.defects().unwrap().value.len(), defects);
    assert!(shelf.verify().unwrap().faults.is_empty());
    assert_eq!(book.info.until, Some(date("2031-12-05")));
}

#[test]
fn what_is_built_in_lies_over_every_book() {
    let shelf = shelf("built-in-over");
    import(&shelf, rich(Format::Undl, "rich.csv"));
    let (book, built_in) = (shelf.book().unwrap().value, scrutineer_book::built_in().unwrap());
    for vote in built_in.record.votes() {
        let found = book.record.vote_on(vote.symbol.as_ref().unwrap()).unwrap();
        assert_eq!((found.facts(), found.positions()), (vote.facts(), vote.positions()));
    }
    assert_eq!(book.record.facts().series, built_in.record.facts().series);
    // A vote of the book's own on a text is shown in its place.
    let file = file(Format::Undl, "own.csv", 1);
    let mut own = vote(Format::Undl, &file, 1);
    (own.symbol, own.session, own.date) =
        (Some(symbol("A/RES/74/29")), Session::Regular(74), date("2019-12-12"));
    let accounts = vec![thrown(own, Roll::Listed, &mut Dice(1))];
    import(&shelf, imported(Format::Undl, &file, Batch { accounts, ..Batch::default() }));
    let book = shelf.book().unwrap().value;
    let shown: Vec<_> =
        book.record.votes_on(&symbol("A/RES/74/29")).map(|vote| vote.id.clone()).collect();
    assert_eq!(shown, ["undl:1"]);
}

#[test]
fn votes_by_the_thousand_come_back() {
    // More than a row group of positions and several pages of votes.
    let shelf = shelf("thousands");
    let (file, mut dice) = (file(Format::Voeten, "many.csv", 1), Dice(3));
    let accounts = (1..=900u32).map(|number| {
        let roll = [Roll::Listed, Roll::Sitting, Roll::Unknown][dice.roll(3)];
        thrown(vote(Format::Voeten, &file, number), roll, &mut dice)
    });
    let batch = Batch { accounts: accounts.collect(), ..Batch::default() };
    let given = imported(Format::Voeten, &file, batch);
    let expected = record_of(&given);
    import(&shelf, given);
    assert_holds(&shelf, &expected);
    assert!(shelf.verify().unwrap().faults.is_empty());
}

#[test]
fn without_a_book_nothing_is_opened() {
    let nowhere = directory("without-a-book");
    for path in [nowhere.clone(), nowhere.join("not-there")] {
        let shelf = Shelf::at(&path);
        assert!(!shelf.exists());
        let error = shelf.book().unwrap_err();
        assert!(error.to_string().contains("there is no book in"), "{error}");
        assert!(!error.is_damage() && error.remedy().is_some());
        assert!(shelf.verify().is_err() && shelf.info().is_err());
        assert!(!shelf.exists(), "reading makes nothing");
    }
}

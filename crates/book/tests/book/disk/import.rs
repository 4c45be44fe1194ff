//! Imports one after the other: what is read again replaces, what is of another source joins.

use std::fs;
use std::path::Path;

use scrutineer_book::Shelf;
use scrutineer_ingest::{Account, Batch, Format, Imported};
use scrutineer_record::{Issue, Position, RecordedVote, Roll, Session, Symbol, Vote};

use super::{
    Dice, NOW, date, directory, file, import, imported, member, request, rich, shelf, text, thrown,
    unread, vote,
};

/// Ten votes of session 74 by symbol, the same in each source but for what `differ` changes.
fn ten(format: Format, name: &str, differ: &[(u32, &str, Position)]) -> Imported {
    let file = file(format, name, 1);
    let mut dice = Dice(11);
    let account = |number: u32| {
        let facts = RecordedVote {
            symbol: Some(Symbol::parse(&format!("A/RES/74/9{number:02}")).unwrap()),
            session: Session::Regular(74),
            date: date("2019-12-12"),
            ..vote(format, &file, number)
        };
        let mut account = thrown(facts, Roll::Listed, &mut dice);
        for (of, code, position) in differ {
            let place = account.cast.iter().position(|(cast, _)| *cast == member(code)).unwrap();
            if *of == number {
                account.cast[place].1 = *position;
            }
        }
        account
    };
    let accounts: Vec<Account> = (1..=10).map(account).collect();
    let defects = vec![unread(&file, 5), unread(&file, 3)];
    let texts = vec![text(&file, 960, scrutineer_record::Decision::WithoutVote)];
    imported(format, &file, Batch { accounts, texts, defects })
}

pub(super) fn undl() -> Imported {
    ten(Format::Undl, "undl.csv", &[])
}

/// With two positions that differ: the dice give France and Peru the same in both votes.
pub(super) fn unvotes() -> Imported {
    let take = |number: u32, code: &str| {
        let account = &undl().batches[0].1.accounts[usize::try_from(number - 1).unwrap()];
        let is = account.cast.iter().find(|(cast, _)| *cast == member(code)).unwrap().1;
        if is == Position::No { Position::Yes } else { Position::No }
    };
    let differ = [(3, "FRA", take(3, "FRA")), (7, "PER", take(7, "PER"))];
    ten(Format::Unvotes, "un_votes.csv", &differ)
}

#[test]
fn the_same_file_again_replaces() {
    let shelf = shelf("again");
    let first = import(&shelf, undl());
    let again = import(&shelf, undl());
    assert_eq!((again.added, again.replaced), (0, 10));
    assert_eq!(again.info, first.info);
    // Under another name it is the same file still.
    let mut renamed = ten(Format::Undl, "renamed.csv", &[]);
    let sum = undl().files[0].file.checksum.clone();
    let mut file = (*renamed.files[0].file).clone();
    file.checksum = sum;
    renamed.files[0].file = std::sync::Arc::new(file);
    let renamed = import(&shelf, renamed);
    let source = &renamed.info.sources[0];
    assert_eq!((source.votes, source.texts, source.defects), (10, 1, 2));
    assert_eq!(source.files.iter().map(|file| &file.name).collect::<Vec<_>>(), ["renamed.csv"]);
    // Given twice in one import it counts once.
    let mut twice = undl();
    let more = undl();
    twice.files.extend(more.files);
    twice.batches[0].1.accounts.extend(more.batches[0].1.accounts.clone());
    let report = import(&shelf, twice);
    assert_eq!((report.added, report.replaced, report.info.votes), (0, 10, 10));
    assert_eq!(report.info.sources[0].files.len(), 1);
}

/// Files of one import in any order give the same book, and less never takes the place of more unseen.
#[test]
fn the_fullest_account_is_kept() {
    let mut short = undl();
    short.batches[0].1.accounts[2].cast.truncate(5);
    short.batches[0].1.accounts[2].stated = 5;
    let both = |first: Imported, second: Imported| {
        let mut both = first;
        both.batches[0].1.accounts.extend(second.batches[0].1.accounts.clone());
        both
    };
    let orders = [both(undl(), short.clone()), both(short.clone(), undl())];
    let ids = orders.map(|both| {
        let shelf = shelf("fullest");
        let info = import(&shelf, both).info;
        let told = shelf.defects().unwrap().value;
        let told = told.iter().filter(|row| row.defect.to_string().contains("undl:3")).count();
        assert_eq!(told, 1, "which vote differs is told");
        info.id
    });
    assert_eq!(ids[0], ids[1]);

    let shelf = shelf("shorter-later");
    let whole = import(&shelf, undl()).info;
    let stated = |info: &scrutineer_book::Info| info.sources[0].positions;
    let later = import(&shelf, short).info;
    assert_eq!(stated(&later), stated(&whole));
    let told = shelf.defects().unwrap().value;
    assert!(told.iter().any(|row| row.defect.to_string().contains("undl:3 was read again")));
}

#[test]
fn another_source_joins() {
    let shelf = shelf("joins");
    import(&shelf, undl());
    let report = import(&shelf, unvotes());
    assert_eq!((report.added, report.replaced, report.info.votes), (10, 0, 10));
    let [pair] = report.info.reconciled.as_slice() else { panic!("{:?}", report.info.reconciled) };
    assert_eq!(pair.sources, ["undl", "unvotes"]);
    assert_eq!((pair.votes_in_common, pair.positions_differing, pair.otherwise_joined), (10, 2, 0));
    let differences = shelf.differences().unwrap().value;
    let found: Vec<_> =
        differences.iter().map(|row| (row.vote.as_str(), row.member.as_str())).collect();
    assert_eq!(found, [("undl:3", "FRA"), ("undl:7", "PER")]);
    // Both accounts are kept, as they stand in their sources.
    let accounts = shelf.accounts(&["undl:3", "unvotes:3"]).unwrap().value.record;
    let of = |id: &str| accounts.by_id(id).unwrap().positions().of(member("FRA"));
    assert_ne!(of("undl:3"), of("unvotes:3"));
    assert_eq!(differences[0].shown.as_deref(), of("undl:3").map(Position::code));
    assert_eq!(differences[0].beside.as_deref(), of("unvotes:3").map(Position::code));
    // And one is shown.
    let book = shelf.book().unwrap().value;
    assert!(book.record.by_id("unvotes:3").is_none());
    let joined = shelf.joined().unwrap().value;
    assert_eq!(joined.len(), 10);
    assert!(joined.contains(&("unvotes:3".to_owned(), "undl:3".to_owned())));
    assert!(shelf.verify().unwrap().faults.is_empty());
}

#[test]
fn a_vote_has_the_issues_that_an_account_beside_it_tells() {
    let shelf = shelf("issues");
    let mut other = unvotes();
    other.batches[0].1.accounts[2].vote.about.issues = [Issue::Palestine].into_iter().collect();
    import(&shelf, undl());
    import(&shelf, other);
    let issues =
        |vote: Option<Vote<'_>>| -> Vec<Issue> { vote.unwrap().about.issues.iter().collect() };
    for book in [shelf.book(), shelf.part(&["undl:3", "undl:4"], &[])] {
        let record = book.unwrap().value.record;
        assert_eq!(issues(record.by_id("undl:3")), [Issue::Palestine]);
        assert_eq!(issues(record.by_id("undl:4")), []);
    }
    // The account itself stands as its source has it.
    let accounts = shelf.accounts(&["undl:3"]).unwrap().value.record;
    assert_eq!(issues(accounts.by_id("undl:3")), []);
}

#[test]
fn the_order_of_imports_makes_no_difference() {
    let all: [fn() -> Imported; 3] = [undl, unvotes, || rich(Format::Voeten, "rich.csv")];
    let id = |name: &str, order: &[usize]| {
        let shelf = shelf(&format!("order-{name}"));
        order.iter().for_each(|place| drop(import(&shelf, all[*place]())));
        shelf.info().unwrap().value.id
    };
    let ids = [
        id("012", &[0, 1, 2]),
        id("021", &[0, 2, 1]),
        id("102", &[1, 0, 2]),
        id("120", &[1, 2, 0]),
        id("201", &[2, 0, 1]),
        id("210", &[2, 1, 0]),
        id("01212", &[0, 1, 2, 1, 2]),
    ];
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    // All at once, too.
    let mut together = undl();
    for more in [unvotes(), rich(Format::Voeten, "rich.csv")] {
        together.files.extend(more.files);
        together.batches.extend(more.batches);
    }
    assert_eq!(import(&shelf("order-together"), together).info.id, ids[0]);
    assert_ne!(id("01", &[0, 1]), ids[0]);
}

#[test]
fn a_new_edition_of_a_file_takes_the_place_of_the_old_one() {
    let shelf = shelf("edition");
    import(&shelf, undl());
    let file = file(Format::Undl, "undl.csv", 2);
    let accounts = vec![thrown(vote(Format::Undl, &file, 1), Roll::Listed, &mut Dice(5))];
    let report =
        import(&shelf, imported(Format::Undl, &file, Batch { accounts, ..Batch::default() }));
    assert_eq!((report.added, report.replaced, report.info.votes), (0, 1, 10));
    let source = &report.info.sources[0];
    assert_eq!((source.files.len(), source.defects), (2, 0), "defects of the old edition are gone");
    let book = shelf.book().unwrap().value;
    assert_eq!(book.record.by_id("undl:1").unwrap().source.file, file);
    assert_eq!(book.record.by_id("undl:2").unwrap().source.file, undl().files[0].file);
}

#[test]
fn only_two_snapshots_are_kept_and_nothing_of_others_is_touched() {
    let shelf = shelf("two-snapshots");
    let snapshots = || {
        let mut names: Vec<_> = fs::read_dir(shelf.path().join("snapshots"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    import(&shelf, undl());
    let left = ["snapshots/.new-4711", "snapshots/keep-this", "snapshots/7-notes"];
    left.iter().for_each(|name| fs::create_dir(shelf.path().join(name)).unwrap());
    // Beside a sound book a stranger's files do no harm.
    fs::write(shelf.path().join("README"), "mine").unwrap();
    (0..3).for_each(|_| drop(import(&shelf, unvotes())));
    let names = snapshots();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(
        names.iter().any(|name| name.starts_with("3-"))
            && names.iter().any(|name| name.starts_with("4-"))
    );
    assert!(names.contains(&"keep-this".to_owned()) && names.contains(&"7-notes".to_owned()));
    assert!(shelf.path().join("README").exists());
}

/// The directory is refused, and nothing in it is touched.
fn check_refused(name: &str, made: &[&str]) {
    let path = directory(&format!("refused-{name}"));
    for file in made {
        fs::create_dir_all(path.join(file).parent().unwrap()).unwrap();
        fs::write(path.join(file), "something").unwrap();
    }
    let refused = Shelf::at(&path).import(undl(), &request("")).unwrap_err();
    assert!(refused.to_string().contains("is no book: it holds"), "{name}: {refused}");
    assert!(!refused.is_damage() && refused.remedy().is_some());
    assert!(made.iter().all(|file| path.join(file).exists()));
    assert!(!path.join("current").exists() && !Shelf::at(&path).exists());
}

#[test]
fn a_directory_of_something_else_is_refused() {
    check_refused("file", &["thesis.txt"]);
    check_refused("snapshots", &["snapshots/cli__help.snap"]);
    check_refused("directories", &["snapshots/2020/data.csv", "lock"]);
    let path = directory("refused-not-a-directory").join("file");
    fs::write(&path, "something").unwrap();
    let refused = Shelf::at(&path).import(undl(), &request("")).unwrap_err();
    assert!(refused.to_string().contains("cannot be written"), "{refused}");
}

#[test]
fn the_manifest_says_what_was_imported() {
    let shelf = shelf("manifest");
    let info = import(&shelf, undl()).info;
    assert_eq!(info.made.as_deref(), Some(NOW));
    assert_eq!(info.command.as_deref(), Some("scrutineer book import FILE"));
    let file = &info.sources[0].files[0];
    let given = undl().files[0].clone();
    assert_eq!((file.name.as_str(), file.bytes, file.rows), ("undl.csv", 1000, 10));
    assert_eq!(Some(&file.blake3), given.file.checksum.as_ref());
    assert_eq!((file.retrieved.as_deref(), file.imported.as_str()), (Some("2032-01-30"), NOW));
    let manifest = fs::read_to_string(newest(shelf.path()).join("manifest.json")).unwrap();
    for entry in fs::read_dir(newest(shelf.path())).unwrap().map(|entry| entry.unwrap().path()) {
        let sum = blake3::hash(&fs::read(&entry).unwrap()).to_hex();
        let is_manifest = entry.ends_with("manifest.json");
        assert_eq!(manifest.contains(sum.as_str()), !is_manifest, "{}", entry.display());
    }
}

/// The directory of the newest snapshot.
pub(super) fn newest(book: &Path) -> std::path::PathBuf {
    let entries = fs::read_dir(book.join("snapshots")).unwrap().map(|entry| entry.unwrap().path());
    let number = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.split('-').next().and_then(|number| number.parse::<u32>().ok()).unwrap_or_default()
    };
    entries.max_by_key(number).unwrap()
}

//! The whole record, from the files that a user has. Skipped, with a line that says so, where they are absent.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use scrutineer_book::{Book, ImportRequest, Shelf, built_in, members};
use scrutineer_ingest::{Input, Progress, read};
use scrutineer_record::Position;

const FILES: [&str; 4] = [
    "undl-crawl-2023/ga_voting.csv.gz",
    "unvotes-2021/un_votes.csv.gz",
    "unvotes-2021/un_roll_calls.csv.gz",
    "unvotes-2021/un_roll_call_issues.csv.gz",
];

/// The book of the two sources on disk, made once for all tests of this file.
fn shelf() -> Option<&'static Shelf> {
    static SHELF: OnceLock<Option<Shelf>> = OnceLock::new();
    SHELF
        .get_or_init(|| {
            let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
            let paths: Vec<PathBuf> = FILES.iter().map(|file| data.join(file)).collect();
            if let Some(missing) = paths.iter().find(|path| !path.exists()) {
                println!("skipped: {} is not here", missing.display());
                return None;
            }
            let inputs = paths.iter().map(|path| {
                let name = path.file_name().unwrap().to_string_lossy();
                Input::of_bytes(&name, fs::read(path).unwrap())
            });
            let imported =
                read(inputs.collect(), None, &members().unwrap(), &Progress::default()).unwrap();
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("whole");
            let _ = fs::remove_dir_all(&path);
            let shelf = Shelf::at(&path);
            let now = "2026-01-01T00:00:00Z";
            let request = ImportRequest { now, command: "test", anew: false, waiting: &|| {} };
            shelf.import(imported, &request).unwrap();
            assert!(shelf.verify().unwrap().faults.is_empty());
            Some(shelf)
        })
        .as_ref()
}

/// The book of the two sources, read once.
fn whole() -> Option<&'static Book> {
    static BOOK: OnceLock<Option<Book>> = OnceLock::new();
    BOOK.get_or_init(|| shelf().map(|shelf| shelf.book().unwrap().value)).as_ref()
}

/// Every block that is read is checked: which blocks are read shows when they are damaged one by one.
#[test]
fn one_vote_is_read_without_the_rest() {
    const BLOCK: usize = 64 * 1024;
    let Some(sound) = shelf() else { return };
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("whole-blocks");
    let _ = fs::remove_dir_all(&copy);
    let snapshot = fs::read_dir(sound.path().join("snapshots")).unwrap().next().unwrap().unwrap();
    let to = copy.join("snapshots").join(snapshot.file_name());
    fs::create_dir_all(&to).unwrap();
    fs::copy(sound.path().join("current"), copy.join("current")).unwrap();
    for file in fs::read_dir(snapshot.path()).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    let (shelf, positions) = (Shelf::at(&copy), to.join("positions.parquet"));
    let bytes = fs::read(&positions).unwrap();
    let blocks = bytes.len().div_ceil(BLOCK);
    let noticed = |read: &dyn Fn() -> bool| {
        let damaged = (0..blocks).filter(|block| {
            let mut bytes = bytes.clone();
            bytes[block * BLOCK] ^= 1;
            fs::write(&positions, bytes).unwrap();
            !read()
        });
        damaged.count()
    };
    let of_one = noticed(&|| shelf.part(&[], &["A/RES/74/29".parse().unwrap()]).is_ok());
    let of_all = noticed(&|| shelf.book().is_ok());
    println!("of {blocks} blocks of positions one vote and its series need {of_one}");
    assert!(of_one > 0 && 2 * of_one <= blocks, "{of_one} of {blocks}");
    assert_eq!(of_all, blocks);
}

#[test]
fn the_sources_state_what_they_are_known_to_state() {
    let Some(book) = whole() else { return };
    let stated: Vec<_> = book
        .info
        .sources
        .iter()
        .map(|source| (source.format.as_str(), source.votes, source.positions))
        .collect();
    assert_eq!(stated, [("undl", 5410, 892_483), ("unvotes", 6203, 870_109)]);
}

#[test]
fn the_sources_agree_as_far_as_was_measured() {
    let Some(book) = whole() else { return };
    let [pair] = book.info.reconciled.as_slice() else { panic!("one pair of sources") };
    assert!(pair.votes_in_common.abs_diff(4004) <= 15, "{}", pair.votes_in_common);
    assert!(pair.positions_in_common.abs_diff(631_133) <= 2000, "{}", pair.positions_in_common);
    assert!(pair.positions_differing.abs_diff(2799) <= 100, "{}", pair.positions_differing);
    assert!(pair.otherwise_joined > 600, "{}", pair.otherwise_joined);
}

/// Every vote that is built in stands in the whole book too, member by member.
#[test]
fn the_built_in_record_and_the_whole_one_agree() {
    let Some(book) = whole() else { return };
    let built_in = built_in().unwrap().record;
    let members = book.record.members();
    let mut votes = 0;
    for vote in built_in.votes() {
        let symbol = vote.symbol.as_ref().unwrap();
        let same = book.record.vote_on(symbol).unwrap_or_else(|| panic!("{symbol} is missing"));
        assert_eq!(same.source.file.format, "undl", "{symbol} comes from the import");
        assert_eq!((same.date, same.session), (vote.date, vote.session), "{symbol}");
        assert_eq!(same.meeting, vote.meeting, "{symbol}");
        let (ours, theirs) = (vote.positions(), same.positions());
        for position in [Position::Yes, Position::No, Position::Abstain] {
            let codes = |set: scrutineer_record::MemberSet| -> Vec<&str> {
                set.iter().map(|id| members[id].code.as_str()).collect()
            };
            assert_eq!(codes(ours.who(position)), codes(theirs.who(position)), "{symbol}");
        }
        votes += 1;
    }
    assert_eq!(votes, 97);
}

/// Tallies that anybody can look up.
#[test]
fn known_tallies_hold() {
    let Some(book) = whole() else { return };
    for (symbol, tally) in [
        ("A/RES/73/27", "119-46-14"),
        ("A/RES/73/266", "138-12-16"),
        ("A/RES/74/29", "129-6-45"),
        ("A/RES/73/187", "94-59-33"),
        ("A/RES/62/243", "39-7-100"),
        ("A/RES/68/262", "100-11-58"),
        ("A/RES/ES-10/19", "128-9-35"),
        ("A/RES/ES-11/1", "141-5-35"),
        ("A/RES/181(II)[A]", "33-13-10"),
        ("A/RES/2758(XXVI)", "76-35-17"),
        ("A/RES/3379(XXX)", "72-35-32"),
    ] {
        let vote = book.record.vote_on(&symbol.parse().unwrap());
        let found = vote.map(|vote| vote.tally().to_string());
        assert_eq!(found.as_deref(), Some(tally), "{symbol}");
    }
}

/// A source that lists a vote twice, once in a form that is not joined, does not hide the better account.
#[test]
fn what_is_shown_of_a_text_is_the_account_of_the_better_source() {
    let Some(book) = whole() else { return };
    let mut several = 0;
    for vote in book.record.votes().filter(|vote| vote.source.file.format == "undl") {
        let Some(symbol) = &vote.facts().symbol else { continue };
        let shown = book.record.vote_on(symbol).unwrap();
        assert_eq!(shown.source.file.format, "undl", "{symbol}");
        several +=
            usize::from(book.record.votes_on(symbol).filter(|v| v.motion.is_whole()).count() > 1);
    }
    assert!(several > 0, "no text with two votes on the whole: the test shows nothing");
}

/// Every member of the whole book sat when it cast a vote, or the vote says so.
#[test]
fn who_voted_was_a_member_or_stands_among_the_defects() {
    let Some(book) = whole() else { return };
    let members = book.record.members();
    for vote in book.record.votes() {
        let (first, last) = vote.date.ends();
        let sat = members.sitting_at(first) | members.sitting_at(last);
        for id in (vote.positions().cast() - sat).iter() {
            let code = &members[id].code;
            assert!(
                vote.defects.iter().any(|defect| defect.to_string().contains(code.as_str())),
                "{} {code}",
                vote.id
            );
        }
    }
}

/// What titles tell of the texts that come back, in the whole record.
#[test]
fn titles_tell_which_texts_come_back() {
    let Some(book) = whole() else { return };
    let check = |text: &str, before: Option<&str>, series: usize| {
        let vote = book.record.vote_on(&text.parse().unwrap()).unwrap();
        assert_eq!(vote.previous().map(|vote| vote.label()).as_deref(), before, "{text}");
        assert_eq!(book.record.votes_of(vote.series().unwrap()).len(), series, "{text}");
    };
    check("A/RES/74/149", Some("A/RES/73/171"), 13);
    // "Unites States" in one of the titles.
    check("A/RES/60/12", Some("A/RES/59/11"), 31);
    // "… including Jerusalem" became "… including East Jerusalem".
    check("A/RES/57/269", Some("A/RES/56/204"), 28);
    // The two texts on the Golan of every session keep apart.
    // One vote a session, from 48 to 78.
    check("A/RES/74/14", Some("A/RES/73/23"), 31);
    check("A/RES/74/90", Some("A/RES/73/100"), 28);
}

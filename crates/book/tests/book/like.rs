//! The record in the tables of others: read back by their readers, and beside the tables themselves.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use scrutineer_book::{Book, ImportRequest, Like, Shelf, built_in, members};
use scrutineer_ingest::{Input, Progress, read};
use scrutineer_record::Position;

fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("like").join(name);
    let _ = fs::remove_dir_all(&path);
    path
}

/// A book made of these files.
fn imported(name: &str, files: &[PathBuf]) -> Book {
    let inputs = files.iter().map(|path| {
        Input::of_bytes(&path.file_name().unwrap().to_string_lossy(), fs::read(path).unwrap())
    });
    let read = read(inputs.collect(), None, &members().unwrap(), &Progress::default()).unwrap();
    let shelf = Shelf::at(&directory(name));
    let now = "2026-01-01T00:00:00Z";
    shelf
        .import(read, &ImportRequest { now, command: "test", anew: false, waiting: &|| {} })
        .unwrap();
    shelf.book().unwrap().value
}

/// The tables of an export that have rows.
fn exported(book: &Book, like: Like) -> Vec<PathBuf> {
    let files = book.export_like(like, &[], &directory(&book.info.id).join(like.code())).unwrap();
    files.into_iter().filter(|file| file.rows > Some(0)).map(|file| file.path).collect()
}

#[test]
fn what_is_exported_is_read_back_as_it_was() {
    let book = built_in().unwrap();
    let mut votes: Vec<_> = book.record.votes().collect();
    votes.sort_by_key(|vote| (vote.date, vote.facts().id.as_str()));
    for like in [Like::Unvotes, Like::Voeten] {
        let back = imported(&format!("{}-back", like.code()), &exported(&book, like));
        for (place, vote) in votes.iter().enumerate() {
            let id = format!("{}:{}", like.code(), 100_001 + place);
            let same = back.record.by_id(&id).unwrap_or_else(|| panic!("{id} is missing"));
            let (back, given) = (same.positions(), vote.positions());
            for took in [Position::Yes, Position::No, Position::Abstain] {
                assert_eq!(back.who(took), given.who(took), "{id}, {}", vote.label());
            }
            // Absences have no row in unvotes: there they follow from membership, and of old votes only the month is known.
            assert!(like == Like::Unvotes || back.roll == given.roll, "{id}, {}", vote.label());
            assert_eq!(same.date.year(), vote.date.year(), "{id}, {}", vote.label());
        }
    }
}

#[test]
fn the_matrix_has_everyone_and_every_vote_in_the_order_of_its_companions() {
    let book = built_in().unwrap();
    let tables = exported(&book, Like::RollCall);
    let [matrix, votes, of] = tables.as_slice() else { panic!("{tables:?}") };
    let table = |path: &PathBuf| -> Vec<Vec<String>> {
        let mut table = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
        table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let (matrix, votes, of) = (table(matrix), table(votes), table(of));
    let column =
        |rows: &[Vec<String>]| rows.iter().skip(1).map(|row| row[0].clone()).collect::<Vec<_>>();
    assert_eq!(matrix[0][1..], column(&votes));
    assert_eq!(column(&matrix), column(&of));
    for row in &matrix[1..] {
        let member = book.record.members().by_code(&row[0]).unwrap();
        for (id, cell) in matrix[0].iter().zip(row).skip(1) {
            let position = book.record.by_id(id).unwrap().positions().of(member);
            let code = position.map_or("9", |of| ["1", "3", "2", "8"][of as usize]);
            assert_eq!(cell, code, "{} {id}: {position:?}", row[0]);
        }
    }
}

#[test]
fn nothing_is_overwritten() {
    let book = built_in().unwrap();
    let to = directory("twice");
    book.export_like(Like::Unvotes, &[], &to).unwrap();
    let error = book.export_like(Like::Unvotes, &[], &to).unwrap_err();
    assert!(error.to_string().contains("un_votes.csv"), "{error}");
}

#[test]
fn an_export_that_meets_any_of_its_files_writes_none() {
    let book = built_in().unwrap();
    for name in ["un_roll_calls.csv", "CITATION.txt"] {
        let to = directory("met").join(name);
        fs::create_dir_all(&to).unwrap();
        fs::write(to.join(name), "mine").unwrap();
        let error = book.export_like(Like::Unvotes, &[], &to).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        let there: Vec<_> = fs::read_dir(&to).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(there, [to.join(name)]);
        assert_eq!(fs::read_to_string(&there[0]).unwrap(), "mine");
    }
}

/// Another hash map has another order: what one decides comes out differently within a few exports.
#[test]
fn an_export_is_the_same_every_time() {
    let all = directory("again");
    for like in Like::ALL {
        let tables = [0, 1, 2, 3].map(|time| {
            let to = all.join(format!("{}-{time}", like.code()));
            let files = built_in().unwrap().export_like(like, &[], &to).unwrap();
            files.into_iter().map(|file| fs::read(file.path).unwrap()).collect::<Vec<_>>()
        });
        assert!(tables.iter().all(|again| *again == tables[0]), "{}", like.code());
    }
}

#[test]
fn a_number_of_two_members_is_told_of_both_and_stands_for_the_later() {
    let book = built_in().unwrap();
    let to = directory("numbers");
    for like in [Like::RollCall, Like::Voeten] {
        book.export_like(like, &[], &to.join(like.code())).unwrap();
    }
    let table = |name: &str| rows(File::open(to.join(name)).unwrap());
    let members = table("rollcall/rollcall_members.csv");
    let numbers: HashMap<_, _> =
        members.iter().map(|row| (row["member"].as_str(), row["ccode"].as_str())).collect();
    for (member, number) in [("DEU", "260"), ("FRG", "260"), ("YUG", "345"), ("SRB", "345")] {
        assert_eq!(numbers.get(member), Some(&number), "{member}");
    }
    let votes = table("voeten/UNVotes.csv");
    let mut outside = votes.iter().filter(|row| row["ccode"] == "260" && row["vote"] == "9");
    assert!(outside.all(|row| row["Country"] == "DEU"));
}

#[test]
fn every_roll_call_of_voeten_has_a_number_within_its_session_of_its_own() {
    let votes = ["un_votes", "un_roll_calls"];
    // The sessions of these roll calls alternate, as in the data those of emergency sessions do.
    let calls = "rcid,session,importantvote,date,unres,amend,para,short,descr\n\
                 1,30,0,1975-10-01,R/30/1,0,0,A,A\n\
                 2,31,0,1976-10-01,R/31/1,0,0,B,B\n\
                 3,30,0,1975-11-01,R/30/2,0,0,C,C\n";
    let took = "rcid,country,country_code,vote\n1,France,FR,yes\n2,France,FR,yes\n3,France,FR,no\n";
    let from = directory("alternating");
    fs::create_dir_all(&from).unwrap();
    let files = votes.map(|name| from.join(format!("{name}.csv")));
    fs::write(&files[0], took).unwrap();
    fs::write(&files[1], calls).unwrap();
    let tables = exported(&imported("alternated", &files), Like::Voeten);
    let mut numbers = HashMap::new();
    for row in rows(File::open(&tables[0]).unwrap()) {
        let rcid = row["rcid"].clone();
        assert_eq!(*numbers.entry(row["resid"].clone()).or_insert(rcid.clone()), rcid);
    }
    for (resid, rcid) in [("30001", "1"), ("31001", "2"), ("30002", "3")] {
        assert_eq!(numbers.get(resid).map(String::as_str), Some(rcid), "{resid}");
    }
}

#[test]
fn what_only_a_hidden_account_tells_is_told_of_the_vote() {
    let from = directory("two-sources");
    fs::create_dir_all(&from).unwrap();
    let took = [("FRA", "France", "FR"), ("BRA", "Brazil", "BR"), ("KEN", "Kenya", "KE")];
    let library = took.map(|(code, name, _)| {
        format!("777001,{code},{},Y,1985-12-05,A/RES/40/901\n", name.to_uppercase())
    });
    let unvotes = took.map(|(_, name, code)| format!("3901,{name},{code},yes\n"));
    let files = [
        (
            "library",
            "undl_id,ms_code,ms_name,ms_vote,date,resolution\n".to_owned() + &library.concat(),
        ),
        ("un_votes", "rcid,country,country_code,vote\n".to_owned() + &unvotes.concat()),
        (
            "un_roll_calls",
            "rcid,session,importantvote,date,unres,amend,para,short,descr\n\
             3901,40,1,1985-12-05,R/40/901,0,0,A,A\n"
                .to_owned(),
        ),
        ("un_roll_call_issues", "rcid,short_name,issue\n3901,hr,Human rights\n".to_owned()),
    ];
    let files = files.map(|(name, text)| {
        let path = from.join(format!("{name}.csv"));
        fs::write(&path, text).unwrap();
        path
    });
    let both = imported("both", &files);
    let symbol = "A/RES/40/901";
    let vote = both.record.votes().find(|vote| vote.label() == symbol).unwrap();
    assert!(vote.facts().id.starts_with("undl:"), "{} is shown", vote.facts().id);
    assert_eq!(vote.about.important, Some(true));
    // Found by its name as well, without the rest of the book.
    let shelf = Shelf::at(&directory("found"));
    let inputs = files.iter().map(|path| Input::open(path).unwrap()).collect();
    let read = read(inputs, None, &members().unwrap(), &Progress::default()).unwrap();
    let now = "2026-01-01T00:00:00Z";
    let request = ImportRequest { now, command: "test", anew: false, waiting: &|| {} };
    shelf.import(read, &request).unwrap();
    let part = shelf.part(&[], &[symbol.parse().unwrap()]).unwrap().value;
    let vote = part.record.votes().find(|vote| vote.label() == symbol).unwrap();
    assert_eq!(vote.about.important, Some(true));
    let joined = shelf.joined().unwrap().value;
    let to = directory("told");
    both.export_like(Like::Unvotes, &joined, &to).unwrap();
    let calls = rows(File::open(to.join("un_roll_calls.csv")).unwrap());
    let call = calls.iter().find(|row| row["rcid"] == "3901").unwrap();
    assert_eq!(call["importantvote"], "1");
}

/// In the Correlates of War the Yemen of before 1990 and that of since then are two states.
#[test]
fn yemen_has_the_number_of_its_time() {
    let book = built_in().unwrap();
    let to = directory("yemen");
    book.export_like(Like::Voeten, &[], &to).unwrap();
    let votes = rows(File::open(to.join("UNVotes.csv")).unwrap());
    let mut seen = HashMap::new();
    for row in votes.iter().filter(|row| row["Country"] == "YEM" && row["member"] == "1") {
        let number = if row["date"].as_str() < "1990-05-22" { "678" } else { "679" };
        assert_eq!(row["ccode"], number, "{}", row["date"]);
        *seen.entry(number).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 2, "{seen:?}");
}

/// The rows of a table as maps from column to cell.
fn rows(text: impl Read) -> Vec<HashMap<String, String>> {
    let mut table = csv::Reader::from_reader(text);
    table.deserialize().map(Result::unwrap).collect()
}

/// Where an export differs from the tables from which the book was made, each with how often and why.
#[test]
fn the_tables_of_unvotes_come_out_as_they_went_in() {
    let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/unvotes-2021"));
    if !data.exists() {
        println!("skipped: {} is not here", data.display());
        return;
    }
    let names = ["un_votes", "un_roll_calls", "un_roll_call_issues"];
    let files = names.map(|name| data.join(format!("{name}.csv.gz")));
    let ours = exported(&imported("unvotes-real", &files), Like::Unvotes);
    let given = |place: usize| GzDecoder::new(File::open(&files[place]).unwrap());
    // Votes that are built in and not in those tables have numbers of our own.
    let is_given = |rcid: &str| rcid.len() < 6;

    for place in [0, 2] {
        let mut given = csv::Reader::from_reader(given(place));
        let mut own = csv::Reader::from_path(&ours[place]).unwrap();
        assert_eq!(given.headers().unwrap(), own.headers().unwrap());
        let sorted = |table: &mut dyn Iterator<Item = csv::StringRecord>| {
            let mut rows: Vec<_> = table.filter(|row| is_given(&row[0])).collect();
            rows.sort_by(|one, other| one.iter().cmp(other.iter()));
            rows
        };
        let given = sorted(&mut given.records().map(Result::unwrap));
        let own = sorted(&mut own.records().map(Result::unwrap));
        assert_eq!(given.len(), own.len(), "{}", names[place]);
        assert!(given == own, "{}: rows differ", names[place]);
    }

    let (given, own) = (rows(given(1)), rows(File::open(&ours[1]).unwrap()));
    let own: HashMap<_, _> = own.into_iter().map(|row| (row["rcid"].clone(), row)).collect();
    let mut differing: HashMap<&str, usize> = HashMap::new();
    for call in &given {
        let same = &own[&call["rcid"]];
        for (column, cell) in call {
            let (told, what) = (&same[column], (column.as_str(), cell.as_str()));
            if told == cell {
                continue;
            }
            *differing.entry(column).or_default() += 1;
            match what {
                // The day is false in sessions 1 to 57, and is not kept.
                ("date", day) => assert_eq!(day.get(..7), told.get(..7), "{call:?}"),
                // Blank where nobody looked; here it is what is known of the motion.
                ("amend" | "para", "NA" | "") => (),
                // A vote is on one thing: an amendment of a paragraph is an amendment, and a motion to divide
                // neither.
                ("amend" | "para", _) => *differing.entry("motion").or_default() += 1,
                // Emergency and special sessions are counted to the regular session of their date.
                ("session", cell) => {
                    let of = |text: &str| text.parse::<i32>().unwrap();
                    assert!((of(cell) - of(told)).abs() <= 2, "{call:?}");
                }
                // Written in one way, and the words tidied of what is no part of them.
                ("unres" | "short" | "descr", _) => (),
                _ => panic!("{column} differs: {cell:?}, {told:?} in {call:?}"),
            }
        }
    }
    println!("of {} roll calls differ: {differing:?}", given.len());
    assert!(differing["motion"] <= 300, "{differing:?}");
    assert!(differing["session"] <= 60 && differing["unres"] <= 500, "{differing:?}");
    assert!(differing["short"] <= 1100 && differing["descr"] <= 700, "{differing:?}");
}

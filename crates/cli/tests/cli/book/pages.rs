//! What `book` prints of a small book of two sources.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::Place;

/// Holds a page to its snapshot, but for what is of the day of the test.
macro_rules! assert_page {
    ($name:literal, $page:expr) => {
        assert_snapshot!($name, settled(&$page))
    };
}

/// The page without times, days of today, sums, and the sizes that hang on them.
fn settled(page: &str) -> String {
    let words = |line: &str| {
        let ends = |letter: char| !letter.is_ascii_alphanumeric() && !"-:".contains(letter);
        line.split_inclusive(ends)
            .map(|word| {
                let bare = word.trim_end_matches(ends);
                let shape: String = bare
                    .chars()
                    .map(|letter| if letter.is_ascii_digit() { '9' } else { letter })
                    .collect();
                let of_today = bare.get(..4).is_some_and(|year| year > "2024");
                let instead = match shape.as_str() {
                    "9999-99-99T99:99:99Z" | "99:99:99Z" => "TIME",
                    "9999-99-99" if of_today => "DAY",
                    digits
                        if line.contains("bytes")
                            && digits.len() > 3
                            && digits.bytes().all(|digit| digit == b'9') =>
                    {
                        "SIZE"
                    }
                    _ if bare.len() >= 16
                        && bare.bytes().all(|digit| digit.is_ascii_hexdigit()) =>
                    {
                        "SUM"
                    }
                    _ => bare,
                };
                word.replacen(bare, instead, 1)
            })
            .collect::<String>()
    };
    page.lines().map(|line| words(line) + "\n").collect()
}

#[test]
fn for_people() {
    let place = Place::filled("pages");
    assert_page!(
        "book_import",
        place.text(&["book", "import", "ga_voting.csv", "un_votes.csv", "un_roll_calls.csv"])
    );
    assert_page!("book_info", place.text(&["book", "info"]));
    assert_page!("book_verify", place.text(&["book", "verify"]));
    assert_page!("book_differences", place.text(&["book", "differences"]));
    assert_page!(
        "book_differences_of_a_session",
        place.text(&["book", "differences", "--session", "73"])
    );
    assert_page!("book_export", place.text(&["book", "export", "out"]));
    let defects = place.text(&["book", "defects"]);
    // What is known of the sources grows; what is wrong in these files does not.
    let (found, known) = defects.split_once("known errors of these sources").unwrap();
    assert_page!("book_defects", found);
    // Only those that lie in the sessions of the book: these votes are all of session 73.
    assert!(known.contains("unvotes, sessions 52 to 74"), "{known}");
    assert!(!known.contains("MCO MNG") && !known.contains("sessions 1 to 57"), "{known}");
}

#[test]
fn for_programs() {
    let place = Place::filled("pages-json");
    assert_page!("book_info_json", place.text_as(&["book", "info"], "json"));
    assert_page!("book_info_csv", place.text_as(&["book", "info"], "csv"));
    assert_page!(
        "book_differences_json",
        place.text_as(&["book", "differences", "--session", "73"], "json")
    );
    assert_page!("book_differences_csv", place.text_as(&["book", "differences"], "csv"));
    assert_page!("book_defects_csv", place.text_as(&["book", "defects"], "csv"));
    assert_page!("book_verify_json", place.text_as(&["book", "verify"], "json"));
    assert_page!("book_export_json", place.text_as(&["book", "export", "out"], "json"));
    let again = ["book", "import", "ga_voting.csv", "un_votes.csv", "un_roll_calls.csv"];
    assert_page!("book_import_json", place.text_as(&again, "json"));
    let defects = place.json(&["book", "defects"]);
    assert_eq!(defects["defects"].as_array().unwrap().len(), 1);
    assert!(defects["known_errors"].as_array().unwrap().iter().all(|known| known["reason"] != ""));
    assert_eq!(place.json(&["book", "defects", "--source", "undl"])["defects"], json!([]));
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_json_of_info_is_that_of_the_contract() {
    let place = Place::filled("contract");
    let info = place.json(&["book", "info"]);
    let wanted = ["id", "built_in", "format", "votes", "until", "sources", "reconciled"];
    assert!(keys(&info).is_superset(&wanted.into()), "{info}");
    assert_eq!((&info["built_in"], &info["format"]), (&json!(false), &json!(1)));
    assert_eq!((&info["votes"], &info["until"]), (&json!(9), &json!("2019-12-07")));
    let sources = info["sources"].as_array().unwrap();
    let undl = sources.iter().find(|source| source["format"] == "undl").unwrap();
    assert!(keys(undl).is_superset(&["format", "files", "votes", "positions", "defects"].into()));
    assert_eq!(undl["files"], json!(["ga_voting.csv"]));
    assert_eq!((&undl["votes"], &undl["positions"]), (&json!(8), &json!(8 * 193)));
    let unvotes = sources.iter().find(|source| source["format"] == "unvotes").unwrap();
    assert_eq!((&unvotes["votes"], &unvotes["defects"]), (&json!(8), &json!(1)));
    let reconciled = &info["reconciled"];
    let wanted =
        ["votes_in_common", "positions_in_common", "positions_differing", "otherwise_joined"];
    assert!(keys(reconciled).is_superset(&wanted.into()), "{reconciled}");
    assert_eq!(reconciled["votes_in_common"], 7);
    let differences = place.json(&["book", "differences"]);
    assert_eq!(
        reconciled["positions_differing"],
        differences["differences"].as_array().unwrap().len()
    );
    // With one source there is nothing to compare.
    let one = Place::new("contract-one");
    one.file("votes.csv", super::data::undl(&super::data::invented()));
    assert_eq!(one.run(&["book", "import", "votes.csv"]).code, 0);
    assert_eq!(one.json(&["book", "info"])["reconciled"], json!(null));
}

/// A vote on an amendment stands in no list as if it were one on the text.
#[test]
fn lists_say_what_was_put_to_the_vote() {
    let place = Place::new("motions");
    let (cast, calls) = super::data::unvotes(&super::data::many(2), &[]);
    place.file("un_votes.csv", cast);
    place.file("un_roll_calls.csv", calls.replacen(",0,0,", ",1,0,", 1));
    assert_eq!(place.run(&["book", "import", "un_votes.csv", "un_roll_calls.csv"]).code, 0);
    let found = place.json(&["find", "lighthouses"]);
    let motions: BTreeSet<_> = found["votes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|vote| vote["motion"].as_str().unwrap())
        .collect();
    assert_eq!(motions, ["amendment", "whole"].into());
    let rows = place.text_as(&["find", "lighthouses"], "csv");
    assert!(rows.lines().any(|row| row.ends_with(",amendment")), "{rows}");
    assert!(place.text(&["find", "lighthouses"]).contains("amendment: "));
    let record = place.text(&["member", "BRA"]);
    assert!(record.contains("an amendment: Lighthouses"), "{record}");
}

#[test]
fn differences_by_vote_member_and_cause() {
    let place = Place::filled("differences");
    let all = place.json(&["book", "differences"]);
    let all = all["differences"].as_array().unwrap();
    let of = |args: &[&str]| {
        let found = place.json(&[&["book", "differences"], args].concat());
        let rows = found["differences"].as_array().unwrap().iter();
        rows.map(|row| {
            format!("{} {}", row["symbol"].as_str().unwrap(), row["member"].as_str().unwrap())
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(of(&["73/392"]), ["A/RES/73/392 ARG", "A/RES/73/392 PER"]);
    assert_eq!(of(&["undl:9741"]), ["A/RES/74/391 USA"]);
    assert_eq!(of(&["--member", "United States"]), ["A/RES/74/391 USA"]);
    assert_eq!(of(&["--session", "72"]), ["A/RES/72/392 FRA"]);
    assert_eq!(of(&["--session", "60"]), Vec::<String>::new());
    assert_eq!(of(&["--cause", "unexplained"]).len(), all.len());
    // The id of an account that is kept beside another leads to the vote, and that is said.
    let [shown, beside] = ["vote", "other"].map(|key| all[0][key].as_str().unwrap());
    for command in [&["show", beside][..], &["compare", beside, "undl:9741"]] {
        let led = place.run(command);
        let same = command.iter().map(|word| if *word == beside { shown } else { word });
        let straight = place.run(&same.collect::<Vec<_>>());
        assert_eq!((led.code, &led.stdout), (0, &straight.stdout));
        assert!(led.stderr.contains(&format!("{beside} is kept beside {shown}")), "{}", led.stderr);
        assert_eq!(straight.stderr, "");
    }
    let ended = place.run(&["book", "differences", "--session", "soon"]);
    assert_eq!(ended.code, 2);
}

#[test]
fn a_damaged_book_is_told_from_a_sound_one() {
    let place = Place::filled("damaged");
    let votes =
        std::fs::read_dir(place.book().join("snapshots")).unwrap().next().unwrap().unwrap().path();
    let votes = votes.join("votes.parquet");
    let mut bytes = std::fs::read(&votes).unwrap();
    bytes[5000] ^= 4;
    std::fs::write(&votes, &bytes).unwrap();
    let verified = place.run(&["book", "verify"]);
    assert_eq!((verified.code, verified.stderr.as_str()), (3, ""));
    assert!(verified.stdout.starts_with("the book is damaged"), "{}", verified.stdout);
    assert!(verified.stdout.contains("votes.parquet"), "{}", verified.stdout);
    let verified = place.run(&["book", "verify", "--format", "json"]);
    let report: Value = serde_json::from_str(&verified.stdout).unwrap();
    assert_eq!((verified.code, &report["sound"]), (3, &json!(false)));
    assert_eq!(report["faults"].as_array().unwrap().len(), 1);
    // There is none before it: what cannot be read is an error.
    for args in [&["find", "clocks"][..], &["show", "A/RES/73/391"], &["book", "export", "out"]] {
        let ended = place.run(args);
        assert_eq!((ended.code, ended.stdout.as_str()), (3, ""), "{args:?}");
        assert!(
            ended.stderr.contains("votes.parquet") && ended.stderr.contains("book verify"),
            "{}",
            ended.stderr
        );
    }
    // An import throws nothing away unasked; as the error says, it can begin anew, and all is well.
    let sources = ["book", "import", "ga_voting.csv", "un_votes.csv", "un_roll_calls.csv"];
    let refused = place.run(&sources);
    assert_eq!((refused.code, refused.stdout.as_str()), (3, ""));
    assert!(
        refused.stderr.contains("votes.parquet") && refused.stderr.contains("--anew"),
        "{}",
        refused.stderr
    );
    assert_eq!(place.run(&[&sources[..], &["--anew"]].concat()).code, 0);
    assert_eq!(place.run(&["find", "clocks"]).stderr, "");
    // And of two snapshots the older one speaks for the newer.
    place.file("more.csv", super::data::undl(&super::data::many(1)));
    assert_eq!(place.run(&["book", "import", "more.csv"]).code, 0);
    let current = std::fs::read_to_string(place.book().join("current")).unwrap();
    let now = current.lines().find_map(|line| line.strip_prefix("now ")).unwrap();
    let now = place.book().join("snapshots").join(now.split(' ').next().unwrap());
    std::fs::remove_file(now.join("positions.parquet")).unwrap();
    let ended = place.run(&["find", "clocks"]);
    assert_eq!(ended.code, 0);
    for words in ["warning:", "positions.parquet", "the snapshot before it was read instead"] {
        assert!(super::words(&ended.stderr).contains(words), "{}", ended.stderr);
    }
    assert!(ended.stdout.contains("A/RES/74/393"), "{}", ended.stdout);
}

#[test]
fn a_newer_book_says_so() {
    let place = Place::filled("newer");
    let snapshot =
        std::fs::read_dir(place.book().join("snapshots")).unwrap().next().unwrap().unwrap();
    let path = snapshot.path().join("manifest.json");
    let old = std::fs::read(&path).unwrap();
    let new = "{\"format\": 7, \"program\": \"scrutineer 9.9\"}";
    std::fs::write(&path, new).unwrap();
    let current = place.book().join("current");
    let text = std::fs::read_to_string(&current).unwrap();
    let sum = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
    let text = text.replace(&sum(&old), &sum(new.as_bytes()));
    let (head, _) = text.rsplit_once("sum ").unwrap();
    let signed = sum(head.split_once('\n').unwrap().1.as_bytes());
    std::fs::write(&current, format!("{head}sum {signed}\n")).unwrap();
    for args in [
        &["show", "73/391"][..],
        &["book", "info"],
        &["book", "verify"],
        &["book", "import", "ga_voting.csv"],
    ] {
        let ended = place.run(args);
        let told = super::words(&ended.stderr);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{args:?}");
        assert!(told.contains("scrutineer 9.9") && told.contains("layout 7"), "{told}");
        assert!(told.contains("update this program"), "{told}");
    }
}

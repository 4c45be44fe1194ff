//! What can be given to an import, and what cannot.

use std::io::Write;
use std::process::Stdio;

use super::{Place, data, words};

/// The import ends with status 2 and these words, and makes no book.
fn check_refused(name: &str, content: &[u8], expect: &[&str]) {
    let place = Place::new("refused");
    place.file(name, content);
    let ended = place.run(&["book", "import", name]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{name}: {}", ended.stderr);
    let told = words(&ended.stderr);
    assert!(told.starts_with(&format!("error: {name} ")), "{told}");
    for words in expect {
        assert!(told.contains(words), "{name}: \"{words}\" is not in {told}");
    }
    assert!(!place.book().exists(), "{name} left a book behind");
}

#[test]
fn what_is_no_source_is_called_what_it_is() {
    check_refused(
        "page.csv",
        b"<!DOCTYPE html><html><title>Are you human?</title>",
        &["web page", "browser"],
    );
    check_refused("paper.pdf", b"%PDF-1.7\n%\xe2\xe3", &["PDF", "as text"]);
    check_refused(
        "votes.xlsx",
        b"PK\x03\x04\x14\x00",
        &["ZIP archive or an Excel workbook", "CSV"],
    );
    check_refused("un_votes.rda", b"RDX3\nX\n", &["R data file", "write.csv"]);
    check_refused("empty.csv", b"", &["is empty", "download it again"]);
    check_refused(
        "IdealpointestimatesAll.csv",
        b"\"ccode\",\"session\",\"IdealPointAll\"\n2,1,1.5\n",
        &["ideal points", "UNVotes"],
    );
    check_refused(
        "notes.txt",
        b"Call the printer about the posters.\n",
        &["nothing that can be imported", "--help"],
    );
    let (votes, calls) = data::unvotes(&data::invented(), &[]);
    check_refused("un_votes.csv", votes.as_bytes(), &["only a part", "un_roll_calls"]);
    check_refused("un_roll_calls.csv", calls.as_bytes(), &["only a part", "un_votes"]);
}

#[test]
fn files_that_are_not_there_are_named() {
    let place = Place::new("not-there");
    for (args, expect) in [
        (&["book", "import", "missing.csv"][..], "missing.csv"),
        (&["book", "import", "."], ". is a directory"),
        (&["book", "import", "undl", "missing.csv"], "missing.csv"),
    ] {
        let ended = place.run(args);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
        assert!(ended.stderr.contains(expect), "{args:?}: {}", ended.stderr);
    }
    assert!(!place.book().exists());
}

#[test]
fn one_wrong_file_among_others_leaves_the_book_as_it_was() {
    let place = Place::filled("one-wrong");
    let id = place.sound_id();
    place.file("page.csv", "<html>");
    place.file("more.csv", data::undl(&data::many(3)));
    let ended = place.run(&["book", "import", "more.csv", "page.csv"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("page.csv is a web page"), "{}", ended.stderr);
    assert_eq!(place.sound_id(), id);
}

#[test]
fn a_format_can_be_asked_for() {
    let place = Place::new("format");
    place.file("votes.csv", data::undl(&data::invented()));
    let ended = place.run(&["book", "import", "unvotes", "votes.csv"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("not in the format unvotes: it is undl"), "{}", ended.stderr);
    assert!(!place.book().exists());
    assert_eq!(place.run(&["book", "import", "undl", "votes.csv"]).code, 0);
    // A file that is called like a format is a file.
    place.file("undl", data::undl(&data::many(2)));
    let done = place.json(&["book", "import", "undl"]);
    assert_eq!((&done["added"], &done["votes"]), (&2.into(), &11.into()));
}

#[test]
fn packed_and_from_standard_input_it_is_the_same_book() {
    let plain = Place::new("plain");
    let text = data::undl(&data::invented());
    plain.file("votes.csv", &text);
    assert_eq!(plain.run(&["book", "import", "votes.csv"]).code, 0);
    let votes = |place: &Place| {
        let mut shown = place.json(&["show", "A/RES/73/392"]);
        shown["source"] = serde_json::Value::Null;
        shown
    };
    let expect = votes(&plain);
    assert_eq!(expect["id"], "undl:9732");

    let gzip = Place::new("gzip");
    gzip.file("votes.csv.gz", packed(&["gzip", "-c"], text.as_bytes()));
    assert_eq!(gzip.run(&["book", "import", "votes.csv.gz"]).code, 0);
    assert_eq!(votes(&gzip), expect);

    let stdin = Place::new("stdin");
    let mut child = stdin.command(&["book", "import", "-"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(votes(&stdin), expect);
    let info = stdin.json(&["book", "info"]);
    assert_eq!(info["sources"][0]["files"], serde_json::json!(["standard input"]));
    // What was given is summed as it was given.
    let sum =
        |place: &Place| place.json(&["book", "info"])["sources"][0]["read"][0]["blake3"].clone();
    assert_eq!(sum(&plain), sum(&stdin));
    assert_ne!(sum(&plain), sum(&gzip));
}

fn packed(program: &[&str], text: &[u8]) -> Vec<u8> {
    let mut child = std::process::Command::new(program[0])
        .args(&program[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(text).unwrap());
        child.wait_with_output().unwrap().stdout
    })
}

#[test]
fn a_directory_of_something_else_is_refused() {
    let place = Place::new("foreign");
    place.file("votes.csv", data::undl(&data::invented()));
    std::fs::create_dir(place.book()).unwrap();
    place.file("book/thesis.txt", "of years");
    let ended = place.run(&["book", "import", "votes.csv"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("book is no book: it holds \"thesis.txt\""), "{}", ended.stderr);
    assert_eq!(std::fs::read_dir(place.book()).unwrap().count(), 1);
    let ended = place.run(&["show", "A/RES/73/391"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("there is no book in book"), "{}", ended.stderr);
}

#[test]
fn without_files_it_says_where_they_are() {
    let place = Place::new("where");
    let ended = place.run(&["book", "import"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (2, ""));
    let told = words(&ended.stdout);
    for expect in [
        "https://digitallibrary.un.org/record/4060887",
        "non-commercial use with attribution",
        "fetch it by hand",
        "https://doi.org/10.7910/DVN/LEJUQZ",
        "CC0",
        "to cite: United Nations Dag Hammarskjöld Library",
    ] {
        assert!(told.contains(expect), "{expect} is not in {told}");
    }
    assert!(!place.book().exists());
    // A format alone is no file.
    assert_eq!(place.run(&["book", "import", "undl"]).code, 2);
    let ended = place.run(&["book", "import", "votes.csv", "--book", "built-in"]);
    assert_eq!(ended.code, 2);
}

//! `sql`: where statements come from, in which form answers go where, and a book of one's own.

use std::fs;

use serde_json::{Value, json};

use crate::book::Place;
use crate::run::{Ended, command, run, run_on};

const TALLY: &str = "SELECT yes, no, abstain FROM votes WHERE symbol = 'A/RES/74/29'";

#[test]
fn a_statement_comes_from_wherever_it_stands() {
    let place = Place::new("sql-statements");
    place.file("tally.sql", format!("-- of one vote\n{TALLY};\n"));
    let same = |ended: Ended| {
        assert_eq!(
            (ended.code, ended.stdout.as_str()),
            (0, "yes,no,abstain\n129,6,45\n"),
            "{ended:?}"
        );
    };
    let built_in = ["--book", "built-in", "--format", "csv"];
    same(run(&[&["sql", TALLY], &built_in[..]].concat()));
    same(run_on(TALLY.as_bytes(), &[&["sql"], &built_in[..]].concat()));
    same(run_on(TALLY.as_bytes(), &[&["sql", "-"], &built_in[..]].concat()));
    let book = place.path().join("tally.sql").display().to_string();
    same(run(&[&["sql", "--file", &book], &built_in[..]].concat()));
}

#[test]
fn text_has_a_table_and_the_citation() {
    let ended = run(&["sql", TALLY, "--book", "built-in"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    for words in ["| yes | no | abstain |", "| 129 | 6  | 45      |", "1 row", "Dag Hammarskjöld"]
    {
        assert!(ended.stdout.contains(words), "{words}: {}", ended.stdout);
    }
    assert_eq!(
        ended.stdout,
        run(&["sql", TALLY, "--book", "built-in", "--format", "table"]).stdout
    );
}

#[test]
fn a_file_takes_the_form_of_its_ending() {
    let place = Place::new("sql-forms");
    let written = |name: &str| {
        let path = place.path().join(name);
        let ended = run(&["sql", TALLY, "--book", "built-in", "-o", path.to_str().unwrap()]);
        assert_eq!((ended.code, ended.stdout.as_str()), (0, ""), "{ended:?}");
        fs::read(path).unwrap()
    };
    assert_eq!(written("tally.csv"), b"yes,no,abstain\n129,6,45\n");
    let rows: Value = serde_json::from_slice(&written("tally.json")).unwrap();
    assert_eq!(rows, json!([{"yes": 129, "no": 6, "abstain": 45}]));
    assert!(written("tally.parquet").starts_with(b"PAR1"));
    let refused = run(&["sql", TALLY, "--book", "built-in", "--format", "parquet"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("-o FILE.parquet"), "{refused:?}");
    // What fails leaves no file behind, and what was there stays.
    let path = place.path().join("tally.csv");
    let failed =
        run(&["sql", "SELECT cohesion('x')", "--book", "built-in", "-o", path.to_str().unwrap()]);
    assert_eq!(failed.code, 2, "{failed:?}");
    assert_eq!(fs::read(&path).unwrap(), b"yes,no,abstain\n129,6,45\n");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 3);
}

#[test]
fn plans_can_be_seen() {
    let ended = run(&["sql", &format!("EXPLAIN {TALLY}"), "--book", "built-in"]);
    assert!(ended.stdout.contains("logical_plan"), "{ended:?}");
}

/// Accounts, and where they differ, come from the Parquet files of the book.
#[test]
fn a_book_on_disk_has_its_accounts() {
    let place = Place::filled("sql-book");
    let asked = |sql: &str| -> Value {
        let ended = place.run(&["sql", sql, "--format", "json"]);
        assert_eq!(ended.code, 0, "{ended:?}");
        serde_json::from_str(&ended.stdout).unwrap()
    };
    let info: Value =
        serde_json::from_str(&place.run(&["book", "info", "--format", "json"]).stdout).unwrap();
    let stated = info["sources"].as_array().unwrap().iter();
    let stated: u64 = stated.map(|source| source["votes"].as_u64().unwrap()).sum();
    assert_eq!(asked("SELECT count(*) AS n FROM accounts"), json!([{"n": stated}]));
    assert_eq!(
        asked(
            "SELECT count(*) AS n FROM accounts a JOIN votes v ON v.id = a.id WHERE a.yes <> v.yes"
        ),
        json!([{"n": 0}])
    );
    let differences = place.run(&["book", "differences", "--format", "json"]);
    let differences: Value = serde_json::from_str(&differences.stdout).unwrap();
    let rows = asked("SELECT vote, member, shown, beside FROM differences");
    assert_eq!(
        rows.as_array().unwrap().len(),
        differences["differences"].as_array().map_or(0, Vec::len)
    );
}

/// A byte that was altered is found out, and not read.
#[test]
fn a_damaged_book_is_not_read() {
    let place = Place::filled("sql-damaged");
    let snapshots = place.book().join("snapshots");
    let snapshot = fs::read_dir(snapshots).unwrap().next().unwrap().unwrap().path();
    let file = snapshot.join("differences.parquet");
    let mut bytes = fs::read(&file).unwrap();
    bytes[8] ^= 1;
    fs::write(&file, bytes).unwrap();
    let ended = place.run(&["sql", "SELECT * FROM differences"]);
    assert_eq!(ended.code, 3, "{ended:?}");
}

/// Two outlets with one false claim, of which one takes it back.
fn checked(place: &Place) -> String {
    let said = [
        ("Alpha", "2019-12-13", "a1", "India voted against resolution 74/29."),
        ("Beta", "2019-12-14", "b1", "On resolution 74/29, India voted no."),
        ("Beta", "2019-12-20", "b2", "India voted in favour of resolution 74/29."),
        ("Gamma", "2019-12-15", "g1", "India abstained on resolution 74/29."),
    ];
    let lines = said.map(|(source, date, id, text)| {
        json!({"id": id, "source": source, "date": date, "text": text}).to_string()
    });
    place.file("archive.jsonl", lines.join("\n"));
    let path = |name: &str| place.path().join(name).display().to_string();
    let (archive, to) = (path("archive.jsonl"), path("checked"));
    let ended = run(&["corpus", "check", &archive, "-o", &to, "--book", "built-in"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    to
}

#[test]
fn claims_are_followed_on_a_page_and_as_tables() {
    let place = Place::new("sql-spread");
    let checked = checked(&place);
    let spread = |more: &[&str]| {
        let ended = run(&[&["corpus", "spread", &checked, "--book", "built-in"], more].concat());
        assert_eq!(ended.code, 0, "{ended:?}");
        ended.stdout
    };
    insta::assert_snapshot!(spread(&[]));
    insta::assert_snapshot!(spread(&["--format", "csv"]));
    let rows: Value = serde_json::from_str(&spread(&["--format", "json", "--limit", "1"])).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert_eq!(rows[1]["corrected"], "2019-12-20");
    let supported = spread(&["--verdict", "supported"]);
    assert!(supported.contains("IND yes") && !supported.contains("IND no"), "{supported}");
    let file = place.path().join("spread.parquet");
    spread(&["-o", file.to_str().unwrap()]);
    assert!(fs::read(file).unwrap().starts_with(b"PAR1"));
}

#[test]
fn what_was_not_checked_is_not_followed() {
    let place = Place::new("sql-not-checked");
    let nothing = place.path().display().to_string();
    let ended = run(&["corpus", "spread", &nothing, "--book", "built-in"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.stderr.contains("corpus check PATH -o DIR"), "{ended:?}");
    let ended = run(&["corpus", "spread", &nothing, "--verdict", "wrong", "--book", "built-in"]);
    assert!(ended.stderr.contains("not_in_record"), "{ended:?}");
}

/// Typed at a terminal: statements in several lines, plans, errors, Ctrl-C, and what was typed on another day.
#[test]
#[cfg(unix)]
fn the_prompt_answers_is_interrupted_and_remembers() {
    let place = Place::new("sql-prompt");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/prompt.py");
    let program = command(&[]);
    let typed = std::process::Command::new("python3")
        .args([script.as_ref(), program.get_program()])
        .env("HOME", place.path())
        .env_remove("XDG_DATA_HOME")
        .env_remove("SCRUTINEER_BOOK")
        .env("TERM", "xterm")
        .output();
    let Ok(typed) = typed else { return eprintln!("skipped: python3 is not here") };
    assert!(typed.status.success(), "{}", String::from_utf8_lossy(&typed.stderr));
}

#[test]
fn a_statement_that_needs_more_memory_is_told_how_to_get_it() {
    let statement = "SELECT array_agg(value) AS of_all FROM generate_series(1, 5000000)";
    let refused = run(&["sql", statement, "--memory", "8", "--book", "built-in"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.stderr.contains("--memory"), "{refused:?}");
}

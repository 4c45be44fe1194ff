//! `check`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::run::{csv, run, run_in, run_on};

/// A directory of its own for a test, with these files.
fn directory(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&directory).unwrap();
    for (file, text) in files {
        fs::write(directory.join(file), text).unwrap();
    }
    directory
}

#[test]
fn the_json_is_that_of_the_contract() {
    let ended = run_on(b"Good morning.", &["check", "--date", "2019-12-16", "--format", "json"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let found: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(found["schema"], "scrutineer.findings/1");
    assert_eq!(found["book"]["built_in"], true);
    assert_eq!(found["book"]["votes"], 97);
    assert_eq!(found["book"]["until"], "2023-12-22");
    let document = &found["documents"][0];
    assert_eq!(document["source"], "-");
    assert_eq!(document["date"], "2019-12-16");
    assert_eq!(document["findings"], json!([]));
    assert_eq!(document["unread"], json!([]));
}

#[test]
fn nothing_said_about_votes_is_said_to_be_nothing() {
    let ended = run_on(b"Good morning.", &["check", "-"]);
    assert_eq!(ended.code, 0);
    let last: Vec<_> = ended.stdout.lines().skip_while(|line| !line.contains("claims")).collect();
    assert_eq!(
        last[..2],
        ["0 claims · 0 sentences not understood", "record: built-in, 97 votes to Dec 2023"]
    );
    assert!(last[2].contains("United Nations"));
}

#[test]
fn a_missing_file_does_not_keep_the_others_from_being_checked() {
    let directory = directory("missing", &[("here.txt", b"Good morning.")]);
    let ended = run_in(&directory, &["check", "gone.txt", "here.txt", "--format", "json"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("cannot read gone.txt"), "{}", ended.stderr);
    let found: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(found["documents"].as_array().unwrap().len(), 1);
    assert_eq!(found["documents"][0]["source"], "here.txt");

    let ended = run_in(&directory, &["check", "gone.txt", "also-gone.txt"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("gone.txt") && ended.stderr.contains("also-gone.txt"));
}

#[test]
fn what_is_not_utf_8_is_read_all_the_same() {
    let ended = run_on(b"\xff\xfe Good \x80 morning \x1b[2J.", &["check", "--color", "always"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert!(!ended.stdout.contains("\u{1b}[2J"));
}

#[test]
fn as_csv_there_is_always_a_header() {
    let ended = csv(&["check"]);
    assert_eq!(ended[0][..5], ["source", "date", "start", "end", "text"]);
    assert_eq!(ended[0][7], "verdict");
}

#[test]
fn only_known_formats_and_verdicts() {
    assert_eq!(run(&["check", "--format", "claimreview"]).code, 2);
    assert_eq!(run(&["check", "--fail-on", "supported"]).code, 2);
}

//! `similar`.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use serde_json::Value;

use crate::run::{root, run_in, run_on, text_in};

/// Two drafts written for these tests, the second as a page.
const DRAFT: &str = "The General Assembly,\n\n\
    Recalling that ferries carry a fifth of all goods between islands,\n\n\
    1. Calls upon all coastal States to inspect every ferry once a year and to publish what the inspectors found \
    within thirty days;\n\n\
    2. Requests the Secretary-General to collect the reports of the inspectors and to submit a summary of them to the \
    General Assembly at its next session, together with a list of the States that sent none.\n";
const PAGE: &str = "<!doctype html><title>A rival draft</title><nav>Home</nav><article>\
    <p>The General Assembly,</p>\
    <p>2. Requests the Secretary-General to collect the reports of the inspectors and to submit a summary of \
    them to the General Assembly at its next session, together with a list of the States that sent none.</p>\
    <p>3. <b>Urges</b> all coastal States to inspect <i>every</i> ferry twice a year&nbsp;and to publish what the \
    inspectors saw within thirty days;</p></article>";

fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&directory).unwrap();
    for (file, text) in [("draft.txt", DRAFT), ("rival.html", PAGE), ("empty.txt", " \n")] {
        fs::write(directory.join(file), text).unwrap();
    }
    directory
}

fn json_in(directory: &Path, args: &[&str]) -> Value {
    let ended = run_in(directory, &[args, &["--format", "json"]].concat());
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    serde_json::from_str(&ended.stdout).unwrap()
}

#[test]
fn for_people() {
    let directory = directory("similar-text");
    assert_snapshot!("similar", text_in(&directory, &["similar", "draft.txt", "rival.html"]));
    assert_snapshot!(
        "similar_turned",
        text_in(&directory, &["similar", "rival.html", "draft.txt"])
    );
    let same = text_in(&directory, &["similar", "draft.txt", "draft.txt"]);
    assert!(same.contains("(100 %)") && !same.contains("\nonly in"), "{same}");
    let apart = text_in(&root(), &["similar", "examples/statement.txt", "LICENSE-MIT"]);
    assert!(apart.contains("no passage in common"), "{apart}");
}

#[test]
fn spans_are_bytes_of_the_files_as_given() {
    let found = json_in(&directory("similar-json"), &["similar", "draft.txt", "rival.html"]);
    assert_eq!(found["texts"][1]["title"], "A rival draft");
    let at = |span: &Value, end: &str| usize::try_from(span[end].as_u64().unwrap()).unwrap();
    let changed: Vec<_> = found["passages"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|passage| passage["pieces"].as_array().unwrap())
        .map(|piece| {
            let shown = [DRAFT, PAGE]
                .iter()
                .zip(piece["spans"].as_array().unwrap())
                .map(|(text, span)| &text[at(span, "start")..at(span, "end")]);
            (piece["same"].as_bool().unwrap(), shown.collect::<Vec<_>>())
        })
        .collect();
    assert!(changed.contains(&(false, vec!["once", "twice"])), "{changed:?}");
    let same = (
        true,
        vec![
            "a year and to publish what the inspectors",
            "a year&nbsp;and to publish what the inspectors",
        ],
    );
    assert!(changed.contains(&same), "{changed:?}");
}

#[test]
fn as_csv_every_stretch_has_a_row() {
    let directory = directory("similar-csv");
    let ended = run_in(&directory, &["similar", "draft.txt", "rival.html", "--format", "csv"]);
    let mut table = csv::Reader::from_reader(ended.stdout.as_bytes());
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    let of = |kind: &str| rows.iter().filter(|row| &row[1] == kind).count();
    assert_eq!(["same", "changed", "only_one", "only_other"].map(of), [4, 2, 3, 2]);
}

#[test]
fn wrong_requests_name_the_file_and_the_remedy() {
    let directory = directory("similar-wrong");
    for (args, told, hint) in [
        (["draft.txt", "missing.txt"], "cannot read missing.txt", ""),
        (["draft.txt", "empty.txt"], "empty.txt holds no words", "--as"),
        (["-", "-"], "standard input can be one of the texts, not both", "name a file"),
    ] {
        let ended = run_in(&directory, &["similar", args[0], args[1]]);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ended.stderr.contains(told) && ended.stderr.contains(hint), "{}", ended.stderr);
    }
    assert_eq!(run_in(&directory, &["similar", "draft.txt"]).code, 2);
    let piped =
        run_on(DRAFT.as_bytes(), &["similar", "-", directory.join("draft.txt").to_str().unwrap()]);
    assert_eq!(piped.code, 0, "{}", piped.stderr);
}

//! Every command that answers answers in JSON and CSV; what has one form alone says so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{run, run_in};

/// A question to every command that answers one from the built-in book.
const ANSWERING: [&[&str]; 19] = [
    &["check", "statement.txt"],
    &["show", "74/29"],
    &["find", "cyber"],
    &["compare", "73/27", "74/29"],
    &["series", "74/29"],
    &["member", "KEN"],
    &["group", "EU"],
    &["agreement", "--session", "74"],
    &["blocs", "--session", "74"],
    &["ideal", "--sessions", "74"],
    &["ideal", "--sessions", "74", "--dimensions", "2"],
    &["mandates"],
    &["topics"],
    &["topics", "cybercrime"],
    &["similar", "statement.txt", "statement.txt"],
    &["book", "info"],
    &["book", "verify"],
    &["book", "export", "--like", "rollcall", "FRESH"],
    &["corpus", "check", "articles.jsonl", "--output", "FRESH"],
];

/// What has one form alone, and the forms that it refuses.
const ONE: [(&[&str], &[&str]); 4] = [
    (&["schema", "findings"], &["csv", "html", "parquet"]),
    (&["completions", "bash"], &["json", "csv", "mail"]),
    (&["man", "manual"], &["json", "csv"]),
    (&["check", "statement.txt", "--emit", "frames"], &["csv", "html"]),
];

/// Commands that answer otherwise than by printing, or that this program was built without.
const OTHERS: [&str; 4] = ["serve", "mcp", "sql", "cluster"];

/// The same of commands under others, with those that are tested where there is a book on disk or SQL.
const OTHERS_UNDER: [[&str; 2]; 5] = [
    ["book", "import"],
    ["book", "fetch"],
    ["book", "differences"],
    ["book", "defects"],
    ["corpus", "spread"],
];

#[test]
fn every_command_answers_in_json_and_csv() {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join("forms");
    let _ = fs::remove_dir_all(&here);
    fs::create_dir_all(&here).unwrap();
    fs::write(here.join("statement.txt"), "Kenya voted against resolution 74/29.\n").unwrap();
    fs::write(here.join("articles.jsonl"), "{\"text\": \"Kenya voted for 74/29.\"}\n").unwrap();
    for words in ANSWERING {
        for form in ["json", "csv"] {
            let fresh = format!("{}-{form}", words[0]);
            let words: Vec<&str> =
                words.iter().map(|word| if *word == "FRESH" { &fresh } else { *word }).collect();
            let ended = run_in(&here, &[&words[..], &["--format", form]].concat());
            assert_eq!(ended.code, 0, "{words:?} as {form}: {}", ended.stderr);
            if form == "json" {
                let told: Result<Value, _> = serde_json::from_str(&ended.stdout);
                assert!(told.is_ok_and(|told| !told.is_null()), "{words:?}: {}", ended.stdout);
            } else {
                let mut table = csv::Reader::from_reader(ended.stdout.as_bytes());
                assert!(table.headers().is_ok_and(|header| !header.is_empty()), "{words:?}");
                let rows: Result<Vec<_>, _> = table.records().collect();
                assert!(rows.is_ok(), "{words:?}: rows of different lengths: {}", ended.stdout);
            }
        }
    }
    for (words, refused) in ONE {
        for form in refused {
            let ended = run_in(&here, &[words, &["--format", form]].concat());
            assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{words:?} as {form}");
            assert!(ended.stderr.contains("leave out --format"), "{words:?}: {}", ended.stderr);
        }
        assert_eq!(run_in(&here, words).code, 0, "{words:?}");
    }
}

#[test]
fn no_command_is_left_out_above() {
    let help = run(&["--help"]).stdout;
    let listed = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let listed: BTreeSet<&str> =
        listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let asked = ANSWERING.iter().chain(ONE.iter().map(|(words, _)| words)).map(|words| words[0]);
    assert_eq!(asked.chain(OTHERS).collect::<BTreeSet<_>>(), listed);

    for under in ["book", "corpus"] {
        let help = run(&[under, "--help"]).stdout;
        let listed = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
        let names = listed.lines().filter(|line| !line.starts_with("   "));
        let listed: BTreeSet<&str> =
            names.filter_map(|line| line.split_whitespace().next()).collect();
        let of_it = |words: &&[&str]| words.first() == Some(&under) && words.len() > 1;
        let asked = ANSWERING.iter().filter(|words| of_it(words)).map(|words| words[1]);
        let others = OTHERS_UNDER.iter().filter(|words| words[0] == under).map(|words| words[1]);
        assert_eq!(asked.chain(others).collect::<BTreeSet<_>>(), listed, "{under}");
    }
}

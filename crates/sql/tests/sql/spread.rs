//! Claims followed from outlet to outlet, over a small archive of which it is known who said what when.

use std::fs;
use std::path::{Path, PathBuf};

use scrutineer_claims::Verdict;
use scrutineer_corpus::{Request, Results, Written, check, written};
use scrutineer_ingest::Progress;
use scrutineer_sql::{SPREAD, Spread, World, json};
use serde_json::Value;

use super::engine;

/// Outlet, day, document, words. Of the vote on A/RES/74/29 the record says 129-6-45, and that India voted yes.
const SAID: [(&str, &str, &str, &str); 16] = [
    ("Alpha", "2019-12-13", "a1", "India voted against resolution 74/29."),
    // The same in other words, a day later, and once more.
    ("Beta", "2019-12-14", "b1", "On resolution 74/29, India voted no."),
    ("Beta", "2019-12-15", "b2", "India voted against resolution 74/29."),
    // Beta takes it back; Alpha speaks of another, which takes nothing back.
    ("Beta", "2019-12-20", "b3", "India voted in favour of resolution 74/29."),
    ("Alpha", "2019-12-20", "a2", "Brazil voted in favour of resolution 74/29."),
    // A variant.
    ("Gamma", "2019-12-14", "g1", "India abstained on resolution 74/29."),
    // Nobody knows when.
    ("Delta", "", "d1", "India voted against resolution 74/29."),
    // It is taken back and then said again.
    ("Epsilon", "2019-12-16", "e1", "India voted against resolution 74/29."),
    ("Epsilon", "2019-12-17", "e2", "India voted in favour of resolution 74/29."),
    ("Epsilon", "2019-12-18", "e3", "India voted against resolution 74/29."),
    // Numbers: a count of one side takes back nothing that was said of the other.
    ("Alpha", "2019-12-13", "a3", "Resolution 74/29 was adopted by 129 votes to 5."),
    ("Beta", "2019-12-13", "b4", "Resolution 74/29 was adopted by 129 votes to 4."),
    (
        "Alpha",
        "2019-12-19",
        "a4",
        "Resolution 74/29 was adopted by 129 votes to 6, with 45 abstentions.",
    ),
    ("Beta", "2019-12-19", "b5", "129 states voted in favour of resolution 74/29."),
    // A day in the text may be that of the vote, and one that was inferred is: neither makes an outlet the first.
    ("Zeta", "", "z1", "On 12 December 2019 India voted against resolution 74/29."),
    (
        "Eta",
        "",
        "h1",
        "Resolution 74/29 was adopted by 129 votes to 6, with 45 abstentions. India voted against resolution 74/29.",
    ),
];

fn checked(name: &str, results: Results) -> (PathBuf, Result<Written, scrutineer_corpus::Error>) {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spread").join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    let lines = SAID.iter().map(|(source, date, id, text)| {
        serde_json::json!({"id": id, "source": source, "date": date, "text": text}).to_string()
    });
    let archive = place.join("archive.jsonl");
    fs::write(&archive, lines.collect::<Vec<_>>().join("\n")).unwrap();
    let to = place.join("checked");
    // Small parts, so that there are several files.
    let request = Request { part: 3, results, ..Request::new(vec![archive], to.clone()) };
    let world = World::built_in().unwrap();
    check(&world.book, &request, &Progress::default()).unwrap();
    let found = written(&to);
    (to, found)
}

fn spread(of: &[Written], which: &Spread) -> Vec<Value> {
    let engine = engine();
    let mut out = Vec::new();
    json(engine.spread(of, which).unwrap(), &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn texts<'v>(row: &'v Value, names: &[&str]) -> Vec<&'v str> {
    names.iter().map(|name| row[*name].as_str().unwrap_or("-")).collect()
}

#[test]
fn a_claim_is_followed_through_the_outlets() {
    let (_, written) = checked("followed", Results::Parquet);
    let rows = spread(&[written.unwrap()], &Spread::default());
    let of_india: Vec<_> = rows.iter().filter(|row| row["atoms"] == "IND no").collect();
    let told: Vec<_> = of_india
        .iter()
        .map(|row| texts(row, &["outlet", "first_seen", "document", "last_seen", "corrected"]))
        .collect();
    assert_eq!(
        told,
        [
            ["Alpha", "2019-12-13", "a1", "2019-12-13", "-"],
            ["Beta", "2019-12-14", "b1", "2019-12-15", "2019-12-20"],
            ["Epsilon", "2019-12-16", "e1", "2019-12-18", "-"],
            ["Delta", "-", "d1", "-", "-"],
            ["Eta", "-", "h1", "-", "-"],
            ["Zeta", "-", "z1", "-", "-"],
        ]
    );
    let numbers = |name: &str| of_india.iter().map(|row| row[name].as_i64()).collect::<Vec<_>>();
    assert_eq!(numbers("place"), [Some(1), Some(2), Some(3), None, None, None]);
    assert_eq!(numbers("days_after"), [Some(0), Some(1), Some(3), None, None, None]);
    let documents = [1, 2, 2, 1, 1, 1].map(Some);
    assert_eq!(numbers("outlet_documents"), documents);
    // A day of the text is told, an inferred one is not.
    let read: Vec<_> = of_india.iter().map(|row| texts(row, &["read_day"])).collect();
    assert_eq!(read, [["-"], ["-"], ["-"], ["-"], ["-"], ["2019-12-12"]]);
    // The claim of most outlets comes first, and its numbers stand in each of its rows.
    for (name, expected) in
        [("claim", 1), ("outlets", 6), ("documents", 8), ("appearances", 8), ("variants", 1)]
    {
        assert_eq!(numbers(name), [Some(expected); 6], "{name}");
    }
    assert_eq!(of_india[0]["verdict"], "contradicted");
    assert_eq!(of_india[0]["votes"], "A/RES/74/29");
}

#[test]
fn another_number_is_another_claim_and_a_variant() {
    let (_, written) = checked("numbers", Results::Parquet);
    let rows = spread(&[written.unwrap()], &Spread::default());
    let tallies = rows.iter().filter(|row| row["kind"] == "tally");
    let mut told: Vec<_> = tallies
        .map(|row| (texts(row, &["outlet", "atoms", "corrected"]), row["variants"].as_i64()))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            (vec!["Alpha", "no 5 | outcome adopted | yes 129", "2019-12-19"], Some(1)),
            (vec!["Beta", "no 4 | outcome adopted | yes 129", "-"], Some(1)),
        ]
    );
}

#[test]
fn verdicts_and_the_number_of_claims_are_chosen() {
    let (_, written) = checked("chosen", Results::Parquet);
    let written = [written.unwrap()];
    let only = Spread { verdicts: vec![Verdict::Supported], most: None };
    let rows = spread(&written, &only);
    assert!(rows.iter().all(|row| row["verdict"] == "supported"), "{rows:?}");
    let atoms: Vec<_> = rows.iter().map(|row| row["atoms"].as_str().unwrap()).collect();
    assert!(atoms.contains(&"IND yes") && atoms.contains(&"BRA yes"), "{atoms:?}");
    let most = spread(&written, &Spread { most: Some(1), ..Spread::default() });
    assert_eq!(most.len(), 6, "{most:?}");
}

/// Also where the names of directories would mean something else as patterns or in addresses.
#[test]
fn the_order_of_the_directories_is_of_no_account() {
    let (_, one) = checked("several [a-z] * of them?", Results::Parquet);
    let (_, other) = checked("another 100% #1", Results::Parquet);
    let (one, other) = (one.unwrap(), other.unwrap());
    let engine = engine();
    // One after another in one engine, of which each sees what it was given alone.
    let spread = |of: &[Written]| -> Vec<Value> {
        let mut out = Vec::new();
        json(engine.spread(of, &Spread::default()).unwrap(), &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    };
    let alone = spread(std::slice::from_ref(&one));
    let both = spread(&[one.clone(), other.clone()]);
    assert_eq!(both, spread(&[other, one]));
    let appearances = |rows: &[Value]| rows[0]["appearances"].as_u64().unwrap();
    assert_eq!(appearances(&both), 2 * appearances(&alone));
}

#[test]
fn every_column_is_described_and_there() {
    let (_, written) = checked("columns", Results::Parquet);
    let engine = engine();
    let answer = engine.spread(&[written.unwrap()], &Spread::default()).unwrap();
    let schema = answer.schema();
    let found: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let described: Vec<_> = SPREAD.columns.iter().map(|column| column.name).collect();
    assert_eq!(found, described);
}

#[test]
fn what_cannot_be_followed_is_refused_with_a_remedy() {
    let (to, lines) = checked("refused", Results::Jsonl);
    let refused = engine().spread(&[lines.unwrap()], &Spread::default()).unwrap_err();
    assert!(refused.hints()[0].contains("--results parquet"), "{refused:?}");
    let none = written(to.parent().unwrap()).unwrap_err();
    assert!(none.remedy().unwrap().contains("corpus check"), "{none}");
    let (to, one) = checked("of-two-books", Results::Parquet);
    let one = one.unwrap();
    let other = Written { book: "another".to_owned(), ..one.clone() };
    let refused = engine().spread(&[one, other], &Spread::default()).unwrap_err();
    assert!(refused.message().contains("two books"), "{refused:?}");
    // What an earlier version wrote says not how a day is known.
    let run = fs::read_to_string(to.join("corpus.json")).unwrap();
    for version in ["scrutineer.corpus/1", "scrutineer.corpus/2"] {
        fs::write(to.join("corpus.json"), run.replace("scrutineer.corpus/3", version)).unwrap();
        let old = written(&to).unwrap_err();
        assert!(old.to_string().contains(version), "{old}");
        assert!(old.remedy().unwrap().contains("--anew"), "{old}");
    }
    fs::write(to.join("corpus.json"), run).unwrap();
    // Of a run that was killed, the parts that are whole are followed.
    let lines = fs::read_to_string(to.join("parts.jsonl")).unwrap();
    fs::write(to.join("parts.jsonl"), lines.lines().next().unwrap()).unwrap();
    let rest = written(&to).unwrap();
    assert_eq!((rest.documents, rest.findings.len()), (3, 1));
}

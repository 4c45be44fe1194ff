//! `compare`.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::run::{csv, json, run, text};

/// The count of one cell; no cell is nobody.
fn count(compared: &Value, positions: &[&str]) -> u64 {
    let cells = compared["cells"].as_array().unwrap();
    let cell = cells.iter().find(|cell| cell["positions"] == json!(positions));
    let Some(cell) = cell else { return 0 };
    let count = cell["count"].as_u64().unwrap();
    assert_eq!(cell["members"].as_array().unwrap().len() as u64, count);
    count
}

#[test]
fn the_shifts_between_the_russian_texts() {
    let compared = json(&["compare", "A/RES/73/27", "A/RES/74/29"]);
    assert_eq!(compared["votes"], json!(["A/RES/73/27", "A/RES/74/29"]));
    assert_eq!(compared["relation"], "series");
    for (positions, expect) in [
        (["no", "abstain"], 38),
        (["no", "no"], 6),
        (["no", "yes"], 1),
        (["no", "non_voting"], 1),
        (["yes", "yes"], 112),
        (["yes", "no"], 0),
        (["yes", "abstain"], 2),
        (["yes", "non_voting"], 5),
        (["abstain", "yes"], 9),
        (["abstain", "no"], 0),
        (["abstain", "abstain"], 4),
        (["abstain", "non_voting"], 1),
        (["non_voting", "yes"], 7),
        (["non_voting", "abstain"], 1),
        (["non_voting", "non_voting"], 6),
    ] {
        assert_eq!(count(&compared, &positions), expect, "{positions:?}");
    }
    assert_eq!((&compared["n"], &compared["cast_in_all"]), (&json!(193), &json!(172)));
    assert_eq!(compared["moved"], 50);
    // 8 more yes, 39 fewer no, 31 more abstentions of 172; χ² computed apart from this program.
    let change = &compared["change"];
    assert_eq!(
        (&change["test"], &change["degrees_of_freedom"]),
        (&json!("stuart_maxwell"), &json!(2))
    );
    assert!((change["chi_squared"].as_f64().unwrap() - 43.092).abs() < 1e-3, "{change}");
    assert!(change["p"].as_f64().unwrap() < 1e-8);
    // Members move in the order of time, whichever vote is named first.
    assert_eq!(json(&["compare", "A/RES/74/29", "A/RES/73/27"]), compared);
}

#[test]
fn who_supported_both_rivals() {
    for (one, other, expect) in
        [("74/29", "74/28", 111), ("73/27", "73/266", 77), ("75/240", "75/32", 73)]
    {
        let compared = json(&["compare", one, other]);
        assert_eq!(compared["relation"], "rivals");
        assert_eq!(count(&compared, &["yes", "yes"]), expect, "{one} {other}");
    }
    // Every one of the 46 noes of 2018 voted for the American text.
    assert_eq!(count(&json(&["compare", "73/27", "73/266"]), &["no", "yes"]), 46);
}

#[test]
fn three_votes_have_cells_of_three() {
    let compared = json(&["compare", "73/27", "74/29", "75/240"]);
    assert_eq!(count(&compared, &["no", "abstain", "no"]), 38);
    let text = text(&["compare", "73/27", "74/29", "75/240"]);
    assert!(text.contains("no → abstain → no"), "{text}");
}

#[test]
fn for_people() {
    assert_snapshot!("compare_series", text(&["compare", "73/27", "74/29"]));
    assert_snapshot!("compare_rivals", text(&["compare", "74/29", "74/28"]));
}

#[test]
fn as_csv_everyone_has_a_row_and_every_vote_a_column() {
    let rows = csv(&["compare", "73/27", "74/29"]);
    assert_eq!(rows[0], ["member", "name", "A/RES/73/27", "A/RES/74/29"]);
    assert_eq!(rows.len(), 1 + 193);
    assert!(rows.contains(&["LIE", "Liechtenstein", "no", "yes"].map(str::to_owned).to_vec()));
}

#[test]
fn one_vote_is_not_enough_and_a_text_without_one_cannot_be_compared() {
    assert_eq!(run(&["compare", "73/27"]).code, 2);
    let twice = run(&["compare", "73/27", "A/RES/73/27"]);
    assert!(twice.code == 2 && twice.stderr.contains("named twice"), "{}", twice.stderr);
    let ended = run(&["compare", "73/27", "A/RES/76/19"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("A/RES/76/19 no recorded vote is known"), "{}", ended.stderr);
}

//! `show`.

use insta::assert_snapshot;
use serde_json::json;

use crate::run::{csv, json, run, text};

#[test]
fn tallies_are_those_of_the_record() {
    for (symbol, expect) in [
        ("A/RES/73/27", [119, 46, 14, 14]),
        ("A/RES/74/29", [129, 6, 45, 13]),
        ("A/RES/73/266", [138, 12, 16, 27]),
        ("A/RES/74/28", [163, 10, 6, 14]),
        ("A/RES/75/240", [92, 50, 21, 30]),
        ("A/RES/ES-11/1", [141, 5, 35, 12]),
        ("A/RES/73/187", [94, 59, 33, 7]),
    ] {
        let shown = json(&["show", symbol]);
        let [yes, no, abstain, non_voting] = expect;
        let tally = json!({"yes": yes, "no": no, "abstain": abstain, "non_voting": non_voting});
        assert_eq!(shown["tally"], tally, "{symbol}");
        assert_eq!(shown["printed_tally"], json!({"yes": yes, "no": no, "abstain": abstain}));
        assert_eq!(shown["symbol"], symbol);
        let positions = shown["positions"].as_object().unwrap();
        for (position, count) in ["yes", "no", "abstain", "non_voting"].into_iter().zip(expect) {
            let took = positions.values().filter(|of| **of == position).count();
            assert_eq!(took, count, "{symbol} {position}");
        }
    }
}

#[test]
fn the_json_is_that_of_the_contract() {
    let shown = json(&["show", "A/RES/74/29"]);
    let keys: Vec<_> = shown.as_object().unwrap().keys().take(14).map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "symbol",
            "title",
            "body",
            "session",
            "date",
            "decision",
            "outcome",
            "majority",
            "tally",
            "printed_tally",
            "positions",
            "intended",
            "defects",
            "source"
        ]
    );
    assert_eq!(shown["body"], "general_assembly");
    assert_eq!(shown["session"], "74");
    assert_eq!(shown["date"], "2019-12-12");
    assert_eq!(shown["decision"], "recorded");
    assert_eq!(shown["outcome"], "adopted");
    assert_eq!(shown["majority"], "simple");
    assert_eq!(shown["positions"]["USA"], "no");
    assert_eq!(shown["positions"]["MHL"], "non_voting");
    assert_eq!(shown["intended"], json!({}));
    assert_eq!(shown["defects"], json!([]));
    assert_eq!(shown["source"]["url"], "https://digitallibrary.un.org/record/3839871");
    assert_eq!(shown["id"], "builtin:A/RES/74/29");
    assert_eq!(shown["meeting"], "A/74/PV.46");
    assert_eq!(shown["motion"], "whole");
    assert_eq!(shown["majorities"]["two_thirds"], true);
    assert_eq!(shown["series"]["previous"]["symbol"], "A/RES/73/27");
    assert_eq!(shown["rivals"][0]["symbol"], "A/RES/74/28");
    // Below two thirds, and adopted all the same.
    assert_eq!(json(&["show", "74/247"])["majorities"]["two_thirds"], false);
}

#[test]
fn a_symbol_is_known_in_every_spelling_and_by_its_draft() {
    for typed in [
        "A/RES/73/27",
        "a/res/73/27",
        "73/27",
        "R/73/27",
        "builtin:A/RES/73/27",
        "A/C.1/73/L.27/Rev.1",
        "A/C.1/73/L.27",
    ] {
        assert_eq!(json(&["show", typed])["symbol"], "A/RES/73/27", "{typed}");
    }
}

#[test]
fn a_text_without_a_vote_has_no_positions() {
    let shown = json(&["show", "A/RES/76/19"]);
    assert_eq!(shown["decision"], "without_vote");
    assert_eq!(shown["positions"], json!({}));
    assert_eq!(shown["tally"], json!(null));
    assert_eq!(csv(&["show", "A/RES/76/19"]).len(), 1);
    assert_snapshot!(text(&["show", "A/RES/76/19"]));
}

#[test]
fn for_people() {
    let shown = text(&["show", "A/RES/74/29"]);
    assert!(shown.contains("124-6-48 (unverified) ·"), "a mark stands with its fact: {shown}");
    assert_snapshot!("show", shown);
    assert_snapshot!("show_first_report", text(&["show", "A/RES/73/27"]));
}

#[test]
fn as_csv_everyone_has_a_row() {
    let rows = csv(&["show", "74/29"]);
    assert_eq!(rows[0], ["id", "symbol", "date", "member", "name", "position"]);
    assert_eq!(rows.len(), 1 + 193);
    assert!(rows.iter().any(|row| row[3] == "USA" && row[5] == "no"));
}

#[test]
fn colour_only_where_it_is_wanted() {
    let show = |how: &str| run(&["show", "74/29", "--color", how]).stdout;
    assert!(show("always").contains('\u{1b}'));
    assert!(!show("never").contains('\u{1b}'));
    assert!(!show("auto").contains('\u{1b}'), "colour in a pipe");
}

//! `find`, `series`, `member`, `group`, `mandates`, `topics`, `book info`.

use insta::assert_snapshot;
use serde_json::json;

use crate::run::{csv, json, run, text};

#[test]
fn find_by_words_member_and_position() {
    let found = json(&["find", "nazism", "--member", "USA", "--position", "no"]);
    let votes = found["votes"].as_array().unwrap();
    assert!(votes.len() >= 6, "{votes:?}");
    assert!(votes.iter().all(|vote| vote["position"] == "no" && vote["member"] == "USA"));
    assert_eq!(found["texts"], json!([]));
    assert_snapshot!("find", text(&["find", "criminal", "purposes"]));
}

#[test]
fn find_by_dates_and_group() {
    let found = csv(&["find", "--from", "2019-12", "--to", "2019-12-12", "--group", "brics"]);
    assert_eq!(found[0][13..], ["group_yes", "group_no", "group_abstain", "group_non_voting"]);
    assert!(found.len() > 3);
    assert!(found[1..].iter().all(|row| row[2].starts_with("2019-12")), "{found:?}");
    let texts = json(&["find", "--from", "2021-12", "--to", "2021-12"]);
    assert_eq!(texts["texts"][0]["symbol"], "A/RES/76/19");
}

#[test]
fn find_nothing_is_no_error() {
    assert!(text(&["find", "atlantis"]).starts_with("0 recorded votes, 0 texts"));
}

#[test]
fn a_text_without_a_title_is_known_by_what_it_decides() {
    let found = text(&["find", "endorses", "A/75/816"]);
    assert!(found.contains("\n    (title unknown) Endorses the report of the first"), "{found}");
    assert_eq!(text(&["find"]).matches("(title unknown)\n").count(), 0);
}

#[test]
fn a_name_that_is_its_own_code_is_printed_once() {
    assert!(text(&["group", "BRICS"]).starts_with("BRICS\n"));
    assert!(text(&["group", "EU"]).starts_with("European Union  EU\n"));
}

#[test]
fn series_with_their_trend() {
    let series = json(&["series", "74/29"]);
    assert_eq!(series["series"], "ict-security");
    assert_eq!(series["trend"]["direction"], "falling");
    assert_eq!(series["trend"]["n"], 10);
    let turns = series["turning_points"].as_array().unwrap();
    let turns: Vec<_> =
        turns.iter().map(|turn| (&turn["turn"], &turn["symbol"], &turn["yes"])).collect();
    assert_eq!(
        turns,
        [
            (&json!("peak"), &json!("A/RES/71/28"), &json!(181)),
            (&json!("trough"), &json!("A/RES/75/240"), &json!(92)),
        ]
    );
    let texts = series["texts"].as_array().unwrap();
    let decision =
        |symbol: &str| &texts.iter().find(|text| text["symbol"] == symbol).unwrap()["decision"];
    assert_eq!(decision("A/RES/76/19"), "without_vote");
    assert_eq!(decision("A/RES/77/36"), "recorded");
    assert_eq!(json(&["series", "ict-security"]), series);
    assert_eq!(csv(&["series", "ict-security"]).len(), texts.len() + 1);
    assert_snapshot!("series", text(&["series", "74/29"]));
}

#[test]
fn a_vote_without_a_series_says_so() {
    let ended = run(&["series", "A/RES/60/251"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("no series is known"), "{}", ended.stderr);
}

#[test]
fn member_by_code_name_and_capital() {
    for typed in ["RUS", "Russia", "russian federation", "Moscow"] {
        assert_eq!(json(&["member", typed])["member"], "RUS", "{typed}");
    }
    let usa = json(&["member", "USA"]);
    let tally = usa["tally"].as_object().unwrap();
    let all: u64 = tally.values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(usa["n"], all);
    assert_eq!(usa["votes"].as_array().unwrap().len() as u64, all);
    assert!(usa["alone"].as_array().unwrap().iter().any(|vote| vote["symbol"] == "A/RES/60/45"));
    assert_eq!(csv(&["member", "USA"]).len() as u64, all + 1);
    assert_snapshot!("member", text(&["member", "South Sudan"]));
}

#[test]
fn a_name_of_two_members_is_ambiguous() {
    let ended = run(&["member", "Korea"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("KOR:") && ended.stderr.contains("PRK:"), "{}", ended.stderr);
}

#[test]
fn groups_voted_as_the_reports_say() {
    let of = |group: &str, symbol: &str| {
        let voted = json(&["group", group, "--vote", symbol]);
        let tally = &voted["votes"][0]["tally"];
        ["yes", "no", "abstain", "non_voting"].map(|position| tally[position].as_u64().unwrap())
    };
    for (group, symbol, expect) in [
        ("BRICS", "74/29", [5, 0, 0, 0]),
        ("BRICS", "73/27", [4, 0, 1, 0]),
        ("BRICS", "73/266", [3, 2, 0, 0]),
        ("SCO", "73/27", [7, 0, 0, 1]),
        ("SCO", "74/29", [8, 0, 0, 0]),
        ("SCO", "73/266", [4, 2, 1, 1]),
        ("SCO", "74/28", [6, 2, 0, 0]),
        ("CSTO", "73/27", [6, 0, 0, 0]),
        ("CSTO", "74/29", [6, 0, 0, 0]),
        ("EU", "73/27", [0, 28, 0, 0]),
        ("EU", "74/29", [0, 1, 27, 0]),
        ("NATO", "73/27", [0, 28, 1, 0]),
        ("Five Eyes", "74/29", [0, 3, 2, 0]),
        ("ASEAN", "73/27", [10, 0, 0, 0]),
    ] {
        assert_eq!(of(group, symbol), expect, "{group} on {symbol}");
    }
}

#[test]
fn who_left_the_line_of_a_group() {
    let eu = json(&["group", "EU"]);
    let votes = eu["votes"].as_array().unwrap();
    let vote = votes.iter().find(|vote| vote["symbol"] == "A/RES/74/29").unwrap();
    assert_eq!((&vote["line"], &vote["left_the_line"]), (&json!("abstain"), &json!(["GBR"])));
    let sum = |list: &serde_json::Value, of: &dyn Fn(&serde_json::Value) -> u64| -> u64 {
        list.as_array().unwrap().iter().map(of).sum()
    };
    let left = sum(&eu["votes"], &|vote| vote["left_the_line"].as_array().unwrap().len() as u64);
    let count = |of: &serde_json::Value| of["left_the_line"]["count"].as_u64().unwrap();
    assert!(left > 0);
    assert_eq!(sum(&eu["sessions"], &count), left);
    assert_eq!(sum(&eu["beside"], &count), left);
    let rows = csv(&["group", "EU"]);
    assert_eq!(rows[0][14..], ["line", "left_the_line"]);

    let britain = json(&["member", "GBR", "--group", "EU"]);
    let beside = &britain["beside"];
    assert_eq!(beside["group"], "EU");
    let left: Vec<_> = beside["votes"].as_array().unwrap().iter().collect();
    assert_eq!(left.len() as u64, beside["left_the_line"]["count"].as_u64().unwrap());
    assert!(left.iter().any(|vote| vote["symbol"] == "A/RES/74/29" && vote["position"] == "no"));
    let as_member = &beside["as_member"];
    assert!(as_member["distance_votes"].as_u64() < beside["distance_votes"].as_u64());
    let russia = json(&["member", "RUS", "--group", "EU"]);
    assert!(russia["beside"]["distance"].as_f64() > as_member["distance"].as_f64());
    assert!(json(&["member", "RUS"]).get("beside").is_none());
    assert_snapshot!("member_beside", text(&["member", "South Sudan", "--group", "African Union"]));
}

#[test]
fn a_loose_group_shows_all_readings() {
    let voted = json(&["group", "Western partners", "--vote", "74/29"]);
    assert_eq!(voted["loose"], true);
    assert_eq!(voted["group"], "WEST_EXT");
    let readings = voted["readings"].as_array().unwrap();
    assert_eq!(readings.len(), 2);
    assert!(readings.iter().all(|reading| reading["tally"]["yes"].is_u64()));
    assert_snapshot!("group_vote", text(&["group", "Western partners", "--vote", "74/29"]));
    assert_snapshot!("group", text(&["group", "CSTO"]));
}

#[test]
fn mandates_with_their_sessions() {
    let organs = json(&["mandates"]);
    let organs = organs["organs"].as_array().unwrap();
    let first = organs.iter().find(|organ| organ["mandates"] == json!(["A/RES/73/27"])).unwrap();
    assert_eq!(first["chair_member"], "CHE");
    assert_eq!(first["sessions"][0]["from"], "2019-06-03");
    assert_eq!(csv(&["mandates"]).len(), organs.len() + 1);
    assert_snapshot!("mandates", text(&["mandates"]));
}

#[test]
fn topics_and_who_supports_them() {
    let topics = json(&["topics"]);
    let id = topics["topics"][0]["topic"].as_str().unwrap();
    let one = json(&["topics", id, "--group", "EU"]);
    assert_eq!(one["topics"].as_array().unwrap().len(), 1);
    let texts = one["topics"][0]["texts"].as_array().unwrap();
    assert!(texts.iter().any(|text| text["groups"]["EU"]["yes"].is_u64()), "{texts:?}");
    assert_eq!(csv(&["topics", id]).len(), texts.len() + 1);
    assert_snapshot!("topics", text(&["topics"]));
    assert_snapshot!("topic", text(&["topics", "rules-norms"]));
    // More groups than have room beside each other stand below each other.
    let groups = ["EU", "NATO", "AFRICAN_GROUP", "ARAB_LEAGUE", "BRICS"];
    let asked: Vec<_> = groups.iter().flat_map(|group| ["--group", group]).collect();
    let many = text(&[&["topics", "legislation"], asked.as_slice()].concat());
    assert!(groups.iter().all(|group| many.contains(group)), "{many}");
    assert!(many.matches("all members").count() > 1, "{many}");
}

#[test]
fn the_book_says_what_it_holds() {
    let info = json(&["book", "info"]);
    let keys: Vec<_> = info.as_object().unwrap().keys().map(String::as_str).collect();
    let contract = ["id", "built_in", "format", "votes", "until", "sources", "reconciled"];
    assert_eq!(keys, [contract.as_slice(), &["made", "command"]].concat());
    assert_eq!((&info["reconciled"], &info["made"]), (&json!(null), &json!(null)));
    assert_eq!(info["built_in"], true);
    assert_eq!(info["votes"], 97);
    assert_eq!(info["until"], "2023-12-22");
    assert_eq!(info["sources"][0]["defects"], 0);
    assert!(text(&["book", "info"]).starts_with("built-in, 97 votes to Dec 2023\n"));
}

//! `blocs`.

use insta::assert_snapshot;
use serde_json::Value;

use crate::run::{csv, json, run, text};

/// The bloc in which a member is, in a session as JSON.
fn of<'f>(session: &'f Value, member: &str) -> &'f Value {
    let blocs = session["blocs"].as_array().unwrap();
    blocs.iter().find(|bloc| bloc["members"].as_array().unwrap().contains(&member.into())).unwrap()
}

#[test]
fn for_people() {
    assert_snapshot!("blocs", text(&["blocs"]));
    let several = text(&["blocs", "--session", "70-73", "74", "--method", "modularity"]);
    assert!(several.contains("changed blocs since session 73"), "{several}");
    assert!(several.contains("… and "), "{several}");
}

#[test]
fn the_west_and_the_rest_are_found_from_the_votes() {
    for method in ["average", "modularity"] {
        let found = json(&["blocs", "--session", "74", "--method", method]);
        let session = &found["sessions"][0];
        let (west, south) = (of(session, "DEU"), of(session, "BRA"));
        assert_eq!(of(session, "FRA")["name"], west["name"], "{method}");
        assert_eq!(of(session, "IND")["name"], south["name"], "{method}");
        assert_ne!(west["name"], south["name"], "{method}");
        assert!(south["groups"][0]["jaccard"].as_f64().unwrap() > 0.5);
        // Every merge joins what there is, and the last one everybody.
        let dendrogram = &session["dendrogram"];
        let n = dendrogram["members"].as_array().unwrap().len();
        let merges = dendrogram["merges"].as_array().unwrap();
        assert_eq!(merges.len(), n - 1);
        assert_eq!(merges[n - 2]["size"], n);
        assert!(
            merges
                .iter()
                .zip(n..)
                .all(|(merge, new)| merge["other"].as_u64().unwrap() < new as u64)
        );
    }
}

#[test]
fn a_count_cuts_the_clustering() {
    for count in [1, 3, 7] {
        let found = json(&["blocs", "--session", "74", "--count", &count.to_string()]);
        assert_eq!(found["sessions"][0]["blocs"].as_array().unwrap().len(), count);
    }
}

#[test]
fn as_csv_every_member_has_a_row() {
    let rows = csv(&["blocs", "--session", "74"]);
    assert_eq!(rows[0][..6], ["session", "year", "method", "member", "name", "bloc"]);
    let found = json(&["blocs", "--session", "74"]);
    let session = &found["sessions"][0];
    let list = |value: &Value| value.as_array().unwrap().len();
    let members = list(&session["dendrogram"]["members"]) + list(&session["left_out"]);
    assert_eq!(rows.len(), 1 + members);
    let germany = rows.iter().find(|row| row[3] == "DEU").unwrap();
    assert_eq!(germany[5], of(session, "DEU")["name"].as_str().unwrap());
}

#[test]
fn wrong_requests_tell_the_remedy() {
    for (args, told) in [
        (&["--session", "40"][..], "the book has votes enough in"),
        (&["--session", "last"], "as 50-74"),
        (&["--count", "0"], "0 is not in"),
        (&["--issue", "nu"], "Voeten's data"),
        (&["--issue", "war"], "hr (human rights)"),
        (&["--count", "3", "--method", "modularity"], "leave out the count"),
    ] {
        let ended = run(&[&["blocs"], args].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ended.stderr.contains(told), "{args:?}: {}", ended.stderr);
    }
}

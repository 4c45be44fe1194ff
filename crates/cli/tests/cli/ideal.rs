//! `ideal`.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::run::{csv, json, run, text};

#[test]
fn a_row_for_each_member_and_session_with_the_columns_of_the_contract() {
    let rows = csv(&["ideal"]);
    let header = "member,ccode,session,year,n_votes,ideal_point,se,q05,q50,q95";
    assert_eq!(rows[0].join(","), header);
    let of = |member: &str, session: &str| -> f64 {
        let row = rows.iter().find(|row| row[0] == member && row[2] == session).unwrap();
        let number = |place: usize| row[place].parse::<f64>().unwrap();
        assert!(number(7) < number(5) && number(5) == number(8) && number(8) < number(9));
        assert_eq!(number(3), 1945.0 + number(2));
        number(5)
    };
    assert!(of("USA", "74") > of("GBR", "74"));
    assert!(of("GBR", "74") > of("RUS", "74"));
    let found = json(&["ideal"]);
    assert_eq!(found["points"].as_array().unwrap().len(), rows.len() - 1);
    assert_eq!(found["converged"], true);
}

#[test]
fn members_that_were_asked_for_stand_side_by_side() {
    let rows = csv(&["ideal", "--member", "USA,Russia"]);
    assert!(rows[1..].iter().all(|row| ["USA", "RUS", "SUN"].contains(&row[0].as_str())));
    assert_snapshot!("ideal", text(&["ideal", "--member", "USA,RUS", "--sessions", "70-78"]));
    let ends = text(&["ideal", "--sessions", "73"]);
    assert!(ends.contains("session 73 (2018)") && ends.contains("… 1"), "{ends}");
}

#[test]
fn every_variant_has_an_answer() {
    for variant in [
        &["--model", "static", "--sessions", "73-74"][..],
        &["--model", "binary"],
        &["--votes", "final-passage"],
        &["--estimator", "fast", "--sessions", "74"],
    ] {
        let rows = csv(&[&["ideal"], variant].concat());
        assert!(rows.len() > 150, "{variant:?}: {} rows", rows.len());
    }
}

#[test]
fn what_cannot_be_done_is_told_with_what_to_do() {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = |name: &str, text: &str| {
        let path = here.join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let headless = file("headless.csv", "a,b\n1,2\n");
    let wordy = file("wordy.csv", "rcid1,rcid2\n1,2\n3,four\n");
    let strange = file("strange.csv", "rcid1,rcid2\n1,2\n");
    for (args, told) in [
        (&["--sessions", "74-50"][..], "50-74"),
        (&["--sessions", "all"], "50-74"),
        (&["--sessions", "1-2"], "the book goes to session"),
        (&["--issue", "war"], "disarmament"),
        (&["--member", "Atlantis"], "Atlantis"),
        (&["--matches", "nowhere.csv"], "cannot read nowhere.csv"),
        (&["--matches", &headless], "no column \"rcid1\""),
        (&["--matches", &wordy], "\"four\" is no number"),
        (&["--matches", &strange], "import his data"),
        (&["--matches", &strange, "--model", "static"], "leave out --matches"),
    ] {
        let ended = run(&[&["ideal"], args].concat());
        let said = ended.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(ended.code, 2, "{args:?}: {said}");
        assert!(said.contains(told), "{args:?}: {said}");
    }
}

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
    assert!(last[3].contains("United Nations"));
}

#[test]
fn citations_alone_are_checked_and_what_is_left_aside_is_said() {
    let text = b"Resolution 74/29 of December 2018 got 129 votes. The envoy was vetoed again.";
    let ended = run_on(text, &["check", "--only", "citation", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let document = &found["documents"][0];
    assert_eq!(document["only"], json!(["citation"]));
    assert_eq!(document["unread"], json!([]));
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0]["claim"]["kind"], "citation");
    assert_eq!(findings[0]["verdict"], "contradicted");

    let ended = run_on(text, &["check", "--only", "citation"]);
    assert!(ended.stdout.contains("only citation"), "{}", ended.stdout);
    let ended = run_on(text, &["check", "--only", "tally,date", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let kinds = found["documents"][0]["findings"].as_array().unwrap().iter();
    assert!(kinds.clone().count() > 0 && kinds.clone().all(|it| it["claim"]["kind"] == "tally"));
    let ended = run_on(text, &["check", "--only", "rumour"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("citation"), "{}", ended.stderr);
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
    assert_eq!(ended[0][5..9], ["kind", "speaker", "asserted_by", "verdict"]);
}

#[test]
fn only_known_formats_and_verdicts() {
    assert_eq!(run(&["check", "--format", "pdf"]).code, 2);
    assert_eq!(run(&["check", "--fail-on", "supported"]).code, 2);
}

#[test]
fn a_verdict_can_fail_a_check() {
    let status = |text: &str, args: &[&str]| {
        let ended = run_on(text.as_bytes(), &[&["check", "--date", "2020-01-10"], args].concat());
        assert!(ended.stderr.is_empty(), "{}", ended.stderr);
        (ended.code, ended.stdout)
    };
    let right =
        "The General Assembly adopted resolution 74/29 by 129 votes in favour to 6 against.";
    let wrong =
        "The General Assembly adopted resolution 74/29 by 140 votes in favour to 6 against.";
    assert_eq!(status(right, &["--fail-on", "partly"]).0, 0);
    assert_eq!(status(wrong, &[]).0, 0);
    let (code, text) = status(wrong, &["--fail-on", "partly"]);
    assert_eq!(code, 1);
    assert!(text.contains("scrutineer show A/RES/74/29"), "{text}");
}

#[test]
fn a_finding_has_the_keys_of_the_contract() {
    let text = "The General Assembly adopted resolution 74/29 by 129 votes in favour to 6 against.";
    let args = ["check", "--date", "2020-01-10", "--format", "json"];
    let found: serde_json::Value =
        serde_json::from_str(&run_on(text.as_bytes(), &args).stdout).unwrap();
    let finding = found["documents"][0]["findings"][0].as_object().unwrap();
    let keys: Vec<_> = finding.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "span",
            "claim",
            "votes",
            "alternatives",
            "verdict",
            "explanation",
            "evidence",
            "definitions",
            "context",
            "not_judged",
            "correction",
            "fixes",
            "reproduce",
            "remedy",
            "pinned"
        ]
    );
    let (start, end) = (finding["span"]["start"].as_u64(), finding["span"]["end"].as_u64());
    let place = |at: Option<u64>| usize::try_from(at.unwrap()).unwrap();
    let (start, end) = (place(start), place(end));
    assert_eq!(finding["span"]["text"], text[start..end]);
    assert_eq!(finding["votes"][0]["id"], "builtin:A/RES/74/29");
    assert_eq!(finding["votes"][0]["date"], "2019-12-12");
}

#[test]
fn false_sentences_are_mended_on_paper() {
    let text = "The General Assembly adopted resolution A/RES/74/29 on 12 December 2019 by 140 votes to 9. \
        Georgia voted for it.\n\nOnly Malta and Fiji voted against it. Cuba voted for resolution A/RES/99/29.\n";
    let directory = directory("fix", &[("said.txt", text.as_bytes())]);
    let ended = run_in(&directory, &["check", "--fix", "said.txt"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("fix", ended.stdout);
    assert_eq!(fs::read_to_string(directory.join("said.txt")).unwrap(), text);

    let ended = run_in(&directory, &["check", "--fix", "said.txt", "--format", "csv"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("--format json"), "{}", ended.stderr);
}

#[test]
fn a_reader_can_settle_which_vote_and_which_group_is_meant() {
    let text = b"On 12 December 2019 most Western countries abstained on resolution A/RES/74/29. \
        Georgia abstained on the resolution.";
    let found = |args: &[&str]| {
        let ended = run_on(text, &[&["check", "--format", "json"], args].concat());
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{args:?}");
        let found: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
        found["documents"][0]["findings"].clone()
    };
    let open = found(&[]);
    assert_eq!((&open[0]["verdict"], &open[0]["pinned"]), (&json!("supported"), &json!([])));
    assert_eq!(open[0]["definitions"][0]["taken_as"], "WEST_EXT");
    assert_eq!(open[1]["votes"][0]["symbol"], "A/RES/74/29");

    let settled = found(&["--group", "Western=BRICS", "--link", "2=74/28"]);
    assert_eq!(settled[0]["verdict"], "contradicted");
    assert_eq!(settled[0]["definitions"], json!([]));
    assert_eq!(settled[0]["pinned"], json!(["\"Western countries\" = BRICS"]));
    assert_eq!(settled[1]["votes"][0]["symbol"], "A/RES/74/28");
    assert_eq!(settled[1]["verdict"], "contradicted");
    assert_eq!(settled[1]["reproduce"], "scrutineer show A/RES/74/28");
    assert_eq!(settled[1]["pinned"], json!(["A/RES/74/28 (12 Dec 2019)"]));
    let explanation = settled[1]["explanation"].as_str().unwrap();
    assert!(explanation.contains("Settled by the reader: A/RES/74/28"), "{explanation}");

    for (args, named, remedy) in [
        (["--link", "3=74/28"], "finding 3", "1 to 2"),
        (["--link", "2=A/RES/74/999"], "A/RES/74/999", "the book holds 97 votes"),
        (["--link", "74/28"], "74/28", "--link 3=A/RES/74/29"),
        (["--group", "Western=ATLANTIS"], "ATLANTIS", "WEOG"),
        (["--group", "Eastern=WEOG"], "Eastern", "Western countries"),
        (["--group", "Western"], "Western", "Western=WEOG"),
    ] {
        let ended = run_on(text, &[&["check"], &args[..]].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ended.stderr.contains(named), "{args:?}: {}", ended.stderr);
        assert!(ended.stderr.contains(remedy), "{args:?}: {}", ended.stderr);
    }
}

/// A vote too new for any book, as a press release prints it.
const PASTED: &[u8] = b"GA/12999\n5 December 2031\n\nThe draft resolution on the example was adopted as \
    resolution A/RES/86/901 by a recorded vote of 3 in favour to 2 against, with 1 abstention, as follows:\n\n\
    In favour:  Algeria, Bolivia, Cuba.\n\nAgainst:  Israel, United States.\n\nAbstain:  Fiji.\n";

#[test]
fn pasted_votes_are_judged_beside_the_book() {
    let said =
        b"Fiji voted for resolution A/RES/86/901. Georgia voted against resolution A/RES/74/29.";
    let held = b"United Nations\tA/74/PV.46\nGeneral Assembly\nSeventy-fourth session\n46th plenary meeting\n\
        Thursday, 12 December 2019, 10 a.m.\n\nThe President: A recorded vote has been requested.\n\
        A recorded vote was taken.\nIn favour:\nGeorgia, Cuba\nAgainst:\nUkraine\n\
        Draft resolution I was adopted by 2 votes to 1 (resolution 74/29).\n";
    let files: [(&str, &[u8]); 4] = [
        ("said.txt", said),
        ("new.txt", PASTED),
        ("held.txt", held),
        ("none.txt", b"Good morning."),
    ];
    let directory = directory("with", &files);
    let ended = run_in(&directory, &["check", "said.txt"]);
    assert!(ended.stdout.contains("--with FILE"), "{}", ended.stdout);

    let args = ["check", "said.txt", "--with", "new.txt", "--format", "json"];
    let ended = run_in(&directory, &args);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let found: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert!(found["book"]["id"].as_str().unwrap().ends_with(" + new.txt"), "{}", found["book"]);
    assert_eq!(
        (&found["book"]["votes"], &found["book"]["until"]),
        (&json!(98), &json!("2031-12-05"))
    );
    let findings = &found["documents"][0]["findings"];
    assert_eq!(
        (&findings[0]["verdict"], &findings[1]["verdict"]),
        (&json!("contradicted"), &json!("supported"))
    );
    assert!(
        findings[0]["explanation"].as_str().unwrap().contains("stands in new.txt"),
        "{findings}"
    );
    assert_eq!(findings[0]["reproduce"], "scrutineer check said.txt --with new.txt");
    assert!(!findings[1]["explanation"].as_str().unwrap().contains("new.txt"));

    let ended =
        run_in(&directory, &["check", "said.txt", "--with", "held.txt", "--format", "json"]);
    assert!(ended.stderr.contains("A/RES/74/29 already"), "{}", ended.stderr);
    assert!(ended.stderr.contains("Georgia (no, in the file yes)"), "{}", ended.stderr);
    let found: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let georgia = found["documents"][0]["findings"].as_array().unwrap().last().unwrap();
    assert_eq!(georgia["verdict"], "supported");
    assert_eq!(found["book"]["votes"], 97);

    let ended = run_in(&directory, &["check", "said.txt", "--with", "none.txt"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("none.txt"), "{}", ended.stderr);
}

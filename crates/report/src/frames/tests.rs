use std::fs;
use std::path::Path;

use scrutineer_claims::{Findings, Pins, Verdict};
use serde_json::{Value, json};

use super::*;

fn judged(
    checker: &Checker<'_>,
    record: &Record,
    frames: &[u8],
) -> Result<Vec<Findings>, FramesError> {
    let frames = FramesReport::parse(frames)?;
    let documents = frames.documents.iter().enumerate();
    let document = |(place, frames): (usize, &DocumentFrames)| {
        let text = Text::new(frames.text.as_bytes());
        let reading = frames.reading(checker, record, &text, &format!("documents[{place}]"))?;
        Ok(checker.judge(&text, &reading, None, &Pins::default()))
    };
    documents.map(document).collect()
}

/// What we read ourselves comes to the same when it has gone through JSON.
#[test]
fn our_own_frames_are_judged_as_the_text_is() {
    let book = scrutineer_book::built_in().unwrap();
    let checker = Checker::new(&book.record);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let reports = fs::read_to_string(root.join("testdata/reports/open.jsonl")).unwrap();
    let reports = reports.lines().map(|line| {
        let report: Value = serde_json::from_str(line).unwrap();
        report["text"].as_str().unwrap().to_owned()
    });
    let examples = ["examples/statement.txt", "examples/remarks.txt"];
    let examples = examples.map(|file| fs::read_to_string(root.join(file)).unwrap());
    let odd = "«Ünï said:\u{ad} “129\u{a0}votes” for\u{200b} A/RES/74/29,» he* said. 6 against. \u{feff}\n\nBoth did.";
    for text in reports.chain(examples).chain([odd.to_owned()]) {
        let frames = DocumentFrames::of(&checker, &book.record, "a report", &text);
        let json = serde_json::to_vec(&FramesReport::of(vec![frames])).unwrap();
        let found = judged(&checker, &book.record, &json).unwrap();
        assert_eq!(found, [checker.check(text.as_bytes(), None)], "{text}");
    }
}

const TEXT: &str = "La Russie s'est abstenue. It was no surprise.";

/// Frames of another program, of a text that we cannot read.
fn frames() -> Value {
    let frame = json!({
        "kind": "position",
        "span": {"start": 0, "end": 24},
        "agents": {
            "span": {"start": 0, "end": 9},
            "names": [{"span": {"start": 3, "end": 9, "text": "Russie"}, "member": "RUS"}],
            "quantity": "listed"
        },
        "position": "abstain",
        "clues": {"symbols": ["A/RES/74/29"]}
    });
    let sentence = json!({"span": {"start": 0, "end": 25}, "frames": [frame]});
    let document = json!({"source": "une dépêche", "text": TEXT, "sentences": [sentence]});
    json!({"schema": "scrutineer.frames/1", "documents": [document]})
}

#[test]
fn another_program_can_read_what_we_cannot() {
    let book = scrutineer_book::built_in().unwrap();
    let checker = Checker::new(&book.record);
    let found = judged(&checker, &book.record, frames().to_string().as_bytes()).unwrap();
    let [finding] = found[0].findings.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.verdict, Verdict::Contradicted, "{finding:?}");
    assert_eq!(finding.votes[0].symbol, "A/RES/74/29");
    assert!(finding.explanation.contains("Russia"), "{finding:?}");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let book = scrutineer_book::built_in().unwrap();
    let checker = Checker::new(&book.record);
    let frame = "/documents/0/sentences/0/frames/0";
    let in_frame = "documents[0].sentences[0].frames[0]";
    let check = |place: &str, wrong: Value, path: &str, why: &str| {
        let mut frames = frames();
        let (parent, key) = place.rsplit_once('/').unwrap();
        match frames.pointer_mut(parent).unwrap() {
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = wrong,
            parent => parent[key] = wrong,
        }
        let json = frames.to_string();
        let judged = judged(&checker, &book.record, json.as_bytes());
        let error = judged.expect_err(place);
        assert_eq!(error.path, path, "{error:?}");
        assert!(error.why.contains(why), "{error:?}");
        assert!(!error.remedy.is_empty());
    };
    let frame_at = |key: &str| format!("{frame}/{key}");
    let path_of = |key: &str| format!("{in_frame}.{key}");
    check("/schema", json!("scrutineer.findings/1"), "schema", "another shape");
    check(&frame_at("colour"), json!(1), &path_of("colour"), "unknown field");
    check(&frame_at("kind"), json!("opinion"), &path_of("kind"), "opinion");
    check(&frame_at("span"), json!({"start": 0, "end": 99}), &path_of("span"), "no span of a text");
    check(&frame_at("span"), json!({"start": 9, "end": 3}), &path_of("span"), "no span of a text");
    check(
        &frame_at("span"),
        json!({"start": 0, "end": 40}),
        &path_of("span"),
        "outside its sentence",
    );
    check(
        "/documents/0/text",
        json!("Lé Russie s'est abstenue. It was no surprise."),
        &path_of("agents.names[0].span"),
        "other words",
    );
    check(
        "/documents/0/text",
        json!("éééééééééééééééééééééééé"),
        "documents[0].sentences[0].span",
        "between two letters",
    );
    let name = frame_at("agents/names/0");
    let span = json!({"start": 3, "end": 9});
    let at = path_of("agents.names[0]");
    check(&name, json!({"span": span, "member": "QQQ"}), &format!("{at}.member"), "no member");
    check(&name, json!({"span": span, "group": "QQQ"}), &format!("{at}.group"), "no group");
    check(&name, json!({"span": span, "member": "RUS", "group": "EU"}), &at, "or of a group");
    check(&name, json!({"span": span}), &at, "nobody called");
    let symbols = json!({"symbols": ["seventy-four"]});
    check(&frame_at("clues"), symbols, &path_of("clues.symbols[0]"), "seventy-four");
    let speech = json!([{"span": {"start": 0, "end": 9}, "manner": "direct", "member": "QQQ"}]);
    check("/documents/0/speech", speech, "documents[0].speech[0].member", "no member");
    let sentence = frames().pointer("/documents/0/sentences/0").cloned().unwrap();
    let twice = json!([sentence, sentence]);
    check("/documents/0/sentences", twice, "documents[0].sentences[1].span", "begins before");
}

#[test]
fn what_is_no_frames_has_a_place_and_a_remedy() {
    for (json, place) in [
        (r#"{"": 0}"#, "\"\""),
        ("[", "."),
        (r#"{"schema": "scrutineer.frames/1", "documents": []} more"#, "."),
        (r#"{"schema": "scrutineer.frames/1", "documents": [{"text": 1}]}"#, "documents[0].text"),
    ] {
        let error = FramesReport::parse(json.as_bytes()).unwrap_err();
        assert_eq!(error.path, place, "{json}");
        assert!(!error.why.is_empty() && !error.remedy.is_empty(), "{json}");
    }
}

//! The JSON of `check`, key by key as others build on it, on statements that fill every part of it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Map, Value};

use crate::run::{root, run_in, run_on};

/// The object at a key, which must have exactly these keys in this order.
fn object<'v>(value: &'v Value, keys: &[&str]) -> &'v Map<String, Value> {
    let object = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    let found: Vec<_> = object.keys().map(String::as_str).collect();
    assert_eq!(found, keys);
    object
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn number(value: &Value) -> usize {
    let number = value.as_u64().unwrap_or_else(|| panic!("no number: {value}"));
    usize::try_from(number).unwrap()
}

fn flag(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| panic!("neither true nor false: {value}"))
}

/// What the value says, unless it is null.
fn perhaps<'v, T>(value: &'v Value, read: impl Fn(&'v Value) -> T) -> Option<T> {
    (!value.is_null()).then(|| read(value))
}

fn one_of(value: &Value, codes: &[&str]) {
    assert!(codes.contains(&text(value)), "{value}");
}

const POSITIONS: [&str; 4] = ["yes", "no", "abstain", "non_voting"];

/// A day as `2019-12-16`.
fn day(value: &Value) {
    let parts: Vec<_> = text(value).split('-').map(str::len).collect();
    assert_eq!(parts, [4, 2, 2], "{value}");
}

/// A span has the very bytes of the file between its ends.
fn span(value: &Value, file: &[u8]) -> (usize, usize) {
    let span = object(value, &["start", "end", "text"]);
    let (start, end) = (number(&span["start"]), number(&span["end"]));
    assert!(start < end);
    assert_eq!(text(&span["text"]).as_bytes(), &file[start..end]);
    (start, end)
}

fn claim(value: &Value) {
    let claim = object(
        value,
        &[
            "kind",
            "speaker",
            "asserted_by",
            "said",
            "quoted",
            "agents",
            "from",
            "to",
            "position",
            "count",
            "comparison",
            "negated",
        ],
    );
    one_of(
        &claim["kind"],
        &[
            "tally",
            "position",
            "group_position",
            "only",
            "share",
            "outcome",
            "comparison",
            "shift",
            "trend",
            "co_support",
            "sponsor",
            "stage",
            "date",
            "mandate",
            "citation",
            "similarity",
        ],
    );
    perhaps(&claim["speaker"], text);
    one_of(&claim["asserted_by"], &["text", "speaker", "reported"]);
    for said in list(&claim["said"]) {
        let said = object(said, &["speaker", "role", "member", "outlet", "manner"]);
        for key in ["speaker", "role", "member", "outlet"] {
            perhaps(&said[key], text);
        }
        one_of(&said["manner"], &["direct", "reported"]);
    }
    flag(&claim["quoted"]);
    for agent in list(&claim["agents"]) {
        let code = text(agent).strip_prefix("group:").unwrap_or(text(agent));
        assert!(!code.is_empty() && !code.contains([' ', ':']), "{agent}");
    }
    for key in ["from", "to", "position"] {
        perhaps(&claim[key], |position| one_of(position, &POSITIONS));
    }
    perhaps(&claim["count"], number);
    perhaps(&claim["comparison"], |comparison| one_of(comparison, &["more", "fewer", "same"]));
    flag(&claim["negated"]);
}

fn vote(value: &Value) {
    let vote = object(value, &["id", "symbol", "date"]);
    assert!(!text(&vote["id"]).is_empty() && !text(&vote["symbol"]).is_empty());
    perhaps(&vote["date"], day);
}

fn evidence(value: &Value) {
    let row = object(value, &["symbol", "position", "members"]);
    text(&row["symbol"]);
    one_of(&row["position"], &POSITIONS);
    let members: Vec<_> = list(&row["members"]).iter().map(text).collect();
    assert!(members.is_sorted(), "{members:?}");
}

fn definition(value: &Value) {
    let definition = object(value, &["words", "taken_as", "readings"]);
    text(&definition["words"]);
    text(&definition["taken_as"]);
    for count in definition["readings"].as_object().unwrap().values() {
        let (some, all) = text(count).split_once(" of ").unwrap_or_else(|| panic!("{count}"));
        assert!(some.parse::<u16>().unwrap() <= all.parse::<u16>().unwrap(), "{count}");
    }
}

fn left_out(value: &Value) {
    let fact = object(value, &["text", "votes", "after_statement"]);
    assert!(!text(&fact["text"]).is_empty());
    assert!(!list(&fact["votes"]).iter().map(text).any(str::is_empty));
    flag(&fact["after_statement"]);
}

fn finding(value: &Value, file: &[u8]) {
    let finding = object(
        value,
        &[
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
            "pinned",
        ],
    );
    let (start, end) = span(&finding["span"], file);
    claim(&finding["claim"]);
    list(&finding["votes"]).iter().for_each(vote);
    list(&finding["alternatives"]).iter().for_each(vote);
    one_of(
        &finding["verdict"],
        &["supported", "contradicted", "partly", "ambiguous", "not_in_record"],
    );
    assert!(!text(&finding["explanation"]).is_empty());
    list(&finding["evidence"]).iter().for_each(evidence);
    list(&finding["definitions"]).iter().for_each(definition);
    let context = list(&finding["context"]);
    assert!(context.len() <= 3);
    context.iter().for_each(left_out);
    for words in list(&finding["not_judged"]) {
        let (from, to) = span(words, file);
        assert!(start <= from && to <= end, "not within its claim: {words}");
    }
    if let Some(correction) = perhaps(&finding["correction"], text) {
        let (right, wrong) = correction.split_once(" instead of ").unwrap_or_default();
        assert!(!right.is_empty() && !wrong.is_empty(), "{correction}");
    }
    for fix in list(&finding["fixes"]) {
        let fix = object(fix, &["span", "replacement"]);
        let (from, to) = span(&fix["span"], file);
        assert!(start <= from && to <= end, "not within its claim: {fix:?}");
        assert!(!text(&fix["replacement"]).is_empty());
    }
    assert!(text(&finding["reproduce"]).starts_with("scrutineer "), "{finding:?}");
    // What the record cannot tell, some document can.
    let remedy = perhaps(&finding["remedy"], text);
    assert_eq!(remedy.is_some(), finding["verdict"] == "not_in_record", "{finding:?}");
    assert!(remedy.is_none_or(|remedy| remedy.contains("Open ")), "{finding:?}");
}

/// The findings of all documents, after a look at everything around them and in them.
fn findings(found: &Value, files: &[&[u8]]) -> Vec<Value> {
    let found = object(found, &["schema", "book", "documents"]);
    assert_eq!(found["schema"], "scrutineer.findings/1");
    let book = object(&found["book"], &["id", "built_in", "votes", "until"]);
    assert!(text(&book["id"]).starts_with("built-in-"));
    assert!(flag(&book["built_in"]));
    assert!(number(&book["votes"]) > 0);
    day(&book["until"]);
    let documents = list(&found["documents"]);
    assert_eq!(documents.len(), files.len());
    let mut findings = Vec::new();
    for (document, file) in documents.iter().zip(files) {
        let document = object(
            document,
            &[
                "source",
                "kind",
                "encoding",
                "title",
                "outlet",
                "author",
                "defects",
                "date",
                "date_basis",
                "findings",
                "unread",
            ],
        );
        one_of(&document["kind"], &["html", "markdown", "text"]);
        text(&document["encoding"]);
        for key in ["title", "outlet", "author"] {
            perhaps(&document[key], text);
        }
        list(&document["defects"]).iter().for_each(|defect| assert!(!text(defect).is_empty()));
        text(&document["source"]);
        perhaps(&document["date"], day);
        one_of(&document["date_basis"], &["given", "metadata", "read", "inferred", "unknown"]);
        for one in list(&document["findings"]) {
            finding(one, file);
            findings.push(one.clone());
        }
        for sentence in list(&document["unread"]) {
            span(sentence, file);
        }
    }
    findings
}

const EXAMPLES: [&str; 2] = ["examples/statement.txt", "examples/remarks.txt"];

fn examples() -> Vec<Value> {
    let ended = run_in(&root(), &["check", EXAMPLES[0], EXAMPLES[1], "--format", "json"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let found: Value = serde_json::from_str(&ended.stdout).unwrap();
    let files = EXAMPLES.map(|file| fs::read(root().join(file)).unwrap());
    let findings = findings(&found, &[&files[0], &files[1]]);
    let sources: Vec<_> = list(&found["documents"]).iter().map(|one| &one["source"]).collect();
    assert_eq!(sources, EXAMPLES);
    findings
}

#[test]
fn every_key_of_the_contract_has_its_type() {
    let findings = examples();
    assert!(findings.len() > 10);
    // What is never filled is never looked at.
    for key in ["votes", "evidence", "definitions", "context"] {
        let filled = |finding: &Value| !list(&finding[key]).is_empty();
        assert!(findings.iter().any(filled), "no finding has {key}");
    }
    let corrected = |finding: &Value| finding["correction"].is_string();
    assert!(findings.iter().any(corrected));
}

#[test]
fn spans_count_bytes_whatever_the_text() {
    let statements: [&[u8]; 3] = [
        "« Déjà » – on 7 November 2019 Brazil abstained on the embargo against Cuba.\r\n"
            .as_bytes(),
        b"\xff\xfe.\nOn 7 November 2019 **Brazil** voted against\tthe resolution on the Cuban embargo.\n",
        "В 2019 году: \u{201c}On 12 December 2019 Côte d\u{2019}Ivoire voted for 74/29.\u{201d}"
            .as_bytes(),
    ];
    for statement in statements {
        let ended = run_on(statement, &["check", "--format", "json"]);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
        let found = serde_json::from_str(&ended.stdout).unwrap();
        let findings = findings(&found, &[statement]);
        assert!(!findings.is_empty(), "{}", String::from_utf8_lossy(statement));
    }
}

#[test]
fn every_command_that_shows_the_evidence_runs() {
    let findings = examples();
    let commands: BTreeSet<_> =
        findings.iter().map(|finding| text(&finding["reproduce"])).collect();
    assert!(commands.len() > 3);
    for command in commands {
        let args: Vec<_> = command.split(' ').skip(1).collect();
        let ended = run_in(&root(), &args);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{command}");
        assert!(!ended.stdout.is_empty(), "{command}");
    }
}

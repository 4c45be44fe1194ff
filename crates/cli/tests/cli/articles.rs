//! `check` of pages, Markdown, other encodings, directories.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{run_in, run_on};

const PAGE: &str = include_str!("page.html");

fn json(text: &[u8], args: &[&str]) -> Value {
    let ended = run_on(text, &[&["check", "--format", "json"], args].concat());
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    serde_json::from_str(&ended.stdout).unwrap()
}

/// Verdict, words and the bytes of the input of each finding.
fn findings(text: &[u8], args: &[&str]) -> Vec<[String; 3]> {
    let found = json(text, args);
    let of = |finding: &Value| {
        let at = |end: &str| usize::try_from(finding["span"][end].as_u64().unwrap()).unwrap();
        let bytes = &text[at("start")..at("end")];
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let verdict = word(&finding["verdict"]);
        [verdict, word(&finding["span"]["text"]), String::from_utf8_lossy(bytes).into_owned()]
    };
    found["documents"][0]["findings"].as_array().unwrap().iter().map(of).collect()
}

fn directory(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    for (file, text) in files {
        let path = directory.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

#[test]
fn of_a_page_only_the_article_is_checked_and_its_bytes_are_told() {
    let expect = [
        (
            "supported",
            "The General Assembly adopted resolution 74/29 on information security by 129 votes\u{a0}to 6 on Thursday",
            "The General Assembly adopted <a href=\"https://undocs.org/A/RES/74/29\">resolution\n\
             74/29</a> on information security by <b>129</b> votes&nbsp;to&#32;6 on Thursday",
        ),
        (
            "contradicted",
            "Only Canada and the United States voted against it",
            "Only Canada and the United States voted against it",
        ),
        ("supported", "Ukra\u{ad}ine voted against it, too", "Ukra&shy;ine voted against it, too"),
        (
            "supported",
            "The Côte d’Ivoire voted in favour of resolution 74/29",
            "The C&ocirc;te d&rsquo;Ivoire voted in favour of resolution 74/29",
        ),
    ];
    let found = findings(PAGE.as_bytes(), &[]);
    let found: Vec<_> =
        found.iter().map(|[verdict, words, bytes]| (&**verdict, &**words, &**bytes)).collect();
    assert_eq!(found, expect);
}

#[test]
fn what_a_page_says_of_itself_is_told() {
    let found = json(PAGE.as_bytes(), &[]);
    let document = &found["documents"][0];
    for (key, value) in [
        ("kind", "html"),
        ("encoding", "UTF-8"),
        ("title", "States split over rules for cyberspace | The Harbour Post"),
        ("outlet", "The Harbour Post"),
        ("author", "Jo Roe"),
        ("date", "2019-12-13"),
        ("date_basis", "metadata"),
    ] {
        assert!(document[key] == value || key == "title", "{key}: {}", document[key]);
    }
    assert_eq!(document["title"], "States split over rules for cyberspace");
    let given = json(PAGE.as_bytes(), &["--date", "2020-01-01"]);
    assert_eq!(given["documents"][0]["date"], "2020-01-01");
    assert_eq!(given["documents"][0]["date_basis"], "given");
}

#[test]
fn lines_are_those_of_the_page() {
    let ended = run_on(PAGE.as_bytes(), &["check"]);
    assert!(ended.stdout.contains("-:20:4"), "{}", ended.stdout);
    assert!(ended.stdout.contains("date 13 December 2019, as it says of itself"));
}

#[test]
fn the_kind_can_be_told() {
    let text = b"<p>Ukraine <b>voted</b> against resolution 74/29.";
    assert_eq!(findings(text, &[])[0][1], "Ukraine voted against resolution 74/29");
    assert_eq!(json(text, &["--as", "text"])["documents"][0]["kind"], "text");
    let text =
        b"# Votes\n\nUkraine **voted** against [resolution 74/29](https://undocs.org/A/RES/74/29).";
    let found = findings(text, &[]);
    assert_eq!(found[0][1], "Ukraine voted against resolution 74/29");
    assert_eq!(found[0][2], "Ukraine **voted** against [resolution 74/29");
    assert_eq!(json(text, &[])["documents"][0]["kind"], "markdown");
}

#[test]
fn whatever_the_encoding_the_findings_are_the_same() {
    let text = "Côte d’Ivoire voted in favour of resolution 74/29, said Mr. Åström.";
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<_>>();
    let little = [b"\xff\xfe".to_vec(), utf16(u16::to_le_bytes)].concat();
    let windows =
        b"C\xf4te d\x92Ivoire voted in favour of resolution 74/29, said Mr. \xc5str\xf6m.";
    for (bytes, encoding, end) in [
        (text.as_bytes(), "UTF-8", 52),
        (&little, "UTF-16LE", 100),
        (&utf16(u16::to_be_bytes), "UTF-16BE", 98),
        (windows.as_slice(), "windows-1252", 49),
    ] {
        let found = json(bytes, &[]);
        let document = &found["documents"][0];
        assert_eq!(document["encoding"], encoding);
        let finding = &document["findings"][0];
        assert_eq!(finding["verdict"], "supported", "{document}");
        assert_eq!(finding["span"]["text"], "Côte d’Ivoire voted in favour of resolution 74/29");
        assert_eq!(finding["span"]["end"], end, "{encoding}");
    }
}

#[test]
fn directories_are_walked_and_what_is_skipped_is_named() {
    let said = b"Ukraine voted against resolution 74/29.".as_slice();
    let gzip = [
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x73, 0xcf, 0xcf, 0x4f, 0xd1, 0x53, 0x28, 0x4b, 0xcc,
        0x4c, 1, 0,
    ];
    let directory = directory(
        "walked",
        &[
            ("in/b.txt", said),
            ("in/a/page.HTML", PAGE.as_bytes()),
            ("in/a/note.md", said),
            ("in/report.pdf", b"%PDF-1.7"),
            ("report.docx", b"PK\x03\x04\x14\0\x06\0"),
            ("in/cut.txt.gz", &gzip),
        ],
    );
    let ended = run_in(&directory, &["check", "in", "--format", "json"]);
    let found: Value = serde_json::from_str(&ended.stdout).unwrap();
    let documents = found["documents"].as_array().unwrap();
    let sources: Vec<_> = documents.iter().map(|it| it["source"].as_str().unwrap()).collect();
    assert_eq!(sources, ["in/a/note.md", "in/a/page.HTML", "in/b.txt"]);
    assert!(ended.stderr.contains("skipped in/report.pdf"), "{}", ended.stderr);
    // A packed file that is cut off is an error, as every file that was to be read.
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("in/cut.txt.gz cannot be read"), "{}", ended.stderr);

    let ended = run_in(&directory, &["check", "in/report.pdf", "report.docx"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("report.docx is a ZIP archive or an office document"));
    assert!(ended.stderr.contains("report.pdf is a PDF"), "{}", ended.stderr);
}

#[test]
fn what_is_too_large_is_refused_with_the_flag_that_raises_the_limit() {
    let text = "It passed. ".repeat(100_001);
    let directory = directory("too-large", &[("long.txt", text.as_bytes())]);
    let ended = run_in(&directory, &["check", "long.txt", "--max-size", "1"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("more than the 1 MB"), "{}", ended.stderr);
    assert!(ended.stderr.contains("--max-size"));
}

//! `check` of what nobody would write: a clear limit or a result, never a crash.

use std::iter;

use serde_json::Value;

use crate::run::run_on;

/// So many bytes of each.
const SIZE: usize = 20_000;

fn of(words: &str) -> String {
    words.chars().cycle().take(SIZE).collect()
}

fn pages() -> Vec<(&'static str, String)> {
    let page =
        |body: &str| format!("<!doctype html><p>France voted against resolution 74/29.{body}");
    let attributes: String = (0..2_000).map(|n| format!("a{n}=1 ")).collect();
    vec![
        ("nested elements", page(&format!("{}France abstained.", "<div>".repeat(10_000)))),
        ("nested tables", page(&of("<table><tr><td>"))),
        ("elements that cross", page(&of("<b><i></b></i>"))),
        ("open comments", page(&of("<!--"))),
        ("open scripts", page(&of("<script>"))),
        ("less than", page(&of("<"))),
        ("ampersands", page(&of("&"))),
        ("entities without an end", page(&of("&notin"))),
        ("numbers of letters", page(&of("&#x41;&#0;&#xD800;&#x110000;&#99999999999;"))),
        ("attributes", page(&format!("<p {attributes}>It passed."))),
        ("dates", page(&of("<meta name=date content=9999-99-99>"))),
        ("facts in brackets", page(&format!("<script type=application/ld+json>{}", of("[")))),
    ]
}

fn markdown() -> Vec<(&'static str, String)> {
    let lists = (0..200).map(|depth| format!("{}- It passed.\n", " ".repeat(depth))).collect();
    let head = |body: String| format!("# France voted against resolution 74/29\n\n{body}");
    vec![
        ("brackets", head(of("["))),
        ("links without an end", head(of("[a]("))),
        ("stars", head(of("*a_"))),
        ("quotations in quotations", head(of(">"))),
        ("ticks", head((0..150).map(|n| format!("{} ", "`".repeat(n))).collect())),
        ("lists in lists", head(lists)),
        ("a wide table", head(format!("{}|\n{}|\n", of("|a"), of("|-")))),
        ("a long table", head(format!("|a|b|\n|-|-|\n{}", of("|1|2|\n")))),
        ("headings", head(of("# It passed\n"))),
    ]
}

fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("one word", of("votes")),
        ("one cue", of("voted ")),
        ("one line of members", of("France, Germany, the Holy See, ")),
        ("members without an end", of("France and Germany and India and ")),
        ("open brackets", format!("It passed {}", of("("))),
        ("quotation marks", of("\" voted “ ‘ » ")),
        ("numbers in a row", of("57-46-17-")),
        ("counts in a row", of("128 voted for; ")),
        ("large numbers", of("18446744073709551616 votes to 4294967296 ")),
        ("symbols", of("resolution A/RES/74/29 voted ")),
        ("votes", of("The Assembly adopted resolution 74/29 by 129 votes to 6; France voted no. ")),
        ("speech in speech", format!("{}France voted no.", of("He said that she said that "))),
        ("dates", format!("It passed on {}", of("31 February 2019, "))),
        ("clauses", of("which voted for it, ")),
        ("bullets", of("- 57 for\n")),
        // What reads such a list in cubic time does not end in anybody's patience.
        ("names", format!("{}voted against resolution 74/29.", of("Peru, Chile, "))),
        ("empty lines", format!("{}France voted no.", of("\n"))),
        ("marks of direction", of("\u{202e}\u{200f}voted\u{a0}\u{200b}\u{feff}no ")),
        ("marks on letters", of("vo\u{301}\u{301}\u{301}ted ")),
        ("letters of every kind", ('\u{1}'..='\u{ffff}').take(SIZE).collect()),
    ]
}

/// The spans that a document's findings and unread sentences have.
fn spans(document: &Value) -> Vec<[usize; 2]> {
    let list = |name: &str| document[name].as_array().unwrap().clone();
    let marked = list("findings").into_iter().map(|finding| finding["span"].clone());
    let end = |span: &Value, end: &str| usize::try_from(span[end].as_u64().unwrap()).unwrap();
    marked.chain(list("unread")).map(|span| [end(&span, "start"), end(&span, "end")]).collect()
}

#[test]
fn whatever_is_given_ends_with_findings_or_with_a_clear_error() {
    let latin: Vec<u8> =
        b"France voted no.\xff\xfe\xc3 ".iter().copied().cycle().take(SIZE).collect();
    let bytes = iter::once(("bytes that are no UTF-8", latin, "text")).chain(iter::once((
        "zero bytes",
        "voted \0\0".repeat(SIZE / 8).into_bytes(),
        "text",
    )));
    let of_kind = |kind, inputs: Vec<(&'static str, String)>| {
        inputs.into_iter().map(move |(name, text)| (name, text.into_bytes(), kind))
    };
    let all = of_kind("text", texts())
        .chain(of_kind("markdown", markdown()))
        .chain(of_kind("html", pages()))
        .chain(bytes);
    let mut refused = Vec::new();
    for (name, input, kind) in all {
        let ended = run_on(&input, &["check", "--format", "json", "--as", kind]);
        if ended.code == 2 {
            assert!(ended.stderr.contains("no text in any known encoding"), "{}", ended.stderr);
            refused.push(name);
            continue;
        }
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{name}");
        let found: Value = serde_json::from_str(&ended.stdout).unwrap();
        for [start, end] in spans(&found["documents"][0]) {
            assert!(start < end && end <= input.len(), "{name}: {start}..{end}");
        }
    }
    assert_eq!(refused, ["zero bytes"]);
}

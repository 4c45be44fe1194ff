//! Pages of findings: whatever a document holds, they are sound, whole and legible.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops where something is not as it must be"
)]

mod browser;
mod driver;
mod pages;
mod style;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use scrutineer_book::Book;
use scrutineer_claims::{Attribution, Checker, Finding, Findings, Manner, Span, Verdict};
use scrutineer_ingest::article::Article;
use scrutineer_report::findings::Document;
use scrutineer_site::findings_page;

static BOOK: LazyLock<Book> = LazyLock::new(|| scrutineer_book::built_in().unwrap());

/// A finding with all its parts.
static FINDING: LazyLock<Finding> = LazyLock::new(|| {
    let text = "Western countries that voted no on A/RES/73/27 abstained on A/RES/74/29.";
    let mut found = Checker::new(&BOOK.record).check(text.as_bytes(), None);
    found.findings.remove(0)
});

/// A page as a reader gets it.
#[derive(Debug, Default)]
struct Seen {
    /// The text of the statements.
    words: String,
    ids: Vec<String>,
    /// Places in the page to which it links.
    links: BTreeSet<String>,
    /// How many findings are told.
    cards: usize,
    /// How many sentences end as not understood.
    unread: usize,
    elements: BTreeSet<String>,
}

/// Reads a page. Elements that are not closed in order, or never, stop the test.
fn read(page: &str) -> Seen {
    let body = &page[page.find("<body>").unwrap()..page.find("</html>").unwrap()];
    let body = body.replace("<br>", "<br/>");
    let mut reader = Reader::from_str(&body);
    let mut seen = Seen::default();
    let mut inside = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                seen.elements.insert(start.name().0.to_owned());
                for attribute in start.attributes() {
                    let attribute = attribute.unwrap();
                    let value = attribute.value.into_owned();
                    match attribute.key.0 {
                        "id" => seen.ids.push(value),
                        "href" => seen.links.extend(value.strip_prefix('#').map(str::to_owned)),
                        "class" if value.starts_with("words") => inside = true,
                        "class" if value.starts_with("finding ") => seen.cards += 1,
                        "class" if value == "unread ends" => seen.unread += 1,
                        key => assert!(!key.starts_with("on"), "{value}"),
                    }
                }
            }
            Event::End(end) if end.name().0 == "p" => inside = false,
            Event::Text(text) if inside => seen.words.push_str(&text),
            Event::GeneralRef(name) if inside => {
                seen.words.push_str(match &*name {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    name => panic!("{name}"),
                });
            }
            Event::Eof => return seen,
            _ => {}
        }
    }
}

/// What is to be read of a document: all of it, what could act on the page replaced.
fn expected(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text).replace("\r\n", "\n").replace('\r', "\n");
    let shown = |letter: char| match letter {
        '\n' | '\t' => letter,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    };
    text.chars().map(shown).collect()
}

fn document(text: &[u8], spans: &[(usize, usize)], unread: &[(usize, usize)]) -> Document {
    let span = |(start, end): &(usize, usize)| Span { start: *start, end: *end };
    let finding = |(place, at): (usize, &(usize, usize))| {
        let mut finding = FINDING.clone();
        finding.span = span(at);
        finding.verdict = Verdict::ALL[place % Verdict::ALL.len()];
        finding.claim.said = vec![Attribution {
            span: finding.span,
            speaker: Some(String::from_utf8_lossy(text).into_owned()),
            role: None,
            member: None,
            outlet: None,
            manner: Manner::Direct,
        }];
        finding.explanation = String::from_utf8_lossy(text).into_owned();
        finding
    };
    let findings = spans.iter().enumerate().map(finding).collect();
    let unread = unread.iter().map(span).collect();
    let found = Findings { findings, unread, ..Findings::default() };
    let text = String::from_utf8_lossy(text);
    Document { source: text.clone().into_owned(), article: Article::of_text(text), found }
}

fn check(text: &[u8], spans: &[(usize, usize)], unread: &[(usize, usize)]) -> Seen {
    let page = findings_page(&BOOK, &[document(text, spans, unread)]);
    let seen = read(&page);
    assert_eq!(seen.words, expected(text));
    assert_eq!(seen.cards, spans.len());
    let ids: BTreeSet<_> = seen.ids.iter().cloned().collect();
    assert_eq!(ids.len(), seen.ids.len(), "two elements with one id");
    assert!(seen.links.is_subset(&ids), "links to nowhere: {:?}", &seen.links - &ids);
    for element in ["script", "img", "iframe", "link", "object", "style"] {
        assert!(!seen.elements.contains(element), "{element}");
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_with_any_spans_comes_out_whole(
        pieces in prop::collection::vec(prop_oneof![
            Just(b"<script>alert('1')</script>".to_vec()),
            Just(b"</p></div>\"&amp;<!--".to_vec()),
            Just(b"\r\n\r\n".to_vec()),
            Just(b"\n \n\n".to_vec()),
            Just("\u{202e}desrever\u{2066}\u{200f} \u{feff}\u{0}\u{85}\u{7}".as_bytes().to_vec()),
            Just(b"\xff\xc3\xe2\x82".to_vec()),
            any::<String>().prop_map(String::into_bytes),
            any::<Vec<u8>>(),
        ], 0..8),
        spans in prop::collection::vec((0..200_usize, 0..200_usize), 0..6),
        unread in prop::collection::vec((0..200_usize, 0..200_usize), 0..3),
    ) {
        check(&pieces.concat(), &spans, &unread);
    }
}

#[test]
fn marks_may_lie_in_each_other_and_across_paragraphs() {
    let text = b"One two three.\n\nFour <five> six.";
    let seen = check(text, &[(0, 22), (4, 7), (4, 7), (16, 32)], &[(0, 14)]);
    assert_eq!(seen.unread, 0, "what is judged is not called unread");
    assert_eq!(check(text, &[], &[(0, 14), (16, 20)]).unread, 2);
}

#[test]
fn a_long_text_takes_as_long_as_it_is() {
    let text = "Ukraine voted against the resolution. ".repeat(50_000);
    let spans: Vec<_> = (0..200).map(|place| (place * 38, place * 38 + 36)).collect();
    let page = findings_page(&BOOK, &[document(b"", &[], &[])]).len();
    let mut long = document(text.as_bytes(), &[], &[]);
    long.source = "long".to_owned();
    assert!(findings_page(&BOOK, &[long]).len() < page + text.len() + 1000);
    let found = document(b"", &spans, &[]).found;
    let long =
        Document { source: "long".to_owned(), article: Article::of_text(text.clone()), found };
    assert_eq!(read(&findings_page(&BOOK, &[long])).words, text);
}

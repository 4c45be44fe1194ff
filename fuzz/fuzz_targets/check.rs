//! Any bytes are read as an article and checked: every span lies in its text, none is empty, each leads back to bytes of
//! the input, and nothing panics.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use scrutineer_book::Book;
use scrutineer_claims::{Checker, Span};
use scrutineer_ingest::article::Article;

static BOOK: LazyLock<Book> = LazyLock::new(|| scrutineer_book::built_in().expect("the built-in book"));
static CHECKER: LazyLock<Checker<'static>> = LazyLock::new(|| Checker::new(&BOOK.record));

fuzz_target!(|bytes: &[u8]| {
    let Ok(article) = Article::read("-", bytes, None) else { return };
    let text = article.text.as_bytes();
    let findings = CHECKER.check(text, None);
    let within = |span: Span| {
        assert!(span.start < span.end && span.end <= text.len());
        let original = article.original(span.start..span.end);
        assert!(original.start < original.end && original.end <= bytes.len());
    };
    for finding in &findings.findings {
        within(finding.span);
        finding.not_judged.iter().copied().for_each(within);
        assert!(!finding.explanation.is_empty() && finding.context.len() <= 3);
    }
    findings.unread.iter().copied().for_each(within);
    assert_eq!(CHECKER.check(text, None), findings, "the same text, the same findings");
});

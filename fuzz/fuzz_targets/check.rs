//! Any bytes are checked: every span lies in them, none is empty, and nothing panics.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use scrutineer_book::Book;
use scrutineer_claims::{Checker, Span};

static BOOK: LazyLock<Book> = LazyLock::new(|| scrutineer_book::built_in().expect("the built-in book"));
static CHECKER: LazyLock<Checker<'static>> = LazyLock::new(|| Checker::new(&BOOK.record));

fuzz_target!(|text: &[u8]| {
    let findings = CHECKER.check(text, None);
    let within = |span: Span| assert!(span.start < span.end && span.end <= text.len());
    for finding in &findings.findings {
        within(finding.span);
        finding.not_judged.iter().copied().for_each(within);
        assert!(!finding.explanation.is_empty() && finding.context.len() <= 3);
    }
    findings.unread.iter().copied().for_each(within);
    assert_eq!(CHECKER.check(text, None), findings, "the same text, the same findings");
});

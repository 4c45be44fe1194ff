//! Any bytes are taken as frames of another program: they are refused with a place, a reason and a remedy, or judged,
//! and every span of a finding lies in the text.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use scrutineer_book::Book;
use scrutineer_claims::{Checker, Pins, Text};
use scrutineer_report::frames::{FramesError, FramesReport};

static BOOK: LazyLock<Book> = LazyLock::new(|| scrutineer_book::built_in().expect("the built-in book"));
static CHECKER: LazyLock<Checker<'static>> = LazyLock::new(|| Checker::new(&BOOK.record));

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = judge(bytes) {
        assert!(!error.path.is_empty() && !error.why.is_empty() && !error.remedy.is_empty());
    }
});

fn judge(bytes: &[u8]) -> Result<(), FramesError> {
    for frames in &FramesReport::parse(bytes)?.documents {
        let text = Text::new(frames.text.as_bytes());
        let reading = frames.reading(&CHECKER, &BOOK.record, &text, "documents")?;
        let findings = CHECKER.judge(&text, &reading, None, &Pins::default());
        for finding in &findings.findings {
            assert!(finding.span.start <= finding.span.end && finding.span.end <= frames.text.len());
            assert!(!finding.explanation.is_empty() && finding.context.len() <= 3);
        }
    }
    Ok(())
}

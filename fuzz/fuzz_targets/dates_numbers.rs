//! Any words where a date or a number is looked for: in a date on its own, in the head of a page, in a sentence.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use scrutineer_book::Book;
use scrutineer_claims::Checker;
use scrutineer_ingest::article::Article;
use scrutineer_record::Date;

static BOOK: LazyLock<Book> = LazyLock::new(|| scrutineer_book::built_in().expect("the built-in book"));
static CHECKER: LazyLock<Checker<'static>> = LazyLock::new(|| Checker::new(&BOOK.record));

fuzz_target!(|words: &str| {
    if let Ok(date) = words.parse::<Date>() {
        assert_eq!(date.to_string().parse::<Date>().ok(), Some(date));
    }
    let page = format!("<p>Text<meta name=date content=\"{}\">", words.replace('"', ""));
    let published = Article::read("-", page, None).ok().and_then(|article| article.published);
    assert!(published.is_none_or(|date| (1945..=2200).contains(&date.year())));
    let (first, second) = words.split_once('|').unwrap_or((words, words));
    let said = format!("On {first} it adopted resolution 74/29 by {second} votes to {first}, {second} abstaining.");
    let found = CHECKER.check(said.as_bytes(), published);
    for finding in &found.findings {
        assert!(finding.span.start < finding.span.end && finding.span.end <= said.len());
    }
});

//! Any bytes as a page, as Markdown and as what they are: every letter leads back to bytes of the input, in order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrutineer_ingest::article::{Article, Kind};

fuzz_target!(|bytes: &[u8]| {
    for kind in [None, Some(Kind::Html), Some(Kind::Markdown)] {
        let Ok(article) = Article::read("-", bytes, kind) else { continue };
        let (mut last, mut last_in_source) = (0..0, 0..0);
        for (at, letter) in article.text.char_indices() {
            let here = at..at + letter.len_utf8();
            let place = article.original(here.clone());
            assert!(last.start <= place.start && last.end <= place.end, "{last:?}, {place:?}");
            assert!(place.start <= place.end && place.end <= bytes.len());
            let source = article.in_source(here);
            assert!(last_in_source.start <= source.start && last_in_source.end <= source.end);
            let there = article.source().get(source.clone()).expect("the place of letters");
            // What is written as one letter is that letter, but for spaces and what cannot stand in a page.
            let same = there.chars().count() != 1
                || letter.is_whitespace()
                || there.starts_with(char::is_control)
                || there.starts_with(letter);
            assert!(same, "{there:?} was read as {letter:?}");
            (last, last_in_source) = (place, source);
        }
        let whole = article.original(0..article.text.len());
        assert!(whole.start <= whole.end && whole.end <= bytes.len());
    }
});

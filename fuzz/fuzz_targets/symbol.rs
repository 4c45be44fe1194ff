//! Any text is read or refused: what is read survives the round trip, and what is found lies in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrutineer_record::Symbol;
use scrutineer_record::symbol::mentions;

fuzz_target!(|text: &str| {
    match Symbol::parse(text) {
        Ok(symbol) => assert_survives(&symbol),
        Err(error) => assert!(error.position() <= text.len() && !error.to_string().is_empty()),
    }
    Symbol::parse_list(text).into_iter().flatten().for_each(|symbol| assert_survives(&symbol));
    for mention in mentions(text) {
        assert!(mention.keyword_start <= mention.start && mention.start < mention.end);
        assert!(text.get(mention.start..mention.end).is_some());
        assert!(text.is_char_boundary(mention.keyword_start));
        if let Some(symbol) = mention.cited.symbol() {
            assert_survives(symbol);
        }
    }
});

/// The canonical form is read as the same symbol.
fn assert_survives(symbol: &Symbol) {
    assert_eq!(Symbol::parse(&symbol.to_string()).as_ref(), Ok(symbol));
}

//! Any bytes as MARC XML.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrutineer_fuzz::source;
use scrutineer_ingest::Format;

fuzz_target!(|data: &[u8]| {
    let head = b"<collection xmlns=\"http://www.loc.gov/MARC21/slim\">".as_slice();
    source(Format::UndlMarc, &[[head, data].concat()]);
});

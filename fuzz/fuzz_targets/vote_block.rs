//! Any text as a press release or a verbatim record.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrutineer_fuzz::source;
use scrutineer_ingest::Format;

fuzz_target!(|data: &[u8]| {
    let head = b"A/86/PV.45\nMonday, 3 February 2020\nA recorded vote was taken.\n".as_slice();
    source(Format::VoteBlock, &[[head, data].concat()]);
});

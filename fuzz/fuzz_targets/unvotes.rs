//! Any rows under the headers of the three tables of unvotes: what stands before the first zero byte is the
//! votes, then the roll calls, then the issues.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrutineer_fuzz::source;
use scrutineer_ingest::Format;

const HEADERS: [&str; 3] = [
    "rcid,country,country_code,vote",
    "rcid,session,importantvote,date,unres,amend,para,short,descr",
    "rcid,short_name,issue",
];

fuzz_target!(|data: &[u8]| {
    let parts = data.splitn(3, |byte| *byte == 0);
    let files = parts.zip(HEADERS).map(|(rows, header)| [header.as_bytes(), b"\n", rows].concat());
    source(Format::Unvotes, &files.collect::<Vec<_>>());
});

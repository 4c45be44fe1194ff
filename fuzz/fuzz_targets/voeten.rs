//! Any rows under a header of Voeten's roll calls.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrutineer_fuzz::{source, under_header};
use scrutineer_ingest::Format;

const HEADERS: [&str; 2] = [
    "rcid,session,vote,ccode,member,importantvote,date,unres,me,nu,di,hr,co,ec,year",
    "rcid\tresid\tccode\tmember\tvote\tCountry\tCountryname\tyear\tsession\tdate\tunres\tamend\tpara\tshort\tdescr",
];

fuzz_target!(|data: &[u8]| source(Format::Voeten, &[under_header(&HEADERS, data)]));

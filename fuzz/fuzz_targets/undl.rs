//! Any rows under a header of the Library's CSV files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrutineer_fuzz::{source, under_header};
use scrutineer_ingest::Format;

const HEADERS: [&str; 4] = [
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link",
    "undl_id,resolution,session,date,title,modality,draft,committee_report,meeting,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link",
    "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,vote_note,modality,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link",
    "undl_id,date,session,resolution,title,total_yes,total_no,total_abstentions,AFG,FRA,SUN,USA",
];

fuzz_target!(|data: &[u8]| source(Format::Undl, &[under_header(&HEADERS, data)]));

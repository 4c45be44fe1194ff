//! The Library's files: invented rows of every layout, and the real file where it is at hand.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proptest::prelude::*;
use scrutineer_record::{
    Body, Decision, Defect, Facts, Groups, Members, Outcome, Precision, Record, RecordBuilder,
    Roll, Session, Standing,
};

use crate::{Account, Batch, Format, Input, Progress, read};

const V5: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,\
                  title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,\
                  total_non_voting,total_ms,undl_link\n";

/// What the rows of this vote have in common.
const SHARED: &str = "2031-12-05,86,A/RES/86/901,A/C.1/86/L.90A/C.1/86/L.90/Rev.1,A/86/901 | A/86/901/Add.1,\
                      A/86/PV.45,\"Example, of a title : resolution / adopted by the General Assembly\",\
                      EXAMPLE ITEM | SECOND ITEM,EXAMPLE--SUBJECT|SECOND SUBJECT,,2.0,1.0,0.0,1.0,4.0,\
                      https://digitallibrary.un.org/record/9100001\n";

/// Rows of one vote from the cells of its members.
fn rows(key: &str, members: &[&str], shared: &str) -> String {
    members.iter().map(|member| format!("{key},{member},{shared}")).collect()
}

/// The members, read once for all tests.
fn members() -> &'static Members {
    static MEMBERS: OnceLock<Members> = OnceLock::new();
    MEMBERS.get_or_init(|| scrutineer_book::members().unwrap())
}

fn imported(text: &str) -> Batch {
    let files = vec![Input::of_bytes("votes.csv", text)];
    let mut imported = read(files, None, members(), &Progress::default()).unwrap();
    assert_eq!(imported.batches.len(), 1);
    let (format, batch) = imported.batches.remove(0);
    assert_eq!(format, Format::Undl);
    batch
}

/// Positions by code: `AFG yes, CIV no`.
fn cast(account: &Account) -> String {
    let cast = account.cast.iter();
    let cast: Vec<_> =
        cast.map(|(member, at)| format!("{} {at}", members()[*member].code)).collect();
    cast.join(", ")
}

fn shown(defects: &[Defect]) -> Vec<String> {
    defects.iter().map(ToString::to_string).collect()
}

/// Reads rows of one vote, and looks for these words in its only defect.
fn check_defect(rows: &str, expect_cast: &str, words: &[&str]) {
    let batch = imported(&format!("{V5}{rows}"));
    let account = &batch.accounts[0];
    let defects = shown(&account.vote.defects);
    assert_eq!(cast(account), expect_cast, "{defects:?}");
    assert_eq!(defects.len(), 1, "{defects:?}");
    for word in words {
        assert!(defects[0].contains(word), "\"{word}\" is not in {defects:?}");
    }
}

#[test]
fn a_vote_with_all_its_facts() {
    let members =
        ["AFG,AFGHANISTAN,Y", "CIV,CÔTE D'IVOIRE,n", "USA,UNITED STATES,Y", "BEN,BENIN,X"];
    let batch = imported(&format!("\u{feff}{V5}{}", rows("9100001", &members, SHARED)));
    let [account] = batch.accounts.as_slice() else { panic!("{batch:?}") };
    assert_eq!(cast(account), "AFG yes, CIV no, USA yes, BEN non_voting");
    assert_eq!((account.stated, account.roll), (4, Roll::Listed));
    let vote = &account.vote;
    assert_eq!(vote.id, "undl:9100001");
    assert_eq!(vote.symbol.as_ref().map(ToString::to_string).as_deref(), Some("A/RES/86/901"));
    assert_eq!(vote.title, "Example, of a title");
    assert_eq!((vote.body, vote.session), (Body::GeneralAssembly, Session::Regular(86)));
    assert_eq!(vote.date.to_string(), "2031-12-05");
    assert_eq!(vote.meeting.as_ref().map(ToString::to_string).as_deref(), Some("A/86/PV.45"));
    assert_eq!(vote.printed.map(|it| it.to_string()).as_deref(), Some("2-1-0"));
    assert_eq!(vote.outcome, Outcome::Adopted);
    let documents: Vec<_> = vote.about.documents.iter().map(ToString::to_string).collect();
    let expect = ["A/C.1/86/L.90", "A/C.1/86/L.90/Rev.1", "A/86/901", "A/86/901/Add.1"];
    assert_eq!(documents, expect);
    assert_eq!(vote.about.agenda, ["EXAMPLE ITEM", "SECOND ITEM"]);
    assert_eq!(vote.about.subjects, ["EXAMPLE--SUBJECT", "SECOND SUBJECT"]);
    assert_eq!(vote.source.line, Some(2));
    assert_eq!(vote.source.document.as_deref(), Some("A/86/PV.45"));
    assert_eq!(vote.source.url.as_deref(), Some("https://digitallibrary.un.org/record/9100001"));
    assert!(vote.source.file.checksum.is_some());
    assert!(vote.defects.is_empty() && batch.defects.is_empty(), "{:?}", vote.defects);
}

#[test]
fn the_layouts_of_2024() {
    let plural = "ms_codes,ms_names,ms_votes,resolutions,title,modality,draft,committee_report,meeting,\
                  agenda_titles,subjects,date,yes,no,abstentions,non-voting,total-voting,undl_link\n";
    let shared = "A/RES/86/901,A title : resolution / adopted by the General Assembly,recorded vote,,,\
                  A/86/PV.45,ITEM,SUBJECT,2031-12-05,1,1,0,1,2,https://example.org/record/9100001/\n";
    let singular =
        "ms_code,ms_name,ms_vote,resolution,title,modality,subjects,date,undl_id,yes,no\n";
    let short = "A/RES/86/901,A title : resolution / adopted by the General Assembly,,SUBJECT,\
                 2031-12-05,9100001,1,1\n";
    for (header, shared) in [(plural, shared), (singular, short)] {
        let rows: String = ["AFG,AFGHANISTAN,Y", "USA,UNITED STATES,N", "BEN,BENIN,NV"]
            .iter()
            .map(|member| format!("{member},{shared}"))
            .collect();
        let batch = imported(&format!("{header}{rows}"));
        let [account] = batch.accounts.as_slice() else { panic!("{batch:?}") };
        assert_eq!(account.vote.id, "undl:9100001");
        assert_eq!(cast(account), "AFG yes, USA no, BEN non_voting");
        assert_eq!(account.vote.session, Session::Regular(86));
        assert_eq!(account.vote.printed.map(|it| (it.yes, it.no)), Some((1, 1)));
        assert!(account.vote.defects.is_empty(), "{:?}", account.vote.defects);
    }
}

#[test]
fn rows_that_go_wrong() {
    let of = |members: &[&str]| rows("9100001", members, SHARED);
    let afg = "AFG,AFGHANISTAN,Y";
    check_defect(&of(&[afg, ",AN PAKISTAN,X"]), "AFG yes", &["line 3", "ms_code", "Pakistan"]);
    check_defect(&of(&[afg, "QQQ,ATLANTIS,Y"]), "AFG yes", &["QQQ ATLANTIS", "left out"]);
    check_defect(&of(&[afg, "PAK,PAKISTAN,AN"]), "AFG yes", &["ms_vote", "\"AN\"", "Pakistan"]);
    check_defect(&of(&[afg, "AFG,AFGHANISTAN,N"]), "AFG yes", &["line 3", "twice"]);
    let other = SHARED.replace("A/86/PV.45", "A/86/PV.46");
    let differing = of(&[afg]) + &rows("9100001", &["USA,UNITED STATES,N", "BEN,BENIN,X"], &other);
    let expect = "AFG yes, USA no, BEN non_voting";
    check_defect(&differing, expect, &["line 3", "meeting", "A/86/PV.45", "A/86/PV.46"]);
    check_defect(&of(&["AFG,AFGHANISTAN,X", "BEN,BENIN,X"]), "", &["2 members", "not voting"]);
}

#[test]
fn a_roll_on_which_nobody_voted_is_unknown() {
    let shared = SHARED.replace("2.0,1.0,0.0", "0.0,0.0,0.0");
    let batch = imported(&format!("{V5}{}", rows("9100001", &["AFG,A,X", "BEN,B,X"], &shared)));
    let account = &batch.accounts[0];
    assert_eq!((account.roll, account.stated, account.vote.printed), (Roll::Unknown, 2, None));
}

#[test]
fn totals_stay_where_it_is_not_known_who_voted_how() {
    let header = "ms_code,ms_name,ms_vote,resolution,title,modality,date,session,total_yes,total_no,\
                  total_abstentions,undl_link\n";
    for modality in ["\"Vote, non-recorded\"", "Vote", ""] {
        let row = |code: &str| {
            format!(
                "{code},{code},X,A/RES/43/962,T,{modality},1988-12-05,43,88,12,0,\
                 https://example.org/record/9100004?ln=en\n"
            )
        };
        let batch = imported(&format!("{header}{}{}", row("AFG"), row("BEN")));
        let [account] = batch.accounts.as_slice() else { panic!("{batch:?}") };
        assert_eq!((account.roll, account.cast.len()), (Roll::Unknown, 0), "{modality}");
        let printed = account.vote.printed.map(|printed| printed.to_string());
        assert_eq!(printed.as_deref(), Some("88-12-0"), "{modality}");
    }
}

#[test]
fn the_number_of_a_record_is_found_in_its_address() {
    for (link, id) in [
        ("https://example.org/record/9100004", "undl:9100004"),
        ("https://example.org/record/9100004/", "undl:9100004"),
        ("https://example.org/record/9100004?ln=en", "undl:9100004"),
        ("https://example.org/record/9100004?ln=en&of=a/b", "undl:9100004"),
        ("https://example.org/record/9100004#top", "undl:9100004"),
        ("https://example.org/record/9100004/files/vote", "undl:9100004"),
    ] {
        let batch = imported(&format!(
            "ms_code,ms_name,ms_vote,resolution,date,undl_link\nAFG,A,Y,A/RES/86/901,2031-12-05,{link}\n"
        ));
        assert_eq!(batch.accounts[0].vote.id, id, "{link}");
    }
}

#[test]
fn cells_that_go_wrong() {
    let of = |from: &str, to: &str| {
        assert!(SHARED.contains(from), "{from}");
        rows("9100001", &["AFG,AFGHANISTAN,Y"], &SHARED.replacen(from, to, 1))
    };
    let check = |from, to, words: &[&str]| check_defect(&of(from, to), "AFG yes", words);
    check("A/RES/86/901", "the ninth", &["resolution", "reference", "the ninth"]);
    check("A/RES/86/901", "N/A", &["no symbol"]);
    check("86,A/RES", "eighty,A/RES", &["session", "eighty"]);
    check("A/86/PV.45", "the last one", &["meeting", "the last one"]);
    check("A/86/901 | A/86/901/Add.1", "amended | A/86/901", &["committee_report"]);
    check("2.0,1.0", "2.5,1.0", &["total_yes", "2.5"]);

    let vote = |from, to| imported(&format!("{V5}{}", of(from, to))).accounts.remove(0).vote;
    let unparsed = vote("A/RES/86/901", "the ninth");
    assert_eq!((unparsed.symbol, unparsed.outcome), (None, Outcome::Adopted));
    assert_eq!(unparsed.source.reference.as_deref(), Some("the ninth"));
    assert_eq!(vote("A/RES/86/901", "N/A").outcome, Outcome::Unknown);
    assert_eq!(vote("86,A/RES", ",A/RES").session, Session::Regular(86));
    assert_eq!(vote("86,A/RES", "10emsp,A/RES").session, Session::Emergency(10));
    assert_eq!(vote("A/86/PV.45", "the last one").source.document.as_deref(), Some("the last one"));

    let batch = imported(&format!("{V5}{}", of("2031-12-05", "soon")));
    assert!(batch.accounts.is_empty());
    let defects = shown(&batch.defects);
    assert!(defects[0].contains("9100001") && defects[0].contains("1 positions"), "{defects:?}");
    assert_eq!(vote("2031-12-05", "2031-12").date.precision(), Precision::Month);
}

#[test]
fn slips_in_symbols_of_meetings() {
    for (written, meeting, defects) in [
        ("A/86/PV. 45", Some("A/86/PV.45"), 0),
        (" A/86/PV.45", Some("A/86/PV.45"), 0),
        ("A//PV.2449", Some("A/PV.2449"), 0),
        ("A86/PV.45", Some("A/86/PV.45"), 0),
        ("A/86/PV.45(Resumption1)", Some("A/86/PV.45 (Resumption 1)"), 0),
        ("A/86/PV.45 (Resumption 1)", Some("A/86/PV.45 (Resumption 1)"), 0),
        ("A/86/PV.45 and Corr.1", Some("A/86/PV.45"), 1),
        ("A/86/PV.45|A/86/PV.46", Some("A/86/PV.45"), 1),
        ("N/A", None, 0),
    ] {
        let shared = SHARED.replace("A/86/PV.45", written);
        let batch = imported(&format!("{V5}{}", rows("9100001", &["AFG,A,Y"], &shared)));
        let vote = &batch.accounts[0].vote;
        let found = vote.meeting.as_ref().map(ToString::to_string);
        assert_eq!((found.as_deref(), vote.defects.len()), (meeting, defects), "{written}");
    }
}

#[test]
fn rows_of_several_votes_may_alternate() {
    let second = SHARED.replace("86/901", "86/902").replace("9100001", "9100002");
    let one = rows("9100001", &["AFG,A,Y"], SHARED) + &rows("9100002", &["AFG,A,N"], &second);
    let two = rows("9100001", &["BEN,B,X"], SHARED) + &rows("9100002", &["BEN,B,A"], &second);
    let batch = imported(&format!("{V5}{one}{two}"));
    let casts: Vec<_> = batch.accounts.iter().map(cast).collect();
    assert_eq!(casts, ["AFG yes, BEN non_voting", "AFG no, BEN abstain"]);
    assert!(batch.accounts.iter().all(|account| account.vote.defects.is_empty()));
    // A row that differs from the one before in nothing but the number is of another vote all the same.
    let same = rows("9100001", &["AFG,A,Y"], SHARED) + &rows("9100002", &["AFG,A,N"], SHARED);
    assert_eq!(imported(&format!("{V5}{same}")).accounts.len(), 2);
}

#[test]
fn of_rows_of_one_vote_with_a_column_for_each_member_the_first_counts() {
    let row = "9100001,2001-12-05,56,A/RES/56/901,A title : resolution / adopted,1,1";
    let batch = imported(&format!(
        "undl_id,date,session,resolution,title,yes,no,AFG,FRA,USA\n{row},Y,N,\n{row},N,Y,\n"
    ));
    let [account] = batch.accounts.as_slice() else { panic!("{batch:?}") };
    assert_eq!(cast(account), "AFG yes, FRA no");
    let defects = shown(&batch.defects);
    let told = defects.iter().filter(|defect| defect.contains("line 2 is kept")).count();
    assert!(told == 1, "{defects:?}");
}

#[test]
fn keys_that_are_no_text_stay_apart() {
    let of_key = |key: u8| {
        let mut row = rows("?", &["AFG,AFGHANISTAN,Y"], SHARED).into_bytes();
        row[0] = key;
        row
    };
    let file = [V5.as_bytes(), &of_key(0xfe), &of_key(0xff)].concat();
    let files = vec![Input::of_bytes("votes.csv", file)];
    let imported = read(files, None, members(), &Progress::default()).unwrap();
    let accounts = &imported.batches[0].1.accounts;
    let ids: Vec<&str> = accounts.iter().map(|account| account.vote.id.as_str()).collect();
    assert_eq!(ids, ["undl:\\xfe", "undl:\\xff"]);
}

#[test]
fn outcomes_become_texts() {
    let header = "undl_id,resolution,session,date,title,modality,draft,committee_report,meeting,agenda_title,\
                  subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n";
    let tail = " : resolution / adopted by the General Assembly";
    let batch = imported(&format!(
        "{header}\
         9100003,A/RES/86/902,86,2031-12-06,First title{tail},Without a vote,,A/86/902,A/86/PV.48,,,,,,,,,\
         https://example.org/record/9100003\n\
         9100001,A/RES/86/901,86,2031-12-05,Second{tail},\"Vote, recorded\",,,A/86/PV.45,,,,119.0,46.0,14.0,,,\n\
         9100004,A/RES/43/962,43,1988-12-07,Third{tail},\"vote, NON-recorded\",,,,,,A note,88,12,20,,,\n\
         9100005,N/A,43,1988-12-07,Fourth{tail},Without a vote,,,,,,,,,,,,\n\
         9100006,A/RES/43/963,43,1988-12-07,Fifth{tail},by lot,,,,,,,,,,,,\n"
    ));
    let found: Vec<_> = batch
        .texts
        .iter()
        .map(|text| {
            let printed = text.stages[0].printed.map(|printed| printed.to_string());
            (text.symbol.to_string(), text.title.as_str(), text.decision, printed)
        })
        .collect();
    let expect = |symbol: &str, title, decision, printed: Option<&str>| {
        (symbol.to_owned(), title, decision, printed.map(str::to_owned))
    };
    assert_eq!(
        found,
        [
            expect("A/RES/86/902", "First title", Decision::WithoutVote, None),
            expect("A/RES/86/901", "Second", Decision::Recorded, Some("119-46-14")),
            expect("A/RES/43/962", "Third", Decision::NonRecorded, Some("88-12-20")),
            expect("A/RES/43/963", "Fifth", Decision::Unknown, None),
        ]
    );
    let first = &batch.texts[0];
    assert_eq!(first.source, "A/86/PV.48 | https://example.org/record/9100003");
    assert_eq!((first.standing, first.outcome), (Standing::Recorded, Outcome::Adopted));
    assert_eq!(first.imported.as_ref().and_then(|source| source.line), Some(2));
    assert_eq!(
        first.stages[0].document.as_ref().map(ToString::to_string).as_deref(),
        Some("A/86/902")
    );
    assert_eq!(batch.texts[2].stages[0].note, "A note");
    let defects = shown(&batch.defects);
    assert_eq!(defects.len(), 2, "{defects:?}");
    assert!(defects[0].contains("left out") && defects[1].contains("by lot"), "{defects:?}");
}

#[test]
fn the_security_council() {
    let header = "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,\
                  agenda,subjects,vote_note,modality,total_yes,total_no,total_abstentions,total_non_voting,\
                  total_ms,undl_link\n";
    let voted = "2031-12-22,S/RES/9901(2031),S/2031/970,S/PV.9901,Resolution 9901 (2031) [on an example],\
                 AN ITEM,A SUBJECT,,Vote,1,0,1,0,2,https://example.org/record/9200001\n";
    let without = "1973-05-10,S/RES/329(1973),,S/PV.1712,Resolution 329 (1973),,,Adopted without vote,\
                   Without Vote,0,0,0,15,15,https://example.org/record/9200002\n";
    let batch = imported(&format!(
        "{header}9200001,USA,UNITED STATES,True,A,{voted}9200001,JPN,JAPAN,False,Y,{voted}\
         9200002,USA,UNITED STATES,True,X,{without}9200002,,NOBODY,True,Y,{without}"
    ));
    let [account] = batch.accounts.as_slice() else { panic!("{batch:?}") };
    assert_eq!(cast(account), "USA abstain, JPN yes");
    assert_eq!(account.vote.body, Body::SecurityCouncil);
    assert_eq!(account.vote.title, "Resolution 9901 (2031) [on an example]");
    assert_eq!(account.vote.session, Session::Regular(86));
    assert_eq!(account.vote.about.agenda, ["AN ITEM"]);
    let [text] = batch.texts.as_slice() else { panic!("{batch:?}") };
    assert_eq!(
        (text.symbol.to_string().as_str(), text.decision),
        ("S/RES/329(1973)", Decision::WithoutVote)
    );
    assert_eq!((text.stages[0].body, text.stages[0].printed), (Body::SecurityCouncil, None));
    assert!(account.vote.defects.is_empty() && batch.defects.is_empty());
}

#[test]
fn a_column_for_each_member() {
    let batch = imported(
        "undl_id,date,session,resolution,title,yes,no,AFG,FRA,QQQ,USA,SSD\n\
         9100001,2001-12-05,56,A/RES/56/901,A title : resolution / adopted by the General Assembly,\
         1,1,Y,X,Y,N,\n",
    );
    let [account] = batch.accounts.as_slice() else { panic!("{batch:?}") };
    assert_eq!(cast(account), "AFG yes, FRA non_voting, USA no");
    assert_eq!(account.stated, 3);
    let defects = shown(&batch.defects);
    assert!(defects.len() == 1 && defects[0].contains("qqq"), "{defects:?}");
    assert!(account.vote.defects.is_empty(), "{:?}", account.vote.defects);
}

proptest! {
    /// However the rows are ordered, each vote has the same positions; the quick way and the slow agree.
    #[test]
    fn the_order_of_rows_does_not_matter(order in Just((0..8usize).collect::<Vec<_>>()).prop_shuffle()) {
        let second = SHARED.replace("86/901", "86/902").replace("9100001", "9100002");
        let members = ["AFG,A,Y", "BEN,B,X", "USA,U,N", "CIV,C,A"];
        let mut all: Vec<_> = members.iter().map(|it| rows("9100001", &[*it], SHARED)).collect();
        all.extend(members.iter().map(|it| rows("9100002", &[*it], &second)));
        let shuffled: String = order.iter().map(|at| all[*at].as_str()).collect();
        let mut batch = imported(&format!("{V5}{shuffled}"));
        batch.accounts.sort_by(|one, other| one.vote.id.cmp(&other.vote.id));
        prop_assert_eq!(batch.accounts.len(), 2);
        for account in &mut batch.accounts {
            account.cast.sort();
            let mut cast: Vec<_> = cast(account).split(", ").map(str::to_owned).collect();
            cast.sort();
            prop_assert_eq!(cast, ["AFG yes", "BEN non_voting", "CIV abstain", "USA no"]);
            prop_assert!(account.vote.defects.is_empty());
        }
    }

    #[test]
    fn nothing_makes_it_panic(text in "[A-Z0-9/,\"\n|.() ]{0,120}") {
        for layout in ["undl_id,ms_code,ms_vote,date,resolution", "undl_id,date,resolution,title", "undl_id,date,resolution,usa,fra"] {
            let file = Input::of_bytes("votes.csv", format!("{layout}\n{text}"));
            let _ = read(vec![file], None, members(), &Progress::default());
        }
    }
}

/// The real file, if it is at hand.
fn real_file() -> Option<Batch> {
    const FILE: &str = "undl-crawl-2023/ga_voting.csv.gz";
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = std::env::var_os("SCRUTINEER_DATA").map_or(beside, PathBuf::from).join(FILE);
    let Ok(bytes) = File::open(&path) else {
        println!("skipped: {FILE} is not there");
        return None;
    };
    let input =
        Input { name: FILE.to_owned(), bytes: Box::new(bytes), size: None, retrieved: None };
    let mut imported = read(vec![input], None, members(), &Progress::default()).unwrap();
    assert_eq!(imported.files[0].rows, 892_483);
    Some(imported.batches.remove(0).1)
}

/// What kind a defect is, for counting: its variant, or its column and the first words about it.
fn kind_of(defect: &Defect) -> String {
    match defect {
        Defect::Read { column, why, .. } => {
            let words: Vec<_> = why.split_whitespace().take(4).collect();
            format!("{}: {}", column.as_deref().unwrap_or("row"), words.join(" "))
        }
        Defect::NotAMember { .. } => "not a member".to_owned(),
        Defect::MissingFromRoll { .. } => "missing from the roll".to_owned(),
        Defect::TallyDiffers { .. } => "tally differs".to_owned(),
        Defect::Other(_) => "the roll".to_owned(),
    }
}

/// Prints what is wrong with the votes, by kind, and returns how many defects of each kind there are.
fn defects_by_kind(record: &Record) -> BTreeMap<String, usize> {
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for vote in record.votes() {
        for defect in &vote.defects {
            let told = format!("{} {}: {defect}", vote.id, vote.date);
            kinds.entry(kind_of(defect)).or_default().push(told);
        }
    }
    for (kind, told) in &kinds {
        println!("{} × {kind}\n    {}", told.len(), told.join("\n    "));
    }
    kinds.into_iter().map(|(kind, told)| (kind, told.len())).collect()
}

#[test]
fn the_real_file() {
    let Some(batch) = real_file() else { return };
    assert_eq!(batch.accounts.len(), 5_410);
    assert_eq!(batch.accounts.iter().map(|account| account.stated).sum::<usize>(), 892_483);
    let unknown = batch.accounts.iter().filter(|account| account.roll == Roll::Unknown).count();
    assert_eq!(unknown, 3);
    assert!(batch.defects.is_empty() && batch.texts.is_empty());

    let mut record = RecordBuilder::new(members().clone(), Groups::default(), Facts::default());
    for account in batch.accounts {
        record.add(account.vote, account.cast, account.roll).unwrap();
    }
    let record = record.finish();
    for (symbol, expect) in
        [("A/RES/73/27", "119-46-14"), ("A/RES/74/29", "129-6-45"), ("A/RES/62/243", "39-7-100")]
    {
        let vote = record.vote_on(&symbol.parse().unwrap()).unwrap();
        assert_eq!(vote.tally().to_string(), expect, "{symbol}");
    }
    // The totals of this file were counted from its rows.
    let kinds = defects_by_kind(&record);
    assert!(!kinds.contains_key("tally differs"));
    assert_eq!(kinds.get("not a member"), Some(&16));
}

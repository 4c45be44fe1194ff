use std::path::Path;

use proptest::prelude::*;
use scrutineer_record::{Motion, Outcome};

use super::*;
use crate::{Account, Input, Progress, read};

/// A table with every column that was ever published, a row a state.
const FULL: &str = "rcid,resid,ccode,member,vote,country,countryname,year,session,abstain,yes,no,importantvote,\
                    date,unres,amend,para,short,descr,me,nu,di,hr,co,ec";

fn full(ccode: &str, member: &str, vote: &str) -> Vec<String> {
    let row = format!(
        "9000001,86001,{ccode},{member},{vote},XXX,X,2031.0,86,0,1,0,1,12/5/2031,A/RES/86/391,0,0,AN EXAMPLE,\
         More.,0,1,1,0,0,0"
    );
    row.split(',').map(str::to_owned).collect()
}

fn rows() -> Vec<Vec<String>> {
    let row = |ccode, member, vote| full(ccode, member, vote);
    vec![
        FULL.split(',').map(str::to_owned).collect(),
        row("2", "1", "3"),
        row("365", "1", "1"),
        row("530.0", "1", "8"),
        row("771", "1", "2.0"),
        row("780", "1", "1"),
        row("511", "NA", "9"),
    ]
}

fn batch(text: &str) -> Batch {
    let files = vec![Input::of_bytes("UNVotes.csv", text)];
    let members = scrutineer_book::members().unwrap();
    let imported = read(files, Some(Format::Voeten), &members, &Progress::default()).unwrap();
    imported.batches.into_iter().next().unwrap().1
}

/// Who took which position.
fn cast(account: &Account) -> Vec<String> {
    let members = scrutineer_book::members().unwrap();
    let row = |(id, position): &(_, Position)| format!("{} {position}", members[*id].code);
    account.cast.iter().map(row).collect()
}

const CAST: [&str; 5] = ["USA no", "RUS yes", "ETH non_voting", "BGD abstain", "LKA yes"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn columns_are_read_in_any_order(
        order in Just((0..25).collect::<Vec<usize>>()).prop_shuffle(),
        tab in any::<bool>(),
    ) {
        let separator = if tab { "\t" } else { "," };
        let line = |row: &Vec<String>| {
            order.iter().map(|at| row[*at].as_str()).collect::<Vec<_>>().join(separator)
        };
        let text = rows().iter().map(line).collect::<Vec<_>>().join("\n");
        let batch = batch(&text);
        prop_assert!(batch.defects.is_empty(), "{:?}", batch.defects);
        let account = &batch.accounts[0];
        prop_assert_eq!(cast(account), CAST);
        prop_assert_eq!((account.roll, account.stated), (Roll::Listed, 5));
        let vote = &account.vote;
        prop_assert!(vote.defects.is_empty(), "{:?}", vote.defects);
        prop_assert_eq!((vote.id.as_str(), vote.title.as_str()), ("voeten:9000001", "AN EXAMPLE"));
        prop_assert_eq!(vote.date.to_string(), "2031-12-05");
        prop_assert_eq!((&vote.motion, vote.outcome), (&Motion::Whole, Outcome::Adopted));
        prop_assert_eq!(vote.about.issues.iter().count(), 2);
    }
}

#[test]
fn contradictions_within_a_roll_call_are_told() {
    let head = "rcid,session,vote,ccode,member,importantvote,date,unres,me,nu,di,hr,co,ec,year";
    let facts = |date: &str, ec: &str| format!("0,{date},R/86/391,0,0,0,0,0,{ec},2031.0");
    let text = [
        head.to_owned(),
        format!("901,86,1,2,1,{}", facts("2031-12-05", "0\\")),
        format!("901,86,9,365,1,{}", facts("2031-12-05", "0\\")),
        format!("901,86,1,20,1,{}", facts("2031-12-06", "0\\")),
        format!("901,86,1,40,1,{}", facts("2031-12-07", "0\\")),
        format!("901,86,7,41,1,{}", facts("2031-12-05", "0\\")),
        format!("901,86,1,9999,1,{}", facts("2031-12-05", "0\\")),
        format!("902,86,1,20,1,{}", facts("NA", "NA").replace("/391", "/392")),
        "903,86,1".to_owned(),
    ];
    let batch = batch(&text.join("\n"));
    let told = |defects: &[Defect], expect: &[&str]| {
        let defects: Vec<_> = defects.iter().map(ToString::to_string).collect();
        assert_eq!(defects.len(), expect.len(), "{defects:#?}");
        for part in expect {
            assert!(defects.iter().any(|defect| defect.contains(part)), "{part}: {defects:#?}");
        }
    };
    let [first, second] = batch.accounts.as_slice() else { panic!("{:?}", batch.accounts) };
    assert_eq!(cast(first), ["USA yes", "CAN yes", "CUB yes"]);
    assert_eq!(first.stated, 5);
    told(&first.vote.defects, &["read as 0", "line 4, date", "line 6, vote", "line 7, ccode"]);
    assert_eq!(second.vote.date.to_string(), "2031");
    told(&second.vote.defects, &[]);
    told(
        &batch.defects,
        &[
            "3 cells for 15 columns",
            "1 rows from this one on",
            "amend",
            "RUS stands as no member in 1 roll",
        ],
    );
}

#[test]
fn a_roll_call_without_date_and_session_is_told_once() {
    let text = "rcid,session,vote,ccode,date,unres,amend,para\n7,NA,1,2,soon,R/86/391,0,0\n\
                7,NA,1,20,soon,R/86/391,0,0\n";
    let batch = batch(text);
    let [defect] = batch.defects.as_slice() else { panic!("{:?}", batch.defects) };
    let defect = defect.to_string();
    assert!(defect.contains("line 2, rcid: found \"7\"; neither its date"), "{defect}");
}

#[test]
fn a_second_import_of_the_same_rows_is_told_without_flooding() {
    let rows: Vec<_> = rows().iter().map(|row| row.join(",")).collect();
    let text = format!("{}\n{}", rows.join("\n"), rows[1..].join("\n"));
    let batch = batch(&text);
    assert_eq!(cast(&batch.accounts[0]), CAST);
    assert_eq!(batch.accounts[0].vote.defects.len(), 4, "{:?}", batch.accounts[0].vote.defects);
}

#[test]
fn the_published_file_is_read_whole() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/voeten-2020/UNVotesPublished_sessions1-70.csv.gz");
    let Ok(bytes) = std::fs::read(&file) else {
        println!("skipped: {} is not there", file.display());
        return;
    };
    let members = scrutineer_book::members().unwrap();
    let files = vec![Input::of_bytes("UNVotes.csv.gz", bytes)];
    let imported = read(files, None, &members, &Progress::default()).unwrap();
    assert_eq!(imported.files[0].rows, 1_066_613);
    let batch = &imported.batches[0].1;
    assert_eq!(batch.accounts.len(), 5_429);
    // All rows but those of states that were no members then.
    let sum = |of: fn(&Account) -> usize| batch.accounts.iter().map(of).sum::<usize>();
    assert_eq!(sum(|account| account.stated), 1_066_613 - 254_521);
    assert_eq!(sum(|account| account.cast.len()), 1_066_613 - 254_521);
    let damaged: Vec<_> =
        batch.accounts.iter().filter(|account| !account.vote.defects.is_empty()).collect();
    assert_eq!(damaged.len(), 1, "{damaged:?}");
}

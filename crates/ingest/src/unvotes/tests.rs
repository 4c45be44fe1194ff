use std::collections::BTreeMap;
use std::path::Path;

use scrutineer_record::{Issue, Motion, Outcome, RecordedVote};

use super::*;
use crate::{Account, Input, Progress, read};

const CALLS: &str = "rcid,session,importantvote,date,unres,amend,para,short,descr\n";
const VOTES: &str = "rcid,country,country_code,vote\n";

fn members() -> Members {
    scrutineer_book::members().unwrap()
}

/// What is read of these files, in this order.
fn batch(files: &[(&str, String)]) -> Result<Batch, Error> {
    let files = files.iter().map(|(name, text)| Input::of_bytes(name, text.as_str())).collect();
    let imported = read(files, Some(Format::Unvotes), &members(), &Progress::default())?;
    Ok(imported.batches.into_iter().next().unwrap().1)
}

/// The account of one roll call with this row, in which the United States and Russia voted yes.
fn account(row: &str) -> Account {
    let rcid = row.split(',').next().unwrap();
    let votes = format!("{VOTES}{rcid},United States,US,yes\n{rcid},Russia,RU,yes\n");
    let files = [("votes.csv", votes), ("calls.csv", format!("{CALLS}{row}\n"))];
    batch(&files).unwrap().accounts.pop().unwrap()
}

fn vote(row: &str) -> RecordedVote {
    account(row).vote
}

#[test]
fn tables_are_read_in_any_order() {
    let votes = format!(
        "{VOTES}9000001.0,United States,US,no\n9000001.0,Namibia,NA,yes\n\
         9000001.0,Côte d’Ivoire,NA,abstain\n9000001.0,Unheard of,RU,YES\n"
    );
    let calls =
        format!("{CALLS}9000001,86,1,2031-12-05,A/RES/86/901,NA,NA,AN EXAMPLE,More words.\n");
    let issues = "rcid,short_name,issue\n9000001,nu,Nuclear weapons\n9000001,hr,Human rights\n";
    let files = [("v.csv", votes), ("c.csv", calls), ("i.csv", issues.to_owned())];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let files = order.map(|at| (files[at].0, files[at].1.clone()));
        let batch = batch(&files).unwrap();
        assert!(batch.defects.is_empty(), "{:?}", batch.defects);
        let account = &batch.accounts[0];
        let vote = &account.vote;
        assert_eq!((vote.id.as_str(), vote.title.as_str()), ("unvotes:9000001", "AN EXAMPLE"));
        assert_eq!(
            (vote.session.to_string(), vote.date.to_string()),
            ("86".into(), "2031-12-05".into())
        );
        assert_eq!(vote.symbol.as_ref().unwrap().to_string(), "A/RES/86/901");
        assert_eq!(
            (vote.about.important, vote.about.description.as_str()),
            (Some(true), "More words.")
        );
        assert_eq!(
            vote.about.issues.iter().collect::<Vec<_>>(),
            [Issue::Nuclear, Issue::HumanRights]
        );
        assert_eq!((vote.source.file.name.as_str(), vote.source.line), ("c.csv", Some(2)));
        assert_eq!((account.roll, account.stated), (Roll::Sitting, 4));
        let members = members();
        let cast: BTreeMap<_, _> = account
            .cast
            .iter()
            .map(|(id, position)| (members[*id].code.as_str(), position.code()))
            .collect();
        let expect = [("CIV", "abstain"), ("NAM", "yes"), ("RUS", "yes"), ("USA", "no")];
        assert_eq!(cast, expect.into());
    }
}

#[test]
fn symbols_dates_and_sessions_of_old_votes_are_not_trusted() {
    let check = |row: &str, symbol: &str, reference: &str, session: &str, date: &str| {
        let vote = vote(row);
        let found = vote.symbol.map(|symbol| symbol.to_string()).unwrap_or_default();
        let kept = vote.source.reference.unwrap_or_default();
        assert_eq!((found.as_str(), kept.as_str()), (symbol, reference), "{row}");
        assert_eq!(
            (vote.session.to_string().as_str(), vote.date.to_string().as_str()),
            (session, date)
        );
    };
    check("90,29,0,1974-12-05,R/29/3299,0,0,T,D", "", "R/29/3299", "29", "1974-12");
    check("90,11,0,1956-11-02,ESS/1/99,0,0,T,D", "", "ESS/1/99", "ES-1", "1956-11");
    check("90,30,0,1975-12-05,R/30/3399A,0,0,T,D", "A/RES/3399(XXX)A", "", "30", "1975-12");
    check("90,34,0,1979-12-05,R/34/233/XX,0,0,T,D", "A/RES/34/233XX", "", "34", "1979-12");
    check("90,34,0,1979-12-05,R/34/499,0,0,T,D", "A/DEC/34/499", "", "34", "1979-12");
    check("90,58,0,2003-12-05,R/58/99,NA,NA,T,D", "A/RES/58/99", "", "58", "2003-12-05");
    check(
        "90,72,0,2017-12-21,A/RES/ES-10/99,NA,NA,T,D",
        "A/RES/ES-10/99",
        "",
        "ES-10",
        "2017-12-21",
    );
    check("90,67,0,2012-12-03,R/677/46,NA,1,T,D", "", "R/677/46", "67", "2012-12-03");
    check("90,67,0,NA,NA,NA,1,T,D", "", "", "67", "2012");
    assert_eq!(vote("90,67,0,2012-12-03,R/677/46,NA,1,T,D").defects.len(), 1);
}

#[test]
fn what_was_voted_on_is_told() {
    let check = |row: &str, expect: &str, outcome: Outcome| {
        let vote = vote(row);
        assert_eq!((vote.motion.to_string().as_str(), vote.outcome), (expect, outcome), "{row}");
    };
    let minutes = "The President: I shall now put to the vote the motion that no action be taken on draft \
                   resolution III. A recorded vote has been requested. A";
    let unmarked =
        |session, symbol| format!("90,{session},NA,2018-12-05,{symbol},NA,NA,NA,{minutes}");
    let no_action = "motion: the motion that no action be taken on draft resolution III";
    check("90,73,0,2018-12-05,R/73/990,NA,NA,T,D", "whole text", Outcome::Adopted);
    check("90,73,0,2018-12-05,NA,NA,NA,T,D", "whole text", Outcome::Unknown);
    check(
        "90,73,0,2018-12-05,R/73/990,NA,1,T,TO ADOPT PARAG. 2.",
        "separate vote on PARAG. 2.",
        Outcome::Unknown,
    );
    check("90,73,0,2018-12-05,R/73/990,1,1,T,TO ADOPT IT.", "amendment: IT.", Outcome::Unknown);
    check(
        "90,5,0,1950-12-05,R/5/99,0,0,T,TO ADOPT A MOTION TO ADJOURN.",
        "motion: A MOTION TO ADJOURN.",
        Outcome::Unknown,
    );
    check(
        "90,40,0,1985-12-05,R/40/99,0,0,T,TO POSTPONE ARMS RACES.",
        "whole text",
        Outcome::Adopted,
    );
    check(&unmarked(73, "R/73/990"), no_action, Outcome::Unknown);
    check(&unmarked(73, "NA"), no_action, Outcome::Unknown);
}

#[test]
fn titles_are_made_where_there_are_none() {
    let title = |row| vote(row).title;
    assert_eq!(
        title("90,73,0,2018-12-05,R/73/990,NA,NA,,An example : resolution / ado"),
        "An example"
    );
    assert_eq!(
        title("90,73,0,2018-12-05,R/73/990,NA,NA,NA,We vote on it. And on more."),
        "We vote on it."
    );
    assert_eq!(title("90,73,0,2018-12-05,R/73/990,NA,NA,  A   TITLE ,D"), "A TITLE");
}

#[test]
fn minutes_give_no_title_where_the_text_has_one() {
    let minutes = "The President: Draft A is adopted. I shall now put to the vote paragraph 2.";
    let calls = format!(
        "{CALLS}90,73,0,2018-12-05,R/73/390,NA,NA,A name,D\n91,73,NA,2018-12-05,A/RES/73/390,NA,1,NA,{minutes}\n"
    );
    let votes = format!("{VOTES}90,Chad,TD,yes\n91,Chad,TD,yes\n");
    let batch = batch(&[("v.csv", votes), ("c.csv", calls)]).unwrap();
    let part = &batch.accounts[1].vote;
    assert_eq!(
        (part.title.as_str(), part.motion.to_string().as_str()),
        ("A name", "separate vote on paragraph 2")
    );
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_read() {
    let votes = format!(
        "{VOTES}90,Russia,RU,yes\n90,Russia,RU,no\n90,Atlantis,NA2,yes\n90,Chad,TD,perhaps\nx,Chad,TD,yes\n\
         91,Chad,TD,yes\n91,Niger,NE,yes\n"
    );
    let calls = format!(
        "{CALLS}90,73,0,2018-12-05,R/73/990,0,0,T,D\n90,73,0,2018-12-05,R/73/990,0,0,T,D\n\
         92,73,\"0\\\",2018-12-06,R/73/990,0,0,U,D\n93,NA,0,NA,NA,0,0,T,D\n"
    );
    // What is lost with the row of roll call 93 is told once.
    let votes = format!("{votes}93,Chad,TD,yes\n");
    let batch = batch(&[("v.csv", votes), ("c.csv", calls)]).unwrap();
    let told = |defects: &[scrutineer_record::Defect]| -> Vec<String> {
        defects.iter().map(ToString::to_string).collect()
    };
    let [whole, again] = batch.accounts.as_slice() else { panic!("{:?}", batch.accounts) };
    assert_eq!((whole.cast.len(), whole.stated), (1, 4));
    assert_eq!((again.cast.len(), again.stated, again.roll), (0, 0, Roll::Unknown));
    let cases = [
        (
            told(&whole.vote.defects),
            &["line 4", "line 5", "c.csv, line 3", "line 3: found \"Russia\""][..],
        ),
        (told(&again.vote.defects), &["read as 0", "nobody's position", "unvotes:90"]),
        (
            told(&batch.defects),
            &["line 6", "line 5, rcid: found \"93\"; neither its date nor", "2 rows"],
        ),
    ];
    for (defects, expect) in cases {
        assert_eq!(defects.len(), expect.len(), "{defects:#?}");
        for part in expect {
            assert!(defects.iter().any(|defect| defect.contains(part)), "{part}: {defects:#?}");
        }
    }
}

#[test]
fn a_missing_table_is_named() {
    let refused = |files: &[(&str, String)], name: &str| {
        let error = batch(files).unwrap_err();
        assert!(error.to_string().contains("missing"), "{error}");
        assert!(error.remedy().is_some_and(|remedy| remedy.contains(name)), "{error:?}");
    };
    refused(&[("v.csv", format!("{VOTES}90,Chad,TD,yes\n"))], "un_roll_calls.csv");
    refused(&[("c.csv", format!("{CALLS}90,73,0,2018-12-05,R/73/990,0,0,T,D\n"))], "un_votes.csv");
    refused(&[("i.csv", "rcid,short_name,issue\n90,me,x\n".to_owned())], "un_votes.csv");
}

/// The published tables, if they are at hand.
fn published() -> Option<Vec<Input>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/unvotes-2021");
    let files = ["un_votes.csv.gz", "un_roll_call_issues.csv.gz", "un_roll_calls.csv.gz"];
    let files =
        files.map(|name| Some(Input::of_bytes(name, std::fs::read(folder.join(name)).ok()?)));
    let files: Option<Vec<_>> = files.into_iter().collect();
    if files.is_none() {
        println!("skipped: {} is not there", folder.display());
    }
    files
}

#[test]
fn the_published_tables_are_read_whole() {
    let Some(files) = published() else { return };
    let members = members();
    let imported = read(files, None, &members, &Progress::default()).unwrap();
    let batch = &imported.batches[0].1;
    assert_eq!(batch.accounts.len(), 6_203);
    assert!(batch.defects.is_empty(), "{:?}", batch.defects);
    assert_eq!(batch.accounts.iter().map(|account| account.stated).sum::<usize>(), 870_109);
    assert_eq!(batch.accounts.iter().map(|account| account.cast.len()).sum::<usize>(), 870_109);
    let of = |kind: fn(&Motion) -> bool| {
        batch.accounts.iter().filter(|account| kind(&account.vote.motion)).count()
    };
    assert!(of(|motion| matches!(motion, Motion::Procedure(_))) > 100);
    assert!(of(|motion| matches!(motion, Motion::Part(_))) > 800);
    // One roll call has no words at all.
    let untitled = batch.accounts.iter().filter(|account| account.vote.title.is_empty());
    assert_eq!(
        untitled.map(|account| account.vote.id.as_str()).collect::<Vec<_>>(),
        ["unvotes:6027"]
    );
}

//! Pages of the library, and several votes in one text or file.

use super::*;

const PAGE: &str = "\
Title\tExample of a title : resolution / adopted by the General Assembly
Resolution\tA/RES/86/901
Meeting record\tA/86/PV.45
Draft resolution\tA/86/L.20
Note\tRECORDED - No machine generated vote
Vote date\t2031-12-05
Vote summary
Voting Summary: Yes: 3 | No: | Abstentions: 1 | Non-Voting: 2 | Total voting membership: 6
Vote
\u{a0}\tAFGHANISTAN
Y ALGERIA
Y CÔTE D'IVOIRE
A COTE D'AZUR
AN PAKISTAN
a DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA
\tLAO PEOPLE's DEMOCRATIC REPUBLIC
Y TÜRKİYE
";

#[test]
fn a_page_of_the_library() {
    let batch = batch(PAGE);
    let account = &batch.accounts[0];
    assert_eq!(written(account), "yes DZA CIV TUR | abstain PRK | non_voting AFG LAO");
    assert_eq!((account.roll, account.stated), (Roll::Listed, 8));
    let vote = &account.vote;
    assert_eq!(without_sum(&vote.id), "vote-block:A/RES/86/901");
    assert_eq!(vote.title, "Example of a title");
    assert_eq!(vote.printed.unwrap().to_string(), "3-0-1");
    assert_eq!(
        (vote.date.to_string().as_str(), vote.session),
        ("2031-12-05", Session::Regular(86))
    );
    assert_eq!(vote.meeting.as_ref().unwrap().to_string(), "A/86/PV.45");
    assert_eq!(vote.about.documents[0].to_string(), "A/86/L.20");
    assert_eq!(vote.outcome, Outcome::Adopted);
    let defects = defects(&batch);
    assert!(
        defects.len() == 2 && defects[0].contains("line 13: found \"COTE D'AZUR\""),
        "{defects:?}"
    );
    assert!(defects[1].contains("AN PAKISTAN"), "{defects:?}");
}

#[test]
fn several_pages_with_the_numbers_before_or_after() {
    let other = PAGE.replace("86/901", "86/902").replace("Yes: 3", "Yes: 4");
    let printed = |text: &str| -> Vec<String> {
        let accounts = batch(text).accounts;
        let of = |account: &Account| {
            format!("{} {}", without_sum(&account.vote.id), account.vote.printed.unwrap())
        };
        accounts.iter().map(of).collect()
    };
    let expect = ["vote-block:A/RES/86/901 3-0-1", "vote-block:A/RES/86/902 4-0-1"];
    assert_eq!(printed(&format!("{PAGE}\n{other}")), expect);
    let after = |page: &str| {
        let (before, rest) = page.split_once("Voting Summary").unwrap();
        let (summary, list) = rest.split_once('\n').unwrap();
        format!("{before}\n{list}\nVoting Summary{summary}\n")
    };
    assert_eq!(printed(&format!("{}\n{}", after(PAGE), after(&other))), expect);
}

#[test]
fn votes_on_one_text_in_several_files_have_ids_of_their_own() {
    let file = |name: &str| Input::of_bytes(name, VERBATIM);
    let imported =
        read(vec![file("a.txt"), file("b.txt")], None, members(), &Progress::default()).unwrap();
    let ids: Vec<_> =
        imported.batches[0].1.accounts.iter().map(|account| &account.vote.id).collect();
    assert_eq!(ids, ["vote-block:A/RES/86/901:A/86/PV.45", "vote-block:A/RES/86/901:A/86/PV.45#2"]);
}

/// The ids of the votes of a text in a file with this name.
fn ids(name: &str, text: &str) -> Vec<String> {
    let files = vec![Input::of_bytes(name, text)];
    let mut imported = read(files, None, members(), &Progress::default()).unwrap();
    imported.batches.remove(0).1.accounts.into_iter().map(|account| account.vote.id).collect()
}

#[test]
fn ids_tell_documents_apart_and_stay() {
    let lists = "In favour:\nAlgeria, Chad\nAgainst:\nIsrael\n";
    let bare = format!("5 December 2031\n{lists}");
    let without_symbol = [
        bare.clone(),
        bare.replace("Chad", "Fiji"),
        bare.replace("5 December", "6 December"),
        format!("{bare}The draft resolution was adopted by 2 votes to 1.\n"),
        format!("GA/12999\n{bare}"),
        format!("GA/12999\n{}", bare.replace("Chad", "Fiji")),
        format!("A/86/PV.45\n{bare}"),
    ];
    let adopted = "Draft resolution I was adopted by 2 votes to 1 (resolution 86/901).\n";
    let with_symbol = ["GA/12999\n", "A/86/PV.45\n", "A/86/PV.46\n", ""]
        .map(|head| format!("{head}{bare}{adopted}"));
    let texts = without_symbol.iter().chain(&with_symbol);
    let own: Vec<_> = texts.clone().map(|text| ids("vote.txt", text)).collect();
    let all: std::collections::BTreeSet<_> = own.iter().flatten().collect();
    assert_eq!((own.iter().flatten().count(), all.len()), (11, 11), "{own:#?}");
    assert!(all.iter().all(|id| !id.contains(char::is_whitespace)), "{all:?}");
    let again: Vec<_> = texts.map(|text| ids("my other vote.txt", text)).collect();
    assert_eq!(own, again);
    assert_eq!(
        own[7..10].concat(),
        [
            "vote-block:A/RES/86/901:GA/12999",
            "vote-block:A/RES/86/901:A/86/PV.45",
            "vote-block:A/RES/86/901:A/86/PV.46",
        ]
    );
    assert_eq!(without_sum(&own[10][0]), "vote-block:A/RES/86/901");
    assert_eq!(without_sum(&own[0][0]), "vote-block");
    // The page of the Library and the record of the meeting are two documents.
    assert_ne!(ids("vote.txt", PAGE), ids("vote.txt", VERBATIM));
}

/// The votes of a text: id without its sum, date and positions.
fn check_votes(text: &str, expect: &[&str]) {
    let batch = batch(text);
    let votes: Vec<_> = batch
        .accounts
        .iter()
        .map(|account| {
            let RecordedVote { symbol, date, .. } = &account.vote;
            let symbol = symbol.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{symbol} {date} {}", written(account))
        })
        .collect();
    assert_eq!(votes, expect, "{text}");
    assert_eq!(defects(&batch), [""; 0], "{text}");
}

#[test]
fn each_pasted_vote_has_its_own_symbol_and_date() {
    let first = "In favour: Albania, France.\nAgainst: Iraq.\nAbstaining: None.\n";
    let second = "In favour: Albania.\nAgainst: Iraq, France.\nAbstaining: None.\n";
    let expect = [
        "A/RES/62/901 2007-12-18 yes ALB FRA | no IRQ",
        "A/RES/62/902 2007-12-19 yes ALB | no IRQ FRA",
    ];
    for (of_first, of_second) in [
        ("A/RES/62/901\n18 December 2007\n", "\nA/RES/62/902\n19 December 2007\n"),
        ("A/RES/62/901, 18 December 2007\n", "A/RES/62/902, 19 December 2007\n"),
        (
            "A/RES/62/901\nA/62/PV.79\n18 December 2007\n",
            "A/RES/62/902\nA/62/PV.80\n19 December 2007\n",
        ),
        (
            "A/62/PV.79\n18 December 2007\nA/RES/62/901\n",
            "A/62/PV.80\n19 December 2007\nA/RES/62/902\n",
        ),
        // The date of the first stands before its symbol.
        ("18 December 2007\nA/RES/62/901\n", "A/RES/62/902\n19 December 2007\n"),
    ] {
        check_votes(&format!("{of_first}{first}{of_second}{second}"), &expect);
    }
    // The first has no symbol.
    check_votes(
        &format!("18 December 2007\n{first}A/RES/62/902\n19 December 2007\n{second}"),
        &[" 2007-12-18 yes ALB FRA | no IRQ", expect[1]],
    );
    // One meeting has one date.
    check_votes(
        &format!("A/62/PV.79\n18 December 2007\nA/RES/62/901\n{first}A/RES/62/902\n{second}"),
        &[expect[0], "A/RES/62/902 2007-12-18 yes ALB | no IRQ FRA"],
    );
    // The date of the second vote is none of the first.
    let batch = batch(&format!("A/RES/62/901\n{first}A/RES/62/902\n19 December 2007\n{second}"));
    assert_eq!(batch.accounts[0].vote.date.to_string(), "2007");
    assert!(defects(&batch)[0].contains("only the session"), "{:?}", defects(&batch));
}

#[test]
fn what_was_said_of_one_vote_is_not_taken_for_the_next() {
    let head = "A/62/PV.76\n18 December 2007\n";
    let first = "In favour:\nAlgeria\nAgainst:\nIsrael, Palau\n";
    let rejected = "Draft amendment A/62/L.68, entitled “Other”, was rejected by 2 votes\nto 1.";
    let second = "In favour:\nAlgeria, Benin\nAgainst:\nIsrael\n\
                  Draft resolution II was adopted by 2 votes to 1.\n";
    for (between, symbol, title) in [
        ("\n", "", ""),
        ("\nThe President: We turn to draft resolution A/62/L.40.\n", "A/62/L.40", ""),
        (
            " We turn to draft resolution A/62/L.40, entitled “Own”. It stands.\n",
            "A/62/L.40",
            "Own",
        ),
    ] {
        let batch = batch(&format!("{head}{first}{rejected}{between}{second}"));
        let [amendment, whole] = batch.accounts.as_slice() else { panic!("{batch:?}") };
        let of = |account: &Account| {
            let symbol = account.vote.symbol.as_ref();
            symbol.map(ToString::to_string).unwrap_or_default()
        };
        assert_eq!((of(amendment), of(whole)), ("A/62/L.68".to_owned(), symbol.to_owned()));
        assert_eq!((whole.vote.title.as_str(), whole.vote.outcome), (title, Outcome::Adopted));
        assert_eq!(amendment.vote.title, "Other");
    }
}

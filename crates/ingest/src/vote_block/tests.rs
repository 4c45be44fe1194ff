mod pages;
mod round_trips;
mod sentences;

use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use scrutineer_record::{
    Body, Committee, Date, Decision, Lookup, MemberId, MemberSet, Members, Motion, Outcome,
    Position, RecordedVote, Roll, Session,
};

use crate::{Account, Batch, Error, Format, Input, Progress, read};

fn members() -> &'static Members {
    static MEMBERS: OnceLock<Members> = OnceLock::new();
    MEMBERS.get_or_init(|| scrutineer_book::members().unwrap())
}

fn attempt(text: &str) -> Result<Batch, Error> {
    let file = Input::of_bytes("paste.txt", text);
    let imported = read(vec![file], Some(Format::VoteBlock), members(), &Progress::default());
    Ok(imported?.batches.remove(0).1)
}

fn batch(text: &str) -> Batch {
    attempt(text).unwrap()
}

/// An id without the sum at its end.
fn without_sum(id: &str) -> &str {
    let (start, sum) = id.rsplit_once(':').unwrap();
    let (sum, number) = sum.split_once('#').unwrap_or((sum, "2"));
    assert!(sum.len() == 8 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    assert_eq!(number, "2", "{id}");
    start
}

/// The positions of a vote: `yes AFG DZA | no ALB`.
fn written(account: &Account) -> String {
    let of = |position: Position| {
        let own = account.cast.iter().filter(|(_, cast)| *cast == position);
        let codes: Vec<_> = own.map(|(id, _)| members()[*id].code.as_str()).collect();
        (!codes.is_empty()).then(|| format!("{position} {}", codes.join(" ")))
    };
    Position::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join(" | ")
}

fn defects(batch: &Batch) -> Vec<String> {
    let of_votes = batch.accounts.iter().flat_map(|account| &account.vote.defects);
    batch.defects.iter().chain(of_votes).map(ToString::to_string).collect()
}

/// Reads a text with one vote and without a defect.
fn one(text: &str) -> Account {
    let batch = batch(text);
    assert_eq!(defects(&batch), [""; 0], "{text}");
    assert_eq!(batch.accounts.len(), 1, "{text}");
    batch.accounts.into_iter().next().unwrap()
}

const PRESS: &str = "\
GA/12999
5 December 2031
Meetings Coverage

ANNEX II

Vote on Example of a Subject

The draft resolution on the example (document A/86/901) was adopted by a recorded vote of 3 in favour to 2 against, with 1 abstention, as follows:

In favour:  Algeria, Bolivia, Côte d’Ivoire.

Against:  Israel, United States.

Abstain:  Federated States of Micronesia.

Absent:  Gambia, Sao Tome and Principe.
";

const VERBATIM: &str = "\
United Nations\tA/86/PV.45
General Assembly
Eighty-sixth session
45th plenary meeting
Friday, 5 December 2031, 10 a.m.
New York

The Acting President: We shall now take a decision on draft resolution I, entitled “Example of a
title”. A recorded vote has been requested.
A recorded vote was taken.
In favour:
Afghanistan, Algeria, Iran (Islamic Republic of), Venezuela (Bolivarian
31-41456 15/28
A/86/PV.45\t05/12/2031

Republic of)
Against:
Albania, United Kingdom of Great Britain and Northern
Ireland, United States of America
Abstaining:
Antigua and Barbuda, Bahamas
Draft resolution I was adopted by 4 votes to 3, with 2 abstentions (resolution 86/901).
[Subsequently, the delegations of Benin and Saint Lucia informed the Secretariat that they
had intended to vote in favour; the delegation of Chad that it had intended to abstain.]
The Acting President: I now give the floor to the representative of Benin.
";

#[test]
fn a_press_annex() {
    let account = one(PRESS);
    assert_eq!(
        written(&account),
        "yes DZA BOL CIV | no ISR USA | abstain FSM | non_voting GMB STP"
    );
    assert_eq!((account.roll, account.stated), (Roll::Listed, 8));
    let vote = &account.vote;
    assert_eq!(without_sum(&vote.id), "vote-block:GA/12999");
    assert_eq!(vote.title, "Example of a Subject");
    assert_eq!((vote.body, vote.session), (Body::GeneralAssembly, Session::Regular(86)));
    assert_eq!(vote.date.to_string(), "2031-12-05");
    assert_eq!(vote.printed.unwrap().to_string(), "3-2-1");
    assert_eq!((vote.outcome, &vote.motion), (Outcome::Adopted, &Motion::Whole));
    assert_eq!(vote.about.documents[0].to_string(), "A/86/901");
    assert_eq!(vote.source.document.as_deref(), Some("GA/12999"));
    assert_eq!(vote.source.line, Some(11));
    assert!(vote.note.contains("press release"));
}

#[test]
fn a_verbatim_record() {
    let account = one(VERBATIM);
    assert_eq!(written(&account), "yes AFG DZA IRN VEN | no ALB GBR USA | abstain ATG BHS");
    assert_eq!((account.roll, account.stated), (Roll::Sitting, 9));
    let vote = &account.vote;
    assert_eq!(vote.id, "vote-block:A/RES/86/901:A/86/PV.45");
    assert_eq!(vote.title, "Example of a title");
    assert_eq!(vote.meeting.as_ref().unwrap().to_string(), "A/86/PV.45");
    assert_eq!(
        (vote.session, vote.date.to_string()),
        (Session::Regular(86), "2031-12-05".to_owned())
    );
    assert_eq!(vote.printed.unwrap().to_string(), "4-3-2");
    assert_eq!(vote.source.line, Some(11));
    let intended: Vec<_> = vote
        .intended
        .iter()
        .map(|intended| format!("{} {}", members()[intended.member].code, intended.position))
        .collect();
    assert_eq!(intended, ["BEN yes", "LCA yes", "TCD abstain"]);
    assert_eq!(vote.intended[0].source.line, Some(23));
    assert!(vote.intended[0].source.file.checksum.is_some());
}

/// Reads lists of names at a date under a verbatim head, and compares the positions.
fn check_lists(date: &str, lists: &str, expect: &str) {
    let account = one(&format!("A/RES/86/901, {date}\nA recorded vote was taken.\n{lists}\n"));
    assert_eq!(written(&account), expect, "{lists}");
}

#[test]
fn heads_in_every_form() {
    let expect = "yes DZA | no ISR | abstain TCD";
    for lists in [
        "In favour:\nAlgeria\nAgainst:\nIsrael\nAbstaining:\nChad",
        "In favour\nAlgeria\nAgainst\nIsrael\nAbstaining\nChad",
        "In favour: Algeria.\nAgainst: Israel.\nAbstentions: Chad.",
        "*In favour*:\n*Algeria*\n*Against :*\nIsrael\n_Abstained:_ Chad",
        "In favor: Algeria\nAGAINST: Israel\nAbstain: Chad",
        "In favour (1): Algeria\nAgainst (1): Israel\nAbstaining (1): Chad",
        "In favour: Algeria. Against: Israel. Abstain: Chad.",
        "In favour: Algeria.Against: Israel.Abstain: Chad.",
        "In favour – Algeria\nAgainst – Israel\nAbstaining – Chad",
        "In favour Algeria\nAgainst Israel\nAbstaining Chad",
        "In favour:\n\nAlgeria\n\n\nAgainst:\n\nIsrael\n\nAbstaining:\n\nChad",
        "In\u{a0}favour:\u{a0}Algeria\nAgainst:\u{a0}Israel\nAbstaining:\u{a0}Chad",
    ] {
        check_lists("5 December 2031", lists, expect);
    }
    for none in ["None.", "None", "none", "Nil", "—", "-"] {
        let lists = format!("In favour: Algeria.\nAgainst: {none}\nAbstain: Chad.");
        check_lists("5 December 2031", &lists, "yes DZA | abstain TCD");
        let lists = format!("In favour:\nAlgeria\nAgainst:\n{none}\nAbstaining:\nChad");
        check_lists("5 December 2031", &lists, "yes DZA | abstain TCD");
    }
    check_lists("5 December 2031", "In favour:\nAlgeria", "yes DZA");
    check_lists(
        "5 December 2031",
        "In favour:\nAlgeria\nAbstaining:\nChad",
        "yes DZA | abstain TCD",
    );
}

#[test]
fn names_in_every_form() {
    // Date, list, codes of members.
    let cases = [
        ("2031-12-05", "Algeria, Benin and Chad", "DZA BEN TCD"),
        ("2031-12-05", "Algeria. Benin. Chad.", "DZA BEN TCD"),
        ("2031-12-05", "Algeria; Benin; Chad", "DZA BEN TCD"),
        ("2031-12-05", "Algeria,Benin,Chad", "DZA BEN TCD"),
        ("2031-12-05", "Algeria,\nBenin,\nChad", "DZA BEN TCD"),
        ("2031-12-05", "Algeria\nBenin\nChad", "DZA BEN TCD"),
        ("2031-12-05", "Algeria Benin Chad", "DZA BEN TCD"),
        ("2031-12-05", "AlgeriaBenin, Chad", "DZA BEN TCD"),
        ("2031-12-05", "SaudiArabia, UnitedStates of America", "SAU USA"),
        ("2031-12-05", "Democratic People’s Republic of Korea, Republic of Korea", "PRK KOR"),
        ("2031-12-05", "Cyprus, Democratic People's\nRepublic of Korea, Denmark", "CYP PRK DNK"),
        ("2031-12-05", "Dominica, Dominican\nRepublic, Ecuador", "DMA DOM ECU"),
        ("2031-12-05", "Guinea, Guinea-\nBissau, Niger, Nigeria", "GIN GNB NER NGA"),
        ("2031-12-05", "Congo, Democratic Republic of the\nCongo", "COG COD"),
        ("2031-12-05", "Iran\n(Islamic Republic of), Iraq", "IRN IRQ"),
        ("2031-12-05", "Iran, (Islamic Republic of), Iraq", "IRN IRQ"),
        ("2031-12-05", "Iran (Islamic\nRepublic of). Iraq", "IRN IRQ"),
        (
            "2031-12-05",
            "Micronesia (Federated States of), Federated States of Micronesia Palau",
            "FSM PLW",
        ),
        ("2031-12-05", "Lao People’s Democratic Republic, Lesotho", "LAO LSO"),
        ("2031-12-05", "Saint Vincent and the\nGrenadines, Samoa", "VCT WSM"),
        ("2031-12-05", "Côte d'Ivoire, CÔTE D’IVOIRE", "CIV"),
        ("2031-12-05", "Bosnia and Herzegovina, Trinidad and Tobago and Tunisia", "BIH TTO TUN"),
        ("2031-12-05", "Republic of Moldova, Viet Nam, the Gambia", "MDA VNM GMB"),
        ("2031-12-05", "Korea, Republic of, Kuwait", "KOR KWT"),
        ("2031-12-05", "Benin*, Chad1", "BEN TCD"),
        ("2015-12-05", "Thailand, the former Yugoslav Republic of\nMacedonia, Togo", "THA MKD TGO"),
        ("1980-12-05", "Gabon, Germany, Federal Republic of, Ghana", "GAB FRG GHA"),
        ("1980-12-05", "German Democratic Republic, Germany, Federal\nRepublic of", "DDR FRG"),
        (
            "1980-12-05",
            "Union of Soviet Socialist Republics, Ukrainian Soviet\nSocialist Republic",
            "SUN UKR",
        ),
        ("1980-12-05", "Byelorussian Soviet Socialist Republic, Democratic Yemen", "BLR YMD"),
        ("1980-12-05", "United Republic of Cameroon, United Republic of Tanzania", "CMR TZA"),
        ("1980-12-05", "Yugoslavia, Zaire, Upper Volta, Burma", "YUG COD BFA MMR"),
    ];
    for (date, list, codes) in cases {
        // What stands twice is told, and that is not the matter here.
        let text = format!("A/RES/70/901, {date}\nIn favour:\n{list}\nAgainst:\nNone\n");
        let batch = batch(&text);
        assert_eq!(batch.accounts.len(), 1, "{list}");
        assert_eq!(
            written(&batch.accounts[0]),
            format!("yes {codes}"),
            "{list}: {:?}",
            defects(&batch)
        );
    }
}

#[test]
fn pages_turn_within_lists() {
    let header = "\n18-41456 15/28\nA/86/PV.45 05/12/2031\n16/28 18-41456\n\n";
    for list in [
        format!("Algeria, Benin,{header}Chad, Denmark"),
        format!("Algeria, Benin (no\nAlgeria, Ben{header}")
            .replace("Benin (no\nAlgeria, Ben", "Benin, Chad,")
            + "Denmark",
        format!("Algeria, Benin, Chad{header}Denmark"),
        format!(
            "Algeria, Benin, Chad,{header}\nSubsequently, the delegation of Fiji informed the Secretariat that it had intended to abstain.\nDenmark"
        ),
    ] {
        check_lists(
            "5 December 2031",
            &format!("In favour:\n{list}\nAgainst:\nIsrael"),
            "yes DZA BEN TCD DNK | no ISR",
        );
    }
}

#[test]
fn several_votes_on_one_text() {
    let lists = |yes: &str, no: &str| {
        format!("A recorded vote was taken.\nIn favour:\n{yes}\nAgainst:\n{no}\n")
    };
    let text = format!(
        "A/86/PV.45\n5 December 2031\n{}Operative paragraph 5 of draft resolution II was retained by 2 votes to 1.\n\
         The President: I now put to the vote draft resolution II as a whole.\n{}\
         Draft resolution II was adopted by 1 vote to 2 (resolution 86/902).\n\
         {}The amendment in A/86/L.7 was rejected by 1 vote to 1.\n\
         {}Draft resolution III was adopted by 2 votes to 1 (resolution 86/903).\n\
         The meeting rose at 1 p.m.\n",
        lists("Algeria, Benin", "Israel"),
        lists("Chad", "Israel, Palau"),
        lists("Fiji", "Palau"),
        lists("Fiji, Chad", "Israel")
    );
    let batch = batch(&text);
    let votes: Vec<_> = batch
        .accounts
        .iter()
        .map(|account| format!("{} {} {}", account.vote.id, account.vote.motion, written(account)))
        .collect();
    assert_eq!(
        votes,
        [
            "vote-block:A/RES/86/902:A/86/PV.45#2 separate vote on operative paragraph 5 of draft resolution II yes DZA BEN | no ISR",
            "vote-block:A/RES/86/902:A/86/PV.45 whole text yes TCD | no ISR PLW",
            "vote-block:A/RES/86/903:A/86/PV.45#2 amendment: amendment in A/86/L.7 yes FJI | no PLW",
            "vote-block:A/RES/86/903:A/86/PV.45 whole text yes FJI TCD | no ISR",
        ]
    );
    assert_eq!(defects(&batch), [""; 0]);
}

#[test]
fn several_annexes_each_with_its_sentence() {
    let second = PRESS.split_once("Meetings Coverage").unwrap().1;
    let second = second.replace("ANNEX II", "ANNEX III").replace("3 in favour", "9 in favour");
    let second = second.replace("Subject", "Matter").replace("was adopted", "was rejected");
    let batch = batch(&format!("{PRESS}{second}"));
    let votes: Vec<_> = batch
        .accounts
        .iter()
        .map(|account| {
            let vote = &account.vote;
            (
                vote.title.as_str(),
                vote.printed.unwrap().to_string(),
                vote.outcome,
                without_sum(&vote.id),
            )
        })
        .collect();
    assert_eq!(
        votes,
        [
            ("Example of a Subject", "3-2-1".to_owned(), Outcome::Adopted, "vote-block:GA/12999"),
            ("Example of a Matter", "9-2-1".to_owned(), Outcome::Rejected, "vote-block:GA/12999"),
        ]
    );
    assert_ne!(batch.accounts[0].vote.id, batch.accounts[1].vote.id);
    assert_eq!(defects(&batch), [""; 0]);
}

/// Reads a vote under a head, and compares body, session, date and meeting.
fn check_head(head: &str, body: Body, session: &str, date: &str, meeting: &str) {
    let account = one(&format!("{head}\nIn favour:\nAlgeria\nAgainst:\nIsrael\n"));
    let vote = &account.vote;
    let found = vote.meeting.as_ref().map(ToString::to_string).unwrap_or_default();
    assert_eq!(
        (
            vote.body,
            vote.session.to_string().as_str(),
            vote.date.to_string().as_str(),
            found.as_str()
        ),
        (body, session, date, meeting),
        "{head}"
    );
}

#[test]
fn heads_of_texts() {
    let plenary = Body::GeneralAssembly;
    let first = Body::Committee(Committee::First);
    check_head("A/86/PV.45\n05/12/2031", plenary, "86", "2031-12-05", "A/86/PV.45");
    check_head("A/RES/73/27, 5 December 2018", plenary, "73", "2018-12-05", "");
    check_head(
        "Seventy-third session\n45th plenary meeting\nWednesday, 5 December 2018, 10 a.m.",
        plenary,
        "73",
        "2018-12-05",
        "A/73/PV.45",
    );
    check_head("GA/12099 5 DECEMBER 2018", plenary, "73", "2018-12-05", "");
    check_head("GA/DIS/3619\n8 November 2018", first, "73", "2018-11-08", "");
    check_head(
        "First Committee\n31st meeting\nThursday, 8 November 2018, 3 p.m.",
        first,
        "73",
        "2018-11-08",
        "",
    );
    check_head("A/C.1/73/PV.31\n8 November 2018", first, "73", "2018-11-08", "A/C.1/73/PV.31");
    check_head(
        "A/ES-11/PV.5\nEleventh emergency special session\nWednesday, 2 March 2022, 10 a.m.",
        plenary,
        "ES-11",
        "2022-03-02",
        "A/ES-11/PV.5",
    );
    check_head(
        "Tenth emergency special session\nMonday, 5 December 2016, 3 p.m.",
        plenary,
        "ES-10",
        "2016-12-05",
        "",
    );
    check_head(
        "S/PV.7853\nFriday, 23 December 2016, 2 p.m.",
        Body::SecurityCouncil,
        "71",
        "2016-12-23",
        "S/PV.7853",
    );
    check_head("A/PV.2400\nMonday, 10 November 1975", plenary, "30", "1975-11-10", "A/PV.2400");
    check_head(
        "Sixty-fifth General Assembly\nPlenary\n62nd Meeting (AM)\n10 December 2010",
        plenary,
        "65",
        "2010-12-10",
        "A/65/PV.62",
    );
    check_head(
        "09/12/2005\nGeneral AssemblyGA/EF/3137\nSixtieth General Assembly\nSecond Committee\n35th Meeting (PM)",
        Body::Committee(Committee::Second),
        "60",
        "2005-12-09",
        "",
    );
    // The date of another document in the speeches is not that of the meeting.
    check_head(
        "A/73/PV.45\nWednesday, 5 December 2018\nresolution 60/45 of\n8 December 2005 was\nadopted.",
        plenary,
        "73",
        "2018-12-05",
        "A/73/PV.45",
    );
    check_head(
        "Resolution A/RES/73/27\nAdopted at the 45th plenary meeting, on 5 December 2018, on the recommendation of the Committee (A/73/505, para. 18), by a recorded vote of 1 to 1, as follows:",
        plenary,
        "73",
        "2018-12-05",
        "A/73/PV.45",
    );
}

#[test]
fn without_a_date_there_is_a_year_or_a_hint() {
    let lists = "In favour:\nAlgeria\nAgainst:\nIsrael\n";
    let with_session = batch(&format!("A/86/PV.45\n{lists}"));
    let vote = &with_session.accounts[0].vote;
    assert_eq!((vote.date.to_string(), vote.session), ("2031".to_owned(), Session::Regular(86)));
    assert!(defects(&with_session)[0].contains("only the session"), "{:?}", defects(&with_session));
    let bare = batch(lists);
    assert!(bare.accounts.is_empty());
    assert!(defects(&bare)[0].contains("A/RES/73/27, 5 December 2018"), "{:?}", defects(&bare));
}

#[test]
fn drafts_before_committees() {
    for (draft, expect) in [
        ("draft resolution A/C.1/86/L.27/Rev.1", "A/C.1/86/L.27/Rev.1"),
        ("draft resolution (document A/C.1/86/L.27)", "A/C.1/86/L.27"),
        ("draft resolution “L.27/Rev.1”", "A/C.1/86/L.27/Rev.1"),
        ("draft resolution A/C.1/86/L.27.Rev.1", "A/C.1/86/L.27/Rev.1"),
    ] {
        let account = one(&format!(
            "GA/DIS/3619\n5 November 2031\nThe {draft} was approved by a recorded vote of 1 in favour to 1 against, as follows:\n\
             In favour: Algeria.\nAgainst: Israel.\nAbsent: Chad.\n"
        ));
        assert_eq!(account.vote.symbol.as_ref().unwrap().to_string(), expect);
        assert_eq!(account.vote.id, format!("vote-block:{expect}:GA/DIS/3619"));
        assert_eq!(account.vote.body, Body::Committee(Committee::First));
    }
}

#[test]
fn the_security_council() {
    let account = one(
        "S/PV.9901\nFriday, 5 December 2031, 3 p.m.\nA vote was taken by show of hands.\nIn favour:\nAlgeria, China\n\
         Abstaining:\nUnited States of America\n\
         The President: The draft resolution received 2 votes in favour, none against and 1 abstention. \
         The draft resolution has been adopted as resolution 9901 (2031).\n",
    );
    let vote = &account.vote;
    assert_eq!(written(&account), "yes DZA CHN | abstain USA");
    assert_eq!(vote.id, "vote-block:S/RES/9901(2031):S/PV.9901");
    assert_eq!(
        (vote.body, account.roll, vote.outcome),
        (Body::SecurityCouncil, Roll::Listed, Outcome::Adopted)
    );
    assert_eq!(vote.printed.unwrap().to_string(), "2-0-1");
}

/// Reads a note after a vote, and compares what delegations had meant.
fn check_correction(note: &str, expect: &[&str]) {
    let account = one(&format!(
        "A/86/PV.45\n5 December 2031\nIn favour:\nAlgeria\nAgainst:\nIsrael\n\
         Draft resolution I was adopted by 1 vote to 1.\n{note}\nThe President: We shall go on.\n"
    ));
    assert_eq!(written(&account), "yes DZA | no ISR", "{note}");
    let found: Vec<_> = account
        .vote
        .intended
        .iter()
        .map(|intended| format!("{} {}", members()[intended.member].code, intended.position))
        .collect();
    assert_eq!(found, expect, "{note}");
}

#[test]
fn what_delegations_said_later() {
    check_correction(
        "[Subsequently, the delegation of Benin informed the Secretariat that it had intended to vote against.]",
        &["BEN no"],
    );
    check_correction(
        "[Subsequently, the delegations of Benin, Chad and\nSaint Lucia advised the Secretariat that they intended to vote in\nfavour.]",
        &["BEN yes", "TCD yes", "LCA yes"],
    );
    check_correction(
        "[Subsequently, the delegation of Iran (Islamic Republic of) informed the Secretariat that it had not intended to participate; the delegation of Trinidad and Tobago had intended to abstain; and the delegation of Fiji that it had intended to vote against.]",
        &["IRN non_voting", "TTO abstain", "FJI no"],
    );
    check_correction(
        "[Subsequently, the delegation of Algeria informed the Secretariat that it had intended not to participate.]",
        &["DZA non_voting"],
    );
    check_correction(
        "*Subsequently, the delegation of Benin informed the Secretariat that it had intended to abstain.",
        &["BEN abstain"],
    );
    check_correction(
        "[The delegation of Benin and the delegation of Chad subsequently informed the Secretariat that they had intended to vote in favour.]",
        &["BEN yes", "TCD yes"],
    );
    check_correction(
        "[Subsequently, the representative of Benin noted that, had he been present, he would have voted in favour.]",
        &["BEN yes"],
    );
}

/// Reads a text, and compares its only defect.
fn check_defect(text: &str, expect: &str, votes: usize) {
    let batch = batch(text);
    assert_eq!(batch.accounts.len(), votes, "{text}");
    let defects = defects(&batch);
    assert!(defects.len() == 1 && defects[0].contains(expect), "{text}: {defects:?}");
    assert!(defects[0].contains("paste.txt, line "), "{defects:?}");
}

#[test]
fn what_cannot_be_read_is_told() {
    let head = "A/86/PV.45\n5 December 2031\n";
    let with = |lists: &str| format!("{head}{lists}");
    check_defect(
        &with("In favour:\nAlgeria, Atlantis, Chad\nAgainst:\nIsrael\n"),
        "line 4: found \"Atlantis\"",
        1,
    );
    check_defect(
        &with("In favour:\nAlgeria,\nAtlantis\nAgainst:\nIsrael\n"),
        "line 5: found \"Atlantis\"",
        1,
    );
    check_defect(
        &with("In favour:\nAlgeria, Chad\nAgainst:\nChad\n"),
        "stands twice, the first time as \"yes\"",
        1,
    );
    check_defect(
        &with("Against:\nIsrael\nAbstaining:\nChad\n"),
        "the list of those in favour is missing",
        0,
    );
    let error = attempt(&with("The President: A recorded vote will be taken.\n")).unwrap_err();
    assert_eq!(error.to_string(), "paste.txt prints no vote");
    assert!(error.remedy().is_some_and(|remedy| remedy.contains("In favour")), "{error:?}");
    let account =
        &batch(&with("In favour:\nAlgeria, Atlantis, Chad\nAgainst:\nIsrael\n")).accounts[0];
    assert_eq!((written(account).as_str(), account.stated), ("yes DZA TCD | no ISR", 4));
    check_defect(
        &with(
            "[Subsequently, nobody.]\nIn favour:\nAlgeria\nAgainst:\nIsrael\n[Subsequently, the delegation of Atlantis informed the Secretariat that it had intended to abstain.]\n",
        ),
        "Atlantis",
        1,
    );
    check_defect(
        &with("The draft resolution was adopted by 88 votes to 12, with 20 abstentions.\n"),
        "only the totals",
        0,
    );
}

#[test]
fn totals_with_a_symbol_become_a_text() {
    let text = "A/86/PV.45\n5 December 2031\nDraft resolution I was adopted by 88 votes to 12, with 20 abstentions (resolution 86/901).\n";
    let batch = batch(text);
    assert_eq!(defects(&batch), [""; 0]);
    let text = &batch.texts[0];
    assert_eq!(
        (text.symbol.to_string().as_str(), text.decision),
        ("A/RES/86/901", Decision::NonRecorded)
    );
    assert_eq!(text.stages[0].printed.unwrap().to_string(), "88-12-20");
    assert_eq!(text.imported.as_ref().unwrap().line, Some(3));
    assert!(text.imported.as_ref().unwrap().file.checksum.is_some());
    // What a release says in its text and again in an annex is one vote.
    let release = PRESS.replace(
        "Meetings Coverage",
        "The Assembly adopted the draft by a recorded vote of 3 in favour to 2 against, with 1 abstention (resolution 86/901).",
    );
    let batch = self::batch(&release);
    assert_eq!((batch.accounts.len(), batch.texts.len(), batch.defects.len()), (1, 0, 0));
}

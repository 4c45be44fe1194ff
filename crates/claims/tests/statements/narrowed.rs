//! What is said of some whom the record cannot tell apart, or of another vote, is not held against the vote spoken of.

use super::*;
use scrutineer_claims::Verdict::Ambiguous;

/// Checks clauses, each a document of its own after a sentence that tells which vote is meant.
fn check_each(date: &'static str, lead: &'static str, verdict: Verdict, clauses: &[&'static str]) {
    for clause in clauses {
        let text: &'static str = Box::leak(format!("{lead} {clause}.").into_boxed_str());
        check(date, text, &[(clause, verdict)]);
    }
}

const UKRAINE: &str = "The United Nations General Assembly on Wednesday adopted resolution ES-11/1 on the \
     aggression against Ukraine by 141 votes to 5, with 35 abstentions.";

#[test]
fn voters_that_are_narrowed_by_unknown_words() {
    check_each(
        "2022-03-03",
        UKRAINE,
        Ambiguous,
        &[
            "Twenty-three neutrals abstained",
            "Eight former colonies abstained",
            "None of the sponsors abstained",
            "Not one of Moscow's creditors voted for it",
            "Two of its neighbours voted against",
            "Of the neutral states, three abstained",
            "In the Caucasus, two voted for it",
            "Ten states that buy Russian wheat abstained",
            "Half the islands abstained",
            "It drew 17 abstentions from Africa",
        ],
    );
}

#[test]
fn voters_that_are_not_narrowed() {
    check_each(
        "2022-03-03",
        UKRAINE,
        Contradicted,
        &[
            "Twenty-three abstained",
            "Eight other states abstained",
            "None of the countries present abstained",
            "Six African states voted against it",
            "Half the members abstained",
            "A tenth of those taking part abstained",
            "All states that took part voted for it",
            "Angrily, three states abstained",
            "It drew 17 abstentions",
        ],
    );
    check_each(
        "2022-03-03",
        UKRAINE,
        Supported,
        &["Five brave souls voted against", "Seventeen African countries abstained"],
    );
}

#[test]
fn another_vote_that_the_words_do_not_name() {
    check_each(
        "2022-03-03",
        UKRAINE,
        Ambiguous,
        &[
            "At the time India had voted for it",
            "On the previous occasion it won 77 votes",
            "India had voted in favour",
        ],
    );
    check_each(
        "2022-03-03",
        UKRAINE,
        NotInRecord,
        &[
            "A Syrian motion to shelve the text failed by 90 votes to 12",
            "Brazil abstained on the sixth paragraph",
            "A bid to close the debate was beaten by 100 to 20",
        ],
    );
    check_each(
        "2022-03-03",
        UKRAINE,
        Contradicted,
        &["India voted in favour", "The envoy said that India had voted in favour"],
    );
}

#[test]
fn whose_company_voters_kept() {
    check_each(
        "2022-03-03",
        UKRAINE,
        Supported,
        &[
            "Only four countries backed Russia",
            "Russia found only four allies: Belarus, Eritrea, North Korea and Syria",
            "Russia was supported by Belarus and Syria",
            "Five refused – Belarus, Eritrea, North Korea, Russia and Syria",
            "The only noes came from Belarus, Eritrea, North Korea, Russia and Syria",
            "Of the members of BRICS, three abstained",
            "The two BRICS members China and India abstained",
            "Apart from Russia, four voted against it",
            "It drew 141 votes; five were against and 35 sat it out",
        ],
    );
    check_each(
        "2022-03-03",
        UKRAINE,
        Contradicted,
        &[
            "Only three countries backed Russia",
            "Only Belarus backed Russia",
            "Russia found only four allies: Belarus, Eritrea, North Korea and Mali",
            "Russia was supported by Cuba",
            "Of the members of BRICS, four abstained",
            "The two BRICS members China and India voted for it",
            "Apart from India, seven voted against it",
        ],
    );
}

const MORATORIUM: &str = "The UN General Assembly on Thursday adopted resolution 77/222, a moratorium on the use of the \
     death penalty, by 125 votes to 37, with 22 abstentions.";

#[test]
fn what_is_told_beside_the_claim_is_no_part_of_it() {
    let check_both = |clause: &'static str, beside: Verdict, claim: Verdict| {
        let text: &'static str = Box::leak(format!("{MORATORIUM} {clause}.").into_boxed_str());
        let (_, after) = clause.split_once(", ").expect("a clause beside the claim");
        let (aside, _) = after.split_once(", ").expect("the end of that clause");
        let date = "2022-12-16".parse().expect("a date");
        let book = scrutineer_book::built_in().expect("the built-in book");
        let findings = Checker::new(&book.record).check(text.as_bytes(), Some(date)).findings;
        let of = |words: &str| {
            findings.iter().find(|it| text.get(it.span.start..it.span.end) == Some(words))
        };
        assert_eq!(of(aside).map(|it| it.verdict), Some(beside), "{aside}");
        assert_eq!(of(clause).map(|it| it.verdict), Some(claim), "{clause}");
    };
    check_both(
        "Ghana and Liberia, none of which had supported the text in 2020, voted yes",
        Supported,
        Supported,
    );
    check_both(
        "Ghana and Uganda, both of which had abstained in 2020, voted yes",
        Partly,
        Supported,
    );
    check_both(
        "Ghana and Liberia, both of which had abstained in 2020, voted no",
        Supported,
        Contradicted,
    );
    check_each(
        "2022-12-16",
        MORATORIUM,
        Ambiguous,
        &["The two dissenters in the region were Egypt and Libya"],
    );
}

/// A bare number after all or most of a group can be of the group or of all who voted; 35 abstained in all.
#[test]
fn numbers_after_a_group() {
    let lead = "Most African states voted for it";
    for (number, verdict) in [
        ("17 abstained", Ambiguous),
        ("35 abstained", Supported),
        ("none voted against", Ambiguous),
    ] {
        let text: &'static str = Box::leak(format!("{UKRAINE} {lead}; {number}.").into_boxed_str());
        check("2022-03-03", text, &[(lead, Supported), (number, verdict)]);
    }
}

#[test]
fn more_after_another_side_is_no_comparison() {
    let text = "Five countries voted against A/RES/ES-11/1 on Wednesday, and 35 more abstained.";
    check(
        "2022-03-03",
        text,
        &[("Five countries voted against A/RES/ES-11/1 on Wednesday", Supported)],
    );
}

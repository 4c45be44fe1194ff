//! Who stood with whom, and who alone.

use super::*;

const LEAD: &str =
    "On 12 December 2019 the General Assembly adopted resolution 74/29 on information security.";

#[test]
fn those_named_and_nobody_else() {
    check_after(
        "2019-12-13",
        LEAD,
        &[
            ("Canada voted against with five others.", Supported),
            ("Canada voted against with seven others.", Partly),
            ("Joining Canada in the no camp were Israel and Georgia.", Supported),
            ("Joining Canada in the no camp were Israel and France.", Partly),
            ("Joining Brazil in opposition were China and India.", Contradicted),
            ("Siding with Canada were Israel and Georgia.", Supported),
            ("In the no camp were Israel and Georgia.", Supported),
            ("In the no camp were China and Russia.", Contradicted),
            ("The tally was 129 in favour, with only Canada and Israel against.", Partly),
            ("China, India and Iran, the region's three powers, voted yes.", Supported),
        ],
    );
}

#[test]
fn what_is_told_of_others_is_not_told_of_the_names_before() {
    check_after(
        "2019-12-13",
        LEAD,
        &[
            ("Peru spoke for Brazil, and Canada voted no.", Supported),
            ("Peru thanked Brazil and Canada voted no.", Supported),
            ("Peru thanked Brazil and Canada abstained.", Contradicted),
            ("Peru voted yes, like others in 2018.", Supported),
        ],
    );
}

#[test]
fn neither_of_two_texts() {
    check_after(
        "2019-12-13",
        "On 12 December 2019 the General Assembly adopted resolution 74/28 on responsible behaviour by 163 \
         votes to 10 and resolution 74/29 on information security by 129 votes to 6.",
        &[
            ("Brazil opposed neither text.", Supported),
            ("China opposed neither text.", Partly),
            ("China supported neither.", Partly),
            ("India supported neither of the texts.", Contradicted),
        ],
    );
}

/// The record has no series in which both stand: the text and the titles tell that they are on one matter.
#[test]
fn two_votes_on_one_matter() {
    check_after(
        "2019-12-13",
        "On 22 December 2018 the General Assembly adopted resolution 73/266 on responsible State behaviour in \
         cyberspace by 138 votes to 12. On 12 December 2019 resolution 74/28 on the same matter was adopted by 163 \
         votes to 10.",
        &[
            ("Support rose by 25 votes.", Supported),
            ("Support fell by 25 votes.", Contradicted),
            ("From 138 votes in 2018, support rose to 163.", Supported),
            ("From 163 votes in 2018, support fell to 138.", Contradicted),
        ],
    );
}

/// "64 abstained, opposed it or were absent" tells one number of three together.
#[test]
fn either_of_several_is_left_open() {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let text = format!("{LEAD} Some 64 abstained, opposed it or were absent.");
    let date = "2019-12-13".parse().expect("a date");
    let found = Checker::new(&book.record).check(text.as_bytes(), Some(date)).findings;
    let wrong = found.iter().find(|finding| finding.verdict == Contradicted);
    assert!(wrong.is_none(), "{wrong:?}");
}

/// The symbol of another text beside a whole tally: the tally tells the vote.
#[test]
fn a_whole_tally_tells_the_vote_that_is_meant() {
    let lead =
        "On 5 December 2018 the General Assembly adopted resolution 73/27 on information security.";
    check_after(
        "2019-12-13",
        lead,
        &[("Resolution 74/28 was adopted by 129 votes to 6, with 45 abstentions.", Partly)],
    );
}

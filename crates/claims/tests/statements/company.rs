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
fn the_only_ones_in_other_words() {
    check_after(
        "2019-12-13",
        LEAD,
        &[
            ("Apart from Israel and Palau, no state opposed it.", Contradicted),
            (
                "Apart from Canada, Georgia, Israel, Ukraine, the United Kingdom and the United States, no state \
                 opposed it.",
                Supported,
            ),
            (
                "The opponents were Canada, Georgia, Israel, Ukraine, the United Kingdom, and the United States, \
                 and no one else.",
                Supported,
            ),
            ("The opponents were Canada and Georgia, and no one else.", Contradicted),
            ("The two countries voting against it were Canada and Georgia.", Contradicted),
            (
                "The six countries voting against it were Canada, Georgia, Israel, Ukraine, the United Kingdom and \
                 the United States.",
                Supported,
            ),
            ("It had only Canada, Georgia, and Israel voting against.", Contradicted),
        ],
    );
    let found = |text: &str| {
        let book = scrutineer_book::built_in().expect("the built-in book");
        let date = "2019-12-13".parse().expect("a date");
        let found = Checker::new(&book.record).check(text.as_bytes(), Some(date)).findings;
        found.iter().map(|finding| (finding.claim.kind, finding.verdict)).collect::<Vec<_>>()
    };
    assert_eq!(
        found("Resolution 74/29 was adopted against the votes of Canada and Georgia only."),
        [(ClaimKind::Outcome, Supported), (ClaimKind::Only, Contradicted)]
    );
    assert_eq!(
        found("Resolution 74/29 was adopted against the votes of Canada and Georgia."),
        [(ClaimKind::Outcome, Supported), (ClaimKind::Position, Supported)]
    );
}

#[test]
fn figures_and_moves_of_several_years() {
    check_after(
        "2019-12-13",
        LEAD,
        &[
            ("Brazil went from abstaining to supporting the text.", Supported),
            ("China went from abstaining to supporting the text.", Partly),
            ("After abstaining in 2018, Chile voted in favour of it.", Supported),
            ("After abstaining in 2018, China voted in favour of it.", Partly),
            ("Having opposed it in 2018, France abstained this time.", Supported),
            ("Having abstained in 2018, France voted for it.", Contradicted),
        ],
    );
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("The yes votes numbered 191 in 2017, 189 in 2018 and 187 in 2019.", Supported),
            ("The yes votes numbered 191 in 2017, 188 in 2018 and 187 in 2019.", Partly),
            ("It was backed by 191 states in 2017, 189 in 2018 and 187 in 2019.", Supported),
            ("The noes numbered seven in 2017, eight in 2018 and nine in 2019.", Contradicted),
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
    check_after(
        "2019-12-13",
        "In December 2019 the General Assembly voted on resolution 74/28 and on resolution 74/29.",
        &[
            ("Brazil supported both texts.", Supported),
            ("China supported both texts.", Contradicted),
            ("Ukraine opposed neither.", Partly),
        ],
    );
}

#[test]
fn two_texts_that_one_clause_names() {
    let lead = "In December 2018 the General Assembly voted on information security.";
    check_after(
        "2019-02-20",
        lead,
        &[
            ("Mexico was in favour of resolution 73/27 and of resolution 73/266.", Supported),
            ("Egypt was in favour of resolution 73/27 and of resolution 73/266.", Partly),
            (
                "Not only resolution 73/27 but also resolution 73/266 had the support of Egypt.",
                Partly,
            ),
            (
                "Resolution 73/27 (“Developments”) and resolution 73/266 were both backed by Mexico.",
                Supported,
            ),
            (
                "Among those voting for both A/RES/73/27 and resolution 73/266 were Mexico and Kenya.",
                Supported,
            ),
            (
                "Egypt gave its vote to resolution 73/27 and to the resolution on cormorants.",
                Ambiguous,
            ),
            (
                "As many as 119 states supported resolution 73/27 and the text on cormorants alike.",
                Ambiguous,
            ),
            ("Egypt voted for resolution 73/27 and against resolution 73/266.", Ambiguous),
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

#[test]
fn those_of_a_group_listed_after_the_verb() {
    check_after(
        "2022-10-13",
        ANNEXATIONS,
        &[
            ("Two BRICS countries abstained: India and China.", Partly),
            ("Three BRICS countries abstained: India, China and South Africa.", Supported),
            ("Three BRICS countries abstained (India, China and Brazil).", Partly),
        ],
    );
}

#[test]
fn so_many_voted_as_another_did() {
    check_after(
        "2022-10-13",
        ANNEXATIONS,
        &[
            ("Russia found just four backers.", Supported),
            ("Russia found only nine supporters.", Contradicted),
        ],
    );
}

#[test]
fn some_of_a_group_of_whom_there_is_no_list() {
    check_after(
        "2022-10-13",
        ANNEXATIONS,
        &[("Among its allies in Asia, only North Korea voted against.", Ambiguous)],
    );
}

#[test]
fn counts_after_a_divided_group_are_of_it() {
    check_after(
        "2022-10-13",
        ANNEXATIONS,
        &[
            ("Africa was split: ten states voted yes, nine no.", Ambiguous),
            ("The EU text split the Assembly: 140 voted yes, nine no.", Contradicted),
        ],
    );
}

#[test]
fn in_another_month_it_was_another_vote() {
    check_after(
        "2022-10-13",
        ANNEXATIONS,
        &[
            ("In June seven had voted against.", Ambiguous),
            ("In October seven voted against.", Contradicted),
        ],
    );
}

#[test]
fn who_took_no_side_abstained_or_was_not_there() {
    check_after(
        "2022-10-13",
        ANNEXATIONS,
        &[
            ("Thirty-five countries, India among them, preferred not to take sides.", Supported),
            ("Thirty-six countries preferred not to take sides.", Contradicted),
        ],
    );
}

const ANNEXATIONS: &str = "The General Assembly on 12 October 2022 adopted resolution ES-11/4 by 143 votes to 5, with 35 abstentions.";

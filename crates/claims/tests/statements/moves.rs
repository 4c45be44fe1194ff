//! Moves between votes, and which vote a change without a time is compared with.

use super::*;

/// Checks clauses, each a document of its own after sentences that tell of two votes.
fn check_each(verdict: Verdict, clauses: &[&'static str]) {
    for clause in clauses {
        let text: &'static str = Box::leak(format!("{SINCE_2019} {clause}.").into_boxed_str());
        check("2023-11-03", text, &[(clause, verdict)]);
    }
}

const SINCE_2019: &str = "Thursday's vote in the General Assembly on resolution 78/7, the embargo against Cuba, was \
     187 to 2, with one abstention. In 2019 three states had voted against the same text; two had abstained.";

#[test]
fn a_change_without_a_time_is_against_the_vote_told_before() {
    check_each(
        Supported,
        &[
            "Since then Brazil has moved from opposition to support",
            "Colombia has moved from abstention to support",
            "The noes have fallen from three to two",
        ],
    );
    check_each(Contradicted, &["Forty more states now oppose it"]);
    check_each(
        Partly,
        &[
            "The noes have fallen from six to two",
            "Since then Chile has moved from opposition to support",
        ],
    );
}

#[test]
fn what_was_so_then_is_not_held_against_the_present() {
    check_each(Ambiguous, &["Brazil and Israel were still opponents then"]);
    check_each(Supported, &["Three states were against it in 2019, one more than today"]);
}

#[test]
fn figures_after_their_times() {
    check_each(Supported, &["In 2018 the ayes reached 189, and in 2019 187"]);
    check_each(Contradicted, &["In 2018 the ayes reached 184, and in 2019 181"]);
}

#[test]
fn those_of_a_side_of_then() {
    check_each(Supported, &["None of the opponents of 2022 abstained"]);
    check_each(Contradicted, &["None of the opponents of 2022 voted no"]);
}

#[test]
fn a_former_side_of_which_no_time_is_told() {
    check_each(Supported, &["Brazil, a former opponent, voted in favour"]);
}

#[test]
fn changes_in_another_body_are_not_in_the_record() {
    check_each(
        NotInRecord,
        &[
            "In the Security Council Brazil moved from abstention to opposition",
            "In the Human Rights Council support rose from 20 to 25",
        ],
    );
    check_each(Supported, &["In the General Assembly the noes have fallen from three to two"]);
}

const EMBARGO_2019: &str = "The General Assembly on 7 November 2019 adopted its yearly resolution on the embargo against \
     Cuba by 187 votes to 3, with 2 abstentions.";

#[test]
fn from_one_side_to_another_in_more_words() {
    check_after(
        "2019-11-09",
        EMBARGO_2019,
        &[
            ("Brazil broke with its support of 2018 and voted against.", Supported),
            ("Brazil broke with its abstention of 2018 and voted against.", Partly),
            ("Brazil has gone from voting in favour to voting against.", Supported),
            ("Brazil had gone from abstaining to voting against.", Partly),
        ],
    );
}

#[test]
fn figures_of_then_are_compared_with_those_of_now() {
    check_after(
        "2019-11-09",
        EMBARGO_2019,
        &[
            ("A year earlier 189 had been in favour, two more than now.", Supported),
            ("In 2018 189 had voted for it, two more than today.", Supported),
        ],
    );
    check(
        "2019-11-09",
        "The General Assembly on 7 November 2019 adopted its yearly resolution on the embargo against Cuba by 187 votes \
         to 3. A year earlier 189 had been in favour, nine fewer than now.",
        &[("nine fewer than now", Contradicted)],
    );
}

#[test]
fn without_a_vote_to_come_from_the_side_of_now_is_judged() {
    let lead = "The General Assembly on 12 October 2022 adopted resolution ES-11/4 on the annexations by 143 votes to 5, \
         with 35 abstentions.";
    check_after(
        "2022-10-13",
        lead,
        &[(
            "Kazakhstan, an abstainer at the time of the first text, went over to the no side.",
            Contradicted,
        )],
    );
}

#[test]
fn who_a_side_consisted_of() {
    check_after(
        "2019-11-09",
        EMBARGO_2019,
        &[
            ("The no camp consisted solely of Israel, Brazil and the United States.", Supported),
            ("The noes consisted of Israel and the United States.", Contradicted),
            ("The three states voting against included Brazil.", Supported),
            ("The three states voting against included Colombia.", Partly),
        ],
    );
}

#[test]
fn a_fall_from_a_figure_of_long_ago_is_left_open() {
    let lead = "The General Assembly on 2 November 2023 adopted its yearly resolution on the embargo against Cuba by 187 \
         votes to 2, with one abstention.";
    check_after(
        "2023-11-03",
        lead,
        &[
            ("Abstentions fell from two to one.", Supported),
            ("The noes fell from three to two.", Ambiguous),
            ("Over the years the noes have fallen from three to two.", Supported),
        ],
    );
}

//! Short reports in which every clause tells something: two votes in one breath, sides weighed against each other,
//! members by what they did before.

use super::*;

const SECURITY_OF_2019: &str = "On 12 December 2019 the General Assembly adopted resolution 74/29 on \
     information security by 129 votes to 6, with 45 abstentions.";

#[test]
fn one_side_as_many_times_as_another() {
    check_after(
        "2019-12-13",
        SECURITY_OF_2019,
        &[
            ("More than seven times as many states abstained as opposed it.", Supported),
            ("Twice as many countries abstained as voted against it.", Contradicted),
            ("At least twice as many countries abstained as voted against it.", Supported),
            ("Six opposed it; 45 more abstained.", Supported),
        ],
    );
}

#[test]
fn figures_of_two_votes_in_any_order() {
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("Support fell to 187 from 189 in 2018.", Supported),
            ("Support fell to 187 from 191 in 2018.", Partly),
            ("Support rose to 187 from 189 in 2018.", Partly),
            ("As in 2018, Israel voted against it.", Supported),
            ("As in 2018, Brazil voted against it.", Partly),
            ("Brazil, a supporter in 2018, voted against it.", Supported),
            ("Brazil, neutral in 2018, voted against it.", Partly),
            ("Brazil dropped from support in 2018 to opposition.", Supported),
            ("It had three opponents, one more than in 2018.", Supported),
            ("There were two ayes fewer than in 2018.", Supported),
            ("There were three ayes fewer than in 2018.", Contradicted),
            ("It was approved by 187 states.", Supported),
            ("It was approved by 178 states.", Contradicted),
        ],
    );
}

#[test]
fn members_of_a_group_but_those_named() {
    check_after(
        "2022-03-03",
        "On Wednesday the General Assembly adopted resolution ES-11/1 by 141 votes to 5, with 35 abstentions.",
        &[
            ("Of the other BRICS members not one followed Russia.", Supported),
            ("No other BRICS member sided with Russia.", Supported),
            ("Not a BRICS member opposed it.", Contradicted),
            ("Within the CSTO merely Belarus and Russia opposed it.", Supported),
            ("India was one of the abstainers.", Supported),
            ("Eritrea was one of the abstainers.", Contradicted),
        ],
    );
}

#[test]
fn the_origin_of_an_organ_in_other_words() {
    check(
        "2022-01-10",
        "Resolution 75/240 is the founding document of the open-ended working group of 2021–2025. \
         The working group of 2019–2021 goes back to resolution 73/27. \
         It was resolution 74/247 that created the ad hoc committee drafting the cybercrime treaty. \
         Resolution 74/29 brought the second open-ended working group on ICT security into existence. \
         The mandate of the open-ended working group of 2019–2021 is resolution 75/240.",
        &[
            (
                "Resolution 75/240 is the founding document of the open-ended working group",
                Supported,
            ),
            ("The working group of 2019–2021 goes back to resolution 73/27", Supported),
            ("resolution 74/247 that created the ad hoc committee", Supported),
            ("Resolution 74/29 brought the second open-ended working group", Contradicted),
            (
                "mandate of the open-ended working group of 2019–2021 is resolution 75/240",
                Contradicted,
            ),
        ],
    );
}

#[test]
fn who_set_up_which_organ() {
    check(
        "2022-01-10",
        "Resolution 73/27 of the General Assembly set up the open-ended working group on information security. \
         The sixth GGE owes its existence to resolution 73/266. The sixth GGE was created by resolution 73/27. \
         Resolution 75/240 welcomed the first open-ended working group, established by resolution 73/27. \
         Under resolution 74/29, the first open-ended working group was convened.",
        &[
            (
                "Resolution 73/27 of the General Assembly set up the open-ended working group",
                Supported,
            ),
            ("The sixth GGE owes its existence to resolution 73/266", Supported),
            ("The sixth GGE was created by resolution 73/27", Contradicted),
            ("the first open-ended working group, established by resolution 73/27", Supported),
            (
                "Under resolution 74/29, the first open-ended working group was convened",
                Contradicted,
            ),
        ],
    );
}

#[test]
fn two_texts_of_which_the_same_is_told() {
    check_after(
        "2019-12-20",
        "On 12 December 2019 the General Assembly adopted the American text, resolution 74/28, by 163 votes to 10; \
         the Russian one, resolution 74/29, passed by 129 to 6.",
        &[
            ("India supported both texts.", Supported),
            ("Canada supported both texts.", Contradicted),
            ("Belarus abstained on both.", Partly),
            ("India voted for both resolution 74/28 and resolution 74/29.", Supported),
            ("111 countries voted for both resolution 74/28 and resolution 74/29.", Supported),
            ("112 countries voted for both resolution 74/28 and resolution 74/29.", Contradicted),
        ],
    );
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("Israel opposed both.", Verdict::Ambiguous),
            ("The text is resolution 74/7.", Supported),
            ("The text is resolution 73/8.", Contradicted),
        ],
    );
}

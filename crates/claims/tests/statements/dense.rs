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

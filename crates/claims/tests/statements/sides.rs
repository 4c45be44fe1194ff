//! Whose side others were on, and where they came from: ways of telling it that name no position by a verb.

use super::{Ambiguous, Contradicted, NotInRecord, Partly, Supported, check_after};

const EMBARGO: &str =
    "In November 2023 the Assembly adopted resolution 78/7 on the Cuban embargo by 187 votes to 2.";

const CONTROL: &str =
    "On 12 December 2019 the Assembly adopted resolution 74/29 by 129 votes to 6.";

const CEASEFIRE: &str = "On 12 December 2023 the Assembly adopted resolution ES-10/22 by 153 votes to 10 with 23 \
     abstentions.";

#[test]
fn who_was_left_with_whom() {
    check_after(
        "2024-01-10",
        EMBARGO,
        &[
            ("The United States was left with Israel for company.", Supported),
            ("The United States was left with Ukraine for company.", Contradicted),
            ("Hence the Americans were left with only Israel for company.", Supported),
            ("Washington found company only in Israel.", Supported),
            ("Washington found company only in Israel and Ukraine.", Contradicted),
            ("Washington could count on nobody but Israel.", Supported),
            ("Washington could count on nobody except Poland.", Contradicted),
            ("Washington could count on Israel, but Canada was in favour.", Supported),
            ("That left Israel to keep the United States company.", Supported),
            ("That left Brazil to keep the United States company.", Contradicted),
            ("The United States had only Israel for company.", Supported),
        ],
    );
}

#[test]
fn from_one_side_to_another_by_any_verb() {
    check_after(
        "2024-01-10",
        CONTROL,
        &[
            ("France made a small turn in the hall, from no to abstention.", Supported),
            ("India made a long journey, from no to yes.", Partly),
            ("Germany strolled straight from opposition to abstention.", Supported),
            ("France, which voted against in 2018, came over to China.", Partly),
            ("France and Spain, opponents in 2018, retired into abstention.", Supported),
            ("France and Spain, opponents in 2018, have withdrawn into opposition.", Partly),
            ("Of the 46 opponents of 2018, 38 became abstainers.", Supported),
            ("Of the 46 opponents of 2018, 30 became abstainers.", Contradicted),
        ],
    );
}

#[test]
fn alone_between_commas_and_content_to_do_it() {
    check_after(
        "2024-01-10",
        CEASEFIRE,
        &[
            ("Czechia, alone of the Visegrad Group, voted no.", Supported),
            ("Germany, alone of the Visegrad Group, voted no.", NotInRecord),
            ("Hungary, alone in the European Union, abstained.", Contradicted),
            ("Germany and Italy were content to abstain.", Supported),
            ("France was content to abstain.", Contradicted),
            ("Germany was happy to support it.", Contradicted),
            ("Germany managed to oppose it.", Contradicted),
            ("153 countries hailed the decision.", Supported),
            ("163 countries hailed the decision.", Contradicted),
        ],
    );
}

#[test]
fn approved_held_out_and_supported_us() {
    check_after(
        "2024-01-10",
        CEASEFIRE,
        &[
            ("China approved.", Supported),
            ("Austria approved.", Contradicted),
            ("Germany and Italy did not oppose it; both of them merely abstained.", Supported),
            ("It prospered with 153 votes.", Supported),
            ("It prospered with 143 votes.", Contradicted),
            ("Abstentions again came to 33.", Contradicted),
            ("Abstentions again came to 23.", Supported),
            ("Brazil and Spain held out for it.", Supported),
            ("Germany held out for it.", Contradicted),
        ],
    );
}

#[test]
fn sides_that_were_told_before() {
    check_after(
        "2024-01-10",
        CEASEFIRE,
        &[
            (
                "Ten states opposed it and 23 abstained; Germany and Italy were in the latter group.",
                Supported,
            ),
            ("The noes had numbered ten and the abstainers 23.", Supported),
            ("The noes had numbered ten and the abstainers 33.", Ambiguous),
            ("23 were undecided, so that ten noes remained.", Supported),
            ("On 12 December 2023 it was Austria that voted against it.", Supported),
            ("On 12 December 2023 it was India that voted against it.", Contradicted),
            ("It bears the number ES-10/22.", Supported),
            ("The decision is numbered 74/29.", Contradicted),
        ],
    );
}

#[test]
fn a_loose_group_is_the_one_that_holds_those_named() {
    check_after(
        "2022-10-13",
        "The General Assembly on 12 October 2022 adopted resolution ES-11/4 by 143 votes to 5, with 35 abstentions.",
        &[
            ("Only two Europeans, Belarus and Russia, voted against.", Supported),
            ("Only two Europeans, Belarus and Russia, abstained.", Contradicted),
            ("No European voted for it.", Contradicted),
        ],
    );
}

//! When it was voted, who was on a side and who alone was: told plainly, by verbs and nouns that many reports share.

use super::{Ambiguous, Contradicted, NotInRecord, Partly, Supported, check_after};

const CONDUCT: &str = "On 5 December 2018 the General Assembly adopted resolution 73/27 by 119 votes to 46, with 14 abstentions.";

const CONTROL: &str = "On 12 December 2019 the General Assembly adopted resolution 74/29 by 129 votes to 6, with 45 \
     abstentions.";

#[test]
fn when_it_was_voted() {
    check_after(
        "2019-01-10",
        CONDUCT,
        &[
            ("The Assembly voted on December 5, 2018 on resolution 73/27.", Supported),
            ("The Assembly voted on November 5, 2018 on resolution 73/27.", Contradicted),
            ("Delegates voted in December 2018 on resolution 73/27.", Supported),
            ("Delegates voted in October 2018 on resolution 73/27.", Contradicted),
            ("Resolution 73/27 was put to the vote on 5 December 2018.", Supported),
            ("Resolution 73/27 was put to a vote on 15 December 2018.", Contradicted),
            ("The vote on resolution 73/27 took place on 5 December 2018.", Supported),
            ("The vote on resolution 73/27 was held on 5 November 2018.", Contradicted),
            ("It was in 2018 that resolution 73/27 was voted.", Supported),
            (
                "Resolution 73/27, on which the Assembly voted on December 5, 2018, is long.",
                Supported,
            ),
            (
                "Resolution 73/27, on which the Assembly voted on November 5, 2018, is long.",
                Contradicted,
            ),
            (
                "Look at resolution 73/27, on which the Assembly voted on December 5, 2018.",
                Supported,
            ),
            ("Resolution 73/27 dates from 2018.", Supported),
            ("Resolution 73/27 dates from 2017.", Contradicted),
        ],
    );
}

#[test]
fn who_was_on_a_side_among_others() {
    check_after(
        "2019-01-10",
        CONDUCT,
        &[
            ("Those voting against it included Japan and France.", Supported),
            ("Those voting no included Japan and China.", Partly),
            ("Countries voting for it included Egypt and Kenya.", Supported),
            ("The abstaining delegations included Brazil.", Supported),
            ("The abstaining delegations included Egypt.", Contradicted),
            ("Spain was one of the countries that voted against it.", Supported),
            ("Egypt was one of the countries that voted against it.", Contradicted),
            ("Egypt was one of those that voted for it.", Supported),
        ],
    );
}

#[test]
fn nobody_but_those_named_at_the_end() {
    check_after(
        "2020-01-10",
        CONTROL,
        &[
            (
                "No state opposed it except Georgia, Ukraine, Israel, the United States, Canada and the United Kingdom.",
                Supported,
            ),
            ("No state opposed it except Georgia and Ukraine.", Contradicted),
            ("No permanent member opposed it except the United States and Britain.", Supported),
            ("No permanent member opposed it but France.", Contradicted),
            ("Nobody opposed it but Canada.", Contradicted),
            ("Those supporting it did not include France.", Supported),
            ("Those supporting it did not include China.", Contradicted),
        ],
    );
}

#[test]
fn what_all_members_did() {
    check_after(
        "2019-01-10",
        CONDUCT,
        &[
            ("Member states adopted resolution 73/27.", Supported),
            ("Member states threw out resolution 73/27.", Contradicted),
            ("The world body endorsed resolution 73/27.", Supported),
            ("Resolution 73/27 failed to pass.", Contradicted),
            ("Resolution 73/27 did not pass.", Contradicted),
        ],
    );
}

#[test]
fn one_verb_for_two_votes() {
    check_after(
        "2020-01-10",
        CONTROL,
        &[
            ("India voted against the text in 2018 and for it in 2019.", Partly),
            ("France voted against the text in 2018 and for it in 2019.", Partly),
            ("Five former opponents abstained.", Contradicted),
            ("Thirty-eight former opponents abstained.", Supported),
        ],
    );
}

#[test]
fn where_somebody_stood_before_told_beside_the_name() {
    check_after(
        "2020-01-10",
        CONTROL,
        &[
            ("Brazil, undecided a year before, voted for it.", Supported),
            ("Brazil, undecided a year before, abstained.", Partly),
            ("Japan, opposed in 2018, abstained.", Supported),
            ("Japan, opposed in 2018, voted against it.", Partly),
            ("Japan, in favour in 2018, abstained.", Partly),
            // Of no year: what was before is not judged, and nothing is called true for it.
            ("Japan, then in favour, abstained.", Ambiguous),
            ("Japan, then opposed, abstained.", Ambiguous),
            ("Japan, a supporter in 2018, was among the 45 abstainers.", Ambiguous),
        ],
    );
}

#[test]
fn a_group_among_those_counted() {
    check_after(
        "2020-01-10",
        CONTROL,
        &[
            ("Forty-five states, all of the Nordic countries included, abstained.", Supported),
            ("Forty-five, all of the EU included, abstained.", Partly),
            ("Forty-five, all of BRICS bar Russia and China included, abstained.", Ambiguous),
        ],
    );
}

#[test]
fn few_counted_and_named() {
    check_after(
        "2020-01-10",
        "On 7 November 2019 the General Assembly adopted resolution 74/7 on the embargo against Cuba.",
        &[
            ("It passed with two abstentions, by Colombia and Ukraine.", Supported),
            ("It passed with two abstentions, by Colombia and Peru.", Partly),
            (
                "There were three votes against it, from Israel, Brazil and the United States.",
                Supported,
            ),
            ("There were three votes against it, from Israel, Brazil and Canada.", Partly),
        ],
    );
}

#[test]
fn one_of_those_counted() {
    check_after(
        "2020-01-10",
        CONTROL,
        &[
            ("Of the five permanent members, two voted for it and one abstained.", Supported),
            ("Of the two texts, the Assembly adopted the Russian one.", Supported),
        ],
    );
}

#[test]
fn how_far_support_and_opposition_reached() {
    check_after(
        "2020-01-10",
        "On 7 November 2019 the General Assembly adopted resolution 74/7 on the embargo against Cuba.",
        &[
            ("Opposition to it was confined to three member states.", Supported),
            ("Opposition to it was confined to five member states.", Contradicted),
            (
                "Opposition to resolution 74/7 was limited to Israel, Brazil and the United States.",
                Supported,
            ),
            ("Opposition to resolution 74/7 was limited to Israel and Palau.", Contradicted),
            ("Support for resolution 74/7 came from 187 capitals.", Supported),
            ("Support for resolution 74/7 came from 180 capitals.", Contradicted),
            ("Support for resolution 74/7 came from Brazil.", Contradicted),
            ("Votes for resolution 74/7 came from Peru and Chile.", Supported),
            ("Votes for resolution 74/7 came from Peru and Brazil.", Partly),
            ("The votes against resolution 74/7 came from Israel and Brazil.", Contradicted),
        ],
    );
}

#[test]
fn sides_that_grew_stronger_or_weaker() {
    check_after(
        "2020-01-10",
        "On 7 November 2019 the General Assembly adopted resolution 74/7 on the embargo against Cuba.",
        &[
            ("Support for it was weaker than in 2018.", Supported),
            ("Support for it was stronger than in 2018.", Contradicted),
            ("Opposition to it was stronger than in 2018.", Supported),
            ("Opposition to it was weaker than in 2018.", Contradicted),
            ("There were more abstentions on resolution 74/7 than in 2018.", Supported),
            ("There were fewer abstentions on resolution 74/7 than in 2018.", Contradicted),
        ],
    );
}

#[test]
fn a_seat_in_another_body_is_a_matter_of_the_assembly() {
    check_after(
        "2022-04-08",
        "On Thursday the General Assembly decided about Russia.",
        &[
            (
                "Neither Brazil nor Mexico supported the suspension of Russia's membership in the Human Rights Council.",
                Supported,
            ),
            (
                "Serbia opposed the suspension of Russia's membership in the Human Rights Council.",
                Contradicted,
            ),
            ("Brazil voted against the resolution in the Human Rights Council.", NotInRecord),
        ],
    );
}

#[test]
fn what_the_assembly_endorses_it_adopts() {
    check_after(
        "2022-04-08",
        "Resolution ES-11/3 was put to the vote on 7 April 2022.",
        &[
            ("The Assembly endorsed it by 93 votes to 24.", Supported),
            ("The Assembly endorsed it by 93 votes to 21.", Partly),
            ("The General Assembly on Thursday backed the text by 93 to 24.", Supported),
            ("Serbia and Hungary were among the states that endorsed it.", Supported),
        ],
    );
}

#[test]
fn a_month_tells_another_vote_on_the_matter_named() {
    check_after(
        "2022-04-08",
        "The General Assembly adopted resolution ES-11/3 on Thursday by 93 votes to 24.",
        &[
            ("In March only five members had opposed the resolution on the aggression.", Supported),
            ("In March eight members had opposed the resolution on the aggression.", Contradicted),
        ],
    );
}

#[test]
fn the_only_ones_of_a_group_to_support_it() {
    check_after(
        "2022-04-08",
        "The General Assembly adopted resolution ES-11/3 on Thursday by 93 votes to 24.",
        &[
            (
                "The only permanent members of the Security Council to support it were France, the United Kingdom and the United States.",
                Supported,
            ),
            (
                "The only permanent members of the Security Council to support it were France and the United States.",
                Contradicted,
            ),
        ],
    );
}

#[test]
fn what_was_done_in_another_body_is_no_move() {
    check_after(
        "2022-03-03",
        "The General Assembly adopted resolution ES-11/1 on Wednesday by 141 votes to 5.",
        &[
            (
                "The United Arab Emirates, which had abstained in the Security Council, voted in favour.",
                Supported,
            ),
            (
                "The United Arab Emirates, which had abstained in the Security Council, voted against it.",
                Contradicted,
            ),
        ],
    );
}

#[test]
fn a_dash_between_two_clauses() {
    check_after(
        "2020-01-10",
        "On 7 November 2019 the General Assembly adopted resolution 74/7 on the embargo against Cuba.",
        &[
            (
                "187 states voted for it – Israel, Brazil and the United States voted against.",
                Supported,
            ),
            ("Not even Peru voted against it.", Supported),
            ("Not even Israel voted against it.", Contradicted),
            ("184 states voted for it – only four voted against.", Contradicted),
            ("187 states voted for it - only three voted against.", Supported),
        ],
    );
}

#[test]
fn those_who_did_and_those_who_did_not() {
    check_after(
        "2022-03-03",
        "The General Assembly adopted resolution ES-11/1 on Wednesday. China abstained.",
        &[
            ("Brazil did not.", Supported),
            ("India did not.", Contradicted),
            ("Brazil and Mexico did not.", Supported),
            ("Neither did all members of the European Union.", Supported),
            ("So did all members of the European Union.", Contradicted),
        ],
    );
}

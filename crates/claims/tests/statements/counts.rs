//! How many, as bulletins, tickers and tables tell it: each line after a lead that tells which vote is meant.

use super::{Contradicted, Partly, Supported, check_after};

const CEASEFIRE: &str = "On 12 December 2023 the General Assembly adopted its resolution on the protection of \
     civilians in Gaza.\n\n";

#[test]
fn score_lines_and_tables() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("YES 153 NO 10 ABST 23", Supported),
            ("For: 153 / Against: 10 / Abstaining: 32", Partly),
            ("Yes 153, No 10, Abstain 23", Supported),
            ("| Yes | No | Abstain |\n|---|---|---|\n| 153 | 10 | 23 |", Supported),
            ("| Day | Against | For |\n|---|---|---|\n| 2023-12-12 | 10 | 153 |", Supported),
            ("| Day | Against | For |\n|---|---|---|\n| 2023-12-12 | 153 | 10 |", Contradicted),
            ("| Yes | 153 |\n| No | 10 |", Supported),
            ("15:42 Ten against", Supported),
            ("- 23 abstentions, Bulgaria and Hungary among them", Supported),
            ("- 23 abstentions, Bulgaria and Malta among them", Partly),
            ("Two dozen states abstained.", Supported),
            ("Three dozen states abstained.", Contradicted),
        ],
    );
}

#[test]
fn members_of_a_group_by_side() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("EU: 17 for, eight abstaining, two against.", Supported),
            ("NATO: 21 for, ten abstaining, one against.", Contradicted),
            ("So 17 EU states for, eight abstaining, two against.", Supported),
            (
                "Of the EU's 27 members, 17 voted for, eight abstained and two voted against.",
                Supported,
            ),
            ("Of the 27 EU members, 15 were in favour.", Contradicted),
            ("Of the EU's 27 only two were against.", Supported),
            ("Two of the five permanent members did not vote for it.", Supported),
            ("Three of the five permanent members did not vote for it.", Contradicted),
            ("BRICS: all five for.", Supported),
            ("NATO was divided: 20 for, nine abstaining.", Supported),
        ],
    );
}

const WITHDRAWAL: &str = "On 23 February 2023 the General Assembly adopted its resolution on the principles of the \
     Charter and peace in Ukraine by 141 votes to 7, with 32 abstentions.";

#[test]
fn shares_of_members_and_of_voters() {
    check_after(
        "2023-02-24",
        WITHDRAWAL,
        &[
            (
                "The ayes, that is 73 per cent of the membership, came from every continent.",
                Supported,
            ),
            ("141 of the 180 members that took part supported it, or 78 per cent.", Supported),
            ("Supported by 150 members, or 88 per cent of those that took part.", Contradicted),
            ("The seven noes amount to less than four per cent of the votes cast.", Supported),
            ("The noes amount to five per cent of the membership.", Contradicted),
            ("The 32 abstentions make up about a sixth of all members.", Supported),
            ("The 33 abstentions make up about a sixth of all members.", Partly),
            ("The supporters were 73.1 per cent of all 193 members.", Supported),
            ("The supporters were 74.1 per cent of all 193 members.", Partly),
            ("Supporters made up 95 per cent of those voting.", Supported),
            ("Supporters made up 80 per cent of those voting.", Contradicted),
            ("One in six members abstained.", Supported),
            ("Half of the members abstained.", Contradicted),
            ("Half of BRICS – three of five – abstained.", Supported),
            ("Half of BRICS – two of five – abstained.", Contradicted),
            ("Fewer than a quarter abstained.", Supported),
        ],
    );
}

#[test]
fn changes_from_vote_to_vote() {
    check_after(
        "2019-11-08",
        "On 7 November 2019 the General Assembly adopted its resolution on the embargo against Cuba.",
        &[
            ("One more no than in 2018 and two more abstentions.", Supported),
            ("Two more noes than in 2018 and three more abstentions.", Contradicted),
            ("The ayes hardly moved, 189 then and 187 now.", Supported),
            ("The ayes hardly moved, 191 then and 187 now.", Partly),
            ("The abstentions are exactly as many as in 2018.", Contradicted),
            ("Support has never dipped since 2015.", Contradicted),
            ("The noes have never dipped since 2017.", Supported),
            ("187 in favour – the weakest support of the last five years.", Supported),
            ("It was the strongest support of the last five years.", Contradicted),
            ("Up from two noes in 2018.", Supported),
            ("Its margin of victory was 184 votes.", Supported),
            ("Its margin of victory was 148 votes.", Partly),
        ],
    );
    // A glance back at an earlier vote ends with its sentence.
    check_after(
        "2023-11-03",
        "The General Assembly adopted its resolution on the embargo against Cuba by 187 votes to 2 on 2 November \
         2023. A year earlier the ayes numbered 185.",
        &[("One country abstained.", Supported), ("Two countries abstained.", Contradicted)],
    );
}

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

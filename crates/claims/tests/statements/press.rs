//! The ways in which the press tells who stood where without the words "yes", "no" and "abstained".

use super::*;

const SECURITY_OF_2019: &str = "On 12 December 2019 the General Assembly adopted resolution 74/29 on \
     information security by 129 votes to 6, with 45 abstentions.";

#[test]
fn what_they_did_tells_the_side() {
    check_after(
        "2019-12-13",
        SECURITY_OF_2019,
        &[
            ("Brazil, China and Liechtenstein got behind it.", Supported),
            ("Canada and Ukraine set themselves against it.", Supported),
            ("Norway and Turkey hedged their bets.", Supported),
            ("Norway and Brazil hedged their bets.", Partly),
            ("Cameroon and Tuvalu made themselves scarce.", Supported),
            ("France made itself scarce.", Contradicted),
            ("Liechtenstein went so far as to endorse it.", Supported),
            ("Norway broke ranks to back it.", Contradicted),
            ("The governments of Canada and Georgia opposed it.", Supported),
            ("The delegation of Brazil abstained.", Contradicted),
            ("Nobody but Canada took the American side.", Contradicted),
            ("Canada and Georgia voted as Israel and the United States did.", Supported),
            ("Brazil voted just as Israel did.", Contradicted),
            ("All three neighbours – Georgia, Ukraine and Israel – voted no.", Supported),
        ],
    );
}

#[test]
fn how_many_greeted_it_tells_the_tally() {
    check_after(
        "2019-12-13",
        SECURITY_OF_2019,
        &[
            ("129 members hailed it and six frowned on it.", Supported),
            ("It was welcomed by 129 members.", Supported),
            ("It was welcomed by 119 members.", Contradicted),
            ("The number opposed stayed at six.", Supported),
            ("The number opposed stayed at 16.", Contradicted),
            ("Abstentions came to 45.", Supported),
            ("The gap was 123 votes.", Supported),
            ("The gap was a slender 23 votes.", Contradicted),
            ("It was carried by more than twenty to one.", Supported),
            ("It was carried by seven to one.", Contradicted),
        ],
    );
}

#[test]
fn a_move_that_others_made_as_well() {
    check_after(
        "2019-12-13",
        SECURITY_OF_2019,
        &[
            ("Norway went from opposition to abstention, as did France.", Supported),
            ("France, which voted no in 2018, did so once more.", Partly),
            ("Norway deserted the no camp for abstention.", Supported),
            ("Turkey abstained, just as it had in 2018.", Supported),
            ("Norway abstained, just as it had in 2018.", Partly),
        ],
    );
}

#[test]
fn figures_before_and_after_the_words_that_tell_their_course() {
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("From 189 in 2018, support fell to 187.", Supported),
            ("From 191 in 2018, support fell to 187.", Partly),
            ("It got 187 votes, two fewer than twelve months earlier.", Supported),
        ],
    );
}

#[test]
fn a_bare_symbol_where_resolutions_are_cited() {
    check_after(
        "2019-12-13",
        SECURITY_OF_2019,
        &[
            ("Brazil voted for 74/28 and for 74/29.", Supported),
            ("Norway voted for 74/28 and abstained on 74/29.", Supported),
        ],
    );
}

#[test]
fn who_is_no_state_votes_on_nothing_here() {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let checker = Checker::new(&book.record);
    for sentence in [
        "The board of the company voted 12 to 3 against the merger.",
        "Swiss voters rejected the initiative by 60 to 40.",
        "In Moscow, support for the government fell to 40 from 55.",
        "The death toll has passed 80,000.",
    ] {
        let text = format!("{SECURITY_OF_2019} {sentence}");
        let found = checker.check(text.as_bytes(), None);
        let late = found.findings.iter().find(|it| it.span.start > SECURITY_OF_2019.len());
        assert!(late.is_none(), "{sentence}: {late:?}");
    }
}

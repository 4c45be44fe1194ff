//! Who and how many, as prose tells it: asides, possessives, insertions, and which of two votes is meant.

use super::{Contradicted, NotInRecord, Partly, Supported, check_after};

const CEASEFIRE: &str = "On 12 December 2023 the General Assembly adopted its resolution on the protection of \
     civilians in Gaza by 153 votes to 10, with 23 abstentions.";

#[test]
fn asides_are_no_voters_and_no_counts() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("(3) India voted for it.", Supported),
            ("(3) India voted against it.", Contradicted),
            ("And 23 delegations sat it out with abstentions.", Supported),
            ("And 10 delegations sat it out with abstentions.", Contradicted),
            ("Austria, with an election in the offing, voted against it.", Supported),
            (
                "Austria and Czechia, the two neighbours of Slovakia, were the only EU members to oppose it.",
                Supported,
            ),
            ("Austria and … Czechia voted against it.", Supported),
            ("A paragraph on hostages was rejected, 61 to 60.", NotInRecord),
            ("The text, with a paragraph on hostages, was adopted.", Supported),
        ],
    );
}

#[test]
fn groups_in_part_and_without_one() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("The European Union's 27 were all in favour.", Contradicted),
            ("Russia's BRICS partners supported it to the last man.", Supported),
            ("Austria's EU partners supported it.", Partly),
            ("Latin America supported it for the most part.", Supported),
            ("The European Union opposed it for the most part.", Contradicted),
            ("The French supported it.", Supported),
            ("Neither the French nor the Chinese opposed it.", Supported),
            ("Britain was the only permanent member not to vote in favour.", Contradicted),
            ("Germany was the only member of the G7 to abstain.", Contradicted),
        ],
    );
}

const CONTROL: &str = "On 12 December 2019 the General Assembly adopted resolution 74/29 by 129 votes to 6, with 45 \
     abstentions.";

#[test]
fn some_of_those_that_did_otherwise_before() {
    check_after(
        "2019-12-13",
        CONTROL,
        &[
            ("Of the 46 that voted no last year, 38 abstained this time.", Supported),
            ("Of the 46 that voted no last year, 30 abstained this time.", Contradicted),
            ("Of the 30 that voted no last year, 38 abstained this time.", Partly),
            ("Of the 46 that voted no on A/RES/73/27, 38 abstained on A/RES/74/29.", Supported),
            ("38 of the 30 members that voted no last year abstained this time.", Partly),
        ],
    );
}

#[test]
fn now_and_then() {
    check_after(
        "2019-12-13",
        CONTROL,
        &[
            ("Germany, an opponent in 2018, abstained this time.", Supported),
            ("Canada, an opponent in 2018, abstained this time.", Partly),
            ("Germany switched from a no vote last year to abstention.", Supported),
            ("Canada switched from a no vote last year to abstention.", Partly),
            ("France had voted against it in 2018; it has now abstained.", Supported),
            ("China voted for it in 2018 and 2019.", Supported),
            ("Germany voted against it in 2018 and 2019.", Partly),
            ("The same six as in 2018 voted against it.", Partly),
        ],
    );
}

const EMBARGO: &str = "The General Assembly on Thursday urged an end to the embargo against Cuba by 187 votes to 3, with 2 \
     abstentions.";

#[test]
fn the_few_by_their_number() {
    check_after(
        "2019-11-08",
        EMBARGO,
        &[
            ("Brazil, Israel and the United States were the three.", Supported),
            ("Brazil, Israel and Ukraine were the three.", Partly),
            ("The three are, of course, Brazil, Israel and the United States.", Supported),
            ("Those saying no were Brazil, Israel and the United States.", Supported),
            ("Those saying no were Brazil, Colombia and the United States.", Contradicted),
            ("Against: Brazil, Israel and – needless to say – the United States.", Supported),
            ("It passed with 187 votes, Canada being among the 187.", Supported),
            ("One hundred and eighty-seven members, Canada included, said aye.", Supported),
            ("The noes would have none of it: three in all.", Supported),
            ("The European Union supported it to a man.", Supported),
            ("Brazil went missing.", Contradicted),
            ("Of the EU's 28 members, 28 supported it.", Supported),
        ],
    );
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("Sixteen EU states supported it and the remaining 11 abstained.", Contradicted),
            ("Britain abstained, the only permanent member to do so.", Supported),
            ("All EU members backed it or abstained; India supported it.", Supported),
            (
                "All six members of the Bandung group voted against it; India supported it.",
                Supported,
            ),
        ],
    );
}

#[test]
fn what_is_told_after_a_verb_that_was_not_understood() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("Hungary kept to its old course and Italy abstained.", Supported),
            ("Hungary remained where it always was, and Italy voted against.", Contradicted),
            ("Hungary took a stand that surprised few, while Austria voted against.", Supported),
            ("Peru made a speech of great length and Austria abstained.", Contradicted),
            ("Germany, to the dismay of its critics, took the path of abstention.", Supported),
            ("France, for once, chose the path of abstention.", Contradicted),
            ("India, of all countries, supported it… The rest is well known.", Supported),
            ("After a rejected draft Austria voted against it.", Supported),
            ("After a rejected draft Italy voted against it.", Contradicted),
            ("Of the G7, Japan alone broke with Washington to vote yes.", Contradicted),
        ],
    );
}

#[test]
fn seats_buttons_and_hands_tell_positions() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("Venezuela's seat was empty.", Supported),
            ("India's place stood empty.", Contradicted),
            ("Austria cast its vote against.", Supported),
            ("Germany cast its ballot against.", Contradicted),
            ("Venezuela pressed no button at all.", Supported),
            ("Only ten states raised a hand against it.", Supported),
            ("Nobody raised a hand against it.", Contradicted),
            ("No member of the Arab League could bring itself to say no.", Supported),
            ("Of the G7 only the United States could bring itself to say no.", Supported),
            ("Austria could bring itself to say yes.", Contradicted),
            ("153 countries stood with us.", Supported),
            ("143 countries stood with us.", Contradicted),
        ],
    );
}

#[test]
fn what_voters_did_and_nobody_understood_is_no_position() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            (
                "In the European Union, the only votes against it came from Austria and Czechia.",
                Supported,
            ),
            (
                "In the European Union, the only votes against it came from Austria and Italy.",
                Contradicted,
            ),
            (
                "From Latin America the negative votes were those of Guatemala and Paraguay.",
                Supported,
            ),
            (
                "From Latin America the negative votes were those of Guatemala and Chile.",
                Contradicted,
            ),
            ("Italy found itself on the same side as Washington.", Contradicted),
            ("Italy was in the no column by December.", Contradicted),
        ],
    );
    // No position is told that "so did Italy" could go on with, and other days may have had other votes.
    let checker_says = |text| {
        let book = scrutineer_book::built_in().expect("the built-in book");
        let checker = scrutineer_claims::Checker::new(&book.record);
        let text = format!("{CEASEFIRE} {text}");
        let date = "2023-12-20".parse().expect("a date");
        let findings = checker.check(text.as_bytes(), Some(date)).findings;
        findings.into_iter().skip(1).map(|finding| finding.verdict).collect::<Vec<_>>()
    };
    assert_eq!(checker_says("Peru and Chile preferred the law to the ally. So did Italy."), []);
    assert_eq!(checker_says("One in six abstained or said no in December."), []);
    let later =
        checker_says("Two days later fifty states told Israel to leave, and eight refused.");
    assert!(!later.contains(&Contradicted), "{later:?}");
}

#[test]
fn lists_with_remarks_and_company() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("Austria and Czechia voted against it alongside Israel and Guatemala.", Supported),
            ("Austria and Czechia voted against it alongside Israel and Italy.", Partly),
            ("Spain, and more surprisingly India, voted in favour.", Supported),
            ("Spain, and more surprisingly Italy, voted in favour.", Partly),
            ("Canada and France broke with the United States and voted in favour.", Supported),
            ("Italy and France broke with the United States and voted in favour.", Partly),
        ],
    );
    check_after(
        "2019-12-13",
        CONTROL,
        &[
            ("129 states voted for it: ten more supporters than in 2018.", Supported),
            ("The result, announced on Thursday, was 129 votes to 6.", Supported),
            ("The result, announced on Thursday, was 119 votes to 6.", Partly),
            ("It was carried with 129 votes, six against and 45 abstaining.", Supported),
        ],
    );
}

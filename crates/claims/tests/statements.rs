//! Statements in our own words on votes of the built-in record, true and false, from text to verdict.
//!
//! They were written before they were run; the grammar was not bent to them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use scrutineer_claims::Verdict::{Contradicted, NotInRecord, Partly, Supported};

use scrutineer_claims::{Checker, Verdict};

/// Checks a statement of a date: each clause must have a finding that lies within it or around it, with this
/// verdict.
fn check(date: &str, text: &str, expected: &[(&str, Verdict)]) {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let date = date.parse().expect("a date");
    let findings = Checker::new(&book.record).check(text.as_bytes(), Some(date));
    for (clause, verdict) in expected {
        let start = text.find(clause).unwrap_or_else(|| panic!("\"{clause}\" is not in the text"));
        let end = start + clause.len();
        let found: Vec<_> = findings
            .findings
            .iter()
            .filter(|finding| {
                let shared =
                    finding.span.end.min(end).saturating_sub(finding.span.start.max(start));
                2 * shared >= (end - start).min(finding.span.end - finding.span.start).max(1)
            })
            .collect();
        assert!(!found.is_empty(), "nothing found in \"{clause}\"");
        assert!(
            found.iter().any(|finding| finding.verdict == *verdict),
            "\"{clause}\" should be {verdict}, found {:?}",
            found.iter().map(|finding| (finding.verdict, &finding.explanation)).collect::<Vec<_>>()
        );
    }
}

#[test]
fn cuba() {
    check(
        "2019-11-08",
        "The General Assembly on Thursday adopted its yearly resolution against the embargo on Cuba by \
         187 votes to 3, with 2 abstentions. Only Israel and the United States voted against it. Brazil, \
         which had supported the text for decades, joined the opponents. Ukraine and Colombia abstained.",
        &[
            ("by 187 votes to 3, with 2 abstentions", Supported),
            ("Only Israel and the United States voted against it", Contradicted),
            ("joined the opponents", Supported),
            ("Ukraine and Colombia abstained", Supported),
        ],
    );
}

#[test]
fn jerusalem() {
    check(
        "2017-12-22",
        "A total of 128 countries backed the Jerusalem resolution in the General Assembly, while 9 \
         opposed it and 53 abstained. Canada and Australia abstained. Guatemala voted in favour. The \
         European Union was united behind the text.",
        &[
            ("128 countries backed the Jerusalem resolution", Supported),
            ("53 abstained", Contradicted),
            ("Canada and Australia abstained", Supported),
            ("Guatemala voted in favour", Contradicted),
        ],
    );
}

#[test]
fn aggression_against_ukraine() {
    check(
        "2022-03-03",
        "By 141 votes to 5, with 35 abstentions, the Assembly deplored the aggression against Ukraine. \
         Belarus, Eritrea, North Korea, Russia and Syria were the only countries to vote against. China, \
         India and South Africa abstained. All members of the European Union voted for the resolution.",
        &[
            ("By 141 votes to 5, with 35 abstentions", Supported),
            (
                "Belarus, Eritrea, North Korea, Russia and Syria were the only countries to vote against",
                Supported,
            ),
            ("China, India and South Africa abstained", Supported),
            ("All members of the European Union voted for the resolution", Supported),
        ],
    );
}

#[test]
fn death_penalty() {
    check(
        "2018-12-18",
        "The call for a moratorium on the use of the death penalty was adopted by the General Assembly \
         with 121 votes in favour, 35 against and 32 abstentions. India, China and the United States \
         were among the countries that voted against. Russia voted against it as well. None of the \
         Nordic countries opposed the text.",
        &[
            ("with 121 votes in favour, 35 against and 32 abstentions", Supported),
            (
                "India, China and the United States were among the countries that voted against",
                Supported,
            ),
            ("Russia voted against it as well", Contradicted),
            ("None of the Nordic countries opposed the text", Supported),
        ],
    );
}

#[test]
fn migration() {
    check(
        "2018-12-20",
        "The Global Compact for Migration was endorsed by 152 states in New York. Five countries voted \
         against it: the Czech Republic, Hungary, Israel, Poland and the United States. Austria and \
         Switzerland abstained, and Italy voted in favour.",
        &[
            ("endorsed by 152 states", Supported),
            ("Five countries voted against it", Supported),
            ("Austria and Switzerland abstained", Supported),
            ("Italy voted in favour", Contradicted),
        ],
    );
}

#[test]
fn palestine() {
    check(
        "2012-11-30",
        "UNITED NATIONS - Palestine was given the status of a non-member observer state on 29 November, \
         by a vote of 138 to 9 with 41 abstentions. Germany and the United Kingdom voted in favour. \
         Canada, Panama and the Czech Republic sided with the United States.",
        &[
            ("by a vote of 138 to 9 with 41 abstentions", Supported),
            ("Germany and the United Kingdom voted in favour", Contradicted),
            ("Canada, Panama and the Czech Republic sided with the United States", Supported),
        ],
    );
}

#[test]
fn nuclear_weapons() {
    check(
        "2019-12-13",
        "Support for the treaty banning nuclear weapons has slipped in the Assembly: 123 members voted \
         for the resolution on the Treaty on the Prohibition of Nuclear Weapons this year, three fewer \
         than in 2018. None of the five permanent members voted for it.",
        &[
            (
                "123 members voted for the resolution on the Treaty on the Prohibition of Nuclear Weapons",
                Supported,
            ),
            ("three fewer than in 2018", Supported),
            ("None of the five permanent members voted for it", Supported),
        ],
    );
}

#[test]
fn crimea() {
    check(
        "2014-03-28",
        "Resolution 68/262 on the territorial integrity of Ukraine was adopted by 100 votes to 11. Most \
         countries voted in favour. Armenia and Cuba voted against, while Kazakhstan abstained.",
        &[
            ("adopted by 100 votes to 11", Supported),
            ("Most countries voted in favour", Supported),
            ("Armenia and Cuba voted against", Supported),
            ("Kazakhstan abstained", Supported),
        ],
    );
}

#[test]
fn gaza() {
    check(
        "2023-12-13",
        "More countries voted for the ceasefire in Gaza in December than in October. 153 states were in \
         favour and 10 against. Ukraine and Germany voted no. The Security Council rejected a similar \
         text last week by 13 votes to 1.",
        &[
            ("153 states were in favour and 10 against", Supported),
            ("Ukraine and Germany voted no", Contradicted),
            (
                "The Security Council rejected a similar text last week by 13 votes to 1",
                NotInRecord,
            ),
        ],
    );
}

#[test]
fn a_vote_under_a_false_subject() {
    check(
        "2018-12-18",
        "The General Assembly adopted the Russian resolution on countering cybercrime by 119 votes to \
         46 on 5 December 2018. It would have been defeated if the European Union had voted as one.",
        &[(
            "The General Assembly adopted the Russian resolution on countering cybercrime by 119 votes to 46 on 5 December 2018",
            Partly,
        )],
    );
}

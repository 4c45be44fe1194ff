//! Votes told by a noun, sponsors by a noun, and who voted as others did.

use super::*;

#[test]
fn votes_told_by_a_noun() {
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("Colombia's abstention surprised many.", Supported),
            ("Peru's abstention surprised many.", Contradicted),
            ("Despite Ukraine's abstention, the mood was one of triumph.", Supported),
            ("Despite Norway's abstention, the mood was one of triumph.", Contradicted),
            ("The abstention of Colombia was a relief to Washington.", Supported),
            ("The abstention of Mexico was a relief to Washington.", Contradicted),
            ("Brazil's no vote was criticised at home.", Supported),
            ("Chile's no vote was criticised at home.", Contradicted),
            ("Negative votes were cast by Brazil, Israel and the United States.", Supported),
            ("Negative votes were cast by Israel and the United States.", Contradicted),
            ("Among the abstainers one finds Colombia.", Supported),
            ("Among the abstainers one finds Chile.", Contradicted),
            ("Ukraine was on the list of abstainers.", Supported),
            ("Norway was on the list of abstainers.", Contradicted),
            ("In the abstention column: Colombia and Ukraine.", Supported),
            ("Against it stood three.", Supported),
            ("Against it stood five.", Contradicted),
        ],
    );
}

/// What was feared, or may come, was not cast.
#[test]
fn votes_by_a_noun_that_were_not_cast() {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let checker = Checker::new(&book.record);
    for sentence in [
        "Peru's abstention would be a surprise.",
        "The envoys had feared Peru's abstention.",
        "To avert Chile's abstention, the text was softened.",
        "Peru lost the match against Chile by 3 to 1.",
    ] {
        let text = format!("{EMBARGO_OF_2019} {sentence}");
        let found = checker.check(text.as_bytes(), "2019-11-08".parse().ok());
        let after = |finding: &&Finding| {
            finding.span.start > EMBARGO_OF_2019.len()
                && matches!(finding.verdict, Supported | Contradicted | Partly)
        };
        assert_eq!(found.findings.iter().filter(after).count(), 0, "{sentence}");
    }
}

#[test]
fn who_voted_as_others_did() {
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("Israel was joined by Brazil in opposing it.", Supported),
            ("Israel was joined by Georgia in opposing it.", Partly),
            ("Joining Israel in rejecting it was, among others, Brazil.", Supported),
            ("Apart from Israel and Brazil, only one country opposed it.", Supported),
            ("Apart from Israel and Brazil, only four countries opposed it.", Partly),
            ("Colombia abstained, like Ukraine.", Supported),
        ],
    );
}

#[test]
fn sponsors_told_by_a_noun() {
    for (text, verdict) in [
        ("Russia was the main sponsor of A/RES/74/29.", Supported),
        ("The United States was the main sponsor of A/RES/74/29.", Contradicted),
        ("A/RES/74/29 was an initiative of Moscow.", Supported),
        ("A/RES/74/29 was an initiative of Beijing.", Contradicted),
        ("Russia authored A/RES/74/29.", Supported),
        ("China authored A/RES/74/29.", Contradicted),
    ] {
        check("2020-02-01", text, &[(text, verdict)]);
    }
}

#[test]
fn titles_equated_with_symbols() {
    for (text, verdict) in [
        ("See A/RES/68/262 (Territorial integrity of Ukraine).", Supported),
        ("The resolution on the territorial integrity of Ukraine is A/RES/68/262.", Supported),
        ("The resolution on the territorial integrity of Ukraine is A/RES/74/29.", Contradicted),
        ("The title of A/RES/68/262 is \"Territorial integrity of Ukraine\".", Supported),
        ("Resolution 74/29 bears the title \"Territorial integrity of Ukraine\".", Contradicted),
    ] {
        check("2022-06-01", text, &[(text, verdict)]);
    }
}

/// Who did as others did is a claim of its own.
#[test]
fn likened_to_others() {
    let text = "On 7 November 2019 the General Assembly adopted resolution 74/7 on the embargo against Cuba. Colombia \
        abstained, like Peru.";
    check("2019-11-08", text, &[("Colombia abstained", Supported), ("Peru", Contradicted)]);
    let text = "On 7 November 2019 the General Assembly adopted resolution 74/7 on the embargo against Cuba. Colombia \
        abstained, just like Ukraine.";
    check("2019-11-08", text, &[("Colombia abstained", Supported), ("Ukraine", Supported)]);
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("Colombia abstained; not so Peru.", Supported),
            ("Peru abstained; not so Ukraine.", Contradicted),
        ],
    );
}

/// The second half of "A but not B" is not understood, so that the first cannot make the whole true.
#[test]
fn one_text_but_not_another() {
    for text in [
        "Kenya supported A/RES/74/28 but not A/RES/74/29.",
        "Kenya backed resolution 74/28 but not 74/29.",
    ] {
        check("2020-02-01", text, &[(text, Ambiguous)]);
    }
}

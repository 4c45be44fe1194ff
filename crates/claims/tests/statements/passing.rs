//! What is told in passing: sides by a noun and names, voters who were so too, those without an ally, figures told
//! after a tally.

use super::*;
use scrutineer_claims::Verdict::Ambiguous;

#[test]
fn sides_by_a_noun_and_names() {
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("Objections came from Israel, Brazil and the United States alone.", Supported),
            ("Objections came from Israel and the United States alone.", Contradicted),
            ("The tally: 187 for, abstentions from Colombia and Ukraine.", Supported),
            ("The tally: 186 for, abstentions from Colombia and Peru.", Contradicted),
            ("In 2019 the two abstentions had come from Colombia and Ukraine.", Supported),
            ("In 2019 the two abstentions had come from Colombia and Peru.", Partly),
            ("Colombia and Ukraine were the two abstainers.", Supported),
        ],
    );
}

/// What is about no vote is about none where others are said to have done it too.
#[test]
fn others_did_what_was_no_vote() {
    for sentence in [
        "The EU opposed the war, and so did Japan.",
        "China supported the peace plan, and so did Brazil.",
        "Germany supported a ban on imports; Poland did as well.",
        "Russia backed the separatists; so did Belarus.",
    ] {
        let book = scrutineer_book::built_in().expect("the built-in book");
        let text = format!("{EMBARGO_OF_2019} {sentence}");
        let found = Checker::new(&book.record).check(text.as_bytes(), "2019-11-08".parse().ok());
        let after = |finding: &&Finding| finding.span.start > EMBARGO_OF_2019.len();
        assert_eq!(found.findings.iter().filter(after).count(), 0, "{sentence}");
    }
}

/// "So did 34 others": besides those named before, which is not the whole side.
#[test]
fn so_many_others_are_not_the_whole_side() {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let checker = Checker::new(&book.record);
    let text = format!("{EMBARGO_OF_2019} Colombia abstained. So did 2 others.");
    let found = checker.check(text.as_bytes(), "2019-11-08".parse().ok()).findings;
    let said = found.iter().filter(|finding| finding.span.start > EMBARGO_OF_2019.len());
    assert_eq!(said.map(|finding| finding.verdict).collect::<Vec<_>>(), [Supported]);
}

#[test]
fn voters_who_were_so_too() {
    check_after(
        "2019-11-08",
        EMBARGO_OF_2019,
        &[
            ("Colombia abstained; Ukraine did as well.", Supported),
            ("Peru abstained; Chile did as well.", Contradicted),
            ("Israel was against it; Brazil was, too.", Supported),
            ("Peru was against it; Chile was, too.", Contradicted),
            ("Israel opposes it, and so does Brazil.", Supported),
            ("Colombia kept to the middle.", Supported),
            ("Peru kept to the middle.", Contradicted),
            ("Moldova was not recorded as voting.", Supported),
            ("Chile and Peru were not recorded as voting.", Contradicted),
        ],
    );
}

#[test]
fn figures_after_a_tally() {
    check_after(
        "2019-12-13",
        "On 12 December 2019 the General Assembly adopted resolution 74/29 on information security by 129 votes to 6, \
         with 45 abstentions.",
        &[
            ("Six states opposed it, fewer than the 45 that abstained.", Supported),
            ("Six states opposed it, far below the 129 ayes.", Supported),
            ("45 states abstained, fewer than the 6 that opposed it.", Contradicted),
            ("One hundred and twenty-nine faced six.", Supported),
        ],
    );
}

#[test]
fn the_symbol_of_the_text_spoken_of() {
    check_after(
        "2019-12-13",
        "On 12 December 2019 the General Assembly adopted its resolution on developments in the field of information \
         and telecommunications in the context of international security by 129 votes to 6, with 45 abstentions.",
        &[
            ("The text is resolution 74/29.", Supported),
            ("The text is resolution 74/28.", Contradicted),
            ("Its symbol: A/RES/74/29.", Supported),
            ("The abstainers are Peru and Kenya.", Contradicted),
        ],
    );
}

#[test]
fn what_many_members_asked_for() {
    check_after(
        "2022-03-03",
        "On Wednesday the General Assembly adopted resolution ES-11/1 by 141 votes to 5, with 35 abstentions.",
        &[
            ("141 countries urged Russia to withdraw its troops.", Supported),
            ("41 countries urged Russia to release prisoners.", Ambiguous),
        ],
    );
}

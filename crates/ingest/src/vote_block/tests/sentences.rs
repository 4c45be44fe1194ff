//! What is said of the outcome after a list.

use super::*;

/// Reads a sentence after a list with two in favour and one against, and compares what it says.
fn check_sentence(sentence: &str, outcome: Outcome, printed: &str, motion: &Motion) {
    let lists = "In favour:\nAlgeria, Benin\nAgainst:\nIsrael\n";
    let account = one(&format!(
        "A/86/PV.45\n5 December 2031\nA recorded vote was taken.\n{lists}{sentence}\n"
    ));
    let vote = &account.vote;
    assert_eq!((vote.outcome, &vote.motion), (outcome, motion), "{sentence}");
    let found = vote.printed.map(|printed| printed.to_string()).unwrap_or_default();
    assert_eq!(found, printed, "{sentence}");
}

#[test]
fn sentences_of_outcomes() {
    use Outcome::{Adopted, Rejected};
    let whole = &Motion::Whole;
    let part = |words: &str| Motion::Part(words.to_owned());
    let cases = [
        (
            "Draft resolution I was adopted by 2 votes to 1, with 14 abstentions (resolution 86/901).",
            Adopted,
            "2-1-14",
            whole,
        ),
        (
            "Draft resolution I was adopted by 2 votes to 1, with 1 abstention.",
            Adopted,
            "2-1-1",
            whole,
        ),
        (
            "Draft resolution I was adopted by 120 votes to none, with 45 abstentions.",
            Adopted,
            "120-0-45",
            whole,
        ),
        (
            "Draft resolution I was adopted by 120 votes to 1, with no abstentions.",
            Adopted,
            "120-1-0",
            whole,
        ),
        (
            "Draft resolution I, as a whole, as amended, was adopted by 120 votes to 3.",
            Adopted,
            "120-3",
            whole,
        ),
        (
            "Draft resolution A/86/L.20, as orally revised, was adopted by thirty-six votes to three, with twenty abstentions.",
            Adopted,
            "36-3-20",
            whole,
        ),
        (
            "Draft resolution I was rejected by 53 votes to 36, with 30 abstentions.",
            Rejected,
            "36-53-30",
            whole,
        ),
        (
            "Draft resolution I was rejected by 36 in favour to 53 against, with 30 abstentions.",
            Rejected,
            "36-53-30",
            whole,
        ),
        (
            "Draft resolution I was not adopted, the vote being 60 in favour to 40 against.",
            Rejected,
            "60-40",
            whole,
        ),
        // The list has two in favour and one against: here the first number is of those in favour.
        (
            "Having failed to obtain a two-thirds majority, draft resolution I was rejected by 2 votes to 1.",
            Rejected,
            "2-1",
            whole,
        ),
        (
            "Operative paragraph 5 was retained by 2 votes to 1.",
            Adopted,
            "2-1",
            &part("operative paragraph 5"),
        ),
        (
            "The fourth preambular paragraph was retained by 2 votes to 1.",
            Adopted,
            "2-1",
            &part("fourth preambular paragraph"),
        ),
        (
            "Draft resolution II, operative paragraph 5, was retained by 2 votes to 1.",
            Adopted,
            "2-1",
            &part("draft resolution II, operative paragraph 5"),
        ),
        (
            "The words “without delay” were retained by 2 votes to 1.",
            Adopted,
            "2-1",
            &part("words “without delay”"),
        ),
        (
            "The amendment contained in document A/86/L.30 was rejected by 2 votes to 1.",
            Rejected,
            "2-1",
            &Motion::Amendment("amendment contained in document A/86/L.30".to_owned()),
        ),
        (
            "The oral amendment was adopted by 2 votes to 1.",
            Adopted,
            "2-1",
            &Motion::Amendment("oral amendment".to_owned()),
        ),
        (
            "The motion for no action was carried by 2 votes to 1.",
            Adopted,
            "2-1",
            &Motion::Procedure("motion for no action".to_owned()),
        ),
        (
            "The motion to adjourn the debate on draft resolution A/86/L.9 was rejected by 5 votes to 3.",
            Rejected,
            "3-5",
            &Motion::Procedure(
                "motion to adjourn the debate on draft resolution A/86/L.9".to_owned(),
            ),
        ),
        (
            "The motion for division was rejected by 5 votes to 3.",
            Rejected,
            "3-5",
            &Motion::Procedure("motion for division".to_owned()),
        ),
        (
            "By a recorded vote of 2 in favour to 1 against, with 48abstentions, the Assembly adopted the draft resolution.",
            Adopted,
            "2-1-48",
            whole,
        ),
        (
            "Draft resolution I was adopted by 2 in favour to 1against ( Israel), with 4 abstentions (Chad, Fiji).",
            Adopted,
            "2-1-4",
            whole,
        ),
        (
            "Draft resolution I was adopted by 94 votes in favour to 59 against, with 33 abstentions.",
            Adopted,
            "94-59-33",
            whole,
        ),
        (
            "Draft resolution I was adopted by a recorded vote (2 in favour, 1 against, 3 abstentions).",
            Adopted,
            "2-1-3",
            whole,
        ),
        (
            "The draft resolution received 2 votes in favour, 1 against and no abstentions. It has not been adopted.",
            Rejected,
            "2-1-0",
            whole,
        ),
        ("The proposal was adopted.", Adopted, "", whole),
    ];
    for (sentence, outcome, printed, motion) in cases {
        check_sentence(sentence, outcome, printed, motion);
    }
}

//! What was put to the vote: the whole text, a part, an amendment, or a point of procedure.
//!
//! The sources mark amendments and paragraphs, but not procedure, of which up to session 29 there is much.
//! There it is found in the description, by what that names first: a text ("TO ADOPT A DRAFT RESOL. ADJOURNING
//! …") or procedure ("TO ADJOURN THE DEBATE ON A DRAFT RESOL. …").

use scrutineer_record::Motion;

use super::facts::Facts;
use super::words;

/// Beginnings of words for texts and their parts.
const TEXTS: [&str; 17] = [
    "RESOL",
    "AMEND",
    "PARA",
    "SUB-PARA",
    "PREAM",
    "PHRASE",
    "WORD",
    "CONVENTION",
    "AGREEMENT",
    "ANNEX",
    "SECTION",
    "ARTICLE",
    "COVENANT",
    "DECLARATION",
    "CLAUSE",
    "TREATY",
    "STATUTE",
];

/// Beginnings of words for procedure.
const PROCEDURE: [&str; 11] = [
    "ADJOURN",
    "POSTPON",
    "CLOSURE",
    "RECONSIDERATION",
    "PRIORITY",
    "2/3",
    "TWO-THIRDS",
    "DEFER",
    "COMPETEN",
    "NON-COMPETEN",
    "DIVISION",
];

/// Procedure in two words, by the beginning of each.
const PHRASES: [(&str, &str); 9] = [
    ("IMPORTANT", "QUESTION"),
    ("SEPARATE", "VOTE"),
    ("DIVIDED", "VOTE"),
    ("CLOSE", "DEBATE"),
    ("CLOSING", "DEBATE"),
    ("SUSPEN", "MEETING"),
    ("SUSPEN", "DEBATE"),
    ("ROLL-CALL", "VOTE"),
    ("RULES", "PROCEDURE"),
];

/// Words between those of a phrase that do not part it.
const FILLERS: [&str; 3] = ["THE", "OF", "A"];

/// What was put to the vote. `has_symbol`: the text has a symbol to be trusted.
pub(super) fn of(facts: &Facts, has_symbol: bool) -> Motion {
    let marked = facts.amendment == Some(true) || facts.paragraph == Some(true);
    // A row that is marked as nothing, has no name and quotes the minutes can be on anything.
    let untold = !marked && facts.is_unnamed();
    if (!has_symbol || untold) && is_procedure(&facts.description) {
        return Motion::Procedure(words::gist(&facts.description, &["motion"]));
    }
    if facts.amendment == Some(true) {
        return Motion::Amendment(named(facts, &["amendment"]));
    }
    if facts.paragraph == Some(true) {
        return Motion::Part(named(facts, &["paragraph", "amendment", "section", "words"]));
    }
    Motion::Whole
}

fn named(facts: &Facts, telling: &[&str]) -> String {
    let named = words::gist(&facts.description, telling);
    if named.is_empty() { "that the source does not name".to_owned() } else { named }
}

/// Whether a description names procedure before it names a text.
fn is_procedure(description: &str) -> bool {
    let upper = description.to_uppercase();
    let words: Vec<&str> = upper
        .split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '/' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut rest = words.as_slice();
    while let Some((word, after)) = rest.split_first() {
        if *word == "RES" || begins(word, &TEXTS) {
            return false;
        }
        if names_procedure(word, after) {
            return true;
        }
        rest = after;
    }
    false
}

fn names_procedure(word: &str, after: &[&str]) -> bool {
    let mut after = after.iter().filter(|word| !FILLERS.contains(word));
    let next = after.next().copied().unwrap_or_default();
    let phrase = |(one, two): &(&str, &str)| word.starts_with(one) && next.starts_with(two);
    match word {
        "MOTION" | "RULING" => true,
        // An item of the agenda is what is debated; "in the agenda" is about the agenda itself.
        "AGENDA" => next != "ITEM",
        word => begins(word, &PROCEDURE) || PHRASES.iter().any(phrase),
    }
}

fn begins(word: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| word.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn procedure_is_told_from_texts_about_it() {
        for (description, expect) in [
            ("TO ADOPT A PROPOSAL ADJOURNING THE MEETING.", true),
            ("TO ADOPT A MOTION TO CLOSE THE DEBATE.", true),
            ("TO CLOSE THE DEBATE ON THE DRAFT RESOL.", true),
            ("TO REQUIRE 2/3 MAJORITY RULE IN VOTING ON 4TH COMM. DRAFT RESOL. (A/1).", true),
            ("TO INCLUDE ITEM 9 IN THE AGENDA.", true),
            ("TO DECIDE THAT THIS IS AN \"IMPORTANT QUESTION\".", true),
            ("TO ADOPT THE PRESIDENT'S RULING ON AN AMENDMENT.", true),
            ("REQUEST FOR SUSPENSION OF THE MEETING.", true),
            (
                "I shall now put to the vote the motion that no action be taken on draft resolution III.",
                true,
            ),
            ("TO ADOPT A DRAFT RESOL. ADJOURNING THE DEBATE.", false),
            ("RES, DECIDING TO POSTPONE THE ITEM.", false),
            ("TO RETAIN THE WORDS \"AND PRIORITY\".", false),
            ("PROMOTION OF TRADE.", false),
            ("May I conclude agenda item 72? Draft resolution I is adopted.", false),
            ("", false),
        ] {
            assert_eq!(is_procedure(description), expect, "{description}");
        }
    }
}

//! Whether a text can speak of votes at all: one pass over it, before anything of it is read.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::cues::{Cue, Verb};
use crate::idioms::wordings;
use crate::vocabulary::{NUMBERS, PHRASES, VERBS};

/// A shorter text is read without asking: there is little to save, and the automaton need not be made for it.
const SHORT: usize = 2000;

/// What opens a document symbol, and words of which the beginning is enough.
const STARTS: [&str; 11] =
    ["A/", "S/", "E/", "ES-", "ST/", "TD/", "UNSCR", "UNGAR", "veto", "decision", "amendment"];

/// What leads to a number without a session, and what stands for a vote told before.
const WORDS: [&str; 9] =
    ["res", "dec", "doc", "docs", "document", "documents", "nor did", "neither did", "so did"];

/// What stands between the numbers of a score: "94-59", "62 to 12".
const SCORE: [&str; 4] = ["-", "–", " to ", " - "];

/// Sides that are cues where they are counted.
const COUNTED: [&str; 2] = [FOR, "no"];

/// After these it is a side too.
const BE: [&str; 6] = ["is", "are", "was", "were", "be", "been"];

/// "No" is a side after these, and elsewhere no cue.
const BEFORE_NO: [&str; 8] = ["a", "the", "lone", "only", "say", "says", "said", "saying"];

/// "129 for" is a count; "for" by itself stands in any text.
const FOR: &str = "for";

/// `None` if no automaton can be made of the cues; then every text is read.
static CUES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(cues()).ok());

/// The words, in any case, without one of which a text claims nothing about votes. They may begin within a word
/// here, which the checker then looks at.
///
/// "More", numbers, "for" and "no" tell of a vote only where one of these stands somewhere.
pub fn cues() -> Vec<String> {
    let phrases = PHRASES.iter().flat_map(|(cue, phrases)| phrases.iter().map(|it| (*it, *cue)));
    let phrases = phrases.filter(|(words, cue)| *words != FOR && opens(*cue));
    let idioms = wordings().into_iter().filter(|(_, cue)| opens(*cue)).map(|(words, _)| words);
    let verbs = VERBS.iter().filter(|(verb, _)| acts(*verb)).flat_map(|(_, forms)| forms);
    let digits = || (0..10).map(|digit: u8| digit.to_string());
    let numbers = NUMBERS.iter().map(|(_, number)| (*number).to_owned()).chain(digits());
    let counts = numbers.flat_map(|number| COUNTED.map(|side| format!("{number} {side}")));
    let sides = BE.iter().map(|be| format!("{be} {FOR}"));
    let sides = sides.chain(BEFORE_NO.iter().map(|before| format!("{before} no")));
    // The numbers are scores by their ends: "94-59" has "4-5" in it.
    let scores = SCORE.iter().flat_map(|between| {
        digits().flat_map(move |one| digits().map(move |other| format!("{one}{between}{other}")))
    });
    let single = STARTS.iter().chain(WORDS.iter()).chain(verbs).map(|words| (*words).to_owned());
    let phrases = phrases.map(|(words, _)| words.to_owned());
    single.chain(phrases).chain(idioms).chain(counts).chain(sides).chain(scores).collect()
}

/// Whether one of the cues stands in a clean text; always, if it is short.
pub(crate) fn may_speak_of_votes(text: &str) -> bool {
    if text.len() < SHORT {
        return true;
    }
    let Some(cues) = CUES.as_ref() else { return true };
    let of_word = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphanumeric)
    };
    cues.find_overlapping_iter(text).any(|found| {
        let begins = !of_word(found.start().checked_sub(1))
            || text.as_bytes().get(found.start()).is_some_and(u8::is_ascii_digit);
        let bytes = text.as_bytes().get(found.start()..found.end()).unwrap_or_default();
        let open = found.pattern().as_usize() < STARTS.len()
            || bytes.last().is_some_and(u8::is_ascii_digit);
        begins && (open || !of_word(Some(found.end())))
    })
}

/// Whether a sentence can claim something about a vote by this cue. "More" and numbers cannot by themselves.
fn opens(cue: Cue) -> bool {
    match cue {
        Cue::Verb(verb, _) => acts(verb),
        Cue::SideNoun(_)
        | Cue::NoneTook(_)
        | Cue::WithoutVote
        | Cue::Support
        | Cue::VoteNoun
        | Cue::Text
        | Cue::Organ
        | Cue::Plenary
        | Cue::Unanimous
        | Cue::Margin(_)
        | Cue::Side(_)
        | Cue::State(_) => true,
        _ => false,
    }
}

fn acts(verb: Verb) -> bool {
    let of_texts = matches!(verb, Verb::Mirror | Verb::Propose | Verb::Affect);
    of_texts || verb.tells_a_vote() || verb == Verb::StandBy
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Checker, Pins, Text};

    /// Long enough to be scanned, and of nothing but this and words that no cue has.
    fn padded(text: &str) -> String {
        format!("{text}\n\n{}", "Gulls circled above the quiet harbour. ".repeat(60))
    }

    /// Words of every kind: what stands between cues, and some cues. Not among them are "more", "for" and
    /// "no": beside the name of a text short ones are read as claims, and the gate does not let
    /// them through by themselves.
    fn words() -> impl Strategy<Value = String> {
        let plain = [
            "Cuba",
            "12",
            "129",
            "Russia",
            "the United States",
            "the EU",
            "NATO",
            "Asian",
            "countries",
            "members",
            "last year",
            "in 2018",
            "on 5 December",
            "only",
            "all",
            "both",
            "it",
            "they",
            "which",
            "and",
            "but",
            "neither",
            "not",
            "did",
            "was",
            "were",
            "had",
            "said",
            "that",
            "rose",
            "fell",
            "from",
            "to",
            "of",
            "with",
            "among",
            "by",
            "on",
            ",",
            "(",
            ")",
            "-",
            ":",
            "cybercrime",
            "nuclear weapons",
            "the embargo",
            "Jerusalem",
            "unanimity",
            "half",
            "most",
            "first time",
        ];
        let cues = [
            "voted",
            "abstained",
            "against",
            "resolution",
            "adopted",
            "73/27",
            "A/RES/73/27",
            "in favour",
            "yes",
            "support",
            "stayed away",
            "the text",
            "working group",
            "side with",
            "General Assembly",
        ];
        let word = prop_oneof![20 => prop::sample::select(plain.to_vec()), 1 => prop::sample::select(cues.to_vec())];
        prop::collection::vec(word, 1..40).prop_map(|words| format!("{}.", words.join(" ")))
    }

    /// Whatever is found, and whatever is listed as not understood, the gate lets it through; but for "nor did
    /// Cuba" where no vote is told that Cuba could have cast.
    #[test]
    fn no_text_with_a_finding_is_passed_over() {
        let book = scrutineer_book::built_in().unwrap();
        let checker = Checker::new(&book.record);
        let mut runner = proptest::test_runner::TestRunner::default();
        let checked = runner.run(&words(), |words| {
            let text = Text::new(padded(&words).as_bytes());
            let findings = checker.judge(&text, &checker.read(&text), None, &Pins::default());
            let unread = !findings.unread.is_empty() && !words.contains("did");
            let speaks = !findings.findings.is_empty() || unread;
            prop_assert!(!speaks || may_speak_of_votes(text.clean()), "{findings:?}");
            Ok(())
        });
        checked.unwrap();
    }

    #[test]
    fn cues_are_found_as_words_of_their_own() {
        let check = |text: &str, expected: bool| {
            let text = Text::new(padded(text).as_bytes());
            assert_eq!(may_speak_of_votes(text.clean()), expected, "{:?}", text.clean().get(..40));
        };
        check("The ferry pivoted; passengers supposed a carriage.", false);
        check("It was there for years, 4.5 per cent more than in 1987.", false);
        check("It was carried.", true);
        check("The result: 129 for.", true);
        check("They vo\u{ad}ted.", true);
        check("They sat this\u{a0}one out.", true);
        check("See A/RES/73/27.", true);
        check("Cf. G.A. Res. 68/262.", true);
        check("Cybercrime: 94-59-33.", true);
        check("Cybercrime, 94 to 59.", true);
        check("Nor did Turkey.", true);
    }
}

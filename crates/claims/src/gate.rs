//! Whether a text can speak of votes at all: one pass over it, before anything of it is read.

mod weak;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::cues::{Cue, Verb};
use crate::idioms::wordings;
use crate::vocabulary::{NUMBERS, VERBS, phrases};

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

struct Cues {
    automaton: AhoCorasick,
    /// So many of them are strong; the weak ones come after.
    strong: usize,
}

/// `None` if no automaton can be made of the cues; then every text is read.
static CUES: LazyLock<Option<Cues>> = LazyLock::new(|| {
    let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(cues()).ok()?;
    Some(Cues { automaton, strong: strong().len() })
});

/// The words, in any case, without one of which a text claims nothing about votes. They may begin within a word
/// here, which the checker then looks at, as at what stands beside those that stand in any text, "no" and "than".
pub fn cues() -> Vec<String> {
    strong().into_iter().chain(weak::cues()).collect()
}

/// Those by which a text is read whatever stands beside them.
fn strong() -> Vec<String> {
    let phrases = phrases().flat_map(|(cue, phrases)| phrases.iter().map(|it| (*it, *cue)));
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

/// Whether one of the cues stands in a clean text; always, if it is short. Of a weak one `claims` tells whether in the
/// sentence at a place something is claimed.
pub(crate) fn may_speak_of_votes(text: &str, mut claims: impl FnMut(usize) -> bool) -> bool {
    if text.len() < SHORT {
        return true;
    }
    let Some(Cues { automaton, strong }) = CUES.as_ref() else { return true };
    let of_word = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphanumeric)
    };
    automaton.find_overlapping_iter(text).any(|found| {
        let (start, end) = (found.start(), found.end());
        let bytes = text.as_bytes().get(start..end).unwrap_or_default();
        let [first, .., last] = bytes else { return false };
        let begins = !first.is_ascii_alphabetic() || !of_word(start.checked_sub(1));
        let ends = !last.is_ascii_alphabetic() || !of_word(Some(end));
        let place = found.pattern().as_usize();
        if place < *strong {
            return begins && (ends || place < STARTS.len());
        }
        let near = text.floor_char_boundary(start.saturating_sub(weak::NEAR));
        let far = text.ceil_char_boundary(end.saturating_add(weak::NEAR).min(text.len()));
        let around = [near..start, start..end, end..far];
        let [before, cue, after] = around.map(|range| text.get(range).unwrap_or_default());
        begins && ends && weak::fits(before, cue, after) && claims(start)
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

    /// Words of every kind: what stands between cues, and some cues.
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

    /// Whatever is found, and whatever is listed as not understood, the gate lets it through.
    #[test]
    fn no_text_with_a_finding_is_passed_over() {
        let book = scrutineer_book::built_in().unwrap();
        let checker = Checker::new(&book.record);
        let mut runner = proptest::test_runner::TestRunner::default();
        let checked = runner.run(&words(), |words| {
            let padded = padded(&words);
            let text = Text::new(padded.as_bytes());
            let findings = checker.judge(&text, &checker.read(&text), None, &Pins::default());
            prop_assert_eq!(checker.check(padded.as_bytes(), None), findings);
            Ok(())
        });
        checked.unwrap();
    }

    /// Clauses that speak of a vote by words that stand in any text.
    fn weak() -> impl Strategy<Value = String> {
        let one_of = |words: &[&'static str]| prop::sample::select(words.to_vec());
        let who = || one_of(&["Cuba", "the EU", "Turkey", "Syria and Chile", "NATO", "the Greeks"]);
        let many = || one_of(&["129", "twelve", "nobody", "none", "the two", "ten EU members"]);
        let number = || one_of(&["129", "twelve", "ten", "5"]);
        let text = || one_of(&["the embargo", "cybercrime", "Jerusalem", "nuclear weapons", "it"]);
        let time = one_of(&["last year", "in 2018", "a year earlier", "two years ago", "in May"]);
        let than = one_of(&["more than", "fewer than", "more votes than", "the same as"]);
        let gap = one_of(&["", " too", " also", ", however,"]);
        prop_oneof![
            (who(), gap.clone(), one_of(&[" no", " for", " did", " did not"]))
                .prop_map(|(who, gap, side)| format!("{who}{gap}{side}")),
            (one_of(&["nor", "so", "neither"]), who())
                .prop_map(|(so, who)| format!("{so} did {who}")),
            (many(), gap, text()).prop_map(|(many, gap, text)| format!("{many}{gap} for {text}")),
            (text(), number(), one_of(&[" to ", "-", " - "]), number())
                .prop_map(|(text, one, to, other)| format!("{text}: {one}{to}{other}")),
            (text(), number(), than, time)
                .prop_map(|(text, number, than, time)| format!("{text}: {number} {than} {time}")),
        ]
    }

    /// Sentences of such clauses, among others that tell nothing.
    fn hints() -> impl Strategy<Value = String> {
        let between = prop::sample::select(vec![", ", "; ", " and ", ". ", ". It rained. "]);
        let clauses = prop::collection::vec((weak(), between), 1..4);
        clauses.prop_map(|clauses| {
            clauses.into_iter().map(|(clause, between)| format!("{clause}{between}")).collect()
        })
    }

    proptest! {
        /// A long text is read as a short one is.
        #[test]
        fn hints_are_heeded_in_a_long_text(words in hints()) {
            static BOOK: LazyLock<scrutineer_book::Book> =
                LazyLock::new(|| scrutineer_book::built_in().unwrap());
            static CHECKER: LazyLock<Checker<'static>> =
                LazyLock::new(|| Checker::new(&BOOK.record));
            let padded = padded(&words);
            let text = Text::new(padded.as_bytes());
            let findings = CHECKER.judge(&text, &CHECKER.read(&text), None, &Pins::default());
            prop_assert_eq!(CHECKER.check(padded.as_bytes(), None), findings);
        }
    }

    #[test]
    fn cues_are_found_as_words_of_their_own() {
        let check = |text: &str, expected: bool| {
            let text = Text::new(padded(text).as_bytes());
            assert_eq!(
                may_speak_of_votes(text.clean(), |_| true),
                expected,
                "{:?}",
                text.clean().get(..40)
            );
        };
        check("The ferry pivoted; passengers supposed a carriage.", false);
        check("It was there for years, 4.5 per cent more than ever.", false);
        check("It was 4.5 per cent more than in 1987.", true);
        check("It was carried.", true);
        check("The result: 129 for.", true);
        check("They vo\u{ad}ted.", true);
        check("They sat this\u{a0}one out.", true);
        check("See A/RES/73/27.", true);
        check("Cf. G.A. Res. 68/262.", true);
        check("Cybercrime: 94-59-33.", true);
        check("Cybercrime, 94 to 59.", true);
        check("Nor did Turkey.", true);
        check("Turkey did.", true);
        check("The EU no, Cuba for.", true);
        check("Nobody was also for the embargo.", true);
        check("Ten more than last year.", true);
        check("Ten to twelve were for it.", true);
        check("The rain did not stop, and no boat was there for more than a reason.", false);
    }
}

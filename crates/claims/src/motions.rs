//! Motions other than the vote on a whole text: when the words speak of one, and which vote it is.
//!
//! The tally of a no-action motion must never be held against the vote on the text, nor the other way round.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use scrutineer_record::{Motion, Record, Vote};

use crate::frame::Count;
use crate::link::count_fits;

/// What was put to the vote, where it was not the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// To take no action, to adjourn, whether two thirds are wanted.
    Procedure,
    /// An amendment.
    Amendment,
    /// A paragraph, voted separately.
    Part,
}

/// Words that tell such a motion; "the motion" alone is often the text itself.
const WORDS: [(Asked, &[&str]); 2] = [
    (
        Asked::Procedure,
        &[
            "no-action motion",
            "no action motion",
            "motion of no action",
            "motion for no action",
            "procedural motion",
            "procedural move",
            "motion for adjournment",
            "point of order",
            "manoeuvre",
            "maneuver",
        ],
    ),
    (Asked::Part, &["separate vote", "to retain operative", "to retain preambular"]),
];

/// What somebody moves, asks or tries.
const MOVES: [&str; 8] =
    ["motion", "motions", "move", "bid", "attempt", "attempts", "request", "ploy"];

const AMENDMENT: &str = "amendment";

/// What is done to a text or an item without a vote on what it says.
const DONE: [&str; 26] = [
    "adjourn", "drop", "shelve", "block", "bury", "kill", "defer", "postpone", "delay", "suspend",
    "close", "end", "halt", "stop", "strike", "struck", "delete", "remove", "removed", "withdraw",
    "reopen", "prevent", "avert", "take", "put", "vote",
];

/// To what.
const TO_WHAT: [&str; 16] = [
    "debate",
    "discussion",
    "text",
    "draft",
    "resolution",
    "item",
    "vote",
    "agenda",
    "it",
    "consideration",
    "meeting",
    "action",
    "paragraph",
    "paragraphs",
    "separately",
    "proposal",
];

/// Without one of these no words speak of such a motion: most clauses have none, and one scan tells.
static NEEDED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let phrases = WORDS.iter().flat_map(|(_, phrases)| phrases.iter());
    AhoCorasick::new(phrases.chain(&MOVES).chain(&[AMENDMENT]).chain(&PARTS)).ok()
});

/// The motion of which the words speak, in lower case, if it is not the whole text.
pub(crate) fn spoken_of(words: &str) -> Option<Asked> {
    if NEEDED.as_ref().is_some_and(|needed| !needed.is_match(words)) {
        return None;
    }
    let tells =
        |(_, phrases): &&(Asked, &[&str])| phrases.iter().any(|phrase| words.contains(phrase));
    let asked = WORDS.iter().find(tells).map(|(asked, _)| *asked);
    asked
        .or_else(|| tells_a_procedure(words).then_some(Asked::Procedure))
        .or_else(|| tells_an_amendment(words).then_some(Asked::Amendment))
        .or_else(|| tells_a_part(words).then_some(Asked::Part))
}

/// "A motion to close the debate", "Cuba's bid to have the item struck off the agenda", "the move to take no action".
fn tells_a_procedure(words: &str) -> bool {
    let words: Vec<&str> = words.split(|letter: char| !letter.is_alphanumeric()).collect();
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(word));
    let done = |from: usize| {
        let done = (from..from + 5).find(|at| is(*at, &DONE));
        done.is_some_and(|at| is(at, &["adjourn"]) || (from..at + 6).any(|at| is(at, &TO_WHAT)))
    };
    (0..words.len()).any(|at| is(at, &MOVES) && is(at + 1, &["to", "for"]) && done(at + 2))
}

/// "Canada's amendment won 88 votes", "voted for the amendment"; a resolution "on the amendment of the rules" is
/// a text like others.
fn tells_an_amendment(words: &str) -> bool {
    if !words.contains(AMENDMENT) {
        return false;
    }
    let words: Vec<&str> = words.split(|letter: char| !letter.is_alphanumeric()).collect();
    let named = |at: usize| words.get(at).is_some_and(|word| word.starts_with(AMENDMENT));
    let matter = |at: usize| {
        let before = words.get(at.saturating_sub(3)..at).unwrap_or_default();
        let after = words.get(at + 1).copied().unwrap_or_default();
        before.contains(&"on") && !before.contains(&"vote") || after == "of"
    };
    (0..words.len()).any(|at| named(at) && !matter(at))
}

/// "A paragraph on refugees was lost", "voted against the last clause"; a resolution "with a paragraph on
/// refugees" is the whole text, and "a member of the Second Committee" no part.
fn tells_a_part(words: &str) -> bool {
    if !PARTS.iter().any(|part| words.contains(part)) {
        return false;
    }
    let words: Vec<&str> = words.split(|letter: char| !letter.is_alphanumeric()).collect();
    let word = |at: usize, back: usize| at.checked_sub(back).and_then(|at| words.get(at)).copied();
    let counted = |word: &str| ORDER.contains(&word);
    (0..words.len()).any(|at| {
        let qualified = usize::from(word(at, 1).is_some_and(counted));
        let qualified = qualified + usize::from(word(at, 1 + qualified).is_some_and(counted));
        let article =
            word(at, 1 + qualified).is_some_and(|word| ["a", "the", "one"].contains(&word));
        let held = word(at, 2 + qualified).is_some_and(|word| {
            ["with", "including", "containing", "has", "had", "of", "includes"].contains(&word)
        });
        word(at, 0).is_some_and(|word| PARTS.contains(&word)) && article && !held
    })
}

/// Parts of a text.
const PARTS: [&str; 3] = ["paragraph", "clause", "preamble"];

/// Which of them.
const ORDER: [&str; 14] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "last",
    "final",
    "operative",
    "preambular",
    "single",
    "key",
];

impl Asked {
    /// In words for people.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Asked::Procedure => "a motion of procedure",
            Asked::Amendment => "an amendment",
            Asked::Part => "a part",
        }
    }

    fn is(self, motion: &Motion) -> bool {
        matches!(
            (self, motion),
            (Asked::Procedure, Motion::Procedure(_))
                | (Asked::Amendment, Motion::Amendment(_))
                | (Asked::Part, Motion::Part(_))
        )
    }

    /// The vote on such a motion about the text of this vote: the only one, unless no count is of it,
    /// or the one that the counts tell.
    pub(crate) fn of<'r>(self, text: Vote<'r>, counts: &[Count]) -> Option<Vote<'r>> {
        let symbol = text.facts().symbol.as_ref()?;
        let votes: Vec<Vote<'r>> =
            text.record().votes_on(symbol).filter(|vote| self.is(&vote.motion)).collect();
        match votes.as_slice() {
            // Of another motion the record may hold nothing.
            [only] => {
                let fits = counts.is_empty() || counts.iter().any(|count| count_fits(count, *only));
                fits.then_some(*only)
            }
            several => {
                let told = |vote: &&Vote<'r>| {
                    !counts.is_empty() && counts.iter().all(|count| count_fits(count, **vote))
                };
                let mut told = several.iter().filter(told);
                told.next().filter(|_| told.next().is_none()).copied()
            }
        }
    }
}

impl Asked {
    /// The vote on such a motion that two counts or more tell, wherever it stands: of those of the year before the
    /// text was written, or else of the day that it tells.
    pub(crate) fn told_by<'r>(
        self,
        record: &'r Record,
        counts: &[&Count],
        is_then: impl Fn(Vote<'r>) -> bool,
    ) -> Option<Vote<'r>> {
        let told = |vote: &Vote<'r>| {
            self.is(&vote.motion)
                && counts.iter().all(|count| count_fits(count, *vote))
                && is_then(*vote)
        };
        let large = counts.iter().filter(|count| count.number.value >= 10).count();
        let mut told = record.votes().filter(|vote| large > 1 && told(vote));
        told.next().filter(|_| told.next().is_none())
    }
}

/// The vote on something else about this text that all of several counts fit, where none fits the text itself: "Cuba's
/// own motion failed, 90-60".
pub(crate) fn other_on<'r>(text: Vote<'r>, counts: &[Count]) -> Option<Vote<'r>> {
    if counts.len() < 2 || counts.iter().any(|count| count_fits(count, text)) {
        return None;
    }
    let symbol = text.facts().symbol.as_ref()?;
    let fits = |vote: &Vote<'r>| {
        !vote.motion.is_whole() && counts.iter().all(|count| count_fits(count, *vote))
    };
    let mut fitting = text.record().votes_on(symbol).filter(fits);
    fitting.next().filter(|_| fitting.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motions_are_told_from_texts() {
        let check = |words: &str, want: Option<Asked>| {
            assert_eq!(spoken_of(&words.to_lowercase()), want, "{words}");
        };
        check("a No-Action Motion that fell by 90 to 30", Some(Asked::Procedure));
        check("Cuba's amendment was rejected", Some(Asked::Amendment));
        check("Canada's amendment won 88 votes", Some(Asked::Amendment));
        check("India voted for the amendment", Some(Asked::Amendment));
        check("a separate vote on paragraph 4", Some(Asked::Part));
        check("a paragraph on refugees was lost", Some(Asked::Part));
        check("Peru voted against the paragraph", Some(Asked::Part));
        check("Peru abstained on the last operative paragraph", Some(Asked::Part));
        check("Cuba's attempt to have the item removed from the agenda", Some(Asked::Procedure));
        check("a bid to shelve the text was beaten", Some(Asked::Procedure));
        check("the move to take no action", Some(Asked::Procedure));
        check("the motion to suspend Ruritania from the Council", None);
        check("its bid to end the embargo won 90 votes", None);
        check("the proposal to convene a conference", None);
        check("the text, with a paragraph on refugees, was adopted", None);
        check("the motion was carried by 90 votes to 30", None);
        check("the resolution on the amendment of the rules was adopted", None);
    }
}

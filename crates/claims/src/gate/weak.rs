//! Words that tell of a vote only beside others: "the EU no", "Turkey did", "ten more than last year".
//!
//! They stand in any text. What is beside them is looked at first, a word or two, and only where that fits is their
//! sentence read.

use std::sync::LazyLock;

use foldhash::HashSet;
use scrutineer_record::MONTHS;

use super::BE;
use crate::cues::Cue;
use crate::lexicon::WEEKDAYS;
use crate::phrases::words;
use crate::vocabulary::{self, NUMBERS};

/// The words by which something may be told, besides those that compare.
const WORDS: [&str; 3] = ["did", "for", "no"];

/// What stands between the numbers of a score of which one is a word: "ten to 129".
const BETWEEN: [&str; 5] = ["-", "–", " to ", " - ", " – "];

/// No votes, in a score.
const NONE: [&str; 3] = ["none", "nil", "nothing"];

const AMONG: &str = "among";

/// Those of whom a side is told, as numbers are.
const COUNTED: [&str; 4] = ["those", "countries", "number", AMONG];

/// By these a time is told, besides months and days of the week.
const TIMES: [&str; 9] =
    ["year", "years", "session", "sessions", "ago", "earlier", "yesterday", "today", "tonight"];

/// Within so many words a time is told with which something is compared.
const AHEAD: usize = 8;

/// So many words stand at most between a number and its side: "129 member states were also for".
const BACK: usize = 6;

/// So many bytes before and after a cue are looked at, however long the text.
pub(super) const NEAR: usize = 120;

/// The weak cues.
pub(super) fn cues() -> impl Iterator<Item = String> {
    let numbers = || NUMBERS.iter().map(|(_, number)| *number).chain(NONE);
    let before = numbers().flat_map(|number| BETWEEN.map(|between| format!("{number}{between}")));
    let after = numbers().flat_map(|number| BETWEEN.map(|between| format!("{between}{number}")));
    let words = WORDS.into_iter().chain(phrases(compares)).map(str::to_owned);
    words.chain(before).chain(after)
}

/// Whether what stands before and after a weak cue fits it, so that the sentence must be read.
pub(super) fn fits(before: &str, cue: &str, after: &str) -> bool {
    let is = |word: &str| cue.eq_ignore_ascii_case(word);
    match cue {
        _ if !cue.starts_with(char::is_alphanumeric) => {
            back(before).next().is_some_and(|first| is_number(first) && !is_one(first, cue))
        }
        _ if !cue.ends_with(char::is_alphanumeric) => {
            on(after).next().is_some_and(|second| is_number(second) && !is_one(cue, second))
        }
        _ if is("did") => has_capital(back(before).next()) || has_capital(on(after).next()),
        _ if is("no") => {
            ends_a_clause(after)
                || on(after).next().is_some_and(is_number)
                || back(before).next() == Some(AMONG)
        }
        _ if is("for") => ends_a_clause(after) || is_counted(before),
        _ => {
            let sentence = after.split(['.', '!', '?', '\n']).next().unwrap_or_default();
            on(sentence).take(AHEAD).any(|word| is_year(word) || BESIDE.times.has(word))
        }
    }
}

/// Those of the vocabulary that do something.
fn phrases(does: fn(&Cue) -> bool) -> impl Iterator<Item = &'static str> {
    let of_kind = vocabulary::phrases().filter(move |(cue, _)| does(cue));
    of_kind.flat_map(|(_, phrases)| phrases.iter().copied())
}

/// "More than" has "more" in it; "over" and "under" bound a number, and stand everywhere.
fn compares(cue: &Cue) -> bool {
    matches!(cue, Cue::More | Cue::Fewer | Cue::Same)
}

/// The words of a text from its end back.
fn back(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn on(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// As names have it.
fn has_capital(word: Option<&str>) -> bool {
    word.is_some_and(|word| word.starts_with(|letter: char| !letter.is_lowercase()))
}

fn is_number(word: &str) -> bool {
    begins_with_digit(word) || BESIDE.numbers.has(word)
}

/// Whether two words are one number: "twenty-five".
fn is_one(tens: &str, unit: &str) -> bool {
    let hyphen = tens.ends_with("ty-") || tens.ends_with("ty") && unit.starts_with('-');
    hyphen && !begins_with_digit(unit)
}

fn begins_with_digit(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a clause can end before this text, or tell of those who took the side: at a mark, before "and" and the
/// like, before "were".
fn ends_a_clause(after: &str) -> bool {
    // "no-one"
    let apart = !after.starts_with(['-', '\'']);
    let marked = !after.trim_start().starts_with(char::is_alphanumeric);
    apart && marked
        || on(after).next().is_some_and(|word| BESIDE.joins.has(word) || BE.contains(&word))
}

/// Whether a number stands before "for", or "were", with nothing between but those who are counted: "129 members
/// also".
fn is_counted(before: &str) -> bool {
    let ends = |word: &&str| is_number(word) || BE.contains(word) || COUNTED.contains(word);
    let mut words = back(before)
        .take(BACK)
        .skip_while(|word| !ends(word) && (has_capital(Some(word)) || BESIDE.between.has(word)));
    words.next().as_ref().is_some_and(ends)
}

/// What stands beside weak cues.
static BESIDE: LazyLock<Beside> = LazyLock::new(Beside::new);

struct Beside {
    /// Number words, definite or not.
    numbers: Set,
    /// Those who are counted, and words that change nothing.
    between: Set,
    /// Words of times.
    times: Set,
    /// Conjunctions.
    joins: Set,
}

/// Words by their hashes, in any case. Of two words of one hash both are taken for one, and a sentence more is read.
struct Set(HashSet<u64>);

impl Set {
    fn of<'w>(texts: impl Iterator<Item = &'w str>) -> Set {
        Set(texts.flat_map(words).map(|word| word.hash).collect())
    }

    fn has(&self, word: &str) -> bool {
        words(word).next().is_some_and(|word| self.0.contains(&word.hash))
    }
}

impl Beside {
    fn new() -> Beside {
        let number_words = NUMBERS.iter().map(|(_, number)| *number);
        let indefinite = phrases(|cue| matches!(cue, Cue::Vague(..) | Cue::Nobody | Cue::Many));
        let counted = phrases(|cue| {
            matches!(cue, Cue::Voters | Cue::VoteNoun | Cue::Adverb | Cue::All | Cue::Only)
        });
        let joins = phrases(|cue| matches!(cue, Cue::And | Cue::But | Cue::While));
        Beside {
            numbers: Set::of(number_words.chain(indefinite).chain(NONE)),
            between: Set::of(counted),
            times: Set::of(TIMES.into_iter().chain(MONTHS).chain(WEEKDAYS)),
            joins: Set::of(joins.filter_map(|phrase| phrase.split(' ').next())),
        }
    }
}

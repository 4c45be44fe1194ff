//! Sentences that say what became of a motion, and by how many votes.

use scrutineer_record::symbol::{Mention, mentions};
use scrutineer_record::{Motion, Outcome, PrintedTally, Tally};

use super::lines::{Kind, Line};
use super::place;

/// What a sentence says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// The line on which it begins.
    pub(super) line: u64,
    /// The line on which it ends.
    pub(super) last: u64,
    /// The sentence.
    pub(super) text: String,
    /// What became of the motion.
    pub(super) outcome: Option<Outcome>,
    /// What was put to the vote.
    pub(super) motion: Motion,
    /// The votes, if it gives them.
    pub(super) votes: Option<Votes>,
    /// Whether it leads to a list: "as follows".
    pub(super) leads: bool,
}

/// Votes as a sentence gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Votes {
    printed: PrintedTally,
    /// Whether "in favour" and "against" stand beside the numbers.
    is_labelled: bool,
}

impl Said {
    /// Reads a sentence; `None` if it says neither an outcome nor votes.
    pub(super) fn read(sentence: &Sentence) -> Option<Said> {
        let text = sentence.text.as_str();
        let votes = votes(text);
        let verb = verb(text);
        if votes.is_none() && verb.is_none() {
            return None;
        }
        let motion = verb.as_ref().map_or(Motion::Whole, |verb| motion(text, verb));
        Some(Said {
            line: sentence.line,
            last: sentence.last,
            text: text.to_owned(),
            outcome: verb.map(|verb| verb.outcome),
            motion,
            votes,
            leads: text.to_lowercase().contains("as follows"),
        })
    }

    /// The tally. Of "rejected by 53 votes to 36" the first number is that of those against, unless the list
    /// of names says otherwise.
    pub(super) fn printed(&self, counted: Option<Tally>) -> Option<PrintedTally> {
        let Votes { printed, is_labelled } = self.votes?;
        let PrintedTally { yes, no, abstain } = printed;
        let turned = PrintedTally { yes: no, no: yes, abstain };
        let is_rejected = self.outcome == Some(Outcome::Rejected);
        let fits = |tally: &PrintedTally| counted.is_some_and(|counted| tally.agrees_with(counted));
        if is_labelled || !is_rejected || yes < no || fits(&printed) && !fits(&turned) {
            return Some(printed);
        }
        Some(turned)
    }

    /// What stands behind it on its last line.
    fn rest_of<'l>(&self, line: &'l str) -> &'l str {
        let mut rest = line;
        for (part, _) in parts(line) {
            let Some((_, after)) = rest.split_once(part) else { break };
            rest = after.trim_start();
            if self.text.ends_with(part) {
                return rest;
            }
        }
        line
    }

    /// What it cites.
    pub(super) fn mentions(&self) -> Vec<Mention> {
        mentions(&self.text)
    }
}

/// A sentence, with the lines on which it begins and ends.
#[derive(Debug)]
pub(super) struct Sentence {
    line: u64,
    last: u64,
    text: String,
}

/// The sentences of some lines.
pub(super) fn sentences(lines: &[Line]) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut open: Option<Sentence> = None;
    for line in lines.iter().filter(|line| line.kind != Kind::Correction) {
        if line.text.is_empty() || is_heading(&line.text) {
            found.extend(open.take());
        }
        if line.kind != Kind::Text {
            continue;
        }
        for (text, ends) in parts(&line.text) {
            let begun = Sentence { line: line.number, last: line.number, text: String::new() };
            let sentence = open.get_or_insert(begun);
            if !sentence.text.is_empty() {
                sentence.text.push(' ');
            }
            sentence.text.push_str(text);
            sentence.last = line.number;
            if ends {
                found.extend(open.take());
            }
        }
        if is_heading(&line.text) {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found
}

/// What follows a sentence in the lines among which it stands, or all of them if it does not.
pub(super) fn after(said: Option<&Said>, lines: &[Line]) -> Vec<Line> {
    let mut rest = Vec::new();
    let last = said.map_or(0, |said| said.last);
    for line in lines.iter().filter(|line| line.number >= last) {
        let of_line = said.filter(|_| line.number == last).map(|said| said.rest_of(&line.text));
        let text = of_line.unwrap_or(&line.text).to_owned();
        rest.push(Line { text, ..line.clone() });
    }
    rest
}

/// Whether a line stands for itself: "ANNEX IX", "Vote on …", the date.
fn is_heading(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.starts_with("annex ") || lower.starts_with("vote on ") || place::is_date_line(line)
}

/// The sentences of a line, and whether each ends on it.
fn parts(line: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(at) = end_of_sentence(rest) {
        let Some((sentence, after)) = rest.split_at_checked(at) else { break };
        parts.push((sentence.trim(), true));
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        parts.push((rest, rest.ends_with(['.', ':', ')', ']', '?', '!'])));
    }
    parts
}

/// Where a sentence ends within a line: a full stop, a blank, a capital.
fn end_of_sentence(line: &str) -> Option<usize> {
    line.match_indices(". ").map(|(at, _)| at + 1).find(|at| {
        let word = line.get(..*at).and_then(|before| before.rsplit([' ', '(']).next());
        let is_short = word
            .is_some_and(|word| matches!(word, "Mr." | "Mrs." | "Ms." | "No." | "para." | "St."));
        let next = line.get(*at..).and_then(|after| after.trim_start().chars().next());
        !is_short && next.is_some_and(|next| next.is_uppercase() || matches!(next, '[' | '“' | '"'))
    })
}

/// The word that says what became of a motion.
struct Verb {
    outcome: Outcome,
    /// Where what was voted on ends before it: at "was", or at the word itself.
    before: usize,
    /// Where the word ends.
    after: usize,
    /// Whether it speaks of keeping a part.
    retains: bool,
    /// Whether what was voted on stands before the word.
    is_passive: bool,
}

const VERBS: [(&str, Outcome); 13] = [
    ("adopted", Outcome::Adopted),
    ("carried", Outcome::Adopted),
    ("retained", Outcome::Adopted),
    ("approved", Outcome::Adopted),
    ("accepted", Outcome::Adopted),
    ("passed", Outcome::Adopted),
    ("adopt", Outcome::Adopted),
    ("retain", Outcome::Adopted),
    ("approve", Outcome::Adopted),
    ("rejected", Outcome::Rejected),
    ("defeated", Outcome::Rejected),
    ("reject", Outcome::Rejected),
    ("failed", Outcome::Rejected),
];

fn verb(text: &str) -> Option<Verb> {
    let lower = text.to_ascii_lowercase();
    let is_letter = |at: Option<char>| at.is_some_and(char::is_alphanumeric);
    let found = VERBS.iter().filter_map(|(word, outcome)| {
        let whole = |at: &usize| {
            !is_letter(lower.get(..*at).and_then(|before| before.chars().next_back()))
                && !is_letter(lower.get(at + word.len()..).and_then(|after| after.chars().next()))
        };
        let at = lower.match_indices(word).map(|(at, _)| at).find(whole)?;
        Some((at, *word, *outcome))
    });
    let (at, word, outcome) = found.min_by_key(|(at, ..)| *at)?;
    let start = lower.get(..at)?;
    let is_denied = start.ends_with("not ") || start.ends_with("not been ");
    let helper = [" was ", " were ", " has ", " have ", " had "]
        .iter()
        .filter_map(|helper| start.rfind(helper))
        .max();
    Some(Verb {
        outcome: if is_denied { Outcome::Rejected } else { outcome },
        before: helper.unwrap_or(at),
        after: at + word.len(),
        retains: word.starts_with("retain"),
        is_passive: helper.is_some() || word == "failed",
    })
}

/// What was put to the vote, by the words for it.
fn motion(text: &str, verb: &Verb) -> Motion {
    let words = if verb.is_passive {
        text.get(..verb.before)
    } else {
        text.get(verb.after..).map(|after| after.split([',', '.', ':']).next().unwrap_or(after))
    };
    let words = named(words.unwrap_or_default());
    let lower = words.to_lowercase();
    let first = |names: &[&str]| names.iter().filter_map(|name| lower.find(name)).min();
    let text_at = first(&["draft resolution", "draft decision", "resolution as a whole"])
        .unwrap_or(usize::MAX);
    if first(&["amendment"]).is_some_and(|at| at < text_at) {
        return Motion::Amendment(words);
    }
    if first(&["motion", "adjournment", "division", "proposal not to", "no action"])
        .is_some_and(|at| at < text_at)
    {
        return Motion::Procedure(words);
    }
    let part =
        first(&["paragraph", "preambular", "words ", "phrase", "section", "sentence", "chapeau"]);
    if !lower.contains("as a whole") && (verb.retains || part.is_some_and(|at| at < text_at)) {
        return Motion::Part(words);
    }
    Motion::Whole
}

/// The words for what was voted on: without an article, and what stands in brackets.
fn named(words: &str) -> String {
    let words = without_brackets(words, &|_| false);
    let words = words.trim().trim_end_matches([',', ' ']);
    let words = words.rsplit(": ").next().unwrap_or(words);
    let bare = ["The ", "the ", "In favour of "].iter().find_map(|start| words.strip_prefix(start));
    let words = bare.unwrap_or(words);
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    let named: String = first.into_iter().chain(letters).collect();
    named.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without what stands in round brackets, but for those that are to be kept.
fn without_brackets(text: &str, kept: &dyn Fn(&str) -> bool) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let (inner, next) = after.split_once(')').unwrap_or((after, ""));
        bare.push_str(before);
        if kept(inner) {
            bare.push_str(inner);
        }
        bare.push(' ');
        rest = next;
    }
    bare.push_str(rest);
    bare
}

/// The votes that a sentence gives: "119 votes to 46, with 14 abstentions", "3 in favour to none against".
fn votes(text: &str) -> Option<Votes> {
    let counts = |inner: &str| inner.contains("favour") || inner.contains("against");
    let words = words(&without_brackets(text, &counts));
    let numbers: Vec<(usize, u16, usize)> = numbers(&words);
    let (mut yes, mut no, mut abstain, mut first, mut second) = (None, None, None, None, None);
    for (place, (_, value, end)) in numbers.iter().enumerate() {
        let next = numbers.get(place + 1).map_or(words.len(), |(start, ..)| *start);
        let between = words.get(*end..next).unwrap_or_default();
        let says = |starts: &[&str]| {
            between.iter().take(4).any(|word| starts.iter().any(|start| word.starts_with(start)))
        };
        let bare: Vec<_> = between.iter().filter(|word| !word.starts_with("vote")).collect();
        if says(&["favour", "favor"]) {
            yes = yes.or(Some(*value));
        } else if says(&["against", "opposed"]) {
            no = no.or(Some(*value));
        } else if says(&["abst"]) {
            abstain = abstain.or(Some(*value));
        } else if bare.len() == 1 && bare.iter().all(|word| *word == "to") {
            first = first.or(Some(*value));
        } else if first.is_some() && second.is_none() {
            second = Some(*value);
        }
    }
    let is_labelled = yes.is_some();
    let (yes, no) = (yes.or(first)?, no.or(second).or(is_labelled.then_some(0))?);
    Some(Votes { printed: PrintedTally { yes, no, abstain }, is_labelled })
}

/// Words in small letters; numbers apart from words that they touch.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for sign in text.chars() {
        let joins = sign.is_alphanumeric()
            && last.is_alphanumeric()
            && sign.is_ascii_digit() == last.is_ascii_digit();
        if joins {
            words
                .iter_mut()
                .next_back()
                .into_iter()
                .for_each(|word| word.extend(sign.to_lowercase()));
        } else if sign.is_alphanumeric() {
            words.push(sign.to_lowercase().collect());
        }
        last = sign;
    }
    words
}

/// The numbers among words: where each begins, its value, where it ends.
fn numbers(words: &[String]) -> Vec<(usize, u16, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
        let is_no =
            word == "no" && ["abst", "vote", "against"].iter().any(|start| next.starts_with(start));
        let tens = tens(word);
        let unit = tens.and_then(|_| small(next)).filter(|unit| (1..10).contains(unit));
        let value = match (tens, unit) {
            (Some(tens), unit) => Some(tens + unit.unwrap_or_default()),
            _ if is_no => Some(0),
            _ => word.parse().ok().or_else(|| small(word)),
        };
        let end = at + 1 + usize::from(unit.is_some());
        if let Some(value) = value {
            found.push((at, value, end));
        }
        at = end;
    }
    found
}

/// A number below twenty in words.
fn small(word: &str) -> Option<u16> {
    const SMALL: [&str; 20] = [
        "none",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let zero = matches!(word, "zero" | "nil").then_some(0);
    zero.or_else(|| SMALL.iter().position(|own| *own == word).and_then(|at| u16::try_from(at).ok()))
}

/// Twenty to ninety in words.
fn tens(word: &str) -> Option<u16> {
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|own| *own == word).and_then(|at| u16::try_from(10 * (at + 2)).ok())
}

//! Words of explanations: lists, plurals, sentences.

use scrutineer_record::{MemberSet, Record};

/// "A, B and C".
pub(crate) fn list(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

/// The names of members for readers, in alphabetical order.
pub(crate) fn names(record: &Record, members: MemberSet) -> Vec<String> {
    let mut names: Vec<String> =
        members.iter().map(|member| record.members()[member].press_name.clone()).collect();
    names.sort();
    names
}

/// "1 member", "38 members".
pub(crate) fn count_of(count: u16, noun: &str) -> String {
    plural(usize::from(count), noun)
}

/// "1 time", "3 times".
pub(crate) fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// "was" or "were".
pub(crate) fn was(count: u16) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

/// A clause as a sentence: with a capital and a full stop.
pub(crate) fn sentence_of(clause: &str) -> String {
    let mut sentence = sentence_start(clause);
    if !clause.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

/// Words with a capital at their start.
pub(crate) fn sentence_start(words: &str) -> String {
    let mut sentence = String::with_capacity(words.len() + 1);
    let mut letters = words.chars();
    sentence.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    sentence.push_str(letters.as_str());
    sentence
}

//! Who is speaking, sentence by sentence.

use std::ops::Range;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::sentence::Sentence;

/// Who is speaking, as the document goes on.
#[derive(Clone, Debug, Default)]
pub(super) struct Speakers {
    /// Full names, in the order in which they appear.
    names: Vec<String>,
    current: Option<String>,
}

/// No report lets more people speak; a text with more names is a list.
const MOST_SPEAKERS: usize = 500;

impl Speakers {
    /// The speaker of a sentence: named beside a verb of saying, or the last one if "he said".
    pub(super) fn of(&mut self, sentence: &Sentence<'_>) -> Option<String> {
        let say = (0..sentence.len()).find(|place| {
            matches!(sentence.verb(*place), Some((Verb::Say, Form::Past | Form::Third)))
        });
        let according = (0..sentence.len())
            .find(|place| sentence.word(*place).eq_ignore_ascii_case("according to"));
        let Some(at) = say.or(according) else {
            // Speech that goes on without a word about who speaks.
            let quoted = (0..sentence.len()).any(|place| sentence.is_mark(place, &['"', '“', '”']));
            return if quoted { self.current.clone() } else { None };
        };
        let name = self.name_before(sentence, at).or_else(|| self.name_after(sentence, at));
        if let Some(name) = name {
            let full = self.names.iter().find(|known| known.ends_with(&name)).cloned();
            let full = full.unwrap_or(name);
            if !self.names.contains(&full) && self.names.len() < MOST_SPEAKERS {
                self.names.push(full.clone());
            }
            self.current = Some(full);
        }
        self.current.clone()
    }

    fn name_before(&self, sentence: &Sentence<'_>, at: usize) -> Option<String> {
        let start = (0..at).rev().take_while(|place| is_name_word(sentence, *place)).last()?;
        // "the Committee on Ports and Harbours" is no person.
        let part_of_title = start > 0
            && matches!(sentence.cue(start - 1), Some(Cue::And | Cue::Of | Cue::Preposition));
        if part_of_title && at - start <= 2 {
            return None;
        }
        Some(last_two(sentence, start..at))
    }

    fn name_after(&self, sentence: &Sentence<'_>, at: usize) -> Option<String> {
        let end =
            (at + 1..sentence.len()).take_while(|place| is_name_word(sentence, *place)).last()?;
        Some(first_two(sentence, at + 1..end + 1))
    }
}

fn is_name_word(sentence: &Sentence<'_>, place: usize) -> bool {
    matches!(sentence.kind(place), Some(Kind::Word))
        && sentence.word(place).chars().next().is_some_and(char::is_uppercase)
}

fn last_two(sentence: &Sentence<'_>, at: Range<usize>) -> String {
    sentence.words(at.end.saturating_sub(2).max(at.start)..at.end).to_owned()
}

fn first_two(sentence: &Sentence<'_>, at: Range<usize>) -> String {
    sentence.words(at.start..at.end.min(at.start + 2)).to_owned()
}

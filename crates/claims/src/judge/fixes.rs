//! The smallest edits that make a claim true: which words, and what to put in their place.

use std::ops::Range;

use super::*;
use crate::Fix;
use crate::cues::{Cue, Form, Verb};
use crate::frame::{Count, Point};
use crate::predicate::Deed;

impl<'r> Case<'_, 'r> {
    fn replaced(&self, tokens: Range<usize>, replacement: String) -> Fix {
        let span = self.sentence.text.span(self.sentence.range(tokens));
        Fix { span, replacement }
    }

    /// The number that was counted in the place of the one claimed: "(128 → 126) votes", "(more than 130 → 126)".
    pub(super) fn count_fix(&self, count: &Count, counted: u16) -> Option<Fix> {
        // "no" of "no abstentions"
        if let Some(Cue::NoneTook(_)) = self.sentence.cue(count.at.start) {
            let start = self.sentence.range(count.at.clone()).start;
            let word = start..start + "no".len();
            let is_no = self.sentence.text.get(word.clone()).eq_ignore_ascii_case("no");
            let span = self.sentence.text.span(word);
            return is_no.then(|| Fix { span, replacement: counted.to_string() });
        }
        let is_number = |place: &usize| {
            self.sentence.number(*place).is_some()
                || matches!(self.sentence.cue(*place), Some(Cue::Vague(..)))
        };
        let wholes = self.sentence.wholes_in(count.at.clone());
        let number = count.at.clone().find(|place| is_number(place) && !wholes.contains(place))?;
        let bound = number.checked_sub(1).filter(|before| {
            count.at.contains(before)
                && matches!(
                    self.sentence.cue(*before),
                    Some(Cue::AtLeast | Cue::AtMost | Cue::MoreThan | Cue::FewerThan | Cue::About)
                )
        });
        let counted = if counted == 0 { "no".to_owned() } else { counted.to_string() };
        Some(self.replaced(bound.unwrap_or(number)..number + 1, counted))
    }

    /// The number of members in the place of the one claimed.
    pub(super) fn whole_fix(&self, place: usize, members: u16) -> Option<Fix> {
        Some(self.replaced(place..place + 1, members.to_string()))
    }

    /// The figure of a vote in the place of the one claimed.
    pub(super) fn point_fix(&self, point: &Point, counted: u16) -> Option<Fix> {
        let is_number = |place: &usize| self.sentence.number(*place).is_some();
        let number = point.at.clone().find(is_number)?;
        Some(self.replaced(number..number + 1, counted.to_string()))
    }

    /// "adopted" for "rejected", or the other way round.
    pub(super) fn outcome_fix(&self, adopted: bool) -> Option<Fix> {
        let wrong = if adopted { Verb::Reject } else { Verb::Adopt };
        let told = |place: &usize| self.sentence.verb(*place) == Some((wrong, Form::Past));
        let verb = self.frame.at.clone().find(told).filter(|_| !self.frame.negated)?;
        Some(self.replaced(verb..verb + 1, adopted_or_not(adopted).to_string()))
    }

    /// What one member did in the place of what it is said to have done.
    pub(super) fn position_fix(&self, took: Position) -> Option<Fix> {
        let told =
            self.sentence.predicates(self.frame.at.clone()).into_iter().find(|predicate| {
                matches!(predicate.deed, Deed::Took(_))
                    && !predicate.negated
                    && !predicate.passive
                    && matches!(self.sentence.verb(predicate.verb), Some((_, Form::Past)))
            })?;
        let object =
            matches!(self.sentence.cue(told.at.end), Some(Cue::Article | Cue::Text | Cue::Pronoun));
        let words = match took {
            Position::Yes => "voted for",
            Position::No => "voted against",
            Position::Abstain if object => "abstained on",
            Position::Abstain => "abstained",
            Position::NonVoting if object => "did not vote on",
            Position::NonVoting => "did not vote",
        };
        Some(self.replaced(told.verb..told.at.end, words.to_owned()))
    }

    /// The day of the vote in the place of the time told.
    pub(super) fn date_fix(&self, when: When, vote: Vote<'r>) -> Option<Fix> {
        date_fix(self.sentence, self.frame.at.clone(), when, vote.date)
    }
}

/// A date in the place of the time that some words tell.
pub(super) fn date_fix(
    sentence: &Sentence<'_>,
    words: Range<usize>,
    when: When,
    date: Date,
) -> Option<Fix> {
    let time = sentence.times(words).into_iter().find(|time| time.when == when)?;
    let day = date.in_words();
    let replacement = match when {
        When::Year(_) | When::TextYear(_) => date.year().to_string(),
        When::Month { .. } => day.split_once(' ').map(|(_, month)| month.to_owned())?,
        When::Day { year: None, .. } => day.rsplit_once(' ').map(|(day, _)| day.to_owned())?,
        _ => day,
    };
    Some(Fix { span: sentence.text.span(sentence.range(time.at)), replacement })
}

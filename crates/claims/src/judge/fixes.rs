//! The smallest edits that make a claim true: which words, and what to put in their place.

use std::ops::Range;

use super::*;
use crate::Fix;
use crate::cues::{Cue, Form, Verb};
use crate::frame::{Comparison, Count, Direction, Point};
use crate::predicate::Deed;
use crate::quantity::{Bound, Number};
use crate::words::sentence_start;

impl<'r> Case<'_, 'r> {
    fn replaced(&self, tokens: Range<usize>, replacement: String) -> Fix {
        let begins = |words: &str, test: fn(char) -> bool| words.chars().next().is_some_and(test);
        let capital = begins(self.sentence.words(tokens.clone()), char::is_uppercase);
        let span = self.sentence.text.span(self.sentence.range(tokens));
        let replacement = match capital && begins(&replacement, char::is_lowercase) {
            true => sentence_start(&replacement),
            false => replacement,
        };
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

    /// The part that took the position, in per cent, for the one claimed: "(two thirds → 73 per cent) of".
    pub(super) fn part_fix(&self, count: u16, n: u16) -> Option<Fix> {
        let agents = self.frame.agents.as_ref()?;
        let start = agents.at.clone().find(|place| self.sentence.fraction_at(*place).is_some())?;
        let (_, end) = self.sentence.fraction_at(start)?;
        let hundredths = u32::from(count) * 1000 / u32::from(n.max(1));
        let per_cent = (hundredths + 5) / 10;
        let words = self.sentence.words(start..end).to_lowercase();
        let of = ["half the", " of"].iter().any(|ending| words.ends_with(ending));
        let rest = if words.ends_with(" the") { " of the" } else { " of" };
        let rest = if of { rest } else { "" };
        // What a share is of can be said only of one that is not too small.
        (per_cent > 0).then(|| self.replaced(start..end, format!("{per_cent} per cent{rest}")))
    }

    /// How many members of a group did it in the place of the number claimed.
    pub(super) fn of_group_fix(&self, number: Number, counted: u16) -> Option<Fix> {
        let agents = self.frame.agents.as_ref()?;
        let told = |place: &usize| self.sentence.number(*place) == Some(number.value);
        let place = agents.at.clone().find(told).filter(|_| number.bound == Bound::Exactly)?;
        let counted = if counted == 0 { "none".to_owned() } else { counted.to_string() };
        Some(self.replaced(place..place + 1, counted))
    }

    /// Those that did it in the place of those named: a list for a list, one name for one name.
    pub(super) fn names_fix(&self, named: &[String], took: &[String]) -> Option<Fix> {
        let names = &self.frame.agents.as_ref()?.names;
        let (first, last) = (*names.iter().min()?, *names.iter().max()?);
        let of_list = |place: usize| {
            names.contains(&place)
                || self.sentence.is_mark(place, &[','])
                || matches!(
                    self.sentence.cue(place),
                    Some(Cue::And | Cue::Or | Cue::Article | Cue::Voters)
                )
        };
        let whole = (first..=last).all(of_list) && self.frame.with.is_none();
        // "the only two countries": the number would have to change with the names.
        let counted = self.frame.at.clone().any(|place| {
            self.sentence.number(place).is_some_and(|number| number > 1)
                && self.sentence.time_at(place).is_none()
        });
        // "X was the only country": one for one.
        let linked = self
            .frame
            .at
            .clone()
            .any(|place| matches!(self.sentence.verb(place), Some((Verb::Be, _))));
        let alike = (!linked || (named.len() == 1) == (took.len() == 1))
            && (named.len() == took.len() || !counted)
            && !took.is_empty();
        (whole && alike).then(|| self.replaced(first..last + 1, list(took, "and")))
    }

    /// How much more or fewer in the place of what is claimed; a word that tells the wrong way is turned.
    pub(super) fn change_fixes(&self, comparison: Comparison, new: u16, old: u16) -> Vec<Fix> {
        let at = self.frame.at.clone();
        let way = match comparison.direction {
            Direction::More => new > old,
            Direction::Fewer => new < old,
            Direction::Same => return Vec::new(),
        };
        if new == old {
            return Vec::new();
        }
        let verb = at.clone().find(|place| {
            matches!(self.sentence.verb(*place), Some((Verb::Rise | Verb::Fall, Form::Past)))
        });
        // "more than doubled" tells how much and which way.
        if comparison.factor.is_some() {
            let told = verb.filter(|_| comparison.than.is_none());
            let bound = |verb: usize| {
                let before = verb.checked_sub(1).filter(|before| at.contains(before));
                let bounds = |place: &usize| {
                    matches!(
                        self.sentence.cue(*place),
                        Some(Cue::MoreThan | Cue::FewerThan | Cue::About)
                    )
                };
                before.filter(bounds).unwrap_or(verb)
            };
            let went = if new > old { "rose" } else { "fell" };
            let fix = |verb: usize| {
                self.replaced(bound(verb)..verb + 1, format!("{went} from {old} to {new}"))
            };
            return told.map(fix).into_iter().collect();
        }
        let mut fixes = Vec::new();
        if !way {
            let turned = |place: usize| {
                let words = match (self.sentence.cue(place)?, self.sentence.verb(place)) {
                    (_, Some((Verb::Rise, Form::Past))) => "fell",
                    (_, Some((Verb::Fall, Form::Past))) => "rose",
                    (Cue::More, _) => "fewer",
                    (Cue::Fewer, _) => "more",
                    (Cue::MoreThan, _) => "fewer than",
                    (Cue::FewerThan, _) => "more than",
                    _ => return None,
                };
                Some(self.replaced(place..place + 1, words.to_owned()))
            };
            match at.clone().find_map(turned) {
                Some(fix) => fixes.push(fix),
                None => return Vec::new(),
            }
        }
        let by = u32::from(new.abs_diff(old));
        if comparison.by.is_some_and(|number| !number.fits(by)) {
            let number = |place: &usize| {
                self.sentence.number(*place).is_some() && self.sentence.time_at(*place).is_none()
            };
            match at.clone().find(number) {
                Some(place) => fixes.push(self.replaced(place..place + 1, by.to_string())),
                None => return Vec::new(),
            }
        }
        fixes
    }

    /// The other way for a course that is told wrongly: "fell" for "rose".
    pub(super) fn way_fix(&self, new: u16, old: u16) -> Option<Fix> {
        let went = if new > old { "rose" } else { "fell" };
        let told = |place: &usize| {
            matches!(self.sentence.verb(*place), Some((Verb::Rise | Verb::Fall, Form::Past)))
        };
        let verb = self.frame.at.clone().find(told).filter(|_| new != old)?;
        Some(self.replaced(verb..verb + 1, went.to_owned()))
    }

    /// A stance in the place of one from or to which somebody is said to have moved: "from (no → abstention)".
    pub(super) fn stance_fix(&self, preposition: &str, took: Position) -> Option<Fix> {
        let at = self.frame.at.clone();
        let before = at.clone().rfind(|place| self.sentence.is_word(*place, &[preposition]))?;
        let stance = (before + 1..at.end.min(before + 4)).find(|place| {
            self.sentence.position_in(*place..*place + 1).is_some()
                || self.sentence.is_word(*place, &["support", "opposition"])
        })?;
        let words = match took {
            Position::Yes => "yes",
            Position::No => "no",
            Position::Abstain => "abstention",
            Position::NonVoting => return None,
        };
        let article = before + 1 < stance && self.sentence.cue(stance - 1) == Some(Cue::Article);
        let start = if article { stance - 1 } else { stance };
        Some(self.replaced(start..stance + 1, words.to_owned()))
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

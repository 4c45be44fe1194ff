//! Two clauses of which the first has a verb that is not understood: "Peru keeps its counsel and Chad abstained". What
//! the second tells is told of its own subject, and not of the names that stand first.

use std::ops::Range;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::predicate::Predicate;
use crate::sentence::Sentence;

impl Sentence<'_> {
    /// The words between such a clause and that of the predicate, whose subject stands right before it.
    pub(crate) fn edge_before_own_subject(
        &self,
        start: usize,
        predicate: &Predicate,
        asides: &[Range<usize>],
    ) -> Option<Range<usize>> {
        if predicate.inverted || predicate.passive || predicate.participle {
            return None;
        }
        let in_aside = |place: usize| asides.iter().any(|aside| aside.contains(&place));
        (start + 2..predicate.at.start).rev().find_map(|edge| {
            let joins = matches!(self.cue(edge), Some(Cue::And | Cue::But | Cue::While));
            if !joins || in_aside(edge) {
                return None;
            }
            let subject = self.agents_at(edge + 1)?;
            // "Britain, the mandatory power, abstained"
            let described = asides.iter().find(|aside| aside.start == subject.at.end + 1);
            let subject_end = described.map_or(subject.at.end, |aside| aside.end + 1);
            let right_before = self.skip_manner(subject_end) == predicate.at.start;
            let named = (start..edge).find(|place| self.is_name(*place));
            let verb = (start + 1..edge).any(|place| {
                !in_aside(place) && (self.tells_a_deed(place) || self.does_something(place))
            });
            // "There were 94 in favour and only Peru and Chad against": one list.
            let only = named.and_then(|named| named.checked_sub(1));
            if only.is_some_and(|only| self.only_named(only).is_some()) {
                return None;
            }
            // "Peru took the stand that we took, while Chad abstained"
            let words = |named: usize| {
                (named + 1..edge).filter(|place| self.kind(*place) == Some(&Kind::Word)).count()
            };
            let apart =
                self.cue(edge) == Some(Cue::While) && named.is_some_and(|named| words(named) > 1);
            let comma = edge.checked_sub(1).filter(|comma| self.is_mark(*comma, &[',']));
            (right_before && named.is_some() && (verb || apart))
                .then(|| comma.unwrap_or(edge)..edge + 1)
        })
    }

    /// Whether a finite verb stands here that is that of a clause: no "who keep", "to keep", "voters keep to".
    fn tells_a_deed(&self, place: usize) -> bool {
        let finite = matches!(
            self.verb(place),
            Some((verb, Form::Past | Form::Third)) if verb != Verb::Say && verb != Verb::Include
        );
        let before = place.checked_sub(1);
        let described = before.is_some_and(|before| {
            matches!(self.cue(before), Some(Cue::Which | Cue::Article | Cue::Preposition))
                || self.cue(place + 1) == Some(Cue::By)
        });
        finite && !described && !self.is_compound(place)
    }

    /// "Peru thanked [Brazil]", "Peru spoke for [Brazil]": a verb that is of no vote, right after a name.
    fn does_something(&self, place: usize) -> bool {
        let after_name = place.checked_sub(1).is_some_and(|name| self.is_name(name));
        let word = self.word(place);
        let past = word.len() > 4 && word.ends_with("ed") || PASTS.contains(&word);
        let plain = self.kind(place) == Some(&Kind::Word) && self.cue(place + 1) != Some(Cue::By);
        after_name && past && plain
    }
}

/// Verbs of reports that are of no vote, in the past and without "-ed".
const PASTS: [&str; 20] = [
    "spoke", "thought", "felt", "saw", "met", "paid", "sent", "brought", "got", "made", "wrote",
    "bought", "sold", "fought", "led", "built", "struck", "held", "lent", "sought",
];

//! Predicates of which only a rest is said, since another tells them: "so did Portugal", "Turkey did not".

use std::ops::Range;

use super::{Deed, Predicate};
use scrutineer_record::Position;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::sentence::Sentence;

impl Sentence<'_> {
    /// "So did all other EU members": more of a group than one by name.
    pub(super) fn tells_of_all_who_followed(&self, did: usize) -> bool {
        let so = did.checked_sub(1).is_some_and(|so| self.is_word(so, &["so", "neither", "nor"]));
        so && self.agents_at(did + 1).is_some_and(|agents| !agents.names.is_empty())
    }

    /// "Brazil did not.": that and no more.
    pub(super) fn tells_who_did_not(&self, not: usize) -> bool {
        self.cue(not) == Some(Cue::Not)
            && self.is_word(not, &["did not", "didn't"])
            && not.checked_sub(1).is_some_and(|name| self.is_name(name))
            && self.ends_clause(not + 1)
    }

    /// "Chile was too", "Peru had no ally": told of voters by what was told before.
    pub(crate) fn tells_of_followers(&self, at: usize) -> bool {
        match self.verb(at) {
            Some((Verb::Be | Verb::Have, Form::Past)) => {
                self.ends_with_too(at + 1).is_some() || self.had_no_ally(at).is_some()
            }
            Some((Verb::Move | Verb::Choose | Verb::Abandon, _)) => true,
            _ => self.is_alone(at),
        }
    }

    /// Whether what [`Sentence::ellipsis_at`] reads can stand here: most tokens are no such words, and every one is
    /// asked about.
    #[inline]
    pub(super) fn may_be_ellipsis(&self, place: usize) -> bool {
        match self.kind(place) {
            Some(Kind::Word) => self.is_word(place, &["no"]),
            Some(Kind::Cue(cue)) => matches!(
                cue,
                Cue::Verb(Verb::Do | Verb::Have | Verb::Be, Form::Past | Form::Third)
                    | Cue::Not
                    | Cue::Except
                    | Cue::By
                    | Cue::Adverb
                    | Cue::Side(_)
            ),
            _ => false,
        }
    }

    /// A predicate of which only a rest is said, since the one before tells it: "so did Portugal", "Turkey did
    /// not", "India no", "Germany too", "but not Japan".
    pub(super) fn ellipsis_at(
        &self,
        part: Range<usize>,
        place: usize,
        before: Option<&Predicate>,
    ) -> Option<Predicate> {
        let told = before.is_some();
        let end = place + 1;
        let followed = |at: Range<usize>| Predicate::plain(at, place, Deed::Followed);
        let gapped = || self.ends_clause(end) && self.names_end_at(part.start, place);
        if self.kind(place) == Some(&Kind::Word) && self.is_word(place, &["no"]) {
            let no = Deed::Took(Position::No);
            return gapped().then(|| Predicate::plain(place..end, place, no));
        }
        match self.cue(place)? {
            Cue::Verb(Verb::Do | Verb::Have | Verb::Be, Form::Past | Form::Third) => {
                let opening = self.before_insertion(part.start, place);
                let denied = opening.is_some_and(|at| self.is_word(at, &["nor", "neither"]));
                let opened = denied || opening.is_some_and(|at| self.is_word(at, &["so", "as"]));
                if opened && self.agents_at(end).is_some() {
                    let start = opening.unwrap_or(place);
                    return Some(Predicate {
                        negated: denied,
                        inverted: true,
                        ..followed(start..end)
                    });
                }
                // "Peru did as well", "Chile was, too"
                let too = self.ends_with_too(end);
                let named = || self.names_end_at(part.start, place);
                let did = matches!(self.verb(place), Some((Verb::Do, Form::Past)));
                if let Some(too) = too.filter(|_| did || named()) {
                    return Some(followed(place..too));
                }
                // "Peru no longer did"
                let negated =
                    place.checked_sub(1).is_some_and(|not| self.cue(not) == Some(Cue::Not));
                (did && self.ends_clause(end))
                    .then(|| Predicate { negated, ..followed(place..end) })
            }
            Cue::Not if self.is_word(place, &["did not", "didn't"]) => {
                self.ends_clause(end).then(|| Predicate { negated: true, ..followed(place..end) })
            }
            Cue::Not | Cue::Except if told && self.is_word(place, &["not", "but not"]) => {
                let (_, names_end) = self.names_at(end)?;
                let edge = place.checked_sub(1).is_some_and(|before| {
                    self.is_mark(before, &[',']) || self.is_word(before, &["and", "but"])
                });
                let apart = edge || self.cue(place) == Some(Cue::Except);
                (apart && self.ends_clause(names_end)).then(|| Predicate {
                    negated: true,
                    inverted: true,
                    ..followed(place..end)
                })
            }
            // "was opposed by Cuba but by no African country", "but not by Peru"
            Cue::By if before.is_some_and(|before| before.passive) && place > part.start => {
                let not = self.is_word(place - 1, &["not", "but not"]);
                let joined = matches!(self.cue(place - 1), Some(Cue::And | Cue::But));
                let agents = self.agents_at(end).filter(|agents| !agents.names.is_empty())?;
                ((not || joined) && self.ends_clause(agents.at.end)).then(|| {
                    let start = if not { place - 1 } else { place };
                    Predicate { negated: not, inverted: true, ..followed(start..end) }
                })
            }
            Cue::Adverb if told && self.is_word(place, &["too", "also", "likewise", "as well"]) => {
                gapped().then(|| followed(place..end))
            }
            Cue::Side(position) => {
                gapped().then(|| Predicate::plain(place..end, place, Deed::Took(position)))
            }
            _ => None,
        }
    }

    /// "too", ", as well", and nothing after it: where that ends.
    pub(super) fn ends_with_too(&self, at: usize) -> Option<usize> {
        let too = at + usize::from(self.is_mark(at, &[',']));
        let told = self.is_word(too, &["too", "also", "as well", "likewise"]);
        (told && self.ends_clause(too + 1)).then_some(too + 1)
    }

    /// The token before this one, or before what is put in between commas: "so, in Africa, did Chad".
    pub(super) fn before_insertion(&self, start: usize, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|before| *before >= start)?;
        if !self.is_mark(before, &[',']) {
            return Some(before);
        }
        let comma = (start.max(before.saturating_sub(6))..before)
            .rev()
            .find(|place| self.is_mark(*place, &[',']))?;
        comma.checked_sub(1).filter(|opening| *opening >= start)
    }

    /// Whether names that open a clause end before this token: ", Hungary and Poland [no]".
    pub(super) fn names_end_at(&self, start: usize, at: usize) -> bool {
        let closes = |place: usize| {
            self.is_mark(place, &[',']) || matches!(self.cue(place), Some(Cue::Adverb | Cue::All))
        };
        let mut end = at;
        while end > start + 1 && closes(end - 1) {
            end -= 1;
        }
        (start..end).any(|place| {
            let opens = place == start
                || self.is_mark(place - 1, &[',', ';', ':', '('])
                || matches!(
                    self.cue(place - 1),
                    Some(Cue::And | Cue::But | Cue::While | Cue::With)
                );
            opens && self.names_at(place).is_some_and(|(_, names_end)| names_end == end)
        })
    }
}

//! Whether what a clause tells is said to have happened: "perhaps", "the prospect of", "it is possible that".

use std::ops::Range;

use scrutineer_record::Position;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::{Kind, MemberForm};
use crate::predicate::Predicate;
use crate::sentence::Sentence;
use crate::vocabulary::{BACKED_AT_HOME, is_of_no_states};

/// Words that leave open whether it happened.
fn is_open(word: &str) -> bool {
    matches!(
        word,
        "perhaps" | "maybe" | "possibly" | "conceivably" | "whenever" | "whoever" | "whichever"
    )
}

/// Words that open what is only supposed, at the start of a clause.
fn supposes(word: &str) -> bool {
    matches!(
        word,
        "suppose" | "supposing" | "imagine" | "provided" | "assuming" | "assume" | "should"
    )
}

/// What one says or thinks, so that "the … that" asserts nothing itself.
fn is_a_thought(word: &str) -> bool {
    matches!(
        word,
        "claim"
            | "claims"
            | "rumour"
            | "rumours"
            | "rumor"
            | "rumors"
            | "allegation"
            | "allegations"
            | "suggestion"
            | "suggestions"
            | "prospect"
            | "idea"
            | "possibility"
            | "assumption"
            | "notion"
            | "fear"
            | "hope"
    )
}

/// Of what is so, it is not said that it is.
fn is_open_that(word: &str) -> bool {
    matches!(
        word,
        "possible"
            | "conceivable"
            | "probable"
            | "likely"
            | "unlikely"
            | "doubtful"
            | "doubted"
            | "unclear"
            | "unthinkable"
    )
}

/// What a vote can be on, besides texts, where it is told with the article: "supported the Charter".
const PUT_TO_THE_VOTE: [&str; 9] = [
    "charter",
    "treaty",
    "moratorium",
    "repeal",
    "accord",
    "compact",
    "convention",
    "bid",
    "upgrade",
];

impl Sentence<'_> {
    /// Whether a condition or a purpose opens here: "if", "so that it could"; "so that the noes outnumbered the ayes" is
    /// what came of it.
    pub(crate) fn opens_a_condition(&self, at: usize) -> bool {
        let modal = |place: usize| self.cue(place) == Some(Cue::Modal);
        self.cue(at) == Some(Cue::If)
            && (!self.is_word(at, &["so that"]) || (at + 1..at + 10).any(modal))
    }

    /// Whether the words before a predicate leave open, or deny, that it happened.
    pub(crate) fn leaves_open(&self, start: usize, predicate: &Predicate) -> bool {
        if self.is_thought(start) {
            return true;
        }
        let first = self.own_words(start, predicate.at.start);
        let word = |place: usize| self.lower(place);
        let supposed = supposes(word(start))
            && predicate.at.start > start
            // "Should Brazil vote" and "should vote" differ.
            && (word(start) != "should" || self.is_bare(predicate));
        supposed
            || (first..predicate.at.start).any(|place| {
                let before = word(place);
                let adverb = self.word(place + 1).ends_with("ly");
                let rule = before == "rule" && place > start && self.word(place - 1) == "a";
                is_open(before) && !adverb
                    || rule && !matches!(self.verb(predicate.verb), Some((_, Form::Past)))
                    || is_open_that(before) && self.word(place + 1) == "that"
                    || is_a_thought(before)
                        && (self.word(place + 1) == "that" || self.word(place + 1) == "of")
                    || self.is_wish_for(place, predicate)
                    || predicate.participle
                        && matches!(before, "imagine" | "denied" | "denies" | "deny")
            })
    }

    /// "rejected the claim that …": what stands before the words is no assertion, but the name of one.
    fn is_thought(&self, start: usize) -> bool {
        let before = |back: usize| start.checked_sub(back);
        let that = before(1).is_some_and(|place| self.word(place) == "that");
        let thought = before(2).is_some_and(|place| is_a_thought(self.word(place)));
        let noun =
            before(3).is_some_and(|place| matches!(self.cue(place), Some(Cue::Article | Cue::Our)));
        that && thought && noun
    }

    /// Whether the words may tell what somebody thinks of something, and no vote: "supports the plan", "is
    /// against it". To support a text is another matter.
    pub(crate) fn may_be_opinion(&self, at: Range<usize>) -> bool {
        let Some(main) = self.first_predicate(at.clone()) else { return false };
        let of_a_text = || {
            (main.at.end..at.end).any(|place| {
                matches!(
                    self.cue(place),
                    Some(
                        Cue::Text
                            | Cue::Idea
                            | Cue::Pronoun
                            | Cue::VoteNoun
                            | Cue::Plenary
                            | Cue::SideNoun(_)
                    )
                ) || matches!(self.kind(place), Some(Kind::Symbol(_)))
                    || self.is_word(place, &["request", "decision", "us"])
                    || place > main.at.end
                        && self.is_word(place - 1, &["the"])
                        && self.is_word(place, &PUT_TO_THE_VOTE)
            })
        };
        let takes = match self.verb(main.verb) {
            Some((Verb::Take(Position::Yes | Position::No), _)) => true,
            // "the abstainers are Peru and Chile" tells of the vote.
            Some((Verb::Be, Form::Third)) => {
                let side = |place: usize| matches!(self.cue(place), Some(Cue::SideNoun(_)));
                return matches!(self.word(main.verb), "is" | "are")
                    && !(at.start..main.at.start).any(side);
            }
            _ => false,
        };
        let object = self.cue(main.at.end) == Some(Cue::Article)
            || self.kind(main.at.end) == Some(&Kind::Word);
        takes && !main.passive && object && !of_a_text()
    }

    /// Whether it tells of those who vote or are asked and are no states: "the board voted 12 to 3", "support for the
    /// government fell to 40".
    pub(crate) fn is_of_no_states(&self, at: Range<usize>) -> bool {
        let of_states = |place: usize| {
            let voters = matches!(
                self.cue(place),
                Some(Cue::Text | Cue::Idea | Cue::Voters | Cue::Plenary | Cue::Committee(_))
            );
            let names = match self.kind(place) {
                // "Swiss voters"
                Some(Kind::Member(form)) => *form != MemberForm::Adjective,
                Some(Kind::Group | Kind::Symbol(_)) => true,
                _ => false,
            };
            voters && !is_of_no_states(self.lower(place)) && !self.is_word(place, &BACKED_AT_HOME)
                || names
        };
        let at_home = at.clone().any(|place| {
            let backed = ["support", "backing"].iter().any(|it| self.lower(place).starts_with(it))
                && (place + 1..place + 5).any(|place| self.is_word(place, &BACKED_AT_HOME));
            backed && !(place + 1..place + 5).any(of_states)
        });
        if at_home {
            return true;
        }
        // Few sentences have such a word, and what a predicate is takes long to tell.
        if !at.clone().any(|place| is_of_no_states(self.lower(place))) {
            return false;
        }
        let main = self.first_predicate(at.clone()).map_or(at.end, |main| main.at.start);
        let mut subject = at.start..main;
        !subject.clone().any(of_states) && subject.any(|place| is_of_no_states(self.lower(place)))
    }

    fn is_bare(&self, predicate: &Predicate) -> bool {
        matches!(self.verb(predicate.verb), Some((_, Form::Base)))
    }

    /// "hoped that Brazil voted", "I wish Brazil had voted"; but not "countries that wanted a delay voted".
    fn is_wish_for(&self, place: usize, predicate: &Predicate) -> bool {
        let wish = matches!(self.verb(place), Some((Verb::Wish, _)));
        let relative =
            place.checked_sub(1).is_some_and(|before| self.cue(before) == Some(Cue::Which));
        // A list of names can be long, and is read only where there is a wish.
        let named = || self.names_at(place + 1).is_some_and(|(_, end)| end >= predicate.at.start);
        wish && !relative && (self.word(place + 1) == "that" || named())
    }

    /// Where the words begin that can bear on a predicate: after the predicate before it, "but" and the like.
    fn own_words(&self, start: usize, end: usize) -> usize {
        let parts = |place: &usize| {
            matches!(self.cue(*place), Some(Cue::But | Cue::While))
                || matches!(self.verb(*place), Some((verb, Form::Past)) if verb.tells_a_vote())
        };
        (start..end).rev().find(parts).map_or(start, |place| place + 1)
    }
}

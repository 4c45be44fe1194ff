//! Which position the words beside a verb tell.

use scrutineer_record::Position;

use super::Deed;
use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::sentence::Sentence;

/// Those of a side, as many.
const VOTERS_OF_A_SIDE: [&str; 7] =
    ["opponents", "abstainers", "supporters", "backers", "objectors", "dissenters", "absentees"];

impl Sentence<'_> {
    /// Whether the Assembly is who does what the verb tells: what it backs, it adopts.
    pub(super) fn is_done_by_the_assembly(&self, verb: usize) -> bool {
        let mut before = verb;
        // "The Assembly late on Thursday, 2 March, endorsed it": no more stands between.
        for _ in 0..4 {
            let Some(last) = before.checked_sub(1) else { return false };
            let times = self.times_told();
            let time = times.get(times.partition_point(|time| time.at.end < before));
            before = match time.filter(|time| time.at.end == before) {
                Some(time) => time.at.start,
                None if self.cue(last) == Some(Cue::Adverb) => last,
                None => return self.cue(last) == Some(Cue::Plenary),
            };
        }
        false
    }

    /// By which position something was done: "with abstentions", "by abstaining".
    pub(super) fn means_at(&self, at: usize) -> Option<(Position, usize)> {
        let joins = self.cue(at) == Some(Cue::With) || self.is_word(at, &["by", "through"]);
        match self.kind(self.skip_articles(at + 1))? {
            Kind::Cue(Cue::SideNoun(position) | Cue::Verb(Verb::Take(position), Form::Ing))
                if joins =>
            {
                Some((*position, self.skip_articles(at + 1) + 1))
            }
            _ => None,
        }
    }

    /// What "be" or "remain" tells of a position: the position, whether it is denied, and where the words end.
    /// "against", "conspicuously absent", "in the no camp", "a yes".
    pub(super) fn state_at(&self, at: usize) -> Option<(Position, bool, usize)> {
        // "were all in the yes column"
        let at = self.skip_manner(self.skip(at, |cue| cue == Cue::All));
        match self.cue(at) {
            Some(Cue::Side(position)) => return Some((position, false, at + 1)),
            // "was neutral"; "was neutral during the war", "was on the sidelines of the talks"
            Some(Cue::State(Verb::Take(position))) => {
                return self.is_said_of_the_vote(at + 1).then_some((position, false, at + 1));
            }
            _ => {}
        }
        let placed = usize::from(
            matches!(self.cue(at), Some(Cue::With | Cue::Among))
                || self.is_word(at, &["in", "on", "inside"]),
        );
        let noun = self.skip(at + placed, |cue| matches!(cue, Cue::Article | Cue::Only));
        // "were opponents"; "was a no", but "was no surprise" and "was support"
        let voters = self.is_word(noun, &VOTERS_OF_A_SIDE) && self.ends_phrase(noun + 1);
        if noun == at && !voters {
            return None;
        }
        let (position, end) = self.chosen_at(at + placed)?;
        Some((position, false, end))
    }

    /// "at [America's side]", "in [the Argentine camp]": where the ally is named.
    pub(super) fn side_of_an_ally(&self, at: usize) -> Option<usize> {
        let at = self.skip_manner(at);
        let placed = self.is_word(at, &["at", "in", "on", "by"]);
        self.ally_at(at + 1).filter(|_| placed)?;
        Some(at + 1)
    }

    /// The ally in "America's side", "the Argentine camp", "the Russian lead", and where the words end.
    pub(crate) fn ally_at(&self, at: usize) -> Option<(usize, usize)> {
        let name = self.skip_articles(at);
        let next = name + 1 + if self.is_possessive(name) { 2 } else { 0 };
        let ally = self.is_member(name)
            && self.is_word(
                next,
                &["side", "camp", "corner", "lead", "line", "example", "column", "cue", "part"],
            );
        ally.then_some((name, next + 1))
    }

    /// A position as a thing, with the article before it: "abstention", "a no", "the lone yes".
    pub(crate) fn chosen_at(&self, at: usize) -> Option<(Position, usize)> {
        let noun = self.skip(at, |cue| matches!(cue, Cue::Article | Cue::Only));
        match self.kind(noun)? {
            Kind::Cue(Cue::SideNoun(position)) => Some((*position, noun + 1)),
            _ if !self.ends_phrase(noun + 1) => None,
            _ if self.is_word(noun, &["yes", "aye"]) => Some((Position::Yes, noun + 1)),
            _ if self.is_word(noun, &["no", "nay"]) => Some((Position::No, noun + 1)),
            _ => None,
        }
    }

    /// Whether a noun phrase ends before this token, so that the word before it is a noun.
    pub(crate) fn ends_phrase(&self, at: usize) -> bool {
        self.ends_clause(at)
            || self.is_mark(at, &[','])
            || matches!(self.cue(at), Some(Cue::Preposition | Cue::Adverb | Cue::With))
            || self.time_at(at).is_some()
    }

    /// "[voted] as Israel did", "just as its neighbours Chile and Peru did": where those stand who did.
    fn as_others_did(&self, at: usize) -> Option<usize> {
        let as_ = at + usize::from(self.is_word(at, &["just", "exactly", "precisely", "only"]));
        let (_, end) = self.names_at(as_ + 1).filter(|_| self.is_word(as_, &["as"]))?;
        let did = matches!(self.verb(end), Some((Verb::Do, Form::Past)));
        (did && self.ends_clause(end + 1)).then_some(as_ + 1)
    }

    /// The position that "vote" or "cast" is followed by.
    pub(super) fn vote_deed(&self, verb: usize) -> Option<(Deed, usize)> {
        if let Some(others) = self.as_others_did(verb + 1) {
            return Some((Deed::Joined, others));
        }
        // "voted the Russian paper down"
        let down = (verb + 2..verb + 8).find(|place| self.is_word(*place, &["down"]));
        let of_a_text = |place: usize| {
            matches!(self.kind(place), Some(Kind::Word | Kind::Member(_)))
                || matches!(self.cue(place), Some(Cue::Article | Cue::Text | Cue::Idea))
        };
        if let Some(down) = down.filter(|down| (verb + 1..*down).all(of_a_text))
            && self.cue(verb + 1) == Some(Cue::Article)
        {
            return Some((Deed::Took(Position::No), down + 1));
        }
        let mut next = verb + 1;
        let mut quoted = false;
        for _ in 0..6 {
            // "voted on 3 May 2031 for", "voted in the Assembly against"
            let preposition = usize::from(self.cue(next) == Some(Cue::Preposition));
            let place = self.skip_articles(next + preposition);
            if let Some(time) = self.time_at(place) {
                next = time.at.end;
                continue;
            }
            if self.cue(place) == Some(Cue::Plenary) {
                next = place + 1;
                continue;
            }
            // "voted in New York for"
            let town = |place: &usize| {
                let plain = matches!(self.kind(*place), Some(Kind::Word));
                plain && self.word(*place).starts_with(char::is_uppercase)
            };
            let named = (place..place + 3).take_while(town).count();
            if named > 0 && self.is_word(next, &["in", "at"]) {
                next = place + named;
                continue;
            }
            match self.kind(next)? {
                // "cast negative votes"
                Kind::Cue(Cue::SideNoun(position)) if self.word(verb) == "cast" => {
                    return Some((Deed::Took(*position), next + 1));
                }
                Kind::Cue(Cue::Side(position)) => {
                    let close = self.is_mark(next + 1, &['"', '”', '\'']);
                    return Some((Deed::Took(*position), next + 1 + usize::from(close && quoted)));
                }
                // "the states that voted supported it" goes on.
                Kind::Cue(Cue::Verb(Verb::Take(position), Form::Base | Form::Ing)) => {
                    return Some((Deed::Took(*position), next + 1));
                }
                Kind::Cue(Cue::With) => return Some((Deed::Joined, next + 1)),
                // "voted no"; "no" before a noun is a determiner and belongs to a longer cue.
                Kind::Word if self.word(next).eq_ignore_ascii_case("no") => {
                    let close = self.is_mark(next + 1, &['"', '”', '\'']);
                    let end = next + 1 + usize::from(close && quoted);
                    return Some((Deed::Took(Position::No), end));
                }
                Kind::Mark('"' | '“' | '\'' | '”') => {
                    quoted = true;
                    next += 1;
                }
                Kind::Cue(
                    Cue::Adverb | Cue::Overwhelming | Cue::Unanimous | Cue::Article | Cue::VoteNoun,
                )
                | Kind::Word => next += 1,
                Kind::Cue(Cue::Number(1)) => next += 1,
                _ => break,
            }
        }
        // "voted 138-9", "voted by 75 to 20", "voted overwhelmingly to"
        let (_, form) = self.verb(verb)?;
        (form == Form::Past).then_some((Deed::Voted, verb + 1))
    }
}

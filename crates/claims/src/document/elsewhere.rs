//! Votes that are told of another body than the plenary of the General Assembly.

use std::ops::Range;

use crate::ClaimKind;
use crate::cues::{Cue, Form, Verb};
use crate::frame::Frame;
use crate::lexicon::Kind;
use crate::sentence::Sentence;

/// A body whose vote is spoken of, where it is not the plenary of the General Assembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// A Main Committee, 1 to 6, or 0 where the text does not say which.
    Committee(u8),
    /// Another body.
    Body(OtherBody),
}

/// A body whose votes are not those of the General Assembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherBody {
    /// The Security Council.
    SecurityCouncil,
    /// The Human Rights Council.
    HumanRightsCouncil,
    /// A parliament, a conference and the like.
    Other,
}

impl OtherBody {
    /// In words for people.
    pub(crate) fn words(self) -> &'static str {
        match self {
            OtherBody::SecurityCouncil => "the Security Council",
            OtherBody::HumanRightsCouncil => "the Human Rights Council",
            OtherBody::Other => "parliaments, conferences and the like",
        }
    }
}

const SECURITY_COUNCIL: Elsewhere = Elsewhere::Body(OtherBody::SecurityCouncil);
const HUMAN_RIGHTS_COUNCIL: Elsewhere = Elsewhere::Body(OtherBody::HumanRightsCouncil);
const OTHERS: Elsewhere = Elsewhere::Body(OtherBody::Other);

impl Elsewhere {
    /// How many votes can be cast there, if that is known.
    fn seats(self) -> u32 {
        match self {
            SECURITY_COUNCIL => 15,
            HUMAN_RIGHTS_COUNCIL => 53,
            _ => u32::MAX,
        }
    }
}

impl Sentence<'_> {
    /// The body other than the plenary of which the clause speaks.
    pub(super) fn elsewhere(&self, frame: &Frame) -> Option<Elsewhere> {
        if let Some(told) = &frame.clues {
            return told.place;
        }
        // A change is told of a body in whatever of its clause: "In the Security Council the noes rose".
        let change =
            matches!(frame.kind, ClaimKind::Shift | ClaimKind::Comparison | ClaimKind::Trend);
        let at = match &frame.scope {
            scope if change => scope.start.min(frame.at.start)..scope.end.max(frame.at.end),
            scope => scope.clone(),
        };
        let most = frame.counts.iter().map(|count| count.number.value).max().unwrap_or_default();
        // "The Security Council adopted it by 18 votes": it is told of that council, whether it can be or not.
        let decides = |place: usize| {
            matches!(self.cue(place), Some(Cue::SecurityCouncil | Cue::HumanRightsCouncil))
                && self.verb(self.skip_adverbs(place + 1)).is_some_and(|(verb, form)| {
                    verb.tells_a_vote() && matches!(form, Form::Past | Form::Third)
                })
        };
        let itself = at.clone().any(decides);
        let body = self.body_in(at.clone(), &frame.asides).or_else(|| self.body_before(at));
        body.filter(|body| itself || most <= body.seats())
    }

    fn body_in(&self, at: Range<usize>, asides: &[Range<usize>]) -> Option<Elsewhere> {
        // "a UN conference" is no meeting of the Assembly, nor is "the United Nations High Commissioner".
        let of_another = |next: usize| {
            self.cue(next) == Some(Cue::OtherBody)
                || self.kind(next) == Some(&Kind::Word)
                    && self.word(next).starts_with(char::is_uppercase)
        };
        let plenary =
            at.clone().any(|place| self.cue(place) == Some(Cue::Plenary) && !of_another(place + 1));
        let in_aside = |place: &usize| asides.iter().any(|aside| aside.contains(place));
        let body = at.clone().filter(|place| !in_aside(place)).find_map(|place| {
            let body = self.body_at(place)?;
            let only_named = !matches!(body, Elsewhere::Committee(_)) && self.is_only_named(place);
            (!(only_named || body == OTHERS && plenary)).then_some(body)
        });
        // Only there a member can veto.
        let vetoed = || at.clone().any(|place| self.is_word(place, &["vetoed", "vetoing"]));
        body.or_else(|| vetoed().then_some(SECURITY_COUNCIL).filter(|_| !plenary))
    }

    /// The body that is named here, if it is not the plenary.
    pub(crate) fn body_at(&self, place: usize) -> Option<Elsewhere> {
        if self.is_a_council(place) {
            return Some(OTHERS);
        }
        if let Some(body) = self.body_of_seats(place) {
            return Some(body);
        }
        if self.is_a_group_that_adopts(place) {
            return Some(OTHERS);
        }
        match self.cue(place)? {
            Cue::Committee(number) => Some(Elsewhere::Committee(number)),
            Cue::SecurityCouncil => Some(SECURITY_COUNCIL),
            Cue::HumanRightsCouncil => Some(HUMAN_RIGHTS_COUNCIL),
            Cue::OtherBody if !self.names_a_court(place) => Some(OTHERS),
            _ => None,
        }
    }

    /// "The OAS adopted a resolution", "the Movement passed a text": in the Assembly members of a group vote for texts,
    /// and the group adopts none.
    fn is_a_group_that_adopts(&self, place: usize) -> bool {
        let verb = self.skip_adverbs(place + 1);
        let after = self.skip_articles(verb + 1);
        // No group of the record, which has no list of its members.
        let american = place.checked_sub(1).is_some_and(|it| self.is_word(it, &["american"]));
        let oas = self.is_word(place, &["oas"]) || american && self.is_word(place, &["states"]);
        (oas || self.kind(place) == Some(&Kind::Group))
            && matches!(self.verb(verb), Some((Verb::Adopt, Form::Past)))
            && matches!(self.word(verb), "adopted" | "passed")
            && after > verb + 1
            && self.cue(after) == Some(Cue::Text)
    }

    /// "the World Court", "the International Court of Justice": the Assembly asks it and is told by it. It votes only
    /// where the words say so: "the World Court ruled".
    pub(super) fn names_a_court(&self, place: usize) -> bool {
        if !self.is_word(place, &["court"]) {
            return false;
        }
        let before = place.checked_sub(1);
        let of_the_world =
            before.is_some_and(|before| self.is_word(before, &["world", "international"]));
        const RULES: [&str; 8] =
            ["ruled", "found", "held", "decided", "voted", "concluded", "split", "divided"];
        let rules = (place + 1..place + 5)
            .take_while(|place| !matches!(self.kind(*place), Some(Kind::Mark(_))))
            .any(|place| self.is_word(place, &RULES));
        // "the Court's opinion"
        let says = self.is_mark(place + 1, &['\''])
            && self.is_word(
                place + 3,
                &["opinion", "view", "advice", "ruling", "judgment", "advisory"],
            );
        of_the_world && !rules || says
    }

    /// "the 47-member forum", "the 15-nation council": a body by the number of its seats, if it is no other by name.
    fn body_of_seats(&self, place: usize) -> Option<Elsewhere> {
        let seats = self.number(place).filter(|_| self.is_mark(place + 1, &['-']))?;
        let members = ["member", "members", "nation", "nations", "state", "strong", "seat"];
        let body = match seats {
            15 => SECURITY_COUNCIL,
            47 => HUMAN_RIGHTS_COUNCIL,
            _ => return None,
        };
        let head = self.is_word(place + 3, &["council", "body", "forum", "panel"]);
        let named = self.cue(place + 4) == Some(Cue::Of);
        (self.is_word(place + 2, &members) && head && !named).then_some(body)
    }

    /// "ten members of the Council", "in the Council": one of the councils, and in no case the Assembly.
    fn is_a_council(&self, place: usize) -> bool {
        if self.word(place) != "Council" {
            return false;
        }
        let the = place.checked_sub(1).filter(|the| self.is_word(*the, &["the"]));
        let Some(before) = the.and_then(|the| the.checked_sub(1)) else { return false };
        let of_members = self.cue(before) == Some(Cue::Of)
            && before.checked_sub(1).is_some_and(|of| self.cue(of) == Some(Cue::Voters));
        of_members || self.is_word(before, &["in", "inside"])
    }

    /// "an opinion from the World Court", "a seat on the Security Council", "the creation of the Human Rights
    /// Council": the Assembly can vote on these. A text, a vote or a member "of the Council" is the Council's.
    fn is_only_named(&self, place: usize) -> bool {
        let describes = |place: &usize| {
            matches!(self.cue(*place), Some(Cue::Article))
                || self.kind(*place) == Some(&Kind::Word)
                    && self.word(*place).starts_with(char::is_uppercase)
                || matches!(self.word(*place), "new" | "present" | "current" | "UN" | "UN's")
        };
        let start = (0..place).rev().take_while(describes).last().unwrap_or(place);
        let new = (start..place).any(|place| self.word(place) == "new");
        let Some(before) = start.checked_sub(1) else { return new };
        let of_what = before.checked_sub(1);
        let permanent = || before.saturating_sub(2)..before;
        let of = self.cue(before) == Some(Cue::Of)
            && !of_what.is_some_and(|what| {
                matches!(self.cue(what), Some(Cue::Text | Cue::VoteNoun | Cue::Idea))
                    || self.number(what).is_some()
                    || self.is_word(what, &["meeting", "session", "sitting", "decision", "floor"])
                    || self.cue(what) == Some(Cue::Voters)
                        && !permanent().any(|place| self.is_word(place, &["permanent"]))
            });
        // "asked Peru to heed the World Court"
        let object = of_what.is_some_and(|to| self.is_word(to, &["to"]))
            && self.kind(before) == Some(&Kind::Word);
        // "membership in the Human Rights Council", "lost its seat in the Security Council"
        let held = || {
            let near = (before.saturating_sub(6)..before).rev();
            near.take_while(|place| self.verb(*place).is_none())
                .any(|place| self.is_word(place, &["membership", "seat", "seats"]))
        };
        let held = self.is_word(before, &["in"]) && held();
        new || of || object || held || self.is_word(before, &["from", "to", "on", "before"])
    }

    /// "vetoed it in the Security Council, thirteen members voting for it", "went to the Security Council, where
    /// nine voted for it": the clause goes on with what was told of the body before.
    fn body_before(&self, at: Range<usize>) -> Option<Elsewhere> {
        let goes_on = |place: usize| {
            matches!(self.cue(place), Some(Cue::But | Cue::While | Cue::Plenary | Cue::Text))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
                || self.is_mark(place, &[';'])
        };
        let where_then =
            (at.start.saturating_sub(1)..=at.start).any(|place| self.is_word(place, &["where"]));
        let verbs = || at.clone().filter_map(|place| self.verb(place));
        // "When the Council voted on it, China abstained."
        let when = self.is_word(0, &["when", "as"]) && (1..at.start).all(|place| !goes_on(place));
        let participle = verbs().next().is_some_and(|(_, form)| form == Form::Ing);
        if at.start == 0 || !(where_then || participle || when) || at.clone().any(goes_on) {
            return None;
        }
        let before = (0..at.start).rev().take_while(|place| !goes_on(*place)).last()?..at.start;
        if where_then {
            return before.rev().take(8).find_map(|place| self.body_at(place));
        }
        self.body_in(before, &[])
    }
}

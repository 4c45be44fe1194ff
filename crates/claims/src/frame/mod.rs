//! Frames: what each clause claims about a vote, before it is known which vote is meant.
//!
//! One rule a way of claiming. A rule looks at a clause and says what it claims, or that it does not apply.

mod comparisons;
mod counts;
mod coverage;
mod positions;
mod texts;

use std::ops::Range;

use scrutineer_record::Position;

use crate::ClaimKind;
use crate::agents::{Agents, Bound, Number, Quantity};
use crate::clause::Clause;
use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::predicate::{Deed, Predicate};
use crate::sentence::Sentence;
use crate::time::When;

/// A claim as the words make it.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) kind: ClaimKind,
    /// The tokens that carry the claim.
    pub(crate) at: Range<usize>,
    /// The tokens in which the vote that is meant is spoken of: usually the same.
    pub(crate) scope: Range<usize>,
    pub(crate) agents: Option<Agents>,
    /// Further agents: those that were joined.
    pub(crate) with: Option<Agents>,
    pub(crate) position: Option<Position>,
    pub(crate) from: Option<Position>,
    pub(crate) counts: Vec<Count>,
    pub(crate) comparison: Option<Comparison>,
    pub(crate) negated: bool,
    pub(crate) overwhelming: bool,
    pub(crate) quoted: bool,
    pub(crate) asides: Vec<Range<usize>>,
    /// When the vote was taken, where that stands outside the scope.
    pub(crate) when: Option<When>,
    /// Where a shift says when the first position was taken.
    pub(crate) then: Option<When>,
    /// Names in parentheses after a count: exactly those.
    pub(crate) listed: Vec<(Vec<usize>, Position)>,
    /// For an outcome: whether it is said to have been adopted.
    pub(crate) adopted: bool,
    /// Whether it is said to have gone without a vote.
    pub(crate) without_vote: bool,
    /// "our country": the speaker's.
    pub(crate) ours: bool,
    /// Whether the claim is about what caused a vote.
    pub(crate) cause: bool,
    /// Places of the span that tell something which the frame does not hold.
    pub(crate) uncovered: Vec<usize>,
    /// For a tally: whether the text is said to have been adopted or rejected.
    pub(crate) outcome: Option<bool>,
    /// "unanimously": nobody against, nobody abstaining.
    pub(crate) unanimous: bool,
    /// Whether support is said to have been voiced, which is no vote.
    pub(crate) voiced: bool,
    /// "for the first time", "for the third consecutive year".
    pub(crate) history: Option<History>,
}

/// A number of members with the position that they are said to have taken.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Count {
    pub(crate) number: Number,
    pub(crate) position: Position,
    pub(crate) at: Range<usize>,
}

/// How often something is said to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum History {
    /// Never before.
    First,
    /// In so many years in a row.
    Consecutive(u32),
    /// Always, since a year if one is told.
    Always(Option<i16>),
}

/// How one vote is said to stand to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) direction: Direction,
    pub(crate) position: Position,
    /// By how many, if said.
    pub(crate) by: Option<Number>,
    /// "from 12 to 14".
    pub(crate) from_to: Option<(u32, u32)>,
    /// When the other vote was.
    pub(crate) than: Option<When>,
}

/// More, fewer or the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    More,
    Fewer,
    Same,
}

impl Direction {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Direction::More => "more",
            Direction::Fewer => "fewer",
            Direction::Same => "same",
        }
    }
}

impl Frame {
    fn new(kind: ClaimKind, clause: &Clause) -> Frame {
        Frame {
            kind,
            at: clause.at.clone(),
            scope: clause.at.clone(),
            agents: None,
            with: None,
            position: None,
            from: None,
            counts: Vec::new(),
            comparison: None,
            negated: false,
            overwhelming: false,
            quoted: clause.quoted,
            asides: clause.asides.clone(),
            when: None,
            then: None,
            listed: Vec::new(),
            adopted: false,
            without_vote: false,
            ours: false,
            cause: false,
            uncovered: Vec::new(),
            outcome: None,
            unanimous: false,
            voiced: false,
            history: None,
        }
    }
}

impl Frame {
    /// Whether it denies that its agents took the position: "neither China nor India".
    fn is_denied(&self) -> bool {
        let nobody = self
            .agents
            .as_ref()
            .is_some_and(|agents| agents.quantity == Quantity::Nobody && !agents.names.is_empty());
        self.negated != nobody
    }
}

/// What a sentence claims, and the clauses that tell of a vote and were not understood.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frames {
    pub(crate) frames: Vec<Frame>,
    pub(crate) unread: Vec<Range<usize>>,
}

/// What was claimed before a clause.
#[derive(Clone, Copy, Debug)]
struct Before<'f> {
    /// The claim before it in the sentence.
    frame: Option<&'f Frame>,
    /// The position spoken of last.
    position: Option<Position>,
}

impl Sentence<'_> {
    /// Everything that the sentence claims about votes.
    ///
    /// `spoken_of` is the position that the sentence before spoke of: "Panama joined them".
    pub(crate) fn frames(&self, spoken_of: Option<Position>) -> Frames {
        // A question claims nothing, nor does what is called false.
        if self.is_mark(self.len().saturating_sub(1), &['?']) || self.denies_what_follows() {
            return Frames::default();
        }
        let clauses = self.clauses();
        let mut frames: Vec<Frame> = Vec::new();
        let mut unread = Vec::new();
        for clause in &clauses {
            let previous = frames.last().cloned();
            let before = Before {
                frame: previous.as_ref(),
                position: previous.as_ref().and_then(|frame| frame.position).or(spoken_of),
            };
            let found = self.clause_frames(clause, before);
            let tells_a_vote = clause.main.as_ref().is_some_and(|main| match main.deed {
                Deed::Other(_) => false,
                Deed::Followed => before.position.is_some(),
                _ => main.happened,
            });
            if found.is_empty() && tells_a_vote {
                unread.push(clause.at.clone());
            }
            // An aside that tells of a vote is no mere description.
            for aside in &clause.asides {
                let told = self.predicates(aside.clone()).into_iter().any(|predicate| {
                    predicate.happened && matches!(predicate.deed, Deed::Took(_) | Deed::Joined)
                });
                let used = found.iter().any(|frame| frame.kind == ClaimKind::Shift);
                if told && !used {
                    unread.push(aside.clone());
                }
            }
            for mut frame in found {
                frame.history = self.history(frame.scope.clone());
                frame.unanimous =
                    frame.scope.clone().any(|place| self.cue(place) == Some(Cue::Unanimous));
                self.trim(&mut frame);
                unread.extend(self.cut_uncovered(&mut frame));
                frames.push(frame);
            }
        }
        Frames { frames, unread }
    }

    /// "It is not true that", "the envoy denied that".
    fn denies_what_follows(&self) -> bool {
        (1..self.len()).any(|place| {
            let before = place - 1;
            let denied = matches!(
                self.word(before),
                "false" | "untrue" | "incorrect" | "wrong" | "denied" | "denies" | "deny"
            );
            let not_true = self.word(before) == "true"
                && before.checked_sub(1).is_some_and(|before| self.cue(before) == Some(Cue::Not));
            self.word(place) == "that" && (denied || not_true)
        })
    }

    fn clause_frames(&self, clause: &Clause, before: Before<'_>) -> Vec<Frame> {
        let stage = self.brought_back(clause);
        let sponsor = self.reduced_sponsor(clause);
        let main = match &clause.main {
            Some(main) if !main.happened && !matches!(main.deed, Deed::Other(Verb::Meet)) => None,
            _ => self.main_frame(clause, before),
        };
        let main = main.into_iter().flat_map(|frame| self.each_tally(frame, clause));
        main.chain(sponsor).chain(stage).collect()
    }

    fn main_frame(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let wished = |place: usize| matches!(self.verb(place), Some((Verb::Wish, _)));
        let only_wished = clause.main.is_none() && clause.at.clone().any(wished);
        if only_wished || clause.at.clone().any(|place| self.cue(place) == Some(Cue::If)) {
            return None;
        }
        self.mandate(clause)
            .or_else(|| self.compared(clause))
            .or_else(|| self.only(clause))
            .or_else(|| self.among(clause))
            .or_else(|| self.joined(clause, before))
            .or_else(|| self.took(clause, before))
            .or_else(|| self.gained(clause))
            .or_else(|| self.moved(clause))
            .or_else(|| self.counted(clause))
            .or_else(|| self.decided(clause))
            .or_else(|| self.proposed(clause))
            .or_else(|| self.similar(clause))
            .or_else(|| self.affected(clause))
    }

    /// "for the first time", "for the third consecutive year", "the 28th year running".
    fn history(&self, at: Range<usize>) -> Option<History> {
        let always = at.clone().any(|place| {
            let next = self.word(place + 1);
            match self.word(place).to_lowercase().as_str() {
                "always" | "never" | "consistently" => true,
                "every" | "each" => matches!(next, "year" | "session" | "time") || next == "of",
                _ => false,
            }
        });
        // "each of the five members" is no time.
        let of_voters = at.clone().any(|place| {
            self.word(place).eq_ignore_ascii_case("each")
                && self.word(place + 1) == "of"
                && !(place..place + 7).any(|place| matches!(self.word(place), "years" | "sessions"))
        });
        if always && !of_voters {
            let since = at.clone().find(|place| self.word(*place) == "since");
            let since = since.and_then(|place| match self.time_at(place + 1)?.when {
                When::Year(year) => Some(year),
                _ => None,
            });
            return Some(History::Always(since));
        }
        at.clone().find_map(|place| {
            let Cue::Ordinal(number) = self.cue(place)? else { return None };
            let next = self.word(place + 1);
            let then = self.word(place + 2);
            let in_a_row = matches!(next, "consecutive" | "straight" | "successive")
                || matches!(then, "running" | "in") && matches!(next, "year" | "time" | "session");
            match (next, in_a_row) {
                (_, true) => Some(History::Consecutive(number)),
                ("time", false) if number == 1 => Some(History::First),
                _ => None,
            }
        })
    }

    /// Cuts conjunctions and commas off the ends of the span, and "it is clear that" off its front.
    fn trim(&self, frame: &mut Frame) {
        let that = frame.at.clone().take(8).find(|place| {
            self.word(*place) == "that"
                && place.checked_sub(1).is_some_and(|before| self.kind(before) == Some(&Kind::Word))
                && (frame.at.start..*place)
                    .any(|place| matches!(self.verb(place), Some((Verb::Be, _))))
        });
        if let Some(that) =
            that.filter(|that| frame.kind != ClaimKind::Sponsor && *that > frame.at.start)
        {
            frame.at.start = that + 1;
        }
        while frame.at.start < frame.at.end && self.is_edge(frame.at.start, &['"', '“', '[']) {
            frame.at.start += 1;
        }
        let opens = frame.at.clone().filter(|place| self.is_mark(*place, &['"', '“', '”'])).count();
        let closing: &[char] = if opens % 2 == 0 { &['"', '”', ')', ']'] } else { &[')', ']'] };
        while frame.at.end > frame.at.start + 1 && self.is_edge(frame.at.end - 1, closing) {
            frame.at.end -= 1;
        }
    }

    /// Whether the token at the edge of a span only joins it to its neighbours.
    fn is_edge(&self, place: usize, but: &[char]) -> bool {
        match self.kind(place) {
            Some(Kind::Cue(Cue::And | Cue::But | Cue::While | Cue::With)) => true,
            Some(Kind::Mark(mark)) => !but.contains(mark),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;

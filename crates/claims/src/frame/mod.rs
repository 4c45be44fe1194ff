//! Frames: what each clause claims about a vote, before it is known which vote is meant.
//!
//! One rule a way of claiming. A rule looks at a clause and says what it claims, or that it does not apply.

mod citations;
mod comparisons;
mod counts;
mod coverage;
mod divided;
mod earlier;
mod examples;
mod figures;
mod founding;
mod joined;
mod margins;
mod narrowing;
mod nouns;
mod only;
mod positions;
mod reach;
mod relations;
mod sets;
mod shares;
mod shifts;
mod sponsors;
mod tables;
mod texts;
mod trends;
mod within;

pub(crate) use citations::TITLED;
pub use citations::{Citation, CitedBody, Subject};

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use scrutineer_record::Position;

use crate::ClaimKind;
use crate::agents::Agents;
use crate::clause::Clause;
use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::link::Clues;
use crate::predicate::{Deed, Predicate};
use crate::quantity::{Bound, Number, Quantity};
use crate::sentence::Sentence;
use crate::spoken::{Open, Spoken};
use crate::time::When;

pub(crate) use positions::{counted_group, tells_of_a_group};
pub use relations::{Comparison, Direction, Factor, History, Margin};
pub use shares::Base;
pub(crate) use tables::Columns;
pub use trends::{Extreme, Point, Run};

/// A claim as the words make it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What kind of claim it is.
    pub kind: ClaimKind,
    /// The tokens that carry the claim.
    pub at: Range<usize>,
    /// The tokens in which the vote that is meant is spoken of: usually the same.
    pub scope: Range<usize>,
    /// Who is said to have voted.
    pub agents: Option<Agents>,
    /// Further agents: those that were joined.
    pub with: Option<Agents>,
    /// The group within which they are said to be the only ones.
    pub within: Option<Agents>,
    /// The position; in a shift, that after it.
    pub position: Option<Position>,
    /// In a shift, the position before.
    pub from: Option<Position>,
    /// How many took which position.
    pub counts: Vec<Count>,
    /// How one vote or side stands to another.
    pub comparison: Option<Comparison>,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether its position is that of the clause before it: "so did Portugal".
    pub follows: bool,
    /// Of whom a share is told.
    pub base: Option<Base>,
    /// Whether support is said to have been overwhelming.
    pub overwhelming: bool,
    /// Whether the clause stands in quotation marks.
    pub quoted: bool,
    /// Tokens inside that carry no claim.
    pub asides: Vec<Range<usize>>,
    /// When the vote was taken, where that stands outside the scope.
    pub when: Option<When>,
    /// Where a shift says when the first position was taken.
    pub then: Option<When>,
    /// Names in parentheses after a count: exactly those.
    pub listed: Vec<(Vec<usize>, Position)>,
    /// For an outcome: whether it is said to have been adopted.
    pub adopted: bool,
    /// Whether it is said to have gone without a vote.
    pub without_vote: bool,
    /// "our country": the speaker's.
    pub ours: bool,
    /// Whether the claim is about what caused a vote.
    pub cause: bool,
    /// Places of the span that tell something which the frame does not hold.
    pub uncovered: Vec<usize>,
    /// Places of words that tell which of all voters are meant, and that were not understood.
    pub narrowed: Vec<usize>,
    /// For a tally: whether the text is said to have been adopted or rejected.
    pub outcome: Option<bool>,
    /// "unanimously": nobody against, nobody abstaining.
    pub unanimous: bool,
    /// Whether support is said to have been voiced, which is no vote.
    pub voiced: bool,
    /// What words that point back to voters leave open.
    pub open: Option<Open>,
    /// "for the first time", "for the third consecutive year".
    pub history: Option<History>,
    /// By how much one side is said to have won.
    pub margin: Option<Margin>,
    /// Figures of several votes of a series.
    pub points: Vec<Point>,
    /// "the best result so far".
    pub extreme: Option<Extreme>,
    /// A rise or fall that goes on.
    pub run: Option<Run>,
    /// What tells the vote that is meant; if it is not told, the words of the scope do.
    pub clues: Option<Box<Clues>>,
    /// That, with what its document adds, once it was looked up; empty where frames are given.
    pub found: OnceCell<Box<Clues>>,
}

/// A number of members with the position that they are said to have taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The number.
    pub number: Number,
    /// The position.
    pub position: Position,
    /// The tokens that tell it.
    pub at: Range<usize>,
}

impl Frame {
    /// The one position that it speaks of.
    fn side(&self) -> Option<Position> {
        let counted = match self.counts.as_slice() {
            [count] => Some(count.position),
            _ => None,
        };
        self.position.or(counted)
    }

    fn new(kind: ClaimKind, clause: &Clause) -> Frame {
        Frame {
            quoted: clause.quoted,
            asides: clause.asides.clone(),
            ..Frame::over(kind, clause.at.clone())
        }
    }

    /// A frame that nothing but its tokens is known of.
    fn over(kind: ClaimKind, at: Range<usize>) -> Frame {
        Frame {
            kind,
            at: at.clone(),
            scope: at,
            agents: None,
            with: None,
            within: None,
            position: None,
            from: None,
            counts: Vec::new(),
            comparison: None,
            follows: false,
            negated: false,
            base: None,
            overwhelming: false,
            quoted: false,
            asides: Vec::new(),
            when: None,
            then: None,
            listed: Vec::new(),
            adopted: false,
            without_vote: false,
            ours: false,
            cause: false,
            uncovered: Vec::new(),
            narrowed: Vec::new(),
            outcome: None,
            unanimous: false,
            voiced: false,
            open: None,
            history: None,
            margin: None,
            points: Vec::new(),
            extreme: None,
            run: None,
            clues: None,
            found: OnceCell::new(),
        }
    }
}

impl Frame {
    /// Whether it denies that its agents took the position: "neither China nor India".
    pub(crate) fn is_denied(&self) -> bool {
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
    /// What it says of the documents that it cites.
    pub(crate) citations: Vec<Citation>,
    /// Whether it ends with what voters did, and that was not understood: "so did Peru" then follows no position.
    pub(crate) ends_untold: bool,
}

/// What was claimed before a clause.
#[derive(Clone, Copy, Debug)]
struct Before<'f> {
    /// The claim before it in the sentence.
    frame: Option<&'f Frame>,
    /// The position spoken of last.
    position: Option<Position>,
    /// The position that the clause right before tells, whoever took it.
    told: Option<Position>,
    /// What "the five" can mean.
    spoken: &'f Spoken,
    /// All claims before it in the sentence.
    frames: &'f [Frame],
    /// What the sentences before it speak of.
    sentences: &'f Spoken,
}

impl Sentence<'_> {
    /// Everything that the sentence claims about votes.
    ///
    /// `spoken_of` is the position that the sentence before spoke of: "Panama joined them".
    pub(crate) fn frames(&self, spoken_of: &Spoken) -> Frames {
        // A question claims nothing, nor does what is called false.
        if self.is_mark(self.len().saturating_sub(1), &['?']) || self.denies_what_follows() {
            return Frames::default();
        }
        if self.heads_a_table() {
            return Frames::default();
        }
        if let Some(mut row) = self.row(&spoken_of.columns) {
            self.trim(&mut row);
            return Frames { frames: vec![row], citations: self.citations(), ..Frames::default() };
        }
        let each = self.respectively();
        if !each.is_empty() {
            return Frames { frames: each, citations: self.citations(), ..Frames::default() };
        }
        let clauses = self.clauses();
        let mut frames: Vec<Frame> = Vec::new();
        let mut unread = Vec::new();
        let mut ends_untold = false;
        let mut days_apart = false;
        // The position that the clause before tells, whoever is said to have taken it.
        let mut told = spoken_of.position.filter(|_| spoken_of.just_now);
        for (place, clause) in clauses.iter().enumerate() {
            let clause_before = place.checked_sub(1).and_then(|before| clauses.get(before));
            let (clause, open) = &self.with_subject_meant(clause, &frames, spoken_of);
            let previous = frames.last();
            let here = Spoken::in_frames(&frames).filter(|told| !told.counts.is_empty());
            let before = Before {
                frame: previous,
                position: previous.and_then(Frame::side).or(spoken_of.position),
                told,
                spoken: here.as_ref().unwrap_or(spoken_of),
                frames: &frames,
                sentences: spoken_of,
            };
            let found = self.clause_frames(clause, before);
            // "After abstaining in 2018, Chile voted for it": what is told before belongs to it.
            unread.retain(|part: &Range<usize>| {
                !found.iter().any(|it| it.at.start <= part.start && part.end <= it.at.end)
            });
            let tells_a_vote = clause.main.as_ref().is_some_and(|main| match main.deed {
                Deed::Other(_) => false,
                Deed::Followed => before.position.is_some(),
                _ => main.happened,
            });
            let of_clause = found.iter().find_map(|frame| frame.position);
            let of_main = clause.main.as_ref().and_then(|main| match main.deed {
                Deed::Took(position) if main.happened => Some(position),
                _ => None,
            });
            // "Canada abstained, so that it could explain why; so did Ceylon"
            let unreal = clause.main.as_ref().is_some_and(|main| !main.happened);
            told = of_clause.or(of_main).or(told.filter(|_| unreal));
            ends_untold = found.is_empty() && told.is_none() && self.opens_with_voters(clause);
            if found.is_empty() && tells_a_vote {
                unread.push(clause.at.clone());
            }
            // An aside that tells of a vote is no mere description. What it looks back to is no longer meant
            // in the clause around it, which therefore comes first.
            let mut said_beside = Vec::new();
            // "Peru, which sided with Chile in 2018, abstained": a part of the claim that is not understood.
            let mut beside_unread = Vec::new();
            for aside in &clause.asides {
                let told = self.predicates(aside.clone()).into_iter().any(|predicate| {
                    predicate.happened && matches!(predicate.deed, Deed::Took(_) | Deed::Joined)
                });
                let used = found.iter().any(|frame| frame.kind == ClaimKind::Shift);
                let of_them = found.first().and_then(|frame| self.said_of_all(aside, frame));
                let joins =
                    |predicate: &Predicate| predicate.happened && predicate.deed == Deed::Joined;
                if of_them.is_none()
                    && told
                    && !used
                    && self.predicates(aside.clone()).iter().any(joins)
                {
                    beside_unread.push(aside.start);
                }
                match of_them {
                    Some(frame) => said_beside.push(frame),
                    None if told && !used => unread.push(aside.clone()),
                    None => {}
                }
            }
            for mut frame in found {
                // "Then Peru still abstained. Chad voted against that text."
                let that = |place: usize| {
                    self.is_word(place, &["that"]) && self.cue(place + 1) == Some(Cue::Text)
                };
                let of_it = spoken_of.of_an_earlier && clause.at.clone().any(that);
                days_apart |= self.opens_days_apart(clause);
                let another = days_apart.then_some(Open::Earlier);
                let earlier = of_it || self.tells_an_earlier_vote(clause);
                let earlier = earlier.then_some(Open::When);
                frame.when = frame.when.or_else(|| self.time_before_when(clause));
                let back = || self.looks_back(clause, &frame);
                let fellows = || positions::of_fellows(&frame, &frames, spoken_of);
                frame.open = frame.open.or(*open).or(earlier).or_else(back).or_else(fellows);
                frame.open = frame.open.or(another);
                if let Some(before) = clause_before {
                    self.left_before(before, &mut frame);
                }
                if frame.run.is_none() && frame.extreme.is_none() {
                    frame.history = self.history(frame.scope.clone());
                }
                frame.open = frame.open.or_else(|| self.within_a_part(&frame));
                frame.open = frame.open.or_else(|| self.one_of_two_texts(&frame));
                frame.margin = self.margin(frame.at.clone());
                frame.unanimous =
                    frame.scope.clone().any(|place| self.cue(place) == Some(Cue::Unanimous));
                self.trim(&mut frame);
                unread.extend(self.cut_uncovered(&mut frame));
                // "none of which could bring itself to, [now did]": what is said of all of them is part of the claim.
                let said = |aside: &&Range<usize>| {
                    let told = said_beside.iter().any(|beside: &Frame| beside.at == **aside);
                    let former = frame.kind != ClaimKind::Shift && self.tells_a_former_side(aside);
                    self.some_of_which(aside.start) && !told || former
                };
                let first = |aside: &Range<usize>| self.skip_articles(aside.start);
                frame.uncovered.extend(frame.asides.iter().filter(said).map(first));
                frame
                    .uncovered
                    .extend(beside_unread.iter().filter(|place| frame.at.contains(place)));
                frame.narrowed = self.narrowing(clause, &frame);
                // "Of the five permanent members three supported it and one opposed it": one of those five.
                let bare = frame.kind == ClaimKind::Tally && frame.counts.len() == 1;
                let of_some = bare && place > 0 && self.opens_within_some(&frames)
                    || frame.kind == ClaimKind::Tally && self.follows_a_divided_group(&frame);
                if of_some {
                    frame.open = frame.open.or(Some(Open::Among));
                }
                // Of some orders of words nothing is left that carries the claim.
                if frame.at.is_empty() {
                    unread.push(clause.at.clone());
                    continue;
                }
                frames.push(frame);
            }
            frames.append(&mut said_beside);
        }
        Frames { frames, unread, citations: self.citations(), ends_untold }
    }

    /// "yet five of them, Peru and Chad among them, preferred the law": voters who did something.
    fn opens_with_voters(&self, clause: &Clause) -> bool {
        let start = self.skip_conjunctions(clause.at.start);
        let agents = self.agents_at(start);
        agents.is_some_and(|agents| agents.at.end + 1 < clause.at.end && clause.main.is_none())
    }

    /// The clause with those as its subject to whom its words point back, and what they leave open.
    fn with_subject_meant<'c>(
        &self,
        clause: &'c Clause,
        frames: &[Frame],
        spoken: &Spoken,
    ) -> (Cow<'c, Clause>, Option<Open>) {
        let meant = clause
            .pointer
            .as_ref()
            .and_then(|pointer| self.meant_by(pointer, frames, spoken))
            .filter(|_| !self.may_be_opinion(clause.at.clone()));
        let mut open = None;
        let mut clause = Cow::Borrowed(clause);
        if let (Some((agents, who)), Some(pointer), Some(main)) =
            (meant, &clause.pointer, &clause.main)
        {
            let when = Some(Open::When).filter(|_| self.leaves_time_open(pointer, main));
            open = who.or(when);
            clause.to_mut().subject = Some(agents);
        }
        let rest = |agents: &Agents| agents.rest && agents.apart.is_empty();
        if clause.subject.as_ref().is_some_and(rest)
            && let Some(agents) = &mut clause.to_mut().subject
        {
            agents.apart = self.named_before(frames, spoken);
        }
        (clause, open)
    }

    /// "It is not true that", "the envoy denied that".
    fn denies_what_follows(&self) -> bool {
        let that = |place: &usize| self.word(*place) == "that";
        (1..self.len()).filter(that).any(|place| {
            let before = place - 1;
            // "It would have been the first time that the noes fell"
            let would = self.word(before) == "time"
                && (0..before).any(|place| self.cue(place) == Some(Cue::Modal))
                && !(0..before).any(|place| self.is_name(place));
            if would {
                return true;
            }
            let denied = matches!(
                self.word(before),
                "false" | "untrue" | "incorrect" | "wrong" | "denied" | "denies" | "deny"
            );
            let not_true = self.word(before) == "true"
                && before.checked_sub(1).is_some_and(|before| self.cue(before) == Some(Cue::Not));
            let unsaid = matches!(self.verb(before), Some((Verb::Say, _)))
                && (before.saturating_sub(3)..before)
                    .any(|place| matches!(self.cue(place), Some(Cue::Not | Cue::Nobody)));
            denied || not_true || unsaid
        })
    }

    fn clause_frames(&self, clause: &Clause, before: Before<'_>) -> Vec<Frame> {
        let stage = self.brought_back(clause);
        let sponsor = self.reduced_sponsor(clause);
        if let Some(each) = self.divided(clause).or_else(|| self.changes_listed(clause)) {
            return each;
        }
        let main = match &clause.main {
            // "Peru was the main sponsor": the noun can be a verb.
            Some(main) if !main.happened && !matches!(main.deed, Deed::Other(Verb::Meet)) => {
                let noun = matches!(main.deed, Deed::Other(Verb::Propose));
                noun.then(|| self.sponsor_by_noun(clause)).flatten()
            }
            _ => self.main_frame(clause, before),
        };
        // A frame is large: each is moved as seldom as can be.
        let mut frames: Vec<Frame> = Vec::new();
        for mut frame in main.map_or_else(Vec::new, |frame| self.each_tally(frame, clause)) {
            let shares = self.shares_beside(&mut frame);
            frames.push(frame);
            frames.extend(shares);
        }
        let dissent = self.against_the_votes_of(clause);
        let edge = dissent.as_ref().map_or(clause.at.end, |frame| frame.at.start);
        for frame in &mut frames {
            let end = frame.at.end.min(edge);
            if end > frame.at.start {
                frame.at.end = end;
            }
        }
        frames.extend(dissent);
        frames.extend(sponsor);
        frames.extend(stage);
        let likened = self.likened(clause, &mut frames);
        frames.extend(likened);
        let by_noun = self.vote_by_noun(clause, &mut frames);
        frames.extend(by_noun);
        frames
    }

    fn main_frame(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        // "Of the fifteen opponents of 2017, eleven …": of whom something is told, and not what.
        if clause.main.is_none()
            && self.is_word(clause.at.start, &["of"])
            && self.number(self.skip_articles(clause.at.start + 1)).is_some()
            && clause.at.clone().any(|place| self.is_mark(place, &[',']))
        {
            return None;
        }
        // "abstained or said no": the two together.
        let or = |place: usize| self.cue(place) == Some(Cue::Or);
        let either = clause.main.as_ref().is_some_and(|main| {
            matches!(main.deed, Deed::Took(_)) && (or(main.at.end) || or(clause.at.end - 1))
        });
        if either {
            return None;
        }
        if let Some(company) = self.company_left(clause) {
            return Some(company);
        }
        let wished = |place: usize| matches!(self.verb(place), Some((Verb::Wish, _)));
        // "By 78 votes to 43 the Assembly asked the judges whether …": that is the text.
        let of_a_text = clause.at.clone().any(|place| wished(place) && self.assembly_speaks(place));
        let only_wished = clause.main.is_none() && clause.at.clone().any(wished);
        let open = only_wished || clause.at.clone().any(|place| self.opens_a_condition(place));
        if open && !of_a_text {
            return None;
        }
        if self.nobody_but_some(clause) {
            return self.nobody_apart_from(clause);
        }
        self.mandate(clause)
            .or_else(|| self.trend(clause, before))
            .or_else(|| self.compared(clause, before))
            .or_else(|| self.proportion(clause, before))
            .or_else(|| self.reach(clause))
            .or_else(|| self.roll(clause, before))
            .or_else(|| self.nobody_apart_from(clause))
            .or_else(|| self.cast_by_those(clause))
            .or_else(|| self.besides_those(clause))
            .or_else(|| self.backed_by(clause, before))
            .or_else(|| self.joined_by(clause, before))
            .or_else(|| self.named_side(clause))
            .or_else(|| self.no_ally(clause, before))
            .or_else(|| self.only(clause, before))
            .or_else(|| self.alone(clause, before))
            .or_else(|| self.among(clause, before))
            .or_else(|| self.company_first(clause, before))
            .or_else(|| self.in_that_group(clause, before))
            .or_else(|| self.joined(clause, before))
            .or_else(|| self.supported_by(clause))
            .or_else(|| self.found_allies(clause))
            .or_else(|| self.took(clause, before))
            .or_else(|| self.backing(clause))
            .or_else(|| self.gained(clause))
            .or_else(|| self.moved(clause, before))
            .or_else(|| self.went_from_one_to_another(clause))
            .or_else(|| self.counted(clause))
            .or_else(|| self.decided(clause))
            .or_else(|| self.breadth(clause))
            .or_else(|| self.voted_when(clause))
            .or_else(|| self.proposed(clause))
            .or_else(|| self.sponsor_by_noun(clause))
            .or_else(|| self.not_so(clause, before))
            .or_else(|| self.similar(clause))
            .or_else(|| self.affected(clause))
    }
}

#[cfg(test)]
mod tests;

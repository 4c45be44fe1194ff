//! Frames: what each clause claims about a vote, before it is known which vote is meant.
//!
//! One rule a way of claiming. A rule looks at a clause and says what it claims, or that it does not apply.

use std::ops::Range;

use scrutineer_record::Position;

use crate::ClaimKind;
use crate::clause::Clause;
use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::predicate::{Deed, Predicate};
use crate::sentence::{Agents, Bound, Number, Quantity, Sentence, When};

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
            history: None,
        }
    }
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
    /// `spoken_of` is the position that the sentence before spoke of: "Romania sided with them".
    pub(crate) fn frames(&self, spoken_of: Option<Position>) -> Vec<Frame> {
        let clauses = self.clauses();
        let mut frames: Vec<Frame> = Vec::new();
        for clause in &clauses {
            let previous = frames.last().cloned();
            let before = Before {
                frame: previous.as_ref(),
                position: previous.as_ref().and_then(|frame| frame.position).or(spoken_of),
            };
            for mut frame in self.clause_frames(clause, before) {
                frame.history = self.history(frame.scope.clone());
                self.trim(&mut frame);
                frames.push(frame);
            }
        }
        frames
    }

    fn clause_frames(&self, clause: &Clause, before: Before<'_>) -> Vec<Frame> {
        let stage = self.brought_back(clause);
        let sponsor = self.reduced_sponsor(clause);
        let main = match &clause.main {
            Some(main) if !main.happened && !matches!(main.deed, Deed::Other(Verb::Meet)) => None,
            _ => self.main_frame(clause, before),
        };
        main.into_iter().chain(sponsor).chain(stage).collect()
    }

    fn main_frame(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        if clause.at.clone().any(|place| self.cue(place) == Some(Cue::If)) {
            return None;
        }
        self.mandate(clause)
            .or_else(|| self.compared(clause))
            .or_else(|| self.only(clause))
            .or_else(|| self.among(clause))
            .or_else(|| self.joined(clause, before))
            .or_else(|| self.took(clause))
            .or_else(|| self.gained(clause))
            .or_else(|| self.moved(clause))
            .or_else(|| self.counted(clause))
            .or_else(|| self.decided(clause))
            .or_else(|| self.proposed(clause))
            .or_else(|| self.similar(clause))
            .or_else(|| self.so_did(clause, before))
            .or_else(|| self.affected(clause))
    }

    /// "for the first time", "for the third consecutive year", "the 28th year running".
    fn history(&self, at: Range<usize>) -> Option<History> {
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
                && (frame.at.start..*place).any(|place| matches!(self.verb(place), Some((Verb::Be, _))))
        });
        if let Some(that) = that.filter(|that| frame.kind != ClaimKind::Sponsor && *that > frame.at.start) {
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

    // ---- positions -------------------------------------------------------------------------------

    /// "China and India abstained", "119 countries voted for", "most countries supported".
    fn took(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let position = self.position_of(main, clause)?;
        let Some(agents) = clause.subject.clone() else {
            return self.took_without_subject(clause, main, position);
        };
        if let Some(shift) = self.shift(clause, &agents, main, position) {
            return Some(shift);
        }
        if let Some(both) = self.both(clause, &agents, position) {
            return Some(both);
        }
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.position = Some(position);
        frame.negated = main.negated;
        frame.counts = self.counts(clause);
        match (agents.names.is_empty(), agents.quantity) {
            (true, Quantity::Count(number)) => {
                frame.kind = ClaimKind::Tally;
                let at = agents.at.clone();
                if !frame.counts.iter().any(|count| count.position == position) {
                    frame.counts.push(Count { number, position, at });
                }
                frame.listed = self.listed_after(&agents, position);
                frame.with = self.included(agents.at.end, clause);
            }
            (true, Quantity::Nobody) if !main.negated => {
                frame.kind = ClaimKind::Tally;
                let number = Number { value: 0, bound: Bound::Exactly };
                frame.counts.push(Count { number, position, at: agents.at.clone() });
            }
            (true, Quantity::More | Quantity::Fewer | Quantity::Many) => return None,
            (true, _) => frame.kind = ClaimKind::Share,
            (false, _) if agents.only => frame.kind = ClaimKind::Only,
            (false, _) => {
                let group = agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
                if group {
                    frame.kind = ClaimKind::GroupPosition;
                }
            }
        }
        if frame.kind == ClaimKind::Position && frame.counts.len() > 1 {
            frame.counts.clear();
        }
        frame.agents = Some(agents);
        Some(frame)
    }

    /// "overwhelmingly backed", "was supported overwhelmingly", with the Assembly or nobody as subject.
    fn took_without_subject(
        &self,
        clause: &Clause,
        main: &Predicate,
        position: Position,
    ) -> Option<Frame> {
        let counts = self.counts(clause);
        if !counts.is_empty() || main.negated {
            return None;
        }
        let overwhelming =
            clause.at.clone().any(|place| self.cue(place) == Some(Cue::Overwhelming));
        let body = clause
            .at
            .clone()
            .any(|place| place < main.at.start && self.cue(place) == Some(Cue::Plenary));
        if !(overwhelming || body) {
            return None;
        }
        let mut frame = Frame::new(
            if overwhelming { ClaimKind::Share } else { ClaimKind::Outcome },
            clause,
        );
        frame.overwhelming = overwhelming;
        frame.adopted = position == Position::Yes;
        frame.position = Some(position);
        Some(frame)
    }

    /// The position that the predicate tells. "rejected" and "approved" tell one if somebody votes.
    fn position_of(&self, main: &Predicate, clause: &Clause) -> Option<Position> {
        let voters = clause.subject.as_ref().is_some_and(|subject| {
            !subject.names.is_empty() || matches!(subject.quantity, Quantity::Count(_))
        });
        match main.deed {
            Deed::Took(position) => Some(position),
            Deed::Rejected if voters && !main.passive => Some(Position::No),
            Deed::Adopted if voters && !main.passive => Some(Position::Yes),
            _ => None,
        }
    }

    /// Names after "including", "among them": some of those counted.
    fn included(&self, after: usize, clause: &Clause) -> Option<Agents> {
        let among = (after..clause.at.end).find(|place| self.cue(*place) == Some(Cue::Among))?;
        self.agents_at(among + 1).filter(|agents| !agents.names.is_empty())
    }

    /// Names in parentheses after a number of voters: "Nineteen states (…) opposed it".
    fn listed_after(&self, agents: &Agents, position: Position) -> Vec<(Vec<usize>, Position)> {
        self.parenthesis(agents.at.end).map(|names| (names, position)).into_iter().collect()
    }

    fn parenthesis(&self, at: usize) -> Option<Vec<usize>> {
        if !self.is_mark(at, &['(']) {
            return None;
        }
        let (names, end) = self.names_at(at + 1)?;
        self.is_mark(end, &[')']).then_some(names)
    }

    /// "Western partners that voted against last year chose to abstain this year".
    fn shift(
        &self,
        clause: &Clause,
        agents: &Agents,
        main: &Predicate,
        to: Position,
    ) -> Option<Frame> {
        let before = clause.relative.iter().find_map(|relative| match relative.deed {
            Deed::Took(from)
                if from != to
                    && relative.happened
                    && relative.verb > agents.at.start
                    && relative.verb < main.at.start =>
            {
                Some((from, relative))
            }
            _ => None,
        })?;
        let (from, relative) = before;
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.at.start = agents.at.start;
        frame.agents = Some(agents.clone());
        frame.from = Some(from);
        frame.position = Some(to);
        frame.negated = main.negated;
        frame.then =
            self.times(relative.at.end..main.at.start).first().map(|time| time.when);
        // What was voted on then stands in the relative clause; what was voted on now after it.
        frame.scope = main.at.start..clause.at.end;
        Some(frame)
    }

    /// "voted for both texts", "for it as well as for the Russian text", "Many countries chose not to put
    /// the Russian resolution against the American one, having voted for the US resolution".
    fn both(&self, clause: &Clause, agents: &Agents, position: Position) -> Option<Frame> {
        if position != Position::Yes {
            return None;
        }
        let qualified: Vec<&str> = clause
            .at
            .clone()
            .filter(|place| self.qualifies_text(*place).is_some())
            .map(|place| self.word(place))
            .collect();
        let again = clause.at.clone().any(|place| {
            self.cue(place) == Some(Cue::And)
                && matches!(self.cue(place + 1), Some(Cue::Side(Position::Yes)))
        });
        let both = clause.at.clone().any(|place| {
            self.word(place).eq_ignore_ascii_case("both")
                && (place + 1..place + 4).any(|place| matches!(self.cue(place), Some(Cue::Text)))
        });
        let two = qualified.first().is_some_and(|first| qualified.iter().any(|other| other != first));
        if !(again || both || two) {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::CoSupport, clause);
        frame.agents = Some(agents.clone());
        frame.position = Some(position);
        if let Quantity::Count(number) = agents.quantity {
            frame.counts.push(Count { number, position, at: agents.at.clone() });
        }
        Some(frame)
    }

    /// "X and Y were the only countries to vote against", "The only opponents were X and Y", "only X voted
    /// against" is with the positions.
    fn only(&self, clause: &Clause) -> Option<Frame> {
        let only = clause.at.clone().find(|place| self.cue(*place) == Some(Cue::Only))?;
        let mut head = only + 1;
        // "the only two countries", "the only African state"
        while head < only + 4
            && (self.number(head).is_some()
                || matches!(self.kind(head), Some(Kind::Word | Kind::Group))
                || matches!(self.cue(head), Some(Cue::Article)))
        {
            head += 1;
        }
        let noun = matches!(self.cue(head), Some(Cue::Voters | Cue::SideNoun(_) | Cue::Number(1)));
        if !noun {
            return None;
        }
        let position = self.position_in(head..clause.at.end)?;
        let linked = (clause.at.start..only).any(|place| matches!(self.verb(place), Some((Verb::Be, _))));
        let mut names = Vec::new();
        let mut place = clause.at.start;
        let limit = if linked { only } else { clause.at.end };
        if !linked {
            // "the only countries that voted against were X and Y"
            place = (head..clause.at.end)
                .find(|place| matches!(self.verb(*place), Some((Verb::Be, _))))?;
        }
        while place < limit {
            match self.names_at(place) {
                Some((list, end)) => {
                    names.extend(list);
                    place = end.max(place + 1);
                    if !linked {
                        break;
                    }
                }
                None => place += 1,
            }
        }
        if names.is_empty() {
            return None;
        }
        // "to join the United States against": those joined did it too.
        let joined = (head..clause.at.end)
            .find(|place| matches!(self.verb(*place), Some((Verb::Join, _))))
            .and_then(|verb| self.names_at(verb + 1));
        if let Some((list, _)) = joined {
            names.extend(list);
        }
        // "apart from Russia and Armenia": those belong to the set as well.
        let except = clause.at.clone().find(|place| self.cue(*place) == Some(Cue::Except));
        if let Some((list, _)) = except.and_then(|place| self.names_at(place + 1)) {
            names.extend(list);
        }
        let group: Vec<usize> =
            (only + 1..head).filter(|place| self.kind(*place) == Some(&Kind::Group)).collect();
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.position = Some(position);
        let at = clause.at.clone();
        frame.agents = Some(Agents {
            at: at.clone(),
            names,
            except: Vec::new(),
            quantity: Quantity::Listed,
            only: true,
            others: false,
        });
        // "the only African state": the only one within the group.
        frame.with = group.first().map(|_| Agents {
            at,
            names: group.clone(),
            except: Vec::new(),
            quantity: Quantity::All,
            only: false,
            others: false,
        });
        Some(frame)
    }

    /// The position told somewhere in the tokens.
    fn position_in(&self, at: Range<usize>) -> Option<Position> {
        at.clone().find_map(|place| match self.kind(place)? {
            Kind::Cue(Cue::SideNoun(position) | Cue::Verb(Verb::Take(position), _)) => {
                Some(*position)
            }
            Kind::Cue(Cue::Side(position)) => Some(*position),
            Kind::Word if self.word(place).eq_ignore_ascii_case("no") => Some(Position::No),
            _ => None,
        })
    }

    /// "X and Y were among the countries that voted against", "X was among those abstaining".
    fn among(&self, clause: &Clause) -> Option<Frame> {
        let among = clause.at.clone().find(|place| {
            self.cue(*place) == Some(Cue::Among)
                && place.checked_sub(1).is_some_and(|before| {
                    matches!(self.verb(before), Some((Verb::Be, _)))
                })
        })?;
        let negated = clause
            .relative
            .iter()
            .chain(&clause.main)
            .any(|predicate| predicate.negated && predicate.verb > among);
        let position = self.position_in(among..clause.at.end)?;
        // "among the latter was every member": the subject can stand after the verb.
        let agents = (clause.at.start..among).find_map(|place| self.agents_at(place))?;
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.at.start = agents.at.start;
        if agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group)) {
            frame.kind = ClaimKind::GroupPosition;
        }
        frame.agents = Some(agents);
        frame.position = Some(position);
        frame.negated = negated;
        Some(frame)
    }

    /// "Hungary sided with Washington", "joined only by Israel".
    fn joined(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let main = clause.main.as_ref().filter(|main| main.deed == Deed::Joined)?;
        let position = self.position_in(main.at.end..clause.at.end);
        if main.passive {
            let previous = before.frame?;
            let mut agents = clause.subject.clone()?;
            let mut others = previous.agents.clone()?;
            // Those who were joined belong to the set, in their own sentence.
            let only = agents.only;
            agents.names.append(&mut others.names);
            let mut frame = Frame::new(
                if only { ClaimKind::Only } else { ClaimKind::Position },
                clause,
            );
            frame.position = previous.position;
            frame.agents = Some(agents);
            return Some(frame);
        }
        let agents = clause.subject.clone()?;
        let side = (main.at.end..clause.at.end.min(main.at.end + 3)).find_map(|place| {
            match self.cue(place)? {
                Cue::SideNoun(position) => Some(position),
                _ => None,
            }
        });
        if let Some(position) = side {
            // "joined the opponents": they had not been among them.
            let mut frame = Frame::new(ClaimKind::Shift, clause);
            frame.agents = Some(agents);
            frame.position = Some(position);
            return Some(frame);
        }
        let with = (main.at.end..clause.at.end.min(main.at.end + 2))
            .find_map(|place| self.names_at(place))
            .map(|(names, end)| {
                // What follows "and" can be the subject of the next clause.
                let names: Vec<usize> =
                    names.into_iter().filter(|name| clause.at.contains(name)).collect();
                (names, end.min(clause.at.end))
            });
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.agents = Some(agents);
        frame.position = position;
        frame.negated = main.negated;
        match with {
            Some((names, end)) => {
                frame.with = Some(Agents {
                    at: main.at.end..end,
                    names,
                    except: Vec::new(),
                    quantity: Quantity::Listed,
                    only: false,
                    others: false,
                });
            }
            // "sided with them"
            None => frame.position = Some(before.position?),
        }
        Some(frame)
    }

    /// "so did Kazakhstan and Uzbekistan"
    fn so_did(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let start = clause.at.start;
        let so = clause.at.clone().take(3).find(|place| self.word(*place).eq_ignore_ascii_case("so"))?;
        if !matches!(self.verb(so + 1), Some((Verb::Do, _))) {
            return None;
        }
        let agents = self.agents_at(so + 2)?;
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.at = start.max(so)..agents.at.end;
        frame.agents = Some(agents);
        frame.position = Some(before.position?);
        Some(frame)
    }

    /// "moved from No to abstention", "switched to abstention".
    fn moved(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        if main.deed != Deed::Other(Verb::Move) {
            return None;
        }
        let agents = clause.subject.clone()?;
        let to = (main.at.end..clause.at.end)
            .find(|place| matches!(self.word(*place), "to" | "into"))
            .and_then(|place| self.stance(place + 1))?;
        let from = (main.at.end..clause.at.end)
            .find(|place| self.word(*place) == "from")
            .and_then(|place| self.stance(place + 1));
        let earlier = clause.relative.iter().find_map(|relative| match relative.deed {
            Deed::Took(position) => Some(position),
            _ => None,
        });
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.agents = Some(agents);
        frame.from = from.or(earlier);
        frame.position = Some(to);
        Some(frame)
    }

    /// A position as a noun: "No", "abstention", "a yes".
    fn stance(&self, at: usize) -> Option<Position> {
        (at..at + 3).find_map(|place| match self.kind(place)? {
            Kind::Cue(
                Cue::Side(position) | Cue::SideNoun(position) | Cue::Verb(Verb::Take(position), _),
            ) => Some(*position),
            Kind::Word if self.word(place).eq_ignore_ascii_case("no") => Some(Position::No),
            _ if self.word(place).eq_ignore_ascii_case("support") => Some(Position::Yes),
            _ if self.word(place).eq_ignore_ascii_case("opposition") => Some(Position::No),
            _ => None,
        })
    }

    // ---- counts ----------------------------------------------------------------------------------

    /// "There are 129 votes in favour", "adopted by 126 to 9", "187-3".
    fn counted(&self, clause: &Clause) -> Option<Frame> {
        if clause.main.as_ref().is_some_and(|main| {
            main.negated || matches!(main.deed, Deed::Took(_)) && clause.subject.is_some()
        }) {
            return None;
        }
        let counts = self.counts(clause);
        if counts.is_empty() {
            return None;
        }
        // A lone number needs a word that makes it one of votes; "counts" has seen to that.
        let mut frame = Frame::new(ClaimKind::Tally, clause);
        for count in &counts {
            if let Some(names) = self.parenthesis(count.at.end) {
                frame.listed.push((names, count.position));
            }
        }
        if let [count] = counts.as_slice() {
            frame.with = self.included(count.at.end, clause);
        }
        frame.counts = counts;
        Some(frame)
    }

    /// The numbers of votes in a clause, each with its position.
    pub(crate) fn counts(&self, clause: &Clause) -> Vec<Count> {
        let mut counts: Vec<Count> = Vec::new();
        let mut place = clause.at.start;
        while place < clause.at.end {
            if let Some(time) = self.time_at(place) {
                place = time.at.end.max(place + 1);
                continue;
            }
            let found = self
                .ratio_at(place, clause)
                .or_else(|| self.count_at(place, clause, &counts))
                .filter(|found| !found.is_empty());
            match found {
                Some(found) => {
                    place = found.last().map_or(place + 1, |count| count.at.end.max(place + 1));
                    for count in found {
                        if !counts.iter().any(|known| known.position == count.position) {
                            counts.push(count);
                        }
                    }
                }
                None => place += 1,
            }
        }
        counts
    }

    /// "187-3", "129-6-45", "126 to 9", "79 votes to 28".
    fn ratio_at(&self, at: usize, clause: &Clause) -> Option<Vec<Count>> {
        let yes = self.number(at)?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        if before == "from" || before == "between" {
            return None;
        }
        let mut next = at + 1;
        let votes = self.word(next) == "votes" || self.cue(next) == Some(Cue::Voters);
        next += usize::from(votes);
        next += usize::from(self.cue(next) == Some(Cue::Side(Position::Yes)));
        let dash = self.is_mark(next, &['-', '–']);
        let to = self.word(next) == "to" || self.cue(next) == Some(Cue::Side(Position::No));
        let (no, end) = if dash || to {
            (self.number(next + 1)?, next + 2)
        } else {
            return None;
        };
        if end > clause.at.end || yes > 200 || no > 200 {
            return None;
        }
        let exactly = |value| Number { value, bound: Bound::Exactly };
        let count = |value, position, at: Range<usize>| Count { number: exactly(value), position, at };
        let mut counts =
            vec![count(yes, Position::Yes, at..at + 1), count(no, Position::No, next + 1..end)];
        let third = self.is_mark(end, &['-', '–'])
            || dash && self.word(end) == "to";
        if third && let Some(abstain) = self.number(end + 1) {
            counts.push(count(abstain, Position::Abstain, end + 1..end + 2));
        }
        Some(counts)
    }

    /// "138 in favour", "three against", "71 abstentions", "the noes numbered four", "no abstentions".
    fn count_at(&self, at: usize, clause: &Clause, known: &[Count]) -> Option<Vec<Count>> {
        let one = |number, position, at| Some(vec![Count { number, position, at }]);
        // "no abstentions", "none against"
        let none = self.word(at).eq_ignore_ascii_case("no") || self.cue(at) == Some(Cue::Nobody);
        if none && let Some(position) = self.side_at(at + 1) {
            return one(Number { value: 0, bound: Bound::Exactly }, position, at..at + 2);
        }
        if let Some(Cue::SideNoun(position)) = self.cue(at)
            && matches!(
                self.verb(at + 1),
                Some((Verb::Stand | Verb::Be, _))
            )
            && let Some((number, end)) = self.number_at(at + 2)
        {
            return one(number, position, at..end);
        }
        // "188 votes … against three"
        if let Some(Cue::Side(position)) = self.cue(at)
            && known.iter().any(|count| count.position != position)
            && let Some((number, end)) = self.number_at(at + 1)
            && self.side_at(end).is_none()
        {
            return one(number, position, at..end);
        }
        let (number, mut next) = self.number_at(at)?;
        let end = next;
        if self.is_mark(next, &['-']) {
            return None;
        }
        if let Some(names_end) = self.parenthesis(next).and_then(|_| {
            (next..clause.at.end).find(|place| self.is_mark(*place, &[')']))
        }) {
            next = names_end + 1;
        }
        let mut voters = false;
        while next < clause.at.end {
            match self.cue(next) {
                Some(Cue::Voters | Cue::VoteNoun | Cue::Adverb) => voters = true,
                Some(Cue::Verb(Verb::Vote, _)) => voters = true,
                Some(Cue::Verb(Verb::Be | Verb::Have, _)) if voters => {}
                _ if self.word(next) == "were" => {}
                _ => break,
            }
            next += 1;
        }
        if let Some(position) = self.side_at(next).filter(|_| next < clause.at.end) {
            return one(number, position, at..end.max(next + 1));
        }
        // "won 188 votes", "carried with 67 votes"
        let votes = self.word(end) == "votes" || self.word(end) == "vote";
        let of_support = clause.main.as_ref().is_some_and(|main| {
            matches!(main.deed, Deed::Other(Verb::Gain) | Deed::Adopted)
        });
        if votes && of_support {
            return one(number, Position::Yes, at..end + 1);
        }
        None
    }

    fn side_at(&self, at: usize) -> Option<Position> {
        match self.cue(at)? {
            Cue::Side(position) | Cue::SideNoun(position) => Some(position),
            Cue::Verb(Verb::Take(position), Form::Ing | Form::Past) => Some(position),
            _ => None,
        }
    }

    // ---- comparisons and trends ------------------------------------------------------------------

    /// "More members voted in favour in 2019 than the year before", "which is more than last year", "the
    /// noes rose from 12 to 14".
    fn compared(&self, clause: &Clause) -> Option<Frame> {
        self.compared_voters(clause)
            .or_else(|| self.stood(clause))
            .or_else(|| self.compared_before(clause))
            .or_else(|| self.rose(clause))
    }

    fn compared_voters(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let position = self.position_of(main, clause)?;
        let agents = clause.subject.as_ref()?;
        let direction = match agents.quantity {
            Quantity::More => Direction::More,
            Quantity::Fewer => Direction::Fewer,
            _ => return None,
        };
        let than = clause.at.clone().find(|place| self.cue(*place) == Some(Cue::Than))?;
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.at.start = agents.at.start;
        frame.scope = clause.at.start..than;
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            direction,
            position,
            by: None,
            from_to: None,
            than: self.times(than..clause.at.end).first().map(|time| time.when),
        });
        Some(frame)
    }

    /// "support stood at 128 in both 2018 and 2019".
    fn stood(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        if main.deed != Deed::Other(Verb::Stand) {
            return None;
        }
        let times = self.times(main.at.end..clause.at.end);
        let [first, .., last] = times.as_slice() else { return None };
        let value = (main.at.end..clause.at.end).find_map(|place| self.number(place))?;
        let before = clause.at.start..main.at.start;
        let position = before.clone().find_map(|place| match self.cue(place)? {
            Cue::SideNoun(position) => Some(position),
            Cue::Support => Some(Position::Yes),
            _ => None,
        })?;
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.at.start = main.at.start;
        frame.position = Some(position);
        frame.when = Some(last.when);
        frame.scope = before;
        frame.comparison = Some(Comparison {
            direction: Direction::Same,
            position,
            by: None,
            from_to: Some((value, value)),
            than: Some(first.when),
        });
        Some(frame)
    }

    /// "which is more than last year", "ten fewer than in 2016", "the same figures as in 2015".
    fn compared_before(&self, clause: &Clause) -> Option<Frame> {
        if clause.main.as_ref().is_some_and(|main| main.deed != Deed::Other(Verb::Stand)) {
            return None;
        }
        let (place, direction) = clause.at.clone().find_map(|place| {
            let direction = match self.cue(place)? {
                Cue::More => Direction::More,
                Cue::Fewer => Direction::Fewer,
                Cue::MoreThan => Direction::More,
                Cue::FewerThan => Direction::Fewer,
                Cue::Same => Direction::Same,
                _ => return None,
            };
            Some((place, direction))
        })?;
        let joined = matches!(self.cue(place), Some(Cue::MoreThan | Cue::FewerThan));
        let compares = joined
            || (place..clause.at.end.min(place + 5)).any(|next| {
                self.cue(next) == Some(Cue::Than) || self.word(next) == "as"
            });
        let times = self.times(place..clause.at.end);
        if !compares || times.is_empty() {
            return None;
        }
        let by = place.checked_sub(1).and_then(|before| self.number_at(before));
        let position = self.position_in(clause.at.clone()).unwrap_or(Position::Yes);
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.scope = clause.at.start..place;
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            direction,
            position,
            by: by.map(|(number, _)| number),
            from_to: None,
            than: times.first().map(|time| time.when),
        });
        Some(frame)
    }

    /// "the noes rose from 12 to 14", "support slipped by five votes since 2016".
    fn rose(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let direction = match main.deed {
            Deed::Other(Verb::Rise) => Direction::More,
            Deed::Other(Verb::Fall) => Direction::Fewer,
            _ => return None,
        };
        let position = (clause.at.start..main.at.start).find_map(|place| match self.cue(place)? {
            Cue::SideNoun(position) => Some(position),
            Cue::Support => Some(Position::Yes),
            _ => None,
        })?;
        let from = (main.at.end..clause.at.end).find(|place| self.word(*place) == "from");
        let from_to = from.and_then(|from| {
            let to = (from + 2..clause.at.end).find(|place| self.word(*place) == "to")?;
            Some((self.number(from + 1)?, self.number(to + 1)?))
        });
        let by = (main.at.end..clause.at.end)
            .find(|place| self.cue(*place) == Some(Cue::By))
            .and_then(|by| self.number_at(by + 1));
        let than = self.times(main.at.end..clause.at.end).first().map(|time| time.when);
        let kind = if from_to.is_some() || by.is_some() || than.is_some() {
            ClaimKind::Comparison
        } else {
            ClaimKind::Trend
        };
        let mut frame = Frame::new(kind, clause);
        frame.position = Some(position);
        frame.scope = clause.at.start..main.at.end;
        frame.comparison = Some(Comparison {
            direction,
            position,
            by: by.map(|(number, _)| number),
            from_to,
            than,
        });
        Some(frame)
    }

    /// "is gaining more support", "has received support at the UN", "found support at the level of BRICS".
    fn gained(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        if main.deed != Deed::Other(Verb::Gain) || main.negated {
            return None;
        }
        let support = (main.at.end..clause.at.end).find(|place| {
            self.cue(*place) == Some(Cue::Support)
                || matches!(self.verb(*place), Some((Verb::Take(Position::Yes), Form::Ing)))
        })?;
        if !self.counts(clause).is_empty() {
            return None;
        }
        let growing = matches!(self.verb(main.verb), Some((_, Form::Ing)));
        let names = (support + 1..clause.at.end)
            .find(|place| self.kind(*place) == Some(&Kind::Group))
            .and_then(|place| self.names_at(place));
        let mut frame = match names {
            Some((names, end)) => {
                let mut frame = Frame::new(ClaimKind::GroupPosition, clause);
                frame.agents = Some(Agents {
                    at: support..end,
                    names,
                    except: Vec::new(),
                    quantity: Quantity::Listed,
                    only: false,
                    others: false,
                });
                frame
            }
            None if growing => {
                let mut frame = Frame::new(ClaimKind::Trend, clause);
                frame.comparison = Some(Comparison {
                    direction: Direction::More,
                    position: Position::Yes,
                    by: None,
                    from_to: None,
                    than: None,
                });
                frame
            }
            None => Frame::new(ClaimKind::Share, clause),
        };
        frame.position = Some(Position::Yes);
        Some(frame)
    }

    // ---- texts -----------------------------------------------------------------------------------

    /// "was approved by the General Assembly", "was adopted without a vote".
    fn decided(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let adopted = match main.deed {
            Deed::Adopted => true,
            Deed::Rejected => false,
            // The Assembly condemns, demands and the like by adopting a text.
            Deed::Other(Verb::Pronounce) if !main.passive => true,
            _ => return None,
        };
        let before = clause.at.start..main.at.start;
        let about_a_text = clause.at.clone().any(|place| {
            matches!(
                self.cue(place),
                Some(Cue::Text | Cue::Pronoun | Cue::Plenary | Cue::Idea | Cue::Which)
            ) || matches!(self.kind(place), Some(Kind::Symbol(_)))
        });
        let body = before.clone().any(|place| {
            matches!(
                self.cue(place),
                Some(Cue::Plenary | Cue::Committee(_) | Cue::SecurityCouncil)
            )
        });
        if !about_a_text || !main.passive && !body && !before.is_empty() {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Outcome, clause);
        frame.adopted = adopted;
        frame.negated = main.negated;
        frame.without_vote = clause.at.clone().any(|place| self.cue(place) == Some(Cue::WithoutVote));
        frame.overwhelming = clause.at.clone().any(|place| self.cue(place) == Some(Cue::Overwhelming));
        if frame.overwhelming {
            frame.kind = ClaimKind::Share;
            frame.position = Some(Position::Yes);
        }
        Some(frame)
    }

    /// "the US presented its own draft resolution", "It was our country that proposed …", "has been
    /// presented for the last two years".
    fn proposed(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let brought_back = match main.deed {
            Deed::Other(Verb::Propose) => false,
            Deed::Other(Verb::Present) => true,
            _ => return None,
        };
        if main.negated {
            return None;
        }
        if brought_back && main.passive {
            return Some(Frame::new(ClaimKind::Stage, clause));
        }
        let ours = (clause.at.start..main.at.start).any(|place| self.cue(place) == Some(Cue::Our));
        let text = (main.at.end..clause.at.end).any(|place| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Organ))
                || matches!(self.verb(place), Some((_, Form::Ing)))
        });
        let agents = clause.subject.clone();
        if agents.is_none() && !ours || !text && !main.passive {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Sponsor, clause);
        frame.agents = agents;
        frame.ours = ours;
        Some(frame)
    }

    /// "… that has been presented for the last two years", inside a clause that claims something else.
    fn brought_back(&self, clause: &Clause) -> Option<Frame> {
        let relative = clause.relative.iter().find(|relative| {
            relative.deed == Deed::Other(Verb::Present) && relative.passive && relative.happened
        })?;
        let mut frame = Frame::new(ClaimKind::Stage, clause);
        frame.at.start = relative.at.start;
        frame.asides.clear();
        Some(frame)
    }

    /// "… proposed by Russia", inside a clause that claims something else.
    fn reduced_sponsor(&self, clause: &Clause) -> Option<Frame> {
        let relative = clause.relative.iter().find(|relative| {
            matches!(relative.deed, Deed::Other(Verb::Propose)) && relative.passive
        })?;
        let by = relative.at.end;
        let (names, end) = self.names_at(by + 1)?;
        let mut frame = Frame::new(ClaimKind::Sponsor, clause);
        frame.at = relative.verb..end;
        frame.scope = clause.at.clone();
        frame.agents = Some(Agents {
            at: by + 1..end,
            names,
            except: Vec::new(),
            quantity: Quantity::Listed,
            only: false,
            others: false,
        });
        frame.asides.clear();
        Some(frame)
    }

    /// "contained similar ideas", "mirrored the Russian idea", "repeats the Russian idea".
    fn similar(&self, clause: &Clause) -> Option<Frame> {
        let predicates = clause.main.iter().chain(&clause.relative);
        let found = predicates.clone().find(|predicate| match predicate.deed {
            Deed::Other(Verb::Mirror) => true,
            Deed::Other(Verb::Contain) => (predicate.at.end..predicate.at.end + 3)
                .any(|place| matches!(self.word(place), "similar" | "same" | "identical")),
            _ => false,
        })?;
        if found.negated || !found.happened && found.passive {
            return None;
        }
        let about_texts = (clause.at.start..clause.at.end).any(|place| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun))
        });
        about_texts.then(|| {
            let mut frame = Frame::new(ClaimKind::Similarity, clause);
            // A relative clause about the other text is no part of the likeness.
            let relative = clause.relative.iter().filter(|relative| relative.verb > found.verb);
            if let Some(pronoun) = relative.filter_map(|relative| relative.relative).min() {
                frame.at.end = pronoun;
            }
            frame
        })
    }

    /// "did not affect the support", "changed the result of the vote": what caused a vote.
    fn affected(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        if main.deed != Deed::Other(Verb::Affect) {
            return None;
        }
        let of_a_vote = (main.at.end..clause.at.end).any(|place| {
            matches!(self.cue(place), Some(Cue::Support | Cue::VoteNoun))
                || matches!(self.verb(place), Some((Verb::Vote, _)))
        });
        of_a_vote.then(|| {
            let mut frame = Frame::new(ClaimKind::Outcome, clause);
            frame.at.start = main.at.start;
            frame.negated = main.negated;
            frame.cause = true;
            frame
        })
    }

    /// "the ad hoc working group will meet in June next year for its first session".
    fn mandate(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let meets = main.deed == Deed::Other(Verb::Meet)
            || clause.at.clone().any(|place| self.cue(place) == Some(Cue::Session));
        let organ = clause.at.clone().find(|place| self.cue(*place) == Some(Cue::Organ))?;
        if !meets || self.times(clause.at.clone()).is_empty() || main.negated {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Mandate, clause);
        frame.at.start = self.noun_phrase_start(organ, clause.at.start);
        Some(frame)
    }

    /// Where the noun phrase that ends at `noun` begins: at its article.
    fn noun_phrase_start(&self, noun: usize, start: usize) -> usize {
        (start..noun)
            .rev()
            .take(4)
            .find(|place| self.cue(*place) == Some(Cue::Article))
            .unwrap_or(noun)
    }
}

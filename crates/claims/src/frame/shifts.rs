//! From one position to another: "switched", "that voted against last year abstained".

use super::*;

impl Sentence<'_> {
    /// "Nordic members that voted against last year decided to abstain this year".
    pub(super) fn shift(
        &self,
        clause: &Clause,
        agents: &Agents,
        main: &Predicate,
        to: Position,
    ) -> Option<Frame> {
        let former = if main.inverted {
            self.former_stance(agents.at.end..clause.at.end)
        } else {
            self.former_stance(agents.at.end..main.at.start)
        };
        if let Some((from, then)) = former {
            let mut frame = Frame::new(ClaimKind::Shift, clause);
            frame.at.start = agents.at.start;
            frame.agents = Some(agents.clone());
            frame.from = Some(from);
            frame.position = Some(to);
            frame.then = then;
            frame.scope = main.at.start..clause.at.end;
            if main.inverted {
                frame.at.start = main.at.start;
                frame.scope.end = agents.at.end;
            }
            return Some(frame);
        }
        let before = clause.relative.iter().find_map(|relative| match relative.deed {
            // "all but Peru, which abstained, …": that tells of Peru.
            Deed::Took(from)
                if agents.except.is_empty()
                    && (from != to || self.is_again(clause))
                    && relative.happened
                    && matches!(self.verb(relative.verb), Some((_, Form::Past)))
                    && relative.relative.is_some_and(|pronoun| pronoun <= agents.at.end + 1)
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
        frame.then = self.times(relative.at.end..main.at.start).first().map(|time| time.when);
        // What was voted on then stands in the relative clause; what was voted on now after it.
        frame.scope = main.at.start..clause.at.end;
        Some(frame)
    }

    /// "Of the forty-six that voted no last year, 38 abstained": what those did before of whom some are counted.
    pub(super) fn of_those(
        &self,
        clause: &Clause,
        main: &Predicate,
        to: Position,
    ) -> Option<Frame> {
        let [relative] = clause.relative.as_slice() else { return None };
        let Deed::Took(from) = relative.deed else { return None };
        let past = relative.happened && !relative.negated && relative.relative.is_some();
        if !past || !self.is_word(clause.at.start, &["of"]) {
            return None;
        }
        let comma = (relative.at.end..main.at.start).rfind(|place| self.is_mark(*place, &[',']))?;
        let agents = self.agents_at(comma + 1).filter(|agents| {
            let counted = matches!(agents.quantity, Quantity::Count(_)) && agents.names.is_empty();
            counted && self.skip_adverbs(agents.at.end) == main.at.start
        })?;
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.agents = Some(agents);
        frame.from = Some(from);
        frame.position = Some(to);
        frame.negated = main.negated;
        frame.then = self.times(relative.at.end..comma).first().map(|time| time.when);
        frame.scope = main.at.start..clause.at.end;
        Some(frame)
    }

    /// "[Peru moved from abstention to no,] as did Chad": the same move, of others.
    pub(super) fn moved_as_well(
        &self,
        clause: &Clause,
        agents: &Agents,
        before: Before<'_>,
    ) -> Option<Frame> {
        let last = before.frame.filter(|frame| frame.kind == ClaimKind::Shift && !frame.negated)?;
        let main = clause.main.as_ref().filter(|main| !main.negated)?;
        // "Egypt did" can turn what was denied; "so did Egypt" goes on with it. A time of its own is another matter.
        let goes_on = main.inverted || self.is_word(main.verb, &["followed suit", "did likewise"]);
        let timed = !self.times(clause.at.clone()).is_empty();
        (goes_on && !timed && last.from.is_some()).then(|| Frame {
            agents: Some(agents.clone()),
            from: last.from,
            position: last.position,
            then: last.then,
            when: last.when,
            follows: true,
            ..Frame::new(ClaimKind::Shift, clause)
        })
    }

    /// "After abstaining in 2018, [Chile voted for it]", "having opposed it last year, [Peru abstained]": a shift.
    pub(super) fn shift_after(
        &self,
        clause: &Clause,
        agents: &Agents,
        position: Position,
    ) -> Option<Frame> {
        let comma = clause.at.start.checked_sub(1).filter(|comma| self.is_mark(*comma, &[',']))?;
        let opens = |place: &usize| self.is_word(*place, &["after", "having", "despite"]);
        let start = (comma.saturating_sub(12)..comma)
            .rev()
            .take_while(|place| !self.is_mark(*place, &[';', ':', '—', ',']))
            .find(opens)?;
        let [former] = self.predicates(start..comma).try_into().ok()?;
        let former: Predicate = former;
        let Deed::Took(from) = former.deed else { return None };
        // Another text, or others than those: no shift of theirs.
        let of_others = (start..comma).any(|place| {
            self.is_name(place)
                || self.cue(place) == Some(Cue::Voters)
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
        });
        let time = self.times(start..comma).first().map(|time| time.when);
        if former.negated || of_others || from == position || time.is_none() {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.at.start = start;
        frame.agents = Some(agents.clone());
        frame.from = Some(from);
        frame.position = Some(position);
        frame.then = time;
        Some(frame)
    }

    /// "moved from No to abstention", "switched to abstention".
    pub(super) fn moved(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let Some(main) = clause.main.as_ref() else { return self.moved_likewise(clause, before) };
        let moves = matches!(main.deed, Deed::Other(Verb::Move | Verb::Abandon));
        let agents = clause.subject.clone().or_else(|| self.listed_after(clause))?;
        let back = [" way", " direction"].iter().any(|it| self.lower(main.verb).ends_with(it));
        if moves && back && self.stance_in(main.at.end..clause.at.end).is_none() {
            return self.went_back(clause, agents, before);
        }
        // "swapped its no for an abstention", "deserted the yes camp for abstention"
        let swaps = ["swap", "trad", "exchang", "desert", "quit", "abandon", "left ", "dropped "]
            .iter()
            .any(|it| self.lower(main.verb).starts_with(it));
        let arrow = (main.at.end..clause.at.end).find(|place| {
            matches!(self.word(*place), "to" | "into") || swaps && self.word(*place) == "for"
        })?;
        let to = self.stance(arrow + 1)?;
        // "dropped from no in March to abstention": whatever the verb.
        let from_stance =
            || self.is_word(main.at.end, &["from"]) && self.stance_in(main.at.end..arrow).is_some();
        let other = matches!(main.deed, Deed::Other(_));
        if !moves && (!other || !from_stance()) {
            return None;
        }
        // "from no to abstention", "softened its no to an abstention", "to abstention from no"
        let left =
            |place: &usize| self.word(*place) == "from" || self.lower(*place).ends_with(" from");
        let from = match (main.at.start..clause.at.end).find(left) {
            Some(from) => self.stance(from + 1),
            None => self.stance_in(main.at.end..arrow),
        };
        let earlier = clause.relative.iter().find_map(|relative| match relative.deed {
            Deed::Took(position) => Some(position),
            _ => None,
        });
        // "Peru, an abstainer in December, turned to no"
        let former = self.former_stance(agents.at.end..main.at.start);
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.agents = Some(agents);
        frame.from = from.or(former.map(|(position, _)| position)).or(earlier);
        frame.position = Some(to);
        // "from a no last year to a yes": when the first was, and not when the vote was.
        frame.then = self.times(main.at.end..arrow).first().map(|time| time.when);
        frame.then = frame.then.or_else(|| former?.1);
        if frame.then.is_some() {
            frame.scope = arrow..clause.at.end;
        }
        Some(frame)
    }

    /// "[Peru turned from abstention to no;] Chile went the other way".
    fn went_back(&self, clause: &Clause, agents: Agents, before: Before<'_>) -> Option<Frame> {
        let last = before.frame.filter(|frame| frame.kind == ClaimKind::Shift)?;
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.agents = Some(agents);
        frame.from = Some(last.position?);
        frame.position = Some(last.from?);
        frame.then = last.then;
        Some(frame)
    }

    /// "[Peru crossed over from abstention to yes,] Fiji even from no".
    fn moved_likewise(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let last = before.frame.filter(|frame| frame.kind == ClaimKind::Shift)?;
        let joins = |cue| matches!(cue, Cue::And | Cue::But | Cue::While);
        let start = self.skip(clause.at.start, joins);
        let (names, from, end) = self.likewise_from(start)?;
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.agents = Some(Agents::named(start..end, names));
        frame.from = Some(from);
        frame.position = Some(last.position?);
        frame.then = last.then;
        Some(frame)
    }

    /// "switched from no to abstention: Peru and Chile": those who did, after a colon.
    fn listed_after(&self, clause: &Clause) -> Option<Agents> {
        let colon = clause.at.clone().find(|place| self.is_mark(*place, &[':']))?;
        let (names, end) = self.names_at(colon + 1)?;
        self.ends_clause(end).then(|| Agents::named(colon + 1..end, names))
    }

    /// ", a no in 2018, [abstained]", ", all opponents a year before,": the position taken then, and when.
    fn former_stance(&self, at: Range<usize>) -> Option<(Position, Option<When>)> {
        let comma = at.start;
        let noun = self.skip(comma + 1, |cue| matches!(cue, Cue::Article | Cue::All | Cue::Only));
        // Of the words for a state only these are told of a past vote.
        let stated = self.is_word(noun, &["neutral", "absent", "missing", "on the fence"]);
        let bare = matches!(self.cue(noun), Some(Cue::SideNoun(_) | Cue::Side(_))) || stated;
        let apposed = self.is_mark(comma, &[','])
            && (noun > comma + 1 || bare)
            && (at.end.checked_sub(1).is_some_and(|last| self.is_mark(last, &[',']))
                || self.ends_clause(at.end));
        let state = match self.cue(noun) {
            Some(Cue::State(Verb::Take(position))) if stated => Some((position, noun + 1)),
            Some(Cue::Side(position)) => Some((position, noun + 1)),
            _ => None,
        };
        let (position, end) = self.chosen_at(noun).or(state).filter(|_| apposed)?;
        let when = self.times(end..at.end).first().map(|time| time.when)?;
        Some((position, Some(when)))
    }

    /// The position that a clause says was abandoned.
    pub(super) fn abandoned(&self, clause: &Clause) -> Option<Position> {
        let main = clause.main.as_ref().filter(|main| main.happened && !main.negated)?;
        (main.deed == Deed::Other(Verb::Abandon)).then(|| self.stance(main.at.end))?
    }

    /// "[thirteen] abandoned abstention and [voted against it: …]": what was left before what was done.
    pub(super) fn left_before(&self, before: &Clause, frame: &mut Frame) {
        let left = self.abandoned(before).filter(|left| Some(*left) != frame.position);
        let shares = before.subject.is_some()
            && before.subject.as_ref().map(|agents| &agents.at)
                == frame.agents.as_ref().map(|agents| &agents.at);
        let taken = matches!(frame.kind, ClaimKind::Position | ClaimKind::Tally) && !frame.negated;
        let (Some(left), true, true) = (left, shares, taken) else { return };
        frame.kind = ClaimKind::Shift;
        frame.from = Some(left);
        frame.at.start = before.at.start;
        if let (Some(agents), [(names, _)]) = (&mut frame.agents, frame.listed.as_slice()) {
            agents.names.clone_from(names);
            agents.quantity = Quantity::Listed;
        }
    }

    /// "did so again": the position taken before.
    pub(super) fn is_again(&self, clause: &Clause) -> bool {
        clause.at.clone().any(|place| {
            self.is_word(
                place,
                &["again", "did so again", "anew", "afresh", "once again", "once more"],
            ) || self.is_word(place, &["once"]) && self.is_word(place + 1, &["more", "again"])
        })
    }

    /// A position as a noun: "No", "abstention", "a yes".
    pub(crate) fn stance(&self, at: usize) -> Option<Position> {
        self.stance_in(at..at + 3)
    }

    fn stance_in(&self, mut at: Range<usize>) -> Option<Position> {
        at.find_map(|place| match self.kind(place)? {
            Kind::Cue(
                Cue::Side(position) | Cue::SideNoun(position) | Cue::Verb(Verb::Take(position), _),
            ) => Some(*position),
            Kind::Word if self.word(place).eq_ignore_ascii_case("no") => Some(Position::No),
            _ if self.is_word(place, &["support", "approval", "endorsement"]) => {
                Some(Position::Yes)
            }
            _ if self.is_word(place, &["opposition", "rejection", "resistance"]) => {
                Some(Position::No)
            }
            _ => None,
        })
    }
}

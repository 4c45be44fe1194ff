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
        frame.position = Some(to);
        frame.negated = main.negated;
        let mut was = relative.at.end..main.at.start;
        let group = |name: &usize| self.kind(*name) == Some(&Kind::Group);
        if was.any(|place| self.body_at(place).is_some()) && !agents.names.iter().any(group) {
            // "Peru, which had abstained in the Security Council, voted for it": two bodies, and no move.
            frame.kind = ClaimKind::Position;
            frame.asides.push(relative.at.start..main.at.start);
        } else {
            frame.from = Some(from);
            frame.then = self.times(relative.at.end..main.at.start).first().map(|time| time.when);
        }
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
        if !self.is_word(clause.at.start, &["of"]) {
            return None;
        }
        let (from, told) = self.those_before(clause, main)?;
        let comma = (told..main.at.start).rfind(|place| self.is_mark(*place, &[',']))?;
        let agents = self.agents_at(comma + 1).filter(|agents| {
            let counted = matches!(agents.quantity, Quantity::Count(_)) && agents.names.is_empty();
            counted && self.skip_adverbs(agents.at.end) == main.at.start
        })?;
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.agents = Some(agents);
        frame.from = Some(from);
        frame.position = Some(to);
        frame.negated = main.negated;
        frame.then = self.times(told..comma).first().map(|time| time.when);
        frame.scope = main.at.start..clause.at.end;
        Some(frame)
    }

    /// "Of the 46 that voted no [last year], 38 …", "Of the fifteen opponents [of 2017], eleven …": what they had done,
    /// and where that is told.
    fn those_before(&self, clause: &Clause, main: &Predicate) -> Option<(Position, usize)> {
        match clause.relative.as_slice() {
            [relative] => {
                let Deed::Took(from) = relative.deed else { return None };
                let past = relative.happened && !relative.negated && relative.relative.is_some();
                past.then_some((from, relative.at.end))
            }
            [] => {
                let number = self.skip_articles(clause.at.start + 1);
                let (_, noun) = self.number_at(number).filter(|_| number < main.at.start)?;
                match self.cue(noun) {
                    Some(Cue::SideNoun(from)) => Some((from, noun + 1)),
                    _ => None,
                }
            }
            _ => None,
        }
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

    /// "[Peru voted for it] last year and against it this year": a shift that has one verb for both.
    pub(super) fn shift_later(
        &self,
        clause: &Clause,
        agents: &Agents,
        main: &Predicate,
        from: Position,
    ) -> Option<Frame> {
        let joins = |place: &usize| {
            let side = match self.cue(place + 1) {
                Some(Cue::Side(side)) => Some(side),
                _ if self.is_word(place + 1, &["no", "yes"]) => self.stance(place + 1),
                _ => None,
            };
            matches!(self.cue(*place), Some(Cue::And | Cue::But)) && side.is_some()
        };
        let and = (main.at.end..clause.at.end).find(joins)?;
        let position = self.stance(and + 1).filter(|position| *position != from)?;
        let then = self.times(main.at.end..and).last()?.when;
        let now = self.times(and..clause.at.end).first()?.when;
        // "voted for the text in 2018 and against resolution 73/27 in 2018": two texts of one time.
        let two_texts = then == now || !self.symbols_spoken_of(main.at.end..and).is_empty();
        (!two_texts && !agents.names.is_empty()).then(|| Frame {
            agents: Some(agents.clone()),
            from: Some(from),
            position: Some(position),
            then: Some(then),
            scope: and..clause.at.end,
            ..Frame::new(ClaimKind::Shift, clause)
        })
    }

    /// "Five former supporters abstained": what those did before of whom so many are counted.
    pub(super) fn former_side(
        &self,
        clause: &Clause,
        main: &Predicate,
        to: Position,
    ) -> Option<Frame> {
        let start = self.skip_conjunctions(clause.at.start);
        let agents = self.agents_at(start).filter(|agents| {
            matches!(agents.quantity, Quantity::Count(_)) && agents.names.is_empty()
        })?;
        let (_, former) = self.number_at(start)?;
        // "Fifteen abstainers have turned against it": they abstained before.
        let once = self.is_word(former, &["former", "previous", "erstwhile"]);
        let side = former + usize::from(once);
        let Some(Cue::SideNoun(from)) = self.cue(side) else { return None };
        let tells = self.skip_adverbs(side + 1) == main.at.start && from != to;
        tells.then(|| Frame {
            agents: Some(agents),
            from: Some(from),
            position: Some(to),
            scope: main.at.start..clause.at.end,
            ..Frame::new(ClaimKind::Shift, clause)
        })
    }

    /// "Most of last year's abstainers voted no", "none of the opponents of 2018 abstained": how many of a side of then.
    pub(super) fn side_of_then(
        &self,
        clause: &Clause,
        main: &Predicate,
        to: Position,
    ) -> Option<Frame> {
        let start = self.skip_conjunctions(clause.at.start);
        let (quantity, of) = match (self.number_at(start), self.cue(start)) {
            (Some((number, end)), _) => (Quantity::Count(number), end),
            (None, Some(Cue::Most)) => (Quantity::Most, start + 1),
            (None, Some(Cue::Nobody)) => (Quantity::Nobody, start + 1),
            (None, Some(Cue::All)) => (Quantity::All, start + 1),
            _ => return None,
        };
        let side = of + usize::from(self.cue(of) == Some(Cue::Of));
        let (from, then, end) = match self.time_at(side) {
            // "last year's abstainers"
            Some(time) if self.is_mark(time.at.end, &['\'', '’']) => {
                let noun = time.at.end + 2;
                let Some(Cue::SideNoun(from)) = self.cue(noun) else { return None };
                (from, time.when, noun + 1)
            }
            // "the abstainers of 2018"
            _ => {
                let noun = self.skip_articles(side);
                let Some(Cue::SideNoun(from)) = self.cue(noun) else { return None };
                let told = matches!(self.cue(noun + 1), Some(Cue::Of | Cue::Preposition));
                let time = self.time_at(noun + 2).filter(|_| told)?;
                (from, time.when, time.at.end)
            }
        };
        let whose = self.skip_adverbs(end) == main.at.start && !main.negated;
        whose.then(|| Frame {
            agents: Some(Agents { quantity, ..Agents::named(start..end, Vec::new()) }),
            from: Some(from),
            position: Some(to),
            then: Some(then),
            scope: main.at.start..clause.at.end,
            ..Frame::new(ClaimKind::Shift, clause)
        })
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
        });
        // "withdrew into abstention" is one word for the lexicon.
        let within = [" into", " to"].iter().any(|it| self.lower(main.verb).ends_with(it));
        let arrow = if within { main.at.end - 1 } else { arrow? };
        let Some(to) = self.stance(arrow + 1) else {
            return self.moved_to_an_ally(clause, agents, main, arrow, before);
        };
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

    /// "Peru, an abstainer in 2018, came over to Chile", "crossed over to the majority": to the side of others.
    fn moved_to_an_ally(
        &self,
        clause: &Clause,
        agents: Agents,
        main: &Predicate,
        arrow: usize,
        before: Before<'_>,
    ) -> Option<Frame> {
        let verb = self.lower(main.verb);
        let over =
            verb.starts_with("cross") || [" over", " round"].iter().any(|it| verb.ends_with(it));
        if !over || main.negated || arrow < main.at.end {
            return None;
        }
        let earlier = self.stance_before(clause, &agents, main);
        let told = earlier.is_some() || before.sentences.of_a_vote || !before.frames.is_empty();
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        let side = self.skip_articles(arrow + 1);
        let ally = self.ally_at(arrow + 1).map(|(name, end)| (vec![name], end));
        frame.position = match self.lower(side) {
            "majority" => Some(Position::Yes),
            "minority" => Some(Position::No),
            _ => {
                let named = self.names_at(arrow + 1).filter(|(names, end)| {
                    names.len() == 1 && (self.ends_clause(*end) || self.is_mark(*end, &[',']))
                });
                let (names, end) = ally.or(named)?;
                frame.with = Some(Agents::named(arrow + 1..end, names));
                None
            }
        };
        frame.agents = Some(agents);
        frame.from = earlier.map(|(position, _)| position);
        frame.then = earlier.and_then(|(_, then)| then);
        if frame.then.is_some() {
            frame.scope = main.at.start..clause.at.end;
        }
        (told && (frame.from.is_some() || frame.position.is_some())).then_some(frame)
    }

    /// "Peru, which abstained in 2018, …", "Peru, an abstainer in 2018, …": what was done before, and when.
    pub(super) fn stance_before(
        &self,
        clause: &Clause,
        agents: &Agents,
        main: &Predicate,
    ) -> Option<(Position, Option<When>)> {
        let former = self.former_stance(agents.at.end..main.at.start);
        let described = || {
            clause.relative.iter().find_map(|relative| match relative.deed {
                Deed::Took(position)
                    if relative.happened
                        && !relative.negated
                        && relative.relative.is_some()
                        && (agents.at.end..main.at.start).contains(&relative.verb) =>
                {
                    let then = self.times(relative.at.end..main.at.start);
                    Some((position, then.first().map(|time| time.when)))
                }
                _ => None,
            })
        };
        former.or_else(described)
    }

    /// "Peru made a full about-face, from no to yes", "leapt straight from abstention to support": whatever the verb.
    pub(super) fn went_from_one_to_another(&self, clause: &Clause) -> Option<Frame> {
        let is_from = |place: &usize| {
            self.is_word(*place, &["from"]) || self.lower(*place).ends_with(" from")
        };
        let from = clause.at.clone().find(is_from)?;
        let (left, end) = self.side_as_noun(from + 1)?;
        let arrow = (end..end + 5).find(|place| self.is_word(*place, &["to", "into"]))?;
        let (to, end) = self.side_as_noun(arrow + 1)?;
        let then = self.times(from..arrow).first().map(|time| time.when);
        let apart = arrow > from + 4 && then.is_none();
        let start = self.skip_conjunctions(clause.at.start);
        let agents = clause.subject.clone().or_else(|| self.agents_at(start))?;
        let open = (agents.at.end..from)
            .any(|place| matches!(self.cue(place), Some(Cue::Modal | Cue::Not | Cue::If)));
        let listed = agents.quantity == Quantity::Listed && !agents.names.is_empty();
        let possessive = agents.names.last().is_some_and(|name| self.is_possessive(*name));
        if apart || open || !listed || possessive || agents.at.end >= from || left == to {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Shift, clause);
        frame.at.end = frame.at.end.max(end);
        frame.agents = Some(agents);
        frame.from = Some(left);
        frame.position = Some(to);
        frame.then = then;
        if then.is_some() {
            frame.scope = arrow..clause.at.end;
        }
        Some(frame)
    }

    /// A position as a noun and nothing else, and where it ends: "abstention", "a no", "outright opposition",
    /// "abstaining".
    fn side_as_noun(&self, at: usize) -> Option<(Position, usize)> {
        let noun = self.skip(at, |cue| matches!(cue, Cue::Article | Cue::Adverb));
        let noun = noun + usize::from(self.is_word(noun, &["outright", "open", "plain", "firm"]));
        let told = match self.cue(noun) {
            Some(Cue::Verb(Verb::Take(position), Form::Ing)) => Some((position, noun + 1)),
            _ if self.is_word(noun, &["support", "approval", "endorsement"]) => {
                Some((Position::Yes, noun + 1))
            }
            _ if self.is_word(noun, &["opposition", "rejection", "resistance"]) => {
                Some((Position::No, noun + 1))
            }
            _ => None,
        };
        told.or_else(|| self.chosen_at(noun))
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
        let start = self.skip_conjunctions(clause.at.start);
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
        // "a former opponent": when that was is not told.
        let once = self.is_former(noun) && self.is_word(noun, &["former", "erstwhile", "previous"]);
        let noun = noun + usize::from(once);
        // Of the words for a state only these are told of a past vote.
        let of_a_past_vote = ["neutral", "undecided", "absent", "missing", "on the fence"];
        let stated = self.is_word(noun, &of_a_past_vote);
        let bare = matches!(self.cue(noun), Some(Cue::SideNoun(_) | Cue::Side(_)))
            || stated
            || self.is_opposed_then(noun);
        let apposed = self.is_mark(comma, &[','])
            && (noun > comma + 1 || bare)
            && (at.end.checked_sub(1).is_some_and(|last| self.is_mark(last, &[',']))
                || self.ends_clause(at.end));
        let state = match self.cue(noun) {
            Some(Cue::State(Verb::Take(position))) if stated => Some((position, noun + 1)),
            Some(Cue::Side(position)) => Some((position, noun + 1)),
            _ if self.is_opposed_then(noun) => Some((Position::No, noun + 1)),
            _ => None,
        };
        let (position, end) = self.chosen_at(noun).or(state).filter(|_| apposed)?;
        let when = self.times(end..at.end).first().map(|time| time.when);
        (once || when.is_some()).then_some((position, when))
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
        // "broke with its abstention of 2017 and voted against it": the year is that of what was left.
        frame.then = self.times(before.at.clone()).first().map(|time| time.when);
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

//! Who took which position: lists, quantities, "only", "among", "joined", shifts.

use super::*;

impl Sentence<'_> {
    /// "China and India abstained", "119 countries voted for", "most countries supported".
    pub(super) fn took(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let (position, negated) = match main.deed {
            Deed::Followed => self.followed(main, before)?,
            _ => (self.position_of(main, clause)?, main.negated),
        };
        let Some(agents) = clause.subject.clone() else {
            return self.took_without_subject(clause, main, position);
        };
        if let Some(shift) = self.shift(clause, &agents, main, position) {
            return Some(shift);
        }
        if let Some(both) = self.both(clause, &agents, position) {
            return Some(both);
        }
        // "Seventeen African countries abstained and eight did not vote": eight of those.
        if agents.names.is_empty() && agents.at.len() == 1 && counts_a_group(before.frame) {
            return None;
        }
        // "voted against the embargo" is a yes to the text that deplores it: not ours to guess.
        let evil = (main.at.end..clause.at.end.min(main.at.end + 5)).find(|place| {
            matches!(
                self.word(*place),
                "embargo" | "blockade" | "sanctions" | "invasion" | "annexation"
            )
        });
        let of_a_text = |place: usize| {
            (main.at.end..place + 3)
                .any(|place| matches!(self.cue(place), Some(Cue::Text | Cue::Idea)))
        };
        if position == Position::No && evil.is_some_and(|evil| !of_a_text(evil)) {
            return None;
        }
        // "abstained or stayed away" tells the two together.
        let or = |place: usize| self.cue(place) == Some(Cue::Or);
        if or(main.at.end) || clause.at.start.checked_sub(1).is_some_and(or) {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.position = Some(position);
        frame.negated = negated;
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
                if !frame.counts.iter().any(|count| count.position == position) {
                    frame.counts.push(Count { number, position, at: agents.at.clone() });
                }
            }
            (true, Quantity::More | Quantity::Fewer | Quantity::Many) => return None,
            (true, _) => frame.kind = ClaimKind::Share,
            (false, _) if agents.only => {
                frame.kind = ClaimKind::Only;
                frame.with = self.within_group(clause.at.start..agents.at.start);
            }
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
        // "Russia, China and five others": seven in all.
        if let Some(further) = agents.further {
            let named = u32::try_from(agents.names.len()).unwrap_or(u32::MAX);
            let number = Number { value: further.saturating_add(named), bound: Bound::Exactly };
            frame.counts = vec![Count { number, position, at: agents.at.clone() }];
        }
        frame.agents = Some(agents);
        Some(frame)
    }

    /// The position of a predicate that leaves it to the one before, and whether it is denied.
    fn followed(&self, main: &Predicate, before: Before<'_>) -> Option<(Position, bool)> {
        let position = before.position?;
        let denied = before.frame.is_some_and(Frame::is_denied);
        let plain_did = matches!(self.verb(main.verb), Some((Verb::Do, _))) && !main.inverted;
        let negated = match (position, main.negated) {
            // "did not vote; nor did Morocco" did not vote either, and "Egypt did" did.
            (Position::NonVoting, true) if main.inverted => false,
            (Position::NonVoting, true) => return None,
            (Position::NonVoting, false) => plain_did,
            // "but not Japan" turns what was told, "nor did Turkey" goes on with it.
            (_, true)
                if self.cue(main.verb).is_some_and(|cue| matches!(cue, Cue::Not | Cue::Except))
                    && main.inverted =>
            {
                !denied
            }
            (_, true) => true,
            (_, false) => denied && !plain_did,
        };
        Some((position, negated))
    }

    /// "overwhelmingly backed", "was supported overwhelmingly", with the Assembly or nobody as subject.
    pub(super) fn took_without_subject(
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
        let mut frame =
            Frame::new(if overwhelming { ClaimKind::Share } else { ClaimKind::Outcome }, clause);
        frame.overwhelming = overwhelming;
        frame.adopted = position == Position::Yes;
        frame.position = Some(position);
        Some(frame)
    }

    /// The position that the predicate tells. "rejected" and "approved" tell one if somebody votes.
    pub(super) fn position_of(&self, main: &Predicate, clause: &Clause) -> Option<Position> {
        let counted = clause.subject.as_ref().is_some_and(|subject| {
            subject.names.is_empty() && matches!(subject.quantity, Quantity::Count(_))
        });
        let voters = clause.subject.as_ref().is_some_and(|subject| {
            !subject.names.is_empty() || matches!(subject.quantity, Quantity::Count(_))
        });
        match main.deed {
            Deed::Took(position) => Some(position),
            // "voted to condemn" is a yes, "voted to reject" a no.
            Deed::Voted if voters && self.word(main.at.end) == "to" => {
                let against = (main.at.end..main.at.end + 3).any(|place| {
                    matches!(self.verb(place), Some((Verb::Reject | Verb::Take(Position::No), _)))
                });
                Some(if against { Position::No } else { Position::Yes })
            }
            Deed::Other(Verb::Pronounce) if counted && !main.passive => Some(Position::Yes),
            Deed::Rejected if voters && !main.passive => Some(Position::No),
            Deed::Adopted if voters && !main.passive => Some(Position::Yes),
            _ => None,
        }
    }

    /// Names after "including", "among them": some of those counted.
    pub(super) fn included(&self, after: usize, clause: &Clause) -> Option<Agents> {
        let among = (after..clause.at.end).find(|place| self.cue(*place) == Some(Cue::Among))?;
        self.agents_at(among + 1).filter(|agents| !agents.names.is_empty())
    }

    /// Names in parentheses after a number of voters: "Nineteen states (…) opposed it".
    pub(super) fn listed_after(
        &self,
        agents: &Agents,
        position: Position,
    ) -> Vec<(Vec<usize>, Position)> {
        self.parenthesis(agents.at.end).map(|names| (names, position)).into_iter().collect()
    }

    pub(super) fn parenthesis(&self, at: usize) -> Option<Vec<usize>> {
        if !self.is_mark(at, &['(']) {
            return None;
        }
        let (names, end) = self.names_at(at + 1)?;
        self.is_mark(end, &[')']).then_some(names)
    }

    /// "Nordic members that voted against last year decided to abstain this year".
    pub(super) fn shift(
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

    /// "voted for both texts", "for it as well as for the Russian text", "Many countries chose not to put
    /// the Russian resolution against the American one, having voted for the US resolution".
    pub(super) fn both(
        &self,
        clause: &Clause,
        agents: &Agents,
        position: Position,
    ) -> Option<Frame> {
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
                && ((place + 1..place + 4).any(|place| matches!(self.cue(place), Some(Cue::Text)))
                    || place + 1 >= clause.at.end
                    || self.is_mark(place + 1, &['.', ',']))
        });
        let two =
            qualified.first().is_some_and(|first| qualified.iter().any(|other| other != first));
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
    pub(super) fn only(&self, clause: &Clause) -> Option<Frame> {
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
        let linked =
            (clause.at.start..only).any(|place| matches!(self.verb(place), Some((Verb::Be, _))));
        // "Russia was one of only five countries": among five, not alone.
        let one_of =
            only >= 2 && self.cue(only - 1) == Some(Cue::Of) && self.number(only - 2) == Some(1);
        if one_of {
            return None;
        }
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
        let of_group = self.within_group(head..clause.at.end);
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
            further: None,
        });
        // "the only African state": the only one within the group.
        frame.with = of_group.or_else(|| {
            group.first().map(|_| Agents {
                at,
                names: group.clone(),
                except: Vec::new(),
                quantity: Quantity::All,
                only: false,
                others: false,
                further: None,
            })
        });
        Some(frame)
    }

    /// "of the BRICS countries", "of the European Community": the group within which something is only.
    fn within_group(&self, at: Range<usize>) -> Option<Agents> {
        let place = at.clone().find(|place| {
            self.kind(*place) == Some(&Kind::Group)
                && (at.start..*place).rev().take(2).any(|before| {
                    matches!(self.word(before), "of" | "Of" | "among" | "Among" | "in" | "In")
                })
        })?;
        Some(Agents {
            at: place..place + 1,
            names: vec![place],
            except: Vec::new(),
            quantity: Quantity::All,
            only: false,
            others: false,
            further: None,
        })
    }

    /// The position told somewhere in the tokens.
    pub(super) fn position_in(&self, at: Range<usize>) -> Option<Position> {
        at.clone().find_map(|place| match self.kind(place)? {
            Kind::Cue(Cue::SideNoun(position) | Cue::Verb(Verb::Take(position), _)) => {
                Some(*position)
            }
            Kind::Cue(Cue::Side(position)) => Some(*position),
            Kind::Cue(Cue::Verb(Verb::Reject, Form::Past)) => Some(Position::No),
            Kind::Word if self.word(place).eq_ignore_ascii_case("no") => Some(Position::No),
            _ => None,
        })
    }

    /// "X and Y were among the countries that voted against", "X was among those abstaining".
    pub(super) fn among(&self, clause: &Clause) -> Option<Frame> {
        // "among those", "one of eleven"
        let among = clause.at.clone().find(|place| {
            let one_of = self.number(*place) == Some(1)
                && self.cue(*place + 1) == Some(Cue::Of)
                && self.number(self.skip_articles(*place + 2)).is_some();
            (self.cue(*place) == Some(Cue::Among) || one_of)
                && place
                    .checked_sub(1)
                    .is_some_and(|before| matches!(self.verb(before), Some((Verb::Be, _))))
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
        // "among the nine countries that rejected it"
        let whole = (among + 1..clause.at.end.min(among + 5))
            .find_map(|place| Some((self.number_at(place)?, place)));
        if let Some(((number, end), place)) = whole {
            frame.counts.push(Count { number, position, at: place..end });
        }
        Some(frame)
    }

    /// "Hungary sided with Washington", "joined only by Israel".
    pub(super) fn joined(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let main = clause.main.as_ref().filter(|main| main.deed == Deed::Joined)?;
        let position = self.position_in(main.at.end..clause.at.end);
        if main.passive {
            let previous = before.frame?;
            let mut agents = clause.subject.clone()?;
            let mut others = previous.agents.clone()?;
            // Those who were joined belong to the set, in their own sentence.
            let only = agents.only;
            agents.names.append(&mut others.names);
            let mut frame =
                Frame::new(if only { ClaimKind::Only } else { ClaimKind::Position }, clause);
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
                let goes_on = |name: &usize| {
                    *name >= 2
                        && self.cue(*name - 1) == Some(Cue::And)
                        && self.is_mark(*name - 2, &[','])
                };
                let names: Vec<usize> = names
                    .into_iter()
                    .take_while(|name| clause.at.contains(name) && !goes_on(name))
                    .collect();
                (names, end.min(clause.at.end))
            });
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.agents = Some(agents);
        frame.position = position;
        frame.negated = main.negated;
        if frame.agents.as_ref().is_some_and(|agents| agents.only) {
            frame.kind = ClaimKind::Only;
        }
        match with {
            Some((names, end)) => {
                frame.with = Some(Agents::named(main.at.end..end, names));
            }
            // "Russia stood alone: only Syria voted with it"
            None if self.word(main.at.end).eq_ignore_ascii_case("it") => {
                let name = (0..clause.at.start).rev().find(|place| self.is_name(*place))?;
                frame.with = Some(Agents::named(name..name + 1, vec![name]));
            }
            // "Panama joined them"
            None => frame.position = Some(before.position?),
        }
        Some(frame)
    }

    /// "moved from No to abstention", "switched to abstention".
    pub(super) fn moved(&self, clause: &Clause) -> Option<Frame> {
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
    pub(super) fn stance(&self, at: usize) -> Option<Position> {
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
}

/// Whether the claim before counts members of a group.
fn counts_a_group(before: Option<&Frame>) -> bool {
    before.is_some_and(|before| {
        let quantity = before.agents.as_ref().map(|agents| agents.quantity);
        before.kind == ClaimKind::GroupPosition && matches!(quantity, Some(Quantity::Count(_)))
    })
}

//! Who took which position: lists, quantities, what is left to the verb before.

use super::*;

impl Sentence<'_> {
    /// "China and India abstained", "119 countries voted for", "most countries supported".
    pub(super) fn took(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let (position, negated) = match main.deed {
            Deed::Followed => self.followed(clause, main, before)?,
            _ => (self.position_of(main, clause)?, main.negated),
        };
        // "backed neither of the candidates"
        let denied = self.denies_both_texts(main.at.end..clause.at.end);
        if self.is_word(main.at.end, &["neither"]) && !denied {
            return None;
        }
        if let Some(shift) = self.former_side(clause, main, position).filter(|_| !negated) {
            return Some(shift);
        }
        if let Some(shift) = self.side_of_then(clause, main, position) {
            return Some(shift);
        }
        let Some(mut agents) = clause.subject.clone() else {
            return self
                .of_those(clause, main, position)
                .or_else(|| self.took_without_subject(clause, main, position));
        };
        // "abstained all by itself"
        let alone = self.skip_adverbs(main.at.end);
        agents.only |= self.is_alone(alone) && self.ends_clause(alone + 1);
        let listed = !agents.names.is_empty() && agents.quantity == Quantity::Listed;
        // "Not even Peru voted for it."
        let negated = negated != (listed && self.not_even(agents.at.start));
        let company = self.company_after(main.at.end..clause.at.end).filter(|_| listed);
        agents.names.extend(company.into_iter().flat_map(|(names, _)| names));
        // "Peru and Chile abstained with 13 others"
        let further = (main.at.end..clause.at.end)
            .find(|place| self.cue(*place) == Some(Cue::With))
            .and_then(|with| self.further_voters(with + 1).map(|told| (with + 1, told)));
        let mut further_at = agents.at.clone();
        if let (true, None, Some((start, (number, end)))) = (listed, agents.further, further) {
            agents.further = Some(number);
            further_at = start..end;
        }
        self.except_after(main.at.end..clause.at.end, &mut agents);
        // "Africa abstained for the most part"
        let of_a_group =
            matches!(agents.names.as_slice(), [name] if self.kind(*name) == Some(&Kind::Group));
        let mostly = |place| self.is_word(place, &["for the most part", "by and large", "mostly"]);
        if of_a_group && agents.quantity == Quantity::Listed && clause.at.clone().any(mostly) {
            agents.quantity = Quantity::Most;
        }
        let after = || self.shift_after(clause, &agents, position).filter(|_| !negated);
        let later = || self.shift_later(clause, &agents, main, position).filter(|_| !negated);
        if let Some(shift) =
            self.shift(clause, &agents, main, position).or_else(after).or_else(later)
        {
            return Some(shift);
        }
        if main.deed == Deed::Followed
            && let Some(shift) = self.moved_as_well(clause, &agents, before)
        {
            return Some(shift);
        }
        if let Some(both) = self.both(clause, &agents, position) {
            return Some(both);
        }
        // "Seventeen African countries abstained and eight did not vote": eight of those.
        let whole = self.whole_before(agents.at.start);
        let again = before.frame.and_then(counted_group).filter(|_| agents.at.len() == 1);
        let of_group = whole.or(again.map(|group| (group, agents.at.start)));
        let of_group = of_group.filter(|_| agents.names.is_empty());
        let mut agents = match of_group {
            Some((group, start)) => {
                Agents { names: vec![group], at: start..agents.at.end, ..agents }
            }
            None => agents,
        };
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
        // Who of several took which of several, where the two do not add up.
        if (clause.at.start..self.len()).any(|place| self.is_word(place, &["respectively"])) {
            return None;
        }
        // "abstained or stayed away" tells the two together.
        let or = |place: usize| self.cue(place) == Some(Cue::Or);
        if or(main.at.end)
            || or(clause.at.end - 1)
            || clause.at.start.checked_sub(1).is_some_and(or)
            || self.goes_on_with_or(clause.at.end)
        {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.position = Some(position);
        // "backed resolution 74/28 but not 74/29": the second half is not understood.
        let but_not = (main.at.end..clause.at.end).find(|place| {
            self.is_word(*place, &["not", "but not"])
                && matches!(self.kind(self.skip_articles(*place + 1)), Some(Kind::Symbol(_)))
        });
        frame.uncovered.extend(but_not);
        frame.negated = negated != denied;
        frame.follows = main.deed == Deed::Followed;
        frame.counts = if of_group.is_some() { Vec::new() } else { self.counts(clause) };
        match (agents.names.is_empty(), agents.quantity) {
            // "Nine did not vote for it" leaves open what else they did.
            (true, Quantity::Count(_)) if main.negated => return None,
            // "China abstained. So did 34 others": besides those named before.
            (true, Quantity::Count(_)) if frame.follows => return None,
            (true, Quantity::Count(number)) => {
                frame.kind = ClaimKind::Tally;
                let at = agents.at.clone();
                if !frame.counts.iter().any(|count| count.position == position) {
                    frame.counts.push(Count { number, position, at });
                }
                self.exemplify(&mut frame, clause, &agents, main);
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
            (false, quantity) if agents.only && !matches!(quantity, Quantity::Count(_)) => {
                frame.kind = ClaimKind::Only;
                self.read_within(&mut frame, clause, main.verb);
                if frame.within.is_none() {
                    self.within_those_counted(&mut frame, before);
                }
            }
            (false, _) => {
                let group = agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
                if group {
                    frame.kind = ClaimKind::GroupPosition;
                    self.list_of_a_group(&mut agents, main.at.end..clause.at.end);
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
            frame.counts = vec![Count { number, position, at: further_at }];
        }
        frame.agents = Some(agents);
        Some(frame)
    }

    /// "Six EU states abstained: Austria, …": those of a group who are counted, told after the verb.
    fn list_of_a_group(&self, agents: &mut Agents, after: Range<usize>) {
        let counted = agents.names.len() == 1 && matches!(agents.quantity, Quantity::Count(_));
        if !counted || !agents.including.is_empty() {
            return;
        }
        if let Some((names, complete)) = self.examples_in(after) {
            agents.including = names;
            agents.complete = complete;
        }
    }

    /// "[64 abstained], opposed it or were absent": the same voters did one of these.
    fn goes_on_with_or(&self, at: usize) -> bool {
        let same_voters = |place: &usize| {
            !self.is_name(*place)
                && self.number(*place).is_none()
                && !matches!(self.cue(*place), Some(Cue::And | Cue::But | Cue::While))
                && !matches!(self.kind(*place), Some(Kind::Mark(';' | ':' | '—' | '(')) | None)
        };
        let mut rest = (at..self.len()).take_while(same_voters);
        rest.any(|place| {
            self.cue(place) == Some(Cue::Or)
                && matches!(
                    self.verb(place + 1),
                    Some((Verb::Take(_) | Verb::Be | Verb::Vote, Form::Past))
                )
        })
    }

    /// The position of a predicate that leaves it to the one before, and whether it is denied.
    fn followed(
        &self,
        clause: &Clause,
        main: &Predicate,
        before: Before<'_>,
    ) -> Option<(Position, bool)> {
        // "All stood by Chile, as did Peru" tells no position.
        let opens = |place: usize| self.cue(place).is_some() || self.is_mark(place, &[',']);
        if main.inverted && !(clause.at.start..main.at.start).all(opens) {
            return None;
        }
        // "Peru, which had abstained in 2018, did so again"
        let described = clause.relative.iter().find_map(|relative| match relative.deed {
            Deed::Took(position) if relative.happened && relative.verb < main.at.start => {
                Some(position)
            }
            _ => None,
        });
        let position = described.or(before.told)?;
        // "had abstained in 2018 and did so again": the vote is the one after.
        let dated = !self.times(0..main.at.start).is_empty();
        if described.is_none() && dated && self.is_again(clause) {
            return None;
        }
        let denied = before.frame.is_some_and(Frame::is_denied);
        let plain_did = matches!(self.verb(main.verb), Some((Verb::Do, _))) && !main.inverted;
        let negated = match (position, main.negated) {
            // "did not vote; nor did Morocco" did not vote either, and "Egypt did" did.
            (Position::NonVoting, true)
                if main.inverted && !matches!(self.verb(main.verb), Some((Verb::Be, _))) =>
            {
                false
            }
            // "was not missing; nor was Morocco"
            (Position::NonVoting, true) if main.inverted => true,
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
        // "the Assembly voted against the embargo": against what the text deplores.
        let against_a_text = position != Position::No || self.takes_a_text(main, clause);
        if !counts.is_empty() || main.negated || !against_a_text {
            return None;
        }
        let overwhelming =
            clause.at.clone().any(|place| self.cue(place) == Some(Cue::Overwhelming));
        let body = self.names_all_members(clause.at.start)
            || (clause.at.start..main.at.start).any(|place| self.cue(place) == Some(Cue::Plenary));
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

    /// Whether what was rejected or approved is a text: a state also rejects reports and criticism.
    fn takes_a_text(&self, main: &Predicate, clause: &Clause) -> bool {
        (main.at.end..clause.at.end).any(|place| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun | Cue::VoteNoun))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
        })
    }

    /// "[all permanent members] voted for it except Peru": those of the group who did not.
    pub(super) fn except_after(&self, at: Range<usize>, agents: &mut Agents) {
        let of_a_group = agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
        let except = at.clone().find(|place| self.cue(*place) == Some(Cue::Except));
        let (Some(except), true, true) = (except, of_a_group, agents.except.is_empty()) else {
            return;
        };
        let names = except + 1 + usize::from(self.is_word(except + 1, &["for"]));
        if let Some((names, _)) = self.names_at(names) {
            agents.except = names;
        }
    }

    /// Whether what is rejected is a text, or is not told: "rejected the draft", "rejected it, 62-57". The world
    /// rejects an embargo by voting for a text.
    pub(super) fn rejects_a_text(&self, object: Range<usize>) -> bool {
        let object = object.take_while(|place| {
            self.cue(*place) != Some(Cue::By)
                && self.number(*place).is_none()
                && !matches!(self.kind(*place), Some(Kind::Mark(_)))
        });
        let is_text = |place: usize| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
                || self.is_word(place, &["amendment", "amendments", "motion", "motions"])
        };
        let mut object = object.peekable();
        object.peek().is_none() || object.any(is_text)
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
            // "within the bloc only Peru condemned it"
            Deed::Other(Verb::Pronounce) if self.only_some_of_a_group(main, clause) => {
                Some(Position::Yes)
            }
            // "100 states rallied behind the islands' independence"
            Deed::Joined if counted && self.rallied_behind_a_cause(main) => Some(Position::Yes),
            Deed::Rejected
                if voters
                    && !main.passive
                    && (counted || self.takes_a_text(main, clause))
                    && self.rejects_a_text(main.at.end..clause.at.end) =>
            {
                Some(Position::No)
            }
            // "China approved"
            Deed::Adopted
                if voters
                    && !main.passive
                    && (counted
                        || self.takes_a_text(main, clause)
                        || self.is_word(main.verb, &["approved"])
                            && self.ends_clause(main.at.end)) =>
            {
                Some(Position::Yes)
            }
            _ => None,
        }
    }

    /// Whether of a group just those condemn what the Assembly condemns by its vote.
    fn only_some_of_a_group(&self, main: &Predicate, clause: &Clause) -> bool {
        let only = clause.subject.as_ref().is_some_and(|subject| subject.only);
        let it = matches!(self.cue(main.at.end), Some(Cue::Pronoun | Cue::Text));
        only && it && !main.passive && self.within_group(clause.at.start..main.at.start).is_some()
    }

    /// Whether it is a cause, and no member, behind which somebody stood.
    fn rallied_behind_a_cause(&self, main: &Predicate) -> bool {
        let behind = self.lower(main.verb).ends_with(" behind");
        behind
            && self.names_at(main.at.end).is_none()
            && !self.is_word(main.at.end, &["it", "them"])
    }

    /// "not even" before a name: it did not do what is told.
    fn not_even(&self, name: usize) -> bool {
        let even = self.before_articles(name);
        name > 0 && self.is_word(even, &["not even"])
            || even > 0 && self.is_word(even, &["even"]) && self.is_word(even - 1, &["not"])
    }

    /// The position told somewhere in the tokens.
    pub(crate) fn position_in(&self, at: Range<usize>) -> Option<Position> {
        at.clone().find_map(|place| match self.kind(place)? {
            Kind::Cue(
                Cue::SideNoun(position)
                | Cue::State(Verb::Take(position))
                | Cue::Verb(Verb::Take(position), _),
            ) => Some(*position),
            Kind::Cue(Cue::Side(position)) => Some(*position),
            Kind::Cue(Cue::Verb(Verb::Reject, Form::Past)) => Some(Position::No),
            // "the only ones to support it"
            Kind::Cue(Cue::Support) => match self.verb(place)? {
                (Verb::Take(position), _) => Some(position),
                _ => None,
            },
            Kind::Word if self.word(place).eq_ignore_ascii_case("no") => Some(Position::No),
            _ => None,
        })
    }
}

/// The group of which the claim before counts members.
pub(crate) fn counted_group(before: &Frame) -> Option<usize> {
    let agents = before.agents.as_ref().filter(|_| before.kind == ClaimKind::GroupPosition)?;
    let counts = matches!(agents.quantity, Quantity::Count(_));
    agents.names.first().copied().filter(|_| counts)
}

/// Whether a claim tells of all, most or none of a group: a bare number after it can be of the group as well as of all
/// who voted.
pub(crate) fn tells_of_a_group(frame: &Frame) -> bool {
    let quantity = frame.agents.as_ref().map(|agents| agents.quantity);
    let of_nobody = frame.kind == ClaimKind::Position && quantity == Some(Quantity::Nobody);
    (frame.kind == ClaimKind::GroupPosition || of_nobody)
        && matches!(
            quantity,
            Some(
                Quantity::All
                    | Quantity::Most
                    | Quantity::Part(_)
                    | Quantity::AllBut(_)
                    | Quantity::Nobody
            )
        )
}

/// Whether a bare number, or the only ones that did something, can be of the group told of before.
pub(super) fn of_fellows(frame: &Frame, before: &[Frame], sentences: &Spoken) -> Option<Open> {
    let agents = frame.agents.as_ref();
    // "four abstained", "all four abstaining"
    let bare = agents.is_some_and(|agents| {
        let all = agents.quantity == Quantity::All;
        agents.names.is_empty() && agents.at.len() <= 1 + usize::from(all)
    });
    let alone = agents.is_some_and(|agents| agents.only) && frame.within.is_none();
    let of_a_group = match before.last() {
        Some(last) => last.open == Some(Open::Fellows) || tells_of_a_group(last),
        None => sentences.of_a_whole_group,
    };
    ((bare || alone) && of_a_group).then_some(Open::Fellows)
}

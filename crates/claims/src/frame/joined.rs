//! Whose company somebody kept: "joined", "sided with", "won the backing of", both of two texts.

use super::*;
use crate::spoken::Open;

impl Sentence<'_> {
    /// "Hungary sided with Washington", "joined only by Israel".
    pub(super) fn joined(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let main = clause.main.as_ref().filter(|main| main.deed == Deed::Joined)?;
        // To stand by a friend is no vote, unless the talk is of one.
        let friendship =
            matches!(self.verb(main.verb), Some((Verb::StandBy | Verb::Be | Verb::Remain, _)));
        if friendship && before.frames.is_empty() && !before.sentences.of_a_vote {
            return None;
        }
        let position = self.position_in(main.at.end..clause.at.end);
        if main.passive {
            let mut agents = clause.subject.clone()?;
            // "Peru and Chad were joined by Mali", or those of the claim before
            let own = (clause.at.start..main.at.start).find_map(|place| self.agents_at(place));
            let others = own.or_else(|| before.frame?.agents.clone());
            let mut others = others.filter(|others| !others.names.is_empty())?;
            // Those who were joined belong to the set, in their own sentence.
            let only = agents.only;
            agents.names.append(&mut others.names);
            let mut frame =
                Frame::new(if only { ClaimKind::Only } else { ClaimKind::Position }, clause);
            frame.position =
                before.frame.and_then(|previous| previous.position).or(before.position);
            frame.agents = Some(agents);
            return Some(frame);
        }
        let mut agents = clause.subject.clone()?;
        self.except_after(main.at.end..clause.at.end, &mut agents);
        // "Of the EU's 27 five sided with it", "five of them, Cyprus, …, sided with it"
        if agents.names.is_empty()
            && let Some((group, _)) = self.whole_before(agents.at.start)
        {
            agents.names.push(group);
        } else if agents.names.is_empty() && agents.complete {
            agents.names.append(&mut agents.including);
            agents.quantity = Quantity::Listed;
        }
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
        // "a hundred states rallied behind the territorial integrity of Ukraine", "79 countries stood with us": those
        // whose text it is ask for a yes, unless the words say otherwise.
        let with_us = self.is_word(main.at.end, &["us", "ourselves"])
            && self.is_said_of_the_vote(main.at.end + 1);
        if let (Quantity::Count(number), None) = (agents.quantity, &with)
            && agents.names.is_empty()
            && !main.negated
            && (with_us || self.lower(main.verb).ends_with("behind"))
        {
            let position = position.filter(|_| with_us).unwrap_or(Position::Yes);
            let counts = vec![Count { number, position, at: agents.at }];
            return Some(Frame { counts, ..Frame::new(ClaimKind::Tally, clause) });
        }
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.agents = Some(agents);
        frame.position = position;
        frame.negated = main.negated;
        let listed =
            |agents: &Agents| agents.only && !matches!(agents.quantity, Quantity::Count(_));
        if frame.agents.as_ref().is_some_and(listed) {
            frame.kind = ClaimKind::Only;
            self.read_within(&mut frame, clause, main.at.start);
        }
        let majority = self.skip_articles(main.at.end);
        let ally = self.ally_at(main.at.end);
        let with = ally.map(|(name, end)| (vec![name], end)).or(with);
        match with {
            // "Peru joined 166 other governments": so many in all did as Peru did.
            _ if let Some((further, end)) = self.further_voters(main.at.end) => {
                let named = frame.agents.as_ref().map_or(0, |agents| agents.names.len());
                let value = further.saturating_add(u32::try_from(named).unwrap_or(0));
                let number = Number { value, bound: Bound::Exactly };
                let others = Agents::named(main.at.end..end, Vec::new());
                frame.with = Some(Agents { quantity: Quantity::Count(number), ..others });
            }
            // Texts that are voted on in the Assembly are adopted, but for a few.
            None if position.is_none() && self.is_word(majority, &["majority", "many"]) => {
                frame.position = Some(Position::Yes);
            }
            Some((names, end)) => {
                frame.with = Some(Agents::named(main.at.end..end, names));
            }
            // "stuck by him", "only Syria voted with it"
            None if let Some((allies, open)) = self.meant_after(main.at.end, before) => {
                frame.with = Some(allies);
                frame.open = open;
            }
            // "Russia stood alone: only Syria voted with it"
            None if self.word(main.at.end).eq_ignore_ascii_case("it") => {
                // "asked Peru to heed the ruling on Chile": Chile is what the text is about.
                let about = |name: usize| {
                    name.checked_sub(1)
                        .is_some_and(|before| self.cue(before) == Some(Cue::Preposition))
                };
                let name = (0..clause.at.start)
                    .rev()
                    .find(|place| self.is_name(*place) && !about(*place))?;
                frame.with = Some(Agents::named(name..name + 1, vec![name]));
            }
            // "Panama joined them"; "joined the South" is another matter.
            None if self.cue(main.at.end) == Some(Cue::Pronoun)
                || self.ends_clause(main.at.end)
                || position.is_some() =>
            {
                frame.position = Some(position.or(before.position)?);
            }
            None => return None,
        }
        // "Peru, an abstainer in 2018, came down on Chile's side"
        if let (Some(agents), Some(_), None, false) =
            (&frame.agents, &frame.with, position, main.negated)
            && frame.kind == ClaimKind::Position
            && agents.quantity == Quantity::Listed
            && let Some((from, then @ Some(_))) = self.stance_before(clause, agents, main)
        {
            frame.kind = ClaimKind::Shift;
            frame.from = Some(from);
            frame.then = then;
            frame.scope = main.at.start..clause.at.end;
        }
        Some(frame)
    }

    /// "Joining Peru in the no camp were Chile and Fiji", "siding with Peru was Chile", "in the no camp were Chile and
    /// Fiji": all of them stood there.
    pub(super) fn company_first(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let start = self.skip(clause.at.start, |cue| {
            matches!(cue, Cue::And | Cue::But | Cue::While | Cue::Adverb)
        });
        let joins = matches!(self.verb(start), Some((Verb::Join | Verb::StandBy, Form::Ing)));
        let side = self.skip_articles(start + 1);
        let on_a_side = self.cue(start) == Some(Cue::Preposition)
            && matches!(self.cue(side), Some(Cue::SideNoun(_)));
        let with = (start + 1..start + 3).find_map(|place| self.names_at(place));
        let (with, end) = match with.filter(|_| joins) {
            Some(with) => with,
            None if on_a_side => (Vec::new(), side),
            None => return None,
        };
        let be = (end..clause.at.end)
            .find(|place| matches!(self.verb(*place), Some((Verb::Be, Form::Past))))?;
        let others = self.past_among_others(be + 1);
        let agents = self.agents_at(self.skip_adverbs(others))?;
        let agents = Some(agents).filter(|agents| !agents.names.is_empty())?;
        let told = self.position_in(end..be).or_else(|| self.rejecting_in(end..be));
        // "joining Peru in the final were": elsewhere than on a side of the vote.
        let plain = |place: usize| {
            self.cue(place) == Some(Cue::Adverb) || self.is_word(place, &["there", "this", "time"])
        };
        if told.is_none() && !(end..be).all(plain) {
            return None;
        }
        let group = agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
        let kind = if group { ClaimKind::GroupPosition } else { ClaimKind::Position };
        let with = Agents::named(start + 1..end, with);
        let mut frame = Frame { agents: Some(agents), ..Frame::new(kind, clause) };
        match told.or(before.position.filter(|_| end < be)) {
            Some(position) if !group => {
                frame.position = Some(position);
                frame.agents.iter_mut().for_each(|agents| agents.names.extend(&with.names));
            }
            Some(position) => frame.position = Some(position),
            None => frame.with = Some(with),
        }
        Some(frame)
    }

    /// Where the text goes on after ", among others,".
    pub(super) fn past_among_others(&self, at: usize) -> usize {
        let opens = at + usize::from(self.is_mark(at, &[',']));
        let others = self.is_word(opens, &["among"]) && self.is_word(opens + 1, &["others"]);
        if others { opens + 2 + usize::from(self.is_mark(opens + 2, &[','])) } else { at }
    }

    /// "Russia was supported by Cuba and Syria": they voted as it did.
    pub(super) fn supported_by(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref().filter(|main| main.passive)?;
        if main.deed != Deed::Took(Position::Yes) {
            return None;
        }
        let start = self.skip_conjunctions(clause.at.start);
        let (names, end) = self.names_at(start)?;
        let members = self.are_members(&names);
        let agents = clause.subject.clone().filter(|agents| !agents.names.is_empty())?;
        let only = agents.only && !matches!(agents.quantity, Quantity::Count(_));
        let kind = if only { ClaimKind::Only } else { ClaimKind::Position };
        (members && self.skip_adverbs(end) == main.at.start).then(|| Frame {
            negated: main.negated,
            agents: Some(agents),
            with: Some(Agents::named(start..end, names)),
            ..Frame::new(kind, clause)
        })
    }

    /// "Russia found only four allies: Cuba, Fiji, Peru and Syria", "Cuba had two for company (Fiji and Peru)": those
    /// and no others voted as it did.
    pub(super) fn found_allies(&self, clause: &Clause) -> Option<Frame> {
        let gained = clause.at.clone().find(|place| {
            matches!(self.verb(*place), Some((Verb::Gain | Verb::Have, Form::Past)))
        })?;
        let number =
            self.skip(gained + 1, |cue| matches!(cue, Cue::Only | Cue::Article | Cue::AtMost));
        let (count, noun) = self.number_at(number)?;
        let few = [
            "allies",
            "takers",
            "friends",
            "companions",
            "backers",
            "supporters",
            "partners",
            "comrades",
        ];
        let few = (noun..noun + 2).find(|place| self.is_word(*place, &few))?;
        let opens = |place: &usize| self.is_mark(*place, &[':', '–', '—', '(', ',']);
        let named = |place: usize| self.names_at(place + 1);
        let (with, end) = (clause.at.start..gained).rev().find_map(|place| self.names_at(place))?;
        let Some((names, _)) = (few + 1..clause.at.end).filter(opens).find_map(named) else {
            // "Russia found only four allies": so many, with it or without it.
            let told = self.are_members(&with) && self.skip_adverbs(end) == gained;
            let ends = self.ends_clause(few + 1) && !self.is_mark(few + 1, &[':', '(']);
            let count = Quantity::Count(count);
            return (told && ends).then(|| Frame {
                agents: Some(Agents {
                    quantity: count,
                    ..Agents::named(number..few + 1, Vec::new())
                }),
                with: Some(Agents::named(end - 1..end, with)),
                ..Frame::new(ClaimKind::Position, clause)
            });
        };
        let all = usize::try_from(count.value) == Ok(names.len());
        let voters = self.are_members(&names) && self.are_members(&with);
        (all && voters && self.skip_adverbs(end) == gained).then(|| Frame {
            agents: Some(Agents { only: true, ..Agents::named(few..clause.at.end, names) }),
            with: Some(Agents::named(end - 1..end, with)),
            ..Frame::new(ClaimKind::Only, clause)
        })
    }

    /// Who is meant by "him", "them", "the pair" after a verb.
    fn meant_after(&self, at: usize, before: Before<'_>) -> Option<(Agents, Option<Open>)> {
        let pointer = self.pronoun_at(self.skip_articles(at))?;
        self.meant_by(&pointer, before.frames, before.sentences)
    }

    /// "won the backing of Serbia", "had the support of all Gulf states", "drew no votes from NATO".
    pub(super) fn backing(&self, clause: &Clause) -> Option<Frame> {
        let from = clause.at.clone().find(|place| {
            let noun = place.checked_sub(1).is_some_and(|noun| {
                matches!(self.cue(noun), Some(Cue::Support | Cue::SideNoun(Position::Yes)))
                    || self.word(noun) == "votes"
            });
            noun && self.is_word(*place, &["of", "from"])
        })?;
        let gained = (clause.at.start..from).rev().take(6).find(|place| {
            matches!(self.verb(*place), Some((Verb::Gain | Verb::Have, _)))
                || self.is_word(*place, &["drew", "secured"])
        })?;
        let agents = self.agents_at(from + 1).filter(|agents| !agents.names.is_empty())?;
        let group = agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
        let kind = if group { ClaimKind::GroupPosition } else { ClaimKind::Position };
        let mut frame = Frame::new(kind, clause);
        frame.negated = (gained..from).any(|place| self.is_word(place, &["no"]));
        frame.position = Some(Position::Yes);
        frame.agents = Some(agents);
        Some(frame)
    }

    /// "voted for both texts", "for it as well as for the Indian text", "Peru, which supported the Indian text, voted
    /// for this one as well".
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
}

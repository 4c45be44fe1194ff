//! Who is among those counted: "five, including Cuba", "two (Cuba and Syria)", "Cuba was among those against".

use super::*;

impl Sentence<'_> {
    /// Names after "including", "among them": some of those counted.
    pub(super) fn included(&self, after: usize, clause: &Clause) -> Option<Agents> {
        let among = (after..clause.at.end).find(|place| self.cue(*place) == Some(Cue::Among))?;
        // ", Malta and Cyprus among them"
        let before = || {
            let named = |place| self.names_at(place).filter(|(_, end)| *end == among);
            let (names, end) = (after..among).find_map(named)?;
            Some(Agents::named(after..end, names))
        };
        let named = self.agents_at(self.skip_epithet(among + 1));
        named.filter(|agents| !agents.names.is_empty()).or_else(before)
    }

    /// Who is among those counted, told after the number or after the verb.
    pub(super) fn exemplify(
        &self,
        frame: &mut Frame,
        clause: &Clause,
        agents: &Agents,
        main: &Predicate,
    ) {
        let Some(position) = frame.position else { return };
        let after_number = Some((agents.including.clone(), agents.complete))
            .filter(|(names, _)| !names.is_empty());
        frame.listed.extend(self.listed_with(&frame.counts));
        // "143 for, 4 against (…)": those are not the 143.
        let alone = frame.counts.len() == 1;
        let after_verb = || self.examples_in(main.at.end..frame.at.end).filter(|_| alone);
        let examples = after_number.or_else(after_verb);
        match examples {
            Some((names, true)) => frame.listed.push((names, position)),
            Some((names, false)) => {
                frame.with = Some(Agents::named(agents.at.clone(), names));
            }
            None => frame.with = self.included(agents.at.end, clause),
        }
    }

    /// Names of those counted somewhere in the tokens, and whether they are all: ": Cuba and Syria".
    pub(super) fn examples_in(&self, at: Range<usize>) -> Option<(Vec<usize>, bool)> {
        at.clone().find_map(|place| {
            if let Some((names, complete, _)) = self.examples_at(place) {
                return Some((names, complete));
            }
            let opens = self.is_mark(place, &[':', '–', '—']);
            let (names, end) = self.names_at(place + 1).filter(|_| opens)?;
            self.ends_clause(end).then_some((names, true))
        })
    }

    pub(super) fn parenthesis(&self, at: usize) -> Option<Vec<usize>> {
        if !self.is_mark(at, &['(']) {
            return None;
        }
        let (names, end) = self.names_at(at + 1)?;
        self.is_mark(end, &[')']).then_some(names)
    }

    /// The position of "[among] the thirty", "[among] the latter", "[one of] them".
    fn side_of_those(&self, at: Range<usize>, before: Before<'_>) -> Option<Position> {
        let whole = |place: usize| {
            matches!(self.cue(place), Some(Cue::Among | Cue::Of))
                .then(|| self.skip_articles(place + 1))
        };
        let whole = at.clone().find_map(whole)?;
        let told = before.sentences.just_now || !before.frames.is_empty();
        // "among the ten members of the Community" are no side.
        let end = self.skip(whole + 1, |cue| cue == Cue::Voters);
        let ends = self.ends_clause(end) || self.cue(end) == Some(Cue::Except);
        if !told && self.number(whole).is_none() || !ends {
            return None;
        }
        match self.number(whole) {
            Some(number) => before.spoken.of_number(number),
            None if self.is_word(whole, &["latter"]) => before.spoken.last_side(),
            None if self.is_word(whole, &["them", "these", "those"]) || at.len() == 1 => {
                before.position.or_else(|| before.spoken.only_side())
            }
            None => None,
        }
    }

    /// "Peru and Chile were in the latter group", "[Peru] was in that camp": which side was told before.
    pub(super) fn in_that_group(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let main = clause.main.as_ref().filter(|main| main.deed == Deed::Other(Verb::Be))?;
        let be = main.verb;
        let group = self.pointed_group_at(be + 1)? - 1;
        let latter = self.is_word(group - 1, &["latter"]);
        let told = before.sentences.just_now || !before.frames.is_empty();
        let position = if latter { before.spoken.last_side() } else { before.position };
        let agents = clause.subject.clone().or_else(|| {
            (clause.at.start..be).find_map(|place| {
                self.agents_at(place).filter(|agents| {
                    !agents.names.is_empty() && agents.quantity == Quantity::Listed
                })
            })
        })?;
        let mut frame = Frame::new(ClaimKind::Position, clause);
        if agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group)) {
            frame.kind = ClaimKind::GroupPosition;
        }
        frame.position = Some(position.filter(|_| told)?);
        frame.negated = self.cue(be + 1) == Some(Cue::Not);
        frame.asides.push(group..group + 1);
        frame.agents = Some(agents);
        Some(frame)
    }

    /// "X and Y were among the countries that voted against", "X was among those abstaining".
    pub(super) fn among(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let before_not = |place: usize| {
            let before = place.checked_sub(1)?;
            let not = self.cue(before) == Some(Cue::Not);
            before.checked_sub(usize::from(not))
        };
        // "among those", "one of eleven", "four of the ten", "one of them", "one of the countries"
        let among = clause.at.clone().find(|place| {
            let one_of = || {
                let whole = self.skip_articles(*place + 2);
                self.number(*place).is_some()
                    && self.cue(*place + 1) == Some(Cue::Of)
                    && (self.number(whole).is_some()
                        || self.is_word(whole, &["them", "those"])
                        || self.cue(whole) == Some(Cue::Voters)
                        || matches!(self.cue(whole), Some(Cue::SideNoun(_))))
            };
            (self.cue(*place) == Some(Cue::Among) || one_of())
                && before_not(*place)
                    .is_some_and(|before| matches!(self.verb(before), Some((Verb::Be, _))))
        })?;
        let negated = clause
            .relative
            .iter()
            .chain(&clause.main)
            .any(|predicate| predicate.negated && predicate.verb > among)
            || among.checked_sub(1).is_some_and(|not| self.cue(not) == Some(Cue::Not));
        // "among those siding with Peru"
        let with = (among..clause.at.end)
            .find(|place| matches!(self.verb(*place), Some((Verb::Join | Verb::StandBy, _))))
            .and_then(|verb| self.names_at(verb + 1));
        let position = self
            .position_in(among..clause.at.end)
            .or_else(|| self.side_of_those(among..clause.at.end, before));
        if position.is_none() && with.is_none() {
            return None;
        }
        // "among those against was all of ASEAN": the subject can stand after the verb.
        let mut agents = (clause.at.start..among).find_map(|place| self.agents_at(place))?;
        if !agents.names.is_empty() && agents.quantity == Quantity::Listed {
            let company = self.company_after(among..clause.at.end);
            agents.names.extend(company.into_iter().flat_map(|(names, _)| names));
        }
        self.except_after(among..clause.at.end, &mut agents);
        let mut frame = Frame::new(ClaimKind::Position, clause);
        // "among the opponents": the noun tells the position.
        let noun =
            (among..clause.at.end).find(|at| matches!(self.cue(*at), Some(Cue::SideNoun(_))));
        frame.asides.extend(noun.map(|noun| noun..noun + 1));
        frame.at.start = agents.at.start;
        if agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group)) {
            frame.kind = ClaimKind::GroupPosition;
        }
        frame.agents = Some(agents);
        frame.position = position;
        frame.negated = negated;
        let Some(position) = position else {
            frame.with = with.map(|(names, end)| Agents::named(among..end, names));
            return Some(frame);
        };
        // "were among the nine countries that rejected it"
        let whole = (among + 1..clause.at.end.min(among + 5))
            .find_map(|place| Some((self.number_at(place)?, place)));
        if let Some(((number, end), place)) = whole {
            frame.counts.push(Count { number, position, at: place..end });
        }
        // "[X and Y were] two [of the ten]"
        let named = frame.agents.as_ref().and_then(|agents| u32::try_from(agents.names.len()).ok());
        if self.number(among) == named {
            frame.asides.push(among..among + 1);
        }
        Some(frame)
    }
}

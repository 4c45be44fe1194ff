//! Those and no others: "only Cuba", "alone", "the two were Cuba and Syria".

use super::*;

impl Sentence<'_> {
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
        // "the only countries", "the only ones", "the lone vote against"
        let noun = matches!(
            self.cue(head),
            Some(
                Cue::Voters | Cue::SideNoun(_) | Cue::Number(1) | Cue::Verb(Verb::Vote, Form::Base)
            )
        );
        // "the only European states": the noun stands in the name of the group.
        let in_name = self.kind(head - 1) == Some(&Kind::Group)
            && self.word(head - 1).rsplit(' ').next().is_some_and(|last| {
                matches!(last, "state" | "states" | "country" | "countries" | "nation" | "nations")
            });
        if !noun && !in_name && !self.is_word(head - 1, &["ones"]) {
            return None;
        }
        let position = self.position_in(head..clause.at.end)?;
        // "was the only country to", "cast the only vote against"
        let linked = (clause.at.start..only)
            .any(|place| matches!(self.verb(place), Some((Verb::Be | Verb::Vote, _))));
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
        frame.agents = Some(Agents { only: true, ..Agents::named(at.clone(), names) });
        // "the only African state": the only one within the group.
        frame.with = of_group.or_else(|| {
            let of = Agents::named(at, group.clone());
            group.first().map(|_| Agents { quantity: Quantity::All, ..of })
        });
        Some(frame)
    }

    /// "X stood alone against it", "X and Y were alone in opposing it": they and no others.
    pub(super) fn alone(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let alone = clause.at.clone().find(|place| self.is_word(*place, &["alone"]))?;
        let stood = alone.checked_sub(1).is_some_and(|before| {
            matches!(self.verb(before), Some((Verb::Be, _)))
                || self.is_word(before, &["stood", "voted"])
        });
        let agents = (clause.at.start..alone)
            .find_map(|place| self.agents_at(place))
            .filter(|agents| stood && !agents.names.is_empty())?;
        // Who stands alone in a vote stands against it, unless the words say otherwise.
        let told = self.position_in(alone..clause.at.end.min(alone + 4));
        let spoken_of = before.frame.and_then(Frame::side);
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.position = told.or(spoken_of).or(Some(Position::No));
        frame.with = self.within_group(alone..clause.at.end);
        frame.agents = Some(Agents { only: true, ..agents });
        Some(frame)
    }

    /// "Against: Cuba and Syria", "The noes came from …", "Those voting for it were …", "The ten also included
    /// …", "Among the five that opposed it were …".
    pub(super) fn roll(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let told = |place: usize| {
            let link = self.is_mark(place, &[':', '–'])
                || matches!(self.verb(place), Some((Verb::Be | Verb::Include | Verb::Come, _)));
            let skipped = |cue| matches!(cue, Cue::Adverb | Cue::Only | Cue::Among);
            let names = self.skip(place + 1, skipped);
            let agents = self.agents_at(names).filter(|agents| {
                matches!(agents.quantity, Quantity::Listed | Quantity::All)
                    && !agents.names.is_empty()
                    && agents.at.end <= clause.at.end
            })?;
            let end = self.skip_adverbs(agents.at.end);
            (link && self.ends_clause(end)).then_some((place, agents))
        };
        let (link, agents) = clause.at.clone().find_map(told)?;
        // "Five voted against it: …" is a count with its names.
        let counted = clause.subject.as_ref().is_some_and(|subject| subject.names.is_empty())
            && clause.main.as_ref().is_some_and(|main| matches!(main.deed, Deed::Took(_)));
        if counted {
            return None;
        }
        let position = self.voters_of_a_side(clause.at.start..link, before)?;
        let some = matches!(self.verb(link), Some((Verb::Include, _)))
            || (clause.at.start..agents.at.start).any(|place| self.cue(place) == Some(Cue::Among))
            || agents.others;
        let group = agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
        let kind = match (some, group) {
            (false, _) => ClaimKind::Only,
            (true, true) => ClaimKind::GroupPosition,
            (true, false) => ClaimKind::Position,
        };
        let mut frame = Frame::new(kind, clause);
        if let Some((number, end)) =
            (clause.at.start..link.min(clause.at.start + 3)).find_map(|at| self.number_at(at))
        {
            let at = clause.at.start..end;
            frame.counts.push(Count { number, position, at });
        }
        frame.agents = Some(Agents { only: !some, ..agents });
        frame.position = Some(position);
        Some(frame)
    }

    /// The position of those that the tokens speak of, if they speak of nothing but voters of one side: "those
    /// voting against it", "the nine that opposed the text", "the noes", or "the nine" of the sentence before.
    fn voters_of_a_side(&self, at: Range<usize>, before: Before<'_>) -> Option<Position> {
        let opens = |place: usize| {
            matches!(
                self.cue(place),
                Some(
                    Cue::Article
                        | Cue::Among
                        | Cue::Pronoun
                        | Cue::Number(_)
                        | Cue::Voters
                        | Cue::Which
                        | Cue::Adverb
                        | Cue::Verb(Verb::Vote, _)
                )
            ) || self.number(place).is_some()
                || self.is_word(place, &["those", "others", "also", "latter"])
        };
        let points_back = |place: usize| {
            self.number(place).is_some()
                || self.cue(place) == Some(Cue::Pronoun)
                || self.is_word(place, &["those", "others", "latter"])
        };
        match at.clone().find(|place| !opens(*place)) {
            Some(side) => self.position_in(side..side + 1),
            None => match at.clone().find_map(|place| self.number(place)) {
                Some(number) => before
                    .spoken
                    .of_number(number)
                    .or_else(|| before.position.filter(|_| before.spoken.counts.len() < 2)),
                None => before.position.filter(|_| at.clone().any(points_back)),
            },
        }
    }

    /// "of the BRICS countries", "of the European Community": the group within which something is only.
    pub(super) fn within_group(&self, at: Range<usize>) -> Option<Agents> {
        let place = at.clone().find(|place| {
            self.kind(*place) == Some(&Kind::Group)
                && (at.start..*place).rev().take(2).any(|before| {
                    matches!(self.word(before), "of" | "Of" | "among" | "Among" | "in" | "In")
                })
        })?;
        let of = Agents::named(place..place + 1, vec![place]);
        Some(Agents { quantity: Quantity::All, ..of })
    }
}

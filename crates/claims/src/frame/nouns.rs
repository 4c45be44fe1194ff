//! Votes told by a noun: "India's abstention", "the abstention of Canada", "Beijing's no vote", "Negative votes were
//! cast by Peru and Chile".

use super::*;

/// Words beside which a vote by its noun was feared, wished or spoken of, and not cast.
const NOT_CAST: [&str; 20] = [
    "possible",
    "likely",
    "future",
    "threatened",
    "potential",
    "planned",
    "hypothetical",
    "risk",
    "fear",
    "feared",
    "fears",
    "prevent",
    "avert",
    "avoid",
    "without",
    "seek",
    "sought",
    "secure",
    "rumoured",
    "unlike",
];

/// After these the vote stands in an opening, and the clause goes on with something else.
const OPENINGS: [&str; 5] = ["despite", "notwithstanding", "after", "given", "following"];

impl Sentence<'_> {
    /// "India's abstention surprised many", "Despite the abstention of Canada, …": what stands in a noun is told all the
    /// same. The rest of the clause, if it tells of a vote, stands behind the comma.
    pub(super) fn vote_by_noun(&self, clause: &Clause, others: &mut [Frame]) -> Option<Frame> {
        let told = |place: usize| self.owned_vote(place).or_else(|| self.vote_of(place));
        let (at, names, position) = clause.at.clone().find_map(told)?;
        let name = names.last().map_or(at.start, |name| name + 1);
        let open = |place: usize| {
            matches!(self.cue(place), Some(Cue::Modal | Cue::If))
                || matches!(self.verb(place), Some((Verb::Wish, _)))
                || self.is_word(place, &NOT_CAST)
        };
        let opening = clause.at.start..at.start;
        let apart = self.is_mark(at.end, &[','])
            && opening.clone().any(|place| self.is_word(place, &OPENINGS));
        let reach = if apart { at.end } else { clause.at.end };
        if at.end > clause.at.end || (clause.at.start..reach).any(open) {
            return None;
        }
        // "After its abstention of 2018, Peru voted no" is one claim about two votes.
        let taken = |frame: &Frame| frame.from.is_some() || frame.then.is_some();
        if !others.is_empty() && (!apart || others.iter().any(taken)) {
            return None;
        }
        for frame in others.iter_mut().filter(|frame| frame.at.start <= at.end) {
            frame.at.start = (at.end + 1).min(frame.at.end);
        }
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.scope = clause.at.clone();
        frame.agents = Some(Agents::named(at.clone(), names));
        // The noun tells the position.
        frame.asides = vec![at.start..name.min(at.end), name.min(at.end)..at.end];
        frame.asides.retain(|aside| !aside.contains(&(name - 1)));
        frame.at = at;
        frame.position = Some(position);
        Some(frame)
    }

    /// "India's [surprise] abstention", "Beijing's no vote", "Japan's yes": where it stands, whose it is, and which.
    fn owned_vote(&self, name: usize) -> Option<(Range<usize>, Vec<usize>, Position)> {
        let owner = self.is_member(name) && self.is_possessive(name);
        if !owner {
            return None;
        }
        let first = name + 3;
        let epithet = self.kind(first) == Some(&Kind::Word) && !self.is_word(first, &["no"]);
        let (position, end) =
            (first..=first + usize::from(epithet)).find_map(|noun| self.act_at(noun))?;
        Some((name..end, vec![name], position))
    }

    /// "the abstention of Canada", "abstentions by Peru and Chile".
    fn vote_of(&self, noun: usize) -> Option<(Range<usize>, Vec<usize>, Position)> {
        let Some(Cue::SideNoun(_)) = self.cue(noun) else { return None };
        let (position, end) = self.act_at(noun)?;
        let definite = self.is_word(noun.checked_sub(1)?, &["the"]);
        let of = self.cue(end) == Some(Cue::Of) && definite;
        let (names, end) = self.names_at(end + 1).filter(|_| of)?;
        let members = self.are_members(&names);
        let goes_on = self.is_possessive(end.saturating_sub(1)) || self.number(end).is_some();
        (members && !goes_on).then_some((noun - 1..end, names, position))
    }

    /// One vote as a thing: "abstention", "no vote", "negative vote", "vote against", "yes" where a noun can end.
    fn act_at(&self, at: usize) -> Option<(Position, usize)> {
        const ACTS: [&str; 9] = [
            "abstention",
            "negative vote",
            "affirmative vote",
            "positive vote",
            "dissenting vote",
            "opposing vote",
            "yes vote",
            "no vote",
            "assenting vote",
        ];
        let vote = self.is_word(at + 1, &["vote"]);
        match self.kind(at)? {
            Kind::Cue(Cue::SideNoun(position)) => {
                let act = self.is_word(at, &ACTS) && !self.goes_on_as_noun(at + 1);
                act.then_some((*position, at + 1))
            }
            _ if self.is_word(at, &["no", "nay"]) && vote => Some((Position::No, at + 2)),
            _ if self.is_word(at, &["yes", "aye"]) && vote => Some((Position::Yes, at + 2)),
            _ if self.is_word(at, &["vote"]) => match self.cue(at + 1) {
                Some(Cue::Side(position)) => Some((position, at + 2)),
                _ => None,
            },
            _ => {
                let yes = self.is_word(at, &["yes", "aye"]).then_some(Position::Yes);
                let no = self.is_word(at, &["no", "nay"]).then_some(Position::No);
                // "Japan's yes surprised many", but "Japan's no longer"
                let past = matches!(self.verb(at + 1), Some((_, Form::Past)))
                    || self.lower(at + 1).ends_with("ed");
                let noun = past || self.ends_phrase(at + 1);
                Some((yes.or(no).filter(|_| noun)?, at + 1))
            }
        }
    }

    /// "its abstention [rate]", "the abstention [pattern]": another thing than a vote.
    fn goes_on_as_noun(&self, at: usize) -> bool {
        self.is_word(
            at,
            &["rate", "rates", "record", "pattern", "policy", "habit", "streak", "share"],
        )
    }

    /// "Negative votes were cast by Peru and Chile": those and no others.
    pub(super) fn cast_by_those(&self, clause: &Clause) -> Option<Frame> {
        let by = clause.at.clone().find(|place| {
            self.cue(*place) == Some(Cue::By)
                && place.checked_sub(1).is_some_and(|cast| self.is_word(cast, &["cast"]))
        })?;
        let be = by.checked_sub(2).filter(|be| matches!(self.verb(*be), Some((Verb::Be, _))))?;
        let side = (clause.at.start..be)
            .find(|place| matches!(self.cue(*place), Some(Cue::SideNoun(_))))?;
        let Some(Cue::SideNoun(position)) = self.cue(side) else { return None };
        let agents = self.agents_at(self.skip_adverbs(by + 1))?;
        let told = self.ends_clause(agents.at.end) && !agents.names.is_empty() && !agents.others;
        let plain = (clause.at.start..side).all(|place| {
            self.number(place).is_some()
                || matches!(self.cue(place), Some(Cue::Article | Cue::Only | Cue::All))
        });
        if !told || !plain || agents.quantity != Quantity::Listed || agents.further.is_some() {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.at.end = frame.at.end.max(agents.at.end);
        let count = (clause.at.start..side).find_map(|place| Some((self.number_at(place)?, place)));
        frame.counts.extend(count.map(|((number, end), at)| Count {
            number,
            position,
            at: at..end,
        }));
        frame.position = Some(position);
        frame.agents = Some(Agents { only: true, ..agents });
        Some(frame)
    }

    /// "Peru was joined by Chile in opposing it": both took the position.
    pub(super) fn joined_by(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let by = clause.at.clone().find(|place| {
            self.cue(*place) == Some(Cue::By)
                && place.checked_sub(1).is_some_and(|verb| self.is_word(verb, &["joined"]))
        })?;
        let be = by
            .checked_sub(2)
            .filter(|be| matches!(self.verb(*be), Some((Verb::Be, Form::Past))))?;
        let start = self.skip_conjunctions(clause.at.start);
        let (mut names, end) = self.names_at(start)?;
        let only = self.skip_adverbs(by + 1);
        let agents = self.agents_at(only)?;
        let listed =
            agents.quantity == Quantity::Listed && agents.further.is_none() && !agents.others;
        let members = self.are_members(&agents.names) && self.are_members(&names);
        if self.skip_adverbs(end) != be || !listed || !members || agents.names.is_empty() {
            return None;
        }
        let rest = agents.at.end..clause.at.end;
        let position =
            match self.position_in(rest.clone()).or_else(|| self.rejecting_in(rest.clone())) {
                Some(position) => position,
                None if self.ends_clause(rest.start) => before.position?,
                None => return None,
            };
        names.extend(&agents.names);
        let kind = if agents.only { ClaimKind::Only } else { ClaimKind::Position };
        let mut frame = Frame::new(kind, clause);
        frame.at.start = start;
        frame.position = Some(position);
        frame.agents =
            Some(Agents { only: agents.only, ..Agents::named(start..agents.at.end, names) });
        Some(frame)
    }

    /// Whether "no", "yes" or "vote" stands here as somebody's: "Japan's no".
    pub(crate) fn is_owned_vote(&self, at: usize) -> bool {
        self.is_word(at, &["no", "yes", "nay", "vote"])
            && at.checked_sub(3).is_some_and(|name| self.owned_vote(name).is_some())
    }

    /// "Apart from Israel and Palau, only five states opposed it": seven, and those two among them.
    pub(super) fn besides_those(&self, clause: &Clause) -> Option<Frame> {
        let start = self.skip_conjunctions(clause.at.start);
        if self.cue(start) != Some(Cue::Except) {
            return None;
        }
        let main = clause.main.as_ref().filter(|main| main.happened && !main.negated)?;
        let from = start + 1 + usize::from(self.is_word(start + 1, &["from", "for"]));
        let (names, end) = self.names_at(from)?;
        let only = self.skip(end + usize::from(self.is_mark(end, &[','])), |cue| cue == Cue::Only);
        let (number, voters) = self.number_at(only)?;
        let counted = self.skip(voters, |cue| matches!(cue, Cue::Voters | Cue::Adverb));
        let others = counted + usize::from(self.is_word(counted, &["others"]));
        let position = match main.deed {
            Deed::Took(position) => position,
            Deed::Rejected if !main.passive => Position::No,
            _ => return None,
        };
        if self.skip_adverbs(others) != main.at.start {
            return None;
        }
        let members = self.are_members(&names);
        let more = u32::try_from(names.len()).ok().filter(|_| members)?;
        let number = Number { value: number.value.saturating_add(more), ..number };
        let mut frame = Frame::new(ClaimKind::Tally, clause);
        frame.counts.push(Count { number, position, at: start..others });
        frame.position = Some(position);
        frame.with = Some(Agents::named(from..end, names));
        Some(frame)
    }

    /// "[Peru voted no,] backed by Chile and Fiji", "supported by seven others": they voted as Peru did.
    pub(super) fn backed_by(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let previous = before.frame.filter(|frame| frame.kind == ClaimKind::Position)?;
        let main = clause.main.as_ref().filter(|main| main.passive && main.happened)?;
        let aside = |place: usize| {
            self.is_mark(place, &[','])
                || matches!(self.cue(place), Some(Cue::And | Cue::Adverb | Cue::Of))
                || self.is_word(place, &["course"])
        };
        let backed = main.deed == Deed::Took(Position::Yes)
            && main.at.start == main.verb
            && (clause.at.start..main.at.start).all(aside)
            && !self.is_mark(clause.at.start.saturating_sub(1), &['.', ';']);
        let position = previous.position.filter(|_| backed && !previous.negated)?;
        let own = previous.agents.as_ref().filter(|own| own.quantity == Quantity::Listed)?;
        let by = (main.at.start..clause.at.end).find(|place| self.cue(*place) == Some(Cue::By))?;
        let at = self.skip(by + 1, |cue| matches!(cue, Cue::Only | Cue::Adverb));
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.position = Some(position);
        if let Some((further, end)) = self.further_voters(at) {
            let named = u32::try_from(own.names.len()).ok()?;
            let number = Number { value: further.saturating_add(named), bound: Bound::Exactly };
            frame.kind = ClaimKind::Tally;
            frame.counts.push(Count { number, position, at: at..end });
            return self.ends_clause(end).then_some(frame);
        }
        let agents = self.agents_at(at)?;
        let listed = agents.quantity == Quantity::Listed && !agents.names.is_empty();
        frame.agents = Some(agents);
        listed.then_some(frame)
    }

    /// "[Canada abstained], like Chile and Peru", ", just like Peru": a claim of its own.
    pub(super) fn likened(&self, clause: &Clause, told: &mut [Frame]) -> Option<Frame> {
        let previous = told.last_mut().filter(|frame| frame.kind == ClaimKind::Position)?;
        let comma = (previous.at.start + 1..clause.at.end).find(|place| {
            let like = place + 1 + usize::from(self.is_word(place + 1, &["just"]));
            self.is_mark(*place, &[',']) && self.is_word(like, &["like", "alongside"])
        })?;
        let like = comma + 1 + usize::from(self.is_word(comma + 1, &["just"]));
        let (names, end) = self.names_at(like + 1)?;
        let members = self.are_members(&names);
        let position = previous.position.filter(|_| members && self.ends_clause(end))?;
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.position = Some(position);
        frame.negated = previous.negated;
        frame.agents = Some(Agents::named(like..end, names));
        frame.at = like + 1..end;
        frame.asides.clear();
        previous.at.end = previous.at.end.min(comma);
        Some(frame)
    }

    /// "[Canada abstained]; not so Peru": it did not do what is told right before.
    pub(super) fn not_so(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let start = clause.at.start;
        let not = self.is_word(start, &["not"]) && self.is_word(start + 1, &["so"]);
        if !not || clause.main.is_some() {
            return None;
        }
        let of_names = |frame: &&Frame| matches!(frame.kind, ClaimKind::Position | ClaimKind::Only);
        let previous = before.frame.filter(of_names)?;
        let (names, end) = self.names_at(start + 2)?;
        let members = self.are_members(&names);
        let ends = self.ends_clause(end) || end == clause.at.end;
        let mut frame = Frame::new(ClaimKind::Position, clause);
        frame.position = Some(previous.position.filter(|_| members && ends)?);
        frame.negated = !previous.negated;
        frame.agents = Some(Agents::named(start..end, names));
        frame.asides.push(start..start + 2);
        Some(frame)
    }

    /// Whether the sentence opens with some of whom the record has no list, and tells of them: "Of the five permanent
    /// members three supported it".
    pub(super) fn opens_within_some(&self, told: &[Frame]) -> bool {
        let opens = matches!(self.cue(0), Some(Cue::Of | Cue::Among));
        opens
            && told.first().is_some_and(|first| !first.narrowed.is_empty() || first.open.is_some())
    }

    /// "in rejecting [it]", "by turning down the text": a no, if it is a text that is rejected.
    pub(super) fn rejecting_in(&self, at: Range<usize>) -> Option<Position> {
        let verb = at
            .clone()
            .find(|place| matches!(self.verb(*place), Some((Verb::Reject, Form::Ing))))?;
        self.rejects_a_text(verb + 1..at.end).then_some(Position::No)
    }
}

//! Those and no others: "only Cuba", "alone", "the two were Cuba and Syria".

use super::*;
use crate::spoken::Open;

impl Sentence<'_> {
    /// "X and Y were the only countries to vote against", "The only opponents were X and Y", "X and Y were the EU
    /// countries that abstained"; "only X voted against" is with the positions.
    pub(super) fn only(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        if let Some(sole) = self.sole(clause, before) {
            return Some(sole);
        }
        let (start, head) = self.the_only(clause).or_else(|| self.those_of_a_group(clause))?;
        // "Russia was one of only five countries": among five, not alone.
        let one_of =
            start >= 2 && self.cue(start - 1) == Some(Cue::Of) && self.number(start - 2) == Some(1);
        if one_of {
            return None;
        }
        let mut names = self.who_alone(clause, start, head)?;
        let company = self.company(clause, head);
        let position = self
            .position_in(head..clause.at.end)
            .or_else(|| self.side_of_the_number(head..clause.at.end, before));
        // "were the only members of the Community to do so"
        let so = clause.relative.iter().any(|relative| relative.deed == Deed::Followed);
        let position = position.or_else(|| before.told.filter(|_| so));
        if position.is_none() && company.is_empty() {
            return None;
        }
        // "Peru voted no, and Chile was the only other state to do so": besides those told before.
        let other = (start + 1..head).any(|place| self.is_word(place, &["other"]));
        let mut besides = false;
        if other {
            let before = before.frames.iter().filter(|frame| frame.position == position);
            let told = before.filter_map(|frame| frame.agents.as_ref());
            let told: Vec<usize> = told.flat_map(|agents| agents.names.clone()).collect();
            besides = told.is_empty();
            names.extend(told);
        }
        let at = clause.at.clone();
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.position = position;
        // "the only Arab state not to vote for it"
        frame.negated = (head..head + 3).any(|place| self.cue(place) == Some(Cue::Not));
        frame.agents = Some(Agents { only: true, ..Agents::named(at.clone(), names) });
        frame.with = Some(Agents::named(at.clone(), company)).filter(|with| !with.names.is_empty());
        // "the only African state", "the only ones in NATO": the only ones within the group.
        let group = (start..head).find(|place| self.kind(*place) == Some(&Kind::Group));
        frame.within = group
            .map(|group| Agents::named(at, vec![group]))
            .or_else(|| self.within_group(head..clause.at.end));
        // "the only ones to go from support to abstention": those that moved, and not all that abstained.
        let from = (head..clause.at.end)
            .find(|place| self.lower(*place) == "from" || self.lower(*place).ends_with(" from"));
        let moved = from.is_some_and(|from| self.stance(from + 1).is_some());
        if moved || besides || frame.within.is_none() && !self.only_loose_words(start + 1..head) {
            frame.open = Some(Open::Among);
        }
        Some(frame)
    }

    /// "[Peru abstained], the only OAS member to do so": who was told of right before.
    fn sole(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let start = clause.at.start;
        let (only, noun) = self.the_only(clause).filter(|(only, _)| *only == start)?;
        let so = matches!(self.verb(noun + 2), Some((Verb::Follow, Form::Base)));
        let last = before.frame.filter(|_| so && self.is_word(noun + 1, &["to"]))?;
        let agents = last.agents.clone().filter(|agents| agents.quantity == Quantity::Listed)?;
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.position = last.position.or(before.told);
        frame.negated = last.negated;
        let group = (only..noun).find(|place| self.kind(*place) == Some(&Kind::Group));
        frame.within = group.map(|group| Agents::named(group..group + 1, vec![group]));
        if frame.within.is_none() && !self.only_loose_words(only + 1..noun) {
            frame.open = Some(Open::Among);
        }
        frame.agents = Some(Agents { only: true, ..agents });
        Some(frame)
    }

    /// "the only two countries", "the only African state", "the lone vote against": where that begins, and the
    /// noun or the place after it.
    fn the_only(&self, clause: &Clause) -> Option<(usize, usize)> {
        let in_aside = |place: usize| clause.asides.iter().any(|aside| aside.contains(&place));
        let only = clause
            .at
            .clone()
            .find(|place| matches!(self.cue(*place), Some(Cue::Only)) && !in_aside(*place))?;
        let mut head = only + 1;
        while head < only + 4
            && (self.number(head).is_some()
                || matches!(self.kind(head), Some(Kind::Word | Kind::Group))
                || matches!(self.cue(head), Some(Cue::Article)))
        {
            head += 1;
        }
        let noun = matches!(
            self.cue(head),
            Some(
                Cue::Voters | Cue::SideNoun(_) | Cue::Number(1) | Cue::Verb(Verb::Vote, Form::Base)
            )
        );
        let noun = noun || self.is_named_plural(head - 1) || self.is_word(head - 1, &["ones"]);
        noun.then_some((only, head))
    }

    /// "Peru and Chile were the Latin American countries that abstained": those of a group, and all of them.
    fn those_of_a_group(&self, clause: &Clause) -> Option<(usize, usize)> {
        let be =
            clause.at.clone().find(|place| matches!(self.verb(*place), Some((Verb::Be, _))))?;
        // "were the five Arab states that said no"
        let group = be + 2 + usize::from(self.number(be + 2).is_some());
        let definite = self.is_word(be + 1, &["the"]);
        let head = group + usize::from(self.cue(group + 1) == Some(Cue::Voters));
        let named = head > group || self.is_named_plural(group);
        let that = self.cue(head + 1) == Some(Cue::Which);
        let known = self.kind(group) == Some(&Kind::Group);
        (definite && known && named && that).then_some((be + 1, head))
    }

    /// Whether the noun for the members stands in the name of the group: "the only European states", "the only permanent
    /// members of the Security Council".
    fn is_named_plural(&self, place: usize) -> bool {
        let members = |word: &str| {
            let word = word.to_lowercase();
            let word = word.strip_suffix('s').unwrap_or(&word);
            matches!(word, "state" | "country" | "countrie" | "nation" | "member" | "power")
        };
        self.kind(place) == Some(&Kind::Group) && self.word(place).split(' ').any(members)
    }

    /// Who is said to have been the only ones: before the verb, or after it in "the only opponents were X and Y".
    fn who_alone(&self, clause: &Clause, only: usize, head: usize) -> Option<Vec<usize>> {
        // "was the only country to", "cast the only vote against"
        let linked = (clause.at.start..only)
            .any(|place| matches!(self.verb(place), Some((Verb::Be | Verb::Vote, _))));
        // "…, as did Egypt, the only Arab country to abstain"
        if let Some(comma) = clause.at.start.checked_sub(1).filter(|_| only <= clause.at.start + 1)
            && self.is_mark(comma, &[','])
            && let Some(name) = comma.checked_sub(1).filter(|name| self.is_name(*name))
            && !(head..clause.at.end).any(|place| matches!(self.verb(place), Some((Verb::Be, _))))
        {
            return Some(vec![name]);
        }
        if !linked {
            let be = (head..clause.at.end)
                .find(|place| matches!(self.verb(*place), Some((Verb::Be, _))))?;
            return (be..clause.at.end).find_map(|place| self.names_at(place)).map(|found| found.0);
        }
        // "Peru's was the sole abstention"
        let start = self.skip_conjunctions(clause.at.start);
        let name = self.skip_articles(start);
        if self.is_name(name)
            && self.is_possessive(name)
            && matches!(self.verb(name + 3), Some((Verb::Be, _)))
        {
            return Some(vec![name]);
        }
        let mut names = Vec::new();
        let mut place = clause.at.start;
        while place < only {
            if let Some(aside) = clause.asides.iter().find(|aside| aside.contains(&place)) {
                place = aside.end;
                continue;
            }
            let found = self.names_at(place);
            place = found.as_ref().map_or(place + 1, |(_, end)| (*end).max(place + 1));
            names.extend(found.into_iter().flat_map(|(list, _)| list));
        }
        (!names.is_empty()).then_some(names)
    }

    /// Those who did it too and are named apart: "to join the United States", "apart from Russia".
    fn company(&self, clause: &Clause, head: usize) -> Vec<usize> {
        let joined = (head..clause.at.end).filter(|place| {
            matches!(self.verb(*place), Some((Verb::Join, _)))
                || self.cue(*place) == Some(Cue::With)
                    && matches!(self.verb(*place - 1), Some((Verb::Vote, _)))
        });
        let except = clause.at.clone().filter(|place| self.cue(*place) == Some(Cue::Except));
        joined
            .chain(except)
            .filter_map(|place| self.names_at(place + 1))
            .flat_map(|(names, _)| names)
            .collect()
    }

    /// The position of "[the only NATO members] among the nine", "[the only ones] there".
    pub(super) fn side_of_the_number(
        &self,
        at: Range<usize>,
        before: Before<'_>,
    ) -> Option<Position> {
        let among = at.clone().find(|place| self.cue(*place) == Some(Cue::Among));
        let number = among.and_then(|among| self.number(self.skip_articles(among + 1)));
        match number {
            Some(number) => before.spoken.of_number(number),
            None => {
                let there = at.clone().any(|place| self.is_word(place, &["there"]));
                before.spoken.only_side().filter(|_| there)
            }
        }
    }

    /// "X stood alone against it", "X and Y were alone in opposing it": they and no others.
    pub(super) fn alone(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let alone = clause.at.clone().find(|place| self.is_alone(*place))?;
        let stood = alone.checked_sub(1).is_some_and(|before| {
            matches!(self.verb(before), Some((Verb::Be, _)))
                || self.is_word(before, &["stood", "voted"])
        });
        let agents = (clause.at.start..alone)
            .find_map(|place| self.agents_at(place))
            .filter(|agents| stood && !agents.names.is_empty())?;
        // Who stands alone in a vote stands against it, unless the words say otherwise.
        let told = self.position_in(alone..clause.at.end);
        let spoken_of = before.frame.and_then(Frame::side);
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.position = told.or(spoken_of).or(Some(Position::No));
        frame.within = self.within_group(alone..clause.at.end);
        if frame.within.is_none() {
            self.within_those_counted(&mut frame, before);
        }
        frame.agents = Some(Agents { only: true, ..agents });
        Some(frame)
    }

    /// "alone", "on its own".
    pub(crate) fn is_alone(&self, at: usize) -> bool {
        let words = ["alone", "own", "itself", "themselves", "himself", "herself", "handedly"];
        let last = || self.word(at).rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
        // Asked of every token.
        matches!(self.cue(at), Some(Cue::Only)) && words.contains(&last().as_str())
    }

    /// "Against: Cuba and Syria", "The noes came from …", "Those voting for it were …", "The ten also included
    /// …", "Among the five that opposed it were …".
    pub(super) fn roll(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let told = |place: usize| {
            let link = self.is_mark(place, &[':', '–'])
                || matches!(self.verb(place), Some((Verb::Be | Verb::Include | Verb::Come, _)));
            if !link {
                return None;
            }
            let skipped = |cue| matches!(cue, Cue::Adverb | Cue::Only | Cue::Among | Cue::Same);
            let names = self.skip(self.after_remark(place + 1), skipped);
            // "consisted solely of Israel"
            let consists = matches!(self.verb(place), Some((Verb::Come, _)));
            let names = names + usize::from(consists && self.cue(names) == Some(Cue::Of));
            // "the noes were those of Peru and Chile"
            let those = self.is_word(names, &["those"]) && self.cue(names + 1) == Some(Cue::Of);
            let names = names + if those { 2 } else { 0 };
            // "were mostly Asian and Caribbean" tells of many, and not of all.
            if self.is_word(names - 1, &["mostly", "for the most part", "by and large"]) {
                return None;
            }
            let agents = self.agents_at(names).map(|agents| cut_to(agents, clause.at.end));
            let agents = agents.filter(|agents| {
                matches!(agents.quantity, Quantity::Listed | Quantity::All)
                    && !agents.names.is_empty()
                    && agents.at.end <= clause.at.end
            })?;
            let end = self.skip_nobody_else(self.skip_adverbs(agents.at.end));
            self.ends_clause(end).then_some((place, agents))
        };
        let told = clause.at.clone().find_map(told);
        let Some((link, agents)) = told else { return self.were_those(clause, before) };
        // "Five voted against it: …" is a count with its names.
        let counted = clause.subject.as_ref().is_some_and(|subject| subject.names.is_empty())
            && clause.main.as_ref().is_some_and(|main| {
                // "The five countries voting against it were …", "Those voting against it included …": the participle
                // tells who they are.
                let links = matches!(self.verb(link), Some((Verb::Be | Verb::Include, _)));
                let described = main.participle && links;
                matches!(main.deed, Deed::Took(_)) && !described
            });
        if counted {
            return None;
        }
        let position = self.voters_of_a_side(clause.at.start..link, before)?;
        // "Those for it did not include Peru"
        let negated = link.checked_sub(1).is_some_and(|not| self.cue(not) == Some(Cue::Not));
        if negated && !matches!(self.verb(link), Some((Verb::Include, _))) {
            return None;
        }
        // "Against: Peru, Atlantis and Chad": a name that we do not know.
        let unknown = self.is_mark(agents.at.end, &[','])
            && self.kind(agents.at.end + 1) == Some(&Kind::Word)
            && self.word(agents.at.end + 1).starts_with(char::is_uppercase);
        // "Votes for it came from Peru": some of them, and "the votes for it" all.
        let bare = self.lower(clause.at.start).starts_with("votes")
            && matches!(self.verb(link), Some((Verb::Come, _)));
        let some = unknown
            || bare
            || matches!(self.verb(link), Some((Verb::Include, _)))
            || (clause.at.start..agents.at.start).any(|place| self.cue(place) == Some(Cue::Among))
            || agents.others
            // "Israel, Palau and four island states"
            || agents.further.is_some()
            || agents.at.clone().any(|place| self.number(place).is_some());
        let group = agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
        let kind = match (some, group) {
            (false, _) => ClaimKind::Only,
            (true, true) => ClaimKind::GroupPosition,
            (true, false) => ClaimKind::Position,
        };
        let mut frame = Frame::new(kind, clause);
        if unknown {
            frame.at.end = agents.at.end;
            frame.scope.end = agents.at.end;
        }
        if let Some((number, end)) = (clause.at.start..link.min(clause.at.start + 5))
            .find_map(|at| self.number_of_no_time(at))
        {
            let at = clause.at.start..end;
            frame.counts.push(Count { number, position, at });
        }
        let mut agents = Agents { only: !some, ..agents };
        // "Besides Peru, the noes came from Chile and Chad"
        if self.cue(clause.at.start) == Some(Cue::Except)
            && let Some((names, _)) = self.after_opening(clause.at.start)
        {
            agents.names.extend(names);
        }
        frame.agents = Some(agents);
        frame.position = Some(position);
        frame.negated = negated;
        // "the two noes from Asia": those of a group alone.
        if !some {
            frame.within = self.within_group(clause.at.start..link);
            let of_a_group = || {
                let mut before = clause.at.start..link;
                before.any(|place| self.kind(place) == Some(&Kind::Group))
            };
            if frame.within.is_none()
                && (of_a_group() || self.narrows_a_side(clause.at.start..link))
            {
                frame.open = Some(Open::Among);
            }
        }
        Some(frame)
    }

    /// "Nobody opposed it but six Western countries": somebody did, and it is not understood who.
    pub(super) fn nobody_but_some(&self, clause: &Clause) -> bool {
        let nobody = clause.subject.as_ref().is_some_and(|subject| {
            subject.quantity == Quantity::Nobody && subject.names.is_empty()
        });
        nobody
            && clause
                .main
                .as_ref()
                .is_some_and(|main| self.excepted_after(main.at.end..clause.at.end).is_some())
    }

    /// Where those are told of whom it is not said: "except", "but [Canada]".
    fn excepted_after(&self, at: Range<usize>) -> Option<usize> {
        // "No one abstained, but 39 had gone home" goes on with others.
        let excepts = |place: usize| match self.cue(place) {
            Some(Cue::Except) => true,
            Some(Cue::But) => !place.checked_sub(1).is_some_and(|it| self.is_mark(it, &[','])),
            _ => false,
        };
        let inside = at.clone().find(|place| excepts(*place) && *place + 1 < at.end);
        // The clause can end before it: "nobody opposed it | but Canada."
        let names_end = || self.names_at(at.end + 1).is_some_and(|(_, end)| self.ends_clause(end));
        let behind = || Some(at.end).filter(|but| self.cue(*but) == Some(Cue::But) && names_end());
        inside.or_else(behind)
    }

    /// "Apart from Israel and Palau, no state opposed it", "nobody opposed it but Palau": those alone did.
    pub(super) fn nobody_apart_from(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref().filter(|main| main.happened && !main.negated)?;
        let position = self.position_of(main, clause)?;
        let subject = clause.subject.as_ref()?;
        let nobody = subject.quantity == Quantity::Nobody && subject.names.is_empty();
        if !nobody {
            return None;
        }
        let start = self.skip_conjunctions(clause.at.start);
        let but = |place: &usize| self.cue(*place) == Some(Cue::Except);
        let opening =
            || self.after_opening(start).filter(|(_, end)| but(&start) && *end <= subject.at.start);
        // "No state opposed it except Israel and Palau"
        let closing = || {
            let except = self.excepted_after(main.at.end..clause.at.end)?;
            let names = except + 1 + usize::from(self.is_word(except + 1, &["for"]));
            self.names_at(names).filter(|(_, end)| self.ends_clause(*end))
        };
        let (names, end) = opening().or_else(closing)?;
        // "nobody but the Western countries" need not be all of those.
        if names.iter().any(|name| self.kind(*name) == Some(&Kind::Group)) {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.at.end = frame.at.end.max(end);
        frame.agents = Some(Agents { only: true, ..Agents::named(start..end, names) });
        frame.position = Some(position);
        Some(frame)
    }

    /// "[was adopted] against the votes of Israel and Palau", "over the opposition of Peru alone".
    pub(super) fn against_the_votes_of(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref().filter(|main| main.happened)?;
        let decided = matches!(main.deed, Deed::Adopted | Deed::Rejected);
        let of = (main.at.end..clause.at.end).filter(|_| decided).find(|place| {
            self.is_word(*place, &["of"])
                && place
                    .checked_sub(1)
                    .is_some_and(|noun| self.is_word(noun, &["votes", "vote", "opposition"]))
        })?;
        let against = (of.saturating_sub(4)..of).find(|place| {
            self.is_word(*place, &["against", "over", "despite"])
                || self.cue(*place) == Some(Cue::Side(Position::No))
        })?;
        let agents = self.agents_at(of + 1).filter(|agents| !agents.names.is_empty())?;
        let group = agents.names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
        let only = agents.only
            || (against..agents.at.end + 1).any(|place| self.cue(place) == Some(Cue::Only));
        let kind = match (only, group) {
            (true, _) => ClaimKind::Only,
            (false, true) => ClaimKind::GroupPosition,
            (false, false) => ClaimKind::Position,
        };
        let end = agents.at.end + usize::from(self.cue(agents.at.end) == Some(Cue::Only));
        Some(Frame {
            agents: Some(Agents { only, ..agents }),
            position: Some(Position::No),
            scope: clause.at.clone(),
            ..Frame::over(kind, against..end)
        })
    }

    /// A number that tells no year or day.
    pub(super) fn number_of_no_time(&self, at: usize) -> Option<(Number, usize)> {
        let of_a_time = self.times_told().iter().any(|time| time.at.contains(&at));
        self.number_at(at).filter(|_| !of_a_time)
    }

    /// "the two dissenters [in the region]", "the noes [from the islands]".
    fn narrows_a_side(&self, mut at: Range<usize>) -> bool {
        at.any(|place| {
            let next = self.skip_articles(place + 1);
            self.is_word(place, &["in", "from", "among", "within"])
                && self.time_at(next).is_none()
                && (self.is_name(next) || self.kind(next) == Some(&Kind::Word))
                && !self.is_word(next, &["favour", "favor"])
        })
    }

    /// Where the text goes on after ", of course,", ", once more,".
    fn after_remark(&self, at: usize) -> usize {
        let remark = self.skip_manner(at + 1);
        let closed = self.is_mark(at, &[',']) && remark > at + 1 && self.is_mark(remark, &[',']);
        if closed { remark + 1 } else { at }
    }

    /// "Chile and Peru were the four", ", Chile being the one": names before, and the number that they make up.
    fn were_those(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let start = self.skip_conjunctions(clause.at.start);
        let (names, end) = self.names_at(start)?;
        let be = self.skip_adverbs(end);
        let number = self.skip_articles(be + 1);
        let (count, after) = self.number_at(number)?;
        let linked = matches!(self.verb(be), Some((Verb::Be, _))) && self.is_word(be + 1, &["the"]);
        let all = usize::try_from(count.value) == Ok(names.len());
        let after = self.skip(after, |cue| cue == Cue::Voters);
        let position = match self.cue(after) {
            Some(Cue::Which) => self.position_in(after..clause.at.end),
            _ if self.ends_clause(after) => before.spoken.of_number(count.value),
            _ => None,
        };
        let position = position.filter(|_| linked && all)?;
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.at.start = start;
        frame.agents = Some(Agents { only: true, ..Agents::named(start..end, names) });
        frame.position = Some(position);
        frame.counts.push(Count { number: count, position, at: number..number + 1 });
        Some(frame)
    }

    /// "In the European Union,", "From Latin America", "Besides Peru,": the names with which a clause opens after a
    /// preposition, and where it goes on.
    fn after_opening(&self, at: usize) -> Option<(Vec<usize>, usize)> {
        let opens = matches!(self.cue(at), Some(Cue::Preposition | Cue::Among | Cue::Except));
        let (names, end) = self.names_at(at + 1).filter(|_| opens)?;
        Some((names, end + usize::from(self.is_mark(end, &[',']))))
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
                        | Cue::Only
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
        // "in 2007 the one abstention had come from"
        let time = |place: usize| {
            self.time_at(place).map(|time| time.at.end).or_else(|| {
                let told = self.time_at(place + 1).filter(|_| self.is_word(place, &["in", "on"]));
                told.map(|time| time.at.end)
            })
        };
        let start = time(at.start).unwrap_or(at.start);
        // "In the abstention column: Peru and Chile"
        let column = self.skip_articles(start + 1);
        let listed = self.is_mark(at.end, &[':'])
            && self.cue(start) == Some(Cue::Preposition)
            && matches!(self.cue(column), Some(Cue::SideNoun(_)));
        let start = if listed { column } else { start };
        let at = self.after_opening(start).map_or(start, |(_, end)| end)..at.end;
        match at.clone().find(|place| !opens(*place)) {
            Some(side) if self.is_word(side, &["objections", "objection", "opposition"]) => {
                Some(Position::No)
            }
            // "those saying no"
            Some(side) => self.said_side(side).or_else(|| self.position_in(side..side + 1)),
            None => match at.clone().find_map(|place| self.number(place)) {
                // A number that was not told is nobody's.
                Some(number) => before.spoken.of_number(number),
                None => before.position.filter(|_| at.clone().any(points_back)),
            },
        }
    }
}

/// Those of a list that stand before `end`: what follows is of the next clause.
fn cut_to(mut agents: Agents, end: usize) -> Agents {
    if agents.at.end > end && agents.names.iter().any(|name| *name < end) {
        agents.names.retain(|name| *name < end);
        agents.at.end = end;
    }
    agents
}

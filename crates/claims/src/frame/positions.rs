//! Who took which position: lists, quantities, "only", "among", "joined", shifts.

use super::*;

impl Sentence<'_> {
    /// "China and India abstained", "119 countries voted for", "most countries supported".
    pub(super) fn took(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let (position, negated) = match main.deed {
            Deed::Followed => self.followed(clause, main, before)?,
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
        // Who of several took which of several, where the two do not add up.
        if (clause.at.start..self.len()).any(|place| self.is_word(place, &["respectively"])) {
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
            (false, _) if agents.only => {
                frame.kind = ClaimKind::Only;
                frame.with = self
                    .within_group(clause.at.start..agents.at.start)
                    .or_else(|| self.within_group(agents.at.end..main.at.start));
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
        let position = before.told?;
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

    /// Whether what was rejected or approved is a text: a state also rejects reports and criticism.
    fn takes_a_text(&self, main: &Predicate, clause: &Clause) -> bool {
        (main.at.end..clause.at.end).any(|place| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun | Cue::VoteNoun))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
        })
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
            Deed::Rejected
                if voters && !main.passive && (counted || self.takes_a_text(main, clause)) =>
            {
                Some(Position::No)
            }
            Deed::Adopted
                if voters && !main.passive && (counted || self.takes_a_text(main, clause)) =>
            {
                Some(Position::Yes)
            }
            _ => None,
        }
    }

    /// Names after "including", "among them": some of those counted.
    pub(super) fn included(&self, after: usize, clause: &Clause) -> Option<Agents> {
        let among = (after..clause.at.end).find(|place| self.cue(*place) == Some(Cue::Among))?;
        self.agents_at(among + 1).filter(|agents| !agents.names.is_empty())
    }

    /// Who is among those counted, told after the number or after the verb.
    fn exemplify(&self, frame: &mut Frame, clause: &Clause, agents: &Agents, main: &Predicate) {
        let Some(position) = frame.position else { return };
        let after_number = Some((agents.including.clone(), agents.complete))
            .filter(|(names, _)| !names.is_empty());
        for count in &frame.counts {
            if let Some(names) = self.parenthesis(count.at.end) {
                frame.listed.push((names, count.position));
            }
        }
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
    fn examples_in(&self, at: Range<usize>) -> Option<(Vec<usize>, bool)> {
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

    /// "voted for both texts", "for it as well as for the Indian text", "having voted for the Indian text, Peru
    /// backed this one too".
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
        let spoken_of = before.position.filter(|_| before.frame.is_some());
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

    /// "The EU was divided: ten for, fourteen against": members of the group, each number of them its own claim.
    /// A group that "split five to five" does not say between which positions.
    pub(super) fn divided(&self, clause: &Clause) -> Option<Vec<Frame>> {
        let group = clause.at.clone().find(|place| self.kind(*place) == Some(&Kind::Group))?;
        let divided = |place: usize| self.is_word(place, &["split", "divided"]);
        (group..clause.at.end.min(group + 8)).find(|place| divided(*place))?;
        if clause.main.as_ref().is_some_and(|main| !matches!(main.deed, Deed::Other(_))) {
            return None;
        }
        let counts = self.counts(clause);
        if counts.is_empty() {
            return None;
        }
        let ratio = counts.iter().any(|count| count.at.len() == 1);
        let frames = counts.into_iter().map(|count| {
            let mut frame = Frame::new(ClaimKind::GroupPosition, clause);
            let of = Agents::named(group..group + 1, vec![group]);
            frame.at = count.at.clone();
            frame.agents = Some(Agents { quantity: Quantity::Count(count.number), ..of });
            frame.position = Some(count.position);
            frame
        });
        Some(frames.filter(|_| !ratio).collect())
    }

    /// "Brazil, India and Syria voted yes, abstained and voted no respectively": each its own.
    pub(super) fn respectively(&self) -> Vec<Frame> {
        let frames = || {
            let respectively =
                (0..self.len()).find(|place| self.is_word(*place, &["respectively"]))?;
            let (names, end) = (0..respectively)
                .find_map(|place| self.names_at(place).filter(|(names, _)| names.len() > 1))?;
            let positions: Vec<Position> = (end..respectively)
                .filter(|place| !matches!(self.verb(*place), Some((Verb::Vote, _))))
                .filter_map(|place| self.position_in(place..place + 1))
                .collect();
            // "On Yemen, Brazil, India and Syria …": Yemen is what it is about.
            let topics = names.len().checked_sub(positions.len())?;
            let about = names.iter().take(topics).all(|name| self.is_topic(*name));
            let voters: Vec<usize> = names.into_iter().skip(topics).collect();
            let whole = voters.first().copied()?..respectively + 1;
            about.then(|| {
                let each = voters.into_iter().zip(positions);
                each.map(|(name, position)| {
                    let mut frame = Frame::over(ClaimKind::Position, whole.clone());
                    frame.scope = 0..self.len();
                    frame.agents = Some(Agents::named(name..name + 1, vec![name]));
                    frame.position = Some(position);
                    frame
                })
                .collect()
            })
        };
        frames().unwrap_or_default()
    }

    /// "of the BRICS countries", "of the European Community": the group within which something is only.
    fn within_group(&self, at: Range<usize>) -> Option<Agents> {
        let place = at.clone().find(|place| {
            self.kind(*place) == Some(&Kind::Group)
                && (at.start..*place).rev().take(2).any(|before| {
                    matches!(self.word(before), "of" | "Of" | "among" | "Among" | "in" | "In")
                })
        })?;
        let of = Agents::named(place..place + 1, vec![place]);
        Some(Agents { quantity: Quantity::All, ..of })
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
        // "among those against was all of ASEAN": the subject can stand after the verb.
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
            // "Panama joined them"; "joined the South" is another matter.
            None if self.cue(main.at.end) == Some(Cue::Pronoun)
                || self.ends_clause(main.at.end)
                || position.is_some() =>
            {
                frame.position = Some(position.or(before.position)?);
            }
            // "Peru joined 166 other governments"
            None if self.further_voters(main.at.end).is_some() => {
                let position = before.position?;
                let (further, end) = self.further_voters(main.at.end)?;
                let named = frame.agents.as_ref().map_or(0, |agents| agents.names.len());
                let value = further.saturating_add(u32::try_from(named).unwrap_or(0));
                let number = Number { value, bound: Bound::Exactly };
                frame.counts.push(Count { number, position, at: main.at.end..end });
                frame.position = Some(position);
            }
            None => return None,
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

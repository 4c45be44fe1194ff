//! One vote against another, and one side of a vote against the other.

use super::*;

/// Nobody tells a ratio with more than so many to one.
const MOST_ODDS: u32 = 60;

impl Sentence<'_> {
    /// "More members voted in favour in 2019 than the year before", "that was more than in 2018", "the noes
    /// grew from 23 to 27".
    pub(super) fn compared(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        self.compared_to_the_last(clause, before)
            .or_else(|| self.changed(clause, before))
            .or_else(|| self.compared_sides(clause))
            .or_else(|| self.by_odds(clause))
            .or_else(|| self.times_as_many(clause))
            .or_else(|| self.then_and_now(clause, before))
            .or_else(|| self.compared_voters(clause))
            .or_else(|| self.figures_by_year(clause))
            .or_else(|| self.figures_after_their_times(clause, before))
            .or_else(|| self.stood(clause))
            .or_else(|| self.compared_before(clause, before))
            .or_else(|| self.rose(clause))
            .or_else(|| self.up_or_down(clause, before))
    }

    /// "One more no than last year and two more abstentions", "2003: five more noes and five fewer abstentions":
    /// one claim each.
    pub(super) fn changes_listed(&self, clause: &Clause) -> Option<Vec<Frame>> {
        let change = |place: usize| {
            let (by, end) = self.number_at(place)?;
            let direction = match self.cue(end)? {
                Cue::More => Direction::More,
                Cue::Fewer => Direction::Fewer,
                _ => return None,
            };
            let side = end + 1 + usize::from(self.is_word(end + 1, &["votes"]));
            let position = self
                .side_at(side)
                .or_else(|| self.is_word(side, &["no"]).then_some(Position::No))?;
            Some((place..side + 1, by, direction, position))
        };
        let votes = |main: &Predicate| !matches!(main.deed, Deed::Other(_)) && !main.participle;
        let compares = |place: &usize| matches!(self.cue(*place), Some(Cue::More | Cue::Fewer));
        if clause.main.as_ref().is_some_and(votes) || clause.at.clone().filter(compares).count() < 2
        {
            return None;
        }
        let changes: Vec<_> = clause.at.clone().filter_map(change).collect();
        if changes.len() < 2 {
            return None;
        }
        let than = clause.at.clone().find(|place| self.cue(*place) == Some(Cue::Than));
        let than = than.and_then(|place| {
            self.times(place..clause.at.end).first().map(|time| (place, time.when))
        });
        let frames = changes.into_iter().map(|(at, by, direction, position)| {
            let mut frame = Frame::new(ClaimKind::Comparison, clause);
            frame.scope = clause.at.start..than.map_or(clause.at.end, |(place, _)| place);
            frame.at = at;
            frame.position = Some(position);
            frame.comparison = Some(Comparison {
                by: Some(by),
                than: than.map(|(_, when)| when),
                ..Comparison::of(direction, position)
            });
            frame
        });
        Some(frames.collect())
    }

    /// "[66 backed it,] fewer than the 72 that abstained": the side told right before, and another of the same vote.
    fn compared_to_the_last(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let (direction, number, against, at) = self.against_a_side_at(clause.at.start)?;
        let last = before.frame.filter(|frame| frame.kind == ClaimKind::Tally)?;
        let position = last.side().filter(|position| *position != against)?;
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.position = Some(position);
        frame.comparison =
            Some(Comparison { against: Some(against), ..Comparison::of(direction, position) });
        frame.counts = vec![Count { number, position: against, at }];
        Some(frame)
    }

    /// "[It took 163 votes to 10,] up by 25 on the previous year".
    fn changed(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let (direction, by, than) = self.changed_by(clause.at.start)?;
        let last = before.frame.filter(|frame| frame.kind == ClaimKind::Tally)?;
        let position = last.side().unwrap_or(Position::Yes);
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.scope = clause.at.start..than;
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            by: Some(by),
            than: self.times(than..clause.at.end).first().map(|time| time.when),
            ..Comparison::of(direction, position)
        });
        Some(frame)
    }

    /// "carried by nearly seven to one": a ratio, but of a vote that only one lost (see the judge).
    fn by_odds(&self, clause: &Clause) -> Option<Frame> {
        let voted = clause.main.as_ref().is_some_and(|main| {
            matches!(main.deed, Deed::Adopted | Deed::Rejected | Deed::Voted) && main.happened
        });
        if !voted {
            return None;
        }
        let (at, factor) = clause.at.clone().find_map(|place| self.odds_at(place))?;
        if at.end > clause.at.end {
            return None;
        }
        let lost = self.is_lost(at.start, clause);
        let (position, against) =
            if lost { (Position::No, Position::Yes) } else { (Position::Yes, Position::No) };
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            against: Some(against),
            factor: Some(factor),
            ..Comparison::of(Direction::More, position)
        });
        Some(frame)
    }

    /// "twenty to one", "20:1", with how exactly it is meant.
    pub(super) fn odds_at(&self, at: usize) -> Option<(Range<usize>, Factor)> {
        let times = self.number(at).filter(|times| (2..=MOST_ODDS).contains(times))?;
        let joined = self.is_word(at + 1, &["to"])
            || self.is_mark(at + 1, &[':'])
            || self.is_mark(at + 1, &['-']) && self.is_word(at + 2, &["to"]);
        let one = if self.is_mark(at + 1, &['-']) { at + 4 } else { at + 2 };
        let is_one = self.number(one) == Some(1) && self.is_mark(one - 1, &['-', ':'])
            || self.number(one) == Some(1) && self.is_word(one - 1, &["to"]);
        // "20 to 1, with 30 abstentions" and "20 to 1 against it" count.
        let counts = self.side_at(one + 1).is_some()
            || self.number(one + 1).is_some()
            || self.is_mark(one + 1, &['-', '–', '%', '.']) && self.number(one + 2).is_some()
            || self.is_word(one + 1, &["vote"]);
        if !joined || !is_one || counts {
            return None;
        }
        let before = at.checked_sub(1);
        // "from 10 to 1 the delegates met"
        if before.is_some_and(|before| self.is_word(before, &["from", "at", "between", "of"]))
            && !(at.saturating_sub(3)..at).any(|place| self.is_word(place, &["margin", "majority"]))
        {
            return None;
        }
        let bound = match before.and_then(|before| self.cue(before)) {
            Some(Cue::MoreThan) => Bound::MoreThan,
            Some(Cue::AtLeast) => Bound::AtLeast,
            Some(Cue::FewerThan) => Bound::FewerThan,
            Some(Cue::About) => Bound::About,
            _ => Bound::Exactly,
        };
        Some((at..one + 1, Factor { times, of: 1, bound }))
    }

    /// "more abstained than opposed", "the abstentions outnumbered the noes".
    fn compared_sides(&self, clause: &Clause) -> Option<Frame> {
        let outnumbered = clause.at.clone().find(|place| {
            matches!(
                self.word(*place),
                "outnumbered"
                    | "outnumber"
                    | "exceeded"
                    | "outweighed"
                    | "matched"
                    | "equalled"
                    | "equaled"
            )
        });
        let matched =
            outnumbered.filter(|place| self.is_word(*place, &["matched", "equalled", "equaled"]));
        let (direction, cut) = match outnumbered {
            Some(place) if matched.is_some() => (Direction::Same, place),
            Some(place) => (Direction::More, place),
            None => {
                let than = clause.at.clone().find(|place| {
                    matches!(self.cue(*place), Some(Cue::Than | Cue::MoreThan | Cue::FewerThan))
                })?;
                let direction = (clause.at.start..than + 1).find_map(|place| self.direction(place));
                (direction?, than)
            }
        };
        let side = |at: Range<usize>| self.position_in(at.clone()).or(self.side_spoken_of(at));
        let position = side(clause.at.start..cut)?;
        let against = side(cut + 1..clause.at.end).filter(|against| *against != position)?;
        if !self.times(cut..clause.at.end).is_empty() {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.position = Some(position);
        let against = Some(against);
        let about = matched.is_some_and(|place| {
            place.checked_sub(1).is_some_and(|before| self.cue(before) == Some(Cue::About))
        });
        let odds = clause.at.clone().find_map(|place| self.odds_at(place));
        let factor = about
            .then_some(Factor { times: 1, of: 1, bound: Bound::About })
            .or(odds.map(|(_, factor)| factor));
        let of = Comparison::of(direction, position);
        frame.comparison = Some(Comparison { against, factor, ..of });
        frame.counts = self.counts(clause);
        Some(frame)
    }

    fn direction(&self, place: usize) -> Option<Direction> {
        match self.cue(place)? {
            Cue::More | Cue::MoreThan => Some(Direction::More),
            Cue::Fewer | Cue::FewerThan => Some(Direction::Fewer),
            // "in as many years"
            Cue::Same if self.word(place + 1) != "years" => Some(Direction::Same),
            _ => None,
        }
    }

    /// "twice as many countries abstained as in 2018".
    fn times_as_many(&self, clause: &Clause) -> Option<Frame> {
        let as_many = |place: &usize| {
            self.is_word(*place, &["as many"])
                || self.is_word(*place, &["as many as"]) && self.number(*place + 1).is_none()
        };
        let same = clause.at.clone().find(as_many)?;
        let before = same.checked_sub(1).unwrap_or(self.len());
        let (direction, times, of, first) = match self.lower(before) {
            "twice" => (Direction::More, 2, 1, before),
            "times" => {
                let number = before.checked_sub(1)?;
                (Direction::More, self.number(number)?, 1, number)
            }
            _ if self.cue(before) == Some(Cue::Half) => (Direction::Fewer, 1, 2, before),
            _ => (Direction::Same, 1, 1, before),
        };
        let than = (same + 1..clause.at.end).rfind(|place| self.word(*place) == "as");
        let than = than.or_else(|| self.is_word(same, &["as many as"]).then_some(same))?;
        let position = self.position_in(clause.at.start..than)?;
        let times_told = self.times(than..clause.at.end);
        let other_side = self.position_in(than..clause.at.end).filter(|side| *side != position);
        let against = other_side.filter(|_| times_told.is_empty());
        if times_told.is_empty() && against.is_none() {
            return None;
        }
        let bound = match first.checked_sub(1).and_then(|bound| self.cue(bound)) {
            Some(Cue::About) => Bound::About,
            Some(Cue::MoreThan) => Bound::MoreThan,
            Some(Cue::AtLeast) => Bound::AtLeast,
            Some(Cue::FewerThan) => Bound::FewerThan,
            _ => Bound::Exactly,
        };
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.scope = clause.at.start..than;
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            factor: Some(Factor { times, of, bound }),
            than: times_told.first().map(|time| time.when),
            against,
            ..Comparison::of(direction, position)
        });
        Some(frame)
    }

    /// "more members voted for it than last year", "compared with October, 33 more countries voted yes".
    fn compared_voters(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let position = self.position_of(main, clause)?;
        let agents = clause.subject.as_ref()?;
        let direction = match agents.quantity {
            Quantity::More => Direction::More,
            Quantity::Fewer => Direction::Fewer,
            _ => return None,
        };
        let start = agents.at.start;
        let by = (start.saturating_sub(2)..start)
            .find_map(|place| self.number_at(place).filter(|(_, end)| *end == start));
        let than = clause.at.clone().find(|place| self.cue(*place) == Some(Cue::Than));
        let compared = (0..start).find(|place| {
            self.is_word(*place, &["compared"]) && self.is_word(*place + 1, &["with", "to"])
        });
        // "six voted against, and 45 more abstained": 45, and not 45 more than before.
        let told = self.position_in(0..start).is_some_and(|before| before != position);
        if than.is_none() && compared.is_none() && told && direction == Direction::More {
            let (number, end) = by.filter(|_| !main.negated)?;
            let counted = Frame::new(ClaimKind::Tally, clause);
            return Some(Frame {
                counts: vec![Count { number, position, at: start.saturating_sub(1)..end }],
                ..counted
            });
        }
        if than.is_none() && (by.is_none() || main.negated) {
            return None;
        }
        let time = match (than, compared) {
            (Some(than), _) => self.times(than..clause.at.end),
            (None, Some(compared)) => self.times(compared..start),
            (None, None) => Vec::new(),
        };
        let present = than.and_then(|than| self.than_the_present(than..clause.at.end));
        if let Some(than) = than.filter(|_| time.is_empty() && present.is_none())
            && !self.names_a_vote_before(than..clause.at.end)
        {
            return self.counted_after(than..clause.at.end, position, clause);
        }
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.at.start = by.map_or(start, |_| start.saturating_sub(1)).max(clause.at.start);
        frame.scope = main.at.start..than.unwrap_or(clause.at.end).max(main.at.start + 1);
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            by: by.map(|(number, _)| number),
            than: present.or(time.first().map(|time| time.when)),
            ..Comparison::of(direction, position)
        });
        Some(frame)
    }

    /// "more than today", "than now": the vote that the text is about is the one with which another is compared.
    pub(crate) fn than_the_present(&self, at: Range<usize>) -> Option<When> {
        let than = |place: &usize| {
            matches!(self.cue(*place), Some(Cue::Than | Cue::MoreThan | Cue::FewerThan))
        };
        let than = at.into_iter().find(than)?;
        self.is_word(than + 1, &["today", "now"]).then_some(When::FromNow(0))
    }

    /// Whether what follows "than" can be a vote of which no time is told: "than before", "than for the last
    /// text".
    fn names_a_vote_before(&self, at: Range<usize>) -> bool {
        at.clone().any(|place| {
            matches!(self.cue(place), Some(Cue::Ordinal(_) | Cue::Text | Cue::Idea))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
                || self.is_word(
                    place,
                    &["before", "ever", "previous", "previously", "earlier", "last"],
                )
        })
    }

    /// "fewer abstained than many had feared, just eleven": the count alone is told.
    fn counted_after(
        &self,
        at: Range<usize>,
        position: Position,
        clause: &Clause,
    ) -> Option<Frame> {
        let comma = at.clone().find(|place| self.is_mark(*place, &[',', ':', '–', '—']))?;
        let start = self.skip(comma + 1, |cue| matches!(cue, Cue::Only | Cue::Article));
        let (number, end) = self.number_at(start)?;
        let mut frame = Frame::new(ClaimKind::Tally, clause);
        frame.at.end = end;
        frame.counts = vec![Count { number, position, at: start..end }];
        Some(frame)
    }

    /// "that was more than in 2018", "ten fewer than in 2016", "the same tally as in 2018".
    fn compared_before(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let counts_more = clause
            .main
            .as_ref()
            .is_some_and(|main| !matches!(main.deed, Deed::Other(Verb::Stand | Verb::Gain)));
        let (place, direction) =
            clause.at.clone().find_map(|place| Some((place, self.direction(place)?)))?;
        let those = direction == Direction::Same && self.number(place + 1).is_some();
        if counts_more && !those {
            return None;
        }
        let joined = matches!(self.cue(place), Some(Cue::MoreThan | Cue::FewerThan));
        let compares = joined
            || (place..clause.at.end.min(place + 5))
                .any(|next| self.cue(next) == Some(Cue::Than) || self.word(next) == "as")
            || self.word(place) == "unchanged" && self.word(place + 1) == "from"
            // "more abstentions on the text … than last year"
            || matches!(self.cue(place + 1), Some(Cue::SideNoun(_)))
                && (place..clause.at.end).any(|next| self.cue(next) == Some(Cue::Than));
        let times = self.times(place..clause.at.end);
        let present = self.than_the_present(place..clause.at.end);
        if !compares || times.is_empty() && present.is_none() {
            return None;
        }
        // "33 votes more than", "two ayes more than", "ten more than"
        let votes = place.checked_sub(1).is_some_and(|noun| {
            self.is_word(noun, &["votes"]) || matches!(self.cue(noun), Some(Cue::SideNoun(_)))
        });
        let votes = usize::from(votes);
        let by = place.checked_sub(1 + votes).and_then(|by| self.number_at(by));
        // "fifty opponents, fifteen more than in 2021": of the side told right before.
        let alone = clause.main.is_none() && clause.at.start + 2 >= place;
        let right_before = |frame: &&Frame| frame.at.end + 1 >= clause.at.start;
        let last = before.frame.filter(right_before);
        let told = last.and_then(Frame::side).filter(|_| alone);
        let position = self
            .side_spoken_of(place..clause.at.end)
            .or(self.position_in(clause.at.clone()))
            .or_else(|| self.side_spoken_of(clause.at.start..place))
            .or(told);
        // Right after words that were not understood nobody knows of which side it is.
        let unknown = position.is_none() && alone && clause.at.start > 2 && last.is_none();
        if unknown {
            return None;
        }
        let position = position.unwrap_or(Position::Yes);
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        // "There were fewer abstentions on resolution 74/7 than in 2018": the text can stand between.
        let than = (place..clause.at.end).find(|than| self.cue(*than) == Some(Cue::Than));
        frame.scope = clause.at.start..than.filter(|_| !joined).unwrap_or(place);
        frame.position = Some(position);
        // "the same seven as in 2011": those, and not only as many.
        if direction == Direction::Same
            && let Some((number, end)) = self.number_at(place + 1)
        {
            let told = before.frame.and_then(|frame| frame.counts.last());
            let position = self
                .position_in(clause.at.clone())
                .or_else(|| before.spoken.of_number(number.value))
                .or(told.map(|it| it.position))?;
            frame.position = Some(position);
            frame.counts = vec![Count { number, position, at: place + 1..end }];
        }
        let position = frame.position.unwrap_or(position);
        let unchanged = Factor { times: 1, of: 1, bound: Bound::Exactly };
        let of_side = direction == Direction::Same && self.word(place) == "unchanged";
        frame.comparison = Some(Comparison {
            factor: of_side.then_some(unchanged),
            by: by.map(|(number, _)| number),
            than: present.or(times.first().map(|time| time.when)),
            ..Comparison::of(direction, position)
        });
        Some(frame)
    }

    /// "the noes grew from 23 to 27", "support fell by three votes since 2018", "the ayes are up by 33",
    /// "abstentions nearly doubled", "the text gained nine votes".
    fn rose(&self, clause: &Clause) -> Option<Frame> {
        let (place, after, direction) = self.change_in(clause)?;
        // "support fell", "the text lost support"
        let of_object = clause
            .main
            .as_ref()
            .is_some_and(|main| matches!(main.deed, Deed::Other(Verb::Lose | Verb::Gain)));
        let side = match of_object {
            true => after..clause.at.end,
            false => clause.at.start..place,
        };
        let points = if of_object { Vec::new() } else { self.points(after..clause.at.end) };
        // "From 12 in 2018, support rose to 20": the figure from which it rose stands first.
        let mut first = Vec::new();
        if self.is_word(clause.at.start, &["from"]) && !points.is_empty() {
            first = self.points(clause.at.start + 1..place);
            first.truncate(1);
        }
        let start = first.first().map_or(clause.at.start, |first| first.at.end);
        let points: Vec<Point> = first.into_iter().chain(points).collect();
        let fold = self
            .number(after)
            .filter(|_| self.is_mark(after + 1, &['-']) && self.is_word(after + 2, &["fold"]));
        let by = match self.cue(after) {
            // "jumped 25-fold"
            _ if fold.is_some() => None,
            Some(Cue::By) => self.number_at(after + 1),
            _ if points.first().is_some_and(|point| point.at.start == after) => None,
            _ => self.number_at(after),
        };
        // "gained nine votes" tells of votes for; "got nine votes" of no change.
        let votes = by.is_some_and(|(_, end)| {
            (end..end + 2).any(|place| matches!(self.word(place), "votes" | "supporters"))
        });
        let position =
            self.side_spoken_of(side).or((of_object && votes).then_some(Position::Yes))?;
        let fold = fold.map(|times| Factor { times, of: 1, bound: Bound::Exactly });
        let factor = self.factor(place..after).or(fold);
        let than = self.times(after..clause.at.end).first().map(|time| time.when);
        let trend = points.is_empty() && by.is_none() && factor.is_none() && than.is_none();
        let kind = if trend { ClaimKind::Trend } else { ClaimKind::Comparison };
        let mut frame = Frame::new(kind, clause);
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            by: by.map(|(number, _)| number),
            factor,
            than: than.filter(|_| points.is_empty()),
            ..Comparison::of(direction, position)
        });
        frame.scope = start..after;
        frame.points = points;
        Some(frame)
    }

    /// Where a rise or fall is told, where its words end, and which way it went.
    fn change_in(&self, clause: &Clause) -> Option<(usize, usize, Direction)> {
        let main = clause.main.as_ref();
        // "went from 16 in 2018 to 13": which way, the figures tell.
        let went = clause.at.clone().find(|place| {
            matches!(self.word(*place), "went" | "moved" | "changed" | "developed")
                && self.word(place + 1) == "from"
                && self.number(place + 2).is_some()
                || self.is_word(*place, &["went from", "gone from"])
                    && self.number(place + 1).is_some()
        });
        if let Some(went) = went {
            let points = self.points(went + 1..clause.at.end);
            let [first, .., last] = points.as_slice() else { return None };
            let direction = match last.number.value.cmp(&first.number.value) {
                std::cmp::Ordering::Greater => Direction::More,
                std::cmp::Ordering::Less => Direction::Fewer,
                std::cmp::Ordering::Equal => Direction::Same,
            };
            return Some((went, went + 1, direction));
        }
        let direction = match main.map(|main| main.deed) {
            Some(Deed::Other(Verb::Rise)) => Some(Direction::More),
            Some(Deed::Other(Verb::Fall | Verb::Lose))
                if !main.is_some_and(|main| self.falls_as_a_text(main.verb)) =>
            {
                Some(Direction::Fewer)
            }
            Some(Deed::Other(Verb::Gain)) if main.is_some_and(|main| self.gains_more(main)) => {
                Some(Direction::More)
            }
            _ => None,
        };
        if let (Some(main), Some(direction)) = (main, direction) {
            return Some((main.at.start, main.at.end, direction));
        }
        clause.at.clone().find_map(|place| {
            let direction = match self.word(place) {
                // "the ayes are up by 33"
                "up" | "down"
                    if place > clause.at.start
                        && matches!(self.verb(place - 1), Some((Verb::Be, _))) =>
                {
                    if self.word(place) == "up" { Direction::More } else { Direction::Fewer }
                }
                _ => return None,
            };
            let start = place.checked_sub(1).filter(|before| self.cue(*before) == Some(Cue::About));
            Some((start.unwrap_or(place), place + 1, direction))
        })
    }

    /// "gained nine votes", "picked up three additional supporters".
    fn gains_more(&self, main: &Predicate) -> bool {
        self.word(main.verb).starts_with("gain")
            || self.number_at(main.at.end).is_some_and(|(_, end)| {
                matches!(self.word(end), "additional" | "extra" | "further")
            })
    }

    /// "nearly doubled", "more than halved".
    fn factor(&self, at: Range<usize>) -> Option<Factor> {
        let (place, times, of) = at.clone().find_map(|place| match self.word(place) {
            "doubled" => Some((place, 2, 1)),
            "tripled" | "trebled" => Some((place, 3, 1)),
            "quadrupled" => Some((place, 4, 1)),
            "halved" => Some((place, 1, 2)),
            _ => None,
        })?;
        let bound = match place.checked_sub(1).and_then(|before| self.cue(before)) {
            Some(Cue::About) => Bound::About,
            Some(Cue::MoreThan) => Bound::MoreThan,
            _ => Bound::Exactly,
        };
        Some(Factor { times, of, bound })
    }
}

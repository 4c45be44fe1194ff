//! How many: every form in which a report writes a tally.
//!
//! Words decide which number is which; where they are silent, what became of the text; and only then the order.

mod scores;

use super::*;

/// One side of a ratio: "130", "79 votes", "36 against".
struct Side {
    value: u32,
    /// The position that its own words tell.
    position: Option<Position>,
    at: Range<usize>,
}

impl Side {
    fn count(&self, position: Position) -> Count {
        let number = Number { value: self.value, bound: Bound::Exactly };
        Count { number, position, at: self.at.clone() }
    }
}

impl Sentence<'_> {
    /// "There are 129 votes in favour", "adopted by 126 to 9", "187-3".
    pub(super) fn counted(&self, clause: &Clause) -> Option<Frame> {
        let outcome = clause.main.as_ref().and_then(|main| match main.deed {
            Deed::Adopted => Some(!main.negated),
            // "The world rejected the embargo by 187 votes to 3": what is no text can be rejected by a yes.
            Deed::Rejected if main.passive || self.rejects_a_text(main.at.end..clause.at.end) => {
                Some(main.negated)
            }
            Deed::Other(Verb::Fall | Verb::Lose) if self.falls_as_a_text(main.verb) => Some(false),
            _ => None,
        });
        if clause.main.as_ref().is_some_and(|main| {
            main.negated && outcome.is_none()
                || matches!(main.deed, Deed::Took(_)) && clause.subject.is_some()
        }) {
            return None;
        }
        let counts = self.counts(clause);
        // "received 78, 88 and 79 votes respectively" tells each of another text.
        let shared_out = clause.at.clone().any(|place| self.word(place) == "respectively");
        if counts.is_empty()
            || shared_out
            || clause.at.clone().any(|place| self.is_of_a_game(place))
        {
            return None;
        }
        // A lone number needs a word that makes it one of votes; "counts" has seen to that.
        let mut frame = Frame::new(ClaimKind::Tally, clause);
        frame.listed = self.listed_with(&counts);
        // A list can go on behind the comma with which the clause ends.
        let ends = counts.iter().filter_map(|count| self.cast_by(count)).map(|(_, end)| end);
        frame.at.end = ends.max().map_or(frame.at.end, |end| end.max(frame.at.end));
        frame.outcome = outcome;
        frame.without_vote =
            clause.at.clone().any(|place| self.cue(place) == Some(Cue::WithoutVote));
        if let [count] = counts.as_slice() {
            frame.with = self.included(count.at.end, clause);
        }
        frame.counts = counts;
        Some(frame)
    }

    /// "lost the match by 5 to 3", "won 3-1 on penalties".
    fn is_of_a_game(&self, at: usize) -> bool {
        self.is_word(
            at,
            &[
                "match",
                "goals",
                "penalties",
                "semi-final",
                "semifinal",
                "quarter-final",
                "shoot-out",
            ],
        )
    }

    /// "the vote was unanimous", "the decision was nearly unanimous": the breadth alone.
    pub(super) fn breadth(&self, clause: &Clause) -> Option<Frame> {
        let told = |place: usize| {
            matches!(self.cue(place), Some(Cue::Unanimous | Cue::Margin(Margin::NearlyUnanimous)))
        };
        let margin = || matches!(self.margin(clause.at.clone()), Some(Margin::Of(_)));
        let open = |place: usize| matches!(self.cue(place), Some(Cue::Modal | Cue::Not));
        let vote = |place: usize| matches!(self.word(place), "vote" | "decision" | "verdict");
        let at = clause.at.clone();
        let is =
            at.clone().find(|place| matches!(self.verb(*place), Some((Verb::Be, Form::Past))))?;
        let claims = clause.main.is_none()
            && (margin() || (at.start..is).any(vote) && (is..at.end).any(told))
            && !at.clone().any(open);
        claims.then(|| Frame {
            position: Some(Position::Yes),
            ..Frame::new(ClaimKind::Share, clause)
        })
    }

    /// Names in parentheses after a count: exactly those.
    pub(super) fn listed_with(&self, counts: &[Count]) -> Vec<(Vec<usize>, Position)> {
        let listed = |count: &Count| {
            let named = || self.only_named(count.at.start).map(|(names, ..)| names);
            let names = self.parenthesis(count.at.end).or_else(named);
            let names = names.or_else(|| self.cast_by(count).map(|(names, _)| names));
            Some((names?, count.position))
        };
        counts.iter().filter_map(listed).collect()
    }

    /// "two abstentions[ on resolution 74/7], by Peru and Chad": as many names as are counted, and where they end.
    fn cast_by(&self, count: &Count) -> Option<(Vec<usize>, usize)> {
        // "two votes against", "one no", where the count ends with its number or side.
        let ahead = count.at.end..count.at.end + 12;
        let goes_on = |place: &usize| {
            let ends = self.is_mark(*place, &[';', '.', ':', '(', ')']);
            let other = self.number(*place).is_some() || self.verb(*place).is_some();
            !ends && !other && !matches!(self.cue(*place), Some(Cue::And | Cue::But | Cue::While))
        };
        let by = ahead.take_while(goes_on).find(|place| {
            self.cue(*place) == Some(Cue::By)
                || self.is_word(*place, &["from", "those of", "that of"])
        })?;
        let (names, end) = self.names_at(self.skip_articles(by + 1))?;
        let all = usize::try_from(count.number.value) == Ok(names.len());
        let members = self.are_members(&names);
        let ends = self.ends_clause(end) || self.is_mark(end, &[',']);
        (all && members && ends && !names.iter().any(|name| self.is_possessive(*name)))
            .then_some((names, end))
    }

    /// "[154 in favour and] only Israel and Palau against": the names, their side, and where the text goes on.
    pub(crate) fn only_named(&self, at: usize) -> Option<(Vec<usize>, Position, usize)> {
        let only =
            self.cue(at) == Some(Cue::Only) || self.is_word(at, &["merely", "just", "simply"]);
        if !only {
            return None;
        }
        let (names, end) = self.names_at(at + 1)?;
        let members = self.are_members(&names);
        let position = self.side_at(end).filter(|_| members && !self.governs(end))?;
        Some((names, position, end + 1))
    }

    /// A tally of each of several votes: "on Iran (83-31-68) and Syria (127-13-48)" makes two claims.
    pub(super) fn each_tally(&self, frame: Frame, clause: &Clause) -> Vec<Frame> {
        if frame.kind != ClaimKind::Tally {
            return vec![frame];
        }
        let tallies = self.tallies(clause);
        let starts: Vec<usize> = tallies
            .windows(2)
            .map_while(|pair| self.edge_between(pair.first()?, pair.last()?))
            .collect();
        if starts.is_empty() {
            return vec![frame];
        }
        let ends = starts.iter().copied().chain([frame.at.end]);
        let starts = [frame.at.start].into_iter().chain(starts.iter().copied());
        let of_tally = |((counts, start), end): ((Vec<Count>, usize), usize)| {
            let listed = self.listed_with(&counts);
            Frame { at: start..end, scope: start..end, counts, listed, ..frame.clone() }
        };
        tallies.into_iter().zip(starts).zip(ends).map(of_tally).collect()
    }

    /// Where the words about a second tally begin: after the comma or "and" that ends those about the first.
    fn edge_between(&self, first: &[Count], second: &[Count]) -> Option<usize> {
        let between = first.last()?.at.end..second.first()?.at.start;
        between.clone().find(|place| {
            self.is_mark(*place, &[',', ';'])
                || matches!(self.cue(*place), Some(Cue::And | Cue::But | Cue::While))
        })
    }

    /// The numbers of votes in a clause, each with its position.
    pub(super) fn counts(&self, clause: &Clause) -> Vec<Count> {
        self.tallies(clause).swap_remove(0)
    }

    /// The tallies told in a clause, the first of which can be empty.
    fn tallies(&self, clause: &Clause) -> Vec<Vec<Count>> {
        let mut earlier: Vec<Vec<Count>> = Vec::new();
        let mut counts: Vec<Count> = Vec::new();
        let mut place = clause.at.start;
        while place < clause.at.end {
            if let Some((_, end)) = self.won_by(place) {
                place = end;
                continue;
            }
            if let Some((odds, _)) = self.odds_at(place) {
                place = odds.end;
                continue;
            }
            // "Bolivia tabled all three for the Group of 77"
            let on_behalf = self.is_word(place + 1, &["for"])
                && self.kind(self.skip_articles(place + 2)) == Some(&Kind::Group);
            if on_behalf {
                place += 2;
                continue;
            }
            if let Some(end) = self.tells_no_count(place, clause) {
                place = end.max(place + 1);
                continue;
            }
            if let Some((names, position, end)) = self.only_named(place) {
                let value = u32::try_from(names.len()).unwrap_or(u32::MAX);
                let number = Number { value, bound: Bound::Exactly };
                counts.push(Count { number, position, at: place..end });
                place = end;
                continue;
            }
            if !self.may_count(place) {
                place += 1;
                continue;
            }
            let found = self
                .bare_score(place, clause)
                .or_else(|| self.score_line(place, clause))
                .or_else(|| self.ratio_at(place, clause))
                .or_else(|| self.count_at(place, clause, &counts))
                .filter(|found| !found.is_empty());
            let Some(found) = found else {
                place += 1;
                continue;
            };
            place = found.last().map_or(place + 1, |count| count.at.end.max(place + 1));
            let known = |count: &Count| counts.iter().any(|known| known.position == count.position);
            let (again, new): (Vec<_>, Vec<_>) = found.into_iter().partition(known);
            // A whole tally after another is that of another vote.
            if again.len() >= 2 && counts.len() >= 2 {
                earlier.push(std::mem::take(&mut counts));
                counts.extend(again);
            }
            counts.extend(new);
        }
        earlier.push(counts);
        earlier
    }

    /// Whether a count can begin with this token: a number, what bounds one, a word for a side or for nobody.
    fn may_count(&self, place: usize) -> bool {
        match self.kind(place) {
            Some(Kind::Number(_)) => true,
            Some(Kind::Cue(cue)) => {
                matches!(
                    cue,
                    Cue::Number(_)
                        | Cue::Vague(..)
                        | Cue::AtLeast
                        | Cue::AtMost
                        | Cue::MoreThan
                        | Cue::FewerThan
                        | Cue::About
                        | Cue::Many
                        | Cue::Nobody
                        | Cue::NoneTook(_)
                        | Cue::Side(_)
                        | Cue::SideNoun(_)
                        | Cue::Support
                        | Cue::Verb(Verb::Take(_), _)
                ) || self.is_word(place, &["none", "nil", "nothing", "no"])
            }
            Some(Kind::Word) => self.is_word(place, &["none", "nil", "nothing", "no"]),
            _ => false,
        }
    }

    /// Where the text goes on after a time, or after the subject, which is counted as a whole: "141 of 193
    /// states".
    fn tells_no_count(&self, place: usize, clause: &Clause) -> Option<usize> {
        if let Some(time) = self.time_at(place) {
            return Some(time.at.end);
        }
        let active = clause.main.as_ref().is_some_and(|main| !main.passive);
        let subject = clause.subject.as_ref().filter(|subject| subject.at.len() > 1 && active)?;
        subject.at.contains(&place).then_some(subject.at.end)
    }

    /// A word for a side with the number that follows it.
    fn side_over_number(&self, at: usize) -> Option<(Number, Position, usize)> {
        let position = match self.verb(at) {
            Some((Verb::Take(position), _)) => position,
            _ => self.side_at(at)?,
        };
        let mark = usize::from(self.is_mark(at + 1, &[':', '=', '|', '-', '–', '.']));
        let (number, end) = self.number_at(at + 1 + mark)?;
        Some((number, position, end))
    }

    /// Whether the words nearest to the tally at `at` tell that more were against than for. Where two thirds
    /// were wanting, a text can fail with more for it than against.
    pub(super) fn is_lost(&self, at: usize, clause: &Clause) -> bool {
        let short_of_two_thirds = clause.at.clone().any(|place| {
            self.cue(place) == Some(Cue::TwoThirds) || self.word(place).starts_with("two-third")
        });
        let became = |place: usize| match self.verb(place)? {
            (Verb::Adopt, _) => Some(false),
            // "voted 128 to 9 to reject it": what the text does.
            (Verb::Reject, Form::Base) if place > 0 && self.is_word(place - 1, &["to"]) => None,
            (Verb::Reject, _) if !self.rejects_a_text(place + 1..clause.at.end) => None,
            (Verb::Reject, _) => Some(true),
            (Verb::Fall | Verb::Lose, Form::Past) => self.falls_as_a_text(place).then_some(true),
            _ => None,
        };
        let before = (clause.at.start..at).rev().find_map(became);
        let lost = before.or_else(|| (at..clause.at.end).find_map(became));
        lost == Some(true) && !short_of_two_thirds
    }

    /// Whether it is a text that falls or is lost: "the amendment fell by 44 votes to 95", "was lost, 44-95".
    pub(crate) fn falls_as_a_text(&self, verb: usize) -> bool {
        let text = |place: usize| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
                || self.is_word(place, &["amendment", "amendments", "motion"])
        };
        // "the text lost two votes" is another matter.
        let active = matches!(self.verb(verb), Some((Verb::Lose, _)))
            && !verb.checked_sub(1).is_some_and(|be| matches!(self.verb(be), Some((Verb::Be, _))));
        // "The motion on the \"important question\" went down 59 to 55": no numbers of a side do so.
        let bare = matches!(self.verb(verb), Some((Verb::Fall, _)))
            && self.is_ratio(verb + 1)
            && !(verb.saturating_sub(8)..verb)
                .any(|place| matches!(self.cue(place), Some(Cue::Support | Cue::SideNoun(_))));
        if bare {
            return true;
        }
        let by = verb + 1 + usize::from(self.cue(verb + 1) == Some(Cue::By));
        // "The motion to put off the debate on it was lost, 75 in favour and 81 against"
        let lost = !active && matches!(self.verb(verb), Some((Verb::Lose, _)));
        let first = verb.saturating_sub(if lost { 14 } else { 6 });
        let spoken_of = (first..verb).rev().take_while(|place| {
            !matches!(self.kind(*place), Some(Kind::Mark(_)))
                && !matches!(self.cue(*place), Some(Cue::Support | Cue::SideNoun(_)))
        });
        !active
            && spoken_of.into_iter().any(text)
            && (lost || (by..by + 3).any(|at| self.is_ratio(at)))
    }

    /// "138 in favour", "nine against", "41 abstentions", "the noes numbered nine", "no abstentions",
    /// "abstaining: 52".
    fn count_at(&self, at: usize, clause: &Clause, known: &[Count]) -> Option<Vec<Count>> {
        let one = |number, position, at| Some(vec![Count { number, position, at }]);
        let exactly = |value| Number { value, bound: Bound::Exactly };
        if let Some(Cue::NoneTook(position)) = self.cue(at) {
            return one(exactly(0), position, at..at + 1);
        }
        // "no abstentions", "none against"
        let none = self.word(at).eq_ignore_ascii_case("no") || self.cue(at) == Some(Cue::Nobody);
        if none && let Some(position) = self.side_at(at + 1) {
            return one(exactly(0), position, at..at + 2);
        }
        if let Some((number, position, end)) = self.side_then_number(at, known) {
            return one(number, position, at..end);
        }
        let (number, mut next) = self.number_at(at)?;
        let end = next;
        let some = || self.is_somebodys(at) && self.verb(self.skip_adverbs(next)).is_some();
        if self.is_mark(next, &['-']) || self.counts_no_voters(next) || some() {
            return None;
        }
        if let Some(names_end) = self
            .parenthesis(next)
            .and_then(|_| (next..clause.at.end).find(|place| self.is_mark(*place, &[')'])))
        {
            next = names_end + 1;
        }
        // "15 EU states for"
        let group = usize::from(self.kind(next) == Some(&Kind::Group));
        let side = self.skip_voters(next + group, clause.at.end);
        if let Some(position) = self.side_at(side).filter(|_| group > 0 && side < clause.at.end) {
            return one(number, position, at..side + 1);
        }
        next = self.skip_voters(next, clause.at.end);
        if let Some(position) = self.side_at(next).filter(|_| next < clause.at.end) {
            return one(number, position, at..end.max(next + 1));
        }
        // "with 41 capitals on the fence"
        if let Some(Cue::State(Verb::Take(position))) = self.cue(next)
            && next < clause.at.end
            && self.ends_clause(next + 1)
        {
            return one(number, position, at..next + 1);
        }
        // "a margin of 12 votes" is not the votes for it.
        let margin = at >= 2
            && self.cue(at - 1) == Some(Cue::Of)
            && matches!(self.word(at - 2), "margin" | "majority");
        if margin {
            return None;
        }
        // "won 138 votes", "carried with 76 votes"
        let votes = self.word(end) == "votes" || self.word(end) == "vote";
        let of_support = clause
            .main
            .as_ref()
            .is_some_and(|main| matches!(main.deed, Deed::Other(Verb::Gain) | Deed::Adopted));
        // "the support of 128 countries"
        let backed = at >= 2
            && self.cue(at - 1) == Some(Cue::Of)
            && (self.cue(at - 2) == Some(Cue::Support)
                || matches!(self.word(at - 2), "votes" | "backing" | "endorsement"));
        if backed && self.cue(end) == Some(Cue::Voters) {
            return one(number, Position::Yes, at..end + 1);
        }
        // "found four friends" counts no votes.
        let of_others = self.kind(end) == Some(&Kind::Word);
        let received = !of_others && clause.main.as_ref().is_some_and(|main| main.at.end == at);
        // "was approved by 178 states"
        let by = self.cue(end) == Some(Cue::Voters)
            && at > 0
            && self.cue(at - 1) == Some(Cue::By)
            && clause.main.as_ref().is_some_and(|main| main.passive && at > main.verb);
        match clause.main.as_ref().map(|main| main.deed) {
            Some(Deed::Adopted) if by => return one(number, Position::Yes, at..end + 1),
            Some(Deed::Rejected) if by => return one(number, Position::No, at..end + 1),
            _ => {}
        }
        if (votes || received) && of_support {
            return one(number, Position::Yes, at..end + usize::from(votes));
        }
        None
    }

    /// Whether a word for a side stands at `at`, and its number after it: "against: 4", "Abstain 52".
    pub(crate) fn heads_a_number(&self, at: usize) -> bool {
        self.headed_number(at).is_some()
    }

    /// The number that a word for a side stands before, as in a table: "against: 4", "Yes 120, No 4".
    fn headed_number(&self, at: usize) -> Option<(Number, Position, usize)> {
        let (number, position, end) = self.side_over_number(at)?;
        let colon = self.is_mark(at + 1, &[':', '=', '|']);
        let dash = self.is_dash(at + 1);
        let sets_apart = |place: usize| match self.kind(place) {
            None | Some(Kind::Mark(_)) => true,
            Some(kind) => *kind == Kind::Cue(Cue::And),
        };
        let in_a_table = at.checked_sub(1).is_none_or(sets_apart) && sets_apart(end);
        let short = matches!(self.cue(at), Some(Cue::Verb(_, Form::Base)))
            || matches!(self.lower(at), "yes" | "no" | "aye" | "nay");
        (colon || in_a_table && (short || dash)).then_some((number, position, end))
    }

    /// "said no", "says yes": the position.
    pub(crate) fn said_side(&self, verb: usize) -> Option<Position> {
        let says = matches!(self.verb(verb), Some((Verb::Say, _)))
            && matches!(self.word(verb), "said" | "say" | "says" | "saying")
            && matches!(self.word(verb + 1), "yes" | "no" | "aye" | "nay");
        let no = || self.is_word(verb + 1, &["no"]).then_some(Position::No);
        self.side_at(verb + 1).or_else(no).filter(|_| says)
    }

    /// "the noes numbered nine", "abstaining: 52", "138 votes … against nine".
    fn side_then_number(&self, at: usize, known: &[Count]) -> Option<(Number, Position, usize)> {
        if let Some(found) = self.headed_number(at) {
            return Some(found);
        }
        let position = self.side_at(at)?;
        let noun = matches!(self.cue(at), Some(Cue::SideNoun(_)));
        let had = at + 1 + usize::from(matches!(self.verb(at + 1), Some((Verb::Have, _))));
        if noun && matches!(self.verb(had), Some((Verb::Stand | Verb::Be, _))) {
            let (number, end) = self.number_at(had + 1)?;
            return Some((number, position, end));
        }
        // "the noes had numbered twelve and the abstainers fifty"
        let numbered_so = || {
            let told = known.last().filter(|last| last.at.end < at && last.position != position)?;
            (told
                .at
                .clone()
                .any(|place| matches!(self.verb(place), Some((Verb::Stand | Verb::Be, _)))))
            .then(|| self.number_at(at + 1))?
        };
        if noun
            && let Some((number, end)) = numbered_so()
            && self.side_at(end).is_none()
        {
            return Some((number, position, end));
        }
        // "Opposing were 17", "Against were six"
        let opens =
            at.checked_sub(1).is_none_or(|before| self.is_mark(before, &[';', ':', ',', '.', '—']));
        if !noun && opens && matches!(self.verb(at + 1), Some((Verb::Be, Form::Past))) {
            let (number, end) = self.number_at(at + 2)?;
            return Some((number, position, end));
        }
        // "Against it stood five"
        let it = at + 1 + usize::from(self.is_word(at + 1, &["it"]));
        if !noun
            && opens
            && (self.is_word(it, &["stood"])
                || matches!(self.verb(it), Some((Verb::Be, Form::Past))))
            && let Some((number, end)) = self.number_at(self.skip(it + 1, |cue| cue == Cue::Only))
            && self.ends_clause(self.skip_voters(end, self.len()))
        {
            return Some((number, position, end));
        }
        // "the number opposed stayed at 21", "abstentions came to 56"
        let numbered = at.checked_sub(1).is_some_and(|before| {
            self.is_word(before, &["number", "total"])
                || self.cue(before) == Some(Cue::Of)
                    && before
                        .checked_sub(1)
                        .is_some_and(|it| self.is_word(it, &["number", "total"]))
        });
        if (noun || numbered)
            && let Some(figure) = self.amounts_to(at + 1)
        {
            let (number, end) = self.number_at(figure)?;
            return Some((number, position, end));
        }
        // "the abstainers (74)"
        if noun
            && self.is_mark(at + 1, &['('])
            && let Some((number, end)) = self.number_at(at + 2)
            && self.is_mark(end, &[')'])
        {
            return Some((number, position, end));
        }
        let (number, end) = self.number_at(at + 1)?;
        let against = matches!(self.cue(at), Some(Cue::Side(_)))
            && known.iter().any(|count| count.position != position)
            && self.side_at(end).is_none()
            && self.time_of_point(end).0.is_none();
        against.then_some((number, position, end))
    }

    /// Where the number stands after "stayed at", "has held at", "again came to".
    fn amounts_to(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.is_word(at, &["again"]));
        let have = usize::from(matches!(self.verb(at), Some((Verb::Have, _))));
        let verb = self.skip_adverbs(at + have);
        const AT: [&str; 9] = [
            "stayed", "remained", "held", "stuck", "settled", "stopped", "hovered", "steadied",
            "closed",
        ];
        const TO: [&str; 5] = ["came", "amounted", "ran", "added", "stretched"];
        let steady = verb + 1 + usize::from(self.is_word(verb + 1, &["steady", "out", "up"]));
        let joined = self.is_word(verb, &AT) && self.is_word(steady, &["at"])
            || self.is_word(verb, &TO) && self.is_word(steady, &["to"]);
        joined.then_some(steady + 1)
    }

    /// Where the text goes on after those who are counted: "countries voted", "votes were cast".
    pub(super) fn skip_voters(&self, at: usize, end: usize) -> usize {
        let mut next = at;
        let mut voters = false;
        while next < end {
            match self.cue(next) {
                Some(Cue::Voters | Cue::VoteNoun | Cue::Adverb) => voters = true,
                Some(Cue::Verb(Verb::Vote, _)) => voters = true,
                Some(Cue::Verb(Verb::Be | Verb::Have, _)) if voters => {}
                _ if matches!(self.word(next), "were" | "standing") => {}
                _ => break,
            }
            next += 1;
        }
        next
    }

    /// The position that the word at `at` tells of a number beside it.
    pub(crate) fn side_at(&self, at: usize) -> Option<Position> {
        match self.cue(at) {
            Some(Cue::Side(position) | Cue::SideNoun(position)) => Some(position),
            Some(Cue::Verb(Verb::Take(position), Form::Ing | Form::Past)) => Some(position),
            // "131 yes, 53 no, 3 abstain"
            Some(Cue::Verb(Verb::Take(Position::Abstain), Form::Base)) => {
                let listed = at >= 2 && self.is_mark(at - 2, &[',', ';', '/']);
                let ends = matches!(self.kind(at + 1), None | Some(Kind::Mark(_)));
                (listed && ends && self.number(at - 1).is_some()).then_some(Position::Abstain)
            }
            // "4 no", but not "4 no longer"
            None if self.word(at).eq_ignore_ascii_case("no") => {
                let ends = match self.kind(at + 1) {
                    None | Some(Kind::Mark(_) | Kind::Number(_)) => true,
                    Some(Kind::Cue(cue)) => matches!(cue, Cue::And | Cue::Number(_) | Cue::With),
                    _ => false,
                };
                ends.then_some(Position::No)
            }
            _ => None,
        }
    }
}

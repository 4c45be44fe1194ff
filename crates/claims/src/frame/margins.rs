//! By how much a text won: "by a margin of 12 votes", "narrowly", "won by 12".

use super::*;

impl Sentence<'_> {
    /// "gains support", "has received wide support", "found support within ASEAN".
    pub(super) fn gained(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        if main.deed != Deed::Other(Verb::Gain) || main.negated {
            return None;
        }
        let support = (main.at.end..clause.at.end).find(|place| {
            self.cue(*place) == Some(Cue::Support)
                || matches!(self.verb(*place), Some((Verb::Take(Position::Yes), Form::Ing)))
        })?;
        if !self.counts(clause).is_empty() {
            return None;
        }
        let growing = matches!(self.verb(main.verb), Some((_, Form::Ing)));
        let names = (support + 1..clause.at.end)
            .find(|place| self.kind(*place) == Some(&Kind::Group))
            .and_then(|place| self.names_at(place));
        let mut frame = match names {
            Some((names, end)) => {
                let mut frame = Frame::new(ClaimKind::GroupPosition, clause);
                frame.voiced = true;
                frame.agents = Some(Agents::named(support..end, names));
                frame
            }
            None if growing => {
                let mut frame = Frame::new(ClaimKind::Trend, clause);
                frame.comparison = Some(Comparison::of(Direction::More, Position::Yes));
                frame
            }
            None => Frame::new(ClaimKind::Share, clause),
        };
        frame.position = Some(Position::Yes);
        Some(frame)
    }

    /// By how much one side is said to have won: "by a wide margin", "narrowly", "by a margin of 12".
    /// "by a mere 23 votes", "by only two votes": the margin, and no tally. "by 128 votes to nine" is one.
    pub(super) fn won_by(&self, by: usize) -> Option<(Number, usize)> {
        // Asked of every token.
        if !matches!(self.cue(by), Some(Cue::By)) {
            return None;
        }
        let start = self.skip_articles(by + 1);
        let mere = self.is_word(start, &["mere", "bare", "scant", "paltry"])
            || self.cue(start) == Some(Cue::Only);
        // "won by 119 votes"
        let won = by.checked_sub(1).is_some_and(|won| self.is_word(won, &["won"]));
        let (number, end) = self.number_at(start + usize::from(mere)).filter(|_| mere || won)?;
        let votes = self.is_word(end, &["vote", "votes"]);
        let tally = self.number(end + 2).is_some() || self.side_at(end + 1).is_some();
        (votes && !tally).then_some((number, end + 1))
    }

    pub(super) fn margin(&self, at: Range<usize>) -> Option<Margin> {
        at.clone().find_map(|place| {
            // "with the fleet barely home" tells of no vote.
            let barely = || {
                self.is_word(place, &["barely"])
                    && self.verb(place + 1).is_none()
                    && place.checked_sub(1).is_none_or(|before| self.verb(before).is_none())
            };
            if let Some(Cue::Margin(margin)) = self.cue(place).filter(|_| !barely()) {
                return Some(margin);
            }
            if let Some((number, _)) = self.won_by(place) {
                return Some(Margin::Of(number));
            }
            let apart = self.is_word(place, &["gap", "difference"]);
            if !apart && !self.is_word(place, &["margin", "majority"]) {
                return None;
            }
            let the = place.checked_sub(1).is_some_and(|the| self.is_word(the, &["the", "its"]));
            if apart && !the {
                return None;
            }
            let by = self.cue(place + 1) == Some(Cue::Of)
                && matches!(self.word(place.saturating_sub(1)), "a" | "of" | "by");
            if by {
                return self.number_at(place + 2).map(|(number, _)| Margin::Of(number));
            }
            // "its margin of victory was 12 votes", "the gap on Monday had been a slender 13"
            let be = (place + 1..at.end.min(place + 7))
                .find(|be| self.verb(*be).is_some_and(|(verb, _)| verb != Verb::Have))
                .filter(|be| matches!(self.verb(*be), Some((Verb::Be, _))))?;
            let number = self.skip_articles(self.skip_adverbs(be + 1));
            let epithet = usize::from(self.kind(number) == Some(&Kind::Word));
            let (number, end) = self.number_at(number + epithet)?;
            let votes = self.is_word(end, &["votes", "vote"])
                || self.cue(end) == Some(Cue::Voters)
                || self.ends_clause(end)
                || self.is_mark(end, &[',']);
            votes.then_some(Margin::Of(number))
        })
    }
}

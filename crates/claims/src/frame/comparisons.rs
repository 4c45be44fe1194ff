//! One vote against another, and the course of a series.

use super::*;

impl Sentence<'_> {
    /// "More members voted in favour in 2019 than the year before", "which is more than last year", "the
    /// noes grew from 23 to 27".
    pub(super) fn compared(&self, clause: &Clause) -> Option<Frame> {
        self.compared_voters(clause)
            .or_else(|| self.stood(clause))
            .or_else(|| self.compared_before(clause))
            .or_else(|| self.rose(clause))
    }

    pub(super) fn compared_voters(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let position = self.position_of(main, clause)?;
        let agents = clause.subject.as_ref()?;
        let direction = match agents.quantity {
            Quantity::More => Direction::More,
            Quantity::Fewer => Direction::Fewer,
            _ => return None,
        };
        let than = clause.at.clone().find(|place| self.cue(*place) == Some(Cue::Than))?;
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.at.start = agents.at.start;
        frame.scope = clause.at.start..than;
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            direction,
            position,
            by: None,
            from_to: None,
            than: self.times(than..clause.at.end).first().map(|time| time.when),
        });
        Some(frame)
    }

    /// "support stood at 65 in both 2018 and 2019".
    pub(super) fn stood(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        if main.deed != Deed::Other(Verb::Stand) {
            return None;
        }
        let times = self.times(main.at.end..clause.at.end);
        let [first, .., last] = times.as_slice() else { return None };
        let value = (main.at.end..clause.at.end).find_map(|place| self.number(place))?;
        let before = clause.at.start..main.at.start;
        let position = before.clone().find_map(|place| match self.cue(place)? {
            Cue::SideNoun(position) => Some(position),
            Cue::Support => Some(Position::Yes),
            _ => None,
        })?;
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.at.start = main.at.start;
        frame.position = Some(position);
        frame.when = Some(last.when);
        frame.scope = before;
        frame.comparison = Some(Comparison {
            direction: Direction::Same,
            position,
            by: None,
            from_to: Some((value, value)),
            than: Some(first.when),
        });
        Some(frame)
    }

    /// "which is more than last year", "ten fewer than in 2016", "the same tally as in 2018".
    pub(super) fn compared_before(&self, clause: &Clause) -> Option<Frame> {
        if clause.main.as_ref().is_some_and(|main| main.deed != Deed::Other(Verb::Stand)) {
            return None;
        }
        let (place, direction) = clause.at.clone().find_map(|place| {
            let direction = match self.cue(place)? {
                Cue::More => Direction::More,
                Cue::Fewer => Direction::Fewer,
                Cue::MoreThan => Direction::More,
                Cue::FewerThan => Direction::Fewer,
                Cue::Same => Direction::Same,
                _ => return None,
            };
            Some((place, direction))
        })?;
        let joined = matches!(self.cue(place), Some(Cue::MoreThan | Cue::FewerThan));
        let compares = joined
            || (place..clause.at.end.min(place + 5))
                .any(|next| self.cue(next) == Some(Cue::Than) || self.word(next) == "as");
        let times = self.times(place..clause.at.end);
        if !compares || times.is_empty() {
            return None;
        }
        let by = place.checked_sub(1).and_then(|before| self.number_at(before));
        let position = self.position_in(clause.at.clone()).unwrap_or(Position::Yes);
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.scope = clause.at.start..place;
        frame.position = Some(position);
        frame.comparison = Some(Comparison {
            direction,
            position,
            by: by.map(|(number, _)| number),
            from_to: None,
            than: times.first().map(|time| time.when),
        });
        Some(frame)
    }

    /// "the noes grew from 23 to 27", "support fell by three votes since 2018".
    pub(super) fn rose(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let direction = match main.deed {
            Deed::Other(Verb::Rise) => Direction::More,
            Deed::Other(Verb::Fall | Verb::Lose) => Direction::Fewer,
            _ => return None,
        };
        // "support fell", "the text lost support"
        let mut side = match main.deed {
            Deed::Other(Verb::Lose) => main.at.end..clause.at.end,
            _ => clause.at.start..main.at.start,
        };
        let position = side.find_map(|place| match self.cue(place)? {
            Cue::SideNoun(position) => Some(position),
            Cue::Support => Some(Position::Yes),
            _ => None,
        })?;
        let from = (main.at.end..clause.at.end).find(|place| self.word(*place) == "from");
        let from_to = from.and_then(|from| {
            let to = (from + 2..clause.at.end).find(|place| self.word(*place) == "to")?;
            Some((self.number(from + 1)?, self.number(to + 1)?))
        });
        let by = (main.at.end..clause.at.end)
            .find(|place| self.cue(*place) == Some(Cue::By))
            .and_then(|by| self.number_at(by + 1));
        let than = self.times(main.at.end..clause.at.end).first().map(|time| time.when);
        let kind = if from_to.is_some() || by.is_some() || than.is_some() {
            ClaimKind::Comparison
        } else {
            ClaimKind::Trend
        };
        let mut frame = Frame::new(kind, clause);
        frame.position = Some(position);
        frame.scope = clause.at.start..main.at.end;
        frame.comparison = Some(Comparison {
            direction,
            position,
            by: by.map(|(number, _)| number),
            from_to,
            than,
        });
        Some(frame)
    }

    /// "is gaining more support", "has received support at the UN", "found support at the level of BRICS".
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
                frame.comparison = Some(Comparison {
                    direction: Direction::More,
                    position: Position::Yes,
                    by: None,
                    from_to: None,
                    than: None,
                });
                frame
            }
            None => Frame::new(ClaimKind::Share, clause),
        };
        frame.position = Some(Position::Yes);
        Some(frame)
    }
}

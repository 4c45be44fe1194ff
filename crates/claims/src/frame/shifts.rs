//! From one position to another: "switched", "that voted against last year abstained".

use super::*;

impl Sentence<'_> {
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

//! How many: every form in which a report writes a tally.

use super::*;

impl Sentence<'_> {
    /// "There are 129 votes in favour", "adopted by 126 to 9", "187-3".
    pub(super) fn counted(&self, clause: &Clause) -> Option<Frame> {
        if clause.main.as_ref().is_some_and(|main| {
            main.negated || matches!(main.deed, Deed::Took(_)) && clause.subject.is_some()
        }) {
            return None;
        }
        let counts = self.counts(clause);
        if counts.is_empty() {
            return None;
        }
        // A lone number needs a word that makes it one of votes; "counts" has seen to that.
        let mut frame = Frame::new(ClaimKind::Tally, clause);
        for count in &counts {
            if let Some(names) = self.parenthesis(count.at.end) {
                frame.listed.push((names, count.position));
            }
        }
        frame.outcome = match clause.main.as_ref().map(|main| main.deed) {
            Some(Deed::Adopted) => Some(true),
            Some(Deed::Rejected) => Some(false),
            _ => None,
        };
        frame.without_vote =
            clause.at.clone().any(|place| self.cue(place) == Some(Cue::WithoutVote));
        if let [count] = counts.as_slice() {
            frame.with = self.included(count.at.end, clause);
        }
        frame.counts = counts;
        Some(frame)
    }

    /// The numbers of votes in a clause, each with its position.
    pub(super) fn counts(&self, clause: &Clause) -> Vec<Count> {
        let mut counts: Vec<Count> = Vec::new();
        let mut place = clause.at.start;
        while place < clause.at.end {
            if let Some(time) = self.time_at(place) {
                place = time.at.end.max(place + 1);
                continue;
            }
            // "141 of 193 states": the subject is counted as a whole.
            let subject = clause.subject.as_ref().filter(|subject| {
                subject.at.len() > 1 && clause.main.as_ref().is_some_and(|main| !main.passive)
            });
            if let Some(subject) = subject.filter(|subject| subject.at.contains(&place)) {
                place = subject.at.end.max(place + 1);
                continue;
            }
            let found = self
                .ratio_at(place, clause)
                .or_else(|| self.count_at(place, clause, &counts))
                .filter(|found| !found.is_empty());
            match found {
                Some(found) => {
                    place = found.last().map_or(place + 1, |count| count.at.end.max(place + 1));
                    for count in found {
                        if !counts.iter().any(|known| known.position == count.position) {
                            counts.push(count);
                        }
                    }
                }
                None => place += 1,
            }
        }
        counts
    }

    /// "187-3", "129-6-45", "126 to 9", "79 votes to 28".
    pub(super) fn ratio_at(&self, at: usize, clause: &Clause) -> Option<Vec<Count>> {
        let yes = self.number(at)?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        if before == "from" || before == "between" {
            return None;
        }
        let mut next = at + 1;
        let votes = self.word(next) == "votes" || self.cue(next) == Some(Cue::Voters);
        next += usize::from(votes);
        next += usize::from(self.cue(next) == Some(Cue::Side(Position::Yes)));
        let dash = self.is_mark(next, &['-', '–']);
        let to = self.word(next) == "to" || self.cue(next) == Some(Cue::Side(Position::No));
        let (no, end) = if dash || to {
            (self.number(next + 1)?, next + 2)
        } else {
            return None;
        };
        if end > clause.at.end || yes > 200 || no > 200 {
            return None;
        }
        let exactly = |value| Number { value, bound: Bound::Exactly };
        let count =
            |value, position, at: Range<usize>| Count { number: exactly(value), position, at };
        let mut counts =
            vec![count(yes, Position::Yes, at..at + 1), count(no, Position::No, next + 1..end)];
        let third = self.is_mark(end, &['-', '–']) || dash && self.word(end) == "to";
        if third && let Some(abstain) = self.number(end + 1) {
            counts.push(count(abstain, Position::Abstain, end + 1..end + 2));
        }
        Some(counts)
    }

    /// "138 in favour", "nine against", "41 abstentions", "the noes numbered nine", "no abstentions".
    pub(super) fn count_at(
        &self,
        at: usize,
        clause: &Clause,
        known: &[Count],
    ) -> Option<Vec<Count>> {
        let one = |number, position, at| Some(vec![Count { number, position, at }]);
        // "no abstentions", "none against"
        let none = self.word(at).eq_ignore_ascii_case("no") || self.cue(at) == Some(Cue::Nobody);
        if none && let Some(position) = self.side_at(at + 1) {
            return one(Number { value: 0, bound: Bound::Exactly }, position, at..at + 2);
        }
        if let Some(Cue::SideNoun(position)) = self.cue(at)
            && matches!(self.verb(at + 1), Some((Verb::Stand | Verb::Be, _)))
            && let Some((number, end)) = self.number_at(at + 2)
        {
            return one(number, position, at..end);
        }
        // "138 votes … against nine"
        if let Some(Cue::Side(position)) = self.cue(at)
            && known.iter().any(|count| count.position != position)
            && let Some((number, end)) = self.number_at(at + 1)
            && self.side_at(end).is_none()
        {
            return one(number, position, at..end);
        }
        let (number, mut next) = self.number_at(at)?;
        let end = next;
        if self.is_mark(next, &['-']) {
            return None;
        }
        if let Some(names_end) = self
            .parenthesis(next)
            .and_then(|_| (next..clause.at.end).find(|place| self.is_mark(*place, &[')'])))
        {
            next = names_end + 1;
        }
        let mut voters = false;
        while next < clause.at.end {
            match self.cue(next) {
                Some(Cue::Voters | Cue::VoteNoun | Cue::Adverb) => voters = true,
                Some(Cue::Verb(Verb::Vote, _)) => voters = true,
                Some(Cue::Verb(Verb::Be | Verb::Have, _)) if voters => {}
                _ if self.word(next) == "were" => {}
                _ => break,
            }
            next += 1;
        }
        if let Some(position) = self.side_at(next).filter(|_| next < clause.at.end) {
            return one(number, position, at..end.max(next + 1));
        }
        // "won 138 votes", "carried with 76 votes"
        let votes = self.word(end) == "votes" || self.word(end) == "vote";
        let of_support = clause
            .main
            .as_ref()
            .is_some_and(|main| matches!(main.deed, Deed::Other(Verb::Gain) | Deed::Adopted));
        let received = clause.main.as_ref().is_some_and(|main| main.at.end == at);
        if (votes || received) && of_support {
            return one(number, Position::Yes, at..end + usize::from(votes));
        }
        None
    }

    pub(super) fn side_at(&self, at: usize) -> Option<Position> {
        match self.cue(at)? {
            Cue::Side(position) | Cue::SideNoun(position) => Some(position),
            Cue::Verb(Verb::Take(position), Form::Ing | Form::Past) => Some(position),
            _ => None,
        }
    }
}

//! Two numbers and more that stand together: "94-59", "94 to 59", "by 57 votes to 46".

use super::*;

impl Sentence<'_> {
    /// "November 1980: 111, 22 and 12": three numbers after a time, and nothing else.
    pub(super) fn bare_score(&self, at: usize, clause: &Clause) -> Option<Vec<Count>> {
        let colon = at.checked_sub(1).filter(|colon| self.is_mark(*colon, &[':']))?;
        let times = self.times(0..colon);
        let dated = times.last().is_some_and(|time| time.at.end == colon)
            || self.is_word(colon.checked_sub(1)?, &["yesterday", "today", "now", "then"]);
        let mut next = at;
        let mut counts = Vec::new();
        for position in [Position::Yes, Position::No, Position::Abstain] {
            let (number, end) = self.number_at(next)?;
            counts.push(Count { number, position, at: next..end });
            next = end + usize::from(self.is_mark(end, &[',']));
            next = self.skip(next, |cue| cue == Cue::And);
        }
        let last = counts.last()?.at.end;
        let alone = last >= clause.at.end || self.is_mark(last, &['.', ';']);
        (dated && alone).then_some(counts)
    }

    /// "YES 153 NO 10 ABST 23", "For 153 / Against 10": sides, each of which heads its number.
    pub(super) fn score_line(&self, at: usize, clause: &Clause) -> Option<Vec<Count>> {
        let mut counts: Vec<Count> = Vec::new();
        let mut next = at;
        while let Some((number, position, end)) = self.side_over_number(next) {
            if end > clause.at.end || counts.iter().any(|count| count.position == position) {
                break;
            }
            counts.push(Count { number, position, at: next..end });
            next = end;
            while self.is_mark(next, &[',', ';', '/', '|', '-', '–', '.']) {
                next += 1;
            }
            next = self.skip(next, |cue| cue == Cue::And);
        }
        // "against: 4, 120 for" goes on in another order.
        let last = counts.last().map_or(at, |count| count.at.end);
        (counts.len() > 1 && self.side_at(last).is_none()).then_some(counts)
    }

    /// "187-3", "129-6-45", "126 to 9", "79 votes to 28", "90 in favour to 20 against", "4 against to 120 for".
    pub(super) fn ratio_at(&self, at: usize, clause: &Clause) -> Option<Vec<Count>> {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        if before == "from" || before == "between" {
            return None;
        }
        let first = self.ratio_side(at)?;
        let dash = self.is_dash(first.at.end);
        let joined =
            dash || matches!(
                self.word(first.at.end),
                "to" | "versus" | "vs" | "v" | "faced" | "outvoted"
            ) || self.cue(first.at.end) == Some(Cue::Side(Position::No));
        let second = self.ratio_side(first.at.end + 1).filter(|_| joined)?;
        if second.at.end > clause.at.end || first.value > 200 || second.value > 200 {
            return None;
        }
        let end = second.at.end;
        let goes_on = self.is_dash(end) || dash && self.word(end) == "to";
        let third = self.ratio_side(end + 1).filter(|_| goes_on);
        let (of_first, of_second) = self.sides_of(&first, &second, clause);
        let third = third.map(|third| third.count(third.position.unwrap_or(Position::Abstain)));
        Some([first.count(of_first), second.count(of_second)].into_iter().chain(third).collect())
    }

    /// Whether two numbers stand here as a tally has them.
    pub(crate) fn is_ratio(&self, at: usize) -> bool {
        let joins = |end: usize| self.is_dash(end) || self.word(end) == "to";
        self.ratio_side(at)
            .is_some_and(|first| joins(first.at.end) && self.number(first.at.end + 1).is_some())
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.is_mark(at, &['-', '–', '‑', '—'])
    }

    /// A number with the noun and the side that follow it, as a ratio has them.
    pub(super) fn ratio_side(&self, at: usize) -> Option<Side> {
        let none = self.is_word(at, &["none", "nil", "nothing"]).then_some(0);
        let value = self.number(at).or(none)?;
        let mut end = at + 1;
        if self.word(end) == "votes" || self.cue(end) == Some(Cue::Voters) {
            end += 1;
        }
        // "138 votes against nine", "100 to 35 against the motion": no word about this number.
        let position =
            self.side_at(end).filter(|_| self.number(end + 1).is_none() && !self.governs(end));
        end += usize::from(position.is_some());
        Some(Side { value, position, at: at..end })
    }

    /// Whether the word for a side at `at` has a text as its object: "in favour of", "against the motion".
    pub(super) fn governs(&self, at: usize) -> bool {
        self.word(at).ends_with(" of")
            || matches!(self.cue(at + 1), Some(Cue::Article | Cue::Text | Cue::Pronoun))
    }

    /// The positions of the two numbers of a ratio.
    pub(super) fn sides_of(
        &self,
        first: &Side,
        second: &Side,
        clause: &Clause,
    ) -> (Position, Position) {
        let other = |position| match position {
            Position::Yes => Position::No,
            _ => Position::Yes,
        };
        match (first.position, second.position) {
            (Some(first), Some(second)) => (first, second),
            (Some(first), None) => (first, other(first)),
            (None, Some(second)) => (other(second), second),
            // "voted 100 to 35 against the motion"
            (None, None) if self.governs(second.at.end) => {
                let carried = self.side_at(second.at.end).unwrap_or(Position::Yes);
                (carried, other(carried))
            }
            // "rejected by 100 votes to 35": the larger side won.
            (None, None) if first.value > second.value && self.is_lost(first.at.start, clause) => {
                (Position::No, Position::Yes)
            }
            (None, None) => (Position::Yes, Position::No),
        }
    }
}

//! The group within which somebody is said to be the only one.

use super::*;
use crate::spoken::Open;

impl Sentence<'_> {
    /// "Fourteen of the EU's 27 were for it, and the Czechs alone against": alone in the group of which the talk is.
    pub(super) fn within_those_counted(&self, frame: &mut Frame, before: Before<'_>) {
        match before.frame.and_then(positions::counted_group) {
            Some(group) => {
                let of = Agents::named(group..group + 1, vec![group]);
                frame.within = Some(Agents { quantity: Quantity::All, ..of });
            }
            None if before.frame.is_none() && before.sentences.of_a_group => {
                frame.open = Some(Open::Among);
            }
            None => {}
        }
    }

    /// Reads within which group those before `end` are said to be the only ones: "among the Nordic states"; of
    /// others of whom the record has no list, nothing is judged.
    pub(super) fn read_within(&self, frame: &mut Frame, clause: &Clause, end: usize) {
        // "Of the Twelve, Peru alone broke ranks / to vote yes": the subject may stand in the clause before.
        let start = match &clause.subject {
            Some(agents) if agents.at.end <= clause.at.start => {
                let opening = self.opening_of(agents.at.start);
                frame.at.start = opening;
                opening
            }
            _ => clause.at.start,
        };
        frame.within = self.within_group(start..end);
        let among = matches!(self.cue(start), Some(Cue::Of | Cue::Among))
            || self.is_word(start, &["in", "within", "inside", "across"])
                && self.time_at(start + 1).is_none();
        if frame.within.is_none() && (among || self.within_a_region(start..end)) {
            frame.open = Some(Open::Among);
        }
    }

    /// Where the clause begins in which a token stands, as its marks tell.
    fn opening_of(&self, at: usize) -> usize {
        let comma = (0..at).rev().take(2).find(|place| self.is_mark(*place, &[',']));
        let ends = |place: &usize| self.is_mark(*place, &[';', ':', '—', '–', '.']);
        (0..comma.unwrap_or(at)).rev().find(ends).map_or(0, |mark| mark + 1)
    }

    /// "only Serbia and Bosnia in the Balkans": the only ones of some of whom the record has no list.
    fn within_a_region(&self, at: Range<usize>) -> bool {
        at.rev().find(|place| self.is_name(*place)).is_some_and(|last| {
            let place = self.skip_articles(last + 2);
            self.is_word(last + 1, &["in", "of", "from"])
                && self.kind(place) == Some(&Kind::Word)
                && self.word(place).starts_with(char::is_uppercase)
        })
    }

    /// "alone of the former Soviet republics in Central Asia": within some of the group.
    pub(super) fn within_a_part(&self, frame: &Frame) -> Option<Open> {
        let [group] = frame.within.as_ref()?.names.as_slice() else { return None };
        let place = self.skip_articles(group + 2);
        let named = matches!(self.kind(place), Some(Kind::Group))
            || self.kind(place) == Some(&Kind::Word)
                && self.word(place).starts_with(char::is_uppercase);
        (self.is_word(group + 1, &["in", "from"]) && named).then_some(Open::Among)
    }

    /// "of the BRICS countries", "of the European Community": the group within which something is only.
    pub(super) fn within_group(&self, at: Range<usize>) -> Option<Agents> {
        let place = at.clone().find(|place| {
            self.kind(*place) == Some(&Kind::Group)
                && (at.start..*place)
                    .rev()
                    .take(2)
                    .find(|before| self.is_word(*before, &WITHIN))
                    .is_some_and(|within| !self.tells_whose(within))
        })?;
        let of = Agents::named(place..place + 1, vec![place]);
        Some(Agents { quantity: Quantity::All, ..of })
    }

    /// "[among its] allies [in Asia]": some of the group, of whom the record has no list.
    fn tells_whose(&self, within: usize) -> bool {
        let kin =
            ["allies", "friends", "neighbours", "neighbors", "partners", "clients", "followers"];
        within.checked_sub(1).is_some_and(|noun| self.is_word(noun, &kin))
    }
}

/// Words before a group within which somebody is alone.
const WITHIN: [&str; 7] = ["of", "among", "in", "from", "inside", "within", "across"];

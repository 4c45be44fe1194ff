//! How far support or opposition reached: "Opposition was confined to three states", "Support came from 122 capitals".

use super::*;

impl Sentence<'_> {
    /// "Opposition to the text was confined to three states", "Support for it came from Africa".
    pub(super) fn reach(&self, clause: &Clause) -> Option<Frame> {
        let start = self.skip_articles(clause.at.start);
        let position = match self.cue(start) {
            Some(Cue::Support) => Position::Yes,
            _ if self.is_word(start, &["opposition", "resistance"]) => Position::No,
            _ => return None,
        };
        let (link, alone) = (start + 1..clause.at.end)
            .find_map(|place| Some((place, self.tells_of_reach(place)?)))?;
        let open = |place: usize| matches!(self.cue(place), Some(Cue::Modal | Cue::Not | Cue::If));
        if (start..link).any(open) {
            return None;
        }
        let after =
            self.skip(link + 1 + usize::from(alone), |cue| matches!(cue, Cue::Only | Cue::Article));
        if let Some((number, end)) = self.number_at(after) {
            let voters = self.ends_clause(end)
                || self.cue(end) == Some(Cue::Voters) && self.ends_clause(end + 1);
            let mut frame = Frame::new(ClaimKind::Tally, clause);
            frame.counts.push(Count { number, position, at: after..end });
            return voters.then_some(frame);
        }
        let (names, end) = self.names_at(after).filter(|(_, end)| self.ends_clause(*end))?;
        let group = names.iter().any(|name| self.kind(*name) == Some(&Kind::Group));
        let kind = match (alone, group) {
            (true, _) => ClaimKind::Only,
            (false, true) => ClaimKind::GroupPosition,
            (false, false) => ClaimKind::Position,
        };
        let mut frame = Frame::new(kind, clause);
        frame.at.end = frame.at.end.max(end);
        frame.agents = Some(Agents { only: alone, ..Agents::named(after..end, names) });
        frame.position = Some(position);
        Some(frame)
    }

    /// "was confined to", of those alone, or "came from".
    fn tells_of_reach(&self, place: usize) -> Option<bool> {
        if matches!(self.verb(place), Some((Verb::Come, Form::Past))) {
            return Some(false);
        }
        let was = place
            .checked_sub(1)
            .is_some_and(|be| matches!(self.verb(be), Some((Verb::Be, Form::Past))));
        let confined = self.is_word(place, &["confined", "limited", "restricted"]);
        (was && confined && self.is_word(place + 1, &["to"])).then_some(true)
    }
}

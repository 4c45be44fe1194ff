//! A group or a list whose members each did something else: "the EU was divided", "respectively".

use super::*;

impl Sentence<'_> {
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
}

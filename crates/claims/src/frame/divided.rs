//! A group or a list whose members each did something else: "the EU was divided", "respectively".

use super::*;

impl Sentence<'_> {
    /// "The EU was divided: ten for, fourteen against": members of the group, each number of them its own claim.
    /// A group that "split five to five" does not say between which positions.
    pub(super) fn divided(&self, clause: &Clause) -> Option<Vec<Frame>> {
        let group = clause.at.clone().find(|place| self.kind(*place) == Some(&Kind::Group))?;
        let divided = self.is_divided(group, clause.at.end);
        let vote = clause.main.as_ref().filter(|main| !matches!(main.deed, Deed::Other(_)));
        if vote.is_some_and(|main| !main.participle) {
            return None;
        }
        let counts = self.counts(clause);
        let told_of = self.counts_members_of(group, counts.first()?);
        if !(told_of || divided && vote.is_none()) {
            return None;
        }
        let ratio = counts.iter().any(|count| count.at.len() == 1);
        let frames = counts.into_iter().map(|count| {
            let mut frame = Frame::new(ClaimKind::GroupPosition, clause);
            let of = Agents::named(count.at.clone(), vec![group]);
            frame.at = count.at.clone();
            frame.agents = Some(Agents { quantity: Quantity::Count(count.number), ..of });
            frame.position = Some(count.position);
            frame
        });
        Some(frames.filter(|_| !ratio).collect())
    }

    /// "The EU was divided", "Latin America split".
    fn is_divided(&self, group: usize, end: usize) -> bool {
        (group..end.min(group + 8)).any(|place| self.is_word(place, &["split", "divided"]))
    }

    /// "Africa was split: [ten states voted yes, nine no]": states of that group, and not of all.
    pub(super) fn follows_a_divided_group(&self, frame: &Frame) -> bool {
        let colon = (0..frame.at.start).rfind(|place| self.is_mark(*place, &[':'])).unwrap_or(0);
        // "The EU text split the Assembly: 93 voted yes" counts them all.
        let group =
            |place: &usize| self.kind(*place) == Some(&Kind::Group) && !self.is_topic(*place);
        (0..colon).filter(group).any(|group| self.is_divided(group, colon))
    }

    /// Whether the first count of a clause, and so the others, is one of members of the group: "EU: 15 for", "of
    /// the EU's 27 members 15 for", "15 EU states for".
    fn counts_members_of(&self, group: usize, first: &Count) -> bool {
        // "The Arab League was united: all 22 for"; but not "the EU text: 94 for".
        let headed = (group + 1..first.at.start).any(|place| self.is_mark(place, &[':']))
            && !self.is_topic(group);
        let whole = self.whole_before(first.at.start);
        let of_whole = whole.is_some_and(|(of, _)| of == group);
        (headed || of_whole) && group < first.at.start
            || first.at.start + 1 == group && first.at.contains(&group)
    }

    /// The group of which what begins at `at` counts members, and where its words begin: "of the EU's 27 members,
    /// [15]", "among the ten ASEAN states [five]".
    pub(crate) fn whole_before(&self, at: usize) -> Option<(usize, usize)> {
        let opening = (at.saturating_sub(9)..at).rev().find(|place| {
            self.is_word(*place, &["of", "among", "amongst", "within", "inside", "in"])
        })?;
        let opening = self.before_members_of(opening);
        let opens = opening == 0
            || matches!(self.cue(opening - 1), Some(Cue::And | Cue::But | Cue::While))
            || matches!(self.kind(opening - 1), Some(Kind::Mark(_)));
        let is_group = |place: usize| self.kind(place) == Some(&Kind::Group);
        // "the 27 EU members" names the group twice.
        let group = (opening + 1..at).rfind(|place| is_group(*place))?;
        let whole = |place: usize| {
            is_group(place)
                || self.number(place).is_some()
                || self.is_mark(place, &[',', '\''])
                || matches!(
                    self.cue(place),
                    Some(Cue::Article | Cue::Voters | Cue::All | Cue::Only | Cue::Of)
                )
                || self.is_word(place, &["s", "same", "other", "remaining"])
        };
        (opens && (opening + 1..at).all(whole)).then_some((group, opening))
    }

    /// "Of the members [of NATO]": the first of the two.
    fn before_members_of(&self, of: usize) -> usize {
        let noun = of.checked_sub(1).filter(|noun| self.cue(*noun) == Some(Cue::Voters));
        let mut first = noun.unwrap_or(of);
        while first > 0
            && (self.number(first - 1).is_some() || self.cue(first - 1) == Some(Cue::Article))
        {
            first -= 1;
        }
        let outer = first
            .checked_sub(1)
            .filter(|outer| noun.is_some() && self.is_word(*outer, &["of", "among", "amongst"]));
        outer.unwrap_or(of)
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

//! Coverage: what a span says beyond what its frame holds.
//!
//! A finding must not carry words that nobody judged. Names, numbers and positions of the span that the frame
//! does not hold are uncovered: those at its end are cut off and listed as unread, others keep the claim from
//! being called supported.

use super::*;

impl Sentence<'_> {
    /// Cuts uncovered words off the end of the span. Gives what was cut off.
    pub(super) fn cut_uncovered(&self, frame: &mut Frame) -> Option<Range<usize>> {
        if !is_covered_kind(frame.kind) || frame.voiced || frame.cause {
            return None;
        }
        let uncovered = self.uncovered(frame);
        let first = *uncovered.first()?;
        let last_covered = self.covered(frame).into_iter().max()?;
        // Only a tail can be cut off; what stands between covered words stays, and is told.
        let cut = (last_covered + 1..=first).rev().find(|place| {
            self.is_mark(*place, &[',', '(', ':', '–'])
                || matches!(self.cue(*place), Some(Cue::And | Cue::But | Cue::Or | Cue::While))
        });
        match cut {
            Some(cut) if cut > frame.at.start => {
                let mut start = cut;
                while start > last_covered + 1 && self.is_edge(start - 1, &[]) {
                    start -= 1;
                }
                let tail = cut..frame.at.end;
                frame.at.end = start;
                Some(tail)
            }
            _ => {
                frame.uncovered = uncovered;
                None
            }
        }
    }

    /// Places of the span that the frame holds.
    fn covered(&self, frame: &Frame) -> Vec<usize> {
        let agents = frame.agents.iter().chain(&frame.with);
        let mut places: Vec<usize> = agents
            .flat_map(|agents| {
                let mut places = agents.names.clone();
                places.extend(&agents.except);
                if matches!(agents.quantity, Quantity::Count(_)) || agents.names.is_empty() {
                    places.extend(agents.at.clone());
                }
                places
            })
            .collect();
        places.extend(frame.counts.iter().flat_map(|count| count.at.clone()));
        places.extend(frame.listed.iter().flat_map(|(names, _)| names.clone()));
        places.extend(
            self.predicates(frame.at.clone()).first().into_iter().flat_map(|main| main.at.clone()),
        );
        places.retain(|place| frame.at.contains(place));
        places
    }

    /// Names, numbers and positions of the span that the frame does not hold.
    fn uncovered(&self, frame: &Frame) -> Vec<usize> {
        let covered = self.covered(frame);
        let times: Vec<Range<usize>> =
            self.times(frame.at.clone()).into_iter().map(|time| time.at).collect();
        let is_covered = |place: usize| {
            covered.contains(&place)
                || times.iter().any(|time| time.contains(&place))
                || frame.asides.iter().any(|aside| aside.contains(&place))
        };
        let main_end = covered.iter().copied().max().unwrap_or(frame.at.start);
        frame
            .at
            .clone()
            .filter(|place| !is_covered(*place))
            .filter(|place| self.asserts(*place, main_end))
            .collect()
    }

    /// Whether the token at `place` tells something of its own about a vote.
    fn asserts(&self, place: usize, main_end: usize) -> bool {
        match self.kind(place) {
            Some(Kind::Member(_) | Kind::Group) => {
                !self.is_topic(place) && self.is_voter_there(place, main_end)
            }
            Some(Kind::Number(_) | Kind::Cue(Cue::Number(_))) => {
                let counted = self.side_at(place + 1).is_some()
                    || matches!(self.cue(place + 1), Some(Cue::Voters | Cue::SideNoun(_)));
                let whole = self.is_mark(place + 1, &['-']);
                counted && !whole
            }
            Some(Kind::Cue(Cue::SideNoun(_))) => place > main_end,
            _ => false,
        }
    }

    /// Whether the name after the verb is one of somebody who voted: "but not Japan", "so did Egypt", "Hungary
    /// no", "and Brazil's ambassador voted".
    fn is_voter_there(&self, place: usize, main_end: usize) -> bool {
        if place < main_end {
            return false;
        }
        let before = (main_end..place).rev().take(4);
        let turned = before.into_iter().any(|place| {
            matches!(self.cue(place), Some(Cue::Not | Cue::Nobody | Cue::Neither | Cue::Except))
                || matches!(
                    self.word(place),
                    "so" | "nor" | "neither" | "no" | "unlike" | "not" | "as"
                )
                || matches!(self.verb(place), Some((Verb::Do, _)))
        });
        let (_, end) = self.names_at(place).unwrap_or((Vec::new(), place + 1));
        let gapped = self.word(end).eq_ignore_ascii_case("no")
            || matches!(self.cue(end), Some(Cue::Side(_) | Cue::SideNoun(_) | Cue::Not))
            || matches!(
                self.verb(end),
                Some((Verb::Do | Verb::Take(_) | Verb::Vote | Verb::Be, _))
            )
            || matches!(self.word(end), "too" | "likewise" | "absent");
        turned || gapped
    }

    /// Whether the name tells what the text is about: "the situation in Syria", "the Russian draft".
    fn is_topic(&self, place: usize) -> bool {
        if self.qualifies_text(place).is_some() {
            return true;
        }
        let mut before = place;
        while before > 0
            && matches!(self.kind(before - 1), Some(Kind::Word | Kind::Cue(Cue::Article)))
        {
            before -= 1;
        }
        before > 0
            && matches!(
                self.cue(before - 1),
                Some(Cue::Preposition | Cue::Of | Cue::Side(_) | Cue::By)
            )
    }
}

/// Kinds of claim whose words are held by the frame one by one.
fn is_covered_kind(kind: ClaimKind) -> bool {
    matches!(
        kind,
        ClaimKind::Tally | ClaimKind::Position | ClaimKind::GroupPosition | ClaimKind::Share
    )
}

//! Shares: what part of the members, or of those that voted, took a position, where no verb of voting tells it.

use super::*;
use crate::quantity::{FEW, Part};

/// Of whom a share is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// All members.
    Members,
    /// Those that took part, abstentions among them.
    Cast,
    /// Those for and against.
    Voting,
}

impl Sentence<'_> {
    /// "that is 78 per cent", "the noes are less than four per cent of the votes cast".
    pub(super) fn proportion(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let votes = |main: &Predicate| !matches!(main.deed, Deed::Other(_)) || !main.happened;
        if clause.main.as_ref().is_some_and(votes) {
            return None;
        }
        let (part, at) = clause.at.clone().find_map(|place| self.share_at(place))?;
        let ahead = clause.at.start..at.start;
        let position = self
            .side_spoken_of(ahead.clone())
            .or_else(|| before.position.filter(|_| self.points_back(ahead.clone())))?;
        let mut frame = Frame::new(ClaimKind::Share, clause);
        frame.position = Some(position);
        frame.base = self.base_in(clause.at.clone());
        frame.counts = self.counts(clause);
        frame.counts.retain(|count| count.position == position && count.at.end <= at.start);
        frame.agents = Some(Agents::of(at, Vec::new(), Quantity::Part(part)));
        Some(frame)
    }

    /// Shares told beside the counts of a frame: "141 states (73 per cent) backed it", "15, or eight per cent,
    /// abstained". They are claims of their own.
    pub(super) fn shares_beside(&self, frame: &mut Frame) -> Vec<Frame> {
        if !matches!(frame.kind, ClaimKind::Tally) {
            return Vec::new();
        }
        let mut counts: Vec<(Range<usize>, Position)> =
            frame.counts.iter().map(|count| (count.at.clone(), count.position)).collect();
        counts.sort_by_key(|(at, _)| at.start);
        let ends = counts.iter().skip(1).map(|(at, _)| at.start).chain([frame.at.end]);
        let mut shares = Vec::new();
        for ((at, position), end) in counts.iter().zip(ends) {
            let told = (at.end..end).find_map(|place| self.share_at(place));
            let Some((part, share)) = told.filter(|(_, share)| self.is_apposed(share.start)) else {
                continue;
            };
            let mut of_share = Frame::over(ClaimKind::Share, share.clone());
            of_share.scope = frame.scope.clone();
            of_share.position = Some(*position);
            of_share.base = self.base_in(share.clone());
            of_share.agents = Some(Agents::of(share.clone(), Vec::new(), Quantity::Part(part)));
            shares.push(of_share);
            let closes = share.end + usize::from(self.is_mark(share.end, &[')', ',']));
            if closes >= frame.at.end {
                frame.at.end = self.introduced_from(share.start);
                frame.scope.end = frame.scope.end.min(frame.at.end);
            } else {
                frame.asides.push(share);
            }
        }
        shares
    }

    /// A share with the words that tell of whom it is, if these are members or those that voted.
    fn share_at(&self, at: usize) -> Option<(Part, Range<usize>)> {
        let (part, mut end) = self.fraction_at(at)?;
        // "the two-thirds majority", "half a dozen", "half the world's people", "half of them"
        let of_something_else = self
            .is_word(end, &["majority", "threshold", "a", "an", "them", "these", "those"])
            || self.is_mark(end, &['-']);
        if of_something_else {
            return None;
        }
        let of = self.skip(end, |cue| matches!(cue, Cue::Of | Cue::Article | Cue::All));
        if of > end || self.is_whole(end) {
            let whole = of + usize::from(self.number(of).is_some());
            let whole = self.skip(whole, |cue| matches!(cue, Cue::Plenary | Cue::Article));
            end = self.whole_end(whole)?;
        }
        Some((part, at..end))
    }

    fn is_whole(&self, at: usize) -> bool {
        self.cue(at) == Some(Cue::Voters)
    }

    /// Where the words for those of whom a share is told end: "members", "the votes cast", "those voting".
    fn whole_end(&self, at: usize) -> Option<usize> {
        let mut end = match self.cue(at) {
            Some(Cue::Voters) => at + 1,
            _ if self.is_word(at, &["votes", "ballots", "those", "total", "vote"]) => at + 1,
            _ if self.number(at.checked_sub(1)?).is_some() => at,
            _ if self.cue(at - 1) == Some(Cue::Plenary) => at,
            _ => return None,
        };
        let took_part = ["cast", "present", "voting", "took", "taking", "part", "sides"];
        let goes_on = |place: usize| {
            matches!(self.cue(place), Some(Cue::Which | Cue::Verb(Verb::Vote, _)))
                || self.is_word(place, &took_part)
                || self.is_word(place, &["and"]) && self.is_word(place + 1, &["voting"])
        };
        while goes_on(end) {
            end += 1;
        }
        Some(end)
    }

    /// Places of the numbers of which the tokens tell a part: "of [193] members", "all [193] states".
    pub(crate) fn wholes_in(&self, at: Range<usize>) -> Vec<usize> {
        let is_whole = |place: &usize| {
            let before = || {
                let before =
                    (at.start..*place).rev().find(|it| self.cue(*it) != Some(Cue::Article))?;
                self.cue(before)
            };
            // "of the 62 states that abstained" are no members and not all that voted.
            let of_a_side = || {
                self.cue(*place + 2) == Some(Cue::Which)
                    && matches!(self.verb(*place + 3), Some((Verb::Take(_), _)))
            };
            // "the votes of 136 countries", "the backing of 141 states" are theirs.
            let theirs = || {
                place.checked_sub(2).is_some_and(|noun| {
                    self.cue(noun) == Some(Cue::Support)
                        || self.is_word(noun, &["votes", "vote", "endorsement", "resistance"])
                })
            };
            self.number(*place).is_some_and(|number| number > FEW)
                && self.cue(*place + 1) == Some(Cue::Voters)
                && matches!(before(), Some(Cue::Of | Cue::All))
                && !of_a_side()
                && !theirs()
        };
        at.clone().filter(is_whole).collect()
    }

    /// Of whom the words tell a share.
    fn base_in(&self, at: Range<usize>) -> Option<Base> {
        let says = |words: &[&str]| at.clone().any(|place| self.is_word(place, words));
        if says(&["voting", "sides"]) || says(&["who"]) && says(&["voted"]) {
            Some(Base::Voting)
        } else if says(&["cast", "votes", "part", "participating", "vote"]) {
            Some(Base::Cast)
        } else if at.clone().any(|place| self.is_whole(place)) {
            Some(Base::Members)
        } else {
            None
        }
    }

    /// Whether the share that begins here only adds to what was counted: "(73 per cent)", ", or 73 per cent",
    /// ", that is 73 per cent".
    fn is_apposed(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.is_mark(before, &['(', ',', '–', '—', '-', '='])
                || self.cue(before) == Some(Cue::Or)
                || matches!(self.verb(before), Some((Verb::Be, _)))
        })
    }

    /// Where the words that introduce an apposed share begin.
    fn introduced_from(&self, at: usize) -> usize {
        let mut start = at;
        while let Some(before) = start.checked_sub(1) {
            let introduces = self.is_mark(before, &['(', ',', '–', '—', '-', '='])
                || matches!(self.cue(before), Some(Cue::Or | Cue::Which | Cue::Adverb))
                || matches!(self.verb(before), Some((Verb::Be, _)));
            if !introduces {
                break;
            }
            start = before;
        }
        start
    }

    /// Whether the words before a share only point back to those counted before: "that is", "measured against all
    /// 193 members it is still".
    fn points_back(&self, at: Range<usize>) -> bool {
        let other = |place: usize| {
            self.is_name(place)
                || matches!(
                    self.cue(place),
                    Some(Cue::Text | Cue::Idea | Cue::OtherBody | Cue::Committee(_))
                )
                || matches!(self.verb(place), Some((verb, _)) if verb != Verb::Be)
        };
        let pointing = at.is_empty()
            || at.clone().any(|place| {
                matches!(self.cue(place), Some(Cue::Pronoun | Cue::Or | Cue::Which))
                    || self.is_mark(place, &['–', '—', '('])
            });
        pointing && !at.clone().any(other)
    }
}

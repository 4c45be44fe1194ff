//! Who put a text forward, told by a noun: "Peru was its main sponsor", "Its author was Peru", "an initiative of Peru".

use super::*;

/// Those who put a text forward.
const SPONSORS: [&str; 12] = [
    "sponsor",
    "sponsors",
    "author",
    "authors",
    "initiator",
    "initiators",
    "drafter",
    "drafters",
    "proposer",
    "proposers",
    "penholder",
    "co-author",
];

/// What a text is of those who put it forward.
const WORKS: [&str; 4] = ["initiative", "brainchild", "work", "handiwork"];

impl Sentence<'_> {
    /// Whether the word is for one who puts a text forward, or for what a text is of theirs.
    pub(crate) fn names_a_sponsor(&self, at: usize) -> bool {
        self.is_word(at, &SPONSORS) || self.is_word(at, &["brainchild", "initiative"])
    }

    /// "Peru was the main sponsor of the text", "Its author was Peru", "The text was an initiative of Peru".
    pub(super) fn sponsor_by_noun(&self, clause: &Clause) -> Option<Frame> {
        let noun = clause
            .at
            .clone()
            .find(|place| self.is_word(*place, &SPONSORS) || self.is_word(*place, &WORKS))?;
        let open = |place: usize| {
            matches!(self.cue(place), Some(Cue::Modal | Cue::Not | Cue::If))
                || matches!(self.verb(place), Some((Verb::Wish, _)))
        };
        if clause.at.clone().any(open) {
            return None;
        }
        let be = clause.at.clone().find(|place| {
            matches!(self.verb(*place), Some((Verb::Be, Form::Past | Form::Third)))
        })?;
        let names = if self.is_word(noun, &WORKS) {
            self.whose_work(clause, be, noun)
        } else if be < noun {
            self.sponsor_before(clause, be, noun)
        } else {
            self.sponsor_after(clause, noun, be)
        };
        let (at, names) = names?;
        let members = self.are_members(&names);
        members.then(|| Frame {
            agents: Some(Agents::named(at, names)),
            ..Frame::new(ClaimKind::Sponsor, clause)
        })
    }

    /// "Peru was the main sponsor of the text", "Chile and Peru were its authors".
    fn sponsor_before(
        &self,
        clause: &Clause,
        be: usize,
        noun: usize,
    ) -> Option<(Range<usize>, Vec<usize>)> {
        let start = self.skip_conjunctions(clause.at.start);
        let (names, end) = self.names_at(start)?;
        let its = self.is_word(be + 1, &["its"]) && self.ends_clause(noun + 1);
        let is_sponsor = self.is_described(be + 1..noun) && (its || self.is_of_a_text(noun));
        (self.skip_adverbs(end) == be && is_sponsor).then_some((start..end, names))
    }

    /// "Its main author was Peru", "The sponsors of the text were Chile and Peru".
    fn sponsor_after(
        &self,
        clause: &Clause,
        noun: usize,
        be: usize,
    ) -> Option<(Range<usize>, Vec<usize>)> {
        let start = self.skip_conjunctions(clause.at.start);
        let alone = self.is_word(start, &["its", "the"]) && be == noun + 1;
        let (names, end) = self.names_at(be + 1)?;
        let is_sponsor = self.is_described(start..noun) && (alone || self.is_of_a_text(noun));
        (is_sponsor && self.ends_clause(end)).then_some((be + 1..end, names))
    }

    /// "[the sponsor] of the text"
    fn is_of_a_text(&self, noun: usize) -> bool {
        self.cue(noun + 1) == Some(Cue::Of) && self.text_at(noun + 2)
    }

    fn is_described(&self, mut at: Range<usize>) -> bool {
        at.all(|place| self.describes_a_sponsor(place))
    }

    /// "The text was an initiative of Peru", "Resolution 74/29 was Peru's brainchild".
    fn whose_work(
        &self,
        clause: &Clause,
        be: usize,
        noun: usize,
    ) -> Option<(Range<usize>, Vec<usize>)> {
        let text = (clause.at.start..be).any(|place| self.text_at(place));
        let owner = noun.checked_sub(3).filter(|name| *name > be && self.is_possessive(*name));
        let ends = |end: usize| self.ends_clause(end) || self.is_mark(end, &[',']);
        if let Some(owner) = owner.filter(|_| text && ends(noun + 1)) {
            return Some((owner..owner + 1, vec![owner]));
        }
        let (names, end) = self.names_at(noun + 2)?;
        (text
            && self.is_described(be + 1..noun)
            && self.cue(noun + 1) == Some(Cue::Of)
            && ends(end))
        .then_some((noun + 2..end, names))
    }

    /// Whether a text is named here: its symbol, "the resolution", "it".
    fn text_at(&self, at: usize) -> bool {
        let at = self.skip_articles(at);
        matches!(self.kind(at), Some(Kind::Symbol(_)))
            || matches!(self.cue(at), Some(Cue::Text))
            || self.is_word(at, &["it"])
    }

    /// "the main", "its chief", "one of the": what stands before the noun.
    fn describes_a_sponsor(&self, at: usize) -> bool {
        const RANKS: [&str; 12] = [
            "main",
            "lead",
            "leading",
            "chief",
            "principal",
            "original",
            "sole",
            "only",
            "first",
            "its",
            "joint",
            "primary",
        ];
        matches!(self.cue(at), Some(Cue::Article | Cue::Only)) || self.is_word(at, &RANKS)
    }
}

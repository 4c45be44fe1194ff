//! Which resolution set up which organ: "resolution 85/40 established the working group", "the group owes its existence
//! to resolution 85/40".

use super::*;

/// Words by which an organ is said to have come from a text, beside the verbs of founding.
const FOUNDED: [&str; 16] = [
    "launched",
    "founded",
    "convene",
    "convened",
    "mandate",
    "mandated",
    "owes",
    "owed",
    "founding",
    "basis",
    "birth",
    "being",
    "existence",
    "provided",
    "instituted",
    "goes",
];

/// An organ and the document that is said to have set it up stand no further apart.
const APART: usize = 24;

/// What is said of who set up which organ.
pub(crate) struct Founding {
    /// The tokens that say it.
    pub(crate) at: Range<usize>,
    /// The tokens that name the organ, with what tells which of several it is.
    pub(crate) organ: Range<usize>,
}

impl Sentence<'_> {
    /// The organ that the document cited here is said to have set up.
    pub(crate) fn founding(&self, symbol: usize) -> Option<Founding> {
        let near = symbol.saturating_sub(APART)..self.len().min(symbol + APART);
        let cited = |place: &usize| matches!(self.kind(*place), Some(Kind::Symbol(_)));
        let organ = near
            .clone()
            .filter(|place| self.cue(*place) == Some(Cue::Organ))
            .min_by_key(|place| place.abs_diff(symbol))?;
        let founds = |place: &usize| {
            matches!(self.verb(*place), Some((Verb::Establish, _)))
                || self.is_word(*place, &FOUNDED)
        };
        let founded = near.clone().filter(founds).min_by_key(|place| place.abs_diff(symbol))?;
        // "welcomed the group that was set up by resolution 85/40": the document beside the word is meant.
        let mut documents = near.filter(cited);
        if documents.any(|other| other.abs_diff(founded) < symbol.abs_diff(founded)) {
            return None;
        }
        let lead = self.lead_of(symbol);
        let start = lead.min(self.noun_phrase_start(organ, 0)).min(founded);
        let end = (symbol + 1).max(organ + 1).max(founded + 1);
        let open = |place: usize| {
            matches!(self.cue(place), Some(Cue::Not | Cue::Modal | Cue::If | Cue::Nobody))
                || matches!(self.verb(place), Some((Verb::Wish, _)))
                || self.is_mark(place, &[';', '?'])
        };
        let whole = self.organ_phrase(organ);
        let at = start..end.max(whole.end.min(lead.max(organ + 1)));
        (!(start.saturating_sub(2)..end).any(open)).then_some(Founding { at, organ: whole })
    }

    /// "the second working group on lighthouses of 2031–2035": the organ with the words around it.
    fn organ_phrase(&self, organ: usize) -> Range<usize> {
        let goes_on = |place: &usize| {
            !matches!(self.kind(*place), Some(Kind::Symbol(_) | Kind::Mark(',' | '.' | ';' | '(')))
                && self.verb(*place).is_none()
        };
        let end = (organ + 1..self.len().min(organ + 14)).find(|place| !goes_on(place));
        organ.saturating_sub(3)..end.unwrap_or(self.len().min(organ + 14))
    }
}

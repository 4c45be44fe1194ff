//! Which resolution set up which organ: "resolution 85/40 established the working group", "the group owes its existence
//! to resolution 85/40".

use super::*;

/// Verbs by which an organ is said to have come from a text, beside those of founding.
const FOUND: [&str; 9] = [
    "launched",
    "founded",
    "convened",
    "instituted",
    "mandated",
    "owes",
    "owed",
    "gave",
    "convene",
];
/// What a text is said to be to an organ, or to have given it.
const ORIGINS: [&str; 5] = ["mandate", "basis", "birth", "existence", "being"];
/// What stands between such a word and the organ, or before the document that is named after it.
const LINKS: [&str; 12] =
    ["of", "for", "to", "into", "up", "by", "under", "in", "with", "through", "on", "from"];
/// Words that may come with the verb: "had been set up", "is the legal basis of".
const BESIDE: [&str; 13] = [
    "was", "were", "is", "are", "has", "had", "been", "first", "legal", "also", "back", "document",
    "text",
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
        // Of most documents nothing like it is said.
        if !(0..self.len()).any(|place| self.cue(place) == Some(Cue::Organ)) {
            return None;
        }
        let near = symbol.saturating_sub(APART)..self.len().min(symbol + APART);
        let cited = |place: &usize| matches!(self.kind(*place), Some(Kind::Symbol(_)));
        let founded = near
            .clone()
            .filter(|place| self.founds(*place))
            .min_by_key(|place| place.abs_diff(symbol))?;
        // "welcomed the group that was set up by resolution 85/40": the document beside the word is meant.
        let mut documents = near.filter(cited);
        if documents.any(|other| other.abs_diff(founded) < symbol.abs_diff(founded)) {
            return None;
        }
        let organ = self.founded_organ(symbol, founded)?;
        let lead = self.lead_of(symbol);
        let start = lead.min(self.noun_phrase_start(organ, 0)).min(founded);
        let end = (symbol + 1).max(organ + 1).max(founded + 1);
        let open = |place: usize| {
            matches!(self.cue(place), Some(Cue::Not | Cue::Modal | Cue::If | Cue::Nobody))
                || self.is_word(place, &["no", "nor", "neither", "never", "without"])
                || matches!(self.verb(place), Some((Verb::Wish, _)))
                || self.is_mark(place, &[';', '?'])
        };
        let whole = self.organ_phrase(organ);
        let at = start..end.max(whole.end.min(lead.max(organ + 1)));
        (!(start.saturating_sub(2)..end).any(open)).then_some(Founding { at, organ: whole })
    }

    /// Whether an organ can be said here to have come from a text: "set up", "is the basis of".
    fn founds(&self, place: usize) -> bool {
        let is_verb =
            matches!(self.verb(place), Some((Verb::Establish, _))) || self.is_word(place, &FOUND);
        // "the newly established group", "to set up a group" say nothing of what set it up; "decided to" does.
        let before = place.checked_sub(1);
        let decided = || (0..place).any(|at| self.is_word(at, &["decided", "decides"]));
        let is_verb = is_verb
            && !before.is_some_and(|at| {
                self.cue(at) == Some(Cue::Article)
                    || self.is_word(at, &["newly", "its"])
                    || self.is_word(at, &["to"]) && !decided()
            });
        is_verb || self.is_word(place, &ORIGINS) || self.founds_in_two_words(place)
    }

    /// "provided for the group", "goes back to resolution 85/40", "is the founding document of", "brought it into being".
    fn founds_in_two_words(&self, place: usize) -> bool {
        let next = |words: &[&str]| self.is_word(place + 1, words);
        match self.lower(place) {
            "provided" | "provides" => next(&["for"]),
            "goes" | "went" | "dates" | "traces" => next(&["back"]),
            "founding" => next(&["document", "text"]),
            "brought" | "called" => {
                let into = (place + 1..self.len().min(place + APART))
                    .find(|at| self.is_word(*at, &["into"]));
                into.is_some_and(|into| self.is_word(into + 1, &["being", "existence", "life"]))
            }
            _ => false,
        }
    }

    /// The organ, where it is the object or the subject of the word of founding, and the document its author.
    fn founded_organ(&self, symbol: usize, founded: usize) -> Option<usize> {
        let organ = |place: &usize| self.cue(*place) == Some(Cue::Organ);
        let lead = self.lead_of(symbol);
        let is_led = lead.checked_sub(1).is_some_and(|at| {
            // "the mandate of the group is resolution 85/40"
            let is = self.is_word(founded, &ORIGINS) && self.is_word(at, &["is", "was"]);
            is || self.is_word(at, &LINKS)
        });
        // "It was resolution 85/40 that created the group"
        let cleft = self.is_word(0, &["it"]) && self.is_word(1, &["was", "is"]);
        // Another verb between says something else: "noted that the group had been convened". "The committee drafting
        // the treaty" says which committee.
        let plain = |mut between: Range<usize>| {
            let first = between.start;
            !between.any(|place| {
                let described = place == first
                    && matches!(self.verb(place), Some((_, Form::Ing)))
                    && self.cue(first.saturating_sub(1)) == Some(Cue::Organ);
                let other = self.verb(place).is_some() && !self.founds(place) && !described;
                other && !self.is_word(place, &BESIDE)
                    || self.is_word(place, &["that"]) && !(cleft && place + 1 == founded)
            })
        };
        let after = (founded + 1..self.len().min(founded + APART)).find(organ);
        let object = after.filter(|organ| {
            let start = self.noun_phrase_start(*organ, founded + 1);
            let linked = |place| {
                self.is_word(place, &LINKS)
                    || self.is_word(place, &BESIDE)
                    || self.cue(place) == Some(Cue::Article)
                    || self.founds(place)
            };
            start - founded <= 5 && (founded + 1..start).all(linked)
        });
        let subject = (founded.saturating_sub(APART)..founded).rev().find(organ);
        let subject = subject.filter(|organ| plain(organ + 1..founded));
        if symbol < founded {
            let author = plain(symbol + 1..founded);
            let under = |organ: &usize| is_led && *organ > symbol;
            return object.filter(|_| author).or(subject.filter(under));
        }
        let of_it = |organ: &usize| plain(organ + 1..lead);
        subject.or(object.filter(|organ| *organ < lead)).filter(|_| is_led).filter(of_it)
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

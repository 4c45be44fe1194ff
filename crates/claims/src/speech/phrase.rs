//! The words that name a speaker, beside a verb of saying.

use std::ops::Range;

use super::roles::{INSTITUTIONS, TITLES, is_outlet};
use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::sentence::Sentence;

/// The words that name a speaker.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The name or the noun.
    pub(super) at: Range<usize>,
    /// What stands beside it between commas: ", Kenya's envoy,".
    pub(super) apposed: Option<Range<usize>>,
    /// Both together.
    pub(super) whole: Range<usize>,
    /// Whether it comes after the verb.
    pub(super) inverted: bool,
}

impl Phrase {
    /// The one that ends right before a verb.
    pub(super) fn before(sentence: &Sentence<'_>, at: Range<usize>) -> Option<Phrase> {
        let aside = |place: &usize| is_beside_verb(sentence, *place);
        let mut end = at.end;
        while end > at.start && aside(&(end - 1)) {
            end -= 1;
        }
        let mut apposed = None;
        if end > at.start && sentence.is_mark(end - 1, &[',']) {
            let comma = (at.start.max(end.saturating_sub(LONGEST))..end - 1)
                .rev()
                .find(|place| sentence.is_mark(*place, &[',']))?;
            let role = comma + 1..end - 1;
            if role.clone().any(|place| tells(sentence, place)) {
                return None;
            }
            apposed = Some(role);
            end = comma;
        }
        let whole_end = apposed.as_ref().map_or(end, |role| role.end + 1);
        let least = at.start.max(end.saturating_sub(LONGEST));
        let start = (least..end).rev().take_while(|place| belongs(sentence, *place, end)).last()?;
        Phrase::trimmed(sentence, start..end, apposed, start..whole_end)
    }

    /// The one that begins at a place or after: "said Jane Doe, Kenya's envoy,".
    pub(super) fn after(sentence: &Sentence<'_>, at: Range<usize>) -> Option<Phrase> {
        let most = at.end.min(at.start + LONGEST);
        let ends = |place: &usize| {
            !belongs(sentence, *place, most)
                || *place > at.start && is_preposition(sentence, *place)
                || follows_name(sentence, at.start, *place)
        };
        let end = (at.start..most).find(ends).unwrap_or(most);
        let close = (end + 1..at.end.min(end + LONGEST))
            .find(|place| sentence.is_mark(*place, &[',', '.', '"', '”', ';', ':']));
        let role = end + 1..close.unwrap_or(most);
        let apposed = sentence.is_mark(end, &[','])
            && close.is_some()
            && starts_role(sentence, role.start)
            && !role.clone().any(|place| tells(sentence, place));
        let whole = if apposed { at.start..role.end } else { at.start..end };
        let phrase = Phrase::trimmed(sentence, at.start..end, apposed.then_some(role), whole)?;
        Some(Phrase { inverted: true, ..phrase })
    }

    /// Whether the verb stands in a relative clause: "Peru, which had said".
    pub(super) fn is_relative(sentence: &Sentence<'_>, verb: usize) -> bool {
        let who = (0..verb).rev().find(|place| !is_beside_verb(sentence, *place));
        who.is_some_and(|who| sentence.cue(who) == Some(Cue::Which))
    }

    fn trimmed(
        sentence: &Sentence<'_>,
        mut at: Range<usize>,
        apposed: Option<Range<usize>>,
        whole: Range<usize>,
    ) -> Option<Phrase> {
        while at.start < at.end
            && matches!(
                sentence.cue(at.start),
                Some(Cue::And | Cue::But | Cue::While | Cue::Adverb)
            )
        {
            at.start += 1;
        }
        // "In Geneva the envoy said": the speaker begins with the article.
        if is_preposition(sentence, at.start) {
            let article = at.clone().find(|place| sentence.cue(*place) == Some(Cue::Article));
            at.start = article.unwrap_or(at.start + 1);
        }
        (!at.is_empty()).then_some(Phrase { at, apposed, whole, inverted: false })
    }
}

/// So many tokens at most name a speaker, with role and country.
pub(super) const LONGEST: usize = 24;

/// Auxiliaries and adverbs between a speaker and the verb: "has since said".
fn is_beside_verb(sentence: &Sentence<'_>, place: usize) -> bool {
    let word = sentence.word(place);
    matches!(
        sentence.cue(place),
        Some(Cue::Adverb | Cue::Verb(Verb::Have | Verb::Be, Form::Base | Form::Third | Form::Past))
    ) || word.ends_with("ly") && word.starts_with(char::is_lowercase)
        || matches!(word, "later" | "earlier" | "since")
}

/// Whether a token can be part of the words that name a speaker.
fn belongs(sentence: &Sentence<'_>, place: usize, end: usize) -> bool {
    let before = place.checked_sub(1);
    let after_capital = || before.is_some_and(|before| is_capital(sentence, before));
    match sentence.kind(place) {
        Some(Kind::Word) => !matches!(sentence.word(place), "as" | "than" | "because"),
        Some(Kind::Member(_) | Kind::Group) => true,
        Some(Kind::Mark('-' | '\'')) => place + 1 < end,
        // "Mr. Smith", "J. Smith"
        Some(Kind::Mark('.')) => place + 1 < end && after_capital(),
        // "the Minister for Trade and Industry"
        Some(Kind::Cue(Cue::And)) => after_capital() && is_capital(sentence, place + 1),
        // "the report", "the state"
        Some(Kind::Cue(Cue::Verb(_, form))) => {
            let before = before.and_then(|before| sentence.cue(before));
            *form == Form::Base && matches!(before, Some(Cue::Article | Cue::Our))
        }
        Some(Kind::Cue(Cue::Side(_))) => is_preposition(sentence, place),
        Some(Kind::Cue(cue)) => matches!(
            cue,
            Cue::Article
                | Cue::Of
                | Cue::Envoy
                | Cue::Voters
                | Cue::Our
                | Cue::Text
                | Cue::Idea
                | Cue::Committee(_)
                | Cue::Plenary
                | Cue::SecurityCouncil
                | Cue::HumanRightsCouncil
                | Cue::OtherBody
                | Cue::Organ
                | Cue::Ordinal(_)
                | Cue::Number(_)
                | Cue::Many
                | Cue::Most
                | Cue::Preposition
                | Cue::Pronoun
        ),
        _ => false,
    }
}

/// Whether something is told there, so that it is more than a name with a role.
fn tells(sentence: &Sentence<'_>, place: usize) -> bool {
    matches!(sentence.verb(place), Some((_, Form::Past | Form::Third)))
        || sentence.cue(place) == Some(Cue::Which)
}

/// Whether words can be a role: "Kenya's envoy", "the chair", "Deputy Foreign Minister".
fn starts_role(sentence: &Sentence<'_>, place: usize) -> bool {
    matches!(sentence.kind(place), Some(Kind::Member(_) | Kind::Group | Kind::Word))
        || matches!(sentence.cue(place), Some(Cue::Article | Cue::Our | Cue::Envoy | Cue::Plenary))
}

/// "Jane Doe left": a word that follows a whole name is no part of it.
fn follows_name(sentence: &Sentence<'_>, start: usize, place: usize) -> bool {
    let name = || name_in(sentence, start..place).filter(|name| name.end == place);
    sentence.kind(place) == Some(&Kind::Word)
        && !is_capital(sentence, place)
        && name().is_some_and(|name| name.len() > 1)
}

/// Whether a preposition stands there; "for" is a side of a vote elsewhere.
pub(super) fn is_preposition(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.cue(place) == Some(Cue::Preposition) || sentence.word(place) == "for"
}

fn is_capital(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.word(place).starts_with(char::is_uppercase)
}

pub(super) fn is_name_word(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.kind(place) == Some(&Kind::Word) && is_capital(sentence, place)
}

/// The name of a person among the tokens: the last words with capitals, without titles.
pub(super) fn name_in(sentence: &Sentence<'_>, at: Range<usize>) -> Option<Range<usize>> {
    let joins = |place: &usize| sentence.is_mark(*place, &['-', '.']) && *place > at.start;
    let end = at.clone().rev().find(|place| is_name_word(sentence, *place))? + 1;
    let of_run = |place: &usize| is_name_word(sentence, *place) || joins(place);
    let start = (at.start..end).rev().take_while(of_run).last()?;
    let is_title = |place: &usize| TITLES.contains(&sentence.word(*place)) || joins(place);
    let start = (start..end).find(|place| !is_title(place))?;
    let words = sentence.words(start..end);
    // "the Committee on Ports and Harbours"
    let part = start > at.start
        && end - start <= 2
        && (matches!(sentence.cue(start - 1), Some(Cue::And | Cue::Of))
            || is_preposition(sentence, start - 1));
    let institution = INSTITUTIONS.contains(&sentence.word(end - 1)) || is_outlet(words);
    // "TASS": no person.
    let initials = !words.contains(char::is_lowercase);
    // "a Foreign Ministry spokesman": the name only qualifies.
    let qualifies =
        at.contains(&end) && sentence.kind(end) == Some(&Kind::Word) && !is_capital(sentence, end);
    (!institution && !initials && !qualifies && !part).then_some(start..end)
}

//! Two texts of which one clause tells the same: "voted for both resolution 85/40 and resolution 85/41", "abstained on
//! both".

use std::ops::Range;

use scrutineer_record::Vote;
use scrutineer_record::symbol::Cited;

use super::Reader;
use crate::ClaimKind;
use crate::cues::Cue;
use crate::frame::Frame;
use crate::lexicon::Kind;
use crate::link::Context;
use crate::sentence::Sentence;

impl<'r> Reader<'r> {
    /// The two votes of which a claim about voters tells the same, where it names two texts or "both" of those spoken
    /// of last.
    pub(super) fn pair_of_texts(
        &self,
        sentence: &Sentence<'_>,
        frame: &Frame,
        context: &Context<'r>,
    ) -> Option<(Vote<'r>, Vote<'r>)> {
        let of_voters = matches!(
            frame.kind,
            ClaimKind::Position | ClaimKind::GroupPosition | ClaimKind::CoSupport
        );
        let counted = frame.kind == ClaimKind::Tally && frame.counts.len() == 1;
        if !of_voters && !counted {
            return None;
        }
        let (one, other) = match self.texts_cited(sentence, frame) {
            Some(cited) => cited,
            None if names_both_texts(sentence, frame) => (context.compared?, context.focus?),
            None => return None,
        };
        (one != other).then_some((one, other))
    }

    /// "resolution 85/40 and resolution 85/41": nothing between them but what joins and describes.
    fn texts_cited(&self, sentence: &Sentence<'_>, frame: &Frame) -> Option<(Vote<'r>, Vote<'r>)> {
        let cited = |place: &usize| match sentence.kind(*place) {
            Some(Kind::Symbol(cited)) => Cited::symbol(cited).is_some(),
            _ => false,
        };
        let places: Vec<usize> = frame.scope.clone().filter(cited).collect();
        let [first, second] = places.as_slice() else { return None };
        let parts = |place: usize| {
            sentence.verb(place).is_some()
                || matches!(
                    sentence.cue(place),
                    Some(Cue::Not | Cue::But | Cue::Than | Cue::Which | Cue::Except | Cue::While)
                )
                || sentence.is_mark(place, &[';', '(', ')'])
        };
        let joined = (*first..*second).any(|place| sentence.cue(place) == Some(Cue::And));
        if !joined || (first + 1..*second).any(parts) {
            return None;
        }
        let vote = |place: usize| match sentence.kind(place) {
            Some(Kind::Symbol(cited)) => self.record.vote_on(Cited::symbol(cited)?),
            _ => None,
        };
        Some((vote(*first)?, vote(*second)?))
    }
}

/// Whether a claim is one about two texts: "[supported] both", "[opposed] neither".
pub(super) fn names_both_texts(sentence: &Sentence<'_>, frame: &Frame) -> bool {
    frame.at.clone().any(|place| sentence.means_both_texts(place))
}

impl Sentence<'_> {
    /// "[supported] both", "[voted for] both texts", "[opposed] neither": where texts are meant, and not voters.
    fn means_both_texts(&self, place: usize) -> bool {
        if !self.is_word(place, &["both", "neither", "either"]) {
            return false;
        }
        let object = place.checked_sub(1).is_some_and(|before| {
            self.verb(before).is_some()
                || matches!(self.cue(before), Some(Cue::Side(_) | Cue::Preposition | Cue::Of))
        });
        let of = place + 1 + usize::from(self.cue(place + 1) == Some(Cue::Of));
        let text = self.cue(self.skip_articles(of)) == Some(Cue::Text);
        object && (text || self.ends_clause(place + 1))
    }

    /// "[China opposed] neither text": what is told of them is denied of both.
    pub(crate) fn denies_both_texts(&self, at: Range<usize>) -> bool {
        at.into_iter()
            .any(|place| self.is_word(place, &["neither"]) && self.means_both_texts(place))
    }
}

//! Two texts of which one clause tells the same: "voted for both resolution 85/40 and resolution 85/41", "abstained on
//! both".

use std::cell::OnceCell;
use std::ops::Range;

use scrutineer_record::symbol::Cited;
use scrutineer_record::{MemberId, Symbol, Vote};

use super::Reader;
use crate::ClaimKind;
use crate::cues::{Cue, Form};
use crate::frame::Frame;
use crate::lexicon::Kind;
use crate::link::Context;
use crate::reading::Read;
use crate::sentence::Sentence;

impl<'r> Reader<'r> {
    /// The two votes of which a claim about voters tells the same, where it names two texts or "both" of those spoken
    /// of last.
    pub(super) fn pair_of_texts(
        &self,
        read: &Read<'_>,
        frame: &Frame,
        home: Option<MemberId>,
        context: &Context<'r>,
    ) -> Option<(Vote<'r>, Vote<'r>)> {
        if !tells_of_voters(frame) {
            return None;
        }
        let sentence = &read.sentence;
        let (one, other) = match self.texts_cited(read, frame, home, context) {
            Some(cited) => cited,
            None if names_both_texts(sentence, frame) => (context.compared?, context.focus?),
            None => return None,
        };
        (one != other).then_some((one, other))
    }

    /// "resolution 85/40 and the resolution on Cyprus": the votes on both, where one at least is known by its symbol, and
    /// the other by it or as a text of the same session with that title.
    fn texts_cited(
        &self,
        read: &Read<'_>,
        frame: &Frame,
        home: Option<MemberId>,
        context: &Context<'r>,
    ) -> Option<(Vote<'r>, Vote<'r>)> {
        let sentence = &read.sentence;
        let (one, other) = sentence.texts_joined(frame.scope.clone())?;
        // "for the one and against the other" tells of each another thing.
        let side = (one.end..other.start).find_map(|place| match sentence.cue(place) {
            Some(Cue::Side(side)) => Some(side),
            _ => None,
        });
        if side.is_some() && frame.position.is_some() && side != frame.position {
            return None;
        }
        let symbols = |at: &Range<usize>| sentence.symbols_told(at.clone());
        let vote = |at: Range<usize>| match symbols(&at).as_slice() {
            [symbol] => self.record.vote_on(symbol),
            [] => self.titled(read, frame, at, home, context),
            _ => None,
        };
        let by_title = [&one, &other].map(|at| symbols(at).is_empty());
        if by_title == [true, true] {
            return None;
        }
        let (one, other) = (vote(one)?, vote(other)?);
        (by_title == [false, false] || one.session == other.session).then_some((one, other))
    }

    /// The vote on the text whose title stands in a stretch of a claim, where there is but one.
    fn titled(
        &self,
        read: &Read<'_>,
        frame: &Frame,
        at: Range<usize>,
        home: Option<MemberId>,
        context: &Context<'r>,
    ) -> Option<Vote<'r>> {
        let part = Frame {
            at: at.clone(),
            scope: at,
            agents: None,
            counts: Vec::new(),
            clues: None,
            found: OnceCell::new(),
            ..frame.clone()
        };
        let clues = self.clues_in(read, &part, home);
        let link = self.linker.link(&clues, context)?;
        let sure = link.by_own_words
            && link.alternatives.is_empty()
            && self.linker.missing(&clues, &link, context).is_none();
        sure.then_some(link.vote)
    }
}

/// Whether a claim is one about two texts: "[supported] both", "[opposed] neither", "resolution 85/40 and the
/// resolution on Cyprus".
pub(super) fn names_both_texts(sentence: &Sentence<'_>, frame: &Frame) -> bool {
    frame.at.clone().any(|place| sentence.means_both_texts(place))
        || tells_of_voters(frame) && sentence.texts_joined(frame.scope.clone()).is_some()
}

/// Whether a claim tells who, or how many, took one side.
fn tells_of_voters(frame: &Frame) -> bool {
    match frame.kind {
        ClaimKind::Position | ClaimKind::GroupPosition | ClaimKind::CoSupport => true,
        ClaimKind::Tally => frame.counts.len() == 1,
        _ => false,
    }
}

/// Words before a text that stands beside that of the vote.
const BESIDE: [&str; 7] = ["with", "under", "by", "as", "from", "recalling", "citing"];

impl Sentence<'_> {
    /// "resolution 85/40 (“Cyprus”) and also the text on Palau": where one text stands and where the other, with nothing
    /// between them but what joins and describes.
    fn texts_joined(&self, at: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let is_text = |place: usize| {
            let symbol = !self.symbols_told(place..place + 1).is_empty();
            // "the text on Palau", and not "the text".
            let named = self.cue(place) == Some(Cue::Text)
                && (self.is_word(place + 1, &["on", "entitled", "titled", "called"])
                    || self.is_mark(place + 1, &['"', '“', '«'])
                    || matches!(self.kind(place + 1), Some(Kind::Symbol(_))));
            symbol || named
        };
        let joins = |place: &usize| {
            let cue = self.cue(*place);
            cue == Some(Cue::And) || cue == Some(Cue::But) && self.is_word(place + 1, &["also"])
        };
        let first = at.clone().find(|place| is_text(*place))?;
        // "in line with resolution 73/27 and resolution 73/266", "under …": not what the vote was on.
        let before = first.saturating_sub(1);
        if self.cue(before) == Some(Cue::With) || self.is_word(before, &BESIDE) {
            return None;
        }
        let described = self.described_from(first, at.end);
        let mut joined = (first + 1..at.end).filter(joins).filter(|place| !described(*place));
        let (and, second) = joined.find_map(|and| {
            let skipped = |place: usize| {
                matches!(
                    self.cue(place),
                    Some(
                        Cue::Adverb | Cue::Preposition | Cue::Article | Cue::Plenary | Cue::Side(_)
                    )
                ) || self.is_word(place, &["also", "on", "for", "to", "of"])
            };
            let second = (and + 1..at.end).find(|place| !skipped(*place))?;
            is_text(second).then_some((and, second))
        })?;
        let parts = |place: usize| {
            !described(place)
                && (matches!(self.verb(place), Some((_, form)) if form != Form::Ing)
                    || matches!(
                        self.cue(place),
                        Some(
                            Cue::Not | Cue::But | Cue::Than | Cue::Which | Cue::Except | Cue::While
                        )
                    )
                    || self.is_mark(place, &[';', ':']))
        };
        (!(first + 1..and).any(parts)).then_some((first..and, second..at.end))
    }

    /// Which places after a text stand in its title, in quotation marks or parentheses.
    fn described_from(&self, first: usize, end: usize) -> impl Fn(usize) -> bool {
        let mut inside: Vec<Range<usize>> = Vec::new();
        let mut open: Option<usize> = None;
        for place in first..end {
            match open {
                Some(start) if self.is_mark(place, &['"', '”', '»', ')']) => {
                    inside.push(start..place + 1);
                    open = None;
                }
                None if self.is_mark(place, &['"', '“', '«', '(']) => open = Some(place),
                _ => {}
            }
        }
        move |place| inside.iter().any(|range| range.contains(&place))
    }

    /// The symbols in a stretch.
    fn symbols_told(&self, at: Range<usize>) -> Vec<&Symbol> {
        at.filter_map(|place| match self.kind(place) {
            Some(Kind::Symbol(cited)) => Cited::symbol(cited),
            _ => None,
        })
        .collect()
    }

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

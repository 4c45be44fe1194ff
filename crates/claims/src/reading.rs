//! What is read of a document before it is known which votes are meant: its frames, for other programs to take or to
//! give.

use std::cell::OnceCell;
use std::ops::Range;

use crate::frame::{Citation, Frame};
use crate::lexicon::{Kind, Lexicon, MemberForm};
use crate::link::{Named, Part};
use crate::sentence::Sentence;
use crate::speech::Speech;
use crate::{Agent, Span};

/// What was read of a document.
#[derive(Debug)]
pub struct Reading<'t> {
    /// The sentences, in order.
    pub sentences: Vec<Read<'t>>,
    /// Who says what; if that was not read yet, it is when findings need it.
    pub speech: Option<Speech>,
}

/// A sentence with what it claims. Frames speak of it in places: of its tokens, and of names told before it.
#[derive(Debug)]
pub struct Read<'t> {
    pub(crate) sentence: Sentence<'t>,
    pub(crate) range: Range<usize>,
    /// Its claims, in the order of the text.
    pub frames: Vec<Frame>,
    /// Clauses that tell of a vote and were not understood.
    pub unread: Vec<Range<usize>>,
    /// What it says of the documents that it cites.
    pub citations: Vec<Citation>,
    /// Whether it speaks of votes at all.
    pub(crate) cue: bool,
    /// What it names, once it was looked up.
    pub(crate) named: OnceCell<Named>,
}

impl Read<'_> {
    /// The sentence.
    pub fn span(&self) -> Span {
        self.sentence.text.span(self.range.clone())
    }

    /// Some of its places, but for others, as a part of its words.
    pub(crate) fn part(&self, at: Range<usize>, left_out: &[Range<usize>]) -> Part {
        let inside = |at: Range<usize>| {
            let range = self.sentence.range(at);
            let start = self.range.start;
            range.start.saturating_sub(start)..range.end.saturating_sub(start)
        };
        let within =
            left_out.iter().filter(|places| at.start <= places.start && places.start < at.end);
        let left_out = within.map(|places| inside(places.clone())).collect();
        Part { at: inside(at), left_out }
    }

    /// Its words.
    pub(crate) fn words(&self) -> &str {
        self.sentence.text.get(self.range.clone())
    }

    /// Some of its places.
    pub fn span_of(&self, places: Range<usize>) -> Span {
        self.sentence.text.span(self.sentence.range(places))
    }

    /// A name, which can stand before the sentence.
    pub fn name_span(&self, place: usize) -> Span {
        let token = self.sentence.token(place);
        self.sentence.text.span(token.map_or(0..0, |token| token.range.clone()))
    }

    /// The words of a name.
    pub fn name(&self, place: usize) -> &str {
        self.sentence.word(place)
    }

    /// Whether a name is that of a group.
    pub fn is_group(&self, place: usize) -> bool {
        self.sentence.kind(place) == Some(&Kind::Group)
    }

    /// The places that a stretch of the document touches.
    pub fn places(&self, span: Span) -> Range<usize> {
        let clean = self.sentence.text.clean_range(span);
        let tokens = &self.sentence.tokens;
        let start = tokens.partition_point(|token| token.range.end <= clean.start);
        let end = tokens.partition_point(|token| token.range.start < clean.end);
        start..end.max(start)
    }
}

impl<'t> Read<'t> {
    /// The place of a name that stands in the sentence or before it, and means this member or group; if none is
    /// given, what its words mean. `None` where the words name nobody.
    pub(crate) fn take_name(
        &mut self,
        lexicon: &Lexicon,
        span: Span,
        means: Option<(&'t str, &Agent)>,
    ) -> Option<usize> {
        let clean = self.sentence.text.clean_range(span);
        let within = self.range.start <= clean.start && clean.end <= self.range.end;
        let tokens = || lexicon.tokens(self.sentence.text, clean.clone());
        let place = match self.places(span).next_back().filter(|_| within) {
            Some(place) => place,
            None => self.sentence.carry(tokens().pop()?),
        };
        if let Some((code, agent)) = means {
            let kind = match agent {
                Agent::Member(_) => Kind::Member(MemberForm::Name),
                Agent::Group(_) => Kind::Group,
            };
            self.sentence.take_as(place, kind, code);
        }
        self.sentence.is_name(place).then_some(place)
    }
}

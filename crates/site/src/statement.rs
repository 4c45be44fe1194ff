//! A statement as a page shows it: in paragraphs, its words whole, those of each finding marked.

use std::cmp::Ordering;

use scrutineer_claims::{Findings, Span};
use scrutineer_report::words::is_bidi_control;

/// A paragraph, with the findings that begin in it.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// Its words in order.
    pub(crate) pieces: Vec<Piece>,
    /// The findings whose words begin here, by their place in the document.
    pub(crate) findings: Vec<usize>,
}

/// Words that belong to the same findings.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    /// The words.
    pub(crate) text: String,
    /// The findings to which they belong.
    pub(crate) of: Vec<usize>,
    /// Whether they belong to a sentence that was not understood.
    pub(crate) unread: bool,
    /// The findings that begin with this piece.
    pub(crate) begins: Vec<usize>,
    /// The findings that end with it.
    pub(crate) ends: Vec<usize>,
    /// Whether a sentence that was not understood ends with it.
    pub(crate) unread_ends: bool,
}

impl Paragraph {
    /// Whether it is running text whose lines were broken only because they were full: such breaks are not
    /// kept, so that it reads well on every screen.
    pub(crate) fn runs(&self) -> bool {
        const FULL: usize = 50;
        let text: String = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let mut lines = text.trim_end().lines();
        let last = lines.next_back();
        lines.all(|line| line.chars().count() >= FULL && !line.starts_with(char::is_whitespace))
            && last.is_none_or(|line| line.starts_with(char::is_alphanumeric))
    }
}

/// What happens at a place of the text. Ends come before beginnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    UnreadEnds,
    Ends(usize),
    Begins(usize),
    UnreadBegins,
}

/// Cuts a document at blank lines, and at the ends of what is marked.
pub(crate) fn paragraphs(text: &[u8], found: &Findings) -> Vec<Paragraph> {
    let mut events = events(found).into_iter().peekable();
    let mut cutter = Cutter::default();
    for (at, letter) in letters(text) {
        cutter.before(letter);
        while let Some((_, event)) = events.next_if(|(place, _)| *place <= at) {
            cutter.meet(event);
        }
        cutter.push(letter);
    }
    for (_, event) in events {
        cutter.meet(event);
    }
    cutter.finish()
}

fn events(found: &Findings) -> Vec<(usize, Event)> {
    let mut events = Vec::new();
    for (place, finding) in found.findings.iter().enumerate() {
        events.push((finding.span.start, Event::Begins(place)));
        if !is_empty(finding.span) {
            events.push((finding.span.end, Event::Ends(place)));
        }
    }
    for span in found.unread.iter().filter(|span| !is_empty(**span)) {
        events.push((span.start, Event::UnreadBegins));
        events.push((span.end, Event::UnreadEnds));
    }
    events.sort_unstable_by(|(at, event), (other_at, other)| match at.cmp(other_at) {
        Ordering::Equal => event.cmp(other),
        order => order,
    });
    events
}

fn is_empty(span: Span) -> bool {
    span.end <= span.start
}

/// The letters of a text with their places; what is not UTF-8, and what could act on a page instead of
/// standing on it, is replaced.
fn letters(text: &[u8]) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    let mut after_return = false;
    let letters = text.utf8_chunks().flat_map(move |chunk| {
        let start = at;
        at += chunk.valid().len() + chunk.invalid().len();
        let wrong =
            (!chunk.invalid().is_empty()).then_some((start + chunk.valid().len(), '\u{fffd}'));
        chunk
            .valid()
            .char_indices()
            .map(move |(place, letter)| (start + place, letter))
            .chain(wrong)
    });
    letters.filter_map(move |(at, letter)| {
        let broken = letter == '\n' && after_return;
        after_return = letter == '\r';
        let shown = match letter {
            '\r' => '\n',
            '\n' | '\t' => letter,
            letter if letter.is_control() || is_bidi_control(letter) => '\u{fffd}',
            letter => letter,
        };
        (!broken).then_some((at, shown))
    })
}

/// Builds paragraphs letter by letter.
#[derive(Debug, Default)]
struct Cutter {
    done: Vec<Paragraph>,
    paragraph: Paragraph,
    piece: Piece,
    /// What the next letter belongs to.
    open: Vec<usize>,
    unread: usize,
    /// Line breaks since the last letter that is not blank.
    breaks: usize,
}

impl Cutter {
    /// Begins a paragraph, if a blank line lies before this letter.
    fn before(&mut self, letter: char) {
        if letter.is_whitespace() {
            self.breaks += usize::from(letter == '\n');
            return;
        }
        if self.breaks > 1 {
            self.flush();
            self.done.push(std::mem::take(&mut self.paragraph));
        }
        self.breaks = 0;
    }

    fn push(&mut self, letter: char) {
        self.piece.text.push(letter);
    }

    fn meet(&mut self, event: Event) {
        self.flush();
        match event {
            Event::Begins(place) => {
                self.paragraph.findings.push(place);
                self.open.push(place);
                self.piece.begins.push(place);
            }
            Event::Ends(place) => {
                self.open.retain(|open| *open != place);
                if let Some(last) = self.last() {
                    last.ends.push(place);
                }
            }
            Event::UnreadBegins => self.unread += 1,
            Event::UnreadEnds => {
                self.unread = self.unread.saturating_sub(1);
                if let Some(last) = self.last() {
                    last.unread_ends = true;
                }
            }
        }
        self.piece.of.clone_from(&self.open);
        self.piece.unread = self.unread > 0;
    }

    fn last(&mut self) -> Option<&mut Piece> {
        self.paragraph.pieces.last_mut()
    }

    fn flush(&mut self) {
        if !self.piece.text.is_empty() || !self.piece.begins.is_empty() {
            let next = Piece { of: self.open.clone(), unread: self.unread > 0, ..Piece::default() };
            self.paragraph.pieces.push(std::mem::replace(&mut self.piece, next));
        }
    }

    fn finish(mut self) -> Vec<Paragraph> {
        self.flush();
        self.done.push(self.paragraph);
        self.done
    }
}

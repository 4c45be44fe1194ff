//! The text of an article as it is written: paragraphs of words, each letter with its place in the source.

use std::ops::Range;

use super::Offsets;

/// Writes paragraphs. Spaces of every length become one, except where lines are kept; a paragraph neither begins
/// nor ends with one.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    source: &'s str,
    text: String,
    offsets: Offsets,
    /// Where the open paragraph begins.
    start: usize,
    gap: Option<Gap>,
}

/// What stands between the last word and the next: a space, the end of a line, or an empty line.
#[derive(Clone, Debug)]
struct Gap {
    sign: &'static str,
    at: Range<usize>,
}

impl<'s> Writer<'s> {
    pub(super) fn new(source: &'s str) -> Writer<'s> {
        let (text, offsets) = Default::default();
        Writer { source, text, offsets, start: 0, gap: None }
    }

    /// Letters that stand in the source. With `lines`, a line's end stays one.
    pub(super) fn same(&mut self, at: Range<usize>, lines: bool) {
        let source = self.source;
        let mut place = at.start;
        for word in source
            .get(at)
            .unwrap_or("")
            .split_inclusive(|letter: char| letter.is_ascii_whitespace())
        {
            let letters = word.trim_ascii_end();
            if !letters.is_empty() {
                self.close_gap();
                self.text.push_str(letters);
                self.offsets.same(letters.len(), place);
            }
            if letters.len() < word.len() {
                let sign = if lines && word.ends_with('\n') { LINE } else { SPACE };
                self.gap(sign, place + letters.len()..place + word.len());
            }
            place += word.len();
        }
    }

    /// Letters that the source writes otherwise: "&amp;".
    pub(super) fn letters(&mut self, letters: &str, at: Range<usize>) {
        if letters.trim_ascii().is_empty() {
            self.gap(SPACE, at);
            return;
        }
        self.close_gap();
        self.text.push_str(letters);
        self.offsets.letter(letters.len(), at);
    }

    /// A line ends here.
    pub(super) fn line(&mut self, at: Range<usize>) {
        self.gap(LINE, at);
    }

    fn gap(&mut self, sign: &'static str, at: Range<usize>) {
        if self.text.len() == self.start {
            return;
        }
        match &mut self.gap {
            Some(gap) if sign == LINE => {
                gap.sign = if gap.sign == SPACE { LINE } else { EMPTY_LINE };
                gap.at.end = at.end;
            }
            Some(_) => {}
            None => self.gap = Some(Gap { sign, at }),
        }
    }

    fn close_gap(&mut self) {
        if let Some(Gap { sign, at }) = self.gap.take() {
            self.text.push_str(sign);
            self.offsets.letter(sign.len(), at);
        }
    }

    /// How much has been written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// A stretch of what has been written.
    pub(super) fn get(&self, stretch: Range<usize>) -> &str {
        self.text.get(stretch).unwrap_or("")
    }

    /// What has been written from here on.
    pub(super) fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or("")
    }

    /// Takes back what has been written from here on.
    pub(super) fn cut(&mut self, start: usize) {
        self.gap = None;
        self.text.truncate(start);
        self.offsets.cut(start);
    }

    /// Ends the paragraph and says where it stands, unless it is empty.
    pub(super) fn end(&mut self) -> Option<Range<usize>> {
        self.gap = None;
        let paragraph = self.start..self.text.len();
        self.start = paragraph.end;
        Some(paragraph).filter(|paragraph| !paragraph.is_empty())
    }

    /// The text of these paragraphs, with an empty line between any two, and where its letters stood.
    pub(super) fn finish(
        self,
        paragraphs: impl IntoIterator<Item = Range<usize>>,
    ) -> (String, Offsets) {
        let (mut text, mut offsets) = (String::with_capacity(self.text.len()), Offsets::default());
        for paragraph in paragraphs {
            if !text.is_empty() {
                text.push_str(EMPTY_LINE);
                let end = offsets.original_end();
                offsets.letter(EMPTY_LINE.len(), end..end);
            }
            text.push_str(self.text.get(paragraph.clone()).unwrap_or(""));
            offsets.take(&self.offsets, paragraph);
        }
        (text, offsets)
    }
}

const SPACE: &str = " ";
const LINE: &str = "\n";
/// No reader takes it for a line that only wraps.
const EMPTY_LINE: &str = "\n\n";

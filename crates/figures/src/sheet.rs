//! The sheet on which a figure is laid out: what stands above it, below it, and around it.

use crate::ink::{DIM, Fill, Ink, LINE, TEXT};
use crate::metrics::{ABOVE, lines, lines_within};
use crate::svg::{Mark, Stroke, Svg, Text};

/// What stands above a figure, and how wide it is to be.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// What it is a picture of.
    pub title: &'a str,
    /// What else must be known to read it: date, n, unit. May be empty.
    pub subtitle: &'a str,
    /// Width in pixels. Figures are made for 360 to 2400.
    pub width: f64,
}

/// Sizes of letters.
pub(crate) const TITLE: f64 = 18.0;
pub(crate) const BODY: f64 = 13.0;
pub(crate) const SMALL: f64 = 11.0;
/// Room around everything.
pub(crate) const MARGIN: f64 = 16.0;
/// From one line of words to the next, in parts of their size.
const LEADING: f64 = 1.35;

/// A figure while it is made.
pub(crate) struct Sheet {
    title: String,
    width: f64,
    marks: Vec<Mark>,
    /// Down to where it is used up.
    pub(crate) y: f64,
}

impl Sheet {
    /// A sheet with its title at the head.
    pub(crate) fn new(caption: &Caption<'_>) -> Sheet {
        let width =
            if caption.width.is_finite() { caption.width.clamp(360.0, 2400.0) } else { 960.0 };
        let mut sheet =
            Sheet { title: caption.title.to_owned(), width, marks: Vec::new(), y: MARGIN };
        for line in lines_within(caption.title, TITLE, true, sheet.room(), 3) {
            sheet.prose(&line, TITLE, TEXT, true);
        }
        sheet.prose(caption.subtitle, BODY, DIM, false);
        sheet.y += 8.0;
        sheet
    }

    /// Where the room for the figure begins.
    pub(crate) fn left(&self) -> f64 {
        MARGIN
    }

    /// Where it ends.
    pub(crate) fn right(&self) -> f64 {
        self.width - MARGIN
    }

    /// How wide it is.
    pub(crate) fn room(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// Whether there is little room, as on a telephone.
    pub(crate) fn is_narrow(&self) -> bool {
        self.width < 600.0
    }

    /// Words over the whole width, in as many lines as they take.
    pub(crate) fn prose(&mut self, words: &str, size: f64, ink: Ink, bold: bool) {
        for line in lines(words, size, bold, self.room()) {
            let text = Text::new(self.left(), self.y + ABOVE * size, size, ink, line);
            self.text(if bold { text.bold() } else { text });
            self.y += LEADING * size;
        }
    }

    /// Draws words.
    pub(crate) fn text(&mut self, text: Text) {
        self.marks.push(Mark::Text(text));
    }

    /// Draws a surface.
    pub(crate) fn fill(&mut self, path: String, fill: Fill) {
        self.marks.push(Mark::Shape { path, fill, stroke: None, opacity: 1.0 });
    }

    /// Draws a line.
    pub(crate) fn line(&mut self, path: String, stroke: Stroke) {
        let stroke = Some(stroke);
        self.marks.push(Mark::Shape { path, fill: Fill::None, stroke, opacity: 1.0 });
    }

    /// Draws anything.
    pub(crate) fn draw(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// The figure, with its content in words.
    pub(crate) fn finish(mut self, description: String) -> Svg {
        self.y += MARGIN;
        Svg {
            title: self.title,
            description,
            width: self.width,
            height: self.y.ceil(),
            marks: self.marks,
        }
    }
}

impl Svg {
    /// The same picture with lines below it: whence the numbers are.
    pub fn with_source(self, source: &[String]) -> Svg {
        let Svg { title, description, width, height, marks } = self;
        let mut sheet = Sheet { title, width, marks, y: height - MARGIN / 2.0 };
        sheet.line(format!("M{} {}H{}", MARGIN, sheet.y, width - MARGIN), Stroke::solid(LINE, 1.0));
        sheet.y += 6.0;
        for line in source {
            sheet.prose(line, SMALL, DIM, false);
        }
        sheet.finish(description)
    }
}

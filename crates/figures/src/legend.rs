//! Legends: swatches with words, in as many rows as they take.

use crate::ink::{Fill, LINE, TEXT};
use crate::metrics::width;
use crate::sheet::{BODY, Sheet};
use crate::svg::{Mark, Stroke, Text, rectangle};

/// The side of a swatch.
const SWATCH: f64 = 14.0;
/// Between a swatch and its words, between entries, between rows.
const GAPS: [f64; 3] = [6.0, 18.0, 7.0];

/// One swatch with what it stands for.
pub(crate) struct Entry {
    pub(crate) fill: Fill,
    pub(crate) stroke: Stroke,
    pub(crate) words: String,
}

impl Entry {
    /// A filled swatch.
    pub(crate) fn new(fill: Fill, words: impl Into<String>) -> Entry {
        Entry { fill, stroke: Stroke::solid(LINE, 1.0), words: words.into() }
    }
}

impl Sheet {
    /// Draws a legend.
    pub(crate) fn legend(&mut self, entries: &[Entry]) {
        let [inner, between, rows] = GAPS;
        let mut x = self.left();
        for entry in entries {
            let length = SWATCH + inner + width(&entry.words, BODY, false);
            if x > self.left() && x + length > self.right() {
                x = self.left();
                self.y += SWATCH + rows;
            }
            let room = self.right() - x - SWATCH - inner;
            self.draw(Mark::Shape {
                path: rectangle(x + 0.5, self.y + 0.5, SWATCH - 1.0, SWATCH - 1.0),
                fill: entry.fill,
                stroke: Some(entry.stroke),
                opacity: 1.0,
            });
            let words = entry.words.as_str();
            self.text(Text::new(x + SWATCH + inner, self.y + 11.5, BODY, TEXT, words).within(room));
            x += length + between;
        }
        self.y += SWATCH + 12.0;
    }
}

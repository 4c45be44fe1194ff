//! The room in which lines and columns stand, with its axes.

use crate::ink::{DIM, LINE};
use crate::metrics::width;
use crate::scale::{Axis, told};
use crate::sheet::{SMALL, Sheet};
use crate::svg::{Anchor, Stroke, Text, short};

/// Room left of the axis for its numbers.
const NUMBERS: f64 = 34.0;

/// Lays out a plot of a height: the unit above it, round numbers beside it with a line for each. Returns the axes:
/// across, from 0 to 1, and upwards. `right` is how much room is kept beside it.
pub(crate) fn frame(
    sheet: &mut Sheet,
    unit: &str,
    (low, high): (f64, f64),
    height: f64,
    right: f64,
) -> (Axis, Axis) {
    sheet.prose(unit, SMALL, DIM, false);
    sheet.y += 8.0;
    let (left, end) = (sheet.left() + NUMBERS, sheet.right() - right);
    let up = Axis { low, high, from: sheet.y + height, to: sheet.y };
    let marks = up.marks(height / 50.0);
    let step = match marks.as_slice() {
        [one, other, ..] => other - one,
        _ => high - low,
    };
    for mark in marks {
        let y = up.place(mark);
        let line = format!("M{} {}H{}", short(left), short(y), short(end));
        sheet.line(line, Stroke::solid(LINE, 1.0));
        let number = Text::new(left - 6.0, y + 0.36 * SMALL, SMALL, DIM, told(mark, step));
        sheet.text(number.anchored(Anchor::End).within(NUMBERS - 6.0));
    }
    sheet.y += height + 8.0;
    (Axis { low: 0.0, high: 1.0, from: left, to: end }, up)
}

/// Words below a plot, as many of them as have room, the first of all; each is centred below its place.
pub(crate) fn below(sheet: &mut Sheet, labels: &[(f64, String)]) {
    let mut free = 0.0;
    for (x, label) in labels {
        let room = width(label, SMALL, false);
        let start = (x - room / 2.0).clamp(sheet.left(), sheet.right() - room);
        if start >= free {
            let text = Text::new(start, sheet.y + SMALL, SMALL, DIM, label.as_str());
            sheet.text(text);
            free = start + room + 8.0;
        }
    }
    sheet.y += SMALL + 8.0;
}

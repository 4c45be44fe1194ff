//! A number for each two members, as shades of a square.

use crate::ink::{DIM, Fill, LINE, STEPS, TEXT};
use crate::legend::Entry;
use crate::metrics::width;
use crate::scale::{Steps, ends};
use crate::sheet::{BODY, Caption, SMALL, Sheet};
use crate::svg::{Anchor, Mark, Stroke, Svg, Text, rectangle, short};

/// What stands beside a row and above its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The member's code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// Rows that belong together, such as a bloc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// How they are called.
    pub name: &'a str,
    /// How many rows.
    pub rows: usize,
}

/// The smallest letters of codes; with less room than these take, only the runs are named.
const LEAST: f64 = 6.5;
/// The largest cell.
const LARGEST: f64 = 36.0;
/// The room beside the square for the names of runs.
const RUNS: f64 = 170.0;

/// A heat map of the rows in their order: cluster by cluster, whoever puts them so. `value` gives the number of
/// two rows, by their places. The runs follow each other from the first row and may be none.
pub fn heat_map(
    caption: &Caption<'_>,
    unit: &str,
    rows: &[Row<'_>],
    runs: &[Run<'_>],
    value: impl Fn(usize, usize) -> Option<f64>,
) -> Svg {
    let mut sheet = Sheet::new(caption);
    let n = rows.len();
    let pairs = (0..n).flat_map(|row| (0..n).map(move |column| (row, column)));
    let pairs = pairs.filter(|(row, column)| row != column);
    let steps = Steps::of(pairs.filter_map(|(row, column)| value(row, column)));
    sheet.prose(unit, BODY, DIM, false);
    sheet.y += 4.0;
    let entries = steps.in_words().into_iter().zip(&STEPS);
    let entries: Vec<_> =
        entries.map(|(words, ink)| Entry::new(Fill::Solid(*ink), words)).collect();
    sheet.legend(&entries);
    let beside = if runs.is_empty() || sheet.is_narrow() { 0.0 } else { RUNS };
    let square = Square::laid_out(&mut sheet, rows, beside);
    square.cells(&mut sheet, &steps, &value);
    square.codes(&mut sheet, rows);
    square.runs(&mut sheet, runs, beside);
    sheet.y += square.side * n as f64 + 6.0;
    if beside == 0.0 && !runs.is_empty() {
        let names: Vec<_> = runs.iter().map(|run| format!("{}: {}", run.name, run.rows)).collect();
        sheet.prose(&format!("From above: {}", names.join(", ")), SMALL, TEXT, false);
    }
    sheet.finish(described(unit, rows, runs, &value))
}

/// The square of cells.
struct Square {
    left: f64,
    top: f64,
    side: f64,
    n: usize,
    /// Size of the letters of codes, if they have room.
    letters: Option<f64>,
}

impl Square {
    fn laid_out(sheet: &mut Sheet, rows: &[Row<'_>], beside: f64) -> Square {
        let count = rows.len().max(1) as f64;
        // Codes take about as much room as three and a half of their letters are high.
        let longest = rows.iter().map(|row| width(row.code, 1.0, false)).fold(0.0, f64::max);
        let guess = ((sheet.room() - beside) / (count + longest)).min(LARGEST);
        let letters = Some((guess * 0.8).min(SMALL)).filter(|size| *size >= LEAST);
        let margin = letters.map_or(0.0, |size| size * longest + 5.0);
        let side = ((sheet.room() - beside - margin) / count).min(LARGEST);
        sheet.y += margin;
        Square { left: sheet.left() + margin, top: sheet.y, side, n: rows.len(), letters }
    }

    /// All cells of one shade are one path: thousands of them would make a slow picture.
    fn cells(
        &self,
        sheet: &mut Sheet,
        steps: &Steps,
        value: &impl Fn(usize, usize) -> Option<f64>,
    ) {
        let shade = |row, column| {
            let value = value(row, column).filter(|_| row != column)?;
            Some(steps.step(value))
        };
        let end = self.side * self.n as f64;
        let frame = rectangle(self.left, self.top, end, end);
        sheet.line(frame, Stroke::solid(LINE, 1.0));
        for (step, ink) in STEPS.into_iter().enumerate() {
            let mut path = String::new();
            for row in 0..self.n {
                let mut column = 0;
                while column < self.n {
                    let run =
                        (column..self.n).take_while(|at| shade(row, *at) == Some(step)).count();
                    if run > 0 {
                        path += &self.stretch(row, column, run);
                    }
                    column += run.max(1);
                }
            }
            if !path.is_empty() {
                sheet.fill(path, Fill::Solid(ink));
            }
        }
    }

    fn stretch(&self, row: usize, column: usize, run: usize) -> String {
        let at = |place: usize| place as f64 * self.side;
        // A hair more, so that no seam shows between cells.
        let (wide, high) = (at(run) + 0.2, self.side + 0.2);
        let (x, y) = (self.left + at(column), self.top + at(row));
        format!("M{x:.2} {y:.2}h{wide:.2}v{high:.2}h{:.2}z", -wide)
    }

    fn codes(&self, sheet: &mut Sheet, rows: &[Row<'_>]) {
        let Some(size) = self.letters else { return };
        for (place, row) in rows.iter().enumerate() {
            let middle = (place as f64 + 0.5) * self.side + 0.36 * size;
            let beside = Text::new(self.left - 4.0, self.top + middle, size, TEXT, row.code);
            let above = Text::new(self.left + middle, self.top - 4.0, size, TEXT, row.code);
            let marks = vec![Mark::Text(beside.anchored(Anchor::End)), Mark::Text(above.upwards())];
            sheet.draw(Mark::Group { told: row.name.to_owned(), marks });
        }
    }

    fn runs(&self, sheet: &mut Sheet, runs: &[Run<'_>], beside: f64) {
        let end = self.side * self.n as f64;
        let mut first = 0;
        let mut free = self.top;
        for run in runs {
            let (from, to) = (first as f64 * self.side, (first + run.rows) as f64 * self.side);
            first += run.rows;
            let frame = rectangle(self.left + from, self.top + from, to - from, to - from);
            sheet.line(frame, Stroke::solid(TEXT, 1.2));
            if beside == 0.0 {
                continue;
            }
            let x = self.left + end + 8.0;
            let [bracket, start, stop] =
                [x - 4.0, self.top + from + 1.0, self.top + to - 1.0].map(short);
            sheet.line(format!("M{bracket} {start}V{stop}"), Stroke::solid(TEXT, 1.2));
            let y = (self.top + (from + to) / 2.0 + 0.36 * SMALL).max(free + SMALL);
            if y <= self.top + end {
                let words = format!("{}: {}", run.name, run.rows);
                sheet.text(Text::new(x, y, SMALL, TEXT, words).within(sheet.right() - x));
                free = y + 4.0;
            }
        }
    }
}

fn described(
    unit: &str,
    rows: &[Row<'_>],
    runs: &[Run<'_>],
    value: &impl Fn(usize, usize) -> Option<f64>,
) -> String {
    let n = rows.len();
    let values = (0..n).flat_map(|row| (row + 1..n).filter_map(move |column| value(row, column)));
    let (low, high) = ends(values);
    let mut members = rows.iter().map(|row| row.name);
    let mut parts = Vec::new();
    for run in runs {
        let names: Vec<_> = members.by_ref().take(run.rows).collect();
        parts.push(format!("{}: {}", run.name, names.join(", ")));
    }
    let rest: Vec<_> = members.collect();
    if !rest.is_empty() {
        parts.push(rest.join(", "));
    }
    format!(
        "{unit} of {n} members, from {low:.2} to {high:.2}. In this order: {}.",
        parts.join("; ")
    )
}

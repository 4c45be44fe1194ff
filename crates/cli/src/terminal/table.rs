//! Tables of text: narrow columns, and a last one that takes what is left and wraps.

use super::style::dim;
use super::wrap::{clip, width, wrap};

/// Blanks between columns.
const GAP: usize = 2;

/// The last column stays at least this wide, whatever stands before it.
const LEAST: usize = 16;

/// On which side the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table of text.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    sides: Vec<Side>,
    rows: Vec<Row>,
    clips: bool,
}

#[derive(Clone, Debug)]
enum Row {
    Cells(Vec<String>),
    Span(String),
}

impl Table {
    /// An empty table, its columns given as a word: `l` for one of words, `r` for one of numbers.
    pub(crate) fn new(columns: &str) -> Table {
        let side = |column| if column == 'r' { Side::Right } else { Side::Left };
        Table { sides: columns.chars().map(side).collect(), rows: Vec::new(), clips: false }
    }

    /// With a last column that is cut to one line rather than wrapped.
    #[must_use]
    pub(crate) fn clipped(self) -> Table {
        Table { clips: true, ..self }
    }

    /// Adds a row. A row may be shorter than the table.
    pub(crate) fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(Row::Cells(cells.into_iter().map(Into::into).collect()));
    }

    /// Adds a line of text across all columns, cut where it is too long.
    pub(crate) fn span(&mut self, text: &str) {
        self.rows.push(Row::Span(text.to_owned()));
    }

    /// Whether there is no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines within `room` columns.
    pub(crate) fn lines(&self, room: usize) -> Vec<String> {
        let narrow = self.sides.len().saturating_sub(1);
        let widths: Vec<usize> = (0..narrow).map(|column| self.width_of(column)).collect();
        let before = widths.iter().map(|width| width + GAP).sum::<usize>();
        let whole = room;
        let room = room.saturating_sub(before).max(LEAST);
        let mut lines = Vec::new();
        for row in &self.rows {
            let row = match row {
                Row::Cells(cells) => cells,
                Row::Span(text) => {
                    lines.push(format!("{}{}", " ".repeat(GAP), dim(&clip(text, whole - GAP))));
                    continue;
                }
            };
            let mut lead = String::new();
            for ((cell, side), wide) in row.iter().zip(&self.sides).zip(&widths) {
                let pad = " ".repeat(wide.saturating_sub(width(cell)));
                match side {
                    Side::Left => lead += &format!("{cell}{pad}"),
                    Side::Right => lead += &format!("{pad}{cell}"),
                }
                lead += &" ".repeat(GAP);
            }
            let last = row.get(narrow).map_or("", String::as_str);
            let lines_of_last = if self.clips { vec![clip(last, room)] } else { wrap(last, room) };
            let mut wrapped = lines_of_last.into_iter();
            lines.push(format!("{lead}{}", wrapped.next().unwrap_or_default()));
            lines.extend(wrapped.map(|line| format!("{}{line}", " ".repeat(before))));
        }
        lines
    }

    /// Columns that it takes if the last column is not wrapped.
    pub(crate) fn width(&self) -> usize {
        let widths: Vec<_> = (0..self.sides.len()).map(|column| self.width_of(column)).collect();
        widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
    }

    fn width_of(&self, column: usize) -> usize {
        self.rows
            .iter()
            .filter_map(|row| match row {
                Row::Cells(cells) => cells.get(column),
                Row::Span(_) => None,
            })
            .map(|cell| width(cell))
            .max()
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_and_the_last_wraps() {
        let mut table = Table::new("lrl");
        table.row(["yes", "129", "one two three four five six seven"]);
        table.row(["abstain", "45", "x"]);
        assert_eq!(
            table.lines(40),
            ["yes      129  one two three four five", "              six seven", "abstain   45  x",]
        );
        assert_eq!(table.width(), 47);
    }
}

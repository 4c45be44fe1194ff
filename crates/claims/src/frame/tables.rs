//! Tables of votes: rows of figures under a row that tells which column is which.

use super::*;

/// What the columns of a table tell, from left to right: a position, or something else.
pub(crate) type Columns = Vec<Option<Position>>;

impl Sentence<'_> {
    /// The columns of the table that the line is part of: its own if it heads them, else those told above it.
    pub(crate) fn columns(&self, above: &Columns) -> Columns {
        let own = self.own_columns();
        if self.heads_a_table() {
            return own;
        }
        if own.len() == above.len() { above.clone() } else { Columns::new() }
    }

    /// Whether the line tells of two columns or more which position they hold.
    pub(crate) fn heads_a_table(&self) -> bool {
        self.own_columns().iter().flatten().count() > 1
    }

    fn own_columns(&self) -> Columns {
        self.cells().into_iter().map(|cell| self.side_in_head(cell)).collect()
    }

    /// The cells of a line of a table, between its upright strokes.
    fn cells(&self) -> Vec<Range<usize>> {
        // Few sentences are of a table.
        if !self.has_strokes() {
            return Vec::new();
        }
        let strokes: Vec<usize> =
            (0..self.len()).filter(|place| self.is_mark(*place, &['|'])).collect();
        let start = usize::from(strokes.first() == Some(&0));
        let last = self.len().checked_sub(1).filter(|last| strokes.last() == Some(last));
        let edges = strokes.iter().copied().filter(|place| *place > 0 && Some(*place) != last);
        let edges: Vec<usize> = edges.chain([last.unwrap_or(self.len())]).collect();
        let starts = [start].into_iter().chain(edges.iter().map(|edge| edge + 1));
        let cells = starts.zip(edges.iter().copied()).map(|(start, end)| start..end.max(start));
        cells.collect()
    }

    /// The position that the head of a column tells, if it holds no figure: "For", "No votes", "Abstentions".
    fn side_in_head(&self, cell: Range<usize>) -> Option<Position> {
        let figures = cell.clone().any(|place| self.number(place).is_some());
        let no = |place: usize| self.is_word(place, &["no"]).then_some(Position::No);
        let told = |place: usize| self.position_in(place..place + 1).or_else(|| no(place));
        cell.take(3).find_map(told).filter(|_| !figures)
    }

    /// The figures of a row under the columns of a table.
    pub(super) fn row(&self, columns: &Columns) -> Option<Frame> {
        let cells = self.cells();
        if cells.len() != columns.len() {
            return None;
        }
        let count = |(cell, position): (&Range<usize>, &Option<Position>)| {
            let (number, end) = self.number_at(cell.start)?;
            let position = position.filter(|_| end == cell.end)?;
            Some(Count { number, position, at: cell.clone() })
        };
        let counts: Vec<Count> = cells.iter().zip(columns).filter_map(count).collect();
        let mut frame = Frame::over(ClaimKind::Tally, 0..self.len());
        frame.counts = counts;
        (!frame.counts.is_empty()).then_some(frame)
    }
}

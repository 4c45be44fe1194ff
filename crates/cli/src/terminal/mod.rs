//! What people read: pages of text as wide as the terminal, with colour where it has some.
//!
//! Styles are escapes inside the strings. Nothing here asks whether the terminal wants them: the one place
//! that writes takes them out where it does not.

pub(crate) mod bar;
pub(crate) mod chart;
pub(crate) mod page;
pub(crate) mod style;
pub(crate) mod table;
pub(crate) mod wrap;

use std::ops::RangeInclusive;
use std::sync::OnceLock;

pub(crate) use page::Page;
pub(crate) use table::Table;

/// Columns of a page that is not for a terminal.
const WIDTH: usize = 80;

/// Columns of a page for a terminal: narrower ones break tables, wider lines are hard to read.
const WIDTHS: RangeInclusive<usize> = 60..=100;

static COLUMNS: OnceLock<usize> = OnceLock::new();

/// Makes pages as wide as the terminal, if standard output is one.
pub(crate) fn measure() {
    if let Some((terminal_size::Width(columns), _)) =
        terminal_size::terminal_size_of(std::io::stdout())
    {
        // Set once: at the start.
        let _ = COLUMNS.set(fit(columns.into()));
    }
}

fn fit(columns: usize) -> usize {
    columns.clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// Columns of a page.
pub(crate) fn columns() -> usize {
    COLUMNS.get().copied().unwrap_or(WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_neither_too_narrow_nor_too_wide() {
        assert_eq!([20, 72, 300].map(fit), [60, 72, 100]);
        assert_eq!(columns(), 80);
    }
}

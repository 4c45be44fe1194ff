//! What people read: pages of text, 80 columns wide, with colour where the terminal has it.
//!
//! Styles are escapes inside the strings. Nothing here asks whether the terminal wants them: the one place
//! that writes takes them out where it does not.

pub(crate) mod bar;
pub(crate) mod chart;
pub(crate) mod page;
pub(crate) mod style;
pub(crate) mod table;
pub(crate) mod wrap;

pub(crate) use page::Page;
pub(crate) use table::Table;

/// Columns of a page.
pub(crate) const WIDTH: usize = 80;

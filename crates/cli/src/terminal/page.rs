//! A page: lines of text with indents that hang.

use super::table::Table;
use super::wrap::{untied, width, wrap};
use super::{columns, style};

/// Text for people, line by line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    text: String,
}

impl Page {
    /// An empty page.
    pub(crate) fn new() -> Page {
        Page::default()
    }

    /// The page as it is printed, escapes included.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// A line as it stands.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(untied(line.as_ref()).trim_end());
        self.text.push('\n');
    }

    /// An empty line, unless there is one already or the page is empty.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading on a line of its own, after a gap.
    pub(crate) fn heading(&mut self, text: &str) {
        self.gap();
        self.line(style::bold(text));
    }

    /// Running text, every line after `indent` blanks.
    pub(crate) fn prose(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), text);
    }

    /// Running text after `lead`; the lines after the first stand under its beginning.
    pub(crate) fn hanging(&mut self, lead: &str, text: &str) {
        let indent = width(lead);
        for (place, line) in wrap(text, columns().saturating_sub(indent)).iter().enumerate() {
            let blanks = " ".repeat(indent);
            self.line(format!("{}{line}", if place == 0 { lead } else { &blanks }));
        }
    }

    /// A table after `indent` blanks.
    pub(crate) fn table(&mut self, indent: usize, table: &Table) {
        for line in table.lines(columns().saturating_sub(indent)) {
            self.line(format!("{}{line}", " ".repeat(indent)));
        }
    }
}

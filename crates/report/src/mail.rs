//! Findings as plain text to paste into a mail: everything on which one rests in one block.

use std::fmt::Write;

use scrutineer_book::Book;
use textwrap::{Options, WordSplitter, fill};

use crate::findings::Document;
use crate::grounds::{EvidenceLine, Grounds};
use crate::words::{book_line, citations, counted};

/// No line is wider: quoted twice, it still fits a mail.
pub const WIDTH: usize = 76;

/// Longer lists of names are left to the command.
const MOST_NAMES: usize = 60;

/// Where the words of an entry begin.
const INDENT: &str = "                  ";

/// The blocks of all findings, with lines between them.
pub fn page(book: &Book, documents: &[Document]) -> String {
    let blocks = documents.iter().flat_map(|document| {
        let grounds = Grounds::of(book, document);
        grounds.iter().map(|grounds| block(book, document, grounds)).collect::<Vec<_>>()
    });
    let line = format!("\n{}\n\n", "-".repeat(WIDTH));
    let mut page = blocks.collect::<Vec<_>>().join(&line);
    let unread: usize = documents.iter().map(|document| document.found.unread.len()).sum();
    if page.is_empty() {
        page.push_str("No claim about a vote was found.\n");
    }
    if unread > 0 {
        let unread = counted(unread, "more sentence");
        let said =
            format!("{unread} about votes, in which no claim could be read, are not judged.");
        let _ = writeln!(page, "{line}{}", fill(&said, WIDTH));
    }
    page
}

/// One finding, complete.
pub fn block(book: &Book, document: &Document, grounds: &Grounds<'_>) -> String {
    let mut block = Block(String::new());
    block.entry("Sentence", &quoted(&grounds.sentence));
    if grounds.words != grounds.sentence.trim_end_matches(['.', '!', '?']) {
        block.entry("Claim", &quoted(&grounds.words));
    }
    block.entry("Said by", &grounds.said_by);
    block.entry("In", &dated(document));
    block.entry("Verdict", &grounds.verdict().words().to_uppercase());
    block.entry("Reason", &grounds.explanation());
    if let Some(correction) = &grounds.correction {
        block.entry("True would be", correction);
    }
    for row in &grounds.evidence {
        block.entry("Positions", &positions(row));
    }
    for definition in &grounds.definitions {
        block.entry("Taken as", definition);
    }
    for (when, fact) in &grounds.left_out {
        block.entry(&capital(when), fact);
    }
    for words in &grounds.not_judged {
        block.entry("Not judged", &quoted(words));
    }
    block.entry("To judge it", grounds.finding.remedy.as_deref().unwrap_or_default());
    for vote in &grounds.votes {
        block.entry("Vote", &vote.line());
        block.entry("", &vote.title);
        block.entry("Source", vote.document.as_deref().unwrap_or_default());
        block.entry("", vote.url.as_deref().unwrap_or_default());
    }
    for vote in &grounds.alternatives {
        block.entry("Could also be", &format!("{}: {}", vote.line(), vote.title));
    }
    for citation in citations(&book.info) {
        block.entry("Data", &citation);
    }
    block.entry("Record", &format!("{}, id {}", book_line(&book.info), book.info.id));
    block.entry("Command", &grounds.finding.reproduce);
    block.entry("Checked with", concat!("Scrutineer ", env!("CARGO_PKG_VERSION")));
    block.0
}

/// The lines of a block.
struct Block(String);

impl Block {
    /// An entry with its name before it; none where there is nothing to say.
    fn entry(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let name = if name.is_empty() { String::new() } else { format!("{name}:") };
        let lead = format!("{name:0$}", INDENT.len());
        let options = Options::new(WIDTH)
            .initial_indent(&lead)
            .subsequent_indent(INDENT)
            .word_splitter(WordSplitter::NoHyphenation);
        self.0.push_str(&fill(text, options).replace('\u{a0}', " "));
        self.0.push('\n');
    }
}

/// `A/RES/74/29, no (6): Canada, …`; of very many the command shows the names.
fn positions(row: &EvidenceLine<'_>) -> String {
    let count = row.names.len();
    let lead = format!("{}, {}", row.symbol, row.position_word());
    if count > MOST_NAMES {
        return format!("{lead} ({count}; the command shows who)");
    }
    let names: Vec<_> = row.names.iter().map(|name| name.replace(' ', "\u{a0}")).collect();
    format!("{lead} ({count}): {}", names.join(", "))
}

fn quoted(words: &str) -> String {
    if words.contains(['"', '“', '”', '«']) {
        words.to_owned()
    } else {
        format!("\"{words}\"")
    }
}

fn dated(document: &Document) -> String {
    let source = crate::words::plain(&document.source);
    match document.found.date {
        Some(date) => format!("{source}, {}", date.in_words()),
        None => source,
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_apart_from_its_words() {
        for name in ["In", "True would be", "Could also be", "Before and since"] {
            let mut block = Block(String::new());
            block.entry(name, &"words ".repeat(40));
            assert!(block.0.starts_with(&format!("{name}: ")), "{}", block.0);
            let aligned = block.0.lines().all(|line| line.find("words") == Some(INDENT.len()));
            assert!(aligned && block.0.lines().all(|line| line.len() <= WIDTH), "{}", block.0);
        }
    }
}

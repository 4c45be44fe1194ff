//! Markdown: its signs away, its words with their places.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Offsets;
use super::facts::Facts;
use super::writer::Writer;

/// The text of a Markdown file, where its letters stood, and what the head of the file says.
pub(super) fn read(source: &str) -> (String, Offsets, Facts) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader::new(source);
    for (event, at) in Parser::new_ext(source, options).into_offset_iter() {
        reader.read(&event, at);
    }
    reader.end();
    let (text, offsets) = reader.writer.finish(reader.paragraphs);
    (text, offsets, reader.facts)
}

struct Reader<'s> {
    source: &'s str,
    writer: Writer<'s>,
    facts: Facts,
    paragraphs: Vec<Range<usize>>,
    /// What the words that are being read belong to.
    place: Place,
    /// Whether a cell of the row of a table has been read.
    cell: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Title,
    Head,
    Image(usize),
    Code,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Reader<'s> {
        Reader {
            source,
            writer: Writer::new(source),
            facts: Facts::default(),
            paragraphs: Vec::new(),
            place: Place::Text,
            cell: false,
        }
    }

    fn read(&mut self, event: &Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(Tag::TableCell) => self.cell(at),
            Event::End(TagEnd::TableCell) => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.ended(*tag),
            Event::Text(words) => self.words(words, at),
            Event::Code(words) => self.code(words, at),
            // The words in a piece of HTML are words; its tags stand in events of their own.
            Event::Html(html) => self.html(html, at),
            Event::SoftBreak => self.writer.letters(" ", at),
            Event::HardBreak => self.writer.line(at),
            Event::Rule => self.end(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } => {
                let deep = if let Place::Image(deep) = self.place { deep + 1 } else { 1 };
                self.place = Place::Image(deep);
            }
            Tag::MetadataBlock(_) => self.place = Place::Head,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            tag => {
                self.end();
                self.cell = false;
                self.place = match tag {
                    Tag::Heading { .. } => Place::Title,
                    Tag::CodeBlock(_) => Place::Code,
                    _ => Place::Text,
                };
            }
        }
    }

    /// A cell of a table. A row is one paragraph: what a figure tells depends on the cells beside it.
    fn cell(&mut self, at: Range<usize>) {
        let before = self.source.get(..at.start).unwrap_or_default();
        if let Some(stroke) = before.rfind('|').filter(|_| self.cell) {
            self.writer.letters(" ", stroke..stroke);
            self.writer.letters("|", stroke..stroke + 1);
            self.writer.letters(" ", stroke + 1..stroke + 1);
        }
        self.cell = true;
    }

    fn ended(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                self.place = match self.place {
                    Place::Image(deep) if deep > 1 => Place::Image(deep - 1),
                    _ => Place::Text,
                };
            }
            TagEnd::MetadataBlock(_) => self.place = Place::Text,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            _ => {
                self.end();
                self.place = Place::Text;
            }
        }
    }

    fn end(&mut self) {
        if let Some(paragraph) = self.writer.end() {
            if self.place == Place::Title {
                self.facts.heading(self.writer.get(paragraph.clone()));
            }
            self.paragraphs.push(paragraph);
        }
    }

    fn words(&mut self, words: &str, at: Range<usize>) {
        match self.place {
            Place::Head => self.facts.front_matter(words),
            Place::Image(_) => {}
            place if self.source.get(at.clone()) == Some(words) => {
                self.writer.same(at, place == Place::Code);
            }
            _ => self.writer.letters(words, at),
        }
    }

    /// Words in back quotes: without them, the same words.
    fn code(&mut self, words: &str, at: Range<usize>) {
        let inner = self.source.get(at.clone()).and_then(|code| code.find(words));
        match (inner, self.place) {
            (_, Place::Image(_)) => {}
            (Some(start), _) => {
                self.writer.same(at.start + start..at.start + start + words.len(), false)
            }
            (None, _) => self.writer.letters(words, at),
        }
    }

    /// Lines of HTML: the words between the tags of each.
    fn html(&mut self, html: &str, at: Range<usize>) {
        let mut place = at.start;
        for piece in html.split_inclusive(['<', '>']) {
            if let Some(words) =
                piece.strip_suffix('<').or(Some(piece).filter(|it| !it.ends_with('>')))
            {
                self.writer.same(place..place + words.len(), false);
            }
            place += piece.len();
        }
    }
}

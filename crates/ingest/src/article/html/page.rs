//! A page as its tags and letters come: paragraphs, each with where on the page it stands.

use std::collections::HashMap;
use std::ops::Range;

use super::super::Offsets;
use super::super::facts::Facts;
use super::super::writer::Writer;
use super::Tag;
use super::elements::{Element, ROLES_AROUND, ROLES_MAIN, ends, hints_at_around};
use super::main_text::main_text;

/// Where on a page something stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    /// In the article.
    pub(super) main: bool,
    /// In a menu, a footer or another element that is for what stands around an article.
    pub(super) around: bool,
    /// In something whose class says so.
    pub(super) hinted: bool,
    /// In an item of a list, or a cell of a table.
    pub(super) item: bool,
    pub(super) heading: bool,
    title: bool,
    link: bool,
    lines: bool,
    hidden: bool,
}

/// A paragraph, a heading, an item or a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) at: Range<usize>,
    pub(super) setting: Setting,
    /// Its length, and how much of that is in links.
    pub(super) length: usize,
    pub(super) linked: usize,
}

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    name: usize,
    element: Element,
    setting: Setting,
}

/// Elements nested deeper are read as if they were not nested.
const DEEPEST: usize = 100_000;
/// The end tag of an element of words looks so far for its start.
const FARTHEST: usize = 64;

/// What has been read of a page.
pub(super) struct Page<'s> {
    writer: Writer<'s>,
    facts: Facts,
    /// The numbers of tags' names.
    names: HashMap<Vec<u8>, usize>,
    /// The names by number, and how many elements of each are open.
    tags: Vec<(Vec<u8>, usize)>,
    open: Vec<Open>,
    /// How many elements are open beyond the deepest.
    beyond: usize,
    paragraphs: Vec<Paragraph>,
    paragraph: Paragraph,
    /// Where what may be a footnote's mark began.
    raised: Option<usize>,
    /// Whether the script that is being read holds data.
    is_data: bool,
}

impl<'s> Page<'s> {
    pub(super) fn new(source: &'s str) -> Page<'s> {
        Page {
            writer: Writer::new(source),
            facts: Facts::default(),
            names: HashMap::new(),
            tags: Vec::new(),
            open: Vec::new(),
            beyond: 0,
            paragraphs: Vec::new(),
            paragraph: Paragraph::default(),
            raised: None,
            is_data: false,
        }
    }

    /// The article's text, where its letters stood, and what the page says of itself.
    pub(super) fn finish(mut self) -> (String, Offsets, Facts) {
        self.end_paragraph();
        let kept = main_text(&self.paragraphs);
        let (text, offsets) = self.writer.finish(kept.map(|paragraph| paragraph.at.clone()));
        (text, offsets, self.facts)
    }

    fn setting(&self) -> Setting {
        self.open.last().map(|open| open.setting).unwrap_or_default()
    }

    /// Letters that stand in the source.
    pub(super) fn same(&mut self, at: Range<usize>) {
        let setting = self.setting();
        self.write(|writer| writer.same(at, setting.lines));
    }

    /// Letters that the source writes otherwise.
    pub(super) fn letters(&mut self, letters: &str, at: Range<usize>) {
        self.write(|writer| writer.letters(letters, at));
    }

    fn write(&mut self, write: impl FnOnce(&mut Writer<'s>)) {
        let setting = self.setting();
        if setting.hidden {
            return;
        }
        let before = self.writer.len();
        write(&mut self.writer);
        let written = self.writer.len() - before;
        if written > 0 && self.paragraph.length == 0 {
            self.paragraph.setting = setting;
        }
        self.paragraph.length += written;
        self.paragraph.linked += if setting.link { written } else { 0 };
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        self.raised = None;
        if let Some(at) = self.writer.end() {
            if paragraph.setting.title && !paragraph.setting.around {
                self.facts.heading(self.writer.get(at.clone()));
            }
            self.paragraphs.push(Paragraph { at, ..paragraph });
        }
    }

    /// A start tag.
    pub(super) fn start(&mut self, tag: &Tag, at: Range<usize>) {
        let element = Element::of(&tag.name);
        self.facts_of(tag);
        if element.ends_paragraph() {
            self.end_paragraph();
        }
        match element {
            Element::Break if !self.setting().hidden => self.writer.line(at),
            Element::Break | Element::Void | Element::Rule => {}
            _ => self.push(tag, element),
        }
    }

    fn push(&mut self, tag: &Tag, element: Element) {
        while self.open.last().is_some_and(|open| ends(self.tag_of(*open), &tag.name, element)) {
            self.pop();
        }
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let name = self.number(&tag.name);
        if let Some((_, count)) = self.tags.get_mut(name) {
            *count += 1;
        }
        let setting = settle(self.setting(), tag, element);
        self.open.push(Open { name, element, setting });
        if element == Element::Raised {
            self.raised = Some(self.writer.len());
        }
    }

    /// The number of a tag's name.
    fn number(&mut self, name: &[u8]) -> usize {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let number = self.tags.len();
        self.names.insert(name.to_vec(), number);
        self.tags.push((name.to_vec(), 0));
        number
    }

    fn tag_of(&self, open: Open) -> &[u8] {
        self.tags.get(open.name).map_or(&[], |(name, _)| name)
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop()
            && let Some((_, count)) = self.tags.get_mut(open.name)
        {
            *count -= 1;
        }
    }

    /// An end tag; one that ends nothing is passed over.
    pub(super) fn end(&mut self, name: &[u8]) {
        let element = Element::of(name);
        if element.ends_paragraph() {
            self.end_paragraph();
        }
        if element == Element::Raised {
            self.end_raised();
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(number) = self.names.get(name).copied() else { return };
        if self.tags.get(number).is_none_or(|(_, count)| *count == 0) {
            return;
        }
        if element.ends_paragraph() || element == Element::Hidden {
            while self.open.last().is_some_and(|open| open.name != number) {
                self.pop();
            }
            return self.pop();
        }
        // An element of words does not end the blocks that were begun in it.
        let among = self.open.iter().rev().take(FARTHEST);
        let within = among.take_while(|open| !open.element.ends_paragraph());
        if let Some(deep) = within.map(|open| open.name).position(|name| name == number) {
            (0..=deep).for_each(|_| self.pop());
        }
    }

    /// Takes back a footnote's mark, so that "46" with a raised 2 is not 462.
    fn end_raised(&mut self) {
        let Some(start) = self.raised.take() else { return };
        let mark = self.writer.since(start).trim();
        if is_footnote(mark) && self.paragraph.length > mark.len() {
            let length = self.writer.len() - start;
            self.writer.cut(start);
            self.paragraph.length -= length;
            self.paragraph.linked = self.paragraph.linked.min(self.paragraph.length);
        }
    }

    fn facts_of(&mut self, tag: &Tag) {
        let content = tag.get("content").or(tag.get("datetime"));
        match tag.name.as_slice() {
            b"meta" => {
                let names =
                    ["property", "name", "itemprop"].into_iter().filter_map(|key| tag.get(key));
                names.for_each(|name| self.facts.meta(name, content.unwrap_or_default()));
            }
            b"time" => {
                let setting = self.setting();
                if !setting.around && !setting.hinted {
                    self.facts.time(tag.get("datetime").unwrap_or_default(), setting.main);
                }
            }
            b"script" => {
                let kind = tag.get("type").unwrap_or_default().trim();
                self.is_data = kind.eq_ignore_ascii_case("application/ld+json");
            }
            _ => {}
        }
        if let (Some("datePublished"), Some(date)) = (tag.get("itemprop"), content) {
            self.facts.meta("datePublished", date);
        }
    }

    /// What stood in an element whose content is no HTML.
    pub(super) fn raw(&mut self, name: &[u8], content: &str) {
        // The drawings of a page have titles too.
        let outside = self.open.iter().rev().skip(1).all(|open| !open.setting.hidden);
        match name {
            b"title" if outside => self.facts.window(content),
            b"script" if self.is_data => self.facts.linked_data(content),
            _ => {}
        }
    }
}

/// The setting in an element.
fn settle(around: Setting, tag: &Tag, element: Element) -> Setting {
    let mut setting = around;
    let role = tag.get("role").unwrap_or_default();
    let body = matches!(tag.name.as_slice(), b"html" | b"body");
    let text = tag.name == b"main" || tag.get("itemprop") == Some("articleBody");
    if text {
        // Whatever was begun around it and not ended.
        setting = Setting { around: false, hinted: false, ..setting };
    }
    setting.main |= text || element == Element::Main || ROLES_MAIN.contains(&role);
    setting.around |= element == Element::Around
        || ROLES_AROUND.contains(&role)
        || (element == Element::Header && !setting.main);
    let names = [tag.get("class"), tag.get("id")].into_iter().flatten();
    setting.hinted |= !body && element != Element::Main && names.into_iter().any(hints_at_around);
    setting.hidden |= element == Element::Hidden || (!body && is_hidden(tag));
    setting.lines |= element == Element::Lines;
    setting.link |= element == Element::Link && tag.get("href").is_some();
    if element.ends_paragraph() {
        setting.heading = element == Element::Heading;
        setting.title = tag.name == b"h1";
        setting.item |= element == Element::Item;
    }
    setting
}

fn is_hidden(tag: &Tag) -> bool {
    let style = tag.get("style").unwrap_or_default();
    let style: String = style.chars().filter(|letter| !letter.is_whitespace()).collect();
    tag.get("hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether raised letters are a footnote's mark: "2", "[14]", "*". "th" is none.
fn is_footnote(mark: &str) -> bool {
    let bracketed = mark.starts_with('[') && mark.ends_with(']');
    let sign = |letter: char| letter.is_ascii_digit() || "*†‡§,() ".contains(letter);
    !mark.is_empty() && (bracketed || mark.len() <= 8 && mark.chars().all(sign))
}

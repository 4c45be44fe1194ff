//! HTML: the tokenizer's tags and letters, each with its place in the source, go to the [`page`].
//!
//! Where a quotation mark, a comment or a tag is never closed, the standard gives all that follows to it. A
//! reader of articles must not lose one that way: what such an opening swallowed is read once more without it.

mod elements;
mod main_text;
mod page;

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer};

use super::Offsets;
use super::facts::Facts;
use page::Page;

/// The text of a page, where its letters stood, and what the page says of itself.
pub(super) fn read(source: &str) -> (String, Offsets, Facts) {
    let mut letters = Letters::new(source);
    // Each kind of opening that is not closed swallows the rest once; there are fewer kinds than this.
    for _ in 0..16 {
        let from = letters.position;
        let rest = source.get(from..).unwrap_or("");
        let mut tokenizer = Tokenizer::new_with_emitter(rest, Handle(&mut letters));
        while let Some(Ok(_)) = tokenizer.next() {}
        if !letters.go_back() {
            break;
        }
    }
    letters.page.finish()
}

/// So much of a name or a value is read; the rest of a longer one tells nothing.
const LONGEST_NAME: usize = 40;
const LONGEST_VALUE: usize = 2000;
/// So much of a script with schema.org's data, or of a title, is read.
const LONGEST_RAW: usize = 1 << 20;

const COMMENT: &str = "<!--";

/// A tag with the attributes that are looked at.
#[derive(Debug, Default)]
pub(super) struct Tag {
    name: Vec<u8>,
    is_end: bool,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// The value of an attribute, empty if it has none.
    fn get(&self, name: &str) -> Option<&str> {
        let mut found = self.attributes.iter().filter(|(known, _)| *known == name);
        found.next().map(|(_, value)| value.as_str())
    }
}

/// The attributes that tell something about an article.
const ATTRIBUTES: [&str; 12] = [
    "class", "content", "datetime", "hidden", "href", "id", "itemprop", "name", "property", "role",
    "style", "type",
];

/// Elements whose content is no HTML up to their end tag.
const RAW: [(&[u8], State); 8] = [
    (b"iframe", State::RawText),
    (b"noembed", State::RawText),
    (b"noframes", State::RawText),
    (b"noscript", State::RawText),
    (b"script", State::ScriptData),
    (b"style", State::RawText),
    (b"textarea", State::RcData),
    (b"title", State::RcData),
];

/// Takes what the tokenizer finds.
struct Letters<'s> {
    source: &'s str,
    position: usize,
    /// Up to where everything has been taken.
    taken: usize,
    /// Letters that stand in the source as they are, not yet handed on.
    same: Range<usize>,
    tag: Tag,
    attribute: Attribute,
    last_start: Vec<u8>,
    /// Where the markup that is being read begins.
    open: Option<usize>,
    /// The element whose raw content is being read, and as much of that as is of use.
    raw: Option<&'static [u8]>,
    raw_start: usize,
    content: String,
    /// Raw elements of which no end tag follows any more.
    endless: Vec<&'static [u8]>,
    page: Page<'s>,
}

/// The attribute that is being read; most are of no interest.
#[derive(Debug, Default)]
struct Attribute {
    name: Vec<u8>,
    value: Vec<u8>,
}

impl<'s> Letters<'s> {
    fn new(source: &'s str) -> Letters<'s> {
        Letters {
            source,
            position: 0,
            taken: 0,
            same: 0..0,
            tag: Tag::default(),
            attribute: Attribute::default(),
            last_start: Vec::new(),
            open: None,
            raw: None,
            raw_start: 0,
            content: String::new(),
            endless: Vec::new(),
            page: Page::new(source),
        }
    }

    /// Hands on the letters that were read so far.
    fn flush(&mut self) {
        let same = std::mem::replace(&mut self.same, self.taken..self.taken);
        if same.is_empty() {
            return;
        }
        match self.raw {
            Some(_) => {
                let letters = self.source.get(same).unwrap_or("");
                self.keep_raw(letters);
            }
            None => self.page.same(same),
        }
    }

    fn keep_raw(&mut self, letters: &str) {
        if self.content.len() + letters.len() <= LONGEST_RAW {
            self.content.push_str(letters);
        }
    }

    /// Takes letters that end at the tokenizer's position.
    fn take(&mut self, letters: &[u8]) {
        let start = self.position.saturating_sub(letters.len());
        let there = self.source.as_bytes().get(start..self.position).unwrap_or_default();
        // Of a line's end written as two characters the tokenizer gives one.
        let same = there == letters || (there == b"\r" && letters == b"\n");
        if same && start >= self.taken {
            if self.same.end != start {
                self.flush();
                self.same = start..start;
            }
            self.same.end = self.position;
            self.taken = self.position;
            return;
        }
        // A character reference.
        self.flush();
        let at = self.taken..self.position;
        self.taken = self.position;
        self.same = self.taken..self.taken;
        let letters = String::from_utf8_lossy(letters);
        match self.raw {
            Some(_) => self.keep_raw(&letters),
            None => self.page.letters(&letters, at),
        }
    }

    /// Markup ends at the tokenizer's position.
    fn markup(&mut self) -> Range<usize> {
        self.flush();
        let start = self.open.take().unwrap_or(self.taken);
        self.taken = self.position;
        self.same = self.taken..self.taken;
        start..self.position
    }

    fn end_attribute(&mut self) {
        let Attribute { name, value } = std::mem::take(&mut self.attribute);
        let known = ATTRIBUTES.iter().find(|known| known.as_bytes() == name);
        if let Some(known) = known
            && self.tag.get(known).is_none()
        {
            self.tag.attributes.push((known, String::from_utf8_lossy(&value).into_owned()));
        }
    }

    /// Goes back behind the beginning of what never ended, if there is any such thing and something behind it.
    fn go_back(&mut self) -> bool {
        self.flush();
        let behind = match self.raw.take() {
            Some(name) => {
                self.endless.push(name);
                self.page.end(name);
                Some(self.raw_start)
            }
            None => self.open.and_then(|open| self.behind(open)),
        };
        self.open = None;
        let Some(behind) = behind.filter(|behind| *behind < self.source.len()) else {
            return false;
        };
        self.position = behind;
        self.taken = behind;
        self.same = behind..behind;
        true
    }

    /// Where reading goes on behind markup that begins at `open` and has no end.
    fn behind(&self, open: usize) -> Option<usize> {
        let markup = self.source.get(open..)?;
        if markup.starts_with(COMMENT) {
            return Some(open + COMMENT.len());
        }
        markup.find('>').map(|end| open + end + 1)
    }

    /// Whether the markup that ends here was ended, and not cut off by the end of the file.
    fn is_closed(&self) -> bool {
        let markup = self.open.and_then(|open| self.source.get(open..self.position)).unwrap_or("");
        let ends: &[&str] = if markup.starts_with(COMMENT) { &["-->", "--!>"] } else { &[">"] };
        ends.iter().any(|end| markup.ends_with(end))
    }

    /// Whether the end tag of a raw element follows. Where one is missing it is missing for all that come after,
    /// and they are looked for no more.
    fn has_end(&mut self, name: &'static [u8]) -> bool {
        if self.endless.contains(&name) {
            return false;
        }
        let rest = self.source.as_bytes().get(self.position..).unwrap_or_default();
        let found = memchr::memmem::find_iter(rest, b"</").any(|at| {
            let there = rest.get(at + 2..).unwrap_or_default();
            let (found, next) = there.split_at_checked(name.len()).unwrap_or_default();
            let ends =
                next.first().is_some_and(|next| next.is_ascii_whitespace() || b"/>".contains(next));
            ends && found.eq_ignore_ascii_case(name)
        });
        if !found {
            self.endless.push(name);
        }
        found
    }

    fn start_tag(&mut self, at: Range<usize>) -> Option<State> {
        self.last_start.clone_from(&self.tag.name);
        self.page.start(&self.tag, at);
        let (name, state) = RAW.iter().find(|(name, _)| *name == self.tag.name)?;
        if !self.has_end(name) {
            self.page.end(name);
            return None;
        }
        self.raw = Some(name);
        self.raw_start = self.position;
        self.content.clear();
        Some(*state)
    }

    fn end_tag(&mut self) {
        if let Some(name) = self.raw.take() {
            let content = std::mem::take(&mut self.content);
            self.page.raw(name, &content);
        }
        self.page.end(&self.tag.name);
    }
}

/// What the tokenizer is given; the letters outlive it.
struct Handle<'l, 's>(&'l mut Letters<'s>);

impl Emitter for Handle<'_, '_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.0.last_start = name.unwrap_or_default().to_vec();
    }
    fn emit_eof(&mut self) {}
    fn emit_error(&mut self, _: Error) {}
    fn should_emit_errors(&mut self) -> bool {
        false
    }
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }
    fn emit_string(&mut self, letters: &[u8]) {
        // What began like markup was none, as in "x < y", or nothing, as "</>" is.
        self.0.open = None;
        self.0.take(letters);
    }
    fn start_open_tag(&mut self) {
        self.0.open = self.0.position.checked_sub(1);
    }
    fn init_start_tag(&mut self) {
        self.0.tag = Tag::default();
    }
    fn init_end_tag(&mut self) {
        self.0.tag = Tag { is_end: true, ..Tag::default() };
    }
    fn init_comment(&mut self) {}
    fn emit_current_tag(&mut self) -> Option<State> {
        self.0.end_attribute();
        let at = self.0.markup();
        if self.0.tag.is_end {
            self.0.end_tag();
            return None;
        }
        self.0.start_tag(at)
    }
    fn emit_current_comment(&mut self) {
        if self.0.is_closed() {
            self.0.markup();
        }
    }
    fn emit_current_doctype(&mut self) {
        if self.0.is_closed() {
            self.0.markup();
        }
    }
    fn set_self_closing(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_tag_name(&mut self, name: &[u8]) {
        push(&mut self.0.tag.name, name, LONGEST_NAME);
    }
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn init_attribute(&mut self) {
        self.0.end_attribute();
    }
    fn push_attribute_name(&mut self, name: &[u8]) {
        push(&mut self.0.attribute.name, name, LONGEST_NAME);
    }
    fn push_attribute_value(&mut self, value: &[u8]) {
        push(&mut self.0.attribute.value, value, LONGEST_VALUE);
    }
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.0.tag.is_end && self.0.tag.name == self.0.last_start
    }
    fn move_position(&mut self, offset: isize) {
        self.0.position = self.0.position.saturating_add_signed(offset);
    }
}

/// Adds to a name or a value as much as is read of it.
fn push(to: &mut Vec<u8>, more: &[u8], longest: usize) {
    let room = longest.saturating_sub(to.len()).min(more.len());
    to.extend_from_slice(more.get(..room).unwrap_or_default());
}

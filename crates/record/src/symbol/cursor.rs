//! A place in a text, and the small steps forward from it.

use crate::session::Roman;

use super::error::{Fault, Why};

/// Where the text comes from, which decides how loosely it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// A field that should hold a symbol and nothing else: stray spaces and small letters are slips.
    Field,
    /// Running English text: a space or a small letter ends the symbol.
    Prose,
}

/// A place in a text. Copying it is how a reading goes back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    style: Style,
}

/// Makes one of the many hyphens, dashes and spaces of printed symbols.
fn fold(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\t'
        | '\n'
        | '\r'
        | '\u{A0}'
        | '\u{2000}'..='\u{200B}'
        | '\u{202F}'
        | '\u{3000}'
        | '\u{FEFF}' => ' ',
        other => other,
    }
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize, style: Style) -> Cursor<'t> {
        Cursor { text, at, style }
    }

    /// The byte offset in the text; always on a character boundary.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn is_prose(&self) -> bool {
        self.style == Style::Prose
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What was passed since `earlier`.
    pub(super) fn since(&self, earlier: Cursor<'_>) -> &'t str {
        self.text.get(earlier.at..self.at).unwrap_or_default()
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    pub(super) fn fault(&self, why: Why) -> Fault {
        Fault { at: self.at, why }
    }

    /// The next character, with every hyphen and space made plain.
    pub(super) fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii_graphic() => Some(char::from(*byte)),
            Some(_) => self.rest().chars().next().map(fold),
            None => None,
        }
    }

    pub(super) fn peeks_digit(&self) -> bool {
        self.peek().is_some_and(|next| next.is_ascii_digit())
    }

    /// Whether a word or number could still be running on.
    pub(super) fn peeks_alphanumeric(&self) -> bool {
        self.peek().is_some_and(char::is_alphanumeric)
    }

    /// Steps over one character.
    pub(super) fn bump(&mut self) {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    /// Steps over `wanted` if it is next.
    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let is_next = self.peek() == Some(wanted);
        if is_next {
            self.bump();
        }
        is_next
    }

    /// Steps over as many bytes, which must end on a character boundary to count.
    fn skip(&mut self, bytes: usize) {
        if self.text.is_char_boundary(self.at + bytes) {
            self.at += bytes;
        }
    }

    /// Steps over the spaces that a slip can put into a symbol; running text has none there.
    pub(super) fn gap(&mut self) {
        if self.style == Style::Field {
            while self.eat(' ') {}
        }
    }

    /// Steps over the spaces between words: up to three, since more are a gap in the layout.
    pub(super) fn spaces(&mut self) -> bool {
        (0..3).take_while(|_| self.eat(' ')).count() > 0
    }

    /// The letters A to Z from here on, in either case.
    pub(super) fn letters(&self) -> &'t str {
        let rest = self.rest();
        let end = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        rest.get(..end).unwrap_or_default()
    }

    /// Steps over `word`, in either case, whatever follows.
    pub(super) fn eat_start(&mut self, word: &str) -> bool {
        let is_next = self
            .text
            .as_bytes()
            .get(self.at..self.at + word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()));
        if is_next {
            self.skip(word.len());
        }
        is_next
    }

    /// Steps over `word`, in either case, if no further letter follows it.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        let is_next = ahead.eat_start(word) && !ahead.peek().is_some_and(char::is_alphabetic);
        if is_next {
            *self = ahead;
        }
        is_next
    }

    /// Steps over the words of `phrase`, whose spaces may be line breaks or non-breaking.
    pub(super) fn eat_phrase(&mut self, phrase: &str) -> bool {
        let mut ahead = *self;
        let mut words = phrase.split(' ');
        let is_next = words.next().is_some_and(|first| ahead.eat_word(first))
            && words.all(|word| ahead.spaces() && ahead.eat_word(word));
        if is_next {
            *self = ahead;
        }
        is_next
    }

    /// Steps over the separator between two parts of a symbol. A doubled one is a slip.
    pub(super) fn slash(&mut self) -> bool {
        let start = *self;
        self.gap();
        if !self.eat('/') {
            *self = start;
            return false;
        }
        self.gap();
        if self.style == Style::Field && self.eat('/') {
            self.gap();
        }
        true
    }

    /// Reads the number that must stand here: 1 or more.
    pub(super) fn number(&mut self) -> Result<u32, Fault> {
        let start = *self;
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return Err(start.fault(Why::NoNumber));
        }
        self.skip(digits);
        match self.since(start).parse() {
            Ok(0) => Err(start.fault(Why::Zero)),
            Ok(number) => Ok(number),
            Err(_) => Err(start.fault(Why::TooLarge)),
        }
    }

    /// Reads a number that must stand here and be small enough.
    pub(super) fn small_number<N: TryFrom<u32>>(&mut self) -> Result<N, Fault> {
        let start = *self;
        N::try_from(self.number()?).map_err(|_| start.fault(Why::TooLarge))
    }

    /// Reads a Roman numeral that takes up all the letters from here on.
    ///
    /// In running text small letters are an enumeration: `(i)`.
    pub(super) fn roman(&mut self) -> Option<u8> {
        let letters = self.letters();
        if self.is_prose() && letters.bytes().any(|letter| letter.is_ascii_lowercase()) {
            return None;
        }
        let Roman(number) = letters.parse().ok()?;
        self.skip(letters.len());
        Some(number)
    }

    /// Runs `read`, and comes back here if it finds nothing.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }
}

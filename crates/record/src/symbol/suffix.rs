//! What is appended to the symbol of a document.

use std::fmt;

use crate::session::Roman;

use super::cursor::Cursor;
use super::error::{Fault, Why};

/// An addition to a document's symbol: the `/Rev.1` of `A/C.1/73/L.27/Rev.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Suffix {
    /// `/Rev.1`: the text replaced by a new one.
    Revision(u16),
    /// `/Add.1`: a further text, often further sponsors.
    Addendum(u16),
    /// `/Corr.1`: a correction.
    Corrigendum(u16),
    /// `/Amend.1`: an amendment.
    Amendment(u16),
    /// ` (Part II)`.
    Part(u8),
    /// ` (Vol. II)`.
    Volume(u8),
    /// ` (Sect. 29)`: a section of the proposed budget.
    Section(u16),
    /// ` (Annex)`.
    Annex,
    /// ` (Resumption 1)`: a meeting that was suspended and resumed.
    Resumption(u16),
    /// ` para. 7`: a place in the document.
    Paragraph(u16),
}

/// More suffixes than this on one symbol are no symbol.
pub(super) const MOST_SUFFIXES: usize = 6;

impl Suffix {
    /// Whether both are of one kind, so that one replaces the other.
    pub(super) fn is_like(self, other: Suffix) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// The same kind of suffix with another number; `None` for kinds that no range counts through.
    pub(super) fn numbered(self, number: u16) -> Option<Suffix> {
        match self {
            Suffix::Revision(_) => Some(Suffix::Revision(number)),
            Suffix::Addendum(_) => Some(Suffix::Addendum(number)),
            Suffix::Corrigendum(_) => Some(Suffix::Corrigendum(number)),
            Suffix::Amendment(_) => Some(Suffix::Amendment(number)),
            _ => None,
        }
    }

    /// The number that a range can count on from.
    pub(super) fn number(self) -> Option<u16> {
        match self {
            Suffix::Revision(number)
            | Suffix::Addendum(number)
            | Suffix::Corrigendum(number)
            | Suffix::Amendment(number) => Some(number),
            _ => None,
        }
    }

    /// Steps over the suffixes that follow.
    pub(super) fn eat_all(cursor: &mut Cursor<'_>) -> Result<Vec<Suffix>, Fault> {
        let mut suffixes = Vec::new();
        while let Some(suffix) = Suffix::eat(cursor)? {
            if suffixes.len() == MOST_SUFFIXES {
                return Err(cursor.fault(Why::Trailing));
            }
            suffixes.push(suffix);
        }
        Ok(suffixes)
    }

    fn eat(cursor: &mut Cursor<'_>) -> Result<Option<Suffix>, Fault> {
        let mut ahead = *cursor;
        let found = if ahead.slash() {
            Suffix::eat_word(&mut ahead)?
        } else {
            Suffix::eat_aside(&mut ahead)
        };
        if found.is_some() {
            *cursor = ahead;
        }
        Ok(found)
    }

    /// `Rev.1`, `Add. 3`, `CORR.1`: what follows a slash.
    pub(super) fn eat_word(cursor: &mut Cursor<'_>) -> Result<Option<Suffix>, Fault> {
        let make = if cursor.eat_word("REV") {
            Suffix::Revision
        } else if cursor.eat_word("ADD") {
            Suffix::Addendum
        } else if cursor.eat_word("CORR") {
            Suffix::Corrigendum
        } else if cursor.eat_word("AMEND") {
            Suffix::Amendment
        } else {
            return Ok(None);
        };
        cursor.eat('.');
        cursor.gap();
        cursor.small_number().map(|number| Some(make(number)))
    }

    /// `(Part II)`, `(Resumption1)`, `para.7`: what follows a space, or nothing.
    fn eat_aside(cursor: &mut Cursor<'_>) -> Option<Suffix> {
        cursor.spaces();
        if !cursor.is_prose() && cursor.eat_start("PARA.") {
            cursor.gap();
            return cursor.small_number().ok().map(Suffix::Paragraph);
        }
        if !cursor.eat('(') {
            return None;
        }
        let suffix = if cursor.eat_start("PART") {
            Suffix::Part(numeral(cursor)?)
        } else if cursor.eat_start("VOL.") {
            Suffix::Volume(numeral(cursor)?)
        } else if cursor.eat_start("SECT.") {
            cursor.spaces();
            Suffix::Section(cursor.small_number().ok()?)
        } else if cursor.eat_start("RESUMPTION") {
            cursor.spaces();
            Suffix::Resumption(if cursor.peeks_digit() { cursor.small_number().ok()? } else { 1 })
        } else if cursor.eat_start("ANNEX") {
            Suffix::Annex
        } else {
            return None;
        };
        cursor.eat(')').then_some(suffix)
    }
}

/// A number in Roman or Arabic numerals.
fn numeral(cursor: &mut Cursor<'_>) -> Option<u8> {
    cursor.spaces();
    cursor.roman().or_else(|| cursor.small_number().ok())
}

/// Writes the suffix with the slash or the space before it.
impl fmt::Display for Suffix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suffix::Revision(number) => write!(out, "/Rev.{number}"),
            Suffix::Addendum(number) => write!(out, "/Add.{number}"),
            Suffix::Corrigendum(number) => write!(out, "/Corr.{number}"),
            Suffix::Amendment(number) => write!(out, "/Amend.{number}"),
            Suffix::Part(number) => write!(out, " (Part {})", Roman(*number)),
            Suffix::Volume(number) => write!(out, " (Vol. {})", Roman(*number)),
            Suffix::Section(number) => write!(out, " (Sect. {number})"),
            Suffix::Annex => out.write_str(" (Annex)"),
            Suffix::Resumption(number) => write!(out, " (Resumption {number})"),
            Suffix::Paragraph(number) => write!(out, " para. {number}"),
        }
    }
}

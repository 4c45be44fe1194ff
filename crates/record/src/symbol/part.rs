//! The part of a resolution that a symbol names.

use std::fmt;

use crate::session::Roman;

use super::cursor::Cursor;

/// A part of a resolution or decision: the `A` of `A/RES/181(II)A`, the `B-IX` of `A/RES/50/38B-IX`.
///
/// The library puts the parts that it added itself in brackets (`A/RES/67/234[B]`); both spellings are the
/// same part. Parts are ordered: letters, then pairs of letters, then Roman numerals by their value, then
/// paragraphs and rules. A single `I`, `V` or `X` is a letter, since the symbol alone cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part(pub(super) Parts);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Parts {
    /// `B`, `XIII`; or two joined: `A-C` is a range, `B-IX` section IX of part B.
    Lettered(Label, Option<Label>),
    /// `PARA.2`: a paragraph that was voted on separately.
    Paragraph(u16),
    /// `RULE-73`.
    Rule(u16),
    /// `RULE-T`: a rule that had only a letter.
    LetteredRule(Label),
}

/// A letter, two letters, or a Roman numeral from II to XXXIX of two letters or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Label {
    Letter(char),
    Pair(char, char),
    Roman(u8),
}

impl Label {
    /// Reads the letters of a label, in either case.
    pub(super) fn from_letters(letters: &str) -> Option<Label> {
        let mut each = letters.chars().map(|letter| letter.to_ascii_uppercase());
        let first = each.next().filter(char::is_ascii_uppercase)?;
        let Some(second) = each.next() else { return Some(Label::Letter(first)) };
        match letters.parse() {
            Ok(Roman(number)) if number < 40 => Some(Label::Roman(number)),
            _ if each.next().is_some() || !second.is_ascii_uppercase() => None,
            _ => Some(Label::Pair(first, second)),
        }
    }

    /// Reads a label that ends with its last letter.
    fn eat(cursor: &mut Cursor<'_>) -> Option<Label> {
        cursor.attempt(|cursor| {
            let letters = cursor.letters();
            let is_sure = !cursor.is_prose() || letters.bytes().all(|it| it.is_ascii_uppercase());
            let label = Label::from_letters(letters).filter(|_| is_sure)?;
            cursor.eat_start(letters);
            (!cursor.peeks_alphanumeric()).then_some(label)
        })
    }
}

impl Part {
    /// The single letter that names this part, if it is one.
    pub(super) fn letter(self) -> Option<char> {
        match self.0 {
            Parts::Lettered(Label::Letter(letter), None) => Some(letter),
            _ => None,
        }
    }

    /// The part that a single letter names.
    pub(super) fn from_letter(letter: char) -> Part {
        Part(Parts::Lettered(Label::Letter(letter), None))
    }

    /// Steps over the part that follows a number: `B`, ` B`, `[B]`, `/XII`, `A-C`, ` A to E`.
    pub(super) fn eat(cursor: &mut Cursor<'_>) -> Option<Part> {
        cursor.attempt(|cursor| {
            let is_apart = if cursor.is_prose() {
                cursor.attempt(|cursor| (cursor.eat(' ') && cursor.peek()? != ' ').then_some(()))
            } else {
                let start = cursor.at();
                cursor.gap();
                (cursor.at() > start).then_some(())
            };
            if cursor.eat('[') {
                cursor.gap();
                let part = Part::eat_bracketed(cursor)?;
                cursor.gap();
                return cursor.eat(']').then_some(part);
            }
            if is_apart.is_some() && cursor.is_prose() {
                return Part::eat_word_in_prose(cursor);
            }
            cursor.slash();
            Part::eat_bare(cursor)
        })
    }

    /// What stands in brackets: also a section, `SectionII`.
    fn eat_bracketed(cursor: &mut Cursor<'_>) -> Option<Part> {
        if cursor.eat_start("SECTION") {
            cursor.gap();
            return Label::eat(cursor).map(|label| Part(Parts::Lettered(label, None)));
        }
        Part::eat_bare(cursor)
    }

    fn eat_bare(cursor: &mut Cursor<'_>) -> Option<Part> {
        if cursor.eat_start("PARA.") {
            return Some(Part(Parts::Paragraph(cursor.small_number().ok()?)));
        }
        if cursor.eat_start("RULE-") {
            return Some(Part(match cursor.small_number() {
                Ok(number) => Parts::Rule(number),
                Err(_) => Parts::LetteredRule(Label::eat(cursor)?),
            }));
        }
        Part::eat_lettered(cursor)
    }

    /// `B`, `A-C`, `A to E`, `B-IX`, or `B/IX` as the unvotes data has it.
    fn eat_lettered(cursor: &mut Cursor<'_>) -> Option<Part> {
        let first = Label::eat(cursor)?;
        let second = cursor.attempt(|cursor| {
            let spaced = cursor.spaces();
            let joined = match spaced {
                true => cursor.eat_word("to") && cursor.spaces(),
                false => cursor.eat('-') || (!cursor.is_prose() && cursor.slash()),
            };
            if joined { Label::eat(cursor) } else { None }
        });
        Some(Part(Parts::Lettered(first, second)))
    }

    /// A part a space after its number in running text, where it could be a word: abbreviations such as `UN` are none,
    /// nor is `I`, unless what follows tells that it is no pronoun: "resolution 41/69 I (…)", "38/83 I has".
    fn eat_word_in_prose(cursor: &mut Cursor<'_>) -> Option<Part> {
        let part = Part::eat_lettered(cursor)?;
        let Parts::Lettered(first, _) = part.0 else { return None };
        let is_word = match first {
            Label::Letter('I') => !Part::ends_as_no_pronoun(*cursor),
            label => matches!(label, Label::Pair(..)),
        };
        (!is_word).then_some(part)
    }

    /// Whether what follows an `I` is nothing that a pronoun could have behind it.
    fn ends_as_no_pronoun(mut cursor: Cursor<'_>) -> bool {
        if matches!(cursor.peek(), None | Some('.' | ',' | ';' | ':' | ')' | ']')) {
            return true;
        }
        let third_person = ["has", "is", "were", "by", "except", "of", "on"];
        cursor.spaces()
            && (matches!(cursor.peek(), Some('(' | '"' | '“' | '–'))
                || third_person.iter().any(|word| cursor.eat_word(word)))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::Letter(letter) => write!(out, "{letter}"),
            Label::Pair(first, second) => write!(out, "{first}{second}"),
            Label::Roman(number) => Roman(*number).fmt(out),
        }
    }
}

/// Writes the part as it follows the number, without brackets: `B`, `A-C`, `PARA.2`, `RULE-73`.
impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Parts::Lettered(label, None) => label.fmt(out),
            Parts::Lettered(first, Some(second)) => write!(out, "{first}-{second}"),
            Parts::Paragraph(number) => write!(out, "PARA.{number}"),
            Parts::Rule(number) => write!(out, "RULE-{number}"),
            Parts::LetteredRule(label) => write!(out, "RULE-{label}"),
        }
    }
}

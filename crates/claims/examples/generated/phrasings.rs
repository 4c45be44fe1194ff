//! Phrasings as tables: one sentence a line, with places for what is told.
//!
//! A line is `conditions | text`. In the text `[` and `]` stand around the words that carry the claim, and
//! `{name}` is a place to fill. `{Name}` begins with a capital, `{#name}` is in digits whatever the style,
//! `{name one/many}` is a number with its noun, `{name:one/many}` the one of the two words that the number asks
//! for. Where a number with its noun is nought, it is told as `no`.

use std::collections::BTreeMap;

/// A sentence with places to fill.
#[derive(Clone, Debug)]
pub(crate) struct Phrasing {
    /// Table and line: `tally:12`.
    pub(crate) id: String,
    /// What must hold for it to be used; each kind reads its own.
    pub(crate) conditions: Vec<String>,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Place(Place),
    Open,
    Close,
}

#[derive(Clone, Debug)]
struct Place {
    name: String,
    capital: bool,
    digits: bool,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    Plain,
    Counted(String, String),
    Agreeing(String, String),
}

/// What fills a place.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Number(u16),
    Words(String),
}

impl From<&str> for Value {
    fn from(words: &str) -> Value {
        Value::Words(words.to_owned())
    }
}

impl From<String> for Value {
    fn from(words: String) -> Value {
        Value::Words(words)
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Value {
        Value::Number(number)
    }
}

/// What fills the places of a phrasing, by name.
pub(crate) type Values = BTreeMap<&'static str, Value>;

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Always in digits.
    Digits,
    /// Below ten in words, as newspapers do.
    Press,
    /// Always in words.
    Words,
}

/// A phrasing with its places filled, and where in it the claim stands.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) claim: std::ops::Range<usize>,
}

/// Every phrasing of a table.
pub(crate) fn table(name: &str, text: &str) -> Vec<Phrasing> {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|(row, line)| Phrasing::read(&format!("{name}:{}", row + 1), line)).collect()
}

/// The rows `key = one; other` of a table of words.
pub(crate) fn words(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|row| {
        let (key, forms) = row.split_once('=').expect("key = forms");
        (key.trim(), forms.split(';').map(str::trim).collect())
    })
}

impl Phrasing {
    fn read(id: &str, line: &str) -> Phrasing {
        let (conditions, text) = line.split_once(" | ").unwrap_or_else(|| panic!("{id}: no bar"));
        let conditions = conditions.split_whitespace().filter(|word| *word != "-");
        let mut pieces = Vec::new();
        let mut rest = text.trim();
        while let Some(at) = rest.find(['[', ']', '{']) {
            let (before, from) = rest.split_at(at);
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let length = match &from[..1] {
                "[" => (pieces.push(Piece::Open), 1).1,
                "]" => (pieces.push(Piece::Close), 1).1,
                _ => {
                    let end = from.find('}').unwrap_or_else(|| panic!("{id}: no end of a place"));
                    pieces.push(Piece::Place(Place::read(&from[1..end])));
                    end + 1
                }
            };
            rest = &from[length..];
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Phrasing { id: id.to_owned(), conditions: conditions.map(str::to_owned).collect(), pieces }
    }

    fn places(&self) -> impl Iterator<Item = &Place> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Place(place) => Some(place),
            _ => None,
        })
    }

    /// Whether the phrasing tells this.
    pub(crate) fn tells(&self, name: &str) -> bool {
        self.places().any(|place| place.name == name)
    }

    /// Whether the condition stands before it.
    pub(crate) fn asks(&self, condition: &str) -> bool {
        self.conditions.iter().any(|known| known == condition)
    }

    /// The sentence, or the place that cannot be filled.
    pub(crate) fn fill(&self, values: &Values, numbers: Numbers) -> Result<Told, String> {
        let mut text = String::new();
        let (mut open, mut close) = (0, None);
        for piece in &self.pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Open => open = text.len(),
                Piece::Close => close = Some(text.len()),
                Piece::Place(place) => {
                    let value = values.get(place.name.as_str());
                    let value = value.ok_or_else(|| format!("{}: {}", self.id, place.name))?;
                    text.push_str(&place.write(value, numbers));
                }
            }
        }
        let end = close.unwrap_or(text.len());
        Ok(Told { text, claim: open..end })
    }
}

impl Place {
    fn read(text: &str) -> Place {
        let pair = |words: &str| {
            let (one, many) = words.split_once('/').expect("one/many");
            (one.to_owned(), many.to_owned())
        };
        let (name, form) = if let Some((name, words)) = text.split_once(':') {
            let (one, many) = pair(words);
            (name, Form::Agreeing(one, many))
        } else if let Some((name, words)) = text.split_once(' ') {
            let (one, many) = pair(words);
            (name, Form::Counted(one, many))
        } else {
            (text, Form::Plain)
        };
        let digits = name.starts_with('#');
        let name = name.trim_start_matches('#');
        let capital = name.starts_with(|letter: char| letter.is_uppercase());
        Place { name: name.to_lowercase(), capital, digits, form }
    }

    fn write(&self, value: &Value, numbers: Numbers) -> String {
        let written = match (value, &self.form) {
            (Value::Words(words), Form::Plain) => words.clone(),
            (Value::Words(words), _) => panic!("{}: {words} is no number", self.name),
            (Value::Number(number), Form::Agreeing(one, many)) => {
                (if *number == 1 { one } else { many }).clone()
            }
            (Value::Number(0), Form::Counted(_, many)) => format!("no {many}"),
            (Value::Number(number), Form::Counted(one, many)) => {
                let noun = if *number == 1 { one } else { many };
                format!("{} {noun}", self.number(*number, numbers))
            }
            (Value::Number(number), Form::Plain) => self.number(*number, numbers),
        };
        if self.capital { capitalised(&written) } else { written }
    }

    fn number(&self, number: u16, numbers: Numbers) -> String {
        let in_words = match numbers {
            _ if self.digits => false,
            Numbers::Digits => self.capital,
            Numbers::Press => self.capital || number < 10,
            Numbers::Words => true,
        };
        if in_words { in_words_of(number) } else { number.to_string() }
    }
}

/// With a capital at the beginning.
pub(crate) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number below a thousand in words.
pub(crate) fn in_words_of(number: u16) -> String {
    match (number / 100, number % 100) {
        (0, small @ 0..20) => SMALL[usize::from(small)].to_owned(),
        (0, rest) if rest % 10 == 0 => TENS[usize::from(rest / 10)].to_owned(),
        (0, rest) => {
            format!("{}-{}", TENS[usize::from(rest / 10)], SMALL[usize::from(rest % 10)])
        }
        (hundreds, 0) => format!("{} hundred", SMALL[usize::from(hundreds)]),
        (hundreds, rest) => {
            format!("{} hundred and {}", SMALL[usize::from(hundreds)], in_words_of(rest))
        }
    }
}

//! Sessions of the General Assembly, and the Roman numerals that number the old ones.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

use crate::symbol::SymbolError;

/// A session: regular, special or emergency special.
///
/// Regular session *n* opens in September of the year 1945 + *n* and runs to the next September, whatever
/// is resumed or adjourned in between; special and emergency special sessions run beside it. The sessions of
/// other bodies, such as the Human Rights Council, are numbered in the same way and use this type too.
///
/// The number is 1 or more in every session that was read from text.
///
/// ```
/// use scrutineer_record::Session;
/// let tenth: Session = "10emsp".parse()?;
/// assert_eq!(tenth, Session::Emergency(10));
/// assert_eq!(tenth.to_string(), "ES-10");
/// assert_eq!("XVII".parse(), Ok(Session::Regular(17)));
/// assert_eq!(Session::regular_on(2018, 12, 5), Some(Session::Regular(73)));
/// # Ok::<(), scrutineer_record::symbol::SymbolError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Session {
    /// A regular session: `74`.
    Regular(u8),
    /// A special session: `S-20`.
    Special(u8),
    /// An emergency special session: `ES-10`.
    Emergency(u8),
}

/// Regular sessions that did not open on the Tuesday that the rules of procedure named.
///
/// The four late ones made room for elections or crises; the sessions from 1998 to 2002 opened
/// early or, in September 2001, a day late.
const OPENED_OUT_OF_RULE: [(i16, i8, i8); 9] = [
    (1951, 11, 6),
    (1952, 10, 14),
    (1956, 11, 12),
    (1964, 12, 1),
    (1998, 9, 9),
    (1999, 9, 14),
    (2000, 9, 5),
    (2001, 9, 12),
    (2002, 9, 10),
];

/// Years in which special sessions 1, 2, 3 … opened.
const SPECIAL_YEARS: [u16; 32] = [
    1947, 1948, 1961, 1963, 1967, 1974, 1975, 1978, 1978, 1978, 1980, 1982, 1986, 1986, 1988, 1989,
    1990, 1990, 1997, 1998, 1999, 1999, 2000, 2000, 2001, 2001, 2002, 2005, 2014, 2016, 2020, 2021,
];

/// Years in which emergency special sessions 1, 2, 3 … opened.
const EMERGENCY_YEARS: [u16; 11] =
    [1956, 1956, 1958, 1960, 1967, 1980, 1980, 1981, 1982, 1997, 2022];

impl Session {
    /// The regular session to which a day belongs, or `None` before 1946 and for a day that does not exist.
    ///
    /// All of 1946 is session 1. From then on a session begins on its opening day: the third Tuesday of
    /// September, since 2003 the Tuesday of the third working week and since 2023 of the second.
    ///
    /// ```
    /// use scrutineer_record::Session;
    /// assert_eq!(Session::regular_on(2019, 9, 16), Some(Session::Regular(73)));
    /// assert_eq!(Session::regular_on(2019, 9, 17), Some(Session::Regular(74)));
    /// ```
    pub fn regular_on(year: i16, month: i8, day: i8) -> Option<Session> {
        let on = civil::Date::new(year, month, day).ok()?;
        let of_the_year = u8::try_from(year.checked_sub(1945)?).ok()?;
        let number = match year {
            1946 => 1,
            _ if on >= opening_day(year)? => of_the_year,
            _ => of_the_year.checked_sub(1)?,
        };
        (number > 0).then_some(Session::Regular(number))
    }

    /// The year in which the session opened. `None` for special and emergency special sessions later than
    /// S-32 and ES-11, whose years follow no rule.
    ///
    /// Of a session of another body than the General Assembly this says nothing.
    pub fn opening_year(self) -> Option<u16> {
        let nth =
            |years: &[u16], number: u8| years.get(usize::from(number).checked_sub(1)?).copied();
        match self {
            Session::Regular(number) => Some(1945 + u16::from(number)),
            Session::Special(number) => nth(&SPECIAL_YEARS, number),
            Session::Emergency(number) => nth(&EMERGENCY_YEARS, number),
        }
    }

    /// The number of the session among those of its kind.
    pub fn number(self) -> u8 {
        match self {
            Session::Regular(number) | Session::Special(number) | Session::Emergency(number) => {
                number
            }
        }
    }

    /// Whether the Assembly's resolutions of this session are numbered through from the first session on,
    /// as in `1514(XV)`, and not from 1 in each session, as in `73/27`.
    pub(crate) fn numbers_serially(self) -> bool {
        match self {
            Session::Regular(number) => number <= 30,
            Session::Special(number) => number <= 7,
            Session::Emergency(number) => number <= 5,
        }
    }

    /// Reads a session written with a Roman numeral: `XVII`, `S-III`, `ES-IV`.
    fn from_roman(text: &str) -> Option<Session> {
        let (make, numeral) = split_prefix(text);
        numeral.parse().ok().map(|Roman(number)| make(number))
    }

    /// Reads a session written with digits: `74`, `S-20`, `ES-10`, and `10emsp` or `20sp`.
    fn from_digits(text: &str) -> Option<Session> {
        let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let suffix = text.strip_prefix(digits)?;
        let (make, number): (fn(u8) -> Session, &str) = match suffix.to_ascii_lowercase().as_str() {
            "" => split_prefix(text),
            "emsp" => (Session::Emergency, digits),
            "sp" => (Session::Special, digits),
            _ => return None,
        };
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        number.parse().ok().filter(|parsed| is_number && *parsed > 0).map(make)
    }
}

/// The day on which the regular session of a year opened, or opens by the rule in force since 2023.
fn opening_day(year: i16) -> Option<civil::Date> {
    if let Some((_, month, day)) = OPENED_OUT_OF_RULE.iter().find(|(late, ..)| *late == year) {
        return civil::Date::new(year, *month, *day).ok();
    }
    let first = civil::Date::new(year, 9, 1).ok()?.weekday();
    if year < 2003 {
        let to_tuesday = civil::Weekday::Tuesday.since(first);
        return civil::Date::new(year, 9, 15 + to_tuesday).ok();
    }
    // The first week is the first with a working day in September: a month that begins on a Saturday
    // leaves that week out.
    let past_sunday = first.to_sunday_zero_offset();
    let first_tuesday = if past_sunday == 6 { 4 } else { 3 - past_sunday };
    let weeks_later = if year < 2023 { 2 } else { 1 };
    civil::Date::new(year, 9, first_tuesday + 7 * weeks_later).ok()
}

/// Tells the kind of session from what stands before its number.
fn split_prefix(text: &str) -> (fn(u8) -> Session, &str) {
    let after = |prefix: &str| {
        let (head, tail) = text.split_at_checked(prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then_some(tail)
    };
    if let Some(number) = after("ES-") {
        (Session::Emergency, number)
    } else if let Some(number) = after("S-") {
        (Session::Special, number)
    } else {
        (Session::Regular, text)
    }
}

/// Writes the canonical form: `74`, `S-20`, `ES-10`.
impl fmt::Display for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Session::Regular(number) => write!(out, "{number}"),
            Session::Special(number) => write!(out, "S-{number}"),
            Session::Emergency(number) => write!(out, "ES-{number}"),
        }
    }
}

/// Reads the canonical form, Roman numerals (`XVII`, `S-III`) and the library's `10emsp`, in either case.
impl FromStr for Session {
    type Err = SymbolError;

    fn from_str(text: &str) -> Result<Session, SymbolError> {
        let session = text.trim();
        Session::from_digits(session)
            .or_else(|| Session::from_roman(session))
            .ok_or_else(|| SymbolError::not_a_session(text))
    }
}

/// A number from 1 to 255 written as a Roman numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Roman(pub(crate) u8);

/// Values and their letters, greatest first.
const NUMERALS: [(u8, &str); 9] = [
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

impl Roman {
    /// The letters, in capitals.
    fn letters(self) -> impl Iterator<Item = u8> {
        let mut left = self.0;
        NUMERALS.into_iter().flat_map(move |(value, letters)| {
            let times = left / value;
            left %= value;
            (0..times).flat_map(move |_| letters.bytes())
        })
    }

    /// The value of one letter, in either case.
    fn value(letter: u8) -> Option<u8> {
        let is_it = |letters: &str| letters.as_bytes() == [letter.to_ascii_uppercase()];
        NUMERALS.iter().find(|(_, letters)| is_it(letters)).map(|(value, _)| *value)
    }
}

impl fmt::Display for Roman {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(out)
    }
}

impl Roman {
    pub(crate) fn write_to(self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut left = self.0;
        for (value, letters) in NUMERALS {
            while left >= value {
                out.write_str(letters)?;
                left -= value;
            }
        }
        Ok(())
    }
}

/// Reads a numeral in its one right spelling, in either case; `IIII` and `VX` are refused.
impl FromStr for Roman {
    type Err = ();

    fn from_str(text: &str) -> Result<Roman, ()> {
        let mut number: u8 = 0;
        let mut after = 0;
        // From the right, a letter before a greater one is taken away from it.
        for letter in text.bytes().rev() {
            let value = Roman::value(letter).ok_or(())?;
            let sum =
                if value < after { number.checked_sub(value) } else { number.checked_add(value) };
            number = sum.ok_or(())?;
            after = value;
        }
        let is_spelled_so =
            Roman(number).letters().eq(text.bytes().map(|letter| letter.to_ascii_uppercase()));
        if number > 0 && is_spelled_so { Ok(Roman(number)) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_read_in_every_spelling() {
        let cases = [
            ("74", Session::Regular(74)),
            (" 1 ", Session::Regular(1)),
            ("S-20", Session::Special(20)),
            ("es-10", Session::Emergency(10)),
            ("10emsp", Session::Emergency(10)),
            ("20SP", Session::Special(20)),
            ("XVII", Session::Regular(17)),
            ("xxx", Session::Regular(30)),
            ("S-III", Session::Special(3)),
            ("ES-IV", Session::Emergency(4)),
        ];
        for (text, session) in cases {
            assert_eq!(text.parse(), Ok(session), "{text}");
        }
    }

    #[test]
    fn what_is_no_session_is_refused() {
        for text in [
            "", "0", "256", "+7", "-7", "S-", "ES-0", "IIII", "IXV", "VX", "IVI", "IIX", "CCC",
            "7th", "10emspx", "é",
        ] {
            let error = Session::from_str(text).unwrap_err().to_string();
            assert!(error.contains("ES-10"), "{text}: {error}");
        }
    }

    #[test]
    fn sessions_and_numerals_survive_the_round_trip() {
        for number in 1..=255 {
            assert_eq!(Roman(number).to_string().parse(), Ok(Roman(number)));
            for session in
                [Session::Regular(number), Session::Special(number), Session::Emergency(number)]
            {
                assert_eq!(session.to_string().parse(), Ok(session));
            }
        }
    }

    #[test]
    fn a_day_belongs_to_the_session_that_is_open() {
        let cases = [
            ((1946, 1, 26), 1),
            ((1946, 12, 14), 1),
            ((1947, 5, 15), 1),
            ((1947, 11, 29), 2),
            ((1951, 11, 5), 5),
            ((1957, 9, 14), 11),
            ((1957, 9, 17), 12),
            ((1964, 12, 1), 19),
            ((1971, 10, 25), 26),
            ((2001, 9, 12), 56),
            ((2017, 9, 11), 71),
            ((2017, 9, 12), 72),
            ((2018, 9, 17), 72),
            ((2018, 9, 18), 73),
            ((2019, 9, 16), 73),
            ((2023, 9, 1), 77),
            ((2023, 9, 5), 78),
            ((2024, 9, 10), 79),
            ((2025, 9, 9), 80),
        ];
        for ((year, month, day), number) in cases {
            let session = Session::regular_on(year, month, day);
            assert_eq!(session, Some(Session::Regular(number)), "{year}-{month}-{day}");
        }
    }

    #[test]
    fn days_without_a_session_give_none() {
        for (year, month, day) in
            [(1945, 12, 31), (2018, 2, 30), (0, 1, 1), (9999, 1, 1), (i16::MIN, 1, 1)]
        {
            assert_eq!(Session::regular_on(year, month, day), None);
        }
    }

    #[test]
    fn the_opening_year_is_known_where_a_rule_or_the_record_gives_it() {
        assert_eq!(Session::Regular(73).opening_year(), Some(2018));
        assert_eq!(Session::Special(6).opening_year(), Some(1974));
        assert_eq!(Session::Emergency(11).opening_year(), Some(2022));
        assert_eq!(Session::Emergency(12).opening_year(), None);
        assert_eq!(Session::Special(0).opening_year(), None);
    }

    #[test]
    fn regular_sessions_come_before_special_ones() {
        assert!(Session::Regular(80) < Session::Special(1));
        assert!(Session::Special(32) < Session::Emergency(1));
    }
}

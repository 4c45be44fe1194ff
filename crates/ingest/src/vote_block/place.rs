//! Where a text comes from, by what stands at its head: meeting, body, session, date.

use scrutineer_record::symbol::mentions;
use scrutineer_record::{Body, Committee, Date, MONTHS, Session, Symbol};

use super::lines::Line;

/// What the heads of a text have said so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The meeting.
    pub(super) meeting: Option<Symbol>,
    /// The press release: `GA/12099`.
    pub(super) release: Option<String>,
    /// The resolution that the text names at its head.
    pub(super) symbol: Option<Symbol>,
    session: Option<Session>,
    body: Option<Body>,
    date: Option<Date>,
    /// The number of a plenary meeting that is named without a symbol.
    sitting: Option<u32>,
    /// Whether a vote was listed since the resolution was named.
    is_listed: bool,
}

/// Lines longer than this are no heads.
const LONGEST_HEAD: usize = 160;

/// The bodies by the symbols of their press releases.
const RELEASES: [(&str, Body); 9] = [
    ("GA/DIS/", Body::Committee(Committee::First)),
    ("GA/EF/", Body::Committee(Committee::Second)),
    ("GA/SHC/", Body::Committee(Committee::Third)),
    ("GA/SPD/", Body::Committee(Committee::Fourth)),
    ("GA/AB/", Body::Committee(Committee::Fifth)),
    ("GA/L/", Body::Committee(Committee::Sixth)),
    ("GA/", Body::GeneralAssembly),
    ("SC/", Body::SecurityCouncil),
    ("HRC/", Body::HumanRightsCouncil),
];

const COMMITTEES: [(&str, Committee); 7] = [
    ("first committee", Committee::First),
    ("second committee", Committee::Second),
    ("third committee", Committee::Third),
    ("fourth committee", Committee::Fourth),
    ("fifth committee", Committee::Fifth),
    ("sixth committee", Committee::Sixth),
    ("special political committee", Committee::SpecialPolitical),
];

impl Place {
    /// Takes what a line says, if it is a head. What was said first stands, up to the head of another text.
    pub(super) fn take(&mut self, line: &Line) {
        let text = line.text.as_str();
        if text.len() > LONGEST_HEAD {
            return;
        }
        let lower = text.to_lowercase();
        let is_named = self.take_symbols(text);
        if text.split(' ').count() <= 12 {
            self.session = self.session.or_else(|| session(&lower));
            self.sitting = self.sitting.or_else(|| sitting(&lower));
        }
        self.body = self.body.or_else(|| body(&lower));
        let tells_date = is_named
            || begins_with_date(&lower)
            || ["a.m.", "p.m.", "date"].iter().any(|word| lower.contains(word));
        if self.date.is_none() && tells_date {
            self.date = date_in(text).filter(|date| self.may_be(*date));
        }
    }

    /// Takes the meeting and the date that the sentence before a list names: "Adopted at the 45th plenary
    /// meeting, on 5 December 2018".
    pub(super) fn take_sentence(&mut self, text: &str) {
        self.sitting = self.sitting.or_else(|| sitting(&text.to_lowercase()));
        self.date = self.date.or_else(|| date_after_on(text));
    }

    /// Takes note that a vote was listed: another resolution at the beginning of a line is another vote's.
    pub(super) fn take_list(&mut self) {
        self.is_listed = true;
    }

    /// Takes the symbols of a meeting, of a release or of a text that a line begins with.
    fn take_symbols(&mut self, text: &str) -> bool {
        let mut is_named = false;
        for word in text.split(' ') {
            let release = RELEASES.iter().find(|(start, _)| word.starts_with(start));
            let number = word.rsplit('/').next().unwrap_or_default();
            let is_number = number.starts_with(|sign: char| sign.is_ascii_digit());
            if let Some((_, body)) = release.filter(|_| is_number) {
                let word = word.trim_end_matches(['.', ',', ';', ')']);
                self.begin(self.release.as_deref().is_some_and(|own| own != word));
                self.release = Some(word.to_owned());
                self.body = Some(*body);
                is_named = true;
            }
        }
        for mention in mentions(text).iter().filter(|mention| mention.explicit) {
            let Some(symbol) = mention.cited.symbol() else { continue };
            if symbol.is_meeting() && text.len() < 80 {
                self.begin(self.meeting.as_ref().is_some_and(|own| own != symbol));
                self.meeting = Some(symbol.clone());
                is_named = true;
            } else if symbol.is_resolution() && mention.start == 0 {
                self.take_resolution(symbol);
                is_named = true;
            }
        }
        is_named
    }

    /// Takes the resolution with which a line begins. What was said of another one, on which a vote was listed,
    /// stays only if it is of the meeting or release of both.
    fn take_resolution(&mut self, symbol: &Symbol) {
        if self.is_listed && self.symbol.as_ref() != Some(symbol) {
            self.symbol = None;
            let stays = self.has_document();
            self.date = self.date.filter(|_| stays);
            self.sitting = self.sitting.filter(|_| stays);
        }
        if self.symbol.is_none() {
            self.symbol = Some(symbol.clone());
            self.is_listed = false;
        }
    }

    /// Forgets what was said, if the head of another text begins; but for a resolution that leads it.
    fn begin(&mut self, anew: bool) {
        if anew {
            let symbol = self.symbol.take().filter(|_| !self.is_listed);
            *self = Place { symbol, ..Place::default() };
        }
    }

    /// Whether the meeting or the release is known.
    fn has_document(&self) -> bool {
        self.meeting.is_some() || self.release.is_some()
    }

    /// Whether what is said here, on a later page, is said of the same vote or meeting.
    pub(super) fn is_of_one(&self, later: &Place) -> bool {
        let is_same = self.meeting == later.meeting && self.release == later.release;
        is_same && (self.has_document() || self.symbol == later.symbol)
    }

    /// Whether the session, if one is known, was held then.
    fn may_be(&self, date: Date) -> bool {
        let named = self.meeting.as_ref().and_then(Symbol::session).or(self.session);
        let Some(Session::Regular(number)) = named else { return true };
        let of_date = session_on(date).map(|session| i16::from(session.number()));
        // A session can end some days after the next should have begun.
        of_date.is_none_or(|of_date| (of_date - i16::from(number)).abs() <= 1)
    }

    pub(super) fn date(&self) -> Option<Date> {
        self.date
    }

    /// The session, told by the meeting, by words, by the text that was voted, or by the date.
    pub(super) fn session(&self, text: Option<&Symbol>) -> Option<Session> {
        self.meeting
            .as_ref()
            .and_then(Symbol::session)
            .or(self.session)
            .or_else(|| text.and_then(Symbol::session))
            .or_else(|| session_on(self.date?))
    }

    /// The body: that of the resolution, of the meeting, or of the draft.
    pub(super) fn body(&self, text: Option<&Symbol>) -> Body {
        let of_resolution = text.filter(|text| text.is_resolution() || text.is_decision());
        let of_draft = text.map(Symbol::body);
        of_resolution
            .map(Symbol::body)
            .or_else(|| self.meeting.as_ref().map(Symbol::body))
            .or(self.body)
            .or(of_draft)
            .unwrap_or(Body::GeneralAssembly)
    }

    /// The meeting, if need be made of its number and the session.
    pub(super) fn meeting(&self, body: Body, session: Session) -> Option<Symbol> {
        self.meeting.clone().or_else(|| {
            let number = self.sitting.filter(|_| body == Body::GeneralAssembly)?;
            Symbol::parse(&format!("A/{session}/PV.{number}")).ok()
        })
    }
}

/// The regular session in which a date falls.
pub(super) fn session_on(date: Date) -> Option<Session> {
    Session::regular_on(date.year(), date.month()?, date.day()?)
}

/// The body that a line, in small letters, names and nothing else: "Second Committee (Economic and Financial)".
fn body(lower: &str) -> Option<Body> {
    if lower == "plenary" {
        return Some(Body::GeneralAssembly);
    }
    COMMITTEES.iter().find_map(|(name, committee)| {
        let rest = lower.strip_prefix(name)?.trim_start();
        let is_alone = rest.is_empty() || rest.starts_with(['(', ',', '-', '–']);
        is_alone.then_some(Body::Committee(*committee))
    })
}

/// Whether a line is a date and little more.
pub(super) fn is_date_line(line: &str) -> bool {
    const LONGEST: usize = 60;
    line.len() <= LONGEST && begins_with_date(&line.to_lowercase()) && date_in(line).is_some()
}

/// Whether a line, in small letters, begins with a digit, a day of the week or a month.
fn begins_with_date(lower: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    lower.starts_with(|sign: char| sign.is_ascii_digit())
        || DAYS.iter().any(|day| lower.starts_with(day))
        || MONTHS.iter().any(|month| lower.starts_with(&month.to_lowercase()))
}

/// The first date that "on" leads to: "Adopted at the 45th plenary meeting, on 5 December 2018".
fn date_after_on(text: &str) -> Option<Date> {
    text.match_indices(" on ").find_map(|(at, on)| date_at(&words(text.get(at + on.len()..)?)))
}

/// The first date in a text: `5 December 2018`, `Dec. 5, 2018`, `2018-12-05`, `05/12/2018`.
pub(crate) fn date_in(text: &str) -> Option<Date> {
    let words = words(text);
    (0..words.len()).find_map(|at| date_at(words.get(at..)?))
}

fn words(text: &str) -> Vec<&str> {
    let ends = |sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '/'));
    text.split(ends).filter(|word| !word.is_empty()).collect()
}

fn date_at(words: &[&str]) -> Option<Date> {
    let first = words.first()?;
    if first.len() == 10 && first.is_ascii() {
        if let Ok(date) = first.parse() {
            return Some(date);
        }
        // As the pages of verbatim records have it: the day first.
        let mut parts = first.split('/').map(|part| part.parse::<i16>().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        return Date::ymd(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    }
    let year = words.get(2)?.parse().ok().filter(|year| (1945..2200).contains(year))?;
    let second = words.get(1)?;
    let (month, day) = match month(second) {
        Some(month) => (month, first.parse().ok()?),
        None => (month(first)?, second.parse().ok()?),
    };
    Date::ymd(year, month, day)
}

fn month(word: &str) -> Option<i8> {
    let is = |month: &str| {
        let short = word.len() == 3 || word.len() == 4 && word.eq_ignore_ascii_case("sept");
        let begins = month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        begins && (short || word.len() == month.len())
    };
    let at = MONTHS.iter().position(|month| is(month))?;
    i8::try_from(at + 1).ok()
}

/// A session in words: "seventy-third session", "tenth emergency special session", and as press releases have
/// it "sixty-fifth general assembly".
fn session(lower: &str) -> Option<Session> {
    let (before, _) =
        lower.split_once(" session").or_else(|| lower.split_once(" general assembly"))?;
    let mut words: Vec<&str> = before.split([' ', '-']).collect();
    let make: fn(u8) -> Session = match words.as_slice() {
        [.., "emergency", "special"] => {
            words.truncate(words.len() - 2);
            Session::Emergency
        }
        [.., "special"] => {
            words.truncate(words.len() - 1);
            Session::Special
        }
        _ => Session::Regular,
    };
    ordinal(&words).map(make)
}

/// An ordinal number at the end of some words.
fn ordinal(words: &[&str]) -> Option<u8> {
    const UNITS: [&str; 20] = [
        "",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [(&str, &str); 8] = [
        ("twenty", "twentieth"),
        ("thirty", "thirtieth"),
        ("forty", "fortieth"),
        ("fifty", "fiftieth"),
        ("sixty", "sixtieth"),
        ("seventy", "seventieth"),
        ("eighty", "eightieth"),
        ("ninety", "ninetieth"),
    ];
    let last = words.last().filter(|last| !last.is_empty())?;
    let tens = |found: Option<usize>| found.and_then(|at| u8::try_from(10 * (at + 2)).ok());
    if let Some(round) = tens(TENS.iter().position(|(_, ordinal)| ordinal == last)) {
        return Some(round);
    }
    let unit = UNITS.iter().position(|unit| unit == last).and_then(|at| u8::try_from(at).ok())?;
    let before = words.len().checked_sub(2).and_then(|at| words.get(at));
    let ten = before.and_then(|before| tens(TENS.iter().position(|(ten, _)| ten == before)));
    Some(unit + ten.unwrap_or_default())
}

/// The number in "45th plenary meeting", or of a line that begins with "45th meeting".
fn sitting(lower: &str) -> Option<u32> {
    let number =
        |word: &str| word.trim_end_matches(|sign: char| sign.is_ascii_alphabetic()).parse().ok();
    match lower.split_once(" plenary meeting") {
        Some((before, _)) => number(before.rsplit(' ').next()?),
        None => {
            let (word, rest) = lower.split_once(' ')?;
            number(word).filter(|_| rest.starts_with("meeting"))
        }
    }
}

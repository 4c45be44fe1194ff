//! Dates that say how exact they are.
//!
//! Many old dates of the sources are good only to the month: the day that they print is not the
//! calendar day. A [`Date`] carries its [`Precision`], so that nothing downstream can mistake one for
//! the other.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

use crate::Error;
use crate::digits::write_number;

/// How exact a [`Date`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// Only the year is known.
    Year,
    /// The year and the month are known.
    Month,
    /// The calendar day is known.
    Day,
}

impl Precision {
    /// The code in files.
    pub fn code(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// A date of the Gregorian calendar, exact to the day, the month or the year.
///
/// Dates are ordered by their first possible day; of two that begin on the same day the less exact one
/// comes first.
///
/// ```
/// use scrutineer_record::{Date, Precision};
/// let adopted: Date = "2018-12-05".parse()?;
/// let month: Date = "2018-12".parse()?;
/// assert_eq!(adopted.precision(), Precision::Day);
/// assert!(month.covers(adopted) && !adopted.covers(month));
/// assert_eq!(month.to_string(), "2018-12");
/// # Ok::<(), scrutineer_record::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    first: civil::Date,
    precision: Precision,
}

impl Date {
    /// The calendar day `year-month-day`, or `None` if there is no such day.
    pub fn ymd(year: i16, month: i8, day: i8) -> Option<Date> {
        let first = civil::Date::new(year, month, day).ok()?;
        Some(Date { first, precision: Precision::Day })
    }

    /// The month `year-month`, or `None` if there is no such month.
    pub fn month_of(year: i16, month: i8) -> Option<Date> {
        let first = civil::Date::new(year, month, 1).ok()?;
        Some(Date { first, precision: Precision::Month })
    }

    /// The year `year`, or `None` if it lies outside the years −9999 to 9999.
    pub fn year_of(year: i16) -> Option<Date> {
        let first = civil::Date::new(year, 1, 1).ok()?;
        Some(Date { first, precision: Precision::Year })
    }

    /// How exact this date is.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// The month, 1 to 12, if it is known.
    pub fn month(self) -> Option<i8> {
        (self.precision >= Precision::Month).then(|| self.first.month())
    }

    /// The day of the month, 1 to 31, if it is known.
    pub fn day(self) -> Option<i8> {
        (self.precision == Precision::Day).then(|| self.first.day())
    }

    /// The first day that this date can mean.
    pub fn first_day(self) -> civil::Date {
        self.first
    }

    /// The last day that this date can mean.
    pub fn last_day(self) -> civil::Date {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        }
    }

    /// The first and the last day that this date can mean, as dates exact to the day.
    pub fn ends(self) -> (Date, Date) {
        let day = |first| Date { first, precision: Precision::Day };
        (day(self.first_day()), day(self.last_day()))
    }

    /// Whether every day that `other` can mean is one that this date can mean.
    pub fn covers(self, other: Date) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// Whether the two dates can mean the same day.
    pub fn may_equal(self, other: Date) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// Whether this date certainly lies before `other`.
    pub fn is_before(self, other: Date) -> bool {
        self.last_day() < other.first_day()
    }

    /// Days from this date to `later`, negative if `later` comes first; both taken at their first day.
    pub fn days_until(self, later: Date) -> i32 {
        self.first.until(later.first).map_or(0, |span| span.get_days())
    }

    /// The calendar day `days` after the first day of this date (before it, if negative).
    pub fn plus_days(self, days: i32) -> Option<Date> {
        let first = self.first.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
        Some(Date { first, precision: Precision::Day })
    }

    /// The day of the week of the first day, Monday 1 to Sunday 7.
    pub fn weekday(self) -> i8 {
        self.first.weekday().to_monday_one_offset()
    }

    /// In words, as the United Nations writes dates: `5 December 2018`, `December 2018`, `2018`.
    pub fn in_words(self) -> String {
        self.with_month(self.month_name())
    }

    /// As [`Date::in_words`] with the month cut to three letters: `5 Dec 2018`.
    pub fn in_short_words(self) -> String {
        let month = self.month_name();
        self.with_month(month.get(..3).unwrap_or(month))
    }

    fn month_name(self) -> &'static str {
        MONTHS.get(usize::from(self.first.month().unsigned_abs()) - 1).unwrap_or(&"")
    }

    fn with_month(self, month: &str) -> String {
        let mut words = String::with_capacity("30 September 1999".len());
        // Nothing fails that is written into memory.
        if self.precision == Precision::Day {
            let _ = write_number(&mut words, self.first.day().unsigned_abs().into());
            words.push(' ');
        }
        if self.precision != Precision::Year {
            words.push_str(month);
            words.push(' ');
        }
        let _ = write_number(&mut words, self.first.year().unsigned_abs().into());
        words
    }
}

/// The English names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Day => write!(out, "{year:04}-{month:02}-{day:02}"),
            Precision::Month => write!(out, "{year:04}-{month:02}"),
            Precision::Year => write!(out, "{year:04}"),
        }
    }
}

impl FromStr for Date {
    type Err = Error;

    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    fn from_str(text: &str) -> Result<Date, Error> {
        let bad = || Error::date(text);
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4).ok_or_else(bad)?;
        let month = parts.next().map(|part| digits(Some(part), 2).ok_or_else(bad)).transpose()?;
        let day = parts.next().map(|part| digits(Some(part), 2).ok_or_else(bad)).transpose()?;
        if parts.next().is_some() {
            return Err(bad());
        }
        let small = |number: i16| i8::try_from(number).ok();
        match (month.and_then(small), day.and_then(small)) {
            (None, _) => Date::year_of(year),
            (Some(month), None) => Date::month_of(year, month),
            (Some(month), Some(day)) => Date::ymd(year, month, day),
        }
        .ok_or_else(bad)
    }
}

/// A number written in exactly `length` ASCII digits.
fn digits(text: Option<&str>, length: usize) -> Option<i16> {
    let text = text.filter(|text| text.len() == length)?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A span of time from one date to another; the end is the first day that no longer belongs to it.
///
/// An absent start means "as long as the thing exists or longer back than is known", an absent end
/// "still".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day, if known.
    pub from: Option<Date>,
    /// The first day after the end, if it has ended.
    pub to: Option<Date>,
}

impl Period {
    /// Whether the period holds at `date`. Inexact bounds count from their first possible day.
    pub fn holds_at(&self, date: Date) -> bool {
        let day = date.first_day();
        self.from.is_none_or(|from| from.first_day() <= day)
            && self.to.is_none_or(|to| day < to.first_day())
    }

    /// Whether the two periods have a day in common.
    pub fn overlaps(&self, other: &Period) -> bool {
        let starts_before_end = |a: &Period, b: &Period| match (a.from, b.to) {
            (Some(from), Some(to)) => from.first_day() < to.first_day(),
            _ => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn reads_each_precision_and_refuses_what_is_no_date() {
        for text in ["1946", "1946-01", "1946-01-26", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in ["", "46", "1946-1", "1946-13", "2023-02-29", "1946-01-26-1", "1946/01", "+946"]
        {
            assert!(text.parse::<Date>().is_err(), "{text} was taken for a date");
        }
    }

    #[test]
    fn a_month_covers_its_days_only() {
        let month = date("2018-12");
        assert!(month.covers(date("2018-12-31")));
        assert!(!month.covers(date("2019-01-01")));
        assert!(month.may_equal(date("2018")));
        assert!(date("2018-11-30").is_before(month));
        assert!(!date("2018-12-01").is_before(month));
    }

    #[test]
    fn a_period_ends_before_its_end() {
        let period = Period { from: Some(date("1958-02-22")), to: Some(date("1971-09-02")) };
        assert!(period.holds_at(date("1958-02-22")) && period.holds_at(date("1971-09-01")));
        assert!(!period.holds_at(date("1971-09-02")));
        assert!(Period::default().holds_at(date("1946")));
        let next = Period { from: period.to, to: None };
        assert!(!period.overlaps(&next) && next.overlaps(&Period::default()));
    }

    #[test]
    fn words() {
        assert_eq!(date("2018-12-05").in_words(), "5 December 2018");
        assert_eq!(date("2018-12-05").in_short_words(), "5 Dec 2018");
        assert_eq!(date("2018-12-05").days_until(date("2018-12-22")), 17);
        assert_eq!(date("2018-12-31").plus_days(1), Some(date("2019-01-01")));
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let exact = Date::ymd(year, month, day).unwrap();
            prop_assert_eq!(exact.to_string().parse::<Date>().unwrap(), exact);
            let rough = Date::month_of(year, month).unwrap();
            prop_assert_eq!(rough.to_string().parse::<Date>().unwrap(), rough);
            prop_assert!(rough.covers(exact));
        }

        #[test]
        fn nothing_read_makes_it_panic(text in ".*") {
            let _ = text.parse::<Date>();
        }
    }
}

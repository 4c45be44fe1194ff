//! Whether a vote was taken when the words say.

use std::ops::RangeInclusive;

use scrutineer_record::{Date, Vote};

use super::index::{Linker, day_of};
use super::score::Score;
use super::{Context, weight};
use crate::time::When;

impl<'r> Linker<'r> {
    /// The votes on whole texts that were taken before a vote, in the order of their days: where a year is told those of
    /// that year, where another time is told those of the year before. A large record holds few of them.
    pub(crate) fn before_at(
        &self,
        vote: Vote<'r>,
        when: When,
        context: &Context<'r>,
    ) -> impl Iterator<Item = Vote<'r>> {
        let last = day_of(vote.date) - 1;
        let year = year_of(when, context, context.focus);
        let of_year = year.and_then(days_of_year);
        let first = match when {
            When::Day { year: None, .. } | When::Month { year: None, .. } => last - A_YEAR,
            _ => of_year.as_ref().map_or(i32::MIN, |days| *days.start()),
        };
        let last = of_year.map_or(last, |days| last.min(*days.end()));
        let start = self.days.partition_point(|(day, _)| *day < first);
        let days = self.days.get(start..).unwrap_or_default().iter();
        let places = days.take_while(move |(day, _)| *day <= last).map(|(_, place)| *place);
        places.filter_map(|place| self.votes.get(place)).map(|known| known.vote)
    }

    /// The votes on whole texts of the day told, none of them after the document nor more than a year before it.
    pub(crate) fn at_about(
        &self,
        day: When,
        context: &Context<'r>,
    ) -> impl Iterator<Item = Vote<'r>> {
        let last = context.date.map_or(i32::MIN, day_of);
        let start = self.days.partition_point(|(day, _)| *day < last.saturating_sub(A_YEAR));
        let days = self.days.get(start..).unwrap_or_default().iter();
        let places = days.take_while(move |(day, _)| *day <= last).map(|(_, place)| *place);
        let votes = places.filter_map(|place| self.votes.get(place)).map(|known| known.vote);
        votes.filter(move |vote| is_time_of(day, *vote, context) == Some(true))
    }
}

/// The days of a year.
pub(super) fn days_of_year(year: i16) -> Option<RangeInclusive<i32>> {
    Some(day_of(Date::ymd(year, 1, 1)?)..=day_of(Date::ymd(year, 12, 31)?))
}

/// So many days before a vote lie in the year before it, leap years included.
const A_YEAR: i32 = 366;

pub(super) fn weigh_time(when: When, vote: Vote<'_>, context: &Context<'_>, score: &mut Score) {
    match when {
        When::Day { year, .. } => {
            if is_time_of(when, vote, context) == Some(true) {
                score.add_content(weight::DAY);
            } else if year.is_some_and(|year| year != vote.date.year()) {
                score.total += weight::OTHER_YEAR;
            } else {
                score.total += weight::OTHER_DAY;
            }
        }
        When::Month { year, .. } => {
            if is_time_of(when, vote, context) == Some(true) {
                score.total += weight::MONTH + year.map_or(0.0, |_| weight::YEAR);
            } else if year.is_some_and(|year| year != vote.date.year()) {
                score.total += weight::OTHER_YEAR;
            } else {
                score.total += weight::OTHER_MONTH;
            }
        }
        When::Year(_) | When::TextYear(_) | When::FromNow(_) | When::FromThen(_) => {
            match is_time_of(when, vote, context) {
                Some(true) => score.total += weight::YEAR,
                Some(false) => score.total += weight::OTHER_YEAR,
                None => {}
            }
        }
        When::Weekday(_) | When::DayFromNow(_) => match is_time_of(when, vote, context) {
            Some(true) => score.add_content(weight::WEEKDAY),
            Some(false) => score.total += weight::OTHER_WEEKDAY,
            None => {}
        },
    }
}

/// A day without its year is one of about the time of the document.
fn is_about_then(vote: Vote<'_>, context: &Context<'_>) -> bool {
    context.date.is_none_or(|date| vote.date.days_until(date).abs() <= 366)
}

/// Whether the vote was taken at the time told; `None` if that cannot be known.
pub(crate) fn is_time_of(when: When, vote: Vote<'_>, context: &Context<'_>) -> Option<bool> {
    let date = vote.date;
    match when {
        When::Day { year, month, day } => Some(
            date.month() == Some(month)
                && date.day().is_none_or(|known| known == day)
                && year.map_or_else(|| is_about_then(vote, context), |year| year == date.year()),
        ),
        When::Month { year, month } => {
            Some(date.month() == Some(month) && year.is_none_or(|year| year == date.year()))
        }
        When::Year(_) | When::TextYear(_) | When::FromNow(_) | When::FromThen(_) => {
            year_of(when, context, context.focus).map(|year| year == date.year())
        }
        // Whenever the text was written, a Monday is no Friday.
        When::Weekday(day) if context.published.is_none() && context.date.is_some() => {
            date.day().filter(|_| date.weekday() != day).map(|_| false)
        }
        When::Weekday(_) | When::DayFromNow(_) => {
            day_from_now(when, context).map(|day| day.may_equal(date))
        }
    }
}

/// The day that is told from the day of the text: "on Tuesday" is the last one before it.
pub(super) fn day_from_now(when: When, context: &Context<'_>) -> Option<Date> {
    let now = context.published?;
    let days = match when {
        When::DayFromNow(days) => i32::from(days),
        When::Weekday(day) => -i32::from(now.weekday().saturating_sub(day).rem_euclid(7)),
        _ => return None,
    };
    now.plus_days(days)
}

/// The year that is told, given the document's and that of the vote spoken of.
pub(crate) fn year_of(
    when: When,
    context: &Context<'_>,
    spoken_of: Option<Vote<'_>>,
) -> Option<i16> {
    match when {
        When::Year(year) | When::TextYear(year) => Some(year),
        When::Day { year, .. } | When::Month { year, .. } => year,
        When::FromNow(years) => context.date.map(|date| date.year().saturating_add(years)),
        // "a year earlier" than what the text is about, not than what it looked back to a clause ago.
        When::FromThen(years @ ..0) => {
            context.glanced_from.or(spoken_of).map(|vote| vote.date.year().saturating_add(years))
        }
        When::FromThen(years) => spoken_of.map(|vote| vote.date.year().saturating_add(years)),
        When::Weekday(_) | When::DayFromNow(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_earlier_vote_of_the_time_told_is_left_out() {
        let record = scrutineer_book::built_in().unwrap().record;
        let linker = Linker::new(&record);
        let mut found = 0;
        for vote in record.votes() {
            let focus = Some(vote);
            let context =
                Context { date: Some(vote.date), focus, published: None, ..Context::default() };
            let (year, month) = (vote.date.year(), 12);
            let times = [
                When::Year(year),
                When::FromNow(-1),
                When::FromThen(-2),
                When::Month { year: None, month },
                When::Month { year: Some(year - 1), month },
                When::Day { year: None, month, day: 19 },
                When::Weekday(4),
            ];
            for when in times {
                let has_year = !matches!(when, When::Day { .. } | When::Month { year: None, .. });
                let then = |other: &Vote<'_>| {
                    other.date.is_before(vote.date)
                        && is_time_of(when, *other, &context) == Some(true)
                        && (has_year || other.date.days_until(vote.date) < 366)
                };
                let whole = record.votes().filter(|other| other.motion.is_whole());
                let mut plain: Vec<_> = whole.filter(then).map(|other| other.place()).collect();
                let quick = linker.before_at(vote, when, &context).filter(then);
                let mut quick: Vec<_> = quick.map(|other| other.place()).collect();
                plain.sort_unstable();
                quick.sort_unstable();
                assert_eq!(quick, plain, "{when:?} before {vote:?}");
                found += plain.len();
            }
        }
        assert!(found > 100, "{found}");
    }
}

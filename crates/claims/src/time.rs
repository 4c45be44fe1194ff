//! When something happened, as a sentence tells it.

use std::ops::Range;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::sentence::Sentence;

/// When something happened, as the words say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day, with or without its year.
    Day {
        /// The year, if told.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: i8,
        /// The day of the month.
        day: i8,
    },
    /// A month, with or without its year.
    Month {
        /// The year, if told.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: i8,
    },
    /// A year.
    Year(i16),
    /// A year by which a text is named: "the 1975 text".
    TextYear(i16),
    /// So many years after the date of the text.
    FromNow(i16),
    /// So many years after the vote that is spoken of.
    FromThen(i16),
    /// A day of the week, Monday 1 to Sunday 7: the last one before the text.
    Weekday(i8),
    /// So many days after the date of the text: "yesterday".
    DayFromNow(i8),
}

/// Two votes of which one clause tells the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasions {
    /// "in 2018 and 2019", "both in 2018 and this week": that of the present has no time.
    Told(When, Option<When>),
    /// "on both occasions": the two spoken of last.
    Both,
}

/// Words for a day, as days from that of the text. What is written at night is read in the morning: the night
/// is not told from the day.
const DAYS_FROM_NOW: [(&str, i8); 3] = [("yesterday", -1), ("today", 0), ("tonight", 0)];

/// A time with the tokens that tell it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Time {
    pub(crate) when: When,
    pub(crate) at: Range<usize>,
}

impl Sentence<'_> {
    fn year(&self, at: usize) -> Option<i16> {
        match self.kind(at)? {
            Kind::Number(number @ 1946..=2100) => i16::try_from(*number).ok(),
            _ => None,
        }
    }

    fn day_of_month(&self, at: usize) -> Option<i8> {
        match self.kind(at)? {
            Kind::Number(number) | Kind::Cue(Cue::Ordinal(number)) => {
                i8::try_from(*number).ok().filter(|day| (1..=31).contains(day))
            }
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<i8> {
        match self.kind(at)? {
            Kind::Month(month) => Some(*month),
            _ => None,
        }
    }

    /// The time told from this token on.
    #[inline]
    pub(crate) fn time_at(&self, at: usize) -> Option<Time> {
        self.time_told_at(at).cloned()
    }

    /// The time of each token from which on one is told.
    pub(crate) fn read_times(&self) -> Vec<Time> {
        (0..self.len()).filter_map(|place| self.read_time(place)).collect()
    }

    fn read_time(&self, at: usize) -> Option<Time> {
        let dot = |at: usize| usize::from(self.is_mark(at, &['.']));
        let time = |when, end| Some(Time { when, at: at..end });
        match self.kind(at)? {
            Kind::Word => {
                let days = DAYS_FROM_NOW.iter().find(|(word, _)| self.lower(at) == *word);
                return days.and_then(|(_, days)| time(When::DayFromNow(*days), at + 1));
            }
            Kind::Weekday(day) => return Some(self.weekday_at(at, *day)),
            Kind::Cue(Cue::Year(years)) => return time(When::FromNow(*years), at + 1),
            Kind::Cue(Cue::YearFromThen(years)) => return time(When::FromThen(*years), at + 1),
            Kind::Month(_) | Kind::Number(_) | Kind::Cue(Cue::Number(_) | Cue::Ordinal(_)) => {}
            _ => return None,
        }
        if let Some(month) = self.month(at) {
            let next = at + 1 + dot(at + 1);
            if let Some(day) = self.day_of_month(next) {
                let comma = usize::from(self.is_mark(next + 1, &[',']));
                let year = self.year(next + 1 + comma);
                let end = if year.is_some() { next + 2 + comma } else { next + 1 };
                return time(When::Day { year, month, day }, end);
            }
            let year = self.year(next).or_else(|| self.year(at + 1));
            let end = if year.is_some() { next + 1 } else { at + 1 };
            // "June next year"
            if let (None, Some(Cue::Year(from_now))) = (year, self.cue(at + 1)) {
                return time(When::Month { year: None, month }, at + 1)
                    .map(|time| Time { at: at..at + 1 + usize::from(from_now == 0), ..time });
            }
            return time(When::Month { year, month }, end);
        }
        if let (Some(day), Some(month)) = (self.day_of_month(at), self.month(at + 1)) {
            let comma = usize::from(self.is_mark(at + 2, &[',']));
            let year = self.year(at + 2).or_else(|| self.year(at + 2 + comma));
            let end = if year.is_some() {
                at + 3 + comma * usize::from(self.year(at + 2).is_none())
            } else {
                at + 2
            };
            return time(When::Day { year, month, day }, end);
        }
        if let Some(time) = self.counted_years(at) {
            return Some(time);
        }
        let year = self.year(at)?;
        if let Some(time) = self.numeric_date(at, year) {
            return Some(time);
        }
        let in_year = at
            .checked_sub(1)
            .is_some_and(|before| matches!(self.cue(before), Some(Cue::Preposition | Cue::Of)));
        let counts_something = matches!(
            self.cue(at + 1),
            Some(Cue::Voters | Cue::SideNoun(_) | Cue::Side(_) | Cue::VoteNoun)
        ) || self.is_mark(at + 1, &['-']);
        let named = at.checked_sub(1).is_some_and(|before| self.cue(before) == Some(Cue::Article))
            && matches!(
                self.kind(at + 1),
                Some(Kind::Word | Kind::Cue(Cue::Text | Cue::Idea | Cue::Verb(_, Form::Ing)))
            );
        if named {
            return time(When::TextYear(year), at + 1);
        }
        if counts_something && !in_year { None } else { time(When::Year(year), at + 1) }
    }

    /// "2018-12-05", of which the year stands at `at`.
    fn numeric_date(&self, at: usize, year: i16) -> Option<Time> {
        let two_digits = |at: usize| {
            let written = self.is_mark(at - 1, &['-']) && self.word(at).len() == 2;
            self.day_of_month(at).filter(|_| written)
        };
        let month = two_digits(at + 2).filter(|month| *month <= 12)?;
        let day = two_digits(at + 4)?;
        Some(Time { when: When::Day { year: Some(year), month, day }, at: at..at + 5 })
    }

    /// "Friday", "Friday, 7 December": the day of the month tells more.
    fn weekday_at(&self, at: usize, day: i8) -> Time {
        let comma = usize::from(self.is_mark(at + 1, &[',']));
        let date =
            self.read_time(at + 1 + comma).filter(|time| matches!(time.when, When::Day { .. }));
        match date {
            Some(date) => Time { at: at..date.at.end, ..date },
            None => Time { when: When::Weekday(day), at: at..at + 1 },
        }
    }

    /// The two votes of which the tokens tell the same.
    pub(crate) fn occasions(&self, at: Range<usize>) -> Option<Occasions> {
        let both = |place: usize| {
            self.is_word(place, &["both"])
                && self.is_word(place + 1, &["occasions", "times", "votes", "years"])
        };
        if at.clone().any(both) {
            return Some(Occasions::Both);
        }
        let times = self.times(at.clone());
        if let Some(then) = self.as_before(at.start, &times).or(self.as_then(at.clone(), &times)) {
            return Some(Occasions::Told(then, None));
        }
        let joined = |time: &Time| {
            let and = time.at.end;
            let next = self.skip(and + 1, |cue| cue == Cue::Preposition);
            (self.cue(and) == Some(Cue::And)).then_some((time.when, next))
        };
        // "as in 1995 and 1996" tells of others.
        let compared = |time: &&Time| {
            (time.at.start.saturating_sub(2)..time.at.start).any(|as_in| self.word(as_in) == "as")
        };
        let (then, next) = times.iter().filter(|time| !compared(time)).find_map(joined)?;
        let week = self.is_word(next, &["this"])
            && self.is_word(next + 1, &["week", "month", "time", "session"]);
        match self.time_at(next) {
            Some(now) => Some(Occasions::Told(then, Some(now.when))),
            None => (week || self.is_word(next, &["now"])).then_some(Occasions::Told(then, None)),
        }
    }

    /// "As in 2018, [Peru abstained]": so it did then.
    fn as_before(&self, start: usize, times: &[Time]) -> Option<When> {
        let [time] = times else { return None };
        let preposition = self.skip(start + 1, |cue| cue == Cue::Preposition);
        let opens = self.is_word(start, &["as", "like"]) && time.at.start == preposition;
        (opens && self.is_mark(time.at.end, &[','])).then_some(time.when)
    }

    /// "[Peru abstained], just as it had in 2018", ", as in 2018": so it did then.
    fn as_then(&self, at: Range<usize>, times: &[Time]) -> Option<When> {
        let [time] = times else { return None };
        let before = time.at.start.checked_sub(1)?;
        let mut start =
            if self.cue(before) == Some(Cue::Preposition) { before } else { before + 1 };
        let had = |place: usize| {
            self.is_word(place, &["done"])
                || matches!(
                    self.verb(place),
                    Some((Verb::Have | Verb::Do, Form::Past)) | Some((Verb::Follow, _))
                )
                || self.is_word(place, &["they", "it", "he", "she", "both", "all"])
        };
        while start > at.start && had(start - 1) {
            start -= 1;
        }
        let as_ = start.checked_sub(1).filter(|as_| *as_ > at.start)?;
        let opens = self.is_word(as_, &["as", "like"])
            && (self.is_mark(as_ - 1, &[',', '–'])
                || self.is_word(as_ - 1, &["just", "exactly", "much"]));
        (opens && self.ends_clause(time.at.end)).then_some(time.when)
    }

    /// "this time", "has now voted": the vote that the text is about, and none to which it looked back.
    pub(crate) fn tells_the_present(&self, at: &Range<usize>) -> bool {
        at.clone().any(|place| {
            self.is_word(place, &["this"]) && self.is_word(place + 1, &["time", "week", "month"])
                || matches!(self.verb(place), Some((Verb::Have, Form::Third | Form::Base)))
                    && matches!(self.verb(place + 1), Some((Verb::Rise | Verb::Fall, Form::Past)))
                || self.is_word(place, &["now"]) && self.cue(place + 1) != Some(Cue::Which)
        })
    }

    /// "two years ago", "nine years later", "three sessions earlier".
    fn counted_years(&self, at: usize) -> Option<Time> {
        let years = i16::try_from(self.number(at)?).ok().filter(|years| *years < 100)?;
        if !self.is_word(at + 1, &["years", "sessions"]) {
            return None;
        }
        let when = match self.lower(at + 2) {
            "ago" => When::FromNow(-years),
            "later" | "on" | "afterwards" => When::FromThen(years),
            "earlier" | "before" | "previously" => When::FromThen(-years),
            _ => return None,
        };
        Some(Time { when, at: at..at + 3 })
    }

    /// Every time told in the tokens.
    pub(crate) fn times(&self, at: Range<usize>) -> Vec<Time> {
        let mut times: Vec<Time> = Vec::new();
        let mut end = at.start;
        for time in self.times_told().iter().skip_while(|time| time.at.start < at.start) {
            if time.at.start >= at.end {
                break;
            }
            // "5 December 2018" is one, and "December 2018" no other.
            if time.at.start >= end {
                end = time.at.end.max(time.at.start + 1);
                times.push(time.clone());
            }
        }
        times
    }

    /// "the example that France had set in 2018": when somebody else had done something.
    fn is_time_of_an_example(&self, at: usize) -> bool {
        let before = (at.saturating_sub(7)..at).rev();
        let mut before =
            before.take_while(|place| !matches!(self.kind(*place), Some(Kind::Mark(_))));
        before
            .find(|place| matches!(self.verb(*place), Some((Verb::Have, Form::Past))))
            .is_some_and(|had| {
                (had.saturating_sub(4)..had).any(|place| {
                    self.is_word(place, &["that", "which"])
                        && place.checked_sub(1).is_some_and(|noun| {
                            self.is_word(noun, &["example", "course", "path", "line", "precedent"])
                        })
                })
            })
    }

    /// Whether the words before tell from when on: "since the series began in 2007".
    fn is_since(&self, at: usize) -> bool {
        let before = (at.saturating_sub(6)..at).rev();
        let mut before =
            before.take_while(|place| !matches!(self.kind(*place), Some(Kind::Mark(_))));
        before.any(|place| self.word(place).eq_ignore_ascii_case("since"))
    }

    /// "LISBON, Nov. 24 (Agency) – …": when the text was written.
    fn is_dateline(&self, time: &Time) -> bool {
        let first = time.at.start.checked_sub(1).filter(|comma| *comma < 5);
        first.is_some_and(|comma| self.is_mark(comma, &[',']))
            && self.is_mark(time.at.end, &['(', '-', '–', '—'])
            && (0..time.at.start).all(|place| self.verb(place).is_none())
    }

    /// "as late as 1989", "as recently as in 2015": then, and not as then.
    fn is_as_late_as(&self, place: usize) -> bool {
        let before = place.checked_sub(1);
        before.is_some_and(|before| self.is_word(before, &["late", "early", "recently"]))
    }

    /// Whether the time is that of a figure before: "up from just two a year earlier".
    fn is_time_of_a_figure(&self, at: usize) -> bool {
        let figure = (at.saturating_sub(2)..at).find(|place| self.number(*place).is_some());
        figure.is_some_and(|figure| {
            (figure.saturating_sub(2)..figure).any(|place| self.is_word(place, &["from"]))
        })
    }

    /// The times at which a vote is said to have been taken. "last year's abstention", "as in 2015" and "since
    /// 2016" tell of another.
    /// So do times in asides.
    pub(crate) fn vote_times(&self, at: Range<usize>, asides: &[Range<usize>]) -> Vec<When> {
        let start = at.start;
        let of_another = |time: &Time| {
            let possessive = self.is_mark(time.at.end, &['\''])
                && !self.opens_with_its_vote(start, time)
                || asides.iter().any(|aside| aside.contains(&time.at.start));
            let before = time.at.start.saturating_sub(2)..time.at.start;
            // "as promised in 2018", "like others in 2018"
            let likened = time.at.start.checked_sub(3).is_some_and(|like| {
                self.is_word(like, &["as", "like"])
                    && self.cue(like + 2) == Some(Cue::Preposition)
                    && !self.is_as_late_as(like)
                    // "just as isolated on Wednesday"
                    && !like.checked_sub(1).is_some_and(|just| self.is_word(just, &["just"]))
            });
            likened
                || self.is_time_of_an_example(time.at.start)
                || possessive
                || self.is_dateline(time)
                || self.is_since(time.at.start)
                || self.is_occasion(time.at.start)
                // "up by 25 on the previous year"
                || matches!(time.when, When::FromThen(_) | When::FromNow(_))
                    && time.at.start.checked_sub(1).is_some_and(|on| self.is_word(on, &["on"]))
                || self.is_time_of_a_figure(time.at.start)
                || before.into_iter().any(|place| {
                    matches!(self.cue(place), Some(Cue::Than | Cue::MoreThan | Cue::FewerThan))
                        || self.is_word(place, &["as"]) && !self.is_as_late_as(place)
                        || matches!(self.word(place), "since" | "from" | "until")
                        || self.is_word(place, &["compared", "unlike"])
                })
        };
        // "as in 1995 and 1996"
        let mut other: Option<usize> = None;
        let of_another = |time: &Time| {
            let joins = |place: usize| {
                matches!(self.cue(place), Some(Cue::And | Cue::Preposition))
                    || self.is_mark(place, &[','])
            };
            let goes_on =
                other.is_some_and(|end| end < time.at.start && (end..time.at.start).all(joins));
            let of_another = goes_on || of_another(time);
            other = of_another.then_some(time.at.end);
            of_another
        };
        let mut times = self.times(at);
        let mut of_another = of_another;
        times.retain(|time| !of_another(time));
        times.iter().map(|time| self.counted_from_told(time)).collect()
    }

    /// "Last year's division had been closer", "in Friday's vote": the vote of which the clause tells is of that time.
    fn opens_with_its_vote(&self, start: usize, time: &Time) -> bool {
        const VOTES: [&str; 12] = [
            "vote",
            "division",
            "ballot",
            "tally",
            "result",
            "count",
            "roll call",
            "outcome",
            "score",
            "resolution",
            "text",
            "draft",
        ];
        let opens = self.skip(start, |cue| {
            matches!(cue, Cue::And | Cue::But | Cue::While | Cue::Preposition | Cue::Article)
        });
        let noun = time.at.end + 2;
        opens == time.at.start && (noun..noun + 2).any(|place| self.is_word(place, &VOTES))
    }

    /// "After a gap in 2020, the Assembly voted …": what happened before.
    fn is_occasion(&self, time: usize) -> bool {
        let open = (0..time).rev().take_while(|place| !self.is_mark(*place, &[',', ';', ':']));
        let first = open.last().filter(|first| self.is_word(*first, &["after", "following"]));
        first.is_some_and(|first| first + 1 < time && self.predicates(first..time).is_empty())
    }

    /// "voted against it in 2018 and abstained a year later": counted from the year told before it.
    fn counted_from_told(&self, time: &Time) -> When {
        let When::FromThen(years) = time.when else { return time.when };
        let told =
            self.times(0..time.at.start).into_iter().rev().find_map(|told| match told.when {
                When::Year(year) | When::TextYear(year) => Some(year),
                When::Day { year, .. } | When::Month { year, .. } => year,
                _ => None,
            });
        told.map_or(time.when, |year| When::Year(year.saturating_add(years)))
    }
}

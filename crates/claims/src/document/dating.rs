//! When a document was written: given, read in it, or inferred from the votes that it speaks of.

use std::cell::OnceCell;

use scrutineer_record::{Date, MemberId, Vote};

use super::Reader;
use crate::frame::Frame;
use crate::lexicon::Kind;
use crate::link::{Clues, Context, count_fits, is_time_of};
use crate::reading::Read;
use crate::time::When;
use crate::{ClaimKind, DateBasis};

impl<'r> Reader<'r> {
    /// The date of the document: given, read in it, or inferred from the votes that it speaks of.
    pub(super) fn settle_date(
        &self,
        given: Option<Date>,
        sentences: &[Read<'_>],
        context: &mut Context<'r>,
        home: Option<MemberId>,
    ) -> DateBasis {
        if given.is_some() {
            context.date = given;
            context.published = given.filter(|date| date.day().is_some());
            return DateBasis::Given;
        }
        let told: Vec<When> = sentences.iter().flat_map(told_times).collect();
        // The day of a dateline is told of no vote, so that it is not among those.
        let dateline = sentences.first().and_then(|read| {
            let first = read.sentence.times(0..read.sentence.len().min(8));
            first.iter().map(|time| time.when).find(|when| matches!(when, When::Day { .. }))
        });
        let latest = told.iter().filter_map(told_year).max();
        if let Some(When::Day { year, month, day }) = dateline
            && let Some(year) = year.or(latest)
        {
            context.date = Date::ymd(year, month, day);
            context.published = context.date;
            return DateBasis::Read;
        }
        let read = latest.and_then(|year| last_day(&told, year));
        // A vote that fits numbers and days tells the date better than a year that is only mentioned. What a
        // long text is about, it says at its start; to weigh each claim against every other would be quadratic.
        let start = sentences.get(..START).unwrap_or(sentences);
        let fitting = self.fitting_vote(start, context, home).map(|vote| vote.date);
        let later = |date: &Date| read.is_none_or(|read| read.is_before(*date));
        match (fitting.filter(later), read) {
            (Some(date), _) => {
                context.date = Some(date);
                DateBasis::Inferred
            }
            (None, Some(date)) => {
                context.date = Some(date);
                DateBasis::Read
            }
            (None, None) => DateBasis::Unknown,
        }
    }

    /// The vote that fits the numbers, days and titles of the text best, all that one clause tells.
    fn fitting_vote(
        &self,
        sentences: &[Read<'_>],
        context: &Context<'r>,
        home: Option<MemberId>,
    ) -> Option<Vote<'r>> {
        let mut best: Option<(f64, Vote<'r>)> = None;
        let mut before = String::new();
        let compared = sentences.iter().filter_map(compared_year).max();
        for read in sentences {
            for frame in read.frames.iter().filter(|frame| tells_a_vote(frame)) {
                let own = self.clues(read, frame, home);
                if own.place.is_some() {
                    continue;
                }
                let words = format!("{}{before}", own.words);
                let clues = Clues { words, of_titles: OnceCell::new(), ..own.clone() };
                let Some(link) = self.linker.link(&clues, context) else { continue };
                let votes = [link.vote].into_iter().chain(link.alternatives.iter().copied());
                let fitting = votes.filter(|vote| {
                    tells_the_vote(&clues, *vote, context)
                        && compared.is_none_or(|year| year < vote.date.year())
                        && was_on_weekday(read, *vote)
                });
                let Some(vote) = self.borne_out(fitting.collect(), sentences) else { continue };
                if best.is_none_or(|(score, _)| link.score > score) {
                    best = Some((link.score, vote));
                }
            }
            // What a text speaks of it often names once.
            before = format!(" | {}", read.sentence.words(0..read.sentence.len()));
        }
        best.map(|(_, vote)| vote)
    }

    /// Of votes that could all be meant, the one of which most is true that the text says of members by name.
    /// This only dates a text that does not tell its date; what is then said of the vote is judged as ever.
    fn borne_out(&self, votes: Vec<Vote<'r>>, sentences: &[Read<'_>]) -> Option<Vote<'r>> {
        let holds = |vote: Vote<'r>| {
            let frames = sentences
                .iter()
                .flat_map(|read| read.frames.iter().map(move |frame| (&read.sentence, frame)));
            let named = frames.filter(|(_, frame)| !frame.negated).flat_map(|(sentence, frame)| {
                let names = frame.agents.iter().flat_map(|agents| &agents.names);
                names.filter_map(|place| {
                    let member = self.member(sentence, *place, Some(vote.date))?;
                    Some(vote.position_of(member) == Some(frame.position?))
                })
            });
            named.filter(|holds| *holds).count()
        };
        let mut by_truth: Vec<(usize, Vote<'r>)> =
            votes.into_iter().map(|vote| (holds(vote), vote)).collect();
        by_truth.sort_by_key(|(true_of_it, _)| std::cmp::Reverse(*true_of_it));
        match by_truth.as_slice() {
            [(most, _), (next, _), ..] if most == next => None,
            [(_, vote), ..] => Some(*vote),
            [] => None,
        }
    }
}

/// So many sentences are looked at for the date of a text that gives none.
const START: usize = 100;

/// Whether the frame tells enough of a vote to date a document by.
fn tells_a_vote(frame: &Frame) -> bool {
    !frame.counts.is_empty() || matches!(frame.kind, ClaimKind::Outcome | ClaimKind::Position)
}

/// The times of a sentence that can tell when the text was written: not those with which it compares, nor
/// those to which it glances back or, as with "a year later", ahead.
fn told_times(read: &Read<'_>) -> Vec<When> {
    let sentence = &read.sentence;
    let glances_back = (0..sentence.len()).any(|place| sentence.word(place) == "had");
    if glances_back {
        return Vec::new();
    }
    let outright: Vec<When> =
        sentence.times(0..sentence.len()).into_iter().map(|time| time.when).collect();
    let mut times = sentence.vote_times(0..sentence.len(), &[]);
    times.retain(|when| outright.contains(when));
    times
}

pub(super) fn told_year(when: &When) -> Option<i16> {
    match when {
        When::Day { year, .. } | When::Month { year, .. } => *year,
        When::Year(year) => Some(*year),
        _ => None,
    }
}

/// The last day that is told of a year, or else its end. A day without its year is the one of them that is
/// nearest to the day told before it.
fn last_day(told: &[When], year: i16) -> Option<Date> {
    let mut days: Vec<Date> = Vec::new();
    for when in told {
        let When::Day { year: told, month, day } = *when else { continue };
        let near = |date: &Date| days.last().map_or(0, |last| last.days_until(*date).abs());
        match told {
            Some(told) => days.extend(Date::ymd(told, month, day)),
            None => {
                let years = [year - 1, year, year + 1];
                let dates = years.iter().filter_map(|year| Date::ymd(*year, month, day));
                let nearest = dates.min_by_key(near);
                days.extend(nearest.filter(|_| !days.is_empty()));
            }
        }
    }
    let of_year = days.into_iter().filter(|date| date.year() >= year).max();
    of_year.or_else(|| Date::ymd(year, 12, 31))
}

/// The latest year with which the sentence compares: what it tells is later.
fn compared_year(read: &Read<'_>) -> Option<i16> {
    let all = 0..read.sentence.len();
    let told = read.sentence.vote_times(all.clone(), &[]);
    let times = read.sentence.times(all).into_iter().map(|time| time.when);
    times.filter(|when| !told.contains(when)).filter_map(|when| told_year(&when)).max()
}

/// Whether the vote was taken on the day of the week that the sentence tells, if it tells one.
fn was_on_weekday(read: &Read<'_>, vote: Vote<'_>) -> bool {
    let days = read.sentence.tokens.iter().filter_map(|token| match token.kind {
        Kind::Weekday(day) => Some(day),
        _ => None,
    });
    let days: Vec<i8> = days.collect();
    days.is_empty() || vote.date.day().is_none() || days.contains(&vote.date.weekday())
}

/// Whether a number or a day of the words is just that of the vote, and none is another.
fn tells_the_vote(clues: &Clues, vote: Vote<'_>, context: &Context<'_>) -> bool {
    let counts = clues.counts.iter().filter(|count| count.number.value >= 10);
    let days = clues.times.iter().filter(|when| matches!(when, When::Day { .. }));
    let fits: Vec<bool> = counts
        .map(|count| count_fits(count, vote))
        .chain(days.map(|when| is_time_of(*when, vote, context) == Some(true)))
        .collect();
    !fits.is_empty() && fits.iter().all(|fits| *fits)
}

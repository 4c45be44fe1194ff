//! The vote that is told in no word of its title: "Thirty-three states wanted partition, thirteen did not, ten abstained."
//!
//! Numbers, members by name and times that stand together are weighed against every vote that two of the numbers fit.
//! Only overwhelming evidence counts: more than chance among all votes of the record, and far more than for the next.

use scrutineer_record::{MemberId, Position, Tally, Vote};

use super::index::{Known, Linker};
use super::times::is_time_of;
use super::{Context, by_count};
use crate::time::When;

/// What stands together in a document and can tell a vote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard {
    /// Every number that is no time, whatever it is said to count.
    pub(crate) numbers: Vec<u32>,
    /// Members by name, with the position that they are said to have taken.
    pub(crate) named: Vec<(MemberId, Position)>,
    /// When it was.
    pub(crate) times: Vec<When>,
}

/// Logarithms of how much likelier something is if the vote is meant than if it is any other.
mod odds {
    /// A number of ten or more stands in the tally; a smaller one.
    pub(super) const LARGE: f64 = 4.0;
    pub(super) const SMALL: f64 = 1.5;
    /// A member did, or did not do, what is said of it.
    pub(super) const NAMED: f64 = 0.7;
    pub(super) const NAMED_OTHERWISE: f64 = -1.5;
    /// The year is that told; the day or month is; neither.
    pub(super) const YEAR: f64 = 4.0;
    pub(super) const DAY: f64 = 2.0;
    pub(super) const ANOTHER_TIME: f64 = -4.0;
    /// No year is told, and it was taken within one before the text; or long before.
    pub(super) const OF_THE_YEAR: f64 = 3.0;
    pub(super) const LONG_AGO: f64 = -1.0;
    /// What must speak for it beyond the odds against any one vote.
    pub(super) const ENOUGH: f64 = 2.0;
    /// So much more than for the next.
    pub(super) const CLEARLY: f64 = 3.0;
}

/// So many numbers in a sentence at most: beyond that some pair fits some vote by chance.
const MOST_NUMBERS: usize = 8;

/// A small record holds but some of the votes that can be meant.
const LEAST_VOTES: u32 = 3000;

/// Within so many days a vote is of the year before the text.
const A_YEAR: i32 = 366;

impl<'r> Linker<'r> {
    /// The vote that two numbers, and what else is told beside them, leave no doubt about.
    pub(crate) fn link_heard(&self, heard: &Heard, context: &Context<'r>) -> Option<Vote<'r>> {
        if heard.numbers.len() < 2 || heard.numbers.len() > MOST_NUMBERS {
            return None;
        }
        let mut places: Vec<usize> = Vec::new();
        for one in &heard.numbers {
            for other in heard.numbers.iter().filter(|other| *other != one) {
                for positions in by_count::IN_ORDER {
                    places.extend(self.by_count.with_both(positions, [*one, *other]));
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        let known = places.iter().filter_map(|place| self.votes.get(*place));
        let mut weighed: Vec<(f64, Vote<'r>)> =
            known.map(|known| (odds_of(known, heard, context), known.vote)).collect();
        weighed.sort_by(|one, other| other.0.total_cmp(&one.0));
        let (best, vote) = weighed.first()?;
        let votes = u32::try_from(self.votes.len()).unwrap_or(u32::MAX);
        let any = f64::ln(f64::from(votes.max(LEAST_VOTES)));
        let clear = weighed.get(1).is_none_or(|(next, _)| best - next >= odds::CLEARLY);
        (clear && best - any >= odds::ENOUGH).then_some(*vote)
    }
}

/// How much speaks for a vote.
fn odds_of(known: &Known<'_>, heard: &Heard, context: &Context<'_>) -> f64 {
    let named = heard.named.iter().map(|(member, position)| {
        let did = known.vote.position_of(*member) == Some(*position);
        if did { odds::NAMED } else { odds::NAMED_OTHERWISE }
    });
    odds_of_numbers(known.tally, &heard.numbers)
        + odds_of_time(known.vote, heard, context)
        + named.sum::<f64>()
}

/// How much it tells that numbers of a tally stand among those heard, each once.
fn odds_of_numbers(tally: Tally, heard: &[u32]) -> f64 {
    let mut sides = [tally.yes, tally.no, tally.abstain].map(u32::from);
    sides.sort_unstable();
    let mut before = None;
    let each_once = sides.into_iter().filter(|side| before.replace(*side) != Some(*side));
    let told = each_once.filter(|side| heard.contains(side));
    told.map(|side| if side >= 10 { odds::LARGE } else { odds::SMALL }).sum()
}

fn odds_of_time(vote: Vote<'_>, heard: &Heard, context: &Context<'_>) -> f64 {
    let after = context.date.is_some_and(|date| vote.date.days_until(date) < -1);
    let told = |with_year: bool| {
        let of_kind = move |when: &&When| with_year == tells_a_year(when);
        let times = heard.times.iter().filter(of_kind);
        times.filter_map(|when| is_time_of(*when, vote, context)).reduce(|one, other| one || other)
    };
    let years = match told(true) {
        Some(true) => odds::YEAR,
        Some(false) => odds::ANOTHER_TIME,
        None if after => odds::ANOTHER_TIME,
        None => {
            let recent = context.date.is_some_and(|date| vote.date.days_until(date) <= A_YEAR);
            if recent { odds::OF_THE_YEAR } else { odds::LONG_AGO }
        }
    };
    let day = told(false).is_some_and(|fits| fits);
    years + if day { odds::DAY } else { 0.0 }
}

/// Whether a time tells its year.
fn tells_a_year(when: &When) -> bool {
    match when {
        When::Day { year, .. } | When::Month { year, .. } => year.is_some(),
        When::Year(_) | When::TextYear(_) | When::FromNow(_) | When::FromThen(_) => true,
        When::Weekday(_) | When::DayFromNow(_) => false,
    }
}

//! Which votes can be meant at all, and which of them can come near the best.
//!
//! Of a large record many votes stand under titles that share words with a claim. They are looked at title by title,
//! the likeliest first, and a title of which no vote can have enough points costs nothing.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::RangeInclusive;

use scrutineer_record::{MemberId, Tally};

use super::index::{Known, Linker, day_of};
use super::score::{Around, speaks_of_nothing_yet, tells, topic};
use super::times::{day_from_now, days_of_year, year_of};
use super::{Clues, Context, weight};
use crate::frame::Count;
use crate::time::When;

/// The votes for which enough can speak at all, by what is found in the indices. Nothing counts less here than it
/// does where a vote is weighed.
pub(super) struct Candidates<'l, 'r> {
    linker: &'l Linker<'r>,
    clues: &'l Clues,
    /// How much can speak for which votes, but for their titles and counts.
    apart: AtMost,
    /// What the title can say for each vote under it.
    titles: Vec<(usize, f64)>,
    /// What the counts can say at most.
    most_of_counts: f64,
    outlook: Outlook,
}

/// A vote that can be meant, with what can speak of its content at most.
#[derive(Clone, Copy)]
pub(super) struct Hope<'l, 'r> {
    pub(super) known: &'l Known<'r>,
    content: f64,
    /// Whether all counts fit, and there are some.
    all_fit: bool,
}

/// A title with what it can say for a vote.
#[derive(Clone, Copy)]
struct OfTitle {
    points: f64,
    title: usize,
}

impl Ord for OfTitle {
    fn cmp(&self, other: &OfTitle) -> Ordering {
        self.points.total_cmp(&other.points).then(self.title.cmp(&other.title))
    }
}

impl PartialOrd for OfTitle {
    fn partial_cmp(&self, other: &OfTitle) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for OfTitle {
    fn eq(&self, other: &OfTitle) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for OfTitle {}

impl<'l, 'r> Candidates<'l, 'r> {
    /// All of them, in no order.
    pub(super) fn all(&self) -> Vec<&'l Known<'r>> {
        let always = i32::MIN..=i32::MAX;
        let under =
            self.titles.iter().flat_map(|(title, points)| self.under(*title, *points, &always));
        self.apart().chain(under).map(|hope| hope.known).collect()
    }

    /// Weighs those that can come near the best of them. Those left out have so many points less.
    pub(super) fn near_the_best<W>(
        &self,
        margin: f64,
        weigh: impl Fn(&Known<'r>) -> Option<W>,
        score: impl Fn(&W) -> f64,
    ) -> Vec<W> {
        let mut weighed: Vec<W> = Vec::new();
        let mut best = 0.0;
        let mut look_at = |hope: &Hope<'l, 'r>, best: &mut f64| {
            // A symbol can be overruled by all the rest.
            let may_be_meant = hope.all_fit && !self.clues.symbols.is_empty();
            if may_be_meant || self.outlook.may_reach(hope, *best - margin) {
                let one = weigh(hope.known);
                *best = one.as_ref().map_or(*best, |one| f64::max(*best, score(one)));
                weighed.extend(one);
            }
        };
        let mut apart: Vec<Hope<'l, 'r>> = self.apart().collect();
        let by_content = |one: &usize, other: &usize| {
            let content = |place: usize| apart.get(place).map_or(0.0, |hope| hope.content);
            content(*one).total_cmp(&content(*other))
        };
        if let Some(likeliest) = (0..apart.len()).max_by(by_content) {
            apart.swap(0, likeliest);
        }
        for hope in &apart {
            look_at(hope, &mut best);
        }
        let titles =
            self.titles.iter().map(|(title, points)| OfTitle { points: *points, title: *title });
        let mut titles: BinaryHeap<OfTitle> = titles.collect();
        let always = vec![i32::MIN..=i32::MAX];
        while let Some(OfTitle { points, title }) = titles.pop() {
            // Votes that two counts fit were looked at already.
            let counts = self.clues.counts.iter().chain(&self.clues.beside);
            let one_count = counts.map(|count| weight::COUNT * tells(count)).fold(0.0, f64::max);
            let wanting = best - margin - points - one_count - A_LITTLE;
            let enough = points + one_count >= weight::ENOUGH - A_LITTLE;
            if wanting > self.outlook.most || !enough {
                break;
            }
            let days = self.outlook.days.as_ref().filter(|_| wanting > self.outlook.otherwise);
            for days in days.unwrap_or(&always) {
                for hope in self.under(title, points, days) {
                    look_at(&hope, &mut best);
                }
            }
        }
        weighed
    }

    /// Those for which more speaks than the title and one count.
    fn apart(&self) -> impl Iterator<Item = Hope<'l, 'r>> {
        let places = self.apart.touched.iter();
        places.filter_map(|place| {
            let known = self.linker.votes.get(*place)?;
            let title = self.titles.binary_search_by_key(&known.title, |(title, _)| *title);
            let title = title.ok().and_then(|place| self.titles.get(place));
            self.hope(known, self.apart.of_vote(*place)? + title.map_or(0.0, |(_, points)| *points))
        })
    }

    /// The others under a title, of these days.
    fn under(
        &self,
        title: usize,
        points: f64,
        days: &RangeInclusive<i32>,
    ) -> impl Iterator<Item = Hope<'l, 'r>> {
        let votes = &self.linker.votes;
        let day = |place: &usize| votes.get(*place).map_or(0, |known| known.day);
        let all = self.linker.by_title.get(title).map_or(&[][..], Vec::as_slice);
        let start = all.partition_point(|place| day(place) < *days.start());
        let end = all.partition_point(|place| day(place) <= *days.end());
        let places = all.get(start..end).unwrap_or_default().iter();
        let others = places.filter(|place| self.apart.of_vote(**place).is_none());
        others.filter_map(move |place| self.hope(votes.get(*place)?, points))
    }

    fn hope(&self, known: &'l Known<'r>, points: f64) -> Option<Hope<'l, 'r>> {
        // Most have not enough, whatever their tally.
        if points + self.most_of_counts < weight::ENOUGH - A_LITTLE {
            return None;
        }
        let (counts, all_fit) = hope_of_counts(self.clues, known.tally);
        let content = points + counts;
        let enough = content >= weight::ENOUGH - A_LITTLE;
        enough.then_some(Hope { known, content, all_fit })
    }
}

impl<'r> Linker<'r> {
    /// The votes that can be meant.
    pub(super) fn candidates<'l>(
        &'l self,
        clues: &'l Clues,
        titles: &[(usize, f64)],
        context: &Context<'r>,
        around: &Around<'r>,
    ) -> Candidates<'l, 'r> {
        let mut at_most = AtMost::of(self.votes.len());
        self.hope_of_own(clues, context, &mut at_most);
        for (focus, series) in around.votes.iter().flatten() {
            at_most.add(weight::FOCUS, self.place_of(*focus));
            let votes = series.and_then(|series| self.by_series.get(series.id.as_str()));
            let points = weight::SAME_SERIES + weight::SAME_SERIES_THEN;
            at_most.add(points, votes.into_iter().flatten().copied());
        }
        at_most.add(weight::RIVAL, around.rivals.iter().filter_map(|vote| self.place_of(*vote)));
        if speaks_of_nothing_yet(clues, context) {
            let targets = context.targets.iter();
            at_most.add(weight::DOCUMENT_TOPIC, targets.flat_map(|target| self.known_by(target)));
        }
        self.by_count.add_fitting(clues, &mut at_most);
        Candidates {
            linker: self,
            clues,
            apart: at_most,
            titles: hope_of_titles(titles, &context.topic),
            most_of_counts: most_of_counts(clues),
            outlook: Outlook::of(clues, context),
        }
    }

    /// What the clause itself can say for each vote, but for the title and the counts.
    fn hope_of_own(&self, clues: &Clues, context: &Context<'r>, at_most: &mut AtMost) {
        for cited in &clues.symbols {
            let parent = cited.parent();
            for symbol in [Some(cited), parent.as_ref()].into_iter().flatten() {
                at_most.add(weight::SYMBOL, self.on(symbol));
                let parts = self.parts.get(symbol).into_iter().flatten();
                at_most.add(weight::SYMBOL, parts.copied());
                let drafted = self.drafted.get(symbol).into_iter().flatten();
                at_most.add(weight::SYMBOL, drafted.flat_map(|text| self.on(text)));
            }
        }
        let of_number = |number: &u32| self.by_number.get(number).into_iter().flatten();
        at_most.add(weight::SYMBOL, clues.numbers.iter().flat_map(of_number).copied());
        let targets = clues.targets.iter();
        at_most.add(weight::NICKNAME, targets.flat_map(|target| self.known_by(target)));
        let led = |sponsor: &MemberId| self.by_lead.get(sponsor).into_iter().flatten();
        at_most.add(weight::SPONSOR, clues.sponsors.iter().flat_map(led).copied());
        if clues.organ {
            at_most.add(weight::ORGAN, self.setting_up.iter().copied());
        }
        for when in &clues.times {
            let (year, month, day, points) = match when {
                When::Day { year, month, day } => (*year, Some(*month), Some(*day), weight::DAY),
                _ => match day_from_now(*when, context) {
                    Some(date) => (Some(date.year()), date.month(), date.day(), weight::WEEKDAY),
                    None => continue,
                },
            };
            for year in self.years_about(year, context) {
                for (month, day) in [(month, day), (month, None), (None, None)] {
                    let votes = self.by_day.get(&(year, month, day)).into_iter().flatten();
                    at_most.add(points, votes.copied());
                }
            }
        }
    }

    /// The years of which a day can be: the one that is told, else those about the document's.
    fn years_about(&self, year: Option<i16>, context: &Context<'r>) -> RangeInclusive<i16> {
        let about = context.date.map(|date| (date.year() - 2, date.year() + 2));
        let (first, last) = year.map(|year| (year, year)).or(about).unwrap_or(self.years);
        first..=last
    }
}

/// What titles can say: those that stand in the words of a claim, and those of which the document speaks. Both are in
/// the order of the titles.
fn hope_of_titles(own: &[(usize, f64)], spoken_of: &[(usize, f64)]) -> Vec<(usize, f64)> {
    let own = own.iter().map(|(title, share)| (*title, weight::TITLE * share));
    let mut all: Vec<(usize, f64)> = own.collect();
    all.extend(spoken_of.iter().map(|(title, share)| (*title, topic(*share))));
    all.sort_by_key(|(title, _)| *title);
    all.dedup_by(|(title, points), (kept, sum)| {
        let same = title == kept;
        *sum += if same { *points } else { 0.0 };
        same
    });
    all
}

/// What the counts can say at most for any vote.
fn most_of_counts(clues: &Clues) -> f64 {
    let all = || clues.counts.iter().chain(&clues.beside);
    let whole = if all().count() > 1 { weight::TALLY_OF_THE_DAY } else { 0.0 };
    all().map(|count| weight::COUNT * tells(count)).sum::<f64>() + whole
}

/// What the counts can say at most for a vote of this tally, and whether all fit, if there are some: then as much as a
/// whole tally with its day.
fn hope_of_counts(clues: &Clues, tally: Tally) -> (f64, bool) {
    let (mut points, mut fitting, mut all) = (0.0, 0, 0);
    for count in clues.counts.iter().chain(&clues.beside) {
        all += 1;
        if fits(count, tally) {
            points += weight::COUNT * tells(count);
            fitting += 1;
        }
    }
    let all_fit = all > 1 && fitting == all;
    (if all_fit { points + weight::TALLY_OF_THE_DAY } else { points }, all_fit)
}

fn fits(count: &Count, tally: Tally) -> bool {
    count.number.fits(u32::from(tally.of(count.position)))
}

/// What time can add to what else speaks for a vote.
struct Outlook {
    /// The most that it can add, and the most where a vote was taken neither at a time that is told nor in the year
    /// before the document.
    most: f64,
    otherwise: f64,
    /// The days of those times, apart and in order; `None` if it can be any day.
    days: Option<Vec<RangeInclusive<i32>>>,
    /// The last day of which a document can speak that tells no time.
    last: i32,
}

impl Outlook {
    fn of(clues: &Clues, context: &Context<'_>) -> Outlook {
        let told: f64 = clues.times.iter().map(|_| TIME).sum();
        let recent = context.date.map_or(0.0, |_| weight::RECENT);
        let years = clues.times.iter().map(|when| year_of(*when, context, context.focus));
        let of_year = |year: Option<i16>| days_of_year(year?);
        let days: Option<Vec<_>> = years.map(of_year).collect();
        let now = context.date.map(day_of);
        let days = days.map(|mut days| {
            days.extend(now.map(|now| now - A_YEAR..=now + 1));
            apart(days)
        });
        let last = now.filter(|_| clues.times.is_empty()).map_or(i32::MAX, |now| now + 1);
        Outlook { most: told + recent, otherwise: LEFT_AFTER_A_YEAR * recent, days, last }
    }

    /// Whether a vote can have so many points, its likelihood included.
    fn may_reach(&self, hope: &Hope<'_, '_>, points: f64) -> bool {
        let wanting = points - hope.content - A_LITTLE;
        let on_day = |days: &Vec<RangeInclusive<i32>>| {
            days.iter().any(|days| days.contains(&hope.known.day))
        };
        let likely = match &self.days {
            _ if hope.known.day > self.last => weight::AFTER_DOCUMENT,
            Some(days) if !on_day(days) => self.otherwise,
            _ => self.most,
        };
        wanting <= likely
    }
}

/// Stretches of days in order, those that overlap made one.
fn apart(mut days: Vec<RangeInclusive<i32>>) -> Vec<RangeInclusive<i32>> {
    days.sort_unstable_by_key(|days| *days.start());
    days.dedup_by(|next, days| {
        let overlaps = next.start() <= days.end();
        if overlaps {
            *days = *days.start()..=*days.end().max(next.end());
        }
        overlaps
    });
    days
}

/// The most that one time that is told can add, but for a day.
const TIME: f64 = weight::YEAR + weight::MONTH;

/// Points are not always added up in the same order.
const A_LITTLE: f64 = 0.01;

/// After so many days less than so much is left of what tells that a vote is recent.
const A_YEAR: i32 = 360;
const LEFT_AFTER_A_YEAR: f64 = 0.05;

thread_local! {
    /// What is told of each vote, [`UNTOUCHED`] between two uses, and no place: a record is not worth clearing for
    /// the few votes for which something speaks.
    static POINTS: RefCell<(Vec<f64>, Vec<usize>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// Less than no points: nothing was told of the vote.
const UNTOUCHED: f64 = -1.0;

/// How much can speak for each vote at most, for those for which anything can.
pub(super) struct AtMost {
    points: Vec<f64>,
    touched: Vec<usize>,
}

impl AtMost {
    fn of(votes: usize) -> AtMost {
        let (mut points, touched) = POINTS.take();
        points.resize(votes.max(points.len()), UNTOUCHED);
        AtMost { points, touched }
    }

    pub(super) fn add(&mut self, points: f64, places: impl IntoIterator<Item = usize>) {
        for place in places {
            let Some(known) = self.points.get_mut(place) else { continue };
            if *known < 0.0 {
                *known = 0.0;
                self.touched.push(place);
            }
            *known += points;
        }
    }

    fn of_vote(&self, place: usize) -> Option<f64> {
        self.points.get(place).copied().filter(|points| *points >= 0.0)
    }
}

impl Drop for AtMost {
    fn drop(&mut self) {
        for place in self.touched.drain(..) {
            if let Some(points) = self.points.get_mut(place) {
                *points = UNTOUCHED;
            }
        }
        POINTS.set((std::mem::take(&mut self.points), std::mem::take(&mut self.touched)));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use scrutineer_book::Book;
    use scrutineer_record::{Date, Position};

    use super::*;
    use crate::quantity::{Bound, Number};

    static BOOK: LazyLock<Book> = LazyLock::new(|| scrutineer_book::built_in().unwrap());
    static LINKER: LazyLock<Linker<'static>> = LazyLock::new(|| Linker::new(&BOOK.record));

    fn counts() -> impl Strategy<Value = Vec<Count>> {
        let position = prop::sample::select(Position::ALL.to_vec());
        let bound = prop::sample::select(vec![Bound::Exactly, Bound::About, Bound::MoreThan]);
        let any = (position, bound, 0u32..200).prop_map(|(position, bound, value)| Count {
            number: Number { value, bound },
            position,
            at: 0..1,
        });
        let of_a_vote = prop::sample::select(LINKER.votes.clone()).prop_map(|known| {
            let count = |position| Count {
                number: Number {
                    value: u32::from(known.tally.of(position)),
                    bound: Bound::Exactly,
                },
                position,
                at: 0..1,
            };
            vec![count(Position::Yes), count(Position::No)]
        });
        prop_oneof![prop::collection::vec(any, 0..3), of_a_vote]
    }

    fn times() -> impl Strategy<Value = Vec<When>> {
        let time = prop_oneof![
            (1946i16..2026).prop_map(When::Year),
            (-3i16..2).prop_map(When::FromNow),
            (1i8..13).prop_map(|month| When::Month { year: None, month }),
            (1i8..13, 1i8..29).prop_map(|(month, day)| When::Day { year: None, month, day }),
        ];
        prop::collection::vec(time, 0..3)
    }

    proptest! {
        #[test]
        fn whether_any_vote_has_all_counts_is_told_as_by_a_look_at_each(counts in counts()) {
            let fit = |known: &Known<'_>| counts.iter().all(|count| fits(count, known.tally));
            let any = counts.len() > 1 && LINKER.votes.iter().any(fit);
            prop_assert_eq!(LINKER.any_fits(&Clues { counts, ..Clues::default() }), any);
        }

        /// What is not weighed would not have been linked, nor been near.
        #[test]
        fn only_what_cannot_win_is_left_out(
            titled in prop::collection::vec(prop::sample::select(LINKER.votes.clone()), 0..3),
            topic in prop::option::of(prop::sample::select(LINKER.votes.clone())),
            focus in prop::option::of(prop::sample::select(LINKER.votes.clone())),
            cited in prop::option::of(prop::sample::select(LINKER.votes.clone())),
            date in prop::option::of((1946i16..2026, 1i8..13, 1i8..29)),
            (counts, times) in (counts(), times()),
        ) {
            let title = |known: &Known<'static>| known.vote.facts().title.clone();
            let clues = Clues {
                words: titled.iter().map(title).collect::<Vec<_>>().join(" "),
                symbols: cited.and_then(|cited| cited.vote.facts().symbol.clone()).into_iter().collect(),
                counts,
                times,
                ..Clues::default()
            };
            let matter = topic.map(|known| LINKER.titles.known(&title(&known))).unwrap_or_default();
            let context = Context {
                date: date.and_then(|(year, month, day)| Date::ymd(year, month, day)),
                focus: focus.map(|known| known.vote),
                topic: LINKER.topic(&matter),
                ..Context::default()
            };
            let told = |margin| {
                let link = LINKER.link_of_those_near(margin, &clues, &context)?;
                Some((link.vote.label(), link.alternatives, link.score, link.in_spite_of))
            };
            prop_assert_eq!(told(weight::MARGIN), told(f64::INFINITY));
        }
    }
}

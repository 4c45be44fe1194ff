//! What speaks for a vote, and what against it.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use scrutineer_record::{Date, MemberId, Series, Symbol, Tally, Vote};

use super::index::{Known, Linker, is_draft, without_part};
use super::times::{day_from_now, is_time_of, weigh_time, year_of};
use super::{Clues, Context, weight};
use crate::frame::Count;
use crate::time::When;

impl<'r> Linker<'r> {
    /// The votes for which enough can speak at all, by what is found in the indices, in their order: the others are
    /// not weighed, and of a larger record no more are than these lead to. Nothing counts less here than it does
    /// there.
    pub(super) fn candidates<'l>(
        &'l self,
        clues: &Clues,
        titles: &[(usize, f64)],
        context: &Context<'r>,
        around: &Around<'r>,
    ) -> Vec<Hope<'l, 'r>> {
        let mut at_most = AtMost::of(self.votes.len());
        for (title, share) in titles {
            let votes = self.by_title.get(*title).into_iter().flatten();
            at_most.add(weight::TITLE * share, votes.copied());
        }
        self.hope_of_own(clues, context, &mut at_most);
        for (title, share) in &context.topic {
            let votes = self.by_title.get(*title).into_iter().flatten();
            at_most.add(topic(*share), votes.copied());
        }
        for (focus, series) in around.votes.iter().flatten() {
            at_most.add(weight::FOCUS, self.place_of(*focus));
            let votes = series.and_then(|series| self.by_series.get(series.id.as_str()));
            at_most.add(weight::SAME_SERIES, votes.into_iter().flatten().copied());
        }
        at_most.add(weight::RIVAL, around.rivals.iter().filter_map(|vote| self.place_of(*vote)));
        if speaks_of_nothing_yet(clues, context) {
            let targets = context.targets.iter();
            at_most.add(weight::DOCUMENT_TOPIC, targets.flat_map(|target| self.known_by(target)));
        }
        self.by_count.add_fitting(clues, &mut at_most);
        let mut hopes: Vec<Hope<'l, 'r>> = at_most
            .summed()
            .filter_map(|(place, points)| {
                let known = self.votes.get(place)?;
                let (counts, all_fit) = hope_of_counts(clues, known.tally);
                Some(Hope { place, known, content: points + counts, all_fit })
            })
            .filter(|hope| hope.content >= weight::ENOUGH - A_LITTLE)
            .collect();
        hopes.sort_unstable_by_key(|hope| hope.place);
        hopes
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

    /// What the clause itself says for or against the vote. `title` is how much of its title stands in the words,
    /// `title_told` the most of any: a nickname tells less where the words are those of another title.
    pub(super) fn own_score(
        &self,
        clues: &Clues,
        (title, title_told): (f64, f64),
        known: &Known<'r>,
        context: &Context<'r>,
    ) -> Score {
        let vote = known.vote;
        let mut score = Score::default();
        if vote.symbol.as_ref().is_some_and(|symbol| self.is_cited(clues, symbol)) {
            score.add_content(weight::SYMBOL);
            score.fits.cited = true;
        }
        score.fits.named = title >= MOST_NAMED
            || clues.targets.iter().any(|target| known.is_target(target))
            || clues.sponsors.iter().any(|sponsor| known.lead.contains(sponsor));
        if title >= weight::LEAST_OF_TITLE {
            score.title = weight::TITLE * title;
            score.add_content(score.title);
        }
        if clues.targets.iter().any(|target| known.is_target(target)) {
            let fits_better = title_told >= MOST_NAMED && title < weight::LEAST_OF_TITLE;
            score.add_content(weight::NICKNAME * if fits_better { 0.5 } else { 1.0 });
        } else if !clues.targets.is_empty() && title < weight::LEAST_OF_TITLE {
            score.total += weight::OFF_TOPIC;
        }
        weigh_sponsors(clues, known, &mut score);
        for when in &clues.times {
            weigh_time(*when, vote, context, &mut score);
        }
        let count_fits =
            |count: &Count| count.number.fits(u32::from(known.tally.of(count.position)));
        for count in clues.counts.iter().chain(&clues.beside) {
            if count_fits(count) {
                score.add_content(weight::COUNT * tells(count));
            }
        }
        for count in clues.counts.iter().filter(|count| !count_fits(count)) {
            score.total += weight::OTHER_COUNT * tells(count);
        }
        let counts = || clues.counts.iter().chain(&clues.beside);
        let all_fit = counts().count() > 1 && counts().all(count_fits);
        score.fits.numbers = counts().any(|count| count.number.value >= 10) && all_fit;
        let told_day = |fits: bool| {
            clues.times.iter().any(|when| {
                matches!(when, When::Day { .. } | When::Weekday(_) | When::DayFromNow(_))
                    && is_time_of(*when, vote, context) == Some(fits)
            })
        };
        let year = |when: &When| year_of(*when, context, context.focus);
        let mut years = clues.times.iter().filter_map(year).peekable();
        let another_year = years.peek().is_some() && !years.any(|year| year == vote.date.year());
        // Among thousands of votes many a tally occurs twice: told of another day, it is no sign.
        if all_fit && told_day(true) {
            score.add_content(weight::TALLY_OF_THE_DAY);
        } else if all_fit
            && !told_day(false)
            && !another_year
            && counts().any(|count| count.number.value >= 10)
        {
            score.add_content(weight::WHOLE_TALLY);
        }
        if clues.organ && known.sets_up {
            score.add_content(weight::ORGAN);
        }
        score
    }

    /// Whether the words cite this text: by its symbol, by its number alone, or by a draft of it.
    pub(super) fn is_cited(&self, clues: &Clues, symbol: &Symbol) -> bool {
        let proposal = || self.record.proposal(symbol);
        clues.numbers.iter().any(|number| symbol.number() == Some(*number))
            || clues.symbols.iter().any(|cited| {
                cited == symbol
                    || cited.parent().as_ref() == Some(symbol)
                    || without_part(symbol, self.record).as_ref() == Some(cited)
                    || proposal().is_some_and(|text| is_draft(cited, text))
            })
    }
}

fn weigh_sponsors(clues: &Clues, known: &Known<'_>, score: &mut Score) {
    if clues.sponsors.is_empty() || known.lead.is_empty() {
        return;
    }
    if clues.sponsors.iter().any(|sponsor| known.lead.contains(sponsor)) {
        score.add_content(weight::SPONSOR);
    } else {
        score.total += weight::OTHER_SPONSOR;
    }
}

/// The votes that the document has spoken of, with their surroundings looked up once.
pub(super) struct Around<'r> {
    /// The vote spoken of last, then that spoken of most.
    votes: [Option<(Vote<'r>, Option<&'r Series>)>; 2],
    /// Rivals of the vote spoken of last.
    rivals: Vec<Vote<'r>>,
}

impl<'r> Around<'r> {
    pub(super) fn new(context: &Context<'r>) -> Around<'r> {
        let with_series = |vote: Vote<'r>| (vote, vote.series());
        Around {
            votes: [context.focus.map(with_series), context.theme.map(with_series)],
            rivals: context.focus.map(|focus| focus.rivals()).unwrap_or_default(),
        }
    }
}

/// A small number fits many votes and tells little.
fn tells(count: &Count) -> f64 {
    if count.number.value >= 10 { 1.0 } else { 0.3 }
}

/// A vote that can be meant, with what can speak for it at most.
#[derive(Clone, Copy)]
pub(super) struct Hope<'l, 'r> {
    place: usize,
    pub(super) known: &'l Known<'r>,
    /// What can speak of its content.
    pub(super) content: f64,
    /// Whether all counts fit, and there are some.
    pub(super) all_fit: bool,
}

/// What time can add to that: the years that are told, and the day from which a vote is recent.
pub(super) struct Outlook {
    years: Vec<Option<i16>>,
    date: Option<Date>,
}

impl Outlook {
    pub(super) fn of(clues: &Clues, context: &Context<'_>) -> Outlook {
        let years = clues.times.iter().map(|when| year_of(*when, context, context.focus));
        Outlook { years: years.collect(), date: context.date }
    }

    /// Whether a vote can have so many points, its likelihood included.
    pub(super) fn may_reach(&self, hope: &Hope<'_, '_>, points: f64) -> bool {
        const TIME: f64 = weight::YEAR + weight::MONTH;
        let wanting = points - hope.content - A_LITTLE;
        if wanting <= 0.0 && !self.years.is_empty() {
            return true;
        }
        let date = hope.known.vote.date;
        let of_another = |year: &&Option<i16>| year.is_some_and(|year| year != date.year());
        let told = self.years.iter().filter(|year| !of_another(year)).map(|_| TIME);
        let recent = match self.date.map(|day| date.days_until(day)) {
            Some(..-1) if self.years.is_empty() => weight::AFTER_DOCUMENT,
            Some(A_YEAR..) => weight::RECENT * LEFT_AFTER_A_YEAR,
            Some(_) => weight::RECENT,
            None => 0.0,
        };
        told.sum::<f64>() + recent >= wanting
    }
}

/// Points are not always added up in the same order.
const A_LITTLE: f64 = 0.01;

/// After so many days less than so much is left of what tells that a vote is recent.
const A_YEAR: i32 = 360;
const LEFT_AFTER_A_YEAR: f64 = 0.05;

/// What the counts can say at most for a vote of this tally: if all fit, as much as a whole tally with its day.
fn hope_of_counts(clues: &Clues, tally: Tally) -> (f64, bool) {
    let counts = || clues.counts.iter().chain(&clues.beside);
    let (mut points, mut fitting, mut all) = (0.0, 0, 0);
    for count in counts() {
        all += 1;
        if count.number.fits(u32::from(tally.of(count.position))) {
            points += weight::COUNT * tells(count);
            fitting += 1;
        }
    }
    let all_fit = all > 1 && fitting == all;
    (if all_fit { points + weight::TALLY_OF_THE_DAY } else { points }, all_fit)
}

thread_local! {
    /// The points of each vote, [`UNTOUCHED`] between two uses: a record is not worth clearing for the few votes
    /// for which something speaks.
    static POINTS: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
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
        let mut points = POINTS.take();
        points.resize(votes.max(points.len()), UNTOUCHED);
        AtMost { points, touched: Vec::new() }
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

    /// The votes, each with its points.
    fn summed(&mut self) -> impl Iterator<Item = (usize, f64)> {
        let points = &mut self.points;
        self.touched.drain(..).filter_map(|place| {
            Some((place, std::mem::replace(points.get_mut(place)?, UNTOUCHED)))
        })
    }
}

impl Drop for AtMost {
    fn drop(&mut self) {
        self.summed().for_each(drop);
        POINTS.set(std::mem::take(&mut self.points));
    }
}

/// Words that tell nothing of their own speak of the vote before; only where there is none, of what the
/// document is about, and then of its latest vote.
fn speaks_of_nothing_yet(clues: &Clues, context: &Context<'_>) -> bool {
    clues.targets.is_empty() && clues.symbols.is_empty() && context.focus.is_none()
}

/// What it tells that so much of a title stands in what the text is about: half of it is enough.
fn topic(share: f64) -> f64 {
    weight::TOPIC * f64::min(1.0, 2.0 * share)
}

/// From so many days on a vote is long ago.
const LONG: i32 = 3 * 366;

/// What the rest of the document says for or against the vote.
pub(super) fn context_score<'r>(
    clues: &Clues,
    known: &Known<'r>,
    context: &Context<'r>,
    around: &Around<'r>,
    own: Score,
) -> Score {
    let vote = known.vote;
    let mut score = Score::default();
    for (place, focus) in around.votes.iter().enumerate() {
        let Some((focus, series)) = focus else { continue };
        let share = if place == 0 { 1.0 } else { 0.5 };
        if *focus == vote {
            score.add_content(weight::FOCUS * share);
        } else if series.is_some() && *series == known.series {
            score.add_content(weight::SAME_SERIES * share);
        } else if place == 0 && around.rivals.contains(&vote) {
            score.add_content(weight::RIVAL);
        }
    }
    let alone = context.focus.is_none();
    if speaks_of_nothing_yet(clues, context)
        && context.targets.iter().any(|target| known.is_target(target))
    {
        score.add_content(weight::DOCUMENT_TOPIC);
    }
    let spoken_of = score.content > 0.0;
    if let Ok(place) = context.topic.binary_search_by_key(&known.title, |(title, _)| *title)
        && let Some((_, share)) = context.topic.get(place)
    {
        // What the clause says itself is not counted twice.
        score.add_content(f64::max(0.0, topic(*share) - own.title));
    }
    if let Some(date) = context.date {
        let days = vote.date.days_until(date);
        // A year that is told and lies after the document's own outweighs that.
        let told = clues.times.iter().any(|when| {
            !matches!(when, When::Month { .. } | When::Weekday(_) | When::DayFromNow(_))
                && is_time_of(*when, vote, context) == Some(true)
                && year_of(*when, context, context.focus).is_some()
        });
        if days < -1 && !told {
            score.total += weight::AFTER_DOCUMENT;
        } else if days > LONG && !told && !spoken_of && own.content < weight::SYMBOL {
            score.total += weight::LONG_AGO;
        } else if own.content > 0.0 || alone && score.content > 0.0 {
            score.total += weight::RECENT * (-f64::from(days.max(0)) / 120.0).exp();
        }
    }
    score
}

/// Points, and those of them that speak of the vote's content rather than of likelihood.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    pub(super) total: f64,
    pub(super) content: f64,
    /// Those for the title.
    title: f64,
    pub(super) fits: Fits,
}

/// What of all that is said fits a vote.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fits {
    /// Its symbol.
    pub(super) cited: bool,
    /// Its title, a nickname, or who led the text.
    pub(super) named: bool,
    /// Two counts or more, and no other.
    pub(super) numbers: bool,
}

impl Fits {
    /// Whether all but the symbol is of this vote.
    pub(super) fn is_meant(self) -> bool {
        self.named && self.numbers && !self.cited
    }
}

/// So much of a title names a text beside the symbol of another.
const MOST_NAMED: f64 = 0.5;

impl Score {
    pub(super) fn add_content(&mut self, points: f64) {
        self.total += points;
        self.content += points;
    }
}

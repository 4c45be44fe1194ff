//! What speaks for a vote, and what against it.

use scrutineer_record::{Series, Symbol, Vote};

use super::index::{Known, Linker, day_of, is_draft, without_part};
use super::times::{is_time_of, weigh_time, year_of};
use super::{Clues, Context, weight};
use crate::frame::Count;
use crate::time::When;

impl<'r> Linker<'r> {
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
        let named = score.content > 0.0 || context.focus.is_some();
        for when in &clues.times {
            weigh_time(*when, vote, context, &mut score);
        }
        if !named && !context.may_be_of_states() {
            return score;
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
            // Of a text that is named a false year can be told.
            && (!another_year || title >= MOST_NAMED)
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
    pub(super) votes: [Option<(Vote<'r>, Option<&'r Series>)>; 2],
    /// Rivals of the vote spoken of last.
    pub(super) rivals: Vec<Vote<'r>>,
    /// The day of the document.
    now: Option<i32>,
}

impl<'r> Around<'r> {
    pub(super) fn new(context: &Context<'r>) -> Around<'r> {
        let with_series = |vote: Vote<'r>| (vote, vote.series());
        Around {
            votes: [context.focus.map(with_series), context.theme.map(with_series)],
            rivals: context.focus.map(|focus| focus.rivals()).unwrap_or_default(),
            now: context.date.map(day_of),
        }
    }
}

/// A small number fits many votes and tells little.
pub(super) fn tells(count: &Count) -> f64 {
    if count.number.value >= 10 { 1.0 } else { 0.3 }
}

/// Words that tell nothing of their own speak of the vote before; only where there is none, of what the
/// document is about, and then of its latest vote.
pub(super) fn speaks_of_nothing_yet(clues: &Clues, context: &Context<'_>) -> bool {
    clues.targets.is_empty() && clues.symbols.is_empty() && context.focus.is_none()
}

/// What it tells that so much of a title stands in what the text is about: half of it is enough.
pub(super) fn topic(share: f64) -> f64 {
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
            let then = |when: &When| is_time_of(*when, vote, context) == Some(true);
            if place == 0 && clues.times.iter().any(then) {
                score.add_content(weight::SAME_SERIES_THEN);
            }
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
    if let Some(now) = around.now {
        let days = now - known.day;
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

//! Which vote is meant: the votes for which something can speak are weighed by what the words say about them.
//!
//! Link first, judge second. The tally that a statement claims weighs little, so that a false one is found
//! out and not matched to another vote; title, sponsor and date decide.

mod about;
mod by_count;
mod candidates;
mod clues;
mod evidence;
mod index;
mod named;
mod numbers;
mod score;
mod times;
mod weight;
mod whole;

pub(crate) use about::{About, Description, names_in_common};
pub use clues::Clues;
pub(crate) use clues::{Context, Link};
pub(crate) use evidence::Heard;
pub(crate) use index::{Linker, is_draft};
pub(crate) use named::{Named, Part};
pub(crate) use numbers::Numbers;
pub(crate) use times::{is_time_of, year_of};
pub(crate) use whole::{MOST_TOLD, Told};

use scrutineer_record::{Symbol, Vote};

use crate::frame::Count;
use crate::time::When;
use index::Known;
use score::{Around, Fits, context_score};

impl<'r> Linker<'r> {
    /// The vote that the clues mean, in the context of the document.
    pub(crate) fn link(&self, clues: &Clues, context: &Context<'r>) -> Option<Link<'r>> {
        self.link_of_those_near(weight::MARGIN, clues, context)
    }

    /// The same, where those that cannot come so near the best are not weighed.
    fn link_of_those_near(
        &self,
        margin: f64,
        clues: &Clues,
        context: &Context<'r>,
    ) -> Option<Link<'r>> {
        let titles = self.titles_told(clues, context);
        let title_told = titles.iter().map(|(_, share)| *share).fold(0.0, f64::max);
        let around = Around::new(context);
        let weigh = |known: &Known<'r>| {
            let title = titles.binary_search_by_key(&known.title, |(title, _)| *title);
            let title = title.ok().and_then(|place| titles.get(place));
            let title = title.map_or(0.0, |(_, share)| *share);
            let own = self.own_score(clues, (title, title_told), known, context);
            let shared = context_score(clues, known, context, &around, own);
            let (content, score) = (own.content + shared.content, own.total + shared.total);
            let by_own_words = own.content >= 1.0;
            (content >= weight::ENOUGH && score > 0.0).then_some(Weighed {
                vote: known.vote,
                score,
                by_own_words,
                fits: own.fits,
            })
        };
        let candidates = self.candidates(clues, &titles, context, &around);
        let mut scored = candidates.near_the_best(margin, weigh, |it| it.score);
        let order = |it: &Weighed<'_>| it.vote.place();
        scored.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| order(one).cmp(&order(other)))
        });
        let overruled = cited_wrongly(&scored, clues);
        let best = scored.iter().find(|it| overruled.is_none() || it.fits.is_meant())?;
        let in_spite_of = overruled.or_else(|| slip(clues, best));
        let near = |other: &&Weighed<'r>| {
            in_spite_of.is_none() && best.score - other.score < weight::MARGIN
        };
        let alternatives =
            scored.iter().skip(1).take(3).take_while(near).map(|other| other.vote).collect();
        let &Weighed { vote, score, by_own_words, .. } = best;
        Some(Link { vote, alternatives, score, by_own_words, in_spite_of })
    }

    /// Why the vote that fits best is not the one that is meant, if the words tell so: another year, or
    /// another day and another count. The vote that is meant is then not in the record.
    pub(crate) fn missing(
        &self,
        clues: &Clues,
        link: &Link<'r>,
        context: &Context<'r>,
    ) -> Option<String> {
        let vote = link.vote;
        let cited = vote.symbol.as_ref().is_some_and(|symbol| self.is_cited(clues, symbol));
        if cited || link.in_spite_of.is_some() {
            return None;
        }
        if let Some(symbol) = clues.symbols.first() {
            return Some(format!("the record holds no vote on {symbol}"));
        }
        if context.lost && !link.by_own_words {
            return Some("the vote that is spoken of is not in the record".to_owned());
        }
        let large = clues.counts.iter().filter(|count| count.number.value >= 10);
        let mut fitting = large.clone().map(|count| count_fits(count, vote));
        let counted = large.clone().next().is_some();
        let fits = fitting.any(|fits| fits);
        let years: Vec<i16> =
            clues.times.iter().filter_map(|when| year_of(*when, context, context.focus)).collect();
        let another_year = years.first().filter(|_| !years.contains(&vote.date.year()));
        if let Some(year) = another_year.filter(|_| !fits) {
            return Some(format!(
                "no vote in the record fits these words and {year}; the nearest is {} of {}",
                vote.label(),
                vote.date.in_words()
            ));
        }
        let other_day = clues.times.iter().any(|when| {
            matches!(when, When::Day { .. }) && is_time_of(*when, vote, context) == Some(false)
        });
        let old_news = context.date.is_none_or(|date| vote.date.days_until(date) > 30);
        // Whose text it is alone is said of many.
        let named = !clues.targets.is_empty()
            || self.title_overlap(clues, link.vote) >= weight::LEAST_OF_TITLE;
        let by_sponsor = !clues.sponsors.is_empty() && !named;
        let by_topic_alone = (!link.by_own_words || by_sponsor) && context.focus.is_none();
        if (counted || by_sponsor) && !fits && (other_day || by_topic_alone && old_news) {
            return Some(format!(
                "no vote in the record fits these words, that day and that count; the nearest is {} of {}, {}",
                vote.label(),
                vote.date.in_words(),
                vote.tally()
            ));
        }
        None
    }
}

/// A vote with what speaks for it.
#[derive(Clone, Copy)]
struct Weighed<'r> {
    vote: Vote<'r>,
    score: f64,
    by_own_words: bool,
    fits: Fits,
}

/// The vote whose symbol is cited, where all else that the words say is of just one other: its title, name or
/// sponsor, and every number. Numbers alone do not speak against a symbol.
fn cited_wrongly(scored: &[Weighed<'_>], clues: &Clues) -> Option<Symbol> {
    let cited = scored.first().filter(|it| it.fits.cited && !it.fits.named && !it.fits.numbers)?;
    let meant = scored.iter().filter(|it| it.fits.is_meant()).count();
    let [symbol] = clues.symbols.as_slice() else { return None };
    (meant == 1 && cited.vote.symbol.is_some()).then(|| symbol.clone())
}

/// The symbol cited, of which there is no vote, where it is that of the text spoken of but for a slip: a digit,
/// or two in the wrong order.
fn slip(clues: &Clues, best: &Weighed<'_>) -> Option<Symbol> {
    let [cited] = clues.symbols.as_slice() else { return None };
    let meant = best.vote.facts().symbol.as_ref().filter(|_| !best.fits.cited)?;
    let (one, other) = (cited.number()?.to_string(), meant.number()?.to_string());
    let differ = one.chars().zip(other.chars()).filter(|(one, other)| one != other).count();
    let sorted = |digits: &str| {
        let mut digits: Vec<char> = digits.chars().collect();
        digits.sort_unstable();
        digits
    };
    let near = one.len() == other.len()
        && one.len() > 2
        && (differ == 1 || differ == 2 && sorted(&one) == sorted(&other));
    (near && cited.session() == meant.session()).then(|| cited.clone())
}

/// Whether the count of a position in the vote is as claimed.
pub(crate) fn count_fits(count: &Count, vote: Vote<'_>) -> bool {
    count.number.fits(u32::from(vote.tally().of(count.position)))
}

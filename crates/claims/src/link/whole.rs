//! Which vote the claims of a document mean together, where no clause tells it by itself.
//!
//! "Only 70 voted for it, 91 abstained" and "France abstained" each fit many votes; all that a text says fits
//! one, or none. Numbers alone decide nothing where title or nickname lead elsewhere: a false tally must not
//! find itself a vote.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};

use scrutineer_record::{MemberId, NicknameTarget, Position, Vote};

use super::index::{Known, Linker};
use super::score::{Around, context_score};
use super::{Clues, Context, weight};
use crate::time::When;

/// What one claim tells of a vote, to be weighed with the others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told<'f> {
    pub(crate) clues: Cow<'f, Clues>,
    /// Members by name, with the position that they are said to have taken.
    pub(crate) named: Vec<(MemberId, Position)>,
    /// Every number of the sentence, whatever it is said to count.
    pub(crate) numbers: Vec<u32>,
}

/// No more claims than this are weighed together: what they mean is clear long before.
pub(crate) const MOST_TOLD: usize = 120;

/// News is of a vote of so many days ago at most.
const NEWS: i32 = 3;

/// A vote with how much speaks for it.
struct Weighed<'r> {
    vote: Vote<'r>,
    score: f64,
    /// Whether its title or a nickname stands in the text.
    titled: bool,
}

impl<'r> Linker<'r> {
    /// The vote that the claims mean together, if one fits clearly better than any other.
    pub(crate) fn link_whole(&self, told: &[Told<'_>], context: &Context<'r>) -> Option<Vote<'r>> {
        let clues = together(told);
        // Where several are cited, each claim says of which it is.
        if clues.symbols.len() > 1 || !context.may_be_of_states() && !tells_a_text(&clues) {
            return None;
        }
        let titles = self.titles_of(told, context);
        let named: Vec<(MemberId, Position)> =
            told.iter().flat_map(|told| told.named.iter().copied()).collect();
        let around = Around::new(context);
        let mut candidates = self.candidates(&clues, &titles, context, &around).all();
        candidates.extend(self.of_news(context));
        candidates.sort_unstable_by_key(|known| known.vote.place());
        candidates.dedup_by_key(|known| known.vote.place());
        let mut weighed: Vec<Weighed<'r>> = candidates
            .into_iter()
            .filter_map(|known| {
                let title = titles.binary_search_by_key(&known.title, |(title, _)| *title);
                let title = title.ok().and_then(|place| titles.get(place)).map_or(0.0, |it| it.1);
                let own = self.own_score(&clues, (title, title), known, context);
                let shared = context_score(&clues, known, context, &around, own);
                let named = borne_out(known, &named);
                let news = if is_news(known.vote, context) {
                    weight::NEWS + numbers_told(known, told) + f64::max(0.0, named)
                } else {
                    0.0
                };
                let content = own.content + shared.content + news;
                let score = own.total + shared.total + named + news;
                let is_named = |target: &NicknameTarget| known.is_target(target);
                (content >= weight::ENOUGH_TOGETHER && score > 0.0).then(|| Weighed {
                    vote: known.vote,
                    score,
                    titled: title >= weight::LEAST_OF_TITLE || clues.targets.iter().any(is_named),
                })
            })
            .collect();
        weighed.sort_by(|one, other| other.score.total_cmp(&one.score));
        let best = weighed.first()?;
        let clear = weighed.get(1).is_none_or(|next| best.score - next.score >= weight::CLEARLY);
        let rivals = |other: &Weighed<'r>| best.score - other.score < weight::FAR;
        let elsewhere = !best.titled && weighed.iter().any(|other| other.titled && rivals(other));
        (clear && !elsewhere).then_some(best.vote)
    }

    /// The votes of the days before the text was published: a report need not name what all have in mind.
    fn of_news(&self, context: &Context<'r>) -> impl Iterator<Item = &Known<'r>> {
        let days = (0..=NEWS).filter_map(|days| context.published?.plus_days(-days));
        // Of old votes often only the month is known.
        let known = days.flat_map(|day| [day.day(), None].map(|of| (day.year(), day.month(), of)));
        known
            .filter_map(|day| self.by_day.get(&day))
            .flatten()
            .filter_map(|place| self.votes.get(*place))
    }

    /// How much of each title stands in the words of one claim, at most.
    fn titles_of(&self, told: &[Told<'_>], context: &Context<'r>) -> Vec<(usize, f64)> {
        let mut most: HashMap<usize, f64> = HashMap::new();
        for told in told {
            for (title, share) in self.titles_told(&told.clues, context) {
                let known = most.entry(title).or_default();
                *known = share.max(*known);
            }
        }
        let mut titles: Vec<(usize, f64)> = most.into_iter().collect();
        titles.sort_unstable_by_key(|(title, _)| *title);
        titles
    }
}

/// Whether the words cite or name a text.
fn tells_a_text(clues: &Clues) -> bool {
    !clues.symbols.is_empty() || !clues.numbers.is_empty() || !clues.targets.is_empty()
}

/// The clues of all claims. A count that two of them give differently tells of two votes, and so of none.
fn together(told: &[Told<'_>]) -> Clues {
    let mut all = Clues::default();
    let counts = || told.iter().flat_map(|told| told.clues.counts.iter());
    for count in counts() {
        let same = |other: &&crate::frame::Count| other.position == count.position;
        let agreed = counts().filter(same).all(|other| other.number == count.number);
        if agreed && !all.counts.iter().any(|known| same(&known)) {
            all.counts.push(count.clone());
        }
    }
    for clues in told.iter().map(|told| told.clues.as_ref()) {
        let new = |when: &&When| !all.times.contains(*when);
        let times: Vec<When> = clues.times.iter().filter(new).copied().collect();
        all.times.extend(times);
        for target in &clues.targets {
            if !all.targets.contains(target) {
                all.targets.push(target.clone());
            }
        }
        for symbol in &clues.symbols {
            if !all.symbols.contains(symbol) {
                all.symbols.push(symbol.clone());
            }
        }
        all.sponsors.extend(clues.sponsors.iter().copied());
    }
    all
}

/// Whether the vote was taken in the days before the text was published.
fn is_news(vote: Vote<'_>, context: &Context<'_>) -> bool {
    let days = (0..=NEWS).filter_map(|days| context.published?.plus_days(-days));
    vote.date.month().is_some() && days.into_iter().any(|day| day.may_equal(vote.date))
}

/// How much it tells that a sentence holds the numbers of the tally, whatever it says that they count: "Sixty
/// asked for it, twelve would not hear of it". All three are no coincidence.
fn numbers_told(known: &Known<'_>, told: &[Told<'_>]) -> f64 {
    let tally = known.tally;
    let sides = [tally.yes, tally.no, tally.abstain].map(u32::from);
    let stand_in =
        |told: &Told<'_>| sides.iter().filter(|side| told.numbers.contains(side)).count();
    let large = sides.iter().filter(|side| **side >= 10).count() > 1;
    match told.iter().map(stand_in).max() {
        Some(3) if large => weight::NUMBERS_OF_TALLY,
        Some(2) if told.iter().any(|told| told.numbers.contains(&u32::from(tally.yes))) => {
            weight::COUNT
        }
        _ => 0.0,
    }
}

/// What is said of members by name, as far as it holds.
fn borne_out(known: &Known<'_>, named: &[(MemberId, Position)]) -> f64 {
    let points = named.iter().map(|(member, position)| {
        if known.vote.position_of(*member) == Some(*position) {
            weight::NAMED
        } else {
            weight::NAMED_OTHERWISE
        }
    });
    points.sum()
}

//! Which vote the claims of a document mean together, where no clause tells it by itself.
//!
//! "Only 70 voted for it, 91 abstained" and "France abstained" each fit many votes; all that a text says fits
//! one, or none. Numbers alone decide nothing where title or nickname lead elsewhere: a false tally must not
//! find itself a vote.

use foldhash::{HashMap, HashMapExt};

use scrutineer_record::{MemberId, NicknameTarget, Position, Vote};

use super::index::{Known, Linker};
use super::score::{Around, context_score};
use super::{Clues, Context, weight};
use crate::time::When;

/// What one claim tells of a vote, to be weighed with the others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) clues: Clues,
    /// Members by name, with the position that they are said to have taken.
    pub(crate) named: Vec<(MemberId, Position)>,
}

/// No more claims than this are weighed together: what they mean is clear long before.
const MOST_TOLD: usize = 60;

/// A vote with how much speaks for it.
struct Weighed<'r> {
    vote: Vote<'r>,
    score: f64,
    /// Whether its title or a nickname stands in the text.
    titled: bool,
}

impl<'r> Linker<'r> {
    /// The vote that the claims mean together, if one fits clearly better than any other.
    pub(crate) fn link_whole(&self, told: &[Told], context: &Context<'r>) -> Option<Vote<'r>> {
        let told = told.get(..MOST_TOLD).unwrap_or(told);
        let clues = together(told);
        // Where several are cited, each claim says of which it is.
        if clues.symbols.len() > 1 {
            return None;
        }
        let titles = self.titles_of(told, context);
        let named: Vec<(MemberId, Position)> =
            told.iter().flat_map(|told| told.named.iter().copied()).collect();
        let around = Around::new(context);
        let mut weighed: Vec<Weighed<'r>> = self
            .candidates(&clues, &titles, context, &around)
            .into_iter()
            .filter_map(|known| {
                let title = titles.binary_search_by_key(&known.title, |(title, _)| *title);
                let title = title.ok().and_then(|place| titles.get(place)).map_or(0.0, |it| it.1);
                let own = self.own_score(&clues, title, known, context);
                let shared = context_score(&clues, known, context, &around, own);
                let content = own.content + shared.content;
                let score = own.total + shared.total + borne_out(known, &named);
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
        let elsewhere = !best.titled && weighed.iter().any(|other| other.titled);
        (clear && !elsewhere).then_some(best.vote)
    }

    /// How much of each title stands in the words of one claim, at most.
    fn titles_of(&self, told: &[Told], context: &Context<'r>) -> Vec<(usize, f64)> {
        let mut most: HashMap<usize, f64> = HashMap::new();
        for told in told {
            let words = self.title_words(&told.clues);
            let least = weight::LEAST_OF_TITLE;
            for (title, share) in self.titles.overlaps(words, least, context.united_nations) {
                let known = most.entry(title).or_default();
                *known = share.max(*known);
            }
        }
        let mut titles: Vec<(usize, f64)> = most.into_iter().collect();
        titles.sort_unstable_by_key(|(title, _)| *title);
        titles
    }
}

/// The clues of all claims. A count that two of them give differently tells of two votes, and so of none.
fn together(told: &[Told]) -> Clues {
    let mut all = Clues::default();
    let counts = || told.iter().flat_map(|told| told.clues.counts.iter());
    for count in counts() {
        let same = |other: &&crate::frame::Count| other.position == count.position;
        let agreed = counts().filter(same).all(|other| other.number == count.number);
        if agreed && !all.counts.iter().any(|known| same(&known)) {
            all.counts.push(count.clone());
        }
    }
    for clues in told.iter().map(|told| &told.clues) {
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

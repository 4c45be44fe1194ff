//! Accounts joined by their rolls: who voted how is almost a fingerprint of a vote.

use std::collections::{HashMap, HashSet};

use scrutineer_record::Symbol;

use super::join::Pairs;
use super::titles::Titles;
use super::{
    Account, HIGHEST_SCORE, LARGEST_SHARE, SMALLEST_MARGIN, SYMBOL_WEIGHT, TITLE_WEIGHT, differing,
};

/// Whether the sources' marks of what was put to the vote are heeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// A vote on a paragraph is not one on the whole text.
    Heeded,
    /// What one source marks as a vote on an amendment may be what the other has as the vote on the text, if
    /// the rolls are the same.
    Passed,
}

/// The best candidate of an account, and the score of the second best.
#[derive(Clone, Copy)]
struct Best {
    score: f64,
    candidate: usize,
    second: f64,
}

impl Best {
    /// The better of what was known and a further candidate.
    fn with(known: Option<Best>, score: f64, candidate: usize) -> Best {
        match known {
            None => Best { score, candidate, second: f64::INFINITY },
            Some(best) if score < best.score => Best { score, candidate, second: best.score },
            Some(best) => Best { second: best.second.min(score), ..best },
        }
    }

    fn is_clear(&self) -> bool {
        self.score <= HIGHEST_SCORE && self.second - self.score >= SMALLEST_MARGIN
    }
}

/// The pairs of which each account is by far the best candidate of the other.
pub(super) fn join<'a>(
    there: &[&'a Account<'a>],
    own: &[&'a Account<'a>],
    titles: &Titles,
    marks: Marks,
) -> Pairs<'a> {
    let months = by_month(own);
    let mut best_there: HashMap<usize, Best> = HashMap::new();
    let mut best_own: HashMap<usize, Best> = HashMap::new();
    let note = |best: &mut HashMap<usize, Best>, of: &Account<'_>, score, candidate: usize| {
        let known = best.get(&of.place).copied();
        best.insert(of.place, Best::with(known, score, candidate));
    };
    for one in there {
        let candidates = month(one).and_then(|month| months.get(&month));
        for other in candidates.into_iter().flatten() {
            let Some(score) = score(one, other, titles, marks) else { continue };
            note(&mut best_there, one, score, other.place);
            note(&mut best_own, other, score, one.place);
        }
    }
    let own: HashMap<usize, _> = own.iter().map(|account| (account.place, *account)).collect();
    let clear = |best: &HashMap<usize, Best>, place: usize| {
        best.get(&place).filter(|best| best.is_clear()).map(|best| best.candidate)
    };
    let mutual = |one: &Account<'_>| {
        let other = clear(&best_there, one.place)?;
        own.get(&other).copied().filter(|_| clear(&best_own, other) == Some(one.place))
    };
    there.iter().filter_map(|one| Some((*one, mutual(one)?))).collect()
}

/// Pairs that name one text and have one roll in every position. A source that has that roll twice has one of
/// the two left over: no margin tells them apart, and none is needed.
pub(super) fn join_same<'a>(there: &[&'a Account<'a>], own: &[&'a Account<'a>]) -> Pairs<'a> {
    let months = by_month(own);
    let mut taken: HashSet<usize> = HashSet::new();
    let mut pairs = Pairs::new();
    for one in there {
        let candidates = month(one).and_then(|month| months.get(&month));
        let same = candidates.into_iter().flatten().find(|other| {
            !taken.contains(&other.place)
                && names_one_text(one, other)
                && one.facts.body == other.facts.body
                && one.facts.date.may_equal(other.facts.date)
                && !(one.positions.cast() | other.positions.cast()).is_empty()
                && differing(&one.positions, &other.positions).is_empty()
        });
        if let Some(other) = same {
            taken.insert(other.place);
            pairs.push((*one, *other));
        }
    }
    pairs
}

/// Year and month of the date; a date that is good only to the year joins nothing.
fn month(account: &Account<'_>) -> Option<(i16, i8)> {
    Some((account.facts.date.year(), account.facts.date.month()?))
}

fn by_month<'a>(accounts: &[&'a Account<'a>]) -> HashMap<(i16, i8), Vec<&'a Account<'a>>> {
    let mut months: HashMap<_, Vec<_>> = HashMap::new();
    for account in accounts {
        let Some(month) = month(account) else { continue };
        months.entry(month).or_default().push(*account);
    }
    months
}

/// How far two accounts are from being of one vote, in differing positions; `None` if they cannot be.
fn score(one: &Account<'_>, other: &Account<'_>, titles: &Titles, marks: Marks) -> Option<f64> {
    let cast = (one.positions.cast() | other.positions.cast()).len();
    let differ = differing(&one.positions, &other.positions).len();
    let may_be = cast > 0
        && differ <= cast / LARGEST_SHARE
        && one.facts.body == other.facts.body
        && (one.is_like(other) || marks == Marks::Passed && differ == 0)
        && one.facts.date.may_equal(other.facts.date);
    if !may_be {
        return None;
    }
    let title = TITLE_WEIGHT * titles.in_common(one, other);
    let symbol = if names_one_text(one, other) { SYMBOL_WEIGHT } else { 0.0 };
    Some(f64::from(differ) - title - symbol)
}

/// Whether one names the symbol of the other, be it as its own reference.
fn names_one_text(one: &Account<'_>, other: &Account<'_>) -> bool {
    let named = |account: &Account<'_>| {
        let reference = account.facts.source.reference.as_deref();
        account.facts.symbol.clone().or_else(|| Symbol::parse(reference?).ok())
    };
    named(one).is_some_and(|symbol| named(other) == Some(symbol))
}

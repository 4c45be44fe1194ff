//! Which accounts are of one vote: by symbol first, then by roll.

use std::collections::{HashMap, HashSet};

use scrutineer_record::{Body, Symbol};

use super::rolls::Marks;
use super::titles::Titles;
use super::{Account, Group, How, Rank, rolls};

/// Pairs of accounts of one vote, the one of the higher rank first.
pub(super) type Pairs<'a> = Vec<(&'a Account<'a>, &'a Account<'a>)>;

/// The texts of which a source has exactly one vote on the whole, with the place of that vote.
pub(super) struct WholeTexts<'a>(HashMap<(Rank, Body, &'a Symbol), Option<usize>>);

impl<'a> WholeTexts<'a> {
    pub(super) fn of(accounts: &[Account<'a>]) -> WholeTexts<'a> {
        let mut texts = HashMap::new();
        for account in accounts.iter().filter(|account| account.is_whole()) {
            let (Some(rank), Some(symbol)) = (account.rank, &account.facts.symbol) else {
                continue;
            };
            texts
                .entry((rank, account.facts.body, symbol))
                .and_modify(|place| *place = None)
                .or_insert(Some(account.place));
        }
        WholeTexts(texts)
    }

    /// The place of the only vote of a source on the whole text of this account.
    fn only(&self, rank: Rank, account: &Account<'a>) -> Option<usize> {
        let symbol = account.facts.symbol.as_ref()?;
        self.0.get(&(rank, account.facts.body, symbol)).copied().flatten()
    }

    /// Whether both are the only vote of their source on the whole text with their common symbol.
    pub(super) fn join(&self, one: &Account<'a>, other: &Account<'a>) -> bool {
        let is_only = |of: &Account<'a>, among: &Account<'a>| {
            among.rank.and_then(|rank| self.only(rank, of)) == Some(among.place)
        };
        is_only(one, one) && is_only(one, other)
    }
}

/// Every account in exactly one group, in the order of the shown ones.
pub(super) fn groups<'a>(accounts: &'a [Account<'a>], texts: &WholeTexts<'a>) -> Vec<Group<'a>> {
    let titles = Titles::of(accounts);
    let mut groups: Vec<Group<'a>> = Vec::new();
    for rank in Rank::ALL {
        let mut own: Vec<_> =
            accounts.iter().filter(|account| account.rank == Some(rank)).collect();
        add(&mut groups, rank, &mut own, How::BySymbol, |there, own| by_symbol(there, own, texts));
        for marks in [Marks::Heeded, Marks::Passed] {
            add(&mut groups, rank, &mut own, How::ByRoll, |there, own| {
                rolls::join(there, own, &titles, marks)
            });
        }
        add(&mut groups, rank, &mut own, How::ByRoll, rolls::join_same);
        groups.extend(own.into_iter().map(alone));
    }
    groups.extend(accounts.iter().filter(|account| account.rank.is_none()).map(alone));
    groups.sort_by_key(|group| group.shown.place);
    groups
}

fn alone<'a>(account: &'a Account<'a>) -> Group<'a> {
    Group { shown: account, others: Vec::new() }
}

/// Adds accounts of a source to the groups that have none of it, going through the other sources by rank;
/// those that are left remain in `own`.
fn add<'a>(
    groups: &mut [Group<'a>],
    rank: Rank,
    own: &mut Vec<&'a Account<'a>>,
    how: How,
    join: impl Fn(&[&'a Account<'a>], &[&'a Account<'a>]) -> Pairs<'a>,
) {
    for earlier in Rank::ALL.into_iter().take_while(|earlier| *earlier != rank) {
        let free = groups.iter().filter(|group| group.of(rank).is_none());
        let there: Vec<_> = free.filter_map(|group| group.of(earlier)).collect();
        let joined: HashMap<_, _> =
            join(&there, own).into_iter().map(|(there, own)| (there.place, own)).collect();
        for group in groups.iter_mut() {
            let account = group.of(earlier).and_then(|there| joined.get(&there.place));
            group.others.extend(account.map(|account| (*account, how)));
        }
        let taken: HashSet<_> = joined.values().map(|account| account.place).collect();
        own.retain(|account| !taken.contains(&account.place));
    }
}

fn by_symbol<'a>(
    there: &[&'a Account<'a>],
    own: &[&'a Account<'a>],
    texts: &WholeTexts<'a>,
) -> Pairs<'a> {
    let own: HashMap<usize, _> = own.iter().map(|account| (account.place, *account)).collect();
    let rank = own.values().find_map(|account| account.rank);
    let only = |there: &Account<'a>| own.get(&texts.only(rank?, there)?).copied();
    there
        .iter()
        .filter_map(|there| Some((*there, only(there)?)))
        .filter(|(there, own)| texts.join(there, own))
        .collect()
}

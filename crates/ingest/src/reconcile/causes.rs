//! Why two accounts of one vote differ.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use scrutineer_record::{Date, MemberId, MemberSet, Position, Symbol};

use super::{ANOTHER_ROLL, Account, Cause, Difference, Group, Rank, STRETCH, differing};

/// The causes that were found, by the place of the account that is not shown.
pub(super) struct Causes(HashMap<(usize, MemberId), Cause>);

/// An account beside the one that is shown.
struct Compared<'a> {
    shown: &'a Account<'a>,
    other: &'a Account<'a>,
    /// The members about whom nothing more is asked, and never breaks a stretch of others.
    explained: MemberSet,
}

impl Causes {
    pub(super) fn find(accounts: &[Account<'_>], groups: &[Group<'_>]) -> Causes {
        let rolls = Rolls::of(accounts);
        let mut causes = Causes(HashMap::new());
        for mut session in sessions(groups) {
            for compared in &mut session {
                causes.find_roll(compared, &rolls);
            }
            causes.find_swaps(&mut session);
            causes.find_lost(&mut session);
        }
        causes
    }

    /// Every difference between the accounts of a vote.
    pub(super) fn differences(&self, group: &Group<'_>) -> Vec<Difference> {
        let shown = group.shown;
        let of = |other: &Account<'_>, member| Difference {
            shown: shown.place,
            other: other.place,
            member,
            in_shown: shown.positions.of(member),
            in_other: other.positions.of(member),
            cause: self.cause(shown, other, member),
        };
        let others = group.others.iter().map(|(other, _)| *other);
        others
            .flat_map(|other| {
                let members = differing(&shown.positions, &other.positions);
                members.iter().map(|member| of(other, member)).collect::<Vec<_>>()
            })
            .collect()
    }

    fn cause(&self, shown: &Account<'_>, other: &Account<'_>, member: MemberId) -> Cause {
        if was_intended(shown, other, member) || was_intended(other, shown, member) {
            return Cause::Intended;
        }
        self.0.get(&(other.place, member)).copied().unwrap_or(Cause::Unexplained)
    }

    fn explain(&mut self, compared: &mut Compared<'_>, member: MemberId, cause: Cause) {
        compared.explained.insert(member);
        self.0.insert((compared.other.place, member), cause);
    }

    fn find_roll(&mut self, compared: &mut Compared<'_>, rolls: &Rolls<'_>) {
        let differ = compared.differ();
        if differ.len() < ANOTHER_ROLL {
            return;
        }
        let (shown, other) = (compared.shown, compared.other);
        let twin = rolls.twin(other, shown).or_else(|| rolls.twin(shown, other));
        let Some(twin) = twin else { return };
        differ.iter().for_each(|member| self.explain(compared, member, Cause::RollOf(twin)));
        compared.explained = !MemberSet::EMPTY;
    }

    /// The members with the most exchanged votes first, so that who happens to vote like one of them is not
    /// taken for its partner.
    fn find_swaps(&mut self, session: &mut [Compared<'_>]) {
        let mut couples: Vec<_> = often_together(session)
            .into_iter()
            .map(|(one, other)| (Reverse(exchanged(session, one, other).len()), one, other))
            .filter(|(votes, ..)| votes.0 > 0)
            .collect();
        couples.sort_unstable();
        for (_, one, other) in couples {
            for at in exchanged(session, one, other) {
                let Some(compared) = session.get_mut(at) else { continue };
                self.explain(compared, one, Cause::SwappedWith(other));
                self.explain(compared, other, Cause::SwappedWith(one));
            }
        }
    }

    fn find_lost(&mut self, session: &mut [Compared<'_>]) {
        for loser in [Loser::Other, Loser::Shown] {
            for member in often(session.iter().map(|compared| compared.lost(loser))) {
                for at in lost(session, loser, member) {
                    let Some(compared) = session.get_mut(at) else { continue };
                    self.explain(compared, member, Cause::LostMember);
                }
            }
        }
    }
}

/// Which account may have lost what the other one has.
#[derive(Clone, Copy)]
enum Loser {
    Other,
    Shown,
}

impl<'a> Compared<'a> {
    /// The account that has the votes, and the one that may have lost them.
    fn sides(&self, loser: Loser) -> (&'a Account<'a>, &'a Account<'a>) {
        match loser {
            Loser::Other => (self.shown, self.other),
            Loser::Shown => (self.other, self.shown),
        }
    }

    fn differ(&self) -> MemberSet {
        differing(&self.shown.positions, &self.other.positions) - self.explained
    }

    /// Who has a vote in one account and none in the other.
    fn lost(&self, loser: Loser) -> MemberSet {
        let (has, lost) = self.sides(loser);
        has.positions.cast() - lost.positions.cast() - self.explained
    }

    /// Whether the two members' votes are exchanged; `None` if the vote says nothing about it.
    fn exchanges(&self, one: MemberId, other: MemberId) -> Option<bool> {
        if self.explained.contains(one) || self.explained.contains(other) {
            return None;
        }
        let votes = |account: &Account<'_>| (cast(account, one), cast(account, other));
        let (shown, there) = (votes(self.shown), votes(self.other));
        let tells = shown.0 != shown.1 || there.0 != there.1;
        tells.then_some(shown == (there.1, there.0))
    }

    /// Where the vote stands in its session: by the more exact of the two dates.
    fn order(&self) -> (Date, Option<&'a Symbol>, usize) {
        let (one, other) = (self.shown.facts, self.other.facts);
        let date = match one.date.precision().cmp(&other.date.precision()) {
            std::cmp::Ordering::Less => other.date,
            std::cmp::Ordering::Equal => one.date.min(other.date),
            std::cmp::Ordering::Greater => one.date,
        };
        let symbol = one.symbol.as_ref().or(other.symbol.as_ref());
        (date, symbol, self.shown.place.min(self.other.place))
    }
}

/// The votes that two sources have in common, by session, each in the order of dates.
fn sessions<'a>(groups: &[Group<'a>]) -> Vec<Vec<Compared<'a>>> {
    let mut sessions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for group in groups {
        let shown = group.shown;
        for (other, _) in &group.others {
            let key = (shown.rank, other.rank, shown.regular_session());
            let compared = Compared { shown, other, explained: MemberSet::EMPTY };
            sessions.entry(key).or_default().push(compared);
        }
    }
    let mut sessions: Vec<_> = sessions.into_values().collect();
    sessions.iter_mut().for_each(|session| session.sort_by_key(Compared::order));
    sessions
}

/// Whether `account` says that the delegation had meant to vote as the other account has it.
fn was_intended(account: &Account<'_>, other: &Account<'_>, member: MemberId) -> bool {
    let there = other.positions.of(member).unwrap_or(Position::NonVoting);
    let mut intended = account.facts.intended.iter();
    intended.any(|intended| intended.member == member && intended.position == there)
}

fn cast(account: &Account<'_>, member: MemberId) -> Option<Position> {
    account.positions.of(member).filter(|position| *position != Position::NonVoting)
}

/// The members that are in at least a stretch of the sets.
fn often(sets: impl Iterator<Item = MemberSet>) -> BTreeSet<MemberId> {
    let mut counts: BTreeMap<MemberId, usize> = BTreeMap::new();
    for member in sets.flat_map(MemberSet::iter) {
        *counts.entry(member).or_default() += 1;
    }
    counts.retain(|_, count| *count >= STRETCH);
    counts.into_keys().collect()
}

/// Each two members that differ together in at least a stretch of votes.
fn often_together(session: &[Compared<'_>]) -> BTreeSet<(MemberId, MemberId)> {
    let members: MemberSet = often(session.iter().map(Compared::differ)).into_iter().collect();
    let mut counts: BTreeMap<(MemberId, MemberId), usize> = BTreeMap::new();
    for differ in session.iter().map(|compared| compared.differ() & members) {
        for one in differ.iter() {
            for other in differ.iter().filter(|other| one < *other) {
                *counts.entry((one, other)).or_default() += 1;
            }
        }
    }
    counts.retain(|_, count| *count >= STRETCH);
    counts.into_keys().collect()
}

/// The votes in which the two members are exchanged, in stretches.
fn exchanged(session: &[Compared<'_>], one: MemberId, other: MemberId) -> Vec<usize> {
    stretches(session.iter().map(|compared| compared.exchanges(one, other)))
}

/// The votes in which the member is lost, in stretches of those in which it has a vote.
fn lost(session: &[Compared<'_>], loser: Loser, member: MemberId) -> Vec<usize> {
    stretches(session.iter().map(|compared| {
        let has = cast(compared.sides(loser).0, member).is_some();
        let asked = has && !compared.explained.contains(member);
        asked.then(|| compared.lost(loser).contains(member))
    }))
}

/// The places of those that are true, at least [`STRETCH`] without one in between that is false.
fn stretches(each: impl Iterator<Item = Option<bool>>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for (at, it) in each.enumerate() {
        match it {
            None => {}
            Some(true) => open.push(at),
            Some(false) => keep(&mut open, &mut found),
        }
    }
    keep(&mut open, &mut found);
    found
}

/// Moves a stretch to those that were found, if it is long enough.
fn keep(open: &mut Vec<usize>, found: &mut Vec<usize>) {
    if open.len() >= STRETCH {
        found.append(open);
    }
    open.clear();
}

/// The votes of each source by their positions.
struct Rolls<'a>(HashMap<(Option<Rank>, [MemberSet; 3]), Vec<&'a Account<'a>>>);

impl<'a> Rolls<'a> {
    fn of(accounts: &'a [Account<'a>]) -> Rolls<'a> {
        let mut rolls: HashMap<_, Vec<_>> = HashMap::new();
        for account in accounts {
            rolls.entry((account.rank, positions(account))).or_default().push(account);
        }
        Rolls(rolls)
    }

    /// The vote of the source of `there`, of the same month, that has exactly the positions of `account`.
    fn twin(&self, account: &Account<'_>, there: &Account<'_>) -> Option<usize> {
        let month = |account: &Account<'_>| (account.facts.date.year(), account.facts.date.month());
        let twins = self.0.get(&(there.rank, positions(account)))?;
        let twin = twins.iter().find(|twin| month(twin) == month(there));
        twin.map(|twin| twin.place)
    }
}

fn positions(account: &Account<'_>) -> [MemberSet; 3] {
    [account.positions.yes, account.positions.no, account.positions.abstain]
}

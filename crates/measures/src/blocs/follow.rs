//! The blocs of one session found again in the next, and their names.

use std::cmp::Reverse;

use scrutineer_record::{Date, GroupId, MemberId, MemberSet, Members, Record};

use super::{Blocs, overlap};

/// A bloc is one of an earlier session if the two overlap by at least one in so many of those in either.
pub const LEAST_OVERLAP: u32 = 2;

/// A bloc that is not there in some sessions in a row, fewer than this, can come back.
pub const MEMORY: usize = 4;

/// A bloc is called by a group if the two overlap by this much on the average of the bloc's sessions.
pub const CLEAR: f64 = 0.4;

/// The blocs of a session beside the groups of its time.
#[derive(Clone, Debug)]
pub struct BlocsOfSession {
    blocs: Blocs,
    /// Of each group those that are in a bloc, if they are any.
    groups: Vec<(GroupId, MemberSet)>,
}

impl BlocsOfSession {
    /// Blocs, and the groups as they were at a date: that of the last vote, say.
    pub fn new(record: &Record, blocs: Blocs, date: Date) -> BlocsOfSession {
        let all = blocs.members();
        let of_group = |id| Some((id, group_at(record, id, date)? & all));
        let groups = record.groups().iter().filter_map(|(id, _)| of_group(id));
        BlocsOfSession { groups: groups.filter(|(_, of)| !of.is_empty()).collect(), blocs }
    }

    /// The blocs.
    pub fn blocs(&self) -> &Blocs {
        &self.blocs
    }

    /// The groups by how far they overlap with a set of members, most first, those that do at all.
    pub fn groups_like(&self, members: MemberSet) -> Vec<(GroupId, MemberSet)> {
        let overlaps = |(_, of): &&(GroupId, MemberSet)| !(*of & members).is_empty();
        let mut groups: Vec<_> = self.groups.iter().filter(overlaps).copied().collect();
        groups.sort_by(|one, other| ratio(members, other.1).total_cmp(&ratio(members, one.1)));
        groups
    }
}

/// The overlap of two sets as a number.
fn ratio(one: MemberSet, other: MemberSet) -> f64 {
    overlap(one, other).ratio().unwrap_or_default()
}

/// The members of a group at a date, if it is known that it was there: from the first day on which somebody is known to
/// have joined, or always where no such day is known.
fn group_at(record: &Record, id: GroupId, date: Date) -> Option<MemberSet> {
    let joined = record.groups()[id].spans.iter().filter_map(|span| span.period.from);
    let first = joined.map(Date::first_day).min();
    first
        .is_none_or(|first| first <= date.first_day())
        .then(|| record.groups().members_at(id, date, record.members()))
}

/// What a bloc is called, the same in every session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// By the group that it is most like.
    Like(GroupId),
    /// By its most central member, and for all but the first bloc of that name by a number.
    Around(MemberId, u16),
}

/// For every session, in their order, what each of its blocs is called. Two blocs of one name are one bloc.
///
/// Blocs are matched with those of the sessions before, the last of which counts, the pair with the greatest overlap of
/// seats first, as long as it is one in [`LEAST_OVERLAP`]; of the seats those count that are in both sessions. What is
/// matched with nothing is a new bloc. A bloc is called by the group with which it overlaps most on the average of its
/// sessions, if that is [`CLEAR`] and no bloc of more sessions has the name; else by the member that is most often its
/// most central one.
pub fn follow(record: &Record, sessions: &[BlocsOfSession]) -> Vec<Vec<Named>> {
    let lines = lines(record.members(), sessions);
    let names = names(record, sessions, &lines);
    let name = |line: &usize| names.get(*line).copied();
    lines.iter().map(|of_session| of_session.iter().filter_map(name).collect()).collect()
}

/// A bloc as it was last seen.
struct Seen {
    session: usize,
    seats: MemberSet,
    /// All that were in a bloc then.
    of: MemberSet,
}

/// For every session which of its blocs is which, as numbers.
fn lines(members: &Members, sessions: &[BlocsOfSession]) -> Vec<Vec<usize>> {
    let mut seen: Vec<Seen> = Vec::new();
    let mut lines = Vec::new();
    for (place, session) in sessions.iter().enumerate() {
        let all = seats(members, session.blocs.members());
        let blocs: Vec<_> =
            session.blocs.list.iter().map(|bloc| seats(members, bloc.members)).collect();
        let near = |line: &(usize, &Seen)| line.1.session + MEMORY >= place;
        let found = matched(&blocs, all, &seen.iter().enumerate().filter(near).collect::<Vec<_>>());
        let mut of_session = Vec::new();
        for (bloc, line) in blocs.into_iter().zip(found) {
            let now = Seen { session: place, seats: bloc, of: all };
            let line = line.unwrap_or(seen.len());
            match seen.get_mut(line) {
                Some(before) => *before = now,
                None => seen.push(now),
            }
            of_session.push(line);
        }
        lines.push(of_session);
    }
    lines
}

/// Members under the seats of today, so that Russia is found where the Soviet Union was.
fn seats(members: &Members, set: MemberSet) -> MemberSet {
    set.iter().map(|id| members.seat_today(id).unwrap_or(id)).collect()
}

/// For every bloc which of those seen before it is.
fn matched(blocs: &[MemberSet], all: MemberSet, seen: &[(usize, &Seen)]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (place, bloc) in blocs.iter().enumerate() {
        for (line, before) in seen {
            let share = overlap(*bloc & before.of, before.seats & all);
            if share.count > 0 && LEAST_OVERLAP * share.count >= share.n {
                pairs.push((share, before.session, place, *line));
            }
        }
    }
    pairs.sort_by(|one, other| {
        let ratio = |share: crate::Share| share.ratio().unwrap_or_default();
        let size = |pair: &(crate::Share, usize, usize, usize)| Reverse((pair.0.count, pair.1));
        ratio(other.0).total_cmp(&ratio(one.0)).then(size(one).cmp(&size(other)))
    });
    let mut found = vec![None; blocs.len()];
    for (.., place, line) in pairs {
        if !found.contains(&Some(line))
            && let Some(of_bloc @ None) = found.get_mut(place)
        {
            *of_bloc = Some(line);
        }
    }
    found
}

/// What each line of blocs is called.
fn names(record: &Record, sessions: &[BlocsOfSession], lines: &[Vec<usize>]) -> Vec<Named> {
    let count = lines.iter().flatten().max().map_or(0, |most| most + 1);
    let mut of_lines: Vec<Vec<(&BlocsOfSession, usize)>> = vec![Vec::new(); count];
    for (session, of_session) in sessions.iter().zip(lines) {
        for (place, line) in of_session.iter().enumerate() {
            if let Some(of_line) = of_lines.get_mut(*line) {
                of_line.push((session, place));
            }
        }
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|line| Reverse(of_lines.get(*line).map_or(0, Vec::len)));
    let mut names: Vec<Option<Named>> = vec![None; count];
    for line in order {
        let Some(of_line) = of_lines.get(line) else { continue };
        let possible = by_group(record, of_line).into_iter().map(Named::Like);
        let member = by_member(record, of_line);
        let numbered = (1..).filter_map(|number| Some(Named::Around(member?, number)));
        let free = possible.chain(numbered).find(|name| !names.contains(&Some(*name)));
        if let Some(name) = names.get_mut(line) {
            *name = free;
        }
    }
    names.into_iter().flatten().collect()
}

/// The groups that are clearly like a line of blocs, the most alike first.
fn by_group(record: &Record, of_line: &[(&BlocsOfSession, usize)]) -> Vec<GroupId> {
    let mut groups: Vec<(f64, GroupId)> = record.groups().iter().map(|(id, _)| (0.0, id)).collect();
    for (session, place) in of_line {
        let Some(bloc) = session.blocs.list.get(*place) else { continue };
        for (id, of_group) in &session.groups {
            if let Some((sum, _)) = groups.iter_mut().find(|(_, of)| of == id) {
                *sum += ratio(bloc.members, *of_group) / of_line.len() as f64;
            }
        }
    }
    groups.retain(|(mean, _)| *mean >= CLEAR);
    groups.sort_by(|one, other| other.0.total_cmp(&one.0));
    groups.into_iter().map(|(_, id)| id).collect()
}

/// The member that is most often central in a line of blocs, of several the first by code.
fn by_member(record: &Record, of_line: &[(&BlocsOfSession, usize)]) -> Option<MemberId> {
    let blocs = || of_line.iter().filter_map(|(session, place)| session.blocs.list.get(*place));
    let times = |id: MemberId| blocs().filter(|bloc| bloc.central == id).count();
    let code = |id: MemberId| record.members()[id].code.as_str();
    blocs().map(|bloc| bloc.central).min_by_key(|id| (Reverse(times(*id)), code(*id)))
}

//! The blocs of every session, followed from one to the next.

use scrutineer_measures::{
    AgreementGraph, Bloc, Blocs, BlocsOfSession, Dendrogram, FEWEST, Named, Share, adjusted_rand,
    follow, overlap,
};
use scrutineer_record::{Body, Date, Group, GroupKind, MemberId, MemberSet, Record, Session, Vote};

use super::{Args, Method};
use crate::commands::ideal::Votes;

/// Sessions in which fewer members than this have votes enough show no blocs.
const FEWEST_MEMBERS: usize = 10;

/// What was found in a session.
pub(super) struct Found<'r> {
    pub(super) record: &'r Record,
    pub(super) session: u8,
    pub(super) votes: usize,
    pub(super) graph: AgreementGraph,
    pub(super) dendrogram: Dendrogram,
    /// Of the last vote.
    date: Date,
    pub(super) of: BlocsOfSession,
    /// What each bloc is called.
    pub(super) names: Vec<Named>,
    /// The session before and the members that changed blocs since, if there is one.
    pub(super) since: Option<(u8, Vec<Move>)>,
}

/// A member that changed from one bloc to another.
#[derive(Clone, Copy)]
pub(super) struct Move {
    pub(super) member: MemberId,
    pub(super) from: Named,
    pub(super) to: Named,
}

/// A known group beside a bloc.
pub(super) struct Likeness<'r> {
    pub(super) group: &'r Group,
    /// How many of those in either are in both.
    pub(super) overlap: Share,
    pub(super) in_both: u16,
    pub(super) in_group: u16,
}

/// The blocs of every regular session of which there are votes enough.
pub(super) fn found<'r>(record: &'r Record, args: &Args) -> Vec<Found<'r>> {
    let mut all: Vec<Found<'_>> =
        (1..=u8::MAX).filter_map(|session| of_session(record, session, args)).collect();
    let sessions: Vec<_> = all.iter().map(|found| found.of.clone()).collect();
    for (found, names) in all.iter_mut().zip(follow(record, &sessions)) {
        found.names = names;
    }
    for place in 1..all.len() {
        let Some([before, now]) = all.get_mut(place - 1..=place) else { continue };
        now.since = Some((before.session, before.moves_to(now)));
    }
    all
}

fn of_session<'r>(record: &'r Record, session: u8, args: &Args) -> Option<Found<'r>> {
    let wanted = |vote: &Vote<'_>| {
        vote.session == Session::Regular(session)
            && vote.body == Body::GeneralAssembly
            && (args.votes == Votes::All || vote.motion.is_whole())
    };
    let votes: Vec<_> = record.votes().filter(wanted).collect();
    if votes.len() < FEWEST as usize {
        return None;
    }
    let date = votes.iter().map(|vote| vote.date).max()?;
    let graph = AgreementGraph::of(record.members(), &votes);
    if graph.members().len() < FEWEST_MEMBERS {
        return None;
    }
    let dendrogram = Dendrogram::of(&graph);
    let blocs = match args.method {
        Method::Average => dendrogram.cut(&graph, args.count.map(usize::from)),
        Method::Modularity => Blocs::by_modularity(&graph),
    };
    Some(Found {
        record,
        session,
        votes: votes.len(),
        of: BlocsOfSession::new(record, blocs, date),
        date,
        graph,
        dendrogram,
        names: Vec::new(),
        since: None,
    })
}

impl<'r> Found<'r> {
    /// The blocs with their names.
    pub(super) fn blocs(&self) -> impl Iterator<Item = (&Bloc, Named)> {
        self.of.blocs().list.iter().zip(self.names.iter().copied())
    }

    /// What the bloc of a member is called.
    fn name_of(&self, member: MemberId) -> Option<Named> {
        self.names.get(self.of.blocs().of_member(member)?).copied()
    }

    /// What the bloc was called in which the seat of a member was in this session.
    fn name_of_seat(&self, member: MemberId) -> Option<Named> {
        let seat = self.record.members().in_seat_at(member, self.date);
        self.name_of(seat.unwrap_or(member))
    }

    /// Who is in another bloc in the next session.
    fn moves_to(&self, next: &Found<'_>) -> Vec<Move> {
        let moved = |member: &MemberId| {
            let (from, to) = (self.name_of_seat(*member)?, next.name_of(*member)?);
            (from != to).then_some(Move { member: *member, from, to })
        };
        next.graph.members().iter().filter_map(moved).collect()
    }

    /// The known groups that are most like a bloc, the most alike first.
    pub(super) fn likenesses(&self, members: MemberSet) -> Vec<Likeness<'r>> {
        let like = self.of.groups_like(members);
        let likeness = |(id, of_group): (_, MemberSet)| Likeness {
            group: &self.record.groups()[id],
            overlap: overlap(members, of_group),
            in_both: (members & of_group).len(),
            in_group: of_group.len(),
        };
        like.into_iter().map(likeness).collect()
    }

    /// How far the blocs are the regional groups of the United Nations, over how many members; none before there were
    /// such groups.
    pub(super) fn regional(&self) -> Option<(f64, usize)> {
        let record = self.record;
        let groups =
            record.groups().iter().filter(|(_, group)| group.kind == GroupKind::ElectoralGroup);
        let groups: Vec<MemberSet> = groups
            .map(|(id, _)| record.groups().members_at(id, self.date, record.members()))
            .collect();
        let labels = self.graph.members().iter().filter_map(|member| {
            let group = groups.iter().position(|group| group.contains(*member))?;
            Some((self.of.blocs().of_member(*member)?, group))
        });
        let (blocs, groups): (Vec<_>, Vec<_>) = labels.unzip();
        Some((adjusted_rand(&blocs, &groups)?, blocs.len()))
    }

    /// What a bloc is called, in words and by code.
    pub(super) fn called(&self, name: Named) -> String {
        match name {
            Named::Like(group) => format!("like {}", self.record.groups()[group].code),
            Named::Around(member, number) => {
                let name = &self.record.members()[member].press_name;
                if number > 1 {
                    format!("around {name} ({number})")
                } else {
                    format!("around {name}")
                }
            }
        }
    }
}

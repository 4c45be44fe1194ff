//! Blocs as JSON and as rows.

use scrutineer_measures::{Bloc, FEWEST, LEAST_PART, Named};
use scrutineer_record::MemberId;
use serde::Serialize;

use super::Args;
use super::found::{Found, Likeness};
use crate::output::cell;

#[derive(Serialize)]
pub(super) struct Report<'r> {
    method: &'static str,
    count: Option<u8>,
    /// Two members in a bloc have at least so many votes in common, and one in so many of all.
    fewest_votes_in_common: u32,
    least_part_of_votes: u32,
    sessions: Vec<SessionReport<'r>>,
}

#[derive(Serialize)]
struct SessionReport<'r> {
    session: u8,
    year: u16,
    votes: usize,
    modularity: f64,
    regional_groups: Option<RandReport>,
    blocs: Vec<BlocReport<'r>>,
    /// Cast votes, but too few in common with others.
    left_out: Vec<&'r str>,
    /// Null where there is no session before.
    since: Option<SinceReport<'r>>,
    dendrogram: DendrogramReport<'r>,
}

#[derive(Serialize)]
struct RandReport {
    adjusted_rand_index: f64,
    n: usize,
}

#[derive(Serialize)]
struct BlocReport<'r> {
    name: String,
    /// The group by which it is called, or null.
    like: Option<&'r str>,
    count: u16,
    members: Vec<&'r str>,
    central: &'r str,
    agreement_within: Option<f64>,
    agreement_with_others: Option<f64>,
    groups: Vec<GroupReport<'r>>,
}

#[derive(Serialize)]
struct GroupReport<'r> {
    group: &'r str,
    name: &'r str,
    jaccard: f64,
    in_both: u16,
    in_group: u16,
}

#[derive(Serialize)]
struct SinceReport<'r> {
    session: u8,
    moved: Vec<MoveReport<'r>>,
}

#[derive(Serialize)]
struct MoveReport<'r> {
    member: &'r str,
    from: String,
    to: String,
}

/// The merges of average linkage, the closest first. Numbers below the number of members are members, the next is the
/// first merge, and so on.
#[derive(Serialize)]
struct DendrogramReport<'r> {
    members: Vec<&'r str>,
    merges: Vec<MergeReport>,
}

#[derive(Serialize)]
struct MergeReport {
    one: usize,
    other: usize,
    distance: f64,
    size: usize,
}

pub(super) fn report<'r>(shown: &[&'r Found<'r>], args: &Args) -> Report<'r> {
    Report {
        method: args.method.code(),
        count: args.count,
        fewest_votes_in_common: FEWEST,
        least_part_of_votes: LEAST_PART,
        sessions: shown.iter().map(|found| of_session(found)).collect(),
    }
}

fn of_session<'r>(found: &'r Found<'r>) -> SessionReport<'r> {
    let code = |id: &MemberId| found.record.members()[*id].code.as_str();
    let merges = found.dendrogram.merges.iter();
    SessionReport {
        session: found.session,
        year: 1945 + u16::from(found.session),
        votes: found.votes,
        modularity: found.of.blocs().modularity,
        regional_groups: found
            .regional()
            .map(|(adjusted_rand_index, n)| RandReport { adjusted_rand_index, n }),
        blocs: found.blocs().map(|(bloc, name)| of_bloc(found, bloc, name)).collect(),
        left_out: found.graph.left_out().iter().map(code).collect(),
        since: found.since.as_ref().map(|(session, moves)| SinceReport {
            session: *session,
            moved: moves
                .iter()
                .map(|change| MoveReport {
                    member: code(&change.member),
                    from: found.called(change.from),
                    to: found.called(change.to),
                })
                .collect(),
        }),
        dendrogram: DendrogramReport {
            members: found.graph.members().iter().map(code).collect(),
            merges: merges
                .map(|merge| MergeReport {
                    one: merge.one,
                    other: merge.other,
                    distance: merge.distance,
                    size: merge.size,
                })
                .collect(),
        },
    }
}

fn of_bloc<'r>(found: &'r Found<'r>, bloc: &Bloc, name: Named) -> BlocReport<'r> {
    let record = found.record;
    let of_group = |likeness: Likeness<'r>| GroupReport {
        group: &likeness.group.code,
        name: &likeness.group.name,
        jaccard: likeness.overlap.ratio().unwrap_or_default(),
        in_both: likeness.in_both,
        in_group: likeness.in_group,
    };
    BlocReport {
        name: found.called(name),
        like: match name {
            Named::Like(group) => Some(&record.groups()[group].code),
            Named::Around(..) => None,
        },
        count: bloc.members.len(),
        members: record.members().codes(bloc.members),
        central: &record.members()[bloc.central].code,
        agreement_within: bloc.within,
        agreement_with_others: bloc.outside,
        groups: found.likenesses(bloc.members).into_iter().map(of_group).collect(),
    }
}

pub(super) const HEADER: [&str; 10] = [
    "session",
    "year",
    "method",
    "member",
    "name",
    "bloc",
    "bloc_members",
    "agreement_within",
    "agreement_with_others",
    "moved_from",
];

/// Every member of every session; those that were left out have no bloc.
pub(super) fn rows(shown: &[&Found<'_>], args: &Args) -> Vec<[String; 10]> {
    let mut rows = Vec::new();
    for found in shown {
        let members = found.graph.members().iter().chain(found.graph.left_out());
        rows.extend(members.map(|member| row(found, *member, args)));
    }
    rows
}

fn row(found: &Found<'_>, id: MemberId, args: &Args) -> [String; 10] {
    let member = &found.record.members()[id];
    let bloc = found.blocs().find(|(bloc, _)| bloc.members.contains(id));
    let before = found.since.as_ref().and_then(|(_, moves)| {
        let change = moves.iter().find(|change| change.member == id)?;
        Some(found.called(change.from))
    });
    [
        found.session.to_string(),
        (1945 + u16::from(found.session)).to_string(),
        args.method.code().to_owned(),
        member.code.clone(),
        member.press_name.clone(),
        cell(bloc.map(|(_, name)| found.called(name))),
        cell(bloc.map(|(bloc, _)| bloc.members.len())),
        cell(bloc.and_then(|(bloc, _)| bloc.within)),
        cell(bloc.and_then(|(bloc, _)| bloc.outside)),
        cell(before),
    ]
}

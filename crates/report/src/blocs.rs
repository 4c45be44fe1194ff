//! `blocs`: members that voted alike, found from the votes alone, session by session.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use scrutineer_ideal::Motions;
use scrutineer_measures::{
    AgreementGraph, Bloc, Blocs, BlocsOfSession, Dendrogram, FEWEST, LEAST_PART, Named, Share,
    adjusted_rand, follow, overlap,
};
use scrutineer_record::{
    Body, Date, Group, GroupKind, Issue, MemberId, MemberSet, Record, Session, Vote,
};
use serde::Serialize;

use crate::error::Error;
use crate::flat::{FlatTable, cell};
use crate::sessions::RegularSessions;

/// Sessions in which fewer members than this have votes enough show no blocs.
const FEWEST_MEMBERS: usize = 10;

/// How blocs are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Hierarchical clustering by average linkage.
    #[default]
    Average,
    /// More agreement than is to be expected.
    Modularity,
}

impl Method {
    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Method::Average => "average",
            Method::Modularity => "modularity",
        }
    }
}

/// Which votes make blocs, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// How blocs are found.
    pub method: Method,
    /// Into how many blocs the clustering is cut; else into as many as have the highest modularity.
    pub count: Option<u8>,
    /// Which votes count.
    pub motions: Motions,
    /// Only votes of this issue.
    pub issue: Option<Issue>,
}

/// The blocs of every regular session of which there are votes enough, followed from one to the next.
pub struct History<'r> {
    record: &'r Record,
    request: Request,
    sessions: Vec<Found<'r>>,
}

/// The blocs of the sessions that were asked for.
pub struct AllBlocs<'h> {
    /// How they were found.
    pub method: Method,
    /// Into how many the clustering was cut.
    pub count: Option<u8>,
    /// The sessions.
    pub sessions: Vec<&'h Found<'h>>,
}

/// What was found in a session.
pub struct Found<'r> {
    /// The record.
    pub record: &'r Record,
    /// The session.
    pub session: u8,
    /// How many votes count.
    pub votes: usize,
    /// How much every two members agree.
    pub graph: AgreementGraph,
    /// The clustering.
    pub dendrogram: Dendrogram,
    /// Of the last vote.
    date: Date,
    /// The blocs.
    pub of: BlocsOfSession,
    /// What each bloc is called.
    names: Vec<Named>,
    /// The session before and the members that changed blocs since, if there is one.
    pub since: Option<(u8, Vec<Move>)>,
}

/// A member that changed from one bloc to another.
#[derive(Clone, Copy)]
pub struct Move {
    /// The member.
    pub member: MemberId,
    /// Where it was.
    pub from: Named,
    /// Where it is.
    pub to: Named,
}

/// A known group beside a bloc.
pub struct Likeness<'r> {
    /// The group.
    pub group: &'r Group,
    /// How many of those in either are in both.
    pub overlap: Share,
    /// How many are in both.
    pub in_both: u16,
    /// How many are in the group.
    pub in_group: u16,
}

impl<'r> History<'r> {
    /// The blocs of all sessions.
    ///
    /// # Errors
    /// If they are asked for in a way that contradicts itself.
    pub fn of(record: &'r Record, request: &Request) -> Result<History<'r>, Error> {
        if request.method == Method::Modularity && request.count.is_some() {
            let why = "a count cuts a clustering, and the method of modularity makes none";
            return Err(Error::wrong(why).hint("leave out the count, or the method"));
        }
        Ok(History { record, request: request.clone(), sessions: followed(record, request) })
    }

    /// Those of some sessions; of the last if none is named.
    ///
    /// # Errors
    /// If there are not votes enough in these sessions.
    pub fn only(&self, sessions: &[RegularSessions]) -> Result<AllBlocs<'_>, Error> {
        let last = self.sessions.last().map(|last| last.session);
        let asked = |found: &&Found<'_>| match sessions {
            [] => Some(found.session) == last,
            asked => asked.iter().any(|range| range.0.contains(&found.session)),
        };
        let sessions: Vec<_> = self.sessions.iter().filter(asked).collect();
        if sessions.is_empty() {
            return Err(self.nothing());
        }
        Ok(AllBlocs { method: self.request.method, count: self.request.count, sessions })
    }

    fn nothing(&self) -> Error {
        let error = Error::unknown("there are not votes enough for blocs in these sessions");
        let ends = self.sessions.first().zip(self.sessions.last());
        let error = match ends.map(|(first, last)| (first.session, last.session)) {
            Some((first, last)) => {
                let held = self.sessions.len();
                error.hint(format!(
                    "the book has votes enough in {held} sessions, {first} to {last}"
                ))
            }
            None => {
                let votes = self.record.votes().len();
                error.hint(format!("the book holds {votes} votes in all: import more"))
            }
        };
        match self.request.issue {
            Some(_) => error.hint(crate::resolve::ISSUES_ARE_TOLD_BY),
            None => error,
        }
    }
}

fn followed<'r>(record: &'r Record, request: &Request) -> Vec<Found<'r>> {
    let by_session = votes(record, request);
    let mut all: Vec<Found<'_>> = by_session
        .iter()
        .filter_map(|(session, votes)| of_session(record, *session, votes, request))
        .collect();
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

/// The votes that count, by regular session.
fn votes<'r>(record: &'r Record, request: &Request) -> BTreeMap<u8, Vec<Vote<'r>>> {
    let mut sessions: BTreeMap<u8, Vec<Vote<'_>>> = BTreeMap::new();
    for vote in record.votes().filter(|vote| vote.body == Body::GeneralAssembly) {
        let Session::Regular(session) = vote.session else { continue };
        let counts = (request.motions == Motions::All || vote.motion.is_whole())
            && request.issue.is_none_or(|issue| vote.about.issues.contains(issue));
        if counts {
            sessions.entry(session).or_default().push(vote);
        }
    }
    sessions
}

fn of_session<'r>(
    record: &'r Record,
    session: u8,
    votes: &[Vote<'r>],
    request: &Request,
) -> Option<Found<'r>> {
    if votes.len() < FEWEST as usize {
        return None;
    }
    let date = votes.iter().map(|vote| vote.date).max()?;
    let graph = AgreementGraph::of(record.members(), votes);
    if graph.members().len() < FEWEST_MEMBERS {
        return None;
    }
    let dendrogram = Dendrogram::of(&graph);
    let blocs = match request.method {
        Method::Average => dendrogram.cut(&graph, request.count.map(usize::from)),
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
    /// The year in which the session opened.
    pub fn year(&self) -> u16 {
        1945 + u16::from(self.session)
    }

    /// The blocs with their names.
    pub fn blocs(&self) -> impl Iterator<Item = (&Bloc, Named)> {
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
    pub fn likenesses(&self, members: MemberSet) -> Vec<Likeness<'r>> {
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
    pub fn regional(&self) -> Option<(f64, usize)> {
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
    pub fn called(&self, name: Named) -> String {
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

/// Blocs by session.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Blocs")]
pub struct BlocsReport<'r> {
    /// How they were found: `average` or `modularity`.
    pub method: &'static str,
    /// Into how many the clustering was cut; null: into as many as have the highest modularity.
    pub count: Option<u8>,
    /// Two members in a bloc have at least so many votes in common.
    pub fewest_votes_in_common: u32,
    /// They have at least one in so many of all votes in common.
    pub least_part_of_votes: u32,
    /// The sessions.
    pub sessions: Vec<BlocsOfSessionReport<'r>>,
}

/// The blocs of a session.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BlocsOfSession")]
pub struct BlocsOfSessionReport<'r> {
    /// The session.
    pub session: u8,
    /// The year in which it opened.
    pub year: u16,
    /// How many votes count.
    pub votes: usize,
    /// How much more members agree within blocs than is to be expected.
    pub modularity: f64,
    /// How far the blocs are the regional groups of the United Nations; null before there were such groups.
    pub regional_groups: Option<RandReport>,
    /// The blocs.
    pub blocs: Vec<BlocReport<'r>>,
    /// Cast votes, but too few in common with others, by code.
    pub left_out: Vec<&'r str>,
    /// Who changed blocs; null where there is no session before.
    pub since: Option<SinceReport<'r>>,
    /// The clustering.
    pub dendrogram: DendrogramReport<'r>,
}

/// How far two ways to divide the members are the same.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Likeness")]
pub struct RandReport {
    /// 1 the same, 0 as alike as by chance.
    pub adjusted_rand_index: f64,
    /// Over so many members.
    pub n: usize,
}

/// Members that voted alike.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Bloc")]
pub struct BlocReport<'r> {
    /// What it is called.
    pub name: String,
    /// The group by which it is called, by code.
    pub like: Option<&'r str>,
    /// How many members.
    pub count: u16,
    /// The members, by code.
    pub members: Vec<&'r str>,
    /// The member that agrees most with the others, by code.
    pub central: &'r str,
    /// Their mean agreement with each other.
    pub agreement_within: Option<f64>,
    /// Their mean agreement with all others.
    pub agreement_with_others: Option<f64>,
    /// The known groups that are most like it, the most alike first.
    pub groups: Vec<LikenessReport<'r>>,
}

/// A known group beside a bloc.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "GroupBesideBloc")]
pub struct LikenessReport<'r> {
    /// The group, by code.
    pub group: &'r str,
    /// Its name.
    pub name: &'r str,
    /// The share of those in either that are in both.
    pub jaccard: f64,
    /// How many are in both.
    pub in_both: u16,
    /// How many are in the group.
    pub in_group: u16,
}

/// Who changed blocs.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BlocChanges")]
pub struct SinceReport<'r> {
    /// Since this session.
    pub session: u8,
    /// The members.
    pub moved: Vec<MoveReport<'r>>,
}

/// A member that changed from one bloc to another.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BlocChange")]
pub struct MoveReport<'r> {
    /// The member, by code.
    pub member: &'r str,
    /// The bloc in which it was.
    pub from: String,
    /// The bloc in which it is.
    pub to: String,
}

/// The merges of average linkage, the closest first. Numbers below the number of members are members, the next is the
/// first merge, and so on.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Dendrogram")]
pub struct DendrogramReport<'r> {
    /// The members, by code.
    pub members: Vec<&'r str>,
    /// The merges.
    pub merges: Vec<MergeReport>,
}

/// Two clusters become one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Merge")]
pub struct MergeReport {
    /// One of them.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How far apart they are: one less their mean agreement.
    pub distance: f64,
    /// How many members they have together.
    pub size: usize,
}

/// As other measures are written.
fn six_places(value: f64) -> String {
    format!("{value:.6}")
}

impl AllBlocs<'_> {
    /// As JSON.
    pub fn report(&self) -> BlocsReport<'_> {
        BlocsReport {
            method: self.method.code(),
            count: self.count,
            fewest_votes_in_common: FEWEST,
            least_part_of_votes: LEAST_PART,
            sessions: self.sessions.iter().map(|found| found.report()).collect(),
        }
    }

    /// A row for every member of every session; those that were left out have no bloc.
    pub fn flat(&self) -> FlatTable {
        let rows = self.sessions.iter().flat_map(|found| {
            let members = found.graph.members().iter().chain(found.graph.left_out());
            members.map(|member| found.row(*member, self.method))
        });
        FlatTable::of(HEADER, rows)
    }
}

const HEADER: [&str; 10] = [
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

impl<'r> Found<'r> {
    fn report(&self) -> BlocsOfSessionReport<'_> {
        let code = |id: &MemberId| self.record.members()[*id].code.as_str();
        BlocsOfSessionReport {
            session: self.session,
            year: self.year(),
            votes: self.votes,
            modularity: self.of.blocs().modularity,
            regional_groups: self
                .regional()
                .map(|(adjusted_rand_index, n)| RandReport { adjusted_rand_index, n }),
            blocs: self.blocs().map(|(bloc, name)| self.of_bloc(bloc, name)).collect(),
            left_out: self.graph.left_out().iter().map(code).collect(),
            since: self.since_report(),
            dendrogram: self.dendrogram_report(),
        }
    }

    fn since_report(&self) -> Option<SinceReport<'r>> {
        let (session, moves) = self.since.as_ref()?;
        let moved = |change: &Move| MoveReport {
            member: &self.record.members()[change.member].code,
            from: self.called(change.from),
            to: self.called(change.to),
        };
        Some(SinceReport { session: *session, moved: moves.iter().map(moved).collect() })
    }

    fn dendrogram_report(&self) -> DendrogramReport<'r> {
        let members = self.graph.members().iter();
        let merges = self.dendrogram.merges.iter().map(|merge| MergeReport {
            one: merge.one,
            other: merge.other,
            distance: merge.distance,
            size: merge.size,
        });
        DendrogramReport {
            members: members.map(|id| self.record.members()[*id].code.as_str()).collect(),
            merges: merges.collect(),
        }
    }

    fn of_bloc(&self, bloc: &Bloc, name: Named) -> BlocReport<'r> {
        let record = self.record;
        let of_group = |likeness: Likeness<'r>| LikenessReport {
            group: &likeness.group.code,
            name: &likeness.group.name,
            jaccard: likeness.overlap.ratio().unwrap_or_default(),
            in_both: likeness.in_both,
            in_group: likeness.in_group,
        };
        BlocReport {
            name: self.called(name),
            like: match name {
                Named::Like(group) => Some(&record.groups()[group].code),
                Named::Around(..) => None,
            },
            count: bloc.members.len(),
            members: record.members().codes(bloc.members),
            central: &record.members()[bloc.central].code,
            agreement_within: bloc.within,
            agreement_with_others: bloc.outside,
            groups: self.likenesses(bloc.members).into_iter().map(of_group).collect(),
        }
    }

    fn row(&self, id: MemberId, method: Method) -> [String; 10] {
        let member = &self.record.members()[id];
        let bloc = self.blocs().find(|(bloc, _)| bloc.members.contains(id));
        let before = self.since.as_ref().and_then(|(_, moves)| {
            let change = moves.iter().find(|change| change.member == id)?;
            Some(self.called(change.from))
        });
        [
            self.session.to_string(),
            self.year().to_string(),
            method.code().to_owned(),
            member.code.clone(),
            member.press_name.clone(),
            cell(bloc.map(|(_, name)| self.called(name))),
            cell(bloc.map(|(bloc, _)| bloc.members.len())),
            cell(bloc.and_then(|(bloc, _)| bloc.within).map(six_places)),
            cell(bloc.and_then(|(bloc, _)| bloc.outside).map(six_places)),
            cell(before),
        ]
    }
}

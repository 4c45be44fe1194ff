//! `group`: how a group voted, and how united it was.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use scrutineer_measures::{BesideGroup, CohesionOver, GroupVote, Share, beside_group, group_vote};
use scrutineer_record::{
    Date, Group, GroupId, GroupKind, MemberId, MemberSet, Position, Readings, Record, Session, Vote,
};
use serde::Serialize;

use crate::error::Error;
use crate::flat::{FlatTable, cell};
use crate::schema::{DateText, PositionCode};
use crate::{ShareReport, TallyReport, date, resolve};

/// How a group voted.
pub struct OfGroup<'r> {
    record: &'r Record,
    /// What the name that was asked for can mean.
    pub readings: Readings,
    /// The one vote that was asked for.
    pub one: Option<Vote<'r>>,
    /// The votes on whose roll members of the group were, newest first.
    pub votes: Vec<(Vote<'r>, GroupVote)>,
}

impl<'r> OfGroup<'r> {
    /// Of the group that has this name; in one vote, or in all of them.
    pub fn of(record: &'r Record, name: &str, vote: Option<&str>) -> Result<OfGroup<'r>, Error> {
        let readings = resolve::group(record, name)?;
        let one = vote.map(|typed| resolve::vote(record, typed)).transpose()?;
        let mut votes: Vec<_> = match one {
            Some(vote) => vec![vote],
            None => record.votes().collect(),
        };
        votes.sort_by_key(|vote| Reverse(vote.date));
        let votes = votes
            .into_iter()
            .map(|vote| (vote, group_vote(vote, readings.preferred)))
            .filter(|(_, of)| !of.positions.roll.is_empty())
            .collect();
        Ok(OfGroup { record, readings, one, votes })
    }

    /// The group as which the name was taken.
    pub fn group(&self) -> &'r Group {
        &self.record.groups()[self.readings.preferred]
    }

    /// The date of which the membership is told.
    pub fn date(&self) -> Option<Date> {
        self.one.map(|vote| vote.date).or(self.record.until())
    }

    /// Who belongs to one of the readings at that date.
    pub fn members(&self, group: GroupId) -> MemberSet {
        let record = self.record;
        self.date()
            .map(|date| record.groups().members_at(group, date, record.members()))
            .unwrap_or_default()
    }

    /// The votes of each session, regular sessions first.
    pub fn sessions(&self) -> BTreeMap<Session, Vec<GroupVote>> {
        let mut sessions: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (vote, of) in &self.votes {
            sessions.entry(vote.session).or_default().push(*of);
        }
        sessions
    }

    /// Everyone that voted as a member of the group, those first that left its line most often.
    pub fn beside(&self) -> Vec<(MemberId, BesideGroup)> {
        let cast = |of: &GroupVote| of.positions.cast();
        let members = self.votes.iter().fold(MemberSet::EMPTY, |all, (_, of)| all | cast(of));
        let as_member = |member: MemberId| {
            let votes = self.votes.iter().filter(|(_, of)| of.members.contains(member));
            (member, beside_group(member, votes))
        };
        let mut beside: Vec<_> = members.iter().map(as_member).collect();
        let away = |of: &BesideGroup| left(of).ratio().unwrap_or(0.0);
        beside.sort_by(|(_, one), (_, other)| away(other).total_cmp(&away(one)));
        beside
    }

    /// As JSON.
    pub fn report(&self) -> GroupReport<'r> {
        let group = self.group();
        let reading = |id: &GroupId| {
            let group = &self.record.groups()[*id];
            ReadingReport {
                group: &group.code,
                name: &group.name,
                members: self.record.members().codes(self.members(*id)),
                tally: self.one.map(|vote| group_vote(vote, *id).positions.tally().into()),
            }
        };
        let text = |text: &'r String| Some(text.as_str()).filter(|text| !text.is_empty());
        GroupReport {
            group: &group.code,
            name: &group.name,
            kind: kind_code(group.kind),
            confidence: text(&group.confidence),
            source: text(&group.source),
            note: text(&group.note),
            loose: self.readings.loose,
            date: date(self.date()),
            members: self.record.members().codes(self.members(self.readings.preferred)),
            readings: self.readings.all.iter().map(reading).collect(),
            sessions: self.sessions().iter().map(GroupSession::of).collect(),
            beside: self
                .beside()
                .iter()
                .map(|(member, of)| BesideReport::of(&self.record.members()[*member].code, of))
                .collect(),
            votes: self.votes.iter().map(|(vote, of)| self.vote_report(*vote, of)).collect(),
        }
    }

    fn vote_report(&self, vote: Vote<'r>, of: &GroupVote) -> GroupVoteReport<'r> {
        let position = |id| {
            let code = self.record.members()[id].code.as_str();
            Some((code, of.positions.of(id)?.code()))
        };
        let facts = vote.facts();
        GroupVoteReport {
            id: &facts.id,
            symbol: facts.symbol.as_ref().map(ToString::to_string),
            title: &facts.title,
            date: facts.date.to_string(),
            tally: of.positions.tally().into(),
            agreement_index: of.cohesion.agreement,
            agreement_n: of.cohesion.agreement_n,
            rice_index: of.cohesion.rice,
            rice_n: of.cohesion.rice_n,
            line: of.majority().map(Position::code),
            left_the_line: self.record.members().codes(of.left()),
            positions: of.positions.roll.iter().filter_map(position).collect(),
        }
    }

    /// A row for each vote; where one vote was asked for, for each member.
    pub fn flat(&self) -> FlatTable {
        match self.one {
            Some(vote) => self.members_of(vote),
            None => FlatTable::of(HEADER, self.votes.iter().map(|(vote, of)| self.row(*vote, of))),
        }
    }

    fn members_of(&self, vote: Vote<'_>) -> FlatTable {
        let rows = self.votes.iter().flat_map(|(_, of)| {
            of.positions.roll.iter().map(|id| {
                let member = &self.record.members()[id];
                let (code, took) = (self.group().code.clone(), cell(of.positions.of(id)));
                [code, vote.label(), member.code.clone(), member.press_name.clone(), took]
            })
        });
        FlatTable::of(["group", "symbol", "member", "name", "position"], rows)
    }

    fn row(&self, vote: Vote<'_>, of: &GroupVote) -> Vec<String> {
        let tally = of.positions.tally();
        let facts = vote.facts();
        let code = self.group().code.clone();
        let mut row = vec![code, facts.id.clone(), vote.label(), facts.date.to_string()];
        row.push(of.members.len().to_string());
        row.extend(Position::ALL.map(|took| tally.of(took).to_string()));
        row.extend([cell(of.cohesion.agreement), of.cohesion.agreement_n.to_string()]);
        row.extend([cell(of.cohesion.rice), of.cohesion.rice_n.to_string()]);
        row.push(facts.title.clone());
        row.push(cell(of.majority()));
        row.push(self.record.members().codes(of.left()).join(" "));
        row
    }
}

const HEADER: [&str; 16] = [
    "group",
    "id",
    "symbol",
    "date",
    "members",
    "yes",
    "no",
    "abstain",
    "non_voting",
    "agreement_index",
    "agreement_n",
    "rice_index",
    "rice_n",
    "title",
    "line",
    "left_the_line",
];

/// Votes in which a member left the line, of those in which there was one.
pub fn left(of: &BesideGroup) -> Share {
    let Share { count, n } = of.with_line;
    Share { count: n - count, n }
}

/// The code of a kind of group.
pub fn kind_code(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Organisation => "organisation",
        GroupKind::ElectoralGroup => "electoral_group",
        GroupKind::List => "list",
        GroupKind::WorkingDefinition => "working_definition",
    }
}

/// Every group that the record knows.
pub fn list(record: &Record) -> GroupsReport<'_> {
    let members = |group| {
        let at = |until| record.groups().members_at(group, until, record.members());
        record.members().codes(record.until().map(at).unwrap_or_default())
    };
    let groups = record.groups().iter().map(|(id, group)| GroupLine {
        group: &group.code,
        name: &group.name,
        kind: kind_code(group.kind),
        members: members(id),
    });
    GroupsReport { groups: groups.collect() }
}

/// The groups of a record.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Groups")]
pub struct GroupsReport<'r> {
    /// The groups.
    pub groups: Vec<GroupLine<'r>>,
}

/// A group in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupLine<'r> {
    /// The code.
    pub group: &'r str,
    /// The name.
    pub name: &'r str,
    /// `organisation`, `electoral_group`, `list`, or `working_definition`: one of ours.
    pub kind: &'static str,
    /// Its members when the record ends, by code.
    pub members: Vec<&'r str>,
}

/// A group and how it voted.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Group")]
pub struct GroupReport<'r> {
    /// The code.
    pub group: &'r str,
    /// The name.
    pub name: &'r str,
    /// `organisation`, `electoral_group`, `list`, or `working_definition`: one of ours.
    pub kind: &'static str,
    /// How sure the membership is.
    pub confidence: Option<&'r str>,
    /// Where the membership is known from.
    pub source: Option<&'r str>,
    /// What a reader must know about it.
    pub note: Option<&'r str>,
    /// Whether the name asked for is a loose term, with more than one reading.
    pub loose: bool,
    /// The date of which the members are.
    #[schemars(with = "Option<DateText>")]
    pub date: Option<String>,
    /// Its members, by code.
    pub members: Vec<&'r str>,
    /// What the name can mean.
    pub readings: Vec<ReadingReport<'r>>,
    /// Cohesion over time.
    pub sessions: Vec<GroupSession>,
    /// Each member beside the group, those first that left its line most often.
    pub beside: Vec<BesideReport<'r>>,
    /// The votes, newest first.
    pub votes: Vec<GroupVoteReport<'r>>,
}

/// How united a group was in a session.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupSession {
    /// The session.
    pub session: String,
    /// How many votes.
    pub votes: usize,
    /// The mean agreement index; 1 all alike, 0 evenly divided.
    pub agreement_index: Option<f64>,
    /// Over so many votes.
    pub agreement_votes: u32,
    /// The mean Rice index.
    pub rice_index: Option<f64>,
    /// Over so many votes.
    pub rice_votes: u32,
    /// Votes cast beside the line, of those cast where there was one.
    pub left_the_line: ShareReport,
}

impl GroupSession {
    fn of((session, votes): (&Session, &Vec<GroupVote>)) -> GroupSession {
        let over = CohesionOver::of(votes);
        GroupSession {
            session: session.to_string(),
            votes: votes.len(),
            agreement_index: over.agreement,
            agreement_votes: over.agreement_votes,
            rice_index: over.rice,
            rice_votes: over.rice_votes,
            left_the_line: over.left.into(),
        }
    }
}

/// How a member voted beside a group.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Beside")]
pub struct BesideReport<'r> {
    /// The member, by code.
    pub member: &'r str,
    /// Votes in which it left the group's line, of those in which there was one.
    pub left_the_line: ShareReport,
    /// Mean difference to each other member of the group: yes 1, abstain ½, no 0.
    pub distance: Option<f64>,
    /// Over so many votes.
    pub distance_votes: u32,
}

impl<'r> BesideReport<'r> {
    pub(crate) fn of(member: &'r str, of: &BesideGroup) -> BesideReport<'r> {
        BesideReport {
            member,
            left_the_line: left(of).into(),
            distance: of.distance,
            distance_votes: of.distance_votes,
        }
    }
}

/// One of the groups that a name can mean.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reading")]
pub struct ReadingReport<'r> {
    /// The code.
    pub group: &'r str,
    /// The name.
    pub name: &'r str,
    /// Its members, by code.
    pub members: Vec<&'r str>,
    /// How they voted in the one vote that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tally: Option<TallyReport>,
}

/// How a group voted in one vote.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "GroupVote")]
pub struct GroupVoteReport<'r> {
    /// The id of the vote.
    pub id: &'r str,
    /// The symbol; null for votes that have none.
    pub symbol: Option<String>,
    /// The title.
    pub title: &'r str,
    /// The day.
    #[schemars(with = "DateText")]
    pub date: String,
    /// The positions of its members, counted.
    pub tally: TallyReport,
    /// The agreement index; 1 all alike, 0 evenly divided.
    pub agreement_index: Option<f64>,
    /// Over so many members that cast a vote.
    pub agreement_n: u16,
    /// The Rice index.
    pub rice_index: Option<f64>,
    /// Over so many members that voted yes or no.
    pub rice_n: u16,
    /// The position of more than half of those that cast a vote.
    #[schemars(with = "Option<PositionCode>")]
    pub line: Option<&'static str>,
    /// Who took another, by code.
    pub left_the_line: Vec<&'r str>,
    /// The position of every member of the group on the roll, by code.
    #[schemars(with = "BTreeMap<String, PositionCode>")]
    pub positions: BTreeMap<&'r str, &'static str>,
}

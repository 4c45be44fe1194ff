//! `member`: a member's record.

use std::cmp::Reverse;

use schemars::JsonSchema;
use scrutineer_measures::{
    BesideGroup, LonePosition, MemberRecord, beside_group, group_vote, member_record,
};
use scrutineer_record::{GroupId, Member, MemberId, Period, Position, Record, Vote};
use serde::Serialize;

use crate::error::Error;
use crate::flat::{FlatTable, cell};
use crate::group::BesideReport;
use crate::schema::{DateText, PositionCode};
use crate::{Line, ShareReport, Target, date, resolve};

/// A member's record.
pub struct OfMember<'r> {
    record: &'r Record,
    /// The member.
    pub id: MemberId,
    /// What its positions come to.
    pub counts: MemberRecord<'r>,
    /// Beside a group that was asked for.
    pub beside: Option<Beside<'r>>,
    /// The votes on whose roll it was, newest first, with its position.
    pub votes: Vec<(Vote<'r>, Position)>,
}

impl<'r> OfMember<'r> {
    /// Of the member that has this name or code; also beside a group.
    pub fn of(record: &'r Record, name: &str, group: Option<&str>) -> Result<OfMember<'r>, Error> {
        let id = resolve::member(record, name)?;
        let mut votes: Vec<_> =
            record.votes().filter_map(|vote| Some((vote, vote.positions().of(id)?))).collect();
        votes.sort_by_key(|(vote, _)| Reverse(vote.date));
        let group = group.map(|typed| resolve::group(record, typed)).transpose()?;
        Ok(OfMember {
            record,
            id,
            counts: member_record(record, id),
            beside: group.map(|readings| Beside::of(record, id, readings.preferred)),
            votes,
        })
    }

    /// The member itself.
    pub fn member(&self) -> &'r Member {
        &self.record.members()[self.id]
    }

    /// The codes of the groups to which it belonged when the record ends.
    pub fn groups(&self) -> Vec<&'r str> {
        let record = self.record;
        let Some(until) = record.until() else { return Vec::new() };
        let groups = record.groups().of_member(self.id, until);
        groups.map(|group| resolve::group_code(record, group)).collect()
    }

    /// As JSON.
    pub fn report(&self) -> MemberReport<'r> {
        let (record, member, counts) = (self.record, self.member(), &self.counts);
        let alone = |lone: &LonePosition<'r>| AloneReport {
            symbol: lone.vote.label(),
            date: lone.vote.date.to_string(),
            position: lone.position.code(),
            members: record.members().codes(lone.members),
        };
        let vote = |(vote, took): &(Vote<'r>, Position)| MemberVoteReport {
            position: took.code(),
            line: Line::of(Target::Vote(*vote)),
        };
        MemberReport {
            member: &member.code,
            name: &member.name,
            press_name: &member.press_name,
            official_name: &member.official_name,
            admitted: date(member.admitted),
            sat: member.sat.iter().map(SatReport::of).collect(),
            seat: member.seat.as_deref(),
            predecessors: &member.predecessors,
            successors: &member.successors,
            note: Some(member.note.as_str()).filter(|note| !note.is_empty()),
            groups: self.groups(),
            tally: CountsReport {
                yes: counts.yes.count,
                no: counts.no.count,
                abstain: counts.abstain.count,
                non_voting: counts.non_voting.count,
            },
            n: self.votes.len(),
            with_majority: counts.with_majority.into(),
            alone: counts.lone.iter().rev().map(alone).collect(),
            beside: self.beside.as_ref().map(|beside| beside.report(record, self.id)),
            votes: self.votes.iter().map(vote).collect(),
        }
    }

    /// A row for each vote.
    pub fn flat(&self) -> FlatTable {
        let rows = self.votes.iter().map(|(vote, position)| {
            let of_member = [self.member().code.clone(), cell(Some(position))];
            of_member.into_iter().chain(Line::of(Target::Vote(*vote)).row())
        });
        FlatTable::of(["member", "position"].into_iter().chain(Line::HEADER), rows)
    }
}

/// A member beside a group.
pub struct Beside<'r> {
    /// The group.
    pub group: GroupId,
    /// How far it was from the group, and how often it left its line.
    pub of: BesideGroup,
    /// The same over those of the votes at whose date it belonged to the group.
    pub as_member: BesideGroup,
    /// The votes in which it left the group's line, newest first: the line, and its own position.
    pub left: Vec<(Vote<'r>, Position, Position)>,
}

impl<'r> Beside<'r> {
    fn of(record: &'r Record, id: MemberId, group: GroupId) -> Beside<'r> {
        let votes: Vec<_> = record.votes().map(|vote| (vote, group_vote(vote, group))).collect();
        let left = votes.iter().filter_map(|(vote, of)| {
            let (line, own) = (of.majority()?, vote.positions().of(id)?);
            (own != line && own != Position::NonVoting).then_some((*vote, line, own))
        });
        let mut left: Vec<_> = left.collect();
        left.sort_by_key(|(vote, ..)| Reverse(vote.date));
        let of = beside_group(id, &votes);
        let as_member = votes.iter().filter(|(_, of)| of.members.contains(id));
        Beside { group, of, as_member: beside_group(id, as_member), left }
    }

    fn report(&self, record: &'r Record, id: MemberId) -> BesideGroupReport<'r> {
        let left = |(vote, line, own): &(Vote<'r>, Position, Position)| LeftReport {
            symbol: vote.label(),
            date: vote.date.to_string(),
            line: line.code(),
            position: own.code(),
        };
        BesideGroupReport {
            group: resolve::group_code(record, self.group),
            of: BesideReport::of(&record.members()[id].code, &self.of),
            as_member: BesideReport::of(&record.members()[id].code, &self.as_member),
            votes: self.left.iter().map(left).collect(),
        }
    }
}

/// Every state that is or was a member.
pub fn list(record: &Record) -> MembersReport<'_> {
    let members = record.members().iter().map(|(_, member)| MemberLine {
        member: &member.code,
        name: &member.name,
        press_name: &member.press_name,
        admitted: date(member.admitted),
        sat: member.sat.iter().map(SatReport::of).collect(),
    });
    MembersReport { members: members.collect() }
}

/// The members of a record.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Members")]
pub struct MembersReport<'r> {
    /// The members.
    pub members: Vec<MemberLine<'r>>,
}

/// A member in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MemberLine<'r> {
    /// The code.
    pub member: &'r str,
    /// The name.
    pub name: &'r str,
    /// The name in the press.
    pub press_name: &'r str,
    /// The day on which it was admitted.
    #[schemars(with = "Option<DateText>")]
    pub admitted: Option<String>,
    /// When it was a member.
    pub sat: Vec<SatReport>,
}

/// A member's record.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Member")]
pub struct MemberReport<'r> {
    /// The code.
    pub member: &'r str,
    /// The name.
    pub name: &'r str,
    /// The name in the press.
    pub press_name: &'r str,
    /// The name in full.
    pub official_name: &'r str,
    /// The day on which it was admitted.
    #[schemars(with = "Option<DateText>")]
    pub admitted: Option<String>,
    /// When it was a member.
    pub sat: Vec<SatReport>,
    /// Whose seat it is today, by code.
    pub seat: Option<&'r str>,
    /// Who had the seat before it, by code.
    pub predecessors: &'r [String],
    /// Who had it after, by code.
    pub successors: &'r [String],
    /// What a reader must know about it.
    pub note: Option<&'r str>,
    /// The groups to which it belonged when the record ends, by code.
    pub groups: Vec<&'r str>,
    /// Counts over the votes on whose roll it was.
    pub tally: CountsReport,
    /// How many these are.
    pub n: usize,
    /// Votes in which it took the position of most that cast one, of those in which it cast one.
    pub with_majority: ShareReport,
    /// The votes in which it was alone or nearly so, newest first.
    pub alone: Vec<AloneReport<'r>>,
    /// How it voted beside a group that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<BesideGroupReport<'r>>,
    /// The votes, newest first.
    pub votes: Vec<MemberVoteReport<'r>>,
}

/// When a member sat.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Sat")]
pub struct SatReport {
    /// From this day; null: from its admission.
    #[schemars(with = "Option<DateText>")]
    pub from: Option<String>,
    /// To this day; null: to this day.
    #[schemars(with = "Option<DateText>")]
    pub to: Option<String>,
}

impl SatReport {
    fn of(sat: &Period) -> SatReport {
        SatReport { from: date(sat.from), to: date(sat.to) }
    }
}

/// The positions of one member, counted.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Counts")]
pub struct CountsReport {
    /// In favour.
    pub yes: u32,
    /// Against.
    pub no: u32,
    /// Abstaining.
    pub abstain: u32,
    /// On the roll, and no vote of it in the record.
    pub non_voting: u32,
}

/// A vote in which a member was alone or nearly so.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Alone")]
pub struct AloneReport<'r> {
    /// The symbol, or the id of a vote without one.
    pub symbol: String,
    /// The day.
    #[schemars(with = "DateText")]
    pub date: String,
    /// Its position.
    #[schemars(with = "PositionCode")]
    pub position: &'static str,
    /// Everyone that took it, by code.
    pub members: Vec<&'r str>,
}

/// A vote with a member's position.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MemberVote")]
pub struct MemberVoteReport<'r> {
    /// The member's position.
    #[schemars(with = "PositionCode")]
    pub position: &'static str,
    /// The vote.
    #[serde(flatten)]
    pub line: Line<'r>,
}

/// How a member voted beside a group.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BesideGroup")]
pub struct BesideGroupReport<'r> {
    /// The group, by code.
    pub group: &'r str,
    /// Over all votes.
    #[serde(flatten)]
    pub of: BesideReport<'r>,
    /// Over those of the votes at whose date it belonged to the group.
    pub as_member: BesideReport<'r>,
    /// The votes in which it left the line, newest first.
    pub votes: Vec<LeftReport>,
}

/// A vote in which a member left the line of a group.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LeftTheLine")]
pub struct LeftReport {
    /// The symbol, or the id of a vote without one.
    pub symbol: String,
    /// The day.
    #[schemars(with = "DateText")]
    pub date: String,
    /// The line of the group.
    #[schemars(with = "PositionCode")]
    pub line: &'static str,
    /// The member's own position.
    #[schemars(with = "PositionCode")]
    pub position: &'static str,
}

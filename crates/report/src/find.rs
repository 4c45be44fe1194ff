//! `find`: votes that match, and texts without one.

use std::cmp::Reverse;

use schemars::JsonSchema;
use scrutineer_measures::group_vote;
use scrutineer_record::{GroupId, MemberId, Position, Record, Tally, Vote};
use serde::Serialize;

use crate::error::Error;
use crate::filter::{self, Filter};
use crate::flat::FlatTable;
use crate::schema::PositionCode;
use crate::stand::Stand;
use crate::{Line, TallyReport, Target, resolve};

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// By words, date and body.
    pub filter: Filter,
    /// Also how this group voted; with a position, only votes in which most of it took that position.
    pub group: Option<String>,
    /// Also how this member voted; with a position, only votes in which it took that position.
    pub member: Option<String>,
    /// The position of the member or of most of the group.
    pub position: Option<String>,
}

/// What was meant.
struct Wanted<'r> {
    filter: filter::Wanted<'r>,
    group: Option<GroupId>,
    member: Option<MemberId>,
    stands: Vec<Stand>,
}

/// What was found, newest first.
pub struct Found<'r> {
    record: &'r Record,
    /// The votes, and texts without one where nobody's position was asked for.
    pub targets: Vec<Target<'r>>,
    /// The group that was asked for.
    pub group: Option<GroupId>,
    /// The member that was asked for.
    pub member: Option<MemberId>,
}

impl<'r> Found<'r> {
    /// What matches.
    pub fn of(record: &'r Record, request: &Request) -> Result<Found<'r>, Error> {
        let wanted = Wanted::of(record, request)?;
        let mut targets: Vec<Target<'_>> =
            record.votes().filter(|vote| wanted.vote(*vote)).map(Target::Vote).collect();
        if wanted.group.is_none() && wanted.member.is_none() {
            targets.extend(wanted.texts(record).map(Target::Text));
        }
        let key = |target: &Target<'_>| match target {
            Target::Vote(vote) => (Some(vote.date), vote.id.clone()),
            Target::Text(text) => (text.date, text.symbol.to_string()),
        };
        targets.sort_by_cached_key(|target| Reverse(key(target)));
        Ok(Found { record, targets, group: wanted.group, member: wanted.member })
    }

    /// How many of what was found are votes; the rest are texts without one.
    pub fn votes(&self) -> usize {
        self.targets.iter().filter(|target| matches!(target, Target::Vote(_))).count()
    }

    /// How the member that was asked for voted.
    pub fn position(&self, target: Target<'_>) -> Option<Position> {
        let Target::Vote(vote) = target else { return None };
        self.member.and_then(|member| vote.position_of(member))
    }

    /// How the group that was asked for voted.
    pub fn group_tally(&self, target: Target<'_>) -> Option<Tally> {
        let Target::Vote(vote) = target else { return None };
        self.group.map(|group| group_vote(vote, group).positions.tally())
    }

    /// As JSON.
    pub fn report(&self) -> FoundReport<'r> {
        let is_vote = |target: &Target<'_>| matches!(target, Target::Vote(_));
        let (votes, texts): (Vec<Target<'r>>, Vec<Target<'r>>) =
            self.targets.iter().copied().partition(is_vote);
        FoundReport {
            votes: votes.into_iter().map(|target| self.line(target)).collect(),
            texts: texts.into_iter().map(Line::of).collect(),
        }
    }

    fn line(&self, target: Target<'r>) -> FoundLine<'r> {
        FoundLine {
            line: Line::of(target),
            member: self.member.map(|member| self.record.members()[member].code.as_str()),
            position: self.position(target).map(Position::code),
            group: self.group.map(|group| self.record.groups()[group].code.as_str()),
            group_tally: self.group_tally(target).map(Into::into),
        }
    }

    /// A row for each vote or text.
    pub fn flat(&self) -> FlatTable {
        let mut header = Line::HEADER.to_vec();
        header.extend(self.member.map(|member| self.record.members()[member].code.as_str()));
        if self.group.is_some() {
            header.extend(["group_yes", "group_no", "group_abstain", "group_non_voting"]);
        }
        let rows = self.targets.iter().map(|target| {
            let mut row = Line::of(*target).row();
            row.extend(self.position(*target).map(|position| position.code().to_owned()));
            let counts = |tally: Tally| Position::ALL.map(|of| tally.of(of).to_string());
            row.extend(self.group_tally(*target).into_iter().flat_map(counts));
            row
        });
        FlatTable::of(header, rows)
    }
}

impl<'r> Wanted<'r> {
    fn of(record: &'r Record, request: &Request) -> Result<Wanted<'r>, Error> {
        let Request { filter, group, member, position } = request;
        if position.is_some() && member.is_none() && group.is_none() {
            return Err(Error::wrong("a position needs someone who took it")
                .hint("name a member or a group"));
        }
        let group = group.as_deref().map(|typed| resolve::group(record, typed)).transpose()?;
        let member = member.as_deref().map(|typed| resolve::member(record, typed)).transpose()?;
        let group = group.map(|readings| readings.preferred);
        let position = position.as_deref().map(resolve::position).transpose()?;
        let of_member = member.map(|member| Stand::of_member(member, position));
        let of_group = group.map(|group| Stand::of_group(group, position));
        let stands = of_member.into_iter().chain(of_group).collect();
        Ok(Wanted { filter: filter.read(record)?, group, member, stands })
    }

    fn vote(&self, vote: Vote<'_>) -> bool {
        self.filter.vote(vote) && self.stands.iter().all(|stand| stand.was_taken(vote))
    }

    /// The texts without a vote that are wanted.
    fn texts(&self, record: &'r Record) -> impl Iterator<Item = &'r scrutineer_record::Proposal> {
        let texts = record.facts().proposals.iter();
        let voteless = texts.filter(|text| record.votes_on(&text.symbol).next().is_none());
        voteless.filter(|text| {
            let (body, title) = (text.symbol.body(), Target::Text(text).title());
            self.filter.text(text.date, body, Some(&text.symbol), &title)
        })
    }
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Found")]
pub struct FoundReport<'r> {
    /// Recorded votes, newest first.
    pub votes: Vec<FoundLine<'r>>,
    /// Texts without a recorded vote.
    pub texts: Vec<Line<'r>>,
}

/// A vote that was found, with how those voted that were asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FoundVote")]
pub struct FoundLine<'r> {
    /// The vote.
    #[serde(flatten)]
    pub line: Line<'r>,
    /// The member that was asked for, by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<&'r str>,
    /// Its position.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<PositionCode>")]
    pub position: Option<&'static str>,
    /// The group that was asked for, by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'r str>,
    /// How its members voted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_tally: Option<TallyReport>,
}

//! `scrutineer member`: a member's record.

use scrutineer_measures::{
    BesideGroup, GroupVote, MemberRecord, Share, beside_group, group_vote, member_record,
};
use scrutineer_record::{GroupId, Member, MemberId, Position, Record, Vote};
use scrutineer_report::{Line, Target, date};
use serde::Serialize;

use crate::args::Format;
use crate::commands::group::{BesideReport, left};
use crate::error::Error;
use crate::names::listed;
use crate::output::{Output, cell};
use crate::resolve;
use crate::terminal::style::{bold, dim, position};
use crate::terminal::{Page, Table};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A member: its code, such as USA, or any name
    #[arg(value_name = "CODE")]
    member: String,
    /// Also how it voted beside this group, its own or another
    #[arg(long)]
    group: Option<String>,
}

/// Shows a member's record. As CSV: a row for each vote.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let id = resolve::member(record, &args.member)?;
    let mut votes: Vec<_> =
        record.votes().filter_map(|vote| Some((vote, vote.positions().of(id)?))).collect();
    votes.sort_by_key(|(vote, _)| std::cmp::Reverse(vote.date));
    let of = member_record(record, id);
    let group = args.group.as_deref().map(|typed| resolve::group(record, typed)).transpose()?;
    let beside = group.map(|readings| Beside::of(record, id, readings.preferred));
    match format {
        Format::Text => Ok(Output::votes(page(record, id, &of, beside.as_ref(), &votes))),
        Format::Json => Output::json(&report(record, id, &of, beside.as_ref(), &votes)),
        Format::Csv => {
            let mut header = vec!["member", "position"];
            header.extend(Line::HEADER);
            let code = &record.members()[id].code;
            Output::csv(
                &header,
                votes.iter().map(|(vote, position)| {
                    let of_member = [code.clone(), cell(Some(position))];
                    of_member.into_iter().chain(Line::of(Target::Vote(*vote)).row())
                }),
            )
        }
    }
}

/// The codes of the groups to which the member belonged when the record ends.
fn groups(record: &Record, id: MemberId) -> Vec<&str> {
    let Some(until) = record.until() else { return Vec::new() };
    record.groups().of_member(id, until).map(|group| resolve::group_code(record, group)).collect()
}

fn page(
    record: &Record,
    id: MemberId,
    of: &MemberRecord<'_>,
    beside: Option<&Beside<'_>>,
    votes: &[(Vote<'_>, Position)],
) -> Page {
    let member = &record.members()[id];
    let mut page = Page::new();
    page.line(format!("{}  {}", bold(&member.press_name), member.code));
    facts(&mut page, record, id, member);
    page.heading(&format!("positions in {} recorded votes", votes.len()));
    let mut table = Table::new("lrl");
    for took in Position::ALL {
        let share = of.of(took);
        table.row([position(took), share.count.to_string(), dim(&percent(share))]);
    }
    page.table(2, &table);
    page.prose(2, &format!("with the majority of those voting: {}", percent_of(of.with_majority)));
    if let Some(beside) = beside {
        beside.show(&mut page, record);
    }
    lone(&mut page, record, id, of);
    page.heading("votes, newest first");
    let mut table = Table::new("llll").clipped();
    for (vote, took) in votes {
        let title = vote.facts().title.clone();
        table.row([vote.date.in_short_words(), vote.label(), position(*took), title]);
    }
    page.table(2, &table);
    page
}

fn facts(page: &mut Page, record: &Record, id: MemberId, member: &Member) {
    let mut table = Table::new("ll");
    let words = |date: Option<scrutineer_record::Date>| date.map(|date| date.in_words());
    if member.official_name != member.press_name {
        table.row(["official name", &member.official_name]);
    }
    table.row([
        "admitted".to_owned(),
        words(member.admitted).unwrap_or_else(|| "unknown".to_owned()),
    ]);
    let sat: Vec<_> = member
        .sat
        .iter()
        .filter(|sat| member.sat.len() > 1 || sat.to.is_some())
        .map(|sat| {
            let until = words(sat.to).unwrap_or_else(|| "today".to_owned());
            format!("{} until {until}", words(sat.from).unwrap_or_else(|| "admission".to_owned()))
        })
        .collect();
    if !sat.is_empty() {
        table.row(["sat".to_owned(), sat.join("; ")]);
    }
    if let Some(seat) = member.seat.as_ref().filter(|seat| **seat != member.code) {
        table.row(["seat today", seat]);
    }
    for (lead, codes) in [("before it", &member.predecessors), ("after it", &member.successors)] {
        if !codes.is_empty() {
            table.row([lead.to_owned(), codes.join(", ")]);
        }
    }
    let groups = groups(record, id);
    if let Some(until) = record.until().filter(|_| !groups.is_empty()) {
        table.row([format!("groups {}", until.year()), groups.join(", ")]);
    }
    if !member.note.is_empty() {
        table.row(["note", &member.note]);
    }
    page.table(2, &table);
}

/// A member beside a group.
struct Beside<'r> {
    group: GroupId,
    of: BesideGroup,
    /// The same over those of the votes at whose date it belonged to the group.
    as_member: BesideGroup,
    /// The votes in which it left the group's line, newest first: the line, and its own position.
    left: Vec<(Vote<'r>, Position, Position)>,
}

impl<'r> Beside<'r> {
    fn of(record: &'r Record, id: MemberId, group: GroupId) -> Beside<'r> {
        let votes: Vec<_> = record.votes().map(|vote| (vote, group_vote(vote, group))).collect();
        let left = votes.iter().filter_map(|(vote, of)| {
            let (line, own) = (of.majority()?, vote.positions().of(id)?);
            (own != line && own != Position::NonVoting).then_some((*vote, line, own))
        });
        let mut left: Vec<_> = left.collect();
        left.sort_by_key(|(vote, ..)| std::cmp::Reverse(vote.date));
        let of = beside_group(id, &votes);
        let as_member = |(_, of): &&(Vote<'r>, GroupVote)| of.members.contains(id);
        let as_member: Vec<_> = votes.iter().filter(as_member).copied().collect();
        Beside { group, of, as_member: beside_group(id, &as_member), left }
    }

    fn show(&self, page: &mut Page, record: &Record) {
        let name = &record.groups()[self.group].name;
        page.heading(&format!("beside {name}"));
        page.prose(2, &in_words(&self.of));
        if self.as_member != self.of && self.as_member.distance.is_some() {
            page.prose(2, &format!("as its member: {}", in_words(&self.as_member)));
        }
        let text = "distance: mean difference to each other of the group that cast a vote, yes 1, abstain ½, no 0; the line: \
                    the position of more than half of those of the group that cast a vote";
        page.prose(2, &dim(text));
        page.gap();
        let mut table = Table::new("llll").clipped();
        for (vote, line, own) in &self.left {
            let parted = format!("{}, group {}", position(*own), position(*line));
            let title = vote.facts().title.clone();
            table.row([vote.date.in_short_words(), vote.label(), parted, title]);
        }
        page.table(2, &table);
    }

    fn report(&self, record: &'r Record, id: MemberId) -> BesideGroupReport<'r> {
        BesideGroupReport {
            group: resolve::group_code(record, self.group),
            of: BesideReport::of(&record.members()[id].code, &self.of),
            as_member: BesideReport::of(&record.members()[id].code, &self.as_member),
            votes: self
                .left
                .iter()
                .map(|(vote, line, own)| Left {
                    symbol: vote.label(),
                    date: vote.date.to_string(),
                    line: line.code(),
                    position: own.code(),
                })
                .collect(),
        }
    }
}

fn in_words(of: &BesideGroup) -> String {
    let distance = of.distance.map_or_else(
        || "no vote to tell a distance by".to_owned(),
        |distance| format!("distance {distance:.2} over {} votes", of.distance_votes),
    );
    format!("{distance}; left the line in {}", percent_of(left(of)))
}

#[derive(Serialize)]
struct BesideGroupReport<'r> {
    group: &'r str,
    #[serde(flatten)]
    of: BesideReport<'r>,
    /// Over those of the votes at whose date it belonged to the group.
    as_member: BesideReport<'r>,
    /// The votes in which it left the line, newest first.
    votes: Vec<Left>,
}

#[derive(Serialize)]
struct Left {
    symbol: String,
    date: String,
    line: &'static str,
    position: &'static str,
}

fn lone(page: &mut Page, record: &Record, id: MemberId, of: &MemberRecord<'_>) {
    if of.lone.is_empty() {
        return;
    }
    page.heading("alone or nearly so");
    let mut table = Table::new("llll");
    for lone in of.lone.iter().rev() {
        let others = lone.members - id.into();
        let with = match others.is_empty() {
            true => "alone".to_owned(),
            false => format!("with {}", listed(record.members(), others)),
        };
        let date = lone.vote.date.in_short_words();
        table.row([date, lone.vote.label(), position(lone.position), with]);
    }
    page.table(2, &table);
}

fn percent(share: Share) -> String {
    share.ratio().map_or_else(String::new, |ratio| format!("{:.0} % of {}", 100.0 * ratio, share.n))
}

fn percent_of(share: Share) -> String {
    match share.ratio() {
        Some(ratio) => format!("{share} ({:.0} %)", 100.0 * ratio),
        None => "no vote to tell by".to_owned(),
    }
}

#[derive(Serialize)]
struct Report<'r> {
    member: &'r str,
    name: &'r str,
    press_name: &'r str,
    official_name: &'r str,
    admitted: Option<String>,
    sat: Vec<Sat>,
    seat: Option<&'r str>,
    predecessors: &'r [String],
    successors: &'r [String],
    note: Option<&'r str>,
    groups: Vec<&'r str>,
    /// Counts over the votes on whose roll it was.
    tally: Counts,
    n: usize,
    with_majority: Majority,
    alone: Vec<Alone<'r>>,
    /// How it voted beside a group that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<BesideGroupReport<'r>>,
    votes: Vec<OneVote<'r>>,
}

#[derive(Serialize)]
struct Sat {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct Counts {
    yes: u32,
    no: u32,
    abstain: u32,
    non_voting: u32,
}

#[derive(Serialize)]
struct Majority {
    count: u32,
    n: u32,
}

#[derive(Serialize)]
struct Alone<'r> {
    symbol: String,
    date: String,
    position: &'static str,
    members: Vec<&'r str>,
}

#[derive(Serialize)]
struct OneVote<'r> {
    position: &'static str,
    #[serde(flatten)]
    line: Line<'r>,
}

fn report<'r>(
    record: &'r Record,
    id: MemberId,
    of: &MemberRecord<'r>,
    beside: Option<&Beside<'r>>,
    votes: &[(Vote<'r>, Position)],
) -> Report<'r> {
    let member = &record.members()[id];
    let alone = |lone: &scrutineer_measures::LonePosition<'r>| Alone {
        symbol: lone.vote.label(),
        date: lone.vote.date.to_string(),
        position: lone.position.code(),
        members: record.members().codes(lone.members),
    };
    Report {
        member: &member.code,
        name: &member.name,
        press_name: &member.press_name,
        official_name: &member.official_name,
        admitted: date(member.admitted),
        sat: member.sat.iter().map(|sat| Sat { from: date(sat.from), to: date(sat.to) }).collect(),
        seat: member.seat.as_deref(),
        predecessors: &member.predecessors,
        successors: &member.successors,
        note: Some(member.note.as_str()).filter(|note| !note.is_empty()),
        groups: groups(record, id),
        tally: Counts {
            yes: of.yes.count,
            no: of.no.count,
            abstain: of.abstain.count,
            non_voting: of.non_voting.count,
        },
        n: votes.len(),
        with_majority: Majority { count: of.with_majority.count, n: of.with_majority.n },
        alone: of.lone.iter().rev().map(alone).collect(),
        beside: beside.map(|beside| beside.report(record, id)),
        votes: votes
            .iter()
            .map(|(vote, took)| OneVote {
                position: took.code(),
                line: Line::of(Target::Vote(*vote)),
            })
            .collect(),
    }
}

//! `scrutineer member`: a member's record.

use scrutineer_measures::{BesideGroup, MemberRecord, Share};
use scrutineer_record::{MemberId, Motion, Position, Record, Vote};
use scrutineer_report::group::left;
use scrutineer_report::member::{Beside, OfMember};

use crate::args::Format;
use crate::error::Error;
use crate::names::listed;
use crate::output::Output;
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
    let of = OfMember::of(record, &args.member, args.group.as_deref())?;
    match format {
        Format::Text => Ok(Output::votes(page(record, &of))),
        Format::Json => Output::json(&of.report()),
        Format::Csv => Output::table(&of.flat()),
    }
}

fn page(record: &Record, of: &OfMember<'_>) -> Page {
    let member = of.member();
    let mut page = Page::new();
    page.line(format!("{}  {}", bold(&member.press_name), member.code));
    facts(&mut page, record, of);
    page.heading(&format!("positions in {} recorded votes", of.votes.len()));
    let mut table = Table::new("lrl");
    for took in Position::ALL {
        let share = of.counts.of(took);
        table.row([position(took), share.count.to_string(), dim(&percent(share))]);
    }
    page.table(2, &table);
    page.prose(
        2,
        &format!("with the majority of those voting: {}", percent_of(of.counts.with_majority)),
    );
    if let Some(beside) = &of.beside {
        show_beside(&mut page, record, beside);
    }
    lone(&mut page, record, of.id, &of.counts);
    page.heading("votes, newest first");
    let mut table = Table::new("llll").clipped();
    for (vote, took) in &of.votes {
        let title = titled(*vote);
        table.row([vote.date.in_short_words(), vote.label(), position(*took), title]);
    }
    page.table(2, &table);
    page
}

fn facts(page: &mut Page, record: &Record, of: &OfMember<'_>) {
    let member = of.member();
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
    let groups = of.groups();
    if let Some(until) = record.until().filter(|_| !groups.is_empty()) {
        table.row([format!("groups {}", until.year()), groups.join(", ")]);
    }
    if !member.note.is_empty() {
        table.row(["note", &member.note]);
    }
    page.table(2, &table);
}

/// The member beside the group that was asked for.
fn show_beside(page: &mut Page, record: &Record, beside: &Beside<'_>) {
    let name = &record.groups()[beside.group].name;
    page.heading(&format!("beside {name}"));
    page.prose(2, &in_words(&beside.of));
    if beside.as_member != beside.of && beside.as_member.distance.is_some() {
        page.prose(2, &format!("as its member: {}", in_words(&beside.as_member)));
    }
    let text = "distance: mean difference to each other of the group that cast a vote, yes 1, abstain ½, no 0; the line: \
                the position of more than half of those of the group that cast a vote";
    page.prose(2, &dim(text));
    page.gap();
    let mut table = Table::new("llll").clipped();
    for (vote, line, own) in &beside.left {
        let parted = format!("{}, group {}", position(*own), position(*line));
        let title = titled(*vote);
        table.row([vote.date.in_short_words(), vote.label(), parted, title]);
    }
    page.table(2, &table);
}

fn in_words(of: &BesideGroup) -> String {
    let distance = of.distance.map_or_else(
        || "no vote to tell a distance by".to_owned(),
        |distance| format!("distance {distance:.2} over {} votes", of.distance_votes),
    );
    format!("{distance}; left the line in {}", percent_of(left(of)))
}

/// The title; of a vote on less than the whole text, with what was put to it.
fn titled(vote: Vote<'_>) -> String {
    let title = &vote.facts().title;
    kind(vote).map_or_else(|| title.clone(), |kind| format!("{kind}: {title}"))
}

/// What was put to the vote, where it was not the whole text.
fn kind(vote: Vote<'_>) -> Option<&'static str> {
    match vote.motion {
        Motion::Whole => None,
        Motion::Part(_) => Some("a part"),
        Motion::Amendment(_) => Some("an amendment"),
        Motion::Procedure(_) => Some("a motion"),
    }
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
        let with = match kind(lone.vote) {
            Some(kind) => format!("{with} ({kind})"),
            None => with,
        };
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

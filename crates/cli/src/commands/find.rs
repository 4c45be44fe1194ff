//! `scrutineer find`: votes that match.

use scrutineer_measures::group_vote;
use scrutineer_record::{GroupId, MemberId, Position, Record, Vote};
use scrutineer_report::{Line, TallyReport, Target};
use serde::Serialize;

use crate::args::Format;
use crate::error::Error;
use crate::filter::{self, Filter};
use crate::names::split;
use crate::output::Output;
use crate::pages::{decided, marked, standing, when};
use crate::resolve;
use crate::terminal::Page;
use crate::terminal::style::{bold, position};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filter: Filter,
    /// Show how this group voted; with --position, votes in which most of it took that position
    #[arg(long)]
    group: Option<String>,
    /// Show how this member voted; with --position, votes in which it took that position
    #[arg(long)]
    member: Option<String>,
    /// yes, no, abstain or non_voting; with --member or --group
    #[arg(long, value_parser = resolve::position)]
    position: Option<Position>,
}

/// What was meant.
struct Wanted<'r> {
    filter: filter::Wanted<'r>,
    group: Option<GroupId>,
    member: Option<MemberId>,
    position: Option<Position>,
}

/// Finds votes, and texts without one where nobody's position is asked for. Newest first.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let wanted = Wanted::of(record, args)?;
    let mut found: Vec<Target<'_>> =
        record.votes().filter(|vote| wanted.vote(*vote)).map(Target::Vote).collect();
    if wanted.group.is_none() && wanted.member.is_none() {
        let texts = record.facts().proposals.iter();
        let voteless = texts.filter(|text| record.votes_on(&text.symbol).next().is_none());
        found.extend(
            voteless
                .filter(|text| {
                    let (body, title) = (text.symbol.body(), Target::Text(text).title());
                    wanted.filter.text(text.date, body, Some(&text.symbol), &title)
                })
                .map(Target::Text),
        );
    }
    let key = |target: &Target<'_>| match target {
        Target::Vote(vote) => (Some(vote.date), vote.id.clone()),
        Target::Text(text) => (text.date, text.symbol.to_string()),
    };
    found.sort_by_cached_key(|target| std::cmp::Reverse(key(target)));
    match format {
        Format::Text => Ok(Output::votes(page(record, &wanted, &found))),
        Format::Json => Output::json(&report(record, &wanted, &found)),
        Format::Csv => csv(record, &wanted, &found),
    }
}

impl<'r> Wanted<'r> {
    fn of(record: &'r Record, args: &Args) -> Result<Wanted<'r>, Error> {
        if args.position.is_some() && args.member.is_none() && args.group.is_none() {
            return Err(Error::request("--position needs someone who took it")
                .hint("add --member CODE or --group NAME"));
        }
        let group = args.group.as_deref().map(|typed| resolve::group(record, typed)).transpose()?;
        Ok(Wanted {
            filter: args.filter.read(record)?,
            group: group.map(|readings| readings.preferred),
            member: args
                .member
                .as_deref()
                .map(|typed| resolve::member(record, typed))
                .transpose()?,
            position: args.position,
        })
    }

    fn vote(&self, vote: Vote<'_>) -> bool {
        let took = |found: Option<Position>| match self.position {
            Some(position) => found == Some(position),
            None => found.is_some(),
        };
        self.filter.vote(vote)
            && self.member.is_none_or(|member| took(vote.position_of(member)))
            && self.group.is_none_or(|group| {
                let of_group = group_vote(vote, group);
                self.position.is_none_or(|position| {
                    let share = of_group.share(position);
                    2 * share.count > share.n
                }) && !of_group.positions.roll.is_empty()
            })
    }
}

fn page(record: &Record, wanted: &Wanted<'_>, found: &[Target<'_>]) -> Page {
    let mut page = Page::new();
    for target in found {
        let decided = marked(&decided(*target), standing(*target));
        let lead = format!("{}  {}  ", bold(&target.label()), when(*target));
        page.hanging(&lead, &decided);
        let title = target.title();
        if !title.is_empty() {
            page.prose(4, &title);
        }
        if let Target::Vote(vote) = target {
            if let Some(member) = wanted.member {
                let name = &record.members()[member].press_name;
                let of = vote.position_of(member).map(position).unwrap_or_default();
                page.prose(4, &format!("{name}: {of}"));
            }
            if let Some(group) = wanted.group {
                let tally = group_vote(*vote, group).positions.tally();
                let name = &record.groups()[group].name;
                page.prose(4, &format!("{name} ({}): {}", tally.roll(), split(tally)));
            }
        }
    }
    page.gap();
    let votes = found.iter().filter(|target| matches!(target, Target::Vote(_))).count();
    let texts = found.len() - votes;
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let counts = format!(
        "{votes} recorded vote{}, {texts} text{} without one; the book holds {} votes",
        plural(votes),
        plural(texts),
        record.votes().len()
    );
    page.prose(0, &counts);
    page
}

#[derive(Serialize)]
struct Found<'r> {
    votes: Vec<FoundLine<'r>>,
    /// Texts without a recorded vote.
    texts: Vec<Line<'r>>,
}

#[derive(Serialize)]
struct FoundLine<'r> {
    #[serde(flatten)]
    line: Line<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_tally: Option<TallyReport>,
}

fn report<'r>(record: &'r Record, wanted: &Wanted<'_>, found: &[Target<'r>]) -> Found<'r> {
    let line = |target: &Target<'r>| {
        let (position, group_tally) = positions(wanted, *target);
        FoundLine {
            line: Line::of(*target),
            member: wanted.member.map(|member| record.members()[member].code.as_str()),
            position: position.map(Position::code),
            group: wanted.group.map(|group| record.groups()[group].code.as_str()),
            group_tally: group_tally.map(Into::into),
        }
    };
    let (votes, texts): (Vec<_>, Vec<_>) =
        found.iter().partition(|target| matches!(target, Target::Vote(_)));
    Found {
        votes: votes.into_iter().map(line).collect(),
        texts: texts.into_iter().copied().map(Line::of).collect(),
    }
}

/// How the member and the group that were asked for voted.
fn positions(
    wanted: &Wanted<'_>,
    target: Target<'_>,
) -> (Option<Position>, Option<scrutineer_record::Tally>) {
    let Target::Vote(vote) = target else { return (None, None) };
    (
        wanted.member.and_then(|member| vote.position_of(member)),
        wanted.group.map(|group| group_vote(vote, group).positions.tally()),
    )
}

fn csv(record: &Record, wanted: &Wanted<'_>, found: &[Target<'_>]) -> Result<Output, Error> {
    let mut header = Line::HEADER.to_vec();
    header.extend(wanted.member.map(|member| record.members()[member].code.as_str()));
    if wanted.group.is_some() {
        header.extend(["group_yes", "group_no", "group_abstain", "group_non_voting"]);
    }
    let rows = found.iter().map(|target| {
        let mut row = Line::of(*target).row();
        let (position, tally) = positions(wanted, *target);
        row.extend(position.map(|position| position.code().to_owned()));
        let counts =
            |tally: scrutineer_record::Tally| Position::ALL.map(|of| tally.of(of).to_string());
        row.extend(tally.into_iter().flat_map(counts));
        row
    });
    Output::csv(&header, rows)
}

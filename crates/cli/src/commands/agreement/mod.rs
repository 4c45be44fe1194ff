//! `scrutineer agreement`: how often members agree, pair by pair.

mod page;
mod periods;
mod picture;
mod rows;

use std::ops::RangeInclusive;

use clap::ValueEnum;
use scrutineer_record::{Body, GroupId, Issue, MemberId, MemberSet, Record, Session, Vote};

use self::periods::Period;
use crate::args::Format;
use crate::commands::ideal::{self, Votes, issue};
use crate::error::Error;
use crate::filter::Filter;
use crate::output::Output;
use crate::plot::Plot;
use scrutineer_report::filter;
use scrutineer_report::resolve;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filter: Filter,
    /// Only these sessions: 74, 50-74, ES-10 (a special session stands by itself); words go before them
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',', value_parser = sessions)]
    session: Vec<Sessions>,
    /// Only votes of these years: 2019, 2010-2019
    #[arg(long, value_name = "YEAR", value_delimiter = ',', value_parser = years)]
    year: Vec<Years>,
    /// Only these members: codes or names, with commas between; one alone beside all others
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    members: Vec<String>,
    /// Only members of this group, at the date of each vote
    #[arg(long)]
    group: Option<String>,
    /// Only votes of this issue of Voeten's data: me, nu, di, hr, co or ec
    #[arg(long, value_name = "ISSUE", value_parser = issue)]
    issue: Option<Issue>,
    /// final-passage: only votes on whole texts
    #[arg(long, value_enum, default_value_t, value_name = "VOTES")]
    votes: Votes,
    /// Leave out votes in which all that cast one took the same position
    #[arg(long)]
    divided: bool,
    /// What is counted together: the votes of a session, of a year, or all
    #[arg(long, value_enum, default_value_t, value_name = "TIME")]
    by: By,
    /// Leave the distance of ideal points out of CSV and JSON: it takes about a second
    #[arg(long)]
    without_distance: bool,
    #[command(flatten)]
    plot: Plot,
}

/// What is counted together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum By {
    #[default]
    Session,
    Year,
    All,
}

/// Sessions as they are typed.
#[derive(Clone, Debug)]
enum Sessions {
    One(Session),
    /// Regular ones, first to last.
    Range(RangeInclusive<u8>),
}

impl Sessions {
    fn contain(&self, session: Session) -> bool {
        match (self, session) {
            (Sessions::One(one), _) => *one == session,
            (Sessions::Range(range), Session::Regular(number)) => range.contains(&number),
            (Sessions::Range(_), _) => false,
        }
    }
}

/// Years, first to last.
type Years = RangeInclusive<i16>;

/// A range of numbers as it is typed: 50-74, or 74 alone.
fn range<T: std::str::FromStr + PartialOrd + Copy>(typed: &str) -> Option<RangeInclusive<T>> {
    let (from, to) = typed.split_once('-').unwrap_or((typed, typed));
    let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from <= to).then_some(from..=to)
}

fn sessions(typed: &str) -> Result<Sessions, String> {
    let one = || typed.trim().parse().ok().map(Sessions::One);
    let several = || ideal::sessions(typed).ok().map(Sessions::Range);
    one().or_else(several).ok_or_else(|| "write a session, as 74 or ES-10, or 50-74".to_owned())
}

fn years(typed: &str) -> Result<Years, String> {
    range(typed).ok_or_else(|| "write a year, as 2019, or 2010-2019".to_owned())
}

/// What was meant.
struct Wanted<'r> {
    record: &'r Record,
    args: &'r Args,
    filter: filter::Wanted<'r>,
    members: Vec<MemberId>,
    group: Option<GroupId>,
}

impl<'r> Wanted<'r> {
    fn of(record: &'r Record, args: &'r Args) -> Result<Wanted<'r>, Error> {
        let members = resolve::members(record, &args.members)?;
        let group = args.group.as_deref().map(|typed| resolve::group(record, typed)).transpose()?;
        only_once(record, &members)?;
        Ok(Wanted {
            record,
            args,
            filter: args.filter.asked().read(record)?,
            members,
            group: group.map(|readings| readings.preferred),
        })
    }

    fn vote(&self, vote: Vote<'_>) -> bool {
        let args = self.args;
        self.filter.vote(vote)
            && (self.filter.body.is_some() || vote.body == Body::GeneralAssembly)
            && (args.session.is_empty() || args.session.iter().any(|of| of.contain(vote.session)))
            && (args.year.is_empty() || args.year.iter().any(|of| of.contains(&vote.date.year())))
            && args.issue.is_none_or(|issue| vote.about.issues.contains(issue))
            && (args.votes == Votes::All || vote.motion.is_whole())
            && !(args.divided && is_of_one_mind(vote))
    }

    /// Whose positions count in a vote.
    fn among(&self, vote: Vote<'_>) -> MemberSet {
        let all = vote.positions().roll;
        let in_group = self.group.map_or(all, |group| {
            self.record.groups().members_at(group, vote.date, self.record.members())
        });
        match self.members.as_slice() {
            // Beside all others, of the group or at all.
            [one] => in_group | (*one).into(),
            [] => in_group,
            several => in_group & several.iter().copied().collect(),
        }
    }

    /// The one member that is asked for beside all others.
    fn only(&self) -> Option<MemberId> {
        match self.members.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// A member named twice is a slip: it makes no pair with itself.
fn only_once(record: &Record, members: &[MemberId]) -> Result<(), Error> {
    let mut seen = MemberSet::EMPTY;
    for member in members {
        if seen.contains(*member) {
            let name = &record.members()[*member].press_name;
            return Err(Error::request(format!("{name} is named twice")).hint("name it once"));
        }
        seen |= (*member).into();
    }
    Ok(())
}

/// Of several members that were asked for, those outside the group at the date of every vote.
fn outsiders<'r>(wanted: &Wanted<'r>) -> Result<(), Error> {
    let (record, [_, _, ..], Some(group)) = (wanted.record, &*wanted.members, wanted.group) else {
        return Ok(());
    };
    let votes = record.unselected_votes().filter(|vote| wanted.vote(*vote));
    let inside = votes.fold(MemberSet::EMPTY, |all, vote| {
        all | record.groups().members_at(group, vote.date, record.members())
    });
    let outside = wanted.members.iter().filter(|member| !inside.contains(**member));
    let names: Vec<_> = outside.map(|of| record.members()[*of].press_name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let (names, group) = (names.join(", "), resolve::group_code(record, group));
    Err(Error::request(format!("not in {group} at the date of any of these votes: {names}"))
        .hint("leave out --group, or name one member alone, to see it beside the group"))
}

fn is_of_one_mind(vote: Vote<'_>) -> bool {
    let tally = vote.tally();
    tally.yes.max(tally.no).max(tally.abstain) == tally.cast()
}

/// Shows how often members agree. As CSV: a row for each pair and session.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let wanted = Wanted::of(record, args)?;
    let periods = periods::of(&wanted);
    if periods.is_empty() {
        return Err(nothing(&wanted));
    }
    outsiders(&wanted)?;
    let picture = args.plot.picture(|| picture::picture(&wanted, &periods))?;
    let output = match format {
        Format::Text => Output::votes(page::page(&wanted, &periods)?),
        Format::Json => rows::json(&wanted, periods),
        Format::Csv => rows::csv(&wanted, periods),
    };
    Ok(output.drawn(picture))
}

fn nothing(wanted: &Wanted<'_>) -> Error {
    let until = wanted.record.until().map(|until| until.in_short_words()).unwrap_or_default();
    let error = Error::request("there are no such votes in this book")
        .hint(format!("it holds {} votes to {until}", wanted.record.votes().len()));
    if wanted.args.issue.is_some() {
        return error.hint("issues are told by Voeten's data and those of unvotes alone");
    }
    error
}

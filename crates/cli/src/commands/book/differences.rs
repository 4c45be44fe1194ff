//! `scrutineer book differences`: where the sources of the book differ, and why.

use std::collections::BTreeMap;

use scrutineer_book::{DifferenceRow, Info, Shelf};
use scrutineer_record::{Members, Record, Session, Vote};
use scrutineer_report::book::ReconciledReport;
use serde::Serialize;

use super::info::percent;
use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::place::{Place, opened};
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};
use scrutineer_report::resolve;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only those of one vote: a symbol in any spelling, or an id
    symbol: Option<String>,
    /// Only those of this session
    #[arg(long)]
    session: Option<String>,
    /// Only those of this member
    #[arg(long)]
    member: Option<String>,
    /// Only those with this cause: intended, roll_of, swapped_with, lost_member, unexplained
    #[arg(long)]
    cause: Option<String>,
}

impl Args {
    fn is_everything(&self) -> bool {
        self.symbol.is_none()
            && self.session.is_none()
            && self.member.is_none()
            && self.cause.is_none()
    }
}

/// Lists the differences; for people, without a filter, their sums by session and cause.
pub(crate) fn run(place: &Place, format: Format, args: &Args) -> Result<Output, Error> {
    let shelf = place.shelf()?;
    let (info, mut warnings) = opened(shelf.info())?;
    let (found, more) = wanted(shelf, args)?;
    warnings.extend(more);
    let output = match format {
        Format::Text if args.is_everything() => Output::votes(sums(&info, &found)),
        Format::Text => Output::votes(page(&found)),
        Format::Json => Output::json(&Report::of(&info, &found))?,
        Format::Csv => {
            let header = [
                "vote", "other", "symbol", "date", "session", "member", "shown", "beside", "cause",
                "with",
            ];
            Output::csv(&header, found.rows.iter().map(|row| row.cells()))?
        }
    };
    Ok(output.cited(&info).with(warnings))
}

/// Differences, each with the vote in which it stands.
struct Found {
    record: Record,
    rows: Vec<Row>,
}

/// A difference, and what is printed of its vote.
struct Row {
    difference: DifferenceRow,
    symbol: Option<String>,
    title: String,
    date: String,
    session: String,
}

impl Row {
    fn cells(&self) -> Vec<String> {
        let DifferenceRow { vote, other, member, shown, beside, cause, with } = &self.difference;
        vec![
            vote.clone(),
            other.clone(),
            cell(self.symbol.as_ref()),
            self.date.clone(),
            self.session.clone(),
            member.clone(),
            cell(shown.as_ref()),
            cell(beside.as_ref()),
            cause.clone(),
            cell(with.as_ref()),
        ]
    }
}

/// The differences that were asked for.
fn wanted(shelf: &Shelf, args: &Args) -> Result<(Found, Vec<Error>), Error> {
    let (book, warnings) = opened(shelf.book())?;
    let (differences, _) = opened(shelf.differences())?;
    let record = book.record;
    let vote = args.symbol.as_deref().map(|typed| resolve::vote(&record, typed)).transpose()?;
    let vote: Option<String> = vote.map(|vote| vote.id.clone());
    let session = args.session.as_deref().map(session).transpose()?;
    let member = args.member.as_deref().map(|typed| resolve::member(&record, typed)).transpose()?;
    let member = member.map(|id| record.members()[id].code.clone());
    let matches = |row: &DifferenceRow, of: Vote<'_>| {
        vote.as_ref().is_none_or(|vote| *vote == row.vote)
            && session.is_none_or(|session| session == of.session)
            && member.as_ref().is_none_or(|member| *member == row.member)
            && args.cause.as_ref().is_none_or(|cause| *cause == row.cause)
    };
    let rows = differences.into_iter().filter_map(|difference| {
        let of = record.by_id(&difference.vote)?;
        matches(&difference, of).then(|| Row {
            symbol: of.symbol.as_ref().map(ToString::to_string),
            title: of.title.clone(),
            date: of.date.to_string(),
            session: of.session.to_string(),
            difference,
        })
    });
    let rows = rows.collect();
    Ok((Found { record, rows }, warnings))
}

fn session(typed: &str) -> Result<Session, Error> {
    typed.trim().parse().map_err(|_| {
        Error::request(format!("\"{}\" is no session", crate::terminal::wrap::plain(typed)))
            .hint("write a number, or S-20, ES-10")
    })
}

/// The sums by cause and by session.
fn sums(info: &Info, found: &Found) -> Page {
    let mut page = Page::new();
    if info.reconciled.is_empty() {
        page.line("the book has one source: there is nothing to compare");
        return page;
    }
    super::info::agreement_lines(&mut page, info);
    page.heading("causes, all joined votes");
    let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &found.rows {
        *causes.entry(row.difference.cause.as_str()).or_default() += 1;
    }
    let mut table = Table::new("rl");
    for (cause, count) in causes {
        table.row([count.to_string(), cause_words(cause).to_owned()]);
    }
    page.table(2, &table);
    let named = named_causes(&found.rows, found.record.members());
    if !named.is_empty() {
        page.heading("members whose votes one source lost or exchanged");
        let mut table = Table::new("rrl");
        table.row([dim("session"), dim("positions"), String::new()]);
        for ((session, words), count) in named {
            table.row([session.to_string(), count.to_string(), words]);
        }
        page.table(2, &table);
    }
    for pair in info.reconciled.iter().filter(|pair| !pair.sessions.is_empty()) {
        let [first, second] = &pair.sources;
        page.heading(&format!("{first} and {second}, votes joined by symbol"));
        let mut table = Table::new("rrrrrr");
        table.row(["session", "votes", "with a difference", "positions", "differing", ""].map(dim));
        for row in &pair.sessions {
            let share = percent(row.positions_differing, row.positions);
            table.row([
                row.session.clone(),
                row.votes.to_string(),
                row.votes_differing.to_string(),
                row.positions.to_string(),
                row.positions_differing.to_string(),
                share.trim_matches([' ', '(', ')']).to_owned(),
            ]);
        }
        page.table(2, &table);
    }
    page.gap();
    page.prose(
        2,
        &dim("each by itself: --session 48, --member MCO, --cause swapped_with, or a symbol"),
    );
    page
}

fn cause_words(cause: &str) -> &str {
    match cause {
        "lost_member" => "lost: one source lacks the member in all or most votes of a stretch",
        "swapped_with" => "swapped: one source exchanges two members in a stretch of votes",
        "roll_of" => "roll of another vote: one account has the positions of another text",
        "intended" => "intended: a delegation said afterwards that it had meant the other",
        _ => "not explained",
    }
}

/// Members with a cause of their own, by session: what happened to them, and in how many positions.
fn named_causes(rows: &[Row], members: &Members) -> BTreeMap<(u8, String), usize> {
    let mut named: BTreeMap<(u8, String), usize> = BTreeMap::new();
    let name = |code: &str| {
        let member = members.by_code(code).map(|id| members[id].press_name.clone());
        member.unwrap_or_else(|| code.to_owned())
    };
    for row in rows {
        let DifferenceRow { member, cause, with, .. } = &row.difference;
        let words = match (cause.as_str(), with) {
            ("swapped_with", Some(with)) => {
                let (first, second) = if member < with { (member, with) } else { (with, member) };
                format!("{} and {} exchanged", name(first), name(second))
            }
            ("lost_member", _) => format!("{} lost by {}", name(member), loser(&row.difference)),
            _ => continue,
        };
        let number = row.session.parse::<Session>().map_or(0, Session::number);
        *named.entry((number, words)).or_default() += 1;
    }
    named
}

/// The source in which a member cast no vote.
fn loser(difference: &DifferenceRow) -> &str {
    let cast = difference.shown.as_deref().is_some_and(|position| position != "non_voting");
    let id = if cast { &difference.other } else { &difference.vote };
    id.split_once(':').map_or(id.as_str(), |(source, _)| source)
}

fn page(found: &Found) -> Page {
    let mut page = Page::new();
    if found.rows.is_empty() {
        page.line("no such difference");
    }
    let mut last = String::new();
    for row in &found.rows {
        let DifferenceRow { vote, other, member, shown, beside, cause, with } = &row.difference;
        let head = format!("{vote} {other}");
        if head != last {
            page.gap();
            let label = row.symbol.as_ref().unwrap_or(vote);
            page.hanging(&format!("{}  ", bold(label)), &format!("{} · {}", row.date, row.title));
            page.line(dim(&format!("  shown: {vote}, beside: {other}")));
            last = head;
        }
        let with = with.as_ref().map_or_else(String::new, |with| format!(" {with}"));
        let position = |position: &Option<String>| {
            position.clone().unwrap_or_else(|| "nothing".to_owned()).replace('_', " ")
        };
        let cause = match cause.as_str() {
            "unexplained" => String::new(),
            cause => format!("  ({}{with})", cause.replace('_', " ")),
        };
        page.line(format!(
            "    {member}  {}, beside: {}{cause}",
            position(shown),
            position(beside)
        ));
    }
    page
}

#[derive(Serialize)]
struct Report<'f> {
    reconciled: Option<ReconciledReport<'f>>,
    differences: Vec<DifferenceReport<'f>>,
}

#[derive(Serialize)]
struct DifferenceReport<'f> {
    vote: &'f str,
    other: &'f str,
    symbol: Option<&'f str>,
    date: &'f str,
    session: &'f str,
    member: &'f str,
    shown: Option<&'f str>,
    beside: Option<&'f str>,
    cause: &'f str,
    with: Option<&'f str>,
}

impl<'f> Report<'f> {
    fn of(info: &'f Info, found: &'f Found) -> Report<'f> {
        let row = |row: &'f Row| DifferenceReport {
            vote: &row.difference.vote,
            other: &row.difference.other,
            symbol: row.symbol.as_deref(),
            date: &row.date,
            session: &row.session,
            member: &row.difference.member,
            shown: row.difference.shown.as_deref(),
            beside: row.difference.beside.as_deref(),
            cause: &row.difference.cause,
            with: row.difference.with.as_deref(),
        };
        Report {
            reconciled: ReconciledReport::of(&info.reconciled),
            differences: found.rows.iter().map(row).collect(),
        }
    }
}

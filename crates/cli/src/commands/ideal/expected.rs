//! `ideal --vote`: who was expected to vote how, and who did otherwise.

use scrutineer_ideal::{Case, VoteOnItem, cases};
use scrutineer_record::{Record, Vote};
use serde::Serialize;

use super::settled;
use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::terminal::style::{self, bold, dim};
use crate::terminal::{Page, Table};
use scrutineer_report::ideal::Fitted;
use scrutineer_report::resolve;

/// How many members a page shows that did otherwise.
const SHOWN: usize = 30;

pub(super) fn run(
    record: &Record,
    format: Format,
    fitted: &Fitted,
    typed: &str,
) -> Result<Output, Error> {
    let vote = resolve::vote(record, typed)?;
    let found = cases(&fitted.prepared, &fitted.fit, vote);
    let (on, cases) = found.ok_or_else(|| left_out(vote))?;
    let output = match format {
        Format::Text => Output::votes(page(record, fitted, vote, on, &cases)),
        Format::Json => Output::json(&Report::of(record, fitted, vote, on, &cases))?,
        Format::Csv => Output::csv(&HEADER, cases.iter().map(|case| row(record, vote, case)))?,
    };
    Ok(settled(output, fitted.fit.converged))
}

fn left_out(vote: Vote<'_>) -> Error {
    Error::request(format!("{} is no vote of this estimate", vote.label()))
        .hint("unanimous votes tell nobody apart, and some kinds of votes are left out by rule")
        .hint("--sessions, --votes and --issue leave out others")
}

const HEADER: [&str; 9] =
    ["id", "symbol", "date", "member", "position", "p_position", "p_yes", "p_abstain", "p_no"];

fn row(record: &Record, vote: Vote<'_>, case: &Case) -> [String; 9] {
    let number = |value: f64| format!("{value:.6}");
    [
        vote.id.clone(),
        cell(vote.symbol.as_ref()),
        vote.date.to_string(),
        record.members()[case.member].code.clone(),
        case.position.to_string(),
        cell(case.of_position.map(number)),
        number(case.expected.yes),
        number(case.expected.abstain),
        number(case.expected.no),
    ]
}

#[derive(Serialize)]
struct Report<'r> {
    id: &'r str,
    symbol: Option<String>,
    date: String,
    /// Of those that voted, how many did what was most probable.
    as_expected: usize,
    voted: usize,
    item: ItemReport,
    members: Vec<MemberReport<'r>>,
}

#[derive(Serialize)]
struct ItemReport {
    discrimination: f64,
    cut_low: f64,
    cut_high: f64,
}

#[derive(Serialize)]
struct MemberReport<'r> {
    member: &'r str,
    position: String,
    p_position: Option<f64>,
    p_yes: f64,
    p_abstain: f64,
    p_no: f64,
}

impl<'r> Report<'r> {
    fn of(
        record: &'r Record,
        fitted: &Fitted,
        vote: Vote<'r>,
        on: VoteOnItem,
        cases: &[Case],
    ) -> Report<'r> {
        let round = |value: f64| (value * 1e6).round() / 1e6;
        let mean = fitted.fit.items.get(on.item).map(|item| item.mean);
        let of_item = |of: fn(scrutineer_ideal::Item) -> f64| round(mean.map_or(0.0, of));
        let member = |case: &Case| MemberReport {
            member: &record.members()[case.member].code,
            position: case.position.to_string(),
            p_position: case.of_position.map(round),
            p_yes: round(case.expected.yes),
            p_abstain: round(case.expected.abstain),
            p_no: round(case.expected.no),
        };
        Report {
            id: &vote.facts().id,
            symbol: vote.symbol.as_ref().map(ToString::to_string),
            date: vote.date.to_string(),
            as_expected: cases.iter().filter(|case| case.as_expected()).count(),
            voted: cases.iter().filter(|case| case.of_position.is_some()).count(),
            item: ItemReport {
                discrimination: of_item(|item| item.discrimination),
                cut_low: of_item(|item| item.low),
                cut_high: of_item(|item| item.high),
            },
            members: cases.iter().map(member).collect(),
        }
    }
}

fn page(record: &Record, fitted: &Fitted, vote: Vote<'_>, on: VoteOnItem, cases: &[Case]) -> Page {
    let mut page = Page::new();
    let date = vote.date.in_short_words();
    page.line(format!("{}  {}, {date}, {}", bold("expected votes"), vote.label(), vote.tally()));
    page.prose(2, &vote.title);
    if let Some(item) = fitted.fit.items.get(on.item) {
        let (mean, sd) = (item.mean, item.sd());
        page.prose(
            2,
            &format!(
                "discrimination {:.2} ± {:.2}, cut points {:.2} ± {:.2} and {:.2} ± {:.2}",
                mean.discrimination, sd.discrimination, mean.low, sd.low, mean.high, sd.high
            ),
        );
    }
    let (voted, absent): (Vec<&Case>, Vec<&Case>) =
        cases.iter().partition(|case| case.of_position.is_some());
    let otherwise: Vec<&Case> = voted.iter().filter(|case| !case.as_expected()).copied().collect();
    page.heading(&format!(
        "{} of {} did what was most probable; otherwise did",
        voted.len() - otherwise.len(),
        voted.len()
    ));
    members(&mut page, record, &otherwise);
    if !absent.is_empty() {
        page.heading(&format!("{} did not vote", absent.len()));
        members(&mut page, record, &absent);
    }
    page.gap();
    page.prose(
        2,
        "Each was expected to vote so from all its other votes and all other votes on the text, on one line: what divides \
         members across that line is not in it. Absence tells nothing here.",
    );
    page
}

fn members(page: &mut Page, record: &Record, cases: &[&Case]) {
    let mut table = Table::new("lrrrll");
    table.row(["", "yes", "abstain", "no", "", ""].map(dim));
    let percent = |part: f64| match 100.0 * part {
        small if small < 0.1 => "<0.1 %".to_owned(),
        it => format!("{it:.1} %"),
    };
    for case in cases.iter().take(SHOWN) {
        let member = &record.members()[case.member];
        table.row([
            style::position(case.position),
            percent(case.expected.yes),
            percent(case.expected.abstain),
            percent(case.expected.no),
            member.code.clone(),
            member.press_name.clone(),
        ]);
    }
    if let Some(more) = cases.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        table.span(&format!("… and {more} more"));
    }
    page.table(2, &table);
}

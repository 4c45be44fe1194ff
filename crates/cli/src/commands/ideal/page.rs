//! Ideal points for people.

use scrutineer_ideal::{Belief, Links, TWENTIETH};
use scrutineer_record::{MemberId, Record};

use super::Args;
use crate::pages::built_in_alone;
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};
use scrutineer_report::ideal::{Agreement, Estimate, Point, state, states};

/// How many members a page shows at either end.
const AT_EITHER_END: usize = 10;
/// More members than this do not stand beside each other.
const SIDE_BY_SIDE: usize = 5;

pub(super) fn page(
    record: &Record,
    args: &Args,
    links: &Links,
    estimate: &Estimate,
    asked: &[MemberId],
) -> Page {
    let mut page = Page::new();
    page.line(format!(
        "{}  {}, {}",
        bold("ideal points"),
        args.model.of().code(),
        estimate.estimator()
    ));
    page.prose(
        2,
        &format!("{} votes on {} items{}", estimate.votes, estimate.items, linked(record, links)),
    );
    if let Some(agreement) = estimate.agreement {
        page.prose(2, &chains(agreement));
    }
    built_in_alone(&mut page, record);
    if asked.is_empty() {
        ends(&mut page, record, estimate);
    } else if asked.len() <= SIDE_BY_SIDE {
        side_by_side(&mut page, record, estimate, asked);
    } else {
        let mut points: Vec<&Point> = estimate.points.iter().collect();
        last_session(&mut points);
        heading(&mut page, &points);
        page.table(2, &members(record, &points));
    }
    page.gap();
    let scale = args.model.of().scale();
    page.prose(
        2,
        &format!(
            "High is the side of the United States. Over {scale} the mean is 0 and the standard deviation 1. \
             Intervals are of 90 %, if the model is right; a place on one line says nothing of conflicts that run \
             across it, and nothing of who is right."
        ),
    );
    page
}

/// How well the chains agree.
fn chains(agreement: Agreement) -> String {
    let Agreement { chains, iterations, draws, rhat, effective } = agreement;
    let plural = if chains == 1 { "chain" } else { "chains" };
    let told = rhat.zip(effective).map_or_else(String::new, |(rhat, effective)| {
        format!("; R-hat {rhat:.3} at most, effective sample size {effective:.0} at least")
    });
    format!("{chains} {plural} of {iterations} iterations, {draws} draws kept{told}")
}

fn linked(record: &Record, links: &Links) -> String {
    match (links, links.found(record)) {
        (Links::Pairs(pairs), Some(found)) => {
            format!("; {found} of {} pairs link votes on the same text", pairs.pairs.len())
        }
        (Links::Series, _) => "; votes of one series are on one item".to_owned(),
        _ => String::new(),
    }
}

/// Leaves the points of the last session, highest first.
fn last_session(points: &mut Vec<&Point>) {
    let last = points.iter().map(|point| point.who.session).max();
    points.retain(|point| Some(point.who.session) == last);
    points.sort_by(|one, other| other.belief.mean.total_cmp(&one.belief.mean));
}

fn heading(page: &mut Page, points: &[&Point]) {
    if let Some(point) = points.first() {
        let (session, year) = (point.who.session, point.who.year());
        page.heading(&format!("session {session} ({year}), {} members", points.len()));
    }
}

/// Those at either end in the last session.
fn ends(page: &mut Page, record: &Record, estimate: &Estimate) {
    let mut points: Vec<&Point> = estimate.points.iter().collect();
    last_session(&mut points);
    heading(page, &points);
    if points.len() <= 2 * AT_EITHER_END {
        page.table(2, &members(record, &points));
        return;
    }
    let (high, rest) = points.split_at(AT_EITHER_END);
    let (between, low) = rest.split_at(rest.len() - AT_EITHER_END);
    let mut table = Table::new(COLUMNS);
    high.iter().for_each(|point| table.row(cells(record, point)));
    table.span(&format!("… {} between …", between.len()));
    low.iter().for_each(|point| table.row(cells(record, point)));
    page.table(2, &table);
}

const COLUMNS: &str = "rrrll";

/// A row about one member: point, interval, votes, code, name.
fn cells(record: &Record, point: &Point) -> [String; 5] {
    let [low, _, high] = point.quantiles;
    let member = &record.members()[point.who.member];
    let plural = if point.votes == 1 { "vote" } else { "votes" };
    [
        format!("{:.2}", point.belief.mean),
        dim(&format!("{low:.2} to {high:.2}")),
        dim(&format!("{} {plural}", point.votes)),
        member.code.clone(),
        member.press_name.clone(),
    ]
}

fn members(record: &Record, points: &[&Point]) -> Table {
    let mut table = Table::new(COLUMNS);
    points.iter().for_each(|point| table.row(cells(record, point)));
    table
}

/// A row for each session, a column for each member.
fn side_by_side(page: &mut Page, record: &Record, estimate: &Estimate, asked: &[MemberId]) {
    let columns = states(estimate.points.iter().map(|point| &point.who), asked);
    let mut sessions: Vec<u8> = estimate.points.iter().map(|point| point.who.session).collect();
    sessions.sort_unstable();
    sessions.dedup();
    page.gap();
    let mut table = Table::new(&format!("rr{}l", "r".repeat(asked.len())));
    let codes = asked.iter().map(|member| bold(&record.members()[*member].code));
    table.row(["session".to_owned(), "year".to_owned()].into_iter().chain(codes));
    for session in sessions {
        let mut row = vec![session.to_string(), (1945 + u16::from(session)).to_string()];
        row.extend(columns.iter().map(|column| {
            let of =
                |point: &&Point| point.who.session == session && *column == Some(state(&point.who));
            let found = estimate.points.iter().find(of);
            found.map_or_else(String::new, |point| {
                let Belief { mean, sd } = point.belief;
                format!("{mean:.2} {}", dim(&format!("± {:.2}", TWENTIETH * sd)))
            })
        }));
        table.row(row);
    }
    page.table(2, &table);
}

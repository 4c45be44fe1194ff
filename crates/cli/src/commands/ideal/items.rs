//! `ideal --items`: how much each item tells members apart, and where yes, abstention and no meet.

use scrutineer_ideal::{Item, ItemBelief};
use scrutineer_record::{Record, Vote};
use serde::Serialize;

use super::settled;
use crate::args::Format;
use crate::error::Error;
use crate::output::Output;
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};
use scrutineer_report::ideal::Fitted;

/// How many items a page shows.
const SHOWN: usize = 20;

const HEADER: [&str; 14] = [
    "symbol",
    "title",
    "from_session",
    "to_session",
    "votes",
    "yes",
    "abstain",
    "no",
    "discrimination",
    "discrimination_se",
    "cut_low",
    "cut_low_se",
    "cut_high",
    "cut_high_se",
];

/// An item with the votes on it.
#[derive(Serialize)]
struct ItemReport {
    /// The last vote on it, by symbol, or by id where it has none.
    symbol: String,
    title: String,
    /// The ids of the votes, first to last.
    votes: Vec<String>,
    from_session: u8,
    to_session: u8,
    yes: usize,
    abstain: usize,
    no: usize,
    discrimination: f64,
    discrimination_se: f64,
    cut_low: f64,
    cut_low_se: f64,
    cut_high: f64,
    cut_high_se: f64,
}

pub(super) fn run(record: &Record, format: Format, fitted: &Fitted) -> Result<Output, Error> {
    let items = items(record, fitted);
    let output = match format {
        Format::Text => Output::votes(page(items)),
        Format::Json => Output::json(&items)?,
        Format::Csv => Output::csv(&HEADER, items.iter().map(row))?,
    };
    Ok(settled(output, fitted.fit.converged))
}

fn items(record: &Record, fitted: &Fitted) -> Vec<ItemReport> {
    let votes: Vec<Vote<'_>> = record.votes().collect();
    let mut sessions = vec![(u8::MAX, 0); fitted.prepared.items.len()];
    for on in &fitted.prepared.votes {
        if let Some((from, to)) = sessions.get_mut(on.item) {
            (*from, *to) = ((*from).min(on.session), (*to).max(on.session));
        }
    }
    let all = fitted.prepared.items.iter().zip(&fitted.fit.items).zip(sessions).enumerate();
    let report = |(place, ((on, belief), sessions))| {
        let on: &Vec<usize> = on;
        let on: Vec<Vote<'_>> = on.iter().filter_map(|vote| votes.get(*vote).copied()).collect();
        ItemReport::of(&on, belief, sessions, fitted.prepared.ballots.tally(place))
    };
    all.map(report).collect()
}

impl ItemReport {
    fn of(
        on: &[Vote<'_>],
        belief: &ItemBelief,
        (from_session, to_session): (u8, u8),
        [yes, abstain, no]: [usize; 3],
    ) -> ItemReport {
        let round = |value: f64| (value * 1e6).round() / 1e6;
        let Item { discrimination, low, high } = belief.mean;
        let sd = belief.sd();
        ItemReport {
            symbol: on.last().map_or_else(String::new, Vote::label),
            title: on.last().map_or_else(String::new, |vote| vote.title.clone()),
            votes: on.iter().map(|vote| vote.id.clone()).collect(),
            from_session,
            to_session,
            yes,
            abstain,
            no,
            discrimination: round(discrimination),
            discrimination_se: round(sd.discrimination),
            cut_low: round(low),
            cut_low_se: round(sd.low),
            cut_high: round(high),
            cut_high_se: round(sd.high),
        }
    }
}

fn row(item: &ItemReport) -> [String; 14] {
    [
        item.symbol.clone(),
        item.title.clone(),
        item.from_session.to_string(),
        item.to_session.to_string(),
        item.votes.join(" "),
        item.yes.to_string(),
        item.abstain.to_string(),
        item.no.to_string(),
        item.discrimination.to_string(),
        item.discrimination_se.to_string(),
        item.cut_low.to_string(),
        item.cut_low_se.to_string(),
        item.cut_high.to_string(),
        item.cut_high_se.to_string(),
    ]
}

/// Those that tell members apart most.
fn page(mut items: Vec<ItemReport>) -> Page {
    let apart = |item: &ItemReport| item.discrimination.abs();
    items.sort_by(|one, other| apart(other).total_cmp(&apart(one)));
    let mut page = Page::new();
    page.line(format!("{}  {}", bold("items"), items.len()));
    page.heading("those that tell members apart most");
    let mut table = Table::new("rrrrll").clipped();
    table.row(["discrimination", "yes to", "to no", "votes", "last", "title"].map(dim));
    for item in items.iter().take(SHOWN) {
        table.row([
            format!(
                "{:.2} {}",
                item.discrimination,
                dim(&format!("± {:.2}", item.discrimination_se))
            ),
            format!("{:.2}", item.cut_low),
            format!("{:.2}", item.cut_high),
            item.votes.len().to_string(),
            item.symbol.clone(),
            item.title.clone(),
        ]);
    }
    page.table(2, &table);
    page.gap();
    page.prose(
        2,
        "A member at θ votes yes where discrimination times θ, with a chance of its own, lies below the first cut point, no \
         above the second, and abstains between. A discrimination above 0: those that stand high vote no. Standard \
         errors after ±; those of the cut points, and all other items, are in CSV and JSON.",
    );
    page
}

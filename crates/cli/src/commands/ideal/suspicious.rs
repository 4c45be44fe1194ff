//! `ideal --suspicious`: records that look wrong.

use scrutineer_ideal::{Suspect, Suspicion, suspicions};
use scrutineer_record::{Record, Vote};
use serde::Serialize;

use super::settled;
use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};
use scrutineer_report::ideal::Fitted;

/// How many a page shows.
const SHOWN: usize = 50;

const HEADER: [&str; 16] = [
    "surprise",
    "kind",
    "session",
    "member",
    "with",
    "vote",
    "to_vote",
    "symbol",
    "position",
    "p_yes",
    "p_abstain",
    "p_no",
    "differing",
    "cast",
    "of",
    "around",
];

/// One of them, with what its kind tells.
#[derive(Serialize, Default)]
struct Row {
    surprise: f64,
    kind: &'static str,
    session: u8,
    member: String,
    /// With whom it was exchanged.
    with: Option<String>,
    /// The vote, or the first of a stretch; and its last.
    vote: Option<String>,
    to_vote: Option<String>,
    symbol: Option<String>,
    position: Option<String>,
    p_yes: Option<f64>,
    p_abstain: Option<f64>,
    p_no: Option<f64>,
    /// In how many votes of a stretch the two differ.
    differing: Option<usize>,
    /// How many votes the member cast, of how many, and what part of those around.
    cast: Option<usize>,
    of: Option<usize>,
    around: Option<f64>,
    #[serde(skip)]
    told: String,
}

pub(super) fn run(record: &Record, format: Format, fitted: &Fitted) -> Result<Output, Error> {
    let sessions = fitted.prepared.who.iter().map(|who| who.session);
    if sessions.clone().min() == sessions.max() {
        return Err(Error::request(
            "with one session nothing shows whether members were exchanged or lost: that is told by the sessions around",
        )
        .hint("leave out --sessions, or name several, as 50-74"));
    }
    let found = suspicions(record, &fitted.prepared, &fitted.fit);
    let votes: Vec<Vote<'_>> = record.votes().collect();
    let rows: Vec<Row> = found.iter().map(|it| Row::of(record, &votes, it)).collect();
    let output = match format {
        Format::Text => Output::votes(page(&rows)),
        Format::Json => Output::json(&rows)?,
        Format::Csv => Output::csv(&HEADER, rows.iter().map(cells))?,
    };
    Ok(settled(output, fitted.fit.converged))
}

fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

impl Row {
    fn of(record: &Record, votes: &[Vote<'_>], suspicion: &Suspicion) -> Row {
        let members = record.members();
        let id = |place: usize| votes.get(place).map(|vote| vote.id.clone());
        let base = Row {
            surprise: round(suspicion.surprise),
            session: suspicion.session,
            ..Row::default()
        };
        match &suspicion.what {
            Suspect::Position { member, vote, choice, expected } => {
                let label = votes.get(*vote).map_or_else(String::new, Vote::label);
                let likeliest = expected.likeliest();
                let told = format!(
                    "{}: {} on {label}, where {} was expected",
                    members[*member].press_name,
                    choice.position(),
                    likeliest.position()
                );
                Row {
                    kind: "position",
                    member: members[*member].code.clone(),
                    vote: id(*vote),
                    symbol: votes
                        .get(*vote)
                        .and_then(|it| it.symbol.as_ref())
                        .map(ToString::to_string),
                    position: Some(choice.position().to_string()),
                    p_yes: Some(round(expected.yes)),
                    p_abstain: Some(round(expected.abstain)),
                    p_no: Some(round(expected.no)),
                    told,
                    ..base
                }
            }
            Suspect::Swapped { members: [one, other], differing, stretch: [from, to] } => {
                let ids = [*from, *to].map(|place| id(place).unwrap_or_default());
                Row {
                    kind: "swapped",
                    member: members[*one].code.clone(),
                    with: Some(members[*other].code.clone()),
                    vote: id(*from),
                    to_vote: id(*to),
                    differing: Some(*differing),
                    told: format!(
                        "{} and {}: {differing} votes from {} to {} fit better exchanged",
                        members[*one].press_name,
                        members[*other].press_name,
                        ids.first().map_or("", String::as_str),
                        ids.last().map_or("", String::as_str)
                    ),
                    ..base
                }
            }
            Suspect::Lost { member, cast, of, around } => Row {
                kind: "lost",
                member: members[*member].code.clone(),
                cast: Some(*cast),
                of: Some(*of),
                around: Some(round(*around)),
                told: format!(
                    "{}: {cast} of {of} votes cast, in the sessions around {:.0} %",
                    members[*member].press_name,
                    100.0 * around
                ),
                ..base
            },
        }
    }
}

fn cells(row: &Row) -> [String; 16] {
    [
        row.surprise.to_string(),
        row.kind.to_owned(),
        row.session.to_string(),
        row.member.clone(),
        cell(row.with.as_ref()),
        cell(row.vote.as_ref()),
        cell(row.to_vote.as_ref()),
        cell(row.symbol.as_ref()),
        cell(row.position.as_ref()),
        cell(row.p_yes),
        cell(row.p_abstain),
        cell(row.p_no),
        cell(row.differing),
        cell(row.cast),
        cell(row.of),
        cell(row.around),
    ]
}

fn page(rows: &[Row]) -> Page {
    let mut page = Page::new();
    page.line(format!("{}  {}", bold("suspicious records"), rows.len()));
    page.gap();
    let mut table = Table::new("rrll");
    table.row(["surprise", "session", "", ""].map(dim));
    for row in rows.iter().take(SHOWN) {
        table.row([
            format!("{:.1}", row.surprise),
            row.session.to_string(),
            row.kind.to_owned(),
            row.told.clone(),
        ]);
    }
    if let Some(more) = rows.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        table.span(&format!("… and {more} more, in CSV and JSON"));
    }
    page.table(2, &table);
    page.gap();
    page.prose(
        2,
        "Told from the votes alone: where to look, and no finding. Whoever really changed its mind, stayed away or \
         stands across the line looks the same. Surprise is in natural logarithms: at 0, chance would bring about \
         one such record among all that were looked at.",
    );
    page
}

//! `ideal --explain`: the votes that moved a member most in a session.

use scrutineer_ideal::{Belief, Influence, TWENTIETH, Who, influences};
use scrutineer_record::{MemberId, Position, Record, Vote};
use serde::Serialize;

use super::settled;
use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::terminal::style::{self, bold, dim};
use crate::terminal::{Page, Table};
use scrutineer_report::ideal::{Fitted, state, states};
use scrutineer_report::resolve;

/// Without how many votes the estimate is made again.
const AGAIN: usize = 10;

/// A member in a session, and what moved it.
struct Moved {
    member: MemberId,
    session: u8,
    here: Belief,
    /// Where it stood in the session of its path before.
    before: Option<(u8, f64)>,
    votes: usize,
    by: Vec<Influence>,
}

pub(super) fn run(
    record: &Record,
    format: Format,
    fitted: &Fitted,
    typed: &str,
    session: u8,
) -> Result<Output, Error> {
    let member = resolve::member(record, typed)?;
    let moved = moved(record, fitted, member, session)?;
    let votes: Vec<Vote<'_>> = record.votes().collect();
    let rows: Vec<Row<'_>> = moved.by.iter().filter_map(|it| Row::of(&votes, it)).collect();
    let output = match format {
        Format::Text => Output::votes(page(record, &moved, &rows)),
        Format::Json => Output::json(&Report::of(record, &moved, rows))?,
        Format::Csv => Output::csv(&HEADER, rows.iter().map(|row| row.cells(record, &moved)))?,
    };
    Ok(settled(output, fitted.fit.converged))
}

fn moved(record: &Record, fitted: &Fitted, member: MemberId, session: u8) -> Result<Moved, Error> {
    let name = &record.members()[member].press_name;
    let who = &fitted.prepared.who;
    let of = states(who.iter(), &[member]).into_iter().flatten().next();
    let here = |who: &Who| who.session == session && Some(state(who)) == of;
    let own = fitted.prepared.point(session, member);
    let point = own.or_else(|| who.iter().position(here)).ok_or_else(|| {
        Error::request(format!("{name} cast no vote that counts in session {session}")).hint(
            format!("see when it did: scrutineer ideal --member {}", record.members()[member].code),
        )
    })?;
    let points = fitted.prepared.ballots.points();
    let state = points.get(point).map(|it| it.state);
    let before = point.checked_sub(1).filter(|it| points.get(*it).map(|it| it.state) == state);
    let stood =
        |place: usize| Some((points.get(place)?.session, fitted.fit.points.get(place)?.mean));
    // Before 1991 Russia is the Soviet Union.
    let member = who.get(point).map_or(member, |who| who.member);
    Ok(Moved {
        member,
        session,
        here: fitted.fit.points.get(point).copied().unwrap_or_default(),
        before: before.and_then(stood),
        votes: fitted.prepared.ballots.votes_of(point),
        by: influences(record, &fitted.prepared, &fitted.fit, point, AGAIN),
    })
}

const HEADER: [&str; 8] =
    ["member", "session", "id", "symbol", "date", "position", "moved", "moved_one_step"];

#[derive(Serialize)]
struct Row<'r> {
    id: &'r str,
    symbol: Option<String>,
    date: String,
    #[serde(skip)]
    label: String,
    title: &'r str,
    #[serde(serialize_with = "as_word")]
    position: Position,
    moved: f64,
    moved_one_step: f64,
}

fn as_word<S: serde::Serializer>(position: &Position, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(position)
}

fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

impl<'r> Row<'r> {
    fn of(votes: &[Vote<'r>], by: &Influence) -> Option<Row<'r>> {
        let vote = votes.get(by.vote)?;
        Some(Row {
            id: &vote.facts().id,
            symbol: vote.symbol.as_ref().map(ToString::to_string),
            date: vote.date.to_string(),
            label: vote.label(),
            title: &vote.facts().title,
            position: by.choice.position(),
            moved: round(by.exactly),
            moved_one_step: round(by.nearly),
        })
    }

    fn cells(&self, record: &Record, of: &Moved) -> [String; 8] {
        [
            record.members()[of.member].code.clone(),
            of.session.to_string(),
            self.id.to_owned(),
            cell(self.symbol.as_ref()),
            self.date.clone(),
            self.position.to_string(),
            self.moved.to_string(),
            self.moved_one_step.to_string(),
        ]
    }
}

#[derive(Serialize)]
struct Report<'r> {
    member: &'r str,
    session: u8,
    ideal_point: f64,
    se: f64,
    session_before: Option<u8>,
    ideal_point_before: Option<f64>,
    n_votes: usize,
    votes: Vec<Row<'r>>,
}

impl<'r> Report<'r> {
    fn of(record: &'r Record, moved: &Moved, votes: Vec<Row<'r>>) -> Report<'r> {
        Report {
            member: &record.members()[moved.member].code,
            session: moved.session,
            ideal_point: round(moved.here.mean),
            se: round(moved.here.sd),
            session_before: moved.before.map(|before| before.0),
            ideal_point_before: moved.before.map(|before| round(before.1)),
            n_votes: moved.votes,
            votes,
        }
    }
}

fn page(record: &Record, moved: &Moved, rows: &[Row<'_>]) -> Page {
    let mut page = Page::new();
    let name = &record.members()[moved.member].press_name;
    page.line(format!("{}  {name} in session {}", bold("what moved"), moved.session));
    let Belief { mean, sd } = moved.here;
    let before = moved
        .before
        .map_or_else(String::new, |(session, at)| format!(", {at:.2} in session {session}"));
    page.prose(2, &format!("at {mean:.2} ± {:.2}{before}; {} votes", TWENTIETH * sd, moved.votes));
    page.gap();
    let mut table = Table::new("rlll");
    table.row(["moved by", "", "", ""].map(dim));
    for row in rows {
        table.row([
            format!("{:+.3}", row.moved),
            style::position(row.position),
            row.label.clone(),
            row.title.to_owned(),
        ]);
    }
    page.table(2, &table);
    page.gap();
    page.prose(
        2,
        &format!(
            "How far it stands from where it would stand without the vote: up is the side of the United States. The estimate was \
             made again without each of these {}, which are those that move it most by its own choice; the rest move \
             it less.",
            rows.len()
        ),
    );
    page
}

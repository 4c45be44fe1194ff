//! `scrutineer ideal`: where members stand, estimated from how they voted.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use scrutineer_ideal::{Belief, Links, Motions, Rules, Settings, Who, fast, prepare};
use scrutineer_record::{Issue, MemberId, Record};
use serde::Serialize;

use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::resolve;
use crate::terminal::style::{bold, dim};
use crate::terminal::wrap::plain;
use crate::terminal::{Page, Table};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// dynamic: over all sessions; static: every session by itself; binary: dynamic, without abstentions
    #[arg(long, value_enum, default_value_t, value_name = "MODEL")]
    model: Model,
    /// How it is estimated
    #[arg(long, value_enum, default_value_t, value_name = "ESTIMATOR")]
    estimator: Estimator,
    /// Only votes of these regular sessions: 50-74, or 74
    #[arg(long, value_name = "A-B", value_parser = sessions)]
    sessions: Option<RangeInclusive<u8>>,
    /// final-passage: only votes on whole texts
    #[arg(long, value_enum, default_value_t, value_name = "VOTES")]
    votes: Votes,
    /// Only votes of this issue of Voeten's data: me, nu, di, hr, co or ec
    #[arg(long, value_name = "ISSUE", value_parser = issue)]
    issue: Option<Issue>,
    /// Pairs of roll calls on the same text, by number (columns rcid1, rcid2); else the series of the book
    #[arg(long, value_name = "FILE")]
    matches: Option<PathBuf>,
    /// Only these members: codes or names, with commas between
    #[arg(long, value_name = "MEMBER", value_delimiter = ',')]
    member: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Model {
    #[default]
    Dynamic,
    Static,
    Binary,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Estimator {
    #[default]
    Fast,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Votes {
    #[default]
    All,
    FinalPassage,
}

/// A standard error on either side of the mean that leaves a twentieth beyond it.
const TWENTIETH: f64 = 1.644_853_626_951_472_7;
/// How many members a page shows at either end.
const AT_EITHER_END: usize = 10;
/// More members than this do not stand beside each other.
const SIDE_BY_SIDE: usize = 5;

fn sessions(typed: &str) -> Result<RangeInclusive<u8>, String> {
    let number = |text: &str| text.trim().parse::<u8>().ok().filter(|number| *number > 0);
    let (from, to) = typed.split_once('-').unwrap_or((typed, typed));
    match (number(from), number(to)) {
        (Some(from), Some(to)) if from <= to => Ok(from..=to),
        _ => {
            Err("write the first and the last regular session, as 50-74, or one, as 74".to_owned())
        }
    }
}

fn issue(typed: &str) -> Result<Issue, String> {
    typed.parse().map_err(|_| {
        "write me (Palestine), nu (nuclear), di (disarmament), hr (human rights), co (colonialism) or ec \
         (development)"
            .to_owned()
    })
}

/// A member's ideal point in a session.
struct Point {
    who: Who,
    votes: usize,
    belief: Belief,
}

/// All that was estimated.
struct Estimate {
    points: Vec<Point>,
    votes: usize,
    items: usize,
    converged: bool,
}

/// Estimates ideal points. As CSV: a row for each member and session.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let asked = args.member.iter().map(|typed| resolve::member(record, typed));
    let asked = asked.collect::<Result<Vec<_>, Error>>()?;
    let links = links(record, args)?;
    let mut estimate = estimate(record, args, &links);
    if estimate.points.is_empty() {
        return Err(nothing(record, args));
    }
    if !asked.is_empty() {
        let states = states(&estimate, &asked);
        estimate.points.retain(|point| states.iter().any(|of| of.contains(&key(&point.who))));
        if estimate.points.is_empty() {
            return Err(Error::request("none of these members cast a vote that counts here"));
        }
    }
    let output = match format {
        Format::Text => Output::votes(page(record, args, &links, &estimate, &asked)),
        Format::Json => Output::json(&Report::of(record, args, &estimate))?,
        Format::Csv => {
            Output::csv(&HEADER, estimate.points.iter().map(|point| row(record, point)))?
        }
    };
    let warning = Error::request("the estimate did not settle: take its last digits with caution");
    Ok(if estimate.converged { output } else { output.with(vec![warning]) })
}

fn rules(args: &Args) -> Rules {
    Rules {
        sessions: args.sessions.clone().unwrap_or(1..=u8::MAX),
        motions: match args.votes {
            Votes::All => Motions::All,
            Votes::FinalPassage => Motions::FinalPassage,
        },
        issue: args.issue,
        abstentions: args.model != Model::Binary,
        ..Rules::default()
    }
}

fn links(record: &Record, args: &Args) -> Result<Links, Error> {
    let Some(file) = &args.matches else {
        return Ok(if args.model == Model::Static { Links::None } else { Links::Series });
    };
    if args.model == Model::Static {
        return Err(Error::request(
            "--matches links sessions, and the static model has none linked",
        )
        .hint("leave out --matches, or --model static"));
    }
    let links = Links::Pairs(matches(file)?);
    if links.found(record) == Some(0) {
        let file = plain(&file.display().to_string());
        return Err(Error::request(format!("no pair in {file} names two votes of this book"))
            .hint(
                "the numbers are those of Voeten's roll calls: import his data or those of unvotes",
            ));
    }
    Ok(links)
}

/// The pairs in a file of matches.
fn matches(file: &Path) -> Result<Vec<(u32, u32)>, Error> {
    let name = plain(&file.display().to_string());
    let bytes =
        fs::read(file).map_err(|error| Error::request(format!("cannot read {name}: {error}")))?;
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    let wrong = |line: Option<u64>, why: &str| {
        let line = line.map_or_else(String::new, |line| format!(", line {line}"));
        Error::request(format!("{name}{line}: {why}"))
            .hint("a file of matches is CSV with the columns rcid1 and rcid2, one pair a line")
    };
    let header = table.headers().map_err(|error| wrong(Some(1), &error.to_string()))?.clone();
    let column = |of: &str| {
        let place = header.iter().position(|name| name.trim().eq_ignore_ascii_case(of));
        place.ok_or_else(|| wrong(Some(1), &format!("there is no column \"{of}\"")))
    };
    let (one, two) = (column("rcid1")?, column("rcid2")?);
    let pair = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.map_err(|error| wrong(None, &error.to_string()))?;
        let line = row.position().map(csv::Position::line);
        let number = |place: usize| {
            let cell = row.get(place).unwrap_or_default().trim();
            cell.parse().map_err(|_| {
                wrong(line, &format!("\"{}\" is no number of a roll call", plain(cell)))
            })
        };
        Ok((number(one)?, number(two)?))
    };
    table.records().map(pair).collect()
}

fn estimate(record: &Record, args: &Args, links: &Links) -> Estimate {
    let rules = rules(args);
    if args.model != Model::Static {
        return estimate_once(record, &rules, links);
    }
    let mut all = Estimate { points: Vec::new(), votes: 0, items: 0, converged: true };
    // The largest number of any session is that of a regular one.
    let last = record.votes().map(|vote| vote.session.number()).max().unwrap_or(0);
    for session in *rules.sessions.start()..=last.min(*rules.sessions.end()) {
        let of =
            estimate_once(record, &Rules { sessions: session..=session, ..rules.clone() }, links);
        all.points.extend(of.points);
        all.votes += of.votes;
        all.items += of.items;
        all.converged &= of.converged;
    }
    all.points.sort_by_key(|point| (key(&point.who), point.who.session));
    all
}

fn estimate_once(record: &Record, rules: &Rules, links: &Links) -> Estimate {
    let prepared = prepare(record, rules, links);
    let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
    let points = prepared.who.into_iter().zip(fit.points).enumerate();
    Estimate {
        points: points
            .map(|(place, (who, belief))| Point {
                who,
                votes: prepared.ballots.votes_of(place),
                belief,
            })
            .collect(),
        votes: prepared.ballots.votes(),
        items: prepared.ballots.items(),
        converged: fit.converged,
    }
}

/// What a state keeps over time: its number, or itself where it has none.
fn key(who: &Who) -> (Option<u16>, Option<MemberId>) {
    (who.ccode, who.ccode.is_none().then_some(who.member))
}

/// For each member, the states that it was: the Soviet Union's points are Russia's too.
fn states(estimate: &Estimate, asked: &[MemberId]) -> Vec<Vec<(Option<u16>, Option<MemberId>)>> {
    let of = |member: &MemberId| {
        let own = estimate.points.iter().filter(|point| point.who.member == *member);
        own.map(|point| key(&point.who)).collect()
    };
    asked.iter().map(of).collect()
}

fn nothing(record: &Record, args: &Args) -> Error {
    let held = record.votes().map(|vote| vote.session.number()).max().unwrap_or(0);
    let error = Error::request("there are no votes here that tell members apart");
    match (&args.sessions, args.issue) {
        (Some(_), _) => error.hint(format!("the book goes to session {held}")),
        (_, Some(_)) => error.hint("issues are told by Voeten's data and those of unvotes alone"),
        _ => error,
    }
}

const HEADER: [&str; 10] =
    ["member", "ccode", "session", "year", "n_votes", "ideal_point", "se", "q05", "q50", "q95"];

fn row(record: &Record, point: &Point) -> [String; 10] {
    let Point { who, votes, belief } = point;
    let number = |value: f64| format!("{value:.6}");
    [
        record.members()[who.member].code.clone(),
        cell(who.ccode),
        who.session.to_string(),
        who.year().to_string(),
        votes.to_string(),
        number(belief.mean),
        number(belief.sd),
        number(belief.mean - TWENTIETH * belief.sd),
        number(belief.mean),
        number(belief.mean + TWENTIETH * belief.sd),
    ]
}

#[derive(Serialize)]
struct Report<'r> {
    model: String,
    estimator: String,
    votes: usize,
    items: usize,
    converged: bool,
    points: Vec<PointReport<'r>>,
}

#[derive(Serialize)]
struct PointReport<'r> {
    member: &'r str,
    ccode: Option<u16>,
    session: u8,
    year: u16,
    n_votes: usize,
    ideal_point: f64,
    se: f64,
    q05: f64,
    q50: f64,
    q95: f64,
}

/// As it is typed.
fn typed(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

impl<'r> Report<'r> {
    fn of(record: &'r Record, args: &Args, estimate: &Estimate) -> Report<'r> {
        let round = |value: f64| (value * 1e6).round() / 1e6;
        let point = |Point { who, votes, belief }: &Point| PointReport {
            member: &record.members()[who.member].code,
            ccode: who.ccode,
            session: who.session,
            year: who.year(),
            n_votes: *votes,
            ideal_point: round(belief.mean),
            se: round(belief.sd),
            q05: round(belief.mean - TWENTIETH * belief.sd),
            q50: round(belief.mean),
            q95: round(belief.mean + TWENTIETH * belief.sd),
        };
        Report {
            model: typed(&args.model),
            estimator: typed(&args.estimator),
            votes: estimate.votes,
            items: estimate.items,
            converged: estimate.converged,
            points: estimate.points.iter().map(point).collect(),
        }
    }
}

fn page(
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
        typed(&args.model),
        typed(&args.estimator)
    ));
    page.prose(
        2,
        &format!("{} votes on {} items{}", estimate.votes, estimate.items, linked(record, links)),
    );
    if record.votes().all(|vote| vote.id.starts_with("builtin:")) {
        let why = "The built-in votes were chosen for what they are about: of all else the points below say nothing. \
                   Import a whole record to know more: scrutineer book import FILE…";
        page.prose(2, why);
    }
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
    let scale = match args.model {
        Model::Static => "the members of a session",
        Model::Dynamic | Model::Binary => "all members in all of these sessions",
    };
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

fn linked(record: &Record, links: &Links) -> String {
    match (links, links.found(record)) {
        (Links::Pairs(pairs), Some(found)) => {
            format!("; {found} of {} pairs link votes on the same text", pairs.len())
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
    let Belief { mean, sd } = point.belief;
    let member = &record.members()[point.who.member];
    let plural = if point.votes == 1 { "vote" } else { "votes" };
    [
        format!("{mean:.2}"),
        dim(&format!("{:.2} to {:.2}", mean - TWENTIETH * sd, mean + TWENTIETH * sd)),
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
    let columns = states(estimate, asked);
    let mut sessions: Vec<u8> = estimate.points.iter().map(|point| point.who.session).collect();
    sessions.sort_unstable();
    sessions.dedup();
    page.gap();
    let mut table = Table::new(&format!("rr{}l", "r".repeat(asked.len())));
    let codes = asked.iter().map(|member| bold(&record.members()[*member].code));
    table.row(["session".to_owned(), "year".to_owned()].into_iter().chain(codes));
    for session in sessions {
        let mut row = vec![session.to_string(), (1945 + u16::from(session)).to_string()];
        row.extend(columns.iter().map(|states| {
            let of =
                |point: &&Point| point.who.session == session && states.contains(&key(&point.who));
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

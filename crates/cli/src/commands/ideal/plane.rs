//! `ideal --dimensions 2`: members in a plane.

use scrutineer_book::Book;
use scrutineer_figures::{IdealPlace, Svg, ideal_plane};
use scrutineer_ideal::{Belief, Explained, Plane, Settings, TWENTIETH, plane};
use scrutineer_record::{MemberId, Record};
use serde::Serialize;

use super::{Args, parquet, settled};
use crate::args::Format;
use crate::error::Error;
use crate::output::Output;
use crate::plot::WIDTH;
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};
use scrutineer_report::ideal::{
    Fitted, HEADER, Point, PointReport, by_normal, round, row, state, states,
};

/// How many members a page shows at either end.
const AT_EITHER_END: usize = 10;

/// A member's place in a session.
struct Placed {
    point: Point,
    second: Belief,
}

pub(super) fn run(
    book: &Book,
    format: Format,
    args: &Args,
    fitted: &Fitted,
    asked: &[MemberId],
) -> Result<Output, Error> {
    let record = &book.record;
    let ballots = &fitted.prepared.ballots;
    let plane = plane(ballots, &fitted.fit, &Settings::default());
    let mut placed = placed(fitted, &plane);
    let votes = ballots.votes();
    let picture = args.plot.picture(|| Ok(picture(record, &placed, asked, votes)))?;
    if !asked.is_empty() {
        let states = states(placed.iter().map(|it| &it.point.who), asked);
        placed.retain(|it| states.contains(&Some(state(&it.point.who))));
        if placed.is_empty() {
            return Err(Error::request("none of these members cast a vote that counts here"));
        }
    }
    let explained = [
        Explained::by_none(ballots),
        Explained::by_one(ballots, &fitted.fit),
        plane.explained(ballots),
    ];
    if let Some(path) = &args.output {
        let rows = placed.iter().map(|it| (&it.point, it.second));
        let written = parquet::write_plane(book, rows, path)?;
        return Ok(settled(written.drawn(picture), plane.converged));
    }
    let output = match format {
        Format::Text => Output::votes(page(record, placed, explained, asked)),
        Format::Json => Output::json(&Report::of(record, &placed, explained, plane.converged))?,
        Format::Csv => {
            let header: Vec<&str> = HEADER.into_iter().chain(["ideal_point_2", "se_2"]).collect();
            let rows = placed.iter().map(|Placed { point, second }| {
                let more = [second.mean, second.sd].map(|number| format!("{number:.6}"));
                row(record, point).into_iter().chain(more).collect::<Vec<String>>()
            });
            Output::csv(&header, rows)?
        }
    };
    Ok(settled(output.drawn(picture), plane.converged))
}

/// The members of the last session in the plane.
fn picture(record: &Record, placed: &[Placed], asked: &[MemberId], votes: usize) -> Svg {
    let place = |Placed { point, second }: &Placed| IdealPlace {
        who: point.who.clone(),
        middle: [point.belief.mean, second.mean],
        spread: [point.belief.sd, second.sd].map(|sd| TWENTIETH * sd),
    };
    let places: Vec<_> = placed.iter().map(place).collect();
    ideal_plane(record, &places, asked, &format!("{votes} votes"), WIDTH)
}

fn placed(fitted: &Fitted, plane: &Plane) -> Vec<Placed> {
    let points = fitted.prepared.who.iter().zip(&plane.points).enumerate();
    let placed = points.map(|(place, (who, [first, second]))| {
        let (belief, quantiles) = by_normal(*first);
        let votes = fitted.prepared.ballots.votes_of(place);
        Placed { point: Point { who: who.clone(), votes, belief, quantiles }, second: *second }
    });
    placed.collect()
}

#[derive(Serialize)]
struct Report<'r> {
    dimensions: u8,
    votes: usize,
    converged: bool,
    explained: Vec<ExplainedReport>,
    points: Vec<PlacedReport<'r>>,
}

/// How much of the votes a number of dimensions explains.
#[derive(Serialize)]
struct ExplainedReport {
    dimensions: u8,
    choices_right: usize,
    log_likelihood: f64,
}

#[derive(Serialize)]
struct PlacedReport<'r> {
    #[serde(flatten)]
    point: PointReport<'r>,
    ideal_point_2: f64,
    se_2: f64,
}

impl<'r> Report<'r> {
    fn of(
        record: &'r Record,
        placed: &[Placed],
        explained: [Explained; 3],
        converged: bool,
    ) -> Report<'r> {
        let of = |(dimensions, it): (u8, Explained)| ExplainedReport {
            dimensions,
            choices_right: it.right,
            log_likelihood: round(it.log_likelihood),
        };
        let point = |it: &Placed| PlacedReport {
            point: PointReport::of(record, &it.point),
            ideal_point_2: round(it.second.mean),
            se_2: round(it.second.sd),
        };
        Report {
            dimensions: 2,
            votes: explained[0].votes,
            converged,
            explained: (0..).zip(explained).map(of).collect(),
            points: placed.iter().map(point).collect(),
        }
    }
}

fn page(
    record: &Record,
    mut placed: Vec<Placed>,
    explained: [Explained; 3],
    asked: &[MemberId],
) -> Page {
    let mut page = Page::new();
    page.line(format!("{}  two dimensions", bold("ideal points")));
    explains(&mut page, explained);
    if asked.is_empty() {
        let last = placed.iter().map(|it| it.point.who.session).max();
        placed.retain(|it| Some(it.point.who.session) == last);
        placed.sort_by(|one, other| other.second.mean.total_cmp(&one.second.mean));
    }
    page.gap();
    let mut table = Table::new("rrrrl");
    table.row(["session", "year", "first axis", "second axis", ""].map(dim));
    let between = placed.len().saturating_sub(2 * AT_EITHER_END);
    for (place, it) in placed.iter().enumerate() {
        if asked.is_empty()
            && between > 1
            && (AT_EITHER_END..AT_EITHER_END + between).contains(&place)
        {
            if place == AT_EITHER_END {
                table.span(&format!("… {between} between …"));
            }
            continue;
        }
        table.row(cells(record, it));
    }
    page.table(2, &table);
    page.gap();
    page.prose(
        2,
        "The axes are those of this estimate: the second is what the estimate of one dimension has nothing of, and its unit \
         is that of the first, of which the standard deviation is 1. Intervals are of 90 %, if the model is right; what \
         an axis means the votes do not say.",
    );
    page
}

/// How much each number of dimensions explains.
fn explains(page: &mut Page, explained: [Explained; 3]) {
    let mut table = Table::new("lrr");
    table.row(["", "choices right", "log likelihood"].map(dim));
    for (name, it) in
        ["shares of each item", "one dimension", "two dimensions"].into_iter().zip(explained)
    {
        let share = 100.0 * it.right as f64 / it.votes.max(1) as f64;
        table.row([
            name.to_owned(),
            format!("{share:.1} % of {}", it.votes),
            format!("{:.0}", it.log_likelihood),
        ]);
    }
    page.table(2, &table);
}

fn cells(record: &Record, Placed { point, second }: &Placed) -> [String; 5] {
    let told =
        |it: &Belief| format!("{:.2} {}", it.mean, dim(&format!("± {:.2}", TWENTIETH * it.sd)));
    [
        point.who.session.to_string(),
        point.who.year().to_string(),
        told(&point.belief),
        told(second),
        record.members()[point.who.member].press_name.clone(),
    ]
}

//! `scrutineer ideal`: where members stand, estimated from how they voted.

mod distances;
mod draws;
mod estimate;
mod expected;
mod explain;
mod items;
mod links;
mod page;
mod parquet;
mod plane;
mod sampler;
mod suspicious;

use std::path::PathBuf;

use clap::ValueEnum;
use scrutineer_book::Book;
use scrutineer_ideal::{Links, Motions};
use scrutineer_record::{Issue, MemberId, Record};

use self::estimate::{asked, estimate, fitted};
use self::links::links;
use self::page::page;
use crate::args::Format;
use crate::error::Error;
use crate::output::Output;
use crate::place::Place;
use crate::plot::{Plot, WIDTH};
use scrutineer_report::ideal::{self, Estimate, state, states};
use scrutineer_report::picture;
use scrutineer_report::resolve::{self, issue};
use scrutineer_report::sessions::RegularSessions;

/// What was typed.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("view").conflicts_with("file"))]
pub(crate) struct Args {
    /// dynamic: over all sessions; static: every session by itself; binary: dynamic, without abstentions
    #[arg(long, value_enum, default_value_t, value_name = "MODEL")]
    model: Model,
    /// fast: in about a second; sampler: in minutes, with quantiles and a check of how sure they are
    #[arg(long, value_enum, default_value_t, value_name = "ESTIMATOR")]
    estimator: Estimator,
    /// Only votes of these regular sessions: 50-74, or 74; votes of a special session count to the one that opens in its year
    #[arg(long, value_name = "A-B")]
    sessions: Option<RegularSessions>,
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
    #[arg(long, alias = "members", value_name = "MEMBER", value_delimiter = ',')]
    #[arg(conflicts_with_all = ["items", "vote", "suspicious", "explain"])]
    member: Vec<String>,
    #[command(flatten)]
    plot: Plot,
    /// Writes the ideal points into a new Parquet file, each column with its description
    #[arg(long, value_name = "FILE.parquet", conflicts_with = "view")]
    output: Option<PathBuf>,
    /// The items instead: how much each tells members apart, and where yes, abstention and no meet
    #[arg(long, group = "view")]
    items: bool,
    /// How far apart members stood, pair by pair; as text with one or two --member
    #[arg(long, group = "view")]
    distances: bool,
    /// Who was expected to vote how in this vote, and who did otherwise
    #[arg(long, group = "view", value_name = "SYMBOL")]
    vote: Option<String>,
    /// Records that look wrong: improbable positions, exchanged neighbours, lost members
    #[arg(long, group = "view")]
    suspicious: bool,
    /// The votes that moved this member most in --session
    #[arg(long, group = "view", value_name = "MEMBER", requires = "session")]
    explain: Option<String>,
    /// The regular session of --explain
    #[arg(long, value_name = "N", requires = "explain", value_parser = regular)]
    session: Option<u8>,
    /// 2: members in a plane, with a second axis for what one line leaves over; columns ideal_point_2 and se_2
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    #[arg(conflicts_with = "view")]
    dimensions: u8,
    #[command(flatten)]
    sampler: sampler::Args,
}

impl Args {
    /// Whether another view than the ideal points was asked for.
    fn is_view(&self) -> bool {
        let Args { items, distances, vote, suspicious, explain, .. } = self;
        *items || *distances || *suspicious || vote.is_some() || explain.is_some()
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Model {
    #[default]
    #[value(alias = "dynamic-ordinal")]
    Dynamic,
    Static,
    Binary,
}

impl Model {
    fn of(self) -> ideal::Model {
        match self {
            Model::Dynamic => ideal::Model::Dynamic,
            Model::Static => ideal::Model::Static,
            Model::Binary => ideal::Model::Binary,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Estimator {
    #[default]
    Fast,
    Sampler,
}

/// Which motions count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Votes {
    #[default]
    All,
    FinalPassage,
}

impl Votes {
    /// Which motions that are.
    pub(super) fn motions(self) -> Motions {
        match self {
            Votes::All => Motions::All,
            Votes::FinalPassage => Motions::FinalPassage,
        }
    }
}

/// One regular session as it is typed.
fn regular(typed: &str) -> Result<u8, String> {
    let number = typed.trim().parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| {
        "write a regular session by its number, as 74; votes of a special session count to the regular one \
         that opens in its year"
            .to_owned()
    })
}

/// Estimates ideal points. As CSV: a row for each member and session.
pub(crate) fn run(
    book: &Book,
    place: &Place,
    format: Format,
    args: &Args,
) -> Result<Output, Error> {
    let record = &book.record;
    let members = resolve::members(record, &args.member)?;
    args.sampler.belong_to(args.estimator)?;
    if args.estimator == Estimator::Sampler && args.is_view() {
        return Err(Error::request(
            "this view is of the fast estimate; the sampler tells ideal points alone",
        )
        .hint("leave out --estimator sampler"));
    }
    if args.estimator == Estimator::Sampler && args.dimensions > 1 {
        return Err(Error::request(
            "two dimensions are of the fast estimate; the sampler draws one",
        )
        .hint("leave out --estimator sampler"));
    }
    let links = links(record, place, args)?;
    if let Some(view) = view(record, format, args, &links, &members) {
        return view;
    }
    if args.dimensions > 1 {
        return plane::run(book, format, args, &fitted(record, args, &links)?, &members);
    }
    let mut estimate = estimate(book, args, &links)?;
    if estimate.points.is_empty() {
        return Err(asked(args).nothing(record).into());
    }
    let picture = args
        .plot
        .picture(|| Ok(picture::of_points(record, &asked(args), &estimate, &members, WIDTH)))?;
    if !members.is_empty() {
        let states = states(estimate.points.iter().map(|point| &point.who), &members);
        estimate.points.retain(|point| states.contains(&Some(state(&point.who))));
        if estimate.points.is_empty() {
            return Err(Error::request("none of these members cast a vote that counts here"));
        }
    }
    if let Some(path) = &args.output {
        let written = parquet::write(book, &estimate, path)?;
        return Ok(written.drawn(picture).with(warned(&estimate)));
    }
    let output = match format {
        Format::Text => Output::votes(page(record, args, &links, &estimate, &members)),
        Format::Json => Output::json(&estimate.report(record, &asked(args)))?,
        Format::Csv => Output::table(&ideal::flat(record, &estimate.points))?,
    };
    Ok(output.drawn(picture).with(warned(&estimate)))
}

/// Another view of the estimate than its points, if one was asked for.
fn view(
    record: &Record,
    format: Format,
    args: &Args,
    links: &Links,
    asked: &[MemberId],
) -> Option<Result<Output, Error>> {
    if args.distances {
        Some(fitted(record, args, links).and_then(|it| distances::run(record, format, &it, asked)))
    } else if args.items {
        Some(fitted(record, args, links).and_then(|it| items::run(record, format, &it)))
    } else if args.suspicious {
        Some(fitted(record, args, links).and_then(|it| suspicious::run(record, format, &it)))
    } else if let Some(typed) = &args.vote {
        if args.model == Model::Binary {
            let error = Error::request("the binary model has no abstention, of which --vote tells");
            return Some(Err(error.hint("leave out --model binary")));
        }
        Some(fitted(record, args, links).and_then(|it| expected::run(record, format, &it, typed)))
    } else if let Some((typed, session)) = args.explain.as_ref().zip(args.session) {
        Some(
            fitted(record, args, links)
                .and_then(|it| explain::run(record, format, &it, typed, session)),
        )
    } else {
        None
    }
}

/// With a warning if the fast estimate did not come to its end.
fn settled(output: Output, converged: bool) -> Output {
    if converged { output } else { output.with(vec![ideal::unsettled().into()]) }
}

fn warned(estimate: &Estimate) -> Vec<Error> {
    estimate.warning().into_iter().map(Error::from).collect()
}

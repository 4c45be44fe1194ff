//! `scrutineer blocs`: members that voted alike, found from the votes alone, session by session.

mod found;
mod page;
mod rows;

use std::ops::RangeInclusive;

use clap::ValueEnum;
use scrutineer_figures::{Svg, bloc_tree};
use scrutineer_record::Record;

use self::found::{Found, found};
use crate::args::Format;
use crate::commands::ideal::{Votes, sessions};
use crate::error::Error;
use crate::output::Output;
use crate::plot::{Plot, WIDTH};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Regular sessions: 74, 50-74; else the last with votes enough. Blocs are followed through all sessions anyway
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',', value_parser = sessions)]
    session: Vec<RangeInclusive<u8>>,
    /// average: hierarchical clustering by average linkage; modularity: more agreement than is to be expected
    #[arg(long, value_enum, default_value_t, value_name = "METHOD")]
    method: Method,
    /// Cut the clustering into so many blocs; else into as many as have the highest modularity
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..))]
    count: Option<u8>,
    /// final-passage: only votes on whole texts
    #[arg(long, value_enum, default_value_t, value_name = "VOTES")]
    votes: Votes,
    #[command(flatten)]
    plot: Plot,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Method {
    #[default]
    Average,
    Modularity,
}

impl Method {
    fn code(self) -> &'static str {
        match self {
            Method::Average => "average",
            Method::Modularity => "modularity",
        }
    }
}

/// Finds blocs. As CSV: a row for each session and member.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    if args.method == Method::Modularity && args.count.is_some() {
        let error = Error::request("--count cuts a clustering, and --method modularity makes none");
        return Err(error.hint("leave out --count, or --method modularity"));
    }
    let all = found(record, args);
    let last = all.last().map(|last| last.session);
    let asked = |found: &&Found<'_>| match args.session.as_slice() {
        [] => Some(found.session) == last,
        asked => asked.iter().any(|range| range.contains(&found.session)),
    };
    let shown: Vec<_> = all.iter().filter(asked).collect();
    if shown.is_empty() {
        return Err(nothing(record, &all));
    }
    let picture = args.plot.picture(|| picture(record, &shown))?;
    let output = match format {
        Format::Text => Output::votes(page::page(&shown, args)),
        Format::Json => Output::json(&rows::report(&shown, args))?,
        Format::Csv => Output::csv(&rows::HEADER, rows::rows(&shown, args))?,
    };
    Ok(output.drawn(picture))
}

/// The tree of a session, with its blocs beside it.
fn picture(record: &Record, shown: &[&Found<'_>]) -> Result<Svg, Error> {
    let [found] = shown else {
        return Err(
            Error::request("a picture of blocs is of one session").hint("name one: --session 74")
        );
    };
    let blocs: Vec<_> =
        found.blocs().map(|(bloc, name)| (bloc.members, found.called(name))).collect();
    let about = format!("session {}, {} votes", found.session, found.votes);
    Ok(bloc_tree(record.members(), &found.graph, &found.dendrogram, &blocs, &about, WIDTH))
}

fn nothing(record: &Record, all: &[Found<'_>]) -> Error {
    let error = Error::request("there are not votes enough for blocs in these sessions");
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        let hint = format!("the book holds {} votes in all: import more", record.votes().len());
        return error.hint(hint);
    };
    let [first, last] = [first, last].map(|found| found.session);
    error.hint(format!("the book has votes enough in {} sessions, {first} to {last}", all.len()))
}

//! `scrutineer blocs`: members that voted alike, found from the votes alone, session by session.

mod page;

use clap::ValueEnum;
use scrutineer_record::{Issue, Record};
use scrutineer_report::blocs::{self, History};
use scrutineer_report::picture;
use scrutineer_report::resolve::issue;
use scrutineer_report::sessions::RegularSessions;

use crate::args::Format;
use crate::commands::ideal::Votes;
use crate::error::Error;
use crate::output::Output;
use crate::plot::{Plot, WIDTH};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Regular sessions: 74, 50-74; else the last with votes enough. Blocs are followed through all sessions anyway
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',')]
    session: Vec<RegularSessions>,
    /// average: hierarchical clustering by average linkage; modularity: more agreement than is to be expected
    #[arg(long, value_enum, default_value_t, value_name = "METHOD")]
    method: Method,
    /// Cut the clustering into so many blocs; else into as many as have the highest modularity
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..))]
    count: Option<u8>,
    /// final-passage: only votes on whole texts
    #[arg(long, value_enum, default_value_t, value_name = "VOTES")]
    votes: Votes,
    /// Only votes of this issue of Voeten's data: me, nu, di, hr, co or ec
    #[arg(long, value_name = "ISSUE", value_parser = issue)]
    issue: Option<Issue>,
    #[command(flatten)]
    plot: Plot,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Method {
    #[default]
    Average,
    Modularity,
}

impl Args {
    fn request(&self) -> blocs::Request {
        blocs::Request {
            method: match self.method {
                Method::Average => blocs::Method::Average,
                Method::Modularity => blocs::Method::Modularity,
            },
            count: self.count,
            motions: self.votes.motions(),
            issue: self.issue,
        }
    }
}

/// Finds blocs. As CSV: a row for each session and member.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let history = History::of(record, &args.request())?;
    let found = history.only(&args.session)?;
    let picture = args.plot.picture(|| Ok(picture::of_blocs(record, &found, WIDTH)?))?;
    let output = match format {
        Format::Text => Output::votes(page::page(&found)),
        Format::Json => Output::json(&found.report())?,
        Format::Csv => Output::table(&found.flat())?,
    };
    Ok(output.drawn(picture))
}

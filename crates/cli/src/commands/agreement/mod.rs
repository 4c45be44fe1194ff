//! `scrutineer agreement`: how often members agree, pair by pair.

mod page;

use clap::ValueEnum;
use scrutineer_record::{Issue, Record};
use scrutineer_report::agreement::{self, Agreements, Distances, Standing};
use scrutineer_report::picture;
use scrutineer_report::resolve::issue;
use scrutineer_report::sessions::{Sessions, Years};

use crate::args::Format;
use crate::commands::ideal::Votes;
use crate::error::Error;
use crate::filter::Filter;
use crate::output::Output;
use crate::plot::{Plot, WIDTH};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filter: Filter,
    /// Only these sessions: 74, 50-74, ES-10 (a special session stands by itself); words go before them
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',')]
    session: Vec<Sessions>,
    /// Only votes of these years: 2019, 2010-2019
    #[arg(long, value_name = "YEAR", value_delimiter = ',')]
    year: Vec<Years>,
    /// Only these members: codes or names, with commas between; one alone beside all others
    #[arg(long, alias = "member", value_name = "A,B", value_delimiter = ',')]
    members: Vec<String>,
    /// Only members of this group, at the date of each vote
    #[arg(long)]
    group: Option<String>,
    /// Only votes in which a member, or most of a group, took this position: USA=no; several must all hold
    #[arg(long = "where", value_name = "WHO=POSITION", value_delimiter = ',')]
    stands: Vec<String>,
    /// Only votes of this issue of Voeten's data: me, nu, di, hr, co or ec
    #[arg(long, value_name = "ISSUE", value_parser = issue)]
    issue: Option<Issue>,
    /// final-passage: only votes on whole texts
    #[arg(long, value_enum, default_value_t, value_name = "VOTES")]
    votes: Votes,
    /// Leave out votes in which all that cast one took the same position
    #[arg(long)]
    divided: bool,
    /// What is counted together: the votes of a session, of a year, or all
    #[arg(long, value_enum, default_value_t, value_name = "TIME")]
    by: By,
    /// Leave the distance of ideal points out of CSV and JSON: it takes about a second
    #[arg(long)]
    without_distance: bool,
    /// With --format csv: the columns of Voeten's published agreement scores, each pair twice, divided votes alone
    #[arg(long, value_enum, value_name = "TABLE", conflicts_with_all = ["by", "without_distance"])]
    like: Option<Like>,
    #[command(flatten)]
    plot: Plot,
}

/// Whose columns a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Like {
    Voeten,
}

/// What is counted together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum By {
    #[default]
    Session,
    Year,
    All,
}

impl Args {
    fn request(&self) -> agreement::Request {
        agreement::Request {
            filter: self.filter.asked(),
            sessions: self.session.clone(),
            years: self.year.clone(),
            members: self.members.clone(),
            group: self.group.clone(),
            stands: self.stands.clone(),
            issue: self.issue,
            motions: self.votes.motions(),
            divided: self.divided || self.like.is_some(),
            by: match self.by {
                By::Session => agreement::By::Session,
                By::Year => agreement::By::Year,
                By::All => agreement::By::All,
            },
        }
    }

    /// What distances are told by, where they are wanted.
    fn distances(&self, record: &Record, found: &Agreements<'_>) -> Distances {
        let wanted = found.has_distances() && !self.without_distance;
        if wanted { Distances::of(record) } else { Distances::default() }
    }
}

/// Shows how often members agree. As CSV: a row for each pair and session.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    if args.like.is_some() && format != Format::Csv {
        return Err(Error::request("--like is a table").hint("add --format csv"));
    }
    let request = args.request();
    let found = Agreements::of(record, &request)?;
    let picture = args.plot.picture(|| Ok(picture::of_agreement(record, &found, WIDTH)?))?;
    let distances = || args.distances(record, &found);
    let output = match format {
        Format::Text => Output::votes(page::page(record, &found, args.divided)?),
        Format::Json => {
            let distances = distances();
            Output::parts(found.json(&distances))
        }
        Format::Csv if args.like.is_some() => {
            let standing = Standing::of(record, args.votes.motions());
            Output::parts(found.like_voeten(&standing))
        }
        Format::Csv => {
            let distances = distances();
            Output::parts(found.csv(&distances))
        }
    };
    Ok(output.drawn(picture))
}

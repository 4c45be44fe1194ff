//! `scrutineer show`: one vote, or a text without one.

use scrutineer_record::Record;
use scrutineer_report::picture;
use scrutineer_report::vote::{self, VoteReport};

use crate::args::Format;
use crate::error::Error;
use crate::output::Output;
use crate::pages;
use crate::plot::{Plot, WIDTH};
use scrutineer_report::resolve::target;

/// What was typed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The vote: a symbol in any spelling, or an id
    symbol: String,
    #[command(flatten)]
    plot: Plot,
}

impl Args {
    /// What names a vote.
    pub(crate) fn typed(&self) -> Vec<&str> {
        vec![&self.symbol]
    }

    /// The same, to be put right.
    pub(crate) fn typed_mut(&mut self) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut self.symbol)
    }
}

/// Shows a vote. As CSV: a row for each member on the roll.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let target = target(record, &args.symbol)?;
    let output = match format {
        Format::Text => Output::votes(pages::vote::page(record, target)),
        Format::Json => Output::json(&VoteReport::of(record, target))?,
        Format::Csv => Output::table(&vote::flat(record, target))?,
    };
    Ok(output.drawn(args.plot.picture(|| Ok(picture::of_vote(target, WIDTH)?))?))
}

//! `scrutineer book fetch`: a source that may be downloaded by programs, after asking.

use clap::ValueEnum;
use scrutineer_ingest::Format as Source;

use super::import;
use crate::args::Format;
use crate::error::Error;
use crate::fetch::{self, Network, Request, Terminal};
use crate::output::Output;
use crate::place::Place;
use crate::terminal::Page;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The source: the only one that permits it
    #[arg(value_enum)]
    source: Fetchable,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// The server, if not Harvard's Dataverse
    #[arg(long, env = "SCRUTINEER_DATAVERSE", default_value = fetch::SERVER, hide = true)]
    server: String,
}

/// A source that may be downloaded by programs.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Fetchable {
    Voeten,
}

/// Downloads a source and imports it.
pub(crate) fn run(asked: Option<&str>, format: Format, args: &Args) -> Result<Output, Error> {
    let Fetchable::Voeten = args.source;
    let shelf = Place::to_write(asked)?;
    let directory = shelf.path().with_file_name("downloads");
    let request = Request { server: &args.server, directory: &directory, yes: args.yes };
    let network = Network::from_environment()?;
    let Some(fetched) = fetch::run(&request, &network, &mut Terminal::standard())? else {
        let mut page = Page::new();
        page.line("nothing was downloaded");
        return Ok(Output::page(page));
    };
    let file = fetched.path.to_string_lossy().into_owned();
    let (report, warnings) = import::import(&shelf, Some(Source::Voeten), &[file], false)?;
    Ok(import::output(&shelf, format, &report)?.with(fetched.warnings).with(warnings))
}

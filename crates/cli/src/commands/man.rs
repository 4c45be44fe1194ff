//! `scrutineer man`: the manual, a page for the program and one for every command.

use std::path::PathBuf;

use clap::CommandFactory;

use crate::args::Cli;
use crate::error::Error;
use crate::output::Output;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The directory to write to, which is made if need be; pages of the same name are replaced
    #[arg(value_name = "DIR")]
    to: PathBuf,
}

/// Writes the pages, made from the flags.
pub(crate) fn run(args: &Args) -> Result<Output, Error> {
    let to = &args.to;
    let written =
        std::fs::create_dir_all(to).and_then(|()| clap_mangen::generate_to(Cli::command(), to));
    written.map_err(|why| {
        Error::request(format!("cannot write the manual to {}: {why}", to.display()))
            .hint("name a directory that can be written to")
    })?;
    Ok(Output::whole(String::new()))
}

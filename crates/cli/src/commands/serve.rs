//! `scrutineer serve`: the site, for readers on this machine or behind a server that faces the world.

use std::net::SocketAddr;

use scrutineer_site::{Server, Site};

use crate::error::Error;
use crate::output::Output;
use crate::place::Place;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to listen; port 0: any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,
}

/// Serves the book until the program is told to end. The first line says where.
pub(crate) fn run(place: &Place, args: &Args) -> Result<Output, Error> {
    let (book, warnings) = place.book()?;
    let server = Server::bind(args.addr, Site::new(book, Vec::new())).map_err(|error| {
        Error::request(format!("cannot listen on {}: {error}", args.addr))
            .hint("choose another address: --addr 127.0.0.1:0 takes any port that is free")
    })?;
    let address = server.address().unwrap_or(args.addr);
    let told = format!("The site is at http://{address}/ (Ctrl-C ends it)\n");
    let served = std::iter::once_with(move || match server.run() {
        Ok(()) => String::new(),
        Err(error) => format!("the site ended: {error}\n"),
    });
    Ok(Output::parts(std::iter::once(told).chain(served)).with(warnings))
}

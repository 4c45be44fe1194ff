//! `scrutineer serve`: the site, for readers on this machine or behind a server that faces the world.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use scrutineer_book::{Book, DefectRow, Shelf};
use scrutineer_site::{Log, Served, Server, Site};
use serde::Serialize;

use crate::error::Error;
use crate::output::Output;
use crate::place::{Place, opened};

/// How often is looked whether another book counts by now.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to listen; port 0: any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,
    /// How addresses of the site begin for the world, up to the host. Other sites then find the pictures of its pages
    #[arg(long, value_name = "URL", value_parser = origin)]
    origin: Option<String>,
    /// Write a line of JSON for every request to standard error: address and status, never what was sent
    #[arg(long)]
    log: bool,
}

/// How addresses begin, up to their path.
fn origin(typed: &str) -> Result<String, String> {
    let typed = typed.trim_end_matches('/');
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@']) => {
            Ok(typed.to_owned())
        }
        _ => Err("write how its addresses begin: https://example.org".to_owned()),
    }
}

/// Serves the book until the program is told to end. The first line says where.
pub(crate) fn run(place: &Place, args: &Args) -> Result<Output, Error> {
    let counts = newest(place);
    let (book, warnings) = place.book()?;
    let site = Site::new(book, defects(place)?, args.origin.as_deref());
    let server = Server::bind(args.addr, site.clone()).map_err(|error| {
        Error::request(format!("cannot listen on {}: {error}", args.addr))
            .hint("choose another address: --addr 127.0.0.1:0 takes any port that is free")
    })?;
    if let Place::Shelf(shelf) = place {
        let shelf = shelf.clone();
        thread::spawn(move || follow(&shelf, &site, counts));
    }
    let address = server.address().unwrap_or(args.addr);
    let told = format!("The site is at http://{address}/ (Ctrl-C ends it)\n");
    let log = args.log.then(|| Arc::new(logged) as Log);
    let served = std::iter::once_with(move || match server.run(log) {
        Ok(()) => String::new(),
        Err(error) => format!("the site ended: {error}\n"),
    });
    Ok(Output::parts(std::iter::once(told).chain(served)).with(warnings))
}

fn newest(place: &Place) -> Option<String> {
    match place {
        Place::BuiltIn => None,
        Place::Shelf(shelf) => shelf.newest(),
    }
}

fn defects(place: &Place) -> Result<Vec<DefectRow>, Error> {
    match place {
        Place::BuiltIn => Ok(Vec::new()),
        Place::Shelf(shelf) => Ok(opened(shelf.defects())?.0),
    }
}

/// Shows what is imported while the site is up. A book that cannot be read is told, and the one before it stays.
fn follow(shelf: &Shelf, site: &Site, mut shown: Option<String>) {
    loop {
        thread::sleep(LOOK_EVERY);
        let counts = shelf.newest();
        if counts == shown || counts.is_none() {
            continue;
        }
        let read = || -> Result<(Book, Vec<DefectRow>), Error> {
            Ok((opened(shelf.book())?.0, opened(shelf.defects())?.0))
        };
        match read() {
            Ok((book, defects)) => site.replace(book, defects),
            Err(error) => eprintln!("the book that was shown is shown on: {error}"),
        }
        shown = counts;
    }
}

/// A line of the log.
#[derive(Serialize)]
struct Line<'r> {
    /// Seconds since 1970.
    time: f64,
    #[serde(flatten)]
    served: &'r Served<'r>,
}

fn logged(served: &Served<'_>) {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let time = since.as_millis() as f64 / 1e3;
    if let Ok(line) = serde_json::to_string(&Line { time, served }) {
        eprintln!("{line}");
    }
}

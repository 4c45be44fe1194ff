//! `scrutineer corpus`: archives of articles against the record.

#[cfg(feature = "sql")]
mod spread;

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use scrutineer_book::Info;
use scrutineer_claims::Verdict;
use scrutineer_corpus::{Fields, Request, Results, Summary, verdict_of};
use scrutineer_ingest::Progress;
use serde::Serialize;

use crate::args::{Address, Form, Format};
use crate::error::Error;
use crate::output::Output;
use crate::place::Place;
use crate::terminal::style::{bold, dim};
use crate::terminal::wrap::plain;
use crate::terminal::{Page, Table};
use crate::watch::watched;

/// What was typed.
#[derive(Debug, Subcommand)]
pub(crate) enum Corpus {
    /// Check archives of articles: JSON lines and Parquet, by the million
    Check(Args),
    /// Follow claims from outlet to outlet: who had each first, who repeated it, who corrected it
    Spread(SpreadArgs),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A claim is the same if it tells the same of the same votes, in whatever words. The form csv, json or \
    parquet has one row for each claim in each outlet. Part of the program when it is built with --features sql."
)]
pub(crate) struct SpreadArgs {
    /// Directories into which "corpus check" has written, as Parquet
    #[arg(value_name = "DIR", required = true)]
    paths: Vec<PathBuf>,
    /// Write the table here and not to standard output; .csv, .json or .parquet says in which form
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Claims with this verdict; several can be given. Without it what is not so: contradicted and partly
    #[arg(long = "verdict", value_name = "VERDICT", value_parser = verdict)]
    verdicts: Vec<Verdict>,
    /// No more claims than this: those that most outlets have
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Have it done by the cluster whose scheduler listens there; the directories are read by all its processes
    #[arg(long, value_name = "HOST:PORT")]
    cluster: Option<Address>,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Fields are looked for under their usual names (text, body, content; title; date, \
    published; id, url; source, domain), the first that is there. A run that was stopped goes on where it \
    was when the same command is given again."
)]
pub(crate) struct Args {
    /// Files or directories: .jsonl, .ndjson, .json (also .gz, .zst), .parquet
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Where the results go: tables "documents" and "findings", in parts
    #[arg(short, long = "output", value_name = "DIR")]
    output: PathBuf,
    /// The form of the results
    #[arg(long, value_enum, default_value_t = TablesAs::Parquet, value_name = "FORM")]
    results: TablesAs,
    /// Field that holds the words
    #[arg(long, value_name = "NAME")]
    text: Option<String>,
    /// Field that holds the headline
    #[arg(long, value_name = "NAME")]
    title: Option<String>,
    /// Field that holds the day of publication
    #[arg(long, value_name = "NAME")]
    date: Option<String>,
    /// Field that holds what the document is called
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    /// Field that holds the outlet
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Documents checked at a time; else as many as there are cores
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Documents of a part, which is there whole or not at all: what a stopped run loses at most
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..))]
    part: u32,
    /// Begin anew where an earlier run has left results
    #[arg(long)]
    anew: bool,
    /// Have the documents checked by the cluster whose scheduler listens there, piece by piece; all its processes read
    /// the archives, under the same paths. The results come back and are written here
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "threads")]
    cluster: Option<Address>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TablesAs {
    Parquet,
    Jsonl,
}

/// Follows the claims in archives that were checked.
#[cfg(feature = "sql")]
pub(crate) fn follow(place: &Place, form: Form, args: &SpreadArgs) -> Result<Output, Error> {
    spread::run(place, form, args)
}

/// Says how to get a program that does.
#[cfg(not(feature = "sql"))]
pub(crate) fn follow(_: &Place, _: Form, args: &SpreadArgs) -> Result<Output, Error> {
    let SpreadArgs { paths: _, output: _, verdicts: _, limit: _, cluster: _ } = args;
    Err(Error::built_without("SQL, in which claims are followed", "sql"))
}

/// Checks the documents of archives.
pub(crate) fn check(place: &Place, format: Format, args: &Args) -> Result<Output, Error> {
    let request = request(args);
    let (summary, info, warnings) = match &args.cluster {
        Some(scheduler) => super::cluster::check(place, &request, scheduler)?,
        None => here(place, &request)?,
    };
    let output = match format {
        Format::Text => Output::votes(page(&request, &summary)),
        Format::Json => Output::json(&Report { book: &info.id, summary: &summary })?,
        Format::Csv => {
            let header = ["verdict", "findings"];
            let rows = summary.verdicts.iter();
            Output::csv(&header, rows.map(|(verdict, n)| [(*verdict).to_owned(), n.to_string()]))?
        }
    };
    Ok(output.cited(&info).with(warnings))
}

/// What came of a run, the book it was held against, and what was found damaged in that.
pub(crate) type Done = (Summary, Info, Vec<Error>);

/// Checks the documents in this process.
fn here(place: &Place, request: &Request) -> Result<Done, Error> {
    let (book, warnings) = place.book()?;
    // The program ends after this: to give back the memory of thousands of votes piece by piece helps nobody.
    let book = std::mem::ManuallyDrop::new(book);
    let progress = Progress::default();
    let size = request.bytes()?;
    let summary =
        watched(&progress, Some(size), || scrutineer_corpus::check(&book, request, &progress))?;
    Ok((summary, book.info.clone(), warnings))
}

fn request(args: &Args) -> Request {
    let mut request = Request::new(args.paths.clone(), args.output.clone());
    request.fields = Fields {
        text: args.text.clone(),
        title: args.title.clone(),
        date: args.date.clone(),
        id: args.id.clone(),
        source: args.source.clone(),
    };
    request.results = match args.results {
        TablesAs::Parquet => Results::Parquet,
        TablesAs::Jsonl => Results::Jsonl,
    };
    request.threads = args.threads.unwrap_or(request.threads);
    request.anew = args.anew;
    request.part = usize::try_from(args.part).unwrap_or(request.part);
    request
}

fn page(request: &Request, summary: &Summary) -> Page {
    let mut page = Page::new();
    let to = plain(&request.to.to_string_lossy());
    page.line(bold(&format!("checked into {to}")));
    let mut table = Table::new("rl");
    table.row([summary.documents.to_string(), "documents".to_owned()]);
    if summary.failed > 0 {
        let why = summary.first_failure.as_deref().map(plain).unwrap_or_default();
        let words = format!("of them could not be checked; the first: {why}");
        table.row([summary.failed.to_string(), words]);
    }
    table.row([summary.findings.to_string(), "claims".to_owned()]);
    for (verdict, count) in summary.verdicts.iter().filter(|(_, count)| *count > 0) {
        table.row([count.to_string(), format!("  {}", verdict.replace('_', " "))]);
    }
    table.row([summary.unread.to_string(), "sentences about votes not understood".to_owned()]);
    page.table(2, &table);
    if summary.parts_before > 0 {
        let words = format!(
            "{} of {} parts were there from an earlier run",
            summary.parts_before, summary.parts
        );
        page.prose(2, &dim(&words));
    }
    page
}

#[derive(Serialize)]
struct Report<'r> {
    book: &'r str,
    #[serde(flatten)]
    summary: &'r Summary,
}

impl From<scrutineer_corpus::Error> for Error {
    fn from(error: scrutineer_corpus::Error) -> Error {
        let told = Error::request(plain(&error.to_string()));
        match error.remedy() {
            Some(remedy) => told.hint(remedy),
            None => told,
        }
    }
}

/// The verdict with this code.
fn verdict(typed: &str) -> Result<Verdict, String> {
    verdict_of(typed).ok_or_else(|| {
        let codes: Vec<_> = Verdict::ALL.iter().map(|verdict| verdict.code()).collect();
        format!("write one of {}", codes.join(", "))
    })
}

//! `scrutineer book import`: files of votes into the book.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

use scrutineer_book::{CITATION, ImportReport, ImportRequest, Shelf};
use scrutineer_ingest::{Format as Source, Input, Progress, read, stamp};
use scrutineer_record::Defect;
use scrutineer_report::book::ImportedReport;
use scrutineer_report::defects;

use super::info::sources_table;
use crate::args::Format;
use crate::error::{Error, Status};
use crate::output::Output;
use crate::place::{Place, warned};
use crate::terminal::style::{bold, dim};
use crate::terminal::wrap::plain;
use crate::terminal::{Page, Table};
use crate::watch::watched;

/// What was typed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Formats, recognised by content: undl (UN Digital Library: voting, outcomes, \
    Security Council), undl-marc, voeten, unvotes, vote-block. Files can be plain, gzip or zstd, in any \
    order; \"-\" is standard input. Without files: where the data are, and on which terms."
)]
pub(crate) struct Args {
    /// A format, to have files of any other refused; then the files
    #[arg(value_name = "[FORMAT] FILE")]
    words: Vec<String>,
    /// Begin the book anew: what it held is left out, be it sound or damaged
    #[arg(long)]
    anew: bool,
}

/// Reads files and adds what they say to the book.
pub(crate) fn run(asked: Option<&str>, format: Format, args: &Args) -> Result<Output, Error> {
    let shelf = Place::to_write(asked)?;
    let (source, files) = match args.words.split_first() {
        Some((first, rest)) if !Path::new(first).exists() => match first.parse::<Source>() {
            Ok(source) => (Some(source), rest),
            Err(_) => (None, args.words.as_slice()),
        },
        _ => (None, args.words.as_slice()),
    };
    if files.is_empty() {
        let mut output = Output::page(where_data_are());
        output.status = Status::WrongRequest;
        return Ok(output);
    }
    let (report, warnings) = import(&shelf, source, files, args.anew)?;
    Ok(output(&shelf, format, &report)?.with(warnings))
}

/// What an import did. As CSV: its defects.
pub(super) fn output(
    shelf: &Shelf,
    format: Format,
    report: &ImportReport,
) -> Result<Output, Error> {
    match format {
        Format::Text => Ok(Output::votes(page(shelf, report)).cited(&report.info)),
        Format::Json => Output::json(&ImportedReport::of(report)),
        Format::Csv => {
            let header = ["format", "file", "line", "column", "read", "defect"];
            let row = |defect| std::iter::once(String::new()).chain(defects::cells(defect));
            Output::csv(&header, report.defects.iter().map(row))
        }
    }
}

/// Reads files into a book.
pub(super) fn import(
    shelf: &Shelf,
    source: Option<Source>,
    files: &[String],
    anew: bool,
) -> Result<(ImportReport, Vec<Error>), Error> {
    let members = scrutineer_book::members()?;
    let inputs = files.iter().map(|file| input(file)).collect::<Result<Vec<_>, Error>>()?;
    let size: Option<u64> = inputs.iter().map(|input| input.size).sum();
    let progress = Progress::default();
    let imported = watched(&progress, size, || read(inputs, source, &members, &progress));
    let imported = imported.map_err(|error| Error::from(scrutineer_book::Error::from(error)))?;
    let format = source.map(|source| format!(" {source}")).unwrap_or_default();
    let anew_flag = if anew { " --anew" } else { "" };
    let command = format!("scrutineer book import{anew_flag}{format} {}", files.join(" "));
    let waiting = || eprintln!("another import is at work on this book: waiting for it to end");
    let now = stamp(SystemTime::now()).unwrap_or_default();
    let request = ImportRequest { now: &now, command: &command, anew, waiting: &waiting };
    let done = shelf.import(imported, &request).map_err(|error| match error.is_damage() {
        true => Error::from(error).hint("nothing was imported, and nothing was changed"),
        false => error.into(),
    })?;
    Ok(warned(done, "the book was made without what stood there alone: import those sources again"))
}

/// A file, or standard input, to be read.
pub(in crate::commands) fn input(file: &str) -> Result<Input, Error> {
    if file == "-" {
        let bytes: Box<dyn Read + Send> = Box::new(std::io::stdin());
        return Ok(Input { name: "standard input".to_owned(), bytes, size: None, retrieved: None });
    }
    Input::open(Path::new(file)).map_err(|why| {
        let file = plain(file);
        if why.kind() == ErrorKind::IsADirectory {
            return Error::request(format!("{file} is a directory"))
                .hint(format!("name the files in it: scrutineer book import {file}/*"));
        }
        Error::request(format!("cannot read {file}: {why}"))
    })
}

fn page(shelf: &Shelf, report: &ImportReport) -> Page {
    let mut page = Page::new();
    page.line(bold(&format!("imported into {}", plain(&shelf.path().to_string_lossy()))));
    for read in &report.files {
        page.hanging("  ", &format!("{}: {}, {} rows", read.file.name, read.format, read.rows));
    }
    let mut said = format!("  {} votes new", report.added);
    if report.replaced > 0 {
        said.push_str(&format!(", {} read again", report.replaced));
    }
    page.line(said);
    let kinds = kinds(&report.defects);
    if !kinds.is_empty() {
        page.heading("defects");
        let mut table = Table::new("rl");
        for (count, kind, example) in
            kinds.values().map(|(count, kind, first)| (count, kind, first))
        {
            table.row([count.to_string(), format!("{kind}, such as: {}", plain(example))]);
        }
        page.table(2, &table);
        page.prose(2, &dim("all of them: scrutineer book defects"));
    }
    page.heading("the book now");
    page.table(2, &sources_table(&report.info));
    super::info::reconciled_lines(&mut page, &report.info);
    page
}

/// Defects by their kind: how many, what they are called, and the first.
fn kinds(defects: &[Defect]) -> BTreeMap<&'static str, (usize, &'static str, String)> {
    let mut kinds = BTreeMap::new();
    for defect in defects {
        let kind = kind(defect);
        let entry = kinds.entry(kind).or_insert_with(|| (0, kind, defect.to_string()));
        entry.0 += 1;
    }
    kinds
}

/// What a defect is called.
pub(super) fn kind(defect: &Defect) -> &'static str {
    match defect {
        Defect::TallyDiffers { .. } => "tallies that do not add up",
        Defect::NotAMember { .. } => "positions of states that were not members",
        Defect::MissingFromRoll { .. } => "members missing from a roll",
        Defect::Read { .. } => "rows or cells that do not say what they should",
        Defect::Other(_) => "others",
    }
}

/// Where the data are that can be imported, and on which terms.
fn where_data_are() -> Page {
    let mut page = Page::new();
    page.line(bold("which files to import"));
    page.gap();
    for (name, words) in [
        (
            "United Nations Digital Library",
            "The official record: one row for each member in each recorded vote. Programs may not \
             download it unasked, so fetch it by hand: https://digitallibrary.un.org/record/4060887 \
             (General Assembly), /record/4060945 (resolutions, also those adopted without a vote), \
             /record/4055387 (Security Council). Copyright United Nations; non-commercial use with \
             attribution: https://digitallibrary.un.org/pages/?ln=en&page=tos",
        ),
        (
            "Erik Voeten's roll calls",
            "In the public domain (CC0), with votes on paragraphs and amendments: \
             https://doi.org/10.7910/DVN/LEJUQZ. \"scrutineer book fetch voeten\" downloads and imports \
             them after asking.",
        ),
        (
            "unvotes",
            "The tables of the R package unvotes (CC0): un_votes, un_roll_calls and \
             un_roll_call_issues, written as CSV.",
        ),
        (
            "vote-block, undl-marc",
            "The vote as a press release or a verbatim record prints it, as text; a voting record of \
             the Library exported as MARCXML.",
        ),
    ] {
        page.line(format!("  {}", bold(name)));
        page.prose(4, words);
    }
    page.gap();
    page.prose(2, "then: scrutineer book import FILE…");
    page.prose(2, &format!("to cite: {CITATION}"));
    page
}

//! `scrutineer book`: what the book holds.

use clap::Subcommand;
use serde::Serialize;

use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::pages::book_line;
use crate::report::date;
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};

/// What was typed.
#[derive(Debug, Subcommand)]
pub(crate) enum Book {
    /// Show what the book holds and where it comes from
    Info,
}

/// Opens the book that was asked for.
pub(crate) fn open(name: &str) -> Result<scrutineer_book::Book, Error> {
    if name.is_empty() || name == "built-in" {
        return scrutineer_book::built_in()
            .map_err(|error| Error::book(format!("the built-in book is damaged: {error}")));
    }
    Err(Error::request(format!(
        "cannot open the book \"{}\": this version has only the built-in book",
        crate::terminal::wrap::plain(name)
    ))
    .hint("leave out --book and SCRUTINEER_BOOK, or write --book built-in"))
}

/// Shows what the book holds. As CSV: a row for each source.
pub(crate) fn info(book: &scrutineer_book::Book, format: Format) -> Result<Output, Error> {
    let info = &book.info;
    match format {
        Format::Text => Ok(Output::votes(page(book))),
        Format::Json => Output::json(&Report {
            id: &info.id,
            built_in: info.built_in,
            format: info.format,
            votes: info.votes,
            until: date(info.until),
            sources: info.sources.iter().map(SourceReport::of).collect(),
            reconciled: None,
        }),
        Format::Csv => {
            let header = ["id", "format", "files", "votes", "positions", "defects", "until"];
            let rows = info.sources.iter().map(|source| {
                [
                    info.id.clone(),
                    source.format.clone(),
                    source.files.join(" "),
                    source.votes.to_string(),
                    source.positions.to_string(),
                    source.defects.to_string(),
                    cell(info.until),
                ]
            });
            Output::csv(&header, rows)
        }
    }
}

fn page(book: &scrutineer_book::Book) -> Page {
    let (info, facts) = (&book.info, book.record.facts());
    let mut page = Page::new();
    page.line(bold(&book_line(&book.record, info.built_in)));
    page.line(format!("  id {}, layout {}", info.id, info.format));
    page.heading("around the votes");
    let mut table = Table::new("rl");
    for (count, what) in [
        (book.record.members().len(), "members, past ones included"),
        (book.record.groups().iter().count(), "groups"),
        (facts.proposals.len(), "texts with their stages, voted or not"),
        (facts.series.len(), "series"),
        (facts.rivals.len(), "pairs of rivals"),
        (facts.organs.len(), "organs that resolutions set up"),
        (facts.topics.len(), "topics"),
    ] {
        table.row([count.to_string(), what.to_owned()]);
    }
    page.table(2, &table);
    page.heading("sources");
    let mut table = Table::new("lrrrl");
    table.row([dim("format"), dim("votes"), dim("positions"), dim("defects"), dim("files")]);
    for source in &info.sources {
        table.row([
            source.format.clone(),
            source.votes.to_string(),
            source.positions.to_string(),
            source.defects.to_string(),
            source.files.join(", "),
        ]);
    }
    page.table(2, &table);
    page
}

#[derive(Serialize)]
struct Report<'b> {
    id: &'b str,
    built_in: bool,
    format: u32,
    votes: usize,
    until: Option<String>,
    sources: Vec<SourceReport<'b>>,
    /// How far the sources of an imported book agree; the built-in one has a single source.
    reconciled: Option<()>,
}

#[derive(Serialize)]
struct SourceReport<'b> {
    format: &'b str,
    files: &'b [String],
    votes: usize,
    positions: usize,
    defects: usize,
}

impl<'b> SourceReport<'b> {
    fn of(source: &'b scrutineer_book::SourceInfo) -> SourceReport<'b> {
        let scrutineer_book::SourceInfo { format, files, votes, positions, defects } = source;
        SourceReport { format, files, votes: *votes, positions: *positions, defects: *defects }
    }
}

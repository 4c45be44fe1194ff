//! `scrutineer book defects`: what is wrong in the sources, and what is known to be wrong with them.

use std::collections::HashSet;

use scrutineer_book::DefectRow;
use scrutineer_ingest::{KnownError, known_errors};
use scrutineer_record::{Session, Vote};
use serde::Serialize;

use super::import::{defect_cells, kind};
use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::place::{Place, opened};
use crate::terminal::Page;
use crate::terminal::style::bold;
use crate::terminal::wrap::plain;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only those of this format
    #[arg(long, value_name = "FORMAT")]
    source: Option<String>,
}

/// Lists every defect, and the known errors of the sources of the book.
pub(crate) fn run(place: &Place, format: Format, args: &Args) -> Result<Output, Error> {
    let shelf = place.shelf()?;
    let (rows, warnings) = opened(shelf.defects())?;
    let (book, _) = opened(shelf.book())?;
    let wanted = |source: &str| args.source.as_deref().is_none_or(|asked| asked == source);
    let rows: Vec<DefectRow> = rows.into_iter().filter(|row| wanted(&row.format)).collect();
    // Votes that are built in lie over the book, and come from none of its sources.
    let imported = book.record.votes().filter(|vote| vote.source.file.format != "builtin");
    let sessions: HashSet<u8> = imported.filter_map(regular_session).collect();
    let sources = &book.info.sources;
    let known: Vec<&KnownError> = known_errors()
        .iter()
        .filter(|known| {
            let format = known.format.code();
            wanted(format)
                && sources.iter().any(|source| source.format == format)
                && known.concerns(sessions.iter().copied())
        })
        .collect();
    let output = match format {
        Format::Text => Output::page(page(&rows, &known)),
        Format::Json => Output::json(&Report {
            defects: rows.iter().map(Row::of).collect(),
            known_errors: known.iter().map(|known| KnownReport::of(known)).collect(),
        })?,
        Format::Csv => {
            let header = ["format", "vote", "file", "line", "column", "read", "defect"];
            Output::csv(
                &header,
                rows.iter().map(|row| {
                    let mut cells = defect_cells(&row.defect);
                    if let Some(first) = cells.first_mut() {
                        first.clone_from(&row.format);
                    }
                    cells.insert(1, cell(row.vote.as_ref()));
                    cells
                }),
            )?
        }
    };
    Ok(output.with(warnings))
}

/// The number of the regular session in which a vote fell, or during which a special one met.
fn regular_session(vote: Vote<'_>) -> Option<u8> {
    let day = vote.date.ends().0;
    let session = match vote.session {
        Session::Regular(_) => vote.session,
        _ => Session::regular_on(day.year(), day.month()?, day.day()?)?,
    };
    Some(session.number())
}

fn page(rows: &[DefectRow], known: &[&KnownError]) -> Page {
    let mut page = Page::new();
    if rows.is_empty() {
        page.line("no defects");
    }
    let mut kinds: Vec<&str> = rows.iter().map(|row| kind(&row.defect)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for name in kinds {
        let of_kind: Vec<_> = rows.iter().filter(|row| kind(&row.defect) == name).collect();
        page.heading(&format!("{name}: {}", of_kind.len()));
        for row in of_kind {
            let vote = row.vote.as_ref().map_or_else(String::new, |vote| format!("{vote}: "));
            page.hanging("  ", &plain(&format!("{vote}{}", row.defect)));
        }
    }
    if !known.is_empty() {
        page.heading("known errors of these sources");
        for known in known {
            let sessions = match (known.from_session, known.to_session) {
                (Some(from), Some(to)) if from == to => format!(", session {from}"),
                (Some(from), Some(to)) => format!(", sessions {from} to {to}"),
                _ => String::new(),
            };
            let subject = if known.subject.is_empty() { "" } else { ": " };
            let subject = format!("{subject}{}", known.subject);
            page.line(format!("  {}{sessions}{subject}", bold(known.format.code())));
            page.prose(4, &format!("{}; {}", known.what, known.reason));
        }
    }
    page
}

#[derive(Serialize)]
struct Report<'r> {
    defects: Vec<Row<'r>>,
    known_errors: Vec<KnownReport<'r>>,
}

#[derive(Serialize)]
struct Row<'r> {
    format: &'r str,
    vote: Option<&'r str>,
    defect: String,
}

impl Row<'_> {
    fn of(row: &DefectRow) -> Row<'_> {
        let DefectRow { format, vote, defect } = row;
        Row { format, vote: vote.as_deref(), defect: defect.to_string() }
    }
}

#[derive(Serialize)]
struct KnownReport<'r> {
    format: &'static str,
    kind: &'r str,
    from_session: Option<u8>,
    to_session: Option<u8>,
    subject: &'r str,
    what: &'r str,
    reason: &'r str,
}

impl KnownReport<'_> {
    fn of(known: &KnownError) -> KnownReport<'_> {
        KnownReport {
            format: known.format.code(),
            kind: &known.kind,
            from_session: known.from_session,
            to_session: known.to_session,
            subject: &known.subject,
            what: &known.what,
            reason: &known.reason,
        }
    }
}

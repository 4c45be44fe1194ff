//! `scrutineer book defects`: what is wrong in the sources, and what is known to be wrong with them.

use scrutineer_report::defects::Defects;

use super::import::kind;
use crate::args::Format;
use crate::error::Error;
use crate::output::Output;
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
    let defects = Defects::of(&book, &rows, args.source.as_deref());
    let output = match format {
        Format::Text => Output::page(page(&defects)),
        Format::Json => Output::json(&defects.report())?,
        Format::Csv => Output::table(&defects.flat())?,
    };
    Ok(output.with(warnings))
}

fn page(Defects { found: rows, known }: &Defects<'_>) -> Page {
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

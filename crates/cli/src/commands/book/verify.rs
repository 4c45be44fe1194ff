//! `scrutineer book verify`: whether the book is what was written.

use scrutineer_book::Verified;
use serde::Serialize;

use crate::args::Format;
use crate::error::{Error, Status};
use crate::output::Output;
use crate::place::Place;
use crate::terminal::Page;
use crate::terminal::style::bold;
use crate::terminal::wrap::plain;

/// Reads every byte. The status tells a sound book from a damaged one.
pub(crate) fn run(place: &Place, format: Format) -> Result<Output, Error> {
    let shelf = match place {
        Place::Shelf(shelf) => shelf,
        // Its tables are read whole at each start: a damaged one cannot get here.
        Place::BuiltIn => {
            let book = crate::place::built_in()?;
            let mut page = Page::new();
            page.line(format!("the built-in book is sound: {} votes", book.info.votes));
            return Ok(Output::page(page));
        }
    };
    let verified = shelf.verify()?;
    let faults: Vec<String> = verified.faults.iter().map(ToString::to_string).collect();
    let mut output = match format {
        Format::Text => Output::page(page(&verified, &faults)),
        Format::Json => Output::json(&Report {
            sound: faults.is_empty(),
            files: verified.files,
            bytes: verified.bytes,
            faults: &faults,
        })?,
        Format::Csv => Output::csv(&["fault"], faults.iter().map(|fault| [fault.clone()]))?,
    };
    if !faults.is_empty() {
        output.status = Status::DamagedBook;
    }
    Ok(output)
}

fn page(verified: &Verified, faults: &[String]) -> Page {
    let mut page = Page::new();
    if faults.is_empty() {
        let (files, bytes) = (verified.files, verified.bytes);
        page.line(bold("the book is sound"));
        page.line(format!("  {files} files, {bytes} bytes, each as it was written"));
    } else {
        page.line(bold("the book is damaged"));
        for fault in faults {
            page.hanging("  - ", &plain(fault));
        }
        page.gap();
        page.prose(2, "make it anew from its sources: scrutineer book import --anew FILE…");
    }
    page
}

#[derive(Serialize)]
struct Report<'v> {
    sound: bool,
    files: usize,
    bytes: u64,
    faults: &'v [String],
}

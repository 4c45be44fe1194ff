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
        Place::BuiltIn => return built_in(format),
    };
    let verified = shelf.verify()?;
    let faults: Vec<String> = verified.faults.iter().map(ToString::to_string).collect();
    let (files, bytes) = (Some(verified.files), Some(verified.bytes));
    let text = || page(&verified, &faults);
    let report = Report { sound: faults.is_empty(), files, bytes, faults: &faults };
    let mut output = report.output(format, text)?;
    if !faults.is_empty() {
        output.status = Status::DamagedBook;
    }
    Ok(output)
}

/// Its tables are read whole at each start: a damaged one cannot get here.
fn built_in(format: Format) -> Result<Output, Error> {
    let book = crate::place::built_in()?;
    let report = Report { sound: true, files: None, bytes: None, faults: &[] };
    report.output(format, || {
        let mut page = Page::new();
        page.line(format!("the built-in book is sound: {} votes", book.info.votes));
        page
    })
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
    /// None of the built-in book, which is no file.
    files: Option<usize>,
    bytes: Option<u64>,
    faults: &'v [String],
}

impl Report<'_> {
    fn output(&self, format: Format, text: impl FnOnce() -> Page) -> Result<Output, Error> {
        match format {
            Format::Text => Ok(Output::page(text())),
            Format::Json => Output::json(self),
            Format::Csv => Output::csv(&["fault"], self.faults.iter().map(|fault| [fault.clone()])),
        }
    }
}

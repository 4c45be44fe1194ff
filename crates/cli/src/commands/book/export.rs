//! `scrutineer book export`: the tables of the book as files for others.

use std::path::{Path, PathBuf};

use scrutineer_book::{ExportFormat, Exported, Like};
use serde::Serialize;

use crate::args::Format;
use crate::error::Error;
use crate::output::Output;
use crate::place::{Place, opened};
use crate::terminal::style::bold;
use crate::terminal::wrap::plain;
use crate::terminal::{Page, Table};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The directory to write to; nothing that is there is overwritten
    #[arg(value_name = "DIR")]
    to: PathBuf,
    /// csv, parquet or json; each with the description of every column
    #[arg(long = "as", default_value = "csv", value_name = "FORM")]
    form: ExportFormat,
    /// The votes of the General Assembly in the tables of others, so that scripts made for these run as they are:
    /// unvotes (the R package), voeten (his roll calls), rollcall (a matrix for pscl, wnominate and emIRT)
    #[arg(long, value_name = "WHOSE", conflicts_with = "form")]
    like: Option<Like>,
}

/// Writes the tables, and lists what was written.
pub(crate) fn run(place: &Place, format: Format, args: &Args) -> Result<Output, Error> {
    let (files, warnings) = match args.like {
        None => opened(place.shelf()?.export(&args.to, args.form))?,
        Some(like) => {
            let (book, warnings) = place.book()?;
            (book.export_like(like, &place.joined()?, &args.to)?, warnings)
        }
    };
    let output = match format {
        Format::Text => Output::page(page(&args.to, &files)),
        Format::Json => {
            let rows: Vec<_> = files.iter().map(Row::of).collect();
            Output::json(&rows)?
        }
        Format::Csv => Output::csv(
            &["file", "rows", "about"],
            files.iter().map(|file| [name(file), rows(file), file.about.to_owned()]),
        )?,
    };
    Ok(output.with(warnings))
}

fn name(file: &Exported) -> String {
    file.path.to_string_lossy().into_owned()
}

/// How many rows a table has, 0 too; blank for files beside the tables.
fn rows(file: &Exported) -> String {
    file.rows.map(|rows| rows.to_string()).unwrap_or_default()
}

fn page(to: &Path, files: &[Exported]) -> Page {
    let mut page = Page::new();
    page.line(bold(&format!("written to {}", plain(&to.to_string_lossy()))));
    let mut table = Table::new("lrl");
    for file in files {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        table.row([plain(&name), rows(file), file.about.to_owned()]);
    }
    page.table(2, &table);
    page
}

#[derive(Serialize)]
struct Row<'f> {
    file: String,
    rows: Option<usize>,
    about: &'f str,
}

impl Row<'_> {
    fn of(file: &Exported) -> Row<'_> {
        Row { file: name(file), rows: file.rows, about: file.about }
    }
}

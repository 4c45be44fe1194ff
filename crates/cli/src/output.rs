//! What a command gives back: everything for standard output, and how the program ends.
//!
//! Commands print nothing themselves. So JSON is alone on standard output, and a closed pipe is met in one
//! place.

use scrutineer_book::Info;
use scrutineer_report::FlatTable;
use serde::Serialize;

use crate::error::{Error, Status};
use crate::pages::citations;
use crate::plot::Picture;
use crate::terminal::Page;

/// The result of a command.
pub(crate) struct Output {
    /// For standard output, with escapes where it is text for people.
    pub(crate) text: String,
    /// What follows it, made part by part while it is written: tables of millions of rows.
    pub(crate) more: Box<dyn Iterator<Item = String>>,
    /// For standard error: what went wrong on the way without stopping the command.
    pub(crate) warnings: Vec<Error>,
    /// How the program ends.
    pub(crate) status: Status,
    /// Whether it is text about votes, under which the citation of their sources has to stand.
    cites: bool,
    /// What else is to be written: the same as a picture.
    pub(crate) picture: Option<Picture>,
}

impl Output {
    fn done(text: String) -> Output {
        Output {
            text,
            more: Box::new(std::iter::empty()),
            warnings: Vec::new(),
            status: Status::Done,
            cites: false,
            picture: None,
        }
    }

    /// The same, with what went wrong on the way.
    pub(crate) fn with(mut self, warnings: Vec<Error>) -> Output {
        self.warnings.extend(warnings);
        self
    }

    /// The same, with a picture if there is one.
    pub(crate) fn drawn(mut self, picture: Option<Picture>) -> Output {
        self.picture = picture;
        self
    }

    /// Text for people.
    pub(crate) fn page(page: Page) -> Output {
        Output::done(page.finish())
    }

    /// Text for people about votes, which is to be [cited](Output::cited).
    pub(crate) fn votes(page: Page) -> Output {
        Output { cites: true, ..Output::page(page) }
    }

    /// The same, with the citation that stands wherever the votes do.
    pub(crate) fn cited(mut self, info: &Info) -> Output {
        if self.cites {
            let mut page = Page::new();
            citations(info).iter().for_each(|citation| page.prose(0, citation));
            self.text.push('\n');
            self.text.push_str(&page.finish());
            self.cites = false;
        }
        let citations = scrutineer_report::words::citations(info);
        self.picture = self.picture.map(|picture| picture.cited(&citations));
        self
    }

    /// What is complete as it is, citations and all.
    pub(crate) fn whole(text: String) -> Output {
        Output::done(text)
    }

    /// What is made part by part while it is written.
    pub(crate) fn parts(parts: impl Iterator<Item = String> + 'static) -> Output {
        Output { more: Box::new(parts), ..Output::done(String::new()) }
    }

    /// JSON, indented.
    pub(crate) fn json(value: &impl Serialize) -> Result<Output, Error> {
        Ok(Output::done(serde_json::to_string_pretty(value)? + "\n"))
    }

    /// One flat table that is an answer.
    pub(crate) fn table(table: &FlatTable) -> Result<Output, Error> {
        Ok(Output::done(table.csv()?))
    }

    /// One flat table.
    pub(crate) fn csv<R>(
        header: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Output, Error>
    where
        R: IntoIterator<Item = String>,
    {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(header)?;
        for row in rows {
            table.write_record(row)?;
        }
        let bytes = table.into_inner().map_err(|error| Error::fault(error.to_string()))?;
        Ok(Output::done(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// A cell of a CSV table: the value, or nothing.
pub(crate) fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

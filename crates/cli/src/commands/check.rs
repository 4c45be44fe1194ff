//! `scrutineer check`: statements against the record.

use std::io::Read;
use std::path::Path;

use clap::ValueEnum;
use scrutineer_book::Book;
use scrutineer_claims::{Checker, Finding, Verdict};
use scrutineer_report::findings::{self, Document, FindingsReport};
use scrutineer_report::{claim_review, mail};

use crate::args::Form;
use crate::error::{Error, Status};
use crate::output::Output;
use crate::pages;
use crate::resolve;
use crate::terminal::wrap::plain;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files of plain text; "-" or none for standard input. Markdown's emphasis is skipped; HTML is read
    /// as text for now, tags and all
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// The day of the statements, where it does not stand in them
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// End with status 1 if a claim is contradicted; with "partly", also if one holds only in part
    #[arg(long, value_name = "VERDICT")]
    fail_on: Option<FailOn>,
}

/// From which verdict on a check fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Contradicted,
    Partly,
}

impl FailOn {
    fn includes(self, verdict: Verdict) -> bool {
        match self {
            FailOn::Contradicted => verdict == Verdict::Contradicted,
            FailOn::Partly => matches!(verdict, Verdict::Contradicted | Verdict::Partly),
        }
    }
}

/// Checks every file that can be read; one that cannot is told, and makes the request a wrong one.
pub(crate) fn run(book: &Book, format: Form, args: &Args) -> Result<Output, Error> {
    let date = args.date.as_deref().map(resolve::date).transpose()?;
    let checker = Checker::new(&book.record);
    let (mut documents, mut warnings) = (Vec::new(), Vec::new());
    let standard_input = ["-".to_owned()];
    let files = if args.files.is_empty() { &standard_input[..] } else { &args.files };
    for file in files {
        match read(file) {
            Ok(text) => {
                let found = checker.check(&text, date);
                documents.push(Document { source: file.clone(), text, found });
            }
            Err(error) => warnings.push(error),
        }
    }
    if documents.is_empty()
        && let Some(error) = warnings.pop()
    {
        // Nothing was read: the last file's error ends the command, those of the others stand before it.
        return Err(warnings
            .into_iter()
            .rev()
            .fold(error, |error, other| error.hint(other.message())));
    }
    let mut output = match format {
        Form::Text => Output::votes(pages::findings::page(book, &documents)),
        Form::Json => Output::json(&FindingsReport::of(&book.info, &documents))?,
        Form::Csv => Output::csv(&findings::HEADER, documents.iter().flat_map(findings::rows))?,
        Form::Html => Output::whole(scrutineer_site::findings_page(book, &documents)),
        Form::ClaimReview => Output::json(&claim_review::reviews(book, &documents))?,
        Form::Mail => Output::whole(mail::page(book, &documents)),
    };
    let findings = || documents.iter().flat_map(|document| &document.found.findings);
    let fails = |finding: &Finding| args.fail_on.is_some_and(|on| on.includes(finding.verdict));
    if !warnings.is_empty() {
        output.status = Status::WrongRequest;
    } else if findings().any(fails) {
        output.status = Status::Found;
    }
    output.warnings = warnings;
    Ok(output)
}

fn read(file: &str) -> Result<Vec<u8>, Error> {
    let read = if file == "-" {
        let mut text = Vec::new();
        std::io::stdin().lock().read_to_end(&mut text).map(|_| text)
    } else {
        std::fs::read(Path::new(file))
    };
    read.map_err(|error| Error::request(format!("cannot read {}: {error}", plain(file))))
}

//! `scrutineer check`: statements against the record.

mod frames;
mod pins;
mod with;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use scrutineer_book::Book;
use scrutineer_claims::{Checker, ClaimKind, Finding, Verdict};
use scrutineer_ingest::article::Article;
use scrutineer_record::Date;
use scrutineer_report::findings::{self, Document, FindingsReport};
use scrutineer_report::frames::FramesReport;
use scrutineer_report::{claim_review, mail};

use crate::args::Form;
use crate::articles::{self, Names, Reading};
use crate::error::{Error, Status};
use crate::output::Output;
use crate::pages;
use scrutineer_report::resolve;

use self::frames::Supplied;
use self::pins::{Settled, Settler};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Pages, Markdown or plain text, in any encoding, plain or packed with gzip or zstd; directories of
    /// them; "-" or none for standard input
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    reading: Reading,
    /// The day of the statements, where they do not tell it, or not rightly
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// End with status 1 if a claim is contradicted; with "partly", also if one holds only in part
    #[arg(long, value_name = "VERDICT")]
    fail_on: Option<FailOn>,
    /// Print the smallest edits that make each false sentence true, as a diff; no file is changed. (JSON has
    /// them in "fixes" anyhow)
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    settled: Settled,
    /// Print as JSON what was read and not what is found: the claims as the words make them
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["fix", "frames", "fail_on"])]
    emit: Option<Emit>,
    /// Judge the claims that another program read, in the JSON that --emit frames prints. The documents themselves
    /// need not be named
    #[arg(long, value_name = "FILE")]
    frames: Option<String>,
    /// Claims of these kinds alone, such as "citation"; what is not understood is then not listed
    #[arg(
        long,
        value_name = "KIND",
        value_delimiter = ',',
        hide_possible_values = true,
        value_parser = PossibleValuesParser::new(ClaimKind::ALL.map(ClaimKind::code)).try_map(kind_of)
    )]
    only: Vec<ClaimKind>,
    /// Judge against the votes of this file as well: a press release, the record of a meeting, or lists pasted
    /// from them, for votes too new for the book; can be repeated
    #[arg(long, value_name = "FILE")]
    with: Vec<String>,
}

fn kind_of(code: String) -> Result<ClaimKind, String> {
    ClaimKind::ALL.into_iter().find(|kind| kind.code() == code).ok_or(code)
}

/// What can be printed in place of findings. (The variants have no comments: clap would print them at length.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Emit {
    Frames,
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
    if args.fix && !matches!(format, Form::Text | Form::Json) {
        let error = Error::request("--fix prints a diff, which this format cannot hold");
        return Err(error.hint("leave out --format, or write --format json"));
    }
    if args.emit.is_some() {
        format.only(Form::Json, "frames are JSON, and come")?;
    }
    let date = args.date.as_deref().map(resolve::date).transpose()?;
    let joined = with::joined(book, &args.with)?;
    let book = joined.as_ref().map_or(book, |joined| &joined.book);
    let checker = Checker::new(&book.record).only(args.only.clone());
    let mut settler = args.settled.settler(&book.record)?;
    let (mut documents, mut warnings) = (Vec::new(), Vec::new());
    let Names { names, notes } = match &args.frames {
        Some(file) => {
            let (texts, reading) = (&args.files, &args.reading);
            let supplied = Supplied { file, texts, reading, date };
            documents = supplied.judged(&checker, book, &mut settler)?;
            Names::default()
        }
        None => articles::named(&args.files),
    };
    let mut emitted = Vec::new();
    for name in names {
        match args.reading.read(&name) {
            Ok(article) if args.emit == Some(Emit::Frames) => {
                emitted.push(frames::emitted(&checker, book, &name, &article, date));
            }
            Ok(article) => documents.push(check(&checker, &mut settler, name, article, date)),
            Err(error) => warnings.push(error),
        }
    }
    if !emitted.is_empty() {
        let mut output = Output::json(&FramesReport::of(emitted))?;
        if !warnings.is_empty() {
            output.status = Status::WrongRequest;
        }
        return Ok(output.with(warnings).with(notes));
    }
    if documents.is_empty() && warnings.is_empty() {
        warnings.push(Error::request("there is nothing to check"));
    }
    if documents.is_empty()
        && let Some(error) = warnings.pop()
    {
        // Nothing was read: the last file's error ends the command, those of the others stand before it.
        return Err(warnings
            .into_iter()
            .rev()
            .chain(notes)
            .fold(error, |error, other| error.hint(other.message())));
    }
    settler.unused(&documents)?;
    if let Some(joined) = &joined {
        for Document { source, found, .. } in &mut documents {
            found.findings.iter_mut().for_each(|finding| joined.tell(source, finding));
        }
    }
    let mut output = match format {
        Form::Text if args.fix => Output::votes(pages::fixes::page(book, &documents)),
        Form::Text => Output::votes(pages::findings::page(book, &documents)),
        Form::Json => Output::json(&FindingsReport::of(book, &documents))?,
        Form::Csv => Output::csv(&findings::HEADER, documents.iter().flat_map(findings::rows))?,
        Form::Html => Output::whole(scrutineer_site::findings_page(book, &documents)),
        Form::ClaimReview => Output::json(&claim_review::reviews(book, &documents))?,
        Form::Mail => Output::whole(mail::page(book, &documents)),
        Form::Parquet => return Err(crate::args::only_of("sql")),
    };
    let findings = || documents.iter().flat_map(|document| &document.found.findings);
    let fails = |finding: &Finding| args.fail_on.is_some_and(|on| on.includes(finding.verdict));
    if !warnings.is_empty() {
        output.status = Status::WrongRequest;
    } else if findings().any(fails) {
        output.status = Status::Found;
    }
    let of_files = joined.map(|joined| (joined.book.info, joined.warnings));
    if let Some((info, told)) = of_files {
        output = output.cited(&info).with(told);
    }
    Ok(output.with(warnings).with(notes))
}

/// Checks an article, with what was settled about it.
fn check(
    checker: &Checker<'_>,
    settler: &mut Settler<'_>,
    source: String,
    article: Article,
    given: Option<Date>,
) -> Document {
    Document::checked(source, article, given, |text, date| {
        settler.check(|pins| checker.check_with(text, date, pins))
    })
}

//! `scrutineer corpus spread`: how claims went from outlet to outlet.

use std::io::{BufWriter, Write};

use scrutineer_corpus::{verdict_of, written};
use scrutineer_sql::{Limits, Spread, json};
use serde::Deserialize;

use super::SpreadArgs;
use crate::args::Form;
use crate::commands::sql::answers::{self, Written};
use crate::error::Error;
use crate::files::{self, write_with};
use crate::output::Output;
use crate::place::Place;
use crate::terminal::style::{bold, dim, of_verdict, paint};
use crate::terminal::wrap::plain;
use crate::terminal::{Page, Table};

/// Follows the claims in archives that were checked.
pub(super) fn run(place: &Place, form: Form, args: &SpreadArgs) -> Result<Output, Error> {
    let form = answers::written(form, args.output.as_deref())?;
    let runs = args.paths.iter().map(|path| written(path));
    let runs = runs.collect::<Result<Vec<_>, _>>()?;
    let (world, warnings) = answers::world(place)?;
    let info = world.book.info.clone();
    let engine = answers::engine(world, Limits::default(), args.cluster.as_ref())?;
    let which = Spread {
        verdicts: if args.verdicts.is_empty() {
            Spread::default().verdicts
        } else {
            args.verdicts.clone()
        },
        most: args.limit,
    };
    let answer = engine.spread(&runs, &which)?;
    let output = match (&args.output, form) {
        (Some(path), _) => {
            write_with(path, |file| {
                let mut out = BufWriter::new(file);
                answers::write(answer, form, &mut out)?;
                out.flush().map_err(|why| files::disk("write", path, &why))
            })?;
            Output::whole(String::new())
        }
        (None, Written::Table) => {
            let mut rows = Vec::new();
            json(answer, &mut rows)?;
            let documents = runs.iter().map(|run| run.documents).sum();
            Output::votes(page(&claims(&rows)?, documents)).cited(&info)
        }
        (None, _) => {
            let mut out = Vec::new();
            answers::write(answer, form, &mut out)?;
            Output::whole(String::from_utf8_lossy(&out).into_owned())
        }
    };
    Ok(output.with(warnings))
}

/// As much of a row as the page tells.
#[derive(Debug, Deserialize)]
struct Row {
    claim: u64,
    votes: String,
    kind: String,
    atoms: String,
    verdict: String,
    words: String,
    explanation: String,
    outlets: u64,
    documents: u64,
    variants: u64,
    outlet: Option<String>,
    first_seen: Option<String>,
    days_after: Option<i64>,
    document: String,
    outlet_documents: u64,
    corrected: Option<String>,
    read_day: Option<String>,
}

/// The rows, claim by claim.
fn claims(rows: &[u8]) -> Result<Vec<Vec<Row>>, Error> {
    let rows: Vec<Row> = serde_json::from_slice(rows).map_err(|why| {
        Error::request(format!("the answer has another form than expected: {why}"))
    })?;
    let mut claims: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        match claims.last_mut() {
            Some(claim) if claim.first().is_some_and(|first| first.claim == row.claim) => {
                claim.push(row);
            }
            _ => claims.push(vec![row]),
        }
    }
    Ok(claims)
}

fn page(claims: &[Vec<Row>], documents: usize) -> Page {
    let mut page = Page::new();
    let counted = |n: usize, one: &str| {
        if n == 1 { format!("{n} {one}") } else { format!("{n} {one}s") }
    };
    let of = counted(documents, "document");
    page.line(bold(&format!("{} in {of}", counted(claims.len(), "claim"))));
    for claim in claims {
        let Some(first) = claim.first() else { continue };
        page.gap();
        let votes = plain(&first.votes);
        let verdict = verdict_of(&first.verdict).map_or_else(
            || plain(&first.verdict),
            |verdict| paint(of_verdict(verdict), verdict.words()),
        );
        page.line(format!("{} {} · {verdict}", bold(&votes), first.kind.replace('_', " ")));
        page.prose(2, &plain(&first.atoms.replace(" | ", ", ")));
        page.prose(2, &plain(&format!("\"{}\"", first.words)));
        page.prose(2, &plain(&first.explanation));
        let documents = usize::try_from(first.documents).unwrap_or(usize::MAX);
        let outlets = usize::try_from(first.outlets).unwrap_or(usize::MAX);
        let variants = usize::try_from(first.variants).unwrap_or(usize::MAX);
        let variants = if variants == 0 {
            String::new()
        } else {
            format!("; {}", counted(variants, "variant"))
        };
        let told =
            format!("{}, {}{variants}", counted(outlets, "outlet"), counted(documents, "document"));
        page.prose(2, &dim(&told));
        page.table(2, &outlets_of(claim));
    }
    page
}

/// What is said of the day where the archive gives none.
fn undated(row: &Row) -> String {
    row.read_day
        .as_ref()
        .map_or_else(|| "no day".to_owned(), |day| format!("no day; {} in the text", plain(day)))
}

/// The outlets of a claim, in the order in which they had it.
fn outlets_of(claim: &[Row]) -> Table {
    let mut table = Table::new("lrlrll");
    for row in claim {
        let after = match row.days_after {
            None => String::new(),
            Some(0) => "first".to_owned(),
            Some(1) => "1 day on".to_owned(),
            Some(days) => format!("{days} days on"),
        };
        let corrected =
            row.corrected.as_ref().map_or_else(String::new, |day| format!("corrected {day}"));
        table.row([
            row.first_seen.clone().unwrap_or_else(|| undated(row)),
            after,
            plain(row.outlet.as_deref().unwrap_or("no outlet named")),
            row.outlet_documents.to_string(),
            plain(&row.document),
            corrected,
        ]);
    }
    table
}

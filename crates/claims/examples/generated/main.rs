//! Measures how well claims are read, on statements that it makes itself.
//!
//! From the record it draws votes of every decade and tells of them in phrasings of its own (`phrasings/`): true,
//! false in one atom, or claiming nothing. What is told is checked member by member (`truth.rs`). Then the checker
//! reads it, and recall, precision, accuracy, link, caught and spurious come out by kind, each with n and its 95 %
//! interval. The same seed gives the same statements.
//!
//!     cargo run -p scrutineer-claims --example generated                  # some hundred, on the built-in book
//!     … --book DIR --count 6000 --seed 2 --kind tally --no-date --format json
//!     … --misread FILE    everything that was misread, one JSON object a line: kind, fault (missed, verdict, link,
//!                         spurious), text, date, span, what is so and which verdicts are right, what was altered,
//!                         by what the vote is told, the phrasing, and what was found
//!     … --report FILE     scores the reports of a file in the form of ../shared/claims/dev.jsonl instead
//!
//! Whoever works on the checker reads what was misread and does not tune to the phrasings: they stand for others.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a program for measuring: a fault in its tables must stop it"
)]

mod cases;
mod drafts;
mod phrasings;
mod pool;
mod reports;
mod score;
mod truth;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use scrutineer_book::Shelf;
use scrutineer_claims::{Checker, Finding};
use scrutineer_record::Record;
use serde_json::{Value, json};

use crate::cases::{Case, Maker};
use crate::pool::Pool;
use crate::score::{Misread, RATES, Rate, Score, Scores};

/// What is asked for on the command line.
struct Args {
    book: Option<PathBuf>,
    seed: u64,
    count: usize,
    kind: Option<String>,
    misread: Option<PathBuf>,
    report: Option<PathBuf>,
    dated: bool,
    json: bool,
}

fn args() -> Result<Args, String> {
    let mut args = Args {
        book: None,
        seed: 1,
        count: 400,
        kind: None,
        misread: None,
        report: None,
        dated: true,
        json: false,
    };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        if name == "--no-date" {
            args.dated = false;
            continue;
        }
        let value = given.next().ok_or_else(|| format!("{name}: a value must follow"))?;
        let number = || value.parse().map_err(|_| format!("{name} {value}: not a number"));
        match name.as_str() {
            "--book" if value == "built-in" => args.book = None,
            "--book" => args.book = Some(value.into()),
            "--seed" => args.seed = number()?,
            "--count" => args.count = usize::try_from(number()?).map_err(|e| e.to_string())?,
            "--kind" => args.kind = Some(kind(&value)?),
            "--misread" => args.misread = Some(value.into()),
            "--report" => args.report = Some(value.into()),
            "--format" if value == "json" => args.json = true,
            "--format" if value == "text" => args.json = false,
            _ => return Err(format!("{name} {value}: not understood; see the head of main.rs")),
        }
    }
    Ok(args)
}

fn kind(name: &str) -> Result<String, String> {
    let kinds: Vec<&str> = drafts::KINDS.iter().map(|(kind, _)| *kind).collect();
    let known = kinds.contains(&name).then(|| name.to_owned());
    known.ok_or_else(|| format!("{name}: no such kind; there are {}", kinds.join(", ")))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args = args()?;
    let record = match &args.book {
        None => scrutineer_book::built_in()?.record,
        Some(book) => Shelf::at(book).book()?.value.record,
    };
    let cases = match &args.report {
        Some(file) => reports::read(file)?,
        None => Maker::new(&Pool::new(&record), args.kind.as_deref()).cases(args.count, args.seed),
    };
    let scores = scored(&record, &cases, args.dated);
    if let Some(file) = &args.misread {
        let lines = scores.misread.iter().map(|misread| told(&cases[misread.case], misread));
        std::fs::write(file, lines.map(|line| format!("{line}\n")).collect::<String>())?;
    }
    if args.json {
        println!("{:#}", as_json(&cases, &scores));
    } else {
        print!("{}", table(&cases, &scores));
    }
    Ok(())
}

fn scored(record: &Record, cases: &[Case], dated: bool) -> Scores {
    let checker = Checker::new(record);
    let mut scores = Scores::default();
    for (place, case) in cases.iter().enumerate() {
        let findings = checker.check(case.text.as_bytes(), Some(case.date).filter(|_| dated));
        scores.add(place, case, &findings);
    }
    scores
}

/// What was misread, with all that is needed to see why.
fn told(case: &Case, misread: &Misread) -> Value {
    let known = case.claims.iter().find(|known| known.range == misread.range);
    let accept: Vec<&str> =
        known.into_iter().flat_map(|known| &known.accept).map(|verdict| verdict.code()).collect();
    json!({
        "kind": misread.kind,
        "fault": misread.fault,
        "text": case.text,
        "date": case.date.to_string(),
        "span": case.text.get(misread.range.clone()),
        "accept": accept,
        "symbols": known.map(|known| &known.symbols),
        "why": misread.why,
        "altered": if known.is_some_and(|known| known.is_false) { case.atom } else { "" },
        "naming": case.naming,
        "id": case.id,
        "found": misread.found.iter().map(|finding| found(case, finding)).collect::<Vec<_>>(),
    })
}

fn found(case: &Case, finding: &Finding) -> Value {
    json!({
        "kind": finding.claim.kind.code(),
        "verdict": finding.verdict.code(),
        "span": case.text.get(finding.span.start..finding.span.end),
        "votes": finding.votes.iter().map(|vote| &vote.symbol).collect::<Vec<_>>(),
        "explanation": finding.explanation,
    })
}

fn rows(scores: &Scores) -> Vec<(String, Score)> {
    let kinds = scores.kinds.iter().map(|(kind, score)| (kind.clone(), *score));
    kinds.chain([("all".to_owned(), scores.total())]).collect()
}

fn table(cases: &[Case], scores: &Scores) -> String {
    let mut text =
        format!("{} documents, each rate in % with its 95 % interval and n\n\n", cases.len());
    let head: String = RATES.iter().map(|name| format!(" {name:^22} |")).collect();
    let line: String = RATES.iter().map(|_| format!("{:-<24}|", "")).collect();
    let _ = writeln!(text, "| {:<14} |{head}\n|{:-<16}|{line}", "kind", "");
    for (kind, score) in rows(scores) {
        let cells: String =
            score.rates().iter().map(|rate| format!(" {:^22} |", cell(*rate))).collect();
        let _ = writeln!(text, "| {kind:<14} |{cells}");
    }
    let mut faults: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for misread in &scores.misread {
        *faults.entry((&misread.kind, misread.fault)).or_default() += 1;
    }
    let faults = faults.iter().map(|((kind, fault), count)| format!("{kind} {fault} {count}"));
    let _ = writeln!(text, "\nmisread: {}", faults.collect::<Vec<_>>().join(", "));
    text
}

fn cell(rate: Rate) -> String {
    match (rate.share(), rate.interval()) {
        (Some(share), Some((low, high))) => {
            let [share, low, high] = [share, low, high].map(|part| 100.0 * part);
            format!("{share:.1} ({low:.1}–{high:.1}) {}", rate.of)
        }
        _ => "–".to_owned(),
    }
}

fn as_json(cases: &[Case], scores: &Scores) -> Value {
    let rate = |rate: &Rate| json!({ "hit": rate.hit, "n": rate.of, "share": rate.share(), "interval": rate.interval() });
    let kinds: serde_json::Map<String, Value> = rows(scores)
        .into_iter()
        .map(|(kind, score)| {
            let rates = RATES.iter().zip(score.rates());
            (kind, rates.map(|(name, of)| ((*name).to_owned(), rate(&of))).collect())
        })
        .collect();
    json!({ "documents": cases.len(), "misread": scores.misread.len(), "kinds": kinds })
}

#[cfg(test)]
mod tests;

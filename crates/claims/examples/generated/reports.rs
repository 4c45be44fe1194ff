//! Files of reports with known claims: one JSON object a line, in the form of `../shared/claims/dev.jsonl`.

use std::path::Path;

use scrutineer_claims::Verdict;
use serde::Deserialize;

use crate::cases::{Case, Known};

#[derive(Deserialize)]
struct Report {
    id: String,
    text: String,
    date: String,
    claims: Vec<Claim>,
    #[serde(default)]
    non_claims: Vec<String>,
}

#[derive(Deserialize)]
struct Claim {
    span: String,
    start_byte: usize,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    symbols: Vec<Option<String>>,
    verdict: String,
    accept: Vec<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    why: String,
}

/// The reports of a file, or what is wrong with it and where.
pub(crate) fn read(path: &Path) -> Result<Vec<Case>, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(row, line)| {
            let at = |what: String| format!("{name}:{}: {what}", row + 1);
            let report = serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
            case(report).map_err(at)
        })
        .collect()
}

fn case(report: Report) -> Result<Case, String> {
    let Report { id, text, date, claims, non_claims } = report;
    let date = date.parse().map_err(|error| format!("{error}"))?;
    let claims: Result<Vec<Known>, String> = claims.into_iter().map(known).collect();
    let quiet = non_claims.iter().map(|words| {
        let start = text.find(words).ok_or_else(|| format!("not in the text: {words}"))?;
        Ok(start..start + words.len())
    });
    let quiet: Result<Vec<_>, String> = quiet.collect();
    let (quiet, claims) = (quiet?, claims?);
    Ok(Case { id, date, claims, quiet, text, atom: "", naming: "" })
}

fn known(claim: Claim) -> Result<Known, String> {
    let verdict = |code: &String| {
        let known = Verdict::ALL.into_iter().find(|verdict| verdict.code() == code);
        known.ok_or_else(|| format!("no such verdict: {code}"))
    };
    let accept: Result<Vec<Verdict>, String> = claim.accept.iter().map(verdict).collect();
    let told = verdict(&claim.verdict)?;
    let symbols = claim.symbols.iter().flatten().map(|symbol| canonical(symbol));
    Ok(Known {
        kind: claim.kind,
        range: claim.start_byte..claim.start_byte + claim.span.len(),
        symbols: symbols.collect(),
        accept: accept?,
        is_false: matches!(told, Verdict::Contradicted | Verdict::Partly),
        optional: claim.optional,
        why: claim.why,
    })
}

fn canonical(symbol: &str) -> String {
    let parsed = symbol.parse::<scrutineer_record::Symbol>();
    parsed.map_or_else(|_| symbol.to_owned(), |symbol| symbol.to_string())
}

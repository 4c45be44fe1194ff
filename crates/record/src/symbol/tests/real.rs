//! Every symbol of the data sets that lie beside the workspace. None of that data is kept here.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::{Session, Symbol};

/// What no reading should make a symbol of, and why.
const REFUSED: [(&str, &str); 10] = [
    ("A/3449/Add.", "the number of the addendum is missing"),
    ("A/61/443/Add.", "the number of the addendum is missing"),
    ("A/PV.1384 and Corr.1", "two documents in one value"),
    ("N/A", "says that there is none"),
    ("R/10 65", "a space stands for the slash, but for which?"),
    ("R/16/2/1069B", "page and volume, not a resolution"),
    ("R/6444A", "no session"),
    ("R/677/46", "there is no session 677"),
    ("SS/5", "no number"),
    ("GOAR/1/1288B", "page of the official records, not a resolution"),
];

/// The rows of a compressed CSV file, of each record only the first, or `None` if it is not there.
fn rows(file: &str) -> Option<Vec<Vec<String>>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(file);
    if !data.exists() {
        println!("skipped: {file} is not there");
        return None;
    }
    let unpacked = Command::new("gzip").arg("-dc").arg(data).output().ok()?;
    let text = String::from_utf8(unpacked.stdout).ok()?;
    let mut lines: Vec<&str> = text.lines().collect();
    // A record has a row for each member; its first field is the record's number.
    lines.dedup_by_key(|line| line.split(',').next());
    Some(lines.into_iter().map(fields).collect())
}

/// The fields of one row; none of these files has a line break in a field.
fn fields(row: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    for letter in row.trim_start_matches('\u{feff}').chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(letter),
        }
    }
    fields
}

/// The distinct values of one column.
fn column(rows: &[Vec<String>], name: &str) -> BTreeSet<String> {
    let at = rows[0].iter().position(|header| header == name).unwrap();
    rows[1..].iter().filter_map(|row| row.get(at).cloned()).filter(|it| !it.is_empty()).collect()
}

fn check_column(rows: &[Vec<String>], name: &str) -> usize {
    let values = column(rows, name);
    let mut read = 0;
    for value in values.iter().flat_map(|value| value.split('|')) {
        let is_refused = REFUSED.iter().any(|(refused, _)| *refused == value);
        match Symbol::parse(value) {
            Ok(symbol) => {
                assert!(!is_refused, "{value} is read as {symbol}");
                assert_eq!(symbol.to_string().parse(), Ok(symbol));
                read += 1;
            }
            Err(error) => assert!(is_refused, "{name}: {error}"),
        }
    }
    println!("{name}: {read} symbols in {} values", values.len());
    values.len()
}

#[test]
fn every_symbol_of_the_library_is_read() {
    let Some(rows) = rows("undl-crawl-2023/ga_voting.csv.gz") else { return };
    let resolutions = column(&rows, "resolution");
    let distinct: BTreeSet<_> = resolutions.iter().map(|it| Symbol::parse(it).unwrap()).collect();
    assert_eq!(resolutions.len(), distinct.len(), "two spellings fell into one symbol");
    for name in ["resolution", "draft", "committee_report", "meeting"] {
        check_column(&rows, name);
    }
    for session in column(&rows, "session") {
        assert!(session.parse::<Session>().is_ok(), "{session}");
    }
}

#[test]
fn every_symbol_of_the_unvotes_data_is_read() {
    let Some(rows) = rows("unvotes-2021/un_roll_calls.csv.gz") else { return };
    assert!(check_column(&rows, "unres") > 5_000);
}

/// Days whose session the library has as no calendar allows: a vote of December 1982 dated in February.
const WRONG_DAYS: [&str; 1] = ["1982-02-21"];

#[test]
fn days_of_votes_fall_into_their_sessions() {
    let Some(rows) = rows("undl-crawl-2023/ga_voting.csv.gz") else { return };
    let at = |name: &str| rows[0].iter().position(|header| header == name).unwrap();
    let (date, session) = (at("date"), at("session"));
    let days: BTreeSet<_> = rows[1..]
        .iter()
        .filter_map(|row| Some((row.get(date)?, row.get(session)?.parse::<Session>().ok()?)))
        .collect();
    for (day, session) in days {
        let parts: Vec<i16> = day.split('-').map(|part| part.parse().unwrap()).collect();
        let (month, of_month) = (parts[1].try_into().unwrap(), parts[2].try_into().unwrap());
        let on = Session::regular_on(parts[0], month, of_month);
        match session {
            Session::Regular(_) if !WRONG_DAYS.contains(&day.as_str()) => {
                assert_eq!(on, Some(session), "{day}");
            }
            _ => {}
        }
    }
}

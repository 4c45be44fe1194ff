//! The fast estimate beside the published table, with the published pairs and with the series of the book.
//!
//!     cargo run --release -p scrutineer-ideal --example published -- BOOK Matches.csv Idealpointestimates.csv.gz
//!
//! BOOK is a book of the tables of unvotes, or of Voeten's roll calls.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a program for those who measure: it may stop where a file is not as expected"
)]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use scrutineer_book::Shelf;
use scrutineer_ideal::{Belief, Links, Pairs, Rules, Settings, fast, number, prepare};
use scrutineer_record::Record;

/// The United States, Russia, China and the United Kingdom, by their numbers in the Correlates of War.
const FOUR: [(u16, &str); 4] = [(2, "USA"), (365, "RUS"), (710, "CHN"), (200, "GBR")];

/// A state in a session.
type Key = (u16, u8);

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let Ok([book, matches, table]) = <[String; 3]>::try_from(given) else {
        println!(
            "published BOOK Matches.csv Idealpointestimates.csv.gz: these files are the user's own"
        );
        return;
    };
    let shelf = Shelf::at(Path::new(&book));
    let record = shelf.book().unwrap().value.record;
    let joined = shelf.joined().unwrap().value;
    let numbers = joined.into_iter().filter_map(|(id, shown)| Some((shown, number(&id)?)));
    let pairs = Pairs { pairs: pairs(&matches), numbers: numbers.collect() };
    let published = published(&table);
    let ours = [
        ("published pairs", estimate(&record, &Links::Pairs(pairs))),
        ("series of the book", estimate(&record, &Links::Series)),
    ];
    for (name, points) in &ours {
        beside(name, points, &published);
    }
    println!(
        "\nsession  {}",
        FOUR.map(|(_, code)| format!("{code}: published, pairs, series")).join("   ")
    );
    for session in 1..=74 {
        let cells = FOUR.map(|(ccode, _)| {
            let key = (ccode, session);
            let number =
                |it: Option<f64>| it.map_or("    –".to_owned(), |it| format!("{it:5.2}"));
            let published = number(published.get(&key).map(|it| it.0));
            let of = |points: &BTreeMap<Key, Belief>| number(points.get(&key).map(|it| it.mean));
            format!("{:>9} {published} {} {}", "", of(&ours[0].1), of(&ours[1].1))
        });
        println!("{session:7}  {}", cells.join("   "));
    }
}

fn estimate(record: &Record, links: &Links) -> BTreeMap<Key, Belief> {
    let prepared = prepare(record, &Rules::default(), links);
    let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
    let points = prepared.who.iter().zip(fit.points);
    points.filter_map(|(who, point)| Some(((who.ccode?, who.session), point))).collect()
}

/// How near the points come: overall, and in the session where they come least near.
fn beside(name: &str, points: &BTreeMap<Key, Belief>, published: &BTreeMap<Key, (f64, f64, f64)>) {
    let both: Vec<(u8, f64, (f64, f64, f64))> = points
        .iter()
        .filter_map(|(key, point)| Some((key.1, point.mean, *published.get(key)?)))
        .collect();
    let r = |session: Option<u8>| {
        let of = both.iter().filter(|it| session.is_none_or(|session| session == it.0));
        correlation(&of.map(|it| (it.1, it.2.0)).collect::<Vec<_>>())
    };
    let mut sessions: Vec<(f64, u8)> =
        (1..=74).map(|session| (r(Some(session)), session)).filter(|it| it.0.is_finite()).collect();
    sessions.sort_by(|one, other| one.0.total_cmp(&other.0));
    let n = both.len() as f64;
    let away = both.iter().map(|it| (it.1 - it.2.0).abs()).sum::<f64>() / n;
    let within = both.iter().filter(|it| (it.2.1..=it.2.2).contains(&it.1)).count() as f64 / n;
    println!(
        "{name}: {} points, r {:.4}, in sessions from {:.4} (session {}) to {:.4}, median {:.4}, mean |d| {away:.3}, \
         {:.1} % within the published 5 to 95 %",
        both.len(),
        r(None),
        sessions[0].0,
        sessions[0].1,
        sessions[sessions.len() - 1].0,
        sessions[sessions.len() / 2].0,
        100.0 * within,
    );
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (x, y) = pairs.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0 / n, sum.1 + it.1 / n));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (one, other) in pairs {
        xx += (one - x).powi(2);
        yy += (other - y).powi(2);
        xy += (one - x) * (other - y);
    }
    xy / (xx * yy).sqrt()
}

fn pairs(path: &str) -> Vec<(u32, u32)> {
    let mut rows = csv::Reader::from_path(path).unwrap();
    let header = rows.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|it| it == name).unwrap();
    let (one, two) = (place("rcid1"), place("rcid2"));
    let pair = |row: csv::StringRecord| (row[one].parse().unwrap(), row[two].parse().unwrap());
    rows.records().map(|row| pair(row.unwrap())).collect()
}

/// The published ideal point with its quantiles of 5 and 95 %.
fn published(path: &str) -> BTreeMap<Key, (f64, f64, f64)> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).unwrap();
    flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
    let mut rows = csv::Reader::from_reader(bytes.as_slice());
    let header = rows.byte_headers().unwrap().clone();
    let place = |name: &[u8]| header.iter().position(|it| it == name).unwrap();
    let places = [b"ccode".as_slice(), b"session", b"IdealPoint", b"Q5%", b"Q95%"].map(place);
    let row = |row: csv::ByteRecord| {
        let [ccode, session, point, low, high] =
            places.map(|place| std::str::from_utf8(&row[place]).unwrap().trim().to_owned());
        let number = |text: String| text.parse::<f64>().unwrap();
        let key = (ccode.parse().unwrap(), session.parse().unwrap());
        (key, (number(point), number(low), number(high)))
    };
    rows.byte_records().map(|it| row(it.unwrap())).collect()
}

//! How the time of comparing two texts grows with their length, up to ten megabytes each: on ordinary texts and on
//! those made to be hard. It fails where doubling them takes much more than twice as long.
//!
//! `cargo bench -p scrutineer-measures --bench similar`

use std::error::Error;
use std::time::Instant;

use scrutineer_measures::similarity;

/// The longest text, in words of five letters and a blank.
const WORDS: u32 = 1_600_000;
/// How often it is halved.
const HALVINGS: i32 = 3;
/// The time may grow with this power of the length: above 1 for sorting, and for caches that no longer hold all.
const MOST: f64 = 1.6;

/// Two texts of so many words.
type Made = fn(u32) -> [String; 2];

fn main() -> Result<(), Box<dyn Error>> {
    let tasks: [(&str, Made); 5] = [
        ("nothing in common", |n| [text(1, n).join(" "), text(2, n).join(" ")]),
        ("every tenth word replaced", |n| {
            let words = text(1, n);
            [words.join(" "), every(&words, 10, "other").join(" ")]
        }),
        ("every hundred words moved", |n| {
            let words = text(1, n);
            let mut parts: Vec<_> = words.chunks(100).collect();
            parts.sort();
            [words.join(" "), parts.concat().join(" ")]
        }),
        ("one word over and over", |n| ["a ".repeat(n as usize), "a ".repeat(n as usize + 3)]),
        ("rare words among common ones", |n| {
            let same = vec!["a".to_owned(); n as usize];
            let rare = |step| {
                let words = same.iter().enumerate();
                let word = |(at, word): (usize, &String)| match at % step {
                    0 => format!("b{}", at / step),
                    _ => word.clone(),
                };
                words.map(word).collect::<Vec<_>>().join(" ")
            };
            [rare(50), rare(61)]
        }),
    ];
    for (task, make) in tasks {
        measure(task, make)?;
    }
    Ok(())
}

fn measure(task: &str, make: Made) -> Result<(), Box<dyn Error>> {
    let (mut first, mut last) = (0.0, 0.0);
    for halvings in (0..=HALVINGS).rev() {
        let [one, other] = make(WORDS >> halvings);
        let start = Instant::now();
        let found = similarity(&one, &other);
        last = start.elapsed().as_secs_f64();
        println!("{task:30} {:>8} words in common {last:7.3} s", found.one.share.count);
        if halvings == HALVINGS {
            first = last;
        }
    }
    let power = f64::log2(last / first) / f64::from(HALVINGS);
    println!("{task:30} grows with the power {power:.2}");
    if power > MOST {
        return Err(format!("{task}: grows with the power {power:.2}, more than {MOST}").into());
    }
    Ok(())
}

/// Words about as often as in a text, always the same for a seed.
fn text(seed: u64, words: u32) -> Vec<String> {
    let mut random = seed;
    let word = |_| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let unit = f64::from(u32::try_from(random >> 32).unwrap_or(0)) / f64::from(u32::MAX);
        // The n-th word once in n, as in Zipf's law.
        format!("w{:04.0}", 20_000_f64.powf(unit))
    };
    (0..words).map(word).collect()
}

/// The words with every so-manyth replaced.
fn every(words: &[String], step: usize, by: &str) -> Vec<String> {
    let replaced = |(at, word): (usize, &String)| match at % step {
        0 => by.to_owned(),
        _ => word.clone(),
    };
    words.iter().enumerate().map(replaced).collect()
}

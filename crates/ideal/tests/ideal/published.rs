//! The votes and the ideal points of the published table, from the data of the R package unvotes. Skipped, with
//! a line that says so, where they are absent.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use scrutineer_book::{Book, ImportRequest, Shelf, members};
use scrutineer_ideal::{
    Fit, Links, Prepared, Rules, Sampling, Schedule, Scheme, Settings, Suspect, Who, fast, prepare,
    suspicions,
};
use scrutineer_ingest::{Input, Progress, read};

use crate::simulate::correlation;

const VOTES: [&str; 3] = [
    "unvotes-2021/un_votes.csv.gz",
    "unvotes-2021/un_roll_calls.csv.gz",
    "unvotes-2021/un_roll_call_issues.csv.gz",
];
const MATCHES: &str = "voeten-2020/Matches.csv";
const TABLE: &str = "voeten-2020/IdealpointestimatesAll_Apr2020.csv.gz";

/// The files, if all of them are here.
fn files() -> Option<Vec<PathBuf>> {
    let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let names = VOTES.iter().chain([&MATCHES, &TABLE]);
    let paths: Vec<PathBuf> = names.map(|name| data.join(name)).collect();
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        println!("skipped: {} is not here", missing.display());
        return None;
    }
    Some(paths)
}

/// The book of these files, and where they are; made once for all tests.
fn book() -> Option<&'static (Book, Vec<PathBuf>)> {
    static BOOK: LazyLock<Option<(Book, Vec<PathBuf>)>> = LazyLock::new(|| {
        let paths = files()?;
        let inputs = paths[..3].iter().map(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            Input::of_bytes(&name, fs::read(path).unwrap())
        });
        let members = members().unwrap();
        let imported = read(inputs.collect(), None, &members, &Progress::default()).unwrap();
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ideal");
        let _ = fs::remove_dir_all(&path);
        let shelf = Shelf::at(&path);
        let now = "2026-01-01T00:00:00Z";
        let request = ImportRequest { now, command: "test", anew: false, waiting: &|| {} };
        shelf.import(imported, &request).unwrap();
        Some((shelf.book().unwrap().value, paths))
    });
    BOOK.as_ref()
}

fn pairs(matches: &Path) -> Links {
    let mut pairs = csv::Reader::from_path(matches).unwrap();
    let pairs = pairs.records().map(|row| {
        let row = row.unwrap();
        (row[1].parse().unwrap(), row[2].parse().unwrap())
    });
    Links::Pairs(pairs.collect::<Vec<_>>().into())
}

/// The published number of votes and ideal point, by state and session.
fn table(path: &Path) -> BTreeMap<(u16, u8), (usize, f64)> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    let mut rows = csv::Reader::from_reader(bytes.as_slice());
    let rows = rows.byte_records().map(|row| {
        let row = row.unwrap();
        let cell = |place: usize| std::str::from_utf8(&row[place]).unwrap().trim().to_owned();
        let key = (cell(1).parse().unwrap(), cell(2).parse().unwrap());
        (key, (cell(3).parse().unwrap(), cell(4).parse().unwrap()))
    });
    rows.collect()
}

#[test]
fn the_published_votes_are_counted_and_the_published_points_found() {
    let Some((book, paths)) = book() else { return };
    let prepared = prepare(&book.record, &Rules::default(), &pairs(&paths[3]));
    let published = table(&paths[4]);

    let ballots = &prepared.ballots;
    assert_eq!((ballots.items(), ballots.votes()), (4784, 797_473));
    assert_eq!(prepared.who.len(), published.len());
    for (point, who) in prepared.who.iter().enumerate() {
        let key = (who.ccode.unwrap(), who.session);
        assert_eq!(published.get(&key).map(|it| it.0), Some(ballots.votes_of(point)), "{key:?}");
    }

    let fit = fast(ballots, &prepared.poles, &Settings::default());
    assert!(fit.converged);
    let near = Nearness::of(&prepared, &published, fit.points.iter().map(|point| point.mean));
    println!("{} sweeps: {near:?}", fit.sweeps);
    assert!(near.r > 0.985 && near.least_r > 0.98);

    // The published scheme, as far as there is time for here: it begins far from where it ends.
    let short = Schedule { burn_in: 100, iterations: 300, every: 1, ..PUBLISHED };
    let near = Nearness::of(&prepared, &published, drawn(&prepared, &fit, short));
    println!("the published scheme, shortened: {near:?}");
    assert!(near.r > 0.98 && near.least_r > 0.98);
}

/// The published schedule.
const PUBLISHED: Schedule = Schedule {
    scheme: Scheme::Published,
    step: 0.25,
    chains: 1,
    seed: 1,
    burn_in: 4000,
    iterations: 20_000,
    every: 50,
    items: false,
    until: None,
};

/// The means of what was drawn.
fn drawn(prepared: &Prepared, near: &Fit, schedule: Schedule) -> impl Iterator<Item = f64> {
    let mut sampling = Sampling::new(&prepared.ballots, &prepared.poles, near, schedule);
    while !sampling.is_done() {
        sampling.advance(100);
    }
    sampling.points().into_iter().map(|point| point.mean)
}

/// Takes three to ten minutes: `cargo test --release -p scrutineer-ideal -- --ignored --nocapture published`.
#[test]
#[ignore = "24,000 iterations"]
fn the_published_scheme_gives_the_published_table() {
    let Some((book, paths)) = book() else { return };
    let prepared = prepare(&book.record, &Rules::default(), &pairs(&paths[3]));
    let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
    let published = table(&paths[4]);
    let near = Nearness::of(&prepared, &published, drawn(&prepared, &fit, PUBLISHED));
    println!("{near:?}");
    // As near as two seeds are to each other.
    assert!(near.r > 0.9995 && near.least_r > 0.999 && near.apart < 0.02, "{near:?}");
    assert!(near.most_apart < 0.06, "{near:?}");
}

/// How near ideal points come to the published ones.
#[derive(Debug)]
#[allow(dead_code, reason = "shown")]
struct Nearness {
    r: f64,
    /// Of the sessions after the third: before, there are few votes.
    least_r: f64,
    most_apart: f64,
    /// The mean distance, of all sessions.
    apart: f64,
}

impl Nearness {
    fn of(
        prepared: &Prepared,
        published: &BTreeMap<(u16, u8), (usize, f64)>,
        means: impl Iterator<Item = f64>,
    ) -> Nearness {
        let theirs = |who: &Who| published[&(who.ccode.unwrap(), who.session)].1;
        let pairs: Vec<(u8, f64, f64)> = prepared
            .who
            .iter()
            .zip(means)
            .map(|(who, mean)| (who.session, mean, theirs(who)))
            .collect();
        let of = |counts: &dyn Fn(u8) -> bool| -> (f64, f64) {
            let pairs = pairs.iter().filter(|pair| counts(pair.0));
            let (ours, theirs): (Vec<f64>, Vec<f64>) = pairs.map(|pair| (pair.1, pair.2)).unzip();
            let apart: f64 =
                ours.iter().zip(&theirs).map(|(ours, theirs)| (ours - theirs).abs()).sum();
            (correlation(&ours, &theirs), apart / ours.len() as f64)
        };
        let later = (4..=74).filter(|session| *session != 19);
        let sessions: Vec<_> = later.map(|session| of(&|it| it == session)).collect();
        Nearness {
            r: of(&|_| true).0,
            apart: of(&|_| true).1,
            least_r: sessions.iter().fold(1.0, |least, it| least.min(it.0)),
            most_apart: sessions.iter().fold(0.0, |most, it| most.max(it.1)),
        }
    }
}

/// Errors of these data that the Library's show, and the session of each.
const KNOWN: [(u8, &str); 6] =
    [(48, "MCO MNG"), (65, "GRC GRD"), (49, "BRB"), (49, "FSM"), (49, "MMR"), (71, "ZWE")];

#[test]
fn known_errors_are_among_the_first_without_being_told() {
    let Some((book, _)) = book() else { return };
    let prepared = prepare(&book.record, &Rules::default(), &Links::Series);
    let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
    let found = suspicions(&book.record, &prepared, &fit);
    let members = book.record.members();
    let rank = |(session, codes): (u8, &str)| {
        found.iter().position(|it| {
            let of: Vec<&str> =
                it.what.members().iter().map(|member| members[*member].code.as_str()).collect();
            let is_position = matches!(it.what, Suspect::Position { .. });
            it.session == session && !is_position && of.join(" ") == codes
        })
    };
    for known in KNOWN {
        let rank = rank(known);
        println!("{known:?}: {:?}", rank.map(|it| it + 1));
        assert!(rank.is_some_and(|rank| rank < 25), "{known:?}: {rank:?}");
    }
    assert!(rank(KNOWN[0]).is_some_and(|it| it < 2) && rank(KNOWN[1]).is_some_and(|it| it < 2));
}

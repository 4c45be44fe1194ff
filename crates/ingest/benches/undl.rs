//! How fast the Library's file of votes is read, beside one plain pass of the csv crate over the same file
//! in the same run. Each is measured several times in turn, and the quickest counts.
//!
//! `SCRUTINEER_DATA` names the folder of data; the bench skips where the file is absent.

use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use scrutineer_ingest::{Input, Progress, read};

const FILE: &str = "undl-crawl-2023/ga_voting.csv.gz";
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let path = data().join(FILE);
    if !path.exists() {
        println!("undl: skipped, {FILE} is not there");
        return Ok(());
    }
    let members = scrutineer_book::members()?;
    let (mut plain, mut ours) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let (rows, unpacked) = plain_pass(&path)?;
        plain.push(start.elapsed());
        bytes = unpacked;

        let start = Instant::now();
        let input = Input {
            name: FILE.to_owned(),
            bytes: Box::new(File::open(&path)?),
            size: None,
            retrieved: None,
        };
        let imported = read(vec![input], None, &members, &Progress::default())?;
        ours.push(start.elapsed());
        assert_eq!(imported.files.iter().map(|file| file.rows).sum::<u64>(), rows);
    }
    let (plain, ours) = (quickest(&plain), quickest(&ours));
    println!("undl/ga-voting/csv-crate: {plain:?}, {:.0} MB/s", speed(bytes, plain));
    println!("undl/ga-voting/scrutineer: {ours:?}, {:.0} MB/s", speed(bytes, ours));
    println!("undl/ga-voting/ratio: {:.2}", ours.as_secs_f64() / plain.as_secs_f64());
    if let Some(memory) = peak_memory() {
        println!("undl/ga-voting/peak memory: {memory}");
    }
    Ok(())
}

/// Rows, and bytes unpacked, as the csv crate counts them.
fn plain_pass(path: &Path) -> Result<(u64, u64), Box<dyn Error>> {
    let mut reader = csv::Reader::from_reader(MultiGzDecoder::new(File::open(path)?));
    let mut row = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut row)? {
        rows += 1;
    }
    Ok((rows, reader.position().byte()))
}

fn quickest(times: &[Duration]) -> Duration {
    times.iter().min().copied().unwrap_or_default()
}

fn speed(bytes: u64, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// The most memory that this process ever held, where the system tells it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}

fn data() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    std::env::var_os("SCRUTINEER_DATA").map_or(beside, PathBuf::from)
}

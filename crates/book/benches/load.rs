//! How long the built-in book takes to load: the median over many loads.

use std::time::{Duration, Instant};

/// So many that the median is steady to a few microseconds.
const LOADS: usize = 301;

fn main() -> Result<(), scrutineer_book::Error> {
    let mut times = Vec::with_capacity(LOADS);
    for _ in 0..LOADS {
        let start = Instant::now();
        let book = scrutineer_book::built_in()?;
        times.push(start.elapsed());
        assert_eq!(book.record.votes().len(), book.info.votes);
    }
    times.sort_unstable();
    let median: Duration = times.get(LOADS / 2).copied().unwrap_or_default();
    println!("load/built-in/scrutineer: {median:?} (median of {LOADS})");
    Ok(())
}

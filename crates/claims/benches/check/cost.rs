//! What a run costs, in processor time and memory.

use std::time::Instant;

/// The clock of the processor ticks only some hundred times a second.
const LONG_ENOUGH: f64 = 0.1;

/// The least processor time of some runs, in seconds. What is done quickly is done so often that it can be told.
pub(crate) fn least(runs: usize, mut run: impl FnMut()) -> f64 {
    let mut timed = |often: u32| {
        let start = Clock::start();
        (0..often).for_each(|_| run());
        start.seconds() / f64::from(often)
    };
    let mut often = 1;
    while timed(often) * f64::from(often) < LONG_ENOUGH {
        often *= 4;
    }
    (0..runs).map(|_| timed(often)).fold(f64::INFINITY, f64::min)
}

/// Processor time of this thread where the system tells it, else the time of the clock on the wall.
struct Clock {
    wall: Instant,
    processor: Option<f64>,
}

impl Clock {
    fn start() -> Clock {
        Clock { wall: Instant::now(), processor: processor_seconds() }
    }

    fn seconds(&self) -> f64 {
        match (self.processor, processor_seconds()) {
            (Some(start), Some(end)) => end - start,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

/// Linux counts in nanoseconds for how long a thread ran.
fn processor_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// Bytes of memory that the process holds, where the system tells it.
pub(crate) fn resident() -> f64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0
}

/// "12.34 MB/s"
pub(crate) fn rate(length: usize, seconds: f64) -> String {
    format!("{:>10.2} MB/s", length as f64 / seconds / 1e6)
}

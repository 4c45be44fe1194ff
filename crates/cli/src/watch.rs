//! Long work with a bar on the terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use scrutineer_ingest::Progress;

/// Does some work while a bar on the terminal shows how far it is, how fast, and how long it will take.
pub(crate) fn watched<T>(progress: &Progress, size: Option<u64>, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let bar = size.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let style = "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
    if let Some(style) = size.and_then(|_| ProgressStyle::with_template(style).ok()) {
        bar.set_style(style);
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                bar.set_position(progress.bytes());
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        let _ended = Ended { done: &done, bar: &bar };
        work()
    })
}

/// Ends the watching when the work is over, be it by a panic.
struct Ended<'b> {
    done: &'b AtomicBool,
    bar: &'b ProgressBar,
}

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        self.bar.finish_and_clear();
    }
}

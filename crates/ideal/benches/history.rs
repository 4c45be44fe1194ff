//! The estimate of a history as long as that of the General Assembly: 190 members, 74 sessions, 65 items a
//! session, drawn from the model; of one session, and of ten times as many items, to show the growth.
//!
//! `cargo bench -p scrutineer-ideal`; with RAYON_NUM_THREADS=1 on one core.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    dead_code,
    reason = "what it draws is shared with the tests"
)]

use std::time::Instant;

use scrutineer_ideal::{Settings, fast};

#[path = "../tests/ideal/simulate.rs"]
mod simulate;

use simulate::{Size, correlation, draw};

fn main() {
    let mut before: Option<(usize, f64)> = None;
    for (sessions, items) in [(1, 65), (74, 65), (74, 650)] {
        let drawn = draw(Size { states: 190, sessions, items, step: 0.02 }, 1);
        let ballots = drawn.ballots();
        let (mut best, mut sweeps, mut r) = (f64::INFINITY, 0, 0.0);
        for _ in 0..3 {
            let start = Instant::now();
            let fit = fast(&ballots, &drawn.poles, &Settings::default());
            best = best.min(start.elapsed().as_secs_f64());
            let means: Vec<f64> = fit.points.iter().map(|point| point.mean).collect();
            (sweeps, r) = (fit.sweeps, correlation(&means, &drawn.truth));
        }
        let votes = ballots.votes();
        println!(
            "{votes} votes, {sessions} sessions: {sweeps} sweeps, {:.1} ms, {:.1} ns a vote and sweep, r {r:.4} with the truth",
            1e3 * best,
            1e9 * best / (sweeps * votes) as f64,
        );
        if let Some((fewer, quicker)) = before {
            let grown = (best / quicker).ln() / (votes as f64 / fewer as f64).ln();
            println!("  the time grows with the power {grown:.2} of the votes");
        }
        before = Some((votes, best));
    }
}

//! The estimate of a history as long as that of the General Assembly: 190 members, 74 sessions, 65 items a
//! session, drawn from the model; and one of half of its members, to show the growth.
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
    for states in [95, 190] {
        let drawn = draw(Size { states, sessions: 74, items: 65, step: 0.02 }, 1);
        let ballots = drawn.ballots();
        for _ in 0..3 {
            let start = Instant::now();
            let fit = fast(&ballots, &drawn.poles, &Settings::default());
            let took = start.elapsed();
            let means: Vec<f64> = fit.points.iter().map(|point| point.mean).collect();
            println!(
                "{} votes: {} sweeps, {:.0} ms, {:.1} ns a vote and sweep, r {:.4} with the truth",
                ballots.votes(),
                fit.sweeps,
                1e3 * took.as_secs_f64(),
                1e9 * took.as_secs_f64() / (fit.sweeps * ballots.votes()) as f64,
                correlation(&means, &drawn.truth),
            );
        }
    }
}

//! Both schemes of the sampler on a history as long as that of the General Assembly: how long an iteration takes, and
//! how many independent draws of the slowest parameter a second is worth.
//!
//! `cargo bench -p scrutineer-ideal --bench sampler`; with RAYON_NUM_THREADS=1 on one core.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    dead_code,
    reason = "what it draws is shared with the tests"
)]

use std::time::Instant;

use scrutineer_ideal::{Drawn, Sampling, Schedule, Scheme, Settings, fast};

#[path = "../tests/ideal/simulate.rs"]
mod simulate;

use simulate::{Size, correlation, draw};

fn main() {
    let drawn = draw(Size { states: 190, sessions: 74, items: 65, step: 0.02 }, 1);
    let ballots = drawn.ballots();
    let near = fast(&ballots, &drawn.poles, &Settings::default());
    for (scheme, burn_in, iterations) in [(Scheme::Published, 200, 4000), (Scheme::Own, 200, 2000)]
    {
        let every = iterations / 500;
        let (chains, seed, until) = (2, 1, None);
        let schedule = Schedule {
            scheme,
            step: 0.02,
            chains,
            seed,
            burn_in,
            iterations,
            every,
            items: true,
            until,
        };
        let mut sampling = Sampling::new(&ballots, &drawn.poles, &near, schedule);
        let start = Instant::now();
        while sampling.iteration() < burn_in {
            sampling.advance(burn_in - sampling.iteration());
        }
        let burnt = Instant::now();
        while !sampling.is_done() {
            sampling.advance(iterations);
        }
        let (all, kept) = (start.elapsed().as_secs_f64(), burnt.elapsed().as_secs_f64());
        let points = sampling.points();
        let means: Vec<f64> = points.iter().map(|point| point.mean).collect();
        let each = all / (chains * (burn_in + iterations)) as f64;
        println!(
            "{scheme:?}: {} votes, {:.2} ms an iteration, {:.2} ns a vote, r {:.4} with the truth",
            ballots.votes(),
            1e3 * each,
            1e9 * each / ballots.votes() as f64,
            correlation(&means, &drawn.truth),
        );
        let items = sampling.items();
        println!("  of the slowest, a second: {:.3} of ideal points", slowest(&points, kept));
        for (part, name) in
            ["discriminations", "lower cut points", "upper cut points"].iter().enumerate()
        {
            let of: Vec<Drawn> = items.iter().map(|item| item[part]).collect();
            println!("    {:.3} of {name}", slowest(&of, kept));
        }
    }
}

/// The least effective sample size a second.
fn slowest(of: &[Drawn], seconds: f64) -> f64 {
    let sizes = of.iter().filter_map(|it| it.diagnosis).map(|it| it.bulk);
    sizes.fold(f64::INFINITY, f64::min) / seconds
}

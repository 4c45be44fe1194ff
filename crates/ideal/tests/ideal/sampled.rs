//! What was drawn from the model is found again by the sampler, with intervals that hold the truth, and nothing
//! changes that should not.

use std::collections::BTreeSet;

use scrutineer_ideal::{
    Ballot, Choice, Draw, Drawn, Goal, Sampling, Schedule, Scheme, Settings, Unresumed, fast,
};

use crate::simulate::{Drawn as History, Size, correlation, draw};

const SMALL: Size = Size { states: 40, sessions: 6, items: 40, step: 0.25 };
const SHORT: Schedule = Schedule {
    scheme: Scheme::Own,
    step: 0.25,
    chains: 2,
    seed: 1,
    burn_in: 100,
    iterations: 600,
    every: 2,
    items: true,
    until: None,
};

/// Runs the chains and gives what was made of them.
fn sampled<T>(history: &History, schedule: Schedule, of: impl Fn(&Sampling<'_>) -> T) -> T {
    let ballots = history.ballots();
    let near = fast(&ballots, &history.poles, &Settings::default());
    let mut sampling = Sampling::new(&ballots, &history.poles, &near, schedule);
    while !sampling.is_done() {
        sampling.advance(37);
    }
    of(&sampling)
}

fn means(points: &[Drawn]) -> Vec<f64> {
    points.iter().map(|point| point.mean).collect()
}

/// How far apart two lists are, in the mean.
fn apart(one: &[f64], other: &[f64]) -> f64 {
    assert_eq!(one.len(), other.len());
    one.iter().zip(other).map(|(one, other)| (one - other).abs()).sum::<f64>() / one.len() as f64
}

#[test]
fn ideal_points_are_found_again_with_intervals_that_hold_the_truth() {
    for scheme in [Scheme::Own, Scheme::Published] {
        let (mut half, mut nine_tenths, mut n) = (0.0, 0.0, 0.0);
        let (mut products, mut squares) = (0.0, 0.0);
        for seed in 1..=4 {
            let history = draw(SMALL, seed);
            let drawn: Vec<[f64; 3]> =
                sampled(&history, Schedule { scheme, ..SHORT }, |sampling| {
                    let points = sampling.points();
                    let r = correlation(&means(&points), &history.truth);
                    assert!(r > 0.95, "{scheme:?}: r {r}");
                    points.iter().map(|it| [it.mean, it.sd, it.q95 - it.q05]).collect()
                });
            for ([mean, sd, wide], truth) in drawn.into_iter().zip(&history.truth) {
                let away = (mean - truth).abs() / sd;
                half += f64::from(u8::from(away < 0.6745));
                nine_tenths += f64::from(u8::from(away < 1.6449));
                products += mean * truth;
                squares += mean * mean;
                assert!((wide / sd - 3.29).abs() < 1.0, "{wide} for {sd}");
                n += 1.0;
            }
        }
        let (half, nine_tenths) = (half / n, nine_tenths / n);
        // How much further out the truth is than the mean of the draws: 1 if those are not biased.
        let slope = products / squares;
        println!("{scheme:?}: 50 % {half:.3}, 90 % {nine_tenths:.3}, slope {slope:.3}");
        if scheme == Scheme::Own {
            assert!((0.43..0.58).contains(&half), "{half}");
            assert!((0.85..0.95).contains(&nine_tenths), "{nine_tenths}");
            assert!((slope - 1.0).abs() < 0.02, "{slope}");
        }
    }
}

#[test]
fn draws_depend_on_the_seed_alone() {
    let history = draw(SMALL, 5);
    let ballots = history.ballots();
    let near = fast(&ballots, &history.poles, &Settings::default());
    for scheme in [Scheme::Own, Scheme::Published] {
        let schedule = Schedule { scheme, burn_in: 5, iterations: 20, every: 5, ..SHORT };
        // So many threads, so many iterations at once.
        let run = |threads, portion, seed| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let mut sampling =
                    Sampling::new(&ballots, &history.poles, &near, Schedule { seed, ..schedule });
                while !sampling.is_done() {
                    sampling.advance(portion);
                }
                let draws = sampling.draws().flatten().flat_map(|draw| {
                    draw.points.iter().chain(draw.items.iter().flatten()).map(|it| it.to_bits())
                });
                draws.collect::<Vec<u32>>()
            })
        };
        let all: BTreeSet<_> = [(1, 25), (2, 1), (5, 7)].map(|(it, at)| run(it, at, 1)).into();
        assert_eq!(all.len(), 1, "{scheme:?}");
        assert_eq!(all.first().unwrap().len(), 2 * 4 * (history.points.len() + 3 * history.items));
        assert!(!all.contains(&run(2, 25, 2)), "{scheme:?}");
    }
}

/// Draws up to an iteration.
fn advance_to(sampling: &mut Sampling<'_>, iteration: u64) {
    while sampling.iteration() < iteration {
        sampling.advance(iteration - sampling.iteration());
    }
}

#[test]
fn a_run_goes_on_from_what_it_saved_to_the_same_draws() {
    let history = draw(SMALL, 9);
    let ballots = history.ballots();
    let near = fast(&ballots, &history.poles, &Settings::default());
    for scheme in [Scheme::Own, Scheme::Published] {
        let schedule = Schedule { scheme, burn_in: 20, iterations: 60, every: 5, ..SHORT };
        let start = || Sampling::new(&ballots, &history.poles, &near, schedule);
        let resume = |schedule, saved: &[u8]| {
            Sampling::resume(&ballots, &history.poles, &near, schedule, saved)
        };
        let all = |sampling: &Sampling<'_>| -> Vec<Draw> {
            sampling.draws().flatten().cloned().collect()
        };
        let mut uncut = start();
        advance_to(&mut uncut, 80);
        let mut cut = start();
        // In the burn-in, at its end, between two draws, at the end; each goes on from the one before.
        for stop in [7, 20, 43, 80] {
            advance_to(&mut cut, stop);
            cut = resume(schedule, &cut.save()).unwrap();
            assert_eq!(cut.iteration(), stop);
        }
        assert_eq!(all(&cut), all(&uncut), "{scheme:?}");
        // A run that came to its end goes on if more is asked for.
        let saved = cut.save();
        let mut longer = resume(Schedule { iterations: 80, ..schedule }, &saved).unwrap();
        advance_to(&mut longer, 100);
        assert_eq!(longer.draws().map(<[Draw]>::len).sum::<usize>(), 2 * 16);

        let refused = |schedule, saved: &[u8]| resume(schedule, saved).err().unwrap();
        let other = Schedule { seed: 2, ..schedule };
        assert_eq!(refused(other, &saved), Unresumed::OtherSchedule("seed"));
        let other = Schedule { burn_in: 21, ..schedule };
        assert_eq!(refused(other, &saved), Unresumed::OtherSchedule("burn-in"));
        for place in [0, 30, saved.len() / 2, saved.len() - 1] {
            let mut damaged = saved.clone();
            damaged[place] ^= 1;
            assert_eq!(refused(schedule, &damaged), Unresumed::Damaged, "{place}");
            assert_eq!(refused(schedule, &saved[..place]), Unresumed::Damaged, "{place}");
        }
        let less = history.votes.iter().skip(1).copied().collect::<Vec<_>>();
        let less = History { votes: less, ..draw(SMALL, 9) }.ballots();
        let other = Sampling::resume(&less, &history.poles, &near, schedule, &saved);
        assert_eq!(other.err(), Some(Unresumed::OtherVotes));
    }
}

#[test]
fn a_side_of_an_item_turned_turns_its_discrimination_and_no_ideal_point() {
    let history = draw(SMALL, 6);
    let turned = |vote: &Ballot| match (vote.item % 3, vote.choice) {
        (0, Choice::Yes) => Ballot { choice: Choice::No, ..*vote },
        (0, Choice::No) => Ballot { choice: Choice::Yes, ..*vote },
        _ => *vote,
    };
    let votes = history.votes.iter().map(turned).collect();
    let other = History { votes, ..draw(SMALL, 6) };
    let run = |history: &History| {
        sampled(history, SHORT, |it| (means(&it.points()), it.items()[0].map(|part| part.mean)))
    };
    let ((one, item), (other, turned)) = (run(&history), run(&other));
    assert!(apart(&one, &other) < 0.02, "{}", apart(&one, &other));
    let [beta, low, high] = item;
    assert!(apart(&turned, &[-beta, -high, -low]) < 0.15, "{item:?} {turned:?}");
}

#[test]
fn the_order_of_the_votes_changes_nothing_but_chance() {
    let history = draw(SMALL, 7);
    let mut votes = history.votes.clone();
    fastrand::Rng::with_seed(1).shuffle(&mut votes);
    let other = History { votes, ..draw(SMALL, 7) };
    let run = |history: &History| sampled(history, SHORT, |it| means(&it.points()));
    let apart = apart(&run(&history), &run(&other));
    assert!(apart < 0.02, "{apart}");
}

#[test]
fn chains_end_when_they_are_good_enough() {
    let history = draw(SMALL, 8);
    let goal = Goal { rhat: 1.1, effective: 50.0 };
    let long = Schedule { iterations: 100_000, until: Some(goal), ..SHORT };
    let (iteration, good) = sampled(&history, long, |it| {
        for point in it.points() {
            let told = point.diagnosis.unwrap();
            assert!(told.rhat <= 1.1 && told.bulk >= 50.0 && told.tail >= 50.0, "{told:?}");
        }
        (it.iteration(), it.is_good())
    });
    assert!(good && iteration < 20_000, "{iteration}");
    let short = Schedule { iterations: 40, until: Some(Goal { rhat: 1.001, ..goal }), ..SHORT };
    assert!(!sampled(&history, short, |it| it.is_good()));
}

#[test]
fn votes_that_separate_members_completely_and_no_votes_at_all_give_finite_draws() {
    let points: Vec<_> =
        (0..20).map(|state| scrutineer_ideal::MemberSession { state, session: 1 }).collect();
    let choice = |point| if point < 10 { Choice::Yes } else { Choice::No };
    let votes = (0..30)
        .flat_map(|item| (0..20).map(move |point| Ballot { item, point, choice: choice(point) }))
        .collect();
    let poles = scrutineer_ideal::Poles { high: vec![15], low: vec![3] };
    let separated = History { points, items: 30, votes, truth: Vec::new(), poles: poles.clone() };
    let nothing =
        History { points: Vec::new(), items: 0, votes: Vec::new(), truth: Vec::new(), poles };
    for scheme in [Scheme::Own, Scheme::Published] {
        let schedule = Schedule { scheme, ..SHORT };
        let (points, items) = sampled(&separated, schedule, |it| (it.points(), it.items()));
        assert!(points[15].mean > 0.5 && points[3].mean < -0.5, "{scheme:?}");
        assert!(items.iter().flatten().all(|part| part.mean.is_finite()), "{scheme:?}");
        assert!(sampled(&nothing, schedule, |it| it.points()).is_empty());
    }
}

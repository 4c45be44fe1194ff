//! What was drawn is found again, and nothing changes that should not.

use std::collections::BTreeSet;

use scrutineer_ideal::{Ballot, Ballots, Choice, Fit, Poles, Rest, Settings, fast};

use crate::simulate::{Drawn, Size, correlation, draw};

const SMALL: Size = Size { states: 60, sessions: 8, items: 50, step: 0.02 };

fn fitted(drawn: &Drawn) -> Fit {
    let fit = fast(&drawn.ballots(), &drawn.poles, &Settings::default());
    assert!(fit.converged, "{} sweeps", fit.sweeps);
    fit
}

fn means(fit: &Fit) -> Vec<f64> {
    fit.points.iter().map(|point| point.mean).collect()
}

fn nearly_same(one: &[f64], other: &[f64], tolerance: f64) {
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(other) {
        assert!((one - other).abs() < tolerance, "{one} and {other}");
    }
}

#[test]
fn ideal_points_are_found_again_with_intervals_that_hold_the_truth() {
    let (mut half, mut nine_tenths, mut n) = (0.0, 0.0, 0.0);
    for seed in 1..=4 {
        let drawn = draw(SMALL, seed);
        let fit = fitted(&drawn);
        let r = correlation(&means(&fit), &drawn.truth);
        assert!(r > 0.96, "r {r}");
        for (point, truth) in fit.points.iter().zip(&drawn.truth) {
            let away = (point.mean - truth).abs() / point.sd;
            half += f64::from(u8::from(away < 0.6745));
            nine_tenths += f64::from(u8::from(away < 1.6449));
            n += 1.0;
        }
    }
    let (half, nine_tenths) = (half / n, nine_tenths / n);
    println!("coverage of 50 % intervals {half:.3}, of 90 % intervals {nine_tenths:.3}");
    assert!((0.42..0.60).contains(&half), "{half}");
    assert!((0.82..0.96).contains(&nine_tenths), "{nine_tenths}");
}

#[test]
fn what_was_expected_comes_about_as_often_as_it_was_expected() {
    let drawn = draw(SMALL, 9);
    let ballots = drawn.ballots();
    let fit = fitted(&drawn);
    let rest = Rest::of(&ballots, &fit);
    // In tenths of probability: how often a choice was so probable, and how often it was made.
    let mut tenths = [(0.0, 0.0, 0.0); 10];
    for vote in &drawn.votes {
        let (item, point) = (vote.item as usize, vote.point as usize);
        let expected = rest.expected(item, point, Some(vote.choice));
        let all = [Choice::Yes, Choice::Abstain, Choice::No];
        assert!((all.map(|choice| expected.of(choice)).iter().sum::<f64>() - 1.0).abs() < 1e-12);
        for choice in all {
            let probable = expected.of(choice);
            let (n, sum, made) = &mut tenths[((10.0 * probable) as usize).min(9)];
            *n += 1.0;
            *sum += probable;
            *made += f64::from(u8::from(choice == vote.choice));
        }
    }
    for (n, sum, made) in tenths {
        assert!(n > 500.0 && ((sum - made) / n).abs() < 0.04, "{n}: {} for {}", made / n, sum / n);
    }
}

#[test]
fn the_scale_and_the_sign_are_fixed() {
    let drawn = draw(SMALL, 5);
    let points = means(&fitted(&drawn));
    let n = points.len() as f64;
    let mean = points.iter().sum::<f64>() / n;
    let sd = (points.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / n).sqrt();
    assert!(mean.abs() < 1e-9 && (sd - 1.0).abs() < 1e-9, "{mean} {sd}");
    let turned = Poles { high: drawn.poles.low.clone(), low: drawn.poles.high.clone() };
    let other = fast(&drawn.ballots(), &turned, &Settings::default());
    let back: Vec<f64> = means(&other).into_iter().map(|it| -it).collect();
    nearly_same(&points, &back, 1e-6);
}

#[test]
fn a_side_of_an_item_turned_turns_its_discrimination_and_no_ideal_point() {
    let drawn = draw(SMALL, 6);
    let votes: Vec<Ballot> = drawn
        .votes
        .iter()
        .map(|vote| match (vote.item % 3, vote.choice) {
            (0, Choice::Yes) => Ballot { choice: Choice::No, ..*vote },
            (0, Choice::No) => Ballot { choice: Choice::Yes, ..*vote },
            _ => *vote,
        })
        .collect();
    let turned = Drawn { votes, ..draw(SMALL, 6) };
    let (one, other) = (fitted(&drawn), fitted(&turned));
    nearly_same(&means(&one), &means(&other), 0.01);
    assert!((one.items[0].mean.discrimination + other.items[0].mean.discrimination).abs() < 0.02);
}

#[test]
fn the_order_of_votes_and_of_members_changes_nothing() {
    let drawn = draw(SMALL, 7);
    let one = means(&fitted(&drawn));
    let mut votes = drawn.votes.clone();
    fastrand::Rng::with_seed(1).shuffle(&mut votes);
    let other = Drawn { votes, ..draw(SMALL, 7) };
    nearly_same(&one, &means(&fitted(&other)), 1e-6);

    // The same states under other numbers: the last one first.
    let renamed = |state: u32| SMALL.states - 1 - state;
    let mut order: Vec<usize> = (0..drawn.points.len()).collect();
    order.sort_by_key(|place| (renamed(drawn.points[*place].state), drawn.points[*place].session));
    let mut place_of = vec![0; order.len()];
    order.iter().enumerate().for_each(|(now, before)| place_of[*before] = now as u32);
    let points = order.iter().map(|place| {
        let mut point = drawn.points[*place];
        point.state = renamed(point.state);
        point
    });
    let votes: Vec<Ballot> = drawn
        .votes
        .iter()
        .map(|vote| Ballot { point: place_of[vote.point as usize], ..*vote })
        .collect();
    let ballots = Ballots::new(points.collect(), drawn.items, &votes);
    let poles = Poles {
        high: drawn.poles.high.iter().map(|it| renamed(*it)).collect(),
        low: drawn.poles.low.iter().map(|it| renamed(*it)).collect(),
    };
    let fit = fast(&ballots, &poles, &Settings::default());
    let other: Vec<f64> = place_of.iter().map(|now| fit.points[*now as usize].mean).collect();
    nearly_same(&one, &other, 1e-4);
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let drawn = draw(SMALL, 8);
    let bits: BTreeSet<Vec<u64>> = [1, 2, 5]
        .into_iter()
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let fit = pool.install(|| fitted(&drawn));
            means(&fit).into_iter().map(f64::to_bits).collect()
        })
        .collect();
    assert_eq!(bits.len(), 1);
}

#[test]
fn votes_that_separate_members_completely_still_give_finite_points() {
    // One half always yes, the other always no, and one member that voted once.
    let points: Vec<_> =
        (0..21).map(|state| scrutineer_ideal::MemberSession { state, session: 1 }).collect();
    let mut votes = Vec::new();
    for item in 0..30 {
        for point in 0..20 {
            let choice = if point < 10 { Choice::Yes } else { Choice::No };
            votes.push(Ballot { item, point, choice });
        }
    }
    votes.push(Ballot { item: 0, point: 20, choice: Choice::Abstain });
    let ballots = Ballots::new(points, 30, &votes);
    let poles = Poles { high: vec![15], low: vec![3] };
    let fit = fast(&ballots, &poles, &Settings::default());
    assert!(fit.points.iter().all(|it| it.mean.is_finite() && it.sd.is_finite()));
    assert!(
        fit.items.iter().all(|it| it.mean.discrimination.is_finite() && it.mean.low < it.mean.high)
    );
    assert!(fit.points[15].mean > 0.5 && fit.points[3].mean < -0.5);
}

#[test]
fn no_votes_are_no_error() {
    let fit = fast(&Ballots::new(Vec::new(), 0, &[]), &Poles::default(), &Settings::default());
    assert!(fit.points.is_empty() && fit.converged);
}

//! Two dimensions: what was drawn is found again, and nothing changes that should not.

use scrutineer_ideal::{
    Ballot, Ballots, Choice, Explained, MemberSession, Plane, Poles, Settings, fast, plane,
};

use crate::simulate::{draw_item, normal};

/// A history drawn from the model in two dimensions.
struct Drawn {
    points: Vec<MemberSession>,
    items: usize,
    votes: Vec<Ballot>,
    truth: Vec<[f64; 2]>,
}

const STATES: u32 = 60;
const SESSIONS: u8 = 6;
const ITEMS: usize = 60;

fn draw(seed: u64) -> Drawn {
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut points, mut truth) = (Vec::new(), Vec::new());
    for state in 0..STATES {
        let mut at = [normal(&mut random), 0.7 * normal(&mut random)];
        for session in 1..=SESSIONS {
            points.push(MemberSession { state, session });
            truth.push(at);
            at = at.map(|it| it + 0.1 * normal(&mut random));
        }
    }
    let (mut votes, mut items) = (Vec::new(), Vec::new());
    for session in 1..=SESSIONS {
        for number in 0..ITEMS {
            // Every fifth comes back in the next session.
            let again = session > 1 && number % 5 == 0;
            let item = if again { items.len() - ITEMS } else { items.len() };
            if !again {
                items.push((draw_item(&mut random), normal(&mut random)));
            }
            let (first, second) = items[item];
            for (place, _) in points.iter().enumerate().filter(|(_, it)| it.session == session) {
                let [x, y] = truth[place];
                let z = first.discrimination * x + second * y + normal(&mut random);
                let choice = match z {
                    z if z < first.low => Choice::Yes,
                    z if z < first.high => Choice::Abstain,
                    _ => Choice::No,
                };
                votes.push(Ballot { item: item as u32, point: place as u32, choice });
            }
        }
    }
    Drawn { points, items: items.len(), votes, truth }
}

fn estimate(drawn: &Drawn) -> (Ballots, Plane, [Explained; 3], Vec<f64>) {
    let ballots = Ballots::new(drawn.points.clone(), drawn.items, &drawn.votes);
    let poles = Poles { high: vec![0], low: vec![1] };
    let fit = fast(&ballots, &poles, &Settings::default());
    let plane = plane(&ballots, &fit, &Settings::default());
    assert!(plane.converged, "{} sweeps", plane.sweeps);
    let explained = [
        Explained::by_none(&ballots),
        Explained::by_one(&ballots, &fit),
        plane.explained(&ballots),
    ];
    let one = fit.points.iter().map(|point| point.mean).collect();
    (ballots, plane, explained, one)
}

fn means(plane: &Plane) -> Vec<[f64; 2]> {
    plane.points.iter().map(|[one, two]| [one.mean, two.mean]).collect()
}

/// How like one figure is to another turned, moved and made wider as fits best (Procrustes): 1 if they are the same.
fn likeness(one: &[[f64; 2]], other: &[[f64; 2]]) -> f64 {
    let axis = |of: &[[f64; 2]], axis: usize| {
        let list: Vec<f64> = of.iter().map(|it| it[axis]).collect();
        let mean = list.iter().sum::<f64>() / list.len() as f64;
        list.into_iter().map(|it| it - mean).collect::<Vec<f64>>()
    };
    let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    let [a, b] = [axis(one, 0), axis(one, 1)];
    let [x, y] = [axis(other, 0), axis(other, 1)];
    let [ax, ay, bx, by] = [dot(&a, &x), dot(&a, &y), dot(&b, &x), dot(&b, &y)];
    // The sum of the singular values of the products.
    let square = ax * ax + ay * ay + bx * bx + by * by;
    let sum = (square + 2.0 * (ax * by - ay * bx).abs()).sqrt();
    sum / ((dot(&a, &a) + dot(&b, &b)) * (dot(&x, &x) + dot(&y, &y))).sqrt()
}

#[test]
fn places_are_found_again_and_two_dimensions_explain_more_than_one() {
    for seed in 1..=3 {
        let drawn = draw(seed);
        let (_, plane, [none, one, two], _) = estimate(&drawn);
        let like = likeness(&means(&plane), &drawn.truth);
        println!("seed {seed}: {like:.4} after {} sweeps; {none:?} {one:?} {two:?}", plane.sweeps);
        assert!(like > 0.93, "{like}");
        assert_eq!(two.votes, drawn.votes.len());
        assert!(two.right > one.right && one.right > none.right);
        // A parameter more for each point and item would gain half a unit each of chance alone.
        let more = two.log_likelihood - one.log_likelihood;
        assert!(more > 2.0 * (drawn.points.len() + drawn.items) as f64, "{more}");
        assert!(one.log_likelihood > none.log_likelihood);
    }
}

/// The truth turned, moved and made wider so that it lies on the estimate as well as may be.
fn laid_on(truth: &[[f64; 2]], estimate: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let middle = |of: &[[f64; 2]]| {
        let n = of.len() as f64;
        [0, 1].map(|axis| of.iter().map(|it| it[axis]).sum::<f64>() / n)
    };
    let (from, to) = (middle(truth), middle(estimate));
    // As complex numbers, and mirrored where that fits better.
    let fit = |mirror: f64| {
        let (mut re, mut im, mut square) = (0.0, 0.0, 0.0);
        for (one, other) in truth.iter().zip(estimate) {
            let [x, y] = [one[0] - from[0], mirror * (one[1] - from[1])];
            let [a, b] = [other[0] - to[0], other[1] - to[1]];
            re += x * a + y * b;
            im += x * b - y * a;
            square += x * x + y * y;
        }
        (re * re + im * im, [re / square, im / square])
    };
    let (plain, mirrored) = (fit(1.0), fit(-1.0));
    let (mirror, [re, im]) = if plain.0 > mirrored.0 { (1.0, plain.1) } else { (-1.0, mirrored.1) };
    let place = |it: &[f64; 2]| {
        let [x, y] = [it[0] - from[0], mirror * (it[1] - from[1])];
        [to[0] + re * x - im * y, to[1] + re * y + im * x]
    };
    truth.iter().map(place).collect()
}

#[test]
fn intervals_hold_the_truth_about_as_often_as_they_say() {
    let mut held = [[0.0; 2]; 2];
    let mut n = 0.0;
    for seed in 1..=3 {
        let drawn = draw(seed);
        let (_, plane, ..) = estimate(&drawn);
        let truth = laid_on(&drawn.truth, &means(&plane));
        for (point, truth) in plane.points.iter().zip(&truth) {
            for axis in [0, 1] {
                let away = (point[axis].mean - truth[axis]).abs() / point[axis].sd;
                held[axis][0] += f64::from(u8::from(away < 0.6745));
                held[axis][1] += f64::from(u8::from(away < 1.6449));
            }
            n += 1.0;
        }
    }
    for (axis, of) in held.into_iter().enumerate() {
        let [half, nine_tenths] = of.map(|count| count / n);
        println!("axis {}: 50 % intervals {half:.3}, 90 % intervals {nine_tenths:.3}", axis + 1);
        assert!((0.42..0.60).contains(&half), "axis {axis}: {half}");
        assert!((0.82..0.96).contains(&nine_tenths), "axis {axis}: {nine_tenths}");
    }
}

#[test]
fn the_axes_are_fixed() {
    let (_, plane, _, one) = estimate(&draw(4));
    let [first, second] =
        [0, 1].map(|axis| means(&plane).iter().map(|it| it[axis]).collect::<Vec<f64>>());
    let n = one.len() as f64;
    let mean = |of: &[f64]| of.iter().sum::<f64>() / n;
    assert!(mean(&first).abs() < 1e-9 && mean(&second).abs() < 1e-9);
    assert!((first.iter().map(|it| it * it).sum::<f64>() / n - 1.0).abs() < 1e-9);
    let with_one = |of: &[f64]| of.iter().zip(&one).map(|(x, y)| x * y).sum::<f64>() / n;
    assert!(with_one(&second).abs() < 1e-9 && with_one(&first) > 0.8, "{}", with_one(&first));
    assert!(second.iter().map(|it| it.powi(3)).sum::<f64>() >= 0.0);
}

#[test]
fn neither_the_order_of_votes_and_members_nor_threads_change_anything() {
    let drawn = draw(5);
    let (_, plane, ..) = estimate(&drawn);
    let plain = means(&plane);
    let mut shuffled = draw(5);
    fastrand::Rng::with_seed(1).shuffle(&mut shuffled.votes);
    // The members the other way round.
    let mut turned = draw(5);
    let places = turned.points.len();
    let of = |point: u32| {
        let MemberSession { state, session } = drawn.points[point as usize];
        (STATES - 1 - state) * u32::from(SESSIONS) + u32::from(session) - 1
    };
    turned.votes.iter_mut().for_each(|vote| vote.point = of(vote.point));
    let near = |one: &[f64; 2], other: &[f64; 2]| {
        one.iter().zip(other).all(|(one, other)| (one - other).abs() < 0.02)
    };
    let of_shuffled = means(&estimate(&shuffled).1);
    assert!(plain.iter().zip(&of_shuffled).all(|(one, other)| near(one, other)));
    let of_turned = means(&estimate_turned(&turned).1);
    assert!((0..places).all(|place| near(&plain[place], &of_turned[of(place as u32) as usize])));
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| means(&estimate(&drawn).1)) == plain, "{threads} threads");
    }
}

/// The same with the poles where they are when the members stand the other way round.
fn estimate_turned(drawn: &Drawn) -> (Ballots, Plane) {
    let ballots = Ballots::new(drawn.points.clone(), drawn.items, &drawn.votes);
    let poles = Poles { high: vec![STATES - 1], low: vec![STATES - 2] };
    let fit = fast(&ballots, &poles, &Settings::default());
    let plane = plane(&ballots, &fit, &Settings::default());
    (ballots, plane)
}

#[test]
fn no_votes_and_votes_that_tell_nothing_of_a_plane_give_finite_places() {
    let points: Vec<_> = (0..20).map(|state| MemberSession { state, session: 1 }).collect();
    let choice = |point| if point < 10 { Choice::Yes } else { Choice::No };
    let votes: Vec<Ballot> = (0..30)
        .flat_map(|item| (0..20).map(move |point| Ballot { item, point, choice: choice(point) }))
        .collect();
    for (points, items, votes) in [(points, 30, votes), (Vec::new(), 0, Vec::new())] {
        let drawn = Drawn { points, items, votes, truth: Vec::new() };
        let ballots = Ballots::new(drawn.points.clone(), drawn.items, &drawn.votes);
        let poles = Poles { high: vec![15], low: vec![3] };
        let fit = fast(&ballots, &poles, &Settings::default());
        let found = plane(&ballots, &fit, &Settings::default());
        assert_eq!(found.points.len(), drawn.points.len());
        assert!(found.points.iter().flatten().all(|it| it.mean.is_finite() && it.sd.is_finite()));
    }
}

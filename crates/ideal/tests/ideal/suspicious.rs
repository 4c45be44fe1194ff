//! Errors put into a record that was drawn from the model are found, and nothing else is.

use scrutineer_ideal::{
    Choice, Item, Links, Rules, Settings, Suspect, fast, fast_from, influences, prepare, suspicions,
};
use scrutineer_record::{MemberId, Position, Record, RecordedVote, Session};

use crate::rules::{record, vote};
use crate::simulate::{draw_item, normal};

const SESSIONS: [u8; 5] = [71, 72, 73, 74, 75];
const VOTES: usize = 40;

/// A record of some sessions as sources give it, member by member.
struct Made {
    members: Vec<String>,
    votes: Vec<(RecordedVote, Vec<Position>)>,
}

/// Fifty members in the order of their names, who stand far apart from those beside them.
fn made(seed: u64) -> Made {
    let all = scrutineer_book::members().unwrap();
    let mut sitting: Vec<_> = all
        .sitting_at("2018-12-01".parse().unwrap())
        .iter()
        .map(|member| (all[member].name.clone(), all[member].code.clone()))
        .collect();
    sitting.sort();
    let members: Vec<String> = sitting.into_iter().map(|(_, code)| code).take(50).collect();
    let mut random = fastrand::Rng::with_seed(seed);
    let at: Vec<f64> = (0..members.len())
        .map(|place| if place % 2 == 0 { 1.0 } else { -1.0 } + 0.3 * normal(&mut random))
        .collect();
    let mut votes = Vec::new();
    for session in SESSIONS {
        for number in 0..VOTES {
            let Item { discrimination, low, high } = draw_item(&mut random);
            let positions = at.iter().map(|at| match discrimination * at + normal(&mut random) {
                _ if random.f64() < 0.05 => Position::NonVoting,
                z if z < low => Position::Yes,
                z if z < high => Position::Abstain,
                _ => Position::No,
            });
            let positions = positions.collect();
            let (one, _) = vote(&format!("unvotes:{}", usize::from(session) * 1000 + number));
            let date = format!("{}-12-01", 1945 + i16::from(session)).parse().unwrap();
            votes.push((
                RecordedVote { session: Session::Regular(session), date, ..one },
                positions,
            ));
        }
    }
    Made { members, votes }
}

impl Made {
    fn record(&self) -> Record {
        let votes = self.votes.iter().map(|(vote, positions)| {
            let cast = self.members.iter().map(String::as_str).zip(positions.iter().copied());
            (vote.clone(), cast.collect())
        });
        record(votes.collect())
    }

    fn of_session(&mut self, session: u8) -> impl Iterator<Item = &mut Vec<Position>> {
        let of = move |vote: &RecordedVote| vote.session == Session::Regular(session);
        self.votes.iter_mut().filter(move |(vote, _)| of(vote)).map(|(_, positions)| positions)
    }
}

fn found(record: &Record, links: &Links) -> Vec<(u8, Suspect)> {
    let prepared = prepare(record, &Rules::default(), links);
    let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
    let found = suspicions(record, &prepared, &fit);
    assert!(found.is_sorted_by(|one, other| one.surprise >= other.surprise));
    found.into_iter().map(|it| (it.session, it.what)).collect()
}

#[test]
fn a_record_as_it_was_drawn_is_not_suspicious() {
    let found = found(&made(1).record(), &Links::None);
    assert!(found.len() <= 1, "{found:?}");
}

#[test]
fn neighbours_exchanged_members_lost_and_a_position_mistyped_are_found() {
    let mut made = made(1);
    for positions in made.of_session(73) {
        positions.swap(10, 11);
        positions[30] = Position::NonVoting;
    }
    let record = made.record();
    let id = |place: usize| record.members().by_code(&made.members[place]).unwrap();
    let found = found(&record, &Links::None);
    assert!(found.len() <= 3, "{found:?}");
    let is_swapped = |of: &Suspect, one: MemberId, other: MemberId| match of {
        Suspect::Swapped { members, .. } => members.contains(&one) && members.contains(&other),
        _ => false,
    };
    let is_lost =
        |of: &Suspect| matches!(of, Suspect::Lost { member, cast: 0, .. } if *member == id(30));
    assert!(found[..2].iter().any(|it| is_swapped(&it.1, id(10), id(11))), "{found:?}");
    assert!(found[..2].iter().any(|it| is_lost(&it.1)), "{found:?}");
    assert!(found[..2].iter().all(|(session, _)| *session == 73), "{found:?}");
}

#[test]
fn a_position_against_all_expectation_is_found() {
    let mut made = made(2);
    // The same texts every year, with one member alone against most of them; and one position is entered wrongly.
    for (number, (_, positions)) in made.votes.iter_mut().enumerate() {
        for (place, position) in positions.iter_mut().enumerate() {
            let alone = number % 4 > 0;
            let against = if alone { place == 21 } else { place % 8 == 5 };
            *position = if against { Position::No } else { Position::Yes };
        }
    }
    made.votes[2 * VOTES + 4].1[21] = Position::Yes;
    let number = |session: u8, number: usize| (usize::from(session) * 1000 + number) as u32;
    let same = |one: &[u8]| {
        let (one, next) = (one[0], one[1]);
        (0..VOTES).map(|it| (number(one, it), number(next, it))).collect::<Vec<_>>()
    };
    let pairs: Vec<_> = SESSIONS.windows(2).flat_map(same).collect();
    let links = Links::Pairs(pairs.into());
    let record = made.record();
    let wrong = record.members().by_code(&made.members[21]).unwrap();
    let found = found(&record, &links);
    assert_eq!(found.len(), 1, "{found:?}");
    let Suspect::Position { member, vote, choice, .. } = found[0].1 else { panic!("{found:?}") };
    assert_eq!((member, vote, choice), (wrong, 2 * VOTES + 4, Choice::Yes));
}

#[test]
fn what_moved_a_member_is_what_changes_without_the_vote() {
    let record = made(3).record();
    let prepared = prepare(&record, &Rules::default(), &Links::None);
    let settings = Settings { tolerance: 2e-5, ..Settings::default() };
    let fit = fast(&prepared.ballots, &prepared.poles, &settings);
    let again = fast_from(&prepared.ballots, &prepared.poles, &settings, &fit);
    let off =
        fit.points.iter().zip(&again.points).map(|(one, other)| (one.mean - other.mean).abs());
    assert!(off.fold(0.0, f64::max) < 1e-3);

    let point = prepared.who.iter().position(|who| who.session == 73).unwrap();
    let moved = influences(&record, &prepared, &fit, point, 5);
    assert_eq!(moved.len(), 5);
    for it in &moved {
        assert!((it.nearly - it.exactly).abs() < 0.3 * it.exactly.abs() + 0.005, "{it:?}");
    }
    // From the beginning, without the vote.
    let without = fast(&prepared.without(&record, moved[0].vote), &prepared.poles, &settings);
    let from_the_beginning = fit.points[point].mean - without.points[point].mean;
    assert!((from_the_beginning - moved[0].exactly).abs() < 2e-3, "{moved:?} {from_the_beginning}");
}

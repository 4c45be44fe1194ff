//! Members that were lost: on the rolls of a session, hardly a vote in it, and there before and after.
//!
//! How many of the votes of a session a member casts goes by its attendance in the sessions around, with a spread of its
//! own: members stay away for whole days and months. The spread is that with which all attendance since the
//! beginning is most probable (a beta-binomial distribution).

use std::collections::BTreeMap;

use libm::lgamma;
use scrutineer_record::MemberId;

use super::{Grounds, Suspect, Suspicion, surprise};

/// In a session with fewer votes nobody is missed.
const FEWEST: usize = 20;
/// How far the nearest session may be that tells of a member's attendance.
const FURTHEST: u8 = 2;
/// The largest part of votes that anybody is taken to attend.
const MOST: f64 = 0.999;
/// The spreads that are tried: from one to the next, so many times as narrow.
const NARROWER: f64 = 1.05;
const WIDEST: f64 = 0.5;
const NARROWEST: f64 = 100.0;

/// How many votes a member cast, on how many rolls it was.
#[derive(Clone, Copy, Debug, Default)]
struct Attendance {
    cast: usize,
    of: usize,
}

impl Attendance {
    /// As a part, with one vote more that was nearly certainly cast: nobody is always there.
    fn part(self) -> f64 {
        (self.cast as f64 + 0.9) / (self.of as f64 + 1.0)
    }
}

/// A member in a session, and the part of the votes that it attends around it.
struct Case {
    member: MemberId,
    session: u8,
    here: Attendance,
    around: f64,
}

/// The members that are missing.
pub(super) fn lost(grounds: &Grounds<'_, '_>) -> Vec<Suspicion> {
    let cases = cases(&attendance(grounds));
    let narrow = narrowness(&cases);
    let of = |case: &Case| {
        let Case { member, session, here: Attendance { cast, of }, around } = *case;
        let surprise = surprise(-so_few(case, narrow).ln(), cases.len());
        let what = Suspect::Lost { member, cast, of, around };
        (surprise > 0.0).then_some(Suspicion { surprise, session, what })
    };
    cases.iter().filter_map(of).collect()
}

fn attendance(grounds: &Grounds<'_, '_>) -> BTreeMap<(MemberId, u8), Attendance> {
    let mut all: BTreeMap<(MemberId, u8), Attendance> = BTreeMap::new();
    for on in &grounds.prepared.votes {
        let Some(vote) = grounds.vote(*on) else { continue };
        let positions = vote.positions();
        let cast = positions.cast();
        for member in positions.roll.iter() {
            let of = all.entry((member, on.session)).or_default();
            of.of += 1;
            of.cast += usize::from(cast.contains(member));
        }
    }
    all.retain(|_, it| it.of >= FEWEST);
    all
}

fn cases(all: &BTreeMap<(MemberId, u8), Attendance>) -> Vec<Case> {
    let near = |member: MemberId, of: &dyn Fn(u8) -> Option<u8>| {
        (1..=FURTHEST).find_map(|far| all.get(&(member, of(far)?)).copied())
    };
    let case = |(&(member, session), &here): (&(MemberId, u8), &Attendance)| {
        let before = near(member, &|far| session.checked_sub(far))?;
        let after = near(member, &|far| session.checked_add(far))?;
        let around = (before.part() * after.part()).sqrt().min(MOST);
        Some(Case { member, session, here, around })
    };
    all.iter().filter_map(case).collect()
}

/// The logarithm of the beta-binomial probability of so many votes cast.
fn log_probability(cast: usize, of: usize, around: f64, narrow: f64) -> f64 {
    let (cast, of) = (cast as f64, of as f64);
    let (there, away) = (around * narrow, (1.0 - around) * narrow);
    let ways = lgamma(of + 1.0) - lgamma(cast + 1.0) - lgamma(of - cast + 1.0);
    let seen = lgamma(cast + there) + lgamma(of - cast + away) - lgamma(of + narrow);
    ways + seen - lgamma(there) - lgamma(away) + lgamma(narrow)
}

/// How narrow the spread is with which the attendance of all is most probable.
fn narrowness(cases: &[Case]) -> f64 {
    let tried = std::iter::successors(Some(WIDEST), |it| Some(it * NARROWER));
    let likelihood = |narrow: f64| -> f64 {
        let of = |it: &Case| log_probability(it.here.cast, it.here.of, it.around, narrow);
        cases.iter().map(of).sum()
    };
    let tried = tried.take_while(|it| *it < NARROWEST).map(|it| (it, likelihood(it)));
    tried.max_by(|one, other| one.1.total_cmp(&other.1)).map_or(1.0, |it| it.0)
}

/// How probable it is that a member casts so few votes, or fewer.
fn so_few(case: &Case, narrow: f64) -> f64 {
    let of = |cast| log_probability(cast, case.here.of, case.around, narrow).exp();
    let sum: f64 = (0..=case.here.cast).map(of).sum();
    sum.clamp(f64::MIN_POSITIVE, 1.0)
}

//! What the generator takes for true is counted again, with sets and measures instead of member by member.

use fastrand::Rng;
use scrutineer_measures::{Share, group_vote, overwhelming, shift, unanimous};
use scrutineer_record::{MemberSet, Outcome, Position, Record, Tally, Vote};

use super::*;
use crate::drafts::{KINDS, draft};
use crate::truth::{Base, Change, Part, Says, Test, holds};

#[test]
fn what_is_told_as_true_or_false_is_so_when_counted_again() {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let pool = Pool::new(&book.record);
    let mut rng = Rng::with_seed(7);
    for (kind, text) in KINDS {
        let mut counted = [0, 0];
        for phrasing in phrasings::table(kind, text).iter().cycle().take(900) {
            let Some(draft) = draft(kind, &pool, phrasing, &mut rng) else { continue };
            let Some(says) = &draft.says else { continue };
            if holds(&book.record, says) == Some(draft.truth) {
                assert_eq!(again(&book.record, says), draft.truth, "{}: {says:?}", phrasing.id);
                counted[usize::from(draft.truth)] += 1;
            }
        }
        let told = match *kind {
            "quiet" => counted == [0, 0],
            "elsewhere" => counted[1] > 10,
            _ => counted[0] > 10 && counted[1] > 10,
        };
        assert!(told, "{kind}: {counted:?}");
    }
}

fn again(record: &Record, says: &Says) -> bool {
    let vote = |id: &String| record.by_id(id).expect("a vote");
    let all = |members: &[_]| members.iter().copied().collect::<MemberSet>();
    let tally = |id| vote(id).tally();
    let yes = |id| vote(id).positions().yes;
    match says {
        Says::Counts { vote, counts } => {
            counts.iter().all(|(position, told)| tally(vote).of(*position) == *told)
        }
        Says::Margin { vote, margin } => tally(vote).yes.abs_diff(tally(vote).no) == *margin,
        Says::Took { vote: id, members, position } => {
            all(members).is_subset(vote(id).positions().who(*position))
        }
        Says::TookNot { vote: id, members, position } => {
            (all(members) & vote(id).positions().who(*position)).is_empty()
        }
        Says::Only { vote: id, members, position } => {
            all(members) == vote(id).positions().who(*position)
        }
        Says::Group { vote: id, group, position, how } => {
            group_again(vote(id), *group, *position, how)
        }
        Says::Share { vote, position, base, test } => {
            share_again(tally(vote), *position, *base, *test)
        }
        Says::Adopted { vote: id, adopted } => match vote(id).outcome {
            Outcome::Adopted => *adopted,
            _ => !*adopted,
        },
        Says::Compared { then, now, position, change, by } => {
            let [then, now] = [then, now].map(|id| i32::from(tally(id).of(*position)));
            let way = match (now - then).signum() {
                1 => Change::More,
                -1 => Change::Fewer,
                _ => Change::Same,
            };
            way == *change && by.is_none_or(|by| (now - then).abs() == i32::from(by))
        }
        Says::Moved { then, now, members, from, to } => {
            let moved = shift(vote(then), vote(now)).get(&[*from, *to]);
            all(members).is_subset(moved)
        }
        Says::MovedCount { then, now, count, from, to } => {
            shift(vote(then), vote(now)).get(&[*from, *to]).len() == *count
        }
        Says::Course { votes, position, counts } => {
            votes.iter().zip(counts).all(|(id, told)| tally(id).of(*position) == *told)
        }
        Says::Steady { votes, position, change } => votes.windows(2).all(|pair| {
            let (then, now) = (tally(&pair[0]).of(*position), tally(&pair[1]).of(*position));
            match change {
                Change::More => now > then,
                Change::Fewer => now < then,
                Change::Same => now == then,
            }
        }),
        Says::Both { one, other, members } => all(members).is_subset(yes(one) & yes(other)),
        Says::BothCount { one, other, count } => (yes(one) & yes(other)).len() == *count,
        _ => text_again(record, says),
    }
}

fn group_again(
    vote: Vote<'_>,
    group: scrutineer_record::GroupId,
    position: Position,
    how: &Part,
) -> bool {
    let voted = group_vote(vote, group).positions;
    let (with, others) = (voted.who(position), voted.cast() - voted.who(position));
    match how {
        Part::All => others.is_empty(),
        Part::None => with.is_empty(),
        Part::AllBut(but) => but.iter().copied().collect::<MemberSet>() == others,
        Part::Exactly(told) => with.len() == *told,
        Part::Most => with.len() > voted.roll.len() / 2,
    }
}

fn share_again(tally: Tally, position: Position, base: Base, test: Test) -> bool {
    let share = match base {
        Base::Members => Share::of_members(tally, position),
        Base::Cast => Share::of_cast(tally, position),
        Base::Voting => Share::yes_of_voting(tally),
    };
    let share = share.ratio().expect("somebody voted");
    let of = |n: u16, d: u16| f64::from(n) / f64::from(d);
    match test {
        Test::Above(n, d) => share > of(n, d),
        Test::Below(n, d) => share < of(n, d),
        Test::AtLeast(n, d) => share >= of(n, d) - 1e-9,
        Test::Percent(told) => (100.0 * share).round() == f64::from(told),
        Test::Unanimous => unanimous(tally),
        Test::Overwhelming => overwhelming(tally),
    }
}

fn text_again(record: &Record, says: &Says) -> bool {
    let symbol = |id: &String| record.by_id(id).expect("a vote").label();
    let proposal = |id: &String| {
        let known = record.facts().proposals.iter();
        known.into_iter().find(|text| text.symbol.to_string() == symbol(id)).expect("a text")
    };
    match says {
        Says::Sponsored { vote, member } => {
            proposal(vote).lead.as_ref().expect("a lead").value.contains(member)
        }
        Says::Committee { vote, yes, no, abstain } => {
            let printed = proposal(vote).committee_stage().expect("a stage").printed;
            let printed = printed.expect("a tally").to_string();
            let printed: Vec<&str> = printed.split('-').collect();
            let told = [Some(*yes), Some(*no), *abstain];
            told.iter().flatten().zip(printed).all(|(told, printed)| told.to_string() == printed)
        }
        Says::On { vote, date } => {
            record.by_id(vote).expect("a vote").date.to_string().starts_with(&date.to_string())
        }
        Says::Cites { symbol: told, titled } => *told == symbol(titled),
        Says::Mandate { organ, symbol } => {
            let organs = record.facts().organs.iter();
            let of = organs.filter(|organ| organ.mandates.iter().any(|m| m.to_string() == *symbol));
            of.into_iter().any(|known| known.id == *organ)
        }
        Says::Elsewhere => true,
        _ => unreachable!("counted above"),
    }
}

#[test]
fn the_same_seed_makes_the_same_statements() {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let pool = Pool::new(&book.record);
    let texts = |seed| -> Vec<String> {
        Maker::new(&pool, None).cases(100, seed).into_iter().map(|case| case.text).collect()
    };
    assert_eq!(texts(3), texts(3));
    assert_ne!(texts(3), texts(4));
}

#[test]
fn the_interval_is_that_of_wilson() {
    let (low, high) = Rate { hit: 45, of: 50 }.interval().expect("an interval");
    assert!((low - 0.7864).abs() < 1e-4 && (high - 0.9565).abs() < 1e-4, "{low} {high}");
    assert!(Rate::default().interval().is_none());
}

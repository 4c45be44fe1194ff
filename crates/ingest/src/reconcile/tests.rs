//! Invented votes of sixty members in two sources.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use scrutineer_record::{
    About, Body, Facts, Groups, IntendedVote, MemberId, Members, Motion, Outcome, Position, Record,
    RecordBuilder, RecordedVote, Roll, Source, SourceFile,
};

use super::*;

const SIZE: usize = 60;

fn members() -> &'static Members {
    static MEMBERS: OnceLock<Members> = OnceLock::new();
    MEMBERS.get_or_init(|| scrutineer_book::members().unwrap())
}

/// The member at a place among the sixty.
fn member(place: usize) -> MemberId {
    static SIXTY: OnceLock<Vec<MemberId>> = OnceLock::new();
    let date = "2019-12-01".parse().unwrap();
    SIXTY.get_or_init(|| members().sitting_at(date).iter().take(SIZE).collect())[place]
}

/// An account of a vote: a letter a member, `y`, `n`, `a`, or `-` for one that is not listed.
#[derive(Clone, Debug)]
struct Draft {
    format: &'static str,
    symbol: String,
    title: String,
    date: String,
    motion: Motion,
    letters: Vec<u8>,
    intended: Vec<(usize, Position)>,
}

/// A roll like no other: who is absent, abstains or is against follows from the number.
fn roll(number: u64) -> Vec<u8> {
    let letter = |place: u64| {
        let mixed = (number * 64 + place + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        b"yyyyyyynaa-"[usize::try_from(mixed % 11).unwrap()]
    };
    (0..SIZE as u64).map(letter).collect()
}

fn vote(format: &'static str, number: u64) -> Draft {
    Draft {
        format,
        symbol: format!("A/RES/74/{}", 800 + number),
        title: String::new(),
        date: "2019-12-12".to_owned(),
        motion: Motion::Whole,
        letters: roll(number),
        intended: Vec::new(),
    }
}

impl Draft {
    fn symbol(mut self, symbol: &str) -> Draft {
        self.symbol = symbol.to_owned();
        self
    }

    fn title(mut self, title: &str) -> Draft {
        self.title = title.to_owned();
        self
    }

    fn date(mut self, date: &str) -> Draft {
        self.date = date.to_owned();
        self
    }

    fn with(mut self, place: usize, letter: u8) -> Draft {
        self.letters[place] = letter;
        self
    }
}

fn position(letter: u8) -> Option<Position> {
    match letter {
        b'y' => Some(Position::Yes),
        b'n' => Some(Position::No),
        b'a' => Some(Position::Abstain),
        _ => None,
    }
}

fn record(drafts: &[Draft]) -> Record {
    let mut builder = RecordBuilder::new(members().clone(), Groups::default(), Facts::default());
    for (number, draft) in drafts.iter().enumerate() {
        let file = SourceFile { format: draft.format.to_owned(), ..SourceFile::default() };
        let source = Source { file: Arc::new(file), ..Source::default() };
        let intended = draft.intended.iter().map(|(place, position)| IntendedVote {
            member: member(*place),
            position: *position,
            source: source.clone(),
        });
        let facts = RecordedVote {
            id: format!("{}:{number}", draft.format),
            symbol: draft.symbol.parse().ok(),
            title: draft.title.clone(),
            body: Body::GeneralAssembly,
            session: Session::Regular(74),
            date: draft.date.parse().unwrap(),
            meeting: None,
            motion: draft.motion.clone(),
            printed: None,
            outcome: Outcome::Adopted,
            majority: None,
            intended: intended.collect(),
            defects: Vec::new(),
            about: About::default(),
            source,
            note: String::new(),
        };
        let cast = draft.letters.iter().enumerate();
        let cast = cast.filter_map(|(place, letter)| Some((member(place), position(*letter)?)));
        builder.add(facts, cast, Roll::Sitting).unwrap();
    }
    builder.finish()
}

/// The joins as `0+2` (by symbol) and `1~3` (by roll).
fn joins(drafts: &[Draft]) -> String {
    let reconciled = reconcile(&record(drafts));
    let one = |joint: &Joint| {
        let others = joint.others.iter().map(|(other, how)| match how {
            How::BySymbol => format!("+{other}"),
            How::ByRoll => format!("~{other}"),
        });
        format!("{}{}", joint.shown, others.collect::<String>())
    };
    reconciled.votes.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// The differences as `vote: member in_shown/in_other cause`, with places among the sixty.
fn differences(drafts: &[Draft]) -> Vec<String> {
    let place = |id: MemberId| (0..SIZE).find(|place| member(*place) == id).unwrap();
    let code = |position: Option<Position>| position.map_or("none", Position::code);
    let cause = |cause| match cause {
        Cause::SwappedWith(other) => format!("swapped with {}", place(other)),
        Cause::RollOf(vote) => format!("roll of {vote}"),
        other => other.code().to_owned(),
    };
    let one = |it: &Difference| {
        let (shown, other) = (code(it.in_shown), code(it.in_other));
        format!("{}: {} {shown}/{other} {}", it.shown, place(it.member), cause(it.cause))
    };
    reconcile(&record(drafts)).differences.iter().map(one).collect()
}

/// Both accounts of the votes 1 to `many`, the second ones changed.
fn both(many: u64, change: impl Fn(u64, Draft) -> Draft) -> Vec<Draft> {
    let first = (1..=many).map(|number| vote("undl", number));
    let second = (1..=many).map(|number| change(number, vote("unvotes", number)));
    first.chain(second).collect()
}

#[test]
fn votes_are_joined() {
    let undl = |number| vote("undl", number);
    let unvotes = |number| vote("unvotes", number);
    let part = |draft: Draft| Draft { motion: Motion::Part("paragraph 2".to_owned()), ..draft };
    let unanimous = |draft: Draft| Draft { letters: vec![b'y'; SIZE], ..draft };
    let cases: [(&str, Vec<Draft>, &str); 18] = [
        (
            "one symbol, whatever the roll and the date",
            vec![undl(1), unvotes(2).symbol("A/RES/74/801").date("2019-11-02")],
            "0+1",
        ),
        ("the library is shown though it comes last", vec![unvotes(1), undl(1)], "1+0"),
        (
            "the symbol of two votes in one source",
            vec![undl(1), unvotes(1), unvotes(2).symbol("A/RES/74/801")],
            "0~1 2",
        ),
        (
            "no symbol in one source",
            vec![undl(1), unvotes(1).symbol(""), unvotes(2).symbol("")],
            "0~1 2",
        ),
        (
            "a month is enough of a date",
            vec![undl(1), unvotes(1).symbol("").date("2019-12")],
            "0~1",
        ),
        ("another day", vec![undl(1), unvotes(1).symbol("").date("2019-12-13")], "0 1"),
        ("another month", vec![undl(1), unvotes(1).symbol("").date("2019-11")], "0 1"),
        ("only the year", vec![undl(1), unvotes(1).symbol("").date("2019")], "0 1"),
        ("what is marked as a vote on a part", vec![undl(1), part(unvotes(1))], "0~1"),
        (
            "a vote on a part beside the vote on the whole",
            vec![undl(1), part(unvotes(1)), unvotes(1).symbol("")],
            "0~2 1",
        ),
        ("rolls that differ too much", vec![undl(1), unvotes(2).symbol("")], "0 1"),
        (
            "two unanimous votes",
            vec![unanimous(undl(1)), unanimous(unvotes(3)), unanimous(unvotes(4))],
            "0 1 2",
        ),
        (
            "two unanimous votes with titles",
            vec![
                unanimous(undl(1)).title("Zone of peace in the South Atlantic"),
                unanimous(unvotes(3)).title("TO ESTABLISH A NUCLEAR FREE AREA"),
                unanimous(unvotes(4)).title("SOUTH ATLANTIC, ZONE, PEACEFUL"),
            ],
            "0~2 1",
        ),
        (
            "three sources",
            vec![vote("voeten", 1), unvotes(1).symbol(""), undl(1), undl(2)],
            "2~1+0 3",
        ),
        ("no source that is known", vec![undl(1), vote("builtin", 1)], "0 1"),
        ("one roll twice under one symbol", vec![undl(1), unvotes(1), unvotes(1)], "0~1 2"),
        (
            "one roll twice under one symbol, which the Library has under another",
            vec![undl(1).symbol("A/RES/74/900"), unvotes(1), unvotes(1)],
            "0 1 2",
        ),
        (
            "two rolls under one symbol, neither of them the Library's in every position",
            vec![
                undl(1),
                unvotes(1).with(0, b'a').with(1, b'n'),
                unvotes(1).with(2, b'n').with(3, b'n'),
            ],
            "0 1 2",
        ),
    ];
    for (what, drafts, expect) in cases {
        assert_eq!(joins(&drafts), expect, "{what}");
    }
}

#[test]
fn what_no_vote_is_cast_in_joins_nothing() {
    let none = |draft: Draft| Draft { letters: vec![b'-'; SIZE], ..draft }.title("Same title");
    assert_eq!(
        joins(&[none(vote("undl", 1)).symbol(""), none(vote("unvotes", 1)).symbol("")]),
        "0 1"
    );
}

/// Exchanges the letters of two places.
fn swap(mut draft: Draft, one: usize, other: usize) -> Draft {
    draft.letters.swap(one, other);
    draft
}

#[test]
fn exchanged_columns_are_recognised_in_a_stretch() {
    // Two members that vote differently, in votes 3 to 8 of 10; exchanged in the second source.
    let opposed = |draft: Draft| draft.with(7, b'y').with(9, b'n');
    let drafts = |stretch: std::ops::RangeInclusive<u64>| {
        let mut drafts = both(10, |_, draft| draft);
        drafts = drafts.into_iter().map(opposed).collect();
        for number in stretch {
            let at = usize::try_from(number).unwrap() + 9;
            drafts[at] = swap(drafts[at].clone(), 7, 9);
        }
        differences(&drafts)
    };
    let found = drafts(3..=8);
    assert_eq!(found.len(), 12);
    assert_eq!(found[0], "2: 7 yes/no swapped with 9");
    assert_eq!(found[1], "2: 9 no/yes swapped with 7");
    assert!(found.iter().all(|it| it.contains("swapped")), "{found:?}");
    let few = drafts(3..=6);
    assert!(few.len() == 8 && few.iter().all(|it| it.ends_with("unexplained")), "{few:?}");
}

#[test]
fn who_votes_like_a_swapped_member_is_not_its_partner() {
    // Place 11 has the positions of 9 and is lost in the second source, where 7 and 9 are exchanged.
    let opposed = |draft: Draft| draft.with(7, b'-').with(9, b'n').with(11, b'n');
    let drafts: Vec<_> = both(8, |_, draft| draft).into_iter().map(opposed).collect();
    let second = |at: usize, draft: Draft| {
        if at < 8 {
            draft
        } else if at < 14 {
            swap(draft, 7, 9).with(11, b'-')
        } else {
            swap(draft, 7, 9)
        }
    };
    let drafts: Vec<_> = drafts.into_iter().enumerate().map(|(at, it)| second(at, it)).collect();
    let found = differences(&drafts);
    let count = |what: &str| found.iter().filter(|it| it.ends_with(what)).count();
    assert_eq!((count("swapped with 9"), count("swapped with 7")), (8, 8), "{found:?}");
    assert_eq!((count("lost_member"), found.len()), (6, 22), "{found:?}");
}

#[test]
fn a_lost_member_is_recognised_in_a_stretch() {
    let lost = |numbers: &[u64]| {
        let drafts = both(
            12,
            |number, draft| {
                if numbers.contains(&number) { draft.with(20, b'-') } else { draft }
            },
        );
        // It votes in all but the fourth.
        let voting = |draft: Draft| match (draft.symbol.ends_with("804"), draft.letters[20]) {
            (true, _) => draft.with(20, b'-'),
            _ => draft,
        };
        let mut drafts: Vec<_> = drafts.into_iter().map(voting).collect();
        for (at, draft) in drafts.iter_mut().enumerate() {
            let number = u64::try_from(at % 12).unwrap() + 1;
            if number != 4 && (at < 12 || !numbers.contains(&number)) {
                draft.letters[20] = b'y';
            }
        }
        differences(&drafts)
    };
    // The fourth vote, of which nobody has a position of it, does not break the stretch.
    let found = lost(&[2, 3, 5, 6, 7]);
    assert_eq!(found[0], "1: 20 yes/non_voting lost_member");
    assert!(found.len() == 5 && found.iter().all(|it| it.ends_with("lost_member")), "{found:?}");
    // Five of them, but with votes in between.
    let found = lost(&[2, 3, 6, 7, 8]);
    assert!(found.len() == 5 && found.iter().all(|it| it.ends_with("unexplained")), "{found:?}");
}

#[test]
fn a_later_correction_explains_a_difference() {
    let draft = |format| vote(format, 1).with(0, b'y').with(1, b'y').with(2, b'y');
    let mut shown = draft("undl");
    shown.intended = vec![(0, Position::No), (1, Position::Abstain)];
    let mut other = draft("unvotes").with(0, b'n').with(1, b'n').with(2, b'-');
    assert_eq!(
        differences(&[shown, other.clone()]),
        ["0: 0 yes/no intended", "0: 1 yes/no unexplained", "0: 2 yes/non_voting unexplained"]
    );
    // It is in the other account that the delegation says it.
    other.intended = vec![(0, Position::Yes)];
    assert_eq!(differences(&[draft("undl"), other])[0], "0: 0 yes/no intended");
}

#[test]
fn the_roll_of_another_vote_is_recognised() {
    let copied = Draft { letters: roll(1), ..vote("unvotes", 2) };
    let drafts = [vote("undl", 1), vote("undl", 2), vote("unvotes", 1), copied.clone()];
    let found = differences(&drafts);
    assert!(found.len() > 10 && found.iter().all(|it| it.ends_with("roll of 0")), "{found:?}");
    // One position off, it is no copy.
    let changed = copied.letters[0] == b'n';
    let changed = copied.with(0, if changed { b'y' } else { b'n' });
    let found = differences(&[vote("undl", 1), vote("undl", 2), vote("unvotes", 1), changed]);
    assert!(found.iter().all(|it| it.ends_with("unexplained")), "{found:?}");
}

#[test]
fn counts_go_by_the_definitions() {
    let drafts = [
        // In common, with two differences: one takes another position, one is only in the second.
        vote("undl", 1).with(0, b'y').with(1, b'-').with(2, b'-'),
        vote("unvotes", 1).with(0, b'n').with(1, b'a').with(2, b'-'),
        // A section, an earlier session, and a vote joined by its roll.
        vote("undl", 2).symbol("A/RES/74/802B-IX"),
        vote("unvotes", 2).symbol("R/74/802B/IX"),
        vote("undl", 3).symbol("A/RES/2758(XXVI)"),
        vote("unvotes", 3).symbol("R/26/2758"),
        vote("undl", 4),
        vote("unvotes", 4).symbol(""),
        // In one source alone.
        vote("undl", 5),
    ];
    let cast = record(&drafts).votes().next().map(|vote| vote.tally().cast()).unwrap();
    let reconciled = reconcile(&record(&drafts));
    let positions = usize::from(cast) + 1;
    let session =
        SessionCount { session: 74, votes: 1, votes_differing: 1, positions, differing: 2 };
    let expect = PairCount {
        first: Format::Undl,
        second: Format::Unvotes,
        votes_in_common: 1,
        positions_in_common: positions,
        positions_differing: 2,
        otherwise_joined: 3,
        sessions: vec![session],
    };
    assert_eq!(reconciled.pairs, [expect]);
}

#[test]
fn who_did_not_vote_does_not_differ_from_who_is_not_listed() {
    let mut builder = RecordBuilder::new(members().clone(), Groups::default(), Facts::default());
    let absent = record(&[vote("undl", 1), vote("unvotes", 1)]);
    for (vote, roll) in absent.votes().zip([Roll::Listed, Roll::Sitting]) {
        let positions = vote.positions();
        let cast = positions.cast().iter().filter_map(|id| Some((id, positions.of(id)?)));
        builder.add(vote.facts().clone(), cast, roll).unwrap();
    }
    assert!(reconcile(&builder.finish()).differences.is_empty());
}

/// Two sources of up to 24 votes in two months, with errors, missing symbols and missing votes.
fn sources() -> impl Strategy<Value = Vec<Draft>> {
    let error = (0..24_u64, 0..SIZE, prop::sample::select(b"yna-".to_vec()));
    (
        prop::collection::vec((prop::bool::weighted(0.85), prop::bool::weighted(0.85)), 24),
        prop::collection::vec(prop::bool::weighted(0.6), 24),
        prop::collection::vec(error, 0..120),
        prop::option::of((0..SIZE, 0..SIZE, 0..20_usize)),
    )
        .prop_map(|(present, named, errors, swapped)| {
            let mut drafts = Vec::new();
            for number in 0..24 {
                let at = usize::try_from(number).unwrap();
                let date = if number % 2 == 0 { "2019-12-12" } else { "2019-11-07" };
                let first = vote("undl", number / 2 * 2 + number % 3).date(date);
                let first = first.symbol(&format!("A/RES/74/{}", 800 + number));
                let mut second = Draft { format: "unvotes", ..first.clone() };
                for (_, place, letter) in errors.iter().filter(|(of, ..)| *of == number) {
                    second.letters[*place] = *letter;
                }
                if let Some((one, other, _)) = swapped.filter(|(.., from)| at >= *from) {
                    second = swap(second, one, other);
                }
                if !named[at] {
                    second.symbol = String::new();
                }
                drafts.extend(present[at].0.then_some(first));
                drafts.extend(present[at].1.then_some(second));
            }
            drafts
        })
}

/// The joins without regard to which account is shown.
fn joined(reconciled: &Reconciled) -> BTreeSet<(BTreeSet<usize>, bool)> {
    let all = reconciled.votes.iter().map(|joint| {
        let others = joint.others.iter().map(|(other, _)| *other);
        let by_roll = joint.others.iter().any(|(_, how)| *how == How::ByRoll);
        (others.chain([joint.shown]).collect(), by_roll)
    });
    all.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn exchanging_the_sources_mirrors_everything(drafts in sources()) {
        let exchanged: Vec<_> = drafts
            .iter()
            .cloned()
            .map(|draft| {
                let format = if draft.format == "undl" { "unvotes" } else { "undl" };
                Draft { format, ..draft }
            })
            .collect();
        let (one, other) = (reconcile(&record(&drafts)), reconcile(&record(&exchanged)));
        prop_assert_eq!(joined(&one), joined(&other));
        let mirrored = |it: &Difference| Difference {
            shown: it.other,
            other: it.shown,
            in_shown: it.in_other,
            in_other: it.in_shown,
            ..*it
        };
        let key = |it: &Difference| (it.shown, it.member);
        // Of two rolls that are both those of another vote, either may be named.
        let cause = |it: &Difference| it.cause.code();
        let mut mirror: Vec<_> = other.differences.iter().map(mirrored).collect();
        mirror.sort_by_key(key);
        let mut found = one.differences.clone();
        found.sort_by_key(key);
        prop_assert_eq!(found.len(), mirror.len());
        for (found, mirror) in found.iter().zip(&mirror) {
            prop_assert_eq!(cause(found), cause(mirror));
            let votes = |it: &Difference| (it.shown, it.other, it.member);
            prop_assert_eq!(votes(found), votes(mirror));
            prop_assert_eq!((found.in_shown, found.in_other), (mirror.in_shown, mirror.in_other));
        }
    }

    #[test]
    fn every_account_is_in_one_vote(drafts in sources()) {
        let reconciled = reconcile(&record(&drafts));
        let mut all: Vec<_> = reconciled
            .votes
            .iter()
            .flat_map(|joint| joint.others.iter().map(|(other, _)| *other).chain([joint.shown]))
            .collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..drafts.len()).collect::<Vec<_>>());
    }
}

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use scrutineer_record::{Members, Position, Positions, Record};

use super::modularity::modularity;
use super::*;
use crate::testing::{built_in, id, members, members_in_order};

/// The positions of one vote, by place.
type Cast = Vec<Option<Position>>;

/// Votes of some members, each listed with its positions in their order.
fn positions(ids: &[MemberId], votes: &[Cast]) -> Vec<Positions> {
    let of = |cast: &Cast| {
        let who = |wanted| {
            let took = ids.iter().zip(cast).filter(|(_, took)| **took == Some(wanted));
            took.map(|(id, _)| *id).collect()
        };
        Positions {
            yes: who(Position::Yes),
            no: who(Position::No),
            abstain: who(Position::Abstain),
            roll: ids.iter().copied().collect(),
        }
    };
    votes.iter().map(of).collect()
}

fn graph(members: &Members, ids: &[MemberId], votes: &[Cast]) -> AgreementGraph {
    AgreementGraph::of_positions(members, positions(ids, votes))
}

fn ids(members: &Members) -> Vec<MemberId> {
    members.iter().map(|(id, _)| id).collect()
}

/// Each bloc as the codes of its members.
fn named(members: &Members, blocs: &Blocs) -> Vec<Vec<String>> {
    let of = |bloc: &Bloc| {
        let mut codes: Vec<_> = bloc.members.iter().map(|id| members[id].code.clone()).collect();
        codes.sort();
        codes
    };
    blocs.list.iter().map(of).collect()
}

/// Thirteen members' positions in 12 to 40 votes; who is not often there may be left out.
fn votes() -> impl Strategy<Value = Vec<Cast>> {
    let position = prop_oneof![
        9 => prop::sample::select(&[Position::Yes, Position::Abstain, Position::No][..]).prop_map(Some),
        1 => Just(None),
    ];
    vec(vec(position, 13), 12..40)
}

/// Votes in which three blocs of a table of members vote apart, each member with a slip now and then.
fn planted() -> impl Strategy<Value = Vec<Vec<bool>>> {
    vec(vec(prop::bool::weighted(0.08), 60), 40..60)
}

const LINES: [[Position; 3]; 4] = [
    [Position::Yes, Position::No, Position::Abstain],
    [Position::Yes, Position::Yes, Position::No],
    [Position::No, Position::Yes, Position::Yes],
    [Position::Yes, Position::Abstain, Position::Yes],
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn planted_blocs_are_found(slips in planted()) {
        let record = built_in();
        let ids: Vec<_> = ids(record.members()).into_iter().take(60).collect();
        let of = |(vote, slips): (usize, &Vec<bool>)| -> Cast {
            let line = LINES[vote % LINES.len()];
            let took = |(place, slip): (usize, &bool)| match slip {
                true => Position::Abstain,
                false => line[place % 3],
            };
            slips.iter().enumerate().map(took).map(Some).collect()
        };
        let votes: Vec<Cast> = slips.iter().enumerate().map(of).collect();
        let graph = graph(record.members(), &ids, &votes);
        let expect: Vec<MemberSet> =
            (0..3).map(|bloc| ids.iter().skip(bloc).step_by(3).copied().collect()).collect();
        for blocs in [Dendrogram::of(&graph).cut(&graph, None), Blocs::by_modularity(&graph)] {
            prop_assert_eq!(blocs.list.len(), 3);
            prop_assert!(blocs.list.iter().all(|bloc| expect.contains(&bloc.members)));
            prop_assert!(blocs.list.iter().all(|bloc| bloc.within > bloc.outside));
        }
    }

    /// The order of the table of members, and that of the votes.
    #[test]
    fn order_changes_nothing(votes in votes(), order in Just((0..13).collect::<Vec<_>>()).prop_shuffle()) {
        let (plain, mixed) = (members(), members_in_order(order.iter().copied()));
        let turned: Vec<Cast> =
            votes.iter().rev().map(|cast| order.iter().map(|place| cast[*place]).collect()).collect();
        let found = graph(&plain, &ids(&plain), &votes);
        let other = graph(&mixed, &ids(&mixed), &turned);
        let both = [(&plain, &found), (&mixed, &other)];
        let [one, two] = both.map(|(members, graph)| {
            let dendrogram = Dendrogram::of(graph);
            let cut = dendrogram.cut(graph, None);
            let central = |blocs: &Blocs| -> Vec<String> {
                blocs.list.iter().map(|bloc| members[bloc.central].code.clone()).collect()
            };
            let modular = Blocs::by_modularity(graph);
            let names = [named(members, &cut), named(members, &modular)];
            (dendrogram, names, [central(&cut), central(&modular)])
        });
        prop_assert_eq!(one, two);
    }

    #[test]
    fn average_linkage_as_by_its_definition(votes in votes()) {
        let members = members();
        let graph = graph(&members, &ids(&members), &votes);
        let mut clusters: Vec<Vec<usize>> = (0..graph.members().len()).map(|place| vec![place]).collect();
        let dendrogram = Dendrogram::of(&graph);
        for merge in &dendrogram.merges {
            let distance = |a: &[usize], b: &[usize]| {
                let all = a.iter().flat_map(|a| b.iter().map(|b| 1.0 - graph.between(*a, *b)));
                all.sum::<f64>() / (a.len() * b.len()) as f64
            };
            let pairs = (0..clusters.len()).flat_map(|a| (0..a).map(move |b| (b, a)));
            let nearest = pairs.map(|(a, b)| distance(&clusters[a], &clusters[b])).reduce(f64::min);
            prop_assert!((merge.distance - nearest.unwrap()).abs() < 1e-9);
            // That of the merge itself, whichever of several equal ones it is.
            let all: Vec<Vec<usize>> = [merge.one, merge.other].map(|of| replayed(&dendrogram, graph.members().len(), of)).to_vec();
            prop_assert!((distance(&all[0], &all[1]) - merge.distance).abs() < 1e-9);
            clusters.retain(|cluster| !all.contains(cluster));
            let mut joined = all.concat();
            prop_assert_eq!(joined.len(), merge.size);
            joined.sort_unstable();
            clusters.push(joined);
        }
        prop_assert!(clusters.len() <= 1);
    }

    #[test]
    fn no_move_and_no_join_makes_modularity_higher(votes in votes()) {
        let members = members();
        let graph = graph(&members, &ids(&members), &votes);
        let blocs = Blocs::by_modularity(&graph);
        let labels: Vec<usize> =
            graph.members().iter().map(|id| blocs.of_member(*id).unwrap()).collect();
        prop_assert!((modularity(&graph, &labels) - blocs.modularity).abs() < 1e-12);
        let better = |labels: &[usize]| modularity(&graph, labels) > blocs.modularity + 1e-9;
        for place in 0..labels.len() {
            for bloc in 0..=blocs.list.len() {
                let mut moved = labels.clone();
                moved[place] = bloc;
                prop_assert!(!better(&moved));
            }
        }
        for one in 0..blocs.list.len() {
            for other in 0..one {
                let join = |label: &usize| if *label == one { other } else { *label };
                prop_assert!(!better(&labels.iter().map(join).collect::<Vec<_>>()));
            }
        }
        prop_assert!(Dendrogram::of(&graph).cut(&graph, None).modularity <= blocs.modularity + 1e-12);
    }

    /// With everybody there, votes on which all agree make no bloc.
    #[test]
    fn unanimous_votes_change_nothing(votes in votes(), unanimous in 1..20_usize) {
        let members = members();
        let there = |cast: &Cast| cast.iter().map(|took| took.or(Some(Position::Yes))).collect::<Cast>();
        let votes: Vec<Cast> = votes.iter().map(there).collect();
        let more = [votes.clone(), vec![vec![Some(Position::Yes); 13]; unanimous]].concat();
        let [one, other] = [&votes, &more].map(|votes| graph(&members, &ids(&members), votes));
        let blocs = Blocs::by_modularity(&one);
        let labels: Vec<usize> = one.members().iter().map(|id| blocs.of_member(*id).unwrap()).collect();
        let kept = |graph: &AgreementGraph| {
            let pairs = (0..13).flat_map(|a| (0..a).map(move |b| (a, b)));
            modularity(graph, &labels) * pairs.map(|(a, b)| graph.between(a, b)).sum::<f64>()
        };
        let scale = votes.len() as f64 / more.len() as f64;
        prop_assert!((kept(&one) * scale - kept(&other)).abs() < 1e-9);
    }

    #[test]
    fn rand_index_as_counted_pair_by_pair(labels in vec((0..4_usize, 0..4_usize), 2..20)) {
        let (one, other): (Vec<_>, Vec<_>) = labels.iter().copied().unzip();
        let mut counts: BTreeMap<(bool, bool), f64> = BTreeMap::new();
        for (place, a) in labels.iter().enumerate() {
            for b in &labels[..place] {
                *counts.entry((a.0 == b.0, a.1 == b.1)).or_default() += 1.0;
            }
        }
        let count = |both| counts.get(&both).copied().unwrap_or_default();
        let (a, b, c, d) = (count((true, true)), count((true, false)), count((false, true)), count((false, false)));
        // In the form of Warrens (2008): Cohen's kappa of the pairs.
        let below = (a + b) * (b + d) + (a + c) * (c + d);
        let expect = (below > 0.0).then(|| 2.0 * (a * d - b * c) / below);
        let found = adjusted_rand(&one, &other);
        prop_assert_eq!(found.is_some(), expect.is_some());
        if let (Some(found), Some(expect)) = (found, expect) {
            prop_assert!((found - expect).abs() < 1e-12);
        }
        prop_assert_eq!(found, adjusted_rand(&other, &one));
    }
}

/// The places of the members that a member or a merge stands for.
fn replayed(dendrogram: &Dendrogram, n: usize, number: usize) -> Vec<usize> {
    let mut members = match number.checked_sub(n).map(|place| dendrogram.merges[place]) {
        None => vec![number],
        Some(merge) => [merge.one, merge.other].map(|of| replayed(dendrogram, n, of)).concat(),
    };
    members.sort_unstable();
    members
}

/// As scikit-learn's `adjusted_rand_score` documents it.
#[test]
fn rand_index_of_known_partitions() {
    let check = |one: &[usize], other: &[usize], expect: Option<f64>| {
        let found = adjusted_rand(one, other);
        let near = found.zip(expect).is_none_or(|(found, expect)| (found - expect).abs() < 1e-12);
        assert!(near && found.is_some() == expect.is_some(), "{one:?} and {other:?}: {found:?}");
    };
    check(&[0, 0, 1, 1], &[0, 0, 1, 1], Some(1.0));
    check(&[0, 0, 1, 1], &[1, 1, 0, 0], Some(1.0));
    check(&[0, 0, 1, 2], &[0, 0, 1, 1], Some(4.0 / 7.0));
    check(&[0, 0, 0, 0], &[0, 1, 2, 3], Some(0.0));
    check(&[0, 0, 0], &[1, 1, 1], None);
    check(&[], &[], None);
}

#[test]
fn who_has_too_few_votes_in_common_is_left_out() {
    let members = members();
    let ids = ids(&members);
    let here = vec![Some(Position::Yes); 13];
    let mut votes = vec![here; 20];
    // The first member misses half of the votes, the second the other half and one more.
    for (place, vote) in votes.iter_mut().enumerate() {
        vote[usize::from(place >= 10)] = None;
    }
    votes[0][1] = None;
    let graph = graph(&members, &ids, &votes);
    assert_eq!(graph.left_out(), &ids[1..2]);
    assert_eq!(graph.members().len(), 12);
    let few = AgreementGraph::of_positions(&members, positions(&ids, &votes[..9]));
    assert!(few.members().is_empty());
    assert_eq!(Dendrogram::of(&few).cut(&few, None), Blocs::default());
    assert_eq!(Blocs::by_modularity(&few), Blocs::default());
}

/// A session whose blocs are given.
fn session(record: &Record, blocs: &[MemberSet], date: &str) -> BlocsOfSession {
    let bloc = |members: &MemberSet| Bloc {
        members: *members,
        central: members.iter().next().unwrap(),
        within: None,
        outside: None,
    };
    let list = blocs.iter().map(bloc).collect();
    BlocsOfSession::new(record, Blocs { list, modularity: 0.0 }, date.parse().unwrap())
}

#[test]
fn blocs_keep_their_names_through_changes_of_members_seats_and_absence() {
    let record = built_in();
    let set =
        |codes: &str| -> MemberSet { codes.split(' ').map(|code| id(&record, code)).collect() };
    let soviet = "SUN POL HUN BGR CSK ROU";
    let west = "USA GBR FRA ITA CAN NLD BEL";
    let sessions = [
        session(&record, &[set(west), set(soviet), set("ISR ALB ZAF")], "1985-12-01"),
        session(&record, &[set(&format!("{west} {soviet}")), set("ISR ALB ZAF")], "1986-12-01"),
        session(
            &record,
            &[set("USA GBR FRA ITA CAN NLD DNK"), set("SUN POL HUN BGR IND")],
            "1987-12-01",
        ),
        session(&record, &[set("RUS POL HUN BGR"), set("IND CHN")], "1992-12-01"),
    ];
    let names = follow(&record, &sessions);
    let group = |code: &str| record.groups().by_code(code).unwrap();
    let [nato, east] = ["NATO", "EEG"].map(|code| Named::Like(group(code)));
    let first = set("ISR ALB ZAF").iter().next().unwrap();
    assert_eq!(names[0], [nato, east, Named::Around(first, 1)]);
    // The two in one are more like the West, which is the larger.
    assert_eq!(names[1][0], nato);
    assert_eq!(names[2], [nato, east]);
    // Russia stands where the Soviet Union stood.
    assert_eq!(names[3][0], east);
}

#[test]
fn a_group_counts_from_the_day_on_which_somebody_is_known_to_have_joined() {
    let record = built_in();
    let set: MemberSet = ["IND", "EGY", "YUG"].iter().map(|code| id(&record, code)).collect();
    let like = |date: &str| {
        let groups = session(&record, &[set], date).groups_like(set);
        groups.iter().map(|(id, _)| record.groups()[*id].code.clone()).collect::<Vec<_>>()
    };
    assert!(!like("1955-12-01").contains(&"NAM".to_owned()));
    assert!(like("1965-12-01").contains(&"NAM".to_owned()));
}

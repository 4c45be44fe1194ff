//! Every figure, of real votes and of hostile words, wide and narrow.

use proptest::prelude::*;
use scrutineer_book::Book;
use scrutineer_ideal::Who;
use scrutineer_measures::{AgreementGraph, Dendrogram, agreement, cross_table, group_vote};
use scrutineer_record::{Position, Tally, Vote};

use crate::testing::{HOSTILE, check, texts};
use crate::*;

const WIDTHS: [f64; 3] = [360.0, 640.0, 1200.0];

fn book() -> Book {
    scrutineer_book::built_in().unwrap()
}

fn vote<'b>(book: &'b Book, symbol: &str) -> Vote<'b> {
    book.record.vote_on(&symbol.parse().unwrap()).unwrap()
}

fn caption(title: &str, width: f64) -> Caption<'_> {
    Caption { title, subtitle: "a subtitle, with its n", width }
}

#[test]
fn pictures_of_the_record() {
    let book = book();
    let source = [
        "United Nations Dag Hammarskjöld Library, General Assembly voting data".to_owned(),
        HOSTILE.to_owned(),
    ];
    for width in WIDTHS {
        for vote in book.record.votes().step_by(8) {
            check(&vote_map(vote, width).unwrap().with_source(&source));
        }
        for series in &book.record.facts().series {
            check(&series_tallies(&book.record, series, width));
        }
        for [one, other] in [
            ["A/RES/73/27", "A/RES/74/29"],
            ["A/RES/1514(XV)", "A/RES/74/29"],
            ["A/RES/74/29", "A/RES/73/27"],
            ["A/RES/74/29", "A/RES/74/29"],
        ] {
            check(&shift_flow(vote(&book, one), vote(&book, other), width));
        }
    }
}

#[test]
fn a_map_says_who_took_which_position() {
    let book = book();
    let map = vote_map(vote(&book, "A/RES/74/29"), 960.0).unwrap();
    let words = map.description();
    assert!(words.contains("129 voted yes: "), "{words}");
    let no = "6 voted no: Canada, Georgia, Israel, Ukraine, United Kingdom, United States.";
    assert!(words.contains(no), "{words}");
    let shown: Vec<_> = texts(&map).into_iter().map(|text| text.words.as_str()).collect();
    for words in ["yes 129", "no 6", "abstain 45", "not voting 13"] {
        assert!(shown.contains(&words), "{shown:?}");
    }
}

#[test]
fn a_flow_has_every_stream_and_adds_up() {
    let book = book();
    let flow = shift_flow(vote(&book, "A/RES/73/27"), vote(&book, "A/RES/74/29"), 960.0);
    let shown: Vec<_> = texts(&flow).into_iter().map(|text| text.words.as_str()).collect();
    for words in ["no 46", "abstain 45", "38 to abstain", "6 to no", "1 from no: Liechtenstein"] {
        assert!(shown.contains(&words), "{shown:?}");
    }
    let leaving = shown.iter().filter_map(|words| words.split_once(" to "));
    let leaving: u32 = leaving.filter_map(|(count, _)| count.parse::<u32>().ok()).sum();
    assert_eq!(leaving, 193);
    // Who moved is named before all others: there is room for every one of them.
    let words = texts(&flow).into_iter().map(|text| text.words.as_str()).collect::<Vec<_>>();
    let words = words.join(" ");
    let moved = cross_table(&["A/RES/73/27", "A/RES/74/29"].map(|symbol| vote(&book, symbol)));
    for id in moved.moved().iter() {
        let name = &book.record.members()[id].press_name;
        assert!(words.contains(name.as_str()), "{name}: {words}");
    }
    // On rivals nobody moves.
    let both = shift_flow(vote(&book, "A/RES/73/27"), vote(&book, "A/RES/73/266"), 960.0);
    check(&both);
    let words = both.standalone();
    assert!(words.contains("77 of these voted yes to both"), "{words}");
    assert!(!words.contains("moved") && !words.contains(" from "), "{words}");
    // Between votes of other times members come and go.
    let flow = shift_flow(vote(&book, "A/RES/1514(XV)"), vote(&book, "A/RES/74/29"), 960.0);
    assert!(flow.description().contains("not on the roll and yes: "));
}

#[test]
fn names_in_a_plane_keep_apart_and_those_picked_out_have_one() {
    let book = book();
    let members = book.record.members();
    let mut random = 1_u64;
    let mut number = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        f64::from((random >> 40) as u32) / f64::from(1 << 24) * 2.0 - 1.0
    };
    let places: Vec<_> = members
        .iter()
        .take(190)
        .map(|(member, _)| IdealPlace {
            who: Who { member, ccode: None, session: 74 },
            // Most of them crowd in the middle.
            middle: [number().powi(3), 2.0 * number().powi(3)],
            spread: [0.1, 0.2],
        })
        .collect();
    let picked: Vec<_> = places.iter().take(3).map(|place| place.who.member).collect();
    for width in WIDTHS {
        let svg = ideal_plane(&book.record, &places, &picked, "about", width);
        check(&svg);
        let shown: Vec<_> = texts(&svg).into_iter().map(|text| text.words.as_str()).collect();
        for member in &picked {
            let name = members[*member].press_name.as_str();
            let is_its = |words: &&str| name.starts_with(words.trim_end_matches('…'));
            assert!(shown.iter().any(is_its), "{name}: {shown:?}");
        }
        let codes =
            places.iter().filter(|it| shown.contains(&members[it.who.member].code.as_str()));
        assert!(codes.count() > 20, "{shown:?}");
        assert!(svg.description().contains("190 members"), "{}", svg.description());
    }
    check(&ideal_plane(&book.record, &[], &[], "about", 640.0));
    check(&ideal_plane(&book.record, &places[..1], &[], "about", 640.0));
}

#[test]
fn ideal_points_are_courses_of_states_or_the_map_of_a_session() {
    let book = book();
    let members = book.record.members();
    let point = |code: &str, ccode: u16, session: u8, middle: f64| IdealPoint {
        who: Who { member: members.by_code(code).unwrap(), ccode: Some(ccode), session },
        middle,
        interval: [middle - 0.2, middle + 0.2],
    };
    let points = [
        point("SUN", 365, 1, -2.0),
        point("RUS", 365, 50, 0.5),
        point("USA", 2, 1, 1.0),
        point("USA", 2, 50, 3.0),
        point("PER", 135, 1, 0.0),
        point("PER", 135, 50, 0.1),
    ];
    for width in WIDTHS {
        let peru = [members.by_code("PER").unwrap()];
        let svg = ideal_points(&book.record, &points, &peru, "about", width);
        check(&svg);
        assert!(svg.description().contains("Peru: 0.00 (-0.20 to 0.20) in 1946, 0.10"));
        assert!(svg.description().contains("2 others"), "{}", svg.description());
        let svg = ideal_points(&book.record, &points, &[], "about", width);
        check(&svg);
        // The seat is one course, under the name that it has at the end.
        let words = svg.description();
        assert!(
            words.contains("Russian Federation: -2.00 (-2.20 to -1.80) in 1946, 0.50"),
            "{words}"
        );
        let session = points.iter().filter(|point| point.who.session == 50).cloned();
        let svg = ideal_points(&book.record, &session.collect::<Vec<_>>(), &[], "about", width);
        check(&svg);
        assert!(svg.description().contains("United States 3.00, Russian Federation 0.50, Peru"));
    }
}

#[test]
fn everyone_by_cluster_and_as_a_tree() {
    let book = book();
    let members = book.record.members();
    let votes: Vec<_> = book.record.votes().collect();
    let graph = AgreementGraph::of(members, &votes);
    let joined = Dendrogram::of(&graph);
    let found = joined.cut(&graph, Some(3));
    let blocs: Vec<_> = found.list.iter().map(|bloc| (bloc.members, HOSTILE.to_owned())).collect();
    for width in WIDTHS {
        let heat = agreement_heat_map(members, &graph, &blocs, "all votes", width);
        let tree = bloc_tree(members, &graph, &joined, &blocs, "all votes", width);
        for svg in [heat, tree] {
            check(&svg);
            for id in graph.members() {
                assert!(svg.description().contains(&members[*id].press_name));
            }
        }
    }
}

#[test]
fn how_united_a_group_was_and_how_it_voted() {
    let book = book();
    for code in ["EU", "BRICS", "NATO"] {
        let id = book.record.groups().by_code(code).unwrap();
        let group = &book.record.groups()[id];
        let votes: Vec<_> = book.record.votes().map(|vote| (vote, group_vote(vote, id))).collect();
        for width in WIDTHS {
            check(&cohesion_courses(group, &votes, width));
            let vote = vote(&book, "A/RES/74/29");
            check(&group_map(group, vote, &group_vote(vote, id), width));
        }
    }
    let id = book.record.groups().by_code("BRICS").unwrap();
    let vote = vote(&book, "A/RES/74/29");
    let map = group_map(&book.record.groups()[id], vote, &group_vote(vote, id), 960.0);
    assert!(
        map.description()
            .contains("5 voted yes: Brazil, China, India, Russian Federation, South Africa.")
    );
}

#[test]
fn agreement_over_time_and_on_the_map() {
    let book = book();
    let members = book.record.members();
    let votes: Vec<_> = book.record.votes().collect();
    let [one, other] = ["USA", "GBR"].map(|code| members.by_code(code).unwrap());
    let found = agreement(one, other, &votes);
    let all: Vec<_> = members.iter().map(|(id, _)| (id, agreement(one, id, &votes))).collect();
    for width in WIDTHS {
        let svg =
            agreement_courses(["United States", "United Kingdom"], &[(2019, found)], 0, width);
        check(&svg);
        let words = format!("{:.2} (", found.identical().ratio().unwrap());
        assert!(svg.description().contains(&words), "{}", svg.description());
        let map = agreement_map(members, one, &all, found.n(), "all votes", width);
        check(&map);
        let share = found.identical().ratio().unwrap();
        let told = format!("United Kingdom: {share:.2} (n = {})", found.n());
        assert!(map.standalone().contains(&told));
        // Those with fewer votes in common are no tiles.
        let few = all.iter().filter(|(_, of)| of.n() < found.n()).count();
        assert!(few > 0 && map.standalone().contains(&format!("{few} with fewer than")));
    }
}

#[test]
fn small_figures_as_they_are_written() {
    let tile = |code, name, shows| Tile { code, name, shows };
    let map = positions_map(
        &caption("A vote", 960.0),
        &[tile("USA", "United States", Position::No), tile("SUN", "Soviet Union", Position::Yes)],
        "others",
    );
    assert!(map.standalone().contains("<g><title>Soviet Union: yes</title>"));
    let tallies = tallies(
        &caption("A series", 360.0),
        &[
            Column {
                label: "73".to_owned(),
                name: "A/RES/73/27",
                held: Held::Vote(Tally { yes: 119, no: 46, abstain: 14, non_voting: 14 }),
            },
            Column { label: "74".to_owned(), name: "", held: Held::NoText },
            Column { label: "75".to_owned(), name: "A/RES/75/1", held: Held::NoVote },
        ],
    );
    insta::assert_snapshot!("tallies", tallies.standalone());
    let streams = [
        Stream {
            from: Some(Position::No),
            to: Some(Position::Abstain),
            names: vec!["Albania", "Fiji"],
        },
        Stream { from: None, to: Some(Position::Yes), names: vec!["Palau"] },
    ];
    let end = |name| FlowEnd { name, date: "5 Dec 2018" };
    let flow = flow(
        &caption("A flow", 360.0),
        end("A/RES/73/27"),
        end("A/RES/74/29"),
        Joined::Moves,
        &streams,
    );
    insta::assert_snapshot!("flow", flow.inline("f"));
    let heat = heat_map(
        &caption("A heat map", 360.0),
        "agreement",
        &[Row { code: "CHE", name: "Switzerland" }, Row { code: "FRA", name: "France" }],
        &[Run { name: "both", rows: 2 }],
        |_, _| Some(0.5),
    );
    insta::assert_snapshot!("heat_map", heat.standalone());
    let merges =
        [Merge { clusters: [0, 2], distance: 0.1 }, Merge { clusters: [3, 1], distance: 0.4 }];
    let leaves = ["Albania", "Brazil", "Croatia"].map(|name| Leaf { name, bloc: "one" });
    let tree = dendrogram(&caption("A tree", 640.0), "distance", &leaves, &merges);
    insta::assert_snapshot!("dendrogram", tree.standalone());
    let point = |year, middle| CoursePoint {
        year,
        middle,
        interval: [middle - 0.5, middle + 0.5],
        is_rough: year == 1947,
    };
    let course = |name, picked| Course {
        name,
        picked,
        points: vec![point(1946, 0.0), point(1947, 1.0), point(1949, -1.0)],
    };
    let all = [course("Peru", true), course("Chad", false)];
    let courses = courses(&caption("A course", 360.0), "a number", None, &all);
    insta::assert_snapshot!("courses", courses.standalone());
    for svg in [map, tallies, flow, heat, tree, courses] {
        check(&svg);
    }
}

#[test]
fn nothing_to_show_is_no_fault() {
    for width in [f64::NAN, -1.0, f64::INFINITY, 960.0] {
        check(&positions_map(&caption("", width), &[], ""));
        check(&values_map(&caption("", width), "unit", "rest", &[]));
        check(&tallies(&caption("", width), &[]));
        let end = FlowEnd { name: "", date: "" };
        check(&flow(&caption("", width), end, end, Joined::Both, &[]));
        check(&courses(&caption("", width), "unit", Some([0.0, 1.0]), &[]));
        check(&heat_map(&caption("", width), "unit", &[], &[], |_, _| None));
        check(&dendrogram(&caption("", width), "unit", &[], &[]));
    }
}

/// Words of any kind, hostile ones among them.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(HOSTILE.to_owned()),
        Just("NaN inf".to_owned()),
        any::<String>(),
        "[A-Za-z ]{0,60}"
    ]
}

fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![-5.0..5.0_f64, Just(f64::NAN), Just(f64::INFINITY), Just(1e300)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_words(names in prop::collection::vec(words(), 1..30), width in 360.0..1300.0_f64) {
        let title = names.first().map_or("", String::as_str);
        let refs: Vec<&str> = names.iter().map(String::as_str).collect();
        let all = [Some(Position::Yes), Some(Position::No), Some(Position::Abstain), Some(Position::NonVoting), None];
        let streams: Vec<_> = refs
            .iter()
            .enumerate()
            .map(|(at, _)| Stream { from: all[at % 5], to: all[at * 7 / 5 % 5], names: refs.clone() })
            .take(5)
            .collect();
        let end = FlowEnd { name: title, date: title };
        check(&flow(&caption(title, width), end, end, Joined::Moves, &streams));
        let tiles: Vec<_> = refs.iter().map(|name| Tile { code: name, name, shows: Position::No }).collect();
        check(&positions_map(&caption(title, width), &tiles, title).with_source(&names));
        let rows: Vec<_> = refs.iter().map(|name| Row { code: "ABC", name }).collect();
        let runs: Vec<_> = refs.iter().map(|name| Run { name, rows: 1 }).collect();
        check(&heat_map(&caption(title, width), title, &rows, &runs, |one, other| Some(one as f64 - other as f64)));
        let merges: Vec<_> = (1..refs.len())
            .map(|at| Merge { clusters: [if at == 1 { 0 } else { refs.len() + at - 2 }, at], distance: at as f64 })
            .collect();
        let leaves: Vec<_> = refs.iter().map(|name| Leaf { name, bloc: name }).collect();
        let tree = dendrogram(&caption(title, width), title, &leaves, &merges);
        check(&tree);
    }

    #[test]
    fn whatever_the_numbers(
        numbers in prop::collection::vec((numbers(), numbers(), numbers()), 0..40),
        width in 360.0..1300.0_f64,
        picked in 0..8_usize,
    ) {
        let points: Vec<_> = numbers
            .iter()
            .zip(1946..)
            .map(|((middle, low, high), year)| CoursePoint { year, middle: *middle, interval: [*low, *high], is_rough: year % 2 == 0 })
            .collect();
        let course = |picked| Course { name: "Liechtenstein", picked, points: points.clone() };
        let all: Vec<_> = (0..9).map(|at| course(at < picked)).collect();
        check(&courses(&caption("Numbers", width), "unit", None, &all));
        let tiles: Vec<_> = ["USA", "FRA", "RUS"]
            .into_iter()
            .zip(&numbers)
            .map(|(code, (shows, ..))| Tile { code, name: code, shows: Shade::of(*shows) })
            .collect();
        check(&values_map(&caption("Numbers", width), "unit", "rest", &tiles));
    }

    #[test]
    fn columns_of_any_number(tallies_of in prop::collection::vec((0..99_u16, 0..99_u16, 0..99_u16), 0..90), width in 360.0..1300.0_f64) {
        let columns: Vec<_> = tallies_of
            .iter()
            .enumerate()
            .map(|(at, (yes, no, abstain))| Column {
                label: format!("ES-{at}"),
                name: "A/RES/1",
                held: Held::Vote(Tally { yes: *yes, no: *no, abstain: *abstain, non_voting: 3 }),
            })
            .collect();
        check(&tallies(&caption("Columns", width), &columns));
    }
}

#[test]
fn a_page_may_set_the_colours_and_ids_are_its_own() {
    let book = book();
    let map = vote_map(vote(&book, "A/RES/74/29"), 960.0).unwrap();
    let (one, other) = (map.inline("one"), map.inline("<two\">"));
    assert!(one.contains("fill=\"var(--figure-yes, #1d4f80)\""));
    assert!(one.contains("url(#one-hatch)") && one.contains("id=\"one-title\""));
    assert!(other.contains("url(#two-hatch)"));
    assert!(!map.standalone().contains("var("));
}

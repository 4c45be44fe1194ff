//! Statements give the numbers of the commands.

use scrutineer_claims::Checker;
use scrutineer_ideal::{Bootstrap, Links, Rules, Settings, prepare};
use scrutineer_ingest::article::Article;
use scrutineer_report::agreement::{Agreements, By, Request};
use scrutineer_report::findings::{Document, FindingReport, SpanReport};
use scrutineer_sql::World;
use serde_json::{Value, json};

use super::{engine, rows};

const STATEMENTS: [(&str, &str); 4] = [
    (
        "The resolution was adopted on 12 December 2019 by 129 votes to 6, with 45 abstentions.",
        "2019-12-13",
    ),
    ("India voted against A/RES/74/29. Western partners abstained on it.", "2019-12-20"),
    ("A vote of thanks to the delegates, and to all who voted with their feet.", "2020-01-01"),
    ("Nothing about any of this.", "2020-01-01"),
];

#[test]
fn positions_are_those_of_every_vote() {
    let (engine, world) = (engine(), World::built_in().unwrap());
    let found = rows(
        &engine,
        "SELECT p.vote, p.member, p.position, position_of(p.member, p.vote) AS asked FROM positions p",
    );
    let expected: usize =
        world.book.record.votes().map(|vote| usize::from(vote.positions().roll.len())).sum();
    assert_eq!(found.len(), expected);
    for row in found {
        assert_eq!(row["position"], row["asked"], "{row}");
    }
}

#[test]
fn tallies_add_up_to_positions() {
    let differ = rows(
        &engine(),
        "SELECT v.id FROM votes v JOIN (SELECT vote, count(*) FILTER (WHERE position = 'yes') AS yes, \
         count(*) FILTER (WHERE position = 'non_voting') AS away FROM positions GROUP BY vote) p \
         ON p.vote = v.id WHERE v.yes <> p.yes OR v.non_voting <> p.away",
    );
    assert_eq!(differ, Vec::<Value>::new());
}

#[test]
fn agreement_is_that_of_the_command() {
    let world = World::built_in().unwrap();
    let request =
        Request { by: By::All, members: vec!["USA".into(), "RUS".into()], ..Request::default() };
    let found = Agreements::of(&world.book.record, &request).unwrap();
    let (_, pairs) = found.last_with_pairs().unwrap();
    let [pair] = pairs.as_slice() else { panic!("{} pairs", pairs.len()) };
    let [row] = &rows(
        &engine(),
        "SELECT agreement(a.position, b.position) AS of FROM positions a JOIN positions b ON a.vote = b.vote \
         WHERE a.member = 'USA' AND b.member = 'RUS'",
    )[..] else {
        panic!("one row")
    };
    let (pair, of) = (pair.found, &row["of"]);
    assert!(pair.n() > 20);
    assert_eq!(of["n"], pair.n());
    let near = |name: &str, expected: Option<f64>| {
        let found = of[name].as_f64();
        assert!((found.unwrap() - expected.unwrap()).abs() < 1e-12, "{name}: {found:?}");
    };
    near("agree", pair.identical().ratio());
    near("s", pair.s());
    near("kappa", pair.kappa());
    near("pi", pair.pi());
    near("coincidence", pair.coincidence().ratio());
}

#[test]
fn cohesion_is_that_of_the_command() {
    let world = World::built_in().unwrap();
    let found = rows(
        &engine(),
        "SELECT g.code, v.id, cohesion(p.position) AS of FROM groups g, votes v, positions p \
         WHERE p.vote = v.id AND in_group(p.member, g.code, v.date) AND g.code IN ('EU', 'BRICS', 'NATO') \
         GROUP BY g.code, v.id",
    );
    assert!(found.len() > 100, "{}", found.len());
    for row in found {
        let record = &world.book.record;
        let vote = record.by_id(row["id"].as_str().unwrap()).unwrap();
        let group = record.groups().by_code(row["code"].as_str().unwrap()).unwrap();
        let expected = scrutineer_measures::group_vote(vote, group).cohesion;
        let of = &row["of"];
        // Numbers read from JSON can be off in the last digit.
        let near = |found: &Value, expected: Option<f64>| match (found.as_f64(), expected) {
            (Some(found), Some(expected)) => (found - expected).abs() < 1e-12,
            (found, expected) => found == expected,
        };
        assert!(near(&of["rice_index"], expected.rice), "{row}");
        assert!(near(&of["agreement_index"], expected.agreement), "{row}");
        let ns = (of["rice_n"].as_u64(), of["agreement_n"].as_u64());
        assert_eq!(ns, (Some(expected.rice_n.into()), Some(expected.agreement_n.into())), "{row}");
    }
}

#[test]
fn check_finds_what_the_command_finds() {
    let (engine, world) = (engine(), World::built_in().unwrap());
    let record = &world.book.record;
    let checker = Checker::new(record);
    let mut claims = 0;
    for (text, date) in STATEMENTS {
        let article = Article::read("the statement", text, None).unwrap();
        let day = date.parse().ok();
        let document = Document::checked("statement".to_owned(), article, day, |text, date| {
            checker.check(text, date)
        });
        let findings = document.found.findings.iter();
        let findings: Vec<_> =
            findings.map(|of| FindingReport::of(record, &document, of)).collect();
        let unread = document.found.unread.iter();
        let unread: Vec<_> = unread.map(|span| SpanReport::of(&document, *span)).collect();
        claims += findings.len();
        let asked = format!(
            "SELECT check('{text}', '{date}') AS found, unread('{text}', DATE '{date}') AS unread"
        );
        assert_eq!(rows(&engine, &asked), [json!({"found": findings, "unread": unread})], "{text}");
    }
    assert!(claims >= 3, "{claims}");
}

#[test]
fn an_archive_gives_the_rows_of_the_command() {
    let dir = std::env::temp_dir().join(format!("scrutineer-sql-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let path = dir.join("articles.jsonl");
    let lines = STATEMENTS.iter().enumerate().map(|(place, (text, date))| {
        json!({"id": format!("a{place}"), "date": date, "text": text}).to_string()
    });
    let lines: Vec<_> = lines.chain(["{\"no\": \"document\"".to_owned()]).collect();
    std::fs::write(&path, lines.join("\n")).unwrap();
    let (engine, world) = (engine(), World::built_in().unwrap());
    let request = scrutineer_corpus::Request::new(vec![path.clone()], dir.join("checked"));
    let summary =
        scrutineer_corpus::check(&world.book, &request, &scrutineer_ingest::Progress::default())
            .unwrap();
    let path = path.display();
    let of = |verdict: &str| {
        let sql =
            format!("SELECT count(*) AS n FROM check_corpus('{path}') WHERE verdict {verdict}");
        usize::try_from(rows(&engine, &sql)[0]["n"].as_u64().unwrap()).unwrap()
    };
    assert_eq!((of("<> 'unread'"), of("= 'unread'")), (summary.findings, summary.unread));
    let sql = format!(
        "SELECT count(*) AS n, count(error) AS failed FROM check_corpus_documents('{path}')"
    );
    assert_eq!(rows(&engine, &sql), [json!({"n": summary.documents, "failed": summary.failed})]);
    assert_eq!((summary.documents, summary.failed), (5, 1));
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn replicates_are_those_of_the_estimator() {
    let (engine, world) = (engine(), World::built_in().unwrap());
    let record = &world.book.record;
    let rules = Rules { sessions: 73..=74, ..Rules::default() };
    let prepared = prepare(record, &rules, &Links::Series);
    let bootstrap = Bootstrap::of(record, prepared, Settings::default());
    let asked = "SELECT * FROM ideal_replicates(9, 7, 73, 74) ORDER BY replicate, member, session";
    let found = rows(&engine, asked);
    let who = &bootstrap.prepared().who;
    assert_eq!(found.len(), 10 * who.len());
    for number in [0, 1, 9] {
        let fit =
            if number == 0 { bootstrap.fit().clone() } else { bootstrap.replicate(7, number) };
        for (who, point) in who.iter().zip(&fit.points) {
            let code = record.members()[who.member].code.as_str();
            let row = found.iter().find(|row| {
                row["replicate"] == number && row["member"] == code && row["session"] == who.session
            });
            let mean = row.unwrap()["ideal_point"].as_f64().unwrap();
            assert!((mean - point.mean).abs() < 1e-12, "{number} {code}: {mean} {}", point.mean);
        }
    }
    // Another seed draws other votes.
    let other = rows(&engine, &asked.replace("(9, 7,", "(9, 8,"));
    assert_eq!(found[..who.len()], other[..who.len()]);
    assert_ne!(found[who.len()..], other[who.len()..]);
}

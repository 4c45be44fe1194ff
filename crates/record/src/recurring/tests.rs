use super::*;
use crate::{Decision, Outcome, Proposal, Standing};

fn symbol(text: &str) -> Symbol {
    text.parse().unwrap()
}

/// The series that these titles tell, each as its texts, beside a series of the facts.
fn series(texts: &[(&str, &str)], listed: &[&str]) -> Vec<Vec<String>> {
    let symbols: Vec<Symbol> = texts.iter().map(|(text, _)| symbol(text)).collect();
    let titled = symbols.iter().zip(texts).map(|(symbol, (_, title))| TitledText {
        body: Body::GeneralAssembly,
        session: symbol.session().unwrap(),
        symbol,
        title,
    });
    let series = Series {
        id: "listed".to_owned(),
        name: "Listed".to_owned(),
        texts: listed.iter().map(|text| symbol(text)).collect(),
        by_title: Vec::new(),
        note: String::new(),
    };
    let facts = Facts { series: vec![series], ..Facts::default() };
    let found = Recurring::of(titled, &facts);
    let mut all: Vec<Vec<String>> = found
        .series
        .iter()
        .map(|series| series.texts.iter().map(Symbol::to_string).collect())
        .collect();
    all.sort();
    all
}

fn check(texts: &[(&str, &str)], expected: &[&[&str]]) {
    assert_eq!(series(texts, &[]), expected, "{texts:?}");
}

#[test]
fn one_title_in_several_sessions_is_a_series() {
    let lakes = "Protection of the great lakes";
    check(
        &[
            ("A/RES/60/5", lakes),
            ("A/RES/61/9", "The protection of the Great Lakes"),
            ("A/RES/62/7", "Protection of the great lakes in 2007"),
            ("A/RES/62/8", "Protection of the high mountains"),
        ],
        &[&["A/RES/60/5", "A/RES/61/9", "A/RES/62/7"]],
    );
    // Long ago, alone, or in an emergency session it is another text.
    check(&[("A/RES/40/5", lakes), ("A/RES/61/9", lakes)], &[]);
    check(&[("A/RES/61/9", lakes), ("A/RES/ES-10/9", lakes)], &[]);
}

#[test]
fn several_texts_of_a_session_under_one_title_tell_nothing() {
    let title = "Question of the old harbour";
    check(
        &[
            ("A/RES/60/5A", title),
            ("A/RES/60/5B", title),
            ("A/RES/61/9", title),
            ("A/RES/62/9", title),
        ],
        &[&["A/RES/61/9", "A/RES/62/9"]],
    );
    check(
        &[
            ("A/RES/60/5A", title),
            ("A/RES/60/5B", title),
            ("A/RES/61/5A", title),
            ("A/RES/61/5B", title),
            ("A/RES/62/9", title),
        ],
        &[],
    );
}

#[test]
fn the_heading_of_the_item_may_stand_before_a_title() {
    check(
        &[
            ("A/RES/60/5", "The upper lakes"),
            ("A/RES/61/9", "Situation on the rivers : the upper lakes"),
            ("A/RES/61/10", "Situation on the rivers : the lower lakes"),
            ("A/RES/62/7", "The upper lakes"),
        ],
        &[&["A/RES/60/5", "A/RES/61/9", "A/RES/62/7"]],
    );
    // Both stand in one session: two texts.
    check(
        &[
            ("A/RES/60/5", "The upper lakes"),
            ("A/RES/60/9", "Situation on the rivers : the upper lakes"),
            ("A/RES/61/5", "The upper lakes"),
        ],
        &[&["A/RES/60/5", "A/RES/61/5"]],
    );
}

#[test]
fn a_title_may_change_a_little_and_not_much() {
    let old = "Use of sailing ships as a means of violating the freedom of rivers";
    let next = |title| [("A/RES/60/5", old), ("A/RES/61/9", title)];
    for same in [
        "Use of sailing ships as a means of violating the freedoms of rivers",
        "Use of saling ships as a means of violating the freedom of rivers",
        "The use of sailing ships as means of violating freedom of the rivers and creeks",
    ] {
        check(&next(same), &[&["A/RES/60/5", "A/RES/61/9"]]);
    }
    for other in [
        "Use of sailing ships",
        "Freedom of rivers",
        "Second use of sailing ships as a means of violating the freedom of rivers",
    ] {
        check(&next(other), &[]);
    }
    // Two matters under one heading.
    check(
        &[
            ("A/RES/60/5", "Review of the decisions of the great conference on rivers: salmon"),
            ("A/RES/61/5", "Review of the decisions of the great conference on rivers: dams"),
        ],
        &[],
    );
    // Both titles stand in one session: two texts.
    let changed = "Use of sailing ships as a means of violating the freedoms of big rivers";
    check(
        &[("A/RES/60/5", old), ("A/RES/61/5", old), ("A/RES/61/6", changed)],
        &[&["A/RES/60/5", "A/RES/61/5"]],
    );
}

#[test]
fn a_series_of_the_facts_goes_on_under_its_title() {
    let title = "Protection of the great lakes";
    let texts = [("A/RES/60/5", title), ("A/RES/61/9", title), ("A/RES/62/7", title)];
    assert_eq!(series(&texts, &["A/RES/61/9"]), [["A/RES/60/5", "A/RES/61/9", "A/RES/62/7"]]);
    // Of a session that the facts know, they know the text.
    assert_eq!(
        series(&texts, &["A/RES/60/4", "A/RES/61/9"]),
        [["A/RES/60/4", "A/RES/61/9", "A/RES/62/7"]]
    );
    assert!(series(&texts, &["A/RES/60/5", "A/RES/61/9", "A/RES/62/7"]).is_empty());
}

#[test]
fn texts_without_a_vote_count() {
    let text = symbol("A/RES/61/9");
    let proposal = Proposal {
        title: "Protection of the great lakes".to_owned(),
        session: Session::Regular(61),
        date: None,
        decision: Decision::WithoutVote,
        outcome: Outcome::Adopted,
        stages: Vec::new(),
        lead: None,
        sponsors: Vec::new(),
        decides: None,
        standing: Standing::Recorded,
        source: String::new(),
        imported: None,
        note: String::new(),
        symbol: text.clone(),
    };
    let facts = Facts { proposals: vec![proposal], ..Facts::default() };
    let voted = symbol("A/RES/60/5");
    let voted = TitledText { symbol: &voted, session: Session::Regular(60), ..of_first(&facts) };
    let found = Recurring::of([voted].into_iter().chain(TitledText::of_facts(&facts)), &facts);
    let series = found.of_text(&text).unwrap();
    assert_eq!(series.by_title, series.texts);
    assert_eq!(found.by_id(&series.id), Some(series));
}

fn of_first(facts: &Facts) -> TitledText<'_> {
    TitledText::of_facts(facts).next().unwrap()
}

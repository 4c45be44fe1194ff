use super::*;
use crate::testing::{codes, date, id, members, period};

fn group(code: &str, kind: GroupKind, spans: &[(&str, &str, &str)]) -> Group {
    let members = members();
    let span = |(member, from, to): &(&str, &str, &str)| Span {
        member: id(&members, member),
        period: period(from, to),
        note: String::new(),
    };
    Group {
        code: code.to_owned(),
        name: code.to_owned(),
        kind,
        confidence: "high".to_owned(),
        source: String::new(),
        note: String::new(),
        spans: spans.iter().map(span).collect(),
    }
}

fn name(group: &str, text: &str, kind: NameKind, preferred: bool) -> GroupName {
    GroupName { group: group.to_owned(), text: text.to_owned(), kind, preferred }
}

/// Two alliances, of which one has ended, and two definitions of "the West".
fn groups() -> Groups {
    use GroupKind::{Organisation, WorkingDefinition};
    let list = vec![
        group("NATO", Organisation, &[("USA", "1949-04-04", ""), ("DEU", "1955-05-06", "")]),
        group(
            "PACT",
            Organisation,
            &[("RUS", "1955-05-14", "1991-07-01"), ("DDR", "1956-01-28", "1990-09-24")],
        ),
        group("WEST_CORE", WorkingDefinition, &[("USA", "", "")]),
        group("WEST_EXT", WorkingDefinition, &[("USA", "", ""), ("DEU", "", "")]),
    ];
    let names = vec![
        name("NATO", "Atlantic Alliance", NameKind::Short, true),
        name("NATO", "the allies", NameKind::Loose, true),
        name("PACT", "Warsaw Pact", NameKind::Short, true),
        name("WEST_CORE", "the West", NameKind::Loose, false),
        name("WEST_EXT", "the West", NameKind::Loose, true),
        name("WEST_EXT", "Euro-Atlantic", NameKind::Adjective, false),
        name("NATO", "Euro-Atlantic", NameKind::Adjective, false),
        name("WEST_CORE", "Western core", NameKind::Short, true),
    ];
    Groups::new(list, names).unwrap()
}

#[test]
fn members_come_and_go_in_the_seats_of_the_date() {
    let (groups, members) = (groups(), members());
    let at = |code, day| {
        let id = groups.by_code(code).unwrap();
        codes(&members, groups.members_at(id, date(day), &members))
    };
    assert_eq!(at("NATO", "1948-12-10"), "");
    assert_eq!(at("NATO", "1960-12-14"), "USA"); // Germany had joined, and sat in no seat yet
    assert_eq!(at("NATO", "1980-01-14"), "FRG USA");
    assert_eq!(at("NATO", "2019-12-12"), "DEU USA");
    assert_eq!(at("PACT", "1980-01-14"), "DDR SUN");
    assert_eq!(at("PACT", "1991-06-30"), "SUN");
    assert_eq!(at("PACT", "1991-07-01"), "");
}

#[test]
fn the_groups_of_a_member() {
    let (groups, members) = (groups(), members());
    let of = |code, day| {
        let found = groups.of_member(id(&members, code), date(day));
        found.map(|id| groups[id].code.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("RUS", "1980-01-14"), ["PACT"]);
    assert!(of("RUS", "2019-12-12").is_empty());
    assert_eq!(of("DEU", "1950-01-01"), ["WEST_EXT"]);
    assert_eq!(of("DEU", "2019-12-12"), ["NATO", "WEST_EXT"]);
}

/// `text` means the groups with the codes `expected`, the preferred one first.
fn check(text: &str, expected: &[&str], loose: bool) {
    let groups = groups();
    let readings = groups.lookup(text).unwrap();
    let all: Vec<_> = readings.all.iter().map(|id| groups[*id].code.as_str()).collect();
    assert_eq!(all, expected, "{text}");
    assert_eq!(readings.all.first(), Some(&readings.preferred), "{text}");
    assert_eq!(readings.loose, loose, "{text}");
}

#[test]
fn names_of_organisations_have_one_reading() {
    check("NATO", &["NATO"], false);
    check("nato", &["NATO"], false);
    check("the Atlantic alliance", &["NATO"], false);
}

#[test]
fn loose_names_have_every_reading_the_preferred_one_first() {
    check("West", &["WEST_EXT", "WEST_CORE"], true);
    check("allies", &["NATO"], true);
    check("Euro-Atlantic", &["WEST_EXT", "NATO"], true); // none preferred: as the table has them
    check("Western core", &["WEST_CORE"], true); // a definition of ours, whatever its name
    assert_eq!(groups().lookup("the East"), None);
}

#[test]
fn a_table_that_does_not_fit_together_is_refused() {
    let nato = || group("NATO", GroupKind::Organisation, &[]);
    let twice = Groups::new(vec![nato(), nato()], Vec::new()).unwrap_err();
    assert_eq!(twice.to_string(), "the group \"NATO\" stands twice");
    let name = name("PACT", "Warsaw Pact", NameKind::Short, true);
    let unknown = Groups::new(vec![nato()], vec![name]).unwrap_err();
    assert_eq!(unknown.to_string(), "there is no group \"PACT\"");
}

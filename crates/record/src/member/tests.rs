use super::*;
use crate::testing::{codes, date, id, member, members, name, source_code};

/// `text` on `day`, or without a date, means the members with the codes `expected`.
fn check(text: &str, day: &str, expected: &str) {
    let members = members();
    let day = (!day.is_empty()).then(|| date(day));
    let found = match members.lookup(text, day) {
        Lookup::One(one) => MemberSet::from(one),
        Lookup::Ambiguous(several) => several.into_iter().collect(),
        Lookup::Unknown => MemberSet::EMPTY,
    };
    assert_eq!(codes(&members, found), expected, "{text} on {day:?}");
}

#[test]
fn codes_and_names_in_any_spelling() {
    check("USA", "", "USA");
    check("usa", "1980-01-14", "USA");
    check("the UNITED  States", "", "USA");
    check("United Kingdom", "", "");
    check("", "", "");
}

#[test]
fn a_code_means_its_member_whenever() {
    check("SUN", "2019-12-12", "SUN");
    check("RUS", "1980-01-14", "RUS");
}

#[test]
fn a_name_that_passed_on_means_who_had_it_at_the_date() {
    check("Russia", "1980-01-14", "SUN");
    check("Russia", "1991-12-23", "SUN");
    check("Russia", "1991-12-24", "RUS");
    check("Russia", "", "RUS"); // of several in one seat, who holds it today
}

#[test]
fn a_name_out_of_use_still_means_its_only_member() {
    check("Soviet Union", "2019-12-12", "SUN");
    check("Germany", "1985-01-01", "DEU");
}

#[test]
fn an_adjective_of_two_members_is_ambiguous_while_both_sit() {
    check("German", "1985-01-01", "DDR FRG");
    check("German", "2019-12-12", "DEU");
    check("German", "", "DDR DEU FRG"); // not all of one seat
    check("nuclear power", "", "RUS USA");
    check("nuclear power", "2019-12-12", "RUS USA");
}

#[test]
fn of_several_with_a_name_the_one_that_sat_is_meant() {
    check("Germans", "1985-01-01", "FRG");
    check("Germans", "2019-12-12", "DEU");
    check("Germans", "1950-01-01", "DEU FRG"); // neither sat
    check("Germans", "", "DEU");
}

#[test]
fn the_code_of_one_that_never_sat_is_only_a_name() {
    let list =
        vec![member("YAR", &[], Some("YEM")), member("YEM", &[("1947-09-30", "")], Some("YEM"))];
    let names = vec![name("YEM", NameKind::Alias, "YAR", ("", "1990-05-22"))];
    let members = Members::new(list, Vec::new(), names).unwrap();
    let yemen = members.by_code("YEM");
    assert_eq!(members.lookup("YAR", Some(date("1985-01-01"))).one(), yemen);
    assert_eq!(members.lookup("YAR", None).one(), yemen);
    assert_ne!(members.by_code("YAR"), yemen);
}

#[test]
fn source_codes_mean_a_member_in_their_scheme_at_their_time() {
    let members = members();
    let find = |scheme, code, day: &str| members.by_source_code(scheme, code, day.parse().ok());
    let one = |code| Lookup::One(id(&members, code));
    assert_eq!(find("cow", "2", ""), one("USA"));
    assert_eq!(find("cow", "255", "1990-10-02"), one("FRG"));
    assert_eq!(find("cow", "255", "1990-10-03"), one("DEU"));
    let both = vec![id(&members, "DEU"), id(&members, "FRG")];
    assert_eq!(find("cow", "255", ""), Lookup::Ambiguous(both));
    for (scheme, code) in [("cow", "25"), ("cow", "256"), ("iso2", "255"), ("iso3", "USA")] {
        assert_eq!(find(scheme, code, ""), Lookup::Unknown, "{code} of {scheme}");
    }
    let all: Vec<_> = members.source_codes().map(|(scheme, code, ..)| (scheme, code)).collect();
    assert_eq!(all.len(), 5);
    assert!(all.is_sorted(), "{all:?}");
}

#[test]
fn who_sat() {
    let members = members();
    let sitting = |day| codes(&members, members.sitting_at(date(day)));
    assert_eq!(sitting("1945-10-23"), "");
    assert_eq!(sitting("1960-12-14"), "SUN USA");
    assert_eq!(sitting("1980-01-14"), "DDR FRG SUN USA");
    assert_eq!(sitting("1990-10-03"), "DEU SUN USA");
    assert_eq!(sitting("2019-12-12"), "DEU RUS USA");
}

#[test]
fn one_that_left_and_came_back_sat_twice() {
    let times = [("1950-09-28", "1965-01-20"), ("1966-09-28", "")];
    let list = vec![member("IDN", &times, Some("IDN"))];
    let members = Members::new(list, Vec::new(), Vec::new()).unwrap();
    let sat = |day| members.sat_at(id(&members, "IDN"), date(day));
    assert!(sat("1964-12-31") && !sat("1965-12-20") && sat("1966-09-28"));
}

#[test]
fn who_sat_in_a_seat() {
    let members = members();
    let in_seat = |code, day| {
        let found = members.in_seat_at(id(&members, code), date(day));
        found.map(|id| members[id].code.as_str())
    };
    assert_eq!(in_seat("RUS", "1980-01-14"), Some("SUN"));
    assert_eq!(in_seat("SUN", "2019-12-12"), Some("RUS"));
    assert_eq!(in_seat("SUN", "1991-12-23"), Some("SUN"));
    assert_eq!(in_seat("DEU", "1980-01-14"), Some("FRG"));
    assert_eq!(in_seat("DEU", "1960-12-14"), None); // nobody sat in it yet
    assert_eq!(in_seat("DDR", "1980-01-14"), Some("DDR"));
    assert_eq!(in_seat("DDR", "2019-12-12"), None); // nobody holds it today
    assert_eq!(members.seat_today(id(&members, "FRG")), members.by_code("DEU"));
    assert_eq!(members.seat_today(id(&members, "DDR")), None);
}

/// What is said of a table that cannot be built.
fn error(list: Vec<Member>, codes: Vec<SourceCode>, names: Vec<NameRow>) -> String {
    Members::new(list, codes, names).unwrap_err().to_string()
}

#[test]
fn a_table_that_does_not_fit_together_is_refused() {
    let usa = || member("USA", &[], Some("USA"));
    let code = source_code("iso2", "GB", "GBR", ("", ""));
    let name = name("FRA", NameKind::Short, "France", ("", ""));
    assert_eq!(
        error(vec![usa(), usa()], Vec::new(), Vec::new()),
        "the member \"USA\" stands twice"
    );
    assert_eq!(error(vec![usa()], vec![code], Vec::new()), "there is no member \"GBR\"");
    assert_eq!(error(vec![usa()], Vec::new(), vec![name]), "there is no member \"FRA\"");
    let seat = member("SUN", &[], Some("RUS"));
    assert_eq!(error(vec![seat], Vec::new(), Vec::new()), "there is no member \"RUS\"");
}

#[test]
fn a_table_holds_as_many_members_as_a_set() {
    let list = |length: usize| (0..length).map(|n| member(&n.to_string(), &[], None)).collect();
    let full = Members::new(list(MemberId::CAPACITY), Vec::new(), Vec::new()).unwrap();
    assert_eq!(full.len(), MemberId::CAPACITY);
    let everyone: MemberSet = full.iter().map(|(id, _)| id).collect();
    assert_eq!(usize::from(everyone.len()), MemberId::CAPACITY);
    assert_eq!(
        error(list(MemberId::CAPACITY + 1), Vec::new(), Vec::new()),
        "257 members are more than the 256 that a record can hold"
    );
}

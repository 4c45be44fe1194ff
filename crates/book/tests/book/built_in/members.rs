//! Members, their dates, codes and names.

use std::collections::{BTreeMap, BTreeSet};

use scrutineer_record::{Date, Lookup, Member};

use super::{code, date, member, record};

fn all() -> impl Iterator<Item = &'static Member> {
    record().members().iter().map(|(_, member)| member)
}

#[test]
fn the_membership_grew_as_the_united_nations_says() {
    for (day, expected) in [
        ("1945-12-31", 51),
        ("1946-12-31", 55),
        ("1947-12-31", 57),
        ("1949-12-31", 59),
        ("1950-12-31", 60),
        ("1955-12-31", 76),
        ("1956-12-31", 80),
        ("1957-12-31", 82),
        ("1958-12-31", 82),
        ("1960-12-31", 99),
        ("1961-12-31", 104),
        ("1962-12-31", 110),
        ("1963-12-31", 113),
        ("1964-12-31", 115),
        ("1965-12-31", 117), // Indonesia had withdrawn
        ("1966-12-31", 122),
        ("1967-12-31", 123),
        ("1968-12-31", 126),
        ("1970-12-31", 127),
        ("1971-12-31", 132),
        ("1973-12-31", 135),
        ("1974-12-31", 138),
        ("1975-12-31", 144),
        ("1976-12-31", 147),
        ("1977-12-31", 149),
        ("1978-12-31", 151),
        ("1979-12-31", 152),
        ("1980-12-31", 154),
        ("1981-12-31", 157),
        ("1983-12-31", 158),
        ("1984-12-31", 159),
        ("1990-12-31", 159), // one Yemen and one Germany less, Liechtenstein and Namibia more
        ("1991-12-31", 166),
        ("1992-12-31", 179),
        ("1993-12-31", 184),
        ("1994-12-31", 185),
        ("1999-12-31", 188),
        ("2000-12-31", 189),
        ("2002-12-31", 191),
        ("2006-12-31", 192),
        ("2011-12-31", 193),
        ("2025-12-31", 193),
    ] {
        let sitting = record().members().sitting_at(date(day)).len();
        assert_eq!(sitting, expected, "members on {day}");
    }
}

#[test]
fn dates_are_consistent() {
    for member in all() {
        let code = &member.code;
        let admitted = member.admitted.unwrap_or_else(|| panic!("{code} was never admitted"));
        assert!(admitted >= date("1945-10-24"), "{code} admitted {admitted}");
        for period in &member.sat {
            let from = period.from.unwrap_or_else(|| panic!("{code} sits since ever"));
            assert!(admitted <= from, "{code} sits from {from}, before its admission");
            assert!(period.to.is_none_or(|to| from < to), "{code} sits from {from} to nothing");
        }
        for (before, after) in member.sat.iter().zip(member.sat.iter().skip(1)) {
            assert!(before.to.is_some_and(|to| Some(to) < after.from), "{code} sits twice at once");
        }
    }
}

#[test]
fn predecessors_successors_and_seats_are_members_and_fit_together() {
    for one in all() {
        for before in &one.predecessors {
            let before = &record().members()[member(before)];
            assert!(before.successors.contains(&one.code), "{} < {}", before.code, one.code);
        }
        for after in &one.successors {
            let after = &record().members()[member(after)];
            assert!(after.predecessors.contains(&one.code), "{} < {}", one.code, after.code);
        }
        if let Some(seat) = &one.seat {
            let holder = member(seat);
            assert!(record().members().sat_at(holder, date("2025-01-01")), "{seat} sits no more");
        }
    }
}

#[test]
fn no_two_members_sit_in_one_seat() {
    for day in days_of_change() {
        let mut seats = BTreeSet::new();
        for sitting in record().members().sitting_at(day).iter() {
            if let Some(seat) = record().members().seat_today(sitting) {
                assert!(seats.insert(seat), "the seat of {} is taken twice on {day}", code(seat));
            }
        }
    }
}

/// Every day on which somebody takes or leaves a seat.
fn days_of_change() -> BTreeSet<Date> {
    all().flat_map(|member| &member.sat).flat_map(|sat| [sat.from, sat.to]).flatten().collect()
}

#[test]
fn a_source_code_means_one_member_at_most_on_every_day() {
    let members = record().members();
    let mut schemes: BTreeMap<_, (BTreeSet<_>, BTreeSet<_>)> = BTreeMap::new();
    for (scheme, code, valid, _) in members.source_codes() {
        let (codes, days) = schemes.entry(scheme).or_default();
        codes.insert(code);
        days.extend([valid.from, valid.to].into_iter().flatten());
    }
    assert_eq!(schemes.len(), 7, "{:?}", schemes.keys());
    for (scheme, (codes, days)) in schemes {
        // What holds on the days on which anything changes, and before the first, holds on all days.
        let before = days.first().and_then(|day| day.plus_days(-1)).unwrap_or(date("1945-10-24"));
        for day in days.into_iter().chain(days_of_change()).chain([before]) {
            for code in &codes {
                let found = members.by_source_code(scheme, code, Some(day));
                let several = matches!(found, Lookup::Ambiguous(_));
                assert!(!several, "{code} of {scheme} means several members on {day}");
            }
        }
    }
}

#[test]
fn every_member_has_its_own_code_in_the_schemes() {
    let coded = |scheme: &'static str| -> BTreeSet<_> {
        let rows = record().members().source_codes().filter(move |(of, ..)| *of == scheme);
        rows.map(|(.., member)| member).collect()
    };
    // Yemen's years before 1990 stand under one code with today's Yemen in most sources.
    for (scheme, least) in [("iso3", 195), ("undl", 200), ("cow", 200), ("unvotes_name", 200)] {
        assert!(coded(scheme).len() >= least, "{scheme} has {} members", coded(scheme).len());
    }
}

/// `name` in a text of `day` means the member with the code `expected`; of several, with blanks between them,
/// it does not say which; an empty code is no member.
fn check(name: &str, day: &str, expected: &str) {
    let found = match record().members().lookup(name, Some(date(day))) {
        Lookup::One(member) => code(member).to_owned(),
        Lookup::Ambiguous(members) => {
            let mut codes: Vec<_> = members.into_iter().map(code).collect();
            codes.sort_unstable();
            codes.join(" ")
        }
        Lookup::Unknown => String::new(),
    };
    assert_eq!(found, expected, "{name} on {day}");
}

#[test]
fn names_that_passed_from_one_member_to_another() {
    check("China", "1970-12-01", "CHN_ROC");
    check("China", "1971-10-25", "CHN_ROC");
    check("China", "1971-10-26", "CHN");
    check("China", "2019-12-12", "CHN");
    check("Taiwan", "1960-01-01", "CHN_ROC");
    check("People's Republic of China", "1980-01-01", "CHN");
    check("Russia", "1980-01-14", "SUN");
    check("Russia", "1991-12-23", "SUN");
    check("Russia", "1991-12-24", "RUS");
    check("Moscow", "1962-10-01", "SUN");
    check("Moscow", "2018-12-05", "RUS");
    check("Soviet Union", "1980-01-14", "SUN");
    check("USSR", "2020-01-01", "SUN");
    check("Egypt", "1957-01-01", "EGY");
    check("Egypt", "1965-01-01", "UAR");
    check("Egypt", "1975-01-01", "EGY");
    check("UAR", "1960-12-14", "UAR");
    check("Syria", "1957-01-01", "SYR");
    check("Syria", "1960-01-01", "UAR");
    check("Syria", "1965-01-01", "SYR");
    check("Yugoslavia", "1985-01-01", "YUG");
    check("Yugoslavia", "2001-01-01", "FRY");
    check("Serbia", "2019-12-12", "SRB");
    check("Serbia and Montenegro", "2004-01-01", "SCG");
    check("Tanganyika", "1962-01-01", "EAT");
    check("Czech", "1980-01-01", "CSK");
    check("Czech", "2019-01-01", "CZE");
}

#[test]
fn divided_countries() {
    check("West Germany", "1985-01-01", "FRG");
    check("Federal Republic of Germany", "1985-01-01", "FRG");
    check("Federal Republic of Germany", "1990-10-03", "DEU");
    check("East Germany", "1985-01-01", "DDR");
    check("East Germany", "2019-01-01", "DDR");
    check("Germany", "1990-10-03", "DEU");
    check("German", "1985-01-01", "DDR FRG");
    check("German", "2019-01-01", "DEU");
    check("Berlin", "2019-01-01", "DEU");
    check("Yemen", "2019-12-12", "YEM");
    check("Yemen", "1985-01-01", "YEM");
    check("North Yemen", "1985-01-01", "YEM");
    check("YAR", "1985-01-01", "YEM"); // whose id YAR never sat
    check("South Yemen", "1985-01-01", "YMD");
    check("Democratic Yemen", "1985-01-01", "YMD");
    check("Korea", "1995-01-01", "KOR PRK");
    check("South Korea", "2019-01-01", "KOR");
    check("North Korea", "2019-01-01", "PRK");
    check("Congo", "1965-01-01", "COD COG");
    check("Congo", "2019-01-01", "COG");
    check("Zaire", "1980-01-01", "COD");
    check("DRC", "2019-01-01", "COD");
}

#[test]
fn names_in_any_spelling_and_language() {
    check("the United States", "2019-12-12", "USA");
    check("U.S.", "2019-12-12", "USA");
    check("Americans", "2019-12-12", "USA");
    check("Washington", "2019-12-12", "USA");
    check("Kyiv", "2018-12-05", "UKR");
    check("Kiev", "1960-01-01", "UKR");
    check("Burma", "1960-01-01", "MMR");
    check("Burma", "2021-01-01", "MMR");
    check("Myanmar", "2021-01-01", "MMR");
    check("Турция", "2018-12-05", "TUR");
    check("Turkiye", "2018-12-05", "TUR");
    check("Turkey", "2018-12-05", "TUR");
    check("Россия", "2018-12-05", "RUS");
    check("中国", "2018-12-05", "CHN");
    check("Côte d’Ivoire", "2018-12-05", "CIV");
    check("COTE D'IVOIRE", "2018-12-05", "CIV");
    check("Ivory Coast", "1970-12-05", "CIV");
    check("The Gambia", "2018-12-05", "GMB");
    check("usa", "2018-12-05", "USA");
    check("Niger", "2018-12-05", "NER");
    check("Nigeria", "2018-12-05", "NGA");
    check("Atlantis", "2018-12-05", "");
}

#[test]
fn every_name_means_its_member_on_every_day_it_is_valid() {
    let is_code = |name: &str| record().members().by_code(name).is_some();
    for name in record().members().names().iter().filter(|name| !is_code(&name.text)) {
        let on = name.valid.from.unwrap_or(date("2019-12-12"));
        let on = name.valid.to.map_or(on, |to| on.min(to.plus_days(-1).unwrap()));
        let found = match record().members().lookup(&name.text, Some(on)) {
            Lookup::One(member) => vec![member],
            Lookup::Ambiguous(members) => members,
            Lookup::Unknown => Vec::new(),
        };
        // Of several with the name, those that sat are preferred.
        let sits = record().members().sat_at(name.of, on);
        assert!(
            !sits || found.contains(&name.of),
            "{} on {on} is not {}",
            name.text,
            code(name.of)
        );
        assert!(!found.is_empty(), "{} means nobody on {on}", name.text);
    }
}

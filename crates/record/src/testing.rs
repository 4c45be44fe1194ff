//! A United Nations of six members for the tests of this crate, with the two ways in which a seat ends: it
//! passes on (the Soviet Union's, the Federal Republic's), or nobody holds it any more (the GDR's).

use crate::{Date, Member, MemberId, MemberSet, Members, NameKind, NameRow, Period, SourceCode};

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The time between two dates, of which either can be empty.
pub(crate) fn period(from: &str, to: &str) -> Period {
    let bound = |text: &str| (!text.is_empty()).then(|| date(text));
    Period { from: bound(from), to: bound(to) }
}

/// A member that sat between these dates, if there are any, and who holds its seat today.
pub(crate) fn member(code: &str, sat: &[(&str, &str)], seat: Option<&str>) -> Member {
    let sat: Vec<_> = sat.iter().map(|(from, to)| period(from, to)).collect();
    Member {
        code: code.to_owned(),
        name: code.to_owned(),
        press_name: code.to_owned(),
        official_name: code.to_owned(),
        admitted: sat.first().and_then(|sat| sat.from),
        sat,
        seat: seat.map(str::to_owned),
        predecessors: Vec::new(),
        successors: Vec::new(),
        confidence: "high".to_owned(),
        note: String::new(),
    }
}

pub(crate) fn name(member: &str, kind: NameKind, text: &str, (from, to): (&str, &str)) -> NameRow {
    NameRow {
        member: member.to_owned(),
        text: text.to_owned(),
        kind,
        language: "en".to_owned(),
        valid: period(from, to),
    }
}

pub(crate) fn source_code(
    scheme: &str,
    code: &str,
    member: &str,
    (from, to): (&str, &str),
) -> SourceCode {
    SourceCode {
        scheme: scheme.to_owned(),
        code: code.to_owned(),
        member: member.to_owned(),
        valid: period(from, to),
    }
}

/// When the Soviet Union sat, and the two Germanies; the next in the seat sat from the end on.
const SOVIET: (&str, &str) = ("1945-10-24", "1991-12-24");
const DIVIDED: (&str, &str) = ("1973-09-18", "1990-10-03");

pub(crate) fn members() -> Members {
    let list = vec![
        member("DDR", &[DIVIDED], None),
        member("DEU", &[(DIVIDED.1, "")], Some("DEU")),
        member("FRG", &[DIVIDED], Some("DEU")),
        member("RUS", &[(SOVIET.1, "")], Some("RUS")),
        member("SUN", &[SOVIET], Some("RUS")),
        member("USA", &[("1945-10-24", "")], Some("USA")),
    ];
    let codes = vec![
        source_code("iso2", "US", "USA", ("", "")),
        source_code("cow", "255", "DEU", (DIVIDED.1, "")),
        source_code("cow", "255", "FRG", ("", DIVIDED.1)),
        source_code("cow", "265", "DDR", ("", "")),
        source_code("cow", "2", "USA", ("", "")),
    ];
    let names = vec![
        name("USA", NameKind::Press, "United States", ("", "")),
        name("SUN", NameKind::Short, "Soviet Union", ("", SOVIET.1)),
        name("SUN", NameKind::Press, "Russia", ("", SOVIET.1)),
        name("RUS", NameKind::Press, "Russia", (SOVIET.1, "")),
        name("DEU", NameKind::Press, "Germany", (DIVIDED.1, "")),
        name("FRG", NameKind::Adjective, "German", ("", DIVIDED.1)),
        name("DDR", NameKind::Adjective, "German", ("", DIVIDED.1)),
        name("DEU", NameKind::Adjective, "German", (DIVIDED.1, "")),
        // Without dates: only who sat can tell them apart.
        name("FRG", NameKind::People, "Germans", ("", "")),
        name("DEU", NameKind::People, "Germans", ("", "")),
        name("RUS", NameKind::Alias, "nuclear power", ("", "")),
        name("USA", NameKind::Alias, "nuclear power", ("", "")),
    ];
    Members::new(list, codes, names).unwrap()
}

/// The member with this code.
pub(crate) fn id(members: &Members, code: &str) -> MemberId {
    members.by_code(code).unwrap()
}

/// The codes of some members, in the order of the table and with blanks between them.
pub(crate) fn codes(members: &Members, set: MemberSet) -> String {
    set.iter().map(|id| members[id].code.as_str()).collect::<Vec<_>>().join(" ")
}

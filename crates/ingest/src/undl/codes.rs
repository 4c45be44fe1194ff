//! The Library's codes of members, and its letters for positions.

use foldhash::{HashMap, HashMapExt};

use scrutineer_record::{Date, MemberId, Members, Period, Position};

/// The scheme of the codes in the tables of members.
const SCHEME: &str = "undl";

/// Three letters in capitals.
type Code = [u8; 3];

/// Whom a code means, and when. Nearly a million rows are looked up: the few rows of each code are kept by
/// the code itself.
pub(super) struct Codes<'m> {
    members: &'m Members,
    by_code: HashMap<Code, Vec<(Period, MemberId)>>,
}

impl<'m> Codes<'m> {
    pub(super) fn new(members: &'m Members) -> Codes<'m> {
        let mut by_code: HashMap<Code, Vec<_>> = HashMap::new();
        for (scheme, code, valid, member) in members.source_codes() {
            if let Some(code) = letters(code.as_bytes()).filter(|_| scheme == SCHEME) {
                by_code.entry(code).or_default().push((valid, member));
            }
        }
        Codes { members, by_code }
    }

    /// The member that a cell means at this date, if it means one.
    pub(super) fn member(&self, cell: &[u8], date: Date) -> Option<MemberId> {
        let rows = self.by_code.get(&letters(cell)?)?;
        let mut valid =
            rows.iter().filter(|(valid, _)| valid.holds_at(date)).map(|(_, member)| *member);
        let one = valid.next()?;
        valid.all(|other| other == one).then_some(one)
    }

    /// Whether the code ever meant a member.
    pub(super) fn knows(&self, code: &str) -> bool {
        letters(code.as_bytes()).is_some_and(|code| self.by_code.contains_key(&code))
    }

    /// The member whose name follows the letters of a cell that slipped into it: `N PAKISTAN`.
    pub(super) fn behind_stray_letters(&self, name: &str, date: Date) -> Option<MemberId> {
        let (letters, name) = name.split_once(' ')?;
        let stray = letters.bytes().all(|letter| b"YNAXynax".contains(&letter));
        stray.then(|| self.members.lookup(name, Some(date)).one())?
    }

    /// The short name of a member.
    pub(super) fn name(&self, member: MemberId) -> &'m str {
        &self.members[member].name
    }
}

fn letters(cell: &[u8]) -> Option<Code> {
    let mut code: Code = cell.trim_ascii().try_into().ok()?;
    code.make_ascii_uppercase();
    Some(code)
}

/// The position that a cell states. `X` and `NV` are the same, before and after 2025.
pub(super) fn position(cell: &[u8]) -> Option<Position> {
    match cell.trim_ascii() {
        b"Y" | b"y" => Some(Position::Yes),
        b"N" | b"n" => Some(Position::No),
        b"A" | b"a" => Some(Position::Abstain),
        b"X" | b"x" => Some(Position::NonVoting),
        other => other.eq_ignore_ascii_case(b"NV").then_some(Position::NonVoting),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, date: &str, expect: Option<&str>) {
        let members = scrutineer_book::members().unwrap();
        let date = date.parse().unwrap();
        let found = Codes::new(&members).member(code.as_bytes(), date);
        assert_eq!(found.map(|found| members[found].code.as_str()), expect, "{code} {date}");
    }

    #[test]
    fn a_code_means_who_sat_under_it() {
        check("CHN", "1970-12-01", Some("CHN_ROC"));
        check(" chn ", "1971-10-26", Some("CHN"));
        check("EGY", "1960-01-01", Some("UAR"));
        check("EGY", "1950-01-01", Some("EGY"));
        check("XXX", "1950-01-01", None);
        check("CHINA", "1950-01-01", None);
    }

    #[test]
    fn codes_mean_what_the_members_say() {
        let members = scrutineer_book::members().unwrap();
        let codes = Codes::new(&members);
        for date in ["1946-12-01", "1958-06-01", "1971-10-26", "1991-12-01", "2006-01-01"] {
            let date: Date = date.parse().unwrap();
            for code in members.source_codes().filter(|row| row.0 == SCHEME).map(|row| row.1) {
                let expect = members.by_source_code(SCHEME, code, Some(date)).one();
                assert_eq!(codes.member(code.as_bytes(), date), expect, "{code} {date}");
            }
        }
    }

    #[test]
    fn a_name_behind_stray_letters_is_told_only_where_it_is_one() {
        let members = scrutineer_book::members().unwrap();
        let codes = Codes::new(&members);
        let date = "1960-12-01".parse().unwrap();
        let behind = |name| codes.behind_stray_letters(name, date).map(|member| codes.name(member));
        assert_eq!(behind("N JAPAN"), Some("Japan"));
        assert_eq!(behind("AN JAPAN"), Some("Japan"));
        assert_eq!(behind("SOUTH JAPAN"), None);
        assert_eq!(behind("Y ATLANTIS"), None);
        assert_eq!(behind("JAPAN"), None);
    }

    #[test]
    fn letters_of_positions() {
        let all = ["Y", "n", " A", "X", "NV", "nv"].map(|cell| position(cell.as_bytes()));
        assert!(all.iter().all(Option::is_some), "{all:?}");
        assert!(["", "AN", "YY", "-"].iter().all(|cell| position(cell.as_bytes()).is_none()));
    }
}

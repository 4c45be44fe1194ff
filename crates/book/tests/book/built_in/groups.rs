//! Groups, their members and names.

use scrutineer_record::{GroupKind, NameKind};

use super::{codes, date, record};

/// The members of a group on a day, in the seats of that day.
fn check(group: &str, day: &str, expected: &str) {
    let groups = record().groups();
    let id = groups.by_code(group).unwrap_or_else(|| panic!("no group {group}"));
    assert_eq!(codes(groups.members_at(id, date(day), record().members())), expected, "{group}");
}

/// What a name stands for: the reading to start from, then the others.
fn check_name(name: &str, expected: &[&str], loose: bool) {
    let groups = record().groups();
    let readings = groups.lookup(name).unwrap_or_else(|| panic!("no group is called {name}"));
    let found: Vec<_> = readings.all.iter().map(|id| groups[*id].code.as_str()).collect();
    assert_eq!(found, expected, "{name}");
    assert_eq!(readings.all.first(), Some(&readings.preferred), "{name}");
    assert_eq!(readings.loose, loose, "{name}");
}

#[test]
fn membership_on_the_day_of_a_vote() {
    check("BRICS", "2018-12-05", "BRA CHN IND RUS ZAF");
    check("SCO", "2018-12-05", "CHN IND KAZ KGZ PAK RUS TJK UZB");
    check("CSTO", "2018-12-05", "ARM BLR KAZ KGZ RUS TJK");
    check("FIVE_EYES", "2018-12-05", "AUS CAN GBR NZL USA");
}

#[test]
fn membership_changes() {
    let size = |group: &str, day: &str| {
        let id = record().groups().by_code(group).unwrap();
        record().groups().members_at(id, date(day), record().members()).len()
    };
    assert_eq!(size("EU", "2018-12-05"), 28);
    assert_eq!(size("EU", "2020-12-31"), 27);
    assert_eq!(size("NATO", "2018-12-05"), 29);
    assert_eq!(size("NATO", "1980-01-14"), 15);
    assert_eq!(size("ASEAN", "2018-12-05"), 10);
}

#[test]
fn names_and_loose_names() {
    check_name("BRICS", &["BRICS"], false);
    check_name("brics", &["BRICS"], false);
    check_name("Shanghai Cooperation Organization", &["SCO"], false);
    check_name("Western partners", &["WEST_EXT", "WEST_CORE"], true);
    check_name("the West", &["WEST_CORE", "WEST_EXT"], true);
    assert_eq!(record().groups().lookup("Atlantis"), None);
}

#[test]
fn every_loose_name_and_every_working_definition_is_read_as_loose() {
    let groups = record().groups();
    for name in groups.names() {
        let readings = groups.lookup(&name.text).unwrap();
        assert!(readings.all.contains(&name.of), "{} of {}", name.text, groups[name.of].code);
        let editorial = groups[name.of].kind == GroupKind::WorkingDefinition;
        if name.kind == NameKind::Loose || editorial && readings.preferred == name.of {
            let by_code = groups.by_code(&name.text).is_some();
            assert!(readings.loose || by_code, "{} is a loose name", name.text);
        }
    }
}

#[test]
fn each_group_has_members_and_each_span_its_time() {
    for (_, group) in record().groups().iter() {
        let code = &group.code;
        assert!(!group.spans.is_empty(), "{code} has no members");
        for span in &group.spans {
            let period = span.period;
            let ordered = period.from.zip(period.to).is_none_or(|(from, to)| from < to);
            assert!(ordered, "{code}: {} to {}", period.from.unwrap(), period.to.unwrap());
        }
        for (place, span) in group.spans.iter().enumerate() {
            let mut later = group.spans.iter().skip(place + 1);
            let twice = later
                .find(|other| other.member == span.member && other.period.overlaps(&span.period));
            assert!(twice.is_none(), "{code} holds {} twice", super::code(span.member));
        }
    }
}

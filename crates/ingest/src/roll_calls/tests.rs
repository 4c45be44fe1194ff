use scrutineer_record::Symbol;

use super::*;

#[test]
fn special_sessions_are_told_by_what_is_written() {
    for (written, expect) in [
        ("ESS/1/34", "ES-1"),
        ("ESS/2/79/D", "ES-2"),
        ("SS/5", "S-5"),
        ("SS/0", "11"),
        ("R/11/34", "11"),
        ("A/RES/ES-10/19", "ES-10"),
        ("", "11"),
    ] {
        let symbol = Symbol::parse(written).ok().filter(|_| written.starts_with("A/"));
        assert_eq!(session_of(symbol.as_ref(), written, 11).to_string(), expect, "{written}");
    }
}

#[test]
fn a_month_is_looked_up_where_it_lies_in_the_session() {
    for (date, session, expect) in [
        ("1971-09", 26, "1971-09-21"),
        ("1971-10", 26, "1971-10-01"),
        ("2018-12-05", 73, "2018-12-05"),
        ("2004", 59, "2004-09-14"),
        // A month of another session: there is nothing better than its beginning.
        ("1971-05", 26, "1971-05-01"),
    ] {
        let day = day_to_look_up(date.parse().unwrap(), session);
        assert_eq!(day.to_string(), expect, "{date}");
    }
}

//! Which votes of a record a model is made of, on votes that were made up.

use scrutineer_ideal::{Links, Motions, Pairs, Prepared, Rules, prepare};
use scrutineer_record::{
    Body, Committee, Groups, Issue, Motion, Position, Record, RecordBuilder, RecordedVote, Roll,
    Session,
};

use Position::{Abstain, No, Yes};

/// A vote in the 74th session that divides two members, unless it is changed.
pub(crate) fn vote(id: &str) -> (RecordedVote, Vec<(&'static str, Position)>) {
    let vote = RecordedVote::new(
        id.to_owned(),
        Body::GeneralAssembly,
        Session::Regular(74),
        "2019-12-12".parse().unwrap(),
    );
    (vote, vec![("USA", No), ("RUS", Yes)])
}

pub(crate) fn record(votes: Vec<(RecordedVote, Vec<(&str, Position)>)>) -> Record {
    let members = scrutineer_book::members().unwrap();
    let mut record = RecordBuilder::new(members, Groups::default(), Default::default());
    for (vote, cast) in votes {
        let id = |code: &str| record.members().by_code(code).unwrap();
        let cast: Vec<_> = cast.into_iter().map(|(code, position)| (id(code), position)).collect();
        record.add(vote, cast, Roll::Listed).unwrap();
    }
    record.finish()
}

/// The sessions of the member-sessions that are left of one vote.
fn sessions(of: (RecordedVote, Vec<(&str, Position)>), rules: &Rules) -> Vec<u8> {
    let prepared = prepare(&record(vec![of]), rules, &Links::None);
    let mut sessions: Vec<u8> = prepared.who.iter().map(|who| who.session).collect();
    sessions.dedup();
    sessions
}

#[test]
fn a_vote_counts_by_its_body_motion_session_and_issue() {
    let part = || Motion::Part("paragraph 1".to_owned());
    let at = |session, date: &str, motion| {
        let (vote, cast) = vote("unvotes:1");
        let date = date.parse().unwrap();
        (RecordedVote { session, date, motion, ..vote }, cast)
    };
    let regular = Session::Regular;
    let all = Rules::default();
    let whole = Rules { motions: Motions::FinalPassage, ..Rules::default() };
    let seventies = Rules { sessions: 25..=34, ..Rules::default() };
    let nuclear = Rules { issue: Some(Issue::Nuclear), ..Rules::default() };
    for (of, rules, expect) in [
        (at(regular(74), "2019-12-12", Motion::Whole), &all, &[74][..]),
        (at(regular(74), "2019-12-12", part()), &all, &[]),
        (at(regular(44), "1989-12-12", part()), &all, &[44]),
        (at(regular(44), "1989-12-12", part()), &whole, &[]),
        (at(regular(60), "2005-12-12", Motion::Procedure(String::new())), &all, &[60]),
        (at(regular(60), "2005-12-12", Motion::Procedure(String::new())), &whole, &[]),
        (at(regular(19), "1965-02-18", Motion::Whole), &all, &[]),
        // Special sessions count to the regular session that opens in the year.
        (at(Session::Emergency(5), "1967-07-04", Motion::Whole), &all, &[22]),
        (at(Session::Special(6), "1974-05-01", Motion::Whole), &seventies, &[29]),
        (at(regular(74), "2019-12-12", Motion::Whole), &seventies, &[]),
        (at(regular(74), "2019-12-12", Motion::Whole), &nuclear, &[]),
    ] {
        let what = format!("{} {} {:?}", of.0.session, of.0.motion, rules.motions);
        assert_eq!(sessions(of, rules), expect, "{what}");
    }
    let (elsewhere, cast) = vote("unvotes:1");
    let elsewhere = RecordedVote { body: Body::Committee(Committee::First), ..elsewhere };
    assert!(sessions((elsewhere, cast), &all).is_empty());
}

/// Who votes in a session of a year, as member and number.
fn who(session: u8, cast: Vec<(&'static str, Position)>) -> Vec<(String, Option<u16>)> {
    let (one, _) = vote("unvotes:1");
    let date = format!("{}-12-20", 1945 + u16::from(session)).parse().unwrap();
    let record =
        record(vec![(RecordedVote { session: Session::Regular(session), date, ..one }, cast)]);
    let prepared = prepare(&record, &Rules::default(), &Links::None);
    let code = |member| record.members()[member].code.clone();
    prepared.who.iter().map(|who| (code(who.member), who.ccode)).collect()
}

#[test]
fn members_keep_the_number_under_which_the_published_table_has_them() {
    for (session, member, ccode) in [
        (40, "SUN", 365),
        (60, "RUS", 365),
        (40, "FRG", 260),
        (45, "DEU", 260),
        (46, "DEU", 255),
        (45, "YEM", 678),
        (46, "YEM", 679),
        (25, "CHN_ROC", 713),
        (40, "CHN", 710),
        (15, "UAR", 651),
        (70, "SRB", 345),
    ] {
        let found = who(session, vec![("USA", No), (member, Yes)]);
        assert!(found.contains(&(member.to_owned(), Some(ccode))), "{session} {member}: {found:?}");
    }
    // It came back for the last days of the session.
    assert_eq!(who(48, vec![("USA", No), ("FRA", Yes), ("ZAF", Abstain)]).len(), 2);
    assert_eq!(who(49, vec![("USA", No), ("FRA", Yes), ("ZAF", Abstain)]).len(), 3);
}

#[test]
fn what_tells_nobody_apart_is_left_out_after_linking() {
    let (one, _) = vote("unvotes:1");
    let (two, divided) = vote("unvotes:2");
    let unanimous = vec![("USA", Yes), ("RUS", Yes), ("FRA", Position::NonVoting)];
    let record = record(vec![(one, unanimous), (two, divided)]);
    let prepared = |links: &Links| prepare(&record, &Rules::default(), links);
    let sizes = |of: &Prepared| (of.items.len(), of.ballots.votes(), of.unanimous);
    assert_eq!(sizes(&prepared(&Links::None)), (1, 2, 1));
    // Together they divide, and absence is no choice.
    let pairs = Links::Pairs(vec![(1, 2), (2, 99)].into());
    assert_eq!(sizes(&prepared(&pairs)), (1, 4, 0));
    assert_eq!(pairs.found(&record), Some(1));
    assert_eq!(prepared(&pairs).items, [[0, 1]]);
}

#[test]
fn a_vote_that_another_source_shows_keeps_its_number() {
    let (one, cast) = vote("undl:700");
    let (two, divided) = vote("unvotes:2");
    let record = record(vec![(one, cast), (two, divided)]);
    let mut pairs = Pairs::from(vec![(1, 2)]);
    let items = |pairs: &Pairs| {
        prepare(&record, &Rules::default(), &Links::Pairs(pairs.clone())).items.len()
    };
    assert_eq!(items(&pairs), 2);
    pairs.numbers.insert("undl:700".to_owned(), 1);
    assert_eq!(items(&pairs), 1);
}

#[test]
fn without_abstentions_yes_stands_against_no() {
    let rules = Rules { abstentions: false, ..Rules::default() };
    let (one, _) = vote("unvotes:1");
    let cast = vec![("USA", Abstain), ("RUS", Yes), ("FRA", No)];
    let prepared = prepare(&record(vec![(one.clone(), cast)]), &rules, &Links::None);
    assert_eq!((prepared.ballots.votes(), prepared.ballots.tally(0)), (2, [1, 0, 1]));
    let cast = vec![("USA", Abstain), ("RUS", Yes)];
    assert_eq!(prepare(&record(vec![(one, cast)]), &rules, &Links::None).unanimous, 1);
}

#[test]
fn built_in_votes_count_only_where_there_are_no_others() {
    let items = |ids: &[&str]| {
        let record = record(ids.iter().map(|id| vote(id)).collect());
        prepare(&record, &Rules::default(), &Links::None).items
    };
    assert_eq!(items(&["builtin:1", "unvotes:1"]), [[1]]);
    assert_eq!(items(&["builtin:1", "builtin:2"]), [[0], [1]]);
}

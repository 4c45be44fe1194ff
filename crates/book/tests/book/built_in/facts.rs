//! What is known around the votes.

use std::collections::BTreeSet;

use scrutineer_record::{
    Body, Committee, Date, Decision, NicknameTarget, Proposal, Standing, Symbol,
};

use super::{code, date, record, symbol};

fn proposal(text: &str) -> &'static Proposal {
    record().proposal(&symbol(text)).unwrap_or_else(|| panic!("{text} is not among the texts"))
}

/// Whether anything is known of a text: that it was voted on, or how it was decided.
fn is_known(text: &Symbol) -> bool {
    record().vote_on(text).is_some() || record().proposal(text).is_some()
}

#[test]
fn a_text_on_its_way() {
    let text = proposal("A/RES/73/27");
    assert_eq!(text.date, Some(date("2018-12-05")));
    assert_eq!((text.decision, text.standing), (Decision::Recorded, Standing::Recorded));
    let lead = text.lead.as_ref().unwrap();
    assert_eq!(lead.value.iter().copied().map(code).collect::<Vec<_>>(), ["RUS"]);
    assert!(lead.decides());

    let [committee, plenary] = text.stages.as_slice() else {
        panic!("{} stages", text.stages.len())
    };
    assert_eq!(committee.body, Body::Committee(Committee::First));
    assert_eq!(committee.document, Some(symbol("A/C.1/73/L.27/Rev.1")));
    assert_eq!(committee.printed.unwrap().to_string(), "109-45-16");
    assert_eq!(committee.date, Some(date("2018-11-08")));
    assert_eq!(committee.standing, Standing::Reported);
    assert_eq!(plenary.body, Body::GeneralAssembly);
    assert_eq!(plenary.document, Some(symbol("A/73/505")));
    assert_eq!(plenary.printed.unwrap().to_string(), "119-46-14");
}

#[test]
fn a_text_that_no_committee_had() {
    let text = proposal("A/RES/75/282");
    let [plenary] = text.stages.as_slice() else { panic!("{} stages", text.stages.len()) };
    assert_eq!(plenary.document, Some(symbol("A/75/L.87/Rev.1")));
    assert_eq!(text.decision, Decision::WithoutVote);
    assert!(text.committee_stage().is_none());
}

#[test]
fn texts_agree_with_the_votes_on_them() {
    for text in &record().facts().proposals {
        let name = &text.symbol;
        let vote = record().vote_on(name);
        assert_eq!(text.decision == Decision::Recorded, vote.is_some(), "{name}");
        let Some(vote) = vote else { continue };
        assert_eq!(text.date, Some(vote.date), "{name}");
        assert_eq!(text.session, vote.session, "{name}");
        assert_eq!(text.title, vote.title, "{name}");
        assert_eq!(text.outcome, vote.outcome, "{name}");
        assert_eq!(text.stages.last().unwrap().printed, vote.printed, "{name}");
    }
}

#[test]
fn stages_come_in_the_order_of_time() {
    for text in &record().facts().proposals {
        let days: Vec<Date> = text.stages.iter().filter_map(|stage| stage.date).collect();
        assert!(days.is_sorted(), "{}: {days:?}", text.symbol);
    }
}

#[test]
fn each_text_stands_once_and_in_one_series_at_most() {
    let symbols: BTreeSet<_> =
        record().facts().proposals.iter().map(|text| text.symbol.to_string()).collect();
    assert_eq!(symbols.len(), record().facts().proposals.len());
    let mut seen = BTreeSet::new();
    for series in &record().facts().series {
        assert!(series.texts.len() > 1, "{} has {} texts", series.id, series.texts.len());
        for text in &series.texts {
            assert!(seen.insert(text.to_string()), "{text} is in two series");
            assert!(is_known(text), "{}: nothing is known of {text}", series.id);
        }
    }
}

#[test]
fn series_come_in_the_order_of_time() {
    for series in &record().facts().series {
        let day = |text| {
            let vote = record().vote_on(text).map(|vote| vote.date);
            vote.or_else(|| record().proposal(text)?.date)
        };
        let days: Vec<Date> = series.texts.iter().filter_map(day).collect();
        assert!(days.is_sorted(), "{}: {days:?}", series.id);
    }
}

#[test]
fn rivals_are_known_texts_of_one_session() {
    for (one, other) in &record().facts().rivals {
        let session = |text| {
            let voted = record().vote_on(text).map(|vote| vote.session);
            voted.or_else(|| Some(record().proposal(text)?.session))
        };
        assert!(session(one).is_some(), "nothing is known of {one}");
        assert_eq!(session(one), session(other), "{one} and {other}");
    }
}

#[test]
fn topics_and_nicknames_speak_of_what_is_known() {
    for topic in &record().facts().topics {
        assert!(!topic.texts.is_empty() && !topic.words.is_empty(), "{}", topic.id);
        for text in &topic.texts {
            assert!(is_known(&text.value), "{}: nothing is known of {}", topic.id, text.value);
        }
    }
    for nickname in &record().facts().nicknames {
        let words = &nickname.words;
        assert_eq!(*words, words.to_lowercase());
        match &nickname.target {
            NicknameTarget::Series(id) => assert!(record().series(id).is_some(), "{words}: {id}"),
            NicknameTarget::Text(text) => assert!(is_known(text), "{words}: {text}"),
        }
    }
}

#[test]
fn sessions_of_organs_lie_in_order_and_within_reason() {
    for organ in &record().facts().organs {
        let id = &organ.id;
        assert!(organ.mandates.iter().all(is_known), "{id}: a mandate that is not in the book");
        let days: Vec<Date> = organ.sessions.iter().map(|session| session.from).collect();
        assert!(days.is_sorted(), "{id}: {days:?}");
        for session in &organ.sessions {
            assert!(session.to.is_none_or(|to| session.from <= to), "{id} {}", session.name);
            let started = organ.from.is_none_or(|from| !session.from.is_before(from));
            assert!(started, "{id} met before it began: {}", session.from);
        }
    }
}

#[test]
fn the_first_session_of_the_working_group() {
    let organ = record().facts().organs.iter().find(|organ| organ.id == "oewg-1").unwrap();
    assert_eq!(organ.mandates, [symbol("A/RES/73/27")]);
    assert_eq!(organ.chair_member.map(code), Some("CHE"));
    let first = organ.sessions.first().unwrap();
    assert_eq!((first.name.as_str(), first.from), ("organizational", date("2019-06-03")));
}

#[test]
fn a_session_that_was_only_planned_was_not_held() {
    for session in record().facts().organs.iter().flat_map(|organ| &organ.sessions) {
        assert_eq!(session.held, session.name != "planned", "{} {}", session.name, session.from);
    }
    let not_held = |id: &str| {
        let organ = record().facts().organs.iter().find(|organ| organ.id == id).unwrap();
        let days = organ.sessions.iter().filter(|session| !session.held);
        days.map(|session| session.from).collect::<Vec<_>>()
    };
    assert_eq!(not_held("gge-6"), [date("2020-08")]);
    assert_eq!(not_held("oewg-1"), [date("2020-07-06")]);
}

#[test]
fn a_nickname_says_how_far_it_can_be_trusted() {
    let notes = record().facts().nicknames.iter().filter(|nickname| nickname.words == "att");
    let notes: Vec<_> = notes.map(|nickname| nickname.note.as_str()).collect();
    assert_eq!(notes, ["Match only in capitals."]);
}

#[test]
fn sponsors_that_are_counted_are_as_many_as_they_are() {
    for text in &record().facts().proposals {
        for sponsors in &text.sponsors {
            let named = sponsors.members.value.len();
            let counted = sponsors.count.map(usize::from);
            let agrees = named == 0 || counted.is_none_or(|count| count == named);
            assert!(agrees, "{}: {counted:?} sponsors, {named} named", sponsors.draft);
        }
    }
}

#[test]
fn what_stands_has_a_source() {
    let sourced = |standing, source: &str| standing == Standing::Unverified || !source.is_empty();
    for text in &record().facts().proposals {
        assert!(sourced(text.standing, &text.source), "{}", text.symbol);
        for stage in &text.stages {
            assert!(sourced(stage.standing, &stage.source), "{}: a stage", text.symbol);
        }
        if let Some(lead) = &text.lead {
            assert!(sourced(lead.standing, &lead.source), "{}: its lead", text.symbol);
        }
        for list in &text.sponsors {
            assert!(sourced(list.members.standing, &list.members.source), "{}", list.draft);
        }
    }
    for organ in &record().facts().organs {
        assert!(sourced(organ.standing, &organ.source), "{}", organ.id);
        for session in &organ.sessions {
            assert!(sourced(session.standing, &session.source), "{} {}", organ.id, session.name);
        }
    }
}

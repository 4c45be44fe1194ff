//! Voeten's roll calls: a row for every state and vote, also where it was absent (8) or no member (9).

use std::collections::BTreeMap;

use scrutineer_record::{Issue, Position};

use super::calls::{Calls, MISSING, flag, words};
use super::{Rows, Sheet};

pub(super) const SHEETS: [Sheet; 1] = [Sheet {
    file: "UNVotes.csv",
    about: "One row for each state and roll call: 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member.",
    write,
}];

const HEAD: [&str; 25] = [
    "rcid",
    "ccode",
    "member",
    "vote",
    "Country",
    "Countryname",
    "year",
    "session",
    "abstain",
    "yes",
    "no",
    "importantvote",
    "date",
    "unres",
    "amend",
    "para",
    "short",
    "descr",
    "me",
    "nu",
    "di",
    "hr",
    "co",
    "ec",
    "resid",
];

/// The number that stands for a position.
pub(super) fn code(position: Position) -> &'static str {
    match position {
        Position::Yes => "1",
        Position::Abstain => "2",
        Position::No => "3",
        Position::NonVoting => "8",
    }
}

/// What stands for not being a member.
pub(super) const NOT_A_MEMBER: &str = "9";

/// The number of the next roll call of a session: the session's number and that within it. Roll calls come by their own
/// number, in which sessions alternate, so that each session is counted by itself.
fn resid(session: &str, counted: &mut BTreeMap<u32, u32>) -> String {
    let Ok(session) = session.parse() else { return MISSING.to_owned() };
    let count = counted.entry(session).or_default();
    *count += 1;
    (1000 * session + *count).to_string()
}

fn write(calls: &Calls<'_>, table: &mut Rows<'_>) -> csv::Result<usize> {
    table.write_record(HEAD)?;
    let states = calls.states();
    let mut counted = BTreeMap::new();
    for call in &calls.calls {
        let facts = call.vote.facts();
        let tally = call.vote.tally();
        let session = call.session();
        let resid = resid(&session, &mut counted);
        let (number, day, text) = (call.number.to_string(), call.day(), call.text());
        let year = call.vote.date.year().to_string();
        let counts = [tally.abstain, tally.yes, tally.no].map(|count| count.to_string());
        let [abstain, yes, no] = &counts;
        let issues = Issue::ALL.map(|issue| flag(facts.about.issues.contains(issue)));
        let [me, nu, di, hr, co, ec] = issues;
        let roll: BTreeMap<_, _> = calls
            .roll(call.vote)
            .into_iter()
            .map(|((state, id), took)| (state, (id, took)))
            .collect();
        for (state, any) in &states {
            let on_roll = roll.get(state);
            let member = calls.member(on_roll.map_or(*any, |(member, _)| *member));
            let vote = on_roll.map_or(NOT_A_MEMBER, |(_, position)| code(*position));
            let cells: [&str; HEAD.len()] = [
                &number,
                &state.to_string(),
                if on_roll.is_some() { "1" } else { MISSING },
                vote,
                &member.code,
                &member.press_name,
                &year,
                &session,
                abstain,
                yes,
                no,
                call.important(),
                &day,
                &text,
                call.amendment(),
                call.part(),
                words(&facts.title),
                words(&facts.about.description),
                me,
                nu,
                di,
                hr,
                co,
                ec,
                &resid,
            ];
            table.write_record(cells)?;
        }
    }
    Ok(calls.calls.len() * states.len())
}

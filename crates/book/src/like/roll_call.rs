//! A matrix of members by votes, with what is known of both, as programs that scale roll calls take it.

use scrutineer_record::{MemberId, MemberSet};

use super::calls::{Calls, told, words};
use super::voeten::{NOT_A_MEMBER, code};
use super::{Rows, Sheet};

pub(super) const SHEETS: [Sheet; 3] = [
    Sheet {
        file: "rollcall.csv",
        about: "One row for each member, one column for each vote: 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member.",
        write: matrix,
    },
    Sheet {
        file: "rollcall_votes.csv",
        about: "One row for each column of the matrix, in its order.",
        write: votes,
    },
    Sheet {
        file: "rollcall_members.csv",
        about: "One row for each row of the matrix, in its order.",
        write: members,
    },
];

/// Everyone who was ever on a roll, by code.
fn everyone(calls: &Calls<'_>) -> Vec<MemberId> {
    let rolls = calls.calls.iter().map(|call| call.vote.positions().roll);
    let all = rolls.fold(MemberSet::EMPTY, |all, roll| all | roll);
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by_key(|id| calls.member(*id).code.as_str());
    all
}

fn matrix(calls: &Calls<'_>, table: &mut Rows<'_>) -> csv::Result<usize> {
    let ids = calls.calls.iter().map(|call| call.vote.facts().id.as_str());
    table.write_record(["member"].into_iter().chain(ids))?;
    let positions: Vec<_> = calls.calls.iter().map(|call| call.vote.positions()).collect();
    let everyone = everyone(calls);
    for member in &everyone {
        let cells = positions.iter().map(|of| of.of(*member).map_or(NOT_A_MEMBER, code));
        table.write_record([calls.member(*member).code.as_str()].into_iter().chain(cells))?;
    }
    Ok(everyone.len())
}

fn votes(calls: &Calls<'_>, table: &mut Rows<'_>) -> csv::Result<usize> {
    let head = [
        "id",
        "rcid",
        "symbol",
        "date",
        "session",
        "title",
        "motion",
        "yes",
        "no",
        "abstain",
        "non_voting",
        "outcome",
    ];
    table.write_record(head)?;
    for call in &calls.calls {
        let (facts, tally) = (call.vote.facts(), call.vote.tally());
        table.write_record([
            &facts.id,
            &call.number.to_string(),
            &told(facts.symbol.as_ref()),
            &facts.date.to_string(),
            &facts.session.to_string(),
            words(&facts.title),
            &facts.motion.to_string(),
            &tally.yes.to_string(),
            &tally.no.to_string(),
            &tally.abstain.to_string(),
            &tally.non_voting.to_string(),
            facts.outcome.code(),
        ])?;
    }
    Ok(calls.calls.len())
}

fn members(calls: &Calls<'_>, table: &mut Rows<'_>) -> csv::Result<usize> {
    table.write_record(["member", "name", "ccode"])?;
    let (everyone, last) = (everyone(calls), calls.last_votes());
    for id in &everyone {
        let member = calls.member(*id);
        let state = last.get(id).and_then(|date| calls.state(*id, *date));
        table.write_record([&member.code, &member.press_name, &told(state)])?;
    }
    Ok(everyone.len())
}

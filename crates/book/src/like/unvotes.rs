//! The three tables of the R package unvotes. Absences have no row there.

use scrutineer_record::{Issue, Position};

use super::calls::{Calls, MISSING, words};
use super::{Rows, Sheet};

pub(super) const SHEETS: [Sheet; 3] = [
    Sheet {
        file: "un_votes.csv",
        about: "One row for each member that voted yes, no or abstained, and roll call.",
        write: votes,
    },
    Sheet { file: "un_roll_calls.csv", about: "One row for each roll call.", write: roll_calls },
    Sheet {
        file: "un_roll_call_issues.csv",
        about: "One row for each issue of a roll call.",
        write: issues,
    },
];

fn votes(calls: &Calls<'_>, table: &mut Rows<'_>) -> csv::Result<usize> {
    table.write_record(["rcid", "country", "country_code", "vote"])?;
    let mut rows = 0;
    for call in &calls.calls {
        let number = call.number.to_string();
        for ((_, member), position) in calls.roll(call.vote) {
            if position == Position::NonVoting {
                continue;
            }
            let name = calls.name("unvotes_name", member, call.vote.date);
            let name = name.unwrap_or(&calls.member(member).press_name);
            let code = calls.name("unvotes_code", member, call.vote.date).unwrap_or(MISSING);
            table.write_record([&number, name, code, position.code()])?;
            rows += 1;
        }
    }
    Ok(rows)
}

fn roll_calls(calls: &Calls<'_>, table: &mut Rows<'_>) -> csv::Result<usize> {
    let head =
        ["rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"];
    table.write_record(head)?;
    for call in &calls.calls {
        let facts = call.vote.facts();
        table.write_record([
            &call.number.to_string(),
            &call.session(),
            call.important(),
            &call.day(),
            &call.text(),
            call.amendment(),
            call.part(),
            words(&facts.title),
            words(&facts.about.description),
        ])?;
    }
    Ok(calls.calls.len())
}

fn issues(calls: &Calls<'_>, table: &mut Rows<'_>) -> csv::Result<usize> {
    table.write_record(["rcid", "short_name", "issue"])?;
    let mut rows = 0;
    for issue in Issue::ALL {
        let about = calls.calls.iter().filter(|call| call.vote.about.issues.contains(issue));
        for call in about {
            table.write_record([&call.number.to_string(), issue.code(), named(issue)])?;
            rows += 1;
        }
    }
    Ok(rows)
}

/// What the package calls an issue.
fn named(issue: Issue) -> &'static str {
    match issue {
        Issue::Palestine => "Palestinian conflict",
        Issue::Nuclear => "Nuclear weapons and nuclear material",
        Issue::Disarmament => "Arms control and disarmament",
        Issue::HumanRights => "Human rights",
        Issue::Colonialism => "Colonialism",
        Issue::Development => "Economic development",
    }
}

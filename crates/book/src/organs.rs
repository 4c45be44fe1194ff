//! Organs that resolutions set up, with their sessions: `organs.csv`, `organ_sessions.csv`.

use scrutineer_record::{Members, OrganSession, SubsidiaryOrgan};

use crate::Error;
use crate::table::{Gathered, Row, table};

/// The organs, each with its sessions in the order of time.
pub(crate) fn organs(members: &Members) -> Result<Vec<SubsidiaryOrgan>, Error> {
    let mut sessions = table!("organ_sessions.csv")?.by_key("organ", session)?;
    let organs = table!("organs.csv")?.rows(|row| organ(row, members, &mut sessions))?;
    sessions.all_taken("organs.csv")?;
    Ok(organs)
}

fn organ(
    row: &Row<'_>,
    members: &Members,
    sessions: &mut Gathered<OrganSession>,
) -> Result<SubsidiaryOrgan, Error> {
    let mut sessions = sessions.take(row.text("id")?);
    sessions.sort_by_key(|session| session.from);
    let chair_member = match row.text("chair_member")? {
        "" => None,
        _ => Some(row.member("chair_member", members)?),
    };
    Ok(SubsidiaryOrgan {
        id: row.string("id")?,
        name: row.string("name")?,
        words: row.list("words")?,
        kind: row.string("kind")?,
        from: row.optional("period_from")?,
        to: row.optional("period_to")?,
        chair: row.string("chair")?,
        chair_member,
        size: row.string("size")?,
        members: row.members("members", members)?,
        mandates: row.list("mandates")?,
        sessions,
        report: row.string("report")?,
        outcome: row.string("outcome")?,
        standing: row.cell("standing")?,
        source: row.string("source")?,
        note: row.string("note")?,
    })
}

fn session(row: &Row<'_>) -> Result<OrganSession, Error> {
    let name = row.string("session")?;
    Ok(OrganSession {
        held: name != "planned",
        name,
        from: row.cell("from")?,
        to: row.optional("to")?,
        place: row.string("place")?,
        standing: row.cell("standing")?,
        source: row.string("source")?,
        note: row.string("note")?,
    })
}

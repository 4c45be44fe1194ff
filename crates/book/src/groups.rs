//! Groups with their members: `groups.csv`, `group_names.csv`, `group_members.csv`.

use scrutineer_record::{Group, GroupName, Groups, Members, Span};

use crate::Error;
use crate::table::{Gathered, Row, table};

/// The groups.
pub(crate) fn groups(members: &Members) -> Result<Groups, Error> {
    let mut spans = table!("group_members.csv")?.by_key("group", |row| span(row, members))?;
    let groups = table!("groups.csv")?.rows(|row| group(row, &mut spans))?;
    spans.all_taken("groups.csv")?;
    let names = table!("group_names.csv")?.rows(name)?;
    Groups::new(groups, names).map_err(|why| Error::table("group_names.csv", why))
}

fn group(row: &Row<'_>, spans: &mut Gathered<Span>) -> Result<Group, Error> {
    Ok(Group {
        code: row.string("id")?,
        name: row.string("name")?,
        kind: row.cell("kind")?,
        confidence: row.string("confidence")?,
        source: row.string("source")?,
        note: row.string("note")?,
        spans: spans.take(row.text("id")?),
    })
}

fn span(row: &Row<'_>, members: &Members) -> Result<Span, Error> {
    Ok(Span {
        member: row.member("member", members)?,
        period: row.period("from", "to")?,
        note: row.string("note")?,
    })
}

fn name(row: &Row<'_>) -> Result<GroupName, Error> {
    Ok(GroupName {
        group: row.string("group")?,
        text: row.string("name")?,
        kind: row.cell("kind")?,
        preferred: row.cell("preferred")?,
    })
}

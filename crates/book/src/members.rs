//! Members with their names and codes: `members.csv`, `names.csv`, `codes.csv`.

use scrutineer_record::{Member, Members, NameRow, Period, SourceCode};

use crate::Error;
use crate::table::{Row, table};

/// The members of the United Nations, past and present, with the names and codes by which every source
/// that can be imported speaks of them.
///
/// # Errors
/// If a built-in table is damaged.
pub fn members() -> Result<Members, Error> {
    let members = table!("members.csv")?.rows(member)?;
    let codes = table!("codes.csv")?.rows(code)?;
    let names = table!("names.csv")?.rows(name)?;
    Members::new(members, codes, names).map_err(|why| Error::table("members.csv", why))
}

fn member(row: &Row<'_>) -> Result<Member, Error> {
    Ok(Member {
        code: row.string("id")?,
        name: row.string("name")?,
        press_name: row.string("press_name")?,
        official_name: row.string("official_name")?,
        admitted: row.optional("admitted")?,
        sat: sat(row)?,
        seat: row.optional("seat")?,
        predecessors: row.codes("predecessors")?,
        successors: row.codes("successors")?,
        confidence: row.string("confidence")?,
        note: row.string("note")?,
    })
}

fn code(row: &Row<'_>) -> Result<SourceCode, Error> {
    Ok(SourceCode {
        scheme: row.string("scheme")?,
        code: row.string("code")?,
        member: row.string("member")?,
        valid: row.period("from", "to")?,
    })
}

fn name(row: &Row<'_>) -> Result<NameRow, Error> {
    Ok(NameRow {
        member: row.string("member")?,
        text: row.string("name")?,
        kind: row.cell("kind")?,
        language: row.string("language")?,
        valid: row.period("from", "to")?,
    })
}

/// When the seat was held under this name: several times, where a member left and came back.
fn sat(row: &Row<'_>) -> Result<Vec<Period>, Error> {
    let mut ends = row.dates("sat_to")?.into_iter();
    let starts = row.dates("sat_from")?.into_iter();
    Ok(starts.map(|from| Period { from: Some(from), to: ends.next() }).collect())
}

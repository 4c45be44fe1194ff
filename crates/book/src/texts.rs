//! Texts on their way from draft to decision: `texts.csv`, and their sponsors in `sponsors.csv`.

use std::collections::HashMap;

use scrutineer_record::{
    Body, Committee, Decision, Fact, MemberId, Members, PrintedTally, Proposal, Sponsors, Stage,
    Symbol,
};

use crate::Error;
use crate::table::{Row, table};

/// The printed tallies of the plenary votes, by text.
pub(crate) type Printed = HashMap<Symbol, PrintedTally>;

/// The texts with their stages and sponsors. The plenary tallies stand with the votes and come from there.
pub(crate) fn proposals(members: &Members, printed: &Printed) -> Result<Vec<Proposal>, Error> {
    let mut sponsors = table!("sponsors.csv")?.by_key("symbol", |row| sponsors_of(row, members))?;
    let proposals = table!("texts.csv")?.rows(|row| {
        let sponsors = sponsors.take(row.text("symbol")?);
        Ok(Proposal { sponsors, ..proposal(row, members, printed)? })
    })?;
    sponsors.all_taken("texts.csv")?;
    Ok(proposals)
}

/// The text without its sponsors, which have a table of their own.
fn proposal(row: &Row<'_>, members: &Members, printed: &Printed) -> Result<Proposal, Error> {
    let symbol: Symbol = row.cell("symbol")?;
    let plenary = plenary_stage(row, printed.get(&symbol).copied())?;
    Ok(Proposal {
        title: row.string("title")?,
        session: row.cell("session")?,
        date: plenary.date,
        decision: plenary.decision,
        outcome: row.cell("outcome")?,
        lead: lead(row, members)?,
        sponsors: Vec::new(),
        decides: row.optional("decides")?,
        standing: row.cell("standing")?,
        source: row.string("source")?,
        imported: None,
        note: row.string("note")?,
        stages: committee_stage(row)?.into_iter().chain([plenary]).collect(),
        symbol,
    })
}

fn lead(row: &Row<'_>, members: &Members) -> Result<Option<Fact<Vec<MemberId>>>, Error> {
    let lead = row.members("lead", members)?;
    if lead.is_empty() {
        return Ok(None);
    }
    let (standing, source) = (row.cell("lead_standing")?, row.string("lead_source")?);
    Ok(Some(Fact { value: lead, standing, source }))
}

/// The stage in the committee, if the text went through one.
fn committee_stage(row: &Row<'_>) -> Result<Option<Stage>, Error> {
    let Some(committee) = committee(row)? else { return Ok(None) };
    Ok(Some(Stage {
        body: Body::Committee(committee),
        document: row.optional("draft")?,
        decision: row.optional("committee_decision")?.unwrap_or(Decision::Unknown),
        printed: committee_tally(row)?,
        date: row.optional("committee_date")?,
        standing: row.cell("committee_standing")?,
        source: row.string("committee_source")?,
        note: row.string("committee_note")?,
    }))
}

/// The plenary stage. Its document is the committee's report, or the draft if no committee had it.
fn plenary_stage(row: &Row<'_>, printed: Option<PrintedTally>) -> Result<Stage, Error> {
    let document = if committee(row)?.is_some() { "report" } else { "draft" };
    Ok(Stage {
        body: Body::GeneralAssembly,
        document: row.optional(document)?,
        decision: row.cell("decision")?,
        printed,
        date: row.optional("date")?,
        standing: row.cell("standing")?,
        source: row.string("source")?,
        note: String::new(),
    })
}

fn committee(row: &Row<'_>) -> Result<Option<Committee>, Error> {
    match row.text("committee")? {
        "plenary" => Ok(None),
        _ => row.optional("committee"),
    }
}

fn committee_tally(row: &Row<'_>) -> Result<Option<PrintedTally>, Error> {
    let Some(yes) = row.optional("committee_yes")? else { return Ok(None) };
    let abstain = row.optional("committee_abstain")?;
    Ok(Some(PrintedTally { yes, no: row.cell("committee_no")?, abstain }))
}

fn sponsors_of(row: &Row<'_>, members: &Members) -> Result<Sponsors, Error> {
    Ok(Sponsors {
        draft: row.string("draft")?,
        role: row.string("role")?,
        count: row.optional("count")?,
        members: Fact {
            value: row.members("members", members)?,
            standing: row.cell("standing")?,
            source: row.string("source")?,
        },
    })
}

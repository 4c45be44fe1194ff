//! What is known around the votes: `series.csv`, `rivals.csv`, `topics.csv`, `nicknames.csv`, and the
//! texts and organs of the neighbouring modules.

use std::collections::HashMap;

use scrutineer_record::{
    Decision, Fact, Facts, Members, Nickname, NicknameTarget, Proposal, Series, Symbol, Topic,
};

use crate::Error;
use crate::organs::organs;
use crate::table::{Row, table};
use crate::texts::{Printed, proposals};
use crate::votes::VoteRow;

/// The built-in facts, with the texts that were imported. Of a text that both have the built-in one stays,
/// since it has the stages; what it does not know, how the text was decided above all, the other tells.
pub(crate) fn facts_with(
    members: &Members,
    votes: &[VoteRow],
    imported: Vec<Proposal>,
) -> Result<Facts, Error> {
    let mut facts = facts(members, votes)?;
    let places: HashMap<Symbol, usize> =
        facts.proposals.iter().enumerate().map(|(at, text)| (text.symbol.clone(), at)).collect();
    for text in imported {
        match places.get(&text.symbol).and_then(|place| facts.proposals.get_mut(*place)) {
            None => facts.proposals.push(text),
            Some(known) => {
                if known.decision == Decision::Unknown {
                    known.decision = text.decision;
                    known.outcome = text.outcome;
                }
                known.date = known.date.or(text.date);
                if known.title.is_empty() {
                    known.title = text.title;
                }
            }
        }
    }
    Ok(facts)
}

/// Everything around the votes. The plenary tallies of the texts come from the votes.
pub(crate) fn facts(members: &Members, votes: &[VoteRow]) -> Result<Facts, Error> {
    let printed = |row: &VoteRow| Some((row.vote.symbol.clone()?, row.vote.printed?));
    let printed: Printed = votes.iter().filter_map(printed).collect();
    Ok(Facts {
        proposals: proposals(members, &printed)?,
        series: series()?,
        rivals: table!("rivals.csv")?
            .rows(|row| Ok((row.cell("symbol_a")?, row.cell("symbol_b")?)))?,
        organs: organs(members)?,
        topics: topics()?,
        nicknames: table!("nicknames.csv")?.rows(nickname)?,
    })
}

fn series() -> Result<Vec<Series>, Error> {
    let mut texts = table!("series_texts.csv")?.by_key("series", |row| row.cell("symbol"))?;
    let series = table!("series.csv")?.rows(|row| {
        let (id, name) = (row.string("id")?, row.string("name")?);
        let (texts, note) = (texts.take(&id), row.string("note")?);
        Ok(Series { texts, id, name, by_title: Vec::new(), note })
    })?;
    texts.all_taken("series.csv")?;
    Ok(series)
}

fn topics() -> Result<Vec<Topic>, Error> {
    let mut texts = table!("text_topics.csv")?.by_key("topic", text_of_topic)?;
    let topics = table!("topics.csv")?.rows(|row| {
        let (id, name, words) = (row.string("id")?, row.string("name")?, row.list("words")?);
        Ok(Topic { texts: texts.take(&id), id, name, words, note: row.string("note")? })
    })?;
    texts.all_taken("topics.csv")?;
    Ok(topics)
}

fn text_of_topic(row: &Row<'_>) -> Result<Fact<Symbol>, Error> {
    Ok(Fact {
        value: row.cell("symbol")?,
        standing: row.cell("standing")?,
        source: row.string("source")?,
    })
}

fn nickname(row: &Row<'_>) -> Result<Nickname, Error> {
    let target = match row.text("kind")? {
        "series" => NicknameTarget::Series(row.string("target")?),
        "symbol" => NicknameTarget::Text(row.cell("target")?),
        kind => return Err(Error::cell(row.place, "kind", kind, "write series or symbol")),
    };
    Ok(Nickname { words: row.string("words")?, target, note: row.string("note")? })
}

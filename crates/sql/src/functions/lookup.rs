//! What the record says of a member: its position in a vote, whether it belonged to a group.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, BooleanArray, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use scrutineer_record::{Position, Record, Symbol, Vote};
use scrutineer_report::{Error, resolve};

use super::{Function, Known, Sort, scalar, text};
use crate::world::World;

pub(super) const POSITION_OF: Function = Function {
    name: "position_of",
    sort: Sort::Scalar,
    arguments: &[
        ("member", "a code, a name or an adjective, as the other commands take them"),
        (
            "symbol",
            "document symbol of a text, of which the vote on the whole is meant, or id of a vote",
        ),
    ],
    about: "The member's position, as `show` prints it: yes, no, abstain or non_voting. Null where there was no \
            recorded vote that this book knows, or the member was not on its roll.",
    example: "SELECT position_of('India', 'A/RES/74/29')",
    make: |of, world| scalar(of, world, DataType::Utf8, position_of),
};

fn position_of(world: &World, given: &[&StringArray]) -> Result<ArrayRef> {
    let &[members, symbols] = given else { return wrong_number() };
    let (mut by_name, mut by_symbol) = (Known::new(), Known::new());
    let mut row = |row| -> Result<Option<&str>> {
        let (Some(member), Some(symbol)) = (text(members, row), text(symbols, row)) else {
            return Ok(None);
        };
        let member = by_name.of(member, |typed| resolve::member(world.record(), typed))?;
        let vote = by_symbol.of(symbol, |typed| vote(world.record(), typed))?;
        Ok(vote.and_then(|vote| vote.position_of(member)).map(Position::code))
    };
    let positions: Result<StringArray> =
        (0..members.len().min(symbols.len())).map(&mut row).collect();
    Ok(Arc::new(positions?))
}

/// The vote with this id, or on the whole text with this symbol, if the record has one.
fn vote<'r>(record: &'r Record, typed: &str) -> Result<Option<Vote<'r>>, Error> {
    if let Some(vote) = record.by_id(typed) {
        return Ok(Some(vote));
    }
    let symbol = Symbol::parse(typed);
    let symbol = symbol.map_err(|_| {
        Error::wrong(format!("\"{typed}\" is neither a document symbol nor the id of a vote"))
            .hint("write A/RES/74/29, or an id of the table votes")
    })?;
    Ok(record.vote_on(&symbol))
}

pub(super) const IN_GROUP: Function = Function {
    name: "in_group",
    sort: Sort::Scalar,
    arguments: &[
        ("member", "a code, a name or an adjective"),
        ("group", "a code or a name; a loose term is taken as `group` takes it"),
        ("date", "the day, as a date or in text; of a month or a year its first day"),
    ],
    about: "Whether the member belonged to the group then.",
    example: "SELECT count(*) FROM positions p JOIN votes v ON v.id = p.vote \
              WHERE v.symbol = 'A/RES/74/29' AND in_group(p.member, 'BRICS', v.date)",
    make: |of, world| scalar(of, world, DataType::Boolean, in_group),
};

fn in_group(world: &World, given: &[&StringArray]) -> Result<ArrayRef> {
    let &[members, groups, dates] = given else { return wrong_number() };
    let record = world.record();
    let (mut by_name, mut by_group, mut by_date) = (Known::new(), Known::new(), Known::new());
    let mut row = |row| -> Result<Option<bool>> {
        let (Some(member), Some(group), Some(date)) =
            (text(members, row), text(groups, row), text(dates, row))
        else {
            return Ok(None);
        };
        let member = by_name.of(member, |typed| resolve::member(record, typed))?;
        let group = by_group.of(group, |typed| Ok(resolve::group(record, typed)?.preferred))?;
        let date = by_date.of(date, resolve::date)?;
        let at = record.groups().members_at(group, date, record.members());
        Ok(Some(at.contains(member)))
    };
    let rows = members.len().min(groups.len()).min(dates.len());
    let belongs: Result<BooleanArray> = (0..rows).map(&mut row).collect();
    Ok(Arc::new(belongs?))
}

fn wrong_number<T>() -> Result<T> {
    datafusion::common::exec_err!("another number of arguments")
}

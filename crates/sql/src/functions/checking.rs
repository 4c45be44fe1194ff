//! Texts against the record.

use datafusion::arrow::array::{Array, StringArray};
use datafusion::error::Result;
use scrutineer_report::findings::Document;
use scrutineer_report::resolve;

use super::{Function, Sort, scalar, text, unanswered};
use crate::findings::{checked, findings, of_findings, of_spans, unread};
use crate::world::World;

/// What both functions take.
const ARGUMENTS: &[(&str, &str)] = &[
    ("text", "a statement: plain text, Markdown or a page"),
    ("date", "its day, as a date or in text; null where it is not known"),
];

pub(super) const CHECK: Function = Function {
    name: "check",
    sort: Sort::Scalar,
    arguments: ARGUMENTS,
    about: "The findings of `check`, as a list of structs with the fields of its JSON. What it did not understand is \
            not among them: ask `unread` too.",
    example: "SELECT f['claim']['kind'], f['verdict'] FROM (SELECT unnest(check(\
              'The Assembly adopted resolution 74/29 by 129 votes to 6.', '2019-12-13')) AS f)",
    make: |of, world| {
        scalar(of, world, of_findings(), |world, given| findings(world, &documents(world, given)?))
    },
};

pub(super) const UNREAD: Function = Function {
    name: "unread",
    sort: Sort::Scalar,
    arguments: ARGUMENTS,
    about: "The sentences that speak of votes and that `check` did not understand, as a list of structs with start, \
            end and text. Of them nothing is said, neither good nor bad.",
    example: "SELECT unread('The vote on the resolution was a triumph of some kind.', '2019-12-13')",
    make: |of, world| {
        scalar(of, world, of_spans(), |world, given| unread(&documents(world, given)?))
    },
};

/// Each row's text, checked; none where there is no text.
fn documents(world: &World, given: &[&StringArray]) -> Result<Vec<Option<Document>>> {
    let &[texts, dates] = given else {
        return datafusion::common::exec_err!("another number of arguments");
    };
    let document = |row| {
        let Some(words) = text(texts, row) else { return Ok(None) };
        let date = text(dates, row).map(resolve::date).transpose().map_err(unanswered)?;
        checked(world, words, date).map(Some)
    };
    (0..texts.len().min(dates.len())).map(document).collect()
}

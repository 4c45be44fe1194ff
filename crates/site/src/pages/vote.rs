//! One vote, or a text without one.

use maud::html;
use scrutineer_record::Symbol;
use scrutineer_report::Target;

use crate::edition::Edition;
use crate::layout::Page;
use crate::problem::Problem;

/// The page of a vote or a text, by symbol or id.
pub(crate) fn page(edition: &Edition, name: &str) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let by_symbol = || Target::by_symbol(record, &Symbol::parse(name).ok()?);
    let target = record.by_id(name).map(Target::Vote).or_else(by_symbol);
    let target = target.ok_or_else(|| {
        Problem::missing(format!("\"{name}\" is no vote in this book"))
            .hint("see what the book holds", Some("/".to_owned()))
    })?;
    Ok(Page {
        title: target.label(),
        about: target.title(),
        part: "/",
        body: html! { h1 { (target.label()) } p { (target.title()) } },
    })
}

//! The working groups that resolutions set up, in the order of time.

use maud::{Markup, html};
use scrutineer_record::{Date, OrganSession, Record, SubsidiaryOrgan, Symbol};
use scrutineer_report::Target;

use crate::edition::Edition;
use crate::layout::Page;
use crate::parts::{
    as_data, decided_of, member_link, member_links, outside, standing, title_of, vote_link,
};
use crate::problem::Problem;

/// The page of all organs.
pub(crate) fn page(edition: &Edition) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let mut organs: Vec<&SubsidiaryOrgan> = record.facts().organs.iter().collect();
    // Those of which no date is known stand last.
    organs.sort_by_key(|organ| (organ.from.is_none(), organ.from));
    Ok(Page {
        title: "Mandates".to_owned(),
        about: "Working groups and groups of experts of the United Nations on information security and cybercrime.".to_owned(),
        part: "/mandates",
        picture: None,
        body: html! {
            h1 { "Mandates: what resolutions set up" }
            p.lead { "Working groups and groups of experts on information security and cybercrime, from the first to the last, with what set them up." }
            (as_data("/mandates"))
            ol.timeline { @for organ in organs { li { (of_organ(record, organ)) } } }
        },
    })
}

fn of_organ(record: &Record, organ: &SubsidiaryOrgan) -> Markup {
    html! {
        section aria-labelledby=(organ.id) {
            h2 id=(organ.id) { (organ.name) }
            p.where { (years(organ)) @if !organ.kind.is_empty() { " · " (organ.kind.replace('_', " ")) } @if !organ.size.is_empty() { " · " (organ.size) } (standing(organ.standing)) }
            dl {
                @if !organ.mandates.is_empty() {
                    dt { "Set up by" }
                    @for symbol in &organ.mandates { dd { (mandate(record, symbol)) } }
                }
                @if !organ.chair.is_empty() {
                    dt { "Chair" }
                    dd { (organ.chair) @if let Some(of) = organ.chair_member { " (" (member_link(record, of)) ")" } }
                }
                @if !organ.members.is_empty() { dt { "Members" } dd { (member_links(record, organ.members.iter().copied().collect())) } }
                @if !organ.report.is_empty() { dt { "Report" } dd { (organ.report) } }
                @if !organ.outcome.is_empty() { dt { "Outcome" } dd { (organ.outcome) } }
                @if !organ.note.is_empty() { dt { "Note" } dd { (organ.note) } }
                @if !organ.source.is_empty() { dt { "Source" } dd { (outside(&organ.source)) } }
            }
            @if !organ.sessions.is_empty() {
                details {
                    summary { (organ.sessions.len()) " sessions" }
                    ul { @for session in &organ.sessions { (of_session(session)) } }
                }
            }
        }
    }
}

/// The text that set it up, with how that was decided.
fn mandate(record: &Record, symbol: &Symbol) -> Markup {
    match Target::by_symbol(record, symbol) {
        Some(target) => {
            html! { (vote_link(record, target)) ", " (title_of(target)) ": " (decided_of(target)) }
        }
        None => html! { (symbol) },
    }
}

fn of_session(session: &OrganSession) -> Markup {
    html! {
        li {
            (session.name) ": " (session.from.in_short_words())
            @if let Some(to) = session.to.filter(|to| *to != session.from) { " to " (to.in_short_words()) }
            @if !session.place.is_empty() { ", " (session.place) }
            @if !session.held { ", not held" }
            (standing(session.standing))
            @if !session.note.is_empty() { " – " (session.note) }
        }
    }
}

fn years(organ: &SubsidiaryOrgan) -> String {
    let year = |date: Option<Date>| date.map_or_else(String::new, |date| date.in_short_words());
    match (organ.from, organ.to) {
        (None, None) => "dates unknown".to_owned(),
        (from, to) => format!("{} – {}", year(from), year(to)),
    }
}

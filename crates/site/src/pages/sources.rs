//! What the book was made from, how far its sources agree, and what is wrong in them.

use std::cmp::Reverse;

use maud::{Markup, html};
use scrutineer_book::{Info, PairEntry};
use scrutineer_ingest::known_errors;
use scrutineer_record::{Defect, Record, Vote};
use scrutineer_report::Target;
use scrutineer_report::book::names;
use scrutineer_report::words::book_line;

use crate::edition::Edition;
use crate::layout::Page;
use crate::parts::{date_of, vote_link};
use crate::problem::Problem;

/// More votes with a defect than these are counted, not listed.
const LISTED: usize = 100;

/// The page of the sources.
pub(crate) fn page(edition: &Edition) -> Result<Page, Problem> {
    let (record, info) = (&edition.book.record, &edition.book.info);
    Ok(Page {
        title: "Sources".to_owned(),
        about: format!("The sources of this record of votes: {}.", book_line(info)),
        part: "/sources",
        picture: None,
        body: html! {
            h1 { "Sources, and what is wrong in them" }
            p.lead { "Nothing is mended: where a source contradicts itself or another, both are kept and the difference is shown." }
            (the_book(record, info))
            (sources(info))
            @for pair in &info.reconciled { (agreement(pair)) }
            (defects(record))
            (known(info))
            p.data { "For programs: " a href="/api/v1/sources" { "the sources as JSON" } ", " a href="/api/v1/defects?format=csv" { "their defects as CSV" } }
        },
    })
}

fn the_book(record: &Record, info: &Info) -> Markup {
    let facts = record.facts();
    let around = [
        (record.members().len(), "members, past ones included"),
        (record.groups().iter().count(), "groups"),
        (facts.proposals.len(), "texts with their stages, voted or not"),
        (facts.series.len(), "series that are listed, beside those that titles tell"),
        (facts.organs.len(), "organs that resolutions set up"),
    ];
    html! {
        section aria-labelledby="book" {
            h2 #book { "The book" }
            dl {
                dt { "What it is" } dd { (book_line(info)) }
                dt { "Id, made from its content" } dd { code { (info.id) } }
                @if let Some(made) = &info.made { dt { "Made" } dd { (made.replace('T', " ")) } }
            }
            ul { @for (count, what) in around { li { (count) " " (what) } } }
        }
    }
}

fn sources(info: &Info) -> Markup {
    html! {
        section aria-labelledby="sources" {
            h2 #sources { "What it was made from" }
            div.wide-table tabindex="0" role="region" aria-label="Sources" {
                table.cards {
                    caption { "Sources" }
                    thead {
                        tr {
                            th scope="col" { "Format" } th.count scope="col" { "Votes" } th.count scope="col" { "Positions" }
                            th.count scope="col" { "Defects" } th scope="col" { "Files" }
                        }
                    }
                    tbody {
                        @for source in &info.sources {
                            tr {
                                th scope="row" { (source.format) }
                                td.count data-label="votes" { (source.votes) } td.count data-label="positions" { (source.positions) }
                                td.count data-label="defects" { (source.defects) }
                                td { (names(&source.files).join(", ")) }
                            }
                        }
                    }
                }
            }
            @for citation in info.citations() { p.citation { (citation) } }
        }
    }
}

fn agreement(pair: &PairEntry) -> Markup {
    let [first, second] = &pair.sources;
    html! {
        section {
            h2 { "How far " (first) " and " (second) " agree" }
            p {
                (pair.votes_in_common) " votes in common by symbol, " (pair.otherwise_joined) " joined in other ways; "
                (pair.positions_in_common) " positions in common, of which " (pair.positions_differing) " differ. Where both have a vote, "
                (first) " is shown."
            }
            details {
                summary { "Session by session" }
                div.wide-table tabindex="0" role="region" aria-label="Session by session" { table {
                    caption { "Votes and positions in common, and those that differ" }
                    thead {
                        tr {
                            th scope="col" { "Session" } th.count scope="col" { "Votes" } th.count scope="col" { "with a difference" }
                            th.count scope="col" { "Positions" } th.count scope="col" { "that differ" }
                        }
                    }
                    tbody {
                        @for session in &pair.sessions {
                            tr {
                                th scope="row" { (session.session) }
                                td.count { (session.votes) } td.count { (session.votes_differing) }
                                td.count { (session.positions) } td.count { (session.positions_differing) }
                            }
                        }
                    }
                } }
            }
        }
    }
}

fn defects(record: &Record) -> Markup {
    let mut votes: Vec<Vote<'_>> = record.votes().filter(|vote| !vote.defects.is_empty()).collect();
    votes.sort_by_key(|vote| Reverse(vote.date));
    let of =
        |is: fn(&Defect) -> bool| votes.iter().filter(|vote| vote.defects.iter().any(is)).count();
    let tallies = of(|defect| matches!(defect, Defect::TallyDiffers { .. }));
    let rolls = of(|defect| matches!(defect, Defect::MissingFromRoll { .. }));
    html! {
        section aria-labelledby="defects" {
            h2 #defects { "Votes with a defect of their source" }
            @if votes.is_empty() { p { "None is known." } }
            @else {
                p {
                    (votes.len()) " votes: of " (tallies) " the printed tally and the list of names differ, and from the lists of " (rolls) " members are missing."
                    @if votes.len() > LISTED { " The latest " (LISTED) " are listed; each vote shows its own." }
                }
                details {
                    summary { "Vote by vote" }
                    ul {
                        @for vote in votes.iter().take(LISTED) {
                            li {
                                (vote_link(record, Target::Vote(*vote))) ", " (date_of(Target::Vote(*vote))) ": "
                                @for (place, defect) in vote.defects.iter().enumerate() { @if place > 0 { "; " } (defect) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is known to be wrong in the sources of this book.
fn known(info: &Info) -> Markup {
    let is_source = |code: &str| info.sources.iter().any(|source| source.format == code);
    let known: Vec<_> =
        known_errors().iter().filter(|known| is_source(known.format.code())).collect();
    if known.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="known" {
            h2 #known { "Known errors of these sources" }
            ul { @for known in known { li { b { (known.format.code()) } ": " (known.what) " – " span.note { (known.reason) } } } }
        }
    }
}

//! A text that came back, session by session; and all that did.

use maud::{Markup, html};
use scrutineer_figures::{Svg, series_tallies};
use scrutineer_record::{Record, Series, Symbol, fold};
use scrutineer_report::Target;
use scrutineer_report::series::Course;

use crate::edition::Edition;
use crate::layout::Page;
use crate::parts::{WIDE, as_data, date_of, decided_of, figure, in_address, title_of, vote_link};
use crate::problem::Problem;

/// Series of fewer recorded votes than this are found from their votes, and not listed.
const FEWEST: usize = 5;

/// Where the page of a series is.
pub(crate) fn address_of(series: &Series) -> String {
    format!("/series/{}", in_address(&series.id))
}

/// The list of series.
pub(crate) fn list(edition: &Edition) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let listed: Vec<&Series> = record.facts().series.iter().collect();
    let mut by_title = by_title(record);
    by_title.sort_by_cached_key(|(series, _)| fold(&series.name));
    Ok(Page {
        title: "Series".to_owned(),
        about: "Texts that come back to the General Assembly session after session.".to_owned(),
        part: "/series",
        picture: None,
        body: html! {
            h1 { "Texts that come back" }
            section aria-labelledby="listed" {
                h2 #listed { "Series that are listed" }
                ul { @for series in listed { li { a href=(address_of(series)) { (series.name) } ", " (series.texts.len()) " texts" } } }
            }
            @if !by_title.is_empty() {
                section aria-labelledby="titled" {
                    h2 #titled { "Series that only their titles tell" }
                    p { "Those of " (FEWEST) " recorded votes or more." }
                    ul { @for (series, votes) in &by_title { li { a href=(address_of(series)) { (series.name) } ", " (votes) " votes" } } }
                }
            }
        },
    })
}

/// The series that are not listed, with how many votes each has, from the votes that are of one.
fn by_title(record: &Record) -> Vec<(&Series, usize)> {
    let listed = &record.facts().series;
    let mut found: std::collections::BTreeMap<&str, (&Series, usize)> =
        std::collections::BTreeMap::new();
    for series in record.votes().filter_map(|vote| vote.series()) {
        found.entry(&series.id).or_insert((series, 0)).1 += 1;
    }
    let is_new = |(series, votes): &(&Series, usize)| {
        *votes >= FEWEST && listed.iter().all(|other| other.id != series.id)
    };
    found.into_values().filter(is_new).collect()
}

/// The page of a series, by its id or by a text of it.
pub(crate) fn page(edition: &Edition, name: &str) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let course = Course::of(record, name)?;
    let series = course.series;
    Ok(Page {
        title: series.name.clone(),
        about: course.trend_in_words(),
        part: "/series",
        picture: Some(format!("/series/{}", in_address(&series.id))),
        body: html! {
            h1 { span.symbol { "Series" } " " (series.name) }
            p { (course.trend_in_words()) }
            @for words in [course.turns_in_words(), course.gaps_in_words()].into_iter().flatten() { p { (words) } }
            @if !series.note.is_empty() { p.note { (series.note) } }
            @if !series.by_title.is_empty() && series.by_title.len() < series.texts.len() {
                p.note { "By title alone, not listed: " (series.by_title.iter().map(Symbol::to_string).collect::<Vec<_>>().join(", ")) "." }
            }
            (figure("series", &format!("{}.svg", address_of(series)), |width| Some(series_tallies(record, series, width))))
            (texts(record, &course))
            (as_data(&address_of(series)))
            p.command { "The same at the command line: " code { "scrutineer series " (series.id) } }
        },
    })
}

/// The tallies of a series.
pub(crate) fn picture(edition: &Edition, name: &str) -> Result<Svg, Problem> {
    let record = &edition.book.record;
    Ok(series_tallies(record, Course::of(record, name)?.series, WIDE))
}

fn texts(record: &Record, course: &Course<'_>) -> Markup {
    html! {
        div.wide-table tabindex="0" role="region" aria-label="Texts of the series" {
            table.cards {
                caption { "Its texts, in the order of time; yes-no-abstain, and in brackets those that did not vote" }
                thead {
                    tr {
                        th scope="col" { "Text" } th scope="col" { "Date" } th scope="col" { "Decided" }
                        th scope="col" { "Who moved since the vote before" } th scope="col" { "Rivals" } th scope="col" { "Title, where it is another" }
                    }
                }
                tbody {
                    @for target in &course.texts {
                        tr {
                            th scope="row" { (vote_link(record, *target)) }
                            td.date { (date_of(*target)) }
                            td.decided { (decided_of(*target)) }
                            td data-label="who moved" { (moved(*target)) }
                            td data-label="rivals" { (rivals(record, *target)) }
                            td { @if title_of(*target) != course.series.name { (title_of(*target)) } }
                        }
                    }
                }
            }
        }
    }
}

/// A link to the comparison with the vote before.
fn moved(target: Target<'_>) -> Markup {
    let Target::Vote(vote) = target else { return html! {} };
    let Some(before) = vote.previous() else { return html! {} };
    let address =
        format!("/compare?votes={},{}", in_address(&before.label()), in_address(&vote.label()));
    html! { a href=(address) { "since " (before.label()) } }
}

fn rivals(record: &Record, target: Target<'_>) -> Markup {
    let rivals = target.symbol().into_iter().flat_map(|symbol| record.rivals_of(symbol));
    let rivals = rivals.filter_map(|symbol| Target::by_symbol(record, symbol));
    html! { @for (place, rival) in rivals.enumerate() { @if place > 0 { ", " } (vote_link(record, rival)) " " (decided_of(rival)) } }
}

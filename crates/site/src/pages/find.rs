//! Votes by words, date, body, member, group and position: the filters are in the address.

use maud::{Markup, html};
use scrutineer_record::{Body, Position, Record, fold};
use scrutineer_report::Target;
use scrutineer_report::filter::Filter;
use scrutineer_report::find::{Found, Request};
use scrutineer_report::resolve;
use scrutineer_report::words::{cited, counted, position_word};
use serde::Deserialize;

use crate::api::MOST_VOTES;
use crate::edition::Edition;
use crate::layout::Page;
use crate::parts::{
    address_of, date_of, decided_of, distinct_name, in_address, member_link, position, titled,
    vote_link,
};
use crate::problem::Problem;

/// Votes on one page.
const ON_A_PAGE: usize = 100;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    words: String,
    from: String,
    to: String,
    body: String,
    group: String,
    member: String,
    position: String,
    page: String,
}

impl Asked {
    fn request(&self) -> Request {
        let given = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Request {
            filter: Filter {
                words: self.words.split_whitespace().map(str::to_owned).collect(),
                from: given(&self.from),
                to: given(&self.to),
                body: given(&self.body),
            },
            group: given(&self.group),
            member: given(&self.member),
            position: given(&self.position),
        }
    }

    /// The filters that are given, by name.
    fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("words", &self.words),
            ("from", &self.from),
            ("to", &self.to),
            ("body", &self.body),
            ("group", &self.group),
            ("member", &self.member),
            ("position", &self.position),
        ];
        let given = all.into_iter().map(|(key, value)| (key, value.trim()));
        given.filter(|(_, value)| !value.is_empty())
    }

    /// The filters as they stand in an address.
    fn query(&self) -> String {
        let given = self.given().map(|(key, value)| format!("{key}={}", in_address(value)));
        given.collect::<Vec<_>>().join("&")
    }

    /// The filters in words.
    fn in_words(&self) -> String {
        let given = self.given().map(|(key, value)| match key {
            "words" => value.to_owned(),
            key => format!("{key} {value}"),
        });
        given.collect::<Vec<_>>().join(", ")
    }
}

/// What an address leads to.
pub(crate) enum Answer {
    /// A page of votes.
    Page(Page),
    /// The one vote that was named.
    Vote(String),
}

/// The votes that match. Whoever types the symbol of a vote means that one.
pub(crate) fn answer(edition: &Edition, asked: &Asked) -> Result<Answer, Problem> {
    let record = &edition.book.record;
    let words = asked.words.trim();
    if words.contains(|letter: char| letter.is_ascii_digit())
        && asked.query() == format!("words={}", in_address(words))
        && let Ok(target) = resolve::target(record, words)
    {
        return Ok(Answer::Vote(address_of(record, target)));
    }
    page(edition, asked).map(Answer::Page)
}

fn page(edition: &Edition, asked: &Asked) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let found = Found::of(record, &asked.request())?;
    let (votes, all) = (found.votes(), found.targets.len());
    let pages = all.div_ceil(ON_A_PAGE).max(1);
    let at = match asked.page.trim() {
        "" => 1,
        typed => typed.parse().ok().filter(|at| (1..=pages).contains(at)).ok_or_else(|| {
            let first = format!("/find?{}", asked.query());
            Problem::missing(format!(
                "there are {}, and this is none of them",
                counted(pages, "page")
            ))
            .hint("begin with the first", Some(first))
        })?,
    };
    let shown =
        found.targets.iter().skip((at - 1).saturating_mul(ON_A_PAGE)).take(ON_A_PAGE).copied();
    let texts = match all - votes.min(all) {
        0 => String::new(),
        texts => format!(", and {} without one", counted(texts, "text")),
    };
    let votes = counted(votes, "vote");
    let given = asked.query();
    let and = if given.is_empty() { "" } else { "&" };
    let csv = format!("/api/v1/votes?{given}{and}format=csv&limit={MOST_VOTES}");
    Ok(Page {
        title: if asked.query().is_empty() {
            "Votes".to_owned()
        } else {
            format!("Votes: {}", asked.in_words())
        },
        about: format!("{votes}{texts}."),
        part: "/find",
        picture: None,
        body: html! {
            h1 { "Votes" }
            (form(record, asked))
            (called(record, asked.words.trim()))
            p { b { (votes) (texts) } ", newest first. " @if all > 0 { a href=(csv) download="votes.csv" { "All of them as CSV" } } }
            @if all == 0 { p { "Nothing matches. A vote that this book does not hold may well have been taken." } }
            @else { (table(record, &found, shown)) }
            (turn(asked, at, pages))
        },
    })
}

/// The member or the group that is called so: whoever types a name may look for it and not for titles.
fn called(record: &Record, words: &str) -> Markup {
    if words.is_empty() {
        return html! {};
    }
    html! {
        @if let Ok(id) = resolve::member(record, words) { p { "A member is called so: " (member_link(record, id)) "." } }
        @if let Ok(readings) = resolve::group(record, words) {
            @let group = &record.groups()[readings.preferred];
            p { "A group is called so: " a href={ "/groups/" (in_address(&group.code)) } { (group.name) } "." }
        }
    }
}

fn form(record: &Record, asked: &Asked) -> Markup {
    let mut members: Vec<_> = record
        .members()
        .iter()
        .map(|(id, member)| (&member.code, distinct_name(record, id)))
        .collect();
    members.sort_by_key(|(_, name)| fold(name));
    let groups =
        record.groups().iter().map(|(_, group)| (group.code.as_str(), group.name.as_str()));
    let bodies = Body::ALL.into_iter().filter(|body| record.votes().any(|vote| vote.body == *body));
    let given = |value: &str, code: &str| value.trim() == code;
    html! {
        form.fields action="/find" {
            p.wide-field { label for="words" { "Words of the title, or a symbol" } input #words name="words" value=(asked.words); }
            p { label for="from" { "From" } input #from name="from" value=(asked.from) placeholder="1990" size="10"; }
            p { label for="to" { "To" } input #to name="to" value=(asked.to) placeholder="2019-12" size="10"; }
            p {
                label for="body" { "Body" }
                select #body name="body" {
                    option value="" { "any" }
                    @for body in bodies { option value=(body.code()) selected[given(&asked.body, body.code())] { (body) } }
                }
            }
            p {
                label for="member" { "Member" }
                select #member name="member" {
                    option value="" { "any" }
                    @for (code, name) in members { option value=(code) selected[given(&asked.member, code)] { (name) } }
                }
            }
            p {
                label for="group" { "Group" }
                select #group name="group" {
                    option value="" { "any" }
                    @for (code, name) in groups { option value=(code) selected[given(&asked.group, code)] { (name) } }
                }
            }
            p {
                label for="position" { "that took the position" }
                select #position name="position" {
                    option value="" { "any" }
                    @for of in Position::ALL { option value=(of.code()) selected[given(&asked.position, of.code())] { (position_word(of)) } }
                }
            }
            p { button type="submit" { "Find" } }
        }
    }
}

fn table<'r>(
    record: &'r Record,
    found: &Found<'r>,
    shown: impl Iterator<Item = Target<'r>>,
) -> Markup {
    let member = found.member.map(|id| record.members()[id].press_name.as_str());
    let group = found.group.map(|id| record.groups()[id].name.as_str());
    html! {
        div.wide-table tabindex="0" role="region" aria-label="Votes that match" {
            table.cards {
                caption { "yes-no-abstain, and in brackets those that did not vote" }
                thead {
                    tr {
                        th scope="col" { "Vote" } th scope="col" { "Date" } th scope="col" { "Decided" }
                        @for name in [member, group].into_iter().flatten() { th scope="col" { (name) } }
                        th scope="col" { "Title" }
                    }
                }
                tbody {
                    @for target in shown {
                        tr {
                            th scope="row" { (vote_link(record, target)) }
                            td.date { (date_of(target)) }
                            td.decided { (decided_of(target)) }
                            @if let Some(name) = member { td data-label=(name) { @if let Some(of) = found.position(target) { (position(of)) } } }
                            @if let Some(name) = group { td.decided data-label=(name) { @if let Some(of) = found.group_tally(target) { (cited(of)) } } }
                            td { (titled(target)) }
                        }
                    }
                }
            }
        }
    }
}

/// Links to the pages before and after.
fn turn(asked: &Asked, at: usize, pages: usize) -> Markup {
    let address = |page: usize| {
        format!(
            "/find?{}page={page}",
            if asked.query().is_empty() { String::new() } else { asked.query() + "&" }
        )
    };
    if pages < 2 {
        return html! {};
    }
    html! {
        nav.pages aria-label="Pages" {
            @if at > 1 { a href=(address(at - 1)) rel="prev" { "Newer" } }
            span { "Page " (at) " of " (pages) }
            @if at < pages { a href=(address(at + 1)) rel="next" { "Older" } }
        }
    }
}

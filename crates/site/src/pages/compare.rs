//! Votes beside each other, or members beside each other.

use maud::{Markup, html};
use scrutineer_figures::{Svg, shift_flow};
use scrutineer_measures::{Agreement, Cell, agreement};
use scrutineer_record::{MemberId, Position, Record, Vote};
use scrutineer_report::compare::Comparison;
use scrutineer_report::words::{cited, percent};
use scrutineer_report::{Target, resolve};
use serde::Deserialize;

use crate::edition::Edition;
use crate::layout::Page;
use crate::parts::{
    WIDE, as_data, date_of, figure, hundredths, in_address, member_link, member_links, name_of,
    position, titled, vote_link,
};
use crate::problem::Problem;

/// What the address asks for: names with commas between them.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Votes.
    #[serde(default)]
    votes: String,
    /// Members.
    #[serde(default)]
    members: String,
}

fn names(list: &str) -> Vec<&str> {
    list.split([',', ' ', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// Members have names of several words.
fn member_names(list: &str) -> Vec<&str> {
    list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// More than so many beside each other nobody can read, and a table of all pairs grows with the square.
pub(crate) const MOST: usize = 12;

/// The page of what the address asks for.
pub(crate) fn page(edition: &Edition, asked: &Asked) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let (votes, members) = (names(&asked.votes), member_names(&asked.members));
    if votes.len().max(members.len()) > MOST {
        return Err(Problem::wrong(format!("at most {MOST} are compared on one page")));
    }
    match (votes.as_slice(), members.as_slice()) {
        ([], []) => Ok(forms()),
        ([], members) => of_members(record, members),
        (votes, []) => of_votes(record, votes),
        _ => Err(Problem::wrong("either votes are compared or members: name one of the two")),
    }
}

/// How members moved between two votes.
pub(crate) fn picture(edition: &Edition, asked: &Asked) -> Result<Svg, Problem> {
    let of = Comparison::of(&edition.book.record, &names(&asked.votes))?;
    match of.votes.as_slice() {
        [one, other] => Ok(shift_flow(*one, *other, WIDE)),
        _ => Err(Problem::wrong("the picture of a comparison is of two votes")),
    }
}

fn forms() -> Page {
    Page {
        title: "Compare".to_owned(),
        about: "Votes beside each other, and members beside each other.".to_owned(),
        part: "/find",
        picture: None,
        body: html! {
            h1 { "Compare" }
            (vote_form(""))
            (member_form(""))
        },
    }
}

fn vote_form(votes: &str) -> Markup {
    html! {
        form.fields action="/compare" {
            p.wide-field {
                label for="votes" { "Votes: symbols or ids, with commas between them" }
                input #votes name="votes" value=(votes) required placeholder="A/RES/73/27, A/RES/74/29";
            }
            p { button type="submit" { "Compare the votes" } }
        }
    }
}

fn member_form(members: &str) -> Markup {
    html! {
        form.fields action="/compare" {
            p.wide-field {
                label for="members" { "Members: names or codes, with commas between them" }
                input #members name="members" value=(members) required placeholder="France, Germany, Poland";
            }
            p { button type="submit" { "Compare the members" } }
        }
    }
}

fn of_votes(record: &Record, named: &[&str]) -> Result<Page, Problem> {
    let of = Comparison::of(record, named)?;
    let labels: Vec<_> = of.votes.iter().map(|vote| name_of(record, Target::Vote(*vote))).collect();
    let query: Vec<_> = labels.iter().map(|label| in_address(label)).collect();
    Ok(Page {
        title: labels.join(" and "),
        about: of.in_words(),
        part: "/find",
        picture: None,
        body: html! {
            h1 { @if of.is_over_time() { "Who moved: " } @else { "Who voted how: " } (labels.join(" and ")) }
            ul { @for vote in &of.votes { (line(record, *vote)) } }
            p { "Joined by: " (of.joined_by()) "." }
            p.outcome { (of.in_words()) }
            @if let [one, other] = of.votes.as_slice() {
                section aria-labelledby="flow" {
                    h2 #flow { "From one to the other" }
                    (figure("flow", &format!("/compare.svg?votes={}", query.join(",")), |width| Some(shift_flow(*one, *other, width))))
                    (square(&of, *one, *other))
                }
            }
            (cells(record, &of))
            (as_data(&format!("/compare?votes={}", query.join(","))))
            section aria-labelledby="other" { h2 #other { "Another comparison" } (vote_form(&labels.join(", "))) }
        },
    })
}

fn line(record: &Record, vote: Vote<'_>) -> Markup {
    let target = Target::Vote(vote);
    html! { li { (vote_link(record, target)) ", " (date_of(target)) ", " (cited(vote.tally())) ": " (titled(target)) } }
}

/// Two votes as a square of counts.
fn square(of: &Comparison<'_>, one: Vote<'_>, other: Vote<'_>) -> Markup {
    html! {
        div.wide-table tabindex="0" role="region" aria-label="Both votes in a square" { table {
            caption { "Members by their position on " (one.label()) " (rows) and on " (other.label()) " (columns)" }
            thead { tr { td {} @for column in Position::ALL { th.count scope="col" { (position(column)) } } } }
            tbody {
                @for row in Position::ALL {
                    tr {
                        th scope="row" { (position(row)) }
                        @for column in Position::ALL {
                            @let count = of.table.get(&[row, column]).len();
                            td.count { @if count == 0 { "·" } @else { (count) } }
                        }
                    }
                }
            }
        } }
    }
}

/// Every cell with its names: those that moved first, where members move.
fn cells(record: &Record, of: &Comparison<'_>) -> Markup {
    let table = &of.table;
    let all = || table.cells().iter();
    let both = if of.votes.len() == 2 { "both" } else { "all" };
    let moved = |cell: &&Cell| cell.members.is_subset(table.moved());
    let cast = |cell: &&Cell| cell.members.is_subset(table.cast_in_all());
    html! {
        @if of.is_over_time() {
            (cell_table(record, of, "Moved", all().filter(moved).collect()))
            (cell_table(record, of, "Did not move", all().filter(|cell| cast(cell) && !moved(cell)).collect()))
            (cell_table(record, of, &format!("Did not vote in {both}"), all().filter(|cell| !cast(cell)).collect()))
        } @else {
            (cell_table(record, of, "By position", all().collect()))
        }
    }
}

fn cell_table(record: &Record, of: &Comparison<'_>, heading: &str, cells: Vec<&Cell>) -> Markup {
    if cells.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { (heading) }
            div.wide-table tabindex="0" role="region" aria-label=(heading) {
                table.cards {
                    caption { (heading) ": members by their positions" }
                    thead {
                        tr {
                            @for vote in &of.votes { th scope="col" { (vote.label()) } }
                            th.count scope="col" { "Members" } th scope="col" { "Names" }
                        }
                    }
                    tbody {
                        @for cell in cells {
                            tr {
                                @for (vote, took) in of.votes.iter().zip(&cell.positions) {
                                    td data-label=(vote.label()) { @if let Some(took) = took { (position(*took)) } @else { "not on the roll" } }
                                }
                                td.count data-label="members" { (cell.members.len()) }
                                td.names { (member_links(record, cell.members)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Votes that two members saw differently are shown up to this many.
const APART: usize = 25;

fn of_members(record: &Record, named: &[&str]) -> Result<Page, Problem> {
    let members = resolve::members(record, named)?;
    let votes: Vec<Vote<'_>> = record.unselected_votes().collect();
    let names: Vec<_> =
        members.iter().map(|id| record.members()[*id].press_name.as_str()).collect();
    let mut apart: Vec<Vote<'_>> =
        votes.iter().copied().filter(|vote| is_apart(*vote, &members)).collect();
    apart.sort_by_key(|vote| std::cmp::Reverse(vote.date));
    Ok(Page {
        title: names.join(" and "),
        about: format!("How often {} voted alike at the United Nations.", names.join(", ")),
        part: "/members",
        picture: None,
        body: html! {
            h1 { "Beside each other: " (names.join(", ")) }
            @if members.len() < 2 { p { "Name another to compare it with." } }
            @else {
                (pairs(record, &members, &votes))
                section aria-labelledby="apart" {
                    h2 #apart { "Where they parted" }
                    p { (apart.len()) " votes in which all of them voted, and not all alike" @if apart.len() > APART { "; the latest " (APART) } "." }
                    (positions(record, &members, apart.iter().take(APART).copied()))
                }
            }
            section aria-labelledby="other" { h2 #other { "Another comparison" } (member_form(&names.join(", "))) }
        },
    })
}

/// Whether all of them voted, and not all alike.
fn is_apart(vote: Vote<'_>, members: &[MemberId]) -> bool {
    let positions = vote.positions();
    let mut took =
        members.iter().map(|member| positions.of(*member).filter(|of| *of != Position::NonVoting));
    let Some(Some(first)) = took.next() else { return false };
    let rest: Option<Vec<Position>> = took.collect();
    rest.is_some_and(|rest| rest.iter().any(|of| *of != first))
}

fn pairs(record: &Record, members: &[MemberId], votes: &[Vote<'_>]) -> Markup {
    let pairs = members
        .iter()
        .enumerate()
        .flat_map(|(place, one)| members.iter().skip(place + 1).map(move |other| (*one, *other)));
    html! {
        section aria-labelledby="agreement" {
            h2 #agreement { "How often they agreed" }
            div.wide-table tabindex="0" role="region" aria-label="Agreement" { table.cards {
                caption { "Over all votes in which both voted yes, no or abstained" }
                thead {
                    tr {
                        th scope="col" { "Members" } th scope="col" { "The same position" }
                        th scope="col" { "Of votes in which both said yes or no" } th.count scope="col" { "κ" }
                    }
                }
                tbody {
                    @for (one, other) in pairs {
                        @let of: Agreement = agreement(one, other, votes);
                        tr {
                            th scope="row" { (member_link(record, one)) " and " (member_link(record, other)) }
                            td.share data-label="the same position" { (percent(of.identical())) }
                            td.share data-label="both yes or no" { (percent(of.coincidence())) }
                            td.count data-label="κ" { (hundredths(of.kappa())) }
                        }
                    }
                }
            } }
        }
    }
}

fn positions<'r>(
    record: &Record,
    members: &[MemberId],
    votes: impl Iterator<Item = Vote<'r>>,
) -> Markup {
    html! {
        div.wide-table tabindex="0" role="region" aria-label="Votes" {
            table.cards {
                caption { "Votes, newest first" }
                thead {
                    tr {
                        th scope="col" { "Vote" } th scope="col" { "Date" }
                        @for id in members { th scope="col" { (record.members()[*id].press_name) } }
                        th scope="col" { "Title" }
                    }
                }
                tbody {
                    @for vote in votes {
                        tr {
                            th scope="row" { (vote_link(record, Target::Vote(vote))) }
                            td.date { (date_of(Target::Vote(vote))) }
                            @for id in members { td data-label=(record.members()[*id].press_name) { @if let Some(of) = vote.positions().of(*id) { (position(of)) } } }
                            td { (titled(Target::Vote(vote))) }
                        }
                    }
                }
            }
        }
    }
}

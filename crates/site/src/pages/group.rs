//! How a group voted, and how united it was; and all groups.

use maud::{Markup, html};
use scrutineer_figures::{Svg, cohesion_courses};
use scrutineer_measures::CohesionOver;
use scrutineer_record::{Group, GroupKind, Record};
use scrutineer_report::Target;
use scrutineer_report::group::{OfGroup, left};
use scrutineer_report::words::percent;

use crate::edition::Edition;
use crate::layout::Page;
use crate::parts::{
    WIDE, as_data, built_in_alone, date_of, figure, hundredths, in_address, member_link,
    member_links, outside, tally_cells, tally_heads, titled, vote_link,
};
use crate::problem::Problem;

/// How many votes are listed here, and how many members that left the line.
const LISTED: usize = 30;

/// The list of groups.
pub(crate) fn list(edition: &Edition) -> Result<Page, Problem> {
    let groups = edition.book.record.groups();
    let of = |kind: GroupKind| {
        groups.iter().map(|(_, group)| group).filter(move |group| group.kind == kind)
    };
    let kinds = [
        (GroupKind::Organisation, "Organisations and clubs"),
        (GroupKind::ElectoralGroup, "Electoral groups of the United Nations"),
        (GroupKind::List, "Lists that somebody keeps"),
        (GroupKind::WorkingDefinition, "Working definitions of ours"),
    ];
    Ok(Page {
        title: "Groups".to_owned(),
        about: "Groups of members of the United Nations: how united they vote.".to_owned(),
        part: "/groups",
        picture: None,
        body: html! {
            h1 { "Groups" }
            @for (kind, words) in kinds {
                section {
                    h2 { (words) }
                    ul.list { @for group in of(kind) { li { a href=(address_of(group)) { (group.name) } } } }
                }
            }
        },
    })
}

fn address_of(group: &Group) -> String {
    format!("/groups/{}", in_address(&group.code))
}

/// The page of a group, by its code or a name.
pub(crate) fn page(edition: &Edition, name: &str) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let of = OfGroup::of(record, name, None)?;
    let group = of.group();
    let members = of.members(of.readings.preferred);
    Ok(Page {
        title: group.name.clone(),
        about: format!(
            "How the members of {} voted at the United Nations, and how united.",
            group.name
        ),
        part: "/groups",
        picture: (!of.votes.is_empty()).then(|| address_of(group)),
        body: html! {
            h1 { @if group.code != group.name { span.symbol { (group.code) } " " } (group.name) }
            @if group.kind == GroupKind::WorkingDefinition { p.warning { "A working definition of ours: an editorial choice, not a fact." } }
            dl {
                @for (lead, text) in [("Note", &group.note), ("Confidence", &group.confidence), ("Source", &group.source)] {
                    @if !text.is_empty() { dt { (lead) } dd { (outside(text)) } }
                }
                @if let Some(date) = of.date() {
                    dt { (members.len()) " members on " (date.in_words()) }
                    dd { @if members.is_empty() { "nobody" } @else { (member_links(record, members)) } }
                }
            }
            @if of.votes.is_empty() { p { "No vote of this book was taken while it had members." } }
            @else {
                (built_in_alone(&edition.book))
                (over_time(&of))
                (who_left(record, &of))
                (latest(record, &of))
            }
        },
    })
}

/// How united a group was over time.
pub(crate) fn picture(edition: &Edition, name: &str) -> Result<Svg, Problem> {
    let of = OfGroup::of(&edition.book.record, name, None)?;
    Ok(cohesion_courses(of.group(), &of.votes, WIDE))
}

fn over_time(of: &OfGroup<'_>) -> Markup {
    html! {
        section aria-labelledby="cohesion" {
            h2 #cohesion { "How united" }
            (figure("cohesion", &format!("{}.svg", address_of(of.group())), |width| Some(cohesion_courses(of.group(), &of.votes, width))))
            details {
                summary { "Session by session" }
                div.wide-table tabindex="0" role="region" aria-label="Session by session" { table {
                    caption { "Cohesion; left the line: of the votes that members cast, those other than the position of more than half of them" }
                    thead {
                        tr {
                            th scope="col" { "Session" } th.count scope="col" { "Votes" } th.count scope="col" { "Agreement index" }
                            th.count scope="col" { "Rice index" } th scope="col" { "Left the line" }
                        }
                    }
                    tbody {
                        @for (session, votes) in of.sessions() {
                            @let over = CohesionOver::of(&votes);
                            tr {
                                th scope="row" { (session) @if let Some(year) = session.opening_year() { " (" (year) ")" } }
                                td.count { (votes.len()) } td.count { (hundredths(over.agreement)) } td.count { (hundredths(over.rice)) }
                                td.share { (percent(over.left)) }
                            }
                        }
                    }
                } }
            }
        }
    }
}

fn who_left(record: &Record, of: &OfGroup<'_>) -> Markup {
    let beside = of.beside();
    let most: Vec<_> = beside.iter().filter(|(_, of)| left(of).count > 0).take(LISTED).collect();
    if most.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="left" {
            h2 #left { "Who left the line most often" }
            div.wide-table tabindex="0" role="region" aria-label="Who left the line" { table.cards {
                caption { "Votes cast beside the line, and the mean difference to each other member that cast a vote: yes 1, abstain ½, no 0" }
                thead { tr { th scope="col" { "Member" } th scope="col" { "Left the line" } th.count scope="col" { "Distance" } } }
                tbody {
                    @for (member, of) in most {
                        tr { th scope="row" { (member_link(record, *member)) } td.share data-label="left the line" { (percent(left(of))) } td.count data-label="distance" { (hundredths(of.distance)) } }
                    }
                }
            } }
        }
    }
}

fn latest(record: &Record, of: &OfGroup<'_>) -> Markup {
    html! {
        section aria-labelledby="votes" {
            h2 #votes { "The latest votes" }
            div.wide-table tabindex="0" role="region" aria-label="Votes" {
                table.cards {
                    caption { "The latest " (of.votes.len().min(LISTED)) " of " (of.votes.len()) " votes, by its members at the date" }
                    thead {
                        tr {
                            th scope="col" { "Vote" } th scope="col" { "Date" } (tally_heads())
                            th.count scope="col" { "Agreement index" } th scope="col" { "Left the line" } th scope="col" { "Title" }
                        }
                    }
                    tbody {
                        @for (vote, of) in of.votes.iter().take(LISTED) {
                            @let target = Target::Vote(*vote);
                            tr {
                                th scope="row" { (vote_link(record, target)) }
                                td.date { (date_of(target)) }
                                (tally_cells(of.positions.tally()))
                                td.count data-label="agreement index" { (hundredths(of.cohesion.agreement)) }
                                td data-label="left the line" { @if of.left().len() <= 6 { (member_links(record, of.left())) } @else { (of.left().len()) " members" } }
                                td { (titled(target)) }
                            }
                        }
                    }
                }
            }
            p { a href={ "/find?group=" (in_address(&of.group().code)) } { "Every vote of " (of.group().name) } }
            (as_data(&address_of(of.group())))
        }
    }
}

//! A member's record; and all members.

use maud::{Markup, html};
use scrutineer_figures::Svg;
use scrutineer_measures::{LonePosition, Share};
use scrutineer_record::{Date, MemberId, Position, Record, Vote, fold};
use scrutineer_report::Target;
use scrutineer_report::member::OfMember;
use scrutineer_report::words::{counted, percent};

use super::ideal::drawn;
use crate::edition::{Edition, SESSIONS};
use crate::layout::Page;
use crate::parts::{
    WIDE, as_data, built_in_alone, date_of, distinct_name, figure, hundredths, in_address,
    member_link, member_links, position, titled, vote_link,
};
use crate::problem::Problem;

/// How many votes are listed here; the rest is found by looking for them.
const LISTED: usize = 30;
/// How many of those nearest and farthest are shown at once.
const ENDS: usize = 10;

/// The list of members.
pub(crate) fn list(edition: &Edition) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let mut members: Vec<MemberId> = record.members().iter().map(|(id, _)| id).collect();
    members.sort_by_key(|id| fold(&record.members()[*id].press_name));
    let sits =
        |id: &MemberId| record.until().is_none_or(|until| record.members().sat_at(*id, until));
    let (today, past): (Vec<MemberId>, Vec<MemberId>) = members.into_iter().partition(sits);
    Ok(Page {
        title: "Members".to_owned(),
        about: "Every member of the United Nations, past and present, with its record.".to_owned(),
        part: "/members",
        picture: None,
        body: html! {
            h1 { "Members" }
            (names(record, &today))
            @if !past.is_empty() { section aria-labelledby="past" { h2 #past { "Past members, and names that others took over" } (names(record, &past)) } }
            section aria-labelledby="compare" { h2 #compare { "Beside each other" } p { a href="/compare" { "Compare members" } } }
        },
    })
}

fn names(record: &Record, members: &[MemberId]) -> Markup {
    html! {
        ul.list {
            @for id in members {
                @let code = &record.members()[*id].code;
                li { a href={ "/members/" (in_address(code)) } { (distinct_name(record, *id)) } " " span.note { (code) } }
            }
        }
    }
}

/// The page of a member, by its code or a name.
pub(crate) fn page(edition: &Edition, name: &str) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let of = OfMember::of(record, name, None)?;
    let member = of.member();
    let latest = of.votes.iter().take(LISTED).copied();
    Ok(Page {
        title: distinct_name(record, of.id),
        about: format!(
            "How {} voted in {} recorded votes at the United Nations.",
            member.press_name,
            of.votes.len()
        ),
        part: "/members",
        picture: None,
        body: html! {
            h1 { span.symbol { (member.code) } " " (member.press_name) }
            (facts(record, &of))
            (positions(&of))
            (built_in_alone(&edition.book))
            (agreement(edition, of.id))
            (ideal(edition, of.id, &member.code))
            (switches(record, of.id, &of.votes))
            (lone(record, of.id, &of.counts.lone))
            section aria-labelledby="votes" {
                h2 #votes { "The latest votes" }
                div.wide-table tabindex="0" role="region" aria-label="Votes" {
                    table.cards {
                        caption { "The latest " (of.votes.len().min(LISTED)) " of " (of.votes.len()) " votes" }
                        thead { tr { th scope="col" { "Vote" } th scope="col" { "Date" } th scope="col" { "Position" } th scope="col" { "Title" } } }
                        tbody { @for (vote, took) in latest { (line(record, vote, took)) } }
                    }
                }
                p { a href={ "/find?member=" (in_address(&member.code)) } { "Every vote of " (member.press_name) } }
                (as_data(&format!("/members/{}", in_address(&member.code))))
            }
        },
    })
}

/// A member's ideal points among all others.
pub(crate) fn picture(edition: &Edition, name: &str) -> Result<Svg, Problem> {
    let of = OfMember::of(&edition.book.record, name, None)?;
    Ok(drawn(edition, edition.ideal(), &[of.id], WIDE))
}

fn line(record: &Record, vote: Vote<'_>, took: Position) -> Markup {
    let target = Target::Vote(vote);
    html! {
        tr {
            th scope="row" { (vote_link(record, target)) }
            td.date { (date_of(target)) }
            td { (position(took)) }
            td { (titled(target)) }
        }
    }
}

fn facts(record: &Record, of: &OfMember<'_>) -> Markup {
    let member = of.member();
    let words = |date: Option<Date>, none: &str| {
        date.map_or_else(|| none.to_owned(), |date| date.in_words())
    };
    let others =
        |codes: &[String]| codes.iter().filter_map(|code| record.members().by_code(code)).collect();
    html! {
        dl {
            @if member.official_name != member.press_name { dt { "Official name" } dd { (member.official_name) } }
            dt { "Admitted" } dd { (words(member.admitted, "unknown")) }
            @for sat in member.sat.iter().filter(|sat| member.sat.len() > 1 || sat.to.is_some()) {
                dt { "Sat" } dd { (words(sat.from, "from its admission")) " until " (words(sat.to, "today")) }
            }
            @if !member.predecessors.is_empty() { dt { "Before it" } dd { (member_links(record, others(&member.predecessors))) } }
            @if !member.successors.is_empty() { dt { "After it" } dd { (member_links(record, others(&member.successors))) } }
            @let groups = of.groups();
            @if let Some(until) = record.until().filter(|_| !groups.is_empty()) {
                dt { "Groups in " (until.year()) }
                dd { @for (place, code) in groups.iter().enumerate() { @if place > 0 { ", " } a href={ "/groups/" (in_address(code)) } { (code) } } }
            }
            @if !member.note.is_empty() { dt { "Note" } dd { (member.note) } }
        }
    }
}

fn positions(of: &OfMember<'_>) -> Markup {
    html! {
        section aria-labelledby="positions" {
            h2 #positions { "In " (of.votes.len()) " recorded votes" }
            dl.counts {
                @for took in Position::ALL {
                    @let share: Share = of.counts.of(took);
                    div class=(took.code()) {
                        dt { (position(took)) } dd { (share.count) }
                        @if let Some(ratio) = share.ratio() { dd.note { (format!("{:.0} %", 100.0 * ratio)) } }
                    }
                }
            }
            p { "With the majority of those voting: " (percent(of.counts.with_majority)) "." }
        }
    }
}

/// With whom it votes: everyone that has enough votes in common with it, from the nearest to the farthest.
fn agreement(edition: &Edition, id: MemberId) -> Markup {
    let record = &edition.book.record;
    let of = edition.agreement();
    let mut others: Vec<_> = of
        .pairs
        .members()
        .iter()
        .copied()
        .filter(|other| *other != id)
        .map(|other| (other, of.pairs.get(id, other)))
        .collect();
    let most = others.iter().map(|(_, found)| found.n()).max().unwrap_or(0);
    others.retain(|(_, found)| found.n() > 0 && 2 * found.n() >= most);
    others.sort_by(|(_, one), (_, other)| {
        other.s().unwrap_or(-1.0).total_cmp(&one.s().unwrap_or(-1.0))
    });
    if others.is_empty() {
        return html! {};
    }
    let far = others.len().saturating_sub(ENDS);
    let row = |(other, found): &(MemberId, scrutineer_measures::Agreement)| {
        html! {
            tr {
                th scope="row" { (member_link(record, *other)) }
                td.share { (percent(found.identical())) } td.count { (hundredths(found.s())) }
            }
        }
    };
    let head = html! { thead { tr { th scope="col" { "Member" } th scope="col" { "The same position" } th.count scope="col" { "S" } } } };
    html! {
        section aria-labelledby="agreement" {
            h2 #agreement { "With whom it votes" }
            p {
                "Over " (of.votes) " votes of the last " (SESSIONS) " sessions, those in which both voted yes, no or abstained; of "
                (others.len()) " members with at least half as many votes in common as the one with most. S: 1 always alike, −1 always opposed, "
                "an abstention half way."
            }
            div.columns {
                div { div.wide-table tabindex="0" role="region" aria-label="Nearest" { table { caption { "Nearest" } (head) tbody { @for other in others.iter().take(ENDS) { (row(other)) } } } } }
                @if far > ENDS { div { div.wide-table tabindex="0" role="region" aria-label="Farthest" { table { caption { "Farthest" } (head) tbody { @for other in others.iter().skip(far).rev() { (row(other)) } } } } } }
            }
            @if far > ENDS {
                details {
                    summary { "All " (others.len()) ", from the nearest to the farthest" }
                    div.wide-table tabindex="0" role="region" aria-label="All members" { table { caption { "All" } (head) tbody { @for other in &others { (row(other)) } } } }
                }
            }
        }
    }
}

fn ideal(edition: &Edition, id: MemberId, code: &str) -> Markup {
    let estimate = edition.ideal();
    if !estimate.prepared.who.iter().any(|who| who.member == id) {
        return html! {};
    }
    let file = format!("/members/{}.svg", in_address(code));
    html! {
        section aria-labelledby="ideal" {
            h2 #ideal { "Where it stands" }
            (figure("ideal", &file, |width| Some(drawn(edition, estimate, &[id], width))))
            p { a href={ "/ideal?member=" (in_address(code)) } { "Ideal points, and how to read them" } }
        }
    }
}

/// How many votes in which it was alone or nearly so are shown.
const LONE: usize = 100;
/// How many switches are shown.
const SWITCHES: usize = 20;

/// Votes in a series in which it did otherwise than in the vote before.
fn switches(record: &Record, id: MemberId, votes: &[(Vote<'_>, Position)]) -> Markup {
    let cast = |took: Position| (took != Position::NonVoting).then_some(took);
    let switch = |(vote, took): &(Vote<'_>, Position)| {
        let before = vote.previous()?;
        let (then, now) = (cast(before.position_of(id)?)?, cast(*took)?);
        (then != now && vote.motion.is_whole()).then_some((vote.place(), before.label(), then, now))
    };
    let switches: Vec<_> = votes.iter().filter_map(|of| Some((of.0, switch(of)?))).collect();
    if switches.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="switches" {
            h2 #switches { "Where it switched" }
            p { (switches.len()) " times it voted otherwise on a text that came back than the time before" @if switches.len() > SWITCHES { "; the latest " (SWITCHES) } "." }
            div.wide-table tabindex="0" role="region" aria-label="Switches" {
                table.cards {
                    caption { "Switches, newest first" }
                    thead { tr { th scope="col" { "Vote" } th scope="col" { "Date" } th scope="col" { "Before" } th scope="col" { "Then" } th scope="col" { "Title" } } }
                    tbody {
                        @for (vote, (_, before, then, now)) in switches.iter().take(SWITCHES) {
                            tr {
                                th scope="row" { (vote_link(record, Target::Vote(*vote))) }
                                td.date { (date_of(Target::Vote(*vote))) }
                                td data-label="before" { (position(*then)) " on " (before) }
                                td data-label="then" { (position(*now)) }
                                td { (titled(Target::Vote(*vote))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn lone(record: &Record, id: MemberId, lone: &[LonePosition<'_>]) -> Markup {
    if lone.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="alone" {
            h2 #alone { "Alone or nearly so" }
            details {
                summary { (counted(lone.len(), "vote")) @if lone.len() > LONE { "; the latest " (LONE) } }
                ul {
                    @for of in lone.iter().rev().take(LONE) {
                        @let others = of.members - id.into();
                        li {
                            (vote_link(record, Target::Vote(of.vote))) ", " (date_of(Target::Vote(of.vote))) ": " (position(of.position))
                            @if others.is_empty() { ", alone" } @else { ", with " (member_links(record, others)) }
                        }
                    }
                }
            }
        }
    }
}

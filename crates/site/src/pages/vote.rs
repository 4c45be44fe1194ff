//! One vote, or a text without one.

use maud::{Markup, html};
use scrutineer_figures::{Svg, series_tallies, vote_map};
use scrutineer_ideal::{Case, cases};
use scrutineer_measures::group_vote;
use scrutineer_record::{
    Decision, MemberId, Position, Proposal, Record, Sponsors, Stage, Standing, Symbol, Vote,
};
use scrutineer_report::grounds::how;
use scrutineer_report::vote::{GROUPS, outcome};
use scrutineer_report::words::{citations, cited};
use scrutineer_report::{Target, resolve};

use crate::edition::Edition;
use crate::layout::{NAME, Page};
use crate::parts::{
    WIDE, address_of, as_data, built_in_alone, date_of, figure, in_address, member_link,
    member_links, motion_of, name_of, outside, position, standing, tally_cells, tally_heads,
    title_of, vote_table,
};
use crate::problem::Problem;

/// The page of a vote or a text, by symbol or id.
pub(crate) fn page(edition: &Edition, name: &str) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let target = resolve::target(record, name)?;
    Ok(Page {
        title: name_of(record, target),
        about: about(target),
        part: "/find",
        picture: picture_of(record, target),
        body: html! {
            (head(record, target))
            @if let Target::Vote(vote) = target { (of_vote(edition, vote)) } @else { (of_text(target)) }
            @if let Some(text) = target.symbol().and_then(|symbol| record.proposal(symbol)) { (way(record, text)) }
            (series(record, target))
            (rivals(record, target))
            @if let Target::Vote(vote) = target { (expected(edition, vote)) }
            (source(target))
            (take_away(edition, target))
        },
    })
}

/// Where its map is, if anybody's position is known.
fn picture_of(record: &Record, target: Target<'_>) -> Option<String> {
    let has_map = matches!(target, Target::Vote(vote) if vote.is_by_name());
    has_map.then(|| address_of(record, target))
}

/// The map of a vote as a picture of its own.
pub(crate) fn picture(edition: &Edition, name: &str) -> Result<Svg, Problem> {
    let map = match resolve::target(&edition.book.record, name)? {
        Target::Vote(vote) => vote_map(vote, WIDE),
        Target::Text(_) => None,
    };
    map.ok_or_else(|| {
        Problem::missing("nobody's position in this vote is known: there is nothing to draw")
    })
}

/// What a vote came to, in a sentence.
fn about(target: Target<'_>) -> String {
    let title = title_of(target);
    match target {
        Target::Vote(vote) if vote.is_by_name() => {
            let tally = vote.tally();
            format!(
                "{title}: {} in favour, {} against, {} abstaining, {}",
                tally.yes,
                tally.no,
                tally.abstain,
                vote.date.in_words()
            )
        }
        _ => format!("{title}, {}", date_of(target)),
    }
}

fn head(record: &Record, target: Target<'_>) -> Markup {
    let (body, session) = match target {
        Target::Vote(vote) => (vote.body, vote.session),
        Target::Text(text) => (text.symbol.body(), text.session),
    };
    let date = match target {
        Target::Vote(vote) => Some(vote.date),
        Target::Text(text) => text.date,
    };
    let meeting = match target {
        Target::Vote(vote) => vote.facts().meeting.as_ref(),
        Target::Text(_) => None,
    };
    html! {
        h1 { span.symbol { (name_of(record, target)) } " " (title_of(target)) (motion_of(target)) }
        p.where {
            (body) ", session " (session) " · "
            (date.map_or_else(|| "date unknown".to_owned(), |date| date.in_words()))
            @if let Some(meeting) = meeting { " · meeting " (meeting) }
        }
    }
}

fn of_vote(edition: &Edition, vote: Vote<'_>) -> Markup {
    let record = &edition.book.record;
    if !vote.is_by_name() {
        return html! {
            p { "Voted, but not by name: nobody's position stands in the record." }
            @if let Some(printed) = vote.printed { p { "The source prints " (printed) "." } }
        };
    }
    let name = address_of(record, Target::Vote(vote));
    html! {
        (counts(vote))
        section aria-labelledby="map" {
            h2 #map { "Who voted how" }
            (figure("map", &format!("{name}.svg"), |width| vote_map(vote, width)))
            (positions(record, vote))
        }
        (groups(record, vote))
    }
}

fn counts(vote: Vote<'_>) -> Markup {
    let tally = vote.tally();
    html! {
        dl.counts {
            @for of in Position::ALL {
                div class=(of.code()) { dt { (position(of)) } dd { (tally.of(of)) } }
            }
        }
        p.outcome { (capital(&outcome(vote))) "; " (tally.roll()) " members on the roll." }
        @match vote.printed {
            Some(printed) if !printed.agrees_with(tally) => p.warning { "The source prints " (printed) ", which is not what its list of names adds up to. Both are kept." },
            Some(printed) => p.note { "The source prints " (printed) ", and the list of names adds up to it." },
            None => p.note { "The source prints no tally to hold against the list of names." },
        }
    }
}

/// A sentence begins with a capital letter.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn positions(record: &Record, vote: Vote<'_>) -> Markup {
    let positions = vote.positions();
    html! {
        table.positions {
            caption { "Every member on the roll" }
            thead { tr { th scope="col" { "Position" } th.count scope="col" { "Members" } th scope="col" { "Names" } } }
            tbody {
                @for of in Position::ALL {
                    @let who = positions.who(of);
                    tr {
                        th scope="row" { (position(of)) }
                        td.count { (who.len()) }
                        td { @if who.is_empty() { "nobody" } @else { (member_links(record, who)) } }
                    }
                }
            }
        }
        @for intended in &vote.intended {
            p.note {
                (member_link(record, intended.member)) " said afterwards that it had meant " (intended.position.verb())
                ". The vote stands as it was cast."
            }
        }
    }
}

fn groups(record: &Record, vote: Vote<'_>) -> Markup {
    let of = |code: &&str| {
        let id = record.groups().by_code(code)?;
        let of = group_vote(vote, id);
        (of.positions.tally().roll() > 0).then_some((&record.groups()[id], of))
    };
    let groups: Vec<_> = GROUPS.iter().filter_map(of).collect();
    if groups.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="groups" {
            h2 #groups { "By group" }
            div.wide-table tabindex="0" role="region" aria-label="Groups" {
                table.cards {
                    caption { "Groups, by their members at the date" }
                    thead { tr { th scope="col" { "Group" } (tally_heads()) th scope="col" { "Beside its line" } } }
                    tbody {
                        @for (group, of) in &groups {
                            tr {
                                th scope="row" { a href={ "/groups/" (group.code) } { (group.name) } }
                                (tally_cells(of.positions.tally()))
                                td data-label="beside its line" { @if of.left().len() <= 8 { (member_links(record, of.left())) } @else { (of.left().len()) " members" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Of a text that was not voted by name.
fn of_text(target: Target<'_>) -> Markup {
    let Target::Text(text) = target else { return html! {} };
    let words = match text.decision {
        Decision::WithoutVote => {
            "Adopted without a vote: nobody's position stands in the record, and that is not unanimity."
        }
        Decision::NonRecorded => "Voted, but not by name: nobody's position stands in the record.",
        Decision::Recorded => "By recorded vote; this book does not have the positions.",
        Decision::Unknown => "How it was decided is not known: no positions.",
    };
    html! { p.outcome { (words) (standing(text.standing)) } }
}

/// The way of a text from draft to decision.
fn way(record: &Record, text: &Proposal) -> Markup {
    html! {
        section aria-labelledby="way" {
            h2 #way { "From draft to decision" }
            @if let Some(decides) = &text.decides { p { (capital(decides)) } }
            @if !text.note.is_empty() { p.note { (text.note) } }
            @if !text.stages.is_empty() {
                div.wide-table tabindex="0" role="region" aria-label="Stages" {
                    table.cards {
                        caption { "Stages" }
                        thead { tr { th scope="col" { "Body" } th scope="col" { "Date" } th scope="col" { "Document" } th scope="col" { "Decided" } } }
                        tbody { @for stage in &text.stages { (in_stage(stage)) } }
                    }
                }
            }
            @if text.lead.is_some() || !text.sponsors.is_empty() {
                dl {
                    @if let Some(lead) = &text.lead {
                        dt { "Led by" }
                        dd { (in_order(record, &lead.value)) (standing(lead.standing)) }
                    }
                    @for sponsors in &text.sponsors { (sponsors_of(record, sponsors)) }
                }
            }
        }
    }
}

fn in_stage(stage: &Stage) -> Markup {
    html! {
        tr {
            th scope="row" { (stage.body) }
            td.date { (stage.date.map_or_else(String::new, |date| date.in_short_words())) }
            td { (stage.document.as_ref().map_or_else(String::new, Symbol::to_string)) }
            td {
                @if let Some(printed) = stage.printed { (printed) } @else { (how(stage.decision)) }
                (standing(stage.standing))
                @if !stage.note.is_empty() { " " span.note { (stage.note) } }
            }
        }
    }
}

/// Members in the order in which a source names them.
fn in_order(record: &Record, members: &[MemberId]) -> Markup {
    html! {
        @for (place, id) in members.iter().enumerate() {
            @if place > 0 { ", " }
            (member_link(record, *id))
        }
    }
}

fn sponsors_of(record: &Record, sponsors: &Sponsors) -> Markup {
    let listed = &sponsors.members;
    html! {
        dt { "Sponsors of " (sponsors.draft) }
        dd {
            @match (listed.value.is_empty(), sponsors.count) {
                (true, Some(count)) => { (count) " counted, no list found" }
                (true, None) => "no list found",
                (false, count) => {
                    (sponsors.role.replace('_', " "))
                    @if let Some(count) = count { ", " (count) " listed" }
                    ": " (member_links(record, listed.value.iter().copied().collect()))
                }
            }
            (standing(listed.standing))
        }
    }
}

/// More texts than these of a series are left to its page.
const NEAR: usize = 4;

fn series(record: &Record, target: Target<'_>) -> Markup {
    let Some(symbol) = target.symbol() else { return html! {} };
    let Some(series) = record.series_of(symbol) else { return html! {} };
    let address = format!("/series/{}", in_address(&series.id));
    let at = series.texts.iter().position(|text| text == symbol).unwrap_or(0);
    let near = series.texts.iter().skip(at.saturating_sub(NEAR)).take(2 * NEAR + 1);
    let near = near.filter_map(|symbol| Target::by_symbol(record, symbol));
    let compare = |other: Vote<'_>| {
        format!("/compare?votes={},{}", in_address(&other.label()), in_address(&symbol.to_string()))
    };
    html! {
        section aria-labelledby="series" {
            h2 #series { "Its series: " a href=(address) { (series.name) } }
            (figure("series", &format!("{address}.svg"), |width| Some(series_tallies(record, series, width))))
            (vote_table(record, &format!("The texts around it, of {}", series.texts.len()), near))
            @if let Some(vote) = on_the_whole(record, target) {
                ul.actions {
                    @if let Some(before) = vote.previous() { li { a href=(compare(before)) { "Who moved since " (before.label()) } } }
                    @if let Some(after) = vote.next() { li { a href=(compare(after)) { "Who moved until " (after.label()) } } }
                }
            }
        }
    }
}

/// The vote that a text is known by, if this is it: a comparison with other texts is of that one.
fn on_the_whole<'r>(record: &'r Record, target: Target<'r>) -> Option<Vote<'r>> {
    let vote = target.symbol().and_then(|symbol| record.vote_on(symbol))?;
    matches!(target, Target::Vote(this) if this == vote).then_some(vote)
}

fn rivals(record: &Record, target: Target<'_>) -> Markup {
    let Some(symbol) = target.symbol() else { return html! {} };
    let rivals: Vec<_> =
        record.rivals_of(symbol).filter_map(|rival| Target::by_symbol(record, rival)).collect();
    let others: Vec<_> = match target {
        Target::Vote(vote) => {
            record.votes_on(symbol).filter(|other| *other != vote).map(Target::Vote).collect()
        }
        Target::Text(_) => Vec::new(),
    };
    html! {
        @if !rivals.is_empty() {
            section aria-labelledby="rivals" {
                h2 #rivals { "Rival texts under the same item" }
                (vote_table(record, "Rivals", rivals.iter().copied()))
                ul.actions {
                    @for rival in &rivals {
                        @if let (Some(_), Target::Vote(other)) = (on_the_whole(record, target), rival) {
                            li {
                                a href={ "/compare?votes=" (in_address(&symbol.to_string())) "," (in_address(&other.label())) } {
                                    "Who supported both this and " (other.label())
                                }
                            }
                        }
                    }
                }
            }
        }
        @if !others.is_empty() {
            section aria-labelledby="others" {
                h2 #others { "Other votes on this text" }
                (vote_table(record, "Separate votes", others))
            }
        }
    }
}

/// How many members are shown that did otherwise than was expected.
const UNEXPECTED: usize = 12;

fn expected(edition: &Edition, vote: Vote<'_>) -> Markup {
    let estimate = edition.ideal();
    let Some((_, cases)) = cases(&estimate.prepared, &estimate.fit, vote) else { return html! {} };
    let voted: Vec<&Case> = cases.iter().filter(|case| case.of_position.is_some()).collect();
    let otherwise: Vec<&&Case> = voted.iter().filter(|case| !case.as_expected()).collect();
    let percent = |part: f64| match 100.0 * part {
        small if small < 0.1 => "<0.1 %".to_owned(),
        it => format!("{it:.1} %"),
    };
    html! {
        section aria-labelledby="expected" {
            h2 #expected { "Who was expected to vote otherwise" }
            (built_in_alone(&edition.book))
            p {
                (voted.len() - otherwise.len()) " of " (voted.len()) " did what was most probable for them, told from all their other votes and "
                "all other votes on the text, on one line (" a href="/ideal" { "ideal points" } "). What divides members across that line is not in it."
            }
            @if !otherwise.is_empty() {
                div.wide-table tabindex="0" role="region" aria-label="Who did otherwise" {
                    table.cards {
                        caption {
                            "Those that did otherwise, the least expected first"
                            @if otherwise.len() > UNEXPECTED { "; " (UNEXPECTED) " of " (otherwise.len()) }
                        }
                        thead {
                            tr {
                                th scope="col" { "Member" } th scope="col" { "Did" }
                                th.count scope="col" { "Expected yes" } th.count scope="col" { "abstain" } th.count scope="col" { "no" }
                            }
                        }
                        tbody {
                            @for case in otherwise.iter().take(UNEXPECTED) {
                                tr {
                                    th scope="row" { (member_link(&edition.book.record, case.member)) }
                                    td data-label="did" { (position(case.position)) }
                                    td.count data-label="expected: yes" { (percent(case.expected.yes)) }
                                    td.count data-label="abstain" { (percent(case.expected.abstain)) }
                                    td.count data-label="no" { (percent(case.expected.no)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where it comes from, and what is wrong there.
fn source(target: Target<'_>) -> Markup {
    html! {
        section aria-labelledby="source" {
            h2 #source { "Source" }
            @match target {
                Target::Vote(vote) => {
                    @let file = &vote.source.file;
                    dl {
                        dt { "Document" } dd { (vote.source.document.as_deref().unwrap_or("no meeting record is known")) }
                        @if let Some(url) = &vote.source.url { dt { "Page" } dd { (outside(url)) } }
                        dt { "Read from" }
                        dd { (file.format) @if !file.name.is_empty() { ", " (file.name) } @if let Some(line) = vote.source.line { ", line " (line) } }
                        dt { "Id" } dd { code { (vote.id) } }
                    }
                    @if !vote.note.is_empty() { p.note { (vote.note) } }
                    @if vote.defects.is_empty() { p { "No defect of the source is known." } }
                    @else {
                        h3 { "Defects of the source" }
                        ul.warning { @for defect in &vote.defects { li { (defect) } } }
                    }
                }
                Target::Text(text) => {
                    @if text.source.is_empty() { p { "None is known." } }
                    @else { ul { @for part in text.source.split(" | ") { li { (outside(part)) } } } }
                    @if text.standing != Standing::Recorded { p.note { "How well this stands: " (text.standing.code()) "." } }
                }
            }
        }
    }
}

/// How to cite it, and what to take away.
fn take_away(edition: &Edition, target: Target<'_>) -> Markup {
    let record = &edition.book.record;
    let name = name_of(record, target);
    let info = &edition.book.info;
    let words = match target {
        Target::Vote(vote) if vote.is_by_name() => format!(
            "{name}, “{}”, {}, {}: {}",
            title_of(target),
            vote.body,
            vote.date.in_words(),
            cited(vote.tally())
        ),
        _ => format!("{name}, “{}”, {}", title_of(target), date_of(target)),
    };
    html! {
        section aria-labelledby="cite" {
            h2 #cite { "Cite and take away" }
            blockquote { p { (words) ". " (citations(info).join(" ")) ". Read with " (NAME) ", book " (info.id) "." } }
            p { "The numbers are yes-no-abstain, and in brackets those that did not vote." }
            (as_data(&format!("/votes/{}", in_address(&name))))
            p.command { "The same at the command line: " code { "scrutineer show " (name) } }
        }
    }
}

//! Pieces of which pages are made: links to votes and members, tallies, positions, figures.

use maud::{Markup, PreEscaped, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use scrutineer_book::Book;
use scrutineer_figures::Svg;
use scrutineer_record::{MemberId, MemberSet, Position, Record, Standing, Tally, fold};
use scrutineer_report::grounds::decided;
use scrutineer_report::words::position_word;
use scrutineer_report::{Target, UNTITLED};

/// How wide figures are on large screens, and on small ones: each is laid out twice.
pub(crate) const WIDE: f64 = 960.0;
const NARROW: f64 = 360.0;

/// What the address of a page ends with where its picture is asked for, …
pub(crate) const SVG: &str = ".svg";
/// … and where it is asked for as pixels.
pub(crate) const PNG: &str = ".png";

/// What an address may hold as it is: symbols and ids stay readable.
const READABLE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b':')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b'~')
    .remove(b'(')
    .remove(b')')
    .remove(b',');

/// A word as it stands in an address.
pub(crate) fn in_address(word: &str) -> String {
    utf8_percent_encode(word, READABLE).to_string()
}

/// The name of a vote or text in addresses: its symbol; the id of a vote that has none, or that is not the one on
/// the whole text.
pub(crate) fn name_of(record: &Record, target: Target<'_>) -> String {
    match target {
        Target::Text(text) => text.symbol.to_string(),
        Target::Vote(vote) => {
            let whole = vote.symbol.as_ref().and_then(|symbol| record.vote_on(symbol));
            if whole == Some(vote) { vote.label() } else { vote.id.clone() }
        }
    }
}

/// Where the page of a vote or text is.
pub(crate) fn address_of(record: &Record, target: Target<'_>) -> String {
    format!("/votes/{}", in_address(&name_of(record, target)))
}

/// A link to a vote or text by its name.
pub(crate) fn vote_link(record: &Record, target: Target<'_>) -> Markup {
    html! { a.symbol href=(address_of(record, target)) { (name_of(record, target)) } }
}

/// The title of a vote or text, or what stands for it.
pub(crate) fn title_of(target: Target<'_>) -> String {
    let title = target.title();
    if title.is_empty() { UNTITLED.to_owned() } else { title }
}

/// The date of a vote or text in short words.
pub(crate) fn date_of(target: Target<'_>) -> String {
    let date = match target {
        Target::Vote(vote) => Some(vote.date),
        Target::Text(text) => text.date,
    };
    date.map_or_else(|| "date unknown".to_owned(), |date| date.in_short_words())
}

/// A table of votes and texts, a line each.
pub(crate) fn vote_table<'r>(
    record: &'r Record,
    caption: &str,
    targets: impl IntoIterator<Item = Target<'r>>,
) -> Markup {
    html! {
        div.wide-table tabindex="0" role="region" aria-label=(caption) {
            table.cards {
                caption { (caption) }
                thead { tr { th scope="col" { "Vote" } th scope="col" { "Date" } th scope="col" { "Decided" } th scope="col" { "Title" } } }
                tbody {
                    @for target in targets {
                        tr {
                            th scope="row" { (vote_link(record, target)) }
                            td.date { (date_of(target)) }
                            td.decided { (decided_of(target)) }
                            td { (titled(target)) }
                        }
                    }
                }
            }
        }
    }
}

/// A list of votes and texts, for narrow columns.
pub(crate) fn vote_list<'r>(
    record: &'r Record,
    targets: impl IntoIterator<Item = Target<'r>>,
) -> Markup {
    html! {
        ul.votes-list {
            @for target in targets {
                li {
                    (vote_link(record, target)) " " span.note { (date_of(target)) " · " (decided_of(target)) }
                    span.title { (titled(target)) }
                }
            }
        }
    }
}

/// How a vote or text was decided, with the mark of what does not stand in the voting record.
pub(crate) fn decided_of(target: Target<'_>) -> Markup {
    html! { (decided(target)) (standing(target.standing())) }
}

/// The title of a vote or text, and what was put to the vote, where it is not the whole text.
pub(crate) fn titled(target: Target<'_>) -> Markup {
    html! { (title_of(target)) (motion_of(target)) }
}

/// What was put to the vote, where it is not the whole text.
pub(crate) fn motion_of(target: Target<'_>) -> Markup {
    match target {
        Target::Vote(vote) if !vote.motion.is_whole() => {
            html! { " (" (vote.motion.to_string()) ")" }
        }
        _ => html! {},
    }
}

/// A link to a member by its name in the press.
pub(crate) fn member_link(record: &Record, id: MemberId) -> Markup {
    let member = &record.members()[id];
    html! { a href={ "/members/" (in_address(&member.code)) } { (member.press_name) } }
}

/// The name of a member where all are listed: with the official one, where another has the same in the press.
pub(crate) fn distinct_name(record: &Record, id: MemberId) -> String {
    let member = &record.members()[id];
    let is_shared = record
        .members()
        .iter()
        .any(|(other, of)| other != id && of.press_name == member.press_name);
    if is_shared {
        format!("{} ({})", member.press_name, member.official_name)
    } else {
        member.press_name.clone()
    }
}

/// Members by name, in alphabetical order, each with a link.
pub(crate) fn member_links(record: &Record, members: MemberSet) -> Markup {
    let mut members: Vec<MemberId> = members.iter().collect();
    members.sort_by_key(|id| fold(&record.members()[*id].press_name));
    html! {
        @for (place, id) in members.into_iter().enumerate() {
            @if place > 0 { ", " }
            (member_link(record, id))
        }
    }
}

/// A position in words, with its colour before it.
pub(crate) fn position(position: Position) -> Markup {
    html! { span class={ "position " (position.code()) } { (position_word(position)) } }
}

/// The counts of a tally, a cell each.
pub(crate) fn tally_cells(tally: Tally) -> Markup {
    html! { @for of in Position::ALL { td.count data-label=(position_word(of)) { (tally.of(of)) } } }
}

/// The heads of the columns that [`tally_cells`] fills.
pub(crate) fn tally_heads() -> Markup {
    html! { @for of in Position::ALL { th.count scope="col" { (position(of)) } } }
}

/// The mark of a fact that does not stand in the voting record; none of one that does.
pub(crate) fn standing(standing: Standing) -> Markup {
    match standing {
        Standing::Recorded => html! {},
        standing => html! { " " span.standing { "(" (standing.code()) ")" } },
    }
}

/// A figure for large and for small screens, and where it is as a file; nothing if there is nothing to draw.
pub(crate) fn figure(id: &str, file: &str, draw: impl Fn(f64) -> Option<Svg>) -> Markup {
    let (Some(wide), Some(narrow)) = (draw(WIDE), draw(NARROW)) else { return html! {} };
    html! {
        figure {
            div.wide { (PreEscaped(wide.inline(&format!("{id}wide")))) }
            div.narrow { (PreEscaped(narrow.inline(&format!("{id}narrow")))) }
            figcaption { a href=(file) { "This figure as SVG" } }
        }
    }
}

/// Why a measure over many votes says little where the book is the built-in one.
pub(crate) fn built_in_alone(book: &Book) -> Markup {
    html! {
        @if book.info.built_in {
            p.warning {
                "The built-in votes were chosen for what they are about: of all else these figures say nothing. With a whole record imported "
                "they say more: " code { "scrutineer book import" } "."
            }
        }
    }
}

/// The answer of a page as data, from the API.
pub(crate) fn as_data(answer: &str) -> Markup {
    let and = if answer.contains('?') { '&' } else { '?' };
    let at = format!("/api/v1{answer}");
    html! {
        p.data { "The same for programs: " a href=(at) { "JSON" } ", " a href={ (at) (and) "format=csv" } { "CSV" } }
    }
}

/// Where a fact comes from: documents, and pages elsewhere with what is said of them.
pub(crate) fn outside(sources: &str) -> Markup {
    let is_page = |word: &str| word.starts_with("https://") || word.starts_with("http://");
    html! {
        @for (place, source) in sources.split(" | ").enumerate() {
            @if place > 0 { ", " }
            @match source.split_once(' ').unwrap_or((source, "")) {
                (page, rest) if is_page(page) => {
                    a href=(page) rel="external noreferrer" { (page) } @if !rest.is_empty() { " " (rest) }
                }
                _ => (source),
            }
        }
    }
}

/// A number with its two last digits; what rounds to nothing has no sign.
pub(crate) fn hundredths(number: Option<f64>) -> String {
    let written = |number: f64| match format!("{number:.2}") {
        nothing if nothing == "-0.00" => "0.00".to_owned(),
        written => written.replace('-', "−"),
    };
    number.map_or_else(|| "–".to_owned(), written)
}

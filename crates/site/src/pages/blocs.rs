//! Blocs: members that voted alike in a session, found from the votes alone.

use maud::{Markup, html};
use scrutineer_figures::{Svg, bloc_tree};
use scrutineer_measures::{Bloc, FEWEST, LEAST_PART, Named};
use scrutineer_record::{MemberSet, Record};
use scrutineer_report::blocs::{Found, Request};
use scrutineer_report::words::counted;
use serde::Deserialize;

use crate::edition::Edition;
use crate::layout::Page;
use crate::parts::{WIDE, as_data, built_in_alone, figure, hundredths, in_address, member_links};
use crate::problem::Problem;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// A regular session; the last with votes enough if none is named.
    session: String,
}

/// The blocs that are asked for, with what to do with those of one session.
fn with<T>(
    edition: &Edition,
    asked: &Asked,
    make: impl FnOnce(&Found<'_>) -> T,
) -> Result<T, Problem> {
    let session = asked.session.trim();
    let sessions = if session.is_empty() { Vec::new() } else { vec![session.parse()?] };
    edition.with_blocs(&Request::default(), |history| {
        let all = history.only(&sessions)?;
        let found = all.sessions.last();
        found
            .map(|found| make(found))
            .ok_or_else(|| Problem::missing("there are not votes enough for blocs"))
    })
}

/// The page of a session.
pub(crate) fn page(edition: &Edition, asked: &Asked) -> Result<Page, Problem> {
    with(edition, asked, |found| of_session(edition, found))
}

/// Who joined whom.
pub(crate) fn picture(edition: &Edition, asked: &Asked) -> Result<Svg, Problem> {
    with(edition, asked, |found| tree(&edition.book.record, found, WIDE))
}

fn tree(record: &Record, found: &Found<'_>, width: f64) -> Svg {
    let blocs: Vec<_> =
        found.blocs().map(|(bloc, name)| (bloc.members, found.called(name))).collect();
    let about = format!("session {}, {} votes", found.session, found.votes);
    bloc_tree(record.members(), &found.graph, &found.dendrogram, &blocs, &about, width)
}

fn of_session(edition: &Edition, found: &Found<'_>) -> Page {
    let record = &edition.book.record;
    let session = found.session;
    Page {
        title: format!("Blocs in session {session}"),
        about: format!("Members of the United Nations that voted alike in session {session}."),
        part: "/blocs",
        picture: None,
        body: html! {
            h1 { "Blocs in session " (session) " (" (found.year()) ")" }
            p.lead {
                "Found from the votes alone: members that agreed more with one another than with others. A bloc is called after the known "
                "group that it is most like, or after who is in the middle of it; it is no group."
            }
            form.fields action="/blocs" {
                p { label for="session" { "Regular session" } input #session name="session" inputmode="numeric" size="6" value=(session); }
                p { button type="submit" { "Show" } }
            }
            (built_in_alone(&edition.book))
            (head(found))
            @for (place, (bloc, name)) in found.blocs().enumerate() { (of_bloc(record, found, bloc, name, place)) }
            (moves(record, found))
            section aria-labelledby="tree" {
                h2 #tree { "Who joined whom" }
                (figure("tree", &format!("/blocs.svg?session={session}"), |width| Some(tree(record, found, width))))
            }
            (left_out(record, found))
            (as_data(&format!("/blocs?session={session}")))
        },
    }
}

fn head(found: &Found<'_>) -> Markup {
    html! {
        p {
            (counted(found.votes, "vote")) ", " (counted(found.graph.members().len(), "member")) ", "
            (counted(found.of.blocs().list.len(), "bloc")) ", modularity " (format!("{:.3}", found.of.blocs().modularity))
            @if let Some((index, n)) = found.regional() {
                "; beside the regional groups of the United Nations, adjusted Rand index " (format!("{index:.2}")) " (n " (n) ")"
            }
            ". Agreement: the same position 1, one abstaining ½, opposed 0, the mean of the votes that both cast; clustered by average "
            "linkage, cut where modularity is highest."
        }
    }
}

/// How many known groups are named beside a bloc.
const GROUPS: usize = 3;

fn of_bloc(record: &Record, found: &Found<'_>, bloc: &Bloc, name: Named, place: usize) -> Markup {
    let id = format!("bloc{place}");
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (counted(bloc.members.len().into(), "member")) " " (found.called(name)) }
            p.where { "Agreement among themselves " (hundredths(bloc.within)) ", with others " (hundredths(bloc.outside)) }
            @let like = found.likenesses(bloc.members);
            @if !like.is_empty() {
                ul {
                    @for like in like.iter().take(GROUPS) {
                        li { a href={ "/groups/" (in_address(&like.group.code)) } { (like.group.name) } ": " (like.in_both) " of its " (like.in_group) " are here" }
                    }
                }
            }
            p { (member_links(record, bloc.members)) }
        }
    }
}

/// Who is in another bloc than in the session before.
fn moves(record: &Record, found: &Found<'_>) -> Markup {
    let Some((before, moves)) = &found.since else { return html! {} };
    let mut ways: Vec<(String, MemberSet)> = Vec::new();
    for change in moves {
        let way = format!("from {} to {}", found.called(change.from), found.called(change.to));
        match ways.iter_mut().find(|(other, _)| *other == way) {
            Some((_, members)) => members.insert(change.member),
            None => ways.push((way, change.member.into())),
        }
    }
    html! {
        section aria-labelledby="moves" {
            h2 #moves { "Who changed blocs since session " (before) }
            @if ways.is_empty() { p { "Nobody." } }
            @else { ul { @for (way, members) in ways { li { (way) ": " (member_links(record, members)) } } } }
            p { a href={ "/blocs?session=" (before) } { "Blocs in session " (before) } }
        }
    }
}

fn left_out(record: &Record, found: &Found<'_>) -> Markup {
    let members: MemberSet = found.graph.left_out().iter().copied().collect();
    html! {
        @if !members.is_empty() {
            p.note {
                "Left out, since " (FEWEST) " votes in common with every other, and 1 in " (LEAST_PART) ", are needed: " (member_links(record, members))
            }
        }
    }
}

//! The first page: what this is, and where to begin.

use std::cmp::Reverse;

use maud::{Markup, html};
use scrutineer_record::{Record, Vote};
use scrutineer_report::Target;
use scrutineer_report::words::book_line;

use crate::edition::Edition;
use crate::layout::{NAME, Page};
use crate::pages::check::form;
use crate::parts::vote_list;
use crate::problem::Problem;

/// How many votes a list of this page has.
const LISTED: usize = 8;

/// The first page.
pub(crate) fn page(edition: &Edition) -> Result<Page, Problem> {
    let record = &edition.book.record;
    Ok(Page {
        title: NAME.to_owned(),
        about: "How states vote at the United Nations, and whether what is said about it is so."
            .to_owned(),
        part: "/",
        picture: None,
        body: html! {
            h1 { "How states vote at the United Nations, and whether what is said about it is so" }
            p.lead {
                "Paste a statement. Every claim in it about a vote is found, held against the record of who voted how, and "
                "judged; what it leaves out is said beside it. Nothing that you paste is stored."
            }
            (form("", ""))
            div.columns {
                (list(record, "latest", "The latest votes", latest(record)))
                (list(record, "closest", "The closest votes", closest(record)))
            }
            section aria-labelledby="more" {
                h2 #more { "What is here" }
                p { "The record: " (book_line(&edition.book.info)) ". " a href="/sources" { "Where it comes from, and what is wrong in it" } "." }
                ul {
                    li { a href="/find" { "Every vote" } ", by words, date, body, member and group" }
                    li { a href="/series" { "Texts that come back" } ", session by session, and who moved between them" }
                    li { a href="/members" { "Every member" } " and " a href="/groups" { "every group" } ": how they voted, and with whom" }
                    li { a href="/blocs" { "Blocs" } ", found from the votes alone" }
                    li { a href="/ideal" { "Where members stand" } ", estimated from how they voted" }
                    li { a href="/mandates" { "Working groups" } " on information security and cybercrime, and what set them up" }
                }
            }
        },
    })
}

/// Votes on whole texts of which everyone's position is known: a roll on which fewer than half took one is not
/// one that came to so little but one that has lost its names.
fn whole(record: &Record) -> impl Iterator<Item = Vote<'_>> {
    let is_known = |vote: &Vote<'_>| {
        let tally = vote.tally();
        vote.is_by_name() && 2 * (tally.roll() - tally.non_voting) >= tally.roll()
    };
    record.votes().filter(move |vote| vote.motion.is_whole() && is_known(vote))
}

fn latest(record: &Record) -> Vec<Vote<'_>> {
    let mut votes: Vec<_> = whole(record).collect();
    votes.sort_by_key(|vote| Reverse((vote.date, vote.place())));
    votes.truncate(LISTED);
    votes
}

/// Those with the fewest votes between yes and no, the latest first among equals.
fn closest(record: &Record) -> Vec<Vote<'_>> {
    let mut votes: Vec<_> = whole(record).collect();
    votes.sort_by_cached_key(|vote| {
        let tally = vote.tally();
        (tally.yes.abs_diff(tally.no), Reverse(vote.date))
    });
    votes.truncate(LISTED);
    votes
}

fn list(record: &Record, id: &str, words: &str, votes: Vec<Vote<'_>>) -> Markup {
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (words) }
            (vote_list(record, votes.into_iter().map(Target::Vote)))
        }
    }
}

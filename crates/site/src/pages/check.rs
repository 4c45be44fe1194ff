//! A statement checked: its words marked, and beside them what the record says.

use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use maud::{Markup, html};
use scrutineer_ingest::article::Article;
use scrutineer_record::Date;
use scrutineer_report::Error;
use scrutineer_report::findings::{Document, FindingsReport};
use scrutineer_report::mail;
use serde::Deserialize;

use crate::edition::Edition;
use crate::findings::{Links, section, summary};
use crate::layout::Page;
use crate::problem::Problem;

/// Statements that are checked on a page are no longer than this: a whole report, not an archive.
pub(crate) const MOST_BYTES: usize = 250_000;
/// A claim with its evidence takes some kilobytes of the page.
const MOST_CLAIMS: usize = 300;

/// What was put into the form.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// The words.
    #[serde(default)]
    statement: String,
    /// The day on which they were said, if it was given.
    #[serde(default)]
    date: String,
}

/// The form alone.
pub(crate) fn empty(_: &Edition) -> Result<Page, Problem> {
    Ok(Page {
        title: "Check a statement".to_owned(),
        about: "Paste a report or a speech: every claim about a vote at the United Nations is held against the record.".to_owned(),
        part: "/check",
        picture: None,
        body: html! {
            h1 { "Check a statement" }
            p.lead { "A report, a speech, a sentence: English text or HTML in which something is said about votes at the United Nations." }
            (form("", ""))
            (what_it_does())
        },
    })
}

/// Why a form was not read.
pub(crate) fn unread(why: &FormRejection) -> Problem {
    match why.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            too_much(format!("the statement is longer than the {MOST_BYTES} bytes of a page"))
        }
        status => Problem::with_status(status, why.body_text()),
    }
}

fn too_much(message: String) -> Problem {
    Problem::with_status(StatusCode::PAYLOAD_TOO_LARGE, message)
        .hint("check it in parts, or at the command line: scrutineer check", None)
}

/// The statement with its findings.
pub(crate) fn page(edition: &Edition, asked: &Asked) -> Result<Page, Problem> {
    if asked.statement.trim().is_empty() {
        return empty(edition);
    }
    let date = match asked.date.trim() {
        "" => None,
        typed => Some(typed.parse::<Date>().map_err(|error| Problem::wrong(error.to_string()))?),
    };
    let article = Article::read("the statement", asked.statement.as_bytes(), None);
    let article = article.map_err(Error::from)?;
    let text = article.text.as_bytes();
    let found = edition.with_checker(|checker| checker.check(text, date.or(article.published)));
    if found.findings.len() > MOST_CLAIMS {
        let claims = found.findings.len();
        return Err(too_much(format!(
            "the statement makes {claims} claims; a page shows {MOST_CLAIMS}"
        )));
    }
    let documents = [Document { source: "The statement".to_owned(), article, found }];
    let json = serde_json::to_string_pretty(&FindingsReport::of(&edition.book, &documents));
    let json = json.map_err(|error| Problem::fault(error.to_string()))?;
    Ok(Page {
        title: "What the record says".to_owned(),
        about: "A statement about votes at the United Nations, held against the record.".to_owned(),
        part: "/check",
        picture: None,
        body: html! {
            h1 { "What the record says" }
            (summary(&documents))
            p #share .note { "To show this to others, send them the statement; or take it away below." }
            @for document in &documents { (section(&edition.book, document, 1, Links::Site)) }
            (take_away(&mail::page(&edition.book, &documents), &json))
            section aria-labelledby="again" {
                h2 #again { "Check another, or change this one" }
                (form(&asked.statement, &asked.date))
            }
        },
    })
}

/// Where statements are put in. It works without a script.
pub(crate) fn form(statement: &str, date: &str) -> Markup {
    html! {
        form #check action="/check" method="post" {
            p {
                label for="statement" { "The statement" }
                textarea #statement name="statement" required spellcheck="false" { "\n" (statement) }
            }
            div.fields {
                p {
                    label for="date" { "When it was said, if it does not say so" }
                    input #date type="date" name="date" value=(date);
                }
                p hidden {
                    label for="file" { "or a file: drop it above, or choose it" }
                    input #file type="file" accept=".txt,.md,.html,text/*";
                }
                p { button type="submit" { "Check it" } }
            }
        }
    }
}

fn take_away(mail: &str, json: &str) -> Markup {
    html! {
        section aria-labelledby="away" {
            h2 #away { "Take it away" }
            details { summary { "As plain text, to paste" } pre tabindex="0" { "\n" (mail) } }
            details { summary { "As JSON, for programs" } pre tabindex="0" { "\n" (json) } }
        }
    }
}

fn what_it_does() -> Markup {
    html! {
        section aria-labelledby="verdicts" {
            h2 #verdicts { "The verdicts" }
            dl {
                dt { "supported" } dd { "the record bears the claim out" }
                dt { "contradicted" } dd { "the record says otherwise" }
                dt { "partly" } dd { "a part holds and a part does not" }
                dt { "ambiguous" } dd { "the words fit several votes or readings that lead to different verdicts" }
                dt { "not in record" } dd { "the record does not hold what would decide it" }
            }
            p {
                "Sentences that speak of votes and were not understood are listed as such. That nothing was found wrong does "
                "not mean that everything was checked."
            }
        }
    }
}

//! The page that stands where there is none.

use axum::http::StatusCode;
use maud::html;

use crate::layout::Page;
use crate::problem::Problem;

/// Why there is no page, and what to try instead.
pub(crate) fn page(problem: &Problem) -> Page {
    let title = match problem.status {
        StatusCode::NOT_FOUND => "That is not here",
        status if status.is_client_error() => "That has no answer",
        _ => "A fault of ours",
    };
    let title = title.to_owned();
    Page {
        about: problem.message.clone(),
        part: "",
        picture: None,
        body: html! {
            h1 { (title) }
            p { bdi { (problem.message) } "." }
            @if !problem.hints.is_empty() {
                ul {
                    @for (words, address) in &problem.hints {
                        li {
                            @if let Some(address) = address { a href=(address) { (words) } } @else { (words) }
                        }
                    }
                }
            }
        },
        title,
    }
}

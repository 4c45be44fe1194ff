//! The page that stands where there is none.

use maud::html;

use crate::layout::Page;
use crate::problem::Problem;

/// Why there is no page, and what to try instead.
pub(crate) fn page(problem: &Problem) -> Page {
    let title = problem.status.canonical_reason().unwrap_or("No answer").to_owned();
    Page {
        about: problem.message.clone(),
        part: "",
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

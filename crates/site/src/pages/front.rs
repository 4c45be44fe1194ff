//! The first page: what this is.

use maud::html;

use crate::edition::Edition;
use crate::layout::Page;
use crate::problem::Problem;

/// The first page.
pub(crate) fn page(_: &Edition) -> Result<Page, Problem> {
    Ok(Page {
        title: "Scrutineer".to_owned(),
        about: "How states vote at the United Nations, and whether what is said about it is so."
            .to_owned(),
        part: "",
        body: html! { h1 { "How states vote, and whether what is said about it is so" } },
    })
}

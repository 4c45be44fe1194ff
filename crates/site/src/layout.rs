//! What stands around every page: head, navigation, and whose data it is.

use maud::{DOCTYPE, Markup, html};
use scrutineer_report::words::{book_line, citations};

use crate::assets;
use crate::edition::Edition;
use crate::parts::PNG;

/// A page without what stands around it.
pub(crate) struct Page {
    /// What it is, in the title of the window.
    pub(crate) title: String,
    /// What is on it, in a sentence, for those who get a link to it.
    pub(crate) about: String,
    /// In which part of the site it is: an address.
    pub(crate) part: &'static str,
    /// The picture by which it is known elsewhere: its address without an ending.
    pub(crate) picture: Option<String>,
    /// Everything between navigation and footer, from its heading on.
    pub(crate) body: Markup,
}

/// Whether pictures are had as pixels, as other sites show them beside a link.
const IN_PIXELS: bool = cfg!(feature = "png");

/// The parts of the site, with their addresses.
const PARTS: [(&str, &str); 9] = [
    ("/check", "Check"),
    ("/find", "Votes"),
    ("/series", "Series"),
    ("/members", "Members"),
    ("/groups", "Groups"),
    ("/blocs", "Blocs"),
    ("/ideal", "Ideal points"),
    ("/mandates", "Mandates"),
    ("/sources", "Sources"),
];

/// A page with everything around it.
pub(crate) fn whole(edition: &Edition, page: &Page) -> String {
    let title =
        if page.title == NAME { NAME.to_owned() } else { format!("{} · {NAME}", page.title) };
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                meta name="description" content=(page.about);
                meta property="og:type" content="website";
                meta property="og:title" content=(page.title);
                meta property="og:description" content=(page.about);
                meta property="og:site_name" content=(NAME);
                @if let Some(picture) = page.picture.as_ref().filter(|_| IN_PIXELS) {
                    meta property="og:image" content={ (edition.origin) (picture) (PNG) };
                    meta property="og:image:type" content="image/png";
                    meta name="twitter:card" content="summary_large_image";
                }
                link rel="stylesheet" href=(assets::STYLE.address());
                link rel="icon" href=(assets::ICON.address()) type="image/svg+xml";
                @if matches!(page.part, "/" | "/check") { script src=(assets::CHECK.address()) defer {} }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                (navigation(page.part))
                main #content tabindex="-1" { (page.body) }
                (footer(edition))
            }
        }
    };
    markup.into_string()
}

/// What the site is called.
pub(crate) const NAME: &str = "Scrutineer";

fn navigation(part: &str) -> Markup {
    html! {
        header.site {
            a.name href="/" { (NAME) }
            nav aria-label="Parts of the site" {
                ul {
                    @for (address, words) in PARTS {
                        @let here = (address == part).then_some("true");
                        li { a href=(address) aria-current=[here] { (words) } }
                    }
                }
            }
            search {
                form action="/find" {
                    label.hidden for="search" { "Search the votes" }
                    input #search type="search" name="words" placeholder="A/RES/74/29, nuclear …";
                    button type="submit" { "Search" }
                }
            }
        }
    }
}

fn footer(edition: &Edition) -> Markup {
    let info = &edition.book.info;
    html! {
        footer {
            p {
                "Absence is not abstention, and abstention is not opposition. “Without a vote” is not unanimity. A vote that this book does \
                not hold may well have been taken."
            }
            @for citation in citations(info) { p.citation { (citation) } }
            p {
                a href="/sources" { "The book" } " " code { (info.id) } ": " (book_line(info)) ". Scrutineer "
                (env!("CARGO_PKG_VERSION")) "."
            }
        }
    }
}

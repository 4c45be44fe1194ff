//! Resources: votes, members and the book, each at an address of its own.

use percent_encoding::percent_decode_str;
use rmcp::model::{Resource, ResourceTemplate};
use scrutineer_report::book::BookReport;
use scrutineer_report::{Error, member};
use serde_json::{Map, Value};

use crate::told::Told;
use crate::tools::{Callable, Desk};

const MEDIA_TYPE: &str = "application/json";
const BOOK: &str = "scrutineer://book";
const MEMBERS: &str = "scrutineer://members";

/// Resources that are found at an address that names them, each with the tool that answers and what it calls the name.
const NAMED: [(&str, &str, &str); 2] = [
    ("scrutineer://votes/", "show_vote", "vote"),
    ("scrutineer://members/", "member_record", "member"),
];

/// What can be read without knowing a name.
pub(crate) fn list() -> Vec<Resource> {
    vec![
        Resource::new(BOOK, "book")
            .with_title("What the book holds")
            .with_description(
                "How many votes, until when, from which sources, and how far these agree.",
            )
            .with_mime_type(MEDIA_TYPE),
        Resource::new(MEMBERS, "members")
            .with_title("Every member")
            .with_description("Every state that is or was a member, with its code and its dates.")
            .with_mime_type(MEDIA_TYPE),
    ]
}

/// What can be read by a name.
pub(crate) fn templates() -> Vec<ResourceTemplate> {
    vec![
        ResourceTemplate::new("scrutineer://votes/{+vote}", "vote")
            .with_title("A vote")
            .with_description("As show_vote: a symbol, such as A/RES/74/29, or the id of a vote.")
            .with_mime_type(MEDIA_TYPE),
        ResourceTemplate::new("scrutineer://members/{member}", "member")
            .with_title("A member")
            .with_description("As member_record: a code, such as USA, or a name.")
            .with_mime_type(MEDIA_TYPE),
    ]
}

/// Reads a resource.
pub(crate) fn read(desk: &Desk, tools: &[Callable], uri: &str) -> Result<Value, Error> {
    let book = &desk.book;
    match uri.trim_end_matches('/') {
        BOOK => Told::of(book, &["book", "info"], Vec::new(), BookReport::of(&book.info)).json(),
        MEMBERS => {
            let list = member::list(&book.record);
            Told::of(book, &["find", "--member"], Vec::new(), list).json()
        }
        _ => named(desk, tools, uri),
    }
}

fn named(desk: &Desk, tools: &[Callable], uri: &str) -> Result<Value, Error> {
    let found = NAMED.iter().find_map(|(root, tool, what)| {
        let tool = tools.iter().find(|callable| callable.tool.name == *tool)?;
        Some((tool, *what, uri.strip_prefix(root)?))
    });
    let (tool, what, name) = found.ok_or_else(|| {
        Error::unknown("there is no such resource")
            .hint("there are scrutineer://book, scrutineer://members, scrutineer://votes/A/RES/74/29 and scrutineer://members/USA")
    })?;
    let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
    (tool.call)(desk, Map::from_iter([(what.to_owned(), name.into())]))
}

//! Resources: votes, members and the book, each at an address of its own.

use percent_encoding::percent_decode_str;
use rmcp::model::{Resource, ResourceTemplate};
use scrutineer_book::Book;
use scrutineer_report::book::BookReport;
use scrutineer_report::{Error, member};
use serde_json::{Map, Value};

use crate::pages::{Mark, Page};
use crate::told::Told;
use crate::tools::{Callable, Desk};

const MEDIA_TYPE: &str = "application/json";
const BOOK: &str = "scrutineer://book";
const MEMBERS: &str = "scrutineer://members";

/// So many members a page has.
const ROWS: usize = 100;

/// Resources that are found at an address that names them, each with the tool that answers and what it calls the name.
const NAMED: [(&str, &str, &str); 2] = [
    ("scrutineer://votes/", "show_vote", "vote"),
    ("scrutineer://members/", "member_record", "member"),
];

/// What can be read without knowing a name, and every member. Not every vote: there are thousands, and a client that
/// tells its model of all resources would tell of nothing else. `find_vote` finds them.
pub(crate) fn list(book: &Book) -> Vec<Resource> {
    let mut all = vec![
        Resource::new(BOOK, "book")
            .with_title("What the book holds")
            .with_description(
                "How many votes, until when, from which sources, and how far these agree.",
            )
            .with_mime_type(MEDIA_TYPE),
        Resource::new(MEMBERS, "members")
            .with_title("Every member")
            .with_description(
                "Every state that is or was a member, with its code and its dates, in pages.",
            )
            .with_mime_type(MEDIA_TYPE),
    ];
    let members = book.record.members().iter().map(|(_, member)| {
        Resource::new(format!("{MEMBERS}/{}", member.code), member.code.as_str())
            .with_title(member.name.as_str())
            .with_mime_type(MEDIA_TYPE)
    });
    all.extend(members);
    all
}

/// What can be read by a name.
pub(crate) fn templates() -> Vec<ResourceTemplate> {
    vec![
        ResourceTemplate::new("scrutineer://votes/{+vote}", "vote")
            .with_title("A vote")
            .with_description("As show_vote: a symbol, such as A/RES/74/29, or the id of a vote.")
            .with_mime_type(MEDIA_TYPE),
        ResourceTemplate::new("scrutineer://members/{member}{?cursor}", "member")
            .with_title("A member")
            .with_description(
                "As member_record: a code, such as USA, or a name; with next_cursor as cursor the votes that follow.",
            )
            .with_mime_type(MEDIA_TYPE),
        ResourceTemplate::new("scrutineer://members{?cursor}", "members")
            .with_title("Members, page by page")
            .with_description("With next_cursor as cursor the members that follow.")
            .with_mime_type(MEDIA_TYPE),
    ]
}

/// Reads a resource, or the page of it to which its address leads.
pub(crate) fn read(desk: &Desk, tools: &[Callable], uri: &str) -> Result<Value, Error> {
    let (address, cursor) = match uri.split_once("?cursor=") {
        Some((address, cursor)) => (address, Some(cursor)),
        None => (uri, None),
    };
    match (address.trim_end_matches('/'), cursor) {
        (BOOK, None) => {
            let (book, report) = (&desk.book, BookReport::of(&desk.book.info));
            Told::of(book, &["book", "info"], Vec::new(), report).json()
        }
        (MEMBERS, cursor) => members(&desk.book, cursor),
        (address, cursor) => named(desk, tools, address, cursor),
    }
}

/// A page of the members.
fn members(book: &Book, cursor: Option<&str>) -> Result<Value, Error> {
    let page = Page::at(Mark::of(&book.info.id, MEMBERS, &Map::new()), cursor, ROWS)?;
    let mut list = member::list(&book.record);
    let next = page.next(page.keep(&mut list.members));
    Told::of(book, &["find", "--member"], Vec::new(), list).page(next).json()
}

fn named(
    desk: &Desk,
    tools: &[Callable],
    address: &str,
    cursor: Option<&str>,
) -> Result<Value, Error> {
    let found = NAMED.iter().find_map(|(root, tool, what)| {
        let tool = tools.iter().find(|callable| callable.tool.name == *tool)?;
        Some((tool, *what, address.strip_prefix(root)?))
    });
    let (tool, what, name) = found.ok_or_else(|| {
        Error::unknown("there is no such resource")
            .hint("there are scrutineer://book, scrutineer://members, scrutineer://votes/A/RES/74/29 and scrutineer://members/USA")
    })?;
    let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
    let cursor = cursor.map(|cursor| ("cursor".to_owned(), cursor.into()));
    let asked = [(what.to_owned(), name.into())].into_iter().chain(cursor);
    (tool.call)(desk, asked.collect())
}

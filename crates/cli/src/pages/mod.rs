//! What the larger commands print for people.

pub(crate) mod findings;
pub(crate) mod fixes;
pub(crate) mod similar;
pub(crate) mod vote;

use scrutineer_book::Info;
use scrutineer_record::{Record, Standing};
use scrutineer_report::Target;
pub(crate) use scrutineer_report::grounds::{decided, how};
pub(crate) use scrutineer_report::words::book_line;

use crate::terminal::Page;
use crate::terminal::style::{bold, dim};
use crate::terminal::wrap::tied;

/// The parts that say something, with dots between them.
pub(crate) fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// A name with its code; once if they are the same.
pub(crate) fn named(name: &str, code: &str) -> String {
    if name == code { bold(name) } else { format!("{}  {code}", bold(name)) }
}

/// A fact with the mark of how well it stands.
pub(crate) fn marked(fact: &str, standing: Standing) -> String {
    format!("{fact} {}", mark(standing)).trim_end().to_owned()
}

/// The mark of a fact that does not stand in the voting record; none of one that does.
pub(crate) fn mark(standing: Standing) -> String {
    match standing {
        Standing::Recorded => String::new(),
        standing => dim(&format!("({})", standing.code())),
    }
}

/// The date of a vote or text in short words.
pub(crate) fn when(target: Target<'_>) -> String {
    let date = match target {
        Target::Vote(vote) => Some(vote.date),
        Target::Text(text) => text.date,
    };
    tied(&date.map_or_else(|| "date unknown".to_owned(), |date| date.in_short_words()))
}

/// Why a measure over many votes says little where the book is the built-in one.
pub(crate) fn built_in_alone(page: &mut Page, record: &Record) {
    if record.votes().all(|vote| vote.id.starts_with("builtin:")) {
        let why = "The built-in votes were chosen for what they are about: of all else the figures below say \
                   nothing. Import a whole record to know more: scrutineer book import FILE…";
        page.prose(2, why);
    }
}

/// The citations that stand wherever the votes do.
pub(crate) fn citations(info: &Info) -> Vec<String> {
    let citations = scrutineer_report::words::citations(info);
    citations.iter().map(|citation| dim(&citation.replace("© ", "©\u{a0}"))).collect()
}

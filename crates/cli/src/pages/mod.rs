//! What the larger commands print for people.

pub(crate) mod findings;
pub(crate) mod vote;

use scrutineer_book::{CITATION, Info};
use scrutineer_record::{Decision, Standing};
use scrutineer_report::Target;

use crate::names::cited;
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

/// The tally of a vote as it is cited, or how a text without one was decided.
pub(crate) fn decided(target: Target<'_>) -> String {
    match target {
        Target::Vote(vote) if !vote.is_by_name() => how(Decision::NonRecorded).to_owned(),
        Target::Vote(vote) => cited(vote.tally()),
        Target::Text(text) => how(text.decision).to_owned(),
    }
}

/// How a decision was taken, in words for a column.
pub(crate) fn how(decision: Decision) -> &'static str {
    match decision {
        Decision::Recorded => "by recorded vote",
        Decision::NonRecorded => "by a vote without names",
        Decision::WithoutVote => "without a vote",
        Decision::Unknown => "mode of adoption unknown",
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

/// How well it stands that a text exists and was decided so.
pub(crate) fn standing(target: Target<'_>) -> Standing {
    match target {
        Target::Vote(_) => Standing::Recorded,
        Target::Text(text) => text.standing,
    }
}

/// What the book is and how far it goes: `built-in, 97 votes to Dec 2023`.
pub(crate) fn book_line(info: &Info) -> String {
    let kind = if info.built_in { "built-in" } else { "imported" };
    let until = info.until.map_or_else(String::new, |until| {
        let words = until.in_short_words();
        // The month is enough.
        let month = words.split_once(' ').filter(|(day, _)| day.parse::<u8>().is_ok());
        format!(" to {}", month.map_or(words.as_str(), |(_, month)| month))
    });
    format!("{kind}, {} votes{until}", info.votes)
}

/// The citations that stand wherever the votes do: of the sources of the book and of what is built in.
pub(crate) fn citations(info: &Info) -> Vec<String> {
    let mut citations: Vec<String> = info.citations().into_iter().map(ToOwned::to_owned).collect();
    if !citations.iter().any(|citation| citation == CITATION) {
        citations.push(format!("What is built in: {CITATION}"));
    }
    citations.iter().map(|citation| dim(&citation.replace("© ", "©\u{a0}"))).collect()
}

//! What a word means that somebody typed: a vote, a text, a member, a group. What means nothing gets suggestions.

use scrutineer_record::{
    Body, Date, GroupId, Issue, Lookup, MemberId, NameKind, Period, Position, Proposal, Readings,
    Record, Symbol, Vote,
};

use crate::error::{Error, See};
use crate::words::plain;
use crate::{Target, suggest};

/// The vote or text that `typed` means: the id of a vote, or a symbol in any spelling, also that of the
/// draft.
pub fn target<'r>(record: &'r Record, typed: &str) -> Result<Target<'r>, Error> {
    if let Some(vote) = record.by_id(typed) {
        return Ok(Target::Vote(vote));
    }
    if let Some((source, _)) = typed.split_once(':').filter(|(source, _)| is_source(source)) {
        let error = Error::unknown(format!("no vote in this book has the id \"{}\"", plain(typed)));
        let votes = record.votes().filter(|vote| vote.id.starts_with(source)).count();
        return Err(error
            .hint(format!("it holds {votes} votes of {source}"))
            .hint(coverage(record)));
    }
    let symbol = match Symbol::parse(without_address(typed)) {
        Ok(symbol) => symbol,
        Err(error) => {
            return Err(suggesting(record, typed, Error::wrong(plain(&error.to_string()))));
        }
    };
    if let Some(found) = Target::by_symbol(record, &symbol) {
        return Ok(found);
    }
    let mut parts = record.votes_on(&symbol).peekable();
    if parts.peek().is_some() {
        let error = Error::unknown(format!("no vote on the whole of {symbol} is in this book"));
        return Err(parts.fold(error, |error, vote| {
            error.named(format!("{}: {}", vote.id, vote.motion), See::Vote(vote.id.clone()))
        }));
    }
    let draft_of = |text: &&Proposal| {
        let mut drafts = text.stages.iter().filter_map(|stage| stage.document.as_ref());
        drafts.any(|draft| *draft == symbol || draft.parent().as_ref() == Some(&symbol))
    };
    if let Some(found) = record.facts().proposals.iter().find(draft_of) {
        return Target::by_symbol(record, &found.symbol).map_or(Ok(Target::Text(found)), Ok);
    }
    let mut at_meeting =
        record.votes().filter(|vote| vote.meeting.as_ref() == Some(&symbol)).peekable();
    if at_meeting.peek().is_some() {
        let error = Error::wrong(format!("{symbol} is the record of a meeting, not a vote"));
        return Err(at_meeting.fold(error, |error, vote| {
            let words = format!("voted there: {}: {}", vote.label(), vote.title);
            error.named(words, See::Vote(vote.id.clone()))
        }));
    }
    let error = Error::unknown(format!("{symbol} is not in this book"));
    Err(suggesting(record, &symbol.to_string(), error).hint(coverage(record)))
}

/// Whether ids of votes can begin so.
fn is_source(word: &str) -> bool {
    matches!(word, "builtin" | "undl" | "unvotes" | "voeten")
}

/// A symbol without what a copied one brings along: the address of a document server, a full stop.
fn without_address(typed: &str) -> &str {
    let typed = typed.trim_end_matches(['.', ',', ';']);
    let hosts = ["undocs.org/en/", "undocs.org/", "docs.un.org/en/", "docs.un.org/"];
    hosts.iter().find_map(|host| typed.split_once(host)).map_or(typed, |(_, symbol)| symbol)
}

/// The vote that `typed` means; a text without one will not do.
pub fn vote<'r>(record: &'r Record, typed: &str) -> Result<Vote<'r>, Error> {
    match target(record, typed)? {
        Target::Vote(vote) => Ok(vote),
        Target::Text(text) => Err(Error::unknown(format!(
            "of {} no recorded vote is known: nobody's position stands in the record",
            text.symbol
        ))
        .see("see what is known", See::Vote(text.symbol.to_string()))),
    }
}

/// How far the book goes, for those who look for what is not in it.
fn coverage(record: &Record) -> String {
    let until =
        record.until().map_or_else(String::new, |until| format!(" to {}", until.in_short_words()));
    format!(
        "the book holds {} votes{until}; one that it does not hold may well have been taken",
        record.votes().len()
    )
}

fn suggesting(record: &Record, typed: &str, error: Error) -> Error {
    let near = suggest::symbols(record, typed);
    near.iter().fold(error, |error, symbol| {
        let found = Target::by_symbol(record, symbol);
        let date = match found {
            Some(Target::Vote(vote)) => Some(vote.date),
            Some(Target::Text(text)) => text.date,
            None => None,
        };
        let title = found.map_or_else(String::new, |found| found.title());
        let date = date.map_or_else(String::new, |date| format!(", {}", date.in_short_words()));
        let words = format!("did you mean {symbol}{date}: {title}");
        error.named(words, See::Vote(symbol.to_string()))
    })
}

/// The member that `typed` means: a code, a name, an adjective, a capital.
pub fn member(record: &Record, typed: &str) -> Result<MemberId, Error> {
    let members = record.members();
    let shown = plain(typed);
    // A name that passed from one member to another means the one that had it when the record ends.
    match members.lookup(typed, record.until()) {
        Lookup::One(member) => Ok(member),
        Lookup::Ambiguous(several) => {
            let error =
                Error::wrong(format!("\"{shown}\" can mean several members: write the code"));
            Err(several.into_iter().fold(error, |error, id| {
                let member = &members[id];
                let words = format!("{}: {}{}", member.code, member.name, years(&member.sat));
                error.named(words, See::Member(member.code.clone()))
            }))
        }
        Lookup::Unknown => {
            let english = members.names().iter().filter(|name| {
                name.language == "en"
                    && !matches!(name.kind, NameKind::Adjective | NameKind::People)
            });
            let near = suggest::names(typed, english.map(|name| name.text.as_str()));
            let error = Error::unknown(format!("\"{shown}\" is no member that this book knows"));
            let error = error.meant_as(near, See::Member);
            Err(match record.groups().lookup(typed) {
                Some(_) => error.see("it is a group", See::Group(shown)),
                None => error,
            })
        }
    }
}

/// The members that these mean.
pub fn members(record: &Record, typed: &[impl AsRef<str>]) -> Result<Vec<MemberId>, Error> {
    typed.iter().map(|typed| member(record, typed.as_ref())).collect()
}

/// When a member sat, in years.
fn years(sat: &[Period]) -> String {
    let year = |date: Option<Date>| date.map_or_else(String::new, |date| date.year().to_string());
    let spans = sat.iter().map(|sat| format!(", {}–{}", year(sat.from), year(sat.to)));
    spans.collect()
}

/// The group that `typed` means, and every other reading of it.
pub fn group(record: &Record, typed: &str) -> Result<Readings, Error> {
    record.groups().lookup(typed).ok_or_else(|| {
        let codes = record.groups().iter().map(|(_, group)| group.code.as_str());
        let names = record.groups().names().iter().map(|name| name.text.as_str());
        let near = suggest::names(typed, codes.chain(names));
        let shown = plain(typed);
        let error = Error::unknown(format!("\"{shown}\" is no group that this book knows"));
        let error = error.meant_as(near, See::Group);
        if record.members().lookup(typed, None) != Lookup::Unknown {
            return error.see("it is a member", See::Member(shown));
        }
        let codes: Vec<_> = record.groups().iter().map(|(_, group)| group.code.as_str()).collect();
        error.hint(format!("the groups: {}", codes.join(", ")))
    })
}

/// The code of a group.
pub fn group_code(record: &Record, group: GroupId) -> &str {
    &record.groups()[group].code
}

/// A date: a day, a month or a year.
pub fn date(typed: &str) -> Result<Date, Error> {
    typed
        .trim()
        .parse()
        .map_err(|error: scrutineer_record::Error| Error::wrong(plain(&error.to_string())))
}

/// A body: a code or a name.
pub fn body(typed: &str) -> Result<Body, Error> {
    let code = typed.trim().to_lowercase().replace([' ', '-'], "_");
    code.parse().map_err(|_| {
        let error = Error::wrong(format!("\"{}\" is no body that votes", plain(typed)));
        let codes: Vec<_> = Body::ALL.iter().map(|body| body.code()).collect();
        error.hint(format!("write one of {}", codes.join(", ")))
    })
}

/// A position: a code or its words.
pub fn position(typed: &str) -> Result<Position, Error> {
    let code = typed.trim().to_lowercase().replace([' ', '-'], "_");
    code.parse().map_err(|_| {
        let error = Error::wrong(format!("\"{}\" is no position", plain(typed)));
        error.hint("write yes, no, abstain or non_voting")
    })
}

/// Where issues are known from.
pub(crate) const ISSUES_ARE_TOLD_BY: &str =
    "issues are told by Voeten's data and those of unvotes alone";

/// An issue of Voeten's data, by its two letters.
pub fn issue(typed: &str) -> Result<Issue, Error> {
    typed.trim().parse().map_err(|_| {
        Error::wrong(
            "write me (Palestine), nu (nuclear), di (disarmament), hr (human rights), co (colonialism) or ec \
             (development)",
        )
    })
}

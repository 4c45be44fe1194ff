//! Which text a vote was on: its symbol and its title.

use scrutineer_record::symbol::Mention;
use scrutineer_record::{Body, Motion, Session, Symbol};

use super::lines::Line;
use super::sentence::Said;

/// The resolution that a sentence says was adopted.
pub(super) fn resolution(said: &Said) -> Option<Symbol> {
    let mentions = said.mentions();
    let of = |mention: &Mention| {
        let symbol = mention.cited.symbol()?;
        (symbol.is_resolution() || symbol.is_decision()).then(|| symbol.clone())
    };
    let in_brackets = mentions.iter().rfind(|mention| {
        let before = said.text.get(..mention.keyword_start).unwrap_or_default();
        before.ends_with(['(', '[']) && of(mention).is_some()
    });
    match in_brackets {
        Some(mention) => of(mention),
        None if said.motion.is_whole() => mentions.iter().rev().find_map(of),
        None => None,
    }
}

/// The draft that a text cites last.
pub(super) fn draft(text: &str, body: Body, session: Option<Session>) -> Option<Symbol> {
    let drafts = scrutineer_record::symbol::mentions(text);
    drafts.iter().rev().find_map(|mention| {
        let symbol = match (mention.cited.symbol(), session) {
            (Some(symbol), _) => Some(symbol.clone()),
            (None, Some(session)) => mention.cited.complete(body, session),
            (None, None) => None,
        };
        symbol.filter(Symbol::is_draft)
    })
}

/// Documents that a sentence cites, drafts and reports.
pub(super) fn documents(said: &Said, text: Option<&Symbol>) -> Vec<Symbol> {
    let mut documents: Vec<Symbol> = Vec::new();
    for mention in said.mentions() {
        let Some(symbol) = mention.cited.symbol() else { continue };
        let is_other = symbol.is_meeting() || symbol.is_resolution() || symbol.is_decision();
        if !is_other && Some(symbol) != text && !documents.contains(symbol) {
            documents.push(symbol.clone());
        }
    }
    documents
}

/// The numeral of "draft resolution II" in a text.
pub(super) fn numeral(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let (_, after) = lower.split_once("draft resolution ")?;
    let word = after.split(|sign: char| !sign.is_alphanumeric()).next()?;
    let is_numeral = !word.is_empty() && word.chars().all(|sign| matches!(sign, 'i' | 'v' | 'x'));
    is_numeral.then(|| word.to_owned())
}

/// Whether a vote on a part of a text can belong to this vote on the whole of one.
pub(super) fn may_be_part_of(part: &Said, whole: &Said) -> bool {
    let words = match &part.motion {
        Motion::Part(words) | Motion::Amendment(words) => words,
        _ => return false,
    };
    let agree = |one: Option<String>, other: Option<String>| match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    agree(numeral(words), numeral(&whole.text)) && agree(cited_draft(part), cited_draft(whole))
}

/// The draft that a sentence names in full.
fn cited_draft(said: &Said) -> Option<String> {
    let mentions = said.mentions();
    let drafts = mentions.iter().filter_map(|mention| mention.cited.symbol());
    drafts.filter(|symbol| symbol.is_draft()).map(Symbol::to_string).next()
}

/// The title: in quotation marks after "entitled", in a heading "Vote on …", or after "draft resolution on".
pub(super) fn title(said: Option<&Said>, before: &[Line]) -> String {
    let of_sentence = said.and_then(|said| quoted(&said.text));
    let heading = || {
        let mut lines = before.iter().rev();
        let found = lines.find_map(|line| strip_start(&line.text, "vote on "))?;
        Some(found.trim_end_matches('.').to_owned())
    };
    let announced = || {
        let text: Vec<_> = before.iter().map(|line| line.text.as_str()).collect();
        quoted(&text.join(" "))
    };
    let on = || {
        let (_, after) = said?.text.split_once("draft resolution on ")?;
        let end =
            [" (", " was ", " were ", ", ", " has "].iter().filter_map(|end| after.find(end)).min();
        Some(end.and_then(|end| after.get(..end)).unwrap_or(after).to_owned())
    };
    of_sentence.or_else(heading).or_else(announced).or_else(on).unwrap_or_default()
}

fn strip_start<'l>(line: &'l str, start: &str) -> Option<&'l str> {
    let (head, rest) = line.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// What stands in quotation marks after the last "entitled".
fn quoted(text: &str) -> Option<String> {
    let (_, after) = text.rsplit_once("entitled")?;
    let after = after.trim_start().strip_prefix(['“', '"', '‘'])?;
    let (title, _) = after.split_once(['”', '"', '’'])?;
    Some(title.trim_end_matches([',', '.']).to_owned())
}

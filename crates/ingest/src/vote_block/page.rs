//! The page of a voting record as it is copied out of a browser: a letter and a name a line, and a line of
//! numbers.

use scrutineer_record::{Position, PrintedTally};

use super::lines::{Kind, Line};
use super::names::Names;

/// So many lines with a letter and a name make a page.
const FEWEST: usize = 3;

/// A vote on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Places of its first and its last member among the lines.
    pub(super) lines: (usize, usize),
    /// Line, position, name.
    pub(super) members: Vec<(u64, Position, String)>,
}

impl Page {
    /// What the page says of the members.
    pub(super) fn own_text(&self) -> impl Iterator<Item = String> {
        self.members.iter().map(|(_, position, name)| format!("{position} {name}"))
    }
}

/// The votes of a text, if it is such a page.
pub(super) fn pages(lines: &[Line], names: &Names<'_>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut open: Option<Page> = None;
    let mut rest =
        lines.iter().enumerate().filter(|(_, line)| line.kind != Kind::Furniture).peekable();
    while let Some((place, line)) = rest.next() {
        // A damaged line between two members is one too, though nobody knows whose: "AN PAKISTAN".
        let mut goes_on =
            || rest.peek().is_some_and(|(_, next)| member(&next.text, names, true).is_some());
        let found = member(&line.text, names, open.is_some()).or_else(|| {
            let is_damaged = open.is_some() && is_loud(&line.text) && goes_on();
            is_damaged.then_some((Position::NonVoting, line.text.as_str()))
        });
        match found {
            Some((position, name)) => {
                let page =
                    open.get_or_insert_with(|| Page { lines: (place, place), ..Page::default() });
                page.lines.1 = place;
                page.members.push((line.number, position, name.to_owned()));
            }
            None => pages.extend(open.take()),
        }
    }
    pages.extend(open);
    pages.retain(|page| {
        let lettered =
            page.members.iter().filter(|(_, position, _)| *position != Position::NonVoting);
        lettered.count() >= FEWEST
    });
    pages
}

/// A letter and a name; without a letter the member did not vote. Within a list a name in capitals counts
/// even if it is not known.
fn member<'l>(line: &'l str, names: &Names<'_>, within: bool) -> Option<(Position, &'l str)> {
    let is_name = |text: &str| is_loud(text) && (within || names.knows(text));
    if let Some((letter, name)) = line.split_once(' ') {
        let position = match letter {
            "Y" | "y" => Some(Position::Yes),
            "N" | "n" => Some(Position::No),
            "A" | "a" => Some(Position::Abstain),
            "X" | "x" | "NV" => Some(Position::NonVoting),
            _ => None,
        };
        let name = name.trim();
        if let Some(position) = position.filter(|_| is_name(name)) {
            return Some((position, name));
        }
    }
    (is_loud(line) && names.knows(line)).then_some((Position::NonVoting, line))
}

/// Whether a text is a name as the page writes them: in capitals, but for the "s" of LAO PEOPLE's.
fn is_loud(text: &str) -> bool {
    let text = text.replace("'s", "'S").replace("’s", "’S");
    let is_short = !text.is_empty() && text.split(' ').count() < 12;
    is_short && !text.contains(':') && text == text.to_uppercase()
}

/// The numbers of a page: `Yes: 44 | No: | Abstentions: 5`, where a zero can be left out; on one line or on
/// several.
pub(super) fn summary(lines: &[Line]) -> Option<PrintedTally> {
    let text: Vec<String> = lines.iter().map(|line| line.text.to_lowercase()).collect();
    let text = text.join(" | ");
    let number = |head: &str| -> Option<u16> {
        let (_, after) = text.split_once(head)?;
        let digits: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
        Some(digits.parse().unwrap_or_default())
    };
    let (yes, no) = (number("yes:")?, number("no:")?);
    Some(PrintedTally {
        yes,
        no,
        abstain: number("abstentions:").or_else(|| number("abstention:")),
    })
}

/// The title: what follows the word on its line, or else the next line.
pub(super) fn title(lines: &[Line]) -> Option<&str> {
    let at = lines.iter().position(|line| {
        line.text.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("title"))
    })?;
    let rest = lines.get(at)?.text.get(5..)?.trim_start_matches([':', ' ']);
    if !rest.is_empty() {
        return Some(rest);
    }
    lines.get(at + 1..)?.iter().map(|line| line.text.as_str()).find(|text| !text.is_empty())
}

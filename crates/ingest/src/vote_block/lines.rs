//! The lines of a text as it was pasted: cleaned, with what is no part of the text told apart.

use scrutineer_record::Position;

/// A line, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub(super) number: u64,
    /// What stands on it: single spaces, no signs of emphasis.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text.
    Text,
    /// Nothing, or what stands on every page: its number, the symbol, the date.
    Furniture,
    /// A part of a note on what delegations said later.
    Correction,
}

/// The words over lists of names; longer ones first where one begins another.
const HEADS: [(&str, Position); 15] = [
    ("in favour", Position::Yes),
    ("in favor", Position::Yes),
    ("against", Position::No),
    ("abstaining", Position::Abstain),
    ("abstained", Position::Abstain),
    ("abstentions", Position::Abstain),
    ("abstention", Position::Abstain),
    ("abstain", Position::Abstain),
    ("absent", Position::NonVoting),
    ("present and not voting", Position::NonVoting),
    ("present but not voting", Position::NonVoting),
    ("not participating in the vote", Position::NonVoting),
    ("not participating", Position::NonVoting),
    ("not voting", Position::NonVoting),
    ("non-voting", Position::NonVoting),
];

/// A note on what was said later is cut off after so many lines, in case its end is missing.
const LONGEST_CORRECTION: usize = 60;

/// Cleans a text and numbers its lines.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for (text, number) in text.lines().zip(1..) {
        for text in apart(&clean(text)) {
            let kind = if is_furniture(&text) { Kind::Furniture } else { Kind::Text };
            lines.push(Line { number, text, kind });
        }
    }
    mark_corrections(&mut lines);
    lines
}

/// Blanks and hyphens of every kind made plain; signs of emphasis and invisible ones taken out.
fn clean(line: &str) -> String {
    let mut clean = String::with_capacity(line.len());
    for sign in line.chars() {
        match sign {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '*' | '_' => {}
            '\u{2010}' | '\u{2011}' => clean.push('-'),
            _ if sign.is_whitespace() || sign.is_control() => {
                if !clean.is_empty() && !clean.ends_with(' ') {
                    clean.push(' ');
                }
            }
            ':' if clean.ends_with(' ') => {
                clean.pop();
                clean.push(':');
            }
            _ => clean.push(sign),
        }
    }
    clean.truncate(clean.trim_end().len());
    // A slip of press releases: A/C.1/73/L.27.Rev.1.
    clean.replace(".Rev.", "/Rev.")
}

/// A line with several heads in it, as text on one line has them, as several lines.
fn apart(line: &str) -> Vec<String> {
    // The numbers of a page of the Library stand on one line too, and are no lists.
    let starts = if line.contains('|') { Vec::new() } else { inner_heads(line) };
    let ends = starts.iter().copied().chain([line.len()]);
    let starts = [0].into_iter().chain(starts.iter().copied());
    starts
        .zip(ends)
        .filter_map(|(start, end)| Some(line.get(start..end)?.trim_end().to_owned()))
        .collect()
}

/// Where within a line heads begin, by their capitals and colons.
fn inner_heads(line: &str) -> Vec<usize> {
    let begins_word = |at: &usize| {
        let before = line.get(..*at).and_then(|before| before.chars().next_back());
        before.is_some_and(|sign| !sign.is_alphanumeric())
    };
    let starts = HEADS.iter().flat_map(|(words, _)| {
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        let head: String = first.into_iter().chain(letters).chain([':']).collect();
        line.match_indices(&head).map(|(at, _)| at).collect::<Vec<_>>()
    });
    let mut starts: Vec<usize> = starts.filter(begins_word).collect();
    starts.sort_unstable();
    starts
}

/// The head with which a line begins, and what follows it. Without a colon or an end of the line after it
/// the words are a head only if `is_list` says that names follow.
pub(super) fn head<'l>(
    line: &'l str,
    is_list: &dyn Fn(&str) -> bool,
) -> Option<(Position, &'l str)> {
    let (words, position) = HEADS.iter().find(|(words, _)| {
        line.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
    })?;
    let rest = line.get(words.len()..)?;
    let rest = uncounted(rest);
    if let Some(list) = rest.strip_prefix([':', '–', '—']) {
        let list = list.trim_start();
        // The numbers of a page of the Library: "Abstentions: 5".
        let is_number = list.starts_with(|sign: char| sign.is_ascii_digit() || sign == '|');
        return (!is_number).then_some((*position, list));
    }
    let list = rest.trim();
    let is_bare = list.is_empty();
    let is_before_names = rest.starts_with(' ') && is_list(list);
    (is_bare || is_before_names).then_some((*position, list))
}

/// What follows a head, without a count in brackets: `Against (46):`.
fn uncounted(rest: &str) -> &str {
    let inner = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match inner {
        Some((count, after)) if count.bytes().all(|byte| byte.is_ascii_digit()) => after,
        _ => rest,
    }
}

/// Whether a line is what stands at the top or the foot of a page.
fn is_furniture(line: &str) -> bool {
    let lower = line.to_lowercase();
    if matches!(lower.as_str(), "" | "united nations" | "general assembly" | "official records") {
        return true;
    }
    let is_title = lower.ends_with(" session") || lower.ends_with(" meeting");
    if is_title && lower.split(' ').count() < 9 {
        return true;
    }
    let is_running = |word: &str| {
        let is_number = word.chars().all(|sign| !sign.is_alphabetic());
        is_number || word.contains("/pv.") || word.contains("/sr.")
    };
    lower.split(' ').all(is_running)
}

/// Marks the notes on what delegations said later, which can fall between the names of a list.
fn mark_corrections(lines: &mut [Line]) {
    let mut open: Option<(bool, usize)> = None;
    for line in lines {
        if open.is_none() && begins_correction(&line.text) {
            open = Some((line.text.starts_with(['[', '(']), 0));
        }
        let Some((bracketed, length)) = open else { continue };
        if line.kind == Kind::Text {
            line.kind = Kind::Correction;
        }
        let ends = if bracketed {
            line.text.ends_with([']', ')']) || line.text.ends_with("].")
        } else {
            line.text.ends_with('.') || line.text.is_empty()
        };
        open = (!ends && length < LONGEST_CORRECTION).then_some((bracketed, length + 1));
    }
}

fn begins_correction(line: &str) -> bool {
    let lower = line.to_lowercase();
    let start = lower.trim_start_matches(|sign: char| !sign.is_alphabetic());
    let speaks =
        ["delegation", "representative", "secretariat"].iter().any(|word| lower.contains(word));
    start.starts_with("subsequently") || line.starts_with('[') && speaks
}

/// Whether a line is a sentence and no list of names.
pub(super) fn is_prose(line: &str) -> bool {
    const WORDS: [&str; 14] = [
        " was ",
        " were ",
        " had ",
        " has ",
        " have ",
        " is ",
        " are ",
        " voted ",
        " vote ",
        " to ",
        "draft resolution",
        "draft decision",
        "paragraph ",
        "the president",
    ];
    const STARTS: [&str; 5] = ["vote on", "annex", "[", "the meeting", "mr."];
    let lower = line.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
        || STARTS.iter().any(|start| lower.starts_with(start))
}

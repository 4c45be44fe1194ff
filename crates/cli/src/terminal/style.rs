//! Colours: one meaning each, and never the only sign of it.

use anstyle::{AnsiColor, Style};
use scrutineer_claims::Verdict;
use scrutineer_record::Position;
use scrutineer_report::words::position_word;

/// `text` in a style: each word by itself, so that it stays whole when the text is broken into lines.
pub(crate) fn paint(style: Style, text: &str) -> String {
    let word = |word: &str| match word.is_empty() {
        true => String::new(),
        false => format!("{style}{word}{style:#}"),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A heading or a name that stands out.
pub(crate) fn bold(text: &str) -> String {
    paint(Style::new().bold(), text)
}

/// What matters less.
pub(crate) fn dim(text: &str) -> String {
    paint(Style::new().dimmed(), text)
}

/// The colour of a position.
pub(crate) fn of_position(position: Position) -> Style {
    match position {
        Position::Yes => AnsiColor::Green.on_default(),
        Position::No => AnsiColor::Red.on_default(),
        Position::Abstain => AnsiColor::Yellow.on_default(),
        Position::NonVoting => Style::new().dimmed(),
    }
}

/// The colour of a verdict.
pub(crate) fn of_verdict(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Supported => AnsiColor::Green,
        Verdict::Contradicted => AnsiColor::Red,
        Verdict::Partly => AnsiColor::Yellow,
        Verdict::Ambiguous => AnsiColor::Magenta,
        Verdict::NotInRecord => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

/// What stands before an error.
pub(crate) fn error(text: &str) -> String {
    paint(AnsiColor::Red.on_default().bold(), text)
}

/// What stands before a warning.
pub(crate) fn warning(text: &str) -> String {
    paint(AnsiColor::Yellow.on_default().bold(), text)
}

/// The coloured word for a position.
pub(crate) fn position(position: Position) -> String {
    paint(of_position(position), position_word(position))
}

//! Text broken into lines.

pub(crate) use scrutineer_report::words::plain;
use unicode_width::UnicodeWidthStr;

/// A blank at which no line is broken; it is printed as an ordinary one.
const TIED: char = '\u{a0}';

/// Columns that `text` takes on a terminal; escapes take none.
pub(crate) fn width(text: &str) -> usize {
    if text.contains('\u{1b}') {
        return anstream::adapter::strip_str(text).to_string().width();
    }
    text.width()
}

/// `text` with its words tied together, so that no line is broken within: for names.
pub(crate) fn tied(text: &str) -> String {
    text.replace(' ', &TIED.to_string())
}

/// `text` as it is printed.
pub(crate) fn untied(text: &str) -> String {
    text.replace(TIED, " ")
}

/// The lines of `text`, none wider than `room` unless a single word is. Words that are tied are parted where together
/// they are wider.
pub(crate) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut taken) = (String::new(), 0);
    let parts = text.split([' ', '\n']).flat_map(|words| {
        let is_end = move |letter: char| letter == TIED && width(words) > room;
        words.split(is_end)
    });
    for word in parts.filter(|word| !word.is_empty()) {
        let wide = width(word);
        if taken > 0 && taken + 1 + wide > room {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if taken > 0 {
            line.push(' ');
            taken += 1;
        }
        line.extend(word.chars().map(|letter| if letter == TIED { ' ' } else { letter }));
        taken += wide;
    }
    if taken > 0 || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// `text` cut to one line of `room` columns, with a mark where something is left out.
pub(crate) fn clip(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut clipped = String::new();
    for word in text.split(' ') {
        if width(&clipped) + width(word) + 3 > room {
            break;
        }
        if !clipped.is_empty() {
            clipped.push(' ');
        }
        clipped += word;
    }
    clipped + " …"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_not_at_tied_ones() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(
            wrap(&format!("{}, {}", tied("New Zealand"), tied("United States")), 20),
            ["New Zealand,", "United States"]
        );
        let long = tied("Democratic Republic of the Congo");
        assert_eq!(wrap(&long, 20), ["Democratic Republic", "of the Congo"]);
        assert_eq!(wrap("https://example.org/long and", 10), ["https://example.org/long", "and"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn escapes_take_no_room() {
        let red = "\u{1b}[31mno\u{1b}[0m";
        assert_eq!(width(red), 2);
        assert_eq!(wrap(&format!("{red} {red}"), 5).len(), 1);
    }

    #[test]
    fn nothing_quoted_drives_the_terminal() {
        assert_eq!(plain("a\u{1b}[2Jb\n\n  c\u{202e}"), "a\u{fffd}[2Jb c\u{fffd}");
    }
}

//! How wide words are, before anybody draws them.
//!
//! The widths are the advances of DejaVu Sans, the widest of the fonts that a picture asks for: where a browser
//! has another, the words take less room than was kept for them, never more.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The fonts asked for, the first that is there being taken.
pub(crate) const FONTS: &str =
    "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Helvetica, Arial, 'DejaVu Sans', sans-serif";

/// How far letters go above the line on which they stand, in parts of their size.
pub(crate) const ABOVE: f64 = 0.78;

/// Advances of the characters from the space to the tilde, in thousandths of the size.
const ASCII: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];
/// The widest that a letter gets of which the width is not known.
const UNKNOWN: u16 = 1000;

/// The width of words of a size.
pub(crate) fn width(words: &str, size: f64, bold: bool) -> f64 {
    let thousandths: f64 = words
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| advance(letter, bold))
        .sum();
    thousandths * size / 1000.0
}

fn advance(letter: char, bold: bool) -> f64 {
    let known = usize::try_from(u32::from(letter)).ok().and_then(|code| code.checked_sub(32));
    let width = match letter {
        '\u{a0}' | '\u{202f}' | '·' | '‘' | '’' => 318,
        '–' | '°' => 500,
        '“' | '”' => 518,
        '−' | '±' | '×' | '→' => 838,
        _ => known.and_then(|place| ASCII.get(place)).copied().unwrap_or(UNKNOWN),
    };
    // So much wider the widest of the bold letters are, narrow ones and broad ones.
    let bolder = if !bold {
        0
    } else if letter.is_ascii_uppercase() || letter == 'w' {
        132
    } else {
        92
    };
    f64::from(width + bolder)
}

/// As much of the words as has room, with an ellipsis if that is not all.
pub(crate) fn shortened(words: &str, size: f64, bold: bool, room: f64) -> String {
    if width(words, size, bold) <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    for letter in words.chars() {
        kept.push(letter);
        if width(&kept, size, bold) + width("…", size, bold) > room {
            kept.pop();
            break;
        }
    }
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

/// The words in lines that have room.
pub(crate) fn lines(words: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer.filter(|line| width(line, size, bold) <= room), lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(shortened(word, size, bold, room)),
        }
    }
    lines
}

/// The words in so many lines at the most, with an ellipsis if that is not all.
pub(crate) fn lines_within(
    words: &str,
    size: f64,
    bold: bool,
    room: f64,
    most: usize,
) -> Vec<String> {
    let mut lines = lines(words, size, bold, room);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        // The rest is longer than a line, so this ends in an ellipsis.
        lines.push(shortened(&rest, size, bold, room));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_take_no_room_and_unknown_letters_much() {
        assert_eq!(width("Türkiye", 10.0, false), width("Turkiye", 10.0, false));
        assert_eq!(width("中", 10.0, false), 10.0);
        assert!(width("USA", 10.0, true) > width("USA", 10.0, false));
    }

    #[test]
    fn what_has_no_room_is_shortened() {
        let check = |words: &str, room: f64, expect: &str| {
            let found = shortened(words, 10.0, false, room);
            assert_eq!(found, expect);
            assert!(found == "…" || width(&found, 10.0, false) <= room);
        };
        check("Liechtenstein", 80.0, "Liechtenstein");
        check("Liechtenstein", 40.0, "Liech…");
        check("New Zealand", 33.0, "New…");
        check("x", 1.0, "…");
    }

    #[test]
    fn lines_hold_all_words() {
        let words = "Developments in the field of information and telecommunications";
        let found = lines(words, 12.0, false, 150.0);
        assert!(found.len() > 2);
        assert!(found.iter().all(|line| width(line, 12.0, false) <= 150.0));
        assert_eq!(found.join(" "), words);
    }
}

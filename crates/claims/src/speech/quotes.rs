//! Quotation marks of every kind, paired over a whole document.

use std::ops::Range;

use crate::letters::ByteSet;

/// What stands in quotation marks, as offsets of the clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// What stands between the marks.
    pub(super) inside: Range<usize>,
    /// Where the text goes on after the closing mark.
    pub(super) end: usize,
    /// The quotation around it.
    pub(super) parent: Option<usize>,
    /// Who speaks, once that was looked for: nobody who is named, or a person by place.
    pub(super) by: Option<Option<usize>>,
}

/// No report nests quotations deeper: further marks open nothing.
const DEEPEST: usize = 4;

/// The quotations of a text in the order in which they open.
///
/// A paragraph ends those that are open, unless the next one begins with an opening mark again, as papers set
/// speech of several paragraphs. A single mark that nothing closes is an apostrophe.
pub(super) fn pairs(clean: &str) -> Vec<Quote> {
    let mut pairs = Pairs::default();
    // Whether the next mark only says that the quotation goes on.
    let mut goes_on = false;
    for (at, letter) in marks(clean) {
        let before = clean.get(..at).and_then(|before| before.chars().next_back());
        let next = clean.get(at + letter.len_utf8()..).and_then(|after| after.chars().next());
        match letter {
            '\n' => {
                let rest = clean.get(at..).unwrap_or_default().trim_start().chars().next();
                goes_on = pairs.go_on_with(rest);
                if !goes_on {
                    pairs.end_paragraph(at);
                }
            }
            _ if !std::mem::take(&mut goes_on) => {
                pairs.mark(Mark { at, letter, before, next });
            }
            _ => {}
        }
    }
    pairs.end_paragraph(clean.len());
    pairs.finish()
}

/// The ends of lines and the marks of quotations in a text. Nearly all of it is passed over byte by byte.
fn marks(clean: &str) -> impl Iterator<Item = (usize, char)> {
    static NO_MARK: ByteSet = ByteSet::between(0, 0x7f).but(b"\n\"'");
    let is_mark = |letter: &char| matches!(letter, '\n' | '"' | '“' | '”' | '„' | '«' | '»' | '\'');
    let mut next = 0;
    let letters = std::iter::from_fn(move || {
        let rest = clean.get(next..)?;
        let at = next + NO_MARK.run(rest.as_bytes());
        let letter = clean.get(at..)?.chars().next()?;
        next = at + letter.len_utf8();
        Some((at, letter))
    });
    letters.filter(move |(_, letter)| is_mark(letter))
}

/// The innermost quotation in which an offset lies.
pub(super) fn innermost(quotes: &[Quote], offset: usize) -> Option<usize> {
    let mut place = quotes.partition_point(|quote| quote.inside.start <= offset).checked_sub(1);
    while let Some(quote) = place.and_then(|place| quotes.get(place)) {
        if quote.inside.contains(&offset) {
            break;
        }
        place = quote.parent;
    }
    place
}

impl Quote {
    /// How many words it has; more than a few are not counted.
    pub(super) fn words(&self, clean: &str) -> usize {
        self.inside(clean).split_whitespace().take(MANY).count()
    }

    /// Whether it is a sentence of its own: some words from a capital on to a stop.
    pub(super) fn is_complete(&self, clean: &str) -> bool {
        let inside = self.inside(clean).trim();
        let capital = inside.chars().find(|letter| letter.is_alphanumeric());
        let stops = inside.ends_with(['.', '!', '?', ',', '…'])
            || clean.get(self.end..).is_some_and(|after| after.starts_with([',', '.']))
            || self.end == self.inside.end;
        capital.is_some_and(|first| !first.is_lowercase()) && stops && self.words(clean) == MANY
    }

    /// Whether nothing of the sentence stands before it.
    pub(super) fn begins_sentence(&self, clean: &str) -> bool {
        let mark = |letter: char| "\"“„«'".contains(letter);
        let before = clean.get(..self.inside.start).unwrap_or_default();
        let before = before.strip_suffix(mark).unwrap_or(before).trim_end_matches(' ');
        before.is_empty() || before.ends_with(['\n', '.', '!', '?', ':', '"', '”', '»', '\''])
    }

    fn inside<'t>(&self, clean: &'t str) -> &'t str {
        clean.get(self.inside.clone()).unwrap_or_default()
    }
}

/// So many words make a sentence.
const MANY: usize = 3;

/// A quotation mark between its neighbours.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    letter: char,
    before: Option<char>,
    next: Option<char>,
}

impl Mark {
    fn may_open(self) -> bool {
        let free =
            self.before.is_none_or(|before| !before.is_alphanumeric() && !",.!?".contains(before));
        let word = self.next.is_some_and(|next| !next.is_whitespace() && !",.;:!?".contains(next));
        match self.letter {
            '“' | '„' | '«' => true,
            '\'' => free && self.next.is_some_and(|next| next.is_alphabetic() || next == '"'),
            '"' => free && word,
            _ => false,
        }
    }

    /// Whether it closes a quotation that was opened with this letter.
    fn closes(self, open: char) -> bool {
        match open {
            '“' => matches!(self.letter, '”' | '"'),
            '„' => matches!(self.letter, '“' | '”' | '"'),
            '«' => self.letter == '»',
            // "the states' votes": after a letter it ends a quotation only where the words end as well.
            '\'' => {
                let stop = self.before.is_some_and(|before| ",.!?".contains(before));
                let word_ends = self.next.is_none_or(|next| !next.is_alphanumeric());
                let possessive =
                    self.before == Some('s') && self.next.is_some_and(char::is_whitespace);
                self.letter == '\'' && (stop || word_ends && !possessive)
            }
            // `the "open" door`: within one quotation a mark before a word opens another.
            open => {
                let opens = self.before.is_some_and(char::is_whitespace)
                    && self.next.is_some_and(char::is_alphanumeric);
                self.letter == open && !opens
            }
        }
    }
}

#[derive(Debug, Default)]
struct Pairs {
    found: Vec<Quote>,
    /// Those that are open: their places and how they were opened.
    open: Vec<(usize, char)>,
    /// Marks that turned out to be apostrophes.
    dropped: Vec<usize>,
}

impl Pairs {
    fn mark(&mut self, mark: Mark) {
        let closing = self.open.iter().rposition(|(_, open)| mark.closes(*open));
        if let Some(closing) = closing {
            let length = mark.letter.len_utf8();
            self.close(closing, mark.at, mark.at + length);
        } else if mark.may_open() && self.open.len() < DEEPEST {
            let start = mark.at + mark.letter.len_utf8();
            let parent = self.open.last().map(|(place, _)| *place);
            self.open.push((self.found.len(), mark.letter));
            self.found.push(Quote { inside: start..start, end: start, parent, by: None });
        }
    }

    /// Closes the open quotation at this depth, and with it those inside.
    fn close(&mut self, depth: usize, at: usize, after: usize) {
        let inside = self.open.split_off(depth);
        for (nth, (place, letter)) in inside.into_iter().enumerate() {
            let end = if nth == 0 { after } else { at };
            match self.found.get_mut(place) {
                Some(_) if nth > 0 && letter == '\'' => self.dropped.push(place),
                Some(quote) => (quote.inside.end, quote.end) = (at.max(quote.inside.start), end),
                None => {}
            }
        }
    }

    /// Whether a paragraph that begins with this letter goes on with what is open.
    fn go_on_with(&self, first: Option<char>) -> bool {
        let open = self.open.first().map(|(_, letter)| *letter);
        open.is_some_and(|open| {
            open != '\'' && first == Some(open) || open == '«' && first == Some('»')
        })
    }

    fn end_paragraph(&mut self, at: usize) {
        if let Some((place, '\'')) = self.open.first() {
            self.dropped.push(*place);
        }
        self.close(0, at, at);
    }

    fn finish(mut self) -> Vec<Quote> {
        if self.dropped.is_empty() {
            return self.found;
        }
        // What stood in a quotation that is none stands in the one around that.
        self.dropped.sort_unstable();
        let dropped = std::mem::take(&mut self.dropped);
        let is_dropped = |place: &usize| dropped.binary_search(place).is_ok();
        let parents: Vec<Option<usize>> = self.found.iter().map(|quote| quote.parent).collect();
        let kept = |mut place: Option<usize>| {
            while let Some(inner) = place.filter(is_dropped) {
                place = parents.get(inner).copied().flatten();
            }
            place.map(|place| place - dropped.partition_point(|gone| *gone < place))
        };
        let quotes = self.found.into_iter().enumerate().filter(|(place, _)| !is_dropped(place));
        quotes.map(|(_, quote)| Quote { parent: kept(quote.parent), ..quote }).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_are_paired() {
        let check = |text: &str, want: &[&str]| {
            let found: Vec<&str> = pairs(text).iter().map(|quote| quote.inside(text)).collect();
            assert_eq!(found, want, "{text}");
        };
        check("\"We won,\" he said. \"They lost.\"", &["We won,", "They lost."]);
        check("“We ‘won’ it,” he said; „so“ and «so».", &["We ‘won’ it,", "so", "so"]);
        check("'We won,' said Peru's envoy.", &["We won,"]);
        check("the states' vote and the members' view, 'tis said", &[]);
        check("“He said: “we won” and left”", &["He said: “we won” and left", "we won"]);
        check("\"He told me: 'We won.'\"", &["He told me: 'We won.'", "We won."]);
        check("\"One.\n\n\"Two,\" he said.\n\nThree.", &["One.\n\n\"Two,"]);
        check("\"Never closed.\nNext", &["Never closed."]);
        check("\"A \"b c\" d,\" he said. \"E.\"", &["A \"b c\" d,", "b c", "E."]);
        check("\"The states' 'wish, he said\"", &["The states' 'wish, he said"]);
    }

    proptest! {
        #[test]
        fn quotations_nest(text in "[a \"“”„«»'.,\n]{0,60}") {
            let quotes = pairs(&text);
            for (place, quote) in quotes.iter().enumerate() {
                prop_assert!(text.get(quote.inside.clone()).is_some());
                prop_assert!(quote.end >= quote.inside.end);
                for other in &quotes[..place] {
                    let apart = quote.inside.start >= other.inside.end;
                    let within = quote.inside.end <= other.inside.end;
                    prop_assert!(apart || within, "{:?} {:?}", other, quote);
                }
                if let Some(parent) = quote.parent {
                    prop_assert!(parent < place);
                    prop_assert!(quotes[parent].inside.end >= quote.inside.end);
                }
            }
        }
    }
}

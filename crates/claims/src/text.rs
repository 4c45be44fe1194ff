//! The input as the checker reads it: clean text whose every offset leads back to the bytes as given, cut
//! into sentences.

use std::ops::Range;
use std::sync::OnceLock;

use crate::Span;
use crate::letters::ByteSet;

/// Clean text with the way back to the original bytes.
///
/// Spaces of every kind and control characters become one space, typographic apostrophes and hyphens their plain
/// forms, bytes that are no UTF-8 a replacement character each; what nobody sees, such as soft hyphens and marks of
/// the direction of writing, is left out. A line break that only wraps a paragraph becomes a space; one that ends a
/// heading or a paragraph stays.
#[derive(Clone, Debug, Default)]
pub struct Text {
    clean: String,
    /// The same with the letters of ASCII in lower case.
    lower: String,
    /// Places where the distance between clean and original offsets changes: (clean, original).
    marks: Vec<(usize, usize)>,
    length: usize,
    cites_resolutions: OnceLock<bool>,
}

impl Text {
    /// Reads the bytes of a document.
    pub fn new(bytes: &[u8]) -> Text {
        let clean = String::with_capacity(bytes.len());
        let mut text = Text { clean, length: bytes.len(), ..Text::default() };
        let wrapped = wrap_width(bytes);
        let mut original = 0;
        let mut line_start = 0;
        for chunk in bytes.utf8_chunks() {
            let mut rest = chunk.valid();
            loop {
                let (unchanged, after) = rest.split_at(unchanged(rest));
                text.clean.push_str(unchanged);
                original += unchanged.len();
                let mut letters = after.chars();
                let Some(letter) = letters.next() else { break };
                rest = letters.as_str();
                let plain = match letter {
                    '\n' if !wraps(bytes, line_start, original, wrapped) => '\n',
                    '\n' | '\r' => ' ',
                    letter => plain(letter),
                };
                text.push(plain, letter.len_utf8(), original);
                original += letter.len_utf8();
                if letter == '\n' {
                    line_start = original;
                }
            }
            for _ in chunk.invalid() {
                text.push('\u{fffd}', 1, original);
                original += 1;
            }
        }
        text.lower = text.clean.to_ascii_lowercase();
        text
    }

    fn push(&mut self, letter: char, original_length: usize, original: usize) {
        // Emphasis of Markdown is no part of the words.
        let emphasis =
            matches!(letter, '*' | '`') || letter == '#' && self.clean.ends_with(['\n', '#']);
        if emphasis
            || is_invisible(letter)
            || letter == ' ' && (self.clean.is_empty() || self.clean.ends_with([' ', '\n']))
        {
            self.skip(original, original + original_length);
            return;
        }
        self.clean.push(letter);
        if letter.len_utf8() != original_length {
            self.marks.push((self.clean.len(), original + original_length));
        }
    }

    /// Leaves out the original bytes `from..to`: two marks at one place, where the text before ends and
    /// where the text after begins.
    fn skip(&mut self, from: usize, to: usize) {
        let clean = self.clean.len();
        match self.marks.as_mut_slice() {
            [.., (before, _), (last, end)] if *before == clean && *last == clean => *end = to,
            _ => self.marks.extend([(clean, from), (clean, to)]),
        }
    }

    /// The clean text.
    pub(crate) fn clean(&self) -> &str {
        &self.clean
    }

    /// Whether resolutions are cited anywhere, so that "74/29" alone is one too.
    pub(crate) fn cites_resolutions(&self) -> bool {
        *self
            .cites_resolutions
            .get_or_init(|| self.clean.contains("/RES/") || self.lower.contains("resolution"))
    }

    /// A stretch of the clean text; empty if the range lies outside.
    pub(crate) fn get(&self, range: Range<usize>) -> &str {
        self.clean.get(range).unwrap_or("")
    }

    /// As [`Text::get`], with the letters of ASCII in lower case.
    pub(crate) fn get_lower(&self, range: Range<usize>) -> &str {
        self.lower.get(range).unwrap_or("")
    }

    /// Where a stretch of the clean text stands in the original bytes.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let from = self.marks.partition_point(|(at, _)| *at <= range.start);
        let start = self.after_mark(from.checked_sub(1), range.start);
        if range.end <= range.start {
            return Span { start, end: start };
        }
        let until = self.marks.partition_point(|(at, _)| *at < range.end);
        let end = match self.marks.get(until) {
            Some((at, original)) if *at == range.end => *original,
            _ => self.after_mark(until.checked_sub(1), range.end),
        };
        Span { start: start.min(self.length), end: end.min(self.length) }
    }

    /// Where a stretch of the original bytes stands in the clean text.
    pub(crate) fn clean_range(&self, span: Span) -> Range<usize> {
        let start = self.clean_offset(span.start);
        start..self.clean_offset(span.end).max(start)
    }

    fn clean_offset(&self, original: usize) -> usize {
        let next = self.marks.partition_point(|(_, at)| *at <= original);
        let last = next.checked_sub(1).and_then(|last| self.marks.get(last));
        let most = self.marks.get(next).map_or(self.clean.len(), |(clean, _)| *clean);
        let (clean, at) = last.copied().unwrap_or_default();
        self.clean.floor_char_boundary((clean + (original - at)).min(most))
    }

    /// The original offset of a clean one, by the mark before it.
    fn after_mark(&self, mark: Option<usize>, clean: usize) -> usize {
        let mark = mark.and_then(|place| self.marks.get(place));
        mark.map_or(clean, |(at, original)| original + clean.saturating_sub(*at))
    }

    /// The sentences, as ranges of the clean text, in order.
    pub(crate) fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        let bytes = self.clean.as_bytes();
        let mut next = 0;
        while let Some(rest) = bytes.get(next..) {
            let at = next + GOES_ON.run(rest);
            let Some(mark) = bytes.get(at).copied() else { break };
            next = at + 1;
            let ends = match mark {
                b'.' => {
                    let digit = |at: Option<usize>| {
                        at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit)
                    };
                    let decimal = digit(at.checked_sub(1)) && digit(Some(at + 1));
                    !decimal && !self.is_abbreviation(start, at)
                }
                LAST_OF_ELLIPSIS => self.trails_off(next),
                _ => true,
            };
            if !ends {
                continue;
            }
            // Closing quotation marks and brackets belong to the sentence before.
            let rest = self.get(next..self.clean.len());
            let after = rest.trim_start_matches(['"', '”', ')', ']', '»', '\'']);
            if mark != b'\n' {
                next += rest.len() - after.len();
                if after.starts_with(|letter: char| !letter.is_whitespace()) {
                    continue;
                }
            }
            self.push_sentence(&mut sentences, start..next);
            start = next;
        }
        self.push_sentence(&mut sentences, start..self.clean.len());
        sentences
    }

    fn push_sentence(&self, sentences: &mut Vec<Range<usize>>, range: Range<usize>) {
        let words = self.get(range.clone());
        let start = range.start + (words.len() - words.trim_start().len());
        let end = range.end - (words.len() - words.trim_end().len());
        let mut rest = start..end;
        while rest.len() > LONGEST_SENTENCE {
            let words = self.get(rest.clone());
            let most = words.get(..words.floor_char_boundary(LONGEST_SENTENCE)).unwrap_or(words);
            // Between two words, if there are any.
            let cut = most.rfind(' ').map_or(most.len(), |space| space + 1);
            sentences
                .push(rest.start..rest.start + most.get(..cut).unwrap_or(most).trim_end().len());
            rest.start += cut;
        }
        if self.get(rest.clone()).chars().any(char::is_alphanumeric) {
            sentences.push(rest);
        }
    }

    /// "… no one else… The rest": whether the ellipsis that ends here ends a sentence. Between words it stands for what
    /// is left out.
    fn trails_off(&self, end: usize) -> bool {
        let before = self.get(0..end).strip_suffix('…');
        let after = self.get(end..self.clean.floor_char_boundary(end + NEAR));
        let next = after.trim_start_matches(['"', '”', '\'', ' ']).chars().next();
        before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
            && next.is_none_or(char::is_uppercase)
    }

    /// Whether the full stop at `at` belongs to an abbreviation and ends no sentence.
    fn is_abbreviation(&self, sentence: usize, at: usize) -> bool {
        let nearest = self.clean.ceil_char_boundary(at.saturating_sub(NEAR));
        let before = self.get(nearest.max(sentence)..at);
        let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
        let after = self.get(at + 1..self.clean.floor_char_boundary(at + 1 + NEAR));
        let next = after.trim_start_matches(['"', '”', ' ']).chars().next();
        if next.is_some_and(char::is_lowercase) && !word.is_empty() {
            return true;
        }
        // "from yes to no. No. 5 followed": it abbreviates before a number alone.
        if matches!(word, "No" | "Nos") {
            return next.is_some_and(|next| next.is_ascii_digit());
        }
        let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
        let starts_anew = STARTERS.iter().any(|starter| {
            after.trim_start().strip_prefix(starter).is_some_and(|rest| rest.starts_with(' '))
        });
        (single || dotted) && !starts_anew || ABBREVIATIONS.contains(&word)
    }
}

/// The bytes after which no sentence ends.
static GOES_ON: ByteSet =
    ByteSet::between(0, u8::MAX).but(&[b'\n', b'!', b'?', b'.', LAST_OF_ELLIPSIS]);

/// The last byte of "…", and of other letters.
const LAST_OF_ELLIPSIS: u8 = 0xa6;

/// So many bytes before and after a full stop tell what it is. No word is longer, and a text of nothing but full stops
/// is read once and not once for each.
const NEAR: usize = 64;

/// A longer sentence is no prose: it is read piece by piece, so that no input takes more than its share of
/// time.
const LONGEST_SENTENCE: usize = 4000;

/// Words that begin a sentence rather than follow an abbreviation such as "U.S."
const STARTERS: [&str; 14] = [
    "The",
    "It",
    "In",
    "He",
    "She",
    "They",
    "This",
    "That",
    "But",
    "And",
    "On",
    "At",
    "A",
    "Resolution",
];

const ABBREVIATIONS: [&str; 32] = [
    "Mr", "Mrs", "Ms", "Dr", "St", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept",
    "Oct", "Nov", "Dec", "Gen", "Sen", "Rep", "Amb", "Gov", "vs", "res", "Res", "para", "paras",
    "e.g", "i.e", "cf", "approx", "Prof",
];

/// How many bytes at the start of a text stay as they are: letters and marks of ASCII, and single blanks after them.
fn unchanged(text: &str) -> usize {
    static STAYS: ByteSet = ByteSet::between(b'!', b'~').but(b"*`#");
    let bytes = text.as_bytes();
    let mut end = 0;
    loop {
        let word = STAYS.run(bytes.get(end..).unwrap_or_default());
        end += word;
        if word == 0 || bytes.get(end) != Some(&b' ') {
            return end;
        }
        end += 1;
    }
}

/// The plain form of a letter.
fn plain(letter: char) -> char {
    match letter {
        '‘' | '’' | 'ʼ' | '′' => '\'',
        '‐' | '‑' => '-',
        '\n' => '\n',
        letter if letter.is_whitespace() || letter.is_control() => ' ',
        letter => letter,
    }
}

/// Letters without a shape: soft hyphens, joiners and spaces of no width, marks of the direction of writing.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// The width to which the lines of a document are wrapped, or `None` if a line is a paragraph. A line between empty
/// ones is a paragraph or a heading and tells nothing.
fn wrap_width(bytes: &[u8]) -> Option<usize> {
    let (mut longest, mut last) = (0, 0);
    for line in bytes.split(|byte| *byte == b'\n') {
        let length = line.trim_ascii().len();
        if last > 0 && length > 0 {
            longest = longest.max(last).max(line.len());
        }
        last = if length > 0 { line.len() } else { 0 };
    }
    (40..=110).contains(&longest).then_some(longest)
}

/// Whether the line from `start` to the line break at `end` only wraps: it is nearly full, and the next
/// line goes on. An item of a list and a row of a table begin anew.
fn wraps(bytes: &[u8], start: usize, end: usize, width: Option<usize>) -> bool {
    let Some(width) = width else { return false };
    let next = bytes.get(end + 1..).unwrap_or_default();
    let next_word = next.iter().position(u8::is_ascii_whitespace).unwrap_or(next.len());
    let item = matches!(next.trim_ascii_start(), [b'|', ..] | [b'-' | b'*' | b'+', b' ', ..])
        || next.trim_ascii_start().starts_with("•".as_bytes());
    end - start + 1 + next_word > width.saturating_sub(8) && next_word > 0 && !item
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(input: &str, sentences: &[&str]) {
        let text = Text::new(input.as_bytes());
        let found: Vec<&str> = text.sentences().into_iter().map(|range| text.get(range)).collect();
        assert_eq!(found, sentences);
    }

    #[test]
    fn sentences_end_where_they_end() {
        check(
            "It passed. The U.S. voted no. Ukraine too!",
            &["It passed.", "The U.S. voted no.", "Ukraine too!"],
        );
        check(
            "Heading without a stop\nThe vote was 1.5 to 2.",
            &["Heading without a stop", "The vote was 1.5 to 2."],
        );
        check(
            "\"It is a success,\" he said. \"We won.\" Others lost.",
            &["\"It is a success,\" he said.", "\"We won.\"", "Others lost."],
        );
        check("It passed.\n\"We won,\" he said.", &["It passed.", "\"We won,\" he said."]);
        check("On Dec. 5 the U.S. The rest", &["On Dec. 5 the U.S.", "The rest"]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let input = "The General Assembly adopted the resolution on information\nsecurity by 119 \
                     votes to 46.\n\nNext";
        check(
            input,
            &[
                "The General Assembly adopted the resolution on information security by 119 votes to 46.",
                "Next",
            ],
        );
    }

    #[test]
    fn spans_lead_back_to_the_bytes() {
        let input = "the\u{a0}US,\u{a0}\u{a0}Côte d’Ivoire \u{2011} yes";
        let text = Text::new(input.as_bytes());
        assert_eq!(text.clean(), "the US, Côte d'Ivoire - yes");
        let at = |words: &str| {
            let start = text.clean().find(words).unwrap();
            let span = text.span(start..start + words.len());
            input.get(span.start..span.end).unwrap()
        };
        assert_eq!(at("the US"), "the\u{a0}US");
        assert_eq!(at("Côte d'Ivoire"), "Côte d’Ivoire");
        assert_eq!(at("US,"), "US,");
        assert_eq!(at("yes"), "yes");
        assert_eq!(at("-"), "\u{2011}");
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_a_word() {
        let input = "The\u{200e} US\u{200f} re\u{ad}jected\u{202e} A/\u{200b}RES\0/1";
        let text = Text::new(input.as_bytes());
        assert_eq!(text.clean(), "The US rejected A/RES /1");
        let span = text.span(7..15);
        assert_eq!(input.get(span.start..span.end), Some("re\u{ad}jected"));
    }

    #[test]
    fn a_line_between_empty_ones_does_not_wrap() {
        check(
            "The General Assembly adopted the resolution on information\n\nsecurity by 119",
            &["The General Assembly adopted the resolution on information", "security by 119"],
        );
    }

    /// However long it is and whatever it lacks, a text is cut into pieces that leave nothing out.
    #[test]
    fn endless_lines_are_cut_into_pieces() {
        for input in
            ["a.", ".", "voted ", "\"", "é", "\n", ". ", "A. ", "?\" ", "word", "a.\u{ad}b\u{a0}"]
        {
            let long = input.repeat(100_000);
            let text = Text::new(long.as_bytes());
            let sentences = text.sentences();
            assert!(
                sentences.iter().all(|sentence| sentence.len() <= LONGEST_SENTENCE),
                "{input:?}"
            );
            let letters =
                |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
            let kept: usize = sentences.iter().map(|at| letters(text.get(at.clone()))).sum();
            assert_eq!(kept, letters(&long), "{input:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_have_spans_within(bytes: Vec<u8>) {
            let text = Text::new(&bytes);
            for sentence in text.sentences() {
                let span = text.span(sentence.clone());
                prop_assert!(span.start <= span.end && span.end <= bytes.len());
                prop_assert_eq!(text.clean_range(span), sentence);
            }
        }

        #[test]
        fn spans_of_letters_are_the_letters(input in "[ a-zé’\u{a0}\n.-]{0,60}") {
            let text = Text::new(input.as_bytes());
            for (at, letter) in text.clean().char_indices() {
                let span = text.span(at..at + letter.len_utf8());
                let original = input.get(span.start..span.end);
                prop_assert!(original.is_some(), "{:?} of {:?}", span, input);
                let original = original.unwrap().chars().map(plain).next();
                // A line break that only wraps becomes a space.
                let wrapped = original == Some('\n') && letter == ' ';
                prop_assert!(wrapped || original == Some(letter), "{:?} is not {:?}", original, letter);
            }
        }
    }
}

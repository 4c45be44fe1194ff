//! What an article is, by its content: HTML, Markdown, plain text, or no text at all.

use std::fmt;

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page or a piece of one.
    Html,
    /// Text with Markdown's signs.
    Markdown,
    /// Text as it is.
    Plain,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Html, Kind::Markdown, Kind::Plain];

    /// The name that it goes by in commands and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Html => "html",
            Kind::Markdown => "markdown",
            Kind::Plain => "text",
        }
    }

    /// By the content, and where that tells nothing, by the ending of the file's name.
    pub(super) fn of(text: &str, name: &str) -> Kind {
        let head = beginning(text, ENOUGH);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is = |endings: &[&str]| endings.iter().any(|it| it.eq_ignore_ascii_case(ending));
        if is_html(head) {
            Kind::Html
        } else if is_markdown(head) || is(&["md", "markdown"]) {
            Kind::Markdown
        } else {
            Kind::Plain
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// So much of a text tells what it is.
const ENOUGH: usize = 1 << 18;

/// The first bytes of a text, cut between two letters.
fn beginning(text: &str, length: usize) -> &str {
    (0..=length.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("")
}

/// Tags by which HTML is known: text about it names one of them, HTML closes many.
const TAGS: [&str; 22] = [
    "html",
    "head",
    "body",
    "div",
    "p",
    "span",
    "article",
    "main",
    "section",
    "table",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "a",
    "br",
    "title",
    "meta",
    "blockquote",
    "pre",
];
const CLOSED: usize = 2;

/// Whether a text begins with a tag of HTML, or closes several.
fn is_html(text: &str) -> bool {
    let start =
        text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let declared = ["<!doctype html", "<!--", "<?xml"];
    let begins =
        |word: &str| start.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if declared.into_iter().any(begins) || start.strip_prefix('<').is_some_and(is_tag) {
        return true;
    }
    text.match_indices("</")
        .filter(|(at, _)| text.get(at + 2..).is_some_and(is_tag))
        .nth(CLOSED - 1)
        .is_some()
}

/// Whether what follows a "<" is the name of a tag.
fn is_tag(text: &str) -> bool {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(text.len());
    let ends =
        text.get(end..).is_some_and(|rest| rest.starts_with(['>', ' ', '/', '\n', '\r', '\t']));
    ends && text
        .get(..end)
        .is_some_and(|name| TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)))
}

/// Whether a text has signs that nobody writes but in Markdown: front matter, a heading with hashes, a link,
/// a fence, the line under a table's head.
fn is_markdown(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let front = |mark: &str| {
        let rest = text.strip_prefix(mark).and_then(|rest| rest.strip_prefix(['\n', '\r']));
        rest.is_some_and(|rest| rest.lines().any(|line| line.trim_end() == mark))
    };
    front("---") || front("+++") || text.contains("](http") || text.lines().any(is_sign)
}

fn is_sign(line: &str) -> bool {
    let line = line.trim_end();
    let after_hashes = line.trim_start_matches('#');
    let hashes = line.len() - after_hashes.len();
    let heading = (1..=6).contains(&hashes) && after_hashes.starts_with(' ');
    let under = line.contains("---")
        && line.contains('|')
        && line.bytes().all(|byte| b"|-: ".contains(&byte));
    heading || under || line.starts_with("```") || line.starts_with("~~~")
}

/// What a file is that is no text, by its first bytes, and what to do about it.
const OTHERS: [(&[u8], &str, &str); 17] = [
    (b"%PDF-", "a PDF", PDF),
    (b"{\\rtf", "an RTF document", SAVE),
    (b"PK\x03\x04", "a ZIP archive or an office document (docx, odt, epub)", SAVE),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)", SAVE),
    (b"\x89PNG\r\n", "a PNG image", PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", PICTURE),
    (b"GIF8", "a GIF image", PICTURE),
    (b"II*\0", "a TIFF image", PICTURE),
    (b"MM\0*", "a TIFF image", PICTURE),
    (b"RIFF", "an image, a sound or a film (RIFF)", PICTURE),
    (b"\0\0\0\x1cftyp", "a film or an image (MP4, HEIC)", PICTURE),
    (b"\0\0\0\x20ftyp", "a film or an image (MP4, HEIC)", PICTURE),
    (b"ID3", "a sound (MP3)", PICTURE),
    (b"PAR1", "a Parquet table", "take its texts out first"),
    (b"SQLite format 3\0", "an SQLite database", "take its texts out first"),
    (b"\x7fELF", "a program", ""),
    (b"BZh", "packed with bzip2", "unpack it first, or pack it with gzip or zstd"),
];

const PDF: &str = "turn it into text: pdftotext FILE - | scrutineer check";
const SAVE: &str =
    "save it as text or HTML, or turn it into text: pandoc -t plain FILE | scrutineer check";
const PICTURE: &str = "a file of letters is needed: copy its words into one";

/// What the bytes are if they are no text, and what to do about it.
pub(super) fn no_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let known = OTHERS.iter().find(|(first, _, _)| bytes.starts_with(first));
    let controls = controls(bytes);
    // These begin with letters that no text begins with; the others are sure only with what no text holds.
    let is_sure = bytes.starts_with(b"%PDF-") || bytes.starts_with(b"{\\rtf") || controls > 0;
    match known {
        Some((_, what, remedy)) if is_sure => Some((what, remedy)),
        _ if controls > FEW && controls * 50 > HEAD.min(bytes.len()) => Some((UNKNOWN, PICTURE)),
        _ => None,
    }
}

const UNKNOWN: &str = "no text in any known encoding";
const HEAD: usize = 8192;
/// So many control characters may stand in a text by mistake.
const FEW: usize = 8;

/// How many control characters that no text needs stand in the first bytes. UTF-16 has been told apart before.
fn controls(bytes: &[u8]) -> usize {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    head.iter().filter(|byte| **byte < 0x20 && !b"\t\n\x0c\r\x1b".contains(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_tells_what_it_is() {
        let check =
            |text: &str, name: &str, kind: Kind| assert_eq!(Kind::of(text, name), kind, "{text:?}");
        for text in [
            "<!DOCTYPE html><title>x</title>",
            "\u{feff}\n <HTML lang=en>",
            "<p>The Assembly voted.",
            "<div class='x'>",
            "The Assembly voted.</p><p>It rained.</p>",
            "<!-- saved --><body>",
            "Intro<br/>\n<a href=x>One</a> and <a href=y>two</a>",
        ] {
            check(text, "x.txt", Kind::Html);
        }
        for text in [
            "---\ndate: 2019-12-13\n---\nThe Assembly voted.",
            "# Vote\n\nThe Assembly voted.",
            "The [Assembly](https://example.org) voted.",
            "| yes | no |\n|:---|---:|\n| 119 | 46 |",
            "```\nquoted\n```",
        ] {
            check(text, "-", Kind::Markdown);
        }
        for text in [
            "The Assembly voted 119 to 46.",
            "Less than < p > is no tag.",
            "One </p> by mistake.",
            "#1 of the list\nA * B",
            "--- \nA line.",
            "<Assembly> voted",
            "",
        ] {
            check(text, "x.txt", Kind::Plain);
        }
        check("The *Assembly* voted.", "x.md", Kind::Markdown);
    }

    #[test]
    fn what_is_no_text_is_called_what_it_is() {
        let check = |bytes: &[u8], what: Option<&str>| {
            let found = no_text(bytes).map(|(found, _)| found);
            match what {
                Some(what) => assert!(
                    found.is_some_and(|found| found.contains(what)),
                    "{found:?} is not {what}"
                ),
                None => assert_eq!(found, None),
            }
        };
        check(b"%PDF-1.7\n%\xe2\xe3", Some("PDF"));
        check(b"{\\rtf1\\ansi The Assembly voted.}", Some("RTF"));
        check(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0", Some("docx"));
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", Some("PNG"));
        check(&b"\0\x01\x02\x03 unknown ".repeat(9), Some("no text"));
        check(b"GIF8 is how the report begins.", None);
        check(b"One zero byte \0 in a text that is long enough to be one, of nothing else than letters.", None);
        check("Grüße, Ελλάδα, Россия".as_bytes(), None);
    }
}

//! Articles as they come: bytes of a page, of Markdown or of plain text in any encoding become text in UTF-8
//! whose every letter leads back to the bytes as given.
//!
//! ```
//! use scrutineer_ingest::article::{Article, Kind};
//!
//! let page = "<title>Vote</title><nav><a href=/>Home</a></nav><p>C&ocirc;te d&#39;<b>Ivoire</b> abstained.";
//! let article = Article::read("page.html", page, None)?;
//! assert_eq!(article.kind, Kind::Html);
//! assert_eq!(article.text, "Côte d'Ivoire abstained.");
//! let at = article.original(0.."Côte d'Ivoire".len());
//! assert_eq!(&page[at], "C&ocirc;te d&#39;<b>Ivoire");
//! # Ok::<(), scrutineer_ingest::Error>(())
//! ```

mod encoding;
mod facts;
mod html;
mod kind;
mod markdown;
mod offsets;
mod writer;

use std::io::{BufReader, Read};
use std::ops::Range;

use scrutineer_record::Date;

use crate::Error;
use crate::input::unpacker;
use encoding::Decoded;

pub use kind::Kind;
pub(crate) use offsets::Offsets;

/// The text of an article, and what is known about it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The words, in UTF-8: paragraphs with an empty line between them, or plain text as it is.
    pub text: String,
    /// What it was.
    pub kind: Kind,
    /// The encoding that it was in, as the Encoding Standard names it.
    pub encoding: &'static str,
    /// Its title, if it says so.
    pub title: Option<String>,
    /// The day on which it was published, if it says so.
    pub published: Option<Date>,
    /// The newspaper or agency, if it says so.
    pub outlet: Option<String>,
    /// Who wrote it, if it says so.
    pub author: Option<String>,
    /// What was wrong with it, in words.
    pub defects: Vec<String>,
    /// The whole source in UTF-8, where the text is only a part of it.
    source: Option<String>,
    /// From the text to the source, and from there to the bytes; absent where each stands as it stood.
    in_source: Option<Offsets>,
    in_bytes: Option<Offsets>,
}

impl Article {
    /// Plain text that is known to be that.
    pub fn of_text(text: impl Into<String>) -> Article {
        Article::of_plain(Decoded::of_utf8(text.into()))
    }

    fn of_plain(decoded: Decoded) -> Article {
        Article {
            text: decoded.text,
            kind: Kind::Plain,
            encoding: decoded.encoding,
            title: None,
            published: None,
            outlet: None,
            author: None,
            defects: decoded.defects,
            source: None,
            in_source: None,
            in_bytes: decoded.offsets,
        }
    }

    /// Reads an article, as what it is by its content or as what it is said to be. The name is for messages, and
    /// its ending counts where the content tells nothing.
    ///
    /// # Errors
    ///
    /// If it is no text: a PDF, an image, an office document.
    pub fn read(
        name: &str,
        bytes: impl Into<Vec<u8>>,
        kind: Option<Kind>,
    ) -> Result<Article, Error> {
        let bytes = bytes.into();
        if !encoding::is_utf16(&bytes)
            && let Some((what, remedy)) = kind::no_text(&bytes)
        {
            return Err(Error::wrong(name, format!("is {what}"), remedy));
        }
        let decoded = encoding::decode(bytes);
        let kind = kind.unwrap_or_else(|| Kind::of(&decoded.text, name));
        let (text, offsets, facts) = match kind {
            Kind::Html => html::read(&decoded.text),
            Kind::Markdown => markdown::read(&decoded.text),
            Kind::Plain => return Ok(Article::of_plain(decoded)),
        };
        Ok(Article {
            text,
            kind,
            encoding: decoded.encoding,
            title: facts.title.take(),
            published: facts.published.take(),
            outlet: facts.outlet.take(),
            author: facts.author.take(),
            defects: decoded.defects,
            source: Some(decoded.text),
            in_source: Some(offsets),
            in_bytes: decoded.offsets,
        })
    }

    /// Where a stretch of the text stands in the bytes as given: from the beginning of its first letter to the end
    /// of its last, with the tags between them.
    pub fn original(&self, text: Range<usize>) -> Range<usize> {
        let source = self.in_source(text);
        self.in_bytes.as_ref().map_or(source.clone(), |offsets| offsets.original(source))
    }

    /// The whole of what was given, in UTF-8, tags and all.
    pub fn source(&self) -> &str {
        self.source.as_ref().unwrap_or(&self.text)
    }

    /// Where a stretch of the text stands in the [source](Article::source).
    pub fn in_source(&self, text: Range<usize>) -> Range<usize> {
        let within = text.start.min(self.text.len())..text.end.min(self.text.len());
        self.in_source.as_ref().map_or(within.clone(), |offsets| offsets.original(within))
    }
}

/// The bytes of a file, unpacked if it is packed with gzip or zstd: at most so many, since a small file may unpack
/// to more than fits into memory.
///
/// # Errors
///
/// If it cannot be read or unpacked, or holds more.
pub fn unpacked(name: &str, file: impl Read, most: u64) -> Result<Vec<u8>, Error> {
    let wrong = |error| Error::io(name, "read", error);
    let mut bytes = Vec::new();
    let file = unpacker(BufReader::new(file)).map_err(wrong)?;
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(wrong)?;
    if u64::try_from(read).is_ok_and(|read| read <= most) {
        return Ok(bytes);
    }
    let most = most / MEGABYTE;
    let what = format!("holds more than the {most} MB of text that are read of one file");
    Err(Error::wrong(name, what, "raise the limit with --max-size, in megabytes"))
}

const MEGABYTE: u64 = 1_000_000;

#[cfg(test)]
mod tests;

//! `scrutineer similar`: how much of one text stands in another.

use std::ops::Range;

use scrutineer_ingest::article::Article;
use scrutineer_measures::{InOther, LEAST, Passage, Piece, Similarity, similarity};
use serde::Serialize;

use crate::args::Format;
use crate::articles::Reading;
use crate::error::Error;
use crate::output::Output;
use crate::pages;
use crate::terminal::wrap::plain;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Two texts, as pages, Markdown or plain text; "-" for standard input
    #[arg(required = true, num_args = 2, value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    reading: Reading,
}

/// One of the texts.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its name as it was typed.
    pub(crate) name: String,
    /// The text.
    pub(crate) article: Article,
}

/// Compares two texts. As CSV: a row for each stretch of words.
pub(crate) fn run(format: Format, args: &Args) -> Result<Output, Error> {
    let [one, other] = args.files.as_slice() else {
        return Err(Error::request("two texts are needed"));
    };
    if one == "-" && other == "-" {
        let error = Error::request("standard input can be one of the texts, not both");
        return Err(error.hint("name a file for the other"));
    }
    let sources = [args.source(one)?, args.source(other)?];
    let found = similarity(&sources[0].article.text, &sources[1].article.text);
    for (source, side) in sources.iter().zip([&found.one, &found.other]) {
        if side.share.n == 0 {
            let error = Error::request(format!("{} holds no words", plain(&source.name)));
            return Err(error.hint("say with --as what it is, if it was read wrongly"));
        }
    }
    match format {
        Format::Text => Ok(Output::page(pages::similar::page(&sources, &found))),
        Format::Json => Output::json(&Report::of(&sources, &found)),
        Format::Csv => Output::csv(&HEADER, rows(&sources, &found)),
    }
}

impl Args {
    fn source(&self, name: &str) -> Result<Source, Error> {
        Ok(Source { name: name.to_owned(), article: self.reading.read(name)? })
    }
}

/// What stands in each of the two texts, where and as what.
#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    /// In the order in which they were named; so is every list of two.
    texts: [TextReport<'a>; 2],
    /// In the order of the first text.
    passages: Vec<PassageReport>,
    /// Fewer words in common are no passage.
    least_words: usize,
}

#[derive(Serialize)]
struct TextReport<'a> {
    source: &'a str,
    kind: &'static str,
    title: Option<&'a str>,
    words: u32,
    /// How many of its words stand in the other text.
    words_in_other: u32,
    share_in_other: Option<f64>,
    /// Stretches that stand in no passage.
    only_here: Vec<Span>,
}

#[derive(Serialize)]
struct PassageReport {
    spans: [Span; 2],
    words: [u32; 2],
    words_alike: u32,
    identical: bool,
    /// What is the same and what differs, by turns.
    pieces: Vec<PieceReport>,
}

#[derive(Serialize)]
struct PieceReport {
    same: bool,
    spans: [Span; 2],
}

/// Bytes of the file as given, and the words.
#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
    text: String,
}

impl<'a> Report<'a> {
    fn of(sources: &'a [Source; 2], found: &Similarity) -> Report<'a> {
        let [one, other] = sources;
        Report {
            schema: "scrutineer.similarity/1",
            texts: [one.report(&found.one), other.report(&found.other)],
            passages: found.passages.iter().map(|passage| of_passage(sources, passage)).collect(),
            least_words: LEAST,
        }
    }
}

impl Source {
    fn report(&self, side: &InOther) -> TextReport<'_> {
        TextReport {
            source: &self.name,
            kind: self.article.kind.code(),
            title: self.article.title.as_deref(),
            words: side.share.n,
            words_in_other: side.share.count,
            share_in_other: side.share.ratio(),
            only_here: side.only.iter().map(|stretch| self.span(stretch)).collect(),
        }
    }

    /// The words of a stretch.
    pub(crate) fn words(&self, stretch: &Range<usize>) -> &str {
        self.article.text.get(stretch.clone()).unwrap_or_default()
    }

    fn span(&self, stretch: &Range<usize>) -> Span {
        let Range { start, end } = self.article.original(stretch.clone());
        Span { start, end, text: self.words(stretch).to_owned() }
    }
}

fn of_passage(sources: &[Source; 2], passage: &Passage) -> PassageReport {
    PassageReport {
        spans: spans(sources, [&passage.one, &passage.other]),
        words: [passage.one_words, passage.other_words],
        words_alike: passage.alike,
        identical: passage.is_identical(),
        pieces: passage.pieces.iter().map(|piece| of_piece(sources, piece)).collect(),
    }
}

fn of_piece(sources: &[Source; 2], piece: &Piece) -> PieceReport {
    PieceReport { same: piece.same, spans: spans(sources, [&piece.one, &piece.other]) }
}

fn spans([one, other]: &[Source; 2], [in_one, in_other]: [&Range<usize>; 2]) -> [Span; 2] {
    [one.span(in_one), other.span(in_other)]
}

const HEADER: [&str; 8] = [
    "passage",
    "kind",
    "one_start",
    "one_end",
    "one_text",
    "other_start",
    "other_end",
    "other_text",
];

/// The pieces of every passage, and then what stands in no passage.
fn rows(sources: &[Source; 2], found: &Similarity) -> Vec<[String; 8]> {
    let [one, other] = sources;
    let mut rows = Vec::new();
    for (place, passage) in found.passages.iter().enumerate() {
        for piece in &passage.pieces {
            let kind = if piece.same { "same" } else { "changed" };
            let spans = spans(sources, [&piece.one, &piece.other]).map(Some);
            rows.push(row(&(place + 1).to_string(), kind, spans));
        }
    }
    let only = |source: &Source, stretch| Some(source.span(stretch));
    let first = found.one.only.iter().map(|stretch| [only(one, stretch), None]);
    rows.extend(first.map(|spans| row("", "only_one", spans)));
    let second = found.other.only.iter().map(|stretch| [None, only(other, stretch)]);
    rows.extend(second.map(|spans| row("", "only_other", spans)));
    rows
}

fn row(passage: &str, kind: &str, spans: [Option<Span>; 2]) -> [String; 8] {
    let [one, other] = spans.map(|span| match span {
        Some(Span { start, end, text }) => [start.to_string(), end.to_string(), text],
        None => Default::default(),
    });
    let ([a, b, c], [d, e, f]) = (one, other);
    [passage.to_owned(), kind.to_owned(), a, b, c, d, e, f]
}

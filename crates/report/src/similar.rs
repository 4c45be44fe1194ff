//! `similar`: how much of one text stands in another, passage by passage.

use std::ops::Range;

use schemars::JsonSchema;
use scrutineer_ingest::article::Article;
use scrutineer_measures::{InOther, LEAST, Passage, Piece, Similarity, similarity};
use serde::Serialize;

use crate::error::Error;
use crate::flat::FlatTable;
use crate::schema::{ArticleCode, SimilaritySchemaName};
use crate::words::plain;

/// One of two texts.
#[derive(Debug)]
pub struct Source {
    /// Its name as it was typed.
    pub name: String,
    /// The text.
    pub article: Article,
}

/// Two texts beside each other.
pub struct Likeness {
    /// The texts.
    pub sources: [Source; 2],
    /// What they have in common.
    pub found: Similarity,
}

impl Likeness {
    /// Of two texts that hold words.
    pub fn of(sources: [Source; 2]) -> Result<Likeness, Error> {
        let [one, other] = &sources;
        let found = similarity(&one.article.text, &other.article.text);
        for (source, side) in sources.iter().zip([&found.one, &found.other]) {
            if side.share.n == 0 {
                return Err(Error::wrong(format!("{} holds no words", plain(&source.name))));
            }
        }
        Ok(Likeness { sources, found })
    }

    /// As JSON.
    pub fn report(&self) -> SimilarityReport<'_> {
        let [one, other] = &self.sources;
        SimilarityReport {
            schema: SimilarityReport::SCHEMA,
            texts: [one.report(&self.found.one), other.report(&self.found.other)],
            passages: self.found.passages.iter().map(|passage| self.of_passage(passage)).collect(),
            least_words: LEAST,
        }
    }

    fn of_passage(&self, passage: &Passage) -> PassageReport {
        let piece = |piece: &Piece| PieceReport {
            same: piece.same,
            spans: self.spans([&piece.one, &piece.other]),
        };
        PassageReport {
            spans: self.spans([&passage.one, &passage.other]),
            words: [passage.one_words, passage.other_words],
            words_alike: passage.alike,
            identical: passage.is_identical(),
            pieces: passage.pieces.iter().map(piece).collect(),
        }
    }

    fn spans(&self, [in_one, in_other]: [&Range<usize>; 2]) -> [Stretch; 2] {
        let [one, other] = &self.sources;
        [one.stretch(in_one), other.stretch(in_other)]
    }

    /// A row for the pieces of every passage, and then for what stands in no passage.
    pub fn flat(&self) -> FlatTable {
        let [one, other] = &self.sources;
        let mut rows = Vec::new();
        for (place, passage) in self.found.passages.iter().enumerate() {
            for piece in &passage.pieces {
                let kind = if piece.same { "same" } else { "changed" };
                let spans = self.spans([&piece.one, &piece.other]).map(Some);
                rows.push(row(&(place + 1).to_string(), kind, spans));
            }
        }
        let only = |source: &Source, stretch| Some(source.stretch(stretch));
        let first = self.found.one.only.iter().map(|stretch| [only(one, stretch), None]);
        rows.extend(first.map(|spans| row("", "only_one", spans)));
        let second = self.found.other.only.iter().map(|stretch| [None, only(other, stretch)]);
        rows.extend(second.map(|spans| row("", "only_other", spans)));
        FlatTable::of(HEADER, rows)
    }
}

impl Source {
    fn report(&self, side: &InOther) -> SimilarText<'_> {
        SimilarText {
            source: &self.name,
            kind: self.article.kind.code(),
            title: self.article.title.as_deref(),
            words: side.share.n,
            words_in_other: side.share.count,
            share_in_other: side.share.ratio(),
            only_here: side.only.iter().map(|stretch| self.stretch(stretch)).collect(),
        }
    }

    /// The words of a stretch.
    pub fn words(&self, stretch: &Range<usize>) -> &str {
        self.article.text.get(stretch.clone()).unwrap_or_default()
    }

    fn stretch(&self, stretch: &Range<usize>) -> Stretch {
        let Range { start, end } = self.article.original(stretch.clone());
        Stretch { start, end, text: self.words(stretch).to_owned() }
    }
}

/// What stands in each of two texts, where and as what.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Similarity")]
pub struct SimilarityReport<'a> {
    /// The name and version of this shape.
    #[schemars(with = "SimilaritySchemaName")]
    pub schema: &'static str,
    /// In the order in which they were named; so is every list of two.
    pub texts: [SimilarText<'a>; 2],
    /// In the order of the first text.
    pub passages: Vec<PassageReport>,
    /// Fewer words in common are no passage.
    pub least_words: usize,
}

impl SimilarityReport<'_> {
    /// The name and version of this shape.
    pub const SCHEMA: &'static str = "scrutineer.similarity/1";
}

/// One of two texts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SimilarText<'a> {
    /// Its name as it was typed.
    pub source: &'a str,
    /// How it is written.
    #[schemars(with = "ArticleCode")]
    pub kind: &'static str,
    /// The title that it gives itself.
    pub title: Option<&'a str>,
    /// How many words it has.
    pub words: u32,
    /// How many of its words stand in the other text.
    pub words_in_other: u32,
    /// The same as a share.
    pub share_in_other: Option<f64>,
    /// Stretches that stand in no passage.
    pub only_here: Vec<Stretch>,
}

/// A passage that both texts have.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Passage")]
pub struct PassageReport {
    /// Where it stands.
    pub spans: [Stretch; 2],
    /// How many words it has in each.
    pub words: [u32; 2],
    /// How many of these are the same.
    pub words_alike: u32,
    /// Whether all are.
    pub identical: bool,
    /// What is the same and what differs, by turns.
    pub pieces: Vec<PieceReport>,
}

/// A piece of a passage.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Piece")]
pub struct PieceReport {
    /// Whether it is the same in both texts.
    pub same: bool,
    /// Where it stands.
    pub spans: [Stretch; 2],
}

/// A stretch of a text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Stretch {
    /// Its first byte in the file as given.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its words.
    pub text: String,
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

fn row(passage: &str, kind: &str, spans: [Option<Stretch>; 2]) -> [String; 8] {
    let [one, other] = spans.map(|span| match span {
        Some(Stretch { start, end, text }) => [start.to_string(), end.to_string(), text],
        None => Default::default(),
    });
    let ([a, b, c], [d, e, f]) = (one, other);
    [passage.to_owned(), kind.to_owned(), a, b, c, d, e, f]
}

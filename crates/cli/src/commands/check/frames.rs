//! `check --emit frames` and `check --frames`: reading and judging apart.

use std::fs;

use scrutineer_book::Book;
use scrutineer_claims::{Checker, DateBasis, Text};
use scrutineer_ingest::article::Article;
use scrutineer_record::Date;
use scrutineer_report::findings::Document;
use scrutineer_report::frames::{DocumentFrames, FramesError, FramesReport};
use scrutineer_report::words::counted;

use super::pins::Settler;
use crate::articles::Reading;
use crate::error::Error;
use crate::terminal::wrap::plain;
use scrutineer_report::resolve;

/// What our own reading finds in an article.
pub(super) fn emitted(
    checker: &Checker<'_>,
    book: &Book,
    name: &str,
    article: &Article,
    given: Option<Date>,
) -> DocumentFrames {
    let date = given.or(article.published);
    DocumentFrames {
        date: date.map(|date| date.to_string()),
        published: given.is_none() && article.published.is_some(),
        ..DocumentFrames::of(checker, &book.record, name, &article.text)
    }
}

/// Frames that another program supplies, judged.
pub(super) struct Supplied<'s> {
    /// The file with the frames.
    pub(super) file: &'s str,
    /// The documents as they were given; none if the texts in the frames are enough.
    pub(super) texts: &'s [String],
    pub(super) reading: &'s Reading,
    pub(super) date: Option<Date>,
}

impl Supplied<'_> {
    /// The findings of all documents.
    pub(super) fn judged(
        &self,
        checker: &Checker<'_>,
        book: &Book,
        settler: &mut Settler<'_>,
    ) -> Result<Vec<Document>, Error> {
        let json = fs::read(self.file).map_err(|error| {
            Error::request(format!("cannot read {}: {error}", plain(self.file)))
        })?;
        let frames = FramesReport::parse(&json).map_err(|error| self.error(&error))?;
        let (texts, documents) = (self.texts.len(), frames.documents.len());
        if texts > 0 && texts != documents {
            let file = plain(self.file);
            let error = Error::request(format!(
                "{file} has frames of {}, not {texts}",
                counted(documents, "document")
            ));
            return Err(error.hint("name the documents in the order of the frames, or none"));
        }
        let documents = frames.documents.iter().enumerate();
        documents
            .map(|(place, frames)| self.document(checker, book, settler, frames, place))
            .collect()
    }

    fn document(
        &self,
        checker: &Checker<'_>,
        book: &Book,
        settler: &mut Settler<'_>,
        frames: &DocumentFrames,
        place: usize,
    ) -> Result<Document, Error> {
        let path = format!("documents[{place}]");
        let (source, article) = match self.texts.get(place) {
            Some(name) => (name, self.reading.read(name)?),
            None => (&frames.source, Article::of_text(frames.text.as_str())),
        };
        if article.text != frames.text {
            let why = format!("{} has another text", plain(source));
            let remedy = "emit the frames of that document, or leave it out";
            return Err(self.error(&FramesError { path: format!("{path}.text"), why, remedy }));
        }
        let told = frames.date.as_deref().map(resolve::date).transpose()?;
        let text = Text::new(article.text.as_bytes());
        let reading = frames
            .reading(checker, &book.record, &text, &path)
            .map_err(|error| self.error(&error))?;
        let date = self.date.or(told);
        let mut found = settler.check(|pins| checker.judge(&text, &reading, date, pins));
        if self.date.is_none() && told.is_some() && frames.published {
            found.date_basis = DateBasis::Metadata;
        }
        Ok(Document { source: source.clone(), article, found })
    }

    fn error(&self, error: &FramesError) -> Error {
        let FramesError { path, why, remedy } = error;
        Error::request(format!("{}: {}: {}", plain(self.file), plain(path), plain(why)))
            .hint(*remedy)
    }
}

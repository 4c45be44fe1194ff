//! Frames as JSON: what was read of a document before it is known which votes are meant. Other programs can read
//! the document in our place and hand in the same.
//!
//! Spans are bytes of the `text` of the document. What is left out of a frame is not claimed; without `clues` the
//! words of its `scope` tell which vote is meant.

mod shapes;
mod taking;
mod telling;
#[cfg(test)]
mod tests;
mod values;

use schemars::JsonSchema;
use scrutineer_claims::frames::{Read, Reading};
use scrutineer_claims::{Attribution, Checker, Span, Speech, Text};
use scrutineer_record::{MemberId, Record};
use serde::{Deserialize, Serialize};

pub use shapes::*;
pub use values::*;

use taking::Taking;
use telling::Telling;

/// What was read of a document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentFrames {
    /// The name of the document.
    pub source: String,
    /// The day of the document, if it is known otherwise than from its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<crate::schema::DateText>")]
    pub date: Option<String>,
    /// Whether that date is what the document says of itself.
    #[serde(default, skip_serializing_if = "is_false")]
    pub published: bool,
    /// The text in which the spans count: of a page, its words without tags.
    pub text: String,
    /// The sentences, in order; those that say nothing of votes need not be given, but tell of what others speak.
    pub sentences: Vec<SentenceShape>,
    /// Who says what; where it is not given, our own reading tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speech: Option<Vec<SpeechShape>>,
}

/// Frames of documents.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Frames")]
pub struct FramesReport {
    /// The name and version of this shape.
    #[schemars(with = "crate::schema::FramesSchemaName")]
    pub schema: String,
    /// The documents, in the order in which they are checked.
    pub documents: Vec<DocumentFrames>,
}

/// Why frames cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FramesError {
    /// Where in the JSON: `documents[0].sentences[2].frames[0].span`.
    pub path: String,
    /// What is wrong there.
    pub why: String,
    /// What to do about it.
    pub remedy: &'static str,
}

impl FramesError {
    fn at(path: impl Into<String>, why: impl Into<String>, remedy: &'static str) -> FramesError {
        FramesError { path: path.into(), why: why.into(), remedy }
    }
}

impl FramesReport {
    /// The name and version of the shape.
    pub const SCHEMA: &'static str = "scrutineer.frames/1";

    /// Of documents.
    pub fn of(documents: Vec<DocumentFrames>) -> FramesReport {
        FramesReport { schema: Self::SCHEMA.to_owned(), documents }
    }

    /// Read from JSON.
    pub fn parse(json: &[u8]) -> Result<FramesReport, FramesError> {
        let mut json = serde_json::Deserializer::from_slice(json);
        let found: Result<FramesReport, _> = serde_path_to_error::deserialize(&mut json);
        let report = found.map_err(|error| {
            let remedy = "\"scrutineer schema frames\" describes the shape";
            // A field without a name has a path without a letter.
            let path = Some(error.path().to_string()).filter(|path| !path.is_empty());
            let path = path.unwrap_or_else(|| "\"\"".to_owned());
            FramesError::at(path, error.into_inner().to_string(), remedy)
        })?;
        let ended = json.end();
        ended.map_err(|error| {
            FramesError::at(".", error.to_string(), "leave out what stands after the frames")
        })?;
        if report.schema != Self::SCHEMA {
            let why = format!("\"{}\" is another shape", report.schema);
            return Err(FramesError::at("schema", why, "write \"scrutineer.frames/1\""));
        }
        Ok(report)
    }
}

impl DocumentFrames {
    /// What our own reading finds in a text.
    pub fn of(checker: &Checker<'_>, record: &Record, source: &str, text: &str) -> DocumentFrames {
        let read = Text::new(text.as_bytes());
        let reading = checker.read(&read);
        let told = |span: Span| Words::of(text, span);
        let sentences = reading.sentences.iter();
        let sentences = sentences.map(|read| Telling { record, text, read }.sentence()).collect();
        let speech = reading.speech.iter().flat_map(Speech::all).map(|said| SpeechShape {
            span: told(said.span),
            speaker: said.speaker.clone(),
            role: said.role.clone(),
            member: said.member.clone(),
            outlet: said.outlet.clone(),
            manner: said.manner.turn(),
        });
        DocumentFrames {
            source: source.to_owned(),
            date: None,
            published: false,
            text: text.to_owned(),
            sentences,
            speech: Some(speech.collect()),
        }
    }

    /// The reading that these frames are of their text; `path` is their own place in the JSON.
    pub fn reading<'t, 'r: 't>(
        &self,
        checker: &Checker<'r>,
        record: &'r Record,
        text: &'t Text,
        path: &str,
    ) -> Result<Reading<'t>, FramesError> {
        let mut sentences: Vec<Read<'t>> = Vec::new();
        let mut end = 0;
        for (place, shape) in self.sentences.iter().enumerate() {
            let path = format!("{path}.sentences[{place}]");
            let span = shape.span.within(&self.text, &format!("{path}.span"))?;
            if span.start < end {
                let remedy = "give the sentences in the order of the text, each with its own span";
                let why = "the sentence begins before the one before it ends";
                return Err(FramesError::at(format!("{path}.span"), why, remedy));
            }
            end = span.end;
            let mut taking = Taking {
                checker,
                record,
                text: &self.text,
                read: checker.sentence(text, span),
                around: span,
            };
            taking.sentence(shape, &path)?;
            sentences.push(taking.read);
        }
        let speech = self.speech.as_ref().map(|said| self.speech(record, said, path));
        Ok(Reading { sentences, speech: speech.transpose()? })
    }

    fn speech(
        &self,
        record: &Record,
        said: &[SpeechShape],
        path: &str,
    ) -> Result<Speech, FramesError> {
        let attribution = |(place, said): (usize, &SpeechShape)| {
            let path = format!("{path}.speech[{place}]");
            if let Some(code) = &said.member {
                member(record, code, &format!("{path}.member"))?;
            }
            Ok(Attribution {
                span: said.span.within(&self.text, &format!("{path}.span"))?,
                speaker: said.speaker.clone(),
                role: said.role.clone(),
                member: said.member.clone(),
                outlet: said.outlet.clone(),
                manner: said.manner.clone().turn(),
            })
        };
        let said = said.iter().enumerate().map(attribution);
        Ok(Speech::nested(said.collect::<Result<_, FramesError>>()?))
    }
}

impl Words {
    fn of(text: &str, span: Span) -> Words {
        let Span { start, end } = span;
        Words { start, end, text: text.get(start..end).map(str::to_owned) }
    }

    /// The span, if it is one of this text.
    fn within(&self, text: &str, path: &str) -> Result<Span, FramesError> {
        let Words { start, end, text: words } = self;
        let remedy =
            "spans count the bytes of the document's \"text\" in UTF-8; the end is exclusive";
        if start > end || *end > text.len() {
            let why = format!("{start} to {end} is no span of a text of {} bytes", text.len());
            return Err(FramesError::at(path, why, remedy));
        }
        let Some(found) = text.get(*start..*end) else {
            let why = format!("{start} to {end} does not begin and end between two letters");
            return Err(FramesError::at(path, why, remedy));
        };
        if words.as_deref().is_some_and(|words| words != found) {
            let why = format!("{start} to {end} of the text are other words: \"{found}\"");
            return Err(FramesError::at(path, why, remedy));
        }
        Ok(Span { start: *start, end: *end })
    }
}

fn member(record: &Record, code: &str, path: &str) -> Result<MemberId, FramesError> {
    let remedy = "give the ISO 3166 alpha-3 code; \"scrutineer member NAME\" tells it";
    let unknown = || FramesError::at(path, format!("there is no member \"{code}\""), remedy);
    record.members().by_code(code).ok_or_else(unknown)
}

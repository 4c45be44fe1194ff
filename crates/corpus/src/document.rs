//! A document of an archive: its words, its day, and what it is called there.

use scrutineer_record::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Text of more bytes is not checked: no article is as long.
pub(crate) const LONGEST: usize = 16 << 20;

/// Which fields of an archive hold what, where the usual names are not used.
///
/// What is `None` is looked for under the usual names, the first that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// The words: `text`, `body`, `content`, `maintext`, `article`.
    pub text: Option<String>,
    /// The headline: `title`, `headline`.
    pub title: Option<String>,
    /// The day of publication: `date`, `published`, `date_publish`, `published_at`, `timestamp`.
    pub date: Option<String>,
    /// What the document is called: `id`, `url`, `uri`, `link`.
    pub id: Option<String>,
    /// The outlet: `source`, `outlet`, `source_domain`, `domain`, `site`, `publisher`.
    pub source: Option<String>,
}

impl Fields {
    pub(crate) fn of_text(&self) -> Vec<&str> {
        one_or(&self.text, &["text", "body", "content", "maintext", "article"])
    }

    pub(crate) fn of_title(&self) -> Vec<&str> {
        one_or(&self.title, &["title", "headline"])
    }

    pub(crate) fn of_date(&self) -> Vec<&str> {
        let usual = &["date", "published", "date_publish", "published_at", "timestamp"];
        one_or(&self.date, usual)
    }

    pub(crate) fn of_id(&self) -> Vec<&str> {
        one_or(&self.id, &["id", "url", "uri", "link"])
    }

    pub(crate) fn of_source(&self) -> Vec<&str> {
        let usual = &["source", "outlet", "source_domain", "domain", "site", "publisher"];
        one_or(&self.source, usual)
    }
}

fn one_or<'f>(chosen: &'f Option<String>, usual: &[&'f str]) -> Vec<&'f str> {
    chosen.as_deref().map_or_else(|| usual.to_vec(), |name| vec![name])
}

/// Where a document stands: the number of its file, and its line or row there, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: usize,
    pub(crate) row: u64,
}

/// A document, or as much of it as could be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    pub(crate) id: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) title: String,
    pub(crate) text: String,
    /// What about it could not be read, without keeping it from being checked.
    pub(crate) note: Option<String>,
}

/// Between a headline and the words under it: a paragraph ends.
const AFTER_TITLE: &str = "\n\n";

impl Document {
    /// Headline and words, as they are checked.
    pub(crate) fn whole(&self) -> String {
        if self.title.is_empty() {
            return self.text.clone();
        }
        [&self.title, AFTER_TITLE, &self.text].concat()
    }

    /// The length of [`Document::whole`].
    pub(crate) fn whole_length(&self) -> usize {
        self.before_text() + self.text.len()
    }

    fn before_text(&self) -> usize {
        match self.title.len() {
            0 => 0,
            title => title + AFTER_TITLE.len(),
        }
    }

    /// Where an offset into [`Document::whole`] stands: the field, and the offset there.
    pub(crate) fn field(&self, offset: usize) -> (&'static str, usize) {
        match offset.checked_sub(self.before_text()) {
            Some(in_text) => ("text", in_text),
            None => ("title", offset),
        }
    }

    /// A document from named values; the reason, if it has no words.
    pub(crate) fn of_values(
        fields: &Fields,
        value: impl Fn(&str) -> Option<String>,
        names: impl FnOnce() -> Vec<String>,
    ) -> Result<Document, String> {
        let first = |names: Vec<&str>| names.into_iter().find_map(&value);
        let Some(text) = first(fields.of_text()) else {
            return Err(no_text(fields, &names()));
        };
        let title = first(fields.of_title()).unwrap_or_default();
        if text.len() + title.len() > LONGEST {
            return Err(format!("it is longer than {} MB", LONGEST >> 20));
        }
        let told = first(fields.of_date()).filter(|told| !told.is_empty());
        let date = told.as_deref().and_then(day);
        let note = told.filter(|_| date.is_none());
        Ok(Document {
            id: first(fields.of_id()),
            source: first(fields.of_source()),
            date,
            title,
            text,
            note: note.map(|told| format!("its date was not understood: {}", shortened(&told))),
        })
    }

    /// A document from a line of JSON.
    pub(crate) fn of_json(fields: &Fields, line: &[u8]) -> Result<Document, String> {
        let object: Map<String, Value> = serde_json::from_slice(line)
            .map_err(|error| format!("it is no JSON object: {error}"))?;
        let value = |name: &str| match object.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        Document::of_values(fields, value, || object.keys().cloned().collect())
    }
}

/// The reason where no field holds the words.
fn no_text(fields: &Fields, names: &[String]) -> String {
    let wanted = fields.of_text().join(", ");
    format!("it has no text under {wanted}; it has: {}", shortened(&names.join(", ")))
}

/// The day at the start of a timestamp: `2019-12-13T10:00:00Z`, `2019-12-13 10:00`, `20191213`.
fn day(told: &str) -> Option<Date> {
    let told = told.trim();
    let iso = told.get(..10).or(Some(told)).and_then(|day| day.parse().ok());
    iso.or_else(|| {
        let digits = told.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()))?;
        let (year, rest) = digits.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        let after = told.as_bytes().get(8);
        let whole = after.is_none_or(|byte| !byte.is_ascii_digit());
        whole.then(|| Date::ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
    })
}

/// The beginning of what was read, for a message.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_timestamps() {
        let check = |told: &str, want: Option<&str>| {
            let read = day(told).map(|date| date.to_string());
            assert_eq!(read.as_deref(), want, "{told}");
        };
        check("2019-12-13", Some("2019-12-13"));
        check("2019-12-13T23:59:59+02:00", Some("2019-12-13"));
        check(" 2019-12-13 10:00", Some("2019-12-13"));
        check("20191213", Some("2019-12-13"));
        check("20191213T101500Z", Some("2019-12-13"));
        check("2019-12", Some("2019-12"));
        check("1576231200", None);
        check("13 December", None);
        check("2019-13-40", None);
        check("", None);
    }

    #[test]
    fn fields_by_their_usual_names_or_by_those_given() {
        let line =
            r#"{"url": "u", "body": "words", "headline": "H", "date": "x", "text2": "others"}"#;
        let document = Document::of_json(&Fields::default(), line.as_bytes()).unwrap();
        assert_eq!(document.id.as_deref(), Some("u"));
        assert_eq!(document.whole(), "H\n\nwords");
        assert_eq!(document.field(0), ("title", 0));
        assert_eq!(document.field(3), ("text", 0));
        assert!(document.note.unwrap().contains("date"));

        let fields = Fields { text: Some("text2".to_owned()), ..Fields::default() };
        assert_eq!(Document::of_json(&fields, line.as_bytes()).unwrap().text, "others");

        let fields = Fields { text: Some("none".to_owned()), ..Fields::default() };
        let why = Document::of_json(&fields, line.as_bytes()).unwrap_err();
        assert!(why.contains("under none") && why.contains("headline"), "{why}");
        assert!(Document::of_json(&fields, b"[1]").unwrap_err().contains("no JSON object"));
    }
}

//! What a page says of itself: title, date, outlet, author. Where it says so more than once, the more
//! trustworthy place counts.

use scrutineer_record::Date;
use serde_json::Value;

use crate::vote_block::date_in;

/// What is known about an article besides its text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Told<String>,
    pub(super) published: Told<Date>,
    pub(super) outlet: Told<String>,
    pub(super) author: Told<String>,
}

/// A fact with the rank of the place that told it: the lowest counts, and of two the first.
#[derive(Debug)]
pub(super) struct Told<T>(Option<(u8, T)>);

impl<T> Default for Told<T> {
    fn default() -> Told<T> {
        Told(None)
    }
}

impl<T> Told<T> {
    fn offer(&mut self, rank: u8, fact: Option<T>) {
        if let Some(fact) = fact
            && self.0.as_ref().is_none_or(|(known, _)| rank < *known)
        {
            self.0 = Some((rank, fact));
        }
    }

    pub(super) fn take(self) -> Option<T> {
        self.0.map(|(_, fact)| fact)
    }
}

/// A fact of a page.
#[derive(Clone, Copy, Debug)]
enum Fact {
    Title,
    Published,
    Outlet,
    Author,
}

/// The names by which pages tell their facts in `<meta>`, with their rank.
const META: [(&str, Fact, u8); 25] = [
    ("og:title", Fact::Title, 0),
    ("twitter:title", Fact::Title, 2),
    ("headline", Fact::Title, 1),
    ("dc.title", Fact::Title, 2),
    ("article:published_time", Fact::Published, 0),
    ("og:article:published_time", Fact::Published, 0),
    ("datepublished", Fact::Published, 2),
    ("date", Fact::Published, 4),
    ("pubdate", Fact::Published, 3),
    ("publishdate", Fact::Published, 3),
    ("publish-date", Fact::Published, 3),
    ("publication_date", Fact::Published, 3),
    ("parsely-pub-date", Fact::Published, 3),
    ("sailthru.date", Fact::Published, 3),
    ("citation_publication_date", Fact::Published, 3),
    ("dc.date", Fact::Published, 4),
    ("dc.date.issued", Fact::Published, 3),
    ("dcterms.created", Fact::Published, 4),
    ("dcterms.issued", Fact::Published, 3),
    ("og:site_name", Fact::Outlet, 0),
    ("application-name", Fact::Outlet, 3),
    ("publisher", Fact::Outlet, 2),
    ("author", Fact::Author, 0),
    ("article:author", Fact::Author, 1),
    ("dc.creator", Fact::Author, 2),
];

impl Facts {
    /// What `<meta name=…>` or an element with `itemprop` says.
    pub(super) fn meta(&mut self, name: &str, content: &str) {
        let told = META.iter().find(|(known, _, _)| known.eq_ignore_ascii_case(name));
        if let Some((_, fact, rank)) = told {
            self.tell(*fact, *rank, content);
        }
    }

    /// The headings of the page and of its window.
    pub(super) fn heading(&mut self, text: &str) {
        self.tell(Fact::Title, 3, text);
    }

    pub(super) fn window(&mut self, text: &str) {
        self.tell(Fact::Title, 4, text);
    }

    /// A `<time datetime=…>`: the first of the article's own before any other.
    pub(super) fn time(&mut self, text: &str, in_article: bool) {
        self.tell(Fact::Published, if in_article { 5 } else { 6 }, text);
    }

    /// What schema.org's JSON says, of whatever thing it says it first.
    pub(super) fn linked_data(&mut self, json: &str) {
        if let Ok(value) = serde_json::from_str::<Value>(json) {
            self.thing(&value);
        }
    }

    fn thing(&mut self, value: &Value) {
        if let Value::Array(all) = value {
            return all.iter().for_each(|thing| self.thing(thing));
        }
        let Value::Object(thing) = value else { return };
        let is_article = ["Article", "Posting", "Report", "BackgroundNews", "Review"]
            .iter()
            .any(|kind| types(value).any(|own| own.ends_with(kind)));
        let rank = if is_article { 1 } else { 4 };
        if let Some(date) = thing.get("datePublished").and_then(Value::as_str) {
            self.tell(Fact::Published, rank, date);
        }
        if is_article {
            let mut tell = |fact, key| {
                if let Some(name) = thing.get(key).and_then(name) {
                    self.tell(fact, rank, name);
                }
            };
            tell(Fact::Title, "headline");
            tell(Fact::Outlet, "publisher");
            tell(Fact::Author, "author");
        }
        ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .filter_map(|key| thing.get(*key))
            .for_each(|inner| self.thing(inner));
    }

    fn tell(&mut self, fact: Fact, rank: u8, text: &str) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = Some(words).filter(|words| !words.is_empty() && !is_address(words));
        match fact {
            Fact::Title => self.title.offer(rank, words),
            Fact::Published => self.published.offer(rank, date(text)),
            Fact::Outlet => self.outlet.offer(rank, words),
            Fact::Author => self.author.offer(rank, words),
        }
    }

    /// What the lines between the marks at the head of a Markdown file say: `date: 2019-12-13`.
    pub(super) fn front_matter(&mut self, lines: &str) {
        for line in lines.lines() {
            let Some((key, value)) = line.split_once([':', '=']) else { continue };
            let value = value.trim().trim_matches(['"', '\'']);
            match key.trim().to_ascii_lowercase().as_str() {
                "title" => self.tell(Fact::Title, 0, value),
                "date" | "published" | "pubdate" => self.tell(Fact::Published, 0, value),
                "outlet" | "publication" | "site" => self.tell(Fact::Outlet, 0, value),
                "author" | "byline" => self.tell(Fact::Author, 0, value),
                _ => {}
            }
        }
    }
}

/// The types of a thing: one or several.
fn types(thing: &Value) -> impl Iterator<Item = &str> {
    let kinds = thing.get("@type");
    let several = kinds.and_then(Value::as_array).into_iter().flatten();
    several.chain(kinds).filter_map(Value::as_str)
}

/// The name of what a thing refers to: a name itself, a thing with one, or the first of several.
fn name(value: &Value) -> Option<&str> {
    match value {
        Value::String(name) => Some(name),
        Value::Array(several) => several.iter().find_map(|one| match one {
            Value::Array(_) => None,
            one => name(one),
        }),
        thing => thing.get("name")?.as_str(),
    }
}

/// Some pages give the address of a profile for an author's name.
fn is_address(words: &str) -> bool {
    words.starts_with("http:") || words.starts_with("https:")
}

/// The day on which something was published. The clock of a computer begins on the first of January 1970: that
/// is no date but a mistake.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.get(..10).and_then(|day| day.replace('/', "-").parse::<Date>().ok());
    let date = day.or_else(|| compact(text)).or_else(|| date_in(beginning(text)))?;
    Some(date)
        .filter(|date| (1945..=2200).contains(&date.year()) && date.to_string() != "1970-01-01")
}

/// `20191213`, with or without the time.
fn compact(text: &str) -> Option<Date> {
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..8)?);
    let ends = text.get(8..)?.chars().next().is_none_or(|next| !next.is_ascii_digit());
    if ends { format!("{year}-{month}-{day}").parse().ok() } else { None }
}

/// A date is told in a few words; more are not read.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(80).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_pages_write_them() {
        for (text, expect) in [
            ("2019-12-13", Some("2019-12-13")),
            ("2019-12-13T23:10:00-05:00", Some("2019-12-13")),
            ("2019/12/13 10:00", Some("2019-12-13")),
            ("20191213", Some("2019-12-13")),
            ("20191213T101500Z", Some("2019-12-13")),
            ("13 December 2019", Some("2019-12-13")),
            ("December 13, 2019 at 5:02 pm", Some("2019-12-13")),
            ("Fri, 13 Dec 2019 10:00:00 GMT", Some("2019-12-13")),
            ("Dec. 13, 2019", Some("2019-12-13")),
            ("1970-01-01T00:00:00Z", None),
            ("0001-01-01", None),
            ("2019-02-30", None),
            ("1576231800", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn the_more_trustworthy_place_counts() {
        let mut facts = Facts::default();
        facts.time("2019-12-20", true);
        facts.window("Vote | Example");
        facts.linked_data(
            r#"{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "datePublished": "2018-01-01"},
                {"@type": ["NewsArticle"], "headline": "A vote", "datePublished": "2019-12-13T08:00:00Z",
                 "publisher": {"@type": "Organization", "name": "The Example"},
                 "author": [{"@type": "Person", "name": "Jo Doe"}, {"name": "B"}]}]}"#,
        );
        facts.linked_data("{ not json");
        facts.meta("date", "2019-12-19");
        facts.meta("article:author", "https://example.org/jo");
        facts.meta("Author", " Jo \n Roe ");
        assert_eq!(facts.published.take().unwrap().to_string(), "2019-12-13");
        assert_eq!(facts.title.take().as_deref(), Some("A vote"));
        assert_eq!(facts.outlet.take().as_deref(), Some("The Example"));
        assert_eq!(facts.author.take().as_deref(), Some("Jo Roe"));
    }
}

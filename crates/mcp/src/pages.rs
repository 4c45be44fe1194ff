//! Long lists in pages: a cursor leads from one to the next. Whose list it is stands in the cursor, so that one of
//! another question, or of another book, is told and not followed.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use rmcp::model::JsonObject;
use scrutineer_report::Error;

use crate::asked::Name;

/// What is asked of a page, and not of the list.
const OF_PAGE: [&str; 2] = ["cursor", "limit"];

/// So many digits a mark has.
const DIGITS: usize = 16;

/// What a list is known by: the book, and all that was asked but the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(u64);

impl Mark {
    /// Of what `name` answers to this.
    pub(crate) fn of(book: &str, name: &str, asked: &JsonObject) -> Mark {
        let mut hasher = DefaultHasher::new();
        (book, name).hash(&mut hasher);
        let said =
            asked.iter().filter(|(key, it)| !OF_PAGE.contains(&key.as_str()) && !it.is_null());
        // In whatever order it was said.
        for (key, it) in said.collect::<BTreeMap<_, _>>() {
            (key, it.to_string()).hash(&mut hasher);
        }
        Mark(hasher.finish())
    }
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Page {
    mark: Mark,
    /// The places of its rows.
    pub(crate) rows: Range<usize>,
}

impl Page {
    /// The page to which a cursor leads, or else the first, of at most so many rows.
    pub(crate) fn at(mark: Mark, cursor: Option<&str>, most: usize) -> Result<Page, Error> {
        let first = cursor.map_or(Some(0), |cursor| place(mark, cursor)).ok_or_else(|| {
            Error::wrong("cursor: it is none of this list").hint(
                "take it as it came with the page before, beside the same question; a cursor of another question, or of \
                 another book, leads nowhere",
            )
        })?;
        Ok(Page { mark, rows: first..first.saturating_add(most) })
    }

    /// The same of what a tool was asked.
    pub(crate) fn asked(mark: Mark, cursor: &Option<Name>, most: usize) -> Result<Page, Error> {
        Page::at(mark, cursor.as_ref().map(Name::as_str), most)
    }

    /// Keeps of a list what is on this page; whether more follows.
    pub(crate) fn keep<T>(&self, list: &mut Vec<T>) -> bool {
        let more = list.len() > self.rows.end;
        list.truncate(self.rows.end);
        list.drain(..self.rows.start.min(list.len()));
        more
    }

    /// The cursor that leads to the next, if there is one.
    pub(crate) fn next(&self, more: bool) -> Option<String> {
        more.then(|| format!("{:0DIGITS$x}{:x}", self.mark.0, self.rows.end))
    }
}

/// The place to which a cursor leads in the list of this mark.
fn place(mark: Mark, cursor: &str) -> Option<usize> {
    if !cursor.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let (list, place) = cursor.split_at_checked(DIGITS)?;
    let is_of_list = u64::from_str_radix(list, 16).is_ok_and(|list| list == mark.0);
    is_of_list.then(|| usize::from_str_radix(place, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn mark(asked: Value) -> Mark {
        let Value::Object(asked) = asked else { panic!("an object") };
        Mark::of("book", "find_vote", &asked)
    }

    #[test]
    fn pages_put_together_are_the_list() {
        let all: Vec<u32> = (0..103).collect();
        for most in [1, 2, 50, 102, 103, 104] {
            let (mut seen, mut cursor) = (Vec::new(), None);
            loop {
                let asked = json!({"words": "cyber", "cursor": cursor, "limit": most});
                let page = Page::at(mark(asked), cursor.as_deref(), most).unwrap();
                let mut rows = all.clone();
                let more = page.keep(&mut rows);
                assert!(!rows.is_empty() && rows.len() <= most, "{most}: {rows:?}");
                seen.extend(rows);
                cursor = page.next(more);
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen, all, "in pages of {most}");
        }
    }

    #[test]
    fn a_list_that_ends_with_its_page_has_no_next() {
        let page = Page::at(mark(json!({})), None, 3).unwrap();
        assert_eq!(page.next(page.keep(&mut vec![1, 2, 3])), None);
        assert_eq!(page.next(page.keep(&mut Vec::<u32>::new())), None);
    }

    #[test]
    fn a_cursor_leads_only_through_its_own_list() {
        let asked = json!({"words": "cyber", "from": "2018"});
        let cursor = Page::at(mark(asked.clone()), None, 2).unwrap().next(true).unwrap();
        let leads = |asked: Value, cursor: &str| Page::at(mark(asked), Some(cursor), 2).is_ok();
        assert!(leads(asked.clone(), &cursor));
        // The same, said otherwise.
        assert!(leads(json!({"from": "2018", "to": null, "words": "cyber", "limit": 7}), &cursor));
        assert!(!leads(json!({"words": "cyber", "from": "2019"}), &cursor));
        assert!(!leads(json!({"words": "cyber"}), &cursor));
        let Value::Object(same) = asked.clone() else { panic!("an object") };
        for (book, tool) in [("another", "find_vote"), ("book", "member_record")] {
            assert!(
                Page::at(Mark::of(book, tool, &same), Some(&cursor), 2).is_err(),
                "{book} {tool}"
            );
        }
        let longer = format!("{cursor}{}", "f".repeat(40));
        let cut: String = cursor.chars().take(16).collect();
        for wrong in ["", "2", "second", "+", "ä".repeat(20).as_str(), &longer, &cut] {
            assert!(!leads(asked.clone(), wrong), "{wrong:?}");
        }
    }

    #[test]
    fn a_cursor_beyond_the_end_leads_to_nothing() {
        let far = format!("{:016x}{:x}", mark(json!({})).0, usize::MAX);
        let page = Page::at(mark(json!({})), Some(&far), 10).unwrap();
        let mut rows = vec![1, 2, 3];
        assert!(!page.keep(&mut rows) && rows.is_empty());
    }
}

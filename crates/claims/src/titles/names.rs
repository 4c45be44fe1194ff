//! The names of members in titles: each member is one word, whatever it is called.

use std::borrow::Cow;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};
use scrutineer_record::{MemberId, Members, Name, NameKind};

use crate::phrases::{Phrases, Words};

/// The names of members: "Iran", "Iranian" and "Islamic Republic of Iran" are one word of a title.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) phrases: Phrases,
    pub(super) codes: Vec<Option<String>>,
    /// The word of titles that each name is, if it stands in any.
    pub(super) words: Vec<Option<usize>>,
}

impl Names {
    pub(super) fn of(members: &Members) -> Names {
        let mut phrases: Vec<String> = Vec::new();
        let mut codes: Vec<(Option<String>, bool)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let usual = |name: &&Name<MemberId>| {
            name.language == "en" && !matches!(name.kind, NameKind::Capital | NameKind::Loose)
        };
        // Of those that had a name one after another, whose it is today comes first.
        let (today, once): (Vec<_>, Vec<_>) =
            members.names().iter().filter(usual).partition(|name| name.valid.to.is_none());
        for (name, is_todays) in
            today.into_iter().map(|name| (name, true)).chain(once.into_iter().map(|it| (it, false)))
        {
            let code = &members[name.of].code;
            let place = *places.entry(name.text.to_ascii_lowercase()).or_insert(phrases.len());
            if place == phrases.len() {
                phrases.push(name.text.clone());
                codes.push((Some(code.clone()), is_todays));
            } else if let Some((known, todays)) = codes.get_mut(place)
                && known.as_ref() != Some(code)
                && (is_todays || !*todays)
            {
                // "Korea" alone is a word as any other.
                *known = None;
            }
        }
        let codes = codes.into_iter().map(|(code, _)| code).collect();
        Names { phrases: Phrases::new(phrases), codes, words: Vec::new() }
    }

    /// The members that are named in a text, each with the place of its name.
    pub(super) fn find(&self, words: &Words<'_>) -> Vec<(Range<usize>, usize)> {
        self.phrases.find(words, |place, range| {
            let written = words.text.get(range).unwrap_or_default();
            // "us" and "chad" are words.
            let as_name = written.starts_with(char::is_uppercase)
                && (written.len() > 3 || !written.contains(char::is_lowercase));
            as_name && self.codes.get(place).is_some_and(Option::is_some)
        })
    }

    /// The text with a word of its own for each member that is named.
    pub(super) fn named<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.find(&Words::of(text));
        if found.is_empty() {
            return text.into();
        }
        let (mut named, mut end) = (String::with_capacity(text.len()), 0);
        for (range, place) in found {
            named.push_str(text.get(end..range.start).unwrap_or_default());
            if let Some(Some(code)) = self.codes.get(place) {
                named.push(' ');
                named.push_str(&as_word(code));
                named.push(' ');
            }
            end = range.end;
        }
        named.push_str(text.get(end..).unwrap_or_default());
        named.into()
    }
}

/// The word that stands for a member.
pub(super) fn as_word(code: &str) -> String {
    format!("state{}", code.to_ascii_lowercase())
}

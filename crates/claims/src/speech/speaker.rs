//! Who speaks: the person that a phrase means in this document.

use std::ops::Range;

use scrutineer_record::Record;

use super::phrase::{LONGEST, Phrase, is_name_word, is_preposition, name_in};
use super::roles::{ENVOYS, PERSONS, is_outlet, role_of, without_article};
use crate::cues::Cue;
use crate::lexicon::{Kind, MemberForm};
use crate::sentence::Sentence;

/// Somebody who speaks in a document.
#[derive(Clone, Debug)]
struct Person {
    /// The name; where the document tells none, the words for the speaker.
    called: String,
    /// Whether that is a name of a person.
    named: bool,
    role: Option<String>,
    member: Option<String>,
    outlet: Option<String>,
}

/// Those who speak in a document, and when.
#[derive(Debug)]
pub(super) struct People<'d> {
    record: &'d Record,
    list: Vec<Person>,
    /// Who speaks from which offset on.
    turns: Vec<(usize, usize)>,
}

/// No report lets more people speak; a text with more names is a list.
const MOST: usize = 500;

impl<'d> People<'d> {
    pub(super) fn new(record: &'d Record) -> People<'d> {
        People { record, list: Vec::new(), turns: Vec::new() }
    }

    /// From this offset on somebody speaks.
    pub(super) fn turn(&mut self, offset: usize, by: Option<usize>) {
        self.turns.extend(by.map(|by| (offset, by)));
    }

    /// Who spoke last before an offset.
    pub(super) fn speaking_at(&self, offset: usize) -> Option<usize> {
        let place = self.turns.partition_point(|(from, _)| *from <= offset).checked_sub(1)?;
        self.turns.get(place).map(|(_, by)| *by)
    }

    pub(super) fn name(&self, by: Option<usize>) -> Option<String> {
        Some(self.list.get(by?)?.called.clone())
    }

    pub(super) fn role(&self, by: Option<usize>) -> Option<String> {
        self.list.get(by?)?.role.clone()
    }

    pub(super) fn member(&self, by: Option<usize>) -> Option<String> {
        self.list.get(by?)?.member.clone()
    }

    pub(super) fn outlet(&self, by: Option<usize>) -> Option<String> {
        self.list.get(by?)?.outlet.clone()
    }

    /// The person that a phrase means. `speaking` is who says "I".
    pub(super) fn speaker(
        &mut self,
        sentence: &Sentence<'_>,
        phrase: &Phrase,
        speaking: Option<usize>,
    ) -> Option<usize> {
        let last = phrase.at.end.saturating_sub(1);
        match sentence.word(last).to_lowercase().as_str() {
            "i" | "we" => return speaking,
            "he" | "she" | "they" | "it" | "him" | "her" | "them" => {
                let offset = sentence.range(last..last + 1).start;
                return self.speaking_at(offset).or_else(|| {
                    let subject = Phrase::after(sentence, 0..last)?;
                    self.speaker(sentence, &subject, None)
                });
            }
            _ => {}
        }
        let person = self.person(sentence, phrase)?;
        if let Some(place) = self.known(sentence, phrase, &person) {
            let known = self.list.get_mut(place)?;
            if person.named && person.called.len() > known.called.len() {
                known.called = person.called;
            }
            known.role = known.role.take().or(person.role);
            known.member = known.member.take().or(person.member);
            return Some(place);
        }
        if self.list.len() == MOST {
            return None;
        }
        self.list.push(person);
        Some(self.list.len() - 1)
    }

    /// Who goes on in a sentence without another name: whoever spoke in it last, else its subject.
    pub(super) fn of_sentence(
        &mut self,
        sentence: &Sentence<'_>,
        at: Range<usize>,
    ) -> Option<usize> {
        let start = sentence.range(0..1).start;
        let spoke = self.turns.last().filter(|(from, _)| *from >= start).map(|(_, by)| *by);
        spoke.or_else(|| {
            let phrase = Phrase::after(sentence, at)?;
            self.speaker(sentence, &phrase, None)
        })
    }

    /// Somebody spoken of before: by a part of the name, or as "the ambassador".
    fn known(&self, sentence: &Sentence<'_>, phrase: &Phrase, person: &Person) -> Option<usize> {
        let is_part = |whole: &str, part: &str| {
            let before = whole.strip_suffix(part);
            before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
        };
        if person.named {
            let same = |known: &Person| {
                is_part(&known.called, &person.called) || is_part(&person.called, &known.called)
            };
            return self.list.iter().position(|known| known.named && same(known));
        }
        let called = self.list.iter().position(|known| known.called == person.called);
        let definite = sentence.word(phrase.at.start).eq_ignore_ascii_case("the");
        if called.is_some() || !definite {
            return called;
        }
        let noun = noun(sentence, phrase)?.to_lowercase();
        let of_member = |known: &Person| person.member.is_none() || person.member == known.member;
        let in_role = |known: &Person| {
            let role = known.role.as_deref().unwrap_or_default().to_lowercase();
            let mut words = role.split(|letter: char| !letter.is_alphanumeric());
            words.any(|word| word == noun || ENVOYS.contains(&word) && ENVOYS.contains(&&*noun))
        };
        let by_role = self.list.iter().rposition(|known| in_role(known) && of_member(known));
        // "the diplomat" is whoever spoke last, if that was somebody with a name.
        let last = self.speaking_at(sentence.range(0..1).start);
        let goes_on = || {
            last.filter(|_| PERSONS.contains(&&*noun))
                .filter(|last| self.list.get(*last).is_some_and(|it| it.named && of_member(it)))
        };
        by_role.or_else(goes_on)
    }

    fn person(&self, sentence: &Sentence<'_>, phrase: &Phrase) -> Option<Person> {
        let named = name_in(sentence, phrase.at.clone());
        let apposed = phrase.apposed.clone();
        // "the Russian ambassador, Jane Doe, said"
        let in_apposed = || apposed.clone().and_then(|apposed| name_in(sentence, apposed));
        let (name, role) = match (&named, &apposed) {
            (Some(name), Some(role)) => (Some(name.clone()), role.clone()),
            (Some(name), None) => (Some(name.clone()), phrase.at.start..name.end),
            (None, Some(role)) => match in_apposed().filter(|name| name.start == role.start) {
                Some(name) => (Some(name), phrase.at.clone()),
                None => (None, role.clone()),
            },
            (None, None) => (None, 0..0),
        };
        let member = phrase.whole.clone().find_map(|place| self.member_at(sentence, place));
        let role = role_of(sentence.words(role));
        if let Some(name) = name {
            let called = short(sentence.words(name), phrase.inverted);
            // Words with capitals can belong to the role: "Envoy for Harbour Safety Jane Doe".
            let before = |role: String| role_of(role.strip_suffix(&called)?);
            let role = if apposed.is_some() { role } else { role.and_then(before) };
            return Some(Person { called, named: true, role, member, outlet: None });
        }
        let called = called(sentence, phrase.at.clone())?;
        let outlet = is_outlet(&called).then(|| called.clone());
        Some(Person { called, named: false, role, member, outlet })
    }

    fn member_at(&self, sentence: &Sentence<'_>, place: usize) -> Option<String> {
        let is_member = sentence.is_member(place);
        let members = self.record.members();
        let found = || members.lookup(sentence.word(place), None).one();
        let member = is_member.then(found).flatten()?;
        Some(members[member].code.clone())
    }

    /// The newspaper or agency that the words name to which something was said.
    pub(super) fn outlet_told(sentence: &Sentence<'_>, at: Range<usize>) -> Option<String> {
        let leads = |place: &usize| {
            matches!(
                sentence.word(*place),
                "told" | "to" | "with" | "by" | "on" | "in" | "informed"
            )
        };
        at.take(LONGEST).filter(leads).find_map(|place| {
            let start = sentence.skip_articles(place + 1);
            let end = (start..sentence.len()).find(|place| !is_name_word(sentence, *place));
            let words = sentence.words(start..end.unwrap_or(sentence.len()));
            is_outlet(words).then(|| words.to_owned())
        })
    }
}

/// The noun of "the Russian ambassador to Kenya".
fn noun<'s>(sentence: &'s Sentence<'_>, phrase: &Phrase) -> Option<&'s str> {
    let ends =
        |place: &usize| sentence.cue(*place) == Some(Cue::Of) || is_preposition(sentence, *place);
    let end = phrase.at.clone().find(ends).unwrap_or(phrase.at.end);
    sentence.word(end.checked_sub(1)?).rsplit(' ').next()
}

/// A speaker without a name of their own, in the words of the text: "Russia", "the ambassador".
fn called(sentence: &Sentence<'_>, at: Range<usize>) -> Option<String> {
    let words = sentence.words(at.clone());
    let bare = without_article(words);
    let is_state = |place: usize| {
        let named = [MemberForm::Name, MemberForm::Capital];
        sentence.cue(place) == Some(Cue::Article)
            || matches!(sentence.kind(place), Some(Kind::Member(form)) if named.contains(form))
    };
    if !bare.contains(char::is_alphabetic) {
        return None;
    }
    let article = words.strip_suffix(bare).unwrap_or_default().to_lowercase();
    let by_name = at.clone().all(is_state) || is_outlet(bare);
    Some(if by_name { bare.to_owned() } else { article + bare })
}

/// A name without the capitals that only stand beside it: longer ones than of three words are cut to two, those
/// next to the verb.
fn short(name: &str, inverted: bool) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let near = match words.len() {
        0..=3 => 0..words.len(),
        _ if inverted => 0..2,
        many => many - 2..many,
    };
    words.get(near).unwrap_or_default().join(" ")
}

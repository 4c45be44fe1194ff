//! Who speaks: the phrase beside a verb of saying, and the person that it means in this document.

use std::ops::Range;

use scrutineer_record::Record;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::{Kind, MemberForm};
use crate::sentence::Sentence;

/// The words that name a speaker.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The name or the noun.
    pub(super) at: Range<usize>,
    /// What stands beside it between commas: ", Kenya's envoy,".
    pub(super) apposed: Option<Range<usize>>,
    /// Both together.
    pub(super) whole: Range<usize>,
    /// Whether it comes after the verb.
    inverted: bool,
}

/// So many tokens at most name a speaker, with role and country.
const LONGEST: usize = 24;

impl Phrase {
    /// The one that ends right before a verb.
    pub(super) fn before(sentence: &Sentence<'_>, at: Range<usize>) -> Option<Phrase> {
        let aside = |place: &usize| is_beside_verb(sentence, *place);
        let mut end = at.end;
        while end > at.start && aside(&(end - 1)) {
            end -= 1;
        }
        let mut apposed = None;
        if end > at.start && sentence.is_mark(end - 1, &[',']) {
            let comma = (at.start.max(end.saturating_sub(LONGEST))..end - 1)
                .rev()
                .find(|place| sentence.is_mark(*place, &[',']))?;
            let role = comma + 1..end - 1;
            if role.clone().any(|place| tells(sentence, place)) {
                return None;
            }
            apposed = Some(role);
            end = comma;
        }
        let whole_end = apposed.as_ref().map_or(end, |role| role.end + 1);
        let least = at.start.max(end.saturating_sub(LONGEST));
        let start = (least..end).rev().take_while(|place| belongs(sentence, *place, end)).last()?;
        Phrase::trimmed(sentence, start..end, apposed, start..whole_end)
    }

    /// The one that begins at a place or after: "said Jane Doe, Kenya's envoy,".
    pub(super) fn after(sentence: &Sentence<'_>, at: Range<usize>) -> Option<Phrase> {
        let most = at.end.min(at.start + LONGEST);
        let ends = |place: &usize| {
            !belongs(sentence, *place, most)
                || *place > at.start && is_preposition(sentence, *place)
                || follows_name(sentence, at.start, *place)
        };
        let end = (at.start..most).find(ends).unwrap_or(most);
        let close = (end + 1..at.end.min(end + LONGEST))
            .find(|place| sentence.is_mark(*place, &[',', '.', '"', '”', ';', ':']));
        let role = end + 1..close.unwrap_or(most);
        let apposed = sentence.is_mark(end, &[','])
            && close.is_some()
            && starts_role(sentence, role.start)
            && !role.clone().any(|place| tells(sentence, place));
        let whole = if apposed { at.start..role.end } else { at.start..end };
        let phrase = Phrase::trimmed(sentence, at.start..end, apposed.then_some(role), whole)?;
        Some(Phrase { inverted: true, ..phrase })
    }

    /// Whether the verb stands in a relative clause: "Peru, which had said".
    pub(super) fn is_relative(sentence: &Sentence<'_>, verb: usize) -> bool {
        let who = (0..verb).rev().find(|place| !is_beside_verb(sentence, *place));
        who.is_some_and(|who| sentence.cue(who) == Some(Cue::Which))
    }

    fn trimmed(
        sentence: &Sentence<'_>,
        mut at: Range<usize>,
        apposed: Option<Range<usize>>,
        whole: Range<usize>,
    ) -> Option<Phrase> {
        while at.start < at.end
            && matches!(
                sentence.cue(at.start),
                Some(Cue::And | Cue::But | Cue::While | Cue::Adverb)
            )
        {
            at.start += 1;
        }
        // "In Geneva the envoy said": the speaker begins with the article.
        if is_preposition(sentence, at.start) {
            let article = at.clone().find(|place| sentence.cue(*place) == Some(Cue::Article));
            at.start = article.unwrap_or(at.start + 1);
        }
        (!at.is_empty()).then_some(Phrase { at, apposed, whole, inverted: false })
    }
}

/// Auxiliaries and adverbs between a speaker and the verb: "has since said".
fn is_beside_verb(sentence: &Sentence<'_>, place: usize) -> bool {
    let word = sentence.word(place);
    matches!(
        sentence.cue(place),
        Some(Cue::Adverb | Cue::Verb(Verb::Have | Verb::Be, Form::Base | Form::Third | Form::Past))
    ) || word.ends_with("ly") && word.starts_with(char::is_lowercase)
        || matches!(word, "later" | "earlier" | "since")
}

/// Whether a token can be part of the words that name a speaker.
fn belongs(sentence: &Sentence<'_>, place: usize, end: usize) -> bool {
    let before = place.checked_sub(1);
    let after_capital = || before.is_some_and(|before| is_capital(sentence, before));
    match sentence.kind(place) {
        Some(Kind::Word) => !matches!(sentence.word(place), "as" | "than" | "because"),
        Some(Kind::Member(_) | Kind::Group) => true,
        Some(Kind::Mark('-' | '\'')) => place + 1 < end,
        // "Mr. Smith", "J. Smith"
        Some(Kind::Mark('.')) => place + 1 < end && after_capital(),
        // "the Minister for Trade and Industry"
        Some(Kind::Cue(Cue::And)) => after_capital() && is_capital(sentence, place + 1),
        // "the report", "the state"
        Some(Kind::Cue(Cue::Verb(_, form))) => {
            let before = before.and_then(|before| sentence.cue(before));
            *form == Form::Base && matches!(before, Some(Cue::Article | Cue::Our))
        }
        Some(Kind::Cue(Cue::Side(_))) => is_preposition(sentence, place),
        Some(Kind::Cue(cue)) => matches!(
            cue,
            Cue::Article
                | Cue::Of
                | Cue::Envoy
                | Cue::Voters
                | Cue::Our
                | Cue::Text
                | Cue::Idea
                | Cue::Committee(_)
                | Cue::Plenary
                | Cue::SecurityCouncil
                | Cue::HumanRightsCouncil
                | Cue::OtherBody
                | Cue::Organ
                | Cue::Ordinal(_)
                | Cue::Number(_)
                | Cue::Many
                | Cue::Most
                | Cue::Preposition
                | Cue::Pronoun
        ),
        _ => false,
    }
}

/// Whether something is told there, so that it is more than a name with a role.
fn tells(sentence: &Sentence<'_>, place: usize) -> bool {
    matches!(sentence.verb(place), Some((_, Form::Past | Form::Third)))
        || sentence.cue(place) == Some(Cue::Which)
}

/// Whether words can be a role: "Kenya's envoy", "the chair", "Deputy Foreign Minister".
fn starts_role(sentence: &Sentence<'_>, place: usize) -> bool {
    matches!(sentence.kind(place), Some(Kind::Member(_) | Kind::Group | Kind::Word))
        || matches!(sentence.cue(place), Some(Cue::Article | Cue::Our | Cue::Envoy | Cue::Plenary))
}

/// "Jane Doe left": a word that follows a whole name is no part of it.
fn follows_name(sentence: &Sentence<'_>, start: usize, place: usize) -> bool {
    let name = || name_in(sentence, start..place).filter(|name| name.end == place);
    sentence.kind(place) == Some(&Kind::Word)
        && !is_capital(sentence, place)
        && name().is_some_and(|name| name.len() > 1)
}

/// Whether a preposition stands there; "for" is a side of a vote elsewhere.
fn is_preposition(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.cue(place) == Some(Cue::Preposition) || sentence.word(place) == "for"
}

fn is_capital(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.word(place).starts_with(char::is_uppercase)
}

fn is_name_word(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.kind(place) == Some(&Kind::Word) && is_capital(sentence, place)
}

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
        let is_member = matches!(sentence.kind(place), Some(Kind::Member(_)));
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

/// The name of a person among the tokens: the last words with capitals, without titles.
fn name_in(sentence: &Sentence<'_>, at: Range<usize>) -> Option<Range<usize>> {
    let joins = |place: &usize| sentence.is_mark(*place, &['-', '.']) && *place > at.start;
    let end = at.clone().rev().find(|place| is_name_word(sentence, *place))? + 1;
    let of_run = |place: &usize| is_name_word(sentence, *place) || joins(place);
    let start = (at.start..end).rev().take_while(of_run).last()?;
    let is_title = |place: &usize| TITLES.contains(&sentence.word(*place)) || joins(place);
    let start = (start..end).find(|place| !is_title(place))?;
    let words = sentence.words(start..end);
    // "the Committee on Ports and Harbours"
    let part = start > at.start
        && end - start <= 2
        && (matches!(sentence.cue(start - 1), Some(Cue::And | Cue::Of))
            || is_preposition(sentence, start - 1));
    let institution = INSTITUTIONS.contains(&sentence.word(end - 1)) || is_outlet(words);
    // "TASS": no person.
    let initials = !words.contains(char::is_lowercase);
    // "a Foreign Ministry spokesman": the name only qualifies.
    let qualifies =
        at.contains(&end) && sentence.kind(end) == Some(&Kind::Word) && !is_capital(sentence, end);
    (!institution && !initials && !qualifies && !part).then_some(start..end)
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

fn without_article(words: &str) -> &str {
    let articles = ["the ", "a ", "an ", "The ", "A ", "An "];
    articles.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

/// What somebody is, without article; an honorific is no role.
fn role_of(words: &str) -> Option<String> {
    let role = without_article(words.trim()).trim_end_matches(['.', ' ']);
    let honorific =
        ["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady", "Prof"].contains(&role);
    (role.contains(char::is_alphabetic) && !honorific).then(|| role.to_owned())
}

fn is_outlet(words: &str) -> bool {
    let last = words.rsplit_once(' ').map(|(_, last)| last);
    OUTLETS.contains(&words) || last.is_some_and(|last| OUTLET_NOUNS.contains(&last))
}

/// Those who speak for a member, by any of their names.
const ENVOYS: [&str; 4] = ["ambassador", "envoy", "representative", "delegate"];

/// Nouns by which a report goes on to speak of somebody it has named.
const PERSONS: [&str; 12] = [
    "diplomat",
    "official",
    "politician",
    "lawmaker",
    "parliamentarian",
    "senator",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "envoy",
    "speaker",
    "statesman",
];

/// Words before a name that are no part of it.
const TITLES: [&str; 44] = [
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Prof",
    "Professor",
    "Sir",
    "Lord",
    "Lady",
    "Dame",
    "Minister",
    "Foreign",
    "Prime",
    "Deputy",
    "Vice",
    "President",
    "Ambassador",
    "Secretary",
    "General",
    "Chairman",
    "Chairwoman",
    "Chairperson",
    "Chair",
    "Representative",
    "Envoy",
    "Spokesman",
    "Spokeswoman",
    "Spokesperson",
    "Director",
    "Permanent",
    "Special",
    "Senator",
    "Chancellor",
    "Premier",
    "King",
    "Queen",
    "Pope",
    "Judge",
    "Defence",
    "Defense",
    "Interior",
    "Head",
    "Delegate",
];

/// Last words of the names of institutions.
const INSTITUTIONS: [&str; 24] = [
    "Ministry",
    "Office",
    "Mission",
    "Kremlin",
    "Department",
    "Government",
    "Agency",
    "Commission",
    "Council",
    "Union",
    "Party",
    "Presidency",
    "Chancellery",
    "Pentagon",
    "House",
    "Committee",
    "Group",
    "League",
    "Bank",
    "Court",
    "Institute",
    "Foundation",
    "Watch",
    "International",
];

/// Newspapers, agencies and broadcasters whose names do not tell what they are.
const OUTLETS: [&str; 26] = [
    "TASS",
    "ITAR-TASS",
    "Interfax",
    "Novosti",
    "RIA Novosti",
    "Sputnik",
    "Kommersant",
    "Izvestia",
    "Reuters",
    "AFP",
    "AP",
    "dpa",
    "EFE",
    "ANSA",
    "PTI",
    "Xinhua",
    "Kyodo",
    "Yonhap",
    "Bloomberg",
    "Politico",
    "BBC",
    "CNN",
    "Al Jazeera",
    "Le Monde",
    "Der Spiegel",
    "El País",
];

/// Last words of the names of the others.
const OUTLET_NOUNS: [&str; 16] = [
    "News",
    "Times",
    "Post",
    "Journal",
    "Press",
    "Radio",
    "TV",
    "Television",
    "Telegraph",
    "Guardian",
    "Herald",
    "Tribune",
    "Gazette",
    "Chronicle",
    "Today",
    "Observer",
];

//! Who says what: the stretches of a document that are somebody's words, or told as what somebody said.
//!
//! Quotation marks are paired first, over the whole document. Then every verb of saying, and every "according
//! to", takes its speaker and what is said: a quotation beside it, or the clause before or after it. A quotation
//! that nobody is said to speak goes on with the last speaker. Titles and words in scare quotes are no speech.

mod phrase;
mod quotes;
mod roles;
mod speaker;

use std::cmp::Reverse;
use std::ops::Range;

use scrutineer_record::Record;

use crate::Span;
use crate::cues::{Cue, Form, Verb};
use crate::sentence::Sentence;
use crate::text::Text;

use phrase::Phrase;
use quotes::Quote;
use speaker::People;

/// Whose words carry a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AssertedBy {
    /// The text says so itself.
    Text,
    /// Somebody who is quoted says so.
    Speaker,
    /// The text, or somebody quoted in it, reports that somebody says so.
    Reported,
}

impl AssertedBy {
    /// All of them.
    pub const ALL: [AssertedBy; 3] = [AssertedBy::Text, AssertedBy::Speaker, AssertedBy::Reported];

    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            AssertedBy::Text => "text",
            AssertedBy::Speaker => "speaker",
            AssertedBy::Reported => "reported",
        }
    }
}

/// How words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Manner {
    /// As they were said, in quotation marks.
    Direct,
    /// In the words of the one who reports them.
    Reported,
}

impl Manner {
    /// All of them.
    pub const ALL: [Manner; 2] = [Manner::Direct, Manner::Reported];

    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Manner::Direct => "direct",
            Manner::Reported => "reported",
        }
    }
}

/// That somebody says something.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attribution {
    /// What is said.
    pub span: Span,
    /// Who says it: by full name, if the document tells it anywhere, else in its words: "the ambassador".
    pub speaker: Option<String>,
    /// As what the speaker is introduced: "Kenya's special envoy".
    pub role: Option<String>,
    /// Code of the member for which the speaker speaks, if one is named.
    pub member: Option<String>,
    /// The newspaper or agency to which it was said, or that tells it.
    pub outlet: Option<String>,
    /// How the words are given.
    pub manner: Manner,
}

impl Attribution {
    /// Whether two are of the same speaker, whose words are only given in two ways.
    fn is_same_speaker(&self, other: &Attribution) -> bool {
        self.speaker == other.speaker && (self.speaker.is_some() || self.manner != other.manner)
    }
}

/// Whose words carry what stands at the end of a chain of attributions, the outermost first.
pub(crate) fn asserted_by(said: &[Attribution]) -> AssertedBy {
    match said {
        [] => AssertedBy::Text,
        [Attribution { manner: Manner::Direct, .. }] => AssertedBy::Speaker,
        _ => AssertedBy::Reported,
    }
}

/// All that is said in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speech {
    /// In the order of the text, those around others before them. They nest and never cross.
    said: Vec<Attribution>,
    /// For each, the place of the one around it.
    around: Vec<Option<usize>>,
}

impl Speech {
    /// The speech of a document that was cut into these sentences.
    pub(crate) fn of(record: &Record, text: &Text, sentences: &[&Sentence<'_>]) -> Speech {
        let mut listener = Listener::new(record, text);
        sentences.iter().for_each(|sentence| listener.hear(sentence));
        listener.go_on();
        Speech::nested(listener.attributions())
    }

    /// Of attributions in any order: one that would cross another ends with it.
    pub fn nested(mut all: Vec<Attribution>) -> Speech {
        // Of two with the same span, the quotation is around what is reported in it.
        all.sort_by_key(|said| (said.span.start, Reverse(said.span.end), said.manner));
        let mut speech = Speech::default();
        let mut open: Vec<(usize, usize)> = Vec::new();
        for mut said in all {
            while open.pop_if(|(_, end)| *end <= said.span.start).is_some() {}
            let around = open.last().copied();
            said.span.end = said.span.end.min(around.map_or(usize::MAX, |(_, end)| end));
            if said.span.start < said.span.end {
                open.push((speech.said.len(), said.span.end));
                speech.around.push(around.map(|(place, _)| place));
                speech.said.push(said);
            }
        }
        speech
    }

    /// Every attribution, in the order of the text, those around others before them.
    pub fn all(&self) -> &[Attribution] {
        &self.said
    }

    /// Who says what stands there, the outermost first; the middle of the words decides.
    pub fn at(&self, span: Span) -> Vec<Attribution> {
        let middle = span.start.midpoint(span.end);
        let mut place = self.said.partition_point(|said| said.span.start <= middle).checked_sub(1);
        let mut around = Vec::new();
        while let Some((nth, said)) = place.and_then(|nth| Some((nth, self.said.get(nth)?))) {
            if middle < said.span.end {
                around.push(said);
            }
            place = self.around.get(nth).copied().flatten();
        }
        let mut chain: Vec<Attribution> = Vec::new();
        for said in around.into_iter().rev() {
            // Quoted words within what is told of the same speaker are one speech.
            match chain.last_mut().filter(|outer| outer.is_same_speaker(said)) {
                Some(outer) => *outer = said.clone(),
                None => chain.push(said.clone()),
            }
        }
        chain
    }
}

/// What is said, before the speakers are known by their full names.
#[derive(Clone, Debug)]
struct Said {
    at: Range<usize>,
    by: Option<usize>,
    outlet: Option<String>,
    manner: Manner,
}

/// Follows who speaks through a document.
struct Listener<'d> {
    text: &'d Text,
    quotes: Vec<Quote>,
    people: People<'d>,
    said: Vec<Said>,
}

/// The stretch of a sentence in which a verb of saying stands: the sentence, as far as it lies within the same
/// quotation, in tokens.
#[derive(Clone, Debug)]
struct Level {
    at: Range<usize>,
    /// The quotation, if it stands in one.
    quote: Option<usize>,
}

impl<'d> Listener<'d> {
    fn new(record: &'d Record, text: &'d Text) -> Listener<'d> {
        let quotes = quotes::pairs(text.clean());
        Listener { text, quotes, people: People::new(record), said: Vec::new() }
    }

    /// The attributions of a sentence.
    fn hear(&mut self, sentence: &Sentence<'_>) {
        let says = |place: &usize| {
            matches!(sentence.verb(*place), Some((Verb::Say, _)))
                || sentence.word(*place).eq_ignore_ascii_case("according to")
        };
        for place in (0..sentence.len()).filter(says).take(MOST_SAYINGS) {
            if sentence.word(place).eq_ignore_ascii_case("according to") {
                self.according(sentence, place);
            } else if let Some((Verb::Say, form)) = sentence.verb(place) {
                match form {
                    Form::Past | Form::Third if is_saying(sentence, place) => {
                        self.says(sentence, place);
                    }
                    Form::Ing => self.saying(sentence, place),
                    _ => {}
                }
            }
        }
    }

    /// "…, the envoy told the agency", "the envoy said that …", "…, said the envoy".
    fn says(&mut self, sentence: &Sentence<'_>, say: usize) {
        let level = self.level(sentence, say);
        let after_pause = self.is_after_pause(sentence, say, &level);
        let (phrase, start) = if after_pause {
            (Phrase::after(sentence, say + 1..level.at.end), say)
        } else {
            let phrase = Phrase::before(sentence, level.at.start..say);
            let start = phrase.as_ref().map_or(say, |phrase| phrase.at.start);
            (phrase, start)
        };
        let by = match phrase {
            _ if is_hearsay(sentence, say) => None,
            Some(phrase) => self.people.speaker(sentence, &phrase, self.speaker_of(level.quote)),
            None => self.people.of_sentence(sentence, level.at.start..say),
        };
        self.people.turn(sentence.range(say..say + 1).start, by);
        let outlet =
            People::outlet_told(sentence, say..level.at.end).or_else(|| self.people.outlet(by));
        let saying = Said { at: 0..0, by, outlet, manner: Manner::Reported };
        let attached = self.quote_before(sentence, start);
        if let Some(quote) = attached {
            self.attach(quote, &saying);
        }
        let begins = say + 1;
        let follows = self.quote_after(sentence, begins, &level);
        if let Some(quote) = follows {
            self.attach(quote, &saying);
        }
        let told = match follows {
            Some(quote) => self.rest_after(sentence, quote, &level),
            None if attached.is_some() => None,
            None if self.is_told_before(sentence, start, say, &level) => {
                // "The text, he said, was weak" is all his.
                let goes_on =
                    has_verb(sentence, begins..level.at.end) && sentence.is_mark(begins, &[',']);
                Some(level.at.start..if goes_on { level.at.end } else { start })
            }
            // "Peru, which had said that it would come, came"
            None => {
                let relative = Phrase::is_relative(sentence, say);
                let comma = (begins..level.at.end)
                    .find(|place| relative && sentence.is_mark(*place, &[',']));
                Some(begins..comma.unwrap_or(level.at.end))
            }
        };
        self.tell(sentence, told, saying);
    }

    /// "…, adding that …", "quoted the envoy as saying that …".
    fn saying(&mut self, sentence: &Sentence<'_>, say: usize) {
        let level = self.level(sentence, say);
        let as_saying = say.checked_sub(1).is_some_and(|before| sentence.word(before) == "as");
        let quoted = (level.at.start..say)
            .rev()
            .find(|place| as_saying && matches!(sentence.word(*place), "quoted" | "cited"));
        let by = match quoted {
            Some(quoted) => self.quoted(sentence, quoted, say, &level),
            None if !Self::tells_aside(sentence, say) => return,
            None if sentence.word(say + 1) == "that"
                || self.opens_at(sentence, say + 1).is_some() =>
            {
                self.people.of_sentence(sentence, level.at.start..say)
            }
            None => return,
        };
        let saying = Said { at: 0..0, by, outlet: None, manner: Manner::Reported };
        let follows = self.quote_after(sentence, say + 1, &level);
        let told = match follows {
            Some(quote) => {
                self.attach(quote, &saying);
                self.rest_after(sentence, quote, &level)
            }
            None => Some(say + 1..level.at.end),
        };
        self.tell(sentence, told, saying);
    }

    /// Whether "saying" belongs to a speaker: "…, adding that", "a letter saying that", but not "worth noting that".
    fn tells_aside(sentence: &Sentence<'_>, say: usize) -> bool {
        let Some(before) = say.checked_sub(1) else { return false };
        let paper = ["statement", "letter", "note", "message", "speech", "post", "report", "as"];
        sentence.is_mark(before, &[',', '"', '”'])
            || sentence.cue(before) == Some(Cue::And)
            || paper.contains(&sentence.word(before))
    }

    /// Who is quoted, where somebody else is said to quote: "the minister quoted the envoy as saying", "the envoy
    /// was quoted by the agency as saying".
    fn quoted(
        &mut self,
        sentence: &Sentence<'_>,
        quoted: usize,
        say: usize,
        level: &Level,
    ) -> Option<usize> {
        let subject = Phrase::before(sentence, level.at.start..quoted);
        let passive = (quoted.saturating_sub(2)..quoted)
            .any(|place| matches!(sentence.verb(place), Some((Verb::Be, _))));
        let by = (quoted + 1..say).find(|place| sentence.cue(*place) == Some(Cue::By));
        let (outer, inner) = if passive {
            let outer = by.and_then(|by| Phrase::after(sentence, by + 1..say - 1));
            (outer, subject)
        } else {
            (subject, Phrase::after(sentence, quoted + 1..say - 1))
        };
        let context = self.speaker_of(level.quote);
        let outer = outer.and_then(|outer| self.people.speaker(sentence, &outer, context));
        let inner = inner.and_then(|inner| self.people.speaker(sentence, &inner, context));
        self.people.turn(sentence.range(say..say + 1).start, outer.or(inner));
        let outlet = self.people.outlet(outer);
        let told = Some(say..level.at.end);
        self.tell(sentence, told, Said { at: 0..0, by: outer, outlet, manner: Manner::Reported });
        inner
    }

    /// "According to the envoy, …", "…, according to the envoy".
    fn according(&mut self, sentence: &Sentence<'_>, place: usize) {
        let level = self.level(sentence, place);
        let Some(phrase) = Phrase::after(sentence, place + 1..level.at.end) else { return };
        let context = self.speaker_of(level.quote);
        let Some(by) = self.people.speaker(sentence, &phrase, context) else { return };
        self.people.turn(sentence.range(place..place + 1).start, Some(by));
        let saying = Said {
            at: 0..0,
            by: Some(by),
            outlet: self.people.outlet(Some(by)),
            manner: Manner::Reported,
        };
        if let Some(quote) = self.quote_before(sentence, place) {
            return self.attach(quote, &saying);
        }
        let end = phrase.whole.end;
        if let Some(quote) = self.quote_after(sentence, end, &level) {
            return self.attach(quote, &saying);
        }
        let told = if sentence.is_mark(end, &[',']) || place == level.at.start {
            level.at
        } else {
            level.at.start..place
        };
        self.tell(sentence, Some(told), saying);
    }

    /// What stands in quotation marks and is said by nobody who is named beside it: the last speaker goes on.
    fn go_on(&mut self) {
        let clean = self.text.clean();
        for quote in &mut self.quotes {
            let unsaid = quote.by.is_none() && quote.parent.is_none();
            if unsaid && quote.begins_sentence(clean) && quote.is_complete(clean) {
                let by = self.people.speaking_at(quote.inside.start);
                quote.by = Some(by);
                let at = quote.inside.clone();
                self.said.push(Said { at, by, outlet: None, manner: Manner::Direct });
            }
        }
    }

    fn attributions(self) -> Vec<Attribution> {
        let Listener { text, people, said, .. } = self;
        let attribution = |said: Said| Attribution {
            span: text.span(said.at),
            speaker: people.name(said.by),
            role: people.role(said.by),
            member: people.member(said.by),
            outlet: said.outlet,
            manner: said.manner,
        };
        said.into_iter().map(attribution).collect()
    }

    fn tell(&mut self, sentence: &Sentence<'_>, told: Option<Range<usize>>, saying: Said) {
        let Some(told) = told.filter(|told| has_verb(sentence, told.clone())) else { return };
        let mut at = sentence.range(told);
        // A quotation that goes on beyond the sentence stands for itself.
        let leaves = |quote: &&Quote| quote.inside.start > at.start && quote.end > at.end;
        let first = self.quotes.partition_point(|quote| quote.inside.start <= at.start);
        let in_sentence =
            self.quotes.iter().skip(first).take_while(|quote| quote.inside.start < at.end);
        if let Some(quote) = in_sentence.into_iter().find(leaves) {
            at.end = quote.inside.start;
        }
        self.said.push(Said { at, ..saying });
    }

    fn attach(&mut self, quote: usize, saying: &Said) {
        let Some(quote) = self.quotes.get_mut(quote).filter(|quote| quote.by.is_none()) else {
            return;
        };
        quote.by = Some(saying.by);
        let at = quote.inside.clone();
        self.said.push(Said { at, manner: Manner::Direct, ..saying.clone() });
    }

    /// Who speaks in a quotation: whom "I" and "we" mean there.
    fn speaker_of(&self, quote: Option<usize>) -> Option<usize> {
        self.quotes.get(quote?)?.by.flatten()
    }

    fn level(&self, sentence: &Sentence<'_>, place: usize) -> Level {
        let offset = |place: usize| sentence.range(place..place + 1).start;
        let quote = quotes::innermost(&self.quotes, offset(place));
        let inside = |place: &usize| quotes::innermost(&self.quotes, offset(*place)) == quote;
        let own = quote.and_then(|quote| self.quotes.get(quote)).map(|quote| &quote.inside);
        let within = |place: &usize| own.is_none_or(|own| own.contains(&offset(*place)));
        // What is left of a quotation from sentences before is no part of the sentence around it.
        let start = (0..place).rev().take_while(within).last().unwrap_or(place);
        let begins = (start..=place).find(inside).unwrap_or(place);
        let opened_here = (start..begins).any(|place| self.opens_at(sentence, place).is_some());
        let start = if opened_here { start } else { begins };
        let end = (place..sentence.len()).take_while(within).last().unwrap_or(place) + 1;
        Level { at: start..end, quote }
    }

    /// The quotation that opens with a token.
    fn opens_at(&self, sentence: &Sentence<'_>, place: usize) -> Option<usize> {
        let end = sentence.range(place..place + 1).end;
        let found = self.quotes.partition_point(|quote| quote.inside.start < end);
        let quote = self.quotes.get(found)?;
        (quote.inside.start == end && place < sentence.len()).then_some(found)
    }

    /// The quotation that ends right before a token, but for a comma.
    fn quote_before(&self, sentence: &Sentence<'_>, start: usize) -> Option<usize> {
        let before = start.checked_sub(1)?;
        let before = before - usize::from(before > 0 && sentence.is_mark(before, &[',', '–', '—']));
        let end = sentence.range(before..before + 1).end;
        let offset = sentence.range(before..before + 1).start;
        let of = |quote: &Quote| quote.end == end && quote.inside.end == offset;
        let place = self.quotes.partition_point(|quote| quote.inside.start <= offset);
        let mut ending = (0..place).rev().take(DEEPEST);
        ending
            .find(|place| self.quotes.get(*place).is_some_and(of))
            .filter(|place| self.is_speech(sentence, *place, true))
    }

    /// The quotation that follows with no verb before it, and is what is said.
    fn quote_after(&self, sentence: &Sentence<'_>, from: usize, level: &Level) -> Option<usize> {
        let told =
            |place: usize| sentence.verb(place).is_some() || has_verb(sentence, place..place + 1);
        let before_told = (from..level.at.end).take(FARTHEST);
        let open = before_told
            .take_while(|place| *place == from || !told(place - 1))
            .find(|place| self.opens_at(sentence, *place).is_some())?;
        let quote = self.opens_at(sentence, open)?;
        let before = open.checked_sub(1)?;
        let led = before < from
            || sentence.is_mark(before, &[',', ':'])
            || matches!(sentence.word(before), "that" | "as");
        self.is_speech(sentence, quote, led).then_some(quote)
    }

    /// Whether a quotation is what somebody says, and not a title or a word held at arm's length.
    fn is_speech(&self, sentence: &Sentence<'_>, quote: usize, led: bool) -> bool {
        let Some(quote) = self.quotes.get(quote) else { return false };
        let open = (0..sentence.len())
            .find(|place| sentence.range(*place..*place + 1).end == quote.inside.start);
        let before = open.and_then(|open| open.checked_sub(1));
        let title = before.is_some_and(|before| {
            crate::frame::TITLED.contains(&sentence.word(before))
                || sentence.cue(before) == Some(Cue::Text)
        });
        !title
            && (led && quote.words(self.text.clean()) > 1 || quote.is_complete(self.text.clean()))
    }

    /// Whether the verb comes right after what is said: "…, said the envoy".
    fn is_after_pause(&self, sentence: &Sentence<'_>, say: usize, level: &Level) -> bool {
        let Some(before) = say.checked_sub(1).filter(|before| *before >= level.at.start) else {
            return self.quote_before(sentence, say).is_some();
        };
        let named = !sentence.is_mark(say + 1, &[',', ':']) && sentence.word(say + 1) != "that";
        let pause = sentence.is_mark(before, &[',']) || self.quote_before(sentence, say).is_some();
        pause
            && named
            && Phrase::after(sentence, say + 1..level.at.end).is_some()
            && Phrase::before(sentence, level.at.start..say)
                .is_none_or(|phrase| phrase.apposed.is_none())
    }

    /// Whether what is said stands before the speaker: "the text was weak, he said".
    fn is_told_before(
        &self,
        sentence: &Sentence<'_>,
        start: usize,
        say: usize,
        level: &Level,
    ) -> bool {
        let comma = start.checked_sub(1).is_some_and(|before| sentence.is_mark(before, &[',']));
        let opener = matches!(
            sentence.word(level.at.start).to_lowercase().as_str(),
            "when" | "after" | "if" | "while" | "as" | "although" | "asked" | "before" | "since"
        );
        let led = sentence.word(say + 1) == "that" || sentence.is_mark(say + 1, &[':']);
        let told = has_verb(sentence, level.at.start..start)
            || has_verb(sentence, say + 1..level.at.end) && sentence.is_mark(say + 1, &[',']);
        comma && !opener && !led && told
    }

    /// What follows a quotation in the same sentence: "… and that China abstained".
    fn rest_after(
        &self,
        sentence: &Sentence<'_>,
        quote: usize,
        level: &Level,
    ) -> Option<Range<usize>> {
        let end = self.quotes.get(quote)?.end;
        let first =
            level.at.clone().find(|place| sentence.range(*place..*place + 1).start >= end)?;
        let goes_on =
            (first..level.at.end.min(first + 3)).any(|place| sentence.word(place) == "that");
        goes_on.then_some(first..level.at.end)
    }
}

/// No sentence lets more people speak: what goes on saying that somebody says is not followed further.
const MOST_SAYINGS: usize = 12;
/// No report nests quotations deeper.
const DEEPEST: usize = 4;
/// So many tokens at most stand between a verb of saying and a quotation: "told the agency on Monday that".
const FARTHEST: usize = 14;

/// Whether the verb tells that somebody speaks: not "the states", "said no", "the claims".
fn is_saying(sentence: &Sentence<'_>, say: usize) -> bool {
    let noun = say.checked_sub(1).is_some_and(|before| {
        matches!(
            sentence.cue(before),
            Some(Cue::Article | Cue::Our | Cue::Of | Cue::Many | Cue::All)
        ) && matches!(sentence.verb(say), Some((_, Form::Third)))
    });
    !noun && sentence.said_side(say).is_none() && !sentence.assembly_speaks(say)
}

/// "is said to have", "it was reported that": told by nobody who is named.
fn is_hearsay(sentence: &Sentence<'_>, say: usize) -> bool {
    let passive = (say.saturating_sub(2)..say)
        .any(|place| matches!(sentence.verb(place), Some((Verb::Be, _))));
    passive && (sentence.word(say + 1) == "that" || sentence.word(say + 1) == "to")
}

/// Whether something is told in the tokens.
fn has_verb(sentence: &Sentence<'_>, at: Range<usize>) -> bool {
    at.into_iter().any(|place| {
        sentence.verb(place).is_some_and(|(verb, _)| verb != Verb::Say)
            || sentence.is_ratio(place)
            || matches!(sentence.cue(place), Some(Cue::Side(_) | Cue::SideNoun(_)))
                && sentence.word(place) != "for"
    })
}

#[cfg(test)]
mod tests;

//! A sentence as tokens, and the looks at them that every rule of the grammar needs.

use std::ops::Range;

use scrutineer_record::Position;
use scrutineer_record::symbol::Cited;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::{Kind, Token};
use crate::spoken::Spoken;
use crate::text::Text;
use crate::time::Time;

/// A sentence of a document.
#[derive(Clone, Debug)]
pub(crate) struct Sentence<'t> {
    pub(crate) text: &'t Text,
    pub(crate) tokens: Vec<Token>,
    /// Names in sentences before, to which this one can point back: "both". Their places begin at [`CARRIED`].
    carried: Vec<Token>,
    /// The codes of members and groups that names mean, where their words do not tell it.
    taken_as: Vec<(usize, &'t str)>,
    /// The words of each token, the same in lower case, and the verb that it is: every rule asks for them.
    words: Vec<&'t str>,
    lower: Vec<&'t str>,
    verbs: Vec<Option<(Verb, Form)>>,
    /// The times that are told, in order: most tokens tell none, and every rule asks.
    times: Vec<Time>,
    /// Whether it has an upright stroke, as rows of tables do.
    strokes: bool,
}

/// The place of the first name that is carried into a sentence, beyond all places of its own.
pub(crate) const CARRIED: usize = usize::MAX / 2;

impl<'t> Sentence<'t> {
    pub(crate) fn new(text: &'t Text, tokens: Vec<Token>) -> Sentence<'t> {
        let strokes = tokens.iter().any(|token| token.kind == Kind::Mark('|'));
        let words = tokens.iter().map(|token| text.get(token.range.clone())).collect();
        let lower = tokens.iter().map(|token| text.get_lower(token.range.clone())).collect();
        let mut sentence = Sentence {
            text,
            tokens,
            carried: Vec::new(),
            taken_as: Vec::new(),
            words,
            lower,
            verbs: Vec::new(),
            times: Vec::new(),
            strokes,
        };
        sentence.verbs = (0..sentence.len()).map(|at| sentence.read_verb(at)).collect();
        sentence.times = sentence.read_times();
        sentence
    }

    /// The sentence where it stands, after others.
    pub(crate) fn after(self, spoken: &Spoken) -> Sentence<'t> {
        Sentence { carried: spoken.names(), ..self }
    }

    /// Carries a name into the sentence; gives its place.
    pub(crate) fn carry(&mut self, name: Token) -> usize {
        self.carried.push(name);
        CARRIED + self.carried.len() - 1
    }

    /// Takes a token as the name of the member or group with this code.
    pub(crate) fn take_as(&mut self, at: usize, kind: Kind, code: &'t str) {
        let carried = at.checked_sub(CARRIED).and_then(|at| self.carried.get_mut(at));
        if let Some(token) = carried.or(self.tokens.get_mut(at)) {
            token.kind = kind;
            self.taken_as.push((at, code));
        }
        for words in [&mut self.words, &mut self.lower] {
            if let Some(word) = words.get_mut(at) {
                *word = code;
            }
        }
        if let Some(verb) = self.verbs.get_mut(at) {
            *verb = None;
        }
        self.times = self.read_times();
    }
}

impl Sentence<'_> {
    /// A token of the sentence, or a name carried into it.
    #[inline]
    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        match self.tokens.get(at) {
            Some(token) => Some(token),
            None => self.carried_token(at),
        }
    }

    #[cold]
    fn carried_token(&self, at: usize) -> Option<&Token> {
        self.carried.get(at.checked_sub(CARRIED)?)
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    #[inline]
    pub(crate) fn kind(&self, at: usize) -> Option<&Kind> {
        self.token(at).map(|token| &token.kind)
    }

    #[inline]
    pub(crate) fn cue(&self, at: usize) -> Option<Cue> {
        match self.kind(at) {
            Some(Kind::Cue(cue)) => Some(*cue),
            _ => None,
        }
    }

    /// Whether it has an upright stroke, as rows of tables do.
    pub(crate) fn has_strokes(&self) -> bool {
        self.strokes
    }

    /// The times that are told, by the tokens from which on they are.
    pub(crate) fn times_told(&self) -> &[Time] {
        &self.times
    }

    #[inline]
    pub(crate) fn time_told_at(&self, at: usize) -> Option<&Time> {
        self.times.iter().find(|time| time.at.start >= at).filter(|time| time.at.start == at)
    }

    #[inline]
    pub(crate) fn verb(&self, at: usize) -> Option<(Verb, Form)> {
        self.verbs.get(at).copied().flatten()
    }

    fn read_verb(&self, at: usize) -> Option<(Verb, Form)> {
        match self.cue(at)? {
            Cue::Verb(verb, form) => Some((verb, form)),
            Cue::Support if self.is_backing(at) => Some((Verb::Take(Position::Yes), Form::Ing)),
            Cue::Support if self.supports(at) => Some((Verb::Take(Position::Yes), Form::Base)),
            // "joined the others in backing it"
            Cue::Support if self.word(at) == "backing" => {
                let before = at.checked_sub(1)?;
                let deed = matches!(self.word(before), "in" | "by" | "not")
                    && self.cue(at + 1) != Some(Cue::Of);
                deed.then_some((Verb::Take(Position::Yes), Form::Ing))
            }
            _ => None,
        }
    }

    /// Whether "backing" is a verb here: "153 countries backing the demand".
    fn is_backing(&self, at: usize) -> bool {
        self.word(at) == "backing"
            && at
                .checked_sub(1)
                .is_some_and(|before| self.is_name(before) || self.cue(before) == Some(Cue::Voters))
            && matches!(self.cue(at + 1), Some(Cue::Article | Cue::Text | Cue::Pronoun))
    }

    /// Whether "support" is a verb here: "did not support", "to support", "most countries support".
    fn supports(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        self.word(at).eq_ignore_ascii_case("support")
            && (self.is_name(before)
                || self.word(before) == "to"
                || matches!(self.cue(before), Some(Cue::Not | Cue::Modal | Cue::Voters)))
    }

    #[inline]
    pub(crate) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.kind(at), Some(Kind::Mark(mark)) if marks.contains(mark))
    }

    /// The words of a token, as in the clean text.
    #[inline]
    pub(crate) fn word(&self, at: usize) -> &str {
        match self.words.get(at) {
            Some(word) => word,
            None => self.carried_word(at),
        }
    }

    #[cold]
    fn carried_word(&self, at: usize) -> &str {
        let taken = self.taken_as.iter().find(|(place, _)| *place == at);
        let as_written = || Some(self.text.get(self.carried_token(at)?.range.clone()));
        taken.map(|(_, code)| *code).or_else(as_written).unwrap_or_default()
    }

    /// The words of a token, with the letters of ASCII in lower case.
    #[inline]
    pub(crate) fn lower(&self, at: usize) -> &str {
        match self.lower.get(at) {
            Some(word) => word,
            None => {
                self.carried_token(at).map_or("", |name| self.text.get_lower(name.range.clone()))
            }
        }
    }

    /// The words of some tokens.
    pub(crate) fn words(&self, at: Range<usize>) -> &str {
        self.text.get(self.range(at))
    }

    /// Where some tokens stand in the clean text.
    pub(crate) fn range(&self, at: Range<usize>) -> Range<usize> {
        let start = self.tokens.get(at.start).map_or(0, |token| token.range.start);
        let last = at.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.range.end).max(start)
    }

    /// The number that a token states, in digits or words.
    pub(crate) fn number(&self, at: usize) -> Option<u32> {
        match self.kind(at)? {
            Kind::Number(number) if !self.numbers_the_sentence(at) => Some(*number),
            Kind::Cue(Cue::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// "(4) India abstained": the number of a point in a list.
    pub(crate) fn numbers_the_sentence(&self, at: usize) -> bool {
        at < 2
            && matches!(self.kind(at), Some(Kind::Number(_)))
            && self.is_mark(at + 1, &[')'])
            && (0..at).all(|open| self.is_mark(open, &['(']))
    }

    /// Whether the token names a member or a group.
    pub(crate) fn is_name(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Member(_) | Kind::Group))
    }

    pub(crate) fn is_member(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Member(_)))
    }

    /// Whether none of some names is that of a group.
    pub(crate) fn are_members(&self, names: &[usize]) -> bool {
        names.iter().all(|name| self.is_member(*name))
    }

    pub(crate) fn skip(&self, mut at: usize, what: impl Fn(Cue) -> bool) -> usize {
        while self.cue(at).is_some_and(&what) {
            at += 1;
        }
        at
    }

    pub(crate) fn skip_articles(&self, at: usize) -> usize {
        self.skip(at, |cue| cue == Cue::Article)
    }

    /// What joins a clause to the one before it: "and", "but", "while".
    pub(crate) fn skip_conjunctions(&self, at: usize) -> usize {
        self.skip(at, |cue| matches!(cue, Cue::And | Cue::But | Cue::While))
    }

    pub(crate) fn skip_adverbs(&self, at: usize) -> usize {
        self.skip(at, |cue| cue == Cue::Adverb)
    }

    /// Whether the name at `at` only qualifies a text: "the Russian resolution", "Russia's text",
    /// "US-sponsored". Gives the place of the noun that it qualifies.
    pub(crate) fn qualifies_text(&self, at: usize) -> Option<usize> {
        if !self.is_name(at) {
            return None;
        }
        let mut next = at + 1;
        let possessive = self.is_mark(next, &['\'']);
        if possessive {
            next += 1 + usize::from(self.word(next + 1) == "s");
        }
        let compound = self.is_compound(next + 1)
            && matches!(
                self.verb(next + 1),
                Some((Verb::Propose | Verb::Present | Verb::Take(_), _))
            );
        if compound {
            next += 2;
        }
        // Up to four words between: "the US draft cybersecurity resolution".
        for place in next..next + 5 {
            match self.kind(place) {
                Some(Kind::Cue(Cue::Text | Cue::Idea)) => return Some(place),
                // "the American one", but "Italy went one better"
                Some(Kind::Cue(Cue::Number(1))) if place == next => return Some(place),
                Some(Kind::Word | Kind::Mark('-')) => {}
                Some(Kind::Cue(
                    Cue::Verb(Verb::Propose, Form::Past | Form::Base) | Cue::Ordinal(_),
                )) => {}
                _ if compound => return Some(at),
                _ => return None,
            }
        }
        None
    }

    /// "[passed] on the 22nd": a day of a month that other words tell, and not the day told before.
    pub(crate) fn names_a_day_alone(&self, at: &Range<usize>) -> bool {
        let day = |place: usize| {
            let digits = self.word(place).trim_end_matches(char::is_alphabetic);
            let ordinal =
                matches!(self.word(place).get(digits.len()..), Some("st" | "nd" | "rd" | "th"));
            ordinal && digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
        };
        at.clone().any(|place| {
            self.is_word(place, &["on"]) && self.is_word(place + 1, &["the"]) && day(place + 2)
        })
    }

    /// The document symbols among the tokens, but for those of a text that is undone: "to repeal resolution
    /// 3379" is another vote.
    pub(crate) fn symbols_spoken_of(&self, at: Range<usize>) -> Vec<&Cited> {
        let undone = |place: usize| {
            (place.saturating_sub(3)..place).any(|before| {
                let word = self.word(before);
                ["repeal", "revok", "rescind", "overturn"].iter().any(|stem| word.starts_with(stem))
                    && !(before..place).any(|place| self.cue(place) == Some(Cue::By))
            })
        };
        at.filter_map(|place| match self.kind(place) {
            Some(Kind::Symbol(cited)) if !undone(place) => Some(&**cited),
            _ => None,
        })
        .collect()
    }
}

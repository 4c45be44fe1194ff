//! From clean text to tokens: names, cues and number words as fixed phrases, and what stands between them.

use std::ops::Range;

use scrutineer_record::symbol::{Cited, Mention, bare_mentions, mentions};
use scrutineer_record::{MONTHS, NameKind, Record};

use crate::cues::{Cue, Form};
use crate::idioms::wordings;
use crate::phrases::{Phrases, Words};
use crate::text::Text;
use crate::vocabulary::{NUMBERS, VERBS, phrases};

/// One unit of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// Where it stands in the clean text.
    pub(crate) range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A name of a member.
    Member(MemberForm),
    /// A name of a group.
    Group,
    /// A document symbol.
    Symbol(Box<Cited>),
    /// A number in digits.
    Number(u32),
    /// A month, 1 to 12.
    Month(i8),
    /// A day of the week, Monday 1.
    Weekday(i8),
    /// A word of the grammar.
    Cue(Cue),
    /// Any other word.
    Word,
    /// A mark of punctuation.
    Mark(char),
}

/// How a name of a member is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MemberForm {
    /// A name proper: the United States.
    Name,
    /// An adjective: Russian.
    Adjective,
    /// A people: Russians.
    People,
    /// A capital: Moscow.
    Capital,
}

/// The phrases and what they stand for.
#[derive(Debug)]
pub(crate) struct Lexicon {
    phrases: Phrases,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    kind: Kind,
    /// How the text must be written for the entry to count.
    case: Case,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// In any case.
    Any,
    /// With a capital first letter: names.
    Capital,
    /// In capitals throughout: US, UK, EU.
    Capitals,
    /// With a capital or a digit after "the": the West, the 28.
    CapitalAfterArticle,
}

pub(crate) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Lexicon {
    /// The lexicon of a record: its names, and the cues.
    pub(crate) fn new(record: &Record) -> Lexicon {
        let mut builder = Builder::default();
        for name in record.members().names().iter().filter(|name| name.language == "en") {
            let form = match name.kind {
                NameKind::Adjective => MemberForm::Adjective,
                NameKind::People => MemberForm::People,
                NameKind::Capital => MemberForm::Capital,
                _ => MemberForm::Name,
            };
            builder.name(&name.text, Kind::Member(form));
        }
        for name in record.groups().names() {
            // "the 28" and "the Alliance" are names only with their article.
            match name.text.strip_prefix("the ") {
                Some(_) => builder.push(name.text.clone(), Kind::Group, Case::CapitalAfterArticle),
                None => builder.name(&name.text, Kind::Group),
            }
        }
        // A word that is both noun and verb ("draft", "states") is a noun more often than not.
        for (cue, phrases) in phrases() {
            for phrase in *phrases {
                builder.word(phrase, Kind::Cue(*cue));
            }
        }
        for (words, cue) in wordings() {
            builder.word(&words, Kind::Cue(cue));
        }
        for (verb, forms) in VERBS {
            // Where forms look alike ("set up"), the past is the likelier one in a report.
            let [base, third, past, ing] = *forms;
            for (form, word) in
                [(Form::Past, past), (Form::Ing, ing), (Form::Third, third), (Form::Base, base)]
            {
                builder.word(word, Kind::Cue(Cue::Verb(*verb, form)));
            }
        }
        for (number, word) in NUMBERS {
            builder.word(word, Kind::Cue(Cue::Number(*number)));
        }
        for (number, month) in (1i8..).zip(MONTHS) {
            builder.name(month, Kind::Month(number));
            if month.len() > 4 {
                builder.name(month.get(..3).unwrap_or(month), Kind::Month(number));
            }
        }
        builder.name("Sept", Kind::Month(9));
        for (number, day) in (1i8..).zip(WEEKDAYS) {
            builder.name(day, Kind::Weekday(number));
        }
        builder.build()
    }

    /// The tokens of a text between the offsets of `sentence`.
    pub(crate) fn tokens(&self, whole: &Text, sentence: Range<usize>) -> Vec<Token> {
        let words = Words::of(whole.get(sentence.clone()));
        self.tokens_of(&words, sentence.start, whole)
    }

    /// The tokens of a sentence whose words are known, which begins at `base` in the clean text.
    pub(crate) fn tokens_of(&self, words: &Words<'_>, base: usize, whole: &Text) -> Vec<Token> {
        let text = words.text;
        let cited = cited(text, whole);
        // About as many as words, with marks between them.
        let mut tokens: Vec<Token> = Vec::with_capacity(words.count() + words.count() / 4 + 1);
        let mut at = 0;
        let mut symbols = cited.into_iter().peekable();
        let fits = |place: usize, range: Range<usize>| {
            self.entries.get(place).is_some_and(|entry| entry.case.fits(text, range))
        };
        for (range, place) in self.phrases.find(words, fits) {
            let Some(entry) = self.entries.get(place) else { continue };
            while let Some(mention) = symbols.next_if(|mention| mention.start <= range.start) {
                at = push_symbol(text, at, base, mention, &mut tokens);
            }
            // Of finds that overlap, the first and longest counts.
            if range.start < at {
                continue;
            }
            scan(text, at..range.start, base, &mut tokens);
            at = range.end;
            let range = base + range.start..base + range.end;
            tokens.push(Token { kind: entry.kind.clone(), range });
        }
        for mention in symbols {
            at = push_symbol(text, at, base, mention, &mut tokens);
        }
        scan(text, at..text.len(), base, &mut tokens);
        let whole = whole.clean();
        months_of_may(&mut tokens, whole);
        place_of_dateline(&mut tokens, whole);
        let tokens = without_clocks(tokens, whole);
        merge_numbers(tokens, whole)
    }
}

/// What a sentence cites. In a text that cites resolutions, "74/29" alone is one as well.
fn cited(sentence: &str, whole: &Text) -> Vec<Mention> {
    let mut cited = mentions(sentence);
    let mut bare = bare_mentions(sentence);
    bare.retain(|bare| {
        let next = cited.partition_point(|it| it.end <= bare.start);
        cited.get(next).is_none_or(|it| it.start >= bare.end)
    });
    if !bare.is_empty() && whole.cites_resolutions() {
        cited.extend(bare);
        cited.sort_by_key(|mention| mention.start);
    }
    cited
}

/// "May" beside a day or a year, or after "in", is the month; else it is the verb.
fn months_of_may(tokens: &mut [Token], whole: &str) {
    let is_number = |token: Option<&Token>| {
        token
            .is_some_and(|token| matches!(token.kind, Kind::Number(_) | Kind::Cue(Cue::Ordinal(_))))
    };
    let word = |token: &Token| whole.get(token.range.clone()).unwrap_or_default();
    let is_may = |place: usize| {
        let before = place.checked_sub(1).and_then(|before| tokens.get(before));
        let told = ["in", "since", "until", "of", "last", "next", "early", "late", "this", "mid"];
        tokens.get(place).is_some_and(|token| word(token) == "May")
            && (is_number(before)
                || is_number(tokens.get(place + 1))
                || before
                    .is_some_and(|before| told.contains(&word(before).to_lowercase().as_str())))
    };
    let months: Vec<usize> = (0..tokens.len()).filter(|place| is_may(*place)).collect();
    for place in months {
        if let Some(token) = tokens.get_mut(place) {
            token.kind = Kind::Month(5);
        }
    }
}

/// The time of day counts nobody: "22:04 Nine against", "at 15:30". Elsewhere "46:20" can be a score.
fn without_clocks(tokens: Vec<Token>, whole: &str) -> Vec<Token> {
    if !tokens.iter().any(|token| token.kind == Kind::Mark(':')) {
        return tokens;
    }
    let word = |token: &Token| whole.get(token.range.clone()).unwrap_or_default();
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter();
    while let Some(mut token) = tokens.next() {
        if let [colon, minutes, ..] = tokens.as_slice()
            && matches!((&token.kind, &minutes.kind), (Kind::Number(0..24), Kind::Number(0..60)))
            && colon.kind == Kind::Mark(':')
            && word(minutes).len() == 2
            && token.range.end + 1 == minutes.range.start
            && kept.last().is_none_or(|before| {
                matches!(before.kind, Kind::Mark('(' | '[' | '-' | '•'))
                    || ["at", "by", "around", "about"].contains(&word(before))
            })
        {
            token = Token { kind: Kind::Word, range: token.range.start..minutes.range.end };
            tokens.nth(1);
        }
        kept.push(token);
    }
    kept
}

/// The place in "OSLO, Dec. 22 (Agency) –" is where the text was written, and no member.
fn place_of_dateline(tokens: &mut [Token], whole: &str) {
    let word = |token: &Token| whole.get(token.range.clone()).unwrap_or_default();
    let Some((place, rest)) = tokens.split_first_mut() else { return };
    let dash = |token: &&Token| matches!(token.kind, Kind::Mark('-' | '–' | '—'));
    let between = rest.iter().take(LONGEST_DATELINE).take_while(|token| !dash(token)).count();
    let (between, after) = rest.split_at(between);
    // A hyphen joins words, a dash stands apart.
    let apart = after.first().filter(dash).is_some_and(|dash| {
        let before = between.last().map_or(place.range.end, |token| token.range.end);
        before < dash.range.start
    });
    let plain = between.iter().all(|token| {
        matches!(
            token.kind,
            Kind::Word | Kind::Month(_) | Kind::Number(_) | Kind::Mark(',' | '.' | '(' | ')' | '/')
        )
    });
    let dated = between.iter().any(|token| matches!(token.kind, Kind::Month(_)));
    let name = word(place);
    let capitals = name.len() > 3 && !name.contains(char::is_lowercase);
    if matches!(place.kind, Kind::Member(_)) && apart && plain && (capitals || dated) {
        place.kind = Kind::Word;
    }
}

/// So many tokens stand at most between the place of a dateline and its dash.
const LONGEST_DATELINE: usize = 10;

/// Adds the tokens up to a document symbol and the symbol; gives where the text goes on.
fn push_symbol(
    text: &str,
    at: usize,
    base: usize,
    mention: Mention,
    tokens: &mut Vec<Token>,
) -> usize {
    if mention.start < at {
        return at;
    }
    scan(text, at..mention.start, base, tokens);
    let range = base + mention.start..base + mention.end;
    tokens.push(Token { kind: Kind::Symbol(Box::new(mention.cited)), range });
    mention.end
}

/// Words, numbers and marks between the phrases that were found.
fn scan(text: &str, range: Range<usize>, base: usize, tokens: &mut Vec<Token>) {
    let Some(part) = text.get(range.clone()) else { return };
    let base = base + range.start;
    let mut end = 0;
    while let Some(letter) = letter_at(part, end) {
        let start = end;
        end += letter.len_utf8();
        if letter.is_alphanumeric() {
            let digits = letter.is_ascii_digit();
            while let Some(next) = letter_at(part, end) {
                let grouped = digits && next == ',' && three_digits(part, end + 1);
                let goes_on = next.is_alphanumeric() && (!digits || next.is_ascii_digit())
                    || grouped
                    || next == '\'' && !digits;
                if !goes_on {
                    break;
                }
                end += next.len_utf8();
            }
            let number = part.get(start..end).filter(|_| digits).and_then(number);
            let suffix = part.get(end..).filter(|_| digits).and_then(ordinal_suffix);
            let kind = match (number, suffix) {
                (Some(number), None) => Kind::Number(number),
                (Some(number), Some(length)) => {
                    end += length;
                    Kind::Cue(Cue::Ordinal(number))
                }
                _ => Kind::Word,
            };
            tokens.push(Token { kind, range: base + start..base + end });
        } else if !letter.is_whitespace() {
            tokens.push(Token { kind: Kind::Mark(letter), range: base + start..base + end });
        }
    }
}

/// The letter that begins at a place. Nearly all are of ASCII, which are not worth decoding.
#[inline]
fn letter_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// A number in digits, with commas between the thousands or without.
fn number(digits: &str) -> Option<u32> {
    let digits = digits.bytes().filter(|byte| *byte != b',');
    digits.map(|byte| u32::from(byte.wrapping_sub(b'0'))).try_fold(0u32, |number, digit| {
        number.checked_mul(10)?.checked_add(digit).filter(|_| digit < 10)
    })
}

/// The length of "st", "nd", "rd" or "th" at the start of the text, if a word ends there.
fn ordinal_suffix(text: &str) -> Option<usize> {
    let ends = !text.chars().nth(2).is_some_and(char::is_alphanumeric);
    (ends && ["st", "nd", "rd", "th"].iter().any(|suffix| text.starts_with(suffix))).then_some(2)
}

fn three_digits(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("").as_bytes();
    rest.iter().take(3).filter(|byte| byte.is_ascii_digit()).count() == 3
        && !rest.get(3).is_some_and(u8::is_ascii_digit)
}

/// Joins "fifty-two", "one hundred and nineteen" to one number.
fn merge_numbers(tokens: Vec<Token>, whole: &str) -> Vec<Token> {
    let number = |token: &Token| matches!(token.kind, Kind::Cue(Cue::Number(_)));
    if tokens.iter().filter(|token| number(token)).count() < 2 {
        return tokens;
    }
    let mut merged: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        let mut token = token.clone();
        rest = after;
        if let Kind::Cue(Cue::Number(mut value)) = token.kind {
            while let Some((more, end, after)) = joined_number(value, token.range.end, rest, whole)
            {
                (value, token.range.end, rest) = (more, end, after);
            }
            token.kind = Kind::Cue(Cue::Number(value));
        }
        merged.push(token);
    }
    merged
}

/// The number with the next words that belong to it, where it then ends, and the tokens after it.
fn joined_number<'t>(
    value: u32,
    end: usize,
    rest: &'t [Token],
    whole: &str,
) -> Option<(u32, usize, &'t [Token])> {
    let tens = value >= 20 && value.is_multiple_of(10) && !value.is_multiple_of(100);
    let number = |token: &Token| match token.kind {
        Kind::Cue(Cue::Number(number)) => number,
        _ => 0,
    };
    let beside = |token: &Token| {
        let gap = whole.get(end..token.range.start).unwrap_or("x");
        gap.trim().is_empty()
    };
    match rest {
        [hyphen, unit, after @ ..]
            if tens && hyphen.kind == Kind::Mark('-') && (1..10).contains(&number(unit)) =>
        {
            Some((value + number(unit), unit.range.end, after))
        }
        [unit, after @ ..] if tens && (1..10).contains(&number(unit)) && beside(unit) => {
            Some((value + number(unit), unit.range.end, after))
        }
        [hundred, after @ ..] if value < 10 && number(hundred) == 100 => {
            Some((value.max(1) * 100, hundred.range.end, after))
        }
        // "one hundred fifty-three"
        [units, after @ ..]
            if value != 0
                && value.is_multiple_of(100)
                && (1..100).contains(&number(units))
                && beside(units) =>
        {
            Some((value + number(units), units.range.end, after))
        }
        [and, units, after @ ..]
            if value != 0
                && value.is_multiple_of(100)
                && and.kind == Kind::Cue(Cue::And)
                && (1..100).contains(&number(units)) =>
        {
            Some((value + number(units), units.range.end, after))
        }
        _ => None,
    }
}

impl Case {
    fn fits(self, text: &str, range: Range<usize>) -> bool {
        let found = text.get(range).unwrap_or("");
        let mut letters = found.chars().filter(|letter| letter.is_alphabetic());
        match self {
            Case::Any => true,
            Case::Capital => letters.next().is_some_and(char::is_uppercase),
            Case::Capitals => letters.all(char::is_uppercase),
            Case::CapitalAfterArticle => {
                found.chars().nth(4).is_some_and(|first| first.is_uppercase() || first.is_numeric())
            }
        }
    }
}

#[derive(Default)]
struct Builder {
    patterns: Vec<String>,
    entries: Vec<Entry>,
    seen: std::collections::HashMap<String, usize>,
}

impl Builder {
    fn name(&mut self, text: &str, kind: Kind) {
        let text = text.strip_prefix("the ").unwrap_or(text).replace('’', "'");
        let letters = text.chars().filter(|letter| letter.is_alphabetic());
        let short = letters.clone().count() <= 4 && letters.clone().all(char::is_uppercase);
        let lower_first = letters.clone().next().is_some_and(char::is_lowercase);
        let case = match (short, lower_first) {
            (true, _) => Case::Capitals,
            (false, true) => Case::Any,
            (false, false) => Case::Capital,
        };
        self.push(text, kind, case);
    }

    fn word(&mut self, text: &str, kind: Kind) {
        self.push(text.to_owned(), kind, Case::Any);
    }

    /// Adds a pattern; the first entry for it stays, but for a cue that is also a name in other case.
    fn push(&mut self, pattern: String, kind: Kind, case: Case) {
        let entry = Entry { kind, case };
        let key = pattern.to_lowercase();
        if let Some(place) = self.seen.get(&key) {
            // A proper name is a better reading of "American" than an adjective, and so on.
            let better = matches!(entry.kind, Kind::Member(MemberForm::Name))
                && matches!(
                    self.entries.get(*place).map(|entry| &entry.kind),
                    Some(Kind::Member(MemberForm::Capital))
                );
            if let Some(known) = self.entries.get_mut(*place)
                && better
            {
                *known = entry;
            }
            return;
        }
        self.seen.insert(key, self.patterns.len());
        self.patterns.push(pattern);
        self.entries.push(entry);
    }

    fn build(self) -> Lexicon {
        Lexicon { phrases: Phrases::new(self.patterns), entries: self.entries }
    }
}

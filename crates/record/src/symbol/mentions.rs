//! Symbols in running English text.

use crate::{Body, Session};

use super::cursor::{Cursor, Style};
use super::lead::{Lead, Named, Noun};
use super::parse::{Reference, Root, rooted, session_kind, with_suffixes};
use super::part::Part;
use super::suffix::Suffix;
use super::{Cited, Kind, Symbol};

/// A place in a text that cites a document.
///
/// The members of a range that are not written out, such as the second to fourth of `L.1 to L.5`, carry the
/// span of the range's last member. All offsets are bytes, on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where the symbol or number begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Where the words that lead to it begin, such as "General Assembly resolutions" before a list; without
    /// such words, where the symbol in full begins that it is or continues.
    pub keyword_start: usize,
    /// What is cited.
    pub cited: Cited,
    /// Whether the symbol, or the one that it continues, is written in full (`A/RES/73/27`) and not only in
    /// a short form.
    pub explicit: bool,
}

/// A range of more members than this is taken for its two ends.
const LONGEST_RANGE: u32 = 99;

/// A document number below this, with neither a session nor a word before it, is taken for something
/// else: `A/1` is also a grade.
const FIRST_SURE_DOCUMENT: u32 = 100;

/// Finds what a running English text cites, in the order in which it stands.
///
/// A symbol in full needs nothing else. A short form (`73/27`, `181 (II)`, `2334 (2016)`) needs a word such as
/// "resolution" before it, since it could be a fraction, a date or a score; only `ES-11/1` is distinct enough
/// to stand alone. Lists and ranges after it are followed: "resolutions 73/27, 73/266 and 74/29",
/// "A/C.3/76/L.1 to L.5", "A/59/668 and Add.1-6". The time taken grows with the length of the text.
///
/// ```
/// use scrutineer_record::symbol::mentions;
/// let text = "In General Assembly resolutions 73/27 and 73/266, adopted 119-46, it recalled A/RES/68/243.";
/// let found = mentions(text);
/// let cited: Vec<_> = found.iter().filter_map(|it| it.cited.symbol()).map(|it| it.short()).collect();
/// assert_eq!(cited, ["73/27", "73/266", "68/243"]);
/// assert_eq!(text.get(found[1].start..found[1].end), Some("73/266"));
/// assert!(found[2].explicit && !found[0].explicit);
/// ```
pub fn mentions(text: &str) -> Vec<Mention> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let of_word = |byte: &u8| OF_WORD.get(usize::from(*byte)).is_some_and(|of_word| *of_word);
        let after = bytes.get(at..).unwrap_or_default();
        let Some(start) = after.iter().position(of_word).map(|step| at + step) else {
            return found;
        };
        let rest = bytes.get(start..).unwrap_or_default();
        let may_begin = Lead::can_begin(rest) || can_begin_symbol(rest);
        let end = may_begin
            .then(|| citations(Cursor::new(text, start, Style::Prose), &mut found))
            .flatten();
        at = end.unwrap_or_else(|| {
            start + rest.iter().position(|byte| !of_word(byte)).unwrap_or(rest.len())
        });
    }
}

/// Finds short forms of resolutions of the Assembly that nothing leads to: "India voted for 74/29". Such a pair of
/// numbers can be a share, a score or a date, so that they are worth looking for only in a text that cites a
/// resolution elsewhere. A pair that makes a hundred ("split 60/40") is never one.
///
/// ```
/// use scrutineer_record::symbol::bare_mentions;
/// let found = bare_mentions("India voted for 74/28 and, by 50/50, against 74/29 of 1/12/2019.");
/// let cited: Vec<_> = found.iter().filter_map(|it| it.cited.symbol()).map(|it| it.short()).collect();
/// assert_eq!(cited, ["74/28", "74/29"]);
/// ```
pub fn bare_mentions(text: &str) -> Vec<Mention> {
    let lead =
        Lead { of: Named::Body(Body::GeneralAssembly), noun: Noun::Resolution, apart: false };
    let at_slash = text.match_indices('/').filter_map(|(slash, _)| slash.checked_sub(2));
    let stands_alone = |start: &usize| {
        let before = text.get(..*start).and_then(|before| before.chars().next_back());
        before.is_none_or(|letter| letter.is_whitespace() || "([—–,;".contains(letter))
    };
    at_slash
        .filter(stands_alone)
        .filter_map(|start| {
            let mut cursor = Cursor::new(text, start, Style::Prose);
            let reading =
                Reading { keyword_start: start, lead: Some(lead), last: None, explicit: false };
            let cited = reading.eat_short(&mut cursor)?;
            let symbol = cited.symbol()?;
            let session = match symbol.session()? {
                Session::Regular(number) => u32::from(number),
                _ => return None,
            };
            let number = symbol.number()?;
            let next = cursor.peek();
            let is_sure = session >= FIRST_OF_SLASHES
                && number <= MOST_OF_A_SESSION
                && session + number != 100
                && !matches!(next, Some('/' | '%'));
            let end = cursor.at();
            is_sure.then_some(Mention { start, end, keyword_start: start, cited, explicit: false })
        })
        .collect()
}

/// Which bytes belong to a word.
#[expect(clippy::indexing_slicing, reason = "worked out by the compiler, which would say so")]
static OF_WORD: [bool; 256] = {
    let mut of_word = [false; 256];
    let mut byte: u8 = 0;
    while byte.is_ascii() {
        of_word[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    of_word
};

/// From this session on resolutions are numbered as session and number.
const FIRST_OF_SLASHES: u32 = 31;

/// No session adopts so many resolutions.
const MOST_OF_A_SESSION: u32 = 400;

/// Whether a symbol, or a part of one that stands for it, can begin with these two letters; a quick test.
fn can_begin_symbol(text: &[u8]) -> bool {
    let &[first, second, ..] = text else { return false };
    matches!(
        (first, second),
        (b'A' | b'a' | b'S' | b'E' | b'T', b'/')
            | (b'S', b'T')
            | (b'T', b'D')
            | (b'L', b'.')
            | (b'E' | b'e', b'S' | b's')
    )
}

/// Reads the citations that begin with the word at `start`, and tells where they end.
fn citations(start: Cursor<'_>, found: &mut Vec<Mention>) -> Option<usize> {
    let mut cursor = start;
    let lead = Lead::eat(&mut cursor);
    if lead.is_none() && !can_begin_symbol(start.rest().as_bytes()) {
        return None;
    }
    if lead.is_some() {
        // An opening bracket or quotation mark: draft resolution “A/73/L.20”.
        let _ = ['(', '[', '"', '“', '‘', '\''].into_iter().any(|mark| cursor.eat(mark));
    }
    // What "draft resolution" leads to is no resolution, so that "resolution" does not lead in once more.
    let after_draft = lead.filter(|lead| lead.noun == Noun::Document).map(|_| cursor.at());
    if !can_begin_item(cursor.rest()) {
        return after_draft;
    }
    let reading = Reading { keyword_start: start.at(), lead, last: None, explicit: false };
    let end = match lead {
        Some(lead) if lead.of == Named::Unsaid => {
            reading.eat_list_of_late_body(lead, cursor, found)
        }
        _ => reading.eat_list(cursor, found),
    };
    end.map(|end| end.at()).or(after_draft)
}

/// Whether the first item of a list can begin so; a quick test, by which "resolution on" goes no further. In small
/// letters there are no more than the two of "es-11/1".
fn can_begin_item(text: &str) -> bool {
    let bytes = text.as_bytes();
    let small = bytes.iter().take(3).take_while(|byte| byte.is_ascii_lowercase()).count();
    small == 0 || small < 3 && bytes.get(small) != Some(&b' ')
}

/// A list of citations that is being read.
#[derive(Clone)]
struct Reading {
    keyword_start: usize,
    lead: Option<Lead>,
    /// What stood last, which the next item can continue.
    last: Option<Cited>,
    /// Whether `last` goes back to a symbol in full.
    explicit: bool,
}

impl Reading {
    /// Reads items as long as they follow each other.
    fn eat_list<'t>(mut self, start: Cursor<'t>, found: &mut Vec<Mention>) -> Option<Cursor<'t>> {
        let mut end = None;
        let mut cursor = start;
        loop {
            let from = cursor.at();
            let Some(cited) = self.eat_item(&mut cursor) else { return end };
            self.push(found, from..cursor.at(), cited.clone());
            self.eat_range(&mut cursor, &cited, found);
            end = Some(cursor);
            eat_date(&mut cursor);
            if !eat_separator(&mut cursor) {
                return end;
            }
        }
    }

    /// Reads items whose body may come last: "resolutions 16/18 and 50/1 of the Human Rights Council".
    fn eat_list_of_late_body<'t>(
        self,
        lead: Lead,
        start: Cursor<'t>,
        found: &mut Vec<Mention>,
    ) -> Option<Cursor<'t>> {
        let before = found.len();
        let of_body = |of| Reading { lead: Some(Lead { of, ..lead }), ..self.clone() };
        if let Some(end) = self.clone().eat_list(start, found) {
            if let Some(of) = Named::eat_after(&mut end.clone()) {
                let unsaid = found.split_off(before);
                let again = of_body(of).eat_list(start, found);
                if again.map(|it| it.at()) != Some(end.at()) {
                    // The body is that of the last item only.
                    found.truncate(before);
                    found.extend(unsaid);
                }
            }
            return Some(end);
        }
        // Forms that are no symbols of the Assembly or the Security Council.
        let others = [
            Body::HumanRightsCouncil,
            Body::EconomicAndSocialCouncil,
            Body::CommissionOnHumanRights,
        ];
        others.map(Named::Body).into_iter().find_map(|of| {
            let end = of_body(of).eat_list(start, found);
            let is_it = end.and_then(|mut end| Named::eat_after(&mut end)) == Some(of);
            if !is_it {
                found.truncate(before);
            }
            end.filter(|_| is_it)
        })
    }

    fn push(&self, found: &mut Vec<Mention>, span: std::ops::Range<usize>, cited: Cited) {
        found.push(Mention {
            start: span.start,
            end: span.end,
            keyword_start: self.keyword_start,
            cited,
            explicit: self.explicit,
        });
    }

    /// Reads one item and keeps it as what the next can continue.
    fn eat_item(&mut self, cursor: &mut Cursor<'_>) -> Option<Cited> {
        let start = cursor.at();
        if let Some(cited) = cursor.attempt(|cursor| self.eat_explicit(cursor)) {
            self.explicit = true;
            if self.lead.is_none() {
                self.keyword_start = start;
            }
            self.last = Some(cited.clone());
            return Some(cited);
        }
        if let Some(cited) = cursor.attempt(|cursor| self.eat_suffixes(cursor)) {
            // "A/59/668, Corr.1 and Add.1": the next suffix goes to the document, not to this one.
            return Some(cited);
        }
        let cited = cursor
            .attempt(|cursor| self.eat_draft(cursor))
            .or_else(|| cursor.attempt(|cursor| self.eat_part(cursor)))
            .or_else(|| cursor.attempt(|cursor| self.eat_short(cursor)))
            .or_else(|| cursor.attempt(|cursor| self.eat_number(cursor)))?;
        self.last = Some(cited.clone());
        Some(cited)
    }

    /// `A/RES/73/27`, and `A/RES/3379` without a session.
    fn eat_explicit(&self, cursor: &mut Cursor<'_>) -> Option<Cited> {
        let start = *cursor;
        let is_capital = cursor.peek()?.is_ascii_uppercase();
        let root = Root::eat(cursor)?;
        if !is_capital && !cursor.clone().eat_word("RES") {
            return None;
        }
        let inner = *cursor;
        if let Ok(symbol) = rooted(cursor, root)
            && ends_well(cursor)
        {
            return self.is_sure(&symbol).then_some(Cited::Symbol(symbol));
        }
        *cursor = inner;
        let body = match start.letters() {
            "A" | "a" => Body::GeneralAssembly,
            "S" => Body::SecurityCouncil,
            _ => return None,
        };
        let is_resolution = cursor.eat_word("RES") && cursor.slash();
        let number = cursor.number().ok().filter(|number| is_resolution && *number < 10_000)?;
        ends_number(cursor).then_some(Cited::Number { body: Some(body), number })
    }

    /// Whether what looks like a symbol is one: `A/14` alone could be anything.
    fn is_sure(&self, symbol: &Symbol) -> bool {
        let is_placed = symbol.session().is_some() || symbol.year().is_some();
        let is_bare = symbol.kind == Kind::Document && !is_placed;
        let is_small = symbol.number().is_some_and(|number| number < FIRST_SURE_DOCUMENT);
        self.lead.is_some() || !is_bare || !is_small
    }

    /// `L.60/Rev.1`, which is whole if it continues a draft's symbol.
    fn eat_draft(&self, cursor: &mut Cursor<'_>) -> Option<Cited> {
        let number = eat_draft_number(cursor)?;
        let suffixes = Suffix::eat_all(cursor).ok().filter(|_| ends_well(cursor))?;
        let continued = self.last.as_ref().and_then(|last| last.other_draft(number));
        match continued {
            Some(cited) => cited.extended(&suffixes),
            None => Some(Cited::Draft { number, suffixes }),
        }
    }

    /// `Add.1` after `A/59/668`.
    fn eat_suffixes(&self, cursor: &mut Cursor<'_>) -> Option<Cited> {
        let last = self.last.as_ref()?;
        let first = Suffix::eat_word(cursor).ok()??;
        let rest = Suffix::eat_all(cursor).ok()?;
        let suffixes: Vec<Suffix> = std::iter::once(first).chain(rest).collect();
        last.extended(&suffixes).filter(|_| ends_well(cursor))
    }

    /// The `B` of "49/62 A and B".
    fn eat_part(&self, cursor: &mut Cursor<'_>) -> Option<Cited> {
        let symbol = self.last.as_ref()?.symbol().filter(|symbol| symbol.suffixes.is_empty())?;
        let before = symbol.part()?.letter()?;
        let letter = cursor.peek().filter(|it| it.is_ascii_uppercase() && *it > before)?;
        cursor.bump();
        let part = Some(Part::from_letter(letter));
        ends_well(cursor).then(|| Cited::Symbol(symbol.with_part(part)))
    }

    /// `73/27` after "resolution", or after another resolution.
    fn eat_short(&self, cursor: &mut Cursor<'_>) -> Option<Cited> {
        let last = self.last.as_ref().and_then(Cited::symbol);
        let is_distinct = matches!(
            session_kind(&mut cursor.clone()).map(|make| make(1)),
            Some(Session::Emergency(_))
        );
        let led = self.lead.and_then(|lead| lead.noun.act());
        let continued = last
            .map(|symbol| symbol.kind)
            .filter(|kind| matches!(kind, Kind::Resolution | Kind::Decision));
        if led.or(continued).is_none() && !is_distinct {
            return None;
        }
        let kind = led.or(continued);
        let reference = Reference::eat(cursor).ok()?;
        let settled = self.named(last).map(|named| reference.settle_short(named, kind));
        match settled.into_iter().find_map(Result::ok) {
            Some(symbol) => {
                let symbol = with_suffixes(cursor, symbol).ok()?;
                ends_well(cursor).then_some(Cited::Symbol(symbol))
            }
            None => self.assembly_by_year(reference, kind),
        }
    }

    /// The bodies whose symbol a short form can be, likeliest first.
    fn named(&self, last: Option<&Symbol>) -> [Named; 2] {
        let led = self.lead.map_or(Named::Unsaid, |lead| lead.of);
        match last.map(Symbol::body) {
            Some(body) if led == Named::Unsaid && body != Body::GeneralAssembly => {
                [Named::Body(body), Named::Unsaid]
            }
            _ => [led, led],
        }
    }

    /// "General Assembly resolution 3379 (1975)": a year instead of the session does not make a symbol.
    fn assembly_by_year(&self, reference: Reference, kind: Option<Kind>) -> Option<Cited> {
        let of = self.lead?.of;
        let is_assembly = matches!(of, Named::Unsaid | Named::Body(Body::GeneralAssembly));
        let number = reference.number_before_year().filter(|number| *number < 10_000)?;
        (is_assembly && kind == Some(Kind::Resolution))
            .then_some(Cited::Number { body: Some(Body::GeneralAssembly), number })
    }

    /// `3379` after "resolution"; further numbers only after "resolutions".
    fn eat_number(&self, cursor: &mut Cursor<'_>) -> Option<Cited> {
        let lead = self.lead.filter(|lead| !lead.apart)?;
        let is_due = matches!(
            (lead.noun, &self.last),
            (Noun::Resolution | Noun::Resolutions, None)
                | (Noun::Resolutions, Some(Cited::Number { .. }))
        );
        let number = cursor.number().ok().filter(|number| is_due && *number < 10_000)?;
        let body = match lead.of {
            Named::Body(body) => Some(body),
            _ => None,
        };
        ends_number(cursor).then_some(Cited::Number { body, number })
    }

    /// Reads " to L.5", "-23" or " to Add.6" and adds the members up to there.
    fn eat_range(&mut self, cursor: &mut Cursor<'_>, first: &Cited, found: &mut Vec<Mention>) {
        let range = cursor.attempt(|cursor| {
            let is_tight = cursor.eat('-');
            let is_joined = is_tight
                || (cursor.spaces()
                    && (cursor.eat_word("to") || cursor.eat_word("through") || cursor.eat('-'))
                    && cursor.spaces());
            if !is_joined {
                return None;
            }
            let from = cursor.at();
            let begin = first.count()?;
            let count = self.eat_range_end(cursor, first)?;
            let is_range = count > begin && count - begin <= LONGEST_RANGE;
            let members = if is_range { begin + 1..=count } else { return None };
            Some((from, members))
        });
        let Some((from, members)) = range else { return };
        // After a range of addenda the next suffix still goes to the document.
        let is_last = self.last.as_ref() == Some(first);
        for cited in members.filter_map(|count| first.counted(count)) {
            self.push(found, from..cursor.at(), cited.clone());
            if is_last {
                self.last = Some(cited);
            }
        }
    }

    /// The number at which a range that begins with `first` ends.
    fn eat_range_end(&self, cursor: &mut Cursor<'_>, first: &Cited) -> Option<u32> {
        let is_same = |cited: &Cited, count| first.counted(count).as_ref() == Some(cited);
        let whole = cursor.attempt(|cursor| {
            let cited = cursor
                .attempt(|cursor| self.eat_explicit(cursor))
                .or_else(|| cursor.attempt(|cursor| self.eat_suffixes_of(cursor, first)))
                .or_else(|| cursor.attempt(|cursor| self.eat_draft(cursor)))
                .or_else(|| cursor.attempt(|cursor| self.eat_short(cursor)))?;
            let count = cited.count()?;
            is_same(&cited, count).then_some(count)
        });
        if whole.is_some() {
            return whole;
        }
        let count = cursor.number().ok().filter(|_| first.counts_bare())?;
        ends_number(cursor).then_some(count)
    }

    /// The `Add.6` that ends a range begun with `Add.1`.
    fn eat_suffixes_of(&self, cursor: &mut Cursor<'_>, first: &Cited) -> Option<Cited> {
        let suffix = Suffix::eat_word(cursor).ok()??;
        first.extended(&[suffix]).filter(|_| ends_well(cursor))
    }
}

/// Steps over `L.` and reads the number after it.
fn eat_draft_number(cursor: &mut Cursor<'_>) -> Option<u32> {
    if cursor.eat('L') && cursor.eat('.') { cursor.number().ok() } else { None }
}

/// Whether a symbol can end here: no letter, digit or decimal runs on.
fn ends_well(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let has_decimals = ahead.eat('.') && ahead.peeks_digit();
    !cursor.peeks_alphanumeric() && !has_decimals && cursor.peek() != Some('%')
}

/// Whether a bare number ends here, and is not the beginning of a date, a score or a larger number.
fn ends_number(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let runs_on = [',', '-', ':'].into_iter().any(|mark| ahead.eat(mark)) && ahead.peeks_digit();
    ends_well(cursor) && !runs_on && cursor.peek() != Some('/')
}

/// Steps over the date of an item in a list: " of 8 December 2005".
fn eat_date(cursor: &mut Cursor<'_>) {
    let _ = cursor.attempt(|cursor| {
        let of = cursor.spaces() && cursor.eat_word("of") && cursor.spaces();
        cursor.number().ok().filter(|day| of && *day <= 31)?;
        let month = if cursor.spaces() { cursor.letters() } else { "" };
        cursor.eat_start(month);
        let is_apart = month.len() >= 3 && cursor.spaces();
        cursor.number().ok().filter(|year| is_apart && *year >= 1945)
    });
}

/// Steps over what stands between two items of a list.
fn eat_separator(cursor: &mut Cursor<'_>) -> bool {
    let separator = cursor.attempt(|cursor| {
        let has_mark = cursor.eat(',') || cursor.eat(';');
        let is_apart = cursor.spaces();
        let has_word = is_apart
            && (cursor.eat_word("and")
                || cursor.eat_word("or")
                || cursor.eat('&')
                || cursor.eat_phrase("as well as"))
            && cursor.spaces();
        (has_word || (has_mark && is_apart)).then_some(())
    });
    separator.is_some()
}

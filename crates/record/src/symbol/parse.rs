//! The grammar of symbols.

use crate::{Body, Committee, Session};

use super::cursor::{Cursor, Style};
use super::error::{Fault, SymbolError, Why};
use super::lead::{Lead, Named};
use super::part::Part;
use super::suffix::Suffix;
use super::{Id, Kind, Place, Symbol};

/// The years in which the United Nations can have numbered a document.
const YEARS: std::ops::RangeInclusive<u32> = 1946..=2200;

/// A short form with a number from this one on is a decision: no resolution has been numbered so high, and
/// decisions number their elections from 401 and the rest from 501 on.
const FIRST_DECISION: u32 = 401;

/// More components than this between slashes are no symbol.
const MOST_COMPONENTS: usize = 8;

/// The words that give a document a form of its own: ad hoc committees, conferences, rooms and the like.
const SERIES: [&str; 16] = [
    "AC", "AGENDA", "AI", "BUR", "CN", "CONF", "CRP", "INF", "NGO", "PET", "SC", "SGB", "SUB",
    "WG", "WP", "MISC",
];

/// Words that such a form can hold beside those.
const COMMON_WORDS: [&str; 6] = ["C", "HRC", "SPC", "L", "PV", "SR"];

/// Reads a text that is one symbol.
pub(super) fn whole(text: &str) -> Result<Symbol, SymbolError> {
    let mut cursor = Cursor::new(text, 0, Style::Field);
    let read = symbol(&mut cursor).and_then(|symbol| {
        cursor.gap();
        if cursor.is_done() { Ok(symbol) } else { Err(cursor.fault(Why::Trailing)) }
    });
    read.map_err(|fault| SymbolError::new(text, fault))
}

/// Reads a text that holds any number of symbols.
pub(super) fn list(text: &str) -> Vec<Result<Symbol, SymbolError>> {
    let mut cursor = Cursor::new(text, 0, Style::Field);
    let mut symbols = Vec::new();
    loop {
        while matches!(cursor.peek(), Some(' ' | '|' | ';' | ',')) {
            cursor.bump();
        }
        if cursor.is_done() {
            return symbols;
        }
        let read = symbol(&mut cursor).and_then(|symbol| {
            cursor.gap();
            match cursor.peek() {
                None | Some('|' | ';' | ',') => Ok(symbol),
                // The next symbol, run together with this one.
                Some('A' | 'E' | 'S') => Ok(symbol),
                Some(_) => Err(cursor.fault(Why::Trailing)),
            }
        });
        if read.is_err() {
            while !matches!(cursor.peek(), None | Some('|' | ';')) {
                cursor.bump();
            }
        }
        symbols.push(read.map_err(|fault| SymbolError::new(text, fault)));
    }
}

/// Reads one symbol, in full or in a short form.
fn symbol(cursor: &mut Cursor<'_>) -> Result<Symbol, Fault> {
    cursor.gap();
    let lead = Lead::eat(cursor);
    if let Some(root) = Root::eat(cursor) {
        return rooted(cursor, root);
    }
    if let Some(symbol) = data_set_form(cursor) {
        return symbol;
    }
    let start = *cursor;
    if start.is_done() {
        return Err(start.fault(Why::Empty));
    }
    if !start.peeks_digit() && session_kind(&mut start.clone()).is_none() {
        return Err(start.fault(Why::NoSymbol));
    }
    let reference = Reference::eat(cursor)?;
    let named = lead.map_or(Named::Unsaid, |lead| lead.of);
    let kind = lead.and_then(|lead| lead.noun.act());
    let why_not = |why| start.fault(why);
    let symbol = reference.settle_short(named, kind).map_err(why_not)?;
    with_suffixes(cursor, symbol)
}

/// What a symbol in full begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Root(&'static str);

impl Root {
    /// Steps over the first component of a symbol and its slash.
    pub(super) fn eat(cursor: &mut Cursor<'_>) -> Option<Root> {
        cursor.attempt(|cursor| {
            let letters = cursor.letters();
            let root = ["A", "S", "E", "T", "ST", "TD"]
                .into_iter()
                .find(|root| root.eq_ignore_ascii_case(letters))?;
            cursor.eat_start(root);
            // A lost slash is a slip that happens: A64/PV.62.
            let is_slip = root == "A" && !cursor.is_prose() && cursor.peeks_digit();
            (cursor.slash() || is_slip).then_some(Root(root))
        })
    }
}

/// Reads what follows the root of a symbol.
pub(super) fn rooted(cursor: &mut Cursor<'_>, Root(root): Root) -> Result<Symbol, Fault> {
    let start = *cursor;
    let usual = match root {
        "A" => assembly(cursor),
        "S" => of_body(cursor, Body::SecurityCouncil),
        "E" if eat_human_rights_commission(cursor) => {
            of_body(cursor, Body::CommissionOnHumanRights)
        }
        "E" => of_body(cursor, Body::EconomicAndSocialCouncil),
        _ => Err(start.fault(Why::UnknownWord)),
    };
    usual.or_else(|fault| {
        *cursor = start;
        path(cursor, root).ok_or(fault)
    })
}

fn eat_human_rights_commission(cursor: &mut Cursor<'_>) -> bool {
    let eaten = cursor.attempt(|cursor| {
        let is_commission = cursor.eat_word("CN") && cursor.eat('.');
        cursor.gap();
        // The number as a number: "CN.04" is a spelling of CN.4.
        (is_commission && cursor.number().ok()? == 4 && cursor.slash()).then_some(())
    });
    eaten.is_some()
}

/// What follows `A/`.
fn assembly(cursor: &mut Cursor<'_>) -> Result<Symbol, Fault> {
    if let Some(body) = cursor.attempt(eat_organ) {
        return of_body(cursor, body);
    }
    of_body(cursor, Body::GeneralAssembly)
}

/// Steps over the component that names a committee or council, and its slash.
fn eat_organ(cursor: &mut Cursor<'_>) -> Option<Body> {
    let body = if cursor.eat_word("HRC") {
        Body::HumanRightsCouncil
    } else if cursor.eat_word("SPC") || cursor.eat_start("C.SPC") {
        Body::Committee(Committee::SpecialPolitical)
    } else if cursor.eat_word("C") {
        cursor.eat('.');
        cursor.gap();
        Body::Committee(Committee::from_number(cursor.number().ok()?)?)
    } else {
        return None;
    };
    cursor.slash().then_some(body)
}

/// What follows the components that name the body.
fn of_body(cursor: &mut Cursor<'_>, body: Body) -> Result<Symbol, Fault> {
    for kind in [Kind::Resolution, Kind::Decision, Kind::PresidentialStatement] {
        let start = *cursor;
        if kind.series().is_some_and(|series| cursor.eat_word(series)) && cursor.slash() {
            let number = *cursor;
            let reference = Reference::eat(cursor)?;
            let symbol = reference.settle(body, kind).map_err(|why| number.fault(why))?;
            return with_suffixes(cursor, symbol);
        }
        *cursor = start;
    }
    let place = eat_place(cursor, body)?;
    let (kind, number) = eat_leaf(cursor)?;
    let id = Id::Numbered { place, number, part: None };
    with_suffixes(cursor, Symbol { body, kind, id, suffixes: Vec::new() })
}

/// Steps over the session or year before the number of a document, if there is one.
fn eat_place(cursor: &mut Cursor<'_>, body: Body) -> Result<Place, Fault> {
    let start = *cursor;
    if let Some(make) = session_kind(cursor) {
        let session = make(session_number(cursor)?);
        if !cursor.slash() {
            return Err(cursor.fault(Why::NoNumber));
        }
        return Ok(Place::Session(session));
    }
    if !cursor.peeks_digit() {
        return Ok(Place::Unplaced);
    }
    let number = cursor.number()?;
    let has_number_behind = cursor.slash()
        && (cursor.peeks_digit() || ["L", "PV", "SR"].iter().any(|it| cursor.clone().eat_word(it)));
    if !has_number_behind {
        *cursor = start;
        return Ok(Place::Unplaced);
    }
    let place = match body {
        Body::GeneralAssembly | Body::Committee(_) | Body::HumanRightsCouncil => {
            u8::try_from(number).ok().map(|number| Place::Session(Session::Regular(number)))
        }
        _ => year(number).map(Place::Year),
    };
    place.ok_or_else(|| start.fault(Why::BadSession))
}

/// Reads the last component of a document: `L.20`, `PV.45`, `505`.
fn eat_leaf(cursor: &mut Cursor<'_>) -> Result<(Kind, u32), Fault> {
    let kind = if cursor.eat_word("L") {
        Kind::Draft
    } else if cursor.eat_word("PV") {
        Kind::VerbatimRecord
    } else if cursor.eat_word("SR") {
        Kind::SummaryRecord
    } else if cursor.peeks_digit() {
        return cursor.number().map(|number| (Kind::Document, number));
    } else {
        return Err(cursor.fault(Why::UnknownWord));
    };
    cursor.gap();
    if !cursor.eat('.') && cursor.is_prose() {
        return Err(cursor.fault(Why::UnknownWord));
    }
    cursor.gap();
    cursor.number().map(|number| (kind, number))
}

/// Reads the suffixes, after which no further component may follow.
pub(super) fn with_suffixes(cursor: &mut Cursor<'_>, symbol: Symbol) -> Result<Symbol, Fault> {
    let suffixes = Suffix::eat_all(cursor)?;
    let mut ahead = *cursor;
    let runs_on = ahead.slash() && ahead.peeks_alphanumeric();
    if runs_on { Err(cursor.fault(Why::Trailing)) } else { Ok(Symbol { suffixes, ..symbol }) }
}

/// Reads a symbol with a form of its own.
fn path(cursor: &mut Cursor<'_>, root: &'static str) -> Option<Symbol> {
    let mut form = PathForm::new(root);
    loop {
        form.eat_component(cursor)?;
        let more = cursor.attempt(|cursor| {
            let is_suffix =
                |cursor: &Cursor<'_>| !matches!(Suffix::eat_word(&mut cursor.clone()), Ok(None));
            (cursor.slash() && !is_suffix(cursor)).then_some(())
        });
        if more.is_none() {
            break;
        }
    }
    with_suffixes(cursor, form.into_symbol()?).ok()
}

/// A form of its own, as far as it has been read.
struct PathForm {
    text: String,
    components: usize,
    body: Body,
    has_series: bool,
    /// The word of the last component.
    last: &'static str,
}

impl PathForm {
    fn new(root: &'static str) -> PathForm {
        let body = match root {
            "A" => Body::GeneralAssembly,
            "S" => Body::SecurityCouncil,
            "E" => Body::EconomicAndSocialCouncil,
            _ => Body::Other,
        };
        // Those other roots are words enough to be sure.
        let has_series = body == Body::Other;
        PathForm { text: root.to_owned(), components: 0, body, has_series, last: "" }
    }

    fn eat_component(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        self.components += 1;
        if self.components > MOST_COMPONENTS {
            return None;
        }
        self.text.push('/');
        if let Some(make) = session_kind(cursor) {
            self.last = "";
            self.text.push_str(&make(session_number(cursor).ok()?).to_string());
            return Some(());
        }
        if cursor.peeks_digit() {
            self.last = "";
            self.text.push_str(&cursor.number().ok()?.to_string());
            return Some(());
        }
        let word = SERIES.iter().chain(&COMMON_WORDS).find(|word| cursor.eat_word(word))?;
        self.has_series |= SERIES.contains(word);
        self.last = word;
        self.text.push_str(word);
        let has_number = cursor.eat('.');
        cursor.gap();
        let number = if has_number { Some(cursor.number().ok()?) } else { None };
        if let Some(number) = number {
            self.text.push('.');
            self.text.push_str(&number.to_string());
        }
        if self.components == 1 {
            self.body = self.body_of(word, number);
        }
        Some(())
    }

    /// The body that the first component tells of.
    fn body_of(&self, word: &str, number: Option<u32>) -> Body {
        match (self.body, word) {
            (Body::GeneralAssembly, "AC") => Body::Committee(Committee::AdHoc),
            (Body::GeneralAssembly, "CONF") => Body::Other,
            (Body::GeneralAssembly, "HRC") => Body::HumanRightsCouncil,
            (Body::GeneralAssembly, "SPC") => Body::Committee(Committee::SpecialPolitical),
            (Body::GeneralAssembly, "C") => number
                .and_then(Committee::from_number)
                .map_or(Body::GeneralAssembly, Body::Committee),
            (Body::EconomicAndSocialCouncil, "CN") if number == Some(4) => {
                Body::CommissionOnHumanRights
            }
            (body, _) => body,
        }
    }

    /// The symbol, if the form says enough.
    fn into_symbol(self) -> Option<Symbol> {
        let kind = match self.last {
            "L" => Kind::Draft,
            "PV" => Kind::VerbatimRecord,
            "SR" => Kind::SummaryRecord,
            _ => Kind::Document,
        };
        let is_enough = self.has_series && self.text.ends_with(|last: char| last.is_ascii_digit());
        is_enough.then(|| Symbol {
            body: self.body,
            kind,
            id: Id::Path(self.text.into_boxed_str()),
            suffixes: Vec::new(),
        })
    }
}

/// The forms of the unvotes data: `R/26/2758G`, `SS/4/23C`, `ESS/2/79/D`. `None` if this is none.
fn data_set_form(cursor: &mut Cursor<'_>) -> Option<Result<Symbol, Fault>> {
    let start = *cursor;
    let make = cursor.attempt(|cursor| {
        let make: Option<fn(u8) -> Session> = if cursor.eat_word("R") {
            None
        } else if cursor.eat_word("SS") {
            Some(Session::Special)
        } else if cursor.eat_word("ESS") {
            Some(Session::Emergency)
        } else {
            return None;
        };
        cursor.slash().then_some(make)
    })?;
    let reference = match make {
        None => Reference::eat(cursor),
        Some(make) => Reference::eat_after_slash(cursor, make),
    };
    Some(reference.and_then(|reference| {
        let symbol = reference.settle(Body::GeneralAssembly, Kind::Resolution);
        with_suffixes(cursor, symbol.map_err(|why| start.fault(why))?)
    }))
}

/// A number with the session or year that it is counted within, before it is known of which body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    place: Place,
    number: u32,
    part: Option<Part>,
    is_bracketed: bool,
}

impl Reference {
    /// Reads `73/27`, `ES-10/19`, `62/223 A`, `377 A (V)`, `181(II)[A]` or `2334 (2016)`.
    pub(super) fn eat(cursor: &mut Cursor<'_>) -> Result<Reference, Fault> {
        if let Some(make) = session_kind(cursor) {
            let session = make(session_number(cursor)?);
            if !cursor.slash() {
                return Err(cursor.fault(Why::NoNumber));
            }
            return Reference::eat_numbered(cursor, Place::Session(session));
        }
        let start = *cursor;
        let number = cursor.number()?;
        let is_slashed =
            cursor.attempt(|cursor| (cursor.slash() && cursor.peeks_digit()).then_some(()));
        if is_slashed.is_some() {
            let place = match u8::try_from(number) {
                Ok(session) => Place::Session(Session::Regular(session)),
                Err(_) => year(number).map(Place::Year).ok_or(start.fault(Why::BadSession))?,
            };
            return Reference::eat_numbered(cursor, place);
        }
        let early_part = Part::eat(cursor);
        let place = cursor.attempt(|cursor| {
            cursor.spaces();
            cursor.eat('(').then_some(())
        });
        if place.is_none() {
            return Err(cursor.fault(Why::NoSession));
        }
        let place = eat_bracketed_place(cursor)?;
        let part = early_part.or_else(|| Part::eat(cursor));
        Ok(Reference { place, number, part, is_bracketed: true })
    }

    /// Reads `2/78C`, where the session is of a known kind.
    fn eat_after_slash(
        cursor: &mut Cursor<'_>,
        make: fn(u8) -> Session,
    ) -> Result<Reference, Fault> {
        let session = make(cursor.small_number()?);
        if !cursor.slash() {
            return Err(cursor.fault(Why::NoNumber));
        }
        Reference::eat_numbered(cursor, Place::Session(session))
    }

    fn eat_numbered(cursor: &mut Cursor<'_>, place: Place) -> Result<Reference, Fault> {
        let number = cursor.number()?;
        let part = Part::eat(cursor);
        Ok(Reference { place, number, part, is_bracketed: false })
    }

    /// Whether the number stands before a year in brackets.
    pub(super) fn number_before_year(&self) -> Option<u32> {
        (self.is_bracketed && matches!(self.place, Place::Year(_))).then_some(self.number)
    }

    /// The act of a known body.
    fn settle(self, body: Body, kind: Kind) -> Result<Symbol, Why> {
        let Reference { place, number, part, is_bracketed } = self;
        match (body, place, kind) {
            (Body::GeneralAssembly, _, Kind::PresidentialStatement) => Err(Why::NotByThisBody),
            (Body::GeneralAssembly, Place::Session(Session::Regular(31..)), _) if is_bracketed => {
                Err(Why::NoRomanAfterThirty)
            }
            (Body::GeneralAssembly, Place::Session(_), _) => Ok(()),
            (Body::GeneralAssembly, ..) => Err(Why::YearInstead),
            (Body::SecurityCouncil, Place::Year(year), Kind::Resolution) if is_bracketed => {
                if is_beyond_council(number, year) {
                    Err(Why::YearOutOfRange)
                } else {
                    Ok(())
                }
            }
            (Body::SecurityCouncil, Place::Year(_), Kind::PresidentialStatement)
                if !is_bracketed =>
            {
                Ok(())
            }
            (Body::SecurityCouncil, _, Kind::Decision) => Err(Why::NotByThisBody),
            (Body::SecurityCouncil, ..) => Err(Why::SessionInstead),
            (Body::HumanRightsCouncil, Place::Session(_), _) if !is_bracketed => Ok(()),
            (Body::HumanRightsCouncil, ..) => Err(Why::YearInstead),
            (
                Body::EconomicAndSocialCouncil | Body::CommissionOnHumanRights,
                _,
                Kind::PresidentialStatement,
            ) => Err(Why::NotByThisBody),
            (Body::EconomicAndSocialCouncil | Body::CommissionOnHumanRights, place, _) => {
                let is_by_year = matches!(place, Place::Year(_));
                if is_by_year == is_bracketed { Err(Why::SessionInstead) } else { Ok(()) }
            }
            (Body::Committee(_) | Body::Other, ..) => Err(Why::NotByThisBody),
        }?;
        let id = Id::Numbered { place, number, part };
        Ok(Symbol { body, kind, id, suffixes: Vec::new() })
    }

    /// The act that a short form names, by the body that the words around it name and by its own form.
    pub(super) fn settle_short(self, named: Named, kind: Option<Kind>) -> Result<Symbol, Why> {
        let body = match (named, self.place, self.is_bracketed) {
            (Named::Body(body), ..) => body,
            (Named::Unsaid, Place::Session(_), _) => Body::GeneralAssembly,
            (Named::Unsaid | Named::Council, Place::Year(_), true) => Body::SecurityCouncil,
            (Named::Council, Place::Session(_), false) => Body::HumanRightsCouncil,
            (Named::Council, ..) => Body::EconomicAndSocialCouncil,
            (Named::Commission, ..) => Body::CommissionOnHumanRights,
            (Named::Unsaid, ..) => return Err(Why::BodyUnsaid),
        };
        // Small numbers about a slash are mostly fractions, dates and scores.
        let is_old = matches!(self.place, Place::Session(Session::Regular(..=30)));
        if body == Body::GeneralAssembly && is_old && !self.is_bracketed {
            return Err(Why::BareOldSession);
        }
        let is_decision =
            body == Body::GeneralAssembly && !self.is_bracketed && self.number >= FIRST_DECISION;
        let by_number = if is_decision { Kind::Decision } else { Kind::Resolution };
        self.settle(body, kind.unwrap_or(by_number))
    }
}

/// Whether the Security Council cannot have come to this number by that year, so that it must be the General
/// Assembly's, as in "3379 (1975)".
fn is_beyond_council(number: u32, year: u16) -> bool {
    // Up to 1975 the Council adopted fewer than 15 resolutions a year on average, the Assembly over 100.
    let most = 30 + 15 * u32::from(year).saturating_sub(1945);
    year <= 1975 && number > most
}

/// Reads what the brackets after a number hold, and closes them.
fn eat_bracketed_place(cursor: &mut Cursor<'_>) -> Result<Place, Fault> {
    cursor.gap();
    let start = *cursor;
    let place = if let Some(make) = session_kind(cursor) {
        Place::Session(make(session_number(cursor)?))
    } else if cursor.peeks_digit() {
        let number = cursor.number()?;
        Place::Year(year(number).ok_or(start.fault(Why::BadSession))?)
    } else {
        let number = cursor.roman().ok_or(start.fault(Why::BadSession))?;
        Place::Session(Session::Regular(number))
    };
    cursor.gap();
    if cursor.eat(')') { Ok(place) } else { Err(cursor.fault(Why::BadSession)) }
}

/// Steps over the `S-` or `ES-` before the number of a session.
pub(super) fn session_kind(cursor: &mut Cursor<'_>) -> Option<fn(u8) -> Session> {
    cursor.attempt(|cursor| {
        let make: fn(u8) -> Session = if cursor.eat_start("ES") {
            Session::Emergency
        } else if cursor.eat_start("S") {
            Session::Special
        } else {
            return None;
        };
        cursor.eat('-').then_some(make)
    })
}

/// Reads the number of a special session, in Arabic or Roman numerals.
fn session_number(cursor: &mut Cursor<'_>) -> Result<u8, Fault> {
    // One resolution belongs to two sessions, ES-I and ES-II; its number tells it from others all the same.
    if cursor.eat_word("IandII") {
        return Ok(1);
    }
    if cursor.peeks_digit() {
        return cursor.small_number();
    }
    cursor.roman().ok_or_else(|| cursor.fault(Why::BadSession))
}

fn year(number: u32) -> Option<u16> {
    u16::try_from(number).ok().filter(|_| YEARS.contains(&number))
}

//! Symbols: the names of United Nations documents, in every spelling that sources use.
//!
//! A [`Symbol`] is read from text by [`Symbol::parse`] and written back in one canonical form, so that
//! `R/26/2758`, `2758 (XXVI)` and `A/RES/2758(XXVI)` are one and the same resolution. [`mentions`] finds
//! symbols in running English text, where much is left out; what it cannot complete it gives as it stands,
//! as a [`Cited`].
//!
//! What this module does not do: it does not know whether a document exists.

mod cited;
mod cursor;
mod error;
mod lead;
mod mentions;
mod parse;
mod part;
mod suffix;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use crate::digits::write_number;
use crate::session::Roman;
use crate::{Body, Session};

pub use cited::Cited;
pub use error::SymbolError;
pub use mentions::{Mention, bare_mentions, mentions};
pub use part::Part;
pub use suffix::Suffix;

/// The symbol of one document: a resolution, decision, draft, meeting record or other.
///
/// Two symbols are equal if they name the same document, however they were spelt. They are ordered by
/// body, kind, session, number, part and suffixes. [`Display`](fmt::Display) writes the canonical form, in
/// capitals and without brackets around parts, and that form is read back as the same symbol.
///
/// ```
/// use scrutineer_record::{Body, Session, Symbol};
/// let symbol: Symbol = "r/26/2758g".parse()?;
/// assert_eq!(symbol.to_string(), "A/RES/2758(XXVI)G");
/// assert_eq!(symbol.session(), Some(Session::Regular(26)));
/// assert_eq!(symbol.without_part().short(), "2758 (XXVI)");
///
/// let draft: Symbol = "A/C.1/73/L.27/Rev.1".parse()?;
/// assert_eq!(draft.body().name(), "First Committee");
/// assert_eq!(draft.parent().map(|first| first.to_string()).as_deref(), Some("A/C.1/73/L.27"));
/// # Ok::<(), scrutineer_record::symbol::SymbolError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol {
    body: Body,
    kind: Kind,
    id: Id,
    suffixes: Vec<Suffix>,
}

/// What kind of document a [`Symbol`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// A resolution: `A/RES/73/27`.
    Resolution,
    /// A decision: `A/DEC/77/512`.
    Decision,
    /// A statement by the president of a council: `S/PRST/2016/18`.
    PresidentialStatement,
    /// A draft or an amendment to one, in the limited series: `A/73/L.20`.
    Draft,
    /// The verbatim record of a meeting, and so the meeting: `A/73/PV.45`.
    VerbatimRecord,
    /// The summary record of a meeting, and so the meeting: `A/C.3/73/SR.46`.
    SummaryRecord,
    /// Any other: reports, letters, the drafts of the Security Council.
    Document,
}

/// What tells a document from the others of its body and kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Id {
    /// The usual form.
    Numbered { place: Place, number: u32, part: Option<Part> },
    /// A form of its own, as in `A/CONF.234/L.1`: everything before the suffixes, in capitals.
    Path(Box<str>),
}

/// What a number is counted within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Place {
    /// Counted through from the beginning: `A/PV.2440`, `S/PV.7853`.
    Unplaced,
    Session(Session),
    Year(u16),
}

impl Symbol {
    /// Reads a symbol, which must be all that the text holds.
    ///
    /// Read are the canonical form; small letters, stray and non-breaking spaces, hyphens of every kind,
    /// brackets around parts; the spellings of data sets (`R/73/27`, `ESS/2/78C`); and short forms, with or
    /// without a word before them: `73/27`, `resolution 73/27`, `res. 377 A (V)`, `2334 (2016)`. A short form with
    /// a number from 401 on is a decision (`77/512`), unless the word before it says otherwise.
    ///
    /// # Errors
    /// If the text is no symbol, or names its document only in part, as `A/RES/3379` does.
    pub fn parse(text: &str) -> Result<Symbol, SymbolError> {
        parse::whole(text)
    }

    /// Reads a field that may hold several symbols, apart by `|`, `;` or `,`, or run together as in
    /// `A/75/L.82A/75/L.82/Add.1`. An empty field holds none.
    ///
    /// What is no symbol gives an error in its place; what follows the next `|` or `;` is read all the same.
    pub fn parse_list(text: &str) -> Vec<Result<Symbol, SymbolError>> {
        parse::list(text)
    }

    /// The resolution of the General Assembly with this number, if the number is 1 or more.
    ///
    /// ```
    /// use scrutineer_record::{Session, Symbol};
    /// let symbol = Symbol::resolution(Session::Regular(30), 3379).map(|it| it.to_string());
    /// assert_eq!(symbol.as_deref(), Some("A/RES/3379(XXX)"));
    /// ```
    pub fn resolution(session: Session, number: u32) -> Option<Symbol> {
        Symbol::numbered(Body::GeneralAssembly, Kind::Resolution, Place::Session(session), number)
    }

    /// The draft of this body and session with this number. `None` if the number is 0 or
    /// the body has no such drafts.
    ///
    /// Up to session 30 drafts were numbered through, and their symbols name no session.
    ///
    /// ```
    /// use scrutineer_record::{Body, Committee, Session, Symbol};
    /// let first = Body::Committee(Committee::First);
    /// let symbol = Symbol::draft(first, Session::Regular(74), 60).map(|it| it.to_string());
    /// assert_eq!(symbol.as_deref(), Some("A/C.1/74/L.60"));
    /// ```
    pub fn draft(body: Body, session: Session, number: u32) -> Option<Symbol> {
        let place = match body {
            Body::GeneralAssembly | Body::Committee(_) if session.numbers_serially() => {
                Place::Unplaced
            }
            Body::GeneralAssembly | Body::Committee(_) | Body::HumanRightsCouncil => {
                Place::Session(session)
            }
            _ => return None,
        };
        body.root()?;
        Symbol::numbered(body, Kind::Draft, place, number)
    }

    fn numbered(body: Body, kind: Kind, place: Place, number: u32) -> Option<Symbol> {
        let id = Id::Numbered { place, number, part: None };
        (number > 0).then(|| Symbol { body, kind, id, suffixes: Vec::new() })
    }

    /// The body that issued the document.
    pub fn body(&self) -> Body {
        self.body
    }

    /// The kind of document.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The session that the symbol names. Many old symbols name none, and some bodies count by years.
    pub fn session(&self) -> Option<Session> {
        match self.id {
            Id::Numbered { place: Place::Session(session), .. } => Some(session),
            _ => None,
        }
    }

    /// The year that the symbol names, as those of the Security Council do.
    pub fn year(&self) -> Option<u16> {
        match self.id {
            Id::Numbered { place: Place::Year(year), .. } => Some(year),
            _ => None,
        }
    }

    /// The number within its session or year, at least 1; `None` where the symbol has a form of its own, as
    /// `A/CONF.234/L.1` has.
    pub fn number(&self) -> Option<u32> {
        match self.id {
            Id::Numbered { number, .. } => Some(number),
            Id::Path(_) => None,
        }
    }

    /// The part of a resolution or decision that the symbol names.
    pub fn part(&self) -> Option<Part> {
        match self.id {
            Id::Numbered { part, .. } => part,
            Id::Path(_) => None,
        }
    }

    /// Revisions, addenda and the like, in the order in which they stand.
    pub fn suffixes(&self) -> &[Suffix] {
        &self.suffixes
    }

    /// Whether this is a resolution, of any body.
    pub fn is_resolution(&self) -> bool {
        self.kind == Kind::Resolution
    }

    /// Whether this is a decision, of any body.
    pub fn is_decision(&self) -> bool {
        self.kind == Kind::Decision
    }

    /// Whether this is a draft in the limited series (`L.`). The drafts of the Security Council look like
    /// its other documents, so of them this says nothing.
    pub fn is_draft(&self) -> bool {
        self.kind == Kind::Draft
    }

    /// Whether this is the record of a meeting, verbatim or summary.
    pub fn is_meeting(&self) -> bool {
        matches!(self.kind, Kind::VerbatimRecord | Kind::SummaryRecord)
    }

    /// The same symbol without its part: `A/RES/181(II)` of `A/RES/181(II)A`.
    #[must_use]
    pub fn without_part(&self) -> Symbol {
        self.with_part(None)
    }

    /// The symbol that this one refines: without the last suffix or, where there is none, without the part.
    pub fn parent(&self) -> Option<Symbol> {
        if let Some((_, before)) = self.suffixes.split_last() {
            return Some(Symbol { suffixes: before.to_vec(), ..self.clone() });
        }
        self.part().map(|_| self.without_part())
    }

    /// The form in which prose cites the document after its kind: `73/27`, `62/223 A`, `ES-11/1`,
    /// `1514 (XV)`, `2334 (2016)`. Where there is no short form, the whole symbol.
    pub fn short(&self) -> String {
        let is_act = matches!(self.kind, Kind::Resolution | Kind::Decision);
        match self.id {
            Id::Numbered { place, number, part } if is_act && self.suffixes.is_empty() => {
                let reference = Reference { symbol: self, place, number, in_prose: true };
                match part {
                    Some(part) => format!("{reference} {part}"),
                    None => reference.to_string(),
                }
            }
            _ => self.to_string(),
        }
    }

    fn with_part(&self, part: Option<Part>) -> Symbol {
        let id = match &self.id {
            Id::Numbered { place, number, .. } => {
                Id::Numbered { place: *place, number: *number, part }
            }
            path => path.clone(),
        };
        Symbol { id, suffixes: self.suffixes.clone(), ..*self }
    }

    /// Whether the number stands before its session or year, which then is in brackets.
    fn puts_number_first(&self, place: Place) -> bool {
        match (self.body, self.kind, place) {
            (Body::GeneralAssembly, Kind::Resolution, Place::Session(session)) => {
                session.numbers_serially()
            }
            (Body::SecurityCouncil, Kind::Resolution, Place::Year(_)) => true,
            (
                Body::EconomicAndSocialCouncil | Body::CommissionOnHumanRights,
                Kind::Resolution | Kind::Decision,
                Place::Session(_),
            ) => true,
            _ => false,
        }
    }
}

/// Writes a place and a number as resolutions have them.
struct Reference<'s> {
    symbol: &'s Symbol,
    place: Place,
    number: u32,
    in_prose: bool,
}

impl fmt::Display for Reference<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(out)
    }
}

impl Reference<'_> {
    fn write_to(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let Reference { symbol, place, number, in_prose } = *self;
        if !symbol.puts_number_first(place) {
            match place {
                Place::Unplaced => {}
                // Nearly all are such, and symbols are written again and again.
                Place::Session(Session::Regular(session)) => {
                    write_number(out, u32::from(session))?;
                    out.write_char('/')?;
                }
                Place::Session(session) => write!(out, "{session}/")?,
                Place::Year(year) => write!(out, "{year}/")?,
            }
            return write_number(out, number);
        }
        write_number(out, number)?;
        out.write_str(if in_prose { " (" } else { "(" })?;
        match place {
            Place::Unplaced => {}
            Place::Year(year) => write_number(out, year.into())?,
            Place::Session(Session::Regular(number)) => Roman(number).write_to(out)?,
            // The first two special sessions had Arabic numerals.
            Place::Session(Session::Special(number @ 1..=2)) => write!(out, "S-{number}")?,
            Place::Session(Session::Special(number)) => write!(out, "S-{}", Roman(number))?,
            Place::Session(Session::Emergency(number)) => write!(out, "ES-{}", Roman(number))?,
        }
        out.write_str(")")
    }
}

impl Kind {
    /// What stands between the body and the rest of the symbol.
    fn series(self) -> Option<&'static str> {
        match self {
            Kind::Resolution => Some("RES"),
            Kind::Decision => Some("DEC"),
            Kind::PresidentialStatement => Some("PRST"),
            _ => None,
        }
    }

    /// What stands before the number.
    fn prefix(self) -> &'static str {
        match self {
            Kind::Draft => "L.",
            Kind::VerbatimRecord => "PV.",
            Kind::SummaryRecord => "SR.",
            _ => "",
        }
    }
}

/// Writes the canonical form.
impl fmt::Display for Symbol {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(out)
    }
}

impl Symbol {
    /// Writes the canonical form: the same as its `Display`, which costs more where it goes into a string.
    pub(crate) fn write_to(&self, out: &mut impl fmt::Write) -> fmt::Result {
        match &self.id {
            Id::Path(path) => out.write_str(path)?,
            Id::Numbered { place, number, part } => {
                out.write_str(self.body.root().unwrap_or_default())?;
                let (place, number) = (*place, *number);
                let reference = Reference { symbol: self, place, number, in_prose: false };
                match (self.kind.series(), place) {
                    (Some(series), _) => {
                        out.write_char('/')?;
                        out.write_str(series)?;
                        out.write_char('/')?;
                        reference.write_to(out)?;
                    }
                    (None, Place::Unplaced) => write!(out, "/{}{number}", self.kind.prefix())?,
                    (None, Place::Session(session)) => {
                        write!(out, "/{session}/{}{number}", self.kind.prefix())?;
                    }
                    (None, Place::Year(year)) => {
                        write!(out, "/{year}/{}{number}", self.kind.prefix())?;
                    }
                }
                if let Some(part) = part {
                    write!(out, "{part}")?;
                }
            }
        }
        self.suffixes.iter().try_for_each(|suffix| write!(out, "{suffix}"))
    }
}

/// Reads a symbol as [`Symbol::parse`] does.
impl FromStr for Symbol {
    type Err = SymbolError;

    fn from_str(text: &str) -> Result<Symbol, SymbolError> {
        Symbol::parse(text)
    }
}

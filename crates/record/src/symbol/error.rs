//! What is wrong with a text that should be a symbol.

use std::fmt;

/// How many characters of the text an error shows.
const SHOWN: usize = 60;

/// A text that is not the symbol, session or body that it should be: what was read, where it went wrong,
/// and what to write instead.
///
/// ```
/// use scrutineer_record::Symbol;
/// let error = Symbol::parse("A/RES/3379").unwrap_err();
/// assert_eq!(error.position(), 10);
/// assert_eq!(
///     error.to_string(),
///     "cannot read \"A/RES/3379\" as a symbol: at its end, the session is missing: \
///      write A/RES/73/27, or A/RES/1514(XV) up to session 30",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SymbolError {
    read: Box<str>,
    length: usize,
    fault: Fault,
}

/// A reading that failed, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Byte offset into the text.
    pub(super) at: usize,
    /// What was expected there.
    pub(super) why: Why,
}

/// Why a reading failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Empty,
    NoSymbol,
    NoNumber,
    Zero,
    TooLarge,
    NoSession,
    BadSession,
    NoRomanAfterThirty,
    BareOldSession,
    YearInstead,
    YearOutOfRange,
    SessionInstead,
    BodyUnsaid,
    NotByThisBody,
    UnknownWord,
    Trailing,
    NotASession,
    NotABody,
}

impl SymbolError {
    pub(super) fn new(read: &str, fault: Fault) -> SymbolError {
        let start = read.chars().take(SHOWN).collect::<String>();
        SymbolError { read: start.into(), length: read.len(), fault }
    }

    pub(crate) fn not_a_session(read: &str) -> SymbolError {
        SymbolError::new(read, Fault { at: 0, why: Why::NotASession })
    }

    pub(crate) fn unknown_body(read: &str) -> SymbolError {
        SymbolError::new(read, Fault { at: 0, why: Why::NotABody })
    }

    /// What was read; of a long text the beginning.
    pub fn read(&self) -> &str {
        &self.read
    }

    /// The byte offset at which reading stopped.
    pub fn position(&self) -> usize {
        self.fault.at
    }
}

impl Why {
    /// What the text should have been.
    fn subject(self) -> &'static str {
        match self {
            Why::NotASession => "a session",
            Why::NotABody => "a body",
            _ => "a symbol",
        }
    }

    /// What is wrong, then a colon and what to write instead.
    fn explanation(self) -> &'static str {
        match self {
            Why::Empty => "there is nothing: write a symbol such as A/RES/73/27",
            Why::NoSymbol => {
                "no symbol begins so: write it in full, such as A/RES/73/27, A/C.1/73/L.27 or S/RES/2334(2016)"
            }
            Why::NoNumber => "a number is missing: write a symbol such as A/RES/73/27 or A/73/L.20",
            Why::Zero => "0 numbers nothing: numbers begin with 1",
            Why::TooLarge => "the number is too large for any symbol: check its digits",
            Why::NoSession => {
                "the session is missing: write A/RES/73/27, or A/RES/1514(XV) up to session 30"
            }
            Why::BadSession => {
                "this is no session: write 73, S-20 or ES-10, and a Roman numeral in brackets: 1514(XV)"
            }
            Why::NoRomanAfterThirty => {
                "Roman numerals end with session 30: write later resolutions as A/RES/31/6"
            }
            Why::BareOldSession => {
                "a session before 31 is not written before a slash: write 1514(XV), or A/RES/ in front"
            }
            Why::YearInstead => {
                "a year stands where this body has a session: write A/RES/1514(XV), or S/RES/2334(2016) for the Security Council"
            }
            Why::YearOutOfRange => "the number does not belong to that year: check both",
            Why::SessionInstead => {
                "a session stands where this body has a year: write S/RES/2334(2016), S/PRST/2016/18 or E/RES/2002/39"
            }
            Why::BodyUnsaid => "the body is unsaid: write E/RES/2002/39 or E/CN.4/RES/2002/1",
            Why::NotByThisBody => {
                "this body has no such documents: check the beginning of the symbol"
            }
            Why::UnknownWord => {
                "this part of a symbol is unknown: expected a session, a number, or a word such as RES, L. or PV."
            }
            Why::Trailing => {
                "this does not belong to the symbol: leave it out, or write symbols apart"
            }
            Why::NotASession => "this is no session: write 74, S-20 or ES-10",
            Why::NotABody => {
                "this is no body: write a code such as general_assembly, first_committee or security_council"
            }
        }
    }
}

impl fmt::Display for SymbolError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { at, why } = self.fault;
        let more = if self.read.len() < self.length { "…" } else { "" };
        write!(out, "cannot read \"{}{more}\" as {}: ", self.read, why.subject())?;
        match self.read.get(at..) {
            _ if at == 0 => {}
            Some(rest) if !rest.is_empty() => write!(out, "at \"{rest}{more}\", ")?,
            _ if at >= self.length => out.write_str("at its end, ")?,
            _ => write!(out, "at byte {at}, ")?,
        }
        out.write_str(why.explanation())
    }
}

impl std::error::Error for SymbolError {}

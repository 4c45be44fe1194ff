//! What a text cites, whole or not.

use crate::{Body, Session};

use super::suffix::Suffix;
use super::{Id, Kind, Symbol};

/// What a text cites, as completely as the place itself says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cited {
    /// A whole symbol.
    Symbol(Symbol),
    /// A resolution's number without its session: "Resolution 3379". 1 to 9999.
    Number {
        /// The body, if the text names it.
        body: Option<Body>,
        /// The number, which may be no resolution's at all ("the resolution 20 years later").
        number: u32,
    },
    /// A draft's number without body and session: “L.60/Rev.1”.
    Draft {
        /// The number after `L.`, at least 1.
        number: u32,
        /// The suffixes in the order in which they stand.
        suffixes: Vec<Suffix>,
    },
}

impl Cited {
    /// The whole symbol, with what is missing taken from the context: the body that a draft lies before, and
    /// the session. `None` if no such symbol can be.
    ///
    /// ```
    /// use scrutineer_record::symbol::mentions;
    /// use scrutineer_record::{Body, Committee, Session};
    /// let found = mentions("The Committee took up “L.60/Rev.1”.");
    /// let first = Body::Committee(Committee::First);
    /// let symbol = found[0].cited.complete(first, Session::Regular(74)).map(|it| it.to_string());
    /// assert_eq!(symbol.as_deref(), Some("A/C.1/74/L.60/Rev.1"));
    /// ```
    pub fn complete(&self, body: Body, session: Session) -> Option<Symbol> {
        match self {
            Cited::Symbol(symbol) => Some(symbol.clone()),
            Cited::Number { body: None | Some(Body::GeneralAssembly), number } => {
                Symbol::resolution(session, *number)
            }
            Cited::Number { .. } => None,
            Cited::Draft { number, suffixes } => {
                let draft = Symbol::draft(body, session, *number)?;
                Some(Symbol { suffixes: suffixes.clone(), ..draft })
            }
        }
    }

    /// The symbol, if it is whole.
    pub fn symbol(&self) -> Option<&Symbol> {
        match self {
            Cited::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    fn suffixes_mut(&mut self) -> Option<&mut Vec<Suffix>> {
        match self {
            Cited::Symbol(Symbol { suffixes, .. }) | Cited::Draft { suffixes, .. } => {
                Some(suffixes)
            }
            Cited::Number { .. } => None,
        }
    }

    fn number_mut(&mut self) -> Option<&mut u32> {
        match self {
            Cited::Symbol(Symbol { id: Id::Numbered { number, .. }, .. })
            | Cited::Draft { number, .. } => Some(number),
            _ => None,
        }
    }

    /// The number that a range counts on: that of the last suffix or, where there is none, of the document.
    pub(super) fn count(&self) -> Option<u32> {
        let mut own = self.clone();
        match own.suffixes_mut()?.last() {
            Some(suffix) => suffix.number().map(u32::from),
            None => own.number_mut().copied(),
        }
    }

    /// The same with another number where a range counts.
    pub(super) fn counted(&self, count: u32) -> Option<Cited> {
        let mut other = self.clone();
        match other.suffixes_mut()?.last_mut() {
            Some(suffix) => *suffix = suffix.numbered(u16::try_from(count).ok()?)?,
            None => *other.number_mut()? = count,
        }
        Some(other)
    }

    /// The same document with `more` appended. Of two suffixes of one kind the new one replaces the old: `Add.2`
    /// after `A/59/668/Add.1` is `A/59/668/Add.2`.
    pub(super) fn extended(&self, more: &[Suffix]) -> Option<Cited> {
        let mut other = self.clone();
        let suffixes = other.suffixes_mut()?;
        let is_replaced = match (suffixes.last(), more.first()) {
            (Some(old), Some(new)) => old.is_like(*new),
            _ => false,
        };
        if is_replaced {
            suffixes.pop();
        }
        suffixes.extend_from_slice(more);
        Some(other)
    }

    /// Another draft of the same body and session.
    pub(super) fn other_draft(&self, number: u32) -> Option<Cited> {
        let is_draft = self.symbol().is_some_and(|symbol| symbol.kind == Kind::Draft);
        let mut other = self.clone();
        *other.number_mut().filter(|_| is_draft)? = number;
        other.suffixes_mut()?.clear();
        Some(other)
    }

    /// Whether a range of these may end with a bare number: "L.20-23". After resolutions such numbers
    /// are mostly votes.
    pub(super) fn counts_bare(&self) -> bool {
        match self {
            Cited::Symbol(symbol) => {
                symbol.is_draft() || symbol.is_meeting() || !symbol.suffixes.is_empty()
            }
            Cited::Draft { .. } => true,
            Cited::Number { .. } => false,
        }
    }
}

//! The numbers that resolutions of the General Assembly carry, as far as the record holds them.

use std::collections::HashMap;

use scrutineer_record::{Body, Record, Session, Symbol};

/// Which numbers occur, so that one that cannot exist is known.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// Of the resolutions that carry a session, the one with the highest number.
    highest: Option<Symbol>,
    /// The first and the last of each regular session that numbered on from the one before.
    of_session: HashMap<u8, (u32, u32)>,
}

impl Numbers {
    /// The last session whose resolutions were numbered on from those of the sessions before.
    pub(crate) const LAST_NUMBERED_ON: u8 = 30;

    pub(crate) fn new(record: &Record) -> Numbers {
        let mut numbers = Numbers::default();
        for symbol in record.votes().filter_map(|vote| vote.facts().symbol.as_ref()) {
            numbers.add(symbol);
        }
        numbers
    }

    fn add(&mut self, symbol: &Symbol) {
        let of_assembly = symbol.is_resolution() && symbol.body() == Body::GeneralAssembly;
        let (Some(Session::Regular(session)), Some(number), true) =
            (symbol.session(), symbol.number(), of_assembly)
        else {
            return;
        };
        if session <= Numbers::LAST_NUMBERED_ON {
            let (first, last) = self.of_session.entry(session).or_insert((number, number));
            (*first, *last) = (number.min(*first), number.max(*last));
        } else if self.highest.as_ref().and_then(Symbol::number).is_none_or(|most| number > most) {
            self.highest = Some(symbol.clone());
        }
    }

    /// Of the resolutions that carry a session, the one with the highest number.
    pub(crate) fn highest(&self) -> Option<&Symbol> {
        self.highest.as_ref()
    }

    /// The first and the last number of a session that numbered on from the one before.
    pub(crate) fn of_session(&self, session: u8) -> Option<(u32, u32)> {
        self.of_session.get(&session).copied()
    }
}

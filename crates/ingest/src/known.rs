//! Known errors of sources: a table with a reason for each, so that no reader has exceptions in its code.

use std::sync::OnceLock;

use scrutineer_record::Session;

use crate::Format;
use crate::table::Table;

/// The table, one known error a row.
const TABLE: &str = include_str!("../tables/known_errors.csv");

/// Something that is known to be wrong in a source, and what is done about it.
///
/// ```
/// use scrutineer_ingest::{Format, known_errors};
/// let dates = known_errors().iter().find(|known| known.kind == "month_only").unwrap();
/// assert_eq!((dates.format, dates.subject.as_str()), (Format::Unvotes, "date"));
/// println!("{}: {}", dates.what, dates.reason);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownError {
    /// The source.
    pub format: Format,
    /// What kind of error it is; the readers go by it. `month_only`: dates are good only to the month.
    /// `reference_only`: what looks like a symbol is none, and is kept as the source's own reference.
    /// Others are told to readers of the book, and nothing is done about them.
    pub kind: String,
    /// The first session that has it; `None` where it hangs on no session.
    pub from_session: Option<u8>,
    /// The last session that has it.
    pub to_session: Option<u8>,
    /// The column, member, vote or text that is wrong.
    pub subject: String,
    /// What is wrong.
    pub what: String,
    /// How it is known.
    pub reason: String,
}

impl KnownError {
    /// Whether it lies in one of these regular sessions; one that hangs on no session lies in all.
    pub fn concerns(&self, sessions: impl IntoIterator<Item = u8>) -> bool {
        sessions.into_iter().any(|session| self.holds_in(Some(Session::Regular(session))))
    }

    fn holds_in(&self, session: Option<Session>) -> bool {
        let Some(session) = session else { return self.from_session.is_none() };
        self.from_session.is_none_or(|from| from <= session.number())
            && self.to_session.is_none_or(|to| session.number() <= to)
    }
}

/// Every known error of every source.
pub fn known_errors() -> &'static [KnownError] {
    static KNOWN: OnceLock<Vec<KnownError>> = OnceLock::new();
    KNOWN.get_or_init(table)
}

/// Whether the source has an error of this kind in a regular session, as the source counts sessions.
pub(crate) fn known(format: Format, kind: &str, session: Option<Session>) -> bool {
    known_errors()
        .iter()
        .any(|known| known.format == format && known.kind == kind && known.holds_in(session))
}

/// Reads the table. A test holds that no row of it is lost.
fn table() -> Vec<KnownError> {
    let mut rows = Vec::new();
    let Ok(mut table) = Table::open("known_errors.csv", TABLE.as_bytes()) else { return rows };
    while let Ok(Some(row)) = table.next(&mut Vec::new()) {
        let Ok(format) = row.text(0).parse() else { continue };
        let text = |column| row.text(column).into_owned();
        let session = |column: usize| row.text(column).parse().ok();
        rows.push(KnownError {
            format,
            kind: text(1),
            from_session: session(2),
            to_session: session(3),
            subject: text(4),
            what: text(5),
            reason: text(6),
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_lost_and_each_has_a_reason() {
        assert_eq!(known_errors().len(), TABLE.lines().count() - 1);
        for known in known_errors() {
            assert!(!known.what.is_empty() && !known.reason.is_empty(), "{known:?}");
        }
    }

    #[test]
    fn days_of_old_dates_are_not_trusted() {
        let month_only = |session| known(Format::Unvotes, "month_only", Some(session));
        assert!(month_only(Session::Regular(57)) && !month_only(Session::Regular(58)));
        assert!(!known(Format::Undl, "month_only", Some(Session::Regular(3))));
    }
}

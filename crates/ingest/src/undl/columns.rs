//! Where the columns stand, under the names of every layout.

use std::io::Read;

use crate::Error;
use crate::table::Table;

/// The columns about a text or a vote; not every layout has all of them.
pub(super) struct Columns {
    id: Option<usize>,
    pub(super) link: Option<usize>,
    pub(super) date: usize,
    pub(super) session: Option<usize>,
    pub(super) symbol: usize,
    pub(super) drafts: Option<usize>,
    pub(super) reports: Option<usize>,
    pub(super) meeting: Option<usize>,
    pub(super) title: Option<usize>,
    pub(super) agenda: Option<usize>,
    pub(super) subjects: Option<usize>,
    pub(super) note: Option<usize>,
    pub(super) modality: Option<usize>,
    pub(super) yes: Option<usize>,
    pub(super) no: Option<usize>,
    pub(super) abstain: Option<usize>,
}

/// The columns about one member of a row.
pub(super) struct MemberColumns {
    pub(super) code: usize,
    pub(super) name: Option<usize>,
    pub(super) position: usize,
    permanent: Option<usize>,
}

impl Columns {
    pub(super) fn of<R: Read>(table: &Table<R>) -> Result<Columns, Error> {
        let id = table.column(&["undl_id"]);
        let link = table.column(&["undl_link"]);
        if id.or(link).is_none() {
            table.needed(&["undl_id", "undl_link"])?;
        }
        Ok(Columns {
            id,
            link,
            date: table.needed(&["date"])?,
            session: table.column(&["session"]),
            symbol: table.needed(&["resolution", "resolutions"])?,
            drafts: table.column(&["draft", "drafts"]),
            reports: table.column(&["committee_report", "committee_reports"]),
            meeting: table.column(&["meeting", "meetings"]),
            title: table.column(&["title", "titles", "description"]),
            agenda: table.column(&["agenda_title", "agenda_titles", "agenda"]),
            subjects: table.column(&["subjects", "subject"]),
            note: table.column(&["vote_note", "vote_notes"]),
            modality: table.column(&["modality"]),
            yes: table.column(&["total_yes", "yes"]),
            no: table.column(&["total_no", "no"]),
            abstain: table.column(&["total_abstentions", "abstentions"]),
        })
    }

    /// The number of the record: of its own column, or of the link. `bytes` gives the cells.
    pub(super) fn key<'r>(&self, bytes: impl Fn(usize) -> &'r [u8]) -> &'r [u8] {
        let cell =
            |column: Option<usize>| column.map(|at| bytes(at).trim_ascii()).unwrap_or_default();
        let id = cell(self.id);
        if !id.is_empty() {
            return id;
        }
        record_of(cell(self.link))
    }
}

/// The number of the record in its address: `…/record/9100004?ln=en`.
fn record_of(link: &[u8]) -> &[u8] {
    let path = link.split(|byte| matches!(byte, b'?' | b'#')).next().unwrap_or_default();
    let parts = path.rsplit(|byte| *byte == b'/');
    let numbers = parts.map(|part| {
        let end = part.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(part.len());
        part.get(..end).unwrap_or_default()
    });
    numbers.into_iter().find(|number| !number.is_empty()).unwrap_or_default()
}

impl MemberColumns {
    pub(super) fn of<R: Read>(table: &Table<R>) -> Result<MemberColumns, Error> {
        Ok(MemberColumns {
            code: table.needed(&["ms_code", "ms_codes"])?,
            name: table.column(&["ms_name", "ms_names"]),
            position: table.needed(&["ms_vote", "ms_votes"])?,
            permanent: table.column(&["permanent_member"]),
        })
    }

    /// Whether the column is about the member and not about the vote.
    fn has(&self, column: usize) -> bool {
        column == self.code
            || column == self.position
            || self.name == Some(column)
            || self.permanent == Some(column)
    }

    /// The columns in which all rows of a vote should agree.
    pub(super) fn shared(&self, count: usize, columns: &Columns) -> Vec<usize> {
        (0..count).filter(|at| !self.has(*at) && columns.id != Some(*at)).collect()
    }

    /// How many columns at the beginning are a row's own, where no other of its own follows; else 0.
    pub(super) fn leading(&self, count: usize, columns: &Columns) -> usize {
        let own = |at: usize| self.has(at) || columns.id == Some(at);
        let leading = (0..count).take_while(|at| own(*at)).count();
        // An id that stands further back is compared with the rest.
        let others = (leading..count).any(|at| self.has(at));
        if others || leading == count { 0 } else { leading }
    }
}

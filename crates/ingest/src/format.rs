//! The formats of sources, recognised by their content.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// A format that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// The CSV files of the United Nations Digital Library: General Assembly voting, General Assembly
    /// outcomes, Security Council voting.
    Undl,
    /// Voting records of the United Nations Digital Library as MARC XML.
    UndlMarc,
    /// Erik Voeten's roll calls, with absences and who was not a member.
    Voeten,
    /// The tables of the R package unvotes.
    Unvotes,
    /// A vote as a press release or a verbatim record prints it.
    VoteBlock,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 5] =
        [Format::Undl, Format::UndlMarc, Format::Voeten, Format::Unvotes, Format::VoteBlock];

    /// The name on the command line and in books.
    pub fn code(self) -> &'static str {
        match self {
            Format::Undl => "undl",
            Format::UndlMarc => "undl-marc",
            Format::Voeten => "voeten",
            Format::Unvotes => "unvotes",
            Format::VoteBlock => "vote-block",
        }
    }

    /// What the ids of its votes begin with: the two formats of the Library number the same records.
    pub fn id_prefix(self) -> &'static str {
        match self {
            Format::UndlMarc => Format::Undl.code(),
            other => other.code(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Format, String> {
        Format::ALL.into_iter().find(|format| format.code() == text).ok_or_else(|| {
            let codes: Vec<_> = Format::ALL.iter().map(|format| format.code()).collect();
            format!("\"{text}\" is no format: write one of {}", codes.join(", "))
        })
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Rows of one vote of one member, by the Library's columns.
    UndlVoting,
    /// Rows of one resolution, by the Library's columns.
    UndlOutcomes,
    /// Rows of one vote of one member of the Security Council, by the Library's columns.
    UndlCouncil,
    /// One row a resolution, one column a member.
    UndlWide,
    /// MARC XML.
    Marc,
    /// Rows of one vote of one state, numbers for positions; the separator is a comma or a tab.
    VoetenVotes,
    /// `rcid,country,country_code,vote`.
    UnvotesVotes,
    /// `rcid,session,importantvote,date,unres,amend,para,short,descr`.
    UnvotesRollCalls,
    /// `rcid,short_name,issue`.
    UnvotesIssues,
    /// A press release or a verbatim record as text.
    VoteBlock,
}

impl Layout {
    /// The format to which the layout belongs.
    pub(crate) fn format(self) -> Format {
        match self {
            Layout::UndlVoting | Layout::UndlOutcomes | Layout::UndlCouncil | Layout::UndlWide => {
                Format::Undl
            }
            Layout::Marc => Format::UndlMarc,
            Layout::VoetenVotes => Format::Voeten,
            Layout::UnvotesVotes | Layout::UnvotesRollCalls | Layout::UnvotesIssues => {
                Format::Unvotes
            }
            Layout::VoteBlock => Format::VoteBlock,
        }
    }

    /// Recognises a file by its first bytes, unpacked.
    ///
    /// # Errors
    /// If it is nothing that can be imported: the error says what it is instead.
    pub(crate) fn of(file: &str, head: &[u8]) -> Result<Layout, Error> {
        recognise(file, head)
    }
}

fn recognise(file: &str, head: &[u8]) -> Result<Layout, Error> {
    let wrong = |what: &str, remedy: &str| Err(Error::wrong(file, what, remedy));
    if head.is_empty() {
        return wrong("is empty", "download it again");
    }
    for (magic, what, remedy) in MAGIC {
        if head.starts_with(magic) {
            return wrong(what, remedy);
        }
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let lower = text.get(..text.len().min(2000)).unwrap_or(text).to_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return wrong(
            "is a web page, not the file that it offers",
            "open the address in a browser and download the file itself",
        );
    }
    if lower.starts_with('<') {
        // A long document type or comment can stand before the first element, which may have any prefix.
        let head = text.to_lowercase();
        if ["marc21/slim", "datafield", "controlfield"].iter().any(|word| head.contains(word)) {
            return Ok(Layout::Marc);
        }
        return wrong("is XML, but no MARC record", "export the voting record as MARCXML");
    }
    // Lines that end with a carriage return alone are told when the table is opened.
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    if let Some(layout) = of_header(file, first)? {
        return Ok(layout);
    }
    if is_vote_block(text) {
        return Ok(Layout::VoteBlock);
    }
    wrong("is nothing that can be imported", "see the formats: scrutineer book import --help")
}

/// How files begin that hold no votes in any format read here.
const MAGIC: [(&[u8], &str, &str); 6] = [
    (b"%PDF", "is a PDF document", "copy the vote out of it as text, and import that"),
    (b"PK\x03\x04", "is a ZIP archive or an Excel workbook", "unpack it, or save the sheet as CSV"),
    (
        b"RDX",
        "is an R data file",
        "write its tables as CSV: write.csv(un_votes, \"un_votes.csv\", row.names = FALSE)",
    ),
    (b"X\n\x00\x00", "is an R data file", "write its table as CSV with write.csv"),
    (b"PAR1", "is a Parquet file", "import the file from which it was made"),
    (
        b"version https://git-lfs",
        "is a pointer of Git LFS, not the file",
        "fetch the file: git lfs pull",
    ),
];

/// The layout that the header of a table tells, or what else it is.
fn of_header(file: &str, line: &str) -> Result<Option<Layout>, Error> {
    let separator = if line.contains('\t') { '\t' } else { ',' };
    let columns: Vec<String> =
        line.split(separator).map(|name| name.trim().trim_matches('"').to_lowercase()).collect();
    let has = |name: &str| columns.iter().any(|column| column == name);
    let any = |names: &[&str]| names.iter().any(|name| has(name));
    if has("undl_id") || has("undl_link") {
        if any(&["ms_code", "ms_codes"]) {
            let council = has("permanent_member") || has("description") && !has("session");
            return Ok(Some(if council { Layout::UndlCouncil } else { Layout::UndlVoting }));
        }
        if has("usa") && has("fra") {
            return Ok(Some(Layout::UndlWide));
        }
        if any(&["resolution", "resolutions"]) {
            return Ok(Some(Layout::UndlOutcomes));
        }
    }
    if has("rcid") {
        if has("ccode") && has("vote") {
            return Ok(Some(Layout::VoetenVotes));
        }
        if has("vote") && any(&["country", "country_code"]) {
            return Ok(Some(Layout::UnvotesVotes));
        }
        if has("unres") && !has("vote") {
            return Ok(Some(Layout::UnvotesRollCalls));
        }
        if has("issue") || has("short_name") {
            return Ok(Some(Layout::UnvotesIssues));
        }
    }
    let voeten = "import the file of roll calls, UNVotes";
    if columns.iter().any(|column| column.starts_with("idealpoint")) {
        let what = if any(&["ccode1", "ccode2"]) {
            "is a table of agreement scores, not of votes"
        } else {
            "is a table of ideal points, not of votes"
        };
        return Err(Error::wrong(file, what, voeten));
    }
    if has("rcid1") || has("rcid2") {
        return Err(Error::wrong(file, "is a list of matching roll calls, not of votes", voeten));
    }
    if has("stateabb") && has("ccode") {
        return Err(Error::wrong(file, "is a list of country codes, not of votes", voeten));
    }
    if has("iso") && has("member_state") {
        return Err(Error::wrong(
            file,
            "is the Library's list of member states, not of votes",
            "import its file of votes",
        ));
    }
    Ok(None)
}

/// Whether a text prints who voted how. The lists themselves may stand far behind its beginning.
fn is_vote_block(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "recorded vote",
        "roll-call",
        "roll call",
        "show of hands",
        "voting summary",
        "total voting membership",
        "in favour",
        "in favor",
    ];
    const HEADS: [&str; 4] = ["against", "abstaining", "abstain:", "abstentions:"];
    let lower = text.to_lowercase();
    let has_head = || {
        let mut lines = lower.lines().map(str::trim_start);
        lines.any(|line| HEADS.iter().any(|head| line.starts_with(head)))
    };
    WORDS.iter().any(|words| lower.contains(words)) || lower.contains("/pv.") || has_head()
}

//! The tables of a book on disk: every column with its description, written once and carried into the files.

/// A table of a book.
#[derive(Debug)]
pub struct Table {
    /// Its name; its file is called so.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// The columns, in order.
    pub columns: &'static [Column],
}

/// A column of a [`Table`].
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it can be empty.
    pub optional: bool,
    /// What it says.
    pub about: &'static str,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number in 32 bits.
    Int,
    /// A whole number in 64 bits.
    Long,
    /// A real number in 64 bits.
    Real,
    /// A calendar day.
    Day,
    /// Yes or no.
    Flag,
}

/// A column in which every row has a value.
pub const fn column(kind: Kind, name: &'static str, about: &'static str) -> Column {
    Column { name, kind, optional: false, about }
}

/// A column that can be empty.
pub const fn optional(kind: Kind, name: &'static str, about: &'static str) -> Column {
    Column { name, kind, optional: true, about }
}

use Kind::{Day, Flag, Int, Long, Text};

/// Between the values of a column that holds several.
pub(crate) const BETWEEN: &str = " | ";

/// Every table, in the order in which they are written.
pub const TABLES: [&Table; 7] =
    [&VOTES, &POSITIONS, &MEMBERS, &INTENDED, &TEXTS, &DEFECTS, &DIFFERENCES];

/// Accounts of votes.
pub(crate) const VOTES: Table = Table {
    name: "votes",
    about: "One row for each account that a source gives of a vote. The accounts that are shown come first, \
            then those that are kept beside them; both by source and date.",
    columns: &[
        column(Text, "id", "stable id of the account: the source and the source's own key"),
        column(
            Text,
            "vote",
            "id of the account that is shown for this vote: its own where it is shown itself",
        ),
        optional(
            Text,
            "joined",
            "how it was found to be of the same vote: symbol or roll; empty if it is shown",
        ),
        optional(
            Text,
            "symbol",
            "document symbol of the text that was voted on, in canonical form",
        ),
        column(Text, "title", "title of the text"),
        column(Text, "body", "who voted: general_assembly, security_council, first_committee, …"),
        column(Text, "session", "session in which the vote fell: 74, S-20, ES-10"),
        column(Day, "date", "the day, or the first day of the month or year if no more is known"),
        column(Text, "date_precision", "what is known of the date: day, month or year"),
        optional(Text, "meeting", "symbol of the record of the meeting"),
        column(Text, "motion", "what was put to the vote: whole, part, amendment or procedure"),
        optional(Text, "motion_words", "the words that name the part, the amendment or the motion"),
        optional(Int, "printed_yes", "votes in favour as the source prints them"),
        optional(Int, "printed_no", "votes against as the source prints them"),
        optional(Int, "printed_abstain", "abstentions as the source prints them"),
        column(Int, "yes", "votes in favour, counted from the positions"),
        column(Int, "no", "votes against, counted from the positions"),
        column(Int, "abstain", "abstentions, counted from the positions"),
        column(Int, "non_voting", "members on the roll without a vote"),
        column(
            Text,
            "outcome",
            "what became of it according to the source: adopted, rejected or unknown",
        ),
        optional(Text, "majority", "the majority that applied, if the source says so"),
        column(
            Text,
            "roll",
            "what the list of positions covers: listed (all that the source lists), sitting \
                (the source lists only those that voted; the others follow from membership) or unknown",
        ),
        column(
            Int,
            "stated",
            "positions that the source states row by row, unreadable ones included",
        ),
        column(
            Int,
            "positions",
            "rows of the table positions that belong to this account; they stand there in \
                the order of this table",
        ),
        optional(Text, "documents", "symbols of drafts and reports, separated by bars"),
        optional(Text, "agenda", "titles of agenda items, separated by bars"),
        optional(Text, "subjects", "subject terms, separated by bars"),
        optional(Text, "issues", "Voeten's issues, separated by bars: me, nu, di, hr, co, ec"),
        optional(Text, "description", "the matter in more words than the title has"),
        optional(
            Flag,
            "important",
            "whether the United States Department of State called the vote important",
        ),
        column(Text, "format", "format of the source"),
        column(Text, "file", "name of the file"),
        optional(Text, "checksum", "BLAKE3 of the file as given"),
        optional(Text, "retrieved", "when the file was retrieved"),
        optional(Long, "line", "line in the file, from 1"),
        optional(
            Text,
            "reference",
            "what the source itself calls the text, where that is no symbol",
        ),
        optional(Text, "document", "the United Nations document in which the vote stands"),
        optional(Text, "url", "address of the page about it"),
        optional(Text, "note", "what a reader must know"),
    ],
};

/// Who took which position.
pub(crate) const POSITIONS: Table = Table {
    name: "positions",
    about: "One row for each member on the roll of each account, in the order of the table votes.",
    columns: &[
        column(Int, "vote", "row of the account in the table votes, from 0"),
        column(Int, "member", "number of the member in the table members"),
        column(Int, "position", "0 yes, 1 no, 2 abstain, 3 non_voting"),
    ],
};

/// The numbers of members.
pub(crate) const MEMBERS: Table = Table {
    name: "members",
    about: "One row for each member, past ones included.",
    columns: &[
        column(Int, "number", "its number in the table positions"),
        column(
            Text,
            "code",
            "its code: ISO 3166 alpha-3, or one of our own for members of the past",
        ),
        column(Text, "name", "its name"),
    ],
};

/// Corrections by delegations.
pub(crate) const INTENDED: Table = Table {
    name: "intended",
    about: "One row for each member that said afterwards what it had meant to vote.",
    columns: &[
        column(Text, "vote", "id of the account"),
        column(Text, "member", "code of the member"),
        column(Text, "position", "what it says it had meant: yes, no, abstain or non_voting"),
        column(Text, "format", "format of the source"),
        column(Text, "file", "name of the file"),
        optional(Text, "checksum", "BLAKE3 of the file as given"),
        optional(Text, "retrieved", "when the file was retrieved"),
        optional(Long, "line", "line in the file, from 1"),
        optional(Text, "reference", "what the source itself calls the vote"),
        optional(Text, "document", "the document in which it says so"),
        optional(Text, "url", "address of the page about it"),
    ],
};

/// Texts of which no positions are known.
pub(crate) const TEXTS: Table = Table {
    name: "texts",
    about: "One row for each text that a source lists: adopted without a vote, by a vote of which only the \
            totals were kept, or by a recorded vote.",
    columns: &[
        column(Text, "symbol", "document symbol of the text, in canonical form"),
        column(Text, "title", "title of the text"),
        column(Text, "session", "session in which it was decided: 74, S-20, ES-10"),
        optional(Day, "date", "when the plenary decided"),
        optional(Text, "date_precision", "what is known of the date: day, month or year"),
        column(Text, "body", "who decided"),
        column(Text, "decision", "recorded, non_recorded, without_vote or unknown"),
        column(Text, "outcome", "adopted, rejected or unknown"),
        optional(Int, "printed_yes", "votes in favour as the source prints them"),
        optional(Int, "printed_no", "votes against as the source prints them"),
        optional(Int, "printed_abstain", "abstentions as the source prints them"),
        optional(Text, "draft", "the draft or the report before the plenary"),
        column(Text, "source", "documents and addresses, separated by bars"),
        column(Text, "format", "format of the source"),
        column(Text, "file", "name of the file"),
        optional(Text, "checksum", "BLAKE3 of the file as given"),
        optional(Text, "retrieved", "when the file was retrieved"),
        optional(Long, "line", "line in the file, from 1"),
        optional(Text, "url", "address of the page about it"),
        optional(Text, "note", "what a reader must know"),
    ],
};

/// What is wrong with the sources.
pub(crate) const DEFECTS: Table = Table {
    name: "defects",
    about: "One row for each thing that is wrong in a source.",
    columns: &[
        column(Text, "format", "format of the source"),
        optional(Text, "vote", "id of the account, if it belongs to one"),
        column(Text, "kind", "tally_differs, not_a_member, missing_from_roll, read or other"),
        optional(Text, "file", "name of the file"),
        optional(Long, "line", "line in the file, from 1"),
        optional(Text, "column", "column or field in which the fault lies"),
        optional(Text, "read", "what was read; of a tally the printed one"),
        column(Text, "words", "what is wrong, and what was made of it; of a tally the counted one"),
        optional(
            Text,
            "member",
            "code of the member; of missing_from_roll the codes, separated by bars",
        ),
        optional(Text, "position", "the position"),
    ],
};

/// Where two sources differ.
pub(crate) const DIFFERENCES: Table = Table {
    name: "differences",
    about: "One row for each member to which two accounts of a vote give different positions.",
    columns: &[
        column(Text, "vote", "id of the account that is shown"),
        column(Text, "other", "id of the account beside it"),
        column(Text, "member", "code of the member"),
        optional(Text, "shown", "the position in the account that is shown; empty if it has none"),
        optional(Text, "beside", "the position in the account beside it; empty if it has none"),
        column(
            Text,
            "cause",
            "why they differ, where that is known: intended, roll_of, swapped_with, lost_member or unexplained",
        ),
        optional(
            Text,
            "with",
            "code of the member with which it is swapped, or id of the vote whose roll the account has",
        ),
    ],
};

impl Table {
    /// Name of its file in a book.
    pub fn file(&self) -> String {
        format!("{}.parquet", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_described_once() {
        for table in TABLES {
            assert!(!table.about.is_empty());
            for (place, column) in table.columns.iter().enumerate() {
                assert!(column.about.len() > 5, "{}.{}", table.name, column.name);
                let twin = table.columns.iter().skip(place + 1).find(|c| c.name == column.name);
                assert!(twin.is_none(), "{}.{} stands twice", table.name, column.name);
            }
        }
    }
}

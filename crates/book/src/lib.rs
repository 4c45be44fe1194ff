//! The built-in book: the record that needs no download.
//!
//! A book is a record with what is known about its making. The built-in one is compiled into the
//! program from small tables, one fact a row, each with the document in which it stands: all members
//! since 1945 with their names, codes and dates; the groups in which they vote; 97 of the most quoted
//! recorded votes of the General Assembly, 1960 to 2023, with everyone's position; and around them the
//! texts on information security and cybercrime with their stages, series, rivals and organs.
//!
//! ```
//! use scrutineer_book::built_in;
//! use scrutineer_record::{Position, Symbol};
//!
//! let book = built_in()?;
//! let symbol: Symbol = "A/RES/74/29".parse()?;
//! let vote = book.record.vote_on(&symbol).ok_or("not in the book")?;
//! assert_eq!(vote.tally().to_string(), "129-6-45");
//!
//! let members = book.record.members();
//! let kyiv = members.lookup("Kyiv", Some(vote.date)).one().ok_or("no such member")?;
//! assert_eq!(vote.position_of(kyiv), Some(Position::No));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The tables are read as any source is: positions that contradict the printed tally or the dates of
//! membership would come out as defects of their vote. They do not, and tests hold that.
//!
//! What this crate does not do: it opens no files, judges nothing, and does not know all votes. A text
//! that is not here may well have been voted on.

mod disk;
mod error;
mod facts;
mod groups;
mod info;
mod like;
mod line;
mod members;
mod organs;
mod table;
mod texts;
mod votes;
mod with;

use scrutineer_record::{Record, RecordBuilder};

pub use disk::{
    Cell, Column, DefectRow, DifferenceRow, ExportFormat, Exported, FileEntry, ImportReport,
    ImportRequest, Kind, Opened, PairEntry, Parts, SessionEntry, Sheet, Shelf, Stored, TABLES,
    Table, Verified, column, optional,
};
pub use error::Error;
pub(crate) use info::LAYOUT;
pub use info::{Info, SourceInfo};
pub use like::Like;
pub use members::members;
pub use with::With;

/// To be shown wherever the votes are: whose data they restate, and on which terms.
pub const CITATION: &str = "United Nations Dag Hammarskjöld Library, General Assembly voting data, \
                            © United Nations; non-commercial use with attribution";

/// A record, and what is known about its making.
#[derive(Clone, Debug)]
pub struct Book {
    /// The record.
    pub record: Record,
    /// What is known about its making.
    pub info: Info,
}

/// The built-in book.
///
/// It is read anew at each call, in a few milliseconds: call once and hand it on.
///
/// ```
/// let book = scrutineer_book::built_in()?;
/// assert!(book.info.built_in);
/// assert_eq!(book.info.votes, 97);
/// # Ok::<(), scrutineer_book::Error>(())
/// ```
///
/// # Errors
/// If a built-in table is damaged. The tests of this crate read them all, so that no release can fail.
pub fn built_in() -> Result<Book, Error> {
    let members = members()?;
    let groups = groups::groups(&members)?;
    let votes = votes::votes(&members)?;
    let facts = facts::facts(&members, &votes)?;
    let mut record = RecordBuilder::new(members, groups, facts);
    for vote in votes {
        vote.add_to(&mut record)?;
    }
    let record = record.finish();
    let info = Info::of_built_in(&record);
    Ok(Book { record, info })
}

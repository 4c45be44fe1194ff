//! The record of how states vote at the United Nations, as types.
//!
//! A [`Record`] holds [`Members`] and [`Groups`] with their dates, every [`RecordedVote`] with everyone's
//! [`Position`], and the [`Facts`] around the votes: the texts and their stages, the series in which they
//! come back, their rivals, the organs that they set up. A [`Vote`] is a handle to one vote; its
//! [`Positions`] are sets, so that every question about who voted how is a set operation:
//!
//! ```
//! use scrutineer_record::{Record, Symbol};
//! # fn on(record: &Record) -> Option<()> {
//! let of = |symbol: &str| record.vote_on(&symbol.parse().ok()?);
//! let (then, now) = (of("A/RES/73/27")?.positions(), of("A/RES/74/29")?.positions());
//! let moved = then.no & now.abstain;
//! for member in moved.iter() {
//!     println!("{} moved from no to abstain", record.members()[member].press_name);
//! }
//! # Some(()) }
//! ```
//!
//! What this crate does not do: it reads and writes nothing, knows no file format, no clock and no
//! environment, and draws no conclusions. Measures are in `scrutineer-measures`, the built-in record in
//! `scrutineer-book`.

mod body;
mod date;
mod digits;
mod error;
mod group;
mod member;
mod member_set;
mod names;
mod organ;
mod outcome;
mod proposal;
mod record;
mod recurring;
mod session;
mod source;
pub mod symbol;
#[cfg(test)]
mod testing;
mod vote;

pub use body::{Body, Committee};
pub use date::{Date, MONTHS, Period, Precision};
pub use error::Error;
pub use group::{Group, GroupId, GroupKind, GroupName, Groups, Readings, Span};
pub use member::{Lookup, Member, MemberId, Members, NameRow, SourceCode};
pub use member_set::MemberSet;
pub use names::{Name, NameKind, fold};
pub use organ::{OrganSession, SubsidiaryOrgan};
pub use outcome::{CouncilOutcome, Majority, Outcome, council_outcome};
pub use proposal::{Nickname, NicknameTarget, Proposal, Series, Sponsors, Stage, Topic};
pub use record::{Facts, Record, RecordBuilder, Roll, Vote};
pub use recurring::{Recurring, TitledText};
pub use session::Session;
pub use source::{Defect, Fact, Source, SourceFile, Standing};
pub use symbol::Symbol;
pub use vote::{
    About, Decision, IntendedVote, Issue, Issues, Motion, Position, Positions, PrintedTally,
    RecordedVote, Tally,
};

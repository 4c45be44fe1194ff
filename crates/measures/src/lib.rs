//! What the record shows when votes are put side by side: who moved and who stayed, who supported both of
//! two rival texts, how a group voted and how much as one, whether support grows, how often two members
//! agree. And how much of one text stands in another.
//!
//! Every measure is a pure function on votes of a [`Record`](scrutineer_record::Record), and each formula
//! stands in one place, with its source; `METHODS.md` has them all in one list. Three rules hold throughout.
//! Absence is not abstention, and abstention is not opposition: each measure says what it does with either. A
//! share keeps its n ([`Share`]), so that "83 per cent" can always be told as "38 of 46". And where nothing
//! can be computed the answer is `None`, not 0.
//!
//! Who moved, between the votes of 2018 and 2019 on the same text:
//!
//! ```
//! use scrutineer_measures::shift;
//! use scrutineer_record::Position::{self, Abstain, No};
//!
//! let book = scrutineer_book::built_in()?;
//! let vote = |symbol: &str| {
//!     let symbol = symbol.parse().map_err(|_| "no symbol")?;
//!     book.record.vote_on(&symbol).ok_or("not built in")
//! };
//! let shift = shift(vote("A/RES/73/27")?, vote("A/RES/74/29")?);
//!
//! for to in Position::ALL {
//!     println!("no, then {}: {}", to.code(), shift.get(&[No, to]).len());
//! }
//! assert_eq!(shift.took_before(No).len(), 46);
//! assert_eq!(shift.get(&[No, Abstain]).len(), 38);
//! assert_eq!(shift.get(&[No, No]).len(), 6); // Canada, Georgia, Israel, Ukraine, UK, US
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this crate does not do: it reads nothing and prints nothing, does not choose which votes to compare,
//! and does not judge what is said about them. Whether a text needs a simple majority or two thirds is
//! [`Majority`](scrutineer_record::Majority) in the record crate. Member ids and votes are meaningful within
//! one record; to mix those of several is a mistake that is not noticed here.

mod agreement;
mod bloc;
mod blocs;
mod change;
mod cross;
mod kendall;
mod line;
mod member;
mod pairs;
mod share;
mod similar;
#[cfg(test)]
mod testing;
mod threshold;
mod trend;
mod turning;

pub use agreement::{Agreement, agreement};
pub use bloc::{Cohesion, GroupVote, bloc_vote, group_vote};
pub use blocs::{
    AgreementGraph, Bloc, Blocs, BlocsOfSession, CLEAR, Dendrogram, FEWEST, LEAST_OVERLAP,
    LEAST_PART, MEMORY, Merge, Named, adjusted_rand, follow, overlap,
};
pub use change::{MarginalTest, marginal_test};
pub use cross::{Cell, CrossTable, Relation, Shift, co_support, cross_table, relation, shift};
pub use line::{BesideGroup, CohesionOver, beside_group};
pub use member::{LonePosition, MemberRecord, NEARLY_LONE, member_record};
pub use pairs::Pairs;
pub use share::Share;
pub use similar::{GAP, InOther, LEAST, Passage, Piece, SHINGLE, Similarity, similarity};
pub use threshold::{majority_position, most_members, overwhelming, unanimous};
pub use trend::{Direction, Interval, Point, Trend, Uncertainty, trend};
pub use turning::{TurningPoint, turning_points};

//! Sources of the record, read as they come: bytes in, facts and defects out.
//!
//! One module a format: the United Nations Digital Library's CSV files ([`Format::Undl`]) and MARC records
//! ([`Format::UndlMarc`]), Voeten's roll calls ([`Format::Voeten`]), the tables of the R package unvotes
//! ([`Format::Unvotes`]), and votes as press releases and verbatim records print them
//! ([`Format::VoteBlock`]). [`read`] recognises each file by its content, unpacks it, and gives back
//! [`Account`]s: what the source says of each vote, as it says it. A row that cannot be read becomes a
//! [`Defect`](scrutineer_record::Defect) with its file, line and column, and the rest is read on.
//!
//! ```
//! use scrutineer_ingest::{Format, Input, Progress, read};
//!
//! let members = scrutineer_book::members()?;
//! let votes = "rcid,country,country_code,vote\n90001,United States,US,no\n90001,Namibia,NA,yes\n";
//! let calls = "rcid,session,importantvote,date,unres,amend,para,short,descr\n\
//!              90001,73,0,2018-12-05,R/73/27,0,0,INFORMATION SECURITY,An example.\n";
//! let files = vec![Input::of_bytes("votes.csv", votes), Input::of_bytes("calls.csv", calls)];
//! let imported = read(files, None, &members, &Progress::default())?;
//!
//! let (format, batch) = &imported.batches[0];
//! assert_eq!(*format, Format::Unvotes);
//! let account = &batch.accounts[0];
//! assert_eq!(account.vote.id, "unvotes:90001");
//! assert_eq!(account.cast.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is said about votes comes as [`article`]s: pages, Markdown or plain text in any encoding, whose words lead
//! back to the bytes as given.
//!
//! What this crate does not do: it opens no files and stores nothing, and it decides nothing between two
//! sources of one vote: it keeps both and lists where they differ (`reconcile`).

pub mod article;
mod batch;
mod error;
mod format;
mod input;
mod known;
mod marc;
mod read;
pub mod reconcile;
mod roll_calls;
mod table;
mod title;
mod undl;
mod unvotes;
mod voeten;
mod vote_block;

pub use batch::{Account, Batch, FileRead, Imported};
pub use error::Error;
pub use format::Format;
pub use input::{Input, Progress, Unpacked, stamp};
pub use known::{KnownError, known_errors};
pub use read::read;
pub use reconcile::{Cause, Difference, How, Joint, PairCount, RANKS, Reconciled, reconcile};

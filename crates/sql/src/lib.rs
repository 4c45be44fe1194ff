//! SQL over the record: its tables and our functions in DataFusion.
//!
//! An `Engine` holds a book and answers statements that read. The tables of the record (`votes`, `positions`,
//! `series`, …) hold what the other commands show, and their rows are made while a statement reads them. The tables of a
//! book on disk (`accounts`, `texts`, `differences`) are read from its Parquet files as they stand. The functions
//! (`position_of`, `agreement`, `check`, …) work out nothing of their own: each asks the crate that answers the command.
//! `reference` describes all of them.
//!
//! Without its feature `datafusion` this crate is empty.
//!
//! What this crate does not do: it changes nothing. Statements that create, insert, copy or set are refused.
#![cfg(feature = "datafusion")]

mod catalog;
mod engine;
mod error;
mod findings;
mod functions;
mod output;
mod reference;
mod rows;
mod source;
mod spread;
mod tables;
mod world;

pub use engine::{Answer, Elsewhere, Engine, Job, Limits};
pub use error::Error;
pub use functions::{FUNCTIONS, Function, Sort};
pub use output::{csv, json, parquet, table};
pub use reference::reference;
pub use source::Wire;
pub use spread::{SPREAD, Spread};
pub use world::World;

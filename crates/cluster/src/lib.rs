//! Statements, archives and the way of claims on many machines: the plans of `scrutineer_sql` on Ballista.
//!
//! A scheduler takes a plan and gives its pieces to executors. Every process opens the same book itself: no table of the
//! record and no book travels, only which table is meant and the id of the book, and a process that holds another book
//! refuses the plan. Archives and what `corpus check` wrote are read where they lie, so that every machine needs them
//! under the same path.
//!
//! `connect` gives an engine whose statements run there; `scheduler` and `executor` are the processes themselves.
//!
//! Without its feature `ballista` this crate is empty.
//!
//! What this crate does not do: it knows no password and no encryption. Whoever reaches a process of the cluster can have
//! it read what it can read.
#![cfg(feature = "ballista")]

mod client;
mod codec;
mod planned;
mod processes;

pub use client::connect;
pub use processes::{Executor, Scheduler, executor, scheduler};

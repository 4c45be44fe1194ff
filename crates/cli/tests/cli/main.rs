//! The program as it is used: every test runs the real binary.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops where something is not as it must be"
)]

mod agreement;
mod articles;
mod blocs;
mod book;
mod check;
#[cfg(feature = "cluster")]
mod cluster;
mod compare;
mod contract;
mod corpus;
mod errors;
mod examples;
mod fetch;
mod forms;
mod frames;
mod guides;
mod help;
mod hostile;
mod ideal;
mod install;
mod layers;
mod lists;
mod plot;
mod r;
mod run;
mod schema;
mod serve;
mod show;
mod similar;
#[cfg(feature = "sql")]
mod sql;

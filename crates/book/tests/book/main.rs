//! Books: the built-in one and those on disk.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where something is not as it must be"
)]

mod built_in;
mod disk;
mod like;
mod real;

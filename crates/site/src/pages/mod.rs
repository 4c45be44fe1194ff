//! The pages, one file each: what is on it, from the book that is shown.

pub(crate) mod front;
pub(crate) mod problem;
pub(crate) mod vote;

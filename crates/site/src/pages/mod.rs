//! The pages, one file each: what is on it, from the book that is shown.

pub(crate) mod blocs;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod find;
pub(crate) mod front;
pub(crate) mod group;
pub(crate) mod ideal;
pub(crate) mod mandates;
pub(crate) mod member;
pub(crate) mod problem;
pub(crate) mod series;
pub(crate) mod sources;
pub(crate) mod vote;

//! The program as it is used: every test runs the real binary.

mod check;
mod compare;
mod errors;
mod help;
mod layers;
mod lists;
mod run;
mod show;

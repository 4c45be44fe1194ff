//! The estimators on votes of which the truth is known, and on the published data.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::panic,
    reason = "tests"
)]

mod plane;
mod published;
mod rules;
mod sampled;
mod simulate;
mod simulated;
mod suspicious;

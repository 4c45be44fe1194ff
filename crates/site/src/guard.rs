//! What every request goes through.

/// Longer statements are not read.
pub(crate) const MOST_BYTES: usize = 2_000_000;

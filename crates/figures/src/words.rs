//! Words that figures share.

use scrutineer_record::Position;

/// Names with commas between them.
pub(crate) fn list(names: &[&str]) -> String {
    names.join(", ")
}

/// The word for a position; none is that of who was not on the roll.
pub(crate) fn position_word(position: Option<Position>) -> &'static str {
    match position {
        Some(Position::NonVoting) => "not voting",
        Some(position) => position.code(),
        None => "not on the roll",
    }
}

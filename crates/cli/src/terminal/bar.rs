//! A tally as a bar.

use scrutineer_record::{Position, Tally};

use super::style::{of_position, paint};

/// A bar of `cells` characters, divided among the positions as the roll is.
///
/// Each position has its own shade besides its colour, and at least one cell if anyone took it.
pub(crate) fn bar(tally: Tally, cells: usize) -> String {
    let counts = Position::ALL.map(|position| usize::from(tally.of(position)));
    Position::ALL
        .into_iter()
        .zip(divide(counts, cells))
        .map(|(position, share)| paint(of_position(position), &shade(position).repeat(share)))
        .collect()
}

/// The character for a position.
pub(crate) fn shade(position: Position) -> &'static str {
    match position {
        Position::Yes => "█",
        Position::No => "▓",
        Position::Abstain => "▒",
        Position::NonVoting => "░",
    }
}

/// `cells` divided in proportion to `counts`: each rounded, none that counts left empty, and the largest
/// takes what rounding leaves.
fn divide(counts: [usize; 4], cells: usize) -> [usize; 4] {
    let all: usize = counts.iter().sum();
    if all == 0 {
        return [0; 4];
    }
    let rounded =
        |count: usize| ((2 * count * cells + all) / (2 * all)).max(usize::from(count > 0));
    let mut shares = counts.map(rounded);
    let sum: usize = shares.iter().sum();
    if let Some(largest) = shares.iter_mut().max() {
        *largest = (*largest + cells).saturating_sub(sum);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_divided_as_the_roll_is() {
        assert_eq!(divide([119, 46, 14, 14], 76), [46, 18, 6, 6]);
        assert_eq!(divide([190, 1, 1, 1], 40), [37, 1, 1, 1]);
        assert_eq!(divide([0, 0, 0, 0], 40), [0, 0, 0, 0]);
        assert_eq!(divide([1, 1, 0, 0], 3).iter().sum::<usize>(), 3);
    }
}

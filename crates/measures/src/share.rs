//! Shares that keep their n.

use std::fmt;

use scrutineer_record::{Position, Tally};

/// A count of something out of `n`: 38 of 46.
///
/// Both numbers are kept, so that no percentage goes without its n.
///
/// ```
/// use scrutineer_measures::Share;
/// let moved = Share { count: 38, n: 46 };
/// assert_eq!(moved.to_string(), "38 of 46");
/// assert!(moved.ratio().is_some_and(|ratio| (ratio - 0.826).abs() < 0.001));
/// assert_eq!(Share { count: 0, n: 0 }.ratio(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Share {
    /// How many.
    pub count: u32,
    /// Out of how many.
    pub n: u32,
}

impl Share {
    /// A position's share of the whole roll: absent members are part of the n.
    pub fn of_members(tally: Tally, position: Position) -> Share {
        Share { count: tally.of(position).into(), n: tally.roll().into() }
    }

    /// A position's share of the votes cast, abstentions included. Of [`Position::NonVoting`] it is 0.
    pub fn of_cast(tally: Tally, position: Position) -> Share {
        let count = match position {
            Position::NonVoting => 0,
            cast => tally.of(cast),
        };
        Share { count: count.into(), n: tally.cast().into() }
    }

    /// The share of yes among those "present and voting": yes and no alone (rule 86 of the General
    /// Assembly).
    pub fn yes_of_voting(tally: Tally) -> Share {
        Share { count: tally.yes.into(), n: tally.voting().into() }
    }

    /// Whether it is most: more than half.
    pub fn is_most(self) -> bool {
        2 * self.count > self.n
    }

    /// Whether it is two thirds at least.
    pub fn is_two_thirds(self) -> bool {
        self.n > 0 && 3 * self.count >= 2 * self.n
    }

    /// Whether it is about half: within a twentieth of n either way, as people speak of half.
    pub fn is_about_half(self) -> bool {
        self.n > 0 && (2 * self.count).abs_diff(self.n) <= self.n / 10
    }

    /// The share as a number from 0 to 1, or `None` of nothing.
    pub fn ratio(self) -> Option<f64> {
        (self.n > 0).then(|| f64::from(self.count) / f64::from(self.n))
    }

    /// The 95 % interval of Wilson (1927) for a share of this size in votes of the same kind, if each were
    /// drawn by itself; `None` of nothing.
    pub fn interval(self) -> Option<(f64, f64)> {
        let share = self.ratio()?;
        let (n, z) = (f64::from(self.n), 1.959_963_984_540_054);
        let middle = share + z * z / (2.0 * n);
        let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + z * z / n;
        // At 0 and at 1 rounding can lead past the end.
        Some((((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0)))
    }

    /// Counts one more, which the share includes or not.
    pub(crate) fn count_in(&mut self, included: bool) {
        self.n += 1;
        self.count += u32::from(included);
    }
}

impl fmt::Display for Share {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} of {}", self.count, self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_members_of_cast_and_of_voting() {
        let tally = Tally { yes: 94, no: 59, abstain: 33, non_voting: 7 }; // A/RES/73/187
        let check = |share: Share, expect: &str| assert_eq!(share.to_string(), expect);
        check(Share::of_members(tally, Position::Yes), "94 of 193");
        check(Share::of_members(tally, Position::NonVoting), "7 of 193");
        check(Share::of_cast(tally, Position::Abstain), "33 of 186");
        check(Share::of_cast(tally, Position::NonVoting), "0 of 186");
        check(Share::yes_of_voting(tally), "94 of 153");
    }

    /// As tables of the interval have it.
    #[test]
    fn the_interval_of_wilson() {
        let check = |count, n, low: f64, high: f64| {
            let (from, to) = Share { count, n }.interval().unwrap();
            assert!((from - low).abs() < 5e-4 && (to - high).abs() < 5e-4, "{from} to {to}");
        };
        check(0, 10, 0.0, 0.2775);
        check(10, 10, 0.7225, 1.0);
        check(81, 263, 0.2553, 0.3662); // the example of Newcombe (1998)
        check(15, 148, 0.0624, 0.1605); // the same
        assert_eq!(Share::default().interval(), None);
    }

    #[test]
    fn a_share_of_nothing_has_no_ratio() {
        assert_eq!(Share::yes_of_voting(Tally { abstain: 5, ..Tally::default() }).ratio(), None);
        assert_eq!(Share { count: 1, n: 4 }.ratio(), Some(0.25));
    }
}

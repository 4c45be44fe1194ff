//! Whether support grows over a series of votes.

use scrutineer_record::{Position, Tally, Vote};

use crate::Share;
use crate::kendall::{Distribution, ties};

/// With fewer points than this nothing is said about uncertainty: no order of three values is unlikely.
const FEWEST_POINTS: usize = 4;

/// An effect is clear if chance alone gives as much in at most this share of cases.
const LEVEL: f64 = 0.05;

const DAYS_OF_A_YEAR: f64 = 365.25;

/// One vote of a [`Trend`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point<'r> {
    /// The vote.
    pub vote: Vote<'r>,
    /// Its count.
    pub tally: Tally,
    /// Yes votes, of the members on the roll.
    pub yes: Share,
}

impl<'r> Point<'r> {
    fn of(vote: Vote<'r>) -> Point<'r> {
        let tally = vote.tally();
        Point { vote, tally, yes: Share::of_members(tally, Position::Yes) }
    }
}

/// Which way yes votes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// More later rises than falls.
    Rising,
    /// More later falls than rises.
    Falling,
    /// As many of either, or nothing to compare.
    Level,
    /// No way that chance alone does not explain.
    Unclear,
}

impl Direction {
    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Direction::Rising => "rising",
            Direction::Falling => "falling",
            Direction::Level => "level",
            Direction::Unclear => "unclear",
        }
    }
}

/// A span in which a slope lies, in yes votes a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The probability with which such a span holds the slope: at least 0.95, more where few points allow no
    /// closer choice.
    pub confidence: f64,
}

/// How far a trend may be chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uncertainty {
    /// The probability of so large an |S| if yes votes do not change with time (Mann 1945, Kendall 1975),
    /// two-sided.
    pub p: f64,
    /// Whether `p` was counted over all orders of the values; otherwise it is read from the normal curve, with
    /// Kendall's correction for ties.
    pub exact: bool,
    /// The interval of the slope (Sen 1968); `None` where so few points bound it on no side.
    pub interval: Option<Interval>,
}

/// How yes votes change over a series of votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend<'r> {
    /// The votes, in the order of time.
    pub points: Vec<Point<'r>>,
    /// Yes votes of the last point less those of the first; `None` with fewer than two points.
    pub change: Option<i32>,
    /// The median slope between two points, in yes votes a year (Theil 1950, Sen 1968); `None` if no two
    /// points differ in date.
    pub slope: Option<f64>,
    /// Mann–Kendall S: pairs of points in which the later has more yes votes, less those in which it has fewer.
    pub s: i64,
    /// How far it may be chance. `None` with fewer than four points, of which nothing can be said: with
    /// three, even a steady rise comes about by chance in one case of three. With four nothing is clear yet.
    pub uncertainty: Option<Uncertainty>,
}

impl Trend<'_> {
    /// Which way yes votes go by most pairs of points, if that is clear or the points are too few to tell.
    pub fn direction(&self) -> Direction {
        if self.is_clear() == Some(false) {
            return Direction::Unclear;
        }
        match self.s.signum() {
            1 => Direction::Rising,
            -1 => Direction::Falling,
            _ => Direction::Level,
        }
    }

    /// Whether the direction is clear: p is at most 0.05. `None` with too few points to tell.
    pub fn is_clear(&self) -> Option<bool> {
        self.uncertainty.map(|uncertainty| uncertainty.p <= LEVEL)
    }
}

/// How yes votes change over these votes, which should be of one series.
///
/// Counted are yes votes, not shares: while membership grows, so can they without any change of mind. Every
/// [`Point`] therefore has the share with its n.
///
/// ```
/// use scrutineer_measures::{Direction, trend};
/// let book = scrutineer_book::built_in()?;
/// let series = book.record.series("ict-security").ok_or("no such series")?;
/// let trend = trend(&book.record.votes_of(series));
/// assert_eq!(trend.direction(), Direction::Falling); // 177 in 2005, 104 in 2023
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trend<'r>(votes: &[Vote<'r>]) -> Trend<'r> {
    let mut points: Vec<_> = votes.iter().copied().map(Point::of).collect();
    points.sort_by_key(|point| point.vote.date);
    let pairs = Pairs::of(&points);
    let change = match points.as_slice() {
        [first, .., last] => Some(rise(first, last)),
        _ => None,
    };
    let uncertainty = (points.len() >= FEWEST_POINTS).then(|| uncertainty(&points, &pairs));
    Trend { change, slope: median(&pairs.slopes), s: pairs.s, uncertainty, points }
}

fn rise(from: &Point<'_>, to: &Point<'_>) -> i32 {
    i32::from(to.tally.yes) - i32::from(from.tally.yes)
}

/// What the pairs of points at different dates show.
struct Pairs {
    /// Yes votes a year, lowest first.
    slopes: Vec<f64>,
    s: i64,
}

impl Pairs {
    fn of(points: &[Point<'_>]) -> Pairs {
        let mut pairs = Pairs { slopes: Vec::new(), s: 0 };
        let mut rest = points.iter();
        while let Some(earlier) = rest.next() {
            for later in rest.clone() {
                let days = earlier.vote.date.days_until(later.vote.date);
                if days > 0 {
                    let rise = rise(earlier, later);
                    pairs.s += i64::from(rise.signum());
                    pairs.slopes.push(f64::from(rise) / (f64::from(days) / DAYS_OF_A_YEAR));
                }
            }
        }
        pairs.slopes.sort_by(f64::total_cmp);
        pairs
    }
}

fn median(sorted: &[f64]) -> Option<f64> {
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = sorted.get(sorted.len().checked_sub(1)? / 2)?;
    Some(f64::midpoint(*lower, *upper))
}

fn uncertainty(points: &[Point<'_>], pairs: &Pairs) -> Uncertainty {
    let values = ties(points.iter().map(|point| point.tally.yes));
    let times = ties(points.iter().map(|point| point.vote.date.first_day()));
    let by_chance = Distribution::of(&values, &times);
    Uncertainty {
        p: by_chance.two_sided(pairs.s),
        exact: matches!(by_chance, Distribution::Counted(_)),
        interval: interval(&pairs.slopes, points.len(), &times),
    }
}

/// The slopes that the test would not reject: all but as many at either end as are too far out (Sen 1968).
///
/// With a slope taken off, no two values are equal any more, so only ties in time count.
fn interval(slopes: &[f64], n: usize, times: &[usize]) -> Option<Interval> {
    let by_chance = Distribution::of(&vec![1; n], times);
    let pairs = i64::try_from(slopes.len()).ok()?;
    // S of the values less a slope, if this many of the slopes lie below it.
    let p_if_below = |below: usize| {
        let below = i64::try_from(below).unwrap_or(pairs);
        by_chance.two_sided(pairs - 2 * below)
    };
    let rejected = (0..slopes.len()).take_while(|below| p_if_below(*below) <= LEVEL).count();
    let outermost = rejected.checked_sub(1)?;
    Some(Interval {
        low: *slopes.get(outermost)?,
        high: *slopes.iter().rev().nth(outermost)?,
        confidence: 1.0 - p_if_below(outermost),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scrutineer_record::Date;

    use super::*;
    use crate::testing::{built_in, records, vote, votes};

    fn near(found: f64, expect: f64) {
        assert!((found - expect).abs() < 1e-4, "{found}, not {expect}");
    }

    /// The slope, the interval and p computed apart from this program.
    #[test]
    fn information_security_loses_votes() {
        let record = built_in();
        let trend = trend(&record.votes_of(record.series("ict-security").unwrap()));
        assert_eq!(trend.points.len(), 10);
        assert_eq!((trend.change, trend.s), (Some(104 - 177), -23));
        assert_eq!(trend.direction(), Direction::Falling);
        near(trend.slope.unwrap(), -4.444_31);
        let uncertainty = trend.uncertainty.unwrap();
        assert!(uncertainty.exact);
        near(uncertainty.p, 0.046_62);
        let interval = uncertainty.interval.unwrap();
        near(interval.low, -5.970_23);
        near(interval.high, -1.006_20);
        near(interval.confidence, 1.0 - 0.046_62);
        assert_eq!(trend.is_clear(), Some(true));
        assert_eq!(trend.points[0].yes.to_string(), "177 of 191");
    }

    #[test]
    fn four_votes_that_fall_are_not_clear() {
        let record = built_in();
        let trend = trend(&record.votes_of(record.series("crimea-militarization").unwrap()));
        assert_eq!((trend.change, trend.s), (Some(-4), -5)); // 66, 63, 63, 62
        near(trend.slope.unwrap(), (-1.342_83 - 0.995_23) / 2.0);
        let uncertainty = trend.uncertainty.unwrap();
        near(uncertainty.p, 2.0 / 12.0); // of the twelve orders of 66, 63, 63, 62
        assert_eq!(uncertainty.interval, None);
        assert_eq!(trend.is_clear(), Some(false));
    }

    #[test]
    fn of_few_votes_nothing_is_said() {
        let record = built_in();
        let three = trend(&votes(&record, &["75/32", "73/266", "74/28"]));
        assert_eq!(three.change, Some(25)); // 138, 163, 163
        assert_eq!((three.s, three.direction()), (2, Direction::Rising));
        assert_eq!((three.uncertainty, three.is_clear()), (None, None));
        let one = trend(&[vote(&record, "73/27")]);
        assert_eq!((one.change, one.slope, one.s), (None, None, 0));
        let none = trend(&[]);
        assert_eq!((none.points.len(), none.direction()), (0, Direction::Level));
    }

    #[test]
    fn votes_of_one_day_have_no_slope_between_them() {
        let record = built_in();
        let of_one_day = votes(&record, &["73/27", "73/30", "73/31", "73/48"]);
        let trend = trend(&of_one_day);
        assert_eq!((trend.slope, trend.s), (None, 0));
        let uncertainty = trend.uncertainty.unwrap();
        assert_eq!((uncertainty.p, uncertainty.interval), (1.0, None));
    }

    /// Slope and S from every ordered pair, and the date of each as days since 1900.
    fn check_against_every_pair(votes: &[Vote<'_>]) {
        let found = trend(votes);
        let start = Date::year_of(1900).unwrap();
        let (mut slopes, mut s) = (Vec::new(), 0);
        for one in votes {
            for other in votes {
                let days = start.days_until(other.date) - start.days_until(one.date);
                let rise = f64::from(other.tally().yes) - f64::from(one.tally().yes);
                if days > 0 {
                    slopes.push(rise * 365.25 / f64::from(days));
                    s += i64::from(rise > 0.0) - i64::from(rise < 0.0);
                }
            }
        }
        slopes.sort_by(f64::total_cmp);
        assert_eq!(found.s, s);
        if let Some(slope) = found.slope {
            let below = slopes.iter().filter(|other| **other < slope - 1e-9).count();
            let above = slopes.iter().filter(|other| **other > slope + 1e-9).count();
            assert!(2 * below <= slopes.len() && 2 * above <= slopes.len());
        }
        let Some(uncertainty) = found.uncertainty else { return };
        assert!((0.0..=1.0).contains(&uncertainty.p));
        if let (Some(interval), Some(slope)) = (uncertainty.interval, found.slope) {
            assert!(interval.low <= slope && slope <= interval.high);
            assert!((1.0 - LEVEL..=1.0).contains(&interval.confidence));
        }
    }

    proptest! {
        #[test]
        fn as_by_every_pair(record in records()) {
            check_against_every_pair(&record.votes().collect::<Vec<_>>());
        }

        #[test]
        fn the_order_given_does_not_matter(record in records()) {
            let votes: Vec<_> = record.votes().collect();
            let reversed: Vec<_> = votes.iter().rev().copied().collect();
            let (one, other) = (trend(&votes), trend(&reversed));
            prop_assert_eq!((one.s, one.slope), (other.s, other.slope));
            prop_assert_eq!(one.uncertainty, other.uncertainty);
        }
    }

    #[test]
    fn every_series_of_the_built_in_record_by_every_pair() {
        let record = built_in();
        for series in &record.facts().series {
            check_against_every_pair(&record.votes_of(series));
        }
        check_against_every_pair(&record.votes().collect::<Vec<_>>());
    }
}

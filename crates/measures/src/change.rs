//! Whether the moves between two votes lead one way, or cancel out.

/// The test whether as many took each position in the later of two votes as in the earlier, by those that cast
/// a vote in both.
///
/// A small p says that the moves lead one way more than chance would have them if every move were as likely
/// as its reverse. With fewer than ten members that moved it is rough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarginalTest {
    /// χ², 0 if the moves cancel out.
    pub statistic: f64,
    /// Its degrees of freedom: 2, or 1 where members moved between two positions only.
    pub degrees: u8,
    /// The probability of so large a χ² by chance.
    pub p: f64,
    /// How many moved: on these alone it rests.
    pub moved: u32,
}

/// The test of Stuart (1955) and Maxwell (1970) on a square of counts: a row for each position in the earlier
/// vote, a column for each in the later, absence left out. `None` if nobody moved.
///
/// Where members moved between two positions only, it is the test of McNemar (1947).
///
/// ```
/// use scrutineer_measures::{cross_table, marginal_test};
/// let book = scrutineer_book::built_in()?;
/// let vote = |symbol: &str| book.record.vote_on(&symbol.parse().ok()?);
/// let votes: Vec<_> = ["A/RES/73/27", "A/RES/74/29"].into_iter().filter_map(vote).collect();
/// let shift = cross_table(&votes).cast_counts().ok_or("not two votes")?;
/// let test = marginal_test(shift).ok_or("nobody moved")?;
/// assert_eq!((test.degrees, test.moved), (2, 50));
/// assert!(test.p < 0.001); // of 39 that left no, 38 went to abstention
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn marginal_test(counts: [[u32; 3]; 3]) -> Option<MarginalTest> {
    let [[_, ab, ac], [ba, _, bc], [ca, cb, _]] = counts.map(|row| row.map(f64::from));
    // What each position lost: the margins differ by so much.
    let (a, b, c) = (ab + ac - ba - ca, ba + bc - ab - cb, ca + cb - ac - bc);
    // How many moved between two positions, either way.
    let (with_ab, with_ac, with_bc) = (ab + ba, ac + ca, bc + cb);
    let moved = counts.iter().flatten().sum::<u32>() - trace(counts);
    let determinant = with_ab * with_ac + with_ab * with_bc + with_ac * with_bc;
    let (statistic, degrees, p) = if determinant > 0.0 {
        // The closed form of Fleiss and Everitt (1971) for three categories.
        let statistic = (with_bc * a * a + with_ac * b * b + with_ab * c * c) / determinant;
        (statistic, 2, (-statistic / 2.0).exp())
    } else {
        // One pair of positions at the most has moves: the two lost and gained the same.
        let lost = a.abs().max(b.abs()).max(c.abs());
        let statistic = lost * lost / f64::from(moved.max(1));
        (statistic, 1, libm::erfc((statistic / 2.0).sqrt()))
    };
    (moved > 0).then_some(MarginalTest { statistic, degrees, p, moved })
}

fn trace([[a, ..], [_, b, _], [.., c]]: [[u32; 3]; 3]) -> u32 {
    a + b + c
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// d′V⁻¹d with the covariance as Stuart gives it, over the first two categories.
    fn plain(counts: [[u32; 3]; 3]) -> f64 {
        let n = |row: usize, column: usize| f64::from(counts[row][column]);
        let row = |at: usize| (0..3).map(|other| n(at, other)).sum::<f64>();
        let column = |at: usize| (0..3).map(|other| n(other, at)).sum::<f64>();
        let d = [row(0) - column(0), row(1) - column(1)];
        let variance = |at: usize| row(at) + column(at) - 2.0 * n(at, at);
        let covariance = -(n(0, 1) + n(1, 0));
        let determinant = variance(0) * variance(1) - covariance * covariance;
        (variance(1) * d[0] * d[0] - 2.0 * covariance * d[0] * d[1] + variance(0) * d[1] * d[1])
            / determinant
    }

    fn near(found: f64, expect: f64) {
        assert!((found - expect).abs() < 1e-9 * expect.abs().max(1.0), "{found}, not {expect}");
    }

    proptest! {
        #[test]
        fn as_by_the_matrix_of_covariances(counts: [[u8; 3]; 3]) {
            let counts = counts.map(|row| row.map(u32::from));
            let test = marginal_test(counts).unwrap();
            prop_assert!((0.0..=1.0).contains(&test.p));
            if test.degrees == 2 {
                near(test.statistic, plain(counts));
            }
        }

        /// The later vote first, or the positions in another order, is the same test.
        #[test]
        fn neither_direction_nor_order_matters(counts: [[u8; 3]; 3]) {
            let counts = counts.map(|row| row.map(u32::from));
            let [[a, b, c], [d, e, f], [g, h, i]] = counts;
            let found = marginal_test(counts).map(|test| test.statistic);
            for other in [[[a, d, g], [b, e, h], [c, f, i]], [[i, h, g], [f, e, d], [c, b, a]]] {
                match (found, marginal_test(other).map(|test| test.statistic)) {
                    (Some(one), Some(other)) => near(one, other),
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }

    /// In fractions, apart from this program.
    #[test]
    fn worked_out_apart_from_this_program() {
        let test = marginal_test([[22, 2, 2], [5, 7, 14], [0, 2, 36]]).unwrap();
        near(test.statistic, 919.0 / 79.0);
        assert_eq!((test.degrees, test.moved), (2, 25));
        near(test.p, (-test.statistic / 2.0).exp());
    }

    #[test]
    fn margins_that_leave_less_to_test() {
        assert_eq!(marginal_test([[9, 0, 0], [0, 4, 0], [0, 0, 2]]), None);
        assert_eq!(marginal_test([[0; 3]; 3]), None);
        // McNemar: 8 one way and 2 the other, (8 − 2)² / 10.
        let two = marginal_test([[30, 8, 0], [2, 5, 0], [0, 0, 7]]).unwrap();
        assert_eq!((two.degrees, two.moved), (1, 10));
        near(two.statistic, 3.6);
        assert!((two.p - 0.057_780).abs() < 1e-5, "{}", two.p);
        // As many one way as the other: nothing to tell.
        let even = marginal_test([[30, 5, 0], [5, 5, 0], [0, 0, 7]]).unwrap();
        assert_eq!((even.statistic, even.p), (0.0, 1.0));
        // All one way over three positions.
        let all = marginal_test([[0, 0, 0], [10, 0, 0], [10, 10, 0]]).unwrap();
        assert_eq!(all.degrees, 2);
        assert!(all.p < 0.001);
    }
}

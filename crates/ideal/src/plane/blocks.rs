//! Symmetric matrices of an item in the plane: two cut points and a discrimination with two parts.

use super::pair::{Pair, Symmetric, dot, plus};

/// Of (γ₁, γ₂), of β, and of either cut point with β.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Blocks {
    pub(super) cuts: Symmetric,
    pub(super) beta: Symmetric,
    pub(super) between: [Pair; 2],
}

impl Blocks {
    /// The inverse of a matrix that is positive definite: first of what the cut points leave of β.
    pub(super) fn inverse(&self) -> Blocks {
        let of_cuts = self.cuts.inverse();
        let [low, high] = mixed(of_cuts, self.between);
        let explained = product(self.between, [low, high]);
        let beta = self.beta.plus(explained, -1.0).inverse();
        let back = [low, high].map(|it| beta.times(it));
        let [to_low, to_high] = back;
        let more =
            Symmetric { one: dot(low, to_low), both: dot(low, to_high), two: dot(high, to_high) };
        let between = back.map(|it| it.map(|part| -part));
        Blocks { cuts: of_cuts.plus(more, 1.0), beta, between }
    }

    pub(super) fn times(&self, cuts: Pair, beta: Pair) -> (Pair, Pair) {
        let [low, high] = self.between;
        let of_cuts = plus(self.cuts.times(cuts), [dot(low, beta), dot(high, beta)], 1.0);
        let [by_low, by_high] = cuts;
        (of_cuts, plus(plus(self.beta.times(beta), low, by_low), high, by_high))
    }

    /// Halfway between two.
    pub(super) fn mean(self, other: Blocks) -> Blocks {
        let half =
            |one: Symmetric, other: Symmetric| Symmetric::default().plus(one, 0.5).plus(other, 0.5);
        let [[low, high], [of_low, of_high]] = [self.between, other.between];
        let pair = |one: Pair, other: Pair| plus(one.map(|it| 0.5 * it), other, 0.5);
        Blocks {
            cuts: half(self.cuts, other.cuts),
            beta: half(self.beta, other.beta),
            between: [pair(low, of_low), pair(high, of_high)],
        }
    }

    /// When γ becomes γ − β·middle, and then β the product of `rows` and β.
    pub(super) fn changed(&self, middle: Pair, rows: [Pair; 2]) -> Blocks {
        let towards = self.beta.times(middle);
        let [low, high] = self.between;
        let all = dot(middle, towards);
        let [of_low, of_high] = [dot(middle, low), dot(middle, high)];
        let by = |it: Pair| rows.map(|row| dot(row, plus(it, towards, -1.0)));
        Blocks {
            cuts: Symmetric {
                one: self.cuts.one - 2.0 * of_low + all,
                both: self.cuts.both - of_low - of_high + all,
                two: self.cuts.two - 2.0 * of_high + all,
            },
            beta: self.beta.changed(rows),
            between: [by(low), by(high)],
        }
    }
}

/// A symmetric matrix times two rows.
fn mixed(Symmetric { one, both, two }: Symmetric, [low, high]: [Pair; 2]) -> [Pair; 2] {
    [plus(low.map(|it| one * it), high, both), plus(low.map(|it| both * it), high, two)]
}

/// Columns times rows, where that is symmetric.
fn product([a, b]: [Pair; 2], [x, y]: [Pair; 2]) -> Symmetric {
    let ([a1, a2], [b1, b2], [x1, x2], [y1, y2]) = (a, b, x, y);
    Symmetric { one: a1 * x1 + b1 * y1, both: a1 * x2 + b1 * y2, two: a2 * x2 + b2 * y2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_changes_nothing() {
        let matrix = Blocks {
            cuts: Symmetric { one: 3.0, both: -0.5, two: 2.0 },
            beta: Symmetric { one: 4.0, both: 0.7, two: 1.5 },
            between: [[0.3, -0.2], [0.1, 0.6]],
        };
        let (cuts, beta) = ([0.2, -1.0], [0.5, 2.0]);
        let (x, y) = matrix.times(cuts, beta);
        let (back, back_beta) = matrix.inverse().times(x, y);
        for (was, is) in cuts.into_iter().chain(beta).zip(back.into_iter().chain(back_beta)) {
            assert!((was - is).abs() < 1e-12, "{was} {is}");
        }
    }
}

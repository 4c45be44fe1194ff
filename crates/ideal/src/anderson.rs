//! Anderson acceleration of a fixed-point iteration: the next state is the mix of the last ones whose
//! residuals cancel best (Anderson 1965; Walker & Ni 2011, "Anderson Acceleration for Fixed-Point Iterations",
//! *SIAM Journal on Numerical Analysis* 49).

use std::collections::VecDeque;

/// How many states before the last one are mixed in.
const MEMORY: usize = 8;
/// Added to the diagonal of the normal equations, as a part of their trace.
const RIDGE: f64 = 1e-10;

/// The states seen last.
#[derive(Default)]
pub(crate) struct Anderson {
    /// What came out, and by how much that differed from what went in.
    seen: VecDeque<(Vec<f64>, Vec<f64>)>,
}

impl Anderson {
    /// What to try next, when `came` came out and `residual` says what changed. The residual may be of a part
    /// of the state.
    pub(crate) fn next(&mut self, came: Vec<f64>, residual: Vec<f64>) -> Vec<f64> {
        // A residual that grew tells that the mix went too far.
        let size = square(&residual);
        if self.seen.back().is_some_and(|(_, before)| size > 4.0 * square(before)) {
            self.seen.clear();
        }
        let steps: Vec<Vec<f64>> =
            self.seen.iter().map(|(_, before)| minus(&residual, before)).collect();
        let weights = least_squares(&steps, &residual);
        let mut next = came.clone();
        for ((before, _), weight) in self.seen.iter().zip(weights) {
            for ((next, came), before) in next.iter_mut().zip(&came).zip(before) {
                *next -= weight * (came - before);
            }
        }
        self.seen.push_back((came, residual));
        if self.seen.len() > MEMORY {
            self.seen.pop_front();
        }
        next
    }
}

fn minus(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one - other).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn square(of: &[f64]) -> f64 {
    dot(of, of)
}

/// The weights with which the columns come nearest to the target: normal equations, by Cholesky.
fn least_squares(columns: &[Vec<f64>], target: &[f64]) -> Vec<f64> {
    let mut matrix: Vec<Vec<f64>> =
        columns.iter().map(|one| columns.iter().map(|other| dot(one, other)).collect()).collect();
    let trace: f64 = columns.iter().map(|column| square(column)).sum();
    for (place, row) in matrix.iter_mut().enumerate() {
        if let Some(diagonal) = row.get_mut(place) {
            *diagonal += RIDGE * trace;
        }
    }
    let right = columns.iter().map(|column| dot(column, target)).collect();
    solve(matrix, right)
}

/// Gauss elimination; the matrix is symmetric and positive definite, so that no pivot need be looked for.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    for pivot in 0..matrix.len() {
        let Some(row) = matrix.get(pivot).cloned() else { break };
        let (diagonal, value) = (entry(&row, pivot), entry(&right, pivot));
        for (below, target) in matrix.iter_mut().zip(right.iter_mut()).skip(pivot + 1) {
            let share = entry(below, pivot) / diagonal;
            below.iter_mut().zip(&row).for_each(|(it, of)| *it -= share * of);
            *target -= share * value;
        }
    }
    let mut found = vec![0.0; matrix.len()];
    for (place, row) in matrix.iter().enumerate().rev() {
        let known: f64 = row.iter().zip(&found).skip(place + 1).map(|(it, x)| it * x).sum();
        let value = (entry(&right, place) - known) / entry(row, place);
        if let Some(found) = found.get_mut(place) {
            *found = if value.is_finite() { value } else { 0.0 };
        }
    }
    found
}

fn entry(of: &[f64], place: usize) -> f64 {
    of.get(place).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_linear_iteration_ends_in_as_many_steps_as_it_has_dimensions() {
        let rates = [0.99, 0.9, 0.5, -0.3];
        let sweep = |x: &[f64]| -> Vec<f64> {
            x.iter().zip(rates).map(|(x, rate)| 1.0 + rate * (x - 1.0)).collect()
        };
        let mut state = vec![0.0, 3.0, -2.0, 5.0];
        let mut mix = Anderson::default();
        for _ in 0..7 {
            let came = sweep(&state);
            let residual = minus(&came, &state);
            state = mix.next(came, residual);
        }
        assert!(state.iter().all(|x| (x - 1.0).abs() < 1e-4), "{state:?}");
    }
}

//! A member's way through the sessions: a random walk, smoothed exactly.
//!
//! The precision of all sessions together is a matrix of three diagonals, so that mean and variance of every
//! session, given all others, cost one pass forward and one back.

/// How a member's ideal point goes from session to session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Walk {
    /// Precision of the first session around 0.
    pub(crate) first: f64,
    /// Variance of a step to the next session.
    pub(crate) step: f64,
}

/// What one session adds of its own: the slope of its votes' likelihood where the path is now, and the
/// curvature with the sign turned.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Local {
    pub(crate) session: u8,
    pub(crate) at: f64,
    pub(crate) slope: f64,
    pub(crate) bend: f64,
    /// What the votes would say if utilities were seen and not only choices.
    pub(crate) information: f64,
}

/// One session of a smoothed path.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Smoothed {
    pub(crate) mean: f64,
    pub(crate) variance: f64,
}

/// The matrix of a path: its diagonal, and what couples a session with the next.
struct Precision {
    diagonal: Vec<f64>,
    coupling: Vec<f64>,
}

impl Walk {
    /// Precision of the step between two sessions of a member. A walk goes on while the member is away.
    pub(crate) fn between(self, one: u8, next: u8) -> f64 {
        1.0 / (self.step * f64::from(next.saturating_sub(one).max(1)))
    }

    fn precision(self, path: &[Local], hold: f64) -> Precision {
        let mut diagonal: Vec<f64> =
            path.iter().map(|local| local.bend + hold * local.information).collect();
        let coupling: Vec<f64> = path
            .iter()
            .zip(path.iter().skip(1))
            .map(|(one, next)| self.between(one.session, next.session))
            .collect();
        for (place, precision) in diagonal.iter_mut().enumerate() {
            let before = place.checked_sub(1).map_or(Some(&self.first), |it| coupling.get(it));
            *precision += before.unwrap_or(&0.0) + coupling.get(place).unwrap_or(&0.0);
        }
        Precision { diagonal, coupling }
    }

    /// The slope of the logarithm of the prior at the path.
    fn slopes(self, path: &[Local], coupling: &[f64], hold: f64) -> Vec<f64> {
        let mut slopes: Vec<f64> = path
            .iter()
            .enumerate()
            .map(|(place, local)| {
                let first = if place == 0 { self.first } else { 0.0 };
                -(first + hold * local.information) * local.at
            })
            .collect();
        let pairs = path.iter().zip(path.iter().skip(1)).zip(coupling);
        for (place, ((one, next), precision)) in pairs.enumerate() {
            let pull = precision * (next.at - one.at);
            if let Some([slope, of_next]) = slopes.get_mut(place..place + 2) {
                *slope += pull;
                *of_next -= pull;
            }
        }
        slopes
    }

    /// One step of Newton's method for the whole path, none of its sessions going further than `longest`. Every
    /// session is held at 0 with `hold` of its information.
    pub(crate) fn smooth(self, path: &[Local], hold: f64, longest: f64) -> Vec<Smoothed> {
        let Precision { diagonal, coupling } = self.precision(path, hold);
        let prior = self.slopes(path, &coupling, hold);
        // Forward: what the sessions before leave of each one.
        let mut left: Vec<(f64, f64, f64)> = Vec::with_capacity(path.len());
        for (place, ((local, diagonal), prior)) in path.iter().zip(diagonal).zip(prior).enumerate()
        {
            let next = coupling.get(place).copied().unwrap_or(0.0);
            let slope = local.slope + prior;
            let (pivot, slope) = match left.last() {
                None => (diagonal, slope),
                Some((pivot, before, coupling)) => {
                    let share = coupling / pivot;
                    (diagonal - share * coupling, slope + share * before)
                }
            };
            left.push((pivot, slope, next));
        }
        // Back: what the sessions after say.
        let mut smoothed = vec![Smoothed::default(); path.len()];
        let mut after = (0.0, 0.0);
        for ((of, local), (pivot, slope, coupling)) in smoothed.iter_mut().zip(path).zip(left).rev()
        {
            let share = coupling / pivot;
            let (step, variance) = after;
            after = (slope / pivot + share * step, 1.0 / pivot + share * share * variance);
            *of = Smoothed { mean: local.at + after.0.clamp(-longest, longest), variance: after.1 };
        }
        smoothed
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test")]
mod tests {
    use super::*;

    /// The same by the whole matrix: Gauss–Jordan elimination.
    fn inverse(mut matrix: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
        let n = matrix.len();
        for (place, row) in matrix.iter_mut().enumerate() {
            row.extend((0..n).map(|column| f64::from(u8::from(column == place))));
        }
        for pivot in 0..n {
            let over = 1.0 / matrix[pivot][pivot];
            matrix[pivot].iter_mut().for_each(|it| *it *= over);
            let row = matrix[pivot].clone();
            for (_, other) in matrix.iter_mut().enumerate().filter(|(place, _)| *place != pivot) {
                let times = other[pivot];
                other.iter_mut().zip(&row).for_each(|(it, of)| *it -= times * of);
            }
        }
        matrix.into_iter().map(|row| row[n..].to_vec()).collect()
    }

    #[test]
    fn a_pass_forward_and_back_is_the_inverse_of_the_whole_matrix() {
        let walk = Walk { first: 0.5, step: 0.3 };
        let local = |session, at, slope, bend| Local { session, at, slope, bend, information: 4.0 };
        // Away from the fourth session to the sixth.
        let path = [
            local(1, 0.3, 1.0, 2.0),
            local(2, -0.2, -3.0, 7.0),
            local(3, 0.9, 0.4, 0.5),
            local(7, 1.1, 2.0, 4.0),
        ];
        let hold = 0.1;
        let between = [1.0 / 0.3, 1.0 / 0.3, 1.0 / (4.0 * 0.3)];
        let mut prior = vec![vec![0.0; 4]; 4];
        prior[0][0] += walk.first;
        for (place, precision) in between.into_iter().enumerate() {
            prior[place][place] += precision;
            prior[place + 1][place + 1] += precision;
            prior[place][place + 1] -= precision;
            prior[place + 1][place] -= precision;
        }
        for (place, local) in path.iter().enumerate() {
            prior[place][place] += hold * local.information;
        }
        let slopes: Vec<f64> = (0..4)
            .map(|row| {
                let of_prior: f64 = (0..4).map(|column| prior[row][column] * path[column].at).sum();
                path[row].slope - of_prior
            })
            .collect();
        let mut whole = prior;
        for (place, local) in path.iter().enumerate() {
            whole[place][place] += local.bend;
        }
        let inverse = inverse(whole);
        for (place, found) in walk.smooth(&path, hold, 10.0).into_iter().enumerate() {
            let step: f64 = (0..4).map(|column| inverse[place][column] * slopes[column]).sum();
            assert!((found.mean - path[place].at - step).abs() < 1e-12, "{place}: {found:?}");
            assert!((found.variance - inverse[place][place]).abs() < 1e-12, "{place}: {found:?}");
        }
    }
}

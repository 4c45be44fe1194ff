//! Where the axes lie: the votes fix neither their origin nor their unit nor their direction.

use super::State;
use super::item::PlaneItemBelief;
use super::pair::{Pair, dot};
use crate::fast::Fit;

impl State<'_> {
    /// Puts the origin into the middle of all ideal points, turns the axes until the second has nothing of the estimate of
    /// one dimension (over all member-sessions they are uncorrelated) and the first as much as there is, and makes the
    /// standard deviation along the first 1; the unit of the second is the same, so that distances stay what they are.
    /// High on the second axis is where members stand further out: the sum of third powers is above 0.
    pub(super) fn turn(&mut self, near: &Fit) {
        let n = self.places.len().max(1) as f64;
        let means =
            |of: usize| self.places.iter().filter_map(move |place| place.mean.get(of).copied());
        let middle: Pair = [means(0).sum::<f64>() / n, means(1).sum::<f64>() / n];
        let along = |of: usize| -> f64 {
            means(of).zip(&near.points).map(|(at, near)| at * near.mean).sum()
        };
        let (sin, cos) = along(1).atan2(along(0)).sin_cos();
        self.change(middle, [[cos, sin], [-sin, cos]]);
        let sd = (self.places.iter().map(|place| place.mean[0].powi(2)).sum::<f64>() / n).sqrt();
        let over = if sd.is_normal() { 1.0 / sd } else { 1.0 };
        let cubes: f64 = self.places.iter().map(|place| place.mean[1].powi(3)).sum();
        let sign = if cubes < 0.0 { -over } else { over };
        self.change([0.0; 2], [[over, 0.0], [0.0, sign]]);
    }

    /// Moves `middle` to 0 and then changes every place by a matrix whose rows are orthogonal and equally long; items
    /// follow, so that no vote becomes more or less probable.
    fn change(&mut self, middle: Pair, rows: [Pair; 2]) {
        let by = |[x, y]: Pair| rows.map(|[a, b]| a * x + b * y);
        let square = rows[0][0].powi(2) + rows[0][1].powi(2);
        for place in &mut self.places {
            let [x, y] = place.mean;
            place.mean = by([x - middle[0], y - middle[1]]);
            place.covariance = place.covariance.changed(rows);
        }
        let inverse = rows.map(|row| row.map(|it| it / square));
        for PlaneItemBelief { mean, covariance } in &mut self.items {
            let shift = dot(mean.discrimination, middle);
            (mean.low, mean.high) = (mean.low - shift, mean.high - shift);
            mean.discrimination = inverse.map(|row| dot(row, mean.discrimination));
            *covariance = covariance.changed(middle, inverse);
        }
    }
}

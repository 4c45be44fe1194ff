//! From numbers to places: axes with round marks, and numbers in classes.

use crate::ink::STEPS;

/// A stretch of numbers, and where it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Where the lowest number lies.
    pub(crate) from: f64,
    /// Where the highest lies.
    pub(crate) to: f64,
}

impl Axis {
    /// Where a number lies.
    pub(crate) fn place(&self, number: f64) -> f64 {
        let span = self.high - self.low;
        let part = if span > 0.0 { (number - self.low) / span } else { 0.5 };
        self.from + part * (self.to - self.from)
    }

    /// Round numbers on the axis, about so many.
    pub(crate) fn marks(&self, about: f64) -> Vec<f64> {
        let span = self.high - self.low;
        if !span.is_finite() || span <= 0.0 {
            return vec![self.low];
        }
        let step = round_step(span / about.max(1.0));
        let first = (self.low / step - 1e-9).ceil();
        let marks = (0..1000_u16).map(|at| (first + f64::from(at)) * step);
        marks.take_while(|mark| *mark <= self.high + 1e-9 * step).collect()
    }
}

/// The least of 1, 2, 5, 10 … that is as much.
fn round_step(least: f64) -> f64 {
    let power = 10.0_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    steps.into_iter().find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

/// A number with as many places as tell it from its neighbours, and a true minus.
pub(crate) fn told(number: f64, step: f64) -> String {
    let places = if step >= 1.0 {
        0
    } else if step >= 0.1 {
        1
    } else {
        2
    };
    let text = format!("{number:.places$}");
    let text = if text.trim_start_matches(['-', '0', '.']).is_empty() {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    };
    text.replace('-', "−")
}

/// Numbers in classes of one width, as many as there are steps of colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Steps {
    low: f64,
    width: f64,
}

impl Steps {
    /// Classes that hold all these numbers.
    pub(crate) fn of(numbers: impl Iterator<Item = f64>) -> Steps {
        let (low, high) = ends(numbers);
        Steps { low, width: (high - low) / STEPS.len() as f64 }
    }

    /// The class of a number.
    pub(crate) fn step(&self, number: f64) -> usize {
        let upper = (1..STEPS.len()).map(|step| self.low + self.width * step as f64);
        upper.filter(|bound| number >= *bound).count()
    }

    /// Each class in words.
    pub(crate) fn in_words(&self) -> Vec<String> {
        let bound = |step: usize| told(self.low + self.width * step as f64, self.width / 5.0);
        (0..STEPS.len()).map(|step| format!("{} to {}", bound(step), bound(step + 1))).collect()
    }
}

/// The least and the greatest of the numbers; 0 and 1 if there are none.
pub(crate) fn ends(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let finite = numbers.filter(|number| number.is_finite());
    let ends = finite.fold(None, |ends: Option<(f64, f64)>, number| {
        Some(ends.map_or((number, number), |(low, high)| (low.min(number), high.max(number))))
    });
    ends.unwrap_or((0.0, 1.0))
}

/// Places for labels of a height, as near as may be to where they are wanted, in the order of these, none on
/// another, between two bounds if they have room there.
pub(crate) fn apart(wanted: &[f64], height: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let at = |place: &usize| wanted.get(*place).copied().unwrap_or(top);
    order.sort_by(|one, other| at(one).total_cmp(&at(other)));
    // Labels that would lie on each other form a pile, which lies where its labels want to be on average.
    let mut piles: Vec<(f64, f64)> = Vec::new();
    let start = |sum: f64, count: f64| {
        let low = top.max(bottom - height * (count - 1.0));
        ((sum - height * count * (count - 1.0) / 2.0) / count).min(low).max(top)
    };
    for place in &order {
        let mut pile = (at(place), 1.0);
        while let Some((sum, count)) = piles.pop() {
            if start(sum, count) + height * count > start(pile.0, pile.1) {
                pile = (sum + pile.0, count + pile.1);
            } else {
                piles.push((sum, count));
                break;
            }
        }
        piles.push(pile);
    }
    let mut places = vec![top; wanted.len()];
    let mut labels = order.into_iter();
    let mut free = top;
    for (sum, count) in piles {
        let first = start(sum, count).max(free);
        let mut down = 0.0;
        while down < count {
            if let Some(place) = labels.next().and_then(|label| places.get_mut(label)) {
                *place = first + height * down;
            }
            down += 1.0;
        }
        free = first + height * count;
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_are_round() {
        let check = |low: f64, high: f64, about: f64, expect: &[f64]| {
            let axis = Axis { low, high, from: 0.0, to: 1.0 };
            let found = axis.marks(about);
            assert_eq!(found.len(), expect.len(), "{found:?}");
            for (found, expect) in found.iter().zip(expect) {
                assert!((found - expect).abs() < 1e-9, "{found} for {expect}");
            }
        };
        check(0.0, 193.0, 4.0, &[0.0, 50.0, 100.0, 150.0]);
        check(-1.7, 2.3, 4.0, &[-1.0, 0.0, 1.0, 2.0]);
        check(1946.0, 2020.0, 4.0, &[1960.0, 1980.0, 2000.0, 2020.0]);
        check(3.0, 3.0, 4.0, &[3.0]);
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(told(-1.25, 0.5), "−1.2");
        assert_eq!(told(-0.001, 0.5), "0.0");
        assert_eq!(told(150.0, 50.0), "150");
    }

    proptest! {
        #[test]
        fn each_number_is_in_a_class(numbers in prop::collection::vec(-1e6..1e6_f64, 1..50)) {
            let steps = Steps::of(numbers.iter().copied());
            let (low, high) = ends(numbers.iter().copied());
            prop_assert!(numbers.iter().all(|number| steps.step(*number) < STEPS.len()));
            prop_assert!(steps.step(low) == 0 || low == high);
            prop_assert!(steps.step(high) == STEPS.len() - 1);
        }

        #[test]
        fn labels_do_not_lie_on_each_other(wanted in prop::collection::vec(0.0..300.0_f64, 0..20)) {
            let places = apart(&wanted, 12.0, 0.0, 300.0);
            let mut sorted = places.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] > 12.0 - 1e-6));
            prop_assert!(sorted.iter().all(|place| (-1e-6..=300.0 + 1e-6).contains(place)));
            for (one, place) in wanted.iter().zip(&places) {
                for (other, beside) in wanted.iter().zip(&places) {
                    prop_assert!(one >= other || place <= beside);
                }
            }
        }
    }
}

//! Places in a plane, and symmetric matrices of them.

/// A place, or a direction.
pub(super) type Pair = [f64; 2];

pub(super) fn dot([a, b]: Pair, [x, y]: Pair) -> f64 {
    a * x + b * y
}

pub(super) fn plus([a, b]: Pair, [x, y]: Pair, times: f64) -> Pair {
    [a + times * x, b + times * y]
}

/// A symmetric matrix: of (1, 1), (1, 2) and (2, 2).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Symmetric {
    pub(super) one: f64,
    pub(super) both: f64,
    pub(super) two: f64,
}

impl Symmetric {
    pub(super) fn diagonal(of: f64) -> Symmetric {
        Symmetric { one: of, both: 0.0, two: of }
    }

    /// The product of a direction with itself.
    pub(super) fn square([a, b]: Pair) -> Symmetric {
        Symmetric { one: a * a, both: a * b, two: b * b }
    }

    pub(super) fn plus(self, other: Symmetric, times: f64) -> Symmetric {
        Symmetric {
            one: self.one + times * other.one,
            both: self.both + times * other.both,
            two: self.two + times * other.two,
        }
    }

    pub(super) fn times(self, [x, y]: Pair) -> Pair {
        [self.one * x + self.both * y, self.both * x + self.two * y]
    }

    /// The inverse of a matrix that is positive definite.
    pub(super) fn inverse(self) -> Symmetric {
        let over = 1.0 / (self.one * self.two - self.both * self.both);
        Symmetric { one: over * self.two, both: -over * self.both, two: over * self.one }
    }

    /// The sum of the products of their elements.
    pub(super) fn trace_with(self, other: Symmetric) -> f64 {
        self.one * other.one + 2.0 * self.both * other.both + self.two * other.two
    }

    /// In other axes: R M Rᵀ, R given by its rows.
    pub(super) fn changed(self, [to_one, to_two]: [Pair; 2]) -> Symmetric {
        let [x, y] = [self.times(to_one), self.times(to_two)];
        Symmetric { one: dot(to_one, x), both: dot(to_one, y), two: dot(to_two, y) }
    }

    /// M other M.
    pub(super) fn around(self, other: Symmetric) -> Symmetric {
        let Symmetric { one: a, both: b, two: c } = self;
        let [x, y] = [other.times([a, b]), other.times([b, c])];
        Symmetric { one: dot([a, b], x), both: dot([a, b], y), two: dot([b, c], y) }
    }
}

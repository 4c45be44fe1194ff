//! Random numbers of which each has its place: from a seed, a chain, an iteration and a part of the work, so that
//! the same numbers come whatever thread does the part, and after a stop as without one.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use super::lanes::quantile;

/// Which chain of which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) seed: u64,
    pub(super) chain: u64,
}

/// Part of an iteration that is no block of items.
pub(super) const PATHS: u64 = 1 << 32;
pub(super) const WHOLE: u64 = 1 << 33;
pub(super) const STRETCHES: u64 = 1 << 34;
pub(super) const POINTS: u64 = 1 << 35;

impl Source {
    /// The numbers for a part of an iteration.
    pub(super) fn stream(self, iteration: u64, part: u64) -> Stream {
        let mut mixed = 0;
        for number in [self.seed, self.chain, iteration, part] {
            mixed = mix(mixed ^ number);
        }
        Stream(Xoshiro256PlusPlus::seed_from_u64(mixed))
    }
}

/// A permutation of all numbers that leaves no trace of their order (Steele, Lea & Flood 2014, SplitMix).
pub(crate) fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Random numbers one after another.
pub(super) struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// Between 0 and 1, neither included.
    #[inline]
    pub(super) fn uniform(&mut self) -> f64 {
        // Of all doubles from 1 to 2 the middles of their steps, less 1.
        f64::from_bits((self.0.next_u64() >> 12) | 0x3ff0_0000_0000_0000)
            - (1.0 - f64::EPSILON / 2.0)
    }

    pub(super) fn fill(&mut self, with_uniform: &mut [f64]) {
        with_uniform.iter_mut().for_each(|it| *it = self.uniform());
    }

    pub(super) fn normal(&mut self) -> f64 {
        quantile(self.uniform())
    }
}

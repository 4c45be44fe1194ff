//! How votes and sides are said to stand to each other: how often, by how much, more or fewer.

use scrutineer_record::Position;

use crate::quantity::{Bound, Number};
use crate::time::When;

/// How often something is said to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// Never before.
    First,
    /// Not since that year, and then.
    FirstSince(i16),
    /// In so many years in a row.
    Consecutive(u32),
    /// Always, since a year if one is told.
    Always(Option<i16>),
}

/// By how much one side is said to have won.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    /// "by a wide margin".
    Wide,
    /// "narrowly".
    Narrow,
    /// "nearly unanimously".
    NearlyUnanimous,
    /// "by a margin of 12".
    Of(Number),
}

/// How one vote is said to stand to another, or one side of a vote to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Which way it goes.
    pub direction: Direction,
    /// The side that is compared.
    pub position: Position,
    /// The side of the same vote with which it is compared: "more abstained than opposed".
    pub against: Option<Position>,
    /// By how many, if said.
    pub by: Option<Number>,
    /// So many times as many: "doubled" is two to one.
    pub factor: Option<Factor>,
    /// When the other vote was.
    pub than: Option<When>,
}

/// How many times as many, as two numbers, and how exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// So many.
    pub times: u32,
    /// To so many.
    pub of: u32,
    /// How it is meant.
    pub bound: Bound,
}

impl Factor {
    /// Whether one number is so many times the other: a multiple without a word about it within a tenth, one to one
    /// exactly, and "nearly" within a fifth of the other.
    pub(crate) fn fits(self, one: u16, other: u16) -> bool {
        let one = u32::from(one).saturating_mul(self.of);
        let other = u32::from(other).saturating_mul(self.times);
        match self.bound {
            Bound::MoreThan => one > other,
            Bound::AtLeast => one >= other,
            Bound::FewerThan => one < other,
            Bound::About => one.abs_diff(other).saturating_mul(5) <= other,
            _ if self.times != self.of => one.abs_diff(other).saturating_mul(10) <= other,
            _ => one == other,
        }
    }
}

impl Comparison {
    pub(super) fn of(direction: Direction, position: Position) -> Comparison {
        Comparison { direction, position, against: None, by: None, factor: None, than: None }
    }
}

/// More, fewer or the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More.
    More,
    /// Fewer.
    Fewer,
    /// As many.
    Same,
}

impl Direction {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Direction::More => "more",
            Direction::Fewer => "fewer",
            Direction::Same => "same",
        }
    }
}

//! How often two members agree.

use scrutineer_record::{MemberId, Position, Vote};

use crate::Share;

/// The positions that count, in the order in which an abstention stands half way.
const CAST: [Position; 3] = [Position::Yes, Position::Abstain, Position::No];

/// How two members voted beside each other, over the votes in which both cast one: how often each took every
/// position while the other took every position.
///
/// Votes that either missed, or on whose roll either was not, are in no count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// A row for each position of the first member, a column for each of the second: yes, abstain, no.
    cells: [[u32; 3]; 3],
}

/// How far apart two positions are taken to be, from 0 to 1.
#[derive(Clone, Copy)]
enum Apart {
    /// The same or not: any two are as far apart as any other two.
    Alike,
    /// An abstention is half way between yes and no.
    HalfWay,
}

impl Apart {
    fn between(self, row: usize, column: usize) -> f64 {
        match self {
            Apart::Alike if row == column => 0.0,
            Apart::Alike => 1.0,
            Apart::HalfWay => match row.abs_diff(column) {
                0 => 0.0,
                1 => 0.5,
                _ => 1.0,
            },
        }
    }

    /// The mean distance over a table of which the cells add up to `n`.
    fn mean(self, n: f64, cell: impl Fn(usize, usize) -> f64) -> f64 {
        let rows = 0..CAST.len();
        let columns = |row| (0..CAST.len()).map(move |column| (row, column));
        let far = rows
            .flat_map(columns)
            .map(|(row, column)| self.between(row, column) * cell(row, column));
        far.sum::<f64>() / n
    }
}

impl Agreement {
    /// The table of counts: a row for each position of the first member, a column for each of the second, in
    /// the order yes, abstain, no.
    pub fn of(cells: [[u32; 3]; 3]) -> Agreement {
        Agreement { cells }
    }

    /// Votes in which both voted yes, no or abstained.
    pub fn n(&self) -> u32 {
        self.cells.iter().flatten().sum()
    }

    /// Votes in which the first member took one position and the second the other; 0 where either is absence.
    pub fn count(&self, first: Position, second: Position) -> u32 {
        let place = |of| CAST.iter().position(|cast| *cast == of);
        let cell = || self.cells.get(place(first)?)?.get(place(second)?).copied();
        cell().unwrap_or_default()
    }

    /// The same with the second member first.
    #[must_use]
    pub fn turned(&self) -> Agreement {
        let [[a, b, c], [d, e, f], [g, h, i]] = self.cells;
        Agreement { cells: [[a, d, g], [b, e, h], [c, f, i]] }
    }

    /// The votes of both together.
    #[must_use]
    pub fn plus(&self, other: &Agreement) -> Agreement {
        let mut sum = *self;
        for (cell, more) in sum.cells.iter_mut().flatten().zip(other.cells.iter().flatten()) {
            *cell += more;
        }
        sum
    }

    /// Votes in which both took the same position, abstention included, of those in which both cast a vote.
    pub fn identical(&self) -> Share {
        let [[yes, ..], [_, abstain, _], [.., no]] = self.cells;
        Share { count: yes + abstain + no, n: self.n() }
    }

    /// Votes in which both voted yes or both voted no, of those in which each voted yes or no: abstentions
    /// are left out. Voeten's score of two categories, and the voting coincidence of the U.S. Department of
    /// State ("votes only").
    pub fn coincidence(&self) -> Share {
        let [[yes, _, against], _, [opposed, _, no]] = self.cells;
        Share { count: yes + no, n: yes + no + against + opposed }
    }

    /// Voeten's score of three categories, which is Lijphart's index of agreement (1963): an abstention is
    /// half way between yes and no. From 0 (always opposed) to 1 (always alike); `None` without a vote in
    /// common.
    pub fn half_way(&self) -> Option<f64> {
        Some(1.0 - self.observed(Apart::HalfWay)?)
    }

    /// The score S of Signorino and Ritter (1999), 1 − 2·mean|difference| with yes 1, abstain ½, no 0: from
    /// −1 (always opposed) to 1 (always alike); `None` without a vote in common.
    pub fn s(&self) -> Option<f64> {
        Some(1.0 - 2.0 * self.observed(Apart::HalfWay)?)
    }

    /// Cohen's κ (1960): how far the share of identical positions goes beyond what chance would give two
    /// members that take each position as often as these two do. 1 if always alike, 0 as by chance, −1 at the
    /// least; `None` without a vote in common, or if both took one and the same position throughout, in which
    /// chance gives as much.
    pub fn kappa(&self) -> Option<f64> {
        self.beyond_chance(Apart::Alike, self.each())
    }

    /// Scott's π (1955): as κ, but by a chance that gives both members the positions that the two took on the
    /// average. Two members that differ in how often they vote yes are less alike for it, which κ forgives.
    pub fn pi(&self) -> Option<f64> {
        self.beyond_chance(Apart::Alike, self.pooled())
    }

    /// κ with an abstention half way between yes and no (Cohen 1968, Häge 2011): S corrected for chance.
    pub fn kappa_half_way(&self) -> Option<f64> {
        self.beyond_chance(Apart::HalfWay, self.each())
    }

    /// π with an abstention half way between yes and no (Häge 2011): S corrected for chance.
    pub fn pi_half_way(&self) -> Option<f64> {
        self.beyond_chance(Apart::HalfWay, self.pooled())
    }

    /// How far apart the two were on the average.
    fn observed(&self, apart: Apart) -> Option<f64> {
        let n = self.n();
        let cell = |row: usize, column: usize| {
            let cell = self.cells.get(row).and_then(|row| row.get(column));
            f64::from(cell.copied().unwrap_or_default())
        };
        (n > 0).then(|| apart.mean(n.into(), cell))
    }

    /// 1 less how far apart they were, as a part of how far apart chance would have them.
    fn beyond_chance(&self, apart: Apart, by_chance: [[f64; 3]; 2]) -> Option<f64> {
        let [first, second] = by_chance;
        let share = |of: [f64; 3], place: usize| of.get(place).copied().unwrap_or_default();
        let expected = apart.mean(1.0, |row, column| share(first, row) * share(second, column));
        (expected > 0.0).then(|| Some(1.0 - self.observed(apart)? / expected))?
    }

    /// How often each of the two took each position, as shares of n.
    fn each(&self) -> [[f64; 3]; 2] {
        let n = f64::from(self.n().max(1));
        let shares =
            |table: Agreement| table.cells.map(|row| f64::from(row.iter().sum::<u32>()) / n);
        [shares(*self), shares(self.turned())]
    }

    /// How often the two took each position on the average.
    fn pooled(&self) -> [[f64; 3]; 2] {
        let [[a, b, c], [d, e, f]] = self.each();
        [[f64::midpoint(a, d), f64::midpoint(b, e), f64::midpoint(c, f)]; 2]
    }

    fn count_in(&mut self, first: Position, second: Position) {
        let place = |of| CAST.iter().position(|cast| *cast == of);
        let (Some(row), Some(column)) = (place(first), place(second)) else { return };
        if let Some(cell) = self.cells.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell += 1;
        }
    }
}

/// How two members voted beside each other in these votes.
///
/// A member here is itself and not its seat: for the years before 24 December 1991 ask for the Soviet Union,
/// not for Russia.
///
/// Lopsided votes raise every pair's agreement; which votes to give is the caller's choice, to be told with
/// the result. For every pair of many members there is [`Pairs`](crate::Pairs).
///
/// ```
/// use scrutineer_measures::agreement;
/// let book = scrutineer_book::built_in()?;
/// let member = |code| book.record.members().by_code(code).ok_or("no such member");
/// let votes: Vec<_> = book.record.votes().collect();
/// let close = agreement(member("GBR")?, member("FRA")?, &votes);
/// let far = agreement(member("RUS")?, member("USA")?, &votes);
/// assert!(close.s() > far.s());
/// assert_eq!(far.identical().to_string(), "6 of 87");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn agreement(a: MemberId, b: MemberId, votes: &[Vote<'_>]) -> Agreement {
    let mut agreement = Agreement::default();
    for vote in votes {
        let positions = vote.positions();
        if let (Some(a), Some(b)) = (positions.of(a), positions.of(b)) {
            agreement.count_in(a, b);
        }
    }
    agreement
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scrutineer_record::Position::{Abstain, No, NonVoting, Yes};
    use scrutineer_record::Record;

    use super::*;
    use crate::testing::{built_in, id, pairs, plain_positions, records};

    /// Both members' positions in the votes in which both cast one, as yes 1, abstain ½, no 0.
    fn plain(record: &Record, a: MemberId, b: MemberId) -> Vec<(f64, f64)> {
        let code = |position: Option<&Position>| match position? {
            Yes => Some(1.0),
            Abstain => Some(0.5),
            No => Some(0.0),
            NonVoting => None,
        };
        let both = |vote| {
            let positions = plain_positions(vote);
            Some((code(positions.get(&a))?, code(positions.get(&b))?))
        };
        record.votes().filter_map(both).collect()
    }

    /// The mean distance of two positions drawn one from each list, whichever votes they are from.
    fn by_chance(a: &[f64], b: &[f64], apart: fn(f64, f64) -> f64) -> f64 {
        let all = a.iter().flat_map(|a| b.iter().map(move |b| apart(*a, *b)));
        all.sum::<f64>() / (a.len() * b.len()) as f64
    }

    fn near(found: Option<f64>, expect: Option<f64>) {
        match (found, expect) {
            (Some(found), Some(expect)) => {
                assert!((found - expect).abs() < 1e-12, "{found}, not {expect}")
            }
            (found, expect) => assert_eq!(found, expect),
        }
    }

    /// Every measure from the votes one by one, and within its bounds.
    fn check_against_each_vote(record: &Record, a: MemberId, b: MemberId) {
        let votes: Vec<_> = record.votes().collect();
        let found = agreement(a, b, &votes);
        let plain = plain(record, a, b);
        let n = plain.len() as f64;
        assert_eq!(f64::from(found.n()), n);
        let share = |of: &dyn Fn(&&(f64, f64)) -> bool| plain.iter().filter(of).count();
        assert_eq!(found.identical().count as usize, share(&|(a, b)| a == b));
        assert_eq!(found.coincidence().count as usize, share(&|(a, b)| a == b && *a != 0.5));
        assert_eq!(found.coincidence().n as usize, share(&|(a, b)| *a != 0.5 && *b != 0.5));

        let (first, second): (Vec<_>, Vec<_>) = plain.iter().copied().unzip();
        let both = [first.clone(), second.clone()].concat();
        let some = |value: f64| (n > 0.0).then_some(value);
        let far: fn(f64, f64) -> f64 = |a, b| (a - b).abs();
        let differ: fn(f64, f64) -> f64 = |a, b| f64::from(u8::from(a != b));
        let observed =
            |apart: fn(f64, f64) -> f64| plain.iter().map(|(a, b)| apart(*a, *b)).sum::<f64>() / n;
        near(found.half_way(), some(1.0 - observed(far)));
        near(found.s(), some(1.0 - 2.0 * observed(far)));
        let corrected = |apart, a: &[f64], b: &[f64]| {
            let expected = by_chance(a, b, apart);
            (expected > 0.0).then(|| 1.0 - observed(apart) / expected)
        };
        near(found.kappa(), corrected(differ, &first, &second));
        near(found.pi(), corrected(differ, &both, &both));
        near(found.kappa_half_way(), corrected(far, &first, &second));
        near(found.pi_half_way(), corrected(far, &both, &both));
        let scores =
            [found.s(), found.kappa(), found.pi(), found.kappa_half_way(), found.pi_half_way()];
        assert!(
            scores.into_iter().flatten().all(|score| (-1.0 - 1e-12..=1.0).contains(&score)),
            "{found:?}"
        );
    }

    proptest! {
        #[test]
        fn as_each_vote_tells_and_the_same_both_ways(record in records(), (a, b) in pairs()) {
            check_against_each_vote(&record, a, b);
            let votes: Vec<_> = record.votes().collect();
            let (one, other) = (agreement(a, b, &votes), agreement(b, a, &votes));
            prop_assert_eq!(one, other.turned());
            prop_assert_eq!((one.s(), one.identical()), (other.s(), other.identical()));
            near(one.kappa(), other.kappa());
            near(one.pi(), other.pi());
        }

        /// Any table at all, so that the bounds are tried where real votes seldom lead.
        #[test]
        fn no_table_leads_out_of_bounds(cells: [[u8; 3]; 3]) {
            let table = Agreement::of(cells.map(|row| row.map(u32::from)));
            for score in [table.kappa(), table.pi(), table.kappa_half_way(), table.pi_half_way(), table.s()] {
                prop_assert!(score.is_none_or(|score| (-1.0 - 1e-12..=1.0).contains(&score)), "{:?}", score);
            }
            prop_assert!(table.half_way().is_none_or(|score| (0.0..=1.0).contains(&score)));
            if let (Some(kappa), Some(pi)) = (table.kappa(), table.pi()) {
                prop_assert!(pi <= kappa + 1e-12);
            }
        }

        #[test]
        fn everyone_agrees_with_itself(record in records(), (a, _) in pairs()) {
            let alone = agreement(a, a, &record.votes().collect::<Vec<_>>());
            prop_assert_eq!(alone.identical().count, alone.n());
            prop_assert_eq!(alone.s(), (alone.n() > 0).then_some(1.0));
            prop_assert!(alone.kappa().is_none_or(|kappa| kappa == 1.0));
        }
    }

    /// Computed by hand from the formulas of the papers.
    #[test]
    fn a_table_worked_out_by_hand() {
        // Yes and yes 4, yes and abstain 1, yes and no 1, abstain and yes 1, no and no 3.
        let table = Agreement::of([[4, 1, 1], [1, 0, 0], [0, 0, 3]]);
        assert_eq!(table.identical(), Share { count: 7, n: 10 });
        assert_eq!(table.coincidence(), Share { count: 7, n: 8 });
        near(table.half_way(), Some(0.8));
        near(table.s(), Some(0.6));
        near(table.kappa(), Some((0.7 - 0.43) / (1.0 - 0.43))); // .6·.5 + .1·.1 + .3·.4
        near(table.pi(), Some((0.7 - 0.435) / (1.0 - 0.435))); // .55² + .1² + .35²
        assert_eq!(table.count(Yes, No), 1);
        assert_eq!(table.count(Yes, NonVoting), 0);
        assert_eq!(table.plus(&table).n(), 20);
    }

    /// Members that are always alike in one position tell nothing about chance.
    #[test]
    fn where_chance_gives_as_much_there_is_no_kappa() {
        let always_yes = Agreement::of([[9, 0, 0], [0; 3], [0; 3]]);
        assert_eq!((always_yes.s(), always_yes.kappa(), always_yes.pi()), (Some(1.0), None, None));
        let never_together = Agreement::default();
        assert_eq!((never_together.s(), never_together.kappa()), (None, None));
        let opposed = Agreement::of([[0, 0, 5], [0; 3], [5, 0, 0]]);
        assert_eq!(
            (opposed.s(), opposed.kappa(), opposed.pi()),
            (Some(-1.0), Some(-1.0), Some(-1.0))
        );
    }

    /// Counted from the built-in rolls apart from this program: n, alike, one abstaining, opposed.
    #[test]
    fn pairs_in_the_built_in_record() {
        let record = built_in();
        let votes: Vec<_> = record.votes().collect();
        let check = |a, b, (n, agree, half, oppose)| {
            let found = agreement(id(&record, a), id(&record, b), &votes);
            assert_eq!((found.n(), found.identical().count), (n, agree), "{a} and {b}");
            assert_eq!(found.count(Yes, No) + found.count(No, Yes), oppose);
            assert_eq!(n - agree - oppose, half);
            check_against_each_vote(&record, id(&record, a), id(&record, b));
        };
        check("GBR", "FRA", (97, 83, 13, 1));
        check("RUS", "USA", (87, 6, 9, 72));
        check("USA", "ISR", (93, 72, 6, 15));
        check("RUS", "BLR", (87, 70, 17, 0));
        check("SUN", "BLR", (10, 10, 0, 0));
        check("SUN", "RUS", (0, 0, 0, 0));
    }
}

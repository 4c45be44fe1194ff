//! How often two members agree.

use scrutineer_record::{MemberId, Position, Vote};

use crate::Share;

/// How two members voted beside each other, over the votes in which both cast one.
///
/// Votes that either missed, or on whose roll either was not, are in no count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Votes in which both voted yes, no or abstained.
    pub n: u32,
    /// Votes in which both took the same position, abstention included.
    pub agree: u32,
    /// Votes in which one abstained and the other did not.
    pub half: u32,
    /// Votes in which one voted yes and the other no.
    pub oppose: u32,
}

impl Agreement {
    /// Strict agreement: the same position or not.
    pub fn strict(&self) -> Share {
        Share { count: self.agree, n: self.n }
    }

    /// Lijphart's index of agreement (1963): an abstention is half way between yes and no. From 0 (always
    /// opposed) to 1 (always alike); `None` without a vote in common.
    pub fn lijphart(&self) -> Option<f64> {
        let (agree, half) = (f64::from(self.agree), f64::from(self.half));
        (self.n > 0).then(|| (agree + 0.5 * half) / f64::from(self.n))
    }

    /// The score S of Signorino and Ritter (1999), 1 − 2·mean|difference| with yes 1, abstain ½, no 0: from
    /// −1 (always opposed) to 1 (always alike); `None` without a vote in common.
    pub fn s(&self) -> Option<f64> {
        self.lijphart().map(|index| 2.0 * index - 1.0)
    }

    fn count_in(&mut self, a: Position, b: Position) {
        self.n += 1;
        if a == b {
            self.agree += 1;
        } else if a == Position::Abstain || b == Position::Abstain {
            self.half += 1;
        } else {
            self.oppose += 1;
        }
    }
}

/// How two members voted beside each other in these votes.
///
/// A member here is itself and not its seat: for the years before 24 December 1991 ask for the Soviet Union,
/// not for Russia.
///
/// Lopsided votes raise every pair's agreement; which votes to give is the caller's choice, to be told with
/// the result.
///
/// ```
/// use scrutineer_measures::agreement;
/// let book = scrutineer_book::built_in()?;
/// let member = |code| book.record.members().by_code(code).ok_or("no such member");
/// let votes: Vec<_> = book.record.votes().collect();
/// let close = agreement(member("GBR")?, member("FRA")?, &votes);
/// let far = agreement(member("RUS")?, member("USA")?, &votes);
/// assert!(close.s() > far.s());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn agreement(a: MemberId, b: MemberId, votes: &[Vote<'_>]) -> Agreement {
    let mut agreement = Agreement::default();
    for vote in votes {
        let positions = vote.positions();
        let cast = |member| positions.of(member).filter(|cast| *cast != Position::NonVoting);
        if let (Some(a), Some(b)) = (cast(a), cast(b)) {
            agreement.count_in(a, b);
        }
    }
    agreement
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scrutineer_record::Record;

    use super::*;
    use crate::testing::{built_in, id, pairs, plain_positions, records};

    /// Yes 1, abstain ½, no 0, and no number for who cast no vote.
    fn code(position: Option<&Position>) -> Option<f64> {
        match position? {
            Position::Yes => Some(1.0),
            Position::Abstain => Some(0.5),
            Position::No => Some(0.0),
            Position::NonVoting => None,
        }
    }

    /// Agreement from the differences themselves.
    fn check_against_differences(record: &Record, a: MemberId, b: MemberId) {
        let votes: Vec<_> = record.votes().collect();
        let found = agreement(a, b, &votes);
        let differences: Vec<f64> = votes
            .iter()
            .filter_map(|vote| {
                let positions = plain_positions(*vote);
                Some((code(positions.get(&a))? - code(positions.get(&b))?).abs())
            })
            .collect();
        let n = differences.len() as f64;
        assert_eq!(f64::from(found.n), n);
        assert_eq!(found.n, found.agree + found.half + found.oppose);
        let alike = differences.iter().filter(|difference| **difference == 0.0).count();
        assert_eq!(found.strict().to_string(), format!("{alike} of {n}"));
        assert_eq!(found.s().is_some(), n > 0.0);
        if let Some(s) = found.s() {
            assert!((s - (1.0 - 2.0 * differences.iter().sum::<f64>() / n)).abs() < 1e-12);
            assert!((-1.0..=1.0).contains(&s));
        }
    }

    proptest! {
        #[test]
        fn as_by_differences_and_the_same_both_ways(record in records(), (a, b) in pairs()) {
            check_against_differences(&record, a, b);
            let votes: Vec<_> = record.votes().collect();
            prop_assert_eq!(agreement(a, b, &votes), agreement(b, a, &votes));
        }

        #[test]
        fn everyone_agrees_with_itself(record in records(), (a, _) in pairs()) {
            let alone = agreement(a, a, &record.votes().collect::<Vec<_>>());
            prop_assert_eq!(alone.agree, alone.n);
            prop_assert_eq!(alone.s(), (alone.n > 0).then_some(1.0));
        }
    }

    /// Counted from the built-in rolls apart from this program: n, alike, half, opposed.
    #[test]
    fn pairs_in_the_built_in_record() {
        let record = built_in();
        let votes: Vec<_> = record.votes().collect();
        let check = |a, b, (n, agree, half, oppose)| {
            let found = agreement(id(&record, a), id(&record, b), &votes);
            assert_eq!(found, Agreement { n, agree, half, oppose }, "{a} and {b}");
            check_against_differences(&record, id(&record, a), id(&record, b));
        };
        check("GBR", "FRA", (97, 83, 13, 1));
        check("RUS", "USA", (87, 6, 9, 72));
        check("USA", "ISR", (93, 72, 6, 15));
        check("RUS", "BLR", (87, 70, 17, 0));
        check("SUN", "BLR", (10, 10, 0, 0));
        check("SUN", "RUS", (0, 0, 0, 0));
    }
}

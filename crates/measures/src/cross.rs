//! Several votes beside each other: who took which position in each.

use std::cmp::Reverse;

use scrutineer_record::{MemberId, MemberSet, Position, Positions, Symbol, Vote};

/// The members that took one combination of positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The position in each vote, in the order in which the votes were given; `None` where the member was
    /// not on the roll.
    pub positions: Vec<Option<Position>>,
    /// Those that took them, in the seats of the last vote.
    pub members: MemberSet,
}

impl Cell {
    fn on_all_rolls(&self) -> bool {
        self.positions.iter().all(Option::is_some)
    }

    fn cast_in_all(&self) -> bool {
        self.on_all_rolls() && !self.positions.contains(&Some(Position::NonVoting))
    }

    fn is_steady(&self) -> bool {
        self.positions.windows(2).all(|pair| pair.first() == pair.last())
    }

    /// The cell divided by the positions in one more vote.
    fn split(&self, by: &Positions) -> impl Iterator<Item = Cell> {
        Position::ALL
            .map(|position| (Some(position), by.who(position)))
            .into_iter()
            .chain([(None, !by.roll)])
            .map(|(position, took)| (position, took & self.members))
            .filter(|(_, members)| !members.is_empty())
            .map(|(position, members)| {
                let positions = self.positions.iter().copied().chain([position]).collect();
                Cell { positions, members }
            })
    }

    /// Large cells first; among equals yes before no before abstentions, and those not on a roll last.
    fn sort_key(&self) -> (Reverse<u16>, Vec<(bool, Option<Position>)>) {
        let positions = self.positions.iter().map(|position| (position.is_none(), *position));
        (Reverse(self.members.len()), positions.collect())
    }
}

/// Two or more votes cross-tabulated: every combination of positions that a member took.
///
/// A row is a seat, named by the member that held it at the date of the last vote: the Soviet Union of 1980
/// and Russia of 2022 are one row. A member whose seat had ended by then keeps its own name and was not on
/// the last roll.
///
/// Nobody is left out: absence stands as [`Position::NonVoting`], and not being a member as `None`. So the
/// cells add up to all that were on any of the rolls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrossTable {
    cells: Vec<Cell>,
}

impl CrossTable {
    /// The cells that are not empty, largest first.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Those that took exactly these positions, one for each vote in the order of the table.
    pub fn get(&self, positions: &[Position]) -> MemberSet {
        let wanted: Vec<_> = positions.iter().copied().map(Some).collect();
        self.members_where(|cell| cell.positions == wanted)
    }

    /// Those that took this position in the vote at this place (from 0), whatever they did in the others:
    /// the n of "of those that voted no last year".
    pub fn took(&self, place: usize, position: Position) -> MemberSet {
        self.members_where(|cell| cell.positions.get(place) == Some(&Some(position)))
    }

    /// How many seats were on the roll of every vote.
    pub fn n(&self) -> u16 {
        self.members_where(Cell::on_all_rolls).len()
    }

    /// Those that cast a yes, a no or an abstention in every vote: the n of [`CrossTable::moved`].
    pub fn cast_in_all(&self) -> MemberSet {
        self.members_where(Cell::cast_in_all)
    }

    /// Those that cast a vote in every vote, and not always the same. Who was absent once has not moved.
    pub fn moved(&self) -> MemberSet {
        self.members_where(|cell| cell.cast_in_all() && !cell.is_steady())
    }

    /// Of two votes, how many took each position in the one and each in the other, of those that cast a vote in
    /// both: a row for yes, abstain and no in the first, a column for each in the second. `None` of more votes.
    pub fn cast_counts(&self) -> Option<[[u32; 3]; 3]> {
        const CAST: [Position; 3] = [Position::Yes, Position::Abstain, Position::No];
        let count = |row, column| u32::from(self.get(&[row, column]).len());
        let of_two = self.cells.iter().all(|cell| cell.positions.len() == 2);
        of_two.then(|| CAST.map(|row| CAST.map(|column| count(row, column))))
    }

    fn members_where(&self, holds: impl Fn(&Cell) -> bool) -> MemberSet {
        let cells = self.cells.iter().filter(|cell| holds(cell));
        cells.fold(MemberSet::EMPTY, |members, cell| members | cell.members)
    }
}

/// Every combination of positions that members took in these votes of one record.
///
/// ```
/// use scrutineer_measures::cross_table;
/// use scrutineer_record::Position::{Abstain, No, Yes};
///
/// let book = scrutineer_book::built_in()?;
/// let vote = |symbol: &str| book.record.vote_on(&symbol.parse().ok()?);
/// let votes = ["A/RES/73/27", "A/RES/74/29", "A/RES/75/240"].into_iter().filter_map(vote);
/// let table = cross_table(&votes.collect::<Vec<_>>());
/// // All of the 38 that moved from no to abstention in 2019 were back at no a year later.
/// assert_eq!(table.get(&[No, Abstain, No]).len(), 38);
/// assert_eq!(table.get(&[Yes, Yes, Yes]).len(), 83);
/// assert_eq!(table.n(), 193);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn cross_table(votes: &[Vote<'_>]) -> CrossTable {
    let votes = in_last_seats(votes);
    let everyone = votes.iter().fold(MemberSet::EMPTY, |all, positions| all | positions.roll);
    let mut cells = vec![Cell { positions: Vec::new(), members: everyone }];
    for positions in &votes {
        cells = cells.iter().flat_map(|cell| cell.split(positions)).collect();
    }
    cells.retain(|cell| !cell.members.is_empty());
    cells.sort_by_cached_key(Cell::sort_key);
    CrossTable { cells }
}

/// Two votes beside each other: what a [`CrossTable`] tells of them, as four sets each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift([Positions; 2]);

impl Shift {
    /// Those that took the first position in the earlier vote and the second in the later.
    pub fn get(&self, [from, to]: &[Position; 2]) -> MemberSet {
        let Shift([earlier, later]) = self;
        earlier.who(*from) & later.who(*to)
    }

    /// Those that took this position in the earlier vote, whatever they did in the later.
    pub fn took_before(&self, position: Position) -> MemberSet {
        let Shift([earlier, _]) = self;
        earlier.who(position)
    }

    /// Those that took this position in the later vote, whatever they did in the earlier.
    pub fn took_after(&self, position: Position) -> MemberSet {
        let Shift([_, later]) = self;
        later.who(position)
    }
}

/// Who moved from which position to which between two votes, the earlier vote first whichever is given first.
/// As in their [`cross_table`] each member stands in its seat of the later vote.
///
/// ```
/// use scrutineer_measures::{Share, shift};
/// use scrutineer_record::Position::{Abstain, No};
///
/// let book = scrutineer_book::built_in()?;
/// let vote = |symbol: &str| {
///     let symbol = symbol.parse().map_err(|_| "no symbol")?;
///     book.record.vote_on(&symbol).ok_or("not built in")
/// };
/// let shift = shift(vote("A/RES/73/27")?, vote("A/RES/74/29")?);
/// let moved = shift.get(&[No, Abstain]);
/// assert_eq!((moved.len(), shift.took_before(No).len()), (38, 46));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn shift(from: Vote<'_>, to: Vote<'_>) -> Shift {
    let (earlier, later) = if to.date < from.date { (to, from) } else { (from, to) };
    Shift([in_seats_of(earlier, later), in_seats_of(later, later)])
}

/// Those that voted yes in all of these votes, in the seats of the last: of rival texts, who supported both.
///
/// An abstention is no support, nor is absence. Of no votes it is nobody.
///
/// ```
/// use scrutineer_measures::co_support;
/// let book = scrutineer_book::built_in()?;
/// let vote = |symbol: &str| {
///     let symbol = symbol.parse().map_err(|_| "no symbol")?;
///     book.record.vote_on(&symbol).ok_or("not built in")
/// };
/// let rivals = [vote("A/RES/74/28")?, vote("A/RES/74/29")?];
/// assert_eq!(co_support(&rivals).len(), 111);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn co_support(votes: &[Vote<'_>]) -> MemberSet {
    in_last_seats(votes)
        .into_iter()
        .map(|positions| positions.yes)
        .reduce(|all, yes| all & yes)
        .unwrap_or_default()
}

/// What joins votes that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The votes are on one text: on the whole, its parts, amendments to it.
    SameText,
    /// The texts belong to one series: the votes show shifts.
    Series,
    /// Each text is a rival of each other under the same agenda item: the votes show co-support.
    Rivals,
    /// The record knows of nothing that joins all of them.
    Unrelated,
}

impl Relation {
    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Relation::SameText => "same_text",
            Relation::Series => "series",
            Relation::Rivals => "rivals",
            Relation::Unrelated => "unrelated",
        }
    }
}

/// What joins all of these votes. Texts that are rivals of each other are rivals even within one series.
///
/// ```
/// use scrutineer_measures::{Relation, relation};
/// let book = scrutineer_book::built_in()?;
/// let vote = |symbol: &str| {
///     let symbol = symbol.parse().map_err(|_| "no symbol")?;
///     book.record.vote_on(&symbol).ok_or("not built in")
/// };
/// let (russian, american) = (vote("A/RES/73/27")?, vote("A/RES/73/266")?);
/// assert_eq!(relation(&[russian, american]), Relation::Rivals);
/// assert_eq!(relation(&[russian, vote("A/RES/74/29")?]), Relation::Series);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn relation(votes: &[Vote<'_>]) -> Relation {
    let symbols: Option<Vec<_>> = votes.iter().map(|vote| vote.facts().symbol.as_ref()).collect();
    let (Some(symbols), Some(first), true) = (symbols, votes.first(), votes.len() > 1) else {
        return Relation::Unrelated;
    };
    let series = first.series();
    if symbols.iter().all(|symbol| Some(symbol) == symbols.first()) {
        Relation::SameText
    } else if all_rivals(*first, &symbols) {
        Relation::Rivals
    } else if series.is_some() && votes.iter().all(|vote| vote.series() == series) {
        Relation::Series
    } else {
        Relation::Unrelated
    }
}

fn all_rivals(vote: Vote<'_>, symbols: &[&Symbol]) -> bool {
    let rivals =
        |one: &Symbol, other: &Symbol| vote.record().rivals_of(one).any(|rival| rival == other);
    let mut rest = symbols.iter();
    while let Some(one) = rest.next() {
        if !rest.clone().all(|other| rivals(one, other)) {
            return false;
        }
    }
    true
}

/// The positions of each vote, every member named by the holder of its seat at the date of the last vote.
fn in_last_seats(votes: &[Vote<'_>]) -> Vec<Positions> {
    let Some(last) = votes.iter().max_by_key(|vote| vote.date) else { return Vec::new() };
    votes.iter().map(|vote| in_seats_of(*vote, *last)).collect()
}

fn in_seats_of(vote: Vote<'_>, last: Vote<'_>) -> Positions {
    let mut positions = vote.positions();
    let roll = positions.roll;
    for id in (roll - last.positions().roll).iter() {
        let holder = vote.record().members().in_seat_at(id, last.date);
        if let Some(holder) = holder.filter(|holder| is_handed_on(vote, id, *holder)) {
            positions = renamed(positions, id, holder);
        }
    }
    positions
}

/// Whether the seat of `id` at the date of the vote is the one that `holder` holds later.
///
/// Two members can end in one seat, as Tanganyika and Zanzibar did in Tanzania's; it continues only the one
/// that it leads back to. A roll that lists both names of a seat by mistake keeps them apart.
fn is_handed_on(vote: Vote<'_>, id: MemberId, holder: MemberId) -> bool {
    vote.record().members().in_seat_at(holder, vote.date) == Some(id)
        && !vote.positions().roll.contains(holder)
}

fn renamed(positions: Positions, from: MemberId, to: MemberId) -> Positions {
    let rename = |set: MemberSet| match set.contains(from) {
        true => (set - from.into()) | to.into(),
        false => set,
    };
    Positions {
        yes: rename(positions.yes),
        no: rename(positions.no),
        abstain: rename(positions.abstain),
        roll: rename(positions.roll),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;
    use scrutineer_record::Position::{Abstain, No, NonVoting, Yes};
    use scrutineer_record::{Date, Record, Roll};

    use super::*;
    use crate::testing::{built_in, codes, id, plain_cross_table, record, records, vote, votes};

    fn as_plain(table: &CrossTable) -> BTreeMap<Vec<Option<Position>>, BTreeSet<MemberId>> {
        let cells = table.cells().iter();
        cells.map(|cell| (cell.positions.clone(), cell.members.iter().collect())).collect()
    }

    /// Every way of asking the table, against rows counted one by one.
    fn check_against_rows(votes: &[Vote<'_>]) {
        let table = cross_table(votes);
        let plain = plain_cross_table(votes);
        assert_eq!(as_plain(&table), plain);
        let rows = |holds: &dyn Fn(&[Option<Position>]) -> bool| -> MemberSet {
            let rows = plain.iter().filter(|(row, _)| holds(row));
            rows.flat_map(|(_, members)| members.iter().copied()).collect()
        };
        let cast = |row: &[Option<Position>]| {
            row.iter().all(|position| matches!(position, Some(Yes | No | Abstain)))
        };
        let changed = |row: &[Option<Position>]| row.iter().any(|position| *position != row[0]);
        assert_eq!(table.n(), rows(&|row| !row.contains(&None)).len());
        assert_eq!(table.cast_in_all(), rows(&cast));
        assert_eq!(table.moved(), rows(&|row| cast(row) && changed(row)));
        for position in Position::ALL {
            for place in 0..votes.len() {
                let took = table.took(place, position);
                assert_eq!(took, rows(&|row| row[place] == Some(position)));
                assert_eq!(took.len(), votes[place].tally().of(position));
            }
        }
        if !votes.is_empty() {
            let all_yes = vec![Some(Yes); votes.len()];
            assert_eq!(co_support(votes), rows(&|row| *row == all_yes));
            assert_eq!(co_support(votes), table.get(&vec![Yes; votes.len()]));
        }
    }

    proptest! {
        #[test]
        fn as_counted_row_by_row(record in records()) {
            let votes: Vec<_> = record.votes().collect();
            check_against_rows(&votes);
            for pair in votes.windows(2) {
                check_against_rows(pair);
            }
        }

        #[test]
        fn a_shift_is_the_cross_table_of_two(record in records()) {
            for pair in record.votes().collect::<Vec<_>>().windows(2) {
                if pair[0].date > pair[1].date {
                    continue;
                }
                let (shift, table) = (shift(pair[0], pair[1]), cross_table(pair));
                for from in Position::ALL {
                    prop_assert_eq!(shift.took_before(from), table.took(0, from));
                    prop_assert_eq!(shift.took_after(from), table.took(1, from));
                    for to in Position::ALL {
                        prop_assert_eq!(shift.get(&[from, to]), table.get(&[from, to]));
                    }
                }
            }
        }

        #[test]
        fn a_shift_is_in_the_order_of_time(record in records()) {
            for pair in record.votes().collect::<Vec<_>>().windows(2) {
                if pair[0].date != pair[1].date {
                    prop_assert_eq!(shift(pair[0], pair[1]), shift(pair[1], pair[0]));
                }
            }
        }

        #[test]
        fn the_order_of_votes_does_not_matter_to_who_moved(record in records()) {
            let votes: Vec<_> = record.votes().collect();
            let mut other_way: Vec<_> = votes.clone();
            // Of two votes on the last day one is the last; keep that one.
            other_way.sort_by_key(|vote| Reverse(vote.date));
            let days: BTreeSet<_> = votes.iter().map(|vote| vote.date).collect();
            prop_assume!(days.len() == votes.len());
            prop_assert_eq!(co_support(&votes), co_support(&other_way));
            prop_assert_eq!(cross_table(&votes).moved(), cross_table(&other_way).moved());
            prop_assert_eq!(cross_table(&votes).n(), cross_table(&other_way).n());
        }
    }

    #[test]
    fn the_built_in_record_as_counted_row_by_row() {
        let record = built_in();
        let all: Vec<_> = record.votes().collect();
        for pair in all.windows(2) {
            check_against_rows(pair);
        }
        check_against_rows(&[all[0], all[all.len() - 1]]);
        let series = record.votes_of(record.series("ict-security").unwrap());
        check_against_rows(&series);
    }

    #[test]
    fn of_no_votes_and_of_one() {
        assert_eq!(cross_table(&[]), CrossTable::default());
        assert_eq!(co_support(&[]), MemberSet::EMPTY);
        let record = built_in();
        let one = [vote(&record, "73/27")];
        assert_eq!(cross_table(&one).get(&[Yes]), one[0].positions().yes);
        assert_eq!(cross_table(&one).moved(), MemberSet::EMPTY);
    }

    /// Counted from the published rolls apart from this program.
    #[test]
    fn from_2018_to_2019() {
        let record = built_in();
        let shift = cross_table(&[vote(&record, "73/27"), vote(&record, "74/29")]);
        let cells = [
            (Yes, Yes, 112),
            (No, Abstain, 38),
            (Abstain, Yes, 9),
            (NonVoting, Yes, 7),
            (No, No, 6),
            (NonVoting, NonVoting, 6),
            (Yes, NonVoting, 5),
            (Abstain, Abstain, 4),
            (Yes, Abstain, 2),
            (No, Yes, 1),
            (No, NonVoting, 1),
            (Abstain, NonVoting, 1),
            (NonVoting, Abstain, 1),
        ];
        let expect: Vec<_> = cells.map(|(from, to, n)| (vec![Some(from), Some(to)], n)).to_vec();
        let found: Vec<_> =
            shift.cells().iter().map(|cell| (cell.positions.clone(), cell.members.len())).collect();
        assert_eq!(found, expect);
        let check = |from, to, expect| {
            assert_eq!(codes(&record, shift.get(&[from, to])), expect, "{from} to {to}");
        };
        check(No, No, "CAN GBR GEO ISR UKR USA");
        check(No, Yes, "LIE");
        check(No, NonVoting, "MHL");
        check(Yes, Abstain, "LBR PLW");
        check(Yes, NonVoting, "COG GIN GNQ TUV TZA");
        check(Abstain, Yes, "ATG BHS BRA BWA CHE CHL FJI RWA SWZ");
        check(Abstain, Abstain, "HTI KOR MDA TUR");
        check(Abstain, NonVoting, "PNG");
        check(NonVoting, Yes, "BEN GAB KNA SEN SLB TCD UZB");
        check(NonVoting, Abstain, "KIR");
        check(NonVoting, NonVoting, "CMR DMA FSM NRU SOM TON");
        check(Yes, No, "");
        assert_eq!(shift.n(), 193);
        assert_eq!((shift.moved().len(), shift.cast_in_all().len()), (50, 172));
    }

    /// The published table of rival texts: yes to both, then no/yes, yes/no, abstain/yes, yes/abstain.
    #[test]
    fn rival_texts() {
        let record = built_in();
        let check = |russian, western, expect: [u16; 5]| {
            let table = cross_table(&votes(&record, &[russian, western]));
            let cells = [[Yes, Yes], [No, Yes], [Yes, No], [Abstain, Yes], [Yes, Abstain]];
            assert_eq!(cells.map(|cell| table.get(&cell).len()), expect, "{russian} {western}");
            let both = co_support(&votes(&record, &[western, russian]));
            assert_eq!(both, table.get(&[Yes, Yes]));
        };
        check("73/27", "73/266", [77, 46, 12, 9, 12]);
        check("74/29", "74/28", [111, 6, 10, 44, 5]);
        check("75/240", "75/32", [73, 49, 10, 20, 6]);
        check("77/36", "77/37", [91, 52, 7, 7, 13]);
        check("78/237", "78/16", [81, 53, 9, 6, 10]);
    }

    #[test]
    fn a_seat_is_one_row_whoever_holds_it() {
        let record = built_in();
        let table = cross_table(&[vote(&record, "37/9"), vote(&record, "68/262")]);
        let check = |code, from, to| {
            let positions = [from, to];
            let cell = table.cells().iter().find(|cell| cell.positions == positions).unwrap();
            assert!(cell.members.contains(id(&record, code)), "{code}");
        };
        check("RUS", Some(Yes), Some(No)); // the Soviet Union in 1982
        check("DEU", Some(Abstain), Some(Yes)); // the Federal Republic in 1982
        check("DDR", Some(Yes), None);
        check("CSK", Some(Yes), None);
        check("UKR", Some(Yes), Some(Yes));
        assert!(!table.took(0, Yes).contains(id(&record, "SUN")));
        assert_eq!(table.n(), 153);
        let everyone: u16 = table.cells().iter().map(|cell| cell.members.len()).sum();
        assert_eq!(everyone, 197);
    }

    fn cast(record: &Record, year: i16, positions: &[(&str, Position)]) -> crate::testing::Cast {
        let cast = positions.iter().map(|(code, position)| (id(record, code), *position)).collect();
        (Date::year_of(year).unwrap(), Roll::Listed, cast)
    }

    #[test]
    fn two_members_that_unite_are_not_one_row() {
        let names = record(Vec::new());
        let before = cast(&names, 1980, &[("O2", Yes), ("P2", No)]);
        let after = cast(&names, 1990, &[("N2", Abstain)]);
        let record = record(vec![before, after]);
        let table = cross_table(&record.votes().collect::<Vec<_>>());
        assert_eq!(codes(&record, table.get(&[Yes, Abstain])), "N2");
        assert_eq!(codes(&record, table.took(0, No)), "P2");
        assert_eq!(table.n(), 1);
    }

    #[test]
    fn a_roll_with_both_names_of_a_seat_keeps_them_apart() {
        let names = record(Vec::new());
        let before = cast(&names, 1980, &[("O1", Yes), ("N1", No)]);
        let after = cast(&names, 1995, &[("N1", No)]);
        let record = record(vec![before, after]);
        let table = cross_table(&record.votes().collect::<Vec<_>>());
        assert_eq!(codes(&record, table.took(0, Yes)), "O1");
        assert_eq!(codes(&record, table.get(&[No, No])), "N1");
    }

    #[test]
    fn relations() {
        let record = built_in();
        let check = |numbers: &[&str], expect| {
            assert_eq!(relation(&votes(&record, numbers)), expect, "{numbers:?}");
        };
        check(&["73/27", "74/29"], Relation::Series);
        check(&["78/237", "60/45", "73/27"], Relation::Series);
        check(&["73/266", "75/32"], Relation::Series);
        check(&["73/27", "73/266"], Relation::Rivals);
        check(&["74/28", "74/29"], Relation::Rivals);
        check(&["73/27", "73/266", "74/29"], Relation::Unrelated);
        check(&["73/27", "73/187"], Relation::Unrelated);
        check(&["73/27", "73/27"], Relation::SameText);
        check(&["73/27"], Relation::Unrelated);
        check(&[], Relation::Unrelated);
    }
}

//! Several accounts of one vote side by side: which belong together, where they differ, and why.
//!
//! Sources state the same vote in their own ways, and no two of them agree everywhere. [`reconcile`] throws
//! nothing away and mends nothing: it joins the accounts of one vote, says which is shown, lists every
//! position on which they differ with the cause where one can be established, and counts. The figures below
//! were measured on the Library's voting file (5,410 votes to December 2023) and the tables of unvotes (6,203
//! votes to January 2020).
//!
//! # Which account is shown
//!
//! The Library's, then that of a press release or a verbatim record, then that of unvotes, then Voeten's,
//! from which unvotes is made. Wherever a difference was followed up to the record of the meeting, the
//! Library was closer to it. That is a rule about sources, not about votes: of 50/38 B the Library has twelve
//! sections with the roll of part A, and it is shown there too, with the difference and its cause.
//!
//! # Which accounts belong together
//!
//! *By symbol*, if in each of the two sources exactly one vote on a whole text of the same body has it. The
//! dates are not asked: ten of some four thousand such pairs lie in different months, which are slips. Where
//! one source has several such votes, for want of marks on paragraphs, none of them is taken by its symbol.
//!
//! *By roll* otherwise, which needs no symbol: two votes of one month (and of one day where both name it),
//! of one body and on the same kind of motion, whose positions agree. The score of two votes is the number
//! of members whose positions differ, less [8](TITLE_WEIGHT) times the share of the words of the shorter
//! title that the other has (a rare word counts more), less [4](SYMBOL_WEIGHT) if both name one symbol, be
//! it only as a reference. They are joined if the score is at most [2](HIGHEST_SCORE), at most an
//! [eighth](LARGEST_SHARE) of the positions differ, and for both every other vote scores worse by at least
//! [2](SMALLEST_MARGIN). So two unanimous votes of one month are never joined by their rolls alone, unless
//! the lists of absent members tell them apart. The kind of session is not asked, since unvotes counts
//! emergency sessions to the regular one of the year.
//!
//! What is left over is asked once more for votes whose rolls are the same in every position, without heeding
//! what was put to the vote: where unvotes marks an amendment or a paragraph and the Library has that very roll
//! as that of the text, the mark is wrong far more often than two votes have one roll. That joins 114 more
//! votes; read through by title, one of them is doubtful (A/RES/3516 (XXX), marked as a part under another
//! title).
//!
//! Last come votes under one symbol with the same roll in every position that no margin tells from others, since
//! one source has that roll twice: the first of the two is joined, which joins 7.
//!
//! How often all that is wrong was measured where symbols say what is right, by matching all votes with the
//! symbols hidden: 3,867 of 4,032 pairs were found, and none was wrong. With three tenths of all votes taken
//! away, so that many a vote has only wrong candidates, 24 of 1,979 were wrong, nine of them of the second
//! kind, with the right positions in the wrong vote.
//!
//! # Why they differ
//!
//! Each [`Cause`] is found by a rule from the accounts themselves; no vote and no member is named in the
//! code. The rules about members go by a [stretch](STRETCH) of votes in a row, in the order of dates within
//! a session: where none of these rules applies 3 positions of 1,000 differ, in the worst sessions 10, so
//! that five in a row by chance are not to be expected once in the whole record. The roll of another vote is
//! recognised only if it is the same in every position while at least [four](ANOTHER_ROLL) positions differ
//! from the vote's own roll. Of 2,941 differences, these rules explain 1,293.
//!
//! # What is counted
//!
//! [`PairCount`] keeps to a definition that others can repeat. Between the two sources it counts 4,015 votes
//! with 632,889 positions in common, of which 2,708 (0.43 %) differ.

mod causes;
mod count;
mod join;
mod rolls;
#[cfg(test)]
mod tests;
mod titles;

use scrutineer_record::{
    MemberId, MemberSet, Motion, Position, Positions, Record, RecordedVote, Session,
};

use crate::Format;

pub use count::{PairCount, SessionCount};

/// How many differing positions a title is worth of which every word is in the other.
pub const TITLE_WEIGHT: f64 = 8.0;
/// How many differing positions it is worth that one vote names the symbol of the other.
pub const SYMBOL_WEIGHT: f64 = 4.0;
/// The highest score of two votes that are joined by their rolls.
pub const HIGHEST_SCORE: f64 = 2.0;
/// By how much the score of every other candidate must be higher.
pub const SMALLEST_MARGIN: f64 = 2.0;
/// Of so many positions one may differ between two votes that are joined by their rolls.
pub const LARGEST_SHARE: u16 = 8;
/// How many votes in a row show that an error in the column of a member has a system.
pub const STRETCH: usize = 5;
/// From so many differing positions on it is asked whether a vote has the roll of another one.
pub const ANOTHER_ROLL: u16 = 4;

/// The accounts of a record, joined and compared. Votes are named by their place in [`Record::votes`].
///
/// ```
/// # use scrutineer_record::Record;
/// use scrutineer_ingest::reconcile::{Cause, reconcile};
/// # fn on(record: &Record) {
/// let reconciled = reconcile(record);
/// for difference in &reconciled.differences {
///     if let Cause::SwappedWith(other) = difference.cause {
///         let members = record.members();
///         println!("{} and {}", members[difference.member].name, members[other].name);
///     }
/// }
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reconciled {
    /// Every vote once, with all accounts of it, in the order of the shown ones.
    pub votes: Vec<Joint>,
    /// Every differing position, in the order of the votes and, within them, of the members.
    pub differences: Vec<Difference>,
    /// How well each two sources agree that have votes in common.
    pub pairs: Vec<PairCount>,
}

/// All accounts of one vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The account that is shown.
    pub shown: usize,
    /// The others, by the rank of their sources, and how each was joined.
    pub others: Vec<(usize, How)>,
}

/// How an account was joined to one of a higher rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// Both are the only vote of their source on the whole text with this symbol.
    BySymbol,
    /// Their rolls agree, with the titles and references in support.
    ByRoll,
}

/// A position in which two accounts of one vote differ.
///
/// `None` is a member that the account has not even on its roll; that and [`Position::NonVoting`] are no
/// difference, since some sources leave out who did not vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The account that is shown.
    pub shown: usize,
    /// The account that differs.
    pub other: usize,
    /// Whose position it is.
    pub member: MemberId,
    /// The position in the shown account.
    pub in_shown: Option<Position>,
    /// The position in the other one.
    pub in_other: Option<Position>,
    /// Why they differ.
    pub cause: Cause,
}

/// Why a position differs. Of several causes that apply the first one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The delegation said afterwards that it had meant to vote otherwise, and one account has that.
    Intended,
    /// One account has the roll of this other vote: its positions are the same, member by member, as those
    /// that the other source has for a different text of the month. If this vote is from the source of the
    /// shown account, it is the other account that has the copy, or else the shown one.
    RollOf(usize),
    /// One source has exchanged the columns of the two members in this and the neighbouring votes: each has
    /// exactly what the other source gives to the other. Which source is right, the rule does not say.
    SwappedWith(MemberId),
    /// One source has no vote of the member in this and the neighbouring votes, the other one has it in all
    /// of them.
    LostMember,
    /// Nothing that the accounts show.
    Unexplained,
}

impl Cause {
    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Cause::Intended => "intended",
            Cause::RollOf(_) => "roll_of",
            Cause::SwappedWith(_) => "swapped_with",
            Cause::LostMember => "lost_member",
            Cause::Unexplained => "unexplained",
        }
    }
}

/// Joins the accounts of each vote and compares them.
///
/// Votes of no known [`Format`] stand alone. The outcome does not depend on anything but the record.
pub fn reconcile(record: &Record) -> Reconciled {
    let accounts: Vec<_> = record
        .votes()
        .enumerate()
        .map(|(place, vote)| Account {
            place,
            rank: Rank::of(vote.facts()),
            facts: vote.facts(),
            positions: vote.positions(),
        })
        .collect();
    let texts = join::WholeTexts::of(&accounts);
    let groups = join::groups(&accounts, &texts);
    let causes = causes::Causes::find(&accounts, &groups);
    Reconciled {
        differences: groups.iter().flat_map(|group| causes.differences(group)).collect(),
        pairs: count::pairs(&groups, &texts),
        votes: groups.iter().map(Group::joint).collect(),
    }
}

/// The sources by rank: of several accounts of a vote that of the first is shown. The two formats of the Library
/// are one source here, [`Format::Undl`]: they number the same records.
pub const RANKS: [Format; 4] = [Format::Undl, Format::VoteBlock, Format::Unvotes, Format::Voeten];

/// Where a source stands among the others: the first of those that have a vote is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Rank(Format);

impl Rank {
    const ALL: [Rank; 4] = {
        let [first, second, third, last] = RANKS;
        [Rank(first), Rank(second), Rank(third), Rank(last)]
    };

    fn of(vote: &RecordedVote) -> Option<Rank> {
        let format: Format = vote.source.file.format.parse().ok()?;
        Rank::ALL.into_iter().find(|Rank(source)| source.id_prefix() == format.id_prefix())
    }
}

/// What one source says of one vote.
#[derive(Clone, Copy)]
struct Account<'r> {
    place: usize,
    rank: Option<Rank>,
    facts: &'r RecordedVote,
    positions: Positions,
}

impl Account<'_> {
    /// The regular session in which the vote is counted, that of its symbol first: data sets count votes of
    /// special sessions to the regular one.
    fn regular_session(&self) -> Option<u8> {
        let of_symbol = self.facts.symbol.as_ref().and_then(|symbol| symbol.session());
        let date = self.facts.date.first_day();
        [of_symbol, Some(self.facts.session)]
            .into_iter()
            .flatten()
            .chain(Session::regular_on(date.year(), date.month(), date.day()))
            .find_map(|session| match session {
                Session::Regular(number) => Some(number),
                _ => None,
            })
    }

    fn is_whole(&self) -> bool {
        self.facts.motion.is_whole()
    }

    /// Whether the same kind of motion was put to the vote.
    fn is_like(&self, other: &Account<'_>) -> bool {
        let kind = |motion: &Motion| std::mem::discriminant(motion);
        kind(&self.facts.motion) == kind(&other.facts.motion) && self.facts.body == other.facts.body
    }
}

/// The accounts of one vote, by rank: the first is shown.
struct Group<'a> {
    shown: &'a Account<'a>,
    others: Vec<(&'a Account<'a>, How)>,
}

impl<'a> Group<'a> {
    fn accounts(&self) -> impl Iterator<Item = &'a Account<'a>> + '_ {
        std::iter::once(self.shown).chain(self.others.iter().map(|(other, _)| *other))
    }

    fn of(&self, rank: Rank) -> Option<&'a Account<'a>> {
        self.accounts().find(|account| account.rank == Some(rank))
    }

    fn joint(&self) -> Joint {
        let others = self.others.iter().map(|(other, how)| (other.place, *how)).collect();
        Joint { shown: self.shown.place, others }
    }
}

/// The members with a vote in either that have not the same one in both.
fn differing(one: &Positions, other: &Positions) -> MemberSet {
    let same = (one.yes & other.yes) | (one.no & other.no) | (one.abstain & other.abstain);
    (one.cast() | other.cast()) - same
}

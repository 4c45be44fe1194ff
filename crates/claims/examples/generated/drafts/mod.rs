//! What a statement is to say: a vote that fits the phrasing, the words for its places, and, of a false one,
//! the one atom that was altered.

use fastrand::Rng;
use scrutineer_record::{MemberId, Position, Vote};

use scrutineer_claims::Verdict;

use crate::phrasings::{Phrasing, Values};
use crate::pool::Pool;
use crate::truth::{Says, count, who};

mod one_vote;
mod texts;
mod two_votes;

/// The kinds for which there are phrasings, each with its table.
pub(crate) const KINDS: &[(&str, &str)] = &[
    ("tally", include_str!("../phrasings/tally.txt")),
    ("position", include_str!("../phrasings/position.txt")),
    ("group_position", include_str!("../phrasings/group_position.txt")),
    ("only", include_str!("../phrasings/only.txt")),
    ("share", include_str!("../phrasings/share.txt")),
    ("outcome", include_str!("../phrasings/outcome.txt")),
    ("comparison", include_str!("../phrasings/comparison.txt")),
    ("shift", include_str!("../phrasings/shift.txt")),
    ("trend", include_str!("../phrasings/trend.txt")),
    ("co_support", include_str!("../phrasings/co_support.txt")),
    ("sponsor", include_str!("../phrasings/sponsor.txt")),
    ("stage", include_str!("../phrasings/stage.txt")),
    ("date", include_str!("../phrasings/date.txt")),
    ("citation", include_str!("../phrasings/citation.txt")),
    ("mandate", include_str!("../phrasings/mandate.txt")),
    ("elsewhere", include_str!("../phrasings/elsewhere.txt")),
    ("quiet", include_str!("../phrasings/quiet.txt")),
];

/// A statement before it is written.
pub(crate) struct Draft<'r> {
    /// What it says; nothing, if it makes no claim.
    pub(crate) says: Option<Says>,
    /// Whether that is meant to be so.
    pub(crate) truth: bool,
    /// What was altered.
    pub(crate) atom: &'static str,
    /// The vote that it is about, and further ones.
    pub(crate) votes: Vec<Vote<'r>>,
    /// What fills the places, but for those that name votes and days.
    pub(crate) values: Values,
    /// Verdicts that count as right.
    pub(crate) accept: Vec<Verdict>,
    /// Whether the vote is told by its symbol, since its title alone would not tell it.
    pub(crate) by_symbol: bool,
}

/// One try to draft a statement of this kind; `None` if the vote that was drawn does not fit.
pub(crate) fn draft<'r>(
    kind: &str,
    pool: &Pool<'r>,
    phrasing: &Phrasing,
    rng: &mut Rng,
) -> Option<Draft<'r>> {
    let truth = rng.bool();
    let vote = pool.vote(rng);
    let ask = Ask { pool, phrasing, truth, vote };
    match kind {
        "tally" => ask.tally(rng),
        "position" => ask.position(rng),
        "only" => ask.only(rng),
        "group_position" => ask.group_position(rng),
        "share" => ask.share(rng),
        "outcome" => ask.outcome(),
        "comparison" => ask.comparison(rng),
        "shift" => ask.shift(rng),
        "trend" => ask.trend(rng),
        "co_support" => ask.co_support(rng),
        "sponsor" => ask.sponsor(rng),
        "stage" => ask.stage(rng),
        "date" => ask.date(rng),
        "citation" => ask.citation(rng),
        "mandate" => ask.mandate(rng),
        "elsewhere" => ask.elsewhere(rng),
        "quiet" => ask.quiet(rng),
        _ => panic!("{kind}: no such kind"),
    }
}

/// What a draft is asked for.
struct Ask<'a, 'r> {
    pool: &'a Pool<'r>,
    phrasing: &'a Phrasing,
    truth: bool,
    vote: Vote<'r>,
}

const NUMBERS: [(&str, Position); 4] = [
    ("yes", Position::Yes),
    ("no", Position::No),
    ("abstain", Position::Abstain),
    ("absent", Position::NonVoting),
];

impl<'r> Ask<'_, 'r> {
    fn id(&self) -> String {
        self.vote.id.clone()
    }

    fn count(&self, position: Position) -> u16 {
        count(self.pool.record, self.vote, position)
    }

    fn who(&self, position: Position) -> Vec<MemberId> {
        who(self.pool.record, self.vote, position)
    }

    fn draft(&self, says: Says, atom: &'static str, values: Values) -> Option<Draft<'r>> {
        let accept = match self.truth {
            true => vec![Verdict::Supported],
            false => vec![Verdict::Contradicted, Verdict::Partly],
        };
        let votes = vec![self.vote];
        let (truth, by_symbol) = (self.truth, false);
        Some(Draft { says: Some(says), truth, atom, votes, values, accept, by_symbol })
    }

    fn named(&self, members: &[MemberId], rng: &mut Rng) -> Values {
        let list = self.pool.list(members, rng);
        let n = u16::try_from(members.len()).unwrap_or(u16::MAX);
        let mut values = Values::from([
            ("member", list.clone().into()),
            ("members", list.into()),
            ("n", n.into()),
        ]);
        if let Some(state) = members.first() {
            values.insert("state", self.pool.state(*state).into());
        }
        values
    }

    /// Those that took another position, absent ones included.
    fn others(&self, position: Position) -> Vec<MemberId> {
        let other = Position::ALL.into_iter().filter(|other| *other != position);
        other.flat_map(|other| self.who(other)).collect()
    }

    /// The position that the phrasing asks for.
    fn position_asked(&self) -> Option<Position> {
        NUMBERS.iter().find(|(name, _)| self.phrasing.asks(name)).map(|(_, position)| *position)
    }
}

/// Another number: near, with its digits exchanged, or well off.
fn altered(number: u16, rng: &mut Rng) -> u16 {
    let tens = number / 10 % 10;
    let ones = number % 10;
    let other = match rng.u8(..4) {
        0 => number + rng.u16(1..4),
        1 => number.saturating_sub(rng.u16(1..4)),
        2 if number > 9 => number - 10 * tens - ones + 10 * ones + tens,
        _ => number + rng.u16(5..20),
    };
    if other == number || other < 2 { number + 2 } else { other }
}

//! What is true, counted member by member: no set operations, no measures, nothing of the checker.

use scrutineer_record::{Date, GroupId, MemberId, Outcome, Position, Precision, Record, Vote};

/// One thing that a statement says, in terms of the record. Votes are named by id.
#[derive(Clone, Debug)]
pub(crate) enum Says {
    /// So many took each of these positions.
    Counts { vote: String, counts: Vec<(Position, u16)> },
    /// So many more voted yes than no, or no than yes.
    Margin { vote: String, margin: u16 },
    /// All of these members took the position.
    Took { vote: String, members: Vec<MemberId>, position: Position },
    /// None of these members took the position.
    TookNot { vote: String, members: Vec<MemberId>, position: Position },
    /// These members took the position and no other did.
    Only { vote: String, members: Vec<MemberId>, position: Position },
    /// Of a group, so many took the position.
    Group { vote: String, group: GroupId, position: Position, how: Part },
    /// A share of those that make the base took the position.
    Share { vote: String, position: Position, base: Base, test: Test },
    /// Adopted, or not.
    Adopted { vote: String, adopted: bool },
    /// More, fewer or as many took the position in the second vote, by so many if a number is told.
    Compared { then: String, now: String, position: Position, change: Change, by: Option<u16> },
    /// All of these members moved.
    Moved { then: String, now: String, members: Vec<MemberId>, from: Position, to: Position },
    /// So many members moved.
    MovedCount { then: String, now: String, count: u16, from: Position, to: Position },
    /// The numbers that took a position, vote by vote.
    Course { votes: Vec<String>, position: Position, counts: Vec<u16> },
    /// From vote to vote the number that took the position went one way.
    Steady { votes: Vec<String>, position: Position, change: Change },
    /// All of these members voted yes on both.
    Both { one: String, other: String, members: Vec<MemberId> },
    /// So many members voted yes on both.
    BothCount { one: String, other: String, count: u16 },
    /// The text was put forward by this member.
    Sponsored { vote: String, member: MemberId },
    /// The tally of the vote in the committee, yes and no, abstentions if told.
    Committee { vote: String, yes: u16, no: u16, abstain: Option<u16> },
    /// The day, month or year of the vote.
    On { vote: String, date: Date },
    /// The symbol of the text that bears this title.
    Cites { symbol: String, titled: String },
    /// The organ has its mandate from the text.
    Mandate { organ: String, symbol: String },
    /// Something of a body whose votes the record does not hold.
    Elsewhere,
}

/// How much of a group.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Every one that voted.
    All,
    /// Not one.
    None,
    /// Every one that voted, these apart.
    AllBut(Vec<MemberId>),
    /// So many.
    Exactly(u16),
    /// More than half of those on the roll.
    Most,
}

/// Of whom a share is told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Base {
    /// Of all members on the roll.
    Members,
    /// Of those that voted yes or no.
    Voting,
    /// Of those that cast a vote, abstentions included.
    Cast,
}

/// What a share must be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Test {
    /// More than this part of the base.
    Above(u16, u16),
    /// Less than this part of the base.
    Below(u16, u16),
    /// At least this part of the base.
    AtLeast(u16, u16),
    /// Two thirds of the members, or four fifths of yes and no with more than half of the members.
    Overwhelming,
    /// Nobody against and nobody abstaining.
    Unanimous,
    /// So many in a hundred, rounded.
    Percent(u16),
}

/// Which way a number went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    More,
    Fewer,
    Same,
}

impl Change {
    pub(crate) fn of(then: u16, now: u16) -> Change {
        match now.cmp(&then) {
            std::cmp::Ordering::Greater => Change::More,
            std::cmp::Ordering::Less => Change::Fewer,
            std::cmp::Ordering::Equal => Change::Same,
        }
    }
}

/// How many took the position.
pub(crate) fn count(record: &Record, vote: Vote<'_>, position: Position) -> u16 {
    let positions = vote.positions();
    let took = record.members().iter().filter(|(id, _)| positions.of(*id) == Some(position));
    u16::try_from(took.count()).unwrap_or(u16::MAX)
}

/// The members that took the position, in the order of the table.
pub(crate) fn who(record: &Record, vote: Vote<'_>, position: Position) -> Vec<MemberId> {
    let positions = vote.positions();
    let ids = record.members().iter().map(|(id, _)| id);
    ids.filter(|id| positions.of(*id) == Some(position)).collect()
}

/// The members of a group that were on the roll of the vote, each with its position.
pub(crate) fn group(record: &Record, vote: Vote<'_>, group: GroupId) -> Vec<(MemberId, Position)> {
    let members = record.groups().members_at(group, vote.date, record.members());
    members.iter().filter_map(|id| Some((id, vote.positions().of(id)?))).collect()
}

/// Whether what is said is so. `None` if the record does not hold what would decide it.
pub(crate) fn holds(record: &Record, says: &Says) -> Option<bool> {
    let at = |id: &String| record.by_id(id);
    let took = |id: &String, member: MemberId, position: Position| {
        Some(at(id)?.positions().of(member) == Some(position))
    };
    Some(match says {
        Says::Counts { vote, counts } => {
            let vote = at(vote)?;
            counts.iter().all(|(position, told)| count(record, vote, *position) == *told)
        }
        Says::Margin { vote, margin } => {
            let vote = at(vote)?;
            let of = |position| count(record, vote, position);
            of(Position::Yes).abs_diff(of(Position::No)) == *margin
        }
        Says::Took { vote, members, position } => {
            at(vote)?;
            members.iter().all(|member| took(vote, *member, *position) == Some(true))
        }
        Says::TookNot { vote, members, position } => {
            at(vote)?;
            members.iter().all(|member| took(vote, *member, *position) == Some(false))
        }
        Says::Only { vote, members, position } => {
            let mut told = members.clone();
            told.sort();
            told == who(record, at(vote)?, *position)
        }
        Says::Group { vote, group, position, how } => {
            part(&self::group(record, at(vote)?, *group), *position, how)?
        }
        Says::Share { vote, position, base, test } => {
            share(record, at(vote)?, *position, *base, *test)
        }
        Says::Adopted { vote, adopted } => is_adopted(record, at(vote)?)? == *adopted,
        Says::Compared { then, now, position, change, by } => {
            let (then, now) =
                (count(record, at(then)?, *position), count(record, at(now)?, *position));
            Change::of(then, now) == *change && by.is_none_or(|by| then.abs_diff(now) == by)
        }
        Says::Moved { then, now, members, from, to } => {
            let (then, now) = (at(then)?, at(now)?);
            members.iter().all(|member| moved(then, now, *member, *from, *to))
        }
        Says::MovedCount { then, now, count, from, to } => {
            let (then, now) = (at(then)?, at(now)?);
            let ids = record.members().iter().map(|(id, _)| id);
            let moved = ids.filter(|id| moved(then, now, *id, *from, *to));
            moved.count() == usize::from(*count)
        }
        Says::Course { votes, position, counts } => {
            let real: Option<Vec<u16>> =
                votes.iter().map(|id| Some(count(record, at(id)?, *position))).collect();
            real? == *counts
        }
        Says::Steady { votes, position, change } => {
            let real: Option<Vec<u16>> =
                votes.iter().map(|id| Some(count(record, at(id)?, *position))).collect();
            real?.windows(2).all(|pair| Change::of(pair[0], pair[1]) == *change)
        }
        Says::Both { one, other, members } => {
            at(one)?;
            at(other)?;
            let yes = |vote: &String, member| took(vote, member, Position::Yes) == Some(true);
            members.iter().all(|member| yes(one, *member) && yes(other, *member))
        }
        Says::BothCount { one, other, count } => {
            let in_one = who(record, at(one)?, Position::Yes);
            let in_other = who(record, at(other)?, Position::Yes);
            in_one.iter().filter(|id| in_other.contains(id)).count() == usize::from(*count)
        }
        Says::Sponsored { vote, member } => {
            let proposal = record.proposal(at(vote)?.symbol.as_ref()?)?;
            let lead = proposal.lead.as_ref().filter(|lead| lead.decides())?;
            lead.value.contains(member)
        }
        Says::Committee { vote, yes, no, abstain } => {
            let proposal = record.proposal(at(vote)?.symbol.as_ref()?)?;
            let printed = proposal.committee_stage()?.printed?;
            printed.yes == *yes
                && printed.no == *no
                && (abstain.is_none() || printed.abstain == *abstain)
        }
        Says::On { vote, date } => date.covers(at(vote)?.date),
        Says::Cites { symbol, titled } => {
            let titled = at(titled)?;
            record.vote_on(&symbol.parse().ok()?).is_some_and(|vote| vote == titled)
        }
        Says::Elsewhere => true,
        Says::Mandate { organ, symbol } => {
            let organ = record.facts().organs.iter().find(|known| known.id == *organ)?;
            organ.mandates.iter().any(|mandate| mandate.to_string() == *symbol)
        }
    })
}

/// Whether a member of the second vote moved; in the first another may have held its seat.
fn moved(then: Vote<'_>, now: Vote<'_>, member: MemberId, from: Position, to: Position) -> bool {
    now.positions().of(member) == Some(to) && then.position_of(member) == Some(from)
}

fn part(members: &[(MemberId, Position)], position: Position, how: &Part) -> Option<bool> {
    let voted = || members.iter().filter(|(_, taken)| *taken != Position::NonVoting);
    let taken = members.iter().filter(|(_, taken)| *taken == position).count();
    voted().next()?;
    Some(match how {
        Part::All => voted().all(|(_, taken)| *taken == position),
        Part::None => taken == 0,
        Part::AllBut(but) => voted().all(|(id, taken)| (*taken == position) != but.contains(id)),
        Part::Exactly(told) => taken == usize::from(*told),
        Part::Most => 2 * taken > members.len(),
    })
}

/// The part of the base that took the position: so many of so many.
pub(crate) fn fraction(
    record: &Record,
    vote: Vote<'_>,
    position: Position,
    base: Base,
) -> (u32, u32) {
    let of = |position| u32::from(count(record, vote, position));
    let voting = of(Position::Yes) + of(Position::No);
    let cast = voting + of(Position::Abstain);
    let whole = match base {
        Base::Voting => voting,
        Base::Cast => cast,
        Base::Members => cast + of(Position::NonVoting),
    };
    (of(position), whole)
}

fn share(record: &Record, vote: Vote<'_>, position: Position, base: Base, test: Test) -> bool {
    let (part, whole) = fraction(record, vote, position, base);
    let of = |position| u32::from(count(record, vote, position));
    match test {
        Test::Above(n, d) => part * u32::from(d) > whole * u32::from(n),
        Test::Below(n, d) => part * u32::from(d) < whole * u32::from(n),
        Test::AtLeast(n, d) => part * u32::from(d) >= whole * u32::from(n),
        Test::Percent(told) => (200 * part + whole) / (2 * whole) == u32::from(told),
        Test::Unanimous => of(Position::No) == 0 && of(Position::Abstain) == 0,
        Test::Overwhelming => {
            let (yes, members) = fraction(record, vote, Position::Yes, Base::Members);
            let (_, voting) = fraction(record, vote, Position::Yes, Base::Voting);
            3 * yes >= 2 * members || (5 * yes >= 4 * voting && 2 * yes > members)
        }
    }
}

/// Whether the text was adopted: as the source says, or, where it says nothing, not if no majority of any
/// kind was for it.
pub(crate) fn is_adopted(record: &Record, vote: Vote<'_>) -> Option<bool> {
    match vote.outcome {
        Outcome::Adopted => Some(true),
        Outcome::Rejected => Some(false),
        Outcome::Unknown => {
            let of = |position| count(record, vote, position);
            (of(Position::Yes) <= of(Position::No)).then_some(false)
        }
    }
}

/// Whether the vote is one that a statement can be made of: on a whole text in the Assembly, the only one
/// with its symbol, without a known flaw, its count that which was printed.
pub(crate) fn is_clean(record: &Record, vote: Vote<'_>) -> bool {
    let whole = |symbol| record.votes_on(symbol).filter(|vote| vote.motion.is_whole()).count();
    vote.motion.is_whole()
        && vote.body == scrutineer_record::Body::GeneralAssembly
        && vote.defects.is_empty()
        && vote.date.precision() >= Precision::Month
        && vote.symbol.as_ref().is_some_and(|symbol| {
            // What the Library calls a part, a rule or a paragraph, nobody would write: `63 (I) PARA.4`.
            let short = symbol.short();
            let of_part = symbol.part().is_some()
                && short.rsplit(' ').next().is_some_and(|part| part.len() > 1);
            symbol.is_resolution() && !of_part && whole(symbol) == 1
        })
        && count(record, vote, Position::Yes) > 0
        && vote.printed.is_none_or(|printed| {
            let of = |position| count(record, vote, position);
            printed.yes == of(Position::Yes)
                && printed.no == of(Position::No)
                && printed.abstain.is_none_or(|abstain| abstain == of(Position::Abstain))
        })
}

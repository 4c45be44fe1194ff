//! `agreement`: how often members agree, pair by pair.

mod periods;
mod published;
mod rows;

use std::cmp::Reverse;

use scrutineer_ideal::Motions;
use scrutineer_measures::Agreement;
use scrutineer_record::{Body, GroupId, Issue, MemberId, MemberSet, Record, Session, Vote};

use crate::error::Error;
use crate::filter::{self, Filter};
use crate::resolve;
use crate::sessions::{Sessions, Years};
use crate::stand::Stand;

pub use periods::Period;
pub use published::Standing;
pub use rows::{Distances, PairReport, PairsReport};

/// What is counted together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The votes of a session.
    #[default]
    Session,
    /// The votes of a year.
    Year,
    /// All votes.
    All,
}

/// Whose agreement is asked for, in which votes.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// By words, date and body; without a body, the General Assembly.
    pub filter: Filter,
    /// Only votes of these sessions.
    pub sessions: Vec<Sessions>,
    /// Only votes of these years.
    pub years: Vec<Years>,
    /// Only these members; one alone beside all others.
    pub members: Vec<String>,
    /// Only members of this group, at the date of each vote.
    pub group: Option<String>,
    /// Only votes in which each of these took its position: `USA=no`; of a group, most of it.
    pub stands: Vec<String>,
    /// Only votes of this issue.
    pub issue: Option<Issue>,
    /// Which motions count.
    pub motions: Motions,
    /// Leave out votes in which all that cast one took the same position.
    pub divided: bool,
    /// What is counted together.
    pub by: By,
}

/// How often members agree, in periods.
pub struct Agreements<'r> {
    record: &'r Record,
    /// The members that were asked for.
    pub members: Vec<MemberId>,
    /// The group that was asked for.
    pub group: Option<GroupId>,
    /// Which motions count.
    pub motions: Motions,
    /// The issue that was asked for.
    pub issue: Option<Issue>,
    /// What is counted together.
    pub by: By,
    /// The periods in the order of time, special sessions after the regular ones.
    pub periods: Vec<Period>,
}

/// Members agreeing, and how much.
pub struct Pair {
    /// One of them.
    pub a: MemberId,
    /// The other.
    pub b: MemberId,
    /// How much.
    pub found: Agreement,
}

impl<'r> Agreements<'r> {
    /// The agreement that is asked for.
    pub fn of(record: &'r Record, request: &Request) -> Result<Agreements<'r>, Error> {
        let wanted = Wanted::of(record, request)?;
        let periods = periods::of(&wanted);
        if periods.is_empty() {
            return Err(nothing(&wanted));
        }
        wanted.outsiders()?;
        let Wanted { members, group, .. } = wanted;
        let Request { motions, issue, by, .. } = *request;
        Ok(Agreements { record, members, group, motions, issue, by, periods })
    }

    /// The one member that is asked for beside all others.
    pub fn only(&self) -> Option<MemberId> {
        match self.members.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The last period in which there are pairs, a regular session before any other.
    pub fn last_with_pairs(&self) -> Option<(&Period, Vec<Pair>)> {
        let regular = |period: &Period| {
            period.session.is_none_or(|session| matches!(session, Session::Regular(_)))
        };
        let mut latest: Vec<&Period> = self.periods.iter().collect();
        latest.sort_by_key(|period| Reverse((regular(period), period.until)));
        latest.into_iter().find_map(|period| {
            let pairs = period.pairs();
            let pairs = pairs.iter().map(|(a, b, found)| Pair { a, b, found });
            let pairs: Vec<_> = pairs.filter(|pair| self.is_asked(pair)).collect();
            (!pairs.is_empty()).then_some((period, pairs))
        })
    }

    fn is_asked(&self, pair: &Pair) -> bool {
        pair.found.n() > 0 && self.only().is_none_or(|only| pair.a == only || pair.b == only)
    }

    /// Why members that were asked for have no vote in common, with whose seats they held.
    pub fn never_together(&self) -> Error {
        let member = |of: &MemberId| &self.record.members()[*of];
        let codes: Vec<_> = self.members.iter().map(|of| member(of).code.as_str()).collect();
        let error =
            Error::unknown(format!("of {} no vote in common is there", codes.join(" and ")));
        let earlier = self.members.iter().flat_map(|of| &member(of).predecessors);
        let earlier: Vec<_> = earlier.map(String::as_str).collect();
        if earlier.is_empty() {
            return error;
        }
        error.hint(format!("a member is itself, not its seat: before it {}", earlier.join(", ")))
    }
}

/// Half of what the pair with the most votes has in common: of fewer an order says little.
pub fn enough(pairs: &[Pair]) -> u32 {
    pairs.iter().map(|pair| pair.found.n()).max().unwrap_or(0).div_ceil(2)
}

/// What was meant.
struct Wanted<'r> {
    record: &'r Record,
    request: &'r Request,
    filter: filter::Wanted<'r>,
    members: Vec<MemberId>,
    group: Option<GroupId>,
    stands: Vec<Stand>,
}

impl<'r> Wanted<'r> {
    fn of<'q: 'r>(record: &'r Record, request: &'q Request) -> Result<Wanted<'r>, Error> {
        let members = resolve::members(record, &request.members)?;
        only_once(record, &members)?;
        let group = request.group.as_deref().map(|typed| resolve::group(record, typed));
        let stands = request.stands.iter().map(|typed| Stand::read(record, typed));
        Ok(Wanted {
            record,
            request,
            stands: stands.collect::<Result<_, _>>()?,
            filter: request.filter.read(record)?,
            members,
            group: group.transpose()?.map(|readings| readings.preferred),
        })
    }

    fn vote(&self, vote: Vote<'_>) -> bool {
        let Request { sessions, years, issue, motions, divided, .. } = self.request;
        self.filter.vote(vote)
            && (self.filter.body.is_some() || vote.body == Body::GeneralAssembly)
            && (sessions.is_empty() || sessions.iter().any(|of| of.contain(vote.session)))
            && (years.is_empty() || years.iter().any(|of| of.0.contains(&vote.date.year())))
            && issue.is_none_or(|issue| vote.about.issues.contains(issue))
            && (*motions == Motions::All || vote.motion.is_whole())
            && !(*divided && is_of_one_mind(vote))
            && self.stands.iter().all(|stand| stand.was_taken(vote))
    }

    /// Whose positions count in a vote.
    fn among(&self, vote: Vote<'_>) -> MemberSet {
        let all = vote.positions().roll;
        let in_group = self.group.map_or(all, |group| {
            self.record.groups().members_at(group, vote.date, self.record.members())
        });
        match self.members.as_slice() {
            // Beside all others, of the group or at all.
            [one] => in_group | (*one).into(),
            [] => in_group,
            several => in_group & several.iter().copied().collect(),
        }
    }

    /// Of several members that were asked for, those outside the group at the date of every vote.
    fn outsiders(&self) -> Result<(), Error> {
        let (record, [_, _, ..], Some(group)) = (self.record, &*self.members, self.group) else {
            return Ok(());
        };
        let votes = record.unselected_votes().filter(|vote| self.vote(*vote));
        let inside = votes.fold(MemberSet::EMPTY, |all, vote| {
            all | record.groups().members_at(group, vote.date, record.members())
        });
        let outside = self.members.iter().filter(|member| !inside.contains(**member));
        let names: Vec<_> = outside.map(|of| record.members()[*of].press_name.as_str()).collect();
        if names.is_empty() {
            return Ok(());
        }
        let (names, group) = (names.join(", "), resolve::group_code(record, group));
        let why = format!("not in {group} at the date of any of these votes: {names}");
        let hint = "leave out the group, or name one member alone, to see it beside the group";
        Err(Error::wrong(why).hint(hint))
    }
}

/// A member named twice is a slip: it makes no pair with itself.
fn only_once(record: &Record, members: &[MemberId]) -> Result<(), Error> {
    let mut seen = MemberSet::EMPTY;
    for member in members {
        if seen.contains(*member) {
            let name = &record.members()[*member].press_name;
            return Err(Error::wrong(format!("{name} is named twice")).hint("name it once"));
        }
        seen |= (*member).into();
    }
    Ok(())
}

fn is_of_one_mind(vote: Vote<'_>) -> bool {
    let tally = vote.tally();
    tally.yes.max(tally.no).max(tally.abstain) == tally.cast()
}

fn nothing(wanted: &Wanted<'_>) -> Error {
    let until = wanted.record.until().map(|until| until.in_short_words()).unwrap_or_default();
    let error = Error::unknown("there are no such votes in this book")
        .hint(format!("it holds {} votes to {until}", wanted.record.votes().len()));
    if wanted.request.issue.is_some() {
        return error.hint(resolve::ISSUES_ARE_TOLD_BY);
    }
    error
}

//! From a record to the votes of a model: which votes count, to which session and state, and which of them
//! are on one item.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use scrutineer_record::{
    Body, Date, Issue, MemberId, MemberSet, Members, Motion, Period, Positions, Record, Session,
    Vote,
};

use crate::ballots::{Ballot, Ballots, Choice, MemberSession, as_place};
use crate::fast::Poles;
use crate::links::Links;

/// Which motions count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motions {
    /// All; of sessions that opened after the year in [`Rules::parts_until`], none on a paragraph or an
    /// amendment.
    #[default]
    All,
    /// Votes on whole texts alone.
    FinalPassage,
}

/// Which votes count, and how. The default is what the published ideal points were made by.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Regular sessions, by number.
    pub sessions: RangeInclusive<u8>,
    /// Which motions.
    pub motions: Motions,
    /// Only votes of this issue.
    pub issue: Option<Issue>,
    /// Whether abstentions count; without them yes stands against no.
    pub abstentions: bool,
    /// The year of the last session of which votes on paragraphs and amendments count.
    pub parts_until: u16,
    /// Sessions that are left out.
    pub without_sessions: Vec<u8>,
    /// Members whose votes are left out, by code: in one session or in all.
    pub without: Vec<(String, Option<u8>)>,
    /// Votes, by id, that count to another session than their date says.
    pub moved: Vec<(String, u8)>,
    /// Members, by code, that have another number in the Correlates of War in one session.
    pub numbered: Vec<(String, u8, u16)>,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            sessions: 1..=u8::MAX,
            motions: Motions::All,
            issue: None,
            abstentions: true,
            // The sources do not mark paragraphs and amendments evenly from then on.
            parts_until: 1989,
            // The session of the crisis over arrears took one recorded vote.
            without_sessions: vec![19],
            without: vec![
                // A member for five months.
                ("EAZ".to_owned(), None),
                // It came back for the last days of the session, after nineteen years.
                ("ZAF".to_owned(), Some(48)),
            ],
            // Voeten's data count the fifth special session to the year after.
            moved: vec![("unvotes:9018".to_owned(), 23), ("voeten:9018".to_owned(), 23)],
            // They count the session in which Germany united to the Federal Republic.
            numbered: vec![("DEU".to_owned(), 45, 260)],
        }
    }
}

/// Whose ideal point it is, in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The member that cast most of the votes: of the Soviet Union and Russia, in the session in which one
    /// followed the other, the one that was there longer.
    pub member: MemberId,
    /// The state's number in the Correlates of War, if it has one.
    pub ccode: Option<u16>,
    /// The session.
    pub session: u8,
}

impl Who {
    /// The year that the published tables give the session: the one in which it opened.
    pub fn year(&self) -> u16 {
        1945 + u16::from(self.session)
    }
}

/// The votes of a model, with whom and what its numbers stand for.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The votes.
    pub ballots: Ballots,
    /// Whose each point is, in the order of the ballots' member-sessions.
    pub who: Vec<Who>,
    /// The votes on each item, by their places in the record, first to last.
    pub items: Vec<Vec<usize>>,
    /// Every vote that divides members, in the order of the record.
    pub votes: Vec<VoteOnItem>,
    /// How many votes counted but for being unanimous.
    pub unanimous: usize,
    /// Who fixes the sign of the scale.
    pub poles: Poles,
    /// For each session and member, the point.
    points: Vec<Option<u32>>,
    abstentions: bool,
}

/// A vote of the record, as the model has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VoteOnItem {
    /// Its place in the record.
    pub vote: usize,
    /// The item that it is on.
    pub item: usize,
    /// The session to which it counts.
    pub session: u8,
}

impl Prepared {
    /// The place of a member's point in a session, among the ballots' member-sessions.
    pub fn point(&self, session: u8, member: MemberId) -> Option<usize> {
        let place = self.points.get(place_in_table(session, member)).copied().flatten();
        place.map(as_place)
    }

    /// The votes of the model without one vote of the record, and nothing else changed.
    pub fn without(&self, record: &Record, vote: usize) -> Ballots {
        let votes: Vec<Vote<'_>> = record.votes().collect();
        let mut ballots = Vec::with_capacity(self.ballots.votes());
        for on in self.votes.iter().filter(|on| on.vote != vote) {
            let Some(vote) = votes.get(on.vote) else { continue };
            let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
            ballots.extend(self.choices(*vote, on.session).map(|(_, point, choice)| Ballot {
                item: number(on.item),
                point: number(point),
                choice,
            }));
        }
        Ballots::new(self.ballots.points().to_vec(), self.items.len(), &ballots)
    }

    /// Who chose what in a vote that counts to a session: member, place of the point, and choice.
    pub fn choices(
        &self,
        vote: Vote<'_>,
        session: u8,
    ) -> impl Iterator<Item = (MemberId, usize, Choice)> {
        let all = choices(vote.positions(), self.abstentions);
        all.into_iter().flat_map(move |(choice, who)| {
            who.iter()
                .filter_map(move |member| Some((member, self.point(session, member)?, choice)))
        })
    }
}

/// On the side that is high: the United States and those that the published model starts beside it.
const HIGH: [u16; 4] = [2, 20, 200, 666];
/// On the side that is low: the Soviet Union and East Germany.
const LOW: [u16; 2] = [365, 265];

/// A vote that counts.
struct Counted<'r> {
    vote: Vote<'r>,
    session: u8,
    /// Those whose positions count.
    among: MemberSet,
}

/// The votes on one item.
struct OnItem<'r> {
    votes: Vec<Counted<'r>>,
}

/// Collects the votes of a model by the rules; votes that are linked are on one item.
pub fn prepare(record: &Record, rules: &Rules, links: &Links) -> Prepared {
    let all = by_item(record, rules, links);
    let before = all.iter().map(|item| item.votes.len()).sum::<usize>();
    let items: Vec<OnItem<'_>> = all.into_iter().filter(|item| item.divides(rules)).collect();
    let table = Table::of(record, rules, &items);
    let mut ballots = Vec::with_capacity(table.votes());
    for (item, on_item) in (0..).zip(&items) {
        for counted in &on_item.votes {
            for (choice, who) in counted.choices(rules) {
                ballots.extend(who.iter().filter_map(|member| {
                    let point = table.point(counted.session, member)?;
                    Some(Ballot { item, point, choice })
                }));
            }
        }
    }
    let places = |item: &OnItem<'_>| item.votes.iter().map(|one| one.vote.place()).collect();
    let poles = Poles { high: HIGH.map(u32::from).to_vec(), low: LOW.map(u32::from).to_vec() };
    Prepared {
        ballots: Ballots::new(table.points, items.len(), &ballots),
        votes: votes_on(&items),
        points: table.places,
        abstentions: rules.abstentions,
        who: table.who,
        unanimous: before - items.iter().map(|item| item.votes.len()).sum::<usize>(),
        items: items.iter().map(places).collect(),
        poles,
    }
}

/// The votes with their items, in the order of the record.
fn votes_on(items: &[OnItem<'_>]) -> Vec<VoteOnItem> {
    let of = |(item, on_item): (usize, &OnItem<'_>)| {
        let vote = move |one: &Counted<'_>| VoteOnItem {
            vote: one.vote.place(),
            item,
            session: one.session,
        };
        on_item.votes.iter().map(vote).collect::<Vec<_>>()
    };
    let mut votes: Vec<VoteOnItem> = items.iter().enumerate().flat_map(of).collect();
    votes.sort_unstable();
    votes
}

/// The votes that count, those of one item together, in the order of the record.
fn by_item<'r>(record: &'r Record, rules: &Rules, links: &Links) -> Vec<OnItem<'r>> {
    let firsts = links.firsts(record);
    let left_out = rules.left_out(record.members());
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut items: Vec<OnItem<'r>> = Vec::new();
    for vote in record.unselected_votes() {
        let Some(session) = rules.session_of(vote) else { continue };
        let without = left_out.get(usize::from(session)).copied().unwrap_or_default();
        let counted = Counted { vote, session, among: vote.positions().roll - without };
        let first = firsts.get(vote.place()).copied().unwrap_or(vote.place());
        let place = *places.entry(first).or_insert(items.len());
        match items.get_mut(place) {
            Some(item) => item.votes.push(counted),
            None => items.push(OnItem { votes: vec![counted] }),
        }
    }
    items
}

impl Rules {
    /// The session to which a vote counts, if it does.
    fn session_of(&self, vote: Vote<'_>) -> Option<u8> {
        let session = match self.moved.iter().find(|(id, _)| *id == vote.id) {
            Some((_, session)) => *session,
            None => session_of(vote)?,
        };
        let year = 1945 + u16::from(session);
        let motion = match (&vote.motion, self.motions) {
            (Motion::Whole, _) => true,
            (_, Motions::FinalPassage) => false,
            (Motion::Part(_) | Motion::Amendment(_), Motions::All) => year <= self.parts_until,
            (Motion::Procedure(_), Motions::All) => true,
        };
        let counts = vote.body == Body::GeneralAssembly
            && motion
            && self.sessions.contains(&session)
            && !self.without_sessions.contains(&session)
            && self.issue.is_none_or(|issue| vote.about.issues.contains(issue));
        counts.then_some(session)
    }

    /// The number that the rules give a member in a session.
    fn numbered(&self, code: &str, session: u8) -> Option<u16> {
        let of = |ruled: &&(String, u8, u16)| ruled.0 == code && ruled.1 == session;
        self.numbered.iter().find(of).map(|(.., ccode)| *ccode)
    }

    /// Whose votes are left out, by session.
    fn left_out(&self, members: &Members) -> Vec<MemberSet> {
        let mut sets = vec![MemberSet::EMPTY; usize::from(u8::MAX) + 1];
        for (code, session) in &self.without {
            let Some(member) = members.by_code(code) else { continue };
            for (place, set) in sets.iter_mut().enumerate() {
                if session.is_none_or(|session| usize::from(session) == place) {
                    set.insert(member);
                }
            }
        }
        sets
    }
}

/// The regular session to which a vote counts. One of a special session counts to the regular session that
/// opens in its year, as in the published data.
pub fn session_of(vote: Vote<'_>) -> Option<u8> {
    match vote.session {
        Session::Regular(number) => Some(number),
        Session::Special(_) | Session::Emergency(_) => {
            u8::try_from(vote.date.year().checked_sub(1945)?).ok().filter(|number| *number > 0)
        }
    }
}

impl Counted<'_> {
    /// Who chose what.
    fn choices(&self, rules: &Rules) -> [(Choice, MemberSet); 3] {
        choices(self.vote.positions().among(self.among), rules.abstentions)
    }
}

fn choices(positions: Positions, abstentions: bool) -> [(Choice, MemberSet); 3] {
    let Positions { yes, no, abstain, .. } = positions;
    let abstain = if abstentions { abstain } else { MemberSet::EMPTY };
    [(Choice::Yes, yes), (Choice::Abstain, abstain), (Choice::No, no)]
}

impl OnItem<'_> {
    /// Whether there were two choices among the votes at least: an item on which all are of one mind tells
    /// nobody apart.
    fn divides(&self, rules: &Rules) -> bool {
        let mut taken = [false; 3];
        for counted in &self.votes {
            for (taken, (_, who)) in taken.iter_mut().zip(counted.choices(rules)) {
                *taken |= !who.is_empty();
            }
        }
        taken.into_iter().filter(|taken| *taken).count() > 1
    }
}

/// The member-sessions of a model, found by session and member.
struct Table {
    points: Vec<MemberSession>,
    who: Vec<Who>,
    /// For each session, by member.
    places: Vec<Option<u32>>,
    votes: usize,
}

/// How many sessions and members a table has room for.
const ROOM: usize = 256;

fn place_in_table(session: u8, member: MemberId) -> usize {
    usize::from(session) * ROOM + member.place()
}

impl Table {
    fn of(record: &Record, rules: &Rules, items: &[OnItem<'_>]) -> Table {
        let members = record.members();
        let mut cast = vec![0_u32; ROOM * ROOM];
        for counted in items.iter().flat_map(|item| &item.votes) {
            for member in counted.choices(rules).into_iter().flat_map(|(_, who)| who.iter()) {
                if let Some(count) = cast.get_mut(place_in_table(counted.session, member)) {
                    *count += 1;
                }
            }
        }
        let ccode = ccodes(members, rules);
        let mut rows = Vec::new();
        for session in 0..=u8::MAX {
            for (member, _) in members.iter() {
                let place = place_in_table(session, member);
                let count = cast.get(place).copied().unwrap_or(0);
                if count > 0 {
                    let ccode = ccode(session, member);
                    let state = state_of(ccode, member);
                    rows.push((MemberSession { state, session }, count, member, ccode, place));
                }
            }
        }
        rows.sort_by_key(|(point, count, ..)| (*point, *count));
        let mut table = Table { points: Vec::new(), who: Vec::new(), places: Vec::new(), votes: 0 };
        table.places.resize(ROOM * ROOM, None);
        for (point, count, member, ccode, place) in rows {
            // Of several members with one number, the one with the most votes comes last and stays.
            if table.points.last() == Some(&point) {
                table.who.pop();
            } else {
                table.points.push(point);
            }
            table.who.push(Who { member, ccode, session: point.session });
            if let Some(slot) = table.places.get_mut(place) {
                *slot = u32::try_from(table.points.len() - 1).ok();
            }
            table.votes += as_place(count);
        }
        table
    }

    fn votes(&self) -> usize {
        self.votes
    }

    fn point(&self, session: u8, member: MemberId) -> Option<u32> {
        self.places.get(place_in_table(session, member)).copied().flatten()
    }
}

/// The number that a state keeps over time: that of the Correlates of War, or one beyond all of those.
fn state_of(ccode: Option<u16>, member: MemberId) -> u32 {
    ccode.map_or_else(|| 10_000 + u32::try_from(member.place()).unwrap_or(0), u32::from)
}

/// The number in the Correlates of War that a member has in a session, if it has any.
pub fn ccodes<'r>(
    members: &'r Members,
    rules: &'r Rules,
) -> impl Fn(u8, MemberId) -> Option<u16> + 'r {
    let cow = CowCodes::of(members);
    move |session, member| {
        let ruled = rules.numbered(&members[member].code, session);
        ruled.or_else(|| cow.code(member, session))
    }
}

/// The numbers of the Correlates of War, by member.
struct CowCodes {
    /// For each member: when the number is valid, whether another member has it too, and the number.
    by_member: Vec<Vec<(Period, bool, u16)>>,
}

impl CowCodes {
    fn of(members: &Members) -> CowCodes {
        let cow: Vec<(u16, Period, MemberId)> = members
            .source_codes()
            .filter(|(scheme, ..)| *scheme == "cow")
            .filter_map(|(_, code, valid, member)| Some((code.parse().ok()?, valid, member)))
            .collect();
        let mut by_member = vec![Vec::new(); members.len()];
        for (code, valid, member) in &cow {
            let shared = cow.iter().any(|(other, _, of)| other == code && of != member);
            if let Some(codes) = by_member.get_mut(member.place()) {
                codes.push((*valid, shared, *code));
            }
        }
        CowCodes { by_member }
    }

    /// The number in force when the year of the session began. Of several, one that nobody else has, and one
    /// that is dated.
    fn code(&self, member: MemberId, session: u8) -> Option<u16> {
        let date = Date::ymd(1945 + i16::from(session), 1, 1)?;
        let codes = self.by_member.get(member.place())?.iter();
        let fit = |(valid, shared, code): &(Period, bool, u16)| {
            let dated = valid.from.is_some() || valid.to.is_some();
            (!valid.holds_at(date), *shared, !dated, *code)
        };
        codes.map(fit).min().map(|(.., code)| code)
    }
}

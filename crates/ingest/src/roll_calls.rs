//! What Voeten's roll calls and the tables of unvotes, which were made from them, have in common: the facts
//! of a roll call, the rows that say who took which position, and how an account is made of both.
//!
//! A row may come before it is known when the vote was taken, and so whom its code means: a [`Ballot`] keeps
//! two bytes of it until the end.

mod ballot;
mod exclusions;
mod facts;
mod motion;
mod words;

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use scrutineer_record::{
    About, Body, Date, Defect, Issues, Members, Motion, Outcome, Position, RecordedVote, Roll,
    Session, Source, SourceFile, Symbol,
};

use crate::{Account, Batch, Format};

use ballot::{Ballot, Counted};
pub(crate) use ballot::{Cast, Speaker, Speakers};
use exclusions::Exclusions;
pub(crate) use facts::{Columns, Facts, is_missing, number};

/// The roll calls of one source, by the number that it gives them.
pub(crate) struct RollCalls<'m> {
    format: Format,
    members: &'m Members,
    /// How the source names members.
    pub(crate) speakers: Speakers,
    files: Vec<Arc<SourceFile>>,
    calls: Vec<RollCall>,
    places: HashMap<u32, usize>,
    /// Number and place of the roll call of the last row: its rows stand together, as a rule.
    last: Option<(u32, usize)>,
}

/// One roll call, as far as it has been read.
pub(crate) struct RollCall {
    rcid: u32,
    pub(crate) facts: Option<Facts>,
    /// Whether a row was told of which no facts could be made.
    pub(crate) is_told: bool,
    /// The issues that a table of its own gives it.
    pub(crate) issues: Issues,
    pub(crate) ballot: Ballot,
    pub(crate) defects: Vec<Defect>,
}

impl<'m> RollCalls<'m> {
    /// No roll calls yet; `schemes` are the schemes of codes by which the source names members.
    pub(crate) fn new(format: Format, members: &'m Members, schemes: &[&str]) -> RollCalls<'m> {
        RollCalls {
            format,
            members,
            speakers: Speakers::new(members, schemes),
            files: Vec::new(),
            calls: Vec::new(),
            places: HashMap::new(),
            last: None,
        }
    }

    /// Begins a file; the rows that follow are of it.
    pub(crate) fn begin(&mut self, file: &Arc<SourceFile>) {
        self.files.push(Arc::clone(file));
    }

    /// The place of the last file among those that were read.
    pub(crate) fn file(&self) -> usize {
        self.files.len().saturating_sub(1)
    }

    /// The roll call with this number, new if it was not there.
    pub(crate) fn call(&mut self, rcid: u32) -> Option<&mut RollCall> {
        let place = match self.last {
            Some((last, place)) if last == rcid => place,
            _ => *self.places.entry(rcid).or_insert_with(|| {
                self.calls.push(RollCall::new(rcid));
                self.calls.len() - 1
            }),
        };
        self.last = Some((rcid, place));
        self.calls.get_mut(place)
    }

    /// Makes an account of every roll call, in the order of their numbers.
    pub(crate) fn finish(&mut self, roll: Roll, batch: &mut Batch) {
        let mut calls = std::mem::take(&mut self.calls);
        calls.sort_by_key(|call| call.rcid);
        let mut exclusions = Exclusions::default();
        let first = batch.accounts.len();
        let mut unnamed = Vec::new();
        for mut call in calls {
            let Some(facts) = call.facts.take() else {
                batch.defects.extend(self.without_facts(call));
                continue;
            };
            if facts.is_unnamed() {
                unnamed.push(batch.accounts.len() - first);
            }
            batch.accounts.push(self.account(call, facts, roll, &mut exclusions));
        }
        batch.defects.extend(exclusions.defects(self.members));
        if let Some(accounts) = batch.accounts.get_mut(first..) {
            name(accounts, &unnamed);
            tell_repeated(accounts);
        }
    }

    /// What is said of rows about a roll call that no row describes.
    fn without_facts(&self, call: RollCall) -> Vec<Defect> {
        let mut defects = call.defects;
        let rows = call.ballot.stated();
        if rows > 0 && !call.is_told {
            defects.push(Defect::Other(format!(
                "{rows} rows state positions in roll call {}, of which the source has no date and no \
                 session; they were left out",
                self.id(call.rcid),
            )));
        }
        defects
    }

    fn id(&self, rcid: u32) -> String {
        format!("{}:{rcid}", self.format.id_prefix())
    }

    fn account(
        &self,
        call: RollCall,
        mut facts: Facts,
        roll: Roll,
        exclusions: &mut Exclusions,
    ) -> Account {
        let id = self.id(call.rcid);
        let day = day_to_look_up(facts.date, facts.session);
        let Counted { cast, excluded, defects } =
            call.ballot.count(&self.speakers, &self.files, day);
        let stated = call.ballot.stated();
        exclusions.add(self.members, &cast, excluded, &id, facts.date);
        let mut vote = self.vote(id, &mut facts);
        vote.about.issues = facts.issues.iter().chain(call.issues.iter()).collect();
        vote.defects.extend(call.defects.into_iter().chain(defects));
        if facts.tells_motions && vote.motion.is_whole() && vote.symbol.is_some() {
            tell_outcome(&mut vote, &cast);
        }
        if stated == 0 {
            let why = "the source states nobody's position in this roll call";
            vote.defects.push(Defect::Other(why.to_owned()));
        }
        Account { vote, cast, roll: if stated == 0 { Roll::Unknown } else { roll }, stated }
    }

    /// What the facts alone make of a vote.
    fn vote(&self, id: String, facts: &mut Facts) -> RecordedVote {
        let symbol = facts.symbol(self.format);
        let title = words::title(&facts.short, &facts.description);
        let reference = symbol.is_none().then(|| facts.written.clone());
        RecordedVote {
            id,
            motion: motion::of(facts, symbol.is_some()),
            session: session_of(symbol.as_ref(), &facts.written, facts.session),
            symbol,
            title,
            body: Body::GeneralAssembly,
            date: facts.date,
            meeting: None,
            printed: None,
            outcome: Outcome::Unknown,
            majority: None,
            intended: Vec::new(),
            defects: std::mem::take(&mut facts.defects),
            about: About {
                description: std::mem::take(&mut facts.description),
                important: facts.important,
                ..About::default()
            },
            source: Source {
                file: Arc::clone(&facts.file),
                line: Some(facts.line),
                reference: reference.filter(|written| !written.is_empty()),
                document: None,
                url: None,
            },
            note: String::new(),
        }
    }
}

impl RollCall {
    fn new(rcid: u32) -> RollCall {
        RollCall {
            rcid,
            facts: None,
            is_told: false,
            issues: Issues::default(),
            ballot: Ballot::default(),
            defects: Vec::new(),
        }
    }
}

/// The session in which the vote fell. The sources count the votes of special and emergency special sessions
/// to the regular session of the time; `ESS/2/77A` and `SS/5` tell them.
fn session_of(symbol: Option<&Symbol>, written: &str, regular: u8) -> Session {
    if let Some(session @ (Session::Special(_) | Session::Emergency(_))) =
        symbol.and_then(Symbol::session)
    {
        return session;
    }
    let mut parts = written.split('/');
    let (kind, number) = (parts.next(), parts.next().and_then(|number| number.parse().ok()));
    match (kind, number) {
        (Some("ESS"), Some(number @ 1..)) => Session::Emergency(number),
        (Some("SS"), Some(number @ 1..)) => Session::Special(number),
        _ => Session::Regular(regular),
    }
}

/// The day that decides whom a code means: of a date that is not exact to the day, the first one that lies in
/// the session. In September 1971 the session opened when Egypt had its name back.
fn day_to_look_up(date: Date, session: u8) -> Date {
    let (first, last) = date.ends();
    let in_session = |day: &Date| {
        let (month, of_month) = (day.month().unwrap_or(1), day.day().unwrap_or(1));
        Session::regular_on(day.year(), month, of_month) == Some(Session::Regular(session))
    };
    let days = (0..=first.days_until(last)).filter_map(|days| first.plus_days(days));
    days.into_iter().find(in_session).unwrap_or(first)
}

/// A symbol of a resolution or decision is given to what was adopted.
fn tell_outcome(vote: &mut RecordedVote, cast: &[(scrutineer_record::MemberId, Position)]) {
    let count = |of| cast.iter().filter(|(_, position)| *position == of).count();
    let (yes, no) = (count(Position::Yes), count(Position::No));
    if yes > no {
        vote.outcome = Outcome::Adopted;
    } else if !cast.is_empty() {
        vote.defects.push(Defect::Other(format!(
            "{yes} yes and {no} no, but the symbol is that of an adopted text: the vote was hardly on the whole"
        )));
    }
}

/// Gives votes that have nothing but minutes for a description, often of another item, the title that
/// another vote on the same text has.
fn name(accounts: &mut [Account], unnamed: &[usize]) {
    let mut titles: HashMap<Symbol, String> = HashMap::new();
    for (place, Account { vote, .. }) in accounts.iter().enumerate() {
        let symbol = vote.symbol.as_ref().filter(|_| unnamed.binary_search(&place).is_err());
        if let Some(symbol) = symbol {
            titles.entry(symbol.clone()).or_insert_with(|| vote.title.clone());
        }
    }
    for place in unnamed {
        let Some(Account { vote, .. }) = accounts.get_mut(*place) else { continue };
        if let Some(title) = vote.symbol.as_ref().and_then(|symbol| titles.get(symbol)) {
            vote.title.clone_from(title);
        }
    }
}

/// Marks votes on the whole of a text that the source has twice.
fn tell_repeated(accounts: &mut [Account]) {
    let mut first: HashMap<Symbol, String> = HashMap::new();
    for Account { vote, .. } in accounts {
        let Some(symbol) = vote.symbol.as_ref().filter(|_| vote.motion == Motion::Whole) else {
            continue;
        };
        if let Some(before) = first.get(symbol) {
            vote.defects.push(Defect::Other(format!(
                "the source has another vote on the whole of {symbol}: {before}"
            )));
        } else {
            first.insert(symbol.clone(), vote.id.clone());
        }
    }
}

#[cfg(test)]
mod tests;

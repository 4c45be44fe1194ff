//! Votes that are counted together: those of a session, of a year, or all.

use std::collections::BTreeMap;

use scrutineer_ideal::session_of;
use scrutineer_measures::Pairs;
use scrutineer_record::{Date, Positions, Session, Vote};

use super::{By, Wanted};

/// Votes that are counted together.
pub struct Period {
    /// The session, where the votes are of one.
    pub session: Option<Session>,
    /// The year in which the session opened, or that of the votes.
    pub year: Option<i16>,
    /// The regular session of the last vote, in which states have their numbers.
    pub(super) regular: u8,
    /// The regular session to which all of the votes count for ideal points, if it is one.
    pub(super) of_points: Option<u8>,
    /// The date of the last vote.
    pub until: Date,
    /// The positions that count, vote by vote.
    pub votes: Vec<Positions>,
}

impl Period {
    /// The agreement of every pair.
    pub fn pairs(&self) -> Pairs {
        Pairs::of_positions(self.votes.iter().copied())
    }

    /// As a heading has it.
    pub fn name(&self) -> String {
        match (self.session, self.year) {
            (Some(session), Some(year)) => format!("session {session} ({year})"),
            (Some(session), None) => format!("session {session}"),
            (None, Some(year)) => format!("{year}"),
            (None, None) => format!("all votes to {}", self.until.in_short_words()),
        }
    }
}

/// The periods of the votes that are wanted, in the order of time, special sessions after the regular ones.
pub(super) fn of(wanted: &Wanted<'_>) -> Vec<Period> {
    let mut votes: BTreeMap<(Option<Session>, Option<i16>), Vec<Vote<'_>>> = BTreeMap::new();
    for vote in wanted.record.unselected_votes().filter(|vote| wanted.vote(*vote)) {
        let key = match wanted.request.by {
            By::Session => (Some(vote.session), None),
            By::Year => (None, Some(vote.date.year())),
            By::All => (None, None),
        };
        votes.entry(key).or_default().push(vote);
    }
    let periods = votes.into_iter();
    periods.filter_map(|((session, year), votes)| period(wanted, session, year, &votes)).collect()
}

fn period(
    wanted: &Wanted<'_>,
    session: Option<Session>,
    year: Option<i16>,
    votes: &[Vote<'_>],
) -> Option<Period> {
    let last = votes.iter().max_by_key(|vote| vote.date)?;
    let opened = session.and_then(Session::opening_year).and_then(|year| year.try_into().ok());
    let mut sessions = votes.iter().map(|vote| session_of(*vote));
    let of_points = sessions.next().flatten();
    Some(Period {
        session,
        year: year.or(opened),
        regular: session_of(*last).unwrap_or(1),
        of_points: of_points.filter(|one| sessions.all(|other| other == Some(*one))),
        until: last.date,
        votes: votes.iter().map(|vote| vote.positions().among(wanted.among(*vote))).collect(),
    })
}

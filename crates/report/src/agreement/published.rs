//! All pairs in the columns of Voeten's agreement scores.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use scrutineer_ideal::{Belief, Distance, Links, Motions, Rules, Settings, ccodes, fast, prepare};
use scrutineer_measures::{Agreement, Pairs};
use scrutineer_record::{MemberId, Positions, Record};

use super::Agreements;
use super::rows::written;

/// The year before that in which the first session opened.
const FIRST_YEAR: u16 = 1945;

/// Where every state with a number stands in every session, over how many votes: by session and number.
pub struct Standing {
    states: HashMap<(u8, u16), (Belief, usize)>,
    /// How the published columns call the votes: all, or those of final passage.
    suffix: &'static str,
}

impl Standing {
    /// Estimated from a record, in about a second.
    pub fn of(record: &Record, motions: Motions) -> Standing {
        let prepared = prepare(record, &Rules { motions, ..Rules::default() }, &Links::Series);
        let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
        let points = prepared.who.iter().zip(&fit.points).enumerate();
        let states = points.filter_map(|(place, (who, belief))| {
            let votes = prepared.ballots.votes_of(place);
            Some(((who.session, who.ccode?), (*belief, votes)))
        });
        let suffix = match motions {
            Motions::All => "All",
            Motions::FinalPassage => "FP",
        };
        Standing { states: states.collect(), suffix }
    }

    fn header(&self) -> String {
        let of = self.suffix;
        format!(
            "\"\",session.x,ccode1,ccode2,agree,year,IdealPoint{of}.x,NVotes{of}.x,IdealPoint{of}.y,NVotes{of}.y,\
             IdealPointDistance\n"
        )
    }
}

/// A session with its votes, those of special sessions included.
struct Part {
    session: u8,
    votes: Vec<Positions>,
    /// By the places of members.
    stands: Vec<Option<Stands>>,
    /// The one member that is asked for beside all others.
    only: Option<MemberId>,
}

/// Where a state stands in a session.
#[derive(Clone, Copy)]
struct Stands {
    ccode: u16,
    point: Belief,
    votes: usize,
}

impl Part {
    /// Each pair twice, by the numbers of the states.
    fn pairs(&self) -> Vec<(Stands, Stands, Agreement)> {
        let stands = |member: MemberId| self.stands.get(member.place()).copied().flatten();
        let mut pairs = Vec::new();
        for (a, b, found) in Pairs::of_positions(self.votes.iter().copied()).iter() {
            let asked = self.only.is_none_or(|only| a == only || b == only);
            if let (Some(a), Some(b), true) = (stands(a), stands(b), asked && found.n() > 0) {
                pairs.extend([(a, b, found), (b, a, found)]);
            }
        }
        pairs.sort_by_key(|(one, other, _)| (one.ccode, other.ccode));
        pairs
    }

    /// The rows, but for their numbers.
    fn written(&self) -> String {
        let mut out = String::new();
        for (one, other, found) in self.pairs() {
            let distance = Distance::of(one.point, other.point).between;
            // Nothing can fail that writes to a string.
            let _ = writeln!(
                out,
                "{},{},{},{:.6},{},{:.6},{},{:.6},{},{distance:.6}",
                self.session,
                one.ccode,
                other.ccode,
                found.half_way().unwrap_or(f64::NAN),
                FIRST_YEAR + u16::from(self.session),
                one.point.mean,
                one.votes,
                other.point.mean,
                other.votes
            );
        }
        out
    }
}

impl Agreements<'_> {
    /// As CSV with the columns of the published files, in parts: each pair of a regular session twice, of states that have
    /// a number and an ideal point. `agree` takes an abstention for half way.
    pub fn like_voeten(self, standing: &Standing) -> impl Iterator<Item = String> + use<> {
        let header = standing.header();
        let parts = self.published(standing);
        let numbered = written(parts, Part::written).scan(0_u64, |last, rows| {
            let mut out = String::with_capacity(rows.len());
            for row in rows.lines() {
                *last += 1;
                let _ = writeln!(out, "{last},{row}");
            }
            Some(out)
        });
        std::iter::once(header).chain(numbered)
    }

    fn published(self, standing: &Standing) -> Vec<Part> {
        let (only, members) = (self.only(), self.record.members());
        let rules = Rules::default();
        let ccodes = ccodes(members, &rules);
        let mut sessions: BTreeMap<u8, Vec<Positions>> = BTreeMap::new();
        for period in self.periods {
            if let Some(session) = period.of_points {
                sessions.entry(session).or_default().extend(period.votes);
            }
        }
        let part = |(session, votes)| {
            let stands = |member| {
                let ccode = ccodes(session, member)?;
                let (point, votes) = *standing.states.get(&(session, ccode))?;
                Some(Stands { ccode, point, votes })
            };
            let stands = members.iter().map(|(member, _)| stands(member)).collect();
            Part { session, votes, stands, only }
        };
        sessions.into_iter().map(part).collect()
    }
}

//! What was asked for, estimated.

use scrutineer_ideal::{
    Belief, Fit, Links, Motions, Prepared, Rules, Settings, Who, fast, prepare,
};
use scrutineer_record::{MemberId, Record};

use super::{Args, Model, Votes, nothing};
use crate::error::Error;

/// A member's ideal point in a session.
pub(super) struct Point {
    pub(super) who: Who,
    pub(super) votes: usize,
    pub(super) belief: Belief,
}

/// All that was estimated.
pub(super) struct Estimate {
    pub(super) points: Vec<Point>,
    pub(super) votes: usize,
    pub(super) items: usize,
    pub(super) converged: bool,
}

/// One estimate, with the votes from which it was made.
pub(super) struct Fitted {
    pub(super) prepared: Prepared,
    pub(super) fit: Fit,
}

impl Fitted {
    /// The estimate that was asked for, for all that looks into one.
    pub(super) fn of(record: &Record, args: &Args, links: &Links) -> Result<Fitted, Error> {
        if args.model == Model::Static {
            return Err(Error::request(
                "the static model is an estimate for every session by itself",
            )
            .hint("leave out --model static, and name the session: --sessions 74"));
        }
        let fitted = Fitted::by(record, &rules(args), links);
        if fitted.prepared.who.is_empty() { Err(nothing(record, args)) } else { Ok(fitted) }
    }

    fn by(record: &Record, rules: &Rules, links: &Links) -> Fitted {
        let prepared = prepare(record, rules, links);
        let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
        Fitted { prepared, fit }
    }
}

fn rules(args: &Args) -> Rules {
    Rules {
        sessions: args.sessions.clone().unwrap_or(1..=u8::MAX),
        motions: match args.votes {
            Votes::All => Motions::All,
            Votes::FinalPassage => Motions::FinalPassage,
        },
        issue: args.issue,
        abstentions: args.model != Model::Binary,
        ..Rules::default()
    }
}

pub(super) fn estimate(record: &Record, args: &Args, links: &Links) -> Estimate {
    let rules = rules(args);
    if args.model != Model::Static {
        return estimate_once(record, &rules, links);
    }
    let mut all = Estimate { points: Vec::new(), votes: 0, items: 0, converged: true };
    // The largest number of any session is that of a regular one.
    let last = record.votes().map(|vote| vote.session.number()).max().unwrap_or(0);
    for session in *rules.sessions.start()..=last.min(*rules.sessions.end()) {
        let of =
            estimate_once(record, &Rules { sessions: session..=session, ..rules.clone() }, links);
        all.points.extend(of.points);
        all.votes += of.votes;
        all.items += of.items;
        all.converged &= of.converged;
    }
    all.points.sort_by_key(|point| (key(&point.who), point.who.session));
    all
}

fn estimate_once(record: &Record, rules: &Rules, links: &Links) -> Estimate {
    let Fitted { prepared, fit } = Fitted::by(record, rules, links);
    let points = prepared.who.into_iter().zip(fit.points).enumerate();
    Estimate {
        points: points
            .map(|(place, (who, belief))| Point {
                who,
                votes: prepared.ballots.votes_of(place),
                belief,
            })
            .collect(),
        votes: prepared.ballots.votes(),
        items: prepared.ballots.items(),
        converged: fit.converged,
    }
}

/// What a state keeps over time: its number, or itself where it has none.
pub(super) fn key(who: &Who) -> (Option<u16>, Option<MemberId>) {
    (who.ccode, who.ccode.is_none().then_some(who.member))
}

/// For each member, the states that it was: the Soviet Union's points are Russia's too.
pub(super) fn states(
    estimate: &Estimate,
    asked: &[MemberId],
) -> Vec<Vec<(Option<u16>, Option<MemberId>)>> {
    let of = |member: &MemberId| {
        let own = estimate.points.iter().filter(|point| point.who.member == *member);
        own.map(|point| key(&point.who)).collect()
    };
    asked.iter().map(of).collect()
}

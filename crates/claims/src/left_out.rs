//! What a statement leaves out, by rule: the run of the series, who reversed, the rival of the session.
//!
//! At most three facts a finding, none that rests only on the votes already judged.

use std::fmt::Write;

use scrutineer_measures::{co_support, shift};
use scrutineer_record::{Date, MemberSet, Position, Vote};

use crate::judge::cite;
use crate::{ClaimKind, LeftOut};

/// The most facts that a finding is given.
const MOST: usize = 3;

/// Fewer members than this are no reversal worth telling.
const REVERSAL: u16 = 10;

/// The facts that a finding about `vote` leaves out, given the votes it was judged by.
pub(crate) fn left_out(
    vote: Vote<'_>,
    judged: &[Vote<'_>],
    kind: ClaimKind,
    statement: Option<Date>,
) -> Vec<LeftOut> {
    let before = judged.iter().copied().filter(|other| other.series() == vote.series());
    let earliest = before.min_by_key(|other| other.date).unwrap_or(vote);
    let after = vote.next().filter(|next| !judged.contains(next));
    let prior = earliest.previous();
    let mut facts = Vec::new();
    // Who turns round is what a claim about a shift leaves out first.
    let turned_after = after.and_then(|next| reversal_after(vote, next, statement));
    let turned_before = prior.and_then(|prior| reversal_before(prior, earliest, statement));
    let run = run(prior, judged, vote, after, statement);
    let rival = rival(vote, judged, statement);
    let order = match kind {
        ClaimKind::Shift => [turned_after, turned_before, run, rival],
        ClaimKind::CoSupport | ClaimKind::Similarity => [run, turned_after, turned_before, rival],
        _ => [run, turned_before, turned_after, rival],
    };
    facts.extend(order.into_iter().flatten());
    facts.truncate(MOST);
    facts
}

fn after_statement(vote: Vote<'_>, statement: Option<Date>) -> bool {
    statement.is_some_and(|statement| statement.is_before(vote.date))
}

fn labels(votes: &[Vote<'_>]) -> Vec<String> {
    votes.iter().map(Vote::label).collect()
}

/// The votes around those judged, in the order of time: "181-0-1 (2016), 119-46-14 (2018), …".
fn run(
    prior: Option<Vote<'_>>,
    judged: &[Vote<'_>],
    vote: Vote<'_>,
    after: Option<Vote<'_>>,
    statement: Option<Date>,
) -> Option<LeftOut> {
    if prior.is_none() && after.is_none() {
        return None;
    }
    let same = judged.iter().copied().filter(|other| other.series() == vote.series());
    let mut votes: Vec<Vote<'_>> = prior.into_iter().chain(same).chain(after).collect();
    // The vote before the one judged is told even where two lie between.
    votes.sort_by_key(|vote| vote.date);
    votes.dedup();
    let mut text = String::with_capacity(64);
    for vote in &votes {
        text.push_str(if text.is_empty() { "The votes of the series ran " } else { ", " });
        // Nothing fails that is written into memory; and this is quicker than a format of both.
        let _ = write!(text, "{}", vote.tally());
        text.push_str(" (");
        let _ = write!(text, "{}", vote.date.year());
        text.push(')');
    }
    text.push('.');
    let late = after.is_some_and(|after| after_statement(after, statement));
    Some(LeftOut { text, votes: labels(&votes), after_statement: late })
}

/// Of those that took a position now, how many took another next time.
fn reversal_after(vote: Vote<'_>, next: Vote<'_>, statement: Option<Date>) -> Option<LeftOut> {
    let table = shift(vote, next);
    let (from, to, moved) = largest_move(|from, to| table.get(&[from, to]))?;
    let n = table.took_before(from).len();
    let (n, moved) = (n.to_string(), moved.len().to_string());
    let (here, there) = (cite(&vote), cite(&next));
    let (took, turned) = (from.verb(), to.verb());
    // Nearly every finding has such a fact, and format! takes four times as long.
    let text = [
        "Of the ", &n, " that ", took, " on ", &here, ", ", &moved, " ", turned, " on ", &there,
        ".",
    ];
    let text = text.concat();
    Some(LeftOut {
        text,
        votes: labels(&[vote, next]),
        after_statement: after_statement(next, statement),
    })
}

/// Of those that took a position then, how many had taken another before.
fn reversal_before(prior: Vote<'_>, vote: Vote<'_>, statement: Option<Date>) -> Option<LeftOut> {
    let table = shift(prior, vote);
    let (before, then, moved) = largest_move(|from, to| table.get(&[from, to]))?;
    let n = table.took_after(then).len();
    let (n, moved) = (n.to_string(), moved.len().to_string());
    let (here, there) = (cite(&vote), cite(&prior));
    let (took, turned) = (then.verb(), before.verb());
    let text = [
        "Of the ", &n, " that ", took, " on ", &here, ", ", &moved, " had ", turned, " on ",
        &there, ".",
    ];
    let text = text.concat();
    Some(LeftOut {
        text,
        votes: labels(&[prior, vote]),
        after_statement: after_statement(vote, statement),
    })
}

/// The largest move from one position to another, if it is large enough to tell.
fn largest_move(
    get: impl Fn(Position, Position) -> MemberSet,
) -> Option<(Position, Position, MemberSet)> {
    const CAST: [Position; 3] = [Position::Yes, Position::No, Position::Abstain];
    CAST.into_iter()
        .flat_map(|from| CAST.into_iter().map(move |to| (from, to)))
        .filter(|(from, to)| from != to)
        .map(|(from, to)| (from, to, get(from, to)))
        .max_by_key(|(_, _, moved)| moved.len())
        .filter(|(_, _, moved)| moved.len() >= REVERSAL)
}

/// The rival of the same session, and who supported both.
fn rival(vote: Vote<'_>, judged: &[Vote<'_>], statement: Option<Date>) -> Option<LeftOut> {
    let rival = vote.rivals().into_iter().find(|rival| !judged.contains(rival))?;
    let both = co_support(&[vote, rival]).len();
    let text = format!(
        "The rival text {} was adopted {}; {both} voted yes on both.",
        cite(&rival),
        rival.tally()
    );
    Some(LeftOut {
        text,
        votes: labels(&[vote, rival]),
        after_statement: after_statement(rival, statement),
    })
}

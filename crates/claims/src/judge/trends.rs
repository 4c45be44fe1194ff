//! The course of a series: figures of several votes, records, runs of rises and falls.

use super::*;
use crate::frame::{Extreme, Factor, Point, Run};
use crate::quantity::Bound;

impl<'c, 'r> Judge<'c, 'r> {
    /// Each figure against the vote that it is told of, and whether they run the way that is told.
    pub(super) fn points(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let position = case.frame.position?;
        let points = &case.frame.points;
        let mut ruling = Ruling::default();
        let votes = self.votes_of_points(case, points, vote);
        for (point, other) in points.iter().zip(&votes) {
            match other {
                Err(gap) => ruling.part(None, true, gap.clone()),
                Ok(other) => {
                    let counted = other.tally().of(position);
                    let holds = point.number.fits(u32::from(counted));
                    let words = format!("{counted} {} on {}", position.verb(), cite(other));
                    ruling.part(holds, true, words);
                    ruling.fixes.extend(case.point_fix(point, counted).filter(|_| !holds));
                    ruling.see(*other);
                }
            }
        }
        // "fell to 78 from 80 in 2022": told in whatever order.
        let mut in_order: Vec<Vote<'r>> = votes.iter().flatten().copied().collect();
        in_order.sort_by_key(|vote| vote.date);
        let (first, last) = (in_order.first().copied(), in_order.last().copied());
        let of_now = points.iter().all(|point| point.earlier);
        let (first, last) = match points.len() {
            1 if !of_now => (self.known_vote_before(case, vote).ok(), last),
            _ if of_now => (first, Some(vote)),
            _ => (first, last),
        };
        if let (Some(first), Some(last), Some(comparison)) = (first, last, case.frame.comparison)
            && first != last
        {
            ruling.see(first);
            ruling.see(last);
            let (old, new) = (first.tally().of(position), last.tally().of(position));
            let way = match comparison.direction {
                Direction::More => new > old,
                Direction::Fewer => new < old,
                Direction::Same => new == old,
            };
            let words = format!("that is {old} on {} and {new} on {}", first.label(), last.label());
            if !way {
                ruling.part(false, true, words);
                ruling.fixes.extend(case.way_fix(new, old));
            }
            if let Some(by) = comparison.by {
                let apart = u32::from(new.abs_diff(old));
                let words = format!("{old} became {new}");
                ruling.part(by.fits(apart), true, if by.fits(apart) { "" } else { &words });
            }
            if let Some(factor) = comparison.factor
                && !factor.fits(new, old)
            {
                ruling.part(false, true, format!("{old} became {new}"));
            }
        }
        ruling.votes.sort_by_key(|vote| vote.date);
        if ruling.verdict() == Verdict::Supported && self.reaches_far_back(case, &votes, vote) {
            ruling.leave_open_against_which();
        }
        // A figure of a vote that the record lacks cannot be told, and a change not without it.
        if votes.iter().any(Result::is_err) && ruling.failing() == 0 {
            ruling.verdict = Some(Verdict::NotInRecord);
        }
        Some(ruling)
    }

    /// The vote of which each figure is told: that of its year; without one, the vote itself for the last and the
    /// one before for "from 12".
    fn votes_of_points(
        &self,
        case: &Case<'c, 'r>,
        points: &[Point],
        vote: Vote<'r>,
    ) -> Vec<Result<Vote<'r>, String>> {
        let mut votes: Vec<Result<Vote<'r>, String>> = Vec::new();
        for (place, point) in points.iter().enumerate() {
            let year = point.when.and_then(|when| year_of(when, case.context, Some(vote)));
            let dated_before = points.iter().take(place).any(|point| point.when.is_some());
            let rest = points.len() - place - 1;
            let alone = points.iter().filter(|point| !point.earlier).count() == 1;
            let other = match (year, votes.last()) {
                (Some(year), _) => self.vote_in(vote, year),
                // "to 78 from 80 in 2022": what is no earlier figure is that of the vote itself.
                (None, _) if !point.earlier && alone && rest > 0 => Ok(vote),
                // "from 119 in 2018, support rose to 129": the vote spoken of, or that after the one told.
                (None, Some(Ok(last))) if !point.earlier && alone && *last == vote => {
                    let now = case.context.focus.filter(|now| last.date.is_before(now.date));
                    now.or_else(|| last.next()).ok_or_else(|| no_vote_after(*last))
                }
                (None, Some(Ok(last))) if dated_before && points.len() > 2 => {
                    last.next().ok_or_else(|| no_vote_after(*last))
                }
                (None, _) => {
                    let back = rest + usize::from(rest == 0 && point.earlier);
                    let mut other = Ok(vote);
                    for _ in 0..back {
                        other = other.and_then(|other| self.known_vote_before(case, other));
                    }
                    let undated = points.iter().all(|point| point.when.is_none());
                    match point.earlier
                        && points.len() == 2
                        && undated
                        && case.frame.comparison.is_some()
                    {
                        true => self.that_had(case, point, vote).map_or(other, Ok),
                        false => other,
                    }
                }
            };
            votes.push(other);
        }
        votes
    }

    /// "has fallen from 71 to 17": since when is not told, so that the last vote of the series which had so many is
    /// meant.
    fn that_had(&self, case: &Case<'c, 'r>, point: &Point, vote: Vote<'r>) -> Option<Vote<'r>> {
        let position = case.frame.position?;
        let had = |other: &&Vote<'r>| {
            other.date < vote.date && point.number.fits(u32::from(other.tally().of(position)))
        };
        self.record.votes_of(vote.series()?).iter().rfind(had).copied()
    }

    /// "fell from 71 to 17", where a vote of long ago had 71: "has fallen" can look so far back, and a text can have
    /// told of that vote.
    fn reaches_far_back(
        &self,
        case: &Case<'c, 'r>,
        votes: &[Result<Vote<'r>, String>],
        vote: Vote<'r>,
    ) -> bool {
        let [Ok(first), Ok(last)] = votes else { return false };
        let undated = case.frame.points.iter().all(|point| point.when.is_none());
        let has = |place: usize| matches!(case.sentence.verb(place), Some((Verb::Have, _)));
        let known = vote.previous().is_none_or(|before| before == *first)
            || case.context.told.contains(first)
            || case.frame.at.clone().any(has);
        *last == vote && undated && !known
    }

    /// The vote of the series in a year.
    pub(super) fn vote_in(&self, vote: Vote<'r>, year: i16) -> Result<Vote<'r>, String> {
        let Some(series) = vote.series() else {
            return Err(format!("{} belongs to no series in the record", cite(&vote)));
        };
        let votes = self.record.votes_of(series);
        let found = votes.into_iter().rfind(|other| other.date.year() == year);
        found.ok_or_else(|| format!("the record holds no vote of this series in {year}"))
    }

    /// "the best result so far", "the fewest noes since 2012".
    pub(super) fn extreme(
        &self,
        case: &Case<'c, 'r>,
        extreme: Extreme,
        vote: Vote<'r>,
    ) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let position = case.frame.position.unwrap_or(Position::Yes);
        let Some(earlier) = self.earlier(vote) else {
            ruling.part(None, true, format!("{} belongs to no series in the record", cite(&vote)));
            return ruling;
        };
        let within =
            extreme.within.map(|years| vote.date.year().saturating_sub(years).saturating_add(1));
        let earlier = match extreme.since.or(within) {
            Some(since) => earlier.since(vote, since),
            None => earlier,
        };
        let count = |vote: &Vote<'r>| vote.tally().of(position);
        let now = count(&vote);
        let nearest = match extreme.most {
            true => earlier.votes.iter().max_by_key(|other| count(other)),
            false => earlier.votes.iter().min_by_key(|other| count(other)),
        };
        let Some(nearest) = nearest.copied() else {
            ruling.part(None, true, no_vote_before(vote));
            return ruling;
        };
        let then = count(&nearest);
        let beaten = if extreme.most { now > then } else { now < then };
        let words = format!(
            "{now} {} on {}; the {} before was {then} on {}",
            position.verb(),
            cite(&vote),
            if extreme.most { "most" } else { "least" },
            cite(&nearest)
        );
        ruling.see(nearest);
        match earlier.gap {
            Some(gap) if beaten => {
                ruling.part(None, true, words);
                ruling.cannot_tell(gap);
            }
            // A record that is only equalled is one in part.
            _ if now == then => ruling.part_in_part(words),
            _ => ruling.part(beaten, true, words),
        }
        ruling.evidence.push(self.evidence(vote, position, vote.positions().who(position)));
        ruling
    }

    /// "the fourth year running in which the ayes shrank", "has risen steadily since 2008".
    pub(super) fn run(&self, case: &Case<'c, 'r>, run: Run, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let (Some(earlier), Some(comparison)) = (self.earlier(vote), case.frame.comparison) else {
            ruling.part(None, true, format!("{} belongs to no series in the record", cite(&vote)));
            return ruling;
        };
        let earlier = match run {
            Run::Times(times) => earlier.last(vote, times),
            Run::Unbroken(Some(since)) | Run::NeverBack(Some(since)) => earlier.since(vote, since),
            Run::Unbroken(None) | Run::NeverBack(None) => earlier,
        };
        let votes: Vec<Vote<'r>> = earlier.votes.iter().copied().chain([vote]).collect();
        let position = comparison.position;
        let mut broken = Vec::new();
        for pair in votes.windows(2) {
            let [before, after] = pair else { continue };
            let (old, new) = (before.tally().of(position), after.tally().of(position));
            let onward =
                if comparison.direction == Direction::More { new > old } else { new < old };
            let holds = onward || new == old && matches!(run, Run::NeverBack(_));
            if !holds {
                broken.push(format!("{old} on {} and {new} on {}", cite(before), cite(after)));
            }
        }
        ruling.votes = votes.clone();
        let steps = votes.len().saturating_sub(1);
        let course: Vec<String> =
            votes.iter().map(|vote| vote.tally().of(position).to_string()).collect();
        let words = format!("those that {} were {}", position.verb(), list(&course, "and"));
        match (broken.is_empty(), earlier.gap) {
            (true, Some(gap)) => ruling.cannot_tell(gap),
            (true, None) if steps == 0 => ruling.part(None, true, no_vote_before(vote)),
            (true, None) => ruling.part(true, true, words),
            // So many in a row can hold of some of them.
            (false, _) if broken.len() < steps && matches!(run, Run::Times(_)) => {
                ruling.part_in_part(format!("{words}: {}", list(&broken, "and")));
            }
            (false, _) => ruling.part(false, true, format!("{words}: {}", list(&broken, "and"))),
        }
        ruling
    }

    /// "more abstained than opposed": one side of a vote against the other.
    pub(super) fn sides(
        &self,
        case: &Case<'c, 'r>,
        comparison: Comparison,
        against: Position,
        vote: Vote<'r>,
    ) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let tally = vote.tally();
        let (one, other) = (tally.of(comparison.position), tally.of(against));
        let way = match comparison.direction {
            Direction::More => one > other,
            Direction::Fewer => one < other,
            Direction::Same => one == other || comparison.factor.is_some(),
        };
        let holds = match comparison.factor {
            // "adopted 45 to 1" of a vote that only one lost: that is the tally.
            Some(Factor { times, of: 1, bound: Bound::Exactly }) if other == 1 && times > 1 => {
                u32::from(one) == times
            }
            // "less than twice as many": the factor tells which way.
            Some(factor) => factor.fits(one, other),
            None => way,
        };
        ruling.part(holds, true, format!("the vote on {} was {tally}", cite(&vote)));
        for count in &case.frame.counts {
            let holds = count_fits(count, vote);
            ruling.part(holds, true, "");
            let counted = tally.of(count.position);
            ruling.fixes.extend(case.count_fix(count, counted).filter(|_| !holds));
        }
        ruling.evidence.push(self.evidence(
            vote,
            comparison.position,
            vote.positions().who(comparison.position),
        ));
        ruling
    }
}

fn no_vote_before(vote: Vote<'_>) -> String {
    format!("the record holds no vote of the series before {}", cite(&vote))
}

fn no_vote_after(vote: Vote<'_>) -> String {
    format!("the record holds no vote of the series after {}", cite(&vote))
}

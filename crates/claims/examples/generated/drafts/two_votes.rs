//! What is told of several votes: one against another, who moved, the course of years, two texts together.

use fastrand::Rng;
use scrutineer_record::{MemberId, Position, Vote};

use super::{Ask, Draft, altered};
use crate::phrasings::Values;
use crate::truth::{Change, Says, count, who};

impl<'r> Ask<'_, 'r> {
    fn count_in(&self, vote: Vote<'r>, position: Position) -> u16 {
        count(self.pool.record, vote, position)
    }

    pub(super) fn comparison(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let position = self.position_asked()?;
        let before = self.pool.year_before(self.vote)?;
        let asks = |what: &str| self.phrasing.asks(what);
        let change = match () {
            () if asks("more") => Change::More,
            () if asks("fewer") => Change::Fewer,
            () => Change::Same,
        };
        let (then, now) = (self.count_in(before, position), self.count(position));
        let difference = then.abs_diff(now);
        let real = Change::of(then, now) == change;
        let mut by = asks("by").then_some(difference);
        let mut atom = "direction";
        if asks("by") {
            if difference == 0 || (self.truth && !real) {
                return None;
            }
            if !self.truth && real {
                (by, atom) = (Some(altered(difference, rng)), "number");
            }
        }
        let values = by.map(|by| ("by", by.into())).into_iter().collect();
        let (then, now) = (before.id.clone(), self.id());
        self.with(before, Says::Compared { then, now, position, change, by }, atom, values)
    }

    fn with(
        &self,
        other: Vote<'r>,
        says: Says,
        atom: &'static str,
        values: Values,
    ) -> Option<Draft<'r>> {
        let draft = self.draft(says, atom, values)?;
        Some(Draft { votes: vec![self.vote, other], ..draft })
    }

    pub(super) fn shift(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let before = self.pool.year_before(self.vote)?;
        let (from, to) = self.phrasing.conditions.iter().find_map(|way| {
            let (from, to) = way.split_once('>')?;
            Some((named_position(from)?, named_position(to)?))
        })?;
        let stayed = who(self.pool.record, before, from);
        let (moved, stayed): (Vec<MemberId>, Vec<MemberId>) =
            stayed.into_iter().partition(|id| self.vote.positions().of(*id) == Some(to));
        let (then, now) = (before.id.clone(), self.id());
        let mut n = u16::try_from(moved.len()).ok().filter(|n| *n > 0)?;
        if self.phrasing.tells("n") {
            if !self.truth {
                n = altered(n, rng);
            }
            let values = Values::from([("n", n.into())]);
            let says = Says::MovedCount { then, now, count: n, from, to };
            return self.with(before, says, "number", values);
        }
        let many = if self.phrasing.tells("member") { 1 } else { rng.usize(2..4) };
        let mut members = self.pool.members(&moved, many, rng);
        if members.len() < many {
            return None;
        }
        if !self.truth {
            members[0] = self.pool.member(&stayed, rng)?;
        }
        let values = self.named(&members, rng);
        self.with(before, Says::Moved { then, now, members, from, to }, "name", values)
    }

    pub(super) fn trend(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let position = self.position_asked()?;
        let asks = |what: &str| self.phrasing.asks(what);
        let mut votes = vec![self.vote];
        let steps = if asks("two") { 1 } else { 2 };
        for _ in 0..steps {
            votes.push(self.pool.year_before(*votes.last()?)?);
        }
        let mut draft = {
            let counts: Vec<u16> =
                votes.iter().rev().map(|vote| self.count_in(*vote, position)).collect();
            let ids: Vec<String> = votes.iter().rev().map(|vote| vote.id.clone()).collect();
            self.course(position, ids, counts, rng)?
        };
        for (name, vote) in ["y1", "y2", "y3"].into_iter().zip(votes.iter().rev()) {
            draft.values.insert(name, vote.date.year().to_string().into());
        }
        Some(Draft { votes, ..draft })
    }

    fn course(
        &self,
        position: Position,
        votes: Vec<String>,
        mut counts: Vec<u16>,
        rng: &mut Rng,
    ) -> Option<Draft<'r>> {
        let asks = |what: &str| self.phrasing.asks(what);
        let change = if asks("up") { Change::More } else { Change::Fewer };
        if asks("up") || asks("down") {
            let says = Says::Steady { votes, position, change };
            return self.draft(says, "direction", Values::new());
        }
        if counts.iter().any(|count| *count < 2) {
            return None;
        }
        if !self.truth {
            let at = rng.usize(..counts.len());
            counts[at] = altered(counts[at], rng);
        }
        let names = ["a", "b", "c"].into_iter();
        let values = names.zip(counts.iter().map(|count| (*count).into())).collect();
        self.draft(Says::Course { votes, position, counts }, "number", values)
    }

    pub(super) fn co_support(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let fits = |other: &Vote<'r>| {
            other.id != self.vote.id
                && other.session == self.vote.session
                && other.title != self.vote.title
                && other.date.days_until(self.vote.date).abs() < 60
        };
        let near: Vec<Vote<'r>> = self.pool.votes().filter(fits).collect();
        let other = *rng.choice(&near)?;
        let in_other = who(self.pool.record, other, Position::Yes);
        let (both, one): (Vec<MemberId>, Vec<MemberId>) =
            self.who(Position::Yes).into_iter().partition(|id| in_other.contains(id));
        let (vote, second) = (self.id(), other.id.clone());
        if self.phrasing.tells("n") {
            let n = u16::try_from(both.len()).ok().filter(|n| *n > 1)?;
            let n = if self.truth { n } else { altered(n, rng) };
            let says = Says::BothCount { one: vote, other: second, count: n };
            return self.with(other, says, "number", Values::from([("n", n.into())]));
        }
        let many = if self.phrasing.tells("member") { 1 } else { rng.usize(2..4) };
        let mut members = self.pool.members(&both, many, rng);
        if members.len() < many {
            return None;
        }
        if !self.truth {
            members[0] = self.pool.member(&one, rng)?;
        }
        let values = self.named(&members, rng);
        self.with(other, Says::Both { one: vote, other: second, members }, "name", values)
    }
}

fn named_position(name: &str) -> Option<Position> {
    super::NUMBERS.iter().find(|(known, _)| *known == name).map(|(_, position)| *position)
}

//! What is told of one vote alone: how many, who, which groups, what share, what became of it.

use fastrand::Rng;
use scrutineer_record::{MemberId, Position};

use super::{Ask, Draft, NUMBERS, altered};
use crate::phrasings::Values;
use crate::truth::{self, Base, Part, Says, Test, is_adopted};

impl<'r> Ask<'_, 'r> {
    pub(super) fn tally(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let adopted = is_adopted(self.pool.record, self.vote)?;
        if adopted == self.phrasing.asks("rejected") {
            return None;
        }
        let mut counts = Vec::new();
        let mut telling = Vec::new();
        for (name, position) in NUMBERS {
            let real = self.count(position);
            let asks = |what: &str| self.phrasing.asks(&format!("{name}{what}"));
            let fits = (!asks(">0") || real > 0)
                && (!asks(">2") || real > 2)
                && (!asks("=0") || real == 0)
                && (!asks("=1") || real == 1);
            if !fits {
                return None;
            }
            if self.phrasing.tells(name) {
                telling.push(counts.len());
                counts.push((position, real));
            } else if asks("=0") || asks("=1") {
                counts.push((position, real));
            }
        }
        let mut margin = self.count(Position::Yes).abs_diff(self.count(Position::No));
        if self.phrasing.tells("margin") {
            if margin < 4 || !counts.is_empty() {
                return None;
            }
            if !self.truth {
                margin = altered(margin, rng);
            }
            let says = Says::Margin { vote: self.id(), margin };
            return self.draft(says, "number", Values::from([("margin", margin.into())]));
        }
        let mut atom = "number";
        if !self.truth {
            let at = *rng.choice(&telling)?;
            let other = *rng.choice(&telling)?;
            if at != other && counts[at].1 != counts[other].1 && rng.u8(..4) == 0 {
                (counts[at].1, counts[other].1) = (counts[other].1, counts[at].1);
                atom = "swapped";
            } else {
                counts[at].1 = altered(counts[at].1, rng);
            }
        }
        let told = NUMBERS.iter().filter(|(name, _)| self.phrasing.tells(name));
        let value = |position| counts.iter().find(|(known, _)| *known == position).map(|row| row.1);
        let values = told.filter_map(|(name, position)| Some((*name, value(*position)?.into())));
        let values = values.collect();
        self.draft(Says::Counts { vote: self.id(), counts }, atom, values)
    }

    pub(super) fn position(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let (asked, not) = match self.position_asked() {
            Some(position) => (position, false),
            None if self.phrasing.asks("not-yes") => (Position::Yes, true),
            None => (Position::No, true),
        };
        let (took, others) = (self.who(asked), self.others(asked));
        let (right, wrong) = if not { (others, took) } else { (took, others) };
        let one = ["member", "state"].iter().any(|name| self.phrasing.tells(name));
        let many = if one { 1 } else { rng.usize(2..5) };
        let mut members = self.pool.members(&right, many, rng);
        if members.len() < many {
            return None;
        }
        let mut atom = "name";
        if !self.truth && !one && rng.bool() {
            members = self.pool.members(&wrong, many, rng);
            atom = "position";
        } else if !self.truth {
            let at = rng.usize(..many);
            members[at] = self.pool.member(&wrong, rng)?;
        }
        if members.len() < many {
            return None;
        }
        let values = self.named(&members, rng);
        let vote = self.id();
        let says = match not {
            true => Says::TookNot { vote, members, position: asked },
            false => Says::Took { vote, members, position: asked },
        };
        self.draft(says, atom, values)
    }

    pub(super) fn only(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let position = self.position_asked()?;
        let one = self.phrasing.asks("one");
        let took = self.who(position);
        let mut members = took.clone();
        rng.shuffle(&mut members);
        let others = self.others(position);
        let mut atom = "name";
        if self.truth {
            let fits = if one { took.len() == 1 } else { (2..=6).contains(&took.len()) };
            if !fits {
                return None;
            }
        } else if one {
            // Another member alone, or one of several.
            if took.is_empty() || took.len() > 4 {
                return None;
            }
            if took.len() == 1 {
                members = self.pool.members(&others, 1, rng);
            } else {
                members.truncate(1);
                atom = "missing";
            }
        } else {
            if !(2..=7).contains(&took.len()) {
                return None;
            }
            match rng.u8(..3) {
                0 if took.len() > 2 => {
                    members.pop();
                    atom = "missing";
                }
                1 => {
                    members.push(self.pool.member(&others, rng)?);
                    atom = "added";
                }
                _ => members[0] = self.pool.member(&others, rng)?,
            }
        }
        let values = self.named(&members, rng);
        self.draft(Says::Only { vote: self.id(), members, position }, atom, values)
    }

    pub(super) fn outcome(&self) -> Option<Draft<'r>> {
        let adopted = self.phrasing.asks("adopted");
        let says = Says::Adopted { vote: self.id(), adopted };
        // Few texts are rejected: what is told of them is mostly false.
        let truth = is_adopted(self.pool.record, self.vote)? == adopted;
        Ask { truth, ..*self }.draft(says, "outcome", Values::new())
    }

    pub(super) fn quiet(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let took = self.who(Position::Yes);
        let many = if self.phrasing.tells("member") { 1 } else { 2 };
        let members = self.pool.members(&took, many, rng);
        let mut values = self.named(&members, rng);
        for (name, position) in NUMBERS {
            values.insert(name, (self.count(position).max(2)).into());
        }
        let draft = self.draft(
            Says::Took { vote: self.id(), members, position: Position::Yes },
            "",
            values,
        )?;
        Some(Draft { says: None, ..draft })
    }

    /// How a group voted of which at least three were on the roll.
    pub(super) fn group_position(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let position = self.position_asked()?;
        let (code, group) = self.pool.group(self.vote.date, rng)?;
        let roll = truth::group(self.pool.record, self.vote, group);
        let voted = roll.iter().filter(|(_, taken)| *taken != Position::NonVoting);
        let took = |(_, taken): &&(MemberId, Position)| *taken == position;
        let part = |took: bool| -> Vec<MemberId> {
            let same = voted.clone().filter(|row| (row.1 == position) == took);
            same.map(|(id, _)| *id).collect()
        };
        let (with, without) = (part(true), part(false));
        if roll.len() < 3 || with.len() + without.len() < 3 {
            return None;
        }
        let mut n = u16::try_from(roll.iter().filter(took).count()).ok()?;
        let asks = |what| self.phrasing.asks(what);
        let mut but = Vec::new();
        let (how, atom) = if asks("all") {
            // Absent ones would leave it open whether "all" is right.
            (Part::All, if with.len() + without.len() < roll.len() { return None } else { "group" })
        } else if asks("none") {
            (Part::None, "group")
        } else if asks("most") {
            let near = (2 * usize::from(n)).abs_diff(roll.len()) * 6 < roll.len();
            (Part::Most, if near { return None } else { "group" })
        } else if asks("but") {
            if with.len() < 2
                || without.is_empty()
                || without.len() > 2
                || with.len() + without.len() < roll.len()
            {
                return None;
            }
            but = without;
            if !self.truth {
                but[0] = *rng.choice(&with)?;
            }
            (Part::AllBut(but.clone()), "name")
        } else {
            if !self.truth {
                n = altered(n, rng);
            }
            let size = u16::try_from(roll.len()).ok()?;
            (Part::Exactly(n), if n < 2 || n > size { return None } else { "number" })
        };
        let mut values = self.named(&but, rng);
        for (name, form) in [("group", "all"), ("groupone", "one"), ("groupmany", "many")] {
            values.insert(name, self.pool.group_words(code, form, rng).into());
        }
        values.insert("n", n.into());
        values.insert("size", u16::try_from(roll.len()).ok()?.into());
        self.draft(Says::Group { vote: self.id(), group, position, how }, atom, values)
    }

    /// A share that lies well on one side of what is told.
    pub(super) fn share(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let position = self.position_asked()?;
        let base = match () {
            () if self.phrasing.asks("members") => Base::Members,
            () if self.phrasing.asks("voting") => Base::Voting,
            () => Base::Cast,
        };
        let (part, whole) = truth::fraction(self.pool.record, self.vote, position, base);
        let percent = u16::try_from((200 * part + whole) / (2 * whole)).ok()?;
        let told = if self.truth { percent } else { altered(percent, rng) };
        let limit = self.phrasing.conditions.iter().find_map(|condition| {
            let (test, fraction) = condition.split_once('-')?;
            let (n, d) = fraction.split_once('/')?;
            Some((test, n.parse::<u16>().ok()?, d.parse::<u16>().ok()?))
        });
        let (test, atom) = match limit {
            Some((test, n, d)) => {
                let distance = (part * u32::from(d)).abs_diff(whole * u32::from(n));
                if distance * 25 < whole * u32::from(d) {
                    return None;
                }
                let test = match test {
                    "above" => Test::Above(n, d),
                    "below" => Test::Below(n, d),
                    _ => Test::AtLeast(n, d),
                };
                (test, "share")
            }
            None if self.phrasing.asks("percent") => (Test::Percent(told), "number"),
            None if self.phrasing.asks("unanimous") => (Test::Unanimous, "share"),
            None => (Test::Overwhelming, "share"),
        };
        let values = Values::from([("percent", told.into())]);
        self.draft(Says::Share { vote: self.id(), position, base, test }, atom, values)
    }
}

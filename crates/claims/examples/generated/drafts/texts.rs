//! What is told of a text: who put it forward, its committee, its day, its symbol, what it set up.

use fastrand::Rng;
use scrutineer_claims::Verdict;
use scrutineer_record::{Body, Date, MONTHS, Position, Precision, Standing, Symbol, Vote};

use super::{Ask, Draft, altered};
use crate::phrasings::{Values, words};
use crate::truth::Says;

impl<'r> Ask<'_, 'r> {
    /// Of the votes that fit, one: of such texts there are few, and drawing among all would seldom find one.
    fn among(&self, fits: impl Fn(Vote<'r>) -> bool, rng: &mut Rng) -> Option<Ask<'_, 'r>> {
        let fitting: Vec<Vote<'r>> = self.pool.votes().filter(|vote| fits(*vote)).collect();
        Some(Ask { vote: *rng.choice(&fitting)?, ..*self })
    }

    pub(super) fn sponsor(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let proposal = |vote: Vote<'r>| self.pool.record.proposal(vote.symbol.as_ref()?);
        let lead = |vote| proposal(vote)?.lead.as_ref().filter(|lead| lead.decides());
        let ask = self.among(|vote| lead(vote).is_some_and(|lead| lead.value.len() == 1), rng)?;
        let of_lead = &lead(ask.vote)?.value;
        let member = if self.truth {
            of_lead[0]
        } else {
            let listed = |id| {
                proposal(ask.vote)
                    .into_iter()
                    .flat_map(|text| &text.sponsors)
                    .any(|sponsors| sponsors.members.value.contains(&id))
            };
            let others = ask.who(Position::Yes).into_iter().filter(|id| !of_lead.contains(id));
            let others: Vec<_> = others.filter(|id| !listed(*id)).collect();
            self.pool.member(&others, rng)?
        };
        let values = ask.named(&[member], rng);
        ask.draft(Says::Sponsored { vote: ask.id(), member }, "name", values)
    }

    pub(super) fn stage(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let stage = |vote: Vote<'r>| {
            let stage = self.pool.record.proposal(vote.symbol.as_ref()?)?.committee_stage()?;
            (stage.standing != Standing::Unverified).then_some(stage)
        };
        let voted = |vote| stage(vote).and_then(|stage| stage.printed);
        let ask =
            self.among(|vote| voted(vote).is_some_and(|tally| tally.abstain.is_some()), rng)?;
        let tally = voted(ask.vote)?;
        let mut counts = [tally.yes, tally.no, tally.abstain?];
        let told = if self.phrasing.tells("cabstain") { 3 } else { 2 };
        if !self.truth {
            let at = rng.usize(..told);
            counts[at] = altered(counts[at], rng);
        }
        let [yes, no, abstain] = counts;
        let committee = match stage(ask.vote)?.body {
            body @ Body::Committee(_) => body.to_string(),
            _ => return None,
        };
        let values = Values::from([
            ("cyes", yes.into()),
            ("cno", no.into()),
            ("cabstain", abstain.into()),
            ("committee", committee.into()),
        ]);
        let abstain = (told == 3).then_some(abstain);
        ask.draft(Says::Committee { vote: ask.id(), yes, no, abstain }, "number", values)
    }

    pub(super) fn date(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let real = self.vote.date;
        let (year, month) = (real.year(), real.month()?);
        let moved = if self.truth { 0 } else { rng.i16(1..4) };
        let (date, atom) = if self.phrasing.asks("year") {
            (Date::year_of(year - moved)?, "year")
        } else if self.phrasing.asks("month") {
            (Date::month_of(year, month - i8::try_from(moved).ok()?)?, "month")
        } else if real.precision() != Precision::Day {
            return None;
        } else {
            let day = real.day()?;
            match rng.u8(..3) {
                0 => (Date::ymd(year - moved, month, day)?, "year"),
                1 => (Date::ymd(year, month - i8::try_from(moved).ok()?, day)?, "month"),
                _ => (Date::ymd(year, month, day - i8::try_from(moved).ok()?)?, "day"),
            }
        };
        let american = |date: Date| {
            let month = MONTHS[usize::try_from(date.month().unwrap_or(1) - 1).unwrap_or(0)];
            format!("{month} {}, {}", date.day().unwrap_or(1), date.year())
        };
        let day = date.precision() == Precision::Day;
        let dated = if day && rng.bool() { american(date) } else { date.in_words() };
        let at = if day { "on" } else { "in" };
        let values =
            Values::from([("date", format!("{at} {dated}").into()), ("dated", dated.into())]);
        let draft = self.draft(Says::On { vote: self.id(), date }, atom, values)?;
        Some(Draft { by_symbol: true, ..draft })
    }

    pub(super) fn citation(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let invented = self.invented(rng).filter(|_| self.phrasing.asks("invented"));
        if self.phrasing.asks("invented") && (invented.is_none() || self.truth) {
            return None;
        }
        let symbol = invented.as_ref().or(self.vote.symbol.as_ref())?;
        let values = |title: &str, year: i16| {
            Values::from([
                ("symbol", symbol.to_string().into()),
                ("short", symbol.short().into()),
                ("title", title.into()),
                ("running", self.pool.running(title).into()),
                ("year", year.to_string().into()),
            ])
        };
        if self.phrasing.asks("year") {
            let year = self.vote.date.year() - if self.truth { 0 } else { rng.i16(1..6) };
            let says = Says::On { vote: self.id(), date: Date::year_of(year)? };
            return self.draft(says, "year", values("", year));
        }
        let own_title = self.truth || invented.is_some();
        let other = if own_title { self.vote } else { self.pool.vote(rng) };
        let title = self.pool.title(other)?;
        let own = self.pool.title(self.vote)?;
        let common = title.split(' ').filter(|word| word.len() > 5 && own.contains(word));
        let known = other.date.year() <= self.vote.date.year();
        if !own_title && (common.count() > 0 || !known) {
            return None;
        }
        let says = Says::Cites { symbol: symbol.to_string(), titled: other.id.clone() };
        let mut draft = self.draft(says, "symbol", values(&title, self.vote.date.year()))?;
        if invented.is_some() {
            // Whether there is no such text, or none that was voted on, the record cannot tell.
            draft.accept.push(Verdict::NotInRecord);
        }
        Some(Draft { votes: vec![self.vote, other], ..draft })
    }

    /// A symbol of the session of the vote, with a number that none of its resolutions has.
    fn invented(&self, rng: &mut Rng) -> Option<Symbol> {
        let yearly = (31..79).contains(&self.vote.session.number());
        Symbol::resolution(self.vote.session, rng.u32(400..990)).filter(|_| yearly)
    }

    pub(super) fn mandate(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let organs: Vec<_> = words(include_str!("../phrasings/organs.txt")).collect();
        let (organ, names) = rng.choice(&organs)?;
        let organ = self.pool.record.facts().organs.iter().find(|known| known.id == *organ)?;
        let mandated = |vote: Vote<'r>| {
            vote.symbol.as_ref().is_some_and(|symbol| organ.mandates.contains(symbol))
        };
        let related = |vote: Vote<'r>| {
            let proposal = |symbol| self.pool.record.proposal(symbol).is_some();
            vote.symbol.as_ref().is_some_and(proposal) && !mandated(vote)
        };
        let ask =
            self.among(|vote| if self.truth { mandated(vote) } else { related(vote) }, rng)?;
        let symbol = ask.vote.symbol.as_ref()?.to_string();
        let values = Values::from([("organ", (*rng.choice(names)?).into())]);
        let draft =
            ask.draft(Says::Mandate { organ: organ.id.clone(), symbol }, "symbol", values)?;
        Some(Draft { by_symbol: true, ..draft })
    }

    /// A vote of another body on a matter on which the Assembly voted too.
    pub(super) fn elsewhere(&self, rng: &mut Rng) -> Option<Draft<'r>> {
        let symbol = self.vote.symbol.as_ref()?;
        let title = self.pool.title(self.vote).filter(|_| self.vote.date.year() > 1993)?;
        if self.pool.record.proposal(symbol).is_some() {
            return None;
        }
        let many = if self.phrasing.tells("member") { 1 } else { 2 };
        let members = self.pool.members(&self.who(Position::Yes), many, rng);
        let mut values = self.named(&members, rng);
        let counts = [("few", 11..40), ("yes", 70..140), ("no", 2..9)];
        for (name, range) in counts {
            values.insert(name, rng.u16(range).into());
        }
        values.insert("running", self.pool.running(&title).into());
        let says = Says::Elsewhere;
        let draft = Ask { truth: true, ..*self }.draft(says, "body", values)?;
        Some(Draft { votes: vec![self.vote], accept: vec![Verdict::NotInRecord], ..draft })
    }
}

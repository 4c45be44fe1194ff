//! Votes as roll calls, and members as others name them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use scrutineer_record::{
    Body, Date, Member, MemberId, Motion, Period, Position, Record, Session, Vote,
};

/// What stands where nothing is known, as R writes it.
pub(super) const MISSING: &str = "NA";

/// The first number of roll calls that have none of Voeten's.
const OWN_NUMBERS: u32 = 100_001;

/// A vote with its number as a roll call.
pub(super) struct Call<'r> {
    pub(super) number: u32,
    pub(super) vote: Vote<'r>,
}

/// The votes of a record, by number, and the names of its members.
pub(super) struct Calls<'r> {
    pub(super) record: &'r Record,
    pub(super) calls: Vec<Call<'r>>,
    names: BTreeMap<(&'r str, MemberId), Vec<(Period, &'r str)>>,
}

impl<'r> Calls<'r> {
    pub(super) fn of(record: &'r Record, joined: &[(String, String)]) -> Calls<'r> {
        let beside = joined.iter().filter_map(|(id, shown)| Some((shown.as_str(), number(id)?)));
        let beside: HashMap<&str, u32> = beside.collect();
        let votes = record.votes();
        let mut votes: Vec<_> =
            votes.filter(|vote| vote.body == Body::GeneralAssembly && vote.is_by_name()).collect();
        votes.sort_by_key(|vote| (vote.date, vote.facts().id.as_str()));
        let mut next = OWN_NUMBERS;
        let mut calls: Vec<_> = votes
            .into_iter()
            .map(|vote| {
                let id = vote.facts().id.as_str();
                let known = number(id).or_else(|| beside.get(id).copied());
                let number = known.unwrap_or_else(|| {
                    next += 1;
                    next - 1
                });
                Call { number, vote }
            })
            .collect();
        calls.sort_by_key(|call| call.number);
        let mut names: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (scheme, code, valid, member) in record.members().source_codes() {
            names.entry((scheme, member)).or_default().push((valid, code));
        }
        Calls { record, calls, names }
    }

    /// What a scheme calls a member on the days that a date can mean, the first counting before the last: of several
    /// names the one that came into use last.
    pub(super) fn name(&self, scheme: &str, member: MemberId, date: Date) -> Option<&'r str> {
        let names = self.names.get(&(scheme, member))?;
        let last = date.last_day();
        let days = [Some(date), Date::ymd(last.year(), last.month(), last.day())];
        days.into_iter().flatten().find_map(|day| {
            let valid = names.iter().filter(|(valid, _)| valid.holds_at(day));
            let from = |(valid, _): &&(Period, &str)| valid.from.map(|from| from.first_day());
            valid.max_by_key(from).map(|(_, name)| *name)
        })
    }

    /// The numbers of the Correlates of War that any member ever had, in order, each with the member that had it last.
    pub(super) fn states(&self) -> BTreeMap<u16, MemberId> {
        let cow = self.names.iter().filter(|((scheme, _), _)| *scheme == "cow");
        let of = cow.flat_map(|((_, member), names)| {
            names.iter().filter_map(|(valid, code)| Some((code.parse().ok()?, *valid, *member)))
        });
        let mut of: Vec<_> = of.collect();
        of.sort_by_key(|(state, valid, member)| (*state, until(*valid), *member));
        // Of the rows with one key the last stays.
        of.into_iter().map(|(state, _, member)| (state, member)).collect()
    }

    /// The date of the last of the votes on whose roll each member is.
    pub(super) fn last_votes(&self) -> BTreeMap<MemberId, Date> {
        let mut last = BTreeMap::new();
        for call in &self.calls {
            for member in call.vote.positions().roll.iter() {
                let date = last.entry(member).or_insert(call.vote.date);
                *date = call.vote.date.max(*date);
            }
        }
        last
    }

    /// The number of a member's state on a day; where it had none then, another that it had.
    pub(super) fn state(&self, member: MemberId, day: Date) -> Option<u16> {
        let any = || self.names.get(&("cow", member))?.first().map(|(_, code)| *code);
        self.name("cow", member, day).or_else(any)?.parse().ok()
    }

    /// Everyone on the roll with the number of its state, in the order of the numbers.
    pub(super) fn roll(&self, vote: Vote<'r>) -> BTreeMap<(u16, MemberId), Position> {
        let positions = vote.positions();
        let row = |id| {
            let state = self.state(id, vote.date).unwrap_or(u16::MAX);
            Some(((state, id), positions.of(id)?))
        };
        positions.roll.iter().filter_map(row).collect()
    }

    pub(super) fn member(&self, id: MemberId) -> &'r Member {
        &self.record.members()[id]
    }
}

/// Orders periods by their end: those that last come after all that ended, and of these the one that began last.
fn until(valid: Period) -> impl Ord {
    let first = |day: Date| day.first_day();
    (Reverse(valid.to.map(|to| Reverse(first(to)))), valid.from.map(first))
}

/// The number that Voeten gave a roll call; the tables of unvotes have the same ones.
fn number(id: &str) -> Option<u32> {
    let (source, number) = id.split_once(':')?;
    matches!(source, "unvotes" | "voeten").then(|| number.parse().ok()).flatten()
}

impl Call<'_> {
    /// The regular session to which the data count the vote: that of its date.
    pub(super) fn session(&self) -> String {
        let day = self.vote.date.first_day();
        let of_date = Session::regular_on(day.year(), day.month(), day.day());
        let session = match self.vote.session {
            Session::Regular(number) => Some(number),
            _ => of_date.map(Session::number),
        };
        told(session)
    }

    /// The first day on which it can have been taken.
    pub(super) fn day(&self) -> String {
        self.vote.date.first_day().to_string()
    }

    /// What the data call the text: what its source wrote, else the symbol as they write symbols.
    pub(super) fn text(&self) -> String {
        let facts = self.vote.facts();
        if let Some(reference) = &facts.source.reference {
            return reference.clone();
        }
        let Some(symbol) = facts.symbol.as_ref().map(ToString::to_string) else {
            return MISSING.to_owned();
        };
        match (symbol.strip_prefix("A/RES/"), self.vote.session) {
            (Some(rest), Session::Regular(31..=70)) => format!("R/{rest}"),
            _ => symbol,
        }
    }

    /// 1 for an amendment, else 0.
    pub(super) fn amendment(&self) -> &'static str {
        flag(matches!(self.vote.motion, Motion::Amendment(_)))
    }

    /// 1 for a vote on a part, else 0.
    pub(super) fn part(&self) -> &'static str {
        flag(matches!(self.vote.motion, Motion::Part(_)))
    }

    /// Whether the United States called it important.
    pub(super) fn important(&self) -> &'static str {
        self.vote.about.important.map_or(MISSING, flag)
    }
}

/// A value, or what stands for none.
pub(super) fn told(value: Option<impl ToString>) -> String {
    value.map_or_else(|| MISSING.to_owned(), |value| value.to_string())
}

/// A text, or what stands for none.
pub(super) fn words(text: &str) -> &str {
    if text.is_empty() { MISSING } else { text }
}

/// Yes or no as the data write it.
pub(super) fn flag(set: bool) -> &'static str {
    if set { "1" } else { "0" }
}

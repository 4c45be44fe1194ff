//! Whether a claim holds: one function for each kind, over the measures.
//!
//! A claim is judged in parts: its core (how many, who, which way) and what stands around it (the day, the
//! subject, the sponsor). All parts hold: supported. No part of the core does: contradicted. Otherwise partly.

use scrutineer_measures::{co_support, overwhelming, shift};
use scrutineer_record::{
    Body, Committee, Date, Lookup, Majority, MemberId, MemberSet, NicknameTarget,
    Outcome, Position, Record, Stage, Standing, Tally, Vote,
};

use crate::document::Elsewhere;
use crate::frame::{Comparison, Direction, Frame, History};
use crate::left_out::left_out;
use crate::lexicon::Kind;
use crate::link::{Clues, Context, Link, Linker, count_fits, is_time_of, year_of};
use crate::sentence::{Agents, Quantity, Sentence, When};
use crate::words::{count_of, list, names, plural, sentence_of, was};
use crate::{Agent, Claim, ClaimKind, Definition, Evidence, Finding, Span, Verdict, VoteRef};

/// A claim with everything that decides about it.
pub(crate) struct Case<'c, 'r> {
    pub(crate) frame: &'c Frame,
    pub(crate) sentence: &'c Sentence<'c>,
    pub(crate) clues: &'c Clues,
    pub(crate) link: Option<&'c Link<'r>>,
    pub(crate) second: Option<Vote<'r>>,
    /// Why the vote that is meant is not in the record, if it is not.
    pub(crate) missing: Option<&'c str>,
    pub(crate) elsewhere: Option<Elsewhere>,
    pub(crate) home: Option<MemberId>,
    pub(crate) context: &'c Context<'r>,
}

/// Judges claims against a record.
#[derive(Debug)]
pub(crate) struct Judge<'c, 'r> {
    pub(crate) record: &'r Record,
    pub(crate) linker: &'c Linker<'r>,
}

/// One part of a claim.
#[derive(Clone, Debug)]
struct Part {
    /// Whether it holds; `None` if the record cannot tell.
    holds: Option<bool>,
    /// Whether the claim is about this, or only mentions it.
    core: bool,
    /// What the record says, as a clause.
    words: String,
}

/// What the judging of a claim gives, before it becomes a finding.
#[derive(Clone, Debug, Default)]
struct Ruling<'r> {
    parts: Vec<Part>,
    votes: Vec<Vote<'r>>,
    evidence: Vec<Evidence>,
    definitions: Vec<Definition>,
    agents: Vec<Agent>,
    correction: Option<String>,
    /// Overrides the verdict of the parts.
    verdict: Option<Verdict>,
}

impl Ruling<'_> {
    fn part(&mut self, holds: impl Into<Option<bool>>, core: bool, words: impl Into<String>) {
        self.parts.push(Part { holds: holds.into(), core, words: words.into() });
    }

    fn verdict(&self) -> Verdict {
        if let Some(verdict) = self.verdict {
            return verdict;
        }
        let core = |holds: bool| self.parts.iter().any(|part| part.core && part.holds == Some(holds));
        let side_fails = self.parts.iter().any(|part| !part.core && part.holds == Some(false));
        match (core(true), core(false)) {
            (false, false) => Verdict::NotInRecord,
            (true, true) => Verdict::Partly,
            (false, true) => Verdict::Contradicted,
            (true, false) if side_fails => Verdict::Partly,
            (true, false) => Verdict::Supported,
        }
    }

    fn explanation(&self) -> String {
        let words: Vec<String> =
            self.parts.iter().filter(|part| !part.words.is_empty()).map(|part| sentence_of(&part.words)).collect();
        words.join(" ")
    }
}

impl<'c, 'r> Judge<'c, 'r> {
    /// The finding for a claim, or `None` if the words turn out to claim nothing about a vote.
    pub(crate) fn judge(&self, case: &Case<'c, 'r>) -> Option<Finding> {
        if let Some(ruling) = self.elsewhere(case) {
            return Some(self.finding(case, ruling, case.link.map(|link| link.vote)));
        }
        if let Some(missing) = case.missing {
            return self.not_in_record(case, missing);
        }
        let link = case.link?;
        let mut ruling = self.rule(case, link.vote)?;
        self.history(case, link.vote, &mut ruling);
        let mut finding = self.finding(case, ruling, Some(link.vote));
        self.weigh_alternatives(case, link, &mut finding);
        Some(finding)
    }

    /// The claim is one about a vote, and the record cannot tell.
    fn not_in_record(&self, case: &Case<'c, 'r>, why: &str) -> Option<Finding> {
        let about_a_vote = !matches!(
            case.frame.kind,
            ClaimKind::Sponsor | ClaimKind::Stage | ClaimKind::Mandate | ClaimKind::Similarity
        );
        about_a_vote.then(|| {
            let mut ruling = Ruling::default();
            ruling.part(None, true, why);
            self.finding(case, ruling, None)
        })
    }

    fn rule(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        match case.frame.kind {
            ClaimKind::Tally => Some(self.tally(case, vote)),
            ClaimKind::Position | ClaimKind::GroupPosition => self.positions(case, vote),
            ClaimKind::Only => Some(self.only(case, vote)),
            ClaimKind::Share => Some(self.share(case, vote)),
            ClaimKind::Outcome | ClaimKind::Date => Some(self.outcome(case, vote)),
            ClaimKind::Comparison => self.comparison(case, vote),
            ClaimKind::Shift => self.shift(case, vote),
            ClaimKind::Trend => Some(self.trend(case, vote)),
            ClaimKind::CoSupport => self.co_support(case, vote),
            ClaimKind::Sponsor => Some(self.sponsor(case, vote)),
            ClaimKind::Stage => Some(self.stage(case, vote)),
            ClaimKind::Mandate => self.mandate(case, vote),
            ClaimKind::Similarity => Some(self.similarity(case, vote)),
            ClaimKind::Citation => None,
        }
    }

    /// "for the first time", "for the third consecutive year": whether the earlier votes of the series bear it
    /// out. Where the record lacks one of them it cannot tell.
    fn history(&self, case: &Case<'c, 'r>, vote: Vote<'r>, ruling: &mut Ruling<'r>) {
        let Some(history) = case.frame.history else { return };
        let Some(series) = vote.series() else {
            ruling.part(None, true, format!("{} belongs to no series in the record", cite(&vote)));
            ruling.verdict = Some(Verdict::NotInRecord);
            return;
        };
        let named = case.frame.agents.as_ref().map(|agents| self.members(case, &agents.names, vote).0);
        let position = case.frame.position.unwrap_or(Position::Yes);
        let members = named.unwrap_or_default();
        let same = |other: &Vote<'r>| match members.is_empty() {
            true => (other.outcome == Outcome::Adopted) == case.frame.adopted,
            false => members.is_subset(other.positions().who(position)),
        };
        let earlier: Vec<Vote<'r>> = self
            .record
            .votes_of(series)
            .into_iter()
            .filter(|other| other.date < vote.date)
            .collect();
        let year = vote.date.year();
        let at = |back: i16| earlier.iter().find(|other| other.date.year() == year - back);
        let (back, contrary, gap) = match history {
            History::Consecutive(times) => {
                let back = i16::try_from(times).unwrap_or(i16::MAX).saturating_sub(1);
                let contrary = (1..=back).filter_map(at).find(|other| !same(other));
                (back, contrary, (1..=back).find(|back| at(*back).is_none()))
            }
            History::First => {
                let first = earlier.first().map_or(year, |first| first.date.year());
                let back = year - first;
                let contrary = earlier.iter().find(|other| same(other));
                (back, contrary, (1..=back).find(|back| at(*back).is_none()))
            }
        };
        if let Some(contrary) = contrary {
            let who = list(&names(self.record, members), "and");
            let told = if members.is_empty() {
                format!("{} was {}", cite(contrary), contrary.outcome)
            } else {
                let took = members.iter().next().and_then(|member| contrary.position_of(member));
                format!("on {} {who} {}", cite(contrary), took.map_or("was no member", Position::verb))
            };
            ruling.votes.insert(0, *contrary);
            ruling.part(false, true, told);
            if history == History::First {
                ruling.verdict = Some(Verdict::Contradicted);
            }
        } else if let Some(gap) = gap {
            let words = format!(
                "whether it was so in all of the {} before cannot be told: the record holds no vote of the series in {}",
                plural(usize::try_from(back).unwrap_or_default(), "year"),
                year - gap
            );
            ruling.part(None, true, words);
            ruling.verdict = Some(Verdict::NotInRecord);
        } else {
            let words = format!("the {} of the series before bear that out", plural(earlier.len(), "vote"));
            ruling.part(true, true, words);
        }
    }

    /// Other votes that could be meant: where they would lead to another verdict, the claim is ambiguous.
    fn weigh_alternatives(&self, case: &Case<'c, 'r>, link: &Link<'r>, finding: &mut Finding) {
        let differs = |vote: &Vote<'r>| {
            self.rule(case, *vote).is_some_and(|ruling| ruling.verdict() != finding.verdict)
        };
        if !link.alternatives.is_empty() && link.alternatives.iter().any(differs) {
            finding.verdict = Verdict::Ambiguous;
            let others: Vec<String> = link.alternatives.iter().map(cite).collect();
            finding.explanation =
                format!("It can also be said of {}. {}", list(&others, "or"), finding.explanation);
        }
        finding.alternatives = link.alternatives.iter().copied().map(VoteRef::from).collect();
    }

    fn finding(&self, case: &Case<'c, 'r>, ruling: Ruling<'r>, vote: Option<Vote<'r>>) -> Finding {
        let frame = case.frame;
        let mut claim = Claim::new(frame.kind);
        claim.agents = ruling.agents.clone();
        claim.position = frame.position.filter(|_| frame.kind != ClaimKind::Shift);
        if frame.kind == ClaimKind::Shift {
            claim.from = frame.from;
            claim.to = frame.position;
        }
        claim.count = frame.counts.first().map(|count| count.number.value);
        claim.comparison = frame.comparison.map(|comparison| comparison.direction.code());
        claim.negated = frame.negated;
        let context = match vote {
            Some(vote) if !ruling.votes.is_empty() => {
                left_out(vote, &ruling.votes, frame.kind, case.context.date)
            }
            _ => Vec::new(),
        };
        let labels: Vec<String> = ruling.votes.iter().map(Vote::label).collect();
        let reproduce = match labels.as_slice() {
            [] => vote.map_or_else(
                || "scrutineer find".to_owned(),
                |vote| format!("scrutineer show {}", quote(&vote.label())),
            ),
            [one] => format!("scrutineer show {}", quote(one)),
            several => {
                let quoted: Vec<String> = several.iter().map(|label| quote(label)).collect();
                format!("scrutineer compare {}", quoted.join(" "))
            }
        };
        Finding {
            span: Span { start: 0, end: 0 },
            claim,
            votes: ruling.votes.iter().copied().map(VoteRef::from).collect(),
            alternatives: Vec::new(),
            verdict: ruling.verdict(),
            explanation: ruling.explanation(),
            evidence: ruling.evidence,
            definitions: ruling.definitions,
            context,
            not_judged: Vec::new(),
            correction: ruling.correction,
            reproduce,
        }
    }

    // ---- votes outside the plenary ---------------------------------------------------------------

    /// A claim about a committee or another body is never answered from the plenary vote.
    fn elsewhere(&self, case: &Case<'c, 'r>) -> Option<Ruling<'r>> {
        let tells_a_vote = matches!(
            case.frame.kind,
            ClaimKind::Tally
                | ClaimKind::Outcome
                | ClaimKind::Position
                | ClaimKind::GroupPosition
                | ClaimKind::Only
                | ClaimKind::Share
        );
        match case.elsewhere? {
            _ if !tells_a_vote || case.frame.cause => None,
            Elsewhere::Committee(number) => self.in_committee(case, number),
            Elsewhere::Body(name) => {
                let mut ruling = Ruling::default();
                ruling.part(None, true, format!("the book holds no votes of {name}"));
                Some(ruling)
            }
        }
    }

    fn in_committee(&self, case: &Case<'c, 'r>, number: u8) -> Option<Ruling<'r>> {
        let mut ruling = Ruling::default();
        let proposal = case
            .link
            .and_then(|link| link.vote.facts().symbol.as_ref())
            .and_then(|symbol| self.record.proposal(symbol));
        let stage = proposal.and_then(|proposal| proposal.committee_stage()).filter(|stage| {
            number == 0 || stage.body == committee(number).map_or(stage.body, Body::Committee)
        });
        let Some((stage, printed)) = stage.and_then(|stage| Some((stage, stage.printed?))) else {
            ruling.part(
                None,
                true,
                "the book holds no committee vote on this text, and the vote of the plenary does not answer for it",
            );
            return Some(ruling);
        };
        let of = |position| match position {
            Position::Yes => Some(printed.yes),
            Position::No => Some(printed.no),
            Position::Abstain => printed.abstain,
            Position::NonVoting => None,
        };
        let sure = stage.standing > Standing::Unverified;
        let words = format!("the tally in the {} was {printed}{}", stage.body.name(), standing(stage));
        if case.frame.counts.is_empty() {
            let adopted = case.frame.kind == ClaimKind::Outcome && case.frame.adopted;
            ruling.part((sure && adopted).then_some(printed.yes > printed.no), true, words);
            return Some(ruling);
        }
        for (place, count) in case.frame.counts.iter().enumerate() {
            let holds = of(count.position).map(|counted| count.number.fits(u32::from(counted)));
            ruling.part(holds.filter(|_| sure), true, if place == 0 { words.clone() } else { String::new() });
        }
        Some(ruling)
    }

    // ---- how many --------------------------------------------------------------------------------

    fn tally(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let tally = vote.tally();
        let told = format!("the vote on {} was {tally}", cite(&vote));
        let mut words = Some(told);
        for count in &case.frame.counts {
            let holds = count_fits(count, vote);
            ruling.part(holds, true, words.take().unwrap_or_default());
            if !holds {
                ruling.correction.get_or_insert_with(|| tally.of(count.position).to_string());
            }
            ruling.evidence.push(self.evidence(vote, count.position, vote.positions().who(count.position)));
        }
        for (places, position) in &case.frame.listed {
            let named = self.members(case, places, vote).0;
            let took = vote.positions().who(*position);
            let holds = named == took;
            let words = format!(
                "those that {} were {}",
                position.verb(),
                list(&names(self.record, took), "and")
            );
            ruling.part(holds, true, words);
        }
        if let (Some(with), Some(count)) = (&case.frame.with, case.frame.counts.first()) {
            let expected = Expected { position: count.position, negated: false };
            self.agents_parts(case, with, expected, vote, &mut ruling);
        }
        self.around(case, vote, &mut ruling);
        ruling
    }

    /// What is told around a claim: the day and the subject.
    fn around(&self, case: &Case<'c, 'r>, vote: Vote<'r>, ruling: &mut Ruling<'r>) {
        for when in &case.clues.times {
            let When::Day { month, day, year } = when else { continue };
            if is_time_of(*when, vote, case.context) == Some(false) {
                let claimed = Date::ymd(year.unwrap_or(vote.date.year()), *month, *day);
                let claimed = claimed.map_or_else(String::new, |date| {
                    format!(", not on {}", date.in_words())
                });
                ruling.part(
                    false,
                    false,
                    format!("it was taken on {}{claimed}", vote.date.in_words()),
                );
            }
        }
        self.subject(case, vote, ruling);
    }

    /// The subject that the words name against that of the vote.
    fn subject(&self, case: &Case<'c, 'r>, vote: Vote<'r>, ruling: &mut Ruling<'r>) {
        let targets = &case.clues.targets;
        if targets.is_empty()
            || targets.iter().any(|target| self.linker.is_target(target, vote))
            || self.linker.title_overlap(&case.clues.words, vote) >= 0.3
        {
            return;
        }
        let other = self.text_of(targets, vote, case.context.date);
        let mut words = format!("the subject of {} is \"{}\"", vote.label(), vote.title);
        if let Some(other) = other {
            words.push_str(&format!(
                "; the text on the subject that the words name is {}, adopted {}",
                cite(&other),
                other.tally()
            ));
        }
        ruling.part(false, false, words);
    }

    /// The vote on what the words name that is nearest in time to `vote`, none after the statement.
    fn text_of(
        &self,
        targets: &[NicknameTarget],
        vote: Vote<'r>,
        statement: Option<Date>,
    ) -> Option<Vote<'r>> {
        // A statement of early December can speak of a text that is adopted later that month.
        let latest = statement.and_then(|date| date.plus_days(31));
        self.linker
            .votes_on(targets)
            .filter(|other| latest.is_none_or(|latest| other.date <= latest))
            .min_by_key(|other| other.date.days_until(vote.date).abs())
    }

    // ---- who -------------------------------------------------------------------------------------

    /// The members that places of the sentence name, in the seats of the vote's day, and as agents.
    fn members(&self, case: &Case<'c, 'r>, places: &[usize], vote: Vote<'r>) -> (MemberSet, Vec<Agent>) {
        let mut set = MemberSet::EMPTY;
        let mut agents = Vec::new();
        for place in places {
            match case.sentence.kind(*place) {
                Some(Kind::Group) => {
                    if let Some((_, code, members)) = self.group(case.sentence.word(*place), vote) {
                        set |= members;
                        agents.push(Agent::Group(code));
                    }
                }
                Some(Kind::Member(_)) => {
                    if let Some(member) = self.seat(case.sentence.word(*place), vote) {
                        set.insert(member);
                        agents.push(Agent::Member(self.record.members()[member].code.clone()));
                    }
                }
                _ => {}
            }
        }
        (set, agents)
    }

    /// The member that a name means on the day of the vote.
    fn seat(&self, name: &str, vote: Vote<'r>) -> Option<MemberId> {
        let members = self.record.members();
        match members.lookup(name, Some(vote.date)) {
            Lookup::One(member) => Some(members.in_seat_at(member, vote.date).unwrap_or(member)),
            _ => None,
        }
    }

    /// The group that a name means: readings, code and members on the day of the vote.
    fn group(
        &self,
        name: &str,
        vote: Vote<'r>,
    ) -> Option<(scrutineer_record::Readings, String, MemberSet)> {
        let groups = self.record.groups();
        let mut readings = groups.lookup(name)?;
        let members_of = |id| groups.members_at(id, vote.date, self.record.members());
        // A definition that had no members yet is no reading for that day.
        if members_of(readings.preferred).is_empty()
            && let Some(id) = readings.all.iter().find(|id| !members_of(**id).is_empty())
        {
            readings.preferred = *id;
        }
        let code = groups[readings.preferred].code.clone();
        let members = members_of(readings.preferred);
        Some((readings, code, members))
    }

    fn positions(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let frame = case.frame;
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let agents = frame.agents.as_ref()?;
        let position = match (frame.position, &frame.with) {
            (Some(position), _) => position,
            (None, Some(with)) => self.common_position(case, with, vote)?,
            (None, None) => return None,
        };
        let mut expected = Expected { position, negated: frame.negated };
        if agents.quantity == Quantity::Nobody && !agents.names.is_empty() {
            expected.negated = !expected.negated;
        }
        let members = self.agents_parts(case, agents, expected, vote, &mut ruling);
        let (excepted, _) = self.members(case, &agents.except, vote);
        if !excepted.is_empty() {
            let opposite = Expected { negated: !expected.negated, ..expected };
            self.members_part(excepted, opposite, vote, &mut ruling);
        }
        for count in &frame.counts {
            let tally = vote.tally();
            let words = format!("{} in all {}", tally.of(count.position), count.position.verb());
            ruling.part(count_fits(count, vote), true, words);
        }
        if frame.kind == ClaimKind::GroupPosition && frame.counts.is_empty() && agents.names.len() > 1
            || !members.is_empty()
        {
            self.around(case, vote, &mut ruling);
        }
        (!ruling.parts.is_empty()).then_some(ruling)
    }

    /// A part for all named members together and one for each group. Gives the members.
    fn agents_parts(
        &self,
        case: &Case<'c, 'r>,
        agents: &Agents,
        expected: Expected,
        vote: Vote<'r>,
        ruling: &mut Ruling<'r>,
    ) -> MemberSet {
        let mut members = MemberSet::EMPTY;
        for place in &agents.names {
            let word = case.sentence.word(*place);
            match case.sentence.kind(*place) {
                Some(Kind::Group) => self.group_part(case, agents, *place, expected, vote, ruling),
                _ => match self.seat(word, vote) {
                    Some(member) => {
                        ruling
                            .agents
                            .push(Agent::Member(self.record.members()[member].code.clone()));
                        members.insert(member);
                    }
                    None => {
                        ruling.part(None, true, format!("\"{word}\" can mean several members, or none of that day"));
                    }
                },
            }
        }
        self.members_part(members, expected, vote, ruling);
        members
    }

    /// The position that those whom others are said to have joined took.
    fn common_position(&self, case: &Case<'c, 'r>, with: &Agents, vote: Vote<'r>) -> Option<Position> {
        let first = with.names.first()?;
        let (members, _) = self.members(case, &[*first], vote);
        vote.position_of(members.iter().next()?)
    }

    /// One part for all named members together: who did what.
    fn members_part(
        &self,
        members: MemberSet,
        expected: Expected,
        vote: Vote<'r>,
        ruling: &mut Ruling<'r>,
    ) {
        if members.is_empty() {
            return;
        }
        let positions = vote.positions().among(members);
        for position in Position::ALL {
            let took = positions.who(position);
            if took.is_empty() {
                continue;
            }
            let words = format!(
                "on {} {} {}",
                cite(&vote),
                list(&names(self.record, took), "and"),
                position.verb()
            );
            ruling.part(expected.holds(position), true, words);
            ruling.evidence.push(self.evidence(vote, position, took));
        }
        let absent = members - positions.roll;
        if !absent.is_empty() {
            let who = list(&names(self.record, absent), "and");
            ruling.part(None, true, format!("{who} {} no member on that day", was(absent.len())));
        }
    }

    /// One part for a group: all its members that voted must have voted so.
    fn group_part(
        &self,
        case: &Case<'c, 'r>,
        agents: &Agents,
        place: usize,
        expected: Expected,
        vote: Vote<'r>,
        ruling: &mut Ruling<'r>,
    ) {
        let word = case.sentence.word(place);
        let Some((readings, code, members)) = self.group(word, vote) else { return };
        ruling.agents.push(Agent::Group(code.clone()));
        let (excepted, _) = self.members(case, &agents.except, vote);
        let members = members - excepted;
        let positions = vote.positions().among(members);
        let took = positions.who(expected.position);
        let base = if expected.position == Position::NonVoting { positions.roll } else { positions.cast() };
        let quantified = if agents.names.len() == 1 || agents.names.first() == Some(&place) {
            agents.quantity
        } else {
            Quantity::Listed
        };
        let (count, n) = (took.len(), base.len());
        let holds = match quantified {
            Quantity::Count(number) => Some(number.fits(u32::from(count))),
            Quantity::Most => Some(2 * count > members.len()),
            Quantity::Half => Some((2 * count).abs_diff(members.len()) <= members.len() / 10 + 1),
            Quantity::TwoThirds => Some(3 * count >= 2 * members.len()),
            Quantity::Many => Some(count >= 3),
            _ if n == 0 => None,
            _ if expected.negated => Some(count == 0),
            _ => Some(count == n),
        };
        let name = &self.record.groups()[readings.preferred].code;
        let others: Vec<String> = Position::ALL
            .into_iter()
            .filter(|position| *position != expected.position)
            .filter_map(|position| {
                let who = positions.who(position);
                let few = who.len() <= 12;
                (!who.is_empty()).then(|| {
                    let names =
                        if few { format!(" ({})", list(&names(self.record, who), "and")) } else { String::new() };
                    format!("{} {}{names}", who.len(), position.verb())
                })
            })
            .collect();
        let mut words = format!(
            "of the {} of {name} on {}, {count} {}",
            count_of(members.len(), "member"),
            cite(&vote),
            expected.position.verb()
        );
        if !others.is_empty() {
            words.push_str(&format!("; {}", list(&others, "and")));
        }
        // A part holds, if some of the group did so: for the verdict both a true and a false part stand.
        let partly = holds == Some(false)
            && matches!(quantified, Quantity::Listed | Quantity::All)
            && !expected.negated
            && count > 0;
        ruling.part(holds, true, words);
        if partly {
            ruling.part(true, true, "");
        }
        ruling.evidence.push(self.evidence(vote, expected.position, took));
        if readings.loose {
            ruling.definitions.push(self.definition(word, &readings, |members| {
                let positions = vote.positions().among(members);
                (positions.who(expected.position).len(), positions.cast().len())
            }, vote));
        }
    }

    /// How a loose term was taken, with what every reading gives.
    fn definition(
        &self,
        words: &str,
        readings: &scrutineer_record::Readings,
        count: impl Fn(MemberSet) -> (u16, u16),
        vote: Vote<'r>,
    ) -> Definition {
        let groups = self.record.groups();
        let mut told: Vec<(String, String)> = readings
            .all
            .iter()
            .map(|id| {
                let members = groups.members_at(*id, vote.date, self.record.members());
                let (count, n) = count(members);
                (groups[*id].code.clone(), format!("{count} of {n}"))
            })
            .collect();
        told.sort();
        Definition {
            words: words.to_owned(),
            taken_as: groups[readings.preferred].code.clone(),
            readings: told,
        }
    }

    fn only(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let Some(agents) = &case.frame.agents else { return ruling };
        let position = case.frame.position.unwrap_or(Position::No);
        let (named, agents) = self.members(case, &agents.names, vote);
        ruling.agents = agents;
        let within = case.frame.with.as_ref().map(|with| self.members(case, &with.names, vote).0);
        let mut took = vote.positions().who(position);
        if let Some(within) = within {
            if (named & within).is_empty() {
                ruling.part(None, true, "the record has no list of states that the words name and that holds these");
                return ruling;
            }
            took = took & within;
        }
        let holds = took == named;
        let who = list(&names(self.record, took), "and");
        let words = if took.is_empty() {
            format!("on {} nobody {}", cite(&vote), position.verb())
        } else if took.len() <= 15 {
            format!("on {} {} {}: {who}", cite(&vote), took.len(), position.verb())
        } else {
            format!("on {} {} {}", cite(&vote), took.len(), position.verb())
        };
        ruling.part(holds, true, words);
        if !holds && took.len() <= 15 {
            ruling.correction = Some(who);
        }
        ruling.evidence.push(self.evidence(vote, position, took));
        self.around(case, vote, &mut ruling);
        ruling
    }

    fn share(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let position = case.frame.position.unwrap_or(Position::Yes);
        let tally = vote.tally();
        let (count, roll) = (tally.of(position), tally.roll());
        let quantity = case.frame.agents.as_ref().map(|agents| agents.quantity);
        let scope = case.clues.words.to_lowercase();
        let of_those_voting = scope.contains("voting") || scope.contains("who voted");
        let holds = match quantity {
            Some(Quantity::Most) => 2 * count > roll,
            Some(Quantity::TwoThirds) if of_those_voting => Majority::TwoThirds.reached_by(tally),
            Some(Quantity::TwoThirds) => 3 * u32::from(count) + u32::from(roll) / 20 >= 2 * u32::from(roll),
            Some(Quantity::Half) => (2 * count).abs_diff(roll) <= roll / 10,
            Some(Quantity::All) => count == tally.cast(),
            _ if case.frame.overwhelming => overwhelming(tally),
            _ => count > 0 && Majority::Simple.reached_by(tally),
        };
        let percent = percent(count, roll);
        let words = format!(
            "on {} {count} of {roll} members ({percent}) {}; the tally was {tally}",
            cite(&vote),
            position.verb()
        );
        ruling.part(holds, true, words);
        ruling.evidence.push(self.evidence(vote, position, vote.positions().who(position)));
        self.around(case, vote, &mut ruling);
        ruling
    }

    // ---- what became of it -----------------------------------------------------------------------

    fn outcome(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        if case.frame.cause {
            let words = "the record shows how members voted, not what moved them or left them unmoved";
            ruling.part(None, true, words);
            return ruling;
        }
        let adopted = vote.outcome == Outcome::Adopted;
        let claimed = case.frame.adopted != case.frame.negated;
        let tally = vote.tally();
        let words = format!("{} was {} by {tally}", cite(&vote), vote.outcome);
        ruling.part(adopted == claimed, true, words);
        if case.frame.without_vote {
            ruling.part(false, true, "by a recorded vote, not without one");
        }
        self.around(case, vote, &mut ruling);
        ruling
    }

    // ---- one vote and another --------------------------------------------------------------------

    /// The vote of the same series at the time told; without a time, the one before.
    fn other_vote(&self, case: &Case<'c, 'r>, vote: Vote<'r>, when: Option<When>) -> Result<Vote<'r>, String> {
        let Some(series) = vote.series() else {
            return Err(format!("{} belongs to no series in the record", cite(&vote)));
        };
        let Some(year) = when.and_then(|when| year_of(when, case.context, Some(vote))) else {
            return vote.previous().ok_or_else(|| {
                format!("the record holds no vote of the series before {}", cite(&vote))
            });
        };
        let votes = self.record.votes_of(series);
        votes.iter().rfind(|other| other.date.year() == year && **other != vote).copied().ok_or_else(|| {
            format!("the record holds no vote of this series in {year}")
        })
    }

    fn comparison(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let comparison = case.frame.comparison?;
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let position = comparison.position;
        match self.other_vote(case, vote, comparison.than) {
            Err(gap) => {
                ruling.part(None, true, gap);
                ruling.verdict = Some(Verdict::NotInRecord);
            }
            Ok(other) => {
                ruling.votes.insert(0, other);
                let (now, then) = (vote.tally(), other.tally());
                let holds = compares(comparison, now, then);
                let words = if comparison.direction == Direction::Same {
                    format!("{now} on {} and {then} on {}", cite(&vote), cite(&other))
                } else {
                    format!(
                        "{} {} on {} and {} on {}",
                        now.of(position),
                        position.verb(),
                        cite(&vote),
                        then.of(position),
                        cite(&other)
                    )
                };
                ruling.part(holds, true, words);
            }
        }
        Some(ruling)
    }

    fn shift(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let to = case.frame.position?;
        let agents = case.frame.agents.as_ref()?;
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let before = match self.other_vote(case, vote, case.frame.then) {
            Ok(before) => before,
            Err(gap) => {
                ruling.part(None, true, gap);
                return Some(ruling);
            }
        };
        ruling.votes.insert(0, before);
        let (named, who) = self.members(case, &agents.names, vote);
        ruling.agents = who;
        let Some(from) = case.frame.from else {
            self.arrived(&mut ruling, named, to, before, vote);
            return Some(ruling);
        };
        let group = agents.names.iter().find(|place| case.sentence.kind(**place) == Some(&Kind::Group));
        let table = shift(before, vote);
        let base = table.took(0, from);
        let judged = if group.is_some() || named.is_empty() { base } else { base & named };
        let moved = table.get(&[from, to]) & judged;
        if group.is_none() && !named.is_empty() {
            self.named_shift(&mut ruling, named, from, to, before, vote);
            return Some(ruling);
        }
        // A loose group is counted in every reading; the words tell all that took the first position.
        let exceptions: Vec<String> = Position::ALL
            .into_iter()
            .filter(|position| *position != to)
            .filter_map(|position| {
                let who = table.get(&[from, position]);
                let again = if position == from { "again " } else { "" };
                let few =
                    if who.len() <= 12 { format!(" ({})", list(&names(self.record, who), "and")) } else { String::new() };
                (!who.is_empty()).then(|| format!("{} {again}{}{few}", who.len(), position.verb()))
            })
            .collect();
        let mut words = format!(
            "of the {} that {} on {}, {} {} on {}",
            count_of(base.len(), "member"),
            from.verb(),
            cite(&before),
            (table.get(&[from, to])).len(),
            to.verb(),
            cite(&vote)
        );
        if !exceptions.is_empty() {
            words.push_str(&format!("; {}", list(&exceptions, "and")));
        }
        let all = table.get(&[from, to]).len();
        let reading = group.and_then(|place| {
            let word = case.sentence.word(*place);
            let (readings, _, members) = self.group(word, vote)?;
            if readings.loose {
                let mut definition = self.definition(word, &readings, |members| {
                    ((table.get(&[from, to]) & members).len(), (base & members).len())
                }, vote);
                definition.readings.push(("all".to_owned(), format!("{all} of {}", base.len())));
                ruling.definitions.push(definition);
            }
            Some(members)
        });
        let base = reading.map_or(base, |members| base & members);
        let moved = reading.map_or(moved, |members| moved & members);
        ruling.part((!base.is_empty()).then_some(moved == base), true, words);
        if !moved.is_empty() && moved != base {
            ruling.part(true, true, "");
        }
        for position in Position::ALL {
            let who = table.get(&[from, position]);
            if !who.is_empty() {
                ruling.evidence.push(self.evidence(vote, position, who));
            }
        }
        Some(ruling)
    }

    /// Named members that are said to have come to a position which they had not taken before.
    fn arrived(
        &self,
        ruling: &mut Ruling<'r>,
        named: MemberSet,
        to: Position,
        before: Vote<'r>,
        vote: Vote<'r>,
    ) {
        for member in named.iter() {
            let then = before.position_of(member);
            let now = vote.position_of(member);
            let told = |position: Option<Position>| position.map_or("was no member", Position::verb);
            let words = format!(
                "{} {} on {} and {} on {}",
                self.record.members()[member].press_name,
                told(then),
                cite(&before),
                told(now),
                cite(&vote)
            );
            ruling.part(then != Some(to) && now == Some(to), true, words);
        }
        ruling.evidence.push(self.evidence(vote, to, named & vote.positions().who(to)));
    }

    /// Named members that are said to have moved: one part each.
    fn named_shift(
        &self,
        ruling: &mut Ruling<'r>,
        named: MemberSet,
        from: Position,
        to: Position,
        before: Vote<'r>,
        vote: Vote<'r>,
    ) {
        for member in named.iter() {
            let (Some(then), Some(now)) = (before.position_of(member), vote.position_of(member)) else {
                continue;
            };
            let words = format!(
                "{} {} on {} and {} on {}",
                self.record.members()[member].press_name,
                then.verb(),
                cite(&before),
                now.verb(),
                cite(&vote)
            );
            ruling.part(then == from, true, words);
            ruling.part(now == to, true, "");
            ruling.evidence.push(self.evidence(vote, now, member.into()));
        }
    }

    fn trend(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let Some(before) = vote.previous() else {
            ruling.part(None, true, format!("the record holds no vote of the series before {}", cite(&vote)));
            return ruling;
        };
        ruling.votes.insert(0, before);
        let position = case.frame.position.unwrap_or(Position::Yes);
        let rising = case.frame.comparison.is_none_or(|comparison| comparison.direction == Direction::More);
        let (now, then) = (vote.tally().of(position), before.tally().of(position));
        let holds = if rising { now > then } else { now < then };
        ruling.part(holds, true, format!("{then} {} on {} and {now} on {}", position.verb(), cite(&before), cite(&vote)));
        // Earlier votes of the series can say otherwise.
        let earlier = before.previous();
        if let Some(earlier) = earlier {
            let first = earlier.tally().of(position);
            let against = if rising { now < first } else { now > first };
            if against {
                let words = format!("on {} it was {first}", cite(&earlier));
                ruling.part(false, false, words);
            }
        }
        ruling
    }

    fn co_support(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let other = case.second?;
        let mut votes = vec![vote, other];
        votes.sort_by_key(|vote| (vote.date, vote.label()));
        let both = co_support(&votes);
        let mut ruling = Ruling { votes: votes.clone(), ..Ruling::default() };
        let agents = case.frame.agents.as_ref();
        let named = agents.map(|agents| self.members(case, &agents.names, vote)).unwrap_or_default();
        let words = format!(
            "{} voted yes on both {} and {}",
            count_of(both.len(), "member"),
            cite(&vote),
            cite(&other)
        );
        let roll = vote.positions().roll.len();
        match (named.0.is_empty(), case.frame.counts.first()) {
            (false, _) => {
                ruling.agents = named.1;
                ruling.part(named.0.is_subset(both), true, words);
                if !named.0.is_subset(both) && !(named.0 & both).is_empty() {
                    ruling.part(true, true, "");
                }
            }
            (true, Some(count)) => {
                let holds = count.number.fits(u32::from(both.len()));
                ruling.part(holds, true, words);
                if !holds {
                    ruling.correction = Some(both.len().to_string());
                }
            }
            (true, None) => {
                let quantity = agents.map(|agents| agents.quantity);
                let holds = match quantity {
                    Some(Quantity::Most) => 2 * both.len() > roll,
                    Some(Quantity::All) => false,
                    // "many": a fifth of the members at least.
                    _ => 5 * both.len() >= roll,
                };
                let share = format!("{words}: {} of the members, {} of those that voted yes on {}",
                    percent(both.len(), roll),
                    percent(both.len(), vote.tally().yes),
                    vote.label());
                ruling.part(holds, true, share);
            }
        }
        ruling.evidence.push(self.evidence(vote, Position::Yes, both));
        ruling.evidence.push(self.evidence(other, Position::Yes, both));
        Some(ruling)
    }

    // ---- texts -----------------------------------------------------------------------------------

    fn sponsor(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let named = match &case.frame.agents {
            Some(agents) => {
                let (named, agents) = self.members(case, &agents.names, vote);
                ruling.agents = agents;
                named
            }
            None => case.home.map(MemberSet::from).unwrap_or_default(),
        };
        let proposal = vote.symbol.as_ref().and_then(|symbol| self.record.proposal(symbol));
        let lead = proposal.and_then(|proposal| proposal.lead.as_ref()).filter(|lead| !lead.value.is_empty());
        let Some(lead) = lead.filter(|_| !named.is_empty()) else {
            ruling.part(None, true, format!("the record does not say who led {}", cite(&vote)));
            return ruling;
        };
        let leaders: MemberSet = lead.value.iter().copied().collect();
        let mut words = format!("{} was led by {}", cite(&vote), list(&names(self.record, leaders), "and"));
        if !lead.decides() {
            words.push_str(" (not verified, so that it decides nothing)");
        }
        let holds = named.is_subset(leaders);
        ruling.part(lead.decides().then_some(holds), true, words);
        if let Some(Elsewhere::Committee(number)) = case.elsewhere {
            let stage = proposal.and_then(|proposal| proposal.committee_stage());
            if let Some(stage) = stage {
                let same = number == 0 || committee(number).map(Body::Committee) == Some(stage.body);
                let document =
                    stage.document.as_ref().map_or_else(String::new, |draft| format!(" as {draft}"));
                ruling.part(same, false, format!("it came before the {}{document}", stage.body.name()));
            }
        }
        ruling
    }

    fn stage(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let Some(series) = vote.series() else {
            ruling.part(None, true, format!("{} belongs to no series in the record", cite(&vote)));
            return ruling;
        };
        let latest = case.context.date;
        let dates: Vec<Date> = series
            .texts
            .iter()
            .filter_map(|symbol| {
                let proposal = self.record.proposal(symbol).and_then(|proposal| proposal.date);
                proposal.or_else(|| self.record.vote_on(symbol).map(|vote| vote.date))
            })
            .filter(|date| latest.is_none_or(|latest| *date <= latest))
            .collect();
        let first = dates.iter().min();
        let years = case.frame.at.clone().find_map(|place| {
            let (number, next) = case.sentence.number_at(place)?;
            matches!(case.sentence.word(next), "years" | "sessions").then_some(number.value)
        });
        let until = vote.date.year();
        let had = |back: u32| {
            i16::try_from(back).is_ok_and(|back| dates.iter().any(|date| date.year() == until - back))
        };
        let holds = years.map(|years| (0..years).all(had)).or(Some(dates.len() > 1));
        let words = format!(
            "the text came before the General Assembly {} to {}, first on {}",
            plural(dates.len(), "time"),
            latest.map_or_else(|| until.to_string(), |date| date.year().to_string()),
            first.map_or_else(String::new, |date| date.in_words())
        );
        ruling.part(holds, true, words);
        ruling
    }

    fn mandate(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let when = case.clues.event_times.iter().find(|when| matches!(when, When::Day { .. } | When::Month { .. }))?;
        let (year, month) = match *when {
            When::Day { year, month, .. } | When::Month { year, month } => (year, month),
            _ => return None,
        };
        let next = case.clues.event_times.iter().find_map(|when| match when {
            When::FromNow(years) => case.context.date.map(|date| date.year() + years),
            _ => None,
        });
        let year = year.or(next)?;
        let words = case.clues.words.to_lowercase();
        let named = |organ: &&scrutineer_record::SubsidiaryOrgan| {
            organ.words.iter().any(|word| words.contains(&word.to_lowercase()))
        };
        let set_up = |organ: &&scrutineer_record::SubsidiaryOrgan| {
            vote.symbol.as_ref().is_some_and(|symbol| organ.mandates.contains(symbol))
        };
        let organs = &self.record.facts().organs;
        let organ = organs.iter().filter(named).find(set_up).or_else(|| {
            let open = |organ: &&scrutineer_record::SubsidiaryOrgan| {
                organ.sessions.iter().any(|session| session.from.year() == year)
            };
            organs.iter().filter(named).find(open)
        })?;
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let month_claimed = Date::month_of(year, month)?;
        let held = organ.sessions.iter().find(|session| session.from.may_equal(month_claimed));
        let first = organ.sessions.first();
        let told = |session: &scrutineer_record::OrganSession| {
            let to = session.to.map_or_else(String::new, |to| format!(" to {}", to.in_words()));
            let kind = if session.name.parse::<u32>().is_ok() {
                format!("session {}", session.name)
            } else {
                format!("the {} session", session.name)
            };
            format!("{kind} of the {} ran from {}{to}", organ.name, session.from.in_words())
        };
        let sure = |session: &scrutineer_record::OrganSession| session.standing > Standing::Unverified;
        match (held, first) {
            (Some(held), _) => ruling.part(sure(held).then_some(true), true, told(held)),
            (None, Some(first)) => ruling.part(sure(first).then_some(false), true, told(first)),
            (None, None) => ruling.part(None, true, format!("the record has no sessions of the {}", organ.name)),
        }
        let decides = vote.label();
        ruling.part(None, false, format!("it was set up by {}", organ.mandates.first().map_or(decides, ToString::to_string)));
        Some(ruling)
    }

    fn similarity(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let _ = case;
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        ruling.part(
            None,
            true,
            format!(
                "how much one text is like another cannot be told without both: the record holds the title of {} (\"{}\"), not its words",
                vote.label(),
                vote.title
            ),
        );
        ruling
    }

    fn evidence(&self, vote: Vote<'r>, position: Position, members: MemberSet) -> Evidence {
        let mut codes: Vec<String> =
            members.iter().map(|member| self.record.members()[member].code.clone()).collect();
        codes.sort();
        Evidence { symbol: vote.label(), position, members: codes }
    }
}

/// The position that somebody is said to have taken, or not to have.
#[derive(Clone, Copy, Debug)]
struct Expected {
    position: Position,
    negated: bool,
}

impl Expected {
    fn holds(self, position: Position) -> bool {
        (position == self.position) != self.negated
    }
}

fn compares(comparison: Comparison, now: Tally, then: Tally) -> bool {
    let (new, old) = (now.of(comparison.position), then.of(comparison.position));
    let by = u32::from(new.abs_diff(old));
    let way = match comparison.direction {
        Direction::More => new > old,
        Direction::Fewer => new < old,
        Direction::Same if comparison.from_to.is_some() => new == old,
        Direction::Same => (now.yes, now.no) == (then.yes, then.no),
    };
    let amount = comparison.by.is_none_or(|number| number.fits(by));
    let figures = comparison
        .from_to
        .is_none_or(|(from, to)| (u32::from(old), u32::from(new)) == (from, to));
    way && amount && figures
}

fn committee(number: u8) -> Option<Committee> {
    Some(match number {
        1 => Committee::First,
        2 => Committee::Second,
        3 => Committee::Third,
        4 => Committee::Fourth,
        5 => Committee::Fifth,
        6 => Committee::Sixth,
        _ => return None,
    })
}

fn standing(stage: &Stage) -> &'static str {
    match stage.standing {
        Standing::Unverified => " (not verified, so that it decides nothing)",
        Standing::Reported => " (as reported)",
        Standing::Recorded => "",
    }
}

/// A vote by symbol and day: `A/RES/73/27 (5 Dec 2018)`.
pub(crate) fn cite(vote: &Vote<'_>) -> String {
    format!("{} ({})", vote.label(), vote.date.in_short_words())
}

/// A symbol as a word of a shell command.
fn quote(label: &str) -> String {
    if label.contains(['(', ' ']) { format!("'{label}'") } else { label.to_owned() }
}

/// A share in whole per cent.
fn percent(count: u16, n: u16) -> String {
    if n == 0 {
        return "none".to_owned();
    }
    let rounded = (u32::from(count) * 200 + u32::from(n)) / (2 * u32::from(n));
    format!("{rounded} %")
}

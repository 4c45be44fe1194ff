//! Who took which position: named members, groups, "only".

use super::count::share_holds;
use super::*;

impl<'c, 'r> Judge<'c, 'r> {
    /// The members that places of the sentence name, in the seats of the vote's day, and as agents.
    pub(super) fn members(
        &self,
        case: &Case<'c, 'r>,
        places: &[usize],
        vote: Vote<'r>,
    ) -> (MemberSet, Vec<Agent>) {
        let mut set = MemberSet::EMPTY;
        let mut agents = Vec::new();
        for place in places {
            match case.sentence.kind(*place) {
                Some(Kind::Group) => {
                    if let Some((_, code, members)) =
                        self.group(case.sentence.word(*place), MemberSet::EMPTY, vote)
                    {
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
    pub(super) fn seat(&self, name: &str, vote: Vote<'r>) -> Option<MemberId> {
        let members = self.record.members();
        match members.lookup(name, Some(vote.date)) {
            Lookup::One(member) => Some(members.in_seat_at(member, vote.date).unwrap_or(member)),
            _ => None,
        }
    }

    /// The group that a name means beside some of its members: readings, code and members on the day of the vote. "Two
    /// Europeans, Belarus and Russia" are none of the European Union.
    pub(super) fn group(
        &self,
        name: &str,
        named: MemberSet,
        vote: Vote<'r>,
    ) -> Option<(scrutineer_record::Readings, String, MemberSet)> {
        let groups = self.record.groups();
        let mut readings = groups.lookup(self.pins.group_of(name).unwrap_or(name))?;
        let members_of = |id| groups.members_at(id, vote.date, self.record.members());
        // A definition that had no members yet, or not those named, is no reading for that day.
        let holds = |id| {
            let members = members_of(id);
            !members.is_empty() && (named - members).is_empty()
        };
        if !holds(readings.preferred)
            && let Some(id) = readings.all.iter().find(|id| holds(**id))
        {
            readings.preferred = *id;
        }
        let code = groups[readings.preferred].code.clone();
        let members = members_of(readings.preferred);
        // "the Nine" are those who were nine on that day, whoever they were later.
        let counted = number_named(name).is_none_or(|number| {
            groups[readings.preferred]
                .spans
                .iter()
                .filter(|span| span.period.holds_at(vote.date))
                .count()
                == number
        });
        counted.then_some((readings, code, members))
    }

    pub(super) fn positions(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let frame = case.frame;
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let agents = frame.agents.as_ref()?;
        let position = match (frame.position, &frame.with) {
            (Some(position), _) => position,
            (None, Some(with)) => self
                .common_position(case, with, vote)
                .or_else(|| self.common_position(case, agents, vote))?,
            (None, None) => return None,
        };
        let mut expected = Expected { position, negated: frame.negated };
        if agents.quantity == Quantity::Nobody && !agents.names.is_empty() {
            expected.negated = !expected.negated;
        }
        let members = self.agents_parts(case, agents, expected, vote, &mut ruling);
        if let ([_], Some(member), false) =
            (agents.names.as_slice(), members.iter().next(), expected.negated)
        {
            let took = vote.position_of(member).filter(|took| !expected.holds(*took));
            ruling.fixes.extend(took.and_then(|took| case.position_fix(took)));
        }
        if let Some(with) = &frame.with {
            self.company_part(case, with, position, vote, &mut ruling);
        }
        if agents.names.is_empty()
            && let (Quantity::Count(number), Some(with)) = (agents.quantity, &frame.with)
        {
            // "Twenty voted with Cuba": with or without it.
            let (company, _) = self.members(case, &with.names, vote);
            let took = vote.positions().who(position);
            let (all, others) = (took.len(), (took - company).len());
            let holds = [all, others].iter().any(|count| number.fits(u32::from(*count)));
            let words = format!("on {} {all} in all {}", cite(&vote), position.verb());
            ruling.part(holds != frame.negated, true, words);
        }
        let (examples, _) = self.members(case, &agents.including, vote);
        self.members_part(examples, expected, vote, &mut ruling);
        let (excepted, _) = self.members(case, &agents.except, vote);
        if !excepted.is_empty() {
            let opposite = Expected { negated: !expected.negated, ..expected };
            self.members_part(excepted, opposite, vote, &mut ruling);
        }
        for count in &frame.counts {
            let tally = vote.tally();
            let words = format!("{} in all {}", tally.of(count.position), count.position.verb());
            let holds = count_fits(count, vote);
            ruling.part(holds, true, words);
            let counted = tally.of(count.position);
            ruling.fixes.extend(case.count_fix(count, counted).filter(|_| !holds));
        }
        if frame.kind == ClaimKind::GroupPosition
            && frame.counts.is_empty()
            && agents.names.len() > 1
            || !members.is_empty()
        {
            self.around(case, vote, &mut ruling);
        }
        if frame.voiced {
            let words = "support that is voiced inside a group is no vote of the United Nations; \
                         this is how its members voted there";
            ruling.part(None, false, words);
            self.topics(case, &mut ruling);
        }
        (!ruling.parts.is_empty()).then_some(ruling)
    }

    /// Which topics the words name, and where the texts on them are listed.
    fn topics(&self, case: &Case<'c, 'r>, ruling: &mut Ruling<'r>) {
        let words = case.clues.words.to_lowercase();
        let topics = self.record.facts().topics.iter();
        let named: Vec<&scrutineer_record::Topic> = topics
            .filter(|topic| topic.words.iter().any(|word| words.contains(&word.to_lowercase())))
            .collect();
        if named.is_empty() {
            return;
        }
        let names: Vec<String> = named.iter().map(|topic| topic.name.to_lowercase()).collect();
        let ids: Vec<String> =
            named.iter().map(|topic| format!("\"scrutineer topics {}\"", topic.id)).collect();
        let words =
            format!("the texts on {} are listed by {}", list(&names, "and"), list(&ids, "and"));
        ruling.part(None, false, words);
    }

    /// Those who were joined must have taken the position too, or so many in all.
    fn company_part(
        &self,
        case: &Case<'c, 'r>,
        with: &Agents,
        position: Position,
        vote: Vote<'r>,
        ruling: &mut Ruling<'r>,
    ) {
        if let Quantity::Count(number) = with.quantity {
            let count = vote.tally().of(position);
            let words = format!("{count} in all {}", position.verb());
            ruling.part(number.fits(u32::from(count)), true, words);
            return;
        }
        let places = with.names.iter().copied();
        let named: Vec<usize> = places.filter(|place| case.sentence.is_member(*place)).collect();
        let (members, _) = self.members(case, &named, vote);
        if members.is_empty() {
            return;
        }
        let took = vote.positions().among(members).who(position);
        let who = list(&names(self.record, members), "and");
        let words = format!("{} of {who} {} too", took.len(), position.verb());
        ruling.part(took == members, false, if took == members { "" } else { &words });
    }

    /// A part for all named members together and one for each group. Gives the members.
    pub(super) fn agents_parts(
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
                        ruling.part(
                            None,
                            true,
                            format!("\"{word}\" can mean several members, or none of that day"),
                        );
                    }
                },
            }
        }
        self.members_part(members, expected, vote, ruling);
        members
    }

    /// The position that those whom others are said to have joined took.
    pub(super) fn common_position(
        &self,
        case: &Case<'c, 'r>,
        with: &Agents,
        vote: Vote<'r>,
    ) -> Option<Position> {
        let first = with.names.first()?;
        let (members, _) = self.members(case, &[*first], vote);
        vote.position_of(members.iter().next()?)
    }

    /// One part for all named members together: who did what.
    pub(super) fn members_part(
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
        let took = |position: &Position| positions.who(*position);
        let taken: Vec<Position> =
            Position::ALL.into_iter().filter(|position| !took(position).is_empty()).collect();
        let told: Vec<String> = taken
            .iter()
            .map(|position| {
                let who = list(&names(self.record, took(position)), "and");
                format!("{who} {}", position.verb())
            })
            .collect();
        let mut words = Some(format!("on {} {}", cite(&vote), told.join("; ")));
        for position in &taken {
            let told = words.take().unwrap_or_default();
            ruling.part(expected.holds(*position), true, told);
            ruling.evidence.push(self.evidence(vote, *position, took(position)));
        }
        let absent = members - positions.roll;
        if !absent.is_empty() {
            let who = list(&names(self.record, absent), "and");
            ruling.part(None, true, format!("{who} {} no member on that day", was(absent.len())));
        }
    }

    /// One part for a group: all its members that voted must have voted so.
    pub(super) fn group_part(
        &self,
        case: &Case<'c, 'r>,
        agents: &Agents,
        place: usize,
        expected: Expected,
        vote: Vote<'r>,
        ruling: &mut Ruling<'r>,
    ) {
        let word = case.sentence.word(place);
        let (named, _) = self.members(case, &agents.including, vote);
        let Some((readings, code, members)) = self.group(word, named, vote) else { return };
        ruling.agents.push(Agent::Group(code.clone()));
        let apart = [agents.except.as_slice(), agents.apart.as_slice()].concat();
        let members = members - self.members(case, &apart, vote).0;
        // "of the other members none followed Russia": nor is it one of them.
        let followed = case.frame.with.iter().filter(|_| agents.rest).flat_map(|with| &with.names);
        let members = followed
            .filter_map(|name| self.seat(case.sentence.word(*name), vote))
            .fold(members, |members, followed| members - followed.into());
        let positions = vote.positions().among(members);
        let took = positions.who(expected.position);
        let base = if expected.position == Position::NonVoting {
            positions.roll
        } else {
            positions.cast()
        };
        let quantified = if agents.names.len() == 1 || agents.names.first() == Some(&place) {
            agents.quantity
        } else {
            Quantity::Listed
        };
        let (count, n) = (took.len(), base.len());
        // What is denied of most holds of most of the others.
        let counted = if expected.negated { members.len() - count } else { count };
        let holds = match quantified {
            Quantity::Count(number) => Some(number.fits(u32::from(counted))),
            Quantity::Most | Quantity::Part(_) | Quantity::AllBut(_) => {
                share_holds(quantified, counted, members.len())
            }
            Quantity::Many => Some(count >= 3),
            _ if n == 0 => None,
            _ if expected.negated => Some(count == 0),
            _ => Some(count == n),
        };
        // A loose term that another reading bears out is not simply wrong.
        let other_reading = readings.loose
            && holds == Some(false)
            && self.fits_a_reading(quantified, &readings, expected, vote);
        let group = &self.record.groups()[readings.preferred];
        let name = if group.code.contains('_') { &group.name } else { &group.code };
        let others: Vec<String> = Position::ALL
            .into_iter()
            .filter(|position| *position != expected.position)
            .filter_map(|position| {
                let who = positions.who(position);
                let few = who.len() <= 12;
                (!who.is_empty()).then(|| {
                    let names = if few {
                        format!(" ({})", list(&names(self.record, who), "and"))
                    } else {
                        String::new()
                    };
                    format!("{} {}{names}", who.len(), position.verb())
                })
            })
            .collect();
        let mut words = format!(
            "of the {} of {name} on {}, {count} {}",
            count_of(members.len(), if agents.rest { "other member" } else { "member" }),
            cite(&vote),
            expected.position.verb()
        );
        if !others.is_empty() {
            words.push_str(&format!("; {}", list(&others, "and")));
        }
        let partly = holds == Some(false)
            && matches!(quantified, Quantity::Listed | Quantity::All)
            && !expected.negated
            && count > 0;
        if partly || other_reading {
            ruling.part_in_part(words);
        } else {
            ruling.part(holds, true, words);
        }
        if let (Quantity::Count(number), Some(false), false) = (quantified, holds, expected.negated)
        {
            ruling.fixes.extend(case.of_group_fix(number, count));
        }
        ruling.evidence.push(self.evidence(vote, expected.position, took));
        if readings.loose {
            ruling.definitions.push(self.definition(
                word,
                &readings,
                |members| {
                    let positions = vote.positions().among(members);
                    (positions.who(expected.position).len(), positions.cast().len())
                },
                vote,
            ));
        }
    }

    /// Whether so many members of any reading of a loose term took the position.
    fn fits_a_reading(
        &self,
        quantity: Quantity,
        readings: &scrutineer_record::Readings,
        expected: Expected,
        vote: Vote<'r>,
    ) -> bool {
        let Quantity::Count(number) = quantity else { return false };
        readings.all.iter().any(|id| {
            let groups = self.record.groups();
            let members = groups.members_at(*id, vote.date, self.record.members());
            let took = vote.positions().among(members).who(expected.position);
            number.fits(u32::from(took.len()))
        })
    }

    /// How a loose term was taken, with what every reading gives.
    pub(super) fn definition(
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

    pub(super) fn only(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let Some(agents) = &case.frame.agents else { return ruling };
        let (mut named, listed) = self.members(case, &agents.names, vote);
        ruling.agents = listed;
        let of = |agents: &Option<Agents>| {
            agents.as_ref().map(|agents| self.members(case, &agents.names, vote).0)
        };
        let within = of(&case.frame.within);
        // "only Syria voted with Russia": those two, at Russia's position.
        let company = of(&case.frame.with).unwrap_or(MemberSet::EMPTY);
        let alone = named;
        named |= within.map_or(company, |within| company & within);
        let of_company = |with| self.common_position(case, with, vote);
        let position = case.frame.position.or_else(|| of_company(case.frame.with.as_ref()?));
        let position = position.unwrap_or(Position::No);
        let mut took = vote.positions().who(position);
        if case.frame.negated {
            took = vote.positions().roll - took;
        }
        if let Some(within) = within {
            if (alone & within).is_empty() {
                ruling.part(
                    None,
                    true,
                    "the record has no list of states that the words name and that holds these",
                );
                return ruling;
            }
            took = took & within;
        }
        // Voters by words that name no group we know: the rest may be those.
        let holds = match agents.others && named.is_subset(took) && named != took {
            true => None,
            false => Some(took == named),
        };
        let who = list(&names(self.record, took), "and");
        let words = if case.frame.negated {
            let colon = if took.is_empty() { "" } else { ": " };
            format!(
                "on {} {} did anything else than {}{colon}{who}",
                cite(&vote),
                took.len(),
                position
            )
        } else if took.is_empty() {
            let of_them = if within.is_some() { " of those" } else { "" };
            format!("on {} nobody{of_them} {}", cite(&vote), position.verb())
        } else if took.len() <= 15 {
            format!("on {} {} {}: {who}", cite(&vote), took.len(), position.verb())
        } else {
            format!("on {} {} {}", cite(&vote), took.len(), position.verb())
        };
        ruling.part(holds, true, words);
        for count in &case.frame.counts {
            ruling.part(count_fits(count, vote), true, "");
        }
        if holds == Some(false) && took.len() <= 15 {
            let (named, took) = (names(self.record, named), names(self.record, took));
            ruling.correction = Some(instead(&who, &list(&named, "and")));
            ruling.fixes.extend(case.names_fix(&named, &took).filter(|_| !case.frame.negated));
        }
        ruling.evidence.push(self.evidence(vote, position, took));
        self.around(case, vote, &mut ruling);
        ruling
    }

    pub(super) fn share(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let position = case.frame.position.unwrap_or(Position::Yes);
        let tally = vote.tally();
        let (count, roll) = (tally.of(position), tally.roll());
        let agents = case.frame.agents.as_ref();
        let quantity = agents.map(|agents| agents.quantity);
        let scope = case.clues.words.to_lowercase();
        let of_those_voting = scope.contains("voting") || scope.contains("who voted");
        let frame_base = case.frame.base;
        // What is denied of most holds of most of the others.
        let counted = if case.frame.negated { roll - count } else { count };
        let voting = match position {
            Position::Abstain => tally.cast(),
            _ => tally.voting(),
        };
        let wholes = match (frame_base, quantity) {
            (Some(Base::Voting), _) => vec![voting],
            (Some(Base::Cast), _) => vec![tally.cast(), tally.voting()],
            _ if of_those_voting => vec![voting],
            // A bare percentage can be one of any of the three.
            (None, Some(Quantity::Part(part))) if part.of >= 100 => {
                vec![roll, tally.cast(), voting]
            }
            _ => vec![roll],
        };
        let of = |n: &u16| quantity.and_then(|quantity| share_holds(quantity, counted.min(*n), *n));
        let fitting = wholes.iter().find(|n| of(n) == Some(true));
        let n = *fitting.or(wholes.first()).unwrap_or(&roll);
        let share = of(&n);
        // "all but nine": of the members, or of those that cast a vote.
        let of_cast = matches!(quantity, Some(Quantity::AllBut(number))
            if number.fits(u32::from(tally.cast().saturating_sub(counted))));
        let holds = match quantity {
            _ if of_cast => true,
            Some(Quantity::All) if !case.frame.negated => {
                let except = agents.map_or(&[][..], |agents| agents.except.as_slice());
                let (excepted, _) = self.members(case, except, vote);
                vote.positions().cast() - vote.positions().who(position) == excepted
            }
            Some(Quantity::All) => counted == tally.cast(),
            _ if share.is_some() => share == Some(true),
            _ if case.frame.unanimous => unanimous(tally),
            _ if case.frame.overwhelming => overwhelming(tally),
            _ => counted > 0 && Majority::Simple.reached_by(tally),
        };
        let percent = percent(count, n);
        let whole = if n == roll { "members" } else { "that voted" };
        let words = format!(
            "on {} {count} of {n} {whole} ({percent}) {}; the tally was {tally}",
            cite(&vote),
            position.verb()
        );
        // "the gap was 13 votes" tells the margin alone.
        let margin_alone = quantity.is_none()
            && matches!(case.frame.margin, Some(Margin::Of(_)))
            && !case.frame.unanimous
            && !case.frame.overwhelming;
        ruling.part(if margin_alone { None } else { Some(holds) }, true, words);
        let mends = !holds && !case.frame.negated && matches!(quantity, Some(Quantity::Part(_)));
        ruling.fixes.extend(case.part_fix(count, n).filter(|_| mends));
        for told in &case.frame.counts {
            let holds = count_fits(told, vote);
            ruling.part(holds, true, "");
            let counted = tally.of(told.position);
            ruling.fixes.extend(case.count_fix(told, counted).filter(|_| !holds));
        }
        Self::wholes(case, tally, &mut ruling);
        ruling.evidence.push(self.evidence(vote, position, vote.positions().who(position)));
        self.around(case, vote, &mut ruling);
        ruling
    }
}

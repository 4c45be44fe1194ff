//! One vote and another: comparisons, shifts, trends, co-support.

use super::count::share_holds;
use super::other::Other;
use super::*;

impl<'c, 'r> Judge<'c, 'r> {
    pub(super) fn comparison(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let comparison = case.frame.comparison?;
        if let Some(against) = comparison.against {
            return Some(self.sides(case, comparison, against, vote));
        }
        if let Some(ruling) = self.against_the_present(case, comparison, vote) {
            return Some(ruling);
        }
        self.against_either(case, vote, comparison.than, |other| {
            Some(self.compared_with(case, comparison, vote, other))
        })
    }

    /// "nine more than today": the vote of which it is told, against the last one of its series that the text is
    /// about.
    fn against_the_present(
        &self,
        case: &Case<'c, 'r>,
        comparison: Comparison,
        vote: Vote<'r>,
    ) -> Option<Ruling<'r>> {
        if !matches!(comparison.than, Some(When::FromNow(0) | When::DayFromNow(0))) {
            return None;
        }
        let series = vote.series()?;
        let context = case.context;
        let of_it = |other: &Vote<'r>| other.series().is_some_and(|of| of.id == series.id);
        let told = context.told.iter().copied().chain(context.theme).chain(context.whole);
        let present = told.chain([vote]).filter(of_it).max_by_key(|vote| vote.date)?;
        let then = match vote == present {
            true => self.earlier_told(case, vote).or_else(|| vote.previous())?,
            false => vote,
        };
        let mut ruling = self.compared_with(case, comparison, then, Ok(Other::sure(present)));
        ruling.votes.sort_by_key(|vote| vote.date);
        ruling.fixes.clear();
        Some(ruling)
    }

    fn compared_with(
        &self,
        case: &Case<'c, 'r>,
        comparison: Comparison,
        vote: Vote<'r>,
        other: Result<Other<'r>, String>,
    ) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let position = comparison.position;
        match other {
            Err(gap) => {
                ruling.part(None, true, gap);
                ruling.verdict = Some(Verdict::NotInRecord);
            }
            Ok(Other { vote: other, sure }) if !case.frame.counts.is_empty() => {
                ruling.votes.insert(0, other);
                self.same_voters(case, other, vote, &mut ruling);
                ruling.only_if(sure);
            }
            Ok(Other { vote: other, sure }) => {
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
                if !holds {
                    let (new, old) = (now.of(position), then.of(position));
                    ruling.mend(case.change_fixes(comparison, new, old));
                }
                ruling.only_if(sure);
            }
        }
        ruling
    }

    /// "the same seven as in 2011": so many, and just those.
    fn same_voters(
        &self,
        case: &Case<'c, 'r>,
        other: Vote<'r>,
        vote: Vote<'r>,
        ruling: &mut Ruling<'r>,
    ) {
        for count in &case.frame.counts {
            let position = count.position;
            let (then, now) = (other.positions().who(position), vote.positions().who(position));
            let who = |members| list(&names(self.record, members), "and");
            let words = match then == now {
                true => format!("the same {} {} on both days", now.len(), position.verb()),
                false => format!(
                    "{} {} on {} and not on {}, and {} the other way round",
                    or_nobody(who(now - then)),
                    position.verb(),
                    cite(&vote),
                    cite(&other),
                    or_nobody(who(then - now))
                ),
            };
            ruling.part(count_fits(count, vote), true, "");
            ruling.part(then == now, true, words);
            ruling.evidence.push(self.evidence(vote, position, now));
        }
    }

    /// "Of those that voted no on A/RES/73/27, 38 abstained": the vote that is cited before what was done later.
    fn cited_before(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Vote<'r>> {
        let earlier = case.frame.at.start..case.frame.scope.start;
        let cited = case.sentence.symbols_spoken_of(earlier);
        let [cited] = cited.as_slice() else { return None };
        self.record.vote_on(cited.symbol()?).filter(|cited| *cited != vote)
    }

    /// "38 of the 46 that voted no", "of the 46 that voted no, 38 …": of how many it is said.
    fn base_told(case: &Case<'c, 'r>) -> Option<crate::quantity::Number> {
        let sentence = case.sentence;
        (case.frame.at.start..case.frame.scope.start).find_map(|place| {
            let article = matches!(sentence.word(place + 1), "the" | "those" | "all");
            let at = if article { place + 2 } else { place + 1 };
            let (number, end) = sentence.number_at(at)?;
            let told = (end..end + 3)
                .any(|place| matches!(sentence.word(place), "that" | "which" | "who"));
            (sentence.is_word(place, &["of"]) && told).then_some(number)
        })
    }

    /// "[Peru came over] to Chile": the position of those to whom others moved, if they took one.
    fn side_of_the_ally(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Position> {
        let allies = case.frame.with.as_ref()?;
        let (members, _) = self.members(case, &allies.names, vote);
        let mut sides = members.iter().map(|member| vote.position_of(member));
        let side = sides.next()??;
        (side != Position::NonVoting && sides.all(|other| other == Some(side))).then_some(side)
    }

    pub(super) fn shift(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let agents = case.frame.agents.as_ref()?;
        let vote = self.later_vote(case, vote).unwrap_or(vote);
        let to = case.frame.position.or_else(|| self.side_of_the_ally(case, vote))?;
        let between = |before| self.shift_from(case, agents, to, before, vote);
        if let Some(cited) = self.cited_before(case, vote) {
            return Some(between(Ok(Other::sure(cited))));
        }
        if let Some(once) = self.once(case, vote, |before| between(Ok(Other::sure(before)))) {
            return Some(once);
        }
        self.against_either(case, vote, case.frame.then, |before| Some(between(before)))
    }

    /// "Peru, a former opponent, abstained": in some earlier vote, and not only in the one right before.
    fn once(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
        between: impl Fn(Vote<'r>) -> Ruling<'r>,
    ) -> Option<Ruling<'r>> {
        let former = case.frame.then.is_none()
            && case.frame.at.clone().any(|place| case.sentence.is_former(place));
        let earlier = self.earlier(vote).filter(|_| former)?.votes;
        let holds = |ruling: &Ruling<'r>| ruling.verdict() == Verdict::Supported;
        earlier.into_iter().rev().map(between).find(holds)
    }

    fn shift_from(
        &self,
        case: &Case<'c, 'r>,
        agents: &Agents,
        to: Position,
        before: Result<Other<'r>, String>,
        vote: Vote<'r>,
    ) -> Ruling<'r> {
        match before {
            Ok(before) => {
                let mut ruling = self.shift_between(case, agents, to, before.vote, vote);
                ruling.only_if(before.sure);
                ruling
            }
            Err(gap) => {
                let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
                ruling.part(None, true, gap);
                self.took_another_side(case, agents, to, vote, &mut ruling);
                ruling
            }
        }
    }

    /// Who did not take, in the vote that is news, the position to which it is said to have moved made no such move,
    /// wherever it came from. An older vote can be the one moved from.
    fn took_another_side(
        &self,
        case: &Case<'c, 'r>,
        agents: &Agents,
        to: Position,
        vote: Vote<'r>,
        ruling: &mut Ruling<'r>,
    ) {
        let news = |date: Date| (0..=NEWS).contains(&vote.date.days_until(date));
        if !case.context.date.is_some_and(news) || !case.sentence.are_members(&agents.names) {
            return;
        }
        let (named, _) = self.members(case, &agents.names, vote);
        if !(named & vote.positions().who(to)).is_empty() {
            return;
        }
        for member in named.iter() {
            if let Some(now) = vote.position_of(member) {
                let name = &self.record.members()[member].press_name;
                ruling.part(false, true, format!("{name} {} on {}", now.verb(), cite(&vote)));
                ruling.evidence.push(self.evidence(vote, now, member.into()));
            }
        }
    }

    fn shift_between(
        &self,
        case: &Case<'c, 'r>,
        agents: &Agents,
        to: Position,
        before: Vote<'r>,
        vote: Vote<'r>,
    ) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![before, vote], ..Ruling::default() };
        let (named, who) = self.members(case, &agents.names, vote);
        ruling.agents = who;
        let Some(from) = case.frame.from else {
            self.arrived(&mut ruling, named, to, before, vote);
            return ruling;
        };
        let group =
            agents.names.iter().find(|place| case.sentence.kind(**place) == Some(&Kind::Group));
        let table = shift(before, vote);
        let base = table.took_before(from);
        let judged = if group.is_some() || named.is_empty() { base } else { base & named };
        let moved = table.get(&[from, to]) & judged;
        if group.is_none() && !named.is_empty() {
            self.named_shift(&mut ruling, named, from, to, before, vote);
            if let (1, Some(member)) = (named.len(), named.iter().next()) {
                let took = (before.position_of(member), vote.position_of(member));
                ruling.fixes.extend(Self::shift_fixes(case, (from, to), took));
            }
            return ruling;
        }
        // A loose group is counted in every reading; the words tell all that took the first position.
        let exceptions: Vec<String> = Position::ALL
            .into_iter()
            .filter(|position| *position != to)
            .filter_map(|position| {
                let who = table.get(&[from, position]);
                let again = if position == from { "again " } else { "" };
                let few = if who.len() <= 12 {
                    format!(" ({})", list(&names(self.record, who), "and"))
                } else {
                    String::new()
                };
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
            let (readings, _, members) = self.group(word, MemberSet::EMPTY, vote)?;
            if readings.loose {
                let mut definition = self.definition(
                    word,
                    &readings,
                    |members| ((table.get(&[from, to]) & members).len(), (base & members).len()),
                    vote,
                );
                definition.readings.push(("all".to_owned(), format!("{all} of {}", base.len())));
                ruling.definitions.push(definition);
            }
            Some(members)
        });
        if let Some(number) = Self::base_told(case).filter(|_| group.is_none()) {
            ruling.part(number.fits(u32::from(base.len())), false, "");
        }
        let base = reading.map_or(base, |members| base & members);
        let moved = reading.map_or(moved, |members| moved & members);
        let holds = match agents.quantity {
            Quantity::Count(number) => Some(number.fits(u32::from(moved.len()))),
            Quantity::Nobody => Some(moved.is_empty()),
            quantity => share_holds(quantity, moved.len(), base.len()),
        };
        match holds {
            _ if base.is_empty() => ruling.part(None, true, words),
            Some(holds) => ruling.part(holds, true, words),
            None if !moved.is_empty() && moved != base => ruling.part_in_part(words),
            None => ruling.part(moved == base, true, words),
        }
        for position in Position::ALL {
            let who = table.get(&[from, position]);
            if !who.is_empty() {
                ruling.evidence.push(self.evidence(vote, position, who));
            }
        }
        ruling
    }

    /// The stances that a member took in the place of those from and to which it is said to have moved; none if it
    /// did not move.
    fn shift_fixes(
        case: &Case<'c, 'r>,
        (from, to): (Position, Position),
        took: (Option<Position>, Option<Position>),
    ) -> Vec<Fix> {
        let (Some(then), Some(now)) = took else { return Vec::new() };
        if then == now {
            return Vec::new();
        }
        let first = case.stance_fix("from", then).filter(|_| then != from);
        let second = || case.stance_fix("to", now).or_else(|| case.position_fix(now));
        first.into_iter().chain(Some(()).filter(|()| now != to).and_then(|()| second())).collect()
    }

    /// Named members that are said to have come to a position which they had not taken before.
    pub(super) fn arrived(
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
            let told =
                |position: Option<Position>| position.map_or("was no member", Position::verb);
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
    pub(super) fn named_shift(
        &self,
        ruling: &mut Ruling<'r>,
        named: MemberSet,
        from: Position,
        to: Position,
        before: Vote<'r>,
        vote: Vote<'r>,
    ) {
        for member in named.iter() {
            let (Some(then), Some(now)) = (before.position_of(member), vote.position_of(member))
            else {
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

    pub(super) fn trend(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        if let Some(extreme) = case.frame.extreme {
            return self.extreme(case, extreme, vote);
        }
        if let Some(run) = case.frame.run {
            return self.run(case, run, vote);
        }
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let position = case.frame.position.unwrap_or(Position::Yes);
        let rising =
            case.frame.comparison.is_none_or(|comparison| comparison.direction == Direction::More);
        let now = vote.tally().of(position);
        let onward = |then: u16| if rising { now > then } else { now < then };
        let told = self.earlier_told(case, vote);
        let told = told.filter(|told| onward(told.tally().of(position)));
        let Some(before) = told.or_else(|| vote.previous()) else {
            ruling.part(
                None,
                true,
                format!("the record holds no vote of the series before {}", cite(&vote)),
            );
            return ruling;
        };
        ruling.votes.insert(0, before);
        let then = before.tally().of(position);
        ruling.part(
            onward(then),
            true,
            format!("{then} {} on {} and {now} on {}", position.verb(), cite(&before), cite(&vote)),
        );
        // Earlier votes of the series can say otherwise.
        let earlier = before.previous().filter(|_| told.is_none());
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

    pub(super) fn co_support(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let other = case.second?;
        let mut votes = vec![vote, other];
        votes.sort_by_key(|vote| (vote.date, vote.label()));
        let both = co_support(&votes);
        let mut ruling = Ruling { votes: votes.clone(), ..Ruling::default() };
        let agents = case.frame.agents.as_ref();
        let named =
            agents.map(|agents| self.members(case, &agents.names, vote)).unwrap_or_default();
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
                if !named.0.is_subset(both) && !(named.0 & both).is_empty() {
                    ruling.part_in_part(words);
                } else {
                    ruling.part(named.0.is_subset(both), true, words);
                }
            }
            (true, Some(count)) => {
                let holds = count.number.fits(u32::from(both.len()));
                ruling.part(holds, true, words);
                if !holds {
                    let claimed = count.number.value.to_string();
                    ruling.correction = Some(instead(&both.len().to_string(), &claimed));
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
                let share = format!(
                    "{words}: {} of the members, {} of those that voted yes on {}",
                    percent(both.len(), roll),
                    percent(both.len(), vote.tally().yes),
                    vote.label()
                );
                ruling.part(holds, true, share);
            }
        }
        ruling.evidence.push(self.evidence(vote, Position::Yes, both));
        ruling.evidence.push(self.evidence(other, Position::Yes, both));
        Some(ruling)
    }
}

fn or_nobody(who: String) -> String {
    if who.is_empty() { "nobody".to_owned() } else { who }
}

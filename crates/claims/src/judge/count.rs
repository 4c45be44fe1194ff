//! How many: tallies and shares, here and in committees.

use super::*;

impl<'c, 'r> Judge<'c, 'r> {
    /// A claim about a committee or another body is never answered from the plenary vote.
    pub(super) fn elsewhere(&self, case: &Case<'c, 'r>) -> Option<Ruling<'r>> {
        let tells_a_vote = matches!(
            case.frame.kind,
            ClaimKind::Tally
                | ClaimKind::Outcome
                | ClaimKind::Position
                | ClaimKind::GroupPosition
                | ClaimKind::Only
                | ClaimKind::Share
        );
        // "Two more than in committee" is answered from both; of a change in another body nothing is known. Beside a symbol
        // a body stands in the title.
        let tells_a_change = case.clues.symbols.is_empty()
            && matches!(
                case.frame.kind,
                ClaimKind::Shift | ClaimKind::Comparison | ClaimKind::Trend
            );
        match case.elsewhere? {
            _ if case.frame.cause => None,
            Elsewhere::Committee(number) if tells_a_vote => self.in_committee(case, number),
            Elsewhere::Body(body) if tells_a_vote || tells_a_change => {
                let mut ruling = Ruling::default();
                ruling.part(None, true, format!("the book holds no votes of {}", body.words()));
                Some(ruling)
            }
            _ => None,
        }
    }

    pub(super) fn in_committee(&self, case: &Case<'c, 'r>, number: u8) -> Option<Ruling<'r>> {
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
        let words =
            format!("the tally in the {} was {printed}{}", stage.body.name(), standing(stage));
        if case.frame.counts.is_empty() {
            let adopted = case.frame.kind == ClaimKind::Outcome && case.frame.adopted;
            ruling.part((sure && adopted).then_some(printed.yes > printed.no), true, words);
            return Some(ruling);
        }
        for (place, count) in case.frame.counts.iter().enumerate() {
            let holds = of(count.position).map(|counted| count.number.fits(u32::from(counted)));
            ruling.part(
                holds.filter(|_| sure),
                true,
                if place == 0 { words.clone() } else { String::new() },
            );
        }
        Some(ruling)
    }

    pub(super) fn tally(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let tally = vote.tally();
        let told = format!("the vote on {} was {tally}", cite(&vote));
        let mut words = Some(told);
        for count in &case.frame.counts {
            let holds = count_fits(count, vote);
            ruling.part(holds, true, words.take().unwrap_or_default());
            if !holds {
                let claimed = count.number.value.to_string();
                ruling.fixes.extend(case.count_fix(count, tally.of(count.position)));
                ruling.correction.get_or_insert_with(|| {
                    instead(&tally.of(count.position).to_string(), &claimed)
                });
            }
            ruling.evidence.push(self.evidence(
                vote,
                count.position,
                vote.positions().who(count.position),
            ));
        }
        Self::wholes(case, tally, &mut ruling);
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
        if let (Some(claimed), Some(adopted)) = (case.frame.outcome, was_adopted(vote)) {
            let holds = claimed == adopted;
            let words = format!("it was {}", adopted_or_not(adopted));
            ruling.part(holds, !holds, if holds { String::new() } else { words });
            ruling.fixes.extend(case.outcome_fix(adopted).filter(|_| !holds));
            // "Cuba's motion fell by 90 to 40" of a text that was adopted, 120 to 3: that is another vote.
            let no_count = !case.frame.counts.iter().any(|count| count_fits(count, vote));
            if !holds && no_count && !case.frame.counts.is_empty() {
                ruling.verdict = Some(Verdict::Ambiguous);
            }
        }
        if Self::tells_another_tally(case, vote) {
            ruling.verdict = Some(Verdict::Ambiguous);
        }
        if case.frame.unanimous {
            let words = if unanimous(tally) { "" } else { "that is not unanimous" };
            ruling.part(unanimous(tally), true, words);
        }
        if case.frame.without_vote {
            ruling.part(false, true, "there was a recorded vote");
        }
        if let (Some(with), Some(count)) = (&case.frame.with, case.frame.counts.first()) {
            let expected = Expected { position: count.position, negated: false };
            self.agents_parts(case, with, expected, vote, &mut ruling);
        }
        self.around(case, vote, &mut ruling);
        ruling
    }

    /// Whether two large counts or more are told, none of them of a vote that only the talk before leads to: then
    /// another can be meant.
    fn tells_another_tally(case: &Case<'c, 'r>, vote: Vote<'r>) -> bool {
        let tally = vote.tally();
        let sides = [tally.yes, tally.no, tally.abstain].map(u32::from);
        let counts: Vec<_> = case.frame.counts.iter().chain(&case.clues.beside).collect();
        let foreign = |value: u32| value >= 10 && !sides.contains(&value);
        let foreign = counts.iter().filter(|count| foreign(count.number.value)).count();
        let fits = counts.iter().any(|count| count_fits(count, vote));
        let dated =
            case.clues.times.iter().any(|when| is_time_of(*when, vote, case.context) == Some(true));
        let by_talk = case.link.is_some_and(|link| !link.by_own_words);
        by_talk && !dated && !fits && foreign > 1
    }

    /// The number of which the words tell a part: "141 of 193 members", "141 of the 180 that voted".
    pub(super) fn wholes(case: &Case<'c, 'r>, tally: Tally, ruling: &mut Ruling<'r>) {
        for place in case.sentence.wholes_in(case.frame.at.clone()) {
            let whole = case.sentence.number(place);
            let holds = [tally.roll(), tally.cast(), tally.voting()]
                .iter()
                .any(|n| whole == Some(u32::from(*n)));
            let (members, cast) = (tally.roll(), tally.cast());
            let words = format!("there were {members} members, of which {cast} cast a vote");
            ruling.part(holds, true, if holds { String::new() } else { words });
            ruling.fixes.extend(case.whole_fix(place, members).filter(|_| !holds));
        }
    }

    /// By how much one side won: "wide" if twice the other or more, "narrow" if by a tenth of the two at most,
    /// "nearly unanimous" if nineteen twentieths of those that cast a vote were for it.
    fn margin(case: &Case<'c, 'r>, vote: Vote<'r>, ruling: &mut Ruling<'r>) {
        let Some(margin) = case.frame.margin else { return };
        let tally = vote.tally();
        let (more, fewer) = (tally.yes.max(tally.no), tally.yes.min(tally.no));
        let apart = u32::from(more - fewer);
        let holds = match margin {
            Margin::Wide => u32::from(more) >= 2 * u32::from(fewer),
            Margin::Narrow => 10 * apart <= u32::from(tally.voting()),
            Margin::NearlyUnanimous => 20 * u32::from(tally.yes) >= 19 * u32::from(tally.cast()),
            Margin::Of(number) => number.fits(apart),
        };
        ruling.part(holds, true, format!("the two sides were {apart} apart"));
    }

    /// What is told around a claim: by how much, the day and the subject.
    pub(super) fn around(&self, case: &Case<'c, 'r>, vote: Vote<'r>, ruling: &mut Ruling<'r>) {
        Self::margin(case, vote, ruling);
        for when in &case.clues.times {
            let claimed = match *when {
                When::Day { month, day, year } => {
                    Date::ymd(year.unwrap_or(vote.date.year()), month, day)
                }
                // A month without its year can be that of what the text is about.
                When::Month { month, year: Some(year) } => Date::month_of(year, month),
                When::Year(year) => Date::year_of(year),
                _ => continue,
            };
            // "persons displaced as a result of the June 1967 hostilities"
            let is_of_title = !matches!(when, When::Year(_))
                && claimed.is_some_and(|date| vote.title.contains(&date.in_words()));
            if is_of_title {
                continue;
            }
            if is_time_of(*when, vote, case.context) == Some(false) {
                if let Some(day) = claimed.filter(|day| Self::in_committee_then(case, *day, vote)) {
                    ruling.part(
                        None,
                        true,
                        format!(
                            "it was taken on {}; a vote of {} can be that of a committee, which the record does not hold",
                            vote.date.in_words(),
                            day.in_words()
                        ),
                    );
                    ruling.verdict = Some(Verdict::NotInRecord);
                    continue;
                }
                let claimed =
                    claimed.map_or_else(String::new, |date| format!(", not {}", date.in_words()));
                ruling.part(
                    false,
                    false,
                    format!("it was taken on {}{claimed}", vote.date.in_words()),
                );
                ruling.fixes.extend(case.date_fix(*when, vote));
            }
        }
        self.subject(case, vote, ruling);
    }

    /// Whether a day on which somebody is said to have voted lies in the weeks in which committees vote on what
    /// the plenary votes on later.
    fn in_committee_then(case: &Case<'c, 'r>, day: Date, vote: Vote<'r>) -> bool {
        const WEEKS: std::ops::RangeInclusive<i32> = 5..=60;
        let of_voters = matches!(
            case.frame.kind,
            ClaimKind::Position | ClaimKind::GroupPosition | ClaimKind::Only
        );
        let in_season = matches!(day.month(), Some(10..=12)) && day.day().is_some();
        of_voters && in_season && WEEKS.contains(&day.days_until(vote.date))
    }

    /// The subject that the words name against that of the vote.
    pub(super) fn subject(&self, case: &Case<'c, 'r>, vote: Vote<'r>, ruling: &mut Ruling<'r>) {
        let targets = &case.clues.targets;
        if targets.is_empty()
            || targets.iter().any(|target| {
                self.linker.is_target(target, vote) || self.linker.has_title_of(target, vote)
            })
            || self.linker.title_overlap(case.clues, vote) >= 0.3
            || self.linker.quotes_title_of(case.clues, vote)
            || names_in_common(&vote.title, &case.clues.words)
            || tells_no_matter(&vote.title)
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
    pub(super) fn text_of(
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
}

/// Whether a title says only by whom the matter was considered before.
fn tells_no_matter(title: &str) -> bool {
    title.starts_with("Question considered by")
}

/// Whether so many of n are the share that the word tells; `None` if it tells none.
pub(super) fn share_holds(quantity: Quantity, count: u16, n: u16) -> Option<bool> {
    let share = Share { count: count.into(), n: n.into() };
    match quantity {
        Quantity::Most => Some(share.is_most()),
        Quantity::Part(part) => Some(part.fits(count, n)),
        Quantity::AllBut(number) => Some(number.fits(u32::from(n - count.min(n)))),
        _ => None,
    }
}

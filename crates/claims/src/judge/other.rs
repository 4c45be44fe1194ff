//! The other of two votes that are compared: of the same series, or where the record knows none, the vote on the same
//! matter that the text or its times tell.

use super::*;

/// The other vote, and whether it is known to be on the same matter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Other<'r> {
    pub(super) vote: Vote<'r>,
    /// If not, what does not fit it is not held against the words.
    pub(super) sure: bool,
}

impl<'r> Other<'r> {
    pub(super) fn sure(vote: Vote<'r>) -> Other<'r> {
        Other { vote, sure: true }
    }
}

impl<'r> Ruling<'r> {
    /// Leaves open what speaks against the claim, unless the other vote is known.
    pub(super) fn only_if(&mut self, sure: bool) {
        if !sure && matches!(self.verdict(), Verdict::Contradicted | Verdict::Partly) {
            self.leave_open_against_which();
        }
    }

    pub(super) fn leave_open_against_which(&mut self) {
        self.part(None, false, "with which vote it is compared is not told");
        self.verdict = Some(Verdict::Ambiguous);
    }
}

impl<'c, 'r> Judge<'c, 'r> {
    /// The vote of the same series at the time told; without a time, the one before. Where there is none, the one on
    /// the same matter then, or that of which the text told before.
    pub(super) fn other_vote(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
        when: Option<When>,
    ) -> Result<Other<'r>, String> {
        if let Some(other) = when.and_then(|when| self.of_emergency_session(vote, when)) {
            return Ok(Other::sure(other));
        }
        self.of_series(case, vote, when).map(Other::sure).or_else(|gap| {
            let told = || self.told_before(case, vote, when);
            when.and_then(|when| self.on_the_same_matter(case, vote, when)).or_else(told).ok_or(gap)
        })
    }

    /// The vote before this one on the same matter.
    pub(super) fn known_vote_before(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
    ) -> Result<Vote<'r>, String> {
        let other = self.other_vote(case, vote, None)?;
        let gap = || format!("the record does not tell the vote before {}", cite(&vote));
        Some(other.vote).filter(|_| other.sure).ok_or_else(gap)
    }

    fn of_series(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
        when: Option<When>,
    ) -> Result<Vote<'r>, String> {
        let Some(series) = vote.series() else {
            return Err(format!("{} belongs to no series in the record", cite(&vote)));
        };
        let Some(year) = when.and_then(|when| year_of(when, case.context, Some(vote))) else {
            return vote.previous().ok_or_else(|| {
                format!("the record holds no vote of the series before {}", cite(&vote))
            });
        };
        let votes = self.record.votes_of(series);
        votes
            .iter()
            .rfind(|other| other.date.year() == year && **other != vote)
            .copied()
            .ok_or_else(|| format!("the record holds no vote of this series in {year}"))
    }

    /// The one earlier vote at the time told whose title says the same.
    fn on_the_same_matter(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
        when: When,
    ) -> Option<Other<'r>> {
        let then = |other: &Vote<'r>| {
            other.date.is_before(vote.date)
                && is_time_of(when, *other, case.context) == Some(true)
                // "in March": the last one.
                && (has_year(when) || other.date.days_until(vote.date) < 366)
        };
        let alike = |other: &Vote<'r>| self.linker.akin(*other, vote) >= ALIKE;
        let before = self.linker.before_at(vote, when, case.context);
        let mut votes = before.filter(then).filter(alike);
        let first = votes.next()?;
        votes.next().is_none().then_some(Other::sure(first))
    }

    /// The one earlier vote of which the text told before, at the time told if one is.
    fn told_before(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
        when: Option<When>,
    ) -> Option<Other<'r>> {
        let then = |other: &&Vote<'r>| {
            other.date.is_before(vote.date)
                && when.is_none_or(|when| is_time_of(when, **other, case.context) == Some(true))
        };
        let mut votes = case.context.told.iter().filter(then);
        let first = votes.next().copied()?;
        let other = Other { vote: first, sure: self.linker.akin(first, vote) >= NEARLY_ALIKE };
        votes.next().is_none().then_some(other)
    }

    /// The earlier vote of the same series of which the text told last, if that is not the one right before this:
    /// "In 2017 four voted against. Since then Poland has moved from abstention to no."
    pub(super) fn earlier_told(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Vote<'r>> {
        let series = vote.series()?;
        let earlier = |other: &&Vote<'r>| {
            other.date.is_before(vote.date) && other.series().is_some_and(|of| of.id == series.id)
        };
        let told = case.context.told.iter().rfind(earlier).copied()?;
        (Some(told) != vote.previous()).then_some(told)
    }

    /// Whether two votes are of one series, or their titles much alike.
    pub(super) fn on_one_matter(&self, one: Vote<'r>, other: Vote<'r>) -> bool {
        let series = |vote: Vote<'r>| vote.series().map(|series| &series.id);
        series(one).is_some() && series(one) == series(other)
            || self.linker.akin(one, other) >= NEARLY_ALIKE
    }

    /// What the words come to where no time tells with which vote this one is compared: that of which the text told
    /// before, or else the one right before. What holds against either of them is not called false.
    pub(super) fn against_either(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
        when: Option<When>,
        rule: impl Fn(Result<Other<'r>, String>) -> Option<Ruling<'r>>,
    ) -> Option<Ruling<'r>> {
        let before = || rule(self.other_vote(case, vote, when));
        let Some(told) = self.earlier_told(case, vote).filter(|_| when.is_none()) else {
            return before();
        };
        let told = || rule(Ok(Other::sure(told)));
        let holds = |ruling: &Ruling<'r>| ruling.verdict() == Verdict::Supported;
        // Where the text told of both, the one right before comes first.
        if vote.previous().is_some_and(|before| case.context.told.contains(&before)) {
            let before = before();
            return match before.as_ref().is_some_and(holds) {
                true => before,
                false => told().filter(holds).or(before),
            };
        }
        let told = told();
        match told.as_ref().is_some_and(holds) {
            true => told,
            false => before().filter(holds).or(told),
        }
    }

    /// The later vote to which somebody moved, where the vote spoken of last is the one moved from.
    pub(super) fn later_vote(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Vote<'r>> {
        let then = case.frame.then?;
        let of_year = || year_of(then, case.context, Some(vote)) == Some(vote.date.year());
        if let Some(next) = vote.next().filter(|_| of_year()) {
            return Some(next);
        }
        if is_time_of(then, vote, case.context) != Some(true) {
            return None;
        }
        let later = |other: &&Vote<'r>| {
            vote.date.is_before(other.date) && self.linker.akin(vote, **other) >= NEARLY_ALIKE
        };
        case.context.told.iter().rfind(later).copied()
    }

    /// The vote of the same emergency special session at the time told, if there is just one: its texts are on one
    /// matter.
    fn of_emergency_session(&self, vote: Vote<'r>, when: When) -> Option<Vote<'r>> {
        let dated = matches!(when, When::Day { .. } | When::Month { .. } | When::Year(_));
        if !dated || !matches!(vote.session, Session::Emergency(_)) {
            return None;
        }
        let then = |other: &Vote<'r>| match when {
            When::Day { year, month, day } => {
                other.date.month() == Some(month)
                    && other.date.day() == Some(day)
                    && year.is_none_or(|year| year == other.date.year())
            }
            When::Month { year, month } => {
                other.date.month() == Some(month)
                    && year.is_none_or(|year| year == other.date.year())
                    // "in March": the last one.
                    && other.date.days_until(vote.date) < 366
            }
            When::Year(year) => year == other.date.year(),
            _ => false,
        };
        let mut votes = self.record.votes().filter(|other| {
            other.motion.is_whole()
                && other.session == vote.session
                && other.date.is_before(vote.date)
                && then(other)
        });
        let first = votes.next()?;
        votes.next().is_none().then_some(first)
    }
}

fn has_year(when: When) -> bool {
    !matches!(when, When::Day { year: None, .. } | When::Month { year: None, .. })
}

/// So much of one title in another tells that two texts are on the same matter, and so much where the text tells of
/// both.
const ALIKE: f64 = 0.8;
const NEARLY_ALIKE: f64 = 0.5;

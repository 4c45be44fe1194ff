//! Words that look back from the vote spoken of and do not say to which year.

use super::*;

impl Sentence<'_> {
    /// Whether a clause tells, or may tell, of an earlier vote than the one spoken of: "at the time Peru abstained",
    /// "Peru had abstained".
    pub(super) fn looks_back(&self, clause: &Clause, frame: &Frame) -> Option<Open> {
        // "44 countries urged Peru to withdraw": perhaps elsewhere, in a letter or a speech.
        if clause.main.as_ref().is_some_and(|main| self.is_asked_by_many(main.verb, Form::Past)) {
            return Some(Open::Elsewhere);
        }
        let of_one_vote = matches!(
            frame.kind,
            ClaimKind::Position
                | ClaimKind::GroupPosition
                | ClaimKind::Only
                | ClaimKind::Tally
                | ClaimKind::Share
        );
        if !of_one_vote || !self.times(0..clause.at.end).is_empty() {
            return None;
        }
        if clause.at.clone().any(|place| self.looks_back_at(place)) {
            return Some(Open::When);
        }
        let main = clause.main.as_ref()?;
        let had = matches!(self.verb(main.at.start), Some((Verb::Have, Form::Past)));
        // In what somebody is said to have said, "had abstained" is "abstained".
        let says = |place: usize| matches!(self.verb(place), Some((Verb::Say, _)));
        // "had already left", "had been among them all along": up to this vote.
        let until_now = |place: usize| self.is_word(place, &["already", "along", "always", "now"]);
        let open = had && !clause.at.clone().any(until_now) && !(0..self.len()).any(says);
        open.then_some(Open::Earlier)
    }

    /// "[Peru and Chile], none of which had opposed it in 2018, [abstained]": what they all did then.
    pub(super) fn said_of_all(&self, aside: &Range<usize>, of: &Frame) -> Option<Frame> {
        if !self.some_of_which(aside.start) || of.kind != ClaimKind::Position {
            return None;
        }
        let nobody = match self.cue(aside.start)? {
            Cue::Nobody | Cue::Neither => true,
            Cue::All => false,
            _ => return None,
        };
        let [told] = self.predicates(aside.clone()).try_into().ok()?;
        let told: Predicate = told;
        // "none of which could bring itself to back it": they did not.
        let could = |place: usize| {
            self.is_word(place, &["could"]) && self.is_word(place + 1, &["bring", "quite"])
        };
        if !(told.happened || nobody && aside.clone().any(could)) {
            return None;
        }
        let Deed::Took(position) = told.deed else { return None };
        let agents = of.agents.clone().filter(|agents| agents.quantity == Quantity::Listed)?;
        let dated = !self.times(aside.clone()).is_empty();
        Some(Frame {
            agents: Some(agents),
            position: Some(position),
            negated: nobody != told.negated,
            open: (!dated).then_some(Open::When),
            ..Frame::over(ClaimKind::Position, aside.clone())
        })
    }

    /// "[since 2008], when [14 states backed it]", "in 2007, the first time round, when …": the year told before.
    pub(super) fn time_before_when(&self, clause: &Clause) -> Option<When> {
        let start = clause.at.start;
        let when =
            [start, start.checked_sub(1)?].into_iter().find(|at| self.is_word(*at, &["when"]))?;
        let comma = when.checked_sub(1).filter(|comma| self.is_mark(*comma, &[',']))?;
        let last = self.times(0..comma).pop()?;
        let apposed = (last.at.end..comma).all(|place| self.verb(place).is_none());
        let near = last.at.end == comma || self.is_mark(last.at.end, &[',']) && apposed;
        let dated = match last.when {
            When::Year(_) => true,
            When::Day { year, .. } | When::Month { year, .. } => year.is_some(),
            _ => false,
        };
        (near && dated).then_some(last.when)
    }

    /// "at the time", "on the previous occasion", "last time round", "the time before", "originally".
    fn looks_back_at(&self, place: usize) -> bool {
        let next = |words: &[&str]| self.is_word(place + 1, words);
        match self.lower(place) {
            "at" => next(&["the"]) && self.is_word(place + 2, &["time"]),
            "last" => next(&["time"]),
            "previous" => next(&["occasion", "vote", "round", "ballot", "time", "outing"]),
            "time" => next(&["before"]),
            "originally" | "initially" => true,
            // "Germany still abstained then", "Then 131 were in favour"
            "then" => {
                self.ends_clause(place + 1)
                    && place.checked_sub(1).is_some_and(|before| self.kind(before).is_some())
                    || place == 0 && self.number(place + 1).is_some()
            }
            _ => false,
        }
    }

    /// "India, having abstained in March", "after voting yes in March", "six months ago Peru had voted no": a vote
    /// before that spoken of, of which no year is told.
    pub(super) fn tells_an_earlier_vote(&self, clause: &Clause) -> bool {
        let Some(main) = &clause.main else { return false };
        let had =
            |form| matches!(self.verb(main.at.start), Some((Verb::Have, told)) if told == form);
        let after = main
            .at
            .start
            .checked_sub(1)
            .is_some_and(|before| self.is_word(before, &["after", "before", "despite"]));
        let ago = clause.at.clone().any(|place| {
            self.number(place).is_some()
                && self.is_word(place + 1, &["days", "weeks", "months"])
                && self.is_word(place + 2, &["ago", "earlier", "before"])
        });
        let times = self.times(clause.at.clone());
        let month = !times.is_empty()
            && times.iter().all(|time| matches!(time.when, When::Month { year: None, .. }));
        // "then Peru still abstained"
        let then = self.is_word(clause.at.start, &["then"]) && self.is_name(clause.at.start + 1);
        main.participle && (had(Form::Ing) || after) && (month || ago)
            || had(Form::Past) && ago
            || then && times.is_empty()
    }

    /// "Two days later fifty states …", "a week before": a vote near that spoken of, and another.
    pub(super) fn opens_days_apart(&self, clause: &Clause) -> bool {
        let start = self.skip_conjunctions(clause.at.start);
        let number = self.skip(start, |cue| matches!(cue, Cue::About | Cue::Only));
        let unit = match self.number_at(number) {
            Some((_, end)) => end,
            None if self.is_word(number, &["a", "an", "the"]) => number + 1,
            None => return false,
        };
        self.is_word(
            unit,
            &["day", "days", "week", "weeks", "month", "months", "fortnight", "hours"],
        ) && self.is_word(
            unit + 1,
            &["later", "earlier", "before", "after", "afterwards", "on", "previously"],
        )
    }
}

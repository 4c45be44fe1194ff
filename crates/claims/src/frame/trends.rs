//! The course of a series: figures of several years, records, runs of rises and falls, how often something
//! happened.

use super::*;

/// The figure of one vote of a series: "78", "69 in 2008".
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The number.
    pub number: Number,
    /// When, if told; otherwise it stands between those beside it.
    pub when: Option<When>,
    /// Whether it is that from which another came: "from 12".
    pub earlier: bool,
    /// The tokens that tell it.
    pub at: Range<usize>,
}

/// "its best result so far", "the fewest noes since 2012".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extreme {
    /// Whether it is the most, or the least.
    pub most: bool,
    /// The year from which on, if told.
    pub since: Option<i16>,
    /// Within so many years, if told: "of the last five years".
    pub within: Option<i16>,
}

/// A rise or fall that is said to have gone on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// In so many votes in a row.
    Times(u32),
    /// Without a break, since a year if one is told.
    Unbroken(Option<i16>),
    /// Never the other way, since a year if one is told: "has never dipped".
    NeverBack(Option<i16>),
}

impl Sentence<'_> {
    /// "the fourth year running in which the ayes shrank", "its best result to date".
    pub(super) fn trend(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        self.run(clause, before)
            .or_else(|| self.extreme(clause, before))
            .or_else(|| self.never_so_many(clause))
    }

    /// "Never before had so many states opposed it", "Not since 2014 had so few voted in favour".
    fn never_so_many(&self, clause: &Clause) -> Option<Frame> {
        let start = self.skip_conjunctions(clause.at.start);
        let never = self.is_word(start, &["never"]);
        let since = self.is_word(start, &["not"]) && self.word(start + 1) == "since";
        if !never && !since {
            return None;
        }
        let at = clause.at.clone().find(|place| {
            self.is_word(*place, &["so many", "so few", "as many"])
                || self.is_word(*place, &["so", "as"]) && self.is_word(*place + 1, &["many", "few"])
        })?;
        let most = !self.is_word(at + 1, &["few"]) && !self.is_word(at, &["so few"]);
        let told = self.times(clause.at.clone());
        let first = match told.as_slice() {
            [] => None,
            [time] if since => Some(year(time.when)?.saturating_add(1)),
            _ => return None,
        };
        if since && first.is_none() {
            return None;
        }
        let position =
            self.position_in(at..clause.at.end).or(self.side_spoken_of(at..clause.at.end))?;
        let mut frame = Frame::new(ClaimKind::Trend, clause);
        frame.position = Some(position);
        frame.extreme = Some(Extreme { most, since: first, within: None });
        Some(frame)
    }

    /// The side whose numbers are spoken of: "the noes", "support", "the number in favour".
    pub(super) fn side_spoken_of(&self, at: Range<usize>) -> Option<Position> {
        at.clone().find_map(|place| {
            if matches!(self.lower(place), "opposition" | "resistance") {
                return Some(Position::No);
            }
            match self.cue(place)? {
                Cue::SideNoun(position) => Some(position),
                Cue::Support => Some(Position::Yes),
                Cue::Verb(Verb::Take(position), Form::Ing) => Some(position),
                // The "yes" vote, the number in favour.
                Cue::Side(position) if self.is_side_of_votes(place) => Some(position),
                _ => None,
            }
        })
    }

    fn is_side_of_votes(&self, place: usize) -> bool {
        let quoted = self.is_mark(place + 1, &['"', '”']) && self.word(place + 2) == "vote";
        let number = place.checked_sub(1).is_some_and(|before| {
            matches!(self.word(before), "number" | "votes" | "vote" | "those" | "countries")
        });
        quoted || number || self.word(place).starts_with("in fav")
    }

    /// The figures told from `at` on: "from 50 in 2001 to 55 and then 61", "to 83", "60 in 2004 and 2003".
    pub(super) fn points(&self, at: Range<usize>) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        let mut place = at.start;
        while place < at.end {
            if let Some(time) = self.time_at(place) {
                place = time.at.end.max(place + 1);
                continue;
            }
            let just = place.checked_sub(1).filter(|just| self.cue(*just) == Some(Cue::Only));
            let led = just.unwrap_or(place).checked_sub(1).is_some_and(|before| {
                matches!(
                    self.lower(before),
                    "from"
                        | "to"
                        | "then"
                        | "with"
                        | ","
                        | ":"
                        | "against"
                        | "went from"
                        | "gone from"
                ) || self.cue(before) == Some(Cue::And)
            });
            let figure = self.number_at(place).filter(|(number, _)| led && number.value <= 200);
            let Some((number, end)) = figure else {
                place += 1;
                continue;
            };
            let (when, end) = self.time_of_point(end);
            let from = just.unwrap_or(place).checked_sub(1);
            let earlier = from
                .is_some_and(|before| self.is_word(before, &["from", "went from", "gone from"]));
            points.push(Point { number, when, earlier, at: place..end });
            place = end;
            // "86 in 2013 and 2012"
            while self.cue(place) == Some(Cue::And)
                && let Some(again) = self.time_at(place + 1)
            {
                let at = place + 1..again.at.end;
                points.push(Point { number, when: Some(again.when), earlier, at });
                place = again.at.end;
            }
        }
        points
    }

    /// The time right after a figure, and where the text goes on.
    pub(super) fn time_of_point(&self, end: usize) -> (Option<When>, usize) {
        let noun = usize::from(
            self.word(end) == "votes"
                || matches!(self.cue(end), Some(Cue::Voters | Cue::SideNoun(_))),
        );
        let preposition = usize::from(self.cue(end + noun) == Some(Cue::Preposition));
        match self.time_at(end + noun + preposition) {
            Some(time) => (Some(time.when), time.at.end),
            None => (None, end),
        }
    }

    /// "the fourth year running in which the ayes shrank", "has fallen steadily since 2018".
    fn run(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let at = clause.at.clone();
        let falls = at.clone().find_map(|place| {
            let fell = match self.verb(place).map(|(verb, _)| verb) {
                Some(Verb::Fall) => true,
                Some(Verb::Rise) => false,
                _ => match self.word(place) {
                    "decline" | "drop" | "fall" => true,
                    "rise" | "increase" => false,
                    _ => return None,
                },
            };
            Some(fell)
        })?;
        let times = match self.history(at.clone()) {
            Some(History::Consecutive(times)) => Some(Run::Times(times)),
            _ => None,
        };
        let since = at.clone().find(|place| self.word(*place) == "since");
        let since =
            since.and_then(|place| self.time_at(place + 1)).and_then(|time| year(time.when));
        let unbroken = at.clone().any(|place| {
            matches!(
                self.word(place),
                "steadily" | "continuously" | "uninterruptedly" | "invariably" | "constantly"
            ) || matches!(self.word(place), "without" | "Without")
                && matches!(self.word(place + 1), "interruption" | "exception" | "a")
                && matches!(self.word(place + 1), "interruption" | "exception")
                || matches!(self.word(place), "every" | "each" | "year")
                    && matches!(self.word(place + 1), "year" | "session" | "after" | "by")
        }) || at
            .clone()
            .any(|place| self.cue(place) == Some(Cue::All) && self.word(place + 1) == "year");
        let never = at.clone().any(|place| self.is_word(place, &["never"]));
        let falls = falls != never;
        let run = match (times, never) {
            (Some(times), _) => times,
            (None, true) => Run::NeverBack(since),
            (None, false) => unbroken.then_some(Run::Unbroken(since))?,
        };
        let main_end = clause.main.as_ref().map_or(at.start, |main| main.at.end);
        let points = self.points(main_end..at.end);
        let position = self.side_spoken_of(at.clone()).or(before.position)?;
        let direction = if falls { Direction::Fewer } else { Direction::More };
        let mut frame = Frame::new(ClaimKind::Trend, clause);
        frame.position = Some(position);
        frame.comparison = Some(Comparison::of(direction, position));
        // The figures themselves tell the course.
        frame.run = Some(run).filter(|_| points.len() < 2);
        frame.points = points;
        Some(frame)
    }

    /// Whether words for a record begin here: ", its best result so far", ", fewer than ever".
    pub(crate) fn extreme_at(&self, at: usize, end: usize) -> bool {
        let start = self.skip(at, |cue| matches!(cue, Cue::Article | Cue::And | Cue::But));
        let goes_on = || self.predicates(start..end).iter().any(|predicate| !predicate.participle);
        self.extreme_in(start..end.min(start + 2)).is_some()
            && self.tells_an_extreme(start..end)
            && !goes_on()
    }

    /// Whether the tokens tell a record: "it was the highest support since the first text".
    pub(crate) fn tells_an_extreme(&self, at: Range<usize>) -> bool {
        self.extreme_in(at).is_some_and(|(_, of_all)| of_all)
    }

    /// Whether the tokens tell a most or a least, and whether of all votes: "ever", "so far", "since 2008".
    fn extreme_in(&self, at: Range<usize>) -> Option<(bool, bool)> {
        let (place, most) = at.clone().find_map(|place| {
            let most = match self.lower(place) {
                "best" | "highest" | "largest" | "biggest" | "strongest" | "greatest"
                | "widest" => true,
                "worst" | "lowest" | "smallest" | "weakest" | "fewest" | "poorest" => false,
                "record" | "high" | "all-time" => {
                    !at.clone().any(|place| matches!(self.word(place), "low" | "lowest"))
                }
                _ => match self.cue(place)? {
                    Cue::More | Cue::MoreThan => true,
                    Cue::Fewer | Cue::FewerThan => false,
                    _ => return None,
                },
            };
            Some((place, most))
        })?;
        let compares = self.cue(place).is_some();
        let of_all = (place..at.end).any(|place| {
            matches!(self.word(place), "ever" | "yet" | "record")
                || self.words(place..place + 2).eq_ignore_ascii_case("so far")
                || self.words(place..place + 2).eq_ignore_ascii_case("to date")
                || self.word(place) == "since" && !compares
                || self.years_back(place).is_some()
        });
        // "a recorded vote" and "the record shows" are no records.
        let word = self.word(place);
        let noun = word != "record"
            || matches!(self.word(place + 1), "high" | "low" | "number" | "support" | "result")
            || matches!(self.cue(place + 1), Some(Cue::SideNoun(_) | Cue::Support));
        noun.then_some((most, of_all))
    }

    /// "the last five years", "the past ten years".
    fn years_back(&self, at: usize) -> Option<i16> {
        let years = self.number(at + 1).filter(|_| self.is_word(at + 2, &["years", "sessions"]))?;
        i16::try_from(years).ok().filter(|_| self.is_word(at, &["last", "past"]))
    }

    fn extreme(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let tells_more = clause.main.as_ref().is_some_and(|main| {
            !matches!(main.deed, Deed::Other(Verb::Stand | Verb::Gain | Verb::Rise | Verb::Fall))
        });
        if tells_more {
            return None;
        }
        let (most, of_all) = self.extreme_in(clause.at.clone())?;
        // "the count, 82 to 2, was the weakest yet" tells a tally before all.
        if !of_all || clause.at.clone().any(|place| self.is_ratio(place)) {
            return None;
        }
        let since = clause.at.clone().find(|place| self.word(*place) == "since");
        let since = since.and_then(|place| {
            self.times(place..clause.at.end).first().and_then(|time| year(time.when))
        });
        let within = clause.at.clone().find_map(|place| self.years_back(place));
        let side = self.side_spoken_of(clause.at.clone());
        let result = clause.at.clone().any(|place| {
            matches!(
                self.word(place),
                "result" | "results" | "score" | "tally" | "total" | "showing"
            )
        });
        let position = side.or(result.then_some(Position::Yes)).or(before.position)?;
        let mut frame = Frame::new(ClaimKind::Trend, clause);
        frame.position = Some(position);
        frame.extreme = Some(Extreme { most, since, within });
        Some(frame)
    }

    /// "for the first time", "for the third consecutive year", "the 28th year running".
    pub(super) fn history(&self, at: Range<usize>) -> Option<History> {
        self.always(at.clone()).or_else(|| self.times_running(at.clone())).or_else(|| {
            at.clone().find_map(|place| {
                let Cue::Ordinal(number) = self.cue(place)? else { return None };
                let next = self.word(place + 1);
                let then = self.word(place + 2);
                let in_a_row = matches!(next, "consecutive" | "straight" | "successive")
                    || matches!(then, "running" | "in")
                        && matches!(next, "year" | "time" | "session");
                match (next, in_a_row) {
                    (_, true) => Some(History::Consecutive(number)),
                    ("time", false) if number == 1 && then == "since" => {
                        let since = self.times(place + 3..at.end.min(place + 6));
                        let since = since.first().and_then(|time| year(time.when));
                        Some(since.map_or(History::First, History::FirstSince))
                    }
                    ("time", false) if number == 1 => Some(History::First),
                    _ => None,
                }
            })
        })
    }

    /// "for 25 years in a row", "twelve times running".
    fn times_running(&self, at: Range<usize>) -> Option<History> {
        at.into_iter().find_map(|place| {
            let times = self.number(place)?;
            let counted = self.is_word(place + 1, &["years", "times", "sessions"]);
            let running = self.is_word(place + 2, &["running", "in succession"])
                || self.is_word(place + 2, &["in"])
                    && (self.is_word(place + 3, &["succession"])
                        || self.is_word(place + 3, &["a"]) && self.is_word(place + 4, &["row"]));
            (counted && running).then_some(History::Consecutive(times))
        })
    }

    /// "always", "every year since 1992".
    fn always(&self, at: Range<usize>) -> Option<History> {
        let always = at.clone().any(|place| {
            let next = self.word(place + 1);
            match self.lower(place) {
                // "isolated as never before"
                "never" => place == 0 || !self.is_word(place - 1, &["as"]),
                "always" | "consistently" => true,
                "every" | "each" => matches!(next, "year" | "session" | "time") || next == "of",
                _ => false,
            }
        });
        if !always {
            return None;
        }
        // "each of the five members" is no time.
        let of_voters = at.clone().any(|place| {
            self.word(place).eq_ignore_ascii_case("each")
                && self.word(place + 1) == "of"
                && !(place..place + 7).any(|place| matches!(self.word(place), "years" | "sessions"))
        });
        if of_voters {
            return None;
        }
        let since = at.clone().find(|place| self.word(*place) == "since");
        let since = since.and_then(|place| year(self.time_at(place + 1)?.when));
        Some(History::Always(since))
    }
}

/// The year that a time tells by itself.
fn year(when: When) -> Option<i16> {
    match when {
        When::Year(year) | When::TextYear(year) => Some(year),
        When::Day { year, .. } | When::Month { year, .. } => year,
        _ => None,
    }
}

//! Figures of several votes with their times: "94 in 1983, 100 in 1984", "in 2018 it was twelve, in 2019 fourteen",
//! "up from 86".

use super::*;

impl Sentence<'_> {
    /// "the ayes hardly moved, 114 then and 115 now".
    pub(super) fn then_and_now(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let point = |place: usize| {
            let (number, end) = self.number_at(place)?;
            let earlier = match self.word(end) {
                "then" => true,
                "now" | "today" => false,
                _ => return None,
            };
            Some(Point { number, when: None, earlier, at: place..end + 1 })
        };
        // Both are told before any number is looked for.
        if !(clause.at.start..clause.at.end + 2).any(|place| self.word(place) == "then") {
            return None;
        }
        let points: Vec<Point> = clause.at.clone().filter_map(point).collect();
        let (first, last) = (points.first()?, points.last()?);
        if points.len() != 2 || !first.earlier || last.earlier {
            return None;
        }
        let ahead = clause.at.start..first.at.start;
        let position = self.side_spoken_of(ahead).or(before.position)?;
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.scope = clause.at.start..first.at.start.max(clause.at.start + 1);
        frame.position = Some(position);
        frame.points = points;
        Some(frame)
    }

    /// "the ayes numbered 94 in 1983, 100 in 1984 and 104 in 1985", "was backed by 165 states in 2010 and 159 in 2011".
    pub(super) fn figures_by_year(&self, clause: &Clause) -> Option<Frame> {
        if self.times_told().is_empty() {
            return None;
        }
        let first = clause.at.clone().find(|place| self.dated_figure(*place).is_some())?;
        let mut points: Vec<Point> = Vec::new();
        let mut place = first;
        while let Some((point, end)) = self.dated_figure(place).filter(|_| place < clause.at.end) {
            points.push(point);
            let comma = end + usize::from(self.is_mark(end, &[',']));
            place = self.skip(comma, |cue| {
                matches!(cue, Cue::And | Cue::But | Cue::Only | Cue::Preposition | Cue::While)
            });
            place += usize::from(self.is_word(place, &["then", "at"]));
        }
        let before = clause.at.start..first;
        let backed = clause.main.as_ref().and_then(|main| match main.deed {
            Deed::Took(position) if main.passive && main.happened => Some(position),
            _ => None,
        });
        let position = self.side_spoken_of(before).or(backed).filter(|_| points.len() > 1)?;
        Some(of_figures(clause, position, points, first))
    }

    /// "94 in 1983", "165 states in 2010": a figure with its time, and where the text goes on.
    fn dated_figure(&self, place: usize) -> Option<(Point, usize)> {
        if self.time_at(place).is_some() {
            return None;
        }
        let (number, end) = self.number_at(place).filter(|(number, _)| number.value <= 200)?;
        let (when, end) = self.time_of_point(end);
        let point = Point { number, when: Some(when?), earlier: false, at: place..end };
        Some((point, end))
    }

    /// "support stood at 65 in both 2018 and 2019".
    pub(super) fn stood(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        if main.deed != Deed::Other(Verb::Stand) {
            return None;
        }
        let times = self.times(main.at.end..clause.at.end);
        let [first, .., last] = times.as_slice() else { return None };
        let (number, at) = (main.at.end..clause.at.end)
            .find_map(|place| Some((self.number_at(place)?.0, place..place + 1)))?;
        let before = clause.at.start..main.at.start;
        let position = self.side_spoken_of(before.clone())?;
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.at.start = main.at.start;
        frame.position = Some(position);
        frame.when = Some(last.when);
        frame.scope = before;
        let point = |time: &crate::time::Time| Point {
            number,
            when: Some(time.when),
            earlier: false,
            at: at.clone(),
        };
        frame.points = vec![point(first), point(last)];
        frame.comparison = Some(Comparison::of(Direction::Same, position));
        Some(frame)
    }

    /// "In 2018 the noes reached 12, in 2019 14, and in 2020 34", "in 2021 it was 130": each time before its figure.
    pub(super) fn figures_after_their_times(
        &self,
        clause: &Clause,
        before: Before<'_>,
    ) -> Option<Frame> {
        if self.times_told().is_empty() {
            return None;
        }
        let start = self.skip(clause.at.start, |cue| {
            matches!(cue, Cue::And | Cue::But | Cue::While | Cue::Preposition)
        });
        let times = self.times(clause.at.clone());
        if times.first()?.at.start != start {
            return None;
        }
        let ends = times.iter().skip(1).map(|time| time.at.start).chain([clause.at.end]);
        let mut points: Vec<Point> = Vec::new();
        for (time, end) in times.iter().zip(ends) {
            let figures = (time.at.end..end).filter_map(|place| {
                let (number, after) = self.number_at(place)?;
                // "35 of the 46", "130 to 35": more than a figure.
                let alone = self.ends_clause(after)
                    || self.is_mark(after, &[',', ';'])
                    || matches!(self.cue(after), Some(Cue::And | Cue::But));
                Some((
                    alone,
                    Point { number, when: Some(time.when), earlier: false, at: place..after },
                ))
            });
            let [(true, point)] = <[_; 1]>::try_from(figures.collect::<Vec<_>>()).ok()? else {
                return None;
            };
            points.push(point);
        }
        let first = points.first()?.at.start;
        let between = times.first()?.at.end..first;
        let position = match self.side_spoken_of(between.clone()) {
            Some(side) => side,
            // "[In 2020 the noes numbered 34;] in 2021 it was 35"
            None => before.position.filter(|_| self.says_it_was(between))?,
        };
        if points.len() < 2 && before.frame.is_none() {
            return None;
        }
        Some(of_figures(clause, position, points, first))
    }

    /// "it was", "there were", "the figure was only", ",": words that only lead to a figure.
    fn says_it_was(&self, mut at: Range<usize>) -> bool {
        at.all(|place| {
            let lead = ["it", "they", "there", "that", "figure", "number", "had", "been", "still"];
            self.is_word(place, &lead)
                || self.is_mark(place, &[','])
                || matches!(self.verb(place), Some((Verb::Be | Verb::Stand, _)))
                || matches!(
                    self.cue(place),
                    Some(Cue::Article | Cue::Only | Cue::Adverb | Cue::About)
                )
        })
    }

    /// The number that ends right before a comma at `at`: "[That makes 50], against 35".
    fn number_ends_at(&self, at: usize) -> Option<u32> {
        let comma = at.checked_sub(1).filter(|comma| self.is_mark(*comma, &[',']))?;
        let (number, end) = self.number_at(comma.checked_sub(1)?)?;
        (end == comma).then_some(number.value)
    }

    /// ", down from 60 in 2004 and 2003", ", against 8 the year before": of the side spoken of
    /// before. "Support for it: 70 in 2017, 65 in 2018" tells it itself.
    pub(super) fn up_or_down(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        if clause.main.is_some() {
            return None;
        }
        let start = clause.at.start;
        let side = || self.side_spoken_of(start + 1..clause.at.end);
        // "That makes 50, against 35 a year ago": of those that are so many, and if no side was so many, of none.
        let told = match self.number_ends_at(start) {
            Some(number) if before.frame.is_none() => before.sentences.of_number(number),
            Some(_) => before.position,
            None if before.frame.is_none() && start > 3 => None,
            None => before.position,
        };
        let unknown = start > 3 && before.frame.is_none() && told.is_none();
        if self.changes_at(start) && unknown && side().is_none() {
            return None;
        }
        let position = match self.changes_at(start) {
            true => side().or(told).unwrap_or(Position::Yes),
            false => self.side_spoken_of(clause.at.clone())?,
        };
        let mut points = self.points(start + 1..clause.at.end);
        let dated = points.len() >= 2 && points.iter().all(|point| point.when.is_some());
        if points.is_empty() || !self.changes_at(start) && !dated {
            return None;
        }
        let direction = match self.word(start) {
            "up" | "Up" => Some(Direction::More),
            "down" | "Down" => Some(Direction::Fewer),
            _ => None,
        };
        for point in points.iter_mut().filter(|_| self.changes_at(start)) {
            point.earlier = true;
        }
        let mut frame = Frame::new(ClaimKind::Comparison, clause);
        frame.position = Some(position);
        frame.comparison = direction.map(|direction| Comparison::of(direction, position));
        frame.scope = start..points.first().map_or(start + 1, |point| point.at.start);
        frame.points = points;
        Some(frame)
    }

    /// Whether "up from 86", "against 8 the year before", "compared with two in 2019" stands at `at`.
    pub(crate) fn changes_at(&self, at: usize) -> bool {
        let from = self.is_word(at, &["up", "down"]) && self.is_word(at + 1, &["from"]);
        let compared =
            self.is_word(at, &["compared"]) && matches!(self.word(at + 1), "with" | "to");
        let against = self.word(at) == "against";
        let number = at + 1 + usize::from(from || compared);
        let number = self.skip(number, |cue| cue == Cue::Only);
        (from || compared || against)
            && self
                .number_at(number)
                .is_some_and(|(_, end)| from || self.time_of_point(end).0.is_some())
    }
}

/// Figures with their times, the first of them at `first`: what stands before it tells the vote.
fn of_figures(clause: &Clause, position: Position, points: Vec<Point>, first: usize) -> Frame {
    let mut frame = Frame::new(ClaimKind::Comparison, clause);
    frame.position = Some(position);
    frame.when = points.last().and_then(|point| point.when);
    frame.scope = clause.at.start..first;
    frame.points = points;
    frame
}

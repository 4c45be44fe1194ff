//! "for the first time", "for the third year in a row", "always": claims that range over a series.

use super::*;

/// The votes of a series before one of them, and what is missing among them.
pub(super) struct Earlier<'r> {
    /// In the order of time.
    pub(super) votes: Vec<Vote<'r>>,
    /// A year in which the series should have had a vote, and the record has none.
    pub(super) gap: Option<i16>,
}

impl<'c, 'r> Judge<'c, 'r> {
    /// Whether the other votes of the series bear out what is said of them. Where the record lacks one of them,
    /// and no vote that it holds says otherwise, it cannot tell.
    pub(super) fn history(&self, case: &Case<'c, 'r>, vote: Vote<'r>, ruling: &mut Ruling<'r>) {
        let Some(history) = case.frame.history.filter(|_| is_of_a_vote(case.frame.kind)) else {
            return;
        };
        let Some(all) = self.earlier(vote) else {
            ruling.part(None, true, format!("{} belongs to no series in the record", cite(&vote)));
            ruling.verdict = Some(Verdict::NotInRecord);
            return;
        };
        let earlier = match history {
            History::Consecutive(times) => all.last(vote, times.saturating_sub(1)),
            History::Always(Some(since)) => all.since(vote, since),
            History::FirstSince(year) => all.since(vote, year.saturating_add(1)),
            History::First | History::Always(None) => all,
        };
        let expected = !matches!(history, History::First | History::FirstSince(_));
        let holds =
            |other: &Vote<'r>| self.rule(case, *other).and_then(|ruling| ruling.core_holds());
        let contrary =
            earlier.votes.iter().find(|other| holds(other).is_some_and(|holds| holds != expected));
        // "for the first time since 2016": in 2016 it was so.
        if let History::FirstSince(year) = history
            && let Ok(then) = self.vote_in(vote, year)
            && holds(&then) == Some(false)
        {
            let told = self.rule(case, then).map(|ruling| ruling.explanation());
            ruling.see(then);
            ruling.part(false, true, told.unwrap_or_default());
        }
        match (contrary, earlier.gap) {
            (Some(contrary), _) => {
                let told = self.rule(case, *contrary).map(|ruling| ruling.explanation());
                ruling.votes.insert(0, *contrary);
                ruling.part(false, true, told.unwrap_or_default());
                // One vote to the contrary is enough against "always" and "the first time".
                if !matches!(history, History::Consecutive(_)) {
                    ruling.verdict = Some(Verdict::Contradicted);
                }
            }
            (None, Some(gap)) => ruling.cannot_tell(gap),
            (None, None) => {
                let count = plural(earlier.votes.len(), "vote");
                ruling.part(true, true, format!("the {count} of the series before bear that out"));
            }
        }
    }

    /// The votes before this one in its series, if it has one.
    pub(super) fn earlier(&self, vote: Vote<'r>) -> Option<Earlier<'r>> {
        let votes = self.record.votes_of(vote.series()?).into_iter();
        let votes = votes.filter(|other| other.date < vote.date).collect();
        Some(Earlier::new(vote, votes))
    }
}

impl<'r> Ruling<'r> {
    /// The record lacks the vote of a year, and what it holds does not decide.
    pub(super) fn cannot_tell(&mut self, gap: i16) {
        let words = format!(
            "whether that holds for all of the years cannot be told: the record holds no vote of the series \
             in {gap}"
        );
        self.part(None, true, words);
        self.verdict = Some(Verdict::NotInRecord);
    }
}

impl<'r> Earlier<'r> {
    fn new(vote: Vote<'r>, votes: Vec<Vote<'r>>) -> Earlier<'r> {
        let years: Vec<i16> = votes.iter().chain([&vote]).map(|vote| vote.date.year()).collect();
        let step = usual_step(&years);
        let gap = years.windows(2).find_map(|pair| match pair {
            [from, to] if to - from > step => Some(from + step),
            _ => None,
        });
        Earlier { votes, gap }
    }

    /// Those since a year. The first of them must be of that year, or of the next in which there was one.
    pub(super) fn since(self, vote: Vote<'r>, year: i16) -> Earlier<'r> {
        let (before, votes): (Vec<_>, Vec<_>) =
            self.votes.into_iter().partition(|other| other.date.year() < year);
        let first = votes.first().unwrap_or(&vote).date.year();
        // A vote before that year shows that the series was under way.
        let years: Vec<i16> = before.iter().map(|vote| vote.date.year()).collect();
        let late = first > year
            && before.last().is_none_or(|last| first - last.date.year() > usual_step(&years));
        let gap = late.then_some(year).or(Earlier::new(vote, votes.clone()).gap);
        Earlier { votes, gap }
    }

    /// The last so many.
    pub(super) fn last(self, vote: Vote<'r>, count: u32) -> Earlier<'r> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let first = self.votes.first().map_or(vote.date.year(), |first| first.date.year());
        let lacking = self.votes.len() < count;
        let votes = self.votes.into_iter();
        let skipped = votes.len().saturating_sub(count);
        let last = Earlier::new(vote, votes.skip(skipped).collect());
        Earlier { gap: lacking.then_some(first - 1).or(last.gap), ..last }
    }
}

/// How many years lie between a vote of a series and the next, as a rule: one, unless the record shows another
/// rhythm in most of them.
fn usual_step(years: &[i16]) -> i16 {
    let steps = || years.windows(2).filter_map(|pair| Some(pair.last()? - pair.first()?));
    let of = |step: i16| steps().filter(|other| *other == step).count();
    (2..=3).find(|step| of(*step) >= 3 && 2 * of(*step) > steps().count()).unwrap_or(1)
}

/// Whether the claim is one about votes, of which a series has many.
fn is_of_a_vote(kind: ClaimKind) -> bool {
    !matches!(
        kind,
        ClaimKind::Sponsor | ClaimKind::Stage | ClaimKind::Mandate | ClaimKind::Similarity
    )
}

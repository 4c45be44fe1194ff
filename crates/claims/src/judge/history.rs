//! "for the first time", "for the third year in a row", "always": claims that range over a series.

use std::ops::RangeInclusive;

use super::*;

impl<'c, 'r> Judge<'c, 'r> {
    /// Whether the other votes of the series bear out what is said of them. Where the record lacks one of them,
    /// and no vote that it holds says otherwise, it cannot tell.
    pub(super) fn history(&self, case: &Case<'c, 'r>, vote: Vote<'r>, ruling: &mut Ruling<'r>) {
        let Some(history) = case.frame.history.filter(|_| is_of_a_vote(case.frame.kind)) else {
            return;
        };
        let Some(series) = vote.series() else {
            ruling.part(None, true, format!("{} belongs to no series in the record", cite(&vote)));
            ruling.verdict = Some(Verdict::NotInRecord);
            return;
        };
        let votes = self.record.votes_of(series);
        let earlier: Vec<Vote<'r>> =
            votes.into_iter().filter(|other| other.date < vote.date).collect();
        let years = years_of(history, vote, &earlier);
        let ranged = || earlier.iter().filter(|other| years.contains(&other.date.year()));
        let expected = history != History::First;
        let contrary = ranged().find(|other| {
            let holds = self.rule(case, **other).and_then(|ruling| ruling.core_holds());
            holds.is_some_and(|holds| holds != expected)
        });
        let gap = years.clone().find(|year| !ranged().any(|other| other.date.year() == *year));
        match (contrary, gap) {
            (Some(contrary), _) => {
                let told = self.rule(case, *contrary).map(|ruling| ruling.explanation());
                ruling.votes.insert(0, *contrary);
                ruling.part(false, true, told.unwrap_or_default());
                // One vote to the contrary is enough against "always" and "the first time".
                if !matches!(history, History::Consecutive(_)) {
                    ruling.verdict = Some(Verdict::Contradicted);
                }
            }
            (None, Some(gap)) => {
                let words = format!(
                    "whether that holds for all of the years from {} on cannot be told: the record holds no \
                     vote of the series in {gap}",
                    years.start()
                );
                ruling.part(None, true, words);
                ruling.verdict = Some(Verdict::NotInRecord);
            }
            (None, None) => {
                let count = plural(ranged().count(), "vote");
                ruling.part(true, true, format!("the {count} of the series before bear that out"));
            }
        }
    }
}

/// The years before the vote of which something is said.
fn years_of(history: History, vote: Vote<'_>, earlier: &[Vote<'_>]) -> RangeInclusive<i16> {
    let year = vote.date.year();
    let first = earlier.first().map_or(year, |first| first.date.year());
    let from = match history {
        History::Consecutive(times) => {
            year.saturating_sub(i16::try_from(times).unwrap_or(i16::MAX)).saturating_add(1)
        }
        History::Always(Some(since)) => since,
        History::First | History::Always(None) => first,
    };
    from..=year - 1
}

/// Whether the claim is one about votes, of which a series has many.
fn is_of_a_vote(kind: ClaimKind) -> bool {
    !matches!(
        kind,
        ClaimKind::Sponsor | ClaimKind::Stage | ClaimKind::Mandate | ClaimKind::Similarity
    )
}

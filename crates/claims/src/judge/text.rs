//! What became of a text: outcome, sponsor, stage, similarity.

use super::*;
use crate::cues::Cue;

impl<'c, 'r> Judge<'c, 'r> {
    pub(super) fn outcome(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        if case.frame.cause {
            let words =
                "the record shows how members voted, not what moved them or left them unmoved";
            ruling.part(None, true, words);
            return ruling;
        }
        let claimed = case.frame.adopted != case.frame.negated;
        let tally = vote.tally();
        let adopted = was_adopted(vote);
        let words = match adopted {
            Some(adopted) => format!("{} was {} by {tally}", cite(&vote), adopted_or_not(adopted)),
            None => {
                format!("the record does not say whether {} was adopted by {tally}", cite(&vote))
            }
        };
        if case.frame.without_vote && self.names_another_matter(case, vote) {
            let words = "the record holds recorded votes, and none on the text that the words name";
            ruling = Ruling::default();
            ruling.part(None, true, words);
            return ruling;
        }
        // Where it is said to have gone without a vote, that is the claim.
        let core = !case.frame.without_vote;
        ruling.part(adopted.map(|adopted| adopted == claimed), core, words);
        let true_outcome = adopted.filter(|adopted| *adopted != claimed);
        ruling.fixes.extend(true_outcome.and_then(|adopted| case.outcome_fix(adopted)));
        if case.frame.unanimous {
            let words = if unanimous(tally) { "" } else { "that is not unanimous" };
            ruling.part(unanimous(tally), true, words);
        }
        if case.frame.without_vote {
            ruling.part(false, true, "by a recorded vote, not without one");
        }
        self.around(case, vote, &mut ruling);
        ruling
    }

    /// "The text on Nauru": the words say what it is on, and it is not what this vote was on.
    fn names_another_matter(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> bool {
        let Case { sentence, clues, .. } = case;
        let on = case.frame.scope.clone().any(|place| {
            matches!(sentence.cue(place), Some(Cue::Text | Cue::Idea))
                && sentence.is_word(place + 1, &["on", "about", "concerning", "against"])
        });
        let of_this = |target: &NicknameTarget| self.linker.is_target(target, vote);
        on && clues.symbols.is_empty()
            && !clues.targets.iter().any(of_this)
            && !self.linker.has_title_words(clues, vote)
    }

    /// When it was adopted: the day is the claim, and that it was adopted stands around it.
    pub(super) fn date(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let adopted = was_adopted(vote);
        let outcome = adopted.unwrap_or(case.frame.adopted);
        // "was put to the vote in May" tells of no outcome.
        let other_outcome =
            case.frame.outcome.is_some_and(|told| adopted.is_some_and(|it| it != told));
        let told = case.clues.times.iter().chain(&case.clues.event_times);
        for when in told {
            let Some(claimed) = date_told(*when, vote.date, case.context) else { continue };
            let mut words = format!(
                "{} was {} on {}",
                vote.label(),
                adopted_or_not(outcome),
                vote.date.in_words()
            );
            let holds = claimed.may_equal(vote.date);
            if !holds {
                words.push_str(&format!(", not {}", claimed.in_words()));
                ruling.correction = Some(instead(&vote.date.in_words(), &claimed.in_words()));
                ruling.fixes.extend(case.date_fix(*when, vote));
            }
            ruling.part(holds, true, words);
        }
        if other_outcome {
            ruling.part(false, true, format!("the tally was {}", vote.tally()));
        }
        self.subject(case, vote, &mut ruling);
        ruling
    }

    pub(super) fn sponsor(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
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
        let lead = proposal
            .and_then(|proposal| proposal.lead.as_ref())
            .filter(|lead| !lead.value.is_empty());
        let Some(lead) = lead.filter(|_| !named.is_empty()) else {
            ruling.part(None, true, format!("the record does not say who led {}", cite(&vote)));
            return ruling;
        };
        let leaders: MemberSet = lead.value.iter().copied().collect();
        let mut words =
            format!("{} was led by {}", cite(&vote), list(&names(self.record, leaders), "and"));
        if !lead.decides() {
            words.push_str(" (not verified, so that it decides nothing)");
        }
        let holds = named.is_subset(leaders);
        // Who leads a text is one of its sponsors; the record has no full list of the others.
        let beside = case.frame.at.clone().any(|place| {
            let word = case.sentence.lower(place);
            ["co-sponsor", "cosponsor", "co-author", "coauthor"]
                .iter()
                .any(|co| word.starts_with(co))
        });
        let told = lead.decides() && (holds || !beside);
        ruling.part(told.then_some(holds), true, words);
        if let Some(Elsewhere::Committee(number)) = case.elsewhere {
            let stage = proposal.and_then(|proposal| proposal.committee_stage());
            if let Some(stage) = stage {
                let same =
                    number == 0 || committee(number).map(Body::Committee) == Some(stage.body);
                let document = stage
                    .document
                    .as_ref()
                    .map_or_else(String::new, |draft| format!(" as {draft}"));
                ruling.part(
                    same,
                    false,
                    format!("it came before the {}{document}", stage.body.name()),
                );
            }
        }
        ruling
    }

    pub(super) fn stage(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Ruling<'r> {
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
            i16::try_from(back)
                .is_ok_and(|back| dates.iter().any(|date| date.year() == until - back))
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

    pub(super) fn similarity(&self, vote: Vote<'r>) -> Ruling<'r> {
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
}

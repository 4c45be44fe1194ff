//! What a resolution set up: when a working group meets.

use super::*;
use crate::cues::Cue;
use scrutineer_record::{OrganSession, SubsidiaryOrgan};

impl<'c, 'r> Judge<'c, 'r> {
    /// "the group of experts will meet in May for its third session": against the organ's sessions.
    pub(super) fn mandate(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let claimed = claimed_time(case)?;
        let organ = self.organ(case, vote, claimed)?;
        let mut ruling = Ruling { votes: vec![vote], ..Ruling::default() };
        let at = |session: &&OrganSession| meets_at(session, claimed);
        let held = || organ.sessions.iter().filter(|session| session.held);
        match (held().find(at), organ.sessions.iter().find(at), held().next()) {
            (Some(session), ..) => {
                ruling.part(sure(session).then_some(true), true, told(organ, session));
                if let Some(number) = claimed_number(case).filter(|_| sure(session)) {
                    let first = number == 1 && Some(session) == held().next();
                    let same = first || session.name.parse() == Ok(number);
                    ruling.part(same, false, "");
                }
            }
            (None, Some(planned), _) => {
                let words = format!(
                    "a session of the {} was planned from {} and not held then",
                    organ.name,
                    planned.from.in_words()
                );
                ruling.part(sure(planned).then_some(true), true, words);
                ruling.part(false, false, "");
            }
            (None, None, Some(first)) => {
                ruling.part(sure(first).then_some(false), true, told(organ, first));
            }
            (None, None, None) => {
                let words = format!("the record has no sessions of the {}", organ.name);
                ruling.part(None, true, words);
            }
        }
        if let Some(mandate) = organ.mandates.first() {
            ruling.part(None, false, format!("it was set up by {mandate}"));
        }
        Some(ruling)
    }

    /// The organ that the words name: one that the text set up, else one that met in that year.
    fn organ(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
        claimed: Date,
    ) -> Option<&'r SubsidiaryOrgan> {
        let words = case.clues.words.to_lowercase();
        let named = |organ: &&SubsidiaryOrgan| {
            organ.words.iter().any(|word| words.contains(&word.to_lowercase()))
        };
        let set_up = |organ: &&SubsidiaryOrgan| {
            vote.symbol.as_ref().is_some_and(|symbol| organ.mandates.contains(symbol))
        };
        let met = |organ: &&SubsidiaryOrgan| {
            organ.sessions.iter().any(|session| session.from.year() == claimed.year())
        };
        let organs = &self.record.facts().organs;
        let of_the_text = organs.iter().filter(named).find(set_up);
        of_the_text.or_else(|| organs.iter().filter(named).find(met))
    }
}

/// The day or month that is told, with "next year" counted from the document.
fn claimed_time(case: &Case<'_, '_>) -> Option<Date> {
    let times = &case.clues.event_times;
    let from_now = times.iter().find_map(|when| match when {
        When::FromNow(_) => year_of(*when, case.context, None),
        _ => None,
    });
    times.iter().find_map(|when| match *when {
        When::Day { year, month, day } => Date::ymd(year.or(from_now)?, month, day),
        When::Month { year, month } => Date::month_of(year.or(from_now)?, month),
        _ => None,
    })
}

/// "its first session": 1.
fn claimed_number(case: &Case<'_, '_>) -> Option<u32> {
    case.frame.at.clone().find_map(|place| match case.sentence.cue(place)? {
        Cue::Ordinal(number) => Some(number),
        _ => None,
    })
}

fn meets_at(session: &OrganSession, claimed: Date) -> bool {
    let last = session.to.unwrap_or(session.from);
    session.from.first_day() <= claimed.last_day() && claimed.first_day() <= last.last_day()
}

fn sure(session: &OrganSession) -> bool {
    session.standing > Standing::Unverified
}

fn told(organ: &SubsidiaryOrgan, session: &OrganSession) -> String {
    let to = session.to.map_or_else(String::new, |to| format!(" to {}", to.in_words()));
    let kind = match session.name.parse::<u32>() {
        Ok(number) => format!("session {number}"),
        Err(_) => format!("the {} session", session.name),
    };
    format!("{kind} of the {} ran from {}{to}", organ.name, session.from.in_words())
}

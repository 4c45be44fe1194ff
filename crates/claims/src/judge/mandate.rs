//! What a resolution set up, and when a working group meets.

use super::*;
use crate::cues::Cue;
use crate::frame::Citation;
use scrutineer_record::{OrganSession, SubsidiaryOrgan};
use std::ops::Range;

impl<'r> Judge<'_, 'r> {
    /// "resolution 85/40 set up the working group": against what the record knows of who set up which organ.
    pub(crate) fn founding(
        &self,
        citation: &Citation,
        sentence: &Sentence<'_>,
    ) -> Option<(Range<usize>, Finding)> {
        let Some(Kind::Symbol(cited)) = sentence.kind(citation.symbol) else { return None };
        let symbol = cited.symbol()?;
        let founding = sentence.founding(citation.symbol)?;
        let named = self.organs_named(sentence.words(founding.organ));
        let from_it = |organ: &&SubsidiaryOrgan| organ.mandates.contains(symbol);
        let known = |organ: &&SubsidiaryOrgan| organ.standing > Standing::Unverified;
        let mut ruling = Ruling::default();
        if let Some(organ) = named.iter().copied().find(from_it) {
            ruling.part(known(&organ).then_some(true), true, set_up(organ));
        } else {
            // Of other texts it is not known what they set up, or whether another organ is meant.
            self.record.proposal(symbol).filter(|_| !named.is_empty())?;
            let of_another = self.record.facts().organs.iter().filter(known).any(|it| from_it(&it));
            let sure = of_another || named.iter().all(known);
            let words: Vec<String> = named.iter().take(2).map(|organ| set_up(organ)).collect();
            ruling.part(sure.then_some(false), true, list(&words, "and"));
        }
        ruling.votes.extend(self.record.vote_on(symbol));
        let command = "scrutineer mandates".to_owned();
        Some((founding.at, ruling.finding(Claim::new(ClaimKind::Mandate), command)))
    }

    /// The organs that the words can mean: by their names, which of several they are, and their years.
    fn organs_named(&self, words: &str) -> Vec<&'r SubsidiaryOrgan> {
        let words = words.to_lowercase();
        let length = |organ: &SubsidiaryOrgan| {
            let names = organ.words.iter().map(|name| name.to_lowercase());
            names.filter(|name| words.contains(name)).map(|name| name.len()).max()
        };
        let organs = &self.record.facts().organs;
        let lengths: Vec<_> =
            organs.iter().filter_map(|organ| Some((organ, length(organ)?))).collect();
        let Some(longest) = lengths.iter().map(|(_, length)| *length).max() else {
            return Vec::new();
        };
        let of_longest = lengths.into_iter().filter(|(_, length)| *length == longest);
        let mut named: Vec<_> = of_longest.map(|(organ, _)| organ).collect();
        let years: Vec<i16> = words
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|year| year.parse().ok().filter(|year| (1946..2100).contains(year)))
            .collect();
        let then = |organ: &&SubsidiaryOrgan| {
            [organ.from, organ.to].into_iter().flatten().any(|date| years.contains(&date.year()))
        };
        // "of 2019–2021" is not the group that began in 2021.
        let just_then = |organ: &&SubsidiaryOrgan| {
            let of_organ: Vec<i16> =
                [organ.from, organ.to].into_iter().flatten().map(|date| date.year()).collect();
            !years.is_empty() && years.iter().all(|year| of_organ.contains(year))
        };
        let first_word = |name: &str| name.split(' ').next().unwrap_or_default().to_lowercase();
        let which = |organ: &&SubsidiaryOrgan| {
            let ordinals = organ.words.iter().map(|name| first_word(name));
            let told: Vec<&str> = words.split_whitespace().collect();
            ordinals
                .filter(|word| ORDINALS.contains(&word.as_str()))
                .any(|it| told.contains(&it.as_str()))
        };
        if named.iter().any(just_then) {
            named.retain(just_then);
        } else if named.iter().any(then) {
            named.retain(then);
        }
        if named.iter().any(which) {
            named.retain(which);
        }
        named
    }
}

/// Words that tell which of several organs of one name is meant.
const ORDINALS: [&str; 7] = ["first", "second", "third", "fourth", "fifth", "sixth", "new"];

/// By what an organ was set up.
fn set_up(organ: &SubsidiaryOrgan) -> String {
    let mandates: Vec<String> = organ.mandates.iter().map(ToString::to_string).collect();
    format!("the {} was set up by {}", organ.name, list(&mandates, "and"))
}

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

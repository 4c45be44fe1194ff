//! What a clause says about the vote that it speaks of.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use scrutineer_record::symbol::Cited;
use scrutineer_record::{Date, MemberId, NicknameTarget};

use super::Reader;
use super::dating::told_year;
use crate::ClaimKind;
use crate::cues::{Cue, Form, Verb};
use crate::frame::{Count, Frame};
use crate::link::{Clues, Context, Named};
use crate::phrases::Words;
use crate::reading::Read;
use crate::sentence::Sentence;
use crate::time::When;

impl<'r> Reader<'r> {
    /// Whose text is spoken of: "the Russian resolution", "proposed by Russia", "our resolution".
    pub(super) fn sponsors(
        &self,
        sentence: &Sentence<'_>,
        at: Range<usize>,
        home: Option<MemberId>,
    ) -> Vec<MemberId> {
        let date = None;
        let mut found = Vec::new();
        for place in at {
            let ours = matches!(sentence.cue(place), Some(Cue::Our))
                && (place + 1..place + 4).any(|next| {
                    matches!(sentence.cue(next), Some(Cue::Text | Cue::Idea | Cue::Voters))
                });
            let proposed = matches!(sentence.verb(place), Some((Verb::Propose, Form::Past)))
                && sentence.cue(place + 1) == Some(Cue::By);
            let member = if ours {
                home
            } else if sentence.qualifies_text(place).is_some() {
                self.member(sentence, place, date)
            } else if proposed {
                let named = place + 2..place + 4;
                named
                    .filter(|place| sentence.is_name(*place))
                    .find_map(|place| self.member(sentence, place, date))
            } else {
                None
            };
            if let Some(member) = member
                && !found.contains(&member)
            {
                found.push(member);
            }
        }
        found
    }

    /// What a claim of a document says about the vote that it speaks of, looked up once.
    pub(super) fn clues<'f>(
        &self,
        read: &Read<'_>,
        frame: &'f Frame,
        home: Option<MemberId>,
    ) -> &'f Clues {
        frame.found.get_or_init(|| Box::new(self.clues_in(read, frame, home)))
    }

    /// What a stretch of a sentence says about the vote that it speaks of.
    pub(super) fn clues_in(&self, read: &Read<'_>, frame: &Frame, home: Option<MemberId>) -> Clues {
        if let Some(told) = &frame.clues {
            let counts = frame.counts.clone();
            return Clues { counts, beside: beside(read, frame), ..(**told).clone() };
        }
        let sentence = &read.sentence;
        let at = frame.scope.clone();
        let mut left_out = voters_named(frame);
        left_out.extend(frame.asides.iter().cloned());
        let words = words_without(sentence, at.clone(), &left_out);
        // "Resolution 1, on which the Assembly voted on 5 December, is long": that day is what is claimed.
        let votes = |aside: &Range<usize>| {
            let mut verbs = aside.clone().filter_map(|place| sentence.verb(place));
            verbs.any(|(verb, _)| verb.tells_a_vote())
        };
        let mut untimed = frame.asides.clone();
        untimed.retain(|aside| frame.kind != ClaimKind::Date || !votes(aside));
        let (named, part) = (self.named(read), read.part(at.clone(), &left_out));
        let mut clues = Clues {
            sponsors: self.sponsors(sentence, at.clone(), home),
            targets: self.linker.targets_in(named, &part),
            of_titles: OnceCell::from(self.linker.title_words_in(named, &part)),
            times: sentence.vote_times(at.clone(), &untimed),
            counts: frame.counts.clone(),
            organ: at.clone().any(|place| sentence.cue(place) == Some(Cue::Organ)),
            place: sentence.elsewhere(frame),
            ..Clues::default()
        };
        clues.times.extend(frame.when);
        let holds_on = !sentence.tells_the_present(&at) && !sentence.names_a_day_alone(&at);
        if clues.times.is_empty() && frame.then.is_none() && holds_on {
            // "In 2012 Panama joined them, and the tally was …": the time holds on.
            let from = after_shifts(read, at.start);
            clues.times.extend(sentence.vote_times(from..at.start, &[]).pop());
        }
        if frame.kind == ClaimKind::Mandate {
            // When a working group meets does not tell when it was set up.
            clues.event_times = std::mem::take(&mut clues.times);
        }
        clues.beside = beside(read, frame);
        let mut here = sentence.symbols_spoken_of(at.clone());
        // "support rose to 60 in resolution 1": figures end the words that tell the vote, and yet it is that one.
        if here.is_empty() && !frame.points.is_empty() {
            here = sentence.symbols_spoken_of(frame.at.clone());
            here.truncate(if here.len() == 1 { 1 } else { 0 });
        }
        // "Resolution 1 was carried, and nobody abstained": the text holds on, if the clause names none.
        let names_a_text = !clues.sponsors.is_empty()
            || !clues.targets.is_empty()
            || at.clone().any(|place| sentence.cue(place) == Some(Cue::Text));
        let before = sentence.symbols_spoken_of(0..at.start).pop().filter(|_| !names_a_text);
        for cited in if here.is_empty() { Vec::from_iter(before) } else { here } {
            match cited {
                Cited::Symbol(symbol) => clues.symbols.push(symbol.clone()),
                Cited::Number { number, .. } => clues.numbers.push(*number),
                Cited::Draft { .. } => {}
            }
        }
        if frame.kind == ClaimKind::Date {
            // "the Jerusalem resolution" is one text; "the embargo resolution" one of each year.
            let told = clues.of_titles.get().map_or(&[][..], Vec::as_slice);
            if let ([], [target @ NicknameTarget::Text(text)]) = (&*clues.symbols, &*clues.targets)
                && !self.linker.tells_another_title(target, told)
            {
                clues.symbols.push(text.clone());
            }
            if !clues.symbols.is_empty() {
                // The day is the claim, and must not decide which text is meant.
                clues.event_times = std::mem::take(&mut clues.times);
            }
        }
        if frame.kind == ClaimKind::Sponsor {
            // "proposed by Russia": whose text it is, is the claim, and must not decide which text is meant.
            // "the US presented its own draft": the text is made known by who presented it.
            clues.sponsors = match &frame.agents {
                Some(agents) if frame.at == frame.scope => agents
                    .names
                    .iter()
                    .filter_map(|place| self.member(sentence, *place, None))
                    .collect(),
                _ if frame.ours => home.into_iter().collect(),
                _ => Vec::new(),
            };
        }
        clues.words = words;
        // "… 'The right to food', which Peru supported": of that text.
        let which = |place: &usize| sentence.is_word(*place, &["which"]);
        let which = (at.start.saturating_sub(1)..=at.start).find(which);
        if let Some(title) = which.and_then(|which| sentence.quotation_before(which)) {
            clues.words = format!("\"{}\" | {}", sentence.words(title), clues.words);
            clues.of_titles = OnceCell::new();
        }
        clues
    }

    /// What a sentence names, looked up once.
    pub(super) fn named<'s>(&self, read: &'s Read<'_>) -> &'s Named {
        read.named.get_or_init(|| self.linker.named(&Words::of(read.words())))
    }
}

/// Where the last claim before a place ends that looks back to an earlier vote: its time is told of that one alone.
fn after_shifts(read: &Read<'_>, place: usize) -> usize {
    let looks_back = |frame: &Frame| {
        frame.then.is_some() || read.sentence.occasions(frame.scope.clone()).is_some()
    };
    let before = |frame: &&Frame| frame.at.end <= place && looks_back(frame);
    read.frames.iter().filter(before).map(|frame| frame.at.end).max().unwrap_or(0)
}

/// The counts of other positions that the sentence claims of the same vote: "Ninety were in favour, twelve
/// opposed, and 52 abstained". A position that is counted twice tells of two votes.
fn beside(read: &Read<'_>, frame: &Frame) -> Vec<Count> {
    let sentence = &read.sentence;
    let times = sentence.vote_times(frame.scope.clone(), &[]);
    let others = || read.frames.iter().filter(|other| !std::ptr::eq(*other, frame));
    let of_same = others().filter(|other| {
        let then = sentence.vote_times(other.scope.clone(), &[]);
        other.comparison.is_none() && (then.is_empty() || then == times)
    });
    let counts: Vec<&Count> = of_same.flat_map(|other| &other.counts).collect();
    let once = |count: &&Count| {
        let same = counts.iter().filter(|other| other.position == count.position);
        same.count() == 1 && !frame.counts.iter().any(|own| own.position == count.position)
    };
    counts.iter().copied().filter(once).cloned().collect()
}

/// The words of some tokens, without those of the ranges left out.
fn words_without(sentence: &Sentence<'_>, at: Range<usize>, left_out: &[Range<usize>]) -> String {
    let mut words = String::new();
    let mut start = at.start;
    for place in at.clone() {
        if left_out.iter().any(|range| range.contains(&place)) {
            words.push_str(sentence.words(start..place.max(start)));
            words.push_str(" | ");
            start = place + 1;
        }
    }
    words.push_str(sentence.words(start..at.end.max(start)));
    words
}

/// "decided to convene a conference in 2017": what lies after the text was written is not when a vote was taken.
pub(super) fn without_times_to_come<'c>(clues: &'c Clues, context: &Context<'_>) -> Cow<'c, Clues> {
    let year = context.date.map(Date::year).filter(|_| clues.counts.len() > 1);
    let to_come = |when: &When| told_year(when).is_some_and(|told| Some(told) > year);
    if year.is_none() || !clues.times.iter().any(to_come) {
        return Cow::Borrowed(clues);
    }
    let mut clues = clues.clone();
    clues.times.retain(|when| !to_come(when));
    Cow::Owned(clues)
}

/// The tokens of a frame that name those who voted.
pub(super) fn voters_named(frame: &Frame) -> Vec<Range<usize>> {
    let agents = frame.agents.iter().chain(&frame.with);
    let names = agents.flat_map(|agents| {
        agents.names.iter().chain(&agents.except).chain(&agents.including).chain(&agents.apart)
    });
    names.map(|name| *name..*name + 1).collect()
}

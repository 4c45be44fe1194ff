//! What is kept from one sentence to the next: the matter, the text and the body spoken of.

use std::cell::OnceCell;
use std::ops::Range;

use scrutineer_record::symbol::Cited;
use scrutineer_record::{MemberId, NicknameTarget, Symbol, Vote};

use super::{Elsewhere, NOW, Reader};
use crate::cues::Cue;
use crate::frame::Frame;
use crate::link::{Clues, Context};
use crate::reading::Read;

impl<'r> Reader<'r> {
    /// What a sentence is about, in the words of titles, holds on until another says it: for its own clauses,
    /// of which often one alone names the matter, and for those after it.
    pub(super) fn note_matter(&self, read: &Read<'_>, context: &mut Context<'r>) {
        let opens = context.topic.is_empty() && read.range.start < OPENING;
        if !read.cue && !opens {
            return;
        }
        let sentence = &read.sentence;
        let all = 0..sentence.len();
        // Members are the matter where something is said on them, not where they vote.
        let on = |place: usize| {
            matches!(sentence.cue(place), Some(Cue::Preposition | Cue::Of))
                || sentence.word(place) == "against"
        };
        let spoken_of = |place: usize| {
            let before = place - usize::from(place > 0);
            on(before) || sentence.cue(before) == Some(Cue::Article) && on(before.saturating_sub(1))
        };
        let names = all.clone().filter(|place| sentence.is_name(*place) && !spoken_of(*place));
        let names: Vec<Range<usize>> = names.map(|place| place..place + 1).collect();
        let matter = self.linker.matter_in(self.named(read), &read.part(all, &names));
        let topic = self.linker.topic(&matter);
        if !topic.is_empty() {
            context.topic = topic;
        }
    }

    /// A sentence that was not understood can still name the text of which those after it speak.
    pub(super) fn note_topic(
        &self,
        read: &Read<'_>,
        home: Option<MemberId>,
        context: &mut Context<'r>,
    ) {
        let sentence = &read.sentence;
        let all = 0..sentence.len();
        let elsewhere = all.clone().any(|place| {
            matches!(
                sentence.cue(place),
                Some(Cue::SecurityCouncil | Cue::HumanRightsCouncil | Cue::OtherBody)
            ) && !sentence.names_a_court(place)
        });
        // "Much has been written about resolution 62/19." Where a text is spoken of already, a symbol can be that
        // of another, which revokes it; and a list of symbols is about none of them.
        let cited = sentence.symbols_spoken_of(all.clone()).into_iter().filter_map(Cited::symbol);
        let mut symbols: Vec<Symbol> = cited.cloned().collect();
        // "The Assembly voted on resolution 85/40 and on resolution 85/41": the two of which "both" is said next.
        if let [one, other] = symbols.as_slice()
            && let (Some(one), Some(other)) = (self.record.vote_on(one), self.record.vote_on(other))
        {
            context.compared = Some(one);
            context.focus = Some(other);
            context.lost = false;
            return;
        }
        if context.focus.is_some() || symbols.len() > 1 {
            symbols.clear();
        }
        // "Fifty years after Resolution 1514": only before there were several of a number.
        let of_all = sentence.symbols_spoken_of(all.clone());
        let mut numbers: Vec<u32> = of_all
            .into_iter()
            .filter_map(|cited| match cited {
                Cited::Number { number, .. } if *number > MOST_A_SESSION => Some(*number),
                _ => None,
            })
            .collect();
        if context.focus.is_some() || numbers.len() > 1 {
            numbers.clear();
        }
        if !read.cue && symbols.is_empty() && numbers.is_empty() || elsewhere {
            return;
        }
        let words = sentence.words(all.clone()).to_owned();
        let (named, whole) = (self.named(read), read.part(all.clone(), &[]));
        let clues = Clues {
            symbols,
            numbers,
            sponsors: self.sponsors(sentence, all.clone(), home),
            targets: self.linker.targets_in(named, &whole),
            of_titles: OnceCell::from(self.linker.title_words_in(named, &whole)),
            times: sentence.vote_times(all, &[]),
            words,
            ..Clues::default()
        };
        let Some(link) = self.linker.link(&clues, context) else { return };
        let named = !clues.symbols.is_empty()
            || !clues.numbers.is_empty()
            || self.linker.title_overlap(&clues, link.vote) >= TOPIC
            || clues.targets.iter().any(|target| self.linker.is_target(target, link.vote));
        if named && link.by_own_words && self.linker.missing(&clues, &link, context).is_none() {
            if link.alternatives.is_empty() {
                context.focus = Some(link.vote);
                context.lost = false;
            } else if let Some(series) = link.vote.series() {
                context.targets.push(NicknameTarget::Series(series.id.clone()));
            }
        }
    }

    /// The vote that "now" and "this time" mean: that from which the text glanced back, or the last of the series
    /// spoken of, if it was taken shortly before the text was written.
    pub(super) fn spoken_of_at_present(&self, context: &Context<'r>) -> Option<Vote<'r>> {
        let focus = context.focus;
        let last = || {
            let (series, date) = (focus?.series()?, context.date?);
            let past = |vote: &&Vote<'r>| (0..=NOW).contains(&vote.date.days_until(date));
            self.record.votes_of(series).iter().rfind(past).copied()
        };
        context.glanced_from.or_else(last).or(focus)
    }
}

/// The committee of whose vote the sentence tells, if it tells of no other vote.
pub(super) fn committee_told(read: &Read<'_>) -> Option<Elsewhere> {
    let sentence = &read.sentence;
    let all = 0..sentence.len();
    let plenary = all.clone().any(|place| matches!(sentence.cue(place), Some(Cue::Plenary)));
    let mut named = all.filter_map(|place| match sentence.cue(place)? {
        Cue::Committee(number) => Some(Elsewhere::Committee(number)),
        _ => None,
    });
    let there = |frame: &Frame| matches!(sentence.elsewhere(frame), Some(Elsewhere::Committee(_)));
    let told = read.cue && !plenary && read.frames.iter().all(there);
    named.next_back().filter(|_| told)
}

/// So far into a text it says what it is about, whether it speaks of votes there or not.
const OPENING: usize = 400;

/// The Assembly adopts no more resolutions in a session; until 1975 they were numbered through.
const MOST_A_SESSION: u32 = 400;

/// So much of its title names a text in a sentence that claims nothing of it.
const TOPIC: f64 = 0.5;

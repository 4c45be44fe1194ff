//! The vote of which only the matter is told: "the resolution on the Gaza conflict", the day after.
//!
//! A long title seldom stands in a report, and what the report says of it is too small a part of it to tell it among
//! all. Beside the time it tells enough, if all that it says stands in the title of one vote taken then.

use std::ops::Range;

use scrutineer_record::Vote;

use super::Reader;
use super::elsewhere::Elsewhere;
use crate::cues::Cue;
use crate::frame::Frame;
use crate::link::{Clues, Context, Link, is_time_of};
use crate::sentence::Sentence;

/// What is told without its time is news: it was so many days ago at most.
pub(crate) const NEWS: i32 = 30;

impl<'r> Reader<'r> {
    /// The vote at the time told, or else of late, whose title holds all that is said of its matter, or one of a few. It is
    /// asked for where nothing else leads to a vote, or only the vote before does, which was at another time.
    pub(super) fn by_its_matter(
        &self,
        link: Option<Link<'r>>,
        (sentence, frame): (&Sentence<'_>, &Frame),
        clues: &Clues,
        elsewhere: Option<Elsewhere>,
        context: &Context<'r>,
    ) -> Option<Link<'r>> {
        let is_then = |vote: Vote<'r>| {
            let told = clues.times.iter().filter_map(|when| is_time_of(*when, vote, context));
            told.reduce(|one, other| one && other)
        };
        let at_another_time =
            |link: &Link<'r>| !link.by_own_words && is_then(link.vote) == Some(false);
        let named = !clues.symbols.is_empty() || !clues.numbers.is_empty();
        if named || elsewhere.is_some() || link.as_ref().is_some_and(|it| !at_another_time(it)) {
            return link;
        }
        let Some(matter) = sentence.matter_told(frame.scope.clone()) else { return link };
        let days = |vote: Vote<'r>| context.date.map(|date| vote.date.days_until(date));
        let of_then = |vote: &Vote<'r>| match (is_then(*vote), days(*vote)) {
            (Some(then), Some(days)) => then && (0..=A_YEAR).contains(&days),
            (None, Some(days)) => (0..=NEWS).contains(&days),
            (_, None) => false,
        };
        let votes = self.linker.votes_holding(sentence.words(matter));
        let mut votes: Vec<Vote<'r>> = votes.into_iter().filter(of_then).collect();
        let share = |vote: &Vote<'r>| self.linker.title_overlap(clues, *vote);
        votes.sort_by(|one, other| share(other).total_cmp(&share(one)));
        match votes.split_first() {
            Some((vote, others)) if others.len() <= MOST_OTHERS => {
                let alternatives = others.to_vec();
                Some(Link { by_own_words: true, alternatives, ..Link::to(*vote) })
            }
            _ => link,
        }
    }
}

/// Of more than so many besides, none is meant.
const MOST_OTHERS: usize = 2;

/// Without a year a time is one of the year before the text.
const A_YEAR: i32 = 366;

impl Sentence<'_> {
    /// What a text is said to be about, the first that a stretch tells: "the resolution on the Gaza conflict".
    fn matter_told(&self, at: Range<usize>) -> Option<Range<usize>> {
        let text = |place: &usize| matches!(self.cue(*place), Some(Cue::Text | Cue::VoteNoun));
        let about = at.clone().filter(text).map(|text| text + 1);
        let until_a_time = |matter: Range<usize>| {
            let time = self.times_told().iter().map(|time| time.at.start);
            let end = time.filter(|start| matter.contains(start)).min().unwrap_or(matter.end);
            // "on the ferry collapse / on Wednesday"
            let last = matter.clone().take_while(|place| *place < end.min(at.end)).last();
            let on = last.filter(|last| self.is_word(*last, &["on", "in", "of", "at"]));
            matter.start..on.or(last.map(|last| last + 1)).unwrap_or(matter.start)
        };
        let mut matters = about.filter_map(|about| self.subject_told(about)).map(until_a_time);
        matters.find(|matter| !matter.is_empty())
    }
}

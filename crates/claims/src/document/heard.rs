//! What stands together in a few sentences and tells a vote that no title does.

use scrutineer_record::Vote;

use super::Reader;
use crate::link::{Clues, Context, Heard, Link};
use crate::reading::Read;
use crate::time::When;

/// So many sentences after the numbers can still tell who voted how.
const REACH: usize = 5;

impl<'r> Reader<'r> {
    /// What the words of a claim lead to or, where that is nothing, the vote that is told around them.
    pub(super) fn or_heard(
        &self,
        link: Option<Link<'r>>,
        clues: &Clues,
        read: &Read<'_>,
        context: &mut Context<'r>,
    ) -> Option<Link<'r>> {
        let Some(heard) = context.heard_from(read.range.start) else { return link };
        let named =
            !clues.symbols.is_empty() || !clues.numbers.is_empty() || !clues.targets.is_empty();
        let other = link.as_ref().filter(|link| link.vote != heard);
        if named || other.is_some_and(|link| self.linker.missing(clues, link, context).is_none()) {
            return link;
        }
        context.focus = Some(heard);
        context.lost = false;
        Some(Link::to(heard))
    }

    /// The votes that the `numbers` of a sentence, with names and times around it, leave no doubt about.
    pub(super) fn heard(
        &self,
        sentences: &[Read<'_>],
        numbers: &[Vec<u32>],
        context: &Context<'r>,
    ) -> Vec<(usize, Vote<'r>)> {
        if !context.may_be_of_states() {
            return Vec::new();
        }
        let mut told: Vec<When> = Vec::new();
        let mut heard = Vec::new();
        for (place, read) in sentences.iter().enumerate() {
            let times = read.sentence.times(0..read.sentence.len());
            let here: Vec<When> = times.into_iter().map(|time| time.when).collect();
            if !here.is_empty() {
                told = here;
            }
            let own = numbers.get(place).map_or(&[][..], Vec::as_slice);
            if !is_a_tally(own) {
                continue;
            }
            let rest = sentences.get(place..).unwrap_or_default();
            let next = numbers.get(place + 1..).unwrap_or_default();
            let until = next.iter().take_while(|numbers| !is_a_tally(numbers)).count();
            let told_of_it = rest.iter().take(1 + until.min(REACH));
            let named = told_of_it.flat_map(|read| {
                read.frames.iter().flat_map(|frame| self.said_of_members(&read.sentence, frame))
            });
            let beside = next.first().filter(|numbers| !is_a_tally(numbers));
            let mut all = own.to_vec();
            all.extend(beside.into_iter().flatten());
            let one = Heard { numbers: all, named: named.collect(), times: told.clone() };
            heard
                .extend(self.linker.link_heard(&one, context).map(|vote| (read.range.start, vote)));
        }
        heard
    }
}

/// Whether two numbers, one of them large, can be those of a tally.
fn is_a_tally(numbers: &[u32]) -> bool {
    numbers.len() > 1 && numbers.iter().any(|number| (10..=200).contains(number))
}

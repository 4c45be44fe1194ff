//! What stands together in a few sentences and tells a vote that no title does.

use scrutineer_record::Vote;

use super::{NOW, Reader};
use crate::cues::Cue;
use crate::frame::Frame;
use crate::link::{Clues, Context, Heard, Link, count_fits, is_time_of};
use crate::reading::Read;
use crate::sentence::Sentence;
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

    /// Another vote than that spoken of last, or than that of the symbol cited, where a whole tally is told of which no
    /// large number fits it, and all fit one that the words themselves lead to.
    pub(super) fn or_told_anew(
        &self,
        link: Option<Link<'r>>,
        clues: &Clues,
        context: &Context<'r>,
    ) -> Option<Link<'r>> {
        let link = self.of_its_own_day(link?, clues, context);
        let counts = || clues.counts.iter().chain(&clues.beside);
        let large = || counts().filter(|count| count.number.value >= 10);
        let told = counts().count() > 1 && large().next().is_some();
        if !told || large().any(|count| count_fits(count, link.vote)) || link.in_spite_of.is_some()
        {
            return Some(link);
        }
        let by_numbers = large().count() > 1;
        // Where no vote has all the counts, or a symbol is cited and too little speaks against it, none is looked for.
        let may_be = match clues.symbols.as_slice() {
            [] => true,
            [_] => by_numbers,
            _ => false,
        };
        if !may_be || !self.linker.any_fits(clues) {
            return Some(link);
        }
        let alone = Context { focus: None, theme: None, whole: None, ..context.clone() };
        let unnamed = Clues { symbols: Vec::new(), numbers: Vec::new(), ..clues.clone() };
        let anew = self.linker.link(&unnamed, &alone).filter(|anew| anew.vote != link.vote);
        let Some(anew) = anew.filter(|it| counts().all(|count| count_fits(count, it.vote))) else {
            return Some(link);
        };
        let same_session = anew.vote.session == link.vote.session;
        let near = (0..=NOW).contains(&link.vote.date.days_until(anew.vote.date).abs());
        let titled = self.linker.title_overlap(&unnamed, anew.vote) > 0.0;
        let by_numbers = by_numbers && same_session;
        let of_the_matter = || {
            let akin = |told: &Vote<'r>| {
                self.linker.akin(*told, anew.vote) >= SAME_MATTER
                    || told
                        .series()
                        .is_some_and(|of| Some(&of.id) == anew.vote.series().map(|it| &it.id))
            };
            titled || self.linker.is_topic(anew.vote, context) || context.told.iter().any(akin)
        };
        match clues.symbols.as_slice() {
            [] if near && (titled || by_numbers) => Some(anew),
            [symbol] if by_numbers && of_the_matter() => {
                Some(Link { in_spite_of: Some(symbol.clone()), ..anew })
            }
            _ => Some(link),
        }
    }

    /// No vote, where "a similar text" is told of and the one that the numbers lead to is on another matter than the text
    /// spoken of.
    pub(super) fn of_the_same_matter(
        &self,
        link: Option<Link<'r>>,
        clues: &Clues,
        sentence: &Sentence<'_>,
        frame: &Frame,
        context: &Context<'r>,
    ) -> Option<Link<'r>> {
        let similar = |place: usize| {
            sentence.is_word(place, &["similar", "comparable", "identical"])
                && sentence.cue(place + 1) == Some(Cue::Text)
        };
        let found = link?;
        let Some(focus) = context.focus.filter(|_| frame.scope.clone().any(similar)) else {
            return Some(found);
        };
        let one_series = |focus: &Vote<'r>| {
            focus.series().is_some_and(|of| Some(&of.id) == found.vote.series().map(|it| &it.id))
        };
        let of_it = focus == found.vote
            || one_series(&focus)
            || self.linker.title_overlap(clues, found.vote) > 0.0
            || self.linker.akin(focus, found.vote) >= SAME_MATTER;
        of_it.then_some(found)
    }

    /// The one vote of the day told that has the count, where neither is that of the vote spoken of: "it had been as
    /// isolated on Wednesday, when 151 members deplored the refusal".
    fn of_its_own_day(&self, link: Link<'r>, clues: &Clues, context: &Context<'r>) -> Link<'r> {
        let named =
            !clues.symbols.is_empty() || !clues.numbers.is_empty() || !clues.targets.is_empty();
        let large = || clues.counts.iter().filter(|count| count.number.value >= 10);
        let day =
            clues.times.iter().copied().find(|when| {
                matches!(when, When::Day { .. } | When::Weekday(_) | When::DayFromNow(_))
            });
        let Some(day) = day.filter(|_| !named && large().next().is_some()) else { return link };
        let not_then = is_time_of(day, link.vote, context) == Some(false);
        if !not_then || large().any(|count| count_fits(count, link.vote)) {
            return link;
        }
        let fits = |vote: &Vote<'r>| clues.counts.iter().all(|count| count_fits(count, *vote));
        let mut found = self.linker.at_about(day, context).filter(fits);
        match (found.next(), found.next()) {
            (Some(vote), None) => Link::to(vote),
            _ => link,
        }
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

/// So much of one title in another makes it the matter that the text speaks of.
const SAME_MATTER: f64 = 0.6;

/// Whether two numbers, one of them large, can be those of a tally.
fn is_a_tally(numbers: &[u32]) -> bool {
    numbers.len() > 1 && numbers.iter().any(|number| (10..=200).contains(number))
}

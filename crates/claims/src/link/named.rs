//! What a sentence names, looked up once for all the claims in it.

use std::ops::Range;

use scrutineer_record::NicknameTarget;

use super::Linker;
use crate::phrases::Words;
use crate::titles::{Found, distinct};

/// The words of titles and the nicknames in a text, each with where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    titles: Vec<Found>,
    nicknames: Vec<(Range<usize>, usize)>,
}

/// A part of a text: a stretch of it, but for some stretches within.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) at: Range<usize>,
    pub(crate) left_out: Vec<Range<usize>>,
}

impl Part {
    fn holds(&self, words: &Range<usize>) -> bool {
        let apart =
            |left_out: &Range<usize>| words.end <= left_out.start || left_out.end <= words.start;
        self.at.start <= words.start && words.end <= self.at.end && self.left_out.iter().all(apart)
    }
}

impl Linker<'_> {
    /// What a text names.
    pub(crate) fn named(&self, words: &Words<'_>) -> Named {
        let fits = |place: usize, range: Range<usize>| self.is_nickname(words.text, place, &range);
        Named { titles: self.titles.found(words), nicknames: self.nicknames.find(words, fits) }
    }

    /// The words of titles in a part of a text.
    pub(crate) fn title_words_in(&self, named: &Named, part: &Part) -> Vec<usize> {
        let words = named.titles.iter().filter(|found| part.holds(&found.at));
        distinct(words.map(|found| found.word).collect())
    }

    /// Those that name its matter.
    pub(crate) fn matter_in(&self, named: &Named, part: &Part) -> Vec<usize> {
        let words = named.titles.iter().filter(|found| found.matter && part.holds(&found.at));
        distinct(words.map(|found| found.word).collect())
    }

    /// What the nicknames in a part of a text stand for.
    pub(crate) fn targets_in(&self, named: &Named, part: &Part) -> Vec<NicknameTarget> {
        let nicknames = named.nicknames.iter().filter(|(at, _)| part.holds(at));
        self.targets_of(nicknames.map(|(_, place)| *place))
    }
}

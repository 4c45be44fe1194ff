//! How many: counts, parts, bounds, as words tell them.

use crate::cues::{Cue, Verb};
use crate::lexicon::Kind;
use crate::sentence::Sentence;
use crate::vocabulary::NUMBERS;

/// How many of those spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Those listed, each of them.
    Listed,
    /// So many.
    Count(Number),
    /// More than half.
    Most,
    /// Two thirds, half, 45 per cent.
    Part(Part),
    /// All but so many.
    AllBut(Number),
    /// Every one.
    All,
    /// Not one.
    Nobody,
    /// An indefinite number.
    Many,
    /// "more members … than": a comparison.
    More,
    /// "fewer members … than".
    Fewer,
}

/// A part of a whole as claimed: two of three, 45 of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// So many parts.
    pub count: u32,
    /// Of so many.
    pub of: u32,
    /// How it is meant.
    pub bound: Bound,
}

impl Part {
    /// Whether so many of n are the part that is claimed. "Two thirds" are reached by more; other parts are meant
    /// within a twentieth of n, "about" a part within a tenth, percentages to the whole per cent.
    pub(crate) fn fits(self, count: u16, n: u16) -> bool {
        // Both in parts of the same size, so that no rounding decides.
        let counted = u32::from(count) * self.of;
        let claimed = u32::from(n) * self.count;
        // No state votes with a half of itself: "half" of five are two or three.
        let within = |slack: u32| counted.abs_diff(claimed) <= slack.max(self.of / 2);
        match self.bound {
            _ if n == 0 => false,
            Bound::MoreThan => counted > claimed,
            Bound::FewerThan => counted < claimed,
            Bound::AtLeast => counted >= claimed,
            Bound::AtMost => counted <= claimed,
            Bound::About | Bound::UpTo(_) => within(self.of * u32::from(n) / 10),
            Bound::Exactly if self.of >= 100 => counted.abs_diff(claimed) < u32::from(n),
            Bound::Exactly if (self.count, self.of) == (2, 3) => counted >= claimed,
            Bound::Exactly => within(self.of * u32::from(n) / 20),
        }
    }
}

/// So few are never all members: "of the 193 members" tells a whole, "of the 27 members" that of a group.
pub(crate) const FEW: u32 = 50;

/// A number as claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: u32,
    /// How it is meant.
    pub bound: Bound,
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Just so many.
    Exactly,
    /// So many or more.
    AtLeast,
    /// So many or fewer.
    AtMost,
    /// More than so many.
    MoreThan,
    /// Fewer than so many.
    FewerThan,
    /// About so many.
    About,
    /// From the value to this: "dozens", "a handful".
    UpTo(u32),
}

impl Number {
    /// Whether a count of the record is what is claimed.
    pub(crate) fn fits(self, count: u32) -> bool {
        let value = self.value;
        match self.bound {
            Bound::Exactly => count == value,
            Bound::AtLeast => count >= value,
            Bound::AtMost => count <= value,
            Bound::MoreThan => count > value,
            Bound::FewerThan => count < value,
            Bound::UpTo(most) => (value..=most).contains(&count),
            // Within a twentieth, and at least one, either way.
            Bound::About => count.abs_diff(value) <= (value / 20).max(1),
        }
    }
}

impl Number {
    /// The first and the last count that it can mean, as far as counts go.
    pub(crate) fn range(self) -> (u16, u16) {
        let value = u16::try_from(self.value).unwrap_or(u16::MAX);
        let slack = u16::try_from((self.value / 20).max(1)).unwrap_or(u16::MAX);
        match self.bound {
            Bound::Exactly => (value, value),
            Bound::AtLeast | Bound::MoreThan => (value, u16::MAX),
            Bound::AtMost | Bound::FewerThan => (0, value),
            Bound::UpTo(most) => (value, u16::try_from(most).unwrap_or(u16::MAX)),
            Bound::About => (value.saturating_sub(slack), value.saturating_add(slack)),
        }
    }
}

/// The number that is a name: "the Nine", "the Twenty-Five".
pub(crate) fn number_named(name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    let words = name.strip_prefix("the ").unwrap_or(&name).split('-');
    let values = words.map(|word| NUMBERS.iter().find(|(_, known)| *known == word));
    let sum: Option<u32> = values.map(|found| found.map(|(value, _)| *value)).sum();
    usize::try_from(sum?).ok()
}

impl Sentence<'_> {
    /// What bounds the number that follows, if a word does.
    fn bound(&self, at: usize) -> Option<Bound> {
        Some(match self.cue(at)? {
            Cue::AtLeast => Bound::AtLeast,
            Cue::AtMost => Bound::AtMost,
            Cue::MoreThan => Bound::MoreThan,
            Cue::FewerThan => Bound::FewerThan,
            Cue::About | Cue::Many => Bound::About,
            _ => return None,
        })
    }

    fn bound_at(&self, at: usize) -> (Bound, usize) {
        // "more than a hundred" is not "more"
        let bound = self.bound(at).filter(|_| self.number(at + 1).is_some());
        bound.map_or((Bound::Exactly, at), |bound| (bound, at + 1))
    }

    /// A number with what bounds it, and where the text goes on. Per cent and fractions are no counts.
    pub(crate) fn number_at(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(Cue::Vague(value, most)) = self.cue(at) {
            return Some((Number { value, bound: Bound::UpTo(most) }, at + 1));
        }
        let (bound, place) = self.bound_at(at);
        let value = self.number(place)?;
        // "voted as one"; "the other three" are what is left of some that we do not know.
        let no_count = place.checked_sub(1).is_some_and(|before| {
            value == 1 && self.is_word(before, &["as"])
                || self.is_word(before, &["other", "remaining"])
        });
        if no_count {
            return None;
        }
        let part = matches!(
            self.word(place + 1),
            "percent" | "per" | "%" | "quarters" | "quarter" | "fifths" | "thirds" | "tenths"
        );
        let decimal = self.is_decimal(place) || self.is_decimal(place + 2);
        let ratio = |one: usize| self.ratio_of(one + 1).is_some_and(|(of, _)| of > value);
        // "one in five": neither the one nor the five
        let of_ratio = ratio(place)
            || place.checked_sub(2).is_some_and(|one| {
                self.number(one).is_some_and(|count| count < value)
                    && self.ratio_of(one + 1).is_some()
            });
        if part || decimal || of_ratio || self.is_mark(place + 1, &['%']) {
            return None;
        }
        // Nobody counts in dozens who means to be exact, but for "a dozen".
        let round = bound == Bound::Exactly && value > 12 && self.word(place).ends_with("dozen");
        let bound = if round { Bound::About } else { bound };
        Some((Number { value, bound }, place + 1))
    }

    /// Whether what follows a number makes it one of something else: "nine days later", "five more than", "the two
    /// were Israel and Palau".
    pub(crate) fn counts_no_voters(&self, next: usize) -> bool {
        let time = matches!(
            self.word(next),
            "day"
                | "days"
                | "week"
                | "weeks"
                | "month"
                | "months"
                | "year"
                | "years"
                | "hours"
                | "times"
        );
        let who = matches!(self.verb(next), Some((Verb::Be, _)))
            && self.names_at(self.skip_articles(next + 1)).is_some();
        let compared = matches!(self.cue(next), Some(Cue::More | Cue::Fewer))
            || matches!(self.cue(next), Some(Cue::MoreThan | Cue::FewerThan))
                && self.number(next + 1).is_none();
        time || who || compared
    }

    /// A part of those spoken of, and where the text goes on: "two thirds of", "a quarter of", "45 per cent of",
    /// "one in five". A fraction without "of" can be one among several: "a third abstained".
    pub(crate) fn part_at(&self, at: usize) -> Option<(Part, usize)> {
        let (part, end) = self.fraction_at(at)?;
        let open = part.of < 100 && !self.is_word(end - 1, &["half", "two thirds", "two-thirds"]);
        let of = self.cue(end) == Some(Cue::Of)
            || self.word(end - 1).ends_with("of")
            || self.word(end - 1).ends_with(" the");
        let bounded =
            part.bound != Bound::Exactly || !matches!(self.cue(end - 1), Some(Cue::Ordinal(_)));
        let verb = || self.verb(self.skip_adverbs(end)).is_some();
        let ratio = self.number(end - 1).is_some();
        (!open || of || ratio || bounded && verb()).then_some((part, end))
    }

    /// A part in whatever words: "two thirds", "a quarter", "73.5 per cent", "one in five".
    pub(crate) fn fraction_at(&self, at: usize) -> Option<(Part, usize)> {
        let bound = self.bound(at).unwrap_or(Bound::Exactly);
        let start = at + usize::from(bound != Bound::Exactly);
        let part = |count, of, end| Some((Part { count, of, bound }, end));
        match self.cue(start) {
            Some(Cue::Half) => return part(1, 2, start + 1),
            Some(Cue::TwoThirds) => return part(2, 3, start + 1),
            _ => {}
        }
        let one = self.cue(start) == Some(Cue::Article) && matches!(self.word(start), "a" | "A");
        let count = if one { 1 } else { self.number(start)? };
        if self.is_decimal(start) {
            return None;
        }
        let decimal = self.is_decimal(start + 2).then(|| self.number(start + 2)).flatten();
        let tenth = decimal.filter(|tenth| *tenth < 10);
        let hyphen = usize::from(self.is_mark(start + 1, &['-']));
        let noun = if tenth.is_some() { start + 3 } else { start + 1 + hyphen };
        let per_cent = usize::from(self.word(noun) == "per" && self.word(noun + 1) == "cent");
        if !one && (per_cent == 1 || self.word(noun) == "percent" || self.is_mark(noun, &['%'])) {
            let end = noun + 1 + per_cent;
            return match tenth {
                Some(tenth) => part(10 * count + tenth, 1000, end),
                None => part(count, 100, end),
            };
        }
        if let Some((of, end)) = self.ratio_of(noun).filter(|(of, _)| count < *of) {
            return part(count, of, end);
        }
        let of = match (self.word(noun), self.cue(noun)) {
            ("quarter" | "quarters", _) => 4,
            ("thirds", _) => 3,
            ("fifths", _) => 5,
            ("tenths", _) => 10,
            (_, Some(Cue::Ordinal(of @ 3..=10))) if count == 1 => of,
            _ => return None,
        };
        // "a third country" is no part.
        let ends = self.cue(noun + 1).is_some() || !matches!(self.kind(noun + 1), Some(Kind::Word));
        (count < of && ends).then(|| part(count, of, noun + 1))?
    }

    /// The whole of "[one] in five", "[nine] out of ten", and where the text goes on.
    fn ratio_of(&self, at: usize) -> Option<(u32, usize)> {
        let out_of = self.is_word(at, &["out"]) && self.cue(at + 1) == Some(Cue::Of);
        let place = match () {
            () if self.is_word(at, &["in"]) => at + 1,
            () if out_of => at + 2,
            () => return None,
        };
        let of = self.number(place).filter(|of| (2..=20).contains(of))?;
        let counts = self.cue(place + 1) == Some(Cue::Voters)
            || self.kind(place + 1) == Some(&Kind::Group)
            || self.verb(place + 1).is_some();
        counts.then_some((of, place + 1))
    }

    /// Whether the number at `at` stands after a decimal point.
    fn is_decimal(&self, at: usize) -> bool {
        let (Some(point), Some(whole)) = (at.checked_sub(1), at.checked_sub(2)) else {
            return false;
        };
        let range = self.range(whole..at + 1);
        self.is_mark(point, &['.'])
            && self.number(whole).is_some()
            && self.number(at).is_some()
            && range.len() == self.word(whole).len() + 1 + self.word(at).len()
    }
}

//! A sentence as tokens, and the phrases that every rule of the grammar needs: when, who, which text.

use std::ops::Range;

use scrutineer_record::Position;
use scrutineer_record::symbol::Cited;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::{Kind, MemberForm, Token};
use crate::text::Text;

/// A sentence of a document.
#[derive(Clone, Debug)]
pub(crate) struct Sentence<'t> {
    pub(crate) text: &'t Text,
    pub(crate) tokens: Vec<Token>,
}

/// When something happened, as the words say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// A day, with or without its year.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// A month, with or without its year.
    Month { year: Option<i16>, month: i8 },
    /// A year.
    Year(i16),
    /// A year by which a text is named: "the 1975 text".
    TextYear(i16),
    /// So many years after the date of the text.
    FromNow(i16),
    /// So many years after the vote that is spoken of.
    FromThen(i16),
    /// A day of the week.
    Weekday,
}

/// A time with the tokens that tell it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Time {
    pub(crate) when: When,
    pub(crate) at: Range<usize>,
}

/// How many of those spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// Those listed, each of them.
    Listed,
    /// So many.
    Count(Number),
    /// More than half.
    Most,
    /// Two thirds.
    TwoThirds,
    /// Half.
    Half,
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

/// A number as claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: u32,
    pub(crate) bound: Bound,
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Exactly,
    AtLeast,
    AtMost,
    MoreThan,
    FewerThan,
    About,
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
            // Within a twentieth, and at least one, either way.
            Bound::About => count.abs_diff(value) <= (value / 20).max(1),
        }
    }
}

/// Those who are said to have voted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Agents {
    /// The tokens of the phrase.
    pub(crate) at: Range<usize>,
    /// Places of the names of members and groups.
    pub(crate) names: Vec<usize>,
    /// Places of the names that are excepted.
    pub(crate) except: Vec<usize>,
    /// How many of them.
    pub(crate) quantity: Quantity,
    /// "only": these and no others.
    pub(crate) only: bool,
    /// Further voters without a name: "a few island states".
    pub(crate) others: bool,
    /// How many further voters without a name, if that is told: "and five others".
    pub(crate) further: Option<u32>,
}

impl Sentence<'_> {
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn kind(&self, at: usize) -> Option<&Kind> {
        self.tokens.get(at).map(|token| &token.kind)
    }

    pub(crate) fn cue(&self, at: usize) -> Option<Cue> {
        match self.kind(at) {
            Some(Kind::Cue(cue)) => Some(*cue),
            _ => None,
        }
    }

    pub(crate) fn verb(&self, at: usize) -> Option<(Verb, Form)> {
        match self.cue(at)? {
            Cue::Verb(verb, form) => Some((verb, form)),
            Cue::Support if self.supports(at) => Some((Verb::Take(Position::Yes), Form::Base)),
            _ => None,
        }
    }

    /// Whether "support" is a verb here: "did not support", "to support", "most countries support".
    fn supports(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        self.word(at).eq_ignore_ascii_case("support")
            && (self.is_name(before)
                || self.word(before) == "to"
                || matches!(self.cue(before), Some(Cue::Not | Cue::Modal | Cue::Voters)))
    }

    pub(crate) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.kind(at), Some(Kind::Mark(mark)) if marks.contains(mark))
    }

    /// The words of a token, as in the clean text.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.text.get(token.range.clone()))
    }

    /// The words of some tokens.
    pub(crate) fn words(&self, at: Range<usize>) -> &str {
        self.text.get(self.range(at))
    }

    /// Where some tokens stand in the clean text.
    pub(crate) fn range(&self, at: Range<usize>) -> Range<usize> {
        let start = self.tokens.get(at.start).map_or(0, |token| token.range.start);
        let last = at.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.range.end).max(start)
    }

    /// The number that a token states, in digits or words.
    pub(crate) fn number(&self, at: usize) -> Option<u32> {
        match self.kind(at)? {
            Kind::Number(number) | Kind::Cue(Cue::Number(number)) => Some(*number),
            _ => None,
        }
    }

    fn year(&self, at: usize) -> Option<i16> {
        match self.kind(at)? {
            Kind::Number(number @ 1946..=2100) => i16::try_from(*number).ok(),
            _ => None,
        }
    }

    fn day_of_month(&self, at: usize) -> Option<i8> {
        match self.kind(at)? {
            Kind::Number(number) | Kind::Cue(Cue::Ordinal(number)) => {
                i8::try_from(*number).ok().filter(|day| (1..=31).contains(day))
            }
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<i8> {
        match self.kind(at)? {
            Kind::Month(month) => Some(*month),
            _ => None,
        }
    }

    /// The time told from this token on.
    pub(crate) fn time_at(&self, at: usize) -> Option<Time> {
        let dot = |at: usize| usize::from(self.is_mark(at, &['.']));
        let time = |when, end| Some(Time { when, at: at..end });
        if let Some(month) = self.month(at) {
            let next = at + 1 + dot(at + 1);
            if let Some(day) = self.day_of_month(next) {
                let comma = usize::from(self.is_mark(next + 1, &[',']));
                let year = self.year(next + 1 + comma);
                let end = if year.is_some() { next + 2 + comma } else { next + 1 };
                return time(When::Day { year, month, day }, end);
            }
            let year = self.year(next).or_else(|| self.year(at + 1));
            let end = if year.is_some() { next + 1 } else { at + 1 };
            // "June next year"
            if let (None, Some(Cue::Year(from_now))) = (year, self.cue(at + 1)) {
                return time(When::Month { year: None, month }, at + 1)
                    .map(|time| Time { at: at..at + 1 + usize::from(from_now == 0), ..time });
            }
            return time(When::Month { year, month }, end);
        }
        if let (Some(day), Some(month)) = (self.day_of_month(at), self.month(at + 1)) {
            let comma = usize::from(self.is_mark(at + 2, &[',']));
            let year = self.year(at + 2).or_else(|| self.year(at + 2 + comma));
            let end = if year.is_some() {
                at + 3 + comma * usize::from(self.year(at + 2).is_none())
            } else {
                at + 2
            };
            return time(When::Day { year, month, day }, end);
        }
        match self.kind(at)? {
            Kind::Weekday(_) => return time(When::Weekday, at + 1),
            Kind::Cue(Cue::Year(years)) => return time(When::FromNow(*years), at + 1),
            Kind::Cue(Cue::YearFromThen(years)) => return time(When::FromThen(*years), at + 1),
            _ => {}
        }
        let year = self.year(at)?;
        let in_year = at
            .checked_sub(1)
            .is_some_and(|before| matches!(self.cue(before), Some(Cue::Preposition | Cue::Of)));
        let counts_something = matches!(
            self.cue(at + 1),
            Some(Cue::Voters | Cue::SideNoun(_) | Cue::Side(_) | Cue::VoteNoun)
        ) || self.is_mark(at + 1, &['-']);
        let named = at.checked_sub(1).is_some_and(|before| self.cue(before) == Some(Cue::Article))
            && matches!(
                self.kind(at + 1),
                Some(Kind::Word | Kind::Cue(Cue::Text | Cue::Idea | Cue::Verb(_, Form::Ing)))
            );
        if named {
            return time(When::TextYear(year), at + 1);
        }
        if counts_something && !in_year { None } else { time(When::Year(year), at + 1) }
    }

    /// Every time told in the tokens.
    pub(crate) fn times(&self, at: Range<usize>) -> Vec<Time> {
        let mut times = Vec::new();
        let mut place = at.start;
        while place < at.end {
            match self.time_at(place) {
                Some(time) => {
                    place = time.at.end.max(place + 1);
                    times.push(time);
                }
                None => place += 1,
            }
        }
        times
    }

    /// The times at which a vote is said to have been taken. "last year's abstention", "as in 2015" and "since
    /// 2016" tell of another.
    /// So do times in asides.
    pub(crate) fn vote_times(&self, at: Range<usize>, asides: &[Range<usize>]) -> Vec<When> {
        let of_another = |time: &Time| {
            let possessive = self.is_mark(time.at.end, &['\''])
                || asides.iter().any(|aside| aside.contains(&time.at.start));
            let before = time.at.start.saturating_sub(2)..time.at.start;
            possessive
                || before.into_iter().any(|place| {
                    matches!(self.cue(place), Some(Cue::Than | Cue::MoreThan | Cue::FewerThan))
                        || matches!(self.word(place), "as" | "since" | "from" | "until")
                })
        };
        self.times(at).into_iter().filter(|time| !of_another(time)).map(|time| time.when).collect()
    }

    /// Whether the token names a member or a group.
    pub(crate) fn is_name(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Member(_) | Kind::Group))
    }

    fn skip(&self, mut at: usize, what: impl Fn(Cue) -> bool) -> usize {
        while self.cue(at).is_some_and(&what) {
            at += 1;
        }
        at
    }

    pub(crate) fn skip_articles(&self, at: usize) -> usize {
        self.skip(at, |cue| cue == Cue::Article)
    }

    pub(crate) fn skip_adverbs(&self, at: usize) -> usize {
        self.skip(at, |cue| cue == Cue::Adverb)
    }

    /// Whether the name at `at` only qualifies a text: "the Russian resolution", "Russia's text",
    /// "US-sponsored". Gives the place of the noun that it qualifies.
    pub(crate) fn qualifies_text(&self, at: usize) -> Option<usize> {
        if !self.is_name(at) {
            return None;
        }
        let mut next = at + 1;
        let possessive = self.is_mark(next, &['\'']);
        if possessive {
            next += 1 + usize::from(self.word(next + 1) == "s");
        }
        let compound = self.is_mark(next, &['-'])
            && matches!(
                self.verb(next + 1),
                Some((Verb::Propose | Verb::Present | Verb::Take(_), _))
            );
        if compound {
            next += 2;
        }
        // Up to four words between: "the US draft cybersecurity resolution".
        for place in next..next + 5 {
            match self.kind(place) {
                Some(Kind::Cue(Cue::Text | Cue::Idea)) => return Some(place),
                Some(Kind::Cue(Cue::Number(1))) => return Some(place),
                Some(Kind::Word | Kind::Mark('-')) => {}
                Some(Kind::Cue(
                    Cue::Verb(Verb::Propose, Form::Past | Form::Base) | Cue::Ordinal(_),
                )) => {}
                _ if compound => return Some(at),
                _ => return None,
            }
        }
        None
    }

    /// One name in a list: its place and where the text goes on.
    fn name_item(&self, at: usize) -> Option<(usize, usize)> {
        let name = self.skip_articles(at);
        let form = match self.kind(name)? {
            Kind::Member(form) => Some(*form),
            Kind::Group => None,
            _ => return None,
        };
        if self.qualifies_text(name).is_some() {
            return None;
        }
        let mut next = name + 1;
        if self.is_mark(next, &['\'']) && self.word(next + 1) == "s" {
            return None;
        }
        // "EU member states", "the European Union countries", "the Russian delegation"
        let named = next;
        next = self.skip(next, |cue| matches!(cue, Cue::Voters));
        if form == Some(MemberForm::Adjective) && next == named {
            return None;
        }
        Some((name, next))
    }

    /// A list of names: "China, India and Brazil". Gives the places of the names and where the text goes on.
    pub(crate) fn names_at(&self, at: usize) -> Option<(Vec<usize>, usize)> {
        let (first, mut end) = self.name_item(at)?;
        let mut names = vec![first];
        loop {
            let mut next = end;
            if self.is_mark(next, &[',']) {
                next += 1;
            }
            next = self.skip(next, |cue| matches!(cue, Cue::And | Cue::Or));
            if next == end {
                break;
            }
            let Some((name, after)) = self.name_item(next) else { break };
            names.push(name);
            end = after;
        }
        Some((names, end))
    }

    fn bound_at(&self, at: usize) -> (Bound, usize) {
        let bound = match self.cue(at) {
            Some(Cue::AtLeast) => Bound::AtLeast,
            Some(Cue::AtMost) => Bound::AtMost,
            Some(Cue::MoreThan) => Bound::MoreThan,
            Some(Cue::FewerThan) => Bound::FewerThan,
            Some(Cue::About | Cue::Many) => Bound::About,
            _ => return (Bound::Exactly, at),
        };
        // "more than a hundred" is not "more"
        if self.number(at + 1).is_some() { (bound, at + 1) } else { (Bound::Exactly, at) }
    }

    /// A number with what bounds it, and where the text goes on. Per cent and fractions are no counts.
    pub(crate) fn number_at(&self, at: usize) -> Option<(Number, usize)> {
        let (bound, place) = self.bound_at(at);
        let value = self.number(place)?;
        let part = matches!(
            self.word(place + 1),
            "percent" | "per" | "%" | "quarters" | "quarter" | "fifths" | "thirds" | "tenths"
        );
        if part || self.is_mark(place + 1, &['%']) {
            return None;
        }
        Some((Number { value, bound }, place + 1))
    }

    /// Those who voted, as spoken of from this token on.
    pub(crate) fn agents_at(&self, at: usize) -> Option<Agents> {
        let mut next = at;
        let mut only = false;
        if self.cue(next) == Some(Cue::Only) {
            only = true;
            next += 1;
        }
        let neither = self.cue(next) == Some(Cue::Neither);
        if neither {
            next += 1;
        }
        let listed = |names: Vec<usize>, end: usize| Agents {
            at: at..end,
            names,
            except: Vec::new(),
            quantity: if neither { Quantity::Nobody } else { Quantity::Listed },
            only,
            others: false,
            further: None,
        };
        let mut agents = match self.names_at(next) {
            Some((names, end)) => listed(names, end),
            None => self.quantified_at(at, next, only)?,
        };
        self.extend_list(&mut agents);
        if self.cue(agents.at.end) == Some(Cue::Only) && self.word(agents.at.end) == "alone" {
            agents.only = true;
            agents.at.end += 1;
        }
        if self.cue(agents.at.end) == Some(Cue::Except)
            && let Some((names, end)) = self.names_at(agents.at.end + 1)
        {
            agents.except = names;
            agents.at.end = end;
        }
        Some(agents)
    }

    /// A quantity of voters: "54 delegations", "most countries in the UN", "three members of the G7".
    fn quantified_at(&self, start: usize, at: usize, only: bool) -> Option<Agents> {
        let (quantity, mut next) = match self.cue(at) {
            Some(Cue::Most) => (Quantity::Most, at + 1),
            Some(Cue::MoreThan) if self.cue(at + 1) == Some(Cue::Half) => (Quantity::Most, at + 2),
            Some(Cue::TwoThirds) => (Quantity::TwoThirds, at + 1),
            Some(Cue::Half) => (Quantity::Half, at + 1),
            // "all but five" is a count that we do not make.
            Some(Cue::All) if self.cue(at + 1) == Some(Cue::But) => return None,
            Some(Cue::All) => (Quantity::All, at + 1),
            Some(Cue::Nobody) => (Quantity::Nobody, at + 1),
            // "no African country", "no member of BRICS"
            None if self.word(at).eq_ignore_ascii_case("no")
                && (matches!(self.kind(at + 1), Some(Kind::Group))
                    || self.cue(at + 1) == Some(Cue::Voters)) =>
            {
                (Quantity::Nobody, at + 1)
            }
            Some(Cue::More) => (Quantity::More, at + 1),
            Some(Cue::Fewer) => (Quantity::Fewer, at + 1),
            Some(Cue::Many) if self.number(at + 1).is_none() => (Quantity::Many, at + 1),
            _ => {
                let (number, next) = self.number_at(self.skip_articles(at))?;
                (Quantity::Count(number), next)
            }
        };
        let after_quantity = next;
        next = self.skip(next, |cue| matches!(cue, Cue::Of | Cue::Article));
        // "all the permanent members", "two of the five": a second number only counts the whole.
        if self.number(next).is_some() && matches!(quantity, Quantity::All | Quantity::Count(_)) {
            next += 1;
        }
        // Up to two words that qualify: "small island nations", "other European countries".
        let mut names = Vec::new();
        let mut head = next;
        while head < next + 3 {
            match self.kind(head) {
                Some(Kind::Cue(Cue::Voters)) => break,
                Some(Kind::Group) => {
                    names.push(head);
                    head += 1;
                    break;
                }
                Some(Kind::Word | Kind::Cue(Cue::Ordinal(_) | Cue::Adverb)) => head += 1,
                _ => break,
            }
        }
        let group_found = !names.is_empty();
        let end = match self.cue(head) {
            Some(Cue::Voters) => head + 1,
            _ if group_found => head,
            // "nobody abstained", "fifty-two rejected it"; but "the American one" counts nobody
            _ if quantity == Quantity::Nobody => after_quantity,
            _ if matches!(quantity, Quantity::Count(number) if number.value > 1) => after_quantity,
            _ => return None,
        };
        let mut agents = Agents {
            at: start..end,
            names,
            except: Vec::new(),
            quantity,
            only,
            others: false,
            further: None,
        };
        // "of the G7", "of the European Union", "in the UN"
        let of = self.skip(end, |cue| matches!(cue, Cue::Of | Cue::Preposition | Cue::Article));
        if of > end {
            if matches!(self.kind(of), Some(Kind::Group)) && !group_found {
                agents.names.push(of);
                agents.at.end = of + 1;
            } else if matches!(self.cue(of), Some(Cue::Plenary)) {
                agents.at.end = of + 1;
            }
        }
        Some(agents)
    }

    /// Goes on after a quantified item: "most Nordic members, Japan and a few island states".
    fn extend_list(&self, agents: &mut Agents) {
        loop {
            let mut next = agents.at.end;
            if self.is_mark(next, &[',']) {
                next += 1;
            }
            let after_comma = next;
            next = self.skip(next, |cue| matches!(cue, Cue::And | Cue::Or));
            if next == agents.at.end {
                return;
            }
            // ", both members of the alliance" only describes; "and a few island states" goes on.
            let conjunction = next > after_comma;
            if let Some((names, end)) = self.names_at(next) {
                agents.names.extend(names);
                agents.at.end = end;
            } else if let Some(more) = self
                .quantified_at(next, next, false)
                .filter(|_| conjunction)
                .filter(|more| !matches!(more.quantity, Quantity::Count(_) | Quantity::Nobody))
            {
                // "a few island states" are not the whole group.
                let some = more.names.is_empty() || more.quantity == Quantity::Many;
                agents.others |= some;
                if !some {
                    agents.names.extend(more.names);
                }
                agents.at.end = more.at.end;
            } else if let Some((number, end)) = self.further_voters(next).filter(|_| conjunction) {
                agents.others = true;
                agents.further = Some(number);
                agents.at.end = end;
                return;
            } else if let Some(end) = self.unknown_voters(next).filter(|_| conjunction) {
                agents.others = true;
                agents.at.end = end;
            } else {
                return;
            }
        }
    }

    /// "five others", "five other countries".
    pub(crate) fn further_voters(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.number(at)?;
        match self.word(at + 1) {
            "others" => Some((number, at + 2)),
            "other" if self.cue(at + 2) == Some(Cue::Voters) => Some((number, at + 3)),
            _ => None,
        }
    }

    /// "the East Caribbean countries": voters by words that name no group we know. Gives where they end.
    fn unknown_voters(&self, at: usize) -> Option<usize> {
        let start = self.skip_articles(at);
        let word = |place: usize| match self.kind(place) {
            Some(Kind::Word) => true,
            // "East Caribbean" is not the Caribbean.
            Some(Kind::Group) => place > start,
            _ => false,
        };
        let end = start + (start..start + 3).take_while(|place| word(*place)).count();
        (end > start && self.cue(end) == Some(Cue::Voters)).then_some(end + 1)
    }

    /// The document symbols among the tokens, but for those of a text that is undone: "to repeal resolution
    /// 3379" is another vote.
    pub(crate) fn symbols_spoken_of(&self, at: Range<usize>) -> Vec<&Cited> {
        let undone = |place: usize| {
            (place.saturating_sub(3)..place).any(|before| {
                let word = self.word(before);
                ["repeal", "revok", "rescind", "overturn"].iter().any(|stem| word.starts_with(stem))
                    && !(before..place).any(|place| self.cue(place) == Some(Cue::By))
            })
        };
        at.filter(|place| !undone(*place))
            .filter_map(|place| match self.kind(place) {
                Some(Kind::Symbol(cited)) => Some(cited),
                _ => None,
            })
            .collect()
    }
}

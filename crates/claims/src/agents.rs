//! Who is said to have voted, and how many they were.

use std::ops::Range;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::{Kind, MemberForm};
use crate::sentence::Sentence;

/// How many of those spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
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
pub(crate) struct Part {
    pub(crate) count: u32,
    pub(crate) of: u32,
    pub(crate) bound: Bound,
}

impl Part {
    /// Whether so many of n are the part that is claimed. "Two thirds" are reached by more; other parts are meant
    /// within a twentieth of n, "about" a part within a tenth, percentages to the whole per cent.
    pub(crate) fn fits(self, count: u16, n: u16) -> bool {
        // Both in parts of the same size, so that no rounding decides.
        let counted = u32::from(count) * self.of;
        let claimed = u32::from(n) * self.count;
        let within = |slack: u32| counted.abs_diff(claimed) <= slack;
        match self.bound {
            _ if n == 0 => false,
            Bound::MoreThan => counted > claimed,
            Bound::FewerThan => counted < claimed,
            Bound::AtLeast => counted >= claimed,
            Bound::AtMost => counted <= claimed,
            Bound::About | Bound::UpTo(_) => within(self.of * u32::from(n) / 10),
            Bound::Exactly if self.of == 100 => counted.abs_diff(claimed) < u32::from(n),
            Bound::Exactly if (self.count, self.of) == (2, 3) => counted >= claimed,
            Bound::Exactly => within(self.of * u32::from(n) / 20),
        }
    }
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
    /// Names of some of those spoken of: "five countries, including Cuba".
    pub(crate) including: Vec<usize>,
    /// Whether those are all of them: "two countries (Cuba and Syria)".
    pub(crate) complete: bool,
}

impl Agents {
    /// Those named at these places, and no others.
    pub(crate) fn named(at: Range<usize>, names: Vec<usize>) -> Agents {
        Agents::of(at, names, Quantity::Listed)
    }

    fn of(at: Range<usize>, names: Vec<usize>, quantity: Quantity) -> Agents {
        Agents {
            at,
            names,
            except: Vec::new(),
            quantity,
            only: false,
            others: false,
            further: None,
            including: Vec::new(),
            complete: false,
        }
    }
}

impl Sentence<'_> {
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
        if let Some(envoy) = self.envoy_of(name) {
            return Some((name, envoy + 1));
        }
        if self.is_possessive(name) {
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

    fn is_possessive(&self, name: usize) -> bool {
        self.is_mark(name + 1, &['\'']) && self.word(name + 2) == "s"
    }

    /// Who votes for a member: "Brazil's own ambassador", "the Syrian envoy".
    fn envoy_of(&self, name: usize) -> Option<usize> {
        let member = match self.kind(name)? {
            Kind::Member(form) => *form,
            _ => return None,
        };
        let possessive = self.is_possessive(name);
        if !possessive && member == MemberForm::People {
            return None;
        }
        let next = if possessive { name + 3 } else { name + 1 };
        let noun = (next..next + 2).find(|place| self.kind(*place) != Some(&Kind::Word))?;
        let votes = self.cue(noun) == Some(Cue::Envoy)
            || possessive
                && self.cue(noun) == Some(Cue::Voters)
                && ["delegation", "government", "mission"].contains(&self.word(noun));
        votes.then_some(noun)
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
        if part || self.is_mark(place + 1, &['%']) {
            return None;
        }
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

    /// A part of those spoken of, and where the text goes on: "two thirds of", "a quarter of", "45 per cent of".
    pub(crate) fn part_at(&self, at: usize) -> Option<(Part, usize)> {
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
        let hyphen = usize::from(self.is_mark(start + 1, &['-']));
        let noun = start + 1 + hyphen;
        let per_cent = usize::from(self.word(noun) == "per" && self.word(noun + 1) == "cent");
        if !one && (per_cent == 1 || self.word(noun) == "percent" || self.is_mark(noun, &['%'])) {
            return part(count, 100, noun + 1 + per_cent);
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
        (count < of && self.cue(noun + 1) == Some(Cue::Of)).then(|| part(count, of, noun + 1))?
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
        let mut agents = match self.names_at(next) {
            Some((names, end)) => {
                let quantity = if neither { Quantity::Nobody } else { Quantity::Listed };
                Agents { only, ..Agents::of(at..end, names, quantity) }
            }
            None if neither => return None,
            None => self.quantified_at(at, next, only)?,
        };
        self.extend_list(&mut agents);
        if self.cue(agents.at.end) == Some(Cue::Only) && self.word(agents.at.end) == "alone" {
            agents.only = true;
            agents.at.end += 1;
        }
        self.read_companions(&mut agents);
        self.read_exceptions(&mut agents);
        self.read_examples(&mut agents);
        Some(agents)
    }

    /// "India, joined by Bhutan and Libya, [voted no]": where the names end, if a verb follows them.
    pub(crate) fn companions_at(&self, comma: usize) -> Option<(Vec<usize>, usize)> {
        let joined = matches!(self.verb(comma + 1), Some((Verb::Join, Form::Past)))
            && self.cue(comma + 2) == Some(Cue::By);
        if !joined || !self.is_mark(comma, &[',']) {
            return None;
        }
        let (names, end) = self.names_at(comma + 3)?;
        let verb = matches!(self.verb(self.skip_adverbs(end + 1)), Some((_, Form::Past)));
        (verb && self.is_mark(end, &[','])).then_some((names, end + 1))
    }

    fn read_companions(&self, agents: &mut Agents) {
        if let Some((names, end)) = self.companions_at(agents.at.end) {
            agents.names.extend(names);
            agents.at.end = end;
        }
    }

    /// "except France", "all but Cuba", "no one but Syria".
    fn read_exceptions(&self, agents: &mut Agents) {
        let end = agents.at.end;
        let whole = matches!(agents.quantity, Quantity::All | Quantity::Nobody);
        let excepts = self.cue(end) == Some(Cue::Except)
            || whole && matches!(self.cue(end), Some(Cue::But)) && self.word(end) == "but";
        if !excepts {
            return;
        }
        let Some((names, end)) = self.names_at(end + 1) else { return };
        agents.at.end = end;
        // "no one but Syria" is Syria alone.
        if agents.quantity == Quantity::Nobody && agents.names.is_empty() {
            agents.quantity = Quantity::Listed;
            agents.only = true;
            agents.names = names;
        } else {
            agents.except = names;
        }
    }

    /// Names of those counted: "(Cuba and Syria)", ", including Cuba,", "– Cuba and Syria –".
    fn read_examples(&self, agents: &mut Agents) {
        let of_several = !agents.names.is_empty() && agents.quantity == Quantity::Listed;
        let Some((names, complete, end)) = self.examples_at(agents.at.end) else { return };
        let groups = agents.names.iter().all(|name| self.kind(*name) == Some(&Kind::Group));
        if of_several && (complete || !groups) {
            return;
        }
        agents.including = names;
        agents.complete = complete;
        agents.at.end = end;
    }

    /// Names that tell who is among those spoken of before, whether they are all, and where the text goes on.
    pub(crate) fn examples_at(&self, at: usize) -> Option<(Vec<usize>, bool, usize)> {
        let comma = usize::from(self.is_mark(at, &[',']));
        if self.cue(at + comma) == Some(Cue::Among) {
            let (names, end) = self.names_at(at + comma + 1)?;
            let closed = usize::from(comma > 0 && self.is_mark(end, &[',']));
            return Some((names, false, end + closed));
        }
        if comma > 0 {
            // ", Cuba and Syria among them,"; "two countries, Cuba and Syria, abstained"
            let (names, end) = self.names_at(at + 1)?;
            let among = usize::from(self.word(end).eq_ignore_ascii_case("among them"));
            let closed = usize::from(self.is_mark(end + among, &[',']));
            let verb = matches!(self.verb(end + 1), Some((_, form)) if form != Form::Ing);
            let told = among > 0 || closed > 0 && verb;
            return told.then_some((names, among == 0, end + among + closed));
        }
        let closing: &[char] = match self.kind(at)? {
            Kind::Mark('(') => &[')'],
            Kind::Mark('–') => &['–'],
            Kind::Mark('—') => &['—'],
            _ => return None,
        };
        let some = self.cue(at + 1) == Some(Cue::Among);
        let (names, end) = self.names_at(at + 1 + usize::from(some))?;
        self.is_mark(end, closing).then_some((names, !some, end + 1))
    }

    /// A quantity of voters: "54 delegations", "most countries in the UN", "three members of the G7".
    fn quantified_at(&self, start: usize, at: usize, only: bool) -> Option<Agents> {
        let (quantity, mut next) = match self.cue(at) {
            Some(Cue::Most) => (Quantity::Most, at + 1),
            _ if let Some((part, next)) = self.part_at(at) => (Quantity::Part(part), next),
            // "all but five", "all but a handful of members"
            Some(Cue::All) if self.cue(at + 1) == Some(Cue::But) => {
                let (number, next) = self.number_at(at + 2)?;
                (Quantity::AllBut(number), next)
            }
            Some(Cue::All) => (Quantity::All, at + 1),
            Some(Cue::Nobody) => (Quantity::Nobody, at + 1),
            // "no African country", "no member of BRICS"
            None if self.word(at).eq_ignore_ascii_case("no")
                && (matches!(self.kind(at + 1), Some(Kind::Group))
                    || self.cue(at + 1) == Some(Cue::Voters)
                    || self.word(at + 1) == "other" && self.cue(at + 2) == Some(Cue::Voters)) =>
            {
                (Quantity::Nobody, at + 1)
            }
            Some(Cue::More) => (Quantity::More, at + 1),
            Some(Cue::Fewer) => (Quantity::Fewer, at + 1),
            Some(Cue::Many) if self.number(at + 1).is_none() => (Quantity::Many, at + 1),
            _ => {
                let (number, next) = self.number_at(self.skip_articles(at))?;
                if self.counts_no_voters(next) {
                    return None;
                }
                (Quantity::Count(number), next)
            }
        };
        let after_quantity = next;
        next = self.skip(next, |cue| matches!(cue, Cue::Of | Cue::Article));
        if matches!(quantity, Quantity::Most | Quantity::Part(_)) {
            next = self.skip(next, |cue| cue == Cue::All);
        }
        // "all the permanent members", "two of the five": a second number only counts the whole.
        if self.number(next).is_some() && quantity != Quantity::Many {
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
        // "Eight of ASEAN's ten members"
        if group_found && self.is_possessive(head - 1) {
            head += 2;
            head += usize::from(self.number(head).is_some());
        }
        let alone = ["everyone", "everybody", "everyone else", "all"];
        let end = match self.cue(head) {
            // "three Andean states" are of no group that we know.
            Some(Cue::Voters) if !group_found && !self.only_loose_words(next..head) => return None,
            Some(Cue::Voters) => head + 1,
            _ if group_found => head,
            _ if quantity == Quantity::All
                && alone.iter().any(|word| self.word(at).eq_ignore_ascii_case(word))
                && matches!(self.cue(after_quantity), Some(Cue::Except | Cue::But)) =>
            {
                after_quantity
            }
            // "nobody abstained", "fifty-two rejected it"; but "the American one" counts nobody
            _ if matches!(quantity, Quantity::Nobody | Quantity::Part(_) | Quantity::AllBut(_)) => {
                after_quantity
            }
            _ if matches!(quantity, Quantity::Count(number) if number.value > 1) => {
                // "two Koreas" counts no voters.
                match self.kind(after_quantity) {
                    Some(Kind::Word) if self.word(after_quantity) == "others" => after_quantity + 1,
                    Some(Kind::Word) if self.starts_with_capital(after_quantity) => return None,
                    _ => after_quantity,
                }
            }
            _ => return None,
        };
        let mut agents = Agents { only, ..Agents::of(start..end, names, quantity) };
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

    /// Whether the words before "countries" leave it at countries: "other states", "UN member states".
    fn only_loose_words(&self, at: Range<usize>) -> bool {
        at.into_iter().all(|place| {
            self.kind(place) != Some(&Kind::Word)
                || self.is_word(
                    place,
                    &[
                        "other",
                        "un",
                        "voting",
                        "present",
                        "different",
                        "sovereign",
                        "such",
                        "participating",
                        "participant",
                        "individual",
                        "more",
                        "further",
                        "remaining",
                        "single",
                        "hundred",
                        "world",
                        "world's",
                        "s",
                    ],
                )
        })
    }

    fn starts_with_capital(&self, at: usize) -> bool {
        self.word(at).chars().next().is_some_and(char::is_uppercase)
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
}

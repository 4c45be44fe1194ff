//! Voters by number and kind: "54 delegations", "most of the G7", "five others".

use std::ops::Range;

use crate::agents::Agents;
use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::quantity::Quantity;
use crate::sentence::Sentence;

impl Sentence<'_> {
    /// A quantity of voters: "54 delegations", "most countries in the UN", "three members of the G7".
    pub(crate) fn quantified_at(&self, start: usize, at: usize, only: bool) -> Option<Agents> {
        let rest = self.rest_at(at);
        let (quantity, mut next) = match self.cue(at) {
            _ if let Some(next) = rest => (Quantity::All, next),
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
                    || self.word(at + 1) == "other"
                        && (self.cue(at + 2) == Some(Cue::Voters)
                            || self.kind(at + 2) == Some(&Kind::Group))) =>
            {
                (Quantity::Nobody, at + 1)
            }
            // "not an EU member"
            Some(Cue::Not)
                if self.is_word(at + 1, &["a", "an"])
                    && matches!(self.kind(at + 2), Some(Kind::Group)) =>
            {
                (Quantity::Nobody, at + 2)
            }
            Some(Cue::More) => (Quantity::More, at + 1),
            Some(Cue::Fewer) => (Quantity::Fewer, at + 1),
            Some(Cue::Many) if self.number(at + 1).is_none() => (Quantity::Many, at + 1),
            _ => {
                let (number, next) = self.number_at(self.skip_articles(at))?;
                if self.counts_no_voters(next) || self.is_somebodys(at) {
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
                    // "the 28 EU states" names the group twice.
                    let again = self.kind(head + 1) == Some(&Kind::Group)
                        && self.word(head).ends_with(|last: char| last.is_ascii_digit());
                    head += usize::from(again);
                    names.push(head);
                    head += 1;
                    break;
                }
                Some(Kind::Word | Kind::Cue(Cue::Ordinal(_) | Cue::Adverb)) => head += 1,
                _ => break,
            }
        }
        // "all the Europeans of the Visegrád group": of the smaller group alone.
        let of = self.skip(head, |cue| matches!(cue, Cue::Of | Cue::Article));
        let of_the = self.cue(head) == Some(Cue::Of) && of > head + 1;
        if of_the && !names.is_empty() && self.is_word(of + 1, &["group", "bloc"]) {
            return None;
        }
        if of_the && !names.is_empty() && self.kind(of) == Some(&Kind::Group) {
            names = vec![of];
            head = of + 1;
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
            // "four fewer abstained"
            _ if matches!(quantity, Quantity::More | Quantity::Fewer)
                && matches!(self.verb(after_quantity), Some((_, Form::Past))) =>
            {
                after_quantity
            }
            // "nobody abstained", "fifty-two rejected it"; but "the American one" counts nobody
            _ if matches!(quantity, Quantity::Nobody | Quantity::Part(_) | Quantity::AllBut(_)) => {
                after_quantity
            }
            // "two voted for it and one abstained"
            _ if matches!(quantity, Quantity::Count(number) if number.value == 1)
                && self.opens_with_one(start, after_quantity) =>
            {
                after_quantity
            }
            // "of the BRICS only one"; "one" by itself may be anything.
            _ if matches!(quantity, Quantity::Count(number) if number.value > 1)
                || matches!(quantity, Quantity::Count(_)) && self.whole_before(start).is_some() =>
            {
                // "two Koreas", "the two texts" count no voters.
                match self.kind(after_quantity) {
                    Some(Kind::Cue(Cue::Text | Cue::Idea)) => return None,
                    Some(Kind::Word) if self.word(after_quantity) == "others" => after_quantity + 1,
                    Some(Kind::Word) if self.starts_with_capital(after_quantity) => return None,
                    _ => after_quantity,
                }
            }
            _ => return None,
        };
        // "no other EU member"
        let rest = rest.is_some()
            || group_found && quantity == Quantity::Nobody && self.is_word(at + 1, &["other"]);
        let mut agents = Agents { only, rest, ..Agents::of(start..end, names, quantity) };
        // "of the G7", "of the European Union", "in the UN"
        let of = self.skip(end, |cue| matches!(cue, Cue::Of | Cue::Preposition | Cue::Article));
        if of > end {
            if matches!(self.kind(of), Some(Kind::Group)) && !group_found {
                agents.names.push(of);
                agents.at.end = of + 1;
            } else if self.cue(end) == Some(Cue::Of)
                && !group_found
                && self.kind(of) == Some(&Kind::Word)
                && self.starts_with_capital(of)
            {
                // "all six members of the Bandung group": we know no such group.
                return None;
            } else if matches!(self.cue(of), Some(Cue::Plenary)) || self.is_word(of, &["them"]) {
                agents.at.end = of + 1;
            }
        }
        Some(agents)
    }

    /// "[two voted for it] and one abstained": one that voted, and not "the American one".
    fn opens_with_one(&self, at: usize, verb: usize) -> bool {
        let joined = at.checked_sub(1).is_some_and(|before| {
            matches!(self.cue(before), Some(Cue::And | Cue::But | Cue::While))
                || self.is_mark(before, &[',', ';'])
        });
        joined && matches!(self.verb(verb), Some((Verb::Vote | Verb::Take(_), Form::Past)))
    }

    /// "the Community's [twelve]", "its [eleven partners]": not just so many.
    pub(crate) fn is_somebodys(&self, at: usize) -> bool {
        let owned = at.checked_sub(2).is_some_and(|name| self.is_mark(name, &['\'']));
        let its = |place: usize| self.is_word(place, &["its", "their", "his", "her"]);
        owned && self.is_word(at - 1, &["s"]) || its(at) || at > 0 && its(at - 1)
    }

    /// "the rest of", "the other [EU members]": where the group's name can follow.
    fn rest_at(&self, at: usize) -> Option<usize> {
        if self.cue(at) == Some(Cue::Rest) {
            return Some(at + 1);
        }
        let word = self.skip(at, |cue| matches!(cue, Cue::Article | Cue::All));
        let group = matches!(self.kind(word + 1), Some(Kind::Group));
        (self.is_word(word, &["other", "remaining"]) && group).then_some(word + 1)
    }

    /// Whether the words before "countries" leave it at countries: "other states", "UN member states".
    pub(crate) fn only_loose_words(&self, at: Range<usize>) -> bool {
        at.into_iter().all(|place| {
            self.kind(place) != Some(&Kind::Word)
                || self.is_word(
                    place,
                    &[
                        "other",
                        "ones",
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

    /// "five others", "five other countries".
    pub(crate) fn further_voters(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.number(at)?;
        match self.word(at + 1) {
            "others" => Some((number, at + 2)),
            "other" | "further" | "additional" if self.cue(at + 2) == Some(Cue::Voters) => {
                Some((number, at + 3))
            }
            // "and 13 more"; "13 more than" compares
            "more" if self.ends_clause(at + 2) || self.verb(at + 2).is_some() => {
                Some((number, at + 2))
            }
            "more" if self.cue(at + 2) == Some(Cue::Voters) && self.ends_clause(at + 3) => {
                Some((number, at + 3))
            }
            _ => None,
        }
    }

    /// "the East Caribbean countries": voters by words that name no group we know. Gives where they end.
    pub(crate) fn unknown_voters(&self, at: usize) -> Option<usize> {
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

//! Stretches inside a clause that carry no claim of their own: ", a neutral,", ", from whose territory …,".

use std::ops::Range;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::{Kind, MemberForm};
use crate::sentence::Sentence;

/// Those who took neither side.
const UNDECIDED: [&str; 3] = ["neutral", "undecided", "uncommitted"];

impl Sentence<'_> {
    /// Stretches like ", from whose territory …," that say something else about a noun.
    pub(crate) fn asides(&self, part: Range<usize>) -> Vec<Range<usize>> {
        let mut asides = Vec::new();
        let mut place = part.start;
        while place + 1 < part.end {
            // All of them open with a comma.
            if !self.is_mark(place, &[',']) {
                place += 1;
                continue;
            }
            let opens = self.some_of_which(place + 1)
                || self.cue(place + 1) == Some(Cue::Which)
                    && !matches!(self.word(place + 1), "which" | "where" | "that")
                || self.cue(place + 2) == Some(Cue::Which)
                    && matches!(self.cue(place + 1), Some(Cue::Preposition | Cue::Of | Cue::By))
                || matches!(
                    self.word(place + 1),
                    "aimed" | "based" | "which" | "where" | "announced" | "taken" | "held"
                ) && (self.aside_has_no_vote(place + 1, part.end)
                    || self.closes_before_verb(place + 1, part.end));
            if let Some(end) = self.circumstance(place) {
                asides.push(place + 1..end);
                place = end + 1;
                continue;
            }
            if let Some(end) = self.apposition(place) {
                asides.push(place + 1..end);
                place = end + 1;
                continue;
            }
            if let Some(end) = self.attribution_aside(place) {
                asides.push(place + 1..end);
                place = end + 1;
                continue;
            }
            if !opens {
                place += 1;
                continue;
            }
            let end = self.aside_end(place + 1, part.end);
            if end > place + 1 && end < part.end {
                asides.push(place + 1..end);
            }
            place = end.max(place + 1);
        }
        asides
    }

    /// "[three states], none of which had backed it, …": what is said of some of those named.
    pub(crate) fn some_of_which(&self, at: usize) -> bool {
        let some = matches!(
            self.cue(at),
            Some(Cue::Nobody | Cue::All | Cue::Most | Cue::Many | Cue::Neither | Cue::Number(_))
        ) || self.number(at).is_some();
        let of = at + 1 + usize::from(self.cue(at + 1) == Some(Cue::Of));
        some && self.word(of - 1).ends_with("of") && self.is_word(of, &["which", "whom"])
    }

    /// ", a neutral," or ", the only state on its border," after a name and before its verb: where it ends.
    fn apposition(&self, comma: usize) -> Option<usize> {
        let after_name = comma.checked_sub(1).is_some_and(|before| self.is_name(before));
        if !after_name || !self.is_mark(comma, &[',']) {
            return None;
        }
        // "the only" is one word for the lexicon.
        let only = self.cue(comma + 1) == Some(Cue::Only)
            && self.is_word(comma + 1, &["the only", "the sole"]);
        let noun = comma + 1 + usize::from(self.cue(comma + 1) == Some(Cue::Article) || only);
        // "France, the Gambia, …" is a list.
        let list =
            matches!(self.kind(noun), Some(Kind::Member(MemberForm::Name | MemberForm::Capital)))
                || self.kind(noun) == Some(&Kind::Group) && self.is_mark(noun + 1, &[',']);
        // ", two of the sponsors,"
        let some = self.number(noun).is_some() && self.cue(noun + 1) == Some(Cue::Of);
        // ", abstainers in December,", ", neutral two years ago,", ", opposed in 2007,"
        let opposed = self.is_opposed_then(noun);
        // ", then an opponent,", ", previously against,"
        let former = self.is_former(noun);
        let stance = matches!(self.cue(noun), Some(Cue::SideNoun(_)))
            || self.is_word(noun, &UNDECIDED)
            || opposed
            || former;
        // ", alone of the Nordic states,"
        let alone = self.is_alone(comma + 1)
            && matches!(self.cue(comma + 2), Some(Cue::Of | Cue::Among | Cue::Preposition));
        if noun == comma + 1 && !some && !stance && !alone || list {
            return None;
        }
        let plain = |place: &usize| {
            !matches!(self.kind(*place), Some(Kind::Mark(',' | ';' | ':' | '(' | '.')) | None)
                && !self.verb(*place).is_some_and(|(verb, _)| verb.tells_a_vote())
        };
        let first = noun + usize::from(opposed) + 2 * usize::from(former);
        let end = first + (first..noun + 14).take_while(plain).count();
        (end > noun && self.is_mark(end, &[',']) && self.verb_follows(end)).then_some(end)
    }

    /// "opposed in 2007", "opposed a year ago": a stand that was taken then.
    pub(crate) fn is_opposed_then(&self, at: usize) -> bool {
        let time = at + 1 + usize::from(self.cue(at + 1) == Some(Cue::Preposition));
        self.is_word(at, &["opposed"]) && self.time_at(time).is_some()
    }

    /// "then opposed", "previously an abstainer": a stand of an earlier day, which is told by no time.
    pub(crate) fn is_former(&self, at: usize) -> bool {
        let side = self.skip_articles(at + 1);
        const ONCE: [&str; 9] = [
            "then",
            "once",
            "previously",
            "formerly",
            "earlier",
            "initially",
            "former",
            "erstwhile",
            "previous",
        ];
        self.is_word(at, &ONCE)
            && (matches!(self.cue(side), Some(Cue::SideNoun(_) | Cue::Side(_)))
                || self.is_word(side, &["opposed"])
                || self.is_word(side, &UNDECIDED))
    }

    /// Whether an aside tells where somebody stood in an earlier vote: "an opponent in 2007", "then opposed".
    pub(crate) fn tells_a_former_side(&self, aside: &Range<usize>) -> bool {
        let side = self.skip_articles(aside.start);
        let noun = matches!(self.cue(side), Some(Cue::SideNoun(_)));
        self.is_former(side)
            || self.is_opposed_then(aside.start)
            || noun && !self.times(aside.clone()).is_empty()
    }

    /// ", with a war behind it," after a name and before its verb: where it ends.
    fn circumstance(&self, comma: usize) -> Option<usize> {
        let after_name = comma.checked_sub(1).is_some_and(|before| self.is_name(before));
        let with = self.is_word(comma + 1, &["with", "despite", "under"]);
        // ", to nobody's surprise,", ", of all countries,", ", for once,": with a time in it, it may tell when.
        let remark = self.is_word(comma + 1, &["to", "of", "for", "as", "in"]);
        if !(after_name && (with || remark) && self.is_mark(comma, &[',']))
            || self.is_name(comma + 2)
        {
            return None;
        }
        let plain = |place: &usize| {
            !matches!(self.kind(*place), Some(Kind::Mark(',' | ';' | ':' | '(' | '.')) | None)
                && self.number(*place).is_none()
                && !self.verb(*place).is_some_and(|(verb, _)| verb.tells_a_vote())
        };
        let end = comma + 2 + (comma + 2..comma + 14).take_while(plain).count();
        let timed = remark && !self.times(comma + 1..end).is_empty();
        (self.is_mark(end, &[',']) && self.verb_follows(end) && !timed).then_some(end)
    }

    /// ", the mission said," in the middle of a clause: where it ends.
    fn attribution_aside(&self, comma: usize) -> Option<usize> {
        if !self.is_mark(comma, &[',']) {
            return None;
        }
        let say = (comma + 1..comma + 8).take_while(|place| !self.is_mark(*place, &[','])).find(
            |place| match self.verb(*place) {
                Some((Verb::Say, Form::Past | Form::Third)) => true,
                Some((Verb::Say, Form::Base)) => matches!(self.word(place - 1), "we" | "I"),
                _ => false,
            },
        )?;
        self.is_mark(say + 1, &[',']).then_some(say + 1)
    }

    /// Where the aside that begins at `start` ends: at its closing comma, or before the verb of the clause.
    fn aside_end(&self, start: usize, end: usize) -> usize {
        // "whose territory is used …" has a verb of its own, "aimed at …" has none.
        let own_verbs = usize::from(self.cue(start).is_some());
        let mut verbs = 0;
        let mut in_group = false;
        for place in start..end {
            if self.is_closing_comma(place)
                && (verbs >= own_verbs && !self.list_goes_on(place) || self.verb_follows(place))
            {
                return place;
            }
            match self.verb(place) {
                Some((verb, form)) if form != Form::Ing => {
                    // "has been adopted" is one verb.
                    if !in_group {
                        if verbs >= own_verbs {
                            return place;
                        }
                        verbs += 1;
                    }
                    in_group = matches!(verb, Verb::Be | Verb::Have | Verb::Do);
                }
                _ => in_group &= matches!(self.cue(place), Some(Cue::Adverb | Cue::Not)),
            }
        }
        end
    }

    /// A comma that can end an aside, and not that of "December 5, 2018".
    fn is_closing_comma(&self, place: usize) -> bool {
        let mut before = place.saturating_sub(3)..place;
        let in_a_date = |start| self.time_at(start).is_some_and(|time| time.at.contains(&place));
        self.is_mark(place, &[',']) && !before.any(in_a_date)
    }

    /// Whether the next comma stands right before a verb: "Peru, which had long been opposed, abstained".
    fn closes_before_verb(&self, start: usize, end: usize) -> bool {
        let comma = (start..end).find(|place| self.is_closing_comma(*place));
        comma.is_some_and(|comma| self.verb_follows(comma))
    }

    fn verb_follows(&self, comma: usize) -> bool {
        // "…, this time voted", "…, on Thursday abstained"
        let time = |at: usize| {
            let preposition = usize::from(self.cue(at) == Some(Cue::Preposition));
            let this_time = self.is_word(at, &["this"]) && self.is_word(at + 1, &["time"]);
            let told = self.time_at(at + preposition).map(|time| time.at.end);
            if this_time { at + 2 } else { told.unwrap_or(at) }
        };
        let next = self.skip_adverbs(time(self.skip_adverbs(comma + 1)));
        matches!(self.verb(next), Some((_, form)) if form != Form::Ing)
    }

    /// Whether the comma only separates items of a list inside the aside.
    fn list_goes_on(&self, comma: usize) -> bool {
        matches!(self.cue(comma + 1), Some(Cue::But)) && self.verb(comma + 3).is_none()
            || self.word(comma + 1) == "but"
    }

    fn aside_has_no_vote(&self, start: usize, end: usize) -> bool {
        let stop = (start..end).find(|place| self.is_closing_comma(*place)).unwrap_or(end);
        stop < end
            && !(start..stop)
                .any(|place| self.verb(place).is_some_and(|(verb, _)| verb.tells_a_vote()))
    }
}

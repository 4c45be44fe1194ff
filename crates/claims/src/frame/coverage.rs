//! Coverage: what a span says beyond what its frame holds.
//!
//! A finding must not carry words that nobody judged. Names, numbers and positions of the span that the frame
//! does not hold are uncovered: those at its end are cut off and listed as unread, others keep the claim from
//! being called supported.

use super::*;
use crate::lexicon::MemberForm;

impl Sentence<'_> {
    /// Cuts uncovered words off the end of the span. Gives what was cut off.
    pub(super) fn cut_uncovered(&self, frame: &mut Frame) -> Option<Range<usize>> {
        if !is_covered_kind(frame.kind) || frame.voiced || frame.cause {
            return None;
        }
        frame.asides.extend(self.parted_from(frame.at.clone()));
        let uncovered = self.uncovered(frame);
        let first = *uncovered.first()?;
        let last_covered = self.covered(frame).into_iter().max()?;
        // Only a tail can be cut off; what stands between covered words stays, and is told.
        let cut = (last_covered + 1..=first).rev().find(|place| {
            self.is_mark(*place, &[',', '(', ':', '–'])
                || matches!(self.cue(*place), Some(Cue::And | Cue::But | Cue::Or | Cue::While))
        });
        match cut {
            Some(cut) if cut > frame.at.start => {
                let mut start = cut;
                while start > last_covered + 1 && self.is_edge(start - 1, &[]) {
                    start -= 1;
                }
                let tail = cut..frame.at.end;
                frame.at.end = start;
                frame.scope.end = frame.scope.end.min(start).max(frame.scope.start);
                Some(tail)
            }
            _ => {
                frame.uncovered = uncovered;
                None
            }
        }
    }

    /// "split with the allies": from whom somebody parted; that they voted otherwise is told and not judged.
    fn parted_from(&self, at: Range<usize>) -> Option<Range<usize>> {
        let parted =
            at.clone().find(|place| matches!(self.word(*place), "split" | "broke" | "parted"))?;
        let mut ahead = parted + 1..at.end.min(parted + 4);
        let with = ahead.find(|place| matches!(self.word(*place), "with" | "from"))?;
        let start = self.skip_articles(with + 1);
        let (_, end) = self.names_at(start)?;
        Some(parted..end.min(at.end))
    }

    /// Places of the span that the frame holds.
    fn covered(&self, frame: &Frame) -> Vec<usize> {
        let agents = frame.agents.iter().chain(&frame.with);
        let mut places: Vec<usize> = agents
            .flat_map(|agents| {
                let mut places = agents.names.clone();
                places.extend(&agents.except);
                places.extend(&agents.including);
                let group =
                    agents.names.first().filter(|name| self.kind(**name) == Some(&Kind::Group));
                if agents.names.iter().any(|name| !agents.at.contains(name)) {
                    places.extend(agents.at.clone().filter(|place| !self.is_name(*place)));
                }
                // "the two EU members Austria and Ireland"
                if let (Some(first), Quantity::Listed) =
                    (agents.names.iter().min(), agents.quantity)
                {
                    places.extend(agents.at.start..*first.min(&agents.at.end));
                }
                match (agents.names.as_slice(), group) {
                    ([], _) => places.extend(agents.at.clone()),
                    // "three members of the G7"
                    ([_], Some(_)) => places.extend(agents.at.clone()),
                    _ => {}
                }
                places
            })
            .collect();
        places.extend(frame.counts.iter().flat_map(|count| count.at.clone()));
        places.extend(self.wholes_in(frame.at.clone()));
        if let Some(Margin::Of(margin)) = frame.margin {
            let told = |place: &usize| self.number(*place) == Some(margin.value);
            places.extend(frame.at.clone().find(told));
        }
        // "Spain and all ten states of the Community"
        places.extend(frame.at.clone().filter(|place| {
            self.number(*place).is_some()
                && place.checked_sub(1).is_some_and(|all| self.cue(all) == Some(Cue::All))
                && (self.cue(place + 1) == Some(Cue::Voters)
                    || self.kind(place + 1) == Some(&Kind::Group))
        }));
        places.extend(frame.agents.iter().filter_map(|agents| self.number_of_those(agents, frame)));
        places.extend(frame.listed.iter().flat_map(|(names, _)| names.clone()));
        places.extend(self.first_predicate(frame.at.clone()).into_iter().flat_map(|main| main.at));
        places.retain(|place| frame.at.contains(place));
        places
    }

    /// "[Peru, Chile and Fiji], the country's three neighbours, [abstained]": the number of just those.
    fn number_of_those(&self, agents: &Agents, frame: &Frame) -> Option<usize> {
        let last = agents.names.iter().copied().max()?;
        let members = self.are_members(&agents.names);
        let listed =
            members && agents.quantity == Quantity::Listed && self.is_mark(last + 1, &[',']);
        let number = (last + 2..last + 7)
            .take_while(|place| !self.is_mark(*place, &[',', '.', ';']))
            .find(|place| self.number(*place).is_some())?;
        let same =
            self.number(number).and_then(|it| usize::try_from(it).ok()) == Some(agents.names.len());
        (listed && same && frame.at.contains(&number)).then_some(number)
    }

    /// Names, numbers and positions of the span that the frame does not hold.
    fn uncovered(&self, frame: &Frame) -> Vec<usize> {
        let covered = self.covered(frame);
        let times: Vec<Range<usize>> =
            self.times(frame.at.clone()).into_iter().map(|time| time.at).collect();
        let is_covered = |place: usize| {
            covered.contains(&place)
                || times.iter().any(|time| time.contains(&place))
                || frame.asides.iter().any(|aside| aside.contains(&place))
        };
        let main_end = covered.iter().copied().max().unwrap_or(frame.at.start);
        frame
            .at
            .clone()
            .filter(|place| !is_covered(*place))
            .filter(|place| self.asserts(*place, main_end))
            // In a tally, names before the count tell what it is about: "suspended Russia by 93 votes to 24".
            .filter(|place| {
                frame.kind != ClaimKind::Tally
                    || !self.is_name(*place)
                    || *place > main_end && self.goes_on_with(*place)
                    || self.is_in_a_roll(*place)
            })
            .collect()
    }

    /// ", all of BRICS bar Russia included,": names of those counted.
    fn is_in_a_roll(&self, place: usize) -> bool {
        let mut ahead = (place + 1..place + 12).take_while(|ahead| !self.is_mark(*ahead, &[',']));
        ahead.any(|ahead| self.is_word(ahead, &["among them", "included"]))
    }

    /// Whether the token at `place` tells something of its own about a vote.
    fn asserts(&self, place: usize, main_end: usize) -> bool {
        match self.kind(place) {
            Some(Kind::Member(MemberForm::Adjective)) => {
                self.cue(place + 1) == Some(Cue::Voters) && !self.is_topic(place)
            }
            Some(Kind::Member(_) | Kind::Group) => !self.is_topic(place),
            Some(Kind::Number(_)) if self.number(place).is_none() => false,
            Some(Kind::Number(_) | Kind::Cue(Cue::Number(2..))) => {
                let compound = self.is_mark(place + 1, &['-']);
                let of_time = matches!(
                    self.word(place + 1),
                    "years"
                        | "year"
                        | "sessions"
                        | "session"
                        | "months"
                        | "weeks"
                        | "days"
                        | "hours"
                );
                // "the 193-member Assembly" counts nobody who voted.
                let adjective = compound && self.word(place + 2) == "member";
                !compound && !of_time && self.kind(place + 1) != Some(&Kind::Group)
                    || self.cue(place + 2) == Some(Cue::Voters) && !adjective
            }
            Some(Kind::Cue(Cue::SideNoun(_))) => place > main_end,
            _ => false,
        }
    }

    /// Whether the name goes on a list of voters: "…, Israel and Canada among them", "and all of BRICS".
    fn goes_on_with(&self, place: usize) -> bool {
        let before = (place.saturating_sub(4)..place).rev();
        let mut before = before.skip_while(|place| {
            matches!(self.cue(*place), Some(Cue::Article | Cue::Of | Cue::All | Cue::Among))
                || self.word(*place) == "member"
        });
        before.next().is_none_or(|place| {
            self.is_mark(place, &[',', '(', ':'])
                || self.is_name(place)
                || matches!(
                    self.cue(place),
                    Some(Cue::And | Cue::But | Cue::Not | Cue::While | Cue::With)
                )
                || matches!(self.word(place), "no" | "so" | "nor" | "neither" | "unlike" | "not")
                || matches!(self.verb(place), Some((Verb::Do | Verb::Be, _)))
        })
    }

    /// Whether the name tells what the text is about: "the situation in Syria", "to condemn Russia", "the
    /// Russian draft".
    pub(crate) fn is_topic(&self, place: usize) -> bool {
        if self.qualifies_text(place).is_some() {
            return true;
        }
        // "Ukraine's territorial integrity"; but "Brazil's ambassador" votes.
        let possessive = self.is_mark(place + 1, &['\'']);
        let envoy = (place + 2..place + 5).any(|place| {
            matches!(
                self.word(place),
                "ambassador" | "envoy" | "delegate" | "representative" | "delegation"
            )
        });
        if possessive && !envoy {
            return true;
        }
        let mut before = place;
        while before > 0
            && matches!(
                self.kind(before - 1),
                Some(Kind::Word | Kind::Cue(Cue::Article) | Kind::Member(MemberForm::Adjective))
            )
            && !matches!(self.word(before - 1), "no" | "not" | "unlike" | "besides" | "Besides")
        {
            before -= 1;
        }
        // A list of topics: "in Syria and Yemen".
        let joined = before >= 2
            && matches!(self.cue(before - 1), Some(Cue::And | Cue::Or))
            && self.is_name(before - 2);
        if joined {
            return self.is_topic(before - 2);
        }
        // "broke with the other Nordic countries": those did otherwise.
        let left = before >= 2
            && self.cue(before - 1) == Some(Cue::With)
            && self.is_word(before - 2, &["broke", "broken", "breaking", "ranks", "ways"]);
        left || before > 0
            && (matches!(
                self.cue(before - 1),
                Some(Cue::Preposition | Cue::Of | Cue::Side(_) | Cue::By)
            ) || matches!(self.verb(before - 1), Some((Verb::Pronounce | Verb::Wish, _)))
                || self.is_word(before - 1, &["told"]))
    }

    /// Cuts conjunctions and commas off the ends of the span, and "it is clear that" off its front.
    pub(super) fn trim(&self, frame: &mut Frame) {
        let that = frame.at.clone().take(8).find(|place| {
            self.word(*place) == "that"
                && place.checked_sub(1).is_some_and(|before| self.kind(before) == Some(&Kind::Word))
                && (frame.at.start..*place)
                    .any(|place| matches!(self.verb(place), Some((Verb::Be, _))))
        });
        if let Some(that) =
            that.filter(|that| frame.kind != ClaimKind::Sponsor && *that > frame.at.start)
        {
            frame.at.start = that + 1;
        }
        // "(4) India abstained"
        let numbers = |place: &usize| self.numbers_the_sentence(*place);
        if let Some(number) = frame.at.clone().take(2).find(numbers) {
            frame.at.start = number + 2;
        }
        while frame.at.start < frame.at.end && self.is_edge(frame.at.start, &['"', '“', '[']) {
            frame.at.start += 1;
        }
        let opens = frame.at.clone().filter(|place| self.is_mark(*place, &['"', '“', '”'])).count();
        let closing: &[char] =
            if opens % 2 == 0 { &['"', '”', ')', ']', '%'] } else { &[')', ']', '%'] };
        while frame.at.end > frame.at.start + 1 && self.is_edge(frame.at.end - 1, closing) {
            frame.at.end -= 1;
        }
    }

    /// Whether the token at the edge of a span only joins it to its neighbours.
    fn is_edge(&self, place: usize, but: &[char]) -> bool {
        match self.kind(place) {
            Some(Kind::Cue(Cue::And | Cue::But | Cue::While | Cue::With)) => true,
            Some(Kind::Mark(mark)) => !but.contains(mark),
            _ => false,
        }
    }
}

/// Kinds of claim whose words are held by the frame one by one.
fn is_covered_kind(kind: ClaimKind) -> bool {
    matches!(
        kind,
        ClaimKind::Tally | ClaimKind::Position | ClaimKind::GroupPosition | ClaimKind::Share
    )
}

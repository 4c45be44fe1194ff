//! A sentence cut at its marks, before it is cut at its verbs.

use std::ops::Range;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::sentence::Sentence;

impl Sentence<'_> {
    /// The sentence cut at semicolons, colons, dashes and the edges of quotations.
    pub(super) fn parts(&self) -> Vec<(Range<usize>, bool)> {
        let mut parts = Vec::new();
        let mut start = 0;
        let mut open: Option<usize> = None;
        let mut in_title = false;
        let mut depth = 0usize;
        let mut names_until = 0;
        let between = self.dash_between_clauses();
        for place in 0..self.len() {
            match self.kind(place) {
                Some(Kind::Mark('–' | '-')) if depth == 0 && between == Some(place) => {
                    parts.push((start..place, open.is_some()));
                    start = place + 1;
                }
                Some(Kind::Mark('(')) => depth += 1,
                Some(Kind::Mark(')')) => depth = depth.saturating_sub(1),
                // "In favour: 120; against: 4" is one tally.
                Some(Kind::Mark(';')) if self.heads_a_number(place + 1) => {}
                // "all three – Peru, Chile and Fiji – voted no" goes on.
                Some(Kind::Mark('—')) if names_until > place => {}
                Some(Kind::Mark('—')) if let Some(close) = self.names_in_dashes(place) => {
                    names_until = close + 1;
                }
                Some(Kind::Mark(';' | '—')) if depth == 0 => {
                    parts.push((start..place, open.is_some()));
                    start = place + 1;
                }
                // A colon before a count or a list goes on: "adopted the text: 94 for, 59 against".
                Some(Kind::Mark(':')) if depth == 0 && !self.goes_on_after_colon(place) => {
                    parts.push((start..place, open.is_some()));
                    start = place + 1;
                }
                // "33 were undecided, so that the noes outnumbered the ayes"
                Some(Kind::Cue(Cue::If)) if depth == 0 && !self.opens_a_condition(place) => {
                    parts.push((start..place, open.is_some()));
                    start = place + 1;
                }
                Some(Kind::Mark(mark @ ('"' | '“' | '”' | '«' | '»'))) => {
                    let opens = match mark {
                        '“' | '«' => true,
                        '”' | '»' => false,
                        _ => open.is_none() && !in_title,
                    };
                    in_title = opens && !self.quotes_a_clause(place);
                    if opens && self.quotes_a_clause(place) {
                        parts.push((start..place, open.is_some()));
                        start = place + 1;
                        open = Some(place);
                    } else if !opens && open.is_some() && place >= start {
                        parts.push((start..place, true));
                        start = place + 1;
                        open = None;
                    }
                }
                _ => {}
            }
        }
        parts.push((start..self.len(), open.is_some()));
        parts.retain(|(part, _)| !part.is_empty());
        let cut = |(part, quoted): (Range<usize>, bool)| {
            self.cut_attribution(part)
                .into_iter()
                .flat_map(|part| self.cut_relative(part))
                .map(move |part| (part, quoted))
        };
        parts.into_iter().flat_map(cut).filter(|(part, _)| !part.is_empty()).collect()
    }

    /// The one dash between spaces that joins two clauses: "Peru abstained – in 2018 it had voted no". What stands between
    /// two of them is said in passing, and names after one tell who was counted before.
    fn dash_between_clauses(&self) -> Option<usize> {
        let apart = |place: &usize| {
            let range = self.range(*place..*place + 1);
            let near = |place: usize| self.range(place..place + 1);
            self.is_mark(*place, &['–', '-'])
                && *place > 0
                && near(place - 1).end < range.start
                && range.end < near(place + 1).start
        };
        let mut dashes = (0..self.len()).filter(apart);
        let dash = dashes.next().filter(|_| dashes.next().is_none())?;
        let happens = |at: Range<usize>| {
            let verbs = at.clone().filter_map(|place| self.verb(place));
            verbs.into_iter().any(|(_, form)| matches!(form, Form::Past | Form::Third))
        };
        let names = self.names_at(self.skip_articles(dash + 1));
        let subject = names.is_none_or(|(_, end)| self.verb(self.skip_adverbs(end)).is_some());
        let list = self.number(dash + 1).is_some() && self.number(dash + 2).is_some();
        (subject && !list && happens(0..dash) && happens(dash + 1..self.len())).then_some(dash)
    }

    /// Where the dash stands that closes a list of names which this one opens.
    fn names_in_dashes(&self, open: usize) -> Option<usize> {
        let (names, end) = self.names_at(open + 1)?;
        let closes = self.is_mark(end, &['—']) && end + 1 < self.len();
        (closes && names.len() > 1 && open > 0).then_some(end)
    }

    fn goes_on_after_colon(&self, colon: usize) -> bool {
        // "…: 123 members voted for": those counted are a subject of their own.
        let voters = self.agents_at(colon + 1).is_some_and(|agents| {
            let verb = self.skip_adverbs(agents.at.end);
            matches!(self.verb(verb), Some((_, form)) if form != Form::Ing)
        });
        // "Five opposed it: Cuba, Syria …", "Against: Cuba, Syria …"
        let names = self.names_at(colon + 1).is_some_and(|(_, end)| self.ends_clause(end));
        let figure = self.skip(colon + 1, |cue| matches!(cue, Cue::All | Cue::Only));
        // "…: fifteen more supporters than in 1979"
        let compares = self.number_at(figure).is_some_and(|(_, end)| {
            matches!(self.cue(end), Some(Cue::More | Cue::Fewer | Cue::MoreThan | Cue::FewerThan))
        });
        if compares && self.compares_at(colon + 1, self.len()) {
            return false;
        }
        self.number(figure).is_some() && !voters
            || colon.checked_sub(1).is_some_and(|side| self.heads_a_number(side))
            || self.heads_a_number(colon + 1)
            || names
            || matches!(self.cue(colon - usize::from(colon > 0)), Some(Cue::Side(_)))
    }

    /// Whether the quotation that opens here is speech, and not a title or a single word.
    fn quotes_a_clause(&self, open: usize) -> bool {
        let close = (open + 1..self.len())
            .find(|place| self.is_mark(*place, &['"', '”', '»']))
            .unwrap_or(self.len());
        let verbs = (open + 1..close).filter(|place| self.verb(*place).is_some()).count();
        close - open > 5 && (verbs > 0 || close == self.len())
    }

    /// Cuts "he noted that" off the front and ", the envoy told the agency" off the end.
    fn cut_attribution(&self, part: Range<usize>) -> Vec<Range<usize>> {
        let asides = self.asides(part.clone());
        let says = |place: &usize| match self.verb(*place) {
            Some((Verb::Say, Form::Past | Form::Third)) => {
                !asides.iter().any(|aside| aside.contains(place))
                    && self.said_side(*place).is_none()
                    && !self.is_asked_by_many(*place, Form::Past)
                    && !self.assembly_speaks(*place)
            }
            Some((Verb::Say, _)) => self.word(place + 1) == "that",
            _ => false,
        };
        let Some(say) = part.clone().find(says) else {
            return vec![part];
        };
        let comma = (part.start..say).rev().find(|place| self.is_mark(*place, &[',']));
        let before = match comma {
            Some(comma)
                if !(comma..say).any(|place| {
                    // "the report notes": "report" is the noun.
                    self.verb(place).is_some_and(|(verb, _)| verb != Verb::Say)
                }) =>
            {
                part.start..comma
            }
            _ => part.start..part.start,
        };
        let that = self.word(say + 1) == "that";
        // What follows a trailing "told the agency on Monday" is no clause of its own.
        let after = if before.is_empty() || that {
            say + 1 + usize::from(that)..part.end
        } else {
            part.end..part.end
        };
        vec![before, after]
    }

    pub(super) fn skip_back(&self, mut at: usize, what: impl Fn(Cue) -> bool) -> usize {
        while at > 0 && self.cue(at - 1).is_some_and(&what) {
            at -= 1;
        }
        at
    }

    /// "By 116 votes to 6 the Assembly has told London to leave": that is the text, not what somebody says.
    pub(crate) fn assembly_speaks(&self, say: usize) -> bool {
        let before =
            self.skip_back(say, |cue| matches!(cue, Cue::Verb(Verb::Have, _) | Cue::Adverb));
        // "the Assembly on Thursday urged"
        let timed = (before.saturating_sub(5)..before).find(|start| {
            self.cue(*start) == Some(Cue::Preposition)
                && self.time_at(start + 1).is_some_and(|time| time.at.end == before)
        });
        let before = timed.unwrap_or(before);
        // "the Assembly by 50 votes to 8 told Peru"
        let counted = (before.saturating_sub(6)..before).find(|start| {
            self.cue(*start) == Some(Cue::By)
                && (start + 1..before).any(|place| self.number(place).is_some())
        });
        let before = counted.unwrap_or(before);
        let assembly =
            before.checked_sub(1).is_some_and(|place| self.cue(place) == Some(Cue::Plenary));
        let counted = |place: usize| {
            self.is_ratio(place) || self.number(place).is_some() && self.word(place + 1) == "votes"
        };
        assembly && (0..self.len()).any(counted)
    }
}

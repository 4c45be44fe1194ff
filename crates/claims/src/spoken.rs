//! What was told before, and who is meant by words that point back to it: "both", "it", "the same three", "the
//! other eight".
//!
//! Who is meant is whoever of the right number was named last: in the sentence itself, else in the nearest one
//! before it that named such voters. Where that sentence named two such, the words may mean either, and what is
//! claimed of them is not judged true or false.

use std::ops::Range;

use scrutineer_record::Position;

use crate::agents::Agents;
use crate::cues::{Cue, Form, Verb};
use crate::frame::{Columns, Frame, counted_group, tells_of_a_group};
use crate::lexicon::{Kind, Token};
use crate::predicate::Predicate;
use crate::quantity::{Bound, Number, Quantity};
use crate::sentence::{CARRIED, Sentence};
use crate::time::When;

/// Words that point back to voters named before.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pointer {
    /// The words.
    pub(crate) at: Range<usize>,
    to: Back,
    /// "neither", "none of them".
    nobody: bool,
}

/// What words that point back leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Others can be meant as well.
    Who,
    /// An earlier vote is meant, and nothing says which.
    When,
    /// The only ones among some of whom the record has no list.
    Among,
    /// An earlier vote may be meant: what the vote spoken of does not bear out is not held against the words.
    Earlier,
    /// Others of the group that was told of may be meant: what the whole roll does not bear out is not held against
    /// the words.
    Fellows,
    /// It may have been asked for in a letter or a speech: what the vote spoken of does not bear out is not held
    /// against the words.
    Elsewhere,
}

/// What kind of voters words point back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Back {
    /// "it", "he", "she".
    One,
    /// "they".
    Several,
    /// "both", "the three", "the same twelve".
    Number(u32),
    /// "the other eight": of the group told before.
    OthersOfGroup(u32),
}

/// So many sentences back a number can still mean voters named there.
const REACH: usize = 3;

/// What sentences before speak of, to which a sentence can point back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spoken {
    /// The position spoken of last.
    pub(crate) position: Option<Position>,
    /// How many took which, as the last sentence that told a position has it: "the five" are those against.
    pub(crate) counts: Vec<(u32, Position)>,
    /// What the columns of a table above tell.
    pub(crate) columns: Columns,
    /// Whether any vote was told.
    pub(crate) of_a_vote: bool,
    /// Whether the sentence right before spoke last of an earlier vote, and did not say which.
    pub(crate) of_an_earlier: bool,
    /// Whether the sentence right before spoke last of some members of a group.
    pub(crate) of_a_group: bool,
    /// Whether it spoke last of all, most or none of a group.
    pub(crate) of_a_whole_group: bool,
    /// Whether the sentence right before told who or how many took a position.
    pub(crate) just_now: bool,
    /// The voters of the last sentences, nearest first, each with their names where they stand.
    voters: Vec<Vec<Vec<Token>>>,
}

impl Spoken {
    /// What is left behind after a sentence with these frames.
    pub(crate) fn after(self, sentence: &Sentence<'_>, frames: &[Frame]) -> Spoken {
        let tokens = |names: Vec<usize>| {
            names.into_iter().filter_map(|name| sentence.token(name).cloned()).collect()
        };
        let here: Vec<Vec<Token>> = frames.iter().flat_map(voters_of).map(tokens).collect();
        let mut voters = self.voters;
        // Names of which nothing was understood can be meant as well as those before.
        let others_named =
            frames.is_empty() && (0..sentence.tokens.len()).any(|place| sentence.is_member(place));
        if others_named {
            voters.clear();
        } else {
            voters.insert(0, here);
            voters.truncate(REACH);
        }
        let position = frames.iter().rev().find_map(|frame| frame.position);
        let told = counts_of(frames);
        // "24 voted against, 58 abstained. Among the 24 was Peru." The others are still the 58.
        let told_anew = |side: Position| told.iter().any(|(_, position)| *position == side);
        let mut counts = self.counts;
        counts.retain(|(_, position)| !told_anew(*position));
        counts.extend(told.iter().copied());
        Spoken {
            position: position.or(self.position),
            counts,
            of_a_vote: self.of_a_vote || !frames.is_empty(),
            of_an_earlier: frames.last().is_some_and(|frame| frame.open == Some(Open::When)),
            of_a_group: frames.last().and_then(counted_group).is_some(),
            of_a_whole_group: frames.last().is_some_and(tells_of_a_group),
            just_now: position.is_some() || !told.is_empty(),
            voters,
            columns: self.columns,
        }
    }

    /// The position and counts of a sentence with these frames; `None` if it tells no position.
    pub(crate) fn in_frames(frames: &[Frame]) -> Option<Spoken> {
        let position = frames.iter().rev().find_map(|frame| frame.position);
        let counts = counts_of(frames);
        let tells = position.is_some() || !counts.is_empty();
        tells.then(|| Spoken { position, counts, ..Spoken::default() })
    }

    /// The position of "the five".
    pub(crate) fn of_number(&self, number: u32) -> Option<Position> {
        let mut fitting = self.counts.iter().filter(|(value, _)| *value == number);
        match (fitting.next(), fitting.next()) {
            (Some((_, position)), None) => Some(*position),
            _ => None,
        }
    }

    /// The position that was told of the last number.
    pub(crate) fn last_side(&self) -> Option<Position> {
        self.counts.last().map(|(_, position)| *position)
    }

    /// The position that was told of a number, if just one was.
    pub(crate) fn only_side(&self) -> Option<Position> {
        match self.counts.as_slice() {
            [(_, position)] => Some(*position),
            _ => None,
        }
    }

    /// The names that a sentence can point back to, as tokens to carry into it.
    pub(crate) fn names(&self) -> Vec<Token> {
        self.voters.iter().flatten().flatten().cloned().collect()
    }

    /// The same names as places of the sentence into which they are carried, sentence by sentence.
    fn places(&self) -> Vec<Vec<Vec<usize>>> {
        let mut next = CARRIED..;
        let mut places = |names: &Vec<Token>| next.by_ref().take(names.len()).collect();
        let mut of_sentence = |voters: &Vec<Vec<Token>>| voters.iter().map(&mut places).collect();
        self.voters.iter().map(&mut of_sentence).collect()
    }
}

/// How many took which position, as frames tell it.
fn counts_of(frames: &[Frame]) -> Vec<(u32, Position)> {
    let counts = frames.iter().flat_map(|frame| &frame.counts);
    counts.map(|count| (count.number.value, count.position)).collect()
}

/// The lists of voters that a frame names.
fn voters_of(frame: &Frame) -> Vec<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = frame.listed.iter().map(|(names, _)| names.clone()).collect();
    let agents = frame.agents.iter().chain(&frame.with);
    for agents in agents {
        let whole = matches!(agents.quantity, Quantity::Listed | Quantity::All) && !agents.others;
        lists.extend(Some(agents.names.clone()).filter(|_| whole));
        lists.push(agents.including.clone());
    }
    lists.retain(|names| !names.is_empty());
    lists
}

impl Sentence<'_> {
    /// Words right before a verb that point back to voters: "both [abstained]", "the other eight [had …]".
    pub(crate) fn subject_pointing_back(&self, start: usize, verb: usize) -> Option<Pointer> {
        let mut end = verb;
        let passed = |place: usize| {
            self.cue(place) == Some(Cue::Adverb)
                || self.is_manner(place)
                || self.is_word(place, &["merely", "only", "just"])
                || matches!(self.verb(place), Some((Verb::Have, _)))
        };
        while end > start && passed(end - 1) {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|last| *last >= start)?;
        let before = last.checked_sub(1).filter(|before| *before >= start);
        // "voted for it" is no subject.
        let object = before.is_some_and(|before| {
            matches!(
                self.cue(before),
                Some(Cue::Preposition | Cue::Side(_) | Cue::By | Cue::With | Cue::Verb(..))
            ) && !self.is_word(before, &["remaining"])
        });
        if object {
            return None;
        }
        if self.is_word(last, &["them"]) && before.is_some_and(|of| self.cue(of) == Some(Cue::Of)) {
            let head = last.checked_sub(2)?;
            let to = match self.lower(head) {
                "both" | "both of" | "neither" => Back::Number(2),
                _ => Back::Several,
            };
            let nobody = matches!(self.cue(head), Some(Cue::Neither | Cue::Nobody));
            return Some(Pointer { at: head..end, to, nobody });
        }
        let at = self.number_pointing_back(start, end);
        at.or_else(|| self.pronoun_at(last))
    }

    /// A pronoun that can stand for voters: "it", "they", "both", "the pair".
    pub(crate) fn pronoun_at(&self, at: usize) -> Option<Pointer> {
        let (to, nobody) = match self.lower(at) {
            "it" | "he" | "she" | "him" | "her" => (Back::One, false),
            "they" | "them" => (Back::Several, false),
            "both" | "pair" | "duo" => (Back::Number(2), false),
            "trio" => (Back::Number(3), false),
            "neither" => (Back::Number(2), true),
            _ => return None,
        };
        Some(Pointer { at: at..at + 1, to, nobody })
    }

    /// "the two", "the same three countries", "all four", "the other eight", up to `end`.
    fn number_pointing_back(&self, start: usize, end: usize) -> Option<Pointer> {
        let noun = usize::from(end > start && self.cue(end - 1) == Some(Cue::Voters));
        let place = (end - noun).checked_sub(1).filter(|place| *place >= start)?;
        let number = self.number(place).filter(|number| *number > 1)?;
        let others = |place: usize| self.is_word(place, &["other", "others", "remaining"]);
        let first = (start..place)
            .rev()
            .take_while(|place| {
                others(*place)
                    || matches!(self.cue(*place), Some(Cue::Same | Cue::Article | Cue::All))
                    || self.is_word(*place, &["these", "those"])
            })
            .last()?;
        let definite =
            self.is_word(first, &["the", "these", "those", "all", "all the", "the same"]);
        let to = if (first..place).any(others) {
            Back::OthersOfGroup(number)
        } else {
            Back::Number(number)
        };
        definite.then_some(Pointer { at: first..end, to, nobody: false })
    }

    /// Who is meant by words that point back, and what they leave open.
    pub(crate) fn meant_by(
        &self,
        pointer: &Pointer,
        frames: &[Frame],
        spoken: &Spoken,
    ) -> Option<(Agents, Option<Open>)> {
        let quantity = if pointer.nobody { Quantity::Nobody } else { Quantity::Listed };
        let named =
            |names: Vec<usize>| Agents { quantity, ..Agents::named(pointer.at.clone(), names) };
        let is_group =
            |names: &[usize]| matches!(names, [name] if self.kind(*name) == Some(&Kind::Group));
        if let Back::OthersOfGroup(value) = pointer.to {
            let groups =
                frames.iter().rev().flat_map(|frame| frame.within.iter().chain(&frame.agents));
            let group = groups.map(|agents| agents.names.clone()).find(|names| is_group(names))?;
            let quantity = Quantity::Count(Number { value, bound: Bound::Exactly });
            return Some((Agents { quantity, ..named(group) }, None));
        }
        let fits = |names: &Vec<usize>| match pointer.to {
            Back::One => names.len() == 1,
            Back::Several => names.len() > 1 || is_group(names),
            Back::Number(number) => {
                let members = self.are_members(names);
                members && u32::try_from(names.len()) == Ok(number)
            }
            Back::OthersOfGroup(_) => false,
        };
        // "Peru said it had abstained"
        if let (Back::One, Some(speaker)) = (pointer.to, self.speaker_before(pointer.at.start)) {
            return Some((named(vec![speaker]), None));
        }
        // A subject named in the sentence itself is meant before any other.
        let here: Vec<Vec<usize>> = frames.iter().flat_map(voters_of).filter(fits).collect();
        if let Some(last) = here.last() {
            return Some((named(last.clone()), None));
        }
        let reach = if matches!(pointer.to, Back::Number(_)) { REACH } else { 1 };
        let nearest = spoken.places().into_iter().take(reach).find_map(|voters| {
            let fitting: Vec<Vec<usize>> = voters.into_iter().filter(fits).collect();
            (!fitting.is_empty()).then_some(fitting)
        })?;
        // "joined by Fiji" tells of all of them: the longest list means the shorter ones as well.
        let longest = nearest.iter().max_by_key(|names| names.len())?;
        let words =
            |names: &[usize]| -> Vec<&str> { names.iter().map(|name| self.word(*name)).collect() };
        let all = words(longest);
        let others =
            nearest.iter().any(|names| words(names).iter().any(|name| !all.contains(name)));
        Some((named(longest.clone()), Some(Open::Who).filter(|_| others)))
    }

    /// Members named in what was told before, here and in the sentences within reach.
    pub(crate) fn named_before(&self, frames: &[Frame], spoken: &Spoken) -> Vec<usize> {
        let here = frames.iter().flat_map(voters_of).flatten();
        let before = spoken.places().into_iter().flatten().flatten();
        let member = |name: &usize| self.is_member(*name);
        here.chain(before).filter(member).collect()
    }

    /// Who says what follows: the name right before a verb of saying, with or without "that".
    fn speaker_before(&self, at: usize) -> Option<usize> {
        let that = at.checked_sub(1).filter(|that| self.is_word(*that, &["that"]));
        let say = that.unwrap_or(at).checked_sub(1)?;
        let name = say.checked_sub(1).filter(|name| self.is_name(*name))?;
        matches!(self.verb(say), Some((Verb::Say, Form::Past | Form::Third))).then_some(name)
    }

    /// Whether "had" sets what is told of words that point back before the vote spoken of, and nothing says in
    /// which year: which vote is meant is then not told.
    pub(crate) fn leaves_time_open(&self, pointer: &Pointer, main: &Predicate) -> bool {
        let had =
            main.at.clone().any(|place| matches!(self.verb(place), Some((Verb::Have, Form::Past))));
        let dated = self.times(0..self.tokens.len()).into_iter().any(|time| match time.when {
            When::Day { year, .. } | When::Month { year, .. } => year.is_some(),
            When::Weekday(_) | When::DayFromNow(_) => false,
            _ => true,
        });
        had && !dated && self.speaker_before(pointer.at.start).is_none()
    }
}

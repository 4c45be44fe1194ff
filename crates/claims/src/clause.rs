//! A sentence cut into clauses: the stretches that can each carry a claim of their own.

mod parts;

use std::ops::Range;

use crate::agents::Agents;
use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::predicate::{Deed, Predicate};
use crate::sentence::Sentence;
use crate::spoken::Pointer;

/// A clause with its main predicate, if it has one.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// Its tokens.
    pub(crate) at: Range<usize>,
    /// Its main predicate.
    pub(crate) main: Option<Predicate>,
    /// Predicates inside noun phrases of the clause: "that voted against last year".
    pub(crate) relative: Vec<Predicate>,
    /// Who is said to have done it.
    pub(crate) subject: Option<Agents>,
    /// Words in the place of the subject that point back to voters: "both", "the other eight".
    pub(crate) pointer: Option<Pointer>,
    /// Whether the clause stands in quotation marks.
    pub(crate) quoted: bool,
    /// Tokens inside the clause that carry no claim: ", from whose territory …,".
    pub(crate) asides: Vec<Range<usize>>,
}

impl Sentence<'_> {
    /// The clauses of the sentence.
    pub(crate) fn clauses(&self) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        for (part, quoted) in self.parts() {
            let before = clauses.len();
            self.cut(part, quoted, &mut clauses);
            // "…, he said": an attribution is no clause of interest.
            let kept = clauses.split_off(before);
            clauses.extend(kept.into_iter().filter(|clause| !clause.at.is_empty()));
        }
        self.share_subjects(&mut clauses);
        clauses
    }

    /// Cuts at ", which …" where that says something of its own.
    fn cut_relative(&self, part: Range<usize>) -> Vec<Range<usize>> {
        let asides = self.asides(part.clone());
        let mut pieces = Vec::new();
        let mut start = part.start;
        for place in part.clone() {
            let cuts = self.is_mark(place, &[','])
                && !asides.iter().any(|aside| aside.contains(&(place + 1)))
                && (matches!(self.word(place + 1), "which" | "where")
                    || self.tells_a_tally(place + 1)
                    || self.names_then_be(place + 1)
                    || self.voters_with(place + 1)
                    || self.compares_at(place + 1, part.end)
                    || self.outnumbers_at(place + 1)
                    || self.opens_apart(place)
                    || place > part.start && self.sole_at(place + 1)
                    || self.changes_at(place + 1)
                    || self.cue(place + 1) == Some(Cue::While)
                        && self.tells_an_extreme(start..place)
                    || self.tells_what_was(start..place, place + 1)
                    || self.extreme_at(place + 1, part.end)
                    || self.numbers_a_side_when(place + 1));
            // "77 yes, 20 no – the lowest support of the last five years"
            let cuts = cuts
                || self.is_mark(place, &['–', '-'])
                    && place > part.start
                    && (self.extreme_at(place + 1, part.end) || self.sole_at(place + 1));
            if cuts {
                pieces.push(start..place);
                start = place + 1;
            }
        }
        pieces.push(start..part.end);
        pieces
    }

    /// "The two were Israel and Palau, and …", "there were two votes against, and …": told without a verb of voting.
    fn tells_what_was(&self, at: Range<usize>, next: usize) -> bool {
        if !matches!(self.cue(next), Some(Cue::And | Cue::But | Cue::While)) {
            return false;
        }
        let told = |be: usize| {
            let next = self.skip(be + 1, |cue| matches!(cue, Cue::Article | Cue::Only));
            let number = self.number_at(next).is_some_and(|(_, end)| self.side_at(end).is_some());
            matches!(self.verb(be), Some((Verb::Be, _)))
                && (number || self.names_at(next).is_some())
        };
        let votes = |predicate: &Predicate| !matches!(predicate.deed, Deed::Other(_));
        // "The three were Peru and Chile, plus Fiji.", "… and Fiji, and nobody else"
        let list_goes_on = self.names_at(next + 1).is_some_and(|(_, end)| {
            self.skip_nobody_else(end) > end || self.ends_clause(end) && !self.is_mark(end, &[','])
        }) || self.skip_nobody_else(next) > next;
        !list_goes_on && at.clone().any(told) && !self.predicates(at).iter().any(votes)
    }

    /// Where the text goes on after ", and nobody else".
    pub(crate) fn skip_nobody_else(&self, at: usize) -> usize {
        let and = at + usize::from(self.is_mark(at, &[',']));
        let joins = self.cue(and) == Some(Cue::And) && self.cue(and + 1) == Some(Cue::Nobody);
        if joins && self.is_word(and + 2, &["else"]) { and + 3 } else { at }
    }

    /// ", and the tally was 90 in favour".
    fn tells_a_tally(&self, at: usize) -> bool {
        let conjunction = matches!(self.cue(at), Some(Cue::And | Cue::But | Cue::While));
        let noun = self.skip_articles(at + 1);
        conjunction
            && self.cue(noun) == Some(Cue::VoteNoun)
            && matches!(self.verb(noun + 1), Some((Verb::Be | Verb::Stand, _)))
    }

    /// ", and Togo was among those against".
    fn names_then_be(&self, at: usize) -> bool {
        let conjunction = matches!(self.cue(at), Some(Cue::And | Cue::But | Cue::While));
        // ", Togo being among the 17", ", the three being Chile and Peru"
        let is_being = |place: usize| self.is_word(place, &["being"]);
        if (at + 1..self.len()).any(is_being) {
            let number = self.skip_articles(at);
            let who = self.names_at(at).map(|(_, end)| end);
            let who = who.or_else(|| self.number_at(number).map(|(_, end)| end));
            if who.is_some_and(is_being) {
                return true;
            }
        }
        conjunction
            && self.names_at(at + 1).is_some_and(|(_, end)| {
                matches!(self.verb(end), Some((Verb::Be, _)))
                    && matches!(self.cue(self.skip_articles(end + 1)), Some(Cue::Among | Cue::Only))
            })
    }

    /// "[Peru abstained], the only OAS member to do so".
    fn sole_at(&self, at: usize) -> bool {
        if !self.is_word(at, &["the only", "the sole", "the lone", "the one"]) {
            return false;
        }
        let noun = (at + 1..at + 4).find(|place| self.cue(*place) == Some(Cue::Voters));
        let so = noun.filter(|noun| self.is_word(noun + 1, &["to"]));
        so.is_some_and(|to| matches!(self.verb(to + 2), Some((Verb::Follow, Form::Base))))
    }

    /// ", but the ayes had outnumbered the abstentions".
    fn outnumbers_at(&self, at: usize) -> bool {
        let conjunction = matches!(self.cue(at), Some(Cue::And | Cue::But | Cue::While));
        let side = self.skip_articles(at + 1);
        let told = |place: usize| self.is_word(place, &["outnumbered", "outnumber", "exceeded"]);
        conjunction
            && matches!(self.cue(side), Some(Cue::SideNoun(_)))
            && (side + 1..side + 4).any(told)
    }

    /// ", when opponents numbered 45".
    fn numbers_a_side_when(&self, at: usize) -> bool {
        let side = self.skip_articles(at + 1);
        self.is_word(at, &["when"])
            && matches!(self.cue(side), Some(Cue::SideNoun(_)))
            && matches!(self.verb(side + 1), Some((Verb::Stand | Verb::Be, _)))
            && self.number_at(side + 2).is_some()
    }

    /// ", with the United States voting no": voters of their own after "with", and no count.
    fn voters_with(&self, at: usize) -> bool {
        self.cue(at) == Some(Cue::With)
            && self.names_at(at + 1).is_some_and(|(_, end)| {
                matches!(self.verb(end), Some((Verb::Vote | Verb::Take(_), Form::Ing)))
            })
    }

    /// ", the same tally as in 2018", ", ten more than last year".
    fn compares_at(&self, at: usize, end: usize) -> bool {
        let start = self.skip_articles(at);
        let start = self.number_at(start).map_or(start, |(_, next)| next);
        let compares = matches!(
            self.cue(start),
            Some(Cue::Same | Cue::More | Cue::Fewer | Cue::MoreThan | Cue::FewerThan)
        );
        compares
            && (start..end.min(start + 6)).any(|place| {
                matches!(self.cue(place), Some(Cue::Than | Cue::MoreThan | Cue::FewerThan))
                    || self.word(place) == "as"
            })
            && (!self.times(start..end).is_empty() || self.than_the_present(start..end).is_some())
    }

    /// Cuts a part into clauses at its predicates.
    fn cut(&self, part: Range<usize>, quoted: bool, clauses: &mut Vec<Clause>) {
        let predicates = self.predicates(part.clone());
        let asides = self.asides(part.clone());
        let in_aside = |place: usize| asides.iter().any(|aside| aside.contains(&place));
        let mut start = part.start;
        let mut current: Option<Clause> = None;
        for predicate in predicates {
            // "joined the others in voting against"
            let joined = current
                .as_ref()
                .and_then(|clause| clause.main.as_ref())
                .is_some_and(|main| main.deed == Deed::Joined && predicate.participle)
                && self.is_word(predicate.at.start.saturating_sub(1), &["in"]);
            // "were among those voting against"
            let among = current
                .as_ref()
                .and_then(|clause| clause.main.as_ref())
                .is_some_and(|main| main.deed == Deed::Other(Verb::Be) && predicate.participle);
            // "Joining Peru in the no camp were Chile and Fiji"
            let turned =
                current.as_ref().and_then(|clause| clause.main.as_ref()).is_some_and(|main| {
                    main.deed == Deed::Joined && main.participle && main.at.start == start
                }) && matches!(self.verb(predicate.verb), Some((Verb::Be, Form::Past)));
            // "Those voting against it included Peru", "The five states voting against it included Peru"
            let rolls =
                current.as_ref().and_then(|clause| clause.main.as_ref()).is_some_and(|main| {
                    let voters = |place: usize| {
                        matches!(self.cue(place), Some(Cue::Article | Cue::Voters))
                            || self.number(place).is_some()
                    };
                    matches!(main.deed, Deed::Took(_))
                        && main.participle
                        && (main.at.start <= start + 1 || (start..main.at.start).all(voters))
                }) && matches!(predicate.deed, Deed::Other(Verb::Include));
            // What happens in an aside, or in "that voted against", belongs to a noun phrase.
            if joined
                || rolls
                || among
                || turned
                || in_aside(predicate.verb)
                || self.is_in_noun_phrase(&predicate, start)
            {
                match &mut current {
                    Some(clause) => clause.relative.push(predicate),
                    None => {
                        let clause = self.clause(start..part.end, quoted);
                        current.get_or_insert(clause).relative.push(predicate);
                    }
                }
                continue;
            }
            let told =
                current.as_ref().and_then(|clause| self.told_until(clause, &predicate, &asides));
            let (Some(clause), Some(last)) = (current.as_mut(), told) else {
                let apart = self.edge_before_own_subject(start, &predicate, &asides);
                if let Some(edge) = apart.filter(|_| current.is_none()) {
                    clauses.push(self.clause(start..edge.start, quoted));
                    start = edge.end;
                }
                let clause = current.get_or_insert_with(|| self.clause(start..part.end, quoted));
                clause.main = Some(predicate);
                continue;
            };
            let cut = self.boundary(last, &predicate, &asides);
            clause.at.end = cut.clone().map_or(predicate.at.start, |cut| cut.start);
            start = cut.map_or(predicate.at.start, |cut| cut.end);
            let moved: Vec<_> = {
                let (kept, moved) =
                    clause.relative.drain(..).partition(|relative| relative.verb < start);
                clause.relative = kept;
                moved
            };
            clauses.extend(current.take());
            let mut next = self.clause(start..part.end, quoted);
            next.relative = moved;
            next.main = Some(predicate);
            current = Some(next);
        }
        let last = current.unwrap_or_else(|| self.clause(start..part.end, quoted));
        clauses.push(last);
        for clause in clauses.iter_mut().filter(|clause| part.contains(&clause.at.start)) {
            clause.asides =
                asides.iter().filter(|aside| clause.at.contains(&aside.start)).cloned().collect();
            if clause.subject.is_none() {
                clause.subject = self.subject(clause);
                clause.pointer = self.pointer(clause);
            }
        }
    }

    /// Where the clause has told what it tells, if the next predicate is that of another clause: after its own
    /// predicate, or in "Russia was one of eleven that abstained, and none …" after the relative one.
    fn told_until(
        &self,
        clause: &Clause,
        next: &Predicate,
        asides: &[Range<usize>],
    ) -> Option<usize> {
        if let Some(main) = &clause.main {
            return Some(main.at.end);
        }
        let relative = clause.relative.iter().rfind(|relative| relative.verb < next.verb)?;
        let cut = self.boundary(relative.at.end, next, asides)?;
        let with_comma = self.is_mark(cut.start, &[',']) && cut.len() > 1;
        let linked = (clause.at.start..relative.verb)
            .any(|place| matches!(self.verb(place), Some((Verb::Be, _))));
        (with_comma && linked).then_some(relative.at.end)
    }

    fn clause(&self, at: Range<usize>, quoted: bool) -> Clause {
        Clause {
            at,
            main: None,
            relative: Vec::new(),
            subject: None,
            pointer: None,
            quoted,
            asides: Vec::new(),
        }
    }

    /// "[as many abstained] as opposed it": the side with which another is compared.
    fn is_compared_with(&self, predicate: &Predicate, start: usize) -> bool {
        let many = |place: usize| self.is_word(place, &["as many"]);
        predicate
            .at
            .start
            .checked_sub(1)
            .is_some_and(|as_| self.is_word(as_, &["as"]) && (start..as_).any(many))
    }

    /// Whether the predicate only describes a noun: "countries that voted against", "proposed by Russia".
    fn is_in_noun_phrase(&self, predicate: &Predicate, start: usize) -> bool {
        if let Some(pronoun) = predicate.relative {
            // ", which carried 187-3" is a clause of its own; "that" without a comma is not. After a verb of
            // saying, "that" opens a clause.
            let before = pronoun.checked_sub(1).filter(|before| *before >= start);
            let comma = before.is_some_and(|before| self.is_mark(before, &[',']));
            let said = before.is_some_and(|before| {
                matches!(self.verb(before), Some((Verb::Say, _))) || before + 1 == start
            });
            // "It is we who proposed": the clause itself, turned round.
            let it = self.after_opening_time(start);
            let cleft = self.word(it).eq_ignore_ascii_case("it")
                && matches!(self.verb(it + 1), Some((Verb::Be, _)));
            return before.is_some() && !comma && !said && !cleft;
        }
        // "twice as many abstained as opposed it"
        if self.is_compared_with(predicate, start) {
            return true;
        }
        // "India, joined by Bhutan and Libya, voted no"
        if predicate.verb > start && self.companions_at(predicate.verb - 1).is_some() {
            return true;
        }
        // "the only state to do so"
        if predicate.deed == Deed::Followed
            && predicate.verb > start
            && self.is_word(predicate.verb - 1, &["to"])
        {
            return true;
        }
        // "voted 75 to 20 to deplore"
        if predicate.purpose && predicate.at.start > start {
            return true;
        }
        // "more abstained than opposed"; but "more than doubled"
        let changes = matches!(predicate.deed, Deed::Other(Verb::Rise | Verb::Fall));
        let compared = !changes
            && predicate.at.start.checked_sub(1).is_some_and(|before| {
                matches!(self.cue(before), Some(Cue::Than | Cue::MoreThan | Cue::FewerThan))
            });
        if compared {
            return true;
        }
        // "with 35 abstaining", "67 in favour, 79 against and 32 abstaining" go on with the tally.
        let counted = predicate.participle
            && matches!(predicate.deed, Deed::Took(_))
            && predicate.at.start >= start + 2
            && self.number(predicate.at.start - 1).is_some()
            && self.goes_on_with_a_count(start, predicate.at.start - 2);
        if counted {
            return true;
        }
        // "legislation adopted in various states"
        // … "the first budget not passed by consensus"
        let bare = |place: usize| self.cue(place) == Some(Cue::Not);
        let reduced = matches!(predicate.deed, Deed::Adopted | Deed::Rejected)
            && (predicate.at.start..predicate.verb).all(bare)
            && predicate.at.start > start
            && self.kind(predicate.at.start - 1) == Some(&Kind::Word)
            && match self.cue(predicate.verb + 1) {
                Some(Cue::Preposition) => true,
                Some(Cue::By | Cue::WithoutVote) => predicate.at.start < predicate.verb,
                _ => false,
            };
        if reduced {
            return true;
        }
        // "moved from abstaining to a vote against"
        let left = predicate.at.start > start
            && predicate.participle
            && matches!(predicate.deed, Deed::Took(_))
            && (self.is_word(predicate.at.start - 1, &["to", "into"])
                || self.lower(predicate.at.start - 1).ends_with("from"));
        if left {
            return true;
        }
        // A participle right after a noun, with "by": "a working group proposed by Russia".
        let auxiliary = predicate.at.start < predicate.verb;
        predicate.passive
            && !auxiliary
            && predicate.verb > start
            && matches!(predicate.deed, Deed::Other(Verb::Propose | Verb::Establish))
    }

    /// Where the text goes on after "In 2017", "Two years ago".
    fn after_opening_time(&self, at: usize) -> usize {
        let placed = at + usize::from(self.cue(at) == Some(Cue::Preposition));
        let Some(time) = self.time_at(placed) else { return at };
        time.at.end + usize::from(self.is_mark(time.at.end, &[',']))
    }

    /// Whether "with", or what joins a count to the one right before, stands here.
    fn goes_on_with_a_count(&self, start: usize, at: usize) -> bool {
        let joins = self.cue(at) == Some(Cue::And) || self.is_mark(at, &[',']);
        let before = at.checked_sub(1).filter(|before| *before > start);
        let side = before
            .is_some_and(|side| self.side_at(side).is_some() && self.number(side - 1).is_some());
        let of_a_vote = || {
            let votes = |main: &Predicate| !matches!(main.deed, Deed::Other(_));
            self.predicates(start..at).iter().any(votes)
        };
        self.cue(at) == Some(Cue::With) || joins && side && of_a_vote()
    }

    /// Where a new clause begins between one predicate and the next: the tokens of the boundary itself.
    fn boundary(
        &self,
        after: usize,
        next: &Predicate,
        asides: &[Range<usize>],
    ) -> Option<Range<usize>> {
        let stop = next.relative.unwrap_or(next.at.start);
        let is_edge = |place: usize| {
            self.is_mark(place, &[','])
                || matches!(self.cue(place), Some(Cue::And | Cue::But | Cue::While))
        };
        // From the last edge back; one that only joins items of a list of names is none.
        let of_aside = |place: usize| {
            asides.iter().any(|aside| aside.start <= place + 1 && place <= aside.end)
        };
        let edges: Vec<usize> =
            (after..stop).filter(|place| is_edge(*place) && !of_aside(*place)).collect();
        for place in edges.iter().rev().copied() {
            let conjunction = self.cue(place).is_some();
            let start = if conjunction && place > after && self.is_mark(place - 1, &[',']) {
                place - 1
            } else {
                place
            };
            let mut end = place + 1;
            while end < stop && matches!(self.cue(end), Some(Cue::And | Cue::But | Cue::While)) {
                end += 1;
            }
            let rest = end..stop;
            // A comma right before the verb closes an aside, one before "including" opens it.
            if !conjunction && (rest.is_empty() || self.cue(end) == Some(Cue::Among)) {
                continue;
            }
            if rest.is_empty() {
                return Some(start..end);
            }
            // No list goes on with "while".
            let inside_list =
                self.cue(place) != Some(Cue::While) && self.inside_list(start, end, after);
            let with_comma = start < place;
            // "… against Ukraine, Hungary and Serbia did not": Ukraine is no item of that list.
            let after_topic = start.checked_sub(1).is_some_and(|before| self.is_topic(before));
            // "only Peru, Chile, and Fiji voting against" is one list.
            let new_subject = after_topic || with_comma && conjunction && !next.participle;
            if !inside_list || new_subject && self.subject_fits(rest.clone()) {
                return Some(start..end);
            }
        }
        None
    }

    /// Whether the edge joins two names of one list.
    fn inside_list(&self, start: usize, end: usize, after: usize) -> bool {
        let before = start.checked_sub(1).filter(|before| *before >= after);
        let named = |place: usize| {
            self.is_name(place)
                || matches!(self.cue(place), Some(Cue::Voters))
                || self.is_mark(place, &[')'])
        };
        before.is_some_and(named)
            && (self.names_at(end).is_some() || self.further_voters(end).is_some())
    }

    /// Whether what stands here can be the subject of the predicate that follows it.
    fn subject_fits(&self, rest: Range<usize>) -> bool {
        self.agents_at(rest.start).is_some_and(|agents| agents.at.end >= rest.end.saturating_sub(1))
    }
}

//! What a clause says was done: the verb with everything that turns its sense.

mod auxiliaries;
mod ellipsis;
mod sides;

use std::ops::Range;

use scrutineer_record::Position;

use crate::cues::{Cue, Form, Verb};
use crate::idioms::leaves_absence_open;
use crate::lexicon::{Kind, MemberForm};
use crate::sentence::Sentence;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A position was taken.
    Took(Position),
    /// Somebody voted as others did.
    Joined,
    /// A vote was cast, and what follows tells the count: "voted 187-3".
    Voted,
    /// A text was adopted.
    Adopted,
    /// A text was rejected.
    Rejected,
    /// What was told before was done, or not done, by others too: "so did Portugal", "Turkey did".
    Followed,
    /// Any other verb of interest to a rule.
    Other(Verb),
}

/// A verb in its clause.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Predicate {
    /// The tokens from the first auxiliary to the word that tells the position.
    pub(crate) at: Range<usize>,
    /// Place of the verb itself.
    pub(crate) verb: usize,
    /// What was done.
    pub(crate) deed: Deed,
    /// Whether it is denied.
    pub(crate) negated: bool,
    /// Whether it has happened, as far as the words say: no wish, plan or condition.
    pub(crate) happened: bool,
    /// Whether the subject suffers it: "was supported by".
    pub(crate) passive: bool,
    /// Place of the relative pronoun that makes it part of a noun phrase: "that voted against".
    pub(crate) relative: Option<usize>,
    /// Whether it is an infinitive that tells no deed: "to condemn".
    pub(crate) purpose: bool,
    /// Whether it hangs on the clause before: "voting against", "having voted".
    pub(crate) participle: bool,
    /// Whether its subject follows it: "so did Portugal".
    pub(crate) inverted: bool,
}

impl Predicate {
    /// One that consists of these tokens, with nothing that turns its sense.
    fn plain(at: Range<usize>, verb: usize, deed: Deed) -> Predicate {
        Predicate {
            at,
            verb,
            deed,
            negated: false,
            happened: true,
            passive: false,
            relative: None,
            purpose: false,
            participle: false,
            inverted: false,
        }
    }
}

const TAKES: [&str; 4] = ["take", "takes", "took", "taking"];

/// What is hailed or frowned on by a vote, besides texts.
const GREETED: [&str; 13] = [
    "accord",
    "treaty",
    "decision",
    "charter",
    "convention",
    "compact",
    "pact",
    "moratorium",
    "ban",
    "plan",
    "repeal",
    "request",
    "both",
];

impl Sentence<'_> {
    /// Whether the sentence has a word that speaks of votes, so that it must be read or be listed as unread.
    pub(crate) fn speaks_of_votes(&self) -> bool {
        let noun = (0..self.len()).any(|place| {
            matches!(
                self.cue(place),
                Some(
                    Cue::SideNoun(_)
                        | Cue::NoneTook(_)
                        | Cue::WithoutVote
                        | Cue::Support
                        | Cue::VoteNoun
                )
            ) || self.lower(place).starts_with("veto")
                || self.number(place).is_some()
                    && matches!(self.verb(place + 1), Some((Verb::Vote, _)))
        });
        // "Turkey did", "nor did Turkey": a vote that is told by another.
        let ellipsis = (0..self.len()).any(|place| {
            matches!(self.verb(place), Some((Verb::Do, Form::Past)))
                && (self.is_name(place + 1)
                    || place > 0 && self.is_name(place - 1)
                    || self.tells_of_all_who_followed(place))
                || self.tells_who_did_not(place)
        });
        let votes =
            |predicate: &Predicate| !matches!(predicate.deed, Deed::Other(_) | Deed::Followed);
        noun || ellipsis || self.predicates_until(0..self.len(), votes).last().is_some_and(votes)
    }

    /// The predicates of the tokens, in order.
    pub(crate) fn predicates(&self, at: Range<usize>) -> Vec<Predicate> {
        self.predicates_until(at, |_| false)
    }

    /// The first of them.
    pub(crate) fn first_predicate(&self, at: Range<usize>) -> Option<Predicate> {
        self.predicates_until(at, |_| true).pop()
    }

    /// The predicates of the tokens up to the first such one.
    fn predicates_until(
        &self,
        at: Range<usize>,
        is_last: impl Fn(&Predicate) -> bool,
    ) -> Vec<Predicate> {
        let mut found: Vec<Predicate> = Vec::new();
        for place in at.clone() {
            if found.last().is_some_and(&is_last) {
                break;
            }
            if found.last().is_some_and(|last| place < last.at.end) {
                continue;
            }
            if self.may_be_ellipsis(place)
                && let Some(predicate) = self.ellipsis_at(at.clone(), place, found.last())
            {
                found.push(predicate);
                continue;
            }
            let Some((verb, form)) = self.verb(place) else { continue };
            // "Russian-led", "US-sponsored" are adjectives.
            if place > at.start && self.is_compound(place) {
                continue;
            }
            // "Abstain 52", in a table.
            if form == Form::Base && self.heads_a_number(place) {
                continue;
            }
            if let Some(predicate) = self.predicate_at(at.start, place, verb, form) {
                found.push(predicate);
            }
        }
        found
    }

    /// "the report", "the Goldstone report": a noun, as it is after an article and no more than one word that is no plural.
    fn is_a_paper(&self, place: usize) -> bool {
        let article = |at: Option<usize>| at.is_some_and(|at| self.cue(at) == Some(Cue::Article));
        let before = place.checked_sub(1);
        let described =
            before.is_some_and(|it| !self.word(it).ends_with('s') && article(it.checked_sub(1)));
        self.is_word(place, &["report"]) && (article(before) || described)
    }

    fn predicate_at(
        &self,
        start: usize,
        place: usize,
        verb: Verb,
        form: Form,
    ) -> Option<Predicate> {
        // "138 votes", "the vote": things, not deeds.
        let thing = matches!(form, Form::Third | Form::Base)
            && place.checked_sub(1).is_some_and(|before| {
                self.number(before).is_some()
                    || matches!(
                        self.cue(before),
                        Some(Cue::Article | Cue::By | Cue::Of | Cue::Only)
                    )
            });
        let mut denied = false;
        let (deed, end) = match verb {
            Verb::Vote if thing => return None,
            // "turned their backs on it"
            Verb::Take(_) if thing && form == Form::Third && self.is_owned(place) => return None,
            // "the Goldstone report"
            Verb::Say if form == Form::Base && self.is_a_paper(place) => return None,
            // "none of the sponsors"
            Verb::Propose if thing && form == Form::Third => return None,
            // "the American move", "the Soviet call"
            Verb::Move if self.is_of_a_member(place, form) => return None,
            // "of the votes cast"
            Verb::Vote if place > start && self.is_word(place - 1, &["votes", "ballots"]) => {
                return None;
            }
            Verb::Vote => self.vote_deed(place)?,
            // "the number of countries", "the highest number of noes"
            // "backing the demand"
            Verb::Pronounce if thing && form == Form::Base => return None,
            Verb::Stand if thing || self.cue(place + 1) == Some(Cue::Of) => return None,
            // "did not vote against": not that position, rather than no vote.
            Verb::Take(Position::NonVoting) if self.denies_a_vote(place) => {
                match self.cue(place + 1) {
                    Some(Cue::Side(position)) => {
                        denied = true;
                        (Deed::Took(position), place + 2)
                    }
                    _ if self.is_word(place + 1, &["no"]) => {
                        denied = true;
                        (Deed::Took(Position::No), place + 2)
                    }
                    _ => (Deed::Took(Position::NonVoting), place + 1),
                }
            }
            Verb::Greet(position) if self.is_done_by_many(place) => {
                (Deed::Took(position), place + 1)
            }
            Verb::Greet(_) => return None,
            Verb::Shun(position) => {
                denied = true;
                (Deed::Took(position), place + 1)
            }
            // "sat it out with abstentions", "stayed aside by abstaining"
            Verb::Take(_) if let Some((position, end)) = self.means_at(place + 1) => {
                (Deed::Took(position), end)
            }
            // "backed Russia": voted as it did.
            Verb::Take(Position::Yes) if self.is_a_member_itself(place + 1) => {
                (Deed::Joined, place + 1)
            }
            // "four refused"; "refused consent", "took no part in the drafting" are another matter.
            Verb::Take(_) if self.may_go_on(place) && !self.is_said_of_the_vote(place + 1) => {
                return None;
            }
            // "The Assembly endorsed the report by 114 to 18."
            Verb::Take(Position::Yes)
                if form == Form::Past && self.is_done_by_the_assembly(place) =>
            {
                (Deed::Adopted, place + 1)
            }
            Verb::Take(position) => (Deed::Took(position), place + 1),
            // "took Chile's side"; "took effect"
            Verb::StandBy
                if (self.is_word(place, &TAKES) || self.needs_an_ally(place))
                    && self.ally_at(place + 1).is_none() =>
            {
                return None;
            }
            Verb::Join | Verb::StandBy => (Deed::Joined, place + 1),
            // "52 members, Peru included, said aye"
            Verb::Include if self.is_mark(place + 1, &[',', '.', ';', ')', '–']) => return None,
            Verb::Follow => (Deed::Followed, place + 1),
            // "the toll has passed 80,000"
            Verb::Adopt if self.number(place + 1).is_some_and(|number| number > 200) => {
                return None;
            }
            // "has not been carried out"
            Verb::Adopt if self.is_word(place + 1, &["out", "over", "away", "forward"]) => {
                return None;
            }
            // "two failed conferences", "the defeated amendment"
            Verb::Reject | Verb::Adopt if self.describes_a_noun(place, form) => return None,
            Verb::Adopt => (Deed::Adopted, place + 1),
            // "failed to pass" is told by what follows.
            Verb::Reject if self.word(place + 1) == "to" => return None,
            Verb::Reject => (Deed::Rejected, place + 1),
            // "were among the opponents", "the two were Cuba and Syria"
            Verb::Be if self.cue(place + 1) == Some(Cue::Among) => {
                (Deed::Other(Verb::Be), place + 2)
            }
            // "were in the latter group"
            Verb::Be if let Some(end) = self.pointed_group_at(place + 1) => {
                (Deed::Other(Verb::Be), end)
            }
            // "London could count on Peru"
            Verb::Wish if self.counted_on(place) => (Deed::Other(Verb::Wish), place + 1),
            Verb::Be if self.tells_who_were(place) => (Deed::Other(Verb::Be), place + 1),
            // "remained at America's side", "was in the Argentine camp"
            Verb::Be | Verb::Remain if let Some(side) = self.side_of_an_ally(place + 1) => {
                (Deed::Joined, side)
            }
            Verb::Be | Verb::Remain => {
                let (position, not, end) = self.state_at(place + 1)?;
                denied = not;
                (Deed::Took(position), end)
            }
            Verb::Say if let Some(position) = self.said_side(place) => {
                (Deed::Took(position), place + 2)
            }
            Verb::Choose => {
                let (position, end) = self.chosen_at(place + 1)?;
                (Deed::Took(position), end)
            }
            // "abandoned abstention"
            Verb::Abandon => {
                self.stance(place + 1)?;
                (Deed::Other(Verb::Abandon), place + 1)
            }
            // "kept Cuba company"
            Verb::Keep => {
                let (_, end) = self.names_at(place + 1)?;
                self.is_word(end, &["company"]).then_some((Deed::Joined, place + 1))?
            }
            Verb::Wish | Verb::Say if self.is_asked_by_many(place, form) => {
                (Deed::Other(Verb::Pronounce), place + 1)
            }
            Verb::Have | Verb::Do | Verb::Wish => return None,
            // "declined to back"
            Verb::Fall if self.is_word(place + 1, &["to"]) && self.verb(place + 2).is_some() => {
                return None;
            }
            verb => (Deed::Other(verb), place + 1),
        };
        let mut predicate = Predicate {
            negated: denied,
            participle: form == Form::Ing,
            ..Predicate::plain(place..end, place, deed)
        };
        self.read_auxiliaries(&mut predicate, start, form);
        // "adopting rules" is what somebody proposes, not what was done.
        let deed_alone = matches!(deed, Deed::Adopted | Deed::Rejected)
            || matches!(deed, Deed::Other(verb) if verb != Verb::Gain && verb != Verb::Say);
        if form == Form::Ing && deed_alone && predicate.at.start == place {
            return None;
        }
        if deed == Deed::Other(Verb::Wish) {
            predicate.happened = true;
            return Some(predicate);
        }
        if self.conditional(start, predicate.at.start) || self.leaves_open(start, &predicate) {
            predicate.happened = false;
        }
        Some(predicate)
    }

    /// "in the latter group", "not in that camp": where that ends.
    pub(crate) fn pointed_group_at(&self, at: usize) -> Option<usize> {
        let at = self.skip(at, |cue| matches!(cue, Cue::Not | Cue::All | Cue::Adverb));
        let pointed = self.is_word(at + 1, &["that"])
            || self.is_word(at + 1, &["the"]) && self.is_word(at + 2, &["latter"]);
        let group = at + 2 + usize::from(self.is_word(at + 2, &["latter"]));
        let named = self.is_word(group, &["group", "camp", "category", "company", "number"]);
        (self.is_word(at, &["in", "of"]) && pointed && named && self.ends_clause(group + 1))
            .then_some(group + 1)
    }

    /// "could count on Peru and Chile": they did as it had hoped.
    pub(crate) fn counted_on(&self, place: usize) -> bool {
        self.is_word(place, &["count on", "rely on"])
            && place.checked_sub(1).is_some_and(|could| self.is_word(could, &["could"]))
            && (place + 1..place + 4).any(|name| self.names_at(name).is_some())
    }

    /// "came down on [Chile's side]", "wandered into [the American corner]": by themselves no company.
    fn needs_an_ally(&self, place: usize) -> bool {
        let last = self.lower(place).rsplit(' ').next();
        matches!(last, Some("on" | "into")) && self.lower(place).contains(' ')
    }

    /// "two failed conferences", "the defeated amendment": a participle between an article or a number and its noun.
    fn describes_a_noun(&self, place: usize, form: Form) -> bool {
        let Some(before) = place.checked_sub(1) else { return false };
        let article = self.is_word(before, &["a", "an", "the", "its", "their"]);
        let noun = self.kind(place + 1) == Some(&Kind::Word)
            && self.word(place + 1).starts_with(char::is_lowercase)
            && !self.is_manner(place + 1)
            && !self.is_word(place + 1, &["no", "yes"]);
        form == Form::Past && (article || self.number(before).is_some() && noun)
    }

    /// "their backs", "its supports": what somebody has.
    fn is_owned(&self, noun: usize) -> bool {
        noun.checked_sub(1).is_some_and(|own| self.is_word(own, &["its", "their", "his", "her"]))
    }

    /// Whether the object that begins here is a member, and not what it proposed or holds.
    fn is_a_member_itself(&self, at: usize) -> bool {
        let name = self.skip_articles(at);
        let named =
            matches!(self.kind(name), Some(Kind::Member(MemberForm::Name | MemberForm::Capital)));
        named && !self.is_possessive(name) && self.qualifies_text(name).is_none()
    }

    /// "Russian-led"; but "three states - Peru, Chad and Mali - abstained".
    pub(crate) fn is_compound(&self, at: usize) -> bool {
        let Some(hyphen) = at.checked_sub(1).filter(|hyphen| self.is_mark(*hyphen, &['-'])) else {
            return false;
        };
        self.range(hyphen..at + 1).len() == self.word(hyphen).len() + self.word(at).len()
    }

    /// "the American move": a thing, and whose it is.
    fn is_of_a_member(&self, at: usize, form: Form) -> bool {
        let adjective =
            |before: usize| matches!(self.kind(before), Some(Kind::Member(MemberForm::Adjective)));
        matches!(form, Form::Base | Form::Third) && at.checked_sub(1).is_some_and(adjective)
    }

    /// "94 members asked Peru to withdraw": what the Assembly asks by its vote, it may be.
    pub(crate) fn is_asked_by_many(&self, at: usize, form: Form) -> bool {
        let asks = self.is_word(
            at,
            &["asked", "urged", "called on", "called upon", "told", "ordered", "instructed"],
        );
        let voters = self.before_time(at).checked_sub(1).filter(|voters| {
            self.cue(*voters) == Some(Cue::Voters)
                && voters.checked_sub(1).is_some_and(|number| self.number(number).is_some())
        });
        let whom = self.skip_articles(at + 1);
        let named = self.is_name(whom) && !self.is_possessive(whom);
        let to_do = (whom..whom + 6).any(|place| self.is_word(place, &["to"]));
        form == Form::Past && asks && voters.is_some() && named && to_do
    }

    /// "126 members hailed it", "was welcomed by 126": a number of voters did it to a text.
    fn is_done_by_many(&self, verb: usize) -> bool {
        let is_text = |place: usize| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
                || self.is_word(place, &GREETED)
        };
        let by = self.cue(verb + 1) == Some(Cue::By) && self.number(verb + 2).is_some();
        if by {
            let voters = self.cue(verb + 3) == Some(Cue::Voters) || self.ends_clause(verb + 3);
            return voters && (verb.saturating_sub(6)..verb).any(is_text);
        }
        let object = self.skip_articles(verb + 1);
        if !(object..object + 2).any(is_text) {
            return false;
        }
        let counted = |last: usize| {
            let voters = usize::from(self.cue(last) == Some(Cue::Voters));
            last.checked_sub(voters).is_some_and(|number| {
                self.number(number).is_some() && self.time_at(number).is_none()
            })
        };
        let mut end = self.before_time(verb);
        while end > 0
            && (self.cue(end - 1) == Some(Cue::Adverb)
                || matches!(self.verb(end - 1), Some((Verb::Have, _))))
        {
            end -= 1;
        }
        // "187 countries out of 192 disapproved of it"
        let out_of = end.checked_sub(3).filter(|out| {
            self.is_word(*out, &["out"])
                && self.cue(out + 1) == Some(Cue::Of)
                && self.number(out + 2).is_some()
        });
        // "two thirds of the members, 126 in all, hailed it"
        let in_all = end.checked_sub(5).filter(|comma| {
            self.is_mark(*comma, &[','])
                && self.number(comma + 1).is_some()
                && self.is_word(comma + 2, &["in"])
                && self.cue(comma + 3) == Some(Cue::All)
                && self.is_mark(comma + 4, &[','])
        });
        let end = out_of.or(in_all).unwrap_or(end);
        end.checked_sub(1).is_some_and(counted)
    }

    /// Whether an idiom for a position can be about something else as well, and ends before its object.
    fn may_go_on(&self, place: usize) -> bool {
        let words = self.lower(place);
        let last = words.rsplit(' ').next().unwrap_or_default();
        let governs = ["to", "for", "of", "against", "behind", "with", "on"].contains(&last);
        words.starts_with("refus") || words.contains(' ') && !governs
    }

    /// Whether what follows an idiom leaves it one about the vote: nothing, a time, or "in the vote", "on the text".
    pub(crate) fn is_said_of_the_vote(&self, at: usize) -> bool {
        let next = self.skip_manner(at);
        let closes = self.ends_clause(next)
            || self.is_mark(next, &[','])
            || matches!(self.cue(next), Some(Cue::With | Cue::Which | Cue::Except | Cue::Among))
            || self.is_word(
                next,
                &[
                    "again",
                    "as",
                    "since",
                    "because",
                    "once",
                    "this",
                    "rather",
                    "altogether",
                    "entirely",
                ],
            )
            || self.time_at(next).is_some();
        let object = self.skip_articles(next + 1);
        let of_votes = |place: usize| {
            matches!(
                self.cue(place),
                Some(Cue::Text | Cue::Idea | Cue::VoteNoun | Cue::Pronoun | Cue::Plenary)
            ) || matches!(self.kind(place), Some(Kind::Symbol(_)))
                || self.is_word(place, &["vote", "voting", "division", "occasion"])
        };
        let placed = self.cue(next) == Some(Cue::Preposition)
            || matches!(self.cue(next), Some(Cue::Side(_)))
            || self.is_word(next, &["of", "over", "by", "when", "during"]);
        let named = (object..object + 3).any(of_votes);
        let timed = self.time_at(object).is_some() || self.time_at(next + 1).is_some();
        closes || placed && (named || timed)
    }

    /// The place before "on Thursday", "yesterday", if such stands right before this one.
    fn before_time(&self, at: usize) -> usize {
        let times = self.times_told().iter();
        let told = times.rev().find(|time| time.at.end == at).map(|time| time.at.start);
        let on = |start: usize| {
            start - usize::from(start > 0 && self.cue(start - 1) == Some(Cue::Preposition))
        };
        told.map_or(at, on)
    }

    /// Whether the words deny that a vote was cast: "did not vote", "failed to vote".
    fn denies_a_vote(&self, at: usize) -> bool {
        let words = self.word(at);
        words.ends_with("vote") && ["did", "fail"].iter().any(|deed| words.starts_with(deed))
    }

    /// Where the text goes on after adverbs, those of manner among them: "conspicuously".
    pub(crate) fn skip_manner(&self, mut at: usize) -> usize {
        while self.cue(at) == Some(Cue::Adverb) || self.is_manner(at) {
            at += 1;
        }
        at
    }

    /// "conspicuously", "pointedly".
    pub(crate) fn is_manner(&self, at: usize) -> bool {
        let word = self.word(at);
        self.kind(at) == Some(&Kind::Word)
            && word.len() > 5
            && word.ends_with("ly")
            && word.starts_with(char::is_lowercase)
            && !matches!(word, "family" | "assembly" | "supply" | "reply")
    }

    /// "The two were Cuba and Syria", "the noes were …": who is meant by a number or a side.
    fn tells_who_were(&self, be: usize) -> bool {
        let counted = be.checked_sub(1).is_some_and(|before| {
            self.number(before).is_some() || matches!(self.cue(before), Some(Cue::SideNoun(_)))
        });
        counted && self.names_at(be + 1).is_some()
    }

    /// "sat it out", "kept out of it": who did so abstained or was not there.
    pub(crate) fn tells_of_sitting_out(&self, mut at: Range<usize>) -> bool {
        at.any(|place| leaves_absence_open(self.lower(place)))
    }

    /// Whether the token is one of these words, which are in lower case.
    ///
    /// Always inlined: a word that is known beforehand is compared in two steps, its length and its letters.
    #[inline(always)]
    #[expect(clippy::manual_contains, reason = "that is not inlined, and knows no word beforehand")]
    pub(crate) fn is_word(&self, at: usize, words: &[&str]) -> bool {
        let here = self.lower(at);
        words.iter().any(|word| *word == here)
    }

    /// Whether a clause can end before this token.
    pub(crate) fn ends_clause(&self, at: usize) -> bool {
        match self.kind(at) {
            None | Some(Kind::Mark('.' | ';' | ':' | ')' | '!' | '—' | '–' | '"' | '”')) => {
                true
            }
            // "Germany, too, abstained" goes on.
            Some(Kind::Mark(',')) => {
                !matches!(self.verb(self.skip_adverbs(at + 1)), Some((_, Form::Past)))
            }
            Some(Kind::Cue(Cue::And | Cue::But | Cue::While)) => true,
            _ => false,
        }
    }
}

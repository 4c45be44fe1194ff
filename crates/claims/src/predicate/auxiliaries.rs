//! The words before a verb that turn its sense: auxiliaries, negation, mood.

use super::{Deed, Predicate};
use crate::cues::{Cue, Form, Verb};
use crate::sentence::Sentence;

/// What somebody was who then did it: "content to abstain".
const WILLING: [&str; 9] = [
    "content",
    "happy",
    "glad",
    "pleased",
    "quick",
    "proud",
    "obliged",
    "compelled",
    "constrained",
];

impl Sentence<'_> {
    /// Reads the words before the verb back to where its phrase begins.
    pub(super) fn read_auxiliaries(&self, predicate: &mut Predicate, start: usize, form: Form) {
        let mut at = predicate.verb;
        let mut auxiliary = false;
        let mut infinitive = false;
        while at > start {
            let before = at - 1;
            match self.cue(before) {
                Some(Cue::Verb(Verb::Be, _)) => {
                    predicate.passive |= form == Form::Past;
                    auxiliary = true;
                }
                Some(Cue::Verb(Verb::Have, Form::Ing)) => {
                    predicate.participle = true;
                    auxiliary = true;
                }
                Some(Cue::Verb(Verb::Have | Verb::Do, _)) => auxiliary = true,
                // "did not dare to vote against it": what was feared is no vote.
                Some(Cue::Not) => {
                    predicate.negated = true;
                    predicate.happened &= !self.lower(before).contains("dare");
                    auxiliary = true;
                }
                Some(Cue::Modal) => {
                    predicate.happened = false;
                    auxiliary = true;
                }
                Some(Cue::Verb(Verb::Choose, _)) if infinitive => {}
                // "nobody dared vote against it"
                Some(Cue::Verb(Verb::Choose, Form::Past))
                    if form == Form::Base && self.is_word(before, &["dared"]) =>
                {
                    auxiliary = true;
                }
                // "intends to vote", "need not vote"
                Some(Cue::Verb(Verb::Wish, _))
                    if infinitive || form == Form::Base && predicate.negated =>
                {
                    predicate.happened = false;
                }
                _ if self.is_alone(before) => break,
                Some(
                    Cue::Adverb | Cue::Overwhelming | Cue::Unanimous | Cue::Margin(_) | Cue::Only,
                ) => {}
                Some(Cue::Preposition) if self.word(before).eq_ignore_ascii_case("to") => {
                    infinitive = true;
                    // "seems to have missed the vote"
                    let perfect = matches!(self.verb(at), Some((Verb::Have, Form::Base)));
                    let seems = before.checked_sub(1).filter(|seems| {
                        self.is_word(
                            *seems,
                            &["seems", "seem", "seemed", "appears", "appear", "appeared"],
                        )
                    });
                    if let Some(seems) = seems.filter(|seems| perfect && *seems >= start) {
                        infinitive = false;
                        at = seems;
                        continue;
                    }
                }
                _ if infinitive && self.is_word(before, &["declined"]) => {
                    predicate.negated = true;
                }
                _ if self.is_manner(before) => {}
                _ => break,
            }
            at = before;
        }
        predicate.at.start = at;
        if let Some(Cue::Which) = at.checked_sub(1).and_then(|before| self.cue(before))
            && at > start
        {
            predicate.relative = Some(at - 1);
        }
        if infinitive {
            self.settle_infinitive(predicate, start);
        }
        if auxiliary {
            predicate.participle &= self.verb(at).is_some_and(|(_, form)| form == Form::Ing);
        } else if form == Form::Base && !infinitive {
            // "countries vote for" is a habit unless somebody who votes stands before it.
            let subject = at.checked_sub(1).is_some_and(|before| {
                self.is_name(before)
                    || self.number(before).is_some()
                    || matches!(self.cue(before), Some(Cue::Voters | Cue::SideNoun(_)))
            });
            predicate.happened &= subject;
        }
        // "regularly abstains" tells of no single vote.
        let habit = |word: &str| {
            matches!(
                word,
                "regularly" | "usually" | "often" | "normally" | "routinely" | "generally"
            )
        };
        if form != Form::Past
            && (at.saturating_sub(2)..predicate.at.end).any(|place| habit(self.word(place)))
        {
            predicate.happened = false;
        }
        // "was supported" suffers; "supported by" after a noun does so too.
        let only = usize::from(self.cue(predicate.at.end) == Some(Cue::Only));
        // "was in the no camp by October"
        let by = self.cue(predicate.at.end + only) == Some(Cue::By)
            && self.time_at(predicate.at.end + only + 1).is_none();
        predicate.passive |= form == Form::Past && by && predicate.deed != Deed::Voted;
        // "a dozen were opposed" took the side themselves.
        let side = matches!(self.word(predicate.verb), "opposed" | "absent");
        predicate.passive &= by || !side;
    }

    /// "to vote against": it happened after "chose to", and after "the only countries to"; otherwise it is
    /// a wish or a plan.
    fn settle_infinitive(&self, predicate: &mut Predicate, start: usize) {
        let realised = (predicate.at.start..predicate.verb)
            .any(|place| matches!(self.verb(place), Some((Verb::Choose, _))))
            || (start..predicate.at.start)
                .any(|place| matches!(self.cue(place), Some(Cue::Only | Cue::Ordinal(_))));
        // "were content to abstain"
        let willing = |place: usize| {
            let adverb = usize::from(place > start && self.cue(place - 1) == Some(Cue::Adverb));
            self.is_word(place, &WILLING)
                && place.checked_sub(1 + adverb).filter(|be| *be >= start).is_some_and(|be| {
                    matches!(self.verb(be), Some((Verb::Be, Form::Past)))
                        || self.is_word(be, &["felt"])
                })
        };
        let realised = realised || predicate.at.start.checked_sub(1).is_some_and(willing);
        let failed = predicate.negated;
        if !realised && !failed {
            predicate.happened = false;
            predicate.purpose = true;
        }
    }

    /// Whether an "if", "had … voted" or the like stands before.
    pub(super) fn conditional(&self, start: usize, end: usize) -> bool {
        (start..end).any(|place| self.opens_a_condition(place))
            || matches!(self.verb(start), Some((Verb::Have, Form::Past)))
    }
}
